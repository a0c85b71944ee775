//! Short names for the marks of an axis: a year, a month, a day, each alone.

use icu_calendar::{Date as CalendarDate, Gregorian};
use icu_datetime::fieldsets::M;
use icu_datetime::{DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter};

use super::{Date, Day, LanguageTag, bounds};

/// A year alone: figures from the year 1 on, before it as tables of years write such years.
pub fn year_name(year: i64, language: &LanguageTag) -> String {
    match language.primary() {
        _ if year > 0 => year.to_string(),
        "zh" | "ja" => format!("前{}", 1 - year),
        _ => written(&edtf(year), language).unwrap_or_else(|| year.to_string()),
    }
}

/// A month (from 1) of a year.
pub fn year_and_month(year: i64, month: u8, language: &LanguageTag) -> String {
    let name = || format!("{} {}", year_name(year, language), month_name(month, language));
    written(&format!("{}-{month:02}", edtf(year)), language).unwrap_or_else(name)
}

/// The time from one day to another, in whole years or months if it is such.
pub fn period_name(first: Day, last: Day, language: &LanguageTag) -> String {
    let year = |day: Day| edtf(day.year());
    let month = |day: Day| format!("{}-{:02}", year(day), day.month());
    let day = |day: Day| format!("{}-{:02}", month(day), day.day());
    let is_whole_months = first.day() == 1 && last.day() == bounds::days_in_month(last.year(), last.month());
    let (from, to) = match is_whole_months {
        true if first.month() == 1 && last.month() == 12 => (year(first), year(last)),
        true => (month(first), month(last)),
        false => (day(first), day(last)),
    };
    let text = if from == to { from } else { format!("{from}/{to}") };
    // Years of more than four digits stand in no interval.
    written(&text, language)
        .unwrap_or_else(|| format!("{} – {}", year_name(first.year(), language), year_name(last.year(), language)))
}

/// A year as EDTF writes it (level 0, and level 1 for years of more than four digits).
fn edtf(year: i64) -> String {
    match year {
        0..=9999 => format!("{year:04}"),
        -9999..=-1 => format!("-{:04}", -year),
        _ => format!("Y{year}"),
    }
}

fn written(edtf: &str, language: &LanguageTag) -> Option<String> {
    Date::parse(edtf, 1).ok().map(|date| date.display(language))
}

/// A month (from 1) without its year: 12月, Dec.
pub fn month_name(month: u8, language: &LanguageTag) -> String {
    let preferences = DateTimeFormatterPreferences::from(language.identifier());
    let formatter = FixedCalendarDateTimeFormatter::<Gregorian, M>::try_new(preferences, M::medium()).ok();
    let date = CalendarDate::<Gregorian>::try_new_gregorian(2000, month, 1).ok();
    formatter.zip(date).map_or_else(|| month.to_string(), |(formatter, date)| formatter.format(&date).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> LanguageTag {
        LanguageTag::parse(text).unwrap()
    }

    #[test]
    fn ticks_are_short_and_as_the_language_writes_them() {
        let names = |language: &str| {
            let language = tag(language);
            [
                year_name(2024, &language),
                year_name(-4712, &language),
                year_name(-47_120, &language),
                month_name(12, &language),
                year_and_month(2024, 3, &language),
            ]
        };
        assert_eq!(names("zh-Hans"), ["2024", "前4713", "前47121", "12月", "2024年3月"]);
        assert_eq!(names("ja"), ["2024", "前4713", "前47121", "12月", "2024年3月"]);
        assert_eq!(names("en"), ["2024", "4713 BCE", "47121 BCE", "Dec", "March 2024"]);
    }
}
