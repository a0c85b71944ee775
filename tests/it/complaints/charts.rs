//! Charts: what their blocks can have wrong.

use super::check;

#[test]
fn a_kind_and_columns_that_there_are_not() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

```chart
title: 表
kind: colum
data: ../shared/t.csv
colour: red
```
--- content/shared/t.csv ---
year,sales
2024,1
"#,
        r#"
error[wrong-value]: `kind` cannot be `colum`
 --> content/zh/a.md:5:7
  |
5 | kind: colum
  |       ^^^^^
  |
  = help: did you mean `column`? possible values: bar, column, line, amounts

error[unknown-key]: the key `colour` means nothing here
 --> content/zh/a.md:7:1
  |
7 | colour: red
  | ^^^^^^
  |
  = help: known keys: title, kind, data, x, series, unit, source, note, forecast
"#,
    );
}

#[test]
fn columns_that_there_are_not() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

```chart
title: 表
kind: bar
data: ../shared/t.csv
series: [sale]
x: yaer
```
--- content/shared/t.csv ---
year,sales
2024,1
"#,
        r#"
error[broken-chart]: the table has no column `sale`
 --> content/zh/a.md:7:10
  |
7 | series: [sale]
  |          ^^^^
  |
  = help: did you mean `sales`?

error[broken-chart]: the table has no column `yaer`
 --> content/zh/a.md:8:4
  |
8 | x: yaer
  |    ^^^^
  |
  = help: did you mean `year`?
"#,
    );
}

#[test]
fn a_table_that_is_not_there() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

```chart
title: 表
kind: bar
data: ../shared/tt.csv
```
--- content/shared/t.csv ---
k,n
a,1
"#,
        r#"
error[missing-file]: there is no content/shared/tt.csv
 --> content/zh/a.md:6:7
  |
6 | data: ../shared/tt.csv
  |       ^^^^^^^^^^^^^^^^
  |
  = help: did you mean content/shared/t.csv? paths are relative to the file they stand in
"#,
    );
}

#[test]
fn units_of_another_scale() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

```chart
title: 表
kind: bar
data: [{k: a, n: 1}]
unit: {zh: 亿日元, ja: 兆円}
```
"#,
        r#"
error[broken-chart]: `兆円` counts in 10^12, and `亿日元` in 10^8
 --> content/zh/a.md:7:21
  |
7 | unit: {zh: 亿日元, ja: 兆円}
  |            ------      ^^^^
  |            |
  |            the other unit
  |
  = help: both languages have the same numbers: use units of one scale, such as 亿日元 and 億円
"#,
    );
}

#[test]
fn words_that_a_language_lacks() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

```chart
title: {ja: 表}
kind: bar
data: ../shared/t.csv
```
--- content/shared/t.csv ---
k,label.ja,n
a,ア,1
"#,
        r#"
warning[missing-label]: `title` is not said in zh
 --> content/zh/a.md:4:13
  |
4 | title: {ja: 表}
  |             ^^
  |
  = help: say it for each language: {…, zh: …}

warning[missing-label]: the rows have no words in zh
 --> content/shared/t.csv:1:3
  |
1 | k,label.ja,n
  |   ^^^^^^^^
  |
  = help: add a column `label.zh`
"#,
    );
}

#[test]
fn more_series_than_signs() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

```chart
title: 表
kind: line
data: ../shared/t.csv
```
--- content/shared/t.csv ---
k,a,b,c,d,e,f,g,h,i
x,1,1,1,1,1,1,1,1,1
"#,
        r#"
error[broken-chart]: 9 series cannot be told apart
 --> content/zh/a.md:3:1
  |
3 | ```chart
  | ^^^^^^^^
  |
  = help: name at most 8 of them with `series: […]`, or draw several charts
"#,
    );
}

#[test]
fn more_bars_than_can_be_read() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

```chart
title: 表
kind: bar
data: ../shared/t.csv
```
--- content/shared/t.csv ---
k,a,b,c,d,e,f,g,h
r0,1,1,1,1,1,1,1,1
r1,1,1,1,1,1,1,1,1
r2,1,1,1,1,1,1,1,1
r3,1,1,1,1,1,1,1,1
r4,1,1,1,1,1,1,1,1
r5,1,1,1,1,1,1,1,1
r6,1,1,1,1,1,1,1,1
r7,1,1,1,1,1,1,1,1
"#,
        r#"
error[broken-chart]: 64 bars, of 8 rows, are too many to be read
 --> content/zh/a.md:3:1
  |
3 | ```chart
  | ^^^^^^^^
  |
  = help: draw at most 60, or a line: kind: line
"#,
    );
}

#[test]
fn a_chart_that_says_nothing() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

```chart
```
"#,
        r#"
error[broken-chart]: this chart says nothing
 --> content/zh/a.md:3:1
  |
3 | ```chart
  | ^^^^^^^^
  |
  = help: write in it, one a line: title: …, kind: column, data: ../shared/market.csv, unit: …, source: …
"#,
    );
}

#[test]
fn a_chart_in_a_list() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

- x

  ```chart
  title: 表
  kind: bar
  data: [{k: a, n: 1}]
  ```
"#,
        r#"
error[broken-chart]: a chart in a list, a quotation or a footnote is not drawn
 --> content/zh/a.md:5:3
  |
5 |   ```chart
  |   ^^^^^^^^
  |
  = help: put it between the paragraphs of the text, at the beginning of the line
"#,
    );
}

#[test]
fn yaml_beside_a_chart_that_names_another() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

```chart
title: 表
kind: bar
data: ../shared/t.csv
```
--- content/shared/t.yaml ---
k: 1
"#,
        r#"
warning[unread-source]: content/shared/t.yaml is read by nothing and not published
 --> content/shared/t.yaml:1:1
  |
1 | k: 1
  | ^
  |
  = help: of YAML, content/glossary.yaml, content/timeline.yaml and content/bibliography.yaml are read, and what lies in folders of these names; what is to be published as it is can lie below static/

error[missing-file]: there is no content/shared/t.csv
 --> content/zh/a.md:6:7
  |
6 | data: ../shared/t.csv
  |       ^^^^^^^^^^^^^^^
  |
  = help: put the table below content/, beside the document or in content/shared/: data: ../shared/market.csv
"#,
    );
}
