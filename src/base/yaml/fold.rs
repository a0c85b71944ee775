//! Lines of YAML that join. YAML reads the line break inside a value as a space; between wide characters no space was meant.

use crate::base::line_break::{LineBreaks, joins, last_visible};

/// `text` without the spaces that YAML put between wide characters; `written` is the whole value as it stands in the file.
/// Spaces that the author typed stay.
pub(super) fn join_lines(text: String, written: &str) -> String {
    if !written.contains('\n') {
        return text;
    }
    let mut joined = String::new();
    let mut copied = 0;
    let lines: Vec<&str> = written.lines().map(str::trim).collect();
    for pair in lines.windows(2) {
        let (Some(before), Some(after)) = (last_visible(pair[0]), pair[1].chars().next()) else { continue };
        if !joins(before, after, LineBreaks::Both) {
            continue;
        }
        let (head, tail) = (tail(pair[0]), head(pair[1]));
        // What an escape stands for is not looked for: such a break stays a space.
        let found = [' ', '\n'].iter().find_map(|space| text[copied..].find(&format!("{head}{space}{tail}")));
        if let Some(at) = found {
            let end = copied + at + head.len();
            joined.push_str(&text[copied..end]);
            copied = end + 1;
        }
    }
    if copied == 0 {
        return text;
    }
    joined.push_str(&text[copied..]);
    joined
}

/// Enough of a line to find the break after it: what no other line is likely to end with.
const CONTEXT: usize = 16;

fn tail(line: &str) -> &str {
    let start = line.char_indices().rev().take(CONTEXT).last().map_or(0, |(at, _)| at);
    let tail = &line[start..];
    &tail[tail.rfind(ESCAPES).map_or(0, |at| at + 1)..]
}

fn head(line: &str) -> &str {
    let end = line.char_indices().nth(CONTEXT).map_or(line.len(), |(at, _)| at);
    let head = &line[..end];
    &head[..head.find(ESCAPES).unwrap_or(head.len())]
}

const ESCAPES: [char; 3] = ['\'', '"', '\\'];
