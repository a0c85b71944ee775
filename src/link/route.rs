//! Addresses: what pages a site has and where they lie. A page that would have nothing to show is not made.

use std::collections::{BTreeMap, BTreeSet, btree_map};
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::text::Span;
use crate::load::{Asset, AssetContent};
use crate::parse::bibliography::Publication;
use crate::parse::config::Config;
use crate::parse::glossary::Term;
use crate::parse::timeline::Event;

use super::annotations;
use super::preview::{self, Previewed};
use super::register;
use super::site::{FRONT, Generated, Linked};

mod taken;

use taken::Taken;

pub use super::url::{encode_fragment, encode_path, relative, to_root};

/// One page or file of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// The page that offers the languages.
    Root,
    /// For wrong addresses.
    NotFound,
    /// The front page of a language.
    Front(usize),
    /// A work in a language; its text may be that of another language, where this one lacks it.
    Text {
        /// Index of the work.
        work: usize,
        /// Index of the language.
        language: usize,
    },
    /// A work in two languages.
    Parallel {
        /// Index of the work.
        work: usize,
        /// The language it is read in.
        language: usize,
        /// The language beside it.
        other: usize,
    },
    /// A page that no document stands behind, in a language.
    Generated(Generated, usize),
    /// A part of a page of entries that are too many for one.
    Part {
        /// The page.
        page: Generated,
        /// Index of the language.
        language: usize,
        /// Which part, from 0.
        part: usize,
    },
    /// All comments of a person, in a language.
    Commentator {
        /// Index of the person's term.
        person: usize,
        /// Index of the language.
        language: usize,
    },
    /// How the translations stand, in a language.
    Status(usize),
    /// An address that a document had before: a page that leads to it.
    Alias {
        /// Index of the work.
        work: usize,
        /// Index of the language.
        language: usize,
        /// Index among the document's aliases.
        alias: usize,
    },
    /// A file that is no page.
    Data(Data),
    /// A file that is copied, by its index.
    Asset(usize),
}

/// Files that are made beside the pages: for browsers, for hosts, for other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Data {
    /// The style sheet of highlighted code.
    CodeStyle,
    /// A page of the annotations, by its 0-based number.
    Annotations(usize),
    /// The empty file that keeps GitHub Pages from dropping files.
    NoJekyll,
    /// The timeline for other programs.
    Events(EventFile),
    /// How to cite a text: a file for programs that keep references.
    Citation {
        /// Index of the work.
        work: usize,
        /// Index of the language of the text cited.
        language: usize,
        /// What kind of file.
        format: CitationFormat,
    },
    /// The first words of the passages that other works refer to.
    Passages {
        /// Index of the work.
        work: usize,
        /// Index of the language of its page.
        language: usize,
    },
    /// The events that texts tell, in a few words, in a language.
    Told(usize),
}

impl Data {
    /// Whether it only adds to a page, and may be missing.
    fn only_adds(self) -> bool {
        matches!(self, Self::Citation { .. } | Self::Passages { .. } | Self::Told(_))
    }
}

/// The files that hold the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventFile {
    /// JSON, in all languages.
    Json,
    /// iCalendar (RFC 5545), in a language.
    Calendar(usize),
    /// CSV (RFC 4180), in a language.
    Table(usize),
}

/// Files for programs that keep references.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CitationFormat {
    /// BibTeX, with the fields of BibLaTeX that it lacks.
    BibTex,
    /// RIS of Research Information Systems.
    Ris,
    /// CSL-JSON of the Citation Style Language.
    CslJson,
}

impl CitationFormat {
    /// All of them, each with its name and the ending of its files.
    pub const ALL: [(Self, &'static str, &'static str); 3] =
        [(Self::BibTex, "BibTeX", "bib"), (Self::Ris, "RIS", "ris"), (Self::CslJson, "CSL-JSON", "csl.json")];
}

/// The addresses of a site.
#[derive(Clone, Debug, Default)]
pub struct Routes {
    /// Those of texts, by the work's index times the number of languages, plus the language's: every page asks for many.
    texts: Vec<Option<Box<str>>>,
    languages: usize,
    /// All others.
    others: BTreeMap<Route, String>,
}

impl Routes {
    /// All routes, in a fixed order.
    pub fn iter<'s>(&'s self) -> impl Iterator<Item = (Route, &'s str)> {
        const FIRST: Route = Route::Text { work: 0, language: 0 };
        let (before, after) = (self.others.range(..FIRST), self.others.range(FIRST..));
        let texts = self.texts.iter().enumerate().filter_map(|(slot, path)| {
            let route = Route::Text { work: slot / self.languages, language: slot % self.languages };
            Some((route, path.as_deref()?))
        });
        let others = |others: btree_map::Range<'s, Route, String>| others.map(|(route, path)| (*route, path.as_str()));
        others(before).chain(texts).chain(others(after))
    }

    /// The path of a route below the root of the site; `None` if there is no such page.
    pub fn path(&self, route: Route) -> Option<&str> {
        match route {
            Route::Text { language, .. } if language >= self.languages => None,
            Route::Text { work, language } => self.texts.get(work * self.languages + language)?.as_deref(),
            other => self.others.get(&other).map(String::as_str),
        }
    }

    /// Whether there is such a page.
    pub fn has(&self, route: Route) -> bool {
        self.path(route).is_some()
    }

    /// No routes of a site yet that has so many works and languages.
    fn none_of(works: usize, languages: usize) -> Self {
        Self { texts: vec![None; works * languages], languages, others: BTreeMap::new() }
    }

    fn insert(&mut self, route: Route, path: String) {
        match route {
            Route::Text { work, language } => {
                self.texts[work * self.languages + language] = Some(path.into_boxed_str());
            }
            other => {
                self.others.insert(other, path);
            }
        }
    }

    fn remove(&mut self, route: Route) {
        match route {
            Route::Text { work, language } => self.texts[work * self.languages + language] = None,
            other => {
                self.others.remove(&other);
            }
        }
    }

    /// The route at a path below the root.
    pub fn at(&self, path: &str) -> Option<Route> {
        self.iter().find(|(_, place)| *place == path).map(|(route, _)| route)
    }
}

/// What pages are made from that no document stands behind.
pub struct Made<'a> {
    /// The glossary.
    pub terms: &'a [Term],
    /// The events.
    pub events: &'a [Event],
    /// The bibliography.
    pub publications: &'a [Publication],
    /// What pages refer to on other pages.
    pub previewed: &'a Previewed,
}

/// Lays out a site, and complains of two things with one address: the first in the order of routes has it.
pub fn lay_out(config: &Config, works: &[Arc<Linked>], made: &Made<'_>, assets: &[Asset]) -> (Routes, Diagnostics) {
    let mut paths = Routes::none_of(works.len(), config.languages.len());
    // Every page is in a language, those at the root in the first; site.yaml was complained of.
    if config.languages.is_empty() {
        return (paths, Diagnostics::default());
    }
    paths.insert(Route::Root, "index.html".to_owned());
    if works.iter().flat_map(|linked| linked.work.documents.iter().flatten()).any(|document| document.has_code()) {
        paths.insert(Route::Data(Data::CodeStyle), "code.css".to_owned());
    }
    paths.insert(Route::Data(Data::NoJekyll), ".nojekyll".to_owned());
    for page in 0..annotations::pages(works) {
        let name = if page == 0 { "annotations.json".to_owned() } else { format!("annotations-{}.json", page + 1) };
        paths.insert(Route::Data(Data::Annotations(page)), name);
    }
    if config.base_url.is_some() {
        paths.insert(Route::NotFound, "404.html".to_owned());
    }
    for (language, settings) in config.languages.iter().enumerate() {
        let dir = &settings.dir;
        paths.insert(Route::Front(language), format!("{dir}/index.html"));
        let registers = register::routes(made.terms, language);
        registers.for_each(|(route, name)| paths.insert(route, format!("{dir}/{name}.html")));
        if !made.events.is_empty() {
            paths.insert(Route::Generated(Generated::Timeline, language), format!("{dir}/timeline.html"));
            paths.insert(Route::Data(Data::Events(EventFile::Json)), "timeline.json".to_owned());
            paths.insert(Route::Data(Data::Events(EventFile::Calendar(language))), format!("{dir}/timeline.ics"));
            paths.insert(Route::Data(Data::Events(EventFile::Table(language))), format!("{dir}/timeline.csv"));
        }
        let previews = preview::routes(made.previewed, works, language);
        previews.for_each(|(route, name)| paths.insert(route, format!("{dir}/{name}.previews.js")));
        if !made.publications.is_empty() {
            paths.insert(Route::Generated(Generated::References, language), format!("{dir}/references.html"));
        }
    }
    let has_texts = works.iter().any(|linked| linked.work.key != FRONT);
    for (language, settings) in config.languages.iter().enumerate().filter(|_| has_texts && config.languages.len() > 1)
    {
        paths.insert(Route::Status(language), format!("{}/status.html", settings.dir));
    }
    for (work, linked) in works.iter().enumerate() {
        texts(config, work, linked, &mut paths);
    }
    comments(config, works, made.terms, &mut paths);
    for (at, asset) in assets.iter().enumerate() {
        paths.insert(Route::Asset(at), asset_path(&asset.path).to_owned());
    }
    let mut diagnostics = Diagnostics::default();
    complain_of_reserved_names(&paths, works, &mut diagnostics);
    let (routes, complaints) = settle(paths, &Owners { works, assets });
    diagnostics.merge(complaints);
    (routes, diagnostics)
}

/// In each language the page of all comments that it shows, and one for each person who made any of them.
fn comments(config: &Config, works: &[Arc<Linked>], terms: &[Term], paths: &mut Routes) {
    for (language, settings) in config.languages.iter().enumerate() {
        let mut persons = BTreeSet::new();
        let mut has_comments = false;
        for linked in works {
            for (number, &commentary) in linked.commentaries.iter().enumerate() {
                if !linked.notes_of(number, language).is_empty() {
                    has_comments = true;
                    persons.extend(works[commentary].authors.iter().copied());
                }
            }
        }
        let folder = format!("{}/{}", settings.dir, Generated::Comments.name());
        for person in persons {
            paths.insert(Route::Commentator { person, language }, format!("{folder}/{}.html", terms[person].id.value));
        }
        if has_comments {
            paths.insert(Route::Generated(Generated::Comments, language), format!("{folder}.html"));
        }
    }
}

fn texts(config: &Config, work: usize, linked: &Linked, paths: &mut Routes) {
    let key = &linked.work.key;
    if key == FRONT {
        return;
    }
    for (language, settings) in config.languages.iter().enumerate() {
        if linked.showings[language].document.is_some() {
            paths.insert(Route::Text { work, language }, format!("{}/{key}.html", settings.dir));
        }
        let Some(document) = linked.work.document(language) else { continue };
        for (format, _, ending) in CitationFormat::ALL.into_iter().filter(|_| linked.is_citable(language)) {
            let citation = Route::Data(Data::Citation { work, language, format });
            paths.insert(citation, format!("{}/{key}.{ending}", settings.dir));
        }
        for (alias, name) in document.meta.aliases.iter().enumerate() {
            paths.insert(Route::Alias { work, language, alias }, format!("{}/{}.html", settings.dir, name.value));
        }
    }
    for &(first, second) in &config.parallel {
        for (language, other) in [(first, second), (second, first)] {
            if linked.work.document(language).is_some() && linked.work.document(other).is_some() {
                let (dir, other_dir) = (&config.languages[language].dir, &config.languages[other].dir);
                paths.insert(Route::Parallel { work, language, other }, format!("{dir}/{key}.{other_dir}.html"));
            }
        }
    }
}

/// `content/zh/map.png` lies beside its page, `static/logo.svg` at the root.
fn asset_path(path: &str) -> &str {
    path.strip_prefix("content/").or_else(|| path.strip_prefix("static/")).unwrap_or(path)
}

/// What taiyaku makes, or will make once there is an event or a term, is no name for a document.
fn complain_of_reserved_names(routes: &Routes, works: &[Arc<Linked>], diagnostics: &mut Diagnostics) {
    const RESERVED: [&str; 2] = ["status", "404"];
    let is_reserved =
        |key: &str| RESERVED.contains(&key) || Generated::ALL.iter().any(|generated| generated.name() == key);
    for linked in works.iter().filter(|linked| is_reserved(&linked.work.key)) {
        let key = &linked.work.key;
        for document in linked.work.documents.iter().flatten() {
            let is_made = routes
                .iter()
                .any(|(route, path)| !matches!(route, Route::Text { .. }) && path.ends_with(&format!("/{key}.html")));
            if !is_made {
                diagnostics.push(
                    Diagnostic::new(
                        &rule::DUPLICATE_ROUTE,
                        document.title_span,
                        format!("`{key}` is the name of a page that taiyaku makes"),
                    )
                    .help(format!("rename the document; {}, status and 404 are taken", Generated::names())),
                );
            }
        }
    }
}

/// No name in a path may be longer on the usual disks.
const MAX_NAME_BYTES: usize = 255;

/// Leaves one route to each address, the first, and complains of the others; also of names that no disk takes. A page that
/// only stands in for a missing one yields to whatever has its address, and so does a file on how to cite a text.
fn settle(mut all: Routes, owners: &Owners<'_>) -> (Routes, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let mut taken = Taken::default();
    let mut yielding = BTreeSet::new();
    let mut in_the_way = BTreeSet::new();
    let own = all.iter().filter(|(route, _)| !owners.is_stand_in(*route));
    let stand_ins = all.iter().filter(|(route, _)| owners.is_stand_in(*route));
    for (route, path) in own.chain(stand_ins) {
        let key = taken.key(path);
        let long_name = path.split('/').find(|name| name.len() > MAX_NAME_BYTES);
        let (same, nested) = (taken.same(&key), taken.folder_or_file(&key));
        let yields = owners.is_stand_in(route) && same.or(nested).is_some()
            || long_name.is_some() && matches!(route, Route::Data(data) if data.only_adds());
        if let (Some(first), false) = (same, yields) {
            diagnostics.push(owners.collision(&all, first, route));
        } else if let (Some(first), false) = (nested, yields) {
            // Of a folder full of files in the way of a page, one complaint is enough.
            if in_the_way.insert(first) {
                diagnostics.push(owners.collision(&all, first, route));
            }
        }
        if yields || same.or(nested).is_some() {
            yielding.insert(route);
            continue;
        }
        diagnostics.extend(long_name.map(|name| owners.long_name(route, name)));
        taken.take(key, route);
    }
    drop(taken);
    yielding.into_iter().for_each(|route| all.remove(route));
    (all, diagnostics)
}

/// What routes belong to.
struct Owners<'a> {
    works: &'a [Arc<Linked>],
    assets: &'a [Asset],
}

impl Owners<'_> {
    /// Whether a page shows another language's text, or a file only adds to a page.
    fn is_stand_in(&self, route: Route) -> bool {
        match route {
            Route::Text { work, language } => self.works[work].work.document(language).is_none(),
            Route::Data(data) => data.only_adds(),
            _ => false,
        }
    }

    fn collision(&self, routes: &Routes, first: Route, second: Route) -> Diagnostic {
        let path = |route| routes.path(route).unwrap_or_default();
        let (short, long) = if path(first).len() <= path(second).len() { (first, second) } else { (second, first) };
        let message = match path(long).as_bytes().get(path(short).len()) {
            Some(b'/') => format!("{} is a page or file, and a folder in {}", path(short), path(long)),
            _ => format!("two pages or files have the address {}", path(second)),
        };
        let message = format!("{message}: {} and {}", self.name(first, routes), self.name(second, routes));
        let complaint = match self.span(second).or_else(|| self.span(first)) {
            Some(span) => Diagnostic::new(&rule::DUPLICATE_ROUTE, span, message),
            None => Diagnostic::global(&rule::DUPLICATE_ROUTE, message),
        };
        complaint.help(format!(
            "rename one of them; index, {}, status and 404 are taken, and so is NAME.LANGUAGE for parallel pages",
            Generated::names()
        ))
    }

    fn long_name(&self, route: Route, name: &str) -> Diagnostic {
        let route = match route {
            Route::Parallel { work, language, .. } => Route::Text { work, language },
            route => route,
        };
        let message = format!("the name {name} is too long for a file: {} bytes", name.len());
        let complaint = match self.span(route) {
            Some(span) => Diagnostic::new(&rule::LONG_NAME, span, message),
            None => Diagnostic::global(&rule::LONG_NAME, message),
        };
        complaint.help(format!(
            "rename it: at most {MAX_NAME_BYTES} bytes with what taiyaku adds (.html, .ja.html), which is about 80 characters of Chinese or Japanese"
        ))
    }

    /// Where the author named it, or the title of the document.
    fn span(&self, route: Route) -> Option<Span> {
        let document = |work: usize, language| self.works[work].work.document(language);
        match route {
            Route::Text { work, language } => {
                let shown = self.works[work].showings[language].document?;
                document(work, shown).map(|document| document.title_span)
            }
            Route::Alias { work, language, alias } => {
                document(work, language).map(|document| document.meta.aliases[alias].span)
            }
            _ => None,
        }
    }

    fn name(&self, route: Route, routes: &Routes) -> String {
        match route {
            Route::Asset(asset) => match &self.assets[asset].content {
                AssetContent::File(_) => self.assets[asset].path.clone(),
                AssetContent::Embedded(_) => format!("{} of the theme", self.assets[asset].path),
            },
            Route::Text { work, .. } => self.works[work].work.key.clone(),
            Route::Alias { work, .. } => format!("an alias of {}", self.works[work].work.key),
            other => format!("the page that taiyaku makes ({})", routes.path(other).unwrap_or_default()),
        }
    }
}
