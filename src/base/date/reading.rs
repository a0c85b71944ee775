//! What the words of a date say: `2024年4月26日`, `令和6年`, `二〇二四年四月`, `2023～24年`, `April 2024`, `FY2030`.
//! Only what can be read without knowing when or where the text was written counts: 去年, 年初 and 同一时期 say
//! nothing, and neither do numbers of other things (`5年間`, `30家`, `6个月`).

use icu_normalizer::ComposingNormalizerBorrowed;

use super::era;
use super::group::{Group, Part, Said, complete};
use super::numeral::{Numeral, numeral};
use super::words::Component;

/// All dates in `words`, by the habits of a language given by its primary subtag.
pub(super) fn read(words: &str, primary: &str) -> Vec<Said> {
    // Full-width digits, telegraph symbols for months and the like are the same characters after NFKC.
    let text = ComposingNormalizerBorrowed::new_nfkc().normalize(words.trim()).to_lowercase();
    let is_east_asian = matches!(primary, "zh" | "ja") && text.chars().any(|character| character >= '\u{2E80}');
    let mut reader = Reader {
        text: &text,
        at: 0,
        is_japanese: primary == "ja",
        is_east_asian,
        said: Vec::new(),
        ends: Vec::new(),
        current: Group::default(),
        is_joined: false,
        pending: None,
        era: None,
        last_word: "",
    };
    while reader.at < text.len() {
        reader.step();
    }
    reader.finish();
    reader.said
}

const ERA_LETTERS: [(&str, i64); 5] = [("r", 2018), ("h", 1988), ("s", 1925), ("t", 1911), ("m", 1867)];

const BEFORE_CHRIST: [&str; 3] = ["公元前", "紀元前", "西元前"];

/// What stands between two ends. A comma of a list counts as well: a list lies between its first and its last member.
const JOINTS: [&str; 25] = [
    "..",
    "から",
    "および",
    "または",
    "至",
    "到",
    "~",
    "〜",
    "∼",
    "–",
    "—",
    "―",
    "‐",
    "−",
    "-",
    "/",
    "、",
    "・",
    "及",
    "和",
    "与",
    "與",
    "或",
    "&",
    "+",
];

const FISCAL_UNITS: [&str; 6] = ["财年", "財年", "会计年度", "會計年度", "财政年度", "財政年度"];

/// Behind 日, what shows that days or yen are counted: 3日間, 50日元.
const AFTER_COUNTED_DAYS: [char; 19] =
    ['間', '间', '内', '後', '后', '前', '元', '円', '本', '系', '产', '産', '企', '余', '以', '目', '連', '连', '半'];

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Year,
    Decade,
    Century,
    FiscalYear,
    AnyYear,
    Quarter,
    AnyQuarter,
    Month,
    Day,
}

struct Reader<'a> {
    text: &'a str,
    /// Bytes read.
    at: usize,
    is_japanese: bool,
    /// Whether a number needs a unit behind it to be part of a date.
    is_east_asian: bool,
    said: Vec<Said>,
    /// The ends, or members of a list, before the one that is being read.
    ends: Vec<Group>,
    current: Group,
    /// Whether something that joins two ends stands before the next component.
    is_joined: bool,
    /// A number whose unit has not come yet.
    pending: Option<Numeral>,
    /// The year before the first of the era named last.
    era: Option<i64>,
    last_word: &'a str,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn before(&self) -> &'a str {
        &self.text[..self.at]
    }

    fn skip(&mut self, length: usize) {
        self.at += length;
    }

    fn step(&mut self) {
        let rest = self.rest();
        if self.era_year() || self.common_era_year() || self.numeric_date() || self.half() || self.third() {
            return;
        }
        if let Some(number) = numeral(rest) {
            return self.number(number);
        }
        if let Some(joint) = JOINTS.iter().find(|joint| rest.starts_with(**joint)) {
            self.is_joined = true;
            return self.skip(joint.len());
        }
        let n_letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if n_letters > 0 {
            self.word(&rest[..n_letters]);
            return self.skip(n_letters);
        }
        let Some(character) = rest.chars().next() else {
            return;
        };
        if !character.is_whitespace() && !matches!(character, '.' | ',' | '’' | '\'') {
            self.pending = None;
        }
        self.skip(character.len_utf8());
    }

    /// 令和6年, 平成元年度, R6年.
    fn era_year(&mut self) -> bool {
        let rest = self.rest();
        let is_in_word = self.before().ends_with(|character: char| character.is_ascii_alphanumeric());
        let letters = if self.is_japanese && !is_in_word { ERA_LETTERS.as_slice() } else { &[] };
        let names = era::names().chain(letters.iter().copied());
        let Some((name, offset)) = names.into_iter().find(|(name, _)| rest.starts_with(name)) else {
            return false;
        };
        let after = &rest[name.len()..];
        let (value, length) = match numeral(after) {
            Some(number) if number.value < 100 => (number.value, number.length),
            None if after.starts_with('元') => (1, '元'.len_utf8()),
            _ => return false,
        };
        if name.len() == 1 && !after[length..].starts_with('年') {
            return false;
        }
        self.era = Some(offset);
        self.skip(name.len());
        self.number(Numeral { value: offset + value, n_digits: 4, length, is_counted: false });
        true
    }

    /// 公元前221年, 西暦794年: years of any length.
    fn common_era_year(&mut self) -> bool {
        let rest = self.rest();
        let is_before = |name: &&&str| rest.starts_with(**name);
        let before = BEFORE_CHRIST.iter().find(is_before);
        let Some(name) = before.or_else(|| ["公元", "西元", "西暦"].iter().find(is_before)) else {
            return false;
        };
        let after = &rest[name.len()..];
        let Some(number) = numeral(after).filter(|number| after[number.length..].starts_with('年')) else {
            return false;
        };
        let year = if before.is_some() { 1 - number.value } else { number.value };
        self.skip(name.len() + number.length + '年'.len_utf8());
        self.add(Part::Years(year, year));
        true
    }

    /// 2024-04-26, 2024/4, 2024.4.26.
    fn numeric_date(&mut self) -> bool {
        let rest = self.rest();
        let Some(year) = numeral(rest).filter(|number| number.is_year() && number.length == 4) else {
            return false;
        };
        let Some(separator) = rest[4..].chars().next().filter(|character| matches!(character, '-' | '/' | '.')) else {
            return false;
        };
        let small =
            |text: &str| numeral(text).filter(|number| number.length <= 2 && number.value <= 31 && number.value > 0);
        let Some(month) = small(&rest[5..]).filter(|month| month.value <= 12) else {
            return false;
        };
        let mut length = 5 + month.length;
        let day = rest[length..].strip_prefix(separator).and_then(small);
        length += day.as_ref().map_or(0, |day| 1 + day.length);
        let tail = &rest[length..];
        // 2024.4 may be a sum, 2010-11年 are two years, of 2024-04-45 nothing is known.
        let is_cut = tail.starts_with(separator) || tail.starts_with(|next: char| next.is_ascii_digit());
        if (separator == '.' && day.is_none() && !tail.is_empty()) || tail.starts_with(['年', '月']) || is_cut {
            return false;
        }
        self.skip(length);
        // 2010/11 is a month or two years: what holds for both is said.
        let is_ambiguous = day.is_none() && separator != '.' && month.value == year.value % 100 + 1;
        self.add(Part::Years(year.value, year.value + i64::from(is_ambiguous)));
        if !is_ambiguous {
            self.add(Part::Month(month.small()));
        }
        if let Some(day) = day {
            self.add(Part::Day(day.small()));
        }
        true
    }

    /// 上半年, 下半期, and what means a half year only behind a year: 後半, 上期.
    fn half(&mut self) -> bool {
        let rest = self.rest();
        let is_after_year = self.before().ends_with(['年', '度']) || self.before().ends_with("年の");
        let names: [(&str, u8, bool); 12] = [
            ("上半年", 1, true),
            ("下半年", 2, true),
            ("上半期", 1, true),
            ("下半期", 2, true),
            ("前半期", 1, true),
            ("後半期", 2, true),
            ("前半", 1, is_after_year),
            ("後半", 2, is_after_year),
            ("后半", 2, is_after_year),
            ("上期", 1, self.before().ends_with("年度")),
            ("下期", 2, self.before().ends_with("年度")),
            ("后半年", 2, true),
        ];
        let Some((name, half, _)) = names.iter().find(|(name, _, counts)| *counts && rest.starts_with(name)) else {
            return false;
        };
        self.skip(name.len());
        self.add(Part::Half(*half));
        true
    }

    /// 4月上旬, 中旬, 下旬; not 中下旬, which is two of them.
    fn third(&mut self) -> bool {
        let thirds = [("上旬", 1), ("中旬", 2), ("下旬", 3)];
        let is_more = self.before().ends_with(['上', '中']);
        let Some((name, third)) = thirds.iter().find(|(name, _)| !is_more && self.rest().starts_with(name)) else {
            return false;
        };
        self.skip(name.len());
        self.add(Part::Third(*third));
        true
    }

    fn number(&mut self, number: Numeral) {
        let before = self.before();
        self.skip(number.length);
        let rest = self.rest().trim_start();
        let skipped = self.rest().len() - rest.len();
        if let Some((unit, length)) = self.unit(number, before, rest) {
            if let Some(pending) = self.pending.take().filter(|_| self.is_joined)
                && let Some(part) = self.part(pending, unit, before)
            {
                self.is_joined = false;
                self.add(part);
                self.is_joined = true;
            }
            if let Some(part) = self.part(number, unit, before) {
                self.add(part);
            }
            return self.skip(skipped + length);
        }
        if self.fiscal_word(number) || (!self.is_east_asian && self.bare_number(number)) {
            return;
        }
        // Two numbers before one month, `26–28 April`: neither is compared.
        self.pending = if self.pending.is_some() && !self.is_east_asian { None } else { Some(number) };
    }

    /// The unit behind a number and its length in bytes.
    fn unit(&self, number: Numeral, before: &str, rest: &str) -> Option<(Unit, usize)> {
        let fiscal = FISCAL_UNITS.iter().find(|unit| rest.starts_with(**unit));
        let annual = if self.is_japanese { Unit::FiscalYear } else { Unit::AnyYear };
        let has_month = self.current.has(Component::Month);
        let after_day = rest.strip_prefix(['日', '号', '號']);
        let is_day = after_day.is_some_and(|after| {
            has_month || (rest.starts_with('日') && !number.is_counted && !after.starts_with(AFTER_COUNTED_DAYS))
        });
        let is_ordinal = before.ends_with('第') || before.ends_with('前');
        let is_quarter = rest.starts_with("季度") && (is_ordinal || (number.is_counted && !before.ends_with("续")));
        match rest {
            _ if fiscal.is_some() => Some((Unit::FiscalYear, fiscal.map_or(0, |unit| unit.len()))),
            _ if rest.starts_with("年代") => Some((Unit::Decade, "年代".len())),
            _ if rest.starts_with("世紀") || rest.starts_with("世纪") => Some((Unit::Century, "世紀".len())),
            _ if rest.starts_with("年度") => Some((annual, "年度".len())),
            _ if rest.starts_with('年') => Some((Unit::Year, '年'.len_utf8())),
            _ if rest.starts_with('月') => Some((Unit::Month, '月'.len_utf8())),
            _ if is_day => Some((Unit::Day, '日'.len_utf8())),
            _ if is_quarter => Some((Unit::Quarter, "季度".len())),
            _ if rest.starts_with("四半期") && is_ordinal => Some((Unit::AnyQuarter, "四半期".len())),
            _ if rest.starts_with('s') && number.is_year() => Some((Unit::Decade, 1)),
            _ => None,
        }
    }

    /// The component that a number with its unit is, if it is one and not a count of them.
    fn part(&self, number: Numeral, unit: Unit, before: &str) -> Option<Part> {
        let value = number.value;
        match unit {
            Unit::Year => match self.year(number) {
                Some(year) => Some(Part::Years(year, year)),
                None => self.is_short_year(number).then_some(Part::ShortYear(value)),
            },
            Unit::FiscalYear => self.year(number).map(Part::FiscalYear),
            Unit::AnyYear => self.year(number).map(Part::AnyYear),
            Unit::Decade => (number.is_year() && value % 10 == 0).then_some(Part::Years(value, value + 9)),
            Unit::Century => (1..=30).contains(&value).then_some(Part::Years((value - 1) * 100, value * 100)),
            Unit::Quarter if before.ends_with('前') => {
                (1..=4).contains(&value).then(|| Part::FirstQuarters(number.small()))
            }
            Unit::Quarter => (1..=4).contains(&value).then(|| Part::Quarter(number.small())),
            Unit::AnyQuarter => (1..=4).contains(&value).then(|| Part::AnyQuarter(number.small())),
            Unit::Month => (1..=12).contains(&value).then(|| Part::Month(number.small())),
            Unit::Day => (1..=31).contains(&value).then(|| Part::Day(number.small())),
        }
    }

    /// Four digits are a year; two are one behind a first end, in its century or its era.
    fn year(&self, number: Numeral) -> Option<i64> {
        if number.is_year() {
            return Some(number.value);
        }
        let start = self.current.0.iter().find_map(|part| match *part {
            Part::Years(year, _) | Part::FiscalYear(year) | Part::AnyYear(year) => Some(year),
            _ => None,
        });
        if !self.is_joined || number.n_digits > 2 {
            return None;
        }
        match (self.era, start) {
            (Some(era), Some(_)) => Some(era + number.value),
            (None, Some(start)) if number.n_digits == 2 => Some(start - start.rem_euclid(100) + number.value),
            _ => None,
        }
    }

    /// 24年4月 in Chinese. In Japanese the same may be a year of an era.
    fn is_short_year(&self, number: Numeral) -> bool {
        let after = self.rest().trim_start().trim_start_matches('年');
        let month = numeral(after).is_some_and(|month| after[month.length..].starts_with('月'));
        !self.is_japanese && number.n_digits == 2 && !number.is_counted && month
    }

    /// FY2030, fiscal year 2030.
    fn fiscal_word(&mut self, number: Numeral) -> bool {
        let year = match number.n_digits {
            2 => 2000 + number.value,
            _ => number.value,
        };
        let is_fiscal = self.last_word == "fiscal" && matches!(number.n_digits, 2 | 4);
        self.last_word = "";
        if is_fiscal {
            self.add(Part::FiscalYear(year));
        }
        is_fiscal
    }

    /// In languages without units: a year of four digits, a day behind or before a month.
    fn bare_number(&mut self, number: Numeral) -> bool {
        if number.is_year() {
            self.add(Part::Years(number.value, number.value));
            return true;
        }
        let is_second_year = self.is_joined && self.current.0.len() == 1 && self.current.has(Component::Year);
        if is_second_year && let Some(year) = self.year(number) {
            self.add(Part::Years(year, year));
            return true;
        }
        let is_day = self.current.has(Component::Month) && (1..=31).contains(&number.value);
        if is_day && (self.is_joined || !self.current.has(Component::Day)) {
            self.add(Part::Day(number.small()));
            return true;
        }
        false
    }

    /// A word of English, in small letters.
    fn word(&mut self, word: &'a str) {
        let named = |names: &[&str], word: &str| names.iter().position(|name| *name == word);
        let ordinal = named(&["first", "second", "third", "fourth"], self.last_word)
            .or_else(|| self.pending.map(|number| usize::from(number.small()).wrapping_sub(1)));
        let month = word.get(..3).and_then(|start| named(&MONTHS, start)).filter(|&month| {
            let name = super::bounds::MONTH_NAMES[month].to_lowercase();
            word.len() == 3 || word == name || word == "sept"
        });
        match (word, month, ordinal) {
            (_, Some(month), _) => {
                if let Some(day) = self.pending.take().filter(|number| (1..=31).contains(&number.value)) {
                    self.add(Part::Day(day.small()));
                }
                self.add(Part::Month(month as u8 + 1));
            }
            ("half", _, Some(half @ 0..2)) => self.add(Part::Half(half as u8 + 1)),
            ("quarter", _, Some(quarter @ 0..4)) => self.add(Part::AnyQuarter(quarter as u8 + 1)),
            ("century", ..) => {
                if let Some(part) = self.pending.take().and_then(|number| self.part(number, Unit::Century, "")) {
                    self.add(part);
                }
            }
            ("q", ..) => {
                // Q3, or 3Q.
                let number = self.pending.take().or_else(|| numeral(&self.rest()[1..]));
                if let Some(part) = number.and_then(|number| self.part(number, Unit::AnyQuarter, "")) {
                    self.add(part);
                }
            }
            ("to" | "through" | "until" | "and" | "or", ..) => self.is_joined = true,
            ("bc" | "bce", ..) => self.current.0.retain(|part| part.component() != Component::Year),
            _ => {}
        }
        if !matches!(word, "st" | "nd" | "rd" | "th" | "of" | "the") {
            self.pending = None;
        }
        // `fiscal year 2030` is `fiscal 2030`.
        if !(word == "year" && self.last_word == "fiscal") {
            self.last_word = if word == "fy" { "fiscal" } else { word };
        }
    }

    /// Adds a component to the date that is being read, or starts another one.
    fn add(&mut self, part: Part) {
        let is_repeated = self.current.has(part.component());
        let is_coarser = self.current.0.iter().any(|other| part.rank() < other.rank());
        let is_beside = |rank| (1..=3).contains(&rank);
        let is_alternative = is_beside(part.rank()) && self.current.0.iter().any(|other| is_beside(other.rank()));
        let starts_end = self.is_joined && (is_repeated || is_alternative || (is_coarser && self.is_east_asian));
        if starts_end {
            self.ends.push(std::mem::take(&mut self.current));
        } else if is_repeated || (is_alternative && !self.is_east_asian) {
            // A comma parts the members of a list in English as it parts a day from its year: a half year and a month are two dates.
            self.finish();
        }
        self.current.0.push(part);
        self.current.0.sort_by_key(Part::rank);
        self.is_joined = false;
        self.pending = None;
    }

    fn finish(&mut self) {
        let mut ends = std::mem::take(&mut self.ends);
        ends.push(std::mem::take(&mut self.current));
        ends.retain(|end| !end.0.is_empty());
        complete(&mut ends);
        let years = |group: &Group| group.0.iter().find(|part| part.rank() == 0).map(Part::start);
        let range = match ends.as_slice() {
            [first, .., last] if years(first) <= years(last) => {
                Some(Said { first: first.clone(), last: Some(last.clone()) })
            }
            _ => None,
        };
        // A list in any order means its members.
        let members = if range.is_some() && ends.len() == 2 { Vec::new() } else { ends };
        self.said.extend(range);
        self.said.extend(members.into_iter().map(|first| Said { first, last: None }));
    }
}
