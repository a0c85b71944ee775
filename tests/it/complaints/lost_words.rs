//! Words of notes that stand elsewhere now than where the notes have them, or where nothing can be quoted.

use super::check;

#[test]
fn words_that_stand_elsewhere_now() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

软法先行。 {#law}

半导体是日本的强项。 {#chips}

ＡＩ芯片受管制，出口管制令，出口管制令。 {#ai}
--- content/zh/a/b.md ---
---
title: 点评
annotates: a
---
> [日本的强项](../a.md#law)

移走了。 {#b1}

> [AI芯片](../a.md#ai)

宽度不同。 {#b2}

> [出口管制法](../a.md#ai)

两处相近，不猜。 {#b3}

> [半导体是强项](../a.md#gone)

段落已删。 {#b4}
"#,
        r#"
error[orphan-note]: these words do not stand in `law`
 --> content/zh/a/b.md:5:3
  |
5 | > [日本的强项](../a.md#law)
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/zh/a.md:3:1
  |
3 | 软法先行。 {#law}
  | ----------------- the passage
  |
  = help: these words stand in `chips`; link them to #chips

error[orphan-note]: these words do not stand in `ai`
 --> content/zh/a/b.md:9:3
  |
9 | > [AI芯片](../a.md#ai)
  |   ^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/zh/a.md:7:1
  |
7 | ＡＩ芯片受管制，出口管制令，出口管制令。 {#ai}
  | ---------------------------------------------- the passage
  |
  = help: the passage has them in letters of other width or case; quote it so: ＡＩ芯片

error[orphan-note]: these words do not stand in `ai`
  --> content/zh/a/b.md:13:3
   |
13 | > [出口管制法](../a.md#ai)
   |   ^^^^^^^^^^^^^^^^^^^^^^^^
   |
  ::: content/zh/a.md:7:1
   |
 7 | ＡＩ芯片受管制，出口管制令，出口管制令。 {#ai}
   | ---------------------------------------------- the passage
   |
   = help: quote the passage exactly, in its own language; link text that begins with § means the whole passage: [§ 概览](../chapter-6.md#overview)

error[broken-reference]: there is no unit `gone` in content/zh/a.md
  --> content/zh/a/b.md:17:3
   |
17 | > [半导体是强项](../a.md#gone)
   |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: ids stand at the end of a passage: {#soft-law}; headings without one have their words
"#,
    );
}

#[test]
fn a_note_on_the_words_of_a_footnote() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

正文[^1]。 {#p}

[^1]: 脚注的话。
--- content/zh/a/b.md ---
---
title: 点评
annotates: a
---
> [脚注的话](../a.md#p)

评。 {#b1}
"#,
        r#"
error[orphan-note]: these words do not stand in `p`
 --> content/zh/a/b.md:5:3
  |
5 | > [脚注的话](../a.md#p)
  |   ^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/zh/a.md:3:1
  |
3 | 正文[^1]。 {#p}
  | --------------- the passage
  |
  = help: these words stand in a footnote, which is no passage: quote the words that refer to it
"#,
    );
}

#[test]
fn a_passage_that_was_deleted_and_code_that_is_no_words() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

软法先行，日本的强项。 {#law}

软法。

```
软码
```

{#code}
--- content/zh/a/b.md ---
---
title: 点评
annotates: a
---
> [日本的强项](../a.md#laws)

移走了。 {#b1}

> [软法](../a.md#gone)

两处都有，不猜。 {#b2}

> [软码](../a.md#code)

代码。 {#b3}
"#,
        r#"
error[broken-reference]: there is no unit `laws` in content/zh/a.md
 --> content/zh/a/b.md:5:3
  |
5 | > [日本的强项](../a.md#laws)
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: these words stand in `law`; link them to #law

error[broken-reference]: there is no unit `gone` in content/zh/a.md
 --> content/zh/a/b.md:9:3
  |
9 | > [软法](../a.md#gone)
  |   ^^^^^^^^^^^^^^^^^^^^
  |
  = help: ids stand at the end of a passage: {#soft-law}; headings without one have their words

error[orphan-note]: these words do not stand in `code`
  --> content/zh/a/b.md:13:3
   |
13 | > [软码](../a.md#code)
   |   ^^^^^^^^^^^^^^^^^^^^
   |
  ::: content/zh/a.md:7:1
   |
 7 | ```
   | --- the passage
   |
   = help: code has no running words to quote; link text that begins with § means the whole passage: [§ 代码](../chapter-6.md#code)
"#,
    );
}
