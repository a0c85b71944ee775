//! What every drawing of a chart needs: the figure, its words, and the parts that all kinds have alike.

use crate::link::chart::{Bound, Figure, Row, Value};

use super::canvas::{Anchor, Canvas};
use super::number::Numbers;

/// A figure with the words of its language.
pub struct Plot<'a> {
    /// What is drawn.
    pub figure: &'a Figure,
    /// Writes its numbers.
    pub numbers: &'a Numbers<'a>,
    /// The words around what is only expected, with `{value}`.
    pub forecast: String,
}

impl Plot<'_> {
    /// Whether series have to be told apart.
    pub fn has_many(&self) -> bool {
        self.figure.series.len() > 1
    }

    /// A number in words, and whether it is only expected.
    pub fn amount(&self, row: &Row, value: &Value) -> String {
        self.expected(row, self.numbers.value(value))
    }

    /// Words about a row, and whether it is only expected.
    pub fn expected(&self, row: &Row, words: String) -> String {
        if row.is_forecast { self.forecast.replace("{value}", &words) } else { words }
    }

    /// The least and the greatest number.
    pub fn range(&self) -> (f64, f64) {
        let numbers = self.figure.series.iter().flat_map(|series| series.values.iter().flatten());
        let range = numbers
            .map(|value| value.number)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), number| (low.min(number), high.max(number)));
        if range.0 <= range.1 { range } else { (0.0, 0.0) }
    }

    /// The signs of the series with their names, in lines from `top`; gives where the lines end.
    pub fn legend(&self, canvas: &mut Canvas, top: f64) -> f64 {
        if !self.has_many() {
            return top;
        }
        let line = canvas.size * 1.7;
        let (mut x, mut y) = (0.0, top + line * 0.75);
        for (at, series) in self.figure.series.iter().enumerate() {
            let name = canvas.fit(&series.name.text, canvas.width - SIGN);
            let wide = SIGN + canvas.measure(&name) + canvas.size;
            if x > 0.0 && x + wide > canvas.width + canvas.size {
                (x, y) = (0.0, y + line);
            }
            canvas.sign(&class(at, false), at + 1, (x + 7.0, y - canvas.size * 0.36));
            canvas.text("name", Anchor::Start, (x + SIGN, y), &name);
            x += wide;
        }
        y + line * 0.5
    }
}

/// Room for a sign before words.
pub const SIGN: f64 = 17.0;

/// The classes of what is drawn of a series (0-based).
pub fn class(series: usize, is_forecast: bool) -> String {
    format!("series-{}{}", series + 1, if is_forecast { " forecast" } else { "" })
}

/// An arrow at the end of a bar that tells less than the amount. `across` and `along` say which way the bar runs.
pub fn arrow(canvas: &mut Canvas, class: &str, (x, y): (f64, f64), (along_x, along_y): (f64, f64)) {
    const SIZE: f64 = 4.0;
    let point = |along: f64, across: f64| {
        (x + along_x * along * SIZE + along_y * across * SIZE, y + along_y * along * SIZE + along_x * across * SIZE)
    };
    canvas.path(&format!("more {class}"), &[point(0.8, -1.0), point(1.8, 0.0), point(0.8, 1.0)]);
}

/// Whether a number is less than the amount that it tells.
pub fn is_more(value: &Value) -> bool {
    value.bound == Bound::More
}
