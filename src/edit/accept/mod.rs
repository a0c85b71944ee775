//! `taiyaku accept`: records what translations were made from, so that a change of it can be told.
//!
//! What was never recorded is recorded unasked. A stale translation is recorded only if a person asks for it, and only as
//! what the texts show it to be: brought up to date if it is another text than the one recorded, a change that asks for no
//! other translation (`--typo`) if it is the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use crate::align::align;
use crate::align::selection::{Passage, Selection, Unknown};
use crate::align::state::State;
use crate::align::wording::Wordings;
use crate::align::work::Work;
use crate::base::digest::Digest;
use crate::base::text::Files;
use crate::base::yaml::nearest;
use crate::build::damaged;
use crate::load;
use crate::parse;
use crate::parse::config::Config;
use crate::parse::lock::{self, Lock, line, path_of};

use super::store::{self, Replacement};
use super::{EditError, NewFile};

mod renamed;
mod rewrite;

/// What is to be recorded.
#[derive(Clone, Debug, Default)]
pub struct AcceptOptions {
    /// Works (`chapter-6`) and passages (`chapter-6#chips`); all if empty.
    pub names: Vec<String>,
    /// The only language (`dir`) whose translations are looked at.
    pub language: Option<String>,
    /// Whether stale passages are recorded without being named themselves.
    pub all: bool,
    /// Whether the sources changed in a way that asks for no other translation.
    pub typo: bool,
    /// Whether records of passages that are not there any more are removed.
    pub prune: bool,
}

/// What became of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The passage: `chapter-6#chips`; of a work as a whole its name alone.
    pub name: String,
    /// The language (`dir`) of the translation.
    pub language: String,
    /// What was done or not done.
    pub act: Act,
}

/// What was done with the record of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// It had none.
    First,
    /// The translation has followed the source.
    Updated,
    /// The source has changed; the translation need not follow.
    Typo,
    /// The translation has changed, the source has not.
    Refreshed,
    /// The source has joined passages, and none of them says anything else.
    Rejoined,
    /// The passage is gone.
    Removed,
    /// The lock was left with the lines of two versions.
    Merged,
    /// Nothing, and why.
    Left(&'static str),
}

impl Act {
    /// Whether nothing was done.
    pub fn is_left(self) -> bool {
        matches!(self, Self::Left(_))
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (verb, why) = match self.act {
            Act::First => ("recorded", "for the first time"),
            Act::Updated => ("recorded", "the translation follows the source again"),
            Act::Typo => ("recorded", "the source has changed, the translation need not"),
            Act::Refreshed => ("recorded", "the translation has changed, the source has not"),
            Act::Rejoined => ("recorded", "the source has joined it to another passage, and says the same"),
            Act::Removed => ("removed", "there is no such passage on both sides"),
            Act::Merged => ("mended", "its lock has one line of each passage again"),
            Act::Left(why) => ("left", why),
        };
        write!(f, "{verb} {} ({}): {why}", self.name, self.language)
    }
}

/// A lock that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockEdit {
    /// Its path below the site's folder.
    pub path: String,
    /// Its text as it was read; `None` for a new one.
    pub before: Option<String>,
    /// Its text with the records.
    pub after: String,
}

/// The locks that change, in order of works and languages, and what became of each passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// The locks.
    pub edits: Vec<LockEdit>,
    /// Passages that were recorded, and those that were asked for in vain.
    pub outcomes: Vec<Outcome>,
}

/// Records translations of the site in `root`.
///
/// # Errors
/// Names that name nothing, a lock with lines that cannot be read, one that changed meanwhile or was left behind, and the environment's
/// errors. Nothing is written then.
pub fn accept_in(root: &Path, options: &AcceptOptions) -> Result<Accepted, EditError> {
    let (sources, complaints) = load::load(root)?;
    if sources.site.is_none() {
        return Err(EditError::refused(
            format!("there is no site.yaml in {}", root.display()),
            "run taiyaku in the folder of a site, or name one with --root",
        ));
    }
    let (mut parsed, _) = parse::parse(&sources);
    parsed.set_aside(&damaged(&complaints));
    let works = align(&parsed.documents, &parsed.locks, &parsed.config, None).works;
    let accepted = accept(&works, &parsed.config, &sources.files, options)?;
    let documents = sources.texts.iter().map(|file| file.path.as_str());
    renamed::refuse(&accepted.edits, lock::orphans(&parsed.locks, documents), &parsed.config)?;
    let (mut new, mut replaced) = (Vec::new(), Vec::new());
    for edit in accepted.edits.iter().cloned() {
        match edit.before {
            None => new.push(NewFile { path: edit.path, content: edit.after }),
            Some(read) => replaced.push(Replacement { path: root.join(&edit.path), read, new: edit.after }),
        }
    }
    store::replace(&replaced)?;
    store::create(root, &new)?;
    Ok(accepted)
}

/// Finds what is to be written. `files` are those that the works were read from.
///
/// # Errors
/// Names that name nothing, and locks that may not be written over.
pub fn accept(
    works: &[Arc<Work>],
    config: &Config,
    files: &Files,
    options: &AcceptOptions,
) -> Result<Accepted, EditError> {
    let selection = Selection::read(&options.names, works, config)
        .map_err(|Unknown { message, help }| EditError::refused(message, help))?;
    let only = options.language.as_deref().map(|dir| language(dir, config)).transpose()?;
    if options.typo && !options.all && !selection.has_passages() {
        return Err(EditError::refused(
            "--typo says of passages that their translations need not follow, and none is named",
            "name them: taiyaku accept chapter-6#chips --typo; or look at all with taiyaku translations, and add --all",
        ));
    }
    if options.prune && selection.has_passages() {
        return Err(EditError::refused(
            "--prune is for whole works",
            "name the work alone: taiyaku accept chapter-6 --prune",
        ));
    }
    let mut accepted = Accepted::default();
    for (at, work) in works.iter().enumerate().filter(|(at, _)| selection.has_work(*at)) {
        for language in 0..config.languages.len() {
            let is_wanted = only.is_none_or(|only| only == language) && language != work.source;
            if !is_wanted || work.document(language).is_none() {
                continue;
            }
            let translation = Translation { work, at, language, dir: &config.languages[language].dir };
            translation.accept((&selection, options), files, &mut accepted)?;
        }
    }
    Ok(accepted)
}

/// The index of the language that a person names.
///
/// # Errors
/// There is none.
pub fn language(dir: &str, config: &Config) -> Result<usize, EditError> {
    let dirs = || config.languages.iter().map(|language| language.dir.as_str());
    config.language(dir).ok_or_else(|| {
        let help = match nearest(dir, dirs()) {
            Some(near) => format!("did you mean {near}?"),
            None => format!("the languages of this site are {}", dirs().collect::<Vec<_>>().join(", ")),
        };
        EditError::refused(format!("this site has no language {dir}"), help)
    })
}

/// The version of a work in a language that is not its source.
struct Translation<'w> {
    work: &'w Work,
    /// Index of the work.
    at: usize,
    language: usize,
    dir: &'w str,
}

impl Translation<'_> {
    fn accept(
        &self,
        (selection, options): (&Selection, &AcceptOptions),
        files: &Files,
        accepted: &mut Accepted,
    ) -> Result<(), EditError> {
        let (Some(source), Some(target)) = (self.work.wordings(self.work.source), self.work.wordings(self.language))
        else {
            return Ok(());
        };
        if self.work.has_unread() {
            let act = Act::Left("a document of it cannot be read; taiyaku check says why");
            accepted.outcomes.push(self.outcome("", act));
            return Ok(());
        }
        let mut lines = BTreeMap::new();
        for passage in Passage::all(self.work).filter(|passage| selection.has(self.at, *passage)) {
            let target = Digest::of(&self.wording(&target, passage, self.language));
            let now = || self.wording(&source, passage, self.work.source);
            let Some(act) = self.act(passage, (&now, target), (selection, options)) else { continue };
            let id = passage.id(self.work);
            accepted.outcomes.push(self.outcome(id, act));
            if !act.is_left() {
                let line = line(id, target, &now());
                lines.insert(id.to_owned(), Some(line));
            }
        }
        let lock = self.work.locks[self.language].as_deref();
        if lock.is_some_and(|lock| !lock.spare.is_empty()) {
            accepted.outcomes.push(self.outcome("", Act::Merged));
        }
        if options.prune {
            let paired = self.paired();
            for id in lock.into_iter().flat_map(|lock| lock.records.keys()).filter(|id| !paired.contains(id.as_str())) {
                accepted.outcomes.push(self.outcome(id, Act::Removed));
                lines.insert(id.clone(), None);
            }
        }
        accepted.edits.extend(self.edit(lock, &lines, files)?);
        Ok(())
    }

    fn edit(
        &self,
        lock: Option<&Lock>,
        lines: &BTreeMap<String, Option<String>>,
        files: &Files,
    ) -> Result<Option<LockEdit>, EditError> {
        let spare = lock.map_or(&[][..], |lock| &lock.spare);
        let is_to_change = !(lines.is_empty() && spare.is_empty());
        let Some(document) = self.work.document(self.language).filter(|_| is_to_change) else { return Ok(None) };
        let before = lock.map(|lock| files.get(lock.file).text.to_string());
        if let Some((lock, broken)) = lock.and_then(|lock| Some((lock, lock.broken?))) {
            let (line, _) = files.get(lock.file).line_column(broken.start as usize);
            return Err(EditError::refused(
                format!(
                    "nothing was written, because line {line} of {} cannot be read, and what it records would be lost",
                    lock.path
                ),
                "mend the file first: taiyaku check tells every such line and its cure",
            ));
        }
        let after = rewrite::rewrite(&rewrite::without(before.as_deref().unwrap_or_default(), spare), lines);
        Ok(Some(LockEdit { path: path_of(&document.path), before, after }))
    }

    fn outcome(&self, id: &str, act: Act) -> Outcome {
        let key = &self.work.key;
        let name = if id.is_empty() { key.clone() } else { format!("{key}#{id}") };
        Outcome { name, language: self.dir.to_owned(), act }
    }

    fn wording(&self, wordings: &Wordings<'_>, passage: Passage, language: usize) -> String {
        match passage {
            Passage::Title => wordings.title(),
            Passage::Unit(unit) => wordings.of(self.work.hosted_blocks(unit, language)),
        }
    }

    /// What is to be done with a passage that has that source and a translation of that digest; `None` if nothing, and
    /// nobody asked.
    fn act(
        &self,
        passage: Passage,
        (source, target): (&dyn Fn() -> String, Digest),
        (selection, options): (&Selection, &AcceptOptions),
    ) -> Option<Act> {
        let is_named = selection.names(self.at, passage);
        let left = |why| is_named.then_some(Act::Left(why));
        let lock = self.work.locks[self.language].as_ref();
        let record = lock.and_then(|lock| lock.records.get(passage.id(self.work)));
        let is_same = record.is_some_and(|record| record.target == target);
        let (state, is_explicit) = match passage {
            Passage::Title => (self.work.title_state(self.language), true),
            Passage::Unit(unit) => (self.work.state(unit, self.language), self.work.units[unit].is_explicit),
        };
        let is_proposed = matches!(passage, Passage::Unit(unit) if self.work.is_proposed(unit, self.language));
        match state {
            State::Unrecorded | State::Current | State::Stale { .. } if is_proposed => {
                Some(Act::Left("its pairing is only proposed; look at it and take the word away"))
            }
            State::Source => left("there is nothing that it would have to follow"),
            State::Missing => left("it is missing in this language"),
            State::Unrecorded if !is_explicit => left("it has no id; taiyaku ids gives it one"),
            State::Unrecorded if options.typo => left("nothing is recorded of it yet; accept it without --typo"),
            State::Unrecorded => Some(Act::First),
            State::Current if !is_same && !options.typo => Some(Act::Refreshed),
            State::Current if record.is_some_and(|record| record.source != Digest::of(&source())) => {
                Some(Act::Rejoined)
            }
            State::Current => left("it is recorded already"),
            State::Stale { .. } if !is_named && !options.all => {
                Some(Act::Left("stale; name it once its translation follows the source again"))
            }
            State::Stale { .. } => Some(match (options.typo, is_same) {
                (true, true) => Act::Typo,
                (false, false) => Act::Updated,
                (true, false) => Act::Left("the translation has changed as well; accept it without --typo"),
                (false, true) => Act::Left(
                    "stale, and the translation is as it was; translate the change, or say with --typo that it need not follow",
                ),
            }),
        }
    }

    /// The ids of the passages that are there on both sides.
    fn paired(&self) -> BTreeSet<&str> {
        let is_on_both_sides = |passage: &Passage| match *passage {
            Passage::Title => true,
            Passage::Unit(unit) => {
                [self.language, self.work.source].iter().all(|side| self.work.host(unit, *side).is_some())
            }
        };
        Passage::all(self.work).filter(is_on_both_sides).map(|passage| passage.id(self.work)).collect()
    }
}
