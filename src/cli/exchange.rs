//! `taiyaku export`, and `taiyaku import` for what comes back from translators.

use std::path::{Path, PathBuf};

use crate::base::diagnostic::Severity;
use crate::edit::{self, DocxOptions, ExchangeForm, ExportOptions, Overwrite, TakeMode, TakeOptions, TakeReport};

use super::args::{ExportArguments, Format, ImportArguments};
use super::edit::refuse_edit;
use super::{Outcome, output, print, say};

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
    hand_out(arguments, &exported.name, exported.content.as_bytes())
}

/// Writes what was exported: to the file that was named, to one in this folder, or to standard output.
fn hand_out(arguments: &ExportArguments, name: &str, content: &[u8]) -> Outcome {
    let path = arguments.output.clone().unwrap_or_else(|| PathBuf::from(name));
    if path == Path::new("-") {
        output(content);
        return Outcome::Fine;
    }
    let over = if arguments.force { Overwrite::Wanted } else { Overwrite::Never };
    match edit::write_export(&path, content, over) {
        Ok(()) => {
            say(&format!("wrote {}\n", path.display()));
            Outcome::Fine
        }
        Err(error) => refuse_edit(&error),
    }
}

fn export_docx(arguments: &ExportArguments) -> Outcome {
    let options = DocxOptions { work: arguments.work.clone(), language: arguments.lang.clone() };
    let docx = match edit::docx_of(&arguments.root, &options) {
        Ok(docx) => docx,
        Err(error) => return refuse_edit(&error),
    };
    docx.notes.iter().for_each(|note| say(&format!("note: {note}\n")));
    hand_out(arguments, &docx.name, &docx.bytes)
}

/// `taiyaku import`, for a file that `taiyaku export` wrote and translators worked on.
pub fn import(arguments: &ImportArguments, form: ExchangeForm) -> Outcome {
    let mode = if arguments.dry_run { TakeMode::DryRun } else { TakeMode::Write };
    let options = TakeOptions { form, language: arguments.lang.clone(), mode };
    match edit::take_from(&arguments.root, &arguments.text, &options) {
        Ok(report) => {
            tell(&report, &arguments.root, mode);
            if report.diagnostics.has_errors() { Outcome::SiteHasErrors } else { Outcome::Fine }
        }
        Err(error) => refuse_edit(&error),
    }
}

fn tell(report: &TakeReport, root: &Path, mode: TakeMode) {
    print(&report.diagnostics, &report.files, Format::Human);
    let (wrote, took) = match mode {
        TakeMode::Write => ("wrote", "taken"),
        TakeMode::DryRun => ("would write", "would be taken"),
    };
    for path in &report.written {
        say(&format!("{wrote} {}\n", root.join(path).display()));
    }
    match report.passages.as_slice() {
        [] => say("no passage was translated anew\n"),
        passages => say(&format!("{took}: {}: {}\n", count(passages.len(), "passage"), passages.join(" "))),
    }
    if mode == TakeMode::Write && !report.passages.is_empty() {
        say("once a person has read them, record what they were made from with `taiyaku accept` and their names\n");
    }
    let refused = report.diagnostics.count(Severity::Error);
    if refused > 0 {
        say(&format!("refused: {refused}; what was refused is still in the file\n"));
    }
}

fn count(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}
