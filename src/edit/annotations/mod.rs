//! `taiyaku import FILE --annotations`: annotations of other programs (W3C Web Annotation, Hypothesis) become drafts of
//! commentary, one for each person, text and language.
//!
//! A note begins with the words it is on, in the passage's own form, so that link finds them. What is on the whole text, and
//! what has found no passage, stands before the first note with the words it quoted; what is on no text of the site is
//! told with its words. What was drafted is linked once, and what link complains of is told.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use crate::align::{align, work::Work};
use crate::base::diagnostic::Severity;
use crate::base::text::FileId;
use crate::link::entries::Entries;
use crate::link::link;
use crate::load::{self, Sources};
use crate::parse::{self, Parsed, unit_id};

use super::import::Commentator;
use super::{EditError, NewFile, Note, Report, store};

pub mod anchor;
pub mod body;
pub mod draft;
mod gather;
mod html;
mod place;
pub(super) mod read;

use anchor::{Sought, anchor};
use gather::{Gathered, gather};
use place::Places;
use read::{Incoming, Reading};

/// What an import of annotations is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnotationsOptions {
    /// The language (`dir`) of what is annotated, where its address does not tell.
    pub language: Option<String>,
    /// The work that is annotated, where its address does not tell.
    pub work: Option<String>,
    /// Names or accounts of people, and their ids in the glossary.
    pub people: Vec<Commentator>,
}

/// What annotations became.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafted {
    /// The drafts.
    pub files: Vec<NewFile>,
    /// What a person should know, in the order of the annotations.
    pub notes: Vec<Note>,
}

/// Imports the annotations in `path` into the site in `root`. Writes all drafts or none, and none over a file.
///
/// # Errors
/// JSON that cannot be read, options that do not fit the site, and the environment's errors.
pub fn import_annotations(root: &Path, path: &Path, options: &AnnotationsOptions) -> Result<Report, EditError> {
    let (reading, mut notes) = read_files(path)?;
    if reading.annotations.is_empty() {
        return Err(EditError::refused(
            format!("{} holds no annotations", path.display()),
            "name a file of Web Annotations (JSON-LD), or what Hypothesis exports: {\"rows\": […]}",
        ));
    }
    let (sources, _) = load::load(root)?;
    let drafted = draft_annotations(&sources, &reading.annotations, options)?;
    store::create(root, &drafted.files)?;
    let name = path.display().to_string();
    notes.extend(drafted.notes.into_iter().map(|note| match note.path.as_str() {
        "" => Note { path: name.clone(), ..note },
        _ => note,
    }));
    Ok(Report { written: drafted.files.into_iter().map(|file| file.path).collect(), notes })
}

/// The annotations of a file and of the pages that it names, as far as they lie beside it.
fn read_files(path: &Path) -> Result<(Reading, Vec<Note>), EditError> {
    let mut all = read::read(&json(path)?);
    let mut waiting: Vec<String> = std::mem::take(&mut all.further);
    let (mut seen, mut notes) = (BTreeSet::new(), Vec::new());
    seen.extend(path.file_name().map(|name| name.to_string_lossy().into_owned()));
    while let Some(iri) = waiting.pop() {
        let name = iri.split(['#', '?']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default().to_owned();
        if name.is_empty() || name.starts_with('.') || name.contains('\\') || !seen.insert(name.clone()) {
            continue;
        }
        let beside = path.with_file_name(&name);
        if beside.is_file() {
            let mut page = read::read(&json(&beside)?);
            waiting.append(&mut page.further);
            all.annotations.append(&mut page.annotations);
        } else {
            let text =
                format!("the collection goes on in {iri}; put it beside this file as {name} to bring it over, too");
            notes.push(Note { path: path.display().to_string(), line: None, text });
        }
    }
    Ok((all, notes))
}

fn json(path: &Path) -> Result<Value, EditError> {
    let bytes = fs::read(path).map_err(|error| EditError::Read { path: path.into(), error })?;
    let text = String::from_utf8(bytes).map_err(|_| EditError::NotUtf8 { path: path.into() })?;
    serde_json::from_str(text.strip_prefix('\u{feff}').unwrap_or(&text)).map_err(|error| {
        EditError::refused(
            format!("{} is no JSON that can be read: {error}", path.display()),
            "export it anew; nothing was written",
        )
    })
}

/// A site as an import sees it.
pub(super) struct Base {
    /// What was parsed, drafts aside.
    pub parsed: Parsed,
    /// Its works.
    pub works: Vec<Arc<Work>>,
}

impl Base {
    /// Reads the works of a site.
    pub fn read(sources: &Sources) -> Result<Self, EditError> {
        let (parsed, _) = parse::parse(sources);
        if parsed.config.languages.is_empty() {
            let help = "run taiyaku in the folder of a site, or make one with `taiyaku init`";
            return Err(EditError::refused("there is no site.yaml that can be read", help));
        }
        let works = align(&parsed.documents, &parsed.locks, &parsed.config, None).works;
        Ok(Self { parsed, works })
    }

    /// The work of that key that people can comment on.
    pub fn text(&self, key: &str) -> Result<usize, EditError> {
        let at = self.works.iter().position(|work| work.key == key);
        at.filter(|&at| is_text(&self.works[at])).ok_or_else(|| {
            let help = "a work is called as its file below the folder of a language, without .md: chapter-6";
            EditError::refused(format!("there is no text `{key}` to comment on"), help)
        })
    }

    /// The language of that folder.
    pub fn language(&self, dir: &str) -> Result<usize, EditError> {
        self.parsed.config.language(dir).ok_or_else(|| {
            let dirs: Vec<&str> = self.parsed.config.languages.iter().map(|language| language.dir.as_str()).collect();
            EditError::refused(
                format!("`{dir}` is no language of this site"),
                format!("site.yaml lists: {}", dirs.join(", ")),
            )
        })
    }
}

/// Whether a work can be commented on: no front page, and no commentary itself.
fn is_text(work: &Work) -> bool {
    work.key != parse::FRONT_WORK && work.documents.iter().flatten().all(|document| document.meta.annotates.is_none())
}

/// The drafts of some annotations: a pure function of what was read.
pub(super) fn draft_annotations(
    sources: &Sources,
    annotations: &[Incoming],
    options: &AnnotationsOptions,
) -> Result<Drafted, EditError> {
    let base = Base::read(sources)?;
    let works: Vec<&Work> = base.works.iter().map(|work| &**work).collect();
    let parsed = &base.parsed;
    let places = Places::new(&parsed.config, &works, (&parsed.terms, &parsed.events), &sources.assets);
    let asked = options.work.as_deref().map(|key| base.text(key)).transpose()?;
    let language = options.language.as_deref().map(|dir| base.language(dir)).transpose()?;
    let mut sought = Vec::new();
    // What each target is, by annotation: a place among what is sought, or why it is none.
    let targets: Vec<Vec<Result<usize, String>>> = annotations
        .iter()
        .map(|incoming| {
            let targets = incoming.targets.iter().map(|target| {
                let found = on_text(&works, &places, (asked, language), target)?;
                sought.push(found);
                Ok(sought.len() - 1)
            });
            targets.collect()
        })
        .collect();
    let anchors = anchor(&works, &sought);
    let found =
        Gathered { base: &base, places: &places, annotations, targets: &targets, sought: &sought, anchors: &anchors };
    let mut drafted = gather(&found, options);
    drafted.notes.extend(complaints(sources, &drafted.files));
    Ok(drafted)
}

fn on_text<'a>(
    works: &[&Work],
    places: &Places<'_>,
    (asked, language): (Option<usize>, Option<usize>),
    target: &'a read::Target,
) -> Result<Sought<'a>, String> {
    let page = places.text(&target.source);
    let (work, languages) = match (page, asked) {
        (Some(page), _) => (page.work, page.languages.clone()),
        (None, Some(work)) => {
            let all = 0..works[work].documents.len();
            (work, all.filter(|&other| works[work].document(other).is_some()).collect())
        }
        (None, None) => {
            let source = if target.source.is_empty() { "what it is on" } else { &target.source };
            return Err(format!("{source} is no page of this site; say which text is meant with --work and --lang"));
        }
    };
    if !is_text(works[work]) {
        return Err(format!("it is on `{}`, which cannot be commented on: comments are on texts", works[work].key));
    }
    let first = language.filter(|&language| page.is_none() && works[work].document(language).is_some());
    let others = languages.into_iter().filter(|other| Some(*other) != first);
    let languages = first.into_iter().chain(others).collect();
    Ok(Sought { target, work, languages })
}

/// What link and check would say of the drafts if they were published: errors only.
pub(super) fn complaints(sources: &Sources, files: &[NewFile]) -> Vec<Note> {
    let mut sources = sources.clone();
    let mut ours: BTreeMap<FileId, &str> = BTreeMap::new();
    for file in files {
        let text = file.content.replacen("draft: true\n", "", 1);
        let source = sources.files.add(file.path.clone(), text);
        ours.insert(source.id, &file.path);
        sources.texts.push(source);
    }
    let (parsed, mut diagnostics) = parse::parse(&sources);
    let aligned = align(&parsed.documents, &parsed.locks, &parsed.config, None);
    diagnostics.merge(aligned.all_complaints());
    let linkage = link(&Arc::new(Entries::from(parsed)), aligned.works, &Arc::new(sources.assets.clone()), None);
    diagnostics.merge(linkage.all_complaints());
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    let notes = errors.filter_map(|diagnostic| {
        let span = diagnostic.place()?;
        let path = (*ours.get(&span.file)?).to_owned();
        // One line was taken out before it: that of the draft.
        let line = sources.files.get(span.file).line_column(span.start as usize).0 + 1;
        Some(Note { path, line: Some(line), text: format!("before you publish it: {}", diagnostic.message()) })
    });
    notes.collect()
}

/// Whether a name of a file or folder can be made of a key of others.
fn is_key(key: &str) -> bool {
    const LONGEST: usize = 80;
    key.split('/').all(|part| {
        !part.is_empty()
            && part.chars().count() <= LONGEST
            && !part.starts_with('.')
            && !part.contains(|c: char| c.is_control() || "\\:*?\"<>|#%".contains(c))
    })
}

/// An id for a passage out of an address of others.
fn is_id(name: &str) -> bool {
    unit_id::is_valid(name) && !unit_id::RESERVED.contains(&name)
}
