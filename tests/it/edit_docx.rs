//! .docx through pandoc: what goes out comes back byte for byte, and what people change in Word comes back as they wrote it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use taiyaku::edit::{
    DocxOptions, ImportOptions, Overwrite, Report, Vanished, docx_of, import_into, update_in, write_export,
};

use super::edit::site;
use super::root;

/// These tests are about pandoc; `tests/run` installs it.
fn pandoc(arguments: &[&str], input: &str, folder: &Path) {
    fs::write(folder.join("input.txt"), input).unwrap();
    let answer = Command::new("pandoc").args(arguments).arg("input.txt").current_dir(folder).output();
    let answer = answer.unwrap_or_else(|error| panic!("this test needs pandoc (Debian: apt install pandoc): {error}"));
    assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
}

fn options(work: &str) -> ImportOptions {
    ImportOptions { language: "zh".into(), work: work.into(), ..ImportOptions::default() }
}

fn notes(report: &Report) -> Vec<String> {
    report.notes.iter().map(ToString::to_string).collect()
}

/// A site with that document, and the document as .docx.
fn exported(document: &str) -> (tempfile::TempDir, PathBuf) {
    pandoc(&["--version"], "", &std::env::temp_dir());
    let dir = tempfile::tempdir().unwrap();
    site(dir.path(), &[("content/zh/chapter-6.md", document)]);
    let output = dir.path().join("out.docx");
    let docx = docx_of(dir.path(), &DocxOptions { work: "chapter-6".into(), language: None }).unwrap();
    assert_eq!(docx.name, "chapter-6.zh.docx");
    write_export(&output, &docx.bytes, Overwrite::Never).unwrap();
    assert!(write_export(&output, &docx.bytes, Overwrite::Never).is_err(), "an author may have changed it");
    (dir, output)
}

/// One pixel.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82";

const EVERYTHING: &str = "\
---
title: 题目“引号”——破折号
---

## 概览 **重** {#overview}

2024年[人工智能](term:ai)市场，
增长*很快*——「丙」“丁”…… ~~旧~~ `a  b` [站](https://example.org/)注[^n]又\\*一\\*。{漢字|かんじ}と{修学|しゅう|がく}旅行{a|b&<}。 {#market}

### 三级

- 一 {#one}
- 二
  - 二之一
  - 二之二
- [x] 三

{#list}

1. 甲

   第二段
2. 乙

| 时间 | 内容 |
|:--|--:|
| [4月](event:x) | **a** \\| b |
| | 空 |

{#table}

> 引文里的话
>
> 第二段

```rust
let x = 1;

let y = 2;
```

```
next to it
```

***

![图](a.png)

一行\\
二行 {#last}

[^n]: 脚注“文”。
";

#[test]
fn what_goes_out_comes_back_byte_for_byte() {
    let (dir, output) = exported(EVERYTHING);
    let report = update_in(dir.path(), &output, &options("chapter-6"), Vanished::Stay).unwrap();
    assert_eq!(notes(&report), Vec::<String>::new());
    assert_eq!(report.written, Vec::<String>::new());
    assert_eq!(fs::read_to_string(dir.path().join("content/zh/chapter-6.md")).unwrap(), EVERYTHING);
}

#[test]
fn the_edition_goes_out_and_comes_back_byte_for_byte() {
    for path in ["zh/chapter-6.md", "ja/chapter-6.md", "ja/chapter-6/kawashima.md", "zh/chapter-6/aoyama.md"] {
        let text = fs::read_to_string(root().join("content").join(path)).unwrap();
        let (dir, output) = exported(&text);
        let report = update_in(dir.path(), &output, &options("chapter-6"), Vanished::Stay).unwrap();
        assert_eq!((notes(&report), report.written), (vec![], vec![]), "{path}");
    }
}

/// The .docx with `to` for `from` in the text and its addresses, as a person would type it.
fn retyped(docx: &Path, changes: &[(&str, &str)]) {
    let bytes = fs::read(docx).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut writer = zip::ZipWriter::new(fs::File::create(docx).unwrap());
    let mut found = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
        if ["word/document.xml", "word/_rels/document.xml.rels"].contains(&file.name()) {
            let mut text = String::from_utf8(bytes).unwrap();
            for (from, to) in changes {
                found.extend(text.contains(from).then_some(*from));
                text = text.replace(from, to);
            }
            bytes = text.into_bytes();
        }
        writer.start_file(file.name(), zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut writer, &bytes).unwrap();
    }
    writer.finish().unwrap();
    changes.iter().for_each(|(from, _)| assert!(found.contains(from), "{from} is not in the file"));
}

#[test]
fn what_was_typed_in_word_comes_back_and_nothing_else() {
    let (dir, output) = exported(EVERYTHING);
    let paragraph = "<w:p><w:r><w:t>全新的一段，有</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>重点</w:t></w:r><w:r><w:t>与*星号*。</w:t></w:r></w:p>";
    retyped(
        &output,
        &[
            ("很快", "极快"),
            ("市场，增长", "市场猛增，增长"),
            (
                "<w:p><w:pPr><w:pStyle w:val=\"Heading2\"",
                &format!("{paragraph}<w:p><w:pPr><w:pStyle w:val=\"Heading2\""),
            ),
        ],
    );
    let report = update_in(dir.path(), &output, &options("chapter-6"), Vanished::Stay).unwrap();
    let expected = EVERYTHING
        .replace("很快", "极快")
        .replace("市场，\n", "市场猛增，\n")
        .replace("### 三级", "全新的一段，有**重点**与\\*星号\\*。\n\n### 三级");
    assert_eq!(
        fs::read_to_string(dir.path().join("content/zh/chapter-6.md")).unwrap(),
        expected,
        "{:#?}",
        notes(&report)
    );
}

#[test]
fn citations_and_charts_survive_what_is_typed_beside_them() {
    let document = "# 题\n\n一[](cite:a)，[第3页](cite:b-1)，又[](cite:a,b-1)。 {#p}\n\n```chart\ntitle: 图\nkind: column\ndata: ../shared/m.csv\n```\n\n{#c}\n\n末。 {#q}\n";
    let (dir, output) = exported(document);
    retyped(&output, &[("第3页", "第4页"), ("，又", "，还"), ("kind: column", "kind: line")]);
    let report = update_in(dir.path(), &output, &options("chapter-6"), Vanished::Stay).unwrap();
    let expected = document.replace("第3页", "第4页").replace("，又", "，还");
    assert_eq!(fs::read_to_string(dir.path().join("content/zh/chapter-6.md")).unwrap(), expected);
    assert!(
        notes(&report).iter().any(|note| note.contains("code is not changed by an import")),
        "{:?}",
        notes(&report)
    );
}

#[test]
fn the_language_is_that_of_the_document() {
    let (_dir, output) = exported(EVERYTHING);
    let mut archive = zip::ZipArchive::new(fs::File::open(output).unwrap()).unwrap();
    let mut styles = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("word/styles.xml").unwrap(), &mut styles).unwrap();
    assert!(styles.contains("<w:lang w:val=\"zh-CN\" w:eastAsia=\"zh-CN\""), "{styles}");
}

#[test]
fn a_docx_becomes_a_document_with_pictures_beside_it() {
    let dir = tempfile::tempdir().unwrap();
    site(dir.path(), &[]);
    fs::write(dir.path().join("a.png"), PICTURE).unwrap();
    let text = "---\ntitle: 题目\n---\n\n# 概览\n\n甲“乙”——「丙」...**丁**注^[脚注*文*。]\n\n- 一\n- 二\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2*3* |\n\n![图](a.png)\n";
    pandoc(&["-f", "markdown-smart-implicit_figures", "-o", "report.docx"], text, dir.path());
    let report = import_into(dir.path(), &dir.path().join("report.docx"), &options("chapter-6")).unwrap();
    let text = fs::read_to_string(dir.path().join("content/zh/chapter-6.md")).unwrap();
    assert_eq!(report.written.len(), 2, "{report:#?}");
    assert!(report.written[1].starts_with("content/zh/chapter-6/") && report.written[1].ends_with(".png"));
    let name = report.written[1].trim_start_matches("content/zh/");
    let expected = format!(
        "---\ntitle: 题目\n---\n\n## 概览 {{#s1}}\n\n甲“乙”——「丙」...**丁**注[^1] {{#s2}}\n\n- 一\n- 二\n\n{{#s3}}\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2*3* |\n\n{{#s4}}\n\n![图]({name})\n\n{{#s5}}\n\n[^1]: 脚注*文*。\n"
    );
    assert_eq!(text, expected, "{:#?}", notes(&report));
    assert_eq!(fs::read(dir.path().join(&report.written[1])).unwrap(), PICTURE);
}

#[test]
fn ruby_changes_and_comments_of_word_are_not_lost() {
    let dir = tempfile::tempdir().unwrap();
    site(dir.path(), &[]);
    pandoc(
        &["-f", "markdown-smart", "-o", "report.docx"],
        "甲处\n\n[新]{.insertion author=\"青山\" date=\"2024-01-01T00:00:00Z\"}[旧]{.deletion author=\"青山\" date=\"2024-01-01T00:00:00Z\"}的[请看]{.comment-start id=\"1\" author=\"川岛\" date=\"2024-01-01T00:00:00Z\"}话[]{.comment-end id=\"1\"}\n",
        dir.path(),
    );
    let docx = dir.path().join("report.docx");
    let ruby = "</w:t></w:r><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>かんじ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢字</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>";
    retyped(&docx, &[("甲处", &format!("甲{ruby}处"))]);
    let report = import_into(dir.path(), &docx, &options("a")).unwrap();
    let text = fs::read_to_string(dir.path().join("content/zh/a.md")).unwrap();
    assert!(text.contains("甲{漢字|かんじ}处"), "{text}");
    assert!(text.contains("新的话"), "{text}");
    let notes = notes(&report).join("\n");
    assert!(notes.contains("tracked changes by 青山 were taken as accepted: 1 insertions, 1 deletions"), "{notes}");
    assert!(notes.contains("a comment by 川岛 was not brought over: `请看`"), "{notes}");
}

#[test]
fn what_is_no_docx_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    site(dir.path(), &[]);
    fs::write(dir.path().join("a.docx"), "no archive").unwrap();
    let error = import_into(dir.path(), &dir.path().join("a.docx"), &options("a")).unwrap_err().to_string();
    assert!(error.contains("is no .docx"), "{error}");
    assert!(!dir.path().join("content/zh/a.md").exists());
}

#[test]
fn without_pandoc_it_is_said_how_to_get_it() {
    let dir = tempfile::tempdir().unwrap();
    site(dir.path(), &[("content/zh/a.md", "---\ntitle: x\n---\n\n甲\n")]);
    let mut program = Command::new(env!("CARGO_BIN_EXE_taiyaku"));
    let answer = program.args(["export", "a", "--docx"]).env("PATH", "").current_dir(dir.path()).output().unwrap();
    let said = String::from_utf8_lossy(&answer.stderr);
    assert_eq!(answer.status.code(), Some(3), "{said}");
    assert!(said.contains("pandoc is not installed") && said.contains("apt install pandoc"), "{said}");
    assert!(!dir.path().join("a.zh.docx").exists());
}

#[test]
fn a_paragraph_that_was_split_or_removed_in_word_is_told_and_nothing_is_lost() {
    let source = "---\ntitle: x\n---\n\n前一半的话在这里。后一半的话在那里。 {#a}\n\n要删的一段。 {#b}\n\n尾。 {#c}\n";
    let (dir, output) = exported(source);
    let split = "在这里。</w:t></w:r></w:p><w:p><w:r><w:t xml:space=\"preserve\">后一半";
    retyped(&output, &[("在这里。后一半", split), ("要删的一段。", ""), ("\u{2060}{#b}\u{2060}", "")]);
    let report = update_in(dir.path(), &output, &options("chapter-6"), Vanished::Stay).unwrap();
    let after = fs::read_to_string(dir.path().join("content/zh/chapter-6.md")).unwrap();
    let expected = source
        .replace("后一半的话在那里。 {#a}", "{#a}\n\n后一半的话在那里。")
        .replace("在这里。{#a}", "在这里。 {#a}");
    assert_eq!(after, expected, "{:#?}", notes(&report));
    assert!(
        notes(&report)
            .iter()
            .any(|note| note.ends_with("the text no longer has `要删的一段。`; it was left, --remove takes it out"))
    );
}

#[test]
fn what_was_done_to_the_form_in_word_is_told() {
    let source = "\
---
title: x
---

## 一 {#one}

### 二 {#two}

段[站](https://example.org/%E7%94%B2)在此。 {#p}

尾。 {#q}

- 项 {#i}
";
    let (dir, output) = exported(source);
    retyped(
        &output,
        &[
            ("\"Heading2\"", "\"Heading3\""),
            ("https://example.org/", "https://new.example/"),
            ("<w:pStyle w:val=\"BodyText\"", "<w:pStyle w:val=\"Heading1\""),
        ],
    );
    let report = update_in(dir.path(), &output, &options("chapter-6"), Vanished::Stay).unwrap();
    assert_eq!(
        notes(&report),
        [
            "content/zh/chapter-6.md:7: a heading of another level in the text; its level was kept",
            "content/zh/chapter-6.md:9: the link to `https://new.example/甲` is new and was not brought over",
            "content/zh/chapter-6.md:11: a heading in the text; it stays a paragraph",
        ]
    );
    let after = fs::read_to_string(dir.path().join("content/zh/chapter-6.md")).unwrap();
    assert_eq!(after, source);
}

#[test]
fn a_picture_that_was_put_in_is_told_and_leaves_no_broken_address() {
    let dir = tempfile::tempdir().unwrap();
    let source = "---\ntitle: x\n---\n\n一。 {#a}\n";
    site(dir.path(), &[("content/zh/chapter-6.md", source)]);
    fs::write(dir.path().join("a.png"), PICTURE).unwrap();
    pandoc(&["-f", "markdown", "-o", "edited.docx"], "一。\n\n二。![](a.png)\n\n![](a.png)\n", dir.path());
    let docx = dir.path().join("edited.docx");
    let report = update_in(dir.path(), &docx, &options("chapter-6"), Vanished::Stay).unwrap();
    let after = fs::read_to_string(dir.path().join("content/zh/chapter-6.md")).unwrap();
    assert_eq!(after, format!("{source}\n二。\n"));
    assert!(
        notes(&report).iter().any(|note| note.contains("the text has 2 pictures, the document 0")),
        "{:#?}",
        notes(&report)
    );
}

#[test]
fn a_dry_run_says_what_would_come_back_and_writes_nothing() {
    let source = "---\ntitle: x\n---\n\n一。 {#a}\n";
    let dir = tempfile::tempdir().unwrap();
    site(dir.path(), &[("content/zh/chapter-6.md", source)]);
    fs::write(dir.path().join("edited.txt"), "二。{#a}\n").unwrap();
    let run = |arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_taiyaku"));
        let answer = program.args(arguments).args(["--dry-run", "--lang", "zh", "--work", "chapter-6"]);
        let answer = answer.current_dir(dir.path()).output().unwrap();
        (answer.status.code(), String::from_utf8_lossy(&answer.stderr).into_owned())
    };
    let (code, said) = run(&["import", "edited.txt", "--update"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("would write ./content/zh/chapter-6.md"), "{said}");
    let (code, said) = run(&["import", "edited.txt"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("--dry-run is for --update"), "{said}");
    assert_eq!(fs::read_to_string(dir.path().join("content/zh/chapter-6.md")).unwrap(), source);
}

#[test]
fn a_document_is_named_by_its_work_or_by_its_file() {
    let dir = tempfile::tempdir().unwrap();
    site(
        dir.path(),
        &[("content/zh/a.md", "---\ntitle: x\n---\n\n一\n"), ("content/ja/a.md", "---\ntitle: y\n---\n\n二\n")],
    );
    let name = |work: &str, language: Option<&str>| {
        let options = DocxOptions { work: work.into(), language: language.map(str::to_owned) };
        docx_of(dir.path(), &options).map(|docx| docx.name).map_err(|error| error.to_string())
    };
    assert_eq!(name("content/ja/a.md", None), Ok("a.ja.docx".into()));
    assert_eq!(name("content/ja/a.md", Some("zh")), Ok("a.zh.docx".into()));
    assert!(name("b", None).unwrap_err().starts_with("there is no work called `b`\n"));
    assert!(name("b", Some("ja")).unwrap_err().starts_with("there is no work called `b` in `ja`\n"));
}
