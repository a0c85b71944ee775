//! A work in two languages as passages: what is exported, and what an import is held against.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::align;
use crate::align::state::State;
use crate::align::unit::{Unit, Version};
use crate::align::work::Work;
use crate::base::diagnostic::Diagnostics;
use crate::base::text::SourceFile;
use crate::load::Sources;
use crate::parse;
use crate::parse::config::{Config, Language};
use crate::parse::document::{Document, Footnote};
use crate::parse::lock::{self, Lock};

use super::content::Part;
use super::slot::{Form, Print, Slot, print, slot};

/// A document and its file.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The file.
    pub file: Arc<SourceFile>,
    /// As it was read.
    pub document: Arc<Document>,
    /// What is wrong with it.
    pub complaints: Diagnostics,
    /// What is recorded of it.
    pub lock: Option<Arc<Lock>>,
}

/// The documents of a work by the index of their language.
pub type Editions = BTreeMap<usize, Edition>;

/// A work in two languages.
#[derive(Debug)]
pub struct Bitext<'a> {
    /// Its key.
    pub work: String,
    /// The source's language.
    pub from: &'a Language,
    /// The translation's language.
    pub to: &'a Language,
    /// The source's document.
    pub source: Edition,
    /// Path of the translation's document below the site's folder.
    pub target_path: String,
    /// The title, the units of the source in order, and its footnotes.
    pub passages: Vec<Passage>,
}

/// What a passage is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The title.
    Title,
    /// A unit, by its blocks in the source and in the translation.
    Unit {
        /// Indexes of blocks of the source's document.
        source: Vec<usize>,
        /// Indexes of blocks of the translation's document.
        target: Vec<usize>,
        /// The last block that the translation has of what comes before; `None` if it has nothing.
        after: Option<usize>,
    },
    /// A footnote, by its index in the documents.
    Footnote {
        /// In the source's.
        source: usize,
        /// In the translation's.
        target: Option<usize>,
    },
}

/// A passage in both languages.
#[derive(Clone, Debug)]
pub struct Passage {
    /// Its id: the unit's; ids that are no author's hold a full stop, and are not to be relied on.
    pub id: String,
    /// What it is.
    pub place: Place,
    /// What readers call it: its number.
    pub number: String,
    /// The heading above it.
    pub heading: String,
    /// Whether an author gave the id.
    pub is_explicit: bool,
    /// How the translation stands to the source.
    pub state: State,
    /// The unit whose text translates this one.
    pub joined: Option<String>,
    /// Whether the translation has another structure: other items, other rows.
    pub is_uneven: bool,
    /// Its texts, side by side.
    pub texts: Vec<Text>,
    /// Line of the source, 1-based.
    pub line: usize,
}

/// A text of a passage.
#[derive(Clone, Debug)]
pub struct Text {
    /// The source's.
    pub source: Option<Slot>,
    /// The translation's.
    pub target: Option<Slot>,
}

impl Text {
    /// What the source says; empty if it says nothing.
    pub fn source(&self) -> &[Part] {
        self.source.as_ref().map_or(&[], |slot| &slot.content)
    }

    /// What the translation says; empty if it says nothing.
    pub fn target(&self) -> &[Part] {
        self.target.as_ref().map_or(&[], |slot| &slot.content)
    }
}

impl Passage {
    /// The texts that say something in either language, with their numbers from 1.
    pub fn spoken(&self) -> impl Iterator<Item = (usize, &Text)> {
        let is_spoken = |text: &Text| !text.source().is_empty() || !text.target().is_empty();
        self.texts.iter().enumerate().filter(move |(_, text)| is_spoken(text)).map(|(at, text)| (at + 1, text))
    }

    /// Whether the source has words in it.
    pub fn has_words(&self) -> bool {
        self.texts.iter().any(|text| !text.source().is_empty())
    }

    /// Whether the translation has it.
    pub fn is_translated(&self) -> bool {
        match &self.place {
            Place::Title => self.texts.iter().any(|text| text.target.is_some()),
            Place::Unit { target, .. } => !target.is_empty(),
            Place::Footnote { target, .. } => target.is_some(),
        }
    }
}

/// The documents of a work by the index of their language, drafts as well.
pub fn editions(sources: &Sources, work: &str, config: &Config) -> Editions {
    let mut editions = BTreeMap::new();
    for file in &sources.texts {
        let Some((language, key)) = parse::address(&file.path, config) else { continue };
        if key != work || editions.contains_key(&language) {
            continue;
        }
        if let (Some(document), complaints) = parse::document(file, config) {
            let lock = sources.locks.iter().find(|lock| lock.path == lock::path_of(&file.path));
            let lock = lock.map(|lock| Arc::new(lock::read(lock).0));
            let document = Arc::new(document);
            editions.insert(language, Edition { file: Arc::clone(file), document, complaints, lock });
        }
    }
    editions
}

/// The language a work is written in; `None` if there is no document.
pub fn source_of(editions: &Editions, config: &Config) -> Option<usize> {
    let documents: Vec<Arc<Document>> = editions.values().map(|edition| Arc::clone(&edition.document)).collect();
    let works = align::align(&documents, &[], config, None).works;
    works.first().map(|work| work.source)
}

/// The passages of a work, in the language `to` beside its source. There is a source document.
pub fn bitext<'a>(editions: Editions, to: usize, config: &'a Config) -> Option<Bitext<'a>> {
    let documents: Vec<Arc<Document>> = editions.values().map(|edition| Arc::clone(&edition.document)).collect();
    let locks: Vec<Arc<Lock>> = editions.values().filter_map(|edition| edition.lock.clone()).collect();
    let works = align::align(&documents, &locks, config, None).works;
    let work = works.into_iter().next()?;
    let source = editions.get(&work.source)?.clone();
    let target = editions.get(&to).cloned();
    let target_path = match &target {
        Some(target) => target.file.path.clone(),
        None => path_of(&source.file.path, &work.key, (&config.languages[work.source].dir, &config.languages[to].dir)),
    };
    let passages = Passages { work: &work, to, source: &source, target: target.as_ref() }.all();
    let (from, to) = (&config.languages[work.source], &config.languages[to]);
    Some(Bitext { work: work.key.clone(), from, to, source, target_path, passages })
}

/// The translation's path, laid out as the source's.
fn path_of(source: &str, work: &str, (from, to): (&str, &str)) -> String {
    if source == format!("content/{from}/{work}.md") {
        format!("content/{to}/{work}.md")
    } else {
        format!("content/{work}.{to}.md")
    }
}

struct Passages<'a> {
    work: &'a Work,
    to: usize,
    source: &'a Edition,
    target: Option<&'a Edition>,
}

impl Passages<'_> {
    fn all(&self) -> Vec<Passage> {
        let mut passages = Vec::with_capacity(self.work.units.len() + 1);
        passages.extend(self.title());
        let (mut heading, mut after) = (String::new(), None);
        for (at, unit) in self.work.units.iter().enumerate() {
            let blocks = |language: usize| unit.blocks(language).iter().map(|&at| at as usize).collect();
            let target: Vec<usize> = blocks(self.to);
            let last = target.last().copied();
            if unit.is_in(self.work.source) {
                let first = self.work.blocks(unit, self.work.source).next();
                if let (Some(block), true) = (first, unit.level > 0) {
                    heading = block.visible_text().trim().to_owned();
                }
                passages.push(self.unit(
                    (at, unit),
                    &heading,
                    Place::Unit { source: blocks(self.work.source), target, after },
                ));
            }
            after = after.max(last);
        }
        passages.extend(self.source.document.footnotes.iter().enumerate().map(|(at, note)| self.footnote(at, note)));
        passages
    }

    fn title(&self) -> Option<Passage> {
        let slot_of = |edition: &Edition| {
            let document = &edition.document;
            let form = if document.meta.title.is_some() { Form::Yaml } else { Form::Heading };
            (!document.title.is_empty()).then(|| slot(&document.title, form, &edition.file.text))
        };
        let source = slot_of(self.source)?;
        let text = Text { source: Some(source), target: self.target.and_then(slot_of) };
        Some(Passage {
            id: "top".into(),
            place: Place::Title,
            number: String::new(),
            heading: String::new(),
            is_explicit: true,
            state: self.work.title_state(self.to).clone(),
            joined: None,
            is_uneven: false,
            texts: vec![text],
            line: self.line(self.source.document.title_span.start),
        })
    }

    fn unit(&self, (at, unit): (usize, &Unit), heading: &str, place: Place) -> Passage {
        let prints = |language, edition: &Edition| -> Vec<Print> {
            self.work.blocks(unit, language).map(|block| print(block, &edition.file.text)).collect()
        };
        let source = prints(self.work.source, self.source);
        let target = self.target.map(|edition| prints(self.to, edition)).unwrap_or_default();
        let joined = match unit.versions.get(self.to) {
            Some(Version::Joined(host)) => Some(self.work.units[*host as usize].id.to_string()),
            _ => None,
        };
        let first = self.work.blocks(unit, self.work.source).next();
        Passage {
            id: if unit.is_explicit { unit.id.to_string() } else { format!("p.{}", at + 1) },
            place,
            number: unit.number.to_string(),
            heading: heading.to_owned(),
            is_explicit: unit.is_explicit,
            state: self.work.state(at, self.to).clone(),
            joined,
            is_uneven: is_uneven(&source, &target),
            texts: pair(source, target),
            line: self.line(first.map_or(0, |block| block.span.start)),
        }
    }

    fn footnote(&self, at: usize, note: &Footnote) -> Passage {
        let prints = |note: &Footnote, edition: &Edition| -> Vec<Print> {
            note.blocks.iter().map(|block| print(block, &edition.file.text)).collect()
        };
        let counterpart = self.target.and_then(|edition| {
            let place = edition.document.footnotes.iter().position(|other| other.label == note.label)?;
            Some((place, prints(&edition.document.footnotes[place], edition)))
        });
        let source = prints(note, self.source);
        let (target, theirs) = counterpart.map_or((None, Vec::new()), |(place, prints)| (Some(place), prints));
        Passage {
            id: format!("footnote.{}", at + 1),
            place: Place::Footnote { source: at, target },
            number: format!("[^{}]", note.label),
            heading: String::new(),
            is_explicit: true,
            state: if target.is_some() { State::Unrecorded } else { State::Missing },
            joined: None,
            is_uneven: is_uneven(&source, &theirs),
            texts: pair(source, theirs),
            line: self.line(note.span.start),
        }
    }

    fn line(&self, at: u32) -> usize {
        self.source.file.line_column(at as usize).0
    }
}

fn is_uneven(source: &[Print], target: &[Print]) -> bool {
    let skeletons = |prints: &[Print]| prints.iter().map(|print| print.skeleton.clone()).collect::<Vec<_>>();
    !target.is_empty() && skeletons(source) != skeletons(target)
}

/// The texts of both sides in order; where one has more, they stand alone.
fn pair(source: Vec<Print>, target: Vec<Print>) -> Vec<Text> {
    let mut sources = source.into_iter().flat_map(|print| print.slots);
    let mut targets = target.into_iter().flat_map(|print| print.slots);
    let mut texts = Vec::new();
    loop {
        match (sources.next(), targets.next()) {
            (None, None) => return texts,
            (source, target) => texts.push(Text { source, target }),
        }
    }
}
