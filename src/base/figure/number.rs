//! A number: a numeral with its sign, or what is put together from several: `五分之一`, `1と2分の1`, `3/5`, `2^-1`, `3ダース`, `2.5M`.

use super::glyphs::Glyphs;
use super::numeral::{Form, Found, Numeral, Style, numeral};
use super::value::Value;
use super::{english, kana};

/// What 百分之 and its like say: the part is of this many.
pub(super) type Whole = i128;

/// A number and its places.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) value: Value,
    pub(super) form: Form,
    pub(super) is_approximate: bool,
    /// For 百分之五, 万分之四: of how many.
    pub(super) whole: Option<Whole>,
}

/// What was found at a place.
pub(super) enum FoundNumber {
    Number(Number),
    Vague(usize),
    Nothing,
}

/// The number that begins at that place.
pub(super) fn number(glyphs: &Glyphs, at: usize, style: Style) -> FoundNumber {
    let read = |numeral: Numeral| {
        let number = Number {
            from: numeral.from,
            to: numeral.to,
            value: numeral.value,
            form: numeral.form,
            is_approximate: numeral.is_approximate,
            whole: None,
        };
        let number = fraction(glyphs, number, style).unwrap_or(number);
        signed(glyphs, suffixed(glyphs, number, style))
    };
    if let Some((whole, from)) = percent_prefix(glyphs, at, style) {
        let Found::Numeral(part) = numeral(glyphs, glyphs.past_spaces(from), style) else {
            return FoundNumber::Nothing;
        };
        let part = suffixed(glyphs, Number { from: at, whole: Some(whole), ..plain(part) }, style);
        return FoundNumber::Number(signed(glyphs, part));
    }
    if glyphs.at(at) == '半' {
        return half(glyphs, at, style).map_or(FoundNumber::Nothing, FoundNumber::Number);
    }
    if let Some(numeral) = kana::numeral(glyphs, at, style) {
        return FoundNumber::Number(suffixed(glyphs, plain(numeral), style));
    }
    if style == Style::Other && glyphs.is_letter(at) {
        let found = english::fraction(glyphs, at).or_else(|| english::numeral(glyphs, at));
        return found.map_or(FoundNumber::Nothing, |numeral| FoundNumber::Number(plain(numeral)));
    }
    match numeral(glyphs, at, style) {
        // 五百分之2333 is a fraction; 百分之二三十 is nothing that can be named.
        Found::Numeral(numeral) => FoundNumber::Number(read(numeral)),
        Found::Vague(to) => FoundNumber::Vague(to),
        Found::Nothing => FoundNumber::Nothing,
    }
}

fn plain(numeral: Numeral) -> Number {
    let Numeral { from, to, value, form, is_approximate } = numeral;
    Number { from, to, value, form, is_approximate, whole: None }
}

/// 半ダース, 半折: half of what is counted so. Elsewhere 半 is part of a word.
fn half(glyphs: &Glyphs, at: usize, style: Style) -> Option<Number> {
    let value = match glyphs.at(at + 1) {
        _ if style == Style::Other => return None,
        // Of ten.
        '折' | '成' => Value::integer(5),
        _ if glyphs.starts_with_any(at + 1, &["ダース", "打"]) => Value::ratio(1, 2)?,
        _ => return None,
    };
    let form = Form { is_han: true, has_decimals: true, ..Form::default() };
    let half = Number { from: at, to: at + 1, value, form, is_approximate: false, whole: None };
    Some(suffixed(glyphs, half, style))
}

/// 百分之, 千分之, 萬分之, 百万分之: powers without a digit before them. ‰ is a sign of its own.
fn percent_prefix(glyphs: &Glyphs, at: usize, style: Style) -> Option<(Whole, usize)> {
    let first = glyphs.at(glyphs.past_spaces(at));
    if style != Style::Chinese || !matches!(first, '百' | '佰' | '千' | '万' | '萬') {
        return None;
    }
    const POWERS: [(&str, Whole); 8] = [
        ("百万", 1_000_000),
        ("百萬", 1_000_000),
        ("千万", 10_000_000),
        ("百", 100),
        ("佰", 100),
        ("千", 1_000),
        ("万", 10_000),
        ("萬", 10_000),
    ];
    let of = |word: &str| glyphs.eat_loose(at, word).and_then(|end| glyphs.eat_loose(end, "分之"));
    POWERS.iter().find_map(|(word, whole)| Some((*whole, of(word)?)))
}

/// 五分之一, 5分の1, 3又一千分之23, 2と4分の1, 3/5, 1 3/5.
fn fraction(glyphs: &Glyphs, first: Number, style: Style) -> Option<Number> {
    let part = |at: usize| match numeral(glyphs, glyphs.past_spaces(at), style) {
        Found::Numeral(numeral) => Some(plain(numeral)),
        _ => None,
    };
    let word = if style == Style::Japanese { "分の" } else { "分之" };
    let composed = |last: Number, value: Option<Value>| Some(Number { to: last.to, value: value?, ..first });
    let simple = |below: Number| {
        if style != Style::Other
            && let Some(at) = glyphs.eat_loose(below.to, word)
        {
            let above = part(at)?;
            return Some((above, above.value.over(below.value)?));
        }
        // 2024/25 is two years.
        let at = glyphs.eat(below.to, "/").filter(|_| is_digits(&below) && below.form.n_digits < 4)?;
        let under = part(at).filter(|under| is_digits(under) && under.from == at && glyphs.at(under.to) != '/')?;
        Some((under, below.value.over(under.value)?))
    };
    if let Some((last, value)) = simple(first) {
        return composed(last, Some(value));
    }
    let joints: &[&str] = match style {
        Style::Chinese => &["又", " "],
        Style::Japanese => &["と", " "],
        Style::Other => &[" "],
    };
    joints.iter().filter(|_| first.form.is_han || is_digits(&first)).find_map(|joint| {
        let at = if *joint == " " { glyphs.eat(first.to, joint)? } else { glyphs.eat_loose(first.to, joint)? };
        let (last, value) = simple(part(at).filter(|part| *joint != " " || is_digits(part))?)?;
        composed(last, first.value.plus(value))
    })
}

/// Whether it is a whole number in plain digits.
fn is_digits(number: &Number) -> bool {
    !number.form.is_han && !number.form.has_decimals && !number.form.has_power && !number.form.is_grouped
}

/// Exponents, dozens, and the letters that stand for thousands and millions.
fn suffixed(glyphs: &Glyphs, number: Number, style: Style) -> Number {
    let more = |to: usize, value: Option<Value>| value.map(|value| Number { to, value, ..number });
    let scaled = |to: usize, value: Option<Value>| {
        let form = Form { has_power: true, has_scale: true, ..number.form };
        value.map(|value| Number { to, value, form, ..number })
    };
    let times = |factor: i128| number.value.times(Value::integer(factor));
    let after = glyphs.past_spaces(number.to);
    let is_ascii = glyphs.before(number.to).is_ascii_digit();
    if is_ascii && matches!(glyphs.at(number.to), 'e' | 'E') {
        let found = exponent(glyphs, number.to + 1).filter(|(_, to)| !glyphs.is_letter(*to));
        let value = found.and_then(|(exponent, _)| number.value.times(Value::power_of_ten(exponent)?));
        return found.and_then(|(_, to)| more(to, value)).unwrap_or(number);
    }
    if is_ascii && glyphs.at(number.to) == '^' {
        let found = exponent(glyphs, number.to + 1);
        return found.and_then(|(exponent, to)| more(to, number.value.power(exponent))).unwrap_or(number);
    }
    let dozen = ["ダース", "打"].iter().find_map(|word| glyphs.eat(after, word)).filter(|_| style != Style::Other);
    if let Some(to) = dozen.filter(|&to| glyphs.eat(to - 1, "打算").is_none()) {
        return more(to, times(12)).unwrap_or(number);
    }
    if !is_ascii {
        return number;
    }
    let word = WORDS.iter().find_map(|(word, factor)| Some((glyphs.eat(after, word)?, *factor)));
    if let Some((to, factor)) = word.filter(|(to, _)| !glyphs.is_letter(*to) || glyphs.at(*to) == 's') {
        return scaled(to, times(factor)).unwrap_or(number);
    }
    let factor = match glyphs.at(after) {
        'k' | 'K' => 1_000,
        'M' => 1_000_000,
        _ => return number,
    };
    if glyphs.is_letter(after + 1) || glyphs.at(after + 1) == '/' {
        number
    } else {
        scaled(after + 1, times(factor)).unwrap_or(number)
    }
}

/// English scales.
const WORDS: [(&str, i128); 8] = [
    ("hundred", 100),
    ("thousand", 1_000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
    ("trillion", 1_000_000_000_000),
    ("mn", 1_000_000),
    ("bn", 1_000_000_000),
    ("tn", 1_000_000_000_000),
];

/// `5`, `-1`, `+23` behind an e or a ^.
fn exponent(glyphs: &Glyphs, mut at: usize) -> Option<(i32, usize)> {
    let mut is_negative = false;
    while matches!(glyphs.at(at), '+' | '-' | '−') {
        // Two signs are one slip of the pen: the last counts as the separator of the first.
        is_negative = glyphs.at(at) != '+' && !is_negative;
        at += 1;
    }
    let digits: String = (at..).map(|at| glyphs.at(at)).take_while(char::is_ascii_digit).collect();
    let value: i32 = digits.parse().ok()?;
    Some((if is_negative { -value } else { value }, at + digits.len()))
}

/// Takes the sign before it in: -5, −5, 负五, マイナス五. A hyphen behind a letter, a digit or a unit joins and is no sign.
fn signed(glyphs: &Glyphs, number: Number) -> Number {
    let from = number.from;
    let is_minus = matches!(glyphs.before(from), '-' | '−') && {
        let before = glyphs.before(from - 1);
        let joins = before.is_ascii_alphanumeric()
            || "-−–—)]%/年月日号號度期元円万萬亿億兆千百十名人章条節节図图表第".contains(before);
        !joins
    };
    let words = ["负", "負", "マイナス", "零下"];
    let sign = words.iter().find(|word| glyphs.ends_with(from, word)).map(|word| word.chars().count());
    match sign.or(is_minus.then_some(1)) {
        Some(length) => Number { from: from - length, value: number.value.negated(), ..number },
        None => number,
    }
}
