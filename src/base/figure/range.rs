//! Ranges: what one end leaves to the other. `10～20%` is ten percent to twenty, `2023～24年` ends in 2024.

use super::{Date, End, Figure, Kind, Value, Year};

/// What stands between the ends of a range.
pub(super) const JOINTS: [&str; 17] =
    ["~", "〜", "∼", "-", "–", "—", "――", "——", "―", "‐", "−", "至", "到", "から", "to", "ー", "..."];

/// What stands between two figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// 和, と: two things of one kind.
    And,
    /// A joint of a range.
    Range,
    /// Likewise, and the last number is written with a scale from 万 on.
    ScaledRange,
}

/// Makes two joined figures say alike: `10～20%`, `2～3万人`, `2023～24年`, `2016年6月1日-6月30日`.
pub(super) fn share(first: &mut Figure, last: &mut Figure, joint: Joint) {
    let is_range = joint != Joint::And;
    let kinds = if is_range { years(first.kind, last.kind) } else { None };
    (first.kind, last.kind) =
        kinds.unwrap_or_else(|| (like(first.kind, last.kind, joint == Joint::ScaledRange), last.kind));
    if let (true, Kind::Date(from), Kind::Date(to)) = (is_range, first.kind, last.kind) {
        match (from.year, to.year) {
            (_, None) => last.kind = Kind::Date(later(from, to)),
            (None, _) => first.kind = Kind::Date(earlier(from, to)),
            _ => {}
        }
    }
    if is_range {
        (first.end, last.end) = (End::From, End::To);
    }
    if std::mem::discriminant(&first.kind) == std::mem::discriminant(&last.kind) {
        let weight = first.weight.max(last.weight);
        (first.weight, last.weight) = (weight, weight);
    }
}

/// The quarter or the half of a year that a range of months is: 1～3月期 is 第1四半期.
pub(super) fn part_of_year(first: &Figure, last: &Figure) -> Option<Date> {
    let (Kind::Date(from), Kind::Date(to)) = (first.kind, last.kind) else { return None };
    let (start, end) = (from.month?, to.month?);
    if from.year != to.year || from.day.or(to.day).is_some() {
        return None;
    }
    let date = Date { year: from.year, ..Date::default() };
    match (start, end) {
        (1 | 4 | 7 | 10, _) if end == start + 2 => Some(Date { quarter: Some(end / 3), ..date }),
        (1 | 7, _) if end == start + 5 => Some(Date { half: Some(end / 6), ..date }),
        _ => None,
    }
}

fn year(year: i32) -> Kind {
    Kind::Date(Date { year: Some(Year::Calendar(year)), ..Date::default() })
}

/// The year that a number without a unit may be.
fn bare_year(kind: Kind) -> Option<i32> {
    let Kind::Number(value, None) = kind else { return None };
    i32::try_from(value.whole()?).ok().filter(|year| (1900..=2099).contains(year))
}

/// Two numbers that are years: `2016-2018`, `2023～24年`, `2023-24`.
fn years(first: Kind, last: Kind) -> Option<(Kind, Kind)> {
    let from = bare_year(first)?;
    if let Some(to) = bare_year(last) {
        return Some((year(from), year(to)));
    }
    let Kind::Number(value, unit) = last else { return None };
    let short = i32::try_from(value.whole()?).ok().filter(|short| (0..100).contains(short))?;
    let to = from - from.rem_euclid(100) + short;
    let is_next = unit.is_none() && (from + 1).rem_euclid(100) == short;
    match unit {
        Some("year") => Some((year(from), year(to))),
        _ => is_next.then_some((year(from), year(from + 1))),
    }
}

/// The first number with what the last one says of both.
fn like(first: Kind, last: Kind, is_scaled: bool) -> Kind {
    let Kind::Number(value, None) = first else { return first };
    let value = if is_scaled { scaled(value, last).unwrap_or(value) } else { value };
    match last {
        Kind::Percentage(_) => Kind::Percentage(value),
        Kind::Points(_) => Kind::Points(value),
        Kind::Discount(_) => Kind::Discount(value),
        Kind::Multiple(_) => Kind::Multiple(value),
        Kind::Increase(_) => Kind::Increase(value),
        Kind::Amount(_, currency) => Kind::Amount(value, currency),
        Kind::Number(_, unit) => Kind::Number(value, unit),
        Kind::Date(Date { year: Some(Year::Calendar(_)), month: None, .. }) => bare_year(first).map_or(first, year),
        Kind::Date(Date { month: Some(_), day: None, year: None, .. }) => {
            let month =
                value.whole().and_then(|month| u8::try_from(month).ok()).filter(|month| (1..=12).contains(month));
            month.map_or(first, |month| Kind::Date(Date { month: Some(month), ..Date::default() }))
        }
        Kind::Ordinal(_) | Kind::Date(_) => first,
    }
}

/// 2 of `2～3万人`: 20,000, if that is less than what follows.
fn scaled(value: Value, last: Kind) -> Option<Value> {
    let last = last.value()?;
    let scale = [12, 8, 4].into_iter().map(|exponent| 10_i128.pow(exponent)).find(|&scale| last.is_at_least(scale))?;
    let scaled = value.times(Value::integer(scale))?;
    let is_less = !value.is_at_least(10_000) && last.plus(scaled.negated())?.is_at_least(0);
    is_less.then_some(scaled)
}

/// The end of a range with what it leaves to the start.
fn later(from: Date, to: Date) -> Date {
    let month = if to.day.is_some() && to.month.is_none() { from.month } else { to.month };
    Date { year: from.year, month, ..to }
}

/// The start of a range with the year that it leaves to the end: 11月から2017年2月 begins in 2016.
fn earlier(from: Date, to: Date) -> Date {
    let year = match to.year {
        Some(Year::Calendar(year)) if from.month > to.month => Some(Year::Calendar(year - 1)),
        year => year,
    };
    Date { year, ..from }
}
