//! The passages that mention a term, and what else there is at them.

use std::collections::BTreeSet;

use crate::link::site::{NoteTarget, Place, Site};

/// Where a term is used in a language.
#[derive(Clone, Debug, Default)]
pub struct Uses {
    /// The passages, as this language shows them, in reading order; those of the front page come last.
    pub places: Vec<Place>,
    /// The events that these tell, by their indexes: in chronological order.
    pub events: BTreeSet<usize>,
    /// The notes on these passages that are on the words of the term, or on a whole passage that mentions it: the passage and
    /// the number of the note among those on its work in this language.
    pub notes: Vec<(Place, usize)>,
}

/// Where a term is used in a language.
pub(super) fn uses(site: &Site, term: usize, language: usize) -> Uses {
    let mut uses = Uses::default();
    let mut seen = BTreeSet::new();
    for &place in &site.uses[term] {
        let Some(touched) = site.touched(place, language).filter(|touched| touched.terms.contains(&term)) else {
            continue;
        };
        uses.places.push(place);
        uses.events.extend(&touched.events);
        for &number in site.notes_at(place, language) {
            let note = &site.works[place.work].notes[language][number];
            let mut targets = note.targets.iter().filter(|target| target.place == place);
            if targets.any(|target| is_on(site, target, term)) && seen.insert((place.work, number)) {
                uses.notes.push((place, number));
            }
        }
    }
    uses
}

/// Whether what a note is on holds a mention of the term.
fn is_on(site: &Site, target: &NoteTarget, term: usize) -> bool {
    let Some(words) = &target.words else { return true };
    let mentions = site.works[target.place.work].texts[words.language].mentions_in(words.block);
    let mut mentions = mentions.iter().filter(|mention| mention.term == term);
    mentions.any(|mention| mention.range.start < words.range.end && words.range.start < mention.range.end)
}
