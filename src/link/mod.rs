//! Names become places: references, notes, terms, dates, routes.
//! Two steps: [`names::summarise`] tells what others may know of a work, [`resolve`] links one work against all names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ecow::EcoString;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::align::work::Work;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::sparse::narrow;
use crate::base::text::Spanned;
use crate::load::Asset;
use crate::parse::config::Config;

pub mod annotations;
pub mod backlink;
pub mod bibliography;
pub mod chart;
pub mod commentary;
pub mod entries;
pub mod fallback;
pub mod footnote;
pub mod glossary;
pub mod graph;
pub mod names;
pub mod preview;
mod print;
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
use entries::{Entries, by_name};
use glossary::Matcher;
use names::{Asked, Names, Questions, SiteNames, summarise};
use register::Registers;
use sequence::Sequence;
use site::{FRONT, Linked, LinkedText, PlacedNote, Site, Tables};

/// What linking gave, and what linking the next version of the site goes on from.
#[derive(Debug)]
pub struct Linkage {
    /// The site.
    pub site: Site,
    /// The complaints of each work, by its index.
    pub complaints: Vec<Arc<Diagnostics>>,
    /// The complaints of the site as a whole.
    pub whole: Arc<Diagnostics>,
    entries: Arc<Entries>,
    matchers: Arc<Vec<Matcher>>,
    keys: Arc<FxHashMap<EcoString, u32>>,
    files: Arc<BTreeMap<String, usize>>,
    names: Vec<Arc<Names>>,
    resolved: Vec<Resolution>,
}

/// One work, linked by itself.
#[derive(Clone, Debug)]
struct Resolution {
    /// Without the commentaries on it.
    linked: Arc<Linked>,
    complaints: Arc<Diagnostics>,
    /// What was asked of other works.
    questions: Arc<Questions>,
    /// What [`Tables`] are made from.
    print: u64,
}

/// Links the works of a site, which come in order of their keys. Of `last`, what still holds is taken over: it holds of a work
/// that is the same if nothing it asked of others has another answer.
pub fn link(
    entries: &Arc<Entries>,
    works: Vec<Arc<Work>>,
    assets: &Arc<Vec<Asset>>,
    last: Option<&Linkage>,
) -> Linkage {
    let last = last.filter(|last| Arc::ptr_eq(&last.entries, entries) && same_files(&last.site.assets, assets));
    let last = last.filter(|last| {
        let pairs = last.resolved.iter().zip(&works);
        last.resolved.len() == works.len() && pairs.into_iter().all(|(last, work)| last.linked.work.key == work.key)
    });
    let keys = last.map_or_else(|| Arc::new(by_key(&works)), |last| Arc::clone(&last.keys));
    let files = last.map_or_else(
        || Arc::new(by_name(assets.iter().map(|asset| asset.path.as_str()))),
        |last| Arc::clone(&last.files),
    );
    let matchers = last.map_or_else(|| Arc::new(matchers(entries)), |last| Arc::clone(&last.matchers));
    let (names, changed) = summaries(&works, last);
    let site_names = SiteNames::new(entries, &keys, (&works, &names), &files);
    let last = last.filter(|last| last.has_commentaries() == site_names.has_commentaries);
    let resolved = resolve_all(&works, (&site_names, &matchers), last.map(|last| (last, &changed)));
    let mut whole = Diagnostics::default();
    let linked = attach_commentaries(&resolved, last);
    let same = |last: &&Linkage| last.resolved.iter().zip(&resolved).all(|(last, now)| last.print == now.print);
    let (tables, whole) = match last.filter(same) {
        Some(last) => (Arc::clone(&last.site.tables), Arc::clone(&last.whole)),
        None => {
            let tables = tables(&linked, &site_names, assets, &mut whole);
            (Arc::new(tables), Arc::new(whole))
        }
    };
    let site = Site {
        config: Arc::clone(&entries.config),
        works: linked,
        terms: Arc::clone(&entries.terms),
        events: Arc::clone(&entries.events),
        publications: Arc::clone(&entries.publications),
        styles: Arc::clone(&entries.styles),
        assets: Arc::clone(assets),
        tables,
    };
    let complaints = resolved.iter().map(|work| Arc::clone(&work.complaints)).collect();
    Linkage { site, complaints, whole, entries: Arc::clone(entries), matchers, keys, files, names, resolved }
}

impl Linkage {
    /// The complaints of the works and of the site as a whole.
    pub fn all_complaints(&self) -> Diagnostics {
        let all = self.complaints.iter().chain([&self.whole]);
        all.flat_map(|complaints| complaints.iter().cloned()).collect()
    }

    /// Whether both are of the same settings, terms, events and publications.
    pub fn has_same_entries(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.entries, &other.entries)
    }

    fn has_commentaries(&self) -> bool {
        self.names.iter().any(|names| names.annotates.is_some())
    }
}

/// Whether the same files are copied, wherever their bytes come from now.
fn same_files(last: &[Asset], now: &[Asset]) -> bool {
    last.len() == now.len() && last.iter().zip(now).all(|(last, now)| last.path == now.path)
}

fn by_key(works: &[Arc<Work>]) -> FxHashMap<EcoString, u32> {
    works.iter().enumerate().map(|(at, work)| (work.key.as_str().into(), narrow(at))).collect()
}

/// What finds the terms in texts of each language.
fn matchers(entries: &Entries) -> Vec<Matcher> {
    let languages = (0..entries.config.languages.len()).into_par_iter();
    languages.map(|language| Matcher::new(&entries.terms, language)).collect()
}

/// The works that are others than the last time, by their indexes.
#[derive(Default)]
struct Changed {
    /// Those whose names are others.
    names: BTreeSet<usize>,
    /// Those that are others in anything.
    texts: BTreeSet<usize>,
}

/// The names of all works, and what of them is new.
fn summaries(works: &[Arc<Work>], last: Option<&Linkage>) -> (Vec<Arc<Names>>, Changed) {
    let Some(last) = last else {
        return (works.par_iter().map(|work| Arc::new(summarise(work))).collect(), Changed::default());
    };
    let mut changed = Changed::default();
    let mut names = last.names.clone();
    for (at, work) in works.iter().enumerate() {
        if Arc::ptr_eq(work, &last.resolved[at].linked.work) {
            continue;
        }
        changed.texts.insert(at);
        let now = summarise(work);
        if now != *names[at] {
            changed.names.insert(at);
            names[at] = Arc::new(now);
        }
    }
    (names, changed)
}

/// Links each work against the names of all.
fn resolve_all(
    works: &[Arc<Work>],
    (names, matchers): (&SiteNames<'_>, &[Matcher]),
    last: Option<(&Linkage, &Changed)>,
) -> Vec<Resolution> {
    let resolve = |work: &Arc<Work>| {
        let asked = Asked::new(names);
        let (linked, complaints) = resolve(work, &asked, matchers);
        let (print, questions) = (print::of(&linked), Arc::new(asked.questions()));
        Resolution { linked: Arc::new(linked), complaints: Arc::new(complaints), questions, print }
    };
    let Some((last, changed)) = last else { return works.par_iter().map(resolve).collect() };
    let is_new =
        |at: &usize| changed.texts.contains(at) || last.resolved[*at].questions.concern(&changed.names, &changed.texts);
    let mut resolved = last.resolved.clone();
    if !changed.texts.is_empty() {
        let anew: Vec<usize> = (0..works.len()).filter(is_new).collect();
        let linked: Vec<Resolution> = anew.par_iter().map(|&at| resolve(&works[at])).collect();
        anew.into_iter().zip(linked).for_each(|(at, linked)| resolved[at] = linked);
    }
    resolved
}

/// Works out what is known of all works together.
fn tables(works: &[Arc<Linked>], names: &SiteNames<'_>, assets: &[Asset], diagnostics: &mut Diagnostics) -> Tables {
    let Entries { config, terms, events, publications, .. } = names.entries;
    let order = order(config, works, names, diagnostics);
    let related = register::relate(names, diagnostics);
    let sequence = Sequence::new(&order, works);
    let laid_out = || {
        let previewed = preview::previewed(works);
        let made = route::Made { terms, events, publications, previewed: &previewed };
        let (routes, complaints) = route::lay_out(config, works, &made, assets);
        (previewed, routes, complaints)
    };
    let ((previewed, routes, complaints), backlinks) = rayon::join(laid_out, || backlink::backlinks(works, &sequence));
    diagnostics.merge(complaints);
    Tables {
        uses: touch::uses(works, &sequence, terms.len()),
        registers: Registers::new(terms, related, &config.languages, works, &sequence),
        tellings: timeline::tellings(works, &sequence, events.len()),
        citings: bibliography::citings(works, &sequence, publications.len()),
        commentators: commentary::commentators(works, &sequence),
        annotations: annotations::all(works, &sequence),
        backlinks,
        order,
        sequence,
        previewed,
        routes,
    }
}

/// Links one work against the names of all.
pub fn resolve(work: &Arc<Work>, names: &Asked<'_>, matchers: &[Matcher]) -> (Linked, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let annotates = commentary::annotates(work, names, &mut diagnostics);
    let mut texts = Vec::with_capacity(work.documents.len());
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
    let showings = languages.map(|language| fallback::showing(work, language, &names.config)).collect();
    let (commentaries, notes) = (Vec::new(), vec![Vec::new(); work.documents.len()]);
    let work = Arc::clone(work);
    (Linked { work, annotates, commentaries, authors, showings, texts, notes }, diagnostics)
}

/// The works of nav, then the others by `order` and key. Front pages and commentaries have their own places.
fn order(config: &Config, works: &[Arc<Linked>], names: &SiteNames<'_>, diagnostics: &mut Diagnostics) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    let mut listed = BTreeSet::new();
    for name in &config.nav {
        match names.find(&name.value) {
            Some(work) => {
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
fn attach_commentaries(resolved: &[Resolution], last: Option<&Linkage>) -> Vec<Arc<Linked>> {
    let mut works: Vec<Arc<Linked>> = resolved.iter().map(|work| Arc::clone(&work.linked)).collect();
    let mut on: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, linked) in works.iter().enumerate() {
        if let Some(target) = linked.annotates {
            on.entry(target).or_default().push(at);
        }
    }
    let is_as_before =
        |at: &usize| last.is_some_and(|last| Arc::ptr_eq(&last.resolved[*at].linked, &resolved[*at].linked));
    for (target, mut commentaries) in on {
        commentaries.sort_by_key(|&commentary| (place(&works[commentary]), commentary));
        let before = last.map(|last| &last.site.works[target]).filter(|before| before.commentaries == commentaries);
        if let Some(before) = before
            && commentaries.iter().chain([&target]).all(is_as_before)
        {
            works[target] = Arc::clone(before);
            continue;
        }
        let notes = (0..works[target].showings.len()).map(|language| notes_on(&works, target, &commentaries, language));
        let mut linked = Linked::clone(&works[target]);
        linked.notes = notes.collect();
        linked.commentaries = commentaries;
        works[target] = Arc::new(linked);
    }
    works
}

/// The notes on a work that its page in that language shows: those that the pages of the commentaries show.
fn notes_on(works: &[Arc<Linked>], target: usize, commentaries: &[usize], language: usize) -> Vec<PlacedNote> {
    let mut notes = Vec::new();
    for (commentator, &commentary) in commentaries.iter().enumerate() {
        let mut placed: Vec<(usize, PlacedNote)> = Vec::new();
        for (of, text) in works[commentary].texts.iter().enumerate() {
            for (at, note) in text.notes.iter().enumerate() {
                let units = works[commentary].work.units_of_blocks(of);
                let Some(unit) = units.block(note.shape.quotation) else { continue };
                if works[commentary].showings[language].unit(unit) != Some(of) {
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
