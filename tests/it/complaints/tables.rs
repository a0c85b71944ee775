//! Tables of charts: what their heads and cells can have wrong.

use super::check;

#[test]
fn cells_that_are_no_numbers() {
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
k,n
a,viele
b,NaN
c,1e308
"d, e", -５
f,"1,000"
g,~5
"#,
        r#"
error[broken-chart]: `viele` is no number
 --> content/shared/t.csv:2:3
  |
2 | a,viele
  |   ^^^^^
  |
  = help: write digits and a decimal point: 9000, 31.2, -5, 1.5e6; >9000 is more than that, ~9000 about that, and an empty cell has no value

error[broken-chart]: `NaN` is no number
 --> content/shared/t.csv:3:3
  |
3 | b,NaN
  |   ^^^
  |
  = help: write digits and a decimal point: 9000, 31.2, -5, 1.5e6; >9000 is more than that, ~9000 about that, and an empty cell has no value

error[broken-chart]: `1e308` is too great to be drawn
 --> content/shared/t.csv:4:3
  |
4 | c,1e308
  |   ^^^^^
  |
  = help: choose a greater unit, and write smaller numbers

error[broken-chart]: `-５` is no number
 --> content/shared/t.csv:5:9
  |
5 | "d, e", -５
  |         ^^^
  |
  = help: write digits and a decimal point: 9000, 31.2, -5, 1.5e6; >9000 is more than that, ~9000 about that, and an empty cell has no value

error[broken-chart]: `1,000` is no number
 --> content/shared/t.csv:6:3
  |
6 | f,"1,000"
  |   ^^^^^^^
  |
  = help: write digits and a decimal point: 9000, 31.2, -5, 1.5e6; >9000 is more than that, ~9000 about that, and an empty cell has no value
"#,
    );
}

#[test]
fn a_column_of_words() {
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
k,n,who
a,1,x
b,2,y
"#,
        r#"
error[broken-chart]: the column `who` holds no numbers
 --> content/shared/t.csv:1:5
  |
1 | k,n,who
  |     ^^^
  |
  = help: name the columns that are drawn: series: […]
"#,
    );
}

#[test]
fn a_table_without_rows() {
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
k,n
"#,
        r#"
error[broken-chart]: this table has no rows
 --> content/shared/t.csv:1:1
  |
1 | k,n
  | ^^^
  |
  = help: write a head and a row a line below it: year,sales / 2024,9000
"#,
    );
}

#[test]
fn rows_and_heads_that_do_not_fit() {
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
k,n,n
x,9,000,1
"y, z",1
"#,
        r#"
error[broken-chart]: two columns are called `n`
 --> content/shared/t.csv:1:5
  |
1 | k,n,n
  |     ^
  |
  = help: rename one of them

error[broken-chart]: this row has 4 cells, and the head has 3
 --> content/shared/t.csv:2:9
  |
2 | x,9,000,1
  |         ^
  |
  = help: a value that holds a comma stands in quotation marks; numbers are written without commas: 9000
"#,
    );
}

#[test]
fn cells_parted_by_other_signs() {
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
k;n
x;1
"#,
        r#"
error[broken-chart]: this head has one column only
 --> content/shared/t.csv:1:1
  |
1 | k;n
  | ^^^
  |
  = help: separate cells by commas (,)
"#,
    );
}

#[test]
fn rows_that_lack_words() {
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
k,label.zh,n,forecast
a,甲,1,maybe
b,,2,yes
"#,
        r#"
error[broken-chart]: `forecast` is yes or no, not `maybe`
 --> content/shared/t.csv:2:7
  |
2 | a,甲,1,maybe
  |        ^^^^^
  |
  = help: write yes where the row is expected and not yet a fact, else nothing

warning[missing-label]: this row has no words in `label.zh`
 --> content/shared/t.csv:3:3
  |
3 | b,,2,yes
  |   ^
  |
  = help: give every row its words; until then it is shown by its key
"#,
    );
}

#[test]
fn words_in_no_language_of_the_site() {
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
k,label.cn,n
a,甲,1
"#,
        r#"
error[wrong-value]: `cn` is no language of this site
 --> content/shared/t.csv:1:3
  |
1 | k,label.cn,n
  |   ^^^^^^^^
  |
  = help: site.yaml lists: zh, ja
"#,
    );
}

#[test]
fn amounts_without_dates() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

```chart
title: 表
kind: amounts
data: [{k: heute, n: 1}, {k: 2024, n: 2}]
```
"#,
        r#"
error[broken-chart]: amounts stand at dates, and not every row has one
 --> content/zh/a.md:6:9
  |
6 | data: [{k: heute, n: 1}, {k: 2024, n: 2}]
  |         ^
  |
  = help: write a date (EDTF) into the first column, or name its column with `x`; or draw bars: kind: bar

error[impossible-date]: `heute` is not a date
 --> content/zh/a.md:6:12
  |
6 | data: [{k: heute, n: 1}, {k: 2024, n: 2}]
  |            ^^^^^
  |
  = help: write 2024, 2024-04, 2024-04-26, an interval such as 2024-04/2024-06, a half year such as 2024-41, or FY2024
"#,
    );
}

#[test]
fn rows_of_yaml_with_a_slip() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

```chart
title: 表
kind: bar
data:
  - {k: a, sales: 1}
  - {k: b, slaes: 2}
  - text
```
"#,
        r#"
error[broken-chart]: the first row has no `slaes`
 --> content/zh/a.md:8:12
  |
8 |   - {k: b, slaes: 2}
  |            ^^^^^
  |
  = help: did you mean `sales`?

error[broken-chart]: a row of a table is a list of columns with their values
 --> content/zh/a.md:9:5
  |
9 |   - text
  |     ^^^^
  |
  = help: write {year: 2024, sales: 9000}
"#,
    );
}

#[test]
fn a_table_of_yaml_that_is_none() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

```chart
title: 表
kind: bar
data: ../shared/t.yaml
```
--- content/shared/t.yaml ---
a: 1
"#,
        r#"
error[broken-chart]: a table in YAML is a list of rows
 --> content/shared/t.yaml:1:1
  |
1 | a: 1
  | ^
  |
  = help: write a row a line: - {year: 2024, sales: 9000}
"#,
    );
}
