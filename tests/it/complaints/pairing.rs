//! Counterparts that an id keeps apart: borne twice, misspelt, or said in one language only.

use super::check;

#[test]
fn an_id_that_two_passages_bear() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一。 {#alpha}

- 二

{#alpha}

三。 {#gamma}
--- content/ja/a.md ---
# 甲

一。 {#alpha}

- 二

{#beta}

三。 {#gamma}
"#,
        r#"
error[duplicate-id]: `alpha` names two blocks of this document
 --> content/zh/a.md:7:1
  |
3 | 一。 {#alpha}
  |      -------- the first one
...
7 | {#alpha}
  | ^^^^^^^^
  |
  = help: rename one of them, in every language
"#,
    );
}

#[test]
fn a_slip_in_an_id() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一。 {#annotation}

二。 {#other}
--- content/ja/a.md ---
# 甲

一。 {#anotation}

二。 {#other}
"#,
        r#"
notice[missing-unit]: `anotation` is missing in 中文
 --> content/ja/a.md:3:4
  |
3 | 一。 {#anotation}
  |      ^^^^^^^^^^^^
  |
 ::: content/zh/a.md:3:4
  |
3 | 一。 {#annotation}
  |      ------------- without a counterpart, too
  |
  = help: did you mean {#annotation}, as in content/zh/a.md?

notice[missing-unit]: `annotation` is missing in 日本語
 --> content/zh/a.md:3:4
  |
3 | 一。 {#annotation}
  |      ^^^^^^^^^^^^^
  |
 ::: content/ja/a.md:3:4
  |
3 | 一。 {#anotation}
  |      ------------ without a counterpart, too
  |
  = help: did you mean {#anotation}, as in content/ja/a.md?
"#,
    );
}

#[test]
fn an_id_in_one_language_only() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一。 {#first}

二。

三。 {#third}

见[二](#second)。 {#last}
--- content/ja/a.md ---
# 甲

一。

二。 {#second}

三。 {#third}

[二](#second)を見よ。 {#last}
"#,
        r#"
warning[unpaired-unit]: this passage has no id; its counterpart in content/zh/a.md is {#first}
 --> content/ja/a.md:3:1
  |
3 | 一。
  | ^^^^
  |
 ::: content/zh/a.md:3:4
  |
3 | 一。 {#first}
  |      -------- its counterpart
  |
  = help: put {#first} at its end; `taiyaku ids` writes missing ids

warning[unpaired-unit]: this passage has no id; its counterpart in content/ja/a.md is {#second}
 --> content/zh/a.md:5:1
  |
5 | 二。
  | ^^^^
  |
 ::: content/ja/a.md:5:4
  |
5 | 二。 {#second}
  |      --------- its counterpart
  |
  = help: put {#second} at its end; `taiyaku ids` writes missing ids
"#,
    );
}
