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
        // One without an id is told as unpaired: that it is not there is more than anybody knows.
        let is_told = |unit: &Unit| unit.is_explicit && !unit.only && !matches!(unit.kind, "rule" | "html");
        for (at, unit) in work.units.iter().enumerate().filter(|(_, unit)| is_told(unit)) {
            for (language, settings) in site.config.languages.iter().enumerate() {
                let (Some(there), Version::Absent) = (work.document(language), &unit.versions[language]) else {
                    continue;
                };
                if repeating[language] {
                    continue;
                }
                let Some(span) = place(work, at) else { continue };
                diagnostics.push(
                    Diagnostic::new(
                        &rule::MISSING_UNIT,
                        span,
                        format!("`{}` is missing in {}", unit.id, settings.name),
                    )
                    .help(match slip(unit, &unpaired[language]) {
                        Some(near) => format!("did you mean {{#{near}}}, as in {}?", there.path),
                        None => way_out(work, at, there),
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

/// What to do about a unit that a document lacks under any such name.
fn way_out(work: &Work, unit: usize, there: &Document) -> String {
    let (id, path) = (&work.units[unit].id, &there.path);
    match in_its_place(work, unit, there.language) {
        Some(other) => format!(
            "in its place {path} has {{#{other}}}: if it is the counterpart, give both one id; if not, say that each is meant: {{#{id} only}}"
        ),
        None => format!(
            "add it to {path} with the id {{#{id}}}, or say that it is meant: {{#{id} only}}; if another passage there holds it, write with={id} at the id of that one"
        ),
    }
}

/// The id of the one passage that a language has where it lacks a unit, if it is alone between passages that are paired.
fn in_its_place(work: &Work, unit: usize, language: usize) -> Option<&str> {
    let is_alone =
        |at: usize| work.units[at].versions.iter().filter(|version| **version != Version::Absent).count() == 1;
    // Three are more than one on either side.
    let first = (0..unit).rev().take_while(|&at| is_alone(at)).take(2).last().unwrap_or(unit);
    let gap: Vec<usize> = (first..work.units.len()).take_while(|&at| is_alone(at)).take(3).collect();
    let [one, two] = gap[..] else { return None };
    let other = &work.units[if one == unit { two } else { one }];
    let fits = other.is_explicit && !other.only && other.kind == work.units[unit].kind && other.is_in(language);
    fits.then_some(other.id.as_str())
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
