//! The words of the interface: those that come with taiyaku, in the languages it speaks, and those a site says otherwise.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::language::LanguageTag;
use crate::base::ready::Ready;
use crate::base::rule;
use crate::base::text::{Files, SourceFile, Spanned};
use crate::base::yaml::{self, nearest};

use super::config::Language;

const BUILT_IN: &str = include_str!("words.yaml");

/// What a language without words of its own is given.
const FALLBACK: &str = "en";

/// The words of the interface in one language of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The language that they are in: another than the site's where taiyaku does not speak that, and the site does not say all
    /// of them itself.
    pub tag: LanguageTag,
    /// By key.
    pub by_key: Ready<BTreeMap<String, String>>,
}

impl Words {
    /// The words of a key.
    pub fn get(&self, key: &str) -> &str {
        self.by_key.get(key).map_or("", String::as_str)
    }
}

/// Words that a site says otherwise: language's folder, key, words.
pub type Overrides = Vec<(Spanned<String>, Vec<(Spanned<String>, String)>)>;

/// The words for each language of a site, by the language's index. A key that does not exist is complained of.
pub fn words(languages: &[Language], overrides: &Overrides, diagnostics: &mut Diagnostics) -> Vec<Words> {
    let built_in = built_in();
    let mut all: Vec<BTreeMap<String, String>> = languages
        .iter()
        .map(|language| {
            built_in.get(language.tag.primary()).or_else(|| built_in.get(FALLBACK)).cloned().unwrap_or_default()
        })
        .collect();
    for (dir, entries) in overrides {
        let Some(at) = languages.iter().position(|language| language.dir == dir.value) else { continue };
        for (key, text) in entries {
            match all[at].get_mut(&key.value) {
                Some(word) => word.clone_from(text),
                None => {
                    let complaint = Diagnostic::new(
                        &rule::UNKNOWN_KEY,
                        key.span,
                        format!("the interface has no words `{}`", key.value),
                    );
                    diagnostics.push(match nearest(&key.value, all[at].keys().map(String::as_str)) {
                        Some(near) => complaint.help(format!("did you mean `{near}`?")),
                        None => complaint
                            .help(format!("it has: {}", all[at].keys().cloned().collect::<Vec<_>>().join(", "))),
                    });
                }
            }
        }
    }
    all.iter_mut().for_each(fill);
    let tag = |language: &Language| {
        let says = |key: &String| says(overrides, &language.dir, key);
        let says_all = || built_in.get(FALLBACK).is_some_and(|words| words.keys().all(says));
        let is_own = built_in.contains_key(language.tag.primary()) || says_all();
        Some(language.tag.clone()).filter(|_| is_own).or_else(|| LanguageTag::parse(FALLBACK))
    };
    languages
        .iter()
        .zip(all)
        .filter_map(|(language, by_key)| Some(Words { tag: tag(language)?, by_key: Ready::new(by_key) }))
        .collect()
}

/// Whether a site says the words of a key itself.
fn says(overrides: &Overrides, dir: &str, key: &str) -> bool {
    overrides.iter().any(|(said, entries)| said.value == dir && entries.iter().any(|(said, _)| said.value == key))
}

/// Puts the words of other keys in: a site whose source text has a name of its own (底本) names it so in every sentence.
fn fill(words: &mut BTreeMap<String, String>) {
    let plain = words.clone();
    for text in words.values_mut().filter(|text| text.contains('{')) {
        for (key, word) in &plain {
            *text = text.replace(&format!("{{{key}}}"), word);
        }
    }
}

fn built_in() -> BTreeMap<String, BTreeMap<String, String>> {
    let file: std::sync::Arc<SourceFile> = Files::default().add("words.yaml".into(), BUILT_IN);
    let (yaml, _) = yaml::parse(&file, 0..file.text.len());
    let Some(yaml) = yaml else { return BTreeMap::new() };
    let words = |node: yaml::Node<'_>| {
        node.entries().map(|entry| (entry.key.to_owned(), entry.node.text().unwrap_or_default().to_owned())).collect()
    };
    yaml.root().entries().map(|entry| (entry.key.to_owned(), words(entry.node))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn languages() -> Vec<Language> {
        let language = |tag: &str, dir: &str| Language {
            tag: LanguageTag::parse(tag).unwrap(),
            dir: dir.to_owned(),
            name: dir.to_owned(),
        };
        vec![language("zh-Hans", "zh"), language("ar", "ar")]
    }

    fn said(entries: impl IntoIterator<Item = String>) -> Overrides {
        let span = Files::default().add("site.yaml".into(), "").span();
        let spanned = |value: String| Spanned { value, span };
        vec![(spanned("ar".to_owned()), entries.into_iter().map(|key| (spanned(key), "…".to_owned())).collect())]
    }

    #[test]
    fn words_of_a_language_that_taiyaku_does_not_speak_are_english_until_the_site_says_them_all() {
        let tags = |overrides: &Overrides| -> Vec<String> {
            let all = words(&languages(), overrides, &mut Diagnostics::default());
            all.iter().map(|words| words.tag.as_str().to_owned()).collect()
        };
        let keys: Vec<String> = built_in()["en"].keys().cloned().collect();
        assert_eq!(tags(&Overrides::new()), ["zh-Hans", "en"]);
        assert_eq!(tags(&said(keys[1..].to_vec())), ["zh-Hans", "en"]);
        assert_eq!(tags(&said(keys)), ["zh-Hans", "ar"]);
    }

    #[test]
    fn no_key_is_called_like_a_part_that_pages_put_in() {
        const PARTS: &[&str] = &[
            "all", "date", "high", "high_at", "kind", "label", "language", "low", "low_at", "mark", "n", "name",
            "names", "number", "passage", "percent", "period", "site", "text", "unit", "value",
        ];
        for (language, words) in built_in() {
            for text in words.values() {
                for part in text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(part, _)| part) {
                    assert!(PARTS.contains(&part) != words.contains_key(part), "{language}: {{{part}}} in {text}");
                }
            }
        }
    }

    #[test]
    fn every_language_has_every_word() {
        let all = built_in();
        let keys = |language: &str| all[language].keys().cloned().collect::<Vec<_>>();
        assert!(keys("en").len() > 50);
        for language in all.keys() {
            assert_eq!(keys(language), keys("en"), "{language}");
        }
    }
}
