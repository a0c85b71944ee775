//! What a site's YAML files say: settings, terms, events, publications. One value for a whole site, which texts are linked against;
//! while none of these files changes it is the same value.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::parse::Parsed;
use crate::parse::bibliography::Publication;
use crate::parse::chart::table::Table;
use crate::parse::citation_style::Style;
use crate::parse::config::Config;
use crate::parse::glossary::Term;
use crate::parse::timeline::Event;
use crate::parse::unread::Unread;

use super::register;
use super::site::Generated;
use super::timeline;

/// What all texts of a site share.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    /// Settings.
    pub config: Arc<Config>,
    /// Works that are drafts, or have a version that is one.
    pub drafts: BTreeSet<String>,
    /// The glossary, in the author's order.
    pub terms: Arc<Vec<Term>>,
    /// The events, in chronological order.
    pub events: Arc<Vec<Event>>,
    /// The bibliography, in the author's order.
    pub publications: Arc<Vec<Publication>>,
    /// The style of citations in each language, by its index.
    pub styles: Arc<Vec<Arc<Style>>>,
    /// The tables that charts name, by their paths below the site's folder.
    pub tables: BTreeMap<String, Table>,
    /// What could not be read.
    pub unread: Unread,
    /// Index of each term, by id.
    pub term_ids: BTreeMap<String, usize>,
    /// Index of each event, by id.
    pub event_ids: BTreeMap<String, usize>,
    /// Index of each publication, by key.
    pub publication_keys: BTreeMap<String, usize>,
    /// The pages that the entries of the glossary have.
    pub generated: BTreeSet<Generated>,
}

/// The index of each, by name: of those with one name the first.
pub fn by_name<'n>(names: impl DoubleEndedIterator<Item = &'n str> + ExactSizeIterator) -> BTreeMap<String, usize> {
    names.enumerate().rev().map(|(at, name)| (name.to_owned(), at)).collect()
}

impl From<Parsed> for Entries {
    fn from(parsed: Parsed) -> Self {
        let Parsed { config, drafts, terms, mut events, publications, styles, tables, unread, .. } = parsed;
        timeline::sort(&mut events);
        Self {
            term_ids: by_name(terms.iter().map(|term| term.id.value.as_str())),
            event_ids: by_name(events.iter().map(|event| event.id.value.as_str())),
            publication_keys: by_name(publications.iter().map(|publication| publication.key.value.as_str())),
            generated: register::pages(&terms),
            config,
            drafts,
            terms: Arc::new(terms),
            events: Arc::new(events),
            publications: Arc::new(publications),
            styles: Arc::new(styles),
            tables,
            unread,
        }
    }
}
