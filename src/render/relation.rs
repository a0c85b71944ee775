//! What a passage has to do with the rest of the site: what refers to it, which terms, people and events it names, who comments
//! on it, and its permalinks.

use std::collections::{BTreeMap, BTreeSet};

use crate::link::backlink::{Backlink, Target};
use crate::link::route::encode_fragment;
use crate::link::site::Place;
use crate::parse::glossary::TermKind;

use super::frame::Frame;
use super::view::{LinkView, NoteView, RelationView};

/// The relations of the passages of one page.
pub struct Relations<'a> {
    /// Index of the page's work.
    work: usize,
    /// What refers to each passage that the page shows, by the unit's index: also to what is joined to it there.
    references: BTreeMap<usize, Vec<&'a Backlink>>,
    /// The events that each passage tells.
    events: BTreeMap<usize, BTreeSet<usize>>,
    /// The terms in the footnotes of each passage.
    in_footnotes: BTreeMap<usize, BTreeSet<usize>>,
}

impl<'a> Relations<'a> {
    /// Those of the page of a work in the frame's language.
    pub fn new(frame: &Frame<'a>, work: usize) -> Self {
        let site = frame.site;
        let linked = &site.works[work];
        let mut relations =
            Self { work, references: BTreeMap::new(), events: BTreeMap::new(), in_footnotes: BTreeMap::new() };
        for unit in site.backlinks.units(work) {
            let host = || linked.work.host(unit, frame.content);
            let Some(shown) = Some(unit).filter(|&unit| shown(frame, work, unit).is_some()).or_else(host) else {
                continue;
            };
            let found = site.backlinks.to(Target::Passage(Place { work, unit }));
            relations.references.entry(shown).or_default().extend(found);
        }
        for (language, text) in linked.texts.iter().enumerate() {
            let is_shown = |unit: &usize| shown(frame, work, *unit) == Some(language);
            for told in &text.tellings {
                if let Some(unit) = told.unit.filter(is_shown) {
                    relations.events.entry(unit).or_default().insert(told.event);
                }
            }
            for footnote in &text.footnotes {
                let Some(unit) = footnote.unit.filter(is_shown) else { continue };
                let terms = footnote.mentions.iter().flatten().map(|mention| mention.term);
                relations.in_footnotes.entry(unit).or_default().extend(terms);
            }
        }
        relations
    }

    /// Those of one passage, in order of what they are; empty if it has to do with nothing.
    pub fn of(&self, frame: &Frame<'_>, unit: usize, notes: &[NoteView]) -> Vec<RelationView> {
        let (terms, people) = self.terms(frame, unit);
        let events = self.events.get(&unit).into_iter().flatten();
        let term = |&term: &usize| named(frame.site.terms[term].label(frame.language), frame.addresses.term(term)?);
        let event = |&event: &usize| {
            let at = &frame.site.events[event];
            let title = at.title.get_or_first(frame.language)?;
            let lang = frame.lang_of(&at.title);
            Some(LinkView { lang, ..named(&title.value, frame.addresses.event(event)?)? })
        };
        let note =
            |note: &NoteView| named(&format!("{} {}", note.mark, note.name), format!("#{}", encode_fragment(&note.id)));
        let mut groups = vec![
            ("linked_from", self.references(frame, unit)),
            ("commentary", notes.iter().filter_map(note).collect()),
            ("terms", terms.iter().filter_map(term).collect()),
            ("people", people.iter().filter_map(term).collect()),
            ("events", events.filter_map(event).collect()),
        ];
        groups.retain(|(_, links): &(&str, Vec<LinkView>)| !links.is_empty());
        if !groups.is_empty() {
            groups.push(("permalink", self.permalinks(frame, unit)));
        }
        let view = |(key, links)| RelationView { label: frame.word(key, &[]), links };
        groups.into_iter().map(view).collect()
    }

    /// What refers to a passage, each once.
    pub fn references(&self, frame: &Frame<'_>, unit: usize) -> Vec<LinkView> {
        let mut links: Vec<LinkView> = Vec::new();
        for from in self.references.get(&unit).into_iter().flatten() {
            links.extend(backlink(frame, self.work, from));
        }
        links
    }

    /// The terms that a passage names as this page shows it, people and organizations apart.
    fn terms(&self, frame: &Frame<'_>, unit: usize) -> (BTreeSet<usize>, BTreeSet<usize>) {
        let mut terms = self.in_footnotes.get(&unit).cloned().unwrap_or_default();
        if let Some(language) = shown(frame, self.work, unit) {
            let linked = &frame.site.works[self.work];
            let blocks = linked.work.units[unit].blocks(language).iter();
            let mentions = blocks.filter_map(|&block| linked.texts[language].mentions.get(block)).flatten();
            terms.extend(mentions.map(|mention| mention.term));
        }
        terms
            .into_iter()
            .partition(|&term| !matches!(frame.site.terms[term].kind, TermKind::Person | TermKind::Organization))
    }

    /// The addresses of a passage in each language that has it.
    fn permalinks(&self, frame: &Frame<'_>, unit: usize) -> Vec<LinkView> {
        let place = Place { work: self.work, unit };
        let languages = frame.site.config.languages.iter().enumerate();
        let link = |(language, settings): (usize, &crate::parse::config::Language)| {
            let href = match language == frame.language {
                true => format!("#{}", encode_fragment(&frame.site.unit(place).id)),
                false => frame.addresses.passage(place, language).filter(|_| frame.site.unit(place).is_in(language))?,
            };
            Some(LinkView { lang: frame.foreign(language), ..named(&settings.name, href)? })
        };
        languages.filter_map(link).collect()
    }
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
        None => site.shown_document(from.work, language),
    };
    let is_here = has(frame.language).is_some_and(|text| from.languages.contains(&text));
    let language = if is_here { frame.language } else { *from.languages.first()? };
    let (href, label) = match from.unit {
        Some(unit) => {
            let place = Place { work: from.work, unit };
            let number = &site.unit(place).number;
            let is_own = from.work == work && !number.is_empty();
            let label = if is_own { number.clone() } else { frame.passage_label(place) };
            (frame.addresses.passage(place, language)?, label)
        }
        None => (format!("{}#top", frame.addresses.text(from.work, language)?), frame.title_of(from.work)),
    };
    let lang = Some(language).filter(|_| !is_here).and_then(|language| frame.foreign(language));
    Some(LinkView { label, href, lang, current: false })
}
