//! Why a page is as it is: what it read of the site, and what it looked for and did not find.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::base::text::{FileId, Files, Span};
use crate::base::yaml::nearest;
use crate::link::route::Route;
use crate::link::seen::Key;
use crate::link::site::Site;
use crate::render::render_recorded;
use crate::render::templates::Templates;

use super::Built;

/// What a path has to do with the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is a page or file of the output.
    Page(Made),
    /// It is a file of the site: the pages and files that it goes into by their paths, each with what they read of it.
    Source(BTreeMap<String, Vec<String>>),
}

/// What a page is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// What it read, in words with the places where authors wrote it, by kind.
    pub read: BTreeMap<&'static str, Vec<String>>,
    /// What it looked for and did not find.
    pub missed: Vec<String>,
    /// The files that it was made of, below the site's folder: documents, entries, templates, settings.
    pub files: BTreeSet<String>,
}

/// What the path of a page or of a source has to do with a site.
///
/// # Errors
/// There is neither a page nor a source of that path: the nearest path of which there is one, if any is near.
pub fn why(built: &Built, path: &str) -> Result<Why, Option<String>> {
    let (site, Some(templates)) = (&built.site, &built.templates) else { return Err(None) };
    if let Some(route) = site.routes.at(path) {
        return Ok(Why::Page(made(site, templates, &built.files, &render_recorded(site, templates, route).reads)));
    }
    let file = built.files.iter().find(|file| file.path == path).map(|file| file.id);
    let template = path.strip_prefix("templates/").filter(|name| templates.parts(name).contains(*name));
    if file.is_none() && template.is_none() {
        let sources = built.files.iter().map(|file| file.path.as_str());
        let near = nearest(path, site.routes.iter().map(|(_, path)| path).chain(sources));
        return Err(near.map(str::to_owned));
    }
    let concerns = |key: &Key| match key {
        Key::Template(name) => template.is_some_and(|template| templates.parts(name).contains(template)),
        key => file.is_some_and(|file| is_in(site, *key, file)),
    };
    Ok(Why::Source(readers(site, templates, concerns)))
}

fn made(site: &Site, templates: &Templates, files: &Files, keys: &[Key]) -> Made {
    let mut made = Made::default();
    for key in keys {
        made.files.extend(key.places(site).iter().map(|span| files.get(span.file).path.clone()));
        match key {
            Key::Template(name) => {
                made.files.extend(templates.parts(name).into_iter().map(|part| format!("templates/{part}")));
            }
            Key::Asset(asset) => {
                made.files.insert(site.assets[*asset].path.clone());
            }
            Key::Settings | Key::Kinds | Key::Words(_) | Key::Style(_) => {
                made.files.insert("site.yaml".to_owned());
            }
            _ => {}
        }
        let words = key.describe(site);
        if key.is_absent(site) {
            made.missed.push(words);
        } else {
            made.read.entry(key.group()).or_default().push(words + &places(files, &key.places(site)));
        }
    }
    made
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

fn is_in(site: &Site, key: Key, file: FileId) -> bool {
    key.places(site).iter().any(|span| span.file == file)
}

/// The pages and files that read what `concerns` tells, with what that is.
fn readers(
    site: &Site,
    templates: &Templates,
    concerns: impl Fn(&Key) -> bool + Sync,
) -> BTreeMap<String, Vec<String>> {
    let routes: Vec<(Route, &str)> = site.routes.iter().collect();
    let reads = |(route, path): (Route, &str)| {
        let keys = render_recorded(site, templates, route).reads;
        let of_it = keys.iter().filter(|key| concerns(key) && !key.is_absent(site));
        let words: BTreeSet<String> = of_it.map(|key| key.describe(site)).collect();
        (!words.is_empty()).then(|| (path.to_owned(), words.into_iter().collect()))
    };
    routes.into_par_iter().filter_map(reads).collect()
}
