//! Words that do not stand where a note has them: what the author most likely meant, as help and as an edit ready to be
//! made. It is looked for in the passage first, then in the whole work; a build never makes the edit by itself.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::align::unit::Unit;
use crate::align::work::Work;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::fold::Folded;
use crate::base::rule;
use crate::base::text::Span;
use crate::link::names::Asked;
use crate::link::route::{encode_fragment, encode_path};
use crate::parse::document::{Inline, InlineKind, Link};
use crate::parse::reference::Destination;

use super::near::{nearest, steps};
use super::passage::Passage;

/// Words of a note that do not stand in its passage.
pub(super) struct Lost<'a> {
    /// Where they were looked for.
    pub passage: Passage<'a>,
    /// Place of the link.
    pub span: Span,
    /// The link whose words they are.
    pub link: &'a Link,
    /// The words, white space folded.
    pub words: String,
}

/// Words of a note on a passage that is not there, which was complained of as a link.
pub(super) struct Gone<'a> {
    /// The work that has no such passage, by its index.
    pub work: usize,
    /// The language of the document that was linked, by its index.
    pub language: usize,
    /// Place of the link.
    pub span: Span,
    /// The link whose words they are.
    pub link: &'a Link,
    /// The words, white space folded.
    pub words: String,
}

/// Says of passages that are not there where the words now stand that notes quote from them. Words tell more of what was
/// meant than a name does.
pub(super) fn say_where(gone: &[Gone<'_>], names: &Asked<'_>, diagnostics: &mut Diagnostics) {
    if gone.is_empty() {
        return;
    }
    let moved =
        moved(gone.iter().map(|it| Sought { work: names.work(it.work), language: it.language, words: &it.words }));
    let found = |(at, place): (usize, Elsewhere)| {
        let it = &gone[at];
        (it.span, (it, &**names.work(it.work), place))
    };
    let found: BTreeMap<Span, _> = moved.into_iter().map(found).collect();
    let told = std::mem::take(diagnostics).filter_map(|complaint| {
        let span = complaint.place();
        Some(match span.and_then(|span| found.get(&span)) {
            Some(&(it, work, Elsewhere::Unit(unit))) if complaint.rule.name == rule::BROKEN_REFERENCE.name => {
                elsewhere(complaint, (it.span, it.link, &it.words), &work.units[unit])
            }
            _ => complaint,
        })
    });
    *diagnostics = told;
}

/// What an author most likely meant.
enum Meant {
    /// The same words in letters of other width or case.
    OtherForms(String),
    /// Words of the passage that differ by little.
    Near(String),
    /// The same words elsewhere in the work.
    Moved(Elsewhere),
}

/// Where in a work words stand.
#[derive(Clone, Copy)]
enum Elsewhere {
    /// In a passage, by the index of its unit.
    Unit(usize),
    /// In a footnote, which is no passage.
    Footnote,
}

/// Complains of all lost words of a document.
pub(super) fn complain(lost: &[Lost<'_>], diagnostics: &mut Diagnostics) {
    /// A document that has lost its text altogether is not searched for hours.
    const MAX_STEPS: usize = 20_000_000;
    let moved = moved(lost.iter().map(Lost::sought));
    let mut left = MAX_STEPS;
    for (at, lost) in lost.iter().enumerate() {
        let meant = lost.in_other_forms().map(Meant::OtherForms);
        let meant = meant.or_else(|| lost.near(&mut left).map(Meant::Near));
        let meant = meant.or_else(|| moved.get(&at).copied().map(Meant::Moved));
        diagnostics.push(lost.complaint(meant));
    }
}

/// Words to be looked for in a document.
#[derive(Clone, Copy)]
struct Sought<'a> {
    work: &'a Work,
    language: usize,
    words: &'a str,
}

/// For words, by their indexes, where their document has them, if it has them once. All are looked for in one pass through
/// the text.
fn moved<'a>(sought: impl Iterator<Item = Sought<'a>>) -> BTreeMap<usize, Elsewhere> {
    let mut by_text: BTreeMap<(&str, usize), Vec<(usize, Sought<'a>)>> = BTreeMap::new();
    for (at, it) in sought.enumerate().filter(|(_, it)| !it.words.is_empty()) {
        by_text.entry((&it.work.key, it.language)).or_default().push((at, it));
    }
    let mut found: BTreeMap<usize, Vec<Elsewhere>> = BTreeMap::new();
    for ((_, language), all) in &by_text {
        let words = all.iter().map(|(_, it)| it.words);
        let (Ok(matcher), Some((_, Sought { work, .. }))) = (AhoCorasick::new(words), all.first()) else { continue };
        let Some(document) = work.document(*language) else { continue };
        let passages = document.blocks.iter().zip(work.units_of_blocks(*language).iter());
        let passages = passages.filter_map(|(block, unit)| Some((block, Elsewhere::Unit(unit?))));
        let noted = document.footnotes.iter().flat_map(|note| &note.blocks).map(|block| (block, Elsewhere::Footnote));
        for (block, place_of_block) in passages.chain(noted) {
            let text = block.visible_text();
            let text = Folded::spaces(&text);
            for place in matcher.find_overlapping_iter(text.text.as_ref()) {
                found.entry(all[place.pattern().as_usize()].0).or_default().push(place_of_block);
            }
        }
    }
    let only = |(at, places): (usize, Vec<Elsewhere>)| <[_; 1]>::try_from(places).ok().map(|[place]| (at, place));
    found.into_iter().filter_map(only).collect()
}

/// A complaint of a note's link that says in which passage its words stand.
fn elsewhere(complaint: Diagnostic, (span, link, words): (Span, &Link, &str), unit: &Unit) -> Diagnostic {
    let complaint = complaint.help(format!("these words stand in `{0}`; link them to #{0}", unit.id));
    match redirected(link, words, &unit.id).filter(|_| unit.is_explicit) {
        Some(link) => complaint.fix(span, link),
        None => complaint,
    }
}

/// The link with the same words to another passage. What holds more than words stays the author's affair.
fn redirected(link: &Link, words: &str, id: &str) -> Option<String> {
    let is_plain = |inline: &Inline| matches!(inline.kind, InlineKind::Text(_) | InlineKind::SoftBreak);
    match &link.destination {
        Destination::Document { path, .. } if link.title.is_empty() => {
            let words = link.inlines.iter().all(is_plain).then(|| escape(words))?;
            Some(format!("[{words}]({}#{})", encode_path(path), encode_fragment(id)))
        }
        _ => None,
    }
}

impl Lost<'_> {
    fn sought(&self) -> Sought<'_> {
        Sought { work: self.passage.work, language: self.passage.language, words: &self.words }
    }

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
            Some(Meant::Moved(Elsewhere::Footnote)) => complaint
                .help("these words stand in a footnote, which is no passage: quote the words that refer to it"),
            Some(Meant::Moved(Elsewhere::Unit(unit))) => {
                elsewhere(complaint, (self.span, self.link, &self.words), &self.passage.work.units[unit])
            }
            None if self.passage.is_wordless() => complaint.help(
                "code has no running words to quote; link text that begins with § means the whole passage: [§ 代码](../chapter-6.md#code)",
            ),
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
