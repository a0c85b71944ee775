//! The site that is edited: small, and with something of everything that a page can show of another place.
//!
//! What a site calls an error keeps its pages from being made; here most mistakes are warnings, so that pages are compared
//! in spite of them. Every entry of YAML stands on a line of its own, so that edits can be edits of lines.

/// Its files, as `tests/it/harness.rs` reads them.
pub const SITE: &str = "\
--- site.yaml ---
title: {zh: 网站, ja: サイト}
description: {zh: 一个小网站。, ja: 小さなサイト。}
languages: [{tag: zh-Hans, dir: zh, name: 中文}, {tag: ja, dir: ja, name: 日本語}]
parallel: [[zh, ja]]
nav: [report, guide/start, guide/next]
kinds: {policy: {zh: 政策, ja: 政策}, trade: {zh: 贸易, ja: 貿易}}
rules: {broken-reference: warning, unknown-term: warning, unknown-event: warning, unknown-source: warning, orphan-note: warning, unknown-work: warning, unknown-person: warning, stray-id: warning, invalid-id: warning, duplicate-id: warning, silent-link: warning, missing-file: warning, unknown-unit: warning, contradicted-date: warning, broken-chart: warning, duplicate-title: warning, ambiguous-label: warning, unknown-key: warning, ambiguous-locator: warning, misplaced-file: warning, impossible-date: warning, broken-bibliography: warning}
--- content/zh/index.md ---
# 首页

欢迎。请看[报告](report.md)。 {#welcome}
--- content/ja/index.md ---
# 表紙

ようこそ。[報告](report.md)をどうぞ。 {#welcome}
--- content/zh/report.md ---
---
title: 报告
summary: 一份报告。
by: [mori]
date: 2024-05-01
order: 1
---

软法是一种规范[](cite:white-paper)。[4月](event:guidelines)，指南出台。 {#opening}

## 概览 {#overview}

[2024年](event:market)，市场达到9000亿日元，见[下一节](#chips)。 {#market}

- 第一项 {#first}
- 第二项

{#items}

| 年 | 数 |
| --- | --- |
| 2023 | 1 |

{#table}

```rust
fn main() { println!(\"你好\"); }
```

{#code}

```chart
title: 市场
kind: amounts
data: ../shared/market.csv
unit: 亿日元
source: 报告
```

{#chart}

## 芯片 {#chips}

对华出口占比连续三个季度过半。[^1] {#exports}

敏捷治理，见[指南](guide/start.md#install)与[软法](term:soft-law)。 {#agile}

![图](map.svg)

[^1]: 据统计。
--- content/ja/report.md ---
---
title: 報告
summary: ある報告。
by: [mori]
date: 2024-05-01
order: 1
---

ソフトローは規範の一種である[](cite:white-paper)。[4月](event:guidelines)、ガイドラインが出た。 {#opening}

## 概要 {#overview}

[2024年](event:market)、市場は9000億円に達した。[次節](#chips)を参照。 {#market}

- 一つ目 {#first}
- 二つ目

{#items}

| 年 | 数 |
| --- | --- |
| 2023 | 1 |

{#table}

```rust
fn main() { println!(\"こんにちは\"); }
```

{#code}

```chart
title: 市場
kind: amounts
data: ../shared/market.csv
unit: 億円
source: 報告
```

{#chart}

## 半導体 {#chips}

対中輸出の割合は三四半期続けて過半を占めた。[^1] {#exports}

アジャイル・ガバナンスは[手引き](guide/start.md#install)と[ソフトロー](term:soft-law)を参照。 {#agile}

![図](../zh/map.svg)

[^1]: 統計による。
--- content/zh/report/mori.md ---
---
title: 森的点评
annotates: report
by: [mori]
---

总的来说，[报告](../report.md)很好。 {#general}

> 又说[对华出口占比连续三个季度过半](../report.md#exports)

{#on-exports}

这一点值得注意。 {#remark}

> [§ 概览](../report.md#overview)

{#on-overview}

概览很清楚。 {#clear}
--- content/ja/report/mori.md ---
---
title: 森のコメント
annotates: report
by: [mori]
---

全体として[報告](../report.md)はよい。 {#general}

> また[対中輸出の割合は三四半期続けて過半を占めた](../report.md#exports)

{#on-exports}

注目に値する。 {#remark}

> [§ 概要](../report.md#overview)

{#on-overview}

概要は明快である。 {#clear}
--- content/zh/report/tanaka.md ---
---
title: 田中的点评
annotates: report
by: [tanaka]
---

> [市场达到9000亿日元](../report.md#market)……[第一项](../report.md#items)

{#on-market}

数字可疑。 {#doubt}
--- content/zh/guide/start.md ---
---
title: 开始
order: 2
---

先安装。软法在这里也出现。

## 安装 {#install}

第一步见[下一页](next.md)。

第二步见[报告](../report.md#chips)。
--- content/ja/guide/start.md ---
---
title: はじめに
order: 2
---

まず導入する。ソフトローもここに出る。

## 導入 {#install}

第一歩は[次のページ](next.md)。

第二歩は[報告](../report.md#chips)。
--- content/zh/guide/next.md ---
# 下一步

敏捷治理的下一步。

*软法*与**出口**。
--- content/ja/guide/next.md ---
# 次の一歩

アジャイル・ガバナンスの次の一歩。

*ソフトロー*と**輸出**。
--- content/zh/only.md ---
# 只有中文

只有中文的一页，见[备忘](memo.md)。 {#only}
--- content/ja/memo.md ---
---
title: 備忘
source: ja
draft: false
aliases: [old-memo]
---

日本語が原文である。 {#memo}
--- content/zh/memo.md ---
---
title: 备忘
---

译自日文。 {#memo}
--- content/zh/map.svg ---
<svg xmlns=\"http://www.w3.org/2000/svg\"/>
--- content/shared/market.csv ---
year,label.zh,label.ja,amount,forecast
2023,人工智能市场,AI市場,9000,
2030,生成式,生成AI,10000,yes
--- content/glossary.yaml ---
soft-law: {kind: concept, labels: {zh: {preferred: 软法}, ja: {preferred: ソフトロー}}, reading: {zh: ruan fa, ja: そふとろー}, definition: {zh: 没有强制力的规范。, ja: 強制力のない規範。}, related: [agile]}
agile: {kind: concept, labels: {zh: {preferred: 敏捷治理}, ja: {preferred: アジャイル・ガバナンス}}, reading: {zh: min jie, ja: あじゃいる}, definition: {zh: 随情况调整的治理。, ja: 状況に応じて見直す統治。}}
export: {kind: policy, labels: {zh: {preferred: 出口}, ja: {preferred: 輸出}}, reading: {zh: chu kou, ja: ゆしゅつ}, definition: {zh: 向国外卖。, ja: 国外に売ること。}}
mori: {kind: person, labels: {zh: 森, ja: 森}, reading: {zh: sen, ja: もり}, definition: {zh: 教授。, ja: 教授。}}
tanaka: {kind: person, labels: {zh: 田中, ja: 田中}, reading: {zh: tian zhong, ja: たなか}, definition: {zh: 记者。, ja: 記者。}}
--- content/timeline.yaml ---
market: {date: 2024, kind: trade, title: {zh: 市场扩大, ja: 市場が拡大}}
guidelines: {date: 2024-04, kind: policy, title: {zh: 指南出台, ja: ガイドライン公表}}
forecast: {date: 2030, kind: trade, status: forecast, title: {zh: 预计过万亿, ja: 一兆円超の見込み}}
--- content/bibliography.yaml ---
white-paper: {type: report, title: 白皮书, author: 文部科学省, date: 2024-06, language: zh}
handbook: {type: book, title: 手册, author: [森一郎], date: 2020, language: zh}
";

/// The same words in a third language, for when it is added.
pub const ENGLISH: &str = "\
--- content/en/report.md ---
---
title: Report
---

Soft law is a kind of norm. {#opening}

## Overview {#overview}

The market reached 900 billion yen in [2024](event:market). {#market}

## Chips {#chips}

Exports to China were above half for three quarters. {#exports}
--- content/en/guide/start.md ---
# Start

Install first.
";
