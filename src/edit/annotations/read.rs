//! Annotations out of JSON, whatever wrote it: one annotation, an array of them, a collection or a page (Web Annotation
//! Data Model, 2017, sections 3 to 5), or what Hypothesis exports (`{"rows": […]}`). A property of another type than the
//! model's says nothing; what an annotation then lacks is told.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// An annotation as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Incoming {
    /// Its IRI, if it has one.
    pub id: String,
    /// Who wrote it.
    pub people: Vec<Person>,
    /// The day on which it was made, `2024-04-26`.
    pub created: Option<String>,
    /// The day on which it was changed.
    pub modified: Option<String>,
    /// What it says.
    pub bodies: Vec<Body>,
    /// What it is on.
    pub targets: Vec<Target>,
    /// What a person should know of it.
    pub told: Vec<String>,
}

/// Somebody who annotates.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Person {
    /// An IRI, or an account; may be empty.
    pub id: String,
    /// As readers call them.
    pub name: String,
}

/// A piece of what an annotation says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// Its text.
    pub text: String,
    /// How it is written.
    pub form: Form,
    /// The language it says to be in (BCP 47).
    pub language: Option<String>,
}

/// How the text of a body is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Words.
    #[default]
    Plain,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
}

/// What an annotation is on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// The IRI of the page, without its fragment.
    pub source: String,
    /// The fragment, decoded.
    pub fragment: Option<String>,
    /// The words.
    pub quote: Option<Quote>,
    /// Where the words stand in what the fragment selects, in code points.
    pub position: Option<(usize, usize)>,
    /// Selectors that only a browser can follow.
    pub others: Vec<String>,
}

/// TextQuoteSelector (section 4.2.4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// The words.
    pub exact: String,
    /// What stands before them.
    pub prefix: String,
    /// What stands after them.
    pub suffix: String,
}

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Its annotations, in order.
    pub annotations: Vec<Incoming>,
    /// Pages of a collection that are files of their own.
    pub further: Vec<String>,
}

/// Reads what a file holds. Annotations that are the same to the letter count once.
pub fn read(value: &Value) -> Reading {
    let mut reading = Reading::default();
    let mut found = Vec::new();
    gather(value, &mut found, &mut reading.further);
    let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for value in found {
        let mut incoming = annotation(value);
        if !incoming.id.is_empty() {
            let same = seen.entry(incoming.id.clone()).or_default();
            if !same.is_empty() {
                incoming.told.push("another annotation has the same id; both were kept".into());
            }
            if !same.insert(value.to_string()) {
                continue;
            }
        }
        reading.annotations.push(incoming);
    }
    reading
}

/// The annotations in a value, of containers those inside.
fn gather<'a>(value: &'a Value, found: &mut Vec<&'a Value>, further: &mut Vec<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, found, further)),
        Value::Object(map) => {
            let is = |name: &str| texts(&map_value(value, "type")).contains(&name);
            if let Some(rows) = ["rows", "annotations", "@graph"].iter().find_map(|key| map.get(*key)?.as_array()) {
                rows.iter().for_each(|row| gather(row, found, further));
            } else if is("AnnotationCollection") || is("AnnotationPage") {
                for key in ["first", "items", "next"] {
                    match map.get(key) {
                        Some(Value::String(iri)) => further.push(iri.clone()),
                        Some(inner) => gather(inner, found, further),
                        None => {}
                    }
                }
            } else {
                found.push(value);
            }
        }
        _ => {}
    }
}

fn map_value<'a>(value: &'a Value, key: &str) -> Vec<&'a Value> {
    match value.get(key) {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(values)) => values.iter().collect(),
        Some(value) => vec![value],
    }
}

/// What is text among some values, or is called by an id.
fn texts<'a>(values: &[&'a Value]) -> Vec<&'a str> {
    let text = |value: &&'a Value| value.as_str().or_else(|| value.get("id")?.as_str());
    values.iter().filter_map(text).collect()
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    texts(&map_value(value, key)).first().copied()
}

fn annotation(value: &Value) -> Incoming {
    let mut incoming = Incoming {
        id: text(value, "id").unwrap_or_default().to_owned(),
        people: map_value(value, "creator").into_iter().filter_map(person).collect(),
        created: text(value, "created").and_then(day),
        modified: text(value, "modified").or_else(|| text(value, "updated")).and_then(day),
        ..Incoming::default()
    };
    for motivation in texts(&map_value(value, "motivation")) {
        if !["commenting", "oa:commenting", "describing", "oa:describing"].contains(&motivation) {
            incoming.told.push(format!("its motivation is `{motivation}`; here it is a comment as others"));
        }
    }
    map_value(value, "body").into_iter().for_each(|value| body(value, &mut incoming));
    let plain = text(value, "bodyValue").map(|text| Body { text: text.into(), ..Body::default() });
    incoming.bodies.extend(plain);
    map_value(value, "target").into_iter().for_each(|value| target(value, &mut incoming.targets));
    if value.get("uri").is_some() || value.get("user").is_some() {
        hypothesis(value, &mut incoming);
    }
    incoming
}

/// What Hypothesis has of its own: the text is Markdown, the day of a change is there without one, and a reply has the
/// target of nothing.
fn hypothesis(value: &Value, incoming: &mut Incoming) {
    if incoming.created == incoming.modified {
        incoming.modified = None;
    }
    if let Some(account) = text(value, "user") {
        let shown = value.get("user_info").and_then(|info| text(info, "display_name"));
        let name = shown.unwrap_or_else(|| account.trim_start_matches("acct:").split('@').next().unwrap_or_default());
        incoming.people.push(Person { id: account.into(), name: name.into() });
    }
    if let Some(words) = text(value, "text").filter(|words| !words.trim().is_empty()) {
        incoming.bodies.push(Body { text: words.into(), form: Form::Markdown, language: None });
    }
    for tag in texts(&map_value(value, "tags")) {
        incoming.bodies.push(Body { text: format!("#{tag}"), ..Body::default() });
    }
    let references = texts(&map_value(value, "references"));
    if let Some(parent) = references.last() {
        incoming.told.push(format!("it answers another annotation, {parent}; here it is a note of its own"));
    }
    let uri = text(value, "uri").unwrap_or_default();
    for target in incoming.targets.iter_mut().filter(|target| target.source.is_empty()) {
        (target.source, target.fragment) = address(uri);
    }
    if incoming.targets.is_empty() {
        let (source, fragment) = address(uri);
        incoming.targets.push(Target { source, fragment, ..Target::default() });
    }
}

fn person(value: &Value) -> Option<Person> {
    let id = value.as_str().or_else(|| text(value, "id")).unwrap_or_default().to_owned();
    let name = ["name", "nickname", "account"].iter().find_map(|key| value.get(*key)?.as_str()).unwrap_or_default();
    (!id.is_empty() || !name.is_empty())
        .then(|| Person { name: if name.is_empty() { &id } else { name }.to_owned(), id: id.clone() })
}

/// The day in a point of time.
fn day(text: &str) -> Option<String> {
    let day = text.get(..10)?;
    let fits = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    fits.then(|| day.to_owned())
}

fn body(value: &Value, incoming: &mut Incoming) {
    let words = value.get("value").and_then(Value::as_str);
    if let Some(words) = words {
        let form = match text(value, "format").unwrap_or_default().split(';').next().unwrap_or_default().trim() {
            "text/html" | "application/xhtml+xml" => Form::Html,
            "text/markdown" | "text/x-markdown" => Form::Markdown,
            _ => Form::Plain,
        };
        let is_tag = texts(&map_value(value, "purpose")).contains(&"tagging");
        let text_of_it = if is_tag { format!("#{words}") } else { words.to_owned() };
        incoming.bodies.push(Body { text: text_of_it, form, language: text(value, "language").map(str::to_owned) });
    } else if let Some(items) = value.get("items").and_then(Value::as_array) {
        // Of a choice the first is what its author would rather have shown (section 3.2.6).
        if texts(&map_value(value, "type")).contains(&"Choice") {
            let choices: Vec<&Value> = items.iter().filter(|item| item.get("value").is_some()).take(1).collect();
            let shown = if choices.is_empty() { items.iter().take(1).collect() } else { choices };
            shown.into_iter().for_each(|item| body(item, incoming));
        } else {
            items.iter().for_each(|item| body(item, incoming));
        }
    } else if let Some(iri) = value.as_str().or_else(|| text(value, "id")).or_else(|| text(value, "source")) {
        incoming.bodies.push(Body { text: iri.to_owned(), ..Body::default() });
        incoming.told.push(format!("what it says lies elsewhere, at {iri}; only the address was brought over"));
    }
}

fn target(value: &Value, targets: &mut Vec<Target>) {
    if let Some(items) = value.get("items").and_then(Value::as_array) {
        items.iter().for_each(|item| target(item, targets));
        return;
    }
    let iri = value.as_str().or_else(|| text(value, "source")).or_else(|| text(value, "id")).unwrap_or_default();
    let (source, fragment) = address(iri);
    let mut read = Target { source, fragment, ..Target::default() };
    map_value(value, "selector").into_iter().for_each(|value| selector(value, &mut read, 0));
    targets.push(read);
}

/// A page and a fragment.
fn address(iri: &str) -> (String, Option<String>) {
    match iri.split_once('#') {
        Some((source, fragment)) => {
            (source.to_owned(), Some(decoded(fragment)).filter(|fragment| !fragment.is_empty()))
        }
        None => (iri.to_owned(), None),
    }
}

/// Percent-encoding undone.
pub fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// A selector and those that refine it, which come at most this deep.
fn selector(value: &Value, target: &mut Target, depth: usize) {
    const DEEPEST: usize = 16;
    if depth > DEEPEST {
        return;
    }
    let of_type = text(value, "type").unwrap_or_default();
    let words = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    match of_type.trim_start_matches("oa:") {
        "TextQuoteSelector" => {
            let quote = Quote { exact: words("exact"), prefix: words("prefix"), suffix: words("suffix") };
            if !quote.exact.trim().is_empty() && target.quote.is_none() {
                target.quote = Some(quote);
            }
        }
        "TextPositionSelector" => {
            let number = |key: &str| usize::try_from(value.get(key)?.as_u64()?).ok();
            if let (true, Some(start), Some(end)) = (depth > 0, number("start"), number("end")) {
                target.position = Some((start, end)).filter(|(start, end)| start < end);
            } else {
                target.others.push(of_type.to_owned());
            }
        }
        "FragmentSelector" => target.fragment = Some(decoded(&words("value"))).filter(|value| !value.is_empty()),
        "Choice" => {
            map_value(value, "items").into_iter().for_each(|value| selector(value, target, depth + 1));
        }
        other => target.others.push(other.to_owned()),
    }
    map_value(value, "refinedBy").into_iter().for_each(|value| selector(value, target, depth + 1));
}
