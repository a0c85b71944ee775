//! What is shown at one moment: the last good site, and the report of the build after it if that had errors.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::base::diagnostic::{Diagnostics, Severity};
use crate::base::report::{self, Style};
use crate::base::text::Files;
use crate::build::{BuildError, Built};

/// The current state of a site. Replaced whole, never changed.
pub struct Preview {
    /// Which run of the server, and which build of it: a page of another one is out of date.
    run: u128,
    build: u64,
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
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).cloned().collect();
        Self { summary: report::summary(&errors), text: report::human(&errors, files, Style::PLAIN) }
    }
}

impl Preview {
    /// The state after the first build.
    pub fn first(built: &Arc<Built>) -> Self {
        // Only to tell this run from an earlier one on the same port, whose pages may still be open.
        let run = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        Self { run, build: 0, good: None, report: None }.next(built)
    }

    /// The state after a further build.
    pub fn next(&self, built: &Arc<Built>) -> Self {
        let is_good = !built.diagnostics.has_errors() && built.templates.is_some();
        let good = if is_good { Some(Arc::clone(built)) } else { self.good.clone() };
        let report = (!is_good).then(|| Report::of(&built.diagnostics, &built.files));
        Self { run: self.run, build: self.build + 1, good, report }
    }

    /// The state after the site could not be read.
    pub fn unreadable(&self, error: &BuildError) -> Self {
        let report = Report { summary: "The site cannot be read".to_owned(), text: error.to_string() };
        Self { run: self.run, build: self.build + 1, good: self.good.clone(), report: Some(report) }
    }

    /// The name of this state, for the reload channel.
    pub fn id(&self) -> String {
        format!("{:x}-{}", self.run, self.build)
    }
}
