//! Fragments of headings without ids.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value;
use taiyaku::parse::slug::Slugs;

use super::harness::Site;
use super::vectors::ratchet::Outcome;
use super::vectors::{array, compare, load, text};

/// The cases, one document in order; vectors must be there.
pub fn vectors() -> Outcome {
    let vectors = load("heading-slugs.json").expect("vectors");
    let mut slugs = Slugs::default();
    let case = |case: &Value| compare(slugs.next(text(&case["input"])).as_str(), text(&case["expected"]));
    Outcome { set: "heading-slugs.json cases", failures: array(&vectors["cases"]).iter().map(case).collect() }
}

#[test]
fn generated_ids_keep_away_from_all_others() {
    let site = Site::new(
        "\
--- content/zh/a.md ---
# 甲

段。

段。 {#top-1}

## top

## Main

## P1

## 概览

## 概览

## 《概览》

## ……

- 项 {#x}

## X
",
    );
    site.build();
    let page = site.page("zh/a.html");
    let ids: Vec<&str> = page.all("[id]").iter().filter_map(|element| element.attr("id")).collect();
    let unlike: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unlike.len(), "{ids:?}");
    for id in ["top-2", "main-1", "p1", "p1-1", "概览", "概览-1", "概览-2", "section", "x", "x-1"] {
        assert!(unlike.contains(id), "{id}: {ids:?}");
    }
}

proptest! {
    #[test]
    fn no_two_are_alike_and_none_is_empty(headings in proptest::collection::vec(r"[aA1 \-「」概览が\u{3099}\u{FE0F}…-]{0,4}|\PC{0,8}", 0..40)) {
        let mut slugs = Slugs::beside(["a", "a-1"]);
        let made: Vec<String> = headings.iter().map(|text| slugs.next(text).into()).collect();
        let unlike: BTreeSet<&String> = made.iter().collect();
        prop_assert_eq!(unlike.len(), made.len());
        prop_assert!(made.iter().all(|slug| !slug.is_empty() && slug != "a" && !slug.contains(char::is_whitespace)));
    }
}
