//! Citations, and the list of works cited at the end of a text.

use std::fmt::Write as _;

use crate::link::bibliography::{Align, Leads, Listed, Look, Piece};
use crate::link::route::encode_fragment;
use crate::parse::citation::Words;
use crate::parse::document::Link;

use super::{Ink, Role, Writer, attribute, close, escape, open};

impl Writer<'_> {
    /// A citation. Words that name a place in the work are part of it, as the style writes them; other words stay before it.
    pub(super) fn citation(&mut self, at: usize, link: &Link, ink: &mut Ink<'_>) {
        let text = self.text;
        let Some(citation) = text.citations.all.get(at) else { return self.write_inlines(&link.inlines, ink) };
        if citation.words == Words::Text {
            self.write_inlines(&link.inlines, ink);
        }
        ink.in_link = true;
        if citation.words != Words::Text {
            // They are counted as they stand in the source, and written by the style.
            let before = ink.out.len();
            self.write_inlines(&link.inlines, ink);
            ink.out.truncate(before);
        }
        ink.out.push_str("<span class=\"citation\"");
        if self.role == Role::Own {
            attribute(&mut ink.out, "id", &format!("cite.{}", at + 1));
        }
        ink.out.push('>');
        pieces(&mut ink.out, &citation.text, |publication| self.entry_of(publication));
        ink.out.push_str("</span>");
        ink.in_link = false;
        ink.write_due();
    }

    /// Where the entry of a work cited stands: in the text's own list, else in the bibliography.
    fn entry_of(&self, publication: usize) -> Option<String> {
        if self.text.citations.list.is_empty() {
            return self.addresses.publication(publication);
        }
        let own = match self.role {
            Role::Own => String::new(),
            Role::Borrowed => self.page_of_document(),
        };
        let key = self.site.publication_key(publication);
        Some(format!("{own}#{}", encode_fragment(&format!("ref.{key}"))))
    }

    /// The works that the document cites, for the end of its page.
    pub fn works_cited(&self) -> String {
        let list = &self.text.citations.list;
        if list.is_empty() {
            return String::new();
        }
        let is_numbered = list.iter().any(|listed| !listed.sign.is_empty());
        let mut out = format!("<ol class=\"{}\"{}>\n", if is_numbered { "signed" } else { "hanging" }, self.foreign());
        list.iter().for_each(|listed| self.work_cited(listed, &mut out));
        out.push_str("</ol>\n");
        out
    }

    fn work_cited(&self, listed: &Listed, out: &mut String) {
        let key = self.site.publication_key(listed.publication);
        out.push_str("<li");
        attribute(out, "id", &format!("ref.{key}"));
        out.push('>');
        if !listed.sign.is_empty() {
            out.push_str("<span class=\"sign\">");
            pieces(out, &listed.sign, |_| None);
            out.push_str("</span> ");
        }
        self.entry(listed, out);
        let sign = if self.tag().is_right_to_left() { '↪' } else { '↩' };
        for (number, citation) in listed.citations.iter().enumerate() {
            let _ = write!(out, " <a class=\"back\" href=\"#cite.{}\"", citation + 1);
            attribute(out, "aria-label", &format!("{} {}", self.word("citation_back"), number + 1));
            let _ = write!(out, ">{sign}");
            if listed.citations.len() > 1 {
                let _ = write!(out, "<sup>{}</sup>", number + 1);
            }
            out.push_str("</a>");
        }
        if let Some(href) = self.addresses.publication(listed.publication) {
            out.push_str(" <a class=\"back\"");
            attribute(out, "href", &href);
            attribute(out, "aria-label", self.word("references_all"));
            out.push_str(">§</a>");
        }
        out.push_str("</li>\n");
    }

    fn entry(&self, listed: &Listed, out: &mut String) {
        out.push_str("<span");
        if listed.lang != self.tag().as_str() {
            attribute(out, "lang", &listed.lang);
        }
        out.push('>');
        pieces(out, &listed.text, |_| None);
        out.push_str("</span>");
    }
}

/// Pieces as HTML; `entry` gives the address of a publication's entry.
pub fn pieces(out: &mut String, pieces: &[Piece], entry: impl Fn(usize) -> Option<String>) {
    let mut rest = pieces;
    while let Some(first) = rest.first() {
        // What leads to one place is one link, however it looks.
        let same = rest.iter().take_while(|piece| piece.leads == first.leads && piece.look.align == first.look.align);
        let (run, after) = rest.split_at(same.count());
        let raised = match first.look.align {
            Align::Line => None,
            Align::Raised => Some("sup"),
            Align::Lowered => Some("sub"),
        };
        let (href, is_outside) = match &first.leads {
            Leads::Nowhere => (None, false),
            Leads::Entry(publication) => (entry(*publication), false),
            Leads::Url(url) => (Some(url.clone()), true),
        };
        raised.iter().for_each(|tag| open(out, tag));
        if let Some(href) = &href {
            out.push_str("<a");
            if is_outside {
                out.push_str(" rel=\"noopener noreferrer\"");
            }
            attribute(out, "href", href);
            out.push('>');
        }
        run.iter().for_each(|piece| looking(out, piece.look, &piece.text));
        if href.is_some() {
            out.push_str("</a>");
        }
        raised.iter().for_each(|tag| close(out, tag));
        rest = after;
    }
}

fn looking(out: &mut String, look: Look, text: &str) {
    let tags = [(look.italic, "i"), (look.bold, "b")];
    let tags = tags.iter().filter(|(is_so, _)| *is_so).map(|(_, tag)| *tag);
    tags.clone().for_each(|tag| open(out, tag));
    if look.small_caps {
        out.push_str("<span class=\"small-caps\">");
    }
    escape(out, text);
    if look.small_caps {
        out.push_str("</span>");
    }
    tags.rev().for_each(|tag| close(out, tag));
}
