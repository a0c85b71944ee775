//! Imports lose no word and write over nothing.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use taiyaku::base::text::Files;
use taiyaku::edit::{Commentator, EditError, ImportOptions, Imported, import, import_into, is_faithful};
use taiyaku::parse;
use taiyaku::parse::document::{Block, BlockKind, Document, visible_text};

use super::edit::{config, site, trapped};

fn options(commentators: &[&str]) -> ImportOptions {
    ImportOptions {
        language: "zh".into(),
        work: "chapter-6".into(),
        title: None,
        commentators: commentators.iter().map(|text| text.parse::<Commentator>().unwrap()).collect(),
    }
}

/// The documents of an import, each without complaint of its marks; its words are its author's.
fn documents(imported: &Imported) -> Vec<Document> {
    let mut files = Files::default();
    imported
        .files
        .iter()
        .map(|file| {
            let source = files.add(file.path.clone(), file.content.as_str());
            let (document, complaints) = parse::document(&source, &config());
            let of_words = ["spaced-latin", "halfwidth-punctuation"];
            let is_read = complaints.iter().all(|complaint| of_words.contains(&complaint.rule.name));
            assert!(is_read, "{complaints:#?}\n{}", file.content);
            document.unwrap()
        })
        .collect()
}

fn words(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Titles and blocks in order, without front matter and white space.
fn written(documents: &[Document]) -> String {
    let mut text = String::new();
    for document in documents {
        if document.meta.title.is_none() {
            text.push_str(&visible_text(&document.title));
        }
        document.blocks.iter().for_each(|block| text.push_str(&block.visible_text()));
    }
    words(&text)
}

fn headings(document: &Document) -> Vec<String> {
    let heading = |block: &Block| match &block.kind {
        BlockKind::Heading(level, inlines) => Some(format!("{level} {}", visible_text(inlines))),
        _ => None,
    };
    document.blocks.iter().filter_map(heading).collect()
}

fn paragraphs(document: &Document) -> usize {
    document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph(_))).count()
}

fn has_ids(document: &Document) {
    for (number, block) in document.blocks.iter().enumerate() {
        assert_eq!(block.id.as_ref().unwrap().name, format!("s{}", number + 1));
    }
}

#[test]
fn the_report_of_the_bundled_edition_is_imported_whole() {
    let Some(vectors) = std::env::var_os("TAIYAKU_VECTORS") else {
        println!("skipped: TAIYAKU_VECTORS is not set");
        return;
    };
    let path = Path::new(&vectors).join("../source/chapter-6.zh.txt");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let imported = import(&text, &options(&["川岛真=kawashima", "青山瑠妙=aoyama"]));
    let documents = documents(&imported);
    assert_eq!(written(&documents), words(&text));
    let paths: Vec<_> = imported.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(
        paths,
        ["content/zh/chapter-6.md", "content/zh/chapter-6/kawashima.md", "content/zh/chapter-6/aoyama.md"]
    );
    assert_eq!(
        headings(&documents[0]),
        ["2 2024年日本人工智能发展概览", "2 以国际促国内的发展策略初见成效", "2 未来的发展机遇和挑战"]
    );
    documents.iter().for_each(has_ids);
    assert_eq!(documents.iter().map(paragraphs).collect::<Vec<_>>(), [13, 1, 4]);
    assert_eq!(documents.iter().map(|document| headings(document).len()).sum::<usize>(), 3);
    assert_eq!(visible_text(&documents[1].title), "日方学者点评 川岛真教授");
    assert_eq!(visible_text(&documents[2].title), "青山瑠妙教授");
    assert_eq!(documents[2].meta.by[0].value, "aoyama");
    assert_eq!(documents[2].meta.annotates.as_ref().unwrap().value, "chapter-6");
    assert!(!imported.files[0].content.contains('\\'), "this text has nothing to escape");
}

#[test]
fn people_without_ids_get_numbered_files_and_a_note() {
    let long = "这是一段足够长的正文，用来说明它后面的短行是标题，而不是正文的一部分。";
    let text = format!("题目\n{long}\n概览\n{long}\n学者点评\n甲乙教授\n{long}\n丙丁氏\n{long}\n");
    let imported = import(&text, &options(&["丙丁=hei-tei"]));
    let documents = documents(&imported);
    assert_eq!(written(&documents), words(&text));
    let paths: Vec<_> = imported.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(
        paths,
        ["content/zh/chapter-6.md", "content/zh/chapter-6/commentary-1.md", "content/zh/chapter-6/hei-tei.md"]
    );
    assert_eq!(visible_text(&documents[0].title), "题目");
    assert_eq!(headings(&documents[0]), ["2 概览"]);
    let notes: Vec<String> = imported.notes.iter().map(ToString::to_string).collect();
    assert!(notes.contains(
        &"line 3: `概览` taken for a heading: it is short, without final punctuation, between paragraphs".into()
    ));
    assert!(notes.iter().any(|note| note.contains("--commentary 甲乙教授=ID")), "{notes:#?}");
}

#[test]
fn a_title_that_is_given_takes_no_line() {
    let mut options = options(&[]);
    options.title = Some("no: \"{#x}\" \\ 题".into());
    let documents = documents(&import("题目\n正文。\n", &options));
    assert_eq!(visible_text(&documents[0].title), "no: \"{#x}\" \\ 题");
    assert_eq!(written(&documents), "题目正文。");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_any_text_is_lost(text in trapped(), title in proptest::option::of("[a-z:# \"\\\\]{1,6}x")) {
        let options = ImportOptions { title, ..options(&["川岛真=kawashima"]) };
        let imported = import(&text, &options);
        let source = text.strip_prefix('\u{feff}').unwrap_or(&text).replace('\0', "\u{fffd}");
        prop_assert_eq!(written(&documents(&imported)), words(&source), "{:#?}", imported);
        prop_assert!(is_faithful(&text, &imported));
    }

    #[test]
    fn no_line_of_any_text_is_lost(text in any::<String>()) {
        let imported = import(&text, &options(&[]));
        let source = text.strip_prefix('\u{feff}').unwrap_or(&text).replace('\0', "\u{fffd}");
        prop_assert_eq!(written(&documents(&imported)), words(&source));
    }
}

#[test]
fn an_import_writes_all_or_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let long = "这是一段足够长的正文，用来说明它后面的短行是标题，而不是正文的一部分。";
    let text = dir.path().join("text.txt");
    fs::write(&text, format!("\u{feff}{long}\r\n点评\r\n甲乙教授\r\n{long}")).unwrap();
    site(dir.path(), &[("content/zh/chapter-6/commentary-1.md", "mine")]);
    let error = import_into(dir.path(), &text, &options(&[])).unwrap_err();
    assert!(matches!(error, EditError::Exists { .. }));
    assert!(error.to_string().contains("commentary-1.md"), "{error}");
    assert!(!dir.path().join("content/zh/chapter-6.md").exists());
    fs::remove_file(dir.path().join("content/zh/chapter-6/commentary-1.md")).unwrap();
    let report = import_into(dir.path(), &text, &options(&[])).unwrap();
    assert_eq!(report.written, ["content/zh/chapter-6.md", "content/zh/chapter-6/commentary-1.md"]);
    assert!(
        matches!(import_into(dir.path(), &text, &options(&[])), Err(EditError::Exists { paths }) if paths.len() == 2)
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &str| fs::metadata(dir.path().join(path)).unwrap().permissions().mode();
        assert_eq!(mode("content/zh/chapter-6.md"), mode("site.yaml"), "as readable as any other file");
    }
}

#[test]
fn an_import_refuses_what_does_not_fit_the_site() {
    let dir = tempfile::tempdir().unwrap();
    let text = dir.path().join("text.txt");
    fs::write(&text, "文").unwrap();
    site(dir.path(), &[]);
    let refuses = |change: &dyn Fn(&mut ImportOptions), says: &str| {
        let mut options = options(&[]);
        change(&mut options);
        let error = import_into(dir.path(), &text, &options).unwrap_err().to_string();
        assert!(error.contains(says), "{error}");
    };
    refuses(&|options| options.language = "fr".into(), "zh, ja");
    for work in ["../x", "", "/x", "a/../b", "a\\b", ".x"] {
        refuses(&|options| options.work = work.into(), "cannot be called");
    }
    refuses(&|options| options.work = "timeline".into(), "a page that taiyaku makes itself");
    refuses(&|options| options.work = "index".into(), "front page");
    fs::write(&text, "\u{feff}\n \n").unwrap();
    refuses(&|_| {}, "holds no text");
    assert!("川岛真".parse::<Commentator>().is_err());
    assert!("川岛真=Kawashima".parse::<Commentator>().is_err());
    fs::write(&text, b"\xc4\xe3").unwrap();
    assert!(matches!(import_into(dir.path(), &text, &options(&[])), Err(EditError::NotUtf8 { .. })));
}
