//! figures-differ: amounts, shares, counts and dates say the same in every language. Aligned units are compared, joined and split
//! ones as they are joined; titles, summaries and what is said of the original as well.
//!
//! Languages whose words for numbers nobody taught us are left out: in 2.9 مليار we would read 2.9.
//!
//! What counts as the same, and what an editor would not miss, is [`crate::base::figure`]'s affair; this file knows where texts
//! stand. Where a commentary quotes, each language chooses its words for itself: a figure may be left out there, not changed.

use std::collections::BTreeSet;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::figure::{Difference, Figure, Kind, Side, Weight, differences, is_read};
use crate::base::language::LanguageTag;
use crate::base::rule;
use crate::base::text::Spanned;
use crate::parse::document::Document;
use crate::parse::unit_id::TITLE;

use super::Subject;
use super::counterpart::how_to_allow;
use super::passage::Passage;

/// Complains of figures that differ from the source's.
pub fn check(&Subject { site, linked, ref pairs, .. }: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let Some(source) = linked.work.source_document().filter(|_| !linked.work.has_unread()) else { return };
    let mut pairs = pairs.iter().peekable();
    // Pairs come language by language, and in each in order.
    for target in linked.work.documents.iter().flatten().filter(|target| target.language != source.language) {
        let tag = |document: &Document| &site.config.languages[document.language].tag;
        if ![source, target].into_iter().all(|document| is_read(tag(document))) {
            while pairs.next_if(|pair| pair.target.language == target.language).is_some() {}
            continue;
        }
        let (source, target) = (Text::new(source, tag(source)), Text::new(target, tag(target)));
        let mut versions = Versions { source, target, diagnostics: &mut *diagnostics };
        versions.heads();
        let language = versions.target.document.language;
        while let Some(pair) = pairs.next_if(|pair| pair.target.language == language) {
            let source = Passage::new(pair.source.passages().map(|(block, _)| block));
            let target = Passage::new(pair.target.passages().map(|(block, _)| block));
            let is_excerpt = pair.source.is_excerpt() || pair.target.is_excerpt();
            let most = if is_excerpt { Weight::Small } else { Weight::Full };
            versions.compare((&source, &target), most, &|| pair.how_to_allow(&rule::FIGURES_DIFFER));
        }
    }
}

/// Where the front matter says something to readers.
type ReadHead = fn(&Document) -> Option<Spanned<&str>>;

/// A document and what is known of it so far.
struct Text<'a> {
    document: &'a Document,
    tag: &'a LanguageTag,
    /// The years it has named, for months that leave theirs out.
    years: BTreeSet<i32>,
}

impl<'a> Text<'a> {
    fn new(document: &'a Document, tag: &'a LanguageTag) -> Self {
        Self { document, tag, years: BTreeSet::new() }
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
struct Versions<'a, 'd> {
    source: Text<'a>,
    target: Text<'a>,
    diagnostics: &'d mut Diagnostics,
}

impl<'a> Versions<'a, '_> {
    /// What stands before the text: the title, and in the front matter the summary, the title of the original and what is said of it.
    fn heads(&mut self) {
        let (source, target) = (self.source.document, self.target.document);
        let title = |document: &'a Document| Passage::of_inlines(&document.title, document.title_span);
        let allow = &|| how_to_allow(&rule::FIGURES_DIFFER, Some(TITLE));
        self.compare((&title(source), &title(target)), Weight::Full, allow);
        let reads: [ReadHead; 3] = [
            |document| document.meta.summary.as_ref().map(Spanned::as_deref),
            |document| document.meta.origin.as_ref().map(|origin| origin.title.as_deref()),
            |document| document.meta.origin.as_ref()?.note.as_ref().map(Spanned::as_deref),
        ];
        for read in reads {
            if let (Some(source), Some(target)) = (read(source), read(target)) {
                self.compare((&Passage::of_words(source), &Passage::of_words(target)), Weight::Full, allow);
            }
        }
    }

    /// Compares two passages, in which no figure weighs more than `most`; `allow` tells the way out where both are right.
    fn compare(&mut self, (source, target): (&Passage<'_>, &Passage<'_>), most: Weight, allow: &dyn Fn() -> String) {
        let read = |passage: &Passage<'_>, text: &mut Text<'_>| {
            let mut figures = passage.figures(text.tag);
            figures.iter_mut().for_each(|figure| figure.weight = figure.weight.min(most));
            text.remember_years(&figures);
            figures
        };
        let (of_source, of_target) = (read(source, &mut self.source), read(target, &mut self.target));
        if of_source.is_empty() && of_target.is_empty() {
            return;
        }
        let found = differences(
            Side { text: source.text(), figures: &of_source, years: &self.source.years },
            Side { text: target.text(), figures: &of_target, years: &self.target.years },
        );
        for Difference { source: in_source, target: in_target } in found {
            let in_source = in_source.map(|at| &of_source[at]);
            let in_target = in_target.map(|at| &of_target[at]);
            self.diagnostics.extend(complaint((source, in_source), (target, in_target), &allow()));
        }
    }
}

/// One difference, told at the translation where it stands there.
fn complaint(
    (source, in_source): (&Passage<'_>, Option<&Figure>),
    (target, in_target): (&Passage<'_>, Option<&Figure>),
    allow: &str,
) -> Option<Diagnostic> {
    let said = |passage: &Passage<'_>, figure: &Figure| {
        let words = passage.text()[figure.range.clone()].to_owned();
        (words, figure.kind.to_string(), passage.span(&figure.range))
    };
    let complaint = match (in_source.map(|figure| said(source, figure)), in_target.map(|figure| said(target, figure))) {
        (Some((from, value, place)), Some((to, other, span))) => {
            let message = format!("{to} here, {from} in the source: {other} against {value}");
            Diagnostic::new(&rule::FIGURES_DIFFER, span?, message)
                .label(other)
                .also(place?, value)
                .help(format!("correct one of the two; {allow}"))
        }
        (None, Some((words, value, span))) => {
            let message = format!("{words} is not in the source: {value} stands in the translation only");
            let complaint = Diagnostic::new(&rule::FIGURES_DIFFER, span?, message).label(value);
            let complaint = source.place().map_or(complaint.clone(), |place| complaint.also(place, "the source"));
            complaint.help(format!("take it out, or add it to the source; {allow}"))
        }
        (Some((words, value, span)), None) => {
            let message = format!("{words} is not in the translation: {value} stands in the source only");
            let complaint = Diagnostic::new(&rule::FIGURES_DIFFER, span?, message).label(value);
            let complaint = target.place().map_or(complaint.clone(), |place| complaint.also(place, "the translation"));
            complaint.help(format!("add it to the translation; {allow}"))
        }
        (None, None) => return None,
    };
    Some(complaint)
}
