//! XLIFF: what goes out, and what comes in.

use taiyaku::edit::{self, ExchangeForm, ExportOptions, TakeMode};

use crate::harness::Site;

use super::{document, export, import, import_as, said, translate};

const ZH: &str = "\
--- content/zh/a.md ---
---
title: 题目
by: [jiang]
---

开头*强调*和`代码`。 {#one}

- 甲[四月](event:x)
- 乙
  - 丙 {#inner}

{#list}

| 时期 | 内容 |
| :-- | --- |
| 四月 | 甲\\|乙 |

{#table}

```rust
fn main() {}
```

{#code}

> 引文
> 第二段[^n]

{#quote}

[^n]: 注释
";

const JA: &str = "\
--- content/ja/a.md ---
---
title: 題名
---

冒頭*強調*と`代码`。 {#one}
";

fn site(text: &str) -> Site {
    Site::new(text)
}

#[test]
fn a_unit_is_a_passage_and_a_segment_a_text() {
    let site = site(&format!("{ZH}{JA}"));
    let xliff = export(site.root(), "a", ExchangeForm::Xliff);
    assert!(xliff.starts_with(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" xmlns:taiyaku=\"urn:taiyaku:exchange\" version=\"2.1\" srcLang=\"zh-Hans\" trgLang=\"ja\">\n  <file id=\"a\" original=\"content/zh/a.md\">\n"
    ));
    let one = xliff.split("<unit ").find(|unit| unit.starts_with("id=\"one\"")).unwrap();
    let body = &one[one.find("<originalData>").unwrap()..];
    assert_eq!(
        body.trim_end(),
        "<originalData>
        <data id=\"d1\">*</data>
        <data id=\"d2\">`代码`</data>
      </originalData>
      <segment id=\"s1\" state=\"translated\">
        <source xml:space=\"preserve\">开头<pc id=\"1\" canCopy=\"no\" canDelete=\"no\" dataRefEnd=\"d1\" dataRefStart=\"d1\" subType=\"xlf:i\" type=\"fmt\">强调</pc>和<ph id=\"2\" canCopy=\"no\" canDelete=\"no\" dataRef=\"d2\" equiv=\"代码\" type=\"other\"/>。</source>
        <target xml:space=\"preserve\">冒頭<pc id=\"1\" canCopy=\"no\" canDelete=\"no\" dataRefEnd=\"d1\" dataRefStart=\"d1\" subType=\"xlf:i\" type=\"fmt\">強調</pc>と<ph id=\"2\" canCopy=\"no\" canDelete=\"no\" dataRef=\"d2\" equiv=\"代码\" type=\"other\"/>。</target>
      </segment>
    </unit>"
    );
    let list = xliff.split("<unit ").find(|unit| unit.starts_with("id=\"list\"")).unwrap();
    assert_eq!(list.matches("<segment ").count(), 3);
    assert_eq!(list.matches("state=\"initial\"").count(), 3);
    let code = xliff.split("<unit ").find(|unit| unit.starts_with("id=\"code\"")).unwrap();
    assert!(code.contains("translate=\"no\""), "{code}");
}

#[test]
fn what_was_not_translated_changes_no_byte() {
    let site = site(&format!("{ZH}{JA}"));
    for form in [ExchangeForm::Xliff, ExchangeForm::Po] {
        let report = import(&site, form, &export(site.root(), "a", form));
        assert_eq!((said(&report).as_str(), report.written.len()), ("", 0));
    }
}

#[test]
fn new_passages_go_where_the_source_has_them_with_their_ids_and_structure() {
    let site = site(&format!("{ZH}{JA}"));
    let xliff = translate(&export(site.root(), "a", ExchangeForm::Xliff), |words| format!("訳{words}"));
    let report = import(&site, ExchangeForm::Xliff, &xliff);
    assert_eq!(said(&report), "");
    assert_eq!(report.passages, ["a#top", "a#one", "a#list", "a#table", "a#quote"]);
    assert_eq!(
        document(&site, "content/ja/a.md"),
        "\
---
title: 訳题目
---

訳开头*訳强调*訳和`代码`訳。 {#one}

- 訳甲[訳四月](event:x)
- 訳乙
  - 訳丙 {#inner}

{#list}

| 訳时期 | 訳内容 |
| :-- | --- |
| 訳四月 | 訳甲\\|乙 |

{#table}

```rust
fn main() {}
```

{#code}

> 訳引文第二段[^n]

{#quote}

[^n]: 訳注释
"
    );
}

#[test]
fn a_new_document_is_begun_with_its_title() {
    let site = site(ZH);
    let exported = export(site.root(), "a", ExchangeForm::Xliff);
    let report = import(&site, ExchangeForm::Xliff, &translate(&exported, |words| format!("訳{words}")));
    assert_eq!(said(&report), "");
    assert_eq!(report.written, ["content/ja/a.md"]);
    let text = document(&site, "content/ja/a.md");
    assert!(text.starts_with("---\ntitle: 訳题目\nby: [jiang]\n---\n\n訳开头*訳强调*"), "{text}");
    assert!(text.ends_with("{#quote}\n\n[^n]: 訳注释\n"), "{text}");
    let again = export(site.root(), "a", ExchangeForm::Xliff);
    assert_eq!(import(&site, ExchangeForm::Xliff, &again).passages, Vec::<String>::new());
}

#[test]
fn two_new_passages_may_share_a_footnote() {
    let site =
        site("--- content/zh/a.md ---\n# 题\n\n甲[^n] {#one}\n\n乙[^n] {#two}\n\n续 {#two-b of=two}\n\n[^n]: 注\n");
    let exported = export(site.root(), "a", ExchangeForm::Xliff);
    let report = import(&site, ExchangeForm::Xliff, &translate(&exported, |words| format!("訳{words}")));
    assert_eq!(said(&report), "");
    assert_eq!(
        document(&site, "content/ja/a.md"),
        "---\ntitle: 訳题\n---\n\n訳甲[^n] {#one}\n\n訳乙[^n] {#two}\n\n訳续 {#two-b of=two}\n\n[^n]: 訳注\n"
    );
}

#[test]
fn a_document_that_is_not_utf8_is_left_alone() {
    let site = site(ZH);
    site.write_bytes("content/ja/a.md", b"---\ntitle: x\n---\n\n\xff {#one}\n");
    let options = ExportOptions { work: "a".into(), form: ExchangeForm::Xliff, language: None };
    let refused = edit::export_from(site.root(), &options).unwrap_err().to_string();
    assert!(refused.contains("is not UTF-8"), "{refused}");
}

#[test]
fn a_dry_run_writes_nothing() {
    let site = site(&format!("{ZH}{JA}"));
    let xliff = translate(&export(site.root(), "a", ExchangeForm::Xliff), |words| format!("訳{words}"));
    let before = document(&site, "content/ja/a.md");
    let report = import_as(&site, ExchangeForm::Xliff, &xliff, TakeMode::DryRun);
    assert_eq!(report.written, ["content/ja/a.md"]);
    assert_eq!(document(&site, "content/ja/a.md"), before);
}

#[test]
fn words_of_translators_are_words() {
    let site = site(&format!("{ZH}{JA}"));
    let hostile = "&lt;script&gt;x&lt;/script&gt; {#x} ](javascript:x) *a* ";
    let xliff = translate(&export(site.root(), "a", ExchangeForm::Xliff), |_| hostile.to_owned());
    let report = import(&site, ExchangeForm::Xliff, &xliff);
    assert_eq!(said(&report), "");
    let text = document(&site, "content/ja/a.md");
    let one = text.lines().find(|line| line.ends_with("{#one}")).unwrap();
    assert!(
        one.starts_with("\\<script>x\\</script> \\{#x} \\](javascript:x) \\*a\\* *\\<script>"),
        "only marks of the document are marks: {one}"
    );
    let built = site.build();
    assert!(!built.contains("raw-html") && !built.contains("stray-id"), "{built}");
}

#[test]
fn only_the_words_that_changed_are_written() {
    let ja = "--- content/ja/a.md ---\r\n---\r\ntitle: 題名\r\n---\r\n\r\n\r\n冒頭*強調*と\r\n続き`代码`。\t{#one}\r\n<!-- 残す -->\r\n\r\n* 甲[四月](event:x) \r\n* 乙\r\n\t* 丙 {#inner}\r\n\r\n{#list}\r\n";
    let site = site(&format!("{ZH}{ja}"));
    let before = document(&site, "content/ja/a.md");
    let xliff = export(site.root(), "a", ExchangeForm::Xliff).replace(">丙</target>", ">丁&#160;*戊*</target>");
    let report = import(&site, ExchangeForm::Xliff, &xliff);
    assert_eq!((said(&report).as_str(), report.passages.as_slice()), ("", &["a#list".to_owned()][..]));
    assert_eq!(document(&site, "content/ja/a.md"), before.replace("* 丙 {#inner}", "* 丁\u{a0}\\*戊\\* {#inner}"));
}

#[test]
fn tools_that_pair_codes_otherwise_and_mark_terms_are_understood() {
    let site = site(&format!("{ZH}{JA}"));
    let xliff = export(site.root(), "a", ExchangeForm::Xliff);
    let target = "冒頭<sc id=\"1\"/><mrk id=\"m1\" type=\"term\">強調</mrk><ec startRef=\"1\"/>と<ph id=\"2\"/>だ<![CDATA[<&]]>&#x3002;";
    let start = xliff.find("<target xml:space=\"preserve\">冒頭").unwrap();
    let end = start + xliff[start..].find("</target>").unwrap();
    let changed = format!("{}<target>{target}{}", &xliff[..start], &xliff[end..]);
    let report = import(&site, ExchangeForm::Xliff, &changed);
    assert_eq!((said(&report).as_str(), report.passages.as_slice()), ("", &["a#one".to_owned()][..]));
    assert!(document(&site, "content/ja/a.md").contains("冒頭*強調*と`代码`だ<&。 {#one}"));
}
