//! uncited-source: a publication that no text cites.

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::link::site::Site;

/// Complains of publications that nothing cites. A document that could not be read may cite anything.
pub fn check(site: &Site, diagnostics: &mut Diagnostics) {
    let mut documents = site.works.iter().flat_map(|linked| linked.work.documents.iter().flatten());
    if documents.any(|document| document.meta.is_unread) {
        return;
    }
    for (publication, citings) in site.publications.iter().zip(&site.citings) {
        if citings.is_empty() {
            let key = &publication.key;
            let message = format!("nothing cites `{}`", key.value);
            diagnostics.push(
                Diagnostic::new(&rule::UNCITED_SOURCE, key.span, message)
                    .help(format!("cite it where it belongs: [](cite:{}), or remove the entry", key.value)),
            );
        }
    }
}
