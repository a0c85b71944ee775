//! Citations: links to the bibliography. `[](cite:jiang-2025)` stands for the style's own citation; linked words that name a
//! place in the work (`第3—5页`, `p. 12`) say where in it; all other words stay as they are, and the citation follows them.

use hayagriva::citationberg::taxonomy::Locator as Kind;

use super::document::{Inline, InlineKind};

/// A place in a work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locator {
    /// What is counted: pages, chapters.
    pub kind: Kind,
    /// Their numbers; ranges with a hyphen.
    pub value: String,
    /// As the author wrote it.
    pub words: String,
}

/// What the words of a citation's link are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// There are none.
    None,
    /// A place in the work.
    Locator(Locator),
    /// Words of the text.
    Text,
}

/// The keys of `cite:a,b`.
pub fn keys(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '，', '、']).map(str::trim)
}

/// What the words of a link say.
pub fn words(inlines: &[Inline]) -> Words {
    match inlines {
        [] => Words::None,
        [Inline { kind: InlineKind::Text(text), .. }] => match locator(text) {
            Some(locator) => Words::Locator(locator),
            None if text.trim().is_empty() => Words::None,
            None => Words::Text,
        },
        _ => Words::Text,
    }
}

/// Words before a number, in lower case and without a full stop.
const BEFORE: [(&str, Kind); 22] = [
    ("pages", Kind::Page),
    ("page", Kind::Page),
    ("pp", Kind::Page),
    ("p", Kind::Page),
    ("chapters", Kind::Chapter),
    ("chapter", Kind::Chapter),
    ("chaps", Kind::Chapter),
    ("chap", Kind::Chapter),
    ("ch", Kind::Chapter),
    ("sections", Kind::Section),
    ("section", Kind::Section),
    ("sec", Kind::Section),
    ("§§", Kind::Section),
    ("§", Kind::Section),
    ("volume", Kind::Volume),
    ("vol", Kind::Volume),
    ("para", Kind::Paragraph),
    ("figure", Kind::Figure),
    ("fig", Kind::Figure),
    ("table", Kind::Table),
    ("图", Kind::Figure),
    ("表", Kind::Table),
];

/// Words after a number.
const AFTER: [(&str, Kind); 11] = [
    ("页", Kind::Page),
    ("頁", Kind::Page),
    ("ページ", Kind::Page),
    ("章", Kind::Chapter),
    ("节", Kind::Section),
    ("節", Kind::Section),
    ("条", Kind::Section),
    ("卷", Kind::Volume),
    ("巻", Kind::Volume),
    ("段", Kind::Paragraph),
    ("段落", Kind::Paragraph),
];

/// A place in a work, if the words are one and nothing else. A number alone is that of a page.
fn locator(words: &str) -> Option<Locator> {
    let words = words.trim();
    let found = |kind: Kind, value: Option<String>| Some(Locator { kind, value: value?, words: words.to_owned() });
    let after = AFTER.iter().find_map(|(unit, kind)| Some((words.strip_suffix(unit)?, *kind)));
    if let Some((number, kind)) = after {
        return found(kind, numbers(number.trim().trim_start_matches('第')));
    }
    let number = words.find(|c: char| !c.is_alphabetic() && c != '§').unwrap_or(words.len());
    let (label, rest) = words.split_at(number);
    let (label, rest) = (label.to_lowercase(), rest.trim_start_matches('.'));
    let kind = match label.as_str() {
        "" => Kind::Page,
        label => BEFORE.iter().find(|(known, _)| *known == label)?.1,
    };
    // Roman numerals alone may be words: `mix`, `I`.
    let may_be = !label.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit());
    let value = numbers(rest).filter(|_| may_be);
    found(kind, value)
}

/// Numbers and ranges of them, as styles take them: `3—5` is `3-5`.
fn numbers(words: &str) -> Option<String> {
    let mut value = String::new();
    for c in words.trim().chars() {
        match c {
            '-' | '–' | '—' | '―' | '～' | '〜' | '~' | '至' => {
                if !value.ends_with('-') {
                    value.push('-');
                }
            }
            ',' | '，' | '、' | '・' => value.push_str(", "),
            ' ' => {}
            c if c.is_ascii_alphanumeric() => value.push(c),
            c if "一二三四五六七八九十百〇".contains(c) => value.push(c),
            _ => return None,
        }
    }
    let parts = value.split(['-', ',']).map(str::trim);
    let is_number = |part: &str| {
        // `S10` and `12a` are pages too.
        let digits = part.trim_start_matches(|c: char| c.is_ascii_uppercase());
        let last = digits.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_arabic = digits.len() > last.len() && part.len() - digits.len() <= 1 && last.len() <= 1;
        let is_roman = part.chars().all(|c| "ivxlcdm".contains(c));
        let is_han = part.chars().all(|c| !c.is_ascii());
        !part.is_empty() && (is_arabic || is_roman || is_han)
    };
    parts.clone().all(is_number).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_a_work_are_read_in_all_languages() {
        for (words, kind, value) in [
            ("第3—5页", Kind::Page, "3-5"),
            ("3-5页", Kind::Page, "3-5"),
            ("第12頁", Kind::Page, "12"),
            ("12ページ", Kind::Page, "12"),
            ("第三章", Kind::Chapter, "三"),
            ("第2条", Kind::Section, "2"),
            ("p. 12", Kind::Page, "12"),
            ("pp. 3–5, 9", Kind::Page, "3-5, 9"),
            ("p.xii", Kind::Page, "xii"),
            ("12", Kind::Page, "12"),
            ("Chapter 6", Kind::Chapter, "6"),
            ("§ 4", Kind::Section, "4"),
            ("图3", Kind::Figure, "3"),
        ] {
            assert_eq!(locator(words), Some(Locator { kind, value: value.into(), words: words.into() }), "{words}");
        }
        for words in ["江天骄的报告", "mix", "2024年", "第3", "p. twelve", "page", "见12页", "3 of 5", "-", "12-", "章"]
        {
            assert_eq!(locator(words), None, "{words}");
        }
    }
}
