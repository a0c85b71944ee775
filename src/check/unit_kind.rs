//! unit-kind: a heading against a paragraph, a list against a table: seldom what a translator meant, most often a slip in
//! the id.

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;

use super::Subject;

/// Complains of counterparts of different kinds.
pub fn check(&Subject { linked, .. }: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let work = &linked.work;
    if work.has_unread() {
        return;
    }
    for unit in &work.units {
        let Some(source) = work.blocks(unit, work.source).next() else { continue };
        for language in (0..work.documents.len()).filter(|&language| language != work.source) {
            let Some(target) = work.blocks(unit, language).next() else { continue };
            let (here, there) = (target.kind_name(), source.kind_name());
            if here != there {
                let message = format!("`{}` is a {here} here and a {there} in the source", unit.id);
                diagnostics.push(
                    Diagnostic::new(&rule::UNIT_KIND, target.id_span(), message)
                        .also(source.id_span(), "the source")
                        .help("give both the same form, or check whether one of the ids is meant for another passage"),
                );
            }
        }
    }
}
