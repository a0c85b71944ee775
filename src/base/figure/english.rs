//! Numbers in English words: `twelve`, `twenty-five`, `two hundred thousand`. `one` is a pronoun too and is not read.

use super::glyphs::Glyphs;
use super::numeral::{Form, Numeral};
use super::value::Value;

const ONES: [&str; 19] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const POWERS: [(&str, i128); 5] = [
    ("hundred", 100),
    ("thousand", 1_000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
    ("trillion", 1_000_000_000_000),
];

/// All words that such a number may begin with.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    ONES.into_iter().chain(TENS)
}

/// More words are no number of any text.
const MOST: usize = 20;

const PARTS: [(&str, i128); 9] = [
    ("third", 3),
    ("quarter", 4),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
];

/// Two-thirds, one fifth, three quarters of; three quarters by themselves are nine months.
pub(super) fn fraction(glyphs: &Glyphs, at: usize) -> Option<Numeral> {
    if glyphs.before(at).is_ascii_alphanumeric() || glyphs.before(at) == '-' {
        return None;
    }
    let (above, from) = ONES.iter().zip(1_i128..).find_map(|(name, value)| Some((value, glyphs.eat(at, name)?)))?;
    let (&below, end) = glyphs.find(from + 1, &PARTS).filter(|_| matches!(glyphs.at(from), '-' | ' '))?;
    let end = if above > 1 { glyphs.eat(end, "s")? } else { end };
    let is_part = below != 4 || glyphs.at(from) == '-' || glyphs.eat(end, " of ").is_some();
    let form = Form { is_han: true, has_power: true, ..Form::default() };
    let value = Value::ratio(above, below)?;
    (is_part && !glyphs.is_letter(end)).then_some(Numeral { from: at, to: end, value, form, is_approximate: false })
}

/// The number whose first word begins at that place.
pub(super) fn numeral(glyphs: &Glyphs, at: usize) -> Option<Numeral> {
    if glyphs.before(at).is_ascii_alphanumeric() || glyphs.before(at) == '-' {
        return None;
    }
    let (mut total, mut group, mut to, mut next) = (0_i128, 0_i128, at, at);
    let mut form = Form { is_han: true, ..Form::default() };
    for _ in 0..MOST {
        let end = (next..).find(|&at| !glyphs.is_letter(at)).unwrap_or(next);
        let word: String = (next..end).map(|at| glyphs.at(at).to_ascii_lowercase()).collect();
        let power = POWERS.iter().find(|(name, _)| *name == word).map(|(_, power)| *power);
        let ones = ONES.iter().position(|name| *name == word).map(|at| at as i128 + 1);
        let tens = TENS.iter().position(|name| *name == word).map(|at| at as i128 * 10 + 20);
        match (ones.or(tens), power) {
            (Some(digits), _) if group % 10 == 0 => group += digits,
            (None, Some(100)) if (1..10).contains(&group) => group *= 100,
            (None, Some(power)) if group > 0 && power > 100 => {
                total = total.checked_add(group.checked_mul(power)?)?;
                group = 0;
                form.has_scale |= power > 1_000;
            }
            _ => break,
        }
        form.has_power |= power.is_some();
        to = end;
        let and = glyphs.eat(end, " and ").filter(|_| power.is_some());
        next = and.or_else(|| glyphs.eat(end, "-")).unwrap_or_else(|| glyphs.past_spaces(end));
    }
    let value = total + group;
    (value > 1).then_some(Numeral { from: at, to, value: Value::integer(value), form, is_approximate: false })
}
