//! How far a translation keeps up with its source: what the lock of its document records of it.

use std::sync::Arc;

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
    /// Whether the source has changed since.
    pub fn is_stale(&self) -> bool {
        matches!(self, Self::Stale { .. })
    }
}
