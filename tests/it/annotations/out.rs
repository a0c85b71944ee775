//! `annotations.json`: what it says of each note, and that the model allows it.

use std::fs;

use serde_json::{Value, json};
use taiyaku::edit::{AnnotationsOptions, import_annotations};

use super::super::harness::{Site, tree};
use super::{CHAPTER, edition_without_comments, items, model, publish_drafts, published};

const BASE: &str = "https://example.org/report";

/// Two commentaries with all that a note can hold.
const COMMENTS: &str = "\
--- content/zh/chapter-6/aoyama.md ---
---
title: 青山点评
annotates: chapter-6
by: [aoyama]
date: 2025-03-01
revised: 2025-04
order: 1
origin: {title: 原文, license: \"https://creativecommons.org/licenses/by/4.0/\"}
---

总的说来，写得好。 {#in-all}

> ……但[软法](../chapter-6.md#soft)也软弱……

{#on-soft}

见[指引](event:act)与[软法](term:soft-law)，及[概览](../chapter-6.md#overview \"第一节\")[^n]。 {#body}

- {漢字|かんじ} {#item}
- ![图](map.png)

{#points}

    缩进的代码

> [§ 概览](../chapter-6.md#overview)……[🤖来](../chapter-6.md#soft)了

{#on-overview}

**好**，<https://example.net/> [站][s]。

[s]: https://example.net/a_(b)
[^n]: 脚注见[列表](../chapter-6.md#list)。
--- content/zh/chapter-6/map.png ---
x
--- content/ja/chapter-6/aoyama.md ---
---
title: 青山コメント
annotates: chapter-6
by: [aoyama]
---

> [ソフトロー](../chapter-6.md#soft)で

{#on-soft}

よい。
";

fn site() -> Site {
    Site::new(&format!("{CHAPTER}{COMMENTS}"))
}

#[test]
fn a_note_says_who_on_what_and_what() {
    let site = site();
    let all = published(&site, Some(BASE));
    assert_eq!(all["id"], format!("{BASE}/annotations.json"));
    assert_eq!((&all["label"], &all["total"]), (&json!("网站"), &json!(4)));
    let items = items(&all);
    let note = items[1];
    assert_eq!(note["id"], format!("{BASE}/zh/chapter-6/aoyama.html#on-soft"));
    assert_eq!(note["motivation"], "commenting");
    assert_eq!(
        note["creator"],
        json!([{"id": format!("{BASE}/zh/people.html#aoyama"), "type": "Person", "name": "青山瑠妙"}])
    );
    assert_eq!(note["created"], "2025-03-01T00:00:00Z");
    assert_eq!(note.get("modified"), None, "a month is no point of time");
    assert_eq!(note["rights"], "https://creativecommons.org/licenses/by/4.0/");
    assert_eq!(
        note["target"],
        json!([{
            "type": "SpecificResource",
            "source": format!("{BASE}/zh/chapter-6.html"),
            "selector": [
                {"type": "TextQuoteSelector", "exact": "软法", "prefix": "日本以软法治理。软法灵活，但", "suffix": "也软弱。🤖机器人🤖来了。"},
                {"type": "FragmentSelector", "value": "soft", "conformsTo": "http://tools.ietf.org/rfc/rfc3236",
                 "refinedBy": {"type": "TextPositionSelector", "start": 14, "end": 16}},
            ],
        }])
    );
}

#[test]
fn a_body_is_the_note_as_markdown_that_leads_where_the_page_leads() {
    let site = site();
    let all = published(&site, Some(BASE));
    let body = &items(&all)[1]["body"];
    assert_eq!((&body["format"], &body["language"]), (&json!("text/markdown"), &json!("zh-Hans")));
    let expected = format!(
        "见[指引]({BASE}/zh/timeline.html#act)与[软法]({BASE}/zh/glossary.html#soft-law)，及[概览]({BASE}/zh/chapter-6.html#overview \"第一节\")[^n]。\n\n- {{漢字|かんじ}}\n- ![图]({BASE}/zh/chapter-6/map.png)\n\n    缩进的代码\n\n[^n]: 脚注见[列表]({BASE}/zh/chapter-6.html#list)。"
    );
    assert_eq!(body["value"], expected);
    assert_eq!(items(&all)[2]["body"]["value"], "**好**，<https://example.net/> [站](<https://example.net/a_(b)>)。");
}

#[test]
fn positions_count_code_points_of_the_passage() {
    let site = site();
    let all = published(&site, Some(BASE));
    let targets = items(&all)[2]["target"].as_array().unwrap();
    let section =
        json!([{"type": "FragmentSelector", "value": "overview", "conformsTo": "http://tools.ietf.org/rfc/rfc3236"}]);
    assert_eq!(targets[0]["selector"], section);
    let position = &targets[1]["selector"][1]["refinedBy"];
    let passage: Vec<char> = "日本以软法治理。软法灵活，但软法也软弱。🤖机器人🤖来了。".chars().collect();
    let (start, end) = (position["start"].as_u64().unwrap() as usize, position["end"].as_u64().unwrap() as usize);
    assert_eq!(passage[start..end].iter().collect::<String>(), "🤖来");
}

#[test]
fn what_concerns_the_whole_text_is_on_its_page() {
    let all = published(&site(), Some(BASE));
    let whole = items(&all)[0].clone();
    assert_eq!(whole["id"], format!("{BASE}/zh/chapter-6/aoyama.html#top"));
    assert_eq!(whole["body"]["value"], "总的说来，写得好。");
    let page = json!([{"id": format!("{BASE}/zh/chapter-6.html"), "type": "Text", "format": "text/html", "language": "zh-Hans"}]);
    assert_eq!(whole["target"], page);
}

#[test]
fn without_an_address_of_the_site_all_is_relative_to_the_file() {
    let all = published(&site(), None);
    assert_eq!(all["id"], "annotations.json");
    assert_eq!(items(&all)[1]["id"], "zh/chapter-6/aoyama.html#on-soft");
    assert_eq!(items(&all)[1]["target"][0]["source"], "zh/chapter-6.html");
    assert_eq!(model::check(&all, "file:///home/reader/public/"), Vec::<String>::new());
}

#[test]
fn every_must_of_the_model_holds() {
    assert_eq!(model::check(&published(&site(), Some(BASE)), BASE), Vec::<String>::new());
    let folder = tempfile::tempdir().unwrap();
    let options = taiyaku::build::Options {
        root: super::super::root(),
        base_url: Some(BASE.into()),
        completeness: taiyaku::build::Completeness::Required,
    };
    taiyaku::build::build(&options, &folder.path().join("out")).unwrap();
    let text = fs::read_to_string(folder.path().join("out/annotations.json")).unwrap();
    let all: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(model::check(&all, BASE), Vec::<String>::new());
    assert_eq!(all["total"], 16);
}

#[test]
fn every_id_and_source_is_a_place_of_the_site() {
    let site = site();
    let all = published(&site, None);
    let pages = tree(&site.output());
    for item in items(&all) {
        let mut places = vec![item["id"].as_str().unwrap().to_owned()];
        for target in item["target"].as_array().unwrap() {
            let source = target["source"].as_str().or_else(|| target["id"].as_str()).unwrap();
            let fragment = target["selector"].as_array().and_then(|selectors| selectors.last()?["value"].as_str());
            places.push(fragment.map_or(source.to_owned(), |fragment| format!("{source}#{fragment}")));
        }
        for place in places {
            let (path, fragment) = place.split_once('#').unwrap_or((&place, ""));
            let page = String::from_utf8(pages[path].clone()).unwrap();
            assert!(fragment.is_empty() || page.contains(&format!("id=\"{fragment}\"")), "{place}");
        }
    }
}

#[test]
fn a_site_without_comments_has_no_annotations() {
    let site = Site::new(CHAPTER);
    site.build();
    assert!(!site.output().join("annotations.json").exists());
}

#[test]
fn a_note_in_a_language_that_lacks_the_text_quotes_the_other() {
    let site = Site::new(
        "--- content/zh/chapter-6.md ---\n# 题\n\n软法灵活。 {#soft}\n--- content/ja/chapter-6/a.md ---\n---\ntitle: 評\nannotates: chapter-6\n---\n\n> [软法](../../zh/chapter-6.md#soft)\n\n{#on-soft}\n\nよい。\n",
    );
    let all = published(&site, None);
    let [note] = items(&all)[..] else { panic!("one note: {all}") };
    assert_eq!((&note["body"]["language"], &note["target"][0]["source"]), (&json!("ja"), &json!("zh/chapter-6.html")));
}

#[test]
fn many_notes_are_pages_that_lead_to_each_other() {
    let mut text = String::from(
        "--- content/zh/a.md ---\n# 题\n\n软法灵活。 {#soft}\n--- content/zh/a/b.md ---\n---\ntitle: 评\nannotates: a\n---\n\n",
    );
    for at in 0..1001 {
        text.push_str(&format!("> [软法](../a.md#soft)灵活\n\n{{#n{at}}}\n\n第{at}条\n\n"));
    }
    let site = Site::new(&text);
    let all = published(&site, Some(BASE));
    assert_eq!((&all["total"], &all["last"]), (&json!(1001), &json!(format!("{BASE}/annotations-2.json"))));
    assert_eq!(model::check(&all, BASE), Vec::<String>::new());
    let page =
        |name: &str| -> Value { serde_json::from_str(&fs::read_to_string(site.output().join(name)).unwrap()).unwrap() };
    let second = page("annotations-2.json");
    assert_eq!(model::check_page(&second, BASE), Vec::<String>::new());
    assert_eq!((&all["first"]["next"], &second["prev"]), (&second["id"], &all["first"]["id"]));
    assert_eq!((&second["startIndex"], second["items"].as_array().unwrap().len()), (&json!(1000), 1));
    assert_eq!(second.get("next"), None);
    let other = Site::new("--- content/zh/a.md ---\n# 题\n\n软法灵活。 {#soft}\n");
    let file = site.output().join("annotations.json");
    other.write_bytes(
        "site.yaml",
        format!("{}base_url: {BASE}\n", super::super::harness::SITE.split_once("---\n").unwrap().1).as_bytes(),
    );
    let report = import_annotations(other.root(), &file, &AnnotationsOptions::default()).unwrap();
    assert_eq!((report.written, report.notes), (vec!["content/zh/a/b.md".to_owned()], vec![]));
    publish_drafts(other.root());
    let again = published(&other, Some(BASE));
    assert_eq!(again["total"], 1001);
    let file = |site: &Site| fs::read_to_string(site.output().join("annotations-2.json")).unwrap();
    assert_eq!(file(&site), file(&other), "pages come back as they were");
}

#[test]
fn what_goes_out_comes_back() {
    let first = site();
    for base in [None, Some(BASE)] {
        let out = published(&first, base);
        let second = Site::new(&format!("{CHAPTER}--- content/zh/chapter-6/map.png ---\nx\n"));
        if let Some(base) = base {
            let yaml = fs::read_to_string(second.root().join("site.yaml")).unwrap();
            second.write_bytes("site.yaml", format!("{yaml}base_url: {base}\n").as_bytes());
        }
        let report =
            import_annotations(second.root(), &first.output().join("annotations.json"), &AnnotationsOptions::default())
                .unwrap();
        assert_eq!(report.notes.iter().map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new());
        assert_eq!(report.written, ["content/zh/chapter-6/aoyama.md", "content/ja/chapter-6/aoyama.md"]);
        publish_drafts(second.root());
        let mut expected = out.clone();
        // The one thing that the model has no place for here: the licence of the original.
        for item in expected["first"]["items"].as_array_mut().unwrap() {
            item.as_object_mut().unwrap().remove("rights");
        }
        assert_eq!(published(&second, base), expected);
    }
}

#[test]
fn the_editions_annotations_come_back_byte_for_byte() {
    let site = tempfile::tempdir().unwrap();
    let options = |root: &std::path::Path| taiyaku::build::Options {
        root: root.into(),
        base_url: None,
        completeness: taiyaku::build::Completeness::AsSet,
    };
    taiyaku::build::build(&options(&super::super::root()), &site.path().join("out")).unwrap();
    let file = site.path().join("out/annotations.json");
    let bare = edition_without_comments();
    let report = import_annotations(bare.path(), &file, &AnnotationsOptions::default()).unwrap();
    assert_eq!((report.written.len(), report.notes), (4, vec![]));
    publish_drafts(bare.path());
    taiyaku::build::build(&options(bare.path()), &bare.path().join("public")).unwrap();
    assert_eq!(
        fs::read_to_string(bare.path().join("public/annotations.json")).unwrap(),
        fs::read_to_string(file).unwrap()
    );
}
