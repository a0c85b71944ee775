//! Dates as authors write them: EDTF (Library of Congress, 2019; ISO 8601-2:2019) at levels 0, 1 and 2, and
//! fiscal years of our own (`FY2024`). A date keeps its text, knows its first and last day, sorts, shows itself as a
//! language writes it and can be compared with the words of a sentence.
//!
//! Accepted beyond EDTF: `FY…`, alone and in intervals; fractions of a second; a space after every comma of a set.
//! Refused although a reading of the standard allows it: centuries and decades of two or three digits and times of day within
//! intervals; a long or rounded year (`Y…`, `…S2`) against one of four digits, as tests of others have it; a season of the
//! weather against a date in one interval, because nobody can say which of the two comes first. Times of day are read and set aside: a timeline counts days.
//!
//! Nothing here knows what day it is.

pub(in crate::base) mod bounds;
mod display;
mod era;
mod group;
mod hint;
mod numeral;
mod parse;
mod reading;
mod strings;
mod tick;
mod time_of_day;
mod words;

use std::cmp::Ordering;
use std::ops::Range;

pub use bounds::{Bounds, Day};
use bounds::{Digits, Extent};
pub use tick::{month_name, period_name, year_and_month, year_name};
pub use words::{Component, Contradiction, contradiction};

use super::language::LanguageTag;

/// A date, with the text it was written as. Two dates are equal if they have the same text and the same days.
#[derive(Clone, Debug)]
pub struct Date {
    text: String,
    form: Form,
    bounds: Bounds,
    /// The month, from 1, in which fiscal years start: words such as 年度 are read by it.
    fiscal_year_start: u8,
}

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    /// Where in the text: bytes, `end` exclusive.
    pub range: Range<usize>,
    /// One phrase that stands alone.
    pub message: String,
    /// How to write it.
    pub help: Option<String>,
}

/// What an author wrote behind or before a part of a date (EDTF level 1, "qualification of a date").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Qualifier {
    /// `?`: the source is doubtful.
    Uncertain,
    /// `~`: about that time.
    Approximate,
    /// `%`: both.
    UncertainAndApproximate,
}

/// How fine a date is. In the order of the list a coarser one comes before a finer one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A thousand years or more, `1XXX`; or nothing at all, `../..`.
    Millennium,
    /// A hundred years: `19`, `19XX`.
    Century,
    /// Ten years: `198`, `198X`.
    Decade,
    /// A calendar year.
    Year,
    /// A fiscal year.
    FiscalYear,
    /// Six months: `2024-40`, `2024-41`.
    HalfYear,
    /// Four months: `2024-37` to `2024-39`.
    Quadrimester,
    /// A quarter or a season of the year: `2024-33` to `2024-36`, `2024-21` to `2024-32`.
    Quarter,
    /// A month.
    Month,
    /// A day.
    Day,
}

impl Precision {
    /// Its name for other programs: `half-year`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Millennium => "millennium",
            Self::Century => "century",
            Self::Decade => "decade",
            Self::Year => "year",
            Self::FiscalYear => "fiscal-year",
            Self::HalfYear => "half-year",
            Self::Quadrimester => "quadrimester",
            Self::Quarter => "quarter",
            Self::Month => "month",
            Self::Day => "day",
        }
    }
}

#[derive(Clone, Debug)]
enum Form {
    Point(Point),
    /// From one edge to the other. Hardly any date is one: they lie elsewhere.
    Interval(Box<[Edge; 2]>),
    Set(SetKind, Vec<Member>),
}

/// One side of an interval (EDTF level 1, "extended interval").
#[derive(Clone, Debug)]
enum Edge {
    Point(Point),
    /// `..`
    Open,
    /// Nothing before or after the slash.
    Unknown,
}

/// EDTF level 2, "set representation".
#[derive(Clone, Copy, Debug)]
enum SetKind {
    /// `[…]`: one of the members.
    OneOf,
    /// `{…}`: all members.
    AllOf,
}

#[derive(Clone, Debug)]
enum Member {
    Point(Point),
    /// `1670..1672`, `..1672`, `1670..`
    Range(Edge, Edge),
}

/// A year, a month, a day or something like them, with the marks on it.
#[derive(Clone, Debug)]
struct Point {
    value: Value,
    extent: Extent,
    /// Marks as they were written, wherever they stood.
    marks: Vec<Qualifier>,
}

#[derive(Clone, Debug)]
enum Value {
    /// `2024`, `2024-04`, `2024-04-26`, with or without unspecified digits.
    Calendar { year: Digits, month: Option<Digits>, day: Option<Digits> },
    /// `198`: the first year.
    Decade(i64),
    /// `19`: the first year.
    Century(i64),
    /// `2024-41`: codes 21 to 41.
    Season { year: Digits, season: u8 },
    /// `Y170002`, `1950S2`.
    LongYear { year: i64, is_rounded: bool },
    /// `FY2024`.
    FiscalYear(i64),
}

impl Date {
    /// Reads a date. `fiscal_year_start` is the month in which fiscal years start, from 1 to 12; other numbers count
    /// as the nearest.
    ///
    /// # Errors
    /// One complaint, the first from the left, if `text` is neither EDTF (levels 0 to 2; for the exceptions see the
    /// head of this module) nor a fiscal year, or says a day that no calendar has.
    pub fn parse(text: &str, fiscal_year_start: u8) -> Result<Self, DateError> {
        let fiscal_year_start = fiscal_year_start.clamp(1, 12);
        let form = parse::form(text, fiscal_year_start)
            .map_err(|error| hint::explain(text, fiscal_year_start).unwrap_or(error))?;
        Ok(Self { text: text.to_owned(), bounds: form.bounds(), form, fiscal_year_start })
    }

    /// The date as its author wrote it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The first and the last day.
    pub fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// How fine it is: of an interval or a set, the coarsest part that is known.
    pub fn precision(&self) -> Precision {
        self.form.points().map(Point::precision).min().unwrap_or(Precision::Millennium)
    }

    /// The day that it is, if it is one exact day.
    pub fn exact_day(&self) -> Option<Day> {
        let Bounds { earliest, latest } = self.bounds;
        let is_day = self.precision() == Precision::Day && matches!(self.form, Form::Point(_));
        earliest.filter(|_| is_day && earliest == latest)
    }

    /// Whether it runs from one point to another, or from or to an open end.
    pub fn is_interval(&self) -> bool {
        matches!(self.form, Form::Interval(..))
    }

    /// Whether that mark stands anywhere in it, as written: `%` is neither `?` nor `~` here.
    pub fn has(&self, qualifier: Qualifier) -> bool {
        self.form.points().any(|point| point.marks.contains(&qualifier))
    }

    /// Whether any part of it is doubtful (`?` or `%`).
    pub fn is_uncertain(&self) -> bool {
        self.form.points().any(Point::is_uncertain)
    }

    /// Whether any part of it is approximate (`~` or `%`).
    pub fn is_approximate(&self) -> bool {
        self.form.points().any(Point::is_approximate)
    }

    /// The astronomical year that a timeline groups it under: that of the first day, or of the last day if the start
    /// is open or unknown. `FY2024` belongs to 2024. `None` if both ends are open or unknown.
    pub fn year(&self) -> Option<i64> {
        self.bounds.earliest.or(self.bounds.latest).map(Day::year)
    }

    /// The value of HTML's `<time datetime>` (HTML, "the time element": a valid year, month or date string) for a
    /// calendar year, month or day from the year 1 on. `None` for all that HTML cannot say.
    pub fn iso(&self) -> Option<String> {
        let Form::Point(point) = &self.form else {
            return None;
        };
        let day = point.extent.earliest;
        if day.year() < 1 {
            return None;
        }
        match &point.value {
            Value::LongYear { is_rounded: false, year } => Some(year.to_string()),
            Value::Calendar { year, month, day: day_of_month } => {
                year.exact()?;
                match (month, day_of_month) {
                    (None, _) => Some(format!("{:04}", day.year())),
                    (Some(month), None) => month.exact().map(|month| format!("{:04}-{month:02}", day.year())),
                    (Some(month), Some(of_month)) => month.exact().and(of_month.exact()).map(|_| day.to_string()),
                }
            }
            _ => None,
        }
    }

    /// The date as that language writes it; never empty. Languages other than Chinese, Japanese and Korean get English words
    /// around their own dates.
    pub fn display(&self, language: &LanguageTag) -> String {
        display::date(self, language, display::Years::Common)
    }

    /// Likewise, with years of Japanese eras before those of the calendar: 令和6年（2024年）4月. For Japanese only.
    pub fn display_with_eras(&self, language: &LanguageTag) -> String {
        let years = if language.primary() == "ja" { display::Years::Eras } else { display::Years::Common };
        display::date(self, language, years)
    }

    /// The stretches of days it may mean: one, or one per member of a set.
    fn stretches(&self) -> Vec<Bounds> {
        match &self.form {
            Form::Point(point) => vec![point.stretch()],
            Form::Interval(..) => vec![self.bounds],
            Form::Set(_, members) => members.iter().map(Member::bounds).collect(),
        }
    }

    /// Open and unknown starts come first, open and unknown ends last; then the coarser before the finer; then by
    /// text, so that the order never depends on where the dates came from.
    fn sort_key(&self) -> (Option<Day>, bool, Option<Day>, Precision, &str) {
        let Bounds { earliest, latest } = self.bounds;
        (earliest, latest.is_none(), latest, self.precision(), &self.text)
    }
}

impl Ord for Date {
    fn cmp(&self, other: &Self) -> Ordering {
        self.sort_key().cmp(&other.sort_key())
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Date {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Date {}

impl DateError {
    fn new(range: Range<usize>, message: impl Into<String>) -> Self {
        Self { range, message: message.into(), help: None }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl std::fmt::Display for DateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DateError {}

impl Form {
    fn points(&self) -> impl Iterator<Item = &Point> {
        let (edges, members): (Vec<&Edge>, &[Member]) = match self {
            Form::Point(point) => return vec![point].into_iter(),
            Form::Interval(edges) => (edges.iter().collect(), &[]),
            Form::Set(_, members) => (Vec::new(), members),
        };
        let of_members = members.iter().flat_map(|member| match member {
            Member::Point(point) => vec![point],
            Member::Range(start, end) => [start, end].into_iter().filter_map(Edge::point).collect(),
        });
        let points: Vec<&Point> = edges.into_iter().filter_map(Edge::point).chain(of_members).collect();
        points.into_iter()
    }

    fn bounds(&self) -> Bounds {
        match self {
            Form::Point(point) => point.bounds(),
            Form::Interval(edges) => between(&edges[0], &edges[1]),
            Form::Set(_, members) => {
                let all = members.iter().map(Member::bounds);
                // `None` is the smallest: one open start opens the set's. An open end has to be looked for.
                let latest: Option<Vec<Day>> = all.clone().map(|bounds| bounds.latest).collect();
                Bounds {
                    earliest: all.map(|bounds| bounds.earliest).min().flatten(),
                    latest: latest.and_then(|days| days.into_iter().max()),
                }
            }
        }
    }
}

impl Edge {
    fn point(&self) -> Option<&Point> {
        match self {
            Edge::Point(point) => Some(point),
            Edge::Open | Edge::Unknown => None,
        }
    }
}

impl Member {
    fn bounds(&self) -> Bounds {
        match self {
            Member::Point(point) => point.bounds(),
            Member::Range(start, end) => between(start, end),
        }
    }
}

/// From the first day of the start to the last day of the end.
fn between(start: &Edge, end: &Edge) -> Bounds {
    Bounds {
        earliest: start.point().map(|point| point.extent.earliest),
        latest: end.point().map(|point| point.extent.latest),
    }
}

impl Point {
    fn bounds(&self) -> Bounds {
        Bounds { earliest: Some(self.extent.earliest), latest: Some(self.extent.latest) }
    }

    /// The days that words about it may name: as the bounds, but a winter reaches into the next year and may be the
    /// one that the year begins with.
    fn stretch(&self) -> Bounds {
        let Bounds { mut earliest, mut latest } = self.bounds();
        if matches!(self.value, Value::Season { season: 24 | 28 | 30, .. }) {
            earliest = earliest.map(|day| Day::first_of(day.year(), 1));
            latest = latest.map(|day| Day::last_of(day.year() + 1, 2));
        }
        Bounds { earliest, latest }
    }

    fn is_uncertain(&self) -> bool {
        self.marks.iter().any(|mark| *mark != Qualifier::Approximate)
    }

    fn is_approximate(&self) -> bool {
        let is_rounded = matches!(self.value, Value::LongYear { is_rounded: true, .. });
        is_rounded || self.marks.iter().any(|mark| *mark != Qualifier::Uncertain)
    }

    fn precision(&self) -> Precision {
        match &self.value {
            Value::Calendar { day: Some(day), .. } if !day.is_unspecified() => Precision::Day,
            Value::Calendar { month: Some(month), .. } if !month.is_unspecified() => Precision::Month,
            Value::Calendar { year, .. } => match year.n_unspecified_last() {
                0 => Precision::Year,
                1 => Precision::Decade,
                2 => Precision::Century,
                _ => Precision::Millennium,
            },
            Value::Decade(_) => Precision::Decade,
            Value::Century(_) => Precision::Century,
            Value::LongYear { .. } => Precision::Year,
            Value::FiscalYear(_) => Precision::FiscalYear,
            Value::Season { season: 21..=36, .. } => Precision::Quarter,
            Value::Season { season: 37..=39, .. } => Precision::Quadrimester,
            Value::Season { .. } => Precision::HalfYear,
        }
    }
}

#[cfg(test)]
mod tests;
