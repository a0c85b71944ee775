//! Words that do not stand where a note has them: what the author most likely meant, as help and as an edit ready to be
//! made. It is looked for in the passage first, then in the whole work; a build never makes the edit by itself.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::fold::Folded;
use crate::base::rule;
use crate::base::text::Span;
use crate::link::route::{encode_fragment, encode_path};
use crate::parse::document::{Inline, InlineKind, Link};
use crate::parse::reference::Destination;

use super::near::{nearest, steps};
use super::passage::Passage;

/// Words of a note that do not stand in its passage.
pub(super) struct Lost<'a> {
    /// Where they were looked for.
    pub passage: Passage<'a>,
    /// Index of the passage's work.
    pub work: usize,
    /// Place of the link.
    pub span: Span,
    /// The link whose words they are.
    pub link: &'a Link,
    /// The words, white space folded.
    pub words: String,
}

/// What an author most likely meant.
enum Meant {
    /// The same words in letters of other width or case.
    OtherForms(String),
    /// Words of the passage that differ by little.
    Near(String),
    /// The same words in another passage, by the index of its unit.
    Moved(usize),
}

/// Complains of all lost words of a document.
pub(super) fn complain(lost: &[Lost<'_>], diagnostics: &mut Diagnostics) {
    /// A document that has lost its text altogether is not searched for hours.
    const MAX_STEPS: usize = 20_000_000;
    let moved = moved(lost);
    let mut left = MAX_STEPS;
    for (at, lost) in lost.iter().enumerate() {
        let meant = lost.in_other_forms().map(Meant::OtherForms);
        let meant = meant.or_else(|| lost.near(&mut left).map(Meant::Near));
        let meant = meant.or_else(|| moved.get(&at).copied().map(Meant::Moved));
        diagnostics.push(lost.complaint(meant));
    }
}

/// For lost words, by their indexes, the unit of their work that has them, where that is one alone and has them once. All
/// are looked for in one pass through the text.
fn moved(lost: &[Lost<'_>]) -> BTreeMap<usize, usize> {
    let mut by_text: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (at, lost) in lost.iter().enumerate().filter(|(_, lost)| !lost.words.is_empty()) {
        by_text.entry((lost.work, lost.passage.language)).or_default().push(at);
    }
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for indexes in by_text.values() {
        let words = indexes.iter().map(|&at| lost[at].words.as_str());
        let (Ok(matcher), Some(first)) = (AhoCorasick::new(words), indexes.first()) else { continue };
        let passage = &lost[*first].passage;
        let units = passage.work.units_of_blocks(passage.language);
        for (block, unit) in passage.blocks().iter().zip(units) {
            let (Some(unit), text) = (*unit, block.visible_text()) else { continue };
            let text = Folded::spaces(&text);
            for place in matcher.find_overlapping_iter(text.text.as_ref()) {
                found.entry(indexes[place.pattern().as_usize()]).or_default().push(unit);
            }
        }
    }
    found.into_iter().filter_map(|(at, units)| <[usize; 1]>::try_from(units).ok().map(|[unit]| (at, unit))).collect()
}

impl Lost<'_> {
    fn complaint(&self, meant: Option<Meant>) -> Diagnostic {
        let message = format!("these words do not stand in `{}`", self.passage.fragment);
        let complaint = self.passage.beside(Diagnostic::new(&rule::ORPHAN_NOTE, self.span, message));
        match meant {
            Some(Meant::OtherForms(own)) => self.requoted(
                complaint.help(format!("the passage has them in letters of other width or case; quote it so: {own}")),
                &own,
            ),
            Some(Meant::Near(own)) => {
                self.requoted(complaint.help(format!("the nearest words there are: {own}; quote them if they are meant")), &own)
            }
            Some(Meant::Moved(unit)) => {
                let unit = &self.passage.work.units[unit];
                let complaint = complaint.help(format!("these words stand in `{0}`; link them to #{0}", unit.id));
                match self.redirected(&unit.id).filter(|_| unit.is_explicit) {
                    Some(link) => complaint.fix(self.span, link),
                    None => complaint,
                }
            }
            None => complaint.help("quote the passage exactly, in its own language; link text that begins with § means the whole passage: [§ 概览](../chapter-6.md#overview)"),
        }
    }

    /// With the edit that puts the passage's own words in the place of these, if they will be found there.
    fn requoted(&self, complaint: Diagnostic, own: &str) -> Diagnostic {
        let inlines = &self.link.inlines;
        let has_image = inlines.iter().any(|inline| matches!(inline.kind, InlineKind::Image(_)));
        match (inlines.first(), inlines.last()) {
            (Some(first), Some(last)) if !has_image && self.stands_once(own) => {
                complaint.fix(first.span.to(last.span), escape(own))
            }
            _ => complaint,
        }
    }

    fn stands_once(&self, words: &str) -> bool {
        let mut count = 0;
        self.passage.each_place(words, |_, _| count += 1);
        count == 1
    }

    /// The link with the same words to another passage. What holds more than words stays the author's affair.
    fn redirected(&self, id: &str) -> Option<String> {
        let is_plain = |inline: &Inline| matches!(inline.kind, InlineKind::Text(_) | InlineKind::SoftBreak);
        match &self.link.destination {
            Destination::Document { path, .. } if self.link.title.is_empty() => {
                let words = self.link.inlines.iter().all(is_plain).then(|| escape(&self.words))?;
                Some(format!("[{words}]({}#{})", encode_path(path), encode_fragment(id)))
            }
            _ => None,
        }
    }

    /// The passage's own words that differ from these in width and case only. They are no quotation, for a reader would see
    /// others; but what was meant is plain.
    fn in_other_forms(&self) -> Option<String> {
        let fold = |text: &str| Folded::widths(text).text.to_ascii_lowercase();
        let needle = fold(&self.words);
        self.in_passage(|spaced| {
            let passage = Folded::widths(spaced);
            let at = passage.text.to_ascii_lowercase().find(&needle).filter(|_| !needle.is_empty())?;
            Some(passage.original(&(at..at + needle.len())))
        })
    }

    /// The passage's words that come nearest to these, while any steps are left.
    fn near(&self, left: &mut usize) -> Option<String> {
        self.in_passage(|spaced| {
            let steps = steps(&self.words, spaced);
            *left = left.checked_sub(steps)?;
            nearest(&self.words, spaced)
        })
    }

    /// What is found in the first part of the passage that has any.
    fn in_passage(&self, mut find: impl FnMut(&str) -> Option<Range<usize>>) -> Option<String> {
        self.passage.scopes().into_iter().find_map(|(block, scope)| {
            let text = self.passage.blocks()[block].visible_text();
            let spaced = Folded::spaces(&text[scope.start..scope.end.min(text.len())]);
            let range = find(&spaced.text)?;
            Some(spaced.text[range].to_owned())
        })
    }
}

/// Words as Markdown that says nothing but them.
fn escape(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for character in words.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '<' | '>' | '&' | '~' | '!') {
            text.push('\\');
        }
        text.push(character);
    }
    text
}
