//! `taiyaku serve`.

use crate::base::report;
use crate::build::{BuildError, Built, Completeness, Options};
use crate::serve::{Event, ServeOptions, Stop, serve as run};
use crate::write::is_folder;

use super::args::{Format, ServeArguments};
use super::{Outcome, print, refuse, say};

/// `taiyaku serve`: until Ctrl-C. A site with errors is served all the same: the page shows them.
pub fn serve(arguments: &ServeArguments) -> Outcome {
    if !is_folder(&arguments.root) {
        return refuse(&BuildError::NoFolder(arguments.root.clone()));
    }
    let build = Options { root: arguments.root.clone(), base_url: None, completeness: Completeness::AsSet };
    let options = ServeOptions { build, port: arguments.port };
    match run(&options, &Stop::default(), |event| tell(&event)) {
        Ok(()) => Outcome::Fine,
        Err(error) => refuse(&error),
    }
}

fn tell(event: &Event<'_>) {
    match event {
        Event::Listening { url } => say(&format!("serving {url} (Ctrl-C to stop)\n")),
        Event::Built { built, changed, took } => {
            print(&built.diagnostics, &built.files, Format::Human);
            let changed: Vec<&str> = changed.iter().map(String::as_str).collect();
            let what = match changed.as_slice() {
                [] => String::new(),
                [only] => format!(" {only}:"),
                [first, rest @ ..] => format!(" {first} and {} more:", rest.len()),
            };
            let (summary, kept) = (report::summary(&built.diagnostics), kept(built));
            say(&format!("built{what} {summary}{kept} ({} ms)\n", took.as_millis()));
        }
        Event::Unreadable { error } => say(&format!("error: {error}\n")),
        Event::BrokenPage { diagnostics, built, .. } => print(diagnostics, &built.files, Format::Human),
        Event::Unwatched { error } => say(&format!("warning: some changes will not be noticed: {error}\n")),
    }
}

fn kept(built: &Built) -> &'static str {
    if built.diagnostics.has_errors() { "; the pages stay as they were" } else { "" }
}
