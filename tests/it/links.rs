//! Every link resolves, and leads back: the walk over all pages, and what a passage says of what refers to it.

use std::collections::{BTreeMap, BTreeSet};

use scraper::ElementRef;

use super::harness::{Page, Site, pages};

/// Two texts, a commentary, a front page, a glossary, a timeline; references between all of them.
const SITE: &str = r"
--- content/zh/index.md ---
# 首页

先读[乙的一段](b.md#x)。 {#start}
--- content/ja/index.md ---
# 表紙

まず[乙の一段](b.md#x)。 {#start}
--- content/zh/a.md ---
# 甲

## 概览 {#overview}

软法先行，见[乙](b.md#x)与[全文](b.md)，铃木如是说。[4月](event:guidelines)发布。 {#chips}

又见[乙](b.md#x)、[上文](#chips)。[^a] {#more}

[^a]: 亦见[乙](b.md#y)，软法。
--- content/ja/a.md ---
# 甲

## 概況 {#overview}

ソフトロー先行、[乙](b.md#x)を見よ。[4月](event:guidelines)に公表。 {#chips}

[上](#chips)も。 {#more}
--- content/zh/b.md ---
# 乙

一。 {#x}

二。 {#y}

三。 {#z}
--- content/ja/b.md ---
# 乙

一と二。 {#x with=y}

三。 {#z}
--- content/zh/a/suzuki.md ---
---
title: 点评
annotates: a
by: suzuki
---
> [软法先行](../a.md#chips)

{#q}

评，参看[乙](../b.md#z)。 {#n}
--- content/glossary.yaml ---
soft-law: {kind: concept, labels: {zh: 软法, ja: ソフトロー}, reading: {zh: ruan fa, ja: そふとろー}, definition: {zh: 规则。, ja: 規則。}}
suzuki: {kind: person, labels: {zh: 铃木, ja: 鈴木}, reading: {zh: ling mu, ja: すずき}}
--- content/timeline.yaml ---
guidelines: {date: 2024-04, kind: policy, title: {zh: 指引发布, ja: 指針公表}}
";

fn site() -> Site {
    let site = Site::new(SITE.trim_start());
    let report = site.build();
    assert!(!report.contains("error["), "{report}");
    site
}

/// What the disclosure of a passage lists: a line for each kind, with the words and addresses of its links.
fn relations(page: &Page, id: &str) -> Vec<String> {
    let lines = page.all(&format!("[id='{id}'] > .relations > ul > li"));
    let link = |link: ElementRef<'_>| format!("{} {}", link.inner_html(), link.attr("href").unwrap_or_default());
    let line = |line: &ElementRef<'_>| {
        let label: String =
            line.children().filter_map(|child| child.value().as_text().map(|text| text.trim())).collect();
        let links: Vec<String> = line.child_elements().map(link).collect();
        format!("{label}: {}", links.join(", "))
    };
    lines.iter().map(line).collect()
}

#[test]
fn a_passage_says_what_refers_to_it_in_each_language() {
    let site = site();
    assert_eq!(
        relations(&site.page("zh/b.html"), "x"),
        [
            "提及本段: 甲 1.1 a.html#chips, 甲 1.2 a.html#more, 首页 1 index.html#start",
            "固定链接: 中文 #x, 日本語 ../ja/b.html#x",
            ": 引用本段 #cite.page"
        ]
    );
    let page = site.page("ja/b.html");
    assert_eq!(
        relations(&page, "x")[0],
        "この段落への言及: 甲 1.1 a.html#chips, 甲 1.2 ../zh/a.html#more, 甲 1.2 ../zh/a.html#more, 表紙 1 index.html#start",
        "what only the other language says is said there; what is joined to a passage is part of it"
    );
    assert_eq!(page.one("#x .relations a[href='../zh/a.html#more']").attr("lang"), Some("zh-Hans"));
}

#[test]
fn a_passage_says_which_terms_people_events_and_notes_it_has() {
    let page = site().page("zh/a.html");
    assert_eq!(
        relations(&page, "chips"),
        [
            "提及本段: 1.2 #more",
            "点评: ① 铃木 #note.1.q",
            "术语: 软法 glossary.html#soft-law",
            "人物与机构: 铃木 people.html#suzuki",
            "事件: 指引发布 timeline.html#guidelines",
            "固定链接: 中文 #chips, 日本語 ../ja/a.html#chips",
            ": 引用本段 #cite.page"
        ]
    );
    assert_eq!(relations(&page, "more")[0], "术语: 软法 glossary.html#soft-law", "a footnote is part of its passage");
}

#[test]
fn a_passage_that_has_to_do_with_nothing_is_left_alone() {
    let site = site();
    assert!(site.page("zh/a.html").all("#overview .relations").is_empty());
    let front = site.page("zh/index.html");
    assert!(front.all(".relations").is_empty(), "the front page only leads to the texts");
}

#[test]
fn what_refers_to_a_whole_text_stands_at_its_end() {
    let page = site().page("zh/b.html");
    let words: Vec<String> = page.all(".cite .uses a[href^='a.html']").iter().map(|link| link.inner_html()).collect();
    assert_eq!(words, ["甲 1.1"]);
}

#[test]
fn the_note_is_the_way_back_of_its_quotation() {
    let page = site().page("zh/a.html");
    let back = relations(&page, "chips");
    assert!(back.iter().all(|line| !line.contains("a/suzuki.html")), "{back:?}");
    assert!(relations(&site().page("zh/b.html"), "z")[0].contains("a/suzuki.html#n"));
}

/// The address of a link below the root, and its fragment; `None` for what leads out of the site.
fn target(from: &str, href: &str) -> Option<(String, Option<String>)> {
    let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().map(|text| text.into_owned());
    let is_outside = href.split_once(':').is_some_and(|(scheme, _)| scheme.chars().all(|c| c.is_ascii_alphabetic()));
    if is_outside {
        return None;
    }
    let (path, fragment) = href.split_once('#').map_or((href, None), |(path, fragment)| (path, Some(fragment)));
    let mut parts: Vec<&str> = from.split('/').collect();
    if !path.is_empty() {
        parts.pop();
    }
    for part in path.split('/').filter(|part| !part.is_empty()) {
        match part {
            "." => {}
            ".." => drop(parts.pop().unwrap_or_else(|| panic!("{from}: {href} leads out of the site"))),
            part => parts.push(part),
        }
    }
    let mut path = decode(&parts.join("/")).unwrap();
    if href.ends_with('/') || path.is_empty() {
        path.push_str(if path.is_empty() { "index.html" } else { "/index.html" });
    }
    Some((path, fragment.map(|fragment| decode(fragment).unwrap())))
}

/// A place of a page: its path and the id in it.
type Spot = (String, String);

/// Where each place of a site leads, by the nearest element around each link that has an id of its own kind: a passage, an
/// entry, an event, a row. What leads to nothing is a fault.
fn walk(site: &BTreeMap<String, String>) -> (BTreeMap<Spot, BTreeSet<Spot>>, Vec<String>) {
    let html: BTreeMap<&str, Page> = site
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, text)| (path.as_str(), Page::new(text)))
        .collect();
    let ids: BTreeMap<&str, BTreeSet<&str>> = html
        .iter()
        .map(|(path, page)| (*path, page.all("[id]").iter().filter_map(|element| element.attr("id")).collect()))
        .collect();
    let (mut links, mut faults): (BTreeMap<Spot, BTreeSet<Spot>>, Vec<String>) = Default::default();
    for (path, page) in &html {
        for link in page.all("a[href], link[href], img[src], script[src]") {
            let href = link.attr("href").or(link.attr("src")).unwrap();
            let Some((to, fragment)) = target(path, href) else { continue };
            let exists = match (&fragment, ids.get(to.as_str())) {
                (None, _) => site.contains_key(&to) || !to.ends_with(".html"),
                (Some(fragment), Some(ids)) => ids.contains(fragment.as_str()),
                (Some(_), None) => false,
            };
            if !exists {
                faults.push(format!("{path}: {href} leads nowhere"));
            }
            if let (Some(fragment), Some(from)) = (fragment, spot(link)) {
                links.entry(((*path).to_owned(), from)).or_default().insert((to, fragment));
            }
        }
    }
    (links, faults)
}

/// The id of the passage, note, entry or event around a link.
fn spot(link: ElementRef<'_>) -> Option<String> {
    let around = link.ancestors().filter_map(ElementRef::wrap);
    let is_spot = |element: &ElementRef<'_>| {
        let mut classes = element.value().classes();
        classes.any(|class| ["unit", "note", "entry", "event"].contains(&class))
    };
    around.into_iter().find(is_spot).and_then(|element| element.attr("id")).map(str::to_owned)
}

/// Faults of a built site: links that lead nowhere, and links between passages, notes, terms and events that have no way back.
fn one_way(site: &BTreeMap<String, String>) -> Vec<String> {
    let (links, mut faults) = walk(site);
    for (from, targets) in &links {
        for to in targets.iter().filter(|to| *to != from) {
            // What is no passage, note, entry or event has no way back to give: notices, the citation, footnotes.
            let is_spot = links.contains_key(to);
            let leads_back = || links.get(to).is_some_and(|back| back.contains(from));
            let is_own = |spot: &Spot| spot.1.contains('.') && !spot.1.starts_with("note.");
            if is_own(to) || is_own(from) || from.0 == to.0 && from.1.starts_with("note.") {
                continue;
            }
            if !is_spot || !leads_back() {
                faults.push(format!("{}#{} leads to {}#{}, which does not lead back", from.0, from.1, to.0, to.1));
            }
        }
    }
    faults
}

#[test]
fn every_link_of_a_small_site_leads_there_and_back() {
    let site = site();
    let (pages, report) = pages(site.root());
    assert!(pages.len() > 10, "{report}");
    let faults = one_way(&pages);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_link_of_the_edition_leads_there_and_back() {
    let (pages, _) = pages(&super::root());
    let faults = one_way(&pages);
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}
