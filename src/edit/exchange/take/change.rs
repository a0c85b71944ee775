//! What is to be written for a passage, where, and what the document then says.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::text::Span;
use crate::parse::document::{Block, Document};
use crate::parse::front_matter;

use super::super::content::{Code, CodeKind, Part, codes};
use super::super::markdown::Writer;
use super::super::passage::{Bitext, Edition, Passage, Place};
use super::super::slot::{Print, Slot, continuation, print};
use super::page::{Page, SlotAt, forget};

/// A piece of the document that is replaced; an empty range is an insertion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    /// Bytes of the document.
    pub range: Range<usize>,
    /// What comes first where several begin at one byte.
    pub order: Order,
    /// What may stand there, the most readable first; never empty.
    pub candidates: Vec<String>,
}

/// What comes first where an empty document gets both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Order {
    /// Passages.
    Body,
    /// Footnotes.
    Foot,
}

/// What is written for a passage.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// The pieces, in any order.
    pub splices: Vec<Splice>,
    /// Texts that then say something else.
    pub said: Vec<(SlotAt, Vec<Part>)>,
    /// Blocks that then stand after the block of that index (`None`: first), in order.
    pub blocks: Vec<(Option<usize>, Print)>,
    /// Footnotes that are new.
    pub notes: Vec<(String, Vec<Print>)>,
    /// How often the new blocks may be complained of, by rule: as often as the source's.
    pub allowed: BTreeMap<&'static str, usize>,
}

/// A passage that came in.
pub struct Arrival<'a> {
    /// The passage.
    pub passage: &'a Passage,
    /// Its new texts, by their indexes.
    pub texts: BTreeMap<usize, Vec<Part>>,
    /// Where it stands in the file.
    pub at: Span,
}

/// A place in the source, and the ways to write what goes there.
type Piece = (Range<usize>, Vec<String>);

/// Why a change cannot be made, and the way out.
pub type Unfit = (String, String);

/// Makes changes for the documents of a bitext.
pub struct Maker<'a> {
    bitext: &'a Bitext<'a>,
    target: &'a Edition,
    writer: &'a Writer,
    newline: &'static str,
    /// Where the first block of the document goes.
    body: usize,
}

impl<'a> Maker<'a> {
    /// For changes of the document `target`.
    pub fn new(bitext: &'a Bitext<'a>, target: &'a Edition, writer: &'a Writer) -> Self {
        let text = &target.file.text;
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let after_title = match &target.document.meta.title {
            None if !target.document.title.is_empty() => target.document.title_span.end as usize,
            _ => 0,
        };
        let front = front_matter::find(text).map_or(0, |front| front.end);
        let body = after_title.max(front);
        Self { bitext, target, writer, newline, body: line_start_after(text, body) }
    }

    /// New texts in a passage that the document has.
    pub fn rewrite(&self, arrival: &Arrival<'_>) -> Result<Change, Unfit> {
        let mut change = Change::default();
        for (&at, parts) in &arrival.texts {
            let slot = arrival.passage.texts[at].target.as_ref();
            let Some((slot, range)) = slot.and_then(|slot| Some((slot, slot.range.clone()?))) else {
                return Err((
                    format!("the document has no place for segment s{}", at + 1),
                    format!("add the item, row or paragraph to {} by hand", self.bitext.target_path),
                ));
            };
            let candidates = self.candidates(parts, slot, &continuation(&self.target.file.text, range.start))?;
            change.splices.push(Splice { range, order: Order::Body, candidates });
            change.said.push((self.slot_at(arrival.passage, at), parts.clone()));
        }
        Ok(change)
    }

    fn slot_at(&self, passage: &Passage, at: usize) -> SlotAt {
        let locate = |blocks: &[&Block]| {
            let mut left = at;
            for (place, block) in blocks.iter().enumerate() {
                let count = print(block, &self.target.file.text).slots.len();
                if left < count {
                    return (place, left);
                }
                left -= count;
            }
            (blocks.len(), 0)
        };
        let document = &self.target.document;
        match &passage.place {
            Place::Title => SlotAt::Title,
            Place::Unit { target, .. } => {
                let blocks: Vec<&Block> = target.iter().map(|&block| &document.blocks[block]).collect();
                let (place, slot) = locate(&blocks);
                SlotAt::Block(target.get(place).copied().unwrap_or(usize::MAX), slot)
            }
            Place::Footnote { target, .. } => {
                let note = &document.footnotes[target.unwrap_or_default()];
                let (block, slot) = locate(&note.blocks.iter().collect::<Vec<_>>());
                SlotAt::Note(note.label.to_string(), block, slot)
            }
        }
    }

    fn candidates(&self, parts: &[Part], slot: &Slot, before: &str) -> Result<Vec<String>, Unfit> {
        let candidates = self.writer.candidates(parts, slot.form, before);
        if candidates.is_empty() {
            return Err((
                "this cannot be written in Markdown where it is to stand".into(),
                format!(
                    "write it into {} by hand; a title in the front matter carries no codes",
                    self.bitext.target_path
                ),
            ));
        }
        Ok(candidates.into_iter().map(|text| self.with_newlines(&text)).collect())
    }

    fn with_newlines(&self, text: &str) -> String {
        let text = text.replace("\r\n", "\n");
        if self.newline == "\n" { text } else { text.replace('\n', self.newline) }
    }

    /// A passage that the document lacks: the blocks of the source with the words of the translation.
    pub fn insert(&self, arrival: &Arrival<'_>) -> Result<Change, Unfit> {
        let passage = arrival.passage;
        let Place::Unit { source, after, .. } = &passage.place else { return self.note(arrival) };
        if passage.has_words() && !passage.is_explicit {
            return Err((
                "this passage has no id of its own, so its place cannot be told".into(),
                "run `taiyaku ids`, export the work again, and take the translation over".into(),
            ));
        }
        let mut change = Change::default();
        let mut texts = passage.texts.iter().enumerate();
        for &at in source {
            let block = &self.bitext.source.document.blocks[at];
            let count = print(block, &self.bitext.source.file.text).slots.len();
            let words = self.words(texts.by_ref().take(count).map(|(at, _)| at), arrival)?;
            let (print, markdowns) = self.block(block, &words)?;
            self.put(*after, markdowns, &mut change.splices);
            change.blocks.push((*after, print));
            self.allow(block.span, &mut change.allowed);
        }
        Ok(change)
    }

    /// The new texts of some slots of the source, in order; all that say something must be there.
    fn words(&self, slots: impl Iterator<Item = usize>, arrival: &Arrival<'_>) -> Result<Vec<Vec<Part>>, Unfit> {
        let mut words = Vec::new();
        for at in slots {
            match arrival.texts.get(&at) {
                Some(parts) => words.push(parts.clone()),
                None if arrival.passage.texts[at].source().is_empty() => words.push(Vec::new()),
                None => {
                    return Err((
                        format!("segment s{} has no translation, and a passage is taken whole", at + 1),
                        "translate all segments of the passage".into(),
                    ));
                }
            }
        }
        Ok(words)
    }

    /// A block of the source with other words: what it then is, and the ways to write it.
    fn block(&self, block: &Block, words: &[Vec<Part>]) -> Result<(Print, Vec<String>), Unfit> {
        let source = &*self.bitext.source.file.text;
        let mut wanted = print(block, source);
        wanted.id = block.id.as_deref().map(plain_id).unwrap_or_default();
        let (pieces, most) = self.pieces(&mut wanted, words)?;
        let (start, end) = (line_start(source, block.span.start as usize), end_of(source, block));
        let id = block.id.as_ref().map(|id| (id.span.range(), format!("{{#{}}}", plain_id(id))));
        let way = |way: usize| {
            let mut pieces: Vec<(Range<usize>, &str)> =
                pieces.iter().map(|(range, ways)| (range.clone(), &*ways[way.min(ways.len() - 1)])).collect();
            pieces.extend(id.iter().map(|(range, words)| (range.clone(), words.as_str())));
            self.with_newlines(&with_pieces(source, start..end, pieces))
        };
        let markdowns = (0..most).map(way).collect();
        Ok((forget(wanted), markdowns))
    }

    /// Where new words go in the source, with the ways to write each, and the most ways of any. The print then says them.
    fn pieces(&self, wanted: &mut Print, words: &[Vec<Part>]) -> Result<(Vec<Piece>, usize), Unfit> {
        let (mut pieces, mut most) = (Vec::new(), 1);
        for (slot, words) in wanted.slots.iter_mut().zip(words) {
            if let Some(range) = slot.range.clone() {
                let before = continuation(&self.bitext.source.file.text, range.start);
                let candidates = self.candidates(words, slot, &before)?;
                most = most.max(candidates.len());
                pieces.push((range, candidates));
            }
            slot.content.clone_from(words);
        }
        Ok((pieces, most))
    }

    fn note(&self, arrival: &Arrival<'_>) -> Result<Change, Unfit> {
        let Place::Footnote { source: at, .. } = arrival.passage.place else { return Ok(Change::default()) };
        let source = &*self.bitext.source.file.text;
        let note = &self.bitext.source.document.footnotes[at];
        let mut words = self.words(0..arrival.passage.texts.len(), arrival)?.into_iter();
        let (mut prints, mut all, mut most) = (Vec::new(), Vec::new(), 1);
        for block in &note.blocks {
            let mut wanted = print(block, source);
            let here: Vec<Vec<Part>> = words.by_ref().take(wanted.slots.len()).collect();
            let (pieces, ways) = self.pieces(&mut wanted, &here)?;
            all.extend(pieces);
            most = most.max(ways);
            prints.push(forget(wanted));
        }
        let (start, end) = (line_start(source, note.span.start as usize), note.span.end as usize);
        let end = start + source[start..end].trim_end().len();
        let way = |way: usize| {
            let pieces = all.iter().map(|(range, ways)| (range.clone(), &*ways[way.min(ways.len() - 1)])).collect();
            self.with_newlines(&with_pieces(source, start..end, pieces))
        };
        let mut change = Change { notes: vec![(note.label.to_string(), prints)], ..Change::default() };
        self.allow(note.span, &mut change.allowed);
        let text = &*self.target.file.text;
        let gap = if text.ends_with(['\n', '\r']) { self.newline.to_owned() } else { self.newline.repeat(2) };
        let candidates = (0..most).map(|at| format!("{gap}{}{}", way(at), self.newline)).collect();
        change.splices.push(Splice { range: text.len()..text.len(), order: Order::Foot, candidates });
        Ok(change)
    }

    fn put(&self, after: Option<usize>, markdowns: Vec<String>, splices: &mut Vec<Splice>) {
        let (text, newline) = (&*self.target.file.text, self.newline);
        let at = match after {
            Some(after) => line_end(text, end_of(text, &self.target.document.blocks[after])),
            None => self.body,
        };
        let is_line_start = at == 0 || text[..at].ends_with(['\n', '\r']);
        let rest = if is_line_start { &text[at..] } else { after_newline(&text[at..]) };
        let is_followed = !rest.split(['\n', '\r']).next().unwrap_or_default().trim().is_empty();
        let above = match (after, is_line_start) {
            (None, true) if at == 0 => String::new(),
            (None, true) => newline.to_owned(),
            _ => newline.repeat(2),
        };
        let below = newline.repeat(usize::from(is_line_start) + usize::from(is_followed));
        let candidates = markdowns.into_iter().map(|markdown| format!("{above}{markdown}{below}")).collect();
        splices.push(Splice { range: at..at, order: Order::Body, candidates });
    }

    /// What is complained of in the source is not the translator's.
    fn allow(&self, span: Span, allowed: &mut BTreeMap<&'static str, usize>) {
        for complaint in self.bitext.source.complaints.iter() {
            let is_within = complaint.place().is_some_and(|place| (span.start..span.end).contains(&place.start));
            if is_within {
                *allowed.entry(complaint.rule.name).or_insert(0) += 1;
            }
        }
    }

    /// The labels of footnotes that a change refers to and the document lacks.
    pub fn missing_notes(&self, change: &Change) -> Vec<String> {
        let said = change.said.iter().map(|(_, parts)| parts);
        let new = change.blocks.iter().flat_map(|(_, print)| &print.slots).map(|slot| &slot.content);
        let labels = said.chain(new).flat_map(|parts| codes(parts)).filter_map(label_of);
        let is_here = |document: &Document, label: &str| document.footnotes.iter().any(|note| note.label == label);
        let mut missing: Vec<String> =
            labels.filter(|label| !is_here(&self.target.document, label)).map(str::to_owned).collect();
        missing.sort();
        missing.dedup();
        missing
    }
}

fn label_of(code: &Code) -> Option<&str> {
    let is_note = code.kind == CodeKind::Footnote;
    is_note.then(|| code.start.trim_start_matches("[^").trim_end_matches(']'))
}

/// An id without what only its own document means: `with` and `only`.
fn plain_id(id: &crate::parse::document::UnitId) -> String {
    match &id.of {
        Some(host) => format!("{} of={host}", id.name),
        None => id.name.to_string(),
    }
}

fn with_pieces(source: &str, within: Range<usize>, mut pieces: Vec<(Range<usize>, &str)>) -> String {
    pieces.sort_by_key(|(range, _)| range.start);
    let mut text = String::new();
    let mut from = within.start;
    for (range, words) in pieces {
        if range.start < from || range.end > within.end {
            continue;
        }
        text.push_str(&source[from..range.start]);
        text.push_str(words);
        from = range.end;
    }
    text.push_str(&source[from..within.end]);
    text
}

/// The end of a block's words, its id included.
fn end_of(text: &str, block: &Block) -> usize {
    let span = block.span.range();
    let end = span.start + text[span].trim_end().len();
    block.id.as_ref().map_or(end, |id| end.max(id.span.end as usize))
}

/// The start of the line of `at`, if only indentation stands before it.
fn line_start(text: &str, at: usize) -> usize {
    let indentation = text[..at].len() - text[..at].trim_end_matches([' ', '\t']).len();
    let start = at - indentation;
    if start == 0 || text[..start].ends_with(['\n', '\r']) { start } else { at }
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find(['\n', '\r']).map_or(text.len(), |end| at + end)
}

fn after_newline(text: &str) -> &str {
    text.strip_prefix("\r\n").or_else(|| text.strip_prefix(['\n', '\r'])).unwrap_or(text)
}

fn line_start_after(text: &str, at: usize) -> usize {
    if at == 0 || text[..at].ends_with('\n') {
        return at;
    }
    let end = line_end(text, at);
    end + (text[end..].len() - after_newline(&text[end..]).len())
}

/// The page that a document is after these changes.
pub fn changed(page: &Page, changes: &[&Change]) -> Page {
    let mut page = page.clone();
    for (at, parts) in changes.iter().flat_map(|change| &change.said) {
        if let Some(slot) = page.slot_mut(at) {
            slot.content.clone_from(parts);
        }
    }
    let mut new: BTreeMap<Option<usize>, Vec<Print>> = BTreeMap::new();
    for (after, print) in changes.iter().flat_map(|change| &change.blocks) {
        new.entry(*after).or_default().push(print.clone());
    }
    if !new.is_empty() {
        let mut blocks = new.remove(&None).unwrap_or_default();
        for (at, print) in std::mem::take(&mut page.blocks).into_iter().enumerate() {
            blocks.push(print);
            blocks.extend(new.remove(&Some(at)).unwrap_or_default());
        }
        page.blocks = blocks;
    }
    page.notes.extend(changes.iter().flat_map(|change| change.notes.clone()));
    page
}
