//! Soft line breaks between wide characters.

use pulldown_cmark::Event;
use serde_json::Value;
use taiyaku::parse::events::{events, options};
use taiyaku::parse::line_break::{LineBreaks, east_asian_wide, is_hangul, joins};

use super::emphasis::html;
use super::vectors::ratchet::Outcome;
use super::vectors::{array, compare, load, normalize, text};

/// The visible text of the one paragraph of `markdown`, a kept break as `⏎`, a hard break as `⏏`.
fn visible(markdown: &str, line_breaks: LineBreaks) -> String {
    let mut visible = String::new();
    for (event, _) in events(markdown, options(), line_breaks) {
        match event {
            Event::Text(text) | Event::Code(text) => visible.push_str(&text),
            Event::SoftBreak => visible.push('⏎'),
            Event::HardBreak => visible.push('⏏'),
            _ => {}
        }
    }
    visible
}

#[track_caller]
fn check(line_breaks: LineBreaks, table: &[(&str, &str)]) {
    for (markdown, expected) in table {
        assert_eq!(&visible(markdown, line_breaks), expected, "{markdown:?}");
    }
}

/// The cases in the styles that ours satisfies; vectors must be there.
pub fn markdown() -> Outcome {
    let vectors = load("cjk-linebreaks.json").expect("vectors");
    let ours = |case: &&Value| ["simple", "css-text-3"].contains(&text(&case["style"]));
    let case = |case: &Value| {
        let mut input = text(&case["input"]).to_owned();
        if case["hard_wraps"] == true {
            input = input.replace('\n', "  \n");
        }
        compare(html(&input, options(), LineBreaks::Both), normalize(text(&case["expected"])))
    };
    let failures = array(&vectors["cases"]).iter().filter(ours).map(case).collect();
    Outcome { set: "cjk-linebreaks.json cases (simple, css-text-3)", failures }
}

/// Plain text with a break in it.
pub fn web_platform_tests() -> Outcome {
    let vectors = load("cjk-linebreaks.json").expect("vectors");
    let case = |case: &Value| {
        let (input, expected) = (text(&case["input"]), text(&case["expected"]));
        let lines: Vec<&str> =
            input.split('\n').map(|line| line.trim_matches(' ')).filter(|line| !line.is_empty()).collect();
        // Several breaks, or spaces before one, are another thing in Markdown: there the rule itself is asked.
        let joined = if lines.join("\n") == input {
            visible(input, LineBreaks::Both).replace('⏎', " ")
        } else {
            let [before, after] = [lines[0].chars().last(), lines[1].chars().next()].map(|c| c.expect("a character"));
            lines.join(if joins(before, after, LineBreaks::Both) { "" } else { " " })
        };
        compare(joined.as_str(), expected)
    };
    Outcome { set: "cjk-linebreaks.json wpt", failures: array(&vectors["wpt"]).iter().map(case).collect() }
}

#[test]
fn breaks_between_wide_characters_go() {
    check(
        LineBreaks::Both,
        &[
            ("人工智能\n发展报告", "人工智能发展报告"),
            ("第一，\n第二。\n（第三）", "第一，第二。（第三）"),
            ("カタカナ\nひらがな\nｶﾅ\n漢字", "カタカナひらがなｶﾅ漢字"),
            ("字 \n  字", "字字"),
            ("字\r\n字", "字字"),
            ("字\r字", "字字"),
            ("ＡＢ\nＣＤ", "ＡＢＣＤ"),
            ("字　\n字", "字　字"),
            ("ꀀ\nꀁ", "ꀀꀁ"),
            ("𠮷\n𠮷", "𠮷𠮷"),
            ("&#23383;\n&#x5b57;", "字字"),
            ("葛\u{E0100}\n城", "葛\u{E0100}城"),
            ("羽\u{FE00}\n根", "羽\u{FE00}根"),
            ("か\u{3099}\n字", "か\u{3099}字"),
            ("a\u{200B}\nb", "a\u{200B}b"),
            ("字\n\u{200B}b", "字\u{200B}b"),
        ],
    );
}

#[test]
fn other_breaks_stay() {
    check(
        LineBreaks::Both,
        &[
            ("字\nabc\n字", "字⏎abc⏎字"),
            ("2024年\n10月", "2024年⏎10月"),
            ("한국어\n문장", "한국어⏎문장"),
            ("字\n한\n字", "字⏎한⏎字"),
            ("他说“好”\n然后", "他说“好”⏎然后"),
            ("字…\n字", "字…⏎字"),
            ("字😀\n字", "字😀⏎字"),
            ("字㊗\u{FE0F}\n字", "字㊗\u{FE0F}⏎字"),
            ("字■\n字", "字■⏎字"),
            ("字  \n字", "字⏏字"),
            ("字\\\n字", "字⏏字"),
        ],
    );
}

#[test]
fn marks_are_looked_through() {
    check(
        LineBreaks::Both,
        &[
            ("**字\n字**", "字字"),
            ("**字**\n字", "字字"),
            ("字\n*字*", "字字"),
            ("**「字」**\n~~*字*~~", "「字」字"),
            ("[字\n字](a)", "字字"),
            ("[字](a)\n[**字**](b)", "字字"),
            ("[a](a)\n字", "a⏎字"),
            ("**字**\nabc", "字⏎abc"),
            ("foo\n*bar*", "foo⏎bar"),
            ("![字\n字](a)", "字字"),
        ],
    );
}

#[test]
fn beside_what_is_no_text_a_break_stays() {
    check(
        LineBreaks::Either,
        &[
            ("字\n`字`", "字⏎字"),
            ("`字`\n字", "字⏎字"),
            ("![字](a)\n字", "字⏎字"),
            ("字\n![字](a)", "字⏎字"),
            ("字\n<i>字</i>\n字", "字⏎字⏎字"),
            ("字[^1]\n字\n\n[^1]: a", "字⏎字a"),
            ("字\n[](a)\n字", "字⏎⏎字"),
            ("字\u{200B}\n`字`", "字\u{200B}字"),
        ],
    );
}

#[test]
fn breaks_in_containers() {
    check(
        LineBreaks::Both,
        &[
            ("> 字\n> 字", "字字"),
            ("> 字\n字", "字字"),
            ("> > 字\n> > **「字」**\n> > 字", "字「字」字"),
            ("- 字\n  字\n- 字\n  a", "字字字⏎a"),
            ("1. 字\n字", "字字"),
            ("- [ ] 字\n  字", "字字"),
            ("字\n字\n===", "字字"),
            ("    字\n    字", "字\n字\n".trim_end()),
            ("```\n字\n字\n```", "字\n字\n"),
        ],
    );
}

#[test]
fn the_author_chooses() {
    check(
        LineBreaks::Either,
        &[
            ("字\nabc\n字", "字abc字"),
            ("字\n한", "字⏎한"),
            ("한\n字", "한⏎字"),
            ("Hello,\nworld", "Hello,⏎world"),
            ("字😀\n字", "字😀字"),
            ("字  \n字", "字⏏字"),
        ],
    );
    check(LineBreaks::Keep, &[("字\n字", "字⏎字"), ("字\u{200B}\n字", "字\u{200B}⏎字")]);
    assert_eq!(LineBreaks::default(), LineBreaks::Both);
}

#[test]
fn widths() {
    for c in "字々ーあｱＡ！、「」～〜한㊗　".chars() {
        assert!(east_asian_wide(c), "{c}");
    }
    for c in "a é“”…—·■αЖ😀\u{200B}\u{FE0F}".chars() {
        assert!(!east_asian_wide(c), "{c}");
    }
    assert!("한가ㄱﾡ".chars().all(is_hangul) && !"字あa".chars().any(is_hangul));
    assert!(('\u{4E00}'..='\u{9FFF}').all(east_asian_wide));
}

#[test]
fn joining_is_symmetric() {
    let sample = ['字', 'あ', '한', 'a', '“', '😀', '\u{200B}'];
    for (left, right) in sample.iter().flat_map(|&left| sample.map(|right| (left, right))) {
        for line_breaks in [LineBreaks::Both, LineBreaks::Either, LineBreaks::Keep] {
            assert_eq!(joins(left, right, line_breaks), joins(right, left, line_breaks), "{left} {right}");
        }
    }
}
