//! `allow` in the front matter: what an author lets pass, and what allows nothing.

use super::check;

#[test]
fn what_an_author_lets_pass() {
    check(
        r#"
--- content/glossary.yaml ---
soft-law:
  kind: concept
  labels: {zh: 软法, ja: ソフトロー}
  reading: {zh: ruan fa, ja: そふとろー}
--- content/zh/a.md ---
---
title: 甲
allow:
  - {rule: missing-term, unit: s1, reason: 日文以通俗说法代之}
  - {rule: raw-html, unit: s2, reason: 原文如此}
  - {rule: unit-markup, unit: list, reason: 日文并为一项}
---
软法为先。 {#s1}

正文[^1]。 {#s2}

软法殿后。 {#s3}

- 一
- 二

{#list}

[^1]: <b>原文</b>。
--- content/ja/a.md ---
---
title: 甲
allow:
  - {rule: unit-markup, unit: s2, reason: 原注は訳さない}
---
緩やかな規範が先に立つ。 {#s1}

本文。 {#s2}

緩やかな規範が続く。 {#s3}

- 一と二

{#list}
"#,
        r#"
notice[missing-term]: `软法` stands here, but not `ソフトロー` in 日本語
  --> content/zh/a.md:12:1
   |
12 | 软法殿后。 {#s3}
   | ^^^^
   |
  ::: content/ja/a.md:10:12
   |
10 | 緩やかな規範が続く。 {#s3}
   |                      ----- its counterpart
   |
   = help: write `ソフトロー` there, or give `soft-law` the words that stand there as an admitted label; if it is meant, allow it in the front matter: allow: [{rule: missing-term, unit: s3, reason: "…"}]
"#,
    );
}

#[test]
fn an_allow_that_allows_nothing() {
    check(
        r#"
--- content/zh/a.md ---
---
title: 甲
allow:
  - {rule: unit-markup, unit: s1, reason: 已无必要}
  - {rule: unit-markdown, unit: s1, reason: 笔误}
  - {rule: duplicate-route, unit: s1, reason: 不可}
  - {rule: raw-html, unit: s11, reason: 笔误}
  - {rule: raw-html, unit: s1}
  - {rule: raw-html, unit: s1, reason: ""}
  - {rule: raw-html, reason: 何处}
  - raw-html
---
正文。 {#s1}
--- content/ja/a.md ---
# 甲

本文。 {#s1}
"#,
        r#"
notice[unused-allow]: `unit-markup` complains of nothing in `s1`
 --> content/zh/a.md:4:12
  |
4 |   - {rule: unit-markup, unit: s1, reason: 已无必要}
  |            ^^^^^^^^^^^
  |
  = help: remove this item: it would hide the next mistake of this kind

error[wrong-value]: there is no rule `unit-markdown`
 --> content/zh/a.md:5:12
  |
5 |   - {rule: unit-markdown, unit: s1, reason: 笔误}
  |            ^^^^^^^^^^^^^
  |
  = help: did you mean `unit-markup`?

error[wrong-value]: `duplicate-route` cannot be allowed: it is always an error
 --> content/zh/a.md:6:12
  |
6 |   - {rule: duplicate-route, unit: s1, reason: 不可}
  |            ^^^^^^^^^^^^^^^
  |
  = help: without it a page would be lost or unsafe; mend what it tells of, and remove this item

error[unknown-unit]: there is no unit `s11` in `a`
 --> content/zh/a.md:7:28
  |
7 |   - {rule: raw-html, unit: s11, reason: 笔误}
  |                            ^^^
  |
  = help: did you mean `s1`?

error[missing-key]: `reason` is missing
 --> content/zh/a.md:8:6
  |
8 |   - {rule: raw-html, unit: s1}
  |      ^^^^
  |
  = help: add `reason: …`

error[wrong-value]: this reason is empty
 --> content/zh/a.md:9:40
  |
9 |   - {rule: raw-html, unit: s1, reason: ""}
  |                                        ^^
  |
  = help: say why it is right as it stands, so that others need not ask: reason: "…"

error[missing-key]: `unit` is missing
  --> content/zh/a.md:10:6
   |
10 |   - {rule: raw-html, reason: 何处}
   |      ^^^^
   |
   = help: add `unit: …`

error[wrong-value]: keys with values are expected here, not `raw-html`
  --> content/zh/a.md:11:5
   |
11 |   - raw-html
   |     ^^^^^^^^
   |
   = help: write `key: value`, one a line, or `{key: value, …}`
"#,
    );
}

#[test]
fn what_one_translation_allows_speaks_for_no_other() {
    check(
        r#"
--- site.yaml ---
title: 网站
languages:
  - {tag: zh-Hans, dir: zh, name: 中文}
  - {tag: ja, dir: ja, name: 日本語}
  - {tag: en, dir: en, name: English}
  - {tag: ko, dir: ko, name: 한국어}
--- content/zh/a.md ---
---
title: 甲
allow:
  - {rule: missing-translation, unit: top, reason: 韩文版从缺}
---
**甲**。 {#s1}

**乙**[^1]。 {#s2}

丙。

[^1]: 注。
--- content/ja/a.md ---
---
title: 甲
allow:
  - {rule: unit-markup, unit: s1, reason: 圏点は使わない}
---
甲。 {#s1}

乙。 {#s2}

*丙*。
--- content/en/a.md ---
# A

A. {#s1}

**B**.[^1] {#s2}

C.

[^1]: A note.
"#,
        r#"
notice[unit-markup]: `s1` has no emphasis here and 1 in the source
 --> content/en/a.md:3:4
  |
3 | A. {#s1}
  |    ^^^^^
  |
 ::: content/zh/a.md:6:8
  |
6 | **甲**。 {#s1}
  |          ----- the source
  |
  = help: mark both alike; if it is meant, allow it in the front matter: allow: [{rule: unit-markup, unit: s1, reason: "…"}]; a translator's own notes are [^tn-1]

notice[unit-markup]: `s2` has no footnote here and 1 in the source; no emphasis here and 1 in the source
 --> content/ja/a.md:8:4
  |
8 | 乙。 {#s2}
  |      ^^^^^
  |
 ::: content/zh/a.md:8:12
  |
8 | **乙**[^1]。 {#s2}
  |              ----- the source
  |
  = help: mark both alike; if it is meant, allow it in the front matter: allow: [{rule: unit-markup, unit: s2, reason: "…"}]; a translator's own notes are [^tn-1]

notice[unit-markup]: `p3` has 1 emphasis here and none in the source
  --> content/ja/a.md:10:1
   |
10 | *丙*。
   | ^^^^^^
   |
  ::: content/zh/a.md:10:1
   |
10 | 丙。
   | ---- the source
   |
   = help: mark both alike; if it is meant, give the passage an id and allow it in the front matter: allow: [{rule: unit-markup, unit: ID, reason: "…"}]; a translator's own notes are [^tn-1]
"#,
    );
}

#[test]
fn figures_that_are_meant_to_differ() {
    check(
        r#"
--- content/zh/a.md ---
---
title: 甲
summary: 增长31.2%。
allow:
  - {rule: figures-differ, unit: s1, reason: 原文笔误，译文已更正}
---
增长31.2%。 {#s1}

增长41.2%。 {#s2}
--- content/ja/a.md ---
---
title: 甲
summary: 31.3％増。
allow:
  - {rule: figures-differ, unit: top, reason: 要約は速報値による}
---
31.3％増。 {#s1}

41.3％増。 {#s2}
"#,
        r#"
warning[figures-differ]: 41.3％ here, 41.2% in the source: 41.3% against 41.2%
 --> content/ja/a.md:9:1
  |
9 | 41.3％増。 {#s2}
  | ^^^^^^ 41.3%
  |
 ::: content/zh/a.md:9:3
  |
9 | 增长41.2%。 {#s2}
  |     ----- 41.2%
  |
  = help: correct one of the two; if it is meant, allow it in the front matter: allow: [{rule: figures-differ, unit: s2, reason: "…"}]
"#,
    );
}
