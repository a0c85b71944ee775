//! Parts of a site that are shown without the rest: each gives what its key stands for, and no more.

use crate::align::state::State;
use crate::align::unit::Unit;
use crate::base::date::Date;
use crate::base::text::Spanned;
use crate::link::site::Linked;
use crate::parse::config::{Config, Language};
use crate::parse::document::{BlockKind, Document, visible_text};
use crate::parse::front_matter::Origin;
use crate::parse::glossary::{Labels, Term, TermKind};
use crate::parse::localized::Localized;

/// Of site.yaml what every page may show.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a>(pub(super) &'a Config);

impl<'a> Settings<'a> {
    /// Title per language.
    pub fn title(self) -> &'a Localized<Spanned<String>> {
        &self.0.title
    }

    /// Description per language.
    pub fn description(self) -> &'a Localized<Spanned<String>> {
        &self.0.description
    }

    /// The languages.
    pub fn languages(self) -> &'a [Language] {
        &self.0.languages
    }

    /// A language.
    pub fn language(self, at: usize) -> &'a Language {
        &self.0.languages[at]
    }

    /// `https://host/path` without a slash at its end.
    pub fn base_url(self) -> Option<&'a str> {
        self.0.base_url.as_deref()
    }

    /// A date as that language writes it on this site.
    pub fn date(self, date: &Date, language: usize) -> String {
        self.0.date(date, language)
    }
}

/// What lists and links show of a work.
#[derive(Clone, Copy, Debug)]
pub struct Face<'a>(pub(super) &'a Linked);

impl<'a> Face<'a> {
    /// Index of the language it was written in.
    pub fn source(self) -> usize {
        self.0.work.source
    }

    /// Index of the work that it is a commentary on.
    pub fn annotates(self) -> Option<usize> {
        self.0.annotates
    }

    /// Indexes of the terms that name its authors.
    pub fn authors(self) -> &'a [usize] {
        &self.0.authors
    }

    /// The language whose document its page in that language shows; `None` if there is no such page.
    pub fn shown(self, language: usize) -> Option<usize> {
        self.0.showings.get(language)?.document
    }

    /// Whether it has a document in a language.
    pub fn is_in(self, language: usize) -> bool {
        self.0.work.document(language).is_some()
    }

    /// The title of its document in a language, as text.
    pub fn title(self, language: usize) -> Option<String> {
        self.0.work.document(language).map(|document| document.plain_title().into_owned())
    }

    /// The language whose title stands for it on pages of a language: that of the document which its page shows, else its
    /// source language.
    pub fn titled(self, language: usize) -> Option<usize> {
        self.shown(language).or(Some(self.source())).filter(|language| self.is_in(*language))
    }
}

/// What lists and descriptions say of a document besides its title.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a>(pub(super) &'a Document);

impl<'a> Head<'a> {
    /// Its summary.
    pub fn summary(self) -> Option<&'a str> {
        self.0.meta.summary.as_ref().map(|summary| summary.value.as_str())
    }

    /// When it was published.
    pub fn date(self) -> Option<&'a Date> {
        self.0.meta.date.as_ref().map(|date| &date.value)
    }

    /// When it was revised.
    pub fn revised(self) -> Option<&'a Date> {
        self.0.meta.revised.as_ref().map(|date| &date.value)
    }

    /// Where it comes from.
    pub fn origin(self) -> Option<&'a Origin> {
        self.0.meta.origin.as_deref()
    }
}

/// The passages of a work without their text. Passages are named by the indexes of their units.
#[derive(Clone, Copy, Debug)]
pub struct Outline<'a>(pub(super) &'a Linked);

impl<'a> Outline<'a> {
    /// A passage.
    pub fn unit(self, unit: usize) -> &'a Unit {
        &self.0.work.units[unit]
    }

    /// The language whose text of a passage the page in that language shows.
    pub fn shown(self, unit: usize, language: usize) -> Option<usize> {
        self.0.showings[language].unit(unit)
    }

    /// The words of a passage in a language, if they are a heading.
    pub fn heading(self, unit: usize, language: usize) -> Option<String> {
        self.0.work.blocks(self.unit(unit), language).find_map(|block| match &block.kind {
            BlockKind::Heading(_, inlines) => Some(visible_text(inlines).into_owned()),
            _ => None,
        })
    }

    /// The words of the passage that begins a section, in a language: those of its first block, be it no heading there.
    pub fn opening(self, unit: usize, language: usize) -> Option<String> {
        let unit = self.unit(unit);
        let block = self.0.work.blocks(unit, language).next().filter(|_| unit.level > 0)?;
        Some(block.visible_text())
    }
}

/// How the translations of a work stand.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'a>(pub(super) &'a Linked);

impl<'a> Progress<'a> {
    /// How the title and every passage stand in a language, with the index of the passage's unit.
    pub fn states(self, into: usize) -> impl Iterator<Item = (&'a State, Option<usize>)> {
        let work = &*self.0.work;
        let units = (0..work.units.len()).map(move |unit| (work.state(unit, into), Some(unit)));
        std::iter::once((work.title_state(into), None)).chain(units)
    }
}

/// What lists and links show of a term.
#[derive(Clone, Copy, Debug)]
pub struct Name<'a>(pub(super) &'a Term);

impl<'a> Name<'a> {
    /// What it names.
    pub fn kind(self) -> TermKind {
        self.0.kind
    }

    /// Its preferred label in a language, else in the first that has one.
    pub fn label(self, language: usize) -> &'a str {
        self.0.label(language)
    }

    /// Its labels per language.
    pub fn labels(self) -> &'a Localized<Labels> {
        &self.0.labels
    }

    /// Affiliation of a person.
    pub fn affiliation(self) -> &'a Localized<Spanned<String>> {
        &self.0.affiliation
    }
}
