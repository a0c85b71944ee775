//! Proposes which passages of two documents are each other's translations, where no id says so: in the manner of Gale and
//! Church (1993), by length and by what both texts share. Only commands that a person looks over make use of it; a build
//! never guesses.
//!
//! A run of passages is cut into *beads* of up to three passages on a side, by the likeliest way through both sides. What
//! makes a bead likely is measured against chance, so that a pair of languages that shares no script, or no word, is
//! aligned by what is left: lengths, forms, numbers.

use std::ops::Range;

mod band;
mod evidence;
mod fold;
mod lattice;
mod lexicon;
mod passage;
mod token;

pub use lattice::Bead;
pub use passage::{Ending, Passage};

use band::band;
use evidence::Evidence;
use lattice::Lattice;
use lexicon::Lexicon;

/// From this confidence on a bead needs no second look: of a hundred such links, about one is wrong.
pub const SURE: f32 = 0.9;

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    /// In order: they hold every passage of every run once.
    pub beads: Vec<Bead>,
    /// How many pairs of places were weighed: what the work grows with.
    pub n_cells: usize,
}

/// Aligns each of `runs`, ranges of passages of both sides between which nothing is known. They come in order.
pub fn propose(source: &[Passage], target: &[Passage], runs: &[(Range<usize>, Range<usize>)]) -> Proposal {
    let mut lexicon = Lexicon::new([source, target]);
    let first = align(source, target, runs, &lexicon);
    if lexicon.learn(&first.beads) { align(source, target, runs, &lexicon) } else { first }
}

fn align(source: &[Passage], target: &[Passage], runs: &[(Range<usize>, Range<usize>)], lexicon: &Lexicon) -> Proposal {
    let evidence = Evidence::new([source, target], lexicon);
    let mut proposal = Proposal::default();
    for (from, to) in runs {
        let band = band(&evidence, from, to);
        proposal.n_cells += band.iter().map(ExactSizeIterator::len).sum::<usize>();
        let lattice = Lattice::new(&evidence, (from.start, to.start), &band);
        let mut beads = lattice.beads();
        trust_headings(&mut beads, source, target);
        let sections = sections(&beads, source, target);
        proposal.beads.extend(sections.into_iter().flat_map(|section| by_structure(section, &evidence)));
    }
    proposal
}

/// Where both sides have headings of the same levels, and all are found beside each other, structure and text agree.
fn trust_headings(beads: &mut [Bead], source: &[Passage], target: &[Passage]) {
    let is_heading = |bead: &Bead| {
        let has_heading = |side: &[Passage]| side.iter().any(|passage| passage.is_heading);
        has_heading(&source[bead.source.clone()]) || has_heading(&target[bead.target.clone()])
    };
    let is_beside = |bead: &Bead| bead.is_pair() && source[bead.source.start].form == target[bead.target.start].form;
    if beads.iter().filter(|bead| is_heading(bead)).all(is_beside) {
        beads.iter_mut().filter(|bead| is_heading(bead)).for_each(|bead| bead.confidence = 1.0);
    }
}

/// The beads cut before each pair of headings that is sure.
fn sections<'b>(beads: &'b [Bead], source: &[Passage], target: &[Passage]) -> Vec<&'b [Bead]> {
    let begins = |bead: &Bead| {
        let is_heading = |passage: Option<&Passage>| passage.is_some_and(|passage| passage.is_heading);
        bead.is_pair()
            && bead.confidence >= SURE
            && is_heading(source.get(bead.source.start))
            && is_heading(target.get(bead.target.start))
    };
    beads.chunk_by(|_, next| !begins(next)).collect()
}

/// A section whose forms agree passage by passage is paired by them, unless the texts speak clearly against it: that a
/// passage was dropped on each side, and just so that it cannot be seen, is rare.
fn by_structure(section: &[Bead], evidence: &Evidence) -> Vec<Bead> {
    /// The logarithm of how much rarer.
    const CLEAR: f32 = 4.0;
    let (Some(first), Some(last)) = (section.first(), section.last()) else { return Vec::new() };
    let (from, to) = (first.source.start..last.source.end, first.target.start..last.target.end);
    if from.len() != to.len() || !from.clone().zip(to.clone()).all(|(here, there)| evidence.has_same_form(here, there))
    {
        return section.to_vec();
    }
    let pairs = from.zip(to).map(|(here, there)| {
        let weight = lattice::pair_weight(evidence, here, there);
        Bead { source: here..here + 1, target: there..there + 1, weight, confidence: 1.0 }
    });
    let pairs: Vec<Bead> = pairs.collect();
    let weight = |beads: &[Bead]| beads.iter().map(|bead| bead.weight).sum::<f32>();
    if weight(&pairs) + CLEAR >= weight(section) { pairs } else { section.to_vec() }
}
