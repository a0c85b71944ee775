//! Where mdBook keeps its chapters: a `SUMMARY.md` lists them, and each language has a book or a folder of its own.

use std::collections::BTreeMap;

use super::hugo::tell_of_foreign;
use super::plan::{Naming, Page, Plan, Root, is_document, language};
use super::{Tree, setting};
use crate::parse::config::Config;

/// The chapters of a book in all languages.
pub fn plan(tree: &mut Tree, config: &Config) -> Plan {
    let mut plan = Plan { naming: Naming::default(), ..Plan::default() };
    plan.knows(tree.files.keys());
    let summaries: Vec<String> =
        tree.files.keys().filter(|path| *path == "SUMMARY.md" || path.ends_with("/SUMMARY.md")).cloned().collect();
    let mut foreign = BTreeMap::new();
    for summary in &summaries {
        let folder = summary.trim_end_matches("SUMMARY.md").to_owned();
        let name = name(tree, config, &folder);
        let text = tree.text(summary).unwrap_or_default();
        let chapters = chapters(&text);
        let Some(language) = language(config, &name) else {
            *foreign.entry(name).or_insert(0) += chapters.len();
            continue;
        };
        let target = config.languages[language].dir.clone();
        plan.roots.push(Root { folder: folder.clone(), language: Some(language), target });
        for (line, words) in parts(&text) {
            let text =
                format!("the part `{words}` has no counterpart, and was left out; its chapters keep their order");
            tree.notes.push(super::Note { path: summary.clone(), line: Some(line), text });
        }
        for (order, Chapter { line, title, path }) in chapters.into_iter().enumerate() {
            let from = format!("{folder}{}", path.trim_start_matches("./"));
            let told = |tree: &mut Tree, text: String| {
                tree.notes.push(super::Note { path: summary.clone(), line: Some(line), text });
            };
            if path.is_empty() {
                told(tree, format!("`{title}` is a chapter without a file yet, and was left out"));
            } else if !tree.files.contains_key(&from) {
                told(tree, format!("`{path}` is not there, and was left out"));
            } else {
                let work = plan.naming.read(&from[folder.len()..]).work;
                let page = Page { from, language, work, order: Some(order as i64 + 1), title: Some(title) };
                if !plan.add(page) {
                    told(tree, format!("`{path}` is listed twice; it was brought over once"));
                }
            }
        }
    }
    tell_of_foreign(tree, foreign);
    tell_of_others(tree, &plan);
    plan
}

fn tell_of_others(tree: &mut Tree, plan: &Plan) {
    let left: Vec<String> = tree
        .files
        .keys()
        .filter(|path| is_document(path) && !path.ends_with("SUMMARY.md"))
        .filter(|path| plan.roots.iter().any(|root| path.starts_with(&root.folder)))
        .filter(|path| !plan.pages.iter().any(|page| page.from == **path))
        .cloned()
        .collect();
    for path in left {
        tree.tell(&path, "no SUMMARY.md lists this file, and it was left out");
    }
    let catalogues: Vec<String> = tree.files.keys().filter(|path| path.ends_with(".po")).cloned().collect();
    for path in catalogues {
        tree.tell(
            &path,
            "translations in PO are not read here; have mdBook write the translated book, and import that",
        );
    }
}

/// The language of a book: a folder on the way that the site knows, or what its book.toml says.
fn name(tree: &Tree, config: &Config, folder: &str) -> String {
    let known = |part: &&str| !part.is_empty() && language(config, part).is_some();
    let named = folder.split('/').rev().find(known).map(str::to_owned);
    named.unwrap_or_else(|| {
        let above =
            folder.trim_end_matches('/').rsplit_once('/').map_or(String::new(), |(above, _)| format!("{above}/"));
        let book = tree.text(&format!("{above}book.toml")).or_else(|| tree.text(&format!("{folder}book.toml")));
        let settings = book.and_then(|text| setting::toml(&text));
        let said = settings.as_ref().and_then(|settings| settings["book"]["language"].as_str().map(str::to_owned));
        said.unwrap_or_else(|| "en".into())
    })
}

struct Chapter {
    line: usize,
    title: String,
    path: String,
}

/// The headings above groups of chapters, with their lines. The first one is that of the list itself.
fn parts(summary: &str) -> Vec<(usize, &str)> {
    let is_blank = |line: &str| line.trim().is_empty();
    let first = summary.lines().position(|line| !is_blank(line));
    let heading = |(at, line): (usize, _)| Some((at + 1, str::strip_prefix(line, "# ")?.trim()));
    summary.lines().enumerate().filter(|(at, _)| Some(*at) != first).filter_map(heading).collect()
}

/// The links of a summary, in order.
fn chapters(summary: &str) -> Vec<Chapter> {
    let link = |(at, line): (usize, &str)| {
        let line = line.trim().trim_start_matches(['-', '*', '+']).trim_start();
        let (title, rest) = line.strip_prefix('[')?.split_once("](")?;
        let path = rest.split_once(')')?.0.trim_matches(['<', '>']).replace("%20", " ");
        Some(Chapter { line: at + 1, title: title.to_owned(), path })
    };
    summary.lines().enumerate().filter_map(link).collect()
}
