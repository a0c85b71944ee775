//! How far a translation keeps up with its source: what the lock of its document records of it.

use std::sync::Arc;

use crate::base::digest::Digest;
use crate::base::sparse::{Sparse, narrow};
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
    /// How those units stand of which something is recorded. Wordings are made only there.
    pub fn units(&self, units: &[Unit]) -> States {
        let mut states = States { languages: self.documents.len(), recorded: Sparse::default() };
        if self.locks.iter().all(Option::is_none) {
            return states;
        }
        let wordings = self.documents[self.source].as_ref().map(|document| Wordings::new(document));
        let source_digest = |unit: &Unit| {
            wordings.as_ref().map(|wordings| Digest::of(&wordings.of(hosted_blocks(units, unit, self.source))))
        };
        // Positions and slugs change with the text: nothing is recorded under them.
        for (at, unit) in units.iter().enumerate().filter(|(_, unit)| unit.is_explicit) {
            let mut digest = None;
            for language in 0..self.documents.len() {
                if let State::Unrecorded = unrecorded(unit, language, self.source)
                    && let Some(record) = self.record(language, &unit.id)
                {
                    let source = *digest.get_or_insert_with(|| source_digest(unit));
                    states.set((at, language), State::of(record, source));
                }
            }
        }
        states
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

/// How the units of a work stand of which something is recorded.
#[derive(Clone, Debug)]
pub struct States {
    languages: usize,
    /// By the unit's index times the number of languages, plus the language's index.
    recorded: Sparse<State>,
}

impl States {
    /// How a unit stands in a language, both by their indexes; `None` where nothing is recorded.
    pub fn get(&self, (unit, language): (usize, usize)) -> Option<&State> {
        self.recorded.at(unit * self.languages + language)
    }

    /// Says how one stands.
    pub fn set(&mut self, (unit, language): (usize, usize), state: State) {
        self.recorded.insert(narrow(unit * self.languages + language), state);
    }

    /// Whether nothing is recorded.
    pub fn is_empty(&self) -> bool {
        self.recorded.is_empty()
    }
}

/// How a unit of which nothing is recorded stands in a language.
pub fn unrecorded(unit: &Unit, language: usize, source: usize) -> &'static State {
    static SOURCE: State = State::Source;
    static MISSING: State = State::Missing;
    static UNRECORDED: State = State::Unrecorded;
    // A thematic break or raw HTML is no passage: nobody translates it.
    let is_passage = !matches!(unit.kind, "rule" | "html");
    match (&unit.versions[language], &unit.versions[source]) {
        _ if language == source || !is_passage => &SOURCE,
        (_, Version::Absent) => &SOURCE,
        (Version::Absent, _) if unit.only => &SOURCE,
        (Version::Absent, _) => &MISSING,
        _ => &UNRECORDED,
    }
}

/// The blocks in which that language has a unit: its own, or those of the unit it is joined to.
pub fn hosted_blocks<'u>(units: &'u [Unit], unit: &'u Unit, language: usize) -> &'u [u32] {
    match unit.versions[language] {
        Version::Joined(host) => units[host as usize].blocks(language),
        _ => unit.blocks(language),
    }
}
