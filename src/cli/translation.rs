//! `taiyaku translations` and `taiyaku accept`.

use std::sync::Arc;

use serde::Serialize;

use crate::align::selection::{Passage, Selection, Unknown};
use crate::align::task::{Counts, Need, Task, tasks};
use crate::align::work::Work;
use crate::base::change::{Piece, Shown, changes, shown};
use crate::base::report;
use crate::base::text::{Files, Span};
use crate::build::Built;
use crate::edit::{self, AcceptOptions, EditError};

use super::args::{AcceptArguments, Format, TranslationsArguments};
use super::edit::refuse_edit;
use super::{Outcome, is_colored, listing, say};

/// `taiyaku accept`
pub fn accept(arguments: &AcceptArguments) -> Outcome {
    let options = AcceptOptions {
        names: arguments.names.clone(),
        language: arguments.lang.clone(),
        all: arguments.all,
        typo: arguments.typo,
        prune: arguments.prune,
    };
    let accepted = match edit::accept_in(&arguments.root, &options) {
        Ok(accepted) => accepted,
        Err(error) => return refuse_edit(&error),
    };
    for outcome in &accepted.outcomes {
        say(&format!("{outcome}\n"));
    }
    for edit in &accepted.edits {
        say(&format!("wrote {}\n", arguments.root.join(&edit.path).display()));
    }
    let left = accepted.outcomes.iter().filter(|outcome| outcome.act.is_left()).count();
    let done = accepted.outcomes.len() - left;
    say(&match (done, left) {
        (0, 0) => "there is nothing to record\n".to_owned(),
        (done, 0) => format!("{done} done\n"),
        (done, left) => format!("{done} done, {left} left alone\n"),
    });
    Outcome::Fine
}

/// `taiyaku translations`
pub fn translations(arguments: &TranslationsArguments) -> Outcome {
    listing(&arguments.root, |built| list(built, arguments))
}

/// The whole list, as it is printed.
fn list(built: &Built, arguments: &TranslationsArguments) -> Result<String, EditError> {
    let config = &built.site.config;
    let works: Vec<Arc<Work>> = built.site.works.iter().map(|linked| Arc::clone(&linked.work)).collect();
    let selection = Selection::read(&arguments.names, &works, config)
        .map_err(|Unknown { message, help }| EditError::Refused { message, help })?;
    let only = arguments.lang.as_deref().map(|dir| edit::language(dir, config)).transpose()?;
    let (mut text, mut last) = (String::new(), String::new());
    for (language, settings) in config.languages.iter().enumerate() {
        if only.is_some_and(|only| only != language) {
            continue;
        }
        let mut counts = Counts::default();
        for (at, work) in works.iter().enumerate().filter(|(at, work)| selection.has_work(*at) && !work.has_unread()) {
            if work.source == language {
                continue;
            }
            let tasks = tasks(work, language, &mut counts, |passage| selection.has(at, passage));
            let place = Place { work, dir: &settings.dir, files: &built.files };
            match arguments.format {
                Format::Human => text.push_str(&place.lines(language, &tasks)),
                Format::Json => tasks.iter().for_each(|task| text.push_str(&place.json(task))),
            }
        }
        match arguments.format {
            Format::Human if counts == Counts::default() => {}
            Format::Human => last.push_str(&summary(&settings.dir, &counts)),
            Format::Json => last.push_str(&report::json_line(&JsonCounts { language: &settings.dir, counts })),
        }
    }
    Ok(text + &last)
}

fn summary(dir: &str, counts: &Counts) -> String {
    let kinds = [
        (counts.stale, "stale"),
        (counts.missing, "missing"),
        (counts.unpaired, "unpaired"),
        (counts.proposed, "proposed"),
        (counts.unrecorded, "unrecorded"),
    ];
    let rest: Vec<String> =
        kinds.iter().filter(|(count, _)| *count > 0).map(|(count, name)| format!("{count} {name}")).collect();
    let rest = if rest.is_empty() { "all current".to_owned() } else { rest.join(", ") };
    let (translated, passages, coverage) = (counts.translated(), counts.passages, counts.coverage());
    format!("{dir}: {translated} of {passages} passages translated ({coverage}%); {rest}\n")
}

/// How much of a change people are shown, in characters.
const LONGEST: usize = 2000;

/// A work in a language.
struct Place<'a> {
    work: &'a Work,
    dir: &'a str,
    files: &'a Files,
}

impl Place<'_> {
    /// The list for people. Where nothing of a document is recorded, that is said once.
    fn lines(&self, language: usize, tasks: &[Task]) -> String {
        let is_unrecorded = |task: &&Task| task.need == Need::Unrecorded;
        let count = tasks.iter().filter(is_unrecorded).count();
        let is_told_once = self.work.locks[language].is_none() && count > 1;
        let mut text: String =
            tasks.iter().filter(|task| !is_told_once || !is_unrecorded(task)).map(|task| self.line(task)).collect();
        if let (true, Some(document)) = (is_told_once, self.work.document(language)) {
            let (path, key) = (report::visible(&document.path), report::visible(&self.work.key));
            text.push_str(&format!("{path}: nothing is recorded of its {count} passages; taiyaku accept {key}\n"));
        }
        text
    }

    fn line(&self, task: &Task) -> String {
        let (key, dir) = (report::visible(&self.work.key), self.dir);
        let name = task.passage.map_or_else(|| key.clone(), |passage| format!("{key}#{}", passage.id(self.work)));
        let need = task.need.name();
        match (&task.need, task.target, task.source) {
            (Need::Stale { recorded, now }, Some(target), Some(source)) => {
                let (recorded, now) = (report::visible(recorded), report::visible(now));
                let style = Shown { color: is_colored(&std::io::stdout()), longest: LONGEST };
                let change = shown(&changes(&recorded, &now), style);
                let (target, source) = (self.place(target), self.place(source));
                format!("{target}: {need} {name} ({dir}), from {source}\n    {change}\n")
            }
            (_, Some(target), Some(source)) => {
                format!("{}: {need} {name} ({dir}), from {}\n", self.place(target), self.place(source))
            }
            (_, Some(place), None) | (_, None, Some(place)) => {
                format!("{}: {need} {name} ({dir})\n", self.place(place))
            }
            (_, None, None) => String::new(),
        }
    }

    fn place(&self, span: Span) -> String {
        let file = self.files.get(span.file);
        let (line, column) = file.line_column(span.start as usize);
        format!("{}:{line}:{column}", report::visible(&file.path))
    }

    fn json(&self, task: &Task) -> String {
        let place = |span: Span| {
            let file = self.files.get(span.file);
            let (line, column) = file.line_column(span.start as usize);
            JsonPlace { file: &file.path, line, column }
        };
        let change = match &task.need {
            Need::Stale { recorded, now } => {
                Some(JsonChange { recorded, now, change: changes(recorded, now).into_iter().map(pair).collect() })
            }
            _ => None,
        };
        report::json_line(&JsonTask {
            language: self.dir,
            work: &self.work.key,
            unit: task.passage.map(|passage: Passage| passage.id(self.work)),
            state: task.need.name(),
            source: task.source.map(place),
            target: task.target.map(place),
            change,
        })
    }
}

#[derive(Serialize)]
struct JsonTask<'a> {
    language: &'a str,
    work: &'a str,
    unit: Option<&'a str>,
    state: &'a str,
    source: Option<JsonPlace<'a>>,
    target: Option<JsonPlace<'a>>,
    #[serde(flatten)]
    change: Option<JsonChange<'a>>,
}

#[derive(Serialize)]
struct JsonPlace<'a> {
    file: &'a str,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct JsonChange<'a> {
    recorded: &'a str,
    now: &'a str,
    change: Vec<(&'static str, &'a str)>,
}

fn pair(piece: Piece<'_>) -> (&'static str, &str) {
    match piece {
        Piece::Same(text) => ("same", text),
        Piece::Removed(text) => ("removed", text),
        Piece::Added(text) => ("added", text),
    }
}

#[derive(Serialize)]
struct JsonCounts<'a> {
    language: &'a str,
    counts: Counts,
}
