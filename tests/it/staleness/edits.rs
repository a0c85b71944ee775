//! The law of edits: whoever inserts, deletes, splits, merges or moves a paragraph in one language changes nothing about
//! any other passage: neither its counterpart, nor its address, nor how its translation stands.

use std::sync::Arc;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use taiyaku::align::align;
use taiyaku::align::work::Work;
use taiyaku::base::digest::Digest;
use taiyaku::load::Sources;
use taiyaku::parse::lock::line;
use taiyaku::parse::parse;

use super::letter;

/// What somebody does to the paragraphs of one language, by their indexes.
#[derive(Clone, Debug)]
enum Edit {
    Insert {
        at: usize,
        has_id: bool,
    },
    Delete {
        at: usize,
    },
    /// Into two paragraphs, of which the second continues the first.
    Split {
        at: usize,
    },
    /// With the next one.
    Merge {
        at: usize,
    },
    Move {
        from: usize,
        to: usize,
    },
}

/// How the lock of a passage stands before the edit.
const RECORDS: [&str; 3] = ["current", "stale", "unrecorded"];

fn text(language: &str, at: usize) -> String {
    format!("{language} 第{at}段。前半。")
}

/// The paragraphs of a language, each with its id.
fn paragraphs(language: &str, count: usize) -> Vec<(String, String)> {
    (0..count).map(|at| (text(language, at), format!("{{#p{at}}}"))).collect()
}

/// The ids that an edit touches.
fn touched(edit: &Edit) -> BTreeSet<String> {
    let ids = match edit {
        Edit::Insert { .. } | Edit::Move { .. } => vec![],
        Edit::Delete { at } | Edit::Split { at } => vec![*at],
        Edit::Merge { at } => vec![*at, at + 1],
    };
    ids.into_iter().map(|at| format!("p{at}")).collect()
}

fn apply(edit: &Edit, paragraphs: &mut Vec<(String, String)>) {
    match *edit {
        Edit::Insert { at, has_id } => {
            let id = if has_id { "{#new}" } else { "" };
            paragraphs.insert(at, ("新的一段。".to_owned(), id.to_owned()));
        }
        Edit::Delete { at } => drop(paragraphs.remove(at)),
        Edit::Split { at } => {
            let (first, rest) =
                paragraphs[at].0.split_once('。').map(|(a, b)| (a.to_owned() + "。", b.to_owned())).unwrap();
            paragraphs[at].0 = first;
            paragraphs.insert(at + 1, (rest, format!("{{#p{at}-2 of=p{at}}}")));
        }
        Edit::Merge { at } => {
            let (next, _) = paragraphs.remove(at + 1);
            paragraphs[at].0.push_str(&next);
            paragraphs[at].1 = format!("{{#p{at} with=p{}}}", at + 1);
        }
        Edit::Move { from, to } => {
            let moved = paragraphs.remove(from);
            paragraphs.insert(to, moved);
        }
    }
}

/// A document: the paragraphs, a heading in their midst, which an edit shifts as well, and a section whose passages have no ids.
fn document(paragraphs: &[(String, String)], language: &str) -> String {
    let half = paragraphs.len() / 2;
    let block = |(text, id): &(String, String)| format!("{text} {id}\n\n");
    let first: String = paragraphs[..half].iter().map(block).collect();
    let second: String = paragraphs[half..].iter().map(block).collect();
    format!(
        "# 题\n\n{first}## 节 {{#section}}\n\n{second}## 末 {{#last}}\n\n{language} 无名一。\n\n- {language} 无名二\n"
    )
}

fn work(zh: &[(String, String)], ja: &[(String, String)], lock: &str) -> Arc<Work> {
    let mut sources = Sources::default();
    let site =
        "title: {zh: 书, ja: 本}\nlanguages:\n  - {tag: zh, dir: zh, name: 中}\n  - {tag: ja, dir: ja, name: 日}\n";
    sources.site = Some(sources.files.add("site.yaml".into(), site));
    for (language, paragraphs) in [("zh", zh), ("ja", ja)] {
        let text = document(paragraphs, language);
        sources.texts.push(sources.files.add(format!("content/{language}/a.md"), text));
    }
    sources.locks.push(sources.files.add("content/ja/a.lock".into(), lock));
    let (parsed, complaints) = parse(&sources);
    assert!(!complaints.has_errors(), "{complaints:?}");
    align(&parsed.documents, &parsed.locks, &parsed.config, None).works.remove(0)
}

/// What is to stay: by the id of each passage, or the words of those that have none, its texts in both languages, whether
/// its address leads to it, and how its translation stands.
fn facts(work: &Work) -> BTreeMap<String, (Vec<String>, bool, char)> {
    let wordings: Vec<_> = (0..2).map(|language| work.wordings(language).unwrap()).collect();
    let fact = |(at, unit): (usize, &taiyaku::align::unit::Unit)| {
        let texts: Vec<String> =
            (0..2).map(|language| wordings[language].of(work.hosted_blocks(at, language))).collect();
        let leads = work.fragments.get(&unit.id).is_some_and(|fragment| fragment.unit() == at);
        // Positions and slugs are no addresses that last.
        let name = if unit.is_explicit { unit.id.to_string() } else { texts[0].clone() };
        (name, (texts, leads, letter(work.state(at, 1))))
    };
    work.units.iter().enumerate().map(fact).collect()
}

fn edits(count: usize) -> impl Strategy<Value = Edit> {
    prop_oneof![
        (0..=count, any::<bool>()).prop_map(|(at, has_id)| Edit::Insert { at, has_id }),
        (0..count).prop_map(|at| Edit::Delete { at }),
        (0..count).prop_map(|at| Edit::Split { at }),
        (0..count - 1).prop_map(|at| Edit::Merge { at }),
        (0..count, 0..count).prop_map(|(from, to)| Edit::Move { from, to }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_edit_in_one_language_changes_no_other_passage(
        (records, edit) in (2..9usize).prop_flat_map(|count| (proptest::collection::vec(0..3usize, count), edits(count))),
        in_source in any::<bool>(),
    ) {
        let count = records.len();
        let (mut zh, mut ja) = (paragraphs("zh", count), paragraphs("ja", count));
        let recorded = records.iter().enumerate().filter_map(|(at, record)| {
            let source = match RECORDS[*record] {
                "current" => text("zh", at),
                "stale" => format!("旧的第{at}段。"),
                _ => return None,
            };
            Some(line(&format!("p{at}"), Digest::of(&text("ja", at)), &source) + "\n")
        });
        let lock: String = recorded.collect();
        let before = facts(&work(&zh, &ja, &lock));
        for (at, record) in records.iter().enumerate() {
            let expected = ['c', 'X', 'u'][*record];
            prop_assert_eq!(before[&format!("p{at}")].2, expected);
        }
        apply(&edit, if in_source { &mut zh } else { &mut ja });
        let after = facts(&work(&zh, &ja, &lock));
        let touched = touched(&edit);
        for (name, fact) in before.iter().filter(|(name, _)| !touched.contains(*name)) {
            prop_assert_eq!(after.get(name), Some(fact), "{}", name);
        }
        // The touched ones keep their addresses, and a passage that says in two paragraphs what it said in one is as it was.
        let has_lost_one = matches!(edit, Edit::Delete { .. });
        for name in &touched {
            let after = &after[name];
            prop_assert!(after.1);
            prop_assert!(has_lost_one || !after.0.iter().any(String::is_empty), "{:?}", after);
        }
        if let Edit::Split { at } = edit {
            prop_assert_eq!(&after[&format!("p{at}")], &before[&format!("p{at}")]);
        }
    }
}
