//! Bars that lie, a row a line, each with its number at its end; and amounts at their dates, which are such bars down a line
//! of time, as far apart as their dates are. Nothing overlaps, on a phone as on a screen.

use crate::link::chart::{Row, Value};
use crate::parse::chart::Kind;

use super::canvas::{Anchor, Canvas};
use super::plot::{Plot, SIGN, arrow, class, is_more};
use super::scale::Scale;

/// Where the parts of the drawing stand.
struct Layout {
    /// Names stand in a column beside the bars up to here; above the bars if this is zero.
    names: f64,
    scale: Scale,
    thick: f64,
    line: f64,
}

/// Draws the rows; gives the height.
pub fn bars(plot: &Plot<'_>, canvas: &mut Canvas) -> f64 {
    let is_timeline = plot.figure.kind == Kind::Amounts;
    let layout = layout(plot, canvas);
    let mut y = if is_timeline { 2.0 } else { plot.legend(canvas, 0.0) };
    let top = y;
    let gaps = if is_timeline { gaps(&plot.figure.rows) } else { Vec::new() };
    for (at, row) in plot.figure.rows.iter().enumerate() {
        if let Some((gap, years)) = gaps.get(at) {
            years_between(canvas, layout.scale.zero(), (y, y + gap), *years);
            y += gap;
        }
        y = self::row(plot, canvas, (at, row), (&layout, y));
    }
    let bottom = y - layout.line * 0.3;
    // Names above their bars would be cut by a line through all.
    if is_timeline || layout.names > 0.0 {
        canvas.line("zero", (layout.scale.zero(), top), (layout.scale.zero(), bottom));
    }
    bottom + 4.0
}

fn layout(plot: &Plot<'_>, canvas: &Canvas) -> Layout {
    let rows = &plot.figure.rows;
    let widest = rows.iter().map(|row| canvas.measure(name(plot, row))).fold(0.0, f64::max);
    let names = if widest <= canvas.width * 0.28 { widest + 10.0 } else { 0.0 };
    let sign = if plot.has_many() && plot.figure.kind != Kind::Amounts { SIGN } else { 0.0 };
    let most = canvas.width * 0.45;
    let room = |is_negative: bool| {
        let values = plot.figure.series.iter().flat_map(|series| rows.iter().zip(&series.values));
        let values = values.filter_map(|(row, value)| Some((row, value.as_ref()?)));
        let own = values.filter(|(_, value)| (value.number < 0.0) == is_negative);
        let widths = own.map(|(row, value)| canvas.measure(&plot.amount(row, value)) + sign + 14.0);
        widths.fold(0.0, f64::max).min(most)
    };
    let (low, high) = plot.range();
    let ends = (names + room(true), canvas.width - room(false));
    let scale = Scale::new((low.min(0.0), high.max(0.0)), ends);
    Layout { names, scale, thick: (canvas.size * 1.15).round(), line: canvas.size * 1.55 }
}

/// The name of a row: of an amount its date.
fn name<'a>(plot: &Plot<'_>, row: &'a Row) -> &'a str {
    match (&row.label, plot.figure.kind) {
        (Some(label), kind) if kind != Kind::Amounts => &label.text,
        _ => &row.key,
    }
}

/// What an amount is of: its words, and the name of its series where there are several.
fn what(plot: &Plot<'_>, row: &Row, series: usize) -> String {
    let label = row.label.as_ref().map(|label| label.text.as_str());
    let series = plot.has_many().then(|| plot.figure.series[series].name.text.as_str());
    label.into_iter().chain(series).collect::<Vec<_>>().join(" · ")
}

/// Draws a row from `y`; gives where it ends.
fn row(plot: &Plot<'_>, canvas: &mut Canvas, (at, row): (usize, &Row), (layout, y): (&Layout, f64)) -> f64 {
    let mut y = y;
    let name = name(plot, row);
    if layout.names == 0.0 {
        let name = canvas.fit(name, canvas.width);
        canvas.text("name", Anchor::Start, (0.0, y + canvas.size), &name);
        y += layout.line;
    }
    let mut is_named = layout.names == 0.0;
    for (series, values) in plot.figure.series.iter().enumerate() {
        let Some(value) = &values.values[at] else { continue };
        let what = if plot.figure.kind == Kind::Amounts { what(plot, row, series) } else { String::new() };
        if !what.is_empty() {
            let left = layout.names + 6.0;
            let what = canvas.fit(&what, canvas.width - left);
            canvas.text("what", Anchor::Start, (left, y + canvas.size), &what);
            y += layout.line;
        }
        let middle = y + layout.thick / 2.0;
        if !is_named {
            canvas.text("name", Anchor::End, (layout.names - 10.0, middle + canvas.size * 0.36), name);
            is_named = true;
        }
        bar(plot, canvas, (series, row, value), (layout, y));
        y += layout.thick + 4.0;
    }
    if !is_named {
        canvas.text("name", Anchor::End, (layout.names - 10.0, y + canvas.size), name);
        y += layout.thick + 4.0;
    }
    y + layout.line * 0.45
}

fn bar(plot: &Plot<'_>, canvas: &mut Canvas, (series, row, value): (usize, &Row, &Value), (layout, y): (&Layout, f64)) {
    let (zero, end) = (layout.scale.zero(), layout.scale.at(value.number));
    let class = class(series, row.is_forecast);
    let middle = y + layout.thick / 2.0;
    // A number that is not zero is never drawn as nothing.
    let least = if value.number == 0.0 { 0.0 } else { 1.0_f64.copysign(value.number) };
    let end = if (end - zero).abs() < 1.0 { zero + least } else { end };
    canvas.bar(&format!("bar {class}"), (zero, y), (end, y + layout.thick));
    canvas.line("zero", (zero, y - 2.0), (zero, y + layout.thick + 2.0));
    let way = if value.number < 0.0 { -1.0 } else { 1.0 };
    let mut x = end + way * 6.0;
    if is_more(value) {
        arrow(canvas, &class, (end, middle), (way, 0.0));
        x += way * 6.0;
    }
    if plot.has_many() && plot.figure.kind != Kind::Amounts {
        canvas.sign(&class, series + 1, (x + way * 6.0, middle));
        x += way * SIGN;
    }
    let room = if way < 0.0 { x - layout.names } else { canvas.width - x };
    let amount = canvas.fit(&plot.amount(row, value), room.max(canvas.size * 2.0));
    let anchor = if way < 0.0 { Anchor::End } else { Anchor::Start };
    canvas.text("value", anchor, (x, middle + canvas.size * 0.36), &amount);
}

/// The room before each row that stands for the time since the one before, and how many years that is.
fn gaps(rows: &[Row]) -> Vec<(f64, f64)> {
    const MOST: f64 = 240.0;
    const A_YEAR: f64 = 12.0;
    let days: Vec<i64> = rows.iter().filter_map(Row::day).collect();
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return Vec::new() };
    // Middles of dates are counted in half days.
    let years = (last - first) as f64 / 730.5;
    let a_year = (MOST / years.max(1e-9)).min(A_YEAR);
    let gap = |pair: &[i64]| {
        let years = ((pair[1] - pair[0]) as f64 / 730.5).max(0.0);
        (years * a_year, years)
    };
    std::iter::once((0.0, 0.0)).chain(days.windows(2).map(gap)).collect()
}

/// A stroke for each year that passes between two rows, as long as they can be counted.
fn years_between(canvas: &mut Canvas, x: f64, (from, to): (f64, f64), years: f64) {
    let years = years.round();
    if (2.0..=20.0).contains(&years) && to - from >= years * 4.0 {
        for year in 1..years as usize {
            let y = from + (to - from) * year as f64 / years;
            canvas.line("zero", (x - 4.0, y), (x, y));
        }
    }
}
