//! What an author gets wrong, and what is said of it: where, what, and the way out. Each test is a whole site and the report on
//! it, as it is printed; lines of the report are `file:line:column`, columns in characters.

use taiyaku::build;

use super::harness::{Site, shown};

mod agreement;
mod alignment;
mod allowed;
mod cascades;
mod charts;
mod citations;
mod commentary;
mod dates_in_text;
mod documents;
mod events;
mod folder;
mod forms;
mod glossary;
mod ids;
mod links;
mod locks;
mod lost_words;
mod marks;
mod moved;
mod names;
mod output;
mod pages;
mod pairing;
mod quotations;
mod site;
mod tables;
mod typography;

/// Sites of these tests are of one language for the most part; that is not what they are about.
const LENIENT: &str = "\
--- site.yaml ---
title: {zh: 网站, ja: サイト}
languages:
  - {tag: zh-Hans, dir: zh, name: 中文}
  - {tag: ja, dir: ja, name: 日本語}
parallel: [[zh, ja]]
kinds:
  policy: {zh: 政策, ja: 政策}
rules: {missing-translation: off, empty-site: off}
";

/// A site of these tests.
fn site(text: &str) -> Site {
    let site = Site::new(LENIENT);
    site.write(text);
    site
}

/// Builds a site and compares the report. Every complaint must name a place and a way out.
fn check(text: &str, expected: &str) {
    let site = site(text.trim_start_matches('\n'));
    let built = build::build(&site.options(build::Completeness::AsSet), &site.output());
    if let Ok(built) = &built {
        for diagnostic in built.diagnostics.iter() {
            assert!(diagnostic.way_out().is_some(), "no way out: {diagnostic:?}");
            let is_of_files = diagnostic.rule.name == "duplicate-route" && diagnostic.message().contains("content/");
            assert!(diagnostic.place().is_some() || is_of_files, "no place: {diagnostic:?}");
        }
        let is_written = site.output().join("index.html").is_file();
        assert_eq!(is_written, !built.diagnostics.has_errors(), "with errors nothing is written, without them all is");
    }
    let report = shown(built);
    assert_eq!(report.trim_end(), expected.trim(), "\n{report}");
}
