//! Spaces and punctuation in the prose of Chinese and Japanese. The generator changes no author's characters: what it would
//! not have written it tells.

use crate::base::diagnostic::Diagnostics;
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
    /// Where the pieces of the text begin in it, with their places in the file.
    pieces: Vec<(usize, Span)>,
}

impl Prose {
    fn read(inlines: &[Inline]) -> Self {
        let mut prose = Self { text: String::new(), pieces: Vec::new() };
        prose.push(inlines);
        prose
    }

    fn push(&mut self, inlines: &[Inline]) {
        for Inline { kind, span } in inlines {
            match kind {
                InlineKind::Text(text) => {
                    self.pieces.push((self.text.len(), *span));
                    self.text.push_str(text);
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
        let piece = self.pieces.partition_point(|(start, _)| *start <= at).checked_sub(1)?;
        let (start, span) = self.pieces[piece];
        let before: String = self.text[start..at].chars().next_back().into_iter().chain([c]).collect();
        let nth = self.text[start..at + c.len_utf8()].matches(&before).count().checked_sub(1)?;
        let found = file.text[span.range()].match_indices(&before).nth(nth);
        let place = found.map(|(found, _)| span.start as usize + found + before.len() - c.len_utf8());
        Some(place.map_or(span, |place| Span::new(file.id, place..place + c.len_utf8())))
    }

    /// The very place of that character; `None` where only the piece is known that holds it.
    fn exact(&self, at: usize, c: char, file: &SourceFile) -> Option<Span> {
        self.span(at, c, file).filter(|span| file.text[span.range()].chars().eq([c]))
    }

    /// The characters before and after the character at `at`.
    fn neighbors(&self, at: usize, c: char) -> (Option<char>, Option<char>) {
        (self.text[..at].chars().next_back(), self.text[at + c.len_utf8()..].chars().next())
    }
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
    east_asian_wide(c) && c.is_alphanumeric() && !is_hangul(c) && !matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// `, here and in 3 more places of this passage`, or nothing.
fn and_more(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => ", and once more in this passage".to_owned(),
        count => format!(", and in {count} more places of this passage"),
    }
}
