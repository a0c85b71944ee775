//! What annotations say, in whatever form, becomes Markdown that a note can hold; no word is lost, and nothing of it runs.

use serde_json::{Value, json};

use super::import::{draft, imported, on, told};
use super::published;

/// What the only note says, when an annotation says this.
fn said(text: &str, format: &str) -> String {
    let mut value = on(json!({"type": "TextQuoteSelector", "exact": "灵活"}), "x");
    value["body"] = json!({"type": "TextualBody", "value": text, "format": format});
    note(&value)
}

fn note(value: &Value) -> String {
    let (site, report) = imported(value);
    assert_eq!(told(&report), Vec::<String>::new());
    let text = draft(&site, &report);
    let body = text.split_once("{#s1}\n").unwrap().1.trim().to_owned();
    super::publish_drafts(site.root());
    // What was brought over can be published.
    published(&site, None);
    body
}

#[test]
fn html_becomes_what_a_note_can_hold() {
    for (html, markdown) in [
        ("<p>一<em>二</em><b>三</b></p><p>四</p>", "一*二***三**\n\n四"),
        ("词<script>alert(1)</script><style>p{}</style>语", "词语"),
        ("<img src=x onerror=alert(1) alt=图>", "图"),
        (
            "<a href=\"javascript:alert(1)\">点</a> <a href=\"https://example.net/\">站</a>",
            "点 [站](https://example.net/)",
        ),
        ("<h2>题</h2><ul><li>甲<li>乙</ul><ol><li>丙</ol>", "**题**\n\n- 甲\n- 乙\n\n1) 丙"),
        ("<blockquote>引<a href=https://example.net>文</a></blockquote>", "> 引文"),
        ("<pre>a  b\n*c*</pre><p>一<br>二</p>", "```\na  b\n*c*\n```\n\n一\\\n二"),
        ("&lt;script&gt;*星*", "\\<script>\\*星\\*"),
        ("<table><tr><td>甲<td>乙<tr><td>丙</table>", "甲 | 乙\n\n丙"),
        ("<div><span>无<p>尽", "无\n\n尽"),
    ] {
        assert_eq!(said(html, "text/html"), markdown, "{html}");
    }
    let deep = format!("{}深{}", "<div>".repeat(5000), "</div>".repeat(5000));
    assert_eq!(said(&deep, "text/html"), "深");
    let nested = format!("{}深{}", "<b><i>".repeat(20), "</i></b>".repeat(20));
    assert!(said(&nested, "text/html").contains('深'));
    assert!(said(&format!("{0}深{0}", "*".repeat(400)), "text/markdown").contains('深'));
    let large = format!("<p>大</p>{}", "<b>".repeat(30_000));
    assert_eq!(said(&large, "text/html"), "大");
}

#[test]
fn plain_words_stay_words() {
    assert_eq!(
        said("# 不是题\r\n> 不是引\r\n\r\n*星* <b> {#x}", "text/plain"),
        "\\# 不是题\n\n\\> 不是引\n\n\\*星\\* \\<b> \\{#x}"
    );
}

#[test]
fn markdown_stays_as_it_is_if_a_note_can_hold_it() {
    for same in [
        "*一*、**二**\n两行",
        "- 甲\n- 乙\n\n```\ncode\n```",
        "> 引\n\n答",
        "{漢字|かんじ} [站](https://example.net/ \"题\")",
    ] {
        assert_eq!(said(same, "text/markdown"), same);
    }
}

#[test]
fn markdown_that_would_break_the_note_is_written_anew() {
    for (markdown, expected) in [
        ("# 题\n\n文", "**题**\n\n文"),
        ("> [词](../chapter-6.md#soft)\n\n答", "> 词\n\n答"),
        ("文 {#soft}", "文"),
        ("![图](https://example.net/a.png)", "[图](https://example.net/a.png)"),
        ("[点](javascript:alert(1))", "点"),
        ("[点](term：soft-law)", "点"),
    ] {
        assert_eq!(said(markdown, "text/markdown"), expected, "{markdown}");
    }
    assert!(said("<script>alert(1)</script>", "text/markdown").contains("alert(1)"), "raw HTML is words");
}

#[test]
fn footnotes_of_two_notes_do_not_meet() {
    let one = |id: &str, words: &str| {
        let mut value = on(json!({"type": "TextQuoteSelector", "exact": "灵活"}), "x");
        value["id"] = json!(id);
        value["body"] =
            json!({"type": "TextualBody", "format": "text/markdown", "value": format!("文[^1]\n\n[^1]: {words}")});
        value
    };
    let (site, report) = imported(&json!([one("urn:a", "甲"), one("urn:b", "乙"), one("urn:c", "甲")]));
    let text = draft(&site, &report);
    assert_eq!((text.matches("文[^1]").count(), text.matches("文[^1-2]").count()), (2, 1), "{text}");
    assert!(text.ends_with("\n[^1]: 甲\n\n[^1-2]: 乙\n"), "{text}");
    super::publish_drafts(site.root());
    published(&site, None);
}

#[test]
fn several_bodies_stand_below_each_other() {
    let mut value = on(json!({"type": "TextQuoteSelector", "exact": "灵活"}), "x");
    value["body"] = json!([
        {"type": "TextualBody", "value": "一"},
        {"type": "TextualBody", "value": "存疑", "purpose": "tagging"},
        {"type": "Choice", "items": [{"type": "TextualBody", "value": "<b>二</b>", "format": "text/html"}, {"type": "TextualBody", "value": "三"}]},
    ]);
    assert_eq!(note(&value), "一\n\n\\#存疑\n\n**二**");
    value.as_object_mut().unwrap().remove("body");
    value["bodyValue"] = json!("只有字");
    assert_eq!(note(&value), "只有字");
}
