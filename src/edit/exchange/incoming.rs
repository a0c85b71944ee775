//! What a file of a translator holds, before it is held against the documents.

use crate::base::text::Span;

/// The passages of a work in a file.
#[derive(Clone, Debug)]
pub struct IncomingWork {
    /// The work's key, or the path of its source document.
    pub work: String,
    /// The language of the translation: a tag, empty if the file does not say it.
    pub language: String,
    /// Where the file says so.
    pub at: Span,
    /// Its passages, in order.
    pub passages: Vec<IncomingPassage>,
}

/// A passage in a file.
#[derive(Clone, Debug)]
pub struct IncomingPassage {
    /// Its id.
    pub id: String,
    /// Where it stands.
    pub at: Span,
    /// The digest of what the translation said when the file was made.
    pub made: Option<String>,
    /// Its texts.
    pub texts: Vec<IncomingText>,
}

/// A text in a file.
#[derive(Clone, Debug)]
pub struct IncomingText {
    /// Its number in the passage, from 1; 0 if the file names none that can be read.
    pub number: usize,
    /// Where it stands.
    pub at: Span,
    /// What it says of the source.
    pub source: Said,
    /// The translation, if there is one.
    pub target: Option<Said>,
    /// Whether the translator marks it as not to be relied on (PO: fuzzy).
    pub is_fuzzy: bool,
}

/// A text as a file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Words and numbered codes.
    Coded(Vec<Piece>),
    /// Markdown.
    Markdown(String),
}

impl Said {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Coded(pieces) => {
                pieces.iter().all(|piece| matches!(piece, Piece::Text(text) if text.trim().is_empty()))
            }
            Self::Markdown(markdown) => markdown.trim().is_empty(),
        }
    }
}

/// A piece of a coded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// Where the code of that id begins.
    Open(String),
    /// Where it ends.
    Close(String),
    /// A code without words.
    Alone(String),
}
