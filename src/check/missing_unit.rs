//! missing-unit: a passage that stands in one language only is a gap in the parallel page.

use crate::align::unit::{Unit, Version};
use crate::align::work::Work;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::text::Span;
use crate::link::site::Site;

/// Complains of passages without a counterpart in a language that has the work.
pub fn check(site: &Site, diagnostics: &mut Diagnostics) {
    for linked in site.works.iter().filter(|linked| !linked.work.has_unread()) {
        let work = &linked.work;
        // A thematic break or raw HTML is no passage: nobody misses it.
        let is_passage = |unit: &Unit| !unit.only && !matches!(unit.kind, "rule" | "html");
        for (at, unit) in work.units.iter().enumerate().filter(|(_, unit)| is_passage(unit)) {
            for (language, settings) in site.config.languages.iter().enumerate() {
                let (Some(there), Version::Absent) = (work.document(language), &unit.versions[language]) else {
                    continue;
                };
                let Some(span) = place(work, at) else { continue };
                if !unit.is_explicit {
                    let message = format!("this passage is not there in {}", settings.name);
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
                        format!("`{}` is not there in {}", unit.id, settings.name),
                    )
                    .help(format!(
                        "add it to {} with the id {{#{}}}, or say that it is meant: {{#{} only}}",
                        there.path, unit.id, unit.id
                    )),
                );
            }
        }
    }
}

/// Where a unit stands: its id, else its block, in the first language that has it.
fn place(work: &Work, unit: usize) -> Option<Span> {
    let unit = &work.units[unit];
    let language = (0..work.documents.len()).find(|&language| unit.is_in(language))?;
    let block = work.blocks(unit, language).next()?;
    Some(block.id.as_ref().map_or(block.span, |id| id.span))
}
