//! What saphyr-parser makes of a document: the place and the written text of every value.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, StrInput, Tag};

use super::Source;
use super::syntax;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule::BROKEN_YAML;

/// Deeper nesting is no document that a person wrote, and would overflow the stack of what walks it.
const MAX_DEPTH: usize = 64;

/// A value's place (bytes of the source's text) and form.
#[derive(Debug)]
pub(super) struct Mark {
    /// Empty where nothing was written.
    pub range: Range<usize>,
    /// Its form.
    pub form: Form,
}

/// The form of a value.
#[derive(Debug)]
pub(super) enum Form {
    /// Text as it was written, unquoted and unfolded.
    Scalar(String),
    /// A list.
    List(Vec<Mark>),
    /// A mapping; keys may repeat.
    Map(Vec<(Mark, Mark)>),
}

/// Reading stops: a complaint was made.
pub(super) struct Stopped;

/// The marks of the one document; `Ok(None)` if it is empty.
pub(super) fn read(source: &Source<'_>, diagnostics: &mut Diagnostics) -> Result<Option<Mark>, Stopped> {
    let mut reader = Reader { parser: Parser::new_from_str(source.text), source, diagnostics, refused: false };
    let mark = reader.document()?;
    if reader.refused { Err(Stopped) } else { Ok(mark) }
}

struct Reader<'a, 'd> {
    parser: Parser<'a, StrInput<'a>>,
    source: &'a Source<'a>,
    diagnostics: &'d mut Diagnostics,
    /// Something was refused, but what follows is still looked at, so that all of it is reported.
    refused: bool,
}

impl<'a> Reader<'a, '_> {
    fn document(&mut self) -> Result<Option<Mark>, Stopped> {
        let mut root = None;
        loop {
            let (event, range) = self.next()?;
            match event {
                Event::StreamEnd => return Ok(root),
                Event::DocumentStart(_) if root.is_some() => {
                    self.refuse(
                        range,
                        "a second YAML document begins here",
                        "one file holds one document: remove the line `---`",
                    );
                    return Err(Stopped);
                }
                Event::DocumentStart(_) => {
                    let first = self.next()?;
                    root = Some(self.value(first, 0)?);
                }
                _ => {}
            }
        }
    }

    fn next(&mut self) -> Result<(Event<'a>, Range<usize>), Stopped> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => {
                let start = self.source.byte(span.start.index());
                Ok((event, start..self.source.byte(span.end.index()).max(start)))
            }
            Some(Err(error)) => {
                let offset = self.source.byte(error.marker().index());
                self.diagnostics.push(syntax::explain(self.source, offset, error.info()));
                Err(Stopped)
            }
            None => Ok((Event::StreamEnd, self.source.text.len()..self.source.text.len())),
        }
    }

    fn value(&mut self, (event, range): (Event<'a>, Range<usize>), depth: usize) -> Result<Mark, Stopped> {
        if depth > MAX_DEPTH {
            self.refuse(
                range,
                "values are nested too deeply",
                "sixty-four levels are the limit; two or three are usual",
            );
            return Err(Stopped);
        }
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_extras(anchor, tag.as_deref(), &range);
                let range =
                    if style == ScalarStyle::Plain && text.is_empty() { range.start..range.start } else { range };
                Ok(Mark { range: self.trimmed(range), form: Form::Scalar(text.into_owned()) })
            }
            Event::Alias(_) => {
                self.refuse(
                    range.clone(),
                    "aliases are not read",
                    "write the value out; if it is text that begins with `*`, put it in quotation marks",
                );
                Ok(Mark { range, form: Form::Scalar(String::new()) })
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse_extras(anchor, tag.as_deref(), &range);
                self.list(range, depth)
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse_extras(anchor, tag.as_deref(), &range);
                self.mapping(range, depth)
            }
            // No other event begins a value.
            _ => Ok(Mark { range, form: Form::Scalar(String::new()) }),
        }
    }

    fn list(&mut self, start: Range<usize>, depth: usize) -> Result<Mark, Stopped> {
        let mut items = Vec::new();
        loop {
            let (event, range) = self.next()?;
            if event == Event::SequenceEnd {
                let start = self.list_start(start.start, &items);
                return Ok(Mark { range: self.trimmed(start..range.end), form: Form::List(items) });
            }
            items.push(self.value((event, range), depth + 1)?);
        }
    }

    /// A list that is not indented below its key is marked at its first item; it begins at the dash before that.
    fn list_start(&self, start: usize, items: &[Mark]) -> usize {
        let before = self.source.text[..start].trim_end();
        match items.first() {
            Some(first) if first.range.start == start && before.ends_with('-') => before.len() - 1,
            _ => start,
        }
    }

    fn mapping(&mut self, start: Range<usize>, depth: usize) -> Result<Mark, Stopped> {
        let mut pairs = Vec::new();
        loop {
            let (event, range) = self.next()?;
            if event == Event::MappingEnd {
                return Ok(Mark { range: self.trimmed(start.start..range.end), form: Form::Map(pairs) });
            }
            let key = self.value((event, range), depth + 1)?;
            let next = self.next()?;
            pairs.push((key, self.value(next, depth + 1)?));
        }
    }

    fn refuse_extras(&mut self, anchor: usize, tag: Option<&Tag>, range: &Range<usize>) {
        if anchor > 0 {
            let help = "remove it; if the value is text that begins with `&`, put it in quotation marks";
            self.refuse(range.clone(), "anchors are not read", help);
        }
        if tag.is_some_and(|tag| !tag.is_yaml_core_schema()) {
            let help = "remove it; if the value is text that begins with `!`, put it in quotation marks";
            self.refuse(range.clone(), "tags are not read", help);
        }
    }

    fn refuse(&mut self, range: Range<usize>, message: &'static str, help: &'static str) {
        self.refused = true;
        let span = self.source.span(self.trimmed(range));
        self.diagnostics.push(Diagnostic::new(&BROKEN_YAML, span, message).help(help));
    }

    /// Block values end where the next token begins; the white space before that is no part of them.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let written = self.source.text[range.clone()].trim_end();
        range.start..range.start + written.len()
    }
}
