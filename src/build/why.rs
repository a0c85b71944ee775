//! Why a page is as it is: the files that it is made of, what it read of the site, and what it looked for and did not find.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::base::diagnostic::Diagnostics;
use crate::base::text::{Files, Span};
use crate::base::yaml::nearest;
use crate::link::route::Route;
use crate::link::seen::{Key, Source};
use crate::link::site::Site;
use crate::load::theme;
use crate::parse::front_matter;
use crate::render::render_recorded;
use crate::render::templates::Templates;

use super::Built;

/// What a path has to do with the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is a page or file of the output.
    Page {
        /// Where it lies in the output.
        path: String,
        /// What it is made of.
        made: Made,
    },
    /// It is a file of the site, or a folder of such files.
    Source {
        /// The pages and files that it goes into by their paths, each with what they read of it.
        readers: BTreeMap<String, Vec<String>>,
        /// Whether it is a text that is not to be published yet.
        is_draft: bool,
    },
}

/// What a page is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// The files of the site that an edit of makes it another, with what it read of each.
    pub files: BTreeMap<String, Vec<String>>,
    /// What it read, in words with the places where authors wrote it, by kind.
    pub read: BTreeMap<&'static str, Vec<String>>,
    /// What it looked for and did not find.
    pub missed: Vec<String>,
}

/// What the path of a page or of a source has to do with a site. A page may be named without `.html` or `/index.html`.
///
/// # Errors
/// There is neither a page nor a source of that path: the nearest path of which there is one, if any is near.
pub fn why(built: &Built, path: &str) -> Result<Why, Option<String>> {
    let (site, Some(templates)) = (&built.site, &built.templates) else { return Err(None) };
    let path = path.trim_end_matches('/');
    let index = if path.is_empty() { "index.html".to_owned() } else { format!("{path}/index.html") };
    for path in [path.to_owned(), format!("{path}.html"), index] {
        if let Some(route) = site.routes.at(&path) {
            let keys = render_recorded(site, templates, route).reads;
            return Ok(Why::Page { path, made: made(site, templates, &built.files, &keys) });
        }
    }
    let known = known(site, &built.files);
    let folder = format!("{path}/");
    let is_meant = |known: &&str| *known == path || known.starts_with(&folder);
    let meant: BTreeSet<&str> = known.iter().map(String::as_str).filter(is_meant).collect();
    if meant.is_empty() {
        let pages = site.routes.iter().map(|(_, path)| path);
        return Err(near(path, &pages.chain(known.iter().map(String::as_str)).collect::<Vec<_>>()));
    }
    let readers = readers(built, templates, &meant);
    Ok(Why::Source { readers, is_draft: meant.iter().all(|path| is_draft(built, path)) })
}

/// The paths of all files that pages can be made of. Those of the theme lie where the site may have its own.
fn known(site: &Site, files: &Files) -> BTreeSet<String> {
    let texts = files.iter().map(|file| file.path.clone());
    let of_theme = theme::TEMPLATES.iter().map(|(name, _)| format!("templates/{name}"));
    texts.chain(site.assets.iter().map(|asset| asset.path.clone())).chain(of_theme).collect()
}

/// The path that was most likely meant: another name in the same folder, or the same name in another folder.
fn near(path: &str, known: &[&str]) -> Option<String> {
    let (folder, name) = split(path);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "html"));
    let beside = known.iter().map(|known| split(known)).filter(|(of, _)| *of == folder);
    let alike = beside.filter_map(|(_, name)| name.rsplit_once('.').filter(|(_, of)| *of == ending));
    if let Some(near) = nearest(stem, alike.map(|(stem, _)| stem)) {
        let name = format!("{near}.{ending}");
        return Some(if folder.is_empty() { name } else { format!("{folder}/{name}") });
    }
    nearest(path, known.iter().copied().filter(|known| split(known).1 == name)).map(str::to_owned)
}

/// The folder and the name of a path.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

fn is_draft(built: &Built, path: &str) -> bool {
    let file =
        built.files.iter().find(|file| file.path == path && path.starts_with("content/") && path.ends_with(".md"));
    file.is_some_and(|file| {
        let mut unheard = Diagnostics::default();
        front_matter::read(file, built.site.config.fiscal_year_start, &mut unheard).0.draft
    })
}

fn made(site: &Site, templates: &Templates, files: &Files, keys: &[Key]) -> Made {
    let mut made = Made::default();
    let known: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let is_asset = |path: &str| site.assets.iter().any(|asset| asset.path == path);
    for &key in keys {
        let words = key.describe(site);
        let paths = match key {
            Key::Template(name) => templates.parts(name).into_iter().map(|part| format!("templates/{part}")).collect(),
            key => paths(site, files, key),
        };
        for path in paths.into_iter().filter(|path| known.contains(path.as_str()) || is_asset(path)) {
            made.files.entry(path).or_default().push(words.clone());
        }
        if key.is_absent(site) {
            made.missed.push(words);
        } else {
            made.read.entry(key.group()).or_default().push(words + &places(files, &key.places(site)));
        }
    }
    made
}

/// The paths of the files that something is made of.
fn paths(site: &Site, files: &Files, key: Key) -> BTreeSet<String> {
    let path = |source| match source {
        Source::File(file) => files.get(file).path.clone(),
        Source::At(path) => path,
    };
    key.sources(site).into_iter().map(path).collect()
}

/// ` (content/zh/a.md:1, content/ja/a.md:1)`; nothing of what no author wrote in one place.
fn places(files: &Files, spans: &[Span]) -> String {
    let place = |span: &Span| {
        let file = files.get(span.file);
        format!("{}:{}", file.path, file.line_column(span.start as usize).0)
    };
    match spans {
        [] => String::new(),
        spans => format!(" ({})", spans.iter().map(place).collect::<Vec<_>>().join(", ")),
    }
}

/// The pages and files that are made of any of these files, with what they read of them.
fn readers(built: &Built, templates: &Templates, meant: &BTreeSet<&str>) -> BTreeMap<String, Vec<String>> {
    let site = &built.site;
    let filled: BTreeSet<&str> = theme::TEMPLATES
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| templates.parts(name).iter().any(|part| meant.contains(format!("templates/{part}").as_str())))
        .collect();
    let is_meant = |source: &Source| match source {
        Source::File(file) => meant.contains(built.files.get(*file).path.as_str()),
        Source::At(path) => meant.contains(path.as_str()),
    };
    let look = |key: Key| match key {
        Key::Template(name) => filled.contains(name),
        key => !key.is_absent(site) && key.sources(site).iter().any(is_meant),
    };
    // Many pages read the same: each is looked at once.
    let known: Mutex<BTreeMap<Key, bool>> = Mutex::default();
    let concerns = |key: Key| {
        let found = known.lock().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
        found.unwrap_or_else(|| {
            let found = look(key);
            known.lock().unwrap_or_else(PoisonError::into_inner).insert(key, found);
            found
        })
    };
    let routes: Vec<(Route, &str)> = site.routes.iter().collect();
    let reads = |(route, path): (Route, &str)| {
        let keys = render_recorded(site, templates, route).reads;
        let words: BTreeSet<String> = keys.iter().filter(|key| concerns(**key)).map(|key| key.describe(site)).collect();
        (!words.is_empty()).then(|| (path.to_owned(), words.into_iter().collect()))
    };
    routes.into_par_iter().filter_map(reads).collect()
}
