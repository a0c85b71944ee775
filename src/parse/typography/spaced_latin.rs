//! spaced-latin: a space typed between Han or kana and Latin letters or digits. Pages space them by style (text-autospace),
//! evenly and without a character that is copied and searched. One notice a passage.

use memchr::memchr_iter;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::form::{Filling, Form};
use crate::base::rule;
use crate::base::text::{SourceFile, Span};

use super::{Prose, and_more, is_wide_letter, joined};

/// Notes a passage with such spaces.
pub(super) fn complain(passage: &[Prose], file: &SourceFile, diagnostics: &mut Diagnostics) {
    let found = passage.iter().map(|prose| (prose, spaces(prose).map(|at| (at, ' ')).collect::<Vec<_>>()));
    let found: Vec<(&Prose, Vec<(usize, char)>)> = found.filter(|(_, spaces)| !spaces.is_empty()).collect();
    let mut all = found.iter().flat_map(|(prose, spaces)| spaces.iter().map(move |(at, _)| (prose, *at)));
    if let Some((prose, at)) = all.next()
        && let Some(span) = prose.span(at, ' ', file)
    {
        let said = Filling::new(None, &[&and_more(all.count())]);
        let complaint = Diagnostic::formed(&rule::SPACED_LATIN, (span, None), FORM, said);
        let places = found.iter().flat_map(|(prose, spaces)| prose.exact(spaces, file)).flatten();
        let removed = places.filter(|span| is_removable(*span, file)).map(|span| (span, ""));
        diagnostics.push(match joined(removed.collect(), file) {
            Some((span, text)) => complaint.fix(span, text),
            None => complaint,
        });
    }
}

const FORM: &Form = &Form {
    message: "a space is typed between scripts$1",
    label: "",
    other: "",
    help: "remove it: pages space Latin letters and digits in Chinese and Japanese by themselves",
};

/// Whether a space can go without changing what the marks beside it say: underscores emphasise only beside one.
fn is_removable(span: Span, file: &SourceFile) -> bool {
    let (before, after) = (&file.text[..span.start as usize], &file.text[span.end as usize..]);
    let is_mark = |c: char| c.is_ascii_punctuation();
    !before.ends_with(is_mark) && !after.starts_with(is_mark)
}

fn spaces(prose: &Prose) -> impl Iterator<Item = usize> {
    memchr_iter(b' ', prose.text.as_bytes()).filter(|&at| {
        let (before, after) = (&prose.text[..at], &prose.text[at + 1..]);
        match prose.neighbors(at, ' ') {
            (Some(last), Some(next)) if is_wide_letter(last) && next.is_ascii_alphanumeric() => {
                is_word(after.split(is_end).next().unwrap_or_default())
            }
            (Some(last), Some(next)) if last.is_ascii_alphanumeric() && is_wide_letter(next) => {
                // What begins a heading or a cell is its number or label: `1.2 概览`.
                before.contains(is_wide_letter) && is_word(before.rsplit(is_end).next().unwrap_or_default())
            }
            _ => false,
        }
    })
}

fn is_end(c: char) -> bool {
    c.is_whitespace() || is_wide_letter(c)
}

/// Addresses and paths end by the space beside them.
fn is_word(word: &str) -> bool {
    !word.contains(['/', '@', '\\', '#']) && !word.starts_with("www.")
}
