//! Names that are almost right: of files, of works in nav, of authors.

use super::check;

#[test]
fn a_text_that_was_renamed_in_one_language() {
    check(
        r#"
--- site.yaml ---
title: 网站
languages:
  - {tag: zh-Hans, dir: zh, name: 中文}
  - {tag: ja, dir: ja, name: 日本語}
--- content/zh/paralel-text.md ---
# 甲

石碑。 {#stone}
--- content/ja/parallel-text.md ---
# 甲

石の碑。 {#stone}
--- content/zh/note.md ---
---
title: 点评
annotates: parallel-text
---
> [石碑](parallel-text.md#stone)

{#q1}

一。 {#b1}

> [石碑](parallel-text.md#stone)

{#q2}

二。 {#b2}
"#,
        r#"
notice[missing-translation]: `parallel-text` is missing in 中文
 --> content/ja/parallel-text.md:1:1
  |
1 | # 甲
  | ^^^^
  |
  = help: is `paralel-text` meant to be `parallel-text`? versions of one text have the same path below their languages' folders

notice[missing-translation]: `note` is missing in 日本語
 --> content/zh/note.md:2:8
  |
2 | title: 点评
  |        ^^^^
  |
  = help: write content/ja/note.md, with the same ids

error[orphan-note]: content/zh/parallel-text.md is not there, and these words do not stand in its other version
 --> content/zh/note.md:5:3
  |
5 | > [石碑](parallel-text.md#stone)
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: is content/zh/paralel-text.md meant to be content/zh/parallel-text.md? versions of one text have one name

notice[missing-translation]: `paralel-text` is missing in 日本語
 --> content/zh/paralel-text.md:1:1
  |
1 | # 甲
  | ^^^^
  |
  = help: is `parallel-text` meant to be `paralel-text`? versions of one text have the same path below their languages' folders
"#,
    );
}

#[test]
fn nav_that_lists_what_it_does_not_show() {
    check(
        r#"
--- site.yaml ---
title: 网站
languages:
  - {tag: zh-Hans, dir: zh, name: 中文}
nav: [a, index, b, a]
--- content/zh/index.md ---
# 首页

正文。 {#x}
--- content/zh/a.md ---
# 甲

正文。 {#x}
--- content/zh/b.md ---
---
title: 点评
annotates: a
---
评。 {#b1}
"#,
        r#"
error[wrong-value]: `index`: the front page has no place in nav
 --> site.yaml:4:10
  |
4 | nav: [a, index, b, a]
  |          ^^^^^
  |
  = help: remove it: every page leads to the front page already

error[wrong-value]: `b`: a commentary has no place in nav
 --> site.yaml:4:17
  |
4 | nav: [a, index, b, a]
  |                 ^
  |
  = help: remove it: a commentary is listed with the text it is on

error[duplicate-key]: nav lists `a` twice
 --> site.yaml:4:20
  |
4 | nav: [a, index, b, a]
  |                    ^
  |
  = help: remove one of the two
"#,
    );
}

#[test]
fn full_width_commas_in_yaml() {
    check(
        r#"
--- content/zh/a.md ---
---
title: 甲
by: [li，sato]
---
一。 {#x}
--- content/zh/b.md ---
---
title: 乙
origin: {title: 书，author: 李，url: "https://example.org"}
---
一。 {#x}
--- content/glossary.yaml ---
li: {kind: person, labels: {zh: 李, ja: 李}, reading: {zh: li, ja: り}}
--- content/timeline.yaml ---
x:
  date: 2024-04
  kind: policy
  title: {zh: 示例，一则，ja: 例}
"#,
        r#"
error[broken-yaml]: this is not YAML: while parsing a flow mapping, did not find expected ',' or '}'
 --> content/timeline.yaml:4:20
  |
4 |   title: {zh: 示例，一则，ja: 例}
  |                         ^^
  |
  = help: YAML takes the ASCII comma between values: `title: {zh: 示例，一则, ja: 例}`

error[unknown-person]: `li，sato` is no person of the glossary
 --> content/zh/a.md:3:6
  |
3 | by: [li，sato]
  |      ^^^^^^^^
  |
  = help: YAML takes the ASCII comma between names: by: [li, sato]

error[broken-yaml]: this is not YAML: while parsing a flow mapping, did not find expected ',' or '}'
 --> content/zh/b.md:3:18
  |
3 | origin: {title: 书，author: 李，url: "https://example.org"}
  |                   ^^
  |
  = help: YAML takes the ASCII comma between values: `origin: {title: 书, author: 李, url: "https://example.org"}`
"#,
    );
}
