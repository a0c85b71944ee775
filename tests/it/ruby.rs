//! Ruby: what is one and what is none, and every place that its base reaches.

use proptest::prelude::*;
use taiyaku::base::text::{FileId, SourceFile};
use taiyaku::parse;
use taiyaku::parse::config::{Config, Language};
use taiyaku::parse::document::{Document, InlineKind, each_inline};

use super::harness::Site;
use super::vectors::ratchet::Outcome;
use super::vectors::{array, compare, load, normalize, text};

/// The document of a text, without regard to complaints.
fn document(markdown: &str) -> Document {
    let tag = taiyaku::base::language::LanguageTag::parse("ja");
    let languages = tag.map(|tag| Language { tag, dir: "ja".into(), name: "日本語".into() }).into_iter().collect();
    let config = Config { languages, ..Config::default() };
    let file = SourceFile::new(FileId(0), "content/ja/a.md".into(), markdown);
    parse::document(&file, &config).0.expect("it stands where a language is")
}

/// The HTML of a text as a site shows it.
fn html(markdown: &str) -> String {
    let site = Site::new(&format!("--- content/ja/a.md ---\n---\ntitle: 題\n---\n\n{markdown}\n"));
    let report = site.build();
    assert!(!report.contains("error["), "{report}");
    let page = site.page("ja/a.html");
    let passages: Vec<String> = page.all(".passage").iter().map(|it| it.inner_html().trim().to_owned()).collect();
    passages.join("\n")
}

/// The cases of the notation; vectors must be there.
pub fn vectors() -> Outcome {
    let vectors = load("cjk-ruby.json").expect("vectors");
    let case = |case: &serde_json::Value| {
        let mut html = html(text(&case["input"])).replace(" rel=\"noopener noreferrer\"", "");
        if case["rp"] == false {
            html = without_parentheses(&html);
        }
        compare(normalize(&html), normalize(text(&case["expected"])))
    };
    Outcome { set: "cjk-ruby.json cases", failures: array(&vectors["cases"]).iter().map(case).collect() }
}

fn without_parentheses(html: &str) -> String {
    html.replace("<rp>(</rp>", "").replace("<rp>)</rp>", "")
}

#[track_caller]
fn check(table: &[(&str, &str)]) {
    for (markdown, expected) in table {
        let html = html(markdown);
        let inside = html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>")).unwrap_or(&html);
        assert_eq!(&without_parentheses(inside), expected, "{markdown:?}");
    }
}

#[test]
fn a_reading_stands_over_a_word_or_over_each_character() {
    check(&[
        ("{漢字|かんじ}", "<ruby>漢字<rt>かんじ</rt></ruby>"),
        ("{汉字|hàn zì}很多", "<ruby>汉字<rt>hàn zì</rt></ruby>很多"),
        (
            "{修学旅行|しゅう|がく|りょ|こう}",
            "<ruby>修<rt>しゅう</rt>学<rt>がく</rt>旅<rt>りょ</rt>行<rt>こう</rt></ruby>",
        ),
        ("{振り仮名|ふ||が|な}", "<ruby>振<rt>ふ</rt>り<rt></rt>仮<rt>が</rt>名<rt>な</rt></ruby>"),
        ("{体育祭|たいいく|さい}", "<ruby>体育祭<rt>たいいくさい</rt></ruby>"),
        ("{漢字｜かんじ}", "<ruby>漢字<rt>かんじ</rt></ruby>"),
        ("{&#x6f22;字|かん|じ}", "<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>"),
    ]);
    assert_eq!(
        html("{漢字|かんじ}"),
        "<p><ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby></p>",
        "browsers without ruby show parentheses"
    );
}

#[test]
fn base_and_reading_hold_marks_and_stand_in_marks() {
    check(&[
        ("**{鳥|とり}かご**", "<strong><ruby>鳥<rt>とり</rt></ruby>かご</strong>"),
        ("は**{「鳥」|とり}。**だ", "は<strong><ruby>「鳥」<rt>とり</rt></ruby>。</strong>だ"),
        ("{**漢**字|かん*じ*}", "<ruby><strong>漢</strong>字<rt>かん<em>じ</em></rt></ruby>"),
        ("{`a`|b}", "<ruby><code>a</code><rt>b</rt></ruby>"),
        ("~~{漢字|かんじ}~~", "<del><ruby>漢字<rt>かんじ</rt></ruby></del>"),
    ]);
}

#[test]
fn what_is_escaped_or_code_or_an_id_is_no_ruby() {
    check(&[
        (r"\{a|b}", "{a|b}"),
        (r"{a\|b}", "{a|b}"),
        (r"{a|b\}", "{a|b}"),
        (r"\\{a|b}", r"\<ruby>a<rt>b</rt></ruby>"),
        ("`{a|b}`", "<code>{a|b}</code>"),
        ("{a}|b", "{a}|b"),
        ("{{ a|b }}", "{{ a|b }}"),
        ("{|b} {a|} {a}", "{|b} {a|} {a}"),
        ("&#123;a|b}", "{a|b}"),
        ("{a{漢|かん}|b}", "{a<ruby>漢<rt>かん</rt></ruby>|b}"),
        ("{漢字|かんじ} {#x}", "<ruby>漢字<rt>かんじ</rt></ruby>"),
        ("{漢字|かんじ}{#x}", "<ruby>漢字<rt>かんじ</rt></ruby>"),
    ]);
}

#[test]
fn headings_lists_quotations_and_tables_hold_ruby() {
    let site = Site::new(
        r"--- content/ja/a.md ---
# {題|だい}

## 見出し {漢字|かんじ}

## {概|がい|}{況|きょう} {#x}

- {鳥|とり}かご {#item}

> {引用|いんよう}

| {漢字\|かんじ} | {頭\|あたま} |
|---|---|
| {修学\|しゅう\|がく} | \{a\|b} `{a\|b}` |
",
    );
    let report = site.build();
    assert!(report.starts_with("notice[missing-translation]") && report.matches("-->").count() == 1, "{report}");
    let page = site.page("ja/a.html");
    assert_eq!(page.inside("title"), "題 – サイト");
    assert_eq!(page.all("h1 ruby").len(), 1);
    assert_eq!(page.all("[id='見出し-漢字']").len(), 1);
    assert_eq!(page.all("#x h2 ruby").len(), 2);
    assert_eq!(page.all("li#item ruby").len(), 1);
    assert_eq!(page.all("blockquote ruby").len(), 1);
    assert_eq!(page.all("th ruby").len(), 2);
    let cells: Vec<String> = page.all("td").iter().map(|cell| cell.inner_html()).collect();
    assert_eq!(
        cells,
        [
            "<ruby>修<rp>(</rp><rt>しゅう</rt><rp>)</rp>学<rp>(</rp><rt>がく</rt><rp>)</rp></ruby>",
            "{a|b} <code>{a|b}</code>"
        ]
    );
}

#[test]
fn line_breaks_beside_ruby_are_those_beside_its_base() {
    check(&[
        ("漢字\n{漢字|kanji}\n漢字", "漢字<ruby>漢字<rt>kanji</rt></ruby>漢字"),
        ("**漢\n{字|じ}**\n{字|じ}", "<strong>漢<ruby>字<rt>じ</rt></ruby></strong><ruby>字<rt>じ</rt></ruby>"),
        ("{漢\n字|かん\nじ}", "<ruby>漢字<rt>かんじ</rt></ruby>"),
        ("{漢字|\nかんじ\n}", "<ruby>漢字<rt>かんじ</rt></ruby>"),
        ("abc\n{abc|字}\nabc", "abc\n<ruby>abc<rt>字</rt></ruby>\nabc"),
    ]);
}

const WORK: &str = "\
--- content/ja/a.md ---
---
title: 題
---

前の{日本|にほん}{銀行|ぎんこう}法、また{日銀|にち|ぎん}の{日本銀行|にっぽんぎんこう}総裁、日本銀行。 {#x}
--- content/ja/a/c.md ---
---
title: 評
annotates: a
by: suzuki
---

> 前の{[日本銀行](../a.md#x)|よみ}法

評一。

> [の日](../a.md#x)本銀行総裁

評二。
--- content/zh/a.md ---
---
title: 题
---

{软法|ruǎn fǎ}。 {#x}
--- content/glossary.yaml ---
boj:
  kind: organization
  labels: {zh: {preferred: 日银}, ja: {preferred: 日本銀行}}
  reading: {zh: ri yin, ja: にほんぎんこう}
boj-short:
  kind: organization
  labels: {zh: {preferred: 某}, ja: {preferred: 日銀}}
  reading: {zh: mou, ja: にちぎん}
suzuki:
  kind: person
  labels: {zh: {preferred: 铃木}, ja: {preferred: 鈴木}}
  reading: {zh: ling mu, ja: すずき}
";

#[test]
fn terms_and_notes_take_readings_with_their_whole_words() {
    let site = Site::new(WORK);
    let report = site.build();
    assert!(!report.contains("error["), "{report}");
    let page = site.page("ja/a.html");
    let html = without_parentheses(&page.inside("#x .passage"));
    for expected in [
        // Two rubies are one term, and the words of one note.
        r##"href="organizations.html#boj"><ruby><mark class="note-1">日本</mark><rt>にほん</rt></ruby><ruby><mark class="note-1">銀行</mark><rt>ぎんこう</rt></ruby></a><a "##,
        // The sign of the note waits for the end of the link.
        r##"class="note-ref" href="#note.1.p1">①</a>法、"##,
        r##"href="organizations.html#boj-short"><ruby>日<rt>にち</rt>銀<rt>ぎん</rt></ruby></a>"##,
        // A mark ends inside a base, and its sign waits for the end of the ruby.
        r##"<mark class="note-1">の</mark><ruby><mark class="note-1">日</mark>本銀行<rt>にっぽんぎんこう</rt></ruby><a "##,
        r##"class="note-ref" href="#note.1.p3">①</a>総裁、日本銀行。</p>"##,
    ] {
        assert!(html.contains(expected), "{expected}\n{html}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn spans_lie_in_the_source_and_readings_are_not_visible(
        text in r#"([{}|｜\\*`\n \[\]()#~_&;あ漢字a0。「」<>!-]|\{[漢字a]{1,3}[|｜][あb]{1,3}\}|\{漢字\|か\|じ\}){0,30}"#
    ) {
        let document = document(&text);
        for block in &document.blocks {
            block.each_text(&mut |inlines| each_inline(inlines, &mut |inline| {
                let source = text.get(inline.span.range()).expect("a range of whole characters");
                if let InlineKind::Ruby(ruby) = &inline.kind {
                    assert!(source.starts_with('{') && source.ends_with('}'), "{source:?}");
                    assert!(ruby.readings.len() == 1 || ruby.readings.len() == ruby.base.len());
                }
            }));
            // Counted the same way by all.
            let mut end = 0;
            block.each_place(&mut |range, _| end = end.max(range.end));
            assert!(end <= block.visible_text().len());
        }
    }

    #[test]
    fn what_holds_no_ruby_reads_the_same_with_and_without_the_search(text in r"([*`あ漢a \n{}\[\]_~.<>&-]|\*\*){0,40}") {
        let shown = |text: &str| -> Vec<String> { document(text).blocks.iter().map(|block| block.visible_text()).collect() };
        let mut other = shown(&format!("{text}\n\n{{a\\|b}}\n"));
        let last = other.pop();
        prop_assume!(last.as_deref() == Some("{a|b}\n"));
        assert_eq!(shown(&text), other);
    }
}
