//! What words say of a date, component by component, and whether a day fits.

use std::cmp::Ordering;

use super::bounds::Day;
use super::words::Component;

/// One component.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Astronomical calendar years, from and to.
    Years(i64, i64),
    /// The last two digits of a year.
    ShortYear(i64),
    FiscalYear(i64),
    /// 年度 in Chinese: a fiscal or a calendar year.
    AnyYear(i64),
    /// 1 or 2, of the calendar year or the fiscal year that is said with it.
    Half(u8),
    /// 1 to 4, likewise.
    Quarter(u8),
    /// 前三季度: from the start to the end of that quarter.
    FirstQuarters(u8),
    /// 第1四半期 in Japanese: of a calendar or of a fiscal year.
    AnyQuarter(u8),
    /// From 1.
    Month(u8),
    /// From 1.
    Day(u8),
    /// 上旬, 中旬, 下旬 of a month: 1 to 3.
    Third(u8),
}

/// Components that belong together, the coarsest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Group(pub(super) Vec<Part>);

/// One date, or from one to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) first: Group,
    pub(super) last: Option<Group>,
}

impl Said {
    /// How many components are compared.
    pub(super) fn depth(&self) -> usize {
        self.first.0.len().max(self.last.as_ref().map_or(0, |last| last.0.len())).max(1)
    }

    /// The same words with their coarsest components only.
    pub(super) fn until(&self, depth: usize) -> Said {
        let cut = |group: &Group| Group(group.0.iter().copied().take(depth).collect());
        Said { first: cut(&self.first), last: self.last.as_ref().map(cut) }
    }

    /// The calendar years that the words name.
    pub(super) fn years(&self) -> Option<(i64, i64)> {
        let first = self.first.years();
        match &self.last {
            None => first,
            Some(last) => Some((first?.0, last.years()?.1)),
        }
    }

    pub(super) fn fits(&self, day: Day, fiscal_year_start: u8) -> bool {
        let first = self.first.compare(day, fiscal_year_start);
        let Some(last) = &self.last else {
            return first == Ordering::Equal;
        };
        let last_order = last.compare(day, fiscal_year_start);
        let (is_after, is_before) = (first != Ordering::Less, last_order != Ordering::Greater);
        // Without a year, from November to February runs over the turn of the year.
        if self.first.years().is_none() && self.first.starts_after(last) {
            return is_after || is_before;
        }
        is_after && is_before
    }
}

impl Group {
    pub(super) fn years(&self) -> Option<(i64, i64)> {
        self.0.iter().find_map(|part| match *part {
            Part::Years(first, last) => Some((first, last)),
            Part::FiscalYear(year) | Part::AnyYear(year) => Some((year, year + 1)),
            _ => None,
        })
    }

    pub(super) fn is_fiscal(&self) -> bool {
        self.0.iter().any(|part| matches!(part, Part::FiscalYear(_)))
    }

    /// Where `day` lies: before, within or after what the words name.
    fn compare(&self, day: Day, fiscal_year_start: u8) -> Ordering {
        // Halves and quarters of a fiscal year count from its first month; those of Japanese companies even without
        // 年度.
        let calendar = day.month() - 1;
        let fiscal = (day.month() + 12 - fiscal_year_start) % 12;
        let month = if self.is_fiscal() { fiscal } else { calendar };
        let fiscal_year = if day.month() < fiscal_year_start { day.year() - 1 } else { day.year() };
        let order = |part: &Part| match *part {
            Part::Years(first, _) if day.year() < first => Ordering::Less,
            Part::Years(_, last) => day.year().cmp(&last).max(Ordering::Equal),
            Part::ShortYear(year) => day.year().rem_euclid(100).cmp(&year),
            Part::FiscalYear(year) => fiscal_year.cmp(&year),
            Part::AnyYear(year) if fiscal_year == year || day.year() == year => Ordering::Equal,
            Part::AnyYear(year) => day.year().cmp(&year),
            Part::Half(half) => (month / 6 + 1).cmp(&half),
            Part::Quarter(quarter) => (month / 3 + 1).cmp(&quarter),
            Part::FirstQuarters(quarter) if month / 3 < quarter => Ordering::Equal,
            Part::FirstQuarters(_) => Ordering::Greater,
            Part::AnyQuarter(quarter) if fiscal / 3 + 1 == quarter => Ordering::Equal,
            Part::AnyQuarter(quarter) => (month / 3 + 1).cmp(&quarter),
            Part::Month(number) => day.month().cmp(&number),
            Part::Day(number) => day.day().cmp(&number),
            Part::Third(number) => ((day.day() - 1) / 10 + 1).min(3).cmp(&number),
        };
        self.0.iter().map(order).find(|order| *order != Ordering::Equal).unwrap_or(Ordering::Equal)
    }

    fn starts_after(&self, other: &Group) -> bool {
        match (self.0.first(), other.0.first()) {
            (Some(first), Some(second)) => first.start() > second.start(),
            _ => false,
        }
    }
}

impl Part {
    /// What it is a component of.
    pub(super) fn component(&self) -> Component {
        match self {
            Part::Years(..) | Part::ShortYear(_) => Component::Year,
            Part::FiscalYear(_) | Part::AnyYear(_) => Component::FiscalYear,
            Part::Half(_) => Component::HalfYear,
            Part::Quarter(_) | Part::FirstQuarters(_) | Part::AnyQuarter(_) => Component::Quarter,
            Part::Month(_) => Component::Month,
            Part::Day(_) | Part::Third(_) => Component::Day,
        }
    }

    /// Where it begins, to order the ends of a range: a year, a month of the year, a day of the month.
    pub(super) fn start(&self) -> i64 {
        match *self {
            Part::Years(year, _) | Part::ShortYear(year) | Part::FiscalYear(year) | Part::AnyYear(year) => year,
            Part::Half(half) => i64::from(half) * 6 - 5,
            Part::FirstQuarters(_) => 1,
            Part::Quarter(quarter) | Part::AnyQuarter(quarter) => i64::from(quarter) * 3 - 2,
            Part::Third(number) => i64::from(number) * 10 - 9,
            Part::Month(number) | Part::Day(number) => i64::from(number),
        }
    }
}

/// What one end leaves out the one before or after it says: 2024年4月～6月, April – June 2024. An end that would come
/// first lies in the next year: 2023年10月～3月.
pub(super) fn complete(ends: &mut [Group]) {
    let finer = |group: &Group| group.0.iter().filter(|part| part.rank() > 0).map(Part::start).collect::<Vec<_>>();
    for at in 1..ends.len() {
        let (before, after) = ends.split_at_mut(at);
        if let (Some(first), Some(last)) = (before.last(), after.first_mut())
            && last.complete(first)
            && finer(first) > finer(last)
        {
            last.shift_year(1);
        }
    }
    for at in (1..ends.len()).rev() {
        let (before, after) = ends.split_at_mut(at);
        if let (Some(first), Some(last)) = (before.last_mut(), after.first())
            && first.complete(last)
            && finer(first) > finer(last)
        {
            first.shift_year(-1);
        }
    }
}

impl Group {
    pub(super) fn has(&self, component: Component) -> bool {
        let rank = |component: Component| component.max(Component::FiscalYear);
        self.0.iter().any(|part| rank(part.component()) == rank(component))
    }

    /// Takes from `other` what is missing and coarser than the finest component here. Whether a year was taken.
    fn complete(&mut self, other: &Group) -> bool {
        let Some(finest) = self.0.last().map(Part::rank) else {
            return false;
        };
        let missing: Vec<Part> =
            other.0.iter().copied().filter(|part| part.rank() < finest && !self.has(part.component())).collect();
        let has_year = missing.iter().any(|part| part.rank() == 0);
        self.0.extend(missing);
        self.0.sort_by_key(Part::rank);
        has_year
    }

    fn shift_year(&mut self, years: i64) {
        for part in &mut self.0 {
            match part {
                Part::Years(first, last) => (*first, *last) = (*first + years, *last + years),
                Part::FiscalYear(year) | Part::AnyYear(year) => *year += years,
                _ => {}
            }
        }
    }
}

impl Part {
    /// All kinds of years come first and exclude each other.
    pub(super) fn rank(&self) -> u8 {
        match self.component() {
            Component::Year | Component::FiscalYear => 0,
            Component::HalfYear => 1,
            Component::Quarter => 2,
            Component::Month => 3,
            Component::Day => 4,
        }
    }
}
