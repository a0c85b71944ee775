//! Rules over the finished site, one file per rule. What a single file can tell by itself its own stage has told.

use crate::base::diagnostic::Diagnostics;
use crate::link::site::Site;

mod contradicted_date;
mod figures_differ;
mod missing_reading;
mod missing_translation;
mod missing_unit;
mod stale_target;
mod unit_kind;
mod unknown_code_language;
mod untold_event;

/// A rule: looks at the site and complains.
type Check = fn(&Site, &mut Diagnostics);

const CHECKS: &[Check] = &[
    contradicted_date::check,
    figures_differ::check,
    missing_reading::check,
    missing_translation::check,
    missing_unit::check,
    stale_target::check,
    unit_kind::check,
    unknown_code_language::check,
    untold_event::check,
];

/// Holds the site to every rule.
pub fn check(site: &Site) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for check in CHECKS {
        check(site, &mut diagnostics);
    }
    diagnostics
}
