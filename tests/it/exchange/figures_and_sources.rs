//! Citations and charts on their way through the tools of translators: what has no words of its own is not lost, and what a
//! citation says of a place is translated.

use taiyaku::edit::ExchangeForm;

use crate::harness::Site;

use super::{document, export, import, said, translate};

const SITE: &str = "\
--- content/bibliography.yaml ---
a: {type: book, title: 甲, author: 江天骄, date: 2024, language: zh}
b-1: {type: book, title: 乙, author: 江天骄, date: 2024, language: zh}
--- content/shared/m.csv ---
year,amount
2024,9000
--- content/zh/d.md ---
# 题

一[](cite:a)，[第3页](cite:b-1)，[文献](cite:a)，多[](cite:a,b-1)。 {#p}

```chart
title: {zh: 图, ja: 図}
kind: column
data: ../shared/m.csv
```

{#c}

| 表 |
| --- |
| 格[](cite:a) |

{#t}

末[^n]。 {#q}

[^n]: 注[](cite:b-1)。
";

const CHART: &str = "```chart\ntitle: {zh: 图, ja: 図}\nkind: column\ndata: ../shared/m.csv\n```\n\n{#c}\n";

#[test]
fn a_new_translation_has_the_citations_and_the_chart_of_its_source() {
    let site = Site::new(SITE);
    let xliff = export(site.root(), "d", ExchangeForm::Xliff);
    let back = translate(&xliff, |words| words.replace("第3页", "p. 3").replace('一', "ひとつ"));
    let report = import(&site, ExchangeForm::Xliff, &back);
    let made = document(&site, "content/ja/d.md");
    assert!(
        made.contains("ひとつ[](cite:a)，[p. 3](cite:b-1)，[文献](cite:a)，多[](cite:a,b-1)。 {#p}"),
        "{made}\n{}",
        said(&report)
    );
    assert!(made.contains("| 格[](cite:a) |") && made.contains("[^n]: 注[](cite:b-1)。"), "{made}");
    assert!(made.contains(CHART), "{made}");
    let complaints = site.build();
    assert!(!complaints.contains("unit-markup") && !complaints.contains("error["), "{complaints}");
    let page = site.page("ja/d.html");
    assert!(page.unit_text("p").is_some_and(|text| text.contains("ひとつ1)，2) p. 3，文献1)，多1,2)。")));
    assert_eq!(page.all(".chart").len(), 1);
}

#[test]
fn a_catalogue_that_comes_back_changes_the_words_beside_citations_only() {
    let site = Site::new(SITE);
    let zh = document(&site, "content/zh/d.md");
    site.write(&format!("--- content/ja/d.md ---\n{zh}"));
    let po = export(site.root(), "d", ExchangeForm::Po);
    assert!(!po.contains("kind: column"), "a chart has no words for a catalogue");
    let words = "一[](cite:a)，[第3页](cite:b-1)，[文献](cite:a)，多[](cite:a,b-1)。";
    let better = "壱[](cite:a)、[p. 3](cite:b-1)、[文献](cite:a)、[](cite:a,b-1)。";
    let back = po.replace(&format!("msgstr \"{words}\""), &format!("msgstr \"{better}\""));
    assert_ne!(back, po);
    let report = import(&site, ExchangeForm::Po, &back);
    assert_eq!(document(&site, "content/ja/d.md"), zh.replace(words, better), "{}", said(&report));
}

#[test]
fn a_citation_that_a_translator_took_out_is_missed() {
    let site = Site::new(SITE);
    let zh = document(&site, "content/zh/d.md");
    site.write(&format!(
        "--- content/ja/d.md ---\n{}",
        zh.replace("一[](cite:a)", "一").replace("[文献](cite:a)", "文献").replace("a,b-1", "b-1")
    ));
    let report = site.build();
    assert!(report.contains("unit-markup") && report.contains("cite"), "{report}");
}
