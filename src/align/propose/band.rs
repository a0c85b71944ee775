//! Which pairs of places are worth a look: all of them in short runs; in long ones those near a line through the passages
//! that share what no other passage has, so that the work grows with the length and not with its square.

use std::ops::Range;

use crate::align::order::longest_rising;

use super::evidence::Evidence;

/// For each number of source passages that are behind, the numbers of target passages that may be, both counted from the
/// run's beginning. Beginnings and ends never fall.
pub type Band = Vec<Range<usize>>;

/// Runs up to this length are looked at whole.
const SHORT: usize = 500;

/// How far from the line, in passages: what is dropped and merged between two waypoints shifts the counterparts.
const NEAR: usize = 40;

/// How much farther at most where no waypoint is near.
const FAR: usize = 120;

/// The band of a run.
pub fn band(evidence: &Evidence, from: &Range<usize>, to: &Range<usize>) -> Band {
    let (rows, columns) = (from.len(), to.len());
    if rows.max(columns) <= SHORT {
        return vec![0..columns + 1; rows + 1];
    }
    let mut line: Vec<(usize, usize)> = vec![(0, 0)];
    line.extend(waypoints(evidence, from, to));
    line.push((rows, columns));
    let mut band: Band = Vec::with_capacity(rows + 1);
    for ends in line.windows(2) {
        let ((top, left), (bottom, right)) = (ends[0], ends[1]);
        let height = bottom - top;
        // Far from any waypoint the line is less sure.
        let near = NEAR + (height.max(right - left) / 8).min(FAR);
        for row in top..bottom + usize::from(bottom == rows) {
            let at = |row: usize| left + (right - left) * (row - top).min(height) / height.max(1);
            let range = at(row).saturating_sub(near)..(at(row + 1) + near).min(columns) + 1;
            band.push(range);
        }
    }
    widen(&mut band, columns);
    band
}

/// Passages that belong together beyond doubt, ascending on both sides.
fn waypoints(evidence: &Evidence, from: &Range<usize>, to: &Range<usize>) -> Vec<(usize, usize)> {
    let pairs = evidence.unique(from, to);
    let columns: Vec<usize> = pairs.iter().map(|pair| pair.1).collect();
    let is_rising = longest_rising(&columns);
    let rising = pairs.into_iter().zip(is_rising).filter(|(_, is_rising)| *is_rising);
    let mut points: Vec<(usize, usize)> =
        rising.map(|((row, column), _)| (row - from.start, column - to.start)).filter(|point| point.0 > 0).collect();
    points.dedup_by_key(|point| point.0);
    points
}

/// Begins at the beginning, ends at the end, and lets every range reach the next.
fn widen(band: &mut Band, columns: usize) {
    if let Some(first) = band.first_mut() {
        first.start = 0;
    }
    if let Some(last) = band.last_mut() {
        last.end = columns + 1;
    }
    for row in 1..band.len() {
        band[row].end = band[row].end.max(band[row - 1].end);
    }
    for row in (1..band.len()).rev() {
        band[row - 1].start = band[row - 1].start.min(band[row].start);
        band[row - 1].end = band[row - 1].end.max(band[row].start + 1);
    }
}
