//! Words are looked for in a passage.

use std::ops::Range;

use crate::align::work::Work;
use crate::base::diagnostic::Diagnostic;
use crate::base::fold::Folded;
use crate::base::rule;
use crate::base::text::Span;
use crate::link::site::AnchoredWords;
use crate::parse::document::{Block, BlockKind, Link, visible_text};

use super::quotation::Quotation;

/// What came of looking for words.
pub(super) enum Found {
    /// One place, and a complaint if the passage has other words around it than the quotation.
    Words(AnchoredWords, Option<Box<Diagnostic>>),
    /// They do not stand there; the words, white space folded.
    Nowhere(String),
    /// They stand there more than once, and nothing tells the places apart.
    Unclear(Box<Diagnostic>),
}

/// A passage in which words are looked for.
#[derive(Clone, Copy)]
pub(super) struct Passage<'a> {
    /// Its work.
    pub work: &'a Work,
    /// Index of its unit.
    pub unit: usize,
    /// Index of the language.
    pub language: usize,
    /// The name by which it was linked: of a part or a list item, only that is looked at.
    pub fragment: &'a str,
}

impl<'a> Passage<'a> {
    /// The linked words in the passage.
    pub fn find(&self, link: &Link, span: Span, quotation: &Quotation) -> Found {
        let own = quotation.own_words_around(span);
        let own = (Folded::spaces(own.0).text, Folded::spaces(own.1).text);
        let (before, after) = quotation.around(span);
        let before = Folded::spaces(before.trim_start()).text;
        let after = Folded::spaces(after.trim_end()).text;
        let words = visible_text(&link.inlines);
        let needle = Folded::spaces(words.trim()).text;
        let mut found = Vec::new();
        self.each_place(&needle, |(left, right), words| {
            let fits = left.ends_with(&*before) && right.starts_with(&*after);
            let is_quoted = left.ends_with(&*own.0) && right.starts_with(&*own.1);
            found.push((words, fits, is_quoted));
        });
        let count = found.len();
        let fitting = found.iter().filter(|(_, fits, _)| *fits).count();
        match found.into_iter().find(|(_, fits, _)| count == 1 || (*fits && fitting == 1)) {
            Some((words, _, true)) => Found::Words(words, None),
            Some((words, _, false)) => Found::Words(words, Some(Box::new(self.misquotation(span)))),
            None if count == 0 => Found::Nowhere(needle.into_owned()),
            None => Found::Unclear(Box::new(self.unclear(span, count))),
        }
    }

    /// Calls `visit` with what stands before and after each place of these words, white space folded, and the place.
    pub fn each_place(&self, words: &str, mut visit: impl FnMut((&str, &str), AnchoredWords)) {
        for (block, scope) in self.scopes() {
            let text = self.blocks()[block].visible_text();
            let passage = Folded::spaces(&text);
            for folded in passage.find(words) {
                let range = passage.original(&folded);
                if scope.start <= range.start && range.end <= scope.end {
                    let around = (&passage.text[..folded.start], &passage.text[folded.end..]);
                    visit(around, AnchoredWords { language: self.language, block, range });
                }
            }
        }
    }

    fn misquotation(&self, span: Span) -> Diagnostic {
        let message = format!("the words around these stand otherwise in `{}`", self.fragment);
        self.beside(
            Diagnostic::new(&rule::MISQUOTATION, span, message)
                .help("quote the passage exactly, with …… where words are left out, and write your own words below"),
        )
    }

    fn unclear(&self, span: Span, count: usize) -> Diagnostic {
        let message = format!("these words stand {count} times in `{}`", self.fragment);
        self.beside(
            Diagnostic::new(&rule::ORPHAN_NOTE, span, message).help(
                "add words from before or after them to the quotation, outside the link, so that one place is meant",
            ),
        )
    }

    /// The complaint with the passage beside it.
    pub fn beside(&self, complaint: Diagnostic) -> Diagnostic {
        match self.work.blocks(&self.work.units[self.unit], self.language).next() {
            Some(passage) => complaint.also(passage.span, "the passage"),
            None => complaint,
        }
    }

    /// Whether it holds nothing but code and the like, which is no running text.
    pub fn is_wordless(&self) -> bool {
        self.scopes().into_iter().all(|(block, _)| self.blocks()[block].visible_text().trim().is_empty())
    }

    /// The blocks of the document that holds it.
    pub fn blocks(&self) -> &'a [Block] {
        self.work.document(self.language).map_or(&[], |document| &document.blocks)
    }

    /// Where to look: blocks, and the range in the visible text of each.
    pub fn scopes(&self) -> Vec<(usize, Range<usize>)> {
        let own = || self.work.units[self.unit].blocks(self.language).iter().map(|&at| at as usize);
        let part =
            |at: usize| self.blocks()[at].id.as_ref().is_some_and(|id| id.of.is_some() && id.name == self.fragment);
        if let Some(part) = own().find(|&at| part(at)) {
            return vec![(part, 0..usize::MAX)];
        }
        let item = own().find_map(|at| Some((at, item_range(&self.blocks()[at], self.fragment, &mut 0)?)));
        item.map_or_else(|| own().map(|at| (at, 0..usize::MAX)).collect(), |item| vec![item])
    }
}

/// Where the list item of that id lies in a block's visible text; `offset` is where the block begins, and then ends.
fn item_range(block: &Block, id: &str, offset: &mut usize) -> Option<Range<usize>> {
    match &block.kind {
        BlockKind::List { items, .. } => {
            for item in items {
                let start = *offset;
                let inner = item.blocks.iter().find_map(|block| item_range(block, id, offset));
                if inner.is_some() {
                    return inner;
                }
                if item.id.as_ref().is_some_and(|own| own.name == id) {
                    return Some(start..*offset);
                }
            }
            None
        }
        BlockKind::Quotation(blocks) => blocks.iter().find_map(|block| item_range(block, id, offset)),
        _ => {
            *offset += block.visible_text().len();
            None
        }
    }
}
