//! missing-reading: Chinese characters have no order of their own that readers look words up by; a term without a reading
//! cannot stand where a reader seeks it.

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::link::site::Site;

/// Complains of terms in Chinese and Japanese that have a label with Han characters and no reading.
pub fn check(site: &Site, diagnostics: &mut Diagnostics) {
    for term in site.terms.iter() {
        for (language, labels) in term.labels.iter() {
            let settings = &site.config.languages[language];
            let is_needed = matches!(settings.tag.primary(), "zh" | "ja") && !labels.preferred.value.is_ascii();
            if is_needed && term.reading.get(language).is_none() {
                let kind = if settings.tag.primary() == "ja" { "kana: そふとろー" } else { "pinyin: ruan fa" };
                diagnostics.push(
                    Diagnostic::new(
                        &rule::MISSING_READING,
                        labels.preferred.span,
                        format!("`{}` has no reading in {}", labels.preferred.value, settings.name),
                    )
                    .help(format!("add reading: {{{}: …}}, as {kind}", settings.dir)),
                );
            }
        }
    }
}
