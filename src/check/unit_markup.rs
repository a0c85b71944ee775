//! unit-markup: counterparts whose footnotes, links, emphasis, list items, rows, pictures or code differ in number. Marks are
//! the first thing that is lost when a text is translated outside its file, and nobody sees it.
//!
//! What languages do differently does not count: translators' notes (`[^tn-1]`), links to terms (missing-term knows of
//! those), whether words are emphasized or strongly so, how often one footnote or one piece of code is named. Events are
//! compared by their ids, citations by what they cite, charts by their kinds and tables. One complaint for each unit, with all
//! that differs.

use std::collections::BTreeSet;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::form::{Filling, Form};
use crate::base::rule;
use crate::link::chart::Figure;
use crate::link::site::{Resolved, Site};
use crate::parse::document::{Block, BlockKind, Inline, InlineKind, is_translators_note};

use super::Subject;
use super::counterpart::{Pair, Side};

/// What is counted: in the singular and the plural.
const COUNTED: [(&str, &str); 11] = [
    ("footnote", "footnotes"),
    ("reference", "references"),
    ("link out of the site", "links out of the site"),
    ("link to a file", "links to files"),
    ("emphasis", "emphases"),
    ("deletion", "deletions"),
    ("list item", "list items"),
    ("table row", "table rows"),
    ("table column", "table columns"),
    ("picture", "pictures"),
    ("piece of code", "pieces of code"),
];

const REFERENCES: usize = 1;
const EXTERNAL: usize = 2;
const FILES: usize = 3;
const EMPHASES: usize = 4;
const DELETIONS: usize = 5;
const ITEMS: usize = 6;
const ROWS: usize = 7;
const COLUMNS: usize = 8;
const PICTURES: usize = 9;

/// The marks of one side of a unit.
#[derive(Default)]
struct Marks<'s> {
    /// By the order of [`COUNTED`]; footnotes and code are counted by what they are.
    counts: [usize; COUNTED.len()],
    footnotes: BTreeSet<&'s str>,
    code: BTreeSet<&'s str>,
    /// Indexes of the events that it tells.
    events: BTreeSet<usize>,
    /// Indexes of the publications that it cites.
    publications: BTreeSet<usize>,
    /// Its charts.
    charts: Vec<&'s Figure>,
}

/// Complains of a unit whose marks differ.
pub fn check(subject: &Subject<'_>, pair: &Pair<'_>, diagnostics: &mut Diagnostics) {
    let kind = |side: &Side<'_>| side.blocks().next().map(Block::kind_name);
    // Of counterparts of different kinds unit-kind tells.
    if kind(&pair.source) != kind(&pair.target) {
        return;
    }
    let (source, target) = (Marks::read(&pair.source), Marks::read(&pair.target));
    let differences = differences(subject, (&source, pair.source.language), (&target, pair.target.language));
    if differences.is_empty() {
        return;
    }
    let unit = &pair.unit.id;
    let said = Filling::new(pair.id(), &[unit, &differences.join("; ")]);
    let places = (pair.target.place(), Some(pair.source.place()));
    diagnostics.push(Diagnostic::formed(&rule::UNIT_MARKUP, places, FORM, said));
}

const FORM: &Form = &Form {
    message: "`$1` has $2",
    label: "",
    other: "the source",
    help: "mark both alike; $0; a translator's own notes are [^tn-1]",
};

/// All that differs, in words that follow "the translation has"; each side with its language. Of an event that a language
/// tells nowhere untold-event speaks.
fn differences(
    &Subject { site, common, .. }: &Subject<'_>,
    (source, source_language): (&Marks<'_>, usize),
    (target, target_language): (&Marks<'_>, usize),
) -> Vec<String> {
    let counted = |count: usize, (one, many): (&str, &str)| match count {
        0 => format!("no {one}"),
        1 => format!("1 {one}"),
        _ => format!("{count} {many}"),
    };
    let counts = source.counts().into_iter().zip(target.counts()).zip(COUNTED);
    let differing = counts.filter(|((source, target), _)| source != target);
    let mut all: Vec<String> = differing
        .map(|((source, target), names)| {
            let there = if source == 0 { "none".to_owned() } else { source.to_string() };
            format!("{} here and {there} in the source", counted(target, names))
        })
        .collect();
    let only_in = |one: &Marks<'_>, other: &Marks<'_>, language: usize| {
        let events = one.events.difference(&other.events).filter(|event| common.told.is_told(**event, language));
        let ids: Vec<String> = events.map(|&event| format!("`{}`", site.events[event].id.value)).collect();
        (!ids.is_empty()).then(|| ids.join(", "))
    };
    let lost = only_in(source, target, target_language);
    let added = only_in(target, source, source_language);
    all.extend(lost.map(|ids| format!("no link to the event {ids}, which the source has")));
    all.extend(added.map(|ids| format!("a link to the event {ids}, which the source has not")));
    let cited_only_in = |one: &Marks<'_>, other: &Marks<'_>| {
        let keys = one.publications.difference(&other.publications);
        let keys: Vec<String> = keys.map(|&at| format!("`{}`", site.publications[at].key.value)).collect();
        (!keys.is_empty()).then(|| keys.join(", "))
    };
    let lost = cited_only_in(source, target);
    all.extend(lost.map(|keys| format!("no citation of {keys}, which the source has")));
    let added = cited_only_in(target, source);
    all.extend(added.map(|keys| format!("a citation of {keys}, which the source has not")));
    all.extend(source.charts.iter().zip(&target.charts).filter_map(|(source, target)| charts_differ(source, target)));
    all
}

/// Which events each language tells anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldEvents(BTreeSet<(usize, usize)>);

impl ToldEvents {
    /// Those of a site.
    pub fn new(site: &Site) -> Self {
        let tellings = site.tellings.iter().enumerate();
        let languages = tellings.flat_map(|(event, tellings)| {
            tellings.iter().flat_map(move |telling| telling.languages.iter().map(move |&language| (event, language)))
        });
        Self(languages.collect())
    }

    fn is_told(&self, event: usize, language: usize) -> bool {
        self.0.contains(&(event, language))
    }
}

/// A chart says the same in all languages; words and units are those of each.
fn charts_differ(source: &Figure, target: &Figure) -> Option<String> {
    if source.kind != target.kind {
        let (here, there) = (target.kind.name(), source.kind.name());
        return Some(format!("a chart of the kind `{here}` here and `{there}` in the source"));
    }
    (source.asset != target.asset).then(|| "a chart of another table than that in the source".to_owned())
}

impl<'s> Marks<'s> {
    fn read(side: &Side<'s>) -> Self {
        let mut marks = Self::default();
        for (block, _) in side.passages() {
            marks.block(block);
            marks.charts.extend(side.text.charts.get(&block.span.start));
            block.each_text(&mut |inlines| marks.inlines(inlines, side, Emphasized::No));
        }
        marks
    }

    fn counts(&self) -> [usize; COUNTED.len()] {
        let mut counts = self.counts;
        counts[0] = self.footnotes.len();
        counts[COUNTED.len() - 1] += self.code.len();
        counts
    }

    fn block(&mut self, block: &'s Block) {
        match &block.kind {
            BlockKind::List { items, .. } => {
                self.counts[ITEMS] += items.len();
                items.iter().flat_map(|item| &item.blocks).for_each(|block| self.block(block));
            }
            BlockKind::Table(table) => {
                self.counts[ROWS] += table.rows().skip(1).len();
                self.counts[COLUMNS] += table.alignments.len();
            }
            BlockKind::Quotation(blocks) => blocks.iter().for_each(|block| self.block(block)),
            BlockKind::Code(_) => self.counts[COUNTED.len() - 1] += 1,
            BlockKind::Heading(..) | BlockKind::Paragraph(_) | BlockKind::Plain(_) | BlockKind::Rule => {}
            BlockKind::Html(_) => {}
        }
    }

    fn inlines(&mut self, inlines: &'s [Inline], side: &Side<'_>, around: Emphasized) {
        for inline in inlines {
            let mut inside = around;
            match &inline.kind {
                InlineKind::FootnoteReference(label) if !is_translators_note(label) => {
                    self.footnotes.insert(label);
                }
                InlineKind::Code(code) => {
                    self.code.insert(code);
                }
                InlineKind::Emphasis(_) | InlineKind::Strong(_) => {
                    self.counts[EMPHASES] += usize::from(around == Emphasized::No);
                    inside = Emphasized::Yes;
                }
                InlineKind::Strikethrough(_) => self.counts[DELETIONS] += 1,
                InlineKind::Image(_) => self.counts[PICTURES] += 1,
                InlineKind::Link(_) => self.link(inline.span.start, side),
                _ => {}
            }
            if let Some(inner) = inline.children() {
                self.inlines(inner, side, inside);
            }
        }
    }

    fn link(&mut self, at: u32, side: &Side<'_>) {
        match side.text.links.get(&at) {
            Some(Resolved::Text { .. } | Resolved::Generated { .. } | Resolved::Front { .. }) => {
                self.counts[REFERENCES] += 1;
            }
            Some(Resolved::External(_)) => self.counts[EXTERNAL] += 1,
            Some(Resolved::Asset(_)) => self.counts[FILES] += 1,
            Some(Resolved::Event(event)) => {
                self.events.insert(*event);
            }
            Some(Resolved::Citation(at)) => {
                self.publications.extend(side.text.citations.all.get(*at).into_iter().flat_map(|it| &it.publications));
            }
            Some(Resolved::Term(_) | Resolved::Suppressed | Resolved::Broken) | None => {}
        }
    }
}

/// Whether words stand in emphasis already: what is emphasized in it is no further one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Emphasized {
    No,
    Yes,
}
