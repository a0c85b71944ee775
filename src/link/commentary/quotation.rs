//! The quotation that opens a note: its words, and the links among them.

use std::ops::Range;

use crate::base::text::Span;
use crate::parse::document::{Block, InlineKind};
use crate::parse::reference::Destination;

/// The visible text of a quotation and where its links lie in it.
pub(super) struct Quotation {
    text: String,
    /// Range of each link's words, by the link's place in the file; in order.
    links: Vec<(Span, Range<usize>)>,
    /// Where each of them leads.
    destinations: Vec<Destination>,
}

impl Quotation {
    pub(super) fn read(block: &Block) -> Self {
        let (mut links, mut destinations) = (Vec::new(), Vec::new());
        block.each_place(&mut |range, inline| {
            if let InlineKind::Link(link) = &inline.kind {
                links.push((inline.span, range));
                destinations.push(link.destination.clone());
            }
        });
        Self { text: block.visible_text(), links, destinations }
    }

    /// The words around a link that must be the passage's own: not those between it and a link to another passage, and
    /// without the marks that close or open the quotation.
    pub(super) fn own_words_around(&self, span: Span) -> (&str, &str) {
        let (before, after) = self.around(span);
        let Some(at) = self.links.iter().position(|(place, _)| *place == span) else { return ("", "") };
        let leads_elsewhere = |other: usize| self.destinations[other] != self.destinations[at];
        let range = &self.links[at].1;
        let follows = at > 0 && self.links[at - 1].1.end + before.len() == range.start && leads_elsewhere(at - 1);
        let next = self.links.get(at + 1);
        let leads = next.is_some_and(|(_, next)| range.end + after.len() == next.start) && leads_elsewhere(at + 1);
        let is_mark = |c: char| !c.is_alphanumeric();
        (
            if follows { "" } else { before.trim_start_matches(is_mark) },
            if leads { "" } else { after.trim_end_matches(is_mark) },
        )
    }

    /// The unlinked words before and after a link, up to an ellipsis, a line's end or the next link.
    pub(super) fn around(&self, span: Span) -> (&str, &str) {
        let Some(at) = self.links.iter().position(|(place, _)| *place == span) else { return ("", "") };
        let range = &self.links[at].1;
        let from = self.links[..at].last().map_or(0, |(_, before)| before.end);
        let to = self.links.get(at + 1).map_or(self.text.len(), |(_, after)| after.start);
        let cut = |c: char| matches!(c, '…' | '\n' | '⋯');
        let before = &self.text[from..range.start];
        let after = &self.text[range.end..to];
        (before.rsplit(cut).next().unwrap_or_default(), after.split(cut).next().unwrap_or_default())
    }
}
