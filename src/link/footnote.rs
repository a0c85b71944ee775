//! Footnotes belong to passages: each to the one that refers to it first, be it from another footnote.

use std::collections::BTreeMap;

use crate::align::unit::UnitOf;
use crate::parse::document::{Block, Document, InlineKind};

/// The unit of each footnote, by the footnote's index; `None` where nothing refers to it. `unit_of` tells the unit of a block
/// by the block's index.
pub fn units(document: &Document, unit_of: &UnitOf) -> Vec<Option<usize>> {
    let mut units = vec![None; document.footnotes.len()];
    if units.is_empty() {
        return units;
    }
    let labels: BTreeMap<&str, usize> =
        document.footnotes.iter().enumerate().map(|(at, footnote)| (footnote.label.as_str(), at)).collect();
    let mut open: Vec<(&Block, usize)> =
        document.blocks.iter().zip(unit_of.iter()).rev().filter_map(|(block, unit)| Some((block, unit?))).collect();
    while let Some((block, unit)) = open.pop() {
        block.each_place(&mut |_, inline| {
            let InlineKind::FootnoteReference(label) = &inline.kind else { return };
            let Some(&footnote) = labels.get(label.as_str()) else { return };
            if units[footnote].is_none() {
                units[footnote] = Some(unit);
                open.extend(document.footnotes[footnote].blocks.iter().map(|block| (block, unit)));
            }
        });
    }
    units
}
