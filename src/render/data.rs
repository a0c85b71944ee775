//! Files that are no pages: each is written in Rust, for templates escape HTML only.

use crate::base::highlight;
use crate::link::route::Data;
use crate::link::seen::Seen;

use super::annotations;
use super::citation;
use super::event_export;
use super::preview;

/// Its text.
pub fn data(site: Seen<'_>, data: Data) -> String {
    match data {
        Data::Annotations(page) => annotations::page(site, page),
        Data::CodeStyle => highlight::style_sheet(),
        Data::NoJekyll => String::new(),
        Data::Events(file) => event_export::export(site, file),
        Data::Passages { work, language } => preview::passages(site, work, language),
        Data::Told(language) => preview::events(site, language),
        Data::Citation { work, language, format } => citation::file(site, (work, language), format),
    }
}
