//! PO: what goes out, and what comes in.

use taiyaku::edit::ExchangeForm;

use crate::harness::Site;

use super::{document, export, import, said};

const SITE: &str = "\
--- content/zh/a.md ---
---
title: 题目
---

甲[四月](event:x)“\"乙”\\
第二行 {#one}

1. 概览
2. a\\*b

{#list}

末[^n] {#last}

[^n]: 注
--- content/ja/a.md ---
---
title: 題名
---

甲[四月](event:x)だ {#one}
";

#[test]
fn an_entry_is_a_text_with_its_markdown() {
    let site = Site::new(SITE);
    let po = export(site.root(), "a", ExchangeForm::Po);
    let made: Vec<&str> = po.lines().filter_map(|line| line.strip_prefix("#. taiyaku: made ")).collect();
    let po = made.iter().fold(po.clone(), |po, made| po.replace(*made, "MADE"));
    assert_eq!(
        po,
        r##"# content/zh/a.md
msgid ""
msgstr ""
"Project-Id-Version: a\n"
"PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\n"
"Last-Translator: FULL NAME <EMAIL@ADDRESS>\n"
"Language-Team: 日本語\n"
"Language: ja\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=1; plural=0;\n"
"X-Source-Language: zh_Hans\n"

#. location: the title
#. taiyaku: made MADE
#: content/zh/a.md:2
msgctxt "a#top"
msgid "题目"
msgstr "題名"

#. location: 1
#. taiyaku: made MADE
#: content/zh/a.md:5
msgctxt "a#one"
msgid "甲[四月](event:x)“\"乙”\\\n第二行"
msgstr "甲[四月](event:x)だ"

#. location: 2
#. taiyaku: made MADE
#: content/zh/a.md:8
msgctxt "a#list.1"
msgid "概览"
msgstr ""

#. location: 2
#. taiyaku: made MADE
#: content/zh/a.md:8
msgctxt "a#list.2"
msgid "a*b"
msgstr ""

#. location: 3
#. taiyaku: made MADE
#: content/zh/a.md:13
msgctxt "a#last"
msgid "末[^n]"
msgstr ""

#. location: footnote [^n]
#. taiyaku: made MADE
#: content/zh/a.md:15
msgctxt "a#footnote.1"
msgid "注"
msgstr ""
"##
    );
}

/// The file with the translation of an entry.
fn translated(po: &str, context: &str, translation: &str) -> String {
    let at = po.find(&format!("msgctxt \"{context}\"")).unwrap_or_else(|| panic!("{context}"));
    let start = at + po[at..].find("msgstr ").unwrap();
    let end = start + po[start..].find('\n').unwrap();
    format!("{}msgstr {translation}{}", &po[..start], &po[end..])
}

#[test]
fn translations_are_taken_with_their_markdown() {
    let site = Site::new(SITE);
    let mut po = export(site.root(), "a", ExchangeForm::Po);
    for (context, translation) in [
        ("a#one", "\"\"\n\"**甲**\"\n\"[5月](event:x)\\\\\\n\"\n\"次の行\""),
        ("a#list.1", "\"1. 概況\""),
        ("a#list.2", "\"a * b\""),
        ("a#last", "\"<b>末</b>[^n]\""),
        ("a#footnote.1", "\"\\346\\263\\250\\xe6\\x84\\x8f \\\"\\t\""),
    ] {
        po = translated(&po, context, translation);
    }
    // gettext's own tools write in any order of comments, with obsolete entries at the end, and Windows line ends.
    let po = format!("{po}\n#~ msgctxt \"a#old\"\n#~ msgid \"x\"\n#~ msgstr \"y\"\n").replace('\n', "\r\n");
    let report = import(&site, ExchangeForm::Po, &po);
    assert_eq!(
        said(&report).lines().filter(|line| line.contains("error[")).collect::<Vec<_>>(),
        [
            "error[refused-passage]: `one`: the strong emphasis `**…**` is neither in the source nor in the document",
            "error[refused-passage]: `list`: this is not the text of one paragraph in Markdown",
        ]
    );
    let text = document(&site, "content/ja/a.md");
    assert!(text.ends_with("{#one}\n\n\\<b>末\\</b>[^n] {#last}\n\n[^n]: 注意 \"\n"), "{text}");
    let po = export(site.root(), "a", ExchangeForm::Po);
    let po = translated(&po, "a#list.2", "\"a * b\"");
    let po = translated(&po, "a#one", "\"甲[5月](event:x)\\\\\\n次の行\"");
    let po = translated(&po, "a#list.1", "\"1\\\\. 概況\"");
    let report = import(&site, ExchangeForm::Po, &po);
    assert_eq!(said(&report), "");
    assert_eq!(
        document(&site, "content/ja/a.md"),
        "\
---
title: 題名
---

甲[5月](event:x)\\
次の行 {#one}

1. 1\\. 概況
2. a * b

{#list}

\\<b>末\\</b>[^n] {#last}

[^n]: 注意 \"
"
    );
}

#[test]
fn what_is_marked_fuzzy_is_left_to_a_person() {
    let site = Site::new(SITE);
    let po = translated(&export(site.root(), "a", ExchangeForm::Po), "a#last", "\"末[^n]\"");
    let po = po.replace("msgctxt \"a#last\"", "#, fuzzy, c-format\nmsgctxt \"a#last\"");
    assert_eq!(
        said(&import(&site, ExchangeForm::Po, &po)),
        "\
error[refused-passage]: `last`: this translation is marked fuzzy, so nobody stands for it
  --> back.po:47:1
   |
47 | msgctxt \"a#last\"
   | ^^^^^^^^^^^^^^^^
   |
   = help: look it over, remove the mark `fuzzy`, and import the file again
"
    );
}

#[test]
fn a_footnote_comes_with_the_passage_that_refers_to_it() {
    let site = Site::new(SITE);
    let po = translated(&export(site.root(), "a", ExchangeForm::Po), "a#last", "\"末だ[^n]\"");
    let text = said(&import(&site, ExchangeForm::Po, &po));
    assert!(text.starts_with("error[refused-passage]: `last`: its footnote [^n] has no translation\n"), "{text}");
}

#[test]
fn files_that_are_no_po_bring_nothing_in() {
    let site = Site::new(SITE);
    for (text, place) in [
        ("<xml>", "1:1"),
        ("msgid x", "1:1"),
        ("\"x\"", "1:1"),
        ("msgid \"\"\nmsgstr \"a\"b\"", "2:1"),
        ("msgctxt \"a\"\nmsgctxt \"b\"", "2:1"),
        ("msgid \"\\346\"", "1:1"),
    ] {
        let text = said(&import(&site, ExchangeForm::Po, text));
        assert!(text.starts_with("error[broken-exchange]: ") && text.contains(&format!("back.po:{place}\n")), "{text}");
    }
    let plural = "msgctxt \"a#one\"\nmsgid \"x\"\nmsgid_plural \"y\"\nmsgstr[0] \"z\"\nmsgctxt \"a#last\"\nmsgid \"x\"\nmsgstr \"\"\n";
    for nothing in [plural, "", "# nothing\n", "msgid \"\"\nmsgstr \"Language: ja\\n\"\n"] {
        assert!(import(&site, ExchangeForm::Po, nothing).passages.is_empty());
    }
}
