//! What a document is: its place, its front matter, its title.

use super::check;

#[test]
fn a_document_without_a_title() {
    check(
        r#"
--- content/zh/a.md ---
只有正文。 {#x}
"#,
        r#"
error[front-matter]: this document has no title
 --> content/zh/a.md:1:1
  |
1 | 只有正文。 {#x}
  | ^^^^^^^^^^^^^^^
  |
  = help: begin the file with front matter:
          ---
          title: …
          ---
"#,
    );
}

#[test]
fn front_matter_without_a_title() {
    check(
        r#"
--- content/zh/a.md ---
---
order: 1
---
正文。 {#x}
"#,
        r#"
error[front-matter]: this document has no title
 --> content/zh/a.md:2:1
  |
2 | order: 1
  | ^^^^^
  |
  = help: begin the file with front matter:
          ---
          title: …
          ---
"#,
    );
}

#[test]
fn front_matter_that_never_ends() {
    check(
        r#"
--- content/zh/a.md ---
---
title: 甲

正文。 {#x}
"#,
        r#"
error[front-matter]: this front matter never ends
 --> content/zh/a.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: close it with a line of three hyphens: ---
"#,
    );
}

#[test]
fn front_matter_that_is_no_yaml() {
    check(
        r#"
--- content/zh/a.md ---
---
title: [甲
order: 1
---
正文。 {#x}
"#,
        r#"
error[broken-yaml]: this is not YAML: illegal placement of ':' indicator
 --> content/zh/a.md:3:6
  |
3 | order: 1
  |      ^
  |
  = help: a bracket above is not closed, or text with a colon in it needs quotation marks
"#,
    );
}

#[test]
fn front_matter_with_a_full_width_colon() {
    check(
        r#"
--- content/zh/a.md ---
---
title：甲
---
正文。 {#x}
"#,
        r#"
error[wrong-value]: keys with values are expected here, not `title：甲`
 --> content/zh/a.md:2:1
  |
2 | title：甲
  | ^^^^^^^^^
  |
  = help: after a key stand an ASCII colon and a space: `title: 概览`
"#,
    );
}

#[test]
fn unknown_keys_of_front_matter() {
    check(
        r#"
--- content/zh/a.md ---
---
title: 甲
sumary: 概要
origin: {title: 书, publisher: 社}
---
正文。 {#x}
"#,
        r#"
error[unknown-key]: the key `sumary` means nothing here
 --> content/zh/a.md:3:1
  |
3 | sumary: 概要
  | ^^^^^^
  |
  = help: did you mean `summary`? known keys: title, source, by, annotates, order, date, revised, summary, draft, aliases, origin, errata, allow

error[unknown-key]: the key `publisher` means nothing here
 --> content/zh/a.md:4:20
  |
4 | origin: {title: 书, publisher: 社}
  |                     ^^^^^^^^^
  |
  = help: known keys: title, author, url, license, note
"#,
    );
}

#[test]
fn repeated_keys_at_every_level() {
    check(
        r#"
--- content/zh/a.md ---
---
title: 甲
title: 乙
origin: {title: 书, title: 籍}
---
正文。 {#x}
"#,
        r#"
error[duplicate-key]: the key `title` stands twice
 --> content/zh/a.md:3:1
  |
2 | title: 甲
  | ----- first here
3 | title: 乙
  | ^^^^^ again here
  |
  = help: remove one of the two, or rename it

error[duplicate-key]: the key `title` stands twice
 --> content/zh/a.md:4:20
  |
4 | origin: {title: 书, title: 籍}
  |          -----      ^^^^^ again here
  |          |
  |          first here
  |
  = help: remove one of the two, or rename it
"#,
    );
}

#[test]
fn values_of_the_wrong_kind() {
    check(
        r#"
--- content/zh/a.md ---
---
title: [甲]
order: first
draft: yes
date: 2024-02-30
origin: {title: 书, url: "ftp://example.org"}
errata: [{date: 2024-05, unit: nowhere, text: 改}, {text: 改}]
---
正文。 {#x}
"#,
        r#"
error[wrong-value]: `title` takes text, not a list
 --> content/zh/a.md:2:8
  |
2 | title: [甲]
  |        ^^^^
  |
  = help: write `title: …`

error[wrong-value]: `order` takes a whole number, without quotation marks, not `first`
 --> content/zh/a.md:3:8
  |
3 | order: first
  |        ^^^^^
  |
  = help: write `order: 1`

error[wrong-value]: `draft` takes `true` or `false`, without quotation marks, not `yes`
 --> content/zh/a.md:4:8
  |
4 | draft: yes
  |        ^^^
  |
  = help: write `draft: true`

error[impossible-date]: there is no day 30
 --> content/zh/a.md:5:15
  |
5 | date: 2024-02-30
  |               ^^
  |
  = help: February 2024 has 29 days

error[unsafe-url]: `ftp://example.org` is no address of the web
 --> content/zh/a.md:6:25
  |
6 | origin: {title: 书, url: "ftp://example.org"}
  |                          ^^^^^^^^^^^^^^^^^^^
  |
  = help: begin it with https://

error[broken-reference]: there is no unit `nowhere` in content/zh/a.md
 --> content/zh/a.md:7:32
  |
7 | errata: [{date: 2024-05, unit: nowhere, text: 改}, {text: 改}]
  |                                ^^^^^^^
  |
  = help: name a passage by its id: soft-law

error[missing-key]: `date` is missing
 --> content/zh/a.md:7:52
  |
7 | errata: [{date: 2024-05, unit: nowhere, text: 改}, {text: 改}]
  |                                                     ^^^^
  |
  = help: add `date: …`
"#,
    );
}

#[test]
fn a_title_twice() {
    check(
        r#"
--- content/zh/a.md ---
---
title: 甲
---
# 乙

一。 {#x}
--- content/zh/b.md ---
# 甲

一。 {#x}

# 丙 {#c}
"#,
        r#"
error[duplicate-title]: a page has one title
 --> content/zh/a.md:4:1
  |
2 | title: 甲
  |        -- the title is said here
3 | ---
4 | # 乙
  | ^^^^
  |
  = help: begin headings in the text with ##, or take the title out of the front matter

error[duplicate-title]: a page has one title
 --> content/zh/b.md:5:1
  |
1 | # 甲
  | ---- the title is said here
...
5 | # 丙 {#c}
  | ^^^^^^^^^
  |
  = help: begin headings in the text with ##
"#,
    );
}

#[test]
fn a_document_that_belongs_to_no_language() {
    check(
        r#"
--- content/en/b.md ---
# B
"#,
        r#"
error[misplaced-file]: this document belongs to no language
 --> content/en/b.md:1:1
  |
1 | # B
  | ^
  |
  = help: move it below content/zh/ or content/ja/, or list its folder among the languages of site.yaml
"#,
    );
}

#[test]
fn drafts_are_read_and_not_published() {
    check(
        r#"
--- content/zh/a.md ---
---
title: 甲
draft: true
colour: red
---
正文。 {#x}
"#,
        r#"
error[unknown-key]: the key `colour` means nothing here
 --> content/zh/a.md:4:1
  |
4 | colour: red
  | ^^^^^^
  |
  = help: known keys: title, source, by, annotates, order, date, revised, summary, draft, aliases, origin, errata, allow
"#,
    );
}

#[test]
fn marks_in_yaml_that_nothing_reads() {
    check(
        r#"
--- content/zh/a.md ---
---
title: 评{论|lùn}
summary: 本章的**重点**
---

甲{乙|yǐ}。 {#x}
"#,
        r#"
notice[literal-marks]: YAML is plain text: `{论|lùn}` is printed as it stands
 --> content/zh/a.md:2:9
  |
2 | title: 评{论|lùn}
  |          ^^^^^^^^
  |
  = help: write the words alone; a title with ruby or emphasis is the first heading of its text

notice[literal-marks]: YAML is plain text: `**重点**` is printed as it stands
 --> content/zh/a.md:3:13
  |
3 | summary: 本章的**重点**
  |                ^^^^^^^^
  |
  = help: write the words alone; a title with ruby or emphasis is the first heading of its text
"#,
    );
}
