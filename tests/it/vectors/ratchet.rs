//! What of the vectors passes, held in `tests/vectors.txt`: a case that is lost fails, and so does one that was gained and
//! not recorded. `UPDATE=1` records; the reasons of failing cases are written by hand and kept.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;

use super::super::root;
use super::load;

/// The outcome of one set of cases, in their order: `None` for one that passes, else what came instead.
pub struct Outcome {
    /// File and array.
    pub set: &'static str,
    /// One per case.
    pub failures: Vec<Option<String>>,
}

/// The failing cases of a set by their numbers, with the reasons.
#[derive(Default, PartialEq, Eq)]
struct Record {
    cases: usize,
    failing: BTreeMap<usize, String>,
}

const HEAD: &str = "\
# External test vectors: how many cases of each set pass, and below it those that do not, by number, with the reason.
# tests/it/vectors/ratchet.rs holds this; `UPDATE=1 cargo test vectors` writes it anew and keeps the reasons.
";

/// Stands for a reason until somebody writes it.
const UNSAID: &str = "why?";

fn read(text: &str) -> BTreeMap<String, Record> {
    let mut records: BTreeMap<String, Record> = BTreeMap::new();
    let mut set = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        if let Some(case) = line.strip_prefix("- ") {
            let (number, reason) = case.split_once(": ").expect("a number and a reason");
            let failing = &mut records.get_mut(&set).expect("a set stands above its cases").failing;
            failing.insert(number.parse().expect("a number"), reason.to_owned());
        } else {
            let (name, counts) = line.split_once(": ").expect("a set and its counts");
            let cases = counts.rsplit(' ').next().and_then(|cases| cases.parse().ok()).expect("a count");
            set = name.to_owned();
            records.insert(set.clone(), Record { cases, ..Record::default() });
        }
    }
    records
}

fn write(records: &BTreeMap<String, Record>) -> String {
    let mut text = HEAD.to_owned();
    for (set, record) in records {
        writeln!(text, "\n{set}: {} of {}", record.cases - record.failing.len(), record.cases).unwrap();
        for (number, reason) in &record.failing {
            writeln!(text, "- {number}: {reason}").unwrap();
        }
    }
    text
}

/// Compares the outcomes with the record, and prints how many cases ran.
#[expect(clippy::explicit_write, reason = "past the capture of the test harness, so that every run says it")]
pub fn hold(outcomes: Vec<Outcome>) {
    let place = root().join("tests/vectors.txt");
    let recorded = read(&std::fs::read_to_string(&place).unwrap_or_default());
    let (mut now, mut changes) = (BTreeMap::new(), String::new());
    for Outcome { set, failures } in outcomes {
        let cases = failures.len();
        assert!(cases > 0, "{set}: no cases");
        let before = recorded.get(set);
        let mut record = Record { cases, ..Record::default() };
        for (at, failure) in failures.into_iter().enumerate() {
            let known = before.and_then(|before| before.failing.get(&(at + 1)));
            match (failure, known) {
                (Some(failure), None) => {
                    writeln!(changes, "{set}, case {}, is lost: {failure}", at + 1).unwrap();
                    record.failing.insert(at + 1, UNSAID.into());
                }
                (Some(_), Some(reason)) => drop(record.failing.insert(at + 1, reason.clone())),
                (None, Some(_)) => writeln!(changes, "{set}, case {}, passes now: record it", at + 1).unwrap(),
                (None, None) => {}
            }
        }
        if before.is_none_or(|before| before.cases != cases) {
            writeln!(changes, "{set}: {cases} cases are not as many as recorded").unwrap();
        }
        let passed = cases - record.failing.len();
        writeln!(std::io::stderr(), "vectors: {set}: {cases} ran, {passed} passed").unwrap();
        now.insert(set.to_owned(), record);
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&place, write(&now)).expect("the record can be written");
    } else {
        assert_eq!(changes, "", "tests/vectors.txt records otherwise (UPDATE=1 writes it anew)");
        let unsaid = now.values().flat_map(|record| record.failing.values()).filter(|reason| *reason == UNSAID).count();
        assert_eq!(unsaid, 0, "cases fail for no reason that is told");
    }
}

#[test]
fn the_vectors_of_the_text_rules_are_as_recorded() {
    if load("cjk-ruby.json").is_none() {
        return;
    }
    let sets = [
        crate::emphasis::amendment(),
        crate::emphasis::truth_table(),
        crate::emphasis::commonmark(),
        crate::line_break::markdown(),
        crate::line_break::web_platform_tests(),
        crate::ruby::vectors(),
        crate::slug::vectors(),
    ];
    hold(sets.into());
}

#[test]
fn a_record_reads_back() {
    let text =
        format!("{HEAD}\na.json cases: 1 of 3\n- 1: one\n- 3: an id is in NFC: always\n\nb.json cases: 2 of 2\n");
    assert_eq!(write(&read(&text)), text);
}
