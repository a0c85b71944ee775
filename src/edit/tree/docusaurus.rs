//! Where Docusaurus keeps the documents of each language.

use std::collections::BTreeMap;

use super::Tree;
use super::hugo::tell_of_foreign;
use super::plan::{Naming, Page, Plan, Root, is_document, language};
use crate::parse::config::Config;

/// Where the translations of the documents lie, below `i18n/LANG/`.
const TRANSLATED: &str = "docusaurus-plugin-content-docs/current/";

/// The documents of a Docusaurus site.
pub fn plan(tree: &mut Tree, config: &Config) -> Plan {
    let main = main_language(tree).unwrap_or_else(|| "en".into());
    let naming = Naming { languages: Vec::new(), has_numbers: true };
    let mut plan = Plan { naming, statics: vec!["static/".into()], is_mdx: true, ..Plan::default() };
    let mut folders: BTreeMap<String, String> = BTreeMap::from([("docs/".into(), main)]);
    for path in tree.files.keys() {
        if let Some((name, rest)) = path.strip_prefix("i18n/").and_then(|rest| rest.split_once('/'))
            && rest.starts_with(TRANSLATED)
        {
            folders.insert(format!("i18n/{name}/{TRANSLATED}"), name.to_owned());
        }
    }
    for (folder, name) in &folders {
        let language = language(config, name);
        let target = language.map_or(name.clone(), |language| config.languages[language].dir.clone());
        plan.roots.push(Root { folder: folder.clone(), language, target });
    }
    plan.knows(tree.files.keys());
    let mut foreign = BTreeMap::new();
    let paths: Vec<String> = tree.files.keys().filter(|path| is_document(path)).cloned().collect();
    for path in paths {
        let Some(root) = plan.roots.iter().find(|root| path.starts_with(&root.folder)).cloned() else {
            continue;
        };
        let below = &path[root.folder.len()..];
        if below.split('/').any(|part| part.starts_with('_')) {
            tree.tell(&path, "a part for other documents; it was left out: paste it where it belongs");
            continue;
        }
        let Some(language) = root.language else {
            *foreign.entry(root.target).or_insert(0) += 1;
            continue;
        };
        let name = plan.naming.read(below);
        if !plan.add(Page { from: path.clone(), language, work: name.work, order: name.number, title: None }) {
            tree.tell(&path, "another file is the same page in the same language, and this one was left out");
        }
    }
    tell_of_foreign(tree, foreign);
    plan
}

/// The settings are a program; the one word in question is looked for.
fn main_language(tree: &Tree) -> Option<String> {
    let text = ["docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs"]
        .iter()
        .find_map(|path| tree.text(path))?;
    let rest = text
        .split_once("defaultLocale")?
        .1
        .trim_start()
        .trim_start_matches(['\'', '"'])
        .trim_start()
        .strip_prefix(':')?;
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|c| "'\"`".contains(*c))?;
    rest[1..].split(quote).next().map(str::to_owned)
}
