//! `timeline.json`: all events, in all languages. Languages are named by their BCP 47 tags.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::text::Spanned;
use crate::link::site::{Place, Site, Telling};
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
    let site = export.site;
    let words = words(site);
    let timeline = Timeline {
        title: by_tag(site, &site.config.title),
        languages: tags(site).collect(),
        kinds: site.config.kinds.iter().map(|kind| (kind.name.as_str(), by_tag(site, &kind.label))).collect(),
        events: (0..site.events.len()).map(|at| event(export, at, &words)).collect(),
    };
    // Nothing in it can fail to be written: all keys are texts, and all values texts, lists or truths.
    serde_json::to_string(&timeline).map(|text| text + "\n").unwrap_or_default()
}

fn tags(site: &Site) -> impl Iterator<Item = &str> {
    site.config.languages.iter().map(|language| language.tag.as_str())
}

fn by_tag<'a>(site: &'a Site, texts: &'a Localized<Spanned<String>>) -> ByLanguage<'a, &'a str> {
    texts.iter().map(|(language, text)| (site.config.languages[language].tag.as_str(), text.value.as_str())).collect()
}

fn event<'a>(export: &Export<'a>, at: usize, words: &Words<'a>) -> Event<'a> {
    let site = export.site;
    let event = &site.events[at];
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
        kind: &site.config.kinds[event.kind].name,
        status: export.status(at),
        revised: event.revised.as_ref().map(|day| day.value.to_string()),
        titles: by_tag(site, &event.title),
        dates: site
            .config
            .languages
            .iter()
            .map(|language| (language.tag.as_str(), date.display(&language.tag)))
            .collect(),
        links: tags(site).enumerate().filter_map(|(language, tag)| Some((tag, export.entry(at, language)?))).collect(),
        places: site.tellings[at].iter().map(|telling| told(export, at, telling, words)).collect(),
    }
}

fn told<'a>(export: &Export<'a>, event: usize, telling: &Telling, words: &Words<'a>) -> Told<'a> {
    let (site, place) = (export.site, telling.place);
    let languages =
        || telling.languages.iter().map(|&language| (language, site.config.languages[language].tag.as_str()));
    Told {
        work: &site.works[place.work].work.key,
        passage: &site.unit(place).id,
        links: languages().filter_map(|(language, tag)| Some((tag, export.passage(place, language)?))).collect(),
        words: languages()
            .map(|(language, tag)| (tag, words.get(&(event, place, language)).cloned().unwrap_or_default()))
            .collect(),
    }
}

fn words(site: &Site) -> Words<'_> {
    let mut words = Words::new();
    for (work, linked) in site.works.iter().enumerate() {
        for (language, text) in linked.texts.iter().enumerate() {
            for told in &text.tellings {
                if let Some(unit) = told.unit {
                    words.entry((told.event, Place { work, unit }, language)).or_default().push(told.words.as_str());
                }
            }
        }
    }
    words
}
