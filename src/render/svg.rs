//! What drawings have in common: marks as SVG text with classes and presentation attributes only, and how wide words are.

use std::fmt::Write as _;

use crate::base::line_break::east_asian_wide;

/// Adds a line between two points.
pub fn line(svg: &mut String, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
    let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(round);
    let _ = write!(svg, "<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>");
}

/// Adds a rectangle between two corners.
pub fn rectangle(svg: &mut String, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
    let [x, y, width, height] = [x1.min(x2), y1.min(y2), (x2 - x1).abs(), (y2 - y1).abs()].map(round);
    let _ = write!(svg, "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>");
}

/// The outline of the shape of a kind, about eleven units wide: ● ■ ▲ ◆ ▼ ★ ✚ ⬟.
pub fn shape(kind: usize) -> &'static str {
    match kind {
        1 => "m-5.4 0a5.4 5.4 0 1 0 10.8 0a5.4 5.4 0 1 0-10.8 0z",
        2 => "m-4.8-4.8h9.6v9.6h-9.6z",
        3 => "m0-6l5.8 10.6h-11.6z",
        4 => "m0-6.4l6.4 6.4l-6.4 6.4l-6.4-6.4z",
        5 => "m-5.8-4.6h11.6l-5.8 10.6z",
        6 => "m0-6.2l1.6 3.9l4.3.4l-3.2 2.8l1 4.1l-3.7-2.2l-3.7 2.2l1-4.1l-3.2-2.8l4.3-.4z",
        7 => "m-1.9-5.8h3.8v3.9h3.9v3.8h-3.9v3.9h-3.8v-3.9h-3.9v-3.8h3.9z",
        _ => "m0-6.2l5.9 4.3l-2.3 6.9h-7.2l-2.3-6.9z",
    }
}

/// About how wide words are, in ems. Fonts differ; Latin is taken rather wide.
pub fn width(words: &str) -> f64 {
    words.chars().map(advance).sum()
}

/// About how wide a character is, in ems.
pub fn advance(c: char) -> f64 {
    match c {
        c if east_asian_wide(c) => 1.0,
        'W' | 'M' | 'm' | 'w' | '×' | '%' => 0.85,
        '.' | ',' | ' ' | 'i' | 'l' | '\'' | '·' => 0.32,
        c if c.is_ascii_uppercase() => 0.7,
        // Marks of direction (UAX #9) have no width.
        '\u{200b}'..='\u{200f}' | '\u{61c}' => 0.0,
        _ => 0.62,
    }
}

/// Words cut to a width in ems, with `…` where something is left out; nothing where not one letter has room.
pub fn fit(words: &str, room: f64) -> String {
    if width(words) <= room {
        return words.to_owned();
    }
    let room = room - width("…");
    let (mut fitted, mut used) = (String::new(), 0.0);
    for c in words.chars() {
        used += advance(c);
        if used > room {
            break;
        }
        fitted.push(c);
    }
    fitted.truncate(fitted.trim_end().len());
    if fitted.is_empty() { fitted } else { fitted + "…" }
}

/// One decimal: the same on every machine, and short.
pub fn round(value: f64) -> String {
    let text = format!("{value:.1}");
    match text.strip_suffix(".0") {
        Some("-0") => "0".to_owned(),
        Some(whole) => whole.to_owned(),
        None => text,
    }
}
