//! `taiyaku why`: what a page is made of, and what a file goes into.

use std::collections::BTreeSet;
use std::path::{Component, Path, absolute};

use crate::base::diagnostic::Severity;
use crate::build::Built;
use crate::build::why::{Made, Why, why};
use crate::edit::EditError;
use crate::load::listing::list;
use crate::write::Destination;

use super::args::{Format, WhyArguments};
use super::{Outcome, edit, output, prepared, print, remind};

/// `taiyaku why`
pub fn explain(arguments: &WhyArguments) -> Outcome {
    let built = match prepared(&arguments.root) {
        Ok(built) => built,
        Err(outcome) => return outcome,
    };
    match tell(&built, arguments) {
        Ok(text) => output(text.as_bytes()),
        Err(EditError::Refused { message, .. }) if built.diagnostics.has_errors() => {
            // They may be why there is no such page.
            let all = built.diagnostics.weighed();
            print(all.into_iter().filter(|one| one.severity == Severity::Error), &built.files, Format::Human);
            let help = "mend the errors above first; they may be why".to_owned();
            edit::refuse_edit(&EditError::Refused { message, help });
            return Outcome::SiteHasErrors;
        }
        Err(error) => return edit::refuse_edit(&error),
    }
    remind(&built);
    Outcome::Fine
}

/// The files that are others than at the last build; `None` if none is remembered.
fn changed(arguments: &WhyArguments) -> Option<BTreeSet<String>> {
    let destination = Destination::find(&arguments.root, &arguments.root.join(&arguments.output)).ok()?;
    destination.changed_since(&list(&arguments.root).ok()?)
}

/// What was typed as the paths that it may mean: below the site's folder, or below that of the output, as shells complete it.
fn meant(arguments: &WhyArguments) -> Vec<String> {
    let typed = Path::new(&arguments.path);
    let output = arguments.root.join(&arguments.output);
    let mut below = vec![typed.strip_prefix(&arguments.output), typed.strip_prefix(&output)];
    let whole = [absolute(&output), absolute(&arguments.root)];
    below.extend(whole.iter().flatten().map(|folder| typed.strip_prefix(folder)));
    let own = typed.is_relative().then_some(typed);
    own.into_iter().chain(below.into_iter().flatten()).map(with_slashes).collect()
}

/// A path without `.`, with `/` on every system.
fn with_slashes(path: &Path) -> String {
    let parts = path.components().filter(|part| *part != Component::CurDir);
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn tell(built: &Built, arguments: &WhyArguments) -> Result<String, EditError> {
    let typed = arguments.path.as_str();
    let refused = |message, help: &str| EditError::Refused { message, help: help.to_owned() };
    if built.templates.is_none() {
        return Err(refused("no page can be made of this site".to_owned(), "mend first what `taiyaku check` tells"));
    }
    let mut near = None;
    for path in meant(arguments) {
        match why(built, &path) {
            Ok(Why::Page { path, made }) => return Ok(page(&path, &made, arguments)),
            Ok(Why::Source { readers, is_draft: true }) if readers.is_empty() => {
                return Ok(format!("{path} is a draft, and goes into no page until `draft: true` is removed\n"));
            }
            Ok(Why::Source { readers, .. }) if readers.is_empty() => return Ok(format!("{path} goes into no page\n")),
            Ok(Why::Source { readers, .. }) => {
                let line =
                    |(page, words): (&String, &Vec<String>)| format!("  {page}: {}\n", some(words, arguments.all));
                return Ok(format!("{path} goes into\n") + &readers.iter().map(line).collect::<String>());
            }
            Err(found) => near = near.or(found),
        }
    }
    let help = match near {
        Some(near) => format!("did you mean {near}?"),
        None => "name a page as it lies in public/, such as zh/index.html, or a file such as site.yaml".to_owned(),
    };
    Err(refused(format!("neither a page nor a file of the site: {typed}"), &help))
}

/// What a page is made of: what has changed of that first, then its files, and on demand all that it read.
fn page(path: &str, made: &Made, arguments: &WhyArguments) -> String {
    let mut text = format!("{path}: {}\n{path} is made of\n", since(made, changed(arguments).as_ref()));
    for (file, words) in &made.files {
        text.push_str(&format!("  {file}: {}\n", some(words, arguments.all)));
    }
    if !arguments.all {
        return text + "what it read, with places, and what it looked for in vain: add --all\n";
    }
    let missed = (!made.missed.is_empty()).then_some((&"looked for and not found", &made.missed));
    for (group, lines) in made.read.iter().chain(missed) {
        text.push_str(&format!("\n{group}\n"));
        lines.iter().for_each(|line| text.push_str(&format!("  {line}\n")));
    }
    text
}

/// The first of many words and the count of the rest, or all.
fn some(words: &[String], all: bool) -> String {
    const MOST: usize = 3;
    match words.len().saturating_sub(MOST) {
        0 | 1 => words.join("; "),
        _ if all => words.join("; "),
        rest => format!("{}; and {rest} more", words[..MOST].join("; ")),
    }
}

/// What of the files of a page has changed since the last build.
fn since(made: &Made, changed: Option<&BTreeSet<String>>) -> String {
    let Some(changed) = changed else { return "no earlier build is remembered".to_owned() };
    let list = |files: &[&String]| files.iter().map(|file| format!("\n  {file}")).collect::<String>();
    let (ours, others): (Vec<&String>, Vec<&String>) = changed.iter().partition(|file| made.files.contains_key(*file));
    match (ours.as_slice(), others.as_slice()) {
        ([], []) => "nothing has changed since the last build".to_owned(),
        ([], others) => format!(
            "no file that it is made of now has changed since the last build; it may have been made of others that have{}",
            list(&others[..others.len().min(MOST_OTHERS)])
        ),
        (ours, _) => format!("changed since the last build{}", list(ours)),
    }
}

/// Of files that may have nothing to do with a page so many are told.
const MOST_OTHERS: usize = 5;
