//! What a language's page of a work shows: its own text, and where it lacks the work or a passage, that of another language.
//! A page thus has two languages, that of its own words and that of what it shows.

use crate::align::state::State;
use crate::align::unit::Unit;
use crate::align::work::Work;
use crate::base::sparse::{Sparse, narrow};
use crate::parse::config::Config;

use super::site::FRONT;

/// What the page of a work in one language shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Showing {
    /// The language whose document it shows; `None` if there is no such page.
    pub document: Option<usize>,
    /// The language whose text it shows of those units, by their indexes, of which it does not show that document's; `None`
    /// for those it does not show.
    pub others: Sparse<Option<usize>>,
}

impl Showing {
    /// The language whose text it shows of a unit, by the unit's index; `None` if it does not show it.
    pub fn unit(&self, at: usize) -> Option<usize> {
        self.others.at(at).copied().unwrap_or(self.document)
    }
}

/// What the page of a work in that language shows.
pub fn showing(work: &Work, language: usize, config: &Config) -> Showing {
    let document = document(work, language, config);
    let Some(shown) = document else { return Showing { document, others: Sparse::default() } };
    let text = |(at, unit): (usize, &Unit)| {
        let is_missing = *work.state(at, shown) == State::Missing;
        (narrow(at), config.fallback(language, work.source).find(|&other| is_missing && unit.is_in(other)))
    };
    let others = work.units.iter().enumerate().filter(|(_, unit)| !unit.is_in(shown)).map(text);
    Showing { document, others: others.collect() }
}

/// The language whose document the page of a work in that language shows. A front page needs no document.
pub fn document(work: &Work, language: usize, config: &Config) -> Option<usize> {
    shown_in(|language| work.document(language).is_some(), (work.key == FRONT, work.source), language, config)
}

/// The same of a work of which is known in which languages it `is_in`, whether it is the front page, and its source language.
pub fn shown_in(
    is_in: impl Fn(usize) -> bool,
    (is_front, source): (bool, usize),
    language: usize,
    config: &Config,
) -> Option<usize> {
    let others = || config.fallback(language, source).filter(|_| !is_front);
    Some(language).filter(|language| is_in(*language)).or_else(|| others().find(|language| is_in(*language)))
}
