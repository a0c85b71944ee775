#![allow(
    clippy::disallowed_methods,
    reason = "cli is where the program meets its user: arguments, environment, printing"
)]
//! The commands: what was typed becomes what is meant, and what happened becomes what is said.
//!
//! Exit codes: 0 fine, 1 the site has errors, 2 wrong usage, 3 the environment refused.

use std::io::{IsTerminal, Write as _};
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::base::diagnostic::Weighed;
use crate::base::report::{self, Style};
use crate::base::text::Files;
use crate::build::{BuildError, Built, Completeness, Options};
use crate::edit::EditError;

mod args;
mod build;
mod changes;
mod edit;
mod exchange;
mod links;
mod serve;
mod theme;
mod timings;
mod translation;
mod watch;
mod why;

use args::{Arguments, Command, Format};

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Fine,
    SiteHasErrors,
    WrongUsage,
    Refused,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Fine => 0,
            Outcome::SiteHasErrors => 1,
            Outcome::WrongUsage => 2,
            Outcome::Refused => 3,
        })
    }
}

/// Runs the program.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    if let Some(jobs) = arguments.jobs
        && let Err(error) = rayon::ThreadPoolBuilder::new().num_threads(threads(jobs)).build_global()
    {
        return refuse(&error).into();
    }
    let outcome = match arguments.command {
        Command::Build(arguments) => build::build(&arguments),
        Command::Check(arguments) => build::check(&arguments),
        Command::Serve(arguments) => serve::serve(&arguments),
        Command::Import(arguments) => edit::import(&arguments),
        Command::Export(arguments) => exchange::export(&arguments),
        Command::Init(arguments) => edit::init(&arguments),
        Command::Ids(arguments) => edit::ids(&arguments),
        Command::Translations(arguments) => translation::translations(&arguments),
        Command::Links(arguments) => links::links(&arguments),
        Command::Why(arguments) => why::explain(&arguments),
        Command::Accept(arguments) => translation::accept(&arguments),
        Command::Theme(arguments) => theme::theme(&arguments),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "taiyaku", &mut script);
            output(&script);
            Outcome::Fine
        }
    };
    outcome.into()
}

/// As many threads as were asked for; thousands would only wait for one another.
fn threads(wanted: NonZeroUsize) -> usize {
    const MOST_PER_CORE: usize = 4;
    let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    wanted.get().min(MOST_PER_CORE * cores)
}

/// Says what the environment refused.
fn refuse(error: &dyn std::fmt::Display) -> Outcome {
    say(&format!("error: {error}\n"));
    Outcome::Refused
}

/// Says why nothing could be built. An address that is none was typed; the rest is the environment's.
fn refuse_build(error: &BuildError) -> Outcome {
    match error {
        BuildError::BaseUrl(_) => {
            refuse(error);
            Outcome::WrongUsage
        }
        _ => refuse(error),
    }
}

/// Writes for people, on standard error. A reader that has gone away (`2>&1 | head`) is no reason to fail.
fn say(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Prints what `list` tells of a site; its mistakes are `check`'s affair and only counted.
fn listing(root: &Path, list: impl FnOnce(&Built) -> Result<String, EditError>) -> Outcome {
    let built = match prepared(root) {
        Ok(built) => built,
        Err(outcome) => return outcome,
    };
    let outcome = match list(&built) {
        Ok(text) => {
            output(text.as_bytes());
            Outcome::Fine
        }
        Err(error) => edit::refuse_edit(&error),
    };
    remind(&built);
    outcome
}

/// A site as it is, for whoever tells of it; how it ends if there is none.
fn prepared(root: &Path) -> Result<Built, Outcome> {
    let options = Options { root: root.to_owned(), base_url: None, completeness: Completeness::AsSet };
    crate::build::prepare(&options).map_err(|error| refuse_build(&error))
}

/// Says that a site has errors, if it has.
fn remind(built: &Built) {
    if built.diagnostics.has_errors() {
        say(&format!("note: the site has {}; `taiyaku check` tells them\n", report::summary(&built.diagnostics)));
    }
}

/// Writes for programs, on standard output. A reader that has gone away (`| head`) is no reason to fail.
fn output(bytes: &[u8]) {
    let mut output = std::io::stdout().lock();
    let _ = output.write_all(bytes).and_then(|()| output.flush());
}

/// Color only where a person sees it and wants it (no-color.org).
fn style() -> Style {
    if is_colored(&std::io::stderr()) { Style::COLORED } else { Style::PLAIN }
}

fn is_colored(stream: &impl IsTerminal) -> bool {
    let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    wanted && stream.is_terminal()
}

/// Prints complaints: for people on standard error, for programs on standard output.
fn print<'a>(complaints: impl IntoIterator<Item = Weighed<'a>>, files: &Files, format: Format) {
    match format {
        Format::Human => say(&people(report::human(complaints, files, style()))),
        Format::Json => output(report::json(complaints, files).as_bytes()),
    }
}

/// What is told to people of complaints, and an empty line after it, if there is any.
fn people(told: String) -> String {
    if told.is_empty() { told } else { told + "\n" }
}
