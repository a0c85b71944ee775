//! Dates in a text: `2024年4月26日`, `令和6年`, `二〇二四年四月`, `2017年上半年`, `2024-04-26`; `western` reads `26 April 2024`.
//! Only what can be read without knowing when the text was written; numbers of years and days (`5年間`, `3日後`) are counts.

use super::glyphs::Glyphs;
use super::numeral::{self, Found, Numeral, Style, numeral};
use super::{relative, western};

/// The parts of a date that were written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Date {
    /// The year, in one of the ways of counting.
    pub year: Option<Year>,
    /// 1 or 2.
    pub half: Option<u8>,
    /// 1 to 4.
    pub quarter: Option<u8>,
    /// 1 to 12, or `TOLD`: said by another date.
    pub month: Option<u8>,
    /// 1 to 31, or `TOLD`: said by another date.
    pub day: Option<u8>,
}

/// A month or a day that a text says by another: 翌月, 同日.
pub const TOLD: u8 = 0;

impl Date {
    /// Whether it says nothing but by another date: 翌年, 同月.
    pub fn is_told(&self) -> bool {
        let rest = [self.half, self.quarter, self.month, self.day];
        self.year == Some(Year::Told) && rest.into_iter().flatten().all(|part| part == TOLD)
    }
}

/// A year, or years that are counted like one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Year {
    /// Of the calendar: 2024年, 令和6年.
    Calendar(i32),
    /// 2024年度 in Japanese, 2024财年.
    Fiscal(i32),
    /// 2024年度 in Chinese: of the calendar or fiscal.
    Either(i32),
    /// The first of ten: 1990年代.
    Decade(i32),
    /// The number of the century: 21世紀.
    Century(i32),
    /// Said by another: 翌年, 今世紀, the following year.
    Told,
}

impl Year {
    /// The number that is written, whatever it counts; zero if none is.
    pub fn number(self) -> i32 {
        match self {
            Self::Calendar(year)
            | Self::Fiscal(year)
            | Self::Either(year)
            | Self::Decade(year)
            | Self::Century(year) => year,
            Self::Told => 0,
        }
    }
}

/// Names of eras and the year before their first.
const ERAS: &[(&str, i32)] =
    &[("令和", 2018), ("平成", 1988), ("昭和", 1925), ("大正", 1911), ("明治", 1867), ("民国", 1911), ("民國", 1911)];
const ERA_LETTERS: &[(&str, i32)] = &[("R", 2018), ("H", 1988), ("S", 1925), ("T", 1911), ("M", 1867)];

/// The names of all eras.
pub(super) fn eras() -> impl Iterator<Item = &'static str> {
    ERAS.iter().map(|(era, _)| *era)
}

const FISCAL_UNITS: [&str; 6] = ["财年", "財年", "会计年度", "會計年度", "财政年度", "財政年度"];

const HALVES: &[(&str, u8)] = &[
    ("上半年", 1),
    ("下半年", 2),
    ("前半年", 1),
    ("后半年", 2),
    ("後半年", 2),
    ("上半期", 1),
    ("下半期", 2),
    ("前半期", 1),
    ("後半期", 2),
    ("前半", 1),
    ("後半", 2),
    ("后半", 2),
    ("上期", 1),
    ("下期", 2),
];

/// Behind 日, what shows that days are counted or that 日 begins another word: 3日間, 50日元.
const AFTER_COUNTED_DAYS: &str = "間间内後后前元円本系产産企余以目連连半圆圓銭";

/// The date that begins at that place, and where it ends. `start` is the date that it ends a range from, if any: what is too short
/// to be a date by itself is one there (`2018年十月一日から19年二月三日`, `十日から十二日`).
pub(super) fn date(glyphs: &Glyphs, at: usize, style: Style, start: Option<Date>) -> Option<(Date, usize)> {
    if let Some(found) = numeric(glyphs, at) {
        return Some(found);
    }
    if style == Style::Other || glyphs.is_letter(at) && !is_era_letter(glyphs, at, style) {
        return western::date(glyphs, at);
    }
    if let Some((told, end)) = relative::date(glyphs, at) {
        return relative_date(glyphs, at, (told, end), style);
    }
    if is_bare_number(glyphs, at) {
        return None;
    }
    spelled(glyphs, at, style, start)
}

/// Whether digits stand there that nothing behind them makes a date: most numbers are told by a look.
fn is_bare_number(glyphs: &Glyphs, at: usize) -> bool {
    let is_digit = |at: usize| glyphs.at(at).is_ascii_digit();
    is_digit(at) && {
        let end = (at..).find(|&at| !is_digit(at)).unwrap_or(at);
        let next = glyphs.at(glyphs.past_spaces(end));
        !matches!(next, '年' | '月' | '日' | '世' | '财' | '財' | '会' | '會') && !numeral::goes_on(next)
    }
}

/// A date whose parts are named: years, quarters, months, days.
fn spelled(glyphs: &Glyphs, at: usize, style: Style, start: Option<Date>) -> Option<(Date, usize)> {
    let century = start.and_then(|start| start.year).map(|year| year.number() - year.number().rem_euclid(100));
    if let Some((year, end)) = year(glyphs, at, style).or_else(|| short_year(glyphs, at, century?)) {
        return Some(within_year(glyphs, year, end, style));
    }
    if let Some((month, end)) = month(glyphs, at) {
        return Some(with_day(glyphs, Date { month: Some(month), ..Date::default() }, end, style));
    }
    quarter(glyphs, at).or_else(|| day_alone(glyphs, at, start.is_some_and(|start| start.day.is_some())))
}

/// 翌年4月 is a month of a year that is said by another; 同年4月 is 4月, whose year was said before.
fn relative_date(glyphs: &Glyphs, at: usize, (told, end): (Date, usize), style: Style) -> Option<(Date, usize)> {
    let (date, end) = match told.month {
        None => within_year(glyphs, Year::Told, end, style),
        Some(_) if told.day.is_none() => with_day(glyphs, told, end, style),
        Some(_) => (told, end),
    };
    (date.is_told() || !relative::is_same_year(glyphs, at)).then_some((date, end))
}

/// 24年 behind a first year.
fn short_year(glyphs: &Glyphs, at: usize, century: i32) -> Option<(Year, usize)> {
    let (year, to) = small(glyphs, at, 99).filter(|(_, to)| *to >= at + 2)?;
    let end = glyphs.eat(glyphs.past_spaces(to), "年")?;
    Some((Year::Calendar(century + i32::from(year)), end))
}

/// A half, a quarter or a month and a day behind a year.
fn within_year(glyphs: &Glyphs, year: Year, end: usize, style: Style) -> (Date, usize) {
    let date = Date { year: Some(year), ..Date::default() };
    let mut at = glyphs.past_spaces(end);
    at = glyphs.eat(at, "の").map_or(at, |at| glyphs.past_spaces(at));
    at = ["农历", "農曆", "旧暦"].iter().find_map(|word| glyphs.eat(at, word)).unwrap_or(at);
    if let Some((&half, end)) = glyphs.find(at, HALVES) {
        return (Date { half: Some(half), ..date }, end);
    }
    if let Some((Date { quarter, .. }, end)) = quarter(glyphs, at) {
        return (Date { quarter, ..date }, end);
    }
    match month(glyphs, at) {
        Some((month, end)) => with_day(glyphs, Date { month: Some(month), ..date }, end, style),
        None => (date, end),
    }
}

fn with_day(glyphs: &Glyphs, date: Date, end: usize, style: Style) -> (Date, usize) {
    let mut at = glyphs.past_spaces(end);
    at = glyphs.eat(at, "の").unwrap_or(at);
    if let Some(number) = glyphs.eat(at, "初").and_then(|at| small(glyphs, at, 10)) {
        return (Date { day: Some(number.0), ..date }, number.1);
    }
    let Some((day, to)) = small(glyphs, at, 31) else { return (date, end) };
    let unit = glyphs.past_spaces(to);
    let is_counted =
        AFTER_COUNTED_DAYS.contains(glyphs.at(unit + 1)) && matches!(glyphs.at(unit + 1), '間' | '间' | '元');
    if matches!(glyphs.at(unit), '日' | '号' | '號') && !is_counted {
        return (Date { day: Some(day), ..date }, unit + 1);
    }
    // 八月十五
    let is_han = !glyphs.before(to).is_ascii_digit() && !matches!(glyphs.at(to), '\u{4E00}'..='\u{9FFF}');
    if is_han && style == Style::Chinese && at == end {
        return (Date { day: Some(day), ..date }, to);
    }
    (date, end)
}

/// A whole number of at most `most` and where it ends.
fn small(glyphs: &Glyphs, at: usize, most: u8) -> Option<(u8, usize)> {
    let number = plain(glyphs, at, Style::Japanese)?;
    let value = u8::try_from(number.value.whole()?).ok()?;
    ((1..=most).contains(&value) && number.form.n_digits <= 2).then_some((value, number.to))
}

fn plain(glyphs: &Glyphs, at: usize, style: Style) -> Option<Numeral> {
    match numeral(glyphs, at, style) {
        Found::Numeral(number) => {
            let form = number.form;
            (!form.has_decimals && !form.has_scale && !form.is_grouped && !number.is_approximate).then_some(number)
        }
        _ => None,
    }
}

fn month(glyphs: &Glyphs, at: usize) -> Option<(u8, usize)> {
    if let Some(end) = glyphs.eat(at, "正月") {
        return Some((1, end));
    }
    let (month, to) = small(glyphs, at, 12)?;
    let unit = glyphs.past_spaces(to);
    let end = glyphs.eat(unit, "月")?;
    (!matches!(glyphs.at(end), '間' | '间')).then_some((month, end))
}

/// 第1四半期, 第一季度, 一季度.
fn quarter(glyphs: &Glyphs, at: usize) -> Option<(Date, usize)> {
    let from = glyphs.eat(at, "第");
    let (quarter, to) = small(glyphs, from.unwrap_or(at), 4)?;
    let is_han = !glyphs.before(to).is_ascii_digit();
    let end = match from {
        Some(_) => glyphs.eat(to, "四半期").or_else(|| glyphs.eat(to, "季度"))?,
        None => glyphs.eat(to, "季度").filter(|_| is_han && !"续續近前后後".contains(glyphs.before(at)))?,
    };
    Some((Date { quarter: Some(quarter), ..Date::default() }, end))
}

/// 26日 by itself. 一日 is a day that is counted, and 1日 may be one.
fn day_alone(glyphs: &Glyphs, at: usize, ends_range: bool) -> Option<(Date, usize)> {
    let (day, to) = small(glyphs, at, 31)?;
    let end = glyphs.eat(glyphs.past_spaces(to), "日")?;
    let is_digit = glyphs.at(at).is_ascii_digit() && day > 1;
    let is_day = (ends_range || is_digit) && !AFTER_COUNTED_DAYS.contains(glyphs.at(end));
    is_day.then(|| (Date { day: Some(day), ..Date::default() }, end))
}

/// 2024年, 二〇二四年, 2024年度, 2024财年, 1990年代, 21世紀, 令和6年.
fn year(glyphs: &Glyphs, at: usize, style: Style) -> Option<(Year, usize)> {
    if let Some(found) = era_year(glyphs, at, style) {
        return Some(found);
    }
    let number = plain(glyphs, at, style)?;
    let value = i32::try_from(number.value.whole()?).ok()?;
    let unit = glyphs.past_spaces(number.to);
    if let Some(end) = FISCAL_UNITS.iter().find_map(|word| glyphs.eat(unit, word)) {
        let is_short = (0..100).contains(&value) && number.form.n_digits == 2 && !number.form.is_han;
        let year = if is_short { 2000 + value } else { value };
        // 上一财年
        return (1000..=2999).contains(&year).then_some((Year::Fiscal(year), end));
    }
    if let Some(end) = glyphs.eat(unit, "世紀").or_else(|| glyphs.eat(unit, "世纪")) {
        // 二十世纪九十年代
        if let Some((decade, to)) = small(glyphs, end, 90).filter(|(decade, _)| decade % 10 == 0)
            && let Some(end) = glyphs.eat(to, "年代")
        {
            return Some((Year::Decade((value - 1) * 100 + i32::from(decade)), end));
        }
        return (1..=30).contains(&value).then_some((Year::Century(value), end));
    }
    let end = glyphs.eat(unit, "年")?;
    if glyphs.at(end) == '代' {
        let decade = if value < 100 { 1900 + value } else { value };
        return (value % 10 == 0 && value > 0).then_some((Year::Decade(decade), end + 1));
    }
    let year = calendar_year(glyphs, number, value, end, style)?;
    match glyphs.eat(end, "度") {
        Some(end) if style == Style::Japanese => Some((Year::Fiscal(year), end)),
        Some(end) => Some((Year::Either(year), end)),
        None => Some((Year::Calendar(year), end)),
    }
}

/// Whether a number before 年 is a year and not a number of them; short ones are years where only years are written so.
fn calendar_year(glyphs: &Glyphs, number: Numeral, value: i32, end: usize, style: Style) -> Option<i32> {
    let form = number.form;
    let is_written_out = form.is_positional || !form.is_han;
    let is_spelled = style == Style::Japanese && form.is_han && form.has_power && value % 100 != 0;
    if (1000..=2999).contains(&value) && ((is_written_out && form.n_digits == 4) || is_spelled) {
        let is_span = matches!(glyphs.at(end), '間' | '间') && !(1900..=2099).contains(&value);
        return (!is_span).then_some(value);
    }
    if style == Style::Other || !is_written_out {
        return None;
    }
    let is_fiscal = glyphs.at(end) == '度';
    let has_month = month(glyphs, glyphs.past_spaces(end)).is_some();
    let starts_with_zero = matches!(glyphs.at(number.from), '零' | '〇' | '0');
    match form.n_digits {
        3 if has_month && style == Style::Chinese => Some(value),
        2 if has_month || is_fiscal || (starts_with_zero && style == Style::Chinese) => {
            Some(if value < 50 { 2000 + value } else { 1900 + value })
        }
        _ => None,
    }
}

fn era_year(glyphs: &Glyphs, at: usize, style: Style) -> Option<(Year, usize)> {
    let letters = if is_era_letter(glyphs, at, style) { ERA_LETTERS } else { &[] };
    let (offset, from) = glyphs.find(at, ERAS).or_else(|| glyphs.find(at, letters))?;
    let (number, to) = match glyphs.eat(from, "元") {
        Some(to) => (1, to),
        None => era_number(glyphs, from)?,
    };
    let end = glyphs.eat(to, "年")?;
    let year = offset + i32::from(number);
    match glyphs.eat(end, "度") {
        Some(end) => Some((Year::Fiscal(year), end)),
        None => Some((Year::Calendar(year), end)),
    }
}

/// The year of an era: that of the Republic has three digits by now.
fn era_number(glyphs: &Glyphs, at: usize) -> Option<(u8, usize)> {
    let number = plain(glyphs, at, Style::Japanese)?;
    let year = number.value.whole().and_then(|year| u8::try_from(year).ok())?;
    ((1..=150).contains(&year) && number.form.n_digits <= 3).then_some((year, number.to))
}

fn is_era_letter(glyphs: &Glyphs, at: usize, style: Style) -> bool {
    style == Style::Japanese
        && !glyphs.before(at).is_ascii_alphanumeric()
        && glyphs.find(at, ERA_LETTERS).is_some()
        && glyphs.at(at + 1).is_ascii_digit()
}

/// 2024-04-26, 2024/4/26, 2024.4.26, 2024 04 26, 26.4.2024, 04/26/2024; the day comes first where it can.
fn numeric(glyphs: &Glyphs, at: usize) -> Option<(Date, usize)> {
    let run = |from: usize| (from..).take_while(|&at| glyphs.at(at).is_ascii_digit()).count();
    let is_inside = glyphs.before(at).is_ascii_alphanumeric() || matches!(glyphs.before(at), '.' | '/');
    let first = if is_inside { 0 } else { run(at) };
    let mark = glyphs.at(at + first);
    if !(1..=4).contains(&first) || !matches!(mark, '-' | '/' | '.' | ' ') {
        return None;
    }
    let second_at = at + first + 1;
    let second = run(second_at);
    let third_at = second_at + second + 1;
    let third = if glyphs.at(third_at - 1) == mark { run(third_at) } else { 0 };
    let number = |from: usize, length: usize| {
        (from..from + length)
            .fold(0_i32, |sum, at| sum * 10 + glyphs.at(at).to_digit(10).map_or(0, |digit| digit as i32))
    };
    let values = [number(at, first), number(second_at, second.min(4)), number(third_at, third.min(4))];
    let (year, month, day) = match (first, second, third) {
        (4, 1..=2, 1..=2) if mark != ' ' || (second, third) == (2, 2) => (values[0], values[1], values[2]),
        (1..=2, 1..=2, 4) if mark != ' ' && values[1] > 12 => (values[2], values[0], values[1]),
        (1..=2, 1..=2, 4) if mark != ' ' => (values[2], values[1], values[0]),
        _ => return None,
    };
    let end = third_at + third;
    let goes_on = matches!(glyphs.at(end), '年' | '月' | '/') || glyphs.at(end).is_ascii_alphanumeric();
    let is_date = (1..=12).contains(&month) && (1..=31).contains(&day) && (1000..=2999).contains(&year) && !goes_on;
    is_date.then(|| {
        let year = Some(Year::Calendar(year));
        (Date { year, month: u8::try_from(month).ok(), day: u8::try_from(day).ok(), ..Date::default() }, end)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bare_numbers_are_no_dates(text in "[0-9]{1,5} ?[ .,、0-9０２年月日号度代世紀财財会計一三十千万余数点季第・\\n-]{0,8}") {
            let glyphs = Glyphs::new(&text);
            for style in [Style::Chinese, Style::Japanese] {
                for at in (0..glyphs.len()).filter(|&at| is_bare_number(&glyphs, at)) {
                    prop_assert_eq!(spelled(&glyphs, at, style, Some(Date { day: Some(1), ..Date::default() })), None);
                }
            }
        }
    }
}
