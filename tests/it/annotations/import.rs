//! Annotations of other programs become drafts: each is found, or told with the way out; none is lost.

use std::fs;

use serde_json::{Value, json};
use taiyaku::edit::{AnnotationsOptions, EditError, Report, import_annotations};

use super::super::harness::{Site, tree};
use super::CHAPTER;

/// A site with the chapter, and what an import of `value` into it did.
pub fn imported(value: &Value) -> (Site, Report) {
    with(value, &AnnotationsOptions::default())
}

pub fn with(value: &Value, options: &AnnotationsOptions) -> (Site, Report) {
    let site = Site::new(CHAPTER);
    site.write_bytes("in.json", value.to_string().as_bytes());
    let report = import_annotations(site.root(), &site.root().join("in.json"), options).unwrap();
    (site, report)
}

/// What was told, without the name of the file.
pub fn told(report: &Report) -> Vec<String> {
    report.notes.iter().map(|note| note.text.clone()).collect()
}

/// The only draft.
pub fn draft(site: &Site, report: &Report) -> String {
    let [path] = report.written.as_slice() else { panic!("one draft, not {:?}: {:?}", report.written, told(report)) };
    fs::read_to_string(site.root().join(path)).unwrap()
}

/// The draft without its front matter.
fn notes(site: &Site, report: &Report) -> String {
    draft(site, report).split_once("\n---\n").unwrap().1.trim().to_owned()
}

/// An annotation on a page of the chapter.
pub fn on(selector: Value, words: &str) -> Value {
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("urn:uuid:{}", words.len()),
        "type": "Annotation",
        "body": {"type": "TextualBody", "value": words, "format": "text/plain"},
        "target": {"source": "https://example.org/zh/chapter-6.html", "selector": selector},
    })
}

fn quote(exact: &str, prefix: &str, suffix: &str) -> Value {
    json!({"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix})
}

/// An export of Hypothesis, as its API gives it (`GET /api/search`).
fn hypothesis() -> Value {
    json!({"total": 3, "rows": [
        {
            "id": "b1", "created": "2025-01-05T10:00:00.1+00:00", "updated": "2025-01-05T10:00:00.1+00:00",
            "user": "acct:aoyama@hypothes.is", "user_info": {"display_name": "青山瑠妙"},
            "uri": "https://preview.example.net/report/zh/chapter-6.html",
            "text": "**软弱**？见 [站](https://example.net/)。\n\n## 其二\n\n> 引 [文](https://example.net/q)",
            "tags": ["存疑"], "references": [], "group": "__world__",
            "document": {"title": ["人工智能"]},
            "target": [{"source": "https://preview.example.net/report/zh/chapter-6.html", "selector": [
                {"type": "RangeSelector", "startContainer": "/main/p[1]", "startOffset": 14, "endContainer": "/main/p[1]", "endOffset": 16},
                {"type": "TextPositionSelector", "start": 512, "end": 514},
                {"type": "TextQuoteSelector", "exact": "软法", "prefix": "治理。软法灵活，但", "suffix": "也软弱。🤖机"}]}],
        },
        {
            "id": "b2", "created": "2025-01-06T10:00:00+00:00", "updated": "2025-01-07T10:00:00+00:00",
            "user": "acct:someone@hypothes.is", "uri": "https://preview.example.net/report/zh/chapter-6.html",
            "text": "同意。", "tags": [], "references": ["b1"], "target": [{"source": "https://preview.example.net/report/zh/chapter-6.html"}],
        },
        {
            "id": "b3", "created": "2025-01-06T10:00:00+00:00", "updated": "2025-01-06T10:00:00+00:00",
            "user": "acct:aoyama@hypothes.is", "user_info": {"display_name": "青山瑠妙"},
            "uri": "https://preview.example.net/report/zh/chapter-6.html", "text": "来了？", "tags": [],
            "target": [{"source": "https://preview.example.net/report/zh/chapter-6.html", "selector": [
                {"type": "TextQuoteSelector", "exact": "机器人🤖来了。4月", "prefix": "🤖", "suffix": "发布"}]}],
        },
    ]})
}

#[test]
fn what_hypothesis_exports_becomes_drafts_by_person() {
    let (site, report) = imported(&hypothesis());
    assert_eq!(report.written, ["content/zh/chapter-6/aoyama.md", "content/zh/chapter-6/someone.md"]);
    let text = |path: &str| fs::read_to_string(site.root().join(path)).unwrap();
    assert_eq!(
        text("content/zh/chapter-6/aoyama.md"),
        "---\ntitle: 青山瑠妙\ndraft: true\nannotates: chapter-6\nby: [aoyama]\norder: 1\ndate: 2025-01-05\n---\n\n\
         > ……但[软法](../chapter-6.md#soft)也……\n\n{#s1}\n\n**软弱**？见 [站](https://example.net/)。\n\n**其二**\n\n> 引 文\n\n\\#存疑\n\n\
         > ……[机器人🤖来了。](../chapter-6.md#soft)……[4月](../chapter-6.md#guide)……\n\n{#s2}\n\n来了？\n"
    );
    assert_eq!(
        text("content/zh/chapter-6/someone.md"),
        "---\ntitle: someone\ndraft: true\nannotates: chapter-6\norder: 2\ndate: 2025-01-06\nrevised: 2025-01-07\n---\n\n同意。\n"
    );
    assert_eq!(
        told(&report),
        [
            "annotation 2 (b2): it answers another annotation, b1; here it is a note of its own",
            "`someone` is no person of the glossary, so the draft names no author; say who it is with --commentary \"someone=ID\", or write by: [ID] into the file",
        ]
    );
}

#[test]
fn a_person_can_be_named_by_account() {
    let people = vec!["acct:someone@hypothes.is=kawashima".parse().unwrap()];
    let (_, report) = with(&hypothesis(), &AnnotationsOptions { people, ..AnnotationsOptions::default() });
    assert_eq!(report.written, ["content/zh/chapter-6/aoyama.md", "content/zh/chapter-6/kawashima.md"]);
    assert_eq!(told(&report).len(), 1);
}

#[test]
fn words_are_found_by_what_stands_around_them() {
    for (exact, prefix, suffix, expected) in [
        ("软法", "日本以", "治理", "> ……以[软法](../chapter-6.md#soft)治……"),
        ("软法", "治理。", "灵活，", "> ……。[软法](../chapter-6.md#soft)灵……"),
        // Other widths, white space and the marks of notes do not matter.
        ("  软法也软弱。①🤖机器人 ", "", "", "> ……[软法也软弱。🤖机器人](../chapter-6.md#soft)……"),
        ("ソフトロー\n", "", "", "> ……[ソフトロー](../../ja/chapter-6.md#soft)……"),
    ] {
        let (site, report) = imported(&on(quote(exact, prefix, suffix), "评"));
        let is_japanese = expected.contains("ja/");
        if is_japanese {
            // The note is in the language of the words it quotes.
            assert_eq!(report.written, ["content/ja/chapter-6/comments.md"]);
            continue;
        }
        assert_eq!(notes(&site, &report), format!("{expected}\n\n{{#s1}}\n\n评"), "{exact}");
        assert_eq!(told(&report), Vec::<String>::new());
    }
}

#[test]
fn a_fragment_and_a_position_in_it_are_enough() {
    let fragment = |refined: Value| json!({"type": "FragmentSelector", "value": "soft", "refinedBy": refined});
    let position = json!({"type": "TextPositionSelector", "start": 23, "end": 26});
    let (site, report) = imported(&on(fragment(position), "评"));
    assert_eq!(notes(&site, &report), "> ……[人🤖来](../chapter-6.md#soft)……\n\n{#s1}\n\n评");
    let section = json!({"type": "FragmentSelector", "value": "overview"});
    let (site, report) = imported(&on(section, "评"));
    assert_eq!(notes(&site, &report), "> [§ 概览](../chapter-6.md#overview)\n\n{#s1}\n\n评");
}

#[test]
fn what_has_no_place_stands_before_the_notes_and_is_told() {
    for (selector, why) in [
        (quote("从未写过", "", ""), "its words do not stand in the text any more: “从未写过”"),
        (quote("软法", "", ""), "its words stand 3 times in the text, and nothing tells which place is meant: “软法”"),
        (
            json!({"type": "XPathSelector", "value": "/html/body/p[2]"}),
            "it quotes no words, and only a browser can follow its XPathSelector",
        ),
        (
            json!({"type": "RangeSelector", "startContainer": "/p[1]"}),
            "it quotes no words, and only a browser can follow its RangeSelector",
        ),
        (
            json!({"type": "TextPositionSelector", "start": 3, "end": 5}),
            "it quotes no words, and only a browser can follow its TextPositionSelector",
        ),
        (json!({"type": "FragmentSelector", "value": "gone"}), "the text has no passage `gone`"),
        (
            json!({"type": "FragmentSelector", "value": "soft", "refinedBy": {"type": "TextPositionSelector", "start": 900, "end": 905}}),
            "its place lies beyond the end of the passage",
        ),
    ] {
        let (site, report) = imported(&on(selector.clone(), "评"));
        assert_eq!(told(&report), [format!("annotation 1 (urn:uuid:3): {why}")], "{selector}");
        let lost = selector["exact"].as_str().map_or(String::new(), |words| format!("> {words}\n\n"));
        assert_eq!(notes(&site, &report), format!("{lost}评"));
    }
}

#[test]
fn a_page_of_another_site_is_told_with_the_words() {
    let mut value = on(quote("灵活", "", ""), "一句\n\n两句");
    value["target"]["source"] = json!("https://elsewhere.example/article");
    let (_, report) = imported(&value);
    assert_eq!(report.written, Vec::<String>::new());
    assert_eq!(
        told(&report),
        [
            "annotation 1 (urn:uuid:14): https://elsewhere.example/article is no page of this site; say which text is meant with --work and --lang: “灵活”",
            "annotation 1 (urn:uuid:14): it was left out; it says: 一句 两句",
        ]
    );
    let options = AnnotationsOptions {
        work: Some("chapter-6".into()),
        language: Some("zh".into()),
        ..AnnotationsOptions::default()
    };
    let (site, report) = with(&value, &options);
    assert_eq!(notes(&site, &report), "> ……[灵活](../chapter-6.md#soft)……\n\n{#s1}\n\n一句\n\n两句");
}

#[test]
fn a_comment_on_a_comment_is_told() {
    let site = Site::new(&format!(
        "{CHAPTER}--- content/zh/chapter-6/a.md ---\n---\ntitle: 评\nannotates: chapter-6\n---\n\n好。\n"
    ));
    let mut value = on(quote("好", "", ""), "也好");
    value["target"]["source"] = json!("zh/chapter-6/a.html");
    site.write_bytes("in.json", value.to_string().as_bytes());
    let report = import_annotations(site.root(), &site.root().join("in.json"), &AnnotationsOptions::default()).unwrap();
    let why =
        "annotation 1 (urn:uuid:6): it is on `chapter-6/a`, which cannot be commented on: comments are on texts: “好”";
    assert_eq!(told(&report)[0], why);
    assert_eq!(report.written, Vec::<String>::new());
}

#[test]
fn every_container_is_read() {
    let one = on(quote("灵活", "", ""), "评");
    let collection = json!({"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [one]}});
    for value in [
        one.clone(),
        json!([one]),
        json!({"type": ["AnnotationPage"], "items": [one]}),
        collection,
        json!({"@graph": [one]}),
    ] {
        let (_, report) = imported(&value);
        assert_eq!(report.written, ["content/zh/chapter-6/comments.md"], "{value}");
    }
}

#[test]
fn a_collection_that_goes_on_elsewhere_says_so() {
    let page = json!({"type": "AnnotationPage", "items": [on(quote("灵活", "", ""), "评")], "next": "https://example.org/a/page2.json"});
    let (_, report) = imported(&page);
    assert_eq!(
        told(&report),
        [
            "the collection goes on in https://example.org/a/page2.json; put it beside this file as page2.json to bring it over, too"
        ]
    );
}

#[test]
fn nothing_is_written_over() {
    let value = on(quote("灵活", "", ""), "评");
    let site = Site::new(&format!("{CHAPTER}--- content/zh/chapter-6/comments.md ---\nmine\n"));
    site.write_bytes("in.json", value.to_string().as_bytes());
    let import = || import_annotations(site.root(), &site.root().join("in.json"), &AnnotationsOptions::default());
    assert_eq!(import().unwrap().written, ["content/zh/chapter-6/comments-2.md"]);
    let before = tree(site.root());
    // The draft of before is no page yet, so its name looks free; its file is not.
    assert!(matches!(import(), Err(EditError::Exists { .. })) || tree(site.root()).len() > before.len());
    assert_eq!(fs::read_to_string(site.root().join("content/zh/chapter-6/comments.md")).unwrap(), "mine\n");
    assert!(before.iter().all(|(path, bytes)| tree(site.root())[path] == *bytes));
}

#[test]
fn a_draft_is_published_as_it_is() {
    let (site, _) = imported(&hypothesis());
    super::publish_drafts(site.root());
    assert!(!site.build().contains("error"), "{}", site.build());
    let page = site.page("zh/chapter-6.html");
    assert_eq!(page.all("mark").len(), 3);
}
