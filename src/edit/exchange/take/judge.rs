//! Which changes are read back as they were meant: all at once if that does, else half by half, so that a few odd ones
//! among many cost few readings.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Diagnostics, Severity};
use crate::edit::ids;
use crate::parse::config::Config;

use super::super::passage::Edition;
use super::change::{Change, Splice, changed};
use super::page::Page;

/// Holds a document to what it is meant to say.
pub struct Judge<'a> {
    target: &'a Edition,
    config: &'a Config,
    page: Page,
    complaints: BTreeMap<&'static str, usize>,
}

/// Changes that were accepted, with the way in which each is written, and those that were not; by their indexes.
#[derive(Debug, Default)]
pub struct Settled {
    /// Index and way.
    pub accepted: Vec<(usize, usize)>,
    /// Indexes.
    pub failed: Vec<usize>,
}

impl<'a> Judge<'a> {
    /// For changes of the document `target`.
    pub fn new(target: &'a Edition, config: &'a Config) -> Self {
        let page = Page::new(&target.document, &target.file.text);
        Self { target, config, page, complaints: count(&target.complaints) }
    }

    /// Finds for each change of `some` a way that is read back as it was meant.
    pub fn settle(&self, changes: &[Change], some: &[usize], settled: &mut Settled) {
        if some.is_empty() {
            return;
        }
        if let [one] = some {
            let ways = changes[*one].splices.iter().map(|splice| splice.candidates.len()).max().unwrap_or(1);
            match (0..ways).find(|&way| self.accepts(changes, settled, &[(*one, way)])) {
                Some(way) => settled.accepted.push((*one, way)),
                None => settled.failed.push(*one),
            }
            return;
        }
        let usual: Vec<(usize, usize)> = some.iter().map(|&at| (at, 0)).collect();
        if self.accepts(changes, settled, &usual) {
            settled.accepted.extend(usual);
            return;
        }
        let (first, second) = some.split_at(some.len() / 2);
        self.settle(changes, first, settled);
        self.settle(changes, second, settled);
    }

    /// The document with the changes that were accepted.
    pub fn text(&self, changes: &[Change], accepted: &[(usize, usize)]) -> String {
        let mut all: Vec<(&Splice, usize)> = Vec::new();
        let mut accepted = accepted.to_vec();
        accepted.sort_unstable();
        for &(at, way) in &accepted {
            all.extend(changes[at].splices.iter().map(|splice| (splice, way)));
        }
        all.sort_by_key(|(splice, _)| (splice.range.start, splice.order));
        let source = &*self.target.file.text;
        let mut text = String::with_capacity(source.len() * 2);
        let mut from = 0;
        for (splice, way) in all {
            text.push_str(&source[from..splice.range.start]);
            text.push_str(&splice.candidates[way.min(splice.candidates.len() - 1)]);
            from = splice.range.end;
        }
        text.push_str(&source[from..]);
        text
    }

    /// Whether the document then says what it is meant to say, and nothing new is complained of.
    fn accepts(&self, changes: &[Change], settled: &Settled, more: &[(usize, usize)]) -> bool {
        let mut all = settled.accepted.clone();
        all.extend_from_slice(more);
        all.sort_unstable();
        let text = self.text(changes, &all);
        let (document, complaints) = ids::read(&self.target.file.path, &text, self.config);
        let Some(document) = document else { return false };
        let meant: Vec<&Change> = all.iter().map(|&(at, _)| &changes[at]).collect();
        let is_new = |(rule, times): (&'static str, usize)| {
            let allowed = meant.iter().filter_map(|change| change.allowed.get(rule)).sum::<usize>();
            times > self.complaints.get(rule).copied().unwrap_or(0) + allowed
        };
        !count(&complaints).into_iter().any(is_new) && Page::new(&document, &text) == changed(&self.page, &meant)
    }
}

fn count(complaints: &Diagnostics) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    // Notices are told by a check: of spaces and punctuation a translator knows better than an import.
    for complaint in complaints.iter().filter(|complaint| complaint.severity > Severity::Notice) {
        *counts.entry(complaint.rule.name).or_insert(0) += 1;
    }
    counts
}
