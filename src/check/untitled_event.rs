//! untitled-event: an event that has a title in some languages of the site, but not in all.

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::link::site::Site;

/// Complains of titles that a language lacks. An event without any title was complained of where it is read.
pub fn check(site: &Site, diagnostics: &mut Diagnostics) {
    for event in site.events.iter() {
        let Some((_, title)) = event.title.iter().next() else { continue };
        let lacking: Vec<_> =
            site.config.languages.iter().enumerate().filter(|(at, _)| event.title.get(*at).is_none()).collect();
        if lacking.is_empty() {
            continue;
        }
        let names: Vec<&str> = lacking.iter().map(|(_, language)| language.name.as_str()).collect();
        let entries: Vec<String> = lacking.iter().map(|(_, language)| format!("{}: …", language.dir)).collect();
        let message = format!("the event `{}` has no title in {}", event.id.value, names.join(" and "));
        diagnostics.push(
            Diagnostic::new(&rule::UNTITLED_EVENT, event.id.span, message)
                .also(title.span, "shown instead")
                .help(format!("add it to `title`: {{{}}}", entries.join(", "))),
        );
    }
}
