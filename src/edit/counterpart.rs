//! Which blocks of two documents are counterparts, so that both get the same id; and where that cannot be told.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use arcstr::Substr;

use crate::align::order::longest_rising;
use crate::align::propose::{Bead, Passage, SURE, propose};
use crate::link::glossary::Matcher;
use crate::parse::document::{Block, Document};
use crate::parse::glossary::Term;

use super::assign::Version;

/// Blocks of two documents that belong together, by their indexes; or blocks of which nobody can tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Blocks of the document whose passages are being named.
    pub source: Vec<usize>,
    /// Blocks of the other document.
    pub target: Vec<usize>,
    /// What is known of them.
    pub certainty: Certainty,
}

/// How much is known of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// They are counterparts.
    Sure,
    /// They are likely counterparts: a person should look at it.
    Proposed,
    /// They have no counterpart.
    Gap,
    /// Some may be counterparts of others, and it cannot be told which.
    Doubtful,
}

/// Below this confidence a proposal is wrong as often as right.
const LIKELY: f32 = 0.3;

/// Pairs two documents by their ids, new ones included, and what has none by what [`propose`] finds between those. An id
/// that the other document does not know counts as none, so that a translation without ids gets those of its source.
pub fn counterparts(source: &Version<'_>, target: &Version<'_>, terms: &[Term]) -> Vec<Group> {
    let pairs = pairs(source, target);
    let is_rising = longest_rising(&pairs.iter().map(|pair| pair.1).collect::<Vec<_>>());
    let mut groups: Vec<Group> = (pairs.iter())
        .map(|&(here, there)| Group { source: vec![here], target: vec![there], certainty: Certainty::Sure })
        .collect();
    let fixed: Vec<(usize, usize)> =
        pairs.iter().zip(is_rising).filter_map(|(pair, is_rising)| is_rising.then_some(*pair)).collect();
    let ours = Passages::new(source, target, fixed.iter().map(|pair| pair.0));
    let theirs = Passages::new(target, source, fixed.iter().map(|pair| pair.1));
    let runs = runs(&ours, &theirs, fixed.len());
    let is_needed =
        |runs: &[(Range<usize>, Range<usize>)]| runs.iter().any(|(from, to)| !from.is_empty() && !to.is_empty());
    let beads = if is_needed(&runs) {
        propose(&ours.read(source, terms), &theirs.read(target, terms), &runs).beads
    } else {
        runs.iter().map(|(from, to)| Bead::gap(from.clone(), to.clone())).collect()
    };
    // Beads of one run follow each other; those of different runs have nothing to do with each other.
    let together = beads.chunk_by(|a, b| a.source.end == b.source.start && a.target.end == b.target.start);
    for run in together {
        groups.extend(judge(run).map(|group| group.by_blocks(&ours, &theirs)));
    }
    groups
}

/// Blocks that have one id in both documents, ascending in the first.
fn pairs(source: &Version<'_>, target: &Version<'_>) -> Vec<(usize, usize)> {
    let blocks = |version: &Version<'_>| 0..version.document.blocks.len();
    let theirs: BTreeMap<&str, usize> = blocks(target).rev().filter_map(|at| Some((target.own_id(at)?, at))).collect();
    blocks(source).filter_map(|at| Some((at, *theirs.get(source.own_id(at)?)?))).collect()
}

/// The blocks of a document that stand in the comparison, and which of them are paired already.
struct Passages {
    blocks: Vec<usize>,
    /// Places in `blocks`, ascending.
    fixed: Vec<usize>,
    /// Whether each lacks an id.
    lacks: Vec<bool>,
}

impl Passages {
    fn new(version: &Version<'_>, other: &Version<'_>, fixed: impl Iterator<Item = usize>) -> Self {
        let mut fixed: Vec<usize> = fixed.collect();
        fixed.sort_unstable();
        let is_open = |at: usize| {
            let block = &version.document.blocks[at];
            is_unit(block)
                && match &block.id {
                    Some(id) => {
                        let is_plain = !id.only && !id.is_repeated && id.of.is_none() && id.with.is_empty();
                        is_plain && !other.names.contains(id.name.as_str())
                    }
                    // What was named a moment ago is paired, or has no counterpart.
                    None => !version.given.get(&at).is_some_and(|id| other.names.contains(&id.name) || id.of.is_some()),
                }
        };
        let all = 0..version.document.blocks.len();
        let blocks: Vec<usize> = all.filter(|at| fixed.binary_search(at).is_ok() || is_open(*at)).collect();
        let fixed = fixed.iter().filter_map(|at| blocks.binary_search(at).ok()).collect();
        let lacks = blocks.iter().map(|&at| version.id(at).is_none()).collect();
        Self { blocks, fixed, lacks }
    }

    /// The places between two fixed ones, by the number of the latter.
    fn between(&self, number: usize) -> Range<usize> {
        let from = number.checked_sub(1).map_or(0, |before| self.fixed[before] + 1);
        from..self.fixed.get(number).copied().unwrap_or(self.blocks.len())
    }

    /// What the comparison reads, with the terms that each passage names.
    fn read(&self, version: &Version<'_>, terms: &[Term]) -> Vec<Passage> {
        let matcher = Matcher::new(terms, version.document.language);
        let read = |&at: &usize| {
            let block = &version.document.blocks[at];
            let mut passage = Passage::of(block);
            if !terms.is_empty() {
                let named = matcher.find(&block.visible_text());
                named.iter().for_each(|found| passage.name_term(&terms[found.term].id.value));
            }
            passage
        };
        self.blocks.iter().map(read).collect()
    }
}

/// The places between fixed pairs in which some passage lacks an id.
fn runs(ours: &Passages, theirs: &Passages, n_fixed: usize) -> Vec<(Range<usize>, Range<usize>)> {
    let all = (0..=n_fixed).map(|number| (ours.between(number), theirs.between(number)));
    let lacks = |(from, to): &(Range<usize>, Range<usize>)| {
        ours.lacks[from.clone()].contains(&true) || theirs.lacks[to.clone()].contains(&true)
    };
    all.filter(lacks).collect()
}

/// What the beads of a run say. What stands alone on both sides between two pairs is in doubt.
fn judge(run: &[Bead]) -> impl Iterator<Item = Group> {
    let is_paired = |bead: &Bead| !bead.is_gap() && bead.confidence >= LIKELY;
    let parts = run.chunk_by(move |a, b| !is_paired(a) && !is_paired(b));
    parts.map(move |beads| {
        let places = |side: fn(&Bead) -> Range<usize>| beads.iter().flat_map(side).collect::<Vec<_>>();
        let (source, target) = (places(|bead| bead.source.clone()), places(|bead| bead.target.clone()));
        let certainty = match beads {
            [bead] if is_paired(bead) && bead.confidence >= SURE => Certainty::Sure,
            [bead] if is_paired(bead) => Certainty::Proposed,
            _ if source.is_empty() || target.is_empty() => Certainty::Gap,
            _ => Certainty::Doubtful,
        };
        Group { source, target, certainty }
    })
}

impl Group {
    fn by_blocks(self, ours: &Passages, theirs: &Passages) -> Self {
        let blocks = |places: Vec<usize>, of: &Passages| places.into_iter().map(|place| of.blocks[place]).collect();
        Self { source: blocks(self.source, ours), target: blocks(self.target, theirs), certainty: self.certainty }
    }

    /// Whether both sides belong together.
    pub fn is_paired(&self) -> bool {
        matches!(self.certainty, Certainty::Sure | Certainty::Proposed)
    }
}

/// Whether a block is a passage: what is neither a thematic break nor raw HTML.
pub fn is_unit(block: &Block) -> bool {
    !matches!(block.kind_name(), "rule" | "html")
}

/// All ids that a document names, also in `with=` and `of=`.
pub fn names(document: &Document) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for block in &document.blocks {
        block.each_id(&mut |id| {
            names.insert(id.name.to_string());
            names.extend(id.with.iter().chain(&id.of).map(Substr::to_string));
        });
    }
    names
}
