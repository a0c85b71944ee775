//! pandoc as a program of its own: started here and nowhere else, without a shell, with no filter, template or file of the
//! person's that it could take along.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::edit::EditError;

/// The tree of a .docx. Pictures go below `media`, if it is given.
pub fn read_docx(bytes: &[u8], named: &Path, media: Option<&Path>) -> Result<Value, EditError> {
    let mut arguments = vec!["--from=docx".to_owned(), "--to=json".into(), "--track-changes=all".into()];
    if let Some(media) = media {
        arguments.push(format!("--extract-media={}", media.display()));
    }
    let output = run(&arguments, bytes)?;
    serde_json::from_slice(&output).map_err(|error| EditError::Pandoc {
        message: format!("pandoc's tree of {} cannot be read: {error}", named.display()),
    })
}

/// The .docx of a tree.
pub fn write_docx(tree: &Value) -> Result<Vec<u8>, EditError> {
    run(&["--from=json".into(), "--to=docx".into(), "--output=-".into()], tree.to_string().as_bytes())
}

/// The version of the tree that this pandoc reads and writes; it reads no other.
pub fn version() -> Result<Value, EditError> {
    let output = run(&["--from=commonmark".into(), "--to=json".into()], b"")?;
    let tree: Option<Value> = serde_json::from_slice(&output).ok();
    tree.and_then(|tree| tree.get("pandoc-api-version").cloned())
        .ok_or_else(|| EditError::Pandoc { message: "pandoc does not say which version of its tree it reads".into() })
}

fn run(arguments: &[String], input: &[u8]) -> Result<Vec<u8>, EditError> {
    let mut child = Command::new("pandoc")
        .arg("--data-dir=")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => EditError::Pandoc {
                message: "pandoc is not installed, and .docx is read and written through it\nhelp: install it: `apt install pandoc`, `brew install pandoc`, `winget install JohnMacFarlane.Pandoc`, or from https://pandoc.org/installing.html".into(),
            },
            _ => failed(&error),
        })?;
    let output = std::thread::scope(|scope| {
        let stdin = child.stdin.take();
        // Both ends at once: a pipe that is full would wait for ever.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        child.wait_with_output()
    })
    .map_err(|error| failed(&error))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(EditError::Pandoc { message: format!("pandoc could not do it: {}", said.trim()) })
}

fn failed(error: &io::Error) -> EditError {
    EditError::Pandoc { message: format!("pandoc cannot be started: {error}") }
}
