//! A document as the tree that pandoc reads.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value, json};

use super::JOINER;
use crate::edit::ids::resolve;
use crate::edit::markdown::address;
use crate::parse::document::{
    Alignment, Block, BlockKind, Document, Image, Inline, InlineKind, Item, Ruby, Table, visible_text,
};
use crate::parse::reference::Destination;

/// The tree, and what was left out. `assets` are the files of the site: no other picture is read.
pub fn write(document: &Document, assets: &BTreeMap<&str, &Path>, version: &Value, tag: &str) -> (Value, Vec<String>) {
    let mut writer = Writer { document, assets, noted: BTreeSet::new(), left: Vec::new() };
    let blocks = writer.blocks(&document.blocks);
    let title = json!({"t": "MetaInlines", "c": [text(&visible_text(&document.title))]});
    let tree = json!({
        "pandoc-api-version": version,
        "meta": {"title": title, "lang": {"t": "MetaString", "c": tag}},
        "blocks": blocks,
    });
    (tree, writer.left)
}

/// The tag that word processors know: they have regions, not scripts.
pub fn word_tag(tag: &str) -> String {
    match tag {
        "zh" | "zh-Hans" => "zh-CN",
        "zh-Hant" => "zh-TW",
        "ja" => "ja-JP",
        "ko" => "ko-KR",
        "en" => "en-US",
        tag => tag,
    }
    .into()
}

struct Writer<'a> {
    document: &'a Document,
    assets: &'a BTreeMap<&'a str, &'a Path>,
    /// Footnotes that were written: each stands once.
    noted: BTreeSet<&'a str>,
    left: Vec<String>,
}

impl<'a> Writer<'a> {
    fn blocks(&mut self, blocks: &'a [Block]) -> Vec<Value> {
        let is_code = |block: &Block| matches!(block.kind, BlockKind::Code(_) | BlockKind::Html(_));
        let mut values = Vec::with_capacity(blocks.len());
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 && is_code(block) && is_code(&blocks[at - 1]) {
                // Else both would come back as one. A paragraph that is all hidden is none on the way back.
                values.push(json!({"t": "Para", "c": self.marked(&[], Some("between"))}));
            }
            values.push(self.block(block, block.id.as_ref().map(|id| id.name.as_str())));
        }
        values
    }

    fn block(&mut self, block: &'a Block, id: Option<&str>) -> Value {
        match &block.kind {
            // Word's first level is the first below the title.
            BlockKind::Heading(level, inlines) => {
                json!({"t": "Header", "c": [level.saturating_sub(1).max(1), ["", [], []], self.marked(inlines, id)]})
            }
            BlockKind::Paragraph(inlines) => json!({"t": "Para", "c": self.marked(inlines, id)}),
            BlockKind::Plain(inlines) => json!({"t": "Plain", "c": self.marked(inlines, id)}),
            BlockKind::List { start, items } => {
                let items: Vec<Vec<Value>> = items.iter().map(|item| self.item(item)).collect();
                match start {
                    Some(start) => {
                        json!({"t": "OrderedList", "c": [[start.get(), {"t": "Decimal"}, {"t": "Period"}], items]})
                    }
                    None => json!({"t": "BulletList", "c": items}),
                }
            }
            BlockKind::Table(table) => self.table(table),
            BlockKind::Code(code) => {
                json!({"t": "CodeBlock", "c": [["", [], []], code.text.trim_end_matches('\n')]})
            }
            BlockKind::Quotation(blocks) => json!({"t": "BlockQuote", "c": self.blocks(blocks)}),
            BlockKind::Rule => json!({"t": "HorizontalRule"}),
            BlockKind::Html(html) => json!({"t": "CodeBlock", "c": [["", [], []], html.trim_end()]}),
        }
    }

    fn item(&mut self, item: &'a Item) -> Vec<Value> {
        let mut id = item.id.as_ref().map(|id| id.name.as_str());
        let mut blocks: Vec<Value> = item.blocks.iter().map(|block| self.block(block, id.take())).collect();
        if let (Some(done), Some(Value::Array(inlines))) =
            (item.task, blocks.first_mut().and_then(|block| block.get_mut("c")))
        {
            inlines.insert(0, text(if done { "☒ " } else { "☐ " }));
        }
        blocks
    }

    fn table(&mut self, table: &'a Table) -> Value {
        let none = || json!(["", [], []]);
        let mut cell = |inlines: &'a [Inline]| json!([none(), {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": self.inlines(inlines)}]]);
        let mut rows: Vec<Value> =
            table.rows().map(|cells| json!([none(), cells.map(&mut cell).collect::<Vec<_>>()])).collect();
        let below = rows.split_off(rows.len().min(1));
        let columns: Vec<Value> = table
            .alignments
            .iter()
            .map(|alignment| {
                let name = match alignment {
                    Alignment::None => "AlignDefault",
                    Alignment::Left => "AlignLeft",
                    Alignment::Center => "AlignCenter",
                    Alignment::Right => "AlignRight",
                };
                json!([{"t": name}, {"t": "ColWidthDefault"}])
            })
            .collect();
        json!({"t": "Table", "c": [none(), [null, []], columns, [none(), rows], [[none(), 0, [], below]], [none(), []]]})
    }

    /// Inlines with the id before them, as hidden text.
    fn marked(&mut self, inlines: &'a [Inline], id: Option<&str>) -> Vec<Value> {
        let mark = id.map(|id| {
            let run = format!("<w:r><w:rPr><w:vanish/><w:noProof/></w:rPr><w:t>{JOINER}{{#{id}}}{JOINER}</w:t></w:r>");
            json!({"t": "RawInline", "c": ["openxml", run]})
        });
        let inlines = self.inlines(inlines);
        mark.into_iter().chain(inlines).collect()
    }

    fn inlines(&mut self, inlines: &'a [Inline]) -> Vec<Value> {
        let mut values = Vec::new();
        for inline in inlines {
            match &inline.kind {
                InlineKind::Ruby(ruby) => values.extend(self.ruby(ruby)),
                _ => values.extend(self.inline(inline)),
            }
        }
        values
    }

    /// Ruby of the word processor, a piece at a time. A base with marks of its own goes without its reading.
    fn ruby(&mut self, ruby: &'a Ruby) -> Vec<Value> {
        if !ruby.is_plain() {
            self.left.push(format!("the reading of `{}` is not in the .docx", visible_text(&ruby.base)));
            return self.inlines(&ruby.base);
        }
        let piece = |(base, reading): (&[Inline], &[Inline])| {
            let (base, reading) = (visible_text(base), visible_text(reading));
            if reading.is_empty() { text(&base) } else { ruby_run(&base, &reading) }
        };
        ruby.pieces().map(piece).collect()
    }

    fn inline(&mut self, inline: &'a Inline) -> Option<Value> {
        Some(match &inline.kind {
            InlineKind::Text(words) | InlineKind::Html(words) => text(words),
            InlineKind::Code(words) => json!({"t": "Code", "c": [["", [], []], words.as_str()]}),
            InlineKind::Emphasis(inner) => json!({"t": "Emph", "c": self.inlines(inner)}),
            InlineKind::Strong(inner) => json!({"t": "Strong", "c": self.inlines(inner)}),
            InlineKind::Strikethrough(inner) => json!({"t": "Strikeout", "c": self.inlines(inner)}),
            InlineKind::Link(link) => {
                let target = json!([address(&link.destination), link.title.as_str()]);
                let words = match &link.destination {
                    // A link without words is nothing in a word processor.
                    Destination::Citation(keys) if link.inlines.is_empty() => vec![text(&citation_words(keys))],
                    _ => self.inlines(&link.inlines),
                };
                json!({"t": "Link", "c": [["", [], []], words, target]})
            }
            InlineKind::Image(image) => return self.picture(image),
            InlineKind::Ruby(ruby) => text(&visible_text(&ruby.base)),
            InlineKind::SoftBreak => json!({"t": "Space"}),
            InlineKind::HardBreak => json!({"t": "LineBreak"}),
            InlineKind::FootnoteReference(label) => {
                let footnote = self.document.footnotes.iter().find(|footnote| footnote.label == *label)?;
                if !self.noted.insert(&footnote.label) {
                    return None;
                }
                json!({"t": "Note", "c": self.blocks(&footnote.blocks)})
            }
        })
    }

    fn picture(&mut self, image: &Image) -> Option<Value> {
        let place = match &image.destination {
            Destination::File(path) => {
                resolve(&self.document.path, path).and_then(|path| self.assets.get(path.as_str()))
            }
            _ => None,
        };
        // Vector pictures need another program, and word processors show few of them.
        let place = place.filter(|place| place.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("svg")));
        let Some(place) = place else {
            self.left.push(format!("the picture `{}` is not in the .docx", address(&image.destination)));
            return None;
        };
        let target = json!([place.display().to_string(), image.title.as_str()]);
        Some(json!({"t": "Image", "c": [["", [], []], [text(&image.alternative)], target]}))
    }
}

/// What stands in a word processor for a citation without words of its own.
pub fn citation_words(keys: &str) -> String {
    format!("[{keys}]")
}

/// ECMA-376, part 1, section 17.3.3.25.
fn ruby_run(base: &str, reading: &str) -> Value {
    let run = |words: &str| {
        let words = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
    };
    let properties = "<w:rubyPr><w:rubyAlign w:val=\"distributeSpace\"/><w:hps w:val=\"12\"/><w:hpsRaise w:val=\"22\"/><w:hpsBaseText w:val=\"24\"/></w:rubyPr>";
    let ruby = format!(
        "<w:r><w:ruby>{properties}<w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>",
        run(reading),
        run(base)
    );
    json!({"t": "RawInline", "c": ["openxml", ruby]})
}

fn text(words: &str) -> Value {
    json!({"t": "Str", "c": words})
}
