//! missing-term: a term of the glossary that one side of a passage speaks of and the other does not. Either the translator
//! passed it over, or used words that the glossary does not know, which then are not linked and not found.
//!
//! Terms are compared as sets: a language repeats a name where another has a pronoun. To be missed, a term needs labels in both
//! languages, and none of those of the other side may stand there, not even inside another word. A label of one character
//! proves nothing either: it is found in words that mean something else.

use std::collections::BTreeSet;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::fold::Folded;
use crate::base::rule;
use crate::base::text::Span;
use crate::link::site::Site;
use crate::parse::glossary::Term;

use super::Subject;
use super::counterpart::{Pair, Side};

/// Complains of terms on one side only.
pub fn check(&Subject { site, .. }: &Subject<'_>, pair: &Pair<'_>, diagnostics: &mut Diagnostics) {
    if pair.source.is_excerpt() || pair.target.is_excerpt() {
        return;
    }
    for (here, there) in [(&pair.source, &pair.target), (&pair.target, &pair.source)] {
        let mut seen: BTreeSet<usize> = mentioned(there);
        let mut text_there = None;
        for (block, mentions) in here.passages() {
            for mention in mentions.iter().filter(|mention| seen.insert(mention.term)) {
                let term = &site.terms[mention.term];
                let Some(labels) = term.labels.get(there.language) else { continue };
                let text = text_there.get_or_insert_with(|| folded_text(there));
                let is_there = labels.all().any(|label| text.contains(&folded(&label.value)));
                let own = &block.visible_text()[mention.range.clone()];
                if !is_there && own.chars().nth(1).is_some() && term.labels.get(here.language).is_some() {
                    let complaint = Missing { site, pair, there, term }.complaint(own, block.span_of(&mention.range));
                    diagnostics.push(complaint);
                }
            }
        }
    }
}

/// A term that one side lacks.
struct Missing<'a> {
    site: &'a Site,
    pair: &'a Pair<'a>,
    there: &'a Side<'a>,
    term: &'a Term,
}

impl Missing<'_> {
    /// The complaint; `own` are the words of the side that has it, and `place` is theirs.
    fn complaint(&self, own: &str, place: Span) -> Diagnostic {
        let (label, id) = (self.term.label(self.there.language), &self.term.id.value);
        let language = &self.site.config.languages[self.there.language].name;
        let message = format!("`{own}` stands here, but not `{label}` in {language}");
        Diagnostic::new(&rule::MISSING_TERM, place, message).also(self.there.place(), "its counterpart").help(format!(
            "write `{label}` there, or give `{id}` the words that stand there as an admitted label; {}",
            self.pair.how_to_allow(&rule::MISSING_TERM)
        ))
    }
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
