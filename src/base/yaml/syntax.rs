//! Syntax errors in words that help: what the line at fault most likely was meant to be.

use std::ops::Range;

use super::Source;
use crate::base::diagnostic::Diagnostic;
use crate::base::rule::BROKEN_YAML;

/// A complaint about the syntax error that a reader met at `offset` (bytes of the source's text) and calls `phrase`.
pub(super) fn explain(source: &Source<'_>, offset: usize, phrase: &str) -> Diagnostic {
    let message = format!("this is not YAML: {phrase}");
    if let Some(cause) = cause(source.text, offset, phrase) {
        return Diagnostic::new(&BROKEN_YAML, source.span(cause.range), message).help(cause.help);
    }
    if source.text[offset..].trim().is_empty()
        && let Some(open) = unclosed(&source.text[..offset])
    {
        let help = "this bracket is never closed; a text that begins with one stands in quotation marks";
        return Diagnostic::new(&BROKEN_YAML, source.span(open..open + 1), message).help(help);
    }
    let end = source.text[offset..].chars().next().filter(|&c| c != '\n').map_or(offset, |c| offset + c.len_utf8());
    Diagnostic::new(&BROKEN_YAML, source.span(offset..end), message).help(general_help(phrase))
}

/// The innermost bracket that is open at the end of a text. Brackets and quotation marks count where a value begins, and
/// brackets within brackets wherever they stand; after ` #` is a comment.
fn unclosed(text: &str) -> Option<usize> {
    let mut open: Vec<usize> = Vec::new();
    // Whether a value may begin, and the quotation mark in which the text is.
    let (mut is_start, mut quote, mut last) = (true, None, '\n');
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        match (quote, c) {
            (Some('"'), '\\') => drop(characters.next()),
            // Two of them are one of the text.
            (Some('\''), '\'') if characters.next_if(|(_, c)| *c == '\'').is_some() => {}
            (Some(mark), _) => quote = quote.filter(|_| c != mark),
            (None, '#') if last.is_whitespace() => {
                characters.by_ref().find(|(_, c)| *c == '\n');
                is_start = true;
            }
            (None, '"' | '\'') if is_start => quote = Some(c),
            (None, '[' | '{') if is_start || !open.is_empty() => open.push(at),
            (None, ']' | '}') => drop(open.pop()),
            _ => {}
        }
        let stays = is_start && matches!(c, ' ' | '\n' | '\r');
        is_start = stays || c == '\n' || matches!(last, ':' | '-' | ',') && c == ' ' || matches!(c, '[' | '{');
        last = c;
    }
    open.pop()
}

/// A complaint about the first character that YAML does not allow (YAML 1.2.2, section 5.1) or that the two readers take
/// differently: U+0085, U+2028 and U+2029 end a line for one of them only.
pub(super) fn forbidden_character(source: &Source<'_>) -> Option<Diagnostic> {
    let allowed = |c: char| {
        matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{A0}'..='\u{FFFD}' | '\u{10000}'..)
            && !matches!(c, '\u{FEFF}' | '\u{2028}' | '\u{2029}')
    };
    let (offset, character) = source.text.char_indices().find(|&(_, c)| !allowed(c))?;
    let span = source.span(offset..offset + character.len_utf8());
    let code = u32::from(character);
    let message = format!("the invisible character U+{code:04X} cannot stand in YAML");
    let help = format!("delete it, or write it in double quotation marks as `\\u{code:04X}`");
    Some(Diagnostic::new(&BROKEN_YAML, span, message).help(help))
}

struct Cause {
    range: Range<usize>,
    help: String,
}

/// Looks at the line of the error, then at the line before: a reader often notices only at the next key.
fn cause(text: &str, offset: usize, phrase: &str) -> Option<Cause> {
    let line = line_around(text, offset);
    let before = text[..line.start].trim_end().len();
    cause_in(text, line, phrase)
        .or_else(|| if before > 0 { cause_in(text, line_around(text, before), phrase) } else { None })
}

fn line_around(text: &str, offset: usize) -> Range<usize> {
    let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |newline| offset + newline);
    start..end
}

fn cause_in(text: &str, line: Range<usize>, phrase: &str) -> Option<Cause> {
    let content = text[line.clone()].trim_end();
    let indent = content.len() - content.trim_start().len();
    if let Some(tab) = text[line.clone()].find('\t').filter(|&tab| tab <= indent || phrase.contains("tab")) {
        let range = line.start + tab..line.start + tab + 1;
        return Some(Cause { range, help: "write spaces; YAML takes no tabs here".to_owned() });
    }
    let mut start = indent;
    while let Some(rest) = content[start..].strip_prefix("- ") {
        start += 2 + rest.len() - rest.trim_start().len();
    }
    if content[start..].starts_with('#') {
        return None;
    }
    if let Some(cause) = full_width_comma(&content[start..], line.start + start) {
        return Some(cause);
    }
    let Some(colon) = key_end(&content[start..]).map(|colon| start + colon) else {
        return bad_colon(&content[start..], line.start + start);
    };
    let value_start = content.len() - content[colon + 1..].trim_start().len();
    let value = &content[value_start..];
    let help = bad_value(&content[start..colon], value)?;
    Some(Cause { range: line.start + value_start..line.start + content.len(), help })
}

/// `{zh: 示例，ja: …}`: a full-width comma before a further key of a mapping in braces.
fn full_width_comma(content: &str, start: usize) -> Option<Cause> {
    let open = content.find('{')?;
    let is_before_key = |at: &usize| {
        let rest = content[at + '，'.len_utf8()..].trim_start();
        let key = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        key.len() < rest.len() && key.starts_with([':', '：'])
    };
    let commas: Vec<usize> =
        content.match_indices('，').map(|(at, _)| at).filter(|at| *at > open).filter(is_before_key).collect();
    let first = *commas.first()?;
    let mut corrected = String::new();
    let mut from = 0;
    for at in commas {
        corrected.push_str(&content[from..at]);
        corrected.push_str(", ");
        from = at + '，'.len_utf8();
        from += content[from..].len() - content[from..].trim_start().len();
    }
    corrected.push_str(&content[from..]);
    let range = start + first..start + first + '，'.len_utf8();
    Some(Cause { range, help: format!("YAML takes the ASCII comma between values: `{corrected}`") })
}

/// Where the colon after a key stands: outside of quotation marks, before a space or the line's end.
fn key_end(content: &str) -> Option<usize> {
    let mut from = 0;
    if let Some(quote) = content.chars().next().filter(|&c| c == '"' || c == '\'') {
        from = 1 + content[1..].find(quote)? + 1;
    }
    let ends = |&(at, _): &(usize, &str)| content[at + 1..].chars().next().is_none_or(char::is_whitespace);
    content[from..].match_indices(':').map(|(at, colon)| (from + at, colon)).find(ends).map(|(at, _)| at)
}

/// A line without a key's colon that has a colon all the same.
fn bad_colon(content: &str, start: usize) -> Option<Cause> {
    let at = content.find([':', '：'])?;
    let colon = content[at..].chars().next()?;
    if content[at..].starts_with("://") {
        return None;
    }
    let range = start + at..start + at + colon.len_utf8();
    let key = &content[..at];
    let value = content[at + colon.len_utf8()..].trim_start();
    let help =
        if colon == ':' { "a space is missing after the colon" } else { "YAML takes the ASCII colon and a space" };
    Some(Cause { range, help: with_example(help, key, value) })
}

/// Why a plain value must be put in quotation marks, if it must.
fn bad_value(key: &str, value: &str) -> Option<String> {
    let quote = "put the value in quotation marks";
    let first = value.chars().next()?;
    let rest = &value[first.len_utf8()..];
    match first {
        '"' | '\'' => return bad_quotes(first, rest, key, value),
        '%' | '@' | '`' | '*' | '&' | '!' | ',' | ']' | '}' => {
            return Some(quoted_example(
                &format!("`{first}` has a meaning at the start of a value. {quote}"),
                key,
                value,
            ));
        }
        '[' | '{' if !value.ends_with([']', '}', ',']) && value.contains([']', '}']) => {
            return Some(quoted_example(&format!("`{first}` begins a list or mapping. {quote}"), key, value));
        }
        '[' | '{' => return None,
        '|' | '>' if rest.chars().any(|c| !matches!(c, '+' | '-' | '0'..='9' | ' ')) => {
            return Some(quoted_example(&format!("`{first}` begins a text of several lines. {quote}"), key, value));
        }
        '-' if rest.starts_with(' ') => {
            return Some(quoted_example(&format!("`- ` begins a list. {quote}"), key, value));
        }
        _ => {}
    }
    let colon = value.contains(": ") || value.ends_with(':');
    colon.then(|| quoted_example(&format!("the value has a colon and a space in it; {quote}"), key, value))
}

fn bad_quotes(mark: char, rest: &str, key: &str, value: &str) -> Option<String> {
    let Some(close) = rest.find(mark) else {
        return Some(format!(
            "the quotation mark `{mark}` that opens here is never closed, or the next lines are not indented"
        ));
    };
    let after = rest[close + 1..].trim_start();
    if mark == '"' && rest[..close].contains('\\') {
        return Some("`\\` has a meaning in double quotation marks: write `\\\\`, or use single ones".to_owned());
    }
    let more = !after.is_empty() && !after.starts_with(['#', ',', ']', '}', mark]);
    more.then(|| quoted_example("the value ends with its closing quotation mark; put all of it in others", key, value))
}

/// `help` with the line as it should be.
fn quoted_example(help: &str, key: &str, value: &str) -> String {
    let quoted =
        if value.contains(['"', '\\']) { format!("'{}'", value.replace('\'', "''")) } else { format!("\"{value}\"") };
    with_example(help, key, &quoted)
}

fn with_example(help: &str, key: &str, value: &str) -> String {
    const MAX_CHARACTERS: usize = 60;
    if key.chars().count() + value.chars().count() > MAX_CHARACTERS {
        return help.to_owned();
    }
    format!("{help}: `{key}: {value}`")
}

/// Help where no line gave a better one.
fn general_help(phrase: &str) -> &'static str {
    const HELPS: [(&str, &str); 9] = [
        ("expected key", "keys of one mapping begin in the same column, each followed by a colon and a space"),
        ("expect ':'", "keys of one mapping begin in the same column, each followed by a colon and a space"),
        (
            "values are not allowed",
            "keys of one mapping begin in the same column, each followed by a colon and a space",
        ),
        ("indentation", "lines that belong to a key are indented further than the key"),
        ("'-' indicator", "items of one list begin in the same column, each with `- `"),
        ("',' or", "a bracket is not closed, or a comma is missing"),
        ("':' indicator", "a bracket above is not closed, or text with a colon in it needs quotation marks"),
        ("node content", "a bracket is not closed, or a value is missing"),
        ("document start", "nothing may follow the value that ends above"),
    ];
    const OTHERWISE: &str = "look for a bracket or a quotation mark that is not closed, here or above";
    HELPS.iter().find(|(part, _)| phrase.contains(part)).map_or(OTHERWISE, |(_, help)| help)
}
