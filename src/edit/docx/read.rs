//! The tree that pandoc makes of a .docx, as blocks of ours. What has no counterpart is told, and its words are kept.

use std::collections::BTreeMap;

use arcstr::Substr;
use serde_json::Value;

use super::comments::{self, Comment};
use super::tidy::{take_id, tidy};
use super::write::citation_words;
use crate::base::text::{FileId, Span};
use crate::edit::Note;
use crate::edit::update::Incoming;
use crate::parse::document::{
    Alignment, Block, BlockKind, Code, FirstNumber, Footnote, Image, Inline, InlineKind, Item, Link, Table, UnitId,
    visible_text, visible_words,
};
use crate::parse::reference::Destination;

/// What was read, and what a person should know of it.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The text.
    pub incoming: Incoming,
    /// What was decided; the numbers are those of paragraphs.
    pub notes: Vec<Note>,
}

/// Reads a tree. Comments are told.
pub fn read(tree: &Value) -> Reading {
    read_by(tree, Reader::default()).0
}

/// Reads a tree with its comments, whose beginnings and ends are marked in the text ([`super::comments`]).
pub fn read_with_comments(tree: &Value) -> (Reading, Vec<Comment>) {
    read_by(tree, Reader { comments: Some(Vec::new()), ..Reader::default() })
}

fn read_by(tree: &Value, mut reader: Reader) -> (Reading, Vec<Comment>) {
    let title = &tree["meta"]["title"]["c"];
    let mut title = if title.is_array() { tidy(reader.inlines(title)) } else { Vec::new() };
    take_id(&mut title);
    let mut blocks = reader.blocks(&tree["blocks"]);
    levels(&mut title, &mut blocks);
    reader.tell_of_changes();
    let incoming = Incoming { title, blocks, footnotes: reader.footnotes, is_rich: true, ..Incoming::default() };
    (Reading { incoming, notes: reader.notes }, reader.comments.unwrap_or_default())
}

/// A page has one heading of the first level: its title.
fn levels(title: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
    let level = |block: &Block| match &block.kind {
        BlockKind::Heading(level, _) => Some(*level),
        _ => None,
    };
    let firsts = blocks.iter().filter(|block| level(block) == Some(1)).count();
    if title.is_empty() && firsts == 1 && blocks.first().and_then(level) == Some(1) {
        if let BlockKind::Heading(_, inlines) = blocks.remove(0).kind {
            *title = inlines.into();
        }
        return;
    }
    if firsts > 0 {
        for block in blocks {
            if let BlockKind::Heading(level, _) = &mut block.kind {
                *level = (*level + 1).min(6);
            }
        }
    }
}

#[derive(Default)]
struct Reader {
    /// Paragraphs so far.
    number: usize,
    footnotes: Vec<Footnote>,
    notes: Vec<Note>,
    /// Insertions and deletions by their authors.
    changes: BTreeMap<String, (usize, usize)>,
    /// The text before a paragraph mark that was deleted: it belongs to the next paragraph.
    carried: Vec<Inline>,
    is_joined: bool,
    /// The comments so far, if they are asked for.
    comments: Option<Vec<Comment>>,
}

impl Reader {
    fn span(&self) -> Span {
        Span::new(FileId(0), self.number..self.number)
    }

    fn tell(&mut self, text: impl Into<String>) {
        self.notes.push(Note { path: String::new(), line: Some(self.number), text: text.into() });
    }

    fn tell_of_changes(&mut self) {
        for (author, (inserted, deleted)) in std::mem::take(&mut self.changes) {
            let text = format!(
                "tracked changes by {author} were taken as accepted: {inserted} insertions, {deleted} deletions"
            );
            self.notes.push(Note { path: String::new(), line: None, text });
        }
    }

    fn blocks(&mut self, values: &Value) -> Vec<Block> {
        let mut blocks = Vec::new();
        for value in values.as_array().into_iter().flatten() {
            self.block(value, &mut blocks);
        }
        if !self.carried.is_empty() {
            let inlines = std::mem::take(&mut self.carried);
            blocks.extend(self.paragraph(inlines, BlockKind::Paragraph));
        }
        blocks
    }

    fn block(&mut self, value: &Value, blocks: &mut Vec<Block>) {
        let content = &value["c"];
        let span = |reader: &Self, kind| Block { span: reader.span(), id: None, kind };
        match value["t"].as_str().unwrap_or_default() {
            "Para" | "Plain" => {
                let inlines = self.text(content);
                if self.is_joined {
                    self.carried = inlines;
                } else {
                    blocks.extend(self.paragraph(inlines, BlockKind::Paragraph));
                }
            }
            "Header" => {
                let inlines = self.text(&content[2]);
                let level = content[0].as_u64().unwrap_or(1).clamp(1, 6) as u8;
                blocks.extend(self.paragraph(inlines, |inlines| BlockKind::Heading(level, inlines)));
            }
            "BulletList" => blocks.extend(self.list(None, content)),
            "OrderedList" => blocks.extend(self.list(Some(first_number(&content[0][0])), &content[1])),
            "Table" => self.table(content, blocks),
            "CodeBlock" => {
                self.number += 1;
                let text = format!("{}\n", content[1].as_str().unwrap_or_default());
                blocks.push(span(self, BlockKind::Code(Box::new(Code { language: None, text: text.into() }))));
            }
            "BlockQuote" => {
                let inner = self.blocks(content);
                if !inner.is_empty() {
                    blocks.push(span(self, BlockKind::Quotation(inner.into())));
                }
            }
            "HorizontalRule" => blocks.push(span(self, BlockKind::Rule)),
            "Div" => blocks.extend(self.blocks(&content[1])),
            "Figure" => blocks.extend(self.blocks(&content[2])),
            "LineBlock" => {
                for line in content.as_array().into_iter().flatten() {
                    let inlines = self.text(line);
                    blocks.extend(self.paragraph(inlines, BlockKind::Paragraph));
                }
            }
            "DefinitionList" => {
                self.tell("a list of definitions became paragraphs");
                for pair in content.as_array().into_iter().flatten() {
                    let inlines = self.text(&pair[0]);
                    blocks.extend(self.paragraph(inlines, BlockKind::Paragraph));
                    pair[1]
                        .as_array()
                        .into_iter()
                        .flatten()
                        .for_each(|definition| blocks.extend(self.blocks(definition)));
                }
            }
            "Null" => {}
            other => self.tell(format!("a block that has no Markdown was left out: {other}")),
        }
    }

    /// The inlines of the next paragraph.
    fn text(&mut self, value: &Value) -> Vec<Inline> {
        self.number += 1;
        self.is_joined = false;
        let mut inlines = std::mem::take(&mut self.carried);
        inlines.extend(self.inlines(value));
        inlines
    }

    fn paragraph(&self, inlines: Vec<Inline>, kind: impl Fn(Box<[Inline]>) -> BlockKind) -> Option<Block> {
        let mut inlines = tidy(inlines);
        let id = take_id(&mut inlines).map(|name| self.id(name));
        let inlines = tidy(inlines);
        let mut kind = kind(inlines.into());
        if let BlockKind::Heading(_, inlines) = &mut kind {
            for inline in inlines.iter_mut().filter(|inline| matches!(inline.kind, InlineKind::HardBreak)) {
                inline.kind = InlineKind::Text(" ".into());
            }
            *inlines = tidy(std::mem::take(inlines).into()).into();
        }
        let (BlockKind::Heading(_, inlines) | BlockKind::Paragraph(inlines)) = &kind else { return None };
        (!inlines.is_empty()).then(|| Block { span: self.span(), id: id.map(Box::new), kind })
    }

    fn id(&self, name: String) -> UnitId {
        UnitId {
            name: name.into(),
            span: self.span(),
            with: Box::default(),
            of: None,
            only: false,
            is_proposed: false,
            is_repeated: false,
        }
    }

    fn list(&mut self, start: Option<FirstNumber>, values: &Value) -> Option<Block> {
        let mut items: Vec<Item> = Vec::new();
        for value in values.as_array().into_iter().flatten() {
            let mut blocks = self.blocks(value);
            let id = blocks.first_mut().and_then(|block| block.id.take());
            let task = blocks.first_mut().and_then(task);
            if !blocks.is_empty() {
                items.push(Item { id, task, blocks: blocks.into() });
            }
        }
        let is_tight = items.iter().all(|item| {
            let mut blocks = item.blocks.iter();
            matches!(blocks.next().map(|block| &block.kind), Some(BlockKind::Paragraph(_)))
                && blocks.all(|block| matches!(block.kind, BlockKind::List { .. }))
        });
        if is_tight {
            for block in items.iter_mut().filter_map(|item| item.blocks.first_mut()) {
                if let BlockKind::Paragraph(inlines) = &mut block.kind {
                    block.kind = BlockKind::Plain(std::mem::take(inlines));
                }
            }
        }
        (!items.is_empty()).then(|| Block {
            span: self.span(),
            id: None,
            kind: BlockKind::List { start, items: items.into() },
        })
    }

    fn table(&mut self, content: &Value, blocks: &mut Vec<Block>) {
        let caption = self.blocks(&content[1][1]);
        blocks.extend(caption);
        let columns = content[2].as_array().map_or(&[][..], Vec::as_slice);
        let alignments: Box<[Alignment]> = columns
            .iter()
            .map(|column| match column[0]["t"].as_str() {
                Some("AlignLeft") => Alignment::Left,
                Some("AlignCenter") => Alignment::Center,
                Some("AlignRight") => Alignment::Right,
                _ => Alignment::None,
            })
            .collect();
        let bodies = content[4].as_array().map_or(&[][..], Vec::as_slice);
        let mut all: Vec<Vec<Inline>> = Vec::new();
        let groups = [&content[3][1]]
            .into_iter()
            .chain(bodies.iter().flat_map(|body| [&body[2], &body[3]]))
            .chain([&content[5][1]]);
        for row in groups.filter_map(Value::as_array).flatten() {
            let cells = row[1].as_array().into_iter().flatten();
            let mut cells: Vec<Vec<Inline>> = cells.map(|cell| self.cell(cell)).collect();
            cells.resize(alignments.len(), Vec::new());
            all.extend(cells);
        }
        if !all.is_empty() {
            let kind = BlockKind::Table(Box::new(Table::of_cells(alignments, all)));
            blocks.push(Block { span: self.span(), id: None, kind });
        }
    }

    fn cell(&mut self, cell: &Value) -> Vec<Inline> {
        if cell[2].as_u64() > Some(1) || cell[3].as_u64() > Some(1) {
            self.tell("cells that were joined stand apart: Markdown has no joined cells");
        }
        let mut inlines = Vec::new();
        for (at, block) in self.blocks(&cell[4]).into_iter().enumerate() {
            let span = block.span;
            if at > 0 {
                inlines.push(Inline { span, kind: InlineKind::Text(" ".into()) });
            }
            match block.kind {
                BlockKind::Paragraph(inner) => inlines.extend(inner),
                _ => {
                    self.tell("a list or code in a cell became its words");
                    inlines
                        .push(Inline { span, kind: InlineKind::Text(block.visible_text().replace('\n', " ").into()) });
                }
            }
        }
        inlines.iter_mut().filter(|inline| matches!(inline.kind, InlineKind::HardBreak)).for_each(|inline| {
            inline.kind = InlineKind::Text(" ".into());
        });
        tidy(inlines)
    }

    fn inlines(&mut self, values: &Value) -> Vec<Inline> {
        values.as_array().into_iter().flatten().flat_map(|value| self.inline(value)).collect()
    }

    fn inline(&mut self, value: &Value) -> Vec<Inline> {
        let content = &value["c"];
        let kind = match value["t"].as_str().unwrap_or_default() {
            "Str" => InlineKind::Text(content.as_str().unwrap_or_default().into()),
            "Space" | "SoftBreak" => InlineKind::Text(" ".into()),
            "LineBreak" => InlineKind::HardBreak,
            "Emph" => InlineKind::Emphasis(self.inlines(content).into()),
            "Strong" => InlineKind::Strong(self.inlines(content).into()),
            "Strikeout" => InlineKind::Strikethrough(self.inlines(content).into()),
            "Code" => InlineKind::Code(content[1].as_str().unwrap_or_default().into()),
            "Span" => return self.marked(content),
            "Note" => InlineKind::FootnoteReference(self.footnote(content)),
            "Link" => return self.link(content),
            "Image" => {
                let alternative = visible_words(&tidy(self.inlines(&content[1])));
                let destination = Destination::File(content[2][0].as_str().unwrap_or_default().into());
                InlineKind::Image(Box::new(Image { destination, title: Substr::new(), alternative }))
            }
            "Quoted" => return self.quoted(content),
            "Underline" | "Superscript" | "Subscript" | "SmallCaps" => {
                let inner = self.inlines(content);
                let words = visible_words(&inner);
                let name = value["t"].as_str().unwrap_or_default().to_lowercase();
                self.tell(format!("{name} on `{words}` has no Markdown; the words were kept"));
                return inner;
            }
            "Cite" => return self.inlines(&content[1]),
            "Math" => {
                let text = content[1].as_str().unwrap_or_default().to_owned();
                self.tell(format!("the formula `{text}` became code"));
                InlineKind::Code(text.into())
            }
            other => {
                self.tell(format!("something that has no Markdown was left out: {other}"));
                return Vec::new();
            }
        };
        vec![Inline { span: self.span(), kind }]
    }

    /// Tracked changes are taken as accepted; comments are told.
    fn marked(&mut self, content: &Value) -> Vec<Inline> {
        let classes = content[0][1].as_array().map_or(&[][..], Vec::as_slice);
        let has = |name: &str| classes.iter().any(|class| class == name);
        let attributes = content[0][2].as_array().into_iter().flatten();
        let author =
            attributes.clone().find(|pair| pair[0] == "author").and_then(|pair| pair[1].as_str()).unwrap_or("somebody");
        let attribute = |name: &str| {
            let mut attributes = content[0][2].as_array().into_iter().flatten();
            attributes.find(|pair| pair[0] == name).and_then(|pair| pair[1].as_str()).unwrap_or_default().to_owned()
        };
        if let (Some(_), true) = (&self.comments, has("comment-end")) {
            return vec![self.mark(&comments::end(&attribute("id")))];
        }
        if let (Some(_), true) = (&self.comments, has("comment-start")) {
            let text = comments::lines(&self.inlines(&content[1]));
            let comment = Comment { id: attribute("id"), author: attribute("author"), date: attribute("date"), text };
            let mark = self.mark(&comments::start(&comment.id));
            self.comments.get_or_insert_default().push(comment);
            return vec![mark];
        }
        if has("comment-start") {
            let words = visible_words(&tidy(self.inlines(&content[1])));
            self.tell(format!("a comment by {author} was not brought over: `{words}`"));
            return Vec::new();
        }
        if has("insertion") || has("paragraph-insertion") {
            self.changes.entry(author.into()).or_default().0 += 1;
        }
        if has("deletion") || has("paragraph-deletion") {
            self.changes.entry(author.into()).or_default().1 += 1;
            self.is_joined |= has("paragraph-deletion");
            return Vec::new();
        }
        self.inlines(&content[1])
    }

    fn mark(&self, mark: &str) -> Inline {
        Inline { span: self.span(), kind: InlineKind::Text(mark.into()) }
    }

    fn link(&mut self, content: &Value) -> Vec<Inline> {
        let mut inner = self.inlines(&content[1]);
        let address = content[2][0].as_str().unwrap_or_default();
        let destination = Destination::read(address);
        if let Destination::Unsafe(_) = destination {
            self.tell(format!(
                "the link on `{}` leads where no page may lead, and was left out: {address}",
                visible_text(&inner)
            ));
            return inner;
        }
        if let Destination::Citation(keys) = &destination
            && visible_text(&inner) == citation_words(keys)
        {
            inner.clear();
        }
        vec![Inline {
            span: self.span(),
            kind: InlineKind::Link(Box::new(Link { destination, title: Substr::new(), inlines: inner.into() })),
        }]
    }

    /// pandoc makes these of straight quotation marks only where it was asked to; the marks are put back.
    fn quoted(&mut self, content: &Value) -> Vec<Inline> {
        let (open, close) = if content[0]["t"] == "SingleQuote" { ("‘", "’") } else { ("“", "”") };
        let mark = |reader: &Self, mark: &str| Inline { span: reader.span(), kind: InlineKind::Text(mark.into()) };
        let mut inlines = vec![mark(self, open)];
        inlines.extend(self.inlines(&content[1]));
        inlines.push(mark(self, close));
        inlines
    }

    fn footnote(&mut self, content: &Value) -> Substr {
        let label = Substr::from((self.footnotes.len() + 1).to_string());
        // Its place is taken first, so that one inside it has another number.
        self.footnotes.push(Footnote { label: label.clone(), span: self.span(), blocks: Box::default() });
        let at = self.footnotes.len() - 1;
        let number = self.number;
        let (carried, is_joined) = (std::mem::take(&mut self.carried), self.is_joined);
        self.footnotes[at].blocks = self.blocks(content).into();
        (self.number, self.carried, self.is_joined) = (number, carried, is_joined);
        label
    }
}

fn first_number(value: &Value) -> FirstNumber {
    FirstNumber::new(value.as_u64().and_then(|number| number.try_into().ok()).unwrap_or(1))
}

/// The box before the words of a task.
fn task(block: &mut Block) -> Option<bool> {
    let (BlockKind::Paragraph(inlines) | BlockKind::Plain(inlines)) = &mut block.kind else { return None };
    let InlineKind::Text(text) = &mut inlines.first_mut()?.kind else { return None };
    let (done, rest) = match text.strip_prefix("☒ ") {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix("☐ ")?),
    };
    *text = text.substr_from(rest);
    Some(done)
}

/// Calls `visit` with the address of each picture, and takes those out that are left without one.
pub fn each_picture(incoming: &mut Incoming, visit: &mut dyn FnMut(&mut String)) {
    let Incoming { blocks, footnotes, .. } = incoming;
    let mut pictures = |inlines: &mut Vec<Inline>| {
        inlines.retain_mut(|inline| match &mut inline.kind {
            InlineKind::Image(image) => match &mut image.destination {
                Destination::File(address) => {
                    let mut place = address.to_string();
                    visit(&mut place);
                    *address = place.into();
                    !address.is_empty()
                }
                _ => true,
            },
            _ => true,
        });
    };
    let all = blocks.iter_mut().chain(footnotes.iter_mut().flat_map(|footnote| &mut footnote.blocks));
    all.for_each(|block| block.each_text_mut(&mut pictures));
}
