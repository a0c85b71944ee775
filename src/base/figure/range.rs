//! Ranges: what one end leaves to the other. `10～20%` is ten percent to twenty, `2023～24年` ends in 2024.

use super::{Date, End, Figure, Kind, Value, Year};

/// What stands between the ends of a range.
pub(super) const JOINTS: [&str; 17] =
    ["~", "〜", "∼", "-", "–", "—", "――", "——", "―", "‐", "−", "至", "到", "から", "to", "ー", "..."];
/// Makes the ends of a range say alike: `10～20%`, `2023～24年`, `2016年6月1日-6月30日`.
pub(super) fn share(first: &mut Figure, last: &mut Figure, is_range: bool) {
    let short_year = |first: i32, last: Value| {
        let last = i32::try_from(last.whole()?).ok().filter(|last| (0..100).contains(last))?;
        Some(first - first.rem_euclid(100) + last)
    };
    let year_of = |kind: &Kind| match kind {
        Kind::Date(date) => date.year,
        Kind::Number(value, None) => {
            let year = i32::try_from(value.whole()?).ok().filter(|year| (1900..=2099).contains(year))?;
            Some(Year::Calendar(year))
        }
        _ => None,
    };
    let year = |year: Option<Year>| Kind::Date(Date { year, ..Date::default() });
    match (first.kind, last.kind) {
        (Kind::Number(value, None), Kind::Percentage(_)) => first.kind = Kind::Percentage(value),
        (Kind::Number(value, None), Kind::Points(_)) => first.kind = Kind::Points(value),
        (Kind::Number(value, None), Kind::Multiple(_)) => first.kind = Kind::Multiple(value),
        (Kind::Number(value, None), Kind::Amount(_, currency)) => first.kind = Kind::Amount(value, currency),
        (Kind::Number(_, None), Kind::Number(short, Some("year"))) if is_range => {
            let Some(Year::Calendar(from)) = year_of(&first.kind) else { return };
            let Some(to) = short_year(from, short) else { return };
            (first.kind, last.kind) = (year(Some(Year::Calendar(from))), year(Some(Year::Calendar(to))));
        }
        (Kind::Number(..), Kind::Date(Date { year: Some(Year::Calendar(_)), month: None, .. })) => {
            if let Some(from) = year_of(&first.kind) {
                first.kind = year(Some(from));
            }
        }
        (Kind::Number(from, None), Kind::Date(Date { month: Some(_), day: None, year: None, .. })) => {
            let month =
                from.whole().and_then(|month| u8::try_from(month).ok()).filter(|month| (1..=12).contains(month));
            if let Some(month) = month {
                first.kind = Kind::Date(Date { month: Some(month), ..Date::default() });
            }
        }
        (Kind::Number(..), Kind::Number(..)) => {
            let short = short_year(2000, last.kind.value().unwrap_or(Value::ZERO));
            if let (true, Some(Year::Calendar(from)), Some(to)) = (is_range, year_of(&first.kind), short)
                && (from + 1) % 100 == to % 100
            {
                let to = Some(Year::Calendar(from + 1));
                (first.kind, last.kind) = (year(Some(Year::Calendar(from))), year(to));
            } else if let (true, Some(from), Some(to)) = (is_range, year_of(&first.kind), year_of(&last.kind)) {
                (first.kind, last.kind) = (year(Some(from)), year(Some(to)));
            } else if let (Kind::Number(value, None), Kind::Number(_, unit)) = (first.kind, last.kind) {
                first.kind = Kind::Number(value, unit);
            }
        }
        (Kind::Date(from), Kind::Date(to)) if is_range && to.year.is_none() => last.kind = Kind::Date(later(from, to)),
        (Kind::Date(from), Kind::Date(to)) if is_range && from.year.is_none() => {
            first.kind = Kind::Date(earlier(from, to))
        }
        _ => {}
    }
    if is_range {
        (first.end, last.end) = (End::From, End::To);
    }
    if std::mem::discriminant(&first.kind) == std::mem::discriminant(&last.kind) {
        let weight = first.weight.max(last.weight);
        (first.weight, last.weight) = (weight, weight);
    }
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
