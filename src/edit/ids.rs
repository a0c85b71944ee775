//! `taiyaku ids`: writes the ids that passages lack, the same in every language, and nothing else.
//!
//! Every result is read back before it counts: structure and words must be what they were, every new id must be that of
//! its block, and there must be no new complaint. Where that or the counterpart is in doubt, the passage is left alone
//! and a note says why.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::diagnostic::Diagnostics;
use crate::base::rule;
use crate::base::text::{FileId, SourceFile};
use crate::load;
use crate::parse;
use crate::parse::config::Config;
use crate::parse::document::{Block, Document, InlineKind, each_inline};
use crate::parse::glossary::Term;
use crate::parse::reference::Destination;

use super::assign::Work;
use super::store::{self, Replacement};
use super::{EditError, Note, Report};

/// Which passages get ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IdScope {
    /// All.
    #[default]
    All,
    /// Headings.
    Headings,
}

/// A document that gets ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdEdit {
    /// Its path below the site's folder.
    pub path: String,
    /// Its text as it was read.
    pub before: String,
    /// Its text with the ids.
    pub after: String,
}

/// The ids that documents get.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ids {
    /// The documents that change, in order of their paths.
    pub edits: Vec<IdEdit>,
    /// Passages that were left alone, and why.
    pub notes: Vec<Note>,
}

/// Gives ids to the passages of all documents in `files`. All languages of a work belong into one call; an id that any of
/// the documents links to is given to no other passage. `terms` help to find counterparts. The lines of the notes are those
/// of the texts with their new ids.
pub fn ids(files: &[Arc<SourceFile>], (config, terms): (&Config, &[Term]), scope: IdScope) -> Ids {
    let mut current: Vec<Arc<SourceFile>> = files.to_vec();
    // New ids can dispel a doubt about other passages, so that another pass gives more of them; each pass gives at least one.
    let notes = loop {
        let pass = pass(&current, (config, terms), scope);
        if pass.edits.is_empty() {
            break pass.notes;
        }
        for file in &mut current {
            if let Some(edit) = pass.edits.iter().find(|edit| edit.path == file.path) {
                *file = Arc::new(SourceFile::new(file.id, file.path.clone(), edit.after.as_str()));
            }
        }
    };
    let edits = files.iter().zip(&current).filter(|(before, after)| before.text != after.text);
    let edit = |(before, after): (&Arc<SourceFile>, &Arc<SourceFile>)| IdEdit {
        path: before.path.clone(),
        before: before.text.to_string(),
        after: after.text.to_string(),
    };
    let mut edits: Vec<IdEdit> = edits.map(edit).collect();
    edits.sort_by(|a, b| a.path.cmp(&b.path));
    Ids { edits, notes }
}

fn pass(files: &[Arc<SourceFile>], (config, terms): (&Config, &[Term]), scope: IdScope) -> Ids {
    let mut result = Ids::default();
    let mut works: BTreeMap<String, Work<'_>> = BTreeMap::new();
    let mut linked: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files {
        let (document, complaints) = read(&file.path, &file.text, config);
        let Some(document) = document else {
            result.notes.push(left_alone(&file.path, "it belongs to no language of site.yaml"));
            continue;
        };
        collect_links(&document, config, &mut linked);
        let work = works.entry(document.work.clone()).or_default();
        if !work.add(file, document, complaints) {
            result.notes.push(left_alone(&file.path, "another file is the same page in the same language"));
        }
    }
    for (key, mut work) in works {
        work.name(linked.remove(&key).unwrap_or_default(), (config, terms), scope);
        work.write(config, &mut result);
    }
    result.notes.sort();
    result
}

fn left_alone(path: &str, why: &str) -> Note {
    Note { path: path.to_owned(), line: None, text: format!("left alone: {why}") }
}

/// Writes ids into the documents of the site in `root` whose paths are given, and into those of the same works in other
/// languages; into all documents if no path is given.
///
/// # Errors
/// A path that is no document of the site, a document that changed meanwhile, and the environment's errors.
pub fn ids_in(root: &Path, paths: &[PathBuf], scope: IdScope) -> Result<Report, EditError> {
    let (sources, complaints) = load::load(root)?;
    if sources.site.is_none() {
        return Err(EditError::refused(
            format!("there is no site.yaml in {}", root.display()),
            "run taiyaku in the folder of a site, or name one with --root",
        ));
    }
    let (parsed, _) = parse::parse(&sources);
    let config = &parsed.config;
    let mut wanted = BTreeSet::new();
    for path in paths {
        let document = find(root, path, sources.texts.iter()).and_then(|file| parse::address(&file.path, config));
        let Some((_, work)) = document else {
            return Err(EditError::refused(
                format!("{} is no document of this site", path.display()),
                "documents are Markdown below the folders of the languages: content/zh/chapter-6.md",
            ));
        };
        wanted.insert(work);
    }
    let is_wanted =
        |path: &str| paths.is_empty() || parse::address(path, config).is_some_and(|(_, work)| wanted.contains(&work));
    let is_readable = |file: &SourceFile| !is_not_utf8(file, &complaints);
    if let Some(file) = sources.texts.iter().find(|file| is_wanted(&file.path) && !is_readable(file)) {
        return Err(EditError::NotUtf8 { path: root.join(&file.path) });
    }
    let mut result = ids(&sources.texts, (config, &parsed.terms), scope);
    result.edits.retain(|edit| is_wanted(&edit.path));
    result.notes.retain(|note| is_wanted(&note.path));
    let replacements: Vec<_> = result
        .edits
        .iter()
        .map(|edit| Replacement { path: root.join(&edit.path), read: edit.before.clone(), new: edit.after.clone() })
        .collect();
    store::replace(&replacements)?;
    Ok(Report { written: result.edits.into_iter().map(|edit| edit.path).collect(), notes: result.notes })
}

/// Whether a file could not be read as it is.
pub(super) fn is_not_utf8(file: &SourceFile, complaints: &Diagnostics) -> bool {
    complaints.iter().any(|complaint| {
        complaint.rule == &rule::NOT_UTF8 && complaint.place().is_some_and(|place| place.file == file.id)
    })
}

/// A path as a person gives it: below the site's folder, or from where they are.
pub(super) fn find<'a>(
    root: &Path,
    path: &Path,
    mut texts: impl Iterator<Item = &'a Arc<SourceFile>> + Clone,
) -> Option<&'a Arc<SourceFile>> {
    let same = |a: &Path, b: &Path| matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b);
    let below = texts.clone().find(|file| Path::new(&file.path) == path);
    below.or_else(|| texts.find(|file| same(&root.join(&file.path), path)))
}

/// Reads a document, drafts as well: their ids are to stay when they are published.
pub(super) fn read(path: &str, text: &str, config: &Config) -> (Option<Document>, Diagnostics) {
    let file = SourceFile::new(FileId(0), path.to_owned(), text);
    parse::document(&file, config)
}

/// Adds the ids that a document links to, by the works that they are to be found in.
fn collect_links(document: &Document, config: &Config, linked: &mut BTreeMap<String, BTreeSet<String>>) {
    let footnotes = document.footnotes.iter().flat_map(|footnote| &footnote.blocks);
    for block in document.blocks.iter().chain(footnotes) {
        each_fragment(block, &mut |path, fragment| {
            let place = if path.is_empty() { Some(document.path.clone()) } else { resolve(&document.path, path) };
            if let Some((_, work)) = place.and_then(|place| parse::address(&place, config)) {
                linked.entry(work).or_default().insert(fragment.to_owned());
            }
        });
    }
    for erratum in &document.meta.errata {
        linked.entry(document.work.clone()).or_default().extend(erratum.unit.iter().map(|unit| unit.value.clone()));
    }
}

fn each_fragment(block: &Block, visit: &mut impl FnMut(&str, &str)) {
    block.each_text(&mut |inlines| {
        each_inline(inlines, &mut |inline| {
            if let InlineKind::Link(link) = &inline.kind
                && let Destination::Document { path, fragment: Some(fragment) } = &link.destination
            {
                visit(path, fragment);
            }
        });
    });
}

/// A relative path from the file in which it stands; `None` if it leads out of the site.
pub(super) fn resolve(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
