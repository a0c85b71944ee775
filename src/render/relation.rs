//! What a passage has to do with the rest of the site: what refers to it, which terms, people and events it names, who comments
//! on it, and its permalinks.

use std::collections::{BTreeMap, BTreeSet};

use crate::link::backlink::{Backlink, Target};
use crate::link::route::encode_fragment;
use crate::link::site::Place;
use crate::link::touch::Touched;
use crate::parse::glossary::TermKind;

use super::frame::Frame;
use super::view::{LinkView, NoteView, RelationView};

/// The relations of the passages of one page.
pub struct Relations<'a> {
    /// Index of the page's work.
    work: usize,
    /// What refers to each passage that the page shows, by the unit's index: also to what is joined to it there.
    references: BTreeMap<usize, Vec<&'a Backlink>>,
}

impl<'a> Relations<'a> {
    /// Those of the page of a work in the frame's language.
    pub fn new(frame: &Frame<'a>, work: usize) -> Self {
        let site = frame.site;
        let (linked, backlinks) = (site.whole(work), site.backlinks(work));
        let mut references: BTreeMap<usize, Vec<&Backlink>> = BTreeMap::new();
        for unit in backlinks.units(work) {
            let host = || linked.work.host(unit, frame.content);
            let Some(shown) = Some(unit).filter(|&unit| shown(frame, work, unit).is_some()).or_else(host) else {
                continue;
            };
            let found = backlinks.to(Target::Passage(Place { work, unit }));
            references.entry(shown).or_default().extend(found);
        }
        Self { work, references }
    }

    /// Those of one passage, in order of what they are; empty if it has to do with nothing.
    pub fn of(&self, frame: &Frame<'_>, unit: usize, notes: &[NoteView]) -> Vec<RelationView> {
        let touched = touched(frame, self.work, unit);
        // Most passages have to do with nothing.
        let names_none = touched.is_none_or(|touched| touched.terms.is_empty() && touched.events.is_empty());
        if names_none && notes.is_empty() && !self.references.contains_key(&unit) {
            return Vec::new();
        }
        let events = touched.into_iter().flat_map(|touched| &touched.events);
        let term = |&term: &usize| named(frame.site.name(term).label(frame.language), frame.addresses.term(term)?);
        let kind = |term: &usize| match frame.site.name(*term).kind() {
            TermKind::Person => "people",
            TermKind::Organization => "organizations",
            _ => "terms",
        };
        let terms = |key: &str| {
            let all = touched.into_iter().flat_map(|touched| &touched.terms);
            all.filter(|term| kind(term) == key).filter_map(term).collect()
        };
        let event = |&event: &usize| {
            let title = frame.site.event_title(event);
            let (words, lang) = (title.get_or_first(frame.language)?, frame.lang_of(title));
            Some(LinkView { lang, ..named(&words.value, frame.addresses.event(event)?)? })
        };
        let note =
            |note: &NoteView| named(&format!("{} {}", note.mark, note.name), format!("#{}", encode_fragment(&note.id)));
        let mut groups = vec![
            ("linked_from", self.references(frame, unit)),
            ("commentary", notes.iter().filter_map(note).collect()),
            ("terms", terms("terms")),
            ("people", terms("people")),
            ("organizations", terms("organizations")),
            ("events", events.filter_map(event).collect()),
        ];
        groups.retain(|(_, links): &(&str, Vec<LinkView>)| !links.is_empty());
        if !groups.is_empty() {
            groups.push(("permalink", self.permalinks(frame, unit)));
        }
        let view = |(key, links)| RelationView { label: frame.word(key, &[]), links };
        groups.into_iter().map(view).collect()
    }

    /// What refers to a passage, each once: also to what is joined to it.
    fn references(&self, frame: &Frame<'_>, unit: usize) -> Vec<LinkView> {
        let mut seen = BTreeSet::new();
        let found = self.references.get(&unit).into_iter().flatten();
        let links = found.filter_map(|from| backlink(frame, self.work, from));
        links.filter(|link| seen.insert(link.href.clone())).collect()
    }

    /// The addresses of a passage in each language that has it.
    fn permalinks(&self, frame: &Frame<'_>, unit: usize) -> Vec<LinkView> {
        let place = Place { work: self.work, unit };
        let languages = frame.settings.languages().iter().enumerate();
        let link = |(language, settings): (usize, &crate::parse::config::Language)| {
            let href = match language == frame.language {
                true => format!("#{}", encode_fragment(frame.site.unit_id(place))),
                false => frame.addresses.passage(place, language).filter(|_| frame.site.unit(place).is_in(language))?,
            };
            Some(LinkView { lang: frame.foreign(language), ..named(&settings.name, href)? })
        };
        languages.filter_map(link).collect()
    }
}

/// What a passage touches in the text that the page shows.
fn touched<'a>(frame: &Frame<'a>, work: usize, unit: usize) -> Option<&'a Touched> {
    let text = shown(frame, work, unit)?;
    frame.site.whole(work).texts[text].touched.get(unit)
}

fn shown(frame: &Frame<'_>, work: usize, unit: usize) -> Option<usize> {
    frame.site.shown(Place { work, unit }, frame.language)
}

fn named(label: &str, href: String) -> Option<LinkView> {
    Some(LinkView { label: label.to_owned(), href, lang: None, current: false })
}

/// The way to what refers to a passage or text of `work`: in the page's language if it does so there, else in one in which it
/// does.
pub fn backlink(frame: &Frame<'_>, work: usize, from: &Backlink) -> Option<LinkView> {
    let site = frame.site;
    let has = |language: usize| match from.unit {
        Some(unit) => site.shown(Place { work: from.work, unit }, language),
        None => site.face(from.work).shown(language),
    };
    let is_here = has(frame.language).is_some_and(|text| from.languages.contains(&text));
    let language = if is_here { frame.language } else { *from.languages.first()? };
    let (href, label) = match from.unit {
        Some(unit) => {
            let place = Place { work: from.work, unit };
            let number = &site.unit(place).number;
            let is_own = from.work == work;
            let label = if is_own && !number.is_empty() { number.to_string() } else { frame.passage_label(place) };
            let href = match is_own && is_here {
                true => format!("#{}", encode_fragment(site.unit_id(place))),
                false => frame.addresses.passage(place, language)?,
            };
            (href, label)
        }
        None => (format!("{}#top", frame.addresses.text(from.work, language)?), frame.title_of(from.work)),
    };
    let lang = Some(language).filter(|_| !is_here).and_then(|language| frame.foreign(language));
    Some(LinkView { label, href, lang, current: false })
}
