//! halfwidth-punctuation: half-width marks in the prose of Chinese and Japanese, beside their letters. Numbers, times,
//! addresses and code are no prose. One notice a passage.

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::language::LanguageTag;
use crate::base::rule;
use crate::base::text::SourceFile;

use super::{Prose, and_more, is_wide_letter, joined};

/// Notes a passage with such marks.
pub(super) fn complain(passage: &[Prose], file: &SourceFile, tag: &LanguageTag, diagnostics: &mut Diagnostics) {
    let found = passage.iter().map(|prose| (prose, marks(prose).collect::<Vec<_>>()));
    let found: Vec<(&Prose, Vec<(usize, char)>)> = found.filter(|(_, marks)| !marks.is_empty()).collect();
    let mut all = found.iter().flat_map(|(prose, marks)| marks.iter().map(move |mark| (prose, *mark)));
    if let Some((prose, (at, c))) = all.next()
        && let Some(span) = prose.span(at, c, file)
    {
        let message = format!("`{c}` is half-width in full-width prose{}", and_more(all.count()));
        let complaint = Diagnostic::new(&rule::HALFWIDTH_PUNCTUATION, span, message)
            .help(format!("write {}", full_width(c, tag.as_str())));
        let edits = found.iter().flat_map(|(prose, marks)| {
            let mendable: Vec<_> = marks.iter().copied().filter(|(_, c)| single(*c, tag.as_str()).is_some()).collect();
            prose.exact(&mendable, file).into_iter().zip(mendable)
        });
        let edits = edits.filter_map(|(span, (_, c))| {
            // What stands behind a backslash is a mark of Markdown without it.
            let span = span.filter(|span| !file.text[..span.start as usize].ends_with('\\'))?;
            Some((span, single(c, tag.as_str())?))
        });
        diagnostics.push(match joined(edits.collect(), file) {
            Some((span, text)) => complaint.fix(span, text),
            None => complaint,
        });
    }
}

/// The mark that the language has, where it has one only and that stands alone.
fn single(c: char, tag: &str) -> Option<&'static str> {
    matches!(c, '.' | ':' | ';' | '?' | '!').then(|| full_width(c, tag))
}

/// The mark that the language has.
fn full_width(c: char, tag: &str) -> &'static str {
    match (c, tag.starts_with("ja")) {
        (',', true) => "、 or ，",
        (',', false) => "，, and 、 between items",
        ('.', _) => "。",
        (':', _) => "：",
        (';', _) => "；",
        ('?', _) => "？",
        ('!', _) => "！",
        ('(', _) => "（…）",
        (_, true) => "「…」",
        (_, false) if tag.contains("Hant") || tag.ends_with("TW") || tag.ends_with("HK") => "「…」",
        (_, false) => "“…”",
    }
}

fn marks(prose: &Prose) -> impl Iterator<Item = (usize, char)> {
    let is_mark = |byte: u8| matches!(byte, b',' | b'.' | b':' | b';' | b'?' | b'!' | b'(' | b'"');
    // Nearly all prose holds none: the whole is looked at without a jump, so that the compiler can take many bytes at a time.
    let holds_any = prose.text.bytes().fold(false, |found, byte| found | is_mark(byte));
    let text = if holds_any { prose.text.as_str() } else { "" };
    let found = text.bytes().enumerate().filter(move |&(_, byte)| is_mark(byte));
    let found = found.map(|(at, byte)| (at, char::from(byte)));
    let beside_letters = found.filter(|&(at, c)| {
        let (before, after) = prose.neighbors(at, c);
        let follows = before.is_some_and(is_wide_letter);
        let precedes = after.is_some_and(is_wide_letter);
        match c {
            // `文件.md` and `例.jp` are names.
            '.' => follows && after.is_none_or(|after| after.is_whitespace() || is_wide_letter(after)),
            ':' => follows && after != Some('/'),
            ',' | ';' | '?' | '!' => follows || (precedes && before.is_some_and(|c| c.is_ascii_alphanumeric())),
            '(' => (follows || precedes) && !is_label(&prose.text[at + 1..]),
            _ => follows || precedes,
        }
    });
    beside_letters.filter(|&(at, _)| !is_in_address(&prose.text[..at]))
}

/// Whether what stands before belongs to an address of the web, which ends by white space.
fn is_in_address(before: &str) -> bool {
    const LONGEST: usize = 300;
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(LONGEST))..];
    before.rsplit(char::is_whitespace).next().is_some_and(|word| word.contains("://"))
}

/// `(1)`, `(a)`: the label of a figure or an item.
fn is_label(after: &str) -> bool {
    let end = after.bytes().take(3).position(|byte| byte == b')');
    end.is_some_and(|end| after[..end].is_ascii())
}
