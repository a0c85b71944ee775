//! A glance at a text: most passages hold no figure, and a look at their characters tells so at a fraction of the cost of
//! reading them. What it lets pass may still hold none; what it holds back has none for certain.

use std::sync::OnceLock;

use super::glyphs::is_its_own;
use super::{calendar, english, kana, numeral, relative, western, word};

/// Whether a text can hold a figure. Every figure begins with a numeral or a word of the tables, or is a numeral in hiragana.
pub(super) fn may_hold(text: &str) -> bool {
    static SIGNS: OnceLock<Signs> = OnceLock::new();
    let signs = SIGNS.get_or_init(Signs::new);
    // The character before, if a word may begin with it.
    let (mut first, mut is_in_word) = (None, false);
    let mut run = Run::default();
    for character in text.chars() {
        if signs.numerals.has(character) {
            return true;
        }
        let is_hiragana = kana::is_hiragana(character);
        if is_hiragana {
            run.add(signs.kana.has(character));
        } else if std::mem::take(&mut run).is_numeral() {
            return true;
        }
        if first.is_some_and(|first| signs.has_pair(first, character)) {
            return true;
        }
        let begins = signs.firsts.has(character) && !(is_in_word && character.is_ascii_alphabetic());
        first = begins.then_some(character);
        is_in_word = character.is_ascii_alphanumeric();
    }
    run.is_numeral()
}

/// What is looked for.
struct Signs {
    /// Characters that let a text pass by themselves: those that a numeral begins with, and those that may stand for others.
    numerals: Characters,
    /// The first characters of `pairs`.
    firsts: Characters,
    /// Two characters of each word, in small letters, in order.
    pairs: Vec<(char, char)>,
    /// The characters of numerals in hiragana.
    kana: Characters,
}

impl Signs {
    fn new() -> Self {
        let is_numeral = |c: char| numeral::begins(c) && !matches!(c, '.' | '半') || "亿億每毎".contains(c);
        let mut signs = Self {
            numerals: Characters::those(|c| is_numeral(c) || may_stand_for_others(c)),
            firsts: Characters::those(|_| false),
            pairs: Vec::new(),
            kana: Characters::those(|_| false),
        };
        kana::parts().flat_map(str::chars).for_each(|character| signs.kana.add(character));
        let others = ["正月", "人均", "半折", "半成", "半ダース", "半打"];
        let words = relative::words().chain(word::words()).chain(western::words()).chain(english::words());
        signs.pairs = words.chain(calendar::eras()).chain(others).filter_map(pair).collect();
        signs.pairs.sort_unstable();
        for &(first, _) in &signs.pairs {
            signs.firsts.add(first);
            signs.firsts.add(first.to_ascii_uppercase());
        }
        signs
    }

    fn has_pair(&self, first: char, second: char) -> bool {
        self.pairs.binary_search(&(first.to_ascii_lowercase(), second.to_ascii_lowercase())).is_ok()
    }
}

/// Two characters that stand side by side in a word: the first two, but the last two of その年, for その is everywhere.
fn pair(word: &str) -> Option<(char, char)> {
    let mut characters = word.chars().map(|character| character.to_ascii_lowercase());
    let first = characters.next()?;
    if kana::is_hiragana(first) {
        let last = characters.next_back()?;
        return Some((characters.next_back().unwrap_or(first), last));
    }
    Some((first, characters.next()?))
}

/// Whether NFKC may make something else of a character that a figure could begin with: of ５, ㋀ or Ｍ, but not of punctuation.
fn may_stand_for_others(character: char) -> bool {
    let is_punctuation = matches!(character,
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{203B}' | '\u{3000}' | '\u{FF01}'..='\u{FF0F}'
        | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}');
    !is_its_own(character) && !is_punctuation
}

/// A run of hiragana so far.
#[derive(Default)]
struct Run {
    length: usize,
    has_others: bool,
}

impl Run {
    fn add(&mut self, is_of_numerals: bool) {
        self.length += 1;
        self.has_others |= !is_of_numerals;
    }

    /// Whether it may be a numeral from its one end to the other; the shortest is にせん.
    fn is_numeral(&self) -> bool {
        self.length > 2 && !self.has_others
    }
}

/// A set of characters, asked once for each character of a site. Those beyond the Basic Multilingual Plane are all in it or none.
struct Characters {
    bits: Box<[u64]>,
    beyond: bool,
}

impl Characters {
    fn those(is_in: impl Fn(char) -> bool) -> Self {
        let mut set = Self { bits: vec![0; 0x1_0000 / 64].into(), beyond: is_in('\u{1_0000}') };
        (0..=0xFFFF).filter_map(char::from_u32).filter(|c| is_in(*c)).for_each(|c| set.add(c));
        set
    }

    fn add(&mut self, character: char) {
        if let Some(bits) = self.bits.get_mut(character as usize / 64) {
            *bits |= 1 << (character as usize % 64);
        }
    }

    fn has(&self, character: char) -> bool {
        self.bits.get(character as usize / 64).map_or(self.beyond, |bits| bits >> (character as usize % 64) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::glyphs::Glyphs;
    use super::super::reader::Reader;
    use super::*;

    const STYLES: [numeral::Style; 3] = [numeral::Style::Chinese, numeral::Style::Japanese, numeral::Style::Other];

    fn is_held_back_in_error(text: &str) -> bool {
        let glyphs = Glyphs::new(text);
        !may_hold(text) && STYLES.iter().any(|&style| !Reader::new(&glyphs, style).read().is_empty())
    }

    #[test]
    fn passages_without_figures_are_held_back() {
        for text in ["半导体与本文、上面的人。", "この資料では、その前に説明します。", "Write `x` as above.", ""]
        {
            assert!(!may_hold(text), "{text}");
        }
    }

    #[test]
    fn every_word_of_the_tables_passes() {
        let words = relative::words().chain(word::words()).chain(western::words()).chain(calendar::eras());
        for word in words.chain(kana::parts()).chain(["人均", "每人", "半ダース", "正月", "半折", "ひゃくさん"])
        {
            for text in [word.to_owned(), format!("は{word}、"), format!("（{word}元年）"), format!("a {word} b")]
            {
                assert!(!is_held_back_in_error(&text), "{text}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_figure_is_held_back(text in "[ .,、・0-9０２a-eh-oq-yＱM々一半参百万亿兆第年月日翌同その正大人均破過にせんごひゃくじゅうだいﾀﾞダース打折成㋀⼀負-]{0,12}") {
            prop_assert!(!is_held_back_in_error(&text));
        }
    }
}
