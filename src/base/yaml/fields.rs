//! Reading one mapping field by field. Every mistake is reported, at the end also the keys that nobody asked for.

use super::{Entry, Node};
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule::{MISSING_KEY, UNKNOWN_KEY, WRONG_VALUE};
use crate::base::text::{Span, Spanned};

/// One mapping being read. Keys with empty values count as absent. Call [`Fields::finish`] when all has been asked for.
#[must_use = "without `finish` unknown keys pass in silence"]
pub struct Fields<'a, 'd> {
    node: Node<'a>,
    known: Vec<&'static str>,
    diagnostics: &'d mut Diagnostics,
}

impl<'a, 'd> Fields<'a, 'd> {
    /// Begins to read `node`. What is no mapping is complained of and reads like an empty one.
    pub fn new(node: Node<'a>, diagnostics: &'d mut Diagnostics) -> Self {
        if !node.is_mapping() && !node.is_null() {
            let message = format!("keys with values are expected here, not {}", describe(node));
            let help = match node.text() {
                Some(text) if text.contains([':', '：']) => {
                    "after a key stand an ASCII colon and a space: `title: 概览`"
                }
                _ => "write `key: value`, one a line, or `{key: value, …}`",
            };
            diagnostics.push(Diagnostic::new(&WRONG_VALUE, node.span(), message).help(help));
        }
        Self { node, known: Vec::new(), diagnostics }
    }

    /// The mapping that is read.
    pub fn mapping(&self) -> Node<'a> {
        self.node
    }

    /// Where to point at when the mapping as a whole is at fault.
    pub fn head(&self) -> Span {
        self.node.head()
    }

    /// For complaints of the caller's own.
    pub fn diagnostics(&mut self) -> &mut Diagnostics {
        self.diagnostics
    }

    /// The value of a key, whatever it is.
    pub fn node(&mut self, key: &'static str) -> Option<Node<'a>> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        self.node.get(key).filter(|node| !node.is_null())
    }

    /// Any scalar, as it was written.
    pub fn text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.node(key)?;
        self.scalar(key, node)
    }

    /// Like [`Fields::text`], and a complaint if there is none.
    pub fn required_text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.required(key)?;
        self.scalar(key, node)
    }

    /// The value of a key, and a complaint if there is none.
    pub fn required(&mut self, key: &'static str) -> Option<Node<'a>> {
        let node = self.node(key);
        if node.is_none() {
            let (span, message) = match self.node.entries().find(|entry| entry.key == key) {
                Some(entry) => (entry.key_span, format!("`{key}` has no value")),
                None => (self.node.head(), format!("`{key}` is missing")),
            };
            self.diagnostics.push(Diagnostic::new(&MISSING_KEY, span, message).help(format!("add `{key}: …`")));
        }
        node
    }

    /// `true` or `false`.
    pub fn bool(&mut self, key: &'static str) -> Option<Spanned<bool>> {
        let node = self.node(key)?;
        match node.as_bool() {
            Some(value) => Some(Spanned::new(value, node.span())),
            None => self.wrong(key, node, "`true` or `false`, without quotation marks"),
        }
    }

    /// A whole number.
    pub fn integer(&mut self, key: &'static str) -> Option<Spanned<i64>> {
        let node = self.node(key)?;
        match node.as_integer() {
            Some(value) => Some(Spanned::new(value, node.span())),
            None => self.wrong(key, node, "a whole number, without quotation marks"),
        }
    }

    /// One of the words `options`.
    pub fn one_of<'o>(&mut self, key: &'static str, options: &[&'o str]) -> Option<Spanned<&'o str>> {
        let text = self.text(key)?;
        if let Some(option) = options.iter().find(|&&option| option == text.value) {
            return Some(Spanned::new(*option, text.span));
        }
        let message = format!("`{key}` cannot be `{}`", shorten(&text.value));
        let help = suggest(&text.value, options.iter().copied(), "possible values");
        self.diagnostics.push(Diagnostic::new(&WRONG_VALUE, text.span, message).help(help));
        None
    }

    /// A list of scalars; a single one is a list of one.
    pub fn texts(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        let Some(node) = self.node(key) else { return Vec::new() };
        if node.is_list() {
            node.items().filter_map(|item| self.scalar(key, item)).collect()
        } else if node.is_mapping() {
            self.wrong::<()>(key, node, "text or a list of texts");
            Vec::new()
        } else {
            self.scalar(key, node).into_iter().collect()
        }
    }

    /// The items of a list.
    pub fn items(&mut self, key: &'static str) -> Vec<Node<'a>> {
        match self.node(key) {
            Some(node) if node.is_list() => node.items().collect(),
            Some(node) => self.wrong(key, node, "a list").unwrap_or_default(),
            None => Vec::new(),
        }
    }

    /// The entries of a mapping whose keys are the author's own.
    pub fn entries(&mut self, key: &'static str) -> Vec<Entry<'a>> {
        match self.node(key) {
            Some(node) if node.is_mapping() => node.entries().collect(),
            Some(node) => self.wrong(key, node, "keys with values").unwrap_or_default(),
            None => Vec::new(),
        }
    }

    /// A mapping of the author's own keys to scalars, such as `title: {zh: 概览, ja: 概要}`.
    pub fn text_entries(&mut self, key: &'static str) -> Vec<(Spanned<String>, Spanned<String>)> {
        let entries = self.entries(key);
        let read = |entry: Entry<'a>| Some((entry.spanned_key(), self.scalar(entry.key, entry.node)?));
        entries.into_iter().filter_map(read).collect()
    }

    /// A mapping inside this one, to be read and finished in its turn.
    pub fn fields(&mut self, key: &'static str) -> Option<Fields<'a, '_>> {
        let node = self.node(key)?;
        Some(Fields::new(node, self.diagnostics))
    }

    /// Says that a key is known although nobody reads it here.
    pub fn ignore(&mut self, key: &'static str) {
        let _ = self.node(key);
    }

    /// Complains of a value: what its key takes, and what stands there.
    pub fn wrong<T>(&mut self, key: &str, node: Node<'_>, expected: &str) -> Option<T> {
        let message = format!("`{key}` takes {expected}, not {}", describe(node));
        let help = format!("write `{key}: {}`", example(expected));
        self.diagnostics.push(Diagnostic::new(&WRONG_VALUE, node.span(), message).help(help));
        None
    }

    /// Complains of every key that was not asked for.
    pub fn finish(self) {
        for entry in self.node.entries().filter(|entry| !self.known.contains(&entry.key)) {
            let message = format!("the key `{}` means nothing here", shorten(entry.key));
            let help = suggest(entry.key, self.known.iter().copied(), "known keys");
            self.diagnostics.push(Diagnostic::new(&UNKNOWN_KEY, entry.key_span, message).help(help));
        }
    }

    fn scalar(&mut self, key: &str, node: Node<'_>) -> Option<Spanned<String>> {
        match node.text() {
            Some(text) if !node.is_null() => Some(Spanned::new(text.to_owned(), node.span())),
            _ => self.wrong(key, node, "text"),
        }
    }
}

/// A scalar as it was written, or a complaint. `what` names it: "a language".
pub fn expect_text(node: Node<'_>, what: &str, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
    match node.text() {
        Some(text) if !node.is_null() => Some(Spanned::new(text.to_owned(), node.span())),
        _ => {
            let message = format!("{what} is expected here, not {}", describe(node));
            diagnostics
                .push(Diagnostic::new(&WRONG_VALUE, node.span(), message).help("write the words themselves here"));
            None
        }
    }
}

/// The candidate that `word` most likely was meant to be, if any is near enough. A site may have thousands of names and
/// thousands of slips, so what cannot be near is passed over by its length and its letters, and only the likeliest are
/// compared in full.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    const MAX_BYTES: usize = 400;
    const MAX_COMPARED: usize = 64;
    if word.len() > MAX_BYTES {
        return None;
    }
    let near = (word.chars().count() / 3).max(1);
    let letters = Letters::of(word);
    let mut by_bound: Vec<Vec<&str>> = vec![Vec::new(); near + 1];
    for candidate in candidates {
        // A character has at most four bytes.
        if candidate.len().abs_diff(word.len()) <= 4 * near
            && let Some(alike) = by_bound.get_mut(letters.least_distance(&Letters::of(candidate)))
        {
            alike.push(candidate);
        }
    }
    let mut best: Option<(usize, &str)> = None;
    let mut left = MAX_COMPARED;
    for (bound, alike) in by_bound.into_iter().enumerate() {
        // All that follow differ by at least so much.
        if best.is_some_and(|(distance, _)| distance < bound) {
            break;
        }
        let compared = alike.into_iter().take(left).map(|candidate| (strsim::osa_distance(word, candidate), candidate));
        left -= compared.len();
        best = compared.filter(|(distance, _)| *distance <= near).chain(best).min();
    }
    best.map(|(_, candidate)| candidate)
}

/// How often each character stands in a word; characters share 64 places.
struct Letters([i16; 64]);

impl Letters {
    fn of(word: &str) -> Self {
        let mut counts = [0; 64];
        for character in word.chars() {
            let count: &mut i16 = &mut counts[character as usize % 64];
            *count = count.saturating_add(1);
        }
        Self(counts)
    }

    /// So many edits at least lie between two words: each adds a character, takes one away, or does both.
    fn least_distance(&self, other: &Self) -> usize {
        let (mut more, mut fewer) = (0, 0);
        for (a, b) in self.0.iter().zip(&other.0) {
            let difference = i32::from(*a) - i32::from(*b);
            more += difference.max(0);
            fewer += (-difference).max(0);
        }
        more.max(fewer).unsigned_abs() as usize
    }
}

fn suggest<'c>(word: &str, candidates: impl Iterator<Item = &'c str> + Clone, title: &str) -> String {
    let list = candidates.clone().collect::<Vec<_>>().join(", ");
    match nearest(word, candidates) {
        Some(candidate) => format!("did you mean `{candidate}`? {title}: {list}"),
        None if list.is_empty() => "remove it".to_owned(),
        None => format!("{title}: {list}"),
    }
}

/// What a value may look like, by the words that say what is expected.
fn example(expected: &str) -> &'static str {
    const EXAMPLES: [(&str, &str); 5] = [
        ("text or a list", "[…, …]"),
        ("`true`", "true"),
        ("a whole number", "1"),
        ("a list", "[…, …]"),
        ("keys", "{…: …}"),
    ];
    EXAMPLES.iter().find(|(words, _)| expected.starts_with(words)).map_or("…", |(_, example)| example)
}

fn describe(node: Node<'_>) -> String {
    match node.text() {
        _ if node.is_list() => "a list".to_owned(),
        _ if node.is_null() => "nothing".to_owned(),
        Some(text) => format!("`{}`", shorten(text)),
        None => "keys with values".to_owned(),
    }
}

/// Enough of a text to know it by, in one line.
fn shorten(text: &str) -> String {
    const MAX_CHARACTERS: usize = 30;
    let mut characters = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    let short: String = characters.by_ref().take(MAX_CHARACTERS).collect();
    if characters.next().is_some() { short + "…" } else { short }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn passing_over_names_changes_nothing(word in "[a-d漢字]{0,9}", names in prop::collection::vec("[a-d漢字]{0,9}", 0..40)) {
            let near = (word.chars().count() / 3).max(1);
            let all = names.iter().map(|name| (strsim::osa_distance(&word, name), name.as_str()));
            let plain = all.filter(|(distance, _)| *distance <= near).min().map(|(_, name)| name);
            prop_assert_eq!(nearest(&word, names.iter().map(String::as_str)), plain);
        }
    }

    #[test]
    fn a_slip_is_found_among_thousands_of_like_names() {
        let names: Vec<String> = (0..3000).map(|n| format!("work/chapter-{n:04}.md")).collect();
        let near = nearest("work/chaptr-1234.md", names.iter().map(String::as_str));
        assert_eq!(near, Some("work/chapter-1234.md"));
    }
}
