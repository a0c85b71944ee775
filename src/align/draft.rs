//! Units while the languages are added one by one. All look-ups are by index or id: works of thousands of blocks are joined
//! as fast, for each block, as small ones.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::parse::document::{Block, BlockKind, Document, UnitId};

use super::pair::own_id;
use super::unit::{Unit, Version};

/// The units of a work so far.
pub struct Draft {
    /// In the order in which they came; `first` and `next` tell the order in which they stand.
    units: Vec<DraftUnit>,
    first: Option<usize>,
    next: Vec<Option<usize>>,
    /// The unit of each id that is a unit's own.
    ids: BTreeMap<String, usize>,
    /// What each part (`of=`) of any document continues.
    parts: BTreeMap<String, String>,
    /// The unit of each block, by language.
    unit_of: Vec<Vec<Option<usize>>>,
}

struct DraftUnit {
    id: Option<String>,
    only: bool,
    kind: &'static str,
    level: u8,
    texts: Vec<Vec<usize>>,
    /// The unit that each language joined it to.
    joined: Vec<Option<usize>>,
}

impl Draft {
    /// A draft for documents in these languages, without units.
    pub fn new<'d>(documents: impl Iterator<Item = Option<&'d Document>>) -> Self {
        let mut draft = Self {
            units: Vec::new(),
            first: None,
            next: Vec::new(),
            ids: BTreeMap::new(),
            parts: BTreeMap::new(),
            unit_of: Vec::new(),
        };
        for document in documents {
            let blocks = document.map_or(&[][..], |document| &*document.blocks);
            draft.unit_of.push(vec![None; blocks.len()]);
            for id in blocks.iter().filter_map(|block| block.id.as_ref()) {
                if let Some(host) = &id.of {
                    draft.parts.insert(id.name.to_string(), host.to_string());
                }
            }
        }
        draft
    }

    fn unit(&self, block: &Block) -> DraftUnit {
        let languages = self.unit_of.len();
        DraftUnit {
            id: own_id(block).map(str::to_owned),
            only: block.id.as_deref().is_some_and(is_alone),
            kind: block.kind_name(),
            level: match block.kind {
                BlockKind::Heading(level, _) => level,
                _ => 0,
            },
            texts: vec![Vec::new(); languages],
            joined: vec![None; languages],
        }
    }

    /// Puts a unit after another, or first.
    fn insert(&mut self, after: Option<usize>, unit: DraftUnit) -> usize {
        let place = self.units.len();
        let before = match after {
            Some(after) => &mut self.next[after],
            None => &mut self.first,
        };
        let follows = before.replace(place);
        self.next.push(follows);
        if let Some(id) = &unit.id {
            self.ids.entry(id.clone()).or_insert(place);
        }
        self.units.push(unit);
        place
    }

    fn give(&mut self, unit: usize, language: usize, block: usize) {
        self.units[unit].texts[language].push(block);
        self.unit_of[language][block] = Some(unit);
    }

    /// The unit that an id names: its own, or the one that a part of that name continues.
    fn find<'s>(&'s self, mut name: &'s str) -> Option<usize> {
        // Parts that continue each other name nothing.
        for _ in 0..=self.parts.len() {
            if let Some(unit) = self.ids.get(name) {
                return Some(*unit);
            }
            name = self.parts.get(name)?;
        }
        None
    }

    /// Adds the units of the source.
    pub fn add_source(&mut self, document: &Document) {
        let mut after = None;
        for (at, block) in document.blocks.iter().enumerate().filter(|(_, block)| !is_part(block)) {
            let unit = self.unit(block);
            let place = self.insert(after, unit);
            self.give(place, document.language, at);
            after = Some(place);
        }
    }

    /// Adds the blocks of a translation, with the source's block of each.
    pub fn add_target(&mut self, source: usize, document: &Document, counterparts: &[Option<usize>]) {
        let mut after = None;
        for (at, block) in document.blocks.iter().enumerate().filter(|(_, block)| !is_part(block)) {
            let by_source = counterparts[at].and_then(|here| self.unit_of[source][here]);
            // A unit that the source lacks may have come with another translation.
            let known = by_source.or_else(|| own_id(block).and_then(|id| self.ids.get(id).copied()));
            let place = match known {
                Some(place) => place,
                None => {
                    let unit = self.unit(block);
                    self.insert(after, unit)
                }
            };
            self.give(place, document.language, at);
            self.units[place].only |= block.id.as_deref().is_some_and(is_alone);
            self.name(place, block);
            after = Some(place);
        }
    }

    /// A unit whose source has no id has that of the translation.
    fn name(&mut self, place: usize, block: &Block) {
        if let (None, Some(id)) = (&self.units[place].id, own_id(block)) {
            self.units[place].id = Some(id.to_owned());
            self.ids.entry(id.to_owned()).or_insert(place);
        }
    }

    /// `with=b,c` joins units, `of=a` splits one. Parts come first, for a unit that has one has text of its own.
    pub fn join_and_split(&mut self, document: &Document, diagnostics: &mut Diagnostics) {
        for (at, block) in document.blocks.iter().enumerate() {
            if let Some(id) = &block.id
                && let Some(host) = &id.of
            {
                let unit = self.find(host).unwrap_or_else(|| {
                    diagnostics.push(unknown_unit(id, host));
                    self.stray_part((document.language, at), block, id)
                });
                self.give(unit, document.language, at);
            }
        }
        for (at, block) in document.blocks.iter().enumerate() {
            for name in block.id.iter().filter(|id| !id.is_repeated).flat_map(|id| &id.with) {
                if let (Some(id), Some(host)) = (&block.id, self.unit_of[document.language][at]) {
                    self.join(document, (id, host), name, diagnostics);
                }
            }
        }
    }

    /// The unit of a part that continues nothing.
    fn stray_part(&mut self, (language, at): (usize, usize), block: &Block, id: &UnitId) -> usize {
        if let Some(unit) = self.ids.get(id.name.as_str()) {
            return *unit;
        }
        let mut unit = self.unit(block);
        unit.id = Some(id.name.to_string());
        let after = at.checked_sub(1).and_then(|before| self.unit_of[language][before]);
        self.insert(after, unit)
    }

    fn join(&mut self, document: &Document, (id, host): (&UnitId, usize), name: &str, diagnostics: &mut Diagnostics) {
        let Some(unit) = self.find(name) else { return diagnostics.push(unknown_unit(id, name)) };
        if unit == host && name != id.name {
            // A part of the very passage, in another language: it is translated already.
            return;
        }
        let language = document.language;
        let mut complain = |unit: usize, message: String, label: &'static str, help: &'static str| {
            let complaint = Diagnostic::new(&rule::DUPLICATE_ID, id.span, message).help(help);
            let other = self.units[unit].texts[language].first().map(|&at| document.blocks[at].id_span());
            let other = other.filter(|other| *other != id.span);
            diagnostics.push(other.into_iter().fold(complaint, |complaint, place| complaint.also(place, label)));
        };
        let joined = self.units[unit].joined[language].filter(|other| *other != host);
        if !self.units[unit].texts[language].is_empty() {
            complain(
                unit,
                format!("`{name}` has a passage of its own in this document"),
                "its own passage",
                "remove it from with=, or remove its own passage",
            );
        } else if let Some(other) = joined {
            complain(
                other,
                format!("`{name}` is translated by two passages of this document"),
                "the other passage",
                "name it in with= once; a passage that continues another says so with of=",
            );
        } else {
            self.units[unit].joined[language] = Some(host);
        }
    }

    /// The units in order, and the unit of each block by language. Units without an id have an empty one.
    pub fn finish(mut self) -> (Vec<Unit>, Vec<Vec<Option<usize>>>) {
        let mut order = Vec::with_capacity(self.units.len());
        let mut following = self.first;
        while let Some(unit) = following {
            order.push(unit);
            following = self.next[unit];
        }
        let mut place = vec![0; self.units.len()];
        order.iter().enumerate().for_each(|(at, &unit)| place[unit] = at);
        let units = order.iter().map(|&unit| self.units[unit].finish(&place)).collect();
        for unit in self.unit_of.iter_mut().flatten().flatten() {
            *unit = place[*unit];
        }
        (units, self.unit_of)
    }
}

impl DraftUnit {
    fn finish(&mut self, place: &[usize]) -> Unit {
        let texts = std::mem::take(&mut self.texts).into_iter().zip(&self.joined);
        let versions = texts.map(|(mut blocks, joined)| {
            blocks.sort_unstable();
            match joined {
                _ if !blocks.is_empty() => Version::Text(blocks),
                Some(host) => Version::Joined(place[*host]),
                None => Version::Absent,
            }
        });
        let versions = versions.collect();
        Unit {
            is_explicit: self.id.is_some(),
            id: self.id.take().unwrap_or_default(),
            number: String::new(),
            kind: self.kind,
            level: self.level,
            section: 0,
            only: self.only,
            versions,
        }
    }
}

/// Whether nobody misses a counterpart: it is meant, or told of otherwise.
fn is_alone(id: &UnitId) -> bool {
    id.only || id.is_repeated
}

fn is_part(block: &Block) -> bool {
    block.id.as_ref().is_some_and(|id| id.of.is_some())
}

fn unknown_unit(id: &UnitId, name: &str) -> Diagnostic {
    Diagnostic::new(&rule::UNKNOWN_UNIT, id.span, format!("no unit of this work is called `{name}`"))
        .help("with= and of= name ids of this work, in any of its languages")
}
