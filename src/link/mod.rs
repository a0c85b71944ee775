//! Names become places: references, notes, terms, dates, routes.
//! Two steps: [`names::summarise`] tells what others may know of a work, [`resolve`] links one work against all names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::align::work::Work;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::text::Spanned;
use crate::load::Asset;
use crate::parse::Parsed;
use crate::parse::config::Config;

pub mod annotations;
pub mod backlink;
pub mod bibliography;
pub mod chart;
pub mod commentary;
pub mod fallback;
pub mod footnote;
pub mod glossary;
pub mod graph;
pub mod names;
pub mod preview;
pub mod reference;
pub mod register;
pub mod route;
pub mod seen;
pub mod sequence;
pub mod site;
pub mod timeline;
pub mod touch;
pub mod url;

use commentary::Commentary;
use glossary::Matcher;
use names::{SiteNames, summarise};
use register::Registers;
use sequence::Sequence;
use site::{FRONT, Linked, LinkedText, PlacedNote, Site};

/// Links the works of a site.
pub fn link(parsed: Parsed, works: Vec<Work>, assets: Vec<Asset>) -> (Site, Diagnostics) {
    let Parsed { config, drafts, terms, mut events, publications, styles, tables, unread, .. } = parsed;
    timeline::sort(&mut events);
    let works: Vec<Arc<Work>> = works.into_iter().map(Arc::new).collect();
    let names = SiteNames {
        config: &config,
        keys: works.iter().enumerate().map(|(at, work)| (work.key.clone(), at)).collect(),
        drafts: &drafts,
        works: works.par_iter().map(summarise).collect(),
        terms: &terms,
        term_ids: terms.iter().enumerate().rev().map(|(at, term)| (term.id.value.as_str(), at)).collect(),
        generated: register::pages(&terms),
        events: &events,
        event_ids: events.iter().enumerate().rev().map(|(at, event)| (event.id.value.as_str(), at)).collect(),
        publications: &publications,
        publication_keys: publications.iter().enumerate().rev().map(|(at, it)| (it.key.value.as_str(), at)).collect(),
        styles: &styles,
        unread: &unread,
        tables: &tables,
        assets: assets.iter().enumerate().map(|(at, asset)| (asset.path.as_str(), at)).collect(),
    };
    let (mut linked, mut diagnostics) = resolve_all(&works, &names);
    let order = order(&config, &linked, &names, &mut diagnostics);
    let related = register::relate(&names, &mut diagnostics);
    drop(names);
    attach_commentaries(&mut linked);
    let previewed = preview::previewed(&linked);
    let entries = route::Entries { terms: &terms, events: &events, publications: &publications, previewed: &previewed };
    let (routes, complaints) = route::lay_out(&config, &linked, &entries, &assets);
    diagnostics.merge(complaints);
    let sequence = Sequence::new(&order, &linked);
    let tellings = timeline::tellings(&linked, &sequence, events.len());
    let commentators = commentary::commentators(&linked, &sequence);
    let uses = touch::uses(&linked, &sequence, terms.len());
    let registers = Registers::new(&terms, related, &config.languages, &linked, &sequence);
    let citings = bibliography::citings(&linked, &sequence, publications.len());
    let site = Site {
        config,
        backlinks: backlink::backlinks(&linked, &sequence),
        annotations: annotations::all(&linked, &sequence),
        works: linked,
        order,
        sequence,
        terms,
        uses,
        registers,
        events,
        tellings,
        publications,
        citings,
        styles,
        commentators,
        previewed,
        assets,
        routes,
    };
    (site, diagnostics)
}

/// Links each work against the names of all.
fn resolve_all(works: &[Arc<Work>], names: &SiteNames<'_>) -> (Vec<Linked>, Diagnostics) {
    let languages = (0..names.config.languages.len()).into_par_iter();
    let matchers: Vec<Matcher> = languages.map(|language| Matcher::new(names.terms, language)).collect();
    let resolved: Vec<(Linked, Diagnostics)> = works.par_iter().map(|work| resolve(work, names, &matchers)).collect();
    let mut diagnostics = Diagnostics::default();
    let mut linked = Vec::with_capacity(resolved.len());
    for (work, complaints) in resolved {
        linked.push(work);
        diagnostics.merge(complaints);
    }
    (linked, diagnostics)
}

/// Links one work against the names of all.
pub fn resolve(work: &Arc<Work>, names: &SiteNames<'_>, matchers: &[Matcher]) -> (Linked, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let annotates = commentary::annotates(work, names, &mut diagnostics);
    let mut texts = Vec::new();
    for (language, document) in work.documents.iter().enumerate() {
        let mut text = LinkedText::default();
        if let Some(document) = document {
            let unit_of = work.units_of_blocks(language);
            reference::resolve(document, unit_of, names, &mut text, &mut diagnostics);
            reference::complain_of_errata(document, names, &mut diagnostics);
            chart::resolve(document, names, &mut text, &mut diagnostics);
            let units_of_footnotes = footnote::units(document, unit_of);
            timeline::place_footnotes(document, &units_of_footnotes, &mut text);
            bibliography::place_footnotes(document, &units_of_footnotes, &mut text);
            names.press(language).document(&mut text.citations);
            if let Some(target) = annotates {
                Commentary { work, target, names }.anchor(document, &mut text, &mut diagnostics);
            }
            glossary::mention(work, document, &matchers[language], &mut text);
            glossary::mention_in_footnotes(document, units_of_footnotes, &matchers[language], &mut text);
            text.touched = touch::gather(work, language, &text);
        }
        texts.push(text);
    }
    let mut authors = Vec::new();
    for document in work.documents.iter().flatten() {
        for person in reference::persons(&document.meta.by, names, &mut diagnostics) {
            if !authors.contains(&person) {
                authors.push(person);
            }
        }
    }
    let languages = 0..work.documents.len();
    let showings = languages.map(|language| fallback::showing(work, language, names.config)).collect();
    let (work, commentaries, notes) = (Arc::clone(work), Vec::new(), Vec::new());
    (Linked { work, annotates, commentaries, authors, showings, texts, notes }, diagnostics)
}

/// The works of nav, then the others by `order` and key. Front pages and commentaries have their own places.
fn order(config: &Config, works: &[Linked], names: &SiteNames<'_>, diagnostics: &mut Diagnostics) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    let mut listed = BTreeSet::new();
    for name in &config.nav {
        match names.keys.get(&name.value) {
            Some(&work) => {
                if !listed.insert(work) {
                    let message = format!("nav lists `{}` twice", name.value);
                    diagnostics
                        .push(Diagnostic::new(&rule::DUPLICATE_KEY, name.span, message).help("remove one of the two"));
                    continue;
                }
                diagnostics.extend(misplaced_in_nav(name, &works[work]));
                order.push(work);
            }
            None => diagnostics.push(names.unknown_work(name)),
        }
    }
    let mut rest: Vec<usize> = (0..works.len()).filter(|work| !listed.contains(work)).collect();
    rest.sort_by_key(|&work| (place(&works[work]), work));
    order.extend(rest);
    order.retain(|&work| works[work].annotates.is_none() && works[work].work.key != FRONT);
    order
}

/// What has a place of its own has none in nav.
fn misplaced_in_nav(name: &Spanned<String>, linked: &Linked) -> Option<Diagnostic> {
    let (message, help) = if linked.work.key == FRONT {
        ("the front page has no place in nav", "remove it: every page leads to the front page already")
    } else if linked.annotates.is_some() {
        ("a commentary has no place in nav", "remove it: a commentary is listed with the text it is on")
    } else {
        return None;
    };
    Some(Diagnostic::new(&rule::WRONG_VALUE, name.span, format!("`{}`: {message}", name.value)).help(help))
}

/// The `order` of a work's front matter; works without one come last.
fn place(linked: &Linked) -> i64 {
    linked.work.source_document().and_then(|document| document.meta.order).unwrap_or(i64::MAX)
}

/// Gives each work the commentaries on it, in order, and their notes.
fn attach_commentaries(works: &mut [Linked]) {
    let mut on: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, linked) in works.iter().enumerate() {
        if let Some(target) = linked.annotates {
            on.entry(target).or_default().push(at);
        }
    }
    for (target, mut commentaries) in on {
        commentaries.sort_by_key(|&commentary| (place(&works[commentary]), commentary));
        let notes = (0..works[target].showings.len()).map(|language| notes_on(works, target, &commentaries, language));
        works[target].notes = notes.collect();
        works[target].commentaries = commentaries;
    }
    for linked in works {
        linked.notes.resize(linked.showings.len(), Vec::new());
    }
}

/// The notes on a work that its page in that language shows: those that the pages of the commentaries show.
fn notes_on(works: &[Linked], target: usize, commentaries: &[usize], language: usize) -> Vec<PlacedNote> {
    let mut notes = Vec::new();
    for (commentator, &commentary) in commentaries.iter().enumerate() {
        let mut placed: Vec<(usize, PlacedNote)> = Vec::new();
        for (of, text) in works[commentary].texts.iter().enumerate() {
            for (at, note) in text.notes.iter().enumerate() {
                let units = works[commentary].work.units_of_blocks(of);
                let Some(unit) = units.get(note.shape.quotation).copied().flatten() else { continue };
                if works[commentary].showings[language].units[unit] != Some(of) {
                    continue;
                }
                let on_it = note.targets.iter().filter(|on| on.place.work == target);
                let targets: Vec<_> = on_it.filter_map(|on| works[target].shown_target(on, language)).collect();
                if !targets.is_empty() {
                    placed.push((unit, PlacedNote { commentator, commentary, language: of, note: at, targets }));
                }
            }
        }
        placed.sort_by_key(|(unit, _)| *unit);
        notes.extend(placed.into_iter().map(|(_, note)| note));
    }
    notes
}
