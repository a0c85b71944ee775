//! The drawing for phones: time runs down, every kind has a column.

use super::super::svg::{fit, width};
use super::axis::{Axis, Period, YEAR};
use super::lane::Lane;
use super::svg::Svg;
use super::{Drawing, Named, bar_length, fullest};

const WIDTH: f64 = 340.0;
const TYPE: f64 = 12.0;
const TOP: f64 = 30.0;

/// The drawing; `None` if no event has a time.
pub fn draw(drawing: &Drawing<'_>) -> Option<String> {
    let axis = Axis::new(&drawing.times, TOP, length)?;
    let period = period_of_ticks(&axis);
    let names = names(drawing, &axis, period);
    let left = (names.iter().map(|named| width(&named.name) * TYPE).fold(0.0, f64::max) + 24.0).clamp(46.0, 120.0);
    let column = (WIDTH - left) / drawing.kinds.len().max(1) as f64;
    let rows = (column / 14.0) as usize;
    let (lanes, cells) = drawing.lay_out(&axis, (rows, rows / 3));
    let mut svg = drawing.open("tall", (WIDTH, axis.end() + 12.0), &axis);
    for named in &names {
        svg.line("grid", (0.0, named.tick.start), (WIDTH, named.tick.start));
    }
    for gap in axis.breaks() {
        drawing.gap(&mut svg, gap, (WIDTH, 5.0));
    }
    let density = drawing.density(&axis, cells);
    let most = density.iter().map(|(_, count)| *count).max().unwrap_or(0);
    for (tick, count) in density.iter().filter(|(_, count)| *count > 0) {
        let middle = f64::midpoint(tick.start, tick.end);
        svg.bar("density", (left - 5.0 - bar_length(*count, most, 14.0), middle - 1.5), (left - 5.0, middle + 1.5));
    }
    let most = fullest(&lanes);
    for (at, (kind, lane)) in drawing.kinds.iter().zip(&lanes).enumerate() {
        let start = left + at as f64 * column;
        svg.line("lane", (start, TOP), (start, axis.end()));
        let label = fit(&kind.label, (column - TYPE - 6.0) / TYPE);
        let class = format!("kind-{}", kind.number);
        svg.lane_name("middle", (start + column / 2.0, 16.0), (&class, &kind.shape, &label));
        self::lane(drawing, &mut svg, (&axis, lane), (start, column, most));
    }
    // Last, so that the first stop of the tab key is an event.
    let mut free = 0.0;
    for named in &names {
        let start = named.tick.start;
        if start >= free {
            drawing.tick(&mut svg, ("start", (0.0, start + 13.0)), named);
            free = start + TYPE + 2.0;
        }
    }
    Some(svg.finish())
}

/// How long the axis of so many months is: as long as a year, a month or a day needs, within what one scrolls.
fn length(months: f64) -> f64 {
    let length = match months {
        ..=3.0 => months * 480.0,
        ..=18.0 => months * 58.0,
        _ => months / YEAR * 58.0,
    };
    length.clamp(240.0, 1400.0)
}

fn period_of_ticks(axis: &Axis) -> Period {
    match axis.period(15.0) {
        period @ Period::Days(_) => period,
        _ => axis.period(30.0),
    }
}

/// The periods of the axis. The month or the year above days or months stands in the place of its first.
fn names(drawing: &Drawing<'_>, axis: &Axis, period: Period) -> Vec<Named> {
    let mut above = drawing.names_above(axis, period).into_iter().peekable();
    let mut names = drawing.names(axis, period);
    for named in &mut names {
        if let Some(above) = above.next_if(|above| above.tick.from <= named.tick.from) {
            (named.name, named.heading) = (above.name, above.heading);
        }
    }
    names
}

fn lane(
    drawing: &Drawing<'_>,
    svg: &mut Svg,
    (axis, lane): (&Axis, &Lane<'_>),
    (start, column, most): (f64, f64, usize),
) {
    let rows = lane.rows as f64;
    let spans = if lane.cells.is_empty() { column } else { (rows * 14.0).min(column / 2.0) };
    for drawn in &lane.marks {
        drawing.mark(svg, drawn, start + spans * (drawn.row as f64 + 0.5) / rows);
    }
    let ground = start + 2.0 + if rows > 0.0 { spans } else { 0.0 };
    let room = start + column - ground;
    let counts = if room > 44.0 { 24.0 } else { 0.0 };
    for cell in &lane.cells {
        if let Some(single) = cell.single() {
            drawing.mark(svg, &single, ground + 7.0);
            continue;
        }
        let (from, to) = (axis.at(cell.times.0), axis.at(cell.times.1).max(axis.at(cell.times.0) + 4.0));
        let length = bar_length(cell.count, most, room - counts - 4.0);
        drawing.cell(svg, cell, ((from + 1.0, to - 1.0), (ground, ground + length)));
        if counts > 0.0 && to - from >= 11.0 {
            let middle = f64::midpoint(from, to) + 3.5;
            svg.words(("count", "start"), (ground + length + 2.0, middle), &cell.count.to_string());
        }
    }
}
