//! Braces and bars that were meant to be ruby and are none: full-width braces, a bar that divides the cells of a table, a
//! base or a reading that is missing.

use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::base::rule;
use crate::base::text::{SourceFile, Span};

/// How far the closing brace is looked for, in bytes: a text of nothing but braces is read as fast as any.
const MAX_BYTES: usize = 500;

/// Complains of the braces in the text at `place`, from which every ruby is taken already.
pub(super) fn complain(place: Span, file: &SourceFile, diagnostics: &mut Diagnostics) {
    for (at, brace) in file.text[place.range()].match_indices(['{', '｛']) {
        let start = place.start as usize + at;
        if !file.text[..start].ends_with('\\') {
            complain_of_brace(Span::new(file.id, start..start + brace.len()), place.end as usize, file, diagnostics);
        }
    }
}

fn complain_of_brace(brace: Span, text_end: usize, file: &SourceFile, diagnostics: &mut Diagnostics) {
    let rest = &file.text[brace.end as usize..];
    let rest = &rest[..rest.floor_char_boundary(MAX_BYTES)];
    let Some(end) = rest.find(['{', '｛', '}', '｝', '\n']) else { return };
    let (inside, closing) = (&rest[..end], rest[end..].chars().next().unwrap_or_default());
    let Some(bar) = inside.find(['|', '｜']).filter(|_| matches!(closing, '}' | '｝')) else { return };
    let span = Span::new(file.id, brace.start as usize..brace.end as usize + end + closing.len_utf8());
    let is_full_width = file.text[brace.range()].starts_with('｛') || closing == '｝';
    let is_escaped = inside[..bar].ends_with('\\');
    let report = |rule, message: &'static str| Diagnostic::new(rule, span, message);
    diagnostics.push(if is_full_width {
        report(&rule::FULLWIDTH_MARKS, "full-width braces make no ruby")
            .help(format!("use half-width braces: {{{}}}", inside.replace('｜', "|")))
    } else if is_escaped {
        return;
    } else if brace.end as usize + bar >= text_end {
        report(&rule::LITERAL_MARKS, "this bar divides two cells of the table, and makes no ruby")
            .severity(Severity::Warning)
            .help(format!("write {{{}}}", inside.replace('|', "\\|")))
    } else {
        report(&rule::LITERAL_MARKS, "these braces make no ruby, and are printed as they stand").help(
            "a ruby has a base and a reading, and marks open and close on one side of the bar: {漢字|かんじ}; write \\{ for a brace that is meant",
        )
    });
}
