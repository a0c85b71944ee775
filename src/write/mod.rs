#![allow(clippy::disallowed_methods, reason = "write is the only writer of the output folder")]
//! Pulls the pages one by one into a staging folder beside the output, and switches at the end: a run that fails leaves
//! the earlier output as it was. An output folder that taiyaku did not write is refused before anything is touched, and
//! nothing is touched before the site is known to have no errors.
//!
//! Beside an output `public` lie, while a build writes, `.public.taiyaku-next` (the new output), `.public.taiyaku-previous`
//! (the earlier one, between the two renames) and `.public.taiyaku-lock`. The names are fixed, so that what a run that
//! was killed left behind is put back or removed by the next.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::load::AssetContent;
use crate::render::Output;

pub mod cache;
mod lock;
mod place;

use lock::Lock;
use place::{Holding, Place};

/// A small file in every output folder, by which taiyaku knows its own.
pub const MARKER: &str = ".taiyaku";

const MARKER_TEXT: &str = "This folder is written by taiyaku. Every build replaces all of it.\n";

/// Why the output could not be written.
#[derive(Debug)]
pub enum WriteError {
    /// The folder holds files that taiyaku did not write.
    Foreign(PathBuf),
    /// The folder is the site itself, holds it, or lies in what the site is read from.
    Source(PathBuf),
    /// The way to the folder is a link that leads nowhere.
    DeadLink(PathBuf),
    /// Another build writes there.
    Busy(PathBuf),
    /// A file that is to be copied cannot be read.
    Unreadable(PathBuf, io::Error),
    /// The system refused.
    System(PathBuf, io::Error),
}

impl std::fmt::Display for WriteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Foreign(path) => write!(
                f,
                "{} holds files that taiyaku did not write, and a build would replace them\nhelp: choose another folder with --output, or empty this one yourself",
                path.display()
            ),
            Self::Source(path) => write!(
                f,
                "{} belongs to the site's sources, and a build would replace it\nhelp: choose a folder of its own with --output, such as public",
                path.display()
            ),
            Self::DeadLink(path) => write!(
                f,
                "{} is a symbolic link that leads to nothing\nhelp: make the folder that it leads to, or remove the link",
                path.display()
            ),
            Self::Busy(path) => write!(
                f,
                "another build is writing to {}\nhelp: wait until it has ended, or choose another folder with --output",
                path.display()
            ),
            Self::Unreadable(path, error) => write!(f, "cannot read {}: {error}", path.display()),
            Self::System(path, error) => write!(f, "cannot write {}: {error}", path.display()),
        }
    }
}

impl std::error::Error for WriteError {}

/// Whether there is a folder at `root`. Who names a site that is not there should hear that, and get no folder made.
pub fn is_folder(root: &Path) -> bool {
    root.is_dir()
}

/// A folder that may be replaced. Nothing has been touched yet.
pub struct Destination(Place);

impl Destination {
    /// Looks whether `output` may be replaced; `root` is the site's folder.
    ///
    /// # Errors
    /// A folder that is not ours, or that the site is read from, is refused; and what the system refuses.
    pub fn find(root: &Path, output: &Path) -> Result<Self, WriteError> {
        Place::find(root, output).map(Self)
    }

    /// Prepares to replace the folder: takes its lock, puts back an output that a killed run left aside, and makes an
    /// empty staging folder.
    ///
    /// # Errors
    /// Another build that writes there, and what the system refuses.
    pub fn stage(self) -> Result<Staging, WriteError> {
        let place = self.0;
        let parents = Parents::make(place.parent()).map_err(|error| system(place.parent(), error))?;
        let lock = Lock::take(place.lock()).map_err(|error| system(&place.lock(), error))?;
        let Some(lock) = lock else { return Err(WriteError::Busy(place.output)) };
        restore(&place)?;
        let next = place.next();
        // Under the lock nobody else writes there: what it holds is of a run that was killed.
        place.refuse_foreign(&next)?;
        discard(&next).map_err(|error| system(&next, error))?;
        let staging = Staging { place, _lock: lock, _parents: parents };
        fs::create_dir(&next).map_err(|error| system(&next, error))?;
        // First of all, so that a staging folder that is left behind is known as ours.
        write_file(&next.join(MARKER), MARKER_TEXT.as_bytes()).map_err(|error| system(&next, error))?;
        Ok(staging)
    }
}

/// A staging folder that becomes the output folder, or leaves no trace. Its parts go in their order.
pub struct Staging {
    place: Place,
    _lock: Lock,
    _parents: Parents,
}

impl Staging {
    /// Writes one file. `path` is below the root of the site, with `/`.
    ///
    /// # Errors
    /// What the system refuses.
    pub fn write(&self, path: &str, output: &Output) -> Result<(), WriteError> {
        let place = self.place.next().join(path);
        let result = match output {
            Output::Text(text) => write_file(&place, text.as_bytes()),
            Output::Copy(AssetContent::Embedded(bytes)) => write_file(&place, bytes),
            // Read and written, not copied: permissions and times of the source are nobody's business on a host.
            Output::Copy(AssetContent::File(source)) => {
                let bytes = fs::read(source).map_err(|error| WriteError::Unreadable(source.clone(), error))?;
                write_file(&place, &bytes)
            }
        };
        result.map_err(|error| system(&place, error))
    }

    /// Makes the staging folder the output folder. The earlier one stands until the new one is in its place.
    ///
    /// # Errors
    /// What the system refuses; the earlier output is then put back. That the earlier one cannot be removed once the
    /// new one is in its place is no failure: the next build removes it.
    pub fn finish(self) -> Result<(), WriteError> {
        let (output, next, old) = (&self.place.output, self.place.next(), self.place.previous());
        let refused = |error| system(output, error);
        // What was put there since the build began is not ours to remove.
        self.place.refuse_foreign(output)?;
        let holding = Holding::of(output).map_err(refused)?;
        match holding {
            Holding::Ours => {
                discard(&old).map_err(|error| system(&old, error))?;
                fs::rename(output, &old).map_err(refused)?;
            }
            // Not every system renames over an empty folder.
            Holding::Empty => fs::remove_dir(output).map_err(refused)?,
            Holding::Absent | Holding::Foreign => {}
        }
        if let Err(error) = fs::rename(&next, output) {
            if holding == Holding::Ours {
                let _ = fs::rename(&old, output);
            }
            return Err(refused(error));
        }
        if holding == Holding::Ours {
            let _ = discard(&old);
        }
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // After `finish` it is not there any more. What cannot be removed now, the next build removes.
        let _ = discard(&self.place.next());
    }
}

/// The folders that were made to hold the output; those that stay empty are removed again.
struct Parents(Vec<PathBuf>);

impl Parents {
    fn make(folder: &Path) -> io::Result<Self> {
        let missing = folder.ancestors().take_while(|path| !path.exists()).map(Path::to_path_buf).collect();
        let made = Self(missing);
        fs::create_dir_all(folder)?;
        Ok(made)
    }
}

impl Drop for Parents {
    fn drop(&mut self) {
        for folder in &self.0 {
            // One that holds something stays, and this says so.
            let _ = fs::remove_dir(folder);
        }
    }
}

fn system(path: &Path, error: io::Error) -> WriteError {
    WriteError::System(path.to_path_buf(), error)
}

fn write_file(place: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::write(place, bytes) {
        // Most folders are there after the first file; asking for each would cost a call a file.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(parent) = place.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(place, bytes)
        }
        result => result,
    }
}

/// A run that was ended between the two renames left the earlier output aside: it is put back where nothing stands.
fn restore(place: &Place) -> Result<(), WriteError> {
    let (output, old) = (&place.output, place.previous());
    let refused = |error| system(output, error);
    let is_ours = Holding::of(&old).map_err(|error| system(&old, error))? == Holding::Ours;
    match Holding::of(output).map_err(refused)? {
        Holding::Absent if is_ours => fs::rename(&old, output).map_err(refused),
        Holding::Empty if is_ours => {
            fs::remove_dir(output).map_err(refused)?;
            fs::rename(&old, output).map_err(refused)
        }
        _ => Ok(()),
    }
}

/// Removes a folder that is ours, or empty. The marker goes last: what is left when this fails is still known as ours.
fn discard(folder: &Path) -> io::Result<()> {
    match Holding::of(folder)? {
        Holding::Absent | Holding::Foreign => return Ok(()),
        Holding::Empty => return fs::remove_dir(folder),
        Holding::Ours => {}
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() == MARKER {
            continue;
        }
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    fs::remove_file(folder.join(MARKER))?;
    fs::remove_dir(folder)
}
