//! What a site is read from, without reading it: each file's size and times, by which a build knows that nothing changed.
//!
//! A file that was written just before it was listed may be written once more within the same tick of its file system's
//! clock, and have the same size then: of such a file the listing knows the content, too.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rayon::prelude::*;

use crate::base::diagnostic::Diagnostics;
use crate::base::fingerprint::Fingerprint;

use super::{Found, LoadError, Sources, walk};

/// A file as the system tells of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// When it was last written: nanoseconds since 1970, before it less than none.
    pub modified: i64,
    /// When anything of it changed last, its time and its name among that: nobody can set it back. Where a system does not
    /// tell, the time at which it was written.
    pub changed: i64,
}

impl Stamp {
    /// Of what the system tells.
    ///
    /// # Errors
    /// A system that keeps no times.
    pub fn of(metadata: &Metadata) -> io::Result<Self> {
        let modified = nanoseconds(metadata.modified()?);
        Ok(Self { size: metadata.len(), modified, changed: changed(metadata).unwrap_or(modified) })
    }

    /// Whether whoever writes the file after `now` gives it another time. Clocks of file systems tick every few
    /// milliseconds, those that know whole seconds only every two.
    pub fn is_settled(self, now: SystemTime) -> bool {
        const SECOND: i64 = 1_000_000_000;
        let is_whole = [self.modified, self.changed].iter().any(|time| time % SECOND == 0);
        let tick = if is_whole { 2 * SECOND } else { SECOND / 20 };
        self.modified.max(self.changed).saturating_add(tick) <= nanoseconds(now)
    }
}

/// Centuries away from ours all times are one.
fn nanoseconds(time: SystemTime) -> i64 {
    let whole = |since: Duration| i64::try_from(since.as_nanos()).unwrap_or(i64::MAX);
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => whole(since),
        Err(before) => -whole(before.duration()),
    }
}

#[cfg(unix)]
fn changed(metadata: &Metadata) -> Option<i64> {
    use std::os::unix::fs::MetadataExt;
    Some(metadata.ctime().saturating_mul(1_000_000_000).saturating_add(metadata.ctime_nsec()))
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> Option<i64> {
    None
}

/// A file that the site is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Below the site's folder, with `/`. Of a link, which is not read, what is said of it.
    pub path: String,
    /// Its size and time; none of a link.
    pub stamp: Stamp,
    /// What it held, where the stamp alone does not tell.
    pub content: Option<Fingerprint>,
}

/// All files of a site, found and not read.
#[derive(Clone, Debug)]
pub struct Listing {
    found: Vec<Found>,
    /// The links, which are passed over.
    skipped: Diagnostics,
    /// Those of `found`, then the links.
    inputs: Vec<Input>,
}

/// The files of a listing, to be read.
#[derive(Clone, Debug)]
pub struct Unread {
    found: Vec<Found>,
    skipped: Diagnostics,
}

impl Unread {
    /// What [`super::load`] gives, without another look for files.
    ///
    /// # Errors
    /// A file that cannot be read any more.
    pub fn read(self) -> Result<(Sources, Diagnostics), LoadError> {
        super::read(self.found, self.skipped)
    }
}

/// Lists what [`super::load`] would read.
///
/// # Errors
/// A folder or file that cannot be looked at.
pub fn list(root: &Path) -> Result<Listing, LoadError> {
    let mut skipped = Diagnostics::default();
    let found = walk(root, &mut skipped)?;
    let now = SystemTime::now();
    let input = |found: &Found| input(found, now).map_err(|error| LoadError { path: found.place.clone(), error });
    let mut inputs = found.par_iter().map(input).collect::<Result<Vec<_>, _>>()?;
    let links = skipped.iter().map(|complaint| complaint.message().into_owned());
    inputs.extend(links.map(|path| Input { path, stamp: Stamp::default(), content: None }));
    Ok(Listing { found, skipped, inputs })
}

fn input(found: &Found, now: SystemTime) -> io::Result<Input> {
    let stamp = Stamp::of(&fs::metadata(&found.place)?)?;
    let content = if stamp.is_settled(now) { None } else { Some(Fingerprint::of(&fs::read(&found.place)?)) };
    Ok(Input { path: found.path.clone(), stamp, content })
}

impl Listing {
    /// The files to be read, and by what they are known again, in order.
    pub fn into_parts(self) -> (Unread, Vec<Input>) {
        (Unread { found: self.found, skipped: self.skipped }, self.inputs)
    }

    /// The paths of the files that are new, gone or another size or time than in an earlier listing.
    pub fn differing(&self, earlier: &[Input]) -> BTreeSet<String> {
        let stamps = |inputs: &[Input]| -> BTreeMap<String, Stamp> {
            inputs.iter().map(|input| (input.path.clone(), input.stamp)).collect()
        };
        let (now, then) = (stamps(&self.inputs), stamps(earlier));
        let paths: BTreeSet<&String> = now.keys().chain(then.keys()).collect();
        paths.into_iter().filter(|path| now.get(*path) != then.get(*path)).cloned().collect()
    }

    /// Whether these are the files of an earlier listing, unchanged.
    pub fn is_same_as(&self, earlier: &[Input]) -> bool {
        let is_known = |(now, then): (&Input, &Input)| now.path == then.path && now.stamp == then.stamp;
        let holds = |(now, then): (&Found, &Input)| {
            // What a second look does not find is told by the build.
            let content = || fs::read(&now.place).ok().map(|bytes| Fingerprint::of(&bytes));
            then.content.is_none_or(|then| content() == Some(then))
        };
        self.inputs.len() == earlier.len()
            && self.inputs.iter().zip(earlier).all(is_known)
            && self.found.par_iter().zip(earlier).all(holds)
    }
}
