//! Reading again: only what changed, and what did not change stays the very same file.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::base::diagnostic::Diagnostics;
use crate::base::text::SourceFile;

use super::{LoadError, Sources, is_nobodys, load, table};

/// Reads a site again of which `last` was read before; `changed` names the paths that may be others since, below the site's
/// folder, with `/`; without it any may be. A file whose text and number are the same is the same `Arc`.
///
/// # Errors
/// Those of [`load`].
pub fn reload(
    root: &Path,
    last: (&Sources, &Diagnostics),
    changed: Option<&BTreeSet<String>>,
) -> Result<(Sources, Diagnostics), LoadError> {
    if let Some(sources) = changed.and_then(|changed| reread(root, last, changed)) {
        return Ok((sources, last.1.clone()));
    }
    let (mut sources, diagnostics) = load(root)?;
    sources.keep(last.0);
    Ok((sources, diagnostics))
}

/// Where only texts changed that were read before: their new versions among the others. `None` where another set of files
/// may be meant.
fn reread(root: &Path, (last, complaints): (&Sources, &Diagnostics), changed: &BTreeSet<String>) -> Option<Sources> {
    /// Of more the folder is walked, which finds out the same.
    const MOST: usize = 64;
    if changed.len() > MOST || !complaints.is_empty() {
        return None;
    }
    let mut sources = last.clone();
    let normalizer = ComposingNormalizerBorrowed::new_nfc();
    for path in changed {
        let name = path.rsplit('/').next().unwrap_or(path);
        if is_nobodys(name) {
            continue;
        }
        let place = root.join(path);
        if !fs::symlink_metadata(&place).ok()?.is_file() {
            return None;
        }
        let path = normalizer.normalize(path);
        let Some(slot) = sources.slot(&path) else {
            // The bytes of what is copied are read when they are copied.
            let is_copied = sources.assets.iter().any(|asset| asset.path == path);
            if is_copied && !sources.tables.iter().any(|table| table.path == path) {
                continue;
            } else {
                return None;
            };
        };
        let text = String::from_utf8(fs::read(&place).ok()?).ok()?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        if *slot.text == *text {
            continue;
        }
        let file = Arc::new(SourceFile::new(slot.id, slot.path.clone(), text));
        let (before, now) = (std::mem::replace(slot, Arc::clone(&file)), std::slice::from_ref(&file));
        if table::named(std::slice::from_ref(&before)) != table::named(now) {
            return None;
        }
        sources.files.replace(file);
    }
    Some(sources)
}

impl Sources {
    /// The place of a text that was read and is no table, by its path.
    fn slot(&mut self, path: &str) -> Option<&mut Arc<SourceFile>> {
        let Self { site, texts, glossaries, timelines, bibliographies, styles, locks, templates, .. } = self;
        let all = [texts, glossaries, timelines, bibliographies, styles, locks, templates];
        all.into_iter().flatten().chain(site).find(|file| file.path == path)
    }

    /// Takes over the files of `last` that say the same under the same number.
    fn keep(&mut self, last: &Self) {
        for file in self.files.iter_mut() {
            if let Some(before) = last.files.find(file.id)
                && before.path == file.path
                && before.text == file.text
            {
                *file = Arc::clone(before);
            }
        }
        let Self {
            files, site, texts, glossaries, timelines, bibliographies, styles, locks, tables, templates, ..
        } = self;
        let all = [texts, glossaries, timelines, bibliographies, styles, locks, tables, templates];
        all.into_iter().flatten().chain(site).for_each(|file| *file = Arc::clone(files.get(file.id)));
    }
}
