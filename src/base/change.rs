//! What changed between two texts: in characters where the script sets no spaces, in words elsewhere.

use similar::{Algorithm, DiffTag, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

/// A piece of two texts, in order of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// In both.
    Same(&'t str),
    /// In the old text only.
    Removed(&'t str),
    /// In the new text only.
    Added(&'t str),
}

/// The pieces of two texts: those that are not [`Piece::Added`] are the old one, those not [`Piece::Removed`] the new one.
/// Time is near linear in the texts, and what is found in very long ones may not be the shortest change.
pub fn changes<'t>(old: &'t str, new: &'t str) -> Vec<Piece<'t>> {
    let (old, new) = (Tokens::new(old), Tokens::new(new));
    let mut pieces = Vec::new();
    for (is_same, from, to) in merged(&old, &new) {
        if is_same {
            pieces.push(Piece::Same(new.text(to)));
            continue;
        }
        let (removed, added) = (old.text(from), new.text(to));
        if !removed.is_empty() {
            pieces.push(Piece::Removed(removed));
        }
        if !added.is_empty() {
            pieces.push(Piece::Added(added));
        }
    }
    pieces
}

type Run = (bool, std::ops::Range<usize>, std::ops::Range<usize>);

/// Runs of tokens, same and changed by turns. A single token that two changes have between them went with them: nobody
/// reads a sentence as letters that happened to stay.
fn merged(old: &Tokens<'_>, new: &Tokens<'_>) -> Vec<Run> {
    let ops = capture_diff_slices(Algorithm::Myers, &old.tokens, &new.tokens);
    let count = ops.len();
    let mut runs: Vec<Run> = Vec::new();
    for (at, op) in ops.iter().enumerate() {
        let (tag, from, to) = op.as_tag_tuple();
        let is_inside = at > 0 && at + 1 < count;
        let is_same = tag == DiffTag::Equal && !(is_inside && from.len() == 1);
        match runs.last_mut() {
            Some((last, old, new)) if *last == is_same => {
                old.end = from.end;
                new.end = to.end;
            }
            _ => runs.push((is_same, from, to)),
        }
    }
    runs
}

/// A text in words and characters.
struct Tokens<'t> {
    text: &'t str,
    tokens: Vec<&'t str>,
}

impl<'t> Tokens<'t> {
    /// The boundaries of words (UAX #29) set ideographs and Hiragana apart by themselves, and leave numbers whole; of
    /// Katakana they make words, which are taken apart as well.
    fn new(text: &'t str) -> Self {
        let mut tokens = Vec::new();
        for word in text.split_word_bounds() {
            if word.contains(is_katakana) {
                tokens.extend(word.graphemes(true));
            } else {
                tokens.push(word);
            }
        }
        Self { text, tokens }
    }

    /// The text of some tokens.
    fn text(&self, range: std::ops::Range<usize>) -> &'t str {
        let place = |token: usize| match self.tokens.get(token) {
            Some(token) => token.as_ptr().addr() - self.text.as_ptr().addr(),
            None => self.text.len(),
        };
        &self.text[place(range.start)..place(range.end)]
    }
}

fn is_katakana(character: char) -> bool {
    matches!(character, '\u{30A0}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9F}')
}

/// How a change is shown in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Whether to use the colors of terminals.
    pub color: bool,
    /// After how many characters to stop.
    pub longest: usize,
}

/// The changed pieces in one line, each with some words around it: `占比[-三成-]{+四成+}以上…`. Nothing in it is escaped.
pub fn shown(pieces: &[Piece<'_>], style: Shown) -> String {
    let mut text = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        if text.chars().count() > style.longest {
            text.push('…');
            return text;
        }
        let (before, after, color) = match piece {
            Piece::Same(same) => {
                let is_last = at + 1 == pieces.len();
                text.push_str(&context(same, if at == 0 { 0 } else { CONTEXT }, if is_last { 0 } else { CONTEXT }));
                continue;
            }
            Piece::Removed(_) => ("[-", "-]", "\u{1b}[31m"),
            Piece::Added(_) => ("{+", "+}", "\u{1b}[32m"),
        };
        let (Piece::Removed(words) | Piece::Added(words) | Piece::Same(words)) = piece;
        let words = cut(words, style.longest);
        let (color, plain) = if style.color { (color, "\u{1b}[0m") } else { ("", "") };
        text.extend([color, before, &words, after, plain]);
    }
    text
}

/// How much is shown of a text that stayed: words, or characters of wide scripts.
const CONTEXT: usize = 12;

/// The beginning and the end of a text that stayed, as many words of it.
fn context(same: &str, first: usize, last: usize) -> String {
    let tokens = Tokens::new(same).tokens;
    if tokens.len() <= first + last {
        return same.to_owned();
    }
    format!("{}…{}", tokens[..first].concat(), tokens[tokens.len() - last..].concat())
}

/// The first characters of a text, as readers count them; an ellipsis says that more follows.
pub fn cut(words: &str, longest: usize) -> String {
    let mut graphemes = words.graphemes(true);
    let cut: String = graphemes.by_ref().take(longest).collect();
    if graphemes.next().is_some() { cut + "…" } else { cut }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(old: &str, new: &str) -> String {
        shown(&changes(old, new), Shown { color: false, longest: 1000 })
    }

    #[test]
    fn changes_are_told_in_the_units_of_the_script() {
        for (old, new, expected) in [
            ("日本的软法已生效。", "日本的硬法已生效。", "日本的[-软-]{+硬+}法已生效。"),
            ("占比三成。", "占比三成以上。", "占比三成{+以上+}。"),
            ("The soft law is here.", "The hard law is here.", "The [-soft-]{+hard+} law is here."),
            ("增长8.5万元", "增长9万元", "增长[-8.5-]{+9+}万元"),
            ("使用OpenAI的模型", "使用OpenClaw的模型", "使用[-OpenAI-]{+OpenClaw+}的模型"),
            ("データセンタ", "データセンター", "データセンタ{+ー+}"),
            ("か\u{3099}", "か", "[-か\u{3099}-]{+か+}"),
            ("家族👨‍👩‍👧です", "家族👨‍👩‍👦です", "家族[-👨‍👩‍👧-]{+👨‍👩‍👦+}です"),
            ("甲乙丙", "子乙丑", "[-甲乙丙-]{+子乙丑+}"),
            ("", "一", "{+一+}"),
            ("一", "", "[-一-]"),
            ("一", "一", "…"),
        ] {
            assert_eq!(plain(old, new), expected);
        }
    }

    #[test]
    fn what_stayed_is_shown_as_far_as_it_helps() {
        let (long, other) = ("一二三四五六七八九十".repeat(3), "子丑寅卯".repeat(9));
        let new = format!("{long}甲{long}乙{other}");
        assert_eq!(
            plain(&format!("{long}{long}{other}"), &new),
            "…九十一二三四五六七八九十{+甲+}一二三四五六七八九十一二…九十一二三四五六七八九十{+乙+}子丑寅卯子丑寅卯子丑寅卯…"
        );
        let short = shown(&changes(&long, &other), Shown { color: true, longest: 3 });
        assert_eq!(short, "\u{1b}[31m[-一二三…-]\u{1b}[0m…");
    }
}
