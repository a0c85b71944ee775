//! `taiyaku export`, and `taiyaku import` for what comes back from translators.

use crate::edit::{self, DocxOptions, EditError, ExchangeForm, ExportOptions, Overwriting};

use super::args::{ExportArguments, ImportArguments};
use super::edit::refuse_edit;
use super::{Outcome, output, say};

/// `taiyaku export`
pub fn export(arguments: &ExportArguments) -> Outcome {
    if arguments.form.docx {
        return export_docx(arguments);
    }
    let form = if arguments.form.po { ExchangeForm::Po } else { ExchangeForm::Xliff };
    let options = ExportOptions { work: arguments.work.clone(), form, language: arguments.lang.clone() };
    let exported = match edit::export_from(&arguments.root, &options) {
        Ok(exported) => exported,
        Err(error) => return refuse_edit(&error),
    };
    output(exported.content.as_bytes());
    Outcome::Fine
}

fn export_docx(arguments: &ExportArguments) -> Outcome {
    let options = DocxOptions { work: arguments.work.clone(), language: arguments.lang.clone() };
    let docx = match edit::docx_of(&arguments.root, &options) {
        Ok(docx) => docx,
        Err(error) => return refuse_edit(&error),
    };
    docx.notes.iter().for_each(|note| say(&format!("note: {note}\n")));
    let path = arguments.output.clone().unwrap_or_else(|| docx.name.clone().into());
    if path.as_os_str() == "-" {
        output(&docx.bytes);
        return Outcome::Fine;
    }
    let overwriting = if arguments.force { Overwriting::Allowed } else { Overwriting::Refused };
    match edit::write_docx(&docx, &path, overwriting) {
        Ok(()) => {
            say(&format!("wrote {}\n", path.display()));
            Outcome::Fine
        }
        Err(error) => refuse_edit(&error),
    }
}

/// `taiyaku import`, for a file that `taiyaku export` wrote and translators worked on.
pub fn import(arguments: &ImportArguments, _: ExchangeForm) -> Outcome {
    say(&format!("{}: nothing takes this in yet\n", arguments.text.display()));
    refuse_edit(&EditError::Refused {
        message: "files of translators cannot be taken in yet".into(),
        help: "copy the translations into the documents".into(),
    })
}
