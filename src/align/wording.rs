//! The text of a unit that digests cover and changes are told in: what readers read, without markup, in NFC, white space
//! folded. Footnotes belong to the passages that refer to them; the notes of translators are no part of the text.

use std::collections::{BTreeMap, BTreeSet};

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::parse::document::{
    Block, BlockKind, Document, Footnote, InlineKind, each_inline, is_translators_note, visible_text,
};
use crate::parse::line_break::{LineBreaks, joins, last_visible};

/// The wordings of one document.
pub struct Wordings<'d> {
    document: &'d Document,
    footnotes: BTreeMap<&'d str, &'d Footnote>,
}

impl<'d> Wordings<'d> {
    /// Those of this document.
    pub fn new(document: &'d Document) -> Self {
        let footnotes = document.footnotes.iter().map(|footnote| (footnote.label.as_str(), footnote));
        Self { document, footnotes: footnotes.collect() }
    }

    /// That of the title.
    pub fn title(&self) -> String {
        fold(&self.document.plain_title())
    }

    /// That of the blocks with these indexes, as one text: a passage in two paragraphs says what it says in one.
    pub fn of(&self, blocks: &[u32]) -> String {
        let mut text = String::new();
        let blocks = || blocks.iter().filter_map(|&at| self.document.blocks.get(at as usize));
        for block in blocks() {
            let before = last_visible(text.trim_end());
            let start = text.len();
            push_block(block, &mut text);
            let after = text[start..].trim_start().chars().next();
            if before.zip(after).is_some_and(|(before, after)| joins(before, after, LineBreaks::Both)) {
                let end = text[..start].trim_end().len();
                let next = text.len() - text[start..].trim_start().len();
                text.replace_range(end..next, "");
            }
        }
        self.push_footnotes(blocks(), &mut text);
        fold(&text)
    }

    /// Footnotes in the order in which the text refers to them, and those that they refer to.
    fn push_footnotes(&self, blocks: impl Iterator<Item = &'d Block>, text: &mut String) {
        if self.footnotes.is_empty() {
            return;
        }
        let mut seen = BTreeSet::new();
        let mut labels = Vec::new();
        blocks.for_each(|block| collect_labels(block, &mut seen, &mut labels));
        let mut next = 0;
        while let Some(label) = labels.get(next) {
            next += 1;
            for block in self.footnotes.get(label).into_iter().flat_map(|footnote| &footnote.blocks) {
                push_block(block, text);
                collect_labels(block, &mut seen, &mut labels);
            }
        }
    }
}

fn collect_labels<'d>(block: &'d Block, seen: &mut BTreeSet<&'d str>, labels: &mut Vec<&'d str>) {
    block.each_text(&mut |inlines| {
        each_inline(inlines, &mut |inline| {
            if let InlineKind::FootnoteReference(label) = &inline.kind
                && !is_translators_note(label)
                && seen.insert(label)
            {
                labels.push(label);
            }
        });
    });
}

/// The words of a block, each text of it followed by a line feed; code, shown HTML and what pictures say are words as well.
fn push_block(block: &Block, text: &mut String) {
    match &block.kind {
        BlockKind::Code(code) => text.push_str(&code.text),
        BlockKind::Html(html) => text.push_str(html),
        BlockKind::List { items, .. } => {
            items.iter().flat_map(|item| &item.blocks).for_each(|block| push_block(block, text));
        }
        BlockKind::Quotation(blocks) => blocks.iter().for_each(|block| push_block(block, text)),
        _ => block.each_text(&mut |inlines| {
            text.push_str(&visible_text(inlines));
            each_inline(inlines, &mut |inline| {
                if let InlineKind::Image(image) = &inline.kind {
                    text.push(' ');
                    text.push_str(&image.alternative);
                }
            });
            text.push('\n');
        }),
    }
    text.push('\n');
}

fn fold(text: &str) -> String {
    let text = ComposingNormalizerBorrowed::new_nfc().normalize(text);
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}
