//! What has changed between two versions of a site. What both share, the later took over from the earlier: of that nothing is
//! looked at again.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::link::site::Site;

use super::key::Key;
use super::print::print;
use super::renaming::Renaming;

/// Two versions of a site.
#[derive(Debug)]
pub struct Difference<'a> {
    old: &'a Site,
    new: &'a Site,
    shared: Shared,
    /// The works that are not shared, by their indexes in the earlier version.
    works: Vec<usize>,
    renaming: OnceCell<Renaming>,
}

/// What two versions share.
#[derive(Clone, Copy, Debug)]
struct Shared {
    config: bool,
    styles: bool,
    terms: bool,
    events: bool,
    publications: bool,
    assets: bool,
    tables: bool,
    /// Whether works and entries have the same indexes in both.
    indexes: bool,
}

impl<'a> Difference<'a> {
    /// That between two versions.
    pub fn between(old: &'a Site, new: &'a Site) -> Self {
        let (terms, events) = (Arc::ptr_eq(&old.terms, &new.terms), Arc::ptr_eq(&old.events, &new.events));
        let publications = Arc::ptr_eq(&old.publications, &new.publications);
        let shared = Shared {
            config: Arc::ptr_eq(&old.config, &new.config),
            styles: Arc::ptr_eq(&old.styles, &new.styles),
            terms,
            events,
            publications,
            assets: Arc::ptr_eq(&old.assets, &new.assets),
            tables: Arc::ptr_eq(&old.tables, &new.tables),
            indexes: terms && events && publications && have_same_keys(old, new),
        };
        let is_other = |at: &usize| !shared.indexes || !Arc::ptr_eq(&old.works[*at], &new.works[*at]);
        let works = (0..old.works.len()).filter(is_other).collect();
        Self { old, new, shared, works, renaming: OnceCell::new() }
    }

    /// What the indexes of the earlier version are in the later.
    pub fn renaming(&self) -> &Renaming {
        self.renaming.get_or_init(|| Renaming::between(self.old, self.new))
    }

    /// Whether something that was read of the earlier version is another in the later.
    pub fn has_changed(&self, key: Key) -> bool {
        if self.is_shared(key) {
            return false;
        }
        let now = if self.shared.tables && self.shared.indexes { Some(key) } else { self.renaming().key(key) };
        now.is_none_or(|now| print(self.old, key) != print(self.new, now))
    }

    /// All that may have changed, where nothing but the words of some works did; `None` where more did.
    pub fn suspects(&self) -> Option<Vec<Key>> {
        let Shared { config, styles, assets, tables, indexes, .. } = self.shared;
        if !(config && styles && assets && tables && indexes) {
            return None;
        }
        let languages = self.new.config.languages.len();
        let mut keys = Vec::new();
        for &work in &self.works {
            keys.extend([Key::Whole(work), Key::Face(work), Key::Head(work), Key::Outline(work), Key::Progress(work)]);
            keys.push(Key::Commentaries(work));
            keys.extend((0..languages).map(|language| Key::Notes { work, language }));
            if self.has_notes(work) {
                let touched = self.new.works[work].texts.iter().flat_map(|text| &text.touched);
                let mentioned = touched.flat_map(|touched| &touched.terms);
                keys.extend(
                    mentioned.flat_map(|&term| (0..languages).map(move |language| Key::Uses { term, language })),
                );
            }
        }
        if !self.works.is_empty() {
            keys.push(Key::ToldWords);
            let is_commentary = |work: &usize| self.new.works[*work].annotates.is_some();
            keys.extend((0..self.new.works.len()).filter(is_commentary).map(Key::Quoted));
        }
        Some(keys)
    }

    /// Whether it is in what both versions share, which is the same in both; what is not may be the same still. Of a template
    /// the site says nothing.
    pub fn is_shared(&self, key: Key) -> bool {
        let shared = self.shared;
        match key {
            Key::Template(_) => true,
            Key::Settings | Key::Kinds | Key::Words(_) => shared.config,
            Key::Style(_) => shared.styles,
            Key::Name(_) | Key::Term(_) => shared.terms,
            Key::EventTitle(_) | Key::Event(_) | Key::Events => shared.events && shared.config,
            Key::Publications => shared.publications,
            Key::Asset(_) => shared.assets,
            Key::Whole(work)
            | Key::Face(work)
            | Key::Head(work)
            | Key::Outline(work)
            | Key::Progress(work)
            | Key::Commentaries(work)
            | Key::Notes { work, .. } => self.works.binary_search(&work).is_err(),
            // A term may stand elsewhere in the words that a note is on.
            Key::Uses { .. } => shared.tables && !self.works.iter().any(|&work| self.has_notes(work)),
            Key::Quoted(_) | Key::ToldWords => self.works.is_empty(),
            Key::Path(_)
            | Key::Front
            | Key::Readable(_)
            | Key::OnlyText
            | Key::Order
            | Key::Sequence
            | Key::Neighbours { .. }
            | Key::Backlinks(_)
            | Key::Previewed(_)
            | Key::Commented(_)
            | Key::Commentators
            | Key::CommentariesBy(_)
            | Key::Annotations
            | Key::EntryAt { .. }
            | Key::Related(_)
            | Key::Written(_)
            | Key::Index(_)
            | Key::Entries { .. }
            | Key::HasEntries(_)
            | Key::ToldEvents
            | Key::Tellings(_)
            | Key::Citings(_) => shared.tables,
        }
    }

    fn has_notes(&self, work: usize) -> bool {
        self.new.works[work].notes.iter().any(|notes| !notes.is_empty())
    }
}

fn have_same_keys(old: &Site, new: &Site) -> bool {
    let mut pairs = old.works.iter().zip(&new.works);
    old.works.len() == new.works.len() && pairs.all(|(old, new)| Arc::ptr_eq(old, new) || old.work.key == new.work.key)
}
