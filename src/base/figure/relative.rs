//! Dates that a text says by another: 翌年4月, 同月, 次日, the following year. They agree with any date of their kind, and nobody
//! misses them. What compares (前年比, 比上年) says no date.

use super::calendar::{Date, TOLD, Year};
use super::glyphs::Glyphs;

/// How fine the date is that a word stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// The year that was spoken of: with a month behind it, it is that month without its year.
    SameYear,
    Year,
    Month,
    Day,
}

const WORDS: &[(&str, Depth)] = &[
    ("同年", Depth::SameYear),
    ("当年", Depth::SameYear),
    ("當年", Depth::SameYear),
    ("その年", Depth::SameYear),
    ("この年", Depth::SameYear),
    ("年内", Depth::SameYear),
    ("翌年", Depth::Year),
    ("翌々年", Depth::Year),
    ("前年", Depth::Year),
    ("昨年", Depth::Year),
    ("一昨年", Depth::Year),
    ("去年", Depth::Year),
    ("上年", Depth::Year),
    ("今年", Depth::Year),
    ("本年", Depth::Year),
    ("次年", Depth::Year),
    ("明年", Depth::Year),
    ("来年", Depth::Year),
    ("本世纪", Depth::Year),
    ("本世紀", Depth::Year),
    ("今世紀", Depth::Year),
    ("上世纪", Depth::Year),
    ("上世紀", Depth::Year),
    ("前世紀", Depth::Year),
    ("同月", Depth::Month),
    ("翌月", Depth::Month),
    ("当月", Depth::Month),
    ("當月", Depth::Month),
    ("本月", Depth::Month),
    ("今月", Depth::Month),
    ("前月", Depth::Month),
    ("先月", Depth::Month),
    ("上月", Depth::Month),
    ("上个月", Depth::Month),
    ("次月", Depth::Month),
    ("同日", Depth::Day),
    ("当日", Depth::Day),
    ("當日", Depth::Day),
    ("当天", Depth::Day),
    ("當天", Depth::Day),
    ("翌日", Depth::Day),
    ("次日", Depth::Day),
    ("前日", Depth::Day),
    ("that year", Depth::SameYear),
    ("the same year", Depth::SameYear),
    ("the following year", Depth::Year),
    ("the next year", Depth::Year),
    ("the previous year", Depth::Year),
    ("the year before", Depth::Year),
    ("this year", Depth::Year),
    ("last year", Depth::Year),
    ("next year", Depth::Year),
    ("this century", Depth::Year),
    ("last century", Depth::Year),
    ("the same month", Depth::Month),
    ("that month", Depth::Month),
    ("the following month", Depth::Month),
    ("last month", Depth::Month),
    ("the same day", Depth::Day),
    ("that day", Depth::Day),
    ("the following day", Depth::Day),
    ("the next day", Depth::Day),
];

/// All such words.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|(word, _)| *word)
}

/// The date that such a word at that place stands for, and where the word ends.
pub(super) fn date(glyphs: &Glyphs, at: usize) -> Option<(Date, usize)> {
    let (&depth, end) = glyphs.find(at, WORDS)?;
    let end = glyphs.eat(end, "度").filter(|_| matches!(depth, Depth::Year | Depth::SameYear)).unwrap_or(end);
    let compares = glyphs.starts_with_any(end, &["比", "同期比", "同月比", "同日比", "並み"])
        || glyphs.ends_with_any(at, &["比", "较", "較"]);
    // 日本年金, 65歳以上年齢, 近年来年均
    let is_cut =
        matches!((glyphs.before(at), glyphs.at(at)), ('日', '本') | ('以', '上') | ('年', '来') | ('过' | '過', '去'));
    let date = Date { year: Some(Year::Told), ..Date::default() };
    (!compares && !is_cut).then_some(match depth {
        Depth::SameYear | Depth::Year => (date, end),
        Depth::Month => (Date { month: Some(TOLD), ..date }, end),
        Depth::Day => (Date { month: Some(TOLD), day: Some(TOLD), ..date }, end),
    })
}

/// Whether the word at that place means the year that was spoken of.
pub(super) fn is_same_year(glyphs: &Glyphs, at: usize) -> bool {
    glyphs.find(at, WORDS).is_some_and(|(depth, _)| *depth == Depth::SameYear)
}
