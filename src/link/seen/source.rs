//! The files that what a page reads is made of: whoever edits one of them may make it another. What an edit brings that was
//! not there before (a first mention, an answer of a commentary) is made of that file after it.

use std::collections::BTreeSet;

use crate::base::path::join;
use crate::base::text::FileId;
use crate::link::backlink::Target;
use crate::link::route::{Data, Route};
use crate::link::site::{LinkedText, Place, Site};
use crate::parse::chart::Data as Table;
use crate::parse::document::Document;

use super::key::Key;
use super::{Readable, Seen};

/// A file of a site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// By its number.
    File(FileId),
    /// By its path below the site's folder.
    At(String),
}

impl Key {
    /// The files that it is made of. Of a template the site knows none.
    pub fn sources(self, site: &Site) -> BTreeSet<Source> {
        let mut sources = Sources { site, found: BTreeSet::new() };
        sources.of(self);
        sources.found
    }
}

/// The files of something while they are gathered.
struct Sources<'a> {
    site: &'a Site,
    found: BTreeSet<Source>,
}

impl Sources<'_> {
    #[expect(clippy::too_many_lines, reason = "a table: what each key is made of")]
    fn of(&mut self, key: Key) {
        let (site, seen) = (self.site, Seen::unrecorded(self.site));
        match key {
            Key::Template(_) | Key::OnlyText | Key::HasEntries(_) => {}
            Key::Settings | Key::Kinds | Key::Words(_) => self.at("site.yaml"),
            Key::Style(language) => self.style(language),
            Key::Whole(work) => self.whole(work),
            Key::Face(work) | Key::Head(work) | Key::Outline(work) => self.work(work),
            Key::Progress(work) => self.progress(work),
            Key::Commentaries(work) => self.works(site.works[work].commentaries.iter().copied()),
            Key::Notes { work, language } => {
                self.work(work);
                self.works(seen.notes(work, language).iter().map(|note| note.commentary));
            }
            Key::Quoted(commentary) => {
                self.work(commentary);
                let notes = site.works[commentary].texts.iter().flat_map(|text| &text.notes);
                self.places(notes.flat_map(|note| &note.targets).map(|target| target.place));
            }
            Key::Backlinks(work) | Key::Previewed(work) => self.backlinks(work),
            Key::Path(route) => self.path(route),
            Key::Asset(asset) => self.at(&site.assets[asset].path),
            Key::Front => self.works(site.front()),
            Key::Readable(language) => match seen.readable(language) {
                Readable::One(work) => self.work(work),
                Readable::None | Readable::Many => {}
            },
            Key::Order => self.in_order(&site.order),
            Key::Sequence => self.in_order(&site.sequence),
            Key::Neighbours { work, language } => {
                let (before, after) = seen.neighbours(work, language);
                self.works([Some(work), before, after].into_iter().flatten());
            }
            Key::Commented(language) => {
                let notes = site.works.iter().flat_map(|linked| &linked.notes[language]);
                self.works(notes.map(|note| note.commentary));
            }
            Key::Commentators => self.works(site.commentators.values().flatten().copied()),
            Key::CommentariesBy(person) => self.works(seen.commentaries_by(person).iter().copied()),
            Key::Annotations => self.works(site.annotations.iter().map(|annotated| annotated.commentary)),
            Key::Name(term) | Key::Term(term) => self.terms([term]),
            Key::EntryAt { term, language } => match seen.page_of_entry(term, language) {
                Route::Part { page, .. } => self.terms(seen.entries(page, language).iter().copied()),
                _ => self.terms([term]),
            },
            Key::Related(term) => self.terms(seen.related(term).iter().copied().chain([term])),
            Key::Written(term) => self.works(seen.written(term).iter().copied()),
            Key::Uses { term, language } => {
                self.terms([term]);
                let uses = seen.uses(term, language);
                self.places(uses.places.into_iter());
                let commentary =
                    |(place, number): (Place, usize)| site.works[place.work].notes[language][number].commentary;
                self.works(uses.notes.into_iter().map(commentary));
            }
            Key::Index(language) => self.terms(seen.all_entries(language).iter().copied()),
            Key::Entries { page, language } => self.terms(seen.entries(page, language).iter().copied()),
            Key::EventTitle(event) | Key::Event(event) => self.events([event]),
            Key::Events => self.events(0..site.events.len()),
            Key::ToldEvents => self.places(site.tellings.iter().flatten().map(|telling| telling.place)),
            Key::ToldWords => {
                let tells = |text: &LinkedText| !text.tellings.is_empty();
                self.works((0..site.works.len()).filter(|&work| site.works[work].texts.iter().any(tells)));
            }
            Key::Tellings(event) => self.places(seen.tellings(event).iter().map(|telling| telling.place)),
            Key::Publications => self.publications(0..site.publications.len()),
            Key::Citings(publication) => self.places(seen.citings(publication).iter().map(|citing| citing.place)),
        }
    }

    fn file(&mut self, file: FileId) {
        self.found.insert(Source::File(file));
    }

    fn at(&mut self, path: &str) {
        self.found.insert(Source::At(path.to_owned()));
    }

    fn work(&mut self, work: usize) {
        let documents = self.site.works[work].work.documents.iter().flatten();
        self.found.extend(documents.map(|document| Source::File(document.file)));
    }

    fn works(&mut self, works: impl IntoIterator<Item = usize>) {
        works.into_iter().for_each(|work| self.work(work));
    }

    fn places(&mut self, places: impl Iterator<Item = Place>) {
        self.works(places.map(|place| place.work));
    }

    /// Works in the order that their documents and nav in site.yaml give them.
    fn in_order(&mut self, works: &[usize]) {
        self.at("site.yaml");
        self.works(works.iter().copied());
    }

    fn terms(&mut self, terms: impl IntoIterator<Item = usize>) {
        let site = self.site;
        terms.into_iter().for_each(|term| self.file(site.terms[term].id.span.file));
    }

    fn events(&mut self, events: impl IntoIterator<Item = usize>) {
        let site = self.site;
        events.into_iter().for_each(|event| self.file(site.events[event].id.span.file));
    }

    fn publications(&mut self, publications: impl IntoIterator<Item = usize>) {
        let site = self.site;
        publications.into_iter().for_each(|at| self.file(site.publications[at].key.span.file));
    }

    fn style(&mut self, language: usize) {
        self.at("site.yaml");
        if let Some(style) = self.site.config.citations.get(language) {
            self.at(&format!("content/bibliography/{}", style.value));
        }
    }

    fn progress(&mut self, work: usize) {
        self.work(work);
        let locks = self.site.works[work].work.locks.iter().flatten();
        self.found.extend(locks.map(|lock| Source::File(lock.file)));
    }

    /// A work with what its texts show of the glossary, the bibliography and tables.
    fn whole(&mut self, work: usize) {
        let linked = &self.site.works[work];
        self.at("site.yaml");
        self.progress(work);
        self.terms(linked.authors.iter().copied());
        linked.work.documents.iter().flatten().for_each(|document| self.tables(document));
        for (language, text) in linked.texts.iter().enumerate() {
            let footnotes = text.footnotes.iter().flat_map(|footnote| &footnote.mentions);
            self.terms(
                text.mentions
                    .iter()
                    .map(|(_, mentions)| mentions)
                    .chain(footnotes)
                    .flatten()
                    .map(|mention| mention.term),
            );
            self.events(text.tellings.iter().map(|told| told.event));
            if !text.citations.all.is_empty() {
                self.style(language);
                self.publications(text.citations.all.iter().flat_map(|cited| cited.publications.iter().copied()));
            }
        }
    }

    fn tables(&mut self, document: &Document) {
        for chart in document.charts.values() {
            if let Table::File(path) = &chart.data
                && let Some(path) = join(&document.path, &path.value)
            {
                self.at(&path);
            }
        }
    }

    fn backlinks(&mut self, work: usize) {
        let backlinks = &self.site.backlinks;
        let passages = backlinks.units(work).map(|unit| Target::Passage(Place { work, unit }));
        let from = passages.chain([Target::Work(work)]).flat_map(|target| backlinks.to(target));
        self.works(from.map(|backlink| backlink.work));
    }

    /// What decides whether there is such a page or file while its work is there.
    fn path(&mut self, route: Route) {
        match route {
            Route::Data(Data::Passages { work, .. }) => self.backlinks(work),
            Route::Data(Data::Citation { work, .. }) => self.work(work),
            Route::Data(Data::Told(_)) => self.of(Key::ToldEvents),
            Route::Data(Data::Annotations(_)) => self.of(Key::Annotations),
            Route::Commentator { person, .. } => self.of(Key::CommentariesBy(person)),
            _ => {}
        }
    }
}
