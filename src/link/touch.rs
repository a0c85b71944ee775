//! What a passage touches: the terms, people and other entities it mentions, and the events it tells. All of them, not only
//! the first mentions that the text links.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::align::work::Work;

use super::site::{FRONT, Linked, LinkedText, Place, Site};

/// What a passage touches in one language, its footnotes included.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Touched {
    /// The terms and entities it mentions, by their indexes: each once, in the order of their first mentions.
    pub terms: Vec<usize>,
    /// The events it tells, by their indexes: each once, in chronological order.
    pub events: Vec<usize>,
}

/// Gathers what each unit touches in that language, by the unit's index up to the last that touches anything, from what was
/// found in its blocks and footnotes.
pub fn gather(work: &Work, language: usize, text: &LinkedText) -> Vec<Touched> {
    if text.mentions.is_empty() && text.footnotes.is_empty() && text.tellings.is_empty() {
        return Vec::new();
    }
    let mut touched = vec![Touched::default(); work.units.len()];
    for (block, mentions) in text.mentions.iter() {
        let Some(unit) = work.units_of_blocks(language).block(block as usize) else { continue };
        touched[unit].terms.extend(mentions.iter().map(|mention| mention.term));
    }
    for footnote in &text.footnotes {
        let Some(unit) = footnote.unit else { continue };
        touched[unit].terms.extend(footnote.mentions.iter().flatten().map(|mention| mention.term));
    }
    for told in &text.tellings {
        let Some(unit) = told.unit else { continue };
        touched[unit].events.push(told.event);
    }
    for Touched { terms, events } in &mut touched {
        let mut seen = BTreeSet::new();
        terms.retain(|term| seen.insert(*term));
        events.sort_unstable();
        events.dedup();
    }
    let touches = |touched: &Touched| !touched.terms.is_empty() || !touched.events.is_empty();
    touched.truncate(touched.iter().rposition(touches).map_or(0, |last| last + 1));
    touched.shrink_to_fit();
    touched
}

/// The passages that mention each term in any language, by the term's index, in reading order; those of the front page,
/// which only leads to the texts, come last.
pub fn uses(works: &[Arc<Linked>], sequence: &[usize], terms: usize) -> Vec<Vec<Place>> {
    let mut uses: Vec<Vec<Place>> = vec![Vec::new(); terms];
    let fronts = (0..works.len()).filter(|&work| works[work].work.key == FRONT);
    for work in sequence.iter().copied().chain(fronts) {
        let touching = works[work].texts.iter().map(|text| text.touched.len()).max().unwrap_or(0);
        for unit in 0..touching {
            let place = Place { work, unit };
            let in_any = works[work].texts.iter().filter_map(|text| text.touched.get(unit));
            for &term in in_any.flat_map(|touched| &touched.terms) {
                if uses[term].last() != Some(&place) {
                    uses[term].push(place);
                }
            }
        }
    }
    uses
}

impl Site {
    /// What a passage touches in the text that the page of its work in that language shows; `None` if that shows
    /// nothing of it, or nothing behind it touches anything either.
    pub fn touched(&self, place: Place, language: usize) -> Option<&Touched> {
        let shown = self.shown(place, language)?;
        self.works[place.work].texts[shown].touched.get(place.unit)
    }
}
