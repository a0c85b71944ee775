//! A text as the tools of translators see it: words, and codes that stand for the marks around and between them.
//! White space is folded and soft breaks are spaces, so that a tool that wraps lines changes nothing.

use std::fmt::Write;

use crate::parse::document::{Inline, InlineKind, Link};
use crate::parse::reference::Destination;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Words, as they are read.
    Text(String),
    /// Where a code that holds words begins.
    Open(Code),
    /// Where the innermost open code ends.
    Close,
    /// A code that holds no words of its own.
    Alone(Code),
}

/// A mark of Markdown. Two codes are the same mark if they are equal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code {
    /// What it marks.
    pub kind: CodeKind,
    /// The Markdown at its beginning.
    pub start: String,
    /// The Markdown at its end; empty for a code that stands alone.
    pub end: String,
}

/// What a code marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodeKind {
    /// `*…*`
    Emphasis,
    /// `**…**`
    Strong,
    /// `~~…~~`
    Strikethrough,
    /// `[…](…)`
    Link,
    /// `![…](…)`, around the alternative text.
    Image,
    /// A code span.
    Code,
    /// `[^1]`
    Footnote,
    /// A hard break.
    Break,
    /// `{…|…}`, around the words that the reading is of.
    Ruby,
    /// Anything else, as it stands in the source: an address in angle brackets, raw HTML.
    Verbatim,
}

impl CodeKind {
    /// What people call it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Emphasis => "emphasis",
            Self::Strong => "strong emphasis",
            Self::Strikethrough => "strikethrough",
            Self::Link => "link",
            Self::Image => "image",
            Self::Code => "code span",
            Self::Footnote => "footnote",
            Self::Break => "line break",
            Self::Ruby => "reading",
            Self::Verbatim => "mark",
        }
    }
}

impl Code {
    fn alone(kind: CodeKind, text: impl Into<String>) -> Self {
        Self { kind, start: text.into(), end: String::new() }
    }

    fn around(kind: CodeKind, start: &str, end: impl Into<String>) -> Self {
        Self { kind, start: start.into(), end: end.into() }
    }

    /// As it is named in complaints.
    pub fn shown(&self) -> String {
        match self.kind {
            CodeKind::Break => self.kind.words().to_owned(),
            kind if self.end.is_empty() => format!("{} `{}`", kind.words(), self.start),
            kind => format!("{} `{}…{}`", kind.words(), self.start, self.end),
        }
    }
}

/// The inlines of a text; `source` is the whole file in which they stand.
pub fn content(inlines: &[Inline], source: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    push(inlines, source, &mut parts);
    tidy(parts)
}

/// The codes of a text, in order.
pub fn codes(parts: &[Part]) -> impl Iterator<Item = &Code> {
    parts.iter().filter_map(|part| match part {
        Part::Open(code) | Part::Alone(code) => Some(code),
        Part::Text(_) | Part::Close => None,
    })
}

/// The words of a text.
pub fn plain(parts: &[Part]) -> String {
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Text(words) => text.push_str(words),
            Part::Alone(Code { kind: CodeKind::Break, .. }) => text.push(' '),
            _ => {}
        }
    }
    text
}

fn push(inlines: &[Inline], source: &str, parts: &mut Vec<Part>) {
    for inline in inlines {
        let within = |code, inner: &[Inline], parts: &mut Vec<Part>| {
            parts.push(Part::Open(code));
            push(inner, source, parts);
            parts.push(Part::Close);
        };
        match &inline.kind {
            InlineKind::Text(text) => parts.push(Part::Text(text.to_string())),
            InlineKind::SoftBreak => parts.push(Part::Text(" ".into())),
            InlineKind::HardBreak => parts.push(Part::Alone(Code::alone(CodeKind::Break, "\\\n"))),
            InlineKind::Code(text) => parts.push(Part::Alone(Code::alone(CodeKind::Code, code_span(text)))),
            InlineKind::FootnoteReference(label) => {
                parts.push(Part::Alone(Code::alone(CodeKind::Footnote, format!("[^{label}]"))));
            }
            InlineKind::Emphasis(inner) => within(Code::around(CodeKind::Emphasis, "*", "*"), inner, parts),
            InlineKind::Strong(inner) => within(Code::around(CodeKind::Strong, "**", "**"), inner, parts),
            InlineKind::Strikethrough(inner) => within(Code::around(CodeKind::Strikethrough, "~~", "~~"), inner, parts),
            InlineKind::Link(link) => match tail(inline, link, source) {
                Some(tail) => within(Code::around(CodeKind::Link, "[", tail), &link.inlines, parts),
                None => parts.push(verbatim(inline, source)),
            },
            InlineKind::Image(image) => match address(&image.destination) {
                Some(address) => {
                    parts.push(Part::Open(Code::around(CodeKind::Image, "![", closing(&address, &image.title))));
                    parts.push(Part::Text(image.alternative.to_string()));
                    parts.push(Part::Close);
                }
                None => parts.push(verbatim(inline, source)),
            },
            InlineKind::Ruby(ruby) => match reading(inline, &ruby.base, source) {
                Some(code) => within(code, &ruby.base, parts),
                None => parts.push(verbatim(inline, source)),
            },
            InlineKind::Html(_) => parts.push(verbatim(inline, source)),
        }
    }
}

/// The marks around the base of a ruby; a bar that is escaped for a table is a bar.
fn reading(inline: &Inline, base: &[Inline], source: &str) -> Option<Code> {
    let (first, last) = (base.first()?, base.last()?);
    let start = source.get(inline.span.start as usize..first.span.start as usize)?;
    let end = source.get(last.span.end as usize..inline.span.end as usize)?.trim_start_matches('\\');
    let is_plain = ["{", "｛"].contains(&start) && end.starts_with(['|', '｜']) && !end.contains(['\n', '\r']);
    is_plain.then(|| Code::around(CodeKind::Ruby, "{", end.replace("\\|", "|")))
}

fn verbatim(inline: &Inline, source: &str) -> Part {
    Part::Alone(Code::alone(CodeKind::Verbatim, &source[inline.span.range()]))
}

/// What stands behind the words of a link; `None` for an address in angle brackets, whose words are the address.
fn tail(inline: &Inline, link: &Link, source: &str) -> Option<String> {
    let whole = &source[inline.span.range()];
    if whole.starts_with('<') {
        return None;
    }
    let from = link.inlines.last().map_or(inline.span.start + 1, |last| last.span.end) as usize;
    let written = source.get(from..inline.span.end as usize).unwrap_or_default();
    if written.starts_with("](") && written.ends_with(')') && !written.contains(['\n', '\r']) {
        return Some(written.to_owned());
    }
    // A reference link: its definition may be missing where the words go.
    Some(closing(&address(&link.destination)?, &link.title))
}

fn closing(address: &str, title: &str) -> String {
    if title.is_empty() {
        return format!("]({address})");
    }
    let title = title.replace('\\', "\\\\").replace('"', "\\\"").replace(['\n', '\r'], " ");
    format!("]({address} \"{title}\")")
}

/// A destination as Markdown; `None` for one that no page may carry.
fn address(destination: &Destination) -> Option<String> {
    let (text, is_decoded) = match destination {
        Destination::Document { path, fragment: Some(fragment) } => (format!("{path}#{fragment}"), true),
        Destination::Document { path, fragment: None } => (path.to_string(), true),
        Destination::File(path) => (path.to_string(), true),
        Destination::Term(name) => (format!("term:{name}"), true),
        Destination::Event(name) => (format!("event:{name}"), true),
        Destination::Citation(keys) => (format!("cite:{keys}"), true),
        Destination::External(address) => (address.to_string(), false),
        Destination::Unsafe(_) => return None,
    };
    let mut address = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() || "()<>\\|`*_[]".contains(c) && c != '_' || (c == '%' && is_decoded) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                // Writing to a string cannot fail.
                let _ = write!(address, "%{byte:02X}");
            }
        } else {
            address.push(c);
        }
    }
    Some(address)
}

/// CommonMark, section 6.1: a fence longer than any in the text, and spaces where the text begins or ends with one.
fn code_span(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let is_padded = text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty();
    let space = if is_padded || text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Folds white space, also across codes, joins neighbouring words, and drops spaces at the ends and around hard breaks. A
/// space just inside emphasis goes outside: no Markdown has it there.
pub fn tidy(parts: Vec<Part>) -> Vec<Part> {
    let mut tidy = Tidy { parts: Vec::with_capacity(parts.len()), open: Vec::new(), is_after_space: true };
    for part in parts {
        match part {
            Part::Text(text) => tidy.words(&text),
            Part::Open(code) => {
                tidy.open.push(is_emphasis(&code));
                tidy.parts.push(Part::Open(code));
            }
            Part::Close => tidy.close(),
            Part::Alone(code) => {
                let is_break = code.kind == CodeKind::Break;
                if is_break {
                    trim_end(&mut tidy.parts);
                }
                tidy.is_after_space = is_break;
                tidy.parts.push(Part::Alone(code));
            }
        }
    }
    trim_end(&mut tidy.parts);
    tidy.parts
}

fn is_emphasis(code: &Code) -> bool {
    matches!(code.kind, CodeKind::Emphasis | CodeKind::Strong | CodeKind::Strikethrough)
}

struct Tidy {
    parts: Vec<Part>,
    /// For each open code whether it is emphasis.
    open: Vec<bool>,
    is_after_space: bool,
}

impl Tidy {
    fn words(&mut self, text: &str) {
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        if text.starts_with(is_space) && !self.is_after_space {
            let inside =
                self.parts.iter().rev().take_while(|part| matches!(part, Part::Open(code) if is_emphasis(code)));
            let before = self.parts.len() - inside.count();
            self.space(before);
        }
        let mut folded = String::with_capacity(text.len());
        for c in text.chars() {
            if !(is_space(c) && self.is_after_space) {
                folded.push(if is_space(c) { ' ' } else { c });
            }
            self.is_after_space = is_space(c);
        }
        match self.parts.last_mut() {
            _ if folded.is_empty() => {}
            Some(Part::Text(before)) => before.push_str(&folded),
            _ => self.parts.push(Part::Text(folded)),
        }
    }

    /// A space before the part of that index.
    fn space(&mut self, at: usize) {
        match at.checked_sub(1).map(|before| &mut self.parts[before]) {
            Some(Part::Text(before)) => before.push(' '),
            _ => self.parts.insert(at, Part::Text(" ".into())),
        }
        self.is_after_space = true;
    }

    fn close(&mut self) {
        let is_emphasis = self.open.pop().unwrap_or(false);
        let mut is_moved = false;
        if let (true, Some(Part::Text(text))) = (is_emphasis, self.parts.last_mut())
            && text.ends_with(' ')
        {
            text.pop();
            is_moved = true;
            if text.is_empty() {
                self.parts.pop();
            }
        }
        self.parts.push(Part::Close);
        if is_moved {
            self.space(self.parts.len());
        }
    }
}

/// Drops the space before the end of a text or a line, also within the codes that end there.
fn trim_end(parts: &mut Vec<Part>) {
    for at in (0..parts.len()).rev() {
        match &mut parts[at] {
            Part::Close => {}
            Part::Text(text) => {
                text.truncate(text.trim_end_matches(' ').len());
                if !text.is_empty() {
                    return;
                }
                parts.remove(at);
            }
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded_across_codes() {
        let link = || Code::around(CodeKind::Link, "[", "](x)");
        let parts = vec![
            Part::Text("  a \n".into()),
            Part::Open(link()),
            Part::Text(" b ".into()),
            Part::Close,
            Part::Text(" ".into()),
        ];
        let tidied = vec![Part::Text("a ".into()), Part::Open(link()), Part::Text("b".into()), Part::Close];
        assert_eq!(tidy(parts), tidied);
    }

    #[test]
    fn spaces_inside_emphasis_go_outside() {
        let strong = || Part::Open(Code::around(CodeKind::Strong, "**", "**"));
        let text = |text: &str| Part::Text(text.into());
        let parts = vec![
            text("a"),
            strong(),
            text(" b "),
            Part::Close,
            text("c"),
            strong(),
            text("d "),
            Part::Close,
            text("e"),
        ];
        let tidied = vec![
            text("a "),
            strong(),
            text("b"),
            Part::Close,
            text(" c"),
            strong(),
            text("d"),
            Part::Close,
            text(" e"),
        ];
        assert_eq!(tidy(parts), tidied);
    }

    #[test]
    fn code_spans_are_fenced_whatever_they_hold() {
        assert_eq!(code_span("a"), "`a`");
        assert_eq!(code_span("a``b"), "```a``b```");
        assert_eq!(code_span("`"), "`` ` ``");
        assert_eq!(code_span(" a "), "`  a  `");
    }
}
