//! The writer of HTML: blocks and inlines to text. All of it goes through `escape` and `attribute`; nothing an author
//! wrote reaches a page as markup. Raw HTML is shown as text.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

use crate::base::highlight::painter::Painter;
use crate::base::language::LanguageTag;
use crate::link::route::{Data, Route};
use crate::link::seen::Seen;
use crate::link::site::{LinkedText, Mention, Resolved};
use crate::parse::document::{
    Alignment, Block, BlockKind, Document, FirstNumber, Image, Inline, InlineKind, Item, Link, Table,
};

use super::address::Addresses;
use super::chart;

mod citation;
mod escape;
mod ink;
mod ruby;

pub use citation::pieces;
pub use escape::{attribute, escape, escape_as_templates, escape_in_templates};

use escape::{close, open};

use ruby::Run;

/// Words commented on, in one block.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Where, in bytes of the block's visible text.
    pub range: Range<usize>,
    /// 1-based number of the commentator.
    pub number: usize,
    /// ①….
    pub sign: String,
    /// Address of the note.
    pub href: String,
    /// Accessible name of the link to the note.
    pub label: String,
}

/// What of a document's blocks is written, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The document's own page: with ids, footnotes on the same page.
    Own,
    /// A page that borrows the blocks: no ids, footnotes on the document's own page.
    Borrowed,
}

/// Writes blocks of one document for one page.
pub struct Writer<'a> {
    /// The site.
    pub site: Seen<'a>,
    /// Colors code.
    pub painter: &'a Painter,
    /// Addresses as seen from the page.
    pub addresses: Addresses<'a>,
    /// Index of the work.
    pub work: usize,
    /// The document.
    pub document: &'a Document,
    /// Its links.
    pub text: &'a LinkedText,
    /// How it is written.
    pub role: Role,
    /// Index of the language of who reads it: where the document stands in for one that is not translated, another than the
    /// document's. Links lead to pages in it.
    pub reader: usize,
    /// Terms that were linked, for the page's definitions.
    pub terms: BTreeSet<usize>,
    /// Whether any code was colored.
    pub has_code: bool,
    /// Whether any chart was drawn.
    pub has_chart: bool,
    /// Numbers of the footnotes that were referred to.
    pub referred: BTreeSet<usize>,
}

/// One block while it is written.
struct Ink<'m> {
    out: String,
    /// Bytes of the block's visible text written so far: see [`Block::visible_text`].
    offset: usize,
    mentions: &'m [Mention],
    marks: &'m [Mark],
    /// Whether a link is open; links may not lie in one another (HTML Standard, 4.5.1).
    in_link: bool,
    /// How many rubies are open; between a base and its reading stands nothing else.
    open_rubies: usize,
    /// Marks (by index) whose sign is to be written once no link and no ruby is open.
    due: Vec<usize>,
}

impl<'a> Writer<'a> {
    /// The block of that index as HTML.
    pub fn block(&mut self, index: usize, marks: &[Mark]) -> String {
        self.block_after(String::new(), index, marks)
    }

    /// What is written already, and the block of that index.
    pub fn block_after(&mut self, html: String, index: usize, marks: &[Mark]) -> String {
        let text = self.text;
        let mentions = text.mentions_in(index);
        let mut ink = Ink { out: html, ..Ink::new(mentions, marks) };
        let document = self.document;
        if let Some(block) = document.blocks.get(index) {
            // A block becomes little longer than it stands in the source, unless it has many links.
            ink.out.reserve(block.span.range().len() * 5 / 4 + 64);
            self.write(block, &mut ink);
            debug_assert_eq!(ink.offset, block.visible_text().len(), "positions are counted as in visible_text");
        }
        ink.out
    }

    /// Inlines without marks and automatic terms: titles, headings elsewhere.
    pub fn inlines(&mut self, inlines: &'a [Inline]) -> String {
        let mut ink = Ink::new(&[], &[]);
        self.write_inlines(inlines, &mut ink);
        ink.out
    }

    /// The footnotes of the document, for the end of its page.
    pub fn footnotes(&mut self) -> String {
        let document = self.document;
        let mut out = String::new();
        for (at, footnote) in document.footnotes.iter().enumerate() {
            let number = at + 1;
            let mut ink = Ink::new(&[], &[]);
            footnote.blocks.iter().for_each(|block| self.write(block, &mut ink));
            let _ = write!(out, "<li id=\"fn.{number}\">{}<a class=\"back\" href=\"#fnref.{number}\"", ink.out);
            attribute(&mut out, "aria-label", self.word("footnote_back"));
            let sign = if self.tag().is_right_to_left() { '↪' } else { '↩' };
            let _ = writeln!(out, ">{sign}</a></li>");
        }
        if out.is_empty() {
            return out;
        }
        format!("<ol{}>\n{out}</ol>\n", self.foreign())
    }

    fn footnote_number(&self, label: &str) -> usize {
        self.document.footnotes.iter().position(|footnote| footnote.label == label).map_or(0, |at| at + 1)
    }

    fn write(&mut self, block: &Block, ink: &mut Ink<'_>) {
        match &block.kind {
            BlockKind::Heading(level, inlines) => {
                let tag = ["h2", "h3", "h4", "h5", "h6"][usize::from((*level).clamp(2, 6)) - 2];
                self.tagged(tag, inlines, ink);
            }
            BlockKind::Paragraph(inlines) => {
                self.tagged(if block.kind_name() == "figure" { "figure" } else { "p" }, inlines, ink);
            }
            BlockKind::Plain(inlines) => self.leaf(inlines, ink),
            BlockKind::List { start, items } => self.list(*start, items, ink),
            BlockKind::Table(table) => self.table(table, ink),
            BlockKind::Code(code) => match self.text.charts.get(&block.span.start) {
                Some(figure) => {
                    self.has_chart = true;
                    ink.out.push_str(&chart::figure(self, figure));
                }
                None => self.code(code.language.as_deref(), &code.text, ink),
            },
            BlockKind::Quotation(blocks) => {
                ink.out.push_str("<blockquote>\n");
                blocks.iter().for_each(|block| self.write(block, ink));
                ink.out.push_str("</blockquote>\n");
            }
            BlockKind::Rule => ink.out.push_str("<hr>\n"),
            BlockKind::Html(text) => {
                ink.out.push_str("<pre class=\"raw\"><code>");
                escape(&mut ink.out, text);
                ink.out.push_str("</code></pre>\n");
            }
        }
    }

    /// A paragraph or heading on a line of its own.
    fn tagged(&mut self, tag: &str, inlines: &[Inline], ink: &mut Ink<'_>) {
        open(&mut ink.out, tag);
        self.leaf(inlines, ink);
        close(&mut ink.out, tag);
        ink.out.push('\n');
    }

    /// A paragraph, heading, item or cell: what [`Block::visible_text`] ends with a line feed.
    fn leaf(&mut self, inlines: &[Inline], ink: &mut Ink<'_>) {
        self.write_inlines(inlines, ink);
        ink.offset += 1;
        ink.write_due();
    }

    fn list(&mut self, start: Option<FirstNumber>, items: &[Item], ink: &mut Ink<'_>) {
        match start.map(FirstNumber::get) {
            None => ink.out.push_str("<ul>\n"),
            Some(1) => ink.out.push_str("<ol>\n"),
            Some(number) => {
                let _ = writeln!(ink.out, "<ol start=\"{number}\">");
            }
        }
        for item in items {
            ink.out.push_str(if item.task.is_some() { "<li class=\"task\"" } else { "<li" });
            if let (Role::Own, Some(id)) = (self.role, &item.id) {
                attribute(&mut ink.out, "id", &id.name);
            }
            ink.out.push('>');
            if let Some(is_done) = item.task {
                ink.out.push_str("<input type=\"checkbox\" disabled");
                attribute(&mut ink.out, "aria-label", self.word(if is_done { "task_done" } else { "task_open" }));
                ink.out.push_str(if is_done { " checked> " } else { "> " });
            }
            item.blocks.iter().for_each(|block| self.write(block, ink));
            ink.out.push_str("</li>\n");
        }
        ink.out.push_str(if start.is_some() { "</ol>\n" } else { "</ul>\n" });
    }

    /// A table may be wider than a phone: it scrolls by itself, and a keyboard reaches what scrolls.
    fn table(&mut self, table: &Table, ink: &mut Ink<'_>) {
        self.open_scroll("table", ink);
        ink.out.push_str("<table>\n<thead>\n<tr>");
        let mut rows = table.rows();
        for (at, cell) in rows.next().into_iter().flatten().enumerate() {
            self.cell("th scope=\"col\"", table.alignments.get(at), cell, ink);
        }
        ink.out.push_str("</tr>\n</thead>\n<tbody>\n");
        for row in rows {
            ink.out.push_str("<tr>");
            for (at, cell) in row.enumerate() {
                self.cell("td", table.alignments.get(at), cell, ink);
            }
            ink.out.push_str("</tr>\n");
        }
        ink.out.push_str("</tbody>\n</table></div>\n");
    }

    fn cell(&mut self, tag: &str, alignment: Option<&Alignment>, inlines: &[Inline], ink: &mut Ink<'_>) {
        ink.out.push('<');
        ink.out.push_str(tag);
        match alignment {
            Some(Alignment::Left) => ink.out.push_str(" class=\"align-left\""),
            Some(Alignment::Center) => ink.out.push_str(" class=\"align-center\""),
            Some(Alignment::Right) => ink.out.push_str(" class=\"align-right\""),
            _ => {}
        }
        ink.out.push('>');
        self.leaf(inlines, ink);
        close(&mut ink.out, tag.split(' ').next().unwrap_or(tag));
    }

    fn code(&mut self, language: Option<&str>, text: &str, ink: &mut Ink<'_>) {
        self.open_scroll("code", ink);
        ink.out.push_str("<pre><code>");
        if language.is_some_and(|language| self.painter.paint(language, text, &mut ink.out)) {
            self.has_code = true;
        } else {
            escape(&mut ink.out, text);
        }
        ink.out.push_str("</code></pre></div>\n");
    }

    fn open_scroll(&self, word: &str, ink: &mut Ink<'_>) {
        ink.out.push_str("<div class=\"scroll\" tabindex=\"0\" role=\"region\"");
        attribute(&mut ink.out, "aria-label", self.word(word));
        ink.out.push('>');
    }

    /// A word of the interface in the document's language.
    pub fn word(&self, key: &str) -> &'a str {
        self.site.words(self.document.language).get(key)
    }

    /// The tag of the document's language.
    pub fn tag(&self) -> &'a LanguageTag {
        &self.site.settings().language(self.document.language).tag
    }

    fn write_inlines(&mut self, inlines: &[Inline], ink: &mut Ink<'_>) {
        let mut following = inlines;
        while let Some((inline, mut rest)) = following.split_first() {
            match &inline.kind {
                // A term or a mark may run over the end of a source line and over ruby: to readers that is one text.
                InlineKind::Text(_) | InlineKind::SoftBreak => rest = self.run(following, ink),
                InlineKind::Ruby(ruby) if ruby.is_plain() => rest = self.run(following, ink),
                InlineKind::Ruby(ruby) => self.ruby(ruby, ink),
                InlineKind::Code(text) | InlineKind::Html(text) => {
                    ink.out.push_str("<code>");
                    ink.write_marked(text);
                    ink.out.push_str("</code>");
                }
                InlineKind::Emphasis(inner) => self.element("em", inner, ink),
                InlineKind::Strong(inner) => self.element("strong", inner, ink),
                InlineKind::Strikethrough(inner) => self.element("del", inner, ink),
                InlineKind::Link(link) => self.link(link, inline, ink),
                InlineKind::Image(image) => self.image(image, inline, ink),
                InlineKind::HardBreak => self.gap("<br>\n", ink),
                InlineKind::FootnoteReference(label) => self.footnote_reference(label, ink),
            }
            following = rest;
        }
    }

    fn gap(&self, html: &str, ink: &mut Ink<'_>) {
        ink.out.push_str(html);
        ink.offset += 1;
        ink.write_due();
    }

    fn element(&mut self, tag: &str, inner: &[Inline], ink: &mut Ink<'_>) {
        open(&mut ink.out, tag);
        self.write_inlines(inner, ink);
        close(&mut ink.out, tag);
    }

    fn link(&mut self, link: &Link, inline: &Inline, ink: &mut Ink<'_>) {
        let resolved = self.text.links.get(&inline.span.start).unwrap_or(&Resolved::Broken);
        if let Resolved::Citation(citation) = resolved {
            return self.citation(*citation, link, ink);
        }
        let resolved = &*self.for_reader(resolved);
        let href = self.addresses.of(resolved);
        let Some(href) = href.filter(|_| !ink.in_link) else { return self.write_inlines(&link.inlines, ink) };
        ink.out.push_str("<a");
        match resolved {
            Resolved::Term(term) => {
                self.terms.insert(*term);
                ink.out.push_str(" class=\"term\"");
                attribute(&mut ink.out, "aria-describedby", &format!("def.{}", self.site.term_id(*term)));
            }
            Resolved::Event(_) => ink.out.push_str(" class=\"when\""),
            Resolved::External(_) => ink.out.push_str(" rel=\"noopener noreferrer\""),
            Resolved::Text { work, language, fragment } => {
                let passages = Route::Data(Data::Passages { work: *work, language: *language });
                if fragment.is_some() && self.site.has(passages) {
                    ink.out.push_str(" class=\"see\"");
                }
                if *language != self.reader {
                    attribute(&mut ink.out, "hreflang", self.site.settings().language(*language).tag.as_str());
                }
            }
            _ => {}
        }
        attribute(&mut ink.out, "href", &href);
        if !link.title.is_empty() {
            attribute(&mut ink.out, "title", &link.title);
        }
        ink.out.push('>');
        ink.in_link = true;
        self.write_inlines(&link.inlines, ink);
        ink.in_link = false;
        ink.out.push_str("</a>");
        ink.write_due();
    }

    fn image(&mut self, image: &Image, inline: &Inline, ink: &mut Ink<'_>) {
        let resolved = self.text.links.get(&inline.span.start).unwrap_or(&Resolved::Broken);
        if !matches!(resolved, Resolved::Asset(_)) {
            return escape(&mut ink.out, &image.alternative);
        }
        ink.out.push_str("<img loading=\"lazy\"");
        attribute(&mut ink.out, "src", &self.addresses.of(resolved).unwrap_or_default());
        attribute(&mut ink.out, "alt", &image.alternative);
        if !image.title.is_empty() {
            attribute(&mut ink.out, "title", &image.title);
        }
        ink.out.push('>');
    }

    fn footnote_reference(&mut self, label: &str, ink: &mut Ink<'_>) {
        let number = self.footnote_number(label);
        let own = match self.role {
            Role::Own => String::new(),
            Role::Borrowed => self.page_of_document(),
        };
        ink.out.push_str("<sup class=\"footnote-ref\"");
        // A footnote may be referred to more than once; the way back leads to the first.
        if self.role == Role::Own && self.referred.insert(number) {
            attribute(&mut ink.out, "id", &format!("fnref.{number}"));
        }
        ink.out.push_str("><a");
        attribute(&mut ink.out, "href", &format!("{own}#fn.{number}"));
        let _ = write!(ink.out, ">{number}</a></sup>");
    }

    /// The run of text at the beginning of `inlines`, with its terms linked and the words commented on marked; gives what
    /// comes after it.
    fn run<'i>(&mut self, inlines: &'i [Inline], ink: &mut Ink<'_>) -> &'i [Inline] {
        let (run, rest) = Run::take(inlines);
        let (start, end) = (ink.offset, ink.offset + run.text.len());
        let here = |range: &Range<usize>| range.start - start..range.end - start;
        let terms: Vec<&Mention> = match ink.in_link {
            true => Vec::new(),
            // A term that begins or ends in another element stays unlinked: an element cannot cross another's border.
            false => {
                // Both are in order: what ends before this text is never looked at again.
                let passed = ink.mentions.iter().take_while(|mention| mention.range.end <= start).count();
                ink.mentions = &ink.mentions[passed..];
                let inside = ink.mentions.iter().take_while(|mention| mention.range.start < end);
                let is_whole = |m: &&Mention| m.is_first && m.range.start >= start && m.range.end <= end;
                inside.filter(is_whole).filter(|m| run.may_enclose(&here(&m.range))).collect()
            }
        };
        let mut at = start;
        for mention in terms {
            self.part(&run, here(&(at..mention.range.start)), ink);
            let href = self.addresses.of(&Resolved::Term(mention.term));
            if let Some(href) = &href {
                self.terms.insert(mention.term);
                ink.out.push_str("<a class=\"term\"");
                attribute(&mut ink.out, "aria-describedby", &format!("def.{}", self.site.term_id(mention.term)));
                attribute(&mut ink.out, "href", href);
                ink.out.push('>');
                ink.in_link = true;
            }
            self.part(&run, here(&mention.range), ink);
            if href.is_some() {
                ink.out.push_str("</a>");
                ink.in_link = false;
                ink.write_due();
            }
            at = mention.range.end;
        }
        self.part(&run, here(&(at..end)), ink);
        rest
    }
}
