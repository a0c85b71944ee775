//! Ruby while it is written: words over which readings stand. A run of text and ruby is one text to terms and marks, so that
//! a term may begin before a ruby and end after it; no link and no mark begins or ends between a base and its reading.

use std::borrow::Cow;
use std::ops::Range;

use crate::parse::document::{Inline, InlineKind, Ruby};

use super::{Ink, Writer};

/// Texts beside one another, a line feed for each soft break, ruby by its base.
#[derive(Default)]
pub(super) struct Run<'i> {
    pub(super) text: Cow<'i, str>,
    pieces: Vec<Piece<'i>>,
}

/// A part of a run with a reading.
struct Piece<'i> {
    range: Range<usize>,
    reading: &'i [Inline],
    /// Where its ruby begins, which tells the pieces of one ruby from those of the next.
    ruby: usize,
}

impl<'i> Run<'i> {
    /// The run at the beginning of `inlines`, and what comes after it.
    pub(super) fn take(mut inlines: &'i [Inline]) -> (Self, &'i [Inline]) {
        let mut run = Self::default();
        while let Some((inline, rest)) = inlines.split_first()
            && run.push(inline)
        {
            inlines = rest;
        }
        (run, inlines)
    }

    fn push(&mut self, inline: &'i Inline) -> bool {
        match &inline.kind {
            // Most runs are one text, which is not copied.
            InlineKind::Text(words) => self.text += words.as_str(),
            InlineKind::SoftBreak => self.text += "\n",
            InlineKind::Ruby(ruby) if ruby.is_plain() => {
                let start = self.text.len();
                for (base, reading) in ruby.pieces() {
                    let from = self.text.len();
                    base.iter().for_each(|inline| {
                        self.push(inline);
                    });
                    self.pieces.push(Piece { range: from..self.text.len(), reading, ruby: start });
                }
            }
            _ => return false,
        }
        true
    }

    /// Whether an element around `range` takes every reading with its whole base.
    pub(super) fn may_enclose(&self, range: &Range<usize>) -> bool {
        self.pieces.iter().all(|Piece { range: piece, .. }| {
            let is_apart = piece.end <= range.start || range.end <= piece.start;
            is_apart || (range.start <= piece.start && piece.end <= range.end)
        })
    }
}

impl Writer<'_> {
    /// A part of a run that no element lies around in part.
    pub(super) fn part(&mut self, run: &Run<'_>, range: Range<usize>, ink: &mut Ink<'_>) {
        let mut at = range.start;
        let first = run.pieces.partition_point(|piece| piece.range.start < range.start);
        let pieces = &run.pieces[first..];
        let pieces = &pieces[..pieces.partition_point(|piece| piece.range.end <= range.end)];
        for ruby in pieces.chunk_by(|one, next| one.ruby == next.ruby) {
            for (number, piece) in ruby.iter().enumerate() {
                ink.write_marked(&run.text[at..piece.range.start]);
                if number == 0 {
                    ink.open_ruby();
                }
                ink.write_marked(&run.text[piece.range.clone()]);
                self.reading(piece.reading, ink);
                at = piece.range.end;
            }
            ink.close_ruby();
        }
        ink.write_marked(&run.text[at..range.end]);
    }

    /// Ruby whose base holds marks or links of its own.
    pub(super) fn ruby(&mut self, ruby: &Ruby, ink: &mut Ink<'_>) {
        ink.open_ruby();
        for (base, reading) in ruby.pieces() {
            self.write_inlines(base, ink);
            self.reading(reading, ink);
        }
        ink.close_ruby();
    }

    /// Browsers without ruby show the parentheses. A character without a reading has an empty one, which ends its base.
    fn reading(&mut self, reading: &[Inline], ink: &mut Ink<'_>) {
        let mut inner = Ink { in_link: ink.in_link, ..Ink::new(&[], &[]) };
        self.write_inlines(reading, &mut inner);
        if inner.out.is_empty() {
            ink.out.push_str("<rt></rt>");
        } else {
            ink.out.push_str("<rp>(</rp><rt>");
            ink.out.push_str(&inner.out);
            ink.out.push_str("</rt><rp>)</rp>");
        }
    }
}

impl Ink<'_> {
    fn open_ruby(&mut self) {
        self.out.push_str("<ruby>");
        self.open_rubies += 1;
    }

    fn close_ruby(&mut self) {
        self.open_rubies -= 1;
        self.out.push_str("</ruby>");
        self.write_due();
    }
}
