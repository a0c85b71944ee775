//! `taiyaku export` and what brings its files back: a work for the tools of translators, as XLIFF 2.1 or PO.

use std::fs;
use std::path::Path;

use crate::base::diagnostic::Diagnostics;
use crate::base::text::Files;
use crate::load;
use crate::parse;
use crate::parse::config::{self, Config};

use super::ids::is_not_utf8;
use super::store::{self, Replacement};
use super::{EditError, NewFile};

mod content;
mod incoming;
mod markdown;
mod notes;
mod numbering;
mod passage;
mod po;
mod slot;
mod take;
mod xliff;

/// The two formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExchangeForm {
    /// XLIFF 2.1 (OASIS).
    Xliff,
    /// A catalogue of GNU gettext.
    Po,
}

impl ExchangeForm {
    /// The form that a file's name says; `None` if it is neither.
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "xlf" | "xliff" => Some(Self::Xliff),
            "po" | "pot" => Some(Self::Po),
            _ => None,
        }
    }

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Xliff => "xlf",
            Self::Po => "po",
        }
    }
}

/// What an import is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakeOptions {
    /// The format.
    pub form: ExchangeForm,
    /// Folder (`dir`) of the translation's language, if the file's own word for it does not do.
    pub language: Option<String>,
    /// Whether the documents are written, or only what would be is told.
    pub mode: TakeMode,
}

/// Whether an import writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakeMode {
    /// It does.
    Write,
    /// It only tells.
    DryRun,
}

/// What an import of translations did, or would do.
#[derive(Clone, Debug, Default)]
pub struct TakeReport {
    /// The documents that were written, below the site's folder.
    pub written: Vec<String>,
    /// The passages that were taken: `chapter-6#chips`.
    pub passages: Vec<String>,
    /// What was refused or kept, and why.
    pub diagnostics: Diagnostics,
    /// The files of which `diagnostics` speaks.
    pub files: Files,
}

/// What an export is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportOptions {
    /// The work's key, or the path of one of its documents.
    pub work: String,
    /// The format.
    pub form: ExchangeForm,
    /// Folder (`dir`) of the language to translate into; needed if there are several.
    pub language: Option<String>,
}

/// A work for translators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// A name for its file, such as `chapter-6.zh-ja.xlf`.
    pub name: String,
    /// Its content.
    pub content: String,
}

/// A work of the site in `root` for translators.
///
/// # Errors
/// A work or language that the site lacks, and the environment's errors.
pub fn export_from(root: &Path, options: &ExportOptions) -> Result<Exported, EditError> {
    let (sources, complaints) = load::load(root)?;
    let config = site_config(&sources, root)?;
    let (work, to) = sides(&sources, &config, options)?;
    let editions = passage::editions(&sources, &work, &config);
    if let Some(damaged) = editions.values().find(|edition| is_not_utf8(&edition.file, &complaints)) {
        return Err(EditError::NotUtf8 { path: root.join(&damaged.file.path) });
    }
    let Some(from) = passage::source_of(&editions, &config) else { return Err(no_work(&work)) };
    let Some(bitext) = passage::bitext(editions, to, &config) else { return Err(no_work(&work)) };
    let name = bitext.work.rsplit('/').next().unwrap_or_default();
    let name = format!("{name}.{}-{}.{}", bitext.from.dir, bitext.to.dir, options.form.ending());
    let terms = notes::Terms::new(&sources, &config, (from, to));
    let content = match options.form {
        ExchangeForm::Xliff => xliff::write::write(&bitext, &terms),
        ExchangeForm::Po => po::write::write(&bitext, &terms, &markdown::Writer::new(&config)),
    };
    Ok(Exported { name, content })
}

fn no_work(work: &str) -> EditError {
    let help = "a work is called as its file below the folder of a language, without .md: chapter-6";
    EditError::refused(format!("there is no work called `{work}`"), help)
}

fn site_config(sources: &load::Sources, root: &Path) -> Result<Config, EditError> {
    let Some(site) = &sources.site else {
        return Err(EditError::refused(
            format!("there is no site.yaml in {}", root.display()),
            "run taiyaku in the folder of a site, or name one with --root",
        ));
    };
    Ok(config::read(site).0)
}

/// The work's key, and the language to translate into.
fn sides(sources: &load::Sources, config: &Config, options: &ExportOptions) -> Result<(String, usize), EditError> {
    let as_path = parse::address(&options.work.replace('\\', "/"), config);
    let work = as_path.map_or_else(|| options.work.clone(), |(_, work)| work);
    let editions = passage::editions(sources, &work, config);
    let Some(source) = passage::source_of(&editions, config) else {
        return Err(no_work(&work));
    };
    let others = || (0..config.languages.len()).filter(|&language| language != source);
    let dirs = || others().map(|language| config.languages[language].dir.as_str()).collect::<Vec<_>>().join(", ");
    let to = match &options.language {
        Some(dir) => match config.language(dir) {
            Some(language) if language == source => {
                return Err(EditError::refused(
                    format!("`{work}` is written in `{dir}`: there is nothing to translate"),
                    format!("name another language: {}", dirs()),
                ));
            }
            Some(language) => language,
            None => {
                return Err(EditError::refused(
                    format!("`{dir}` is no language of this site"),
                    format!("site.yaml lists: {}", dirs()),
                ));
            }
        },
        None => match others().collect::<Vec<_>>().as_slice() {
            [only] => *only,
            [] => return Err(EditError::refused("this site has one language", "list another one in site.yaml")),
            _ => {
                return Err(EditError::refused(
                    "this site has several languages to translate into",
                    format!("say one with --lang: {}", dirs()),
                ));
            }
        },
    };
    Ok((work, to))
}

/// Takes the translations of the file in `path` into the site in `root`.
///
/// # Errors
/// A language that the site lacks, documents that changed meanwhile, and the environment's errors. What does not fit is no
/// error: it is told, and the rest is taken.
pub fn take_from(root: &Path, path: &Path, options: &TakeOptions) -> Result<TakeReport, EditError> {
    let bytes = fs::read(path).map_err(|error| EditError::Read { path: path.into(), error })?;
    let text = String::from_utf8(bytes).map_err(|_| EditError::NotUtf8 { path: path.into() })?;
    let (mut sources, complaints) = load::load(root)?;
    let config = site_config(&sources, root)?;
    let language = match &options.language {
        None => None,
        Some(dir) => Some(config.language(dir).ok_or_else(|| {
            let known = config.languages.iter().map(|language| language.dir.as_str()).collect::<Vec<_>>().join(", ");
            EditError::refused(format!("`{dir}` is no language of this site"), format!("site.yaml lists: {known}"))
        })?),
    };
    let file = sources.files.add(path.display().to_string(), text.trim_start_matches('\u{feff}'));
    let read = match options.form {
        ExchangeForm::Xliff => xliff::read::read(&file),
        ExchangeForm::Po => po::read::read(&file),
    };
    let works = match read {
        Ok(works) => works,
        Err(complaint) => {
            let diagnostics = Diagnostics::from_iter([*complaint]);
            return Ok(TakeReport { diagnostics, files: sources.files, ..TakeReport::default() });
        }
    };
    let taken = take::take(&sources, &config, &works, language);
    let is_damaged = |path: &str| sources.texts.iter().any(|file| file.path == path && is_not_utf8(file, &complaints));
    if let Some(document) = taken.documents.iter().find(|document| is_damaged(&document.path)) {
        return Err(EditError::NotUtf8 { path: root.join(&document.path) });
    }
    if options.mode == TakeMode::Write {
        write(root, &taken)?;
    }
    let written = taken.documents.into_iter().map(|document| document.path).collect();
    let diagnostics = taken.diagnostics.sorted();
    Ok(TakeReport { written, passages: taken.passages, diagnostics, files: sources.files })
}

/// New documents first: they are made where none is, and fail if one is there.
fn write(root: &Path, taken: &take::Taken) -> Result<(), EditError> {
    let (mut new, mut replaced) = (Vec::new(), Vec::new());
    for document in &taken.documents {
        match &document.before {
            None => new.push(NewFile { path: document.path.clone(), content: document.after.clone() }),
            Some(before) => replaced.push(Replacement {
                path: root.join(&document.path),
                read: before.clone(),
                new: document.after.clone(),
            }),
        }
    }
    store::create(root, &new)?;
    store::replace(&replaced)
}

/// Writes an export to `path`; over a file that is there only if that is wanted.
///
/// # Errors
/// A file that is there, and the environment's errors.
pub fn write_export(path: &Path, content: &[u8], over: Overwrite) -> Result<(), EditError> {
    if over == Overwrite::Never && path.symlink_metadata().is_ok() {
        return Err(EditError::Exists { paths: vec![path.into()] });
    }
    fs::write(path, content).map_err(|error| EditError::Write { path: path.into(), error })
}

/// Whether an export may take the place of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// It may.
    Wanted,
    /// It may not.
    Never,
}
