//! A document as far as an edit is held to it: its title, blocks and footnotes without their places.

use std::collections::BTreeMap;

use crate::parse::document::Document;

use super::super::slot::{Form, Print, Slot, print, slot};

/// What a document says, block by block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The title.
    pub title: Slot,
    /// Its blocks.
    pub blocks: Vec<Print>,
    /// The blocks of its footnotes, by label.
    pub notes: BTreeMap<String, Vec<Print>>,
}

/// Which text of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlotAt {
    /// The title.
    Title,
    /// Block and slot.
    Block(usize, usize),
    /// Label, block and slot.
    Note(String, usize, usize),
}

impl Page {
    /// The page of a document in the file `source`.
    pub fn new(document: &Document, source: &str) -> Self {
        let form = if document.meta.title.is_some() { Form::Yaml } else { Form::Heading };
        let prints = |blocks: &[_]| blocks.iter().map(|block| forget(print(block, source))).collect();
        Self {
            title: Slot { range: None, ..slot(&document.title, form, source) },
            blocks: prints(&document.blocks),
            notes: document.footnotes.iter().map(|note| (note.label.to_string(), prints(&note.blocks))).collect(),
        }
    }

    /// The text there.
    pub fn slot_mut(&mut self, at: &SlotAt) -> Option<&mut Slot> {
        match at {
            SlotAt::Title => Some(&mut self.title),
            SlotAt::Block(block, slot) => self.blocks.get_mut(*block)?.slots.get_mut(*slot),
            SlotAt::Note(label, block, slot) => self.notes.get_mut(label)?.get_mut(*block)?.slots.get_mut(*slot),
        }
    }
}

/// A print that is the same wherever its block stands.
pub fn forget(mut print: Print) -> Print {
    print.slots.iter_mut().for_each(|slot| slot.range = None);
    print
}
