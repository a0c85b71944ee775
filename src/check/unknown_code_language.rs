//! unknown-code-language: code in a language that the highlighter does not know stays plain. One notice a language.

use std::collections::BTreeSet;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::highlight;
use crate::base::rule;
use crate::link::site::Site;
use crate::parse::chart;
use crate::parse::document::{Block, BlockKind};

/// Words that say "no language"; charts are read by taiyaku itself.
const PLAIN: [&str; 5] = ["text", "txt", "plain", "plaintext", chart::INFO];

/// Notes each unknown language once, where it is met first.
pub fn check(site: &Site, diagnostics: &mut Diagnostics) {
    let mut seen = BTreeSet::new();
    for document in site.works.iter().flat_map(|linked| linked.work.documents.iter().flatten()) {
        document.blocks.iter().for_each(|block| visit(block, &mut seen, diagnostics));
    }
}

fn visit<'s>(block: &'s Block, seen: &mut BTreeSet<&'s str>, diagnostics: &mut Diagnostics) {
    match &block.kind {
        BlockKind::Code { language: Some(language), .. }
            if !PLAIN.contains(&language.as_str()) && seen.insert(language) && !highlight::is_known(language) =>
        {
            diagnostics.push(
                Diagnostic::new(
                    &rule::UNKNOWN_CODE_LANGUAGE,
                    block.span,
                    format!("`{language}` is no language that can be colored"),
                )
                .help("it is shown plain; write ```text to say that this is meant"),
            );
        }
        BlockKind::List { items, .. } => {
            items.iter().flat_map(|item| &item.blocks).for_each(|block| visit(block, seen, diagnostics));
        }
        BlockKind::Quotation(blocks) => blocks.iter().for_each(|block| visit(block, seen, diagnostics)),
        _ => {}
    }
}
