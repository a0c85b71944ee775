//! The timeline: events in chronological order, and its two drawings.

mod list;

use std::collections::BTreeSet;

use crate::link::route::{Data, EventFile, Route, encode_fragment};
use crate::link::site::{Generated, Telling};

use super::drawing::Drawing;
use super::frame::Frame;
use super::view::{EventCounterpartView, EventView, KindView, LinkView, PageView, TimelineView};

/// ●, ■…: kinds are told by shape as well as by color; a ninth kind begins again.
const SHAPES: [&str; 8] = ["●", "■", "▲", "◆", "▼", "★", "✚", "⬟"];

/// The style sheet filters by so many kinds; the seventeenth goes with the first.
const FILTERS: usize = 16;

/// The timeline in the page's language.
pub fn timeline(frame: &Frame<'_>) -> (PageView, TimelineView) {
    let all = kinds(frame);
    let kinds: Vec<KindView> = all.iter().filter(|kind| kind.count > 0).cloned().collect();
    let events: Vec<EventView> = (0..frame.site.events().len()).map(|at| view(frame, at, &all)).collect();
    let years = list::years(frame);
    let headings: BTreeSet<&str> = years.iter().flat_map(list::Year::ids).collect();
    let parts = list::parts(&years, events.len());
    let drawing = Drawing::new(frame, &kinds, (&events, &parts), &headings);
    let (wide_svg, tall_svg) = drawing.draw();
    let view = TimelineView {
        wide_svg,
        tall_svg,
        has_forecasts: events.iter().any(|event| event.forecast),
        has_soft: drawing.has_soft(),
        count: events.len(),
        span: span(&events),
        years: list::views(&years, events),
        kinds,
        exports: exports(frame),
    };
    (frame.view("timeline", frame.word("timeline", &[]), frame.word("timeline_lead", &[])), view)
}

/// The timeline for other programs.
fn exports(frame: &Frame<'_>) -> Vec<LinkView> {
    let files = [
        (EventFile::Calendar(frame.language), "iCalendar"),
        (EventFile::Table(frame.language), "CSV"),
        (EventFile::Json, "JSON"),
    ];
    let link = |(file, label): (EventFile, &str)| {
        let href = frame.addresses.page(Route::Data(Data::Events(file)))?;
        Some(LinkView { label: label.to_owned(), href, lang: None, current: false })
    };
    files.into_iter().filter_map(link).collect()
}

/// The kinds, numbered as site.yaml lists them.
fn kinds(frame: &Frame<'_>) -> Vec<KindView> {
    let mut kinds: Vec<KindView> = (frame.site.kinds().iter().enumerate())
        .map(|(at, kind)| KindView {
            number: at % SHAPES.len() + 1,
            filter: at % FILTERS + 1,
            name: kind.name.clone(),
            label: kind.label.text(frame.language).to_owned(),
            shape: SHAPES[at % SHAPES.len()].to_owned(),
            count: 0,
        })
        .collect();
    for event in frame.site.events() {
        kinds[event.kind].count += 1;
    }
    kinds
}

/// The first and the last year, if they are two.
fn span(events: &[EventView]) -> Option<(i64, i64)> {
    let years = || events.iter().flat_map(|event| [event.from, event.to]).flatten();
    years().min().zip(years().max()).filter(|(first, last)| first < last)
}

fn view(frame: &Frame<'_>, at: usize, kinds: &[KindView]) -> EventView {
    let event = &frame.site.events()[at];
    let date = &event.date.value;
    EventView {
        id: event.id.value.clone(),
        date: frame.date(date),
        datetime: date.iso(),
        from: date.bounds().earliest.map(|day| day.year()),
        to: date.bounds().latest.map(|day| day.year()),
        kind: kinds[event.kind].clone(),
        forecast: event.forecast,
        title: event.title.text(frame.language).to_owned(),
        lang: frame.lang_of(&event.title),
        passages: passages(frame, at, frame.language),
        counterparts: counterparts(frame, at),
    }
}

/// The passages that tell an event on the pages of a language.
fn passages(frame: &Frame<'_>, event: usize, language: usize) -> Vec<LinkView> {
    let is_shown = |telling: &&Telling| {
        frame.site.shown(telling.place, language).is_some_and(|shown| telling.languages.contains(&shown))
    };
    let tellings = frame.site.tellings(event).iter().filter(is_shown);
    let link = |telling: &Telling| {
        let href = frame.addresses.passage(telling.place, language)?;
        Some(LinkView { label: frame.passage_label(telling.place), href, lang: None, current: false })
    };
    tellings.filter_map(link).collect()
}

fn counterparts(frame: &Frame<'_>, event: usize) -> Vec<EventCounterpartView> {
    let languages = frame.settings.languages().iter().enumerate().filter(|(language, _)| *language != frame.language);
    languages
        .filter_map(|(language, settings)| {
            let href = frame.addresses.page(Route::Generated(Generated::Timeline, language))?;
            let fragment = encode_fragment(frame.site.event_id(event));
            let tag = settings.tag.as_str().to_owned();
            Some(EventCounterpartView {
                link: LinkView {
                    label: settings.name.clone(),
                    href: format!("{href}#{fragment}"),
                    lang: Some(tag),
                    current: false,
                },
                passages: passages(frame, event, language),
            })
        })
        .collect()
}
