//! YAML as authors write it, and what they are told of their mistakes.

use super::*;
use crate::base::diagnostic::Diagnostic;
use crate::base::text::Files;

/// Reads a whole file and gives back what was complained of: `line:column-line:column rule: message | help`.
fn read(text: &str) -> (Option<Yaml>, Vec<String>) {
    let mut files = Files::default();
    let file = files.add("a.yaml".into(), text);
    let (yaml, diagnostics) = parse(&file, 0..text.len());
    let complaints = complaints(&diagnostics, &files);
    (yaml, complaints)
}

fn complaints(diagnostics: &Diagnostics, files: &Files) -> Vec<String> {
    let show = |d: &Diagnostic| {
        let place = place(d.place().unwrap(), files);
        let help = d.way_out().map(|help| format!(" | {help}")).unwrap_or_default();
        format!("{place} {}: {}{help}", d.rule.name, d.message())
    };
    diagnostics.iter().map(show).collect()
}

fn place(span: Span, files: &Files) -> String {
    let file = files.get(span.file);
    let (line, column) = file.line_column(span.start as usize);
    let (end_line, end_column) = file.line_column(span.end as usize);
    format!("{line}:{column}-{end_line}:{end_column}")
}

/// Reads the fields of a file's mapping and gives back all complaints.
fn fields(text: &str, ask: impl FnOnce(&mut Fields<'_, '_>)) -> Vec<String> {
    let mut files = Files::default();
    let file = files.add("a.yaml".into(), text);
    let (yaml, mut diagnostics) = parse(&file, 0..text.len());
    let yaml = yaml.expect("the text is YAML");
    let mut fields = Fields::new(yaml.root(), &mut diagnostics);
    ask(&mut fields);
    fields.finish();
    complaints(&diagnostics, &files)
}

#[test]
fn scalars_come_back_as_written() {
    let text = "a: 2024\nb: 1984?\nc: no\nd: 0x10\ne: 'it''s'\nf: \"a\\u0062\"\ng: 2024-04\nh: 1.50\ni: 中文 标题 # comment\n\
                j: |\n  two\n  lines\nk: >-\n  one\n  line\n2024: l\nm: one\n  line\n";
    let (yaml, complaints) = read(text);
    assert_eq!(complaints, [""; 0]);
    let yaml = yaml.unwrap();
    let texts: Vec<_> = yaml.root().entries().map(|entry| (entry.key, entry.node.text().unwrap())).collect();
    let expected = [
        ("a", "2024"),
        ("b", "1984?"),
        ("c", "no"),
        ("d", "0x10"),
        ("e", "it's"),
        ("f", "ab"),
        ("g", "2024-04"),
        ("h", "1.50"),
        ("i", "中文 标题"),
        ("j", "two\nlines\n"),
        ("k", "one line"),
        ("2024", "l"),
        ("m", "one line"),
    ];
    assert_eq!(texts, expected);
}

#[test]
fn kinds_are_those_of_yaml() {
    let (yaml, _) = read("[true, 'true', no, 7, '7', 0x10, 99999999999999999999, ~, null, '', 'null', 1.5]");
    let yaml = yaml.unwrap();
    let nodes: Vec<_> = yaml.root().items().collect();
    let bools: Vec<_> = nodes.iter().filter_map(|node| node.as_bool()).collect();
    assert_eq!(bools, [true]);
    let integers: Vec<_> = nodes.iter().filter_map(|node| node.as_integer()).collect();
    assert_eq!(integers, [7, 16]);
    let nulls: Vec<_> = nodes.iter().filter(|node| node.is_null()).map(|node| node.text()).collect();
    assert_eq!(nulls, [Some("~"), Some("null")]);
}

#[test]
fn places_are_bytes_of_the_file() {
    let text = "---\n标题: 概览\nlist:\n- 一\n- \"二\"\n\nempty:\nmap: {甲: 乙}\nblock: |\n  x\n\n---\n正文";
    let mut files = Files::default();
    let file = files.add("a.md".into(), text);
    let (yaml, diagnostics) = parse(&file, 4..text.rfind("---").unwrap());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let yaml = yaml.unwrap();
    let written = |node: Node<'_>| files.slice(node.span()).to_owned();
    let root = yaml.root();
    let keys: Vec<_> = root.entries().map(|entry| files.slice(entry.key_span).to_owned()).collect();
    assert_eq!(keys, ["标题", "list", "empty", "map", "block"]);
    let values: Vec<_> = root.entries().map(|entry| written(entry.node)).collect();
    assert_eq!(values, ["概览", "- 一\n- \"二\"", "empty", "{甲: 乙}", "x"]);
    assert_eq!(root.get("list").unwrap().items().map(written).collect::<Vec<_>>(), ["一", "\"二\""]);
    assert_eq!(written(root.get("map").unwrap().get("甲").unwrap()), "乙");
    assert_eq!(files.slice(root.get("map").unwrap().head()), "map");
    assert_eq!(files.slice(root.head()), "标题");
    assert_eq!(files.slice(root.span()), text[4..].split("\n\n---").next().unwrap());
}

#[test]
fn places_survive_carriage_returns() {
    let text = "a: 一\r\nb:\r\n  - 二\r\n  - c: 三\r\n";
    let mut files = Files::default();
    let file = files.add("a.yaml".into(), text);
    let yaml = parse(&file, 0..text.len()).0.unwrap();
    let items: Vec<_> = yaml.root().get("b").unwrap().items().collect();
    assert_eq!(files.slice(items[0].span()), "二");
    assert_eq!(files.slice(items[1].get("c").unwrap().span()), "三");
}

#[test]
fn an_empty_document_is_an_empty_mapping() {
    for text in ["", "\n", "# nothing\n", "---\n", "~"] {
        let (yaml, complaints) = read(text);
        assert_eq!(complaints, [""; 0], "{text:?}");
        assert_eq!(yaml.unwrap().root().entries().len(), 0);
        assert_eq!(fields(text, |_| ()), [""; 0]);
    }
}

#[test]
fn repeated_keys_are_errors_at_every_level() {
    let text = "a: 1\nb: {c: 1, \"c\": 2, d: [{e: 1, e: 2}]}\na: 3\n2024: x\n'2024': y\n";
    let (yaml, complaints) = read(text);
    let help = "remove one of the two, or rename it";
    let expected = [
        format!("2:11-2:14 duplicate-key: the key `c` stands twice | {help}"),
        format!("2:30-2:31 duplicate-key: the key `e` stands twice | {help}"),
        format!("3:1-3:2 duplicate-key: the key `a` stands twice | {help}"),
        format!("5:1-5:7 duplicate-key: the key `2024` stands twice | {help}"),
    ];
    assert_eq!(complaints, expected);
    let yaml = yaml.unwrap();
    assert_eq!(yaml.root().get("a").unwrap().text(), Some("1"));
    assert_eq!(yaml.root().entries().len(), 3);
}

#[test]
fn syntax_errors_say_what_to_write() {
    let cases = [
        ("title: 第一章: 概览\n", "1:8-1:15", "`title: \"第一章: 概览\"`"),
        ("title: @青山\n", "1:8-1:11", "`title: \"@青山\"`"),
        ("by: x\nrate: %50\n", "2:7-2:10", "`rate: \"%50\"`"),
        ("title: *重要*\n", "1:8-1:12", "`title: \"*重要*\"`"),
        ("title: !注意\n", "1:8-1:11", "`title: \"!注意\"`"),
        ("title: \"軟法\"とは\n", "1:8-1:14", "`title: '\"軟法\"とは'`"),
        ("title: [附录] 数据\n", "1:8-1:15", "`title: \"[附录] 数据\"`"),
        ("title: > 50%\n", "1:8-1:13", "`title: \"> 50%\"`"),
        ("title:概览\nby: x\n", "1:6-1:7", "`title: 概览`"),
        ("title：概览\nby: x\n", "1:6-1:7", "`title: 概览`"),
        ("a:\n\tb: 1\n", "2:1-2:2", "spaces"),
        ("a: 1\n\t\nb: 2\n", "2:1-2:2", "spaces"),
        ("a: \"x\nb: 2\n", "1:4-1:6", "never closed"),
        ("a: \"C:\\Users\"\n", "1:4-1:14", "single ones"),
        ("a: [1, 2\nb: 3\n", "", "bracket"),
        ("a: 1\n  b: 2\n", "", "same column"),
        ("a: x\u{7}y\n", "1:5-1:6", "delete"),
        ("a: x\u{2028}y\n", "1:5-1:6", "\\u2028"),
        ("a: 1\n---\nb: 2\n", "2:1-2:4", "`---`"),
        ("a: &x 1\nb: *x\n", "1:4-1:8", "`&`"),
        ("a: !x 1\n", "1:4-1:8", "`!`"),
    ];
    for (text, place, help) in cases {
        let (yaml, complaints) = read(text);
        assert!(yaml.is_none(), "{text:?}");
        assert!(complaints[0].starts_with(place) && complaints[0].contains(help), "{text:?}: {complaints:#?}");
    }
}

#[test]
fn all_that_is_refused_is_reported() {
    let (yaml, complaints) = read("a: &x 1\nb: *x\nc: !t 2\n");
    assert!(yaml.is_none());
    assert_eq!(complaints.len(), 3, "{complaints:#?}");
}

#[test]
fn nesting_and_aliases_cannot_exhaust_us() {
    let deep = ["[".repeat(100_000), "{a: ".repeat(100_000), "- ".repeat(100_000), "? ".repeat(100_000)];
    let bomb = (1..30).fold("a0: &a0 [x, x]\n".to_owned(), |text, level| {
        format!("{text}a{level}: &a{level} [*a{0}, *a{0}, *a{0}, *a{0}]\n", level - 1)
    });
    for text in deep.into_iter().chain([bomb]) {
        let (yaml, complaints) = read(&text);
        assert!(yaml.is_none() && !complaints.is_empty(), "{:.40}", text);
    }
}

#[test]
fn fields_read_what_is_asked_for() {
    let text = "title: 概览\norder: 3\ndraft: true\nby: aoyama\naliases: [a, 2024]\nkind: policy\nlabels: {zh: 软法}\n\
                origin: {url: x}\nempty:\nlist: [{a: 1}]\n";
    let complaints = fields(text, |fields| {
        assert_eq!(fields.required_text("title").unwrap().value, "概览");
        assert_eq!(fields.integer("order").unwrap().value, 3);
        assert!(fields.bool("draft").unwrap().value);
        let values = |texts: Vec<Spanned<String>>| texts.into_iter().map(|text| text.value).collect::<Vec<_>>();
        assert_eq!(values(fields.texts("by")), ["aoyama"]);
        assert_eq!(values(fields.texts("aliases")), ["a", "2024"]);
        assert_eq!(fields.one_of("kind", &["concept", "policy"]).unwrap().value, "policy");
        let labels = fields.text_entries("labels");
        assert_eq!((labels[0].0.value.as_str(), labels[0].1.value.as_str()), ("zh", "软法"));
        let mut origin = fields.fields("origin").unwrap();
        assert_eq!(origin.text("url").unwrap().value, "x");
        origin.finish();
        assert_eq!(fields.text("empty"), None);
        assert_eq!(fields.items("list").len(), 1);
        assert_eq!(fields.text("absent"), None);
    });
    assert_eq!(complaints, [""; 0]);
}

#[test]
fn all_mistakes_of_a_mapping_are_reported() {
    let text = "title: [a]\norder: third\ndraft: yes\nkind: concpt\nby: {a: b}\naliases: [a, [b]]\nsource:\nanotates: x\n\
                origin: text\nzzz: 1\n";
    let complaints = fields(text, |fields| {
        fields.required_text("title");
        fields.integer("order");
        fields.bool("draft");
        fields.one_of("kind", &["concept", "policy"]);
        fields.texts("by");
        fields.texts("aliases");
        fields.required_text("source");
        fields.required_text("date");
        fields.text("annotates");
        assert!(fields.fields("origin").is_some());
    });
    let known = "title, order, draft, kind, by, aliases, source, date, annotates, origin";
    let expected = [
        "1:8-1:11 wrong-value: `title` takes text, not a list | write `title: …`".to_owned(),
        "2:8-2:13 wrong-value: `order` takes a whole number, without quotation marks, not `third` | write `order: 1`".to_owned(),
        "3:8-3:11 wrong-value: `draft` takes `true` or `false`, without quotation marks, not `yes` | write `draft: true`".to_owned(),
        "4:7-4:13 wrong-value: `kind` cannot be `concpt` | did you mean `concept`? possible values: concept, policy"
            .to_owned(),
        "5:5-5:11 wrong-value: `by` takes text or a list of texts, not keys with values | write `by: […, …]`".to_owned(),
        "6:14-6:17 wrong-value: `aliases` takes text, not a list | write `aliases: …`".to_owned(),
        "7:1-7:7 missing-key: `source` has no value | add `source: …`".to_owned(),
        "1:1-1:6 missing-key: `date` is missing | add `date: …`".to_owned(),
        "9:9-9:13 wrong-value: keys with values are expected here, not `text` | write `key: value`, one a line, or `{key: value, …}`".to_owned(),
        format!(
            "8:1-8:9 unknown-key: the key `anotates` means nothing here | did you mean `annotates`? known keys: {known}"
        ),
        format!("10:1-10:4 unknown-key: the key `zzz` means nothing here | known keys: {known}"),
    ];
    assert_eq!(complaints, expected);
}

#[test]
fn a_page_of_plain_text_is_told_about_colons() {
    let expected = "1:1-1:9 wrong-value: keys with values are expected here, not `title：概览` | \
                    after a key stand an ASCII colon and a space: `title: 概览`";
    assert_eq!(fields("title：概览", |_| ()), [expected]);
}

#[test]
fn the_nearest_word_is_found_or_none() {
    assert_eq!(nearest("anotates", ["title", "annotates"]), Some("annotates"));
    assert_eq!(nearest("orgin", ["origin", "order"]), Some("origin"));
    assert_eq!(nearest("xy", ["title", "by"]), Some("by"));
    assert_eq!(nearest("colour", ["title", "kind"]), None);
}

#[test]
fn lines_of_wide_characters_join() {
    for (value, expected) in [
        (">\n  漢字\n  漢字，\n  かな\n", "漢字漢字，かな\n"),
        (">-\n  漢字\n  abc\n  漢字\n\n  漢字", "漢字 abc 漢字\n漢字"),
        ("漢字\n  漢字 漢字\n  漢字", "漢字漢字 漢字漢字"),
        ("\"漢字\n  漢字\"", "漢字漢字"),
        ("'漢字 漢字\n  漢字'", "漢字 漢字漢字"),
        ("\"漢字\\\n  漢字 \\u5B57\n  字\"", "漢字漢字 字 字"),
        ("|-\n  漢字\n  漢字\n  abc", "漢字漢字\nabc"),
        ("字\n  字\n  字\n  字 字", "字字字字 字"),
        ("漢字 漢字", "漢字 漢字"),
        ("한국어\n  문장", "한국어 문장"),
    ] {
        let file = SourceFile::new(crate::base::text::FileId(0), "a.yaml".into(), format!("key: {value}\n"));
        let (yaml, _) = parse(&file, 0..file.text.len());
        let yaml = yaml.expect("it is YAML");
        let text = yaml.root().get("key").and_then(|node| node.text()).expect("it is text");
        assert_eq!(text.trim_end_matches('\n'), expected.trim_end_matches('\n'), "{value:?}");
    }
}
