//! The texts of a block and the places where they stand: what is translated can be put there, and all around it stays.

use std::fmt::Write;
use std::ops::Range;

use crate::parse::document::{Block, BlockKind, Inline, UnitId};

use super::content::{Part, content};

/// Where a text stands: what may be written there differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A title in the front matter: no Markdown.
    Yaml,
    /// A heading on one line, the title's included.
    Heading,
    /// A paragraph.
    Paragraph,
    /// The text of a tight list's item.
    Item,
    /// A cell of a table.
    Cell,
}

/// A text and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Where it stands.
    pub form: Form,
    /// Its bytes in the file, without the id; `None` if it is empty and so stands nowhere.
    pub range: Option<Range<usize>>,
    /// What it says.
    pub content: Vec<Part>,
}

/// A block as far as an edit may not change it, and its texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// All that stands in its braces, empty without an id.
    pub id: String,
    /// All but the words of its texts.
    pub skeleton: String,
    /// Its texts, in order.
    pub slots: Vec<Slot>,
}

/// The print of a block of the file `source`.
pub fn print(block: &Block, source: &str) -> Print {
    let mut print =
        Print { id: block.id.as_deref().map(id_words).unwrap_or_default(), skeleton: String::new(), slots: Vec::new() };
    print.block(block, source);
    print
}

/// What stands between the braces of an id.
fn id_words(id: &UnitId) -> String {
    let mut words = id.name.to_string();
    if !id.with.is_empty() {
        words.push_str(&format!(" with={}", id.with.join(",")));
    }
    if let Some(host) = &id.of {
        words.push_str(&format!(" of={host}"));
    }
    if id.only {
        words.push_str(" only");
    }
    if id.is_proposed {
        words.push_str(" proposed");
    }
    words
}

impl Print {
    fn put(&mut self, words: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.skeleton, "{words}");
    }

    fn block(&mut self, block: &Block, source: &str) {
        match &block.kind {
            BlockKind::Heading(level, inlines) => {
                self.put(format_args!("heading {level}"));
                self.text(inlines, Form::Heading, source);
            }
            BlockKind::Paragraph(inlines) => {
                self.put(format_args!("paragraph"));
                self.text(inlines, Form::Paragraph, source);
            }
            BlockKind::Plain(inlines) => {
                self.put(format_args!("item text"));
                self.text(inlines, Form::Item, source);
            }
            BlockKind::List { start, items } => {
                self.put(format_args!("list {start:?} {}", items.len()));
                for item in items {
                    let id = item.id.as_deref().map(id_words).unwrap_or_default();
                    self.put(format_args!("item {id:?} {:?} {}", item.task, item.blocks.len()));
                    item.blocks.iter().for_each(|block| self.block(block, source));
                }
            }
            BlockKind::Table(table) => {
                self.put(format_args!("table {:?} {}", table.alignments, table.rows().skip(1).len()));
                table.cells().for_each(|cell| self.text(cell, Form::Cell, source));
            }
            // The words of a chart are each language's own, and its numbers those of its table.
            BlockKind::Code(_) if block.kind_name() == "chart" => self.put(format_args!("chart")),
            BlockKind::Code(code) => self.put(format_args!("code {:?} {:?}", code.language, code.text)),
            BlockKind::Quotation(blocks) => {
                self.put(format_args!("quotation {}", blocks.len()));
                blocks.iter().for_each(|block| self.block(block, source));
            }
            BlockKind::Rule => self.put(format_args!("rule")),
            BlockKind::Html(html) => self.put(format_args!("html {html:?}")),
        }
    }

    fn text(&mut self, inlines: &[Inline], form: Form, source: &str) {
        self.slots.push(slot(inlines, form, source));
    }
}

/// The slot of a run of inlines.
pub fn slot(inlines: &[Inline], form: Form, source: &str) -> Slot {
    Slot { form, range: range(inlines, source), content: content(inlines, source) }
}

fn range(inlines: &[Inline], source: &str) -> Option<Range<usize>> {
    let (first, last) = (inlines.first()?, inlines.last()?);
    let mut start = first.span.start as usize;
    // The place of an escaped character is counted without its backslash.
    let backslashes = source[..start].bytes().rev().take_while(|&byte| byte == b'\\').count();
    start -= backslashes % 2;
    let end = last.span.end as usize;
    let trimmed = source.get(start..end)?.trim_end_matches([' ', '\t', '\n', '\r']).len();
    Some(start..start + trimmed)
}

/// What begins the second line of a text that begins at `at`: the marks of quotations stay, all else is indentation.
pub fn continuation(source: &str, at: usize) -> String {
    let line = source[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    source[line..at].chars().map(|c| if matches!(c, '>' | '\t') { c } else { ' ' }).collect()
}
