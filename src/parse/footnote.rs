//! Footnotes: in order, each once, none forgotten.

use std::collections::BTreeMap;

use arcstr::Substr;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::text::Span;

use super::document::{Block, Footnote, InlineKind, each_inline};

/// Footnotes in the order in which the text refers to them, each label once.
pub fn order(blocks: &[Block], mut footnotes: Vec<Footnote>, diagnostics: &mut Diagnostics) -> Box<[Footnote]> {
    let mut first: BTreeMap<Substr, Span> = BTreeMap::new();
    footnotes.retain(|footnote| match first.get(&footnote.label) {
        None => first.insert(footnote.label.clone(), footnote.span).is_none(),
        Some(&span) => {
            let message = format!("two footnotes are called `{}`", footnote.label);
            diagnostics.push(
                Diagnostic::new(&rule::UNUSED_FOOTNOTE, footnote.span, message)
                    .also(span, "the first one, which is shown")
                    .help("give this one another label, and refer to it"),
            );
            false
        }
    });
    let mut numbers: BTreeMap<Substr, usize> = BTreeMap::new();
    for block in blocks.iter().chain(footnotes.iter().flat_map(|footnote| &footnote.blocks)) {
        block.each_text(&mut |inlines| {
            each_inline(inlines, &mut |inline| {
                if let InlineKind::FootnoteReference(label) = &inline.kind {
                    let next = numbers.len();
                    numbers.entry(label.clone()).or_insert(next);
                }
            });
        });
    }
    for footnote in footnotes.iter().filter(|footnote| !numbers.contains_key(&footnote.label)) {
        diagnostics.push(
            Diagnostic::new(
                &rule::UNUSED_FOOTNOTE,
                footnote.span,
                format!("nothing refers to the footnote `{}`", footnote.label),
            )
            .help(format!("write [^{}] where it belongs, or remove it", footnote.label)),
        );
    }
    footnotes.sort_by_key(|footnote| numbers.get(&footnote.label).copied().unwrap_or(usize::MAX));
    footnotes.into()
}
