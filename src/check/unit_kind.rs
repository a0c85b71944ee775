//! unit-kind: a heading against a paragraph, a list against a table: seldom what a translator meant, most often a slip in
//! the id.

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::link::site::Site;

/// Complains of counterparts of different kinds.
pub fn check(site: &Site, diagnostics: &mut Diagnostics) {
    for linked in site.works.iter().filter(|linked| !linked.work.has_unread()) {
        let work = &linked.work;
        for unit in &work.units {
            let Some(source) = work.blocks(unit, work.source).next() else { continue };
            for language in (0..work.documents.len()).filter(|&language| language != work.source) {
                let Some(target) = work.blocks(unit, language).next() else { continue };
                if target.kind_name() != source.kind_name() {
                    let message = format!(
                        "`{}` is a {} here and a {} in the source",
                        unit.id,
                        target.kind_name(),
                        source.kind_name()
                    );
                    diagnostics.push(
                        Diagnostic::new(&rule::UNIT_KIND, target.id_span(), message)
                            .also(source.id_span(), "the source")
                            .help(
                                "give both the same form, or check whether one of the ids is meant for another passage",
                            ),
                    );
                }
            }
        }
    }
}
