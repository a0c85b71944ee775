//! The site as a graph: what refers to what, and where that is written.

use std::collections::BTreeSet;

use crate::base::text::{FileId, Span};
use crate::parse::document::Document;
use crate::parse::glossary::TermKind;

use super::backlink::{Target, references};
use super::route::{Route, encode_fragment};
use super::site::{FRONT, Generated, LinkedText, Mention, Place, Site};

/// Nodes and edges, in a fixed order: nodes by what they are, edges by file and place.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// What can be referred to.
    pub nodes: Vec<Target>,
    /// What refers to it.
    pub edges: Vec<Edge>,
}

/// One reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// The file that says so.
    pub file: FileId,
    /// The byte of the file at which it begins.
    pub start: u32,
    /// What kind of reference it is.
    pub kind: EdgeKind,
    /// Index of the language in which it is said.
    pub language: usize,
    /// What refers.
    pub from: Target,
    /// What it refers to.
    pub to: Target,
}

/// The kinds of references.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EdgeKind {
    /// A work names its author in the front matter.
    Author,
    /// A work is a commentary on another.
    Commentary,
    /// A note is on a passage.
    Note,
    /// A link to a passage, a text, a page, or the entry of a term.
    Reference,
    /// A passage tells an event.
    Event,
    /// A passage cites a publication.
    Citation,
    /// A passage mentions a term; nobody linked it.
    Mention,
}

impl EdgeKind {
    /// Its name in what is printed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Commentary => "commentary",
            Self::Note => "note",
            Self::Reference => "reference",
            Self::Event => "event",
            Self::Citation => "citation",
            Self::Mention => "mention",
        }
    }
}

/// The graph of a site, of the works that are `chosen` by their indexes: what they refer to, and what refers to them.
pub fn graph(site: &Site, chosen: impl Fn(usize) -> bool) -> Graph {
    let mut edges: Vec<Edge> = Vec::new();
    for work in 0..site.works.len() {
        for document in site.works[work].work.documents.iter().flatten() {
            edges.extend(edges_of(site, work, document));
        }
    }
    let is_chosen = |target: Target| work_of(target).is_some_and(&chosen);
    edges.retain(|edge| is_chosen(edge.from) || is_chosen(edge.to));
    edges.sort_unstable();
    edges.dedup();
    let mut nodes: BTreeSet<Target> = edges.iter().flat_map(|edge| [edge.from, edge.to]).collect();
    for work in (0..site.works.len()).filter(|work| chosen(*work)) {
        nodes.insert(Target::Work(work));
        nodes.extend((0..site.works[work].work.units.len()).map(|unit| Target::Passage(Place { work, unit })));
    }
    Graph { nodes: nodes.into_iter().collect(), edges }
}

/// What one document says.
fn edges_of(site: &Site, work: usize, document: &Document) -> Vec<Edge> {
    let linked = &site.works[work];
    let (text, language) = (&linked.texts[document.language], document.language);
    let place = |unit: Option<usize>| unit.map_or(Target::Work(work), |unit| Target::Passage(Place { work, unit }));
    let edge = |kind, from, to, span: Span| Edge { file: span.file, start: span.start, kind, language, from, to };
    let mut edges: Vec<Edge> = Vec::new();
    for by in &document.meta.by {
        let author = linked.authors.iter().find(|&&term| site.terms[term].id.value == by.value);
        edges.extend(author.map(|&term| edge(EdgeKind::Author, Target::Work(work), Target::Term(term), by.span)));
    }
    if let (Some(on), Some(said)) = (linked.annotates, &document.meta.annotates) {
        edges.push(edge(EdgeKind::Commentary, Target::Work(work), Target::Work(on), said.span));
    }
    let mut linked_terms = BTreeSet::new();
    for reference in references(&site.works, work, document) {
        let kind = match reference.target {
            _ if reference.is_of_note => EdgeKind::Note,
            Target::Event(_) => EdgeKind::Event,
            _ => EdgeKind::Reference,
        };
        let span = Span { file: document.file, start: reference.start, end: reference.start };
        linked_terms.extend(matches!(reference.target, Target::Term(_)).then_some(reference.start));
        edges.push(edge(kind, place(reference.unit), reference.target, span));
    }
    for citation in &text.citations.all {
        let to = citation.publications.iter().map(|&publication| Target::Publication(publication));
        edges.extend(to.map(|to| edge(EdgeKind::Citation, place(citation.unit), to, citation.span)));
    }
    let units = linked.work.units_of_blocks(language);
    let in_text = text.mentions.iter().map(|(at, found)| (at as usize, found));
    let in_text = in_text.map(|(at, found)| (&document.blocks[at], found, units.block(at)));
    let footnotes = document.footnotes.iter().zip(&text.footnotes);
    let in_footnotes = footnotes.flat_map(|(footnote, linked)| {
        footnote.blocks.iter().zip(&linked.mentions).map(|(block, found)| (block, found, linked.unit))
    });
    for (block, found, unit) in in_text.chain(in_footnotes) {
        for Mention { range, term, .. } in found {
            let span = block.span_of(range);
            // The words of a link to a term begin behind its bracket.
            if !linked_terms.contains(&span.start.saturating_sub(1)) {
                edges.push(edge(EdgeKind::Mention, place(unit), Target::Term(*term), span));
            }
        }
    }
    edges
}

/// The work that a node belongs to.
fn work_of(target: Target) -> Option<usize> {
    match target {
        Target::Work(work) | Target::Passage(Place { work, .. }) => Some(work),
        Target::Term(_) | Target::Event(_) | Target::Publication(_) | Target::Page(_) => None,
    }
}

impl Site {
    /// The name of a node, the same in every language: `chapter-6#chips`, `term:soft-law`, `event:guidelines`, `timeline`.
    pub fn node_name(&self, node: Target) -> String {
        match node {
            Target::Work(work) => self.works[work].work.key.clone(),
            Target::Passage(place) => format!("{}#{}", self.works[place.work].work.key, self.unit(place).id),
            Target::Term(term) => format!("term:{}", self.terms[term].id.value),
            Target::Event(event) => format!("event:{}", self.events[event].id.value),
            Target::Publication(publication) => format!("cite:{}", self.publications[publication].key.value),
            Target::Page(page) => format!("page:{}", page.name()),
        }
    }

    /// What a node is: `work`, `commentary`, `passage`, `note` (the quotation that opens one), a kind of terms, `event`,
    /// `publication`, `page`.
    pub fn node_kind(&self, node: Target) -> &'static str {
        match node {
            Target::Work(work) if self.works[work].annotates.is_some() => "commentary",
            Target::Work(_) => "work",
            Target::Passage(place) => {
                let (unit, texts) = (self.unit(place), self.works[place.work].texts.iter().enumerate());
                let opens = |(language, text): (usize, &LinkedText)| {
                    let first = unit.blocks(language).first().map(|&at| at as usize);
                    first.is_some_and(|at| text.notes.binary_search_by_key(&at, |note| note.shape.quotation).is_ok())
                };
                if { texts }.any(opens) { "note" } else { "passage" }
            }
            Target::Term(term) => TermKind::name(self.terms[term].kind),
            Target::Event(_) => "event",
            Target::Publication(_) => "publication",
            Target::Page(_) => "page",
        }
    }

    /// Where a node stands on the pages of a language, from the root of the site; `None` if it does not.
    pub fn node_path(&self, node: Target, language: usize) -> Option<String> {
        let text = |work: usize| match self.works[work].work.key == FRONT {
            true => Route::Front(language),
            false => Route::Text { work, language },
        };
        let (route, fragment) = match node {
            Target::Work(work) => (text(work), None),
            Target::Passage(place) => (text(place.work), Some(self.unit(place).id.as_str())),
            Target::Term(term) => {
                (Route::Generated(self.page_of_term(term), language), Some(self.terms[term].id.value.as_str()))
            }
            Target::Event(event) => {
                (Route::Generated(Generated::Timeline, language), Some(self.events[event].id.value.as_str()))
            }
            Target::Publication(publication) => (
                Route::Generated(Generated::References, language),
                Some(self.publications[publication].key.value.as_str()),
            ),
            Target::Page(page) => (Route::Generated(page, language), None),
        };
        let path = super::route::encode_path(self.routes.path(route)?);
        Some(match fragment {
            Some(fragment) => format!("{path}#{}", encode_fragment(fragment)),
            None => path,
        })
    }
}
