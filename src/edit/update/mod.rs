//! `import --update`: the words of an edited text go into the document that they came from.
//!
//! A passage whose words did not change keeps every byte. One whose words changed keeps its id, its place and the markup whose
//! words still stand ([`super::reword`]). A new passage goes below the one that it follows. Nothing vanishes by itself: a
//! passage that the text lacks is told, and removed only on request. What was written has been read back: the passages are
//! those of the text, in the order told.

use std::ops::Range;

use crate::base::text::{FileId, SourceFile};
use crate::parse;
use crate::parse::config::Config;
use crate::parse::document::{Block, Document, Footnote, Inline, InlineKind};

use super::Note;
use super::escape::{Escaper, escaped};
use super::import::yaml_text;
use super::pairing::{Pairing, pair};
use super::passage::{Passage, Role, markup, passages};
use super::place::Insertion;
use super::reword::{Change, reword};

mod arrive;
mod form;

/// A text that comes in, as blocks. The spans in it are no places: `start` is the number of the line or paragraph.
#[derive(Clone, Debug, Default)]
pub struct Incoming {
    /// The title, if the text has one.
    pub title: Vec<Inline>,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Its footnotes.
    pub footnotes: Vec<Footnote>,
    /// Whether it carries markup and footnotes, as .docx does and plain text does not.
    pub is_rich: bool,
    /// How many pictures it holds. They are not among its blocks.
    pub pictures: usize,
}

/// What became of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Updated {
    /// Its new text.
    pub text: String,
    /// What a person should look at. `path` is empty where the number is that of a line or paragraph of the incoming text.
    pub notes: Vec<Note>,
}

/// Whether passages that the incoming text lacks are taken out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Vanished {
    /// They stay, and are told.
    #[default]
    Stay,
    /// They are removed, and told.
    Remove,
}

/// Brings `incoming` into the document in `file`. `None` if the file is no document or what would be written is not what was
/// read.
pub fn update(file: &SourceFile, config: &Config, incoming: &Incoming, vanished: Vanished) -> Option<Updated> {
    let document = read(file, &file.text, config)?;
    let old = passages(&document.title, &document.blocks, &document.footnotes);
    let new = passages(&incoming.title, &incoming.blocks, &incoming.footnotes);
    let pairing = pair(&old, &new);
    let mut update = Update {
        file,
        config,
        document: &document,
        incoming,
        old: &old,
        new: &new,
        pairing: &pairing,
        notes: Vec::new(),
    };
    let text = update.reworded()?;
    let (document, notes) = (read(file, &text, config)?, update.notes);
    let now = passages(&document.title, &document.blocks, &document.footnotes);
    let file = SourceFile::new(file.id, file.path.clone(), text);
    let mut update =
        Update { file: &file, config, document: &document, incoming, old: &now, new: &new, pairing: &pairing, notes };
    let text = update.arrived(vanished)?;
    update.notes.sort();
    Some(Updated { text, notes: update.notes })
}

fn read(file: &SourceFile, text: &str, config: &Config) -> Option<Document> {
    parse::document(&SourceFile::new(FileId(0), file.path.clone(), text), config).0
}

struct Update<'a> {
    file: &'a SourceFile,
    config: &'a Config,
    document: &'a Document,
    incoming: &'a Incoming,
    old: &'a [Passage<'a>],
    new: &'a [Passage<'a>],
    pairing: &'a Pairing,
    notes: Vec<Note>,
}

/// A passage that gets new words, and how: each way that does not read back gives way to the next.
struct Task {
    old: usize,
    new: usize,
    way: Way,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    /// The signs that changed, as they are.
    Plain,
    /// The signs that changed, escaped.
    Escaped,
    /// The whole passage anew, without its markup.
    Anew,
    /// Not at all.
    Left,
}

impl Way {
    fn next(self) -> Self {
        match self {
            Self::Plain => Self::Escaped,
            Self::Escaped => Self::Anew,
            Self::Anew | Self::Left => Self::Left,
        }
    }
}

impl Update<'_> {
    /// The source with new words in the passages that changed.
    fn reworded(&mut self) -> Option<String> {
        let changed = self.pairs().filter(|&(new, old)| self.old[old].words != self.new[new].words);
        let mut tasks: Vec<Task> = changed.map(|(new, old)| Task { old, new, way: Way::Plain }).collect();
        tasks.sort_by_key(|task| task.old);
        for task in tasks.iter_mut().filter(|task| self.old[task.old].role == Role::Code) {
            task.way = Way::Left;
        }
        loop {
            let mut notes = Vec::new();
            let text = self.applied(&tasks, &mut notes);
            let document = read(self.file, &text, self.config)?;
            let now = passages(&document.title, &document.blocks, &document.footnotes);
            let is_same_shape = now.len() == self.old.len()
                && now.iter().zip(self.old).all(|(now, old)| (now.role, now.id) == (old.role, old.id));
            let fails = |task: &Task| !is_same_shape || now[task.old].words != self.new[task.new].words;
            let failed: Vec<&mut Task> = tasks.iter_mut().filter(|task| task.way != Way::Left && fails(task)).collect();
            if failed.is_empty() {
                self.notes.extend(notes);
                self.tell_of_pairs(&tasks);
                return is_same_shape.then_some(text);
            }
            failed.into_iter().for_each(|task| task.way = task.way.next());
        }
    }

    fn applied(&self, tasks: &[Task], notes: &mut Vec<Note>) -> String {
        let mut changes = Vec::new();
        for task in tasks {
            let (old, words) = (&self.old[task.old], &self.new[task.new].words);
            match task.way {
                Way::Left => {}
                _ if old.role == Role::Title && self.document.meta.title.is_some() => {
                    changes.push(Change { range: self.document.title_span.range(), words: yaml_text(words) });
                }
                Way::Plain | Way::Escaped => {
                    let Some(reworded) = reword(old.inlines, words, &self.file.text) else {
                        changes.push(anew(old, words, &self.file.text));
                        continue;
                    };
                    notes.extend(reworded.notes.into_iter().map(|text| self.note(task.old, text)));
                    let escape = |change: Change| match task.way {
                        Way::Plain => change,
                        _ => Change { words: escaped(&change.words), ..change },
                    };
                    changes.extend(reworded.changes.into_iter().map(escape));
                }
                Way::Anew => {
                    changes.push(anew(old, words, &self.file.text));
                    if !markup(old.inlines).is_empty() {
                        notes.push(
                            self.note(
                                task.old,
                                "the new words could not be written into the markup, which went".into(),
                            ),
                        );
                    }
                }
            }
        }
        changes.sort_by_key(|change| change.range.start);
        replaced(&self.file.text, &changes)
    }

    fn tell_of_pairs(&mut self, tasks: &[Task]) {
        for task in tasks {
            let words = few_words(&self.new[task.new].words);
            let text = match (self.old[task.old].role, task.way) {
                (Role::Code, _) => format!("code is not changed by an import; it reads in the text: `{words}`"),
                (_, Way::Left) => format!("left as it was, because the new words could not be written here: `{words}`"),
                _ => format!("new words: `{words}`"),
            };
            self.notes.push(self.note(task.old, text));
        }
        for (_, old) in self.pairs().filter(|(new, _)| self.pairing.moved.contains(new)).collect::<Vec<_>>() {
            let text = "stands elsewhere in the text; it was left in its place, since notes and the other language follow its order";
            self.notes.push(self.note(old, text.into()));
        }
        if self.incoming.is_rich {
            self.tell_of_form();
        }
    }

    /// The passages that are the same in the text and in the document.
    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        self.pairing.old.iter().enumerate().filter_map(|(new, old)| Some((new, (*old)?)))
    }

    /// A note on a passage of the document.
    fn note(&self, old: usize, text: String) -> Note {
        let line = self.file.line_column(self.old[old].span.range().start).0;
        Note { path: self.file.path.clone(), line: Some(line), text }
    }

    /// A note on a passage of the incoming text.
    fn incoming_note(&self, new: usize, text: String) -> Note {
        Note { path: String::new(), line: Some(self.new[new].span.start as usize), text }
    }
}

/// The whole passage in new words, without markup.
fn anew(old: &Passage<'_>, words: &str, source: &str) -> Change {
    let range = old.span.range();
    let end = range.start + source[range.clone()].trim_end().len();
    let notes: String = old
        .inlines
        .iter()
        .filter_map(|inline| match &inline.kind {
            InlineKind::FootnoteReference(label) => Some(format!("[^{label}]")),
            _ => None,
        })
        .collect();
    Change { range: range.start..end, words: Escaper::default().paragraph(words) + &notes }
}

fn replaced(source: &str, changes: &[Change]) -> String {
    let mut text = String::with_capacity(source.len() + source.len() / 16);
    let mut from = 0;
    for Change { range: Range { start, end }, words } in changes {
        // What overlaps would be a fault; it shows when the result is read.
        text.push_str(source.get(from..*start).unwrap_or_default());
        text.push_str(words);
        from = from.max(*end);
    }
    text.push_str(&source[from..]);
    text
}

/// The beginning of some words.
fn few_words(words: &str) -> String {
    const SHOWN: usize = 40;
    match words.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &words[..at]),
        None => words.into(),
    }
}
