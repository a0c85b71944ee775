//! An edited text comes back into its document: what did not change keeps every byte, what changed keeps its id and what
//! markup still fits, and nothing vanishes by itself.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use taiyaku::base::text::{FileId, SourceFile};
use taiyaku::edit::{ImportOptions, Report, Vanished, update_in};
use taiyaku::parse;
use taiyaku::parse::document::{Document, visible_text};

use super::edit::{config, site, trapped};
use super::root;

const PATH: &str = "content/zh/chapter-6.md";

fn options() -> ImportOptions {
    ImportOptions { language: "zh".into(), work: "chapter-6".into(), ..ImportOptions::default() }
}

fn updated(document: &str, text: &str, vanished: Vanished) -> (String, Report) {
    let dir = tempfile::tempdir().unwrap();
    site(dir.path(), &[(PATH, document)]);
    let edited = dir.path().join("edited.txt");
    fs::write(&edited, text).unwrap();
    let report = update_in(dir.path(), &edited, &options(), vanished).unwrap();
    (fs::read_to_string(dir.path().join(PATH)).unwrap(), report)
}

/// The document after the import, and what was told, by line and words.
fn told(document: &str, text: &str) -> (String, Vec<String>) {
    let (after, report) = updated(document, text, Vanished::Stay);
    (after, report.notes.iter().map(|note| format!("{}: {}", note.line.unwrap_or(0), note.text)).collect())
}

fn document(text: &str) -> Document {
    let file = SourceFile::new(FileId(0), PATH.into(), text);
    parse::document(&file, &config()).0.unwrap()
}

/// The text of a document as people copy it: a line a passage.
fn plain(document: &Document) -> String {
    let mut text = format!("{}\n", visible_text(&document.title));
    document.blocks.iter().for_each(|block| text.push_str(&block.visible_text()));
    text
}

const CHAPTER: &str = "\
---
title: 题目
summary: 概要
---

## 概览 {#overview}

2024年日本[人工智能](term:ai)市场较2023年增长**31.2%**，
达9000亿日元[^1]。 {#market}

- 第一项说的是[4月](event:x)的事
- 第二项

{#list}

| 时间 | 内容 |
|---|---|
| 4月 | 设立办公室 |

> 引文里的话

最后一段。

[^1]: 脚注。
";

#[test]
fn what_did_not_change_keeps_every_byte() {
    let (after, notes) = told(CHAPTER, &plain(&document(CHAPTER)));
    assert_eq!(after, CHAPTER);
    assert!(notes.is_empty(), "{notes:#?}");
    for path in ["content/zh/chapter-6.md", "content/ja/chapter-6.md"] {
        let text = fs::read_to_string(root().join(path)).unwrap();
        let (after, report) = updated(&text, &plain(&document(&text)), Vanished::Stay);
        assert_eq!(after, text);
        assert!(report.written.is_empty() && report.notes.is_empty(), "{report:#?}");
    }
}

#[test]
fn new_words_keep_the_id_and_the_markup_that_still_fits() {
    let text =
        plain(&document(CHAPTER)).replace("较2023年增长31.2%", "比2023年增长31.5%").replace("4月的事", "5月的事");
    let (after, notes) = told(CHAPTER, &text);
    let expected = CHAPTER
        .replace("较2023年增长**31.2%**", "比2023年增长**31.5%**")
        .replace("[4月](event:x)的事", "[5月](event:x)的事");
    assert_eq!(after, expected);
    assert_eq!(
        notes,
        [
            "8: new words: `2024年日本人工智能市场比2023年增长31.5%，达9000亿日元。`",
            "11: new words: `第一项说的是5月的事`",
            "11: the words of the link `4月` changed, and it still leads where it led",
        ]
    );
}

#[test]
fn markup_goes_with_its_words_and_is_told() {
    let text = plain(&document(CHAPTER)).replace("人工智能市场", "机器学习市场");
    let (after, notes) = told(CHAPTER, &text);
    assert_eq!(after, CHAPTER.replace("[人工智能](term:ai)市场", "机器学习市场"));
    assert!(notes.contains(&"8: the link on `人工智能` went with its words".into()), "{notes:#?}");
}

#[test]
fn new_passages_go_below_the_one_that_they_follow() {
    let text = plain(&document(CHAPTER));
    let text = text
        .replace("最后一段。", "全新的一段，谁也没有见过。\n最后一段。")
        .replace("第二项\n", "第二项\n第三项在这里\n");
    let (after, notes) = told(CHAPTER, &text);
    assert!(after.contains("> 引文里的话\n\n全新的一段，谁也没有见过。\n\n最后一段。\n"), "{after}");
    assert!(notes.iter().any(|note| note.contains("new, and written without an id")), "{notes:#?}");
    assert!(after.contains("第三项在这里"), "{after}");
}

#[test]
fn what_vanished_stays_unless_it_is_to_go() {
    let text = plain(&document(CHAPTER)).replace("最后一段。\n", "").replace("引文里的话\n", "");
    let (after, notes) = told(CHAPTER, &text);
    assert_eq!(after, CHAPTER);
    assert_eq!(
        notes,
        [
            "20: the text no longer has `引文里的话`; it was left, --remove takes it out",
            "22: the text no longer has `最后一段。`; it was left, --remove takes it out",
        ]
    );
    let (after, _) = updated(CHAPTER, &text, Vanished::Remove);
    assert_eq!(after, CHAPTER.replace("> 引文里的话\n\n最后一段。\n\n", ""));
}

#[test]
fn code_and_footnotes_are_no_part_of_a_plain_text() {
    let source = "---\ntitle: x\n---\n\n甲的一段话[^1]。\n\n```\nlet x = 1;\n```\n\n[^1]: 脚注。\n";
    let (after, report) = updated(source, "甲的一段话。\n", Vanished::Remove);
    assert_eq!((after.as_str(), report.notes), (source, vec![]));
}

#[test]
fn a_title_changes_where_it_stands() {
    let (after, _) = told(CHAPTER, &plain(&document(CHAPTER)).replace("题目", "新的题目：“甲”"));
    assert_eq!(after, CHAPTER.replace("title: 题目", "title: \"新的题目：“甲”\""));
    let source = "# 旧的**题目**\n\n第一段足够长，是一段正文，它以句号结尾。\n\n第二段也是。\n";
    let (after, _) = told(source, &plain(&document(source)).replace("旧的", "新的"));
    assert_eq!(after, source.replace("旧的", "新的"));
}

#[test]
fn comments_in_the_text_go_into_their_own_documents() {
    let dir = tempfile::tempdir().unwrap();
    let note = "---\nannotates: chapter-6\nby: [kawashima]\n---\n\n# 川岛真教授\n\n川岛教授的点评是这样开头的，有这么长。 {#s1}\n";
    let chapter = "---\ntitle: x\n---\n\n正文的第一段在这里，它也足够长，不是标题。 {#s1}\n";
    site(dir.path(), &[(PATH, chapter), ("content/zh/chapter-6/kawashima.md", note)]);
    let text = "正文的第一段在这里，它也足够长，不是标题。\n川岛真教授\n川岛教授的点评是那样开头的，有这么长。\n";
    fs::write(dir.path().join("edited.txt"), text).unwrap();
    let options =
        ImportOptions {
            commentators: vec!["川岛真=kawashima".parse().unwrap()], title: Some("x".into()), ..options()
        };
    let report = update_in(dir.path(), &dir.path().join("edited.txt"), &options, Vanished::Stay).unwrap();
    assert_eq!(report.written, ["content/zh/chapter-6/kawashima.md"]);
    let after = fs::read_to_string(dir.path().join("content/zh/chapter-6/kawashima.md")).unwrap();
    assert_eq!(after, note.replace("这样", "那样"));
}

#[test]
fn a_reading_stays_on_its_words_and_a_change_below_it_is_told() {
    let source = "---\ntitle: x\n---\n\n本日{漢字|かんじ}を習う。 {#a}\n";
    assert_eq!(told(source, "本日は漢字を習う。\n").0, source.replace("本日{", "本日は{"));
    let (after, notes) = told(source, "本日漢文を習う。\n");
    assert_eq!(after, source.replace("漢字", "漢文"));
    assert!(notes.iter().any(|note| note.contains("their reading did not")), "{notes:#?}");
}

#[test]
fn ids_in_the_text_decide_however_much_the_words_changed() {
    let (after, _) = told("---\ntitle: x\n---\n\n甲乙丙 {#a}\n\n丁戊己 {#b}\n", "甲乙丁 {#b}\n");
    assert_eq!(after, "---\ntitle: x\n---\n\n甲乙丙 {#a}\n\n甲乙丁 {#b}\n");
}

#[test]
fn a_text_for_a_work_that_is_not_there_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    site(dir.path(), &[]);
    fs::write(dir.path().join("a.txt"), "文").unwrap();
    let error = update_in(dir.path(), &dir.path().join("a.txt"), &options(), Vanished::Stay).unwrap_err().to_string();
    assert!(error.contains("without --update"), "{error}");
    assert!(!Path::new(&dir.path().join(PATH)).exists());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Whatever is typed into a paragraph, its neighbors keep every byte, and it reads as it was typed or is left as it was.
    #[test]
    fn any_words_go_in_as_they_are(words in trapped()) {
        let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let before = "---\ntitle: x\n---\n\n前一段的话。 {#a}\n\n";
        let after = "\n\n后一段[链接](term:x)的话。 {#c}\n";
        let source = format!("{before}中间**这一段**的话 {{#b}}{after}");
        let (text, _) = updated(&source, &format!("前一段的话。 {{#a}}\n中间这一段的话{words}完。 {{#b}}\n后一段链接的话。 {{#c}}\n"), Vanished::Stay);
        prop_assert!(text.starts_with(before) && text.ends_with(after), "{}", text);
        let middle = document(&text).blocks[1].visible_text();
        let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let wanted = fold(&format!("中间这一段的话{words}完。").replace('\0', "\u{fffd}"));
        prop_assert!(fold(&middle) == wanted || text == source, "{}", text);
        prop_assert_eq!(document(&text).blocks.len(), 3);
    }
}
