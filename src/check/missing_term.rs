//! missing-term: a term of the glossary that one side of a passage speaks of and the other does not. Either the translator
//! passed it over, or used words that the glossary does not know, which then are not linked and not found.
//!
//! Terms are compared as sets: a language repeats a name where another has a pronoun. To be missed, a term needs labels in both
//! languages, and none of those of the other side may stand there, not even inside another word.

use std::collections::BTreeSet;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::fold::Folded;
use crate::base::rule;
use crate::base::text::Span;
use crate::link::site::Site;
use crate::parse::glossary::Labels;

use super::counterpart::{Pair, Side};

/// Complains of terms on one side only.
pub fn check(site: &Site, pair: &Pair<'_>, diagnostics: &mut Diagnostics) {
    if pair.source.is_excerpt() || pair.target.is_excerpt() {
        return;
    }
    missed(site, (&pair.source, &pair.target), &pair.unit.id, diagnostics);
    missed(site, (&pair.target, &pair.source), &pair.unit.id, diagnostics);
}

/// Complains of the terms `here` that are not `there`.
fn missed(site: &Site, (here, there): (&Side<'_>, &Side<'_>), unit: &str, diagnostics: &mut Diagnostics) {
    let mut seen: BTreeSet<usize> = mentioned(there);
    let mut words = None;
    for (block, mentions) in here.passages() {
        for mention in mentions.iter().filter(|mention| seen.insert(mention.term)) {
            let term = &site.terms[mention.term];
            let (Some(_), Some(labels)) = (term.labels.get(here.language), term.labels.get(there.language)) else {
                continue;
            };
            let words = words.get_or_insert_with(|| folded_text(there));
            if !labels.all().any(|label| words.contains(&folded(&label.value))) {
                let own = &block.visible_text()[mention.range.clone()];
                let place = block.span_of(&mention.range);
                diagnostics.push(complaint(site, (own, place), (labels, there), (&term.id.value, unit)));
            }
        }
    }
}

fn complaint(
    site: &Site,
    (own, place): (&str, Span),
    (labels, there): (&Labels, &Side<'_>),
    (term, unit): (&str, &str),
) -> Diagnostic {
    let language = &site.config.languages[there.language].name;
    let label = &labels.preferred.value;
    let message = format!("`{own}` stands here, but not `{label}` in {language}");
    Diagnostic::new(&rule::MISSING_TERM, place, message).also(there.place(), "its counterpart").help(format!(
        "write `{label}` there, or give `{term}` the words that stand there as an admitted label; if it is meant, allow \
         it in the front matter: allow: [{{rule: missing-term, unit: {unit}, reason: \"…\"}}]"
    ))
}

fn mentioned(side: &Side<'_>) -> BTreeSet<usize> {
    side.passages().flat_map(|(_, mentions)| mentions).map(|mention| mention.term).collect()
}

fn folded(text: &str) -> String {
    Folded::widths(text).text.to_ascii_lowercase()
}

fn folded_text(side: &Side<'_>) -> String {
    side.passages().map(|(block, _)| folded(&block.visible_text())).collect()
}
