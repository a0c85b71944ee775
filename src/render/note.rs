//! Notes beside the passages they are on, and their marks in the text.

use std::collections::{BTreeMap, BTreeSet};

use crate::link::route::encode_fragment;
use crate::link::seen::Seen;
use crate::link::site::{Place, PlacedNote};

use super::commentary::sign;
use super::frame::Frame;
use super::html::{Mark, Role, Writer};
use super::page::writer;
use super::view::{LinkView, NoteMarkView, NoteView};

/// A note on a unit, and which of its commentary's notes on that unit it is.
#[derive(Clone, Copy)]
pub struct NoteHere<'n> {
    note: &'n PlacedNote,
    /// 1-based; `None` where its commentary has no other note on the unit.
    nth: Option<usize>,
}

/// The notes on each unit of a work, by the unit's index.
pub fn by_unit(notes: &[PlacedNote]) -> BTreeMap<usize, Vec<NoteHere<'_>>> {
    let mut by_unit: BTreeMap<usize, Vec<NoteHere<'_>>> = BTreeMap::new();
    for note in notes {
        let units: BTreeSet<usize> = note.targets.iter().map(|target| target.place.unit).collect();
        for unit in units {
            by_unit.entry(unit).or_default().push(NoteHere { note, nth: None });
        }
    }
    // They come commentary by commentary.
    for of_commentary in by_unit.values_mut().flat_map(|here| {
        here.chunk_by_mut(|a, b| a.note.commentator == b.note.commentator).filter(|notes| notes.len() > 1)
    }) {
        of_commentary.iter_mut().enumerate().for_each(|(at, here)| here.nth = Some(at + 1));
    }
    by_unit
}

/// The marks of a block: words that notes are on.
pub fn marks(frame: &Frame<'_>, notes: &[NoteHere<'_>], (language, block): (usize, usize), place: Place) -> Vec<Mark> {
    let mut marks = Vec::new();
    for NoteHere { note, nth } in notes {
        for target in &note.targets {
            let Some(words) = &target.words else { continue };
            if (words.language, words.block) == (language, block) && target.place == place {
                let name = commentator_name(frame, note.commentary);
                let label = frame.word("note_mark", &[("mark", &sign(note.commentator)), ("name", &name)]);
                marks.push(Mark {
                    range: words.range.clone(),
                    number: note.commentator + 1,
                    sign: sign(note.commentator),
                    href: format!("#{}", encode_fragment(&note_id(frame.site, note))),
                    label: numbered(frame, label, *nth),
                });
            }
        }
    }
    marks
}

/// The marks of the notes on a unit, on a page that does not show these.
pub fn marks_at(frame: &Frame<'_>, notes: &[NoteHere<'_>], place: Place) -> Vec<NoteMarkView> {
    let Some(page) = frame.addresses.text(place.work, frame.language) else { return Vec::new() };
    let mark = |NoteHere { note, nth }: &NoteHere<'_>| {
        let name = commentator_name(frame, note.commentary);
        NoteMarkView {
            mark: sign(note.commentator),
            number: note.commentator + 1,
            label: numbered(frame, frame.word("note_by", &[("name", &name)]), *nth),
            href: format!("{page}#{}", encode_fragment(&note_id(frame.site, note))),
        }
    };
    notes.iter().map(mark).collect()
}

/// A label that tells one note from the others that its commentary has on the passage.
fn numbered(frame: &Frame<'_>, label: String, nth: Option<usize>) -> String {
    match nth {
        Some(nth) => frame.word("note_nth", &[("label", &label), ("n", &nth.to_string())]),
        None => label,
    }
}

/// Element id of a note on the page of the text: the commentator's number, for names of files may repeat and hold spaces,
/// and the note's id.
pub fn note_id(site: Seen<'_>, note: &PlacedNote) -> String {
    format!("note.{}.{}", note.commentator + 1, site.note_id(note))
}

/// The commentators' names, else the commentary's title.
pub fn commentator_name(frame: &Frame<'_>, commentary: usize) -> String {
    let authors = frame.site.face(commentary).authors();
    if authors.is_empty() { frame.title_of(commentary) } else { frame.names(authors) }
}

/// The notes beside a passage: whole at the first passage they are on, at the others by name with the way there.
pub fn notes_at(frame: &Frame<'_>, notes: &[NoteHere<'_>], place: Place, page: &mut Writer<'_>) -> Vec<NoteView> {
    let mut views = Vec::new();
    for here in notes {
        let note = here.note;
        let mut places: Vec<Place> = Vec::new();
        for target in &note.targets {
            if !places.contains(&target.place) {
                places.push(target.place);
            }
        }
        let Some(at) = places.iter().position(|other| *other == place) else { continue };
        let mut view = note_view(frame, *here, &places);
        view.whole = note.targets.iter().all(|target| target.place != place || target.words.is_none());
        if at == 0 {
            let body = note_body(frame, note);
            view.html = body.html;
            page.terms.extend(body.terms);
            page.has_code |= body.has_code;
            page.has_chart |= body.has_chart;
        } else {
            let label = frame.site.unit(places[0]).number.to_string();
            let href = format!("#{}", encode_fragment(&view.id));
            view.elsewhere = Some(LinkView { label, href, lang: None, current: false });
            view.id = format!("{}.{}", view.id, at + 1);
            view.backs.retain(|back| back.href.strip_prefix('#') == Some(frame.site.unit_id(place)));
        }
        views.push(view);
    }
    views
}

/// A note without its text.
fn note_view(frame: &Frame<'_>, NoteHere { note, nth }: NoteHere<'_>, places: &[Place]) -> NoteView {
    let name = commentator_name(frame, note.commentary);
    let page = frame.addresses.text(note.commentary, frame.language).unwrap_or_default();
    let back = |place: &Place| {
        let unit = frame.site.unit(*place);
        LinkView {
            label: unit.number.to_string(),
            href: format!("#{}", encode_fragment(&unit.id)),
            lang: None,
            current: false,
        }
    };
    NoteView {
        id: note_id(frame.site, note),
        mark: sign(note.commentator),
        number: note.commentator + 1,
        label: numbered(frame, frame.word("note_by", &[("name", &name)]), nth),
        people: frame.persons(frame.site.face(note.commentary).authors()),
        name,
        language: frame.language_view(note.language),
        html: String::new(),
        elsewhere: None,
        backs: places.iter().map(back).collect(),
        href: format!("{page}#{}", encode_fragment(frame.site.note_id(note))),
        whole: false,
        repeated: nth.is_some_and(|nth| nth > 1),
    }
}

/// The text of a note as HTML, and what the page that shows it has to have.
pub struct Body {
    /// Its blocks.
    pub html: String,
    /// The terms that it links.
    pub terms: BTreeSet<usize>,
    /// Whether it holds code in color.
    pub has_code: bool,
    /// Whether any chart was drawn in it.
    pub has_chart: bool,
}

/// The text of a note, as its commentary has it.
pub fn note_body(frame: &Frame<'_>, note: &PlacedNote) -> Body {
    let commentary = frame.site.whole(note.commentary);
    let Some(document) = commentary.work.document(note.language) else {
        return Body { html: String::new(), terms: BTreeSet::new(), has_code: false, has_chart: false };
    };
    let anchored = &commentary.texts[note.language].notes[note.note];
    let mut writer = writer(frame, note.commentary, document, Role::Borrowed);
    let html = anchored.shape.body.clone().map(|block| writer.block(block, &[])).collect();
    Body { html, terms: writer.terms, has_code: writer.has_code, has_chart: writer.has_chart }
}
