//! Which passages of a work get which ids.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::base::diagnostic::Diagnostics;
use crate::base::rule;
use crate::base::text::SourceFile;
use crate::parse::config::Config;
use crate::parse::document::{Block, BlockKind, Document};
use crate::parse::glossary::Term;
use crate::parse::unit_id::RESERVED;

use super::counterpart::{Certainty, Group, counterparts, is_unit, names};
use super::insert::insert;
use super::name::{Names, NewId, number};
use super::{IdEdit, IdScope, Ids, Note};

/// The documents of a work while ids are given.
#[derive(Default)]
pub struct Work<'a> {
    /// By the index of the language.
    versions: BTreeMap<usize, Version<'a>>,
}

/// A document while ids are given.
pub struct Version<'a> {
    /// Its file.
    pub file: &'a SourceFile,
    /// As it was read.
    pub document: Document,
    /// The complaints of its reading.
    pub complaints: Diagnostics,
    /// New ids by the index of the block.
    pub given: BTreeMap<usize, NewId>,
    /// All ids that it names, new ones included.
    pub names: BTreeSet<String>,
    /// Blocks that are left alone, and why.
    left: BTreeMap<usize, String>,
    /// Where complaints about ids lie, in bytes, ascending.
    broken: Vec<u32>,
}

impl<'a> Work<'a> {
    /// Adds a document; `false` if there is one in that language.
    pub fn add(&mut self, file: &'a SourceFile, document: Document, complaints: Diagnostics) -> bool {
        let language = document.language;
        if self.versions.contains_key(&language) {
            return false;
        }
        self.versions.insert(language, Version::new(file, document, complaints));
        true
    }

    /// Finds ids for all passages in the scope that have none. `linked` are ids that links lead to: whatever they once
    /// named, nothing else may be called so.
    pub fn name(&mut self, linked: BTreeSet<String>, (config, terms): (&Config, &[Term]), scope: IdScope) {
        let mut taken = Names::default();
        linked.iter().map(String::as_str).chain(RESERVED).for_each(|name| taken.take(name));
        for version in self.versions.values() {
            version.names.iter().for_each(|name| taken.take(name));
        }
        let source = self.versions.remove(&self.source_language(config));
        let mut waiting: VecDeque<Version<'a>> =
            source.into_iter().chain(std::mem::take(&mut self.versions).into_values()).collect();
        // The source names its passages and their counterparts; then each translation those that the ones before it lack.
        while let Some(mut version) = waiting.pop_front() {
            let groups: Vec<Vec<Group>> = waiting.iter().map(|other| counterparts(&version, other, terms)).collect();
            let mut naming = Naming { version: &mut version, others: &mut waiting, groups: &groups, scope };
            naming.name(&mut taken);
            naming.hand_on(&mut taken);
            self.versions.insert(version.document.language, version);
        }
    }

    /// What its documents say, else the first language that has it.
    fn source_language(&self, config: &Config) -> usize {
        let said =
            self.versions.values().filter_map(|version| config.language(&version.document.meta.source.as_ref()?.value));
        said.into_iter()
            .find(|language| self.versions.contains_key(language))
            .or_else(|| self.versions.keys().next().copied())
            .unwrap_or(0)
    }

    /// Writes the ids into the documents. An id that cannot be written in one language is written in none.
    pub fn write(mut self, config: &Config, result: &mut Ids) {
        let texts = loop {
            let mut texts = Vec::new();
            let mut refused = BTreeSet::new();
            for version in self.versions.values_mut() {
                let (text, failed) = insert(version, config);
                for at in failed {
                    refused.extend(version.given.remove(&at).map(|id| id.name));
                    version.leave(
                        at,
                        "an id at its end would not be read as one; put it there by hand, or write the end otherwise",
                    );
                }
                texts.push(text);
            }
            if refused.is_empty() {
                break texts;
            }
            self.take_back(refused);
        };
        self.note_proposals(&mut result.notes);
        for (version, after) in self.versions.into_values().zip(texts) {
            let before = version.file.text.to_string();
            if before != after {
                result.edits.push(IdEdit { path: version.file.path.clone(), before, after });
            }
            for (at, why) in &version.left {
                let text = format!("this {} was left without an id: {why}", version.block(*at).kind_name());
                result.notes.push(version.note(*at, text));
            }
        }
    }

    /// Takes back every new id that names one of `refused`, and those that name these in turn.
    fn take_back(&mut self, mut refused: BTreeSet<String>) {
        loop {
            let before = refused.len();
            for version in self.versions.values_mut() {
                let is_refused = |id: &NewId| id.names().any(|name| refused.contains(name));
                let same: Vec<usize> =
                    version.given.iter().filter(|(_, id)| is_refused(id)).map(|(&at, _)| at).collect();
                for at in same {
                    refused.extend(version.given.remove(&at).map(|id| id.name));
                    version.leave(at, "its counterpart in another language cannot carry an id");
                }
            }
            if refused.len() == before {
                return;
            }
        }
    }

    /// Tells of every pairing that waits for a person, with both places.
    fn note_proposals(&self, notes: &mut Vec<Note>) {
        let mut places: BTreeMap<&str, (&Version<'_>, usize)> = BTreeMap::new();
        for version in self.versions.values() {
            for (at, block) in version.document.blocks.iter().enumerate() {
                if let Some(id) = block.id.as_ref().filter(|id| !id.is_proposed && id.of.is_none()) {
                    places.entry(&id.name).or_insert((version, at));
                }
            }
        }
        for version in self.versions.values() {
            for (at, block) in version.document.blocks.iter().enumerate() {
                let Some(id) = block.id.as_ref().filter(|id| id.is_proposed) else { continue };
                let others = id.of.iter().chain(std::iter::once(&id.name)).chain(&id.with);
                let others = others.filter_map(|name| places.get(name.as_str())).map(|(other, at)| other.place(*at));
                let text = format!(
                    "proposed as the counterpart of {}: compare them, and remove the word `proposed` where it is right",
                    others.collect::<Vec<_>>().join(" and ")
                );
                notes.push(version.note(at, text));
            }
        }
    }
}

const BROKEN: &str =
    "something here looks like an id and cannot be read as one; mend that first (taiyaku check says what)";

/// One document whose passages are being named, and those that take over the names.
struct Naming<'n, 'a> {
    version: &'n mut Version<'a>,
    others: &'n mut VecDeque<Version<'a>>,
    /// For each of `others`, what belongs together.
    groups: &'n [Vec<Group>],
    scope: IdScope,
}

impl Naming<'_, '_> {
    /// Gives every passage an id that has none: its counterpart's, else a new one.
    fn name(&mut self, taken: &mut Names) {
        let mut members: BTreeMap<usize, Vec<(usize, &Group)>> = BTreeMap::new();
        for (other, groups) in self.groups.iter().enumerate() {
            for group in groups {
                group.source.iter().for_each(|at| members.entry(*at).or_default().push((other, group)));
            }
        }
        let below = self.version.numbers_below();
        let mut above = None;
        for (at, below) in below.into_iter().enumerate() {
            if self.version.wants(at, self.scope) {
                match self.find(at, members.get(&at).map_or(&[], Vec::as_slice)) {
                    Ok(Some(id)) => self.version.give(at, id),
                    Ok(None) => {
                        let name = taken.next(above, below);
                        self.version.give(at, NewId { name, ..NewId::default() });
                    }
                    Err(why) => self.version.leave(at, &why),
                }
            }
            above = self.version.id(at).and_then(number).or(above);
        }
    }

    /// The id of the counterparts of a passage, if they have one; or why the passage is left without.
    fn find(&self, at: usize, members: &[(usize, &Group)]) -> Result<Option<NewId>, String> {
        let is_broken = |&(other, group): &(usize, &Group)| {
            group.is_paired() && group.target.iter().any(|&there| self.others[other].is_broken(there))
        };
        if self.version.is_broken(at) || members.iter().any(is_broken) {
            return Err(BROKEN.to_owned());
        }
        let mut found: Option<NewId> = None;
        for (other, group) in members.iter().filter(|(_, group)| group.is_paired() && group.source[0] == at) {
            let Some(name) = self.others[*other].own_id(group.target[0]) else { continue };
            let is_proposed = group.certainty == Certainty::Proposed;
            match &found {
                Some(id) if id.name != name => {
                    return Err("its counterparts have different ids; make them the same first".to_owned());
                }
                _ => found = Some(NewId { name: name.to_owned(), is_proposed, ..NewId::default() }),
            }
        }
        let doubt = members.iter().find(|(_, group)| group.certainty == Certainty::Doubtful);
        match (found, doubt) {
            (Some(id), _) if self.version.names.contains(&id.name) => {
                Err(format!("its counterpart is called `{}`, which is something else in this document", id.name))
            }
            (Some(id), _) => Ok(Some(id)),
            (None, Some((other, group))) if !members.iter().any(|(_, group)| group.is_paired()) => {
                Err(doubtful(&self.others[*other], &group.target))
            }
            // What was in doubt beside a document before this one stays so.
            (None, _) => self.version.left.get(&at).map_or(Ok(None), |why| Err(why.clone())),
        }
    }

    /// Gives the names of the passages to their counterparts.
    fn hand_on(&mut self, taken: &mut Names) {
        for (other, groups) in self.others.iter_mut().zip(self.groups) {
            for group in groups {
                match group.certainty {
                    Certainty::Sure | Certainty::Proposed => hand_on(self.version, other, (group, self.scope), taken),
                    Certainty::Doubtful => {
                        other.leave_all(&group.target, self.scope, &doubtful(self.version, &group.source));
                    }
                    Certainty::Gap => {}
                }
            }
        }
    }
}

/// Gives the passages of a group in the other document the names of their counterparts: the first has that of the first,
/// further ones continue it, and the last translates what is left.
fn hand_on(version: &Version<'_>, other: &mut Version<'_>, (group, scope): (&Group, IdScope), taken: &mut Names) {
    let mut names = group.source.iter().map_while(|&at| version.id(at));
    let Some(first) = names.next() else {
        let why = version.left.get(&group.source[0]).map_or(BROKEN, String::as_str);
        return other.leave_all(&group.target, scope, why);
    };
    let with: Vec<String> = names.map(str::to_owned).collect();
    let last = group.target.len() - 1;
    for (number, &there) in group.target.iter().enumerate() {
        let is_taken_over = other.id(group.target[0]).is_none_or(|id| id == first);
        if !other.wants(there, scope) || !is_taken_over {
            continue;
        }
        if number == 0 && other.names.contains(first) {
            other.leave(
                there,
                &format!("its counterpart is called `{first}`, which is something else in this document"),
            );
            return;
        }
        let (name, of) = match number {
            0 => (first.to_owned(), None),
            _ => (taken.part(first), Some(first.to_owned())),
        };
        let with = if number == last { with.clone() } else { Vec::new() };
        other.give(there, NewId { name, with, of, is_proposed: group.certainty == Certainty::Proposed });
    }
}

fn doubtful(other: &Version<'_>, blocks: &[usize]) -> String {
    let place = blocks.first().map_or(other.file.path.clone(), |&at| other.place(at));
    format!(
        "which passage of {} is its counterpart cannot be told, from {place} on; give both the same id by hand",
        other.file.path
    )
}

impl<'a> Version<'a> {
    fn new(file: &'a SourceFile, document: Document, complaints: Diagnostics) -> Self {
        let is_about_ids = |rule: &rule::Rule| rule == &rule::STRAY_ID || rule == &rule::INVALID_ID;
        let about_ids = complaints.iter().filter(|complaint| is_about_ids(complaint.rule));
        let mut broken: Vec<u32> = about_ids.filter_map(|complaint| Some(complaint.place()?.start)).collect();
        broken.sort_unstable();
        let names = names(&document);
        Self { file, document, complaints, given: BTreeMap::new(), names, left: BTreeMap::new(), broken }
    }

    fn block(&self, at: usize) -> &Block {
        &self.document.blocks[at]
    }

    /// The id that a block has or is to get.
    pub fn id(&self, at: usize) -> Option<&str> {
        let given = || self.given.get(&at).map(|id| id.name.as_str());
        self.block(at).id.as_ref().map(|id| id.name.as_str()).or_else(given)
    }

    /// The id by which a block is a unit of its own, or is to be.
    pub fn own_id(&self, at: usize) -> Option<&str> {
        match &self.block(at).id {
            Some(id) => (id.of.is_none() && !id.is_repeated).then_some(id.name.as_str()),
            None => self.given.get(&at).filter(|id| id.of.is_none()).map(|id| id.name.as_str()),
        }
    }

    /// Whether a block is in the scope and has no id and is to get none yet.
    fn wants(&self, at: usize, scope: IdScope) -> bool {
        let block = self.block(at);
        let is_in_scope = scope == IdScope::All || matches!(block.kind, BlockKind::Heading(..));
        is_unit(block) && is_in_scope && self.id(at).is_none()
    }

    /// Whether a complaint about an id lies between the beginning of a block and the next one.
    fn is_broken(&self, at: usize) -> bool {
        let blocks = &self.document.blocks;
        let end = blocks.get(at + 1).map_or(u32::MAX, |next| next.span.start);
        let first = self.broken.partition_point(|&place| place < blocks[at].span.start);
        blocks[at].id.is_none() && self.broken.get(first).is_some_and(|&place| place < end)
    }

    /// For each block the number of the first numbered id after it.
    fn numbers_below(&self) -> Vec<Option<u32>> {
        let mut next = None;
        let below = (0..self.document.blocks.len()).rev().map(|at| {
            let below = next;
            next = self.id(at).and_then(number).or(next);
            below
        });
        let mut below: Vec<_> = below.collect();
        below.reverse();
        below
    }

    fn give(&mut self, at: usize, id: NewId) {
        self.names.insert(id.name.clone());
        self.left.remove(&at);
        self.given.insert(at, id);
    }

    fn leave(&mut self, at: usize, why: &str) {
        if self.block(at).id.is_none() {
            self.left.insert(at, why.to_owned());
        }
    }

    fn leave_all(&mut self, blocks: &[usize], scope: IdScope, why: &str) {
        for &at in blocks {
            if self.wants(at, scope) {
                self.leave(at, why);
            }
        }
    }

    /// Where a block stands: its path and line, as the text was read.
    fn place(&self, at: usize) -> String {
        format!("{}:{}", self.file.path, self.line(at))
    }

    fn line(&self, at: usize) -> usize {
        self.file.line_column(self.block(at).span.start as usize).0
    }

    fn note(&self, at: usize, text: String) -> Note {
        Note { path: self.file.path.clone(), line: Some(self.line(at)), text }
    }
}
