//! Emphasis, strikethrough, soft breaks and ruby in every place that text reaches.

use super::harness::Site;

/// The same words in each place, broken over lines and with marks in them.
const SITE: &str = r#"
--- site.yaml ---
title:
  zh: >-
    网站
    标题
  ja: サイト
description:
  zh: >-
    站点
    说明，
    两行
  ja: 説明
languages:
  - {tag: zh-Hans, dir: zh, name: 中文}
  - {tag: ja, dir: ja, name: 日本語}
parallel: [[zh, ja]]
kinds:
  policy: {zh: 政策, ja: 政策}
--- content/zh/a.md ---
**“题”**目
{读|dú}音
===

**“小”节**
~~旧~~新{节|jié} {#head}
---

![图
**「像」**](pic.png "图
题")

软
法是**「词」**
语，见[脚注](#head "标
题")[^1]，
[四
月](event:e)。 {#x}

| **“表”**格{头\|tóu} |
|------|
| ~~“删”~~除 |

{#table}

[^1]: 脚**「注」**
    第二行。
--- content/zh/pic.png ---
--- content/ja/a.md ---
---
title: >-
  題名
  二行
summary: >-
  要約
  二行
---

## 見出し {#head}

図 {#pic only}

ソフト
ローは**「語」**
です。 {#x}

表 {#table-ja only}
--- content/zh/a/c.md ---
---
title: 评论
annotates: a
by: suzuki
summary: |
  摘要
  两行
---

> [软法是「词」
> 语](../a.md#x)

评**「注」**
两行。

> [§ “小”节旧新节](../a.md#head)

评二。
--- content/glossary.yaml ---
soft-law:
  kind: concept
  labels: {zh: 软法, ja: ソフトロー}
  reading: {zh: ruan fa, ja: そふとろー}
  definition:
    zh: >
      定义
      两行，
      three words
      三行
    ja: 定義
suzuki:
  kind: person
  labels: {zh: 铃木, ja: 鈴木}
  reading: {zh: ling mu, ja: すずき}
--- content/timeline.yaml ---
e:
  date: 2024-04
  kind: policy
  title:
    zh: >-
      事件
      标题
    ja: 出来事
"#;

/// Asserts that the page says it all.
#[track_caller]
fn says(site: &Site, page: &str, expected: &[&str]) {
    let source = site.page(page).source;
    for expected in expected {
        assert!(source.contains(expected), "{expected}\n{source}");
    }
}

#[test]
fn lines_join_and_marks_are_read_in_every_place() {
    let site = Site::new(SITE.trim_start());
    let report = site.build();
    assert!(!report.contains("error["), "{report}");
    says(
        &site,
        "zh/a.html",
        &[
            "<title>“题”目读音 – 网站标题</title>",
            "<strong>“题”</strong>目<ruby>读<rp>(</rp><rt>dú</rt><rp>)</rp></ruby>音",
            "“小”节旧新节</a>",
            "<strong>“小”节</strong><del>旧</del>新<ruby>节<rp>(</rp><rt>jié</rt><rp>)</rp></ruby>",
            "alt=\"图「像」\" title=\"图题\"",
            "<mark class=\"note-1\">是</mark><strong><mark class=\"note-1\">「词」</mark></strong><mark class=\"note-1\">语</mark><a",
            "title=\"标题\"",
            ">四月</a>",
            "<strong>“表”</strong>格<ruby>头",
            "<del>“删”</del>除",
            "脚<strong>「注」</strong>第二行。",
            "定义两行， three words 三行",
            "评<strong>「注」</strong>两行。",
        ],
    );
    says(&site, "zh/a/c.html", &["content=\"摘要两行\"", "“小”节旧新节"]);
    says(&site, "zh/glossary.html", &["定义两行， three words 三行"]);
    says(&site, "zh/timeline.html", &["事件标题"]);
    says(&site, "zh/index.html", &["content=\"站点说明，两行\"", "“题”目读音"]);
    says(&site, "zh/a.ja.html", &["<del>旧</del>新<ruby>节", "ソフトロー</a>は<strong>「語」</strong>です。"]);
    says(&site, "ja/a.html", &["<title>題名二行 – サイト</title>", "content=\"要約二行\""]);
}
