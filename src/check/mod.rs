//! Rules over the finished site, one file per rule. What a single file can tell by itself its own stage has told.

use rayon::prelude::*;

use crate::base::diagnostic::Diagnostics;
use crate::link::site::Site;

use counterpart::{Pair, pairs};

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

/// A rule: looks at the site and complains.
type Check = fn(&Site, &mut Diagnostics);

const CHECKS: &[Check] = &[
    contradicted_date::check,
    deprecated_term::check,
    event_beyond_calendar::check,
    missing_reading::check,
    missing_translation::check,
    missing_unit::check,
    proposed_pair::check,
    stale_target::check,
    uncited_source::check,
    unit_kind::check,
    unknown_code_language::check,
    unlisted_date::check,
    untold_event::check,
];

/// A rule that compares a unit of the source with its counterpart in another language.
type Comparison = fn(&Site, &Pair<'_>, &mut Diagnostics);

const COMPARISONS: &[Comparison] = &[missing_term::check, unit_markup::check];

/// Holds the site to every rule.
pub fn check(site: &Site) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for check in CHECKS {
        check(site, &mut diagnostics);
    }
    let compared: Vec<Diagnostics> = site
        .works
        .par_iter()
        .map(|linked| {
            let (mut diagnostics, pairs) = (Diagnostics::default(), pairs(linked));
            figures_differ::check(site, linked, &pairs, &mut diagnostics);
            for pair in &pairs {
                COMPARISONS.iter().for_each(|compare| compare(site, pair, &mut diagnostics));
            }
            diagnostics
        })
        .collect();
    compared.into_iter().for_each(|complaints| diagnostics.merge(complaints));
    diagnostics
}
