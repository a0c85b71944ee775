//! A bitext as PO. Stale translations are fuzzy, with the source that they were made from as the previous message.

use std::fmt::Write;

use crate::align::state::State;

use super::super::content::plain;
use super::super::markdown::Writer;
use super::super::notes::{Terms, remarks};
use super::super::numbering::digest;
use super::super::passage::{Bitext, Passage, Text};
use super::MADE;

/// The whole file.
pub fn write(bitext: &Bitext<'_>, terms: &Terms, writer: &Writer) -> String {
    let mut po = header(bitext);
    for passage in bitext.passages.iter().filter(|passage| passage.joined.is_none()) {
        let texts: Vec<(usize, &Text)> = passage.spoken().filter(|(_, text)| !text.source().is_empty()).collect();
        let is_one = passage.texts.len() == 1;
        for (number, text) in texts {
            let context = if is_one { passage.id.clone() } else { format!("{}.{number}", passage.id) };
            entry(bitext, (passage, &context, text), (terms, writer), &mut po);
        }
    }
    po
}

fn header(bitext: &Bitext<'_>) -> String {
    let mut fields = vec![
        ("Project-Id-Version", bitext.work.clone()),
        ("PO-Revision-Date", "YEAR-MO-DA HO:MI+ZONE".into()),
        ("Last-Translator", "FULL NAME <EMAIL@ADDRESS>".into()),
        ("Language-Team", bitext.to.name.clone()),
        ("Language", bitext.to.tag.as_str().replace('-', "_")),
        ("MIME-Version", "1.0".into()),
        ("Content-Type", "text/plain; charset=UTF-8".into()),
        ("Content-Transfer-Encoding", "8bit".into()),
    ];
    fields.extend(plural_forms(bitext.to.tag.primary()).map(|forms| ("Plural-Forms", forms.to_owned())));
    fields.push(("X-Source-Language", bitext.from.tag.as_str().replace('-', "_")));
    let mut po = format!("# {}\nmsgid \"\"\nmsgstr \"\"\n", one_line(&bitext.source.file.path));
    for (name, value) in fields {
        let _ = writeln!(po, "{}", quoted(&format!("{name}: {value}\n")));
    }
    po
}

/// gettext, section 12.6 (plural forms). No message here has a plural; editors ask for the field all the same.
fn plural_forms(language: &str) -> Option<&'static str> {
    const ONE: [&str; 8] = ["zh", "ja", "ko", "vi", "th", "id", "ms", "lo"];
    const TWO: [&str; 14] = ["en", "de", "nl", "sv", "da", "no", "nb", "nn", "it", "es", "el", "hu", "fi", "et"];
    match language {
        language if ONE.contains(&language) => Some("nplurals=1; plural=0;"),
        language if TWO.contains(&language) => Some("nplurals=2; plural=(n != 1);"),
        "fr" | "pt" => Some("nplurals=2; plural=(n > 1);"),
        _ => None,
    }
}

fn entry(
    bitext: &Bitext<'_>,
    (passage, context, text): (&Passage, &str, &Text),
    (terms, writer): (&Terms, &Writer),
    po: &mut String,
) {
    let markdown = |parts| writer.paragraph(parts).unwrap_or_else(|| plain(parts));
    po.push('\n');
    for remark in remarks(bitext, passage, terms) {
        let _ = writeln!(po, "#. {}: {}", remark.category, one_line(&remark.text));
    }
    let _ = writeln!(po, "#. {MADE}{}", digest(passage));
    let path = &bitext.source.file.path;
    // gettext: a name with spaces stands between U+2068 and U+2069.
    let path = if path.contains(' ') { format!("\u{2068}{path}\u{2069}") } else { path.clone() };
    let _ = writeln!(po, "#: {path}:{}", passage.line);
    if let (State::Stale { recorded }, false) = (&passage.state, text.target().is_empty()) {
        po.push_str("#, fuzzy\n");
        if passage.texts.len() == 1 {
            let _ = writeln!(po, "#| msgid {}", quoted(recorded.trim()));
        }
    }
    let _ = writeln!(po, "msgctxt {}", quoted(&format!("{}#{context}", bitext.work)));
    let _ = writeln!(po, "msgid {}", quoted(&markdown(text.source())));
    let target = if text.target().is_empty() { String::new() } else { markdown(text.target()) };
    let _ = writeln!(po, "msgstr {}", quoted(&target));
}

fn one_line(text: &str) -> String {
    text.split(char::is_control).collect::<Vec<_>>().join(" ")
}

/// A string of PO: the escapes of C.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if c.is_ascii_control() => {
                // Three octal digits, so that no digit that follows is read as one more.
                let _ = write!(quoted, "\\{:03o}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
