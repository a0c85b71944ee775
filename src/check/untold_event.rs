//! untold-event: an event that no passage of a language tells stands alone in that language's timeline.

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::text::Span;
use crate::link::site::{Site, Told};

/// Complains of events that are not linked, or not in every language that has texts.
pub fn check(site: &Site, diagnostics: &mut Diagnostics) {
    let documents = |language: usize| site.works.iter().filter_map(move |linked| linked.work.document(language));
    // A document that could not be read may tell anything.
    let is_read = |language: usize| documents(language).all(|document| !document.meta.is_unread);
    let has_texts = |language: usize| documents(language).next().is_some() && is_read(language);
    let has_texts: Vec<bool> = (0..site.config.languages.len()).map(has_texts).collect();
    for (at, (event, tellings)) in site.events.iter().zip(&site.tellings).enumerate() {
        let untold: Vec<&str> = site
            .config
            .languages
            .iter()
            .enumerate()
            .filter(|(language, _)| {
                has_texts[*language] && !tellings.iter().any(|telling| telling.languages.contains(language))
            })
            .map(|(_, settings)| settings.name.as_str())
            .collect();
        if !untold.is_empty() {
            let message = format!("no passage tells the event `{}` in {}", event.id.value, untold.join(" and "));
            let complaint = Diagnostic::new(&rule::UNTOLD_EVENT, event.id.span, message)
                .help(format!("link the words of its date: [4月](event:{})", event.id.value));
            diagnostics.push(match told(site, at) {
                Some(span) => complaint.also(span, "told here"),
                None => complaint,
            });
        }
    }
}

/// Where an event is told first, in whatever language.
fn told(site: &Site, event: usize) -> Option<Span> {
    let telling = site.tellings[event].first()?;
    let text = &site.works[telling.place.work].texts[*telling.languages.first()?];
    let is_there = |told: &&Told| told.event == event && told.unit == Some(telling.place.unit);
    text.tellings.iter().find(is_there).map(|told| told.span)
}
