//! Events in order, and the passages that tell them.

use std::collections::BTreeMap;

use crate::base::text::Span;
use crate::parse::document::{Block, Document, InlineKind};
use crate::parse::timeline::Event;

use super::site::{FRONT, Linked, LinkedText, Place, Telling};

/// Chronological order: total, and the same in every language.
pub fn sort(events: &mut [Event]) {
    events.sort_by(|a, b| (&a.date.value, &a.id.value).cmp(&(&b.date.value, &b.id.value)));
}

/// Gives what a footnote tells to the passage that refers to the footnote first, be it from another footnote.
pub fn place_footnotes(document: &Document, unit_of: &[Option<usize>], text: &mut LinkedText) {
    if text.tellings.iter().all(|told| told.unit.is_some()) {
        return;
    }
    let mut units: BTreeMap<&str, usize> = BTreeMap::new();
    let mut open: Vec<(&Block, usize)> =
        document.blocks.iter().zip(unit_of).rev().filter_map(|(block, unit)| Some((block, (*unit)?))).collect();
    while let Some((block, unit)) = open.pop() {
        block.each_place(&mut |_, inline| {
            let InlineKind::FootnoteReference(label) = &inline.kind else { return };
            if units.contains_key(label.as_str()) {
                return;
            }
            units.insert(label, unit);
            let footnote = document.footnotes.iter().find(|footnote| footnote.label == *label);
            open.extend(footnote.iter().flat_map(|footnote| &footnote.blocks).map(|block| (block, unit)));
        });
    }
    for told in text.tellings.iter_mut().filter(|told| told.unit.is_none()) {
        let holds = |span: Span| span.start <= told.span.start && told.span.end <= span.end;
        let footnote = document.footnotes.iter().find(|footnote| holds(footnote.span));
        told.unit = footnote.and_then(|footnote| units.get(footnote.label.as_str()).copied());
    }
}

/// The passages that tell each event, by the event's index, in reading order; those of the front page, which only leads to
/// the texts, come last.
pub fn tellings(works: &[Linked], sequence: &[usize], events: usize) -> Vec<Vec<Telling>> {
    let mut tellings: Vec<Vec<Telling>> = vec![Vec::new(); events];
    let fronts = (0..works.len()).filter(|&work| works[work].work.key == FRONT);
    for work in sequence.iter().copied().chain(fronts) {
        let mut told: Vec<(usize, usize, usize)> = Vec::new();
        for (language, text) in works[work].texts.iter().enumerate() {
            told.extend(text.tellings.iter().filter_map(|told| Some((told.unit?, told.event, language))));
        }
        told.sort_unstable();
        told.dedup();
        for (unit, event, language) in told {
            let place = Place { work, unit };
            match tellings[event].last_mut() {
                Some(telling) if telling.place == place => telling.languages.push(language),
                _ => tellings[event].push(Telling { place, languages: vec![language] }),
            }
        }
    }
    tellings
}
