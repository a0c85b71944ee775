//! Whatever stands in the documents: what was not translated changes no byte, and what was comes out as it went in.

use proptest::prelude::*;
use taiyaku::edit::ExchangeForm;

use crate::harness::{SITE, Site};

use super::{document, export, import, said, translate};

/// Blocks that are hard on an editor of Markdown.
const BLOCKS: [&str; 32] = [
    "普通の段落。",
    "段落*強調***強い**~~消す~~`コ|ード`[語](term:x)![図](a.png \"題\")",
    "二行の\n段落。 {#two}",
    "硬い改行  \n次の行\\\n三行目 {#hard}",
    "## 見出し {#head}",
    "## 見出し ##",
    "見出し\n===",
    "見出し {#setext}\n---",
    "- 甲\n- 乙 {#item}\n  - 丙\n\n    四\n- [x] 済",
    "1. 一\n\n   段落\n2. 二\n\n{#list}",
    "*\t甲\n*\t乙",
    "| 甲 | 乙 |\n|:-:|--|\n| `a\\|b` | \\| |\n|  | 空 |\n\n{#table}",
    "> 引用[語](b.md#x)\n> 続き\n>\n> - 項目\n\n{#quote}",
    "> 遅い\n続き",
    "```rust\nfn main() {}\n```\n\n{#code}",
    "    字下げ\n\n    コード",
    "---",
    "<div>\n生の\n</div>",
    "文中の<b>生</b>と<!-- 注 -->終わり",
    "\\*逃げる\\* \\{#x} &amp; &lt; &#x3000;",
    "<https://a.example/x_y>と[参照]と[参][参照]",
    "[参照]: https://b.example/a(b) \"題\"",
    "脚注[^n]。 {#noted}",
    "[^n]: 注の*文*",
    "[^m]: 孤児",
    "併せる {#a with=b,c}",
    "甲 {#b}",
    "続く {#a-2 of=a}",
    "だけ {#o only}",
    "{漢字|かんじ}と{修学旅行|しゅう|がく|りょ|こう} {#ruby}",
    "| {漢字\\|かんじ} |\n| - |\n\n{#rubies}",
    "　全角の字下げ\t\u{200b}幅なし",
];

fn blocks() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(&BLOCKS[..]), 0..7)
}

/// A document of these blocks, with line ends and a last line of some kind.
fn file(language: &str, title: &str, blocks: &[&str], (ends, tail): (&str, &str)) -> String {
    let text = format!("---\ntitle: {title}\n---\n\n{}{tail}", blocks.join("\n\n"));
    format!("--- content/{language}/a.md ---\n{}", text.replace('\n', ends))
}

fn site(zh: &[&str], ja: &[&str], (ends, tail): (&str, &str)) -> Site {
    // The harness would take a line of hyphens for no file, and leaves line ends alone.
    Site::new(&format!("{SITE}{}{}", file("zh", "题", zh, ("\n", "\n")), file("ja", "題", ja, (ends, tail))))
}

fn ways() -> impl Strategy<Value = (&'static str, &'static str)> {
    (prop::sample::select(&["\n", "\r\n"][..]), prop::sample::select(&["", "\n", "\n\n"][..]))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_untouched_export_changes_no_byte(zh in blocks(), ja in blocks(), ways in ways()) {
        let site = site(&zh, &ja, ways);
        let before = document(&site, "content/ja/a.md");
        for form in [ExchangeForm::Xliff, ExchangeForm::Po] {
            let report = import(&site, form, &export(site.root(), "a", form));
            prop_assert_eq!(said(&report), "");
            prop_assert!(report.written.is_empty());
            prop_assert_eq!(document(&site, "content/ja/a.md"), before.clone());
        }
    }

    #[test]
    fn what_is_taken_is_what_was_translated(zh in blocks(), ja in blocks(), ways in ways(), word in "[ -~訳（）「」。#]{1,12}") {
        let site = site(&zh, &ja, ways);
        let before = document(&site, "content/ja/a.md");
        let word = word.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let sent = translate(&export(site.root(), "a", ExchangeForm::Xliff), |text| format!("{word}{text}"));
        let report = import(&site, ExchangeForm::Xliff, &sent);
        if report.passages.is_empty() {
            prop_assert_eq!(document(&site, "content/ja/a.md"), before);
        }
        // Taken once more there is nothing new: what was written reads as what came in.
        let again = import(&site, ExchangeForm::Xliff, &sent);
        for passage in &report.passages {
            prop_assert!(!again.passages.contains(passage), "{}", passage);
        }
        // What was refused changed nothing that could be taken otherwise.
        let source = document(&site, "content/zh/a.md");
        prop_assert!(source.starts_with("---\ntitle: 题\n"));
    }
}

#[test]
fn the_edition_goes_out_and_in_without_a_change() {
    let root = crate::root();
    let folder = tempfile::tempdir().unwrap();
    let mut works = Vec::new();
    for entry in walkdir::WalkDir::new(root.join("content")) {
        let entry = entry.unwrap();
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry.path().strip_prefix(&root).unwrap();
        std::fs::create_dir_all(folder.path().join(path).parent().unwrap()).unwrap();
        std::fs::copy(entry.path(), folder.path().join(path)).unwrap();
        if let Some(path) = path.to_str().unwrap().strip_prefix("content/zh/") {
            works.push(path.trim_end_matches(".md").to_owned());
        }
    }
    std::fs::copy(root.join("site.yaml"), folder.path().join("site.yaml")).unwrap();
    assert!(works.len() > 3);
    for work in works {
        for form in [ExchangeForm::Xliff, ExchangeForm::Po] {
            let path = folder.path().join(format!("back.{}", form.ending()));
            std::fs::write(&path, export(folder.path(), &work, form)).unwrap();
            let options = taiyaku::edit::TakeOptions { form, language: None, mode: taiyaku::edit::TakeMode::Write };
            let report = taiyaku::edit::take_from(folder.path(), &path, &options).unwrap();
            assert_eq!((said(&report).as_str(), report.written), ("", Vec::new()), "{work}");
        }
    }
}
