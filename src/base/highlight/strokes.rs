//! Where the colors of a text begin and end, without the text: a tenth of its HTML, so that the colors of all blocks of a
//! large site can be kept. A stroke is a number: 0 ends a color, an odd one begins that of its class, an even one passes
//! over that many bytes of text. Numbers are written as LEB128: seven bits a byte, the lowest first.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

/// One stroke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// A color begins: the number of its classes in the [`Palette`].
    Open(u32),
    /// The color that began last ends.
    Close,
    /// That many bytes of the text, at least one.
    Text(usize),
}

/// Writes a stroke behind others.
pub fn write(strokes: &mut Vec<u8>, stroke: Stroke) {
    let mut number = match stroke {
        Stroke::Close => 0,
        Stroke::Open(classes) => u64::from(classes) << 1 | 1,
        Stroke::Text(length) => (length as u64) << 1,
    };
    while number >= 0x80 {
        strokes.push(number as u8 | 0x80);
        number >>= 7;
    }
    strokes.push(number as u8);
}

/// Takes the first stroke; `None` at the end, and for what is none.
fn read(strokes: &mut &[u8]) -> Option<Stroke> {
    let mut number = 0_u64;
    for shift in (0..u64::BITS).step_by(7) {
        let (&byte, rest) = strokes.split_first()?;
        *strokes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(match number {
                0 => Stroke::Close,
                odd if odd & 1 == 1 => Stroke::Open(u32::try_from(odd >> 1).ok()?),
                even => Stroke::Text(usize::try_from(even >> 1).ok()?),
            });
        }
    }
    None
}

/// The classes that strokes name, each by its number. It only grows.
#[derive(Debug, Default)]
pub struct Palette(RwLock<Classes>);

#[derive(Debug, Default)]
struct Classes {
    names: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32>,
}

impl Classes {
    fn number(&mut self, names: &str) -> u32 {
        if let Some(number) = self.numbers.get(names) {
            return *number;
        }
        let number = self.names.len() as u32;
        self.names.push(names.into());
        self.numbers.insert(names.into(), number);
        number
    }
}

impl Palette {
    /// One with these classes, numbered from 0.
    pub fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut classes = Classes::default();
        for name in names {
            // Also one that stands there twice keeps its place: the numbers of the others depend on it.
            classes.numbers.insert(name.into(), classes.names.len() as u32);
            classes.names.push(name.into());
        }
        Self(RwLock::new(classes))
    }

    /// The number of classes, as an attribute holds them.
    pub fn number(&self, names: &str) -> u32 {
        self.0.write().unwrap_or_else(PoisonError::into_inner).number(names)
    }

    /// All classes, in the order of their numbers, a line each.
    pub fn lines(&self) -> String {
        self.0.read().unwrap_or_else(PoisonError::into_inner).names.join("\n")
    }

    /// Writes `text` as HTML in these colors, escaped. `false` if the strokes are not of this text: then nothing was written.
    pub fn paint(&self, strokes: &[u8], text: &str, out: &mut String) -> bool {
        let start = out.len();
        let is_whole = self.try_paint(strokes, text, out).is_some();
        if !is_whole {
            out.truncate(start);
        }
        is_whole
    }

    fn try_paint(&self, mut strokes: &[u8], text: &str, out: &mut String) -> Option<()> {
        let classes = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let (mut rest, mut open) = (text, 0_usize);
        while !strokes.is_empty() {
            match read(&mut strokes)? {
                Stroke::Open(number) => {
                    open += 1;
                    out.push_str("<span class=\"");
                    out.push_str(classes.names.get(number as usize)?);
                    out.push_str("\">");
                }
                Stroke::Close => {
                    open = open.checked_sub(1)?;
                    out.push_str("</span>");
                }
                Stroke::Text(length) => {
                    let (passed, left) = rest.split_at_checked(length)?;
                    escape(out, passed);
                    rest = left;
                }
            }
        }
        (rest.is_empty() && open == 0).then_some(())
    }
}

/// Text of an element, as syntect escapes it.
fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'<' | b'>' | b'&' | b'\'' | b'"')) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            b'\'' => "&#39;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}
