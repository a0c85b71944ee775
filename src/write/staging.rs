//! The files of one build on their way into the output folder: what is new waits in a staging folder until all is good.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use crate::base::fingerprint::Fingerprint;
use crate::load::AssetContent;
use crate::load::listing::Stamp;
use crate::render::Output;

use super::lock::Lock;
use super::memory::{Last, Memory, MemoryFile, Written};
use super::place::{Holding, Place};
use super::standing::{Standing, Wanted, folders_of};
use super::{Parents, WriteError, discard, system};

/// A build that is being written. What it writes takes its place in the output folder when it is finished, or leaves no
/// trace. Its parts go in their order.
pub struct Staging {
    pub(super) place: Place,
    pub(super) memory: Option<MemoryFile>,
    /// What stands in the output folder; `None` if no output of ours does.
    pub(super) standing: Option<Standing>,
    pub(super) copies: Copies,
    pub(super) written: Mutex<BTreeMap<String, New>>,
    pub(super) _lock: Lock,
    pub(super) _parents: Parents,
}

/// When a file that is to be copied is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Copies {
    /// When by its stamp it is another than the one that was copied.
    ByStamp,
    /// Always.
    Anew,
}

/// A file that this build has.
pub struct New {
    file: Written,
    /// Whether it lies in the staging folder; else it stands in the output already.
    is_staged: bool,
}

impl Staging {
    /// Takes one file: puts it into the staging folder, unless the very same stands in the output already. `path` is below
    /// the root of the site, with `/`.
    ///
    /// # Errors
    /// What the system refuses.
    pub fn write(&self, path: &str, output: &Output) -> Result<(), WriteError> {
        let (bytes, source): (Cow<'_, [u8]>, _) = match output {
            Output::Text(text) => (text.into(), None),
            Output::Copy(AssetContent::Embedded(bytes)) => ((*bytes).into(), None),
            Output::Copy(AssetContent::File(place)) => {
                let unreadable = |error| WriteError::Unreadable(place.clone(), error);
                let source = self.memory.is_some().then(|| stamp(place)).transpose().map_err(unreadable)?;
                let copy = || self.standing.as_ref()?.copy_of(path, source?);
                if self.copies == Copies::ByStamp
                    && let Some(file) = copy()
                {
                    self.note(path, New { file, is_staged: false });
                    return Ok(());
                }
                let settled = source.filter(|stamp| stamp.is_settled(SystemTime::now()));
                // Read and written, not copied: permissions and times of the source are nobody's business on a host.
                (fs::read(place).map_err(unreadable)?.into(), settled)
            }
        };
        let content = Fingerprint::of(&bytes);
        let same = self.standing.as_ref().and_then(|standing| standing.same(&self.place.output, path, &bytes, content));
        if let Some(file) = same {
            self.note(path, New { file: Written { source, ..file }, is_staged: false });
            return Ok(());
        }
        let place = self.place.next().join(path);
        let stamp = write_file(&place, &bytes).map_err(|error| system(&place, error))?;
        self.note(path, New { file: Written { stamp, content: Some(content), source }, is_staged: true });
        Ok(())
    }

    fn note(&self, path: &str, new: New) {
        self.written.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), new);
    }

    /// Puts the build in its place: the output holds what was written here and nothing else.
    ///
    /// # Errors
    /// What the system refuses. Until something stands there, the earlier output then stays whole; of one that is brought
    /// up to date every file is whole, and the next build mends the rest.
    pub fn finish(self) -> Result<Kept, WriteError> {
        self.commit(None)
    }

    /// The same, but files that were not written here stay, if they are among `paths`: all that the output is to hold.
    ///
    /// # Errors
    /// As [`Self::finish`].
    pub fn finish_among(self, paths: &[&str]) -> Result<Kept, WriteError> {
        self.commit(Some(paths))
    }

    fn commit(mut self, paths: Option<&[&str]>) -> Result<Kept, WriteError> {
        let mut written = std::mem::take(&mut *self.written.lock().unwrap_or_else(PoisonError::into_inner));
        let Some(mut standing) = self.standing.take() else {
            self.swap()?;
            let made = written.keys().cloned().collect();
            let files = written.into_iter().map(|(path, new)| (path, new.file)).collect();
            return Ok(self.kept(Standing { files, empty: BTreeSet::new() }, made, Vec::new()));
        };
        let stale = stale(&standing, &written, paths);
        let staged: Vec<&str> =
            written.iter().filter(|(_, new)| new.is_staged).map(|(path, _)| path.as_str()).collect();
        self.exchange(&staged, &stale, &std::mem::take(&mut standing.empty))?;
        let made: Vec<String> = staged.into_iter().map(str::to_owned).collect();
        for (path, new) in written.iter_mut().filter(|(_, new)| new.is_staged) {
            // Its new name is a change of the file.
            let place = self.place.output.join(path);
            new.file.stamp = stamp(&place).map_err(|error| system(&place, error))?;
        }
        for path in &stale {
            standing.files.remove(path);
        }
        standing.files.extend(written.into_iter().map(|(path, new)| (path, new.file)));
        Ok(self.kept(standing, made, stale))
    }

    fn kept(&mut self, standing: Standing, made: Vec<String>, removed: Vec<String>) -> Kept {
        let mark = self.place.mark();
        Kept { place: self.place.clone(), memory: self.memory.take(), standing, mark, made, removed }
    }

    /// Makes the staging folder the output folder, where none of ours stands.
    fn swap(&mut self) -> Result<(), WriteError> {
        let (output, next) = (&self.place.output, self.place.next());
        let refused = |error| system(output, error);
        // What was put there since the build began is not ours to remove.
        self.place.refuse_foreign(output)?;
        match Holding::of(output).map_err(refused)? {
            // Not every system renames over an empty folder.
            Holding::Empty => fs::remove_dir(output).map_err(refused)?,
            Holding::Absent | Holding::Foreign | Holding::Ours => {}
        }
        if let Some(memory) = &mut self.memory {
            memory.forget();
        }
        fs::rename(&next, output).map_err(refused)
    }

    /// Moves what is staged into the output folder, file by file, and removes what is stale there.
    fn exchange(&mut self, staged: &[&str], stale: &[String], empty: &BTreeSet<String>) -> Result<(), WriteError> {
        if staged.is_empty() && stale.is_empty() && empty.is_empty() {
            // What stands there will be remembered all the same.
            self.memory.iter_mut().filter(|memory| !memory.is_as_left()).for_each(MemoryFile::forget);
            return Ok(());
        }
        let (output, next) = (&self.place.output, self.place.next());
        self.place.refuse_foreign(output)?;
        if Holding::of(output).map_err(|error| system(output, error))? != Holding::Ours {
            return Err(system(output, io::Error::other("it was removed during the build")));
        }
        if let Some(memory) = &mut self.memory {
            memory.forget();
        }
        self.place.set_mark();
        // One edit leaves nothing stale, and asks nothing of the rest.
        let is_tidy = stale.is_empty() && empty.is_empty();
        let wanted = Wanted::new(staged.iter().copied().filter(|_| !is_tidy));
        let (first, last): (Vec<&String>, Vec<&String>) = stale.iter().partition(|path| wanted.is_blocked_by(path));
        remove(output, &first, empty)?;
        for path in staged {
            let (from, to) = (next.join(path), output.join(path));
            into_folder(&to, || fs::rename(&from, &to)).map_err(|error| system(&to, error))?;
        }
        remove(output, &last, &BTreeSet::new())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // After the output was swapped it is not there any more. What cannot be removed now, the next build removes.
        let _ = discard(&self.place.next());
    }
}

/// An output folder that a build of this process has finished.
pub struct Kept {
    pub(super) place: Place,
    pub(super) memory: Option<MemoryFile>,
    pub(super) standing: Standing,
    /// The stamp of its marker.
    mark: Option<Stamp>,
    /// The files that are new or different, in order of their paths.
    pub made: Vec<String>,
    /// The files that went, in order of their paths.
    pub removed: Vec<String>,
}

impl Kept {
    /// Whether nobody else has written to the folder since, and it is there.
    pub(super) fn is_ours(&self) -> bool {
        self.mark.is_some() && self.place.mark() == self.mark
    }

    /// Whether the folder is there. Costs one look.
    pub fn is_there(&self) -> bool {
        self.place.mark().is_some()
    }

    /// Whether every file that was written stands there, and nothing else. Looks at all of them. Where another process has
    /// written it is not asked what stands there: two that watch would undo each other's work forever.
    pub fn stands(&mut self) -> bool {
        if !self.is_there() {
            return false;
        }
        !self.is_ours() || self.standing.still_stands(&self.place.output).unwrap_or(false) || !self.is_ours()
    }

    /// Remembers the files for the next build, and of what this one was made, unless that is not known. Where another
    /// process writes, it remembers instead.
    pub fn remember(&mut self, last: Option<Last>) {
        let Some(memory) = &mut self.memory else { return };
        let Ok(Some(_lock)) = Lock::take(self.place.lock()) else { return };
        let files = std::mem::take(&mut self.standing.files);
        let now = Memory { last, files };
        if memory.is_as_left() {
            memory.save(&now);
        }
        self.standing.files = now.files;
    }
}

/// The files that are not to stand in the output any more.
fn stale(standing: &Standing, written: &BTreeMap<String, New>, paths: Option<&[&str]>) -> Vec<String> {
    let without = |stays: &dyn Fn(&str) -> bool| standing.files.keys().filter(|path| !stays(path)).cloned().collect();
    let Some(paths) = paths else { return without(&|path| written.contains_key(path)) };
    // Each path stands there already or was written now: where there are as many files, they are these.
    let n_new = written.keys().filter(|path| !standing.files.contains_key(*path)).count();
    if standing.files.len() + n_new == paths.len() {
        return Vec::new();
    }
    let paths: BTreeSet<&str> = paths.iter().copied().collect();
    without(&|path| paths.contains(path))
}

/// Removes files, and the folders that hold nothing afterwards.
fn remove(output: &Path, files: &[&String], empty: &BTreeSet<String>) -> Result<(), WriteError> {
    for path in files {
        let place = output.join(path);
        match fs::remove_file(&place) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(system(&place, error)),
            _ => {}
        }
    }
    let emptied = files.iter().flat_map(|path| folders_of(path)).chain(empty.iter().map(String::as_str));
    let emptied = emptied.chain(empty.iter().flat_map(|path| folders_of(path)));
    let folders: BTreeSet<&str> = emptied.collect();
    // Backwards: what lies in a folder comes before it.
    for folder in folders.iter().rev() {
        // One that holds something stays, and this says so.
        let _ = fs::remove_dir(output.join(folder));
    }
    Ok(())
}

fn stamp(place: &Path) -> io::Result<Stamp> {
    Stamp::of(&fs::metadata(place)?)
}

/// Writes a file, and tells its stamp.
fn write_file(place: &Path, bytes: &[u8]) -> io::Result<Stamp> {
    let mut file = into_folder(place, || File::create(place))?;
    file.write_all(bytes)?;
    Stamp::of(&file.metadata()?)
}

/// Does `make`, and makes the folder of `place` where that fails for want of it: most folders are there after the first
/// file; asking for each would cost a call a file.
fn into_folder<T>(place: &Path, make: impl Fn() -> io::Result<T>) -> io::Result<T> {
    match make() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(parent) = place.parent() {
                fs::create_dir_all(parent)?;
            }
            make()
        }
        result => result,
    }
}
