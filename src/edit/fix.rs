//! Makes the edits that complaints carry, on request: those of which only one can be meant. Of edits that touch each other
//! the first is made, and the site is read anew before the next, so that no edit is made to words that are gone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::base::diagnostic::{Diagnostic, Diagnostics, Fix};
use crate::base::rule::{self, Rule};
use crate::base::text::{FileId, Files, SourceFile};
use crate::base::yaml::nearest;
use crate::build::{self, BuildError, Options};

use super::EditError;
use super::ids::find;
use super::store::{self, Replacement};

/// Which complaints are mended.
#[derive(Clone, Debug, Default)]
pub struct FixScope {
    /// Only those in these files; in all if empty.
    pub files: Vec<PathBuf>,
    /// Only those of the rules of these names; of all if empty.
    pub rules: Vec<String>,
    /// Whether the edits are only told and not made.
    pub is_dry_run: bool,
}

/// One edit that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The file, below the site's folder.
    pub path: String,
    /// The line, 1-based, as the file was before.
    pub line: usize,
    /// The rule that asked for it.
    pub rule: &'static Rule,
    /// What stood there.
    pub old: String,
    /// What stands there now.
    pub new: String,
}

/// Why nothing was mended.
#[derive(Debug)]
pub enum FixError {
    /// The site could not be read.
    Build(BuildError),
    /// The files could not be replaced, or what was asked for is not there.
    Edit(EditError),
}

impl From<EditError> for FixError {
    fn from(error: EditError) -> Self {
        Self::Edit(error)
    }
}

/// Mends what can be mended in the site of `options`, and says what that was.
///
/// # Errors
/// The environment's, and files and rules that are not there. Files that changed meanwhile are left as they are.
pub fn fix_in(options: &Options, scope: &FixScope) -> Result<Vec<Mended>, FixError> {
    /// Edits that touch one another are made one after another; more in a row than this come from edits without end.
    const MAX_ROUNDS: usize = 20;
    let rules = rules(&scope.rules)?;
    let mut all = Vec::new();
    for _ in 0..MAX_ROUNDS {
        let built = build::prepare(options).map_err(FixError::Build)?;
        let wanted = wanted(options, &scope.files, &built.files)?;
        let is_wanted = |complaint: &Diagnostic, fix: &Fix| {
            (rules.is_empty() || rules.contains(&complaint.rule.name))
                && (wanted.is_empty() || wanted.contains(&fix.span.file))
        };
        let (edits, mended) = fix(&built.files, &built.diagnostics, is_wanted);
        let is_last = edits.is_empty() || scope.is_dry_run;
        all.extend(mended);
        if is_last {
            break;
        }
        let replacement = |(file, new)| {
            let file: &SourceFile = built.files.get(file);
            Replacement { path: options.root.join(&file.path), read: file.text.to_string(), new }
        };
        let replacements: Vec<Replacement> = edits.into_iter().map(replacement).collect();
        store::replace(&replacements)?;
    }
    Ok(all)
}

/// The new texts of the files in which anything is mended, and what is: of the edits that `is_wanted` wants, in the order
/// of the complaints, those that touch no earlier one.
pub fn fix(
    files: &Files,
    diagnostics: &Diagnostics,
    is_wanted: impl Fn(&Diagnostic, &Fix) -> bool,
) -> (Vec<(FileId, String)>, Vec<Mended>) {
    let fixes = diagnostics.iter().filter_map(|complaint| Some((complaint, complaint.edit()?)));
    let mut by_file: BTreeMap<FileId, Vec<(&Diagnostic, &Fix)>> = BTreeMap::new();
    for (complaint, fix) in fixes.filter(|(complaint, fix)| is_wanted(complaint, fix)) {
        by_file.entry(fix.span.file).or_default().push((complaint, fix));
    }
    let (mut edits, mut mended) = (Vec::new(), Vec::new());
    for (file, mut fixes) in by_file {
        fixes.sort_by_key(|(_, fix)| (fix.span.start, fix.span.end));
        let source = files.get(file);
        let (mut text, mut from) = (String::with_capacity(source.text.len()), 0);
        let mut last = None;
        for (complaint, fix) in fixes {
            let range = fix.span.range();
            // Two edits at one place may mean the same mistake.
            if last.is_some_and(|end| range.start <= end) {
                continue;
            }
            last = Some(range.end);
            text.push_str(&source.text[from..range.start]);
            text.push_str(&fix.text);
            from = range.end;
            mended.push(Mended {
                path: source.path.clone(),
                line: source.line_column(range.start).0,
                rule: complaint.rule,
                old: source.text[range].to_owned(),
                new: fix.text.to_string(),
            });
        }
        text.push_str(&source.text[from..]);
        edits.push((file, text));
    }
    (edits, mended)
}

/// The rules of those names.
fn rules(names: &[String]) -> Result<Vec<&'static str>, EditError> {
    let rule = |name: &String| {
        rule::find(name).map(|rule| rule.name).ok_or_else(|| {
            let help = match nearest(name, rule::ALL.iter().map(|rule| rule.name)) {
                Some(near) => format!("did you mean {near}?"),
                None => "a complaint names its rule in brackets: error[orphan-note]".to_owned(),
            };
            EditError::refused(format!("there is no rule {name}"), help)
        })
    };
    names.iter().map(rule).collect()
}

/// The files of those paths.
fn wanted(options: &Options, paths: &[PathBuf], files: &Files) -> Result<BTreeSet<FileId>, EditError> {
    let file = |path: &PathBuf| {
        find(&options.root, path, files.iter()).map(|file| file.id).ok_or_else(|| {
            EditError::refused(
                format!("{} is no file of this site", path.display()),
                "name Markdown and YAML of the site: content/zh/chapter-6.md",
            )
        })
    };
    paths.iter().map(file).collect()
}
