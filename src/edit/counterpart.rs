//! Which blocks of two documents are counterparts, so that both get the same id; and where that cannot be told.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::align;
use crate::align::unit::Version;
use crate::base::text::Spanned;
use crate::parse::config::Config;
use crate::parse::document::{Block, Document};

/// The counterparts in a source document and a target document, by the indexes of their blocks.
#[derive(Clone, Debug, Default)]
pub struct Pairs {
    /// Ascending on the side of the source.
    pairs: Vec<(usize, usize)>,
    /// Blocks of each side, source first, that have no counterpart and may have one that was not recognized.
    open: [Vec<usize>; 2],
}

/// A side of [`Pairs`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The source document.
    Source = 0,
    /// The target document.
    Target = 1,
}

impl Pairs {
    /// Pairs as [`align`] does: by id, else by heading and position. An id that the other document does not know counts as
    /// none, so that a translation without ids gets those of its source.
    pub fn new(source: &Document, target: &Document, config: &Config) -> Self {
        let sides = [
            without_foreign_ids(source, target, config, source.language),
            without_foreign_ids(target, source, config, source.language),
        ];
        let documents = sides.map(Arc::new);
        let (works, _) = align::align(&documents, &[], config);
        let mut pairs = Vec::new();
        for unit in works.iter().flat_map(|work| &work.units) {
            let own = |document: &Document| match unit.versions.get(document.language) {
                Some(Version::Text(blocks)) => blocks.iter().copied().find(|&at| !continues(&document.blocks[at])),
                _ => None,
            };
            if let (Some(here), Some(there)) = (own(source), own(target)) {
                pairs.push((here, there));
            }
        }
        pairs.sort_unstable();
        let open = |side: Side| {
            let blocks = &documents[side as usize].blocks;
            let is_paired = |at: usize| pairs.iter().any(|pair| side.of(*pair) == at);
            (0..blocks.len()).filter(|&at| blocks[at].id.is_none() && is_unit(&blocks[at]) && !is_paired(at)).collect()
        };
        let open = [open(Side::Source), open(Side::Target)];
        Self { pairs, open }
    }

    /// The counterpart of a block.
    pub fn counterpart(&self, side: Side, block: usize) -> Option<usize> {
        self.pairs.iter().find(|pair| side.of(**pair) == block).map(|pair| side.other().of(*pair))
    }

    /// Whether a block without counterpart may have one after all: between its neighbors, the other document holds blocks
    /// without counterpart, too.
    pub fn is_doubtful(&self, side: Side, block: usize) -> bool {
        let other = side.other();
        let above = self.pairs.iter().filter(|pair| side.of(**pair) < block).map(|pair| other.of(*pair)).max();
        let below = self.pairs.iter().filter(|pair| side.of(**pair) > block).map(|pair| other.of(*pair)).min();
        self.open[other as usize]
            .iter()
            .any(|&at| above.is_none_or(|above| at > above) && below.is_none_or(|below| at < below))
    }
}

impl Side {
    fn of(self, pair: (usize, usize)) -> usize {
        match self {
            Self::Source => pair.0,
            Self::Target => pair.1,
        }
    }

    fn other(self) -> Self {
        match self {
            Self::Source => Self::Target,
            Self::Target => Self::Source,
        }
    }
}

/// Whether a block is a passage: what is neither a thematic break nor raw HTML.
pub fn is_unit(block: &Block) -> bool {
    !matches!(block.kind_name(), "rule" | "html")
}

/// All ids that a document names, also in `with=` and `of=`.
pub fn names(document: &Document) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for block in &document.blocks {
        block.each_id(&mut |id| {
            names.insert(id.name.clone());
            names.extend(id.with.iter().cloned());
            names.extend(id.of.iter().cloned());
        });
    }
    names
}

fn continues(block: &Block) -> bool {
    block.id.as_ref().is_some_and(|id| id.of.is_some())
}

fn without_foreign_ids(document: &Document, other: &Document, config: &Config, source: usize) -> Document {
    let known = names(other);
    let mut document = document.clone();
    for block in &mut document.blocks {
        let is_foreign = block
            .id
            .as_ref()
            .is_some_and(|id| !id.only && id.of.is_none() && id.with.is_empty() && !known.contains(&id.name));
        if is_foreign {
            block.id = None;
        }
    }
    // Of two documents of three, the source may be said by the third.
    let dir = config.languages.get(source).map(|language| language.dir.clone()).unwrap_or_default();
    document.meta.source = Some(Spanned::new(dir, document.title_span));
    document
}
