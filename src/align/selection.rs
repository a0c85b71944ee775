//! Which works and passages a person names: `chapter-6`, `chapter-6#chips`, or the path of a document.

use std::borrow::Borrow;

use crate::base::yaml::nearest;
use crate::parse::address;
use crate::parse::config::Config;
use crate::parse::unit_id::TITLE;

use super::work::Work;

/// A passage of a work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Passage {
    /// Its title, `top`.
    Title,
    /// A unit, by its index.
    Unit(usize),
}

impl Passage {
    /// The title and all units of a work, in order.
    pub fn all(work: &Work) -> impl Iterator<Item = Self> + use<> {
        std::iter::once(Self::Title).chain((0..work.units.len()).map(Self::Unit))
    }

    /// Its id.
    pub fn id(self, work: &Work) -> &str {
        match self {
            Self::Title => TITLE,
            Self::Unit(unit) => &work.units[unit].id,
        }
    }
}

/// What was named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection(Vec<(usize, Option<Passage>)>);

/// A name that names nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What it is.
    pub message: String,
    /// What was probably meant.
    pub help: String,
}

impl Selection {
    /// Reads names of works and passages; without names all is selected.
    ///
    /// # Errors
    /// The first name that names nothing.
    pub fn read(names: &[String], works: &[impl Borrow<Work>], config: &Config) -> Result<Self, Unknown> {
        names.iter().map(|name| find(name, works, config)).collect::<Result<_, _>>().map(Self)
    }

    /// Whether a work, given by its index, is selected, wholly or in part.
    pub fn has_work(&self, work: usize) -> bool {
        self.0.is_empty() || self.0.iter().any(|(named, _)| *named == work)
    }

    /// Whether a passage is selected: by its own name, or with its work.
    pub fn has(&self, work: usize, passage: Passage) -> bool {
        self.0.is_empty()
            || self.0.iter().any(|(named, part)| *named == work && part.is_none_or(|part| part == passage))
    }

    /// Whether a passage is named itself.
    pub fn names(&self, work: usize, passage: Passage) -> bool {
        self.0.contains(&(work, Some(passage)))
    }

    /// Whether any passage is named.
    pub fn has_passages(&self) -> bool {
        self.0.iter().any(|(_, passage)| passage.is_some())
    }

    /// Whether nothing was named.
    pub fn is_all(&self) -> bool {
        self.0.is_empty()
    }
}

fn find(name: &str, works: &[impl Borrow<Work>], config: &Config) -> Result<(usize, Option<Passage>), Unknown> {
    let (path, unit) = name.split_once('#').map_or((name, None), |(path, unit)| (path, Some(unit)));
    // Shells complete paths.
    let key = address(path, config).map_or_else(|| path.to_owned(), |(_, key)| key);
    let Some(at) = works.iter().position(|work| work.borrow().key == key) else {
        return Err(Unknown {
            message: format!("there is no work called {key}"),
            help: match nearest(&key, works.iter().map(|work| work.borrow().key.as_str())) {
                Some(near) => format!("did you mean {near}?"),
                None => "a work is called as its files below the languages' folders, without .md: chapter-6, chapter-6/aoyama; drafts are none".to_owned(),
            },
        });
    };
    let work = works[at].borrow();
    let Some(unit) = unit else { return Ok((at, None)) };
    if let Some(passage) = Passage::all(work).find(|passage| passage.id(work) == unit) {
        return Ok((at, Some(passage)));
    }
    let ids = || Passage::all(work).map(|passage| passage.id(work));
    let help = match (work.fragments.get(unit), nearest(unit, ids())) {
        (Some(fragment), _) => format!("it is part of {key}#{}", work.units[fragment.unit()].id),
        (None, Some(near)) => format!("did you mean {key}#{near}?"),
        (None, None) => format!(
            "name a passage by its id, the title as {key}#{TITLE}; taiyaku translations lists what there is to do"
        ),
    };
    Err(Unknown { message: format!("there is no passage called {unit} in {key}"), help })
}
