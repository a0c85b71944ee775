//! `taiyaku serve`.

use std::sync::Arc;
use std::time::Duration;

use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::base::report;
use crate::build::{BuildError, Built, Changes, Completeness, Options};
use crate::serve::watch::How;
use crate::serve::{Event, ServeOptions, Stop, serve as run};
use crate::write::{cache, is_folder};

use super::args::{Format, ServeArguments};
use super::build::painter;
use super::{Outcome, print, refuse, say};

/// `taiyaku serve`: until Ctrl-C. A site with errors is served all the same: the page shows them.
pub fn serve(arguments: &ServeArguments) -> Outcome {
    if !is_folder(&arguments.root) {
        return refuse(&BuildError::NoFolder(arguments.root.clone()));
    }
    let build = Options { root: arguments.root.clone(), base_url: None, completeness: Completeness::AsSet };
    let how = if arguments.poll { How::Polling } else { How::System };
    let painter = painter(&arguments.root, arguments.no_cache);
    let options = ServeOptions {
        build,
        port: arguments.port,
        how,
        host: arguments.host,
        is_paranoid: arguments.paranoid,
        painter: Arc::clone(&painter),
    };
    if options.host.is_some_and(|host| !host.is_loopback()) {
        say("note: other machines of the network can read this preview\n");
    }
    let result = run(&options, &Stop::default(), |event| tell(&event));
    if !arguments.no_cache {
        cache::keep(&arguments.root, &painter);
    }
    match result {
        Ok(()) => Outcome::Fine,
        Err(error) => refuse(&error),
    }
}

fn tell(event: &Event<'_>) {
    match event {
        Event::Listening { url } => say(&format!("serving {url} (Ctrl-C to stop)\n")),
        Event::Built { built, changed: None, took } => {
            print(&built.diagnostics, &built.files, Format::Human);
            last_line("built", built, *took);
        }
        Event::Built { built, changed: Some(changed), took } => {
            print(&worth_telling(built, changed), &built.files, Format::Human);
            last_line(&format!("built {}:", words(changed)), built, *took);
        }
        Event::Unreadable { error } => say(&format!("error: {error}\n")),
        Event::BrokenPage { diagnostics, built, .. } => print(*diagnostics, &built.files, Format::Human),
        Event::Differed { differences } => {
            const SHOWN: usize = 10;
            say(&format!("error: {} places differ from a build from scratch\n", differences.len()));
            differences.iter().take(SHOWN).for_each(|difference| say(&format!("{difference}\n")));
        }
        Event::Notice { notice } => say(&format!("warning: {notice}\n")),
    }
}

fn last_line(what: &str, built: &Built, took: Duration) {
    let kept = if built.diagnostics.has_errors() { "; the pages stay as they were" } else { "" };
    say(&format!("{what} {}{kept} ({} ms)\n", report::summary(&built.diagnostics), took.as_millis()));
}

fn words(changed: &Changes) -> String {
    let Changes::Paths(paths) = changed else { return "all anew".to_owned() };
    match paths.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => "nothing".to_owned(),
        [only] => (*only).to_owned(),
        [first, rest @ ..] => format!("{first} and {} more", rest.len()),
    }
}

/// The errors, and what is complained of in the files that changed: the rest was told before.
fn worth_telling(built: &Built, changed: &Changes) -> Diagnostics {
    let is_changed = |path: &str| match changed {
        Changes::All => false,
        Changes::Paths(paths) => paths.contains(path),
    };
    let is_worth_it = |complaint: &&Diagnostic| {
        let is_in_changed = || complaint.place().is_some_and(|place| is_changed(&built.files.get(place.file).path));
        complaint.severity == Severity::Error || is_in_changed()
    };
    built.diagnostics.iter().filter(is_worth_it).cloned().collect()
}
