//! Sites of other generators are brought over: what has a counterpart becomes it, and all else is listed by place.

use std::fs;

use taiyaku::build::Completeness;
use taiyaku::edit::{EditError, Generator, Report, import_tree};

use super::harness::Site;

fn imported(site: &Site, generator: Generator) -> Report {
    import_tree(site.root(), &site.root().join("old"), generator).unwrap()
}

fn read(site: &Site, path: &str) -> String {
    fs::read_to_string(site.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn notes(report: &Report) -> Vec<String> {
    report.notes.iter().map(ToString::to_string).collect()
}

/// The complaints of errors that a check of the site has.
fn errors(site: &Site) -> Vec<String> {
    site.build_with(Completeness::AsSet).lines().filter(|line| line.starts_with("error")).map(str::to_owned).collect()
}

const HUGO: &str = r#"--- old/hugo.toml ---
defaultContentLanguage = "zh-cn"
[languages.zh-cn]
languageName = "中文"
[languages.ja]
languageName = "日本語"
[languages.fr]
--- old/content/_index.md ---
---
title: 首页
---
见[指南](/posts/guide/)。
--- old/content/_index.ja.md ---
+++
title = "トップ"
+++
[ガイド]({{< ref "posts/guide.md#setup" >}})へ。
--- old/content/_index.fr.md ---
Bonjour
--- old/content/posts/guide.md ---
+++
title = "指南：“开始”"
date = 2024-05-01T10:00:00+08:00
weight = 3
draft = false
tags = ["a", "b"]
description = "怎样开始"
aliases = ["/old/guide/", "/posts/more/"]
+++
# 概览 {#overview .wide}

第一段，见[更多](../more/#x)和[没有的](missing.md)。

{{< youtube abc >}}

![图](/img/a.png) <b>粗</b>

```go
{{< not a shortcode >}}
# not a heading
```
--- old/content/posts/guide.ja.md ---
---
title: ガイド
weight: 3
---
## 準備 {#setup}

一段落。

![図](/img/a.png)
--- old/content/posts/more/index.md ---
---
title: 更多
---
## 甲 {#x}

![本地](b.png)
--- old/static/img/a.png ---
a
--- old/content/posts/more/b.png ---
b
--- old/content/posts/more/unused.png ---
c
"#;

#[test]
fn a_hugo_tree_becomes_documents() {
    let site = Site::new(HUGO);
    let report = imported(&site, Generator::Hugo);
    assert_eq!(read(&site, "content/zh/index.md"), "---\ntitle: 首页\n---\n\n见[指南](posts/guide.md)。\n");
    assert_eq!(read(&site, "content/ja/index.md"), "---\ntitle: トップ\n---\n\n[ガイド](posts/guide.md#setup)へ。\n");
    assert_eq!(
        read(&site, "content/zh/posts/guide.md"),
        "---\ntitle: \"指南：“开始”\"\naliases: [old/guide]\ndate: 2024-05-01\nsummary: 怎样开始\norder: 3\n---\n\n## 概览 {#overview}\n\n第一段，见[更多](more.md#x)和没有的。\n\n{{< youtube abc >}}\n\n![图](../../shared/img/a.png) <b>粗</b>\n\n```go\n{{< not a shortcode >}}\n# not a heading\n```\n"
    );
    assert_eq!(read(&site, "content/zh/posts/more.md"), "---\ntitle: 更多\n---\n\n## 甲 {#x}\n\n![本地](more/b.png)\n");
    assert_eq!(
        (read(&site, "content/shared/img/a.png"), read(&site, "content/zh/posts/more/b.png")),
        ("a\n".into(), "b\n".into())
    );
    let notes = notes(&report);
    for expected in [
        "the documents in `fr` (1) were left out: site.yaml lists no such language; add it and import again",
        "no document refers to these files, and they were left out: content/posts/more/unused.png",
        "content/posts/guide.md:1: these keys of its front matter have no counterpart and were left out: tags",
        "content/posts/guide.md:1: the earlier address `/posts/more/` is that of another page or none, and was left out",
        "content/posts/guide.md:10: `.wide` sets nothing here and was left out",
        "content/posts/guide.md:10: a page has one heading of the first level, its title; this one was moved to the second",
        "content/posts/guide.md:12: `missing.md` leads to nothing that was brought over; its words stay without the link",
        "content/posts/guide.md:14: the shortcode `youtube` means nothing here and stays as text; write in Markdown what it stands for",
    ] {
        assert!(notes.iter().any(|note| note == expected), "{expected}\n{notes:#?}");
    }
    assert!(notes.iter().any(|note| note.starts_with("content/zh/posts/guide.md:15: raw HTML")), "{notes:#?}");
    assert_eq!(errors(&site), Vec::<String>::new());
}

#[test]
fn a_hugo_tree_with_a_folder_per_language_becomes_documents() {
    let site = Site::new(
        "--- old/config.yaml ---\nlanguages:\n  zh: {contentDir: content/zh}\n  ja: {contentDir: content/ja}\n--- old/content/zh/a.md ---\n---\ntitle: 甲\n---\n见[乙](b.md)。\n--- old/content/zh/b.md ---\n---\ntitle: 乙\n---\n乙\n--- old/content/ja/a.md ---\n---\ntitle: か\n---\n[ない](b.md)\n",
    );
    let report = imported(&site, Generator::Hugo);
    assert_eq!(report.written, ["content/ja/a.md", "content/zh/a.md", "content/zh/b.md"]);
    assert_eq!(read(&site, "content/zh/a.md"), "---\ntitle: 甲\n---\n\n见[乙](b.md)。\n");
    assert_eq!(read(&site, "content/ja/a.md"), "---\ntitle: か\n---\n\nない\n");
    assert_eq!(
        notes(&report),
        [
            "only documents and what they show are brought over; settings, looks and all else were left out: config.yaml",
            "content/ja/a.md:4: `b.md` leads to nothing that was brought over; its words stay without the link",
        ]
    );
}

const DOCUSAURUS: &str = r#"--- old/docusaurus.config.js ---
module.exports = { i18n: { defaultLocale: 'zh-Hans', locales: ['zh-Hans', 'ja'] } };
--- old/docs/01-intro.mdx ---
---
id: intro
sidebar_position: 1
---
import Tabs from '@theme/Tabs';

# 开始 {/* #start */}

:::note 注意

内容见[进阶](./guide/02-more.md#deep)。

:::

## 第一步 {#Step_1}

{/* 译者注 */}

![图](/img/a.png)
--- old/docs/guide/02-more.md ---
# 进阶

## 深入 {#deep}

回到[开始](../01-intro.mdx)。
--- old/docs/guide/_part.md ---
部分
--- old/blog/2024.md ---
博客
--- old/i18n/ja/docusaurus-plugin-content-docs/current/01-intro.mdx ---
# はじめに

[上級](./guide/02-more.md)
--- old/i18n/ja/docusaurus-plugin-content-docs/current/guide/02-more.md ---
# 上級

## 深く {#deep}

本文。
--- old/static/img/a.png ---
a
"#;

#[test]
fn a_docusaurus_tree_becomes_documents() {
    let site = Site::new(DOCUSAURUS);
    let report = imported(&site, Generator::Docusaurus);
    assert_eq!(
        read(&site, "content/zh/intro.md"),
        "---\norder: 1\n---\n\n# 开始\n\n:::note 注意\n\n内容见[进阶](guide/more.md#deep)。\n\n:::\n\n## 第一步\n\n\n\n![图](../shared/img/a.png)\n"
    );
    assert_eq!(
        read(&site, "content/zh/guide/more.md"),
        "---\norder: 2\n---\n\n# 进阶\n\n## 深入 {#deep}\n\n回到[开始](../intro.md)。\n"
    );
    assert_eq!(read(&site, "content/ja/intro.md"), "---\norder: 1\n---\n\n# はじめに\n\n[上級](guide/more.md)\n");
    assert_eq!(
        notes(&report),
        [
            "only documents and what they show are brought over; settings, looks and all else were left out: blog/2024.md, docusaurus.config.js",
            "docs/01-intro.mdx:5: `import Tabs from '@theme/Tabs';` runs no program here and was left out; what it stood for is to be written in Markdown",
            "docs/01-intro.mdx:9: `:::note 注意` opens no box here and stays as text; write it as a quotation (> …) or a paragraph",
            "docs/01-intro.mdx:15: `Step_1` cannot be an id here (a-z, digits, hyphens) and was left out; links to it are to be changed",
            "docs/guide/_part.md: a part for other documents; it was left out: paste it where it belongs",
        ]
    );
    assert_eq!(errors(&site), Vec::<String>::new());
}

const MDBOOK: &str = r#"--- old/zh/book.toml ---
[book]
language = "zh"
--- old/zh/src/SUMMARY.md ---
# 目录

[前言](README.md)

- [第一章](one.md)
  - [第二节](one/two.md)
- [未写]()
- [丢了](lost.md)
--- old/zh/src/README.md ---
前言的话，见[第一章](one.html)。
--- old/zh/src/one.md ---
# 第一章

{{#include ../code.rs}}

```rust
{{#include ../code.rs:main}}
```
--- old/zh/src/one/two.md ---
# 第二节

回[第一章](../one.md)。
--- old/zh/src/stray.md ---
没人列
--- old/ja/src/SUMMARY.md ---
- [第一章](one.md)
--- old/ja/src/one.md ---
# 第一章

本文。
--- old/po/ko.po ---
x
"#;

#[test]
fn an_mdbook_becomes_documents() {
    let site = Site::new(MDBOOK);
    let report = imported(&site, Generator::Mdbook);
    assert_eq!(
        read(&site, "content/zh/index.md"),
        "---\ntitle: 前言\norder: 1\n---\n\n前言的话，见[第一章](one.md)。\n"
    );
    assert_eq!(read(&site, "content/zh/one/two.md"), "---\norder: 3\n---\n\n# 第二节\n\n回[第一章](../one.md)。\n");
    assert_eq!(
        notes(&report),
        [
            "only documents and what they show are brought over; settings, looks and all else were left out: zh/book.toml",
            "po/ko.po: translations in PO are not read here; have mdBook write the translated book, and import that",
            "zh/src/SUMMARY.md:7: `未写` is a chapter without a file yet, and was left out",
            "zh/src/SUMMARY.md:8: `lost.md` is not there, and was left out",
            "zh/src/one.md:3: `{{#include ../code.rs}}` takes nothing in here and stays as text; paste what it stands for",
            "zh/src/one.md:6: `{{#include ../code.rs:main}}` takes nothing in here and stays as text; paste what it stands for",
            "zh/src/stray.md: no SUMMARY.md lists this file, and it was left out",
        ]
    );
    assert_eq!(errors(&site), Vec::<String>::new());
}

#[test]
fn nothing_that_is_there_is_written_over_and_no_link_of_the_disk_is_followed() {
    let site = Site::new(HUGO);
    site.write("--- content/zh/index.md ---\nmine\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink(site.root().join("site.yaml"), site.root().join("old/content/link.md")).unwrap();
    let report = imported(&site, Generator::Hugo);
    assert_eq!(read(&site, "content/zh/index.md"), "mine\n");
    let notes = notes(&report);
    assert!(notes.contains(&"content/zh/index.md is there already and was left as it is".into()), "{notes:#?}");
    #[cfg(unix)]
    assert!(
        notes.contains(
            &"content/link.md: this is a symbolic link and was not followed; put the file itself there".into()
        )
    );
    assert!(!site.root().join("content/zh/link.md").exists());
}

#[test]
fn a_folder_without_a_site_of_that_generator_is_refused() {
    let site = Site::new("--- old/readme.txt ---\nx\n");
    let error = import_tree(site.root(), &site.root().join("old"), Generator::Docusaurus).unwrap_err();
    assert!(matches!(error, EditError::Refused { .. }), "{error}");
}

#[test]
fn addresses_never_lead_out_of_the_site() {
    let site = Site::new(
        "--- old/hugo.toml ---\ndefaultContentLanguage = \"zh\"\n--- old/content/a.md ---\n---\ntitle: 甲\n---\n![x](../../../site.yaml) ![y](/../../site.yaml) [z](../../secret.md) [s](javascript:x)\n--- secret.md ---\nx\n",
    );
    imported(&site, Generator::Hugo);
    assert_eq!(read(&site, "content/zh/a.md"), "---\ntitle: 甲\n---\n\nx y z s\n");
}

/// What became of a document, without its front matter, and what was told of it.
fn document(generator: Generator, files: &str, name: &str) -> (String, Vec<String>) {
    let site = Site::new(files);
    let report = imported(&site, generator);
    let text = read(&site, &format!("content/zh/{name}.md"));
    let text = match text.strip_prefix("---\n").and_then(|text| text.split_once("---\n\n")) {
        Some((_, text)) => text.to_owned(),
        None => text,
    };
    assert_eq!(errors(&site), Vec::<String>::new());
    (text, notes(&report).into_iter().filter(|note| note.contains(".md")).collect())
}

#[test]
fn what_hugo_says_in_its_own_way_is_said_in_markdown() {
    let hugo = "\
--- old/hugo.toml ---
defaultContentLanguage = \"zh\"
--- old/content/a.md ---
{
  \"title\": \"甲\"
}
头段。

又一个
===

多行的
题目
=====

{{< highlight go \"linenos=table\" >}}
# 一 {a|b}
{{< /highlight >}}

[乙]({{< relref path=\"b.md\" lang=\"zh\" >}})和[丙][c]用{start|stop}，`{a|b}`，[无](b.md#none)。

[c]: {{< ref \"b.md\" >}}

词
: 义
--- old/content/b.md ---
---
title: 乙
---
文
";
    let (text, notes) = document(Generator::Hugo, hugo, "a");
    assert_eq!(
        text,
        "头段。\n\n## 又一个\n\n多行的\n题目\n---\n\n````go\n# 一 {a|b}\n````\n\n[乙](b.md)和[丙][c]用\\{start|stop}，`{a|b}`，[无](b.md)。\n\n[c]: b.md\n\n词\n: 义\n"
    );
    assert_eq!(
        notes,
        [
            "content/a.md:6: a page has one heading of the first level, its title; this one was moved to the second",
            "content/a.md:17: nothing is called `none` where `b.md#none` leads; the link leads to the page",
            "content/a.md:22: a definition stays as text; write the list as a table, or as items with their words in bold",
        ]
    );
}

#[test]
fn programs_and_comments_of_mdx_go_whole() {
    let docusaurus = "\
--- old/docusaurus.config.js ---
module.exports = { i18n: { defaultLocale: 'zh' } };
--- old/docs/a.mdx ---
题目
====

export const Mark = ({children}) => (
  <b>

    {children}
  </b>
);

前{/* 一
二 */}后{1 + 1}`{x}`

[自](#题目) [甲](@site/docs/b.md) ![图](@site/static/i.png) [表](pathname:///t.pdf)

::::info
::::
--- old/docs/b.md ---
# 乙
--- old/static/i.png ---
i
--- old/static/t.pdf ---
t
";
    let (text, notes) = document(Generator::Docusaurus, docusaurus, "a");
    assert_eq!(
        text,
        "# 题目\n\n\n前\n后{1 + 1}`{x}`\n\n[自](#top) [甲](b.md) ![图](../shared/i.png) [表](../shared/t.pdf)\n\n::::info\n::::\n"
    );
    assert_eq!(
        notes,
        [
            "docs/a.mdx:4: `export const Mark = ({children}) => (` runs no program here and was left out; what it stood for is to be written in Markdown",
            "docs/a.mdx:12: `{1 + 1}` is computed nowhere here and stays as text; write what it stands for",
            "docs/a.mdx:14: nothing is called `题目` where `#题目` leads; the link leads to the page",
            "docs/a.mdx:16: `::::info` opens no box here and stays as text; write it as a quotation (> …) or a paragraph",
        ]
    );
}

#[test]
fn parts_attributes_and_files_of_an_mdbook_are_kept_or_told() {
    let book = "\
--- old/zh/src/SUMMARY.md ---
# 目录

# 第一部

- [甲](a.md)
--- old/zh/src/a.md ---
# 甲 {#jia}

## 节 { .warning #jie }

[回](a.md#jia) [节](a.html#jie) [码](x.rs)
--- old/zh/src/x.rs ---
x
";
    let (text, notes) = document(Generator::Mdbook, book, "a");
    assert_eq!(text, "# 甲\n\n## 节 {#jie}\n\n[回](a.md) [节](a.md#jie) 码\n");
    assert_eq!(
        notes,
        [
            "zh/src/SUMMARY.md:3: the part `第一部` has no counterpart, and was left out; its chapters keep their order",
            "zh/src/a.md:3: `.warning` sets nothing here and was left out",
            "zh/src/a.md:5: `x.rs` leads to nothing that was brought over; its words stay without the link",
            "zh/src/a.md:5: nothing is called `jia` where `a.md#jia` leads; the link leads to the page",
        ]
    );
}
