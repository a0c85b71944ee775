//! Faults planted into the Japanese texts of the edition, one by one: every one is found, and without them nothing is told.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use taiyaku::base::diagnostic::Diagnostic;
use taiyaku::base::figure::{Weight, figures};
use taiyaku::base::text::SourceFile;
use taiyaku::link::entries::Entries;
use taiyaku::load::Sources;
use taiyaku::{align, check, link, load, parse};

use super::super::root;
use super::{Dice, WAYS, Way, language};

/// What the check says of figures.
fn complaints(sources: &Sources) -> Vec<Diagnostic> {
    let (parsed, _) = parse::parse(sources);
    let works = align::align(&parsed.documents, &parsed.locks, &parsed.config, None).works;
    let site = link::link(&Arc::new(Entries::from(parsed)), works, &Arc::default(), None).site;
    check::check(&site).iter().filter(|told| told.rule.name == "figures-differ").cloned().collect()
}

/// The sources with another text of one file, and nothing that this file has no part in: figures are compared within a work.
fn with_text(sources: &Sources, at: usize, text: String) -> Sources {
    let file = &sources.texts[at];
    let work = |path: &str| path.splitn(3, '/').nth(2).map(str::to_owned);
    let mut texts = sources.texts.clone();
    texts[at] = Arc::new(SourceFile::new(file.id, file.path.clone(), text));
    // A commentary is one because of the work that it is on.
    let is_commentary = file.path.matches('/').count() > 2;
    texts.retain(|other| work(&other.path) == work(&file.path) || (is_commentary && !other.path.contains("index")));
    Sources { site: sources.site.clone(), texts, ..Sources::default() }
}

/// Charts are drawn of one table in all languages: they are blanked, too.
fn without_charts(text: &str) -> String {
    let mut is_chart = false;
    let lines = text.split_inclusive('\n').map(|line| {
        let is_fence = line.starts_with("```");
        let blanked = is_chart || (is_fence && line.contains("chart"));
        is_chart = blanked && (!is_fence || !is_chart);
        if blanked { " ".repeat(line.len() - 1) + "\n" } else { line.to_owned() }
    });
    lines.collect()
}

/// A Markdown file in which only what readers read is left; what else holds digits is blanked, byte for byte.
fn readable(text: &str) -> String {
    let text = &without_charts(text);
    let mut bytes = text.as_bytes().to_vec();
    let mut blank = |range: Range<usize>| bytes[range].fill(b' ');
    let body = text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n")).map_or(0, |at| at + 9);
    let mut at = 0;
    for line in text[..body].split_inclusive('\n') {
        let key = line.split(':').next().unwrap_or_default().trim();
        let kept = ["title", "summary", "note"].contains(&key);
        blank(at..at + if kept { line.find(':').map_or(0, |colon| colon + 1) } else { line.len() - 1 });
        at += line.len();
    }
    for (opening, closing) in [("](", ')'), ("{#", '}'), ("`", '`')] {
        let mut from = body;
        while let Some(start) = text[from..].find(opening).map(|at| from + at + opening.len()) {
            let end = text[start..].find(closing).map_or(text.len(), |at| start + at);
            blank(start..end);
            from = end;
        }
    }
    String::from_utf8(bytes).expect("whole characters are blanked")
}

#[test]
fn the_edition_has_no_differing_figures() {
    let (sources, _) = load::load(&root()).unwrap();
    assert_eq!(complaints(&sources), []);
}

#[test]
fn every_planted_fault_is_found() {
    let (sources, _) = load::load(&root()).unwrap();
    let ja = language("ja");
    let mut dice = Dice(0x7461_6979);
    let (mut n_figures, mut found, mut single) = (0, BTreeMap::<Way, usize>::new(), 0);
    let mut missed = Vec::new();
    for (at, file) in sources.texts.iter().enumerate().filter(|(_, file)| file.path.starts_with("content/ja/")) {
        let readable = readable(&file.text);
        for figure in figures(&readable, &ja) {
            let Range { start, end } = figure.range;
            let (words, after) = (&file.text[start..end], &file.text[end..]);
            if figure.weight == Weight::None {
                continue;
            }
            n_figures += 1;
            for way in WAYS {
                let changed = way.apply(words, &mut dice);
                let told = complaints(&with_text(&sources, at, format!("{}{changed}{after}", &file.text[..start])));
                *found.entry(way).or_default() += usize::from(!told.is_empty());
                single += usize::from(told.len() == 1);
                if told.is_empty() {
                    let line = file.line_column(start).0;
                    missed.push(format!("{}:{line}: {words} became {changed} ({way:?})", file.path));
                }
            }
        }
    }
    println!("{n_figures} figures, three faults each; found {found:?}; told by one complaint: {single}");
    assert!(n_figures >= 50, "{n_figures}");
    assert!(missed.is_empty(), "{} of {} missed:\n{}", missed.len(), 3 * n_figures, missed.join("\n"));
}
