#![allow(clippy::disallowed_methods, reason = "write is the only writer of the output folder")]
//! Pulls the pages one by one into a staging folder beside the output. Where no output stands, the staging folder becomes
//! it; where one does, a file that is new or different goes into its place, and what no page is any more is removed. All
//! that happens at the end, when the build is known to be good: a run that fails leaves the earlier output as it was. One
//! that is killed while files are being moved leaves every file whole, and the next build mends the rest. An output folder
//! that taiyaku did not write is refused before anything is touched.
//!
//! Beside an output `public` lie, while a build writes, `.public.taiyaku-next` (what is staged) and `.public.taiyaku-lock`.
//! The names are fixed, so that what a run that was killed left behind is removed by the next; `.public.taiyaku-previous`
//! is an output that an earlier version of taiyaku left aside when it was killed. What stands in the output is remembered
//! below the site's caches (`memory.rs`). Who writes to an output sets the time of its marker: a build that watches learns
//! of another by that, whether or not they remember anything.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::base::environment::help;
use crate::load::listing::Listing;

pub mod cache;
mod lock;
mod memory;
mod place;
mod staging;
mod standing;

pub use memory::Last;
pub use staging::{Kept, Staging};

use lock::Lock;
use memory::MemoryFile;
use place::{Holding, Place};
use staging::Copies;
use standing::Standing;

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
            Self::Unreadable(path, error) => write!(f, "cannot read {}: {error}{}", path.display(), help(error)),
            Self::System(path, error) => write!(f, "cannot write {}: {error}{}", path.display(), help(error)),
        }
    }
}

impl std::error::Error for WriteError {}

/// Whether there is a folder at `root`. Who names a site that is not there should hear that, and get no folder made.
pub fn is_folder(root: &Path) -> bool {
    root.is_dir()
}

/// A folder that may be written to. Nothing has been touched yet.
pub struct Destination {
    place: Place,
    memory: Option<MemoryFile>,
}

impl Destination {
    /// Looks whether `output` may be replaced; `root` is the site's folder.
    ///
    /// # Errors
    /// A folder that is not ours, or that the site is read from, is refused; and what the system refuses.
    pub fn find(root: &Path, output: &Path) -> Result<Self, WriteError> {
        let place = Place::find(root, output)?;
        let memory = Some(MemoryFile::new(root, &place.output));
        Ok(Self { place, memory })
    }

    /// The same without what is remembered of earlier builds, and remembering nothing of this one.
    pub fn without_memory(self) -> Self {
        Self { memory: None, ..self }
    }

    /// The last good build into the folder, if it was made by the same `key` of the same files, and the folder is as it was
    /// left.
    pub fn last(&self, key: &str, listing: &Listing) -> Option<Last> {
        let memory = self.memory.clone()?.read();
        let last = memory.last.as_ref().filter(|last| last.key == key && listing.is_same_as(&last.inputs))?;
        let is_ours = matches!(Holding::of(&self.place.output), Ok(Holding::Ours));
        let stands = is_ours && Standing::find(&self.place.output, &memory).is_ok_and(|standing| standing.is(&memory));
        stands.then(|| last.clone())
    }

    /// The files of the site that are others than at the last good build into the folder; `None` if none is remembered.
    pub fn changed_since(&self, listing: &Listing) -> Option<BTreeSet<String>> {
        let memory = self.memory.clone()?.read();
        Some(listing.differing(&memory.last.as_ref()?.inputs))
    }

    /// Prepares to write to the folder: takes its lock, puts back an output that a killed run left aside, looks at what
    /// stands there, and makes an empty staging folder.
    ///
    /// # Errors
    /// Another build that writes there, and what the system refuses.
    pub fn stage(self) -> Result<Staging, WriteError> {
        let Self { place, mut memory } = self;
        let (lock, parents) = prepare(&place)?;
        let output = &place.output;
        let refused = |error| system(output, error);
        let standing = match Holding::of(output).map_err(refused)? {
            Holding::Ours => {
                let remembered = memory.as_mut().map(MemoryFile::read).unwrap_or_default();
                Some(Standing::find(output, &remembered).map_err(refused)?)
            }
            _ => None,
        };
        make(&place)?;
        let copies = Copies::ByStamp;
        Ok(Staging { place, memory, standing, copies, written: Mutex::default(), _lock: lock, _parents: parents })
    }
}

impl Kept {
    /// Prepares to bring the folder up to date, as this process left it. `None` if that is no longer known, because it is
    /// gone or another process has written there since.
    ///
    /// # Errors
    /// As [`Destination::stage`].
    pub fn stage(self) -> Result<Option<Staging>, WriteError> {
        let (lock, parents) = prepare(&self.place)?;
        if !self.is_ours() {
            return Ok(None);
        }
        let Self { place, memory, standing, .. } = self;
        make(&place)?;
        // What is to be copied now is told to be another file than it was.
        let (standing, copies) = (Some(standing), Copies::Anew);
        Ok(Some(Staging { place, memory, standing, copies, written: Mutex::default(), _lock: lock, _parents: parents }))
    }
}

/// Takes the lock of a folder, and mends what a killed run left.
fn prepare(place: &Place) -> Result<(Lock, Parents), WriteError> {
    let parents = Parents::make(place.parent()).map_err(|error| system(place.parent(), error))?;
    let lock = Lock::take(place.lock()).map_err(|error| system(&place.lock(), error))?;
    let Some(lock) = lock else { return Err(WriteError::Busy(place.output.clone())) };
    restore(place)?;
    let (next, previous) = (place.next(), place.previous());
    // Under the lock nobody else writes there: what they hold is of a run that was killed.
    place.refuse_foreign(&next)?;
    discard(&next).map_err(|error| system(&next, error))?;
    // Nothing needs its name any more.
    let _ = discard(&previous);
    Ok((lock, parents))
}

/// Makes the staging folder.
fn make(place: &Place) -> Result<(), WriteError> {
    let next = place.next();
    fs::create_dir(&next).map_err(|error| system(&next, error))?;
    // First of all, so that a staging folder that is left behind is known as ours.
    fs::write(next.join(MARKER), MARKER_TEXT).map_err(|error| system(&next, error))
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
