//! What a language lacks is shown from another, and said to be.

use super::harness::{Page, Site, pages};

/// A text and a commentary that Japanese lacks, a text of which Japanese lacks passages, one that Chinese lacks.
const SITE: &str = r#"
--- site.yaml ---
title: {zh: 网站, ja: サイト}
base_url: https://example.org/site
languages:
  - {tag: zh-Hans, dir: zh, name: 中文}
  - {tag: ja, dir: ja, name: 日本語}
parallel: [[zh, ja]]
kinds:
  policy: {zh: 政策, ja: 政策}
nav: [a, b, c]
--- content/zh/a.md ---
---
title: 甲
summary: 甲之摘要
---
软法先行[^n]，[4月](event:guidelines)发布，见[乙](b.md#x)、[丙](c.md)、[日文](../ja/b.md)。 {#opening}

## 概览 {#overview}

- 一 {#one}

{#list}

[^n]: 注一。
--- content/zh/a/suzuki.md ---
---
title: 点评
annotates: a
by: suzuki
---
> [软法先行](../a.md#opening)

{#q1}

评一。 {#n1}
--- content/zh/b.md ---
# 乙

有译文。 {#x}

## 缺标题 {#lost-heading}

无译文，[甲](a.md#one)，注[^b]。 {#lost}

- 项 {#item}

{#lost-list}

已合并。 {#merged}

只有中文。 {#zh-only only}

---

[^b]: 乙注。
--- content/zh/b/suzuki.md ---
---
title: 点评乙
annotates: b
by: suzuki
---
> [有译文](../b.md#x)

{#q1}

评甲。 {#n1}

> [已合并](../b.md#merged)

{#q2}

评乙。 {#n2}
--- content/ja/b.md ---
# 乙の訳

訳文、[甲](a.md#opening)。 {#x with=merged}
--- content/ja/c.md ---
# 丙

日本語のみ。 {#y}
--- content/glossary.yaml ---
soft-law: {kind: concept, labels: {zh: 软法, ja: ソフトロー}, reading: {zh: ruan fa, ja: そふとろー}, definition: {zh: 非约束性规则。, ja: 拘束力のない規則。}}
suzuki: {kind: person, labels: {zh: 铃木, ja: 鈴木}, reading: {zh: ling mu, ja: すずき}}
--- content/timeline.yaml ---
guidelines: {date: 2024-04, kind: policy, title: {zh: 指引发布, ja: 指針公表}}
"#;

fn site() -> Site {
    let site = Site::new(SITE.trim_start());
    let report = site.build();
    assert!(!report.contains("error["), "{report}");
    site
}

fn text(page: &Page, selector: &str) -> String {
    page.one(selector).text().collect::<String>().trim().to_owned()
}

#[test]
fn a_text_that_a_language_lacks_is_shown_from_another_and_said_to_be() {
    let page = site().page("ja/a.html");
    assert_eq!(page.one("html").attr("lang"), Some("ja"));
    let title = page.one("h1");
    assert_eq!((title.attr("lang"), title.attr("dir")), (Some("zh-Hans"), Some("ltr")));
    assert_eq!(text(&page, ".fallback"), "このページは未訳のため、中文版を表示しています。");
    assert_eq!(page.one(".fallback a").attr("href"), Some("../zh/a.html"));
    assert_eq!(page.one("#opening > .passage").attr("lang"), Some("zh-Hans"));
    assert!(page.one("#opening > .pin").attr("aria-label").unwrap().contains("段落"), "its own words are the reader's");
    assert_eq!(page.one(".footnotes ol").attr("lang"), Some("zh-Hans"));
    assert_eq!(page.one(".contents a[href='#overview']").attr("lang"), Some("zh-Hans"));
    assert!(page.all(".untranslated").is_empty(), "once for the page is enough");
    assert!(page.one("header.site .places").text().any(|text| text == "本文"));
}

#[test]
fn its_title_and_description_are_in_the_language_that_they_say() {
    let site = site();
    for selector in ["title", "meta[name=description]"] {
        assert_eq!(site.page("ja/a.html").one(selector).attr("lang"), Some("zh-Hans"), "{selector}");
        assert_eq!(site.page("zh/a.html").one(selector).attr("lang"), None, "{selector}");
    }
}

#[test]
fn what_stands_in_for_a_text_is_no_translation_to_search_engines() {
    let site = site();
    let page = site.page("ja/a.html");
    assert_eq!(page.one("link[rel=canonical]").attr("href"), Some("https://example.org/site/zh/a.html"));
    assert!(page.all("link[rel=alternate]").is_empty());
    let own: Vec<_> = site
        .page("zh/a.html")
        .all("link[rel=alternate]")
        .iter()
        .map(|link| link.attr("hreflang"))
        .map(|tag| tag.unwrap().to_owned())
        .collect();
    assert_eq!(own, ["zh-Hans"]);
    assert!(!site.output().join("zh/a.ja.html").exists(), "one text has no parallel page");
}

#[test]
fn its_links_lead_to_the_readers_language() {
    let page = site().page("ja/a.html");
    let links: Vec<_> = page
        .all("#opening .passage > p > a:not(.note-ref)")
        .iter()
        .map(|link| link.attr("href").unwrap().to_owned())
        .collect();
    assert_eq!(links, ["glossary.html#soft-law", "timeline.html#guidelines", "b.html#x", "c.html", "b.html"]);
    assert_eq!(page.one("#opening sup a").attr("href"), Some("#fn.1"));
    let switch = page.one("header.site .switch a[hreflang='zh-Hans']");
    assert_eq!(switch.attr("href"), Some("../zh/a.html"));
}

#[test]
fn lists_name_it_in_its_own_language() {
    let site = site();
    let front = site.page("ja/index.html");
    assert_eq!(front.one(".works a[href='a.html']").attr("lang"), Some("zh-Hans"));
    assert_eq!(front.one(".works a[href='b.html']").attr("lang"), None);
    let next = site.page("ja/a/suzuki.html");
    assert_eq!(next.one(".pager [rel=prev]").attr("lang"), Some("zh-Hans"));
    assert_eq!(next.one(".kicker a").attr("lang"), Some("zh-Hans"));
    let timeline = site.page("ja/timeline.html");
    assert_eq!(timeline.all("#guidelines a[href='a.html#opening']").len(), 1, "what it tells is told there too");
    assert_eq!(site.page("ja/glossary.html").all("#soft-law a[href='a.html#opening']").len(), 1);
}

#[test]
fn notes_stand_beside_a_text_whoever_lacks_which_of_the_two() {
    let site = site();
    let whole = site.page("ja/a.html");
    let marked: String = whole.all("#opening mark").iter().flat_map(|mark| mark.text()).collect();
    assert_eq!(marked, "软法先行");
    let note = whole.one("[id='note.1.q1'] [lang='zh-Hans']");
    assert_eq!(note.text().collect::<String>().trim(), "评一。");
    // A translated text with a commentary that is not: the words it quotes are not there, its passages are.
    let page = site.page("ja/b.html");
    assert!(page.all("mark").is_empty());
    assert_eq!(page.one("[id='note.1.q1']").attr("aria-label"), Some("鈴木のコメント（1）"));
    let back = page.one("[id='note.1.q2'] .back");
    assert_eq!(back.attr("href"), Some("#x"), "the passage it is on is part of another in Japanese");
    assert_eq!(site.page("ja/b/suzuki.html").all(".targets a[href='../b.html#merged']").len(), 1);
}

#[test]
fn a_passage_that_a_translation_lacks_is_shown_from_its_source() {
    let page = site().page("ja/b.html");
    let passage = page.one("#lost > .passage");
    assert_eq!(passage.attr("lang"), Some("zh-Hans"));
    assert_eq!(text(&page, "#lost > .flag"), "この段落は未訳のため、中文版を表示しています。");
    assert_eq!(page.one("#lost .passage p > a").attr("href"), Some("a.html#one"));
    assert_eq!(page.one("#lost sup a").attr("href"), Some("../zh/b.html#fn.1"), "a footnote stands with its own text");
    assert_eq!(page.one(".contents a[href='#lost-heading']").attr("lang"), Some("zh-Hans"));
    assert_eq!(page.one("#x > .passage").attr("lang"), None);
    assert!(page.all("#zh-only").len() == 1 && page.all(".unit[id='zh-only']").is_empty(), "what is meant is no lack");
    assert!(page.all("hr").is_empty(), "nobody misses a thematic break");
    let parallel = site().page("ja/b.zh.html");
    assert_eq!(parallel.all("#lost > .gap").len(), 1, "side by side it is a gap");
}

#[test]
fn every_page_carries_every_id_of_its_work_once() {
    let site = site();
    for (work, ids) in [
        ("a", vec!["opening", "overview", "one", "list", "top"]),
        ("b", vec!["x", "lost-heading", "lost", "item", "lost-list", "merged", "zh-only", "top"]),
    ] {
        for dir in ["zh", "ja"] {
            let page = site.page(&format!("{dir}/{work}.html"));
            for id in &ids {
                assert_eq!(page.all(&format!("[id='{id}']")).len(), 1, "{dir}/{work}#{id}");
            }
        }
    }
}

#[test]
fn a_joined_passage_names_the_one_it_is_part_of() {
    let page = site().page("zh/b.ja.html");
    assert_eq!(text(&page, "#merged > .other"), "本段已并入0.1。");
    assert_eq!(page.one("#merged > .other a").attr("href"), Some("#x"));
    assert!(page.all("#zh-only > .gap").is_empty(), "a passage of one language by intent leaves no gap");
}

#[test]
fn the_chain_is_the_sites() {
    let languages = |fallback: &str| {
        format!(
            "--- site.yaml ---\ntitle: t\nlanguages:\n  - {{tag: zh-Hans, dir: zh, name: 中文}}\n  - {{tag: ja, dir: ja, name: 日本語}}\n  - {{tag: en, dir: en, name: English{fallback}}}\n--- content/zh/a.md ---\n# 甲\n\n一。 {{#x}}\n--- content/ja/a.md ---\n# 亜\n\n一。 {{#x}}\n"
        )
    };
    let shown = |fallback: &str| {
        let (pages, _) = pages(Site::new(&languages(fallback)).root());
        pages.get("en/a.html").map(|page| Page::new(page).one("h1").attr("lang").unwrap().to_owned())
    };
    assert_eq!(shown("").as_deref(), Some("zh-Hans"), "the source language stands in");
    assert_eq!(shown(", fallback: [ja, zh]").as_deref(), Some("ja"));
    assert_eq!(shown(", fallback: ja").as_deref(), Some("ja"));
    assert_eq!(shown(", fallback: []"), None);
    let report = |fallback: &str| Site::new(&languages(fallback)).build();
    for (fallback, said) in [
        (", fallback: [jp]", "`jp` is no language of this site"),
        (", fallback: [en]", "a language cannot stand in for itself"),
        (", fallback: [ja, ja]", "fallback lists `ja` twice"),
    ] {
        let report = report(fallback);
        assert!(report.contains(said) && report.contains("site.yaml:5:"), "{report}");
    }
}

#[test]
fn a_draft_stands_in_for_nothing() {
    let site = Site::new(
        "--- content/zh/a.md ---\n---\ntitle: 甲\ndraft: true\n---\n一。 {#x}\n--- content/ja/b.md ---\n# 乙\n\n一。 {#x}\n",
    );
    site.build();
    assert!(!site.output().join("ja/a.html").exists() && !site.output().join("zh/a.html").exists());
    assert!(site.output().join("zh/b.html").exists());
}

#[test]
fn a_stand_in_yields_to_what_has_its_address() {
    let site = Site::new(
        "--- content/zh/a.md ---\n# 甲\n\n一，[二](b.md)。 {#x}\n--- content/zh/b.md ---\n# 乙\n\n一，[一](a.md)。 {#x}\n--- content/ja/a.html ---\nown\n",
    );
    let report = site.build();
    assert!(!report.contains("error["), "{report}");
    assert_eq!(site.page("ja/a.html").source.trim(), "own");
    assert_eq!(site.page("ja/b.html").one("#x .passage a").attr("href"), Some("../zh/a.html"));
}

#[test]
fn terms_and_events_in_another_language_say_so() {
    let site = Site::new(
        "--- content/zh/a.md ---\n# 甲\n\n软法，[4月](event:rules)。 {#x}\n--- content/glossary.yaml ---\nsoft-law: {kind: concept, labels: {zh: 软法}, reading: {zh: ruan fa}, definition: {zh: 规则。}}\n--- content/timeline.yaml ---\nrules: {date: 2024-04, kind: policy, title: {zh: 发布}}\n",
    );
    site.build();
    let entry = |dir: &str, selector: &str| {
        let page = site.page(&format!("{dir}/{selector}"));
        ["#soft-law dt > b", "#soft-law .meaning > span", "#rules > .title", ".definitions b", ".definitions .meaning"]
            .into_iter()
            .flat_map(|selector| {
                page.all(selector).iter().map(|found| found.attr("lang").map(str::to_owned)).collect::<Vec<_>>()
            })
            .collect::<Vec<_>>()
    };
    let foreign = || Some("zh-Hans".to_owned());
    assert_eq!(entry("ja", "glossary.html"), [foreign(), foreign()]);
    assert_eq!(entry("ja", "timeline.html"), [foreign()]);
    assert_eq!(entry("ja", "a.html"), [foreign(), foreign()]);
    assert_eq!(entry("zh", "glossary.html"), [None]);
    assert!(site.page("ja/glossary.html").all("#soft-law dt .other").is_empty(), "its label is not said twice");
}

#[test]
fn a_work_of_another_source_falls_back_to_that() {
    let site = Site::new(
        "--- site.yaml ---\ntitle: t\nlanguages:\n  - {tag: zh-Hans, dir: zh}\n  - {tag: en, dir: en}\n  - {tag: ja, dir: ja}\nparallel: [[en, zh]]\n--- content/ja/a.md ---\n---\ntitle: 亜\nsource: ja\n---\n一。 {#x}\n\n二。 {#y}\n\n三。 {#z only}\n--- content/en/a.md ---\n# A\n\nTwo. {#y}\n--- content/zh/a.md ---\n# 甲\n\n一。 {#x}\n",
    );
    site.build();
    assert_eq!(
        site.page("en/a.html").one("#x > .passage").attr("lang"),
        Some("ja"),
        "the source, not the first language"
    );
    assert_eq!(site.page("zh/a.html").one("#y > .passage").attr("lang"), Some("ja"));
    let parallel = site.page("en/a.zh.html");
    assert_eq!(parallel.all("#x > .first.gap, #y > .other.gap").len(), 2, "of two translations each has its gaps");
    assert!(parallel.all(".row[id='z']").is_empty());
}

/// A text of passages with ids, of which it lacks some and joins some to the one before. `of` is the first of two bits of
/// each mark: 0 and 1 lack the passage, 1 joins it where the other text has it, 2 and 3 have it.
fn document(title: &str, marks: &[u8], of: u8) -> String {
    let mut text = format!("# {title}\n\n");
    let mut open: Option<(usize, Vec<String>)> = None;
    let close = |open: &mut Option<(usize, Vec<String>)>, text: &mut String| {
        if let Some((at, joined)) = open.take() {
            let with = if joined.is_empty() { String::new() } else { format!(" with={}", joined.join(",")) };
            text.push_str(&format!("段{at}。 {{#s{at}{with}}}\n\n"));
        }
    };
    for (at, mark) in marks.iter().enumerate() {
        let is_other_own = (mark >> (2 - of)) & 3 > 1;
        match ((mark >> of) & 3, open.as_mut()) {
            (1, Some((_, joined))) if is_other_own => joined.push(format!("s{at}")),
            (0 | 1, _) => close(&mut open, &mut text),
            _ => {
                close(&mut open, &mut text);
                open = Some((at, Vec::new()));
            }
        }
    }
    close(&mut open, &mut text);
    text
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 24, ..Default::default() })]

    /// Whatever one language lacks or joins, an address of a passage leads somewhere on every page of the work, to one place.
    #[test]
    fn every_address_of_a_passage_holds_on_every_page(marks in proptest::collection::vec(0_u8..16, 1..12)) {
        let site = Site::new(&format!(
            "--- content/zh/a.md ---\n{}--- content/ja/a.md ---\n{}",
            document("甲", &marks, 0),
            document("亜", &marks, 2)
        ));
        let (pages, report) = pages(site.root());
        proptest::prop_assert!(!report.contains("error[unknown") && !report.contains("error[duplicate"), "{}", report);
        let is_own = |at: &usize| marks[*at] & 3 > 1 || marks[*at] >> 2 > 1;
        for path in ["zh/a.html", "ja/a.html", "zh/a.ja.html", "ja/a.zh.html"] {
            let page = Page::new(&pages[path]);
            for at in (0..marks.len()).filter(is_own) {
                let found = page.all(&format!("[id='s{at}']")).len();
                proptest::prop_assert_eq!(found, 1, "{}#s{} of {:?}\n{}", path, at, &marks, report);
            }
        }
    }
}
