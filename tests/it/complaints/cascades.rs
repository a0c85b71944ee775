//! What follows from a mistake is not told beside it: one slip, one complaint.

use super::{check, site};

/// Texts that name terms, persons and events, whose files are broken in the tests.
const TEXTS: &str = r#"
--- content/zh/a.md ---
---
title: 甲
by: [li]
---
[软法](term:soft-law)在[4月](event:april)，见[年表](timeline.md#april)、[词](glossary.md#soft-law)、[人](people.md)。 {#x}
"#;

fn check_texts(files: &str, expected: &str) {
    check(&format!("{TEXTS}{files}"), expected);
}

#[test]
fn a_timeline_and_a_glossary_that_are_no_yaml() {
    check_texts(
        r#"
--- content/timeline.yaml ---
april: {date: 2024-04, kind: policy, title: 事}
  may: {date: 2024-05, kind: policy, title: 事}
--- content/glossary.yaml ---
li: {kind: person, labels: {zh: 李, ja: 李}}
 soft-law: {kind: concept, labels: {zh: 软法, ja: 法}}
"#,
        r#"
error[broken-yaml]: this is not YAML: while parsing a block mapping, did not find expected key
 --> content/glossary.yaml:2:2
  |
2 |  soft-law: {kind: concept, labels: {zh: 软法, ja: 法}}
  |  ^
  |
  = help: keys of one mapping begin in the same column, each followed by a colon and a space

error[broken-yaml]: this is not YAML: while parsing a block mapping, did not find expected key
 --> content/timeline.yaml:2:3
  |
2 |   may: {date: 2024-05, kind: policy, title: 事}
  |   ^
  |
  = help: keys of one mapping begin in the same column, each followed by a colon and a space
"#,
    );
}

#[test]
fn entries_with_mistakes_keep_their_ids() {
    check_texts(
        r#"
--- content/timeline.yaml ---
april: {date: 2024-13, kind: policy, title: 事}
--- content/glossary.yaml ---
li: {kind: persn, labels: {zh: 李, ja: 李}}
other:
  kind: concept
  labels: {zh: 乙, ja: 乙}
  reading: {zh: yi, ja: おつ}
  soft-law: {kind: concept, labels: {zh: 软法, ja: 法}}
"#,
        r#"
error[wrong-value]: `kind` cannot be `persn`
 --> content/glossary.yaml:1:12
  |
1 | li: {kind: persn, labels: {zh: 李, ja: 李}}
  |            ^^^^^
  |
  = help: did you mean `person`? possible values: concept, person, organization, policy, place, work

error[unknown-key]: the key `soft-law` means nothing here
 --> content/glossary.yaml:6:3
  |
6 |   soft-law: {kind: concept, labels: {zh: 软法, ja: 法}}
  |   ^^^^^^^^
  |
  = help: known keys: kind, labels, reading, definition, affiliation, source, related

error[impossible-date]: there is no month 13
 --> content/timeline.yaml:1:20
  |
1 | april: {date: 2024-13, kind: policy, title: 事}
  |                    ^^
  |
  = help: months are 01 to 12, seasons 21 to 24, quarters 33 to 36, half years 40 and 41
"#,
    );
}

#[test]
fn a_site_whose_languages_or_kinds_cannot_be_read() {
    let files = r#"
--- content/timeline.yaml ---
april: {date: 2024-04, kind: policy, title: 事}
--- content/glossary.yaml ---
li: {kind: person, labels: {zh: 李, ja: 李}, reading: {zh: li, ja: り}}
soft-law: {kind: concept, labels: {zh: 软法, ja: 法}, reading: {zh: ruan, ja: ほう}}
--- site.yaml ---
title: 网站
nav: [a, b]
"#;
    check_texts(
        &format!("{files}languages: [{{tag: zh-Hans, dir: 中文}}, {{tag: ja, dir: ja}}]\n"),
        r#"
error[wrong-value]: `中文` cannot be a language's folder
 --> site.yaml:3:33
  |
3 | languages: [{tag: zh-Hans, dir: 中文}, {tag: ja, dir: ja}]
  |                                 ^^^^
  |
  = help: use letters, digits and hyphens; `shared` and `glossary` are taken
"#,
    );
    let site = site(TEXTS.trim_start());
    site.write(&format!(
        "{}languages: [{{tag: zh-Hans, dir: zh}}]\nkind: {{policy: 政策}}\n",
        files.trim_start().replace("[a, b]", "[a]")
    ));
    let report = site.build();
    assert_eq!(report.matches("error[").count(), 1 + report.matches("is no language").count(), "{report}");
}

/// A text in two languages, and commentaries on it.
const PAIR: &str = r#"
--- content/ja/a.md ---
# 甲

一[4月](event:april)。 {#x}

二。 {#y with=z}
--- content/zh/a/b.md ---
---
title: 点评
annotates: a
---
> [一](../a.md#x)

评。 {#b1}
--- content/ja/a/b.md ---
---
title: 評
annotates: a
---
> [一](../a.md#x)

評。 {#b1}
--- content/timeline.yaml ---
april: {date: 2024-04, kind: policy, title: 事}
"#;

#[test]
fn a_text_whose_front_matter_never_ends() {
    check(
        &format!(
            "{PAIR}--- content/zh/a.md ---\n---\ntitle: 甲\n\n一[4月](event:april)。 {{#x}}\n\n二。 {{#y}}\n\n三。 {{#z}}\n"
        ),
        r#"
error[front-matter]: this front matter never ends
 --> content/zh/a.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: close it with a line of three hyphens: ---
"#,
    );
}

#[test]
fn a_commentary_whose_front_matter_is_no_yaml() {
    let text = "--- content/zh/a.md ---\n# 甲\n\n一[4月](event:april)。 {#x}\n\n二。 {#y}\n\n三。 {#z}\n";
    check(
        &format!(
            "{PAIR}{text}--- content/zh/a/b.md ---\n---\ntitle: 点评\nannotates：a\n---\n> [一](../a.md#x)\n\n评。 {{#b1}}\n"
        ),
        r#"
error[broken-yaml]: this is not YAML: simple key expect ':'
 --> content/zh/a/b.md:3:10
  |
3 | annotates：a
  |          ^^
  |
  = help: YAML takes the ASCII colon and a space: `annotates: a`
"#,
    );
}

#[test]
fn a_file_that_is_not_utf8() {
    let site = site(PAIR.trim_start());
    site.write_bytes(
        "content/zh/a.md",
        b"---\ntitel: \xbc\xd7\n---\n\xd2\xbb (term:x) {#x}\n\n\xb6\xfe {#w}\n\n[x] (#q)\n",
    );
    let report = site.build();
    let told: Vec<&str> = report.lines().filter(|line| line.contains('[') && line.contains("]: ")).collect();
    assert_eq!(told, ["error[not-utf8]: this file is not UTF-8"], "{report}");
}

#[test]
fn a_language_that_could_not_be_read_is_told_once() {
    check(
        r#"
--- site.yaml ---
title: {zh: 网站, ja: サイト}
languages:
  - {tag: zh-Hans, dir: zh}
  - {tga: ja, dir: ja}
parallel: [[zh, ja]]
--- content/zh/a.md ---
# 甲

一。 {#x}
--- content/ja/a.md ---
# 甲

一。 {#x}
"#,
        r#"
error[missing-key]: `tag` is missing
 --> site.yaml:4:6
  |
4 |   - {tga: ja, dir: ja}
  |      ^^^
  |
  = help: add `tag: …`

error[unknown-key]: the key `tga` means nothing here
 --> site.yaml:4:6
  |
4 |   - {tga: ja, dir: ja}
  |      ^^^
  |
  = help: did you mean `tag`? known keys: tag, dir, name, fallback
"#,
    );
}
