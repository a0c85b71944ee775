//! Events of CommonMark to blocks and inlines with their places.

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use arcstr::Substr;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::line_break::join_lines;
use crate::base::rule;
use crate::base::text::{SourceFile, Span};

use super::document::{
    Alignment, Block, BlockKind, Code, FirstNumber, Footnote, Image, Inline, InlineKind, Item, Link, Table,
    visible_words,
};
use super::events;
use super::joined::{Joined, slice};
use super::line_break::LineBreaks;
use super::literal;
use super::reference::Destination;
use super::ruby::{self, Setting};
use super::unit_id;

/// How deep blocks and inlines may lie in one another. What lies deeper is read, without the wrapping, so that no text is
/// lost; no document that people write comes near, and recursion over a tree of arbitrary depth would end the program.
const MAX_DEPTH: usize = 48;

/// The blocks and footnotes of `file` from byte `start`.
pub fn read(
    file: &SourceFile,
    start: usize,
    line_breaks: LineBreaks,
    diagnostics: &mut Diagnostics,
) -> (Box<[Block]>, Vec<Footnote>) {
    let events = events::events(&file.text[start..], events::options(), line_breaks);
    let (events, too_deep) = limit_depth(events);
    if let Some(range) = too_deep {
        let span = Span::new(file.id, range.start + start..range.end + start);
        diagnostics.push(
            Diagnostic::new(&rule::LITERAL_MARKS, span, format!("nested deeper than {MAX_DEPTH} levels"))
                .help("what lies deeper is shown without its wrapping; nest less"),
        );
    }
    let mut builder = Builder {
        file,
        start,
        line_breaks,
        setting: Setting::Prose,
        may_hold_ruby: ruby::may_hold(&file.text[start..]),
        events: events.into_iter().peekable(),
        open: Vec::new(),
        growing: None,
        done: Vec::new(),
        footnotes: Vec::new(),
        diagnostics,
    };
    let blocks = builder.blocks();
    let noted = builder.footnotes.iter().flat_map(|footnote| &footnote.blocks);
    for block in blocks.iter().chain(noted) {
        literal::complain(block, file, builder.diagnostics);
    }
    (blocks, builder.footnotes)
}

type Events<'a> = Vec<(Event<'a>, Range<usize>)>;

/// Drops the start and end of what lies too deep; the range is that of the first.
fn limit_depth(mut events: Events<'_>) -> (Events<'_>, Option<Range<usize>>) {
    let (mut open, mut depth, mut first) = (Vec::new(), 0_usize, None);
    events.retain(|(event, range)| match event {
        Event::Start(tag) => {
            let nests = is_inline(tag) || matches!(tag, Tag::BlockQuote(_) | Tag::List(_) | Tag::FootnoteDefinition(_));
            let kept = match tag {
                Tag::Item => open.last().is_none_or(|&(kept, _)| kept),
                _ => !nests || depth < MAX_DEPTH,
            };
            depth += usize::from(kept && nests);
            open.push((kept, kept && nests));
            if !kept && first.is_none() {
                first = Some(range.clone());
            }
            kept
        }
        Event::End(_) => {
            let (kept, nests) = open.pop().unwrap_or((true, false));
            depth -= usize::from(nests);
            kept
        }
        _ => true,
    });
    (events, first)
}

struct Builder<'a, 'd> {
    file: &'a SourceFile,
    /// Bytes before the text that the events speak of.
    start: usize,
    line_breaks: LineBreaks,
    /// Where the inlines stand that are read now.
    setting: Setting,
    /// Whether texts are looked through for ruby, and are not joined before.
    may_hold_ruby: bool,
    events: Peekable<IntoIter<(Event<'a>, Range<usize>)>>,
    /// The inlines that stand in what is not complete yet, outer before inner.
    open: Vec<Inline>,
    /// The text that stands last among them, while it may still grow.
    growing: Option<(Joined, Span)>,
    /// The blocks that stand in what is not complete yet, outer before inner.
    done: Vec<Block>,
    footnotes: Vec<Footnote>,
    diagnostics: &'d mut Diagnostics,
}

impl<'a> Builder<'a, '_> {
    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.file.id, self.start + range.start..self.start + range.end)
    }

    /// Blocks up to the end of what contains them. They take no more room than they need: a site may hold millions.
    fn blocks(&mut self) -> Box<[Block]> {
        let begin = self.done.len();
        while let Some((event, range)) = self.events.next() {
            let span = self.span(&range);
            let kind = match event {
                Event::End(_) => break,
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    let (label, blocks) = (self.words(&label), self.blocks());
                    self.footnotes.push(Footnote { label, span, blocks });
                    continue;
                }
                Event::Start(tag) if !is_inline(&tag) => self.block(tag, span),
                Event::Rule => Some(BlockKind::Rule),
                event => self.plain((event, range)),
            };
            self.done.extend(kind.map(|kind| Block { span, id: None, kind }));
        }
        self.done.drain(begin..).collect()
    }

    fn block(&mut self, tag: Tag<'a>, span: Span) -> Option<BlockKind> {
        Some(match tag {
            Tag::Paragraph => BlockKind::Paragraph(self.inlines()),
            Tag::Heading { level, .. } => BlockKind::Heading(level_number(level), self.inlines()),
            Tag::BlockQuote(_) => BlockKind::Quotation(self.blocks()),
            Tag::CodeBlock(kind) => self.code(&kind),
            Tag::List(start) => {
                let start = start.and_then(|start| start.try_into().ok()).map(FirstNumber::new);
                BlockKind::List { start, items: self.items() }
            }
            Tag::Table(alignments) => BlockKind::Table(Box::new(self.table(&alignments))),
            Tag::HtmlBlock => return self.html(span),
            // The options switch on no other block; what is unknown is read as a group of blocks, so that no text is lost.
            _ => BlockKind::Quotation(self.blocks()),
        })
    }

    /// The text of a tight list's item: inlines without a paragraph around them.
    fn plain(&mut self, first: (Event<'a>, Range<usize>)) -> Option<BlockKind> {
        let begin = self.open.len();
        self.inline(first);
        while let Some(next) = self.events.next_if(|(event, _)| continues_text(event)) {
            self.inline(next);
        }
        self.complete(begin);
        let inlines: Box<[Inline]> = self.open.drain(begin..).collect();
        (!inlines.is_empty()).then_some(BlockKind::Plain(inlines))
    }

    fn items(&mut self) -> Box<[Item]> {
        let mut items = Vec::new();
        while let Some((Event::Start(Tag::Item), _)) = self.events.next() {
            let task = match self.events.peek() {
                Some((Event::TaskListMarker(done), _)) => Some(*done),
                _ => None,
            };
            if task.is_some() {
                self.events.next();
            }
            let mut blocks = self.blocks();
            let id = blocks.first_mut().and_then(|block| self.item_id(block)).map(Box::new);
            items.push(Item { id, task, blocks });
        }
        items.into()
    }

    /// The id at the end of an item's first text. An id on a line of its own that is not indented fell into the item by
    /// CommonMark's lazy continuation (section 5.1): it was meant for the list.
    fn item_id(&mut self, block: &mut Block) -> Option<super::document::UnitId> {
        let (BlockKind::Plain(inlines) | BlockKind::Paragraph(inlines)) = &mut block.kind else { return None };
        let id = unit_id::take(inlines, self.file, self.diagnostics)?;
        let line = self.file.text[..id.span.start as usize].rfind('\n').map_or(0, |at| at + 1);
        if line == id.span.start as usize {
            self.diagnostics.push(
                Diagnostic::new(&rule::STRAY_ID, id.span, "this id falls into the last item of the list")
                    .help("put a blank line before it, so that it names the whole list; to name the item, put it at the end of the item's text"),
            );
            return None;
        }
        Some(id)
    }

    fn table(&mut self, alignments: &[pulldown_cmark::Alignment]) -> Table {
        let (begin, mut ends) = (self.open.len(), Vec::new());
        self.setting = Setting::Cell;
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) | Event::End(TagEnd::TableHead | TagEnd::TableRow) => {}
                Event::Start(Tag::TableCell) => {
                    self.read_inlines();
                    ends.push((self.open.len() - begin) as u32);
                }
                _ => break,
            }
        }
        self.setting = Setting::Prose;
        Table::new(alignments.iter().map(alignment).collect(), self.open.drain(begin..).collect(), ends)
    }

    fn code(&mut self, kind: &CodeBlockKind<'a>) -> BlockKind {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split_whitespace().next().map(|language| self.words(language)),
            CodeBlockKind::Indented => None,
        };
        BlockKind::Code(Box::new(Code { language, text: self.raw() }))
    }

    /// Raw HTML is shown as text. A comment is shown to nobody: that is what it was written for.
    fn html(&mut self, span: Span) -> Option<BlockKind> {
        let text = self.raw();
        if is_comment(&text) {
            return None;
        }
        self.complain_of_html(span);
        Some(BlockKind::Html(text))
    }

    fn raw(&mut self) -> Substr {
        let mut text = Joined::Slice(Substr::new());
        while let Some((Event::Text(piece) | Event::Html(piece), _)) = self.events.next() {
            text.push(&self.words(&piece));
        }
        text.finish()
    }

    fn words(&self, words: &str) -> Substr {
        slice(&self.file.text, words)
    }

    fn inlines(&mut self) -> Box<[Inline]> {
        let begin = self.read_inlines();
        self.open.drain(begin..).collect()
    }

    /// Reads inlines up to the end of what contains them, and leaves them open; gives the index of the first.
    fn read_inlines(&mut self) -> usize {
        let begin = self.open.len();
        while let Some((event, range)) = self.events.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            self.inline((event, range));
        }
        self.complete(begin);
        begin
    }

    /// Completes the open inlines from `begin`.
    fn complete(&mut self, begin: usize) {
        self.complete_text();
        if self.may_hold_ruby {
            let inlines = self.open.split_off(begin);
            self.open.extend(ruby::read(inlines, &self.file.text, self.setting, self.line_breaks));
        }
    }

    fn complete_text(&mut self) {
        if let Some((words, span)) = self.growing.take() {
            self.open.push(Inline { span, kind: InlineKind::Text(words.finish()) });
        }
    }

    fn text(&mut self, words: &str, span: Span) {
        let words = self.words(words);
        match &mut self.growing {
            Some((before, place)) if !self.may_hold_ruby => {
                before.push(&words);
                *place = place.to(span);
            }
            _ => {
                self.complete_text();
                self.growing = Some((Joined::Slice(words), span));
            }
        }
    }

    /// Adds an inline to those that are open.
    fn inline(&mut self, (event, range): (Event<'a>, Range<usize>)) {
        let span = self.span(&range);
        let kind = match event {
            Event::Text(text) => return self.text(&text, span),
            Event::Code(text) => InlineKind::Code(self.words(&text)),
            Event::SoftBreak => InlineKind::SoftBreak,
            Event::HardBreak => InlineKind::HardBreak,
            Event::FootnoteReference(label) => InlineKind::FootnoteReference(self.words(&label)),
            Event::InlineHtml(text) | Event::Html(text) => {
                if is_comment(&text) {
                    return;
                }
                self.complain_of_html(span);
                InlineKind::Html(self.words(&text))
            }
            Event::Start(tag) => {
                self.complete_text();
                self.container(tag)
            }
            _ => return,
        };
        self.complete_text();
        self.open.push(Inline { span, kind });
    }

    fn container(&mut self, tag: Tag<'a>) -> InlineKind {
        match tag {
            Tag::Strong => InlineKind::Strong(self.inlines()),
            Tag::Strikethrough => InlineKind::Strikethrough(self.inlines()),
            Tag::Link { dest_url, title, link_type, .. } => {
                let email = link_type == pulldown_cmark::LinkType::Email;
                let destination = if email {
                    Destination::External(format!("mailto:{dest_url}").into())
                } else {
                    Destination::read_in(&self.file.text, &dest_url)
                };
                InlineKind::Link(Box::new(Link { destination, title: self.title(&title), inlines: self.inlines() }))
            }
            Tag::Image { dest_url, title, .. } => InlineKind::Image(Box::new(Image {
                destination: Destination::read_in(&self.file.text, &dest_url),
                title: self.title(&title),
                alternative: visible_words(&self.inlines()),
            })),
            _ => InlineKind::Emphasis(self.inlines()),
        }
    }

    /// The title of a link or an image, which is text and no Markdown.
    fn title(&self, title: &str) -> Substr {
        self.words(&join_lines(title, self.line_breaks))
    }

    fn complain_of_html(&mut self, span: Span) {
        self.diagnostics.push(
            Diagnostic::new(&rule::RAW_HTML, span, "raw HTML is shown as text")
                .help("write it in Markdown, put it into a template, or into a code span if it is meant to be seen"),
        );
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

fn continues_text(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => is_inline(tag),
        Event::End(_) | Event::Rule => false,
        _ => true,
    }
}

fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->")).is_some_and(|inner| !inner.contains("-->"))
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn alignment(alignment: &pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}
