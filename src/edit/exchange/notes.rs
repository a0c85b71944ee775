//! What a translator should know of a passage: where it stands, how its terms are called, and what is special about it.

use std::collections::BTreeSet;

use crate::align::state::State;
use crate::link::glossary::Matcher;
use crate::load::Sources;
use crate::parse::config::Config;
use crate::parse::glossary::{self, Term};
use crate::parse::unread::Unread;

use super::content::plain;
use super::passage::{Bitext, Passage, Place};

/// A note and its category.
pub struct Remark {
    /// One word for tools to sort by.
    pub category: &'static str,
    /// What is to be known.
    pub text: String,
}

/// How terms are called in both languages.
pub struct Terms {
    terms: Vec<Term>,
    matcher: Matcher,
    to: usize,
}

impl Terms {
    /// Those of a site's glossary, found by their labels in the language `from`.
    pub fn new(sources: &Sources, config: &Config, (from, to): (usize, usize)) -> Self {
        let mut unread = Unread::default();
        let read = |file| glossary::read(file, &config.languages, &mut unread.glossary).0;
        let terms: Vec<Term> = sources.glossaries.iter().map(|file| &**file).flat_map(read).collect();
        Self { matcher: Matcher::new(&terms, from), terms, to }
    }

    /// `软法 → ソフトロー` for each term of a passage, in the order in which they come.
    fn of(&self, passage: &Passage) -> Vec<String> {
        let (mut seen, mut hints) = (BTreeSet::new(), Vec::new());
        for text in &passage.texts {
            let words = plain(text.source());
            for found in self.matcher.find(&words) {
                if let (true, Some(labels)) = (seen.insert(found.term), self.terms[found.term].labels.get(self.to)) {
                    hints.push(format!("{} → {}", &words[found.range], labels.preferred.value));
                }
            }
        }
        hints
    }
}

/// The notes on a passage.
pub fn remarks(bitext: &Bitext<'_>, passage: &Passage, terms: &Terms) -> Vec<Remark> {
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
    let hints = terms.of(passage);
    if !hints.is_empty() && passage.joined.is_none() {
        add("terms", hints.join("; "));
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
