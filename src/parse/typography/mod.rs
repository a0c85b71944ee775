//! Spaces and punctuation in the prose of Chinese and Japanese. The generator changes no author's characters: what it would
//! not have written it tells.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;

use crate::base::diagnostic::{Diagnostics, Phrase};
use crate::base::language::LanguageTag;
use crate::base::line_break::{east_asian_wide, is_hangul};
use crate::base::text::{SourceFile, Span};

use super::document::{Document, Inline, InlineKind};

mod halfwidth_punctuation;
mod spaced_latin;

/// Complains of a document in the language `tag`, at most once of each kind in a passage.
pub fn complain(document: &Document, file: &SourceFile, tag: &LanguageTag, diagnostics: &mut Diagnostics) {
    if !matches!(tag.primary(), "zh" | "ja") {
        return;
    }
    let mut complain = |prose: &[Prose]| {
        spaced_latin::complain(prose, file, diagnostics);
        halfwidth_punctuation::complain(prose, file, tag, diagnostics);
    };
    complain(&[Prose::read(&document.title)]);
    let noted = document.footnotes.iter().flat_map(|footnote| &footnote.blocks);
    for block in document.blocks.iter().chain(noted) {
        let mut texts = Vec::new();
        block.each_text(&mut |inlines| texts.push(Prose::read(inlines)));
        complain(&texts);
    }
}

/// Stands for what is no prose: code, images, raw HTML, references to footnotes.
const OPAQUE: char = '\u{FFFC}';

/// A paragraph, heading, item or cell as one text without marks. Ruby is read by its base; a line break that counts is a
/// line feed.
struct Prose {
    text: String,
    /// The pieces that the author wrote, in order.
    pieces: Vec<Piece>,
}

/// A piece of the prose.
struct Piece {
    /// Where it stands in the prose, in bytes.
    range: Range<usize>,
    /// Its place in the file.
    span: Span,
}

impl Piece {
    /// Whether it stands in the file word by word, as most do.
    fn is_verbatim(&self, prose: &str, file: &SourceFile) -> bool {
        prose[self.range.clone()] == file.text[self.span.range()]
    }

    /// The place in the file of the character `c` at `at` of the prose, if the piece stands there word by word.
    fn place(&self, at: usize, c: char) -> Span {
        let start = self.span.start as usize + (at - self.range.start);
        Span::new(self.span.file, start..start + c.len_utf8())
    }
}

impl Prose {
    fn read(inlines: &[Inline]) -> Self {
        // A text is hardly ever longer than its source.
        let length = inlines.iter().map(|inline| inline.span.range().len()).sum();
        let mut prose = Self { text: String::with_capacity(length), pieces: Vec::with_capacity(inlines.len()) };
        prose.push(inlines);
        prose
    }

    fn push(&mut self, inlines: &[Inline]) {
        for Inline { kind, span } in inlines {
            match kind {
                InlineKind::Text(text) => {
                    let start = self.text.len();
                    self.text.push_str(text);
                    self.pieces.push(Piece { range: start..self.text.len(), span: *span });
                }
                InlineKind::SoftBreak | InlineKind::HardBreak => self.text.push('\n'),
                InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Strikethrough(inner) => {
                    self.push(inner);
                }
                InlineKind::Link(link) => self.push(&link.inlines),
                InlineKind::Ruby(ruby) => self.push(&ruby.base),
                InlineKind::Code(_) | InlineKind::Html(_) | InlineKind::Image(_) | InlineKind::FootnoteReference(_) => {
                    self.text.push(OPAQUE);
                }
            }
        }
    }

    /// The place in the file of the character `c` at `at`. Lines that join and entities make the source longer than the
    /// text, so the place is counted by the character and the one before it; the whole piece if that fails.
    fn span(&self, at: usize, c: char, file: &SourceFile) -> Option<Span> {
        let piece = &self.pieces[self.piece(at)?];
        if piece.is_verbatim(&self.text, file) {
            return Some(piece.place(at, c));
        }
        let (start, span) = (piece.range.start, piece.span);
        let before: String = self.text[start..at].chars().next_back().into_iter().chain([c]).collect();
        let nth = self.text[start..at + c.len_utf8()].matches(&before).count().checked_sub(1)?;
        let found = file.text[span.range()].match_indices(&before).nth(nth);
        let place = found.map(|(found, _)| span.start as usize + found + before.len() - c.len_utf8());
        Some(place.map_or(span, |place| Span::new(file.id, place..place + c.len_utf8())))
    }

    /// The very places of those characters, in order of the text; `None` where only the piece is known that holds one. Each
    /// piece is read once, however many are looked for.
    fn exact(&self, found: &[(usize, char)], file: &SourceFile) -> Vec<Option<Span>> {
        let mut places = Vec::with_capacity(found.len());
        for group in found.chunk_by(|a, b| self.piece(a.0) == self.piece(b.0)) {
            match self.piece(group[0].0) {
                Some(at) => places.extend(self.exact_in(at, group, file)),
                None => places.extend(group.iter().map(|_| None)),
            }
        }
        places
    }

    /// The index of the piece that holds what stands at `at`.
    fn piece(&self, at: usize) -> Option<usize> {
        self.pieces.partition_point(|piece| piece.range.start <= at).checked_sub(1)
    }

    /// Those of one piece: the n-th that follows its neighbor in the text is the n-th that does in the file.
    fn exact_in(&self, piece: usize, found: &[(usize, char)], file: &SourceFile) -> Vec<Option<Span>> {
        let piece = &self.pieces[piece];
        if piece.is_verbatim(&self.text, file) {
            return found.iter().map(|&(at, c)| Some(piece.place(at, c))).collect();
        }
        let (start, span) = (piece.range.start, piece.span);
        let wanted: BTreeSet<char> = found.iter().map(|(_, c)| *c).collect();
        let mut places: BTreeMap<(Option<char>, char), VecDeque<usize>> = BTreeMap::new();
        for (at, before, c) in pairs(&file.text[span.range()]).filter(|(_, _, c)| wanted.contains(c)) {
            places.entry((before, c)).or_default().push_back(span.start as usize + at);
        }
        let last = found.last().map_or(start, |(at, c)| at + c.len_utf8());
        let mut exact = Vec::with_capacity(found.len());
        for (at, before, c) in pairs(&self.text[start..last]).filter(|(_, _, c)| wanted.contains(c)) {
            let place = places.get_mut(&(before, c)).and_then(VecDeque::pop_front);
            if found.get(exact.len()).is_some_and(|next| next.0 == start + at) {
                exact.push(place.map(|place| Span::new(file.id, place..place + c.len_utf8())));
            }
        }
        exact
    }

    /// The characters before and after the character at `at`.
    fn neighbors(&self, at: usize, c: char) -> (Option<char>, Option<char>) {
        (self.text[..at].chars().next_back(), self.text[at + c.len_utf8()..].chars().next())
    }
}

/// The characters of a text, each with where it begins and the one before it.
fn pairs(text: &str) -> impl Iterator<Item = (usize, Option<char>, char)> {
    text.char_indices().scan(None, |before, (at, c)| Some((at, before.replace(c), c)))
}

/// One edit in place of several in a passage: from the first to the last of them, with all between as it stands.
fn joined(mut edits: Vec<(Span, &str)>, file: &SourceFile) -> Option<(Span, String)> {
    edits.sort_unstable();
    let whole = edits.first()?.0.to(edits.last()?.0);
    let (mut text, mut from) = (String::new(), whole.start as usize);
    for (span, new) in edits {
        text.push_str(file.text.get(from..span.start as usize)?);
        text.push_str(new);
        from = span.end as usize;
    }
    Some((whole, text))
}

/// Whether `c` is a Chinese or Japanese letter.
fn is_wide_letter(c: char) -> bool {
    // Most are, and need no look-up.
    if matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '\u{4E00}'..='\u{9FFF}') {
        return true;
    }
    is_letter_by_table(c)
}

fn is_letter_by_table(c: char) -> bool {
    east_asian_wide(c) && c.is_alphanumeric() && !is_hangul(c) && !matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// `, here and in 3 more places of this passage`, or nothing.
fn and_more(count: usize) -> Phrase {
    match count {
        0 => "".into(),
        1 => ", and once more in this passage".into(),
        count => format!(", and in {count} more places of this passage").into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_letter_without_a_look_is_one_by_the_table() {
        let differing: Vec<char> = ('\0'..=char::MAX).filter(|&c| is_wide_letter(c) != is_letter_by_table(c)).collect();
        assert!(differing.is_empty(), "{differing:?}");
    }
}
