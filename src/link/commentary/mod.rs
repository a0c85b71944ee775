//! Notes find the words they are on. An anchor is never guessed: words that do not stand in the passage, or stand there
//! more than once without words around them that decide, are complained of. So is a note that would be shown nowhere.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::align::work::Work;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::fold::Folded;
use crate::base::rule;
use crate::base::text::{Span, Spanned};
use crate::base::yaml::nearest;
use crate::parse::commentary::{NoteShape, notes, unit_links};
use crate::parse::document::{Document, Link, visible_text};
use crate::parse::reference::Destination;

use super::names::Asked;
use super::reference;
use super::route::relative;
use super::site::{FRONT, Linked, LinkedText, Note, NoteTarget, Place, Resolved};

mod lost;
mod near;
mod passage;
mod quotation;

use lost::{Gone, Lost};
use passage::{Found, Passage};
use quotation::Quotation;

/// The work that a work is a commentary on. What cannot be one is complained of; it is then a text like others.
pub fn annotates(work: &Work, names: &Asked<'_>, diagnostics: &mut Diagnostics) -> Option<usize> {
    let said = super::names::annotates(work)?;
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
        diagnostics.extend(target.map(|complaint| match complaint.way_out() {
            Some(_) => complaint,
            None => complaint.help(format!("write annotates: {} in every language", said.value)),
        }));
    }
    target.ok()
}

/// The work of that name, if it is one that `work` may comment on: no front page, no commentary, and not itself.
fn commented_on(work: &Work, name: &Spanned<String>, names: &Asked<'_>) -> Result<usize, Box<Diagnostic>> {
    let complain = |message: String| Diagnostic::new(&rule::UNKNOWN_WORK, name.span, message);
    let Some(target) = names.find(&name.value) else {
        return Err(Box::new(names.unknown_work(name)));
    };
    let complaint = if name.value == work.key {
        complain("this work would be a commentary on itself".to_owned())
            .help("name the text it comments on, or remove the line")
    } else if name.value == FRONT {
        complain("the front page cannot be commented on".to_owned())
            .help("give the text a document of its own, such as chapter-1.md, and comment on that")
    } else if let Some(further) = &names.names(target).annotates {
        complain(format!("`{}` is a commentary itself: its page shows no notes", name.value))
            .also(further.span, "said here")
            .help("comment on the text, and link the other commentary as any page")
    } else {
        return Ok(target);
    };
    Err(Box::new(complaint))
}

/// Who comments, by the indexes of their terms, with the works of their commentaries in the order of `sequence`.
pub fn commentators(works: &[Arc<Linked>], sequence: &[usize]) -> BTreeMap<usize, Vec<usize>> {
    let mut all: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &work in sequence.iter().filter(|&&work| works[work].annotates.is_some()) {
        works[work].authors.iter().for_each(|&person| all.entry(person).or_default().push(work));
    }
    all
}

/// A commentary whose notes are to be anchored.
pub struct Commentary<'a> {
    /// Its work.
    pub work: &'a Work,
    /// Index of the work it is on.
    pub target: usize,
    /// The names of the site.
    pub names: &'a Asked<'a>,
}

/// What a link of a note's quotation leads to.
enum Led<'a> {
    To(NoteTarget),
    /// To a passage that has other words around.
    Misquoted(NoteTarget, Box<Diagnostic>),
    /// Nowhere; it was complained of as a link.
    Nowhere,
    /// To a passage that is not there; it was complained of as a link.
    Gone(Gone<'a>),
    /// To a passage that does not have the words.
    Lost(Lost<'a>),
    /// Where no note can be.
    Astray(Box<Diagnostic>),
    /// To words of a work that the commentary's language lacks, by the work's index.
    Untranslated(usize),
}

impl Commentary<'_> {
    /// Anchors the notes of its document in one language.
    pub fn anchor(&self, document: &Document, text: &mut LinkedText, diagnostics: &mut Diagnostics) {
        let (mut untranslated, mut lost, mut gone) = (BTreeSet::new(), Vec::new(), Vec::new());
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
                    Led::Gone(words) => {
                        is_told = true;
                        gone.push(words);
                    }
                    Led::Lost(words) => {
                        is_told = true;
                        lost.push(words);
                    }
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
        lost::say_where(&gone, self.names, diagnostics);
        lost::complain(&lost, diagnostics);
    }

    fn id(&self, document: &Document, shape: &NoteShape) -> String {
        let unit = self.work.units_of_blocks(document.language).block(shape.quotation);
        unit.map_or_else(String::new, |unit| self.work.units[unit].id.to_string())
    }

    fn on_nothing(&self, document: &Document, span: Span) -> Diagnostic {
        let on = self.names.work(self.target);
        let there = on.document(document.language).or_else(|| on.source_document());
        let address = there.map_or_else(String::new, |there| relative(&document.path, &there.path));
        Diagnostic::new(&rule::ORPHAN_NOTE, span, format!("this note is on no passage of `{}`", on.key))
            .help(format!("link the quoted words to their passage: [words]({address}#soft-law)"))
    }

    /// Said once for all notes of a document: its text most likely has another name.
    fn untranslated(&self, document: &Document, work: usize, span: Span) -> Diagnostic {
        let key = self.names.key(work);
        let language = &self.names.config.languages[document.language];
        let ours = self
            .names
            .works()
            .iter()
            .filter(|work| work.document(document.language).is_some())
            .map(|work| work.key.as_str());
        let path = format!("content/{}/{key}.md", language.dir);
        let message = format!("{path} is not there, and these words do not stand in its other version");
        Diagnostic::new(&rule::ORPHAN_NOTE, span, message).help(match nearest(key, ours) {
            Some(near) => {
                format!("is content/{}/{near}.md meant to be {path}? versions of one text have one name", language.dir)
            }
            None => format!("write it, or leave this commentary out in {}", language.name),
        })
    }

    /// Of a link that leads nowhere: whether only its passage is not there.
    fn gone<'l>(&self, document: &Document, span: Span, link: &'l Link) -> Led<'l> {
        let Destination::Document { path, .. } = &link.destination else { return Led::Nowhere };
        let whole = Destination::Document { path: path.clone(), fragment: None };
        match reference::find(document, &whole, self.names) {
            Some(Resolved::Text { work, language, .. }) => {
                let words = Folded::spaces(visible_text(&link.inlines).trim()).text.into_owned();
                Led::Gone(Gone { work, language, span, link, words })
            }
            _ => Led::Nowhere,
        }
    }

    fn follow<'l>(
        &'l self,
        document: &Document,
        resolved: Option<&'l Resolved>,
        (span, link): (Span, &'l Link),
        context: &Quotation,
    ) -> Led<'l> {
        let Some(Resolved::Text { work, language, fragment: Some(fragment) }) = resolved else {
            let is_broken = matches!(resolved, None | Some(Resolved::Broken));
            return if is_broken {
                self.gone(document, span, link)
            } else {
                Led::Astray(Box::new(self.on_nothing(document, span)))
            };
        };
        let (on, work, language) = (self.names.work(*work), *work, *language);
        let orphan = |message: String| Diagnostic::new(&rule::ORPHAN_NOTE, span, message);
        if let (true, Some(own)) = (language != document.language, on.document(document.language)) {
            let address = relative(&document.path, &own.path);
            let help = format!("quote the passage in the commentary's own language: {address}#{fragment}");
            return Led::Astray(Box::new(orphan("this quotes another language".to_owned()).help(help)));
        }
        let Some(found) = on.fragments.get(fragment) else {
            let help = "text before the first quotation concerns the whole work; a note is on a passage or a section";
            return Led::Astray(Box::new(orphan("a note cannot be on the title".to_owned()).help(help)));
        };
        let is_unread = on.document(language).is_some_and(|document| document.meta.is_unread);
        let Some(unit) = on.host(found.unit(), language) else {
            if is_unread {
                return Led::Nowhere;
            }
            let language = &self.names.config.languages[language].name;
            let help = "translate the passage, or leave this note out in this language";
            return Led::Astray(Box::new(orphan(format!("`{fragment}` is missing in {language}")).help(help)));
        };
        let place = Place { work, unit };
        if visible_text(&link.inlines).trim_start().starts_with('§') {
            return Led::To(NoteTarget { place, words: None });
        }
        let passage = Passage { work: on, unit, language, fragment };
        match passage.find(link, span, context) {
            Found::Words(words, None) => Led::To(NoteTarget { place, words: Some(words) }),
            Found::Words(words, Some(complaint)) => Led::Misquoted(NoteTarget { place, words: Some(words) }, complaint),
            Found::Nowhere(_) | Found::Unclear(_) if is_unread => Led::Nowhere,
            Found::Nowhere(_) | Found::Unclear(_) if language != document.language => Led::Untranslated(work),
            Found::Nowhere(words) => Led::Lost(Lost { passage, span, link, words }),
            Found::Unclear(complaint) => Led::Astray(complaint),
        }
    }
}
