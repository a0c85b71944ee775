//! Writes ids into a document and reads the result back.

use std::collections::BTreeMap;

use crate::base::diagnostic::Diagnostics;
use crate::parse::config::Config;
use crate::parse::document::Block;

use super::assign::Version;
use super::ids::read;
use super::name::NewId;
use super::place::{Insertion, apply, candidates};
use super::shape::shape;

/// The text of a document with its new ids, and the blocks at which none could be written.
pub fn insert(version: &Version<'_>, config: &Config) -> (String, Vec<usize>) {
    let source = &*version.file.text;
    if version.given.is_empty() {
        return (source.to_owned(), Vec::new());
    }
    let judge = Judge { version, config, shape: shape(&version.document), complaints: count(&version.complaints) };
    let choose = |(&at, id): (&usize, &NewId)| (at, candidates(&version.document.blocks[at], &id.to_string(), source));
    let choices: Vec<(usize, Vec<Insertion>)> = version.given.iter().map(choose).collect();
    let mut settled = Settled::default();
    judge.settle(&choices, &mut settled);
    (apply(source, settled.accepted.iter().map(|(_, insertion)| *insertion)), settled.failed)
}

/// Insertions that were read back as they were meant, and blocks that have none.
#[derive(Default)]
struct Settled<'a> {
    accepted: Vec<(usize, &'a Insertion)>,
    failed: Vec<usize>,
}

/// What a result is held to.
struct Judge<'a> {
    version: &'a Version<'a>,
    config: &'a Config,
    shape: String,
    complaints: BTreeMap<&'static str, usize>,
}

impl Judge<'_> {
    /// Finds a place for each of `choices`, which come in order: all in their usual places if that does, else half by half,
    /// so that few odd blocks among many cost few readings.
    fn settle<'c>(&self, choices: &'c [(usize, Vec<Insertion>)], settled: &mut Settled<'c>) {
        if let [(at, candidates)] = choices {
            match candidates.iter().find(|candidate| self.adds(settled, &[(*at, *candidate)])) {
                Some(candidate) => settled.accepted.push((*at, candidate)),
                None => settled.failed.push(*at),
            }
            return;
        }
        let usual: Vec<_> = choices.iter().filter_map(|(at, candidates)| Some((*at, candidates.first()?))).collect();
        if self.adds(settled, &usual) {
            settled.accepted.extend(usual);
            return;
        }
        let (first, second) = choices.split_at(choices.len() / 2);
        self.settle(first, settled);
        self.settle(second, settled);
    }

    fn adds(&self, settled: &Settled<'_>, more: &[(usize, &Insertion)]) -> bool {
        let all = settled.accepted.iter().chain(more);
        let text = apply(&self.version.file.text, all.clone().map(|(_, insertion)| *insertion));
        self.accepts(&text, all.map(|(at, _)| *at))
    }

    /// Whether `text` differs from the document in the ids of those blocks only.
    fn accepts(&self, text: &str, new: impl Iterator<Item = usize>) -> bool {
        let (document, complaints) = read(&self.version.file.path, text, self.config);
        let Some(document) = document else { return false };
        if count(&complaints) != self.complaints || shape(&document) != self.shape {
            return false;
        }
        let mut wanted: Vec<Wanted<'_>> = self.version.document.blocks.iter().map(as_it_was).collect();
        for at in new {
            wanted[at] = self.version.given.get(&at).map_or(Wanted::None, Wanted::New);
        }
        document.blocks.len() == wanted.len()
            && document.blocks.iter().zip(wanted).all(|(block, wanted)| match (&block.id, wanted) {
                (None, Wanted::None) => true,
                (Some(id), Wanted::Old(name)) => id.name == name,
                (Some(id), Wanted::New(new)) => new.is(id),
                _ => false,
            })
    }
}

/// The id that a block is to have.
enum Wanted<'a> {
    None,
    Old(&'a str),
    New(&'a NewId),
}

fn as_it_was(block: &Block) -> Wanted<'_> {
    block.id.as_ref().map_or(Wanted::None, |id| Wanted::Old(&id.name))
}

fn count(complaints: &Diagnostics) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for complaint in complaints.iter() {
        *counts.entry(complaint.rule.name).or_insert(0) += 1;
    }
    counts
}
