//! Inlines as CommonMark would have read them: text in one piece, no white space at the borders of markup, nothing empty.

use super::{JOINER, SEPARATOR};
use crate::parse::document::{Inline, InlineKind, Ruby};
use crate::parse::unit_id;

/// Tidies the inlines of a paragraph.
pub fn tidy(inlines: Vec<Inline>) -> Vec<Inline> {
    trimmed(merged(inlines))
}

/// Inlines that are merged already. To merge them once more would take twice as long with every level of nesting.
fn trimmed(merged: Vec<Inline>) -> Vec<Inline> {
    let mut tidied = ruby(merged);
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = tidied.first_mut() {
        *text = text.substr_using(str::trim_start);
    }
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = tidied.last_mut() {
        *text = text.substr_using(str::trim_end);
    }
    let is_break = |inline: Option<&Inline>| inline.is_some_and(|inline| matches!(inline.kind, InlineKind::HardBreak));
    while is_break(tidied.last()) {
        tidied.pop();
    }
    while is_break(tidied.first()) {
        tidied.remove(0);
    }
    tidied.retain(|inline| !matches!(&inline.kind, InlineKind::Text(text) if text.is_empty()));
    tidied
}

fn merged(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut all: Vec<Inline> = Vec::new();
    for inline in inlines {
        let span = inline.span;
        match inline.kind {
            InlineKind::Text(text) => push_text(&mut all, Inline { span, kind: InlineKind::Text(text) }),
            InlineKind::Emphasis(inner) => push_wrapped(&mut all, span, inner.into(), InlineKind::Emphasis),
            InlineKind::Strong(inner) => push_wrapped(&mut all, span, inner.into(), InlineKind::Strong),
            InlineKind::Strikethrough(inner) => push_wrapped(&mut all, span, inner.into(), InlineKind::Strikethrough),
            InlineKind::Link(mut link) => {
                link.inlines = tidy(link.inlines.into()).into();
                if !link.inlines.is_empty() {
                    all.push(Inline { span, kind: InlineKind::Link(link) });
                }
            }
            InlineKind::Code(text) if text.is_empty() => {}
            kind => all.push(Inline { span, kind }),
        }
    }
    all
}

fn push_text(all: &mut Vec<Inline>, inline: Inline) {
    let InlineKind::Text(text) = &inline.kind else { return };
    if let Some(Inline { kind: InlineKind::Text(before), .. }) = all.last_mut() {
        *before = single_spaces(&[before.as_str(), text].concat()).into();
    } else if !text.is_empty() {
        let kind = InlineKind::Text(single_spaces(text).into());
        all.push(Inline { span: inline.span, kind });
    }
}

/// ASCII white space folded; the spaces of Chinese and Japanese are the author's.
fn single_spaces(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if c.is_ascii_whitespace() { ' ' } else { c };
        if c != ' ' || !folded.ends_with(' ') {
            folded.push(c);
        }
    }
    folded
}

fn push_wrapped(
    all: &mut Vec<Inline>,
    span: crate::base::text::Span,
    inner: Vec<Inline>,
    wrap: fn(Box<[Inline]>) -> InlineKind,
) {
    let inner = merged(inner);
    let space = |inline: Option<&Inline>, find: fn(&str) -> bool| matches!(inline.map(|inline| &inline.kind), Some(InlineKind::Text(text)) if find(text));
    let (before, after) =
        (space(inner.first(), |text| text.starts_with(' ')), space(inner.last(), |text| text.ends_with(' ')));
    let blank = || Inline { span, kind: InlineKind::Text(" ".into()) };
    let inner = trimmed(inner);
    if before {
        push_text(all, blank());
    }
    if !inner.is_empty() {
        let kind = wrap(Box::default());
        match all.last_mut() {
            // Word cuts a run wherever its settings differ in some way; the reader sees one.
            Some(last) if std::mem::discriminant(&last.kind) == std::mem::discriminant(&kind) => {
                if let InlineKind::Emphasis(words) | InlineKind::Strong(words) | InlineKind::Strikethrough(words) =
                    &mut last.kind
                {
                    *words = merged(std::mem::take(words).into_iter().chain(inner).collect()).into();
                }
            }
            _ => all.push(Inline { span, kind: wrap(inner.into()) }),
        }
    }
    if after {
        push_text(all, blank());
    }
}

/// Ruby out of the text that it passed pandoc as.
fn ruby(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut read = Vec::new();
    for inline in inlines {
        let InlineKind::Text(text) = &inline.kind else {
            read.push(inline);
            continue;
        };
        let words = |text: &str| Inline { span: inline.span, kind: InlineKind::Text(text.into()) };
        let mut rest = text.as_str();
        while let Some((before, (base, reading), after)) = next_ruby(rest) {
            read.push(words(before));
            let ruby = Ruby { base: Box::new([words(base)]), readings: Box::new([Box::new([words(reading)])]) };
            read.push(Inline { span: inline.span, kind: InlineKind::Ruby(Box::new(ruby)) });
            rest = after;
        }
        read.push(words(rest));
    }
    read.retain(|inline| !matches!(&inline.kind, InlineKind::Text(text) if text.is_empty()));
    read
}

fn next_ruby(text: &str) -> Option<(&str, (&str, &str), &str)> {
    let at = text.find(SEPARATOR)?;
    let (before, base) = text[..at].rsplit_once(JOINER)?;
    let (reading, after) = text[at + SEPARATOR.len_utf8()..].split_once(JOINER)?;
    Some((before, (base, reading), after))
}

/// Takes the id out that an export wrote into a paragraph; one at its end, as people write it, as well.
pub fn take_id(inlines: &mut [Inline]) -> Option<String> {
    let mut id = None;
    for inline in inlines.iter_mut() {
        match &mut inline.kind {
            InlineKind::Text(text) => {
                while let Some((range, name)) = hidden(text) {
                    id.get_or_insert(name);
                    *text = [&text[..range.start], &text[range.end..]].concat().into();
                }
            }
            InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Strikethrough(inner) => {
                id = id.or(take_id(inner));
            }
            InlineKind::Link(link) => id = id.or(take_id(&mut link.inlines)),
            _ => {}
        }
    }
    if let (None, Some(Inline { kind: InlineKind::Text(text), .. })) = (&id, inlines.last_mut())
        && let Some((words, name)) = text.strip_suffix('}').and_then(|text| text.rsplit_once("{#"))
        && unit_id::is_valid(name)
    {
        id = Some(name.to_owned());
        *text = words.trim_end().into();
    }
    id
}

/// The first hidden id in a text.
fn hidden(text: &str) -> Option<(std::ops::Range<usize>, String)> {
    let open = format!("{JOINER}{{#");
    let close = format!("}}{JOINER}");
    let start = text.find(&open)?;
    let end = start + text[start..].find(&close)?;
    let name = &text[start + open.len()..end];
    Some((start..end + close.len(), name.to_owned()))
}
