//! `timeline.json`: all events, in all languages. Languages are named by their BCP 47 tags.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::text::Spanned;
use crate::link::seen::Settings;
use crate::link::site::{Place, Telling};
use crate::parse::localized::Localized;

use super::Export;

/// One value per language.
type ByLanguage<'a, T> = BTreeMap<&'a str, T>;

#[derive(Serialize)]
struct Timeline<'a> {
    title: ByLanguage<'a, &'a str>,
    languages: Vec<&'a str>,
    kinds: BTreeMap<&'a str, ByLanguage<'a, &'a str>>,
    events: Vec<Event<'a>>,
}

#[derive(Serialize)]
struct Event<'a> {
    id: &'a str,
    /// EDTF, and fiscal years (`FY2030`), as timeline.yaml writes it.
    date: &'a str,
    /// The first and the last day; null if that end is open or unknown.
    earliest: Option<String>,
    latest: Option<String>,
    precision: &'static str,
    approximate: bool,
    uncertain: bool,
    kind: &'a str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    revised: Option<String>,
    titles: ByLanguage<'a, &'a str>,
    /// The date as each language writes it.
    dates: ByLanguage<'a, String>,
    /// Its entry on each timeline.
    links: ByLanguage<'a, String>,
    places: Vec<Told<'a>>,
}

/// A passage that tells it.
#[derive(Serialize)]
struct Told<'a> {
    work: &'a str,
    passage: &'a str,
    /// By the languages in which it is told.
    links: ByLanguage<'a, String>,
    /// The words of its date there.
    words: ByLanguage<'a, Vec<&'a str>>,
}

/// The linked words of each event, by passage and language.
type Words<'a> = BTreeMap<(usize, Place, usize), Vec<&'a str>>;

/// The file.
pub fn json(export: &Export<'_>) -> String {
    let (settings, words) = (export.settings, export.site.told_words());
    let timeline = Timeline {
        title: by_tag(settings, settings.title()),
        languages: tags(settings).collect(),
        kinds: export.site.kinds().iter().map(|kind| (kind.name.as_str(), by_tag(settings, &kind.label))).collect(),
        events: (0..export.events.len()).map(|at| event(export, at, &words)).collect(),
    };
    // Nothing in it can fail to be written: all keys are texts, and all values texts, lists or truths.
    serde_json::to_string(&timeline).map(|text| text + "\n").unwrap_or_default()
}

fn tags(settings: Settings<'_>) -> impl Iterator<Item = &str> {
    settings.languages().iter().map(|language| language.tag.as_str())
}

fn by_tag<'a>(settings: Settings<'a>, texts: &'a Localized<Spanned<String>>) -> ByLanguage<'a, &'a str> {
    texts.iter().map(|(language, text)| (settings.language(language).tag.as_str(), text.value.as_str())).collect()
}

fn event<'a>(export: &Export<'a>, at: usize, words: &Words<'a>) -> Event<'a> {
    let (settings, event) = (export.settings, &export.events[at]);
    let date = &event.date.value;
    let bounds = date.bounds();
    Event {
        id: &event.id.value,
        date: date.text(),
        earliest: bounds.earliest.map(|day| day.to_string()),
        latest: bounds.latest.map(|day| day.to_string()),
        precision: date.precision().name(),
        approximate: date.is_approximate(),
        uncertain: date.is_uncertain(),
        kind: &export.site.kinds()[event.kind].name,
        status: export.status(at),
        revised: event.revised.as_ref().map(|day| day.value.to_string()),
        titles: by_tag(settings, &event.title),
        dates: tags(settings).enumerate().map(|(language, tag)| (tag, settings.date(date, language))).collect(),
        links: tags(settings)
            .enumerate()
            .filter_map(|(language, tag)| Some((tag, export.entry(at, language)?)))
            .collect(),
        places: export.site.tellings(at).iter().map(|telling| told(export, at, telling, words)).collect(),
    }
}

fn told<'a>(export: &Export<'a>, event: usize, telling: &Telling, words: &Words<'a>) -> Told<'a> {
    let (site, place) = (export.site, telling.place);
    let languages =
        || telling.languages.iter().map(|&language| (language, export.settings.language(language).tag.as_str()));
    Told {
        work: site.key(place.work),
        passage: site.unit_id(place),
        links: languages().filter_map(|(language, tag)| Some((tag, export.passage(place, language)?))).collect(),
        words: languages()
            .map(|(language, tag)| (tag, words.get(&(event, place, language)).cloned().unwrap_or_default()))
            .collect(),
    }
}
