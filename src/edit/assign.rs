//! Which passages of a work get which ids.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::diagnostic::Diagnostics;
use crate::base::rule;
use crate::base::text::SourceFile;
use crate::parse::config::Config;
use crate::parse::document::{Block, BlockKind, Document};

use super::counterpart::{Pairs, Side, is_unit, names};
use super::insert::insert;
use super::name::{Names, number};
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
    pub given: BTreeMap<usize, String>,
    /// Blocks that are left alone, and why.
    left: BTreeMap<usize, String>,
}

impl<'a> Work<'a> {
    /// Adds a document; `false` if there is one in that language.
    pub fn add(&mut self, file: &'a SourceFile, document: Document, complaints: Diagnostics) -> bool {
        let language = document.language;
        if self.versions.contains_key(&language) {
            return false;
        }
        let version = Version { file, document, complaints, given: BTreeMap::new(), left: BTreeMap::new() };
        self.versions.insert(language, version);
        true
    }

    /// Finds ids for all passages in the scope that have none. `linked` are ids that links lead to: whatever they once
    /// named, nothing else may be called so.
    pub fn name(&mut self, linked: BTreeSet<String>, config: &Config, scope: IdScope) {
        let mut taken = Names::default();
        // Fragments that every page uses itself.
        for name in linked.iter().map(String::as_str).chain(["top", "main"]) {
            taken.take(name);
        }
        for version in self.versions.values() {
            names(&version.document).iter().for_each(|name| taken.take(name));
        }
        let Some(mut source) = self.versions.remove(&self.source_language(config)) else { return };
        let mut targets: Vec<(Pairs, Version<'a>)> = std::mem::take(&mut self.versions)
            .into_values()
            .map(|target| (Pairs::new(&source.document, &target.document, config), target))
            .collect();
        for at in 0..source.document.blocks.len() {
            name_passage(at, &mut source, &mut targets, (&mut taken, scope));
        }
        let is_pair = targets.len() == 1;
        for (pairs, target) in &mut targets {
            for at in 0..target.document.blocks.len() {
                if target.wants(at, scope) && pairs.counterpart(Side::Target, at).is_none() {
                    if target.is_broken(at) {
                        target.leave(at, BROKEN);
                    } else if !is_pair || pairs.is_doubtful(Side::Target, at) {
                        target.leave(at, &doubtful(&source));
                    } else {
                        target.give_new(at, &mut taken);
                    }
                }
            }
        }
        for version in targets.into_iter().map(|(_, target)| target).chain([source]) {
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
                    refused.extend(version.given.remove(&at));
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
            for version in self.versions.values_mut() {
                let same: Vec<usize> =
                    version.given.iter().filter(|(_, id)| refused.contains(*id)).map(|(&at, _)| at).collect();
                for at in same {
                    version.given.remove(&at);
                    version.leave(at, "its counterpart in another language cannot carry an id");
                }
            }
        };
        for (version, after) in self.versions.into_values().zip(texts) {
            let before = version.file.text.to_string();
            if before != after {
                result.edits.push(IdEdit { path: version.file.path.clone(), before, after });
            }
            for (at, why) in &version.left {
                let start = version.document.blocks[*at].span.start as usize;
                let text = format!("this {} was left without an id: {why}", version.document.blocks[*at].kind_name());
                result.notes.push(Note {
                    path: version.file.path.clone(),
                    line: Some(version.file.line_column(start).0),
                    text,
                });
            }
        }
    }
}

const BROKEN: &str =
    "something here looks like an id and cannot be read as one; mend that first (taiyaku check says what)";

fn doubtful(other: &Version<'_>) -> String {
    format!("which passage of {} is its counterpart cannot be told; give both the same id by hand", other.file.path)
}

/// Names a passage of the source and its counterparts.
fn name_passage(
    at: usize,
    source: &mut Version<'_>,
    targets: &mut [(Pairs, Version<'_>)],
    (taken, scope): (&mut Names, IdScope),
) {
    if !source.is_in_scope(at, scope) {
        return;
    }
    let members: Vec<(usize, usize)> = targets
        .iter()
        .enumerate()
        .filter_map(|(target, (pairs, _))| Some((target, pairs.counterpart(Side::Source, at)?)))
        .collect();
    let known: BTreeSet<String> = (source.id(at).into_iter())
        .chain(members.iter().filter_map(|&(target, block)| targets[target].1.id(block)))
        .collect();
    let is_complete =
        source.id(at).is_some() && members.iter().all(|&(target, block)| targets[target].1.id(block).is_some());
    if is_complete {
        return;
    }
    let is_broken = source.is_broken(at) || members.iter().any(|&(target, block)| targets[target].1.is_broken(block));
    let doubt = targets
        .iter()
        .find(|(pairs, _)| pairs.counterpart(Side::Source, at).is_none() && pairs.is_doubtful(Side::Source, at));
    let reason = if is_broken {
        Some(BROKEN.to_owned())
    } else if known.len() > 1 {
        Some("its counterparts have different ids; make them the same first".to_owned())
    } else if known.is_empty() {
        doubt.map(|(_, target)| doubtful(target))
    } else {
        None
    };
    if let Some(reason) = reason {
        source.leave(at, &reason);
        members.iter().for_each(|&(target, block)| targets[target].1.leave(block, &reason));
        return;
    }
    let name = known.into_iter().next().unwrap_or_else(|| source.new_name(at, taken));
    source.give(at, &name);
    members.iter().for_each(|&(target, block)| targets[target].1.give(block, &name));
}

impl Version<'_> {
    fn block(&self, at: usize) -> &Block {
        &self.document.blocks[at]
    }

    /// The id that a block has or is to get.
    fn id(&self, at: usize) -> Option<String> {
        self.block(at).id.as_ref().map(|id| id.name.clone()).or_else(|| self.given.get(&at).cloned())
    }

    fn is_in_scope(&self, at: usize, scope: IdScope) -> bool {
        let block = self.block(at);
        is_unit(block) && (scope == IdScope::All || matches!(block.kind, BlockKind::Heading(..)))
    }

    fn wants(&self, at: usize, scope: IdScope) -> bool {
        self.is_in_scope(at, scope) && self.block(at).id.is_none()
    }

    /// Whether a complaint about an id lies between the beginning of a block and the next one.
    fn is_broken(&self, at: usize) -> bool {
        let blocks = &self.document.blocks;
        let start = blocks[at].span.start;
        let end = blocks.get(at + 1).map_or(u32::MAX, |next| next.span.start);
        blocks[at].id.is_none()
            && self.complaints.iter().any(|complaint| {
                let is_about_ids = complaint.rule == &rule::STRAY_ID || complaint.rule == &rule::INVALID_ID;
                is_about_ids && complaint.primary.as_ref().is_some_and(|label| (start..end).contains(&label.span.start))
            })
    }

    /// Gives an id to a block that has none. An id that this document uses otherwise would name two things.
    fn give(&mut self, at: usize, name: &str) {
        if self.block(at).id.is_some() {
            return;
        }
        if names(&self.document).contains(name) || self.given.values().any(|given| given == name) {
            self.leave(at, &format!("its counterpart is called `{name}`, which is something else in this document"));
        } else {
            self.given.insert(at, name.to_owned());
        }
    }

    fn give_new(&mut self, at: usize, taken: &mut Names) {
        let name = self.new_name(at, taken);
        self.given.insert(at, name);
    }

    fn new_name(&self, at: usize, taken: &mut Names) -> String {
        let number_of = |at: usize| self.id(at).and_then(|id| number(&id));
        let above = (0..at).rev().find_map(number_of);
        let below = (at + 1..self.document.blocks.len()).find_map(number_of);
        taken.next(above, below)
    }

    fn leave(&mut self, at: usize, why: &str) {
        if self.block(at).id.is_none() {
            self.left.insert(at, why.to_owned());
        }
    }
}
