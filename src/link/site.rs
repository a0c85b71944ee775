//! The finished, read-only model of a site: what check judges and render shows.

use std::collections::BTreeMap;
use std::ops::{Deref, Range};
use std::sync::Arc;

use crate::align::unit::Unit;
use crate::align::work::Work;
use crate::base::sparse::Sparse;
use crate::base::text::Span;
use crate::load::Asset;
use crate::parse::bibliography::Publication;
use crate::parse::citation_style::Style;
use crate::parse::commentary::NoteShape;
use crate::parse::config::Config;
use crate::parse::document::Document;
use crate::parse::glossary::{Term, TermKind};
use crate::parse::timeline::Event;

use super::annotations::Annotated;
use super::backlink::Backlinks;
use super::bibliography::{Citations, Citing};
use super::chart::Figure;
use super::fallback::Showing;
use super::preview::Previewed;
use super::register::Registers;
use super::route::Routes;
use super::sequence::Sequence;
use super::touch::Touched;

/// A site, whole.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its settings.
    pub config: Arc<Config>,
    /// Its works, in order of their keys.
    pub works: Vec<Arc<Linked>>,
    /// The glossary, in the author's order.
    pub terms: Arc<Vec<Term>>,
    /// The events, in chronological order.
    pub events: Arc<Vec<Event>>,
    /// The bibliography, in the author's order.
    pub publications: Arc<Vec<Publication>>,
    /// The style of citations in each language, by its index.
    pub styles: Arc<Vec<Arc<Style>>>,
    /// Files that are copied.
    pub assets: Arc<Vec<Asset>>,
    /// What is known of all works together.
    pub tables: Arc<Tables>,
}

/// What is known of all works together. It is worked out once for the site, and stays the same while no work changes in what
/// it is made from.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// The works in reading order, by their indexes: those of nav, then the others. Without front pages and commentaries.
    pub order: Vec<usize>,
    /// All texts in the order a reader meets them: each work, then the commentaries on it. Without front pages.
    pub sequence: Sequence,
    /// Where each term is used, by the term's index: unit by unit, in reading order.
    pub uses: Vec<Vec<Place>>,
    /// What the pages of entries show besides the entries.
    pub registers: Registers,
    /// Where each event is told, by the event's index.
    pub tellings: Vec<Vec<Telling>>,
    /// Where each publication is cited, by its index.
    pub citings: Vec<Vec<Citing>>,
    /// Who comments, by the index of the term, with the works of their commentaries in reading order.
    pub commentators: BTreeMap<usize, Vec<usize>>,
    /// The notes in each language, as they are published for other programs.
    pub annotations: Vec<Annotated>,
    /// What refers to each passage.
    pub backlinks: Backlinks,
    /// What pages refer to on other pages.
    pub previewed: Previewed,
    /// The addresses of all pages and files.
    pub routes: Routes,
}

/// A work whose names have become places.
#[derive(Clone, Debug)]
pub struct Linked {
    /// The work.
    pub work: Arc<Work>,
    /// Index of the work that this is a commentary on.
    pub annotates: Option<usize>,
    /// Indexes of the commentaries on this work, in the order of their marks.
    pub commentaries: Vec<usize>,
    /// Indexes of the terms that name its authors.
    pub authors: Vec<usize>,
    /// What its page in each language shows, by the language's index.
    pub showings: Vec<Showing>,
    /// What its document in each language leads to, by the language's index.
    pub texts: Vec<LinkedText>,
    /// The notes of commentaries on this work, by the language of the page that shows them, in order of their marks and of the commentary.
    pub notes: Vec<Vec<PlacedNote>>,
}

/// A document whose links are resolved.
#[derive(Clone, Debug, Default)]
pub struct LinkedText {
    /// Where each link and image leads, by the byte at which it begins in the file.
    pub links: Sparse<Resolved>,
    /// Its charts with their numbers, by the byte at which the block of each begins. A chart that cannot be drawn has none.
    pub charts: Sparse<Figure>,
    /// The terms found in each block, by the index of the block; of blocks without any, nothing.
    pub mentions: Sparse<Vec<Mention>>,
    /// Its footnotes, by their indexes.
    pub footnotes: Vec<LinkedFootnote>,
    /// The notes it holds, if it is a commentary.
    pub notes: Vec<Note>,
    /// The events it tells, with the unit of each.
    pub tellings: Vec<Told>,
    /// What it cites.
    pub citations: Citations,
    /// What each unit touches, by the unit's index up to the last that touches anything.
    pub touched: Vec<Touched>,
}

impl LinkedText {
    /// The terms found in a block, by the block's index.
    pub fn mentions_in(&self, block: usize) -> &[Mention] {
        self.mentions.at(block).map_or(&[], Vec::as_slice)
    }
}

/// A footnote of a document.
#[derive(Clone, Debug, Default)]
pub struct LinkedFootnote {
    /// Index of the unit that refers to it first; `None` if nothing refers to it.
    pub unit: Option<usize>,
    /// The terms found in each of its blocks. None is linked: a first mention is looked for in the text.
    pub mentions: Vec<Vec<Mention>>,
}

/// A place of the site that a link leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Resolved {
    /// A document and a fragment on its page.
    Text {
        /// Index of the work.
        work: usize,
        /// Index of the language.
        language: usize,
        /// Fragment, if any.
        fragment: Option<Box<str>>,
    },
    /// A page that no document stands behind: timeline, glossary, people …
    Generated {
        /// Which.
        page: Generated,
        /// Fragment, if any.
        fragment: Option<Box<str>>,
    },
    /// The front page of a language that has no document for it.
    Front {
        /// Index of the language.
        language: usize,
    },
    /// A term, by its index.
    Term(usize),
    /// `term:` without a name: no link at all.
    Suppressed,
    /// An event, by its index.
    Event(usize),
    /// A citation, by its index among those of the document.
    Citation(usize),
    /// An address outside the site.
    External(String),
    /// A file that is copied, by its index.
    Asset(usize),
    /// Nothing; it was complained of.
    Broken,
}

/// Pages that are made from YAML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Generated {
    /// The timeline.
    Timeline,
    /// The concepts of the glossary, and the index of all its entries.
    Glossary,
    /// Persons.
    People,
    /// All comments, in the order of the texts.
    Comments,
    /// Organizations.
    Organizations,
    /// Policies, laws and programmes.
    Policies,
    /// Places.
    Places,
    /// Documents and other works that texts speak of.
    Works,
    /// The bibliography.
    References,
}

impl Generated {
    /// All of them, in the order in which pages list them.
    pub const ALL: [Self; 9] = [
        Self::Comments,
        Self::Timeline,
        Self::Glossary,
        Self::People,
        Self::Organizations,
        Self::Policies,
        Self::Places,
        Self::Works,
        Self::References,
    ];

    /// Its name in addresses, in links between documents, and among the words of the interface.
    pub fn name(self) -> &'static str {
        match self {
            Self::Comments => "comments",
            Self::Timeline => "timeline",
            Self::Glossary => "glossary",
            Self::People => "people",
            Self::Organizations => "organizations",
            Self::Policies => "policies",
            Self::Places => "places",
            Self::Works => "works",
            Self::References => "references",
        }
    }

    /// The names of all of them, for what is said of a document that is called as one of them.
    pub fn names() -> String {
        Self::ALL.map(Self::name).join(", ")
    }
}

/// A term found in a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where, in bytes of the block's visible text.
    pub range: Range<usize>,
    /// The term's index.
    pub term: usize,
    /// Whether it is the first of its section, which is linked.
    pub is_first: bool,
    /// Whether the glossary gave these words up. They are never linked: the first of the words that hold is.
    pub is_deprecated: bool,
}

/// A unit of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index of the work.
    pub work: usize,
    /// Index of the unit in it.
    pub unit: usize,
}

/// A passage that tells an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// The passage.
    pub place: Place,
    /// The languages in which it does, by their indexes.
    pub languages: Vec<usize>,
}

/// An event link in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The event's index.
    pub event: usize,
    /// Index of the unit, for a footnote that of the passage that refers to it; `None` in a footnote that none refers to.
    pub unit: Option<usize>,
    /// The linked words.
    pub words: String,
    /// Their place.
    pub span: Span,
}

/// A note of a commentary, anchored.
#[derive(Clone, Debug)]
pub struct Note {
    /// Its id: that of its quotation's unit.
    pub id: String,
    /// Its blocks in the commentary's document.
    pub shape: NoteShape,
    /// What it is on.
    pub targets: Vec<NoteTarget>,
}

/// What a note is on (W3C Web Annotation: target).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NoteTarget {
    /// The unit.
    pub place: Place,
    /// The words; `None` means the whole unit and, for a heading, its section.
    pub words: Option<AnchoredWords>,
}

/// Words found in a unit (W3C Web Annotation: TextQuoteSelector, resolved).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AnchoredWords {
    /// Index of the language whose document holds them.
    pub language: usize,
    /// Index of the block in that document.
    pub block: usize,
    /// Where, in bytes of the block's visible text.
    pub range: Range<usize>,
}

/// A note as the work commented on sees it.
#[derive(Clone, Debug)]
pub struct PlacedNote {
    /// 0-based number of the commentary among those on the work.
    pub commentator: usize,
    /// Index of the commentary's work.
    pub commentary: usize,
    /// Index of the language in which it is written: another than the page's where that lacks it.
    pub language: usize,
    /// Index of the note in the commentary's text of that language.
    pub note: usize,
    /// What it is on in this work.
    pub targets: Vec<NoteTarget>,
}

impl Deref for Site {
    type Target = Tables;

    fn deref(&self) -> &Tables {
        &self.tables
    }
}

impl Linked {
    /// Whether there is more to say of its text in that language than title and address to who cites it: somebody who wrote
    /// it, or where it comes from.
    pub fn is_citable(&self, language: usize) -> bool {
        let has_origin = |document: &Arc<Document>| document.meta.origin.is_some();
        self.work.document(language).is_some_and(|document| !self.authors.is_empty() || has_origin(document))
    }

    /// The notes of one commentary that the page in that language shows, by its number among those on this work.
    pub fn notes_of(&self, commentator: usize, language: usize) -> &[PlacedNote] {
        let notes = &self.notes[language];
        let from = notes.partition_point(|note| note.commentator < commentator);
        let count = notes[from..].partition_point(|note| note.commentator == commentator);
        &notes[from..from + count]
    }

    /// A note's target as the page in that language shows it: the passage at which the page has its text, and the words only
    /// where the page has the very words. `None` if the page has nothing of it.
    pub fn shown_target(&self, target: &NoteTarget, language: usize) -> Option<NoteTarget> {
        let showing = &self.showings[language];
        let shown = |unit: usize| Some((unit, showing.unit(unit)?));
        let host = || shown(self.work.host(target.place.unit, showing.document?)?);
        let (unit, text) = shown(target.place.unit).or_else(host)?;
        let words = target.words.clone().filter(|words| words.language == text && unit == target.place.unit);
        Some(NoteTarget { place: Place { unit, ..target.place }, words })
    }
}

impl Site {
    /// The document of a work in a language.
    pub fn document(&self, work: usize, language: usize) -> Option<&Arc<Document>> {
        self.works.get(work)?.work.document(language)
    }

    /// The language whose document the page of a work in that language shows.
    pub fn shown_document(&self, work: usize, language: usize) -> Option<usize> {
        self.works.get(work)?.showings.get(language)?.document
    }

    /// The language whose text of a passage the page of its work in that language shows.
    pub fn shown(&self, place: Place, language: usize) -> Option<usize> {
        self.works[place.work].showings[language].unit(place.unit)
    }

    /// The unit at a place.
    pub fn unit(&self, place: Place) -> &Unit {
        &self.works[place.work].work.units[place.unit]
    }

    /// The page on which a term's entry stands in full.
    pub fn page_of_term(&self, term: usize) -> Generated {
        page_of(self.terms[term].kind)
    }

    /// The front page's work, if there is one.
    pub fn front(&self) -> Option<usize> {
        self.works.binary_search_by(|linked| linked.work.key.as_str().cmp(FRONT)).ok()
    }
}

/// The key of the work whose documents are the languages' front pages.
pub const FRONT: &str = crate::parse::FRONT_WORK;

/// The page on which entries of that kind stand in full.
pub fn page_of(kind: TermKind) -> Generated {
    match kind {
        TermKind::Concept => Generated::Glossary,
        TermKind::Person => Generated::People,
        TermKind::Organization => Generated::Organizations,
        TermKind::Policy => Generated::Policies,
        TermKind::Place => Generated::Places,
        TermKind::Work => Generated::Works,
    }
}
