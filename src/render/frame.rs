//! What every page has: head, navigation, switch, definitions.

use std::collections::BTreeSet;

use crate::base::date::Date;
use crate::base::highlight::painter::Painter;
use crate::base::language::LanguageTag;
use crate::link::route::{Route, encode_path, to_root};
use crate::link::seen::{Readable, Seen, Settings};
use crate::link::site::{Generated, Place};
use crate::parse::config::Language;
use crate::parse::localized::Localized;
use crate::parse::words::Words;

use super::address::Addresses;
use super::html::attribute;
use super::plain::Form;
use super::templates::Templates;
use super::view::{
    AlternateView, DefinitionView, ForeignView, LanguageView, LinkView, PageView, PersonView, WordsLanguageView,
};

/// The pages that stand in the header after the texts, in this order. With them it has at most six links, which a phone of
/// 360 px holds in two rows; the other registers are reached from the row of links on each of them.
const HEADER: [Generated; 5] =
    [Generated::Comments, Generated::Timeline, Generated::Glossary, Generated::People, Generated::References];

/// A page to be rendered: its route, its language, and the site as seen from it.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// The site.
    pub site: Seen<'a>,
    /// Colors its code.
    pub painter: &'a Painter,
    /// How plain passages are written, unless templates of the site have a say in it.
    pub plain: Option<&'a Form>,
    /// Its settings.
    pub settings: Settings<'a>,
    /// The words of the interface.
    pub words: &'a Words,
    /// The route.
    pub route: Route,
    /// Its path below the root.
    pub path: &'a str,
    /// Index of the language of the page's own words.
    pub language: usize,
    /// Index of the language of the text that it shows: another one where the page's language lacks that text.
    pub content: usize,
    /// Addresses as seen from it.
    pub addresses: Addresses<'a>,
}

impl<'a> Frame<'a> {
    /// The frame of a route; `None` if the site has no such page.
    pub fn new(site: Seen<'a>, templates: &'a Templates, route: Route) -> Option<Self> {
        let path = site.path(route)?;
        let language = language_of(route);
        let content = match route {
            Route::Text { work, language } => site.face(work).shown(language)?,
            _ => language,
        };
        let (settings, words) = (site.settings(), site.words(language));
        let addresses = Addresses { site, from: path, language };
        let (painter, plain) = (templates.painter(), templates.plain());
        Some(Self { site, painter, plain, settings, words, route, path, language, content, addresses })
    }

    /// A word of the interface, with `{name}` replaced.
    pub fn word(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut text = self.words.get(key).to_owned();
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }

    /// The page's language tag.
    pub fn tag(&self) -> &'a LanguageTag {
        &self.settings.language(self.language).tag
    }

    /// A date as the page's language writes it.
    pub fn date(&self, date: &Date) -> String {
        self.settings.date(date, self.language)
    }

    /// A date among words of the interface, which may be in another language.
    pub fn date_in_words(&self, date: &Date) -> String {
        let tag = &self.words.tag;
        if tag == self.tag() { self.date(date) } else { date.display(tag) }
    }

    /// The view that every template gets.
    pub fn view(&self, kind: &'static str, title: String, description: String) -> PageView {
        PageView {
            kind,
            title,
            site_title: self.settings.title().text(self.language).to_owned(),
            site_description: self.settings.description().text(self.language).to_owned(),
            description,
            language: self.language_view(self.language),
            root: self.root(),
            home: self.addresses.page(Route::Front(self.language)).unwrap_or_default(),
            navigation: self.navigation(),
            switch: self.switch(),
            parallel: self.parallel(),
            status: self.link(self.word("status", &[]), Route::Status(self.language)),
            alternates: self.alternates(),
            canonical: self.canonical(),
            content_lang: self.content_lang(),
            words: self.words.by_key.clone(),
            words_language: self.words_language(self.language),
            own_html: self.own_html(),
            definitions: Vec::new(),
            has_code: false,
            citation: Vec::new(),
            json_ld_html: String::new(),
            has_chart: false,
            is_citable: false,
        }
    }

    /// From the page to the root. The page for wrong addresses is shown at any address, so it starts at the host's root.
    fn root(&self) -> String {
        match (self.route, self.settings.base_url()) {
            (Route::NotFound, Some(base)) => format!("{}/", path_of_url(base)),
            _ => to_root(self.path),
        }
    }

    fn canonical(&self) -> Option<String> {
        let base = self.settings.base_url()?;
        let path = match self.route {
            Route::NotFound => return None,
            Route::Alias { work, language, .. } => self.site.path(Route::Text { work, language })?,
            // What stands in for a text that is not translated is the same page as that text's own.
            Route::Text { work, .. } => self.site.path(Route::Text { work, language: self.content })?,
            _ => self.path,
        };
        Some(format!("{base}/{}", encode_path(as_folder(path))))
    }

    /// A link to a page, if the site has it.
    pub fn link(&self, label: String, route: Route) -> Option<LinkView> {
        let href = self.addresses.page(route)?;
        Some(LinkView { label, href, lang: None, current: route == self.route })
    }

    /// The way to the texts, and the pages that stand in the header: only those that exist and have something of their own.
    fn navigation(&self) -> Vec<LinkView> {
        let page = |page: Generated| self.link_to_generated(page);
        let has_own = |page: &Generated| *page != Generated::People || self.site.has_entries(*page);
        self.texts().into_iter().chain(HEADER.into_iter().filter(has_own).filter_map(page)).collect()
    }

    /// A page made from YAML by its name, if the site has it; a part of it belongs to it, and a person's comments to all.
    pub fn link_to_generated(&self, page: Generated) -> Option<LinkView> {
        let mut link = self.link(self.word(page.name(), &[]), Route::Generated(page, self.language))?;
        link.current |= match self.route {
            Route::Part { page: whole, .. } => whole == page,
            Route::Commentator { .. } => page == Generated::Comments,
            _ => false,
        };
        Some(link)
    }

    /// The way to the texts: the only one, else the front page, which lists them. A list of all on every page would grow
    /// with the square of the site.
    fn texts(&self) -> Option<LinkView> {
        let route = match self.site.readable(self.language) {
            Readable::None => return None,
            Readable::One(work) => Route::Text { work, language: self.language },
            Readable::Many => Route::Front(self.language),
        };
        let mut link = self.link(self.word("chapters", &[]), route)?;
        // A commentary or a parallel page belongs to its text: the head marks where one is.
        link.current |= self.work().is_some();
        Some(link)
    }

    /// The work of the page, if it shows one.
    pub fn work(&self) -> Option<usize> {
        match self.route {
            Route::Text { work, .. } | Route::Parallel { work, .. } => Some(work),
            _ => None,
        }
    }

    /// The same page in another language, else that language's front page.
    pub fn route_in(&self, language: usize) -> Route {
        let same = match self.route {
            Route::Text { work, .. } | Route::Parallel { work, .. } => Route::Text { work, language },
            // A part holds other entries in another language; the whole page leads to each.
            Route::Generated(page, _) | Route::Part { page, .. } => Route::Generated(page, language),
            Route::Commentator { person, .. } => Route::Commentator { person, language },
            Route::Status(_) => Route::Status(language),
            _ => Route::Front(language),
        };
        if self.site.has(same) { same } else { Route::Front(language) }
    }

    fn switch(&self) -> Vec<LinkView> {
        let languages = self.settings.languages().iter().enumerate();
        languages
            .filter_map(|(language, settings)| {
                Some(LinkView {
                    label: settings.name.clone(),
                    href: self.addresses.page(self.route_in(language))?,
                    lang: Some(settings.tag.as_str().to_owned()),
                    current: language == self.language && !matches!(self.route, Route::Parallel { .. }),
                })
            })
            .collect()
    }

    fn parallel(&self) -> Vec<LinkView> {
        let Some(work) = self.work() else { return Vec::new() };
        let others = 0..self.settings.languages().len();
        let pages: Vec<(usize, Route)> = others
            .map(|other| (other, Route::Parallel { work, language: self.language, other }))
            .filter(|(_, route)| self.site.has(*route))
            .collect();
        let many = pages.len() > 1;
        let label = |other: usize| match many {
            true => format!("{} {}", self.word("parallel", &[]), self.settings.language(other).name),
            false => self.word("parallel", &[]),
        };
        pages.into_iter().filter_map(|(other, route)| self.link(label(other), route)).collect()
    }

    /// The same page in all languages, itself included (HTML Standard: link type alternate); parallel pages are each
    /// other's counterparts.
    fn alternates(&self) -> Vec<AlternateView> {
        let languages = self.settings.languages();
        let mut routes: Vec<(usize, Route)> = match self.route {
            Route::Root | Route::NotFound | Route::Alias { .. } | Route::Part { .. } => return Vec::new(),
            Route::Parallel { work, language, other } => {
                vec![(language, self.route), (other, Route::Parallel { work, language: other, other: language })]
            }
            // What stands in for a text that is not translated is no translation.
            Route::Text { .. } if self.content != self.language => return Vec::new(),
            Route::Text { work, .. } => {
                let face = self.site.face(work);
                let has = |language: &usize| face.is_in(*language);
                (0..languages.len()).filter(has).map(|language| (language, Route::Text { work, language })).collect()
            }
            _ => (0..languages.len()).map(|language| (language, self.route_in(language))).collect(),
        };
        routes.retain(|(_, route)| self.site.has(*route));
        routes.sort_unstable();
        let href = |route: Route| match (self.settings.base_url(), self.site.path(route)) {
            // Search engines want whole addresses where there are any.
            (Some(base), Some(path)) => format!("{base}/{}", encode_path(as_folder(path))),
            _ => match as_folder(&self.addresses.page(route).unwrap_or_default()) {
                "" => "./".to_owned(),
                href => href.to_owned(),
            },
        };
        let mut alternates: Vec<AlternateView> = routes
            .iter()
            .map(|&(language, route)| AlternateView {
                hreflang: languages[language].tag.as_str().to_owned(),
                href: href(route),
            })
            .collect();
        if let (true, Some(&(_, first))) = (alternates.len() > 1, routes.first()) {
            alternates.push(AlternateView { hreflang: "x-default".into(), href: href(first) });
        }
        alternates
    }

    /// The definitions of the terms that a page links, by their ids: their order in the glossary is nothing that the page reads.
    pub fn definitions(&self, terms: &BTreeSet<usize>) -> Vec<DefinitionView> {
        let definition = |&at: &usize| {
            let term = self.site.term(at);
            Some(DefinitionView {
                id: format!("def.{}", term.id.value),
                label: term.label(self.language).to_owned(),
                lang: self.lang_of(&term.labels),
                definition: term.definition.text(self.language).to_owned(),
                definition_lang: self.lang_of(&term.definition),
                counterparts: self.foreign_labels(at),
                href: self.addresses.term(at)?,
            })
        };
        let mut terms: Vec<&usize> = terms.iter().collect();
        terms.sort_unstable_by_key(|term| self.site.term_id(**term));
        terms.into_iter().filter_map(definition).collect()
    }

    /// The tag of the language in which the page has a text that YAML gives per language, where it is another than the page's.
    pub fn lang_of<T>(&self, text: &Localized<T>) -> Option<String> {
        self.foreign(text.language_of(self.language)?)
    }

    /// The labels of a term in the languages other than the one in which the page names it.
    pub fn foreign_labels(&self, term: usize) -> Vec<ForeignView> {
        let labels = self.site.name(term).labels();
        let shown = labels.language_of(self.language);
        let labels = labels.iter().filter(|(language, _)| Some(*language) != shown);
        labels
            .map(|(language, labels)| ForeignView {
                lang: self.settings.language(language).tag.as_str().to_owned(),
                text: labels.preferred.value.clone(),
            })
            .collect()
    }

    /// Persons, by the indexes of their terms.
    pub fn persons(&self, terms: &[usize]) -> Vec<PersonView> {
        let person = |&at: &usize| {
            let term = self.site.name(at);
            PersonView {
                name: term.label(self.language).to_owned(),
                affiliation: term.affiliation().get_or_first(self.language).map(|text| text.value.clone()),
                href: self.addresses.term(at),
                comments: self.addresses.page(Route::Commentator { person: at, language: self.language }),
            }
        };
        terms.iter().map(person).collect()
    }

    /// How a passage is named in a list: its number, with the text's or the commentator's name where that is not clear.
    pub fn passage_label(&self, place: Place) -> String {
        let (face, unit) = (self.site.face(place.work), self.site.unit(place));
        let text = match (face.annotates(), face.authors()) {
            (Some(_), authors @ [_, ..]) => self.names(authors),
            _ if self.is_only_text(place.work) => String::new(),
            _ => self.title_of(place.work),
        };
        match (text.is_empty(), unit.number.is_empty()) {
            (true, true) => self.title_of(place.work),
            (true, false) => unit.number.to_string(),
            (false, true) => text,
            (false, false) => format!("{text} {}", unit.number),
        }
    }

    /// Whether a work is the one text of the site, whose passages need no name beside their number.
    pub fn is_only_text(&self, work: usize) -> bool {
        self.site.has_only_text() && !self.site.is_front(work) && self.site.face(work).annotates().is_none()
    }

    /// Names of persons, joined as the language joins them.
    pub fn names(&self, terms: &[usize]) -> String {
        let names: Vec<&str> = terms.iter().map(|&term| self.site.name(term).label(self.language)).collect();
        names.join(&self.word("comma", &[]))
    }

    /// The title of a work as the page's language shows it, else in its source language.
    pub fn title_of(&self, work: usize) -> String {
        let face = self.site.face(work);
        face.titled(self.language).and_then(|language| face.title(language)).unwrap_or_default()
    }

    /// A link to a work's page in the page's language by its title.
    pub fn link_to(&self, work: usize) -> Option<LinkView> {
        let href = self.addresses.text(work, self.language)?;
        Some(LinkView { label: self.title_of(work), href, lang: self.lang_of_title(work), current: false })
    }

    /// The tag of the title's language, where it is another than the page's.
    pub fn lang_of_title(&self, work: usize) -> Option<String> {
        self.foreign(self.site.face(work).titled(self.language)?)
    }

    /// The tag of a language that is another than that of the page's own words.
    pub fn foreign(&self, language: usize) -> Option<String> {
        let is_foreign = language != self.language || self.has_borrowed_words();
        is_foreign.then(|| self.settings.language(language).tag.as_str().to_owned())
    }

    /// Whether the page's own words are in another language than the page.
    fn has_borrowed_words(&self) -> bool {
        self.words.tag != *self.tag()
    }

    /// The tag of the language of the page's title and description, where it is another than the page's.
    fn content_lang(&self) -> Option<String> {
        let tag = match self.route {
            Route::Text { .. } => &self.settings.language(self.content).tag,
            Route::Generated(..)
            | Route::Part { .. }
            | Route::Commentator { .. }
            | Route::Status(_)
            | Route::Alias { .. }
            | Route::NotFound => &self.words.tag,
            _ => self.tag(),
        };
        (tag != self.tag()).then(|| tag.as_str().to_owned())
    }

    /// The language of the words of the interface in a language of the site.
    pub fn words_language(&self, language: usize) -> WordsLanguageView {
        let tag = &self.site.words(language).tag;
        WordsLanguageView { tag: tag.as_str().to_owned(), direction: direction(tag) }
    }

    fn own_html(&self) -> String {
        let mut html = String::new();
        if self.has_borrowed_words() {
            attribute(&mut html, "lang", self.tag().as_str());
            attribute(&mut html, "dir", direction(self.tag()));
        }
        html
    }

    /// A language for templates.
    pub fn language_view(&self, language: usize) -> LanguageView {
        language_view(self.settings.language(language))
    }
}

/// The language of a route's own words: the first for pages of all languages.
fn language_of(route: Route) -> usize {
    match route {
        Route::Front(language)
        | Route::Text { language, .. }
        | Route::Parallel { language, .. }
        | Route::Alias { language, .. }
        | Route::Commentator { language, .. }
        | Route::Status(language)
        | Route::Part { language, .. }
        | Route::Generated(_, language) => language,
        _ => 0,
    }
}

/// The address by which a host and search engines know a folder's front page.
fn as_folder(path: &str) -> &str {
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    }
}

/// A language for templates.
pub fn language_view(language: &Language) -> LanguageView {
    LanguageView {
        tag: language.tag.as_str().to_owned(),
        dir: language.dir.clone(),
        name: language.name.clone(),
        direction: direction(&language.tag),
    }
}

fn direction(tag: &LanguageTag) -> &'static str {
    if tag.is_right_to_left() { "rtl" } else { "ltr" }
}

/// The path of an absolute address, without a slash at its end.
pub fn path_of_url(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').map_or("", |at| &rest[at..]).trim_end_matches('/')
}
