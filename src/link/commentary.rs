//! Notes find the words they are on. An anchor is never guessed: words that do not stand in the passage, or stand there
//! more than once without words around them that decide, are complained of. So is a note that would be shown nowhere.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::align::work::Work;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::fold::Folded;
use crate::base::rule;
use crate::base::text::{Span, Spanned};
use crate::base::yaml::nearest;
use crate::parse::commentary::{NoteShape, notes, unit_links};
use crate::parse::document::{Block, BlockKind, Document, InlineKind, Link, visible_text};
use crate::parse::reference::Destination;

use super::names::SiteNames;
use super::route::relative;
use super::site::{AnchoredWords, FRONT, LinkedText, Note, NoteTarget, Place, Resolved};

/// The work that a work is a commentary on. What cannot be one is complained of; it is then a text like others.
pub fn annotates(work: &Work, names: &SiteNames<'_>, diagnostics: &mut Diagnostics) -> Option<usize> {
    let said = names.works[*names.keys.get(&work.key)?].annotates.as_ref()?;
    let target = commented_on(work, said, names);
    for document in work.documents.iter().flatten() {
        let target = match &document.meta.annotates {
            Some(name) if name.value == said.value => commented_on(work, name, names).err().map(|complaint| *complaint),
            _ if target.is_err() => None,
            Some(name) => {
                let message = format!("its other version comments on `{}`", said.value);
                Some(Diagnostic::new(&rule::UNKNOWN_WORK, name.span, message).also(said.span, "the other version"))
            }
            None if document.meta.is_unread => None,
            None => {
                let span = document.meta.head.unwrap_or(document.title_span);
                let message = format!("its other version comments on `{}`, this one on nothing", said.value);
                Some(Diagnostic::new(&rule::MISSING_KEY, span, message).also(said.span, "the other version"))
            }
        };
        diagnostics.extend(target.map(|complaint| match complaint.help {
            Some(_) => complaint,
            None => complaint.help(format!("write annotates: {} in every language", said.value)),
        }));
    }
    target.ok()
}

/// The work of that name, if it is one that `work` may comment on: no front page, no commentary, and not itself.
fn commented_on(work: &Work, name: &Spanned<String>, names: &SiteNames<'_>) -> Result<usize, Box<Diagnostic>> {
    let complain = |message: String| Diagnostic::new(&rule::UNKNOWN_WORK, name.span, message);
    let Some(&target) = names.keys.get(&name.value) else {
        return Err(Box::new(names.unknown_work(name)));
    };
    let complaint = if name.value == work.key {
        complain("this work would be a commentary on itself".to_owned())
            .help("name the text it comments on, or remove the line")
    } else if name.value == FRONT {
        complain("the front page cannot be commented on".to_owned())
            .help("give the text a document of its own, such as chapter-1.md, and comment on that")
    } else if let Some(further) = &names.works[target].annotates {
        complain(format!("`{}` is a commentary itself: its page shows no notes", name.value))
            .also(further.span, "said here")
            .help("comment on the text, and link the other commentary as any page")
    } else {
        return Ok(target);
    };
    Err(Box::new(complaint))
}

/// A commentary whose notes are to be anchored.
pub struct Commentary<'a> {
    /// Its work.
    pub work: &'a Work,
    /// Index of the work it is on.
    pub target: usize,
    /// The names of the site.
    pub names: &'a SiteNames<'a>,
}

/// What a link of a note's quotation leads to.
enum Led {
    To(NoteTarget),
    /// To a passage that has other words around.
    Misquoted(NoteTarget, Box<Diagnostic>),
    /// Nowhere; it was complained of as a link.
    Nowhere,
    /// Where no note can be.
    Astray(Box<Diagnostic>),
    /// To words of a work that the commentary's language lacks, by the work's index.
    Untranslated(usize),
}

impl Commentary<'_> {
    /// Anchors the notes of its document in one language.
    pub fn anchor(&self, document: &Document, text: &mut LinkedText, diagnostics: &mut Diagnostics) {
        let mut untranslated = BTreeSet::new();
        for shape in notes(document) {
            let quotation = &document.blocks[shape.quotation];
            let context = Quotation::read(quotation);
            let mut targets = Vec::new();
            let mut is_told = false;
            for (span, link) in unit_links(quotation) {
                match self.follow(document, text.links.get(&span.start), (span, link), &context) {
                    Led::To(target) => targets.push(target),
                    Led::Misquoted(target, complaint) => {
                        targets.push(target);
                        diagnostics.push(*complaint);
                    }
                    Led::Nowhere => is_told = true,
                    Led::Untranslated(work) => {
                        is_told = true;
                        if untranslated.insert(work) {
                            diagnostics.push(self.untranslated(document, work, span));
                        }
                    }
                    Led::Astray(complaint) => {
                        is_told = true;
                        diagnostics.push(*complaint);
                    }
                }
            }
            if !is_told && targets.iter().all(|on| on.place.work != self.target) {
                diagnostics.push(self.on_nothing(document, quotation.span));
            }
            text.notes.push(Note { id: self.id(document, &shape), shape, targets });
        }
    }

    fn id(&self, document: &Document, shape: &NoteShape) -> String {
        let unit = self.work.units_of_blocks(document.language).get(shape.quotation).copied().flatten();
        unit.map_or_else(String::new, |unit| self.work.units[unit].id.clone())
    }

    fn on_nothing(&self, document: &Document, span: Span) -> Diagnostic {
        let on = &self.names.works[self.target].work;
        let there = on.document(document.language).or_else(|| on.source_document());
        let address = there.map_or_else(String::new, |there| relative(&document.path, &there.path));
        Diagnostic::new(&rule::ORPHAN_NOTE, span, format!("this note is on no passage of `{}`", on.key))
            .help(format!("link the quoted words to their passage: [words]({address}#soft-law)"))
    }

    /// Said once for all notes of a document: its text most likely has another name.
    fn untranslated(&self, document: &Document, work: usize, span: Span) -> Diagnostic {
        let key = &self.names.works[work].work.key;
        let language = &self.names.config.languages[document.language];
        let works = self.names.works.iter().map(|names| &names.work);
        let ours = works.filter(|work| work.document(document.language).is_some()).map(|work| work.key.as_str());
        let path = format!("content/{}/{key}.md", language.dir);
        let message = format!("{path} is not there, and these words do not stand in its other version");
        Diagnostic::new(&rule::ORPHAN_NOTE, span, message).help(match nearest(key, ours) {
            Some(near) => {
                format!("is content/{}/{near}.md meant to be {path}? versions of one text have one name", language.dir)
            }
            None => format!("write it, or leave this commentary out in {}", language.name),
        })
    }

    fn follow(
        &self,
        document: &Document,
        resolved: Option<&Resolved>,
        (span, link): (Span, &Link),
        context: &Quotation,
    ) -> Led {
        let Some(Resolved::Text { work, language, fragment: Some(fragment) }) = resolved else {
            let is_broken = matches!(resolved, None | Some(Resolved::Broken));
            return if is_broken { Led::Nowhere } else { Led::Astray(Box::new(self.on_nothing(document, span))) };
        };
        let (names, work, language) = (&self.names.works[*work], *work, *language);
        let orphan = |message: String| Diagnostic::new(&rule::ORPHAN_NOTE, span, message);
        if let (true, Some(own)) = (language != document.language, names.work.document(document.language)) {
            let address = relative(&document.path, &own.path);
            let help = format!("quote the passage in the commentary's own language: {address}#{fragment}");
            return Led::Astray(Box::new(orphan("this quotes another language".to_owned()).help(help)));
        }
        let Some(found) = names.fragments.get(fragment) else {
            let help = "text before the first quotation concerns the whole work; a note is on a passage or a section";
            return Led::Astray(Box::new(orphan("a note cannot be on the title".to_owned()).help(help)));
        };
        let is_unread = names.work.document(language).is_some_and(|document| document.meta.is_unread);
        let Some(unit) = names.work.host(found.unit, language) else {
            if is_unread {
                return Led::Nowhere;
            }
            let language = &self.names.config.languages[language].name;
            let help = "translate the passage, or leave this note out in this language";
            return Led::Astray(Box::new(orphan(format!("`{fragment}` is missing in {language}")).help(help)));
        };
        let place = Place { work, unit };
        let words = visible_text(&link.inlines);
        if words.trim_start().starts_with('§') {
            return Led::To(NoteTarget { place, words: None });
        }
        let passage = Passage { work: &names.work, unit, language, fragment };
        match passage.find(&words, span, context) {
            Ok((words, None)) => Led::To(NoteTarget { place, words: Some(words) }),
            Ok((words, Some(complaint))) => Led::Misquoted(NoteTarget { place, words: Some(words) }, complaint),
            Err(_) if is_unread => Led::Nowhere,
            Err(_) if language != document.language => Led::Untranslated(work),
            Err(complaint) => Led::Astray(complaint),
        }
    }
}

/// The visible text of a quotation and where its links lie in it.
struct Quotation {
    text: String,
    /// Range of each link's words, by the link's place in the file; in order.
    links: Vec<(Span, Range<usize>)>,
    /// Where each of them leads.
    destinations: Vec<Destination>,
}

impl Quotation {
    fn read(block: &Block) -> Self {
        let (mut links, mut destinations) = (Vec::new(), Vec::new());
        block.each_place(&mut |range, inline| {
            if let InlineKind::Link(link) = &inline.kind {
                links.push((inline.span, range));
                destinations.push(link.destination.clone());
            }
        });
        Self { text: block.visible_text(), links, destinations }
    }

    /// The words around a link that must be the passage's own: not those between it and a link to another passage, and
    /// without the marks that close or open the quotation.
    fn own_words_around(&self, span: Span) -> (&str, &str) {
        let (before, after) = self.around(span);
        let Some(at) = self.links.iter().position(|(place, _)| *place == span) else { return ("", "") };
        let leads_elsewhere = |other: usize| self.destinations[other] != self.destinations[at];
        let range = &self.links[at].1;
        let follows = at > 0 && self.links[at - 1].1.end + before.len() == range.start && leads_elsewhere(at - 1);
        let next = self.links.get(at + 1);
        let leads = next.is_some_and(|(_, next)| range.end + after.len() == next.start) && leads_elsewhere(at + 1);
        let is_mark = |c: char| !c.is_alphanumeric();
        (
            if follows { "" } else { before.trim_start_matches(is_mark) },
            if leads { "" } else { after.trim_end_matches(is_mark) },
        )
    }

    /// The unlinked words before and after a link, up to an ellipsis, a line's end or the next link.
    fn around(&self, span: Span) -> (&str, &str) {
        let Some(at) = self.links.iter().position(|(place, _)| *place == span) else { return ("", "") };
        let range = &self.links[at].1;
        let from = self.links[..at].last().map_or(0, |(_, before)| before.end);
        let to = self.links.get(at + 1).map_or(self.text.len(), |(_, after)| after.start);
        let cut = |c: char| matches!(c, '…' | '\n' | '⋯');
        let before = &self.text[from..range.start];
        let after = &self.text[range.end..to];
        (before.rsplit(cut).next().unwrap_or_default(), after.split(cut).next().unwrap_or_default())
    }
}

/// Words in a passage, and a complaint if there are others around them than the quotation has.
type FoundWords = (AnchoredWords, Option<Box<Diagnostic>>);

/// A passage in which words are looked for.
struct Passage<'a> {
    work: &'a Work,
    unit: usize,
    language: usize,
    /// The name by which it was linked: of a part or a list item, only that is looked at.
    fragment: &'a str,
}

impl Passage<'_> {
    /// The words in the passage, and a complaint if it has others around them.
    fn find(&self, words: &str, span: Span, quotation: &Quotation) -> Result<FoundWords, Box<Diagnostic>> {
        let own = quotation.own_words_around(span);
        let own = (Folded::spaces(own.0).text, Folded::spaces(own.1).text);
        let (before, after) = quotation.around(span);
        let before = Folded::spaces(before.trim_start()).text;
        let after = Folded::spaces(after.trim_end()).text;
        let needle = Folded::spaces(words.trim()).text;
        let mut found = Vec::new();
        for (block, scope) in self.scopes() {
            let text = self.blocks()[block].visible_text();
            let passage = Folded::spaces(&text);
            for range in passage.find(&needle) {
                let fits =
                    passage.text[..range.start].ends_with(&*before) && passage.text[range.end..].starts_with(&*after);
                let is_quoted =
                    passage.text[..range.start].ends_with(&*own.0) && passage.text[range.end..].starts_with(&*own.1);
                let range = passage.original(&range);
                if scope.start <= range.start && range.end <= scope.end {
                    let words = AnchoredWords { language: self.language, block, range };
                    found.push((fits, (words, (!is_quoted).then(|| Box::new(self.misquotation(span))))));
                }
            }
        }
        let count = found.len();
        let fitting = found.iter().filter(|(fits, _)| *fits).count();
        let chosen = found.into_iter().find(|(fits, _)| count == 1 || (*fits && fitting == 1));
        chosen.map(|(_, words)| words).ok_or_else(|| Box::new(self.complaint(span, &needle, count)))
    }

    fn misquotation(&self, span: Span) -> Diagnostic {
        let message = format!("the words around these stand otherwise in `{}`", self.fragment);
        let complaint = Diagnostic::new(&rule::MISQUOTATION, span, message)
            .help("quote the passage exactly, with …… where words are left out, and write your own words below");
        match self.work.blocks(&self.work.units[self.unit], self.language).next() {
            Some(passage) => complaint.also(passage.span, "the passage"),
            None => complaint,
        }
    }

    fn complaint(&self, span: Span, words: &str, count: usize) -> Diagnostic {
        let unit = &self.work.units[self.unit];
        let (message, help) = match count {
            0 => (
                format!("these words do not stand in `{}`", self.fragment),
                self.in_other_forms(words).map_or_else(
                    || "quote the passage exactly, in its own language; link text that begins with § means the whole passage: [§ 概览](../chapter-6.md#overview)".to_owned(),
                    |own| format!("the passage has them in letters of other width or case; quote it so: {own}"),
                ),
            ),
            _ => (
                format!("these words stand {count} times in `{}`", self.fragment),
                "add words from before or after them to the quotation, outside the link, so that one place is meant"
                    .to_owned(),
            ),
        };
        let complaint = Diagnostic::new(&rule::ORPHAN_NOTE, span, message).help(help);
        match self.work.blocks(unit, self.language).next() {
            Some(passage) => complaint.also(passage.span, "the passage"),
            None => complaint,
        }
    }

    /// The passage's own words that differ from these in width and case only. They are no quotation, for a reader would see
    /// others; but what was meant is plain.
    fn in_other_forms(&self, words: &str) -> Option<String> {
        let fold = |text: &str| Folded::widths(&Folded::spaces(text).text).text.to_ascii_lowercase();
        let needle = fold(words);
        self.scopes().into_iter().find_map(|(block, _)| {
            let text = self.blocks()[block].visible_text();
            let spaced = Folded::spaces(&text);
            let passage = Folded::widths(&spaced.text);
            let at = passage.text.to_ascii_lowercase().find(&needle).filter(|_| !needle.is_empty())?;
            Some(spaced.text[passage.original(&(at..at + needle.len()))].to_owned())
        })
    }

    fn blocks(&self) -> &[Block] {
        self.work.document(self.language).map_or(&[], |document| &document.blocks)
    }

    /// Where to look: blocks, and the range in the visible text of each.
    fn scopes(&self) -> Vec<(usize, Range<usize>)> {
        let own = self.work.units[self.unit].blocks(self.language);
        let part =
            |at: usize| self.blocks()[at].id.as_ref().is_some_and(|id| id.of.is_some() && id.name == self.fragment);
        if let Some(&part) = own.iter().find(|&&at| part(at)) {
            return vec![(part, 0..usize::MAX)];
        }
        let item = own.iter().find_map(|&at| Some((at, item_range(&self.blocks()[at], self.fragment, &mut 0)?)));
        item.map_or_else(|| own.iter().map(|&at| (at, 0..usize::MAX)).collect(), |item| vec![item])
    }
}

/// Where the list item of that id lies in a block's visible text; `offset` is where the block begins, and then ends.
fn item_range(block: &Block, id: &str, offset: &mut usize) -> Option<Range<usize>> {
    match &block.kind {
        BlockKind::List { items, .. } => {
            for item in items {
                let start = *offset;
                let inner = item.blocks.iter().find_map(|block| item_range(block, id, offset));
                if inner.is_some() {
                    return inner;
                }
                if item.id.as_ref().is_some_and(|own| own.name == id) {
                    return Some(start..*offset);
                }
            }
            None
        }
        BlockKind::Quotation(blocks) => blocks.iter().find_map(|block| item_range(block, id, offset)),
        _ => {
            *offset += block.visible_text().len();
            None
        }
    }
}
