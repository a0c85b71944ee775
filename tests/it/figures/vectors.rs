//! The reader of figures on sentences of the Recognizers project (`recognizers-zh-ja.json`): recall and precision by language and
//! kind. The table of the manual holds the same numbers.
//!
//! The kinds are the project's. Its number model also gives the numbers inside of amounts, dates and shares, but leaves those before
//! ％ and before metres and litres to its other models; that much is taken into account here, the rest is in `exclusions.txt`.

use std::collections::{BTreeMap, BTreeSet};

use taiyaku::base::figure::{Date, Figure, Kind, Value, Year, figures};

use super::super::root;
use super::super::vectors::{array, load, text};
use super::language;

/// Found and expected, found, expected.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    hits: usize,
    found: usize,
    expected: usize,
    n_cases: usize,
}

impl Score {
    fn recall(self) -> f64 {
        self.hits as f64 / self.expected.max(1) as f64
    }

    fn precision(self) -> f64 {
        self.hits as f64 / self.found.max(1) as f64
    }
}

/// By kind and language, in the order of the table.
type Scores = BTreeMap<(usize, String), Score>;

const KINDS: [&str; 5] = ["number", "percent", "currency", "date", "ordinal"];

/// FNV-1a, 32 bits: names a case without its words.
fn name(input: &str) -> String {
    let hash = input.bytes().fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{hash:08x}")
}

/// The cases that are not counted, by language, kind and name.
fn exclusions() -> BTreeSet<(String, String, String)> {
    let text = std::fs::read_to_string(root().join("tests/it/figures/exclusions.txt")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let row = |line: &str| {
        let mut words = line.splitn(4, ' ').map(str::to_owned);
        let row = (words.next().unwrap(), words.next().unwrap(), words.next().unwrap());
        assert!(words.next().is_some_and(|reason| reason.len() > 10), "a reason: {line}");
        row
    };
    lines.map(row).collect()
}

/// What the project expects as a number: `-1.5`, `6E-07`, `65%`.
fn expected(value: &str) -> f64 {
    value.trim_end_matches('%').parse().unwrap_or_else(|_| panic!("{value} is no number"))
}

fn shown(value: Value) -> f64 {
    let text = value.to_string().replace(',', "");
    match text.split_once('/') {
        Some((above, below)) => expected(above) / expected(below),
        None => expected(&text),
    }
}

/// The project gives 15 digits.
fn is_same(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-12 * one.abs().max(other.abs())
}

/// The values of a figure that count for a kind.
fn values(figure: &Figure, words: &str, kind: &str) -> Vec<Value> {
    let parts = |date: Date| {
        let year = date.year.map(|year| year.number());
        let rest = [date.quarter, date.month, date.day].into_iter().flatten().map(i32::from);
        year.into_iter().chain(rest).map(|part| Value::integer(part.into())).collect()
    };
    match (kind, figure.kind) {
        ("number", Kind::Percentage(value)) if words.contains("分之") => vec![value],
        ("number", Kind::Percentage(_) | Kind::Discount(_)) => Vec::new(),
        ("number", Kind::Number(_, Some("ml" | "km"))) => Vec::new(),
        ("number", Kind::Date(date)) => parts(date),
        ("number", kind) => kind.value().into_iter().collect(),
        ("percent", Kind::Percentage(value) | Kind::Discount(value) | Kind::Points(value)) => vec![value],
        ("ordinal", Kind::Ordinal(value)) | ("currency", Kind::Amount(value, _)) => vec![value],
        _ => Vec::new(),
    }
}

fn score_numbers(
    scores: &mut Scores,
    misses: &mut Vec<String>,
    excluded: &mut BTreeSet<(String, String, String)>,
) -> Option<()> {
    let vectors = load("recognizers-zh-ja.json")?;
    for case in array(&vectors["numbers"]).iter().filter(|case| case["usable"] == true) {
        let (tag, kind, input) = (text(&case["lang"]), text(&case["kind"]), text(&case["input"]));
        if excluded.remove(&(tag.to_owned(), kind.to_owned(), name(input))) {
            continue;
        }
        let found = figures(input, &language(tag));
        let mut found: Vec<f64> =
            found.iter().flat_map(|figure| values(figure, &input[figure.range.clone()], kind)).map(shown).collect();
        let results = case["results"].as_array().expect("a list");
        let kind_at = KINDS.iter().position(|other| *other == kind).expect("a known kind");
        let score = scores.entry((kind_at, tag.to_owned())).or_default();
        score.found += found.len();
        score.expected += results.len();
        score.n_cases += 1;
        let n_hits = take(&mut found, results.iter().map(|result| expected(text(&result["value"]))), |one, other| {
            is_same(*one, *other)
        });
        score.hits += n_hits;
        if n_hits < results.len() || !found.is_empty() {
            misses.push(format!("{tag} {kind} {}: {input}; not expected: {found:?}", name(input)));
        }
    }
    Some(())
}

/// Takes what is wanted out of what was found; how much was there.
fn take<T, U>(found: &mut Vec<T>, wanted: impl Iterator<Item = U>, is_same: impl Fn(&T, &U) -> bool) -> usize {
    let mut n_hits = 0;
    for wanted in wanted {
        if let Some(at) = found.iter().position(|one| is_same(one, &wanted)) {
            found.remove(at);
            n_hits += 1;
        }
    }
    n_hits
}

/// The first day of a date, as the project writes it.
fn first_day(date: &Date) -> String {
    let year = date.year.map_or_else(|| "XXXX".to_owned(), |year| format!("{:04}", year.number()));
    let month = match (date.half, date.quarter) {
        (Some(half), _) => half * 6 - 5,
        (_, Some(quarter)) => quarter * 3 - 2,
        _ => date.month.unwrap_or(1),
    };
    format!("{year}-{month:02}-{:02}", date.day.unwrap_or(1))
}

/// The first day that is no longer of it.
fn day_after(date: &Date) -> Option<String> {
    let year = match date.year? {
        Year::Decade(year) => return Some(format!("{}-01-01", year + 10)),
        year => year.number(),
    };
    let last = match (date.half, date.quarter) {
        (Some(half), _) => half * 6,
        (_, Some(quarter)) => quarter * 3,
        _ => date.month.unwrap_or(12),
    };
    let (year, month) = if last == 12 { (year + 1, 1) } else { (year, last + 1) };
    Some(format!("{year}-{month:02}-01"))
}

/// A date as TIMEX3 writes it.
fn timex(date: &Date) -> String {
    let year = date.year.map_or_else(|| "XXXX".to_owned(), |year| format!("{:04}", year.number()));
    let month = date.month.map_or_else(String::new, |month| format!("-{month:02}"));
    let day = date.day.map_or_else(String::new, |day| format!("-{day:02}"));
    format!("{year}{month}{day}")
}

fn score_dates(
    scores: &mut Scores,
    misses: &mut Vec<String>,
    excluded: &mut BTreeSet<(String, String, String)>,
) -> Option<()> {
    let vectors = load("recognizers-zh-ja.json")?;
    for case in array(&vectors["absolute_dates"]) {
        let (tag, input) = (text(&case["lang"]), text(&case["input"]));
        if excluded.remove(&(tag.to_owned(), "date".to_owned(), name(input))) {
            continue;
        }
        let mut found: Vec<Date> = figures(input, &language(tag))
            .iter()
            .filter_map(|figure| match figure.kind {
                // Dates said by another are not absolute.
                Kind::Date(date) if !date.is_told() => Some(date),
                _ => None,
            })
            .collect();
        let score = scores.entry((3, tag.to_owned())).or_default();
        score.found += found.len();
        score.n_cases += 1;
        let (mut n_hits, mut n_expected) = (0, 0);
        for result in array(&case["results"]) {
            let expected = text(&result["timex"]);
            // A range is two dates, or one that is as long: (2017-01-01,2017-07-01,P6M) is 2017年上半年.
            let ends: Vec<&str> = expected.trim_start_matches('(').split(',').take(2).collect();
            let [from, to] = ends[..] else {
                n_expected += 1;
                n_hits += take(&mut found, std::iter::once(expected), |date, timex_of| timex(date) == *timex_of);
                continue;
            };
            let is_there = |day: &str| found.iter().any(|date| first_day(date) == day);
            let is_whole = |date: &Date| first_day(date) == from && day_after(date).as_deref() == Some(to);
            if !(is_there(from) && is_there(to)) && found.iter().any(is_whole) {
                n_expected += 1;
                n_hits += take(&mut found, std::iter::once(()), |date, ()| is_whole(date));
            } else {
                n_expected += 2;
                n_hits += take(&mut found, [from, to].into_iter(), |date, day| first_day(date) == *day);
            }
        }
        score.hits += n_hits;
        score.expected += n_expected;
        if n_hits < n_expected || !found.is_empty() {
            misses.push(format!("{tag} date {}: {input}; not expected: {found:?}", name(input)));
        }
    }
    Some(())
}

/// The rows of the manual's table.
fn table(scores: &Scores) -> String {
    const NAMES: [&str; 5] = ["numbers", "percentages", "amounts", "dates", "ordinals"];
    const LANGUAGES: [(&str, &str); 2] = [("zh", "Chinese"), ("ja", "Japanese")];
    let mut rows = String::new();
    for (kind, name) in NAMES.iter().enumerate() {
        for (tag, language) in LANGUAGES {
            let score = scores.get(&(kind, tag.to_owned())).copied().unwrap_or_default();
            rows.push_str(&format!(
                "| {name} | {language} | {} | {:.3} | {:.3} |\n",
                score.n_cases,
                score.recall(),
                score.precision()
            ));
        }
    }
    rows
}

#[test]
fn figures_of_other_projects_are_read() {
    let (mut scores, mut misses, mut excluded) = (Scores::new(), Vec::new(), exclusions());
    let mut n_excluded = BTreeMap::<(String, String), usize>::new();
    for (tag, kind, _) in &excluded {
        *n_excluded.entry((tag.clone(), kind.clone())).or_default() += 1;
    }
    if score_numbers(&mut scores, &mut misses, &mut excluded).is_none() {
        return;
    }
    score_dates(&mut scores, &mut misses, &mut excluded);
    println!("not read as expected:\n{}\n\n{}", misses.join("\n"), table(&scores));
    for ((kind, tag), score) in &scores {
        let kind = KINDS[*kind];
        let n_left_out = n_excluded.get(&(tag.clone(), kind.to_owned())).copied().unwrap_or(0);
        println!("{tag} {kind}: {} cases, {n_left_out} left out", score.n_cases);
        assert!(
            10 * n_left_out <= score.n_cases + n_left_out,
            "{tag} {kind}: {n_left_out} left out of {}",
            score.n_cases
        );
        assert!(score.recall() >= 0.95, "{tag} {kind}: recall {:.3}", score.recall());
        assert!(score.precision() >= 0.95, "{tag} {kind}: precision {:.3}", score.precision());
    }
    if !excluded.is_empty() {
        println!("no longer there: {excluded:?}");
    }
    // The table is that of one set of vectors; of another one, with other numbers of cases, it says nothing.
    let manual = std::fs::read_to_string(root().join("README.md")).unwrap();
    let cases = |row: &str| row.split(" | ").take(3).map(str::to_owned).collect::<Vec<_>>();
    let is_of_these = table(&scores).lines().all(|row| manual.lines().any(|line| cases(line) == cases(row)));
    assert!(!is_of_these || manual.contains(&table(&scores)), "the table of README.md is\n{}", table(&scores));
}
