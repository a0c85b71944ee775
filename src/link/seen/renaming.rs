//! What the indexes of one version of a site are in another, in which works, entries and files may have come and gone.

use std::collections::BTreeMap;

use crate::link::route::{Data, EventFile, Route};
use crate::link::site::Site;

use super::key::Key;

/// The indexes of one version of a site in another; `None` of what is not there any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renaming {
    languages: Vec<Option<usize>>,
    works: Vec<Option<usize>>,
    terms: Vec<Option<usize>>,
    events: Vec<Option<usize>>,
    publications: Vec<Option<usize>>,
    assets: Vec<Option<usize>>,
}

impl Renaming {
    /// What the indexes of `old` are in `new`, by names.
    pub fn between(old: &Site, new: &Site) -> Self {
        Self {
            languages: by_name(&old.config.languages, &new.config.languages, |language| &language.dir),
            works: by_name(&old.works, &new.works, |linked| &linked.work.key),
            terms: by_name(&old.terms, &new.terms, |term| &term.id.value),
            events: by_name(&old.events, &new.events, |event| &event.id.value),
            publications: by_name(&old.publications, &new.publications, |publication| &publication.key.value),
            assets: by_name(&old.assets, &new.assets, |asset| &asset.path),
        }
    }

    /// The same thing in the new version; `None` if that cannot have it.
    pub fn key(&self, key: Key) -> Option<Key> {
        let language = |at: usize| self.languages[at];
        let (work, term, event) = (|at: usize| self.works[at], |at: usize| self.terms[at], |at: usize| self.events[at]);
        Some(match key {
            Key::Words(at) => Key::Words(language(at)?),
            Key::Style(at) => Key::Style(language(at)?),
            Key::Whole(at) => Key::Whole(work(at)?),
            Key::Face(at) => Key::Face(work(at)?),
            Key::Head(at) => Key::Head(work(at)?),
            Key::Outline(at) => Key::Outline(work(at)?),
            Key::Progress(at) => Key::Progress(work(at)?),
            Key::Commentaries(at) => Key::Commentaries(work(at)?),
            Key::Notes { work: at, language: of } => Key::Notes { work: work(at)?, language: language(of)? },
            Key::Quoted(at) => Key::Quoted(work(at)?),
            Key::Backlinks(at) => Key::Backlinks(work(at)?),
            Key::Previewed(at) => Key::Previewed(work(at)?),
            Key::Path(route) => Key::Path(self.route(route)?),
            Key::Asset(at) => Key::Asset(self.assets[at]?),
            Key::Readable(at) => Key::Readable(language(at)?),
            Key::Neighbours { work: at, language: of } => Key::Neighbours { work: work(at)?, language: language(of)? },
            Key::Commented(at) => Key::Commented(language(at)?),
            Key::CommentariesBy(at) => Key::CommentariesBy(term(at)?),
            Key::Name(at) => Key::Name(term(at)?),
            Key::Term(at) => Key::Term(term(at)?),
            Key::EntryAt { term: at, language: of } => Key::EntryAt { term: term(at)?, language: language(of)? },
            Key::Related(at) => Key::Related(term(at)?),
            Key::Written(at) => Key::Written(term(at)?),
            Key::Uses { term: at, language: of } => Key::Uses { term: term(at)?, language: language(of)? },
            Key::Index(at) => Key::Index(language(at)?),
            Key::Entries { page, language: of } => Key::Entries { page, language: language(of)? },
            Key::EventTitle(at) => Key::EventTitle(event(at)?),
            Key::Event(at) => Key::Event(event(at)?),
            Key::Tellings(at) => Key::Tellings(event(at)?),
            Key::Citings(at) => Key::Citings(self.publications[at]?),
            Key::Settings
            | Key::Template(_)
            | Key::Kinds
            | Key::Front
            | Key::OnlyText
            | Key::Order
            | Key::Sequence
            | Key::Commentators
            | Key::Annotations
            | Key::HasEntries(_)
            | Key::Events
            | Key::ToldEvents
            | Key::ToldWords
            | Key::Publications => key,
        })
    }

    /// The same page or file in the new version; `None` if that cannot have it.
    pub fn route(&self, route: Route) -> Option<Route> {
        let language = |at: usize| self.languages[at];
        let work = |at: usize| self.works[at];
        Some(match route {
            Route::Root | Route::NotFound => route,
            Route::Front(at) => Route::Front(language(at)?),
            Route::Text { work: at, language: of } => Route::Text { work: work(at)?, language: language(of)? },
            Route::Parallel { work: at, language: of, other } => {
                Route::Parallel { work: work(at)?, language: language(of)?, other: language(other)? }
            }
            Route::Generated(page, at) => Route::Generated(page, language(at)?),
            Route::Part { page, language: of, part } => Route::Part { page, language: language(of)?, part },
            Route::Commentator { person, language: of } => {
                Route::Commentator { person: self.terms[person]?, language: language(of)? }
            }
            Route::Status(at) => Route::Status(language(at)?),
            Route::Alias { work: at, language: of, alias } => {
                Route::Alias { work: work(at)?, language: language(of)?, alias }
            }
            Route::Asset(at) => Route::Asset(self.assets[at]?),
            Route::Data(data) => Route::Data(self.data(data)?),
        })
    }

    fn data(&self, data: Data) -> Option<Data> {
        let (language, work) = (|at: usize| self.languages[at], |at: usize| self.works[at]);
        Some(match data {
            Data::CodeStyle | Data::Annotations(_) | Data::NoJekyll | Data::Events(EventFile::Json) => data,
            Data::Events(EventFile::Calendar(at)) => Data::Events(EventFile::Calendar(language(at)?)),
            Data::Events(EventFile::Table(at)) => Data::Events(EventFile::Table(language(at)?)),
            Data::Citation { work: at, language: of, format } => {
                Data::Citation { work: work(at)?, language: language(of)?, format }
            }
            Data::Passages { work: at, language: of } => Data::Passages { work: work(at)?, language: language(of)? },
            Data::Told(at) => Data::Told(language(at)?),
        })
    }
}

/// The index in `new` of each of `old`, by name. Of several with one name the first is meant: the others were complained of.
fn by_name<T>(old: &[T], new: &[T], name: impl Fn(&T) -> &String) -> Vec<Option<usize>> {
    let places: BTreeMap<&str, usize> = new.iter().enumerate().rev().map(|(at, it)| (name(it).as_str(), at)).collect();
    // Most often nothing has moved.
    let find = |(at, it): (usize, &T)| match new.get(at) {
        Some(same) if name(same) == name(it) => Some(at),
        _ => places.get(name(it).as_str()).copied(),
    };
    old.iter().enumerate().map(find).collect()
}
