//! The text of a passage as its figures are read, and where each part of it stands in the file.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::base::figure::{Figure, figures};
use crate::base::language::LanguageTag;
use crate::base::text::{Span, Spanned};
use crate::parse::document::{Block, Inline, InlineKind};

/// Words of a passage with their places. Code is left out.
#[derive(Debug, Default)]
pub(super) struct Passage {
    text: String,
    /// Where a piece begins in the text, its length, and its place in the file.
    pieces: Vec<(usize, usize, Span)>,
    /// Where the ids in it begin: the space before one is in the span of its words, but not in the words.
    ids: BTreeSet<u32>,
    /// The whole of it.
    place: Option<Span>,
}

/// Stands for what is no text: nothing on both sides of it belongs together.
const OPAQUE: char = '\u{FFFC}';

impl Passage {
    /// The text of blocks.
    pub(super) fn new<'a>(blocks: impl Iterator<Item = &'a Block>) -> Self {
        let mut passage = Self::default();
        for block in blocks {
            passage.place.get_or_insert(block.span);
            passage.add_block(block);
        }
        passage
    }

    fn add_block(&mut self, block: &Block) {
        block.each_id(&mut |id| {
            self.ids.insert(id.span.start);
        });
        block.each_text(&mut |inlines| {
            self.add_inlines(inlines);
            self.text.push('\n');
        });
    }

    /// Inlines that stand at `place`.
    pub(super) fn of_inlines(inlines: &[Inline], place: Span) -> Self {
        let mut passage = Self { place: Some(place), ..Self::default() };
        passage.add_inlines(inlines);
        passage
    }

    /// Words by themselves.
    pub(super) fn of_words(words: &Spanned<String>) -> Self {
        let mut passage = Self { place: Some(words.span), ..Self::default() };
        passage.add_piece(&words.value, words.span);
        passage
    }

    /// Of ruby the base: its reading says the same once more.
    fn add_inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(words) => self.add_piece(words, inline.span),
                InlineKind::SoftBreak | InlineKind::HardBreak => self.text.push(' '),
                InlineKind::Code(_) | InlineKind::Html(_) | InlineKind::Image(_) => self.text.push(OPAQUE),
                _ => {}
            }
            self.add_inlines(inline.children().unwrap_or_default());
        }
    }

    fn add_piece(&mut self, words: &str, mut span: Span) {
        let is_parted = self.ids.contains(&span.end) && (span.end - span.start) as usize == words.len() + 1;
        span.end -= u32::from(is_parted);
        self.pieces.push((self.text.len(), words.len(), span));
        self.text.push_str(words);
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Its place as a whole.
    pub(super) fn place(&self) -> Option<Span> {
        self.place
    }

    pub(super) fn figures(&self, tag: &LanguageTag) -> Vec<Figure> {
        figures(&self.text, tag)
    }

    /// Where a range of the text stands: exactly, unless an escape or a line break lies in the same run of words; then the run.
    pub(super) fn span(&self, range: &Range<usize>) -> Option<Span> {
        let end = range.end.max(range.start + 1);
        let first = self.pieces.partition_point(|(start, length, _)| start + length <= range.start);
        let last = self.pieces.partition_point(|(start, ..)| *start < end).checked_sub(1)?;
        let place = |at: usize, within: Range<usize>| {
            let (start, length, span) = *self.pieces.get(at)?;
            if (span.end - span.start) as usize != length {
                return Some(span);
            }
            let from = span.range().start;
            let within = within.start.max(start) - start..within.end.min(start + length) - start;
            Some(Span::new(span.file, from + within.start..from + within.end))
        };
        Some(place(first, range.start..end)?.to(place(last, range.start..end)?))
    }
}
