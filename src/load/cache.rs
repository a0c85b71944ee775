//! The cache below the site's folder: what an earlier run found out and this one need not. It is read when the first page
//! asks, and believed only whole; a site without it, or with another's, only takes longer.

use std::fs;
use std::path::{Path, PathBuf};

use crate::base::highlight::painter::Painter;
use crate::base::highlight::store::MOST_BYTES;

/// The folder of the cache, below the site's. Its name is hidden, so that it is nobody's content.
pub fn folder(root: &Path) -> PathBuf {
    root.join(".taiyaku")
}

/// The file of the colors of code.
pub fn colors(root: &Path) -> PathBuf {
    folder(root).join("colors")
}

/// A painter that knows what the last run on this site colored.
pub fn painter(root: &Path) -> Painter {
    let place = colors(root);
    Painter::with_source(move || {
        // What cannot be read, or was never written by us, is as good as nothing.
        let metadata = fs::symlink_metadata(&place).ok()?;
        (metadata.is_file() && metadata.len() <= MOST_BYTES as u64).then(|| fs::read(&place).ok())?
    })
}
