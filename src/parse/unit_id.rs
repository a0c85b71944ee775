//! Ids of blocks: `{#soft-law}` at the end of a paragraph, heading or list item, or alone below a block.
//! One function reads them all; whatever else looks like one is a complaint, never silence.

use arcstr::Substr;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::text::{SourceFile, Span};

use super::document::{Inline, InlineKind, UnitId, each_inline};

/// Takes the id off the end of a block's inlines, if one stands there unescaped.
pub fn take(inlines: &mut Box<[Inline]>, file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<UnitId> {
    let (last, before) = inlines.split_last_mut()?;
    let InlineKind::Text(text) = &mut last.kind else { return None };
    if !text.trim_end().ends_with('}') {
        return None;
    }
    let open = text.rfind("{#")?;
    let length = text[open..].trim_end().len();
    if text[open..].find('}') != Some(length - 1) {
        return None;
    }
    // Text before the mark may have come from entities, so the place is measured from the end, where it is literal.
    let source = file.text[last.span.range()].trim_end();
    let start = (last.span.start as usize + source.len()).checked_sub(length)?;
    // An entity in the text makes the source longer than it, and `start` may then lie anywhere.
    if !file.text.is_char_boundary(start) || file.text[..start].ends_with('\\') || !file.text[start..].starts_with("{#")
    {
        return None;
    }
    let kept = text[..open].trim_end().len();
    // The space before the mark goes too, unless an entity wrote it.
    let space = &text[kept..open];
    let end = if file.text[..start].ends_with(space) { start - space.len() } else { start };
    last.span.end = end.max(last.span.start as usize) as u32;
    let span = Span::new(file.id, start..start + length);
    let id = read(&text.substr(open + 2..open + length - 1), span, diagnostics);
    *text = text.substr(..kept);
    if text.is_empty() {
        let breaks = before.iter().rev().take_while(|inline| is_break(inline)).count();
        shorten(inlines, 1 + breaks);
    }
    trim_end(inlines);
    id
}

/// A space before the id is no part of the text.
fn trim_end(inlines: &mut Box<[Inline]>) {
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = inlines.last_mut() {
        *text = text.substr_using(str::trim_end);
        if text.is_empty() {
            shorten(inlines, 1);
        }
    }
}

/// Takes so many inlines off the end.
fn shorten(inlines: &mut Box<[Inline]>, count: usize) {
    let mut list = std::mem::take(inlines).into_vec();
    list.truncate(list.len() - count);
    *inlines = list.into();
}

fn is_break(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak)
}

/// Reads what stands between `{#` and `}`.
fn read(text: &Substr, span: Span, diagnostics: &mut Diagnostics) -> Option<UnitId> {
    let mut words = text.split_whitespace();
    let name = text.substr_from(words.next().unwrap_or_default());
    let mut names = vec![name.clone()];
    let mut id =
        UnitId { name, span, with: Box::default(), of: None, only: false, is_proposed: false, is_repeated: false };
    for word in words {
        match word.split_once('=') {
            None if word == "only" => id.only = true,
            None if word == "proposed" => id.is_proposed = true,
            Some(("with", list)) => {
                id.with = list.split(',').map(|name| text.substr_from(name)).collect();
                names.extend(id.with.iter().cloned());
            }
            Some(("of", host)) => {
                let host = text.substr_from(host);
                names.push(host.clone());
                id.of = Some(host);
            }
            _ => {
                diagnostics
                    .push(Diagnostic::new(&rule::UNKNOWN_KEY, span, format!("`{word}` says nothing in an id")).help(
                    "an id may carry `with=b,c` (translates those too), `of=a` (continues it), `only` or `proposed`",
                ))
            }
        }
    }
    for name in names {
        if !is_valid(&name) {
            diagnostics.push(
                Diagnostic::new(&rule::INVALID_ID, span, format!("`{name}` is no id"))
                    .help("ids are lower-case letters, digits and hyphens and begin with a letter: {#soft-law}"),
            );
            return None;
        }
    }
    if RESERVED.contains(&id.name.as_str()) {
        diagnostics.push(
            Diagnostic::new(&rule::INVALID_ID, span, format!("`{}` is taken: the page itself uses it", id.name))
                .help("choose another id; the title is always `top`"),
        );
        return None;
    }
    Some(id)
}

/// The id of every title.
pub const TITLE: &str = "top";

/// Fragments that every page uses itself.
pub const RESERVED: [&str; 2] = [TITLE, "main"];

/// `[a-z][a-z0-9-]*`
pub fn is_valid(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_lowercase())
        && bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Complains of every unescaped `{#…}` that is left in a text after [`take`].
pub fn complain_of_strays(inlines: &[Inline], file: &SourceFile, advice: &'static str, diagnostics: &mut Diagnostics) {
    each_inline(inlines, &mut |inline| {
        let InlineKind::Text(text) = &inline.kind else { return };
        if !text.contains("{#") {
            return;
        }
        let source = &file.text[inline.span.range()];
        for (at, _) in source.match_indices("{#") {
            let start = inline.span.start as usize + at;
            if file.text[..start].ends_with('\\') {
                continue;
            }
            let line = file.text[start..].lines().next().unwrap_or_default();
            let (length, message) = match line.find('}') {
                Some(end) => (end + 1, "this id names no block and would be printed"),
                None => (2, "this id is not closed on its line and would be printed"),
            };
            let span = Span::new(file.id, start..start + length);
            diagnostics.push(Diagnostic::new(&rule::STRAY_ID, span, message).help(advice));
        }
    });
}
