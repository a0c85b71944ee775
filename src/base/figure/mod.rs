//! Figures as texts write them, by value: `9000亿日元` and `9,000億円` are one amount, `百分之三十` and `30%` one share,
//! `令和6年` and `2024年` one year. Chinese (in both scripts), Japanese and English.
//!
//! The rules are those of the languages' own writing: NFKC first, then numerals (`numeral`, `kana`, `english`), what is put
//! together from them (`number`), dates (`calendar`, `western`, `relative`), what stands before and behind a number (`reader`, `share`,
//! with the words of `unit` and `currency`), figures without a number (`word`), and ranges (`range`); `differ` holds the figures of
//! two texts against each other; `glance` passes over texts without any. Values are exact. Nothing here knows what day it is.

mod calendar;
mod currency;
mod differ;
mod english;
mod glance;
mod glyphs;
mod kana;
mod number;
mod numeral;
mod range;
mod relative;
mod share;
mod reader;
mod show;
mod unit;
mod value;
mod western;
mod word;

use std::ops::Range;

use super::language::LanguageTag;

pub use calendar::{Date, Year};
pub use differ::{Difference, Side, differences};
use glyphs::Glyphs;
use numeral::Style;
use reader::Reader;
pub use unit::Unit;
pub use value::Value;

/// A figure in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Where: bytes of the text, its unit included.
    pub range: Range<usize>,
    /// What it says.
    pub kind: Kind,
    /// Whether it is one end of a range: `10～20%`.
    pub end: End,
    /// Whether a word beside it makes it vague: 约, 余, 超, about.
    pub is_approximate: bool,
    /// What it weighs when two texts are compared.
    pub weight: Weight,
}

/// What a figure weighs when two texts are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// A numeral of Han characters that counts nothing is most often part of a word: 一般, 第三方, 三々五々.
    None,
    /// A small number may become a word or be left out (`2 つの`: 两个, 両方), digits may be part of a name (`G20`): it must not
    /// say another number than its counterpart.
    Small,
    /// A decimal, a scale, a share, an amount, a date, or a number from 13 on: every translation has it.
    Full,
}

/// What a figure says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A number, with what it counts where languages share the word for that.
    Number(Value, Option<Unit>),
    /// In hundredths: 30 of `30%`, 三成, 百分之三十.
    Percentage(Value),
    /// What of a price is paid, in hundredths: 80 of 八折, of 2割引 and of `20% off`.
    Discount(Value),
    /// A difference of percentages: 个百分点, ポイント.
    Points(Value),
    /// An amount of that currency (ISO 4217).
    Amount(Value, Unit),
    /// 三倍, `3倍`, threefold.
    Multiple(Value),
    /// 增加三倍: four times as much, though many write it for three times.
    Increase(Value),
    /// 第3, 3番目, 3rd.
    Ordinal(Value),
    /// A date or parts of one.
    Date(Date),
}

impl Kind {
    /// Its number, if it is one.
    pub fn value(&self) -> Option<Value> {
        match *self {
            Self::Number(value, _) | Self::Amount(value, _) => Some(value),
            Self::Percentage(value) | Self::Discount(value) | Self::Points(value) => Some(value),
            Self::Multiple(value) | Self::Increase(value) | Self::Ordinal(value) => Some(value),
            Self::Date(_) => None,
        }
    }
}

/// Which end of a range a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It stands alone.
    None,
    /// The first.
    From,
    /// The last.
    To,
}

/// Whether figures of that language are read: its words for scales, shares and dates are known.
pub fn is_read(language: &LanguageTag) -> bool {
    matches!(language.primary(), "zh" | "yue" | "wuu" | "ja" | "en")
}

/// All figures of a text, in order. A text in a language that is not read is taken for English.
pub fn figures(text: &str, language: &LanguageTag) -> Vec<Figure> {
    let style = match language.primary() {
        "zh" | "yue" | "wuu" => Style::Chinese,
        "ja" => Style::Japanese,
        _ => Style::Other,
    };
    read(text, style)
}

fn read(text: &str, style: Style) -> Vec<Figure> {
    let (mut found, mut end) = (Vec::new(), 0);
    // No figure reaches over a line feed, and most lines have none: they need no more than a look.
    for line in text.split_inclusive('\n') {
        let start = end;
        end += line.len();
        if glance::may_hold(line) {
            // With the line feed before it: a character by itself may be a number where it is a whole text only.
            let start = start.saturating_sub(1);
            let glyphs = Glyphs::new(&text[start..end]);
            let moved =
                |figure: Figure| Figure { range: figure.range.start + start..figure.range.end + start, ..figure };
            found.extend(Reader::new(&glyphs, style).read().into_iter().map(moved));
        }
    }
    found
}

#[cfg(test)]
mod tests;
