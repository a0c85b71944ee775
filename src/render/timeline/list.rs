//! The list of events: by year, and within a year of many events by month or by day.

use std::collections::BTreeMap;

use crate::base::date::{Date, Day, Precision, period_name, year_name};
use crate::render::frame::Frame;
use crate::render::view::{EventGroupView, EventView, YearView};

/// A year of more events is divided into months.
const MOST_OF_YEAR: usize = 24;

/// A month of more events is divided into days.
const MOST_OF_MONTH: usize = 60;

/// A year, with the events below its heading.
pub struct Year {
    label: String,
    id: String,
    groups: Vec<Group>,
}

/// Events by their indexes; without label and id where they are the whole year.
struct Group {
    label: String,
    id: String,
    events: Vec<usize>,
}

impl Year {
    /// The fragments of its headings.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let groups = self.groups.iter().map(|group| group.id.as_str());
        std::iter::once(self.id.as_str()).chain(groups.filter(|id| !id.is_empty()))
    }

    fn id_of<'a>(&'a self, group: &'a Group) -> &'a str {
        if group.id.is_empty() { &self.id } else { &group.id }
    }
}

/// The years in order; what is without any year stands first. An event without a beginning stands in the year of its end.
pub fn years(frame: &Frame<'_>) -> Vec<Year> {
    let mut by_year: BTreeMap<Option<i64>, Vec<usize>> = BTreeMap::new();
    for (at, event) in frame.site.events().iter().enumerate() {
        by_year.entry(event.date.value.year()).or_default().push(at);
    }
    let year = |(year, events): (Option<i64>, Vec<usize>)| match year {
        Some(year) => Year {
            label: year_name(year, frame.tag()),
            id: format!("year.{year}"),
            groups: months(frame, year, events),
        },
        None => Year {
            label: frame.word("undated", &[]),
            id: "year.unknown".to_owned(),
            groups: vec![Group { label: String::new(), id: String::new(), events }],
        },
    };
    by_year.into_iter().map(year).collect()
}

/// The events of a year: together, or by month. What is known no finer than by the year stands first.
fn months(frame: &Frame<'_>, year: i64, events: Vec<usize>) -> Vec<Group> {
    if events.len() <= MOST_OF_YEAR {
        return vec![Group { label: String::new(), id: String::new(), events }];
    }
    let by_month = divided(frame, events, Precision::Month, Day::month);
    let mut groups = Vec::new();
    for (month, events) in by_month {
        match month {
            Some(month) if events.len() > MOST_OF_MONTH => groups.extend(days(frame, (year, month), events)),
            _ => groups.push(group(frame, (year, month, None), events)),
        }
    }
    groups
}

fn days(frame: &Frame<'_>, (year, month): (i64, u8), events: Vec<usize>) -> Vec<Group> {
    let by_day = divided(frame, events, Precision::Day, Day::day);
    by_day.into_iter().map(|(day, events)| group(frame, (year, Some(month), day), events)).collect()
}

/// Events by a part of their dates; `None` comes first, for dates that are coarser.
fn divided(
    frame: &Frame<'_>,
    events: Vec<usize>,
    precision: Precision,
    part: impl Fn(Day) -> u8,
) -> BTreeMap<Option<u8>, Vec<usize>> {
    let part_of = |date: &Date| {
        let day = date.bounds().earliest.or(date.bounds().latest).filter(|_| date.precision() >= precision);
        day.map(&part)
    };
    let mut parts: BTreeMap<Option<u8>, Vec<usize>> = BTreeMap::new();
    let all = frame.site.events();
    for at in events {
        parts.entry(part_of(&all[at].date.value)).or_default().push(at);
    }
    parts
}

fn group(frame: &Frame<'_>, (year, month, day): (i64, Option<u8>, Option<u8>), events: Vec<usize>) -> Group {
    let first = Day::new(year, month.unwrap_or(1), day.unwrap_or(1));
    let last = match (month, day) {
        (Some(_), Some(_)) => first,
        (Some(month), None) => (28..=31).rev().find_map(|last| Day::new(year, month, last)),
        _ => Day::new(year, 12, 31),
    };
    let label = first.zip(last).map_or_else(String::new, |(first, last)| period_name(first, last, frame.tag()));
    let id = match (month, day) {
        (Some(month), Some(day)) => format!("day.{year}-{month:02}-{day:02}"),
        (Some(month), None) => format!("month.{year}-{month:02}"),
        _ => format!("whole.{year}"),
    };
    Group { label, id, events }
}

/// The fragment of the part of the list that holds each event, by the event's index.
pub fn parts(years: &[Year], count: usize) -> Vec<&str> {
    let mut parts = vec![""; count];
    for year in years {
        for group in &year.groups {
            for &event in &group.events {
                parts[event] = year.id_of(group);
            }
        }
    }
    parts
}

/// The list as the template prints it.
pub fn views(years: &[Year], events: Vec<EventView>) -> Vec<YearView> {
    let mut events: Vec<Option<EventView>> = events.into_iter().map(Some).collect();
    let mut group_view = |group: &Group| {
        let events: Vec<EventView> = group.events.iter().filter_map(|&at| events[at].take()).collect();
        let kinds = sorted(events.iter().map(|event| event.kind.filter));
        EventGroupView { label: group.label.clone(), id: group.id.clone(), kinds, events }
    };
    years
        .iter()
        .map(|year| {
            let groups: Vec<EventGroupView> = year.groups.iter().map(&mut group_view).collect();
            let kinds = sorted(groups.iter().flat_map(|group| group.kinds.iter().copied()));
            YearView { label: year.label.clone(), id: year.id.clone(), kinds, groups }
        })
        .collect()
}

fn sorted(kinds: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut kinds: Vec<usize> = kinds.collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}
