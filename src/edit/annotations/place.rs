//! Addresses of the built site, read backwards: which text a page shows, and how documents write what an address leads to.

use std::collections::{BTreeMap, BTreeSet};

use crate::align::work::Work;
use crate::link::route::{encode_fragment, relative};
use crate::load::Asset;
use crate::parse::config::Config;
use crate::parse::glossary::Term;
use crate::parse::timeline::Event;

use super::read::decoded;

/// A page of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextPage {
    /// Index of the work.
    pub work: usize,
    /// The languages whose text it has, its own first; then the others, which may stand in.
    pub languages: Vec<usize>,
}

/// What lies where in the built site.
pub struct Places<'a> {
    config: &'a Config,
    works: &'a [&'a Work],
    pages: BTreeMap<String, TextPage>,
    terms: BTreeSet<&'a str>,
    events: BTreeSet<&'a str>,
    assets: BTreeSet<&'a str>,
}

impl<'a> Places<'a> {
    /// The places of a site.
    pub fn new(
        config: &'a Config,
        works: &'a [&'a Work],
        (terms, events): (&'a [Term], &'a [Event]),
        assets: &'a [Asset],
    ) -> Self {
        let mut pages = BTreeMap::new();
        for (at, work) in works.iter().enumerate() {
            for (language, settings) in config.languages.iter().enumerate() {
                let dir = &settings.dir;
                let mut add = |path: String, first: &[usize]| {
                    let others = (0..config.languages.len()).filter(|other| !first.contains(other));
                    let languages = first.iter().copied().chain(others).filter(|&other| work.document(other).is_some());
                    pages.insert(path, TextPage { work: at, languages: languages.collect() });
                };
                for (other, beside) in config.languages.iter().enumerate().filter(|(other, _)| *other != language) {
                    add(format!("{dir}/{}.{}.html", work.key, beside.dir), &[language, other]);
                }
                let aliases = work.document(language).map_or(&[][..], |document| &document.meta.aliases);
                aliases.iter().for_each(|alias| add(format!("{dir}/{}.html", alias.value), &[language]));
                add(format!("{dir}/{}.html", work.key), &[language]);
            }
        }
        Self {
            config,
            works,
            pages,
            terms: terms.iter().map(|term| term.id.value.as_str()).collect(),
            events: events.iter().map(|event| event.id.value.as_str()).collect(),
            assets: assets.iter().map(|asset| asset.path.as_str()).collect(),
        }
    }

    /// The path below the root that an address names: without the host, and without whatever folders the site lies in.
    pub fn path<'u>(&self, address: &'u str) -> impl Iterator<Item = String> + 'u {
        let below = self.config.base_url.as_ref().and_then(|base| address.strip_prefix(base.as_str()));
        let below = below.unwrap_or_else(|| address.split_once("://").map_or(address, |(_, rest)| rest));
        let below = below.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
        // What is read from the end is known by few folders.
        const MOST: usize = 12;
        let starts = std::iter::once(0).chain(below.match_indices('/').map(|(at, _)| at + 1));
        let starts: Vec<usize> = starts.collect();
        let few = starts.len().saturating_sub(MOST);
        starts.into_iter().skip(few).map(|start| {
            let path = decoded(&below[start..]);
            match path.strip_suffix('/') {
                _ if path.is_empty() => "index.html".to_owned(),
                Some(folder) => format!("{folder}/index.html"),
                None if path.ends_with(".html") || path.rsplit('/').next().is_some_and(|name| name.contains('.')) => {
                    path
                }
                None => format!("{path}.html"),
            }
        })
    }

    /// The text that an address shows.
    pub fn text(&self, address: &str) -> Option<&TextPage> {
        self.path(address).find_map(|path| self.pages.get(&path))
    }

    /// The language and the key of a text at an address, whether it is there or not; for addresses below `base_url`, or
    /// relative ones.
    pub fn key(&self, address: &str) -> Option<(usize, String)> {
        let base = self.config.base_url.as_ref().and_then(|base| address.strip_prefix(base.as_str()));
        let is_relative = !address.contains("://");
        let below = base.or_else(|| is_relative.then_some(address))?.trim_start_matches('/');
        let path = decoded(below);
        let (dir, key) = path.strip_suffix(".html")?.split_once('/')?;
        Some((self.config.language(dir)?, key.to_owned()))
    }

    /// How the document at `from` writes what an address leads to; `None` for what is not of this site.
    pub fn written(&self, from: &str, address: &str) -> Option<String> {
        let is_here = match &self.config.base_url {
            Some(base) => address.starts_with(base.as_str()),
            None => !address.contains("://") && !address.starts_with("mailto:") && !address.is_empty(),
        };
        if !is_here {
            return None;
        }
        let fragment = address.split_once('#').map(|(_, fragment)| decoded(fragment)).filter(|name| !name.is_empty());
        if let Some(page) = self.text(address) {
            let document = self.works[page.work].document(*page.languages.first()?)?;
            let path = relative(from, &document.path);
            return Some(fragment.map_or(path.clone(), |name| format!("{path}#{}", encode_fragment(&name))));
        }
        let path = self.path(address).next()?;
        if let Some(asset) = [format!("content/{path}"), format!("static/{path}")]
            .into_iter()
            .find(|path| self.assets.contains(path.as_str()))
        {
            return Some(relative(from, &asset));
        }
        let (dir, name) = path.strip_suffix(".html")?.split_once('/')?;
        self.config.language(dir)?;
        match fragment {
            Some(id) if name == "timeline" && self.events.contains(id.as_str()) => Some(format!("event:{id}")),
            Some(id) if self.terms.contains(id.as_str()) => Some(format!("term:{id}")),
            _ => Some(relative(from, &format!("content/{dir}/{name}.md"))),
        }
    }
}
