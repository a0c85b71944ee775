//! Dates against the test data of other projects, and laws that hold for any text.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value;
use taiyaku::base::date::{Date, Day, Qualifier};
use taiyaku::base::language::LanguageTag;

use crate::vectors;

const APRIL: u8 = 4;

/// Runs `check` on every case of one list, and says all that fail. A list without cases fails.
fn each_case(list: &str, check: impl Fn(&str, &Value) -> Result<(), String>) {
    let Some(file) = vectors::load("edtf.json") else {
        return;
    };
    let cases = file[list].as_array().map(Vec::as_slice).unwrap_or_default();
    assert!(!cases.is_empty(), "edtf.json has no cases of {list}");
    let mut n_run = 0;
    let mut failures = Vec::new();
    for case in cases.iter().filter(|case| case["disputed"] != true) {
        let input = case["input"].as_str().expect("every case has an input");
        n_run += 1;
        failures.extend(check(input, case).err().map(|failure| format!("{input:?}: {failure}")));
    }
    assert!(n_run > 0, "every case of {list} is disputed");
    assert!(failures.is_empty(), "{} of {n_run} {list} cases:\n{}", failures.len(), failures.join("\n"));
    println!("{n_run} {list} cases");
}

/// How many of the cases of other projects are read as they say, list by list and level by level, as a table of Markdown. Cases that
/// they disagree on are left out.
fn table(file: &Value) -> String {
    let cases = |list: &str| file[list].as_array().cloned().unwrap_or_default();
    let mut rows: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut count = |row: String, is_right: bool| {
        let (n_right, n_all) = rows.entry(row).or_default();
        (*n_right, *n_all) = (*n_right + usize::from(is_right), *n_all + 1);
    };
    for case in cases("valid").iter().filter(|case| case["disputed"] != true) {
        let level = case["level"].as_u64().expect("every valid case has a level");
        // edtf.js calls seasons with marks or unspecified digits its level 3; the specification has no such level.
        count(format!("level {}", level.min(2)), parse(vectors::text(&case["input"])).is_ok());
    }
    for case in cases("invalid").iter().filter(|case| case["disputed"] != true) {
        count("no EDTF, refused".to_owned(), parse(vectors::text(&case["input"])).is_err());
    }
    let row = |(name, (n_right, n_all)): (&String, &(usize, usize))| {
        format!("| {name} | {n_all} | {:.3} |\n", *n_right as f64 / *n_all as f64)
    };
    rows.iter().map(row).collect()
}

#[test]
fn the_share_of_each_level_is_what_the_manual_says() {
    let Some(file) = vectors::load("edtf.json") else { return };
    let table = table(&file);
    println!("{table}");
    // The table is that of one set of vectors; of another one, with other numbers of cases, it says nothing.
    let manual = std::fs::read_to_string(crate::root().join("README.md")).expect("README.md");
    let cases = |row: &str| row.split(" | ").take(2).map(str::to_owned).collect::<Vec<_>>();
    let is_of_these = table.lines().all(|row| manual.lines().any(|line| cases(line) == cases(row)));
    assert!(!is_of_these || manual.contains(&table), "the table of README.md is\n{table}");
}

fn parse(input: &str) -> Result<Date, String> {
    Date::parse(input, APRIL).map_err(|error| error.to_string())
}

#[test]
fn valid_edtf_is_accepted() {
    each_case("valid", |input, _| parse(input).map(|date| assert_eq!(date.text(), input)));
}

#[test]
fn invalid_edtf_is_refused() {
    each_case("invalid", |input, _| match parse(input) {
        Ok(date) => Err(format!("read as {:?}", date.bounds())),
        Err(_) => Ok(()),
    });
}

/// The data puts a made-up day at open and unknown ends, ten years on; here such an end has no day.
#[test]
fn bounds_are_the_strict_bounds_of_the_data() {
    each_case("bounds", |input, case| {
        let bounds = parse(input)?.bounds();
        let is_open = |side: &str| side.is_empty() || side == "..";
        let (has_start, has_end) = match input.split_once('/') {
            Some((start, end)) => (!is_open(start), !is_open(end)),
            None => (true, true),
        };
        let expected = |key: &str, is_known: bool| case[key].as_str().filter(|_| is_known).map(str::to_owned);
        let wanted = (expected("lower_strict", has_start), expected("upper_strict", has_end));
        let found = (bounds.earliest.map(|day| day.to_string()), bounds.latest.map(|day| day.to_string()));
        if found == wanted { Ok(()) } else { Err(format!("{found:?}, not {wanted:?}")) }
    });
}

#[test]
fn marks_are_found_as_they_are_written() {
    each_case("qualifiers", |input, case| {
        let date = parse(input)?;
        for (key, qualifier) in [
            ("uncertain", Qualifier::Uncertain),
            ("approximate", Qualifier::Approximate),
            ("uncertain_and_approximate", Qualifier::UncertainAndApproximate),
        ] {
            if case[key] != date.has(qualifier) {
                return Err(format!("{key} is {}", date.has(qualifier)));
            }
        }
        Ok(())
    });
}

/// Texts near EDTF, valid ones among them.
fn near_edtf() -> impl Strategy<Value = String> {
    let point = prop_oneof![
        "[-]?[0-9X]{4}",
        "[?~%]?-?[012X][0-9X]{3}[?~%]?-[?~%]?[0134X][0-9X][?~%]?",
        "[?~%]?[12][09X][0-9X]{2}-[01X][0-9X]-[?~%]?[0-3X][0-9X][?~%]?",
        "[0-9]{2,3}",
        "FY20[0-9]{2}[?~%]?",
        "Y-?[0-9]{1,9}(E[0-9])?(S[0-9])?",
        "20[0-9]{2}-[234][0-9]",
        Just("..".to_owned()),
        Just(String::new()),
    ]
    // Inline, three of them are more than the stack of a test thread.
    .boxed();
    let points = (point.clone(), point.clone(), point.clone());
    prop_oneof![
        point,
        points.clone().prop_map(|(a, b, _)| format!("{a}/{b}")),
        points.clone().prop_map(|(a, b, c)| format!("[{a},{b}..{c}]")),
        points.prop_map(|(a, b, c)| format!("{{{a}, {b}, {c}}}")),
    ]
}

/// Dates as timelines have them, in years of four digits.
fn everyday() -> impl Strategy<Value = String> {
    let point = prop_oneof![
        "(1[0-9]|2[0-5])[0-9]{2}[?~%]?",
        "(19|20)[0-9]{2}-(0[1-9]|1[0-2])[?~%]?",
        "(19|20)[0-9]{2}-(0[1-9]|1[0-2])-[0-3][0-9][?~%]?",
        "20[0-9]{2}-(2[1-9]|3[0-9]|4[01])",
        "FY20[0-9]{2}[?~%]?",
        "(19|20)[0-9]X|1[0-9]XX",
    ]
    .boxed();
    let points = (point.clone(), point.clone(), point.clone());
    prop_oneof![
        point.clone(),
        (point.clone(), point.clone()).prop_map(|(a, b)| format!("{a}/{b}")),
        point.clone().prop_map(|a| format!("{a}/..")),
        point.prop_map(|a| format!("../{a}")),
        points.prop_map(|(a, b, c)| format!("{{{a}, {b}, {c}}}")),
    ]
    .boxed()
}

fn languages() -> Vec<LanguageTag> {
    ["zh-Hans", "zh-Hant", "ja", "en", "fr", "ar"].into_iter().filter_map(LanguageTag::parse).collect()
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in any::<String>(), month in any::<u8>()) {
        if let Err(error) = Date::parse(&text, month) {
            prop_assert!(text.get(error.range.clone()).is_some(), "{error:?}");
            prop_assert!(!error.message.is_empty());
        }
    }

    #[test]
    fn complaints_point_into_the_text(text in "[0-9年月日/.~?%X \\-０-９uFY\\[\\]{},]{0,20}") {
        if let Err(error) = Date::parse(&text, APRIL) {
            prop_assert!(text.get(error.range.clone()).is_some(), "{error:?}");
        }
    }

    #[test]
    fn a_date_starts_before_it_ends_and_can_be_shown(text in near_edtf(), month in 1_u8..=12) {
        if let Ok(date) = Date::parse(&text, month) {
            let bounds = date.bounds();
            if let (Some(earliest), Some(latest)) = (bounds.earliest, bounds.latest) {
                prop_assert!(earliest <= latest);
                prop_assert!(earliest.ordinal() <= latest.ordinal());
            }
            for language in languages() {
                let shown = date.display(&language);
                prop_assert!(!shown.is_empty() && !shown.contains("{}"), "{shown}");
            }
            if let Some(iso) = date.iso() {
                prop_assert!(Date::parse(&iso, month).is_ok() || iso.len() > 4, "{iso}");
            }
        }
    }

    #[test]
    fn dates_have_one_order(a in near_edtf(), b in near_edtf(), c in near_edtf()) {
        if let (Ok(a), Ok(b), Ok(c)) = (parse(&a), parse(&b), parse(&c)) {
            prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
            prop_assert_eq!(a == b, a.text() == b.text());
            if a <= b && b <= c {
                prop_assert!(a <= c);
            }
        }
    }

    #[test]
    fn days_and_ordinals_have_one_order(a in day(), b in day()) {
        prop_assert_eq!(a.cmp(&b), a.ordinal().cmp(&b.ordinal()));
    }

    #[test]
    fn any_words_can_be_compared(words in "[0-9０-９年月日度第四半期至～〜、〇二十上下令和元 \\-/.,a-zA-Z]{0,24}", text in near_edtf()) {
        if let Ok(date) = parse(&text) {
            for language in languages() {
                let _ = taiyaku::base::date::contradiction(&words, &language, &date);
            }
        }
    }

    #[test]
    fn a_date_never_contradicts_how_it_is_shown(text in everyday()) {
        if let Ok(date) = parse(&text) {
            for language in languages() {
                let found = taiyaku::base::date::contradiction(&date.display(&language), &language, &date);
                prop_assert_eq!(found, None, "{} in {}", date.display(&language), language);
            }
        }
    }
}

fn day() -> impl Strategy<Value = Day> {
    (-9999_i64..20_000, 1_u8..=12, 1_u8..=28).prop_filter_map("a day of the calendar", |(y, m, d)| Day::new(y, m, d))
}
