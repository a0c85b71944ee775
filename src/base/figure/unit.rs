//! Units and currencies: what a number counts, by one name in all languages.

use super::glyphs::Glyphs;
use super::numeral::Style;

/// What is counted or measured, by a name that is the same in every language: `year`, `person`, `km`, `JPY`.
pub type Unit = &'static str;

/// What a unit tells of its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// A span of time or another quantity that every language names.
    Quantity(Unit),
    /// A counter: languages choose it by the thing, so that only some of them can be told apart.
    Counter(Unit),
}

use Measure::{Counter, Quantity};

/// Currencies by their words behind a number (ISO 4217).
const CURRENCIES: &[(&str, Unit)] = &[
    ("日元", "JPY"),
    ("日圆", "JPY"),
    ("日圓", "JPY"),
    ("円", "JPY"),
    ("yen", "JPY"),
    ("JPY", "JPY"),
    ("元", "CNY"),
    ("人民币", "CNY"),
    ("人民幣", "CNY"),
    ("人民元", "CNY"),
    ("块钱", "CNY"),
    ("塊錢", "CNY"),
    ("块", "CNY"),
    ("yuan", "CNY"),
    ("renminbi", "CNY"),
    ("RMB", "CNY"),
    ("CNY", "CNY"),
    ("美元", "USD"),
    ("美金", "USD"),
    ("美刀", "USD"),
    ("米ドル", "USD"),
    ("ドル", "USD"),
    ("US dollar", "USD"),
    ("dollar", "USD"),
    ("USD", "USD"),
    ("欧元", "EUR"),
    ("歐元", "EUR"),
    ("ユーロ", "EUR"),
    ("euro", "EUR"),
    ("EUR", "EUR"),
    ("英镑", "GBP"),
    ("英鎊", "GBP"),
    ("英ポンド", "GBP"),
    ("pound sterling", "GBP"),
    ("GBP", "GBP"),
    ("韩元", "KRW"),
    ("韓元", "KRW"),
    ("韩圆", "KRW"),
    ("ウォン", "KRW"),
    ("won", "KRW"),
    ("KRW", "KRW"),
    ("台币", "TWD"),
    ("台幣", "TWD"),
    ("新台币", "TWD"),
    ("新台幣", "TWD"),
    ("台湾ドル", "TWD"),
    ("港元", "HKD"),
    ("港币", "HKD"),
    ("港幣", "HKD"),
    ("香港ドル", "HKD"),
    ("澳元", "AUD"),
    ("豪ドル", "AUD"),
    ("オーストラリアドル", "AUD"),
    ("加元", "CAD"),
    ("カナダドル", "CAD"),
    ("新加坡元", "SGD"),
    ("新元", "SGD"),
    ("シンガポールドル", "SGD"),
    ("瑞士法郎", "CHF"),
    ("スイスフラン", "CHF"),
    ("スイス・フラン", "CHF"),
    ("Swiss franc", "CHF"),
    ("卢布", "RUB"),
    ("盧布", "RUB"),
    ("ルーブル", "RUB"),
    ("卢比", "INR"),
    ("盧比", "INR"),
    ("ルピー", "INR"),
    ("泰铢", "THB"),
    ("泰銖", "THB"),
    ("バーツ", "THB"),
    ("越南盾", "VND"),
    ("ドン", "VND"),
    ("奈拉", "NGN"),
    ("ナイラ", "NGN"),
    ("巴波亚", "PAB"),
    ("バルボア", "PAB"),
    ("パナマ・バルボア", "PAB"),
    ("比索", "PESO"),
    ("ペソ", "PESO"),
    ("里亚尔", "RIAL"),
    ("リヤル", "RIAL"),
    ("リアル", "RIAL"),
    ("レアル", "BRL"),
    ("雷亚尔", "BRL"),
    ("克朗", "KRONE"),
    ("クローネ", "KRONE"),
    ("クローナ", "KRONE"),
    ("第纳尔", "DINAR"),
    ("ディナール", "DINAR"),
    ("迪拉姆", "AED"),
    ("ディルハム", "AED"),
    ("里拉", "TRY"),
    ("リラ", "TRY"),
    ("兰特", "ZAR"),
    ("ランド", "ZAR"),
    ("林吉特", "MYR"),
    ("リンギット", "MYR"),
    ("印尼盾", "IDR"),
    ("ルピア", "IDR"),
];

/// Signs before a number.
const SIGNS: &[(&str, Unit)] = &[
    ("US$", "USD"),
    ("HK$", "HKD"),
    ("NT$", "TWD"),
    ("A$", "AUD"),
    ("C$", "CAD"),
    ("S$", "SGD"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₩", "KRW"),
    ("₹", "INR"),
    ("₦", "NGN"),
    ("RMB", "CNY"),
    ("CNY", "CNY"),
    ("USD", "USD"),
    ("JPY", "JPY"),
    ("EUR", "EUR"),
    ("人民币", "CNY"),
];

/// Hundredths and tenths of a currency: 角, 毛, 銭, セント, and how many make one.
pub(super) const PARTS: &[(&str, i128)] = &[
    ("日本銭", 100),
    ("日本钱", 100),
    ("角", 10),
    ("毛", 10),
    ("分", 100),
    ("銭", 100),
    ("钱", 100),
    ("セント", 100),
    ("美分", 100),
    ("cent", 100),
    ("ペンス", 100),
    ("便士", 100),
];

/// The currency that stands behind a number, and where its word ends.
pub(super) fn currency(glyphs: &Glyphs, at: usize, style: Style) -> Option<(Unit, usize)> {
    let (&unit, end) = glyphs.find(at, CURRENCIES)?;
    let is_other_word = match glyphs.at(at) {
        '元' => glyphs.starts_with_any(end, &["首", "年", "素", "来", "旦", "宵", "気", "代", "朝", "曲"]),
        '円' => glyphs.starts_with_any(end, &["卓", "形", "滑", "満", "周", "盤", "筒", "柱", "陣"]),
        // 三块 of something are pieces.
        '块' | '塊' => end == at + 1 && is_han(glyphs.at(end)) || style == Style::Japanese,
        _ => glyphs.is_letter(at) && glyphs.is_letter(end) && glyphs.eat(end, "s").is_none(),
    };
    let is_katakana = matches!(glyphs.at(at), '\u{30A1}'..='\u{30FA}');
    let goes_on = is_katakana && matches!(glyphs.at(end), '\u{30A1}'..='\u{30FC}');
    // 元 says whose it is behind it: 8亿元人民币; 元 alone is China's.
    let end = if unit == "CNY" {
        glyphs.eat(end, "人民币").or_else(|| glyphs.eat(end, "人民幣")).unwrap_or(end)
    } else {
        end
    };
    let end = glyphs.eat(end, "s").filter(|_| glyphs.is_letter(at)).unwrap_or(end);
    (!is_other_word && !goes_on).then_some((unit, end))
}

/// The currency whose sign stands before a number, and where the sign begins. ¥ is China's in Chinese and Japan's elsewhere.
pub(super) fn sign(glyphs: &Glyphs, at: usize, style: Style) -> Option<(Unit, usize)> {
    let mut end = at;
    while glyphs.before(end) == ' ' {
        end -= 1;
    }
    // A backslash is a yen sign in Japanese fonts; before one digit it refers to a group.
    let is_backslash = glyphs.before(end) == '\\' && style == Style::Japanese && glyphs.at(at + 1).is_ascii_digit();
    if glyphs.before(end) == '¥' || is_backslash {
        return Some((if style == Style::Chinese { "CNY" } else { "JPY" }, end - 1));
    }
    let fits = |word: &str| {
        let from = end - word.chars().count();
        !(word.starts_with(|c: char| c.is_ascii_alphabetic()) && from > 0 && glyphs.is_letter(from - 1))
    };
    let found = SIGNS.iter().find(|(word, _)| glyphs.ends_with(end, word) && fits(word));
    found.map(|(word, unit)| (*unit, end - word.chars().count()))
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{4E00}'..='\u{9FFF}')
}

/// Spans of time and other quantities, and the counters whose meaning languages share.
const UNITS: &[(&str, Measure)] = &[
    ("年", Quantity("year")),
    ("年間", Quantity("year")),
    ("年间", Quantity("year")),
    ("周年", Quantity("year")),
    ("年度", Quantity("fiscal year")),
    ("年半", Quantity("year and a half")),
    ("か年", Quantity("year")),
    ("カ年", Quantity("year")),
    ("ヵ年", Quantity("year")),
    ("year", Quantity("year")),
    ("个月", Quantity("month")),
    ("個月", Quantity("month")),
    ("か月", Quantity("month")),
    ("カ月", Quantity("month")),
    ("ヵ月", Quantity("month")),
    ("ヶ月", Quantity("month")),
    ("ケ月", Quantity("month")),
    ("箇月", Quantity("month")),
    ("month", Quantity("month")),
    ("个季度", Quantity("quarter")),
    ("個季度", Quantity("quarter")),
    ("季度", Quantity("quarter")),
    ("四半期", Quantity("quarter")),
    ("quarter", Quantity("quarter")),
    ("周", Quantity("week")),
    ("周间", Quantity("week")),
    ("週", Quantity("week")),
    ("週間", Quantity("week")),
    ("个星期", Quantity("week")),
    ("星期", Quantity("week")),
    ("week", Quantity("week")),
    ("天", Quantity("day")),
    ("日", Quantity("day")),
    ("日間", Quantity("day")),
    ("日间", Quantity("day")),
    ("day", Quantity("day")),
    ("小时", Quantity("hour")),
    ("小時", Quantity("hour")),
    ("个小时", Quantity("hour")),
    ("時間", Quantity("hour")),
    ("hour", Quantity("hour")),
    ("分钟", Quantity("minute")),
    ("分鐘", Quantity("minute")),
    ("分", Quantity("minute")),
    ("分間", Quantity("minute")),
    ("minute", Quantity("minute")),
    ("秒", Quantity("second")),
    ("秒間", Quantity("second")),
    ("秒钟", Quantity("second")),
    ("second", Quantity("second")),
    ("毫秒", Quantity("ms")),
    ("ミリ秒", Quantity("ms")),
    ("ms", Quantity("ms")),
    ("millisecond", Quantity("ms")),
    ("岁", Quantity("year of age")),
    ("歲", Quantity("year of age")),
    ("歳", Quantity("year of age")),
    ("才", Quantity("year of age")),
    ("纳米", Quantity("nm")),
    ("奈米", Quantity("nm")),
    ("ナノメートル", Quantity("nm")),
    ("ナノ", Quantity("nm")),
    ("nm", Quantity("nm")),
    ("微米", Quantity("µm")),
    ("マイクロメートル", Quantity("µm")),
    ("毫米", Quantity("mm")),
    ("ミリメートル", Quantity("mm")),
    ("ミリ", Quantity("mm")),
    ("mm", Quantity("mm")),
    ("厘米", Quantity("cm")),
    ("公分", Quantity("cm")),
    ("センチメートル", Quantity("cm")),
    ("センチ", Quantity("cm")),
    ("cm", Quantity("cm")),
    ("米", Quantity("m")),
    ("公尺", Quantity("m")),
    ("メートル", Quantity("m")),
    ("m", Quantity("m")),
    ("公里", Quantity("km")),
    ("千米", Quantity("km")),
    ("キロメートル", Quantity("km")),
    ("km", Quantity("km")),
    ("平方米", Quantity("m²")),
    ("平方メートル", Quantity("m²")),
    ("㎡", Quantity("m²")),
    ("平方公里", Quantity("km²")),
    ("平方キロメートル", Quantity("km²")),
    ("公顷", Quantity("ha")),
    ("公頃", Quantity("ha")),
    ("ヘクタール", Quantity("ha")),
    ("克", Quantity("g")),
    ("グラム", Quantity("g")),
    ("公斤", Quantity("kg")),
    ("千克", Quantity("kg")),
    ("キログラム", Quantity("kg")),
    ("kg", Quantity("kg")),
    ("吨", Quantity("t")),
    ("噸", Quantity("t")),
    ("トン", Quantity("t")),
    ("ton", Quantity("t")),
    ("升", Quantity("l")),
    ("リットル", Quantity("l")),
    ("毫升", Quantity("ml")),
    ("ミリリットル", Quantity("ml")),
    ("瓦", Quantity("W")),
    ("ワット", Quantity("W")),
    ("千瓦", Quantity("kW")),
    ("キロワット", Quantity("kW")),
    ("kW", Quantity("kW")),
    ("兆瓦", Quantity("MW")),
    ("メガワット", Quantity("MW")),
    ("MW", Quantity("MW")),
    ("吉瓦", Quantity("GW")),
    ("ギガワット", Quantity("GW")),
    ("GW", Quantity("GW")),
    ("千瓦时", Quantity("kWh")),
    ("千瓦時", Quantity("kWh")),
    ("キロワット時", Quantity("kWh")),
    ("kWh", Quantity("kWh")),
    ("字节", Quantity("byte")),
    ("位元組", Quantity("byte")),
    ("バイト", Quantity("byte")),
    ("千字节", Quantity("kB")),
    ("キロバイト", Quantity("kB")),
    ("KB", Quantity("kB")),
    ("兆字节", Quantity("MB")),
    ("メガバイト", Quantity("MB")),
    ("MB", Quantity("MB")),
    ("吉字节", Quantity("GB")),
    ("ギガバイト", Quantity("GB")),
    ("GB", Quantity("GB")),
    ("TB", Quantity("TB")),
    ("テラバイト", Quantity("TB")),
    ("摄氏度", Quantity("°C")),
    ("°C", Quantity("°C")),
    ("人", Counter("person")),
    ("名", Counter("person")),
    ("位", Counter("person")),
    ("人次", Counter("person")),
    ("人当たり", Counter("person")),
    ("社", Counter("organization")),
    ("家", Counter("organization")),
    ("間", Counter("organization")),
    ("回", Counter("time")),
    ("次", Counter("time")),
    ("度", Counter("time")),
    ("轮", Counter("time")),
    ("輪", Counter("time")),
    ("届", Counter("time")),
    ("遍", Counter("time")),
    ("国", Counter("country")),
    ("國", Counter("country")),
    ("か国", Counter("country")),
    ("カ国", Counter("country")),
    ("ヵ国", Counter("country")),
    ("ヶ国", Counter("country")),
    ("个国家", Counter("country")),
    ("個國家", Counter("country")),
    ("か所", Counter("place")),
    ("カ所", Counter("place")),
    ("ヵ所", Counter("place")),
    ("ヶ所", Counter("place")),
    ("箇所", Counter("place")),
    ("处", Counter("place")),
    ("處", Counter("place")),
    ("つ", Counter("thing")),
    ("个", Counter("thing")),
    ("個", Counter("thing")),
    ("项", Counter("thing")),
    ("項", Counter("thing")),
    ("件", Counter("thing")),
    ("种", Counter("thing")),
    ("種", Counter("thing")),
    ("種類", Counter("thing")),
    ("份", Counter("thing")),
    ("部", Counter("thing")),
    ("本", Counter("thing")),
    ("册", Counter("thing")),
    ("冊", Counter("thing")),
    ("台", Counter("thing")),
    ("辆", Counter("thing")),
    ("枚", Counter("thing")),
    ("张", Counter("thing")),
    ("条", Counter("thing")),
    ("座", Counter("thing")),
    ("点", Counter("thing")),
    ("文書", Counter("thing")),
    ("社", Counter("organization")),
    ("校", Counter("thing")),
    ("所", Counter("thing")),
    ("艘", Counter("thing")),
    ("隻", Counter("thing")),
    ("架", Counter("thing")),
    ("機", Counter("thing")),
    ("户", Counter("thing")),
    ("戸", Counter("thing")),
    ("世帯", Counter("thing")),
    ("株", Counter("thing")),
    ("股", Counter("thing")),
    ("字", Counter("character")),
    ("文字", Counter("character")),
    ("行", Counter("line")),
    ("页", Counter("page")),
    ("頁", Counter("page")),
    ("ページ", Counter("page")),
    ("者", Counter("thing")),
    ("方", Counter("thing")),
    ("倍", Counter("times as much")),
];

/// Words that begin as a unit and are none behind a number.
const NO_UNITS: &[&str] = &[
    "日元",
    "日圆",
    "日圓",
    "日本",
    "日系",
    "年代",
    "分の",
    "分之",
    "分别",
    "分別",
    "分析",
    "分为",
    "部分",
    "点半",
    "次元",
    "名为",
    "方面",
    "所有",
    "行为",
    "行動",
    "本来",
    "人工",
    "人民",
    "家族",
    "家庭",
    "度目",
    "国際",
    "国家",
    "国民",
    "国内",
    "天然",
    "台湾",
    "位置",
    "社会",
    "週末",
    "条件",
    "項目",
    "个人",
    "個人",
    "米国",
    "米ドル",
    "者の",
    "机",
    "一",
    "间",
];

/// The unit that stands behind a number, and where it ends.
pub(super) fn unit(glyphs: &Glyphs, at: usize) -> Option<(Measure, usize)> {
    let (&measure, end) = glyphs.find(at, UNITS)?;
    // 3个方面 counts, 方面 alone does not: what is no unit by itself is none of one character.
    if end == at + 1 && glyphs.starts_with_any(at, NO_UNITS) {
        return None;
    }
    let end = if glyphs.is_letter(at) { glyphs.eat(end, "s").unwrap_or(end) } else { end };
    let is_cut = glyphs.is_letter(at) && (glyphs.is_letter(end) || glyphs.at(end).is_ascii_digit());
    (!is_cut).then_some((measure, end))
}

/// Counters that every language keeps apart.
const PLAIN: [Unit; 4] = ["person", "organization", "time", "country"];

/// Whether it counts things one by one, with a word that is chosen by the thing.
pub(super) fn is_counter(unit: &str) -> bool {
    PLAIN.contains(&unit) || ["thing", "place", "character", "line", "page", "times as much"].contains(&unit)
}

/// Whether every language keeps it apart from other units.
pub(super) fn is_kept_apart(unit: &str) -> bool {
    PLAIN.contains(&unit) || !is_counter(unit)
}
