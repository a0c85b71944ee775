//! unknown-code-language: code in a language that the highlighter does not know stays plain. One notice a language.

use std::collections::BTreeSet;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::highlight;
use crate::base::rule;
use crate::base::text::Span;
use crate::link::site::Linked;
use crate::parse::chart;
use crate::parse::document::{Block, BlockKind};

/// Words that say "no language"; charts are read by taiyaku itself.
const PLAIN: [&str; 5] = ["text", "txt", "plain", "plaintext", chart::INFO];

/// A language that cannot be colored, where a work has it first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    language: String,
    span: Span,
}

/// Those of one work, each once.
pub fn unknown(linked: &Linked) -> Vec<Unknown> {
    let (mut seen, mut unknown) = (BTreeSet::new(), Vec::new());
    for document in linked.work.documents.iter().flatten() {
        document.blocks.iter().for_each(|block| visit(block, &mut seen, &mut unknown));
    }
    unknown
}

/// Notes each unknown language once, where it is met first. The works come in their order.
pub fn complain<'w>(works: impl Iterator<Item = &'w [Unknown]>, diagnostics: &mut Diagnostics) {
    let mut seen = BTreeSet::new();
    for Unknown { language, span } in works.flatten() {
        if seen.insert(language) {
            let message = format!("`{language}` is no language that can be colored");
            diagnostics.push(
                Diagnostic::new(&rule::UNKNOWN_CODE_LANGUAGE, *span, message)
                    .help("it is shown plain; write ```text to say that this is meant"),
            );
        }
    }
}

fn visit<'s>(block: &'s Block, seen: &mut BTreeSet<&'s str>, unknown: &mut Vec<Unknown>) {
    match &block.kind {
        BlockKind::Code(code) => {
            if let Some(language) = &code.language
                && !PLAIN.contains(&language.as_str())
                && seen.insert(language)
                && !highlight::is_known(language)
            {
                unknown.push(Unknown { language: language.to_string(), span: block.span });
            }
        }
        BlockKind::List { items, .. } => {
            items.iter().flat_map(|item| &item.blocks).for_each(|block| visit(block, seen, unknown));
        }
        BlockKind::Quotation(blocks) => blocks.iter().for_each(|block| visit(block, seen, unknown)),
        _ => {}
    }
}
