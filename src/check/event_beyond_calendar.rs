//! event-beyond-calendar: an event that timeline.ics leaves out, because calendars know the years 0001 to 9999 only (RFC 5545), or
//! because it has no day at all.

use crate::base::date::Bounds;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::link::site::Site;
use crate::link::timeline::calendar_days;

/// Names the events that are left out.
pub fn check(site: &Site, diagnostics: &mut Diagnostics) {
    for event in site.events.iter().filter(|event| calendar_days(&event.date.value).is_none()) {
        let (date, id) = (&event.date.value, &event.id.value);
        let why = match date.bounds() {
            Bounds { earliest: None, latest: None } => "has no day that is known",
            _ => "lies outside the years 1 to 9999, which are all that calendars know",
        };
        diagnostics.push(
            Diagnostic::new(&rule::EVENT_BEYOND_CALENDAR, event.date.span, format!("`{id}` {why}: timeline.ics lacks it"))
                .help("nothing need be done: the page, timeline.json and timeline.csv have it; `rules: {event-beyond-calendar: off}` in site.yaml passes over it"),
        );
    }
}
