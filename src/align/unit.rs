//! The unit: one passage across languages (XLIFF 2: unit).

use std::slice;

use ecow::EcoString;
use smallvec::SmallVec;

use crate::base::sparse::narrow;

/// One aligned block. A large site holds hundreds of thousands: what is small stands in it, not in memory of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unit {
    /// Its id, the same in every language: the author's, else a heading's slug, else its position.
    pub id: EcoString,
    /// Whether the author gave the id.
    pub is_explicit: bool,
    /// The number that readers see, from the source's text; empty for units that have none.
    pub number: EcoString,
    /// What it is, in the word that templates use.
    pub kind: &'static str,
    /// Level of a heading, else 0.
    pub level: u8,
    /// Which section it lies in: 0 before the first heading. First mentions are counted by it.
    pub section: u32,
    /// Whether it exists in fewer languages by intent.
    pub only: bool,
    /// What each language has of it, by the language's index.
    pub versions: SmallVec<[Version; 2]>,
}

/// What a language has of a unit. Blocks go by their indexes in the document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Version {
    /// Nothing.
    #[default]
    Absent,
    /// A block.
    Whole(u32),
    /// Several, where the author split it.
    Split(Box<Parts>),
    /// It is part of another unit's text, by that unit's index.
    Joined(u32),
}

/// The blocks of a unit that the author split, in order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Parts(Vec<u32>);

impl Version {
    /// Its own blocks.
    pub fn blocks(&self) -> &[u32] {
        match self {
            Self::Whole(block) => slice::from_ref(block),
            Self::Split(parts) => &parts.0,
            Self::Joined(_) | Self::Absent => &[],
        }
    }

    /// Adds a block of its own.
    pub fn give(&mut self, block: usize) {
        let block = narrow(block);
        match self {
            Self::Absent | Self::Joined(_) => *self = Self::Whole(block),
            Self::Whole(first) => *self = Self::Split(Box::new(Parts(vec![block.min(*first), block.max(*first)]))),
            Self::Split(parts) => {
                let place = parts.0.partition_point(|other| *other < block);
                parts.0.insert(place, block);
            }
        }
    }
}

impl Unit {
    /// Its blocks in that language; empty if it has none of its own.
    pub fn blocks(&self, language: usize) -> &[u32] {
        self.versions.get(language).map_or(&[], Version::blocks)
    }

    /// Whether that language has text of its own for it.
    pub fn is_in(&self, language: usize) -> bool {
        !self.blocks(language).is_empty()
    }
}

/// The unit of each block of a document, by the block's index.
#[derive(Clone, Debug, Default)]
pub struct UnitOf(Box<[u32]>);

impl UnitOf {
    const NONE: u32 = u32::MAX;

    /// That of a document with so many blocks, none of which has a unit yet.
    pub fn none_of(blocks: usize) -> Self {
        Self(vec![Self::NONE; blocks].into_boxed_slice())
    }

    /// Gives a block to a unit.
    pub fn set(&mut self, block: usize, unit: usize) {
        self.0[block] = narrow(unit);
    }

    /// Calls each unit by the index that it has now, by the one that it had.
    pub fn rename(&mut self, now: &[usize]) {
        self.0.iter_mut().filter(|unit| **unit != Self::NONE).for_each(|unit| *unit = narrow(now[*unit as usize]));
    }

    /// The unit of a block; `None` where it has none, or there is no such block.
    pub fn block(&self, at: usize) -> Option<usize> {
        self.0.get(at).and_then(|unit| Self::known(*unit))
    }

    /// The unit of each block.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Option<usize>> + ExactSizeIterator + Clone {
        self.0.iter().map(|unit| Self::known(*unit))
    }

    fn known(unit: u32) -> Option<usize> {
        (unit != Self::NONE).then_some(unit as usize)
    }
}
