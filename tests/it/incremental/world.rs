//! A site's files, in memory where edits change them, and on disk where the program reads them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::super::harness;
use super::random::Random;

/// Files by their paths below the site's folder.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A site that is edited.
pub struct World {
    folder: tempfile::TempDir,
    /// What the files are to be; edits change them here.
    pub files: Files,
    written: Files,
    changed: BTreeSet<String>,
}

impl World {
    /// The site of a text, on disk.
    pub fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder for a test");
        let mut world = Self { folder, files: Files::new(), written: Files::new(), changed: BTreeSet::new() };
        world.files = harness::split(text).into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
        world.save();
        world.changed.clear();
        world
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The paths that changed on disk since this was asked last.
    pub fn take_changed(&mut self) -> BTreeSet<String> {
        std::mem::take(&mut self.changed)
    }

    /// Writes what changed to disk. Folders that became empty are removed.
    pub fn save(&mut self) {
        let paths: BTreeSet<&String> = self.files.keys().chain(self.written.keys()).collect();
        let changed: BTreeSet<String> =
            paths.into_iter().filter(|path| self.files.get(*path) != self.written.get(*path)).cloned().collect();
        // What goes, goes first: a folder may have to make way for a file.
        for path in changed.iter().filter(|path| !self.files.contains_key(*path)) {
            self.remove_from_disk(path);
        }
        for path in &changed {
            let Some(bytes) = self.files.get(path) else { continue };
            let place = self.root().join(path);
            std::fs::create_dir_all(place.parent().expect("a file lies in a folder")).expect("a folder can be made");
            std::fs::write(place, bytes).expect("a file can be written");
        }
        self.written = self.files.clone();
        self.changed.extend(changed);
    }

    fn remove_from_disk(&self, path: &str) {
        let place = self.root().join(path);
        std::fs::remove_file(&place).expect("it was written");
        let above = place.ancestors().skip(1).take_while(|folder| *folder != self.root());
        for folder in above {
            // One that holds something stays, and this says so.
            if std::fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }

    /// Takes over what another program wrote into the site's folder.
    pub fn take_from_disk(&mut self) {
        let files = harness::tree(self.root());
        let changed = files.iter().filter(|(path, bytes)| self.written.get(*path) != Some(bytes));
        self.changed.extend(changed.map(|(path, _)| path.clone()));
        (self.files, self.written) = (files.clone(), files);
    }

    /// A file as text; what is no UTF-8 is replaced.
    pub fn text(&self, path: &str) -> String {
        self.files.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
    }

    /// Writes a file.
    pub fn set(&mut self, path: &str, text: impl Into<String>) {
        // Where a file is to lie, no file may stand in the way as a folder, nor a folder as a file.
        let below = format!("{path}/");
        self.files.retain(|other, _| !other.starts_with(&below) && !path.starts_with(&format!("{other}/")));
        self.files.insert(path.to_owned(), text.into().into_bytes());
    }

    /// The paths that begin and end so.
    pub fn paths(&self, start: &str, end: &str) -> Vec<String> {
        self.files.keys().filter(|path| path.starts_with(start) && path.ends_with(end)).cloned().collect()
    }

    /// One of the documents.
    pub fn document(&self, random: &mut Random) -> Option<String> {
        one_of(self.paths("content/", ".md"), random)
    }

    /// Changes a file's lines.
    pub fn edit_lines(&mut self, path: &str, edit: impl FnOnce(&mut Vec<String>)) {
        let mut lines: Vec<String> = self.text(path).lines().map(str::to_owned).collect();
        edit(&mut lines);
        let text = lines.into_iter().map(|line| line + "\n").collect::<String>();
        self.set(path, text);
    }
}

/// One of what there is.
pub fn one_of<T: Clone>(all: Vec<T>, random: &mut Random) -> Option<T> {
    let at = random.below(all.len());
    all.get(at).cloned()
}

/// What differs between two sets of files, the first lines that do, for people.
pub fn differences(one: &Files, other: &Files, names: [&str; 2]) -> String {
    let mut told = String::new();
    let paths: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    for path in paths.into_iter().filter(|path| one.get(*path) != other.get(*path)) {
        let [a, b] = [one, other].map(|files| files.get(path).map(|bytes| String::from_utf8_lossy(bytes)));
        told += &match (a, b) {
            (Some(a), Some(b)) => format!("{path} differs:\n{}", first_difference(&a, &b, names)),
            (Some(_), None) => format!("{path} is in {} only\n", names[0]),
            _ => format!("{path} is in {} only\n", names[1]),
        };
    }
    told
}

/// The first lines in which two texts differ.
pub fn first_difference(one: &str, other: &str, names: [&str; 2]) -> String {
    let lines = one.lines().map(Some).chain(std::iter::repeat(None));
    let others = other.lines().map(Some).chain(std::iter::repeat(None));
    let most = one.lines().count().max(other.lines().count());
    let found = lines.zip(others).take(most).enumerate().find(|(_, (a, b))| a != b);
    match found {
        Some((at, (a, b))) => {
            let [a, b] = [a, b].map(|line| line.unwrap_or("(no line)"));
            format!("  line {}\n    {}: {a}\n    {}: {b}\n", at + 1, names[0], names[1])
        }
        None => "  in the ends of lines\n".to_owned(),
    }
}
