//! What a translator should know of a passage: where it stands, and what is special about it.

use crate::align::state::State;

use super::passage::{Bitext, Passage, Place};

/// A note and its category.
pub struct Remark {
    /// One word for tools to sort by.
    pub category: &'static str,
    /// What is to be known.
    pub text: String,
}

/// The notes on a passage.
pub fn remarks(bitext: &Bitext<'_>, passage: &Passage) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let mut add = |category, text: String| remarks.push(Remark { category, text });
    match &passage.place {
        Place::Title => add("location", "the title".into()),
        Place::Unit { .. } if passage.number.is_empty() => {}
        Place::Unit { .. } => add("location", passage.number.clone()),
        Place::Footnote { .. } => add("location", format!("footnote {}", passage.number)),
    }
    if !passage.heading.is_empty() {
        add("section", passage.heading.clone());
    }
    if let State::Stale { recorded } = &passage.state {
        add("changed", format!("the source has changed; this was translated from: {recorded}"));
    }
    if let Some(host) = &passage.joined {
        add("joined", format!("translated within `{host}`; change it there"));
    }
    if passage.is_uneven {
        let text = format!(
            "source and translation have different structures here, so what stands side by side may not be the same; \
             items, rows and paragraphs are added and removed in {}",
            bitext.target_path
        );
        add("structure", text);
    }
    if !passage.is_explicit && !passage.is_translated() && passage.has_words() {
        add("id", "this passage has no id of its own, so a new translation of it cannot be taken in; run `taiyaku ids` and export again".into());
    }
    remarks
}
