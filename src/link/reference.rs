//! Links become places. What leads nowhere is complained of where it stands.

use crate::align::unit::UnitOf;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Phrase};
use crate::base::path::join;
use crate::base::rule;
use crate::base::text::{Span, Spanned};
use crate::base::yaml::nearest;
use crate::parse;
use crate::parse::document::{Block, Document, Inline, InlineKind, each_inline, visible_text};
use crate::parse::reference::{Destination, UnsafeReason};

use super::bibliography;
use super::fallback;
use super::names::Asked;
use super::register;
use super::site::{FRONT, Generated, LinkedText, Resolved, Told, page_of};

/// Resolves every link and image of a document into `text`. `unit_of` tells the unit of a block by the block's index.
pub fn resolve(
    document: &Document,
    unit_of: &UnitOf,
    names: &Asked<'_>,
    text: &mut LinkedText,
    diagnostics: &mut Diagnostics,
) {
    let resolver = Resolver { document, names };
    resolver.inlines(&document.title, None, text, diagnostics);
    for (at, block) in document.blocks.iter().enumerate() {
        resolver.block(block, unit_of.block(at), text, diagnostics);
    }
    for footnote in &document.footnotes {
        for block in &footnote.blocks {
            resolver.block(block, None, text, diagnostics);
        }
    }
    text.links.shrink_to_fit();
}

/// Where a destination leads from a document, without complaints: `None` if nowhere.
pub fn find(document: &Document, destination: &Destination, names: &Asked<'_>) -> Option<Resolved> {
    let mut unheard = Diagnostics::default();
    match (Resolver { document, names }).destination(destination, document.title_span, &mut unheard) {
        Resolved::Broken => None,
        resolved => Some(resolved),
    }
}

struct Resolver<'a, 'n> {
    document: &'a Document,
    names: &'a Asked<'n>,
}

impl Resolver<'_, '_> {
    fn block(&self, block: &Block, unit: Option<usize>, text: &mut LinkedText, diagnostics: &mut Diagnostics) {
        block.each_text(&mut |inlines| self.inlines(inlines, unit, text, diagnostics));
    }

    fn inlines(&self, inlines: &[Inline], unit: Option<usize>, text: &mut LinkedText, diagnostics: &mut Diagnostics) {
        each_inline(inlines, &mut |inline| {
            let destination = match &inline.kind {
                InlineKind::Link(link) => &link.destination,
                InlineKind::Image(image) => &image.destination,
                _ => return,
            };
            let mut resolved = match (&inline.kind, destination) {
                (InlineKind::Link(link), Destination::Citation(keys)) => {
                    bibliography::cite((keys, link, inline.span), unit, self.names, text, diagnostics)
                }
                _ => self.destination(destination, inline.span, diagnostics),
            };
            if let (InlineKind::Image(_), Resolved::External(_)) = (&inline.kind, &resolved) {
                diagnostics.push(
                    Diagnostic::new(
                        &rule::UNSAFE_URL,
                        inline.span,
                        "a picture from another host would tell it who reads",
                    )
                    .help("put the picture below content/ and name it relative to the document"),
                );
                resolved = Resolved::Broken;
            }
            if let (Resolved::Event(event), InlineKind::Link(link)) = (&resolved, &inline.kind) {
                let words = visible_text(&link.inlines).into_owned();
                text.tellings.push(Told { event: *event, unit, words, span: inline.span });
            }
            text.links.insert(inline.span.start, resolved);
        });
    }

    fn destination(&self, destination: &Destination, span: Span, diagnostics: &mut Diagnostics) -> Resolved {
        match destination {
            Destination::Document { path, fragment } => self.document(path, fragment.as_deref(), span, diagnostics),
            Destination::Term(name) if name.is_empty() => Resolved::Suppressed,
            Destination::Term(name) => match self.names.term(name) {
                Some(term) => Resolved::Term(term),
                None if self.names.unread.glossary.may_have(name) => Resolved::Broken,
                None => {
                    let ids = self.names.terms.iter().map(|term| term.id.value.as_str());
                    diagnostics.push(unknown(&rule::UNKNOWN_TERM, span, ("term", name), ids));
                    Resolved::Broken
                }
            },
            Destination::Event(name) => match self.names.event(name) {
                Some(event) => Resolved::Event(event),
                None if self.names.unread.timeline.may_have(name) => Resolved::Broken,
                None => {
                    let ids = self.names.events.iter().map(|event| event.id.value.as_str());
                    diagnostics.push(unknown(&rule::UNKNOWN_EVENT, span, ("event", name), ids));
                    Resolved::Broken
                }
            },
            Destination::Citation(_) => {
                diagnostics.push(
                    broken(span, "a citation is no place that this can lead to")
                        .help("write a link in the text: [](cite:jiang-2025)"),
                );
                Resolved::Broken
            }
            Destination::External(url) => Resolved::External(url.to_string()),
            Destination::File(path) => self.file(path, span, diagnostics),
            Destination::Unsafe(reason) => {
                diagnostics.push(refuse(*reason, span));
                Resolved::Broken
            }
        }
    }

    /// A document, relative to this one, and a fragment on its page.
    fn document(&self, path: &str, fragment: Option<&str>, span: Span, diagnostics: &mut Diagnostics) -> Resolved {
        let here = &self.document.path;
        let path = if path.is_empty() { Some(here.clone()) } else { join(here, path) };
        let Some(path) = path else {
            diagnostics.push(broken(span, "this link leads out of the site").help("link a document below content/"));
            return Resolved::Broken;
        };
        let Some((work, language)) = self.find_document(&path) else {
            return self.generated(&path, fragment, span, diagnostics);
        };
        let Some(fragment) = fragment else { return Resolved::Text { work, language, fragment: None } };
        let names = self.names.names(work);
        match names.fragments.get(fragment) {
            Some(found) if !found.is_explicit && fragment != "top" => diagnostics.push(
                Diagnostic::new(
                    &rule::UNSTABLE_REFERENCE,
                    span,
                    format!("`#{fragment}` may change: it was made from words or a position"),
                )
                .help("give that passage an id of its own, in every language: {#soft-law}"),
            ),
            Some(_) => {}
            None if fragment == "top" => {}
            None if names.has_unread => return Resolved::Broken,
            None => {
                let complaint = broken(span, format!("there is no unit `{fragment}` in {path}"));
                diagnostics.push(match nearest(fragment, names.fragments.names()) {
                    Some(near) => complaint.help(format!("did you mean `#{near}`?")),
                    None => complaint
                        .help("ids stand at the end of a passage: {#soft-law}; headings without one have their words"),
                });
                return Resolved::Broken;
            }
        }
        Resolved::Text { work, language, fragment: Some(fragment.into()) }
    }

    /// A document by its path; a work that this language lacks is found in the language that stands in for it.
    fn find_document(&self, path: &str) -> Option<(usize, usize)> {
        let config = &*self.names.config;
        let beside = || {
            let dir = &config.languages.get(self.document.language)?.dir;
            parse::address(&format!("{}.{dir}.md", path.strip_suffix(".md")?), config)
        };
        [parse::address(path, config), beside()].into_iter().flatten().find_map(|(language, key)| {
            let work = self.names.find(&key)?;
            let found = self.names.names(work);
            let shown =
                fallback::shown_in(|language| found.is_in[language], (key == FRONT, found.source), language, config);
            Some((work, shown.unwrap_or(found.source)))
        })
    }

    /// A page that no document stands behind: `timeline.md`, `glossary.md#soft-law`, a front page made from nav.
    fn generated(&self, path: &str, fragment: Option<&str>, span: Span, diagnostics: &mut Diagnostics) -> Resolved {
        let address = parse::address(path, &self.names.config);
        let page = match &address {
            Some((language, key)) if key == FRONT && fragment.is_none() => {
                return Resolved::Front { language: *language };
            }
            Some((_, key)) => {
                Generated::ALL.into_iter().find(|page| page.name() == key && *page != Generated::Comments)
            }
            None => None,
        };
        let Some(page) = page else {
            diagnostics.push(self.no_document(path, span));
            return Resolved::Broken;
        };
        let fragment = fragment.filter(|fragment| *fragment != "top");
        let is_made = self.is_made(page);
        if let Some(page) = fragment.and_then(|id| self.page_of_entry(page, id)).filter(|_| is_made) {
            return Resolved::Generated { page, fragment: fragment.map(Box::from) };
        }
        let unread = match page {
            Generated::Timeline => &self.names.unread.timeline,
            Generated::References => &self.names.unread.bibliography,
            _ => &self.names.unread.glossary,
        };
        let may_be = fragment.map_or(!is_made && !unread.is_empty(), |id| unread.may_have(id));
        match fragment {
            _ if may_be => Resolved::Broken,
            None if is_made => Resolved::Generated { page, fragment: None },
            Some(id) if is_made => {
                let complaint = broken(span, format!("there is no entry `{id}` in {path}"));
                diagnostics.push(match nearest(id, self.entries(page)) {
                    Some(near) => complaint.help(format!("did you mean `#{near}`?")),
                    None => {
                        complaint.help("entries are named as in glossary.yaml, timeline.yaml and bibliography.yaml")
                    }
                });
                Resolved::Broken
            }
            _ => {
                let source = match page {
                    Generated::Comments => "a commentary",
                    Generated::Timeline => "content/timeline.yaml",
                    Generated::References => "content/bibliography.yaml",
                    _ => "content/glossary.yaml",
                };
                let help = format!("the page is made once {source} has something for it");
                diagnostics.push(broken(span, format!("there is no {path}")).help(help));
                Resolved::Broken
            }
        }
    }

    /// Whether the site has that page.
    fn is_made(&self, page: Generated) -> bool {
        match page {
            Generated::Comments => self.names.has_commentaries,
            Generated::Timeline => !self.names.events.is_empty(),
            Generated::References => !self.names.publications.is_empty(),
            _ => self.names.generated.contains(&page),
        }
    }

    /// The page on which an entry stands in full that an address on `page` reaches.
    fn page_of_entry(&self, page: Generated, id: &str) -> Option<Generated> {
        match page {
            Generated::Timeline => return self.names.event(id).map(|_| page),
            Generated::References => return self.names.publication_keys.get(id).map(|_| page),
            _ => {}
        }
        let kind = self.names.terms[self.names.term(id)?].kind;
        register::reaches(page, kind).then(|| page_of(kind))
    }

    /// The ids of the entries that addresses on `page` reach.
    fn entries(&self, page: Generated) -> Vec<&str> {
        match page {
            Generated::Timeline => self.names.events.iter().map(|event| event.id.value.as_str()).collect(),
            Generated::References => self.names.publication_keys.keys().map(String::as_str).collect(),
            _ => {
                let entries = self.names.terms.iter().filter(|term| register::reaches(page, term.kind));
                entries.map(|term| term.id.value.as_str()).collect()
            }
        }
    }

    fn no_document(&self, path: &str, span: Span) -> Diagnostic {
        if parse::address(path, &self.names.config).is_some_and(|(_, work)| self.names.drafts.contains(&work)) {
            return broken(span, format!("{path} is a draft, which no page may lead to"))
                .help("publish it by removing `draft: true`, or remove the link until then");
        }
        let complaint = broken(span, format!("there is no {path}"));
        let paths: Vec<&str> = self
            .names
            .works()
            .iter()
            .flat_map(|work| work.documents.iter().flatten())
            .map(|document| document.path.as_str())
            .collect();
        match nearest(path, paths) {
            Some(near) => complaint.help(format!("did you mean {near}? links are relative to the file they stand in")),
            None => complaint.help("links are relative to the file they stand in: ../chapter-6.md#soft-law"),
        }
    }

    fn file(&self, path: &str, span: Span, diagnostics: &mut Diagnostics) -> Resolved {
        let found = join(&self.document.path, path);
        if let Some(asset) = found.as_deref().and_then(|path| self.names.assets.get(path)) {
            return Resolved::Asset(*asset);
        }
        let place = found.unwrap_or_else(|| path.to_owned());
        let complaint = Diagnostic::new(&rule::MISSING_FILE, span, format!("there is no {place}"));
        diagnostics.push(match nearest(&place, self.names.assets.keys().map(String::as_str)) {
            Some(near) => complaint.help(format!("did you mean {near}? paths are relative to the file they stand in")),
            None if place.ends_with(".html") => complaint.help("link the Markdown file, not the page that is made of it: chapter-6.md"),
            None => complaint.help("put the file below content/, beside the document or in content/shared/, and name it relative to the document"),
        });
        Resolved::Broken
    }
}

/// Corrections name units of their own work.
pub fn complain_of_errata(document: &Document, names: &Asked<'_>, diagnostics: &mut Diagnostics) {
    if document.meta.errata.is_empty() {
        return;
    }
    let Some(own) = names.find(&document.work).map(|work| names.names(work)) else { return };
    if own.has_unread {
        return;
    }
    for unit in document.meta.errata.iter().filter_map(|erratum| erratum.unit.as_ref()) {
        if !own.fragments.contains(&unit.value) {
            let complaint = broken(unit.span, format!("there is no unit `{}` in {}", unit.value, document.path));
            diagnostics.push(match nearest(&unit.value, own.fragments.names()) {
                Some(near) => complaint.help(format!("did you mean `{near}`?")),
                None => complaint.help("name a passage by its id: soft-law"),
            });
        }
    }
}

/// The works' authors must be persons of the glossary.
pub fn persons(by: &[Spanned<String>], names: &Asked<'_>, diagnostics: &mut Diagnostics) -> Vec<usize> {
    let mut persons = Vec::new();
    for name in by {
        match names.person(&name.value) {
            Some(person) => persons.push(person),
            None if names.term(&name.value).is_none() && names.unread.glossary.may_have(&name.value) => {}
            None => {
                let ids = names.terms.iter().filter(|term| term.kind == parse::glossary::TermKind::Person);
                let complaint = Diagnostic::new(
                    &rule::UNKNOWN_PERSON,
                    name.span,
                    format!("`{}` is no person of the glossary", name.value),
                );
                let parts: Vec<&str> = name.value.split(['，', '、']).map(str::trim).collect();
                if parts.len() > 1 {
                    let help = format!("YAML takes the ASCII comma between names: by: [{}]", parts.join(", "));
                    diagnostics.push(complaint.help(help));
                    continue;
                }
                diagnostics.push(match nearest(&name.value, ids.map(|term| term.id.value.as_str())) {
                    Some(near) => complaint.help(format!("did you mean `{near}`?")),
                    None => complaint
                        .help(format!("add to content/glossary.yaml: {}: {{kind: person, labels: {{…}}}}", name.value)),
                });
            }
        }
    }
    persons
}

fn broken(span: Span, message: impl Into<Phrase>) -> Diagnostic {
    Diagnostic::new(&rule::BROKEN_REFERENCE, span, message)
}

fn unknown<'i>(
    rule: &'static rule::Rule,
    span: Span,
    (kind, name): (&str, &str),
    ids: impl Iterator<Item = &'i str>,
) -> Diagnostic {
    let file = if kind == "term" { "glossary.yaml" } else { "timeline.yaml" };
    let complaint = Diagnostic::new(rule, span, format!("there is no {kind} `{name}`"));
    match nearest(name, ids) {
        Some(near) => complaint.help(format!("did you mean `{kind}:{near}`?")),
        None => complaint.help(format!("add it to content/{file}, or remove the link")),
    }
}

fn refuse(reason: UnsafeReason, span: Span) -> Diagnostic {
    let (rule, message, help) = match reason {
        UnsafeReason::Scheme => (
            &rule::UNSAFE_URL,
            "this address may not stand in a page",
            "use http:, https: or mailto:, term:, event:, cite:, or a path relative to the file",
        ),
        UnsafeReason::NoScheme => (&rule::UNSAFE_URL, "this address has no scheme", "begin it with https://"),
        UnsafeReason::Rooted => (
            &rule::BROKEN_REFERENCE,
            "an address from the root leads out of a site that lies in a folder",
            "write it relative to the file: ../chapter-6.md",
        ),
        UnsafeReason::FullWidthColon => (
            &rule::SILENT_LINK,
            "a full-width colon makes no link to a term or event",
            "use a half-width colon: term:soft-law",
        ),
    };
    Diagnostic::new(rule, span, message).help(help)
}
