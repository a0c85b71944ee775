//! How far a translation keeps up with its source: what the lock of its document records of it.

use std::sync::Arc;

use crate::base::digest::Digest;
use crate::parse::document::Document;
use crate::parse::lock::{Lock, Record};
use crate::parse::unit_id::TITLE;

use super::unit::{Unit, Version};
use super::wording::Wordings;

/// How the text that a language has of a passage stands to the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// The source itself, a passage that the source lacks, or one that this language lacks by intent: there is nothing to
    /// keep up with.
    Source,
    /// Made from the source as it stands.
    Current,
    /// The source has changed since.
    Stale {
        /// The visible text of the source that it was made from.
        recorded: Arc<str>,
    },
    /// There is a text, and no record of what it was made from: never stale.
    Unrecorded,
    /// The source has it and this language does not.
    Missing,
}

impl State {
    fn of(record: &Record, source: Option<Digest>) -> Self {
        if source == Some(record.source) { Self::Current } else { Self::Stale { recorded: Arc::clone(&record.text) } }
    }

    /// Whether the source has changed since.
    pub fn is_stale(&self) -> bool {
        matches!(self, Self::Stale { .. })
    }
}

/// The documents of a work and their locks, by language.
pub struct Recorded<'w> {
    /// Index of the source language.
    pub source: usize,
    /// The documents.
    pub documents: &'w [Option<Arc<Document>>],
    /// Their locks.
    pub locks: &'w [Option<Arc<Lock>>],
}

impl Recorded<'_> {
    /// How each unit stands in each language. Wordings are made only where something is recorded.
    pub fn units(&self, units: &[Unit]) -> Vec<Vec<State>> {
        let wordings = self.documents[self.source].as_ref().map(|document| Wordings::new(document));
        let source_digest = |unit: &Unit| {
            wordings.as_ref().map(|wordings| Digest::of(&wordings.of(hosted_blocks(units, unit, self.source))))
        };
        let states = |unit: &Unit| {
            let mut digest = None;
            let mut digest = || *digest.get_or_insert_with(|| source_digest(unit));
            (0..self.documents.len()).map(|language| self.unit(unit, language, &mut digest)).collect()
        };
        units.iter().map(states).collect()
    }

    fn unit(&self, unit: &Unit, language: usize, source: &mut impl FnMut() -> Option<Digest>) -> State {
        // A thematic break or raw HTML is no passage: nobody translates it.
        let is_passage = !matches!(unit.kind, "rule" | "html");
        match (&unit.versions[language], &unit.versions[self.source]) {
            _ if language == self.source || !is_passage => State::Source,
            (_, Version::Absent) => State::Source,
            (Version::Absent, _) if unit.only => State::Source,
            (Version::Absent, _) => State::Missing,
            // Positions and slugs change with the text: nothing is recorded under them.
            _ if !unit.is_explicit => State::Unrecorded,
            _ => match self.record(language, &unit.id) {
                Some(record) => State::of(record, source()),
                None => State::Unrecorded,
            },
        }
    }

    /// How the title stands in each language.
    pub fn titles(&self) -> Vec<State> {
        let source = self.documents[self.source].as_ref();
        let title = |language: usize| match &self.documents[language] {
            _ if language == self.source => State::Source,
            None => State::Missing,
            Some(_) => match self.record(language, TITLE) {
                Some(record) => State::of(record, source.map(|document| Digest::of(&Wordings::new(document).title()))),
                None => State::Unrecorded,
            },
        };
        (0..self.documents.len()).map(title).collect()
    }

    fn record(&self, language: usize, id: &str) -> Option<&Record> {
        self.locks[language].as_ref()?.records.get(id)
    }
}

/// The blocks in which that language has a unit: its own, or those of the unit it is joined to.
pub fn hosted_blocks<'u>(units: &'u [Unit], unit: &'u Unit, language: usize) -> &'u [usize] {
    match unit.versions[language] {
        Version::Joined(host) => units[host].blocks(language),
        _ => unit.blocks(language),
    }
}
