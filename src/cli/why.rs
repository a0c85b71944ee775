//! `taiyaku why`: what a page is made of, and what a file goes into.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::build::Built;
use crate::build::why::{Why, why};
use crate::edit::EditError;
use crate::load::listing::list;
use crate::write::Destination;

use super::args::WhyArguments;
use super::{Outcome, listing};

/// `taiyaku why`
pub fn explain(arguments: &WhyArguments) -> Outcome {
    listing(&arguments.root, |built| tell(built, arguments))
}

/// The files that are others than at the last build; `None` if none is remembered.
fn changed(arguments: &WhyArguments) -> Option<BTreeSet<String>> {
    let destination = Destination::find(&arguments.root, &arguments.root.join(&arguments.output)).ok()?;
    destination.changed_since(&list(&arguments.root).ok()?)
}

fn tell(built: &Built, arguments: &WhyArguments) -> Result<String, EditError> {
    let path = arguments.path.as_str();
    let path = path.trim_start_matches("./");
    let found = why(built, path).map_err(|near| EditError::Refused {
        message: format!("neither a page nor a file of the site: {path}"),
        help: match near {
            Some(near) => format!("did you mean {near}?"),
            None => "name a page as it lies in public/, such as zh/index.html, or a file such as site.yaml".to_owned(),
        },
    })?;
    let mut text = String::new();
    match found {
        Why::Page(made) => {
            let _ = writeln!(text, "{path} is made of");
            for (group, lines) in &made.read {
                let _ = writeln!(text, "\n{group}");
                lines.iter().for_each(|line| text.push_str(&format!("  {line}\n")));
            }
            if !made.missed.is_empty() {
                text.push_str("\nlooked for and not found\n");
                made.missed.iter().for_each(|line| text.push_str(&format!("  {line}\n")));
            }
            text.push_str(&since(&made.files, changed(arguments).as_ref()));
        }
        Why::Source(readers) if readers.is_empty() => {
            let _ = writeln!(text, "{path} goes into no page");
        }
        Why::Source(readers) => {
            let _ = writeln!(text, "{path} goes into");
            for (page, words) in readers {
                let _ = writeln!(text, "  {page}: {}", words.join("; "));
            }
        }
    }
    Ok(text)
}

/// What of the files of a page has changed since the last build.
fn since(files: &BTreeSet<String>, changed: Option<&BTreeSet<String>>) -> String {
    let Some(changed) = changed else { return "\nno earlier build is remembered\n".to_owned() };
    let ours: Vec<&str> = files.intersection(changed).map(String::as_str).collect();
    match (ours.as_slice(), changed.len()) {
        ([], 0) => "\nnothing has changed since the last build\n".to_owned(),
        ([], _) => "\nnone of its files has changed since the last build, though others have\n".to_owned(),
        (ours, _) => format!("\nchanged since the last build\n  {}\n", ours.join("\n  ")),
    }
}
