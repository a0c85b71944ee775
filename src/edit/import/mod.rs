//! `taiyaku import`: texts that were written elsewhere become documents, or bring their new words into documents.
//!
//! What a file is, its ending tells: .docx goes through pandoc, all else is plain text.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::load::{self, Sources};
use crate::parse::config::{self, Config};
use crate::parse::unit_id;

use super::docx;
use super::store::{self, Replacement};
use super::update::{Vanished, update};
use super::{EditError, Note, Report};

mod text;

pub use text::{Imported, import, is_faithful};

pub(super) use text::Coming;
use text::readable;

/// What an import is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// Folder of the text's language (`dir`), such as `zh`.
    pub language: String,
    /// The work's path below that folder, such as `chapter-6`.
    pub work: String,
    /// Its title. Without one, the first line is the title if it looks like one; else the work's name is.
    pub title: Option<String>,
    /// People whose comments the text holds.
    pub commentators: Vec<Commentator>,
}

/// `川岛真=kawashima`: a name as the text has it, and the id of that person in the glossary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commentator {
    /// Words of the line that opens the comments.
    pub name: String,
    /// The id, which is also the name of the file.
    pub id: String,
}

impl std::str::FromStr for Commentator {
    type Err = EditError;

    fn from_str(text: &str) -> Result<Self, EditError> {
        let help = "write the name as it stands in the text, =, and the person's id in the glossary: 川岛真=kawashima";
        let (name, id) =
            text.rsplit_once('=').ok_or_else(|| EditError::refused(format!("`{text}` names no id"), help))?;
        let (name, id) = (name.trim(), id.trim());
        if name.is_empty() {
            return Err(EditError::refused(format!("`{text}` names nobody"), help));
        }
        if !unit_id::is_valid(id) {
            return Err(EditError::refused(
                format!("`{id}` is no id"),
                "ids are lower-case letters, digits and hyphens and begin with a letter: kawashima",
            ));
        }
        Ok(Self { name: name.into(), id: id.into() })
    }
}

/// A text says neither what it is nor in which language.
pub fn needs_language_and_work() -> EditError {
    EditError::refused(
        "a text needs its language and the name of its work",
        "say both: taiyaku import report.txt --lang zh --work chapter-6; files of translators end in .xlf, .xliff or .po",
    )
}

/// A file that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Its path below the site's folder, with `/`.
    pub path: String,
    /// Its content.
    pub content: String,
}

/// Imports the text in `text_path` into the site in `root`: plain text, or .docx through pandoc. Writes all files or none,
/// and none that is there.
///
/// # Errors
/// Options that do not fit the site, files that are there already, and the environment's errors.
pub fn import_into(root: &Path, text_path: &Path, options: &ImportOptions) -> Result<Report, EditError> {
    let site = check(root, options)?;
    if is_docx(text_path) {
        return docx::import_into(&site, text_path, options);
    }
    let text = read_text(text_path)?;
    let mut imported = import(&text, options);
    if !is_faithful(&text, &imported) {
        return Err(EditError::Unfaithful { path: text_path.into() });
    }
    store::create(root, &imported.files)?;
    for note in &mut imported.notes {
        note.path = if note.line.is_some() { text_path.display().to_string() } else { String::new() };
    }
    Ok(Report { written: imported.files.into_iter().map(|file| file.path).collect(), notes: imported.notes })
}

/// Brings the edited text in `text_path`, plain text or .docx, into the documents that it is the text of.
///
/// # Errors
/// Options that do not fit the site, a work that is not there, documents that change meanwhile, and the environment's errors.
pub fn update_in(
    root: &Path,
    text_path: &Path,
    options: &ImportOptions,
    vanished: Vanished,
) -> Result<Report, EditError> {
    let (replacements, report) = updates(root, text_path, options, vanished)?;
    store::replace(&replacements)?;
    Ok(report)
}

/// What [`update_in`] would do: nothing is written.
///
/// # Errors
/// Those of [`update_in`].
pub fn would_update(
    root: &Path,
    text_path: &Path,
    options: &ImportOptions,
    vanished: Vanished,
) -> Result<Report, EditError> {
    Ok(updates(root, text_path, options, vanished)?.1)
}

fn updates(
    root: &Path,
    text_path: &Path,
    options: &ImportOptions,
    vanished: Vanished,
) -> Result<(Vec<Replacement>, Report), EditError> {
    let site = check(root, options)?;
    let (coming, mut notes) = if is_docx(text_path) {
        docx::coming(text_path, options)?
    } else {
        (text::coming(&readable(&read_text(text_path)?), options), Vec::new())
    };
    let mut replacements = Vec::new();
    let mut written = Vec::new();
    for (at, Coming { path, incoming }) in coming.into_iter().enumerate() {
        let Some(file) = site.sources.texts.iter().find(|file| file.path == path) else {
            if at == 0 {
                return Err(EditError::refused(
                    format!("there is no {path} to bring the text into"),
                    "without --update the text becomes a new document",
                ));
            }
            let text = format!("the text has comments for {path}, which is not there; they were not brought over");
            notes.push(Note { path: String::new(), line: None, text });
            continue;
        };
        let unfaithful = || EditError::Unfaithful { path: text_path.into() };
        let updated = update(file, &site.config, &incoming, vanished).ok_or_else(unfaithful)?;
        notes.extend(updated.notes);
        if *updated.text != *file.text {
            written.push(path);
            let read = file.text.to_string();
            replacements.push(Replacement { path: root.join(&file.path), read, new: updated.text });
        }
    }
    name_text(&mut notes, text_path);
    Ok((replacements, Report { written, notes }))
}

/// Notes on lines of the text say whose lines they are.
pub(super) fn name_text(notes: &mut [Note], text_path: &Path) {
    for note in notes.iter_mut().filter(|note| note.path.is_empty()) {
        match note.line {
            Some(number) if is_docx(text_path) => {
                note.text = format!("{}, paragraph {number}: {}", text_path.display(), note.text);
                note.line = None;
            }
            Some(_) => note.path = text_path.display().to_string(),
            None => {}
        }
    }
}

/// By its ending, as all programs tell.
fn is_docx(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("docx"))
}

fn read_text(path: &Path) -> Result<String, EditError> {
    let bytes = fs::read(path).map_err(|error| EditError::Read { path: path.into(), error })?;
    let text = String::from_utf8(bytes).map_err(|_| EditError::NotUtf8 { path: path.into() })?;
    if readable(&text).trim().is_empty() {
        return Err(EditError::refused(
            format!("{} holds no text", path.display()),
            "nothing was written; name the plain text of the report",
        ));
    }
    Ok(text)
}

/// The site that a text goes into.
pub struct Site {
    /// Its folder.
    pub root: PathBuf,
    /// What it holds.
    pub sources: Sources,
    /// Its settings.
    pub config: Config,
}

impl Site {
    /// Reads the site in `root`.
    pub fn read(root: &Path) -> Result<Self, EditError> {
        let (sources, _) = load::load(root)?;
        let Some(site) = &sources.site else {
            return Err(EditError::refused(
                format!("there is no site.yaml in {}", root.display()),
                "run taiyaku in the folder of a site, or make one with `taiyaku init`",
            ));
        };
        let (config, _) = config::read(site);
        Ok(Self { root: root.into(), sources, config })
    }

    /// The language of that folder.
    pub fn language(&self, dir: &str) -> Result<usize, EditError> {
        self.config.language(dir).ok_or_else(|| {
            let known =
                self.config.languages.iter().map(|language| language.dir.as_str()).collect::<Vec<_>>().join(", ");
            EditError::refused(format!("`{dir}` is no language of this site"), format!("site.yaml lists: {known}"))
        })
    }
}

fn check(root: &Path, options: &ImportOptions) -> Result<Site, EditError> {
    let site = Site::read(root)?;
    site.language(&options.language)?;
    let is_part = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && !part.contains(|c: char| c.is_control() || "\\:*?\"<>|#%".contains(c))
    };
    const MADE: [&str; 5] = ["timeline", "glossary", "people", "404", "index"];
    if MADE.contains(&options.work.as_str()) {
        return Err(EditError::refused(
            match options.work.as_str() {
                "index" => "`index` is the name of a language's front page".to_owned(),
                work => format!("`{work}` is the name of a page that taiyaku makes itself"),
            },
            format!("choose another name for the work, such as --work chapter-6; {} are taken", MADE.join(", ")),
        ));
    }
    if !options.work.split('/').all(is_part) {
        return Err(EditError::refused(
            format!("a work cannot be called `{}`", options.work),
            "name it as its file is to be called, without .md: --work chapter-6",
        ));
    }
    let mut ids = BTreeSet::new();
    if let Some(twice) = options.commentators.iter().find(|commentator| !ids.insert(&commentator.id)) {
        return Err(EditError::refused(
            format!("two names have the id `{}`", twice.id),
            "each person has an id of their own",
        ));
    }
    Ok(site)
}

/// A text as a YAML scalar.
pub(super) fn yaml_text(text: &str) -> String {
    let is_word =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '《' | '》' | '：' | '，' | '、' | '（' | '）');
    // Words such as `no` and `null`, and numbers, are something else to some readers of YAML.
    let is_plain = text.starts_with(char::is_alphabetic)
        && text.chars().all(is_word)
        && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&text.to_lowercase().as_str());
    if is_plain {
        return text.into();
    }
    let inner: String = text
        .chars()
        .map(|c| match c {
            '"' => "\\\"".into(),
            '\\' => "\\\\".into(),
            c if c.is_control() || c == ' ' || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => " ".to_owned(),
            c => c.to_string(),
        })
        .collect();
    format!("\"{inner}\"")
}
