//! What holds of any text: places are places, order is order, a text never differs from itself, and long rows cost no more than their
//! length.

use std::collections::BTreeSet;
use std::time::Instant;

use proptest::prelude::*;
use taiyaku::base::figure::{Figure, Kind, Side, Value, differences, figures};

use super::language;

/// Texts of what figures are made of, and of what stands around them.
fn texts() -> impl Strategy<Value = String> {
    proptest::string::string_regex(
        "[0-9０-９一二三十百千万億亿兆零〇两年月日度円元％%.,、，・点分之の第几余半成割倍~～〜至到から令和R/\\-^eMk $¥回人个 a-zé\u{FF76}\u{FF9E}㍻①½]{0,24}",
    )
    .expect("a class of characters")
}

fn told(one: &str, figures_of_one: &[Figure], other: &str, figures_of_other: &[Figure]) -> usize {
    let years = BTreeSet::new();
    let side = |text, figures| Side { text, figures, years: &years };
    differences(side(one, figures_of_one), side(other, figures_of_other)).len()
}

/// A number in Han numerals, with every zero between groups said.
fn han(mut value: u64) -> String {
    if value == 0 {
        return "零".to_owned();
    }
    let mut groups = Vec::new();
    while value > 0 {
        groups.push(value % 10_000);
        value /= 10_000;
    }
    let mut text = String::new();
    let mut is_gap = false;
    for (at, &group) in groups.iter().enumerate().rev() {
        for (power, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = group / power % 10;
            if digit == 0 {
                is_gap = !text.is_empty();
                continue;
            }
            if is_gap {
                text.push('零');
            }
            is_gap = false;
            text.push("零一二三四五六七八九".chars().nth(digit as usize).expect("a digit"));
            text.push_str(unit);
        }
        if group > 0 {
            text.push_str(["", "万", "亿", "万亿"][at]);
        }
    }
    text
}

proptest! {
    #[test]
    fn figures_lie_in_their_text_in_order(text in texts()) {
        for tag in ["zh-Hans", "ja", "en"] {
            let mut end = 0;
            let found = figures(&text, &language(tag));
            for figure in &found {
                prop_assert!(figure.range.start >= end && figure.range.start <= figure.range.end, "{text}: {found:?}");
                prop_assert!(text.get(figure.range.clone()).is_some(), "{text}: {found:?}");
                end = figure.range.end;
            }
            prop_assert_eq!(told(&text, &found, &text, &found), 0, "{}: {:?}", text, found);
        }
    }

    #[test]
    fn numbers_are_read_as_they_are_written(value in 0_u64..1_000_000_000_000) {
        let expected = Value::integer(value.into());
        let zh = language("zh-Hans");
        for (text, tag) in [(value.to_string(), &zh), (expected.to_string(), &language("ja")), (format!("{}人", han(value)), &zh)] {
            let read: Vec<Option<Value>> = figures(&text, tag).iter().map(|figure| figure.kind.value()).collect();
            prop_assert_eq!(&read, &[Some(expected)], "{}", text);
        }
    }

    #[test]
    fn days_are_read_as_they_are_written(year in 1000_i32..2100, month in 1_u8..=12, day in 1_u8..=28) {
        for (text, tag) in [
            (format!("{year}年{month}月{day}日"), "zh-Hans"),
            (format!("{year}-{month:02}-{day:02}"), "ja"),
            (format!("{year}/{month}/{day}"), "en"),
        ] {
            let found = figures(&text, &language(tag));
            let [figure] = &found[..] else { panic!("{text}: {found:?}") };
            let Kind::Date(date) = figure.kind else { panic!("{text}: {figure:?}") };
            prop_assert_eq!((date.year.map(|year| year.number()), date.month, date.day), (Some(year), Some(month), Some(day)));
        }
    }
}

#[test]
fn long_rows_take_their_length() {
    let (zh, ja) = (language("zh-Hans"), language("ja"));
    let start = Instant::now();
    // Rows of one figure or none; and rows of thousands of them.
    let single = ["一", "1", "二〇二四", "万", "一万", "第 ", " ", "R"];
    let many = ["1,234", "1/2 ", "1-", "3.", "と3分の", "2024年4月、"];
    let rows = single.map(|row| (row, 100_000)).into_iter().chain(many.map(|row| (row, 10_000)));
    for (row, length) in rows {
        let text = row.repeat(length / row.len());
        let (of_zh, of_ja) = (figures(&text, &zh), figures(&text, &ja));
        let other: Vec<Figure> =
            of_ja.iter().cloned().map(|figure| Figure { kind: raised(figure.kind), ..figure }).collect();
        told(&text, &of_zh, &text, &of_ja);
        told(&text, &of_ja, &text, &other);
    }
    // About two seconds where it was written; what looks at every rest of a row again takes minutes.
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}

/// Another figure of that kind.
fn raised(kind: Kind) -> Kind {
    match kind {
        Kind::Number(value, unit) => Kind::Number(value.plus(Value::ONE).unwrap_or(value), unit),
        kind => kind,
    }
}
