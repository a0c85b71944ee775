//! The words of a date in a sentence against the date of the event they tell. Words are vague and dates are not, so
//! this only speaks up if no day of the date fits them: `4月` agrees with any date that has an April in it.

use super::bounds::{Day, MONTH_NAMES};
use super::group::{Group, Part, Said};
use super::reading::read;
use super::{Bounds, Date, LanguageTag};

/// What words can say of a date. In the order of the list a coarser one comes before a finer one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Component {
    /// A calendar year, a year of an era, a decade, a century.
    Year,
    /// 年度, 财年.
    FiscalYear,
    /// 上半年, 下半期.
    HalfYear,
    /// 第1季度, 第1四半期.
    Quarter,
    /// A month.
    Month,
    /// A day of a month, 上旬.
    Day,
}

/// Words and a date that cannot both be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The first component, from the coarsest, that does not fit.
    pub component: Component,
    /// What the words say, in English: `April`, `fiscal year 2030`.
    pub said: String,
    /// The date as its author wrote it.
    pub dated: String,
}

impl std::fmt::Display for Contradiction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the words say {}, the event is dated {}", self.said, self.dated)
    }
}

/// Days beyond this many are not looked at: a hundred years hold every combination of components.
const FARTHEST_DAYS: i64 = 37_000;

/// Compares words of that language with the date. `None` if some day of the date fits them, or if they name none of the
/// components. Approximation and doubt count for nothing: `2024-12~` agrees with 2024年末 and 12月, not with 11月.
pub fn contradiction(words: &str, language: &LanguageTag, date: &Date) -> Option<Contradiction> {
    let said = read(words, language.primary());
    let first = said.first()?;
    if said.iter().any(|said| occurs(said, date)) {
        return None;
    }
    let depth = (1..first.depth()).find(|&depth| !occurs(&first.until(depth), date)).unwrap_or(first.depth());
    let shown = first.until(depth);
    Some(Contradiction {
        component: shown.first.0.last().map_or(Component::Year, Part::component),
        said: describe(&shown),
        dated: date.text.clone(),
    })
}

/// Whether any day of the date fits.
fn occurs(said: &Said, date: &Date) -> bool {
    let fits = |day: Day| said.fits(day, date.fiscal_year_start);
    date.stretches().into_iter().any(|stretch| {
        let Some((first, last)) = window(said, stretch) else {
            return stretch.earliest.is_none() && stretch.latest.is_none();
        };
        let mut day = first;
        while day <= last && day.ordinal() - first.ordinal() < FARTHEST_DAYS {
            if fits(day) {
                return true;
            }
            day = day.next();
        }
        false
    })
}

/// The days of a stretch that are worth looking at: those in the years that were named, or the hundred years at the
/// end that is not open. `None` if no year was named and both ends are open.
fn window(said: &Said, stretch: Bounds) -> Option<(Day, Day)> {
    let named = said.years();
    let (low, high) = match (named, stretch.earliest, stretch.latest) {
        (Some(years), ..) => years,
        (None, Some(earliest), _) => (earliest.year(), earliest.year() + 101),
        (None, None, Some(latest)) => (latest.year() - 101, latest.year()),
        (None, None, None) => return None,
    };
    let (first, last) = (Day::first_of(low, 1), Day::last_of(high, 12));
    Some((stretch.earliest.map_or(first, |day| day.max(first)), stretch.latest.map_or(last, |day| day.min(last))))
}

/// What the words say, in English.
fn describe(said: &Said) -> String {
    match &said.last {
        Some(last) => format!("{} to {}", describe_group(&said.first), describe_group(last)),
        None => describe_group(&said.first),
    }
}

fn describe_group(group: &Group) -> String {
    let year = group.0.iter().find(|part| part.component() <= Component::FiscalYear).map(describe_part);
    if let [coarser @ .., third @ Part::Third(_)] = group.0.as_slice()
        && !coarser.is_empty()
    {
        return format!("{} of {}", describe_part(third), describe_group(&Group(coarser.to_vec())));
    }
    let rest: Vec<String> = group
        .0
        .iter()
        .filter(|part| part.component() > Component::FiscalYear)
        .map(|part| match part {
            Part::Day(day) if group.0.iter().any(|part| part.component() == Component::Month) => day.to_string(),
            _ => describe_part(part),
        })
        .collect();
    match (year, rest.as_slice()) {
        (Some(year), []) => year,
        (Some(year), [month, _]) if group.0.len() == 3 && !month.is_empty() => format!("{}, {year}", rest.join(" ")),
        (Some(year), [part]) if MONTH_NAMES.contains(&part.as_str()) => format!("{part} {year}"),
        (Some(year), _) => format!("{} of {year}", rest.join(" ")),
        (None, _) => rest.join(" "),
    }
}

fn describe_part(part: &Part) -> String {
    match *part {
        Part::Years(first, last) if first == last && first < 1 => format!("{} BCE", 1 - first),
        Part::Years(first, last) if first == last => first.to_string(),
        Part::Years(first, last) => format!("{first} to {last}"),
        Part::ShortYear(year) => format!("a year that ends in {year:02}"),
        Part::FiscalYear(year) | Part::AnyYear(year) => format!("fiscal year {year}"),
        Part::Half(1) => "the first half".to_owned(),
        Part::Half(_) => "the second half".to_owned(),
        Part::Quarter(quarter) | Part::AnyQuarter(quarter) => format!("quarter {quarter}"),
        Part::FirstQuarters(quarter) => format!("the first {quarter} quarters"),
        Part::Month(month) => {
            MONTH_NAMES.get(usize::from(month).wrapping_sub(1)).map_or_else(String::new, |name| (*name).to_owned())
        }
        Part::Day(day) => format!("day {day}"),
        Part::Third(3) => "days 21 to 31".to_owned(),
        Part::Third(number) => format!("days {} to {}", number * 10 - 9, number * 10),
    }
}
