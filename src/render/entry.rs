//! One entry of a register in full: what it means, and everything on the site that has to do with it.

use crate::link::route::{Route, encode_fragment};
use crate::link::seen::Uses;
use crate::link::site::{Place, PlacedNote};
use crate::parse::config::Language;

use super::frame::Frame;
use super::glossary::further_labels;
use super::note::{commentator_name, note_id};
use super::view::{DetailsView, LinkView, SectionUsesView, ToldView, UsesView, WorkUsesView};

/// A list of passages beyond this length waits to be asked for.
const MAX_OPEN: usize = 12;

/// All that is shown of an entry where it stands in full.
pub fn details(frame: &Frame<'_>, at: usize) -> DetailsView {
    let term = frame.site.term(at);
    let language = frame.language;
    let reading = term.reading.get(language).map(|reading| reading.value.clone());
    let found = frame.site.uses(at, language);
    let (commentaries, works) = written(frame, at);
    DetailsView {
        // A Latin name is its own reading; saying it twice tells nobody anything.
        reading: reading.filter(|reading| reading.to_lowercase() != term.label(language).to_lowercase()),
        admitted: further_labels(frame, at, |labels| &labels.admitted),
        deprecated: further_labels(frame, at, |labels| &labels.deprecated),
        links: other_languages(frame, at),
        affiliation: term.affiliation.get_or_first(language).map(|text| text.value.clone()),
        definition: term.definition.text(language).to_owned(),
        definition_lang: frame.lang_of(&term.definition),
        source: term.source.get_or_first(language).map(|text| text.value.clone()),
        related: related(frame, at),
        works,
        commentaries,
        comments: frame.link(frame.word("comments", &[]), Route::Commentator { person: at, language }),
        events: events(frame, &found),
        notes: notes(frame, &found),
        uses: uses(frame, &found.places),
    }
}

fn other_languages(frame: &Frame<'_>, at: usize) -> Vec<LinkView> {
    let languages = frame.settings.languages().iter().enumerate().filter(|(language, _)| *language != frame.language);
    let link = |(language, settings): (usize, &Language)| {
        Some(LinkView {
            label: settings.name.clone(),
            href: frame.addresses.term_in(at, language)?,
            lang: Some(settings.tag.as_str().to_owned()),
            current: false,
        })
    };
    languages.filter_map(link).collect()
}

fn related(frame: &Frame<'_>, at: usize) -> Vec<LinkView> {
    let link = |&other: &usize| {
        let term = frame.site.name(other);
        let href = frame.addresses.term(other)?;
        Some(LinkView {
            label: term.label(frame.language).to_owned(),
            href,
            lang: frame.lang_of(term.labels()),
            current: false,
        })
    };
    frame.site.related(at).iter().filter_map(link).collect()
}

/// The commentaries that a person wrote, with the page of all their comments, and the texts.
fn written(frame: &Frame<'_>, at: usize) -> (Vec<LinkView>, Vec<LinkView>) {
    let written = frame.site.written(at);
    let is_commentary = |work: &&usize| frame.site.face(**work).annotates().is_some();
    let (commentaries, works): (Vec<&usize>, Vec<&usize>) = written.iter().partition(is_commentary);
    let links = |works: Vec<&usize>| works.into_iter().filter_map(|&work| frame.link_to(work)).collect::<Vec<_>>();
    let comments = frame.addresses.page(Route::Commentator { person: at, language: frame.language });
    let comments =
        comments.map(|href| LinkView { label: frame.word("all_comments", &[]), href, lang: None, current: false });
    (links(commentaries).into_iter().chain(comments).collect(), links(works))
}

/// The events that its passages tell, in chronological order.
fn events(frame: &Frame<'_>, found: &Uses) -> Vec<ToldView> {
    let told = |&at: &usize| {
        let event = frame.site.event(at);
        Some(ToldView {
            date: frame.date(&event.date.value),
            title: event.title.text(frame.language).to_owned(),
            lang: frame.lang_of(&event.title),
            href: frame.addresses.event(at)?,
        })
    };
    found.events.iter().filter_map(told).collect()
}

/// The notes on the words of the term, or on a whole passage that mentions it.
fn notes(frame: &Frame<'_>, found: &Uses) -> Vec<LinkView> {
    let link = |&(place, number): &(Place, usize)| {
        let note = frame.site.notes(place.work, frame.language).get(number)?;
        note_link(frame, place, note)
    };
    found.notes.iter().filter_map(link).collect()
}

fn note_link(frame: &Frame<'_>, place: Place, note: &PlacedNote) -> Option<LinkView> {
    let page = frame.addresses.text(place.work, frame.language)?;
    let name = commentator_name(frame, note.commentary);
    Some(LinkView {
        label: format!("{name} {}", frame.passage_label(place)).trim_end().to_owned(),
        href: format!("{page}#{}", encode_fragment(&note_id(frame.site, note))),
        lang: None,
        current: false,
    })
}

/// The passages by work and section, in reading order.
fn uses(frame: &Frame<'_>, places: &[Place]) -> Option<UsesView> {
    let mut works: Vec<WorkUsesView> = Vec::new();
    let mut last: Option<(usize, Option<Place>)> = None;
    let mut is_named = false;
    for &place in places {
        let Some(passage) = passage(frame, place) else { continue };
        is_named |= !frame.is_only_text(place.work);
        let heading = frame.site.heading_of(place);
        if last.is_none_or(|(work, _)| work != place.work) {
            let Some(link) = frame.link_to(place.work) else { continue };
            works.push(WorkUsesView { link, count: 0, sections: Vec::new() });
        }
        let Some(work) = works.last_mut() else { continue };
        if last != Some((place.work, heading)) {
            work.sections.push(SectionUsesView { heading: heading_link(frame, heading), passages: Vec::new() });
        }
        last = Some((place.work, heading));
        work.count += 1;
        work.sections.last_mut()?.passages.push(passage);
    }
    let count: usize = works.iter().map(|work| work.count).sum();
    let summary = frame.word("uses_count", &[("n", &count.to_string())]);
    (count > 0).then_some(UsesView { count, summary, is_long: count > MAX_OPEN, is_named, works })
}

/// A passage by its number.
fn passage(frame: &Frame<'_>, place: Place) -> Option<LinkView> {
    let number = &frame.site.unit(place).number;
    let label = if number.is_empty() { frame.word("other_passage", &[]) } else { number.to_string() };
    Some(LinkView { label, href: frame.addresses.passage(place, frame.language)?, lang: None, current: false })
}

/// The heading of a section by its number and words, in the language in which the page has it.
fn heading_link(frame: &Frame<'_>, heading: Option<Place>) -> Option<LinkView> {
    let heading = heading?;
    let language = frame.site.shown(heading, frame.language)?;
    let outline = frame.site.outline(heading.work);
    let words = outline.opening(heading.unit, language)?;
    let label = format!("{} {}", outline.unit(heading.unit).number, words.trim_end()).trim_start().to_owned();
    Some(LinkView {
        label,
        href: frame.addresses.passage(heading, frame.language)?,
        lang: frame.foreign(language),
        current: false,
    })
}
