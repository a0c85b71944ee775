//! Citations become places and words: what each document cites, and the passages that cite a publication.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::text::Span;
use crate::base::yaml::nearest;
use crate::parse::citation::{self, Words};
use crate::parse::document::{Document, Link};

use super::names::Asked;
use super::site::{FRONT, Linked, LinkedText, Place, Resolved};

pub mod format;
mod pieces;

pub use pieces::{Align, Leads, Look, Piece};

/// What a document cites.
#[derive(Clone, Debug, Default)]
pub struct Citations {
    /// Its citations, in the order of the text; those of footnotes follow.
    pub all: Vec<Citation>,
    /// The publications it cites, each once, in the order of its style. Empty where the style has no list.
    pub list: Vec<Listed>,
}

/// A citation in a document.
#[derive(Clone, Debug)]
pub struct Citation {
    /// What is cited, by the publications' indexes.
    pub publications: Vec<usize>,
    /// What the linked words are.
    pub words: Words,
    /// Index of the unit, for a footnote that of the passage that refers to it.
    pub unit: Option<usize>,
    /// Its place in the file.
    pub span: Span,
    /// As its style writes it.
    pub text: Vec<Piece>,
}

/// An entry in a list of works cited.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The publication's index.
    pub publication: usize,
    /// What it is numbered by; empty in styles without numbers.
    pub sign: Vec<Piece>,
    /// As its style writes it.
    pub text: Vec<Piece>,
    /// BCP 47 tag of the language it is written in.
    pub lang: String,
    /// The citations of it, by their indexes.
    pub citations: Vec<usize>,
}

/// A passage that cites a publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citing {
    /// The passage.
    pub place: Place,
    /// The languages in which it does, by their indexes.
    pub languages: Vec<usize>,
}

/// Resolves a citation, and keeps it in `text`.
pub fn cite(
    (keys, link, span): (&str, &Link, Span),
    unit: Option<usize>,
    names: &Asked<'_>,
    text: &mut LinkedText,
    diagnostics: &mut Diagnostics,
) -> Resolved {
    let mut publications: Vec<usize> = Vec::new();
    for key in citation::keys(keys) {
        match names.publication(key) {
            Some(publication) if publications.contains(&publication) => {}
            Some(publication) => publications.push(publication),
            None if names.unread.bibliography.may_have(key) => {}
            None => diagnostics.push(unknown(key, span, names)),
        }
    }
    let words = citation::words(&link.inlines);
    if let (Words::Locator(_), [_, _, ..]) = (&words, publications.as_slice()) {
        diagnostics.push(
            Diagnostic::new(&rule::AMBIGUOUS_LOCATOR, span, "a place in a work, and several works: whose is it?")
                .help("cite each by a link of its own: [p. 3](cite:a) [p. 9](cite:b)"),
        );
    }
    if publications.is_empty() {
        return Resolved::Broken;
    }
    text.citations.all.push(Citation { publications, words, unit, span, text: Vec::new() });
    Resolved::Citation(text.citations.all.len() - 1)
}

fn unknown(key: &str, span: Span, names: &Asked<'_>) -> Diagnostic {
    if key.is_empty() {
        return Diagnostic::new(&rule::UNKNOWN_SOURCE, span, "this citation names no publication")
            .help("write the key of an entry of the bibliography: [](cite:jiang-2025)");
    }
    let complaint = Diagnostic::new(&rule::UNKNOWN_SOURCE, span, format!("the bibliography has no `{key}`"));
    match nearest(key, names.publications.iter().map(|publication| publication.key.value.as_str())) {
        Some(near) => complaint.help(format!("did you mean `cite:{near}`?")),
        None => complaint.help("add it to content/bibliography.yaml, or remove the link"),
    }
}

/// Gives what a footnote cites to the passage that the footnote belongs to. `units` tells it by the footnote's index.
pub fn place_footnotes(document: &Document, units: &[Option<usize>], text: &mut LinkedText) {
    for citation in text.citations.all.iter_mut().filter(|citation| citation.unit.is_none()) {
        let holds = |span: Span| span.start <= citation.span.start && citation.span.end <= span.end;
        let footnote = document.footnotes.iter().position(|footnote| holds(footnote.span));
        citation.unit = footnote.and_then(|footnote| units[footnote]);
    }
}

/// The passages that cite each publication, by the publication's index, in reading order; those of the front page, which
/// only leads to the texts, come last.
pub fn citings(works: &[Arc<Linked>], sequence: &[usize], publications: usize) -> Vec<Vec<Citing>> {
    let mut citings: Vec<Vec<Citing>> = vec![Vec::new(); publications];
    let fronts = (0..works.len()).filter(|&work| works[work].work.key == FRONT);
    for work in sequence.iter().copied().chain(fronts) {
        let mut cited: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for (language, text) in works[work].texts.iter().enumerate() {
            for citation in &text.citations.all {
                let Some(unit) = citation.unit else { continue };
                for &publication in &citation.publications {
                    let languages = cited.entry((unit, publication)).or_default();
                    if languages.last() != Some(&language) {
                        languages.push(language);
                    }
                }
            }
        }
        for ((unit, publication), languages) in cited {
            citings[publication].push(Citing { place: Place { work, unit }, languages });
        }
    }
    citings
}
