//! What is written is valid: the rules of XLIFF 2.1 that a reader of it relies on, by section.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use taiyaku::edit::ExchangeForm;

use crate::harness::Site;

use super::export;

/// Attributes of an element by their names.
fn attributes(element: &BytesStart<'_>) -> BTreeMap<String, String> {
    let read = |attribute: Result<quick_xml::events::attributes::Attribute<'_>, _>| {
        let attribute = attribute.unwrap();
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap();
        (attribute.key.as_ref().to_owned(), value.into_owned())
    };
    element.attributes().map(read).collect()
}

/// A unit while it is read.
#[derive(Default)]
struct Unit {
    /// Ids of segments and codes (4.3.1.18): unique among all of them.
    ids: BTreeSet<String>,
    data: BTreeSet<String>,
    referred: BTreeSet<String>,
    /// Codes of the source and of the target of the segment: id and element.
    source: BTreeMap<String, String>,
    target: BTreeMap<String, String>,
    children: Vec<String>,
}

/// Holds a file to the rules, and counts its segments with and without a target.
fn hold(xml: &str) -> (usize, usize) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let (mut path, mut units, mut unit): (Vec<String>, BTreeSet<String>, Unit) = Default::default();
    let (mut with, mut without) = (0, 0);
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(element) => {
                let name = element.name().as_ref().to_owned();
                let attributes = attributes(&element);
                let of = |key: &str| attributes.get(key).cloned().unwrap_or_default();
                match name.as_str() {
                    "xliff" => {
                        assert_eq!(
                            (of("version").as_str(), of("xmlns").as_str()),
                            ("2.1", "urn:oasis:names:tc:xliff:document:2.0")
                        );
                        assert!(!of("srcLang").is_empty() && !of("trgLang").is_empty());
                    }
                    "unit" => {
                        assert!(is_name_token(&of("id")) && units.insert(of("id")), "4.2.2.5: {}", of("id"));
                        unit = Unit::default();
                    }
                    "segment" => {
                        assert!(unit.ids.insert(of("id")), "4.3.1.18: {}", of("id"));
                        (unit.source, unit.target) = Default::default();
                        let state = of("state");
                        assert!(
                            ["initial", "translated", "reviewed", "final", ""].contains(&state.as_str()),
                            "{state}"
                        );
                        assert!(of("subState").is_empty() || (of("subState").contains(':') && !state.is_empty()));
                    }
                    "data" => assert!(is_name_token(&of("id")) && unit.data.insert(of("id"))),
                    "pc" | "ph" => {
                        let in_target = path.iter().any(|above| above == "target");
                        let seen = if in_target { &mut unit.target } else { &mut unit.source };
                        assert!(seen.insert(of("id"), name.clone()).is_none(), "an id twice: {}", of("id"));
                        unit.referred.extend(
                            attributes
                                .iter()
                                .filter(|(key, _)| key.starts_with("dataRef"))
                                .map(|(_, value)| value.clone()),
                        );
                        assert!(of("subType").is_empty() || !of("type").is_empty(), "4.3.1.39: subType needs type");
                    }
                    _ => {}
                }
                if path.last().is_some_and(|above| above == "unit") {
                    unit.children.push(name.clone());
                }
                path.push(name);
            }
            Event::End(_) => match path.pop().unwrap().as_str() {
                "target" => with += 1,
                "segment" => {
                    for (id, kind) in &unit.target {
                        assert!(
                            unit.source.get(id).is_none_or(|other| other == kind),
                            "{id} is another code in the source"
                        );
                    }
                    let all: BTreeSet<&String> = unit.source.keys().chain(unit.target.keys()).collect();
                    for id in all {
                        assert!(unit.ids.insert(id.clone()), "4.3.1.18: {id}");
                    }
                    without += 1;
                }
                "unit" => {
                    assert_eq!(unit.data, unit.referred, "every reference has its data, and all data is referred to");
                    let order = |name: &String| {
                        ["notes", "originalData", "segment"].iter().position(|known| known == name).unwrap()
                    };
                    assert!(unit.children.is_sorted_by_key(order), "4.2.2.5: {:?}", unit.children);
                    assert!(unit.children.iter().any(|name| name == "segment"));
                }
                _ => {}
            },
            _ => {}
        }
    }
    assert!(path.is_empty());
    (with, without - with)
}

/// XML 1.0, production 7, as far as ids of ours go.
fn is_name_token(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))
}

#[test]
fn exports_of_the_edition_are_valid() {
    for work in ["index", "chapter-6", "chapter-6/aoyama", "chapter-6/kawashima"] {
        let xml = export(&crate::root(), work, ExchangeForm::Xliff);
        let (with, without) = hold(&xml);
        // Charts are shown to translators, and left to the documents.
        let charts = xml.matches("```chart").count();
        assert!(with > 3 && without == charts, "{work}: {with}, {without}");
    }
}

#[test]
fn exports_of_hostile_documents_are_valid() {
    let text = "\
--- content/zh/b c.d/a.md ---
# \u{1}题&<>\"' *a*

甲&#x1;&#xFFFF;]]> `]]>` <b> [x](<y z> \"'&amp;\\\"\") {#one}

<div>&</div>

---

- 甲[a](b)
- 乙[a](b)

{#list}
--- content/ja/b c.d/a.md ---
# 題

![乙](a.png) [x](<y z>) *a* [n](c) {#one}

- [a](b)
";
    let site = Site::new(text);
    let xml = export(site.root(), "b c.d/a", ExchangeForm::Xliff);
    let (with, without) = hold(&xml);
    assert_eq!((with, without), (2, 4), "{xml}");
    assert!(xml.contains("<file id=\"b.c.d.a\" original=\"content/zh/b c.d/a.md\">"));
    assert!(xml.contains("甲<cp hex=\"0001\"/><cp hex=\"FFFF\"/>]]&gt;"), "{xml}");
}
