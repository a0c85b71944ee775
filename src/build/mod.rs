//! Runs the line: load, parse, align, link, check, render, write.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use crate::align::align;
use crate::base::diagnostic::{Diagnostics, Severity};
use crate::base::highlight::painter::Painter;
use crate::base::rule;
use crate::base::text::{FileId, Files};
use crate::check::{allowed, check};
use crate::link::entries::Entries;
use crate::link::link;
use crate::link::route::Route;
use crate::link::site::Site;
use crate::load::{self, Asset, AssetContent, LoadError, Sources, theme};
use crate::parse::{self, config::read_base_url};
use crate::render::templates::{Templates, templates};
use crate::render::{Output, render};
use crate::write::{self, WriteError};

mod folder;
mod session;

pub use folder::{Finished, Folded, Folder, Update, build, build_if_changed, build_in_colors};
pub use session::{Changes, Rendering, Session};

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
pub struct Built {
    /// The files that were read, to show complaints with.
    pub files: Files,
    /// The site.
    pub site: Site,
    /// Its templates; `None` if they cannot be used.
    pub templates: Option<Templates>,
    /// The complaints of all stages so far, weighed and sorted.
    pub diagnostics: Diagnostics,
}

impl Built {
    /// Lets that painter color the code of its pages.
    pub fn color_with(&mut self, painter: &Arc<Painter>) {
        if let Some(templates) = &mut self.templates {
            templates.painter = Arc::clone(painter);
        }
    }
}

/// Reads, links and checks a site.
///
/// # Errors
/// The environment's. What the author got wrong is in the result.
pub fn prepare(options: &Options) -> Result<Built, BuildError> {
    if !write::is_folder(&options.root) {
        return Err(BuildError::NoFolder(options.root.clone()));
    }
    let (sources, mut diagnostics) = load::load(&options.root).map_err(BuildError::Load)?;
    let (mut parsed, complaints) = parse::parse(&sources);
    parsed.set_aside(&damaged(&diagnostics));
    diagnostics.merge(complaints);
    if let Some(url) = &options.base_url {
        let url = read_base_url(url).ok_or_else(|| BuildError::BaseUrl(url.clone()))?;
        Arc::make_mut(&mut parsed.config).base_url = Some(url);
    }
    let (works, complaints) = align(&parsed.documents, &parsed.locks, &parsed.config);
    diagnostics.merge(complaints);
    let works = works.into_iter().map(Arc::new).collect();
    let linkage = link(&Arc::new(Entries::from(parsed)), works, &Arc::new(with_theme(&sources)), None);
    diagnostics.merge(linkage.all_complaints());
    let site = linkage.site;
    diagnostics.merge(check(&site));
    let (templates, complaints) = templates(&sources);
    diagnostics.merge(complaints);
    let diagnostics = weigh(&site, diagnostics, options.completeness);
    Ok(Built { files: sources.files, site, templates, diagnostics })
}

/// Renders every page of a site without errors, and gives each to `take`. Pages are rendered side by side.
///
/// # Errors
/// What `take` refuses.
pub fn render_all<E: Send>(built: &mut Built, take: impl Fn(&str, &Output) -> Result<(), E> + Sync) -> Result<(), E> {
    let complaints = render_each(built, take)?;
    let mut diagnostics = std::mem::take(&mut built.diagnostics);
    diagnostics.merge(complaints);
    built.diagnostics = diagnostics.sorted();
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
    told.filter_map(|diagnostic| Some(diagnostic.primary.as_ref()?.span.file)).collect()
}

/// Weights as the site sets them, without what its authors allow. Of a file that is not UTF-8 that alone is said; a missing,
/// unpaired, stale or unconfirmed translation is an error where completeness is required.
fn weigh(site: &Site, diagnostics: Diagnostics, completeness: Completeness) -> Diagnostics {
    let missing = [
        &rule::MISSING_UNIT,
        &rule::UNPAIRED_UNIT,
        &rule::MISSING_TRANSLATION,
        &rule::MISSING_LABEL,
        &rule::STALE_TARGET,
        &rule::PROPOSED_PAIR,
    ];
    let damaged = damaged(&diagnostics);
    let held = allowed::drop_allowed(site, diagnostics);
    let weighed = site.config.weigh(held).filter_map(|diagnostic| {
        let is_of_damaged = diagnostic.primary.as_ref().is_some_and(|label| damaged.contains(&label.span.file));
        if is_of_damaged && diagnostic.rule.name != rule::NOT_UTF8.name {
            return None;
        }
        let is_required = completeness == Completeness::Required && missing.contains(&diagnostic.rule);
        Some(if is_required { diagnostic.severity(Severity::Error) } else { diagnostic })
    });
    weighed.sorted()
}
