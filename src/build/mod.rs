//! Runs the line: load, parse, align, link, check, render, write.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::diagnostic::Diagnostics;
use crate::base::highlight::painter::Painter;
use crate::base::rule;
use crate::base::text::{FileId, Files};
use crate::check::allowed;
use crate::link::route::Route;
use crate::link::site::Site;
use crate::load::{self, Asset, AssetContent, LoadError, Sources, theme};
use crate::render::templates::Templates;
use crate::render::{Output, render};
use crate::write::{self, WriteError};

mod complaints;
mod folder;
mod pages;
mod session;
mod stage;
pub mod why;

pub use complaints::Complaints;
pub use folder::{Finished, Folded, Folder, Update, build, build_if_changed, build_with};
pub use session::{Changes, Rendering, Session};
pub use stage::{Mark, Stage};

/// What is built, and how strictly.
#[derive(Clone, Debug)]
pub struct Options {
    /// The site's folder.
    pub root: PathBuf,
    /// Address to publish under, instead of site.yaml's.
    pub base_url: Option<String>,
    /// Whether passages and works without a translation, or with a stale one, are errors.
    pub completeness: Completeness,
}

/// What a missing or stale translation weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// As site.yaml says; notices by default.
    AsSet,
    /// Errors.
    Required,
}

/// Why nothing could be built, whatever the author wrote.
#[derive(Debug)]
pub enum BuildError {
    /// There is no folder where the site should be.
    NoFolder(PathBuf),
    /// The sources could not be read.
    Load(LoadError),
    /// The output could not be written.
    Write(WriteError),
    /// The address to publish under is none.
    BaseUrl(String),
}

impl std::fmt::Display for BuildError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoFolder(path) => write!(
                f,
                "there is no folder {}\nhelp: name the folder of a site with --root: the one with site.yaml; `taiyaku init` makes one",
                path.display()
            ),
            Self::Load(error) => error.fmt(f),
            Self::Write(error) => error.fmt(f),
            Self::BaseUrl(url) => write!(
                f,
                "`{url}` is no address to publish under\nhelp: write the whole address: https://example.org/report"
            ),
        }
    }
}

impl std::error::Error for BuildError {}

/// A site that was read and linked, with all that was complained of.
#[derive(Clone)]
pub struct Built {
    /// The files that were read, to show complaints with.
    pub files: Files,
    /// The site.
    pub site: Site,
    /// Its templates; `None` if they cannot be used.
    pub templates: Option<Arc<Templates>>,
    /// The complaints of all stages so far, weighed and sorted.
    pub diagnostics: Complaints,
}

/// Reads, links and checks a site.
///
/// # Errors
/// The environment's. What the author got wrong is in the result.
pub fn prepare(options: &Options) -> Result<Built, BuildError> {
    prepare_with(options, &Tools::default())
}

/// What a build may be given beside its options; nothing of it changes what comes out.
#[derive(Clone, Default)]
pub struct Tools {
    /// May know the colors of the code already.
    pub painter: Arc<Painter>,
    /// Is told of the stages.
    pub mark: Mark,
}

/// Reads, links and checks a site with these tools.
///
/// # Errors
/// The environment's.
pub fn prepare_with(options: &Options, tools: &Tools) -> Result<Built, BuildError> {
    if !write::is_folder(&options.root) {
        return Err(BuildError::NoFolder(options.root.clone()));
    }
    tools.mark.begin(Stage::Load);
    let sources = load::load(&options.root).map_err(BuildError::Load)?;
    session(options, tools).once(sources)
}

/// A session with these tools.
fn session(options: &Options, tools: &Tools) -> Session {
    Session::new(options.clone()).with_painter(Arc::clone(&tools.painter)).with_mark(tools.mark.clone())
}

/// Renders every page of a site without errors, and gives each to `take`. Pages are rendered side by side.
///
/// # Errors
/// What `take` refuses.
pub fn render_all<E: Send>(built: &mut Built, take: impl Fn(&str, &Output) -> Result<(), E> + Sync) -> Result<(), E> {
    let complaints = render_each(built, take)?;
    if !complaints.is_empty() {
        built.diagnostics = built.diagnostics.with(complaints);
    }
    Ok(())
}

/// Renders every page, and gives the complaints of all.
fn render_each<E: Send>(built: &Built, take: impl Fn(&str, &Output) -> Result<(), E> + Sync) -> Result<Diagnostics, E> {
    let (site, Some(templates)) = (&built.site, &built.templates) else { return Ok(Diagnostics::default()) };
    let routes: Vec<(Route, &str)> = site.routes.iter().collect();
    let complaints: Vec<Diagnostics> = routes
        .into_par_iter()
        .map(|(route, path)| {
            let (output, complaints) = render(site, templates, route);
            if let Some(output) = output {
                take(path, &output)?;
            }
            Ok(complaints)
        })
        .collect::<Result<_, E>>()?;
    let mut diagnostics = Diagnostics::default();
    complaints.into_iter().for_each(|complaints| diagnostics.merge(complaints));
    Ok(diagnostics)
}

/// The site's files, and those of the theme that it does not replace.
fn with_theme(sources: &Sources) -> Vec<Asset> {
    let mut assets = sources.assets.clone();
    for (name, bytes) in theme::STATIC {
        let path = format!("static/{name}");
        if !assets.iter().any(|asset| asset.path == path) {
            assets.push(Asset { path, content: AssetContent::Embedded(bytes) });
        }
    }
    assets
}

/// The files that are not UTF-8, by what load says.
pub fn damaged(diagnostics: &Diagnostics) -> BTreeSet<FileId> {
    let told = diagnostics.iter().filter(|diagnostic| diagnostic.rule.name == rule::NOT_UTF8.name);
    told.filter_map(|diagnostic| Some(diagnostic.place()?.file)).collect()
}

/// The complaints without what the authors allow. Of a file that is not UTF-8 that alone is said.
fn settle(site: &Site, loaded: &Diagnostics, complaints: Complaints) -> Complaints {
    let damaged = damaged(loaded);
    let documents = || site.works.iter().flat_map(|linked| linked.work.documents.iter().flatten());
    if damaged.is_empty() && documents().all(|document| document.meta.allow.is_empty()) {
        return complaints;
    }
    let (scale, all) = complaints.into_all();
    let held = allowed::drop_allowed(site, all).filter_map(|diagnostic| {
        let is_of_damaged = diagnostic.place().is_some_and(|place| damaged.contains(&place.file));
        (!is_of_damaged || diagnostic.rule.name == rule::NOT_UTF8.name).then_some(diagnostic)
    });
    Complaints::settled(scale, held)
}
