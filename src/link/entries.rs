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
}

impl From<Parsed> for Entries {
    fn from(parsed: Parsed) -> Self {
        let Parsed { config, drafts, terms, mut events, publications, styles, tables, unread, .. } = parsed;
        timeline::sort(&mut events);
        let (terms, events) = (Arc::new(terms), Arc::new(events));
        let (publications, styles) = (Arc::new(publications), Arc::new(styles));
        Self { config, drafts, terms, events, publications, styles, tables, unread }
    }
}
