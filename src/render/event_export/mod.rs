//! The timeline for other programs: JSON in all languages, iCalendar and CSV in each. Addresses in them are whole where site.yaml says
//! `base_url`, else relative to the file, as everywhere.

use crate::link::route::{Data, EventFile, Route, encode_fragment, encode_path, relative};
use crate::link::seen::{Seen, Settings};
use crate::link::site::{Generated, Place};
use crate::parse::timeline::Event;

mod calendar;
mod json;
mod table;

/// The file's text.
pub fn export(site: Seen<'_>, file: EventFile) -> String {
    let from = site.path(Route::Data(Data::Events(file))).unwrap_or_default();
    let export = Export { site, settings: site.settings(), events: site.events(), from };
    match file {
        EventFile::Json => json::json(&export),
        EventFile::Calendar(language) => calendar::calendar(&export, language),
        EventFile::Table(language) => table::table(&export, language),
    }
}

/// The site as one of the files sees it.
struct Export<'a> {
    site: Seen<'a>,
    settings: Settings<'a>,
    events: &'a [Event],
    /// Path of the file below the root.
    from: &'a str,
}

impl Export<'_> {
    /// The place of a fragment on a page; `None` if there is no such page.
    fn address(&self, route: Route, fragment: &str) -> Option<String> {
        let path = self.site.path(route)?;
        let page = match self.settings.base_url() {
            Some(base) => format!("{base}/{}", encode_path(path)),
            None => relative(self.from, path),
        };
        Some(format!("{page}#{}", encode_fragment(fragment)))
    }

    /// The entry of an event on the timeline of that language.
    fn entry(&self, event: usize, language: usize) -> Option<String> {
        self.address(Route::Generated(Generated::Timeline, language), self.site.event_id(event))
    }

    /// A passage, on the page of that language.
    fn passage(&self, place: Place, language: usize) -> Option<String> {
        let route = match self.site.is_front(place.work) {
            true => Route::Front(language),
            false => Route::Text { work: place.work, language },
        };
        self.address(route, self.site.unit_id(place))
    }

    /// `fact` or `forecast`, as timeline.yaml writes it.
    fn status(&self, event: usize) -> &'static str {
        if self.events[event].forecast { "forecast" } else { "fact" }
    }
}
