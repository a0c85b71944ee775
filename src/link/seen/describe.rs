//! What a page reads, in words, and where authors wrote it.

use std::collections::BTreeMap;

use crate::base::text::{FileId, Span};
use crate::link::route::{Data, Route};
use crate::link::site::Site;

use super::Seen;
use super::key::Key;

impl Key {
    /// What kind of thing it is, for lists of several.
    pub fn group(self) -> &'static str {
        match self {
            Self::Settings | Self::Template(_) | Self::Kinds | Self::Words(_) | Self::Style(_) => "settings",
            Self::Path(_) | Self::Asset(_) => "pages and files",
            Self::Name(_)
            | Self::Term(_)
            | Self::EntryAt { .. }
            | Self::Related(_)
            | Self::Written(_)
            | Self::Uses { .. }
            | Self::Index(_)
            | Self::Entries { .. }
            | Self::HasEntries(_) => "glossary",
            Self::EventTitle(_)
            | Self::Event(_)
            | Self::Events
            | Self::ToldEvents
            | Self::Tellings(_)
            | Self::ToldWords => "timeline",
            Self::Publications | Self::Citings(_) => "bibliography",
            Self::Commentaries(_)
            | Self::Notes { .. }
            | Self::Quoted(_)
            | Self::Commented(_)
            | Self::Commentators
            | Self::CommentariesBy(_)
            | Self::Annotations => "commentary",
            Self::Whole(_)
            | Self::Face(_)
            | Self::Head(_)
            | Self::Outline(_)
            | Self::Progress(_)
            | Self::Backlinks(_)
            | Self::Previewed(_)
            | Self::Front
            | Self::Readable(_)
            | Self::OnlyText
            | Self::Order
            | Self::Sequence
            | Self::Neighbours { .. } => "texts",
        }
    }

    /// What it is, in words.
    pub fn describe(self, site: &Site) -> String {
        let seen = Seen::unrecorded(site);
        let dir = |language: usize| site.config.languages[language].dir.as_str();
        let (work, term) = (|work: usize| seen.key(work), |term: usize| seen.term_id(term));
        match self {
            Self::Settings => "title, description, languages and address of the site".to_owned(),
            Self::Template(name) => format!("the template {name}"),
            Self::Kinds => "the kinds of events".to_owned(),
            Self::Words(language) => format!("the words of the interface in {}", dir(language)),
            Self::Style(language) => format!("the style of citations in {}", dir(language)),
            Self::Whole(at) => format!("all of {}", work(at)),
            Self::Face(at) => format!("titles and authors of {}", work(at)),
            Self::Head(at) => format!("summaries and dates of {}", work(at)),
            Self::Outline(at) => format!("numbers and headings of the passages of {}", work(at)),
            Self::Progress(at) => format!("how the translations of {} stand", work(at)),
            Self::Commentaries(at) => format!("the commentaries on {}", work(at)),
            Self::Notes { work: at, language } => format!("the notes on {} in {}", work(at), dir(language)),
            Self::Quoted(at) => format!("the passages that {} quotes", work(at)),
            Self::Backlinks(at) => format!("what refers to {}", work(at)),
            Self::Previewed(at) => format!("the passages of {} that other texts refer to", work(at)),
            Self::Path(route) => match site.routes.path(route) {
                Some(path) => path.to_owned(),
                None => page(site, route),
            },
            Self::Asset(at) => site.assets[at].path.clone(),
            Self::Front => "a front page with a text of its own".to_owned(),
            Self::Readable(language) => format!("whether {} has one text or more", dir(language)),
            Self::OnlyText => "whether the site has more than one text".to_owned(),
            Self::Order => "the order of the texts".to_owned(),
            Self::Sequence => "the order of the texts and commentaries".to_owned(),
            Self::Neighbours { work: at, language } => {
                format!("what stands before and after {} in {}", work(at), dir(language))
            }
            Self::Commented(language) => format!("which texts the notes in {} are on", dir(language)),
            Self::Commentators => "who comments".to_owned(),
            Self::CommentariesBy(person) => format!("the commentaries of {}", term(person)),
            Self::Annotations => "the list of all notes".to_owned(),
            Self::Name(at) => format!("labels and kind of {}", term(at)),
            Self::Term(at) => format!("all of the entry {}", term(at)),
            Self::EntryAt { term: at, language } => format!("the page of the entry {} in {}", term(at), dir(language)),
            Self::Related(at) => format!("the entries that have to do with {}", term(at)),
            Self::Written(at) => format!("what {} wrote", term(at)),
            Self::Uses { term: at, language } => format!("the passages that mention {} in {}", term(at), dir(language)),
            Self::Index(language) => format!("all entries in the order of {}", dir(language)),
            Self::Entries { page, language } => {
                format!("the entries of {} in the order of {}", page.name(), dir(language))
            }
            Self::HasEntries(page) => format!("whether {} has entries", page.name()),
            Self::EventTitle(at) => format!("the title of {}", seen.event_id(at)),
            Self::Event(at) => format!("all of the event {}", seen.event_id(at)),
            Self::Events => "all events".to_owned(),
            Self::ToldEvents => "the events that texts tell".to_owned(),
            Self::Tellings(at) => format!("the passages that tell {}", seen.event_id(at)),
            Self::ToldWords => "the words with which texts tell events".to_owned(),
            Self::Publications => "all publications".to_owned(),
            Self::Citings(at) => format!("the passages that cite {}", seen.publication_key(at)),
        }
    }

    /// Whether it was looked for and is not there.
    pub fn is_absent(self, site: &Site) -> bool {
        let seen = Seen::unrecorded(site);
        match self {
            Self::Path(route) => !site.routes.has(route),
            Self::Front => site.front().is_none(),
            Self::Commentaries(work) => seen.commentaries(work).is_empty(),
            Self::Notes { work, language } => seen.notes(work, language).is_empty(),
            Self::Backlinks(work) => site.backlinks.is_empty(work),
            Self::Previewed(work) => seen.previewed(work).next().is_none(),
            Self::Neighbours { work, language } => seen.neighbours(work, language) == (None, None),
            Self::Related(term) => seen.related(term).is_empty(),
            Self::Written(term) => seen.written(term).is_empty(),
            Self::Tellings(event) => seen.tellings(event).is_empty(),
            Self::Citings(publication) => seen.citings(publication).is_empty(),
            _ => false,
        }
    }

    /// Where authors wrote it: a place in each file, in order of the files. None for what is worked out from the whole site.
    pub fn places(self, site: &Site) -> Vec<Span> {
        let documents = |work: usize| {
            let documents = site.works[work].work.documents.iter().flatten();
            documents.map(|document| document.title_span).collect::<Vec<_>>()
        };
        let spans: Vec<Span> = match self {
            Self::Settings => site.config.title.iter().map(|(_, title)| title.span).collect(),
            Self::Kinds => site.config.kinds.iter().flat_map(|kind| kind.label.iter()).map(|(_, it)| it.span).collect(),
            Self::Whole(work)
            | Self::Face(work)
            | Self::Head(work)
            | Self::Outline(work)
            | Self::Progress(work)
            | Self::Commentaries(work)
            | Self::Notes { work, .. }
            | Self::Quoted(work) => documents(work),
            Self::Name(term) | Self::Term(term) => vec![site.terms[term].id.span],
            Self::Index(_) => site.terms.iter().map(|term| term.id.span).collect(),
            Self::EventTitle(event) | Self::Event(event) => vec![site.events[event].id.span],
            Self::Events => site.events.iter().map(|event| event.id.span).collect(),
            Self::Publications => site.publications.iter().map(|publication| publication.key.span).collect(),
            _ => Vec::new(),
        };
        let mut first: BTreeMap<FileId, Span> = BTreeMap::new();
        for span in spans {
            first.entry(span.file).and_modify(|first| *first = (*first).min(span)).or_insert(span);
        }
        first.into_values().collect()
    }
}

/// A page or file that is not there, by what it would be.
fn page(site: &Site, route: Route) -> String {
    let dir = |language: usize| site.config.languages[language].dir.as_str();
    let work = |work: usize| site.works[work].work.key.as_str();
    match route {
        Route::Text { work: at, language } => format!("a page of {} in {}", work(at), dir(language)),
        Route::Parallel { work: at, language, other } => {
            format!("a page of {} in {} with {} beside it", work(at), dir(language), dir(other))
        }
        Route::Front(language) => format!("the front page in {}", dir(language)),
        Route::Generated(page, language) => format!("{} in {}", page.name(), dir(language)),
        Route::Part { page, language, part } => format!("part {} of {} in {}", part + 1, page.name(), dir(language)),
        Route::Commentator { person, language } => {
            format!("the page of comments of {} in {}", site.terms[person].id.value, dir(language))
        }
        Route::Status(language) => format!("the page on the translations in {}", dir(language)),
        Route::Alias { work: at, language, .. } => format!("an earlier address of {} in {}", work(at), dir(language)),
        Route::Data(Data::Passages { work: at, language }) => {
            format!("a file with the first words of {} in {}", work(at), dir(language))
        }
        Route::Data(Data::Citation { work: at, language, .. }) => {
            format!("a file on how to cite {} in {}", work(at), dir(language))
        }
        Route::Root | Route::NotFound | Route::Data(_) | Route::Asset(_) => "a file of the site".to_owned(),
    }
}
