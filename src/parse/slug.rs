//! Fragments of headings without ids: the slugs of GitHub, in Unicode.

use ecow::{EcoString, eco_format};
use icu_normalizer::ComposingNormalizerBorrowed;
use icu_properties::props::{Alphabetic, GeneralCategory, GeneralCategoryGroup};
use icu_properties::{CodePointMapData, CodePointSetData};
use rustc_hash::FxHashMap;

/// The slug of a heading's visible text, in NFC: lower case, letters, marks, digits, connectors and hyphens kept, spaces as
/// hyphens (GitHub's algorithm, without variation selectors). Never empty: what has no letter is called `section`.
pub fn slug(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for c in text.to_lowercase().chars() {
        match c {
            ' ' | '\n' => kept.push('-'),
            c if is_kept(c) => kept.push(c),
            _ => {}
        }
    }
    let slug = ComposingNormalizerBorrowed::new_nfc().normalize(&kept);
    if slug.is_empty() { "section".into() } else { slug.into_owned() }
}

fn is_kept(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    }
    // Variation selectors only choose the shape of the character before them.
    if matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}') {
        return false;
    }
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    CodePointSetData::new::<Alphabetic>().contains(c)
        || GeneralCategoryGroup::Mark.contains(category)
        || matches!(
            category,
            GeneralCategory::DecimalNumber | GeneralCategory::LetterNumber | GeneralCategory::ConnectorPunctuation
        )
}

/// Slugs of one document, in order of its headings, no two alike.
#[derive(Clone, Debug, Default)]
pub struct Slugs {
    /// Every fragment that is taken, with the last number that was put to it.
    taken: FxHashMap<EcoString, usize>,
}

impl Slugs {
    /// Slugs that keep away from these fragments.
    pub fn beside<'n>(taken: impl IntoIterator<Item = &'n str>) -> Self {
        Self { taken: taken.into_iter().map(|name| (name.into(), 0)).collect() }
    }

    /// Keeps away from one more.
    pub fn keep_away_from(&mut self, fragment: &str) {
        self.taken.insert(fragment.into(), 0);
    }

    /// The slug of the next heading, with the next number if an earlier one has it already.
    pub fn next(&mut self, text: &str) -> EcoString {
        self.free(slug(text).into())
    }

    /// That slug, with the next number if an earlier one is the same.
    pub fn free(&mut self, slug: EcoString) -> EcoString {
        let Some(&last) = self.taken.get(&slug) else {
            self.taken.insert(slug.clone(), 0);
            return slug;
        };
        let mut number = last;
        let unlike = loop {
            number += 1;
            let candidate = eco_format!("{slug}-{number}");
            if !self.taken.contains_key(&candidate) {
                break candidate;
            }
        };
        self.taken.insert(slug, number);
        self.taken.insert(unlike.clone(), 0);
        unlike
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_letters_of_every_script() {
        assert_eq!(slug("2024年日本人工智能发展概览"), "2024年日本人工智能发展概览");
        assert_eq!(slug("Hello, World!"), "hello-world");
        assert_eq!(slug("「ソフトロー」とは？"), "ソフトローとは");
        assert_eq!(slug("か\u{3099}葛\u{e0100}城"), "が葛城");
        assert_eq!(slug("……"), "section");
    }

    #[test]
    fn no_two_are_alike() {
        let mut slugs = Slugs::beside(["top", "a-1"]);
        let headings = ["a", "a", "A", "a-2", "top", "…", "？"];
        let slugs: Vec<EcoString> = headings.iter().map(|text| slugs.next(text)).collect();
        assert_eq!(slugs, ["a", "a-2", "a-3", "a-2-1", "top-1", "section", "section-1"]);
    }
}
