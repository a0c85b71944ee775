//! The edition keeps what its source says: every fact of tests/facts.yaml stands in its unit of the built page, in both
//! languages. Glossary, timeline and metadata do not count.

use std::collections::BTreeMap;

use taiyaku::base::text::Files;
use taiyaku::base::yaml;

use super::harness::{Page, pages};
use super::root;

const LANGUAGES: [&str; 2] = ["zh", "ja"];

/// A fact: a form of words for each language, and the unit that it stands in.
struct Fact {
    /// Line of tests/facts.yaml, 1-based.
    line: usize,
    document: String,
    unit: String,
    forms: [String; 2],
}

fn facts() -> Vec<Fact> {
    let text = std::fs::read_to_string(root().join("tests/facts.yaml")).expect("the facts can be read");
    let file = Files::default().add("tests/facts.yaml".into(), text);
    let (yaml, complaints) = yaml::parse(&file, 0..file.text.len());
    assert!(complaints.is_empty(), "{complaints:?}");
    let yaml = yaml.expect("the facts are YAML");
    let rows = yaml.root().items().map(|row| {
        let line = file.line_column(row.span().start as usize).0;
        let word = |key: &str| {
            let value = row.get(key).and_then(|node| node.text());
            value.unwrap_or_else(|| panic!("tests/facts.yaml:{line}: `{key}` is missing")).to_owned()
        };
        assert!(
            word("paragraph").parse::<usize>().is_ok(),
            "tests/facts.yaml:{line}: `paragraph` is a line of the source"
        );
        Fact { line, document: word("document"), unit: word("unit"), forms: LANGUAGES.map(word) }
    });
    rows.collect()
}

/// The texts of all units that facts speak of, by language, document and unit.
struct Texts(BTreeMap<(&'static str, String, String), String>);

impl Texts {
    fn of_the_edition(facts: &[Fact]) -> Self {
        let (built, report) = pages(&root());
        assert_eq!(report, "", "the edition builds without complaints");
        let mut texts = BTreeMap::new();
        let mut read: BTreeMap<String, Page> = BTreeMap::new();
        for fact in facts {
            for language in LANGUAGES {
                let path = format!("{language}/{}.html", fact.document);
                let source = built.get(&path).unwrap_or_else(|| panic!("there is no page {path}"));
                let page = read.entry(path).or_insert_with(|| Page::new(source));
                if let Some(text) = page.unit_text(&fact.unit) {
                    texts.insert((language, fact.document.clone(), fact.unit.clone()), text);
                }
            }
        }
        Self(texts)
    }

    /// What is wrong with a fact; nothing if its forms stand once in its unit.
    fn complaints(&self, fact: &Fact) -> Vec<String> {
        let place = format!("tests/facts.yaml:{}: {}#{}", fact.line, fact.document, fact.unit);
        let complaint = |(language, form): (&'static str, &String)| {
            let Some(text) = self.0.get(&(language, fact.document.clone(), fact.unit.clone())) else {
                return Some(format!("{place}: there is no such unit in {language}"));
            };
            match text.matches(form.as_str()).count() {
                1 => None,
                0 => Some(format!("{place}: `{form}` does not stand in {language}: {text}")),
                times => Some(format!("{place}: `{form}` stands {times} times in {language}; one could go unseen")),
            }
        };
        LANGUAGES.into_iter().zip(&fact.forms).filter_map(complaint).collect()
    }
}

#[test]
fn every_fact_of_the_source_stands_in_its_unit() {
    let facts = facts();
    assert!(facts.len() >= 60, "{} facts are too few to hold a chapter by", facts.len());
    let texts = Texts::of_the_edition(&facts);
    let complaints: Vec<String> = facts.iter().flat_map(|fact| texts.complaints(fact)).collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn a_fact_that_is_taken_out_of_its_unit_is_missed() {
    let facts = facts();
    let mut texts = Texts::of_the_edition(&facts);
    for fact in &facts {
        for (language, form) in LANGUAGES.into_iter().zip(&fact.forms) {
            let key = (language, fact.document.clone(), fact.unit.clone());
            let whole = texts.0[&key].clone();
            texts.0.insert(key.clone(), whole.replace(form.as_str(), ""));
            assert!(!texts.complaints(fact).is_empty(), "tests/facts.yaml:{}: {form} can be lost unseen", fact.line);
            texts.0.insert(key, whole);
        }
    }
}
