//! Fingerprints of the settings, of entries and of events.

use crate::base::date::Date;
use crate::link::seen::Seen;

use super::Print;

impl Print<'_> {
    pub(super) fn settings(&mut self) {
        let config = &self.site.config;
        self.localized(&config.title);
        self.localized(&config.description);
        self.all(&config.languages, |print, language| {
            print.hash((language.tag.as_str(), &language.dir, &language.name));
        });
        self.hash((&config.base_url, &config.dates.eras));
    }

    pub(super) fn kinds(&mut self) {
        self.all(&self.site.config.kinds, |print, kind| {
            print.text(&kind.name);
            print.localized(&kind.label);
        });
    }

    pub(super) fn date(&mut self, date: &Date) {
        self.text(date.text());
        let bounds = date.bounds();
        self.hash([bounds.earliest, bounds.latest].map(|day| day.map(|day| (day.year(), day.month(), day.day()))));
    }

    pub(super) fn name(&mut self, term: usize) {
        let term = &self.site.terms[term];
        self.hash(term.kind.name());
        self.all(term.labels.iter(), |print, (language, labels)| {
            print.hash((language, &labels.preferred.value));
            print.all(&labels.admitted, |print, label| print.text(&label.value));
            print.all(&labels.deprecated, |print, label| print.text(&label.value));
        });
        self.localized(&term.affiliation);
    }

    pub(super) fn term(&mut self, term: usize) {
        self.name(term);
        let term = &self.site.terms[term];
        [&term.reading, &term.definition, &term.source].into_iter().for_each(|texts| self.localized(texts));
        self.all(&term.related, |print, id| print.text(&id.value));
    }

    pub(super) fn uses(&mut self, term: usize, language: usize) {
        let site = self.site;
        let uses = Seen::unrecorded(site).uses(term, language);
        self.all(uses.places, Self::place);
        self.all(uses.events, Self::event_id);
        self.all(uses.notes, |print, (place, number)| {
            print.place(place);
            print.hash(number);
            print.placed_note(&site.works[place.work].notes[language][number]);
        });
    }

    pub(super) fn event(&mut self, event: usize) {
        self.event_id(event);
        let event = &self.site.events[event];
        self.date(&event.date.value);
        self.maybe(self.site.config.kinds.get(event.kind), |print, kind| print.text(&kind.name));
        self.hash(event.forecast);
        self.maybe(event.revised.as_ref(), |print, day| {
            print.hash((day.value.year(), day.value.month(), day.value.day()));
        });
        self.localized(&event.title);
    }

    pub(super) fn annotations(&mut self) {
        self.all(&self.site.annotations, |print, annotated| {
            print.work(annotated.commentary);
            print.hash(annotated.language);
            let notes = &print.site.works[annotated.commentary].texts[annotated.language].notes;
            print.maybe(annotated.note, |print, note| print.text(&notes[note].id));
        });
    }
}
