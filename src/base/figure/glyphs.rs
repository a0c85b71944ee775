//! A text as figures are read from it: full-width and half-width forms folded (NFKC), each character with its place.

use std::ops::Range;

use icu_normalizer::ComposingNormalizerBorrowed;

/// Characters of a text after NFKC, and where each stands in it.
pub(super) struct Glyphs {
    characters: Vec<char>,
    /// The byte at which each character begins, and the length of the text.
    starts: Vec<u32>,
}

impl Glyphs {
    pub(super) fn new(text: &str) -> Self {
        let normalizer = ComposingNormalizerBorrowed::new_nfkc();
        let room = text.len() / 2;
        let mut glyphs = Self { characters: Vec::with_capacity(room), starts: Vec::with_capacity(room) };
        let mut characters = text.char_indices().peekable();
        while let Some((start, character)) = characters.next() {
            if is_its_own(character) {
                glyphs.push(character, start);
                continue;
            }
            if let Some(ascii) = narrow(character) {
                glyphs.push(ascii, start);
                continue;
            }
            // Half-width kana carry their marks as characters of their own.
            let marked = characters.next_if(|(_, next)| matches!(next, '\u{FF9E}' | '\u{FF9F}'));
            let end = marked.map_or(start + character.len_utf8(), |(at, mark)| at + mark.len_utf8());
            normalizer.normalize(&text[start..end]).chars().for_each(|character| glyphs.push(character, start));
        }
        glyphs.starts.push(text.len() as u32);
        glyphs
    }

    fn push(&mut self, character: char, start: usize) {
        self.characters.push(if character == '\u{2044}' { '/' } else { character });
        self.starts.push(start as u32);
    }

    pub(super) fn len(&self) -> usize {
        self.characters.len()
    }

    /// The character at that place; a NUL beyond both ends.
    pub(super) fn at(&self, at: usize) -> char {
        self.characters.get(at).copied().unwrap_or('\0')
    }

    /// The character before that place.
    pub(super) fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or('\0', |at| self.at(at))
    }

    /// The bytes that characters stand for. A character that NFKC took apart belongs to its first part.
    pub(super) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let last = self.starts.len() - 1;
        self.starts[range.start.min(last)] as usize..self.starts[range.end.min(last)] as usize
    }

    /// The first place from `at` on that is no space. A line feed parts texts and is none.
    pub(super) fn past_spaces(&self, mut at: usize) -> usize {
        while self.at(at) == ' ' {
            at += 1;
        }
        at
    }

    /// The end of `word` if it stands at that place; small and capital letters are the same.
    pub(super) fn eat(&self, at: usize, word: &str) -> Option<usize> {
        let mut end = at;
        for character in word.chars() {
            if !self.at(end).eq_ignore_ascii_case(&character) {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// Likewise, with spaces before each of its characters.
    pub(super) fn eat_loose(&self, at: usize, word: &str) -> Option<usize> {
        let mut end = at;
        for character in word.chars() {
            end = self.past_spaces(end);
            if self.at(end) != character {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// Whether `word` ends before that place.
    pub(super) fn ends_with(&self, at: usize, word: &str) -> bool {
        let mut before = (0..at).rev();
        word.chars().rev().all(|character| before.next().is_some_and(|at| self.at(at).eq_ignore_ascii_case(&character)))
    }

    pub(super) fn starts_with_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.eat(at, word).is_some())
    }

    pub(super) fn ends_with_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.ends_with(at, word))
    }

    /// The row of `table` whose word stands at that place, the longest, and where the word ends.
    pub(super) fn find<'t, T>(&self, at: usize, table: &'t [(&str, T)]) -> Option<(&'t T, usize)> {
        // No word begins with a mark or a digit.
        if self.at(at).is_ascii() && !self.is_letter(at) && self.at(at) != '$' {
            return None;
        }
        // Most rows are passed over by their first byte.
        let first = self.at(at).encode_utf8(&mut [0; 4]).as_bytes()[0];
        let rows = table
            .iter()
            .filter(|(word, _)| word.as_bytes().first().is_some_and(|byte| byte.eq_ignore_ascii_case(&first)));
        let found = rows.filter_map(|(word, row)| Some((row, self.eat(at, word)?)));
        // The first of the longest.
        found.reduce(|best, other| if other.1 > best.1 { other } else { best })
    }

    /// Whether a Latin letter stands there.
    pub(super) fn is_letter(&self, at: usize) -> bool {
        self.at(at).is_ascii_alphabetic()
    }
}

/// The ASCII character of a full-width one: most of what NFKC changes in Chinese and Japanese.
fn narrow(character: char) -> Option<char> {
    match character {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(character as u32 - 0xFEE0),
        _ => None,
    }
}

/// What NFKC leaves alone, and what it must not take apart: circled numbers mark notes, m² is no m2, 3½ no 31/2.
pub(super) fn is_its_own(character: char) -> bool {
    matches!(character,
        '\0'..='\u{9F}' | '\u{B2}' | '\u{B3}' | '\u{B9}' | '\u{BC}'..='\u{BE}' | '\u{2070}'..='\u{209F}'
        | '\u{2150}'..='\u{218B}' | '\u{2460}'..='\u{24FF}' | '\u{2776}'..='\u{2793}'
        | '\u{3001}'..='\u{3098}' | '\u{30A0}'..='\u{30FE}' | '\u{4E00}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::Glyphs;

    #[test]
    fn forms_are_folded_and_keep_their_places() {
        let glyphs = Glyphs::new("ﾄﾞﾙ５％①㎞");
        let folded: String = (0..glyphs.len()).map(|at| glyphs.at(at)).collect();
        assert_eq!(folded, "ドル5%①km");
        assert_eq!(glyphs.bytes(0..1), 0..6);
        assert_eq!(glyphs.bytes(2..4), 9..15);
        assert_eq!(glyphs.bytes(0..glyphs.len()).end, "ﾄﾞﾙ５％①㎞".len());
        assert_eq!((glyphs.at(99), glyphs.before(0)), ('\0', '\0'));
    }
}
