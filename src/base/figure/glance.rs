//! A glance at a text: most passages hold no figure, and a look at their characters tells so at a fraction of the cost of
//! reading them; likewise at most places of those that hold some. What it lets pass may still be none; what it holds back is
//! none for certain.

use std::sync::OnceLock;

use super::glyphs::{Glyphs, is_its_own};
use super::numeral::Style;
use super::{calendar, english, kana, numeral, reader, relative, western, word};

/// Whether a text can hold a figure. Every figure begins with a numeral or a word of the tables, or is a numeral in hiragana.
pub(super) fn may_hold(text: &str) -> bool {
    let signs = Signs::all();
    // The character before, and whether a word may begin with it.
    let (mut before, mut first, mut is_in_word) = ('\0', None, false);
    let mut run = Run::default();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let class = signs.class(character);
        if class & NUMERAL != 0 {
            let next = characters.clone().next().unwrap_or('\0');
            if !signs.is_of_word(before, character, next) {
                return true;
            }
        }
        if class & HIRAGANA != 0 {
            run.add(class & KANA != 0);
        } else if run.length > 0 && std::mem::take(&mut run).is_numeral() {
            return true;
        }
        if class & SECOND != 0 && first.is_some_and(|first| has(&signs.pairs, first, character)) {
            return true;
        }
        let begins = class & FIRST != 0 && !(is_in_word && character.is_ascii_alphabetic());
        first = begins.then_some(character);
        is_in_word = character.is_ascii_alphanumeric();
        before = character;
    }
    run.is_numeral()
}

/// Whether a figure can begin at that place.
pub(super) fn may_begin(glyphs: &Glyphs, at: usize, style: Style) -> bool {
    let signs = Signs::all();
    let first = glyphs.at(at);
    let class = signs.class(first);
    if class & BEGINNING == 0 {
        return false;
    }
    let next = glyphs.at(at + 1);
    let is_numeral = match first {
        '.' => next.is_ascii_digit(),
        '半' => false,
        '第' => numeral::begins(next),
        'A'..='Z' | 'a'..='z' => next.is_ascii_digit(),
        '每' | '毎' => numeral::power(next).is_some(),
        _ if class & NUMERAL != 0 => !signs.is_of_word(glyphs.before(at), first, next),
        // Two parts at the least, of which the shorter has one character and the other two.
        _ => {
            let classes = signs.class(next) & signs.class(glyphs.at(at + 2));
            kana::begins(glyphs, at, style) && classes & KANA != 0
        }
    };
    is_numeral || signs.class(next) & SECOND != 0 && has(&signs.first_pairs, first, next)
}

/// Characters that let a text pass by themselves: those that a numeral begins with, and those that may stand for others.
const NUMERAL: u8 = 1;
/// The first characters of `pairs`.
const FIRST: u8 = 1 << 1;
/// The characters that a figure can begin with.
const BEGINNING: u8 = 1 << 2;
const HIRAGANA: u8 = 1 << 3;
/// The characters of numerals in hiragana.
const KANA: u8 = 1 << 4;
/// The second characters of pairs: a pair is looked for in the tables only where its second character is one of those.
const SECOND: u8 = 1 << 5;

/// What is looked for.
struct Signs {
    /// What each character of the Basic Multilingual Plane is, by the bits above: asked once for each character of a site.
    classes: Box<[u8]>,
    /// What those beyond it are.
    beyond: u8,
    /// Two characters of each word, in small letters, in order.
    pairs: Vec<(char, char)>,
    /// The first two of each.
    first_pairs: Vec<(char, char)>,
    /// Words of two characters that are none though a numeral is the first of them, in order.
    words: Vec<(char, char)>,
}

impl Signs {
    fn all() -> &'static Self {
        static SIGNS: OnceLock<Signs> = OnceLock::new();
        SIGNS.get_or_init(Self::new)
    }

    fn new() -> Self {
        let others = ["正月", "人均", "每人", "半折", "半成", "半ダース", "半打", "https://"];
        let words = relative::words().chain(word::words()).chain(western::words()).chain(english::words());
        let words: Vec<&str> = words.chain(calendar::eras()).chain(others).collect();
        let sorted = |mut pairs: Vec<(char, char)>| {
            pairs.sort_unstable();
            pairs
        };
        let mut signs = Self {
            classes: (0..=0xFFFF).map(|code| char::from_u32(code).map_or(0, class_by_itself)).collect(),
            beyond: class_by_itself('\u{1_0000}'),
            pairs: sorted(words.iter().filter_map(|word| pair(word)).collect()),
            first_pairs: sorted(words.iter().filter_map(|word| first_pair(word)).collect()),
            words: sorted(reader::words().filter_map(word_with_numeral).collect()),
        };
        for (first, _) in signs.pairs.clone() {
            signs.add(first, FIRST);
            signs.add(first.to_ascii_uppercase(), FIRST);
        }
        signs.first_pairs.clone().into_iter().for_each(|(first, _)| signs.add(first, BEGINNING));
        for (_, second) in [signs.pairs.clone(), signs.first_pairs.clone()].concat() {
            signs.add(second, SECOND);
            signs.add(second.to_ascii_uppercase(), SECOND);
        }
        kana::parts().filter_map(|part| part.chars().next()).for_each(|first| signs.add(first, BEGINNING));
        kana::parts().flat_map(str::chars).for_each(|character| signs.add(character, KANA));
        signs
    }

    fn add(&mut self, character: char, class: u8) {
        if let Some(classes) = self.classes.get_mut(character as usize) {
            *classes |= class;
        }
    }

    fn class(&self, character: char) -> u8 {
        self.classes.get(character as usize).copied().unwrap_or(self.beyond)
    }

    /// Whether what looks like a numeral is but a part of a word: 一些, 三菱. Behind a minus it is a number all the same.
    fn is_of_word(&self, before: char, first: char, next: char) -> bool {
        !matches!(before, '-' | '−' | '－' | '负' | '負' | 'ス' | '下') && has(&self.words, first, next)
    }
}

/// What a character is without regard to any word.
fn class_by_itself(character: char) -> u8 {
    let is_numeral = numeral::begins(character) && !matches!(character, '.' | '半') || "亿億".contains(character);
    let begins = is_numeral || ".半第每毎".contains(character) || character.is_ascii_alphabetic();
    let class = |is_of_it: bool, class: u8| if is_of_it { class } else { 0 };
    class(is_numeral || may_stand_for_others(character), NUMERAL)
        | class(begins, BEGINNING)
        | class(kana::is_hiragana(character), HIRAGANA)
}

/// Whether two characters are a pair of those, small letters or capitals.
fn has(pairs: &[(char, char)], first: char, second: char) -> bool {
    pairs.binary_search(&(first.to_ascii_lowercase(), second.to_ascii_lowercase())).is_ok()
}

/// A word of two characters, if it begins with a numeral that is over before the second and says nothing together with it.
fn word_with_numeral(word: &str) -> Option<(char, char)> {
    let mut characters = word.chars();
    let (first, second) = (characters.next()?, characters.next()?);
    let goes_on = numeral::begins(second) || second == '分';
    (characters.next().is_none() && numeral::begins(first) && !goes_on).then_some((first, second))
}

/// The first two characters of a word, in small letters.
fn first_pair(word: &str) -> Option<(char, char)> {
    let mut characters = word.chars().map(|character| character.to_ascii_lowercase());
    Some((characters.next()?, characters.next()?))
}

/// Two characters that stand side by side in a word: the first two, but the last two of その年, for その is everywhere.
fn pair(word: &str) -> Option<(char, char)> {
    let mut characters = word.chars().map(|character| character.to_ascii_lowercase());
    let first = characters.next()?;
    if kana::is_hiragana(first) {
        let last = characters.next_back()?;
        return Some((characters.next_back().unwrap_or(first), last));
    }
    first_pair(word)
}

/// Whether NFKC may make something else of a character that a figure could begin with: of ５, ㋀ or Ｍ, but not of punctuation,
/// nor of what stands for code and pictures.
fn may_stand_for_others(character: char) -> bool {
    let is_punctuation = matches!(character,
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{203B}' | '\u{3000}' | '\u{FF01}'..='\u{FF0F}'
        | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}' | '\u{FFFC}');
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::glyphs::Glyphs;
    use super::super::reader::Reader;
    use super::*;

    const STYLES: [Style; 3] = [Style::Chinese, Style::Japanese, Style::Other];

    /// Whether a look changes what is read of a text. Spaces before a number are no part of it.
    fn is_held_back_in_error(text: &str) -> bool {
        let glyphs = Glyphs::new(text);
        STYLES.iter().any(|&style| {
            let read = Reader::new(&glyphs, style).read_where(|glyphs, at, _| glyphs.at(at) != ' ');
            read != Reader::new(&glyphs, style).read() || read != super::super::read(text, style)
        })
    }

    #[test]
    fn passages_without_figures_are_held_back() {
        for text in [
            "半导体与本文、上面的人。",
            "一些文件，三星与一般的百科",
            "この資料では、その前に説明します。",
            "Write `x` as above.",
            "",
        ] {
            assert!(!may_hold(text), "{text}");
        }
    }

    #[test]
    fn every_word_of_the_tables_passes() {
        let words = relative::words().chain(word::words()).chain(western::words()).chain(calendar::eras());
        let words = words.chain(kana::parts()).chain(english::words()).chain(reader::words());
        for word in words.chain(["人均", "每人", "半ダース", "正月", "半折", "ひゃくさん"]) {
            for text in [
                word.to_owned(),
                format!("は{word}、"),
                format!("（{word}元年）"),
                format!("a {word} b"),
                format!("-{word}、"),
            ] {
                assert!(!is_held_back_in_error(&text), "{text}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_figure_is_held_back(text in "[ .,、・0-9０２a-eh-oq-yＱM々一半参百万亿兆第每毎年月日翌同その正大人均破過にせんごひゃくじゅうだいﾀﾞダース打折成㋀⼀負些般家－\\n-]{0,12}") {
            prop_assert!(!is_held_back_in_error(&text));
        }
    }
}
