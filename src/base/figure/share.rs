//! Shares: 30%, 三成, 3割5分, 百分之三十; their differences (12个百分点) and what is taken off a price (八折, 2割引, 20% off).

use std::ops::Range;

use super::Kind;
use super::glyphs::Glyphs;
use super::number::{self, FoundNumber, Number};
use super::numeral::Style;
use super::reader::Reader;
use super::value::Value;

impl Reader<'_> {
    /// 30%, 三成, 3割5分, 百分之三十, 12个百分点, 五折.
    pub(super) fn percentage(&self, number: Number) -> Option<(Kind, Range<usize>)> {
        let glyphs = self.glyphs;
        let after = glyphs.past_spaces(number.to);
        let shown = |value: Option<Value>, end: usize| {
            let (kind, end) = off(glyphs, value?, end);
            Some((kind, number.from..end))
        };
        let times = |factor: i128| number.value.times(Value::integer(factor));
        if let Some(whole) = number.whole {
            return shown(times(100).and_then(|value| value.over(Value::integer(whole))), number.to);
        }
        const POINTS: [&str; 7] =
            ["个百分点", "個百分點", "個百分点", "百分点", "%ポイント", "パーセントポイント", "ポイント"];
        if let Some(end) = POINTS.iter().find_map(|word| glyphs.eat_loose(after, word)) {
            return Some((Kind::Points(number.value), number.from..end));
        }
        if let Some(end) = ["percentage point", "% point"].iter().find_map(|word| glyphs.eat(after, word)) {
            return Some((Kind::Points(number.value), number.from..glyphs.eat(end, "s").unwrap_or(end)));
        }
        if let Some(end) = ["%", "パーセント", "percent", "per cent"].iter().find_map(|word| glyphs.eat(after, word))
        {
            return shown(Some(number.value), end);
        }
        const BASIS_POINTS: [&str; 6] = ["个基点", "個基點", "基点", "ベーシスポイント", "basis point", "bp"];
        if let Some(end) = BASIS_POINTS.iter().find_map(|word| glyphs.eat(after, word)) {
            let end = glyphs.eat(end, "s").unwrap_or(end);
            return number.value.over(Value::integer(100)).map(|points| (Kind::Points(points), number.from..end));
        }
        match (glyphs.at(after), self.style) {
            ('‰', _) => shown(number.value.over(Value::integer(10)), after + 1),
            ('割', Style::Japanese) => self.tenths(number, after + 1),
            ('成', Style::Chinese) if self.is_tenths(number, after + 1) => self.tenths(number, after + 1),
            ('折', Style::Chinese) if number.value != Value::integer(10) && glyphs.at(after + 1) != '叠' => {
                // 五五折 says 5.5 tenths.
                let is_digits = number.form.is_positional || (!number.form.is_han && number.value.is_at_least(10));
                let paid = if is_digits { number.value } else { times(10)? };
                Some((Kind::Discount(paid), number.from..after + 1))
            }
            _ => None,
        }
    }

    /// Whether 成 behind a number is tenths and begins no word. 三成为外资 says three tenths; 之一成为 and GPT-4成为 become.
    fn is_tenths(&self, number: Number, end: usize) -> bool {
        const WORDS: [&str; 11] = ["功", "立", "本", "员", "員", "熟", "果", "交", "绩", "就", "分"];
        let is_share = number.form.is_han && number.value.is_at_least(2) && self.glyphs.before(number.from) != '第';
        let becomes = self.glyphs.starts_with_any(end, &["为", "為", "都"]) && !is_share;
        !becomes && !self.glyphs.starts_with_any(end, &WORDS)
    }

    /// 3割, 3割5分, 5割半, 七成五.
    fn tenths(&self, number: Number, end: usize) -> Option<(Kind, Range<usize>)> {
        let tenths = number.value.times(Value::integer(10))?;
        let shown = |value: Value, end: usize| {
            let (kind, end) = off(self.glyphs, value, end);
            Some((kind, number.from..end))
        };
        if self.glyphs.starts_with_any(end, &["当", "り当", "振", "合"]) {
            return None;
        }
        if let Some(end) = self.glyphs.eat(end, "半") {
            return shown(tenths.plus(Value::integer(5))?, end);
        }
        match number::number(self.glyphs, end, self.style) {
            FoundNumber::Number(part) if self.glyphs.at(part.to) == '分' => {
                shown(tenths.plus(part.value)?, part.to + 1)
            }
            // 七成五
            FoundNumber::Number(part) if self.style == Style::Chinese && part.to == end + 1 => {
                shown(tenths.plus(part.value)?, part.to)
            }
            _ => shown(tenths, end),
        }
    }
}

/// A share, or what is left to pay of a price where it is taken off: 2割引, 20％オフ.
fn off(glyphs: &Glyphs, share: Value, end: usize) -> (Kind, usize) {
    let from = glyphs.past_spaces(end);
    let rest = Value::integer(100).plus(share.negated());
    let word = ["割引", "引き", "引", "オフ", "off"].iter().find_map(|word| glyphs.eat(from, word));
    // 10％引き上げる
    let is_word = glyphs.starts_with_any(from, &["引き上", "引上", "引き下", "引下", "引き続"]);
    match (rest, word) {
        (Some(rest), Some(end)) if !is_word && !glyphs.is_letter(end) => (Kind::Discount(rest), end),
        _ => (Kind::Percentage(share), end),
    }
}
