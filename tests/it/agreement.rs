//! Faults planted in the Japanese side of the edition, one in every passage that can bear one: each is found where it stands.
//! That the edition as it is gives no complaint, its facts hold.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use taiyaku::base::text::Span;
use taiyaku::build::{self, Built, Completeness};
use taiyaku::link::site::{Linked, Resolved};
use taiyaku::parse::document::{Block, Inline, InlineKind};

use super::harness::{Site, tree};
use super::root;

/// Index of the Japanese side.
const JA: usize = 1;

/// The edition, or a copy of it.
fn prepared(site: &Site) -> Built {
    build::prepare(&site.options(Completeness::AsSet)).unwrap_or_else(|error| panic!("{error}"))
}

fn copy() -> Site {
    let site = Site::new("--- site.yaml ---\n");
    for folder in ["content", "static", "templates"] {
        for (path, bytes) in tree(&root().join(folder)) {
            site.write_bytes(&format!("{folder}/{path}"), &bytes);
        }
    }
    site.write_bytes("site.yaml", &std::fs::read(root().join("site.yaml")).expect("the edition can be read"));
    site
}

/// What is to stand at a place instead.
type Edit = (Span, String);

/// Plants one fault in every passage for which `fault` makes edits, and gives the passages, and those of them that `rule`
/// complains of.
fn plant(rule: &str, fault: impl Fn(&Built, &Linked, usize) -> Vec<Edit>) -> (BTreeSet<String>, BTreeSet<String>) {
    let site = copy();
    let built = prepared(&site);
    assert!(built.diagnostics.is_empty(), "the edition as it is: {:?}", built.diagnostics);
    let (mut planted, mut edits) = (BTreeSet::new(), BTreeMap::<String, Vec<(Range<usize>, String)>>::new());
    for linked in built.site.works.iter().filter(|linked| linked.annotates.is_none()) {
        for (unit, aligned) in linked.work.units.iter().enumerate() {
            let made = fault(&built, linked, unit);
            if !made.is_empty() {
                planted.insert(format!("{}#{}", linked.work.key, aligned.id));
            }
            for (span, words) in made {
                let path = built.files.get(span.file).path.clone();
                edits.entry(path).or_default().push((span.range(), words));
            }
        }
    }
    for (path, mut edits) in edits {
        let mut text = std::fs::read_to_string(site.root().join(&path)).expect("the copy can be read");
        edits.sort_by_key(|(range, _)| range.start);
        edits.into_iter().rev().for_each(|(range, words)| text.replace_range(range, &words));
        site.write_bytes(&path, text.as_bytes());
    }
    let built = prepared(&site);
    let mut found = BTreeSet::new();
    for diagnostic in built.diagnostics.iter().filter(|diagnostic| diagnostic.rule.name == rule) {
        let spans: Vec<Span> = diagnostic.places().collect();
        for linked in &built.site.works {
            for unit in &linked.work.units {
                let holds = |block: &Block| {
                    let whole = block.id.as_ref().map_or(block.span, |id| block.span.to(id.span));
                    spans.iter().any(|span| span.file == whole.file && span.to(whole) == whole)
                };
                if linked.work.blocks(unit, JA).any(holds) {
                    found.insert(format!("{}#{}", linked.work.key, unit.id));
                }
            }
        }
    }
    (planted, found)
}

/// The passages with a fault that nothing was said of, and those complained of without one.
fn assert_found((planted, found): (BTreeSet<String>, BTreeSet<String>), least: usize) {
    println!("{} faults planted, {} found", planted.len(), planted.intersection(&found).count());
    assert!(planted.len() >= least, "only {} faults were planted", planted.len());
    assert_eq!(planted.difference(&found).collect::<Vec<_>>(), [""; 0], "of {} not found", planted.len());
    assert_eq!(found.difference(&planted).collect::<Vec<_>>(), [""; 0], "complained of without a fault");
}

#[test]
fn a_term_left_out_of_any_passage_is_found() {
    // The first term of each passage becomes a pronoun, wherever it stands there.
    let fault = |built: &Built, linked: &Linked, unit: usize| {
        let Some(document) = linked.work.document(JA) else { return Vec::new() };
        let blocks = || linked.work.units[unit].blocks(JA).iter().map(|&at| at as usize);
        let mentions =
            || blocks().flat_map(|at| linked.texts[JA].mentions_in(at).iter().map(move |mention| (at, mention)));
        let source = linked.work.units[unit].blocks(linked.work.source).iter();
        let in_source: BTreeSet<usize> = source
            .flat_map(|&at| linked.texts[linked.work.source].mentions_in(at as usize))
            .map(|mention| mention.term)
            .collect();
        // Where the source has it only inside another term, nobody misses it.
        let Some((_, first)) = mentions().find(|(_, mention)| in_source.contains(&mention.term)) else {
            return Vec::new();
        };
        let labels = built.site.terms[first.term].labels.get(JA).expect("it was found by one");
        // Words that hold its label are other terms.
        let text: String = blocks().map(|at| document.blocks[at].visible_text()).collect();
        let stands = labels.all().map(|label| text.matches(&label.value).count()).max();
        let own: Vec<_> = mentions().filter(|(_, mention)| mention.term == first.term).collect();
        if stands != Some(own.len()) {
            return Vec::new();
        }
        own.into_iter().map(|(at, mention)| (document.blocks[at].span_of(&mention.range), "それ".to_owned())).collect()
    };
    assert_found(plant("missing-term", fault), 20);
}

#[test]
fn a_mark_left_out_of_any_passage_is_found() {
    // The first link of each passage, or its first emphasis, leaves its words behind; a footnote leaves nothing.
    let fault = |built: &Built, linked: &Linked, unit: usize| {
        let mut edit = None;
        for block in linked.work.blocks(&linked.work.units[unit], JA) {
            block.each_place(&mut |_, inline: &Inline| {
                let words = |inner: &[Inline]| {
                    // A citation has none.
                    let (Some(first), Some(last)) = (inner.first(), inner.last()) else { return String::new() };
                    built.files.slice(first.span.to(last.span)).to_owned()
                };
                let words = match &inline.kind {
                    InlineKind::Link(link) => match linked.texts[JA].links.get(&inline.span.start) {
                        // Of an event that is told nowhere else the timeline's rule speaks.
                        Some(Resolved::Event(event)) if built.site.tellings[*event].len() < 2 => return,
                        Some(Resolved::Term(_) | Resolved::Suppressed) => return,
                        _ => words(&link.inlines),
                    },
                    InlineKind::Emphasis(inner) | InlineKind::Strong(inner) => words(inner),
                    InlineKind::FootnoteReference(_) => String::new(),
                    _ => return,
                };
                edit.get_or_insert((inline.span, words));
            });
        }
        edit.into_iter().collect()
    };
    assert_found(plant("unit-markup", fault), 2);
}

#[test]
fn a_mark_put_into_any_passage_is_found() {
    let fault = |built: &Built, linked: &Linked, unit: usize| {
        let mut edit = None;
        for block in linked.work.blocks(&linked.work.units[unit], JA) {
            block.each_place(&mut |range, inline: &Inline| {
                if let InlineKind::Text(_) = inline.kind {
                    let span = block.span_of(&range);
                    edit.get_or_insert_with(|| (span, format!("**{}**", built.files.slice(span))));
                }
            });
        }
        edit.into_iter().collect()
    };
    assert_found(plant("unit-markup", fault), 30);
}
