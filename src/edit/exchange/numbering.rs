//! The codes of a passage by number: a code of the translation has the number of the same code of the source.

use std::collections::BTreeMap;

use crate::base::digest::Digest;

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

/// The digest of what a passage says in the translation: it differs if that has changed.
pub fn digest(passage: &Passage) -> Digest {
    let mut text = String::new();
    for (number, said) in passage.texts.iter().enumerate() {
        // No word holds U+0000: the parser has put U+FFFD for it.
        let mut put = |kind: char, words: &str| {
            text.extend(["\0", words, "\0"].iter().flat_map(|part| part.chars()).chain([kind]))
        };
        for part in said.target() {
            match part {
                Part::Text(words) => put('t', words),
                Part::Open(code) => put('o', &format!("{}\0{}", code.start, code.end)),
                Part::Close => put('c', ""),
                Part::Alone(code) => put('a', &code.start),
            }
        }
        put('/', &number.to_string());
    }
    Digest::of(&text)
}
