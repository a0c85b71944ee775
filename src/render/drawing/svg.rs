//! SVG as text: classes and presentation attributes only.

use std::fmt::Write as _;

use crate::render::html::{attribute, escape};
use crate::render::svg::{self, round};

/// A drawing that is being written.
pub struct Svg {
    text: String,
    /// Whether time runs down, and not to the right.
    is_tall: bool,
}

impl Svg {
    /// A drawing of that class and size. It is a group of links; `name` is what it is called.
    pub fn new(class: &str, (width, height): (f64, f64), name: &str) -> Self {
        let mut text =
            format!("<svg class=\"axis {class}\" viewBox=\"0 0 {} {}\" role=\"group\"", round(width), round(height));
        attribute(&mut text, "aria-label", name);
        Self { text, is_tall: class == "tall" }
    }

    /// A further attribute of the drawing.
    pub fn data(&mut self, name: &str, value: &str) {
        attribute(&mut self.text, name, value);
    }

    /// The attributes end here.
    pub fn open(&mut self) {
        self.text.push('>');
    }

    /// The whole.
    pub fn finish(mut self) -> String {
        self.text.push_str("</svg>");
        self.text
    }

    /// A place along the axis and across it, as x and y.
    pub fn point(&self, along: f64, across: f64) -> (f64, f64) {
        if self.is_tall { (across, along) } else { (along, across) }
    }

    /// A line between two points.
    pub fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        svg::line(&mut self.text, class, from, to);
    }

    /// A rectangle between two corners.
    pub fn bar(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        if x2 > x1 && y2 > y1 {
            svg::rectangle(&mut self.text, class, (x1, y1), (x2, y2));
        }
    }

    /// A rectangle between two places along the axis and two across it.
    pub fn bar_along(&mut self, class: &str, (from, to): (f64, f64), (near, far): (f64, f64)) {
        let (start, end) = (self.point(from, near), self.point(to, far));
        self.bar(class, start, end);
    }

    /// A figure around a point: an outline that begins with a relative step.
    pub fn figure(&mut self, class: &str, (x, y): (f64, f64), outline: &str) {
        let _ = write!(
            self.text,
            "<path class=\"{class}\" transform=\"translate({} {})\" d=\"{outline}\"/>",
            round(x),
            round(y)
        );
    }

    /// Words; `anchor` is `start`, `middle` or `end`.
    pub fn words(&mut self, (class, anchor): (&str, &str), (x, y): (f64, f64), text: &str) {
        let _ = write!(self.text, "<text class=\"{class}\"");
        if anchor != "start" {
            let _ = write!(self.text, " text-anchor=\"{anchor}\"");
        }
        let _ = write!(self.text, " x=\"{}\" y=\"{}\">", round(x), round(y));
        escape(&mut self.text, text);
        self.text.push_str("</text>");
    }

    /// The name of a lane: its shape in its color, and its label, which may be empty.
    pub fn lane_name(&mut self, anchor: &str, (x, y): (f64, f64), (class, shape, label): (&str, &str, &str)) {
        let _ = write!(
            self.text,
            "<text class=\"lane-label\" text-anchor=\"{anchor}\" x=\"{}\" y=\"{}\"><tspan class=\"lane-shape {class}\">",
            round(x),
            round(y)
        );
        escape(&mut self.text, shape);
        self.text.push_str("</tspan>");
        if !label.is_empty() {
            self.text.push(' ');
            escape(&mut self.text, label);
        }
        self.text.push_str("</text>");
    }

    /// A link to a fragment of the page, with its name, around what `inside` draws. It is written as SVG 1.1 writes links,
    /// which every browser follows, by the keyboard too: `a[href]` then finds links whose `href` is a string only, as scripts
    /// that walk over the links of a page expect, while that of a link in SVG is an object.
    pub fn link(&mut self, class: &str, (fragment, name): (&str, &str), inside: impl FnOnce(&mut Self)) {
        let _ = write!(self.text, "<a class=\"{class}\"");
        attribute(&mut self.text, "xlink:href", &format!("#{fragment}"));
        self.text.push('>');
        self.title(name);
        inside(self);
        self.text.push_str("</a>");
    }

    /// Things that belong together, with a name that a pointer reads.
    pub fn group(&mut self, class: &str, name: &str, inside: impl FnOnce(&mut Self)) {
        let _ = write!(self.text, "<g class=\"{class}\">");
        self.title(name);
        inside(self);
        self.text.push_str("</g>");
    }

    fn title(&mut self, name: &str) {
        if !name.is_empty() {
            self.text.push_str("<title>");
            escape(&mut self.text, name);
            self.text.push_str("</title>");
        }
    }
}

/// The ring of dots around a date that is approximate or doubtful.
pub const RING: &str = "m-8.5 0a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0z";
