//! Han characters of Simplified Chinese, Traditional Chinese and Japanese in one form, so that 国, 國 and 国 are one: for
//! comparing only, never for what readers see.

use std::sync::OnceLock;

/// The table, a group a line, the common form first.
const TABLE: &str = include_str!("fold.txt");

/// The common form of a character; itself if it has but one.
pub fn fold(character: char) -> char {
    static FORMS: OnceLock<Vec<(char, char)>> = OnceLock::new();
    // Below lie the scripts that have no variants of this kind.
    const FIRST_HAN: char = '\u{3400}';
    if character < FIRST_HAN {
        return character;
    }
    let forms = FORMS.get_or_init(read);
    forms.binary_search_by_key(&character, |&(form, _)| form).map_or(character, |at| forms[at].1)
}

fn read() -> Vec<(char, char)> {
    let mut forms = Vec::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let mut characters = line.chars();
        if let Some(common) = characters.next() {
            forms.extend(characters.map(|form| (form, common)));
        }
    }
    forms.sort_unstable();
    forms
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn three_ways_of_writing_are_one() {
        for group in ["国國国", "发發発髮", "气氣気", "龄齡齢"] {
            let folded: std::collections::BTreeSet<char> = group.chars().map(fold).collect();
            assert_eq!(folded.len(), 1, "{group}");
        }
        for other in ["人", "あ", "a", "١", "가"] {
            assert_eq!(other.chars().map(fold).collect::<String>(), other);
        }
    }
}
