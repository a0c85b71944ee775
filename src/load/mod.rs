#![allow(clippy::disallowed_methods, reason = "load is the only reader of the site's folder")]
//! The only reader: walks the site's folder once and gives all it holds, texts in memory and other files by their path.
//! Knows what a file is by where it stands, and nothing of what it says, but for the tables that charts name.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;

use arcstr::ArcStr;
use icu_normalizer::ComposingNormalizerBorrowed;
use rayon::prelude::*;
use walkdir::WalkDir;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::environment;
use crate::base::rule;
use crate::base::text::{Files, SourceFile, Span};

mod again;
pub mod cache;
pub mod listing;
mod stray;
mod table;
pub mod theme;

pub use again::reload;

/// All that a site's folder holds.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Every text file that was read, by its number.
    pub files: Files,
    /// `site.yaml`.
    pub site: Option<Arc<SourceFile>>,
    /// Markdown below `content/`.
    pub texts: Vec<Arc<SourceFile>>,
    /// `content/glossary.yaml` and `content/glossary/*.yaml`.
    pub glossaries: Vec<Arc<SourceFile>>,
    /// `content/timeline.yaml` and `content/timeline/*.yaml`.
    pub timelines: Vec<Arc<SourceFile>>,
    /// `content/bibliography.yaml` or `.bib`, and such files in `content/bibliography/`.
    pub bibliographies: Vec<Arc<SourceFile>>,
    /// `content/bibliography/*.csl`: styles of citations.
    pub styles: Vec<Arc<SourceFile>>,
    /// Lock files below `content/`: what each translated passage was made from.
    pub locks: Vec<Arc<SourceFile>>,
    /// Tables below `content/` that a chart names, CSV and YAML, in order of their paths.
    pub tables: Vec<Arc<SourceFile>>,
    /// Templates of the site, below `templates/`.
    pub templates: Vec<Arc<SourceFile>>,
    /// Files that are copied as they are: below `content/` and `static/`.
    pub assets: Vec<Asset>,
}

/// A file that is copied as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Path below the site's folder, with `/`: `content/zh/map.png`, `static/logo.svg`.
    pub path: String,
    /// Where to read it when it is written.
    pub content: AssetContent,
}

/// Where the bytes of an asset are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssetContent {
    /// On disk.
    File(PathBuf),
    /// In the binary: the default theme.
    Embedded(&'static [u8]),
}

/// What keeps a site from being read at all.
#[derive(Debug)]
pub struct LoadError {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub error: io::Error,
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "cannot read {}: {}{}", self.path.display(), self.error, environment::help(&self.error))
    }
}

/// Places in texts are counted in 32 bits; no text that people write comes near.
const MOST_BYTES: usize = 1 << 30;

/// Reads the site in `root`.
///
/// # Errors
/// Only the environment's: a folder or file that cannot be read. A file that is not UTF-8 is the author's, and a complaint.
pub fn load(root: &Path) -> Result<(Sources, Diagnostics), LoadError> {
    let mut diagnostics = Diagnostics::default();
    let found = walk(root, &mut diagnostics)?;
    read(found, diagnostics)
}

/// Reads what was found; `diagnostics` are the complaints about what was passed over.
fn read(found: Vec<Found>, mut diagnostics: Diagnostics) -> Result<(Sources, Diagnostics), LoadError> {
    let mut sources = Sources::default();
    let read: Vec<(Found, Option<Text>)> = found
        .into_par_iter()
        .map(|found| match found.role {
            Role::Asset => Ok((found, None)),
            _ => match fs::read(&found.place) {
                Ok(bytes) if bytes.len() > MOST_BYTES => {
                    Err(LoadError { path: found.place, error: io::Error::other("a text of more than 1 GiB") })
                }
                Ok(bytes) => Ok((found, Some(decode(bytes)))),
                Err(error) => Err(LoadError { path: found.place, error }),
            },
        })
        .collect::<Result<_, _>>()?;
    let mut strays = Vec::new();
    for (found, text) in read {
        match text {
            None => sources.assets.push(Asset { path: found.path, content: AssetContent::File(found.place) }),
            // Its characters do not matter unless a chart names it.
            Some(text) if found.role == Role::Stray => {
                let mut complaints = Diagnostics::default();
                strays.push((text.add_to(&mut sources.files, found.path, &mut complaints), complaints));
            }
            Some(text) => {
                let file = text.add_to(&mut sources.files, found.path, &mut diagnostics);
                sources.file_under(found.role, file);
            }
        }
    }
    let named = table::named(&sources.texts);
    for (file, complaints) in strays {
        if named.contains(&file.path) {
            diagnostics.merge(complaints);
            sources.tables.push(file);
        } else {
            diagnostics.push(stray::complaint(&file));
        }
    }
    table::read(&mut sources, &named, &mut diagnostics)?;
    Ok((sources, diagnostics))
}

/// What a file is, by where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Site,
    Text,
    Glossary,
    Timeline,
    Bibliography,
    Style,
    Lock,
    Template,
    Asset,
    Stray,
}

#[derive(Clone, Debug)]
struct Found {
    path: String,
    place: PathBuf,
    role: Role,
}

impl Sources {
    fn file_under(&mut self, role: Role, file: Arc<SourceFile>) {
        match role {
            Role::Site => self.site = Some(file),
            Role::Text => self.texts.push(file),
            Role::Glossary => self.glossaries.push(file),
            Role::Timeline => self.timelines.push(file),
            Role::Bibliography => self.bibliographies.push(file),
            Role::Style => self.styles.push(file),
            Role::Lock => self.locks.push(file),
            Role::Template => self.templates.push(file),
            Role::Asset | Role::Stray => {}
        }
    }
}

/// All files of the site in the order of their paths, which is the order of their numbers: the same on every machine.
fn walk(root: &Path, diagnostics: &mut Diagnostics) -> Result<Vec<Found>, LoadError> {
    let normalizer = ComposingNormalizerBorrowed::new_nfc();
    let mut found = Vec::new();
    let site = root.join("site.yaml");
    if site.is_symlink() {
        diagnostics.push(linked("site.yaml"));
    } else if site.is_file() {
        found.push(Found { path: "site.yaml".into(), place: site, role: Role::Site });
    }
    for folder in ["content", "static", "templates"] {
        let top = root.join(folder);
        if top.is_symlink() {
            diagnostics.push(linked(folder));
            continue;
        }
        if !top.is_dir() {
            continue;
        }
        for entry in WalkDir::new(&top).sort_by_file_name().into_iter().filter_entry(|entry| !is_hidden(entry)) {
            let entry = entry.map_err(|error| refused(error, &top))?;
            // A symbolic link could carry any file of this machine into the site; only what lies in the folder is read.
            if !entry.file_type().is_file() {
                if entry.file_type().is_symlink() {
                    diagnostics.push(skipped(root, entry.path()));
                }
                continue;
            }
            let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
            let path = match relative.to_str() {
                Some(path) if path.is_ascii() && MAIN_SEPARATOR == '/' => path.to_owned(),
                _ => {
                    let path = relative.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
                    // Some systems take names apart (か + ゛); links and addresses have the composed form (NFC).
                    normalizer.normalize(&path).into_owned()
                }
            };
            if let Some(role) = role(&path) {
                found.push(Found { path, place: entry.into_path(), role });
            }
        }
    }
    Ok(found)
}

/// What the walk could not look at, below `top`. Its words name the path, which is told already.
fn refused(error: walkdir::Error, top: &Path) -> LoadError {
    let path = error.path().unwrap_or(top).to_path_buf();
    let words = error.to_string();
    LoadError { path, error: error.into_io_error().unwrap_or_else(|| io::Error::other(words)) }
}

/// What is said of a link where a site has its settings or one of its folders: without them it is another site.
fn linked(path: &str) -> Diagnostic {
    Diagnostic::global(&rule::LINKED_SOURCE, format!("{path} is a symbolic link and was not read"))
        .help("put there what it leads to, or name with --root the folder in which that lies; a link could carry any file of this machine into the site")
}

fn skipped(root: &Path, path: &Path) -> Diagnostic {
    let path = path.strip_prefix(root).unwrap_or(path).display();
    Diagnostic::global(&rule::SKIPPED_FILE, format!("{path} is a symbolic link and was not read"))
        .help("put the file itself there; a link could carry any file of this machine into the site")
}

fn is_hidden(entry: &walkdir::DirEntry) -> bool {
    entry.depth() > 0 && is_nobodys(&entry.file_name().to_string_lossy())
}

/// Whether a file or folder of that name is passed over: hidden files, and what editors leave behind, are nobody's
/// content. `#a.md#` is Emacs's, the long endings are of the JetBrains editors.
pub fn is_nobodys(name: &str) -> bool {
    (name.starts_with('.') && name != ".well-known")
        || (name.starts_with('#') && name.ends_with('#'))
        || ["~", "___jb_tmp___", "___jb_old___"].iter().any(|ending| name.ends_with(ending))
}

fn role(path: &str) -> Option<Role> {
    let is_yaml = path.ends_with(".yaml") || path.ends_with(".yml");
    match path.split_once('/')? {
        ("templates", _) => Some(Role::Template),
        ("static", _) => Some(Role::Asset),
        ("content", "glossary.yaml" | "glossary.yml") => Some(Role::Glossary),
        ("content", "timeline.yaml" | "timeline.yml") => Some(Role::Timeline),
        ("content", below) if below.starts_with("glossary/") && is_yaml => Some(Role::Glossary),
        ("content", below) if below.starts_with("timeline/") && is_yaml => Some(Role::Timeline),
        ("content", "bibliography.yaml" | "bibliography.yml" | "bibliography.bib") => Some(Role::Bibliography),
        ("content", below) if below.starts_with("bibliography/") && (is_yaml || path.ends_with(".bib")) => {
            Some(Role::Bibliography)
        }
        ("content", below) if below.starts_with("bibliography/") && path.ends_with(".csl") => Some(Role::Style),
        ("content", below) if below.ends_with(".md") => Some(Role::Text),
        ("content", below) if below.ends_with(".lock") => Some(Role::Lock),
        ("content", below) if stray::is_like_a_source(below) => Some(Role::Stray),
        ("content", _) => Some(Role::Asset),
        _ => None,
    }
}

const BYTE_ORDER_MARK: char = '\u{feff}';

/// The text of a file.
struct Text {
    /// Without a byte order mark.
    text: ArcStr,
    /// The first byte that is no character in UTF-8.
    wrong: Option<usize>,
}

/// The text of a file's bytes; it is copied once, to where all stages share it.
fn decode(bytes: Vec<u8>) -> Text {
    let (text, wrong) = match str::from_utf8(&bytes) {
        Ok(text) => (Cow::Borrowed(text), None),
        Err(error) => (String::from_utf8_lossy(&bytes), Some(error.valid_up_to())),
    };
    // A byte order mark is no part of the text; the places after it are those an editor shows.
    match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) => Text { text: rest.into(), wrong: wrong.map(|at| at.saturating_sub(BYTE_ORDER_MARK.len_utf8())) },
        None => Text { text: text.into(), wrong },
    }
}

impl Text {
    fn add_to(self, files: &mut Files, path: String, diagnostics: &mut Diagnostics) -> Arc<SourceFile> {
        let file = files.add(path, self.text);
        if let Some(at) = self.wrong {
            let at = file.text.floor_char_boundary(at);
            let end = file.text.ceil_char_boundary(at + 1);
            diagnostics.push(
                Diagnostic::new(&rule::NOT_UTF8, Span::new(file.id, at..end), "this file is not UTF-8")
                    .label("these bytes are no character in UTF-8")
                    .help("save it as UTF-8; older Chinese and Japanese files are often GB 18030 or Shift_JIS"),
            );
        }
        file
    }
}
