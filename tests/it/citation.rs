//! Citing: what a page says of how to cite it, its files for programs that keep references, what it tells search engines.

use biblatex::{Bibliography, ChunksExt};
use serde_json::{Value, json};
use taiyaku::build::{self, Completeness, Options};

use super::harness::Site;

/// A text with all that can be said of it, one with a title and where it comes from, two with nothing but a title, and a commentary.
const SITE: &str = r#"
--- site.yaml ---
title: {zh: 网站, ja: サイト}
languages: [{tag: zh-Hans, dir: zh, name: 中文}, {tag: ja, dir: ja, name: 日本語}]
base_url: https://example.org/report
--- content/zh/a.md ---
---
title: '软法 {与} 100% & 50_$ ~^\ "</script>" 之年'
by: [suzuki, oecd-and]
date: 2024-04-06
revised: 2024-05
summary: 一句话。
origin: {title: 原 & 本, author: "某 {氏}", url: "https://example.org/x"}
---
一。 {#x}
--- content/ja/a.md ---
---
title: ソフトローの年
date: 2024-04-06
---
一。 {#x}
--- content/zh/b 章.md ---
---
title: 无名《之》文
origin: {title: 原文}
---
一。 {#x}
--- content/zh/c.md ---
# 丙

见[甲](a.md#x)，[乙](b%20章.md)。 {#x}
--- content/zh/d.md ---
# 丁

见[丙](c.md)。 {#x}
--- content/zh/a/suzuki.md ---
---
title: 点评
annotates: a
by: suzuki
date: 2024/2025
---
> [一](../a.md#x)

{#q}

评。 {#n}
--- content/glossary.yaml ---
suzuki: {kind: person, labels: {zh: 铃木, ja: 鈴木}, reading: {zh: ling mu, ja: すずき}}
oecd-and: {kind: person, labels: {zh: "Rand and Sand, Inc."}, reading: {zh: rand, ja: らんど}}
"#;

fn site() -> Site {
    let site = Site::new(SITE.trim_start());
    let report = site.build();
    assert!(!report.contains("error["), "{report}");
    site
}

fn file(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.output().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn bibtex_is_read_by_another_program_as_it_was_meant() {
    let site = site();
    let text = file(&site, "zh/a.bib");
    let bibliography = Bibliography::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let entry = bibliography.get("a.zh").unwrap();
    let authors: Vec<String> = entry.author().unwrap().iter().map(|person| format!("{person:?}")).collect();
    assert_eq!(authors.len(), 2, "a name is one piece, whatever it holds: {authors:?}");
    assert!(authors[0].contains(r#"name: "铃木""#) && authors[1].contains("Rand and Sand, Inc."), "{authors:?}");
    let title = entry.title().unwrap().format_verbatim();
    for words in ["软法 ", "100% & 50_$ ", r#" "</script>" 之年"#] {
        assert!(title.contains(words), "{title}");
    }
    assert!(entry.verify().malformed.is_empty(), "{text}");
    assert_eq!(entry.get("url").unwrap().format_verbatim(), "https://example.org/report/zh/a.html");
    assert!(text.contains("  year = {2024},\n  month = {4},\n  day = {6},\n  date = {2024-04-06},\n"), "{text}");
    assert!(text.contains(
        r"{\textbraceleft}与{\textbraceright} 100\% \& 50\_\$ {\textasciitilde}{\textasciicircum}{\textbackslash}"
    ));
}

#[test]
fn braces_of_bibtex_balance_whatever_a_title_holds() {
    let site = site();
    for path in ["zh/a.bib", "ja/a.bib", "zh/b 章.bib", "zh/a/suzuki.bib"] {
        let text = file(&site, path);
        assert_eq!(text.matches('{').count(), text.matches('}').count(), "{text}");
        assert_eq!(Bibliography::parse(&text).unwrap().len(), 1, "{text}");
    }
}

#[test]
fn what_nobody_said_is_left_out() {
    let site = site();
    assert_eq!(
        file(&site, "zh/b 章.bib"),
        "@online{b-章.zh,\n  title = {{无名《之》文}},\n  organization = {网站},\n  url = {https://example.org/report/zh/b%20%E7%AB%A0.html},\n  langid = {zh-Hans},\n  note = {原文},\n}\n"
    );
    assert_eq!(
        file(&site, "zh/b 章.ris"),
        "TY  - ELEC\r\nID  - b 章.zh\r\nTI  - 无名《之》文\r\nT2  - 网站\r\nLA  - zh-Hans\r\nUR  - https://example.org/report/zh/b%20%E7%AB%A0.html\r\nN1  - 原文\r\nER  - \r\n"
    );
    let item: Value = serde_json::from_str(&file(&site, "zh/b 章.csl.json")).unwrap();
    assert_eq!(item[0]["author"], Value::Null);
    assert_eq!(item[0]["issued"], Value::Null);
    let page = site.page("zh/b 章.html");
    assert!(page.all("meta[name='citation_author'], meta[name='citation_publication_date']").is_empty());
    assert_eq!(
        page.inside(".citation > span:first-child"),
        "《无名〈之〉文》，“网站”网站",
        "marks within marks are the inner ones"
    );
}

#[test]
fn a_text_of_which_nobody_says_who_wrote_it_and_whence_it_comes_only_lists_what_refers_to_it() {
    let site = site();
    for path in ["zh/c.bib", "zh/c.ris", "zh/c.csl.json"] {
        assert!(!site.output().join(path).exists(), "{path}");
    }
    let page = site.page("zh/c.html");
    assert!(page.all("[id='cite.page'], a[href='#cite.page'], .citation, [download]").is_empty());
    assert_eq!(page.one(".cite .uses a").inner_html(), "丁 1");
    assert!(site.page("zh/d.html").all(".cite").is_empty(), "nothing refers to it");
}

#[test]
fn ris_has_a_field_a_line() {
    let text = file(&site(), "zh/a.ris");
    assert!(text.ends_with("ER  - \r\n") && text.starts_with("TY  - ELEC\r\n"), "{text}");
    for line in text.split_terminator("\r\n") {
        let (tag, _) = line.split_once("  - ").unwrap_or_else(|| panic!("{line}"));
        assert!(tag.len() == 2 && !line.contains(['\r', '\n']), "{line}");
    }
    assert!(text.contains("AU  - 铃木\r\nAU  - Rand and Sand, Inc.\r\nPY  - 2024\r\nDA  - 2024/04/06/\r\n"), "{text}");
}

#[test]
fn csl_json_has_names_as_they_are_and_dates_in_parts() {
    let site = site();
    let items: Value = serde_json::from_str(&file(&site, "zh/a.csl.json")).unwrap();
    assert_eq!(items[0]["author"], json!([{"literal": "铃木"}, {"literal": "Rand and Sand, Inc."}]));
    assert_eq!(items[0]["issued"], json!({"date-parts": [[2024, 4, 6]]}));
    assert_eq!(items[0]["original-author"], json!([{"literal": "某 {氏}"}]));
    let items: Value = serde_json::from_str(&file(&site, "zh/a/suzuki.csl.json")).unwrap();
    assert_eq!(items[0]["type"], "review");
    assert_eq!(items[0]["issued"], json!({"literal": "2024/2025"}), "what is no plain date keeps its words");
}

#[test]
fn a_page_shows_how_it_is_cited_and_leads_to_the_files() {
    let page = site().page("ja/a.html");
    assert_eq!(
        page.inside(".citation > span:first-child"),
        "鈴木、Rand and Sand, Inc.「ソフトローの年」『サイト』、2024年4月6日"
    );
    let links: Vec<_> = page.all(".cite [download]").iter().map(|link| link.attr("href").unwrap().to_owned()).collect();
    assert_eq!(links, ["a.bib", "a.ris", "a.csl.json"]);
    assert_eq!(page.one(".citation a").inner_html(), "https://example.org/report/ja/a.html");
}

#[test]
fn what_stands_in_for_a_text_cites_that_text() {
    let page = site().page("ja/b 章.html");
    let links: Vec<_> = page.all(".cite [download]").iter().map(|link| link.attr("href").unwrap().to_owned()).collect();
    assert_eq!(links[0], "../zh/b%20%E7%AB%A0.bib");
    assert!(page.all("script[type='application/ld+json'], meta[name^='citation_']").is_empty());
}

#[test]
fn search_engines_are_told_what_the_site_knows() {
    let page = site().page("zh/a.html");
    let tags: Vec<(String, String)> = page
        .all("meta[name^='citation_']")
        .iter()
        .map(|tag| (tag.attr("name").unwrap()["citation_".len()..].to_owned(), tag.attr("content").unwrap().to_owned()))
        .collect();
    let names: Vec<&str> = tags.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["title", "author", "author", "publication_date", "language", "public_url"]);
    assert_eq!(tags[3].1, "2024/04/06");
    assert!(tags[0].1.contains("\"</script>\""));
}

/// The data block of a page.
fn described(site: &Site, path: &str) -> Value {
    let page = site.page(path);
    let text: String = page.one("script[type='application/ld+json']").text().collect();
    assert!(!text.contains(['<', '>', '&']), "{text}");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn languages_of_a_text_are_translations_of_one_another() {
    let site = site();
    let (source, translation) = (described(&site, "zh/a.html"), described(&site, "ja/a.html"));
    assert_eq!(source["@type"], "ScholarlyArticle");
    assert_eq!(source["workTranslation"][0]["@id"], translation["@id"]);
    assert_eq!(translation["translationOfWork"]["@id"], source["@id"]);
    assert_eq!(
        source["headline"], r#"软法 {与} 100% & 50_$ ~^\ "</script>" 之年"#,
        "nothing in a title ends the block"
    );
    assert_eq!((&source["datePublished"], &source["dateModified"]), (&json!("2024-04-06"), &json!("2024-05")));
    assert_eq!(source["isBasedOn"]["author"], json!({"name": "某 {氏}"}), "nobody said what the author is");
    assert_eq!(source["author"][0]["@id"], "https://example.org/report/zh/people.html#suzuki");
}

#[test]
fn a_commentary_is_about_its_text_and_the_text_names_it() {
    let site = site();
    let (text, commentary) = (described(&site, "zh/a.html"), described(&site, "zh/a/suzuki.html"));
    assert_eq!(commentary["about"]["@id"], text["@id"]);
    assert_eq!(text["comment"][0]["@id"], commentary["@id"]);
    assert_eq!(text["comment"][0]["@type"], "Comment");
    assert_eq!(commentary["@type"], "ScholarlyArticle");
    assert_eq!(commentary["datePublished"], Value::Null, "an interval is no date of schema.org");
}

#[test]
fn without_an_author_and_a_date_a_text_is_no_article_yet() {
    let value = described(&site(), "zh/b 章.html");
    assert_eq!(value["@type"], "CreativeWork");
}

#[test]
fn a_site_that_does_not_know_its_address_names_pages_from_where_one_is() {
    let origin = "---\ntitle: 甲\norigin: {title: 原}\n---\n";
    let site = Site::new(&format!(
        "--- content/zh/a.md ---\n{origin}一。 {{#x}}\n--- content/ja/a.md ---\n{origin}一。 {{#x}}\n"
    ));
    assert_eq!(site.build(), "");
    let value = described(&site, "zh/a.html");
    assert_eq!((&value["@id"], &value["url"]), (&json!("a.html"), &Value::Null));
    assert_eq!(value["workTranslation"][0]["@id"], "../ja/a.html");
    assert!(!file(&site, "zh/a.bib").contains("url"), "an address that holds on one machine only is none");
}

#[test]
fn a_file_of_the_author_keeps_its_address() {
    let site = Site::new(
        "--- content/zh/a.md ---\n---\ntitle: 甲\norigin: {title: 原}\n---\n[文献](a.bib) {#x}\n--- content/zh/a.bib ---\n@misc{x}\n",
    );
    let report = site.build();
    assert!(!report.contains("error["), "{report}");
    assert_eq!(file(&site, "zh/a.bib"), "@misc{x}\n");
    let hrefs = site.page("zh/a.html").all(".cite [download]").len();
    assert_eq!(hrefs, 2, "and the page does not offer it as ours");
    let options = Options { root: site.root().into(), base_url: None, completeness: Completeness::AsSet };
    assert!(!build::prepare(&options).unwrap().diagnostics.has_errors());
}
