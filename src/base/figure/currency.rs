//! Currencies: their words behind a number and their signs before it, by one name in all languages.

use super::glyphs::Glyphs;
use super::numeral::Style;
use super::unit::Unit;

/// Currencies by their words behind a number (ISO 4217).
const CURRENCIES: &[(&str, Unit)] = &[
    ("日元", "JPY"),
    ("日圆", "JPY"),
    ("日圓", "JPY"),
    ("円", "JPY"),
    ("yen", "JPY"),
    ("JPY", "JPY"),
    ("元", "CNY"),
    ("圆", "CNY"),
    ("圓", "CNY"),
    ("新臺幣", "TWD"),
    ("臺幣", "TWD"),
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
    ("ポンド", "GBP"),
    ("英国ポンド", "GBP"),
    ("カナダ・ドル", "CAD"),
    ("加拿大元", "CAD"),
    ("オーストラリア・ドル", "AUD"),
    ("澳大利亚元", "AUD"),
    ("ニュージーランドドル", "NZD"),
    ("ニュージーランド・ドル", "NZD"),
    ("新西兰元", "NZD"),
    ("紐西蘭元", "NZD"),
    ("シンガポール・ドル", "SGD"),
    ("香港・ドル", "HKD"),
    ("ニュー台湾ドル", "TWD"),
    ("澳门元", "MOP"),
    ("パタカ", "MOP"),
    ("法郎", "FRANC"),
    ("フラン", "FRANC"),
    ("马克", "MARK"),
    ("マルク", "MARK"),
    ("兹罗提", "PLN"),
    ("ズウォティ", "PLN"),
    ("福林", "HUF"),
    ("フォリント", "HUF"),
    ("比特币", "BTC"),
    ("ビットコイン", "BTC"),
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
    ("人民幣", "CNY"),
    ("新台币", "TWD"),
    ("新台幣", "TWD"),
    ("新臺幣", "TWD"),
    ("臺幣", "TWD"),
    ("港币", "HKD"),
    ("港幣", "HKD"),
    ("美金", "USD"),
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
