//! What two texts in any two languages can share: numbers, words that are written alike (names, code, addresses), terms of
//! the glossary, Han characters. What a pair of languages does not share is never found on both sides, and tells nothing.

use icu_normalizer::ComposingNormalizerBorrowed;

use super::fold::fold;

/// A kind of evidence: tokens of one kind are equally likely to come through a translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A Han character, folded.
    Han,
    /// Two Han characters side by side, folded.
    HanPair,
    /// A word of letters, in lower case.
    Word,
    /// A number in digits, without grouping.
    Number,
    /// A term of the glossary.
    Term,
    /// Words of both languages that stand in the same places of these very documents.
    Learnt,
    /// A sign that translations keep, such as `?` and `(`.
    Sign,
}

impl Class {
    /// How likely a token that both documents have stands in the counterpart, too; measured on
    /// translations between Chinese and Japanese.
    pub fn kept(self) -> f32 {
        match self {
            Self::Han => 0.55,
            Self::HanPair => 0.6,
            Self::Word => 0.9,
            Self::Number => 0.85,
            Self::Term => 0.9,
            Self::Learnt => 0.7,
            Self::Sign => 0.5,
        }
    }
}

/// How much of a text is read: the words of longer ones tell no more.
const MOST_BYTES: usize = 8_000;

/// Calls `take` with every token of `text`, in order; those that repeat come again.
pub fn each_token(text: &str, take: &mut impl FnMut(Class, &str)) {
    let text = &text[..text.floor_char_boundary(MOST_BYTES)];
    let folded = ComposingNormalizerBorrowed::new_nfkc().normalize(text);
    let mut word = String::new();
    let mut buffer = [0; 8];
    let mut last_han = None;
    let mut characters = folded.chars().peekable();
    while let Some(character) = characters.next() {
        let is_grouping = character == ',' && is_number(&word) && characters.peek().is_some_and(char::is_ascii_digit);
        if is_grouping {
            continue;
        }
        let is_point = character == '.' && is_number(&word) && characters.peek().is_some_and(char::is_ascii_digit);
        if is_han(character) {
            end(&mut word, take);
            let han = fold(character);
            take(Class::Han, han.encode_utf8(&mut buffer));
            if let Some(before) = last_han.replace(han) {
                let pair: String = [before, han].iter().collect();
                take(Class::HanPair, &pair);
            }
            continue;
        }
        last_han = None;
        if character.is_alphanumeric() || character == '_' || is_point {
            if starts_anew(&word, character) {
                end(&mut word, take);
            }
            word.extend(character.to_lowercase());
        } else {
            end(&mut word, take);
            if is_sign(character) {
                take(Class::Sign, character.encode_utf8(&mut buffer));
            }
        }
    }
    end(&mut word, take);
}

fn end(word: &mut String, take: &mut impl FnMut(Class, &str)) {
    if !word.is_empty() {
        take(if is_number(word) { Class::Number } else { Class::Word }, word);
        word.clear();
    }
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|character| character.is_numeric() || character == '.')
}

/// Kana and letters side by side are two words: `stateを`.
fn starts_anew(word: &str, character: char) -> bool {
    word.chars().next_back().is_some_and(|last| script(last) != script(character))
}

fn script(character: char) -> u8 {
    match character {
        '\u{3040}'..='\u{309f}' => 1,
        '\u{30a0}'..='\u{30ff}' => 2,
        _ => 0,
    }
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '々' | '〇')
}

fn is_sign(character: char) -> bool {
    matches!(
        character,
        '?' | '!'
            | ':'
            | '('
            | '"'
            | '“'
            | '「'
            | '%'
            | ';'
            | '$'
            | '€'
            | '/'
            | '='
            | '<'
            | '@'
            | '#'
            | '+'
            | '-'
            | '*'
            | '.'
            | '{'
            | '['
    )
}
