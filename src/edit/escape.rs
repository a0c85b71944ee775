//! Text as Markdown that reads back as that text: one line, one block.
//!
//! Readable first: a line stays as it is if the parse layer reads it so. Else the marks that it would read are escaped,
//! kind by kind, and a kind that does no harm is left alone. What is written has always been read back and compared;
//! if that ever failed, the next candidate escapes more, and the last one writes every sign as a number.

use std::fmt::Write;

use crate::base::language::LanguageTag;
use crate::base::rule::{HALFWIDTH_PUNCTUATION, Rule, SPACED_LATIN};
use crate::base::text::{FileId, SourceFile};
use crate::parse;
use crate::parse::config::{Config, Language};
use crate::parse::document::{BlockKind, Document, Inline, InlineKind};

/// What a line of text is to become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockForm<'a> {
    /// The first heading, level 1: the title of its document, which carries no id.
    Title,
    /// A heading of level 2 with that id.
    Heading(&'a str),
    /// A paragraph with that id.
    Paragraph(&'a str),
}

/// Writes text as Markdown, and reads back what it wrote.
#[derive(Debug)]
pub struct Escaper {
    config: Config,
}

/// What CommonMark or our own marks may read in a text. One kind is escaped everywhere or nowhere in a line, so that
/// people who see it know why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkKind {
    /// Where an entity may begin: `&`.
    Ampersand,
    /// Where an address or HTML may begin: `<`.
    Angle,
    /// `~`
    Tilde,
    /// `_`
    Underscore,
    /// A backslash before punctuation or at the end.
    Backslash,
    /// `[`
    Bracket,
    /// `](`
    LinkTail,
    /// A backtick.
    Backtick,
    /// `*`
    Star,
    /// `{#`
    Id,
    /// A brace that opens a ruby.
    Ruby,
    /// What begins a block at the beginning of a line, and the number signs that end a heading.
    Block,
    /// Full-width imitations of our marks, of which the parse layer complains.
    Imitation,
}

impl MarkKind {
    /// All kinds, in the order in which they are taken back.
    pub const ALL: [Self; 13] = [
        Self::Ampersand,
        Self::Angle,
        Self::Tilde,
        Self::Underscore,
        Self::Backslash,
        Self::Bracket,
        Self::LinkTail,
        Self::Backtick,
        Self::Star,
        Self::Id,
        Self::Ruby,
        Self::Block,
        Self::Imitation,
    ];
}

impl Default for Escaper {
    fn default() -> Self {
        let tag = LanguageTag::parse("zh");
        let languages = tag.map(|tag| Language { tag, dir: "x".into(), name: "x".into() }).into_iter().collect();
        Self { config: Config { languages, ..Config::default() } }
    }
}

impl Escaper {
    /// One line of text, without white space at its ends, as one block, without a line end at its end.
    pub fn block(&self, text: &str, form: BlockForm<'_>) -> String {
        let marks = marks(text);
        // What looks like an id is escaped with all marks around it: such a line is rare, and half of it should not be a
        // heading or an item that the mark would name.
        let quick = if text.contains("{#") {
            self.accept(&escape(text, &marks, &MarkKind::ALL), text, form)
        } else {
            self.accept(text, text, form).or_else(|| self.fewest(text, &marks, form))
        };
        if let Some(markdown) = quick {
            return markdown;
        }
        let strong = every_punctuation(text);
        self.accept(&strong, text, form).unwrap_or_else(|| lay_out(&every_sign(text), form).swap_remove(0))
    }

    /// The same for a paragraph without an id.
    pub(super) fn paragraph(&self, text: &str) -> String {
        let markdown = self.block(text, BlockForm::Paragraph("x"));
        markdown.strip_suffix("{#x}").map_or(markdown.as_str(), str::trim_end).to_owned()
    }

    /// How it reads: as the language of its only document.
    pub(super) fn config(&self) -> &Config {
        &self.config
    }

    /// Escapes all marks, then takes back each kind without which the text reads the same.
    fn fewest(&self, text: &str, marks: &[(usize, MarkKind)], form: BlockForm<'_>) -> Option<String> {
        let mut kinds: Vec<MarkKind> =
            MarkKind::ALL.into_iter().filter(|kind| marks.iter().any(|mark| mark.1 == *kind)).collect();
        let mut best = self.accept(&escape(text, marks, &kinds), text, form)?;
        for kind in MarkKind::ALL {
            let fewer: Vec<MarkKind> = kinds.iter().copied().filter(|other| *other != kind).collect();
            if fewer.len() < kinds.len()
                && let Some(markdown) = self.accept(&escape(text, marks, &fewer), text, form)
            {
                (best, kinds) = (markdown, fewer);
            }
        }
        Some(best)
    }

    /// The block with `escaped` in it, if it reads back as `text`.
    fn accept(&self, escaped: &str, text: &str, form: BlockForm<'_>) -> Option<String> {
        lay_out(escaped, form).into_iter().find(|markdown| self.reads_back(markdown, text, form))
    }

    fn reads_back(&self, markdown: &str, text: &str, form: BlockForm<'_>) -> bool {
        let source = match form {
            BlockForm::Title => format!("{markdown}\n"),
            _ => format!("---\ntitle: x\n---\n\n{markdown}\n"),
        };
        let Some(document) = self.read(&source) else { return false };
        let is_text =
            |inlines: &[Inline]| matches!(inlines, [Inline { kind: InlineKind::Text(read), .. }] if read == text);
        if let BlockForm::Title = form {
            return is_text(&document.title) && document.blocks.is_empty();
        }
        let [block] = &*document.blocks else { return false };
        let id = block.id.as_ref().map(|id| id.name.as_str());
        match (&block.kind, form) {
            (BlockKind::Heading(2, inlines), BlockForm::Heading(wanted)) => id == Some(wanted) && is_text(inlines),
            (BlockKind::Paragraph(inlines), BlockForm::Paragraph(wanted)) => id == Some(wanted) && is_text(inlines),
            _ => false,
        }
    }

    /// Reads a document of whose marks nothing is complained; its words are its author's.
    pub(super) fn read(&self, source: &str) -> Option<Document> {
        let file = SourceFile::new(FileId(0), "content/x/x.md".into(), source);
        let (document, diagnostics) = parse::document(&file, &self.config);
        let is_of_words = |rule: &Rule| [&SPACED_LATIN, &HALFWIDTH_PUNCTUATION].contains(&rule);
        let is_read = diagnostics.iter().all(|diagnostic| is_of_words(diagnostic.rule));
        document.filter(|document| is_read && document.footnotes.is_empty())
    }
}

/// The ways to write a block, the usual one first. If the text holds what looks like an id, its own stands below it; after a
/// hard break, if a soft one would not count (beside U+200B).
fn lay_out(escaped: &str, form: BlockForm<'_>) -> Vec<String> {
    match form {
        BlockForm::Title => vec![format!("# {escaped}")],
        BlockForm::Heading(id) => vec![format!("## {escaped} {{#{id}}}")],
        BlockForm::Paragraph(id) => {
            vec![format!("{escaped} {{#{id}}}"), format!("{escaped}\n{{#{id}}}"), format!("{escaped}  \n{{#{id}}}")]
        }
    }
}

/// How much of a text is escaped.
#[derive(Clone, Copy, Debug)]
pub enum Escaping<'a> {
    /// Marks of these kinds.
    Marks(&'a [MarkKind]),
    /// All punctuation.
    Punctuation,
    /// Everything but letters and digits.
    Signs,
}

/// The kinds of marks that might be read in a text.
pub fn mark_kinds(text: &str) -> impl Iterator<Item = MarkKind> {
    marks(text).into_iter().map(|(_, kind)| kind)
}

/// A text escaped that far; whether that is far enough is found by reading it back.
pub fn escape_marks(text: &str, escaping: &Escaping<'_>) -> String {
    match escaping {
        Escaping::Marks([]) => text.to_owned(),
        Escaping::Marks(kinds) => escape(text, &marks(text), kinds),
        Escaping::Punctuation => every_punctuation(text),
        Escaping::Signs => every_sign(text),
    }
}

/// What might be read as a mark, with its place in bytes.
fn marks(text: &str) -> Vec<(usize, MarkKind)> {
    let mut marks: Vec<(usize, MarkKind)> =
        text.char_indices().filter_map(|(at, c)| Some((at, mark_kind(c, &text[at + c.len_utf8()..])?))).collect();
    let block = block_mark(text).into_iter().chain(text.strip_suffix('#').map(str::len));
    for at in block {
        if !marks.iter().any(|mark| mark.0 == at) {
            marks.push((at, MarkKind::Block));
        }
    }
    for imitation in ['＃', '・'] {
        if text.starts_with(imitation) {
            marks.push((0, MarkKind::Imitation));
        }
    }
    marks.sort_by_key(|mark| mark.0);
    marks
}

fn mark_kind(c: char, after: &str) -> Option<MarkKind> {
    Some(match c {
        '&' => MarkKind::Ampersand,
        '<' => MarkKind::Angle,
        '~' => MarkKind::Tilde,
        '_' => MarkKind::Underscore,
        '\\' if after.is_empty() || after.starts_with(|next: char| next.is_ascii_punctuation()) => MarkKind::Backslash,
        '[' => MarkKind::Bracket,
        ']' if after.starts_with('(') => MarkKind::LinkTail,
        '`' => MarkKind::Backtick,
        '*' => MarkKind::Star,
        '{' if after.starts_with('#') => MarkKind::Id,
        '{' if after.split(['{', '}']).next().is_some_and(|inside| inside.contains(['|', '｜'])) => MarkKind::Ruby,
        '＊' if after.starts_with('＊') => MarkKind::Imitation,
        '｛' if after.starts_with('#') => MarkKind::Imitation,
        '（' if after.starts_with("term：") || after.starts_with("event：") => MarkKind::Imitation,
        _ => return None,
    })
}

/// The sign without which the beginning of a line begins no heading, quotation or list.
fn block_mark(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_sign = match text.as_bytes().get(digits)? {
        b'.' | b')' => digits > 0,
        b'#' | b'>' | b'+' | b'-' | b'=' => digits == 0,
        _ => false,
    };
    is_sign.then_some(digits)
}

/// A text in which every mark is escaped, as a part of any line.
pub(super) fn escaped(text: &str) -> String {
    escape(text, &marks(text), &MarkKind::ALL)
}

fn escape(text: &str, marks: &[(usize, MarkKind)], kinds: &[MarkKind]) -> String {
    let mut marks = marks.iter().filter(|mark| kinds.contains(&mark.1)).peekable();
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for (at, c) in text.char_indices() {
        if marks.next_if(|mark| mark.0 == at).is_some() {
            push_escaped(c, &mut escaped);
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// A backslash escapes ASCII punctuation only (CommonMark, section 2.4); everything else has a number.
fn push_escaped(c: char, escaped: &mut String) {
    if c.is_ascii_punctuation() {
        escaped.push('\\');
        escaped.push(c);
    } else {
        // Writing to a string cannot fail.
        let _ = write!(escaped, "&#x{:X};", u32::from(c));
    }
}

fn every_punctuation(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if c.is_ascii_punctuation() || "＊｛（＃・".contains(c) {
            push_escaped(c, &mut escaped)
        } else {
            escaped.push(c)
        }
    }
    escaped
}

fn every_sign(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() { escaped.push(c) } else { push_escaped(c, &mut escaped) }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> String {
        Escaper::default().block(text, BlockForm::Paragraph("s1"))
    }

    #[test]
    fn text_without_marks_stays_readable() {
        for text in ["增长31.2%，达9000亿日元。", "a * b", "A & B（C）", "x_y", "[1] 注", "a|b", "http://a.example/x_y"]
        {
            assert_eq!(paragraph(text), format!("{text} {{#s1}}"));
        }
    }

    #[test]
    fn only_what_would_be_read_is_escaped() {
        assert_eq!(paragraph("1. 概览"), "1\\. 概览 {#s1}");
        assert_eq!(paragraph("- A & B"), "\\- A & B {#s1}");
        assert_eq!(paragraph("*a* [b]"), "\\*a\\* [b] {#s1}");
        assert_eq!(paragraph("a &amp; b"), "a \\&amp; b {#s1}");
        assert_eq!(paragraph("[a](b)"), "[a\\](b) {#s1}");
        assert_eq!(paragraph("＃ 見出し"), "&#xFF03; 見出し {#s1}");
        assert_eq!(paragraph("- - -"), "\\- - - {#s1}");
    }

    #[test]
    fn a_ruby_in_the_text_is_text() {
        assert_eq!(paragraph("{漢字|かんじ}と{a}|b"), "\\{漢字|かんじ}と{a}|b {#s1}");
        assert_eq!(paragraph("{漢字｜かんじ}"), "\\{漢字｜かんじ} {#s1}");
    }

    #[test]
    fn an_id_in_the_text_is_text() {
        assert_eq!(paragraph("a {#x}"), "a \\{#x} {#s1}");
        assert_eq!(Escaper::default().block("a {#x}", BlockForm::Title), "# a \\{#x}");
    }
}
