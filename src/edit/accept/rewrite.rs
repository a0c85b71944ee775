//! Lines of a lock set, added and removed; all others stay as they are, byte for byte.

use std::collections::BTreeMap;

use crate::base::text::Span;
use crate::parse::lock::HEADER;

/// The text of a lock whose lines can all be read, with these lines by their ids; `None` removes a line. Lines that stand
/// out of order are sorted, and what people wrote above a line goes with it.
pub fn rewrite(text: &str, lines: &BTreeMap<String, Option<String>>) -> String {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut entries: Vec<(&str, String)> = Vec::new();
    let mut head = if text.is_empty() { format!("{HEADER}{newline}") } else { String::new() };
    let mut above = String::new();
    for full in text.split_inclusive('\n') {
        let line = full.trim_end_matches(['\n', '\r']);
        let end = if full.len() == line.len() { newline } else { &full[line.len()..] };
        let id = line.split('\t').next().unwrap_or_default();
        above.push_str(match lines.get(id) {
            _ if line.is_empty() || line.starts_with('#') => line,
            Some(Some(new)) => new,
            Some(None) => "",
            None => line,
        });
        let is_removed = matches!(lines.get(id), Some(None));
        if !is_removed {
            above.push_str(end);
        }
        if line.is_empty() || line.starts_with('#') {
            // What stands above the first line is said of them all.
            if entries.is_empty() {
                head.push_str(&std::mem::take(&mut above));
            }
            continue;
        }
        entries.push((id, std::mem::take(&mut above)));
    }
    let mut known: Vec<&str> = entries.iter().map(|(id, _)| *id).collect();
    known.sort_unstable();
    for (id, line) in lines {
        if let (Some(line), Err(_)) = (line, known.binary_search(&id.as_str())) {
            entries.push((id, format!("{line}{newline}")));
        }
    }
    entries.sort_by_key(|(id, _)| *id);
    let body = entries.into_iter().map(|(_, line)| line);
    std::iter::once(head).chain(body).chain([above]).collect()
}

/// The text without the lines that these spans lie in; they are in order.
pub fn without(text: &str, spans: &[Span]) -> String {
    let mut spare = spans.iter().map(|span| span.start as usize).peekable();
    let mut start = 0;
    let is_kept = |line: &&str| {
        let is_spare = spare.next_if_eq(&start).is_some();
        start += line.len();
        !is_spare
    };
    text.split_inclusive('\n').filter(is_kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, lines: &[(&str, Option<&str>)]) -> String {
        rewrite(text, &lines.iter().map(|(id, line)| ((*id).to_owned(), line.map(str::to_owned))).collect())
    }

    #[test]
    fn only_the_lines_that_are_set_change() {
        assert_eq!(set("", &[("b", Some("b\t1")), ("a", Some("a\t1"))]), format!("{HEADER}\na\t1\nb\t1\n"));
        let text = "# x\r\n\r\na\t1\r\nc\t1\r\n# of e\r\ne\t1\r\n\r\n# end";
        assert_eq!(set(text, &[]), format!("{text}\r\n"));
        assert_eq!(
            set(text, &[("c", Some("c\t2")), ("b", Some("b\t2")), ("f", Some("f\t2"))]),
            "# x\r\n\r\na\t1\r\nb\t2\r\nc\t2\r\n# of e\r\ne\t1\r\nf\t2\r\n\r\n# end\r\n"
        );
        assert_eq!(set("a\t1\nb\t1", &[("c", Some("c\t2"))]), "a\t1\nb\t1\nc\t2\n");
        assert_eq!(set("a\t1\nb\t1\nc\t1\n", &[("a", None), ("c", None), ("d", None)]), "b\t1\n");
        assert_eq!(set("c\t1\na\t1\n", &[("b", Some("b\t2"))]), "a\t1\nb\t2\nc\t1\n");
    }
}
