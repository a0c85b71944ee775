//! missing-unit: a passage that stands in one language only is a gap in the parallel page.

use crate::align::unit::{Unit, Version};
use crate::align::work::Work;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::text::Span;
use crate::base::yaml::nearest;
use crate::parse::document::{Block, Document};

use super::Subject;

/// Complains of passages without a counterpart in a language that has the work.
pub fn check(&Subject { site, linked, .. }: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let work = &linked.work;
    if work.has_unread() {
        return;
    }
    let unpaired = unpaired(work);
    for (language, settings) in site.config.languages.iter().enumerate() {
        // What the second bearer of a repeated id should be called nobody knows.
        if let Some(document) = work.document(language).filter(|document| !repeats(document)) {
            let there = There { work, language, name: &settings.name, document, unpaired: &unpaired[language] };
            there.check(diagnostics);
        }
    }
}

/// A document that may lack passages.
struct There<'a> {
    work: &'a Work,
    language: usize,
    name: &'a str,
    document: &'a Document,
    /// What it has and others lack.
    unpaired: &'a [&'a Unit],
}

impl There<'_> {
    fn check(&self, diagnostics: &mut Diagnostics) {
        let units = self.work.units.iter().enumerate();
        let first = units.clone().find_map(|(at, _)| self.end_of(at)).map(|span| (span, "it would stand before this"));
        let mut neighbor = first;
        for (at, unit) in units {
            if let Some(span) = self.end_of(at) {
                neighbor = Some((span, "it would stand after this"));
            }
            // A thematic break or raw HTML is no passage: nobody misses it.
            // One without an id is told as unpaired: that it is not there is more than anybody knows.
            let is_told = unit.is_explicit && !unit.only && !matches!(unit.kind, "rule" | "html");
            if is_told && matches!(unit.versions[self.language], Version::Absent) {
                diagnostics.extend(self.complaint(at, neighbor));
            }
        }
    }

    /// Where the text of a unit ends here; `None` if it has none.
    fn end_of(&self, unit: usize) -> Option<Span> {
        let blocks = self.work.hosted_blocks(unit, self.language);
        self.document.blocks.get(*blocks.last()? as usize).map(Block::id_span)
    }

    fn complaint(&self, at: usize, neighbor: Option<(Span, &'static str)>) -> Option<Diagnostic> {
        let unit = &self.work.units[at];
        let (id, path) = (&unit.id, &self.document.path);
        let begins = |other: &Unit| self.work.blocks(other, self.language).next().map(Block::id_span);
        let (other, help) = if let Some(near) = slip(unit, self.unpaired) {
            let place = begins(near).map(|span| (span, "without a counterpart, too"));
            (place, format!("did you mean {{#{}}}, as in {path}?", near.id))
        } else if let Some(other) = in_its_place(self.work, at, self.language) {
            let help = format!(
                "in its place {path} has {{#{}}}: if it is the counterpart, give both one id; if not, say that each is meant: {{#{id} only}}",
                other.id
            );
            (begins(other).map(|span| (span, "this stands in its place")), help)
        } else {
            let help = format!(
                "add it to {path} with the id {{#{id}}}, or say that it is meant: {{#{id} only}}; if another passage there holds it, write with={id} at the id of that one"
            );
            (neighbor, help)
        };
        let message = format!("`{id}` is missing in {}", self.name);
        let complaint = Diagnostic::new(&rule::MISSING_UNIT, place(self.work, unit)?, message).help(help);
        Some(match other {
            Some((span, what)) => complaint.also(span, what),
            None => complaint,
        })
    }
}

/// The units that a language has and another lacks, for each language; none where there are too many to be slips.
fn unpaired(work: &Work) -> Vec<Vec<&Unit>> {
    const MOST: usize = 64;
    let is_unpaired = |unit: &Unit| {
        let lacks =
            |language: usize| work.document(language).is_some() && matches!(unit.versions[language], Version::Absent);
        unit.is_explicit && !unit.only && (0..work.documents.len()).any(lacks)
    };
    let in_language = |language| work.units.iter().filter(move |unit| unit.is_in(language) && is_unpaired(unit));
    let all = (0..work.documents.len()).map(|language| in_language(language).collect::<Vec<_>>());
    all.map(|units| if units.len() > MOST { Vec::new() } else { units }).collect()
}

/// The id that the counterpart of `unit` most likely has.
fn slip<'w>(unit: &Unit, others: &[&'w Unit]) -> Option<&'w Unit> {
    /// Short ids are all near to each other.
    const LEAST: usize = 4;
    let is_beside = |other: &Unit| (0..unit.versions.len()).any(|here| unit.is_in(here) && other.is_in(here));
    let fits = |other: &&&'w Unit| other.id.len() >= LEAST && other.kind == unit.kind && !is_beside(other);
    let near = nearest(&unit.id, others.iter().filter(fits).map(|other| other.id.as_str()))?;
    others.iter().find(|other| other.id == near).copied()
}

/// The one passage that a language has where it lacks a unit, if it is alone between passages that are paired.
fn in_its_place(work: &Work, unit: usize, language: usize) -> Option<&Unit> {
    let is_alone =
        |at: usize| work.units[at].versions.iter().filter(|version| **version != Version::Absent).count() == 1;
    // Three are more than one on either side.
    let first = (0..unit).rev().take_while(|&at| is_alone(at)).take(2).last().unwrap_or(unit);
    let gap: Vec<usize> = (first..work.units.len()).take_while(|&at| is_alone(at)).take(3).collect();
    let [one, two] = gap[..] else { return None };
    let other = &work.units[if one == unit { two } else { one }];
    let fits = other.is_explicit && !other.only && other.kind == work.units[unit].kind && other.is_in(language);
    fits.then_some(other)
}

/// Whether a document repeats an id.
fn repeats(document: &Document) -> bool {
    document.blocks.iter().any(|block| block.id.as_ref().is_some_and(|id| id.is_repeated))
}

/// Where a unit stands: its id, else its block, in the first language that has it.
fn place(work: &Work, unit: &Unit) -> Option<Span> {
    let language = (0..work.documents.len()).find(|&language| unit.is_in(language))?;
    work.blocks(unit, language).next().map(Block::id_span)
}
