//! `taiyaku export` and what brings its files back: a work for the tools of translators, as XLIFF 2.1 or PO.

use std::path::Path;

use super::EditError;

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

/// A work of the site in `root` for translators.
///
/// # Errors
/// A work or language that the site lacks, and the environment's errors.
pub fn export_from(_root: &Path, options: &ExportOptions) -> Result<String, EditError> {
    Err(EditError::refused(format!("`{}` cannot be exported yet", options.work), "wait for the next version"))
}
