//! A note as Markdown for readers elsewhere: as its author wrote it, without the ids in it, its links with whole addresses and
//! its footnotes below it. Ruby stays as it is written.

use std::collections::BTreeSet;

use crate::base::text::Span;
use crate::link::site::{Linked, Resolved};
use crate::parse::document::{Block, Document, Inline, InlineKind, each_inline};

use super::Iris;

/// Blocks of a commentary and the footnotes that they refer to, a blank line between two.
pub fn markdown(iris: &Iris<'_>, linked: &Linked, document: &Document, blocks: &[usize]) -> String {
    let writer = Writer { iris, linked, document };
    let blocks = blocks.iter().map(|&at| &document.blocks[at]);
    let mut pieces: Vec<String> =
        blocks.clone().map(|block| writer.piece(block.span, std::slice::from_ref(block))).collect();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for block in blocks {
        block.each_text(&mut |inlines| {
            each_inline(inlines, &mut |inline| {
                if let InlineKind::FootnoteReference(label) = &inline.kind {
                    told.insert(label);
                }
            });
        });
    }
    let footnotes = document.footnotes.iter().filter(|footnote| told.contains(footnote.label.as_str()));
    pieces.extend(footnotes.map(|footnote| writer.piece(footnote.span, &footnote.blocks)));
    pieces.retain(|piece| !piece.is_empty());
    pieces.join("\n\n")
}

struct Writer<'a> {
    iris: &'a Iris<'a>,
    linked: &'a Linked,
    document: &'a Document,
}

impl Writer<'_> {
    /// The source at a place, with what is written otherwise elsewhere.
    fn piece(&self, span: Span, blocks: &[Block]) -> String {
        let source = &*self.document.source;
        let mut edits: Vec<(std::ops::Range<usize>, String)> = Vec::new();
        for block in blocks {
            block.each_id(&mut |id| {
                let range = id.span.range();
                let words = source[..range.start].trim_end();
                edits.push((words.len()..range.end, String::new()));
            });
            block.each_text(&mut |inlines| each_inline(inlines, &mut |inline| self.link(inline, &mut edits)));
        }
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        // Code that is indented begins before its first word.
        let line = source[..span.range().start].rfind('\n').map_or(0, |newline| newline + 1);
        let is_indented = source[line..span.range().start].bytes().all(|byte| byte == b' ');
        let mut at = if is_indented { line } else { span.range().start };
        let mut text = String::new();
        for (range, new) in edits {
            if range.start >= at && range.end <= span.range().end {
                text.push_str(&source[at..range.start]);
                text.push_str(&new);
                at = range.end;
            }
        }
        text.push_str(&source[at..span.range().end]);
        text.replace("\r\n", "\n").trim_end().to_owned()
    }

    /// A link as `[words](address)`, whatever its form in the source; words alone where it leads nowhere.
    fn link(&self, inline: &Inline, edits: &mut Vec<(std::ops::Range<usize>, String)>) {
        let (title, inner) = match &inline.kind {
            InlineKind::Link(link) => (&link.title, &*link.inlines),
            InlineKind::Image(image) => return self.image(inline, &image.alternative, edits),
            _ => return,
        };
        let span = inline.span.range();
        let resolved = self.linked.texts[self.document.language].links.get(&inline.span.start);
        // `<https://…>` is its own words.
        let is_bare = self.document.source[span.clone()].starts_with('<');
        let (false, Some(first), Some(last)) = (is_bare, inner.first(), inner.last()) else { return };
        let (words_start, words_end) = (first.span.range().start, last.span.range().end);
        let (open, close) = match resolved.and_then(|resolved| self.address(resolved)) {
            Some(address) => ("[", format!("]({address}{})", titled(title))),
            None => ("", String::new()),
        };
        edits.push((span.start..words_start, open.to_owned()));
        edits.push((words_end..span.end, close));
    }

    fn image(&self, inline: &Inline, alternative: &str, edits: &mut Vec<(std::ops::Range<usize>, String)>) {
        let resolved = self.linked.texts[self.document.language].links.get(&inline.span.start);
        if let Some(address) = resolved.and_then(|resolved| self.address(resolved)) {
            let words = alternative.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
            edits.push((inline.span.range(), format!("![{words}]({address})")));
        }
    }

    fn address(&self, resolved: &Resolved) -> Option<String> {
        let address = self.iris.addresses().of(resolved)?;
        let address = if matches!(resolved, Resolved::External(_)) { address } else { self.iris.whole(address) };
        Some(if address.contains([' ', '(', ')', '<', '>']) {
            format!("<{}>", address.replace('<', "%3C").replace('>', "%3E"))
        } else {
            address
        })
    }
}

fn titled(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!(" \"{}\"", title.replace('\\', "\\\\").replace('"', "\\\"")) }
}
