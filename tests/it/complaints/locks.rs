//! Lock files as merges and hands leave them.

use taiyaku::base::digest::Digest;
use taiyaku::parse::lock::line;

use super::check;

const TEXTS: &str = "--- content/zh/a.md ---\n# 甲\n\n一。 {#a}\n\n二。 {#b}\n--- content/ja/a.md ---\n# 甲\n\n一。 {#a}\n\n二。 {#b}\n";

fn check_lock(lock: &str, expected: &str) {
    check(&format!("{TEXTS}--- content/ja/a.lock ---\n{lock}"), expected);
}

#[test]
fn every_line_that_records_nothing_is_told_and_the_others_count() {
    check_lock(
        "\
# Written by a machine
a\tb60c8ac1f5a1f6a5\taf1349b9f5f9a1a6
a-b\taf1349b9f5f9a1a6\taf1349b9f5f9a1a6
a-c\taf1349b9f5f9a1a6
A\taf1349b9f5f9a1a6\taf1349b9f5f9a1a6\t
b\taf1349b9f5f9a1a6\tAF1349B9F5F9A1A6\t
c\taf1349b9f5f9a1a6\taf1349b9f5f9a1a6\t旧
z\taf1349b9f5f9a1a6\taf1349b9f5f9a1a6\t
y\taf1349b9f5f9a1a6\taf1349b9f5f9a1a6\t
z\taf1349b9f5f9a1a6\taf1349b9f5f9a1a6\t
garbage
",
        r#"
warning[broken-lock]: this is not the text that the digest of the source was made of
 --> content/ja/a.lock:2:36
  |
2 | a    b60c8ac1f5a1f6a5    af1349b9f5f9a1a6
  |                                          ^
  |
  = help: restore the line from an earlier version of the file, or remove it and record the passage anew: taiyaku accept

warning[broken-lock]: this line has 2 of the 4 fields of a record
 --> content/ja/a.lock:4:1
  |
4 | a-c    af1349b9f5f9a1a6
  | ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: restore the line from an earlier version of the file, or remove it and record the passage anew: taiyaku accept

warning[broken-lock]: `A` is no id
 --> content/ja/a.lock:5:1
  |
5 | A    af1349b9f5f9a1a6    af1349b9f5f9a1a6
  | ^
  |
  = help: restore the line from an earlier version of the file, or remove it and record the passage anew: taiyaku accept

warning[broken-lock]: `AF1349B9F5F9A1A6` is no digest of 16 hexadecimal digits
 --> content/ja/a.lock:6:20
  |
6 | b    af1349b9f5f9a1a6    AF1349B9F5F9A1A6
  |                          ^^^^^^^^^^^^^^^^
  |
  = help: restore the line from an earlier version of the file, or remove it and record the passage anew: taiyaku accept

warning[broken-lock]: this is not the text that the digest of the source was made of
 --> content/ja/a.lock:7:37
  |
7 | c    af1349b9f5f9a1a6    af1349b9f5f9a1a6    旧
  |                                              ^^
  |
  = help: restore the line from an earlier version of the file, or remove it and record the passage anew: taiyaku accept

warning[broken-lock]: `y` stands below `z`, out of order
 --> content/ja/a.lock:9:1
  |
9 | y    af1349b9f5f9a1a6    af1349b9f5f9a1a6
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: lines are sorted by id, so that versions merge; taiyaku accept puts them in order when it writes the file

warning[broken-lock]: `z` is recorded twice
  --> content/ja/a.lock:10:1
   |
 8 | z    af1349b9f5f9a1a6    af1349b9f5f9a1a6
   | --------------------------------------------- the other line
 9 | y    af1349b9f5f9a1a6    af1349b9f5f9a1a6
10 | z    af1349b9f5f9a1a6    af1349b9f5f9a1a6
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: the line counts that fits the texts as they are now; taiyaku accept keeps it and removes the other

warning[broken-lock]: this line has 1 of the 4 fields of a record
  --> content/ja/a.lock:11:1
   |
11 | garbage
   | ^^^^^^^
   |
   = help: restore the line from an earlier version of the file, or remove it and record the passage anew: taiyaku accept
"#,
    );
}

#[test]
fn the_conflict_of_a_merge_is_told_once() {
    check_lock(
        "\
<<<<<<< HEAD
y\taf1349b9f5f9a1a6\taf1349b9f5f9a1a6\t
||||||| base
not even read
=======
x\taf1349b9f5f9a1a6\taf1349b9f5f9a1a7\t
y\taf1349b9f5f9a1a6\taf1349b9f5f9a1a7\t
>>>>>>> other
z\taf1349b9f5f9a1a6\taf1349b9f5f9a1a7\t
",
        r#"
warning[broken-lock]: two versions of this file were merged, and their conflict is left
 --> content/ja/a.lock:1:1
  |
1 | <<<<<<< HEAD
  | ^^^^^^^^^^^^
  |
 ::: content/ja/a.lock:8:1
  |
8 | >>>>>>> other
  | ------------- its end
  |
  = help: of two lines with one id the one counts that fits the texts as they are now; taiyaku accept keeps it, and all that stands in one version only, and removes the marks
"#,
    );
}

#[test]
fn marks_without_their_others_are_told() {
    check_lock(
        "\
=======
<<<<<<< HEAD
<<<<<<< HEAD
",
        r#"
warning[broken-lock]: this is one mark of a conflict of two versions, and the others are not there
 --> content/ja/a.lock:1:1
  |
1 | =======
  | ^^^^^^^
  |
  = help: remove it; or restore the file from one of the versions, and run taiyaku accept

warning[broken-lock]: this is one mark of a conflict of two versions, and the others are not there
 --> content/ja/a.lock:2:1
  |
2 | <<<<<<< HEAD
  | ^^^^^^^^^^^^
  |
  = help: remove it; or restore the file from one of the versions, and run taiyaku accept

warning[broken-lock]: this is one mark of a conflict of two versions, and the others are not there
 --> content/ja/a.lock:3:1
  |
3 | <<<<<<< HEAD
  | ^^^^^^^^^^^^
  |
  = help: remove it; or restore the file from one of the versions, and run taiyaku accept
"#,
    );
}

#[test]
fn a_lock_without_its_document_or_beside_the_source_is_told() {
    check(
        &format!(
            "{TEXTS}--- content/ja/renamed.lock ---\n# x\n--- content/zh/a.lock ---\n--- content/zh/d.md ---\n---\ntitle: 丁\ndraft: true\n---\n一。\n--- content/zh/d.lock ---\n"
        ),
        r#"
notice[orphan-lock]: this records what content/ja/renamed.md was made from, and there is no such document
 --> content/ja/renamed.lock:1:1
  |
1 | # x
  | ^
  |
  = help: if the document has another name now, give the lock the same; if it is gone, remove the lock

notice[orphan-lock]: content/zh/a.md is the source of its work, and was made from nothing
 --> content/zh/a.lock:1:1
  |
1 |
  | ^
  |
  = help: remove the lock; or, if it is a translation, name its source in the front matter: source: zh
"#,
    );
}

#[test]
fn a_stale_passage_is_told_with_what_changed() {
    let record = |id: &str, text: &str| line(id, Digest::of(""), text);
    let lock = [
        record("a", "日本的软法在春天通过，Import已增长。"),
        record("b", "第二段。"),
        record("c", "第3段。"),
        record("top", "年度报告"),
    ];
    check(
        &format!(
            "\
--- content/zh/a.md ---
# 新年度的报告

日本的**硬**法在夏天通过，Export已增长。 {{#a}}

第二段。 {{#b}}

第三段。 {{#c}}
--- content/ja/a.md ---
# 年度報告

日本の**ソフトロー**。 {{#a}}

二と三。 {{#b with=c}}
--- content/ja/a.lock ---
{}
",
            lock.join("\n")
        ),
        r#"
notice[stale-target]: the source of `top` has changed since it was translated
 --> content/ja/a.md:1:1
  |
1 | # 年度報告
  | ^^^^^^^^^^
  |
 ::: content/zh/a.md:1:1
  |
1 | # 新年度的报告
  | -------------- {+新+}年度{+的+}报告
  |
  = help: bring the translation up to date, then run `taiyaku accept a#top`; with --typo if it need not change

notice[stale-target]: the source of `a` has changed since it was translated
 --> content/ja/a.md:3:15
  |
3 | 日本の**ソフトロー**。 {#a}
  |                        ^^^^
  |
 ::: content/zh/a.md:3:27
  |
3 | 日本的**硬**法在夏天通过，Export已增长。 {#a}
  |                                          ---- 日本的[-软-]{+硬+}法在[-春-]{+夏+}天通过，[-Import-]{+Export+}已增长。
  |
  = help: bring the translation up to date, then run `taiyaku accept a#a`; with --typo if it need not change

notice[stale-target]: the source of `c` has changed since it was translated
 --> content/ja/a.md:5:6
  |
5 | 二と三。 {#b with=c}
  |          ^^^^^^^^^^^
  |
 ::: content/zh/a.md:7:6
  |
7 | 第三段。 {#c}
  |          ---- 第[-3-]{+三+}段。
  |
  = help: bring the translation up to date, then run `taiyaku accept a#c`; with --typo if it need not change
"#,
    );
}
