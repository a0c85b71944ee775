//! Emphasis beside Chinese and Japanese characters, and what must stay as the parser has it.

use std::ops::Range;

use proptest::prelude::*;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;
use taiyaku::parse::emphasis::flanking;
use taiyaku::parse::events::{events, options};
use taiyaku::parse::line_break::LineBreaks;

use super::vectors::ratchet::Outcome;
use super::vectors::{array, compare, load, normalize, text};

type Spanned<'a> = Vec<(Event<'a>, Range<usize>)>;

/// The HTML of a text with the parser's own writer, normalised as the vectors ask.
pub fn html(markdown: &str, options: Options, line_breaks: LineBreaks) -> String {
    let mut html = String::new();
    let events = events(markdown, options, line_breaks).into_iter().map(|(event, _)| event);
    pulldown_cmark::html::push_html(&mut html, events);
    normalize(&html)
}

fn plain(markdown: &str, options: Options) -> Spanned<'_> {
    Parser::new_ext(markdown, options).into_offset_iter().collect()
}

/// The inside of the one paragraph of `markdown`.
fn paragraph(markdown: &str) -> String {
    let html = html(markdown, options(), LineBreaks::Keep);
    html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>")).unwrap_or(&html).to_owned()
}

#[track_caller]
fn check(table: &[(&str, &str)]) {
    for (markdown, expected) in table {
        assert_eq!(&paragraph(markdown), expected, "{markdown:?}");
    }
}

/// The cases of the amendment; vectors must be there.
pub fn amendment() -> Outcome {
    let vectors = load("cjk-emphasis.json").expect("vectors");
    let case = |case: &Value| {
        let html = html(text(&case["input"]), options(), LineBreaks::Keep);
        compare(html, normalize(text(&case["expected"])))
    };
    Outcome { set: "cjk-emphasis.json cases", failures: array(&vectors["cases"]).iter().map(case).collect() }
}

/// What runs can do, by their neighbors.
pub fn truth_table() -> Outcome {
    let vectors = load("cjk-emphasis.json").expect("vectors");
    let case = |row: &Value| {
        let side = |key: &str| text(&row[key]).replace('␣', " ");
        let marker = text(&row["marker"]).chars().next().expect("a marker");
        let flanking = flanking(&side("outside"), marker, &side("inside"));
        let expected = (row["can_open"] == Value::Bool(true), row["can_close"] == Value::Bool(true));
        compare((flanking.can_open, flanking.can_close), expected)
    };
    Outcome {
        set: "cjk-emphasis.json truth_table",
        failures: array(&vectors["truth_table"]).iter().map(case).collect(),
    }
}

/// The examples of CommonMark: as the specification has them, and as the parser alone reads them, whatever the options.
pub fn commonmark() -> Outcome {
    let vectors = load("cjk-emphasis.json").expect("vectors");
    let case = |example: &Value| {
        let input = text(&example["input"]);
        let all = [Options::empty(), options(), Options::all()];
        let changed = all
            .into_iter()
            .find_map(|options| compare(events(input, options, LineBreaks::Both), plain(input, options)));
        changed
            .or_else(|| compare(html(input, Options::empty(), LineBreaks::Both), normalize(text(&example["expected"]))))
    };
    let examples = array(&vectors["commonmark_0_31_2"]);
    Outcome { set: "cjk-emphasis.json commonmark_0_31_2", failures: examples.iter().map(case).collect() }
}

#[test]
fn emphasis_beside_full_width_punctuation() {
    check(&[
        // Chinese
        ("报告认为**“软法”**更合适。", "报告认为<strong>“软法”</strong>更合适。"),
        ("所谓**软法（Soft Law），**是指指南。", "所谓<strong>软法（Soft Law），</strong>是指指南。"),
        ("他说*「可以。」*然后走了。", "他说<em>「可以。」</em>然后走了。"),
        ("**《人工智能法》**于5月通过。", "<strong>《人工智能法》</strong>于5月通过。"),
        ("增长**30%**以上，占**(约)**一半", "增长<strong>30%</strong>以上，占<strong>(约)</strong>一半"),
        ("第一，**创新；**第二，**安全。**第三", "第一，<strong>创新；</strong>第二，<strong>安全。</strong>第三"),
        // Japanese
        ("政府は**「ＡＩ戦略」**を改めた。", "政府は<strong>「ＡＩ戦略」</strong>を改めた。"),
        ("これは*重要（とても）。*です", "これは<em>重要（とても）。</em>です"),
        ("***「両方」***も効く。", "<em><strong>「両方」</strong></em>も効く。"),
        ("**強調*「入れ子」*の中**です", "<strong>強調<em>「入れ子」</em>の中</strong>です"),
        (
            "「**引用**」（**括弧**）、**読点**。",
            "「<strong>引用</strong>」（<strong>括弧</strong>）、<strong>読点</strong>。",
        ),
        ("ｶﾅ**｢半角｣**ｶﾅ", "ｶﾅ<strong>｢半角｣</strong>ｶﾅ"),
        // Korean
        ("이것은**(중요)**합니다", "이것은<strong>(중요)</strong>합니다"),
    ]);
}

#[test]
fn emphasis_around_links_code_and_images() {
    check(&[
        ("詳しくは**[報告](a.md)**を。", "詳しくは<strong><a href=\"a.md\">報告</a></strong>を。"),
        ("命令**`check`**を使う", "命令<strong><code>check</code></strong>を使う"),
        ("图**![图](a.png)**见下", "图<strong><img src=\"a.png\" alt=\"图\" /></strong>见下"),
        ("[**「題」**の話](a.md)", "<a href=\"a.md\"><strong>「題」</strong>の話</a>"),
    ]);
    let footnote = html("注**[^1]**字\n\n[^1]: **「脚」**注", options(), LineBreaks::Keep);
    assert!(footnote.contains("注<strong><sup") && footnote.contains("<strong>「脚」</strong>注"), "{footnote}");
}

#[test]
fn delimiters_in_code_addresses_and_titles_come_out_as_they_stand() {
    check(&[
        ("`字**「a」**字`**「b」**字", "<code>字**「a」**字</code><strong>「b」</strong>字"),
        (
            "[a](<字**「b」**字> \"字**「c」**字\")",
            "<a href=\"%E5%AD%97**%E3%80%8Cb%E3%80%8D**%E5%AD%97\" title=\"字**「c」**字\">a</a>",
        ),
        (
            "<https://例.jp/字**「b」**字>",
            "<a href=\"https://%E4%BE%8B.jp/%E5%AD%97**%E3%80%8Cb%E3%80%8D**%E5%AD%97\">https://例.jp/字**「b」**字</a>",
        ),
        ("x<i title=\"字**「b」**字\">", "x<i title=\"字**「b」**字\">"),
    ]);
    let reference = "[字**「あ」**字]\n\n[字**「あ」**字]: /url '字**「い」**字'";
    assert_eq!(paragraph(reference), "<a href=\"/url\" title=\"字**「い」**字\">字<strong>「あ」</strong>字</a>");
    let code = html("```字**「あ」**字\n字**「い」**字\n```", options(), LineBreaks::Keep);
    assert_eq!(code, "<pre><code class=\"language-字**「あ」**字\">字**「い」**字\n</code></pre>");
}

#[test]
fn strikethrough_and_underscores() {
    check(&[
        ("古い~~「案」~~を捨てた", "古い<del>「案」</del>を捨てた"),
        ("删去~~（旧）。~~保留", "删去<del>（旧）。</del>保留"),
        ("約10~20、30~40である", "約10~20、30~40である"),
        ("字~~~「あ」~~~字", "字~~~「あ」~~~字"),
        ("字_い_字", "字_い_字"),
        ("字_「い」_字", "字_「い」_字"),
        ("「_い_」", "「<em>い</em>」"),
        ("字。__い__。字", "字。<strong>い</strong>。字"),
    ]);
}

#[test]
fn what_is_no_emphasis_stays_as_written() {
    check(&[
        ("** 注意: **です", "** 注意: **です"),
        ("字\\**「い」*字", "字*<em>「い」</em>字"),
        ("字\\*\\*「い」\\*\\*字", "字**「い」**字"),
        ("字\\\\**「い」**字", "字\\<strong>「い」</strong>字"),
        ("1 ** 2、3 ** 4", "1 ** 2、3 ** 4"),
        ("字**字", "字**字"),
        ("＊＊強調＊＊", "＊＊強調＊＊"),
        ("a**\"b\"**c", "a**\"b\"**c"),
        ("全角　**「字」**　の空白", "全角　<strong>「字」</strong>　の空白"),
    ]);
}

#[test]
fn variation_selectors_and_emoji() {
    check(&[
        ("葛\u{E0100}**(かつ)**城", "葛\u{E0100}<strong>(かつ)</strong>城"),
        ("羽\u{FE00}**(はね)**", "羽\u{FE00}<strong>(はね)</strong>"),
        ("**あ。\u{FE00}**b", "<strong>あ。\u{FE00}</strong>b"),
        ("**“\u{FE01}a”\u{FE01}**b", "<strong>“\u{FE01}a”\u{FE01}</strong>b"),
        ("**a”**b", "**a”**b"),
        // An emoji is no CJK character, by itself or by its selector.
        ("a**(😀**)a", "a**(😀**)a"),
        ("😀**(a)**😀", "😀<strong>(a)</strong>😀"),
        ("a㊗\u{FE0F}**(a)**a", "a㊗\u{FE0F}**(a)**a"),
        ("a㊗**(a)**㊗", "a㊗<strong>(a)</strong>㊗"),
    ]);
}

#[test]
fn containers_and_tables() {
    let html = |markdown| html(markdown, options(), LineBreaks::Keep);
    assert_eq!(
        html(">**「あ」**い\n>**う**え"),
        "<blockquote>\n<p><strong>「あ」</strong>い\n<strong>う</strong>え</p>\n</blockquote>"
    );
    assert_eq!(
        html("- >**字**「い」"),
        "<ul>\n<li>\n<blockquote>\n<p><strong>字</strong>「い」</p>\n</blockquote>\n</li>\n</ul>"
    );
    assert_eq!(html("# **「題」**の話 #"), "<h1><strong>「題」</strong>の話</h1>");
    assert!(
        html("|甲|乙|\n|-|-|\n|**「い」**|**字**|\n")
            .contains("<td><strong>「い」</strong></td><td><strong>字</strong></td>")
    );
    assert!(html("|甲**「い」**字|\n|-|\n").contains("<th>甲<strong>「い」</strong>字</th>"));
}

/// The rule itself, through the parser: whatever stands beside a run, it opens and closes as [`flanking`] says.
#[test]
fn the_parser_follows_the_rule_for_all_kinds_of_neighbors() {
    let neighbors = [
        "a",
        "é",
        "1",
        "-",
        "\"",
        "(",
        "…",
        "“",
        "字",
        "あ",
        "ｱ",
        "々",
        "「",
        "」",
        "。",
        "（",
        "～",
        "〜",
        "한",
        "ᅡ",
        "😀",
        "㊗",
        "㊗\u{FE0F}",
        "😀\u{FE0E}",
        "字\u{FE00}",
        "。\u{FE00}",
        "-\u{FE00}",
        "a\u{FE00}",
        "”\u{FE01}",
        "葛\u{E0100}",
        "。\u{E0100}",
        "\u{3000}",
        " ",
        "∇",
    ];
    let emphasized = |markdown: &str, start: usize| {
        events(markdown, options(), LineBreaks::Keep).iter().any(|(event, range)| {
            let tag = matches!(event, Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough));
            tag && (range.start == start || range.end == start)
        })
    };
    for (before, after) in neighbors.iter().flat_map(|before| neighbors.map(|after| (before, after))) {
        for run in ["*", "**", "_", "__", "~~"] {
            let expected = flanking(before, run.chars().next().expect("a delimiter"), after);
            // The other run stands at an end of the line, where it can only open or only close.
            let closing = format!("{run}q{before}{run}{after}q");
            let can_close = emphasized(&closing, closing.len() - after.len() - 1);
            let opening = format!("q{before}{run}{after}q{run}");
            let can_open = emphasized(&opening, before.len() + 1);
            assert_eq!(can_close, expected.can_close, "{closing:?}");
            // The parser lets `~~` open wherever no whitespace follows.
            if run != "~~" || expected.can_open {
                assert_eq!(can_open, expected.can_open, "{opening:?}");
            }
        }
    }
}

#[test]
fn characters_that_serve_inside_are_the_authors_elsewhere() {
    for theirs in ["\u{10A50}", "\u{1FFFE}", "&#x10A50;", "&#68176;", "&#x1fffe;", "\u{10A50}\u{10A51}&#X10A52;"] {
        let markdown = format!("{theirs}字**「い」**字");
        let events = events(&markdown, options(), LineBreaks::Both);
        let text: String = events.iter().filter_map(|(event, _)| as_text(event)).collect();
        assert_eq!(
            text,
            Parser::new(theirs).filter_map(|event| as_text(&event).map(str::to_owned)).collect::<String>()
                + "字「い」字"
        );
    }
    // All of them at once: the parser's own rule, and no harm.
    let all: String = ('\u{10A50}'..='\u{12480}').chain('\u{1FFFE}'..='\u{1FFFF}').collect();
    let markdown = format!("{all}字**「い」**字");
    assert_eq!(events(&markdown, options(), LineBreaks::Both), plain(&markdown, options()));
}

#[test]
fn ranges_are_those_of_the_text() {
    let markdown = "前**「い」**字*（ろ）*字\n\n後**「は」**字";
    let spans: Vec<&str> = events(markdown, options(), LineBreaks::Both)
        .into_iter()
        .filter(|(event, _)| matches!(event, Event::Start(_) | Event::Text(_)))
        .map(|(_, range)| &markdown[range])
        .collect();
    assert_eq!(
        spans,
        [
            "前**「い」**字*（ろ）*字\n",
            "前",
            "**「い」**",
            "「い」",
            "字",
            "*（ろ）*",
            "（ろ）",
            "字",
            "後**「は」**字",
            "後",
            "**「は」**",
            "「は」",
            "字"
        ]
    );
}

#[test]
fn text_is_borrowed() {
    let owned = |(event, _): &(Event<'_>, _)| matches!(event, Event::Text(CowStr::Boxed(_) | CowStr::Inlined(_)));
    assert!(!events("前**「い」**字*（ろ）*字\n\n後**「は」**字", options(), LineBreaks::Both).iter().any(owned));
}

/// Long hostile texts: a quadratic step would take minutes here.
#[test]
fn time_is_linear() {
    let units = [
        "*",
        "字*",
        "字**「い」**",
        "**「",
        "*字_「~~",
        "字\n*",
        "*a **字",
        ">",
        "[字*",
        "![字*](",
        "`字*",
        "<字*",
        "\\*字*",
        "&#1*字*",
        "字*\u{FE00}",
        "*\u{301}",
        "- 字*",
        "|字*",
        "字\n[](a)",
        "字\n",
    ];
    for unit in units {
        let markdown = unit.repeat((1 << 20) / unit.len());
        assert_ranges(&markdown, &events(&markdown, options(), LineBreaks::Both));
    }
}

fn as_text<'a>(event: &'a Event<'_>) -> Option<&'a str> {
    match event {
        Event::Text(text) => Some(text),
        _ => None,
    }
}

/// Ranges lie within the text, on borders of characters; a borrowed text is what its range holds.
fn assert_ranges(markdown: &str, events: &Spanned<'_>) {
    for (event, range) in events {
        let source = markdown.get(range.clone());
        assert!(source.is_some(), "{event:?} at {range:?} in {markdown:?}");
        if let Event::Text(CowStr::Borrowed(text)) = event {
            assert_eq!(source, Some(*text), "{range:?} in {markdown:?}");
        }
    }
}

/// The events without emphasis and delimiters, neighboring texts joined.
fn without_emphasis<'a>(events: &Spanned<'a>) -> Vec<Event<'a>> {
    let mut rest: Vec<Event<'a>> = Vec::new();
    for (event, _) in events {
        match event {
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => {}
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {}
            Event::Text(text) => {
                let text = text.replace(['*', '_', '~'], "");
                match rest.last_mut() {
                    Some(Event::Text(last)) => *last = CowStr::from(format!("{last}{text}")),
                    _ if text.is_empty() => {}
                    _ => rest.push(Event::Text(CowStr::from(text))),
                }
            }
            other => rest.push(other.clone()),
        }
    }
    rest
}

const MIXED: &str = "([字い「」。（，〜한\u{FE00}\u{FE0F}\u{E0100}😀a1 ]|[*_~\\[\\]()!<>&\\\\`\n|#:/-]|\\*\\*|~~|\n> |\n\n|&#x5b57;){0,60}";
const LATIN: &str = "([aé1“… ]|[*_~\\[\\]()!<>&\\\\`\n|#:/-]|\\*\\*|~~|\n> |\n\n){0,60}";

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ranges_are_valid_and_no_sentinel_is_left(markdown in MIXED) {
        for line_breaks in [LineBreaks::Both, LineBreaks::Either, LineBreaks::Keep] {
            let events = events(&markdown, options(), line_breaks);
            assert_ranges(&markdown, &events);
            let printed = format!("{events:?}");
            prop_assert!(!printed.contains(['\u{10A50}', '\u{1FFFE}']) && !printed.contains("1fffe"), "{}", printed);
        }
    }

    #[test]
    fn only_emphasis_differs_from_the_parser(markdown in MIXED) {
        let ours = without_emphasis(&events(&markdown, options(), LineBreaks::Keep));
        prop_assert_eq!(ours, without_emphasis(&plain(&markdown, options())));
    }

    #[test]
    fn text_without_cjk_is_the_parsers(markdown in LATIN) {
        prop_assert_eq!(events(&markdown, options(), LineBreaks::Both), plain(&markdown, options()));
    }

    #[test]
    fn removed_breaks_are_the_only_loss(markdown in MIXED) {
        let mut kept = events(&markdown, options(), LineBreaks::Keep);
        let mut rest = events(&markdown, options(), LineBreaks::Both);
        for list in [&mut kept, &mut rest] {
            list.retain(|(event, _)| *event != Event::SoftBreak);
        }
        prop_assert_eq!(kept, rest);
    }

    #[test]
    fn any_text_is_markdown(markdown in any::<String>()) {
        assert_ranges(&markdown, &events(&markdown, Options::all(), LineBreaks::Both));
    }
}
