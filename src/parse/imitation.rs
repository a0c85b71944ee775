//! Links that a reader sees as links and Markdown does not: `[words] (../x.md#id)`, `【words】（term：x）`. One shape tells
//! them from prose: a closing bracket, at most one space, an opening parenthesis, and an address up to the closing one.

use std::ops::Range;

/// A link that is none.
pub struct Imitation {
    /// The whole of it, in bytes of the file.
    pub range: Range<usize>,
    /// Why it is none.
    pub reason: &'static str,
    /// The link that was meant.
    pub link: String,
}

const CLOSING: [char; 3] = [']', '］', '】'];
/// The brackets that open the words of a link, or what looks like one.
pub const OPENING: [char; 3] = ['[', '［', '【'];

/// How far words and addresses are looked for, in bytes: a text of nothing but brackets is read as fast as any.
const MAX_BYTES: usize = 1000;

/// The imitations whose closing brackets stand in the text at `place`. The words may begin before it, not before `start`.
pub fn find(text: &str, place: Range<usize>, start: usize) -> Vec<Imitation> {
    let mut found: Vec<Imitation> = Vec::new();
    for (at, bracket) in text[place.clone()].match_indices(CLOSING) {
        let close = place.start + at;
        let from = found.last().map_or(start, |last| last.range.end.max(start));
        if close >= from && !is_escaped(text, close) {
            found.extend(read(text, from, close..close + bracket.len()));
        }
    }
    found
}

fn read(text: &str, start: usize, bracket: Range<usize>) -> Option<Imitation> {
    let rest = &text[bracket.end..];
    let space = rest.chars().next().filter(|c| matches!(c, ' ' | '\u{3000}')).map_or(0, char::len_utf8);
    let parenthesis = rest[space..].chars().next().filter(|c| matches!(c, '(' | '（'))?;
    let inside = &rest[space + parenthesis.len_utf8()..];
    let inside = &inside[..inside.floor_char_boundary(MAX_BYTES)];
    let end = inside.find([')', '）', '\n']).filter(|&end| !inside[end..].starts_with('\n'))?;
    let closing = inside[end..].chars().next()?;
    let address = address(inside[..end].trim())?;
    let is_half_width = text[bracket.clone()].starts_with(']') && parenthesis == '(' && closing == ')';
    let reason = match (is_half_width, space) {
        // Markdown had its reasons: a link in a link, an address with spaces.
        (true, 0) => return None,
        (true, _) => "a space between the brackets makes this no link",
        (false, _) if text[bracket.clone()].starts_with(']') => "full-width parentheses make no link",
        (false, _) => "full-width brackets make no link",
    };
    let opening = opening(text, start, bracket.start);
    let words = opening.as_ref().map_or("words", |opening| text[opening.end..bracket.start].trim());
    if opening.as_ref().is_some_and(|opening| is_escaped(text, opening.start)) {
        return None;
    }
    let from = opening.map_or(bracket.start, |opening| opening.start);
    let to = bracket.end + space + parenthesis.len_utf8() + end + closing.len_utf8();
    Some(Imitation { range: from..to, reason, link: format!("[{words}]({address})") })
}

/// The bracket that opens what the one at `close` closes.
fn opening(text: &str, start: usize, close: usize) -> Option<Range<usize>> {
    let start = text.ceil_char_boundary(start.max(close.saturating_sub(MAX_BYTES)));
    let mut depth = 0;
    for (at, c) in text[start..close].char_indices().rev() {
        if CLOSING.contains(&c) {
            depth += 1;
        } else if OPENING.contains(&c) {
            if depth == 0 {
                return Some(start + at..start + at + c.len_utf8());
            }
            depth -= 1;
        }
    }
    None
}

/// What stands in the parentheses, as an address, if it looks like one; prose does not.
fn address(inside: &str) -> Option<String> {
    let (target, title) = match inside.split_once(char::is_whitespace) {
        Some((target, title)) if title.trim_start().starts_with(['"', '\'']) => (target, Some(title.trim())),
        Some(_) => return None,
        None => (inside, None),
    };
    let mut target = target.to_owned();
    for ours in ["term", "event"] {
        if let Some(name) = target.strip_prefix(ours).and_then(|rest| rest.strip_prefix('：')) {
            target = format!("{ours}:{name}");
        }
    }
    let path = target.split('#').next().unwrap_or_default();
    let is_fragment = target.strip_prefix('#').and_then(|id| id.chars().next()).is_some_and(char::is_alphabetic);
    let is_address = is_fragment
        || ["./", "../", "http://", "https://", "mailto:", "term:", "event:"].iter().any(|it| target.starts_with(it))
        || (path.len() > ".md".len() && path.ends_with(".md"));
    is_address.then(|| match title {
        Some(title) => format!("{target} {title}"),
        None => target,
    })
}

fn is_escaped(text: &str, at: usize) -> bool {
    text[..at].bytes().rev().take_while(|&byte| byte == b'\\').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::find;

    fn links(text: &str) -> Vec<String> {
        find(text, 0..text.len(), 0).into_iter().map(|it| format!("{} → {}", &text[it.range], it.link)).collect()
    }

    #[test]
    fn what_looks_like_a_link_is_found_whole() {
        assert_eq!(links("见[词] (../x.md#id)。"), ["[词] (../x.md#id) → [词](../x.md#id)"]);
        assert_eq!(links("［词］（event：x）"), ["［词］（event：x） → [词](event:x)"]);
        assert_eq!(links("【词】(a.md#id)"), ["【词】(a.md#id) → [词](a.md#id)"]);
        assert_eq!(links("[a [b] c] (#x)[d] (#y)"), ["[a [b] c] (#x) → [a [b] c](#x)", "[d] (#y) → [d](#y)"]);
        assert_eq!(links("词】（term：x）"), ["】（term：x） → [words](term:x)"]);
        assert_eq!(links("[词](#x）"), ["[词](#x） → [词](#x)"]);
    }

    #[test]
    fn prose_is_left_alone() {
        for prose in [
            "（见上文）",
            "[1] (1999)",
            "[1] (#3)",
            "［注］（见下）",
            r"\[词\] (#x)",
            r"[词\] (#x)",
            "[词]  (#x)",
            "[1] (http://example.org, accessed 2020)",
            "[词] (#x",
        ] {
            assert!(links(prose).is_empty(), "{prose}");
        }
    }
}
