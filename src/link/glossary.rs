//! Terms in texts: found by their labels, the longest first; the first mention of a term in each section is linked.

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::ops::Range;

use aho_corasick::AhoCorasick;
use unicode_segmentation::GraphemeCursor;

use crate::align::work::Work;
use crate::base::fold::{Folded, MAX_SHORT, is_same_case};
use crate::base::line_break::east_asian_wide;
use crate::base::sparse::narrow;
use crate::base::text::Spanned;
use crate::parse::document::{Block, BlockKind, Document, InlineKind, visible_text};
use crate::parse::glossary::{Labels, Term};

use super::site::{LinkedFootnote, LinkedText, Mention, Resolved};

/// Finds the labels of one language, whatever the width of their letters and, where no other word can be meant, their case.
#[derive(Debug)]
pub struct Matcher {
    automaton: Option<AhoCorasick>,
    labels: Vec<Label>,
}

/// A label as it is looked for.
#[derive(Debug)]
struct Label {
    /// The term's index.
    term: usize,
    /// The words, in the widths of [`Folded::widths`].
    words: String,
    is_deprecated: bool,
}

/// A label in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The term's index.
    pub term: usize,
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// Whether the label is deprecated.
    pub is_deprecated: bool,
}

impl Matcher {
    /// A matcher for the labels of that language. Its size and the time to make it grow with the letters of the labels.
    pub fn new(terms: &[Term], language: usize) -> Self {
        let of_term = |(term, labels): (usize, &Labels)| {
            let used = 1 + labels.admitted.len();
            let label = |(at, label): (usize, &Spanned<String>)| Label {
                term,
                words: Folded::widths(&label.value).text.into_owned(),
                is_deprecated: at >= used,
            };
            labels.all().enumerate().map(label).collect::<Vec<_>>()
        };
        let labels = terms.iter().enumerate().filter_map(|(at, term)| Some((at, term.labels.get(language)?)));
        let labels: Vec<Label> = labels.flat_map(of_term).collect();
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(labels.iter().map(|label| &label.words))
            .ok()
            .filter(|_| !labels.is_empty());
        Self { automaton, labels }
    }

    /// Whether there is no label to look for.
    fn is_empty(&self) -> bool {
        self.automaton.is_none()
    }

    /// The labels in a text, the longest of those that begin first. A label that ends inside a word is none, where words
    /// can be told apart.
    pub fn find(&self, text: &str) -> Vec<Found> {
        self.find_where(text, |_, _| true)
    }

    /// As [`Self::find`], but only labels that `may_stand` where they are, by their bytes and their term: a longer one that
    /// may not gives way to a shorter one that may.
    fn find_where(&self, text: &str, may_stand: impl Fn(&Range<usize>, usize) -> bool) -> Vec<Found> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let folded = Folded::widths(text);
        let mut candidates: Vec<(Range<usize>, usize)> = automaton
            .find_overlapping_iter(&*folded.text)
            .map(|found| (found.range(), found.pattern().as_usize()))
            .collect();
        let is_other_case = |range: &Range<usize>, label: usize| self.labels[label].words != folded.text[range.clone()];
        candidates.sort_unstable_by(|(a, first), (b, second)| {
            (a.start.cmp(&b.start).then_with(|| b.end.cmp(&a.end)))
                .then_with(|| is_other_case(a, *first).cmp(&is_other_case(b, *second)))
                .then_with(|| first.cmp(second))
        });
        // Only what begins after the last one that held is looked at: labels that begin one another are many in one place.
        let mut end = 0;
        candidates.retain(|(range, label)| {
            let Label { term, words, .. } = &self.labels[*label];
            let holds = range.start >= end
                && (is_same_case(words, &folded.text[range.clone()]) || is_among_wide(&folded.text, range))
                && is_whole(&folded.text, range.clone())
                && may_stand(&folded.original(range), *term);
            end = if holds { range.end } else { end };
            holds
        });
        let found = candidates.into_iter().map(|(range, label)| {
            let Label { term, is_deprecated, .. } = self.labels[label];
            Found { term, range: folded.original(&range), is_deprecated }
        });
        found.collect()
    }
}

/// Whether a short Latin word stands alone among Han, kana or Hangul: 使用ai工具. There it is a name in whatever case; in
/// Latin text, `it` is no IT.
fn is_among_wide(text: &str, range: &Range<usize>) -> bool {
    /// How much white space and punctuation may part it from its neighbours.
    const MAX_GAP: usize = 4;
    let words = &text[range.clone()];
    if words.len() > MAX_SHORT || !words.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return false;
    }
    let before = text[..range.start].chars().rev().take(MAX_GAP).find(|c| c.is_alphanumeric());
    let after = text[range.end..].chars().take(MAX_GAP).find(|c| c.is_alphanumeric());
    let mut neighbours = before.into_iter().chain(after).peekable();
    neighbours.peek().is_some() && neighbours.all(east_asian_wide)
}

/// Whether neither end of the range lies inside a word of one script: `AIM` in `AIMED`, `チップ` in `マイクロチップ`, `لي` in
/// `اليابان`; nor inside what readers see as one character: 👩 in 👩‍💻.
fn is_whole(text: &str, range: Range<usize>) -> bool {
    let class = |c: char| match c {
        // Scripts that part their words by spaces; among Han and hiragana nothing tells where a word ends.
        c if c.is_alphanumeric() && !east_asian_wide(c) => 1,
        'ァ'..='ヺ' | 'ー' => 2,
        _ => 0,
    };
    let cuts = |before: Option<char>, after: Option<char>| match (before, after) {
        (Some(before), Some(after)) => class(before) == class(after) && class(before) != 0,
        _ => false,
    };
    let (first, last) = (text[range.clone()].chars().next(), text[range.clone()].chars().next_back());
    !cuts(text[..range.start].chars().next_back(), first)
        && !cuts(last, text[range.end..].chars().next())
        && [range.start, range.end].into_iter().all(|at| is_border(text, at))
}

/// Whether no grapheme cluster (UAX #29) lies on both sides of a place in a text.
fn is_border(text: &str, at: usize) -> bool {
    GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

/// Finds the terms of a document and tells which mentions are the first of their section. Headings, links and code keep
/// their words; an explicit link counts as the first mention.
pub fn mention(work: &Work, document: &Document, matcher: &Matcher, text: &mut LinkedText) {
    let has_explicit = text.links.values().any(|resolved| matches!(resolved, Resolved::Term(_)));
    if matcher.is_empty() && !has_explicit {
        return;
    }
    let sections = sections(work, document);
    let mut linked: BTreeSet<(u32, usize)> = BTreeSet::new();
    for (at, block) in document.blocks.iter().enumerate() {
        // Most blocks hold no term.
        let kept = LazyCell::new(|| Kept::read(block, text));
        let found = matcher.find_where(&block.visible_text(), |range, term| kept.may_mention(range, term));
        if found.is_empty() && !has_explicit {
            continue;
        }
        let mut mentions = Vec::new();
        for Found { term, range, is_deprecated } in found {
            let may_link = !is_deprecated && !matches!(block.kind, BlockKind::Heading(..)) && kept.is_free(&range);
            let is_first = may_link && linked.insert((sections[at], term));
            mentions.push(Mention { range, term, is_first, is_deprecated });
        }
        for (term, range) in kept.explicit() {
            linked.insert((sections[at], term));
            mentions.push(Mention { range, term, is_first: false, is_deprecated: false });
        }
        mentions.sort_by_key(|mention| (mention.range.start, mention.range.end));
        if !mentions.is_empty() {
            text.mentions.insert(narrow(at), mentions);
        }
    }
}

/// Finds the terms of a document's footnotes. `units` tells the passage of each, by the footnote's index.
pub fn mention_in_footnotes(document: &Document, units: Vec<Option<usize>>, matcher: &Matcher, text: &mut LinkedText) {
    text.footnotes.reserve_exact(document.footnotes.len());
    for (footnote, unit) in document.footnotes.iter().zip(units) {
        let mentions = footnote.blocks.iter().map(|block| {
            let kept = Kept::read(block, text);
            let found = matcher.find_where(&block.visible_text(), |range, term| kept.may_mention(range, term));
            let found = found.into_iter().map(|found| (found.term, found.range, found.is_deprecated));
            let explicit = kept.explicit().map(|(term, range)| (term, range, false));
            let all = found.chain(explicit);
            all.map(|(term, range, is_deprecated)| Mention { range, term, is_first: false, is_deprecated }).collect()
        });
        let mentions = mentions.collect();
        text.footnotes.push(LinkedFootnote { unit, mentions });
    }
}

/// The section of each block: that of its unit.
fn sections(work: &Work, document: &Document) -> Vec<u32> {
    let units = work.units_of_blocks(document.language).iter();
    units.map(|unit| unit.map_or(0, |unit| work.units[unit].section)).collect()
}

/// What of a block's visible text no link may cover.
#[derive(Default)]
struct Kept {
    /// Links and code; in order, apart from each other.
    ranges: Vec<Range<usize>>,
    /// Where elements begin and end, in order: a link cannot cross another element's border.
    borders: Vec<usize>,
    /// Bases of ruby, in order: a link takes one whole or not at all.
    bases: Vec<Range<usize>>,
    /// Explicit links to terms, and words that the author took from all terms (`None`); in order.
    terms: Vec<(Option<usize>, Range<usize>)>,
    /// Code, in order.
    code: Vec<Range<usize>>,
}

impl Kept {
    fn read(block: &Block, text: &LinkedText) -> Self {
        let mut kept = Self::default();
        block.each_place(&mut |range, inline| {
            match &inline.kind {
                InlineKind::Text(_) | InlineKind::SoftBreak => return,
                InlineKind::Ruby(ruby) if ruby.is_plain() => {
                    let mut start = range.start;
                    for (base, _) in ruby.pieces() {
                        let end = start + visible_text(base).len();
                        kept.bases.push(start..end);
                        start = end;
                    }
                    return;
                }
                InlineKind::Code(_) | InlineKind::Html(_) => {
                    kept.code.push(range.clone());
                    kept.ranges.push(range.clone());
                }
                InlineKind::Link(_) => {
                    match text.links.get(&inline.span.start) {
                        Some(Resolved::Term(term)) => kept.terms.push((Some(*term), range.clone())),
                        Some(Resolved::Suppressed) => kept.terms.push((None, range.clone())),
                        _ => {}
                    }
                    kept.ranges.push(range.clone());
                }
                _ => {}
            }
            kept.borders.extend([range.start, range.end]);
        });
        kept.borders.sort_unstable();
        kept.merge();
        kept
    }

    /// Joins ranges that lie in one another or touch, so that the last one before a place is the only one to look at.
    fn merge(&mut self) {
        self.ranges.sort_unstable_by_key(|range| range.start);
        let mut merged: Vec<Range<usize>> = Vec::with_capacity(self.ranges.len());
        for range in self.ranges.drain(..) {
            match merged.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => merged.push(range),
            }
        }
        self.ranges = merged;
    }

    /// The terms that the author linked.
    fn explicit(&self) -> impl Iterator<Item = (usize, Range<usize>)> {
        self.terms.iter().filter_map(|(term, range)| Some(((*term)?, range.clone())))
    }

    /// Whether words are a mention of a term: not in code, and not in what the author linked to another, or to none.
    fn may_mention(&self, range: &Range<usize>, term: usize) -> bool {
        let before = self.code.partition_point(|code| code.start < range.end);
        let in_code = before.checked_sub(1).is_some_and(|last| self.code[last].end > range.start);
        let first = self.terms.partition_point(|(_, linked)| linked.end <= range.start);
        let mut linked = self.terms[first..].iter().take_while(|(_, linked)| linked.start < range.end);
        !in_code
            && linked.all(|(of, linked)| *of == Some(term) && linked.start <= range.start && range.end <= linked.end)
    }

    /// Whether a link may cover the range: it touches nothing that is kept, crosses no border, and cuts no base of ruby.
    fn is_free(&self, range: &Range<usize>) -> bool {
        let before = self.ranges.partition_point(|kept| kept.start < range.end);
        let touches = before.checked_sub(1).is_some_and(|last| self.ranges[last].end > range.start);
        let border = self.borders.partition_point(|border| *border <= range.start);
        let crosses = self.borders.get(border).is_some_and(|border| *border < range.end);
        let first = self.bases.partition_point(|base| base.end <= range.start);
        let mut bases = self.bases[first..].iter().take_while(|base| base.start < range.end);
        !touches && !crosses && bases.all(|base| range.start <= base.start && base.end <= range.end)
    }
}
