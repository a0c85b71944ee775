//! The text of a passage as its figures are read, and where each part of it stands in the file.

use std::cell::OnceCell;
use std::ops::Range;

use crate::base::figure::{Figure, figures};
use crate::base::language::LanguageTag;
use crate::base::text::{Span, Spanned};
use crate::parse::document::{Block, Inline, InlineKind};

/// Words of a passage. Code is left out. Where they stand is looked up only if something is to be said of them.
#[derive(Debug)]
pub(super) struct Passage<'a> {
    origin: Origin<'a>,
    text: String,
    places: OnceCell<Vec<Piece>>,
}

/// What the words are of.
#[derive(Debug)]
enum Origin<'a> {
    Blocks(Vec<&'a Block>),
    /// Inlines that stand at a place.
    Inlines(&'a [Inline], Span),
    Words(Spanned<&'a str>),
}

/// Where a piece begins in the text, its length, and its place in the file.
type Piece = (usize, usize, Span);

/// What a passage consists of.
enum Part<'a> {
    Words(&'a str, Span),
    /// Between words.
    Between(char),
}

/// Stands for what is no text: nothing on both sides of it belongs together.
const OPAQUE: char = '\u{FFFC}';

impl<'a> Passage<'a> {
    /// The text of blocks.
    pub(super) fn new(blocks: impl Iterator<Item = &'a Block>) -> Self {
        Self::of(Origin::Blocks(blocks.collect()))
    }

    /// Inlines that stand at `place`.
    pub(super) fn of_inlines(inlines: &'a [Inline], place: Span) -> Self {
        Self::of(Origin::Inlines(inlines, place))
    }

    /// Words by themselves.
    pub(super) fn of_words(words: Spanned<&'a str>) -> Self {
        Self::of(Origin::Words(words))
    }

    fn of(origin: Origin<'a>) -> Self {
        let mut text = String::with_capacity(origin.length());
        origin.each_part(&mut |part| match part {
            Part::Words(words, _) => text.push_str(words),
            Part::Between(character) => text.push(character),
        });
        Self { origin, text, places: OnceCell::new() }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The words of a figure in it.
    pub(super) fn words(&self, figure: &Figure) -> &str {
        &self.text[figure.range.clone()]
    }

    /// Its place as a whole.
    pub(super) fn place(&self) -> Option<Span> {
        match &self.origin {
            Origin::Blocks(blocks) => blocks.first().map(|block| block.span),
            Origin::Inlines(_, place) => Some(*place),
            Origin::Words(words) => Some(words.span),
        }
    }

    pub(super) fn figures(&self, tag: &LanguageTag) -> Vec<Figure> {
        figures(&self.text, tag)
    }

    /// Where a range of the text stands: exactly, unless an escape or a line break lies in the same run of words; then the run.
    pub(super) fn span(&self, range: &Range<usize>) -> Option<Span> {
        let pieces = self.places.get_or_init(|| self.origin.pieces());
        let end = range.end.max(range.start + 1);
        let first = pieces.partition_point(|(start, length, _)| start + length <= range.start);
        let last = pieces.partition_point(|(start, ..)| *start < end).checked_sub(1)?;
        let place = |at: usize, within: Range<usize>| {
            let (start, length, span) = *pieces.get(at)?;
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

impl<'a> Origin<'a> {
    /// About how many bytes: a text is hardly ever longer than its source.
    fn length(&self) -> usize {
        match self {
            Self::Blocks(blocks) => blocks.iter().map(|block| block.span.range().len()).sum(),
            Self::Inlines(_, place) => place.range().len(),
            Self::Words(words) => words.value.len(),
        }
    }

    fn each_part(&self, visit: &mut impl FnMut(Part<'a>)) {
        match self {
            Self::Blocks(blocks) => {
                for block in blocks {
                    block.each_text(&mut |inlines| {
                        each_part(inlines, visit);
                        visit(Part::Between('\n'));
                    });
                }
            }
            Self::Inlines(inlines, _) => each_part(inlines, visit),
            Self::Words(words) => visit(Part::Words(words.value, words.span)),
        }
    }

    fn pieces(&self) -> Vec<Piece> {
        // The space before an id is in the span of its words, but not in the words.
        let mut ids = Vec::new();
        if let Self::Blocks(blocks) = self {
            blocks.iter().for_each(|block| block.each_id(&mut |id| ids.push(id.span.start)));
            ids.sort_unstable();
        }
        let (mut pieces, mut at) = (Vec::new(), 0);
        self.each_part(&mut |part| match part {
            Part::Words(words, mut span) => {
                let is_parted =
                    (span.end - span.start) as usize == words.len() + 1 && ids.binary_search(&span.end).is_ok();
                span.end -= u32::from(is_parted);
                pieces.push((at, words.len(), span));
                at += words.len();
            }
            Part::Between(character) => at += character.len_utf8(),
        });
        pieces
    }
}

/// Of ruby the base: its reading says the same once more.
fn each_part<'a>(inlines: &'a [Inline], visit: &mut impl FnMut(Part<'a>)) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(words) => visit(Part::Words(words, inline.span)),
            InlineKind::SoftBreak | InlineKind::HardBreak => visit(Part::Between(' ')),
            InlineKind::Code(_) | InlineKind::Html(_) | InlineKind::Image(_) => visit(Part::Between(OPAQUE)),
            _ => {}
        }
        each_part(inline.children().unwrap_or_default(), visit);
    }
}
