//! What annotations say, as Markdown that a note can hold. Markdown stays as it is written if it is read here without a
//! complaint; else, and for HTML, its blocks are written anew, and what a note cannot hold becomes what it can: headings
//! become strong words, links in quotations their words, pictures of other hosts links. No word is lost.

use std::collections::BTreeMap;
use std::ops::Range;

use arcstr::Substr;

use crate::base::rule::{HALFWIDTH_PUNCTUATION, SPACED_LATIN};
use crate::base::text::{FileId, SourceFile};
use crate::edit::docx::tidy::tidy;
use crate::edit::escape::{Escaper, Escaping, escape_marks};
use crate::edit::markdown;
use crate::parse;
use crate::parse::document::{Block, BlockKind, Document, Image, Inline, InlineKind, Link, each_inline};
use crate::parse::reference::Destination;

use super::html;
use super::read::{Body, Form};

/// A body as Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Converted {
    /// Its blocks.
    pub markdown: String,
    /// Its footnotes, by their labels.
    pub footnotes: Vec<(String, String)>,
}

/// The footnotes of a draft: notes that have the same label for others get labels of their own.
#[derive(Clone, Debug, Default)]
pub struct Footnotes {
    /// By label.
    pub all: BTreeMap<String, String>,
    /// The label of each footnote of a note, by its own label and its words.
    given: BTreeMap<(String, String), String>,
    /// How often each label was asked for.
    counts: BTreeMap<String, usize>,
}

impl Footnotes {
    /// The blocks of a note, with labels that mean its footnotes alone.
    pub fn take(&mut self, note: &Converted) -> String {
        let mut text = note.markdown.clone();
        for (label, words) in &note.footnotes {
            let key = (label.clone(), words.clone());
            let new = self.given.get(&key).cloned().unwrap_or_else(|| self.free(label));
            if new != *label {
                text = text.replace(&format!("[^{label}]"), &format!("[^{new}]"));
            }
            self.given.insert(key, new.clone());
            self.all.insert(new, words.clone());
        }
        text
    }

    fn free(&mut self, label: &str) -> String {
        loop {
            let count = self.counts.entry(label.to_owned()).or_default();
            *count += 1;
            let new = if *count == 1 { label.to_owned() } else { format!("{label}-{count}") };
            if !self.all.contains_key(&new) {
                return new;
            }
        }
    }
}

/// Where an address leads in this site, as a document writes it; `None` for other places.
pub type Lead<'a> = &'a dyn Fn(&str) -> Option<String>;

/// All bodies of an annotation, one below the other.
pub fn convert(bodies: &[Body], escaper: &Escaper, lead: Lead<'_>) -> Converted {
    let mut all = Converted::default();
    for body in bodies {
        let text = body.text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}");
        let converted = match body.form {
            Form::Plain => Converted { markdown: lines(&text, escaper), footnotes: Vec::new() },
            Form::Markdown => of_markdown(&text, escaper, lead),
            Form::Html => of_blocks(html::blocks(&text, lead), escaper),
        };
        if !all.markdown.is_empty() && !converted.markdown.is_empty() {
            all.markdown.push_str("\n\n");
        }
        all.markdown.push_str(&converted.markdown);
        all.footnotes.extend(converted.footnotes);
    }
    all
}

/// Every line a paragraph of its words.
pub fn lines(text: &str, escaper: &Escaper) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let paragraph = |line: &str| match is_deep(line) {
        true => escape_marks(line, &Escaping::Punctuation),
        false => escaper.paragraph(line),
    };
    lines.map(paragraph).collect::<Vec<_>>().join("\n\n")
}

/// Whether a line opens more quotations and lists inside one another than anybody means; reading them takes long.
fn is_deep(line: &str) -> bool {
    const DEEPEST: usize = 30;
    let opening = line.bytes().take_while(|byte| b"> \t-+*.)0123456789".contains(byte));
    opening.filter(|byte| b"> ".contains(byte)).count() > 2 * DEEPEST
}

fn of_markdown(text: &str, escaper: &Escaper, lead: Lead<'_>) -> Converted {
    let text = text.trim_matches('\n');
    if text.lines().any(is_deep) {
        return Converted { markdown: lines(text, escaper), footnotes: Vec::new() };
    }
    let Some((document, _)) = read(text, escaper) else {
        return Converted { markdown: lines(text, escaper), footnotes: Vec::new() };
    };
    let led = with_links(text, &document, lead);
    let as_written = read(&led, escaper).filter(|(document, is_fine)| *is_fine && document.blocks.iter().all(is_held));
    match as_written {
        Some((document, _)) => without_footnotes(&led, &document),
        None => match read(&led, escaper) {
            Some((document, _)) => {
                let mut blocks = document.blocks.into_vec();
                for footnote in document.footnotes {
                    blocks.extend(footnote.blocks);
                }
                of_blocks(blocks, escaper)
            }
            None => Converted { markdown: lines(&led, escaper), footnotes: Vec::new() },
        },
    }
}

/// What stands before a text that is read as a document.
const FRONT: &str = "---\ntitle: x\n---\n\n";

/// A text as a document, and whether nothing but its words is complained of.
fn read(text: &str, escaper: &Escaper) -> Option<(Document, bool)> {
    let file = SourceFile::new(FileId(0), "content/x/x.md".into(), format!("{FRONT}{text}\n"));
    let (document, complaints) = parse::document(&file, escaper.config());
    let is_fine = complaints.iter().all(|complaint| [&SPACED_LATIN, &HALFWIDTH_PUNCTUATION].contains(&complaint.rule));
    document.map(|document| (document, is_fine))
}

/// Whether a note can hold a block as it is: no heading, no link in a quotation, no picture of another host, no id.
fn is_held(block: &Block) -> bool {
    let mut is_held = block.id.is_none();
    block.each_text(&mut |inlines| {
        each_inline(inlines, &mut |inline| {
            is_held &= match &inline.kind {
                InlineKind::Image(image) => {
                    !matches!(image.destination, Destination::External(_) | Destination::Unsafe(_))
                }
                InlineKind::Link(link) => !matches!(link.destination, Destination::Unsafe(_)),
                _ => true,
            };
        });
    });
    is_held && !has_linked_quotation(block) && !matches!(block.kind, BlockKind::Heading(..))
}

fn has_linked_quotation(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Quotation(_) => {
            let mut has_link = false;
            block.each_text(&mut |inlines| {
                each_inline(inlines, &mut |inline| has_link |= matches!(inline.kind, InlineKind::Link(_)));
            });
            has_link
        }
        BlockKind::List { items, .. } => items.iter().flat_map(|item| &item.blocks).any(has_linked_quotation),
        _ => false,
    }
}

/// The text with addresses of this site as its documents write them.
fn with_links(text: &str, document: &Document, lead: Lead<'_>) -> String {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let blocks = document.blocks.iter().chain(document.footnotes.iter().flat_map(|footnote| &footnote.blocks));
    for block in blocks {
        block.each_text(&mut |inlines| {
            each_inline(inlines, &mut |inline| {
                let Some((range, address)) = written_address(&document.source, inline) else { return };
                if let Some(new) = lead(address) {
                    edits.push((range.start - FRONT.len()..range.end - FRONT.len(), new));
                }
            });
        });
    }
    edits.sort_by_key(|(range, _)| range.start);
    let (mut led, mut at) = (String::with_capacity(text.len()), 0);
    for (range, new) in edits.iter().filter(|(range, _)| range.end <= text.len()) {
        led.push_str(&text[at..range.start]);
        led.push_str(new);
        at = range.end;
    }
    led.push_str(&text[at..]);
    led
}

/// The address of a link or a picture as it stands in the source, with its place.
fn written_address<'a>(source: &'a str, inline: &Inline) -> Option<(Range<usize>, &'a str)> {
    let span = inline.span.range();
    let inner = match &inline.kind {
        InlineKind::Link(link) => link.inlines.last()?.span.range().end,
        InlineKind::Image(_) => span.start,
        _ => return None,
    };
    let tail = &source[inner..span.end];
    let open = inner + tail.rfind("](")? + 2;
    let rest = source[open..span.end].strip_suffix(')')?;
    let (start, address) = match rest.strip_prefix('<') {
        Some(inside) => (open, &rest[..inside.find('>')? + 2]),
        None => (open, rest.split([' ', '\n']).next().unwrap_or_default()),
    };
    Some((start..start + address.len(), address.trim_start_matches('<').trim_end_matches('>')))
}

/// The text without its footnotes, and these.
fn without_footnotes(text: &str, document: &Document) -> Converted {
    let mut spans: Vec<(Range<usize>, &str)> = document
        .footnotes
        .iter()
        .map(|footnote| {
            (
                footnote.span.start as usize - FRONT.len()..(footnote.span.end as usize - FRONT.len()).min(text.len()),
                footnote.label.as_str(),
            )
        })
        .collect();
    spans.sort_by_key(|(range, _)| range.start);
    let (mut kept, mut at, mut footnotes) = (String::new(), 0, Vec::new());
    for (range, label) in spans {
        kept.push_str(&text[at..range.start]);
        let words = text[range.clone()].trim();
        let words = words.split_once("]:").map_or(words, |(_, words)| words.trim_start());
        footnotes.push((label.to_owned(), words.to_owned()));
        at = range.end;
    }
    kept.push_str(&text[at..]);
    Converted { markdown: kept.trim_matches('\n').trim_end().to_owned(), footnotes }
}

/// Blocks as a note can hold them.
fn of_blocks(mut blocks: Vec<Block>, escaper: &Escaper) -> Converted {
    for block in &mut blocks {
        tame(block, false);
    }
    Converted { markdown: markdown::blocks(&blocks, &[], escaper).markdown, footnotes: Vec::new() }
}

/// Takes out of a block what a note cannot hold.
fn tame(block: &mut Block, is_quoted: bool) {
    block.id = None;
    match &mut block.kind {
        BlockKind::Heading(_, inlines) => {
            let strong = Inline { span: block.span, kind: InlineKind::Strong(std::mem::take(inlines)) };
            block.kind = BlockKind::Paragraph(Box::new([strong]));
        }
        BlockKind::Html(html) => {
            let words = html.split_whitespace().collect::<Vec<_>>().join(" ");
            block.kind =
                BlockKind::Paragraph(Box::new([Inline { span: block.span, kind: InlineKind::Text(words.into()) }]));
        }
        BlockKind::Quotation(blocks) => blocks.iter_mut().for_each(|block| tame(block, true)),
        BlockKind::List { items, .. } => {
            for item in items {
                item.id = None;
                item.blocks.iter_mut().for_each(|block| tame(block, is_quoted));
            }
        }
        _ => {}
    }
    block.each_text_mut(&mut |inlines| {
        let mut tamed = Vec::with_capacity(inlines.len());
        for inline in std::mem::take(inlines) {
            let span = inline.span;
            match inline.kind {
                InlineKind::Link(link) if is_quoted || matches!(link.destination, Destination::Unsafe(_)) => {
                    tamed.extend(link.inlines)
                }
                InlineKind::Image(image) => {
                    let Image { destination, alternative, .. } = *image;
                    let words = if alternative.is_empty() { "↗".into() } else { alternative };
                    let words = Inline { span, kind: InlineKind::Text(words) };
                    match destination {
                        Destination::External(_) if !is_quoted => {
                            let link = Link { destination, title: Substr::new(), inlines: Box::new([words]) };
                            tamed.push(Inline { span, kind: InlineKind::Link(Box::new(link)) });
                        }
                        _ => tamed.push(words),
                    }
                }
                InlineKind::FootnoteReference(label) => {
                    tamed.push(Inline { span, kind: InlineKind::Text(format!("({label})").into()) })
                }
                InlineKind::Html(html) => tamed.push(Inline { span, kind: InlineKind::Text(html) }),
                kind => tamed.push(Inline { span, kind }),
            }
        }
        *inlines = tidy(tamed);
    });
}
