//! What does not fit is refused passage by passage, with the line and the way out, and the rest is taken.

use taiyaku::edit::ExchangeForm;

use crate::harness::Site;

use super::{document, export, import, said, translate};

const SITE: &str = "\
--- content/zh/a.md ---
---
title: 题目
---

甲[四月](event:x)。 {#one}

乙 {#two}

丙 {#three with=four}

没有名字
--- content/ja/a.md ---
---
title: 題名
---

甲[四月](event:x)だ。 {#one}

乙だ {#two}
";

/// The export with one target changed.
fn changed(site: &Site, from: &str, to: &str) -> String {
    let xliff = export(site.root(), "a", ExchangeForm::Xliff);
    assert!(xliff.contains(from), "{from} is not in\n{xliff}");
    xliff.replace(from, to)
}

const LINK: &str =
    "<pc id=\"1\" canCopy=\"no\" canDelete=\"no\" dataRefEnd=\"d2\" dataRefStart=\"d1\" type=\"link\">四月</pc>だ";

#[test]
fn a_code_that_is_missing_refuses_its_passage_and_no_other() {
    let site = Site::new(SITE);
    let xliff = changed(&site, LINK, "四月だ").replace(">乙だ<", ">乙である<");
    let report = import(&site, ExchangeForm::Xliff, &xliff);
    assert_eq!(
        said(&report),
        "\
error[refused-passage]: `one`: the link `[…](event:x)` is missing
  --> back.xlf:23:9
   |
23 |         <target xml:space=\"preserve\">甲四月だ。</target>
   |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: copy the codes from the source, each once
"
    );
    assert_eq!(report.passages, ["a#two"]);
    let text = document(&site, "content/ja/a.md");
    assert!(text.contains("甲[四月](event:x)だ。 {#one}\n\n乙である {#two}\n"), "{text}");
}

#[test]
fn a_code_that_is_there_twice_or_is_none_of_the_passage_is_refused() {
    let site = Site::new(SITE);
    let twice = changed(&site, LINK, &format!("{LINK}{LINK}"));
    assert!(said(&import(&site, ExchangeForm::Xliff, &twice)).starts_with(
        "error[refused-passage]: `one`: the link `[…](event:x)` is here 2 times instead of 1\n  --> back.xlf:23:9\n"
    ));
    let unknown = changed(&site, "<target xml:space=\"preserve\">乙だ", "<target><ph id=\"9\"/>乙だ");
    assert_eq!(
        said(&import(&site, ExchangeForm::Xliff, &unknown)),
        "\
error[refused-passage]: `two`: the code `9` is none of this passage's
  --> back.xlf:32:9
   |
32 |         <target><ph id=\"9\"/>乙だ</target>
   |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: copy the codes from the source, each once, as pairs that do not overlap
"
    );
    let crossed = changed(&site, LINK, "<sc id=\"1\"/>四月だ");
    let report = import(&site, ExchangeForm::Xliff, &crossed);
    assert!(
        said(&report).starts_with("error[refused-passage]: `one`: the code `1` does not end\n"),
        "{}",
        said(&report)
    );
}

#[test]
fn data_of_a_code_that_was_tampered_with_is_not_believed() {
    let site = Site::new(SITE);
    let xliff =
        changed(&site, "](event:x)</data>", "](javascript:alert(1))</data>").replace("四月</pc>だ", "五月</pc>だ");
    assert_eq!(said(&import(&site, ExchangeForm::Xliff, &xliff)), "");
    assert!(document(&site, "content/ja/a.md").contains("甲[五月](event:x)だ。 {#one}"));
}

#[test]
fn another_version_of_the_source_is_recognised_unit_by_unit() {
    let site = Site::new(SITE);
    let xliff = changed(&site, ">乙だ<", ">乙である<").replace("四月</pc>だ", "五月</pc>だ");
    let zh = document(&site, "content/zh/a.md").replace("乙 {#two}", "丁 {#two}");
    site.write_bytes("content/zh/a.md", zh.as_bytes());
    let report = import(&site, ExchangeForm::Xliff, &xliff);
    assert_eq!(
        said(&report),
        "\
error[refused-passage]: `two`: this was translated from another version of the source text
  --> back.xlf:32:9
   |
32 |         <target xml:space=\"preserve\">乙である</target>
   |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: export the work again, and translate what has changed since
"
    );
    assert_eq!(report.passages, ["a#one"]);
}

#[test]
fn a_document_that_changed_meanwhile_is_not_set_back() {
    let site = Site::new(SITE);
    let old = export(site.root(), "a", ExchangeForm::Xliff);
    let ja = document(&site, "content/ja/a.md").replace("乙だ", "乙なのだ");
    site.write_bytes("content/ja/a.md", ja.as_bytes());
    let report = import(&site, ExchangeForm::Xliff, &old);
    assert_eq!(
        said(&report),
        "\
notice[kept-passage]: `two` has been changed in content/ja/a.md since this was exported
  --> back.xlf:26:5
   |
26 |     <unit id=\"two\" canResegment=\"no\" taiyaku:made=\"34b6f3a456c11a99\">
   |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: the document was left as it is, for the translator changed nothing here
"
    );
    assert_eq!(document(&site, "content/ja/a.md"), ja);
    let both = old.replace(">乙だ<", ">乙である<");
    let report = import(&site, ExchangeForm::Xliff, &both);
    assert!(said(&report).starts_with(
        "error[refused-passage]: `two`: the document has been changed since this was exported, and the translator changed it too\n  --> back.xlf:32:9\n"
    ), "{}", said(&report));
    assert_eq!(document(&site, "content/ja/a.md"), ja);
}

#[test]
fn units_that_are_unknown_or_repeated_or_without_an_id_are_refused() {
    let site = Site::new(SITE);
    let xliff = translate(&export(site.root(), "a", ExchangeForm::Xliff), |text| format!("訳{text}"));
    let xliff =
        xliff.replace("<unit id=\"two\"", "<unit id=\"one\"").replace("<unit id=\"three\"", "<unit id=\"thre\"");
    let report = import(&site, ExchangeForm::Xliff, &xliff);
    let text = said(&report);
    let lines: Vec<&str> = text.lines().filter(|line| line.contains("error[") || line.contains("help")).collect();
    assert_eq!(
        lines,
        [
            "error[refused-passage]: the unit `one` is in this file twice",
            "   = help: the first one counts; remove the other",
            "error[refused-passage]: `a` has no unit `thre`",
            "   = help: is it `three`? Ids are never translated",
            "error[refused-passage]: `p.4`: this passage has no id of its own, so its place cannot be told",
            "   = help: run `taiyaku ids`, export the work again, and take the translation over",
        ]
    );
    assert_eq!(report.passages, ["a#top", "a#one"]);
}

#[test]
fn what_the_document_has_no_place_for_is_refused() {
    let site = Site::new(
        "\
--- content/zh/a.md ---
# 题

- 甲
- 乙

{#list}

丙 {#whole}

丁 {#part}
--- content/ja/a.md ---
# 題

- 甲だ

{#list}

丙丁だ {#whole with=part}
",
    );
    let xliff = export(site.root(), "a", ExchangeForm::Xliff);
    assert!(
        xliff.contains("<note category=\"structure\">source and translation have different structures here"),
        "{xliff}"
    );
    let ja = document(&site, "content/ja/a.md");
    let sent = translate(&xliff, |words| format!("訳{words}"));
    let report = import(&site, ExchangeForm::Xliff, &sent);
    let text = said(&report);
    let lines: Vec<&str> = text.lines().filter(|line| line.contains("error[") || line.contains("help")).collect();
    assert_eq!(
        lines,
        [
            "error[refused-passage]: `list`: the document has no place for segment s2",
            "   = help: add the item, row or paragraph to content/ja/a.md by hand",
            "error[refused-passage]: `part` is translated within `whole`",
            "   = help: change `whole`, or take `part` out of its with= first",
        ]
    );
    assert_eq!(report.passages, ["a#top", "a#whole"]);
    let ja = ja.replace("# 題", "# 訳题").replace("丙丁だ {", "訳丙 {");
    assert_eq!(document(&site, "content/ja/a.md"), ja);
}

#[test]
fn segments_that_a_tool_split_are_refused() {
    let site = Site::new(SITE);
    let split = "乙</source><target>乙</target></segment><segment id=\"x1\"><source>.</source><target>だ</target></segment><segment id=\"x2\"><source>";
    let xliff = changed(&site, "乙</source>", &format!("{split}</source>"));
    let report = import(&site, ExchangeForm::Xliff, &xliff);
    assert!(
        said(&report).starts_with("error[refused-passage]: `two`: this segment is none of the passage's: a tool joined or split them, or the passage has changed\n"),
        "{}",
        said(&report)
    );
}

#[test]
fn files_that_are_no_xliff_bring_nothing_in() {
    let site = Site::new(SITE);
    let ja = document(&site, "content/ja/a.md");
    let cases = [
        ("", "this file holds no XLIFF"),
        ("<html/>", "this is not XLIFF 2"),
        ("<xliff xmlns=\"urn:oasis:names:tc:xliff:document:1.2\" version=\"1.2\"/>", "this is not XLIFF 2"),
        ("<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\"><file>", "this file ends too early"),
        ("<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\"><file></xliff>", "this is no well-formed XML"),
        (
            "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><xliff/>",
            "a document type is refused: XLIFF 2 has none",
        ),
        (
            "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><xliff/>",
            "a document type is refused: XLIFF 2 has none",
        ),
        (
            "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\"><file><unit><segment><source>&x;",
            "this entity is refused: XLIFF 2 has none",
        ),
    ];
    for (text, message) in cases {
        let report = import(&site, ExchangeForm::Xliff, text);
        let text = said(&report);
        assert!(text.starts_with(&format!("error[broken-exchange]: {message}")), "{text}");
        assert!(text.contains("back.xlf:1:"), "{text}");
    }
    assert_eq!(document(&site, "content/ja/a.md"), ja);
}

#[test]
fn a_work_or_language_that_the_site_lacks_is_told() {
    let site = Site::new(SITE);
    let xliff = export(site.root(), "a", ExchangeForm::Xliff);
    let other = xliff.replace("content/zh/a.md", "content/zh/b.md");
    let text = said(&import(&site, ExchangeForm::Xliff, &other));
    assert!(
        text.starts_with("error[refused-passage]: there is no work called `b` in this site\n --> back.xlf:3:3\n"),
        "{text}"
    );
    let other = xliff.replace("trgLang=\"ja\"", "trgLang=\"ko\"");
    let text = said(&import(&site, ExchangeForm::Xliff, &other));
    assert!(text.starts_with("error[refused-passage]: `ko` is no language of this site\n"), "{text}");
    assert!(text.contains("help: say the language of the translation with --lang: zh, ja"), "{text}");
}
