//! figures-differ: amounts, shares, counts and dates say the same in every language. Aligned units are compared, joined and split
//! ones as they are joined; titles, summaries and what is said of the original as well.
//!
//! What counts as the same, and what an editor would not miss, is [`crate::base::figure`]'s affair; this file knows where texts
//! stand. In a commentary, quotations are chosen in each language for themselves: there a figure may be left out, not changed.

mod passage;

use std::collections::BTreeSet;

use crate::align::work::Work;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::figure::{Difference, Figure, Kind, Side, Weight, differences};
use crate::base::language::LanguageTag;
use crate::base::rule;
use crate::base::text::Spanned;
use crate::link::site::Site;
use crate::parse::document::{Block, BlockKind, Document};

use super::counterpart::groups;
use passage::{Footnotes, Passage};

/// Complains of figures that differ from the source's.
pub fn check(site: &Site, diagnostics: &mut Diagnostics) {
    for linked in site.works.iter().filter(|linked| !linked.work.has_unread()) {
        let work = &linked.work;
        let Some(source) = work.source_document() else { continue };
        for target in work.documents.iter().flatten().filter(|target| target.language != work.source) {
            let tag = |document: &Document| &site.config.languages[document.language].tag;
            let mut pair = Pair {
                is_commentary: linked.annotates.is_some(),
                source: Text::new(source, tag(source)),
                target: Text::new(target, tag(target)),
                diagnostics: &mut *diagnostics,
            };
            pair.heads();
            pair.units(work);
        }
    }
}

/// Where the front matter says something to readers.
type ReadHead = fn(&Document) -> Option<&Spanned<String>>;

/// A document and what is known of it so far.
struct Text<'a> {
    document: &'a Document,
    tag: &'a LanguageTag,
    /// The years it has named, for months that leave theirs out.
    years: BTreeSet<i32>,
    footnotes: Footnotes<'a>,
}

impl<'a> Text<'a> {
    fn new(document: &'a Document, tag: &'a LanguageTag) -> Self {
        let footnotes = document.footnotes.iter().map(|footnote| (footnote.label.as_str(), footnote)).collect();
        Self { document, tag, years: BTreeSet::new(), footnotes }
    }

    fn remember_years(&mut self, figures: &[Figure]) {
        let year = |figure: &Figure| match figure.kind {
            Kind::Date(date) => date.year.map(|year| year.number()),
            _ => None,
        };
        self.years.extend(figures.iter().filter_map(year));
    }
}

/// Two versions of a work.
struct Pair<'a, 'd> {
    is_commentary: bool,
    source: Text<'a>,
    target: Text<'a>,
    diagnostics: &'d mut Diagnostics,
}

impl Pair<'_, '_> {
    /// What stands before the text: the title, and in the front matter the summary, the title of the original and what is said of it.
    fn heads(&mut self) {
        let (source, target) = (self.source.document, self.target.document);
        let title = |document: &Document| Passage::of_inlines(&document.title, document.title_span);
        self.compare(&title(source), &title(target), Weight::Full);
        let reads: [ReadHead; 3] = [
            |document| document.meta.summary.as_ref(),
            |document| document.meta.origin.as_ref().map(|origin| &origin.title),
            |document| document.meta.origin.as_ref()?.note.as_ref(),
        ];
        for read in reads {
            if let (Some(source), Some(target)) = (read(source), read(target)) {
                self.compare(&Passage::of_words(source), &Passage::of_words(target), Weight::Full);
            }
        }
    }

    fn units(&mut self, work: &Work) {
        let languages = (work.source, self.target.document.language);
        for (_, units) in groups(work, languages) {
            let blocks = |language: usize| {
                units.iter().flat_map(move |&unit| work.blocks(&work.units[unit], language)).collect::<Vec<_>>()
            };
            let (source, target) = (blocks(languages.0), blocks(languages.1));
            if source.is_empty() || target.is_empty() {
                continue;
            }
            let most = if self.is_commentary && is_quotation(&source) && is_quotation(&target) {
                Weight::Small
            } else {
                Weight::Full
            };
            let source = Passage::new(&self.source.footnotes, &source);
            let target = Passage::new(&self.target.footnotes, &target);
            self.compare(&source, &target, most);
        }
    }

    /// Compares two passages, in which no figure weighs more than `most`.
    fn compare(&mut self, source: &Passage, target: &Passage, most: Weight) {
        let read = |passage: &Passage, text: &mut Text<'_>| {
            let mut figures = passage.figures(text.tag);
            figures.iter_mut().for_each(|figure| figure.weight = figure.weight.min(most));
            text.remember_years(&figures);
            figures
        };
        let (of_source, of_target) = (read(source, &mut self.source), read(target, &mut self.target));
        let found = differences(
            Side { text: source.text(), figures: &of_source, years: &self.source.years },
            Side { text: target.text(), figures: &of_target, years: &self.target.years },
        );
        for Difference { source: in_source, target: in_target } in found {
            let in_source = in_source.map(|at| &of_source[at]);
            let in_target = in_target.map(|at| &of_target[at]);
            self.diagnostics.extend(complaint((source, in_source), (target, in_target)));
        }
    }
}

/// One difference, told at the translation where it stands there.
fn complaint(
    (source, in_source): (&Passage, Option<&Figure>),
    (target, in_target): (&Passage, Option<&Figure>),
) -> Option<Diagnostic> {
    let said = |passage: &Passage, figure: &Figure| {
        let words = passage.text()[figure.range.clone()].to_owned();
        (words, figure.kind.to_string(), passage.span(&figure.range))
    };
    let complaint = match (in_source.map(|figure| said(source, figure)), in_target.map(|figure| said(target, figure))) {
        (Some((from, value, place)), Some((to, other, span))) => {
            let message = format!("{to} here, {from} in the source: {other} against {value}");
            Diagnostic::new(&rule::FIGURES_DIFFER, span?, message)
                .label(other)
                .also(place?, value)
                .help(format!("correct one of the two{ALLOW}"))
        }
        (None, Some((words, value, span))) => {
            let message = format!("{words} is not in the source: {value} stands in the translation only");
            let complaint = Diagnostic::new(&rule::FIGURES_DIFFER, span?, message).label(value);
            let complaint = source.place().map_or(complaint.clone(), |place| complaint.also(place, "the source"));
            complaint.help(format!("take it out, or add it to the source{ALLOW}"))
        }
        (Some((words, value, span)), None) => {
            let message = format!("{words} is not in the translation: {value} stands in the source only");
            let complaint = Diagnostic::new(&rule::FIGURES_DIFFER, span?, message).label(value);
            let complaint = target.place().map_or(complaint.clone(), |place| complaint.also(place, "the translation"));
            complaint.help(format!("add it to the translation{ALLOW}"))
        }
        (None, None) => return None,
    };
    Some(complaint)
}

/// The way out where both are right.
const ALLOW: &str = "; if it is meant, allow figures-differ for this unit in the front matter, with the reason";

/// Whether a commentary quotes here.
fn is_quotation(blocks: &[&Block]) -> bool {
    blocks.iter().all(|block| matches!(block.kind, BlockKind::Quotation(_)))
}
