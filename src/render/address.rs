//! Addresses as one page sees them: relative, so that the folder opens from disk, from a sub-path, from a bucket.

use crate::link::route::{Route, encode_fragment, relative};
use crate::link::seen::Seen;
use crate::link::site::{Generated, Place, Resolved};

/// The addresses of the site as seen from one page.
#[derive(Clone, Copy, Debug)]
pub struct Addresses<'a> {
    /// The site.
    pub site: Seen<'a>,
    /// Path of the page below the root.
    pub from: &'a str,
    /// Index of the page's language.
    pub language: usize,
}

impl Addresses<'_> {
    /// The address of a page or file; `None` if there is no such page.
    pub fn page(&self, route: Route) -> Option<String> {
        Some(relative(self.from, self.site.path(route)?))
    }

    /// A page made from YAML, in the page's language.
    pub fn generated(&self, page: Generated) -> Option<String> {
        self.page(Route::Generated(page, self.language))
    }

    /// The page of a work in a language.
    pub fn text(&self, work: usize, language: usize) -> Option<String> {
        self.page(self.route_of_text(work, language))
    }

    /// The route of a work's document: front pages have their own.
    pub fn route_of_text(&self, work: usize, language: usize) -> Route {
        if self.site.is_front(work) { Route::Front(language) } else { Route::Text { work, language } }
    }

    /// A passage in a language; the page alone if that language has no such passage is still the right place, for pages
    /// carry an anchor for every id of their work.
    pub fn passage(&self, place: Place, language: usize) -> Option<String> {
        let id = self.site.unit_id(place);
        Some(format!("{}#{}", self.text(place.work, language)?, encode_fragment(id)))
    }

    /// An entry where it stands in full, in the page's language.
    pub fn term(&self, term: usize) -> Option<String> {
        self.term_in(term, self.language)
    }

    /// An entry where it stands in full, in a language.
    pub fn term_in(&self, term: usize, language: usize) -> Option<String> {
        let page = self.page(self.site.page_of_entry(term, language))?;
        Some(format!("{page}#{}", encode_fragment(self.site.term_id(term))))
    }

    /// An entry of the timeline, in the page's language.
    pub fn event(&self, event: usize) -> Option<String> {
        let id = self.site.event_id(event);
        Some(format!("{}#{}", self.generated(Generated::Timeline)?, encode_fragment(id)))
    }

    /// An entry of the bibliography, in the page's language.
    pub fn publication(&self, publication: usize) -> Option<String> {
        let key = self.site.publication_key(publication);
        Some(format!("{}#{}", self.generated(Generated::References)?, encode_fragment(key)))
    }

    /// Where a link leads; `None` where it leads nowhere.
    pub fn of(&self, resolved: &Resolved) -> Option<String> {
        let with = |href: Option<String>, fragment: &Option<Box<str>>| {
            let href = href?;
            Some(match fragment {
                Some(fragment) => format!("{href}#{}", encode_fragment(fragment)),
                None => href,
            })
        };
        match resolved {
            Resolved::Text { work, language, fragment } => with(self.text(*work, *language), fragment),
            Resolved::Generated { page, fragment } => with(self.generated(*page), fragment),
            Resolved::Front { language } => self.page(Route::Front(*language)),
            Resolved::Term(term) => self.term(*term),
            Resolved::Event(event) => self.event(*event),
            Resolved::External(url) => Some(url.clone()),
            Resolved::Asset(asset) => self.page(Route::Asset(*asset)),
            // A citation is several links, each by what it cites.
            Resolved::Citation(_) | Resolved::Suppressed | Resolved::Broken => None,
        }
    }
}
