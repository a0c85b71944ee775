//! Works go out to translators' tools as XLIFF and PO, and come back passage by passage.

use std::path::Path;

use taiyaku::base::report::{self, Style};
use taiyaku::edit::{self, ExchangeForm, ExportOptions, TakeMode, TakeOptions, TakeReport};

use crate::harness::Site;

mod any_text;
// Citations and charts, which no translator may lose.
mod figures_and_sources;
mod po;
mod refused;
mod states;
mod valid;
mod xliff;

/// The export of a work into Japanese.
fn export(root: &Path, work: &str, form: ExchangeForm) -> String {
    let options = ExportOptions { work: work.into(), form, language: Some("ja".into()) };
    edit::export_from(root, &options).unwrap_or_else(|error| panic!("{error}")).content
}

/// Imports a file that lies beside the site.
fn import(site: &Site, form: ExchangeForm, text: &str) -> TakeReport {
    import_as(site, form, text, TakeMode::Write)
}

fn import_as(site: &Site, form: ExchangeForm, text: &str, mode: TakeMode) -> TakeReport {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let path = folder.path().join(format!("back.{}", form.ending()));
    std::fs::write(&path, text).expect("a file can be written");
    let options = TakeOptions { form, language: None, mode };
    edit::take_from(site.root(), &path, &options).unwrap_or_else(|error| panic!("{error}"))
}

/// The report on an import, without the folder in which its file lay.
fn said(report: &TakeReport) -> String {
    let text = report::human(&report.diagnostics, &report.files, Style::PLAIN);
    let is_place = |line: &str| line.contains("--> ") && line.contains("/back.");
    let short = |line: &str| match line.split_once("--> ") {
        Some((arrow, place)) if is_place(line) => {
            format!("{arrow}--> {}", place.rsplit_once('/').map_or(place, |(_, name)| name))
        }
        _ => line.to_owned(),
    };
    text.lines().map(|line| short(line).trim_end().to_owned() + "\n").collect()
}

fn document(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What a translator makes of an export: every source, its words through `change`, as the target.
fn translate(xliff: &str, change: impl Fn(&str) -> String) -> String {
    let mut text = String::new();
    for line in xliff.lines() {
        if line.trim_start().starts_with("<target") {
            continue;
        }
        text.push_str(line);
        text.push('\n');
        let inner = line.trim_start().strip_prefix("<source xml:space=\"preserve\">");
        if let Some(inner) = inner.and_then(|rest| rest.strip_suffix("</source>")) {
            text.push_str(&format!("<target xml:space=\"preserve\">{}</target>\n", words(inner, &change)));
        }
    }
    text
}

/// Changes what stands between tags.
fn words(xml: &str, change: &impl Fn(&str) -> String) -> String {
    let mut changed = String::new();
    for piece in xml.split_inclusive('>') {
        let (words, tag) = piece.find('<').map_or((piece, ""), |at| piece.split_at(at));
        if !words.is_empty() {
            changed.push_str(&change(words));
        }
        changed.push_str(tag);
    }
    changed
}
