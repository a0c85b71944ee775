//! The bibliography: every publication once, and the passages that cite it.

use rayon::prelude::*;

use crate::link::bibliography::Listed;

use super::frame::Frame;
use super::html;
use super::view::{LinkView, PageView, ReferenceView, ReferencesView};
use crate::link::register::collator;

/// The page of all publications, in the order of the language.
pub fn references(frame: &Frame<'_>) -> (PageView, ReferencesView) {
    let press = frame.site.press(frame.language);
    let all = (0..press.publications.len()).into_par_iter();
    let written: Vec<Listed> =
        all.map(|publication| press.alone(publication).unwrap_or_else(|| press.bare(publication))).collect();
    let plain = |listed: &Listed| listed.text.iter().map(|piece| piece.text.as_str()).collect::<String>();
    let mut written: Vec<(String, Listed)> = written.into_iter().map(|listed| (plain(&listed), listed)).collect();
    let collator = collator(frame.tag());
    written.sort_by(|(a, one), (b, other)| {
        let by_text = match &collator {
            Some(collator) => collator.compare(a, b),
            None => a.cmp(b),
        };
        by_text.then(one.publication.cmp(&other.publication))
    });
    let entries: Vec<ReferenceView> = written.iter().map(|(_, listed)| reference(frame, listed)).collect();
    let count = entries.len();
    let description = frame.word("references_lead", &[("n", &count.to_string())]);
    (frame.view("references", frame.word("references", &[]), description), ReferencesView { entries, count })
}

fn reference(frame: &Frame<'_>, listed: &Listed) -> ReferenceView {
    let mut entry_html = String::new();
    html::pieces(&mut entry_html, &listed.text, |_| None);
    ReferenceView {
        id: frame.site.publication_key(listed.publication).to_owned(),
        entry_html,
        lang: Some(listed.lang.clone()).filter(|lang| lang != frame.tag().as_str()),
        uses: uses(frame, listed.publication),
    }
}

/// The passages that cite it, as this language shows them.
fn uses(frame: &Frame<'_>, publication: usize) -> Vec<LinkView> {
    let cited_here = frame.site.citings(publication).iter().filter(|citing| {
        frame.site.shown(citing.place, frame.language).is_some_and(|language| citing.languages.contains(&language))
    });
    let link = |place| {
        let href = frame.addresses.passage(place, frame.language)?;
        Some(LinkView { label: frame.passage_label(place), href, lang: None, current: false })
    };
    cited_here.filter_map(|citing| link(citing.place)).collect()
}
