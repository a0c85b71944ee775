//! `taiyaku export`, and `taiyaku import` for what comes back from translators.

use crate::edit::{self, EditError, ExchangeForm, ExportOptions};

use super::args::{ExportArguments, ImportArguments};
use super::edit::refuse_edit;
use super::{Outcome, output, say};

/// `taiyaku export`
pub fn export(arguments: &ExportArguments) -> Outcome {
    let form = if arguments.form.po { ExchangeForm::Po } else { ExchangeForm::Xliff };
    let options = ExportOptions { work: arguments.work.clone(), form, language: arguments.lang.clone() };
    let exported = match edit::export_from(&arguments.root, &options) {
        Ok(exported) => exported,
        Err(error) => return refuse_edit(&error),
    };
    output(exported.content.as_bytes());
    Outcome::Fine
}

/// `taiyaku import`, for a file that `taiyaku export` wrote and translators worked on.
pub fn import(arguments: &ImportArguments, _: ExchangeForm) -> Outcome {
    say(&format!("{}: nothing takes this in yet\n", arguments.text.display()));
    refuse_edit(&EditError::Refused {
        message: "files of translators cannot be taken in yet".into(),
        help: "copy the translations into the documents".into(),
    })
}
