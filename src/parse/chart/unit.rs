//! Units of charts: the scale that they begin with, 亿 of 亿日元, and the rest. 9000亿日元 are then written in the scale that
//! fits each number, and the units of two languages can be compared.

use crate::base::language::LanguageTag;

/// What the numbers of a chart count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// So many times ten to this power.
    pub power: i16,
    /// Of what: 日元.
    pub words: String,
}

/// Scales of English, with the power of ten of each.
const ENGLISH: [(&str, i16); 4] = [("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)];

impl Unit {
    /// Reads a unit as its language writes it.
    pub fn read(text: &str, language: &LanguageTag) -> Self {
        let text = text.trim();
        let (power, length) = match language.primary() {
            "zh" | "ja" => myriads(text, has_trillion(language)),
            "en" => ENGLISH
                .iter()
                .find(|(word, _)| text.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
                .map_or((0, 0), |(word, power)| (*power, word.len())),
            _ => (0, 0),
        };
        Self { power, words: text[length..].trim_start().to_owned() }
    }
}

/// Whether 兆 is 10¹²: in simplified Chinese it is a million in 兆字节.
fn has_trillion(language: &LanguageTag) -> bool {
    language.primary() == "ja" || language.as_str().starts_with("zh-Hant")
}

/// The power of ten of the numerals that a text begins with, and how many bytes they are. They end in a myriad: 千 of 千克
/// and 百 of 百分点 belong to their words.
fn myriads(text: &str, has_trillion: bool) -> (i16, usize) {
    let (mut power, mut found) = (0, (0, 0));
    for (at, c) in text.char_indices() {
        power += match c {
            '十' => 1,
            '百' => 2,
            '千' => 3,
            '万' | '萬' => 4,
            '亿' | '億' => 8,
            '兆' if has_trillion => 12,
            _ => break,
        };
        if !matches!(c, '十' | '百' | '千') {
            found = (power, at + c.len_utf8());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_parted_from_their_scale() {
        let unit = |text: &str, tag: &str| {
            let unit = Unit::read(text, &LanguageTag::parse(tag).expect("a tag"));
            (unit.power, unit.words)
        };
        assert_eq!(unit("亿日元", "zh-Hans"), (8, "日元".into()));
        assert_eq!(unit("万亿日元", "zh-Hans"), (12, "日元".into()));
        assert_eq!(unit("千万円", "ja"), (7, "円".into()));
        assert_eq!(unit("兆円", "ja"), (12, "円".into()));
        assert_eq!(unit("兆字节", "zh-Hans"), (0, "兆字节".into()));
        assert_eq!(unit("千克", "zh-Hans"), (0, "千克".into()));
        assert_eq!(unit("百分点", "zh-Hans"), (0, "百分点".into()));
        assert_eq!(unit("billion yen", "en"), (9, "yen".into()));
        assert_eq!(unit("millions", "en"), (0, "millions".into()));
    }
}
