//! One numeral: `1,234.5`, `8.5万`, `4.78万亿`, `二百三十三点五`, `四十九兆九千五百九十二億`, `5亿1万4千6百`, `二〇二四`.
//!
//! Han numerals are read by groups of four digits: below 万 powers fall (千 百 十), a power of 万 ends the group and takes with it
//! what stands before it and is smaller (万亿, 万万). 四百五 is 450 in Chinese and 405 in Japanese.

use super::glyphs::Glyphs;
use super::value::Value;

/// How a language writes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Chinese,
    Japanese,
    /// In digits only.
    Other,
}

/// A numeral, with the places of its first character and behind its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numeral {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) value: Value,
    pub(super) form: Form,
    /// Whether a 几 or 余 in it makes it vague.
    pub(super) is_approximate: bool,
}

/// How a numeral is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Form {
    /// How many digits it begins with.
    pub(super) n_digits: usize,
    /// Whether a Han digit or power is in it.
    pub(super) is_han: bool,
    /// Whether it is written digit by digit: 二〇二四.
    pub(super) is_positional: bool,
    /// Whether it has decimals.
    pub(super) has_decimals: bool,
    /// Whether a power from 百 on is in it.
    pub(super) has_power: bool,
    /// Whether a power from 万 on is in it.
    pub(super) has_scale: bool,
    /// Whether its digits are grouped: 1,234.
    pub(super) is_grouped: bool,
}

/// What a Han digit counts.
pub(super) fn han_digit(character: char) -> Option<u8> {
    Some(match character {
        '〇' | '零' | '○' => 0,
        '一' | '壹' | '壱' => 1,
        '二' | '两' | '兩' | '俩' | '倆' | '贰' | '貳' | '弐' => 2,
        '三' | '叁' | '參' | '参' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The exponent of a power below 万.
fn small_power(character: char) -> Option<u32> {
    Some(match character {
        '十' | '拾' => 1,
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        _ => return None,
    })
}

/// The exponent of 万 and the powers beyond it.
fn big_power(character: char) -> Option<u32> {
    Some(match character {
        '万' | '萬' => 4,
        '亿' | '億' => 8,
        '兆' => 12,
        '京' => 16,
        _ => return None,
    })
}

/// The exponent of a power.
pub(super) fn power(character: char) -> Option<u32> {
    small_power(character).or_else(|| big_power(character))
}

/// Digits for documents, which are parts of words elsewhere: 参加, 陆续.
fn is_formal(character: char) -> bool {
    "壹壱贰貳弐叁參参肆伍陆陸柒捌玖".contains(character)
}

/// Whether a numeral can begin with that character.
pub(super) fn begins(character: char) -> bool {
    character.is_ascii_digit()
        || matches!(character, '.' | '万' | '萬' | '半')
        || han_digit(character).is_some()
        || is_tens(character)
}

/// Whether a numeral that began with digits may go on with that character: 2千, 10余万.
pub(super) fn goes_on(character: char) -> bool {
    han_digit(character).is_some() || is_tens(character) || big_power(character).is_some() || is_filler(character)
}

fn is_tens(character: char) -> bool {
    small_power(character).is_some() || tens(character).is_some()
}

/// 廿 and 卅 are digits and power at once.
fn tens(character: char) -> Option<i128> {
    match character {
        '廿' => Some(20),
        '卅' => Some(30),
        _ => None,
    }
}

/// Words between a number and 万 that make it vague.
fn is_filler(character: char) -> bool {
    matches!(character, '余' | '餘' | '多' | '几' | '幾' | '数' | '數' | '来')
}

/// What was found at a place.
pub(super) enum Found {
    Numeral(Numeral),
    /// 二三十: a number that nobody can name. It ends there.
    Vague(usize),
    Nothing,
}

/// Rows of this many digits are no numbers.
const LONGEST: usize = 40;

/// The numeral that begins at that place.
pub(super) fn numeral(glyphs: &Glyphs, at: usize, style: Style) -> Found {
    if !begins(glyphs.at(at)) || (style == Style::Other && !matches!(glyphs.at(at), '0'..='9' | '.')) {
        return Found::Nothing;
    }
    // 五十千 ends before its 千, which begins nothing.
    if is_tens(glyphs.at(at)) && (han_digit(glyphs.before(at)).is_some() || is_tens(glyphs.before(at))) {
        return Found::Nothing;
    }
    // No figure is longer, and to look at the rest of such a row once is enough.
    let is_digit = |at: usize| glyphs.at(at).is_ascii_digit() || han_digit(glyphs.at(at)).is_some();
    if (at..at + LONGEST).all(is_digit) {
        return Found::Vague((at..).find(|&at| !is_digit(at)).unwrap_or(at + LONGEST));
    }
    let mut reader = Reader {
        glyphs,
        style,
        at,
        groups: Vec::new(),
        section: None,
        floor: 4,
        current: None,
        is_behind_point: false,
        last: None,
        form: Form::default(),
        is_approximate: false,
    };
    loop {
        match reader.step() {
            Some(true) => {}
            Some(false) => break,
            None => return Found::Vague(reader.at),
        }
    }
    match reader.finish() {
        Some(value) if reader.at > at => Found::Numeral(Numeral {
            from: at,
            to: reader.at,
            value,
            form: reader.form,
            is_approximate: reader.is_approximate,
        }),
        _ => Found::Nothing,
    }
}

struct Reader<'a> {
    glyphs: &'a Glyphs,
    style: Style,
    /// Behind what was read.
    at: usize,
    /// The groups that ended with a power of 万, with its exponent.
    groups: Vec<(Value, u32)>,
    /// What the powers below 万 gave in this group.
    section: Option<Value>,
    /// Powers in this group are below this exponent.
    floor: u32,
    /// Digits whose power has not come, and whether they are one Han digit.
    current: Option<(Value, bool)>,
    /// Whether these digits have Han decimals, which no power below 万 multiplies.
    is_behind_point: bool,
    /// The exponent that the last thing read ended with, if it was a power.
    last: Option<u32>,
    form: Form,
    is_approximate: bool,
}

impl Reader<'_> {
    /// Reads on; `Some(false)` at the end, `None` at what nobody can name.
    fn step(&mut self) -> Option<bool> {
        let next = self.glyphs.past_spaces(self.at);
        let character = self.glyphs.at(next);
        if next > self.at && !self.reaches_over_spaces(next) {
            return Some(false);
        }
        if character.is_ascii_digit() || character == '.' {
            return Some(self.digits(next));
        }
        if self.style == Style::Other {
            return Some(false);
        }
        // 兆字节, 兆瓦: a million of a unit of measure.
        let is_mega = self.style == Style::Chinese
            && self.glyphs.starts_with_any(next, &["兆字", "兆瓦", "兆赫", "兆比", "兆位", "兆伏"]);
        if let Some(exponent) = big_power(character).filter(|_| !is_mega) {
            return Some(self.big(next, exponent));
        }
        if let Some(exponent) = small_power(character) {
            return Some(self.small(next, exponent));
        }
        if let Some(tens) = tens(character).filter(|_| self.current.is_none() && self.floor > 1) {
            (self.section, self.floor) = (sum(self.section, Value::integer(tens)), 1);
            return Some(self.took(next + 1, Some(1)));
        }
        if han_digit(character).is_some() {
            let goes_on =
                power(self.glyphs.at(next + 1)).is_some() || matches!(self.glyphs.before(next), '拾' | '佰' | '仟');
            // 70亿参数, 3亿陆续
            return if is_formal(character) && self.last.is_some() && !goes_on {
                Some(false)
            } else {
                self.han_digits(next)
            };
        }
        if is_filler(character) && (self.current.is_some() || self.section.is_some()) {
            let power = self.glyphs.past_spaces(next + 1);
            if big_power(self.glyphs.at(power)).is_some() {
                self.is_approximate = true;
                return Some(self.took(power, None));
            }
            return Some(false);
        }
        Some(matches!(character, '点' | '點' | '・') && self.decimals(next))
    }

    /// Spaces stand before a power, and behind one before digits that have a power of their own: `10 万`, `7万 5千`, `四 百 五`.
    fn reaches_over_spaces(&self, next: usize) -> bool {
        let is_power = |character| power(character).is_some();
        let character = self.glyphs.at(next);
        if is_power(character) || matches!(character, '点' | '點') {
            return self.current.is_some() || self.section.is_some();
        }
        if is_filler(character) {
            return big_power(self.glyphs.at(self.glyphs.past_spaces(next + 1))).is_some();
        }
        let mut end = next;
        while self.glyphs.at(end).is_ascii_digit() {
            end += 1;
        }
        let has_power = end > next && is_power(self.glyphs.at(self.glyphs.past_spaces(end)));
        self.last.is_some() && (has_power || han_digit(character).is_some())
    }

    fn took(&mut self, to: usize, power: Option<u32>) -> bool {
        (self.at, self.last) = (to, power);
        true
    }

    /// Digits with groups and decimals.
    fn digits(&mut self, from: usize) -> bool {
        let is_first = self.current.is_none() && self.section.is_none() && self.groups.is_empty();
        if self.current.is_some() || (!is_first && self.last.is_none()) {
            return false;
        }
        let Some(found) = ascii(self.glyphs, from, self.style) else { return false };
        if !is_first && found.n_digits == 0 {
            return false;
        }
        if is_first {
            self.form.n_digits = found.n_digits;
            self.form.is_grouped = found.is_grouped;
        }
        self.form.has_decimals |= found.n_decimals > 0;
        self.current = Some((found.value, false));
        self.took(found.to, None)
    }

    fn han_digits(&mut self, from: usize) -> Option<bool> {
        if self.current.is_some() {
            return Some(false);
        }
        let mut digits = Vec::new();
        while let Some(digit) = han_digit(self.glyphs.at(from + digits.len())) {
            digits.push(digit);
        }
        let to = from + digits.len();
        // The 四 of 四半期 is no part of the number before it.
        if digits.len() > 1 && self.glyphs.eat(to - 1, "四半期").is_some() {
            digits.pop();
        }
        let to = from + digits.len();
        let after = self.glyphs.at(self.glyphs.past_spaces(to));
        if let [first, second] = digits[..]
            && second == first + 1
            && first > 0
            && (power(after).is_some() || self.is_two_or_three())
        {
            self.at = if power(after).is_some() { self.glyphs.past_spaces(to) + 1 } else { to };
            return None;
        }
        if digits[..] == [0] && self.last.is_some() && self.glyphs.at(to).is_ascii_digit() {
            return Some(self.took(to, self.last));
        }
        let is_filled = digits[0] == 0 && digits.len() > 1 && self.last.is_some();
        let is_single = digits.len() == 1 && digits[0] > 0;
        if self.groups.is_empty() && self.section.is_none() {
            self.form.is_positional = digits.len() > 1;
            self.form.n_digits = digits.len();
        } else if digits.len() > 1 && !is_filled && self.floor < 4 {
            // 十四五 is no number: a plan for five years, or a list.
            self.at = to;
            return None;
        } else if digits.len() > 1 && !is_filled && small_power(after).is_some() {
            return Some(false);
        }
        let value = digits.iter().try_fold(0_i128, |sum, &digit| sum.checked_mul(10)?.checked_add(digit.into()));
        self.current = value.map(|value| (Value::integer(value), is_single));
        self.form.is_han = true;
        Some(self.current.is_some() && self.took(to, None))
    }

    /// Whether two digits in a row by themselves leave open which of both: 两三年. Japanese writes 23 so as well.
    fn is_two_or_three(&self) -> bool {
        self.style == Style::Chinese && self.groups.is_empty() && self.section.is_none()
    }

    fn small(&mut self, at: usize, exponent: u32) -> bool {
        if exponent >= self.floor || self.is_behind_point {
            return false;
        }
        // 零十 is ten; 一千零五十 has its 零 before a digit.
        let digits = self.current.take().map(|(value, _)| value).filter(|value| !value.is_zero());
        let power = Value::integer(10_i128.pow(exponent));
        self.section = sum(self.section, digits.unwrap_or(Value::ONE).times(power).unwrap_or(Value::ZERO));
        self.floor = exponent;
        self.form.is_han = true;
        self.form.has_power |= exponent > 1;
        self.form.is_positional = false;
        self.took(at + 1, Some(exponent))
    }

    fn big(&mut self, at: usize, exponent: u32) -> bool {
        let digits = self.current.map(|(value, _)| value);
        let mut group = match (self.section, digits) {
            (None, None) => match self.groups.pop() {
                Some((group, _)) => group,
                None => return false,
            },
            (section, digits) => sum(section, digits.unwrap_or(Value::ZERO)).unwrap_or(Value::ZERO),
        };
        while let Some((smaller, _)) = self.groups.pop_if(|(_, other)| *other < exponent) {
            group = group.plus(smaller).unwrap_or(group);
        }
        let Some(group) = group.times(Value::integer(10_i128.pow(exponent))) else { return false };
        self.groups.push((group, exponent));
        (self.section, self.current, self.floor, self.is_behind_point) = (None, None, 4, false);
        self.form.is_positional = false;
        (self.form.has_power, self.form.has_scale) = (true, true);
        self.took(at + 1, Some(exponent))
    }

    /// 二点五, 〇・二三: digits behind a point that is a word.
    fn decimals(&mut self, at: usize) -> bool {
        let is_read = if self.glyphs.at(at) == '・' { self.style == Style::Japanese } else { true };
        let has_whole = self.current.is_some() || self.section.is_some();
        if !is_read || !has_whole || !self.form.is_han || self.form.has_decimals {
            return false;
        }
        let from = self.glyphs.past_spaces(at + 1);
        let digit_at = |at| han_digit(self.glyphs.at(at)).filter(|_| !"两兩俩倆".contains(self.glyphs.at(at)));
        let n_decimals = (from..).map_while(digit_at).count();
        let digits = (from..).map_while(digit_at).map(u32::from);
        let Some(decimals) = Value::decimal(digits, n_decimals) else { return false };
        let Some(whole) = self.total() else { return false };
        (self.section, self.floor) = (None, 4);
        self.groups.clear();
        self.current = whole.plus(decimals).map(|value| (value, false));
        (self.form.has_decimals, self.is_behind_point) = (true, true);
        self.took(from + n_decimals, None)
    }

    /// All that was read. In Chinese a digit behind a power counts the next lower one: 四百五, 九万四.
    fn total(&self) -> Option<Value> {
        let mut sum = self.groups.iter().try_fold(Value::ZERO, |sum, (group, _)| sum.plus(*group))?;
        sum = sum.plus(self.section.unwrap_or(Value::ZERO))?;
        let Some((digits, is_single)) = self.current else { return Some(sum) };
        let power = if self.floor < 4 { Some(self.floor) } else { self.groups.last().map(|(_, exponent)| *exponent) };
        let is_short = self.style == Style::Chinese && is_single;
        let digits = match power {
            Some(power @ 2..) if is_short => digits.times(Value::integer(10_i128.pow(power - 1)))?,
            _ => digits,
        };
        sum.plus(digits)
    }

    fn finish(&self) -> Option<Value> {
        (self.current.is_some() || self.section.is_some() || !self.groups.is_empty()).then(|| self.total())?
    }
}

fn sum(section: Option<Value>, value: Value) -> Option<Value> {
    section.unwrap_or(Value::ZERO).plus(value)
}

struct Ascii {
    value: Value,
    /// Before the point.
    n_digits: usize,
    n_decimals: usize,
    is_grouped: bool,
    to: usize,
}

/// 1234, 1,234.5, .5; in Japanese 1、234 as well.
fn ascii(glyphs: &Glyphs, from: usize, style: Style) -> Option<Ascii> {
    let run = |from: usize| (from..).take_while(|&at| glyphs.at(at).is_ascii_digit()).count();
    let (mut n_digits, mut to) = (run(from), from + run(from));
    let is_mark = |mark: char| mark == ',' || (mark == '、' && style == Style::Japanese);
    let mark = glyphs.at(to);
    let is_grouped = (1..=3).contains(&n_digits) && is_mark(mark) && run(to + 1) == 3;
    while is_grouped && glyphs.at(to) == mark && run(to + 1) == 3 {
        (n_digits, to) = (n_digits + 3, to + 4);
    }
    let n_decimals = if glyphs.at(to) == '.' { run(to + 1) } else { 0 };
    // 2.0.1 is no number, and neither are the parts of it.
    let is_version = n_decimals > 0 && glyphs.at(to + 1 + n_decimals) == '.' && run(to + n_decimals + 2) > 0;
    let is_behind_digit = n_digits == 0 && glyphs.before(from).is_ascii_digit();
    let has_decimals = n_decimals > 0 && !is_version && glyphs.before(from) != '.' && !is_behind_digit;
    let n_decimals = if has_decimals { n_decimals } else { 0 };
    to += if has_decimals { 1 + n_decimals } else { 0 };
    if n_digits + n_decimals == 0 {
        return None;
    }
    let digits = (from..to).filter_map(|at| glyphs.at(at).to_digit(10));
    let value = Value::decimal(digits, n_decimals)?;
    Some(Ascii { value, n_digits, n_decimals, is_grouped, to })
}
