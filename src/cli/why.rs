//! `taiyaku why`: what a page is made of, and what a file goes into.

use std::fmt::Write as _;

use crate::build::Built;
use crate::build::why::{Why, why};
use crate::edit::EditError;

use super::args::WhyArguments;
use super::{Outcome, listing};

/// `taiyaku why`
pub fn explain(arguments: &WhyArguments) -> Outcome {
    listing(&arguments.root, |built| tell(built, &arguments.path))
}

fn tell(built: &Built, path: &str) -> Result<String, EditError> {
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
