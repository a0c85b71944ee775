//! How what a page shows stands to what it should be: not translated, translated from an earlier source, corrected since.

use crate::align::state::State;
use crate::align::unit::Version;
use crate::align::work::Work;
use crate::link::route::encode_fragment;
use crate::link::site::{Linked, Place};
use crate::parse::document::Document;

use super::frame::Frame;
use super::view::{ErratumView, FallbackView, LinkView, StaleView};

/// What is said at the head of a page whose language lacks the text.
pub fn fallback(frame: &Frame<'_>) -> Option<FallbackView> {
    let work = frame.work().filter(|_| frame.content != frame.language)?;
    Some(FallbackView {
        href: frame.addresses.text(work, frame.content)?,
        language: frame.language_view(frame.content),
    })
}

/// What is said of a title whose source has changed since.
pub fn stale_title(frame: &Frame<'_>, work: &Work, language: usize) -> Option<StaleView> {
    stale(frame, work, std::iter::once(work.title_state(language)))
}

/// What is said of a passage whose source, or that of one joined to it, has changed since.
pub fn stale_unit(frame: &Frame<'_>, place: Place, language: usize) -> Option<StaleView> {
    let work = &frame.site.works[place.work].work;
    let ids = work.blocks(&work.units[place.unit], language).filter_map(|block| block.id.as_ref());
    let named = ids.flat_map(|id| &id.with).filter_map(|name| work.fragments.get(name)).map(|fragment| fragment.unit);
    let joined = named.filter(|&unit| work.units[unit].versions[language] == Version::Joined(place.unit));
    stale(frame, work, std::iter::once(place.unit).chain(joined).map(|unit| work.state(unit, language)))
}

fn stale<'s>(frame: &Frame<'_>, work: &Work, states: impl Iterator<Item = &'s State>) -> Option<StaleView> {
    let recorded = states.filter_map(|state| match state {
        State::Stale { recorded } => Some(recorded.trim().to_owned()),
        _ => None,
    });
    let recorded: Vec<String> = recorded.collect();
    (!recorded.is_empty()).then(|| StaleView { recorded, language: frame.language_view(work.source) })
}

/// The row or passage of this page with which a language has a unit in one.
pub fn joined(frame: &Frame<'_>, place: Place, language: usize) -> Option<LinkView> {
    let work = &frame.site.works[place.work].work;
    let Version::Joined(host) = work.units[place.unit].versions.get(language)? else { return None };
    let host = &work.units[*host];
    let label = if host.number.is_empty() { frame.word("other_passage", &[]) } else { host.number.clone() };
    Some(LinkView { label, href: format!("#{}", encode_fragment(&host.id)), lang: None, current: false })
}

/// The corrections of a document, for the head of its page.
pub fn errata(frame: &Frame<'_>, linked: &Linked, document: &Document) -> Vec<ErratumView> {
    let unit = |id: &str| {
        let unit = &linked.work.units[linked.work.fragments.get(id)?.unit];
        let label = if unit.number.is_empty() { id.to_owned() } else { unit.number.clone() };
        Some(LinkView { label, href: format!("#{}", encode_fragment(id)), lang: None, current: false })
    };
    let errata = document.meta.errata.iter().enumerate();
    errata
        .map(|(at, erratum)| ErratumView {
            id: erratum_id(at),
            date: erratum.date.value.display(frame.tag()),
            unit: erratum.unit.as_ref().and_then(|id| unit(&id.value)),
            text: erratum.text.clone(),
        })
        .collect()
}

fn erratum_id(at: usize) -> String {
    format!("erratum.{}", at + 1)
}

/// The corrections that concern a passage, by their dates.
pub fn errata_at(frame: &Frame<'_>, place: Place) -> Vec<LinkView> {
    let work = &frame.site.works[place.work].work;
    let Some(document) = work.document(frame.content) else { return Vec::new() };
    let concerns = |id: &str| {
        let unit = work.fragments.get(id)?.unit;
        work.host(unit, frame.content).or(Some(unit))
    };
    let errata = document.meta.errata.iter().enumerate();
    let here =
        errata.filter(|(_, erratum)| erratum.unit.as_ref().is_some_and(|id| concerns(&id.value) == Some(place.unit)));
    here.map(|(at, erratum)| LinkView {
        label: frame.word("corrected", &[("date", &erratum.date.value.display(frame.tag()))]),
        href: format!("#{}", erratum_id(at)),
        lang: None,
        current: false,
    })
    .collect()
}
