//! The drawing for screens: time runs to the right, every kind has a lane.

use crate::base::date::year_name;

use super::super::svg::{fit, width};
use super::axis::{Axis, Period, Tick, YEAR};
use super::lane::Lane;
use super::svg::Svg;
use super::{Drawing, Named, bar_length, fullest};

const WIDTH: f64 = 980.0;
/// On a tablet the drawing is three quarters as large, and its type larger by as much.
const TYPE: f64 = 15.0;
const ROW: f64 = 17.0;
/// The height of cells, with the counts above them.
const BAND: f64 = 52.0;
const TOP: f64 = 4.0;

/// The drawing; `None` if no event has a time.
pub fn draw(drawing: &Drawing<'_>) -> Option<String> {
    let widest = drawing.kinds.iter().map(|kind| width(&kind.label) * TYPE).fold(0.0, f64::max);
    let left = (widest + TYPE + 20.0).clamp(76.0, 190.0);
    let axis = Axis::new(&drawing.times, left, |_| WIDTH - left - 16.0)?;
    let (lanes, period) = drawing.lay_out(&axis, (6, 3));
    let bottom = TOP + lanes.iter().map(height).sum::<f64>() + 30.0;
    let ticks = period_of_ticks(drawing, &axis);
    let (names, above) = (drawing.names(&axis, ticks), drawing.names_above(&axis, ticks));
    let end = bottom + if above.is_empty() { 24.0 } else { 44.0 };
    let mut svg = drawing.open("wide", (WIDTH, end), &axis);
    for named in &names {
        svg.line("grid", (named.tick.start, TOP), (named.tick.start, bottom));
    }
    for gap in axis.breaks() {
        drawing.gap(&mut svg, gap, (TOP, bottom));
    }
    let density = drawing.density(&axis, period);
    let most = density.iter().map(|(_, count)| *count).max().unwrap_or(0);
    for (tick, count) in density.iter().filter(|(_, count)| *count > 0) {
        let top = bottom - bar_length(*count, most, 26.0);
        svg.bar("density", (tick.start + 1.0, top), ((tick.end - 1.0).max(tick.start + 2.0), bottom));
    }
    let (mut top, most) = (TOP, fullest(&lanes));
    for (kind, lane) in drawing.kinds.iter().zip(&lanes) {
        let bottom = top + height(lane);
        svg.line("lane", (left, bottom), (axis.end(), bottom));
        let label = fit(&kind.label, (left - TYPE - 14.0) / TYPE);
        let class = format!("kind-{}", kind.number);
        svg.lane_name("start", (0.0, f64::midpoint(top, bottom) + 4.0), (&class, &kind.shape, &label));
        self::lane(drawing, &mut svg, (&axis, lane), (top, bottom, most));
        top = bottom;
    }
    // Last, so that the first stop of the tab key is an event.
    labels(drawing, &mut svg, (&names, ticks), bottom);
    labels_above(drawing, &mut svg, &above, bottom);
    Some(svg.finish())
}

fn height(lane: &Lane<'_>) -> f64 {
    lane.rows as f64 * ROW + if lane.cells.is_empty() { 10.0 } else { BAND + 6.0 }
}

/// Years, months or days as fine as their names leave room for.
fn period_of_ticks(drawing: &Drawing<'_>, axis: &Axis) -> Period {
    let (first, last) = axis.times();
    let years = [first, last - 1.0].map(|time| year_name(time.div_euclid(YEAR) as i64, drawing.frame.tag()));
    let room = years.iter().map(|name| width(name) * TYPE).fold(0.0, f64::max) + 10.0;
    match axis.period(24.0) {
        period @ Period::Days(_) => period,
        Period::Months(months) if months < YEAR => match axis.period(44.0) {
            Period::Months(months) if months < YEAR => Period::Months(months),
            _ => axis.period(room),
        },
        Period::Months(_) => axis.period(room),
    }
}

/// The names below the axis, as many as there is room for.
fn labels(drawing: &Drawing<'_>, svg: &mut Svg, (names, period): (&[Named], Period), bottom: f64) {
    let is_one = matches!(period, Period::Days(1) | Period::Months(1.0 | YEAR));
    let mut free = 0.0;
    for named in names {
        let Tick { start, end, .. } = named.tick;
        let length = width(&named.name) * TYPE;
        let left = if is_one { f64::midpoint(start, end) - length / 2.0 } else { start + 3.0 };
        if left >= free && left + length <= WIDTH + 4.0 {
            let (anchor, x) = if is_one { ("middle", left + length / 2.0) } else { ("start", left) };
            drawing.tick(svg, (anchor, (x, bottom + 17.0)), named);
            free = left + length + 4.0;
        }
    }
}

/// The years or months below those.
fn labels_above(drawing: &Drawing<'_>, svg: &mut Svg, names: &[Named], bottom: f64) {
    let mut free = 0.0;
    for named in names {
        let left = named.tick.start + 3.0;
        if left >= free {
            drawing.tick(svg, ("start", (left, bottom + 37.0)), named);
            free = left + width(&named.name) * TYPE + 10.0;
        }
    }
}

fn lane(
    drawing: &Drawing<'_>,
    svg: &mut Svg,
    (axis, lane): (&Axis, &Lane<'_>),
    (top, bottom, most): (f64, f64, usize),
) {
    for drawn in &lane.marks {
        drawing.mark(svg, drawn, top + 5.0 + ROW / 2.0 + drawn.row as f64 * ROW);
    }
    let ground = bottom - 3.0;
    for cell in &lane.cells {
        if let Some(single) = cell.single() {
            drawing.mark(svg, &single, ground - 8.0);
            continue;
        }
        let (start, end) = (axis.at(cell.times.0), axis.at(cell.times.1).max(axis.at(cell.times.0) + 4.0));
        let height = bar_length(cell.count, most, BAND - 14.0);
        drawing.cell(svg, cell, ((start + 1.0, end - 1.0), (ground - height, ground)));
        let count = cell.count.to_string();
        if width(&count) * 10.0 < end - start {
            svg.words(("count", "middle"), (f64::midpoint(start, end), ground - height - 3.0), &count);
        }
    }
}
