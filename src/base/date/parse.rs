//! From text to a date, by the grammar of EDTF (Library of Congress, 2019): one function per construct. Complaints
//! point at the smallest part that is wrong. Texts that are no EDTF at all but plainly mean a date are explained in
//! `hint`.

use std::ops::Range;

use super::bounds::{self, Digits, FARTHEST_YEAR, MONTH_NAMES};
use super::{DateError, Edge, Form, Member, Point, Qualifier, SetKind, Value, time_of_day};

type Result<T> = std::result::Result<T, DateError>;

/// Part of the text, with its place.
#[derive(Clone, Copy)]
struct Piece<'a> {
    text: &'a str,
    /// Bytes before it in the whole text.
    start: usize,
}

impl<'a> Piece<'a> {
    fn range(self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// The part of this piece that begins `offset` bytes into it.
    fn from(self, offset: usize) -> Piece<'a> {
        Piece { text: &self.text[offset..], start: self.start + offset }
    }

    fn until(self, offset: usize) -> Piece<'a> {
        Piece { text: &self.text[..offset], ..self }
    }

    fn split_once(self, separator: &str) -> Option<(Piece<'a>, Piece<'a>)> {
        let at = self.text.find(separator)?;
        Some((self.until(at), self.from(at + separator.len())))
    }

    fn split(self, separator: &'a str) -> impl Iterator<Item = Piece<'a>> {
        let mut start = self.start;
        self.text.split(separator).map(move |text| {
            let piece = Piece { text, start };
            start += text.len() + separator.len();
            piece
        })
    }

    fn error(self, message: impl Into<String>) -> DateError {
        DateError::new(self.range(), message)
    }

    fn is_digits(self) -> bool {
        !self.text.is_empty() && self.text.bytes().all(|byte| byte.is_ascii_digit())
    }

    fn is_digits_or_unspecified(self) -> bool {
        !self.text.is_empty() && self.text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X')
    }
}

/// Where a point stands: some are allowed alone only.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Alone,
    /// In an interval or a set.
    Among,
}

/// Reads a whole text. `fiscal_year_start` is a month from 1 to 12.
pub(super) fn form(text: &str, fiscal_year_start: u8) -> Result<Form> {
    let piece = Piece { text, start: 0 };
    if text.trim().is_empty() {
        return Err(piece.error("a date is missing").help(HOW_TO_WRITE));
    }
    let parser = Parser { fiscal_year_start };
    if text.starts_with(['[', '{']) {
        return parser.set(piece);
    }
    match piece.split_once("/") {
        Some((start, end)) => parser.interval(piece, start, end),
        None => parser.point(piece, Place::Alone).map(Form::Point),
    }
}

pub(super) const HOW_TO_WRITE: &str =
    "write 2024, 2024-04, 2024-04-26, an interval such as 2024-04/2024-06, a half year such as 2024-41, or FY2024";

struct Parser {
    fiscal_year_start: u8,
}

impl Parser {
    /// EDTF level 0, "time interval"; level 1, "extended interval".
    fn interval(&self, whole: Piece<'_>, start: Piece<'_>, end: Piece<'_>) -> Result<Form> {
        if end.text.contains('/') {
            return Err(whole.error("an interval has one slash, between its start and its end"));
        }
        let (from, to) = (self.edge(start)?, self.edge(end)?);
        ordered(whole, &from, &to)?;
        Ok(Form::Interval(Box::new([from, to])))
    }

    fn edge(&self, piece: Piece<'_>) -> Result<Edge> {
        match piece.text {
            "" => Ok(Edge::Unknown),
            ".." => Ok(Edge::Open),
            _ => self.point(piece, Place::Among).map(Edge::Point),
        }
    }

    /// EDTF level 2, "set representation".
    fn set(&self, whole: Piece<'_>) -> Result<Form> {
        let (kind, closing) = match whole.text.as_bytes().first() {
            Some(b'[') => (SetKind::OneOf, ']'),
            _ => (SetKind::AllOf, '}'),
        };
        let Some(inner) = whole.text.strip_suffix(closing).filter(|inner| inner.len() > 1) else {
            return Err(whole.error(format!(
                "a set that begins with `{}` has members and ends with `{closing}`",
                &whole.text[..1]
            )));
        };
        let inner = whole.until(inner.len()).from(1);
        // A space is a matter of taste, but of one taste: after some commas only, it is a slip.
        let separator = if inner.text.contains(", ") { ", " } else { "," };
        let pieces: Vec<Piece<'_>> = inner.split(separator).collect();
        let mut members = Vec::new();
        for (index, piece) in pieces.iter().enumerate() {
            let member = self.member(*piece)?;
            match &member {
                Member::Range(Edge::Open, _) if index > 0 => {
                    return Err(piece.error("only the first member of a set has an open start"));
                }
                Member::Range(_, Edge::Open) if index + 1 < pieces.len() => {
                    return Err(piece.error("only the last member of a set has an open end"));
                }
                _ => members.push(member),
            }
        }
        Ok(Form::Set(kind, members))
    }

    fn member(&self, piece: Piece<'_>) -> Result<Member> {
        if let Some(comma) = piece.text.find(',') {
            return Err(piece.from(comma).error("a set has a space after every comma or after none"));
        }
        let Some((start, end)) = piece.split_once("..") else {
            return self.point(piece, Place::Among).map(Member::Point);
        };
        let edge = |side: Piece<'_>| match side.text {
            "" => Ok(Edge::Open),
            _ => self.point(side, Place::Among).map(Edge::Point),
        };
        let (from, to) = (edge(start)?, edge(end)?);
        if from.point().is_none() && to.point().is_none() {
            return Err(piece.error("a range in a set has a start or an end"));
        }
        ordered(piece, &from, &to).map(|()| Member::Range(from, to))
    }

    fn point(&self, piece: Piece<'_>, place: Place) -> Result<Point> {
        if let Some((date, time)) = piece.split_once("T") {
            if place != Place::Alone {
                return Err(piece.error("intervals and sets are made of dates, not of times of day"));
            }
            let point = self.point(date, place)?;
            let is_day = matches!(&point.value, Value::Calendar { day: Some(day), .. } if day.exact().is_some());
            if !is_day || !point.marks.is_empty() || point.extent.earliest != point.extent.latest {
                return Err(date.error("a time of day belongs to one exact day"));
            }
            return match time_of_day::is_valid(time.text) {
                true => Ok(point),
                false => Err(time
                    .error(format!("`{}` is not a time of day", time.text))
                    .help("write 16:54:59, with Z or an offset such as +09:00 behind it if it matters")),
            };
        }
        let (value, marks) = match piece.text.as_bytes() {
            [b'F', b'Y', ..] => fiscal_year(piece)?,
            [b'Y', ..] => long_year(piece)?,
            _ => calendar(piece)?,
        };
        if place != Place::Alone {
            stands_with_others(piece, &value)?;
        }
        let extent = match &value {
            Value::Calendar { year, month, day } => bounds::calendar(year, month.as_ref(), day.as_ref()),
            Value::Decade(first) => Some(bounds::years(*first, *first + 9)),
            Value::Century(first) => Some(bounds::years(*first, *first + 99)),
            Value::LongYear { year, .. } => Some(bounds::years(*year, *year)),
            Value::FiscalYear(year) => Some(bounds::months((*year, *year), self.fiscal_year_start, 12)),
            Value::Season { year, season } => year.readings().next().zip(year.readings().next_back()).map(|years| {
                let (start, count) = bounds::season_months(*season);
                bounds::months(years, start, count)
            }),
        };
        let extent = extent.ok_or_else(|| piece.error("no calendar has such a day"))?;
        Ok(Point { value, extent, marks })
    }
}

/// An interval runs forward in at least one of its readings.
fn ordered(whole: Piece<'_>, from: &Edge, to: &Edge) -> Result<()> {
    let (Edge::Point(from), Edge::Point(to)) = (from, to) else {
        return Ok(());
    };
    // `Y-61000/-2000` is refused by those who wrote the tests of EDTF: its ends are of two kinds.
    let is_long = |point: &Point| matches!(point.value, Value::LongYear { .. });
    if is_long(from) != is_long(to) {
        return Err(whole.error("an interval of long or rounded years has two of them").help(
            "write Y-61000/Y-10000, leave the other end open (Y-61000/..), or write both years without `Y` and `S`",
        ));
    }
    let is_weather = |point: &Point| matches!(point.value, Value::Season { season: 21..=32, .. });
    if is_weather(from) != is_weather(to) {
        return Err(whole
            .error("a season and a date in one interval have no order")
            .help("write the months instead of the season"));
    }
    if from.extent.earliest <= to.extent.last_reading {
        return Ok(());
    }
    let error = whole.error("the interval ends before it starts");
    // `2004-06-11/2004-06`: the end contains the start, so it is too coarse rather than too early.
    if from.extent.earliest <= to.extent.latest {
        return Err(error.help("write the end as finely as the start"));
    }
    Err(error.help("write the earlier date first"))
}

/// What only stands alone: see the head of the module.
fn stands_with_others(piece: Piece<'_>, value: &Value) -> Result<()> {
    let message = match value {
        Value::Decade(_) => "a decade of three digits stands alone",
        Value::Century(_) => "two digits alone are a century, not a part of the date before",
        _ => return Ok(()),
    };
    Err(piece.error(message).help("write each date whole, as in 2024-04/2024-05"))
}

fn qualifier(byte: u8) -> Option<Qualifier> {
    match byte {
        b'?' => Some(Qualifier::Uncertain),
        b'~' => Some(Qualifier::Approximate),
        b'%' => Some(Qualifier::UncertainAndApproximate),
        _ => None,
    }
}

/// Takes a mark off the end, for texts that carry one for the whole.
fn without_last_mark(piece: Piece<'_>) -> (Piece<'_>, Vec<Qualifier>) {
    match piece.text.bytes().last().and_then(qualifier) {
        Some(mark) => (piece.until(piece.text.len() - 1), vec![mark]),
        None => (piece, Vec::new()),
    }
}

/// Ours: `FY2024`, `FY2030~`.
fn fiscal_year(piece: Piece<'_>) -> Result<(Value, Vec<Qualifier>)> {
    let (bare, marks) = without_last_mark(piece);
    let digits = bare.from(2);
    match digits.text.parse() {
        Ok(year) if digits.text.len() == 4 && digits.is_digits() => Ok((Value::FiscalYear(year), marks)),
        _ => Err(piece.error("a fiscal year has four digits").help("write FY2024")),
    }
}

/// EDTF level 1, "letter-prefixed calendar year"; level 2, "exponential year" and "significant digits".
fn long_year(piece: Piece<'_>) -> Result<(Value, Vec<Qualifier>)> {
    let malformed = || piece.error(format!("`{}` is not a year", piece.text)).help("write Y17000, Y-17000 or Y17E7");
    let (bare, marks) = without_last_mark(piece);
    let (bare, is_rounded) = without_significance(bare)?;
    let unprefixed = bare.from(1);
    let (negative, number) = match unprefixed.text.strip_prefix('-') {
        Some(_) => (true, unprefixed.from(1)),
        None => (false, unprefixed),
    };
    let (base, exponent) = number.split_once("E").unwrap_or((number, Piece { text: "0", start: number.start }));
    if !base.is_digits() || base.text.starts_with('0') || !exponent.is_digits() {
        return Err(malformed());
    }
    let year = match (base.text.parse::<i64>(), exponent.text.parse::<u32>()) {
        (Ok(base), Ok(exponent)) => 10_i64.checked_pow(exponent).and_then(|power| base.checked_mul(power)),
        _ => None,
    };
    let Some(year) = year.filter(|year| *year <= FARTHEST_YEAR) else {
        return Err(piece.error("the year is farther than 15 digits reach"));
    };
    if year <= 9999 {
        return Err(piece
            .error("`Y` begins years of more than four digits only")
            .help(format!("write {}{year:04}", if negative { "-" } else { "" })));
    }
    Ok((Value::LongYear { year: if negative { -year } else { year }, is_rounded }, marks))
}

/// Takes `S2` off the end: how many digits count.
fn without_significance(piece: Piece<'_>) -> Result<(Piece<'_>, bool)> {
    let Some((year, count)) = piece.split_once("S") else {
        return Ok((piece, false));
    };
    if !count.is_digits() || count.text.starts_with('0') {
        return Err(piece.from(year.text.len()).error("`S` is followed by the number of digits that count"));
    }
    Ok((year, true))
}

/// One of year, month and day.
#[derive(Clone, Copy)]
struct Part<'a> {
    digits: Piece<'a>,
    negative: bool,
}

/// Years, months, days, seasons, decades, centuries: digits joined by hyphens.
fn calendar(piece: Piece<'_>) -> Result<(Value, Vec<Qualifier>)> {
    let malformed = || piece.error(format!("`{}` is not a date", piece.text)).help(HOW_TO_WRITE);
    let mut marks = Vec::new();
    let mut parts = Vec::new();
    let mut rest = piece;
    loop {
        let (part, tail) = part(rest, parts.is_empty(), &mut marks).ok_or_else(malformed)?;
        parts.push(part);
        if tail.text.is_empty() {
            break;
        }
        rest = tail.from(1);
    }
    let [year, others @ ..] = parts.as_slice() else {
        return Err(malformed());
    };
    if year.digits.text.contains('S') {
        let (digits, is_rounded) = without_significance(year.digits)?;
        return match (exact_year(digits, year.negative)?, others) {
            (Some(year), []) => Ok((Value::LongYear { year, is_rounded }, marks)),
            _ => Err(malformed()),
        };
    }
    let value = match others {
        [] => years(piece, *year)?,
        [month] => month_or_season(four_digits(*year)?, month.digits)?,
        [month, day] => month_and_day(four_digits(*year)?, month.digits, day.digits)?,
        _ => return Err(malformed()),
    };
    Ok((value, marks))
}

/// The first part of `piece` and what follows it, which begins with a hyphen or is empty. The marks of EDTF level 2,
/// "qualification of individual component" and "group qualification", are collected: a date shows them as a whole.
fn part<'a>(piece: Piece<'a>, is_year: bool, marks: &mut Vec<Qualifier>) -> Option<(Part<'a>, Piece<'a>)> {
    let mut rest = piece;
    let before = rest.text.bytes().next().and_then(qualifier);
    if before.is_some() {
        rest = rest.from(1);
    }
    let negative = is_year && rest.text.starts_with('-');
    if negative {
        rest = rest.from(1);
    }
    let is_part = |byte: u8| byte.is_ascii_digit() || byte == b'X' || byte == b'S';
    let length = rest.text.bytes().take_while(|&byte| is_part(byte)).count();
    let digits = rest.until(length);
    let first = digits.text.bytes().next()?;
    if first == b'S' || (!is_year && digits.text.contains('S')) {
        return None;
    }
    rest = rest.from(length);
    let behind = rest.text.bytes().next().and_then(qualifier);
    if behind.is_some() {
        rest = rest.from(1);
    }
    marks.extend(before.into_iter().chain(behind));
    (rest.text.is_empty() || rest.text.starts_with('-')).then_some((Part { digits, negative }, rest))
}

/// A year alone, or a decade or a century.
fn years(piece: Piece<'_>, year: Part<'_>) -> Result<Value> {
    let length = year.digits.text.len();
    if !(year.digits.is_digits() && (length == 2 || length == 3)) {
        return four_digits(year).map(|year| Value::Calendar { year, month: None, day: None });
    }
    let number: i64 = year.digits.text.parse().unwrap_or_default();
    if year.negative && number == 0 {
        return Err(piece.error("there is no negative zero"));
    }
    let width = if length == 2 { 100 } else { 10 };
    // Digits are cut off the year: -019 is -0199 to -0190.
    let first = if year.negative { -number * width - (width - 1) } else { number * width };
    Ok(if length == 2 { Value::Century(first) } else { Value::Decade(first) })
}

fn four_digits(part: Part<'_>) -> Result<Digits> {
    let Part { digits, negative } = part;
    match digits.text.len() {
        4 if digits.is_digits_or_unspecified() => {}
        5.. if digits.is_digits() => {
            let sign = if negative { "-" } else { "" };
            return Err(digits
                .error("a year has four digits")
                .help(format!("write 2024-04-26 with hyphens; the year {0} is written Y{sign}{0}", digits.text)));
        }
        _ => return Err(digits.error("a year has four digits").help("write 0794 for the year 794")),
    }
    if negative && digits.text == "0000" {
        return Err(digits.error("there is no year -0000").help("write 0000 for 1 BCE and -0001 for 2 BCE"));
    }
    Ok(Digits::new(negative, digits.text))
}

fn exact_year(digits: Piece<'_>, negative: bool) -> Result<Option<i64>> {
    four_digits(Part { digits, negative }).map(|year| year.exact())
}

fn two_digits(piece: Piece<'_>, what: &str) -> Result<Digits> {
    if piece.text.len() == 2 && piece.is_digits_or_unspecified() {
        return Ok(Digits::new(false, piece.text));
    }
    let error = piece.error(format!("a {what} has two digits"));
    Err(match piece.text.len() {
        1 => error.help(format!("write 0{}", piece.text)),
        _ => error,
    })
}

fn month(piece: Piece<'_>) -> Result<Digits> {
    let month = two_digits(piece, "month")?;
    if month.months().next().is_none() {
        return Err(piece
            .error(format!("there is no month {}", piece.text))
            .help("months are 01 to 12, seasons 21 to 24, quarters 33 to 36, half years 40 and 41"));
    }
    Ok(month)
}

fn month_or_season(year: Digits, piece: Piece<'_>) -> Result<Value> {
    match piece.text.parse() {
        Ok(season @ 21..=41) if piece.text.len() == 2 => Ok(Value::Season { year, season }),
        _ => Ok(Value::Calendar { year, month: Some(month(piece)?), day: None }),
    }
}

fn month_and_day(year: Digits, month_piece: Piece<'_>, day_piece: Piece<'_>) -> Result<Value> {
    let month = month(month_piece)?;
    let day = two_digits(day_piece, "day")?;
    if bounds::calendar(&year, Some(&month), Some(&day)).is_none() {
        return Err(no_such_day(&year, &month, day_piece));
    }
    Ok(Value::Calendar { year, month: Some(month), day: Some(day) })
}

fn no_such_day(year: &Digits, month: &Digits, day: Piece<'_>) -> DateError {
    let error = day.error(format!("there is no day {}", day.text));
    let Some(month) = month.exact().and_then(|month| u8::try_from(month).ok()) else {
        return error.help("months have 28 to 31 days");
    };
    let name = MONTH_NAMES[usize::from(month) - 1];
    // 2000 was a leap year: without an exact year February may have had 29 days.
    let n_days = bounds::days_in_month(year.exact().unwrap_or(2000), month);
    let when = match year.exact() {
        Some(year) if month == 2 => format!("{name} {year}"),
        _ => name.to_owned(),
    };
    let has = if month == 2 && year.exact().is_none() { "has at most" } else { "has" };
    error.help(format!("{when} {has} {n_days} days"))
}
