//! What links lead to on other pages, which readers are shown beside the link before they follow it: only that is written
//! out once more, and no page carries what it may never show.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::route::{Data, Route};
use super::site::{FRONT, Generated, Linked, Resolved};

/// What authors refer to from another page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Previewed {
    /// The fragments that texts of other works refer to, by the index of the work.
    pub fragments: BTreeMap<usize, BTreeSet<String>>,
    /// The events that texts tell, by their indexes.
    pub events: BTreeSet<usize>,
}

/// Gathers it from the links of all texts.
pub fn previewed(works: &[Arc<Linked>]) -> Previewed {
    let mut previewed = Previewed::default();
    for (from, linked) in works.iter().enumerate() {
        for resolved in linked.texts.iter().flat_map(|text| text.links.values()) {
            match resolved {
                Resolved::Text { work, fragment: Some(fragment), .. }
                    if *work != from && works[*work].work.fragments.contains(fragment) =>
                {
                    previewed.fragments.entry(*work).or_default().insert(fragment.to_string());
                }
                Resolved::Event(event) => {
                    previewed.events.insert(*event);
                }
                _ => {}
            }
        }
    }
    previewed
}

/// The files of a language that hold it, each with the name of the page beside which it lies.
pub fn routes<'a>(
    previewed: &'a Previewed,
    works: &'a [Arc<Linked>],
    language: usize,
) -> impl Iterator<Item = (Route, &'a str)> {
    let told = (!previewed.events.is_empty()).then(|| (Route::Data(Data::Told(language)), Generated::Timeline.name()));
    let has_page =
        move |&work: &usize| works[work].work.key != FRONT && works[work].showings[language].document.is_some();
    let passages = previewed.fragments.keys().copied().filter(has_page);
    let passages =
        passages.map(move |work| (Route::Data(Data::Passages { work, language }), works[work].work.key.as_str()));
    told.into_iter().chain(passages)
}
