//! Reads PO: entries with their lines. Obsolete entries (`#~`) and previous messages (`#|`) are passed over.

use std::iter::Peekable;
use std::str::Bytes;

use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::text::{SourceFile, Span};

use super::super::incoming::{IncomingPassage, IncomingText, IncomingWork, Said};
use super::MADE;

/// The works in a file, in order.
///
/// # Errors
/// A file that is no PO: nothing is taken from it.
pub fn read(file: &SourceFile) -> Result<Vec<IncomingWork>, Box<Diagnostic>> {
    let mut works: Vec<IncomingWork> = Vec::new();
    let mut language = String::new();
    for entry in entries(file)? {
        let (Some(id), Some(translation)) = (entry.id, entry.translation) else { continue };
        let at = Span::new(file.id, entry.place);
        let Some(context) = entry.context else {
            if id.is_empty() {
                language = field(&translation, "Language").unwrap_or_default();
            }
            continue;
        };
        let Some((work, name)) = context.rsplit_once('#') else { continue };
        if works.last().is_none_or(|last| last.work != work) {
            works.push(IncomingWork { work: work.into(), language: language.clone(), at, passages: Vec::new() });
        }
        let Some(last) = works.last_mut() else { continue };
        let (passage, number) = text_of(name);
        if last.passages.last().is_none_or(|before| before.id != passage) {
            last.passages.push(IncomingPassage { id: passage.into(), at, made: None, texts: Vec::new() });
        }
        if let Some(passage) = last.passages.last_mut() {
            passage.made = passage.made.take().or(entry.made);
            let target = (!translation.is_empty()).then_some(Said::Markdown(translation));
            let source = Said::Markdown(id);
            passage.texts.push(IncomingText { number, at, source, target, is_fuzzy: entry.is_fuzzy });
        }
    }
    Ok(works)
}

/// Passage and number of a text: `companies.3`, `chips`, and `footnote.1`, whose own number is part of its id.
fn text_of(name: &str) -> (&str, usize) {
    let numbered = name.rsplit_once('.').and_then(|(id, number)| Some((id, number.parse::<usize>().ok()?)));
    match numbered {
        Some((id, number)) if !["footnote", "p"].contains(&id) => (id, number),
        _ => (name, 1),
    }
}

/// A field of the header.
fn field(header: &str, name: &str) -> Option<String> {
    let mut lines = header.lines().filter_map(|line| line.split_once(':'));
    lines.find(|(key, _)| key.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim().to_owned())
}

#[derive(Clone, Debug, Default)]
struct Entry {
    place: std::ops::Range<usize>,
    made: Option<String>,
    is_fuzzy: bool,
    context: Option<String>,
    id: Option<String>,
    translation: Option<String>,
}

/// Which string further lines belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Context,
    Id,
    Translation,
    /// A plural, which no text of ours has.
    Other,
}

fn entries(file: &SourceFile) -> Result<Vec<Entry>, Box<Diagnostic>> {
    let mut entries = Vec::new();
    let (mut entry, mut open, mut at) = (Entry::default(), Open::Nothing, 0);
    for whole in file.text.split_inclusive('\n') {
        let (place, line) = (at..at + whole.trim_end().len(), whole.trim());
        at += whole.len();
        let broken = |message: &'static str| {
            let span = Span::new(file.id, place.clone());
            let help = "nothing was taken from it; export the work again, or mend this line";
            Box::new(Diagnostic::new(&rule::BROKEN_EXCHANGE, span, message).help(help))
        };
        if line.is_empty() || line.starts_with("#~") || line.starts_with("#|") {
            continue;
        }
        let is_comment = line.starts_with('#');
        let (word, string) = if line.starts_with('"') { ("", line) } else { split(line) };
        let begins = is_comment || word == "msgctxt" || (word == "msgid" && entry.id.is_some());
        if begins && entry.translation.is_some() {
            entries.push(std::mem::take(&mut entry));
            open = Open::Nothing;
        }
        if is_comment {
            entry.comment(line);
            continue;
        }
        let string = unquoted(string)
            .ok_or_else(|| broken("this is no line of PO: it lacks a string in quotes, or its escapes are no text"))?;
        open = match word {
            "" => open,
            "msgctxt" => Open::Context,
            "msgid" => Open::Id,
            "msgstr" => Open::Translation,
            word if word == "msgid_plural" || word.starts_with("msgstr[") => Open::Other,
            _ => return Err(broken("this word is none of PO")),
        };
        if word == "msgctxt" || (word == "msgid" && entry.context.is_none()) {
            entry.place = place.clone();
        }
        let slot = match open {
            Open::Nothing => return Err(broken("this string belongs to nothing")),
            Open::Other => {
                entry.translation.get_or_insert_default();
                continue;
            }
            Open::Context => &mut entry.context,
            Open::Id => &mut entry.id,
            Open::Translation => &mut entry.translation,
        };
        if slot.is_some() && !word.is_empty() {
            return Err(broken("this entry says the same twice, or the one before it has no msgstr"));
        }
        slot.get_or_insert_default().push_str(&string);
        entry.place.end = entry.place.end.max(place.end);
    }
    entries.push(entry);
    Ok(entries)
}

impl Entry {
    fn comment(&mut self, line: &str) {
        if let Some(flags) = line.strip_prefix("#,") {
            self.is_fuzzy |= flags.split(',').any(|flag| flag.trim() == "fuzzy");
        } else if let Some(made) = line.strip_prefix("#.").and_then(|text| text.trim().strip_prefix(MADE)) {
            self.made = Some(made.trim().to_owned());
        }
    }
}

fn split(line: &str) -> (&str, &str) {
    let end = line.find([' ', '\t', '"']).unwrap_or(line.len());
    (&line[..end], line[end..].trim_start())
}

/// The text of a string with the escapes of C. A number is a byte: tools of gettext write each byte of a sign as one.
fn unquoted(string: &str) -> Option<String> {
    let mut bytes = string.strip_prefix('"')?.strip_suffix('"')?.bytes().peekable();
    let mut text = Vec::with_capacity(string.len());
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => return None,
            b'\\' => text.push(match bytes.next()? {
                b'n' => b'\n',
                b't' => b'\t',
                b'r' => b'\r',
                b'a' => 0x7,
                b'b' => 0x8,
                b'v' => 0xb,
                b'f' => 0xc,
                b'x' => number(&mut bytes, 16, (0, 2))?,
                first @ b'0'..=b'7' => number(&mut bytes, 8, (first - b'0', 2))?,
                other => other,
            }),
            byte => text.push(byte),
        }
    }
    String::from_utf8(text).ok()
}

/// A byte from `value` and at most `most` digits more; none is zero.
fn number(bytes: &mut Peekable<Bytes<'_>>, radix: u32, (value, most): (u8, usize)) -> Option<u8> {
    let mut value = u32::from(value);
    for _ in 0..most {
        let Some(digit) = bytes.peek().and_then(|byte| char::from(*byte).to_digit(radix)) else { break };
        value = value * radix + digit;
        bytes.next();
    }
    u8::try_from(value).ok().filter(|value| *value != 0)
}
