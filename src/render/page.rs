//! Texts: chapters and the front pages of the languages.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::align::fragment::{Anchors, Shown};
use crate::align::unit::Unit;
use crate::link::route::{Route, encode_fragment};
use crate::link::site::{Linked, Place, PlacedNote, Site};
use crate::parse::document::{BlockKind, Document, visible_text};

use super::commentary::{commentary_views, sign};
use super::frame::Frame;
use super::html::{Mark, Role, Writer, attribute};
use super::view::{
    ContentsView, ErratumView, HeadView, LinkView, NoteView, OriginView, PageView, TextView, UnitView, WorkView,
};

/// A chapter, or a front page with a document of its own.
pub fn text(frame: &Frame<'_>, work: usize, language: usize) -> Option<(PageView, TextView)> {
    let site = frame.site;
    let linked = &site.works[work];
    let document = linked.work.document(language)?;
    let mut writer = writer(frame, work, document, Role::Own);
    let mut anchors = linked.work.anchors(Shown::Text(language));
    let units = units(frame, linked, &mut anchors, &mut writer);
    let (previous, next) = neighbours(frame, work);
    let is_front = matches!(frame.route, Route::Front(_));
    let view = TextView {
        head: head(frame, linked, document, &anchors.head),
        contents: contents(&linked.work.units, document, language)
            .into_iter()
            .chain(commentary_contents(frame, work))
            .collect(),
        footnotes_html: writer.footnotes(&frame.word("footnote_back", &[])),
        commentaries: commentary_views(frame, work),
        works: if is_front { works(frame) } else { Vec::new() },
        units,
        previous,
        next,
    };
    let kind = if is_front { "front" } else { "chapter" };
    let mut page = frame.view(kind, document.plain_title(), document.meta.plain_summary().unwrap_or_default());
    page.definitions = frame.definitions(&writer.terms);
    page.has_code = writer.has_code;
    Some((page, view))
}

/// The front page of a language that has no document for it.
pub fn bare_front(frame: &Frame<'_>) -> (PageView, TextView) {
    let title = frame.site.config.title.text(frame.language).to_owned();
    let description = frame.site.config.description.text(frame.language).to_owned();
    let mut title_html = String::new();
    super::html::escape(&mut title_html, &title);
    let head = HeadView {
        kicker: None,
        title_html,
        authors: Vec::new(),
        summary: Some(description.clone()).filter(|text| !text.is_empty()),
        date: None,
        revised: None,
        minutes: 1,
        origin: None,
        errata: Vec::new(),
    };
    let view = TextView {
        head,
        contents: Vec::new(),
        units: Vec::new(),
        footnotes_html: String::new(),
        commentaries: Vec::new(),
        works: works(frame),
        previous: None,
        next: None,
    };
    (frame.view("front", title, description), view)
}

/// A writer for a document on this page.
pub fn writer<'a>(frame: &Frame<'a>, work: usize, document: &'a Document, role: Role) -> Writer<'a> {
    Writer {
        site: frame.site,
        addresses: frame.addresses,
        work,
        document,
        text: &frame.site.works[work].texts[document.language],
        role,
        terms: BTreeSet::new(),
        has_code: false,
        referred: BTreeSet::new(),
    }
}

/// The head of a document's page. `anchors` are ids of the work for which the page has no other place.
pub fn head(frame: &Frame<'_>, linked: &Linked, document: &Document, anchors: &[String]) -> HeadView {
    let meta = &document.meta;
    let work = frame.work();
    let kicker = linked.annotates.and_then(|target| {
        let label = frame.title_of(target);
        Some(LinkView { label, href: frame.addresses.text(target, document.language)?, lang: None, current: false })
    });
    let date = |date: &crate::base::date::Date| date.display(frame.tag());
    let mut titles = writer(frame, work.or(frame.site.front()).unwrap_or_default(), document, Role::Borrowed);
    let mut title_html = String::new();
    for anchor in anchors {
        title_html.push_str("<span");
        attribute(&mut title_html, "id", anchor);
        title_html.push_str("></span>");
    }
    title_html.push_str(&titles.inlines(&document.title));
    HeadView {
        kicker,
        title_html,
        authors: frame.persons(&linked.authors),
        summary: meta.plain_summary(),
        date: meta.date.as_ref().map(|day| date(&day.value)),
        revised: meta.revised.as_ref().map(|day| date(&day.value)),
        minutes: minutes(document),
        origin: meta.origin.as_ref().map(|origin| OriginView {
            title: origin.title.value.clone(),
            author: origin.author.clone(),
            url: origin.url.clone(),
            license: origin.license.clone(),
            note: origin.note.as_ref().map(|note| note.value.clone()),
        }),
        errata: errata(frame, linked, document),
    }
}

fn errata(frame: &Frame<'_>, linked: &Linked, document: &Document) -> Vec<ErratumView> {
    let unit = |id: &str| {
        let unit = &linked.work.units[linked.work.fragments.get(id)?.unit];
        let label = if unit.number.is_empty() { id.to_owned() } else { unit.number.clone() };
        Some(LinkView { label, href: format!("#{}", encode_fragment(id)), lang: None, current: false })
    };
    let errata = document.meta.errata.iter();
    errata
        .map(|erratum| ErratumView {
            date: erratum.date.value.display(frame.tag()),
            unit: erratum.unit.as_ref().and_then(|id| unit(&id.value)),
            text: erratum.text.clone(),
        })
        .collect()
}

/// Minutes of reading: 500 characters of Han and kana a minute, 230 words of other scripts.
fn minutes(document: &Document) -> usize {
    const WIDE_A_MINUTE: usize = 500;
    const WORDS_A_MINUTE: usize = 230;
    let (mut wide, mut words) = (0, 0);
    for block in &document.blocks {
        let text = block.visible_text();
        wide += text.chars().filter(|&c| crate::parse::line_break::east_asian_wide(c)).count();
        words += text.split_whitespace().filter(|word| word.chars().any(|c| c.is_ascii_alphabetic())).count();
    }
    (wide.div_ceil(WIDE_A_MINUTE) + words / WORDS_A_MINUTE).max(1)
}

/// The headings of a text. Wholly unnumbered ones (only in a translation) are listed without a number.
pub fn contents(units: &[Unit], document: &Document, language: usize) -> Vec<ContentsView> {
    let highest =
        units.iter().filter(|unit| unit.level > 0 && unit.is_in(language)).map(|unit| unit.level).min().unwrap_or(2);
    let heading = |unit: &Unit| {
        let BlockKind::Heading(level, inlines) = &document.blocks[*unit.blocks(language).first()?].kind else {
            return None;
        };
        Some(ContentsView {
            number: unit.number.clone(),
            label: visible_text(inlines),
            href: format!("#{}", encode_fragment(&unit.id)),
            depth: usize::from(level.saturating_sub(highest)) + 1,
        })
    };
    units.iter().filter_map(heading).filter(|entry| entry.depth <= 2).collect()
}

/// The commentaries on a work, to follow its headings in the contents.
fn commentary_contents(frame: &Frame<'_>, work: usize) -> impl Iterator<Item = ContentsView> {
    let label = |name: &str| frame.word("note_by", &[("name", name)]);
    let commentaries = commentary_views(frame, work).into_iter();
    commentaries
        .map(|commentary| ContentsView {
            number: commentary.mark,
            label: label(&commentary.name),
            href: commentary.href,
            depth: 1,
        })
        .collect::<Vec<_>>()
        .into_iter()
}

fn units(frame: &Frame<'_>, linked: &Linked, anchors: &mut Anchors, writer: &mut Writer<'_>) -> Vec<UnitView> {
    let (work, language) = (writer.work, writer.document.language);
    let notes = &linked.notes[language];
    let mut views = Vec::new();
    for (at, unit) in linked.work.units.iter().enumerate() {
        if !unit.is_in(language) {
            continue;
        }
        let place = Place { work, unit: at };
        let mut html = String::new();
        for &block in unit.blocks(language) {
            let marks = marks(frame, notes, block, place);
            html.push_str(&writer.block(block, &marks));
        }
        let mut view = unit_view(frame, work, at, html);
        view.anchors = std::mem::take(&mut anchors.units[at]);
        view.notes = notes_at(frame, notes, place, writer);
        views.push(view);
    }
    views
}

/// A passage in the language of the page, without further ids and notes.
pub fn unit_view(frame: &Frame<'_>, work: usize, at: usize, html: String) -> UnitView {
    let unit = &frame.site.works[work].work.units[at];
    UnitView {
        id: unit.id.clone(),
        anchors: Vec::new(),
        kind: unit.kind,
        level: usize::from(unit.level),
        number: unit.number.clone(),
        number_label: number_label(frame, unit),
        html,
        counterparts: counterparts(frame, Place { work, unit: at }),
        notes: Vec::new(),
    }
}

/// The accessible name of a passage's own link.
pub fn number_label(frame: &Frame<'_>, unit: &Unit) -> String {
    let key = match (unit.number.is_empty(), unit.level) {
        (true, _) => "passage_link",
        (false, 0) => "unit_link",
        (false, _) => "section_link",
    };
    frame.word(key, &[("number", &unit.number)])
}

/// The same passage in the other languages and beside them.
fn counterparts(frame: &Frame<'_>, place: Place) -> Vec<LinkView> {
    let site = frame.site;
    let unit = site.unit(place);
    let fragment = encode_fragment(&unit.id);
    let mut links = Vec::new();
    for (language, settings) in site.config.languages.iter().enumerate() {
        if language == frame.language || !unit.is_in(language) {
            continue;
        }
        if let Some(href) = frame.addresses.passage(place, language) {
            links.push(LinkView {
                label: settings.name.clone(),
                href,
                lang: Some(settings.tag.as_str().to_owned()),
                current: false,
            });
        }
        let parallel = Route::Parallel { work: place.work, language: frame.language, other: language };
        if let Some(href) = frame.addresses.page(parallel) {
            let label = frame.word("parallel", &[]);
            links.push(LinkView { label, href: format!("{href}#{fragment}"), lang: None, current: false });
        }
    }
    links
}

/// The marks of a block: words that notes are on.
fn marks(frame: &Frame<'_>, notes: &[PlacedNote], block: usize, place: Place) -> Vec<Mark> {
    let mut marks = Vec::new();
    for note in notes {
        for target in &note.targets {
            let Some(words) = &target.words else { continue };
            if (words.language, words.block) == (frame.language, block) && target.place == place {
                let range: Range<usize> = words.range.clone();
                marks.push(Mark {
                    range,
                    number: note.commentator + 1,
                    sign: sign(note.commentator),
                    href: format!("#{}", encode_fragment(&note_id(frame.site, note, frame.language))),
                    label: note_label(frame, note),
                });
            }
        }
    }
    marks
}

/// Element id of a note on the page of the text: the commentator's number, for names of files may repeat and hold spaces,
/// and the note's id.
pub fn note_id(site: &Site, note: &PlacedNote, language: usize) -> String {
    let id = &site.works[note.commentary].texts[language].notes[note.note].id;
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
fn notes_at(frame: &Frame<'_>, notes: &[PlacedNote], place: Place, page: &mut Writer<'_>) -> Vec<NoteView> {
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
    let anchored = &frame.site.works[note.commentary].texts[frame.language].notes[note.note];
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
        id: note_id(frame.site, note, frame.language),
        mark: sign(note.commentator),
        number: note.commentator + 1,
        label: frame.word("note_by", &[("name", &name)]),
        name,
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
    let Some(document) = commentary.work.document(frame.language) else { return String::new() };
    let anchored = &commentary.texts[frame.language].notes[note.note];
    let mut writer = writer(frame, note.commentary, document, Role::Borrowed);
    let html = anchored.shape.body.clone().map(|block| writer.block(block, &[])).collect();
    page.terms.extend(&writer.terms);
    page.has_code |= writer.has_code;
    html
}

/// Previous and next in the reading order; commentaries follow their text.
pub fn neighbours(frame: &Frame<'_>, work: usize) -> (Option<LinkView>, Option<LinkView>) {
    let site = frame.site;
    let Some(at) = site.sequence.iter().position(|&other| other == work) else { return (None, None) };
    let is_readable = |work: &&usize| site.document(**work, frame.language).is_some();
    let link = |work: Option<&usize>| {
        let work = *work?;
        Some(LinkView {
            label: frame.title_of(work),
            href: frame.addresses.text(work, frame.language)?,
            lang: None,
            current: false,
        })
    };
    (link(site.sequence[..at].iter().rev().find(is_readable)), link(site.sequence[at + 1..].iter().find(is_readable)))
}

/// The works of the site, for the front page.
fn works(frame: &Frame<'_>) -> Vec<WorkView> {
    let view = |&work: &usize| {
        let document = frame.site.document(work, frame.language)?;
        let parallel = (0..frame.site.config.languages.len()).filter_map(|other| {
            let href = frame.addresses.page(Route::Parallel { work, language: frame.language, other })?;
            let label = format!("{} {}", frame.word("parallel", &[]), frame.site.config.languages[other].name);
            Some(LinkView { label, href, lang: None, current: false })
        });
        Some(WorkView {
            link: LinkView {
                label: document.plain_title(),
                href: frame.addresses.text(work, frame.language)?,
                lang: None,
                current: false,
            },
            summary: document.meta.plain_summary(),
            authors: frame.persons(&frame.site.works[work].authors),
            commentaries: commentary_views(frame, work),
            parallel: parallel.collect(),
        })
    };
    frame.site.order.iter().filter_map(view).collect()
}
