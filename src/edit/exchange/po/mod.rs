//! Catalogues of GNU gettext (manual, section 3): one entry a text, its Markdown as the message.
//!
//! The context names the passage, `chapter-6#chips`, and the text in it if it has several: `chapter-6#companies.3`.

pub mod read;
pub mod write;

/// What begins the extracted comment that names what the translation said when the file was made.
const MADE: &str = "taiyaku: made ";
