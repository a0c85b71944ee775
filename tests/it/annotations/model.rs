//! What the model says a file MUST be, section by section. The validator knows nothing of how the file is made.

use serde_json::{Map, Value, json};

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// Checks a collection. `base` is the address of the file: what is relative in it is resolved against that (JSON-LD 1.0,
/// section 5.3), and only then an IRI.
pub fn check(collection: &Value, base: &str) -> Vec<String> {
    let mut check = Check { base: base.to_owned(), violations: Vec::new() };
    check.collection(collection);
    check.violations
}

/// Checks an annotation that is a file of its own.
fn check_alone(annotation: &Value, base: &str) -> Vec<String> {
    let mut check = Check { base: base.to_owned(), violations: Vec::new() };
    if !values(annotation, "@context").contains(&&json!(CONTEXT)) {
        check.violations.push("3.1: no context".into());
    }
    check.annotation(annotation);
    check.violations
}

fn values<'a>(value: &'a Value, key: &str) -> Vec<&'a Value> {
    match value.get(key) {
        None => Vec::new(),
        Some(Value::Array(values)) => values.iter().collect(),
        Some(value) => vec![value],
    }
}

struct Check {
    base: String,
    violations: Vec<String>,
}

impl Check {
    fn must(&mut self, holds: bool, what: impl Into<String>) {
        if !holds {
            self.violations.push(what.into());
        }
    }

    /// RFC 3987, as far as a scheme and no sign that must be percent-encoded.
    fn iri(&mut self, value: Option<&Value>, what: &str) {
        let text = value.and_then(Value::as_str);
        let whole = text.map(|text| {
            let has_scheme = text.split(['/', '#', '?']).next().is_some_and(|first| first.contains(':'));
            if has_scheme { text.to_owned() } else { format!("{}{text}", self.base) }
        });
        let is_iri = whole.is_some_and(|iri| {
            let scheme = iri.split_once(':').map_or("", |(scheme, _)| scheme);
            let starts = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
            starts
                && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
                && !iri.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c))
                && iri.matches('#').count() <= 1
        });
        self.must(is_iri, format!("{what} is no IRI: {value:?}"));
    }

    fn types(&mut self, value: &Value, wanted: &str, section: &str) {
        let has = values(value, "type").iter().any(|of_type| *of_type == wanted);
        self.must(has, format!("{section}: the type is not {wanted}: {:?}", value.get("type")));
    }

    /// Section 5.1.
    fn collection(&mut self, value: &Value) {
        self.must(value["@context"] == CONTEXT, "5.1: the context MUST be a string if it is one");
        self.iri(value.get("id"), "5.1 id");
        self.types(value, "AnnotationCollection", "5.1");
        let total = value.get("total").and_then(Value::as_u64);
        self.must(total.is_some(), "5.1: total MUST be a non-negative integer");
        self.must(values(value, "first").len() == 1, "5.1: exactly one first page");
        self.must(values(value, "last").len() <= 1, "5.1: at most one last page");
        if values(value, "last").is_empty() {
            let items = value["first"]["items"].as_array().map(|items| items.len() as u64);
            self.must(items == total, "5.1: total MUST be the number of annotations");
        }
        self.page(&value["first"], true);
    }

    /// Section 5.2.
    pub fn page(&mut self, value: &Value, is_embedded: bool) {
        if !is_embedded {
            self.must(value["@context"] == CONTEXT, "5.2: the context of a page of its own");
            self.iri(value.get("partOf"), "5.2 partOf");
        }
        self.iri(value.get("id"), "5.2 id");
        self.types(value, "AnnotationPage", "5.2");
        self.must(value.get("startIndex").is_none_or(Value::is_u64), "5.2: startIndex MUST be a non-negative integer");
        self.must(value["items"].is_array(), "5.2: items MUST be a list");
        for item in values(value, "items") {
            self.annotation(item);
        }
    }

    /// Section 3.1.
    fn annotation(&mut self, value: &Value) {
        self.must(values(value, "id").len() == 1, "3.1: exactly one id");
        self.iri(value.get("id"), "3.1 id");
        self.types(value, "Annotation", "3.1");
        self.must(!values(value, "target").is_empty(), "3.1: one target or more");
        self.must(value.get("bodyValue").is_none() || value.get("body").is_none(), "3.2.5: bodyValue MUST stand alone");
        for body in values(value, "body") {
            self.body(body);
        }
        for target in values(value, "target") {
            self.target(target);
        }
        self.lifecycle(value);
        for motivation in values(value, "motivation") {
            const KNOWN: [&str; 13] = [
                "assessing",
                "bookmarking",
                "classifying",
                "commenting",
                "describing",
                "editing",
                "highlighting",
                "identifying",
                "linking",
                "moderating",
                "questioning",
                "replying",
                "tagging",
            ];
            self.must(
                motivation.as_str().is_some_and(|name| KNOWN.contains(&name)),
                "3.3.5: a motivation of the model",
            );
        }
        self.must(values(value, "canonical").len() <= 1, "3.3.8: at most one canonical IRI");
        for rights in values(value, "rights") {
            self.iri(Some(rights), "3.3.7 rights");
        }
    }

    /// Sections 3.3.1 and 3.3.2.
    fn lifecycle(&mut self, value: &Value) {
        for key in ["created", "modified", "generated"] {
            let times = values(value, key);
            self.must(times.len() <= 1, format!("3.3.1: at most one {key}"));
            for time in times {
                let text = time.as_str().unwrap_or_default();
                let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
                self.must(
                    shape == "0000-00-00T00:00:00Z",
                    format!("3.3.1: {key} MUST be xsd:dateTime in UTC as Z: {text}"),
                );
            }
        }
        for agent in values(value, "creator").into_iter().chain(values(value, "generator")) {
            if agent.is_object() {
                self.must(values(agent, "id").len() <= 1, "3.3.2: at most one id of an agent");
                agent.get("id").into_iter().for_each(|id| self.iri(Some(id), "3.3.2 id"));
                self.must(values(agent, "name").iter().all(|name| name.is_string()), "3.3.2: names are strings");
            } else {
                self.iri(Some(agent), "3.3.2 creator");
            }
        }
    }

    /// Sections 3.2.1 and 3.2.4.
    fn body(&mut self, value: &Value) {
        if !value.is_object() {
            return self.iri(Some(value), "3.2.1 body");
        }
        if value.get("value").is_some() {
            self.must(value["value"].is_string(), "3.2.4: exactly one value, a string");
            self.must(values(value, "id").len() <= 1, "3.2.4: at most one id");
            self.must(values(value, "processingLanguage").len() <= 1, "3.2.1: at most one processingLanguage");
            let directions = values(value, "textDirection");
            self.must(
                directions.iter().all(|text| ["ltr", "rtl", "auto"].iter().any(|known| *text == known)),
                "3.2.1: textDirection",
            );
        } else {
            self.iri(value.get("id").or_else(|| value.get("source")), "3.2.1 id");
        }
    }

    /// Sections 3.2.1, 4 and 4.2.
    fn target(&mut self, value: &Value) {
        if !value.is_object() {
            return self.iri(Some(value), "3.2.1 target");
        }
        if value.get("source").is_none() {
            self.must(values(value, "id").len() == 1, "3.2.1: exactly one id");
            return self.iri(value.get("id"), "3.2.1 id");
        }
        let sources = values(value, "source");
        self.must(sources.len() == 1, "4: exactly one source");
        let source = sources[0];
        self.iri(if source.is_object() { source.get("id") } else { Some(source) }, "4 source");
        for selector in values(value, "selector") {
            self.selector(selector);
        }
    }

    /// Section 4.2.
    fn selector(&mut self, value: &Value) {
        self.must(values(value, "type").len() == 1, "4.2: exactly one type of a selector");
        match value["type"].as_str().unwrap_or_default() {
            "FragmentSelector" => {
                self.must(value["value"].is_string(), "4.2.1: exactly one value");
                self.must(values(value, "conformsTo").len() <= 1, "4.2.1: at most one conformsTo");
            }
            "CssSelector" | "XPathSelector" => self.must(value["value"].is_string(), "4.2.2, 4.2.3: exactly one value"),
            "TextQuoteSelector" => {
                self.must(value["exact"].is_string(), "4.2.4: exactly one exact");
                for key in ["prefix", "suffix"] {
                    self.must(value.get(key).is_none_or(Value::is_string), format!("4.2.4: at most one {key}"));
                }
            }
            "TextPositionSelector" | "DataPositionSelector" => {
                let number = |key: &str| value.get(key).and_then(Value::as_u64);
                let fits = number("start").zip(number("end")).is_some_and(|(start, end)| start <= end);
                self.must(fits, "4.2.5: start and end MUST be non-negative integers");
            }
            "RangeSelector" => {
                for key in ["startSelector", "endSelector"] {
                    self.must(values(value, key).len() == 1, format!("4.2.8: exactly one {key}"));
                    values(value, key).into_iter().for_each(|inner| self.selector(inner));
                }
            }
            other => self.violations.push(format!("4.2: `{other}` is no selector of the model")),
        }
        for inner in values(value, "refinedBy") {
            self.selector(inner);
        }
    }
}

/// Checks a page that is a file of its own.
pub fn check_page(page: &Value, base: &str) -> Vec<String> {
    let mut check = Check { base: base.to_owned(), violations: Vec::new() };
    check.page(page, false);
    check.violations
}

/// A complete annotation of the model's own kind, which each case below breaks in one place.
fn fine() -> Map<String, Value> {
    let value = json!({
        "@context": CONTEXT,
        "id": "https://example.org/a#1",
        "type": "Annotation",
        "motivation": "commenting",
        "created": "2024-04-26T00:00:00Z",
        "creator": {"type": "Person", "name": "甲"},
        "body": {"type": "TextualBody", "value": "好", "format": "text/markdown", "language": "zh-Hans"},
        "target": {"type": "SpecificResource", "source": "https://example.org/p", "selector":
            {"type": "FragmentSelector", "value": "a", "refinedBy": {"type": "TextPositionSelector", "start": 0, "end": 2}}}
    });
    value.as_object().unwrap().clone()
}

#[test]
fn the_validator_sees_what_is_broken() {
    assert_eq!(check_alone(&Value::Object(fine()), "https://example.org/"), Vec::<String>::new());
    let selector = |value: Value| json!({"source": "https://example.org/p", "selector": value});
    for (key, value) in [
        ("@context", json!("http://example.org/other")),
        ("id", json!(["https://example.org/a", "https://example.org/b"])),
        ("id", json!("https://example.org/a b")),
        ("type", json!("Note")),
        ("target", json!([])),
        ("target", json!({"type": "Text"})),
        ("created", json!("2024-04")),
        ("created", json!("2024-04-26T00:00:00+09:00")),
        ("body", json!({"type": "TextualBody", "value": ["a", "b"]})),
        ("motivation", json!("musing")),
        ("rights", json!("all of them")),
        ("target", selector(json!({"type": "TextQuoteSelector", "prefix": "a"}))),
        ("target", selector(json!({"type": "TextPositionSelector", "start": -1, "end": 2}))),
        ("target", selector(json!({"type": "FragmentSelector"}))),
        (
            "target",
            selector(json!({"type": "RangeSelector", "startSelector": {"type": "XPathSelector", "value": "/"}})),
        ),
    ] {
        let mut broken = fine();
        broken.insert(key.into(), value.clone());
        assert_ne!(check_alone(&Value::Object(broken), "https://example.org/"), Vec::<String>::new(), "{key}: {value}");
    }
}
