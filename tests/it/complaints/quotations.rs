//! Quotations whose unlinked words are not the passage's.

use super::check;

#[test]
fn words_around_that_the_passage_does_not_have() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

半导体是日本的强项，对华出口占比连续三个季度过半。 {#chips}

因为人们知道石碑。 {#stone}
--- content/zh/a/b.md ---
---
title: 点评
annotates: a
---
> 完全不同的话，因为人们[知道](../a.md#stone)石碑。

一。 {#b1}

> “日本的强项，[对华出口](../a.md#chips)占比……[三个季度](../a.md#chips)过半”，[知道](../a.md#stone)石碑！

二。 {#b2}

> 强项……[对华出口](../a.md#chips)份额

三。 {#b3}
"#,
        r#"
warning[misquotation]: the words around these stand otherwise in `stone`
 --> content/zh/a/b.md:5:14
  |
5 | > 完全不同的话，因为人们[知道](../a.md#stone)石碑。
  |                         ^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/zh/a.md:5:1
  |
5 | 因为人们知道石碑。 {#stone}
  | --------------------------- the passage
  |
  = help: quote the passage exactly, with …… where words are left out, and write your own words below

warning[misquotation]: the words around these stand otherwise in `chips`
  --> content/zh/a/b.md:13:7
   |
13 | > 强项……[对华出口](../a.md#chips)份额
   |         ^^^^^^^^^^^^^^^^^^^^^^^^^
   |
  ::: content/zh/a.md:3:1
   |
 3 | 半导体是日本的强项，对华出口占比连续三个季度过半。 {#chips}
   | -------------------------------------------------- the passage
   |
   = help: quote the passage exactly, with …… where words are left out, and write your own words below
"#,
    );
}
