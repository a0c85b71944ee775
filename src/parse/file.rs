//! One file of a site, read by itself: what it says depends on nothing but its text and site.yaml, so that what was read of
//! an unchanged file counts as long as both stay. [`super::assemble`] lays the files beside one another.

use std::sync::Arc;

use crate::base::diagnostic::Diagnostics;
use crate::base::text::SourceFile;
use crate::load::Sources;

use super::bibliography::{self, Publication};
use super::chart::table::{self, Table};
use super::citation_style::{self, Style};
use super::config::Config;
use super::document::Document;
use super::glossary::{self, Term};
use super::lock::{self, Lock};
use super::timeline::{self, Event};
use super::unread::UnreadEntries;

/// What a file is read as. site.yaml is read before: what others say depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Markdown.
    Document,
    /// What a translation was made from.
    Lock,
    /// Terms.
    Glossary,
    /// Events.
    Timeline,
    /// Publications.
    Bibliography,
    /// A style of citations.
    Style,
    /// A table that a chart names.
    Table,
}

/// What one file says, and what is wrong with it.
#[derive(Clone, Debug)]
pub struct ParsedFile {
    /// What it says.
    pub content: Content,
    /// The complaints about it.
    pub diagnostics: Diagnostics,
}

/// What one file says. Entries come with what could not be read of them.
#[derive(Clone, Debug)]
pub enum Content {
    /// A document, drafts too; `None` if it stands where no language is.
    Document(Option<Arc<Document>>),
    /// A lock.
    Lock(Arc<Lock>),
    /// Terms in the author's order.
    Terms(Vec<Term>, UnreadEntries),
    /// Events in the author's order.
    Events(Vec<Event>, UnreadEntries),
    /// Publications in the author's order.
    Publications(Vec<Publication>, UnreadEntries),
    /// A style of citations; `None` if it is none.
    Style(Option<Arc<Style>>),
    /// A table.
    Table(Table),
}

/// The files of a site that are read by themselves, each with what it is read as: the order that [`super::assemble`] takes
/// them in.
pub fn files(sources: &Sources) -> impl Iterator<Item = (Kind, &Arc<SourceFile>)> {
    let kinds = [
        (Kind::Document, &sources.texts),
        (Kind::Lock, &sources.locks),
        (Kind::Glossary, &sources.glossaries),
        (Kind::Timeline, &sources.timelines),
        (Kind::Bibliography, &sources.bibliographies),
        (Kind::Style, &sources.styles),
        (Kind::Table, &sources.tables),
    ];
    kinds.into_iter().flat_map(|(kind, files)| files.iter().map(move |file| (kind, file)))
}

/// Reads one file of a site whose site.yaml says `config`.
pub fn read_file(kind: Kind, file: &SourceFile, config: &Config) -> ParsedFile {
    let mut unread = UnreadEntries::default();
    let (content, diagnostics) = match kind {
        Kind::Document => {
            let (document, diagnostics) = super::document(file, config);
            (Content::Document(document.map(Arc::new)), diagnostics)
        }
        Kind::Lock => {
            let (lock, diagnostics) = lock::read(file);
            (Content::Lock(Arc::new(lock)), diagnostics)
        }
        Kind::Glossary => {
            let (terms, diagnostics) = glossary::read(file, &config.languages, &mut unread);
            (Content::Terms(terms, unread), diagnostics)
        }
        Kind::Timeline => {
            let (events, diagnostics) = timeline::read(file, config, &mut unread);
            (Content::Events(events, unread), diagnostics)
        }
        Kind::Bibliography => {
            let (publications, diagnostics) = bibliography::read(file, &config.languages, &mut unread);
            (Content::Publications(publications, unread), diagnostics)
        }
        Kind::Style => {
            let (style, diagnostics) = citation_style::read(file);
            (Content::Style(style.map(Arc::new)), diagnostics)
        }
        Kind::Table => {
            let mut diagnostics = Diagnostics::default();
            (Content::Table(table::read(file, &mut diagnostics)), diagnostics)
        }
    };
    ParsedFile { content, diagnostics }
}
