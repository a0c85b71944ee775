//! Fragments of headings without ids: the slugs of GitHub, in Unicode.

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};

/// The slug of a heading's visible text: lower case, letters, marks, numbers, connectors and hyphens kept, spaces as
/// hyphens (GitHub's algorithm). Never empty: what has no letter is called `section`.
pub fn slug(text: &str) -> String {
    let normalizer = ComposingNormalizerBorrowed::new_nfc();
    let categories = CodePointMapData::<GeneralCategory>::new();
    let kept = GeneralCategoryGroup::Letter
        .union(GeneralCategoryGroup::Mark)
        .union(GeneralCategoryGroup::Number)
        .union(GeneralCategoryGroup::ConnectorPunctuation);
    let mut slug = String::new();
    for c in normalizer.normalize(&text.trim().to_lowercase()).chars() {
        match c {
            ' ' => slug.push('-'),
            '-' => slug.push('-'),
            // Variation selectors only choose the shape of the character before them.
            '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {}
            c if kept.contains(categories.get(c)) => slug.push(c),
            _ => {}
        }
    }
    if slug.is_empty() { "section".into() } else { slug }
}

/// `slug`, or with the first number that makes it unlike all that `is_taken`.
pub fn unique(slug: String, is_taken: impl Fn(&str) -> bool) -> String {
    if !is_taken(&slug) {
        return slug;
    }
    (1..).map(|number| format!("{slug}-{number}")).find(|candidate| !is_taken(candidate)).unwrap_or(slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_letters_of_every_script() {
        assert_eq!(slug("2024年日本人工智能发展概览"), "2024年日本人工智能发展概览");
        assert_eq!(slug("Hello, World!"), "hello-world");
        assert_eq!(slug("「ソフトロー」とは？"), "ソフトローとは");
        assert_eq!(slug("……"), "section");
        assert_eq!(unique("a".into(), |slug| ["a", "a-1"].contains(&slug)), "a-2");
    }
}
