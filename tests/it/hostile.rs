//! Content that wants to be a program: whatever an author writes, no page holds an element, attribute or address that acts.

use std::collections::BTreeMap;

use proptest::prelude::*;
use scraper::ElementRef;
use serde_json::Value;

use super::harness::{Page, Site, pages};
use super::vectors::{array, load, text};

/// The elements that our pages are made of. An allow-list: what is not here was not written by us.
const ELEMENTS: &[&str] = &[
    "a",
    "article",
    "aside",
    "b",
    "bdi",
    "blockquote",
    "q",
    "body",
    "br",
    "circle",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "fieldset",
    "figure",
    "footer",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "img",
    "input",
    "label",
    "legend",
    "li",
    "line",
    "link",
    "main",
    "mark",
    "meta",
    "nav",
    "ol",
    "p",
    "path",
    "polygon",
    "pre",
    "rect",
    "rp",
    "rt",
    "ruby",
    "script",
    "section",
    "small",
    "span",
    "strong",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "tfoot",
    "td",
    "text",
    "tspan",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "tspan",
    "ul",
];

/// Whether a script element is a data block that nothing in it can end: no browser runs it.
fn is_data(script: ElementRef<'_>) -> bool {
    let text: String = script.text().collect();
    script.attr("type") == Some("application/ld+json")
        && script.value().attrs().count() == 1
        && !text.contains(['<', '>', '&', '\u{2028}', '\u{2029}'])
        && serde_json::from_str::<Value>(&text).is_ok_and(|value| value.is_object())
}

/// What acts in a page, in words; nothing in a page that is safe.
fn harm(path: &str, source: &str) -> Vec<String> {
    let page = Page::new(source);
    let mut harm = Vec::new();
    for element in page.all("*") {
        let name = element.value().name();
        if !ELEMENTS.contains(&name) {
            harm.push(format!("{path}: <{name}>"));
        }
        if name == "script" && !is_data(element) && (!element.inner_html().is_empty() || !is_of_the_theme(element)) {
            harm.push(format!("{path}: a script of the author: {}", element.html()));
        }
        for (attribute, value) in element.value().attrs() {
            let is_active =
                attribute.starts_with("on") || ["style", "srcdoc", "formaction", "ping"].contains(&attribute);
            let is_address = ["href", "src", "action", "data", "poster", "xlink:href", "srcset"].contains(&attribute);
            if is_active || is_address && !is_safe_address(name, value) {
                harm.push(format!("{path}: <{name} {attribute}={value:?}>"));
            }
        }
    }
    harm
}

fn is_of_the_theme(script: ElementRef<'_>) -> bool {
    script.attr("src").is_some_and(|src| ["taiyaku.js", "timeline.js"].contains(&src.trim_start_matches("../")))
}

/// Relative, or of the web by a link that a reader follows; as browsers read it, without control characters and spaces.
fn is_safe_address(element: &str, value: &str) -> bool {
    let value: String =
        value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect::<String>().to_lowercase();
    let scheme =
        value.split(['/', '?', '#']).next().unwrap_or_default().split_once(':').map(|(scheme, _)| scheme.to_owned());
    match scheme.as_deref() {
        None => !value.starts_with("//") && !value.starts_with('\\'),
        Some("http" | "https" | "mailto") => element == "a",
        Some(_) => false,
    }
}

/// A site that holds a text in every place where an author can write.
fn site_of(payload: &str) -> Site {
    let quoted = serde_json::to_string(payload).expect("text is JSON");
    let line = payload.replace(['\n', '\r'], " ");
    let site = Site::new("--- site.yaml ---\nx: y\n");
    let languages = "languages:\n  - {tag: zh-Hans, dir: zh, name: 中文}\n  - {tag: ja, dir: ja, name: 日本語}\nparallel: [[zh, ja]]\n";
    let yaml = format!(
        "title: {quoted}\ndescription: {quoted}\n{languages}kinds:\n  policy: {quoted}\nstrings:\n  zh: {{timeline: {quoted}}}\n"
    );
    site.write_bytes("site.yaml", yaml.as_bytes());
    let front = format!(
        "---\ntitle: {quoted}\nsummary: {quoted}\nby: [p]\norigin: {{title: {quoted}, author: {quoted}, url: {quoted}, note: {quoted}}}\n---\n"
    );
    let body = format!(
        "{line} {{#a}}\n\n## {line} {{#b}}\n\n- {line}\n\n[words](<{line}>) [words]({line}) <{line}> {{#c}}\n\n![{line}]({line} \"{line}\")\n\n\
         | {line} | b |\n|---|---|\n| `{line}` | [{line}](term:t) |\n\n```{line}\n{line}\n```\n\n[4月](event:e)[^n] {{#d}}\n\n> {line}\n\n[^n]: {line}\n\n{payload}\n"
    );
    site.write_bytes("content/zh/a.md", (front.clone() + &body).as_bytes());
    site.write_bytes("content/ja/a.md", (front + &body).as_bytes());
    let commentary = format!(
        "---\ntitle: {quoted}\nannotates: a\nby: [p]\n---\n{line} {{#g}}\n\n> [§ {line}](../a.md#b)\n\n{{#q}}\n\n{line} {{#n}}\n"
    );
    site.write_bytes("content/zh/a/c.md", commentary.as_bytes());
    let labels = format!(
        "labels: {{zh: {{preferred: {quoted}}}, ja: {quoted}}}, reading: {{zh: {quoted}, ja: {quoted}}}, definition: {quoted}"
    );
    let glossary = format!(
        "t: {{kind: concept, {labels}, source: {quoted}}}\np: {{kind: person, labels: {{zh: 某}}, affiliation: {quoted}}}\n"
    );
    site.write_bytes("content/glossary.yaml", glossary.as_bytes());
    site.write_bytes(
        "content/timeline.yaml",
        format!("e: {{date: 2024-04, kind: policy, title: {quoted}}}\n").as_bytes(),
    );
    site
}

/// Builds the site of a text and looks at every page of it. The site has errors for the most part; its pages are made
/// all the same here, for the preview shows them too.
fn harm_of(payload: &str) -> Vec<String> {
    let (pages, _): (BTreeMap<String, String>, String) = pages(site_of(payload).root());
    let html = pages.iter().filter(|(path, _)| path.ends_with(".html"));
    html.flat_map(|(path, source)| harm(path, source)).map(|harm| format!("{payload:?}\n  {harm}")).collect()
}

fn check(payloads: &[&str]) {
    use rayon::prelude::*;
    let found: Vec<String> = payloads.par_iter().flat_map_iter(|payload| harm_of(payload)).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn pages_are_made_of_a_text_in_every_place() {
    let (pages, report) = pages(site_of("纸").root());
    for path in [
        "index.html",
        "zh/index.html",
        "zh/a.html",
        "ja/a.html",
        "zh/a.ja.html",
        "zh/a/c.html",
        "zh/glossary.html",
        "zh/people.html",
        "zh/timeline.html",
    ] {
        assert!(pages.get(path).is_some_and(|page| page.contains('纸')), "{path}\n{report}");
    }
}

#[test]
fn harm_is_seen() {
    for source in [
        "<script>x</script>",
        "<script src=https://example.org/x.js></script>",
        "<b onclick=x>",
        "<a href=' java\tscript:x'>",
        "<img src=//example.org/x>",
        "<img src=https://example.org/x>",
        "<iframe>",
        "<b style=color:red>",
        "<svg><a xlink:href='data:x'>",
    ] {
        assert!(!harm("x.html", source).is_empty(), "{source}");
    }
    assert_eq!(
        harm("x.html", "<script src=../taiyaku.js></script><a href=https://example.org/>x</a><img src=a.png>"),
        [""; 0]
    );
}

#[test]
fn payloads_of_owasp_are_text() {
    payloads("xss-owasp.json");
}

#[test]
fn payloads_of_dompurify_are_text() {
    payloads("xss-dompurify.json");
}

fn payloads(name: &str) {
    let Some(file) = load(name) else { return };
    let vectors: Vec<&str> = array(&file["vectors"]).iter().map(|vector| text(&vector["payload"])).collect();
    check(&vectors);
}

#[test]
fn naughty_strings_are_text() {
    let Some(file) = load("naughty-strings.json") else { return };
    let strings: Vec<&str> = array(&file["strings"]).iter().map(|string: &Value| text(&string["s"])).collect();
    check(&strings);
}

#[test]
fn the_name_of_a_file_is_text() {
    let site = Site::new("--- content/zh/a.md ---\n# 甲\n");
    for name in ["\"><img src=x onerror=alert(1)>", "javascript:x", "a'b&c", "%2e%2e", "第 1章#x?y"] {
        site.write_bytes(&format!("content/zh/{name}.md"), "# 甲\n\n一 {#x}\n".as_bytes());
        site.write_bytes(&format!("content/zh/{name}.png"), b"");
    }
    let (pages, _) = pages(site.root());
    let html = pages.iter().filter(|(path, _)| path.ends_with(".html"));
    let found: Vec<String> = html.flat_map(|(path, source)| harm(path, source)).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_text(payload in "[\\x20-\\x7e\\n]{0,40}|[<>&\"'`\\[\\]()!*_~|#{}:/\\\\ \\nａ“漢🙂a-e-]{0,60}|\\PC{0,40}") {
        prop_assert_eq!(harm_of(&payload), [""; 0]);
    }
}

#[test]
fn parentheses_that_never_close_are_read_in_time() {
    let time = |count: usize| {
        let site = Site::new(&format!("--- content/zh/a.md ---\n# 甲\n\n{}\n", "漢(".repeat(count)));
        let options = site.options(taiyaku::build::Completeness::AsSet);
        let start = cpu_time::ProcessTime::now();
        taiyaku::build::prepare(&options).unwrap();
        start.elapsed()
    };
    // To look for the end of each made it fifteen times as long.
    let (few, many) = (time(60_000), time(240_000));
    assert!(many < 8 * few, "{few:?} for the few, {many:?} for four times as many");
}
