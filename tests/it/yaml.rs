//! YAML against the vectors of others, and the laws that hold for any text.

use proptest::prelude::*;
use serde_json::Value;
use taiyaku::base::diagnostic::Diagnostics;
use taiyaku::base::text::{Files, SourceFile, Span};
use taiyaku::base::yaml::{self, Node, Yaml};

use crate::vectors;

/// How many cases of the suite's `must_parse` are read. The others have several documents, anchors, aliases, tags or keys
/// that are no words, which are refused, or are refused by one of the two readers.
/// Raise it with a gain; a loss fails.
const PARSED: usize = 103;

/// How many of those the suite also tells in JSON.
const COMPARED: usize = 99;

fn read(text: &str) -> (Option<Yaml>, Diagnostics) {
    let mut files = Files::default();
    let file = files.add("case.yaml".into(), text);
    let (yaml, diagnostics) = yaml::parse(&file, 0..text.len());
    assert_places(&file, yaml.as_ref(), &diagnostics);
    (yaml, diagnostics)
}

/// Every place lies in the file and between characters; what is not read has been complained of.
fn assert_places(file: &SourceFile, yaml: Option<&Yaml>, diagnostics: &Diagnostics) {
    let check = |span: Span| assert!(file.text.get(span.range()).is_some(), "{span:?} of {:?}", file.text);
    for diagnostic in diagnostics.iter() {
        assert!(diagnostic.place().is_some(), "YAML lies in a file");
        diagnostic.places().for_each(&check);
    }
    match yaml {
        Some(yaml) => visit(yaml.root(), &check),
        None => assert!(diagnostics.has_errors(), "refused in silence: {:?}", file.text),
    }
}

fn visit(node: Node<'_>, check: &impl Fn(Span)) {
    check(node.span());
    check(node.head());
    node.items().for_each(|item| visit(item, check));
    for entry in node.entries() {
        check(entry.key_span);
        visit(entry.node, check);
    }
}

fn cases<'a>(suite: &'a Value, part: &str) -> Vec<(&'a str, &'a str, &'a str)> {
    let text = |case: &'a Value, key: &str| case[key].as_str().expect("a string");
    let cases: Vec<_> = suite[part].as_array().expect("a list").iter().collect();
    assert!(!cases.is_empty(), "no cases in {part}");
    cases.into_iter().map(|case| (text(case, "id"), text(case, "tags"), text(case, "yaml"))).collect()
}

#[test]
fn what_is_no_yaml_is_refused() {
    let Some(suite) = vectors::load("yaml-suite.json") else { return };
    for (id, _, text) in cases(&suite, "must_fail") {
        assert!(read(text).1.has_errors(), "{id} is accepted:\n{text}");
    }
}

#[test]
fn yaml_of_one_document_is_read() {
    let Some(suite) = vectors::load("yaml-suite.json") else { return };
    let all = cases(&suite, "must_parse");
    let refused: Vec<_> = all.iter().filter(|(_, _, text)| read(text).1.has_errors()).collect();
    let ids: Vec<_> = refused.iter().map(|(id, ..)| id).collect();
    assert_eq!(all.len() - refused.len(), PARSED, "of {} cases; refused: {ids:?}", all.len());
}

/// The suite tells in JSON what most of its documents mean.
#[test]
fn documents_mean_what_the_suite_says() {
    let Some(suite) = vectors::load("yaml-suite.json") else { return };
    let mut compared = 0;
    for case in suite["must_parse"].as_array().expect("a list") {
        let (Some(json), Some(text)) = (case["json"].as_str(), case["yaml"].as_str()) else { continue };
        let (yaml, diagnostics) = read(text);
        let (Some(yaml), false) = (yaml, diagnostics.has_errors()) else { continue };
        let Ok(expected) = serde_json::from_str::<Value>(json) else { continue };
        assert!(means(yaml.root(), &expected), "{}:\n{text}\n{json}\n{yaml:?}", case["id"]);
        compared += 1;
    }
    assert_eq!(compared, COMPARED, "documents compared with their JSON");
}

fn means(node: Node<'_>, expected: &Value) -> bool {
    match expected {
        Value::Null => node.is_null() || node.is_mapping() && node.entries().len() == 0,
        Value::Bool(value) => node.as_bool() == Some(*value),
        Value::Number(number) => match number.as_i64() {
            Some(value) => node.as_integer() == Some(value),
            None => node.text().is_some(),
        },
        Value::String(text) => node.text() == Some(text),
        Value::Array(items) => {
            node.items().len() == items.len() && node.items().zip(items).all(|(node, item)| means(node, item))
        }
        Value::Object(entries) => {
            node.entries().len() == entries.len()
                && entries.iter().all(|(key, value)| node.get(key).is_some_and(|node| means(node, value)))
        }
    }
}

#[test]
fn naughty_strings_in_quotation_marks_come_back_unchanged() {
    let Some(vectors) = vectors::load("naughty-strings.json") else { return };
    let strings = vectors["strings"].as_array().expect("a list");
    assert!(!strings.is_empty());
    for string in strings {
        let string = string["s"].as_str().expect("a string");
        for quoted in [double_quoted(string), single_quoted(string)].into_iter().flatten() {
            let (yaml, diagnostics) = read(&format!("before: 一\nvalue: {quoted}\nafter: x\n"));
            assert!(diagnostics.is_empty(), "{string:?}: {diagnostics:?}");
            let yaml = yaml.expect("no complaints");
            assert_eq!(yaml.root().get("value").and_then(Node::text), Some(string));
        }
    }
}

/// With escapes for what cannot stand in YAML as it is.
fn double_quoted(text: &str) -> Option<String> {
    let escape = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        _ if is_invisible(c) => format!("\\U{:08X}", u32::from(c)),
        _ => c.to_string(),
    };
    Some(format!("\"{}\"", text.chars().map(escape).collect::<String>()))
}

/// `None` for what needs escapes.
fn single_quoted(text: &str) -> Option<String> {
    (!text.contains(is_invisible)).then(|| format!("'{}'", text.replace('\'', "''")))
}

fn is_invisible(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Text made of the pieces that YAML gives a meaning to.
fn yaml_like() -> impl Strategy<Value = String> {
    let pieces = [
        "a", "概览", ": ", ":", "- ", "-", "\n", "\n  ", "\n ", "\t", "\"", "'", "[", "]", "{", "}", ", ", "#", " #",
        "&a", "*a", "!", "!!str ", "|\n", ">-\n", "%", "@", "? ", "---\n", "...\n", "~", "true", "12", "\r\n",
        "\u{85}", "\u{2028}", "\u{0}", "\\", "<<: ", "：", "😀",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_complained_of(text in "\\PC*") {
        read(&text);
    }

    #[test]
    fn any_text_like_yaml_is_read_or_complained_of(text in yaml_like()) {
        read(&text);
    }
}
