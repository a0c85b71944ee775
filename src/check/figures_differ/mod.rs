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
use crate::base::form::{Filling, Form};
use crate::base::language::LanguageTag;
use crate::base::rule;
use crate::base::text::Spanned;
use crate::parse::document::Document;
use crate::parse::unit_id::TITLE;

use super::Subject;
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
            versions.compare((&source, &target), most, pair.id());
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
        self.compare((&title(source), &title(target)), Weight::Full, Some(TITLE));
        let reads: [ReadHead; 3] = [
            |document| document.meta.summary.as_ref().map(Spanned::as_deref),
            |document| document.meta.origin.as_ref().map(|origin| origin.title.as_deref()),
            |document| document.meta.origin.as_ref()?.note.as_ref().map(Spanned::as_deref),
        ];
        for read in reads {
            if let (Some(source), Some(target)) = (read(source), read(target)) {
                self.compare((&Passage::of_words(source), &Passage::of_words(target)), Weight::Full, Some(TITLE));
            }
        }
    }

    /// Compares two passages of a unit, by its id, in which no figure weighs more than `most`.
    fn compare(&mut self, (source, target): (&Passage<'_>, &Passage<'_>), most: Weight, unit: Option<&str>) {
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
            self.diagnostics.extend(complaint((source, in_source), (target, in_target), unit));
        }
    }
}

/// One difference, told at the translation where it stands there.
fn complaint(
    (source, in_source): (&Passage<'_>, Option<&Figure>),
    (target, in_target): (&Passage<'_>, Option<&Figure>),
    unit: Option<&str>,
) -> Option<Diagnostic> {
    let told = |passage: &Passage<'_>, figure: &Figure| Some((passage.span(&figure.range)?, figure.kind.to_string()));
    let complain = |places, form, said: &[&str]| {
        Some(Diagnostic::formed(&rule::FIGURES_DIFFER, places, form, Filling::new(unit, said)))
    };
    match (in_source, in_target) {
        (Some(one), Some(other)) => {
            let ((place, value), (span, other_value)) = (told(source, one)?, told(target, other)?);
            let said = [target.words(other), source.words(one), &other_value, &value];
            complain((span, Some(place)), DIFFERS, &said)
        }
        (None, Some(figure)) => {
            let (span, value) = told(target, figure)?;
            complain((span, source.place()), NOT_IN_SOURCE, &[target.words(figure), &value])
        }
        (Some(figure), None) => {
            let (span, value) = told(source, figure)?;
            complain((span, target.place()), NOT_IN_TRANSLATION, &[source.words(figure), &value])
        }
        (None, None) => None,
    }
}

const DIFFERS: &Form = &Form {
    message: "$1 here, $2 in the source: $3 against $4",
    label: "$3",
    other: "$4",
    help: "correct one of the two; $0",
};

const NOT_IN_SOURCE: &Form = &Form {
    message: "$1 is not in the source: $2 stands in the translation only",
    label: "$2",
    other: "the source",
    help: "take it out, or add it to the source; $0",
};

const NOT_IN_TRANSLATION: &Form = &Form {
    message: "$1 is not in the translation: $2 stands in the source only",
    label: "$2",
    other: "the translation",
    help: "add it to the translation; $0",
};
