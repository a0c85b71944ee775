//! The words of the interface, and the language that pages say they are in.

use super::harness::{Page, Site};

/// A site whose first language taiyaku does not speak.
const SITE: &str = "\
--- site.yaml ---
title: {ar: تقرير, zh: 报告}
base_url: https://example.org/site
languages:
  - {tag: ar, dir: ar, name: العربية}
  - {tag: zh-Hans, dir: zh, name: 中文}
parallel: [[ar, zh]]
--- content/ar/a.md ---
---
title: عنوان
summary: ملخص
date: 2024-06-01
errata: [{date: 2024-06-02, unit: a, text: تصحيح}]
---
فقرة.[^n] {#a}

فقرة أخرى. {#b}

[^n]: حاشية.
--- content/zh/a.md ---
---
title: 题
---
段落。 {#a}
";

fn site() -> Site {
    let site = Site::new(SITE);
    let report = site.build();
    assert!(!report.contains("error["), "{report}");
    site
}

/// The language of the only element that a selector finds, by the nearest element that says one.
fn lang(page: &Page, selector: &str) -> String {
    let element = page.one(selector);
    let said = std::iter::once(element).chain(element.ancestors().filter_map(scraper::ElementRef::wrap));
    said.filter_map(|element| element.attr("lang")).next().unwrap_or_default().to_owned()
}

#[test]
fn english_words_in_an_arabic_page_say_that_they_are_english() {
    let site = site();
    let page = site.page("ar/a.html");
    let html = page.one("html");
    assert_eq!((html.attr("lang"), html.attr("dir")), (Some("ar"), Some("rtl")));
    for words in [".skip", ".places a", "#a > .pin", ".byline li:first-child", "#a > .flag", ".errata .label"] {
        assert_eq!(lang(&page, words), "en", "{words}");
    }
    for text in [".brand", "title", "h1", ".head .summary", "#a > .passage", ".footnotes ol", ".errata li span"] {
        assert_eq!(lang(&page, text), "ar", "{text}");
    }
    assert_eq!(
        page.one("#a > .flag a").inner_html(),
        "Corrected June 2, 2024",
        "an English sentence has an English date"
    );
    assert_eq!(page.one(".footnotes .back").inner_html(), "↪", "back is to the right");
}

#[test]
fn so_do_those_of_the_other_pages() {
    let site = site();
    assert_eq!(site.page("ar/status.html").one("title").attr("lang"), Some("en"));
    assert_eq!(lang(&site.page("ar/status.html"), "h1"), "en");
    assert_eq!(lang(&site.page("ar/index.html"), "h1"), "ar");
    let page = site.page("ar/a.zh.html");
    assert_eq!((lang(&page, "h1"), lang(&page, "#b > .gap")), ("ar".into(), "en".into()));
    let root = site.page("index.html");
    assert_eq!((lang(&root, "section[lang=ar] h1"), lang(&root, "section[lang=ar] .read")), ("ar".into(), "en".into()));
    let read: String = root.one("section[lang=ar] .read").text().collect();
    assert_eq!(read, "Read in العربية", "whatever the language of the words is");
    assert_eq!(lang(&site.page("404.html"), "h1"), "en");
}

#[test]
fn a_page_in_the_language_of_its_words_says_so_once() {
    let page = site().page("zh/a.html");
    assert_eq!((page.one("body").attr("lang"), page.one(".brand").attr("lang")), (None, None));
    assert_eq!((page.one("title").attr("lang"), page.one("h1").attr("lang")), (None, None));
}
