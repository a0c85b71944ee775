//! Holds the law that a site which was kept up to date equals one that is built from scratch, byte for byte: after each
//! refresh the site is built anew, and every route and every complaint compared.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::base::diagnostic::Diagnostics;
use crate::base::report::{self, Style};
use crate::build::{BuildError, Built, Changes, Options, Session};
use crate::load::AssetContent;
use crate::render::{Output, render};

/// A place where a site that was kept up to date is not the one built from scratch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The page or file, below the root of the site, or what is said of the site.
    pub path: String,
    /// The first line that differs, from 1.
    pub line: usize,
    /// What stands there in the site that was kept up to date; nothing where that ended before.
    pub kept: String,
    /// What stands there in the site built from scratch.
    pub clean: String,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { path, line, kept, clean } = self;
        write!(f, "{path}, line {line}:\n  kept up to date: {kept}\n  from scratch:    {clean}")
    }
}

/// What the complaints of a build are compared as.
const COMPLAINTS: &str = "complaints of the site";
/// What stands for a page that one of the sites lacks.
const ABSENT: &str = "(no such page)";
/// What the complaints of its pages are compared as.
const PAGE_COMPLAINTS: &str = "complaints of its pages";

/// All pages of the site as they were last made, in memory.
pub struct Paranoid {
    options: Options,
    made: BTreeMap<String, String>,
}

impl Paranoid {
    /// One that has seen nothing yet.
    pub fn new(options: Options) -> Self {
        Self { options, made: BTreeMap::new() }
    }

    /// Builds the site from scratch and compares it with `built`, which `session` kept up to date: the pages that the session
    /// has made anew or left as they were, and those that are rendered when they are asked for.
    ///
    /// # Errors
    /// The site cannot be read.
    pub fn compare(&mut self, session: &mut Session, built: &Arc<Built>) -> Result<Vec<Difference>, BuildError> {
        let mut scratch = Session::new(self.options.clone());
        let clean = scratch.refresh(&Changes::All)?;
        let complaints = [said(&built.diagnostics, built), said(&clean.diagnostics, &clean)];
        let mut differences = Vec::from_iter(difference(COMPLAINTS, &complaints[0], &complaints[1]));
        if built.diagnostics.has_errors() || clean.diagnostics.has_errors() {
            return Ok(differences);
        }
        let (made, complaints) = render_into(std::mem::take(&mut self.made), session, built);
        let (pages, clean_complaints) = render_into(BTreeMap::new(), &mut scratch, &clean);
        let complaints = [said(&complaints, built), said(&clean_complaints, &clean)];
        differences.extend(difference(PAGE_COMPLAINTS, &complaints[0], &complaints[1]));
        self.made = made;
        self.made.retain(|path, _| built.site.routes.at(path).is_some());
        let paths: BTreeSet<&String> = self.made.keys().chain(pages.keys()).collect();
        let of_pages = paths.into_par_iter().flat_map_iter(|path| {
            let [kept, clean] = [&self.made, &pages].map(|pages| pages.get(path).map_or(ABSENT, String::as_str));
            difference(path, kept, clean).or_else(|| difference(path, &asked_for(built, path), clean))
        });
        differences.extend(of_pages.collect::<Vec<_>>());
        Ok(differences)
    }
}

fn said(diagnostics: &Diagnostics, built: &Built) -> String {
    report::human(diagnostics, &built.files, Style::PLAIN)
}

/// Pages with those that a session makes anew.
fn render_into(
    pages: BTreeMap<String, String>,
    session: &mut Session,
    built: &Arc<Built>,
) -> (BTreeMap<String, String>, Diagnostics) {
    let pages = Mutex::new(pages);
    let Ok(rendering) = session.render(built, |path, output| {
        pages.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), text(output));
        Ok::<_, Infallible>(())
    });
    (pages.into_inner().unwrap_or_else(PoisonError::into_inner), rendering.diagnostics)
}

/// A page as the server shows it.
fn asked_for(built: &Built, path: &str) -> String {
    let output = built.site.routes.at(path).zip(built.templates.as_ref()).and_then(|(route, templates)| {
        let (output, _) = render(&built.site, templates, route);
        output
    });
    output.map_or(ABSENT.to_owned(), |output| text(&output))
}

/// What an output is compared as. A file that is copied is the same file or another; its bytes are read when it is asked for.
fn text(output: &Output) -> String {
    match output {
        Output::Text(text) => String::from_utf8_lossy(text).into_owned(),
        Output::Copy(AssetContent::File(place)) => format!("the file {}", place.display()),
        Output::Copy(AssetContent::Embedded(_)) => "a file of the theme".to_owned(),
    }
}

/// The first line that two texts do not share.
fn difference(path: &str, kept: &str, clean: &str) -> Option<Difference> {
    if kept == clean {
        return None;
    }
    let lines = |text: &str| -> Vec<String> { text.split('\n').map(str::to_owned).collect() };
    let (kept, clean) = (lines(kept), lines(clean));
    let at = kept.iter().zip(&clean).take_while(|(kept, clean)| kept == clean).count();
    let line = |lines: &[String]| lines.get(at).cloned().unwrap_or_default();
    Some(Difference { path: path.to_owned(), line: at + 1, kept: line(&kept), clean: line(&clean) })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::build::Completeness;

    use super::*;

    #[test]
    fn the_first_line_that_differs_is_told() {
        assert_eq!(difference("a.html", "one\ntwo\n", "one\ntwo\n"), None);
        let found = difference("a.html", "one\ntwo\nthree\n", "one\n2\nthree\n").expect("they differ");
        assert_eq!((found.line, found.kept.as_str(), found.clean.as_str()), (2, "two", "2"));
        let found = difference("a.html", "one", "one\ntwo").expect("one is longer");
        assert_eq!((found.line, found.kept.as_str(), found.clean.as_str()), (2, "", "two"));
    }

    #[test]
    fn a_page_that_was_not_made_anew_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("content/zh")).unwrap();
        fs::write(root.join("site.yaml"), "title: {zh: 书}\nlanguages: [{tag: zh-Hans, dir: zh, name: 中文}]\n")
            .unwrap();
        fs::write(root.join("content/zh/a.md"), "# 一\n\n旧。\n").unwrap();
        let options = Options { root: root.to_path_buf(), base_url: None, completeness: Completeness::AsSet };
        let mut session = Session::new(options.clone());
        let built = session.refresh(&Changes::All).unwrap();
        let mut paranoid = Paranoid::new(options);
        assert_eq!(paranoid.compare(&mut session, &built).unwrap(), []);
        // The session is not told.
        fs::write(root.join("content/zh/a.md"), "# 一\n\n新。\n").unwrap();
        let differences = paranoid.compare(&mut session, &built).unwrap();
        let found = differences.iter().find(|found| found.path == "zh/a.html").expect("the page differs");
        assert!(found.kept.contains('旧') && found.clean.contains('新'), "{found}");
    }
}
