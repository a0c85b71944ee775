//! Blocks as Markdown that reads back as those blocks. What is written has always been read back and compared, as the
//! escaper does with single lines: first without escapes, then with all of them, and at last as words alone.

use std::fmt::Write;

use crate::base::text::{FileId, SourceFile};
use crate::parse::document::{Alignment, Block, BlockKind, FirstNumber, Footnote, Inline, InlineKind, Item, Table};
use crate::parse::reference::Destination;

use super::escape::{Escaper, escaped};
use super::shape;

/// Markdown of some blocks, and what could not be kept of them.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// The blocks, with a blank line between them and no line end at the end.
    pub markdown: String,
    /// Blocks of which only the words were kept: their places.
    pub reduced: Vec<usize>,
}

/// Writes blocks without their ids, and the footnotes that they refer to below them.
pub fn blocks(blocks: &[Block], footnotes: &[Footnote], escaper: &Escaper) -> Written {
    let mut written = Written::default();
    let mut after_list = false;
    let mut pieces = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let is_list = matches!(block.kind, BlockKind::List { .. });
        let other = is_list && after_list;
        after_list = is_list && !other;
        let piece = verified(block, other, escaper).unwrap_or_else(|| {
            written.reduced.push(at);
            words_alone(block, escaper)
        });
        pieces.extend((!piece.is_empty()).then_some(piece));
    }
    for footnote in footnotes.iter().filter(|footnote| blocks.iter().any(|block| refers(block, &footnote.label))) {
        let text = footnote
            .blocks
            .iter()
            .map(|block| verified(block, false, escaper).unwrap_or_else(|| words_alone(block, escaper)));
        pieces.push(indent(&text.collect::<Vec<_>>().join("\n\n"), &format!("[^{}]: ", footnote.label), "    "));
    }
    written.markdown = pieces.join("\n\n");
    written
}

fn refers(block: &Block, label: &str) -> bool {
    let mut found = false;
    block.each_text(&mut |inlines| {
        crate::parse::document::each_inline(inlines, &mut |inline| {
            found |= matches!(&inline.kind, InlineKind::FootnoteReference(other) if other == label);
        });
    });
    found
}

fn verified(block: &Block, other: bool, escaper: &Escaper) -> Option<String> {
    [false, true].into_iter().find_map(|escapes| {
        let markdown = Writer { escapes, other }.block(block);
        reads_back(block, &markdown, !escapes, escaper).then_some(markdown)
    })
}

fn reads_back(block: &Block, markdown: &str, strict: bool, escaper: &Escaper) -> bool {
    let mut source = format!("---\ntitle: x\n---\n\n{markdown}\n");
    block.each_text(&mut |inlines| {
        crate::parse::document::each_inline(inlines, &mut |inline| {
            if let InlineKind::FootnoteReference(label) = &inline.kind {
                // Writing to a string cannot fail.
                let _ = write!(source, "\n[^{label}]: x\n");
            }
        });
    });
    let file = SourceFile::new(FileId(0), "content/x/x.md".into(), source);
    let (document, complaints) = crate::parse::document(&file, escaper.config());
    let is_same = |document: &crate::parse::document::Document| {
        shape::blocks(&document.blocks) == shape::blocks(std::slice::from_ref(block))
            && document.blocks.iter().all(|block| block.id.is_none())
    };
    document.is_some_and(|document| is_same(&document)) && (!strict || complaints.is_empty())
}

/// Every paragraph, item, cell and line of code or HTML as a paragraph of its words.
fn words_alone(block: &Block, escaper: &Escaper) -> String {
    let mut words = String::new();
    push_words(block, &mut words);
    let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| escaper.paragraph(line)).collect::<Vec<_>>().join("\n\n")
}

/// The words of a block, with those that are no running text: nothing that somebody wrote is lost.
fn push_words(block: &Block, words: &mut String) {
    match &block.kind {
        BlockKind::Quotation(blocks) => blocks.iter().for_each(|inner| push_words(inner, words)),
        BlockKind::List { items, .. } => {
            items.iter().flat_map(|item| &item.blocks).for_each(|inner| push_words(inner, words));
        }
        BlockKind::Code(code) => words.extend([&code.text, "\n"]),
        BlockKind::Html(html) => words.extend([html, "\n"]),
        _ => words.push_str(&block.visible_text()),
    }
}

/// `first` before the first line, `rest` before the others that hold anything.
fn indent(text: &str, first: &str, rest: &str) -> String {
    let mut indented = String::from(first);
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            indented.push('\n');
            indented.push_str(if line.is_empty() { rest.trim_end() } else { rest });
        }
        indented.push_str(line);
    }
    indented
}

/// Inlines on one line, escaped as a cell of a table needs it.
pub fn cell(inlines: &[Inline], escapes: bool) -> String {
    Writer { escapes, other: false }.inlines(inlines).replace("\\\n", " ").replace('\n', " ").replace('|', "\\|")
}

/// Inlines on one line.
pub fn line(inlines: &[Inline], escapes: bool) -> String {
    Writer { escapes, other: false }.inlines(inlines).replace("\\\n", " ").replace('\n', " ")
}

struct Writer {
    escapes: bool,
    /// Whether a list takes the other marker, because a list stands above it.
    other: bool,
}

impl Writer {
    fn block(&self, block: &Block) -> String {
        match &block.kind {
            BlockKind::Heading(level, inlines) => {
                format!(
                    "{} {}",
                    "#".repeat(usize::from(*level)),
                    self.inlines(inlines).replace("\\\n", " ").replace('\n', " ")
                )
            }
            BlockKind::Paragraph(inlines) | BlockKind::Plain(inlines) => self.inlines(inlines),
            BlockKind::List { start, items } => self.list(*start, items),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Code(code) => {
                let text = code.text.as_str();
                let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
                let fence = "`".repeat(3.max(longest + 1));
                let newline = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
                format!("{fence}{}\n{text}{newline}{fence}", code.language.as_deref().unwrap_or_default())
            }
            BlockKind::Quotation(blocks) => indent(&self.blocks(blocks), "> ", "> "),
            BlockKind::Rule => "***".into(),
            BlockKind::Html(text) => escaped(text.trim()),
        }
    }

    fn blocks(&self, blocks: &[Block]) -> String {
        let is_tight = |pair: &[Block]| matches!(pair, [first, second] if matches!(first.kind, BlockKind::Plain(_)) && matches!(second.kind, BlockKind::List { .. }));
        let mut text = String::new();
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 {
                text.push_str(if is_tight(&blocks[at - 1..=at]) { "\n" } else { "\n\n" });
            }
            text.push_str(&Self { escapes: self.escapes, other: false }.block(block));
        }
        text
    }

    fn list(&self, start: Option<FirstNumber>, items: &[Item]) -> String {
        let is_tight =
            items.iter().all(|item| item.blocks.first().is_none_or(|block| matches!(block.kind, BlockKind::Plain(_))));
        let item = |(number, item): (usize, &Item)| {
            let marker = match (start, self.other) {
                (Some(start), false) => format!("{}. ", u64::from(start.get()) + number as u64),
                (Some(start), true) => format!("{}) ", u64::from(start.get()) + number as u64),
                (None, false) => "- ".into(),
                (None, true) => "* ".into(),
            };
            let task = match item.task {
                Some(true) => "[x] ",
                Some(false) => "[ ] ",
                None => "",
            };
            indent(&format!("{task}{}", self.blocks(&item.blocks)), &marker, &" ".repeat(marker.len()))
        };
        items.iter().enumerate().map(item).collect::<Vec<_>>().join(if is_tight { "\n" } else { "\n\n" })
    }

    fn table(&self, table: &Table) -> String {
        let rule = |alignment: &Alignment| match alignment {
            Alignment::None => "---",
            Alignment::Left => ":---",
            Alignment::Center => ":---:",
            Alignment::Right => "---:",
        };
        let rules: Vec<&str> = table.alignments.iter().map(rule).collect();
        let rows = table.rows().map(|cells| {
            let cells: Vec<String> = cells.map(|inlines| cell(inlines, self.escapes)).collect();
            format!("| {} |", cells.join(" | "))
        });
        let mut lines: Vec<String> = rows.collect();
        lines.insert(lines.len().min(1), format!("| {} |", rules.join(" | ")));
        lines.join("\n")
    }

    fn inlines(&self, inlines: &[Inline]) -> String {
        inlines.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&self, inline: &Inline) -> String {
        match &inline.kind {
            InlineKind::Text(text) if self.escapes => escaped(text),
            InlineKind::Text(text) => text.to_string(),
            InlineKind::Code(text) => {
                let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
                let fence = "`".repeat(longest + 1);
                let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
                format!("{fence}{space}{text}{space}{fence}")
            }
            InlineKind::Emphasis(inner) => format!("*{}*", self.inlines(inner)),
            InlineKind::Strong(inner) => format!("**{}**", self.inlines(inner)),
            InlineKind::Strikethrough(inner) => format!("~~{}~~", self.inlines(inner)),
            InlineKind::Link(link) => {
                format!("[{}]({})", self.inlines(&link.inlines), target(&link.destination, &link.title))
            }
            InlineKind::Image(image) => {
                let words = if self.escapes { escaped(&image.alternative) } else { image.alternative.to_string() };
                format!("![{words}]({})", target(&image.destination, &image.title))
            }
            InlineKind::Ruby(ruby) => {
                let readings: String =
                    ruby.readings.iter().map(|reading| format!("|{}", self.inlines(reading))).collect();
                format!("{{{}{readings}}}", self.inlines(&ruby.base))
            }
            InlineKind::SoftBreak => "\n".into(),
            InlineKind::HardBreak => "\\\n".into(),
            InlineKind::Html(text) => escaped(text),
            InlineKind::FootnoteReference(label) => format!("[^{label}]"),
        }
    }
}

fn target(destination: &Destination, title: &str) -> String {
    let address = address(destination);
    let is_plain = !address.is_empty() && !address.contains([' ', '(', ')', '<', '>', '\\']);
    let address = if is_plain { address } else { format!("<{}>", address.replace(['<', '>'], "")) };
    if title.is_empty() {
        address
    } else {
        format!("{address} \"{}\"", title.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

/// A destination as it is written.
pub fn address(destination: &Destination) -> String {
    match destination {
        Destination::Document { path, fragment: Some(fragment) } => format!("{path}#{fragment}"),
        Destination::Document { path, fragment: None } => path.to_string(),
        Destination::Term(name) => format!("term:{name}"),
        Destination::Event(name) => format!("event:{name}"),
        Destination::Citation(keys) => format!("cite:{keys}"),
        Destination::External(url) | Destination::File(url) => url.to_string(),
        Destination::Unsafe(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_alone_are_all_words() {
        let text = "---\ntitle: x\n---\n\n- 甲\n\n  ```\n  码\n  ```\n\n  > 引\n  >\n  > <div>标</div>\n";
        let escaper = Escaper::default();
        let file = SourceFile::new(FileId(0), "content/x/x.md".into(), text.to_owned());
        let document = crate::parse::document(&file, escaper.config()).0.expect("it is a document");
        let words: Vec<String> = document.blocks.iter().map(|block| words_alone(block, &escaper)).collect();
        assert_eq!(words, ["甲\n\n码\n\n引\n\n\\<div>标\\</div>"]);
    }
}
