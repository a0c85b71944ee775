//! The lock of a translated document: what each of its passages was made from. One line a unit, sorted by id:
//!
//! ```text
//! soft-law⇥1f0e…⇥99ab…⇥日本的软法……
//! ```
//!
//! id, digest of the source, digest of the translation, text of the source, with tabs between. Texts are those of
//! `align::wording`. Lines that begin with `#` are for people. Machines write it, and merges of versions meddle with it:
//! every line that cannot be read is told, and the others count. What a merge left as a conflict can be read: both versions
//! of a line stand there, and `align::rival` finds out which counts.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::digest::Digest;
use crate::base::rule;
use crate::base::text::{FileId, SourceFile, Span};

use super::unit_id::is_valid;

/// The first line of a lock.
pub const HEADER: &str =
    "# Written by `taiyaku accept`: id, digest of the source, digest of the translation, text of the source";

/// The ending of the names of locks; before it a lock is called as its document.
pub const ENDING: &str = ".lock";

/// A lock.
#[derive(Clone, Debug)]
pub struct Lock {
    /// The file.
    pub file: FileId,
    /// Its path below the site's folder.
    pub path: String,
    /// What it records, by the unit's id; `top` is the title.
    pub records: BTreeMap<String, Record>,
    /// What else it records of units in [`Self::records`], in the order of the lines.
    pub rivals: Vec<(String, Record)>,
    /// Lines that record nothing of their own: marks of a conflict, what stands between them of an earlier version, and
    /// repetitions. Who writes the lock leaves them out.
    pub spare: Vec<Span>,
    /// The first place that could not be read. Who writes the lock would lose what is there.
    pub broken: Option<Span>,
}

/// What a translated unit was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its line, without the line's end.
    pub span: Span,
    /// Digest of the source's text.
    pub source: Digest,
    /// Digest of the translation's text.
    pub target: Digest,
    /// The source's text.
    pub text: Arc<str>,
}

/// The line of a lock that records a unit, without its end.
pub fn line(id: &str, target: Digest, source_text: &str) -> String {
    format!("{id}\t{}\t{target}\t{source_text}", Digest::of(source_text))
}

/// The path of a document's lock, or of the document that a lock belongs to.
pub fn path_of(document: &str) -> String {
    format!("{}{ENDING}", document.strip_suffix(".md").unwrap_or(document))
}

/// Reads a lock. Of lines with one id the first is a record, and others that say something else are its rivals.
pub fn read(file: &SourceFile) -> (Lock, Diagnostics) {
    let mut reader = Reader {
        lock: Lock {
            file: file.id,
            path: file.path.clone(),
            records: BTreeMap::new(),
            rivals: Vec::new(),
            spare: Vec::new(),
            broken: None,
        },
        diagnostics: Diagnostics::default(),
        last: "",
        conflict: None,
    };
    let mut start = 0;
    for line in file.text.split_inclusive('\n') {
        let text = line.trim_end_matches(['\n', '\r']);
        reader.line(text, Span::new(file.id, start..start + text.len()));
        start += line.len();
    }
    if let Some((start, _)) = reader.conflict {
        reader.fault(start, Fault::conflict(start));
    }
    (reader.lock, reader.diagnostics)
}

struct Reader<'t> {
    lock: Lock,
    diagnostics: Diagnostics,
    /// The highest id so far.
    last: &'t str,
    /// The first mark of the conflict that the line stands in, and where in it.
    conflict: Option<(Span, Part)>,
}

/// A part of a conflict, as git writes it.
#[derive(Clone, Copy)]
enum Part {
    /// Below `<<<<<<<`: one version.
    One,
    /// Below `|||||||`: what both were made from. Not every git writes it.
    Base,
    /// Below `=======`: the other version.
    Other,
}

impl<'t> Reader<'t> {
    fn line(&mut self, text: &'t str, span: Span) {
        if let Some(mark) = mark(text) {
            return self.mark(mark, span);
        }
        if matches!(self.conflict, Some((_, Part::Base))) {
            return self.lock.spare.push(span);
        }
        if text.is_empty() || text.starts_with('#') {
            return;
        }
        match record(text, span) {
            Ok((id, record)) => self.record(id, record),
            Err(fault) => self.fault(span, fault),
        }
    }

    fn mark(&mut self, mark: char, span: Span) {
        let next = match (mark, self.conflict) {
            ('<', None) => Some((span, Part::One)),
            ('|', Some((start, Part::One))) => Some((start, Part::Base)),
            ('=', Some((start, Part::One | Part::Base))) => Some((start, Part::Other)),
            ('>', Some((start, Part::Other))) => {
                self.diagnostics.push(conflict(start, span));
                None
            }
            _ => return self.fault(span, Fault::conflict(span)),
        };
        self.lock.spare.push(span);
        self.conflict = next;
    }

    fn record(&mut self, id: &'t str, record: Record) {
        if let Some(first) = self.lock.records.get(id) {
            if self.conflict.is_none() {
                self.diagnostics.push(repeated(id, record.span, first.span));
            }
            if first.says_the_same(&record) {
                self.lock.spare.push(record.span);
            } else {
                self.lock.rivals.push((id.to_owned(), record));
            }
            return;
        }
        if id >= self.last {
            self.last = id;
        } else if self.conflict.is_none() {
            self.diagnostics.push(unsorted(id, record.span, self.last));
        }
        self.lock.records.insert(id.to_owned(), record);
    }

    fn fault(&mut self, span: Span, fault: Fault) {
        self.lock.broken.get_or_insert(span);
        let start = span.start as usize;
        let place = Span::new(self.lock.file, start + fault.range.start..start + fault.range.end);
        self.diagnostics.push(Diagnostic::new(&rule::BROKEN_LOCK, place, fault.message).help(fault.help));
    }
}

impl Record {
    fn says_the_same(&self, other: &Self) -> bool {
        (self.source, self.target) == (other.source, other.target)
    }
}

/// Which mark of a conflict a line is.
fn mark(line: &str) -> Option<char> {
    let first = line.chars().next().filter(|first| "<|=>".contains(*first))?;
    let rest = line.trim_start_matches(first);
    (line.len() - rest.len() == 7 && (rest.is_empty() || rest.starts_with(' '))).then_some(first)
}

/// What is wrong with a line.
struct Fault {
    /// Bytes of the line.
    range: Range<usize>,
    message: String,
    help: &'static str,
}

impl Fault {
    const AGAIN: &str = "restore the line from an earlier version of the file, or remove it and record the passage anew: taiyaku accept";

    fn new(range: Range<usize>, message: impl Into<String>) -> Self {
        Self { range, message: message.into(), help: Self::AGAIN }
    }

    fn conflict(mark: Span) -> Self {
        Self {
            range: 0..mark.range().len(),
            message: "this is one mark of a conflict of two versions, and the others are not there".to_owned(),
            help: "remove it; or restore the file from one of the versions, and run taiyaku accept",
        }
    }
}

fn record(line: &str, span: Span) -> Result<(&str, Record), Fault> {
    let fields: Vec<&str> = line.splitn(4, '\t').collect();
    let (id, source, target, words) = match fields[..] {
        [id, source, target, words] => (id, source, target, words),
        // Of a picture without words; editors take white space off the ends of lines.
        [id, source, target] => (id, source, target, ""),
        _ => {
            let message = format!("this line has {} of the 4 fields of a record", fields.len());
            return Err(Fault::new(0..line.len(), message));
        }
    };
    if !is_valid(id) {
        return Err(Fault::new(0..id.len(), format!("`{}` is no id", id.escape_debug())));
    }
    let digest = |written: &str, start: usize| {
        let message = || format!("`{}` is no digest of 16 hexadecimal digits", written.escape_debug());
        Digest::parse(written).ok_or_else(|| Fault::new(start..start + written.len(), message()))
    };
    let target_start = id.len() + 1 + source.len() + 1;
    let (source, target) = (digest(source, id.len() + 1)?, digest(target, target_start)?);
    if Digest::of(words) != source {
        let message = "this is not the text that the digest of the source was made of";
        return Err(Fault::new(line.len() - words.len()..line.len(), message));
    }
    Ok((id, Record { span, source, target, text: words.into() }))
}

fn repeated(id: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(&rule::BROKEN_LOCK, span, format!("`{id}` is recorded twice"))
        .also(first, "the other line")
        .help("the line counts that fits the texts as they are now; taiyaku accept keeps it and removes the other")
}

fn conflict(start: Span, end: Span) -> Diagnostic {
    Diagnostic::new(&rule::BROKEN_LOCK, start, "two versions of this file were merged, and their conflict is left")
        .also(end, "its end")
        .help("of two lines with one id the one counts that fits the texts as they are now; taiyaku accept keeps it, and all that stands in one version only, and removes the marks")
}

fn unsorted(id: &str, span: Span, last: &str) -> Diagnostic {
    Diagnostic::new(&rule::BROKEN_LOCK, span, format!("`{id}` stands below `{last}`, out of order")).help(
        "lines are sorted by id, so that versions merge; taiyaku accept puts them in order when it writes the file",
    )
}

/// Complains of locks whose document is not there. `documents` are the paths of all documents, drafts too.
pub fn complain_of_orphans<'a>(
    locks: &[Arc<Lock>],
    documents: impl Iterator<Item = &'a str>,
    diagnostics: &mut Diagnostics,
) {
    let known: BTreeSet<String> = documents.map(path_of).collect();
    for lock in locks.iter().filter(|lock| !known.contains(&lock.path)) {
        let document = format!("{}.md", lock.path.strip_suffix(ENDING).unwrap_or(&lock.path));
        diagnostics.push(
            Diagnostic::new(
                &rule::ORPHAN_LOCK,
                Span::new(lock.file, 0..0),
                format!("this records what {document} was made from, and there is no such document"),
            )
            .help("if the document has another name now, give the lock the same; if it is gone, remove the lock"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_read_back_whatever_the_text() {
        for words in ["", "日本的软法", "a\tb", "# x", "<<<<<<< "] {
            let text = format!("{HEADER}\r\n{}\r\n", line("soft-law", Digest::of("訳"), words));
            let (lock, complaints) = read(&SourceFile::new(FileId(0), "content/ja/a.lock".into(), text));
            assert!(complaints.is_empty() && lock.broken.is_none(), "{complaints:?}");
            let record = &lock.records["soft-law"];
            assert_eq!((&*record.text, record.source, record.target), (words, Digest::of(words), Digest::of("訳")));
        }
    }
}
