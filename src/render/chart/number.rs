//! Numbers of charts as each language writes them: digits and grouping from locale data (CLDR, through ICU4X), and the
//! scales that people count in, 9000亿, 1万亿, 1兆, which locale data has in rounded form only. Nothing is rounded here.

use icu_decimal::input::Decimal;
use icu_decimal::options::GroupingStrategy;
use icu_decimal::{DecimalFormatter, DecimalFormatterPreferences};

use crate::base::language::LanguageTag;
use crate::link::chart::{Bound, Value};
use crate::parse::chart::unit::Unit;

/// Words for powers of ten, the greatest first.
type Scales = &'static [(i16, &'static str)];

const SIMPLIFIED: Scales = &[(12, "万亿"), (8, "亿"), (4, "万")];
const TRADITIONAL: Scales = &[(12, "兆"), (8, "億"), (4, "萬")];
const JAPANESE: Scales = &[(16, "京"), (12, "兆"), (8, "億"), (4, "万")];
const ENGLISH: Scales = &[(12, " trillion"), (9, " billion"), (6, " million")];

/// Beyond these powers of ten digits are counted, not read.
const READABLE: std::ops::RangeInclusive<i16> = -7..=20;

/// Writes the numbers of one chart.
pub struct Numbers<'a> {
    formatter: Option<DecimalFormatter>,
    scales: Scales,
    unit: Option<&'a Unit>,
    more: &'a str,
    about: &'a str,
}

impl<'a> Numbers<'a> {
    /// For numbers of that unit in a language. `more` and `about` are the words for bounds, with `{value}`.
    pub fn new(tag: &LanguageTag, unit: Option<&'a Unit>, [more, about]: [&'a str; 2]) -> Self {
        let preferences = DecimalFormatterPreferences::from(tag.identifier());
        // 9000 and 12,000: four digits are read at a glance.
        let formatter = DecimalFormatter::try_new(preferences, GroupingStrategy::Min2.into()).ok();
        let scales = match tag.primary() {
            "zh" if tag.as_str().starts_with("zh-Hant") => TRADITIONAL,
            "zh" => SIMPLIFIED,
            "ja" => JAPANESE,
            "en" => ENGLISH,
            _ => &[],
        };
        Self { formatter, scales, unit, more, about }
    }

    /// A number of the table with its unit: 超4万亿日元.
    pub fn value(&self, value: &Value) -> String {
        let number = self.digits_of(value);
        let amount = match self.unit.map(|unit| unit.words.as_str()) {
            // Latin words stand apart from the number, signs and Han do not.
            Some(words) if words.starts_with(|c: char| c.is_alphabetic() && !is_han_or_kana(c)) => {
                format!("{number} {words}")
            }
            Some(words) => number + words,
            None => number,
        };
        self.bound(value, amount)
    }

    /// A number of the table where the unit is said elsewhere: 超4万亿.
    pub fn bare(&self, value: &Value) -> String {
        self.bound(value, self.digits_of(value))
    }

    fn digits_of(&self, value: &Value) -> String {
        match Decimal::try_from_str(&value.digits) {
            Ok(decimal) => self.number(decimal),
            Err(_) => value.digits.clone(),
        }
    }

    fn bound(&self, value: &Value, amount: String) -> String {
        match value.bound {
            Bound::Exact => amount,
            Bound::More => self.more.replace("{value}", &amount),
            Bound::About => self.about.replace("{value}", &amount),
        }
    }

    /// A number beside an axis: `factor` times ten to `power`, without its unit.
    pub fn tick(&self, factor: i64, power: i16) -> String {
        let mut decimal = Decimal::from(factor);
        decimal.multiply_pow10(power);
        self.number(decimal)
    }

    fn number(&self, mut decimal: Decimal) -> String {
        if decimal.is_zero() {
            return self.digits(&Decimal::from(0));
        }
        decimal.multiply_pow10(self.unit.map_or(0, |unit| unit.power));
        tidy(&mut decimal);
        let magnitude = decimal.nonzero_magnitude_start();
        if !READABLE.contains(&magnitude) {
            return self.power(decimal, magnitude);
        }
        let plain = self.digits(&decimal);
        let Some(&(power, word)) = self.scales.iter().find(|(power, _)| *power <= magnitude) else { return plain };
        let mut scaled = decimal.clone();
        scaled.multiply_pow10(-power);
        tidy(&mut scaled);
        let scaled = self.digits(&scaled) + word;
        if scaled.chars().count() < plain.chars().count() { scaled } else { plain }
    }

    /// 1.5×10³⁰⁰
    fn power(&self, mut decimal: Decimal, magnitude: i16) -> String {
        decimal.multiply_pow10(-magnitude);
        tidy(&mut decimal);
        let superscript = |c: char| match c {
            '-' => '⁻',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            digit => char::from_u32('⁰' as u32 + digit.to_digit(10).unwrap_or(0)).unwrap_or(digit),
        };
        let exponent: String = magnitude.to_string().chars().map(superscript).collect();
        format!("{}×10{exponent}", self.digits(&decimal))
    }

    fn digits(&self, decimal: &Decimal) -> String {
        match &self.formatter {
            Some(formatter) => formatter.format(decimal).to_string(),
            None => decimal.to_string(),
        }
    }
}

/// Zeros at both ends, which moving the point leaves, are no digits of the number.
fn tidy(decimal: &mut Decimal) {
    decimal.trim_start();
    decimal.trim_end();
}

fn is_han_or_kana(c: char) -> bool {
    crate::base::line_break::east_asian_wide(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(digits: &str, tag: &str, unit: &str) -> String {
        let tag = LanguageTag::parse(tag).expect("a tag");
        let unit = Unit::read(unit, &tag);
        let (bound, digits) = match digits.strip_prefix('>') {
            Some(rest) => (Bound::More, rest),
            None => (Bound::Exact, digits),
        };
        let value = Value { number: 0.0, digits: digits.to_owned(), bound };
        Numbers::new(&tag, Some(&unit), ["超{value}", "约{value}"]).value(&value)
    }

    #[test]
    fn amounts_are_written_in_the_scales_of_their_language() {
        assert_eq!(written("9000", "zh-Hans", "亿日元"), "9000亿日元");
        assert_eq!(written("10000", "zh-Hans", "亿日元"), "1万亿日元");
        assert_eq!(written("10000", "ja", "億円"), "1兆円");
        assert_eq!(written(">4", "ja", "兆円"), "超4兆円");
        assert_eq!(written("0.5", "zh-Hans", "亿日元"), "5000万日元");
        assert_eq!(written("12345", "ja", "円"), "12,345円");
        assert_eq!(written("25000", "ja", "人"), "2.5万人");
        assert_eq!(written("900", "en", "billion yen"), "900 billion yen");
        assert_eq!(written("1000000", "de", "Yen"), "1.000.000 Yen");
    }

    #[test]
    fn nothing_is_rounded_and_nothing_runs_on() {
        assert_eq!(written("-31.20", "zh-Hans", "%"), "-31.2%");
        assert_eq!(written("0.0001", "ja", ""), "0.0001");
        assert_eq!(written("1.5e300", "ja", "円"), "1.5×10³⁰⁰円");
        assert_eq!(written("2e-12", "zh-Hans", ""), "2×10⁻¹²");
        assert_eq!(written("123456789", "zh-Hans", "元"), "123,456,789元");
        assert_eq!(written("0", "zh-Hans", "亿日元"), "0日元");
    }
}
