//! A plain text becomes Markdown with headings, paragraphs and ids, comments in files of their own.
//!
//! No word is lost: title and blocks of what is written, the chapter and then the comments, are the text, white space
//! aside. Front matter holds only what the text does not: a title from elsewhere, whom a comment is by. Three signs of
//! the text are not kept as they are: a byte order mark at the beginning is none of the text; white space at the ends of
//! lines goes; U+0000, which no Markdown can hold (CommonMark, section 2.3), becomes U+FFFD.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::base::text::{FileId, Span};
use crate::parse::document::{Block, BlockKind, Inline, InlineKind, UnitId};
use crate::parse::unit_id;

use super::{Commentator, ImportOptions, NewFile, yaml_text};
use crate::edit::escape::{BlockForm, Escaper};
use crate::edit::outline::{Line, Outline, Part, outline};
use crate::edit::update::Incoming;
use crate::edit::{Note, few};

/// What a text became.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The chapter, then the comments in order.
    pub files: Vec<NewFile>,
    /// What was decided, for a person to check; lines are those of the text.
    pub notes: Vec<Note>,
}

/// Turns a plain text into documents.
pub fn import(text: &str, options: &ImportOptions) -> Imported {
    let source = readable(text);
    let Outline { chapter, commentaries, mut notes } = outline(&source, &options.commentators, options.title.is_some());
    let escaper = Escaper::default();
    let folder = format!("content/{}/{}", options.language, options.work);
    let front = front_of_chapter(&chapter, options, &mut notes);
    let mut files = vec![NewFile { path: format!("{folder}.md"), content: compose(&chapter, &front, &escaper) }];
    let names = file_names(&commentaries, &options.commentators);
    for (at, (part, name)) in commentaries.iter().zip(names).enumerate() {
        let by = match part.commentator {
            Some(person) => format!("by: [{}]\n", yaml_text(&options.commentators[person].id)),
            None => {
                notes.push(unnamed(part, &name));
                String::new()
            }
        };
        let front = format!("annotates: {}\n{by}order: {}\n", yaml_text(&options.work), at + 1);
        files.push(NewFile { path: format!("{folder}/{name}.md"), content: compose(part, &front, &escaper) });
    }
    notes.extend(left_over(&source, text, options, &commentaries));
    Imported { files, notes }
}

/// The title, unless the text has one.
fn front_of_chapter(chapter: &Part<'_>, options: &ImportOptions, notes: &mut Vec<Note>) -> String {
    if !chapter.title.is_empty() {
        return String::new();
    }
    let name = options.work.rsplit('/').next().unwrap_or_default();
    if options.title.is_none() {
        let text = format!(
            "no line was taken for the title, so it is `{name}`; say one with --title, or change it in the file"
        );
        notes.insert(0, note(text));
    }
    format!("title: {}\n", yaml_text(options.title.as_deref().unwrap_or(name)))
}

/// The files of comments are called as their authors; a number stands for people without id, and for a second part by the
/// same person.
fn file_names(commentaries: &[Part<'_>], commentators: &[Commentator]) -> Vec<String> {
    let mut taken: BTreeSet<String> = commentators.iter().map(|commentator| commentator.id.clone()).collect();
    let mut seen = BTreeSet::new();
    let mut name = |part: &Part<'_>| match part.commentator {
        Some(person) if seen.insert(person) => commentators[person].id.clone(),
        _ => {
            let mut numbers = (1..).map(|number| format!("commentary-{number}"));
            numbers.find(|name| taken.insert(name.clone())).unwrap_or_default()
        }
    };
    commentaries.iter().map(&mut name).collect()
}

/// Whether title and blocks of what was written are the text, white space aside.
pub fn is_faithful(text: &str, imported: &Imported) -> bool {
    let escaper = Escaper::default();
    let mut written = String::new();
    for file in &imported.files {
        let Some(document) = escaper.read(&file.content) else { return false };
        if document.meta.title.is_none() {
            written.push_str(&crate::parse::document::visible_text(&document.title));
        }
        document.blocks.iter().for_each(|block| written.push_str(&block.visible_text()));
    }
    let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    visible(&written) == visible(&readable(text))
}

/// The text without a byte order mark and with U+FFFD for U+0000.
pub(super) fn readable(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\0') { Cow::Owned(text.replace('\0', "\u{fffd}")) } else { Cow::Borrowed(text) }
}

fn compose(part: &Part<'_>, front: &str, escaper: &Escaper) -> String {
    let mut blocks = Vec::new();
    if !front.is_empty() {
        blocks.push(format!("---\n{front}---"));
    }
    if !part.title.is_empty() {
        let words: Vec<&str> = part.title.iter().map(|line| line.text).collect();
        blocks.push(escaper.block(&words.join(" "), BlockForm::Title));
    }
    for (number, (line, is_heading)) in part.lines.iter().enumerate() {
        let id = format!("s{}", number + 1);
        let form = if *is_heading { BlockForm::Heading(&id) } else { BlockForm::Paragraph(&id) };
        blocks.push(escaper.block(line.text, form));
    }
    blocks.join("\n\n") + "\n"
}

fn note(text: String) -> Note {
    Note { path: String::new(), line: None, text }
}

fn unnamed(part: &Part<'_>, name: &str) -> Note {
    let line = part.title.last().copied().unwrap_or(Line { number: 1, text: "" });
    let text = format!(
        "the comments of `{}` are in {name}.md without an author; say who it is with --commentary {}=ID, or add by: [ID] to the file",
        line.text, line.text
    );
    Note { path: String::new(), line: Some(line.number), text }
}

/// What the person asked for in vain, and characters that are seldom meant.
fn left_over(source: &str, text: &str, options: &ImportOptions, commentaries: &[Part<'_>]) -> Vec<Note> {
    let mut notes = Vec::new();
    for (at, commentator) in options.commentators.iter().enumerate() {
        let parts = commentaries.iter().filter(|part| part.commentator == Some(at)).count();
        if parts == 0 {
            notes.push(note(format!(
                "no comments by `{}` were found: no short line with that name has text below it",
                commentator.name
            )));
        } else {
            notes.push(note(format!("`{}` must be a person in the glossary", commentator.id)));
        }
    }
    if text.contains('\0') {
        notes.push(note("U+0000 is in the text, which Markdown cannot hold; U+FFFD stands for it".into()));
    }
    let controls: BTreeSet<char> = source.chars().filter(|c| c.is_control() && !c.is_whitespace()).collect();
    if !controls.is_empty() {
        let names: Vec<String> = controls.iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect();
        notes.push(note(format!("control characters are in the text and were kept: {}", few(&names))));
    }
    notes
}

/// A document of the site and what a text says that it is to hold.
pub struct Coming {
    /// The document's path below the site's folder.
    pub path: String,
    /// The text.
    pub incoming: Incoming,
}

/// The documents that a text speaks of: the work, then the comments on it.
pub fn coming(text: &str, options: &ImportOptions) -> Vec<Coming> {
    let outline = outline(text, &options.commentators, options.title.is_some());
    let folder = format!("content/{}/{}", options.language, options.work);
    let names = file_names(&outline.commentaries, &options.commentators);
    let mut all = vec![Coming { path: format!("{folder}.md"), incoming: incoming(&outline.chapter) }];
    let comments = outline.commentaries.iter().zip(names);
    all.extend(comments.map(|(part, name)| Coming { path: format!("{folder}/{name}.md"), incoming: incoming(part) }));
    all
}

fn incoming(part: &Part<'_>) -> Incoming {
    let words: Vec<&str> = part.title.iter().map(|line| line.text).collect();
    let title = match part.title.first() {
        Some(first) => text_inlines(&words.join(" "), first.number),
        None => Vec::new(),
    };
    let block = |(line, is_heading): &(Line<'_>, bool)| {
        let (words, id) = line_id(line);
        let inlines = text_inlines(words, line.number);
        let kind =
            if *is_heading { BlockKind::Heading(2, inlines.into()) } else { BlockKind::Paragraph(inlines.into()) };
        Block { span: number_span(line.number), id: id.map(Box::new), kind }
    };
    Incoming { title, blocks: part.lines.iter().map(block).collect(), ..Incoming::default() }
}

/// A line may carry the id of its passage, as in the document, with whatever the id says besides.
fn line_id<'a>(line: &Line<'a>) -> (&'a str, Option<UnitId>) {
    let found = line.text.strip_suffix('}').and_then(|text| text.rsplit_once("{#"));
    let name = found.and_then(|(_, inside)| inside.split_whitespace().next());
    match (found, name) {
        (Some((words, _)), Some(name)) if unit_id::is_valid(name) && !words.ends_with('\\') => {
            let id = UnitId {
                name: name.into(),
                span: number_span(line.number),
                with: Box::default(),
                of: None,
                only: false,
                is_proposed: false,
                is_repeated: false,
            };
            (words.trim_end(), Some(id))
        }
        _ => (line.text, None),
    }
}

fn text_inlines(words: &str, number: usize) -> Vec<Inline> {
    vec![Inline { span: number_span(number), kind: InlineKind::Text(words.into()) }]
}

/// No place, but the number of a line ([`Incoming`]).
fn number_span(number: usize) -> Span {
    Span::new(FileId(0), number..number)
}
