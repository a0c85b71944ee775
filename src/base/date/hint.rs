//! Texts that are no EDTF but plainly mean a date: what to write instead. Asked only after the grammar has refused a
//! text, and silent unless its advice would be accepted.

use super::group::{Group, Part, Said};
use super::{DateError, parse, reading};

/// What is wrong, and the text that would be right.
type Advice = (&'static str, String);

/// A better complaint than the grammar's, if the text is of a known kind.
pub(super) fn explain(text: &str, fiscal_year_start: u8) -> Option<DateError> {
    let is_date = |advice: &str| parse::form(advice, fiscal_year_start).is_ok();
    let accepted = |advice: &Advice| is_date(&advice.1);
    if let Some(error) = full_width(text, is_date) {
        return Some(error);
    }
    let advice = spaces(text)
        .filter(accepted)
        .or_else(|| doubled_marks(text).filter(accepted))
        .or_else(|| fiscal(text).filter(accepted))
        .or_else(|| numbers(text).filter(accepted))
        .or_else(|| sides(text).filter(accepted));
    if let Some((message, advice)) = advice {
        return Some(DateError::new(0..text.len(), message).help(format!("write {advice}")));
    }
    draft(text, is_date).or_else(|| {
        let (message, advice) = words(text).filter(accepted)?;
        Some(DateError::new(0..text.len(), message).help(format!("write {advice}")))
    })
}

/// `２０２４`: also where the rest is wrong too, because nothing else can be said of it before.
fn full_width(text: &str, is_date: impl Fn(&str) -> bool) -> Option<DateError> {
    let is_wide = |character: char| ('！'..='～').contains(&character) || matches!(character, '〜' | '　');
    let start = text.find(is_wide)?;
    let length = text[start..].find(|character| !is_wide(character)).unwrap_or(text.len() - start);
    let narrow: String = text
        .chars()
        .map(|character| match character {
            '〜' => '~',
            '　' => ' ',
            _ if is_wide(character) => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
            _ => character,
        })
        .collect();
    let error = DateError::new(start..start + length, "full-width characters are not read in dates");
    let advice = Some(narrow.clone())
        .filter(|advice| is_date(advice))
        .or_else(|| numbers(&narrow).map(|(_, advice)| advice).filter(|advice| is_date(advice)))
        .or_else(|| words(&narrow).map(|(_, advice)| advice).filter(|advice| is_date(advice)));
    Some(match advice {
        Some(advice) => error.help(format!("write {advice}")),
        None => error.help("write digits and marks in ASCII"),
    })
}

fn spaces(text: &str) -> Option<Advice> {
    let packed: String = text.chars().filter(|character| !character.is_whitespace()).collect();
    // In sets the grammar knows more about spaces.
    (packed != text && !text.trim().starts_with(['[', '{'])).then_some(("a date holds no spaces", packed))
}

/// `1984?~` of an old draft is `1984%`.
fn doubled_marks(text: &str) -> Option<Advice> {
    let single = text.replace("?~", "%").replace("~?", "%");
    (single != text).then_some(("doubt and approximation together are one mark, `%`", single))
}

/// `fy2024`, `FY24`.
fn fiscal(text: &str) -> Option<Advice> {
    let upper = text.to_ascii_uppercase();
    let digits = upper.strip_prefix("FY")?.trim_start();
    let century = if digits.len() == 2 { "20" } else { "" };
    Some(("a fiscal year is `FY` and four digits", format!("FY{century}{digits}")))
}

/// Spellings of drafts of EDTF before 2019, and words for an open end.
fn draft(text: &str, is_date: impl Fn(&str) -> bool) -> Option<DateError> {
    const OPEN: &str = "an interval that goes on ends with `..`";
    let spellings: [(&str, &str, &str); 10] = [
        ("unknown", "", "`unknown` is of an old draft of EDTF: an unknown end is left empty"),
        ("open", "..", "`open` is of an old draft of EDTF: an open end is `..`"),
        ("present", "..", OPEN),
        ("now", "..", OPEN),
        ("today", "..", OPEN),
        ("至今", "..", OPEN),
        ("現在", "..", OPEN),
        ("u", "X", "`u` is of an old draft of EDTF: an unspecified digit is `X`"),
        ("x", "X", "an unspecified digit is a capital `X`"),
        ("y", "Y", "a long year begins with a capital `Y`"),
    ];
    for (spelling, replacement, message) in spellings {
        let advice = text.replace(spelling, replacement);
        if let Some(at) = text.find(spelling)
            && is_date(&advice)
        {
            return Some(DateError::new(at..at + spelling.len(), message).help(format!("write {advice}")));
        }
    }
    let at = text.find('(')?;
    let help =
        "put the mark behind a part for all up to it, as in 2004-06~-11, or before it for it alone, as in 2004-~06-11";
    Some(DateError::new(at..at + 1, "parentheses are of an old draft of EDTF").help(help))
}

/// `2024/4/1`, `2024.4.1`, `2024-4-1`, `20240401`, `202404`.
fn numbers(text: &str) -> Option<Advice> {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let separator = text.chars().find(|character| !character.is_ascii_digit());
    let (message, parts): (&str, Vec<&str>) = match separator {
        Some('/') => ("a slash separates the ends of an interval, not the parts of a date", text.split('/').collect()),
        Some('.') => ("the parts of a date are joined by hyphens", text.split('.').collect()),
        Some('-') => ("months and days have two digits", text.split('-').collect()),
        None if text.len() == 8 => {
            ("the parts of a date are joined by hyphens", vec![&text[..4], &text[4..6], &text[6..]])
        }
        None if text.len() == 6 => ("the parts of a date are joined by hyphens", vec![&text[..4], &text[4..]]),
        _ => return None,
    };
    let [year, others @ ..] = parts.as_slice() else {
        return None;
    };
    let is_month = others.first().and_then(|month| month.parse().ok()).is_some_and(|month| (1..=12).contains(&month));
    if year.len() != 4
        || !is_month
        || !parts.iter().all(|part| is_number(part))
        || others.iter().any(|part| part.len() > 2)
    {
        return None;
    }
    let advice = others.iter().fold((*year).to_owned(), |date, part| format!("{date}-{part:0>2}"));
    (advice != text).then_some((message, advice))
}

/// `2024-4/2024-6`, `2024-04/05`, `2024/25`.
fn sides(text: &str) -> Option<Advice> {
    let (start, end) = text.split_once('/')?;
    let full = |side: &str| numbers(side).map_or_else(|| side.to_owned(), |(_, advice)| advice);
    if matches!(end.len(), 1 | 2) && end.bytes().all(|byte| byte.is_ascii_digit()) {
        let start = full(start);
        let kept = start.get(..start.len().checked_sub(2)?)?;
        return Some(("each end of an interval is written whole", format!("{start}/{kept}{end:0>2}")));
    }
    Some(("months and days have two digits", format!("{}/{}", full(start), full(end))))
}

/// `2024年4月1日`, `令和6年`, `2024年度`, `2024年4月～6月`, `April 2024`, `2024–2025`.
fn words(text: &str) -> Option<Advice> {
    // What is made of digits and hyphens only is a slip within a date, and the grammar says which.
    let has_words =
        text.contains("..") || text.chars().any(|character| !character.is_ascii() || character.is_ascii_lowercase());
    let said = reading::read(text, "ja");
    let advice = edtf_of(said.first().filter(|_| has_words && said.len() == 1)?)?;
    Some(("a date is written in digits and hyphens, whatever the language", advice))
}

fn edtf_of(said: &Said) -> Option<String> {
    let first = edtf_of_group(&said.first)?;
    match &said.last {
        None => Some(first),
        Some(last) => Some(format!("{first}/{}", edtf_of_group(last)?)),
    }
}

fn edtf_of_group(group: &Group) -> Option<String> {
    match *group.0.as_slice() {
        [Part::Years(first, last)] if last == first + 9 => Some(format!("{:03}X", first / 10)),
        [Part::Years(first, last)] if last == first + 100 => Some(format!("{:02}XX", first / 100)),
        [Part::FiscalYear(year)] => Some(format!("FY{year}")),
        [Part::Years(year, last), ref finer @ ..] if year == last && (0..=9999).contains(&year) => match *finer {
            [] => Some(format!("{year:04}")),
            [Part::Half(half)] => Some(format!("{year:04}-{}", 39 + half)),
            [Part::Quarter(quarter) | Part::AnyQuarter(quarter)] => Some(format!("{year:04}-{}", 32 + quarter)),
            [Part::Month(month)] => Some(format!("{year:04}-{month:02}")),
            [Part::Month(month), Part::Day(day)] => Some(format!("{year:04}-{month:02}-{day:02}")),
            _ => None,
        },
        _ => None,
    }
}
