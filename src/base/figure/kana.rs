//! Numerals in hiragana: ひゃくさんじゅうろく. Only those of several parts are read, between other characters: ご and さん are words.

use super::glyphs::Glyphs;
use super::numeral::{Form, Numeral, Style};
use super::value::Value;

/// A part: a digit, or the exponent of a power; some have their sound changed by what stands before them.
#[derive(Clone, Copy)]
enum Part {
    Digit(i128),
    Power(u32),
}

const PARTS: &[(&str, Part)] = &[
    ("いち", Part::Digit(1)),
    ("いっ", Part::Digit(1)),
    ("に", Part::Digit(2)),
    ("さん", Part::Digit(3)),
    ("よん", Part::Digit(4)),
    ("し", Part::Digit(4)),
    ("ご", Part::Digit(5)),
    ("ろく", Part::Digit(6)),
    ("ろっ", Part::Digit(6)),
    ("なな", Part::Digit(7)),
    ("しち", Part::Digit(7)),
    ("はち", Part::Digit(8)),
    ("はっ", Part::Digit(8)),
    ("きゅう", Part::Digit(9)),
    ("く", Part::Digit(9)),
    ("じゅう", Part::Power(1)),
    ("じゅっ", Part::Power(1)),
    ("ひゃく", Part::Power(2)),
    ("びゃく", Part::Power(2)),
    ("ぴゃく", Part::Power(2)),
    ("せん", Part::Power(3)),
    ("ぜん", Part::Power(3)),
    ("まん", Part::Power(4)),
    ("おく", Part::Power(8)),
    ("ちょう", Part::Power(12)),
];

/// The parts of such numerals.
pub(super) fn parts() -> impl Iterator<Item = &'static str> {
    PARTS.iter().map(|(part, _)| *part)
}

pub(super) fn is_hiragana(character: char) -> bool {
    matches!(character, 'ぁ'..='ゖ')
}

/// Whether such a numeral can begin at that place: not within a word of hiragana, of which every Japanese text is full.
pub(super) fn begins(glyphs: &Glyphs, at: usize, style: Style) -> bool {
    let is_first = |c| {
        matches!(c, 'い' | 'に' | 'さ' | 'よ' | 'し' | 'ご' | 'ろ' | 'な' | 'は' | 'き' | 'く' | 'じ' | 'ひ' | 'せ')
    };
    style == Style::Japanese && is_first(glyphs.at(at)) && !is_hiragana(glyphs.before(at))
}

/// The numeral that begins at that place: at least two parts and a power, from one border of hiragana to the other.
pub(super) fn numeral(glyphs: &Glyphs, at: usize, style: Style) -> Option<Numeral> {
    if !begins(glyphs, at, style) {
        return None;
    }
    let (mut groups, mut section, mut digit, mut to) = (0_i128, 0_i128, None, at);
    let (mut n_parts, mut has_power) = (0, false);
    while let Some((&part, end)) = glyphs.find(to, PARTS) {
        let is_changed = |word: &str| glyphs.eat(to, word).is_some();
        // ごぜん is the morning: ぜん and びゃく follow a three only.
        if (is_changed("ぜん") || is_changed("びゃく")) && digit != Some(3) {
            return None;
        }
        match part {
            Part::Digit(value) => {
                if digit.replace(value).is_some() {
                    return None;
                }
            }
            Part::Power(power @ 1..4) => section += digit.take().unwrap_or(1) * 10_i128.pow(power),
            Part::Power(power) => {
                groups += (section + digit.take().unwrap_or(0)) * 10_i128.pow(power);
                section = 0;
            }
        }
        has_power |= matches!(part, Part::Power(_));
        (to, n_parts) = (end, n_parts + 1);
        // いっせんまん goes on for a dozen parts at the most.
        if n_parts > 40 {
            return None;
        }
    }
    let value = Value::integer(groups + section + digit.unwrap_or(0));
    let form = Form { is_han: true, ..Form::default() };
    let is_numeral = has_power && n_parts > 1 && !is_hiragana(glyphs.at(to));
    is_numeral.then_some(Numeral { from: at, to, value, form, is_approximate: false })
}
