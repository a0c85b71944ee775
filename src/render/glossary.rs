//! The registers of entries: the glossary, which is also the index of all entries, and a page for each other kind.

use crate::base::text::Spanned;
use crate::link::register::{group, sort_text};
use crate::link::route::Route;
use crate::link::site::{Generated, page_of};
use crate::parse::glossary::Labels;

use super::entry::details;
use super::frame::Frame;
use super::view::{EntryView, GlossaryGroupView, GlossaryView, LabelView, LinkView, PageView};

/// A register in the order of the language's readings.
pub fn register(frame: &Frame<'_>, page: Generated) -> (PageView, GlossaryView) {
    let registers = &frame.site.registers;
    let mut groups: Vec<GlossaryGroupView> = Vec::new();
    let mut moved: Vec<EntryView> = Vec::new();
    for &at in &registers.orders[frame.language] {
        let own = page_of(frame.site.terms[at].kind);
        match (page, own) {
            (Generated::People, Generated::Organizations) => moved.push(entry(frame, at, page)),
            (Generated::Glossary, _) => add(frame, &mut groups, entry(frame, at, page), at),
            _ if page == own => add(frame, &mut groups, entry(frame, at, page), at),
            _ => {}
        }
    }
    let count =
        if page == Generated::Glossary { registers.orders[frame.language].len() } else { registers.count(page) };
    let title = frame.word(page.name(), &[]);
    let lead = match page {
        Generated::People => frame.word("people_lead", &[]),
        _ => frame.word("glossary_lead", &[("n", &count.to_string())]),
    };
    let moved_label = frame.word(Generated::Organizations.name(), &[]);
    let moved =
        (!moved.is_empty()).then(|| GlossaryGroupView { label: moved_label, id: "group.moved".into(), entries: moved });
    let view = GlossaryView { lead: lead.clone(), registers: row(frame), groups, moved, count };
    (frame.view(page.name(), title, lead), view)
}

/// The links of the registers to one another: to those that have entries of their own, and to the index of all.
fn row(frame: &Frame<'_>) -> Vec<LinkView> {
    let has_entries = |page: &Generated| *page == Generated::Glossary || frame.site.registers.count(*page) > 0;
    let pages = Generated::ALL.into_iter().filter(|page| *page != Generated::Timeline).filter(has_entries);
    let links =
        pages.filter_map(|page| frame.link(frame.word(page.name(), &[]), Route::Generated(page, frame.language)));
    let links: Vec<LinkView> = links.collect();
    if links.len() > 1 { links } else { Vec::new() }
}

fn add(frame: &Frame<'_>, groups: &mut Vec<GlossaryGroupView>, entry: EntryView, at: usize) {
    let label = group(sort_text(&frame.site.terms[at], frame.language));
    if groups.last().is_none_or(|group| group.label != label) {
        let id = format!("group.{}", groups.len() + 1);
        groups.push(GlossaryGroupView { label, id, entries: Vec::new() });
    }
    if let Some(group) = groups.last_mut() {
        group.entries.push(entry);
    }
}

/// An entry as a page lists it: in full where it belongs, elsewhere as a line that leads there. So an address of an entry
/// holds that was given when it stood on this page.
fn entry(frame: &Frame<'_>, at: usize, page: Generated) -> EntryView {
    let term = &frame.site.terms[at];
    let is_here = page_of(term.kind) == page;
    EntryView {
        id: term.id.value.clone(),
        label: term.label(frame.language).to_owned(),
        lang: frame.lang_of(&term.labels),
        counterparts: frame.foreign_labels(at),
        kind: frame.word(term.kind.name(), &[]),
        see: if is_here { None } else { frame.addresses.term(at) },
        details: is_here.then(|| Box::new(details(frame, at))),
    }
}

/// The labels of a term beside the preferred ones, its own language's first. `of` tells which.
pub fn further_labels(frame: &Frame<'_>, at: usize, of: fn(&Labels) -> &[Spanned<String>]) -> Vec<LabelView> {
    let labels = &frame.site.terms[at].labels;
    let mut all: Vec<(usize, &Labels)> = labels.iter().collect();
    all.sort_by_key(|(language, _)| *language != frame.language);
    let mut views: Vec<LabelView> = Vec::new();
    for (language, labels) in all {
        for label in of(labels) {
            // A label that languages share is the page's own.
            if views.iter().all(|view| view.text != label.value) {
                views.push(LabelView { text: label.value.clone(), lang: frame.foreign(language) });
            }
        }
    }
    views
}
