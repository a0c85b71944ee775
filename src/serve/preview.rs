//! What is shown at one moment: the last good site, and the report of the build after it if that had errors.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::base::diagnostic::{Diagnostics, Severity, Weighed};
use crate::base::report::{self, Style};
use crate::base::text::Files;
use crate::build::{BuildError, Built, Changes};

use super::media::{SCRIPT, STYLE, media_type};

/// The current state of a site. Replaced whole, never changed.
pub struct Preview {
    /// Which run of the server, and which build of it: a page of another one is out of date.
    run: u128,
    build: u64,
    /// The builds after which style sheets, scripts and pictures last changed: pages hold them, and learn of it by this alone.
    held: Held,
    /// The last site without errors.
    pub good: Option<Arc<Built>>,
    /// What is wrong with the site as it stands; `None` if `good` is that site.
    pub report: Option<Report>,
}

/// What is wrong, for people.
#[derive(Clone, Debug)]
pub struct Report {
    /// How much, in words: `2 errors`.
    pub summary: String,
    /// All of it, with excerpts.
    pub text: String,
}

impl Report {
    /// The errors among complaints: in the page, the rest would only hide them.
    pub fn of(diagnostics: &Diagnostics, files: &Files) -> Self {
        let errors: Vec<Weighed<'_>> =
            diagnostics.into_iter().filter(|weighed| weighed.severity == Severity::Error).collect();
        Self { summary: report::summary(errors.iter().copied()), text: report::human(errors, files, Style::PLAIN) }
    }
}

impl Preview {
    /// The state after the first build.
    pub fn first(built: &Arc<Built>) -> Self {
        // Only to tell this run from an earlier one on the same port, whose pages may still be open.
        let run = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        Self { run, build: 0, held: Held::default(), good: None, report: None }.next(built, &Changes::All)
    }

    /// The state after a further build.
    pub fn next(&self, built: &Arc<Built>, changed: &Changes) -> Self {
        let is_good = !built.diagnostics.has_errors() && built.templates.is_some();
        let good = if is_good { Some(Arc::clone(built)) } else { self.good.clone() };
        let report = (!is_good).then(|| Report::of(&built.diagnostics, &built.files));
        let build = self.build + 1;
        Self { run: self.run, build, held: self.held.after(changed, build), good, report }
    }

    /// The state after the site could not be read.
    pub fn unreadable(&self, error: &BuildError) -> Self {
        let report = Report { summary: "The site cannot be read".to_owned(), text: error.to_string() };
        Self { run: self.run, build: self.build + 1, held: self.held, good: self.good.clone(), report: Some(report) }
    }

    /// The name of this state, for the reload channel: the run, the build, and the builds of what pages hold.
    pub fn id(&self) -> String {
        let Held { styles, scripts, pictures } = self.held;
        format!("{:x}-{}-{styles}-{scripts}-{pictures}", self.run, self.build)
    }

    /// The same name without the build. A page whose browser kept it from before would otherwise hold other files than it
    /// says, and load itself again for ever.
    pub fn holds(&self) -> String {
        let Held { styles, scripts, pictures } = self.held;
        format!("{:x}-{styles}-{scripts}-{pictures}", self.run)
    }
}

/// The builds after which what pages hold last changed, of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Held {
    styles: u64,
    scripts: u64,
    pictures: u64,
}

impl Held {
    fn after(mut self, changed: &Changes, build: u64) -> Self {
        let Changes::Paths(paths) = changed else {
            return Self { styles: build, scripts: build, pictures: build };
        };
        for path in paths {
            let name = path.rsplit('/').next().unwrap_or(path);
            match media_type(path) {
                STYLE => self.styles = build,
                SCRIPT => self.scripts = build,
                kind if kind.starts_with("image/") => self.pictures = build,
                // A folder may hold any of them.
                _ if !name.contains('.') && !path.starts_with("templates") => {
                    return Self { styles: build, scripts: build, pictures: build };
                }
                _ => {}
            }
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_learn_which_kind_of_file_that_they_hold_has_changed() {
        let after = |paths: &[&str]| {
            let paths = paths.iter().map(|path| (*path).to_owned()).collect();
            let held = Held::default().after(&Changes::Paths(paths), 7);
            (held.styles, held.scripts, held.pictures)
        };
        assert_eq!(after(&["content/zh/a.md", "site.yaml", "templates/base.html"]), (0, 0, 0));
        assert_eq!(after(&["static/own.css", "content/zh/a.md"]), (7, 0, 0));
        assert_eq!(after(&["static/own.js"]), (0, 7, 0));
        assert_eq!(after(&["content/zh/map.SVG"]), (0, 0, 7));
        assert_eq!(after(&["static"]), (7, 7, 7));
        assert_eq!(Held::default().after(&Changes::All, 7), Held { styles: 7, scripts: 7, pictures: 7 });
    }
}
