//! What the system refuses, and the way out.

use std::io::{Error, ErrorKind};

/// A line of help on what the system said, after a line break; nothing where the system's words are all that is known.
pub fn help(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::PermissionDenied => {
            "\nhelp: give yourself the right to it (its owner and rights: ls -ld), or run as the user who has it"
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "\nhelp: free some space on that disk, then try again",
        ErrorKind::ReadOnlyFilesystem => "\nhelp: that disk cannot be written to; choose a folder on another",
        ErrorKind::NotFound => "\nhelp: it may have been moved or removed meanwhile; try again",
        _ => "",
    }
}
