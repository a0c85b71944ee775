//! The figures of a passage against those of its translation, by value.
//!
//! Figures that both have are set aside first. Of the rest, those that can be each other's counterparts differ: that is told whatever
//! they weigh. What stands on one side only is told if it weighs fully, unless an editor would not miss it: it repeats what is said already. A word that says a date
//! by another (翌年) is the counterpart of any such date.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::calendar::TOLD;
use super::unit::{is_counter, is_kept_apart, is_time};
use super::{Date, Figure, Kind, Value, Weight, Year};

/// One of two passages.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its figures, in order.
    pub figures: &'a [Figure],
    /// The years that its document has named before it: a month there may leave its year out.
    pub years: &'a BTreeSet<i32>,
}

/// A figure that differs, or stands on one side only; by their indexes. At least one is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// In the source.
    pub source: Option<usize>,
    /// In the target.
    pub target: Option<usize>,
}

/// Beyond this many figures without a counterpart only those in the same place of the order are held against each other.
const MOST: usize = 200;

/// What the two say differently, in order of the source.
pub fn differences(source: Side<'_>, target: Side<'_>) -> Vec<Difference> {
    let (mut left, mut right) = unmatched(source, target);
    if left.is_empty() && right.is_empty() {
        return Vec::new();
    }
    let said_by_both = matched((source, &left), (target, &right));
    let mut found = Vec::new();
    // One thing beside a number that the other side repeats is no other number: `2 回のうち 1 回`.
    let (in_source, in_target) = (Said::new(source), Said::new(target));
    let is_one = |kind: Kind| matches!(kind, Kind::Number(Value::ONE, Some(unit)) if is_counter(unit));
    pair(&mut left, &mut right, &mut found, |l, r| {
        let (left, right) = (&source.figures[l], &target.figures[r]);
        let is_beside = |one: Kind, other: Kind, there: &Said| is_one(one) && there.kinds.contains(&other);
        if is_beside(right.kind, left.kind, &in_target) || is_beside(left.kind, right.kind, &in_source) {
            return 0;
        }
        likeness(left, right)
    });
    left.retain(|&at| is_missed(&source.figures[at], &said_by_both, &in_target));
    right.retain(|&at| is_missed(&target.figures[at], &said_by_both, &in_source));
    pair(&mut left, &mut right, &mut found, |l, r| {
        let (left, right) = (source.figures[l].kind, target.figures[r].kind);
        u8::from(
            matches!((left, right), (Kind::Date(_), Kind::Date(_)))
                || left.value().is_some() && left.value() == right.value(),
        )
    });
    found.extend(left.into_iter().map(|at| Difference { source: Some(at), target: None }));
    found.extend(right.into_iter().map(|at| Difference { source: None, target: Some(at) }));
    found.sort_by_key(|difference| (difference.source.is_none(), difference.source, difference.target));
    found
}

/// The figures of both sides without those that both have. Figures without weight only serve as counterparts of those that weigh
/// fully: 十五 for `15`.
fn unmatched(source: Side<'_>, target: Side<'_>) -> (Vec<usize>, Vec<usize>) {
    // Alike in every respect: by look-up, since a table may hold thousands.
    let weighs = |side: Side<'_>, at: usize| side.figures[at].weight > Weight::None;
    let (of_target, light_target): (Vec<usize>, Vec<usize>) =
        (0..target.figures.len()).partition(|&at| weighs(target, at));
    let (mut left, light_source): (Vec<usize>, Vec<usize>) =
        (0..source.figures.len()).partition(|&at| weighs(source, at));
    let mut places: HashMap<Kind, Vec<usize>> = HashMap::new();
    for &at in of_target.iter().rev() {
        places.entry(target.figures[at].kind).or_default().push(at);
    }
    let mut is_matched = vec![false; target.figures.len()];
    left.retain(|&at| match places.get_mut(&source.figures[at].kind).and_then(Vec::pop) {
        Some(other) => {
            is_matched[other] = true;
            false
        }
        None => true,
    });
    let mut right: Vec<usize> = of_target.into_iter().filter(|&at| !is_matched[at]).collect();
    let agrees = |l: usize, r: usize| {
        let (left, right) = (&source.figures[l], &target.figures[r]);
        let is_heard = left.weight.min(right.weight) > Weight::None || left.weight.max(right.weight) == Weight::Full;
        u8::from(is_heard && agree(left.kind, right.kind, (source.years, target.years)))
    };
    pair(&mut left, &mut right, &mut Vec::new(), agrees);
    pair(&mut left, &mut light_target.clone(), &mut Vec::new(), agrees);
    pair(&mut light_source.clone(), &mut right, &mut Vec::new(), agrees);
    (left, right)
}

/// Takes from both lists the pairs that `rank` ranks highest, zero being no pair; of equals the first.
fn pair(left: &mut Vec<usize>, right: &mut Vec<usize>, found: &mut Vec<Difference>, rank: impl Fn(usize, usize) -> u8) {
    let is_long = left.len() > MOST || right.len() > MOST;
    let mut is_taken = vec![false; right.len()];
    let mut place = 0;
    left.retain(|&l| {
        let candidates = if is_long { place..(place + 1).min(right.len()) } else { 0..right.len() };
        place += 1;
        let ranked = candidates.filter(|&at| !is_taken[at]).map(|at| (rank(l, right[at]), at));
        let best = ranked.reduce(|best, other| if other.0 > best.0 { other } else { best });
        let Some((_, at)) = best.filter(|(rank, _)| *rank > 0) else { return true };
        is_taken[at] = true;
        found.push(Difference { source: Some(l), target: Some(right[at]) });
        false
    });
    let mut taken = is_taken.into_iter();
    right.retain(|_| !taken.next().unwrap_or(false));
}

/// Whether two figures say the same, as far as both speak.
fn agree(left: Kind, right: Kind, years: (&BTreeSet<i32>, &BTreeSet<i32>)) -> bool {
    match (left, right) {
        (Kind::Date(left), Kind::Date(right)) => dates_agree(left, right, years),
        (Kind::Date(date), Kind::Number(value, unit)) | (Kind::Number(value, unit), Kind::Date(date)) => {
            is_number_of(date, value, unit)
        }
        (Kind::Number(left, one), Kind::Number(right, other)) => left == right && units_agree(one, other),
        (Kind::Ordinal(one), Kind::Number(other, unit)) | (Kind::Number(other, unit), Kind::Ordinal(one)) => {
            one == other && unit.is_none_or(|unit| is_counter(unit) || is_time(unit))
        }
        (Kind::Multiple(one), Kind::Number(other, unit)) | (Kind::Number(other, unit), Kind::Multiple(one)) => {
            one == other && unit.is_none()
        }
        (Kind::Increase(more), Kind::Multiple(times)) | (Kind::Multiple(times), Kind::Increase(more)) => {
            more == times || more.plus(Value::ONE) == Some(times)
        }
        // A quarter is 25%.
        (Kind::Percentage(share), Kind::Number(part, None)) | (Kind::Number(part, None), Kind::Percentage(share)) => {
            part.whole().is_none() && part.times(Value::integer(100)) == Some(share)
        }
        // 39,098点 of an index are written 3万9098円 and 500ポイント as well.
        (Kind::Amount(one, _) | Kind::Points(one), Kind::Number(other, Some("point")))
        | (Kind::Number(other, Some("point")), Kind::Amount(one, _) | Kind::Points(one)) => one == other,
        _ => left == right,
    }
}

/// 2024 for 2024年, 十二日 for 12日.
fn is_number_of(date: Date, value: Value, unit: Option<&str>) -> bool {
    let day = Date { day: date.day, ..Date::default() };
    let year = Date { year: date.year, ..Date::default() };
    match date.year {
        Some(number) if date == year => match unit {
            None => value == Value::integer(number.number().into()),
            // 25年 in Japanese newspapers.
            Some(unit) => {
                matches!(number, Year::Calendar(year) if unit == "year" && value == Value::integer((year % 100).into()))
            }
        },
        None if date == day => {
            unit.is_none_or(|unit| unit == "day") && date.day.is_some_and(|day| value == Value::integer(day.into()))
        }
        _ => false,
    }
}

fn dates_agree(left: Date, right: Date, (left_years, right_years): (&BTreeSet<i32>, &BTreeSet<i32>)) -> bool {
    let is_known = |year: Year, years: &BTreeSet<i32>| years.contains(&year.number());
    if let Some(agrees) = told_agrees(left, right).or_else(|| told_agrees(right, left)) {
        return agrees;
    }
    let years_agree = match (left.year, right.year) {
        (Some(left), Some(right)) => one_year(left, right),
        (Some(year), None) => is_known(year, right_years),
        (None, Some(year)) => is_known(year, left_years),
        (None, None) => true,
    };
    let rest = |date: Date| (date.half, date.quarter, date.month, date.day);
    let has_rest = rest(left) != (None, None, None, None);
    years_agree && rest(left) == rest(right) && (has_rest || (left.year.is_some() && right.year.is_some()))
}

/// Whether a date that is said by another (翌年4月, 同日) may be that date; `None` if it is not.
fn told_agrees(told: Date, date: Date) -> Option<bool> {
    let is_told = |part: Option<u8>| part == Some(TOLD);
    Some(match (told.year?, told.month, told.day) {
        (Year::Told, _, day) if is_told(day) => date.day.is_some(),
        (Year::Told, month, day) if is_told(month) => date.month.is_some() && day == date.day,
        (Year::Told, month, day) => {
            date.year.is_some()
                && (told.half, told.quarter, month, day) == (date.half, date.quarter, date.month, date.day)
        }
        _ => return None,
    })
}

/// 年度 in Chinese may be the calendar's.
fn one_year(left: Year, right: Year) -> bool {
    let is_open = matches!(
        (left, right),
        (Year::Either(_), Year::Fiscal(_) | Year::Calendar(_)) | (Year::Fiscal(_) | Year::Calendar(_), Year::Either(_))
    );
    left == right || (is_open && left.number() == right.number())
}

fn units_agree(left: Option<&str>, right: Option<&str>) -> bool {
    match (left, right) {
        (Some(left), Some(right)) if left != right => {
            (is_counter(left) && !is_kept_apart(right)) || (is_counter(right) && !is_kept_apart(left))
        }
        _ => true,
    }
}

/// How well two figures that differ fit each other as what one text and its translation say of one thing; zero is not at all.
fn likeness(left: &Figure, right: &Figure) -> u8 {
    let is_light = left.weight == Weight::Small && right.weight == Weight::Small;
    match (left.kind, right.kind) {
        (Kind::Date(left), Kind::Date(right)) => dates_likeness(left, right),
        (Kind::Number(left, one), Kind::Number(right, other)) => match (left == right, one == other) {
            (true, _) if !is_light || (one.is_some_and(is_kept_apart) && other.is_some_and(is_kept_apart)) => 3,
            (_, true) => 2,
            _ => u8::from(units_agree(one, other) && !(is_light && (one.is_none() || other.is_none()))),
        },
        (Kind::Amount(left, one), Kind::Amount(right, other)) => 1 + u8::from(left == right) + u8::from(one == other),
        (Kind::Percentage(_), Kind::Percentage(_)) | (Kind::Points(_), Kind::Points(_)) => 3,
        (Kind::Ordinal(_), Kind::Ordinal(_)) | (Kind::Discount(_), Kind::Discount(_)) => 3,
        (Kind::Multiple(_) | Kind::Increase(_), Kind::Multiple(_) | Kind::Increase(_)) => 3,
        (Kind::Discount(_), Kind::Percentage(_)) | (Kind::Percentage(_), Kind::Discount(_)) => 1,
        (left, right) => 2 * u8::from(!is_light && left.value().is_some() && left.value() == right.value()),
    }
}

/// How many parts two dates share, if they say the same parts.
fn dates_likeness(left: Date, right: Date) -> u8 {
    let parts = |date: Date| [date.half, date.quarter, date.month, date.day];
    let both = parts(left).iter().zip(parts(right)).filter(|(one, other)| one.is_some() && other.is_some()).count();
    let equal = parts(left).iter().zip(parts(right)).filter(|(one, other)| one.is_some() && **one == *other).count();
    let years = u8::from(left.year.is_some() && right.year.is_some());
    let equal_years = u8::from(years == 1 && left.year == right.year);
    u8::try_from(both + equal).unwrap_or(0) + years + equal_years
}

/// What a side says, each once.
struct Said {
    kinds: HashSet<Kind>,
    dates: Vec<Date>,
}

impl Said {
    fn new(side: Side<'_>) -> Self {
        let mut said = Self { kinds: HashSet::new(), dates: Vec::new() };
        for figure in side.figures {
            if let (true, Kind::Date(date)) = (said.kinds.insert(figure.kind), figure.kind) {
                said.dates.push(date);
            }
        }
        said
    }
}

/// What figures that have a counterpart say: said once more, it needs no other.
fn matched(source: (Side<'_>, &[usize]), target: (Side<'_>, &[usize])) -> HashSet<Kind> {
    let kinds = |(side, rest): (Side<'_>, &[usize])| -> Vec<Kind> {
        let is_matched = |at: &usize| rest.binary_search(at).is_err();
        (0..side.figures.len()).filter(is_matched).map(|at| side.figures[at].kind).collect()
    };
    kinds(source).into_iter().chain(kinds(target)).collect()
}

/// Whether an editor would miss on the other side what stands here only.
fn is_missed(figure: &Figure, said_by_both: &HashSet<Kind>, other: &Said) -> bool {
    match figure.kind {
        kind if figure.weight != Weight::Full || said_by_both.contains(&kind) => false,
        Kind::Date(date) => !other.dates.iter().any(|whole| is_part(date, *whole)),
        kind => !other.kinds.contains(&kind),
    }
}

/// Whether all that `part` says is said by `whole`.
fn is_part(part: Date, whole: Date) -> bool {
    let year = part.year.is_none_or(|year| whole.year.is_some_and(|whole| one_year(year, whole)));
    let within = |part: Option<u8>, whole: Option<u8>| part.is_none() || part == whole;
    year && within(part.half, whole.half)
        && within(part.quarter, whole.quarter)
        && within(part.month, whole.month)
        && within(part.day, whole.day)
}
