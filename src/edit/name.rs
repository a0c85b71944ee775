//! New ids: the first free number, or letters where no number fits. Nothing is drawn by chance and nothing is renamed,
//! so that the same text gets the same ids everywhere.

use std::collections::BTreeSet;
use std::fmt;

use crate::parse::document::UnitId;

/// An id to be written, with all that it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewId {
    /// The id.
    pub name: String,
    /// Further units that the block translates.
    pub with: Vec<String>,
    /// The unit that the block continues.
    pub of: Option<String>,
    /// Whether a person should look at it.
    pub is_proposed: bool,
}

impl NewId {
    /// All units that it names.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(&self.with).chain(&self.of)
    }

    /// Whether this is what was read.
    pub fn is(&self, id: &UnitId) -> bool {
        let is_plain = !id.only && !id.is_repeated;
        is_plain
            && id.name == self.name
            && self.with.iter().eq(&id.with)
            && self.of.as_deref() == id.of.as_deref()
            && self.is_proposed == id.is_proposed
    }
}

impl fmt::Display for NewId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        if let Some(of) = &self.of {
            write!(f, " of={of}")?;
        }
        if !self.with.is_empty() {
            write!(f, " with={}", self.with.join(","))?;
        }
        if self.is_proposed {
            f.write_str(" proposed")?;
        }
        Ok(())
    }
}

/// The ids of a work, taken ones and new ones.
#[derive(Clone, Debug, Default)]
pub struct Names(BTreeSet<String>);

impl Names {
    /// Takes an id, so that it is given to nothing else.
    pub fn take(&mut self, name: &str) {
        self.0.insert(name.to_owned());
    }

    /// A new id for a passage that continues the unit of that name: `s1-2`, `s1-3`.
    pub fn part(&mut self, of: &str) -> String {
        let names = (2_u32..).map(|number| format!("{of}-{number}"));
        let name = names.into_iter().find(|name| !self.0.contains(name)).unwrap_or_default();
        self.take(&name);
        name
    }

    /// A new id for a passage between the numbers `above` and `below`: the first free number after `above`, if it is less
    /// than `below`; else letters after `above`: `s1-aa`, `s1-ab`.
    pub fn next(&mut self, above: Option<u32>, below: Option<u32>) -> String {
        let above = above.unwrap_or(0);
        let mut numbers = (above + 1..below.unwrap_or(u32::MAX)).map(|number| format!("s{number}"));
        let name = match numbers.find(|name| !self.0.contains(name)) {
            Some(name) => name,
            None => letters()
                .map(|letters| format!("s{above}-{letters}"))
                .find(|name| !self.0.contains(name))
                .unwrap_or_default(),
        };
        self.take(&name);
        name
    }
}

/// `aa`, `ab`, … `zz`, `aaa`, …
fn letters() -> impl Iterator<Item = String> {
    (2_u32..).flat_map(|length| {
        (0..26_u32.saturating_pow(length)).map(move |mut number| {
            let mut word = Vec::new();
            for _ in 0..length {
                word.push(char::from(b'a' + (number % 26) as u8));
                number /= 26;
            }
            word.iter().rev().collect()
        })
    })
}

/// The number in an id of this kind: 12 of `s12` and of `s12-ab`. Others have none.
pub fn number(name: &str) -> Option<u32> {
    const MAX_DIGITS: usize = 8;
    let rest = name.strip_prefix('s')?;
    let (digits, letters) = rest.split_once('-').unwrap_or((rest, "aa"));
    let is_number = (1..=MAX_DIGITS).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_word = letters.len() >= 2 && letters.bytes().all(|byte| byte.is_ascii_lowercase());
    if is_number && is_word { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_first_and_letters_between_them() {
        let mut names = Names::default();
        assert_eq!(names.next(None, None), "s1");
        assert_eq!(names.next(Some(1), None), "s2");
        assert_eq!(names.next(Some(1), Some(2)), "s1-aa");
        assert_eq!(names.next(Some(1), Some(2)), "s1-ab");
        assert_eq!(names.next(Some(2), Some(5)), "s3");
        assert_eq!(names.next(None, Some(1)), "s0-aa");
        assert_eq!(letters().nth(25), Some("az".into()));
        assert_eq!(letters().nth(26 * 26), Some("aaa".into()));
    }

    #[test]
    fn numbers_are_read_from_ids_of_this_kind_only() {
        assert_eq!(number("s12"), Some(12));
        assert_eq!(number("s12-ab"), Some(12));
        for name in ["soft-law", "s", "s1-", "s1-2", "s123456789", "p1", "s1-a"] {
            assert_eq!(number(name), None, "{name}");
        }
    }
}
