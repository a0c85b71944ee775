//! `taiyaku build` and `taiyaku check`.

use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use crate::base::highlight::painter::Painter;
use crate::base::report;
use crate::build::{self, Built, Completeness, Folded, Options, Tools};
use crate::edit::{FixError, FixScope, Mended, fix_in};
use crate::load::{self, listing::Stamp};
use crate::write::{cache, is_folder};

use super::args::{BuildArguments, CheckArguments, Format, SiteArguments};
use super::edit::refuse_edit;
use super::timings::Timings;
use super::watch::watch;
use super::{Outcome, people, print, refuse_build, say, style};

/// `taiyaku build`
pub fn build(arguments: &BuildArguments) -> Outcome {
    if arguments.watch {
        return watch(arguments);
    }
    let start = Instant::now();
    let format = arguments.format;
    let output = arguments.site.root.join(&arguments.output);
    let options = options(&arguments.site, arguments.complete);
    let key = if arguments.no_cache { None } else { key(&options, &output, format) };
    let progress = Progress::begin("building");
    let painter = painter(&arguments.site.root, arguments.no_cache);
    let timings = arguments.timings.then(Timings::begin);
    let mark = timings.as_ref().map(Timings::mark).unwrap_or_default();
    let tools = Tools { painter: Arc::clone(&painter), mark };
    let result = build::build_if_changed(&options, &output, &tools, key.as_deref());
    let timings = timings.map(|timings| timings.end());
    if !arguments.no_cache {
        cache::keep(&arguments.site.root, &painter);
    }
    drop(progress);
    let took = start.elapsed().as_millis();
    say(&timings.unwrap_or_default());
    match result {
        Ok(Folded::Unchanged(last)) => {
            tell(&last.told, &format!(" ({took} ms, nothing changed)"), format);
            Outcome::Fine
        }
        Ok(Folded::Anew(mut finished)) => {
            let built = &finished.built;
            let (told, has_errors) = (told(built, &output, format), built.diagnostics.has_errors());
            tell(&told, &if has_errors { String::new() } else { format!(" ({took} ms)") }, format);
            if let Some(key) = key {
                finished.remember(&key, &told);
            }
            // The process ends, and the system takes its memory back at once; giving back a large site piece by piece takes
            // a tenth of its build.
            std::mem::forget(finished);
            if has_errors { Outcome::SiteHasErrors } else { Outcome::Fine }
        }
        Err(error) => refuse_build(&error),
    }
}

/// All that is told of a build but how long it took.
pub fn told(built: &Built, output: &Path, format: Format) -> String {
    let all = built.diagnostics.weighed();
    if format == Format::Json {
        return report::json(all, &built.files);
    }
    let complaints = report::summary(all.iter().copied());
    let end = match built.diagnostics.has_errors() {
        true if is_folder(output) => format!("nothing was written, {} is as it was", output.display()),
        true => "nothing was written".to_owned(),
        false => format!("{} pages in {}", built.pages(), output.display()),
    };
    format!("{}{complaints}; {end}", people(report::brief(all, &built.files, style())))
}

/// Tells of a build; people also how long it took.
fn tell(told: &str, took: &str, format: Format) {
    match format {
        Format::Human => say(&format!("{told}{took}\n")),
        Format::Json => super::output(told.as_bytes()),
    }
}

/// What a build depends on beside the site's files, and how it is told of: this program, and what was typed. Without a
/// program that can be known again, nothing can be spared.
fn key(options: &Options, output: &Path, format: Format) -> Option<String> {
    let program = std::env::current_exe().and_then(std::fs::metadata).and_then(|program| Stamp::of(&program)).ok()?;
    let version = env!("CARGO_PKG_VERSION");
    Some(format!("{version} {program:?} {options:?} {output:?} {format:?} {:?}", style()))
}

/// `taiyaku check`
pub fn check(arguments: &CheckArguments) -> Outcome {
    if arguments.fix
        && let Err(error) = mend(arguments)
    {
        return match error {
            FixError::Build(error) => refuse_build(&error),
            FixError::Edit(error) => refuse_edit(&error),
        };
    }
    let progress = Progress::begin("checking");
    let painter = painter(&arguments.site.root, arguments.no_cache);
    let options = options(&arguments.site, arguments.complete);
    let result = build::prepare_with(&options, &Tools { painter: Arc::clone(&painter), ..Tools::default() }).and_then(
        |mut built| {
            // Templates fail only when pages are made of them.
            if !built.diagnostics.has_errors() {
                build::render_all(&mut built, |_, _| Ok(()))?;
            }
            Ok(built)
        },
    );
    if !arguments.no_cache {
        cache::keep(&arguments.site.root, &painter);
    }
    drop(progress);
    match result {
        Ok(built) => {
            let outcome = finish(&built, arguments.format, |complaints| match mendable(&built) {
                0 => complaints.to_owned(),
                count => format!("{complaints}; {count} can be mended by taiyaku check --fix"),
            });
            // As for a build: the process ends.
            std::mem::forget(built);
            outcome
        }
        Err(error) => refuse_build(&error),
    }
}

/// Mends what can be mended, and says each edit.
fn mend(arguments: &CheckArguments) -> Result<(), FixError> {
    let scope =
        FixScope { files: arguments.files.clone(), rules: arguments.rule.clone(), is_dry_run: arguments.dry_run };
    let mended = fix_in(&options(&arguments.site, arguments.complete), &scope)?;
    let word = if arguments.dry_run { "would mend" } else { "mended" };
    for Mended { path, line, rule, old, new } in &mended {
        let [path, old, new] = [path, old, new].map(|text| report::visible(&text.replace(['\r', '\n'], " ")));
        say(&format!("{word} {path}:{line} ({}): `{old}` → `{new}`\n", rule.name));
    }
    if mended.is_empty() {
        say("nothing can be mended without you\n");
    }
    Ok(())
}

/// How many complaints carry the edit that mends them.
fn mendable(built: &Built) -> usize {
    built.diagnostics.weighed().iter().filter(|weighed| weighed.complaint.edit().is_some()).count()
}

/// What colors the code: what the last run knew, or nothing yet.
pub fn painter(root: &Path, no_cache: bool) -> Arc<Painter> {
    Arc::new(if no_cache { Painter::default() } else { load::cache::painter(root) })
}

/// What is to be built.
pub fn options(site: &SiteArguments, complete: bool) -> Options {
    Options {
        root: site.root.clone(),
        base_url: site.base_url.clone(),
        completeness: if complete { Completeness::Required } else { Completeness::AsSet },
    }
}

/// Prints the complaints and, for people, one last line.
fn finish(built: &Built, format: Format, last_line: impl FnOnce(&str) -> String) -> Outcome {
    let all = built.diagnostics.weighed();
    print(all.iter().copied(), &built.files, format);
    if format == Format::Human {
        say(&(last_line(&report::summary(all)) + "\n"));
    }
    if built.diagnostics.has_errors() { Outcome::SiteHasErrors } else { Outcome::Fine }
}

/// A word on a terminal while the work goes on; it is gone afterwards.
struct Progress {
    is_shown: bool,
}

impl Progress {
    fn begin(word: &str) -> Self {
        let is_shown = std::io::stderr().is_terminal();
        if is_shown {
            say(&format!("{word} …"));
        }
        Self { is_shown }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.is_shown {
            say("\r\u{1b}[K");
        }
    }
}
