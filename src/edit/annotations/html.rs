//! HTML of others as blocks of ours. It is read as browsers read it (html5ever) and taken for its words, emphasis, links, lists,
//! quotations and code; scripts and styles are no words.

use arcstr::Substr;
use scraper::node::Element;
use scraper::{ElementRef, Html, Node};

use crate::base::text::{FileId, Span};
use crate::edit::docx::tidy::tidy;
use crate::parse::document::{Block, BlockKind, Code, FirstNumber, Inline, InlineKind, Item, Link};
use crate::parse::reference::Destination;

use super::body::Lead;

/// Above this size in bytes a comment is taken for its words: what is nested without end takes a browser's parser long.
const LARGEST: usize = 1 << 16;
/// Elements inside one another; what is deeper is taken for its words.
const DEEPEST: usize = 40;

const BLOCKS: [&str; 24] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
];

/// The blocks of a piece of HTML.
pub fn blocks(html: &str, lead: Lead<'_>) -> Vec<Block> {
    if html.len() > LARGEST {
        return paragraphs(&untagged(html));
    }
    let html = Html::parse_fragment(html);
    let mut builder = Builder { lead, blocks: Vec::new(), open: Vec::new() };
    builder.children(html.root_element(), 0);
    builder.close();
    builder.blocks
}

fn span() -> Span {
    Span::new(FileId(0), 0..0)
}

fn inline(kind: InlineKind) -> Inline {
    Inline { span: span(), kind }
}

fn block(kind: BlockKind) -> Block {
    Block { span: span(), id: None, kind }
}

fn paragraphs(text: &str) -> Vec<Block> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| block(BlockKind::Paragraph(Box::new([inline(InlineKind::Text(line.into()))])))).collect()
}

/// What stands outside of tags.
fn untagged(html: &str) -> String {
    let mut text = String::new();
    let mut is_tag = false;
    for c in html.chars() {
        match c {
            '<' => is_tag = true,
            '>' if is_tag => {
                is_tag = false;
                text.push('\n');
            }
            c if !is_tag => text.push(c),
            _ => {}
        }
    }
    text
}

struct Builder<'a> {
    lead: Lead<'a>,
    blocks: Vec<Block>,
    /// The inlines of the paragraph that is open.
    open: Vec<Inline>,
}

impl Builder<'_> {
    /// Ends the paragraph that is open.
    fn close(&mut self) {
        let inlines = tidy(std::mem::take(&mut self.open));
        if !inlines.is_empty() {
            self.blocks.push(block(BlockKind::Paragraph(inlines.into())));
        }
    }

    fn children(&mut self, parent: ElementRef<'_>, depth: usize) {
        for child in parent.children() {
            match child.value() {
                Node::Text(text) => self.open.push(inline(InlineKind::Text((&**text).into()))),
                Node::Element(element) => {
                    if let Some(child) = ElementRef::wrap(child) {
                        self.element(child, element, depth + 1);
                    }
                }
                _ => {}
            }
        }
    }

    fn element(&mut self, node: ElementRef<'_>, element: &Element, depth: usize) {
        let name = element.name();
        if matches!(name, "script" | "style" | "template" | "noscript" | "head" | "title") {
            return;
        }
        if depth > DEEPEST {
            self.open.push(inline(InlineKind::Text(node.text().collect::<String>().into())));
            return;
        }
        let is_heading = matches!(name.as_bytes(), [b'h', b'1'..=b'6']);
        if is_heading || BLOCKS.contains(&name) {
            self.close();
            self.block(node, name, depth);
            self.close();
            return;
        }
        let inner = |builder: &Self| {
            let mut inner = Builder { lead: builder.lead, blocks: Vec::new(), open: Vec::new() };
            inner.children(node, depth);
            inner
        };
        let wrap: fn(Box<[Inline]>) -> InlineKind = match name {
            "br" => return self.open.push(inline(InlineKind::HardBreak)),
            "code" | "kbd" | "samp" => {
                let words = node.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
                return self.open.push(inline(InlineKind::Code(words.into())));
            }
            "a" => return self.link(element, inner(self)),
            "img" => {
                let words = element.attr("alt").or_else(|| element.attr("src")).unwrap_or_default();
                return self.open.push(inline(InlineKind::Text(words.into())));
            }
            "em" | "i" | "cite" => InlineKind::Emphasis,
            "strong" | "b" => InlineKind::Strong,
            "del" | "s" | "strike" => InlineKind::Strikethrough,
            _ => return self.children(node, depth),
        };
        let inner = inner(self);
        if inner.blocks.is_empty() {
            self.open.push(inline(wrap(inner.open.into())));
        } else {
            self.take(inner);
        }
    }

    /// Blocks inside an inline come as they are, after what is open.
    fn take(&mut self, inner: Builder<'_>) {
        self.close();
        self.blocks.extend(inner.blocks);
        self.open = inner.open;
    }

    fn link(&mut self, element: &Element, inner: Builder<'_>) {
        let address = element.attr("href").unwrap_or_default();
        let led = (self.lead)(address).map(|address| Destination::read(&address));
        let destination = led.unwrap_or_else(|| Destination::read(address));
        let leads = matches!(
            destination,
            Destination::External(_) | Destination::Document { .. } | Destination::Term(_) | Destination::Event(_)
        );
        if leads && !address.is_empty() && inner.blocks.is_empty() {
            let link = Link { destination, title: Substr::new(), inlines: inner.open.into() };
            self.open.push(inline(InlineKind::Link(Box::new(link))));
        } else {
            self.take_inline(inner);
        }
    }

    fn take_inline(&mut self, inner: Builder<'_>) {
        if inner.blocks.is_empty() {
            self.open.extend(inner.open);
        } else {
            self.take(inner);
        }
    }

    fn block(&mut self, node: ElementRef<'_>, name: &str, depth: usize) {
        let mut inner = Builder { lead: self.lead, blocks: Vec::new(), open: Vec::new() };
        match name {
            "hr" => return self.blocks.push(block(BlockKind::Rule)),
            "pre" => {
                let text = format!("{}\n", node.text().collect::<String>().trim_end_matches('\n'));
                return self.blocks.push(block(BlockKind::Code(Box::new(Code { language: None, text: text.into() }))));
            }
            "ul" | "ol" => return self.list(node, name, depth),
            "tr" => {
                let cells = node.child_elements().map(|cell| cell.text().collect::<String>().trim().to_owned());
                inner.open.push(inline(InlineKind::Text(cells.collect::<Vec<_>>().join(" | ").into())));
            }
            _ => inner.children(node, depth),
        }
        inner.close();
        match name {
            "blockquote" if !inner.blocks.is_empty() => {
                self.blocks.push(block(BlockKind::Quotation(inner.blocks.into())))
            }
            _ if name.starts_with('h') && name.len() == 2 => {
                for mut heading in inner.blocks {
                    if let BlockKind::Paragraph(inlines) = &mut heading.kind {
                        *inlines = Box::new([inline(InlineKind::Strong(std::mem::take(inlines)))]);
                    }
                    self.blocks.push(heading);
                }
            }
            _ => self.blocks.extend(inner.blocks),
        }
    }

    fn list(&mut self, node: ElementRef<'_>, name: &str, depth: usize) {
        let mut items = Vec::new();
        for child in node.child_elements() {
            let mut inner = Builder { lead: self.lead, blocks: Vec::new(), open: Vec::new() };
            inner.children(child, depth + 1);
            inner.close();
            if !inner.blocks.is_empty() {
                items.push(Item { id: None, task: None, blocks: inner.blocks.into() });
            }
        }
        // Tight, as people write lists, if every item is one text.
        if items.iter().all(|item| matches!(&*item.blocks, [Block { kind: BlockKind::Paragraph(_), .. }])) {
            for block in items.iter_mut().flat_map(|item| &mut item.blocks) {
                if let BlockKind::Paragraph(inlines) = &mut block.kind {
                    block.kind = BlockKind::Plain(std::mem::take(inlines));
                }
            }
        }
        if !items.is_empty() {
            self.blocks.push(block(BlockKind::List {
                start: (name == "ol").then(|| FirstNumber::new(1)),
                items: items.into(),
            }));
        }
    }
}
