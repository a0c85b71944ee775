//! What an author did in a word processor to the form of words and not to the words: told, and left to a person.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;

use super::*;
use crate::parse::document::{BlockKind, each_inline};
use crate::parse::reference::Destination;

impl Update<'_> {
    /// Markup, addresses, headings, lists and pictures that are others in the text than in the document.
    pub fn tell_of_form(&mut self) {
        let usual = self.usual_level();
        for (new, old) in self.pairs().collect::<Vec<_>>() {
            if self.old[old].words == self.new[new].words {
                self.tell_of_markup(old, new);
            }
            self.tell_of_addresses(old, new);
            self.tell_of_role((old, new), usual);
        }
        self.tell_of_pictures();
    }

    fn tell_of_markup(&mut self, old: usize, new: usize) {
        let kinds = ["emphasis", "strong emphasis", "strikethrough"];
        let forms = |inlines: &[Inline]| {
            markup(inlines).into_iter().filter(|(kind, _)| kinds.contains(kind)).collect::<Vec<_>>()
        };
        let (before, after) = (forms(self.old[old].inlines), forms(self.new[new].inlines));
        for (kind, words) in after.iter().filter(|form| !before.contains(form)) {
            self.notes.push(self.note(old, format!("{kind} on `{words}` is new and was not brought over")));
        }
        for (kind, words) in before.iter().filter(|form| !after.contains(form)) {
            self.notes.push(self.note(old, format!("{kind} on `{words}` is gone in the text and was kept")));
        }
    }

    /// Links of ours are no author's affair in a word processor; those that lead out are.
    fn tell_of_addresses(&mut self, old: usize, new: usize) {
        let before = addresses(self.old[old].inlines);
        for address in addresses(self.new[new].inlines).iter().filter(|address| !before.contains(address)) {
            self.notes.push(self.note(old, format!("the link to `{address}` is new and was not brought over")));
        }
    }

    fn tell_of_role(&mut self, (old, new): (usize, usize), usual: i16) {
        let (was, is) = (&self.old[old], &self.new[new]);
        let levels = (level(&self.document.blocks, was), level(&self.incoming.blocks, is));
        let is_other = match levels {
            (Some(was), Some(is)) => is - was != usual,
            _ => name(was.role) != name(is.role),
        };
        let count = (self.document.blocks.len(), self.incoming.blocks.len());
        let is_text = was.top <= count.0 && is.top <= count.1 && ![was.role, is.role].contains(&Role::Title);
        if is_other && is_text {
            let (was, is) = (name(was.role), name(is.role));
            let text = match levels {
                (Some(_), Some(_)) => "a heading of another level in the text; its level was kept".into(),
                _ => format!("{is} in the text; it stays {was}"),
            };
            self.notes.push(self.note(old, text));
        }
    }

    /// By how much headings of the text stand deeper than those of the document: where a word processor's levels begin is no
    /// author's decision.
    fn usual_level(&self) -> i16 {
        let mut counts: BTreeMap<i16, usize> = BTreeMap::new();
        for (new, old) in self.pairs() {
            let levels = level(&self.document.blocks, &self.old[old]).zip(level(&self.incoming.blocks, &self.new[new]));
            levels.into_iter().for_each(|(was, is)| *counts.entry(is - was).or_default() += 1);
        }
        counts.into_iter().max_by_key(|(difference, count)| (*count, -difference.abs())).map_or(0, |(usual, _)| usual)
    }

    fn tell_of_pictures(&mut self) {
        let mut before = 0;
        let blocks = self.document.blocks.iter();
        for block in blocks.chain(self.document.footnotes.iter().flat_map(|footnote| &footnote.blocks)) {
            block.each_text(&mut |inlines| {
                each_inline(inlines, &mut |inline| before += usize::from(matches!(inline.kind, InlineKind::Image(_))));
            });
        }
        let now = self.incoming.pictures;
        if now > before {
            let text = format!(
                "the text has {now} pictures, the document {before}; pictures are not brought over: put a new one \
                 beside the document, and write ![what it shows](its-name.png)"
            );
            self.notes.push(Note { path: self.file.path.clone(), line: None, text });
        }
    }
}

/// The addresses outside the site that a passage leads to, as people read them: word processors escape signs in them and
/// add a slash to a bare domain.
fn addresses(inlines: &[Inline]) -> Vec<String> {
    let mut found = Vec::new();
    each_inline(inlines, &mut |inline| {
        if let InlineKind::Link(link) = &inline.kind
            && let Destination::External(address) = &link.destination
        {
            let address = percent_decode_str(address).decode_utf8_lossy();
            found.push(address.trim_end_matches('/').to_owned());
        }
    });
    found
}

fn level(blocks: &[Block], passage: &Passage<'_>) -> Option<i16> {
    match blocks.get(passage.top.checked_sub(1)?)?.kind {
        BlockKind::Heading(level, _) => Some(i16::from(level)),
        _ => None,
    }
}

fn name(role: Role) -> &'static str {
    match role {
        Role::Title => "the title",
        Role::Heading => "a heading",
        Role::Paragraph => "a paragraph",
        Role::Item => "an item of a list",
        Role::Cell(_) => "a cell of a table",
        Role::Quotation => "a quotation",
        Role::Code => "code",
    }
}
