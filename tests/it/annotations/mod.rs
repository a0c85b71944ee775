//! Notes as annotations of other programs know them, out and in (W3C Web Annotation Data Model, 2017).

use std::fs;

use serde_json::Value;

use super::harness::Site;
use super::root;

mod bodies;
mod hostile;
mod import;
mod model;
mod out;

/// A chapter in two languages, with words that occur twice, and people.
pub const CHAPTER: &str = "\
--- content/glossary.yaml ---
aoyama: {kind: person, labels: {zh: {preferred: 青山瑠妙}, ja: {preferred: 青山瑠妙}}}
kawashima: {kind: person, labels: {zh: {preferred: 川岛真, admitted: [川岛]}, ja: {preferred: 川島真}}}
soft-law: {kind: concept, labels: {zh: {preferred: 软法}, ja: {preferred: ソフトロー}}}
--- content/timeline.yaml ---
act: {date: 2024-04, kind: policy, title: {zh: 指引, ja: 指針}}
--- content/zh/chapter-6.md ---
# 人工智能

## 概览 {#overview}

日本以软法治理。软法灵活，但*软法*也软弱。🤖机器人🤖来了。 {#soft}

[4月](event:act)发布指引。 {#guide}

- 第一项
- 第二项

{#list}
--- content/ja/chapter-6.md ---
# 人工知能

## 概観 {#overview}

日本はソフトローで治める。 {#soft}

[4月](event:act)に指針を公表した。 {#guide}

- 第一
- 第二

{#list}
";

/// The annotations that a site publishes, as it builds them with that address.
pub fn published(site: &Site, base_url: Option<&str>) -> Value {
    let mut options = site.options(taiyaku::build::Completeness::AsSet);
    options.base_url = base_url.map(str::to_owned);
    let built = taiyaku::build::build(&options, &site.output()).unwrap();
    assert!(!built.diagnostics.has_errors(), "{}", super::harness::shown(Ok(built)));
    serde_json::from_str(&fs::read_to_string(site.output().join("annotations.json")).unwrap()).unwrap()
}

/// The annotations of a collection that is one file.
pub fn items(collection: &Value) -> Vec<&Value> {
    collection["first"]["items"].as_array().unwrap().iter().collect()
}

/// A copy of the edition without its comments.
fn edition_without_comments() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for place in ["site.yaml", "content"] {
        for entry in walkdir::WalkDir::new(root().join(place)) {
            let entry = entry.unwrap();
            let below = entry.path().strip_prefix(root()).unwrap();
            let is_comment = below.components().count() == 4;
            if entry.file_type().is_dir() {
                fs::create_dir_all(folder.path().join(below)).unwrap();
            } else if !is_comment {
                fs::copy(entry.path(), folder.path().join(below)).unwrap();
            }
        }
    }
    folder
}

/// Takes the drafts of a folder as their author would: without `draft: true`.
pub fn publish_drafts(folder: &std::path::Path) {
    for entry in walkdir::WalkDir::new(folder.join("content")) {
        let entry = entry.unwrap();
        if entry.path().extension().is_some_and(|ending| ending == "md") {
            let text = fs::read_to_string(entry.path()).unwrap();
            fs::write(entry.path(), text.replacen("draft: true\n", "", 1)).unwrap();
        }
    }
}
