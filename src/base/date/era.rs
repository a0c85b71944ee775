//! Years by Japanese eras: 令和6年, 平成元年. Before 1873 Japan counted months by the moon, so dates until then are left to the common era.

use super::bounds::Day;

/// Names of eras, the year before their first, and the month and the day on which they began in that first year.
const ERAS: [(&str, i64, u8, u8); 5] =
    [("令和", 2018, 5, 1), ("平成", 1988, 1, 8), ("昭和", 1925, 12, 25), ("大正", 1911, 7, 30), ("明治", 1867, 1, 1)];

const FIRST_YEAR: i64 = 1873;

/// Names of eras and the year before their first.
pub(super) fn names() -> impl Iterator<Item = (&'static str, i64)> {
    ERAS.into_iter().map(|(name, before, ..)| (name, before))
}

/// The year of an era that a day lies in, without 年: `令和6`, `平成元`.
pub(super) fn year_of(day: Day) -> Option<String> {
    let has_begun = |&&(_, before, month, first): &&(&str, i64, u8, u8)| {
        (before + 1, month, first) <= (day.year(), day.month(), day.day())
    };
    let (name, before, ..) = ERAS.iter().find(has_begun).filter(|_| day.year() >= FIRST_YEAR)?;
    Some(match day.year() - before {
        1 => format!("{name}元"),
        year => format!("{name}{year}"),
    })
}

/// The years of eras that lie between two days of one year; both where one era followed another.
pub(super) fn years_between(first: Day, last: Day) -> Vec<String> {
    let mut years: Vec<String> = [first, last].into_iter().filter_map(year_of).collect();
    years.dedup();
    years
}
