//! Drafts of commentary: notes that begin with the words they are on, as authors write them, and before the first note what
//! concerns the whole text or has found no passage.

use std::fmt::Write;

use crate::align::work::Work;
use crate::base::fold::Folded;
use crate::edit::escape::{Escaper, Escaping, escape_marks};
use crate::edit::import::yaml_text;
use crate::link::route::{encode_fragment, relative};
use crate::parse::document::{BlockKind, Document, visible_text};

use super::anchor::{Anchor, Part, Words};
use super::body::{Converted, Footnotes};

/// A draft that is to be written.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Its path below the site's folder.
    pub path: String,
    /// The key of the work that it is on.
    pub annotates: String,
    /// Its title.
    pub title: String,
    /// Ids of its authors.
    pub by: Vec<String>,
    /// Place among the commentaries of the work, if several are written.
    pub order: Option<usize>,
    /// First day.
    pub date: Option<String>,
    /// Last day of a change.
    pub revised: Option<String>,
    /// Its notes, in order.
    pub notes: Vec<DraftNote>,
}

/// A note of a draft.
#[derive(Clone, Debug, Default)]
pub struct DraftNote {
    /// The passages it is on; none for what concerns the whole text or found no passage.
    pub anchors: Vec<Anchor>,
    /// The words it was on, if they were not found.
    pub lost: Vec<String>,
    /// The id of its quotation; empty for notes without one.
    pub id: String,
    /// What it says.
    pub body: Converted,
}

/// A draft as Markdown, and the notes (by their indexes) that are on a whole passage because nothing tells their words from
/// the same words elsewhere in it.
pub fn compose(draft: &Draft, works: &[&Work], escaper: &Escaper) -> (String, Vec<usize>) {
    let mut text = front(draft);
    let mut footnotes = Footnotes::default();
    let mut widened = Vec::new();
    let (on_passages, on_all): (Vec<_>, Vec<_>) =
        draft.notes.iter().enumerate().partition(|(_, note)| !note.anchors.is_empty());
    for (at, note) in on_all.into_iter().chain(on_passages) {
        for lost in &note.lost {
            let lines = lost.lines().map(str::trim).filter(|line| !line.is_empty());
            let paragraphs: Vec<String> = lines.map(|line| format!("> {}", escaper.paragraph(line))).collect();
            push(&mut text, &paragraphs.join("\n>\n"));
        }
        if !note.anchors.is_empty() {
            let mut writer = Quotation { path: &draft.path, works, is_widened: false };
            let quotation = writer.quotation(&note.anchors);
            push(&mut text, &format!("> {quotation}\n\n{{#{}}}", note.id));
            widened.extend(writer.is_widened.then_some(at));
        }
        push(&mut text, &footnotes.take(&note.body));
    }
    for (label, words) in &footnotes.all {
        push(&mut text, &format!("[^{label}]: {words}"));
    }
    (text, widened)
}

fn push(text: &mut String, block: &str) {
    if !block.is_empty() {
        text.push('\n');
        text.push_str(block);
        text.push('\n');
    }
}

fn front(draft: &Draft) -> String {
    let mut text =
        format!("---\ntitle: {}\ndraft: true\nannotates: {}\n", yaml_text(&draft.title), yaml_text(&draft.annotates));
    // Writing to a string cannot fail.
    if !draft.by.is_empty() {
        let _ = writeln!(text, "by: [{}]", draft.by.iter().map(|id| yaml_text(id)).collect::<Vec<_>>().join(", "));
    }
    if let Some(order) = draft.order {
        let _ = writeln!(text, "order: {order}");
    }
    for (key, day) in [("date", &draft.date), ("revised", &draft.revised)] {
        if let Some(day) = day {
            let _ = writeln!(text, "{key}: {day}");
        }
    }
    text.push_str("---\n");
    text
}

struct Quotation<'a> {
    path: &'a str,
    works: &'a [&'a Work],
    /// Whether words became their whole passage.
    is_widened: bool,
}

impl Quotation<'_> {
    /// The line that opens a note.
    fn quotation(&mut self, anchors: &[Anchor]) -> String {
        let mut line = String::new();
        for anchor in anchors {
            let work = self.works[anchor.work];
            let Some(document) = work.document(anchor.language) else { continue };
            let mut pieces = Vec::new();
            match &anchor.part {
                Part::Whole => {}
                Part::Unit(unit) => pieces.push(self.section(work, document, *unit)),
                Part::Words(all) => pieces.extend(all.iter().map(|words| self.words(work, document, words))),
            }
            for piece in pieces {
                if !line.is_empty() && !line.ends_with('…') && !piece.starts_with('…') {
                    line.push_str("……");
                }
                // One ellipsis stands for what is left out between two places.
                let piece =
                    if line.ends_with("……") { piece.strip_prefix("……").unwrap_or(&piece) } else { &piece };
                line.push_str(piece);
            }
        }
        line
    }

    fn address(&self, work: &Work, document: &Document, unit: usize) -> String {
        let id = &work.units[unit].id;
        let is_plain = id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
        let fragment = if is_plain { id.to_string() } else { encode_fragment(id) };
        format!("{}#{fragment}", relative(self.path, &document.path))
    }

    /// A whole passage, by its first words.
    fn section(&self, work: &Work, document: &Document, unit: usize) -> String {
        const FIRST: usize = 20;
        let block = work.blocks(&work.units[unit], document.language).next();
        let words = block.map_or_else(String::new, |block| match &block.kind {
            BlockKind::Heading(_, inlines) => visible_text(inlines).into_owned(),
            _ => block.visible_text().lines().next().unwrap_or_default().chars().take(FIRST).collect(),
        });
        format!("[§ {}]({})", marked(words.trim()), self.address(work, document, unit))
    }

    /// Words with as much around them as tells them from the same words in their passage.
    fn words(&mut self, work: &Work, document: &Document, words: &Words) -> String {
        let text = document.blocks[words.block].visible_text();
        let range = &words.range;
        let unit = &work.units[words.unit];
        let blocks: Vec<String> = work.blocks(unit, document.language).map(|block| block.visible_text()).collect();
        let Some((from, to)) = around(&text, range, &blocks) else {
            self.is_widened = true;
            return self.section(work, document, words.unit);
        };
        let line = |part: &str| marked(&Folded::spaces(part).text);
        let open = if text[..from].trim().is_empty() { "" } else { "……" };
        let close = if text[to..].trim().is_empty() { "" } else { "……" };
        let (before, quoted, after) =
            (line(&text[from..range.start]), line(&text[range.clone()]), line(&text[range.end..to]));
        format!("{open}{before}[{quoted}]({}){after}{close}", self.address(work, document, words.unit))
    }
}

/// Where a quotation begins and ends so that its words have one place in the passage; `None` if they never do. What is quoted
/// around them does not reach beyond a line or an ellipsis, where link cuts it.
fn around(text: &str, range: &std::ops::Range<usize>, blocks: &[String]) -> Option<(usize, usize)> {
    let needle = Folded::spaces(&text[range.clone()]).text.into_owned();
    let passages: Vec<String> = blocks.iter().map(|block| Folded::spaces(block).text.into_owned()).collect();
    let places: Vec<(usize, std::ops::Range<usize>)> = passages
        .iter()
        .enumerate()
        .flat_map(|(at, passage)| {
            passage.match_indices(needle.as_str()).map(move |(start, words)| (at, start..start + words.len()))
        })
        .collect();
    if places.len() <= 1 {
        return Some((range.start, range.end));
    }
    let is_cut = |c: char| matches!(c, '…' | '⋯' | '\n');
    let (mut from, mut to) = (range.start, range.end);
    loop {
        let before = text[..from].chars().next_back().filter(|c| !is_cut(*c));
        let after = text[to..].chars().next().filter(|c| !is_cut(*c));
        if before.is_none() && after.is_none() {
            return None;
        }
        from -= before.map_or(0, char::len_utf8);
        to += after.map_or(0, char::len_utf8);
        let (before, after) = (
            Folded::spaces(text[from..range.start].trim_start()).text.into_owned(),
            Folded::spaces(text[range.end..to].trim_end()).text.into_owned(),
        );
        let fits = |(at, place): &&(usize, std::ops::Range<usize>)| {
            let passage = &passages[*at];
            passage[..place.start].ends_with(&before) && passage[place.end..].starts_with(&after)
        };
        if places.iter().filter(fits).count() == 1 {
            return Some((from, to));
        }
    }
}

/// Words as a part of a line of Markdown.
fn marked(words: &str) -> String {
    let has_marks =
        words.contains(['[', ']', '`', '*', '_', '~', '<', '>', '&', '\\', '{', '|', '#', '!', '＊', '｛', '＃']);
    if has_marks { escape_marks(words, &Escaping::Punctuation) } else { words.to_owned() }
}
