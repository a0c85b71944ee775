//! What a link leads to on another page, in a few words: which passages have them, and in what words.

use serde_json::{Value, json};

use super::harness::Site;

/// A text, one that refers to it, and an event.
const SITE: &str = r"
--- content/zh/a.md ---
# 甲

## 概览 {#overview}

见[乙](b.md#x)、[丙](b.md#z)、[上文](#overview)、[全文](b.md)。[4月](event:guidelines)发布。 {#p}
--- content/zh/b.md ---
# 乙

[<b>](a.md)与`</script>`，{漢字|かんじ}。 {#x}

无人引用。 {#y}

三。 {#z}
--- content/ja/b.md ---
# 乙訳

一と三。 {#x with=z}
--- content/timeline.yaml ---
guidelines: {date: 2024-04, kind: policy, title: {zh: 指引发布}}
untold: {date: 2024-05, kind: policy, title: {zh: 无人讲述}}
";

fn site() -> Site {
    let site = Site::new(SITE.trim_start());
    let report = site.build();
    assert!(!report.contains("error["), "{report}");
    site
}

/// What the file says, which is a script that leaves its data on its own element.
fn read(site: &Site, path: &str) -> Value {
    let text = std::fs::read_to_string(site.output().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let data = text.strip_prefix("document.currentScript.previews = ").and_then(|rest| rest.strip_suffix(";\n"));
    serde_json::from_str(data.unwrap_or_else(|| panic!("{text}"))).unwrap()
}

#[test]
fn passages_that_another_text_refers_to_have_their_first_words() {
    let site = site();
    assert_eq!(
        read(&site, "zh/b.previews.js"),
        json!({ "lang": "zh-Hans", "words": {
            "x": ["乙", "<b>与</script>，漢字。", null],
            "z": ["乙", "三。", null],
        } })
    );
    assert!(!site.output().join("zh/a.previews.js").exists(), "its own page refers to it, and one to all of it");
}

#[test]
fn a_passage_that_is_joined_to_another_has_the_words_of_that() {
    let words = read(&site(), "ja/b.previews.js");
    assert_eq!(words["words"]["z"], json!(["乙訳", "一と三。", null]));
}

#[test]
fn a_passage_in_another_language_says_so() {
    let site = Site::new(
        "--- content/zh/a.md ---\n# 甲\n\n见[乙](b.md#x)。 {#p}\n--- content/zh/b.md ---\n# 乙\n\n一。 {#x}\n",
    );
    site.build();
    assert_eq!(read(&site, "ja/b.previews.js"), json!({ "lang": "ja", "words": { "x": ["乙", "一。", "zh-Hans"] } }));
}

#[test]
fn events_that_texts_tell_have_their_dates_and_titles() {
    let words = read(&site(), "ja/timeline.previews.js");
    assert_eq!(words, json!({ "lang": "ja", "words": { "guidelines": ["2024年4月", "指引发布", "zh-Hans"] } }));
}

#[test]
fn a_link_says_that_its_page_has_them() {
    let page = site().page("zh/a.html");
    assert_eq!(page.all("#p a.see").len(), 2, "neither of its own page nor of a whole text");
}

#[test]
fn long_passages_are_cut_between_characters() {
    let site = Site::new(&format!(
        "--- content/zh/a.md ---\n# 甲\n\n见[乙](b.md#x)。 {{#p}}\n--- content/zh/b.md ---\n# 乙\n\n{}か\u{3099}き {{#x}}\n",
        "字".repeat(119)
    ));
    site.build();
    let words = read(&site, "zh/b.previews.js");
    assert_eq!(words["words"]["x"][1], format!("{}か\u{3099}…", "字".repeat(119)));
}

#[test]
fn drafts_are_in_none_and_an_author_keeps_the_address() {
    let site = Site::new(
        "--- content/zh/a.md ---\n# 甲\n\n见[乙](b.md#x)，[丙](c.md#x)。 {#p}\n--- content/zh/b.md ---\n---\ntitle: 乙\ndraft: true\n---\n秘密。 {#x}\n--- content/zh/c.md ---\n# 丙\n\n一。 {#x}\n--- content/zh/c.previews.js ---\nmine\n",
    );
    site.build();
    assert!(!site.output().join("zh/b.previews.js").exists());
    assert_eq!(std::fs::read_to_string(site.output().join("zh/c.previews.js")).unwrap(), "mine\n");
}
