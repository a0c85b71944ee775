//! The axis of time. Time is counted in months since the year 0, so that the beginnings of years and months are whole
//! numbers: 2024-03-16 is 2024 × 12 + 2 + 15/31. Long stretches in which nothing happens are left out, and the axis says so:
//! in proportion, a century between two weeks would leave of each week one line.

use crate::base::date::Day;

/// A year, in months.
pub const YEAR: f64 = 12.0;

/// The beginning of a day.
pub fn start_of(day: Day) -> f64 {
    month_of(day) + f64::from(day.day() - 1) / days_in_month(day)
}

/// The end of a day.
pub fn end_of(day: Day) -> f64 {
    month_of(day) + f64::from(day.day()) / days_in_month(day)
}

fn month_of(day: Day) -> f64 {
    day.year() as f64 * YEAR + f64::from(day.month() - 1)
}

fn days_in_month(day: Day) -> f64 {
    let last = (28..=31).rev().find(|&last| Day::new(day.year(), day.month(), last).is_some());
    f64::from(last.unwrap_or(31))
}

/// How many days the month that begins there has.
fn days_from(month: f64) -> u8 {
    let (year, month) = (month.div_euclid(YEAR), month.rem_euclid(YEAR));
    // The casts hold: what a day was made of.
    let last = (28..=31).rev().find(|&last| Day::new(year as i64, month as u8 + 1, last).is_some());
    last.unwrap_or(31)
}

/// How finely the axis is divided.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Period {
    /// So many days, counted from the first of each month: 1 or 5.
    Days(u8),
    /// So many months, counted from the year 0; 12 and its multiples are years.
    Months(f64),
}

impl Period {
    /// From the finest on.
    fn all() -> impl Iterator<Item = Period> {
        let months = [1.0, 3.0, 6.0].map(Period::Months);
        let years = (0..16).flat_map(|power| [1.0, 2.0, 5.0].map(|n| Period::Months(n * 10_f64.powi(power) * YEAR)));
        [Period::Days(1), Period::Days(5)].into_iter().chain(months).chain(years)
    }

    fn months(self) -> f64 {
        match self {
            Period::Days(days) => f64::from(days) / 31.0,
            Period::Months(months) => months,
        }
    }

    /// The beginning and the end of the period that holds a time.
    pub fn around(self, time: f64) -> (f64, f64) {
        match self {
            Period::Months(months) => {
                let first = (time / months).floor() * months;
                (first, first + months)
            }
            Period::Days(days) => {
                let month = time.floor();
                let (length, step) = (f64::from(days_from(month)), f64::from(days));
                // A little more than the fraction, which was divided once and rounded.
                let at = ((time - month) * length / step + 1e-6).floor();
                // Of 31 days, the last stands with the five before it.
                let last = (length / step).floor().max(1.0) - 1.0;
                let at = at.min(last);
                let end = if at < last { (at + 1.0) * step / length } else { 1.0 };
                (month + at * step / length, month + end)
            }
        }
    }
}

/// A stretch of time that is drawn in proportion.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Segment {
    first: f64,
    last: f64,
    /// Where it begins in the drawing.
    start: f64,
    /// Drawing units to a month.
    scale: f64,
}

impl Segment {
    fn at(&self, time: f64) -> f64 {
        self.start + (time - self.first) * self.scale
    }

    fn end(&self) -> f64 {
        self.at(self.last)
    }
}

/// The axis: time to drawing units.
#[derive(Clone, Debug)]
pub struct Axis {
    segments: Vec<Segment>,
    /// Drawing units to a month, but in segments that would be too short to be named.
    scale: f64,
}

/// Drawing units that a break takes.
pub const BREAK: f64 = 22.0;

/// More breaks than these would leave no room between them.
const MOST_BREAKS: usize = 7;

/// A stretch of time between breaks is at least so long: its year has to be read.
const SHORTEST: f64 = 72.0;

impl Axis {
    /// An axis for times, each from its beginning to its end, that begins at `start` and is as long as `length` says of
    /// the months that it shows. `None` if there is no time.
    pub fn new(times: &[(f64, f64)], start: f64, length: impl Fn(f64) -> f64) -> Option<Self> {
        let spread: f64 = stretches(times).iter().map(|(first, last)| last - first).sum();
        let whole = if spread > 1.5 * YEAR { YEAR } else { 1.0 };
        let mut stretches: Vec<(f64, f64)> = Vec::new();
        for (first, last) in self::stretches(times) {
            let (first, last) = ((first / whole + 1e-6).floor() * whole, (last / whole - 1e-6).ceil() * whole);
            match stretches.last_mut() {
                // Whole years may touch where the days did not.
                Some(before) if first <= before.1 => before.1 = last.max(before.1),
                _ => stretches.push((first, last.max(first + whole))),
            }
        }
        let months: f64 = stretches.iter().map(|(first, last)| last - first).sum();
        let breaks = stretches.len().checked_sub(1)? as f64 * BREAK;
        let length = (length(months) - breaks).max(1.0);
        let lengths: Vec<f64> = stretches.iter().map(|(first, last)| last - first).collect();
        let shortest = SHORTEST.min(length / 2.0 / lengths.len() as f64);
        let scale = scale(lengths, length, shortest);
        let mut at = start;
        let segments = stretches.into_iter().map(|(first, last)| {
            let length = ((last - first) * scale).max(shortest);
            let segment = Segment { first, last, start: at, scale: length / (last - first) };
            at += length + BREAK;
            segment
        });
        Some(Self { segments: segments.collect(), scale })
    }

    /// Where a time stands; within a break, where it would stand if the break were in proportion.
    pub fn at(&self, time: f64) -> f64 {
        let next = self.segments.partition_point(|segment| segment.first <= time);
        let Some(segment) = next.checked_sub(1).map(|at| self.segments[at]) else { return self.start() };
        if time <= segment.last {
            return segment.at(time);
        }
        let end = segment.end();
        match self.segments.get(next) {
            Some(after) => end + BREAK * (time - segment.last) / (after.first - segment.last),
            None => end,
        }
    }

    /// Where the axis begins.
    pub fn start(&self) -> f64 {
        self.segments.first().map_or(0.0, |segment| segment.start)
    }

    /// Where it ends.
    pub fn end(&self) -> f64 {
        self.segments.last().map_or(0.0, Segment::end)
    }

    /// The first and the last time that it shows.
    pub fn times(&self) -> (f64, f64) {
        let first = self.segments.first().map_or(0.0, |segment| segment.first);
        (first, self.segments.last().map_or(first, |segment| segment.last))
    }

    /// The finest period that is at least so long in the drawing.
    pub fn period(&self, length: f64) -> Period {
        let fits = |period: &Period| period.months() * self.scale >= length;
        Period::all().find(fits).unwrap_or(Period::Months(YEAR * 1e16))
    }

    /// The periods in order, with where each begins and ends in the drawing; those that a break cuts are cut.
    pub fn periods(&self, period: Period) -> impl Iterator<Item = Tick> + '_ {
        self.segments.iter().flat_map(move |segment| {
            let mut next = segment.first;
            std::iter::from_fn(move || {
                let from = next;
                let end = period.around(from).1.min(segment.last);
                next = end;
                let is_first = from <= segment.first;
                (from < segment.last && end > from).then(|| Tick {
                    from,
                    is_first,
                    start: segment.at(from),
                    end: segment.at(end),
                })
            })
        })
    }

    /// The breaks: where each begins in the drawing, and how many months it leaves out.
    pub fn breaks(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.segments.windows(2).map(|pair| (pair[0].end(), pair[1].first - pair[0].last))
    }

    /// Pairs of time and place between which the axis is in proportion.
    pub fn knots(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.segments.iter().flat_map(|segment| [(segment.first, segment.start), (segment.last, segment.end())])
    }
}

/// Drawing units to a month, so that stretches of those months fill the length, none shorter than `shortest`.
fn scale(mut months: Vec<f64>, mut length: f64, shortest: f64) -> f64 {
    loop {
        let scale = length / months.iter().sum::<f64>();
        let before = months.len();
        months.retain(|months| months * scale >= shortest);
        if months.len() == before || months.is_empty() {
            return scale;
        }
        length -= (before - months.len()) as f64 * shortest;
    }
}

/// A period of the axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tick {
    /// When it begins; where a break cuts it, when it is shown from.
    pub from: f64,
    /// Whether it is the first of the axis, or the first after a break.
    pub is_first: bool,
    /// Where it begins in the drawing.
    pub start: f64,
    /// Where it ends.
    pub end: f64,
}

/// The stretches of time to be shown. The longest gap is left out as long as it is a large part of what would be shown, and
/// something else is so close together that it needs the room.
fn stretches(times: &[(f64, f64)]) -> Vec<(f64, f64)> {
    const LARGE: f64 = 0.4;
    const CLOSE: f64 = 0.02;
    let mut stops: Vec<(f64, f64)> = times.iter().flat_map(|&time| stops(time)).collect();
    stops.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (Some(first), Some(last)) = (stops.first(), stops.iter().map(|stop| stop.1).max_by(f64::total_cmp)) else {
        return Vec::new();
    };
    let mut shown = last - first.0;
    let closest = stops.windows(2).map(|pair| pair[1].0 - pair[0].0).filter(|apart| *apart > 1e-6);
    let closest = closest.min_by(f64::total_cmp).unwrap_or(shown);
    let mut covered: Vec<(f64, f64)> = Vec::new();
    for (first, last) in stops {
        match covered.last_mut() {
            Some(before) if first <= before.1 => before.1 = before.1.max(last),
            _ => covered.push((first, last)),
        }
    }
    let mut gaps: Vec<(f64, usize)> =
        covered.windows(2).enumerate().map(|(at, pair)| (pair[1].0 - pair[0].1, at)).collect();
    gaps.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut left_out: Vec<usize> = Vec::new();
    for (length, at) in gaps.into_iter().take(MOST_BREAKS) {
        if length < LARGE * shown || closest > CLOSE * shown {
            break;
        }
        shown -= length;
        left_out.push(at);
    }
    left_out.sort_unstable();
    let mut stretches = Vec::new();
    let mut from = 0;
    for at in left_out.into_iter().chain([covered.len() - 1]) {
        stretches.push((covered[from].0, covered[at].1));
        from = at + 1;
    }
    stretches
}

/// What of a time has to be in proportion: all of it, or the two ends of one that is long.
fn stops((first, last): (f64, f64)) -> impl Iterator<Item = (f64, f64)> {
    let is_long = last - first > YEAR + 0.5;
    let start = if is_long { (first, first + 1.0) } else { (first, last) };
    std::iter::once(start).chain(is_long.then_some((last - 1.0, last)))
}

/// The day that holds a time.
pub fn day_at(time: f64) -> Option<Day> {
    // A little more than the time, which was divided once and rounded.
    let time = time + 1e-9 * time.abs().max(1.0).min(1e3);
    let month = time.floor();
    let day = ((time - month) * f64::from(days_from(month)) + 1e-4).floor() + 1.0;
    Day::new(month.div_euclid(YEAR) as i64, month.rem_euclid(YEAR) as u8 + 1, day as u8)
}
