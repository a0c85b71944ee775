//! The ways from the passages of a page: each to itself, by its number, and to its other versions, in the other languages and
//! beside them. All passages have theirs on the same few pages and in the same words, which are looked up once.

use crate::align::unit::Unit;
use crate::link::route::{Route, encode_fragment};
use crate::parse::config::Language;

use super::frame::Frame;
use super::html::{attribute, escape};

/// What the ways from the passages of one page are made of.
pub struct Ways<'a> {
    versions: Vec<Version<'a>>,
    /// The accessible name of a list of versions.
    same_passage: &'a str,
    /// What a version beside this one is called.
    parallel: &'a str,
    /// The accessible names of passages without a number, with one, and of sections.
    names: [Numbered<'a>; 3],
}

/// The pages that hold a version of the passages.
struct Version<'a> {
    /// Index of the language.
    language: usize,
    settings: &'a Language,
    /// The page of the work in that language.
    text: Option<String>,
    /// The page that has it beside the language of this page.
    parallel: Option<String>,
}

/// Words of the interface, cut where a number stands in them.
struct Numbered<'a>(Vec<&'a str>);

impl<'a> Ways<'a> {
    /// Those of the page of a work in the frame's language.
    pub fn new(frame: &Frame<'a>, work: usize) -> Self {
        let others = frame.settings.languages().iter().enumerate().filter(|(other, _)| *other != frame.language);
        let version = |(other, settings)| Version {
            language: other,
            settings,
            text: frame.addresses.text(work, other),
            parallel: frame.addresses.page(Route::Parallel { work, language: frame.language, other }),
        };
        let words = frame.words;
        let numbered = |key: &str| Numbered(words.get(key).split("{number}").collect());
        Self {
            versions: others.map(version).collect(),
            same_passage: words.get("same_passage"),
            parallel: words.get("parallel"),
            names: ["passage_link", "unit_link", "section_link"].map(numbered),
        }
    }

    /// Writes the link of a passage to itself.
    pub fn pin(&self, unit: &Unit, html: &mut String) {
        let [unnumbered, of_unit, of_section] = &self.names;
        let (class, text, name) = match (unit.number.is_empty(), unit.level) {
            (true, _) => ("pin ui unnumbered", "#", unnumbered),
            (false, 0) => ("pin ui", unit.number.as_str(), of_unit),
            (false, _) => ("pin ui", unit.number.as_str(), of_section),
        };
        html.push_str("<a");
        attribute(html, "class", class);
        html.push_str(" href=\"#");
        escape(html, &unit.id);
        html.push_str("\" aria-label=\"");
        name.write(&unit.number, html);
        html.push_str("\">");
        escape(html, text);
        html.push_str("</a>\n");
    }

    /// Writes the list of the versions of a passage, if there are any.
    pub fn list(&self, unit: &Unit, html: &mut String) {
        let here = || self.versions.iter().filter(|version| unit.is_in(version.language));
        let has_many = here().filter(|version| version.parallel.is_some()).nth(1).is_some();
        let before = html.len();
        let fragment = encode_fragment(&unit.id).to_string();
        let mut link = |page: &str, label: &[&str], lang: Option<&str>| {
            if html.len() == before {
                html.push_str("<ul class=\"ways ui\"");
                attribute(html, "aria-label", self.same_passage);
                html.push('>');
            }
            html.push_str("<li><a href=\"");
            escape(html, page);
            html.push('#');
            escape(html, &fragment);
            html.push('"');
            if let Some(tag) = lang {
                attribute(html, "lang", tag);
                attribute(html, "hreflang", tag);
            }
            html.push('>');
            label.iter().for_each(|words| escape(html, words));
            html.push_str("</a></li>");
        };
        for Version { settings, text, parallel, .. } in here() {
            if let Some(page) = text {
                link(page, &[&settings.name], Some(settings.tag.as_str()));
            }
            if let Some(page) = parallel {
                let label = [self.parallel, " ", &settings.name];
                link(page, if has_many { &label } else { &label[..1] }, None);
            }
        }
        if html.len() > before {
            html.push_str("</ul>\n");
        }
    }
}

impl Numbered<'_> {
    fn write(&self, number: &str, html: &mut String) {
        for (at, words) in self.0.iter().enumerate() {
            if at > 0 {
                escape(html, number);
            }
            escape(html, words);
        }
    }
}
