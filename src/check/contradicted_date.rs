//! contradicted-date: the linked words of a date must not say another date than their event, in any language.
//! `[5月](event:guidelines-final)` against 2024-04 is a slip in one of the two; words that say no date (年初) pass.

use crate::base::date;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;

use super::Subject;

/// Complains of words that contradict.
pub fn check(&Subject { site, linked, .. }: &Subject<'_>, diagnostics: &mut Diagnostics) {
    for (language, text) in linked.texts.iter().enumerate() {
        let tag = &site.config.languages[language].tag;
        for told in &text.tellings {
            let event = &site.events[told.event];
            if let Some(contradiction) = date::contradiction(&told.words, tag, &event.date.value) {
                diagnostics.push(
                    Diagnostic::new(&rule::CONTRADICTED_DATE, told.span, contradiction.to_string())
                        .also(event.date.span, "the date of the event")
                        .help("correct the words or the date, or link another event"),
                );
            }
        }
    }
}
