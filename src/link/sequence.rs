//! The order in which a reader meets the texts of a site.

use std::ops::Deref;
use std::sync::Arc;

use super::site::{FRONT, Linked};

/// All texts in the order a reader meets them, by the indexes of their works: each text, then the commentaries on it.
/// Without front pages.
#[derive(Clone, Debug, Default)]
pub struct Sequence {
    works: Vec<usize>,
    /// The place of each work, by its index.
    places: Vec<Option<usize>>,
}

impl Sequence {
    /// That of a site whose texts have this order.
    pub fn new(order: &[usize], works: &[Arc<Linked>]) -> Self {
        let mut sequence = Self { works: Vec::with_capacity(works.len()), places: vec![None; works.len()] };
        for &work in order {
            sequence.push(work);
            works[work].commentaries.iter().for_each(|&commentary| sequence.push(commentary));
        }
        (0..works.len()).filter(|&work| works[work].work.key != FRONT).for_each(|work| sequence.push(work));
        sequence
    }

    fn push(&mut self, work: usize) {
        if self.places[work].is_none() {
            self.places[work] = Some(self.works.len());
            self.works.push(work);
        }
    }

    /// The place of a work, from 0; `None` of a front page.
    pub fn place(&self, work: usize) -> Option<usize> {
        self.places.get(work).copied().flatten()
    }
}

impl Deref for Sequence {
    type Target = [usize];

    fn deref(&self) -> &[usize] {
        &self.works
    }
}
