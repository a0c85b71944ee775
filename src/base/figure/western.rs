//! Dates in English words: `26 April 2024`, `the second half of fiscal 2024`, `Q3 2024`, `21st century`, `the 2020s`.

use super::calendar::{Date, Year};
use super::glyphs::Glyphs;
use super::relative;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// January 13, 2025; 13 January 2025; April 2024; FY2030; fiscal 2030; Q3 2024; 2020s; and a year of four digits by itself.
pub(super) fn date(glyphs: &Glyphs, at: usize) -> Option<(Date, usize)> {
    if glyphs.before(at).is_ascii_alphanumeric() {
        return None;
    }
    let none = Date::default();
    let year_at = |at: usize| {
        let at = glyphs.past_spaces(at);
        let at = glyphs.eat(at, ",").map_or(at, |at| glyphs.past_spaces(at));
        let at = glyphs.eat(at, "of ").unwrap_or(at);
        fiscal_year(glyphs, at).or_else(|| year_of_four(glyphs, at).map(|(year, end)| (Year::Calendar(year), end)))
    };
    let dated = |date: Date, end: usize| match year_at(end) {
        Some((year, end)) => (Date { year: Some(year), ..date }, end),
        None => (date, end),
    };
    if let Some(found) = relative::date(glyphs, at) {
        return Some(found);
    }
    if let Some((year, end)) = fiscal_year(glyphs, at) {
        return Some((Date { year: Some(year), ..none }, end));
    }
    if let Some((part, end)) = part_of_year(glyphs, at) {
        return Some(dated(part, end));
    }
    if let Some((century, end)) = century(glyphs, at) {
        return Some((Date { year: Some(century), ..none }, end));
    }
    if let Some((month, end)) = month_name(glyphs, at) {
        let day = day_of_month(glyphs, glyphs.past_spaces(end));
        return match day {
            Some((day, end)) => Some(dated(Date { month: Some(month), day: Some(day), ..none }, end)),
            None => {
                let (date, end) = dated(Date { month: Some(month), ..none }, end);
                // `may` and `march` are words as well.
                let is_word = date.year.is_none() && matches!(month, 3 | 5) && glyphs.at(at).is_ascii_lowercase();
                (!is_word).then_some((date, end))
            }
        };
    }
    if let Some((day, to)) = day_of_month(glyphs, at) {
        let from = glyphs.past_spaces(to);
        let from = glyphs.eat(from, "of ").unwrap_or(from);
        if let Some((month, end)) = month_name(glyphs, from) {
            return Some(dated(Date { month: Some(month), day: Some(day), ..none }, end));
        }
    }
    let (year, end) = year_of_four(glyphs, at)?;
    if glyphs.at(end) == 's' && year % 10 == 0 {
        return Some((Date { year: Some(Year::Decade(year)), ..none }, end + 1));
    }
    let is_year = (1900..=2099).contains(&year)
        && !glyphs.is_letter(end)
        && !matches!(glyphs.at(end), '%' | '.' if glyphs.at(end + 1).is_ascii_digit());
    is_year.then_some((Date { year: Some(Year::Calendar(year)), ..none }, end))
}

/// FY2030, fiscal 2030.
fn fiscal_year(glyphs: &Glyphs, at: usize) -> Option<(Year, usize)> {
    let from = FISCAL.iter().find_map(|word| glyphs.eat(at, word))?;
    let (year, end) = year_of_four(glyphs, glyphs.past_spaces(from))?;
    Some((Year::Fiscal(year), end))
}

const PARTS: &[(&str, Date)] = &[
    ("first half", half(1)),
    ("second half", half(2)),
    ("H1", half(1)),
    ("H2", half(2)),
    ("first quarter", nth_quarter(1)),
    ("second quarter", nth_quarter(2)),
    ("third quarter", nth_quarter(3)),
    ("fourth quarter", nth_quarter(4)),
    ("Q1", nth_quarter(1)),
    ("Q2", nth_quarter(2)),
    ("Q3", nth_quarter(3)),
    ("Q4", nth_quarter(4)),
];

const FISCAL: [&str; 3] = ["fiscal year ", "fiscal ", "FY"];

const CENTURIES: &[(&str, u8)] = &[("nineteenth", 19), ("twentieth", 20), ("twenty-first", 21)];

/// All words that such a date may begin with.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    let parts = PARTS.iter().map(|(part, _)| *part);
    MONTHS.into_iter().chain(parts).chain(FISCAL).chain(CENTURIES.iter().map(|(century, _)| *century))
}

const fn half(number: u8) -> Date {
    Date { half: Some(number), year: None, quarter: None, month: None, day: None }
}

const fn nth_quarter(number: u8) -> Date {
    Date { quarter: Some(number), year: None, half: None, month: None, day: None }
}

/// The first half, Q3.
fn part_of_year(glyphs: &Glyphs, at: usize) -> Option<(Date, usize)> {
    let (part, end) = glyphs.find(at, PARTS)?;
    (!glyphs.at(end).is_ascii_alphanumeric()).then_some((*part, end))
}

/// 21st century.
fn century(glyphs: &Glyphs, at: usize) -> Option<(Year, usize)> {
    let word = glyphs.find(at, CENTURIES).map(|(number, end)| (*number, end));
    let (number, end) = word.or_else(|| day_of_month(glyphs, at))?;
    let end = glyphs.eat(glyphs.past_spaces(end), "centur")?;
    Some((Year::Century(number.into()), (end..).find(|&at| !glyphs.is_letter(at)).unwrap_or(end)))
}

fn year_of_four(glyphs: &Glyphs, at: usize) -> Option<(i32, usize)> {
    let digits: String = (at..).map(|at| glyphs.at(at)).take_while(char::is_ascii_digit).collect();
    let year = digits.parse().ok().filter(|year| digits.len() == 4 && (1000..=2999).contains(year))?;
    Some((year, at + 4))
}

fn day_of_month(glyphs: &Glyphs, at: usize) -> Option<(u8, usize)> {
    let digits: String = (at..).map(|at| glyphs.at(at)).take_while(char::is_ascii_digit).collect();
    let day = digits.parse().ok().filter(|day| digits.len() <= 2 && (1..=31).contains(day))?;
    let end = at + digits.len();
    let end = ["st", "nd", "rd", "th"].iter().find_map(|word| glyphs.eat(end, word)).unwrap_or(end);
    (!glyphs.at(end).is_ascii_alphanumeric()).then_some((day, end))
}

/// A month in full or by its first three letters.
fn month_name(glyphs: &Glyphs, at: usize) -> Option<(u8, usize)> {
    let length = (at..).take_while(|&at| glyphs.is_letter(at)).count();
    let word: String = (at..at + length).map(|at| glyphs.at(at).to_ascii_lowercase()).collect();
    let fits = |name: &str| name == word || (word.len() == 3 && name.starts_with(&word));
    let month = MONTHS.iter().position(|name| fits(name)).or((word == "sept").then_some(8))?;
    let end = at + length;
    let end = glyphs.eat(end, ".").filter(|_| word.len() < 5).unwrap_or(end);
    Some((month as u8 + 1, end))
}
