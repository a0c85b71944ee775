//! A site as one page sees it: whatever it reads is put down, also what it looked for and did not find. So a page that read
//! nothing that has changed since is the page that it was.
//!
//! The site is private to this module: who is given no more than [`Seen`] reads nothing unseen. A method that puts nothing down
//! tells only names (of works, passages, terms, events), and these are known by what the index of the thing was read from.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::align::unit::Unit;
use crate::base::text::Spanned;
use crate::load::AssetContent;
use crate::parse::bibliography::Publication;
use crate::parse::config::Kind;
use crate::parse::glossary::Term;
use crate::parse::localized::Localized;
use crate::parse::timeline::Event;
use crate::parse::words::Words;

use super::annotations::Annotated;
use super::backlink::Backlinks;
use super::bibliography::Citing;
use super::bibliography::format::Press;
use super::register::Registers;
use super::route::Route;
use super::site::{AnchoredWords, FRONT, Generated, Linked, Place, PlacedNote, Site, Telling, page_of};

mod describe;
mod difference;
mod face;
mod key;
mod print;
mod renaming;
mod source;
mod uses;

pub use difference::Difference;
pub use face::{Face, Head, Name, Outline, Progress, Settings};
pub use key::Key;
pub use print::print;
pub use renaming::Renaming;
pub use source::Source;
pub use uses::Uses;

/// What one page read, put down while it is rendered. It never leaves the thread of the page.
#[derive(Debug, Default)]
pub struct Reads(RefCell<Vec<Key>>);

impl Reads {
    fn put_down(&self, key: Key) {
        let mut keys = self.0.borrow_mut();
        if keys.last() != Some(&key) {
            // A page of many entries reads the same of each: what is double goes before more room is taken.
            if keys.len() == keys.capacity() {
                keys.sort_unstable();
                keys.dedup();
                let room = keys.capacity().max(64);
                keys.reserve(room);
            }
            keys.push(key);
        }
    }

    /// What was read, each once and in order.
    pub fn keys(self) -> Vec<Key> {
        let mut keys = self.0.into_inner();
        keys.sort_unstable();
        keys.dedup();
        keys.shrink_to_fit();
        keys
    }
}

/// A site as one page sees it.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    site: &'a Site,
    reads: Option<&'a Reads>,
}

/// The texts that a language has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readable {
    /// None.
    None,
    /// This one, by the index of its work.
    One(usize),
    /// More.
    Many,
}

impl<'a> Seen<'a> {
    /// A site of which nothing is put down.
    pub fn unrecorded(site: &'a Site) -> Self {
        Self { site, reads: None }
    }

    /// A site of which all that is read is put down.
    pub fn recorded(site: &'a Site, reads: &'a Reads) -> Self {
        Self { site, reads: Some(reads) }
    }

    /// The site, for what `key` stands for.
    #[inline]
    fn read(self, key: Key) -> &'a Site {
        if let Some(reads) = self.reads {
            reads.put_down(key);
        }
        self.site
    }
}

/// The site as a whole.
impl<'a> Seen<'a> {
    /// Of site.yaml what every page may show.
    pub fn settings(self) -> Settings<'a> {
        Settings(&self.read(Key::Settings).config)
    }

    /// Puts down a template that the page is filled into.
    pub fn filled_into(self, template: &'static str) {
        self.read(Key::Template(template));
    }

    /// The kinds of events.
    pub fn kinds(self) -> &'a [Kind] {
        &self.read(Key::Kinds).config.kinds
    }

    /// The words of the interface in a language.
    pub fn words(self, language: usize) -> &'a Words {
        &self.read(Key::Words(language)).config.words[language]
    }

    /// The path of a page or file below the root of the site; `None` if there is no such page.
    pub fn path(self, route: Route) -> Option<&'a str> {
        self.read(Key::Path(route)).routes.path(route)
    }

    /// Whether there is such a page or file.
    pub fn has(self, route: Route) -> bool {
        self.read(Key::Path(route)).routes.has(route)
    }

    /// The bytes of a file that is copied.
    pub fn asset(self, at: usize) -> &'a AssetContent {
        &self.read(Key::Asset(at)).assets[at].content
    }

    /// The work of the front pages, if any language has one of its own.
    pub fn front(self) -> Option<usize> {
        self.read(Key::Front).front()
    }

    /// The texts in reading order, by the indexes of their works. Without front pages and commentaries.
    pub fn order(self) -> &'a [usize] {
        &self.read(Key::Order).order
    }

    /// Whether the site has no more than one text.
    pub fn has_only_text(self) -> bool {
        self.read(Key::OnlyText).order.len() <= 1
    }

    /// All texts in the order a reader meets them: each, then the commentaries on it. Without front pages.
    pub fn sequence(self) -> &'a [usize] {
        &self.read(Key::Sequence).sequence
    }

    /// The texts that a language has.
    pub fn readable(self, language: usize) -> Readable {
        let site = self.read(Key::Readable(language));
        let mut readable = site.order.iter().filter(|&&work| site.routes.has(Route::Text { work, language }));
        match (readable.next(), readable.next()) {
            (None, _) => Readable::None,
            (Some(&work), None) => Readable::One(work),
            (Some(_), Some(_)) => Readable::Many,
        }
    }

    /// The texts before and after a work for a reader of a language: commentaries follow their text.
    pub fn neighbours(self, work: usize, language: usize) -> (Option<usize>, Option<usize>) {
        let site = self.read(Key::Neighbours { work, language });
        let Some(at) = site.sequence.place(work) else { return (None, None) };
        let is_readable = |work: &&usize| site.shown_document(**work, language).is_some();
        let (before, after) = (&site.sequence[..at], &site.sequence[at + 1..]);
        (before.iter().rev().find(is_readable).copied(), after.iter().find(is_readable).copied())
    }

    /// The list of all annotations.
    pub fn annotations(self) -> &'a [Annotated] {
        &self.read(Key::Annotations).annotations
    }
}

/// Works.
impl<'a> Seen<'a> {
    /// All of a work. Its notes and commentaries are read by their own methods.
    pub fn whole(self, work: usize) -> &'a Linked {
        &self.read(Key::Whole(work)).works[work]
    }

    /// What links show of a work.
    pub fn face(self, work: usize) -> Face<'a> {
        Face(&self.read(Key::Face(work)).works[work])
    }

    /// What lists and descriptions say of the document of a work in a language, if it has one.
    pub fn head(self, work: usize, language: usize) -> Option<Head<'a>> {
        self.read(Key::Head(work)).document(work, language).map(|document| Head(document))
    }

    /// The passages of a work without their text.
    pub fn outline(self, work: usize) -> Outline<'a> {
        Outline(&self.read(Key::Outline(work)).works[work])
    }

    /// How the translations of a work stand.
    pub fn progress(self, work: usize) -> Progress<'a> {
        Progress(&self.read(Key::Progress(work)).works[work])
    }

    /// The name of a work.
    pub fn key(self, work: usize) -> &'a str {
        &self.site.works[work].work.key
    }

    /// Whether a work is that of the front pages.
    pub fn is_front(self, work: usize) -> bool {
        self.key(work) == FRONT
    }

    /// The id of a passage.
    pub fn unit_id(self, place: Place) -> &'a str {
        &self.site.unit(place).id
    }

    /// A passage without its text.
    pub fn unit(self, place: Place) -> &'a Unit {
        self.outline(place.work).unit(place.unit)
    }

    /// The language whose text of a passage the page of its work in that language shows.
    pub fn shown(self, place: Place, language: usize) -> Option<usize> {
        self.outline(place.work).shown(place.unit, language)
    }

    /// The heading of the section that a passage lies in, or that it is; `None` before the first heading.
    pub fn heading_of(self, place: Place) -> Option<Place> {
        self.read(Key::Outline(place.work)).heading_of(place)
    }

    /// What refers to a work and its passages.
    pub fn backlinks(self, work: usize) -> &'a Backlinks {
        &self.read(Key::Backlinks(work)).backlinks
    }

    /// The fragments of a work that other works refer to.
    pub fn previewed(self, work: usize) -> impl Iterator<Item = &'a String> {
        self.read(Key::Previewed(work)).previewed.fragments.get(&work).into_iter().flatten()
    }
}

/// Commentaries.
impl<'a> Seen<'a> {
    /// The commentaries on a work, by the indexes of their works, in the order of their marks.
    pub fn commentaries(self, work: usize) -> &'a [usize] {
        &self.read(Key::Commentaries(work)).works[work].commentaries
    }

    /// How many notes of a commentary the page of a work in a language shows, by its number among those on the work.
    pub fn count_of_notes(self, work: usize, commentator: usize, language: usize) -> usize {
        self.read(Key::Commentaries(work)).works[work].notes_of(commentator, language).len()
    }

    /// The notes on a work that its page in a language shows.
    pub fn notes(self, work: usize, language: usize) -> &'a [PlacedNote] {
        &self.read(Key::Notes { work, language }).works[work].notes[language]
    }

    /// Those of one commentary, by its number among those on the work.
    pub fn notes_of(self, work: usize, commentator: usize, language: usize) -> &'a [PlacedNote] {
        self.read(Key::Notes { work, language }).works[work].notes_of(commentator, language)
    }

    /// The id of a note.
    pub fn note_id(self, note: &PlacedNote) -> &'a str {
        &self.site.works[note.commentary].texts[note.language].notes[note.note].id
    }

    /// The words that a note of a commentary quotes from a work.
    pub fn quoted_words(self, commentary: usize, work: usize, words: &AnchoredWords) -> Option<String> {
        let site = self.read(Key::Quoted(commentary));
        let block = site.document(work, words.language)?.blocks.get(words.block)?;
        block.visible_text().get(words.range.clone()).map(str::to_owned)
    }

    /// The visible text of the passage that a note of a commentary quotes words from, and where in it they stand.
    pub fn quoted_passage(self, commentary: usize, on: Place, words: &AnchoredWords) -> Option<(String, Range<usize>)> {
        let linked = &self.read(Key::Quoted(commentary)).works[on.work];
        let blocks = &linked.work.document(words.language)?.blocks;
        let (mut text, mut range) = (String::new(), None);
        for at in linked.work.units[on.unit].blocks(words.language).iter().map(|&at| at as usize) {
            if at == words.block {
                range = Some(text.len() + words.range.start..text.len() + words.range.end);
            }
            text.push_str(&blocks[at].visible_text());
        }
        Some((text, range?))
    }

    /// The works that the notes of a language are on, in reading order.
    pub fn commented(self, language: usize) -> impl Iterator<Item = usize> {
        let site = self.read(Key::Commented(language));
        site.sequence.iter().copied().filter(move |&work| !site.works[work].notes[language].is_empty())
    }

    /// Who comments, by the indexes of their terms.
    pub fn commentators(self) -> impl Iterator<Item = usize> {
        self.read(Key::Commentators).commentators.keys().copied()
    }

    /// The commentaries of a person, by the indexes of their works, in reading order.
    pub fn commentaries_by(self, person: usize) -> &'a [usize] {
        self.read(Key::CommentariesBy(person)).commentators.get(&person).map_or(&[], Vec::as_slice)
    }
}

/// The glossary.
impl<'a> Seen<'a> {
    /// What lists and links show of a term.
    pub fn name(self, term: usize) -> Name<'a> {
        Name(&self.read(Key::Name(term)).terms[term])
    }

    /// All of a term.
    pub fn term(self, term: usize) -> &'a Term {
        &self.read(Key::Term(term)).terms[term]
    }

    /// The id of a term.
    pub fn term_id(self, term: usize) -> &'a str {
        &self.site.terms[term].id.value
    }

    /// The page, or the part of one, on which the entry of a term stands in full in a language.
    pub fn page_of_entry(self, term: usize, language: usize) -> Route {
        let site = self.read(Key::EntryAt { term, language });
        let page = page_of(site.terms[term].kind);
        match site.registers.part(term, page, language) {
            Some(part) => Route::Part { page, language, part },
            None => Route::Generated(page, language),
        }
    }

    /// The terms that have to do with a term, in the author's order.
    pub fn related(self, term: usize) -> &'a [usize] {
        &self.read(Key::Related(term)).registers.related[term]
    }

    /// The texts and commentaries that a person wrote, in reading order.
    pub fn written(self, term: usize) -> &'a [usize] {
        &self.read(Key::Written(term)).registers.written[term]
    }

    /// Where a term is used in a language.
    pub fn uses(self, term: usize, language: usize) -> Uses {
        uses::uses(self.read(Key::Uses { term, language }), term, language)
    }

    /// All entries in the order of a language.
    pub fn all_entries(self, language: usize) -> &'a [usize] {
        &self.read(Key::Index(language)).registers.orders[language]
    }

    /// The entries of its own that a page has, in the order of a language, be it in its parts.
    pub fn entries(self, page: Generated, language: usize) -> &'a [usize] {
        self.read(Key::Entries { page, language }).registers.all(page, language)
    }

    /// Those that the page, or one of its parts, holds in full.
    pub fn entries_in_full(self, page: Generated, language: usize, part: Option<usize>) -> &'a [usize] {
        self.read(Key::Entries { page, language }).registers.own(page, language, part)
    }

    /// Whether a page has entries of its own.
    pub fn has_entries(self, page: Generated) -> bool {
        Registers::count(&self.read(Key::HasEntries(page)).registers, page) > 0
    }
}

/// The timeline and the bibliography.
impl<'a> Seen<'a> {
    /// The id of an event.
    pub fn event_id(self, event: usize) -> &'a str {
        &self.site.events[event].id.value
    }

    /// The title of an event.
    pub fn event_title(self, event: usize) -> &'a Localized<Spanned<String>> {
        &self.read(Key::EventTitle(event)).events[event].title
    }

    /// All of an event.
    pub fn event(self, event: usize) -> &'a Event {
        &self.read(Key::Event(event)).events[event]
    }

    /// All events in chronological order.
    pub fn events(self) -> &'a [Event] {
        &self.read(Key::Events).events
    }

    /// The events that texts tell, by their indexes.
    pub fn told_events(self) -> impl Iterator<Item = usize> {
        self.read(Key::ToldEvents).previewed.events.iter().copied()
    }

    /// The passages that tell an event, in reading order.
    pub fn tellings(self, event: usize) -> &'a [Telling] {
        &self.read(Key::Tellings(event)).tellings[event]
    }

    /// The words with which passages tell events, by event, passage and language.
    pub fn told_words(self) -> BTreeMap<(usize, Place, usize), Vec<&'a str>> {
        let mut words: BTreeMap<_, Vec<&str>> = BTreeMap::new();
        for (work, linked) in self.read(Key::ToldWords).works.iter().enumerate() {
            for (language, text) in linked.texts.iter().enumerate() {
                for told in &text.tellings {
                    if let Some(unit) = told.unit {
                        words.entry((told.event, Place { work, unit }, language)).or_default().push(&told.words);
                    }
                }
            }
        }
        words
    }

    /// The key of a publication.
    pub fn publication_key(self, publication: usize) -> &'a str {
        &self.site.publications[publication].key.value
    }

    /// The bibliography.
    pub fn publications(self) -> &'a [Publication] {
        &self.read(Key::Publications).publications
    }

    /// What writes the citations of texts in a language.
    pub fn press(self, language: usize) -> Press<'a> {
        Press {
            publications: self.publications(),
            style: &self.read(Key::Style(language)).styles[language],
            language,
            tag: &self.settings().language(language).tag,
        }
    }

    /// The passages that cite a publication, in reading order.
    pub fn citings(self, publication: usize) -> &'a [Citing] {
        &self.read(Key::Citings(publication)).citings[publication]
    }
}
