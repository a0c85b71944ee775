//! Passages that are new in the incoming text, and those that it lacks.

use std::collections::BTreeSet;

use arcstr::Substr;

use super::*;
use crate::edit::markdown;
use crate::edit::place::apply;
use crate::parse::document::{BlockKind, each_inline};

/// A passage's new neighbors in the source.
struct Arrival {
    insertion: Insertion,
    /// The passages of the incoming text that it brings.
    brings: Range<usize>,
    /// Whether it goes into the midst of a block.
    is_part: bool,
}

impl Update<'_> {
    /// The source with new passages in it, and without those that vanished, if that was asked for.
    pub fn arrived(&mut self, vanished: Vanished) -> Option<String> {
        let mut arrivals = self.arrivals();
        loop {
            let insertions: Vec<&Insertion> = arrivals.iter().map(|arrival| &arrival.insertion).collect();
            let text = apply(&self.file.text, insertions.iter().copied());
            let brought: BTreeSet<usize> = arrivals.iter().flat_map(|arrival| arrival.brings.clone()).collect();
            if self.holds(&text, &brought) {
                self.tell_of_new(&brought);
                let lost = self.lost();
                self.tell_of_vanished(&lost, vanished);
                return match vanished {
                    Vanished::Stay => Some(text),
                    Vanished::Remove => self.removed(&text, &insertions, &lost),
                };
            }
            // Whole blocks do not harm their neighbors; rows and items in the midst of others may.
            let count = arrivals.len();
            arrivals.retain(|arrival| !arrival.is_part);
            if arrivals.len() == count {
                return None;
            }
        }
    }

    /// Where the new passages go, in order of their places.
    fn arrivals(&self) -> Vec<Arrival> {
        let mut arrivals: Vec<Arrival> = Vec::new();
        let blocks = self.incoming.blocks.len();
        let mut at = 0;
        while at < self.new.len() {
            let top = self.new[at].top;
            let end = self.new.partition_point(|passage| passage.top <= top);
            let is_new = (at..end).all(|at| self.pairing.old[at].is_none());
            match self.new[at].role {
                Role::Title => {}
                _ if top > blocks => {}
                _ if is_new => arrivals.push(self.whole(top, at..end)),
                _ => arrivals.extend(self.parts(at..end)),
            }
            at = end;
        }
        arrivals.sort_by_key(|arrival| arrival.insertion.at);
        arrivals
    }

    /// A whole block, below the block that holds the passage before it.
    fn whole(&self, top: usize, brings: Range<usize>) -> Arrival {
        let block = &self.incoming.blocks[top - 1];
        let (block, footnotes) = self.with_fresh_labels(block);
        let written = markdown::blocks(std::slice::from_ref(&block), &footnotes, &Escaper::default());
        let before = (0..brings.start).rev().find_map(|at| self.placed(at));
        let newline = if self.file.text.contains("\r\n") { "\r\n" } else { "\n" };
        let markdown = written.markdown.replace('\n', newline);
        let insertion = match before {
            Some(old) if self.old[old].top > 0 => {
                let at = self.block_end(self.old[old].top);
                Insertion { at, text: format!("{newline}{newline}{markdown}") }
            }
            _ => self.at_the_beginning(&markdown, newline),
        };
        Arrival { insertion, brings, is_part: false }
    }

    /// The passage of the document that the new one at `at` is, if it was not moved and is part of a block.
    fn placed(&self, at: usize) -> Option<usize> {
        let old = self.pairing.old[at]?;
        (!self.pairing.moved.contains(&at) && self.old[old].top <= self.document.blocks.len()).then_some(old)
    }

    fn at_the_beginning(&self, markdown: &str, newline: &str) -> Insertion {
        match self.document.blocks.first() {
            Some(first) => {
                let start = first.span.range().start;
                let at = self.file.text[..start].rfind('\n').map_or(0, |at| at + 1);
                Insertion { at, text: format!("{markdown}{newline}{newline}") }
            }
            None => {
                let text = self.file.text.trim_end();
                Insertion { at: text.len(), text: format!("{newline}{newline}{markdown}") }
            }
        }
    }

    /// Where the block ends with its id.
    fn block_end(&self, top: usize) -> usize {
        let block = &self.document.blocks[top - 1];
        let id = block.id.as_ref().map_or(0, |id| id.span.range().end);
        let span = block.span.range();
        let words = span.start + self.file.text[span.clone()].trim_end().len();
        let end = words.max(id);
        self.file.text[end..].find(['\n', '\r']).map_or(self.file.text.len(), |at| end + at)
    }

    /// New items and rows inside a block that was there.
    fn parts(&self, passages: Range<usize>) -> Vec<Arrival> {
        let mut arrivals = Vec::new();
        let mut at = passages.start;
        while at < passages.end {
            let end = match self.new[at].role {
                Role::Cell(row) => {
                    (at..passages.end).find(|&next| self.new[next].role != Role::Cell(row)).unwrap_or(passages.end)
                }
                _ => at + 1,
            };
            let is_new = (at..end).all(|at| self.pairing.old[at].is_none());
            let before = (passages.start..at).rev().find_map(|at| self.placed(at));
            if let (true, Some(before)) = (is_new, before)
                && self.old[before].role.is_like(self.new[at].role)
                && let Some(insertion) = self.part(before, at..end)
            {
                arrivals.push(Arrival { insertion, brings: at..end, is_part: true });
            }
            at = end;
        }
        arrivals
    }

    /// A line like that of the passage `before`, below it.
    fn part(&self, before: usize, brings: Range<usize>) -> Option<Insertion> {
        let text = &self.file.text;
        let span = self.old[before].span.range();
        let at = text[span.end..].find(['\n', '\r']).map_or(text.len(), |at| span.end + at);
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let line = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let prefix = &text[line..span.start];
        let escapes = !self.new[brings.start].words.chars().all(|c| c.is_alphanumeric());
        let text = match self.new[brings.start].role {
            Role::Cell(_) => {
                let cells: Vec<String> = self.row_of(brings.start)?.map(|cell| markdown::cell(cell, escapes)).collect();
                format!("{newline}| {} |", cells.join(" | "))
            }
            Role::Item => format!("{newline}{prefix}{}", markdown::line(self.new[brings.start].inlines, escapes)),
            Role::Quotation => {
                let inner = markdown::line(self.new[brings.start].inlines, escapes);
                format!("{newline}{}{newline}{prefix}{inner}", prefix.trim_end())
            }
            _ => return None,
        };
        Some(Insertion { at, text })
    }

    /// All cells of the row, the empty ones as well.
    fn row_of(&self, new: usize) -> Option<impl Iterator<Item = &[Inline]>> {
        let passage = &self.new[new];
        let Role::Cell(row) = passage.role else { return None };
        let BlockKind::Table(table) = &self.incoming.blocks.get(passage.top.checked_sub(1)?)?.kind else { return None };
        table.rows().skip(1).nth(row.checked_sub(1)?)
    }

    /// The block with labels of footnotes that the document has not, and these footnotes.
    fn with_fresh_labels(&self, block: &Block) -> (Block, Vec<Footnote>) {
        let taken: BTreeSet<&str> = self.document.footnotes.iter().map(|footnote| footnote.label.as_str()).collect();
        let fresh = |label: &str| {
            let mut name = label.to_owned();
            while taken.contains(name.as_str()) {
                name.push('n');
            }
            Substr::from(name)
        };
        let mut block = block.clone();
        block.each_text_mut(&mut |inlines| {
            for inline in inlines {
                if let InlineKind::FootnoteReference(label) = &mut inline.kind {
                    *label = fresh(label);
                }
            }
        });
        let footnotes = self
            .incoming
            .footnotes
            .iter()
            .map(|footnote| Footnote { label: fresh(&footnote.label), ..footnote.clone() });
        (block, footnotes.collect())
    }

    /// Whether the text reads as the document did, with what was brought, in the order of the incoming text.
    fn holds(&self, text: &str, brought: &BTreeSet<usize>) -> bool {
        let Some(document) = read(self.file, text, self.config) else { return false };
        let now = passages(&document.title, &document.blocks, &[]);
        let count = self.document.blocks.len();
        let mut stays = self.old.iter().filter(|old| old.top <= count).peekable();
        let mut comes = brought.iter().map(|&at| &self.new[at]).peekable();
        now.iter().all(|passage| {
            let same = |other: &&Passage<'_>| other.words == passage.words;
            let is_old = stays.next_if(|old| same(old) && (old.role, old.id) == (passage.role, passage.id)).is_some();
            is_old || comes.next_if(|new| same(new)).is_some()
        }) && stays.next().is_none()
            && comes.next().is_none()
    }

    fn tell_of_new(&mut self, brought: &BTreeSet<usize>) {
        for (at, passage) in self.new.iter().enumerate().filter(|(at, _)| self.pairing.old[*at].is_none()) {
            let words = few_words(&passage.words);
            let is_footnote = passage.top > self.incoming.blocks.len();
            let text = if brought.contains(&at) {
                format!("new, and written without an id; `taiyaku ids` gives it one: `{words}`")
            } else if is_footnote && self.is_brought_along(passage.top, brought) {
                continue;
            } else if is_footnote {
                format!(
                    "a footnote that the document has not, and that was not brought over; write it by hand: `{words}`"
                )
            } else if passage.role == Role::Title {
                continue;
            } else {
                format!("new inside a list, table or quotation, and not brought over; write it by hand: `{words}`")
            };
            self.notes.push(self.incoming_note(at, text));
        }
    }

    /// Whether a passage that refers to this footnote was brought as a whole block.
    fn is_brought_along(&self, top: usize, brought: &BTreeSet<usize>) -> bool {
        let Some(footnote) = self.incoming.footnotes.get(top - self.incoming.blocks.len() - 1) else { return false };
        brought.iter().any(|&at| {
            let mut found = false;
            each_inline(self.new[at].inlines, &mut |inline| {
                found |= matches!(&inline.kind, InlineKind::FootnoteReference(label) if *label == footnote.label);
            });
            found
        })
    }

    fn tell_of_vanished(&mut self, lost: &[usize], vanished: Vanished) {
        let count = self.document.blocks.len();
        for &at in lost {
            let passage = &self.old[at];
            let words = few_words(&passage.words);
            let is_whole = passage.top <= count && self.is_lost(passage.top, lost);
            let text = match vanished {
                Vanished::Remove if is_whole => format!("removed: the text no longer has `{words}`"),
                Vanished::Remove => {
                    format!("the text no longer has `{words}`; it is part of what stays, remove it by hand")
                }
                Vanished::Stay => format!("the text no longer has `{words}`; it was left, --remove takes it out"),
            };
            self.notes.push(self.note(at, text));
        }
    }

    /// The passages that the incoming text lacks. Plain text holds neither code nor footnotes, and a title may be elsewhere.
    fn lost(&self) -> Vec<usize> {
        let count = self.document.blocks.len();
        let is_expected = |passage: &Passage<'_>| {
            passage.role != Role::Title
                && (self.incoming.is_rich || (passage.role != Role::Code && passage.top <= count))
        };
        let mut lost = self.pairing.vanished(self.old.len());
        lost.retain(|&at| is_expected(&self.old[at]));
        lost
    }

    /// Whether all of a block is lost.
    fn is_lost(&self, top: usize, lost: &[usize]) -> bool {
        let start = self.old.partition_point(|passage| passage.top < top);
        let end = self.old.partition_point(|passage| passage.top <= top);
        (start..end).all(|at| lost.binary_search(&at).is_ok())
    }

    /// Takes whole blocks out that vanished.
    fn removed(&self, text: &str, insertions: &[&Insertion], lost: &[usize]) -> Option<String> {
        let tops: BTreeSet<usize> = lost.iter().map(|&at| self.old[at].top).collect();
        let mut changes = Vec::new();
        for &top in tops.iter().filter(|&&top| top > 0 && top <= self.document.blocks.len() && self.is_lost(top, lost))
        {
            let end = self.block_end(top);
            let start = self.document.blocks[top - 1].span.range().start;
            let shift = |at: usize| -> usize {
                at + insertions
                    .iter()
                    .filter(|insertion| insertion.at < at)
                    .map(|insertion| insertion.text.len())
                    .sum::<usize>()
            };
            let (start, end) = (shift(start), shift(end));
            let blank = text[end..].len() - text[end..].trim_start_matches(['\n', '\r']).len();
            changes.push(Change { range: start..end + blank, words: String::new() });
        }
        Some(replaced(text, &changes))
    }
}

impl Role {
    /// Whether two passages may stand in one list, table or quotation.
    fn is_like(self, other: Self) -> bool {
        self == other || matches!((self, other), (Self::Cell(_), Self::Cell(_)))
    }
}
