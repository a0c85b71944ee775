//! The YAML of a site: site.yaml, the glossary, the timeline.

use super::check;

#[test]
fn unknown_keys_of_yaml_files() {
    check(
        r#"
--- site.yaml ---
titel: 网站
title: 网站
languages:
  - {tag: zh-Hans, dir: zh, nmae: 中文}
strings:
  zh: {previos: 上一篇}
rules: {broken-referense: off, untold-event: off, empty-site: off}
kinds: {policy: 政策}
--- content/glossary.yaml ---
soft-law: {kind: concept, labels: {zh: {preferred: 软法, prefered: x}}, reading: {zh: ruan fa}}
--- content/timeline.yaml ---
e: {date: 2024, kind: policy, titel: x, title: 事}
"#,
        r#"
error[unknown-key]: the key `titel` means nothing here
 --> site.yaml:1:1
  |
1 | titel: 网站
  | ^^^^^
  |
  = help: did you mean `title`? known keys: languages, title, description, parallel, nav, base_url, fiscal_year_start, dates, kinds, strings, citations, rules, cjk_line_breaks, publish

error[unknown-key]: the key `nmae` means nothing here
 --> site.yaml:4:29
  |
4 |   - {tag: zh-Hans, dir: zh, nmae: 中文}
  |                             ^^^^
  |
  = help: did you mean `name`? known keys: tag, dir, name, fallback

error[unknown-key]: the interface has no words `previos`
 --> site.yaml:6:8
  |
6 |   zh: {previos: 上一篇}
  |        ^^^^^^^
  |
  = help: did you mean `previous`?

error[unknown-key]: there is no rule `broken-referense`
 --> site.yaml:7:9
  |
7 | rules: {broken-referense: off, untold-event: off, empty-site: off}
  |         ^^^^^^^^^^^^^^^^
  |
  = help: did you mean `broken-reference`?

error[unknown-key]: the key `prefered` means nothing here
 --> content/glossary.yaml:1:56
  |
1 | soft-law: {kind: concept, labels: {zh: {preferred: 软法, prefered: x}}, reading: {zh: ruan fa}}
  |                                                          ^^^^^^^^
  |
  = help: did you mean `preferred`? known keys: preferred, admitted, deprecated

error[unknown-key]: the key `titel` means nothing here
 --> content/timeline.yaml:1:31
  |
1 | e: {date: 2024, kind: policy, titel: x, title: 事}
  |                               ^^^^^
  |
  = help: did you mean `title`? known keys: date, kind, status, title, revised
"#,
    );
}

#[test]
fn values_of_site_yaml() {
    check(
        r#"
--- site.yaml ---
title: {zh: 网站, kr: 사이트}
languages:
  - {tag: zh-Hans, dir: zh, name: 中文}
  - {tag: zh_Hans!, dir: x}
  - {tag: ja, dir: 日本}
  - {tag: ja, dir: zh}
  - {dir: en}
parallel: [[zh, ja], [zh, zh]]
nav: [nothing]
base_url: example.org
fiscal_year_start: 13
rules: {raw-html: loud, empty-site: off}
"#,
        r#"
error[wrong-value]: `kr` is no language of this site
 --> site.yaml:1:17
  |
1 | title: {zh: 网站, kr: 사이트}
  |                   ^^
  |
  = help: site.yaml lists: zh

error[wrong-value]: `zh_Hans!` is no language tag (BCP 47)
 --> site.yaml:4:11
  |
4 |   - {tag: zh_Hans!, dir: x}
  |           ^^^^^^^^
  |
  = help: examples: zh-Hans, zh-Hant-TW, ja, ko, en

error[wrong-value]: `日本` cannot be a language's folder
 --> site.yaml:5:20
  |
5 |   - {tag: ja, dir: 日本}
  |                    ^^^^
  |
  = help: use letters, digits and hyphens; `shared` and `glossary` are taken

error[duplicate-key]: two languages have the folder `zh`
 --> site.yaml:6:6
  |
6 |   - {tag: ja, dir: zh}
  |      ^^^
  |
  = help: give each language a folder of its own

error[missing-key]: `tag` is missing
 --> site.yaml:7:6
  |
7 |   - {dir: en}
  |      ^^^
  |
  = help: add `tag: …`

error[wrong-value]: `ja` is no language of this site
 --> site.yaml:8:17
  |
8 | parallel: [[zh, ja], [zh, zh]]
  |                 ^^
  |
  = help: site.yaml lists: zh

error[wrong-value]: a pair of two languages is expected here
 --> site.yaml:8:22
  |
8 | parallel: [[zh, ja], [zh, zh]]
  |                      ^^^^^^^^
  |
  = help: write parallel: [[zh, ja]]

error[wrong-value]: `example.org` is no address to publish under
  --> site.yaml:10:11
   |
10 | base_url: example.org
   |           ^^^^^^^^^^^
   |
   = help: write the whole address: https://example.org/report

error[wrong-value]: `fiscal_year_start` is the number of a month
  --> site.yaml:11:20
   |
11 | fiscal_year_start: 13
   |                    ^^
   |
   = help: write 4 for fiscal years that begin in April

error[wrong-value]: `loud` is no weight of a rule
  --> site.yaml:12:19
   |
12 | rules: {raw-html: loud, empty-site: off}
   |                   ^^^^
   |
   = help: use off, notice, warning or error
"#,
    );
}

#[test]
fn a_site_of_no_language() {
    check(
        r#"
--- site.yaml ---
nav: []
"#,
        r#"
error[missing-key]: `languages` is missing
 --> site.yaml:1:1
  |
1 | nav: []
  | ^^^
  |
  = help: add `languages: …`

error[missing-key]: `title` is missing
 --> site.yaml:1:1
  |
1 | nav: []
  | ^^^
  |
  = help: add `title: …`

error[missing-key]: this site has no language
 --> site.yaml:1:1
  |
1 | nav: []
  | ^^^
  |
  = help: list at least one: languages: [{tag: zh-Hans, dir: zh, name: 中文}, {tag: ja, dir: ja, name: 日本語}]
"#,
    );
}

#[test]
fn a_site_yaml_that_is_no_yaml() {
    check(
        r#"
--- site.yaml ---
title: [
"#,
        r#"
error[broken-yaml]: this is not YAML: while parsing a node, did not find expected node content
 --> site.yaml:1:8
  |
1 | title: [
  |        ^
  |
  = help: this bracket is never closed; a text that begins with one stands in quotation marks
"#,
    );
}

#[test]
fn terms() {
    check(
        r#"
--- content/glossary.yaml ---
Soft Law: {kind: concept, labels: {zh: 软法}, reading: {zh: ruan fa}}
a: {kind: idea, labels: {zh: 甲}}
b: {kind: concept}
c: {kind: concept, labels: {zh: ""}}
d: {kind: concept, labels: {zh: 丁}}
e: {kind: concept, labels: {zh: {preferred: 戊, admitted: [丁]}}, reading: {zh: wu}}
"#,
        r#"
error[invalid-id]: `Soft Law` is no id
 --> content/glossary.yaml:1:1
  |
1 | Soft Law: {kind: concept, labels: {zh: 软法}, reading: {zh: ruan fa}}
  | ^^^^^^^^
  |
  = help: ids are lower-case letters, digits and hyphens and begin with a letter: soft-law

error[wrong-value]: `kind` cannot be `idea`
 --> content/glossary.yaml:2:11
  |
2 | a: {kind: idea, labels: {zh: 甲}}
  |           ^^^^
  |
  = help: possible values: concept, person, organization, policy, place, work

error[missing-key]: `labels` is missing
 --> content/glossary.yaml:3:1
  |
3 | b: {kind: concept}
  | ^
  |
  = help: add `labels: …`

error[wrong-value]: this label is empty
 --> content/glossary.yaml:4:33
  |
4 | c: {kind: concept, labels: {zh: ""}}
  |                                 ^^
  |
  = help: remove it, or write the label

warning[missing-reading]: `丁` has no reading in 中文
 --> content/glossary.yaml:5:33
  |
5 | d: {kind: concept, labels: {zh: 丁}}
  |                                 ^^
  |
  = help: add reading: {zh: …}, as pinyin: ruan fa

error[ambiguous-label]: `丁` names two terms in 中文: `d` and `e`
 --> content/glossary.yaml:6:59
  |
5 | d: {kind: concept, labels: {zh: 丁}}
  |                                 -- the other one
6 | e: {kind: concept, labels: {zh: {preferred: 戊, admitted: [丁]}}, reading: {zh: wu}}
  |                                                            ^^
  |
  = help: remove it from one of them, or link the words yourself: [words](term:id)
"#,
    );
}

#[test]
fn terms_called_alike() {
    check(
        r#"
--- content/glossary/a.yaml ---
soft-law: {kind: concept, labels: {zh: 软法}, reading: {zh: ruan fa}}
--- content/glossary/b.yaml ---
soft-law: {kind: concept, labels: {zh: 硬法}, reading: {zh: ying fa}}
"#,
        r#"
error[duplicate-id]: two terms are called `soft-law`
 --> content/glossary/b.yaml:1:1
  |
1 | soft-law: {kind: concept, labels: {zh: 硬法}, reading: {zh: ying fa}}
  | ^^^^^^^^
  |
 ::: content/glossary/a.yaml:1:1
  |
1 | soft-law: {kind: concept, labels: {zh: 软法}, reading: {zh: ruan fa}}
  | -------- the first one
  |
  = help: rename one of them
"#,
    );
}

#[test]
fn impossible_dates() {
    check(
        r#"
--- content/timeline.yaml ---
a: {date: 2024-02-30, kind: policy, title: 事}
b: {date: 2024-13, kind: policy, title: 事}
c: {date: 2024年4月, kind: policy, title: 事}
d: {date: "soon", kind: policy, title: 事}
e: {date: 2024/2023, kind: policy, title: 事}
f: {kind: polcy, title: 事}
"#,
        r#"
error[impossible-date]: there is no day 30
 --> content/timeline.yaml:1:19
  |
1 | a: {date: 2024-02-30, kind: policy, title: 事}
  |                   ^^
  |
  = help: February 2024 has 29 days

error[impossible-date]: there is no month 13
 --> content/timeline.yaml:2:16
  |
2 | b: {date: 2024-13, kind: policy, title: 事}
  |                ^^
  |
  = help: months are 01 to 12, seasons 21 to 24, quarters 33 to 36, half years 40 and 41

error[impossible-date]: a date is written in digits and hyphens, whatever the language
 --> content/timeline.yaml:3:11
  |
3 | c: {date: 2024年4月, kind: policy, title: 事}
  |           ^^^^^^^^^
  |
  = help: write 2024-04

error[impossible-date]: `soon` is not a date
 --> content/timeline.yaml:4:12
  |
4 | d: {date: "soon", kind: policy, title: 事}
  |            ^^^^
  |
  = help: write 2024, 2024-04, 2024-04-26, an interval such as 2024-04/2024-06, a half year such as 2024-41, or FY2024

error[impossible-date]: the interval ends before it starts
 --> content/timeline.yaml:5:11
  |
5 | e: {date: 2024/2023, kind: policy, title: 事}
  |           ^^^^^^^^^
  |
  = help: write the earlier date first

error[missing-key]: `date` is missing
 --> content/timeline.yaml:6:1
  |
6 | f: {kind: polcy, title: 事}
  | ^
  |
  = help: add `date: …`

error[wrong-value]: `polcy` is no kind of events
 --> content/timeline.yaml:6:11
  |
6 | f: {kind: polcy, title: 事}
  |           ^^^^^
  |
  = help: did you mean `policy`? site.yaml lists: policy
"#,
    );
}

#[test]
fn events_called_alike() {
    check(
        r#"
--- content/timeline.yaml ---
e: {date: 2024, kind: policy, title: 事}
e: {date: 2025, kind: policy, title: 件}
"#,
        r#"
error[duplicate-key]: the key `e` stands twice
 --> content/timeline.yaml:2:1
  |
1 | e: {date: 2024, kind: policy, title: 事}
  | - first here
2 | e: {date: 2025, kind: policy, title: 件}
  | ^ again here
  |
  = help: remove one of the two, or rename it
"#,
    );
}

#[test]
fn yaml_that_is_not_read() {
    check(
        r#"
--- content/timeline.yaml ---
- a
--- content/glossary.yaml ---
a: &x {kind: concept, labels: {zh: 甲}, reading: {zh: jia}}
b: *x
"#,
        r#"
error[broken-yaml]: anchors are not read
 --> content/glossary.yaml:1:4
  |
1 | a: &x {kind: concept, labels: {zh: 甲}, reading: {zh: jia}}
  |    ^^^^
  |
  = help: remove it; if the value is text that begins with `&`, put it in quotation marks

error[broken-yaml]: aliases are not read
 --> content/glossary.yaml:2:4
  |
2 | b: *x
  |    ^^
  |
  = help: write the value out; if it is text that begins with `*`, put it in quotation marks

error[wrong-value]: keys with values are expected here, not a list
 --> content/timeline.yaml:1:1
  |
1 | - a
  | ^^^
  |
  = help: write `key: value`, one a line, or `{key: value, …}`
"#,
    );
}

#[test]
fn events_of_two_files_called_alike() {
    check(
        "
--- content/zh/a.md ---
# 甲

[4月](event:draft) {#p}
--- content/timeline.yaml ---
draft: {date: 2024-04, kind: policy, title: {zh: 草案, ja: 草案}}
--- content/timeline/more.yaml ---
draft: {date: 2024-04, kind: policy, title: {zh: 草案, ja: 草案}}
",
        "
error[duplicate-id]: two events are called `draft`
 --> content/timeline.yaml:1:1
  |
1 | draft: {date: 2024-04, kind: policy, title: {zh: 草案, ja: 草案}}
  | ^^^^^
  |
 ::: content/timeline/more.yaml:1:1
  |
1 | draft: {date: 2024-04, kind: policy, title: {zh: 草案, ja: 草案}}
  | ----- the first one
  |
  = help: rename one of them, or keep one
",
    );
}
