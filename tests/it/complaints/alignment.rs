//! What one language has and the other lacks, and counterparts that do not fit.

use super::check;

#[test]
fn a_passage_in_one_language_only() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一。 {#x}

二。 {#y}

三。 {#z only}
--- content/ja/a.md ---
# 甲

一。 {#x}

四。 {#w}
"#,
        r#"
notice[missing-unit]: `w` is missing in 中文
 --> content/ja/a.md:5:4
  |
5 | 四。 {#w}
  |      ^^^^
  |
 ::: content/zh/a.md:3:4
  |
3 | 一。 {#x}
  |      ---- it would stand after this
  |
  = help: add it to content/zh/a.md with the id {#w}, or say that it is meant: {#w only}; if another passage there holds it, write with=w at the id of that one

notice[missing-unit]: `y` is missing in 日本語
 --> content/zh/a.md:5:4
  |
5 | 二。 {#y}
  |      ^^^^
  |
 ::: content/ja/a.md:5:4
  |
5 | 四。 {#w}
  |      ---- it would stand after this
  |
  = help: add it to content/ja/a.md with the id {#y}, or say that it is meant: {#y only}; if another passage there holds it, write with=y at the id of that one
"#,
    );
}

#[test]
fn a_work_in_one_language_only() {
    check(
        r#"
--- site.yaml ---
title: 网站
languages:
  - {tag: zh-Hans, dir: zh, name: 中文}
  - {tag: ja, dir: ja, name: 日本語}
--- content/zh/a.md ---
# 甲

一。 {#x}
"#,
        r#"
notice[missing-translation]: `a` is missing in 日本語
 --> content/zh/a.md:1:1
  |
1 | # 甲
  | ^^^^
  |
  = help: write content/ja/a.md, with the same ids
"#,
    );
}

#[test]
fn an_id_that_was_changed_in_one_language() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一。 {#alpha}

二。 {#exports}

三。 {#gamma}
--- content/ja/a.md ---
# 甲

一。 {#alpha}

二。 {#chips}

三。 {#gamma}
"#,
        r#"
notice[missing-unit]: `chips` is missing in 中文
 --> content/ja/a.md:5:4
  |
5 | 二。 {#chips}
  |      ^^^^^^^^
  |
 ::: content/zh/a.md:5:4
  |
5 | 二。 {#exports}
  |      ---------- this stands in its place
  |
  = help: in its place content/zh/a.md has {#exports}: if it is the counterpart, give both one id; if not, say that each is meant: {#chips only}

notice[missing-unit]: `exports` is missing in 日本語
 --> content/zh/a.md:5:4
  |
5 | 二。 {#exports}
  |      ^^^^^^^^^^
  |
 ::: content/ja/a.md:5:4
  |
5 | 二。 {#chips}
  |      -------- this stands in its place
  |
  = help: in its place content/ja/a.md has {#chips}: if it is the counterpart, give both one id; if not, say that each is meant: {#exports only}
"#,
    );
}

#[test]
fn passages_that_cannot_be_paired() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一。

二。
--- content/ja/a.md ---
# 甲

一。
"#,
        r#"
warning[unpaired-unit]: 2 passages without ids in content/zh/a.md, 1 passage without id in content/ja/a.md: they cannot be paired
 --> content/ja/a.md:3:1
  |
3 | 一。
  | ^^^^
  |
 ::: content/zh/a.md:3:1
  |
3 | 一。
  | ---- the other side begins here
  |
  = help: give the passages ids, the same in every language: {#soft-law} at the end; `taiyaku ids` writes missing ones
"#,
    );
}

#[test]
fn passages_in_another_order() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一。 {#x}

二。 {#y}
--- content/ja/a.md ---
# 甲

二。 {#y}

一。 {#x}
"#,
        r#"
warning[unit-order]: this passage stands in another order than in the source, whose order all pages show
 --> content/ja/a.md:5:4
  |
5 | 一。 {#x}
  |      ^^^^
  |
 ::: content/zh/a.md:3:4
  |
3 | 一。 {#x}
  |      ---- its counterpart
  |
  = help: move it to where the source has it; pages in every language follow the order of the source
"#,
    );
}

#[test]
fn a_list_against_a_paragraph() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

- 三

{#z}
--- content/ja/a.md ---
# 甲

三。 {#z}
"#,
        r#"
warning[unit-kind]: `z` is a paragraph here and a list in the source
 --> content/ja/a.md:3:4
  |
3 | 三。 {#z}
  |      ^^^^
  |
 ::: content/zh/a.md:5:1
  |
5 | {#z}
  | ---- the source
  |
  = help: give both the same form, or check whether one of the ids is meant for another passage
"#,
    );
}

#[test]
fn joined_and_split_passages_that_are_not_there() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一。 {#x}

二。 {#y}

三。 {#z}
--- content/ja/a.md ---
# 甲

一二。 {#x with=y,nowhere}

二。 {#y}

三の一。 {#z}

三の二。 {#z-2 of=zz}
"#,
        r#"
error[duplicate-id]: `y` has a passage of its own in this document
 --> content/ja/a.md:3:5
  |
3 | 一二。 {#x with=y,nowhere}
  |        ^^^^^^^^^^^^^^^^^^^
4 |
5 | 二。 {#y}
  |      ---- its own passage
  |
  = help: remove it from with=, or remove its own passage

error[unknown-unit]: no unit of this work is called `nowhere`
 --> content/ja/a.md:3:5
  |
3 | 一二。 {#x with=y,nowhere}
  |        ^^^^^^^^^^^^^^^^^^^
  |
  = help: with= and of= name ids of this work, in any of its languages

error[unknown-unit]: no unit of this work is called `zz`
 --> content/ja/a.md:9:6
  |
9 | 三の二。 {#z-2 of=zz}
  |          ^^^^^^^^^^^^
  |
  = help: with= and of= name ids of this work, in any of its languages

notice[missing-unit]: `z-2` is missing in 中文
 --> content/ja/a.md:9:6
  |
9 | 三の二。 {#z-2 of=zz}
  |          ^^^^^^^^^^^^
  |
 ::: content/zh/a.md:7:4
  |
7 | 三。 {#z}
  |      ---- it would stand after this
  |
  = help: add it to content/zh/a.md with the id {#z-2}, or say that it is meant: {#z-2 only}; if another passage there holds it, write with=z-2 at the id of that one
"#,
    );
}

#[test]
fn a_source_language_that_is_not_there() {
    check(
        r#"
--- content/zh/a.md ---
---
title: 甲
source: kr
---
一。 {#x}
--- content/zh/b.md ---
---
title: 乙
source: ja
---
一。 {#x}
"#,
        r#"
error[wrong-value]: `kr` is no language of this site
 --> content/zh/a.md:3:9
  |
3 | source: kr
  |         ^^
  |
  = help: site.yaml lists: zh, ja

error[wrong-value]: the source document in `ja` is not there
 --> content/zh/b.md:3:9
  |
3 | source: ja
  |         ^^
  |
  = help: add it, or name a language that has this work
"#,
    );
}

#[test]
fn front_matter_that_languages_contradict() {
    check(
        r#"
--- content/zh/a.md ---
---
title: 甲
source: zh
by: [li]
---
一。 {#x}
--- content/ja/a.md ---
---
title: 甲
source: ja
by: [li, sato]
---
一。 {#x}
--- content/glossary.yaml ---
li: {kind: person, labels: {zh: 李, ja: 李}, reading: {zh: li, ja: り}}
sato: {kind: person, labels: {zh: 佐藤, ja: 佐藤}, reading: {zh: zuo teng, ja: さとう}}
"#,
        r#"
error[wrong-value]: the source is `ja` here and `zh` in another language
 --> content/ja/a.md:3:9
  |
3 | source: ja
  |         ^^
  |
 ::: content/zh/a.md:3:9
  |
3 | source: zh
  |         -- said here
  |
  = help: a work has one source: say the same in every language, or in one document only

error[wrong-value]: its other version names other authors
 --> content/ja/a.md:4:6
  |
4 | by: [li, sato]
  |      ^^
  |
 ::: content/zh/a.md:4:6
  |
4 | by: [li]
  |      -- the other version
  |
  = help: name the same persons in every language, or in one document only
"#,
    );
}

#[test]
fn a_thematic_break_is_told_of_once() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一。 {#x}

---

二。 {#y}
--- content/ja/a.md ---
# 甲

一。 {#x}

二。 {#y}
"#,
        r#"
warning[unpaired-unit]: this passage without id has no counterpart in content/ja/a.md
 --> content/zh/a.md:5:1
  |
5 | ---
  | ^^^
  |
  = help: write it there too, or give it an id of its own: {#soft-law only} if it is meant; `taiyaku ids` writes missing ones
"#,
    );
}

#[test]
fn a_passage_joined_twice() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一。 {#x}

二。 {#y}

三。 {#z}
--- content/ja/a.md ---
# 甲

一二。 {#x with=y}

二三。 {#z with=y}
"#,
        r#"
error[duplicate-id]: `y` is translated by two passages of this document
 --> content/ja/a.md:5:5
  |
3 | 一二。 {#x with=y}
  |        ----------- the other passage
4 |
5 | 二三。 {#z with=y}
  |        ^^^^^^^^^^^
  |
  = help: name it in with= once; a passage that continues another says so with of=
"#,
    );
}
