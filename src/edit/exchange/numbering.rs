//! The codes of a passage by number: a code of the translation has the number of the same code of the source.

use std::collections::BTreeMap;

use super::content::{Code, Part, codes};
use super::passage::Passage;

/// The codes of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Of the source's codes, in order.
    pub source: Vec<u32>,
    /// Of the translation's codes, in order.
    pub target: Vec<u32>,
    /// What each number is.
    pub codes: BTreeMap<u32, Code>,
}

/// Numbers from 1, unique in the passage, for each of its texts.
pub fn number(passage: &Passage) -> Vec<Numbers> {
    let mut last = 0;
    let mut next = || {
        last += 1;
        last
    };
    let mut all = Vec::with_capacity(passage.texts.len());
    for text in &passage.texts {
        let mut numbers = Numbers::default();
        let mut free: BTreeMap<&Code, Vec<u32>> = BTreeMap::new();
        for code in codes(text.source()) {
            let number = next();
            numbers.source.push(number);
            numbers.codes.insert(number, code.clone());
            free.entry(code).or_default().insert(0, number);
        }
        for code in codes(text.target()) {
            let number = free.get_mut(code).and_then(Vec::pop).unwrap_or_else(&mut next);
            numbers.target.push(number);
            numbers.codes.insert(number, code.clone());
        }
        all.push(numbers);
    }
    all
}

/// A short name of what a passage says in the translation: it differs if that has changed.
pub fn digest(passage: &Passage) -> String {
    let mut hasher = blake3::Hasher::new();
    for text in &passage.texts {
        for part in text.target() {
            let (kind, words) = match part {
                Part::Text(text) => (b"t", [text.as_str(), ""]),
                Part::Open(code) => (b"o", [code.start.as_str(), code.end.as_str()]),
                Part::Close => (b"c", ["", ""]),
                Part::Alone(code) => (b"a", [code.start.as_str(), ""]),
            };
            hasher.update(kind);
            for word in words {
                hasher.update(&(word.len() as u64).to_le_bytes());
                hasher.update(word.as_bytes());
            }
        }
        hasher.update(b"/");
    }
    hasher.finalize().to_hex()[..16].to_owned()
}
