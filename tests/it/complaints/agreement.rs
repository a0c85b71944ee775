//! Counterparts that do not say the same, or not in the same form; and what is right and must not be complained of.

use super::check;

#[test]
fn a_term_that_the_translation_passes_over() {
    check(
        r#"
--- content/glossary.yaml ---
soft-law:
  kind: concept
  labels: {zh: 软法, ja: {preferred: ソフトロー, admitted: [ソフト・ロー]}}
  reading: {zh: ruan fa, ja: そふとろー}
council:
  kind: organization
  labels: {zh: 战略会议, ja: {preferred: 戦略会議}}
  reading: {zh: zhan lüe hui yi, ja: せんりゃくかいぎ}
--- content/zh/a.md ---
# 甲

政府以软法为先，不立硬法。 {#s1}

战略会议提出了建议。 {#s2}
--- content/ja/a.md ---
# 甲

政府はハードローを設けず、緩やかな規範を優先する。 {#s1}

会議が提言をまとめ、戦略会議と名乗った。政府はソフトローも検討する。 {#s2}
"#,
        r#"
notice[missing-term]: `ソフトロー` stands here, but not `软法` in 中文
 --> content/ja/a.md:5:24
  |
5 | 会議が提言をまとめ、戦略会議と名乗った。政府はソフトローも検討する。 {#s2}
  |                                               ^^^^^^^^^^
  |
 ::: content/zh/a.md:5:12
  |
5 | 战略会议提出了建议。 {#s2}
  |                      ----- its counterpart
  |
  = help: write `软法` there, or give `soft-law` the words that stand there as an admitted label; if it is meant, allow it in the front matter: allow: [{rule: missing-term, unit: s2, reason: "…"}]

notice[missing-term]: `软法` stands here, but not `ソフトロー` in 日本語
 --> content/zh/a.md:3:4
  |
3 | 政府以软法为先，不立硬法。 {#s1}
  |       ^^^^
  |
 ::: content/ja/a.md:3:27
  |
3 | 政府はハードローを設けず、緩やかな規範を優先する。 {#s1}
  |                                                    ----- its counterpart
  |
  = help: write `ソフトロー` there, or give `soft-law` the words that stand there as an admitted label; if it is meant, allow it in the front matter: allow: [{rule: missing-term, unit: s1, reason: "…"}]
"#,
    );
}

#[test]
fn terms_that_are_there_in_other_forms() {
    check(
        r#"
--- content/glossary.yaml ---
soft-law:
  kind: concept
  labels: {zh: 软法, ja: {preferred: ソフトロー, admitted: [ソフト・ロー], deprecated: [ソフト法]}}
  reading: {zh: ruan fa, ja: そふとろー}
openai:
  kind: organization
  labels: {zh: OpenAI, ja: OpenAI}
  reading: {zh: openai, ja: おーぷんえーあい}
ai:
  kind: concept
  labels: {zh: 人工智能, ja: AI}
  reading: {zh: ren gong zhi neng, ja: えーあい}
zh-only:
  kind: concept
  labels: {zh: 硬法}
  reading: {zh: ying fa}
rules:
  kind: policy
  labels: {zh: 指南, ja: ガイドライン}
  reading: {zh: zhi nan, ja: がいどらいん}
--- content/zh/a.md ---
# 甲

软法先于硬法。软法为主。 {#admitted-and-repeated}

OpenAI依托人工智能。[^1] {#widths-and-case}

[该公司](term:openai)发布了指南。 {#linked-and-narrow}

指南甲。 {#joined}

软法乙。 {#joined-too}

指南由OpenAI起草。 {#inside}

[^1]: 见软法。
--- content/ja/a.md ---
# 甲

ソフト・ローが先に立つ。 {#admitted-and-repeated}

ＯＰＥＮＡＩはＡＩに基づく[^1]。 {#widths-and-case}

OpenAIは事業者ｶﾞｲﾄﾞﾗｲﾝを出した。 {#linked-and-narrow}

ガイドライン甲とソフトロー乙。 {#joined with=joined-too}

OpenAIの起草したガイドラインズ。 {#inside}

[^1]: ソフトローを参照。
"#,
        r#"
"#,
    );
}

#[test]
fn words_that_the_glossary_gave_up() {
    check(
        r#"
--- content/glossary.yaml ---
soft-law:
  kind: concept
  labels: {zh: {preferred: 软法, deprecated: [软性法]}, ja: {preferred: ソフトロー, deprecated: [軟法]}}
  reading: {zh: ruan fa, ja: そふとろー}
--- content/zh/a.md ---
# 甲

软性法与软法。[^1] {#s1}

> 软性法如是说。

{#s2}

[^1]: 软性法即软法。
--- content/ja/a.md ---
# 甲

軟法、すなわち軟法とソフトロー。[^1] {#s1}

> 軟法はこう語る。

{#s2}

[^1]: ソフトロー。
"#,
        r#"
warning[deprecated-term]: the glossary gave `軟法` up for `ソフトロー`; this passage says it 2 times
 --> content/ja/a.md:3:1
  |
3 | 軟法、すなわち軟法とソフトロー。[^1] {#s1}
  | ^^^^
  |
 ::: content/glossary.yaml:3:88
  |
3 | ...preferred: ソフトロー, deprecated: [軟法]}}
  |                                        ---- given up here
  |
  = help: write `ソフトロー`; if both may be said, make the words an admitted label

warning[deprecated-term]: the glossary gave `软性法` up for `软法`
 --> content/zh/a.md:3:1
  |
3 | 软性法与软法。[^1] {#s1}
  | ^^^^^^
  |
 ::: content/glossary.yaml:3:45
  |
3 |   labels: {zh: {preferred: 软法, deprecated: [软性法]}, ja: {preferred: ソフトロー, deprecate...
  |                                               ------ given up here
  |
  = help: write `软法`; if both may be said, make the words an admitted label

warning[deprecated-term]: the glossary gave `软性法` up for `软法`
 --> content/zh/a.md:9:7
  |
9 | [^1]: 软性法即软法。
  |       ^^^^^^
  |
 ::: content/glossary.yaml:3:45
  |
3 |   labels: {zh: {preferred: 软法, deprecated: [软性法]}, ja: {preferred: ソフトロー, deprecate...
  |                                               ------ given up here
  |
  = help: write `软法`; if both may be said, make the words an admitted label
"#,
    );
}

#[test]
fn marks_that_the_translation_lost() {
    check(
        r#"
--- content/timeline.yaml ---
summit: {date: 2024-05, kind: policy, title: {zh: 峰会, ja: サミット}}
law: {date: 2025-06, kind: policy, title: {zh: 法, ja: 法}}
--- content/zh/a.md ---
# 甲

**要点**：[当月](event:summit)的峰会，见[网页](https://example.org/)与[下文](#s2)[^1][^2]，用`x`写成。 {#s1}

- 一
- 二
  - 三

{#s2}

| 甲 | 乙 |
|----|----|
| 一 | 二 |
| 三 | 四 |

{#s3}

[次月](event:law)立法。 {#s4}

[^1]: 甲。
[^2]: 乙。
--- content/ja/a.md ---
# 甲

要点：当月のサミットと[翌月](event:law)の法については、ウェブと[下](#s2)を参照[^1]。 {#s1}

- 一
- 二

{#s2}

| 甲 |
|----|
| 一 |

{#s3}

立法した。[当月](event:summit)に。 {#s4}

[^1]: 甲。
"#,
        r#"
notice[unit-markup]: `s1` has 1 footnote here and 2 in the source; no link out of the site here and 1 in the source; no emphasis here and 1 in the source; no piece of code here and 1 in the source; no link to the event `summit`, which the source has; a link to the event `law`, which the source has not
 --> content/ja/a.md:3:56
  |
3 | 要点：当月のサミットと[翌月](event:law)の法については、ウェブと[下](#s2)を参照[^1]。 {#s1}
  |                                                                                      ^^^^^
  |
 ::: content/zh/a.md:3:84
  |
3 | .../)与[下文](#s2)[^1][^2]，用`x`写成。 {#s1}
  |                                         ----- the source
  |
  = help: mark both alike; if it is meant, allow it in the front matter: allow: [{rule: unit-markup, unit: s1, reason: "…"}]; a translator's own notes are [^tn-1]

notice[unit-markup]: `s2` has 2 list items here and 3 in the source
 --> content/ja/a.md:8:1
  |
8 | {#s2}
  | ^^^^^
  |
 ::: content/zh/a.md:9:1
  |
9 | {#s2}
  | ----- the source
  |
  = help: mark both alike; if it is meant, allow it in the front matter: allow: [{rule: unit-markup, unit: s2, reason: "…"}]; a translator's own notes are [^tn-1]

notice[unit-markup]: `s3` has 1 table row here and 2 in the source; 1 table column here and 2 in the source
  --> content/ja/a.md:14:1
   |
14 | {#s3}
   | ^^^^^
   |
  ::: content/zh/a.md:16:1
   |
16 | {#s3}
   | ----- the source
   |
   = help: mark both alike; if it is meant, allow it in the front matter: allow: [{rule: unit-markup, unit: s3, reason: "…"}]; a translator's own notes are [^tn-1]

notice[unit-markup]: `s4` has no link to the event `law`, which the source has; a link to the event `summit`, which the source has not
  --> content/ja/a.md:16:27
   |
16 | 立法した。[当月](event:summit)に。 {#s4}
   |                                    ^^^^^
   |
  ::: content/zh/a.md:18:20
   |
18 | [次月](event:law)立法。 {#s4}
   |                         ----- the source
   |
   = help: mark both alike; if it is meant, allow it in the front matter: allow: [{rule: unit-markup, unit: s4, reason: "…"}]; a translator's own notes are [^tn-1]
"#,
    );
}

#[test]
fn marks_that_may_differ() {
    check(
        r#"
--- content/glossary.yaml ---
soft-law:
  kind: concept
  labels: {zh: 软法, ja: ソフトロー}
  reading: {zh: ruan fa, ja: そふとろー}
--- content/zh/a.md ---
# 甲

**软法**与[软法](term:soft-law)，`x`与`x`。[^1] {#s1}

甲**乙**。 {#s2}

丙`y`。 {#s3}

[^1]: 注。
--- content/ja/a.md ---
# 甲

*[ソフトロー](term:)*、`x`[^1][^tn-1]。[^1] {#s1}

甲**乙**、丙`y`。 {#s2 with=s3}

[^1]: 注。

[^tn-1]: 訳注：[ウェブ](https://example.org/)と**強調**。
"#,
        r#"
"#,
    );
}
