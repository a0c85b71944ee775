//! Files that nobody means well with, or that a program wrote wrong: each is read as far as it goes, or refused with the
//! way out. Nothing ends the program, and nothing takes it long.

use std::fs;
use std::time::Instant;

use proptest::prelude::*;
use serde_json::{Value, json};
use taiyaku::edit::{AnnotationsOptions, EditError, import_annotations};

use super::super::harness::Site;
use super::CHAPTER;
use super::import::{imported, on, told};

fn refused(bytes: &[u8]) -> String {
    let site = Site::new(CHAPTER);
    site.write_bytes("in.json", bytes);
    let error =
        import_annotations(site.root(), &site.root().join("in.json"), &AnnotationsOptions::default()).unwrap_err();
    assert!(matches!(error, EditError::Refused { .. } | EditError::NotUtf8 { .. }), "{error}");
    error.to_string().replace(&site.root().display().to_string(), "")
}

#[test]
fn what_holds_no_annotations_is_refused() {
    assert!(refused(b"{").contains("is no JSON that can be read: EOF"));
    assert!(refused("[".repeat(100_000).as_bytes()).contains("recursion limit"));
    assert!(refused(&[0xff, 0xfe, b'{', 0]).contains("is not UTF-8"));
    for empty in ["null", "[]", "3", "\"x\"", "{\"rows\": []}", "{\"type\": \"AnnotationPage\", \"items\": 7}"] {
        assert!(refused(empty.as_bytes()).starts_with("/in.json holds no annotations\nhelp: "), "{empty}");
    }
}

#[test]
fn values_of_other_types_say_nothing() {
    for (value, why) in [
        (json!({"type": "Annotation"}), "it is on nothing"),
        (json!({"target": 3, "body": {"value": [1, 2]}, "id": {"a": 1}}), "what it is on is no page of this site"),
        (
            json!({"target": {"source": ["a", 4], "selector": [null, true, {"type": 9}]}, "creator": [[], 1]}),
            "a is no page of this site",
        ),
        (json!({"target": {"items": [{"items": []}]}}), "it is on nothing"),
        (
            json!({"uri": 5, "user": [], "text": {}, "tags": "x", "references": 4}),
            "what it is on is no page of this site",
        ),
    ] {
        let (_, report) = imported(&value);
        assert!(told(&report)[0].contains(why), "{value}: {:?}", told(&report));
        assert_eq!(report.written, Vec::<String>::new());
    }
}

#[test]
fn two_annotations_with_one_id_are_both_kept() {
    let quote = json!({"type": "TextQuoteSelector", "exact": "灵活"});
    let (mut first, mut second) = (on(quote.clone(), "甲"), on(quote, "乙"));
    (first["id"], second["id"]) = (json!("zh/chapter-6/old.html#one"), json!("zh/chapter-6/old.html#one"));
    let (site, report) = imported(&json!([first, second, first]));
    let text = super::import::draft(&site, &report);
    assert_eq!(
        told(&report),
        ["annotation 2 (zh/chapter-6/old.html#one): another annotation has the same id; both were kept"]
    );
    assert!(text.contains("{#one}\n\n甲") && text.contains("{#s1}\n\n乙"), "{text}");
}

#[test]
fn names_of_others_name_no_files_and_no_yaml() {
    for name in
        ["../../etc/passwd", "a: [b]\nx: y", "<script>", "．．/", "CON", "", " ", "\u{202e}x", &"长".repeat(300)]
    {
        let mut value = on(json!({"type": "TextQuoteSelector", "exact": "灵活"}), "评");
        value["creator"] = json!({"name": name});
        let (site, report) = imported(&value);
        let [path] = report.written.as_slice() else { panic!("{name}: {:?}", report.notes) };
        assert!(path.starts_with("content/zh/chapter-6/") && path.matches('/').count() == 3, "{name}: {path}");
        super::publish_drafts(site.root());
        super::published(&site, None);
    }
    for id in [
        "zh/../../x.html#a",
        "zh/chapter-6.html#a",
        "zh/.x/y.html#a",
        "zh//y.html#a",
        "zh/chapter-6/y.html#A b",
        "ja/chapter-6/y.html#a",
    ] {
        let mut value = on(json!({"type": "TextQuoteSelector", "exact": "灵活"}), "评");
        value["id"] = json!(id);
        let (_, report) = imported(&value);
        assert!(
            report.written.iter().all(|path| path.starts_with("content/zh/chapter-6/")),
            "{id}: {:?}",
            report.written
        );
    }
}

#[test]
fn pages_that_lead_in_a_circle_are_read_once() {
    let page = |next: &str| json!({"type": "AnnotationPage", "items": [on(json!({"type": "TextQuoteSelector", "exact": "灵活"}), next)], "next": next});
    let site = Site::new(CHAPTER);
    site.write_bytes("in.json", page("b.json").to_string().as_bytes());
    site.write_bytes("b.json", page("https://x.example/in.json").to_string().as_bytes());
    let report = import_annotations(site.root(), &site.root().join("in.json"), &AnnotationsOptions::default()).unwrap();
    assert_eq!((report.written.len(), told(&report)), (1, vec![]));
    let text = fs::read_to_string(site.root().join(&report.written[0])).unwrap();
    assert_eq!(text.matches("> ……[灵活]").count(), 2);
}

#[test]
fn thousands_of_annotations_take_time_by_their_number() {
    let paragraphs: String =
        (0..2000).map(|at| format!("第{at}段讲{at}件事情，说得很清楚。 {{#p-{at}}}\n\n")).collect();
    let time = |count: usize| {
        let site = Site::new(&format!("--- content/zh/a.md ---\n# 题\n\n{paragraphs}"));
        let items: Vec<Value> = (0..count)
            .map(|at| {
                let exact = format!("{}件事情", at % 2000);
                let quote = json!({"type": "TextQuoteSelector", "exact": exact, "prefix": "讲", "suffix": "，说"});
                json!({"id": format!("urn:{at}"), "type": "Annotation", "bodyValue": "评", "target": {"source": "zh/a.html", "selector": quote}})
            })
            .collect();
        site.write_bytes("in.json", json!(items).to_string().as_bytes());
        let start = Instant::now();
        let report =
            import_annotations(site.root(), &site.root().join("in.json"), &AnnotationsOptions::default()).unwrap();
        assert_eq!(report.written.len(), 1);
        start.elapsed().as_secs_f64()
    };
    let (few, many) = (time(500), time(4000));
    assert!(many < 4.0 * 8.0 * few.max(0.05), "500 took {few:.2} s, 4000 {many:.2} s");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever an annotation says and quotes, the import ends, its words are in what it wrote or told, and the draft can be
    /// published.
    #[test]
    fn no_word_is_lost(words in "[a-c一二*_#>`<{}\\[\\]()!|~ \n&;\\\\-]{1,40}", exact in "[软法灵活 ，]{0,4}", form in 0usize..3) {
        let mut value = on(json!({"type": "TextQuoteSelector", "exact": exact}), "x");
        let formats = ["text/plain", "text/markdown", "text/x-unknown"];
        value["body"] = json!({"type": "TextualBody", "value": words, "format": formats[form]});
        let (site, report) = imported(&value);
        let mut all: String = told(&report).concat();
        for path in &report.written {
            all.push_str(&fs::read_to_string(site.root().join(path)).unwrap());
        }
        let letters = |text: &str| text.chars().filter(|c| "abc一二".contains(*c)).collect::<String>();
        let front = all.split("---\n").last().unwrap_or_default().to_owned();
        let body = front.split("{#s1}").last().unwrap_or_default().to_owned();
        if form != 1 {
            prop_assert!(letters(&body).ends_with(&letters(&words)), "{words:?} in {all}");
        }
        if !report.written.is_empty() {
            super::publish_drafts(site.root());
            super::published(&site, None);
        }
    }
}
