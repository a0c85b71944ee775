//! The places of events on the axis, lane by lane: marks in rows where there is room for each, else cells that count.

use std::collections::BTreeMap;

use crate::render::view::EventView;

use super::axis::{Axis, Period};

/// An event, and when it is.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// As the list shows it.
    pub event: &'a EventView,
    /// Its beginning, in months; `None` where that is open or unknown.
    pub from: Option<f64>,
    /// Its end, likewise. One of the two is known.
    pub to: Option<f64>,
    /// Whether it runs from one date to another.
    pub is_interval: bool,
    /// Whether its date is approximate or doubtful.
    pub is_soft: bool,
    /// Fragment of the part of the list that holds it.
    pub part: &'a str,
}

impl Item<'_> {
    /// Whether it is of one day: a span says that something lasts.
    pub fn is_day(&self) -> bool {
        self.from.zip(self.to).is_some_and(|(from, to)| to - from < 1.5 / 31.0)
    }
}

/// An event with its place, in drawing units.
#[derive(Clone, Copy, Debug)]
pub struct Drawn<'a> {
    /// The event.
    pub item: &'a Item<'a>,
    /// Where its time begins.
    pub from: f64,
    /// Where its time ends.
    pub to: f64,
    /// Where its mark stands.
    pub mark: f64,
    /// Its row in the lane.
    pub row: usize,
}

/// Events of one period, too many for a mark each.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'a> {
    /// When the period begins and ends, in months.
    pub times: (f64, f64),
    /// The first event.
    pub first: Drawn<'a>,
    /// How many.
    pub count: usize,
    /// How many of them are forecasts.
    pub forecasts: usize,
}

/// The events of one kind.
#[derive(Clone, Debug, Default)]
pub struct Lane<'a> {
    /// Events with a mark of their own, in rows.
    pub marks: Vec<Drawn<'a>>,
    /// How many rows those are.
    pub rows: usize,
    /// The others; one that is alone in its period is drawn as a mark.
    pub cells: Vec<Cell<'a>>,
}

/// The room that there is.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// Rows for events with a mark of their own.
    pub rows: usize,
    /// Rows for long spans above cells.
    pub rows_over_cells: usize,
    /// The period that a cell holds.
    pub period: Period,
    /// Where an open end is drawn to.
    pub known: f64,
}

/// Marks stand at least so far apart.
const APART: f64 = 16.0;
/// An open end is at least so far from its mark.
const OPEN: f64 = 22.0;
/// A span is long from here on.
const LONG: f64 = 48.0;

impl<'a> Cell<'a> {
    /// The event, if it is alone: its mark without its span, for which there is no row.
    pub fn single(&self) -> Option<Drawn<'a>> {
        (self.count == 1).then_some(Drawn { from: self.first.mark, to: self.first.mark, ..self.first })
    }
}

/// Gives the events of a kind their places; they come in order of time.
pub fn lay_out<'a>(items: &'a [Item<'a>], axis: &Axis, room: Room) -> Lane<'a> {
    let drawn: Vec<Drawn<'_>> = items.iter().map(|item| place(item, axis, room.known)).collect();
    let mut rows = Rows::new(room.rows);
    let marks: Option<Vec<Drawn<'_>>> = drawn.iter().map(|drawn| rows.take(*drawn)).collect();
    if let Some(marks) = marks {
        return Lane { marks, rows: rows.ends.len().max(1), cells: Vec::new() };
    }
    let mut rows = Rows::new(room.rows_over_cells);
    let mut marks = Vec::new();
    let mut cells: BTreeMap<i64, Cell<'_>> = BTreeMap::new();
    for drawn in drawn {
        let long = Some(drawn).filter(|drawn| drawn.to - drawn.from > LONG);
        if let Some(drawn) = long.and_then(|drawn| rows.take(drawn)) {
            marks.push(drawn);
            continue;
        }
        let time = drawn.item.from.or(drawn.item.to).unwrap_or_default();
        let times = room.period.around(time);
        let forecasts = usize::from(drawn.item.event.forecast);
        // Ten-thousandths of a month: periods begin at whole months or days.
        cells
            .entry((times.0 * 1e4).round() as i64)
            .and_modify(|cell| {
                cell.count += 1;
                cell.forecasts += forecasts;
            })
            .or_insert(Cell { times, first: drawn, count: 1, forecasts });
    }
    Lane { marks, rows: rows.ends.len(), cells: cells.into_values().collect() }
}

fn place<'a>(item: &'a Item<'a>, axis: &Axis, known: f64) -> Drawn<'a> {
    let from = item.from.map_or(axis.start(), |time| axis.at(time));
    // An open end is drawn as far as the texts know facts, not into the years that are only forecast.
    let to = item.to.map_or(known.max(from + OPEN), |time| axis.at(time)).max(from);
    let mark = match (item.from, item.is_interval) {
        (None, _) => to,
        (_, true) => from,
        _ => f64::midpoint(from, to),
    };
    Drawn { item, from, to, mark, row: 0 }
}

/// Rows that fill from the first one on.
struct Rows {
    most: usize,
    ends: Vec<f64>,
}

impl Rows {
    fn new(most: usize) -> Self {
        Self { most, ends: Vec::new() }
    }

    /// The first row in which it touches nothing.
    fn take<'a>(&mut self, drawn: Drawn<'a>) -> Option<Drawn<'a>> {
        let (left, right) = (drawn.mark.min(drawn.from) - APART / 2.0, drawn.mark.max(drawn.to) + APART / 2.0);
        let row = self.ends.iter().position(|end| *end <= left).unwrap_or(self.ends.len());
        match self.ends.get_mut(row) {
            Some(end) => *end = right,
            None if row < self.most => self.ends.push(right),
            None => return None,
        }
        Some(Drawn { row, ..drawn })
    }
}
