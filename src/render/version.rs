//! The other versions of a page's passages: in the other languages, and beside them. All passages have theirs on the same few
//! pages, which are looked up once.

use crate::align::unit::Unit;
use crate::link::route::{Route, encode_fragment};
use crate::parse::config::Language;

use super::frame::Frame;
use super::view::LinkView;

/// The pages that hold other versions of the passages of one page.
pub struct Versions<'a>(Vec<Version<'a>>);

struct Version<'a> {
    /// Index of the language.
    language: usize,
    settings: &'a Language,
    /// The page of the work in that language.
    text: Option<String>,
    /// The page that has it beside the language of this page.
    parallel: Option<String>,
}

impl<'a> Versions<'a> {
    /// Those of the page of a work in the frame's language.
    pub fn new(frame: &Frame<'a>, work: usize) -> Self {
        let others = frame.settings.languages().iter().enumerate().filter(|(other, _)| *other != frame.language);
        let version = |(other, settings)| Version {
            language: other,
            settings,
            text: frame.addresses.text(work, other),
            parallel: frame.addresses.page(Route::Parallel { work, language: frame.language, other }),
        };
        Self(others.map(version).collect())
    }

    /// Those of one passage.
    pub fn of(&self, frame: &Frame<'_>, unit: &Unit) -> Vec<LinkView> {
        let fragment = encode_fragment(&unit.id);
        let here = || self.0.iter().filter(|version| unit.is_in(version.language));
        let has_many = here().filter(|version| version.parallel.is_some()).nth(1).is_some();
        let mut links = Vec::new();
        let mut link = |label: String, page: &str, lang: Option<String>| {
            links.push(LinkView { label, href: format!("{page}#{fragment}"), lang, current: false });
        };
        for Version { settings, text, parallel, .. } in here() {
            if let Some(page) = text {
                link(settings.name.clone(), page, Some(settings.tag.as_str().to_owned()));
            }
            if let Some(page) = parallel {
                let word = frame.words.get("parallel");
                link(if has_many { format!("{word} {}", settings.name) } else { word.to_owned() }, page, None);
            }
        }
        links
    }
}
