//! `check --fix`: what is mended, what is left, and that nothing else changes.

use std::path::PathBuf;

use proptest::prelude::*;
use taiyaku::build::{self, Completeness};
use taiyaku::edit::{FixError, FixScope, fix_in};

use super::harness::Site;

/// Mends a site; each edit as `path:line rule old → new`.
fn fix(site: &Site, scope: &FixScope) -> Vec<String> {
    let mended = fix_in(&site.options(Completeness::AsSet), scope).unwrap_or_else(|_| panic!("it can be mended"));
    let line = |it: &taiyaku::edit::Mended| format!("{}:{} {} {}→{}", it.path, it.line, it.rule.name, it.old, it.new);
    mended.iter().map(line).collect()
}

fn text(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.root().join(path)).expect("the file is there")
}

/// A chapter that has changed since it was commented on, in one language.
fn changed() -> Site {
    Site::new(
        r#"
--- content/zh/a.md ---
# 甲

半导体是日本的强项，对华出口占比连续三个季度过半。 {#chips}

软法先行，[立法*]在后。 {#law}

ＡＩ芯片受管制。 {#ai}
--- content/zh/a/b.md ---
---
title: 点评
annotates: a
---
> 强项，[对华出口的占比连续两个季度过半](../a.md#chips)

一。 {#b1}

> [软法先行，**立法**在后](../a.md#law)

二。 {#b2}

> [半导体是日本的强项](../a.md#law)

三。 {#b3}

> [AI芯片](../a.md#ai)

四。 {#b4}

> [完全没有的话](../a.md#ai)

五。 {#b5}
"#
        .trim_start(),
    )
}

#[test]
fn quotations_follow_their_passages() {
    let site = changed();
    let mended = fix(&site, &FixScope::default());
    assert_eq!(
        mended,
        [
            "content/zh/a/b.md:5 orphan-note 对华出口的占比连续两个季度过半→对华出口占比连续三个季度过半",
            "content/zh/a/b.md:9 orphan-note 软法先行，**立法**在后→软法先行，\\[立法\\*\\]在后",
            "content/zh/a/b.md:13 orphan-note [半导体是日本的强项](../a.md#law)→[半导体是日本的强项](../a.md#chips)",
            "content/zh/a/b.md:17 orphan-note AI芯片→ＡＩ芯片",
        ]
    );
    let report = site.build();
    assert_eq!(report.matches("error[").count(), 1, "{report}");
    assert!(report.contains("/b.md:21:"), "what has no way out is left: {report}");
    assert!(fix(&site, &FixScope::default()).is_empty());
}

#[test]
fn a_dry_run_writes_nothing() {
    let site = changed();
    let before = text(&site, "content/zh/a/b.md");
    assert_eq!(fix(&site, &FixScope { is_dry_run: true, ..FixScope::default() }).len(), 4);
    assert_eq!(text(&site, "content/zh/a/b.md"), before);
}

#[test]
fn only_what_was_asked_for_is_mended() {
    let site = Site::new(
        "--- content/zh/a.md ---\n# 甲\n\n用 AI 写 {#p1}\n\n见[词]（#p1）。 {#p2}\n--- content/zh/b.md ---\n# 乙\n\n用 AI 写 {#p1}\n",
    );
    let scope = |file: Option<&str>, rule: Option<&str>| FixScope {
        files: file.map(PathBuf::from).into_iter().collect(),
        rules: rule.map(str::to_owned).into_iter().collect(),
        is_dry_run: false,
    };
    assert_eq!(fix(&site, &scope(Some("content/zh/b.md"), None)), ["content/zh/b.md:3 spaced-latin  AI →AI"]);
    assert_eq!(fix(&site, &scope(None, Some("silent-link"))), ["content/zh/a.md:5 silent-link [词]（#p1）→[词](#p1)"]);
    assert_eq!(text(&site, "content/zh/a.md"), "# 甲\n\n用 AI 写 {#p1}\n\n见[词](#p1)。 {#p2}\n");
    for wrong in [scope(Some("content/zh/c.md"), None), scope(None, Some("spaced-latins"))] {
        let refused = fix_in(&site.options(Completeness::AsSet), &wrong);
        assert!(matches!(refused, Err(FixError::Edit(_))));
    }
}

#[test]
fn what_an_author_allows_is_not_mended() {
    let site = Site::new(
        "--- content/zh/a.md ---\n---\ntitle: 甲\nallow:\n  - {rule: spaced-latin, unit: p1, reason: 原文如此}\n---\n用 AI 写 {#p1}\n\n用 AI 读 {#p2}\n",
    );
    assert_eq!(fix(&site, &FixScope::default()).len(), 1);
    assert!(text(&site, "content/zh/a.md").contains("用 AI 写"));
}

#[test]
fn marks_that_a_mended_space_or_point_would_change_stay() {
    let source = "# 甲\n\n中文 _abc_ 中文 **def** 中文，例 `x y` 中。 {#p1}\n\n好\\.好.好,好:坏(a) {#p2}\n";
    let site = Site::new(&format!("--- content/zh/a.md ---\n{source}"));
    fix(&site, &FixScope::default());
    assert_eq!(text(&site, "content/zh/a.md"), source.replace("好.好,好:坏", "好。好,好：坏"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the text, mending it leaves nothing to mend, and changes spaces and points of the visible text only.
    #[test]
    fn mended_texts_say_the_same(text in "[甲乙a1 _*`.:!?\\[\\]()#|~（）\n\\\\]{1,40}") {
        let source = format!("--- content/zh/a.md ---\n---\ntitle: 题\n---\n始{text}\n");
        let site = Site::new(&source);
        let visible = |site: &Site| {
            let built = build::prepare(&site.options(Completeness::AsSet)).unwrap_or_else(|error| panic!("{error}"));
            let document = built.site.document(0, 0).expect("the document is there");
            document.blocks.iter().map(|block| block.visible_text()).collect::<String>()
        };
        let rules = ["spaced-latin", "halfwidth-punctuation"].map(str::to_owned).to_vec();
        let before = visible(&site);
        let scope = FixScope { rules, ..FixScope::default() };
        fix(&site, &scope);
        prop_assert_eq!(fix(&site, &scope), [""; 0]);
        let plain = |text: &str| {
            let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            [("。", "."), ("：", ":"), ("！", "!"), ("？", "?")].iter().fold(text, |text, (wide, own)| text.replace(wide, own))
        };
        prop_assert_eq!(plain(&visible(&site)), plain(&before));
    }
}

#[test]
fn a_note_on_a_deleted_passage_goes_where_its_words_stand() {
    let site = Site::new(
        r#"
--- content/zh/a.md ---
# 甲

软法先行，日本的强项。 {#law}
--- content/zh/a/b.md ---
---
title: 点评
annotates: a
---
> [日本的强项](../a.md#gone)

一。 {#b1}
"#
        .trim_start(),
    );
    let mended = fix(&site, &FixScope::default());
    assert_eq!(mended, ["content/zh/a/b.md:5 broken-reference [日本的强项](../a.md#gone)→[日本的强项](../a.md#law)"]);
    assert_eq!(fix(&site, &FixScope::default()), Vec::<String>::new());
}
