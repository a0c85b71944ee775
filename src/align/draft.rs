//! Units while the languages are added one by one. All look-ups are by index or id: works of thousands of blocks are joined
//! as fast, for each block, as small ones.

use ecow::EcoString;
use rustc_hash::FxHashMap;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::sparse::narrow;
use crate::parse::document::{Block, BlockKind, Document, UnitId};

use super::pair::own_id;
use super::unit::{Unit, UnitOf, Version};

/// The units of a work so far.
pub struct Draft<'d> {
    /// In the order in which they came; `first` and `next` tell the order in which they stand.
    units: Vec<Unit>,
    first: Option<usize>,
    next: Vec<Option<usize>>,
    /// The unit of each id that is a unit's own.
    ids: FxHashMap<&'d str, usize>,
    /// What each part (`of=`) of any document continues.
    parts: FxHashMap<&'d str, &'d str>,
    /// The unit of each block, by language.
    unit_of: Vec<UnitOf>,
}

impl<'d> Draft<'d> {
    /// A draft for documents in these languages, without units.
    pub fn new(documents: impl Iterator<Item = Option<&'d Document>>) -> Self {
        let mut draft = Self {
            units: Vec::new(),
            first: None,
            next: Vec::new(),
            ids: FxHashMap::default(),
            parts: FxHashMap::default(),
            unit_of: Vec::new(),
        };
        for document in documents {
            let blocks = document.map_or(&[][..], |document| &*document.blocks);
            draft.unit_of.push(UnitOf::none_of(blocks.len()));
            for id in blocks.iter().filter_map(|block| block.id.as_ref()) {
                if let Some(host) = &id.of {
                    draft.parts.insert(&id.name, host);
                }
            }
        }
        draft
    }

    /// A unit that has nothing in any language yet. Without an id, its id is empty.
    fn unit(&self, block: &Block, id: Option<&str>) -> Unit {
        Unit {
            id: id.map(EcoString::from).unwrap_or_default(),
            is_explicit: id.is_some(),
            number: EcoString::new(),
            kind: block.kind_name(),
            level: match block.kind {
                BlockKind::Heading(level, _) => level,
                _ => 0,
            },
            section: 0,
            only: block.id.as_deref().is_some_and(is_alone),
            versions: (0..self.unit_of.len()).map(|_| Version::Absent).collect(),
        }
    }

    /// Puts a unit, which has that id, after another, or first.
    fn insert(&mut self, after: Option<usize>, unit: Unit, id: Option<&'d str>) -> usize {
        let place = self.units.len();
        let before = match after {
            Some(after) => &mut self.next[after],
            None => &mut self.first,
        };
        let follows = before.replace(place);
        self.next.push(follows);
        if let Some(id) = id {
            self.ids.entry(id).or_insert(place);
        }
        self.units.push(unit);
        place
    }

    fn give(&mut self, unit: usize, language: usize, block: usize) {
        self.units[unit].versions[language].give(block);
        self.unit_of[language].set(block, unit);
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
    pub fn add_source(&mut self, document: &'d Document) {
        self.units.reserve_exact(document.blocks.len());
        self.next.reserve_exact(document.blocks.len());
        let mut after = None;
        for (at, block) in document.blocks.iter().enumerate().filter(|(_, block)| !is_part(block)) {
            let id = own_id(block);
            let place = self.insert(after, self.unit(block, id), id);
            self.give(place, document.language, at);
            after = Some(place);
        }
    }

    /// Adds the blocks of a translation, with the source's block of each.
    pub fn add_target(&mut self, source: usize, document: &'d Document, counterparts: &[Option<usize>]) {
        let mut after = None;
        for (at, block) in document.blocks.iter().enumerate().filter(|(_, block)| !is_part(block)) {
            let by_source = counterparts[at].and_then(|here| self.unit_of[source].block(here));
            let id = own_id(block);
            // A unit that the source lacks may have come with another translation.
            let known = by_source.or_else(|| id.and_then(|id| self.ids.get(id).copied()));
            let place = known.unwrap_or_else(|| self.insert(after, self.unit(block, id), id));
            self.give(place, document.language, at);
            self.units[place].only |= block.id.as_deref().is_some_and(is_alone);
            self.name(place, id);
            after = Some(place);
        }
    }

    /// A unit whose source has no id has that of the translation.
    fn name(&mut self, place: usize, id: Option<&'d str>) {
        let unit = &mut self.units[place];
        if let (false, Some(id)) = (unit.is_explicit, id) {
            (unit.id, unit.is_explicit) = (id.into(), true);
            self.ids.entry(id).or_insert(place);
        }
    }

    /// `with=b,c` joins units, `of=a` splits one. Parts come first, for a unit that has one has text of its own.
    pub fn join_and_split(&mut self, document: &'d Document, diagnostics: &mut Diagnostics) {
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
                if let (Some(id), Some(host)) = (&block.id, self.unit_of[document.language].block(at)) {
                    self.join(document, (id, host), name, diagnostics);
                }
            }
        }
    }

    /// The unit of a part that continues nothing.
    fn stray_part(&mut self, (language, at): (usize, usize), block: &Block, id: &'d UnitId) -> usize {
        let name = id.name.as_str();
        if let Some(unit) = self.ids.get(name) {
            return *unit;
        }
        let after = at.checked_sub(1).and_then(|before| self.unit_of[language].block(before));
        self.insert(after, self.unit(block, Some(name)), Some(name))
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
            let other = self.units[unit].blocks(language).first();
            let other = other.map(|&at| document.blocks[at as usize].id_span()).filter(|other| *other != id.span);
            diagnostics.push(other.into_iter().fold(complaint, |complaint, place| complaint.also(place, label)));
        };
        let host = narrow(host);
        match self.units[unit].versions[language] {
            Version::Whole(_) | Version::Split(_) => complain(
                unit,
                format!("`{name}` has a passage of its own in this document"),
                "its own passage",
                "remove it from with=, or remove its own passage",
            ),
            Version::Joined(other) if other != host => complain(
                other as usize,
                format!("`{name}` is translated by two passages of this document"),
                "the other passage",
                "name it in with= once; a passage that continues another says so with of=",
            ),
            Version::Joined(_) | Version::Absent => self.units[unit].versions[language] = Version::Joined(host),
        }
    }

    /// The units in order, and the unit of each block by language. Units without an id have an empty one.
    pub fn finish(mut self) -> (Vec<Unit>, Vec<UnitOf>) {
        let mut order = Vec::with_capacity(self.units.len());
        let mut following = self.first;
        while let Some(unit) = following {
            order.push(unit);
            following = self.next[unit];
        }
        if order.iter().enumerate().all(|(at, &unit)| at == unit) {
            self.units.shrink_to_fit();
            return (self.units, self.unit_of);
        }
        let mut place = vec![0; self.units.len()];
        order.iter().enumerate().for_each(|(at, &unit)| place[unit] = at);
        let mut all: Vec<Option<Unit>> = self.units.into_iter().map(Some).collect();
        let mut units: Vec<Unit> = order.iter().filter_map(|&unit| all[unit].take()).collect();
        for version in units.iter_mut().flat_map(|unit| &mut unit.versions) {
            if let Version::Joined(host) = version {
                *host = narrow(place[*host as usize]);
            }
        }
        self.unit_of.iter_mut().for_each(|unit_of| unit_of.rename(&place));
        (units, self.unit_of)
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
