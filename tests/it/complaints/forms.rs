//! Letters of other width or case than what they name.

use super::{check, site};

#[test]
fn quoted_words_in_other_widths() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

占比升至10%，由OpenAI统计。 {#share}
--- content/zh/a/note.md ---
---
title: 点评
annotates: a
---
> [占比升至１０％](../a.md#share)

{#q1}

一。 {#b1}

> [由openai统计](../a.md#share)

{#q2}

二。 {#b2}
"#,
        r#"
error[orphan-note]: these words do not stand in `share`
 --> content/zh/a/note.md:5:3
  |
5 | > [占比升至１０％](../a.md#share)
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/zh/a.md:3:1
  |
3 | 占比升至10%，由OpenAI统计。 {#share}
  | ------------------------------------ the passage
  |
  = help: the passage has them in letters of other width or case; quote it so: 占比升至10%

error[orphan-note]: these words do not stand in `share`
  --> content/zh/a/note.md:11:3
   |
11 | > [由openai统计](../a.md#share)
   |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
  ::: content/zh/a.md:3:1
   |
 3 | 占比升至10%，由OpenAI统计。 {#share}
   | ------------------------------------ the passage
   |
   = help: the passage has them in letters of other width or case; quote it so: 由OpenAI统计
"#,
    );
}

#[test]
fn one_label_in_two_widths() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一。 {#s1}
--- content/glossary.yaml ---
ai:
  kind: concept
  labels: {zh: {preferred: 人工智能, admitted: [AI]}}
  reading: {zh: ren gong zhi neng}
adobe:
  kind: organization
  labels: {zh: {preferred: 奥多比, admitted: [ＡＩ]}}
  reading: {zh: ao duo bi}
openai:
  kind: organization
  labels: {zh: {preferred: OpenAI}}
  reading: {zh: openai}
open:
  kind: work
  labels: {zh: {preferred: openai}}
  reading: {zh: openai}
it:
  kind: concept
  labels: {zh: {preferred: IT}}
  reading: {zh: it}
it-novel:
  kind: work
  labels: {zh: {preferred: it}}
  reading: {zh: it}
"#,
        r#"
error[ambiguous-label]: `ＡＩ` names two terms in 中文: `ai` and `adobe`
 --> content/glossary.yaml:7:44
  |
3 |   labels: {zh: {preferred: 人工智能, admitted: [AI]}}
  |                                                 -- the other one
...
7 |   labels: {zh: {preferred: 奥多比, admitted: [ＡＩ]}}
  |                                               ^^^^
  |
  = help: remove it from one of them, or link the words yourself: [words](term:id)

error[ambiguous-label]: `openai` names two terms in 中文: `openai` and `open`
  --> content/glossary.yaml:15:28
   |
11 |   labels: {zh: {preferred: OpenAI}}
   |                            ------ the other one
...
15 |   labels: {zh: {preferred: openai}}
   |                            ^^^^^^
   |
   = help: remove it from one of them, or link the words yourself: [words](term:id)
"#,
    );
}

#[test]
fn a_label_is_linked_as_its_author_wrote_it() {
    let site = site(
        "--- content/glossary.yaml ---\n\
         ai:\n  kind: concept\n  labels: {zh: {preferred: AI指南, deprecated: [智能指南]}}\n  reading: {zh: ai zhi nan}\n\
         --- content/zh/a.md ---\n# 甲\n\n旧称智能指南，今称ＡＩ指南（ai指南另有所指）。 {#s1}\n\n又称**AI**指南、[AI指南](term:ai)。 {#s2}\n",
    );
    let report = site.build();
    assert!(report.starts_with("warning[deprecated-term]: the glossary gave `智能指南` up for `AI指南`\n"), "{report}");
    let page = site.page("zh/a.html");
    let linked: Vec<String> = page.all("article a.term").iter().map(|link| link.text().collect()).collect();
    assert_eq!(linked, ["ＡＩ指南", "AI指南"]);
}
