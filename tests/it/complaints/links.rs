//! Links that lead nowhere, names that nothing has, dates that contradict, links that silently are none.

use super::check;

#[test]
fn links_to_what_is_not_there() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

[一](b.md#soft-lw) {#a}

[二](b.md#nothing-like-it) {#b}

[三](chapter.md) {#c}

[四](../../../x.md) {#d}

[五](#missing) {#e}

[六](timeline.md) {#f}
--- content/zh/b.md ---
# 乙

正文。 {#soft-law}
"#,
        r#"
error[broken-reference]: there is no unit `soft-lw` in content/zh/b.md
 --> content/zh/a.md:3:1
  |
3 | [一](b.md#soft-lw) {#a}
  | ^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `#soft-law`?

error[broken-reference]: there is no unit `nothing-like-it` in content/zh/b.md
 --> content/zh/a.md:5:1
  |
5 | [二](b.md#nothing-like-it) {#b}
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: ids stand at the end of a passage: {#soft-law}; headings without one have their words

error[broken-reference]: there is no content/zh/chapter.md
 --> content/zh/a.md:7:1
  |
7 | [三](chapter.md) {#c}
  | ^^^^^^^^^^^^^^^^
  |
  = help: did you mean content/zh/a.md? links are relative to the file they stand in

error[broken-reference]: this link leads out of the site
 --> content/zh/a.md:9:1
  |
9 | [四](../../../x.md) {#d}
  | ^^^^^^^^^^^^^^^^^^^
  |
  = help: link a document below content/

error[broken-reference]: there is no unit `missing` in content/zh/a.md
  --> content/zh/a.md:11:1
   |
11 | [五](#missing) {#e}
   | ^^^^^^^^^^^^^^
   |
   = help: ids stand at the end of a passage: {#soft-law}; headings without one have their words

error[broken-reference]: there is no content/zh/timeline.md
  --> content/zh/a.md:13:1
   |
13 | [六](timeline.md) {#f}
   | ^^^^^^^^^^^^^^^^^
   |
   = help: the page is made once content/timeline.yaml has something for it
"#,
    );
}

#[test]
fn a_link_to_an_id_that_may_change() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

## 概览

见[上](#概览)。 {#x}
"#,
        r#"
warning[unstable-reference]: `#概览` may change: it was made from words or a position
 --> content/zh/a.md:5:2
  |
5 | 见[上](#概览)。 {#x}
  |   ^^^^^^^^^^^
  |
  = help: give that passage an id of its own, in every language: {#soft-law}
"#,
    );
}

#[test]
fn terms_events_and_people_that_are_not_there() {
    check(
        r#"
--- content/zh/a.md ---
---
title: 甲
by: [suzuki]
---
[软法](term:soft-lawe)，[4月](event:guideline)。 {#x}

[软法](term:zzz)，[4月](event:guidelins)。 {#y}
--- content/glossary.yaml ---
soft-law: {kind: concept, labels: {zh: 软法}, reading: {zh: ruan fa}}
--- content/timeline.yaml ---
guidelines: {date: 2024-04, kind: policy, title: 事}
"#,
        r#"
notice[untold-event]: no passage tells the event `guidelines` in 中文
 --> content/timeline.yaml:1:1
  |
1 | guidelines: {date: 2024-04, kind: policy, title: 事}
  | ^^^^^^^^^^
  |
  = help: link the words of its date: [4月](event:guidelines)

error[unknown-person]: `suzuki` is no person of the glossary
 --> content/zh/a.md:3:6
  |
3 | by: [suzuki]
  |      ^^^^^^
  |
  = help: add to content/glossary.yaml: suzuki: {kind: person, labels: {…}}

error[unknown-term]: there is no term `soft-lawe`
 --> content/zh/a.md:5:1
  |
5 | [软法](term:soft-lawe)，[4月](event:guideline)。 {#x}
  | ^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `term:soft-law`?

error[unknown-event]: there is no event `guideline`
 --> content/zh/a.md:5:22
  |
5 | [软法](term:soft-lawe)，[4月](event:guideline)。 {#x}
  |                         ^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `event:guidelines`?

error[unknown-term]: there is no term `zzz`
 --> content/zh/a.md:7:1
  |
7 | [软法](term:zzz)，[4月](event:guidelins)。 {#y}
  | ^^^^^^^^^^^^^^^^
  |
  = help: add it to content/glossary.yaml, or remove the link

error[unknown-event]: there is no event `guidelins`
 --> content/zh/a.md:7:16
  |
7 | [软法](term:zzz)，[4月](event:guidelins)。 {#y}
  |                   ^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `event:guidelines`?
"#,
    );
}

#[test]
fn words_that_contradict_their_event() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

[5月](event:guidelines)、[年初](event:guidelines)、[2024年4月](event:guidelines)。 {#x}
--- content/ja/a.md ---
# 甲

[令和5年4月](event:guidelines)、[令和6年4月](event:guidelines)。 {#x}
--- content/timeline.yaml ---
guidelines: {date: 2024-04, kind: policy, title: {zh: 事, ja: 事}}
"#,
        r#"
error[contradicted-date]: the words say 2023, the event is dated 2024-04
 --> content/ja/a.md:3:1
  |
3 | [令和5年4月](event:guidelines)、[令和6年4月](event:guidelines)。 {#x}
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/timeline.yaml:1:20
  |
1 | guidelines: {date: 2024-04, kind: policy, title: {zh: 事, ja: 事}}
  |                    ------- the date of the event
  |
  = help: correct the words or the date, or link another event

warning[figures-differ]: 令和5年4月 here, 5月 in the source: April, 2023 against May
 --> content/ja/a.md:3:2
  |
3 | [令和5年4月](event:guidelines)、[令和6年4月](event:guidelines)。 {#x}
  |  ^^^^^^^^^^ April, 2023
  |
 ::: content/zh/a.md:3:2
  |
3 | [5月](event:guidelines)、[年初](event:guidelines)、[2024年4月](event:guidelines)。 {#x}
  |  --- May
  |
  = help: correct one of the two; if it is meant, allow it in the front matter: allow: [{rule: figures-differ, unit: x, reason: "…"}]

error[contradicted-date]: the words say May, the event is dated 2024-04
 --> content/zh/a.md:3:1
  |
3 | [5月](event:guidelines)、[年初](event:guidelines)、[2024年4月](event:guidelines)。 {#x}
  | ^^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/timeline.yaml:1:20
  |
1 | guidelines: {date: 2024-04, kind: policy, title: {zh: 事, ja: 事}}
  |                    ------- the date of the event
  |
  = help: correct the words or the date, or link another event
"#,
    );
}

#[test]
fn an_event_that_no_passage_tells() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

[4月](event:guidelines)。 {#x}
--- content/ja/a.md ---
# 甲

本文。 {#x}
--- content/timeline.yaml ---
guidelines: {date: 2024-04, kind: policy, title: {zh: 事, ja: 事}}
"#,
        r#"
notice[untold-event]: no passage tells the event `guidelines` in 日本語
 --> content/timeline.yaml:1:1
  |
1 | guidelines: {date: 2024-04, kind: policy, title: {zh: 事, ja: 事}}
  | ^^^^^^^^^^
  |
 ::: content/zh/a.md:3:1
  |
3 | [4月](event:guidelines)。 {#x}
  | ----------------------- told here
  |
  = help: link the words of its date: [4月](event:guidelines)

warning[figures-differ]: 4月 is not in the translation: April stands in the source only
 --> content/zh/a.md:3:2
  |
3 | [4月](event:guidelines)。 {#x}
  |  ^^^ April
  |
 ::: content/ja/a.md:3:1
  |
3 | 本文。 {#x}
  | ----------- the translation
  |
  = help: add it to the translation; if it is meant, allow it in the front matter: allow: [{rule: figures-differ, unit: x, reason: "…"}]
"#,
    );
}

#[test]
fn a_link_inside_a_link() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

[外[内](a.md)](a.md)。 {#x}
"#,
        r#"
error[silent-link]: this looks like a link and is none
 --> content/zh/a.md:3:12
  |
3 | [外[内](a.md)](a.md)。 {#x}
  |              ^^
  |
  = help: a link may not stand inside the words of another link, and an address with spaces needs <…>; write \] for a bracket that is meant
"#,
    );
}

#[test]
fn addresses_with_spaces_and_full_width_marks() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

[空](b c.md) {#a}

[软法](term：soft-law) {#b}

[软法](ｔｅｒｍ：soft-law) {#c}

[上]（#a） {#d}

[软法]（term:soft-law） {#e}
"#,
        r#"
error[silent-link]: this looks like a link and is none
 --> content/zh/a.md:3:3
  |
3 | [空](b c.md) {#a}
  |    ^^
  |
  = help: a link may not stand inside the words of another link, and an address with spaces needs <…>; write \] for a bracket that is meant

error[silent-link]: a full-width colon makes no link to a term or event
 --> content/zh/a.md:5:1
  |
5 | [软法](term：soft-law) {#b}
  | ^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: use a half-width colon: term:soft-law

error[silent-link]: a full-width colon makes no link to a term or event
 --> content/zh/a.md:7:1
  |
7 | [软法](ｔｅｒｍ：soft-law) {#c}
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: use a half-width colon: term:soft-law

error[silent-link]: full-width parentheses make no link
 --> content/zh/a.md:9:1
  |
9 | [上]（#a） {#d}
  | ^^^^^^^^^^
  |
  = help: write [上](#a)

error[silent-link]: full-width parentheses make no link
  --> content/zh/a.md:11:1
   |
11 | [软法]（term:soft-law） {#e}
   | ^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: write [软法](term:soft-law)
"#,
    );
}

#[test]
fn pictures_and_files_that_are_not_there() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

![地图](map.png) {#x}

[表](b.html) {#y}

[数据](dat.csv) {#z}
--- content/zh/data.csv ---
1,2
"#,
        r#"
error[missing-file]: there is no content/zh/map.png
 --> content/zh/a.md:3:1
  |
3 | ![地图](map.png) {#x}
  | ^^^^^^^^^^^^^^^^
  |
  = help: did you mean content/zh/data.csv? paths are relative to the file they stand in

error[missing-file]: there is no content/zh/b.html
 --> content/zh/a.md:5:1
  |
5 | [表](b.html) {#y}
  | ^^^^^^^^^^^^
  |
  = help: link the Markdown file, not the page that is made of it: chapter-6.md

error[missing-file]: there is no content/zh/dat.csv
 --> content/zh/a.md:7:1
  |
7 | [数据](dat.csv) {#z}
  | ^^^^^^^^^^^^^^^
  |
  = help: did you mean content/zh/data.csv? paths are relative to the file they stand in
"#,
    );
}
