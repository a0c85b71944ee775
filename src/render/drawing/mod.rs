//! The drawn overview of the timeline, as SVG without inline styles: lanes by kind, years, density, spans, forecasts
//! hollow, approximate and doubtful dates in dots. Wide for screens, tall for phones, where time runs down. Every mark is a
//! link to its entry in the list below, which says the same in words. Where events are too many for a mark each, a cell
//! stands for those of a period, and leads to the part of the list that holds them.

mod axis;
mod lane;
mod svg;
mod tall;
mod wide;

use std::collections::BTreeSet;

use crate::base::date::{month_name, period_name, year_and_month, year_name};
use crate::link::route::encode_fragment;

use super::frame::Frame;
use super::svg::shape;
use super::view::{EventView, KindView};
use axis::{Axis, Period, Tick, YEAR, day_at, end_of, start_of};
use lane::{Cell, Drawn, Item, Lane, Room};
use svg::{RING, Svg};

/// With more events than these every lane counts: so many marks would be neither seen apart nor stepped through.
const MOST_MARKS: usize = 400;
/// About as many cells as one steps through at most.
const MOST_CELLS: f64 = 480.0;

/// A day, in months.
const DAY: f64 = 1.0 / 31.0;

/// What is drawn.
pub struct Drawing<'a> {
    frame: &'a Frame<'a>,
    kinds: &'a [KindView],
    /// The events that have a time, kind by kind and in order.
    lanes: Vec<Vec<Item<'a>>>,
    /// Fragments of the headings of the list.
    headings: &'a BTreeSet<&'a str>,
    /// When each event is.
    times: Vec<(f64, f64)>,
    /// Up to when the texts know facts.
    known: Option<f64>,
}

impl<'a> Drawing<'a> {
    /// A drawing of the site's events, which come in their order, with the fragment of the part of the list that holds each,
    /// and those of all headings of the list.
    pub fn new(
        frame: &'a Frame<'a>,
        kinds: &'a [KindView],
        (events, parts): (&'a [EventView], &'a [&'a str]),
        headings: &'a BTreeSet<&'a str>,
    ) -> Self {
        let mut drawing =
            Self { frame, kinds, lanes: vec![Vec::new(); kinds.len()], headings, times: Vec::new(), known: None };
        for ((view, part), event) in events.iter().zip(parts).zip(frame.site.events()) {
            let (date, bounds) = (&event.date.value, event.date.value.bounds());
            let (from, to) = (bounds.earliest.map(start_of), bounds.latest.map(end_of));
            let Some(lane) = kinds.iter().position(|kind| kind.name == view.kind.name) else { continue };
            match (from, to) {
                (Some(from), Some(to)) => drawing.times.push((from, to)),
                (Some(from), None) => drawing.times.push((from, from + DAY)),
                (None, Some(to)) => drawing.times.push((to - DAY, to)),
                (None, None) => continue,
            }
            if !event.forecast {
                drawing.known = [drawing.known, to].into_iter().flatten().max_by(f64::total_cmp);
            }
            drawing.lanes[lane].push(Item {
                event: view,
                from,
                to,
                is_interval: date.is_interval(),
                is_soft: date.is_approximate() || date.is_uncertain(),
                part,
            });
        }
        drawing
    }

    /// The drawing for screens, and the one for phones; empty if no event has a time.
    pub fn draw(&self) -> (String, String) {
        (wide::draw(self).unwrap_or_default(), tall::draw(self).unwrap_or_default())
    }

    /// Whether any date is drawn in dots.
    pub fn has_soft(&self) -> bool {
        self.lanes.iter().flatten().any(|item| item.is_soft)
    }

    /// The lanes on an axis, with room for so many rows of marks, or of spans over cells.
    fn lay_out(&self, axis: &Axis, rows: (usize, usize)) -> (Vec<Lane<'_>>, Period) {
        let count: usize = self.lanes.iter().map(Vec::len).sum();
        const SHORTEST: f64 = 12.0;
        let shortest = (axis.end() - axis.start()) * self.kinds.len() as f64 / MOST_CELLS;
        let period = axis.period(shortest.max(SHORTEST));
        let room = Room {
            rows: if count > MOST_MARKS { 0 } else { rows.0 },
            rows_over_cells: rows.1,
            period,
            known: self.known.map_or(axis.end(), |time| axis.at(time)),
        };
        (self.lanes.iter().map(|items| lane::lay_out(items, axis, room)).collect(), period)
    }

    /// How many events begin in each period of the axis.
    fn density(&self, axis: &Axis, period: Period) -> Vec<(Tick, usize)> {
        let mut starts: Vec<f64> = self.times.iter().map(|(from, _)| *from).collect();
        starts.sort_by(f64::total_cmp);
        let mut rest = starts.into_iter().peekable();
        let mut counts: Vec<(Tick, usize)> = Vec::new();
        for tick in axis.periods(period) {
            if let Some(before) = counts.last_mut() {
                while rest.next_if(|time| *time + 1e-6 < tick.from).is_some() {
                    before.1 += 1;
                }
            }
            counts.push((tick, 0));
        }
        if let Some(last) = counts.last_mut() {
            last.1 += rest.count();
        }
        counts
    }

    fn open(&self, class: &str, size: (f64, f64), axis: &Axis) -> Svg {
        let mut svg = Svg::new(class, size, &self.frame.word("timeline_drawing", &[]));
        let knots: Vec<String> = axis.knots().map(|(time, at)| format!("{}:{at:.1}", time / YEAR)).collect();
        svg.data("data-knots", &knots.join(" "));
        svg.open();
        svg
    }

    /// The periods of the axis with what each is called: a year; or a month or a day, whose year or month stands beside it
    /// once.
    fn names(&self, axis: &Axis, period: Period) -> Vec<Named> {
        let tag = self.frame.tag();
        let name = |tick: Tick| match period {
            Period::Months(months) if months >= YEAR => year_name(year_of(tick), tag),
            Period::Months(_) => month_name(month_of(tick), tag),
            Period::Days(_) => day_at(tick.from).map_or_else(String::new, |day| day.day().to_string()),
        };
        let heading = |tick: Tick| self.heading(tick, period);
        axis.periods(period).map(|tick| Named { tick, name: name(tick), heading: heading(tick) }).collect()
    }

    /// The periods above those, named in full: none above years.
    fn names_above(&self, axis: &Axis, period: Period) -> Vec<Named> {
        match period {
            Period::Months(months) if months >= YEAR => Vec::new(),
            Period::Months(_) => self.names(axis, Period::Months(YEAR)),
            Period::Days(_) => {
                let mut months = self.names(axis, Period::Months(1.0));
                for month in &mut months {
                    month.name = year_and_month(year_of(month.tick), month_of(month.tick), self.frame.tag());
                }
                months
            }
        }
    }

    /// The heading of the list that a year or a month leads to.
    fn heading(&self, tick: Tick, period: Period) -> Option<String> {
        let year = || format!("year.{}", year_of(tick));
        let month = || format!("month.{}-{:02}", year_of(tick), month_of(tick));
        let ids = match period {
            Period::Months(YEAR) => vec![year()],
            Period::Months(1.0) => vec![month(), year()],
            _ => Vec::new(),
        };
        ids.into_iter().find(|id| self.headings.contains(id.as_str()))
    }

    /// A period's name, a link where the list has its heading.
    fn tick(&self, svg: &mut Svg, (anchor, point): (&str, (f64, f64)), named: &Named) {
        let class = ("year-label", anchor);
        match &named.heading {
            Some(id) => svg.link("tick", (id, ""), |svg| svg.words(class, point, &named.name)),
            None => svg.words(class, point, &named.name),
        }
    }

    /// A place where time is left out: two strokes through the axis, and how long it is.
    fn gap(&self, svg: &mut Svg, (at, months): (f64, f64), (from, to): (f64, f64)) {
        let years = (months / YEAR).round();
        let (key, n) =
            if years >= 2.0 { ("timeline_years_out", years) } else { ("timeline_months_out", months.round()) };
        svg.group("break", &self.frame.word(key, &[("n", &n.to_string())]), |svg| {
            let middle = at + axis::BREAK / 2.0;
            svg.bar_along("break-ground", (middle - 3.0, middle + 3.0), (from.min(to), to.max(from)));
            for side in [-3.0, 3.0] {
                let (start, end) = (svg.point(middle + side, from), svg.point(middle + side, to));
                svg.line("break-edge", start, end);
                let (start, end) = (svg.point(middle + side - 2.5, to + 5.0), svg.point(middle + side + 2.5, to - 5.0));
                svg.line("break-mark", start, end);
            }
        });
    }

    /// An event: its mark, and its span where it lasts.
    fn mark(&self, svg: &mut Svg, drawn: &Drawn<'_>, across: f64) {
        /// Shorter spans than this hide under their mark.
        const SHORT: f64 = 18.0;
        let event = drawn.item.event;
        let (number, forecast) = (event.kind.number, if event.forecast { " forecast" } else { "" });
        let name = self.name(event);
        let class = format!("event-mark kind-{number} of-{}", event.kind.filter);
        svg.link(&class, (&encode_fragment(&event.id), &name), |svg| {
            if drawn.to - drawn.from > SHORT && !drawn.item.is_day() {
                let soft = if drawn.item.is_soft { " soft" } else { "" };
                let (from, to) = (svg.point(drawn.from, across), svg.point(drawn.to, across));
                svg.line(&format!("span{forecast}{soft}"), from, to);
                let tips = [(drawn.item.to.is_none(), drawn.to, -5.0), (drawn.item.from.is_none(), drawn.from, 5.0)];
                for (_, tip, back) in tips.into_iter().filter(|(is_open, ..)| *is_open) {
                    for side in [-4.0, 4.0] {
                        let (from, to) = (svg.point(tip + back, across + side), svg.point(tip, across));
                        svg.line("span tip", from, to);
                    }
                }
            }
            let point = svg.point(drawn.mark, across);
            if drawn.item.is_soft {
                svg.figure("ring", point, RING);
            }
            svg.figure(&format!("mark{forecast}"), point, shape(number));
        });
    }

    fn name(&self, event: &EventView) -> String {
        let forecast =
            if event.forecast { format!("（{}）", self.frame.word("forecast", &[])) } else { String::new() };
        format!("{} {}{forecast}", event.date, event.title)
    }

    /// Many events of a period: a bar as long as they are many, between these places along and across the axis.
    fn cell(&self, svg: &mut Svg, cell: &Cell<'_>, (along, across): ((f64, f64), (f64, f64))) {
        let kind = &cell.first.item.event.kind;
        let (first, last) = (day_at(cell.times.0), day_at(cell.times.1 - 1e-3));
        let period =
            first.zip(last).map_or_else(String::new, |(first, last)| period_name(first, last, self.frame.tag()));
        let count = cell.count.to_string();
        let words = [("period", period.as_str()), ("kind", &kind.label), ("n", &count)];
        let name = self.frame.word("timeline_cell", &words);
        let class = format!("event-cell kind-{} of-{}", kind.number, kind.filter);
        svg.link(&class, (&encode_fragment(cell.first.item.part), &name), |svg| {
            svg.bar_along(if cell.forecasts == cell.count { "cell forecast" } else { "cell" }, along, across);
        });
    }
}

/// A period of the axis with its name.
struct Named {
    tick: Tick,
    name: String,
    /// Fragment of its heading in the list.
    heading: Option<String>,
}

/// The year in which a tick begins.
fn year_of(tick: Tick) -> i64 {
    tick.from.div_euclid(YEAR) as i64
}

/// The month, from 1, in which a tick begins.
fn month_of(tick: Tick) -> u8 {
    tick.from.rem_euclid(YEAR) as u8 + 1
}

/// How long the bar of a cell is, of the room that the longest has. The area one sees grows with the count, yet the few stay
/// visible beside the many.
fn bar_length(count: usize, most: usize, room: f64) -> f64 {
    4.0 + (room - 4.0) * (count as f64 / most.max(1) as f64).sqrt()
}

/// The count of the fullest cell of all lanes.
fn fullest(lanes: &[Lane<'_>]) -> usize {
    lanes.iter().flat_map(|lane| &lane.cells).map(|cell| cell.count).max().unwrap_or(0)
}
