//! Ids are written where they are missing, the same in every language, and nothing else changes.

use std::fs;
use std::sync::Arc;

use proptest::prelude::*;
use taiyaku::base::text::{Files, SourceFile};
use taiyaku::edit::{EditError, IdScope, Ids, ids, ids_in, shape};
use taiyaku::parse;
use taiyaku::parse::document::{BlockKind, Document};

use super::edit::{config, site, trapped};

const FRONT: &str = "---\ntitle: x\n---\n\n";

fn source_files(texts: &[(&str, &str)]) -> Vec<Arc<SourceFile>> {
    let mut files = Files::default();
    texts.iter().map(|(path, text)| files.add((*path).into(), format!("{FRONT}{text}"))).collect()
}

fn give(texts: &[(&str, &str)]) -> Ids {
    ids(&source_files(texts), (&config(), &[]), IdScope::All)
}

fn after(texts: &[(&str, &str)]) -> Vec<String> {
    let result = give(texts);
    let find = |path: &str| result.edits.iter().find(|edit| edit.path == path).map(|edit| edit.after.clone());
    texts.iter().map(|(path, text)| find(path).map_or((*text).into(), |text| text[FRONT.len()..].into())).collect()
}

fn alone(text: &str) -> String {
    after(&[("content/zh/a.md", text)]).remove(0)
}

#[test]
fn ids_stand_where_each_kind_of_block_has_them() {
    assert_eq!(alone("甲\n\n## 乙\n\n- 丙\n- 丁\n"), "甲 {#s1}\n\n## 乙 {#s2}\n\n- 丙\n- 丁\n\n{#s3}\n");
    assert_eq!(alone("## 乙 ##\n"), "## 乙 {#s1} ##\n");
    assert_eq!(alone("乙\n丁\n---\n"), "乙\n丁 {#s1}\n---\n");
    assert_eq!(alone("> 甲\n乙\n\n***\n\n丙"), "> 甲\n乙\n\n{#s1}\n\n***\n\n丙 {#s2}");
    assert_eq!(alone("| 甲 |\n|---|\n| 乙 |\n# 丙\n"), "| 甲 |\n|---|\n| 乙 |\n\n{#s1}\n\n# 丙 {#s2}\n");
    assert_eq!(alone("```\n甲\n```\n乙  \n丙\\\n"), "```\n甲\n```\n\n{#s1}\n\n乙  \n丙\\ {#s2}\n");
    assert_eq!(alone("    甲   \n\n乙 `丙`\r\n"), "    甲   \n\n{#s1}\n\n乙 `丙` {#s2}\r\n");
    assert_eq!(alone("![甲](a.png)\r\n"), "![甲](a.png)\r\n\r\n{#s1}\r\n");
    assert_eq!(alone("写作 \\{#x} 的标识\n"), "写作 \\{#x} 的标识 {#s1}\n");
}

#[test]
fn new_ids_are_free_numbers_or_letters_between_numbers() {
    let text = "甲 {#s1}\n\n乙\n\n丙\n\n丁 {#s2}\n\n戊\n\n己 {#overview}\n\n庚 {#s5}\n\n辛\n";
    let expected =
        "甲 {#s1}\n\n乙 {#s1-aa}\n\n丙 {#s1-ab}\n\n丁 {#s2}\n\n戊 {#s3}\n\n己 {#overview}\n\n庚 {#s5}\n\n辛 {#s6}\n";
    assert_eq!(alone(text), expected);
}

#[test]
fn an_id_that_links_lead_to_is_given_to_nothing_else() {
    assert_eq!(alone("甲 {#s1}\n\n乙[丙](#s2)"), "甲 {#s1}\n\n乙[丙](#s2) {#s3}");
    let texts = [("content/zh/a.md", "甲"), ("content/zh/a/b.md", "[乙](../a.md#s1) {#s1}")];
    assert_eq!(after(&texts)[0], "甲 {#s2}");
}

#[test]
fn counterparts_get_the_same_id() {
    let texts = [("content/zh/a.md", "甲\n\n## 乙\n\n- 丙\n\n丁"), ("content/ja/a.md", "か\n\n## き\n\n- く\n\nけ")];
    assert_eq!(after(&texts)[1], "か {#s1}\n\n## き {#s2}\n\n- く\n\n{#s3}\n\nけ {#s4}");
    // A translation without ids gets those of its source.
    let texts = [("content/zh/a.md", "甲 {#soft-law}\n\n乙 {#s1}\n\n丙"), ("content/ja/a.md", "か\n\nき\n\nく")];
    assert_eq!(after(&texts)[1], "か {#soft-law}\n\nき {#s1}\n\nく {#s2}");
    // And the other way round.
    let texts = [("content/zh/a.md", "甲"), ("content/ja/a.md", "か {#k}"), ("content/ko/a.md", "가")];
    assert_eq!(after(&texts), ["甲 {#k}", "か {#k}", "가 {#k}"]);
}

#[test]
fn a_new_passage_without_translation_gets_an_id_where_nothing_is_in_doubt() {
    let texts = [("content/zh/a.md", "甲 {#s1}\n\n乙\n\n丙 {#s2}"), ("content/ja/a.md", "か {#s1}\n\nく {#s2}")];
    assert_eq!(after(&texts), ["甲 {#s1}\n\n乙 {#s1-aa}\n\n丙 {#s2}", texts[1].1]);
    let texts = [("content/zh/a.md", "甲 {#s1}"), ("content/ja/a.md", "か {#s1}\n\nく")];
    assert_eq!(after(&texts)[1], "か {#s1}\n\nく {#s2}");
}

#[test]
fn what_is_not_sure_is_proposed_with_both_places() {
    let texts = [("content/zh/a.md", "## 甲\n\n乙\n\n丙"), ("content/ja/a.md", "## か\n\nき")];
    assert_eq!(after(&texts), ["## 甲 {#s1}\n\n乙 {#s2}\n\n丙 {#s3}", "## か {#s1}\n\nき {#s2 proposed}"]);
    let notes: Vec<String> = give(&texts).notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "content/ja/a.md:7: proposed as the counterpart of content/zh/a.md:7: compare them, and remove the word `proposed` where it is right"
        ]
    );
}

#[test]
fn passages_that_one_side_merged_or_split_get_the_ids_of_all() {
    let zh = "2024年4月，日本政府公布了《AI事业者指南》第1.0版。 \n\n同年5月，OpenAI在东京设立了亚洲首个据点，员工约30人。\n\n软银投资1500亿日元建设计算基础，并采购NVIDIA的GPU共4000个。此外，NTT发布了大语言模型tsuzumi。";
    let ja = "2024年4月、日本政府は「AI事業者ガイドライン」第1.0版を公表した。同年5月、OpenAIは東京にアジア初の拠点を設け、社員は約30人である。\n\nソフトバンクは計算基盤の建設に1500億円を投資し、NVIDIAのGPUを4000個調達する。\n\nまた、NTTは大規模言語モデルtsuzumiを発表した。";
    let after = after(&[("content/zh/a.md", zh), ("content/ja/a.md", ja)]);
    let ids = |text: &str| -> Vec<String> {
        text.split("\n\n").map(|line| line[line.rfind("{#").unwrap()..].trim().to_owned()).collect()
    };
    assert_eq!(ids(&after[0]), ["{#s1}", "{#s2}", "{#s3}"]);
    assert_eq!(ids(&after[1]), ["{#s1 with=s2}", "{#s3}", "{#s3-2 of=s3}"]);
}

#[test]
fn what_cannot_be_paired_is_left_alone_with_a_note() {
    // So are passages with an id that cannot be read, and ends that an id would change.
    for text in ["甲 {#X}", "见 {#a} 乙", "[x]:", "```\n甲", "##"] {
        assert_eq!(alone(text), text);
        assert_eq!(give(&[("content/zh/a.md", text)]).notes.len(), 1, "{text}");
    }
    // What one language cannot carry, none gets.
    let texts = [("content/zh/a.md", "甲\n\n[x]:"), ("content/ja/a.md", "か\n\nき")];
    assert_eq!(after(&texts), ["甲 {#s1}\n\n[x]:", "か {#s1}\n\nき"]);
}

#[test]
fn three_languages_get_the_same_ids_whichever_is_the_source() {
    let zh =
        "2024年4月，政府公布了指南。\n\n软银投资1500亿日元，采购NVIDIA的GPU。\n\nOpenAI在东京设立了据点，员工约30人。";
    let ja = "2024年4月、政府は指針を公表した。\n\nこの段落は日本語版にだけあるものである。\n\nソフトバンクは1500億円を投資し、NVIDIAのGPUを調達する。\n\nOpenAIは東京に拠点を設け、社員は約30人である。";
    let ko = "2024년 4월, 정부는 지침을 발표했다.\n\n소프트뱅크는 1500억 엔을 투자하여 NVIDIA의 GPU를 구입한다.\n\nOpenAI는 도쿄에 거점을 두고 직원은 약 30명이다.";
    let after = after(&[("content/zh/a.md", zh), ("content/ja/a.md", ja), ("content/ko/a.md", ko)]);
    let ids_in_order = |text: &str| -> Vec<String> {
        text.split("{#").skip(1).map(|rest| rest.split(['}', ' ']).next().unwrap().to_owned()).collect()
    };
    assert_eq!(ids_in_order(&after[0]), ["s1", "s2", "s3"]);
    assert_eq!(ids_in_order(&after[1]), ["s1", "s1-aa", "s2", "s3"]);
    assert_eq!(ids_in_order(&after[2]), ["s1", "s2", "s3"]);
    // The source is said by one document; the ids come from there.
    let mut files = Files::default();
    files.add("content/zh/a.md".into(), "---\ntitle: x\nsource: ja\n---\n甲 2024\n\n乙 1500\n");
    files.add("content/ja/a.md".into(), "---\ntitle: x\n---\nか 2024 {#k}\n\nき 1500\n");
    files.add("content/ko/a.md".into(), "---\ntitle: x\n---\n가 2024\n\n나 1500\n");
    let files: Vec<_> = files.iter().cloned().collect();
    let edits = ids(&files, (&config(), &[]), IdScope::All).edits;
    for (edit, [first, second]) in edits.iter().zip([["か", "き"], ["가", "나"], ["甲", "乙"]]) {
        let expected = format!("{first} 2024 {{#k}}\n\n{second} 1500 {{#s1}}\n");
        assert!(edit.after.ends_with(&expected), "{}", edit.after);
    }
}

#[test]
fn a_passage_that_the_source_lacks_gets_one_id_in_the_languages_that_have_it() {
    let texts = [
        ("content/zh/a.md", "甲 {#a}\n\n乙 {#b}"),
        ("content/ja/a.md", "か {#a}\n\n1999 Tokyo。\n\nき {#b}"),
        ("content/ko/a.md", "가 {#a}\n\n1999 Tokyo。\n\n나 {#b}"),
    ];
    let after = after(&texts);
    assert_eq!(after[1], "か {#a}\n\n1999 Tokyo。 {#s1}\n\nき {#b}");
    assert_eq!(after[2], "가 {#a}\n\n1999 Tokyo。 {#s1}\n\n나 {#b}");
}

#[test]
fn languages_that_share_nothing_are_paired_by_form_and_length() {
    let long = |word: &str, times: usize| word.repeat(times);
    let zh = format!("{}。\n\n甲。\n\n{}？\n", long("甲乙丙丁", 30), long("戊己", 25));
    let ko = format!("{}。\n\n{}？\n", long("가나 ", 70), long("다라", 26));
    let after = after(&[("content/zh/a.md", &zh), ("content/ko/a.md", &ko)]);
    let ids = |text: &str| -> Vec<String> {
        text.split("{#").skip(1).map(|rest| rest.split(['}', ' ']).next().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&after[0]), ["s1", "s2", "s3"]);
    assert_eq!(ids(&after[1]), ["s1", "s3"]);
}

#[test]
fn a_passage_of_a_megabyte_is_paired_as_any() {
    let (zh, ja) = ("投资1500亿日元。".repeat(50_000), "1500億円を投資した。".repeat(50_000));
    let texts = [
        ("content/zh/a.md", format!("2024年公布。\n\n{zh}\n\nOpenAI在东京。\n")),
        ("content/ja/a.md", format!("2024年に公表した。\n\n{ja}\n\nOpenAIは東京に。\n")),
    ];
    let texts: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (*path, text.as_str())).collect();
    for text in after(&texts) {
        let ids: Vec<&str> = text.matches("{#s").collect();
        assert_eq!(ids.len(), 3);
        assert!(!text.contains("proposed"));
    }
}

#[test]
fn a_file_that_has_all_ids_is_not_touched_also_with_ids_that_are_borne_twice() {
    let texts = [
        ("content/zh/a.md", "甲 {#a}\n\n乙 {#a}\n\n丙 {#c with=d proposed}"),
        ("content/ja/a.md", "か {#a}\n\nき {#b}\n\nく {#c}\n\nけ {#d only}"),
    ];
    assert_eq!(give(&texts).edits, []);
}

#[test]
fn headings_alone_get_ids_where_only_they_are_asked_for() {
    let result = ids(&source_files(&[("content/zh/a.md", "甲\n\n## 乙\n")]), (&config(), &[]), IdScope::Headings);
    assert_eq!(&result.edits[0].after[FRONT.len()..], "甲\n\n## 乙 {#s1}\n");
}

#[test]
fn drafts_get_ids_and_stay_drafts() {
    let mut files = Files::default();
    let file = files.add("content/zh/a.md".into(), "---\ntitle: x\ndraft: true\n---\n甲\n");
    let result = ids(&[file], (&config(), &[]), IdScope::All);
    assert_eq!(result.edits[0].after, "---\ntitle: x\ndraft: true\n---\n甲 {#s1}\n");
}

const BLOCKS: &[&str] = &[
    "段落",
    "a\nb",
    "行末两格  \n行",
    "a\\",
    "`code`",
    "**b**",
    "[x](#y)",
    "see \\{#x}",
    "[x]:",
    "[x]: /u",
    "*a",
    "a <b>",
    "<!-- c -->",
    "a <!-- c",
    "## h",
    "## h ##",
    "## `c` #",
    "h\n===",
    "h\n---",
    "##",
    "# t",
    "### h\\#",
    "- a\n- b",
    "- a\n\n  b",
    "1. a",
    "- [ ] t",
    "> q",
    "> q\nlazy",
    "| a |\n|---|\n| b |",
    "```\ncode\n```",
    "~~~\nopen",
    "    indented",
    "---",
    "<div>\nx\n</div>",
    "![i](a.png)",
    "![i](a.png) t",
    "[^1]: note",
    "a[^1]",
    "id {#s1}",
    "id {#s3}",
    "{#s2}",
    "- a {#i}",
    "bad {#X}",
    "mid {#m} dle",
    "## h {#head}",
    "x {#w with=s1}",
    "　全角",
    "a\tb",
    "{",
    "{#",
    "a {# b",
    "http://x.y/",
    "&amp;",
    "_a_",
    "~~s~~",
    "a  ",
    "\u{200b}",
    "* * *",
    "+ p\n+ q\n\n\n+ r",
    "> - a\n> - b",
    "- ```\n  c\n  ```",
];

fn document_text() -> impl Strategy<Value = String> {
    let block = prop_oneof![6 => proptest::sample::select(BLOCKS).prop_map(str::to_owned), 1 => trapped()];
    let gap = proptest::sample::select(&["\n\n", "\n\n", "\n\n", "\n", "\n\n\n", "\r\n\r\n"][..]);
    proptest::collection::vec((block, gap), 0..10)
        .prop_map(|blocks| blocks.into_iter().map(|(block, gap)| block + gap).collect())
}

fn read(path: &str, text: &str) -> Document {
    let mut files = Files::default();
    let file = files.add(path.into(), text);
    parse::document(&file, &config()).0.unwrap()
}

fn check_laws(texts: &[(&str, &str)]) -> Result<(), TestCaseError> {
    let result = give(texts);
    let mut again = Files::default();
    let mut new_ids = Vec::new();
    for (path, text) in texts {
        let before = format!("{FRONT}{text}");
        let edited = result.edits.iter().find(|edit| edit.path == *path);
        let now = edited.map_or(before.as_str(), |edit| edit.after.as_str());
        let (old, new) = (read(path, &before), read(path, now));
        prop_assert_eq!(shape(&old), shape(&new), "{}", now);
        let mut names = Vec::new();
        for (was, is) in old.blocks.iter().zip(&new.blocks) {
            if let Some(id) = &was.id {
                prop_assert_eq!(Some(&id.name), is.id.as_ref().map(|id| &id.name));
            } else if let Some(id) = &is.id {
                names.push(id.name.clone());
            } else if !matches!(was.kind, BlockKind::Rule | BlockKind::Html(_)) {
                let line = now[..is.span.start as usize].matches('\n').count() + 1;
                let has_note = result.notes.iter().any(|note| note.path == *path && note.line == Some(line));
                prop_assert!(has_note, "no note for line {} of\n{}\n{:#?}", line, now, result.notes);
            }
        }
        let all: std::collections::BTreeSet<_> = names.iter().collect();
        prop_assert_eq!(all.len(), names.len(), "new ids differ");
        new_ids.push(names);
        again.add((*path).into(), now);
    }
    let files: Vec<_> = again.iter().cloned().collect();
    let second = ids(&files, (&config(), &[]), IdScope::All);
    prop_assert_eq!(second.edits, Vec::new());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ids_change_nothing_else(text in document_text()) {
        check_laws(&[("content/zh/a.md", &text)])?;
    }

    #[test]
    fn ids_change_nothing_else_in_any_language(zh in document_text(), ja in document_text(), ko in proptest::option::of(document_text())) {
        let mut texts = vec![("content/zh/a.md", zh.as_str()), ("content/ja/a.md", ja.as_str())];
        if let Some(ko) = &ko {
            texts.push(("content/ko/a.md", ko));
        }
        check_laws(&texts)?;
    }

    #[test]
    fn documents_of_one_structure_get_the_same_ids(text in document_text()) {
        // Of two blocks with one id, which is a mistake, each language keeps its own.
        let ids: Vec<_> = read("content/zh/a.md", &text).blocks.into_iter().filter_map(|block| block.id).map(|id| id.name).collect();
        prop_assume!(ids.iter().collect::<std::collections::BTreeSet<_>>().len() == ids.len());
        let texts = [("content/zh/a.md", text.as_str()), ("content/ja/a.md", text.as_str())];
        let after = after(&texts);
        prop_assert_eq!(&after[0], &after[1]);
    }
}

#[test]
fn ids_are_written_into_all_languages_of_a_work_and_no_other() {
    let dir = tempfile::tempdir().unwrap();
    let text = "\u{feff}---\r\ntitle: x\r\n---\r\n甲\r\n";
    site(
        dir.path(),
        &[("content/zh/a.md", text), ("content/ja/a.md", text), ("content/zh/b.md", text), ("content/zh/c.png", "")],
    );
    let report = ids_in(dir.path(), &["content/zh/a.md".into()], IdScope::All).unwrap();
    assert_eq!(report.written, ["content/ja/a.md", "content/zh/a.md"]);
    let read = |path: &str| fs::read_to_string(dir.path().join(path)).unwrap();
    assert_eq!(read("content/ja/a.md"), "\u{feff}---\r\ntitle: x\r\n---\r\n甲 {#s1}\r\n");
    assert_eq!(read("content/zh/b.md"), text);
    let path = dir.path().join("content/zh/b.md");
    assert_eq!(ids_in(dir.path(), &[path], IdScope::All).unwrap().written, ["content/zh/b.md"]);
    assert!(ids_in(dir.path(), &[], IdScope::All).unwrap().written.is_empty());
    assert!(ids_in(dir.path(), &["content/zh/c.png".into()], IdScope::All).is_err());
    fs::write(dir.path().join("content/zh/d.md"), b"\xff").unwrap();
    assert!(matches!(ids_in(dir.path(), &[], IdScope::All), Err(EditError::NotUtf8 { .. })));
}
