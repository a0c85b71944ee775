//! A document as the passages that people change one by one: its title, and each paragraph, heading, item and cell.

use crate::base::text::Span;
use crate::parse::document::{Block, BlockKind, Footnote, Inline, InlineKind, visible_text};

/// What a passage is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The title of the document.
    Title,
    /// A heading.
    Heading,
    /// A paragraph of the text.
    Paragraph,
    /// A paragraph in a list.
    Item,
    /// A cell of a table, in that row; the head is row 0.
    Cell(usize),
    /// A paragraph in a quotation.
    Quotation,
    /// Code, and raw HTML: words without inlines.
    Code,
}

/// A piece of text that can change alone.
#[derive(Clone, Debug)]
pub struct Passage<'a> {
    /// What it is part of.
    pub role: Role,
    /// Which top-level block holds it: 0 is the title, then come the blocks, then the footnotes.
    pub top: usize,
    /// Its own id.
    pub id: Option<&'a str>,
    /// Its text; empty for code.
    pub inlines: &'a [Inline],
    /// Its visible text, with white space folded.
    pub words: String,
    /// Where it stands.
    pub span: Span,
}

/// The passages of a document in order. Those without words are left out.
pub fn passages<'a>(title: &'a [Inline], blocks: &'a [Block], footnotes: &'a [Footnote]) -> Vec<Passage<'a>> {
    let mut walk = Walk { passages: Vec::new(), top: 0 };
    walk.push(Role::Title, None, title);
    for block in blocks {
        walk.top += 1;
        walk.block(block, block.id.as_ref().map(|id| id.name.as_str()), Role::Paragraph);
    }
    for footnote in footnotes {
        walk.top += 1;
        footnote.blocks.iter().for_each(|block| walk.block(block, None, Role::Paragraph));
    }
    walk.passages
}

struct Walk<'a> {
    passages: Vec<Passage<'a>>,
    top: usize,
}

impl<'a> Walk<'a> {
    fn block(&mut self, block: &'a Block, id: Option<&'a str>, role: Role) {
        match &block.kind {
            BlockKind::Heading(_, inlines) => self.push(Role::Heading, id, inlines),
            BlockKind::Paragraph(inlines) | BlockKind::Plain(inlines) => self.push(role, id, inlines),
            BlockKind::List { items, .. } => {
                for item in items {
                    let mut id = item.id.as_ref().map(|id| id.name.as_str());
                    item.blocks.iter().for_each(|block| self.block(block, id.take(), Role::Item));
                }
            }
            BlockKind::Table(table) => {
                for (row, cells) in table.rows().enumerate() {
                    cells.for_each(|cell| self.push(Role::Cell(row), None, cell));
                }
            }
            BlockKind::Quotation(blocks) => blocks.iter().for_each(|block| self.block(block, None, Role::Quotation)),
            BlockKind::Code(code) => self.push_raw(&code.text, block.span),
            BlockKind::Html(html) => self.push_raw(html, block.span),
            BlockKind::Rule => {}
        }
    }

    fn push(&mut self, role: Role, id: Option<&'a str>, inlines: &'a [Inline]) {
        let words = fold(&visible_text(inlines));
        if let (Some(first), Some(last), false) = (inlines.first(), inlines.last(), words.is_empty()) {
            self.passages.push(Passage { role, top: self.top, id, inlines, words, span: first.span.to(last.span) });
        }
    }

    /// What is no running text.
    fn push_raw(&mut self, text: &str, span: Span) {
        let words = fold(text);
        if !words.is_empty() {
            self.passages.push(Passage { role: Role::Code, top: self.top, id: None, inlines: &[], words, span });
        }
    }
}

/// White space folded, as readers see it.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// The kinds and words of the markup in a passage: what differs between two that say the same in another form.
pub fn markup(inlines: &[Inline]) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    crate::parse::document::each_inline(inlines, &mut |inline| {
        if let Some(name) = markup_name(inline) {
            found.push((name, fold(&visible_text(std::slice::from_ref(inline)))));
        }
    });
    found.sort();
    found
}

/// The word for a kind of markup around words.
pub fn markup_name(inline: &Inline) -> Option<&'static str> {
    Some(match inline.kind {
        InlineKind::Emphasis(_) => "emphasis",
        InlineKind::Strong(_) => "strong emphasis",
        InlineKind::Strikethrough(_) => "strikethrough",
        InlineKind::Link(_) => "link",
        InlineKind::Code(_) => "code",
        InlineKind::Ruby(_) => "reading",
        _ => return None,
    })
}
