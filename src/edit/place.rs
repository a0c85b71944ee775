//! Where the id of a block may stand in the source. The candidates are tried in order; whether one is read as the id of
//! that block, and leaves all else as it is, is found by reading the result.

use crate::parse::document::{Block, BlockKind};

/// A piece of text that goes into a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insertion {
    /// Byte before which it goes.
    pub at: usize,
    /// What goes in.
    pub text: String,
}

/// The source with all insertions, which come in ascending order.
pub fn apply<'a>(source: &str, insertions: impl IntoIterator<Item = &'a Insertion>) -> String {
    let mut text = String::with_capacity(source.len() + source.len() / 16);
    let mut from = 0;
    for insertion in insertions {
        text.push_str(&source[from..insertion.at]);
        text.push_str(&insertion.text);
        from = insertion.at;
    }
    text.push_str(&source[from..]);
    text
}

/// The places for `{#id}` of a block of `source`, the usual one first.
pub fn candidates(block: &Block, id: &str, source: &str) -> Vec<Insertion> {
    let span = block.span.range();
    // Blocks end with their last words, whatever the parser counts to them.
    let end = span.start + source[span.clone()].trim_end_matches([' ', '\t', '\n', '\r']).len();
    // As the line end beside it is written.
    let has_cr = |at: usize| source[..at].ends_with('\r');
    let is_crlf = source[end..].starts_with("\r\n") || source[..end].rfind('\n').is_some_and(has_cr);
    let newline = if is_crlf { "\r\n" } else { "\n" };
    match &block.kind {
        BlockKind::Heading(..) => heading(span.start..end, id, source),
        BlockKind::Paragraph(_) if block.kind_name() == "paragraph" => vec![
            Insertion { at: end, text: format!(" {{#{id}}}") },
            // Below the text, if the text itself holds what looks like an id; after a hard break, if a soft one would not
            // count (beside U+200B).
            Insertion { at: end, text: format!("{newline}{{#{id}}}") },
            Insertion { at: end, text: format!("  {newline}{{#{id}}}") },
        ],
        _ => vec![below(end, id, source, newline)],
    }
}

fn heading(range: std::ops::Range<usize>, id: &str, source: &str) -> Vec<Insertion> {
    let text = &source[range.clone()];
    let mark = format!(" {{#{id}}}");
    // With a line of === or --- below it (setext), the words end before that line.
    if let Some(line) = text.rfind(['\n', '\r']) {
        return vec![Insertion { at: range.start + text[..line].trim_end().len(), text: mark }];
    }
    // `## Words ##`: the signs at the end are no words, unless they are escaped, which reading shows.
    let words = text.trim_end_matches('#').trim_end();
    vec![Insertion { at: range.end, text: mark.clone() }, Insertion { at: range.start + words.len(), text: mark }]
}

/// A paragraph of its own, with blank lines around it.
fn below(end: usize, id: &str, source: &str, newline: &str) -> Insertion {
    let line_end = source[end..].find(['\n', '\r']).map_or(source.len(), |at| end + at);
    let rest = &source[line_end..];
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r'])).unwrap_or(rest);
    let next = rest.split(['\n', '\r']).next().unwrap_or_default();
    let is_followed = !next.trim_matches([' ', '\t']).is_empty();
    let blank = if is_followed { newline } else { "" };
    Insertion { at: line_end, text: format!("{newline}{newline}{{#{id}}}{blank}") }
}
