//! The timeline: events in chronological order, and its two drawings.

use crate::link::route::{Data, EventFile, Route, encode_fragment};
use crate::link::site::{Generated, Telling};

use super::drawing;
use super::frame::Frame;
use super::view::{EventView, KindView, LinkView, PageView, TimelineView, YearView};

/// ●, ■…: kinds are told by shape as well as by color; a ninth kind begins again.
const SHAPES: [&str; 8] = ["●", "■", "▲", "◆", "▼", "★", "✚", "⬟"];

/// The timeline in the page's language.
pub fn timeline(frame: &Frame<'_>) -> (PageView, TimelineView) {
    let kinds = kinds(frame);
    let mut years: Vec<YearView> = Vec::new();
    for (at, event) in frame.site.events.iter().enumerate() {
        let Some(kind) = kinds.iter().find(|kind| kind.name == frame.site.config.kinds[event.kind].name) else {
            continue;
        };
        let label = event.date.value.year().map_or_else(|| "…".to_owned(), |year| year.to_string());
        let event = view(frame, at, kind.clone());
        // An event without a beginning stands first and under the year of its end, which may come again.
        match years.iter_mut().find(|year| year.label == label) {
            Some(year) => year.events.push(event),
            None => {
                let id = format!("year.{}", label.replace('…', "unknown"));
                years.push(YearView { label, id, events: vec![event] });
            }
        }
    }
    let view = TimelineView {
        wide_svg: drawing::wide(frame, &kinds),
        tall_svg: drawing::tall(frame, &kinds),
        has_forecasts: frame.site.events.iter().any(|event| event.forecast),
        kinds,
        years,
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

/// The kinds that occur, numbered as site.yaml lists them.
fn kinds(frame: &Frame<'_>) -> Vec<KindView> {
    let kinds = frame.site.config.kinds.iter().enumerate();
    kinds
        .map(|(at, kind)| KindView {
            number: at % SHAPES.len() + 1,
            name: kind.name.clone(),
            label: kind.label.text(frame.language).to_owned(),
            shape: SHAPES[at % SHAPES.len()].to_owned(),
            count: frame.site.events.iter().filter(|event| event.kind == at).count(),
        })
        .filter(|kind| kind.count > 0)
        .collect()
}

fn view(frame: &Frame<'_>, at: usize, kind: KindView) -> EventView {
    let event = &frame.site.events[at];
    EventView {
        id: event.id.value.clone(),
        date: event.date.value.display(frame.tag()),
        datetime: event.date.value.iso(),
        kind,
        forecast: event.forecast,
        title: event.title.text(frame.language).to_owned(),
        lang: frame.lang_of(&event.title),
        passages: passages(frame, at),
        counterparts: counterparts(frame, at),
    }
}

fn passages(frame: &Frame<'_>, event: usize) -> Vec<LinkView> {
    let is_shown = |telling: &&Telling| {
        let language = frame.site.shown(telling.place, frame.language);
        language.is_some_and(|language| telling.languages.contains(&language))
    };
    let tellings = frame.site.tellings[event].iter().filter(is_shown);
    tellings
        .filter_map(|telling| {
            let href = frame.addresses.passage(telling.place, frame.language)?;
            Some(LinkView { label: frame.passage_label(telling.place), href, lang: None, current: false })
        })
        .collect()
}

fn counterparts(frame: &Frame<'_>, event: usize) -> Vec<LinkView> {
    let languages = frame.site.config.languages.iter().enumerate().filter(|(language, _)| *language != frame.language);
    languages
        .filter_map(|(language, settings)| {
            let href = frame.addresses.page(Route::Generated(Generated::Timeline, language))?;
            let fragment = encode_fragment(&frame.site.events[event].id.value);
            Some(LinkView {
                label: settings.name.clone(),
                href: format!("{href}#{fragment}"),
                lang: Some(settings.tag.as_str().to_owned()),
                current: false,
            })
        })
        .collect()
}
