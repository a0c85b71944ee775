//! How the translations stand: per language and work, how many passages are current, stale, unrecorded and missing. What only
//! stands in for a missing translation counts as missing.

use std::collections::BTreeMap;

use crate::align::state::State;
use crate::align::unit::{Unit, Version};
use crate::base::ready::Ready;
use crate::link::route::encode_fragment;

use super::frame::Frame;
use super::view::{LinkView, PageView, StatusCountsView, StatusLanguageView, StatusView, StatusWorkView};

/// The page in its language, on all languages.
pub fn status(frame: &Frame<'_>) -> (PageView, StatusView) {
    let languages = (0..frame.settings.languages().len()).filter_map(|into| language(frame, into)).collect();
    let page = frame.view("status", frame.word("status", &[]), frame.word("status_lead", &[]));
    (page, StatusView { languages })
}

/// What many works have alike, given to the template once: ten thousand of them take as many megabytes otherwise.
struct Alike {
    counts: BTreeMap<StatusCountsView, Ready<StatusCountsView>>,
    /// No passages.
    none: Ready<Vec<LinkView>>,
}

impl Alike {
    fn counts(&mut self, counts: StatusCountsView) -> Ready<StatusCountsView> {
        self.counts.entry(counts).or_insert_with(|| Ready::new(counts)).clone()
    }

    fn list(&self, links: Vec<LinkView>) -> Ready<Vec<LinkView>> {
        if links.is_empty() { self.none.clone() } else { Ready::new(links) }
    }
}

/// The works to be translated into a language; `None` if there are none.
fn language(frame: &Frame<'_>, into: usize) -> Option<StatusLanguageView> {
    let site = frame.site;
    let all = site.sequence().iter().copied().chain(site.front());
    let works = all.filter(|&work| site.face(work).source() != into);
    let mut alike = Alike { counts: BTreeMap::new(), none: Ready::new(Vec::new()) };
    let works: Vec<StatusWorkView> = works.map(|work| view(frame, work, into, &mut alike)).collect();
    let mut total = StatusCountsView::default();
    works.iter().for_each(|work| total.add(&work.counts));
    total.share();
    let language = frame.language_view(into);
    let id = format!("status.{}", language.dir);
    (!works.is_empty()).then_some(StatusLanguageView { language, id, total, works })
}

fn view(frame: &Frame<'_>, at: usize, into: usize, alike: &mut Alike) -> StatusWorkView {
    let (face, outline) = (frame.site.face(at), frame.site.outline(at));
    let page = frame.addresses.text(at, into);
    let untranslated = !face.is_in(into);
    let (mut stale, mut missing) = (Vec::new(), Vec::new());
    let mut counts = StatusCountsView::default();
    for (state, unit) in frame.site.progress(at).states(into) {
        let is_joined = unit.is_some_and(|unit| matches!(outline.unit(unit).versions[into], Version::Joined(_)));
        counts.count(state, is_joined);
        let list = match state {
            State::Stale { .. } => &mut stale,
            State::Missing if !untranslated => &mut missing,
            _ => continue,
        };
        list.extend(page.as_ref().map(|page| passage(frame, unit.map(|unit| outline.unit(unit)), page)));
    }
    counts.share();
    let (title, lang) = (frame.title_of(at), frame.lang_of_title(at));
    let (counts, stale, missing) = (alike.counts(counts), alike.list(stale), alike.list(missing));
    StatusWorkView { title, lang, href: page, untranslated, counts, stale, missing }
}

/// A passage, or the title.
fn passage(frame: &Frame<'_>, unit: Option<&Unit>, page: &str) -> LinkView {
    let (label, id) = match unit {
        Some(unit) if unit.number.is_empty() => (unit.id.to_string(), unit.id.as_str()),
        Some(unit) => (unit.number.to_string(), unit.id.as_str()),
        None => (frame.word("title", &[]), "top"),
    };
    LinkView { label, href: format!("{page}#{}", encode_fragment(id)), lang: None, current: false }
}

impl StatusCountsView {
    fn count(&mut self, state: &State, is_joined: bool) {
        match state {
            State::Source => return,
            State::Current => self.current += 1,
            State::Stale { .. } => self.stale += 1,
            State::Unrecorded => self.unrecorded += 1,
            State::Missing => self.missing += 1,
        }
        self.passages += 1;
        self.joined += usize::from(is_joined);
    }

    fn add(&mut self, other: &Self) {
        self.passages += other.passages;
        self.current += other.current;
        self.stale += other.stale;
        self.unrecorded += other.unrecorded;
        self.missing += other.missing;
        self.joined += other.joined;
    }

    /// Once all is counted.
    fn share(&mut self) {
        self.translated = self.passages - self.missing;
        self.percent = (self.translated * 100).checked_div(self.passages).unwrap_or(100);
    }
}
