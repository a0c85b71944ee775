//! What could not be read and was complained of: what names it is not at fault, and is not complained of as well.

use std::collections::BTreeSet;

use crate::base::yaml::{Entry, Yaml};

/// What a site's files hold beside what could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// Of the glossary.
    pub glossary: UnreadEntries,
    /// Of the timeline.
    pub timeline: UnreadEntries,
    /// Of the bibliography.
    pub bibliography: UnreadEntries,
}

/// The entries of a kind of files that could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnreadEntries {
    /// Whether a whole file could not be read: any entry may stand in it.
    is_whole_file: bool,
    /// Whether an entry could not be read.
    has_unread: bool,
    /// The ids of entries with mistakes, and keys below others that may be entries indented too far.
    ids: BTreeSet<String>,
}

impl UnreadEntries {
    /// Keeps whether a file could be read.
    pub fn file(&mut self, yaml: Option<&Yaml>) {
        self.is_whole_file |= yaml.is_none_or(|yaml| !yaml.root().is_mapping() && !yaml.root().is_null());
    }

    /// Keeps the id of an entry that could not be read. An entry that is indented too far lies inside the one above.
    pub fn entry(&mut self, entry: Entry<'_>, is_read: bool) {
        if !is_read {
            self.has_unread = true;
            self.ids.insert(entry.key.to_owned());
        }
        let inner = entry.node.entries().filter(|inner| inner.node.is_mapping());
        self.ids.extend(inner.map(|inner| inner.key.to_owned()));
    }

    /// Adds what could not be read of another file.
    pub fn merge(&mut self, other: &Self) {
        self.is_whole_file |= other.is_whole_file;
        self.has_unread |= other.has_unread;
        self.ids.extend(other.ids.iter().cloned());
    }

    /// Keeps that a whole file could not be read.
    pub fn whole_file(&mut self) {
        self.is_whole_file = true;
    }

    /// Keeps the id of an entry that could not be read.
    pub fn name(&mut self, id: &str) {
        self.ids.insert(id.to_owned());
    }

    /// Whether an entry of that id may be among them.
    pub fn may_have(&self, id: &str) -> bool {
        self.is_whole_file || self.ids.contains(id)
    }

    /// Whether all was read.
    pub fn is_empty(&self) -> bool {
        !self.is_whole_file && !self.has_unread
    }
}
