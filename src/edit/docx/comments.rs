//! The comments of a reviewed .docx as drafts of commentary: each is on the words between its beginning and its end, in the
//! passage whose id stands hidden in the paragraph. Tracked changes count as accepted.
//!
//! Where a comment begins and ends is marked in the text itself while it is read, by noncharacters (The Unicode Standard,
//! section 23.7), which no text holds: so the marks go through all that makes blocks of a tree.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{package, pandoc, read};
use crate::edit::annotations::read::{Body, Form, Incoming, Person, Quote, Target};
use crate::edit::annotations::{AnnotationsOptions, draft_annotations};
use crate::edit::{EditError, Note, Report, store};
use crate::load;
use crate::parse::document::{Block, Inline, InlineKind};

/// Around the id of a comment where it begins, and where it ends.
const START: char = '\u{fdd0}';
const END: char = '\u{fdd1}';
/// Paragraphs that a comment is on.
const MOST: usize = 100;

/// A comment of a reviewer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comment {
    /// Its id in the .docx.
    pub id: String,
    /// Who wrote it.
    pub author: String,
    /// When: xsd:dateTime.
    pub date: String,
    /// What it says, a line for each of its paragraphs.
    pub text: String,
}

/// The mark of the place where a comment begins.
pub fn start(id: &str) -> String {
    format!("{START}{id}{START}")
}

/// The mark of the place where it ends.
pub fn end(id: &str) -> String {
    format!("{END}{id}{END}")
}

/// The words of inlines, each hard break a line end.
pub fn lines(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match &inline.kind {
            InlineKind::HardBreak => "\n".into(),
            _ => crate::parse::document::visible_text(std::slice::from_ref(inline)),
        })
        .collect()
}

/// Imports the comments of the .docx in `path` into the site in `root`, as drafts on the work and language of the options.
///
/// # Errors
/// A work or language that is not said or not there, a .docx without comments, and the environment's errors.
pub fn import_comments(root: &Path, path: &Path, options: &AnnotationsOptions) -> Result<Report, EditError> {
    if options.work.is_none() || options.language.is_none() {
        return Err(EditError::refused(
            "comments need the language and the name of the work they are on",
            "say both: taiyaku import reviewed.docx --comments --lang zh --work chapter-6",
        ));
    }
    let bytes = fs::read(path).map_err(|error| EditError::Read { path: path.into(), error })?;
    let bytes = package::with_ruby_as_text(bytes).map_err(|error| {
        EditError::refused(format!("{} is no .docx: {error}", path.display()), "save it as .docx in the word processor")
    })?;
    let tree = pandoc::read_docx(&bytes, path, None)?;
    let (reading, comments) = read::read_with_comments(&tree);
    if comments.is_empty() {
        return Err(EditError::refused(
            format!("{} holds no comments", path.display()),
            "name the .docx that the reviewers have commented on; nothing was written",
        ));
    }
    let (sources, _) = load::load(root)?;
    let annotations = annotations(&reading.incoming.blocks, comments);
    let drafted = draft_annotations(&sources, &annotations, options)?;
    store::create(root, &drafted.files)?;
    let name = path.display().to_string();
    let notes = drafted.notes.into_iter().map(|note| match note.path.as_str() {
        "" => Note { path: name.clone(), ..note },
        _ => note,
    });
    Ok(Report { written: drafted.files.into_iter().map(|file| file.path).collect(), notes: notes.collect() })
}

/// The comments as annotations of the words that they are on.
fn annotations(blocks: &[Block], comments: Vec<Comment>) -> Vec<Incoming> {
    let mut targets = targets(blocks);
    comments
        .into_iter()
        .map(|comment| Incoming {
            people: vec![Person { id: String::new(), name: comment.author }],
            created: comment.date.get(..10).map(str::to_owned),
            bodies: vec![Body { text: comment.text, form: Form::Plain, language: None }],
            // Without a place in the text (in its title, or in a footnote) it is on the whole of it.
            targets: targets.remove(&comment.id).unwrap_or_else(|| vec![Target::default()]),
            ..Incoming::default()
        })
        .collect()
}

/// What each comment is on, by its id: a piece for each paragraph.
fn targets(blocks: &[Block]) -> BTreeMap<String, Vec<Target>> {
    let mut targets: BTreeMap<String, Vec<Target>> = BTreeMap::new();
    let mut open: Vec<String> = Vec::new();
    for block in blocks {
        let marked = block.visible_text();
        let (text, marks) = unmarked(&marked);
        let mut starts: Vec<(String, usize)> = open.iter().map(|id| (id.clone(), 0)).collect();
        let mut pieces: Vec<(String, usize, usize)> = Vec::new();
        for (at, id, is_start) in marks {
            if is_start {
                starts.push((id, at));
            } else if let Some(begun) = starts.iter().position(|(other, _)| *other == id) {
                let (id, from) = starts.remove(begun);
                pieces.push((id, from, at));
            }
        }
        // One that never ends is on the rest of the text; nobody means more than so many paragraphs.
        let goes_on = |id: &String| targets.get(id).is_none_or(|pieces| pieces.len() < MOST);
        open = starts.iter().map(|(id, _)| id.clone()).filter(goes_on).collect();
        pieces.extend(starts.into_iter().map(|(id, from)| (id, from, text.len())));
        for (id, from, to) in pieces {
            let words = text[from..to].trim();
            let fragment = block.id.as_ref().map(|id| id.name.to_string());
            let is_all = words.is_empty() || words == text.trim();
            if fragment.is_none() && words.is_empty() {
                continue;
            }
            let quote = Quote { exact: words.into(), prefix: text[..from].into(), suffix: text[to..].into() };
            let quote = (fragment.is_none() || !is_all).then_some(quote);
            targets.entry(id).or_default().push(Target { fragment, quote, ..Target::default() });
        }
    }
    targets
}

/// A text without marks, and the marks: the byte of the text before which each stands, its comment, and whether it begins there.
fn unmarked(marked: &str) -> (String, Vec<(usize, String, bool)>) {
    let (mut text, mut marks) = (String::with_capacity(marked.len()), Vec::new());
    let mut rest = marked;
    while let Some(at) = rest.find([START, END]) {
        text.push_str(&rest[..at]);
        let is_start = rest[at..].starts_with(START);
        let mark = if is_start { START } else { END };
        let after = &rest[at + mark.len_utf8()..];
        let Some((id, after)) = after.split_once(mark) else {
            rest = after;
            continue;
        };
        marks.push((text.len(), id.to_owned(), is_start));
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}
