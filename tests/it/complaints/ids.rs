//! Ids: where they may stand, what they may be, and that nothing that looks like one is passed over.

use super::check;

#[test]
fn an_id_names_one_block() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一。 {#x}

二。 {#x}

- 三 {#x}
"#,
        r#"
error[duplicate-id]: `x` names two blocks of this document
 --> content/zh/a.md:5:4
  |
3 | 一。 {#x}
  |      ---- the first one
4 |
5 | 二。 {#x}
  |      ^^^^
  |
  = help: rename one of them, in every language

error[duplicate-id]: `x` names two blocks of this document
 --> content/zh/a.md:7:5
  |
3 | 一。 {#x}
  |      ---- the first one
...
7 | - 三 {#x}
  |      ^^^^
  |
  = help: rename one of them, in every language
"#,
    );
}

#[test]
fn an_id_in_the_middle() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一 {#x} 二。

**三 {#y}**
"#,
        r#"
error[stray-id]: this id names no block and would be printed
 --> content/zh/a.md:3:3
  |
3 | 一 {#x} 二。
  |    ^^^^
  |
  = help: an id stands at the end of its block: … {#soft-law}; write \{# for one that is meant to be read

error[stray-id]: this id names no block and would be printed
 --> content/zh/a.md:5:5
  |
5 | **三 {#y}**
  |      ^^^^
  |
  = help: an id stands at the end of its block: … {#soft-law}; write \{# for one that is meant to be read
"#,
    );
}

#[test]
fn an_id_that_falls_into_the_block_above() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

- 一
- 二
{#x}

| 一 | 二 |
|----|----|
| 三 | 四 |
{#y}

> 引文
{#z}
"#,
        r#"
error[stray-id]: this id falls into the last item of the list
 --> content/zh/a.md:5:1
  |
5 | {#x}
  | ^^^^
  |
  = help: put a blank line before it, so that it names the whole list; to name the item, put it at the end of the item's text

error[stray-id]: this id names no block and would be printed
  --> content/zh/a.md:10:1
   |
10 | {#y}
   | ^^^^
   |
   = help: put it below the table, after a blank line

error[stray-id]: this id names no block and would be printed
  --> content/zh/a.md:13:1
   |
13 | {#z}
   | ^^^^
   |
   = help: put it below the quotation, after a blank line
"#,
    );
}

#[test]
fn an_id_that_became_a_heading() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

- 一

{#x}
---
"#,
        r#"
error[stray-id]: this id became a heading by the line of hyphens below it
 --> content/zh/a.md:5:1
  |
5 | {#x}
  | ^^^^
  |
  = help: put a blank line between the id and the hyphens
"#,
    );
}

#[test]
fn an_id_alone_below_text_that_carries_its_own() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一。

{#x}

## 乙

{#y}
"#,
        r#"
error[stray-id]: an id alone names a list, table, quotation, code block or figure above it, and here a paragraph is above
 --> content/zh/a.md:5:1
  |
5 | {#x}
  | ^^^^
  |
  = help: put it at the end of the paragraph, without a blank line

error[stray-id]: an id alone names the block above it, and a heading carries its id itself
 --> content/zh/a.md:9:1
  |
9 | {#y}
  | ^^^^
  |
  = help: put it at the end of the heading's line: ## Words {#id}
"#,
    );
}

#[test]
fn an_id_alone_without_a_block_for_it() {
    check(
        r#"
--- content/zh/a.md ---
---
title: 甲
---
{#x}

- 一

{#y}

{#z}
"#,
        r#"
error[stray-id]: there is no block above this id
 --> content/zh/a.md:4:1
  |
4 | {#x}
  | ^^^^
  |
  = help: put it at the end of the block that it names

error[stray-id]: the block above has an id already
  --> content/zh/a.md:10:1
   |
 8 | {#y}
   | ---- the first one
 9 |
10 | {#z}
   | ^^^^
   |
   = help: remove one of the two
"#,
    );
}

#[test]
fn an_id_in_a_footnote() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一[^1]。 {#x}

[^1]: 注 {#y}
"#,
        r#"
error[stray-id]: this id names no block and would be printed
 --> content/zh/a.md:5:9
  |
5 | [^1]: 注 {#y}
  |          ^^^^
  |
  = help: ids belong to blocks of the text, not to footnotes; remove it
"#,
    );
}

#[test]
fn what_is_no_id() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一。 {#Soft-Law}

二。 {#软法}

三。 {#top}

四。 {#}
"#,
        r#"
error[invalid-id]: `Soft-Law` is no id
 --> content/zh/a.md:3:4
  |
3 | 一。 {#Soft-Law}
  |      ^^^^^^^^^^^
  |
  = help: ids are lower-case letters, digits and hyphens and begin with a letter: {#soft-law}

error[invalid-id]: `软法` is no id
 --> content/zh/a.md:5:4
  |
5 | 二。 {#软法}
  |      ^^^^^^^
  |
  = help: ids are lower-case letters, digits and hyphens and begin with a letter: {#soft-law}

error[invalid-id]: `top` is taken: the page itself uses it
 --> content/zh/a.md:7:4
  |
7 | 三。 {#top}
  |      ^^^^^^
  |
  = help: choose another id; the title is always `top`

error[invalid-id]: `` is no id
 --> content/zh/a.md:9:4
  |
9 | 四。 {#}
  |      ^^^
  |
  = help: ids are lower-case letters, digits and hyphens and begin with a letter: {#soft-law}
"#,
    );
}

#[test]
fn unknown_words_beside_an_id() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

五。 {#x langs=zh}

六。 {#y of=}
"#,
        r#"
error[unknown-key]: `langs=zh` says nothing in an id
 --> content/zh/a.md:3:4
  |
3 | 五。 {#x langs=zh}
  |      ^^^^^^^^^^^^^
  |
  = help: an id may carry `with=b,c` (translates those too), `of=a` (continues it), `only` or `proposed`

error[invalid-id]: `` is no id
 --> content/zh/a.md:5:4
  |
5 | 六。 {#y of=}
  |      ^^^^^^^^
  |
  = help: ids are lower-case letters, digits and hyphens and begin with a letter: {#soft-law}
"#,
    );
}

#[test]
fn what_is_meant_to_be_read() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一。 \{#x}

二。 `{#y}`

```text
{#z}
```
"#,
        r#"

"#,
    );
}
