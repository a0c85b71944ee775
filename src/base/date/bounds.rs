//! Days of the proleptic Gregorian calendar, and the first and the last day that an expression may mean.

use std::ops::RangeInclusive;

/// Years beyond this are refused when a date is read, so that day numbers never overflow.
pub(super) const FARTHEST_YEAR: i64 = 999_999_999_999_999;

/// English names of the months, for complaints.
pub(in crate::base) const MONTH_NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day of the proleptic Gregorian calendar with astronomical years: the year 0 is 1 BCE (ISO 8601-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    // The order of the fields is the order of days.
    year: i64,
    month: u8,
    day: u8,
}

impl Day {
    /// The day of that year, month (from 1) and day (from 1); `None` if the calendar has no such day.
    pub fn new(year: i64, month: u8, day: u8) -> Option<Self> {
        let exists =
            year.abs() <= FARTHEST_YEAR && (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// The first day of a month that is known to exist.
    pub(super) fn first_of(year: i64, month: u8) -> Self {
        Self { year, month, day: 1 }
    }

    /// The last day of a month that is known to exist.
    pub(super) fn last_of(year: i64, month: u8) -> Self {
        Self { year, month, day: days_in_month(year, month) }
    }

    /// The astronomical year.
    pub fn year(self) -> i64 {
        self.year
    }

    /// The month, from 1.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.day
    }

    /// The number of days since 1970-01-01, negative before: distances on a drawn line of time.
    pub fn ordinal(self) -> i64 {
        // Years are counted from March, so that the leap day is the last of its year and of its cycle of 400 years.
        let year = if self.month <= 2 { self.year - 1 } else { self.year };
        let cycle = year.div_euclid(400);
        let year_of_cycle = year.rem_euclid(400);
        let month_from_march = i64::from((self.month + 9) % 12);
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(self.day) - 1;
        let day_of_cycle = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;
        cycle * 146_097 + day_of_cycle - 719_468
    }

    /// The day after this one.
    pub fn next(self) -> Self {
        if self.day < days_in_month(self.year, self.month) {
            Self { day: self.day + 1, ..self }
        } else if self.month < 12 {
            Self::first_of(self.year, self.month + 1)
        } else {
            Self::first_of(self.year + 1, 1)
        }
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{:02}-{:02}", self.year.abs(), self.month, self.day)
    }
}

/// How many days a month (from 1) of an astronomical year has.
pub(super) fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The first and the last day that a date may mean, both inclusive. Approximation and doubt widen neither: a date is
/// sorted and drawn where its author put it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bounds {
    /// The first day; `None` if the date has an open or unknown start.
    pub earliest: Option<Day>,
    /// The last day; `None` if the date has an open or unknown end.
    pub latest: Option<Day>,
}

/// The days of one point in time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    /// The first day of the first reading.
    pub(super) earliest: Day,
    /// The last day of the last reading.
    pub(super) latest: Day,
    /// The first day of the last reading. An interval that starts later than this runs backwards in every reading:
    /// `2004-02/2004` does, `2004-02/2004-XX` does not.
    pub(super) last_reading: Day,
}

/// A number some of whose digits may be unspecified (`X`; EDTF level 1, "unspecified digit").
#[derive(Clone, Copy, Debug)]
pub(super) struct Digits {
    negative: bool,
    /// ASCII digits and `X`, as many as count.
    text: [u8; 4],
    count: u8,
}

impl Digits {
    /// `text` holds ASCII digits and `X` only, at most four.
    pub(super) fn new(negative: bool, text: &str) -> Self {
        let mut digits = Self { negative, text: *b"XXXX", count: text.len().min(4) as u8 };
        digits.text.iter_mut().zip(text.bytes()).for_each(|(digit, byte)| *digit = byte);
        digits
    }

    /// The digits as written, without the sign.
    pub(super) fn as_str(&self) -> &str {
        // They are ASCII.
        str::from_utf8(self.bytes()).unwrap_or_default()
    }

    fn bytes(&self) -> &[u8] {
        &self.text[..usize::from(self.count)]
    }

    /// Whether a minus stands before them.
    pub(super) fn is_negative(&self) -> bool {
        self.negative
    }

    /// The number, if all digits are known.
    pub(super) fn exact(&self) -> Option<i64> {
        let number: i64 = self.as_str().parse().ok()?;
        Some(if self.negative { -number } else { number })
    }

    /// Whether no digit is known.
    pub(super) fn is_unspecified(&self) -> bool {
        self.bytes().iter().all(|&byte| byte == b'X')
    }

    /// How many digits at the end are unspecified.
    pub(super) fn n_unspecified_last(&self) -> usize {
        self.bytes().iter().rev().take_while(|&&byte| byte == b'X').count()
    }

    /// All numbers that the digits may stand for, in ascending order. There is no year `-0000`.
    pub(super) fn readings(&self) -> impl DoubleEndedIterator<Item = i64> + '_ {
        let digit = |byte: u8, unspecified: i64| if byte == b'X' { unspecified } else { i64::from(byte - b'0') };
        let extreme = |x: i64| self.bytes().iter().fold(0, |number, &byte| number * 10 + digit(byte, x));
        let (low, high) = (extreme(0), extreme(9));
        let range: RangeInclusive<i64> = if self.negative { -high..=-low } else { low..=high };
        range.filter(|&number| !(self.negative && number == 0) && self.matches(number.abs()))
    }

    fn matches(&self, mut number: i64) -> bool {
        self.bytes().iter().rev().all(|&byte| {
            let digit = number % 10;
            number /= 10;
            byte == b'X' || i64::from(byte - b'0') == digit
        })
    }

    fn small_readings(&self) -> impl DoubleEndedIterator<Item = u8> + '_ {
        self.readings().filter_map(|number| u8::try_from(number).ok())
    }

    /// The months, from 1, that the digits may stand for.
    pub(super) fn months(&self) -> impl DoubleEndedIterator<Item = u8> + '_ {
        self.small_readings().filter(|month| (1..=12).contains(month))
    }
}

/// The days of whole years from `first` to `last`.
pub(super) fn years(first: i64, last: i64) -> Extent {
    months((first, last), 1, 12)
}

/// The days of `count` months from `start` (from 1), in the first and the last year they may lie in. The months may
/// run into the year after.
pub(super) fn months((first, last): (i64, i64), start: u8, count: u8) -> Extent {
    let end = start + count - 1;
    let (end_year, end_month) = if end > 12 { (last + 1, end - 12) } else { (last, end) };
    Extent {
        earliest: Day::first_of(first, start),
        latest: Day::last_of(end_year, end_month),
        last_reading: Day::first_of(last, start),
    }
}

/// The days of a calendar year, month or day; `None` if no reading of the digits is in the calendar.
pub(super) fn calendar(year: &Digits, month: Option<&Digits>, day: Option<&Digits>) -> Option<Extent> {
    let first_year = year.readings().next()?;
    let last_year = year.readings().next_back()?;
    let Some(month) = month else {
        return Some(years(first_year, last_year));
    };
    let Some(day) = day else {
        let last_month = month.months().next_back()?;
        return Some(Extent {
            earliest: Day::first_of(first_year, month.months().next()?),
            latest: Day::last_of(last_year, last_month),
            last_reading: Day::first_of(last_year, last_month),
        });
    };
    let days = || {
        year.readings().flat_map(move |year| {
            month.months().flat_map(move |month| day.small_readings().filter_map(move |day| Day::new(year, month, day)))
        })
    };
    let latest = days().next_back()?;
    Some(Extent { earliest: days().next()?, latest, last_reading: latest })
}

/// First month and count of months of a season, quarter, third or half of a year (EDTF level 2, "sub-year groupings": 21 to 41).
/// Those that run over the turn of the year are cut there: they belong to the year they are written with, and winter
/// comes last in it, as the standard orders the seasons.
pub(super) fn season_months(season: u8) -> (u8, u8) {
    match season {
        21 | 25 | 31 => (3, 3),
        22 | 26 | 32 => (6, 3),
        23 | 27 | 29 => (9, 3),
        24 | 28 | 30 => (12, 1),
        33..=36 => ((season - 33) * 3 + 1, 3),
        37..=39 => ((season - 37) * 4 + 1, 4),
        40 => (1, 6),
        _ => (7, 6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_count_days_from_1970() {
        for (year, month, day, ordinal) in [
            (1970, 1, 1, 0),
            (1969, 12, 31, -1),
            (2000, 2, 29, 11_016),
            (2000, 3, 1, 11_017),
            (2024, 12, 26, 20_083),
            (0, 1, 1, -719_528),
            (-1, 12, 31, -719_529),
        ] {
            assert_eq!(Day::new(year, month, day).map(Day::ordinal), Some(ordinal), "{year}-{month}-{day}");
        }
    }

    #[test]
    fn the_day_after_has_the_next_ordinal() {
        let mut day = Day::first_of(-401, 1);
        for _ in 0..300_000 {
            assert_eq!(day.next().ordinal(), day.ordinal() + 1, "{day}");
            day = day.next();
        }
    }

    #[test]
    fn the_calendar_refuses_days_it_lacks() {
        assert_eq!(Day::new(2023, 2, 29), None);
        assert_eq!(Day::new(1900, 2, 29), None);
        assert_eq!(Day::new(2024, 4, 31), None);
        assert_eq!(Day::new(2024, 13, 1), None);
        assert_eq!(Day::new(2024, 0, 1), None);
        assert_eq!(Day::new(i64::MAX, 1, 1), None);
    }

    #[test]
    fn unspecified_digits_stand_for_every_number_that_fits() {
        let readings = |negative, text| Digits::new(negative, text).readings().collect::<Vec<_>>();
        assert_eq!(readings(false, "X4"), [4, 14, 24, 34, 44, 54, 64, 74, 84, 94]);
        assert_eq!(readings(true, "000X"), [-9, -8, -7, -6, -5, -4, -3, -2, -1]);
        assert_eq!(readings(false, "2024"), [2024]);
    }
}
