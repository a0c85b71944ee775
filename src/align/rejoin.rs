//! Passages that the source has joined (`with=`) without another word: what each translation was made from is still there,
//! and the text that they stand in now is nothing more. None of them is stale.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use super::state::{Recorded, State, States, hosted_blocks};
use super::unit::{Unit, Version};
use super::wording::Wordings;

impl Recorded<'_> {
    /// Takes back that such passages are stale.
    pub fn rejoin(&self, units: &[Unit], states: &mut States) {
        if states.is_empty() {
            return;
        }
        let Some(document) = &self.documents[self.source] else { return };
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, unit) in units.iter().enumerate() {
            if let Version::Joined(host) = unit.versions[self.source] {
                let host = host as usize;
                groups.entry(host).or_insert_with(|| vec![host]).push(at);
            }
        }
        let wordings = Wordings::new(document);
        for (host, group) in groups {
            let now = LazyCell::new(|| wordings.of(hosted_blocks(units, &units[host], self.source)));
            for language in 0..self.documents.len() {
                if recorded(states, &group, language).is_some_and(|texts| consists_of(&now, texts)) {
                    group.iter().for_each(|&at| states.set((at, language), State::Current));
                }
            }
        }
    }
}

/// What the translations of these units were made from, if all of them are stale.
fn recorded<'s>(states: &'s States, units: &[usize], language: usize) -> Option<Vec<&'s str>> {
    let recorded = |&at: &usize| match states.get((at, language)) {
        Some(State::Stale { recorded }) => Some(&**recorded),
        _ => None,
    };
    units.iter().map(recorded).collect()
}

/// Whether a text is these texts, in any order, and nothing but white space between them.
fn consists_of(text: &str, mut parts: Vec<&str>) -> bool {
    // Of two that begin alike the longer one is tried first.
    parts.sort_unstable_by_key(|part| std::cmp::Reverse(part.len()));
    let mut rest = text;
    while !parts.is_empty() {
        let Some(at) = parts.iter().position(|part| rest.starts_with(part)) else { return false };
        rest = rest[parts.remove(at).len()..].trim_start();
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_in_any_order() {
        for (text, parts, is_whole) in [
            ("一。二。", &["二。", "一。"][..], true),
            ("One. Two.", &["One.", "Two."], true),
            ("甲甲乙", &["甲", "甲乙"], true),
            ("甲乙甲", &["甲", "甲乙"], true),
            ("一。二。三。", &["一。", "二。"], false),
            ("一。", &["一。", "一。"], false),
            ("一。", &["一。", ""], true),
        ] {
            assert_eq!(consists_of(text, parts.to_vec()), is_whole, "{text}");
        }
    }
}
