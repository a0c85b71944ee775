//! The notes of a site as annotations (W3C Web Annotation Data Model, 2017): each note in each language is one, and what a
//! commentary says outside its notes is one on the whole work. What they are counted and paged by is known once for the site.

use crate::parse::document::Document;
use std::sync::Arc;

use super::site::{Linked, LinkedText};

/// One annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Annotated {
    /// Index of the commentary's work.
    pub commentary: usize,
    /// Index of the language it is written in.
    pub language: usize,
    /// Index of the note in the commentary's text of that language; `None` for what concerns the whole work.
    pub note: Option<usize>,
}

/// How many annotations stand in one file. A text with its comments fits in one; what holds more is read page by page.
pub const PAGE: usize = 1000;

/// How many files the annotations of a site take; none without notes.
pub fn pages(works: &[Arc<Linked>]) -> usize {
    (0..works.len()).map(|work| of(works, work).count()).sum::<usize>().div_ceil(PAGE)
}

/// All annotations, in the order in which a reader meets the commentaries, then by language.
pub fn all(works: &[Arc<Linked>], sequence: &[usize]) -> Vec<Annotated> {
    sequence.iter().flat_map(|&work| of(works, work)).collect()
}

/// Those of one commentary. A note on no passage is none: it was complained of.
fn of(works: &[Arc<Linked>], commentary: usize) -> impl Iterator<Item = Annotated> {
    let linked = &works[commentary];
    let target = linked.annotates;
    let texts = linked.texts.iter().enumerate().filter_map(move |(language, text)| {
        let document = linked.work.document(language)?;
        works[target?].showings[language].document.map(|_| (language, text, document))
    });
    texts.flat_map(move |(language, text, document)| {
        let whole = outside(document, text).next().map(|_| None);
        let notes = text.notes.iter().enumerate().filter(|(_, note)| !note.targets.is_empty());
        let all = whole.into_iter().chain(notes.map(|(note, _)| Some(note)));
        all.map(move |note| Annotated { commentary, language, note })
    })
}

/// The blocks of a commentary that belong to no note, by their indexes: before the first, and below headings.
pub fn outside<'a>(document: &Document, text: &'a LinkedText) -> impl Iterator<Item = usize> + 'a {
    let mut notes = text.notes.iter().map(|note| note.shape.quotation..note.shape.body.end).peekable();
    (0..document.blocks.len()).filter(move |at| {
        while notes.next_if(|note| note.end <= *at).is_some() {}
        notes.peek().is_none_or(|note| !note.contains(at))
    })
}
