//! What stands in a text and is not what it looks like: footnotes, marks that nothing reads, HTML, unsafe addresses, code.

use super::check;

#[test]
fn footnotes_that_nobody_sees() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一[^1]，二[^nowhere]，三\[^escaped]，`[^code]`。 {#x}

[^1]: 注，另见[^3]。

[^2]: 无人引用

[^3]: 注的注

[^1]: 重名
"#,
        r#"
error[silent-link]: this refers to a footnote that is not defined
 --> content/zh/a.md:3:8
  |
3 | 一[^1]，二[^nowhere]，三\[^escaped]，`[^code]`。 {#x}
  |           ^^
  |
  = help: define it in this document: [^1]: …; write \[^ for a bracket that is meant

notice[unused-footnote]: nothing refers to the footnote `2`
 --> content/zh/a.md:7:1
  |
7 | [^2]: 无人引用
  | ^^^^^^^^^^^^^^
  |
  = help: write [^2] where it belongs, or remove it

notice[unused-footnote]: two footnotes are called `1`
  --> content/zh/a.md:11:1
   |
 5 | [^1]: 注，另见[^3]。
   | -------------------- the first one, which is shown
...
11 | [^1]: 重名
   | ^^^^^^^^^^
   |
   = help: give this one another label, and refer to it
"#,
    );
}

#[test]
fn marks_that_are_printed_as_they_stand() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

软法（term：soft-law），｛#id｝，＊＊重＊＊。 {#x}

** 重 **。 {#y}

＃ 标题 {#z}

・ 项目 {#w}
"#,
        r#"
warning[fullwidth-marks]: full-width parentheses and colon make no link
 --> content/zh/a.md:3:3
  |
3 | 软法（term：soft-law），｛#id｝，＊＊重＊＊。 {#x}
  |     ^^^^^^^^
  |
  = help: write [软法](term:soft-law)

warning[fullwidth-marks]: a full-width brace opens no id
 --> content/zh/a.md:3:19
  |
3 | 软法（term：soft-law），｛#id｝，＊＊重＊＊。 {#x}
  |                         ^^^
  |
  = help: use half-width braces: {#soft-law}

warning[fullwidth-marks]: full-width stars are printed as they stand
 --> content/zh/a.md:3:25
  |
3 | 软法（term：soft-law），｛#id｝，＊＊重＊＊。 {#x}
  |                                  ^^^^
  |
  = help: use half-width stars: **重要**

warning[fullwidth-marks]: full-width stars are printed as they stand
 --> content/zh/a.md:3:28
  |
3 | 软法（term：soft-law），｛#id｝，＊＊重＊＊。 {#x}
  |                                        ^^^^
  |
  = help: use half-width stars: **重要**

notice[literal-marks]: these stars are printed as they stand
 --> content/zh/a.md:5:1
  |
5 | ** 重 **。 {#y}
  | ^^
  |
  = help: leave no space inside the stars: **重要**; write \*\* for stars that are meant

notice[literal-marks]: these stars are printed as they stand
 --> content/zh/a.md:5:6
  |
5 | ** 重 **。 {#y}
  |       ^^
  |
  = help: leave no space inside the stars: **重要**; write \*\* for stars that are meant

warning[fullwidth-marks]: a full-width number sign makes no heading
 --> content/zh/a.md:7:1
  |
7 | ＃ 标题 {#z}
  | ^^
  |
  = help: use half-width marks and a space: ## 概览

warning[fullwidth-marks]: a middle dot makes no list
 --> content/zh/a.md:9:1
  |
9 | ・ 项目 {#w}
  | ^^^
  |
  = help: begin the items of a list with a hyphen and a space: - 項目
"#,
    );
}

#[test]
fn full_width_lists_tables_and_footnotes() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

１. 项目 {#a}

1） 项目 {#b}

1）项目，一）项目。 {#c}

| 甲 | 乙 |
|：—|：—|

｜ 甲 ｜ 乙 ｜
｜---｜---｜

[^註]：说明 {#d}
"#,
        r#"
warning[fullwidth-marks]: a full-width number makes no list
 --> content/zh/a.md:3:1
  |
3 | １. 项目 {#a}
  | ^^
  |
  = help: begin the items of a numbered list with a half-width number, a full stop and a space: 1. 項目

warning[fullwidth-marks]: a full-width sign after the number makes no list
 --> content/zh/a.md:5:1
  |
5 | 1） 项目 {#b}
  | ^^^
  |
  = help: write 1. and a space

warning[fullwidth-marks]: full-width marks make no table
  --> content/zh/a.md:10:1
   |
10 | |：—|：—|
   | ^^^^^^^^^
   |
   = help: use half-width marks in the line below a table's head, and in its rows: |:--|--:|

warning[fullwidth-marks]: full-width marks make no table
  --> content/zh/a.md:13:1
   |
13 | ｜---｜---｜
   | ^^^^^^^^^^^^
   |
   = help: use half-width marks in the line below a table's head, and in its rows: |:--|--:|

warning[fullwidth-marks]: a full-width colon defines no footnote
  --> content/zh/a.md:15:1
   |
15 | [^註]：说明 {#d}
   | ^^
   |
   = help: use a half-width colon and a space: [^1]: …
"#,
    );
}

#[test]
fn braces_that_make_no_ruby() {
    check(
        r#"
--- content/ja/a.md ---
# 甲

｛漢字｜かんじ｝、{漢字|かんじ｝。 {#a}

{漢字|}、{|かんじ}、\{a|}、{a\|}。 {#b}

| 語 | 註 |
|----|----|
| {漢字|かんじ} | 註 |

{#c}
"#,
        r#"
warning[fullwidth-marks]: full-width braces make no ruby
 --> content/ja/a.md:3:1
  |
3 | ｛漢字｜かんじ｝、{漢字|かんじ｝。 {#a}
  | ^^^^^^^^^^^^^^^^
  |
  = help: use half-width braces: {漢字|かんじ}

warning[fullwidth-marks]: full-width braces make no ruby
 --> content/ja/a.md:3:10
  |
3 | ｛漢字｜かんじ｝、{漢字|かんじ｝。 {#a}
  |                   ^^^^^^^^^^^^^^
  |
  = help: use half-width braces: {漢字|かんじ}

notice[literal-marks]: these braces make no ruby, and are printed as they stand
 --> content/ja/a.md:5:1
  |
5 | {漢字|}、{|かんじ}、\{a|}、{a\|}。 {#b}
  | ^^^^^^^
  |
  = help: a ruby has a base and a reading, and marks open and close on one side of the bar: {漢字|かんじ}; write \{ for a brace that is meant

notice[literal-marks]: these braces make no ruby, and are printed as they stand
 --> content/ja/a.md:5:7
  |
5 | {漢字|}、{|かんじ}、\{a|}、{a\|}。 {#b}
  |          ^^^^^^^^^
  |
  = help: a ruby has a base and a reading, and marks open and close on one side of the bar: {漢字|かんじ}; write \{ for a brace that is meant

warning[literal-marks]: this bar divides two cells of the table, and makes no ruby
 --> content/ja/a.md:9:3
  |
9 | | {漢字|かんじ} | 註 |
  |   ^^^^^^^^^^^^^
  |
  = help: write {漢字\|かんじ}
"#,
    );
}

#[test]
fn links_that_silently_are_none() {
    check(
        r##"
--- content/zh/a.md ---
# 甲

[甲一] (../zh/b.md#stone)，[**甲**二] (b.md#stone)，【甲三】(../zh/b.md#stone)。 {#x}

［甲四］（event：x），[甲五]（mailto:a@example.org），`[甲六] (#y)`。 {#y}

（见上文），[1] (1999)，［注］（见下），\[甲七] (#y)。 {#z}
"##,
        r##"
error[silent-link]: a space between the brackets makes this no link
 --> content/zh/a.md:3:1
  |
3 | [甲一] (../zh/b.md#stone)，[**甲**二] (b.md#stone)，【甲三】(../zh/b.md#stone)。 {#x}
  | ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write [甲一](../zh/b.md#stone)

error[silent-link]: a space between the brackets makes this no link
 --> content/zh/a.md:3:25
  |
3 | [甲一] (../zh/b.md#stone)，[**甲**二] (b.md#stone)，【甲三】(../zh/b.md#stone)。 {#x}
  |                            ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write [**甲**二](b.md#stone)

error[silent-link]: full-width brackets make no link
 --> content/zh/a.md:3:47
  |
3 | [甲一] (../zh/b.md#stone)，[**甲**二] (b.md#stone)，【甲三】(../zh/b.md#stone)。 {#x}
  |                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write [甲三](../zh/b.md#stone)

error[silent-link]: full-width brackets make no link
 --> content/zh/a.md:5:1
  |
5 | ［甲四］（event：x），[甲五]（mailto:a@example.org），`[甲六] (#y)`。 {#y}
  | ^^^^^^^^^^^^^^^^^^^^
  |
  = help: write [甲四](event:x)

error[silent-link]: full-width parentheses make no link
 --> content/zh/a.md:5:15
  |
5 | ［甲四］（event：x），[甲五]（mailto:a@example.org），`[甲六] (#y)`。 {#y}
  |                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write [甲五](mailto:a@example.org)
"##,
    );
}

#[test]
fn headings_without_a_space() {
    check(
        r##"
--- content/zh/a.md ---
# 甲

##一个标识 {#x}

> #题

#1 是编号。 {#y}

\## 是标记。 {#z}
"##,
        r##"
warning[literal-marks]: without a space after the number signs this is no heading
 --> content/zh/a.md:3:1
  |
3 | ##一个标识 {#x}
  | ^^
  |
  = help: write ## 一个标识 {#x}; write \# for a sign that is meant

warning[literal-marks]: without a space after the number signs this is no heading
 --> content/zh/a.md:5:3
  |
5 | > #题
  |   ^
  |
  = help: write # 题; write \# for a sign that is meant
"##,
    );
}

#[test]
fn raw_html_is_text() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一<br>二。 {#x}

<div onclick="x">
块
</div>

<!-- 注释无妨 -->
"#,
        r#"
notice[raw-html]: raw HTML is shown as text
 --> content/zh/a.md:3:2
  |
3 | 一<br>二。 {#x}
  |   ^^^^
  |
  = help: write it in Markdown, put it into a template, or into a code span if it is meant to be seen

notice[raw-html]: raw HTML is shown as text
 --> content/zh/a.md:5:1
  |
5 | <div onclick="x">
  | ^^^^^^^^^^^^^^^^^
  |
  = help: write it in Markdown, put it into a template, or into a code span if it is meant to be seen
"#,
    );
}

#[test]
fn unsafe_addresses() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

[一](javascript:alert(1)) {#a}

[二](//evil.example/x) {#b}

[三](/etc/passwd) {#c}

<data:text/html,x> {#d}

![图](https://example.org/x.png) {#e}
"#,
        r#"
error[unsafe-url]: this address may not stand in a page
 --> content/zh/a.md:3:1
  |
3 | [一](javascript:alert(1)) {#a}
  | ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: use http:, https: or mailto:, term:, event:, cite:, or a path relative to the file

error[unsafe-url]: this address has no scheme
 --> content/zh/a.md:5:1
  |
5 | [二](//evil.example/x) {#b}
  | ^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: begin it with https://

error[broken-reference]: an address from the root leads out of a site that lies in a folder
 --> content/zh/a.md:7:1
  |
7 | [三](/etc/passwd) {#c}
  | ^^^^^^^^^^^^^^^^^
  |
  = help: write it relative to the file: ../chapter-6.md

error[unsafe-url]: this address may not stand in a page
 --> content/zh/a.md:9:1
  |
9 | <data:text/html,x> {#d}
  | ^^^^^^^^^^^^^^^^^^
  |
  = help: use http:, https: or mailto:, term:, event:, cite:, or a path relative to the file

error[unsafe-url]: a picture from another host would tell it who reads
  --> content/zh/a.md:11:1
   |
11 | ![图](https://example.org/x.png) {#e}
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: put the picture below content/ and name it relative to the document
"#,
    );
}

#[test]
fn code_in_an_unknown_language_is_noticed_once() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

```nolang
x
```

```nolang
y
```

```text
z
```
"#,
        r#"
notice[unknown-code-language]: `nolang` is no language that can be colored
 --> content/zh/a.md:3:1
  |
3 | ```nolang
  | ^^^^^^^^^
  |
  = help: it is shown plain; write ```text to say that this is meant
"#,
    );
}
