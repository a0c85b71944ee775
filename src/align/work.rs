//! A work: one document across languages, as a sequence of units.

use std::borrow::Cow;
use std::sync::Arc;

use ecow::eco_format;

use crate::base::diagnostic::Diagnostics;
use crate::base::text::Span;
use crate::parse::document::{Block, BlockKind, Document, visible_text};
use crate::parse::lock::Lock;
use crate::parse::slug::Slugs;
use crate::parse::unit_id::RESERVED;

use super::draft::Draft;
use super::fragment::{Fragments, fragments};
use super::pair::pair;
use super::state::{Recorded, State, States, hosted_blocks, unrecorded};
use super::unit::{Unit, UnitOf};
use super::wording::Wordings;

/// One document across languages.
#[derive(Clone, Debug)]
pub struct Work {
    /// Its path below a language's folder, without `.md`.
    pub key: String,
    /// Index of the language it was written in.
    pub source: usize,
    /// Its document in each language, by the language's index.
    pub documents: Vec<Option<Arc<Document>>>,
    /// What is recorded of its document in each language, by the language's index.
    pub locks: Vec<Option<Arc<Lock>>>,
    /// Its units, in the order of the source; those that only a translation has stand after what they follow there.
    pub units: Vec<Unit>,
    /// Every fragment of its pages, by name; `top`, the title, is understood.
    pub fragments: Arc<Fragments>,
    /// The unit of each block, by language.
    unit_of: Vec<UnitOf>,
    /// How the title stands in each language.
    title_states: Vec<State>,
    /// How those units stand of which something is recorded.
    states: States,
}

impl Work {
    /// Its document in that language.
    pub fn document(&self, language: usize) -> Option<&Arc<Document>> {
        self.documents.get(language)?.as_ref()
    }

    /// The document it was written as.
    pub fn source_document(&self) -> Option<&Arc<Document>> {
        self.document(self.source)
    }

    /// The blocks of a unit in that language.
    pub fn blocks<'a>(&'a self, unit: &'a Unit, language: usize) -> impl Iterator<Item = &'a Block> {
        let blocks = self.document(language).map_or(&[][..], |document| &document.blocks);
        unit.blocks(language).iter().filter_map(|&at| blocks.get(at as usize))
    }

    /// The texts of its document in that language as digests cover them.
    pub fn wordings(&self, language: usize) -> Option<Wordings<'_>> {
        self.document(language).map(|document| Wordings::new(document))
    }

    /// The blocks, by their indexes, in which that language has a unit: its own, or those of the unit it is joined to.
    pub fn hosted_blocks(&self, unit: usize, language: usize) -> &[u32] {
        hosted_blocks(&self.units, &self.units[unit], language)
    }

    /// Whether nobody has looked yet at the pairing of a unit's source with its text in that language.
    pub fn is_proposed(&self, unit: usize, language: usize) -> bool {
        let marked = |side: usize| {
            let blocks = self.document(side).map_or(&[][..], |document| &document.blocks);
            let ids = self.hosted_blocks(unit, side).iter().filter_map(|&at| blocks.get(at as usize)?.id.as_ref());
            ids.into_iter().any(|id| id.is_proposed)
        };
        marked(self.source) || marked(language)
    }

    /// Where that language has a unit: at the id of its first block, else the whole block; `None` if it has nothing of it.
    pub fn place(&self, unit: usize, language: usize) -> Option<Span> {
        let block = self.document(language)?.blocks.get(*self.hosted_blocks(unit, language).first()? as usize)?;
        Some(block.id_span())
    }

    /// How the text of a unit in that language stands to the source.
    pub fn state(&self, unit: usize, language: usize) -> &State {
        self.states.get((unit, language)).unwrap_or_else(|| unrecorded(&self.units[unit], language, self.source))
    }

    /// How the title in that language stands to the source's.
    pub fn title_state(&self, language: usize) -> &State {
        &self.title_states[language]
    }

    /// Whether a document of it could not be read: what it lacks then is nobody's mistake.
    pub fn has_unread(&self) -> bool {
        self.documents.iter().flatten().any(|document| document.meta.is_unread)
    }

    /// The unit of each block of that language's document, by the block's index.
    pub fn units_of_blocks(&self, language: usize) -> &UnitOf {
        &self.unit_of[language]
    }
}

/// Joins the documents of a work. There is at least one, and a place for a lock beside each.
pub fn join(
    key: String,
    source: usize,
    documents: Vec<Option<Arc<Document>>>,
    locks: Vec<Option<Arc<Lock>>>,
    diagnostics: &mut Diagnostics,
) -> Work {
    let mut unheard = Diagnostics::default();
    let has_unread = documents.iter().flatten().any(|document| document.meta.is_unread);
    let diagnostics = if has_unread { &mut unheard } else { diagnostics };
    let mut draft = Draft::new(documents.iter().map(Option::as_deref));
    if let Some(document) = &documents[source] {
        draft.add_source(document);
        for target in documents.iter().flatten().filter(|target| target.language != source) {
            let counterparts = pair(document, target, diagnostics);
            draft.add_target(source, target, &counterparts);
        }
    }
    for document in documents.iter().flatten() {
        draft.join_and_split(document, diagnostics);
    }
    let (mut units, unit_of) = draft.finish();
    name(&mut units, source, &documents);
    number(&mut units, source);
    let fragments = Arc::new(fragments(&units, &documents, &unit_of));
    let recorded = Recorded { source, documents: &documents, locks: &locks };
    let locks: Vec<_> = (0..documents.len()).map(|language| recorded.settled(language, &units)).collect();
    let recorded = Recorded { source, documents: &documents, locks: &locks };
    let (title_states, mut states) = (recorded.titles(), recorded.units(&units));
    recorded.rejoin(&units, &mut states);
    Work { key, source, documents, locks, units, fragments, unit_of, title_states, states }
}

/// Gives ids to units that the author gave none: headings by their words, others by their position.
fn name(units: &mut [Unit], source: usize, documents: &[Option<Arc<Document>>]) {
    let mut slugs = Slugs::beside(RESERVED);
    for block in documents.iter().flatten().flat_map(|document| &document.blocks) {
        block.each_id(&mut |id| slugs.keep_away_from(&id.name));
    }
    for (at, unit) in units.iter_mut().enumerate() {
        if unit.is_explicit {
            continue;
        }
        let language =
            if unit.is_in(source) { Some(source) } else { (0..documents.len()).find(|&other| unit.is_in(other)) };
        let words = language.and_then(|language| heading(unit, language, documents));
        unit.id = match words {
            Some(words) => slugs.next(&words),
            None => slugs.free(eco_format!("p{}", at + 1)),
        };
    }
}

fn heading<'d>(unit: &Unit, language: usize, documents: &'d [Option<Arc<Document>>]) -> Option<Cow<'d, str>> {
    let block = documents[language].as_ref()?.blocks.get(*unit.blocks(language).first()? as usize)?;
    match &block.kind {
        BlockKind::Heading(_, inlines) => Some(visible_text(inlines)),
        _ => None,
    }
}

/// Numbers the units of the source: sections by their headings of level 2, the units in them in order. A heading that only
/// a translation has begins a section of its own for first mentions, and changes no number. Nor does a chart, which shows
/// what a passage says: one that is added later leaves the numbers that people know.
fn number(units: &mut [Unit], source: usize) {
    let has_sections = units.iter().any(|unit| unit.level == 2 && unit.is_in(source));
    let (mut section, mut numbered, mut count) = (0, 0, 0);
    for unit in units {
        let begins = (1..=2).contains(&unit.level);
        section += u32::from(begins);
        unit.section = section;
        if !unit.is_in(source) || matches!(unit.kind, "rule" | "html" | "chart") {
            continue;
        }
        numbered += u32::from(begins);
        if unit.level == 2 {
            count = 0;
            unit.number = eco_format!("{numbered}");
        } else {
            count += 1;
            unit.number = if has_sections { eco_format!("{numbered}.{count}") } else { eco_format!("{count}") };
        }
    }
}
