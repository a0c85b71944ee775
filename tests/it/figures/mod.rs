//! Figures: what is read of texts, measured on external vectors; and what the check finds in the edition and in other translations.

mod alignment;
mod laws;
mod planted;
mod reports;
mod vectors;

use taiyaku::base::language::LanguageTag;

/// A language by its tag.
fn language(tag: &str) -> LanguageTag {
    LanguageTag::parse(tag).expect("a language tag")
}

/// Numbers in a fixed order that looks like none (xorshift64*), so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % sides
    }
}

/// The words of a figure changed in one way; `None` where that way changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Digit,
    ScaleOrUnit,
    Neighbour,
}

const WAYS: [Way; 3] = [Way::Digit, Way::ScaleOrUnit, Way::Neighbour];

/// Units and scales, and what is put in their place; the first that stands in the words counts.
const SWAPS: &[(&str, &str)] = &[
    ("万", "億"),
    ("億", "万"),
    ("亿", "万"),
    ("兆", "億"),
    ("年度", "年"),
    ("年間", "カ月間"),
    ("年", "年度"),
    ("四半期", "年"),
    ("月", "日"),
    ("％", "ポイント"),
    ("%", "ポイント"),
    ("円", "ドル"),
    ("ドル", "円"),
    ("ナノ", "ミリ"),
    ("人", "社"),
    ("社", "人"),
    ("回", "人"),
    ("カ国", "社"),
    ("秒", "分間"),
    ("バイト", "秒"),
];

impl Way {
    /// The words, changed.
    fn apply(self, words: &str, dice: &mut Dice) -> String {
        match self {
            Self::Digit => with_another_digit(words, dice),
            Self::ScaleOrUnit => {
                let swap = SWAPS.iter().find(|(from, _)| words.contains(from));
                swap.map_or_else(|| times_ten(words), |(from, to)| words.replacen(from, to, 1))
            }
            Self::Neighbour => with_neighbour(words, dice),
        }
    }
}

/// Digits of both kinds, each in order.
const DIGITS: [&str; 3] = ["0123456789", "０１２３４５６７８９", "〇一二三四五六七八九"];

/// The row of a digit and its value.
fn digit(c: char) -> Option<(&'static str, usize)> {
    DIGITS.iter().find_map(|row| Some((*row, row.chars().position(|other| other == c)?)))
}

fn with_another_digit(words: &str, dice: &mut Dice) -> String {
    let places: Vec<(usize, char)> = words.char_indices().filter(|(_, c)| digit(*c).is_some()).collect();
    let Some(&(at, old)) = places.get(dice.roll(places.len().max(1))) else {
        // 十, 百: a digit before it.
        return format!("二{words}");
    };
    let (row, value) = digit(old).expect("it is a digit");
    let new = row.chars().nth(1 + (value + dice.roll(8)) % 9).expect("a row has ten digits");
    let new = if new == old { row.chars().nth(1 + value % 9).expect("a row has ten digits") } else { new };
    format!("{}{new}{}", &words[..at], &words[at + old.len_utf8()..])
}

fn times_ten(words: &str) -> String {
    let last = words.char_indices().rfind(|(_, c)| digit(*c).is_some());
    let Some((at, old)) = last else { return format!("{words}万") };
    let (row, _) = digit(old).expect("it is a digit");
    let zero = row.chars().next().expect("a row has ten digits");
    // Zeros stay what they are, and behind a point one more changes nothing.
    if words.chars().filter_map(digit).all(|(_, value)| value == 0) {
        return format!("1{words}");
    }
    let point = words[..at].rfind('.');
    match point {
        Some(point) => format!("{}{}", &words[..point], &words[point + 1..]),
        None => format!("{}{zero}{}", &words[..at + old.len_utf8()], &words[at + old.len_utf8()..]),
    }
}

/// The last number in the words, one more or one less: the month of a date, else the year.
fn with_neighbour(words: &str, dice: &mut Dice) -> String {
    let digits: Vec<(usize, char)> = words.char_indices().filter(|(_, c)| c.is_ascii_digit()).collect();
    let Some(&(end, _)) = digits.last() else { return with_another_digit(words, dice) };
    let start = words[..end]
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + words[at..].chars().next().map_or(0, char::len_utf8));
    let number: u64 = words[start..=end].parse().expect("digits");
    let other = if dice.roll(2) == 0 && number > 1 { number - 1 } else { number + 1 };
    format!("{}{other}{}", &words[..start], &words[end + 1..])
}
