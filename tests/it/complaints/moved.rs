//! Passages that stand elsewhere than in the source, pairs that were proposed, and ids in several files.

use super::check;

#[test]
fn a_moved_passage_is_told_of_once_and_keeps_its_counterpart() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一。 {#a}

二。 {#b}

## 节 {#s}

三。 {#c}

四。 {#d}
--- content/ja/a.md ---
# 甲

二。 {#b}

## 節 {#s}

三。 {#c}

四。 {#d}

一。 {#a}
"#,
        r#"
warning[unit-order]: this passage stands in another order than in the source, whose order all pages show
  --> content/ja/a.md:11:4
   |
11 | 一。 {#a}
   |      ^^^^
   |
  ::: content/zh/a.md:3:4
   |
 3 | 一。 {#a}
   |      ---- its counterpart
   |
   = help: move it to where the source has it; pages in every language follow the order of the source
"#,
    );
}

#[test]
fn passages_that_moved_to_the_front_together() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一。 {#a}

二。 {#b}

三。 {#c}

四。 {#d}

五。 {#e}
--- content/ja/a.md ---
# 甲

四。 {#d}

五。 {#e}

一。 {#a}

二。 {#b}

三。 {#c}
"#,
        r#"
warning[unit-order]: 2 passages from here on stand in another order than in the source, whose order all pages show
 --> content/ja/a.md:3:4
  |
3 | 四。 {#d}
  |      ^^^^
  |
 ::: content/zh/a.md:9:4
  |
9 | 四。 {#d}
  |      ---- its counterpart
  |
  = help: move it to where the source has it; pages in every language follow the order of the source
"#,
    );
}

#[test]
fn pairs_that_were_proposed() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一。 {#a}

二。 {#b}

三。 {#c}

四。 {#d}
--- content/ja/a.md ---
# 甲

一。 {#a proposed}

二三。 {#b with=c proposed}

四。 {#d}

四つづき。 {#d-2 of=d proposed}
"#,
        r#"
warning[proposed-pair]: `taiyaku ids` proposed `a` for this passage, and nobody has confirmed it
 --> content/ja/a.md:3:4
  |
3 | 一。 {#a proposed}
  |      ^^^^^^^^^^^^^
  |
 ::: content/zh/a.md:3:4
  |
3 | 一。 {#a}
  |      ---- its proposed counterpart
  |
  = help: compare the passages: where they are each other's translations, remove the word `proposed`; where not, give this one the id of its counterpart

warning[proposed-pair]: `taiyaku ids` proposed `b` for this passage, and nobody has confirmed it
 --> content/ja/a.md:5:5
  |
5 | 二三。 {#b with=c proposed}
  |        ^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/zh/a.md:5:4
  |
5 | 二。 {#b}
  |      ---- its proposed counterpart
6 |
7 | 三。 {#c}
  |      ---- its proposed counterpart
  |
  = help: compare the passages: where they are each other's translations, remove the word `proposed`; where not, give this one the id of its counterpart

warning[proposed-pair]: `taiyaku ids` proposed `d-2` for this passage, and nobody has confirmed it
 --> content/ja/a.md:9:7
  |
9 | 四つづき。 {#d-2 of=d proposed}
  |            ^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/zh/a.md:9:4
  |
9 | 四。 {#d}
  |      ---- its proposed counterpart
  |
  = help: compare the passages: where they are each other's translations, remove the word `proposed`; where not, give this one the id of its counterpart
"#,
    );
}

#[test]
fn an_id_in_three_files_of_one_language_that_are_two_pages() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一。 {#x}
--- content/a.zh.md ---
# 乙

二。 {#x}
--- content/zh/a.zh.md ---
# 丙

三。 {#x}
--- content/ja/a.md ---
# 甲

一。 {#x}
"#,
        r#"
error[duplicate-route]: this is the same page as content/a.zh.md
 --> content/zh/a.md:1:1
  |
1 | # 甲
  | ^^^^
  |
 ::: content/a.zh.md:1:1
  |
1 | # 乙
  | ---- the other document
  |
  = help: keep one of the two files
"#,
    );
}

#[test]
fn one_id_in_three_works_is_three_passages() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一。 {#x}
--- content/zh/b.md ---
# 乙

二。 {#x}
--- content/zh/c.md ---
# 丙

三。 {#x}
--- content/ja/c.md ---
# 丙

三。 {#x}
"#,
        "",
    );
}

#[test]
fn a_proposed_pair_is_an_error_where_completeness_is_required() {
    let text = "--- content/zh/a.md ---\n# 甲\n\n一。 {#a}\n--- content/ja/a.md ---\n# 甲\n\n一。 {#a proposed}\n";
    let site = super::site(text);
    assert!(site.build().starts_with("warning[proposed-pair]"));
    assert!(site.build_with(taiyaku::build::Completeness::Required).contains("error[proposed-pair]"));
}
