//! `taiyaku import`, `taiyaku init` and `taiyaku ids`.

use std::path::Path;

use crate::edit::{self, Commentator, EditError, Generator, IdScope, ImportOptions, Report, Vanished};

use super::args::{IdsArguments, ImportArguments, InitArguments, Tree};
use super::{Outcome, exchange, refuse, say};

/// `taiyaku import`
pub fn import(arguments: &ImportArguments) -> Outcome {
    if let Some(tree) = arguments.from {
        let generator = match tree {
            Tree::Hugo => Generator::Hugo,
            Tree::Docusaurus => Generator::Docusaurus,
            Tree::Mdbook => Generator::Mdbook,
        };
        let result = edit::import_tree(&arguments.root, &arguments.text, generator);
        return finish(result, &arguments.root, "nothing was imported");
    }
    if arguments.annotations {
        return annotations(arguments);
    }
    if let Some(form) = edit::ExchangeForm::of(&arguments.text) {
        return exchange::import(arguments, form);
    }
    let (Some(language), Some(work)) = (&arguments.lang, &arguments.work) else {
        return refuse_edit(&edit::needs_language_and_work());
    };
    let commentators = match people(arguments) {
        Ok(commentators) => commentators,
        Err(error) => {
            return refuse_edit(&error);
        }
    };
    let options =
        ImportOptions { language: language.clone(), work: work.clone(), title: arguments.title.clone(), commentators };
    let (root, text) = (&arguments.root, &arguments.text);
    if arguments.update {
        let vanished = if arguments.remove { Vanished::Remove } else { Vanished::Stay };
        if arguments.dry_run {
            let report = edit::would_update(root, text, &options, vanished);
            return finish_as("would write", report, root, "no passage has new words");
        }
        return finish(edit::update_in(root, text, &options, vanished), root, "no passage has new words");
    }
    if arguments.dry_run {
        let message = "--dry-run is for --update and for what translators sent back".into();
        let help = "an import of a new text writes new files only, which you can look at and remove".into();
        return refuse_edit(&EditError::Refused { message, help });
    }
    finish(edit::import_into(root, text, &options), root, "nothing was imported")
}

fn people(arguments: &ImportArguments) -> Result<Vec<Commentator>, EditError> {
    arguments.commentary.iter().map(|text| text.parse()).collect()
}

/// Annotations of other programs.
fn annotations(arguments: &ImportArguments) -> Outcome {
    let people = match people(arguments) {
        Ok(people) => people,
        Err(error) => return refuse_edit(&error),
    };
    let options = edit::AnnotationsOptions { language: arguments.lang.clone(), work: arguments.work.clone(), people };
    let report = edit::import_annotations(&arguments.root, &arguments.text, &options);
    finish(report, &arguments.root, "nothing was imported")
}

/// `taiyaku init`
pub fn init(arguments: &InitArguments) -> Outcome {
    let outcome = finish(edit::init_in(&arguments.folder), &arguments.folder, "nothing was written");
    if outcome == Outcome::Fine {
        let folder = arguments.folder.display();
        say(&format!("look at it with: taiyaku serve --root {folder}\n"));
    }
    outcome
}

/// `taiyaku ids`
pub fn ids(arguments: &IdsArguments) -> Outcome {
    let scope = if arguments.headings_only { IdScope::Headings } else { IdScope::All };
    finish(edit::ids_in(&arguments.root, &arguments.files, scope), &arguments.root, "no passage lacks an id")
}

/// Says what was written and what a person should look at.
fn finish(result: Result<Report, EditError>, root: &Path, nothing: &str) -> Outcome {
    finish_as("wrote", result, root, nothing)
}

fn finish_as(wrote: &str, result: Result<Report, EditError>, root: &Path, nothing: &str) -> Outcome {
    let report = match result {
        Ok(report) => report,
        Err(error) => return refuse_edit(&error),
    };
    for path in &report.written {
        say(&format!("{wrote} {}\n", root.join(path).display()));
    }
    for note in &report.notes {
        say(&format!("note: {note}\n"));
    }
    if report.written.is_empty() {
        say(&format!("{nothing}\n"));
    }
    Outcome::Fine
}

/// Says why nothing was written. What was asked for in vain was typed; the rest is the environment's.
pub(super) fn refuse_edit(error: &EditError) -> Outcome {
    match error {
        EditError::Refused { .. } => {
            refuse(error);
            Outcome::WrongUsage
        }
        _ => refuse(error),
    }
}
