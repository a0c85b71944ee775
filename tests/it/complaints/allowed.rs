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
---
软法为先。 {#s1}

正文[^1]。 {#s2}

软法殿后。 {#s3}

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
"#,
        r#"
notice[missing-term]: `软法` stands here, but not `ソフトロー` in 日本語
  --> content/zh/a.md:11:1
   |
11 | 软法殿后。 {#s3}
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
  = help: Add `reason: …`.

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
   = help: Add `unit: …`.

error[wrong-value]: keys with values are expected here, not `raw-html`
  --> content/zh/a.md:11:5
   |
11 |   - raw-html
   |     ^^^^^^^^
   |
   = help: Write `key: value`, one a line, or `{key: value, …}`.
"#,
    );
}
