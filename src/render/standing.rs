//! How what a page shows stands to what it should be: not translated, translated from an earlier source, corrected since.

use std::cell::OnceCell;

use crate::align::state::State;
use crate::align::unit::Version;
use crate::align::wording::Wordings;
use crate::align::work::Work;
use crate::base::change::{Piece, changes};
use crate::base::sparse::narrow;
use crate::link::route::encode_fragment;
use crate::link::site::{Linked, Place};
use crate::parse::document::Document;

use super::frame::Frame;
use super::html::escape;
use super::view::{ErratumView, FallbackView, LanguageView, LinkView, StaleView};

/// What is said at the head of a page whose language lacks the text.
pub fn fallback(frame: &Frame<'_>) -> Option<FallbackView> {
    let work = frame.work().filter(|_| frame.content != frame.language)?;
    Some(FallbackView {
        href: frame.addresses.text(work, frame.content)?,
        language: frame.language_view(frame.content),
    })
}

/// How the texts of a work stand to their source, for one page.
pub struct Standing<'a> {
    work: &'a Work,
    /// The language of the source, for templates.
    language: LanguageView,
    /// The texts of the source, made once a change is to be shown.
    wordings: OnceCell<Option<Wordings<'a>>>,
}

impl<'a> Standing<'a> {
    /// That of this work.
    pub fn new(frame: &Frame<'a>, work: usize) -> Self {
        let work = &*frame.site.whole(work).work;
        Self { work, language: frame.language_view(work.source), wordings: OnceCell::new() }
    }

    /// What is said of a title whose source has changed since.
    pub fn title(&self, language: usize) -> Option<StaleView> {
        let stale = self.work.title_state(language);
        let view = self.stale(std::iter::once((stale, None)))?;
        Some(StaleView { is_title: true, ..view })
    }

    /// What is said of a passage whose source, or that of one joined to it, has changed since.
    pub fn unit(&self, at: usize, language: usize) -> Option<StaleView> {
        let work = self.work;
        let ids = work.blocks(&work.units[at], language).filter_map(|block| block.id.as_ref());
        let named =
            ids.flat_map(|id| &id.with).filter_map(|name| work.fragments.get(name.as_str())).map(|found| found.unit());
        let joined = named.filter(|&unit| work.units[unit].versions[language] == Version::Joined(narrow(at)));
        let units = std::iter::once(at).chain(joined);
        self.stale(units.map(|unit| (work.state(unit, language), Some(unit))))
    }

    fn stale<'s>(&self, states: impl Iterator<Item = (&'s State, Option<usize>)>) -> Option<StaleView> {
        let mut changes_html = Vec::new();
        for (state, unit) in states {
            let State::Stale { recorded } = state else { continue };
            let source = self.wordings.get_or_init(|| self.work.wordings(self.work.source));
            let Some(source) = source else { continue };
            let now =
                unit.map_or_else(|| source.title(), |unit| source.of(self.work.hosted_blocks(unit, self.work.source)));
            changes_html.push(change(recorded, &now));
        }
        (!changes_html.is_empty()).then(|| StaleView { changes_html, language: self.language.clone(), is_title: false })
    }
}

/// What changed between two texts, as HTML.
fn change(recorded: &str, now: &str) -> String {
    let mut html = String::new();
    for piece in changes(recorded, now) {
        let (tag, text) = match piece {
            Piece::Same(text) => ("", text),
            Piece::Removed(text) => ("del", text),
            Piece::Added(text) => ("ins", text),
        };
        if tag.is_empty() {
            escape(&mut html, text);
        } else {
            html.push_str(&format!("<{tag}>"));
            escape(&mut html, text);
            html.push_str(&format!("</{tag}>"));
        }
    }
    html
}

/// The row or passage of this page with which a language has a unit in one.
pub fn joined(frame: &Frame<'_>, place: Place, language: usize) -> Option<LinkView> {
    let work = &frame.site.whole(place.work).work;
    let Version::Joined(host) = work.units[place.unit].versions.get(language)? else { return None };
    let host = &work.units[*host as usize];
    let label = if host.number.is_empty() { frame.word("other_passage", &[]) } else { host.number.to_string() };
    Some(LinkView { label, href: format!("#{}", encode_fragment(&host.id)), lang: None, current: false })
}

/// The corrections of a document, for the head of its page.
pub fn errata(frame: &Frame<'_>, linked: &Linked, document: &Document) -> Vec<ErratumView> {
    let unit = |id: &str| {
        let unit = &linked.work.units[linked.work.fragments.get(id)?.unit()];
        let label = if unit.number.is_empty() { id.to_owned() } else { unit.number.to_string() };
        Some(LinkView { label, href: format!("#{}", encode_fragment(id)), lang: None, current: false })
    };
    let errata = document.meta.errata.iter().enumerate();
    errata
        .map(|(at, erratum)| ErratumView {
            id: erratum_id(at),
            date: frame.date_in_words(&erratum.date.value),
            unit: erratum.unit.as_ref().and_then(|id| unit(&id.value)),
            text: erratum.text.clone(),
        })
        .collect()
}

fn erratum_id(at: usize) -> String {
    format!("erratum.{}", at + 1)
}

/// The corrections of a language's text that concern a passage, by their dates. `page` is where the notices are: empty on that
/// page itself.
pub fn errata_at(frame: &Frame<'_>, place: Place, language: usize, page: &str) -> Vec<LinkView> {
    let work = &frame.site.whole(place.work).work;
    let Some(document) = work.document(language) else { return Vec::new() };
    let concerns = |id: &str| {
        let unit = work.fragments.get(id)?.unit();
        work.host(unit, language).or(Some(unit))
    };
    let errata = document.meta.errata.iter().enumerate();
    let here =
        errata.filter(|(_, erratum)| erratum.unit.as_ref().is_some_and(|id| concerns(&id.value) == Some(place.unit)));
    here.map(|(at, erratum)| LinkView {
        label: frame.word("corrected", &[("date", &frame.date_in_words(&erratum.date.value))]),
        href: format!("{page}#{}", erratum_id(at)),
        lang: None,
        current: false,
    })
    .collect()
}
