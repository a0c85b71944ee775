//! The two readings of a document laid on each other: values with places.

use std::collections::HashMap;

use super::marks::{self, Form, Mark};
use super::values::{self, Value};
use super::{Source, flat, fold, plain, syntax};
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule::{BROKEN_YAML, DUPLICATE_KEY};
use crate::base::text::{Span, Spanned};

/// A value with its place.
#[derive(Debug)]
pub(super) struct Tree {
    /// The whole value.
    pub span: Span,
    /// The key that it belongs to.
    pub owner: Option<Span>,
    /// What it is.
    pub content: Content,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Content {
    /// Anything that is neither list nor mapping.
    Scalar(Scalar),
    /// A list.
    List(Vec<Tree>),
    /// A mapping, each key once.
    Map(Vec<Pair>),
}

/// A single value.
#[derive(Debug)]
pub(super) struct Scalar {
    /// As it was written, unquoted.
    pub text: String,
    /// As YAML reads it.
    pub value: Value,
}

/// An entry of a mapping.
#[derive(Debug)]
pub(super) struct Pair {
    /// Its key.
    pub key: Spanned<String>,
    /// Its value.
    pub value: Tree,
}

/// Reads the one document of the source; `None` after a complaint that leaves nothing to be read.
pub(super) fn read(source: &Source<'_>, diagnostics: &mut Diagnostics) -> Option<Tree> {
    if let Some(complaint) = syntax::forbidden_character(source) {
        diagnostics.push(complaint);
        return None;
    }
    flat::read(source).or_else(|| read_twice(source, diagnostics))
}

/// The same by both readers, whatever its form.
pub(super) fn read_twice(source: &Source<'_>, diagnostics: &mut Diagnostics) -> Option<Tree> {
    let Some(mark) = marks::read(source, diagnostics).ok()? else {
        let start = source.span(0..0);
        return Some(Tree { span: start, owner: None, content: Content::Map(Vec::new()) });
    };
    let value = match values::read(source.text) {
        Ok(value) => value,
        Err(error) => {
            diagnostics.push(refusal(source, &mark, &error));
            return None;
        }
    };
    let mut join = Join { source, diagnostics };
    match join.tree(mark, value, None) {
        Ok(tree) => Some(tree),
        Err(Disagreement(span)) => {
            let message = "YAML readers do not agree on what this says";
            diagnostics.push(Diagnostic::new(&BROKEN_YAML, span, message).help("put the value in quotation marks"));
            None
        }
    }
}

/// serde_yaml refuses what saphyr-parser let pass.
fn refusal(source: &Source<'_>, root: &Mark, error: &serde_yaml::Error) -> Diagnostic {
    let offset = error.location().map_or(root.range.start, |location| source.byte(location.index()));
    let message = error.to_string();
    let phrase = message.split(" at line ").next().unwrap_or(&message);
    syntax::explain(source, offset, phrase)
}

struct Disagreement(Span);

struct Join<'a, 'd> {
    source: &'a Source<'a>,
    diagnostics: &'d mut Diagnostics,
}

impl Join<'_, '_> {
    fn tree(&mut self, mark: Mark, value: Value, owner: Option<Span>) -> Result<Tree, Disagreement> {
        let written = &self.source.text[mark.range.clone()];
        let place = self.source.span(mark.range);
        let span = owner.filter(|_| place.start == place.end).unwrap_or(place);
        let content = match (mark.form, value) {
            (Form::List(marks), Value::List(values)) if marks.len() == values.len() => {
                let pairs = marks.into_iter().zip(values);
                Content::List(pairs.map(|(mark, value)| self.tree(mark, value, None)).collect::<Result<_, _>>()?)
            }
            (Form::Map(marks), Value::Map(values)) if marks.len() == values.len() => self.mapping(marks, values)?,
            (Form::Scalar(_), Value::List(_) | Value::Map(_)) | (Form::List(_) | Form::Map(_), _) => {
                return Err(Disagreement(span));
            }
            // Such as `{?a: b}`, where one sees the key `?a` and the other the key `a`.
            (Form::Scalar(written), Value::Text(text)) if written != text => return Err(Disagreement(span)),
            (Form::Scalar(text), value) => {
                self.diagnostics.extend(plain::complaint(written, place));
                Content::Scalar(Scalar { text: fold::join_lines(text, written), value })
            }
        };
        Ok(Tree { span, owner, content })
    }

    fn mapping(&mut self, marks: Vec<(Mark, Mark)>, values: Vec<(Value, Value)>) -> Result<Content, Disagreement> {
        let mut pairs: Vec<Pair> = Vec::with_capacity(marks.len());
        let mut seen: HashMap<String, Span> = HashMap::new();
        for ((key_mark, mark), (key_value, value)) in marks.into_iter().zip(values) {
            let key = self.tree(key_mark, key_value, None)?;
            let value = self.tree(mark, value, Some(key.span))?;
            let Content::Scalar(Scalar { text, .. }) = key.content else {
                let message = "a key must be a word, not a list or mapping";
                self.diagnostics.push(Diagnostic::new(&BROKEN_YAML, key.span, message));
                continue;
            };
            if let Some(&first) = seen.get(&text) {
                self.diagnostics.push(
                    Diagnostic::new(&DUPLICATE_KEY, key.span, format!("the key `{text}` stands twice"))
                        .label("again here")
                        .also(first, "first here")
                        .help("remove one of the two, or rename it"),
                );
                continue;
            }
            seen.insert(text.clone(), key.span);
            pairs.push(Pair { key: Spanned::new(text, key.span), value });
        }
        Ok(Content::Map(pairs))
    }
}
