//! Reports as they are printed.

use proptest::prelude::*;

use super::*;
use crate::base::diagnostic::Diagnostics;
use crate::base::rule;

fn shown(diagnostic: Diagnostic, files: &Files) -> String {
    human(&Diagnostics::from_iter([diagnostic]), files, Style::PLAIN)
}

/// The span of the first `needle` in a file.
fn find(file: &SourceFile, needle: &str) -> Span {
    let start = file.text.find(needle).expect("the needle is there");
    Span::new(file.id, start..start + needle.len())
}

fn broken(span: Span) -> Diagnostic {
    Diagnostic::new(&rule::BROKEN_REFERENCE, span, "nothing has the id `chip`")
}

#[test]
fn wide_characters_have_wide_marks() {
    let mut files = Files::default();
    let file = files.add("content/zh/chapter-6.md".into(), "# 概览\r\n\r\n出口占比[連続](x.md)三个季度过半。\r\n");
    let help = "Did you mean `chips`?\nIds of this page: chips.";
    let expected = "\
error[broken-reference]: nothing has the id `chip`
 --> content/zh/chapter-6.md:3:5
  |
1 | # 概览
  |   ---- this page
2 |
3 | 出口占比[連続](x.md)三个季度过半。
  |         ^^^^^^^^^^^^ here
  |
  = help: Did you mean `chips`?
          Ids of this page: chips.
";
    let diagnostic =
        broken(find(&file, "[連続](x.md)")).label("here").also(find(&file, "概览"), "this page").help(help);
    assert_eq!(shown(diagnostic, &files), expected);
}

#[test]
fn tabs_ends_of_lines_and_ends_of_files_are_places() {
    let mut files = Files::default();
    let file = files.add("a.md".into(), "\tab\tcd\nend\n");
    let empty = files.add("empty.md".into(), "");
    let end_of_line = file.text.find('\n').unwrap();
    let places = [
        find(&file, "cd"),
        Span::new(file.id, end_of_line..end_of_line + 1),
        Span::new(file.id, file.text.len()..file.text.len()),
        empty.span(),
    ];
    let diagnostics: Diagnostics =
        places.into_iter().map(|place| Diagnostic::new(&rule::LITERAL_MARKS, place, "x")).collect();
    let expected = "\
notice[literal-marks]: x
 --> a.md:1:5
  |
1 |     ab    cd
  |           ^^

notice[literal-marks]: x
 --> a.md:1:7
  |
1 |     ab    cd
  |             ^

notice[literal-marks]: x
 --> a.md:3:1
  |
3 |
  | ^

notice[literal-marks]: x
 --> empty.md:1:1
  |
1 |
  | ^
";
    assert_eq!(human(&diagnostics, &files, Style::PLAIN), expected);
}

#[test]
fn long_paragraphs_are_cut_around_each_mark() {
    let mut files = Files::default();
    let file = files.add("a.md".into(), format!("{}目印{}終\n", "漢".repeat(1000), "字".repeat(1000)));
    let expected = "\
error[broken-reference]: nothing has the id `chip`
 --> a.md:1:1001
  |
1 | ... 漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢目印字字字字字字字字字字字字字字字字字字字字字...
  |                                               ^^^^
  |
 ::: a.md:1:2003
  |
1 | ... 字字字字字字字字字字字字字字字字字字字字終
  |                                             -- end
";
    assert_eq!(shown(broken(find(&file, "目印")).also(find(&file, "終"), "end"), &files), expected);
    let whole = shown(broken(file.span()), &files);
    assert!(whole.lines().all(|line| line.chars().map(columns).sum::<usize>() <= Style::PLAIN.width), "{whole}");
}

#[test]
fn spans_of_several_lines_are_marked_on_the_first() {
    let mut files = Files::default();
    let file = files.add("a.md".into(), "one\ntwo three\nfour\n");
    let expected = "\
error[broken-reference]: nothing has the id `chip`
 --> a.md:2:5
  |
2 | two three
  |     ^^^^^
";
    assert_eq!(shown(broken(find(&file, "three\nfour")), &files), expected);
}

#[test]
fn labels_may_lie_in_two_files() {
    let mut files = Files::default();
    let first = files.add("zh.md".into(), "正文 {#chips}\n");
    let second = files.add("ja.md".into(), "一\n本文 {#chip}\n");
    let expected = "\
error[broken-reference]: nothing has the id `chip`
 --> ja.md:2:4
  |
2 | 本文 {#chip}
  |      ^^^^^^^ this one
  |
 ::: zh.md:1:4
  |
1 | 正文 {#chips}
  |      -------- its source
";
    let diagnostic = broken(find(&second, "{#chip}")).label("this one").also(find(&first, "{#chips}"), "its source");
    assert_eq!(shown(diagnostic, &files), expected);
}

#[test]
fn nothing_of_the_author_acts_on_a_terminal() {
    let mut files = Files::default();
    let bad = "a\u{1b}[31m\u{202e}\u{9b}b\u{7}";
    let file = files.add(format!("{bad}.md"), format!("{bad} end"));
    let diagnostic =
        Diagnostic::new(&rule::RAW_HTML, find(&file, "end"), bad).label(bad).also(file.span(), bad).help(bad);
    let diagnostics = Diagnostics::from_iter([diagnostic]);
    for text in [human(&diagnostics, &files, Style::PLAIN), json(&diagnostics, &files)] {
        let raw: Vec<_> = text.chars().filter(|&c| c != '\n' && (c.is_control() || is_hidden(c))).collect();
        assert_eq!(raw, [] as [char; 0], "{text}");
    }
    assert!(json(&diagnostics, &files).contains("\\u202e"));
}

#[test]
fn color_is_used_only_on_demand() {
    let diagnostics = Diagnostics::from_iter([Diagnostic::global(&rule::BROKEN_TEMPLATE, "no page")]);
    let files = Files::default();
    assert_eq!(human(&diagnostics, &files, Style::PLAIN), "error[broken-template]: no page\n");
    assert!(human(&diagnostics, &files, Style::COLORED).contains("\u{1b}["));
    assert_eq!(human(&Diagnostics::default(), &files, Style::PLAIN), "");
}

#[test]
fn very_many_of_one_kind_are_counted_for_people_and_listed_for_programs() {
    let mut files = Files::default();
    let [many, few] = ["many.md", "few.md"].map(|path| files.add(path.into(), "一行 **字\n".repeat(500)));
    let all = |file: &SourceFile, n: usize, rule| -> Vec<Diagnostic> {
        (0..n).map(|at| Diagnostic::new(rule, Span::new(file.id, at..at), "x")).collect()
    };
    let mut diagnostics = Diagnostics::from_iter(all(&many, 500, &rule::LITERAL_MARKS));
    diagnostics.extend(all(&few, MAX_ALIKE, &rule::LITERAL_MARKS));
    diagnostics.extend(all(&many, 1, &rule::RAW_HTML));
    let report = human(&diagnostics, &files, Style::PLAIN);
    assert_eq!(report.matches("notice[literal-marks]").count(), 2 * MAX_ALIKE);
    assert_eq!(report.matches("notice[raw-html]").count(), 1);
    assert_eq!(
        report.matches("\n\n… and 480 more of literal-marks in many.md; --format json lists all\n\n").count(),
        1
    );
    assert!(!report.contains("in few.md"));
    assert_eq!(json(&diagnostics, &files).lines().count(), 500 + MAX_ALIKE + 1);
}

#[test]
fn who_wants_to_go_on_is_told_all_errors_and_the_first_of_the_rest() {
    let mut files = Files::default();
    let files_of = [0, 1, 2].map(|n| files.add(format!("{n}.md"), "一行 **字\n".repeat(20)));
    let mut diagnostics = Diagnostics::default();
    for file in &files_of {
        for at in 0..MAX_BRIEF - 1 {
            diagnostics.push(Diagnostic::new(&rule::LITERAL_MARKS, Span::new(file.id, at..at), "x"));
            diagnostics.push(Diagnostic::new(&rule::BROKEN_REFERENCE, Span::new(file.id, at..at), "x"));
        }
        diagnostics.push(Diagnostic::new(&rule::RAW_HTML, Span::new(file.id, 0..0), "x"));
    }
    let report = brief(&diagnostics, &files, Style::PLAIN);
    assert_eq!(report.matches("[literal-marks]").count(), MAX_BRIEF);
    assert_eq!(report.matches("… and 17 more of literal-marks; taiyaku check tells all").count(), 1);
    assert_eq!(report.matches("error[broken-reference]").count(), 3 * (MAX_BRIEF - 1));
    assert_eq!(report.matches("[raw-html]").count(), 3);
    let all = human(&diagnostics, &files, Style::PLAIN);
    assert_eq!(all.matches("[literal-marks]").count(), 3 * (MAX_BRIEF - 1));
    assert!(!all.contains('…'), "{all}");
}

#[test]
fn programs_read_one_object_a_line() {
    let mut files = Files::default();
    let file = files.add("a.md".into(), "# 概览\n第二[行](x)\n");
    let diagnostic = broken(find(&file, "[行](x)")).label("here").also(find(&file, "概览"), "page").help("Write it.");
    let diagnostic = diagnostic.fix(find(&file, "x"), "y");
    let diagnostics = Diagnostics::from_iter([diagnostic, Diagnostic::global(&rule::BROKEN_TEMPLATE, "no page")]);
    let expected = concat!(
        r#"{"rule":"broken-reference","severity":"error","message":"nothing has the id `chip`","file":"a.md","#,
        r#""line":2,"column":3,"end_line":2,"end_column":9,"start":15,"end":23,"label":"here","help":"Write it.","#,
        r#""fix":{"file":"a.md","line":2,"column":7,"end_line":2,"end_column":8,"start":21,"end":22,"text":"y"},"#,
        r#""related":[{"file":"a.md","line":1,"column":3,"end_line":1,"end_column":5,"start":2,"end":8,"label":"page"}]}"#,
        "\n",
        r#"{"rule":"broken-template","severity":"error","message":"no page","related":[]}"#,
        "\n",
    );
    assert_eq!(json(&diagnostics, &files), expected);
}

#[test]
fn the_summary_counts_each_weight() {
    let some = |rule| Diagnostic::global(rule, "x");
    assert_eq!(summary(&Diagnostics::default()), "no complaints");
    let rules = [&rule::BROKEN_YAML, &rule::UNIT_ORDER, &rule::NOT_UTF8, &rule::RAW_HTML];
    assert_eq!(summary(&rules.into_iter().map(some).collect::<Diagnostics>()), "2 errors, 1 warning, 1 notice");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_place_of_any_text_can_be_shown(text in "(\\PC|[\r\n\t\u{0}\u{200d}漢]){0,200}", cuts in prop::array::uniform4(0..400usize)) {
        let mut files = Files::default();
        let file = files.add("a.md".into(), text);
        let [a, b, c, d] = cuts.map(|cut| boundary(&file.text, cut));
        let span = |a: usize, b: usize| Span::new(file.id, a.min(b)..a.max(b));
        let diagnostics = Diagnostics::from_iter([broken(span(a, b)).label("一").also(span(c, d), "二")]);
        // Inside a line's end is no column that could be shown.
        prop_assume!(!file.text[..a.min(b)].ends_with('\r') || !file.text[a.min(b)..].starts_with('\n'));
        let (line, column) = file.line_column(a.min(b));
        let report = human(&diagnostics, &files, Style::PLAIN);
        prop_assert!(report.contains(&format!("--> a.md:{line}:{column}\n")), "{line}:{column} of {report}");
        json(&diagnostics, &files);
    }
}
