//! The registers of entries: the glossary, which is also the index of all entries, and a page for each other kind.

use crate::base::text::Spanned;
use crate::link::register::{group, sort_text};
use crate::link::route::Route;
use crate::link::site::{Generated, page_of};
use crate::parse::glossary::Labels;

use super::entry::details;
use super::frame::Frame;
use super::view::{EntryView, GlossaryGroupView, GlossaryView, LabelView, LinkView, PageView};

/// A register in the order of the language's readings, or a part of one.
pub fn register(frame: &Frame<'_>, page: Generated, part: Option<usize>) -> (PageView, GlossaryView) {
    let site = frame.site;
    let in_full = site.entries_in_full(page, frame.language, part);
    let listed: Vec<usize> = match (page, part) {
        (Generated::Glossary, None) => site.all_entries(frame.language).to_vec(),
        (_, None) => site.entries(page, frame.language).to_vec(),
        (_, Some(_)) => in_full.to_vec(),
    };
    let is_whole = part.is_some() || !in_full.is_empty();
    let mut groups: Vec<GlossaryGroupView> = Vec::new();
    for at in listed {
        let is_here = is_whole && page_of(site.name(at).kind()) == page;
        add(&mut groups, group(sort_text(site.term(at), frame.language)), entry(frame, at, is_here));
    }
    let of_all = page == Generated::Glossary;
    let counted = if of_all { site.all_entries(frame.language) } else { site.entries(page, frame.language) };
    let count = counted.len();
    let lead = match page {
        Generated::People => frame.word("people_lead", &[]),
        _ => frame.word("glossary_lead", &[("n", &count.to_string())]),
    };
    let title = title(frame, (page, part), &groups);
    let neighbour = |part: Option<usize>| {
        let route = Route::Part { page, language: frame.language, part: part? };
        frame.link(format!("{} {}", frame.word(page.name(), &[]), part? + 1), route)
    };
    let view = GlossaryView {
        lead: lead.clone(),
        registers: row(frame),
        groups,
        moved: moved(frame, page, part),
        count,
        previous: neighbour(part.and_then(|part| part.checked_sub(1))),
        next: neighbour(part.map(|part| part + 1)),
    };
    (frame.view(page.name(), title, lead), view)
}

/// The name of a register; for a part also the initials that it goes from and to.
fn title(frame: &Frame<'_>, (page, part): (Generated, Option<usize>), groups: &[GlossaryGroupView]) -> String {
    let name = frame.word(page.name(), &[]);
    match (part, groups) {
        (None, _) | (_, []) => name,
        (Some(part), [only]) => format!("{name} {}（{}）", part + 1, only.label),
        (Some(part), [first, .., last]) => format!("{name} {}（{}–{}）", part + 1, first.label, last.label),
    }
}

/// Entries that stood on a page once: addresses of organizations among the people lead on.
fn moved(frame: &Frame<'_>, page: Generated, part: Option<usize>) -> Option<GlossaryGroupView> {
    if (page, part) != (Generated::People, None) {
        return None;
    }
    let organizations = frame.site.entries(Generated::Organizations, frame.language);
    let entries: Vec<EntryView> = organizations.iter().map(|&at| entry(frame, at, false)).collect();
    let label = frame.word(Generated::Organizations.name(), &[]);
    (!entries.is_empty()).then(|| GlossaryGroupView { label, id: "group.moved".into(), entries })
}

/// The links of the registers to one another: to those that have entries of their own, and to the index of all.
fn row(frame: &Frame<'_>) -> Vec<LinkView> {
    let has_entries = |page: &Generated| *page == Generated::Glossary || frame.site.has_entries(*page);
    let pages = Generated::ALL.into_iter().filter(has_entries);
    let links = pages.filter_map(|page| frame.link_to_generated(page));
    let links: Vec<LinkView> = links.collect();
    if links.len() > 1 { links } else { Vec::new() }
}

fn add(groups: &mut Vec<GlossaryGroupView>, label: String, entry: EntryView) {
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
fn entry(frame: &Frame<'_>, at: usize, is_here: bool) -> EntryView {
    let term = frame.site.name(at);
    EntryView {
        id: frame.site.term_id(at).to_owned(),
        label: term.label(frame.language).to_owned(),
        lang: frame.lang_of(term.labels()),
        counterparts: frame.foreign_labels(at),
        kind: frame.word(term.kind().name(), &[]),
        see: if is_here { None } else { frame.addresses.term(at) },
        details: is_here.then(|| Box::new(details(frame, at))),
    }
}

/// The labels of a term beside the preferred ones, its own language's first. `of` tells which.
pub fn further_labels(frame: &Frame<'_>, at: usize, of: fn(&Labels) -> &[Spanned<String>]) -> Vec<LabelView> {
    let labels = frame.site.name(at).labels();
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
