//! Marks that Markdown did not read and that would be printed as they stand: links that silently are none, stars left
//! over, full-width imitations.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::base::rule::{self, Rule};
use crate::base::text::{SourceFile, Span};

use super::document::{Block, BlockKind, Inline, InlineKind, each_inline};
use super::imitation::{self, Imitation};

mod ruby;

struct Mark {
    marks: &'static str,
    rule: &'static Rule,
    message: &'static str,
    help: &'static str,
}

/// What to look for in text, as it stands in the source.
const ANYWHERE: &[Mark] = &[
    Mark {
        marks: "](",
        rule: &rule::SILENT_LINK,
        message: "this looks like a link and is none",
        help: "a link may not stand inside the words of another link, and an address with spaces needs <…>; write \\] for a bracket that is meant",
    },
    Mark {
        marks: "[^",
        rule: &rule::SILENT_LINK,
        message: "this refers to a footnote that is not defined",
        help: "define it in this document: [^1]: …; write \\[^ for a bracket that is meant",
    },
    Mark {
        marks: "**",
        rule: &rule::LITERAL_MARKS,
        message: "these stars are printed as they stand",
        help: "leave no space inside the stars: **重要**; write \\*\\* for stars that are meant",
    },
    Mark {
        marks: "＊＊",
        rule: &rule::FULLWIDTH_MARKS,
        message: "full-width stars are printed as they stand",
        help: "use half-width stars: **重要**",
    },
    Mark {
        marks: "｛#",
        rule: &rule::FULLWIDTH_MARKS,
        message: "a full-width brace opens no id",
        help: "use half-width braces: {#soft-law}",
    },
    Mark {
        marks: "{＃",
        rule: &rule::FULLWIDTH_MARKS,
        message: "a full-width number sign opens no id",
        help: "use half-width marks: {#soft-law}",
    },
    Mark {
        marks: "｛＃",
        rule: &rule::FULLWIDTH_MARKS,
        message: "full-width marks open no id",
        help: "use half-width marks: {#soft-law}",
    },
    Mark {
        marks: "（term：",
        rule: &rule::FULLWIDTH_MARKS,
        message: "full-width parentheses and colon make no link",
        help: "write [软法](term:soft-law)",
    },
    Mark {
        marks: "（event：",
        rule: &rule::FULLWIDTH_MARKS,
        message: "full-width parentheses and colon make no link",
        help: "write [4月](event:guidelines-final)",
    },
];

/// What to look for at the beginning of a paragraph.
const AT_START: &[Mark] = &[
    Mark {
        marks: "＃",
        rule: &rule::FULLWIDTH_MARKS,
        message: "a full-width number sign makes no heading",
        help: "use half-width marks and a space: ## 概览",
    },
    Mark {
        marks: "・ ",
        rule: &rule::FULLWIDTH_MARKS,
        message: "a middle dot makes no list",
        help: "begin the items of a list with a hyphen and a space: - 項目",
    },
];

/// `[^註]：説明`.
const DEFINITION: Mark = Mark {
    marks: "[^",
    rule: &rule::FULLWIDTH_MARKS,
    message: "a full-width colon defines no footnote",
    help: "use a half-width colon and a space: [^1]: …",
};

/// `|：—|`, `｜---｜`: the line below a table's head.
const ROW: Mark = Mark {
    marks: "|：—|",
    rule: &rule::FULLWIDTH_MARKS,
    message: "full-width marks make no table",
    help: "use half-width marks in the line below a table's head, and in its rows: |:--|--:|",
};

/// `１. 項目`, `２）項目`: numbers of a list that Markdown does not know.
const NUMBER: Mark = Mark {
    marks: "１.",
    rule: &rule::FULLWIDTH_MARKS,
    message: "a full-width number makes no list",
    help: "begin the items of a numbered list with a half-width number, a full stop and a space: 1. 項目",
};

/// Complains of what is left in a block.
pub fn complain(block: &Block, file: &SourceFile, diagnostics: &mut Diagnostics) {
    block.each_text(&mut |inlines| {
        if let Some(Inline { kind: InlineKind::Text(_), span }) = inlines.first() {
            complain_of_start(*span, file, diagnostics);
        }
        if let BlockKind::Paragraph(_) = block.kind {
            let texts = inlines.iter().filter(|inline| matches!(inline.kind, InlineKind::Text(_)));
            texts.for_each(|text| complain_of_rows(text.span, file, diagnostics));
        }
        each_inline(inlines, &mut |inline| {
            if matches!(inline.kind, InlineKind::Text(_)) && may_hold_marks(&file.text.as_bytes()[inline.span.range()])
            {
                search(inline.span, block.span, file, diagnostics);
                ruby::complain(inline.span, file, diagnostics);
            }
        });
    });
}

/// Whether a text may hold anything of [`ANYWHERE`], an imitation of a link or of ruby. Nearly all texts hold nothing, and
/// this looks at them many bytes at a time: the whole of a text, without a jump, so that the compiler can.
fn may_hold_marks(text: &[u8]) -> bool {
    // A bracket, a brace or a star, or the end of its full-width form: ］ ｛ ＊ are EF BC BD, EF BD 9B, EF BC 8A, and 】 is
    // E3 80 91. A full-width parenthesis, EF BC 88, counts before the `term` or `event` of a link.
    let is_sign = |byte: u8| matches!(byte, b'[' | b']' | b'{' | b'*');
    let is_wide = |pair: (u8, u8)| {
        matches!(pair, (0xBC, 0xBD) | (0xBD, 0x9B) | (0xBC, 0x8A) | (0x80, 0x91) | (0x88, b't') | (0x88, b'e'))
    };
    let after = text.get(1..).unwrap_or_default();
    text.iter().fold(false, |found, &byte| found | is_sign(byte))
        | text.iter().zip(after).fold(false, |found, (&first, &second)| found | is_wide((first, second)))
}

fn complain_of_start(place: Span, file: &SourceFile, diagnostics: &mut Diagnostics) {
    let words = &file.text[place.range()];
    let first = |length: usize| Span::new(file.id, place.start as usize..place.start as usize + length);
    let digits = words.chars().take_while(|c| ('０'..='９').contains(c)).count() * '０'.len_utf8();
    if digits > 0 && words[digits..].starts_with(['.', '．', ')', '）']) {
        report(&NUMBER, first(digits), diagnostics);
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    // Without the space it is a number as people write it.
    if digits > 0 && ["） ", "）\u{3000}", "． ", "．\u{3000}"].iter().any(|sign| words[digits..].starts_with(sign))
    {
        let message = "a full-width sign after the number makes no list";
        diagnostics.push(
            Diagnostic::new(NUMBER.rule, first(digits + '）'.len_utf8()), message)
                .help(format!("write {}. and a space", &words[..digits])),
        );
    }
    for mark in AT_START {
        if words.starts_with(mark.marks) {
            report(mark, first(mark.marks.len()), diagnostics);
        }
    }
    let signs = words.bytes().take_while(|&byte| byte == b'#').count();
    if let (1..=6, true) = (signs, begins_line(place, file)) {
        let line = words.lines().next().unwrap_or_default();
        let heading = line[signs..].trim();
        // `#1` at the beginning of a sentence is a number.
        let is_number = signs == 1 && heading.starts_with(|c: char| c.is_ascii_digit());
        if !heading.is_empty() && !is_number {
            let message = "without a space after the number signs this is no heading";
            let marks = &line[..signs];
            diagnostics.push(
                Diagnostic::new(&rule::LITERAL_MARKS, first(signs), message)
                    .severity(Severity::Warning)
                    .help(format!("write {marks} {heading}; write \\# for a sign that is meant")),
            );
        }
    }
}

/// Whether nothing but the marks of what contains it stands before a text on its line.
fn begins_line(place: Span, file: &SourceFile) -> bool {
    let before = &file.text[..place.start as usize];
    let line = &before[before.rfind('\n').map_or(0, |newline| newline + 1)..];
    line.chars().all(|c| c == ' ' || c == '>')
}

fn search(place: Span, block: Span, file: &SourceFile, diagnostics: &mut Diagnostics) {
    let imitations = imitation::find(&file.text, place.range(), block.start as usize);
    for found in anywhere().into_iter().flat_map(|marks| marks.find_iter(&file.text[place.range()])) {
        let start = place.start as usize + found.start();
        let is_told = imitations.iter().any(|imitation| imitation.range.contains(&start));
        if !is_told && !file.text[..start].ends_with('\\') {
            let mark = if defines_footnote(start, file) { &DEFINITION } else { &ANYWHERE[found.pattern().as_usize()] };
            report(mark, Span::new(file.id, start..start + mark.marks.len()), diagnostics);
        }
    }
    for Imitation { range, reason, link } in imitations {
        let (has_words, span) = (file.text[range.clone()].starts_with(imitation::OPENING), Span::new(file.id, range));
        let complaint = Diagnostic::new(&rule::SILENT_LINK, span, reason).help(format!("write {link}"));
        diagnostics.push(if has_words { complaint.fix(span, link) } else { complaint });
    }
}

/// Finds the marks of [`ANYWHERE`] in one pass over a text; no two of them can overlap.
fn anywhere() -> Option<&'static AhoCorasick> {
    static MARKS: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    MARKS.get_or_init(|| AhoCorasick::new(ANYWHERE.iter().map(|mark| mark.marks)).ok()).as_ref()
}

/// Whether a line begins here with a footnote's label and a full-width colon.
fn defines_footnote(start: usize, file: &SourceFile) -> bool {
    let label = file.text[start..].strip_prefix("[^").and_then(|rest| rest.lines().next()?.split_once(']'));
    label.is_some_and(|(_, after)| after.starts_with('：')) && begins_line(Span::new(file.id, start..start), file)
}

fn complain_of_rows(place: Span, file: &SourceFile, diagnostics: &mut Diagnostics) {
    let source = &file.text[place.range()];
    if !source.contains('|') && !source.contains('｜') {
        return;
    }
    for line in source.lines().map(str::trim) {
        let is_row = line.contains(['|', '｜'])
            && line.contains(['-', '－', '—', 'ー', '―', '─'])
            && line.chars().all(|c| "|｜:：-－—ー―─ \u{3000}".contains(c));
        if is_row && !line.is_ascii() {
            let start = place.start as usize + (line.as_ptr() as usize - source.as_ptr() as usize);
            report(&ROW, Span::new(file.id, start..start + line.len()), diagnostics);
        }
    }
}

fn report(mark: &Mark, span: Span, diagnostics: &mut Diagnostics) {
    diagnostics.push(Diagnostic::new(mark.rule, span, mark.message).help(mark.help));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_mark_is_passed_over() {
        let wide = ["]", "］", "】", "{漢字|", "｛漢字｜"].into_iter();
        for marks in ANYWHERE.iter().map(|mark| mark.marks).chain(wide) {
            assert!(may_hold_marks(format!("漢字{marks}x").as_bytes()), "{marks}");
        }
        assert!(!may_hold_marks("文書（注）、「訳文」。 text, 2024-04".as_bytes()));
    }
}
