//! Fingerprints of what a page reads. They are made of names, never of indexes, so that those of two versions of a site can be
//! compared though a work or a term was added between them. Only languages go by their indexes: a page that reads a language
//! reads the settings, which tell the languages in their order.

use std::fmt::{Debug, Write as _};
use std::hash::{Hash, Hasher as _};

use rustc_hash::FxHasher;

use crate::base::text::Spanned;
use crate::link::site::{NoteTarget, Place, PlacedNote, Site};
use crate::load::AssetContent;
use crate::parse::localized::Localized;

use super::key::Key;
use super::{Readable, Seen};

mod entry;
mod work;

/// What a key gives in a site, as a number: two versions of a site that give the same have the same number, and two that differ
/// have almost surely two (one pair in 2⁶⁴ has not). It holds in one process. Of a template it tells the name alone.
pub fn print(site: &Site, key: Key) -> u64 {
    let mut print = Print { site, hasher: FxHasher::default() };
    print.of(key);
    print.hasher.finish()
}

/// A fingerprint while it is made.
struct Print<'a> {
    site: &'a Site,
    hasher: FxHasher,
}

impl Print<'_> {
    #[expect(clippy::too_many_lines, reason = "a table: what each key gives")]
    fn of(&mut self, key: Key) {
        let (site, seen) = (self.site, Seen::unrecorded(self.site));
        match key {
            Key::Settings => self.settings(),
            Key::Template(name) => self.text(name),
            Key::Kinds => self.kinds(),
            Key::Words(language) => {
                let words = &site.config.words[language];
                self.text(words.tag.as_str());
                self.all(&*words.by_key, |print, (key, words)| print.hash((key, words)));
            }
            Key::Whole(work) => self.whole(work),
            Key::Face(work) => self.face(work),
            Key::Head(work) => self.heads(work),
            Key::Outline(work) => self.outline(work),
            Key::Progress(work) => self.progress(work),
            Key::Commentaries(work) => self.commentaries(work),
            Key::Notes { work, language } => self.all(seen.notes(work, language), Self::placed_note),
            Key::Quoted(commentary) => self.quoted(commentary),
            Key::Backlinks(work) => self.backlinks(work),
            Key::Previewed(work) => self.all(seen.previewed(work), |print, fragment| print.text(fragment)),
            Key::Path(route) => self.hash(site.routes.path(route)),
            Key::Front => self.maybe(site.front(), Self::work),
            Key::Readable(language) => match seen.readable(language) {
                Readable::None => self.hash(0),
                Readable::One(work) => self.work(work),
                Readable::Many => self.hash(1),
            },
            Key::OnlyText => self.hash(seen.has_only_text()),
            Key::Order => self.works(&site.order),
            Key::Sequence => self.works(&site.sequence),
            Key::Neighbours { work, language } => {
                let (before, after) = seen.neighbours(work, language);
                self.maybe(before, Self::work);
                self.maybe(after, Self::work);
            }
            Key::Commented(language) => self.all(seen.commented(language), Self::work),
            Key::Commentators => self.all(seen.commentators(), Self::term_id),
            Key::CommentariesBy(person) => self.works(seen.commentaries_by(person)),
            Key::Annotations => self.annotations(),
            Key::Name(term) => self.name(term),
            Key::Term(term) => self.term(term),
            Key::EntryAt { term, language } => self.hash(seen.page_of_entry(term, language)),
            Key::Related(term) => self.all(seen.related(term), |print, &term| print.term_id(term)),
            Key::Written(term) => self.works(seen.written(term)),
            Key::Uses { term, language } => self.uses(term, language),
            Key::Index(language) => self.all(seen.all_entries(language), |print, &term| print.term_id(term)),
            Key::Entries { page, language } => {
                self.all(seen.entries(page, language), |print, &term| print.term_id(term));
            }
            Key::HasEntries(page) => self.hash(seen.has_entries(page)),
            Key::EventTitle(event) => self.localized(seen.event_title(event)),
            Key::Event(event) => self.event(event),
            Key::Events => self.all(0..site.events.len(), Self::event),
            Key::ToldEvents => self.all(seen.told_events(), Self::event_id),
            Key::Tellings(event) => self.all(seen.tellings(event), |print, telling| {
                print.place(telling.place);
                print.hash(&telling.languages);
            }),
            Key::ToldWords => self.all(seen.told_words(), |print, ((event, place, language), words)| {
                print.event_id(event);
                print.place(place);
                print.hash((language, words));
            }),
            Key::Publications => self.all(site.publications.iter(), |print, publication| print.written(publication)),
            Key::Style(language) => self.written(&*site.styles[language]),
            Key::Citings(publication) => self.all(seen.citings(publication), |print, citing| {
                print.place(citing.place);
                print.hash(&citing.languages);
            }),
            Key::Asset(at) => match &site.assets[at].content {
                AssetContent::File(path) => self.hash(path),
                AssetContent::Embedded(bytes) => self.hash(bytes),
            },
        }
    }

    fn hash(&mut self, value: impl Hash) {
        value.hash(&mut self.hasher);
    }

    fn text(&mut self, text: &str) {
        text.hash(&mut self.hasher);
    }

    /// What says itself how it is written.
    fn written(&mut self, value: &impl Debug) {
        // What is written into a fingerprint is never refused.
        let _ = write!(Pen(&mut self.hasher), "{value:?}");
    }

    /// Each of several, and how many there are.
    fn all<T>(&mut self, values: impl IntoIterator<Item = T>, mut each: impl FnMut(&mut Self, T)) {
        let mut count = 0_usize;
        for value in values {
            each(self, value);
            count += 1;
        }
        self.hash(count);
    }

    fn maybe<T>(&mut self, value: Option<T>, each: impl FnOnce(&mut Self, T)) {
        self.hash(value.is_some());
        if let Some(value) = value {
            each(self, value);
        }
    }

    fn localized(&mut self, texts: &Localized<Spanned<String>>) {
        self.all(texts.iter(), |print, (language, text)| print.hash((language, &text.value)));
    }

    fn work(&mut self, work: usize) {
        self.text(&self.site.works[work].work.key);
    }

    fn works(&mut self, works: &[usize]) {
        self.all(works, |print, &work| print.work(work));
    }

    fn place(&mut self, place: Place) {
        self.work(place.work);
        self.text(&self.site.unit(place).id);
    }

    fn term_id(&mut self, term: usize) {
        self.text(&self.site.terms[term].id.value);
    }

    fn event_id(&mut self, event: usize) {
        self.text(&self.site.events[event].id.value);
    }

    fn publication_key(&mut self, publication: usize) {
        self.text(&self.site.publications[publication].key.value);
    }

    fn placed_note(&mut self, note: &PlacedNote) {
        self.work(note.commentary);
        self.hash((note.commentator, note.language));
        self.text(Seen::unrecorded(self.site).note_id(note));
        self.all(&note.targets, Self::note_target);
    }

    fn note_target(&mut self, target: &NoteTarget) {
        self.place(target.place);
        self.maybe(target.words.as_ref(), |print, words| print.hash((words.language, words.block, &words.range)));
    }
}

/// Writes into a fingerprint.
struct Pen<'a>(&'a mut FxHasher);

impl std::fmt::Write for Pen<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0.write(text.as_bytes());
        Ok(())
    }
}
