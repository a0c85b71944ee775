//! The fragments of a work's pages: every id of every language, and where each page of the work carries it.

use std::collections::BTreeMap;
use std::sync::Arc;

use ecow::EcoString;

use crate::base::sparse::{Sparse, narrow};
use crate::parse::document::{BlockKind, Document, visible_text};
use crate::parse::slug::Slugs;
use crate::parse::unit_id::RESERVED;

use super::unit::{Unit, UnitOf, Version};
use super::work::Work;

/// A fragment of a work's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fragment {
    unit: u32,
    /// Whether the author named it; else it may change with the words.
    pub is_explicit: bool,
}

impl Fragment {
    /// Index of the unit it lies in.
    pub fn unit(self) -> usize {
        self.unit as usize
    }
}

/// The fragments of a work's pages, in order of their names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Fragments(Box<[(EcoString, Fragment)]>);

impl Fragments {
    /// Those of a list; of several with one name the first.
    fn new(mut all: Vec<(EcoString, Fragment)>) -> Self {
        all.sort_by(|one, other| one.0.cmp(&other.0));
        all.dedup_by(|later, first| later.0 == first.0);
        Self(all.into_boxed_slice())
    }

    /// The fragment of that name.
    pub fn get(&self, name: &str) -> Option<&Fragment> {
        self.0.binary_search_by(|(other, _)| other.as_str().cmp(name)).ok().map(|at| &self.0[at].1)
    }

    /// Whether there is one of that name.
    pub fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// All of them with their names.
    pub fn iter(&self) -> impl Iterator<Item = (&EcoString, &Fragment)> {
        self.0.iter().map(|(name, fragment)| (name, fragment))
    }

    /// Their names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }
}

/// What a page shows of a work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown<'a> {
    /// One language, with the ids of its list items.
    Text {
        /// The language of the document.
        language: usize,
        /// The language whose text the page has of those units, by their indexes, of which it has not that document's: passages
        /// that the document lacks may be there in another, without the ids in them.
        others: &'a Sparse<Option<usize>>,
    },
    /// Two languages side by side, without those.
    Parallel([usize; 2]),
}

/// The ids that a page carries besides those of its units and list items, so that it carries every id of the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchors {
    /// At the head of the page: only where it shows no unit at all.
    pub head: Vec<String>,
    /// At each unit, by its index; empty for units that the page does not show.
    pub units: Vec<Vec<String>>,
}

/// The fragments of a work by name: its units, the parts and list items in any language, and each language's slugs of
/// headings without ids. What is named first in this order has the name.
pub fn fragments(units: &[Unit], documents: &[Option<Arc<Document>>], unit_of: &[UnitOf]) -> Fragments {
    let mut fragments = Vec::with_capacity(units.len());
    // Of two units with one id the last is meant.
    for (at, unit) in units.iter().enumerate().rev() {
        fragments.push((unit.id.clone(), Fragment { unit: narrow(at), is_explicit: unit.is_explicit }));
    }
    let blocks = || {
        let documents = documents.iter().zip(unit_of).filter_map(|(document, units)| Some((document.as_ref()?, units)));
        documents.flat_map(|(document, units)| document.blocks.iter().zip(units.iter()))
    };
    for (block, unit) in blocks() {
        let Some(unit) = unit else { continue };
        block.each_id(&mut |id| {
            let is_known = *units[unit].id == *id.name;
            if !is_known {
                fragments.push((id.name.as_str().into(), Fragment { unit: narrow(unit), is_explicit: true }));
            }
        });
    }
    let named = fragments.iter().filter(|(_, fragment)| fragment.is_explicit).map(|(name, _)| name.as_str());
    let beside_names = Slugs::beside(named.chain(RESERVED));
    for (document, units_of_blocks) in documents.iter().zip(unit_of) {
        let mut slugs = beside_names.clone();
        let blocks = document.iter().flat_map(|document| &document.blocks).zip(units_of_blocks.iter());
        for (block, unit) in blocks {
            let (BlockKind::Heading(_, inlines), Some(unit)) = (&block.kind, unit) else { continue };
            if units[unit].is_explicit {
                continue;
            }
            let name = slugs.next(&visible_text(inlines));
            if units[unit].id != name {
                fragments.push((name, Fragment { unit: narrow(unit), is_explicit: false }));
            }
        }
    }
    Fragments::new(fragments)
}

impl Work {
    /// What a page must carry besides the ids of its units and list items: one anchor for every other id of the work, at
    /// the unit it lies in, else at the one it is joined to, else at the one before it.
    pub fn anchors(&self, shown: Shown<'_>) -> Anchors {
        let languages = match &shown {
            Shown::Text { language, .. } => std::slice::from_ref(language),
            Shown::Parallel(both) => both,
        };
        let hosts = self.shown_hosts(shown, languages);
        let inside = self.ids_inside(languages);
        let mut anchors = Anchors { head: Vec::new(), units: vec![Vec::new(); self.units.len()] };
        for (name, fragment) in self.fragments.iter() {
            let unit = fragment.unit();
            let is_unit = self.units[unit].id == *name;
            let host = match inside.get(name.as_str()) {
                _ if is_unit && hosts[unit] == Some(unit) => continue,
                Some((_, true)) if matches!(shown, Shown::Text { .. }) => continue,
                Some((unit, _)) => Some(*unit),
                None => hosts[unit],
            };
            host.map_or(&mut anchors.head, |host| &mut anchors.units[host]).push(name.to_string());
        }
        anchors
    }

    /// For each unit the one at which a page in these languages shows it, or what stands nearest.
    fn shown_hosts(&self, shown: Shown<'_>, languages: &[usize]) -> Vec<Option<usize>> {
        let is_shown = |at: usize| match shown {
            Shown::Text { others, .. } => others.at(at).is_none_or(Option::is_some),
            Shown::Parallel(both) => both.iter().any(|&language| self.units[at].is_in(language)),
        };
        let mut last = (0..self.units.len()).find(|&at| is_shown(at));
        let mut hosts = Vec::with_capacity(self.units.len());
        for at in 0..self.units.len() {
            let joined = || languages.iter().find_map(|&language| self.host(at, language));
            if is_shown(at) {
                last = Some(at);
                hosts.push(last);
            } else {
                hosts.push(joined().or(last));
            }
        }
        hosts
    }

    /// The ids in these languages' documents, with the unit of each and whether it names a list item.
    fn ids_inside(&self, languages: &[usize]) -> BTreeMap<&str, (usize, bool)> {
        let mut inside = BTreeMap::new();
        for &language in languages {
            let blocks = self.document(language).map_or(&[][..], |document| &document.blocks);
            for (block, unit) in blocks.iter().zip(self.units_of_blocks(language).iter()) {
                let Some(unit) = unit else { continue };
                let own = block.id.as_deref();
                block.each_id(&mut |id| {
                    inside.entry(id.name.as_str()).or_insert((unit, own != Some(id)));
                });
            }
        }
        inside
    }

    /// The unit in whose text a language has that unit: itself, unless it is joined to another there; `None` if that
    /// language has nothing of it.
    pub fn host(&self, unit: usize, language: usize) -> Option<usize> {
        match self.units[unit].versions.get(language)? {
            Version::Whole(_) | Version::Split(_) => Some(unit),
            // What joins others has text of its own.
            Version::Joined(host) => Some(*host as usize),
            Version::Absent => None,
        }
    }
}
