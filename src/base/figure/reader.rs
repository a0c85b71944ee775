//! The reader: finds numbers and dates in a text and tells by what stands around each what it is.

use std::ops::Range;

use super::calendar::{self, Date};
use super::currency::{self, PARTS};
use super::glyphs::Glyphs;
use super::number::{self, FoundNumber, Number, number};
use super::numeral::{self, Style};
use super::range::Joint;
use super::value::Value;
use super::{End, Figure, Kind, Weight, glance, range, unit, word};

/// Reads from the left to the right, each place once.
pub(super) struct Reader<'a> {
    pub(super) glyphs: &'a Glyphs,
    pub(super) style: Style,
    figures: Vec<Figure>,
    /// The characters of each figure.
    ends: Vec<Range<usize>>,
}

/// Whole numbers from here on weigh fully; smaller ones are words in many a translation.
const LEAST: i128 = 13;

impl<'a> Reader<'a> {
    pub(super) fn new(glyphs: &'a Glyphs, style: Style) -> Self {
        Self { glyphs, style, figures: Vec::new(), ends: Vec::new() }
    }

    /// All figures, in order.
    pub(super) fn read(self) -> Vec<Figure> {
        self.read_where(glance::may_begin)
    }

    /// Likewise, of those that begin at such places.
    pub(super) fn read_where(mut self, may_begin: impl Fn(&Glyphs, usize, Style) -> bool) -> Vec<Figure> {
        let mut at = 0;
        while at < self.glyphs.len() {
            at = if may_begin(self.glyphs, at, self.style) { self.step(at) } else { self.past_word(at) };
        }
        self.figures
    }

    /// Reads what begins at that place; where to go on.
    fn step(&mut self, at: usize) -> usize {
        if let Some(end) = address(self.glyphs, at) {
            return end;
        }
        if let Some((date, end)) = calendar::date(self.glyphs, at, self.style, self.start_of_range(at)) {
            // The third quarter without its year may be the third in a row.
            let is_part = date.year.is_none() && date.month.is_none() && date.day.is_none();
            let weight = match self.style {
                _ if date.is_told() => Weight::None,
                Style::Other if is_part => Weight::Small,
                _ => Weight::Full,
            };
            self.push(at..end, Kind::Date(date), weight);
            return end;
        }
        if let Some((kind, weight, end)) = word::word(self.glyphs, at, self.style) {
            self.push(at..end, kind, weight);
            return end;
        }
        match number(self.glyphs, at, self.style) {
            FoundNumber::Number(number) if self.is_one_of_two(&number) => number.to + 2,
            FoundNumber::Number(number) if !self.is_word(&number) => self.number(number),
            FoundNumber::Number(number) => number.to,
            FoundNumber::Vague(to) => to,
            FoundNumber::Nothing => self.past_word(at),
        }
    }

    /// Behind the character at that place; the rest of a Latin word is no beginning.
    fn past_word(&self, at: usize) -> usize {
        let is_letter = self.glyphs.is_letter(at);
        (at + 1..).find(|&next| !is_letter || !self.glyphs.is_letter(next)).unwrap_or(at + 1)
    }

    /// The date that something at that place is the other end of.
    fn start_of_range(&self, at: usize) -> Option<Date> {
        let (Kind::Date(date), last) = (self.figures.last()?.kind, self.ends.last()?) else { return None };
        self.is_joined(last.end, at).then_some(date)
    }

    /// Whether nothing but a joint stands between two places.
    fn is_joined(&self, from: usize, to: usize) -> bool {
        // 2023年末から24年初め
        let from = ["末", "底", "初め", "初", "頃", "ごろ"]
            .iter()
            .find_map(|word| self.glyphs.eat(from, word))
            .unwrap_or(from);
        let from = self.glyphs.past_spaces(from);
        let ends_there =
            |joint: &str| self.glyphs.eat(from, joint).is_some_and(|end| self.glyphs.past_spaces(end) == to);
        range::JOINTS.iter().any(|joint| ends_there(joint))
    }

    fn push(&mut self, range: Range<usize>, kind: Kind, weight: Weight) {
        self.place(range, kind, weight);
        self.join(false);
    }

    fn place(&mut self, range: Range<usize>, kind: Kind, weight: Weight) {
        let is_approximate = self.is_approximate(&range);
        let bytes = self.glyphs.bytes(range.clone());
        self.figures.push(Figure { range: bytes, kind, end: End::None, is_approximate, weight });
        self.ends.push(range);
    }

    /// What a number is, by what stands around it.
    fn number(&mut self, number: Number) -> usize {
        let (kind, range) = self
            .percentage(number)
            .or_else(|| self.amount(number))
            .or_else(|| self.ordinal(number))
            .or_else(|| self.multiple(number))
            .unwrap_or_else(|| self.counted(number));
        let end = range.end;
        let weight = self.weight(&number, &kind);
        self.place(range, kind, weight);
        self.join(number.form.has_scale);
        if number.is_approximate
            && let Some(figure) = self.figures.last_mut()
        {
            figure.is_approximate = true;
        }
        end
    }

    /// 9000亿日元, $29億, 5元3毛, 2222円13銭.
    fn amount(&self, number: Number) -> Option<(Kind, Range<usize>)> {
        let glyphs = self.glyphs;
        let after = self.behind(number.to);
        if let Some((currency, end)) = currency::currency(glyphs, after, self.style) {
            let (mut value, mut end) = (number.value, end);
            while let FoundNumber::Number(part) = number::number(glyphs, end, self.style)
                && let Some((&share, to)) = glyphs.find(part.to, PARTS)
            {
                value = value.plus(part.value.over(Value::integer(share))?)?;
                end = to;
            }
            // 新臺幣三百億元: what stands before says whose 元 it is.
            let (currency, from) = currency::sign(glyphs, number.from, self.style)
                .filter(|_| currency == "CNY")
                .unwrap_or((currency, number.from));
            return Some((Kind::Amount(value, currency), from..end));
        }
        let (currency, from) = currency::sign(glyphs, number.from, self.style)?;
        Some((Kind::Amount(number.value, currency), from..number.to))
    }

    /// 第3, 3番目, 2カ所目, 其二, 3rd.
    fn ordinal(&self, number: Number) -> Option<(Kind, Range<usize>)> {
        let glyphs = self.glyphs;
        number.value.whole()?;
        let ordinal = |range: Range<usize>| Some((Kind::Ordinal(number.value), range));
        let from = number.from;
        let before = (0..from).rev().find(|&at| glyphs.at(at) != ' ').map_or(0, |at| at + 1);
        if let Some(word) = ["第", "だい"].iter().find(|word| glyphs.ends_with(before, word)) {
            return ordinal(before - word.chars().count()..number.to);
        }
        if self.style == Style::Chinese && glyphs.before(from) == '其' && number.form.is_han {
            return ordinal(from - 1..number.to);
        }
        if self.style == Style::Japanese {
            let after = glyphs.past_spaces(number.to);
            if let Some(end) = ["番目", "番", "位", "等"].iter().find_map(|word| glyphs.eat(after, word)) {
                return ordinal(from..end);
            }
            let counter = unit::unit(glyphs, after).map_or(after, |(_, end)| end);
            return glyphs.eat(counter, "目").and_then(|end| ordinal(from..end));
        }
        let end = ["st", "nd", "rd", "th"].iter().find_map(|word| glyphs.eat(number.to, word));
        end.filter(|end| !glyphs.is_letter(*end) && !number.form.is_han).and_then(|end| ordinal(from..end))
    }

    fn multiple(&self, number: Number) -> Option<(Kind, Range<usize>)> {
        let after = self.behind(number.to);
        let words = ["倍", "fold", "times"];
        let end = words.iter().find_map(|word| self.glyphs.eat(after, word))?;
        let is_other = self.glyphs.starts_with_any(end, &["数", "數", "率"]) || self.glyphs.is_letter(end);
        let kind = if self.is_increase(number.from) { Kind::Increase } else { Kind::Multiple };
        (!is_other).then_some((kind(number.value), number.from..end))
    }

    /// 增长三倍 and 增加了近三倍, but not 增至三倍.
    fn is_increase(&self, mut from: usize) -> bool {
        while let Some(word) =
            ["了", "近", "约", "超", "逾", "将近", "超过", "大约"].iter().find(|word| self.glyphs.ends_with(from, word))
        {
            from -= word.chars().count();
        }
        const WORDS: [&str; 10] = ["增", "增长", "增長", "增加", "提高", "提升", "上升", "上涨", "扩大", "擴大"];
        self.style == Style::Chinese && self.glyphs.ends_with_any(from, &WORDS)
    }

    /// Where what stands behind a number begins: behind spaces, in Latin letters also behind a hyphen (`240-yen`).
    fn behind(&self, at: usize) -> usize {
        let is_hyphened = self.style == Style::Other && self.glyphs.at(at) == '-' && self.glyphs.is_letter(at + 1);
        if is_hyphened { at + 1 } else { self.glyphs.past_spaces(at) }
    }

    /// Whether it leaves open which of two numbers it is: 2、3年.
    fn is_one_of_two(&self, number: &Number) -> bool {
        let digit =
            |at: usize| self.glyphs.at(at).to_digit(10).or(numeral::han_digit(self.glyphs.at(at)).map(u32::from));
        let (Some(first), Some(second)) = (digit(number.from), digit(number.to + 1)) else { return false };
        let end = number.to + 2;
        let is_counted =
            unit::unit(self.glyphs, self.glyphs.past_spaces(end)).is_some() || "割成%倍".contains(self.glyphs.at(end));
        number.to == number.from + 1
            && self.glyphs.at(number.to) == '、'
            && second == first + 1
            && first > 0
            && is_counted
    }

    fn counted(&self, number: Number) -> (Kind, Range<usize>) {
        // G7 and G20 are groups of countries: 七国集团.
        let is_group = self.glyphs.before(number.from) == 'G' && !self.glyphs.is_letter(number.from.saturating_sub(2));
        if is_group && number.from > 0 {
            return (Kind::Number(number.value, Some("country")), number.from - 1..number.to);
        }
        let after = self.behind(number.to);
        // 十余家, 30多个: the word between is no unit.
        let is_vague = "余餘多几幾数來来".contains(self.glyphs.at(after)) && self.style != Style::Other;
        let found = unit::unit(self.glyphs, if is_vague { after + 1 } else { after });
        match found {
            Some((unit, end)) => (Kind::Number(number.value, Some(unit)), number.from..end),
            None => (Kind::Number(number.value, None), number.from..number.to),
        }
    }

    fn weight(&self, number: &Number, kind: &Kind) -> Weight {
        let Number { form, value, .. } = *number;
        let by_size = if value.is_at_least(LEAST) { Weight::Full } else { Weight::Small };
        match kind {
            _ if self.is_in_name(number) => Weight::Small,
            // 1ドル160円: 160 yen to the dollar.
            Kind::Amount(value, _) if *value == Value::ONE => Weight::Small,
            Kind::Percentage(_) | Kind::Points(_) | Kind::Discount(_) | Kind::Amount(..) | Kind::Date(_) => {
                Weight::Full
            }
            _ if form.has_decimals || form.has_scale => Weight::Full,
            // 一个 is an article, 一年 is a year.
            Kind::Number(_, unit) if form.is_han && value == Value::ONE && unit.is_none_or(unit::is_counter) => {
                Weight::None
            }
            // 3時30分 is 3時半.
            Kind::Number(_, Some("minute")) if "时時點点".contains(self.glyphs.before(number.from)) => {
                Weight::Small
            }
            Kind::Number(..) if value.whole().is_none() => Weight::Small,
            Kind::Number(_, None) if form.is_han && !form.has_power => Weight::None,
            Kind::Number(_, None) if form.is_han => Weight::Small,
            _ => by_size,
        }
    }

    /// Whether the number is part of a name in Latin letters: `GPT-4`, `G20`, `a16z`, `React 18`.
    fn is_in_name(&self, number: &Number) -> bool {
        let glyphs = self.glyphs;
        let before = glyphs.before(number.from);
        let is_hyphened = matches!(before, '-' | '/' | '_' | '.')
            && number.from > 1
            && glyphs.before(number.from - 1).is_ascii_alphanumeric();
        let is_version = before == ' '
            && self.style != Style::Other
            && glyphs.is_letter(number.from.saturating_sub(2))
            && !number.form.has_scale;
        before.is_ascii_alphabetic()
            || is_version
            || is_hyphened
            || before == '.'
            || (glyphs.at(number.to) == '.' && glyphs.at(number.to + 1).is_ascii_digit())
    }

    /// Whether Han characters that look like a number are a word: 四川, 一般, 收拾.
    fn is_word(&self, number: &Number) -> bool {
        let glyphs = self.glyphs;
        if !number.form.is_han || number.to - number.from > 2 {
            return false;
        }
        const FORMAL: &str = "壹贰貳叁參参肆伍陆陸柒捌玖拾佰仟弐壱";
        let is_formal = number.to - number.from == 1 && FORMAL.contains(glyphs.at(number.from));
        let is_alone = !"年月日元円号第".contains(glyphs.at(number.to)) && glyphs.before(number.from) != '第';
        (is_formal && is_alone && glyphs.len() > 1)
            || glyphs.starts_with_any(number.from, WORDS)
            || WORDS.iter().any(|word| glyphs.ends_with(number.to, word))
    }

    fn is_approximate(&self, range: &Range<usize>) -> bool {
        const BEFORE: [&str; 15] = [
            "约",
            "約",
            "近",
            "超",
            "逾",
            "大约",
            "おおよそ",
            "およそ",
            "ほぼ",
            "about ",
            "around ",
            "some ",
            "nearly ",
            "over ",
            "最多",
        ];
        const AFTER: [&str; 12] =
            ["余", "餘", "多", "左右", "以上", "超", "あまり", "強", "弱", "程度", "ほど", "前後"];
        self.glyphs.ends_with_any(range.start, &BEFORE) || self.glyphs.starts_with_any(range.end, &AFTER)
    }

    /// If a joint stands between the last two figures, they are the ends of a range, and what one says holds for both.
    fn join(&mut self, is_scaled: bool) {
        let [.., first, last] = self.ends.as_slice() else { return };
        let from = self.glyphs.past_spaces(first.end);
        let is_joined = self.is_joined(from, last.start);
        let is_and = ["和", "与", "與", "と"].iter().any(|joint| self.glyphs.eat(from, joint) == Some(last.start));
        let joint = match (is_joined, is_scaled) {
            (true, true) => Joint::ScaledRange,
            (true, false) => Joint::Range,
            (false, _) if is_and => Joint::And,
            (false, _) => return,
        };
        let [.., first, last] = self.figures.as_mut_slice() else { return };
        range::share(first, last, joint);
        if joint != Joint::And
            && let Some(part) = range::part_of_year(first, last)
        {
            first.end = End::None;
            self.unite(part);
            self.take_year(part);
        }
    }

    /// Makes one figure of the last two.
    fn unite(&mut self, date: Date) {
        if let (Some(last), Some(end)) = (self.figures.pop(), self.ends.pop())
            && let (Some(first), Some(start)) = (self.figures.last_mut(), self.ends.last_mut())
        {
            (first.kind, first.weight, first.range.end) = (Kind::Date(date), Weight::Full, last.range.end);
            start.end = end.end;
        }
    }

    /// Gives the last figure the year that stands right before it: 2024年1～3月期.
    fn take_year(&mut self, part: Date) {
        let ([.., before, _], [.., year_end, start]) = (self.figures.as_slice(), self.ends.as_slice()) else { return };
        let Kind::Date(Date { year, half: None, quarter: None, month: None, day: None }) = before.kind else { return };
        if part.year.is_none() && year_end.end == start.start {
            self.unite(Date { year, ..part });
        }
    }
}

/// The end of an address that begins at that place: its digits are no figures.
fn address(glyphs: &Glyphs, at: usize) -> Option<usize> {
    let from = glyphs.eat(at, "https://").or_else(|| glyphs.eat(at, "http://"))?;
    (from..).find(|&at| !glyphs.at(at).is_ascii_graphic())
}

/// Those words.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().copied()
}

/// Words with a numeral in them, as they stand from it on or end with it.
const WORDS: &[&str] = &[
    "四川",
    "零售",
    "零部",
    "零件",
    "零星",
    "百貨",
    "百货",
    "百科",
    "百度",
    "百合",
    "百済",
    "百济",
    "百家",
    "千代",
    "千里",
    "千島",
    "千岛",
    "千家",
    "八百屋",
    "四半世紀",
    "三重",
    "三浦",
    "十勝",
    "五島",
    "双十",
    "十足",
    "一看",
    "一般",
    "一线",
    "一線",
    "一直",
    "一定",
    "一些",
    "一下",
    "一样",
    "一樣",
    "一起",
    "一边",
    "一旦",
    "一切",
    "一致",
    "一律",
    "一体",
    "一系列",
    "一部",
    "一方",
    "一緒",
    "一連",
    "一気",
    "一段",
    "一層",
    "一つ一つ",
    "一時",
    "一度に",
    "一番",
    "一覧",
    "一面",
    "十分",
    "百姓",
    "三方",
    "万一",
    "千歳",
    "千岁",
    "千葉",
    "参考",
    "参照",
    "参数",
    "参与",
    "参加",
    "参観",
    "参观",
    "参見",
    "参见",
    "参画",
    "参院",
    "参議",
    "陆续",
    "九州",
    "四国",
    "三菱",
    "三星",
    "三井",
    "五輪",
    "七夕",
    "八戸",
    "二人三脚",
    "统一",
    "統一",
    "唯一",
    "单一",
    "単一",
    "同一",
    "均一",
    "随一",
    "其中一",
    "夕拾",
    "九九",
];
