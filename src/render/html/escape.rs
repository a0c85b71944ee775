//! Escaping: characters that HTML reads otherwise become references. What stands between them is copied whole.

use std::io;

/// Text of an element.
pub fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = first(rest.as_bytes()) {
        out.push_str(&rest[..at]);
        out.push_str(reference(rest.as_bytes()[at]));
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// ` name="value"`: the only way an attribute is written.
pub fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(out, value);
    out.push('"');
}

/// `<tag>`
pub(super) fn open(out: &mut String, tag: &str) {
    out.push('<');
    out.push_str(tag);
    out.push('>');
}

/// `</tag>`
pub(super) fn close(out: &mut String, tag: &str) {
    out.push_str("</");
    out.push_str(tag);
    out.push('>');
}

/// What templates print. They may put an attribute between apostrophes, so that these are escaped too.
pub fn escape_in_templates(text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    let mut rest = text;
    while let Some(at) = first(rest.as_bytes()) {
        out.write_all(&rest.as_bytes()[..at])?;
        let reference = match rest.as_bytes()[at] {
            b'\'' => "&#39;",
            byte => reference(byte),
        };
        out.write_all(reference.as_bytes())?;
        rest = &rest[at + 1..];
    }
    out.write_all(rest.as_bytes())
}

/// The same into a text.
pub fn escape_as_templates(out: &mut String, text: &str) {
    for (at, between) in text.split('\'').enumerate() {
        if at > 0 {
            out.push_str("&#39;");
        }
        escape(out, between);
    }
}

fn reference(byte: u8) -> &'static str {
    match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        b'\'' => "'",
        _ => "\u{fffd}",
    }
}

/// The first byte that may not stay as it is. Most text has none: it is looked through in pieces, long ones and then short ones.
fn first(bytes: &[u8]) -> Option<usize> {
    let long = harmless::<32>(bytes);
    let passed = long + harmless::<8>(&bytes[long..]);
    bytes[passed..].iter().position(|&byte| is_special(byte)).map(|at| passed + at)
}

/// How many bytes the pieces have that stay as they are. All bytes of one are looked at at once, and those that are Han, kana or
/// letters without a space are passed by their least byte alone.
fn harmless<const PIECE: usize>(bytes: &[u8]) -> usize {
    /// No special byte is greater.
    const GREATEST: u8 = b'>';
    let (pieces, _) = bytes.as_chunks::<PIECE>();
    let least = |piece: &[u8; PIECE]| piece.iter().fold(u8::MAX, |least, &byte| least.min(byte));
    let has_any = |piece: &[u8; PIECE]| piece.iter().fold(false, |found, &byte| found | is_special(byte));
    pieces.iter().take_while(|piece| least(piece) > GREATEST || !has_any(piece)).count() * PIECE
}

fn is_special(byte: u8) -> bool {
    matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_cannot_be_left() {
        let mut out = String::new();
        attribute(&mut out, "title", "a\" onclick=\"x\"<b>&");
        assert_eq!(out, " title=\"a&quot; onclick=&quot;x&quot;&lt;b&gt;&amp;\"");
    }

    #[test]
    fn every_character_is_escaped_wherever_it_stands() {
        for before in 0..70 {
            for (character, expected, in_template) in [
                ("&", "&amp;", "&amp;"),
                ("<", "&lt;", "&lt;"),
                (">", "&gt;", "&gt;"),
                ("\"", "&quot;", "&quot;"),
                ("'", "'", "&#39;"),
                ("\0", "\u{fffd}", "\u{fffd}"),
            ] {
                let text = format!("{}{character}語", "x".repeat(before));
                let escaped = |reference: &str| text.replace(character, reference);
                let mut out = String::new();
                escape(&mut out, &text);
                assert_eq!(out, escaped(expected));
                let mut out = Vec::new();
                escape_in_templates(&text, &mut out).unwrap();
                assert_eq!(String::from_utf8(out).unwrap(), escaped(in_template));
                let mut out = String::new();
                escape_as_templates(&mut out, &text);
                assert_eq!(out, escaped(in_template));
            }
        }
    }
}
