//! Writes the cache below the site's folder. A file there is whole or not there at all: it is written beside its place and
//! then renamed, so builds side by side and runs that are ended do no harm; the last one stays. What cannot be written is
//! no failure: the site may lie in a folder that only others may write.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::base::highlight::painter::Painter;
use crate::load::cache::{colors, folder};

/// What says that nothing in the folder is worth a commit, or a place in a backup (https://bford.info/cachedir/).
const SIGNS: [(&str, &str); 2] = [
    (".gitignore", "*\n"),
    (
        "CACHEDIR.TAG",
        "Signature: 8a477f597d28d172789f06886806bc55\n# What taiyaku need not find out again. It may be removed at any time.\n",
    ),
];

/// Keeps what a painter found out for the next run, if it found out anything.
pub fn keep(root: &Path, painter: &Painter) {
    if let Some(bytes) = painter.news() {
        let _ = replace(root, &bytes);
    }
}

fn replace(root: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(cache_folder(root)?)?;
    file.write_all(bytes)?;
    file.persist(colors(root))?;
    Ok(())
}

/// The folder of the caches of the site in `root`, made if it is not there, with what says what it is.
///
/// # Errors
/// What the system refuses; it is no reason not to build.
pub fn cache_folder(root: &Path) -> io::Result<PathBuf> {
    let folder = folder(root);
    match fs::symlink_metadata(&folder) {
        // A link could lead out of the site, to files that are not ours to replace.
        Ok(metadata) if !metadata.is_dir() => return Err(io::ErrorKind::NotADirectory.into()),
        Ok(_) => {}
        // Another build may make it just now.
        Err(_) => fs::create_dir_all(&folder)?,
    }
    for (name, text) in SIGNS {
        let place = folder.join(name);
        if !place.exists() {
            fs::write(place, text)?;
        }
    }
    Ok(folder)
}
