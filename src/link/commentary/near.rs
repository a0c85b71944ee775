//! The words of a passage that come nearest to words that do not stand in it. All of the lost words are aligned with any
//! part of the passage at the least cost (Sellers, 1980). What a passage has between them costs little more than its first
//! character (Gotoh, 1982): quotations are shortened, and passages are added to.

use std::ops::Range;

/// What it costs to have another character, to lack one, and to begin to have more.
const STEP: u32 = 10;
/// What each further character costs that the passage has in between.
const FURTHER: u32 = 1;
/// Another place must be worse by so much, or it could be meant as well.
const MARGIN: u32 = 5;

/// The cheapest way to have read so many characters of the lost words, and where in the passage it begins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    cost: u32,
    start: usize,
}

impl Way {
    const NONE: Self = Self { cost: u32::MAX / 2, start: usize::MAX };

    fn plus(self, cost: u32) -> Self {
        Self { cost: self.cost + cost, ..self }
    }
}

/// How many steps a search takes: characters times characters.
pub fn steps(words: &str, text: &str) -> usize {
    words.chars().count().saturating_mul(text.chars().count())
}

/// Where `text` has the words nearest to `words`, in bytes. `None` if nothing is near, a third of the characters being
/// the most that may differ, or if another place is as near.
pub fn nearest(words: &str, text: &str) -> Option<Range<usize>> {
    let words: Vec<char> = words.chars().collect();
    let most = STEP * u32::try_from(words.len()).ok()? / 3;
    let ends = ends(&words, text);
    let length = |range: &Range<usize>| text[range.clone()].chars().count();
    let near = || ends.iter().filter(|(cost, _)| *cost <= most);
    let (cost, best) =
        near().min_by_key(|(cost, range)| (*cost, length(range).abs_diff(words.len()), range.start)).cloned()?;
    let is_apart = |range: &Range<usize>| range.end <= best.start || best.end <= range.start;
    let is_alone = near().all(|(other, range)| !is_apart(range) || *other >= cost + MARGIN);
    is_alone.then(|| whole_words(text, best))
}

/// For every place of the text the cheapest part that ends there.
fn ends(words: &[char], text: &str) -> Vec<(u32, Range<usize>)> {
    // Of each beginning of the words: the best way here, and the best that stands between two of them.
    let mut ways: Vec<Way> = (0..=words.len()).map(|read| Way { cost: STEP * read as u32, start: 0 }).collect();
    let mut between = vec![Way::NONE; words.len() + 1];
    let mut ends = Vec::new();
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let mut before = ways[0];
        ways[0] = Way { cost: 0, start: end };
        for (read, word) in words.iter().enumerate() {
            let here = read + 1;
            between[here] = ways[here].plus(STEP).min(between[here].plus(FURTHER));
            let read_on = before.plus(if *word == character { 0 } else { STEP });
            before = ways[here];
            ways[here] = read_on.min(ways[read].plus(STEP)).min(between[here]);
        }
        let last = ways[words.len()];
        if last.start < end {
            ends.push((last.cost, last.start..end));
        }
    }
    ends
}

/// The range with the whole of the Latin words that it cuts, without white space at its ends.
fn whole_words(text: &str, range: Range<usize>) -> Range<usize> {
    let is_word = |c: char| c.is_ascii_alphanumeric();
    let (mut start, mut end) = (range.start, range.end);
    if text[start..].starts_with(is_word) {
        start = text[..start].trim_end_matches(is_word).len();
    }
    if text[..end].ends_with(is_word) {
        end = text.len() - text[end..].trim_start_matches(is_word).len();
    }
    let inside = &text[start..end];
    start += inside.len() - inside.trim_start().len();
    end -= inside.len() - inside.trim_end().len();
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near<'t>(words: &str, text: &'t str) -> Option<&'t str> {
        nearest(words, text).map(|range| &text[range])
    }

    #[test]
    fn what_was_edited_or_shortened_is_found() {
        let text = "半导体是日本的强项，对华出口占比连续三个季度过半。";
        for (words, found) in [
            ("日本的弱项", Some("日本的强项")),
            ("对华出口过半", Some("对华出口占比连续三个季度过半")),
            ("对华出口的占比连续两个季度过半", Some("对华出口占比连续三个季度过半")),
            ("半导体产业是日本强项", Some("半导体是日本的强项")),
            ("软法", None),
            ("完全不同的话在这里", None),
            ("", None),
        ] {
            assert_eq!(near(words, text), found, "{words}");
        }
        assert_eq!(near("the chip are", "Soft law and the chips are strong."), Some("the chips are"));
    }

    #[test]
    fn of_two_places_none_is_guessed() {
        assert_eq!(near("出口管制", "进口管制与出口管理"), None);
        assert_eq!(near("出口管制法", "出口管制令，出口管制令。"), None);
        assert_eq!(near("出口管制法", "出口管制令。"), Some("出口管制令"));
    }
}
