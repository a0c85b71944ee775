//! A small whole site and the HTML that a reader gets of it.

use super::harness::{Page, Site};

/// Chapters in two languages, a commentary, a glossary, a timeline: one of each kind.
const SITE: &str = r#"
--- content/zh/a.md ---
---
title: 甲
---
软法先行，[4月](event:guidelines)发布；软法再现，**软法**也是。 {#opening}

## 概览 {#overview}

软法在此又是首次，[法](term:)不链接，半导体是**日本的强项**，对华出口过半[^b]，再注[^a]。 {#chips}

| 项目 | 金额 |
|:-----|-----:|
| 甲   | 29亿 |

{#table}

```rust
let tag = "<b>";
```

{#code}

2. 一 {#one}
3. 二

{#list}

一<b>粗</b>，见[乙](b.md#x)、[页](https://example.org/?a=1&b=2 "题\"解")、~~删~~、`代码<i>`，&lt;完&gt;。 {#inline}

只在中文。 {#zh-only only}

[^a]: 后注。

[^b]: 先注，见[上](#opening)。
--- content/ja/a.md ---
---
title: 甲
---
ソフトロー先行、[4月](event:guidelines)に公表。 {#opening}

## 概況 {#overview}

半導体と29億の表。 {#chips with=table,code}

- 一 {#one}

{#list}

一。 {#inline}

二。 {#inline-2 of=inline}
--- content/zh/b.md ---
# 乙

正文。 {#x}
--- content/zh/a/suzuki.md ---
---
title: 点评
annotates: a
by: suzuki
---
总评。 {#general}

> 半导体是[日本的强项，对华](../a.md#chips)

{#q1}

评一。 {#n1}

> [§ 概览](../a.md#overview)

{#q2}

评二。 {#n2}

## 余论 {#rest}

不属于任何一段。 {#r1}
--- content/glossary.yaml ---
soft-law: {kind: concept, labels: {zh: 软法, ja: ソフトロー}, reading: {zh: ruan fa, ja: そふとろー}, definition: {zh: 非约束性规则。, ja: 拘束力のない規則。}}
suzuki: {kind: person, labels: {zh: 铃木, ja: 鈴木}, reading: {zh: ling mu, ja: すずき}}
--- content/timeline.yaml ---
guidelines: {date: 2024-04, kind: policy, title: {zh: 指引发布, ja: 指針公表}}
"#;

fn site() -> Site {
    let site = Site::new(SITE.trim_start());
    let report = site.build();
    assert!(!report.contains("error[") && !report.contains("warning["), "{report}");
    site
}

fn passage(page: &Page, id: &str) -> String {
    page.inside(&format!("[id='{id}'] > .passage"))
}

#[test]
fn terms_are_linked_at_their_first_mention_in_each_section() {
    let page = site().page("zh/a.html");
    assert_eq!(
        passage(&page, "opening"),
        r##"<p><a aria-describedby="def.soft-law" class="term" href="glossary.html#soft-law">软法</a>先行，<a class="when" href="timeline.html#guidelines">4月</a>发布；软法再现，<strong>软法</strong>也是。</p>"##
    );
    assert_eq!(page.all("#chips a.term").len(), 1);
    assert!(page.inside("[id='def.soft-law']").contains("非约束性规则。"));
}

#[test]
fn a_highlight_is_split_at_the_borders_of_elements_and_its_sign_follows_it() {
    let page = site().page("zh/a.html");
    let html = passage(&page, "chips");
    let expected = r##"<strong><mark class="note-1">日本的强项</mark></strong><mark class="note-1">，对华</mark><a aria-label="① 铃木的点评" class="note-ref" href="#note.1.q1">①</a>出口过半"##;
    assert!(html.contains(expected), "{html}");
    assert_eq!(
        page.unit_text("chips").unwrap().trim(),
        "软法在此又是首次，法不链接，半导体是日本的强项，对华出口过半，再注。"
    );
}

#[test]
fn a_note_stands_after_its_passage_and_leads_back_and_on() {
    let page = site().page("zh/a.html");
    let note = page.inside("[id='note.1.q1']");
    assert!(note.contains("<p>评一。</p>"), "{note}");
    assert!(note.contains(r##"href="#chips""##) && note.contains(r##"href="a/suzuki.html#q1""##), "{note}");
    assert!(page.one("[id='note.1.q2']").attr("class").unwrap().contains("whole"));
    assert!(!page.source.contains("不属于任何一段"), "what follows a heading belongs to no note");
    let commentary = site().page("zh/a/suzuki.html");
    assert!(commentary.inside("#main").contains("总评。"));
    assert_eq!(commentary.all(".targets a[href='../a.html#chips']").len(), 1);
}

#[test]
fn footnotes_are_numbered_by_their_first_references() {
    let page = site().page("zh/a.html");
    let html = passage(&page, "chips");
    let expected = r##"<sup class="footnote-ref" id="fnref.1"><a href="#fn.1">1</a></sup>，再注<sup class="footnote-ref" id="fnref.2"><a href="#fn.2">2</a></sup>。"##;
    assert!(html.contains(expected), "{html}");
    assert!(page.inside("[id='fn.1']").contains("先注"));
    assert!(page.inside("[id='fn.2']").contains("后注"));
}

#[test]
fn html_of_an_author_is_text() {
    let page = site().page("zh/a.html");
    let html = passage(&page, "inline");
    assert!(
        html.starts_with(
            "<p>一<code>&lt;b&gt;</code>粗<code>&lt;/b&gt;</code>，见<a class=\"see\" href=\"b.html#x\">乙</a>、"
        ),
        "{html}"
    );
    assert!(html.ends_with("<del>删</del>、<code>代码&lt;i&gt;</code>，&lt;完&gt;。</p>"), "{html}");
    let link = page.one("#inline a[href^='https:']");
    assert_eq!(link.attr("href"), Some("https://example.org/?a=1&b=2"));
    assert_eq!(link.attr("title"), Some("题\"解"));
    assert_eq!(link.attr("rel"), Some("noopener noreferrer"));
}

#[test]
fn tables_lists_and_code_keep_their_form() {
    let page = site().page("zh/a.html");
    let table = page.inside("#table table");
    assert!(table.contains("<th class=\"align-left\" scope=\"col\">项目</th>"), "{table}");
    assert!(table.contains("<td class=\"align-right\">29亿</td>"), "{table}");
    assert_eq!(page.one("#table .scroll").attr("tabindex"), Some("0"));
    assert_eq!(page.one("#list ol").attr("start"), Some("2"));
    assert_eq!(page.one("#list li[id='one']").text().collect::<String>().trim(), "一");
    assert_eq!(page.one("#code pre").text().collect::<String>(), "let tag = \"<b>\";\n");
    assert!(page.all("#code pre span[class^='c-']").len() > 2);
    assert!(site().output().join("code.css").is_file());
}

#[test]
fn every_page_has_an_anchor_for_every_id_of_its_work() {
    let site = site();
    let ids = ["opening", "overview", "chips", "table", "code", "one", "list", "inline", "inline-2", "zh-only", "top"];
    for path in ["zh/a.html", "ja/a.html", "zh/a.ja.html", "ja/a.zh.html"] {
        let page = site.page(path);
        for id in ids {
            assert_eq!(page.all(&format!("[id='{id}']")).len(), 1, "{path}#{id}");
        }
    }
}

#[test]
fn passages_lead_to_the_same_passage_in_the_other_language() {
    let page = site().page("ja/a.html");
    let ways = page.inside("#opening .ways");
    assert!(ways.contains(r#"href="../zh/a.html#opening" hreflang="zh-Hans" lang="zh-Hans""#), "{ways}");
    assert!(ways.contains(r#"href="a.zh.html#opening""#), "{ways}");
    assert_eq!(page.one("html").attr("lang"), Some("ja"));
}

#[test]
fn a_row_of_the_parallel_page_is_a_passage_in_both_languages() {
    let page = site().page("ja/a.zh.html");
    let languages: Vec<_> = page.all("#chips > [lang]").iter().map(|cell| cell.attr("lang").unwrap()).collect();
    assert_eq!(languages, ["ja", "zh-Hans"]);
    assert_eq!(page.all("#zh-only > .aside").len(), 1, "a passage of one language by intent says so beside it");
}

#[test]
fn an_event_is_linked_with_its_passages_and_back() {
    let site = site();
    for (language, words) in [("zh", "2024年4月"), ("ja", "2024年4月")] {
        let page = site.page(&format!("{language}/timeline.html"));
        let event = page.one("li[id='guidelines']");
        assert!(event.text().collect::<String>().contains(words));
        assert_eq!(page.all("li[id='guidelines'] a[href='a.html#opening']").len(), 1);
        let chapter = site.page(&format!("{language}/a.html"));
        assert_eq!(chapter.all("#opening a.when[href='timeline.html#guidelines']").len(), 1);
    }
}

#[test]
fn an_entry_of_the_glossary_names_the_passages_that_use_it() {
    let page = site().page("zh/glossary.html");
    let entry = page.inside("[id='soft-law']");
    assert!(entry.contains("ruan fa") && entry.contains("ソフトロー"), "{entry}");
    assert!(entry.contains(r#"href="a.html#opening""#) && entry.contains(r#"href="a.html#chips""#), "{entry}");
}

#[test]
fn pages_with_nothing_to_show_are_not_made_and_not_linked() {
    let site = Site::new("--- content/zh/a.md ---\n# 甲\n\n一。 {#x}\n--- content/ja/a.md ---\n# 甲\n\n一。 {#x}\n");
    assert_eq!(site.build(), "");
    for name in ["timeline", "glossary", "people"] {
        assert!(!site.output().join(format!("zh/{name}.html")).exists(), "{name}");
        assert_eq!(site.page("zh/a.html").all(&format!("a[href^='{name}']")).len(), 0, "{name}");
    }
    assert!(!site.output().join("code.css").exists());
    assert!(!site.output().join("404.html").exists(), "without base_url no page knows where the root is");
}

#[test]
fn a_template_of_the_site_extends_that_of_the_theme() {
    let site = Site::new(
        "--- content/zh/index.md ---\n# 甲\n\n一。 {#x}\n--- content/ja/index.md ---\n# 甲\n\n一。 {#x}\n\
         --- templates/base.html ---\n{% extends \"theme/base.html\" %}\n{% block head_extra %}<meta name=\"author\" content=\"{{ page.site_title }}\">{% endblock %}\n",
    );
    assert_eq!(site.build(), "");
    assert_eq!(site.page("zh/index.html").one("meta[name='author']").attr("content"), Some("网站"));
}

#[test]
fn a_term_is_no_part_of_a_word_in_a_script_that_parts_words_by_spaces() {
    let site = Site::new(
        "\
--- site.yaml ---
title: {ar: تقرير}
languages: [{tag: ar, dir: ar, name: العربية}]
--- content/ar/a.md ---
# عنوان

اليابان ومليار، ثم لي. Cafés, café. {#a}
--- content/glossary.yaml ---
li: {kind: person, labels: {ar: لي}}
cafe: {kind: concept, labels: {ar: caf}, definition: {ar: …}}
",
    );
    let report = site.build();
    assert!(!report.contains("error["), "{report}");
    let page = site.page("ar/a.html");
    let terms: Vec<_> = page.all("#a a.term").iter().map(|term| term.inner_html()).collect();
    assert_eq!(terms, ["لي"]);
}
