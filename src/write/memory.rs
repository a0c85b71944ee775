//! What is remembered of an output folder: every file that stands there, and of which sources it was made. It is read before
//! anything is written and saved when all is in its place; while files are being moved, a note stands in its stead, so that
//! of a run that was killed nothing is believed.
//!
//! One text file for each output, below the site's caches:
//!
//! ```text
//! taiyaku 2 FINGERPRINT-OF-THE-REST
//! "/where/the/output/lies"
//! {"key": "…", "pages": 12, "told": "…"}                      or null
//! source STAMP CONTENT|- content/zh/a.md
//! file STAMP CONTENT STAMP-OF-SOURCE|- zh/a.html
//! ```
//!
//! A stamp is `SIZE:MODIFIED:CHANGED`.

use std::collections::BTreeMap;
use std::fmt::{Display, Write as _};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::base::fingerprint::Fingerprint;
use crate::load::cache;
use crate::load::listing::{Input, Stamp};

use super::cache::cache_folder;

/// The form of the file; another is not read.
const HEAD: &str = "taiyaku 2 ";

/// The last good build of a site into an output folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Last {
    /// By which program it was built, how strictly, and how it was told of; what else the caller wants to be the same.
    pub key: String,
    /// What the site was read from.
    pub inputs: Vec<Input>,
    /// How many pages there are.
    pub pages: usize,
    /// What was told of it.
    pub told: String,
}

/// A file of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// As it stands there.
    pub stamp: Stamp,
    /// What it holds; `None` if that has to be read.
    pub content: Option<Fingerprint>,
    /// The file it is a copy of.
    pub source: Option<Stamp>,
}

/// What is remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// Unless only files are known.
    pub last: Option<Last>,
    /// The files by their paths below the output.
    pub files: BTreeMap<String, Written>,
}

/// Where it is remembered.
#[derive(Clone, Debug)]
pub struct MemoryFile {
    root: PathBuf,
    output: PathBuf,
    /// The first line as this process read or wrote it last: whoever else writes there changes it.
    mark: Option<String>,
    /// Whether that line is a note of this process that files are being moved.
    is_noted: bool,
}

impl MemoryFile {
    /// Of the site in `root` and its output.
    pub fn new(root: &Path, output: &Path) -> Self {
        Self { root: root.to_path_buf(), output: output.to_path_buf(), mark: None, is_noted: false }
    }

    fn folder(&self) -> PathBuf {
        cache::folder(&self.root).join("output")
    }

    fn path(&self) -> PathBuf {
        self.folder().join(Fingerprint::of(self.output.as_os_str().as_encoded_bytes()).to_string())
    }

    /// What is remembered; nothing, if it is not whole.
    pub fn read(&mut self) -> Memory {
        let text = fs::read_to_string(self.path()).unwrap_or_default();
        self.mark = text.lines().next().map(str::to_owned);
        decode(&text).unwrap_or_default()
    }

    /// Says that files are being moved.
    pub fn forget(&mut self) {
        if self.is_noted && self.is_as_left() {
            return;
        }
        // A memory that stays does no harm worth an error: the times of the files will differ from it.
        let nanoseconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
        let mark = format!("under way {} {nanoseconds}", process::id());
        self.is_noted = self.put(&mark).is_ok();
        self.mark = self.is_noted.then_some(mark);
    }

    /// Whether nobody else has written to the output since this process did.
    pub fn is_as_left(&self) -> bool {
        let Some(mark) = &self.mark else { return false };
        let first = |text: String| text.lines().next().map(str::to_owned);
        fs::read_to_string(self.path()).ok().and_then(first).as_ref() == Some(mark)
    }

    /// Remembers.
    pub fn save(&mut self, memory: &Memory) {
        let Some(text) = encode(memory, &self.output) else { return };
        self.mark = self.put(&text).is_ok().then(|| text.lines().next().unwrap_or_default().to_owned());
        self.is_noted = false;
        self.prune();
    }

    /// Whole or not at all: readers take no lock.
    fn put(&self, text: &str) -> io::Result<()> {
        cache_folder(&self.root)?;
        let (path, beside) = (self.path(), self.path().with_extension("new"));
        fs::create_dir_all(self.folder())?;
        fs::write(&beside, text)?;
        fs::rename(&beside, &path)
    }

    /// Removes what is remembered of outputs that are no more.
    fn prune(&self) {
        for entry in fs::read_dir(self.folder()).into_iter().flatten().flatten() {
            if entry.path() == self.path() {
                continue;
            }
            let text = fs::read_to_string(entry.path()).unwrap_or_default();
            let output = text.lines().nth(1).and_then(|line| serde_json::from_str::<PathBuf>(line).ok());
            if output.is_some_and(|output| !output.is_dir()) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Head {
    key: String,
    pages: usize,
    told: String,
}

/// `None` where it cannot be written down: a name with a line end, an output whose path is not Unicode.
fn encode(memory: &Memory, output: &Path) -> Option<String> {
    let last = memory.last.as_ref();
    let head = last.map(|last| Head { key: last.key.clone(), pages: last.pages, told: last.told.clone() });
    let mut text = format!("{}\n{}\n", serde_json::to_string(output).ok()?, serde_json::to_string(&head).ok()?);
    let is_plain = |path: &str| !path.contains('\n');
    for Input { path, stamp, content } in last.iter().flat_map(|last| &last.inputs) {
        if !is_plain(path) {
            return None;
        }
        writeln!(text, "source {} {} {path}", stamped(stamp), or_dash(*content)).ok()?;
    }
    for (path, Written { stamp, content, source }) in &memory.files {
        if !is_plain(path) {
            return None;
        }
        let source = or_dash(source.as_ref().map(stamped));
        writeln!(text, "file {} {} {source} {path}", stamped(stamp), or_dash(*content)).ok()?;
    }
    Some(format!("{HEAD}{}\n{text}", Fingerprint::of(text.as_bytes())))
}

fn stamped(Stamp { size, modified, changed }: &Stamp) -> String {
    format!("{size}:{modified}:{changed}")
}

fn or_dash(value: Option<impl Display>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

fn decode(text: &str) -> Option<Memory> {
    let (fingerprint, rest) = text.strip_prefix(HEAD)?.split_once('\n')?;
    if fingerprint.parse() != Ok(Fingerprint::of(rest.as_bytes())) {
        return None;
    }
    let mut lines = rest.lines().skip(1);
    let head: Option<Head> = serde_json::from_str(lines.next()?).ok()?;
    let mut inputs = Vec::new();
    let mut files = Vec::new();
    for line in lines {
        match line.split_once(' ')? {
            ("source", rest) => inputs.push(source(rest)?),
            ("file", rest) => files.push(file(rest)?),
            _ => return None,
        }
    }
    let last = head.map(|Head { key, pages, told }| Last { key, inputs, pages, told });
    Some(Memory { last, files: files.into_iter().collect() })
}

fn source(line: &str) -> Option<Input> {
    let mut parts = line.splitn(3, ' ');
    let stamp = stamp(parts.next()?)?;
    let content = optional(parts.next()?, |text| text.parse().ok())?;
    Some(Input { path: parts.next()?.to_owned(), stamp, content })
}

fn file(line: &str) -> Option<(String, Written)> {
    let mut parts = line.splitn(4, ' ');
    let written = Written {
        stamp: stamp(parts.next()?)?,
        content: optional(parts.next()?, |text| text.parse().ok())?,
        source: optional(parts.next()?, stamp)?,
    };
    Some((parts.next()?.to_owned(), written))
}

fn stamp(text: &str) -> Option<Stamp> {
    let mut parts = text.splitn(3, ':');
    let size = parts.next()?.parse().ok()?;
    let [modified, changed] = [parts.next()?, parts.next()?].map(|text| text.parse().ok());
    Some(Stamp { size, modified: modified?, changed: changed? })
}

/// What stands there, if anything does; `None` if it is neither that nor a dash.
fn optional<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    if text == "-" { Some(None) } else { read(text).map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memory() -> Memory {
        let stamp = Stamp { size: 7, modified: -1, changed: 1_700_000_000_000_000_001 };
        let content = Some(Fingerprint::of(b"page"));
        let input = |path: &str, content| Input { path: path.to_owned(), stamp, content };
        let inputs = vec![input("content/zh/a b.md", None), input("site.yaml", content)];
        let last = Last { key: "0.1.0 strict".into(), inputs, pages: 3, told: "warning: 一\n二\n".into() };
        let files = [("zh/a b.html", None), ("zh/a.png", Some(stamp))];
        let files = files.map(|(path, source)| (path.to_owned(), Written { stamp, content, source }));
        Memory { last: Some(last), files: files.into() }
    }

    #[test]
    fn what_is_remembered_is_read_as_it_was_written() {
        let output = Path::new("/site/public");
        for memory in [memory(), Memory { last: None, ..memory() }, Memory::default()] {
            let text = encode(&memory, output).expect("plain paths");
            assert_eq!(decode(&text), Some(memory));
        }
    }

    #[test]
    fn what_is_not_whole_is_not_believed() {
        let text = encode(&memory(), Path::new("/site/public")).expect("plain paths");
        let cut = |at: usize| text[..text.floor_char_boundary(at)].to_owned();
        for at in 0..text.len() {
            assert_eq!(decode(&cut(at)), None, "{at}");
        }
        assert_eq!(decode(&text.replace("taiyaku 2", "taiyaku 1")), None);
        assert_eq!(decode(&text.replace("file 7", "file 8")), None);
    }
}
