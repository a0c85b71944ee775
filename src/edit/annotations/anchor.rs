//! Finds the passages that annotations are on. A quotation is looked for in its passage, then in its text, then in the
//! text's other languages; of several places the one with the quoted words around it is meant, or none. Nothing is guessed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::align::unit::UnitOf;
use crate::align::work::Work;
use crate::base::fold::Folded;
use crate::parse::document::Block;

use super::read::{Quote, Target};

/// Where an annotation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Index of the work.
    pub work: usize,
    /// Index of the language whose document has the words.
    pub language: usize,
    /// What of it.
    pub part: Part,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// A passage, by the unit's index; of a heading its section.
    Unit(usize),
    /// Words, passage by passage.
    Words(Vec<Words>),
}

/// Words in a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Index of the unit.
    pub unit: usize,
    /// Index of the block in the document.
    pub block: usize,
    /// Where, in bytes of the block's visible text.
    pub range: Range<usize>,
}

/// A target with the work that its page is of.
#[derive(Clone, Debug)]
pub struct Sought<'a> {
    /// The target.
    pub target: &'a Target,
    /// Index of the work.
    pub work: usize,
    /// The languages in which the page has text, the likeliest first.
    pub languages: Vec<usize>,
}

/// Finds all that is sought, in order; an error is why nothing was found. Each text is looked through once.
pub fn anchor(works: &[&Work], sought: &[Sought<'_>]) -> Vec<Result<Anchor, String>> {
    // With the place of its language among those of the page.
    let mut found: Vec<Option<(Result<Anchor, String>, usize)>> = vec![None; sought.len()];
    let mut by_work: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, one) in sought.iter().enumerate() {
        by_work.entry(one.work).or_default().push(at);
    }
    for (work, mine) in by_work {
        let quotes = mine.iter().filter_map(|&at| sought[at].target.quote.as_ref());
        let needles: BTreeSet<String> = quotes.map(|quote| Plain::new(&quote.exact).text).collect();
        let needles: Vec<String> = needles.into_iter().filter(|needle| !needle.is_empty()).collect();
        let languages: BTreeSet<usize> = mine.iter().flat_map(|&at| sought[at].languages.iter().copied()).collect();
        for language in languages {
            let Some(text) = Text::read(works[work], language) else { continue };
            let index = Index::new(&text, &needles);
            for &at in &mine {
                let Some(rank) = sought[at].languages.iter().position(|&other| other == language) else { continue };
                let result = index.find(works[work], sought[at].target);
                let is_better = found[at]
                    .as_ref()
                    .is_none_or(|(other, before)| (result.is_err(), rank) < (other.is_err(), *before));
                if is_better {
                    found[at] = Some((result.map(|part| Anchor { work, language, part }), rank));
                }
            }
        }
    }
    let nowhere = || Err("its text is in no language of this site".into());
    found.into_iter().map(|found| found.map_or_else(nowhere, |(found, _)| found)).collect()
}

/// A text as it is compared: full-width and half-width forms as one, without the marks that pages put after words, white space
/// as one space between letters of ASCII and else as none: browsers tell paragraphs apart by it, or not at all.
struct Plain {
    text: String,
    /// Where the character of each byte begins and ends in the original.
    places: Vec<(usize, usize)>,
}

impl Plain {
    fn new(original: &str) -> Self {
        let wide = Folded::widths(original);
        let (mut text, mut places) = (String::with_capacity(original.len()), Vec::with_capacity(original.len()));
        let (mut before, mut is_spaced) = (None, false);
        for (at, c) in wide.text.char_indices() {
            if c.is_whitespace() || ('①'..='⑳').contains(&c) {
                is_spaced |= c.is_whitespace();
                continue;
            }
            let place = wide.original(&(at..at + c.len_utf8()));
            if is_spaced && c.is_ascii() && before.is_some_and(|before: char| before.is_ascii()) {
                text.push(' ');
                places.push((place.start, place.start));
            }
            text.push(c);
            places.resize(text.len(), (place.start, place.end));
            (before, is_spaced) = (Some(c), false);
        }
        Self { text, places }
    }

    /// What a range that is not empty stands for.
    fn original(&self, range: &Range<usize>) -> Range<usize> {
        self.places[range.start].0..self.places[range.end - 1].1
    }
}

/// The visible text of a document, block after block.
struct Text<'a> {
    blocks: &'a [Block],
    units: &'a UnitOf,
    language: usize,
    text: String,
    /// Where each block begins in it.
    starts: Vec<usize>,
}

impl<'a> Text<'a> {
    fn read(work: &'a Work, language: usize) -> Option<Self> {
        let blocks = &work.document(language)?.blocks;
        let (mut text, mut starts) = (String::new(), Vec::with_capacity(blocks.len()));
        for block in blocks {
            starts.push(text.len());
            text.push_str(&block.visible_text());
        }
        Some(Self { blocks, units: work.units_of_blocks(language), language, text, starts })
    }

    /// The words at a range, block by block, without white space at their ends.
    fn words(&self, range: &Range<usize>) -> Vec<Words> {
        let first = self.starts.partition_point(|&start| start <= range.start).saturating_sub(1);
        let mut all = Vec::new();
        for block in first..self.starts.len() {
            let start = self.starts[block];
            if start >= range.end {
                break;
            }
            let end = self.starts.get(block + 1).map_or(self.text.len(), |&next| next);
            let (from, to) = (range.start.max(start), range.end.min(end));
            let words = &self.text[from..to];
            let from = from + words.len() - words.trim_start().len();
            let Some(unit) = self.units.block(block).filter(|_| !words.trim().is_empty()) else {
                continue;
            };
            all.push(Words { unit, block, range: from - start..from - start + words.trim().len() });
        }
        all
    }
}

/// A document with the places of all words that are sought in it.
struct Index<'t> {
    text: &'t Text<'t>,
    /// The text as it is compared, and each place of each needle in it.
    plain: Plain,
    places: BTreeMap<&'t str, Vec<Range<usize>>>,
}

impl<'t> Index<'t> {
    fn new(text: &'t Text<'t>, needles: &'t [String]) -> Self {
        let plain = Plain::new(&text.text);
        let mut places: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        // Words that stand everywhere are found nowhere, so their places need not be kept.
        const MOST: usize = 1000;
        // It refuses only what is larger than any file that was read.
        if let Ok(automaton) = AhoCorasick::new(needles) {
            for found in automaton.find_overlapping_iter(&*plain.text) {
                let of_needle = places.entry(needles[found.pattern().as_usize()].as_str()).or_default();
                if of_needle.len() < MOST {
                    of_needle.push(found.range());
                }
            }
        }
        Self { text, plain, places }
    }

    fn find(&self, work: &Work, target: &Target) -> Result<Part, String> {
        let unit = target.fragment.as_ref().and_then(|name| work.fragments.get(name)).map(|fragment| fragment.unit());
        let unit = unit.and_then(|unit| work.host(unit, self.text.language));
        if let Some(quote) = &target.quote {
            return self.quote(work, quote, unit, target.position).map(Part::Words);
        }
        match (unit, target.position) {
            (Some(unit), Some(position)) => self.position(work, unit, position).map(|words| Part::Words(vec![words])),
            (Some(unit), None) if target.others.is_empty() => Ok(Part::Unit(unit)),
            (None, None) if target.others.is_empty() => match target.fragment.as_deref() {
                None | Some("top") => Ok(Part::Whole),
                Some(name) => Err(format!("the text has no passage `{name}`")),
            },
            _ => Err(format!("it quotes no words, and only a browser can follow its {}", target.others.join(", "))),
        }
    }

    /// The only place of the words, or the only one with these words around it: in the passage, else in the whole text.
    fn quote(
        &self,
        work: &Work,
        quote: &Quote,
        unit: Option<usize>,
        position: Option<(usize, usize)>,
    ) -> Result<Vec<Words>, String> {
        let around = Around { prefix: Plain::new(&quote.prefix).text, suffix: Plain::new(&quote.suffix).text };
        let needle = Plain::new(&quote.exact).text;
        let mut places = unit.map_or_else(Vec::new, |unit| self.inside(work, unit, &needle, &around));
        if places.is_empty() {
            places = self.anywhere(&needle, &around);
        }
        if places.len() > 1 {
            let best = places.iter().map(|(count, _)| *count).max().unwrap_or_default();
            let meant = unit.zip(position).and_then(|(unit, position)| self.position(work, unit, position).ok());
            let at_position = places.iter().find(|(_, words)| meant.as_ref() == words.first()).cloned();
            if let Some(place) = at_position {
                places = vec![place];
            } else if best >= around.least() {
                places.retain(|(count, _)| *count == best);
            }
        }
        match places.len() {
            1 => Ok(places.swap_remove(0).1),
            0 => Err("its words do not stand in the text any more".into()),
            count => Err(format!("its words stand {count} times in the text, and nothing tells which place is meant")),
        }
    }

    /// The places in a passage.
    fn inside(&self, work: &Work, unit: usize, needle: &str, around: &Around) -> Vec<(usize, Vec<Words>)> {
        let mut places = Vec::new();
        for block in work.units[unit].blocks(self.text.language).iter().map(|&at| at as usize) {
            let plain = Plain::new(&self.text.blocks[block].visible_text());
            for (at, _) in plain.text.match_indices(needle).filter(|_| !needle.is_empty()) {
                let found = at..at + needle.len();
                let range = plain.original(&found);
                places.push((around.count(&plain.text, &found), vec![Words { unit, block, range }]));
            }
        }
        places
    }

    fn anywhere(&self, needle: &str, around: &Around) -> Vec<(usize, Vec<Words>)> {
        let places = self.places.get(needle).into_iter().flatten();
        let places =
            places.map(|found| (around.count(&self.plain.text, found), self.text.words(&self.plain.original(found))));
        places.filter(|(_, words)| !words.is_empty()).collect()
    }

    /// Words by their place in a passage, in code points.
    fn position(&self, work: &Work, unit: usize, (start, end): (usize, usize)) -> Result<Words, String> {
        let mut before = 0;
        for block in work.units[unit].blocks(self.text.language).iter().map(|&at| at as usize) {
            let text = self.text.blocks[block].visible_text();
            let count = text.chars().count();
            if start >= before && end <= before + count {
                let byte = |at: usize| text.char_indices().nth(at - before).map_or(text.len(), |(at, _)| at);
                let range = byte(start)..byte(end);
                if !text[range.clone()].trim().is_empty() {
                    return Ok(Words { unit, block, range });
                }
            }
            before += count;
        }
        Err("its place lies beyond the end of the passage".into())
    }
}

/// The words around a quotation, as they are compared.
struct Around {
    prefix: String,
    suffix: String,
}

impl Around {
    /// How many characters around a place are those of the quotation.
    fn count(&self, text: &str, place: &Range<usize>) -> usize {
        let (before, after) = (&text[..place.start], &text[place.end..]);
        let before = before.chars().rev().zip(self.prefix.chars().rev()).take_while(|(a, b)| a == b).count();
        before + after.chars().zip(self.suffix.chars()).take_while(|(a, b)| a == b).count()
    }

    /// How many of them tell one place from another: one alone may be the same by chance.
    fn least(&self) -> usize {
        const FEW: usize = 3;
        (self.prefix.chars().count() + self.suffix.chars().count()).clamp(1, FEW)
    }
}
