//! `dates` in site.yaml: how dates are written, and which of those in the text `check` asks events for.

use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::yaml::Fields;

use super::config::Language;
use super::localized::unknown_language;

/// What a site says of its dates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateSettings {
    /// The languages, by their indexes, that write years by Japanese eras: 令和6年（2024年）.
    pub eras: Vec<usize>,
    /// The coarsest dates that are proposed as events.
    pub propose: Coarsest,
}

/// The coarsest dates of the text that events are proposed for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coarsest {
    /// 2024年4月26日
    Days,
    /// Months, quarters and halves of years, too.
    #[default]
    Months,
    /// Years, too.
    Years,
}

/// Reads `dates: {eras: [ja], propose: months}`.
pub fn read(site: &mut Fields<'_, '_>, languages: &[Language]) -> DateSettings {
    let mut settings = DateSettings::default();
    let Some(mut fields) = site.fields("dates") else { return settings };
    for name in fields.texts("eras") {
        match languages.iter().position(|language| language.dir == name.value) {
            Some(language) if languages[language].tag.primary() == "ja" => settings.eras.push(language),
            Some(_) => fields.diagnostics().push(
                Diagnostic::new(
                    &rule::WRONG_VALUE,
                    name.span,
                    format!("`{}` does not count years by eras", name.value),
                )
                .help("name languages that are Japanese: eras: [ja]"),
            ),
            None => fields.diagnostics().push(unknown_language(&name, languages)),
        }
    }
    settings.propose = match fields.one_of("propose", &["days", "months", "years"]).map(|word| word.value) {
        Some("days") => Coarsest::Days,
        Some("years") => Coarsest::Years,
        _ => Coarsest::Months,
    };
    fields.finish();
    settings
}
