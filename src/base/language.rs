//! Languages: the BCP 47 tag that goes into pages, and what follows from it.

use std::fmt;

use icu_locale_core::{LanguageIdentifier, subtags};

/// A well-formed BCP 47 language tag in canonical case, such as `zh-Hans` (RFC 5646, section 2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageTag {
    identifier: LanguageIdentifier,
    text: String,
}

impl LanguageTag {
    /// Reads a tag; `None` if it is not well-formed or says no language (`und`).
    pub fn parse(text: &str) -> Option<Self> {
        let identifier = LanguageIdentifier::try_from_str(text).ok()?;
        (!identifier.language.is_unknown()).then(|| Self { text: identifier.to_string(), identifier })
    }

    /// The tag as pages write it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The primary language subtag: `zh` of `zh-Hans`.
    pub fn primary(&self) -> &str {
        self.identifier.language.as_str()
    }

    /// For locale data.
    pub fn identifier(&self) -> &LanguageIdentifier {
        &self.identifier
    }

    /// Whether it is written from right to left.
    pub fn is_right_to_left(&self) -> bool {
        const SCRIPTS: [subtags::Script; 4] =
            [subtags::script!("Arab"), subtags::script!("Hebr"), subtags::script!("Syrc"), subtags::script!("Thaa")];
        match self.identifier.script {
            Some(script) => SCRIPTS.contains(&script),
            None => ["ar", "he", "fa", "ur", "yi", "dv", "syr", "ps"].contains(&self.primary()),
        }
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
