//! Entries of the glossary that cannot be what they say.

use super::check;

#[test]
fn entries_related_to_nothing_or_to_themselves() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

软法。 {#x}
--- content/glossary.yaml ---
soft-law:
  kind: concept
  labels: {zh: 软法}
  reading: {zh: ruan fa}
  related: [soft-law, hard-low, xyz]
hard-law: {kind: concept, labels: {zh: 硬法}, reading: {zh: ying fa}, related: soft-law}
"#,
        r#"
error[wrong-value]: `soft-law` is this entry itself
 --> content/glossary.yaml:5:13
  |
5 |   related: [soft-law, hard-low, xyz]
  |             ^^^^^^^^
  |
  = help: name another entry, or remove it

error[unknown-term]: there is no entry `hard-low`
 --> content/glossary.yaml:5:23
  |
5 |   related: [soft-law, hard-low, xyz]
  |                       ^^^^^^^^
  |
  = help: did you mean `hard-law`?

error[unknown-term]: there is no entry `xyz`
 --> content/glossary.yaml:5:33
  |
5 |   related: [soft-law, hard-low, xyz]
  |                                 ^^^
  |
  = help: name an entry by its id: soft-law
"#,
    );
}

#[test]
fn labels_that_are_no_words() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

“软法”。 {#x}
--- content/glossary.yaml ---
a: {kind: concept, labels: {zh: "。"}}
b:
  kind: concept
  reading: {zh: ruan fa}
  labels: {zh: {preferred: 软法, admitted: ["“”", " "]}}
"#,
        r#"
error[wrong-value]: this label is punctuation only
 --> content/glossary.yaml:1:33
  |
1 | a: {kind: concept, labels: {zh: "。"}}
  |                                 ^^^^
  |
  = help: write the word: as a label, punctuation would be linked wherever it stands

error[wrong-value]: this label is punctuation only
 --> content/glossary.yaml:5:43
  |
5 |   labels: {zh: {preferred: 软法, admitted: ["“”", " "]}}
  |                                             ^^^^
  |
  = help: write the word: as a label, punctuation would be linked wherever it stands

error[wrong-value]: this label is empty
 --> content/glossary.yaml:5:49
  |
5 |   labels: {zh: {preferred: 软法, admitted: ["“”", " "]}}
  |                                                   ^^^
  |
  = help: remove it, or write the label
"#,
    );
}

#[test]
fn links_to_entries_that_are_not_there() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

[一](glossary.md#soft-lav)、[二](people.md#soft-law)、[三](places.md) {#x}
--- content/glossary.yaml ---
soft-law: {kind: concept, labels: {zh: 软法}, reading: {zh: ruan fa}}
bank: {kind: organization, labels: {zh: 央行}, reading: {zh: yang hang}}
"#,
        r#"
error[broken-reference]: there is no entry `soft-lav` in content/zh/glossary.md
 --> content/zh/a.md:3:1
  |
3 | [一](glossary.md#soft-lav)、[二](people.md#soft-law)、[三](places.md) {#x}
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `#soft-law`?

error[broken-reference]: there is no entry `soft-law` in content/zh/people.md
 --> content/zh/a.md:3:27
  |
3 | [一](glossary.md#soft-lav)、[二](people.md#soft-law)、[三](places.md) {#x}
  |                             ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: entries are named as in glossary.yaml and timeline.yaml

error[broken-reference]: there is no content/zh/places.md
 --> content/zh/a.md:3:51
  |
3 | [一](glossary.md#soft-lav)、[二](people.md#soft-law)、[三](places.md) {#x}
  |                                                       ^^^^^^^^^^^^^^^
  |
  = help: the page is made once content/glossary.yaml has something for it
"#,
    );
}
