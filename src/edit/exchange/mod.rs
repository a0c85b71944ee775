//! `taiyaku export` and what brings its files back: a work for the tools of translators, as XLIFF 2.1 or PO.

use std::path::Path;

use crate::load;
use crate::parse;
use crate::parse::config::{self, Config};

use super::EditError;

mod content;
mod incoming;
mod markdown;
mod notes;
mod numbering;
mod passage;
mod slot;
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
    let (sources, _) = load::load(root)?;
    let config = site_config(&sources, root)?;
    let (work, to) = sides(&sources, &config, options)?;
    let editions = passage::editions(&sources, &work, &config);
    let Some(bitext) = passage::bitext(editions, to, &config) else {
        return Err(EditError::refused(format!("there is no work called `{work}`"), WORKS));
    };
    let name = bitext.work.rsplit('/').next().unwrap_or_default();
    let name = format!("{name}.{}-{}.{}", bitext.from.dir, bitext.to.dir, options.form.ending());
    let content = match options.form {
        ExchangeForm::Xliff => xliff::write::write(&bitext),
        ExchangeForm::Po => String::new(),
    };
    Ok(Exported { name, content })
}

const WORKS: &str = "a work is called as its file below the folder of a language, without .md: chapter-6";

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
        return Err(EditError::refused(format!("there is no work called `{work}`"), WORKS));
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
            _ => return Err(EditError::refused("into which language?", format!("say one with --lang: {}", dirs()))),
        },
    };
    Ok((work, to))
}
