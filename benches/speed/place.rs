//! Where sites and outputs lie while they are measured: on a memory disk where there is one, and gone afterwards.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::corpus::{self, Parallel};

/// The program that is measured.
pub const TAIYAKU: &str = env!("CARGO_BIN_EXE_taiyaku");

/// A new folder on a memory disk, unless `TMPDIR` names another place.
///
/// # Errors
/// The system's.
pub fn folder() -> io::Result<tempfile::TempDir> {
    let memory = Path::new("/dev/shm");
    match std::env::var_os("TMPDIR") {
        None if memory.is_dir() => tempfile::tempdir_in(memory),
        _ => tempfile::tempdir(),
    }
}

/// A site to measure with.
pub struct Site {
    /// What it is called in tables.
    pub name: String,
    /// Its folder.
    pub root: PathBuf,
    /// How many documents it has.
    pub documents: usize,
    // Removed with this value.
    _folder: Option<tempfile::TempDir>,
}

impl Site {
    /// A number is so many pages in each of two languages; anything else is the folder of a site, of which a copy is made,
    /// since some measures edit it.
    ///
    /// # Errors
    /// The system's.
    pub fn find(name: &str, parallel: Parallel) -> io::Result<Self> {
        let folder = folder()?;
        let root = folder.path().join("site");
        match name.parse() {
            Ok(pages) => corpus::write(&root, pages, parallel)?,
            Err(_) => copy(Path::new(name), &root)?,
        }
        Ok(Self { name: name.to_owned(), documents: documents(&root)?.len(), root, _folder: Some(folder) })
    }

    /// The arguments of a build.
    pub fn build(&self, output: &Path) -> Vec<OsString> {
        ["build".into(), "--root".into(), self.root.clone().into(), "--output".into(), output.into()].into()
    }
}

/// The paths of the documents of a site, below `content/`, in order.
///
/// # Errors
/// The system's.
pub fn documents(root: &Path) -> io::Result<Vec<PathBuf>> {
    let content = root.join("content");
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(&content).sort_by_file_name() {
        let entry = entry?;
        if entry.path().extension().is_some_and(|ending| ending == "md") {
            found.extend(entry.path().strip_prefix(&content).map(Path::to_path_buf));
        }
    }
    Ok(found)
}

/// Copies what a site is made of.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for part in ["site.yaml", "content", "templates", "static"].map(|part| from.join(part)) {
        for entry in walkdir::WalkDir::new(&part).into_iter().filter_map(Result::ok) {
            let place = to.join(entry.path().strip_prefix(from).unwrap_or(entry.path()));
            if entry.file_type().is_file() {
                std::fs::create_dir_all(place.parent().unwrap_or(to))?;
                std::fs::copy(entry.path(), place)?;
            }
        }
    }
    Ok(())
}

/// When each file of an output was written.
pub fn written(output: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let entries = walkdir::WalkDir::new(output).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.filter_map(|entry| Some((entry.path().to_path_buf(), entry.metadata().ok()?.modified().ok()?))).collect()
}

/// Puts a new paragraph with these words at the end of a document, in place of the one that was put there before.
///
/// # Errors
/// The system's.
pub fn edit(document: &Path, words: &str) -> io::Result<()> {
    const MARK: &str = "\n\n编辑：";
    let text = std::fs::read_to_string(document)?;
    let kept = text.rfind(MARK).map_or(text.trim_end(), |at| &text[..at]);
    let next = document.with_extension("md~");
    std::fs::write(&next, format!("{kept}{MARK}{words}\n"))?;
    // As editors do: the old text or the new one, never half of it.
    std::fs::rename(next, document)
}
