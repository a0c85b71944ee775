//! missing-unit: a passage that stands in one language only is a gap in the parallel page.

use crate::align::unit::{Unit, Version};
use crate::align::work::Work;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::text::Span;
use crate::base::yaml::nearest;
use crate::link::site::Site;
use crate::parse::document::Document;

/// Complains of passages without a counterpart in a language that has the work.
pub fn check(site: &Site, diagnostics: &mut Diagnostics) {
    for linked in site.works.iter().filter(|linked| !linked.work.has_unread()) {
        let work = &linked.work;
        let unpaired = unpaired(work);
        let repeating: Vec<bool> = work.documents.iter().map(|there| there.as_deref().is_some_and(repeats)).collect();
        // A thematic break or raw HTML is no passage: nobody misses it.
        let is_passage = |unit: &Unit| !unit.only && !matches!(unit.kind, "rule" | "html");
        for (at, unit) in work.units.iter().enumerate().filter(|(_, unit)| is_passage(unit)) {
            for (language, settings) in site.config.languages.iter().enumerate() {
                let (Some(there), Version::Absent) = (work.document(language), &unit.versions[language]) else {
                    continue;
                };
                if repeating[language] {
                    continue;
                }
                let Some(span) = place(work, at) else { continue };
                if !unit.is_explicit {
                    let message = format!("this passage is missing in {}", settings.name);
                    diagnostics.push(Diagnostic::new(&rule::MISSING_UNIT, span, message).help(format!(
                        "add it to {}; with the same id on both sides it is found wherever it stands",
                        there.path
                    )));
                    continue;
                }
                diagnostics.push(
                    Diagnostic::new(
                        &rule::MISSING_UNIT,
                        span,
                        format!("`{}` is missing in {}", unit.id, settings.name),
                    )
                    .help(match slip(unit, &unpaired[language]) {
                        Some(near) => format!("did you mean {{#{near}}}, as in {}?", there.path),
                        None => format!(
                            "add it to {} with the id {{#{}}}, or say that it is meant: {{#{} only}}",
                            there.path, unit.id, unit.id
                        ),
                    }),
                );
            }
        }
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
fn slip<'w>(unit: &Unit, others: &[&'w Unit]) -> Option<&'w str> {
    /// Short ids are all near to each other.
    const LEAST: usize = 4;
    let is_beside = |other: &Unit| (0..unit.versions.len()).any(|here| unit.is_in(here) && other.is_in(here));
    let fits = |other: &&&'w Unit| other.id.len() >= LEAST && other.kind == unit.kind && !is_beside(other);
    nearest(&unit.id, others.iter().filter(fits).map(|other| other.id.as_str()))
}

/// Whether a document repeats an id: what its second bearer should be called nobody knows.
fn repeats(document: &Document) -> bool {
    document.blocks.iter().any(|block| block.id.as_ref().is_some_and(|id| id.is_repeated))
}

/// Where a unit stands: its id, else its block, in the first language that has it.
fn place(work: &Work, unit: usize) -> Option<Span> {
    let unit = &work.units[unit];
    let language = (0..work.documents.len()).find(|&language| unit.is_in(language))?;
    let block = work.blocks(unit, language).next()?;
    Some(block.id.as_ref().map_or(block.span, |id| id.span))
}
