//! Dates as a language writes them. Calendar days, months and years come from locale data (CLDR, through ICU4X); what
//! locale data does not know (about, doubt, halves of years, open ends) stands in one table per language (`strings`).

use std::cell::RefCell;
use std::collections::BTreeMap;

use icu_calendar::{Date as CalendarDate, Gregorian};
use icu_datetime::fieldsets::{Y, YM, YMD};
use icu_datetime::options::YearStyle;
use icu_datetime::{DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter};

use super::bounds::{Day, Digits, days_in_month};
use super::strings::Strings;
use super::{Date, Edge, Form, LanguageTag, Member, Point, Precision, SetKind, Value, era};

fn fill(template: &str, value: &str) -> String {
    template.replacen("{}", value, 1)
}

/// How years are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Years {
    /// As the calendar does.
    Common,
    /// By Japanese eras, and as the calendar does in brackets behind.
    Eras,
}

/// The whole date.
pub(super) fn date(date: &Date, language: &LanguageTag, years: Years) -> String {
    let writer = Writer { strings: Strings::of(language), language, years };
    match &date.form {
        Form::Point(point) => writer.point(point),
        Form::Interval(edges) => writer.interval(&edges[0], &edges[1]),
        Form::Set(kind, members) => writer.set(*kind, members),
    }
}

struct Writer<'a> {
    strings: &'static Strings,
    language: &'a LanguageTag,
    years: Years,
}

impl Writer<'_> {
    fn interval(&self, start: &Edge, end: &Edge) -> String {
        let strings = self.strings;
        match (start, end) {
            (Edge::Point(start), Edge::Point(end)) => self.between(start, end),
            (Edge::Point(start), Edge::Open) => fill(strings.open_end, &self.point(start)),
            (Edge::Open, Edge::Point(end)) => fill(strings.open_start, &self.point(end)),
            (Edge::Point(start), Edge::Unknown) => self.join(&self.point(start), strings.unknown),
            (Edge::Unknown, Edge::Point(end)) => self.join(strings.unknown, &self.point(end)),
            (Edge::Open, Edge::Open) => strings.always.to_owned(),
            _ => strings.never_known.to_owned(),
        }
    }

    fn join(&self, first: &str, second: &str) -> String {
        self.strings.interval.replacen("{1}", first, 1).replacen("{2}", second, 1)
    }

    fn between(&self, start: &Point, end: &Point) -> String {
        let (first, second) = (self.point(start), self.point(end));
        // A whole year, a fiscal year and a decade begin with the same characters, but say another thing than the
        // year of the end.
        let has_parts = matches!(start.value, Value::Season { .. } | Value::Calendar { month: Some(_), .. });
        let year = self.year(start.extent.earliest.year());
        let shared = match second.strip_prefix(&year) {
            Some(rest) if self.strings.shares_year && has_parts && first.starts_with(&year) && !rest.is_empty() => rest,
            _ => &second,
        };
        self.join(&first, shared)
    }

    fn set(&self, kind: SetKind, members: &[Member]) -> String {
        let strings = self.strings;
        let texts: Vec<String> = members
            .iter()
            .map(|member| match member {
                Member::Point(point) => self.point(point),
                Member::Range(Edge::Point(start), Edge::Open | Edge::Unknown) => {
                    fill(strings.after, &self.point(start))
                }
                Member::Range(start, end) => self.interval(start, end),
            })
            .collect();
        let conjunction = match kind {
            SetKind::OneOf => strings.or,
            SetKind::AllOf => strings.and,
        };
        match texts.split_last() {
            Some((last, others)) if !others.is_empty() => format!("{}{conjunction}{last}", others.join(strings.comma)),
            _ => texts.concat(),
        }
    }

    fn point(&self, point: &Point) -> String {
        let mut text = self.value(&point.value);
        if let Some(turn) = self.turn(point) {
            text = turn;
        } else if point.is_approximate() {
            let is_coarse = point.precision() <= Precision::FiscalYear;
            text = fill(if is_coarse { self.strings.about_year } else { self.strings.about }, &text);
        }
        if point.is_uncertain() {
            text = fill(self.strings.uncertain, &text);
        }
        text
    }

    /// `2024-12~` is the end of 2024, `2024-01~` its beginning.
    fn turn(&self, point: &Point) -> Option<String> {
        let Value::Calendar { year, month: Some(month), day: None } = &point.value else { return None };
        let [beginning, end] = self.strings.turns;
        let template = match month.exact()? {
            1 => beginning,
            12 => end,
            _ => return None,
        };
        point.is_approximate().then(|| fill(template, &self.some_year(year)))
    }

    fn value(&self, value: &Value) -> String {
        match value {
            Value::Calendar { year, month, day } => self.calendar(year, month.as_ref(), day.as_ref()),
            Value::Decade(first) => self.years(*first, 10),
            Value::Century(first) => self.years(*first, 100),
            Value::LongYear { year, .. } => self.year(*year),
            Value::FiscalYear(year) => self.fiscal_year(*year),
            Value::Season { year, season } => self.season(&self.some_year(year), *season),
        }
    }

    /// `count` years that have a name in common; before the year 1, where no such names are, from year to year.
    fn years(&self, first: i64, count: i64) -> String {
        match count {
            10 if first >= 0 => fill(self.strings.decade, &first.to_string()),
            100 if first >= 0 => fill(self.strings.century, &(self.strings.ordinal)(first / 100 + 1)),
            _ => self.join(&self.year(first), &self.year(first + count - 1)),
        }
    }

    fn season(&self, year: &str, season: u8) -> String {
        let strings = self.strings;
        let of = |templates: &[&str], first: u8| {
            templates.get(usize::from(season - first)).map_or_else(|| year.to_owned(), |template| fill(template, year))
        };
        match season {
            21..=24 => of(&strings.seasons, 21),
            25..=28 => fill(strings.northern, &of(&strings.seasons, 25)),
            29..=32 => fill(strings.southern, &of(&strings.seasons, 29)),
            33..=36 => of(&strings.quarters, 33),
            37..=39 => of(&strings.quadrimesters, 37),
            _ => of(&strings.halves, 40),
        }
    }

    /// A year that may have unspecified digits.
    fn some_year(&self, year: &Digits) -> String {
        if let Some(year) = year.exact() {
            return self.year(year);
        }
        if year.is_unspecified() {
            return self.strings.some_year.to_owned();
        }
        let count = 10_i64.pow(u32::try_from(year.n_unspecified_last()).unwrap_or_default());
        match (year.readings().next(), year.readings().next_back()) {
            (Some(first), Some(last)) if last - first == count - 1 => self.years(first, count),
            // Before the year 1 digits of astronomical years are not those of the years that are shown.
            (Some(first), Some(last)) if last < 0 => self.join(&self.year(first), &self.year(last)),
            _ => fill(self.strings.year, year.as_str()),
        }
    }

    fn calendar(&self, year: &Digits, month: Option<&Digits>, day: Option<&Digits>) -> String {
        let strings = self.strings;
        let Some(month) = month else {
            return self.some_year(year);
        };
        let small = |digits: &Digits| digits.exact().and_then(|number| u8::try_from(number).ok());
        match (year.exact(), small(month), day.map(small)) {
            (Some(year), Some(month), None) => self.written(year, Some(month), None),
            (Some(year), Some(month), Some(Some(day))) => self.written(year, Some(month), Some(day)),
            (Some(year), Some(month), Some(None)) if day.is_some_and(Digits::is_unspecified) => {
                fill(strings.some_day, &self.written(year, Some(month), None))
            }
            (_, None, _) if month.is_unspecified() && day.is_none_or(Digits::is_unspecified) => {
                let template = if day.is_none() { strings.some_month } else { strings.some_month_and_day };
                fill(template, &self.some_year(year))
            }
            _ => self.single_digits([Some(year), Some(month), day]),
        }
    }

    fn single_digits(&self, parts: [Option<&Digits>; 3]) -> String {
        let [year, finer @ ..] = parts;
        let Some(templates) = self.strings.digits else {
            let sign = if year.is_some_and(Digits::is_negative) { "-" } else { "" };
            let texts: Vec<&str> = parts.into_iter().flatten().map(Digits::as_str).collect();
            return format!("{sign}{}", texts.join("-"));
        };
        let shown = |digits: &Digits| match digits.exact() {
            Some(number) => number.to_string(),
            None if digits.is_unspecified() => self.strings.no_digits.to_owned(),
            None => digits.as_str().to_owned(),
        };
        let year = match year {
            Some(year) if year.is_negative() || year.is_unspecified() => self.some_year(year),
            Some(year) => fill(self.strings.year, &shown(year)),
            None => String::new(),
        };
        let finer = finer.into_iter().zip(templates).filter_map(|(part, template)| Some(fill(template, &shown(part?))));
        [year].into_iter().chain(finer).collect()
    }

    /// A fiscal year bears the name of the era in which its first calendar year ends: 2019年度 is 令和元年度.
    fn fiscal_year(&self, year: i64) -> String {
        let name = |year: &str| fill(self.strings.fiscal_year, year);
        match Day::new(year, 12, 31).filter(|_| self.years == Years::Eras).and_then(era::year_of) {
            Some(era) => format!("{}（{}）", name(&era), name(&year.to_string())),
            None => name(&year.to_string()),
        }
    }

    /// Puts the years of eras before the year that a date begins with.
    fn with_eras(&self, figures: &str, (year, month, day): (i64, Option<u8>, Option<u8>)) -> Option<String> {
        let common = fill(self.strings.year, &year.to_string());
        let rest = figures.strip_prefix(&common).filter(|_| self.years == Years::Eras)?;
        let (first, last) = (month.unwrap_or(1), month.unwrap_or(12));
        let last_day = day.unwrap_or_else(|| days_in_month(year, last));
        let eras = era::years_between(Day::new(year, first, day.unwrap_or(1))?, Day::new(year, last, last_day)?);
        let named: Vec<String> = eras.iter().map(|era| fill(self.strings.year, era)).collect();
        (!named.is_empty()).then(|| format!("{}（{common}）{rest}", named.join("・")))
    }

    fn year(&self, year: i64) -> String {
        self.written(year, None, None)
    }

    /// A year, a month or a day, in full; beyond the years that locale data covers, the bare figures of the year.
    fn written(&self, year: i64, month: Option<u8>, day: Option<u8>) -> String {
        // A language without a table of its own has its own name of the era in the data.
        let knows_era = matches!(self.language.primary(), "zh" | "ja" | "ko" | "en");
        let style = if year < 1 && !knows_era { YearStyle::WithEra } else { YearStyle::NoEra };
        let figures = self.by_locale_data((year, month, day), style);
        if let Some(figures) = figures.as_ref().filter(|_| year > 0 || !knows_era) {
            return self.with_eras(figures, (year, month, day)).unwrap_or_else(|| figures.clone());
        }
        let shown = if year < 1 { 1 - year } else { year };
        let figures = figures.unwrap_or_else(|| fill(self.strings.year, &shown.to_string()));
        if year < 1 { fill(self.strings.before_era, &figures) } else { figures }
    }

    /// `None` beyond the years ±9999.
    fn by_locale_data(&self, (year, month, day): (i64, Option<u8>, Option<u8>), style: YearStyle) -> Option<String> {
        let year = i32::try_from(year).ok()?;
        let date = CalendarDate::<Gregorian>::try_new_gregorian(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        let with_era = style == YearStyle::WithEra;
        macro_rules! format {
            ($fields:ident) => {{
                type Formatter = FixedCalendarDateTimeFormatter<Gregorian, $fields>;
                thread_local! {
                    // To gather a formatter from locale data takes far longer than to write a date with it. They cannot be
                    // shared between threads.
                    static FORMATTERS: RefCell<BTreeMap<(String, bool), Option<Formatter>>> =
                        const { RefCell::new(BTreeMap::new()) };
                }
                let make = || {
                    let language = DateTimeFormatterPreferences::from(self.language.identifier());
                    Formatter::try_new(language, $fields::long().with_year_style(style)).ok()
                };
                FORMATTERS.with_borrow_mut(|formatters| {
                    let key = (self.language.as_str().to_owned(), with_era);
                    let formatter = formatters.entry(key).or_insert_with(make).as_ref()?;
                    Some(formatter.format(&date).to_string())
                })
            }};
        }
        match (month, day) {
            (Some(_), Some(_)) => format!(YMD),
            (Some(_), None) => format!(YM),
            _ => format!(Y),
        }
    }
}
