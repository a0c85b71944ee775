//! Ruby: `{漢字|かんじ}` for a word, `{修学旅行|しゅう|がく|りょ|こう}` for each of its characters, `{汉字|hàn zì}` for Chinese.
//!
//! The notation is that of DenDenMarkdown. It is read from inlines, not from strings: base and reading may hold marks and
//! links of their own, code and escaped characters stay as they are, and an id (`{#soft-law}`) is none. If there are as
//! many readings as the base has code points, each stands over its own; else they are joined over the whole. The bar may be
//! full-width; in a cell of a table, where a bare one divides cells, it is written `\|`.

use arcstr::Substr;

use crate::base::text::Span;

use super::document::{Inline, InlineKind, Ruby, visible_text};
use super::joined::Joined;
use super::line_break::{LineBreaks, joins, last_visible};

/// Where inlines stand, as far as ruby depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Running text: `\|` is a bar that is meant to be read.
    Prose,
    /// A cell of a table: `\|` is a bar.
    Cell,
}

/// Whether a text may hold ruby at all.
pub fn may_hold(text: &str) -> bool {
    // One by one, which is faster by far than any of several: nearly all texts are looked through to their ends.
    text.contains('{') && (text.contains('|') || text.contains('｜'))
}

/// Finds the ruby in sibling inlines and joins the texts beside one another. Each text of `inlines` must be one event of the
/// parser, so that its place is exact. `source` is the text of the file.
pub fn read(inlines: Vec<Inline>, source: &str, setting: Setting, line_breaks: LineBreaks) -> Vec<Inline> {
    let mut reader = Reader { source, setting, read: Vec::with_capacity(inlines.len()), open: None };
    for inline in inlines {
        match inline.kind {
            InlineKind::Text(text) => reader.text(text, inline.span),
            _ => reader.read.push(inline),
        }
    }
    let mut read = reader.read;
    remove_soft_breaks(&mut read, line_breaks);
    join_texts(read)
}

struct Reader<'s> {
    source: &'s str,
    setting: Setting,
    /// What was read; every mark that may belong to a ruby is a text of its own.
    read: Vec<Inline>,
    open: Option<Open>,
}

/// An opening brace that is not closed yet.
struct Open {
    /// Its index in what was read.
    brace: usize,
    /// Those of the bars after it.
    bars: Vec<usize>,
}

impl Reader<'_> {
    fn text(&mut self, text: Substr, span: Span) {
        // An entity is no mark. What is escaped begins a text of its own.
        let is_verbatim = self.source.get(span.range()) == Some(text.as_str());
        if !is_verbatim || !text.contains(['{', '}', '|', '｜']) {
            return self.read.push(Inline { kind: InlineKind::Text(text), span });
        }
        let mut copied = 0;
        for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '{' | '}' | '|' | '｜')) {
            if !self.is_mark(at, c, &text, span) {
                // What an earlier brace opened does not reach over an id.
                self.open = self.open.take().filter(|_| c != '{');
                continue;
            }
            self.literal(&text, copied..at, span);
            copied = at + c.len_utf8();
            self.literal(&text, at..copied, span);
            self.mark(c);
        }
        self.literal(&text, copied..text.len(), span);
    }

    fn is_mark(&self, at: usize, c: char, text: &str, span: Span) -> bool {
        let is_escaped = at == 0
            && self.source[..span.start as usize].bytes().rev().take_while(|&byte| byte == b'\\').count() % 2 == 1;
        match c {
            // Neither an id nor the double brace of a template.
            '{' => !is_escaped && !text[at + 1..].starts_with(['#', '{']) && !text[..at].ends_with('{'),
            '}' => !is_escaped && self.open.is_some(),
            // The parser takes the backslash off where it takes the bar for text.
            '|' => self.open.is_some() && (!is_escaped || self.setting == Setting::Cell),
            _ => self.open.is_some(),
        }
    }

    fn literal(&mut self, text: &Substr, range: std::ops::Range<usize>, span: Span) {
        if !range.is_empty() {
            let start = span.start as usize;
            self.read.push(Inline {
                span: Span::new(span.file, start + range.start..start + range.end),
                kind: InlineKind::Text(text.substr(range)),
            });
        }
    }

    /// The last text that was read is the mark `c`.
    fn mark(&mut self, c: char) {
        let last = self.read.len() - 1;
        match c {
            // A second brace begins anew: nothing lies in a ruby but inlines.
            '{' => self.open = Some(Open { brace: last, bars: Vec::new() }),
            '}' => {
                if let Some(open) = self.open.take() {
                    self.close(&open, last);
                }
            }
            _ => self.open.iter_mut().for_each(|open| open.bars.push(last)),
        }
    }

    fn close(&mut self, open: &Open, end: usize) {
        let Some(&first) = open.bars.first() else { return };
        let part = |start: usize, end: usize| trimmed(&self.read[start + 1..end]);
        let base = part(open.brace, first);
        let ends = open.bars[1..].iter().copied().chain([end]);
        let readings: Vec<&[Inline]> = open.bars.iter().zip(ends).map(|(&bar, end)| part(bar, end)).collect();
        let is_blank = |inlines: &[Inline]| visible_text(inlines).trim().is_empty();
        if is_blank(base) || readings.iter().all(|reading| is_blank(reading)) {
            return;
        }
        let ruby = ruby(base, &readings);
        let span = self.read[open.brace].span.to(self.read[end].span);
        self.read.truncate(open.brace);
        self.read.push(Inline { span, kind: InlineKind::Ruby(Box::new(ruby)) });
    }
}

/// Without the line breaks at its ends.
fn trimmed(mut inlines: &[Inline]) -> &[Inline] {
    let is_break = |inline: &Inline| matches!(inline.kind, InlineKind::SoftBreak);
    while let Some((_, rest)) = inlines.split_first().filter(|(first, _)| is_break(first)) {
        inlines = rest;
    }
    while let Some((_, rest)) = inlines.split_last().filter(|(last, _)| is_break(last)) {
        inlines = rest;
    }
    inlines
}

fn ruby(base: &[Inline], readings: &[&[Inline]]) -> Ruby {
    let characters = characters(base).filter(|characters| characters.len() == readings.len());
    match characters {
        Some(base) if readings.len() > 1 => Ruby {
            base: base.into(),
            readings: readings.iter().map(|reading| join_texts(reading.to_vec()).into()).collect(),
        },
        _ => {
            Ruby { base: join_texts(base.to_vec()).into(), readings: Box::new([join_texts(readings.concat()).into()]) }
        }
    }
}

/// A base of nothing but text as one text for each code point.
fn characters(base: &[Inline]) -> Option<Vec<Inline>> {
    let mut characters = Vec::new();
    for inline in base {
        let InlineKind::Text(text) = &inline.kind else { return None };
        let is_verbatim = text.len() == inline.span.range().len();
        for (at, c) in text.char_indices() {
            let start = inline.span.start as usize + at;
            let own = Span::new(inline.span.file, start..start + c.len_utf8());
            let span = if is_verbatim { own } else { inline.span };
            characters.push(Inline { span, kind: InlineKind::Text(text.substr(at..at + c.len_utf8())) });
        }
    }
    Some(characters)
}

/// Takes the soft breaks out that the rule of [`super::line_break`] removes beside a ruby: to the parser its neighbors were
/// braces.
fn remove_soft_breaks(inlines: &mut Vec<Inline>, line_breaks: LineBreaks) {
    let is_removed: Vec<bool> = (0..inlines.len())
        .map(|at| {
            matches!(inlines[at].kind, InlineKind::SoftBreak)
                && at.checked_sub(1).is_some_and(|before| {
                    let after = inlines.get(at + 1).and_then(|after| edge(after, Edge::First));
                    let before = edge(&inlines[before], Edge::Last);
                    matches!((before, after), (Some(before), Some(after)) if joins(before, after, line_breaks))
                })
        })
        .collect();
    let mut is_removed = is_removed.into_iter();
    inlines.retain(|_| !is_removed.next().unwrap_or(false));
}

#[derive(Clone, Copy)]
enum Edge {
    First,
    Last,
}

/// The visible character at an end of an inline.
fn edge(inline: &Inline, edge_of: Edge) -> Option<char> {
    match (&inline.kind, edge_of) {
        (InlineKind::Text(text), Edge::First) => text.chars().next(),
        (InlineKind::Text(text), Edge::Last) => last_visible(text),
        (_, Edge::First) => edge(inline.children()?.first()?, edge_of),
        (_, Edge::Last) => edge(inline.children()?.last()?, edge_of),
    }
}

fn join_texts(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut joined: Vec<Inline> = Vec::with_capacity(inlines.len());
    let mut growing: Option<(Joined, Span)> = None;
    let whole = |(words, span): (Joined, Span)| Inline { span, kind: InlineKind::Text(words.finish()) };
    for inline in inlines {
        match (&mut growing, inline.kind) {
            (Some((before, span)), InlineKind::Text(text)) => {
                before.push(&text);
                *span = span.to(inline.span);
            }
            (None, InlineKind::Text(text)) => growing = Some((Joined::Slice(text), inline.span)),
            (_, kind) => {
                joined.extend(growing.take().map(whole));
                joined.push(Inline { kind, ..inline });
            }
        }
    }
    joined.extend(growing.map(whole));
    joined
}
