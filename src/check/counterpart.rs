//! Counterparts: what a unit says in its source and in another language, with its footnotes. Units that either side joins
//! or splits are compared as they are joined.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::align::unit::Unit;
use crate::align::work::Work;
use crate::base::rule::Rule;
use crate::base::text::Span;
use crate::link::site::{Linked, LinkedText, Mention};
use crate::parse::document::{Block, Document, is_translators_note};

/// A unit in its source and in another language; both have it.
pub struct Pair<'s> {
    /// The unit that bears the text, of joined ones the first.
    pub unit: &'s Unit,
    /// As the work was written.
    pub source: Side<'s>,
    /// As another language has it.
    pub target: Side<'s>,
}

impl Pair<'_> {
    /// How an author lets pass what is complained of by a rule.
    pub fn how_to_allow(&self, rule: &Rule) -> String {
        rule.how_to_allow(self.id())
    }

    /// The id that its author has given it.
    pub fn id(&self) -> Option<&str> {
        self.unit.is_explicit.then_some(&*self.unit.id)
    }
}

/// What one language has of a unit.
pub struct Side<'s> {
    /// Index of the language.
    pub language: usize,
    /// Its document.
    pub document: &'s Document,
    /// Where its links lead, and the terms in it.
    pub text: &'s LinkedText,
    /// Its blocks, by their indexes in the document.
    blocks: Cow<'s, [u32]>,
    /// The footnotes that it refers to first, by their indexes in the document.
    footnotes: Vec<usize>,
}

impl<'s> Side<'s> {
    /// Its blocks, without its footnotes.
    pub fn blocks(&self) -> impl Iterator<Item = &'s Block> {
        self.blocks.iter().map(|&at| &self.document.blocks[at as usize])
    }

    /// Every block of it, those of its footnotes last, with the terms found in each. Translators' notes are left out: they
    /// stand in one language by their nature.
    pub fn passages(&self) -> impl Iterator<Item = (&'s Block, &'s [Mention])> {
        let (document, text) = (self.document, self.text);
        let blocks = self.blocks.iter().map(|&at| at as usize);
        let blocks = blocks.map(move |at| (&document.blocks[at], text.mentions_in(at)));
        let footnotes = self.footnotes.iter().filter(move |&&at| !is_translators_note(&document.footnotes[at].label));
        let in_footnotes = footnotes.flat_map(move |&at| {
            let mentions = text.footnotes[at].mentions.iter().map(Vec::as_slice);
            document.footnotes[at].blocks.iter().zip(mentions)
        });
        blocks.chain(in_footnotes)
    }

    /// Whether it opens a note of a commentary: an excerpt of a text whose own passages are compared, cut as each language
    /// asks.
    pub fn is_excerpt(&self) -> bool {
        let opens =
            |at: &u32| self.text.notes.binary_search_by_key(&(*at as usize), |note| note.shape.quotation).is_ok();
        self.blocks.iter().any(opens)
    }

    /// Where to point at it as a whole: its id, else its first block.
    pub fn place(&self) -> Span {
        let first = self.blocks().next();
        first.map_or(self.document.title_span, |block| block.id_span())
    }
}

/// Every unit of a work that its source and another language have, language by language.
pub fn pairs(linked: &Linked) -> Vec<Pair<'_>> {
    let work = &linked.work;
    if work.has_unread() || work.source_document().is_none() {
        return Vec::new();
    }
    let footnotes: Vec<_> = linked.texts.iter().map(footnotes_of_units).collect();
    let targets = (0..work.documents.len()).filter(|&language| language != work.source);
    targets.flat_map(|target| pairs_with(linked, target, &footnotes)).collect()
}

/// The footnotes of each unit of a document.
type FootnotesOfUnits = BTreeMap<usize, Vec<usize>>;

fn footnotes_of_units(text: &LinkedText) -> FootnotesOfUnits {
    let mut units = FootnotesOfUnits::new();
    for (at, footnote) in text.footnotes.iter().enumerate() {
        if let Some(unit) = footnote.unit {
            units.entry(unit).or_default().push(at);
        }
    }
    units
}

fn pairs_with<'s>(linked: &'s Linked, target: usize, footnotes: &[FootnotesOfUnits]) -> Vec<Pair<'s>> {
    let work = &linked.work;
    let side = |group: &[(usize, usize)], language: usize| {
        let units = || group.iter().map(|&(_, unit)| unit);
        let blocks = match group {
            [(_, unit)] => Cow::Borrowed(work.units[*unit].blocks(language)),
            _ => units().flat_map(|unit| work.units[unit].blocks(language)).copied().collect(),
        };
        let footnotes = units().filter_map(|unit| footnotes[language].get(&unit)).flatten().copied().collect();
        let document = work.document(language).filter(|_| !blocks.is_empty())?;
        Some(Side { language, document, text: &linked.texts[language], blocks, footnotes })
    };
    let pair = |group: &[(usize, usize)]| {
        let unit = &work.units[group.first()?.0];
        Some(Pair { unit, source: side(group, work.source)?, target: side(group, target)? })
    };
    let members = members(work, (work.source, target));
    members.chunk_by(|one, other| one.0 == other.0).filter_map(pair).collect()
}

/// Each unit behind the one that holds it in two languages: that to which either has joined it, most often itself. In order, so
/// that units that belong together stand together.
fn members(work: &Work, languages: (usize, usize)) -> Vec<(usize, usize)> {
    let host = |unit: usize, language: usize| work.host(unit, language).unwrap_or(unit);
    let root = |unit: usize| {
        // Each language may join what the other has joined already; a ring would be a mistake told elsewhere.
        (0..4).fold(unit, |root, _| host(host(root, languages.1), languages.0))
    };
    let mut members: Vec<(usize, usize)> = (0..work.units.len()).map(|unit| (root(unit), unit)).collect();
    members.sort_unstable();
    members
}
