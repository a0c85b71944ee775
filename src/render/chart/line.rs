//! Points joined by lines, in proportion to time where the rows have dates. What is expected is dashed and hollow.

use super::canvas::{Anchor, Canvas};
use super::column::{grid, tick_words};
use super::plot::{Plot, class};
use super::scale::Scale;

/// More points than this are a line without signs.
const MOST_SIGNS: usize = 40;

/// Draws the lines; gives the height.
pub fn lines(plot: &Plot<'_>, canvas: &mut Canvas) -> f64 {
    let scale = |ends| Scale::new(range(plot), ends).widened(4);
    let ticks = tick_words(plot, &scale((0.0, 1.0)));
    let left = ticks.iter().map(|(_, words)| canvas.measure(words)).fold(0.0, f64::max) + 14.0;
    let names = plot.figure.series.iter().map(|series| canvas.measure(&series.name.text)).fold(0.0, f64::max);
    // Names stand at the ends of their lines, if they leave the lines enough room.
    let is_direct = plot.has_many() && names <= canvas.width * 0.3;
    let top = if is_direct { 0.0 } else { plot.legend(canvas, 0.0) } + canvas.size * 1.8;
    let right = canvas.width - if is_direct { names + 16.0 } else { 10.0 };
    let bottom = top + canvas.width.min(520.0) * 0.42;
    let scale = scale((bottom, top));
    grid(canvas, &scale, &ticks, left - 6.0);
    let places = places(plot, (left + 4.0, right));
    for series in 0..plot.figure.series.len() {
        line(plot, canvas, series, (&scale, &places));
    }
    match plot.figure.series.as_slice() {
        [_] => amounts(plot, canvas, (&scale, &places), left),
        _ if is_direct => ends(plot, canvas, &scale, (right, top, bottom)),
        _ => {}
    }
    let below = bottom + canvas.size * if plot.has_many() { 1.7 } else { 2.9 };
    names_below(plot, canvas, &places, below);
    below + canvas.size * 0.6
}

/// From zero where that leaves the line room, else around the numbers.
fn range(plot: &Plot<'_>) -> (f64, f64) {
    let (low, high) = plot.range();
    if low >= 0.0 && (low < high * 0.6 || low == high) {
        (0.0, high)
    } else if high <= 0.0 && high > low * 0.6 {
        (low, 0.0)
    } else {
        (low, high)
    }
}

/// Where each row stands from left to right.
fn places(plot: &Plot<'_>, (left, right): (f64, f64)) -> Vec<f64> {
    let rows = &plot.figure.rows;
    let days: Option<Vec<i64>> = rows.iter().map(|row| row.day()).collect();
    let at: Vec<f64> = match days {
        Some(days) if days.first() < days.last() => days.iter().map(|day| *day as f64).collect(),
        _ => (0..rows.len()).map(|at| at as f64).collect(),
    };
    let (first, last) = (at.first().copied().unwrap_or(0.0), at.last().copied().unwrap_or(0.0));
    if first == last {
        return vec![f64::midpoint(left, right); rows.len()];
    }
    at.into_iter().map(|at| left + (at - first) / (last - first) * (right - left)).collect()
}

/// One series: a path for each run of points between which nothing is missing, dashed where a point is expected.
fn line(plot: &Plot<'_>, canvas: &mut Canvas, series: usize, (scale, places): (&Scale, &[f64])) {
    let rows = &plot.figure.rows;
    let values = &plot.figure.series[series].values;
    let mut run: Vec<(f64, f64)> = Vec::new();
    let mut is_dashed = false;
    for (at, value) in values.iter().enumerate() {
        let Some(value) = value else {
            path(canvas, &class(series, is_dashed), &mut run);
            continue;
        };
        let point = (places[at], scale.at(value.number));
        if rows[at].is_forecast != is_dashed {
            let last = run.last().copied();
            path(canvas, &class(series, is_dashed), &mut run);
            is_dashed = rows[at].is_forecast;
            run.extend(last);
        }
        run.push(point);
    }
    path(canvas, &class(series, is_dashed), &mut run);
    let points = || values.iter().enumerate().filter_map(|(at, value)| Some((at, value.as_ref()?)));
    let has_signs = points().count() <= MOST_SIGNS;
    let last = points().next_back().map(|(at, _)| at);
    for (at, value) in points().filter(|(at, _)| has_signs || Some(*at) == last) {
        canvas.sign(&class(series, rows[at].is_forecast), series + 1, (places[at], scale.at(value.number)));
    }
}

fn path(canvas: &mut Canvas, class: &str, run: &mut Vec<(f64, f64)>) {
    if run.len() > 1 {
        canvas.path(&format!("line {class}"), &thinned(run));
    }
    run.clear();
}

/// Of the points that share a unit of width the least and the greatest, in their order: the picture is the same, and a line of
/// ten thousand points is no longer than one of a thousand.
fn thinned(run: &[(f64, f64)]) -> Vec<(f64, f64)> {
    const FEW: usize = 400;
    if run.len() <= FEW {
        return run.to_vec();
    }
    let mut kept = Vec::new();
    for group in run.chunk_by(|a, b| a.0.floor() == b.0.floor()) {
        let by_height = |a: &&(f64, f64), b: &&(f64, f64)| a.1.total_cmp(&b.1);
        let (Some(low), Some(high)) = (group.iter().min_by(by_height), group.iter().max_by(by_height)) else {
            continue;
        };
        let (first, second) = if low.0 <= high.0 { (low, high) } else { (high, low) };
        kept.push(*first);
        if first != second {
            kept.push(*second);
        }
    }
    kept
}

/// The numbers of the only series above its points: the last, the first, the greatest, the least, then what has room.
fn amounts(plot: &Plot<'_>, canvas: &mut Canvas, (scale, places): (&Scale, &[f64]), left: f64) {
    const MOST: usize = 12;
    let values = &plot.figure.series[0].values;
    let points: Vec<_> = values.iter().enumerate().filter_map(|(at, value)| Some((at, value.as_ref()?))).collect();
    let by_number = |a: &&(usize, &crate::link::chart::Value), b: &&(usize, &crate::link::chart::Value)| {
        a.1.number.total_cmp(&b.1.number)
    };
    let chosen = [points.last(), points.first(), points.iter().max_by(by_number), points.iter().min_by(by_number)];
    let others = points.iter().filter(|_| points.len() <= MOST);
    let mut taken: Vec<(f64, f64, f64)> = Vec::new();
    for (at, value) in chosen.into_iter().flatten().chain(others) {
        let words = plot.amount(&plot.figure.rows[*at], value);
        let half = canvas.measure(&words) / 2.0;
        // The least number stands below its point, where no line goes.
        let is_low = value.number == plot.range().0 && plot.range().0 < plot.range().1;
        let y = scale.at(value.number) + if is_low { 8.0 + canvas.size * 0.9 } else { -9.0 };
        let x = places[*at].clamp(left + half, (canvas.width - half).max(left + half));
        let is_free = |other: &(f64, f64, f64)| {
            x + half + 4.0 <= other.0 || x - half - 4.0 >= other.1 || (y - other.2).abs() >= canvas.size * 1.2
        };
        if taken.iter().all(is_free) {
            taken.push((x - half, x + half, y));
            canvas.text("value", Anchor::Middle, (x, y), &words);
        }
    }
}

/// The names of the series at the ends of their lines, moved apart where lines end close together.
fn ends(plot: &Plot<'_>, canvas: &mut Canvas, scale: &Scale, (right, top, bottom): (f64, f64, f64)) {
    let line = canvas.size * 1.3;
    let end = |(at, series): (usize, &crate::link::chart::Series)| {
        let last = series.values.iter().flatten().next_back()?;
        Some((scale.at(last.number), at))
    };
    let mut ends: Vec<(f64, usize)> = plot.figure.series.iter().enumerate().filter_map(end).collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut least = top - canvas.size;
    for end in &mut ends {
        end.0 = end.0.max(least);
        least = end.0 + line;
    }
    let mut most = bottom;
    for end in ends.iter_mut().rev() {
        end.0 = end.0.min(most);
        most = end.0 - line;
    }
    for (y, at) in ends {
        let name = &plot.figure.series[at].name.text;
        canvas.text(&format!("name {}", class(at, false)), Anchor::Start, (right + 11.0, y + canvas.size * 0.36), name);
    }
}

/// The names of rows below the axis, as many as have room: the first and the last before all.
fn names_below(plot: &Plot<'_>, canvas: &mut Canvas, places: &[f64], y: f64) {
    let rows = &plot.figure.rows;
    let last = rows.len().saturating_sub(1);
    let mut taken: Vec<(f64, f64)> = Vec::new();
    for at in [0, last].into_iter().chain(0..rows.len()) {
        let words = canvas.fit(rows[at].name(), canvas.width * 0.3);
        let half = canvas.measure(&words) / 2.0;
        let x = places[at].clamp(half, (canvas.width - half).max(half));
        if taken.iter().all(|other| x + half + 8.0 <= other.0 || x - half - 8.0 >= other.1) {
            taken.push((x - half, x + half));
            canvas.text("name", Anchor::Middle, (x, y), &words);
        }
        // Names of thousands of rows would be compared with all that have room: enough is enough.
        if taken.len() > 24 {
            break;
        }
    }
}
