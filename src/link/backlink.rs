//! What documents refer to, and for each passage what refers to it: every reference has a way back.

use std::sync::Arc;

use rayon::prelude::*;
use smallvec::SmallVec;

use crate::base::sparse::narrow;
use crate::base::text::Span;
use crate::parse::document::Document;

use super::site::{FRONT, Generated, Linked, Place, Resolved};

/// A link that an author wrote, from one place of the site to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Index of the unit in which it stands, for a footnote that of the passage that refers to it; `None` for the title, and for
    /// a footnote that nothing refers to.
    pub unit: Option<usize>,
    /// The byte of the file at which it begins.
    pub start: u32,
    /// Where it leads.
    pub target: Target,
    /// Whether it stands in the quotation of a note on that passage: the note itself is the way back then.
    pub is_of_note: bool,
}

/// What can be referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A work as a whole: its title.
    Work(usize),
    /// A passage.
    Passage(Place),
    /// A term, by its index.
    Term(usize),
    /// An event, by its index.
    Event(usize),
    /// A publication, by its index.
    Publication(usize),
    /// A page made from YAML as a whole.
    Page(Generated),
}

/// Something that refers to a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backlink {
    /// Index of the work that holds the reference.
    pub work: usize,
    /// Index of the unit in it; `None` for its title.
    pub unit: Option<usize>,
    /// The languages in which it refers there, by their indexes.
    pub languages: SmallVec<[usize; 2]>,
}

/// What refers to the passages of a site: all of it in the order of what is referred to, and where in it each begins.
#[derive(Clone, Debug, Default)]
pub struct Backlinks {
    targets: Vec<(Target, u32)>,
    all: Vec<Backlink>,
}

impl Backlinks {
    /// What refers to a work or a passage, in reading order; what front pages refer to comes last.
    pub fn to(&self, target: Target) -> &[Backlink] {
        let Ok(at) = self.targets.binary_search_by(|(other, _)| other.cmp(&target)) else { return &[] };
        let end = self.targets.get(at + 1).map_or(self.all.len(), |(_, next)| *next as usize);
        &self.all[self.targets[at].1 as usize..end]
    }

    /// Whether nothing refers to a work or to any of its passages.
    pub fn is_empty(&self, work: usize) -> bool {
        self.to(Target::Work(work)).is_empty() && self.units(work).next().is_none()
    }

    /// The units of a work that something refers to.
    pub fn units(&self, work: usize) -> impl Iterator<Item = usize> {
        let first = Target::Passage(Place { work, unit: 0 });
        let from = self.targets.partition_point(|(target, _)| *target < first);
        self.targets[from..].iter().map_while(move |(target, _)| match target {
            Target::Passage(place) if place.work == work => Some(place.unit),
            _ => None,
        })
    }
}

/// Turns the references of a site around. What a note quotes is left out: the note says itself what it is on.
pub fn backlinks(works: &[Arc<Linked>], sequence: &[usize]) -> Backlinks {
    let fronts = (0..works.len()).filter(|&work| works[work].work.key == FRONT);
    let from: Vec<usize> = sequence.iter().copied().chain(fronts).collect();
    let mut linked: Vec<(Target, Backlink)> = from.par_iter().flat_map_iter(|&work| outward(works, work)).collect();
    // Of one target, they stay in the order in which a reader meets them.
    linked.sort_by_key(|(target, _)| *target);
    let mut backlinks = Backlinks { targets: Vec::new(), all: Vec::with_capacity(linked.len()) };
    for (target, backlink) in linked {
        if backlinks.targets.last().is_none_or(|(last, _)| *last != target) {
            backlinks.targets.push((target, narrow(backlinks.all.len())));
        }
        backlinks.all.push(backlink);
    }
    backlinks.targets.shrink_to_fit();
    backlinks
}

/// The works and passages that a work refers to, with what refers to each.
fn outward(works: &[Arc<Linked>], work: usize) -> Vec<(Target, Backlink)> {
    let mut found: Vec<(Option<usize>, Target, usize)> = Vec::new();
    for document in works[work].work.documents.iter().flatten() {
        let references = references(works, work, document).into_iter();
        let outward = references.filter(|reference| !reference.is_of_note);
        let outward = outward.filter(|reference| matches!(reference.target, Target::Work(_) | Target::Passage(_)));
        found.extend(outward.map(|reference| (reference.unit, reference.target, document.language)));
    }
    found.sort_unstable();
    found.dedup();
    let together = found.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1));
    let backlink = |together: &[(Option<usize>, Target, usize)]| {
        let (unit, target, _) = together[0];
        (target, Backlink { work, unit, languages: together.iter().map(|(.., language)| *language).collect() })
    };
    together.map(backlink).collect()
}

/// All references of a document to places of the site, in the order of the file.
pub fn references(works: &[Arc<Linked>], work: usize, document: &Document) -> Vec<Reference> {
    let linked = &works[work];
    let reference = |Placed { unit, start, resolved, is_note }: Placed<'_>| {
        let target = target(works, resolved)?;
        let is_of_note = is_note && matches!(target, Target::Passage(on) if Some(on.work) == linked.annotates);
        Some(Reference { unit, start, target, is_of_note })
    };
    placed(linked, document).filter_map(reference).collect()
}

/// A link and where it stands.
#[derive(Clone, Copy, Debug, Hash)]
pub struct Placed<'a> {
    unit: Option<usize>,
    start: u32,
    resolved: &'a Resolved,
    /// Whether it stands in the quotation of a note.
    is_note: bool,
}

impl Placed<'_> {
    /// The same without the byte at which it begins.
    pub fn anywhere(self) -> Self {
        Self { start: 0, ..self }
    }
}

/// All links of a document with the passages in which they stand, in the order of the file.
pub fn placed<'a>(linked: &'a Linked, document: &'a Document) -> impl Iterator<Item = Placed<'a>> {
    let text = &linked.texts[document.language];
    let units = linked.work.units_of_blocks(document.language);
    let quotations: Vec<usize> = text.notes.iter().map(|note| note.shape.quotation).collect();
    let footnotes = document.footnotes.iter().zip(&text.footnotes);
    let mut footnotes: Vec<(Span, Option<usize>)> = footnotes.map(|(note, linked)| (note.span, linked.unit)).collect();
    footnotes.sort_unstable();
    text.links.iter().map(move |(start, resolved)| {
        let block = document.blocks.partition_point(|block| block.span.start <= start).checked_sub(1);
        let block = block.filter(|&at| start < document.blocks[at].span.end);
        let unit = match block {
            Some(at) => units.block(at),
            None => {
                let before = footnotes.partition_point(|(span, _)| span.start <= start).checked_sub(1);
                before.map(|at| footnotes[at]).filter(|(span, _)| start < span.end).and_then(|(_, unit)| unit)
            }
        };
        let is_note = block.is_some_and(|at| quotations.binary_search(&at).is_ok());
        Placed { unit, start, resolved, is_note }
    })
}

/// The place of the site where a link leads; `None` for what lies outside it, for files and for nothing.
fn target(works: &[Arc<Linked>], resolved: &Resolved) -> Option<Target> {
    Some(match resolved {
        Resolved::Text { work, fragment, .. } => {
            let named = fragment.as_ref().and_then(|name| works[*work].work.fragments.get(name));
            match named {
                Some(fragment) => Target::Passage(Place { work: *work, unit: fragment.unit() }),
                None => Target::Work(*work),
            }
        }
        Resolved::Term(term) => Target::Term(*term),
        Resolved::Event(event) => Target::Event(*event),
        Resolved::Generated { page, .. } => Target::Page(*page),
        Resolved::Front { .. }
        | Resolved::Suppressed
        | Resolved::Citation(_)
        | Resolved::External(_)
        | Resolved::Asset(_)
        | Resolved::Broken => {
            return None;
        }
    })
}
