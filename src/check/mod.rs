//! Rules over the finished site, one file per rule. What a single file can tell by itself its own stage has told.

use rayon::prelude::*;

use crate::base::diagnostic::Diagnostics;
use crate::link::site::{Linked, Site};

use counterpart::{Pair, pairs};
use missing_translation::Partial;
use unit_markup::ToldEvents;
use unknown_code_language::Unknown;
use unlisted_date::Listed;

pub mod allowed;
mod contradicted_date;
mod counterpart;
mod deprecated_term;
mod figures_differ;
mod event_beyond_calendar;
mod missing_reading;
mod missing_term;
mod missing_translation;
mod missing_unit;
mod passage;
mod proposed_pair;
mod stale_target;
mod uncited_source;
mod unit_kind;
mod unit_markup;
mod unknown_code_language;
mod unlisted_date;
mod untold_event;

/// A rule over the entries of YAML files, and over what all works have together.
type CheckOfSite = fn(&Site, &mut Diagnostics);

const CHECKS_OF_SITE: &[CheckOfSite] = &[
    event_beyond_calendar::check,
    missing_reading::check,
    missing_translation::check_entries,
    uncited_source::check,
    untold_event::check,
];

/// A rule over one work.
type CheckOfWork = fn(&Subject<'_>, &mut Diagnostics);

const CHECKS_OF_WORK: &[CheckOfWork] = &[
    contradicted_date::check,
    deprecated_term::check,
    figures_differ::check,
    missing_translation::check,
    missing_unit::check,
    proposed_pair::check,
    stale_target::check,
    unit_kind::check,
    unlisted_date::check,
];

/// A rule that compares a unit of the source with its counterpart in another language.
type Comparison = fn(&Subject<'_>, &Pair<'_>, &mut Diagnostics);

const COMPARISONS: &[Comparison] = &[missing_term::check, unit_markup::check];

/// What the rules over one work know of the works beside it. As long as it stays the same, and with it the settings and the
/// entries of YAML files, so do the complaints about a work that stays the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Common {
    listed: Listed,
    partial: Partial,
    told: ToldEvents,
}

impl Common {
    /// That of a site.
    pub fn new(site: &Site) -> Self {
        Self { listed: Listed::new(site), partial: Partial::new(site), told: ToldEvents::new(site) }
    }
}

/// A work under the rules.
struct Subject<'s> {
    site: &'s Site,
    common: &'s Common,
    linked: &'s Linked,
    /// Its units in their source and in each other language that has them.
    pairs: Vec<Pair<'s>>,
}

/// What holding one work to the rules gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// The complaints about it.
    pub complaints: Diagnostics,
    /// What [`whole`] tells once for all works.
    unknown_languages: Vec<Unknown>,
}

/// Holds the site to every rule.
pub fn check(site: &Site) -> Diagnostics {
    let common = Common::new(site);
    let held: Vec<Held> = (0..site.works.len()).into_par_iter().map(|at| work(site, &common, at)).collect();
    let mut diagnostics = whole(site, held.iter());
    held.into_iter().for_each(|held| diagnostics.merge(held.complaints));
    diagnostics
}

/// Holds one work to the rules over works, by its index. Of the other works it looks at nothing but `common`.
pub fn work(site: &Site, common: &Common, work: usize) -> Held {
    let linked = &site.works[work];
    let subject = Subject { site, common, linked, pairs: pairs(linked) };
    let mut diagnostics = Diagnostics::default();
    CHECKS_OF_WORK.iter().for_each(|check| check(&subject, &mut diagnostics));
    for pair in &subject.pairs {
        COMPARISONS.iter().for_each(|compare| compare(&subject, pair, &mut diagnostics));
    }
    Held { complaints: diagnostics, unknown_languages: unknown_code_language::unknown(linked) }
}

/// Holds the entries of YAML files, and the works all together, to the other rules. `held` is what each work gave, in order.
pub fn whole<'h>(site: &Site, held: impl Iterator<Item = &'h Held>) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    CHECKS_OF_SITE.iter().for_each(|check| check(site, &mut diagnostics));
    unknown_code_language::complain(held.map(|held| held.unknown_languages.as_slice()), &mut diagnostics);
    diagnostics
}
