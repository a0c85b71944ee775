//! What stands in an output folder, as the disk tells it and as it is remembered: both have to agree for a file to be left
//! alone without being read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::base::fingerprint::Fingerprint;
use crate::load::listing::Stamp;

use super::MARKER;
use super::memory::{Memory, Written};

/// The files below an output folder, by their paths with `/`; without the marker.
#[derive(Debug, Default)]
pub struct Standing {
    pub files: BTreeMap<String, Written>,
    /// Folders in which no file lies.
    pub empty: BTreeSet<String>,
}

impl Standing {
    /// Looks at all that lies in the folder; what a file holds is taken from memory where its size and time are as remembered.
    pub fn find(output: &Path, memory: &Memory) -> io::Result<Self> {
        let (mut files, mut empty) = (BTreeMap::new(), BTreeSet::new());
        for (path, stamp) in walk(output, "")? {
            let Some(stamp) = stamp else {
                empty.insert(path);
                continue;
            };
            let known = memory.files.get(&path).filter(|known| known.stamp == stamp);
            files.insert(path, known.copied().unwrap_or(Written { stamp, content: None, source: None }));
        }
        Ok(Self { files, empty })
    }

    /// Whether all that is remembered stands there, and nothing else.
    pub fn is(&self, memory: &Memory) -> bool {
        self.empty.is_empty() && self.files == memory.files && self.files.values().all(|file| file.content.is_some())
    }

    /// Whether these files stand in the folder, and nothing else. A file that was only touched is known by its new stamp
    /// from now on.
    pub fn still_stands(&mut self, output: &Path) -> io::Result<bool> {
        let mut count = 0;
        for (path, stamp) in walk(output, "")? {
            let (Some(stamp), Some(known)) = (stamp, self.files.get_mut(&path)) else { return Ok(false) };
            if known.stamp != stamp {
                let content = content(&output.join(&path));
                if content.is_none() || known.content != content {
                    return Ok(false);
                }
                known.stamp = stamp;
            }
            count += 1;
        }
        Ok(count == self.files.len())
    }

    /// The file at `path`, if it holds these bytes.
    pub fn same(&self, output: &Path, path: &str, bytes: &[u8], content: Fingerprint) -> Option<Written> {
        let standing = self.files.get(path)?;
        let is_same = match standing.content {
            Some(known) => known == content,
            None => standing.stamp.size == bytes.len() as u64 && holds(&output.join(path), bytes),
        };
        is_same.then_some(Written { content: Some(content), ..*standing })
    }

    /// The file at `path`, if it is a copy of the file that `source` is the stamp of.
    pub fn copy_of(&self, path: &str, source: Stamp) -> Option<Written> {
        self.files.get(path).copied().filter(|file| file.content.is_some() && file.source == Some(source))
    }
}

/// Whether a file, and no link to one, holds these bytes.
fn holds(place: &Path, bytes: &[u8]) -> bool {
    read(place).is_some_and(|standing| standing == bytes)
}

/// What a file, and no link to one, holds.
fn content(place: &Path) -> Option<Fingerprint> {
    read(place).map(|bytes| Fingerprint::of(&bytes))
}

fn read(place: &Path) -> Option<Vec<u8>> {
    fs::symlink_metadata(place).is_ok_and(|metadata| metadata.is_file()).then(|| fs::read(place).ok())?
}

/// All files below a folder, and the folders that hold nothing, without a stamp; folders side by side.
fn walk(output: &Path, below: &str) -> io::Result<Vec<(String, Option<Stamp>)>> {
    let (mut found, mut folders, mut is_empty) = (Vec::new(), Vec::new(), true);
    for entry in fs::read_dir(place(output, below))? {
        let entry = entry?;
        is_empty = false;
        let name = entry.file_name();
        if below.is_empty() && name == MARKER {
            continue;
        }
        let name = name.to_string_lossy();
        let path = if below.is_empty() { name.into_owned() } else { format!("{below}/{name}") };
        if entry.file_type()?.is_dir() {
            folders.push(path);
            continue;
        }
        match entry.metadata() {
            Ok(metadata) => found.push((path, Some(Stamp::of(&metadata)?))),
            // Whoever removed it just now has spared us the work.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    if is_empty {
        found.push((below.to_owned(), None));
    }
    let below: Vec<_> = folders.par_iter().map(|folder| walk(output, folder)).collect::<io::Result<_>>()?;
    found.extend(below.into_iter().flatten());
    Ok(found)
}

fn place(output: &Path, below: &str) -> PathBuf {
    if below.is_empty() { output.to_path_buf() } else { output.join(below) }
}

/// The folders that hold `path`, the innermost first.
pub fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(at, _)| &path[..at])
}

/// What stands where something else is to stand: a file where a folder has to be, or below what becomes a file, or a name
/// that differs in case alone, which is the same file on some systems. It has to go before that comes.
pub struct Wanted {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
}

impl Wanted {
    /// Of the paths that are to come.
    pub fn new<'a>(paths: impl Iterator<Item = &'a str>) -> Self {
        let files: BTreeSet<String> = paths.map(str::to_lowercase).collect();
        let folders = files.iter().flat_map(|path| folders_of(path)).map(str::to_owned).collect();
        Self { files, folders }
    }

    /// Whether a file that is not to stay is in the way of them.
    pub fn is_blocked_by(&self, path: &str) -> bool {
        let path = path.to_lowercase();
        self.folders.contains(&path)
            || self.files.contains(&path)
            || folders_of(&path).any(|folder| self.files.contains(folder))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_the_way_is_known() {
        let wanted = Wanted::new(["ja/a.html", "zh/B"].into_iter());
        for path in ["ja", "JA/A.html", "zh/b/x.html", "zh/B/x/y.html", "ja/a.html/x"] {
            assert!(wanted.is_blocked_by(path), "{path}");
        }
        for path in ["ja/b.html", "zh/Bc", "zh", "ja/a"] {
            assert_eq!(wanted.is_blocked_by(path), path == "zh", "{path}");
        }
    }
}
