//! What there is to do for translators: the passages of a work that a language lacks, or has not from the source as it is.

use std::sync::Arc;

use serde::Serialize;

use crate::base::text::Span;

use super::selection::Passage;
use super::state::State;
use super::unit::Version;
use super::work::Work;

/// Something to do for a translator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The passage; `None` where the language lacks the whole work.
    pub passage: Option<Passage>,
    /// What is to be done.
    pub need: Need,
    /// Where the source has it.
    pub source: Option<Span>,
    /// Where the language has it.
    pub target: Option<Span>,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// Follow the source, which has changed.
    Stale {
        /// The text it was made from.
        recorded: Arc<str>,
        /// The text of the source now.
        now: String,
    },
    /// Translate it.
    Missing,
    /// Say what it is the counterpart of.
    Unpaired,
    /// Look at a pairing that was proposed.
    Proposed,
    /// Record what it was made from.
    Unrecorded,
}

impl Need {
    /// The word for it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Stale { .. } => "stale",
            Self::Missing => "missing",
            Self::Unpaired => "unpaired",
            Self::Proposed => "proposed",
            Self::Unrecorded => "unrecorded",
        }
    }
}

/// How many passages a language has to have, and how they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Those of the source, titles too, without those that the language lacks by intent.
    pub passages: usize,
    /// Made from the source as it is.
    pub current: usize,
    /// Made from an earlier source.
    pub stale: usize,
    /// Not there.
    pub missing: usize,
    /// Without a counterpart for want of ids; those that only the language has are none of `passages`.
    pub unpaired: usize,
    /// There, and perhaps no translation of it.
    pub proposed: usize,
    /// There, made from nobody knows what.
    pub unrecorded: usize,
}

impl Counts {
    /// The passages that have a translation, be it stale.
    pub fn translated(&self) -> usize {
        self.current + self.stale + self.proposed + self.unrecorded
    }

    /// The share of [`Self::translated`], in percent: 100 only if all are.
    pub fn coverage(&self) -> usize {
        (self.translated() * 100).checked_div(self.passages).unwrap_or(100)
    }
}

/// The passages of a work that `is_wanted` in a language that is not its source, in order. Their numbers go into `counts`.
pub fn tasks(work: &Work, language: usize, counts: &mut Counts, is_wanted: impl Fn(Passage) -> bool) -> Vec<Task> {
    let mut tasks = Vec::new();
    let wordings = work.wordings(work.source);
    let has_document = work.document(language).is_some();
    let place = |passage: Passage, language: usize| match passage {
        Passage::Title => work.document(language).map(|document| document.title_span),
        Passage::Unit(unit) => work.place(unit, language),
    };
    let wanted = || Passage::all(work).filter(|passage| is_wanted(*passage));
    for passage in wanted() {
        let (state, is_explicit) = match passage {
            Passage::Title => (work.title_state(language), true),
            Passage::Unit(unit) => (work.state(unit, language), work.units[unit].is_explicit),
        };
        let need = match state {
            State::Source if is_surplus(work, passage, language) => Need::Unpaired,
            State::Source => continue,
            State::Current | State::Stale { .. } | State::Unrecorded if is_proposed(work, passage, language) => {
                Need::Proposed
            }
            State::Current => {
                counts.passages += 1;
                counts.current += 1;
                continue;
            }
            State::Stale { recorded } => {
                let now = wordings.as_ref().map(|wordings| match passage {
                    Passage::Title => wordings.title(),
                    Passage::Unit(unit) => wordings.of(work.hosted_blocks(unit, work.source)),
                });
                Need::Stale { recorded: Arc::clone(recorded), now: now.unwrap_or_default() }
            }
            State::Missing if is_explicit || !has_document => Need::Missing,
            State::Missing => Need::Unpaired,
            State::Unrecorded => Need::Unrecorded,
        };
        counts.passages += usize::from(*state != State::Source);
        *match &need {
            Need::Stale { .. } => &mut counts.stale,
            Need::Missing => &mut counts.missing,
            Need::Unpaired => &mut counts.unpaired,
            Need::Proposed => &mut counts.proposed,
            Need::Unrecorded => &mut counts.unrecorded,
        } += 1;
        if has_document {
            let (source, target) = (place(passage, work.source), place(passage, language));
            tasks.push(Task { passage: Some(passage), need, source, target });
        }
    }
    if !has_document && wanted().next().is_some() {
        tasks.push(Task {
            passage: None,
            need: Need::Missing,
            source: place(Passage::Title, work.source),
            target: None,
        });
    }
    tasks
}

/// Whether only the language has a passage, and does not say that this is meant.
fn is_surplus(work: &Work, passage: Passage, language: usize) -> bool {
    let Passage::Unit(unit) = passage else { return false };
    let unit = &work.units[unit];
    let is_passage = !matches!(unit.kind, "rule" | "html");
    is_passage && !unit.only && unit.is_in(language) && matches!(unit.versions[work.source], Version::Absent)
}

fn is_proposed(work: &Work, passage: Passage, language: usize) -> bool {
    matches!(passage, Passage::Unit(unit) if work.is_proposed(unit, language))
}
