//! A bitext as XLIFF: one unit a passage, one segment a text.
//!
//! Lists and tables are units of several segments that no tool may join or split, so that their structure stays the
//! document's. Every mark is a code with its Markdown as original data. States: without a translation `initial`; stale
//! `initial` with the old translation and `taiyaku:stale`; unrecorded `translated`; current `final`.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::align::state::State;

use super::super::content::{Code, CodeKind, Part};
use super::super::notes::{Terms, remarks};
use super::super::numbering::{Numbers, digest, number};
use super::super::passage::{Bitext, Passage, Place, Text};
use super::{NAMESPACE, OURS};

/// The whole file.
pub fn write(bitext: &Bitext<'_>, terms: &Terms) -> String {
    let mut xml = String::with_capacity(bitext.source.file.text.len() * 3);
    let _ = writeln!(
        xml,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff xmlns=\"{NAMESPACE}\" xmlns:taiyaku=\"{OURS}\" version=\"2.1\" srcLang=\"{}\" trgLang=\"{}\">",
        bitext.from.tag, bitext.to.tag
    );
    let _ = writeln!(
        xml,
        "  <file id=\"{}\" original=\"{}\">",
        attribute(&name_token(&bitext.work)),
        attribute(&bitext.source.file.path)
    );
    for passage in &bitext.passages {
        unit(bitext, passage, terms, &mut xml);
    }
    xml.push_str("  </file>\n</xliff>\n");
    xml
}

/// A work's key as an XML name token: its slashes are none.
fn name_token(key: &str) -> String {
    key.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '.' }).collect()
}

fn unit(bitext: &Bitext<'_>, passage: &Passage, terms: &Terms, xml: &mut String) {
    let is_open = passage.has_words() && passage.joined.is_none();
    let translate = if is_open { "" } else { " translate=\"no\"" };
    let _ = writeln!(
        xml,
        "    <unit id=\"{}\" canResegment=\"no\"{translate} taiyaku:made=\"{}\">",
        attribute(&passage.id),
        digest(passage)
    );
    let remarks = remarks(bitext, passage, terms);
    if !remarks.is_empty() {
        xml.push_str("      <notes>\n");
        for remark in remarks {
            let _ = writeln!(
                xml,
                "        <note category=\"{}\">{}</note>",
                remark.category,
                escape(&remark.text, Context::Words)
            );
        }
        xml.push_str("      </notes>\n");
    }
    let mut data = Data::default();
    let mut segments = String::new();
    let numbers = number(passage);
    let mut is_empty = true;
    for (at, text) in passage.spoken() {
        is_empty = false;
        segment((at, text, &numbers[at - 1]), &passage.state, &mut data, &mut segments);
    }
    if is_empty {
        let reference = data.reference(&markdown_of(bitext, passage));
        let _ = writeln!(
            segments,
            "      <segment id=\"s1\">\n        <source xml:space=\"preserve\"><ph id=\"1\" dataRef=\"{reference}\" type=\"other\"/></source>\n      </segment>"
        );
    }
    data.write(xml);
    xml.push_str(&segments);
    xml.push_str("    </unit>\n");
}

/// The Markdown of a passage without words.
fn markdown_of(bitext: &Bitext<'_>, passage: &Passage) -> String {
    let Place::Unit { source, .. } = &passage.place else { return String::new() };
    let spans = source.iter().map(|&at| bitext.source.document.blocks[at].span);
    spans.map(|span| &bitext.source.file.text[span.range()]).collect::<Vec<_>>().join("\n\n")
}

fn segment((at, text, numbers): (usize, &Text, &Numbers), state: &State, data: &mut Data, xml: &mut String) {
    let state = match state {
        _ if text.target().is_empty() => "initial",
        State::Current => "final",
        State::Stale { .. } => "initial\" subState=\"taiyaku:stale",
        State::Source | State::Unrecorded | State::Missing => "translated",
    };
    let _ = writeln!(xml, "      <segment id=\"s{at}\" state=\"{state}\">");
    xml.push_str("        <source xml:space=\"preserve\">");
    inlines(text.source(), &numbers.source, data, xml);
    xml.push_str("</source>\n");
    if !text.target().is_empty() {
        xml.push_str("        <target xml:space=\"preserve\">");
        inlines(text.target(), &numbers.target, data, xml);
        xml.push_str("</target>\n");
    }
    xml.push_str("      </segment>\n");
}

fn inlines(parts: &[Part], numbers: &[u32], data: &mut Data, xml: &mut String) {
    let mut numbers = numbers.iter();
    for part in parts {
        match part {
            Part::Text(text) => xml.push_str(&escape(text, Context::Inline)),
            Part::Close => xml.push_str("</pc>"),
            Part::Open(code) => {
                let id = numbers.next().copied().unwrap_or_default();
                let (start, end) = (data.reference(&code.start), data.reference(&code.end));
                let _ = write!(
                    xml,
                    "<pc id=\"{id}\" canCopy=\"no\" canDelete=\"no\" dataRefEnd=\"{end}\" dataRefStart=\"{start}\"{}>",
                    kind(code)
                );
            }
            Part::Alone(code) => {
                let id = numbers.next().copied().unwrap_or_default();
                let reference = data.reference(&code.start);
                let _ = write!(
                    xml,
                    "<ph id=\"{id}\" canCopy=\"no\" canDelete=\"no\" dataRef=\"{reference}\" equiv=\"{}\"{}/>",
                    attribute(&equivalent(code)),
                    kind(code)
                );
            }
        }
    }
}

/// What a code means to tools that show it (section 4.3.1: type, subType).
fn kind(code: &Code) -> &'static str {
    match code.kind {
        CodeKind::Emphasis => " subType=\"xlf:i\" type=\"fmt\"",
        CodeKind::Strong => " subType=\"xlf:b\" type=\"fmt\"",
        CodeKind::Strikethrough => " type=\"fmt\"",
        CodeKind::Break => " subType=\"xlf:lb\" type=\"fmt\"",
        CodeKind::Link | CodeKind::Footnote => " type=\"link\"",
        CodeKind::Image => " type=\"image\"",
        CodeKind::Code | CodeKind::Ruby | CodeKind::Verbatim => " type=\"other\"",
    }
}

/// What stands for a code where only words are shown.
fn equivalent(code: &Code) -> String {
    match code.kind {
        CodeKind::Break => " ".into(),
        CodeKind::Code => code.start.trim_matches('`').into(),
        CodeKind::Footnote => String::new(),
        _ => code.start.clone(),
    }
}

/// The original data of a unit: each text once.
#[derive(Default)]
struct Data(BTreeMap<String, usize>);

impl Data {
    fn reference(&mut self, text: &str) -> String {
        let next = self.0.len() + 1;
        format!("d{}", self.0.entry(text.to_owned()).or_insert(next))
    }

    fn write(&self, xml: &mut String) {
        if self.0.is_empty() {
            return;
        }
        let mut all: Vec<(&String, &usize)> = self.0.iter().collect();
        all.sort_by_key(|(_, number)| **number);
        xml.push_str("      <originalData>\n");
        for (text, number) in all {
            let _ = writeln!(xml, "        <data id=\"d{number}\">{}</data>", escape(text, Context::Inline));
        }
        xml.push_str("      </originalData>\n");
    }
}

/// What may stand in for a character that XML lacks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Context {
    /// A `cp` element (section 4.2.3).
    Inline,
    /// Nothing but characters.
    Words,
}

fn attribute(text: &str) -> String {
    escape(text, Context::Words).replace('"', "&quot;").replace('\n', "&#10;").replace('\t', "&#9;")
}

fn escape(text: &str, context: Context) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\r' => escaped.push_str("&#13;"),
            c if is_of_xml(c) => escaped.push(c),
            c if context == Context::Inline => {
                let _ = write!(escaped, "<cp hex=\"{:04X}\"/>", u32::from(c));
            }
            _ => escaped.push('\u{fffd}'),
        }
    }
    escaped
}

/// XML 1.0, section 2.2: the characters that a document may hold.
pub fn is_of_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..)
}
