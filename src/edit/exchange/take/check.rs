//! Whether what came in belongs to a passage as it stands, and what it says.

use std::collections::BTreeMap;

use crate::base::text::Span;

use super::super::content::{Code, CodeKind, Part, codes, tidy};
use super::super::incoming::{IncomingPassage, IncomingText, Piece, Said};
use super::super::markdown::Writer;
use super::super::numbering::{Numbers, digest, number};
use super::super::passage::{Passage, Text};
use super::super::slot::Form;

/// Why a passage is not taken, and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Where in the file.
    pub at: Span,
    /// Why, in one phrase.
    pub message: String,
    /// The way out.
    pub help: String,
}

/// What came in for a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing that the document does not say.
    Same,
    /// The document has changed since the file was made, and the translator left it as it was: the document stands.
    Older,
    /// New translations, by the index of the text.
    New(Vec<(usize, Vec<Part>)>),
}

/// Holds what came in against the passage as it stands.
pub fn check(incoming: &IncomingPassage, passage: &Passage, writer: &Writer) -> Result<Verdict, Refusal> {
    let numbers = number(passage);
    let mut said: BTreeMap<usize, Heard<'_>> = BTreeMap::new();
    for text in &incoming.texts {
        let Some(target) = text.target.as_ref().filter(|target| !target.is_empty()) else { continue };
        let (at, text_of) = counterpart(text, passage)?;
        if said.contains_key(&at) {
            return Err(refused(text, format!("segment s{} is here twice", at + 1), "keep one of the two"));
        }
        let judge = Judge { text: text_of, numbers: &numbers[at], writer };
        let is_current = judge.is_of_this_source(&text.source);
        let parts = match judge.parts(target, text) {
            Err(_) if !is_current => return Err(outdated(text)),
            parts => parts?,
        };
        said.insert(at, Heard { text, parts, is_current });
    }
    let is_new =
        |(at, heard): &(&usize, &Heard<'_>)| !heard.parts.is_empty() && heard.parts != passage.texts[**at].target();
    let new: Vec<(usize, &Heard<'_>)> = said.iter().filter(is_new).map(|(at, heard)| (*at, heard)).collect();
    let Some((_, first)) = new.first() else { return Ok(Verdict::Same) };
    let has_changed = incoming.made.as_ref().is_some_and(|made| *made != digest(passage).to_string());
    if has_changed && incoming.made == Some(digest(&as_said(passage, &said)).to_string()) {
        return Ok(Verdict::Older);
    }
    if let Some(outdated_text) = said.values().find(|heard| !heard.is_current) {
        return Err(outdated(outdated_text.text));
    }
    if has_changed {
        return Err(refused(
            first.text,
            "the document has been changed since this was exported, and the translator changed it too",
            "compare the two, and write what is to stand into the document",
        ));
    }
    for (at, heard) in &new {
        if heard.text.is_fuzzy {
            return Err(refused(
                heard.text,
                "this translation is marked fuzzy, so nobody stands for it",
                "look it over, remove the mark `fuzzy`, and import the file again",
            ));
        }
        Judge { text: &passage.texts[*at], numbers: &numbers[*at], writer }.has_its_codes(&heard.parts, heard.text)?;
    }
    Ok(Verdict::New(new.into_iter().map(|(at, heard)| (at, heard.parts.clone())).collect()))
}

/// A translation that came in.
struct Heard<'a> {
    text: &'a IncomingText,
    parts: Vec<Part>,
    /// Whether its source is the document's.
    is_current: bool,
}

fn outdated(text: &IncomingText) -> Refusal {
    refused(
        text,
        "this was translated from another version of the source text",
        "export the work again, and translate what has changed since",
    )
}

/// The passage as the file has it.
fn as_said(passage: &Passage, said: &BTreeMap<usize, Heard<'_>>) -> Passage {
    let mut passage = passage.clone();
    for (at, heard) in said {
        set_target(&mut passage.texts[*at], &heard.parts);
    }
    passage
}

fn set_target(text: &mut Text, target: &[Part]) {
    match &mut text.target {
        Some(slot) => slot.content = target.to_vec(),
        None => {
            text.target = text.source.clone().map(|slot| super::super::slot::Slot { content: target.to_vec(), ..slot })
        }
    }
}

fn refused(text: &IncomingText, message: impl Into<String>, help: impl Into<String>) -> Refusal {
    Refusal { at: text.at, message: message.into(), help: help.into() }
}

/// The text of the passage that a text of the file is.
fn counterpart<'p>(text: &IncomingText, passage: &'p Passage) -> Result<(usize, &'p Text), Refusal> {
    let found = text.number.checked_sub(1).and_then(|at| Some((at, passage.texts.get(at)?)));
    found.ok_or_else(|| {
        refused(
            text,
            "this segment is none of the passage's: a tool joined or split them, or the passage has changed",
            "keep the segments as they were exported, or export the work again",
        )
    })
}

struct Judge<'a> {
    text: &'a Text,
    numbers: &'a Numbers,
    writer: &'a Writer,
}

impl Judge<'_> {
    fn is_of_this_source(&self, said: &Said) -> bool {
        match said {
            Said::Coded(pieces) => coded(pieces, self.numbers).is_ok_and(|parts| parts == self.text.source()),
            Said::Markdown(markdown) => {
                self.text.source().is_empty() && markdown.is_empty()
                    || self.writer.paragraph(self.text.source()).is_some_and(|source| source == *markdown)
            }
        }
    }

    /// What a translation says.
    fn parts(&self, said: &Said, text: &IncomingText) -> Result<Vec<Part>, Refusal> {
        match said {
            Said::Coded(pieces) => coded(pieces, self.numbers).map_err(|message| {
                refused(text, message, "copy the codes from the source, each once, as pairs that do not overlap")
            }),
            Said::Markdown(markdown) => {
                let known = codes(self.text.source()).chain(codes(self.text.target()));
                let parts = self.writer.read(markdown, Form::Paragraph, known);
                let parts = parts.ok_or_else(|| {
                    refused(
                        text,
                        "this is not the text of one paragraph in Markdown",
                        "write it on one line, and a backslash before a mark that is meant to be read: \\# \\* \\{#",
                    )
                })?;
                Ok(without_html(parts, self.text))
            }
        }
    }

    /// Every code of the source must be there once, unless the translation as it stands does without it; codes that only
    /// that one has may go.
    fn has_its_codes(&self, target: &[Part], text: &IncomingText) -> Result<(), Refusal> {
        let (source, now) = (count(self.text.source()), count(self.text.target()));
        let found = count(target);
        let is_new = self.text.target().is_empty();
        let times = |counts: &BTreeMap<&Code, usize>, code: &Code| counts.get(code).copied().unwrap_or(0);
        let complaint = source.iter().find_map(|(code, times_in_source)| {
            let wanted = if is_new { *times_in_source } else { times(&now, code).min(*times_in_source) };
            let is_missing = is_bound(code) && times(&found, code) < wanted;
            is_missing.then(|| format!("the {} is missing", code.shown()))
        });
        let complaint = complaint.or_else(|| {
            found.iter().filter(|(code, _)| is_bound(code)).find_map(|(code, has)| {
                match times(&source, code).max(times(&now, code)) {
                    0 => Some(format!("the {} is neither in the source nor in the document", code.shown())),
                    most if *has > most => Some(format!("the {} is here {has} times instead of {most}", code.shown())),
                    _ => None,
                }
            })
        });
        match complaint {
            Some(message) => Err(refused(text, message, "copy the codes from the source, each once")),
            None => Ok(()),
        }
    }
}

/// Whether a translation must have a code: lines break where the language has it, and readings are of one language.
pub fn is_bound(code: &Code) -> bool {
    !matches!(code.kind, CodeKind::Break | CodeKind::Ruby)
}

fn count(parts: &[Part]) -> BTreeMap<&Code, usize> {
    let mut counts = BTreeMap::new();
    for code in codes(parts) {
        *counts.entry(code).or_insert(0) += 1;
    }
    counts
}

/// Numbered codes as what they are.
fn coded(pieces: &[Piece], numbers: &Numbers) -> Result<Vec<Part>, String> {
    let mut parts = Vec::with_capacity(pieces.len());
    let mut open: Vec<&str> = Vec::new();
    let find = |id: &str| {
        let code = id.parse().ok().and_then(|number: u32| numbers.codes.get(&number));
        code.cloned().ok_or_else(|| format!("the code `{id}` is none of this passage's"))
    };
    for piece in pieces {
        match piece {
            Piece::Text(text) => parts.push(Part::Text(text.clone())),
            Piece::Open(id) => {
                let code = find(id)?;
                if code.end.is_empty() {
                    return Err(format!("the code `{id}` stands for a {} and holds no words", code.kind.words()));
                }
                open.push(id);
                parts.push(Part::Open(code));
            }
            Piece::Close(id) => {
                if open.pop() != Some(id.as_str()) {
                    return Err(format!("the code `{id}` ends where another one does not"));
                }
                parts.push(Part::Close);
            }
            Piece::Alone(id) => {
                let code = find(id)?;
                if !code.end.is_empty() {
                    return Err(format!("the code `{id}` stands for a {} and holds words", code.kind.words()));
                }
                parts.push(Part::Alone(code));
            }
        }
    }
    match open.pop() {
        Some(id) => Err(format!("the code `{id}` does not end")),
        None => Ok(tidy(parts)),
    }
}

/// Raw HTML that neither the source nor the document has is words of the translator.
fn without_html(parts: Vec<Part>, text: &Text) -> Vec<Part> {
    let is_known = |code: &Code| codes(text.source()).chain(codes(text.target())).any(|known| known == code);
    let as_words = |part| match part {
        Part::Alone(code) if code.kind == CodeKind::Verbatim && is_bound(&code) && !is_known(&code) => {
            Part::Text(code.start)
        }
        part => part,
    };
    tidy(parts.into_iter().map(as_words).collect())
}
