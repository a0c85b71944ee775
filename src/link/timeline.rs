//! Events in order, and the passages that tell them.

use crate::base::date::{Bounds, Date, Day};
use crate::base::text::Span;
use crate::parse::document::Document;
use crate::parse::timeline::Event;
use std::sync::Arc;

use super::site::{FRONT, Linked, LinkedText, Place, Telling};

/// Chronological order: total, and the same in every language.
pub fn sort(events: &mut [Event]) {
    events.sort_by(|a, b| (&a.date.value, &a.id.value).cmp(&(&b.date.value, &b.id.value)));
}

/// Gives what a footnote tells to the passage that the footnote belongs to. `units` tells it by the footnote's index.
pub fn place_footnotes(document: &Document, units: &[Option<usize>], text: &mut LinkedText) {
    for told in text.tellings.iter_mut().filter(|told| told.unit.is_none()) {
        let holds = |span: Span| span.start <= told.span.start && told.span.end <= span.end;
        let footnote = document.footnotes.iter().position(|footnote| holds(footnote.span));
        told.unit = footnote.and_then(|footnote| units[footnote]);
    }
}

/// The passages that tell each event, by the event's index, in reading order; those of the front page, which only leads to
/// the texts, come last.
pub fn tellings(works: &[Arc<Linked>], sequence: &[usize], events: usize) -> Vec<Vec<Telling>> {
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

/// The first and the last day of a date in calendars of other programs, which know the years 0001 to 9999 and no open ends
/// (RFC 5545, section 3.3.4): what begins, or goes on, without a known end is the one day that is known. `None` if they cannot hold it.
pub fn calendar_days(date: &Date) -> Option<(Day, Day)> {
    let Bounds { earliest, latest } = date.bounds();
    let (first, last) = (earliest.or(latest)?, latest.or(earliest)?);
    (first.year() >= 1 && last.year() <= 9999).then_some((first, last))
}
