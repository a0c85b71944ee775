//! `taiyaku serve`.

use std::path::Path;
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
use super::changes::words;
use super::{Outcome, print, refuse, say};

/// `taiyaku serve`: until Ctrl-C. A site with errors is served all the same: the page shows them.
pub fn serve(arguments: &ServeArguments) -> Outcome {
    if !is_folder(&arguments.root) {
        return refuse(&BuildError::NoFolder(arguments.root.clone()));
    }
    // Of a folder that is replaced by another, the working directory remains the old one.
    let root = match std::path::absolute(&arguments.root) {
        Ok(root) => root,
        Err(error) => return refuse(&error),
    };
    let build = Options { root: root.clone(), base_url: None, completeness: Completeness::AsSet };
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
    let result = run(&options, &Stop::default(), |event| tell(&event, &root));
    if !arguments.no_cache {
        cache::keep(&arguments.root, &painter);
    }
    match result {
        Ok(()) => Outcome::Fine,
        Err(error) => refuse(&error),
    }
}

fn tell(event: &Event<'_>, root: &Path) {
    match event {
        Event::Listening { url } => say(&format!("serving {url} (Ctrl-C to stop)\n")),
        Event::Built { built, changed: None, took } => {
            print(&built.diagnostics, &built.files, Format::Human);
            last_line(("built", ""), built, *took);
        }
        Event::Built { built, changed: Some(changed), took } => {
            print(&worth_telling(built, changed), &built.files, Format::Human);
            let what = words(root, changed).unwrap_or_else(|| "all anew".to_owned());
            last_line((&format!("built {what}:"), "; the pages stay as they were"), built, *took);
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

fn last_line((what, of_errors): (&str, &str), built: &Built, took: Duration) {
    let kept = if built.diagnostics.has_errors() { of_errors } else { "" };
    say(&format!("{what} {}{kept} ({} ms)\n", report::summary(&built.diagnostics), took.as_millis()));
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
