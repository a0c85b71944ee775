//! Commentary: notes whose words do not stand in their passage, quotations that open no note.

use super::check;

#[test]
fn words_that_do_not_stand_in_the_passage() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

半导体是日本的强项，对华出口占比连续三个季度过半。 {#chips}
--- content/zh/a/b.md ---
---
title: 点评
annotates: a
---
> [对华出口过半](../a.md#chips)

评。 {#b1}
"#,
        r#"
error[orphan-note]: these words do not stand in `chips`
 --> content/zh/a/b.md:5:3
  |
5 | > [对华出口过半](../a.md#chips)
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/zh/a.md:3:1
  |
3 | 半导体是日本的强项，对华出口占比连续三个季度过半。 {#chips}
  | -------------------------------------------------- the passage
  |
  = help: the nearest words there are: 对华出口占比连续三个季度过半; quote them if they are meant
"#,
    );
}

#[test]
fn words_that_stand_twice() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

半导体是日本的强项，对华出口占比连续三个季度过半。 {#chips}
--- content/zh/a/b.md ---
---
title: 点评
annotates: a
---
> [半](../a.md#chips)

评。 {#b1}

> 季度过[半](../a.md#chips)

有上文，只此一处。 {#b2}
"#,
        r#"
error[orphan-note]: these words stand 2 times in `chips`
 --> content/zh/a/b.md:5:3
  |
5 | > [半](../a.md#chips)
  |   ^^^^^^^^^^^^^^^^^^^
  |
 ::: content/zh/a.md:3:1
  |
3 | 半导体是日本的强项，对华出口占比连续三个季度过半。 {#chips}
  | -------------------------------------------------- the passage
  |
  = help: add words from before or after them to the quotation, outside the link, so that one place is meant
"#,
    );
}

#[test]
fn a_note_on_what_is_not_there() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

正文。 {#chips}
--- content/zh/a/b.md ---
---
title: 点评
annotates: a
---
> [§ 正文](../a.md#chip)

评。 {#b1}
"#,
        r#"
error[broken-reference]: there is no unit `chip` in content/zh/a.md
 --> content/zh/a/b.md:5:3
  |
5 | > [§ 正文](../a.md#chip)
  |   ^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `#chips`?
"#,
    );
}

#[test]
fn a_quotation_that_opens_no_note() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

正文。 {#chips}
--- content/zh/a/b.md ---
---
title: 点评
annotates: a
---
> [正文](../a.md)

一。 {#b1}

> [正文](../a.md #chips)

二。 {#b2}

> [正文]（../a.md#chips）

三。 {#b3}

> 没有链接的引文无妨，见<https://example.org/>。

四。 {#b4}

> [正文](https://example.org/)

五。 {#b5}

- > [正文](../a.md#chips)

六。 {#b6}
"#,
        r#"
error[silent-link]: this quotation opens no note: its link names no passage
 --> content/zh/a/b.md:5:3
  |
5 | > [正文](../a.md)
  |   ^^^^^^^^^^^^^^^
  |
  = help: add the passage's id to the address: ../a.md#soft-law

error[silent-link]: this looks like a link and is none
 --> content/zh/a/b.md:9:6
  |
9 | > [正文](../a.md #chips)
  |        ^^
  |
  = help: a link may not stand inside the words of another link, and an address with spaces needs <…>; write \] for a bracket that is meant

error[silent-link]: full-width parentheses make no link
  --> content/zh/a/b.md:13:3
   |
13 | > [正文]（../a.md#chips）
   |   ^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: write [正文](../a.md#chips)

error[silent-link]: this quotation opens no note: its link leads to no passage
  --> content/zh/a/b.md:21:3
   |
21 | > [正文](https://example.org/)
   |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: link the quoted words to their passage, [words](../chapter-6.md#soft-law), and put other links below the quotation

error[silent-link]: this quotation opens no note: it lies inside another block
  --> content/zh/a/b.md:25:5
   |
25 | - > [正文](../a.md#chips)
   |     ^^^^^^^^^^^^^^^^^^^^^
   |
   = help: begin the quotation at the margin, not in a list or a footnote
"#,
    );
}

#[test]
fn a_commentary_on_nothing() {
    check(
        r#"
--- content/zh/chapter.md ---
# 甲

正文。 {#x}
--- content/zh/b.md ---
---
title: 点评
annotates: chaptr
---
评。 {#b1}
"#,
        r#"
error[unknown-work]: there is no work `chaptr`
 --> content/zh/b.md:3:12
  |
3 | annotates: chaptr
  |            ^^^^^^
  |
  = help: did you mean `chapter`?
"#,
    );
}

#[test]
fn a_commentary_in_one_language_only() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

正文。 {#x}
--- content/ja/a.md ---
# 甲

本文。 {#x}
--- content/zh/a/b.md ---
---
title: 点评
annotates: a
---
评。 {#b1}
--- content/ja/a/b.md ---
---
title: コメント
---
評。 {#b1}
"#,
        r#"
error[missing-key]: its other version comments on `a`, this one on nothing
 --> content/ja/a/b.md:2:1
  |
2 | title: コメント
  | ^^^^^
  |
 ::: content/zh/a/b.md:3:12
  |
3 | annotates: a
  |            - the other version
  |
  = help: write annotates: a in every language
"#,
    );
}

#[test]
fn the_words_of_a_joined_passage() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一。 {#x}

半导体是强项。 {#chips}
--- content/ja/a.md ---
# 甲

一。半導体は強み。 {#x with=chips}
--- content/zh/a/b.md ---
---
title: 点评
annotates: a
---
> [强项](../a.md#chips)

{#q1}

评。 {#b1}
--- content/ja/a/b.md ---
---
title: コメント
annotates: a
---
> [強み](../a.md#chips)

{#q1}

評。 {#b1}
"#,
        r#"

"#,
    );
}

#[test]
fn a_work_that_cannot_be_commented_on() {
    check(
        r#"
--- content/zh/index.md ---
# 首页

正文。 {#x}
--- content/zh/a.md ---
# 甲

正文。 {#x}
--- content/zh/b.md ---
---
title: 论首页
annotates: index
---
评。 {#b1}
--- content/zh/c.md ---
---
title: 论自己
annotates: c
---
评。 {#c1}
--- content/zh/d.md ---
---
title: 论点评
annotates: e
---
评。 {#d1}
--- content/zh/e.md ---
---
title: 点评
annotates: a
---
评。 {#e1}
"#,
        r#"
error[unknown-work]: the front page cannot be commented on
 --> content/zh/b.md:3:12
  |
3 | annotates: index
  |            ^^^^^
  |
  = help: give the text a document of its own, such as chapter-1.md, and comment on that

error[unknown-work]: this work would be a commentary on itself
 --> content/zh/c.md:3:12
  |
3 | annotates: c
  |            ^
  |
  = help: name the text it comments on, or remove the line

error[unknown-work]: `e` is a commentary itself: its page shows no notes
 --> content/zh/d.md:3:12
  |
3 | annotates: e
  |            ^
  |
 ::: content/zh/e.md:3:12
  |
3 | annotates: a
  |            - said here
  |
  = help: comment on the text, and link the other commentary as any page
"#,
    );
}

#[test]
fn notes_that_would_be_shown_nowhere() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

ab半导体强。 {#p1}

第二段。 {#p2 only}
--- content/ja/a.md ---
# 甲

日本語の文章である。 {#p1}
--- content/ja/a/c.md ---
---
title: コメント
annotates: a
---
評。 {#c1}

> [半导体](../../zh/a.md#p1)

一。 {#n1}

> [第二](../a.md#p2)

二。 {#n2}

> [§ 題](../a.md#top)

三。 {#n3}

> [評](#c1)

四。 {#n4}
"#,
        r#"
error[orphan-note]: this quotes another language
 --> content/ja/a/c.md:7:3
  |
7 | > [半导体](../../zh/a.md#p1)
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: quote the passage in the commentary's own language: ../a.md#p1

error[orphan-note]: `p2` is missing in 日本語
  --> content/ja/a/c.md:11:3
   |
11 | > [第二](../a.md#p2)
   |   ^^^^^^^^^^^^^^^^^^
   |
   = help: translate the passage, or leave this note out in this language

error[orphan-note]: a note cannot be on the title
  --> content/ja/a/c.md:15:3
   |
15 | > [§ 題](../a.md#top)
   |   ^^^^^^^^^^^^^^^^^^^
   |
   = help: text before the first quotation concerns the whole work; a note is on a passage or a section

error[orphan-note]: this note is on no passage of `a`
  --> content/ja/a/c.md:19:1
   |
19 | > [評](#c1)
   | ^^^^^^^^^^^
   |
   = help: link the quoted words to their passage: [words](../a.md#soft-law)
"#,
    );
}
