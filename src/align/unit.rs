//! The unit: one passage across languages (XLIFF 2: unit).

/// One aligned block.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unit {
    /// Its id, the same in every language: the author's, else a heading's slug, else its position.
    pub id: String,
    /// Whether the author gave the id.
    pub is_explicit: bool,
    /// The number that readers see, from the source's text; empty for units that have none.
    pub number: String,
    /// What it is, in the word that templates use.
    pub kind: &'static str,
    /// Level of a heading, else 0.
    pub level: u8,
    /// Which section it lies in: 0 before the first heading. First mentions are counted by it.
    pub section: usize,
    /// Whether it exists in fewer languages by intent.
    pub only: bool,
    /// What each language has of it, by the language's index.
    pub versions: Vec<Version>,
}

/// What a language has of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Version {
    /// Its blocks, by their indexes in the document; more than one where the author split it.
    Text(Vec<usize>),
    /// It is part of another unit's text, by that unit's index.
    Joined(usize),
    /// Nothing.
    Absent,
}

impl Unit {
    /// Its blocks in that language; empty if it has none of its own.
    pub fn blocks(&self, language: usize) -> &[usize] {
        match self.versions.get(language) {
            Some(Version::Text(blocks)) => blocks,
            _ => &[],
        }
    }

    /// Whether that language has text of its own for it.
    pub fn is_in(&self, language: usize) -> bool {
        !self.blocks(language).is_empty()
    }
}
