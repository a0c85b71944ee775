//! Notes beside the passages they are on, and their marks in the text.

use std::ops::Range;

use crate::link::route::encode_fragment;
use crate::link::site::{Place, PlacedNote, Site};

use super::commentary::sign;
use super::frame::Frame;
use super::html::{Mark, Role, Writer};
use super::page::writer;
use super::view::{LinkView, NoteView};

/// The marks of a block: words that notes are on.
pub fn marks(frame: &Frame<'_>, notes: &[PlacedNote], (language, block): (usize, usize), place: Place) -> Vec<Mark> {
    let mut marks = Vec::new();
    for note in notes {
        for target in &note.targets {
            let Some(words) = &target.words else { continue };
            if (words.language, words.block) == (language, block) && target.place == place {
                let range: Range<usize> = words.range.clone();
                marks.push(Mark {
                    range,
                    number: note.commentator + 1,
                    sign: sign(note.commentator),
                    href: format!("#{}", encode_fragment(&note_id(frame.site, note))),
                    label: note_label(frame, note),
                });
            }
        }
    }
    marks
}

/// Element id of a note on the page of the text: the commentator's number, for names of files may repeat and hold spaces,
/// and the note's id.
pub fn note_id(site: &Site, note: &PlacedNote) -> String {
    let id = &site.works[note.commentary].texts[note.language].notes[note.note].id;
    format!("note.{}.{id}", note.commentator + 1)
}

fn note_label(frame: &Frame<'_>, note: &PlacedNote) -> String {
    let name = commentator_name(frame, note.commentary);
    frame.word("note_mark", &[("mark", &sign(note.commentator)), ("name", &name)])
}

/// The commentators' names, else the commentary's title.
pub fn commentator_name(frame: &Frame<'_>, commentary: usize) -> String {
    let authors = &frame.site.works[commentary].authors;
    if authors.is_empty() { frame.title_of(commentary) } else { frame.names(authors) }
}

/// The notes beside a passage: whole at the first passage they are on, at the others by name with the way there.
pub fn notes_at(frame: &Frame<'_>, notes: &[PlacedNote], place: Place, page: &mut Writer<'_>) -> Vec<NoteView> {
    let mut views = Vec::new();
    for note in notes {
        let mut places: Vec<Place> = Vec::new();
        for target in &note.targets {
            if !places.contains(&target.place) {
                places.push(target.place);
            }
        }
        let Some(at) = places.iter().position(|other| *other == place) else { continue };
        let mut view = note_view(frame, note, &places);
        view.whole = note.targets.iter().all(|target| target.place != place || target.words.is_none());
        if at == 0 {
            view.html = note_body(frame, note, page);
        } else {
            let label = frame.site.unit(places[0]).number.clone();
            let href = format!("#{}", encode_fragment(&view.id));
            view.elsewhere = Some(LinkView { label, href, lang: None, current: false });
            view.id = format!("{}.{}", view.id, at + 1);
            view.backs.retain(|back| back.href.strip_prefix('#') == Some(frame.site.unit(place).id.as_str()));
        }
        views.push(view);
    }
    views
}

/// A note without its text.
fn note_view(frame: &Frame<'_>, note: &PlacedNote, places: &[Place]) -> NoteView {
    let name = commentator_name(frame, note.commentary);
    let page = frame.addresses.text(note.commentary, frame.language).unwrap_or_default();
    let anchored = &frame.site.works[note.commentary].texts[note.language].notes[note.note];
    let back = |place: &Place| {
        let unit = frame.site.unit(*place);
        LinkView {
            label: unit.number.clone(),
            href: format!("#{}", encode_fragment(&unit.id)),
            lang: None,
            current: false,
        }
    };
    NoteView {
        id: note_id(frame.site, note),
        mark: sign(note.commentator),
        number: note.commentator + 1,
        label: frame.word("note_by", &[("name", &name)]),
        name,
        language: frame.language_view(note.language),
        html: String::new(),
        elsewhere: None,
        backs: places.iter().map(back).collect(),
        href: format!("{page}#{}", encode_fragment(&anchored.id)),
        whole: false,
    }
}

/// The text of a note, as its commentary has it.
fn note_body(frame: &Frame<'_>, note: &PlacedNote, page: &mut Writer<'_>) -> String {
    let commentary = &frame.site.works[note.commentary];
    let Some(document) = commentary.work.document(note.language) else { return String::new() };
    let anchored = &commentary.texts[note.language].notes[note.note];
    let mut writer = writer(frame, note.commentary, document, Role::Borrowed);
    let html = anchored.shape.body.clone().map(|block| writer.block(block, &[])).collect();
    page.terms.extend(&writer.terms);
    page.has_code |= writer.has_code;
    page.has_chart |= writer.has_chart;
    html
}
