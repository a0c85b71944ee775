//! The drawn overview of the timeline, as SVG without inline styles: lanes by kind, years, density, spans, forecasts
//! hollow. Wide for screens, tall for phones, where time runs down. The list below it says the same in words.

use std::fmt::Write as _;

use crate::base::date::Day;
use crate::parse::timeline::Event;

use super::frame::Frame;
use super::html::{attribute, escape};
use super::view::KindView;

/// An event as it is drawn: from where to where on the axis of time, in drawing units.
struct Drawn<'a> {
    event: &'a Event,
    kind: &'a KindView,
    from: f64,
    to: f64,
    /// Whether the end is open.
    open: bool,
    /// Which row (or column) of its lane it lies in, so that marks do not cover one another.
    row: usize,
}

impl Drawn<'_> {
    /// Where the mark stands: in the middle of a short time, at the beginning of a long or open one.
    fn mark(&self) -> f64 {
        if self.open || self.event.date.value.is_interval() { self.from } else { f64::midpoint(self.from, self.to) }
    }
}

/// The axis of time.
struct Axis {
    first_year: i64,
    last_year: i64,
    start: f64,
    unit: f64,
}

impl Axis {
    /// An axis for the events, `length` long from `start`; `None` if no event has a day, or if the years are so many that a
    /// drawing in proportion would show nothing.
    fn new(events: &[Event], start: f64, length: impl Fn(i64) -> f64) -> Option<Self> {
        let days = events.iter().flat_map(|event| {
            let bounds = event.date.value.bounds();
            [bounds.earliest, bounds.latest].into_iter().flatten()
        });
        let (first, last) =
            days.fold((i64::MAX, i64::MIN), |(first, last), day| (first.min(day.year()), last.max(day.year())));
        const MOST_YEARS: i64 = 3000;
        let years = (first <= last).then(|| last.saturating_sub(first)).filter(|years| *years < MOST_YEARS)? + 1;
        Some(Self { first_year: first, last_year: last, start, unit: length(years) / years as f64 })
    }

    fn at(&self, day: Day) -> f64 {
        let begin = |year: i64| Day::new(year, 1, 1).map_or(0, Day::ordinal);
        let year = day.year();
        let share = (day.ordinal() - begin(year)) as f64 / (begin(year + 1) - begin(year)).max(1) as f64;
        self.start + ((year - self.first_year) as f64 + share) * self.unit
    }

    fn year(&self, year: i64) -> f64 {
        self.start + (year - self.first_year) as f64 * self.unit
    }

    fn end(&self) -> f64 {
        self.year(self.last_year + 1)
    }

    /// Every how many years a year is written, so that the labels keep `apart` from each other.
    fn step(&self, apart: f64) -> i64 {
        let steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
        steps.into_iter().find(|step| *step as f64 * self.unit >= apart).unwrap_or(2000)
    }

    fn years(&self, apart: f64) -> impl Iterator<Item = i64> + '_ {
        let step = self.step(apart);
        (self.first_year..=self.last_year).step_by(usize::try_from(step).unwrap_or(1))
    }
}

/// The events with their places, lane by lane; rows are given so that neither marks nor spans touch.
fn place<'a>(frame: &Frame<'a>, kinds: &'a [KindView], axis: &Axis) -> Vec<Vec<Drawn<'a>>> {
    const MARK: f64 = 8.0;
    let config = &frame.site.config;
    let facts = frame.site.events.iter().filter(|event| !event.forecast);
    let last_fact = facts.filter_map(|event| event.date.value.bounds().latest).max();
    let known = last_fact.map_or(axis.end(), |day| axis.at(day));
    let mut lanes: Vec<Vec<Drawn<'a>>> = Vec::new();
    for kind in kinds {
        let mut lane: Vec<Drawn<'a>> = Vec::new();
        let mut ends: Vec<f64> = Vec::new();
        for event in frame.site.events.iter().filter(|event| config.kinds[event.kind].name == kind.name) {
            let bounds = event.date.value.bounds();
            let from = bounds.earliest.map_or(axis.start, |day| axis.at(day));
            // An open end is drawn as far as the texts know facts, not into the years that are only forecast.
            let to = bounds.latest.map_or(known, |day| axis.at(day)).max(from);
            let mut drawn = Drawn { event, kind, from, to, open: bounds.latest.is_none(), row: 0 };
            let (left, right) = (drawn.mark().min(from) - MARK, drawn.mark().max(to) + MARK);
            drawn.row = ends.iter().position(|end| *end <= left).unwrap_or(ends.len());
            match ends.get_mut(drawn.row) {
                Some(end) => *end = right,
                None => ends.push(right),
            }
            lane.push(drawn);
        }
        lanes.push(lane);
    }
    lanes
}

/// How many events begin in each half of a year.
fn density(frame: &Frame<'_>, axis: &Axis) -> Vec<(f64, usize)> {
    let halves = usize::try_from((axis.last_year - axis.first_year + 1) * 2).unwrap_or(0);
    let mut counts = vec![0; halves];
    for event in &frame.site.events {
        let Some(day) = event.date.value.bounds().earliest else { continue };
        let half = (day.year() - axis.first_year) * 2 + i64::from(day.month() > 6);
        if let Some(count) = usize::try_from(half).ok().and_then(|half| counts.get_mut(half)) {
            *count += 1;
        }
    }
    counts.into_iter().enumerate().map(|(half, count)| (axis.start + half as f64 * axis.unit / 2.0, count)).collect()
}

const ROW: f64 = 17.0;

/// Time runs from left to right.
pub fn wide(frame: &Frame<'_>, kinds: &[KindView]) -> String {
    const WIDTH: f64 = 980.0;
    const LEFT: f64 = 76.0;
    let Some(axis) = Axis::new(&frame.site.events, LEFT, |_| WIDTH - LEFT - 16.0) else { return String::new() };
    let lanes = place(frame, kinds, &axis);
    let rows = |lane: &[Drawn<'_>]| lane.iter().map(|drawn| drawn.row + 1).max().unwrap_or(1);
    let lanes_height: f64 = lanes.iter().map(|lane| rows(lane) as f64 * ROW + 10.0).sum();
    let bottom = lanes_height + 34.0;
    let mut svg = open("axis wide", (WIDTH, bottom + 24.0), frame);
    for year in axis.years(44.0) {
        let x = axis.year(year);
        line(&mut svg, "grid", (x, 4.0), (x, bottom));
        label(&mut svg, ("year-label", "middle"), (x + axis.unit / 2.0, bottom + 17.0), &year.to_string());
    }
    for (x, count) in density(frame, &axis) {
        bar(
            &mut svg,
            (x + 1.0, bottom - (count as f64 * 3.0).min(26.0)),
            ((axis.unit / 2.0 - 2.0).max(1.0), (count as f64 * 3.0).min(26.0)),
        );
    }
    let mut top = 4.0;
    for (kind, lane) in kinds.iter().zip(&lanes) {
        let height = rows(lane) as f64 * ROW + 10.0;
        line(&mut svg, "lane", (LEFT, top + height), (axis.end(), top + height));
        lane_label(&mut svg, "start", (0.0, top + height / 2.0 + 4.0), kind);
        for drawn in lane {
            let y = top + 5.0 + ROW / 2.0 + drawn.row as f64 * ROW;
            mark(&mut svg, frame, drawn, |at| (at, y));
        }
        top += height;
    }
    svg.push_str("</svg>");
    svg
}

/// Time runs down; every kind has a column.
pub fn tall(frame: &Frame<'_>, kinds: &[KindView]) -> String {
    const WIDTH: f64 = 340.0;
    const LEFT: f64 = 46.0;
    const TOP: f64 = 30.0;
    let length = |years: i64| (years as f64 * 58.0).clamp(240.0, 1400.0);
    let Some(axis) = Axis::new(&frame.site.events, TOP, length) else { return String::new() };
    let lanes = place(frame, kinds, &axis);
    let column = (WIDTH - LEFT) / kinds.len().max(1) as f64;
    let mut svg = open("axis tall", (WIDTH, axis.end() + 12.0), frame);
    for year in axis.years(30.0) {
        let y = axis.year(year);
        line(&mut svg, "grid", (0.0, y), (WIDTH, y));
        label(&mut svg, ("year-label", "start"), (0.0, y + 15.0), &year.to_string());
    }
    for (y, count) in density(frame, &axis) {
        bar(&mut svg, (0.0, y + axis.unit / 2.0 - 5.0), ((count as f64 * 4.0).min(LEFT - 8.0), 3.0));
    }
    for (at, (kind, lane)) in kinds.iter().zip(&lanes).enumerate() {
        let left = LEFT + at as f64 * column;
        let rows = lane.iter().map(|drawn| drawn.row + 1).max().unwrap_or(1) as f64;
        line(&mut svg, "lane", (left, TOP), (left, axis.end()));
        lane_label(&mut svg, "middle", (left + column / 2.0, 16.0), kind);
        for drawn in lane {
            let x = left + column * (drawn.row as f64 + 0.5) / rows;
            mark(&mut svg, frame, drawn, |at| (x, at));
        }
    }
    svg.push_str("</svg>");
    svg
}

fn open(class: &str, (width, height): (f64, f64), frame: &Frame<'_>) -> String {
    let mut svg = format!("<svg class=\"{class}\" viewBox=\"0 0 {} {}\" role=\"img\"", round(width), round(height));
    attribute(&mut svg, "aria-label", &frame.word("timeline_drawing", &[]));
    svg.push('>');
    svg
}

fn line(svg: &mut String, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
    let _ = write!(
        svg,
        "<line class=\"{class}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>",
        round(x1),
        round(y1),
        round(x2),
        round(y2)
    );
}

fn label(svg: &mut String, (class, anchor): (&str, &str), (x, y): (f64, f64), text: &str) {
    let _ = write!(svg, "<text class=\"{class}\" text-anchor=\"{anchor}\" x=\"{}\" y=\"{}\">", round(x), round(y));
    escape(svg, text);
    svg.push_str("</text>");
}

/// The shape of a kind in its color, and its name.
fn lane_label(svg: &mut String, anchor: &str, (x, y): (f64, f64), kind: &KindView) {
    let _ = write!(
        svg,
        "<text class=\"lane-label\" text-anchor=\"{anchor}\" x=\"{}\" y=\"{}\"><tspan class=\"lane-shape kind-{}\">",
        round(x),
        round(y),
        kind.number
    );
    escape(svg, &kind.shape);
    svg.push_str("</tspan> ");
    escape(svg, &kind.label);
    svg.push_str("</text>");
}

fn bar(svg: &mut String, (x, y): (f64, f64), (width, height): (f64, f64)) {
    if width > 0.0 && height > 0.0 {
        let _ = write!(
            svg,
            "<rect class=\"density\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            round(x),
            round(y),
            round(width),
            round(height)
        );
    }
}

/// The mark of an event, and its span where it lasts. A pointer reads its title; the list below is for everyone.
fn mark(svg: &mut String, frame: &Frame<'_>, drawn: &Drawn<'_>, point: impl Fn(f64) -> (f64, f64)) {
    /// Shorter spans than this hide under their mark.
    const SHORT: f64 = 18.0;
    let forecast = if drawn.event.forecast { " forecast" } else { "" };
    let number = drawn.kind.number;
    let _ = write!(svg, "<g class=\"event-mark kind-{number}\"><title>");
    let date = frame.date(&drawn.event.date.value);
    escape(svg, &format!("{date} {}", drawn.event.title.text(frame.language)));
    svg.push_str("</title>");
    if drawn.to - drawn.from > SHORT {
        let open = if drawn.open { " open" } else { "" };
        line(svg, &format!("span kind-{number}{forecast}{open}"), point(drawn.from), point(drawn.to));
        if drawn.open {
            let ((x1, y1), (x2, y2)) = (point(drawn.to - 5.0), point(drawn.to));
            let across = |x: f64, y: f64, by: f64| if x1 < x2 { (x, y + by) } else { (x + by, y) };
            for by in [-4.0, 4.0] {
                line(svg, &format!("span kind-{number}{forecast}"), across(x1, y1, by), (x2, y2));
            }
        }
    }
    let (x, y) = point(drawn.mark());
    let _ = write!(svg, "<path class=\"mark kind-{number}{forecast}\" d=\"{}\"/></g>", shape(number, x, y));
}

/// The outline of the shape of a kind around a point, about eleven units wide: ● ■ ▲ ◆ ▼ ★ ✚ ⬟.
fn shape(kind: usize, x: f64, y: f64) -> String {
    let polygon = |points: &[(f64, f64)]| {
        let points: Vec<String> =
            points.iter().map(|(dx, dy)| format!("{} {}", round(x + dx), round(y + dy))).collect();
        format!("M{}Z", points.join("L"))
    };
    let star = |corners: usize, inner: f64| -> Vec<(f64, f64)> {
        let steps = if inner < 1.0 { corners * 2 } else { corners };
        (0..steps)
            .map(|step| {
                let radius = if inner < 1.0 && step % 2 == 1 { 6.2 * inner } else { 6.2 };
                let angle = std::f64::consts::TAU * step as f64 / steps as f64;
                (radius * angle.sin(), -radius * angle.cos())
            })
            .collect()
    };
    match kind {
        1 => format!("M{} {}a5.4 5.4 0 1 0 10.8 0a5.4 5.4 0 1 0 -10.8 0Z", round(x - 5.4), round(y)),
        2 => polygon(&[(-4.8, -4.8), (4.8, -4.8), (4.8, 4.8), (-4.8, 4.8)]),
        3 => polygon(&[(0.0, -6.0), (5.8, 4.6), (-5.8, 4.6)]),
        4 => polygon(&[(0.0, -6.4), (6.4, 0.0), (0.0, 6.4), (-6.4, 0.0)]),
        5 => polygon(&[(-5.8, -4.6), (5.8, -4.6), (0.0, 6.0)]),
        6 => polygon(&star(5, 0.45)),
        7 => polygon(&[
            (-1.9, -5.8),
            (1.9, -5.8),
            (1.9, -1.9),
            (5.8, -1.9),
            (5.8, 1.9),
            (1.9, 1.9),
            (1.9, 5.8),
            (-1.9, 5.8),
            (-1.9, 1.9),
            (-5.8, 1.9),
            (-5.8, -1.9),
            (-1.9, -1.9),
        ]),
        _ => polygon(&star(5, 1.0)),
    }
}

/// One decimal: the same on every machine, and short.
fn round(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}
