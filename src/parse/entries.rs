//! Files of entries by id: the glossary and the timeline.

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::text::{SourceFile, Spanned};
use crate::base::yaml::{self, Fields, Node};

use super::unit_id;
use super::unread::UnreadEntries;

/// Reads each entry of a file through `entry`; what could not be read is kept in `unread`.
pub fn read<T>(
    file: &SourceFile,
    unread: &mut UnreadEntries,
    mut entry: impl FnMut(Spanned<String>, Node<'_>, &mut Diagnostics) -> Option<T>,
) -> (Vec<T>, Diagnostics) {
    let (yaml, mut diagnostics) = yaml::parse(file, 0..file.text.len());
    let mut entries = Vec::new();
    unread.file(yaml.as_ref());
    if let Some(yaml) = &yaml {
        if !yaml.root().is_mapping() {
            let _ = Fields::new(yaml.root(), &mut diagnostics);
        }
        for found in yaml.root().entries() {
            let id = found.spanned_key();
            check_id(&id, &mut diagnostics);
            let read = entry(id, found.node, &mut diagnostics);
            unread.entry(found, read.is_some());
            entries.extend(read);
        }
    }
    (entries, diagnostics)
}

/// Entries are fragments of pages, so their names are those of units.
fn check_id(id: &Spanned<String>, diagnostics: &mut Diagnostics) {
    if !unit_id::is_valid(&id.value) {
        diagnostics.push(
            Diagnostic::new(&rule::INVALID_ID, id.span, format!("`{}` is no id", id.value))
                .help("ids are lower-case letters, digits and hyphens and begin with a letter: soft-law"),
        );
    } else if unit_id::RESERVED.contains(&id.value.as_str()) {
        diagnostics.push(
            Diagnostic::new(&rule::INVALID_ID, id.span, format!("`{}` is taken: the page itself uses it", id.value))
                .help("choose another id"),
        );
    }
}
