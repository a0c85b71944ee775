//! The fingerprint of what a work gives to the tables of its site. While it is the same for every work, so are the tables.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::parse::document::Document;

use super::backlink;
use super::site::{Linked, LinkedText};

/// That of one work: all that [`Tables`](super::site::Tables) are made from, and nothing that a mere change of words moves. Two
/// works that give the tables other things have almost surely other fingerprints (one pair in 2⁶⁴ has not).
pub fn of(linked: &Linked) -> u64 {
    let mut hasher = FxHasher::default();
    let work = &linked.work;
    (&work.key, work.source, linked.annotates, &linked.authors, &linked.showings).hash(&mut hasher);
    (&work.units, &work.fragments).hash(&mut hasher);
    work.source_document().and_then(|document| document.meta.order).hash(&mut hasher);
    for (language, document) in work.documents.iter().enumerate() {
        document.is_some().hash(&mut hasher);
        if let Some(document) = document {
            of_document(document, &mut hasher);
            backlink::placed(linked, document).for_each(|link| link.anywhere().hash(&mut hasher));
            of_text(&linked.texts[language], &mut hasher);
        }
    }
    hasher.finish()
}

/// What addresses and complaints of them are made from.
fn of_document(document: &Document, hasher: &mut FxHasher) {
    (document.file, document.title_span, &document.meta.aliases, document.has_code()).hash(hasher);
    document.meta.origin.is_some().hash(hasher);
    document.blocks.len().hash(hasher);
}

fn of_text(text: &LinkedText, hasher: &mut FxHasher) {
    text.touched.hash(hasher);
    for told in &text.tellings {
        (told.unit, told.event).hash(hasher);
    }
    for citation in &text.citations.all {
        (citation.unit, &citation.publications).hash(hasher);
    }
    for note in &text.notes {
        (&note.id, &note.shape, &note.targets).hash(hasher);
    }
}
