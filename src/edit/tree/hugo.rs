//! Where Hugo keeps the documents of each language.

use serde_json::Value;

use super::plan::{Naming, Page, Plan, Root, is_document, language};
use super::{Tree, setting};
use crate::parse::config::Config;

/// The documents of a Hugo site.
pub fn plan(tree: &mut Tree, config: &Config) -> Plan {
    let settings = settings(tree);
    let text = |value: &Value, key: &str| find(value, key).and_then(Value::as_str).map(str::to_owned);
    let main = text(&settings, "defaultContentLanguage").unwrap_or_else(|| "en".into());
    let content = text(&settings, "contentDir").unwrap_or_else(|| "content".into());
    let listed: Vec<(String, Value)> = find(&settings, "languages")
        .and_then(Value::as_object)
        .map_or(Vec::new(), |all| all.iter().map(|(name, value)| (name.clone(), value.clone())).collect());
    let mut names: Vec<String> = listed.iter().map(|(name, _)| name.clone()).collect();
    if names.is_empty() {
        names.push(main.clone());
    }
    let mut plan = Plan { statics: vec!["static/".into(), "assets/".into()], is_pretty: true, ..Plan::default() };
    plan.naming = Naming { languages: names.clone(), has_numbers: false };
    for (name, value) in &listed {
        if let Some(folder) = text(value, "contentDir").filter(|folder| *folder != content) {
            let language = language(config, name);
            let target = language.map_or(name.clone(), |language| config.languages[language].dir.clone());
            plan.roots.push(Root { folder: format!("{}/", folder.trim_matches('/')), language, target });
        }
    }
    // The longest folder first: `content/ja/` lies in `content/`.
    plan.roots.sort_by_key(|root| std::cmp::Reverse(root.folder.len()));
    let own = plan.roots.len();
    let target = language(config, &main).map_or(main.clone(), |language| config.languages[language].dir.clone());
    plan.roots.push(Root { folder: format!("{}/", content.trim_matches('/')), language: None, target });
    plan.knows(tree.files.keys());
    let paths: Vec<String> = tree.files.keys().filter(|path| is_document(path)).cloned().collect();
    let mut foreign = std::collections::BTreeMap::new();
    for path in paths {
        let Some(at) = plan.roots.iter().position(|root| path.starts_with(&root.folder)) else { continue };
        let name = plan.naming.read(&path[plan.roots[at].folder.len()..]);
        let said = if at < own { None } else { Some(name.language.clone().unwrap_or_else(|| main.clone())) };
        let language = said.as_deref().map_or(plan.roots[at].language, |said| language(config, said));
        let Some(language) = language else {
            *foreign.entry(said.unwrap_or_else(|| plan.roots[at].target.clone())).or_insert(0) += 1;
            continue;
        };
        if !plan.add(Page { from: path.clone(), language, work: name.work, order: None, title: None }) {
            tree.tell(&path, "another file is the same page in the same language, and this one was left out");
        }
    }
    tell_of_foreign(tree, foreign);
    plan
}

/// Documents in languages that the site has not.
pub fn tell_of_foreign(tree: &mut Tree, foreign: std::collections::BTreeMap<String, usize>) {
    for (name, count) in foreign {
        tree.tell(
            "",
            format!(
                "the documents in `{name}` ({count}) were left out: site.yaml lists no such language; add it and import again"
            ),
        );
    }
}

/// Keys of Hugo count in any case.
fn find<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    value.as_object()?.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, value)| value)
}

fn settings(tree: &mut Tree) -> Value {
    let mut settings = Value::Object(serde_json::Map::new());
    for folder in ["", "config/_default/"] {
        for stem in ["hugo", "config", "languages"] {
            for ending in ["toml", "yaml", "yml"] {
                let path = format!("{folder}{stem}.{ending}");
                if stem == "languages" && folder.is_empty() {
                    continue;
                }
                let Some(text) = tree.text(&path) else { continue };
                let read = if ending == "toml" { setting::toml(&text) } else { setting::yaml(&text) };
                match (read, &mut settings) {
                    (Some(value), Value::Object(all)) if stem == "languages" => {
                        all.insert("languages".into(), value);
                    }
                    (Some(Value::Object(more)), Value::Object(all)) => all.extend(more),
                    _ => tree.tell(&path, "these settings cannot be read; one language is assumed, `en`"),
                }
            }
        }
    }
    settings
}
