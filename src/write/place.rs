//! Where the output lies: its real place, whether it may be replaced, and the names of what lies beside it for a while.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

use crate::load::cache;
use crate::load::listing::Stamp;

use super::{MARKER, WriteError};

/// What a folder holds, as far as replacing it is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding {
    /// It is not there.
    Absent,
    /// Nothing.
    Empty,
    /// What taiyaku wrote.
    Ours,
    /// What somebody else wrote, or it is no folder.
    Foreign,
}

impl Holding {
    /// Looks at `path`, not through it where it is a link.
    pub fn of(path: &Path) -> io::Result<Self> {
        match fs::symlink_metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::Absent),
            Err(error) => return Err(error),
            Ok(metadata) if !metadata.is_dir() => return Ok(Self::Foreign),
            Ok(_) => {}
        }
        if path.join(MARKER).is_file() {
            return Ok(Self::Ours);
        }
        Ok(if fs::read_dir(path)?.next().is_none() { Self::Empty } else { Self::Foreign })
    }
}

/// The folder of the output, by its real path, and its neighbours.
#[derive(Clone, Debug)]
pub struct Place {
    /// The output folder. Where it was named by a link, the folder that the link leads to.
    pub output: PathBuf,
}

impl Place {
    /// Finds where `output` really lies, and refuses what a build may not replace. Nothing is touched.
    pub fn find(root: &Path, output: &Path) -> Result<Self, WriteError> {
        let output = real(output).map_err(|error| WriteError::System(output.to_path_buf(), error))?;
        refuse_sources(root, &output)?;
        if let Some(link) = output.ancestors().find(|path| path.is_symlink()) {
            return Err(WriteError::DeadLink(link.to_path_buf()));
        }
        let place = Self { output };
        for folder in [&place.output, &place.next(), &place.previous()] {
            place.refuse_foreign(folder)?;
        }
        Ok(place)
    }

    /// Refuses a folder that is to be replaced or removed and holds what others wrote.
    pub fn refuse_foreign(&self, folder: &Path) -> Result<(), WriteError> {
        match Holding::of(folder) {
            Ok(Holding::Foreign) => Err(WriteError::Foreign(folder.to_path_buf())),
            Ok(_) => Ok(()),
            Err(error) => Err(WriteError::System(folder.to_path_buf(), error)),
        }
    }

    /// The stamp of the output's marker; `None` where no output of ours stands.
    pub fn mark(&self) -> Option<Stamp> {
        Stamp::of(&fs::symlink_metadata(self.output.join(MARKER)).ok()?).ok()
    }

    /// Gives the marker a new stamp: from now on the output is not as anybody else left it.
    pub fn set_mark(&self) {
        let marker = File::options().write(true).open(self.output.join(MARKER));
        // Where it is another user's file, a build that watches does not learn of this one; no reason not to build.
        let _ = marker.and_then(|marker| marker.set_modified(SystemTime::now()));
    }

    /// The folder that holds the output.
    pub fn parent(&self) -> &Path {
        self.output.parent().unwrap_or(&self.output)
    }

    /// Where the new output is written.
    pub fn next(&self) -> PathBuf {
        self.beside("next")
    }

    /// Where the earlier output waits while the new one takes its place.
    pub fn previous(&self) -> PathBuf {
        self.beside("previous")
    }

    /// The file that one build at a time holds.
    pub fn lock(&self) -> PathBuf {
        self.beside("lock")
    }

    /// A fixed name beside the output: what a run that was killed leaves is found by the next.
    fn beside(&self, what: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(self.output.file_name().unwrap_or_default());
        name.push(format!(".taiyaku-{what}"));
        self.output.with_file_name(name)
    }
}

/// The path without links and `..`, also of what is not there yet: its nearest ancestor that is there, and the rest.
fn real(path: &Path) -> io::Result<PathBuf> {
    let mut path = std::path::absolute(path)?;
    // A `..` in the rest may lead back to what is there, and to links.
    loop {
        let found = path.ancestors().find_map(|ancestor| Some((ancestor, ancestor.canonicalize().ok()?)));
        let Some((ancestor, mut resolved)) = found else { return Ok(path) };
        for part in path.strip_prefix(ancestor).unwrap_or(Path::new("")).components() {
            match part {
                Component::ParentDir => {
                    resolved.pop();
                }
                Component::Normal(name) => resolved.push(name),
                _ => {}
            }
        }
        if resolved == path {
            return Ok(path);
        }
        path = resolved;
    }
}

/// The output may neither hold the site nor lie in what the site is read from or in its caches; these may be links, too.
fn refuse_sources(root: &Path, output: &Path) -> Result<(), WriteError> {
    let real = |path: &Path| real(path).map_err(|error| WriteError::System(path.to_path_buf(), error));
    let mut is_source = real(root)?.starts_with(output);
    let read = ["content", "templates", "static"].map(|folder| root.join(folder));
    for folder in read.iter().chain([&cache::folder(root)]) {
        let folder = real(folder)?;
        is_source |= output.starts_with(&folder) || folder.starts_with(output);
    }
    if is_source { Err(WriteError::Source(output.to_path_buf())) } else { Ok(()) }
}
