//! deprecated-term: words that the glossary gave up (ISO 704: deprecated) are used as if they held. Readers take two names
//! for two things; so these words are not linked either.
//!
//! Quotations are left alone: their words are another's.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::link::site::{LinkedText, Mention, Site};
use crate::parse::document::{Block, BlockKind, Document};

use super::Subject;

/// Complains of deprecated words, in the texts and their footnotes: once for a term and a block.
pub fn check(&Subject { site, linked, .. }: &Subject<'_>, diagnostics: &mut Diagnostics) {
    for (document, text) in linked.work.documents.iter().zip(&linked.texts) {
        let Some(document) = document else { continue };
        for (block, mentions) in passages(document, text) {
            let mut counts: BTreeMap<usize, (&Mention, usize)> = BTreeMap::new();
            for mention in mentions.iter().filter(|mention| mention.is_deprecated) {
                counts.entry(mention.term).or_insert((mention, 0)).1 += 1;
            }
            let complain = |(mention, count)| complaint(site, document.language, (block, mention), count);
            diagnostics.extend(counts.into_values().filter_map(complain));
        }
    }
}

/// The blocks of a document and its footnotes, without quotations, and the terms found in each.
fn passages<'s>(document: &'s Document, text: &'s LinkedText) -> impl Iterator<Item = (&'s Block, &'s Vec<Mention>)> {
    let footnotes = document.footnotes.iter().zip(&text.footnotes);
    let in_footnotes = footnotes.flat_map(|(footnote, linked)| footnote.blocks.iter().zip(&linked.mentions));
    let all = text.mentions.iter().map(|(at, mentions)| (&document.blocks[at as usize], mentions)).chain(in_footnotes);
    all.filter(|(block, _)| !matches!(block.kind, BlockKind::Quotation(_)))
}

fn complaint(site: &Site, language: usize, (block, mention): (&Block, &Mention), count: usize) -> Option<Diagnostic> {
    let labels = site.terms[mention.term].labels.get(language)?;
    let preferred = &labels.preferred.value;
    let words = &block.visible_text()[mention.range.clone()];
    let given_up = labels.deprecated.iter().find(|label| label.value == words).or(labels.deprecated.first())?;
    let message = match count {
        1 => format!("the glossary gave `{words}` up for `{preferred}`"),
        _ => format!("the glossary gave `{words}` up for `{preferred}`; this passage says it {count} times"),
    };
    Some(
        Diagnostic::new(&rule::DEPRECATED_TERM, block.span_of(&mention.range), message)
            .also(given_up.span, "given up here")
            .help(format!("write `{preferred}`; if both may be said, make the words an admitted label")),
    )
}
