//! A document without its places and ids: what an edit must leave as it is.

use std::fmt::Write;

use crate::parse::document::{Block, BlockKind, Document, Inline, InlineKind};

/// Structure and words of a document as one text; equal texts mean that a reader sees the same.
pub fn shape(document: &Document) -> String {
    let mut shape = Shape(String::new());
    shape.inlines(&document.title);
    shape.blocks(&document.blocks);
    for footnote in &document.footnotes {
        shape.put(&format!("footnote {:?}", footnote.label));
        shape.blocks(&footnote.blocks);
    }
    shape.0
}

/// The same of some blocks.
pub(super) fn blocks(blocks: &[Block]) -> String {
    let mut shape = Shape(String::new());
    shape.blocks(blocks);
    shape.0
}

struct Shape(String);

impl Shape {
    fn put(&mut self, words: &str) {
        self.0.push_str(words);
        self.0.push('\n');
    }

    fn blocks(&mut self, blocks: &[Block]) {
        self.put("(");
        blocks.iter().for_each(|block| self.block(block));
        self.put(")");
    }

    fn block(&mut self, block: &Block) {
        self.put(block.kind_name());
        match &block.kind {
            BlockKind::Heading(level, inlines) => {
                self.put(&level.to_string());
                self.inlines(inlines);
            }
            BlockKind::Paragraph(inlines) => self.inlines(inlines),
            BlockKind::Plain(inlines) => {
                self.put("plain");
                self.inlines(inlines);
            }
            BlockKind::List { start, items } => {
                self.put(&format!("{start:?}"));
                for item in items {
                    self.put(&format!("{:?} {:?}", item.task, item.id.as_ref().map(|id| &id.name)));
                    self.blocks(&item.blocks);
                }
            }
            BlockKind::Table(table) => {
                self.put(&format!("{:?}", table.alignments));
                for row in table.rows() {
                    self.put("row");
                    row.for_each(|cell| self.inlines(cell));
                }
            }
            BlockKind::Code(code) => self.put(&format!("{:?} {:?}", code.language, code.text)),
            BlockKind::Quotation(blocks) => self.blocks(blocks),
            BlockKind::Rule => {}
            BlockKind::Html(html) => self.put(&format!("{html:?}")),
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        self.put("[");
        inlines.iter().for_each(|inline| self.inline(inline));
        self.put("]");
    }

    fn inline(&mut self, inline: &Inline) {
        match &inline.kind {
            InlineKind::Text(text) => self.put(&format!("text {text:?}")),
            InlineKind::Code(text) => self.put(&format!("code {text:?}")),
            InlineKind::Html(text) => self.put(&format!("html {text:?}")),
            InlineKind::SoftBreak => self.put("soft"),
            InlineKind::HardBreak => self.put("hard"),
            InlineKind::FootnoteReference(label) => self.put(&format!("note {label:?}")),
            InlineKind::Image(image) => {
                // Writing to a string cannot fail.
                let _ = writeln!(self.0, "image {:?} {:?} {:?}", image.destination, image.title, image.alternative);
            }
            InlineKind::Link(link) => {
                self.put(&format!("link {:?} {:?}", link.destination, link.title));
                self.inlines(&link.inlines);
            }
            InlineKind::Ruby(ruby) => {
                self.put("ruby");
                self.inlines(&ruby.base);
                ruby.readings.iter().for_each(|reading| self.inlines(reading));
            }
            InlineKind::Emphasis(inner) => {
                self.put("emphasis");
                self.inlines(inner);
            }
            InlineKind::Strong(inner) => {
                self.put("strong");
                self.inlines(inner);
            }
            InlineKind::Strikethrough(inner) => {
                self.put("strikethrough");
                self.inlines(inner);
            }
        }
    }
}
