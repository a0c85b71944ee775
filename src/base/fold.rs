//! Texts compared as a reader sees them: runs of white space as one space, full-width and half-width forms as one form.
//! What is found in a folded text is told by its place in the original, to the byte.

use std::borrow::Cow;
use std::ops::Range;

/// A text in a form to compare, and where each part of it stands in the original.
#[derive(Clone, Debug)]
pub struct Folded<'t> {
    /// The folded text; the original itself if nothing differs.
    pub text: Cow<'t, str>,
    /// Where folded and original stand differently, in order. Between two of them both go on in step.
    steps: Vec<Step>,
    /// Length of the original in bytes.
    length: usize,
}

/// A place from which folded and original go on, either in step or as one replaced character.
#[derive(Clone, Copy, Debug)]
struct Step {
    folded: usize,
    original: usize,
    is_replaced: bool,
}

impl<'t> Folded<'t> {
    /// Runs of white space become one space.
    pub fn spaces(original: &'t str) -> Self {
        Self::new(original, |rest| {
            let run = rest.len() - rest.trim_start().len();
            (run > 0 && rest[..run] != *" ").then_some((' ', run))
        })
    }

    /// Full-width letters, digits and signs become ASCII, half-width katakana become full-width, as in the compatibility
    /// mappings `<wide>` and `<narrow>` of the Unicode Character Database. Nothing else changes, least of all length marks
    /// and punctuation that have one width only.
    pub fn widths(original: &'t str) -> Self {
        Self::new(original, width)
    }

    /// `replace` tells what the beginning of a text becomes, and how many of its bytes that takes.
    fn new(original: &'t str, replace: impl Fn(&str) -> Option<(char, usize)>) -> Self {
        let (mut text, mut steps) = (String::new(), Vec::new());
        let (mut at, mut copied) = (0, 0);
        while let Some(first) = original[at..].chars().next() {
            let Some((character, length)) = replace(&original[at..]) else {
                at += first.len_utf8();
                continue;
            };
            text.push_str(&original[copied..at]);
            steps.push(Step { folded: text.len(), original: at, is_replaced: true });
            text.push(character);
            at += length;
            copied = at;
            steps.push(Step { folded: text.len(), original: at, is_replaced: false });
        }
        if steps.is_empty() {
            return Self { text: Cow::Borrowed(original), steps, length: original.len() };
        }
        text.push_str(&original[copied..]);
        Self { text: Cow::Owned(text), steps, length: original.len() }
    }

    /// Every place of the needle, also where two overlap.
    pub fn find<'a>(&'a self, needle: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let mut from = 0;
        std::iter::from_fn(move || {
            let first = needle.chars().next()?;
            let at = from + self.text.get(from..)?.find(needle)?;
            from = at + first.len_utf8();
            Some(at..at + needle.len())
        })
    }

    /// The bytes of the original that a range of the folded text stands for. The range lies on borders of characters.
    pub fn original(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.border(range.start);
        start..self.border(range.end).max(start)
    }

    /// The place in the original of a border between two characters of the folded text.
    fn border(&self, folded: usize) -> usize {
        let after = self.steps.partition_point(|step| step.folded <= folded);
        let place = match after.checked_sub(1).map(|last| self.steps[last]) {
            None => folded,
            Some(step) if step.is_replaced => step.original,
            Some(step) => step.original + (folded - step.folded),
        };
        place.min(self.length)
    }
}

/// The other form of the first character of a text, and how many bytes of the text it stands for.
fn width(rest: &str) -> Option<(char, usize)> {
    let first = rest.chars().next()?;
    let length = first.len_utf8();
    match first {
        '\u{3000}' => Some((' ', length)),
        '！'..='～' => Some((char::from_u32(first as u32 - 0xFEE0)?, length)),
        '｡'..='ﾟ' => {
            let full = KATAKANA.chars().nth(first as usize - '｡' as usize)?;
            let mark = rest[length..].chars().next().filter(|mark| matches!(mark, 'ﾞ' | 'ﾟ'));
            match mark.and_then(|mark| Some((voiced(full, mark)?, length + mark.len_utf8()))) {
                Some(joined) => Some(joined),
                None => Some((full, length)),
            }
        }
        _ => {
            const SIGNS: [(char, char); 7] =
                [('￠', '¢'), ('￡', '£'), ('￢', '¬'), ('￣', '¯'), ('￤', '¦'), ('￥', '¥'), ('￦', '₩')];
            SIGNS.iter().find(|(wide, _)| *wide == first).map(|(_, sign)| (*sign, length))
        }
    }
}

/// The full-width forms of U+FF61 to U+FF9F, in order.
const KATAKANA: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";

/// A katakana with its sound mark: カ and ﾞ are ガ.
fn voiced(full: char, mark: char) -> Option<char> {
    let next = |by: u32| char::from_u32(full as u32 + by);
    match (full, mark) {
        ('ウ', 'ﾞ') => Some('ヴ'),
        ('ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ', 'ﾟ') => next(2),
        (
            'カ' | 'キ' | 'ク' | 'ケ' | 'コ' | 'サ' | 'シ' | 'ス' | 'セ' | 'ソ' | 'タ' | 'チ' | 'ツ' | 'テ' | 'ト',
            'ﾞ',
        )
        | ('ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ', 'ﾞ') => next(1),
        _ => None,
    }
}

/// Words of so many ASCII letters are told apart by their case: IT and it.
pub const MAX_SHORT: usize = 4;

/// Whether words that differ from a label in the case of ASCII letters at most mean what it means. `OPENAI` and `openai` are
/// OpenAI, `Soft law` is soft law; but `ai` is not AI, nor `apple` Apple.
pub fn is_same_case(label: &str, words: &str) -> bool {
    if label == words {
        return true;
    }
    let letters = || label.chars().filter(char::is_ascii_alphabetic);
    if letters().count() <= MAX_SHORT || !label.eq_ignore_ascii_case(words) {
        return false;
    }
    let capitals = letters().filter(char::is_ascii_uppercase).count();
    let is_name_like_a_word = capitals == 1 && label.starts_with(|first: char| first.is_ascii_uppercase());
    !is_name_like_a_word || words.starts_with(|first: char| first.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn forms_of_other_widths_are_one() {
        for (text, folded) in [
            ("ＡＩ", "AI"),
            ("１０％", "10%"),
            ("ｶﾞｲﾄﾞﾗｲﾝ", "ガイドライン"),
            ("ｳﾞｧ・ﾊﾟﾝﾀﾞ", "ヴァ・パンダ"),
            ("ﾜﾞﾞ", "ワ゛゛"),
            ("￥９，０００　（税別）", "¥9,000 (税別)"),
            ("软法、ソフトロー。", "软法、ソフトロー。"),
        ] {
            assert_eq!(Folded::widths(text).text, folded);
        }
    }

    #[test]
    fn case_differs_only_where_no_other_word_is_meant() {
        for (label, words) in [
            ("OpenAI", "openai"),
            ("OpenAI", "OPENAI"),
            ("NVIDIA", "Nvidia"),
            ("soft law", "Soft law"),
            ("Soft Law", "soft law"),
            ("Apple", "APPLE"),
            ("AI", "AI"),
        ] {
            assert!(is_same_case(label, words), "{words} is {label}");
        }
        for (label, words) in [("AI", "ai"), ("IT", "it"), ("Apple", "apple"), ("meta", "Meta"), ("OpenAI", "OpenAl")] {
            assert!(!is_same_case(label, words), "{words} is not {label}");
        }
    }

    #[test]
    fn folding_keeps_places() {
        let folded = Folded::spaces("  a \n b。c ");
        assert_eq!(folded.text, " a b。c ");
        let range = folded.find("b。").next().expect("it is there");
        assert_eq!(&"  a \n b。c "[folded.original(&range)], "b。");
    }

    #[test]
    fn places_that_overlap_are_told_apart() {
        let places: Vec<_> = Folded::spaces("哈哈哈").find("哈哈").collect();
        assert_eq!(places, [0..6, 3..9]);
        assert_eq!(Folded::spaces("a").find("").count(), 0);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever part of a folded text is found, the bytes it stands for are whole characters and fold to that part.
        #[test]
        fn ranges_are_exact(original in "[aA1 \n\u{3000}Ａ１％，漢ガｶﾞﾟﾊｳ。é]{0,12}", from in 0usize..13, length in 0usize..13) {
            for fold in [Folded::spaces, Folded::widths] {
                let folded = fold(&original);
                let borders: Vec<usize> =
                    folded.text.char_indices().map(|(at, _)| at).chain([folded.text.len()]).collect();
                let start = borders[from.min(borders.len() - 1)];
                let end = borders[(from + length).min(borders.len() - 1)];
                let part = &original[folded.original(&(start..end))];
                let again = fold(part);
                prop_assert_eq!(again.text.as_ref(), &folded.text[start..end]);
            }
        }
    }
}
