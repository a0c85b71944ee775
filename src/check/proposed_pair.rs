//! proposed-pair: `taiyaku ids` marks what it is not sure of, and a person takes the mark away.

use crate::align::work::Work;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::text::Span;
use crate::parse::document::{Block, UnitId};

use super::Subject;

/// Complains of pairings that nobody has looked at.
pub fn check(&Subject { linked, .. }: &Subject<'_>, diagnostics: &mut Diagnostics) {
    for document in linked.work.documents.iter().flatten() {
        let ids = document.blocks.iter().filter_map(|block| block.id.as_deref());
        let complain = |id| complaint(&linked.work, document.language, id);
        diagnostics.extend(ids.filter(|id| id.is_proposed).map(complain));
    }
}

fn complaint(work: &Work, language: usize, id: &UnitId) -> Diagnostic {
    let message = format!("`taiyaku ids` proposed `{}` for this passage, and nobody has confirmed it", id.name);
    let help = "compare the passages: where they are each other's translations, remove the word `proposed`; where not, give this one the id of its counterpart";
    let places = std::iter::once(&id.name).chain(&id.with).flat_map(|name| counterparts(work, language, name));
    let complaint = Diagnostic::new(&rule::PROPOSED_PAIR, id.span, message).help(help);
    places.fold(complaint, |complaint, place| complaint.also(place, "its proposed counterpart"))
}

/// Where the unit of that name stands in the source; for the source itself, in the first language that has it.
fn counterparts(work: &Work, language: usize, name: &str) -> Vec<Span> {
    let Some(unit) = work.fragments.get(name).map(|fragment| &work.units[fragment.unit()]) else { return Vec::new() };
    let others = std::iter::once(work.source).chain(0..work.documents.len());
    let other = others.into_iter().find(|&other| other != language && unit.is_in(other));
    let blocks = other.into_iter().flat_map(|other| work.blocks(unit, other));
    blocks.map(Block::id_span).collect()
}
