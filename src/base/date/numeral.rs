//! Numbers at the start of a text, in ASCII digits or in Han numerals.

/// A number as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numeral {
    pub(super) value: i64,
    /// How many decimal digits it shows.
    pub(super) n_digits: usize,
    /// Bytes.
    pub(super) length: usize,
    /// Whether it is written as things are counted: 三, 十五, 1,000.
    pub(super) is_counted: bool,
}

impl Numeral {
    /// Whether it can be a calendar year by itself.
    pub(super) fn is_year(&self) -> bool {
        self.n_digits == 4 && (1000..=2999).contains(&self.value)
    }

    /// Its value where it is known to be a month, a day or less.
    pub(super) fn small(&self) -> u8 {
        u8::try_from(self.value).unwrap_or(u8::MAX)
    }
}

/// The number that `text` begins with.
pub(super) fn numeral(text: &str) -> Option<Numeral> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if length == 0 {
        return han_numeral(text);
    }
    let grouped = text.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b',').count();
    // 9,000 is one number, `26, 2024` and `4,` are not.
    let is_grouped =
        text[length..grouped].len() >= 4 && text[length..grouped].split(',').skip(1).all(|part| part.len() == 3);
    let length = if is_grouped { grouped } else { length };
    let digits = text[..length].replace(',', "");
    // Longer numbers are no part of any date.
    let value = digits.parse().unwrap_or(i64::MAX / 2);
    Some(Numeral { value, n_digits: digits.len(), length, is_counted: is_grouped })
}

fn digit(character: char) -> Option<i64> {
    "〇一二三四五六七八九".chars().chain("零壱弐参".chars()).position(|other| other == character).map(|at| match at {
        0..=9 => at as i64,
        at => at as i64 - 10,
    })
}

/// 二〇二四, 二千二十四, 十二, 廿六. The 四 of 四半期 is no part of the number before it.
fn han_numeral(text: &str) -> Option<Numeral> {
    let (mut sum, mut last, mut digits, mut n_digits, mut length) = (0_i64, None::<i64>, 0_i64, 0_usize, 0_usize);
    let mut has_powers = false;
    for character in text.chars() {
        let power = match character {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => 1,
        };
        let character = if character == '○' { '〇' } else { character };
        if text[length..].starts_with("四半期") || length > 40 {
            break;
        } else if power > 1 {
            sum = sum.saturating_add(last.take().unwrap_or(1) * power);
            has_powers = true;
        } else if let Some(tens) = ['廿', '卅'].iter().position(|other| *other == character) {
            sum = sum.saturating_add(tens as i64 * 10 + 20);
            has_powers = true;
        } else if let Some(value) = digit(character) {
            last = Some(value);
            digits = digits.saturating_mul(10).saturating_add(value);
            n_digits += 1;
        } else {
            break;
        }
        length += character.len_utf8();
    }
    let value = if has_powers { sum.saturating_add(last.unwrap_or(0)) } else { digits };
    let n_digits = if has_powers { value.to_string().len() } else { n_digits };
    (length > 0).then_some(Numeral { value, n_digits, length, is_counted: n_digits < 4 })
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_are_read_in_both_scripts() {
        for (text, value, rest) in [
            ("2024年", 2024, "年"),
            ("9,000人", 9000, "人"),
            ("26, 2024", 26, ", 2024"),
            ("二〇二四年", 2024, "年"),
            ("二○二四年", 2024, "年"),
            ("二千二十四年", 2024, "年"),
            ("十二月", 12, "月"),
            ("三十一日", 31, "日"),
            ("廿六日", 26, "日"),
            ("三四半期", 3, "四半期"),
        ] {
            let number = super::numeral(text);
            assert_eq!(number.map(|number| (number.value, &text[number.length..])), Some((value, rest)), "{text}");
        }
        assert_eq!(super::numeral("年"), None);
        assert_eq!(super::numeral(""), None);
    }
}
