#![allow(
    clippy::disallowed_methods,
    reason = "edit is the only writer of content/, and reads what it is about to replace"
)]
//! The only writer of what people write: imports texts and brings their new words into documents, gives passages their ids,
//! records translations, begins sites; and lays documents out for people who read them elsewhere.
//!
//! Each command is a pure core, text in and text out, and a thin writer around it. A writer replaces a file atomically,
//! and only if the file still holds what was read; it never writes over a file that it did not read.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::base::environment::help;
use crate::load::LoadError;

mod accept;
mod annotations;
mod assign;
mod counterpart;
mod docx;
mod escape;
mod exchange;
mod fix;
mod ids;
mod import;
mod init;
mod insert;
mod markdown;
mod name;
mod outline;
mod pairing;
mod passage;
mod place;
mod reword;
mod shape;
mod store;
mod tree;
mod update;

pub use accept::{AcceptOptions, Accepted, Act, LockEdit, Outcome, accept, accept_in, language};
pub use annotations::{AnnotationsOptions, import_annotations};
pub use docx::{Docx, DocxOptions, docx_of, import_comments};
pub use escape::{BlockForm, Escaper};
pub use exchange::{
    ExchangeForm, ExportOptions, Exported, Overwrite, TakeMode, TakeOptions, TakeReport, export_from, take_from,
    write_export,
};
pub use fix::{FixError, FixScope, Mended, fix, fix_in};
pub use ids::{IdEdit, IdScope, Ids, ids, ids_in};
pub use import::{
    Commentator, ImportOptions, Imported, NewFile, import, import_into, is_faithful, needs_language_and_work,
    update_in, would_update,
};
pub use init::{init_in, sample};
pub use shape::shape;
pub use tree::{Generator, import_tree};
pub use update::{Incoming, Updated, Vanished, update};

/// Something a person should look at after an edit: no mistake, but a decision that was made for them or left to them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// The file, as the person named it or below the site's folder; empty for none.
    pub path: String,
    /// The line, 1-based.
    pub line: Option<usize>,
    /// What was decided and why, or what is to be done.
    pub text: String,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.path.as_str(), self.line) {
            ("", None) => write!(f, "{}", self.text),
            ("", Some(line)) => write!(f, "line {line}: {}", self.text),
            (path, None) => write!(f, "{path}: {}", self.text),
            (path, Some(line)) => write!(f, "{path}:{line}: {}", self.text),
        }
    }
}

/// What an edit did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The files that were written, below the folder that was edited, with `/`.
    pub written: Vec<String>,
    /// What a person should look at.
    pub notes: Vec<Note>,
}

/// Why nothing was written.
#[derive(Debug)]
pub enum EditError {
    /// The site could not be read.
    Load(LoadError),
    /// A file or folder could not be read.
    Read {
        /// Which.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// A file could not be written.
    Write {
        /// Which.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The file is not UTF-8.
    NotUtf8 {
        /// Which.
        path: PathBuf,
    },
    /// These files are there already.
    Exists {
        /// All of them.
        paths: Vec<PathBuf>,
    },
    /// A site is begun in an empty folder.
    NotEmpty {
        /// The folder.
        dir: PathBuf,
        /// What lies in it.
        entries: Vec<String>,
    },
    /// The file is no longer what was read.
    Changed {
        /// Which.
        path: PathBuf,
    },
    /// pandoc is not there, or did not do what it was asked.
    Pandoc {
        /// What happened, with the way out.
        message: String,
    },
    /// What would be written is not what was read: a fault of taiyaku.
    Unfaithful {
        /// The text.
        path: PathBuf,
    },
    /// What was asked for cannot be done: wrong usage, and not the environment's fault.
    Refused {
        /// Why, in one phrase.
        message: String,
        /// The way out.
        help: String,
    },
}

impl EditError {
    fn refused(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Refused { message: message.into(), help: help.into() }
    }
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Load(error) => write!(f, "{error}"),
            Self::Read { path, error } => write!(f, "cannot read {}: {error}{}", path.display(), help(error)),
            Self::Write { path, error } => write!(f, "cannot write {}: {error}{}", path.display(), help(error)),
            Self::NotUtf8 { path } => write!(
                f,
                "{} is not UTF-8\nhelp: save it as UTF-8; older Chinese and Japanese files are often GB 18030 or Shift_JIS",
                path.display()
            ),
            Self::Exists { paths } => {
                let all = paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
                write!(
                    f,
                    "nothing was written, because this would write over {all}\nhelp: move it away, or choose another name"
                )
            }
            Self::NotEmpty { dir, entries } => write!(
                f,
                "{} is not empty: it holds {}\nhelp: a site is begun in an empty or a new folder: taiyaku init my-site",
                dir.display(),
                few(entries)
            ),
            Self::Changed { path } => write!(
                f,
                "nothing was written, because {} has changed since it was read\nhelp: run the command again",
                path.display()
            ),
            Self::Unfaithful { path } => write!(
                f,
                "nothing was written, because {} would not read back as it is\nhelp: this is a fault of taiyaku; please report it with the text",
                path.display()
            ),
            Self::Pandoc { message } => write!(f, "{message}"),
            Self::Refused { message, help } => write!(f, "{message}\nhelp: {help}"),
        }
    }
}

impl std::error::Error for EditError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read { error, .. } | Self::Write { error, .. } => Some(error),
            Self::Load(error) => Some(&error.error),
            _ => None,
        }
    }
}

impl From<LoadError> for EditError {
    fn from(error: LoadError) -> Self {
        Self::Load(error)
    }
}

/// The first of many, and how many more.
fn few(words: &[String]) -> String {
    const SHOWN: usize = 5;
    match words.len().checked_sub(SHOWN) {
        None | Some(0) => words.join(", "),
        Some(more) => format!("{} and {more} more", words[..SHOWN].join(", ")),
    }
}
