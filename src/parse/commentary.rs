//! The shape of a commentary: which quotations open notes, and how far each note runs.

use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::text::Span;

use super::document::{Block, BlockKind, Document, InlineKind, Link, each_inline, visible_text};
use super::reference::Destination;

/// A note of a commentary, by the blocks of its document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NoteShape {
    /// Index of the quotation that opens it.
    pub quotation: usize,
    /// Indexes of the blocks of its body.
    pub body: Range<usize>,
}

/// The notes of a commentary's document, in order. A quotation that holds links to units opens one; it runs to the next
/// such quotation or heading.
pub fn notes(document: &Document) -> Vec<NoteShape> {
    let mut notes: Vec<NoteShape> = Vec::new();
    let mut is_open = false;
    for (index, block) in document.blocks.iter().enumerate() {
        if !unit_links(block).is_empty() {
            notes.push(NoteShape { quotation: index, body: index + 1..index + 1 });
            is_open = true;
        } else if matches!(block.kind, BlockKind::Heading(..)) {
            is_open = false;
        } else if let (true, Some(note)) = (is_open, notes.last_mut()) {
            note.body.end = index + 1;
        }
    }
    notes
}

/// Complains of the quotations of a commentary that hold links and open no note: the author meant one.
pub fn complain(document: &Document, diagnostics: &mut Diagnostics) {
    if document.meta.annotates.is_none() {
        return;
    }
    for block in document.blocks.iter().filter(|block| unit_links(block).is_empty()) {
        complain_inside(block, false, diagnostics);
    }
    for block in document.footnotes.iter().flat_map(|footnote| &footnote.blocks) {
        complain_inside(block, true, diagnostics);
    }
}

fn complain_inside(block: &Block, is_nested: bool, diagnostics: &mut Diagnostics) {
    match &block.kind {
        BlockKind::List { items, .. } => {
            items.iter().flat_map(|item| &item.blocks).for_each(|inner| complain_inside(inner, true, diagnostics));
        }
        BlockKind::Quotation(_) => {
            for (span, link) in links(block, |_| true) {
                let Some((message, help)) = silence(link, is_nested) else { continue };
                diagnostics.push(Diagnostic::new(&rule::SILENT_LINK, span, message).help(help));
            }
        }
        _ => {}
    }
}

/// Why a link opens no note, and the way out. An address that is its own words is meant to be read.
fn silence(link: &Link, is_nested: bool) -> Option<(&'static str, String)> {
    match &link.destination {
        Destination::Document { fragment: Some(_), .. } if is_nested => Some((
            "this quotation opens no note: it lies inside another block",
            "begin the quotation at the margin, not in a list or a footnote".to_owned(),
        )),
        Destination::Document { path, .. } => Some((
            "this quotation opens no note: its link names no passage",
            match path.is_empty() {
                true => "link the quoted words to their passage: [words](../chapter-6.md#soft-law)".to_owned(),
                false => format!("add the passage's id to the address: {path}#soft-law"),
            },
        )),
        Destination::External(url) if *url == visible_text(&link.inlines) => None,
        _ => Some((
            "this quotation opens no note: its link leads to no passage",
            "link the quoted words to their passage, [words](../chapter-6.md#soft-law), and put other links below the quotation"
                .to_owned(),
        )),
    }
}

/// The links to units in a quotation, with the place of each; nothing for other blocks.
pub fn unit_links(block: &Block) -> Vec<(Span, &Link)> {
    links(block, |destination| matches!(destination, Destination::Document { fragment: Some(_), .. }))
}

/// The links of a quotation to what `is_meant` says.
fn links(block: &Block, is_meant: impl Fn(&Destination) -> bool) -> Vec<(Span, &Link)> {
    let mut links = Vec::new();
    if let BlockKind::Quotation(_) = block.kind {
        block.each_text(&mut |inlines| {
            each_inline(inlines, &mut |inline| match &inline.kind {
                InlineKind::Link(link) if is_meant(&link.destination) => {
                    links.push((inline.span, &**link));
                }
                _ => {}
            });
        });
    }
    links
}
