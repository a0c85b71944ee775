//! Bars that stand side by side over the names of their rows.

use crate::link::chart::{Row, Value};

use super::bar;
use super::canvas::{Anchor, Canvas};
use super::number::Numbers;
use super::plot::{Plot, arrow, class, is_more};
use super::scale::Scale;

/// Draws the columns; gives the height. Where names have no room below their columns, or signs above them, the bars lie: no name is
/// left out but those of dates at even distances, which can be counted on, and no series is known by its color alone.
pub fn columns(plot: &Plot<'_>, canvas: &mut Canvas) -> f64 {
    let rows = &plot.figure.rows;
    let scale = |ends| {
        let (low, high) = plot.range();
        Scale::new((low.min(0.0), high.max(0.0)), ends).widened(4)
    };
    let ticks = tick_words(plot, &scale((0.0, 1.0)));
    let left = ticks.iter().map(|(_, words)| canvas.measure(words)).fold(0.0, f64::max) + 8.0;
    let group = (canvas.width - left) / rows.len() as f64;
    let step = step(plot, canvas, group);
    let count = plot.figure.series.len() as f64;
    let thick = (group * 0.72 / count).min(52.0);
    if (step > 1 && !is_evenly_dated(rows)) || (plot.has_many() && thick < SIGN_WIDTH) {
        return bar::bars(plot, canvas);
    }
    let top = plot.legend(canvas, 0.0) + canvas.size * 1.6;
    let bottom = top + canvas.width.min(520.0) * 0.42;
    let scale = scale((bottom, top));
    grid(canvas, &scale, &ticks, left);
    let amounts = amounts(plot, canvas, group / count);
    // Below bars that reach down stand their amounts and signs.
    let names = if plot.range().0 < 0.0 { bottom + canvas.size * 2.2 } else { bottom };
    for (at, row) in rows.iter().enumerate() {
        let middle = left + group * (at as f64 + 0.5);
        for (series, values) in plot.figure.series.iter().enumerate() {
            let Some(value) = &values.values[at] else { continue };
            let x = middle + (series as f64 - count / 2.0) * thick;
            let column = Column { series, row, value, sides: (x, x + thick) };
            let amount = amounts.map(|form| form(plot.numbers, value));
            column.draw(plot, canvas, &scale, amount.as_deref());
        }
        if at % step == 0 {
            let words = plot.expected(row, row.name().to_owned());
            for (line, words) in canvas.wrap(&words, group * step as f64 - 4.0).iter().enumerate() {
                let y = names + canvas.size * (1.6 + 1.35 * line as f64);
                canvas.text("name", Anchor::Middle, (middle, y), words);
            }
        }
    }
    canvas.line("zero", (left, scale.zero()), (canvas.width, scale.zero()));
    names + canvas.size * 3.4
}

/// The least width of a column that a sign stands above.
const SIGN_WIDTH: f64 = 12.0;

/// The ticks of an axis with their words.
pub fn tick_words(plot: &Plot<'_>, scale: &Scale) -> Vec<(f64, String)> {
    let ticks = scale.ticks(4).into_iter();
    ticks.map(|(factor, power)| (factor as f64 * 10_f64.powi(power.into()), plot.numbers.tick(factor, power))).collect()
}

/// Lines across at the ticks, with their words at the left.
pub fn grid(canvas: &mut Canvas, scale: &Scale, ticks: &[(f64, String)], left: f64) {
    for (number, words) in ticks {
        let y = scale.at(*number);
        canvas.line("grid", (left, y), (canvas.width, y));
        canvas.text("tick", Anchor::End, (left - 6.0, y + canvas.size * 0.36), words);
    }
}

/// Whether the rows are named by dates at even distances, in the order of time; years and months count as even.
fn is_evenly_dated(rows: &[Row]) -> bool {
    let first_day = |row: &Row| match &row.date {
        Some(date) if row.label.is_none() => Some(date.bounds().earliest?.ordinal()),
        _ => None,
    };
    let Some(days) = rows.iter().map(first_day).collect::<Option<Vec<i64>>>() else { return false };
    let distances = || days.windows(2).map(|pair| pair[1] - pair[0]);
    let (Some(least), Some(most)) = (distances().min(), distances().max()) else { return false };
    least > 0 && most * 4 <= least * 5
}

/// Every how many columns a name has room.
fn step(plot: &Plot<'_>, canvas: &Canvas, group: f64) -> usize {
    let rows = &plot.figure.rows;
    let has_room = |step: &usize| {
        let room = group * *step as f64 - 4.0;
        rows.iter().step_by(*step).all(|row| {
            // A date stays in one line.
            if row.date.is_some() && canvas.measure(row.name()) > room {
                return false;
            }
            let lines = canvas.wrap(&plot.expected(row, row.name().to_owned()), room);
            lines.iter().all(|line| canvas.measure(line) <= room && !line.ends_with('…'))
        })
    };
    (1..=rows.len()).find(has_room).unwrap_or(rows.len())
}

/// A way to write an amount.
type Form = fn(&Numbers<'_>, &Value) -> String;

/// How the amounts above columns are written, if all have room: with their unit, else without it, which the title has.
fn amounts(plot: &Plot<'_>, canvas: &Canvas, room: f64) -> Option<Form> {
    let forms: [Form; 2] = [|numbers, value| numbers.value(value), |numbers, value| numbers.bare(value)];
    let values = || plot.figure.series.iter().flat_map(|series| series.values.iter().flatten());
    let fits = |form: &Form| values().all(|value| canvas.measure(&form(plot.numbers, value)) <= room - 2.0);
    forms.into_iter().find(fits)
}

/// One column.
struct Column<'a> {
    series: usize,
    row: &'a Row,
    value: &'a Value,
    sides: (f64, f64),
}

impl Column<'_> {
    fn draw(&self, plot: &Plot<'_>, canvas: &mut Canvas, scale: &Scale, amount: Option<&str>) {
        let class = class(self.series, self.row.is_forecast);
        let (zero, end) = (scale.zero(), scale.at(self.value.number));
        let least = if self.value.number == 0.0 { 0.0 } else { 1.0_f64.copysign(-self.value.number) };
        let end = if (end - zero).abs() < 1.0 { zero + least } else { end };
        let middle = f64::midpoint(self.sides.0, self.sides.1);
        canvas.bar(&format!("bar {class}"), (self.sides.0 + 0.5, end), (self.sides.1 - 0.5, zero));
        let way = if self.value.number < 0.0 { 1.0 } else { -1.0 };
        let mut y = end + way * 5.0;
        if is_more(self.value) {
            arrow(canvas, &class, (middle, end), (0.0, way));
            y += way * 6.0;
        }
        if plot.has_many() {
            canvas.sign(&class, self.series + 1, (middle, y + way * 5.0));
            y += way * 13.0;
        }
        if let Some(amount) = amount {
            let base = if way > 0.0 { y + canvas.size * 0.8 } else { y };
            canvas.text("value", Anchor::Middle, (middle, base), amount);
        }
    }
}
