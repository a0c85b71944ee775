//! A document that got another name without its lock: what it was made from would be recorded anew, and what is stale would
//! pass as current.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::parse::address;
use crate::parse::config::Config;
use crate::parse::lock::{ENDING, Lock};

use super::{EditError, LockEdit};

/// Refuses new locks of passages most of which a lock without a document records.
///
/// # Errors
/// There is such a lock in the same language.
pub fn refuse<'l>(
    edits: &[LockEdit],
    orphans: impl Iterator<Item = &'l Arc<Lock>> + Clone,
    config: &Config,
) -> Result<(), EditError> {
    let document = |lock: &str| format!("{}.md", lock.strip_suffix(ENDING).unwrap_or(lock));
    let language = |lock: &str| address(&document(lock), config).map(|(language, _)| language);
    for edit in edits.iter().filter(|edit| edit.before.is_none()) {
        // The id and the digest of the source.
        let beginning = |line: &str| line.match_indices('\t').nth(1).map(|(end, _)| line[..end].to_owned());
        let new: BTreeSet<String> = edit.after.lines().filter_map(beginning).collect();
        for lock in orphans.clone().filter(|lock| language(&lock.path) == language(&edit.path)) {
            let records = lock.records.iter().map(|(id, record)| format!("{id}\t{}", record.source));
            let same = records.filter(|record| new.contains(record)).count();
            if same > 0 && same * 2 >= lock.records.len() {
                return Err(EditError::refused(
                    format!(
                        "nothing was written: {} records {same} of the passages of {}, and belongs to no document",
                        lock.path,
                        document(&edit.path)
                    ),
                    format!(
                        "if the document was called so, give the lock its name: {}; if not, remove the lock",
                        edit.path
                    ),
                ));
            }
        }
    }
    Ok(())
}
