//! Figures that texts say without a number: 一半, 過半数, 翻一番, doubled; 每万人, which is `1万人当たり`; “十四五”, the 14th plan.

use super::glyphs::Glyphs;
use super::numeral::{self, Style};
use super::unit;
use super::value::Value;
use super::{Kind, Weight};

/// A share or a multiple by its word: in hundredths or times. They weigh little, for such words are said in many ways.
const WORDS: &[(&str, Said)] = &[
    ("一半", Said::Share(50)),
    ("半数", Said::Share(50)),
    ("半數", Said::Share(50)),
    ("半分", Said::Share(50)),
    ("过半", Said::Share(50)),
    ("過半", Said::Share(50)),
    ("减半", Said::Share(50)),
    ("減半", Said::Share(50)),
    ("半減", Said::Share(50)),
    ("half", Said::Share(50)),
    ("halved", Said::Share(50)),
    ("倍増", Said::Times(2)),
    ("倍增", Said::Times(2)),
    ("翻倍", Said::Times(2)),
    ("翻番", Said::Times(2)),
    ("翻一番", Said::Times(2)),
    ("翻了一番", Said::Times(2)),
    ("翻两番", Said::Times(4)),
    ("翻了两番", Said::Times(4)),
    ("twice", Said::Times(2)),
    ("double", Said::Times(2)),
    ("doubled", Said::Times(2)),
    ("tripled", Said::Times(3)),
    ("quadrupled", Said::Times(4)),
];

#[derive(Clone, Copy)]
enum Said {
    Share(i128),
    Times(i128),
}

/// All such words.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|(word, _)| *word)
}

/// What the word at that place says, what it weighs, and where it ends.
pub(super) fn word(glyphs: &Glyphs, at: usize, style: Style) -> Option<(Kind, Weight, usize)> {
    if glyphs.is_letter(at) && glyphs.before(at).is_ascii_alphanumeric() {
        return None;
    }
    if let Some((value, end)) = bare_power(glyphs, at).filter(|_| style != Style::Other) {
        return Some((Kind::Number(value, None), Weight::None, end));
    }
    if let Some((said, end)) =
        glyphs.find(at, WORDS).filter(|(_, end)| !glyphs.is_letter(at) || !glyphs.is_letter(*end))
    {
        return Some(match *said {
            Said::Share(share) => (Kind::Percentage(Value::integer(share)), Weight::None, end),
            Said::Times(times) if glyphs.is_letter(at) => (Kind::Multiple(Value::integer(times)), Weight::None, end),
            Said::Times(times) => (Kind::Multiple(Value::integer(times)), Weight::Small, end),
        });
    }
    per(glyphs, at).or_else(|| plan(glyphs, at).filter(|_| style == Style::Chinese))
}

/// 每人 and 人均 say `per one person`, as 1人当たり does; 每万人 is per ten thousand.
fn per(glyphs: &Glyphs, at: usize) -> Option<(Kind, Weight, usize)> {
    let one = |end: usize| (Kind::Number(Value::ONE, Some("person")), Weight::Small, end);
    if let Some(end) = ["每人", "人均"].iter().find_map(|word| glyphs.eat(at, word)) {
        return Some(one(end));
    }
    let (value, end) = powers(glyphs, glyphs.eat(at, "每").or_else(|| glyphs.eat(at, "毎"))?)?;
    let (unit, end) = unit::unit(glyphs, end)?;
    Some((Kind::Number(value, Some(unit)), if value.is_at_least(100) { Weight::Full } else { Weight::Small }, end))
}

/// 破亿, 超万亿: powers from 万 on that say how much is passed.
fn bare_power(glyphs: &Glyphs, at: usize) -> Option<(Value, usize)> {
    let is_passed = "破过過超近上逾".contains(glyphs.before(at)) && "万萬亿億".contains(glyphs.at(at));
    is_passed.then(|| powers(glyphs, at)).flatten()
}

/// Powers in a row that no digit stands before, multiplied.
fn powers(glyphs: &Glyphs, from: usize) -> Option<(Value, usize)> {
    let exponents = (from..).map_while(|at| numeral::power(glyphs.at(at)));
    let (exponent, end) = exponents.fold((0, from), |(sum, end), exponent| (sum + exponent, end + 1));
    let value = Value::power_of_ten(i32::try_from(exponent).ok()?)?;
    (end > from).then_some((value, end))
}

/// “十四五”, 十四五规划: the plan for five years of that number.
fn plan(glyphs: &Glyphs, at: usize) -> Option<(Kind, Weight, usize)> {
    let number = glyphs.eat(at, "十").and_then(|at| numeral::han_digit(glyphs.at(at)))?;
    let end = glyphs.eat(at + 2, "五")?;
    let is_named = glyphs.starts_with_any(end, &["规划", "規劃", "计划", "計劃", "期间", "期間", "时期", "時期"]);
    let is_quoted = "“\"「『".contains(glyphs.before(at)) && "”\"」』".contains(glyphs.at(end));
    (is_named || is_quoted).then(|| (Kind::Ordinal(Value::integer(10 + i128::from(number))), Weight::Small, end))
}
