//! Fingerprints of works.

use crate::align::state::State;
use crate::align::unit::Version;
use crate::base::text::Spanned;
use crate::link::backlink::{Backlink, Target};
use crate::link::bibliography::{Leads, Piece};
use crate::link::chart::Figure;
use crate::link::seen::face::{Head, Outline};
use crate::link::seen::{Face, Seen};
use crate::link::site::{LinkedText, Mention, NoteTarget, Place, Resolved};
use crate::parse::document::Document;

use super::Print;

impl Print<'_> {
    /// All of a work but its notes and commentaries, which have keys of their own. What is made of its documents and of nothing
    /// else is not looked at again.
    pub(super) fn whole(&mut self, work: usize) {
        let linked = &self.site.works[work];
        self.work(work);
        self.hash(linked.work.source);
        self.all(&linked.work.documents, |print, document| {
            print.maybe(document.as_ref(), |print, document| print.document(document));
        });
        self.maybe(linked.annotates, Self::work);
        self.all(&linked.authors, |print, &author| print.term_id(author));
        self.all(&linked.showings, |print, showing| print.hash(showing));
        self.progress(work);
        self.all(&linked.texts, Self::linked_text);
    }

    /// What it was read from, and the settings by which it was read.
    fn document(&mut self, document: &Document) {
        self.hash((&document.path, &document.source));
        self.hash(self.site.config.fiscal_year_start);
        self.written(&self.site.config.line_breaks);
    }

    fn linked_text(&mut self, text: &LinkedText) {
        self.all(text.links.iter(), |print, (start, resolved)| {
            print.hash(start);
            print.resolved(resolved);
        });
        self.all(text.charts.iter(), |print, (start, figure)| {
            print.hash(start);
            print.figure(figure);
        });
        self.all(text.mentions.iter(), |print, (block, mentions)| {
            print.hash(block);
            print.all(mentions, Self::mention);
        });
        self.all(&text.footnotes, |print, footnote| {
            print.hash(footnote.unit);
            print.all(&footnote.mentions, |print, mentions| print.all(mentions, Self::mention));
        });
        self.all(&text.notes, |print, note| {
            print.hash((&note.id, note.shape.quotation, &note.shape.body));
            print.all(&note.targets, Self::note_target);
        });
        self.all(&text.tellings, |print, told| {
            print.event_id(told.event);
            print.hash((told.unit, &told.words));
        });
        self.all(&text.citations.all, |print, citation| {
            print.all(&citation.publications, |print, &publication| print.publication_key(publication));
            print.written(&citation.words);
            print.hash(citation.unit);
            print.all(&citation.text, Self::piece);
        });
        self.all(&text.citations.list, |print, listed| {
            print.publication_key(listed.publication);
            print.all(listed.sign.iter().chain(&listed.text), Self::piece);
            print.hash((listed.sign.len(), &listed.lang, &listed.citations));
        });
    }

    fn resolved(&mut self, resolved: &Resolved) {
        self.hash(std::mem::discriminant(resolved));
        match resolved {
            Resolved::Text { work, language, fragment } => {
                self.work(*work);
                self.hash((language, fragment));
            }
            Resolved::Generated { page, fragment } => self.hash((page, fragment)),
            Resolved::Front { language } => self.hash(language),
            Resolved::Term(term) => self.term_id(*term),
            Resolved::Event(event) => self.event_id(*event),
            Resolved::Citation(citation) => self.hash(citation),
            Resolved::External(url) => self.text(url),
            Resolved::Asset(asset) => self.text(&self.site.assets[*asset].path),
            Resolved::Suppressed | Resolved::Broken => {}
        }
    }

    fn mention(&mut self, mention: &Mention) {
        self.term_id(mention.term);
        self.hash((&mention.range, mention.is_first, mention.is_deprecated));
    }

    fn figure(&mut self, figure: &Figure) {
        let Figure { kind, title, unit, source, note, forecast, rows, series, is_named, asset } = figure;
        self.written(&(kind, title, unit, source, note, forecast));
        self.written(&(rows, series, is_named));
        self.maybe(*asset, |print, asset| print.text(&print.site.assets[asset].path));
    }

    fn piece(&mut self, piece: &Piece) {
        self.text(&piece.text);
        self.written(&piece.look);
        match &piece.leads {
            Leads::Nowhere => self.hash(0),
            Leads::Entry(publication) => self.publication_key(*publication),
            Leads::Url(url) => self.text(url),
        }
    }

    pub(super) fn face(&mut self, work: usize) {
        let face = Face(&self.site.works[work]);
        self.hash(face.source());
        self.maybe(face.annotates(), Self::work);
        self.all(face.authors(), |print, &author| print.term_id(author));
        for language in 0..self.site.config.languages.len() {
            self.hash(face.shown(language));
            self.hash(face.title(language));
        }
    }

    pub(super) fn heads(&mut self, work: usize) {
        let seen = Seen::unrecorded(self.site);
        for language in 0..self.site.config.languages.len() {
            self.maybe(seen.head(work, language), Self::head);
        }
    }

    fn head(&mut self, head: Head<'_>) {
        self.hash(head.summary());
        self.maybe(head.date(), Self::date);
        self.maybe(head.revised(), Self::date);
        self.maybe(head.origin(), |print, origin| {
            print.hash((&origin.title.value, &origin.author, &origin.url, &origin.license));
            print.hash(origin.note.as_ref().map(|note: &Spanned<String>| &note.value));
        });
    }

    pub(super) fn outline(&mut self, work: usize) {
        let linked = &self.site.works[work];
        let outline = Outline(linked);
        self.all(linked.showings.iter(), |print, showing| print.hash(showing));
        self.all(linked.work.units.iter().enumerate(), |print, (at, unit)| {
            print.hash((&unit.id, unit.is_explicit, &unit.number, unit.kind, unit.level, unit.section, unit.only));
            for (language, version) in unit.versions.iter().enumerate() {
                match version {
                    Version::Whole(_) | Version::Split(_) => print.hash(version.blocks()),
                    Version::Joined(host) => print.text(&linked.work.units[*host as usize].id),
                    Version::Absent => print.hash(0),
                }
                print.hash((outline.heading(at, language), outline.opening(at, language)));
            }
        });
    }

    pub(super) fn progress(&mut self, work: usize) {
        let work = &*self.site.works[work].work;
        for language in 0..work.documents.len() {
            let state = |print: &mut Self, state: &State| {
                print.hash(std::mem::discriminant(state));
                if let State::Stale { recorded } = state {
                    print.text(recorded);
                }
            };
            state(self, work.title_state(language));
            self.all(0..work.units.len(), |print, unit| state(print, work.state(unit, language)));
        }
    }

    pub(super) fn commentaries(&mut self, work: usize) {
        let linked = &self.site.works[work];
        self.works(&linked.commentaries);
        for language in 0..linked.notes.len() {
            let counts = (0..linked.commentaries.len()).map(|number| linked.notes_of(number, language).len());
            self.all(counts, |print, count| print.hash(count));
        }
    }

    /// The passages that the notes of a commentary quote words from.
    pub(super) fn quoted(&mut self, commentary: usize) {
        let seen = Seen::unrecorded(self.site);
        let notes = self.site.works[commentary].texts.iter().flat_map(|text| &text.notes);
        let targets = notes.flat_map(|note| &note.targets);
        self.all(targets, |print, NoteTarget { place, words }| {
            print.maybe(words.as_ref(), |print, words| {
                print.hash(seen.quoted_words(commentary, place.work, words));
                print.hash(seen.quoted_passage(commentary, *place, words));
            });
        });
    }

    pub(super) fn backlinks(&mut self, work: usize) {
        let backlinks = &self.site.backlinks;
        self.all(backlinks.to(Target::Work(work)), Self::backlink);
        self.all(backlinks.units(work), |print, unit| {
            let place = Place { work, unit };
            print.place(place);
            print.all(backlinks.to(Target::Passage(place)), Self::backlink);
        });
    }

    fn backlink(&mut self, from: &Backlink) {
        self.work(from.work);
        self.maybe(from.unit, |print, unit| print.place(Place { work: from.work, unit }));
        self.hash(&from.languages);
    }
}
