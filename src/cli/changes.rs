//! A change in a few words, for those who made it.

use std::path::Path;

use crate::build::Changes;

/// Which files changed. Of those that are gone nothing is said where others are there: editors write files that live for a
/// moment, with names of their own.
pub fn words(root: &Path, changed: &Changes) -> Option<String> {
    let Changes::Paths(paths) = changed else { return None };
    let there: Vec<&String> = paths.iter().filter(|path| root.join(path).exists()).collect();
    let named = if there.is_empty() { paths.iter().collect() } else { there };
    Some(match named.as_slice() {
        [] => "nothing".to_owned(),
        [only] => (*only).clone(),
        [first, rest @ ..] => format!("{first} and {} more", rest.len()),
    })
}
