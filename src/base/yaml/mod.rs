//! YAML with places: the only module that touches YAML.
//!
//! serde_yaml gives the values. It has no places for scalars and stops at repeated keys, so saphyr-parser reads the same
//! text beside it for the marks, and the two trees are joined: only what both read alike is accepted. What is so plain that
//! they cannot but agree is read without them (`flat`).
//! Refused with complaints of their own: several documents, anchors, aliases, tags, deep nesting, control characters.

mod deserialize;
mod fields;
mod flat;
mod fold;
mod join;
mod marks;
mod plain;
mod syntax;
mod values;

use std::cell::OnceCell;
use std::ops::Range;

pub use fields::{Fields, expect_text, nearest};
use join::Tree;
use values::Value;

use super::diagnostic::Diagnostics;
use super::text::{SourceFile, Span, Spanned};

/// Reads `range` (bytes) of a file as one YAML document. `None` if it cannot be read at all; of repeated keys the first
/// counts, and the complaint about the second leaves the rest readable.
pub fn parse(file: &SourceFile, range: Range<usize>) -> (Option<Yaml>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let tree = join::read(&Source::new(file, range), &mut diagnostics);
    (tree.map(Yaml), diagnostics)
}

/// One YAML document as it was read.
#[derive(Debug)]
pub struct Yaml(Tree);

impl Yaml {
    /// The outermost value; an empty document is an empty mapping.
    pub fn root(&self) -> Node<'_> {
        Node(&self.0)
    }
}

/// A value of a document, with its place.
#[derive(Clone, Copy, Debug)]
pub struct Node<'a>(&'a Tree);

/// A key of a mapping with its value.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The key as the author wrote it, without quotation marks.
    pub key: &'a str,
    /// Where the key stands.
    pub key_span: Span,
    /// Its value.
    pub node: Node<'a>,
}

impl Entry<'_> {
    /// The key with its place, to keep.
    pub fn spanned_key(&self) -> Spanned<String> {
        Spanned::new(self.key.to_owned(), self.key_span)
    }
}

impl<'a> Node<'a> {
    /// Where the whole value stands. A value that was left empty has the place of its key.
    pub fn span(self) -> Span {
        self.0.span
    }

    /// The few words that stand for the value in an excerpt: the key it belongs to, else its own first key.
    pub fn head(self) -> Span {
        match (self.0.owner, &self.0.content) {
            (Some(owner), _) => owner,
            (None, join::Content::Map(pairs)) => pairs.first().map_or(self.0.span, |pair| pair.key.span),
            (None, _) => self.0.span,
        }
    }

    /// A scalar of any kind as the author wrote it (`2024-04`, `no`, `0x10`), without quotation marks and with folded
    /// lines joined, those between wide characters without a space; `None` for mappings and lists.
    pub fn text(self) -> Option<&'a str> {
        match &self.0.content {
            join::Content::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// Whether nothing was said: left empty, `~` or `null`.
    pub fn is_null(self) -> bool {
        matches!(self.value(), Some(Value::Null))
    }

    /// `true` or `false`, unquoted; nothing else.
    pub fn as_bool(self) -> Option<bool> {
        match self.value() {
            Some(Value::Bool(value)) => Some(*value),
            _ => None,
        }
    }

    /// An unquoted whole number.
    pub fn as_integer(self) -> Option<i64> {
        match self.value() {
            Some(Value::Integer(value)) => Some(*value),
            _ => None,
        }
    }

    /// The entries of a mapping in the author's order, each key once; nothing for other values.
    pub fn entries(self) -> impl ExactSizeIterator<Item = Entry<'a>> {
        let pairs = match &self.0.content {
            join::Content::Map(pairs) => pairs.as_slice(),
            _ => &[],
        };
        pairs.iter().map(|pair| Entry { key: &pair.key.value, key_span: pair.key.span, node: Node(&pair.value) })
    }

    /// The value of that key of a mapping.
    pub fn get(self, key: &str) -> Option<Node<'a>> {
        self.entries().find(|entry| entry.key == key).map(|entry| entry.node)
    }

    /// The items of a list; nothing for other values.
    pub fn items(self) -> impl ExactSizeIterator<Item = Node<'a>> {
        let items = match &self.0.content {
            join::Content::List(items) => items.as_slice(),
            _ => &[],
        };
        items.iter().map(Node)
    }

    /// Whether it is a list.
    pub fn is_list(self) -> bool {
        matches!(self.0.content, join::Content::List(_))
    }

    /// Whether it is a mapping.
    pub fn is_mapping(self) -> bool {
        matches!(self.0.content, join::Content::Map(_))
    }

    fn value(self) -> Option<&'a Value> {
        match &self.0.content {
            join::Content::Scalar(scalar) => Some(&scalar.value),
            _ => None,
        }
    }
}

/// The YAML part of a file. Both readers count characters from its start; complaints need bytes from the file's start.
struct Source<'a> {
    file: &'a SourceFile,
    start: usize,
    text: &'a str,
    /// Where each character starts, in bytes of `text`; counted when somebody asks.
    offsets: OnceCell<Vec<u32>>,
}

impl<'a> Source<'a> {
    fn new(file: &'a SourceFile, range: Range<usize>) -> Self {
        let start = range.start;
        Self { file, start, text: &file.text[range], offsets: OnceCell::new() }
    }

    /// The byte of `text` at which the character of that number starts; its end for numbers beyond.
    fn byte(&self, character: usize) -> usize {
        let offsets = self.offsets.get_or_init(|| self.text.char_indices().map(|(offset, _)| offset as u32).collect());
        offsets.get(character).map_or(self.text.len(), |&offset| offset as usize)
    }

    /// The span in the file of a range of bytes of `text`.
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file.id, self.start + range.start..self.start + range.end)
    }
}

#[cfg(test)]
mod tests;
