//! One file in one language, as the author wrote it: blocks and inlines with their spans. Nothing is resolved here.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::ops::Range;

use arcstr::{ArcStr, Substr};

use crate::base::text::{FileId, Span};

use super::chart::{self, Chart};
use super::front_matter::Meta;
use super::reference::Destination;

mod table;

pub use table::{Alignment, Table};

/// A Markdown file.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file.
    pub file: FileId,
    /// Its path below the site's folder.
    pub path: String,
    /// The text of the file, which all places in it are counted in; shared with the file.
    pub source: ArcStr,
    /// Index of its language in site.yaml.
    pub language: usize,
    /// The work it is a version of: its path below the language's folder without `.md`, such as `chapter-6/aoyama`.
    pub work: String,
    /// Its front matter.
    pub meta: Meta,
    /// Its title, from the front matter or the first heading.
    pub title: Box<[Inline]>,
    /// Where the title stands; the beginning of the file if there is none.
    pub title_span: Span,
    /// Its blocks in order, without the title.
    pub blocks: Box<[Block]>,
    /// The footnotes it defines, in order of their first references, which is the order of their numbers; those that
    /// nothing refers to come last.
    pub footnotes: Box<[Footnote]>,
    /// What its charts say, by the byte at which the block of each begins.
    pub charts: BTreeMap<u32, Chart>,
}

/// A block (CommonMark, section 3): what is aligned, if it stands at the top level.
#[derive(Clone, Debug)]
pub struct Block {
    /// From its first to its last byte, the id included.
    pub span: Span,
    /// The id the author gave it.
    pub id: Option<Box<UnitId>>,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of blocks. Those that are larger than two words lie elsewhere: most blocks are paragraphs.
#[derive(Clone, Debug)]
pub enum BlockKind {
    /// Level 1 to 6.
    Heading(u8, Box<[Inline]>),
    /// A paragraph.
    Paragraph(Box<[Inline]>),
    /// The text of a tight list's item: a paragraph without its element.
    Plain(Box<[Inline]>),
    /// A list; `start` is the first number of an ordered one.
    List {
        /// The first number, if the list is ordered.
        start: Option<FirstNumber>,
        /// Its items.
        items: Box<[Item]>,
    },
    /// A table (GFM, section 4.10).
    Table(Box<Table>),
    /// A code block.
    Code(Box<Code>),
    /// A block quotation.
    Quotation(Box<[Block]>),
    /// A thematic break.
    Rule,
    /// Raw HTML, which is shown as text.
    Html(Substr),
}

/// The first number of an ordered list, of at most nine digits (CommonMark, section 5.2). One more is held, so that the number of a
/// list without one needs no room of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstNumber(NonZeroU32);

impl FirstNumber {
    /// That number.
    pub fn new(number: u32) -> Self {
        Self(NonZeroU32::MIN.saturating_add(number))
    }

    /// The number.
    pub fn get(self) -> u32 {
        self.0.get() - 1
    }
}

/// An item of a list.
#[derive(Clone, Debug)]
pub struct Item {
    /// An anchor inside the list's unit.
    pub id: Option<Box<UnitId>>,
    /// For task lists: whether it is done.
    pub task: Option<bool>,
    /// Its blocks.
    pub blocks: Box<[Block]>,
}

/// A code block.
#[derive(Clone, Debug)]
pub struct Code {
    /// First word of the info string.
    pub language: Option<Substr>,
    /// The code.
    pub text: Substr,
}

/// An inline (CommonMark, section 6) with its place.
#[derive(Clone, Debug)]
pub struct Inline {
    /// Its place, delimiters included.
    pub span: Span,
    /// What it is.
    pub kind: InlineKind,
}

/// The kinds of inlines. Those that are larger than a text lie elsewhere: most inlines are texts.
#[derive(Clone, Debug)]
pub enum InlineKind {
    /// Text, entities resolved.
    Text(Substr),
    /// A code span.
    Code(Substr),
    /// Emphasis.
    Emphasis(Box<[Inline]>),
    /// Strong emphasis.
    Strong(Box<[Inline]>),
    /// Struck out (GFM, section 6.5).
    Strikethrough(Box<[Inline]>),
    /// A link.
    Link(Box<Link>),
    /// An image.
    Image(Box<Image>),
    /// Words with their reading.
    Ruby(Box<Ruby>),
    /// A line break in the source that counts as a space; those that do not are gone by now.
    SoftBreak,
    /// A line break.
    HardBreak,
    /// Raw HTML, which is shown as text.
    Html(Substr),
    /// A reference to a footnote, by its label.
    FootnoteReference(Substr),
}

/// A link: all relations of the site are links.
#[derive(Clone, Debug)]
pub struct Link {
    /// Where it leads, as far as its words tell.
    pub destination: Destination,
    /// Its title.
    pub title: Substr,
    /// Its words.
    pub inlines: Box<[Inline]>,
}

/// An image.
#[derive(Clone, Debug)]
pub struct Image {
    /// Where it is.
    pub destination: Destination,
    /// Its title.
    pub title: Substr,
    /// Its alternative text.
    pub alternative: Substr,
}

/// Words with their reading above them: kana, pinyin, or any gloss. Visible text, and all that is made of it, takes the base.
#[derive(Clone, Debug)]
pub struct Ruby {
    /// What is read.
    pub base: Box<[Inline]>,
    /// How it is read: one reading for the whole base, or as many as the base has inlines, each of them then the text of
    /// one code point. Some of many may be empty, as over the kana of 振り仮名.
    pub readings: Box<[Box<[Inline]>]>,
}

/// A footnote's text.
#[derive(Clone, Debug)]
pub struct Footnote {
    /// Its label.
    pub label: Substr,
    /// Place of the definition.
    pub span: Span,
    /// Its blocks.
    pub blocks: Box<[Block]>,
}

/// `{#soft-law}`, `{#a with=b,c}`, `{#a-2 of=a}`, `{#preface only}`, `{#s12 proposed}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitId {
    /// The id.
    pub name: Substr,
    /// Place of the whole `{…}`.
    pub span: Span,
    /// Further units that this block translates.
    pub with: Box<[Substr]>,
    /// The unit that this block continues.
    pub of: Option<Substr>,
    /// Whether it exists in this language by intent.
    pub only: bool,
    /// Whether the pairing was proposed by a command, and no person has looked at it yet.
    pub is_proposed: bool,
    /// Whether an earlier block of this document bears it: then it names nothing.
    pub is_repeated: bool,
}

impl Document {
    /// Its title as plain text.
    pub fn plain_title(&self) -> Cow<'_, str> {
        visible_text(&self.title)
    }

    /// Whether it holds code in some language.
    pub fn has_code(&self) -> bool {
        self.blocks.iter().any(Block::has_code)
            || self.footnotes.iter().flat_map(|footnote| &footnote.blocks).any(Block::has_code)
    }
}

impl Block {
    /// Where its id stands, else the whole block: what a complaint about it points at.
    pub fn id_span(&self) -> Span {
        self.id.as_ref().map_or(self.span, |id| id.span)
    }

    /// The word for its kind that templates use.
    pub fn kind_name(&self) -> &'static str {
        match &self.kind {
            BlockKind::Heading(..) => "heading",
            BlockKind::Paragraph(inlines) | BlockKind::Plain(inlines) => match &**inlines {
                [Inline { kind: InlineKind::Image(_), .. }] => "figure",
                _ => "paragraph",
            },
            BlockKind::List { .. } => "list",
            BlockKind::Table(_) => "table",
            BlockKind::Code(code) if code.language.as_deref() == Some(chart::INFO) => "chart",
            BlockKind::Code(_) => "code",
            BlockKind::Quotation(_) => "quotation",
            BlockKind::Rule => "rule",
            BlockKind::Html(_) => "html",
        }
    }

    fn has_code(&self) -> bool {
        match &self.kind {
            BlockKind::Code(code) => code.language.as_ref().is_some_and(|language| language != chart::INFO),
            BlockKind::List { items, .. } => items.iter().flat_map(|item| &item.blocks).any(Self::has_code),
            BlockKind::Quotation(blocks) => blocks.iter().any(Self::has_code),
            _ => false,
        }
    }

    /// Calls `visit` with the inlines of every paragraph, heading, item and cell in it, in order.
    pub fn each_text<'a>(&'a self, visit: &mut impl FnMut(&'a [Inline])) {
        match &self.kind {
            BlockKind::Heading(_, inlines) | BlockKind::Paragraph(inlines) | BlockKind::Plain(inlines) => {
                visit(inlines)
            }
            BlockKind::List { items, .. } => {
                items.iter().flat_map(|item| &item.blocks).for_each(|block| block.each_text(visit));
            }
            BlockKind::Table(table) => table.cells().for_each(visit),
            BlockKind::Quotation(blocks) => blocks.iter().for_each(|block| block.each_text(visit)),
            BlockKind::Code(_) | BlockKind::Rule | BlockKind::Html(_) => {}
        }
    }

    /// Calls `visit` with the inlines of every paragraph, heading, item and cell in it, and with those inside other inlines,
    /// outer before inner.
    pub fn each_text_mut(&mut self, visit: &mut dyn FnMut(&mut Vec<Inline>)) {
        match &mut self.kind {
            BlockKind::Heading(_, inlines) | BlockKind::Paragraph(inlines) | BlockKind::Plain(inlines) => {
                each_list_mut(inlines, visit);
            }
            BlockKind::List { items, .. } => {
                items.iter_mut().flat_map(|item| &mut item.blocks).for_each(|block| block.each_text_mut(visit));
            }
            BlockKind::Table(table) => {
                let mut cells: Vec<Vec<Inline>> = table.cells().map(<[Inline]>::to_vec).collect();
                cells.iter_mut().for_each(|cell| each_in_list_mut(cell, visit));
                **table = Table::of_cells(std::mem::take(&mut table.alignments), cells);
            }
            BlockKind::Quotation(blocks) => blocks.iter_mut().for_each(|block| block.each_text_mut(visit)),
            BlockKind::Code(_) | BlockKind::Rule | BlockKind::Html(_) => {}
        }
    }

    /// The ids inside it: its own and those of list items.
    pub fn each_id<'a>(&'a self, visit: &mut impl FnMut(&'a UnitId)) {
        self.id.as_deref().into_iter().for_each(&mut *visit);
        match &self.kind {
            BlockKind::List { items, .. } => {
                for item in items {
                    item.id.as_deref().into_iter().for_each(&mut *visit);
                    item.blocks.iter().for_each(|block| block.each_id(visit));
                }
            }
            BlockKind::Quotation(blocks) => blocks.iter().for_each(|block| block.each_id(visit)),
            _ => {}
        }
    }

    /// The visible text: of each paragraph, heading, item and cell, each followed by a line feed.
    /// Positions in it are what notes and terms are anchored to; the writer of HTML counts the same way.
    pub fn visible_text(&self) -> String {
        let mut text = String::new();
        self.each_text(&mut |inlines| {
            push_visible(inlines, &mut text);
            text.push('\n');
        });
        text
    }

    /// Calls `visit` with every inline and its place in [`Self::visible_text`], inner before outer.
    pub fn each_place<'a>(&'a self, visit: &mut impl FnMut(Range<usize>, &'a Inline)) {
        let mut offset = 0;
        self.each_text(&mut |inlines| {
            each_place(inlines, &mut offset, visit);
            offset += 1;
        });
    }

    /// Where a range of [`Self::visible_text`] stands in the file. Exact, but for words that entities or escapes wrote:
    /// there it is the whole inline.
    pub fn span_of(&self, range: &Range<usize>) -> Span {
        let mut found: Option<Span> = None;
        self.each_place(&mut |place, inline| {
            let is_leaf = !inline.own_text().is_empty();
            if !is_leaf || place.end <= range.start || range.end <= place.start {
                return;
            }
            let (mut start, mut end) = (inline.span.start, inline.span.end);
            if (end - start) as usize == place.len() {
                end = start + (range.end.min(place.end) - place.start) as u32;
                start += (range.start.max(place.start) - place.start) as u32;
            }
            let span = Span { start, end, ..inline.span };
            found = Some(found.map_or(span, |found| found.to(span)));
        });
        found.unwrap_or(self.span)
    }
}

fn each_place<'a>(inlines: &'a [Inline], offset: &mut usize, visit: &mut impl FnMut(Range<usize>, &'a Inline)) {
    for inline in inlines {
        let start = *offset;
        *offset += inline.own_text().len();
        if let Some(inner) = inline.children() {
            each_place(inner, offset, visit);
        }
        visit(start..*offset, inline);
    }
}

/// Calls `visit` with every inline, outer before inner, readings of ruby after their base.
pub fn each_inline<'a>(inlines: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in inlines {
        visit(inline);
        if let Some(inner) = inline.children() {
            each_inline(inner, visit);
        }
        if let InlineKind::Ruby(ruby) = &inline.kind {
            ruby.readings.iter().for_each(|reading| each_inline(reading, visit));
        }
    }
}

impl Ruby {
    /// Whether the base is nothing but text.
    pub fn is_plain(&self) -> bool {
        self.base.iter().all(|inline| matches!(inline.kind, InlineKind::Text(_) | InlineKind::SoftBreak))
    }

    /// Each part of the base with its reading.
    pub fn pieces(&self) -> impl Iterator<Item = (&[Inline], &[Inline])> {
        let size = if self.readings.len() == self.base.len() { 1 } else { self.base.len().max(1) };
        self.base.chunks(size).zip(self.readings.iter().map(|reading| &**reading))
    }
}

impl Inline {
    /// What a reader copies of it, without the inlines inside it.
    fn own_text(&self) -> &str {
        match &self.kind {
            InlineKind::Text(words) | InlineKind::Code(words) | InlineKind::Html(words) => words,
            InlineKind::SoftBreak | InlineKind::HardBreak => " ",
            _ => "",
        }
    }

    /// The inlines inside it that are read as text: of ruby the base.
    pub fn children(&self) -> Option<&[Inline]> {
        match &self.kind {
            InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Strikethrough(inner) => Some(inner),
            InlineKind::Link(link) => Some(&link.inlines),
            InlineKind::Ruby(ruby) => Some(&ruby.base),
            _ => None,
        }
    }
}

fn each_list_mut(inlines: &mut Box<[Inline]>, visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    let mut list = std::mem::take(inlines).into_vec();
    each_in_list_mut(&mut list, visit);
    *inlines = list.into();
}

fn each_in_list_mut(inlines: &mut Vec<Inline>, visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    visit(inlines);
    for inline in inlines {
        match &mut inline.kind {
            InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Strikethrough(inner) => {
                each_list_mut(inner, visit);
            }
            InlineKind::Link(link) => each_list_mut(&mut link.inlines, visit),
            InlineKind::Ruby(ruby) => each_list_mut(&mut ruby.base, visit),
            _ => {}
        }
    }
}

/// The visible text of inlines: what a reader copies, of ruby the base. What is one text is not copied.
pub fn visible_text(inlines: &[Inline]) -> Cow<'_, str> {
    // Most titles are nothing but text.
    if let [only] = inlines
        && only.children().is_none()
    {
        return Cow::Borrowed(only.own_text());
    }
    let mut text = String::new();
    push_visible(inlines, &mut text);
    Cow::Owned(text)
}

/// The visible text of inlines, to keep.
pub fn visible_words(inlines: &[Inline]) -> Substr {
    match inlines {
        [Inline { kind: InlineKind::Text(words), .. }] => words.clone(),
        _ => visible_text(inlines).into(),
    }
}

fn push_visible(inlines: &[Inline], text: &mut String) {
    each_visible(inlines, &mut |visible| text.push_str(visible));
}

/// Calls `visit` with the pieces of the visible text of inlines, in order.
pub fn each_visible<'a>(inlines: &'a [Inline], visit: &mut impl FnMut(&'a str)) {
    for inline in inlines {
        visit(inline.own_text());
        if let Some(inner) = inline.children() {
            each_visible(inner, visit);
        }
    }
}

/// Whether a footnote of that label is the translator's, who owes it to nobody: the source has none like it.
pub fn is_translators_note(label: &str) -> bool {
    label.starts_with("tn-")
}
