//! New words in an old passage: the signs that changed are changed in the source, and all markup whose words still stand
//! stays as it is.

use std::collections::BTreeMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::parse::document::{Inline, InlineKind, visible_text};
use crate::parse::line_break::east_asian_wide;

use super::passage::{fold, markup_name};

/// A piece of the source that is replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Bytes of the source.
    pub range: Range<usize>,
    /// What takes their place: words, not yet escaped.
    pub words: String,
}

/// What becomes of a passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reworded {
    /// In order of their places, without overlap.
    pub changes: Vec<Change>,
    /// What was done to markup, for a person to look at.
    pub notes: Vec<String>,
}

/// Beyond this, what differs is replaced as a whole: a passage of a megabyte that shares nothing must not take minutes.
const MOST_STEPS: usize = 30_000_000;

/// Changes for `inlines` of `source` to read as `words`. `None` if a sign of the text cannot be found in the source.
pub fn reword(inlines: &[Inline], words: &str, source: &str) -> Option<Reworded> {
    let mut layout = Layout { source, signs: Vec::new(), nodes: Vec::new() };
    layout.lay(inlines, 0)?;
    let ends = inlines.first()?.span.to(inlines.last()?.span).range();
    let new = fold(words);
    let old_tokens = tokens(layout.signs.iter().map(|sign| sign.c));
    let new_signs: Vec<char> = new.chars().collect();
    let new_tokens = tokens(new_signs.iter().copied());
    let text = |tokens: &[Range<usize>], range: Range<usize>| -> String {
        if range.is_empty() {
            String::new()
        } else {
            new_signs[tokens[range.start].start..tokens[range.end - 1].end].iter().collect()
        }
    };
    let mut gone = vec![false; layout.signs.len()];
    let mut inserted: Vec<(usize, bool, String)> = Vec::new();
    for op in differences(&layout, &old_tokens, &new_signs, &new_tokens) {
        let DiffOp::Equal { .. } = op else {
            let old = op.old_range();
            let start = old_tokens.get(old.start).map_or(layout.signs.len(), |token| token.start);
            let end = if old.is_empty() { start } else { old_tokens[old.end - 1].end };
            gone[start..end].fill(true);
            let words = text(&new_tokens, op.new_range());
            if !words.is_empty() {
                inserted.push((start, start < end, words));
            }
            continue;
        };
    }
    Some(layout.changes(gone, inserted, ends))
}

fn differences(layout: &Layout<'_>, old: &[Range<usize>], new_signs: &[char], new: &[Range<usize>]) -> Vec<DiffOp> {
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut number = |signs: &mut dyn Iterator<Item = char>| {
        let token: String = signs.map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
        let next = numbers.len();
        let token = if token.starts_with(' ') { " ".to_owned() } else { token };
        *numbers.entry(token).or_insert(next)
    };
    let old: Vec<usize> =
        old.iter().map(|token| number(&mut layout.signs[token.clone()].iter().map(|sign| sign.c))).collect();
    let new: Vec<usize> = new.iter().map(|token| number(&mut new_signs[token.clone()].iter().copied())).collect();
    let before = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = (&old[before..], &new[before..]);
    let after = rest.0.iter().rev().zip(rest.1.iter().rev()).take_while(|(a, b)| a == b).count();
    if (rest.0.len() - after).saturating_mul(rest.1.len() - after) <= MOST_STEPS {
        return capture_diff_slices(Algorithm::Myers, &old, &new);
    }
    let (old_len, new_len) = (rest.0.len() - after, rest.1.len() - after);
    vec![DiffOp::Replace { old_index: before, old_len, new_index: before, new_len }]
}

/// Words of letters and digits, white space, and every other sign by itself. Chinese and Japanese are read sign by sign.
fn tokens(signs: impl Iterator<Item = char>) -> Vec<Range<usize>> {
    let class = |c: char| match c {
        c if c.is_whitespace() => 1,
        c if c.is_alphanumeric() && !east_asian_wide(c) => 2,
        _ => 0,
    };
    let mut tokens: Vec<(Range<usize>, i32)> = Vec::new();
    for (at, c) in signs.enumerate() {
        match tokens.last_mut() {
            Some((range, last)) if *last == class(c) && *last > 0 => range.end = at + 1,
            _ => tokens.push((at..at + 1, class(c))),
        }
    }
    tokens.into_iter().map(|(range, _)| range).collect()
}

/// A visible sign and where it stands in the source.
struct Sign {
    c: char,
    source: Range<usize>,
    depth: usize,
}

/// Markup and the signs in it.
struct Node<'a> {
    inline: &'a Inline,
    signs: Range<usize>,
}

struct Layout<'a> {
    source: &'a str,
    signs: Vec<Sign>,
    nodes: Vec<Node<'a>>,
}

impl<'a> Layout<'a> {
    fn lay(&mut self, inlines: &'a [Inline], depth: usize) -> Option<()> {
        for inline in inlines {
            let node = self.nodes.len();
            let start = self.signs.len();
            let range = inline.span.range();
            self.nodes.push(Node { inline, signs: 0..0 });
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Html(text) => self.text(text, range, depth)?,
                InlineKind::Code(text) => {
                    let inner = self.source[range.clone()].find(text.as_str())?;
                    let at = range.start + inner;
                    self.text(text, at..at + text.len(), depth + 1)?;
                }
                InlineKind::SoftBreak | InlineKind::HardBreak => self.signs.push(Sign { c: ' ', source: range, depth }),
                _ => self.lay(inline.children().unwrap_or_default(), depth + 1)?,
            }
            self.nodes[node].signs = start..self.signs.len();
        }
        Some(())
    }

    /// Where the signs of a text stand, past escapes, entities, and line breaks that are none.
    fn text(&mut self, text: &str, range: Range<usize>, depth: usize) -> Option<()> {
        let mut at = range.start;
        for c in text.chars() {
            let length = loop {
                let rest = &self.source[at..range.end];
                if let Some(length) = sign_length(rest, c) {
                    break length;
                }
                at += skipped_length(rest)?;
            };
            self.signs.push(Sign { c, source: at..at + length, depth });
            at += length;
        }
        Some(())
    }

    fn changes(&self, gone: Vec<bool>, inserted: Vec<(usize, bool, String)>, ends: Range<usize>) -> Reworded {
        let mut result = Reworded::default();
        let mut handled = vec![false; gone.len()];
        let mut moved_to: BTreeMap<usize, usize> = BTreeMap::new();
        for node in &self.nodes {
            let Some(name) = markup_name(node.inline) else { continue };
            let signs = node.signs.clone();
            let all = !signs.is_empty() && signs.clone().all(|at| gone[at]);
            let some = signs.clone().any(|at| gone[at])
                || inserted.iter().any(|(at, ..)| signs.contains(at) && *at > signs.start);
            let words = fold(&visible_text(std::slice::from_ref(node.inline)));
            if all && handled[signs.start] {
                continue;
            }
            if all && !has_mark(node.inline) {
                handled[signs.clone()].fill(true);
                signs.for_each(|at| {
                    moved_to.insert(at, node.inline.span.range().start);
                });
                result.changes.push(Change { range: node.inline.span.range(), words: String::new() });
                result.notes.push(format!("the {name} on `{words}` went with its words"));
            } else if some && name == "link" {
                result.notes.push(format!("the words of the link `{words}` changed, and it still leads where it led"));
            } else if some && name == "reading" {
                result
                    .notes
                    .push(format!("the words `{words}` changed, and their reading did not; see whether it still fits"));
            }
        }
        for (at, sign) in self.signs.iter().enumerate() {
            if gone[at] && !handled[at] {
                result.changes.push(Change { range: sign.source.clone(), words: String::new() });
            }
        }
        for (at, replaces, words) in inserted {
            let place = moved_to.get(&at).copied().unwrap_or_else(|| self.place(at, replaces, &ends));
            result.changes.push(Change { range: place..place, words });
        }
        result.changes.sort_by_key(|change| (change.range.start, change.range.end));
        result
    }

    /// Where new words go before the sign `at`: in the place of what they replace; else outside of markup, if one of the two
    /// neighbors is.
    fn place(&self, at: usize, replaces: bool, ends: &Range<usize>) -> usize {
        let before = at.checked_sub(1).map(|at| &self.signs[at]);
        let after = self.signs.get(at);
        match (before, after) {
            (_, Some(after)) if replaces => after.source.start,
            (Some(before), _) if before.depth == 0 => before.source.end,
            (_, Some(after)) if after.depth == 0 => after.source.start,
            (Some(before), Some(_)) => before.source.end,
            (None, _) => ends.start,
            (Some(_), None) => ends.end,
        }
    }
}

/// Whether it holds what has no words: a picture, the sign of a footnote.
fn has_mark(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Image(_) | InlineKind::FootnoteReference(_) => true,
        _ => inline.children().unwrap_or_default().iter().any(has_mark),
    }
}

/// The bytes at the beginning of `rest` that are read as `c`.
fn sign_length(rest: &str, c: char) -> Option<usize> {
    let mut signs = rest.chars();
    match signs.next()? {
        '\\' if signs.next().is_some_and(|next| next == c && c.is_ascii_punctuation()) => Some(1 + c.len_utf8()),
        '&' => match entity_length(rest) {
            Some(length) => Some(length),
            None => (c == '&').then_some(1),
        },
        // A NUL is read as U+FFFD.
        first => (first == c || (first == '\0' && c == '\u{fffd}')).then_some(first.len_utf8()),
    }
}

/// The length of what looks like an entity (CommonMark, section 2.5).
fn entity_length(rest: &str) -> Option<usize> {
    const LONGEST: usize = 34;
    let end = rest.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &rest[1..end];
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#');
    is_name.then_some(end + 1)
}

/// What is passed over between two signs: a line break that joins, with the marks of quotations, and comments.
fn skipped_length(rest: &str) -> Option<usize> {
    if let Some(comment) = rest.strip_prefix("<!--") {
        return Some(4 + comment.find("-->")? + 3);
    }
    rest.starts_with(['\n', '\r', ' ', '\t', '>', '\\']).then_some(1)
}
