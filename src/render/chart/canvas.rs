//! What charts are drawn on: SVG with classes and presentation attributes only, so that the style sheet decides of colors, in
//! light, dark, print and forced colors. In languages written from right to left everything is mirrored but the words.
//!
//! Why no plotting library: `plotters` and its SVG writer put colors, opacity and fonts on every element and know neither
//! classes nor titles, so that there is one theme only and nothing that a screen reader could name; others draw in the
//! browser, by scripts. What is drawn here is a few hundred lines.

use std::fmt::Write as _;

use crate::base::line_break::east_asian_wide;

use super::super::html::escape;
use super::super::svg::{self, advance, round, shape, width};

/// A drawing while it is made.
pub struct Canvas {
    svg: String,
    /// Its width, in drawing units, which are pixels where it is shown at its own size.
    pub width: f64,
    /// The size of its letters, in drawing units.
    pub size: f64,
    /// Whether it runs from right to left.
    is_mirrored: bool,
}

/// Where words stand to their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// They begin there.
    Start,
    /// Their middle is there.
    Middle,
    /// They end there.
    End,
}

impl Canvas {
    /// An empty drawing.
    pub fn new(width: f64, size: f64, is_mirrored: bool) -> Self {
        Self { svg: String::new(), width, size, is_mirrored }
    }

    /// The drawing, with its name and its description.
    pub fn finish(self, class: &str, height: f64, title: &str, description: &str) -> String {
        let mut svg = format!(
            "<svg class=\"{class}\" viewBox=\"0 0 {} {}\" font-size=\"{}\" role=\"img\"><title>",
            round(self.width),
            round(height),
            round(self.size)
        );
        escape(&mut svg, title);
        svg.push_str("</title><desc>");
        escape(&mut svg, description);
        svg.push_str("</desc>");
        svg.push_str(&self.svg);
        svg.push_str("</svg>\n");
        svg
    }

    /// A line.
    pub fn line(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        let (x1, x2) = (self.x(x1), self.x(x2));
        svg::line(&mut self.svg, class, (x1, y1), (x2, y2));
    }

    /// A bar between two corners.
    pub fn bar(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        let (x1, x2) = (self.x(x1), self.x(x2));
        svg::rectangle(&mut self.svg, class, (x1, y1), (x2, y2));
    }

    /// A line through points.
    pub fn path(&mut self, class: &str, points: &[(f64, f64)]) {
        let _ = write!(self.svg, "<path class=\"{class}\" d=\"");
        for (at, (x, y)) in points.iter().enumerate() {
            let _ = write!(self.svg, "{}{} {}", if at == 0 { 'M' } else { 'L' }, round(self.x(*x)), round(*y));
        }
        self.svg.push_str("\"/>");
    }

    /// The sign of a series (1-based) around a point: ● ■ ▲ ◆ ▼ and so on, as in the timeline.
    pub fn sign(&mut self, class: &str, series: usize, (x, y): (f64, f64)) {
        let (x, outline) = (self.x(x), shape(series));
        let _ = write!(self.svg, "<path class=\"sign {class}\" d=\"M{} {}{outline}\"/>", round(x), round(y));
    }

    /// Words in one line, their base line at the place.
    pub fn text(&mut self, class: &str, anchor: Anchor, (x, y): (f64, f64), words: &str) {
        let anchor = match (anchor, self.is_mirrored) {
            (Anchor::Middle, _) => "middle",
            (Anchor::Start, false) | (Anchor::End, true) => "start",
            (Anchor::End, false) | (Anchor::Start, true) => "end",
        };
        let x = self.x(x);
        let _ =
            write!(self.svg, "<text class=\"{class}\" text-anchor=\"{anchor}\" x=\"{}\" y=\"{}\">", round(x), round(y));
        escape(&mut self.svg, words);
        self.svg.push_str("</text>");
    }

    /// How wide words are in this drawing.
    pub fn measure(&self, words: &str) -> f64 {
        width(words) * self.size
    }

    /// Words cut to a width, with `…` where something is left out: the table has them whole.
    pub fn fit(&self, words: &str, room: f64) -> String {
        svg::fit(words, room / self.size)
    }

    /// Words in at most two lines of a width; the second is cut.
    pub fn wrap(&self, words: &str, room: f64) -> Vec<String> {
        if self.measure(words) <= room {
            return vec![words.to_owned()];
        }
        let (mut used, mut end, mut last_space) = (0.0, 0, None);
        for (at, c) in words.char_indices() {
            used += advance(c) * self.size;
            if used > room {
                break;
            }
            end = at + c.len_utf8();
            if c == ' ' {
                last_space = Some(end);
            }
        }
        // Latin words stay whole where there is a space to break at.
        let next = words[end..].chars().next();
        if next.is_some_and(|c| c != ' ' && !east_asian_wide(c)) {
            end = last_space.unwrap_or(end);
        }
        // What stands in brackets stays together.
        if let Some(bracket) =
            words[..end].rfind(['（', '(']).filter(|at| *at > 0 && !words[..end].ends_with(['）', ')']))
        {
            end = bracket;
        }
        let (first, second) = words.split_at(end);
        vec![first.trim_end().to_owned(), self.fit(second.trim_start(), room)]
    }

    fn x(&self, x: f64) -> f64 {
        if self.is_mirrored { self.width - x } else { x }
    }
}
