//! How a translation stands to its source, as translators' tools see it.

use taiyaku::base::digest::Digest;
use taiyaku::edit::ExchangeForm;

use crate::harness::Site;

use super::export;

const SITE: &str = "\
--- content/zh/a.md ---
---
title: 题目
---

甲 {#now}

新乙 {#old}

丙 {#none}

丁 {#new}

戊 {#whole}

己 {#part}
--- content/ja/a.md ---
---
title: 題名
---

甲だ {#now}

乙だ {#old}

丙だ {#none}

戊己だ {#whole with=part}
";

fn site() -> Site {
    let site = Site::new(SITE);
    let line = |id: &str, source: &str, target: &str| {
        format!("{id}\t{}\t{}\t{source}\n", Digest::of(source), Digest::of(target))
    };
    let lock = line("now", "甲", "甲だ") + &line("old", "乙", "乙だ");
    site.write_bytes("content/ja/a.lock", lock.as_bytes());
    site
}

/// A unit of an export, without what is around it.
fn unit(xliff: &str, id: &str) -> String {
    let unit = xliff.split("<unit ").find(|unit| unit.starts_with(&format!("id=\"{id}\"")));
    unit.unwrap_or_else(|| panic!("{id}")).to_owned()
}

#[test]
fn states_are_those_of_xliff() {
    let site = site();
    let xliff = export(site.root(), "a", ExchangeForm::Xliff);
    assert!(unit(&xliff, "now").contains("<segment id=\"s1\" state=\"final\">"), "{xliff}");
    assert!(unit(&xliff, "none").contains("<segment id=\"s1\" state=\"translated\">"));
    assert!(unit(&xliff, "new").contains("<segment id=\"s1\" state=\"initial\">"));
    let old = unit(&xliff, "old");
    assert!(old.contains("<segment id=\"s1\" state=\"initial\" subState=\"taiyaku:stale\">"), "{old}");
    assert!(old.contains("<note category=\"changed\">the source has changed; this was translated from: 乙</note>"));
    assert!(old.contains(">乙だ</target>"), "the translation stays: {old}");
    let part = unit(&xliff, "part");
    assert!(part.contains("translate=\"no\""), "{part}");
    assert!(part.contains("<note category=\"joined\">translated within `whole`; change it there</note>"), "{part}");
}

#[test]
fn what_is_stale_is_fuzzy_in_po() {
    let site = site();
    let po = export(site.root(), "a", ExchangeForm::Po);
    assert!(po.contains("#, fuzzy\n#| msgid \"乙\"\nmsgctxt \"a#old\"\nmsgid \"新乙\"\nmsgstr \"乙だ\"\n"), "{po}");
    assert_eq!(po.matches("fuzzy").count(), 1);
    assert!(!po.contains("a#part"));
}

#[test]
fn translators_see_how_terms_are_called() {
    let site = site();
    let term = "soft-law: {kind: concept, labels: {zh: {preferred: 新乙}, ja: {preferred: ソフトロー}}}\n";
    site.write_bytes("content/glossary.yaml", term.as_bytes());
    let xliff = export(site.root(), "a", ExchangeForm::Xliff);
    assert!(unit(&xliff, "old").contains("<note category=\"terms\">新乙 → ソフトロー</note>"), "{xliff}");
    assert_eq!(xliff.matches("category=\"terms\"").count(), 1);
    assert!(export(site.root(), "a", ExchangeForm::Po).contains("#. terms: 新乙 → ソフトロー\n"));
}
