//! The page of all comments in the order of the texts, and those of one person each.

use std::collections::BTreeSet;

use crate::link::route::encode_fragment;
use crate::link::site::{Generated, Note, NoteTarget, Place, PlacedNote};

use super::citation::quoted;
use super::commentary::{sign, target_label};
use super::frame::Frame;
use super::note::{Body, commentator_name, note_body, note_id};
use super::page::in_other_languages;
use super::view::{
    CommentView, CommentatorView, CommentedPassageView, CommentedWorkView, CommentsView, LinkView, PageView,
};

/// All comments.
pub fn comments(frame: &Frame<'_>) -> (PageView, CommentsView) {
    let site = frame.site;
    let works: Vec<(usize, Vec<&PlacedNote>)> =
        site.commented(frame.language).map(|work| (work, site.notes(work, frame.language).iter().collect())).collect();
    let mut list = List::new(frame);
    let works = list.works(&works);
    let persons: Vec<usize> = site.commentators().collect();
    let mut people = frame.persons(&persons);
    people.retain(|person| person.comments.is_some());
    let view = CommentsView { person: None, all: None, people, count: list.count, works };
    let lead = frame.word("comments_lead", &[("n", &view.count.to_string())]);
    (list.page("comments", frame.word("commentary", &[]), lead), view)
}

/// The comments of a person.
pub fn commentator(frame: &Frame<'_>, person: usize) -> (PageView, CommentsView) {
    let site = frame.site;
    let mut works: Vec<(usize, Vec<&PlacedNote>)> = Vec::new();
    for &commentary in site.commentaries_by(person) {
        let Some(target) = site.face(commentary).annotates() else { continue };
        let number = site.commentaries(target).iter().position(|&other| other == commentary);
        let notes = number.map_or(&[][..], |number| site.notes_of(target, number, frame.language));
        match works.last_mut() {
            Some((last, all)) if *last == target => all.extend(notes),
            _ => works.push((target, notes.iter().collect())),
        }
    }
    let mut list = List::new(frame);
    let works = list.works(&works);
    let who = who(frame, person);
    let (title, count) = (frame.word("note_by", &[("name", &who.name)]), list.count);
    let lead = frame.word("commentator_lead", &[("name", &who.name), ("n", &count.to_string())]);
    let all = frame.link_to_generated(Generated::Comments).map(|all| LinkView { current: false, ..all });
    let view = CommentsView { person: Some(who), all, people: Vec::new(), count, works };
    (list.page("commentator", title, lead), view)
}

/// What the glossary has of a person.
fn who(frame: &Frame<'_>, person: usize) -> CommentatorView {
    let term = frame.site.term(person);
    let commentaries = frame.site.commentaries_by(person);
    CommentatorView {
        name: term.label(frame.language).to_owned(),
        lang: frame.lang_of(&term.labels),
        counterparts: frame.foreign_labels(person),
        affiliation: term.affiliation.get_or_first(frame.language).map(|text| text.value.clone()),
        definition: term.definition.text(frame.language).to_owned(),
        definition_lang: frame.lang_of(&term.definition),
        href: frame.addresses.term(person),
        commentaries: commentaries.iter().filter_map(|&work| frame.link_to(work)).collect(),
    }
}

/// A list of comments while it is made.
struct List<'f, 'a> {
    frame: &'f Frame<'a>,
    count: usize,
    /// The terms that the notes link.
    terms: BTreeSet<usize>,
    has_code: bool,
    has_chart: bool,
}

impl<'f, 'a> List<'f, 'a> {
    fn new(frame: &'f Frame<'a>) -> Self {
        Self { frame, count: 0, terms: BTreeSet::new(), has_code: false, has_chart: false }
    }

    /// The page that holds the list.
    fn page(&self, kind: &'static str, title: String, lead: String) -> PageView {
        let mut page = self.frame.view(kind, title, lead);
        page.definitions = self.frame.definitions(&self.terms);
        page.has_code = self.has_code;
        page.has_chart = self.has_chart;
        page
    }

    fn works(&mut self, works: &[(usize, Vec<&PlacedNote>)]) -> Vec<CommentedWorkView> {
        let mut views = Vec::new();
        for (work, notes) in works.iter().filter(|(_, notes)| !notes.is_empty()) {
            let Some(link) = self.frame.link_to(*work) else { continue };
            let id = format!("work.{}", views.len() + 1);
            views.push(CommentedWorkView { link, id, passages: self.passages(notes) });
        }
        views
    }

    /// The notes on one work by the passages they are on first, both in the order of the text.
    fn passages(&mut self, notes: &[&PlacedNote]) -> Vec<CommentedPassageView> {
        let begins = |target: &NoteTarget| {
            (target.place, target.words.as_ref().map(|words| (words.block, words.range.start, words.range.end)))
        };
        let first = |note: &PlacedNote| note.targets.iter().map(begins).min();
        let mut in_order: Vec<_> = notes.iter().filter_map(|note| Some((first(note)?, *note))).collect();
        in_order.sort_by_key(|(begins, _)| *begins);
        let mut views: Vec<(Place, CommentedPassageView)> = Vec::new();
        for ((place, _), note) in in_order {
            if views.last().is_none_or(|(last, _)| *last != place) {
                let Some(link) = self.passage(place) else { continue };
                let counterparts = in_other_languages(self.frame, place);
                views.push((place, CommentedPassageView { link, counterparts, notes: Vec::new() }));
            }
            let comment = self.comment(note, place);
            if let (Some((_, view)), Some(comment)) = (views.last_mut(), comment) {
                view.notes.push(comment);
                self.count += 1;
            }
        }
        views.into_iter().map(|(_, view)| view).collect()
    }

    fn passage(&self, place: Place) -> Option<LinkView> {
        let language = self.frame.site.shown(place, self.frame.language).unwrap_or(self.frame.language);
        let (label, lang) = (target_label(self.frame, place, language), self.frame.foreign(language));
        Some(LinkView { label, href: self.frame.addresses.passage(place, self.frame.language)?, lang, current: false })
    }

    fn comment(&mut self, note: &PlacedNote, place: Place) -> Option<CommentView> {
        let frame = self.frame;
        let commentary = frame.site.whole(note.commentary);
        let anchored = &commentary.texts[note.language].notes[note.note];
        let Body { html, terms, has_code, has_chart } = note_body(frame, note);
        self.terms.extend(terms);
        self.has_code |= has_code;
        self.has_chart |= has_chart;
        let others: BTreeSet<Place> = note.targets.iter().map(|on| on.place).filter(|other| *other != place).collect();
        let with = |page: String, id: &str| format!("{page}#{}", encode_fragment(id));
        Some(CommentView {
            mark: sign(note.commentator),
            name: commentator_name(frame, note.commentary),
            people: frame.persons(&commentary.authors),
            language: frame.language_view(note.language),
            quotes: quotes(frame, note.commentary, anchored, place.work),
            also: others.into_iter().filter_map(|other| self.passage(other)).collect(),
            html,
            beside: with(frame.addresses.text(place.work, frame.language)?, &note_id(frame.site, note)),
            href: with(frame.addresses.text(note.commentary, frame.language)?, &anchored.id),
        })
    }
}

/// The words that a note is on, in the commentary's own language, with the passages of each.
fn quotes(frame: &Frame<'_>, commentary: usize, note: &Note, work: usize) -> Vec<LinkView> {
    let quote = |target: &NoteTarget| {
        let words = target.words.as_ref()?;
        let label = frame.site.quoted_words(commentary, work, words)?;
        let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
        // A browser puts the marks of the language around a `q`.
        let marks = match frame.settings.language(words.language).tag.as_str() {
            tag if tag.starts_with("ja") || tag.starts_with("zh-Hant") => "「」",
            _ => "“”",
        };
        let label = quoted(&label, marks);
        let href = frame.addresses.passage(target.place, frame.language)?;
        Some(LinkView { label, href, lang: frame.foreign(words.language), current: false })
    };
    note.targets.iter().filter(|target| target.place.work == work).filter_map(quote).collect()
}
