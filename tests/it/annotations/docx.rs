//! The comments of a reviewed .docx, through pandoc.

use std::fs;
use std::process::Command;

use taiyaku::edit::{AnnotationsOptions, Report, import_comments};

use super::super::harness::Site;
use super::import::told;
use super::{CHAPTER, publish_drafts, published};

/// A .docx that pandoc makes of its Markdown, and what its comments became.
fn reviewed(markdown: &str) -> (Site, Result<Report, String>) {
    let site = Site::new(CHAPTER);
    site.write_bytes("in.md", markdown.as_bytes());
    let answer =
        Command::new("pandoc").args(["-f", "markdown", "-o", "in.docx", "in.md"]).current_dir(site.root()).output();
    let answer = answer.unwrap_or_else(|error| panic!("this test needs pandoc (Debian: apt install pandoc): {error}"));
    assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
    let options =
        AnnotationsOptions { language: Some("zh".into()), work: Some("chapter-6".into()), people: Vec::new() };
    let report = import_comments(site.root(), &site.root().join("in.docx"), &options);
    (site, report.map_err(|error| error.to_string()))
}

/// A comment as pandoc's Markdown has it, around words.
fn comment(id: u32, author: &str, says: &str, on: &str) -> String {
    format!(
        "[{says}]{{.comment-start id=\"{id}\" author=\"{author}\" date=\"2025-03-0{id}T09:00:00Z\"}}{on}[]{{.comment-end id=\"{id}\"}}"
    )
}

/// The id of a passage as an export hides it.
fn id(name: &str) -> String {
    format!("\u{2060}\\{{#{name}\\}}\u{2060}")
}

#[test]
fn comments_become_a_draft_for_each_reviewer() {
    let markdown = format!(
        "{}日本以软法治理。软法灵活，但*{}*也{}。🤖机器人🤖来了。\n\n{}{}\n\n{}4月发布{}\n",
        id("soft"),
        comment(1, "川岛真", "哪一种？", "软法"),
        comment(2, "李编辑", "语气太重*吧*", "软弱"),
        id("guide"),
        comment(3, "川岛真", "整段都对。", "4月发布指引。"),
        id("gone"),
        comment(4, "川岛真", "这段没了", "多余的话"),
    );
    let (site, report) = reviewed(&markdown);
    let report = report.unwrap();
    assert_eq!(report.written, ["content/zh/chapter-6/kawashima.md", "content/zh/chapter-6/李编辑.md"]);
    let text = |path: &str| fs::read_to_string(site.root().join(path)).unwrap();
    assert_eq!(
        text("content/zh/chapter-6/kawashima.md"),
        "---\ntitle: 川岛真\ndraft: true\nannotates: chapter-6\nby: [kawashima]\norder: 1\ndate: 2025-03-01\n---\n\n\
         > 多余的话\n\n这段没了\n\n\
         > ……但[软法](../chapter-6.md#soft)也……\n\n{#s1}\n\n哪一种？\n\n\
         > [§ 4月发布指引。](../chapter-6.md#guide)\n\n{#s2}\n\n整段都对。\n"
    );
    assert!(
        text("content/zh/chapter-6/李编辑.md").ends_with("> ……[软弱](../chapter-6.md#soft)……\n\n{#s1}\n\n语气太重吧\n")
    );
    let told = told(&report);
    assert_eq!(told[0], "annotation 4: its words do not stand in the text any more: “多余的话”");
    assert!(told[1].starts_with("`李编辑` is no person of the glossary"), "{told:?}");
    assert_eq!(told.len(), 2);
    publish_drafts(site.root());
    published(&site, None);
}

#[test]
fn a_comment_over_two_paragraphs_is_on_both() {
    let markdown = format!(
        "{}日本以软法治理。软法灵活，但软法也软弱。🤖机器人🤖[连着看]{{.comment-start id=\"1\" author=\"川岛真\" date=\"2025-03-01T09:00:00Z\"}}来了。\n\n{}4月[]{{.comment-end id=\"1\"}}发布指引。\n",
        id("soft"),
        id("guide"),
    );
    let (site, report) = reviewed(&markdown);
    let text = fs::read_to_string(site.root().join(&report.unwrap().written[0])).unwrap();
    assert!(
        text.ends_with("> ……[来了。](../chapter-6.md#soft)……[4月](../chapter-6.md#guide)……\n\n{#s1}\n\n连着看\n"),
        "{text}"
    );
}

#[test]
fn without_hidden_ids_the_words_are_looked_for() {
    let (site, report) =
        reviewed(&format!("日本以软法治理。软法{}，但软法也软弱。\n", comment(1, "川岛真", "何谓？", "灵活")));
    let text = fs::read_to_string(site.root().join(&report.unwrap().written[0])).unwrap();
    assert!(text.ends_with("> ……[灵活](../chapter-6.md#soft)……\n\n{#s1}\n\n何谓？\n"), "{text}");
}

#[test]
fn tracked_changes_count_as_accepted() {
    let markdown = format!(
        "{}日本以[硬]{{.deletion author=\"李\" date=\"2025-01-01T00:00:00Z\"}}{}治理。\n",
        id("soft"),
        comment(1, "川岛真", "好", "软[法]{.insertion author=\"李\" date=\"2025-01-01T00:00:00Z\"}"),
    );
    let (site, report) = reviewed(&markdown);
    let text = fs::read_to_string(site.root().join(&report.unwrap().written[0])).unwrap();
    assert!(text.contains("> ……以[软法](../chapter-6.md#soft)治……"), "{text}");
}

#[test]
fn a_docx_without_comments_is_refused() {
    let (_, report) = reviewed("日本以软法治理。\n");
    let message = report.unwrap_err();
    assert!(message.contains("in.docx holds no comments\nhelp: name the .docx"), "{message}");
}
