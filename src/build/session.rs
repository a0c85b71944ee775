//! A site that is kept up to date while its files change: what no change touches is not read, aligned, linked or checked again.
//! Every stage keeps what it gave and takes over from it what still holds; there is no other way to build, and the first time
//! there is nothing to take over.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::align::{Aligned, align};
use crate::base::diagnostic::Diagnostics;
use crate::base::highlight::painter::Painter;
use crate::base::text::SourceFile;
use crate::check::{self, Common, Held};
use crate::link::entries::Entries;
use crate::link::route::Route;
use crate::link::seen::Key;
use crate::link::{Linkage, link};
use crate::load::{self, Asset, Sources};
use crate::parse::config::{self, Config};
use crate::parse::file::{self, Content, Kind, ParsedFile, read_file};
use crate::parse::lock::Lock;
use crate::parse::{self, document::Document};
use crate::render::Output;
use crate::render::templates::{Templates, templates};

use super::complaints::{Complaints, Scale};
use super::pages::{Copied, Pages};
use super::stage::{Mark, Stage};
use super::{BuildError, Built, Options, damaged, settle, with_theme};

/// What may have changed since a site was last read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changes {
    /// Anything: every file is looked at.
    All,
    /// These files and folders, below the site's folder, with `/`; a folder stands for all that lies in it.
    Paths(BTreeSet<String>),
}

impl Changes {
    /// Adds further changes.
    pub fn merge(&mut self, more: Self) {
        match (&mut *self, more) {
            (Self::Paths(paths), Self::Paths(more)) => paths.extend(more),
            (Self::All, _) => {}
            (_, Self::All) => *self = Self::All,
        }
    }
}

/// What was rendered.
#[derive(Clone, Debug, Default)]
pub struct Rendering {
    /// The paths of the pages and files that were made anew, in the order of routes.
    pub made: Vec<String>,
    /// The complaints of all pages, also of those that were not made anew.
    pub diagnostics: Diagnostics,
    /// What the first of them had read and was another, in words; none if it was not there before.
    pub because: Vec<String>,
}

/// A site between its builds.
pub struct Session {
    means: Means,
    kept: Option<Kept>,
    pages: Pages,
    /// What was copied and may be other bytes since the pages were last rendered.
    copied: Copied,
}

/// What a site is built with.
struct Means {
    options: Options,
    /// What it knows of the colors of code.
    painter: Arc<Painter>,
    /// Who is told of the stages.
    mark: Mark,
}

/// What each stage gave.
struct Kept {
    sources: Sources,
    loaded: Arc<Diagnostics>,
    settings: Settings,
    read: Vec<Arc<Read>>,
    assembled: Assembled,
    aligned: Aligned,
    assets: Arc<Vec<Asset>>,
    linkage: Linkage,
    checked: Checked,
    templates: (Option<Arc<Templates>>, Arc<Diagnostics>),
    built: Arc<Built>,
}

/// site.yaml, read.
#[derive(Clone, Debug)]
struct Settings {
    file: Option<Arc<SourceFile>>,
    config: Arc<Config>,
    complaints: Arc<Diagnostics>,
}

/// A file, read by itself.
#[derive(Debug)]
struct Read {
    file: Arc<SourceFile>,
    parsed: ParsedFile,
    complaints: Arc<Diagnostics>,
}

/// The files laid beside one another.
#[derive(Clone, Debug)]
struct Assembled {
    documents: Vec<Arc<Document>>,
    locks: Vec<Arc<Lock>>,
    entries: Arc<Entries>,
    complaints: Arc<Diagnostics>,
}

/// What the rules gave.
#[derive(Clone, Debug)]
struct Checked {
    common: Common,
    held: Vec<Arc<Held>>,
    of_works: Vec<Arc<Diagnostics>>,
    whole: Arc<Diagnostics>,
}

impl Session {
    /// One that has read nothing yet.
    pub fn new(options: Options) -> Self {
        let copied = Copied::Some(BTreeSet::new());
        let means = Means { options, painter: Arc::default(), mark: Mark::default() };
        Self { means, kept: None, pages: Pages::default(), copied }
    }

    /// With a painter that may know the colors of the code already.
    pub fn with_painter(self, painter: Arc<Painter>) -> Self {
        Self { means: Means { painter, ..self.means }, ..self }
    }

    /// With someone who is told of the stages.
    pub fn with_mark(self, mark: Mark) -> Self {
        Self { means: Means { mark, ..self.means }, ..self }
    }

    /// Links and checks the files of a site once, and keeps nothing.
    pub(super) fn once(self, (sources, loaded): (Sources, Diagnostics)) -> Result<Built, BuildError> {
        let built = Kept::new(&self.means, sources, loaded, None)?.built;
        Ok(Arc::unwrap_or_clone(built))
    }

    /// Reads what changed, and links and checks the site. The site that it gave before stays as it is.
    ///
    /// # Errors
    /// The environment's. What the author got wrong is in the result.
    pub fn refresh(&mut self, changes: &Changes) -> Result<Arc<Built>, BuildError> {
        let changed = match changes {
            Changes::All => None,
            Changes::Paths(paths) => Some(paths),
        };
        match (changes, &mut self.copied) {
            (Changes::Paths(paths), Copied::Some(copied)) => copied.extend(paths.iter().cloned()),
            _ => self.copied = Copied::Any,
        }
        self.means.mark.begin(Stage::Load);
        let last = self.kept.as_ref();
        let (sources, loaded) = match last {
            Some(last) => load::reload(&self.means.options.root, (&last.sources, &last.loaded), changed),
            None => load::load(&self.means.options.root),
        }
        .map_err(BuildError::Load)?;
        let kept = Kept::new(&self.means, sources, loaded, last)?;
        let built = Arc::clone(&kept.built);
        // What the earlier version alone had is given back beside the work that follows.
        let earlier = self.kept.replace(kept);
        rayon::spawn(move || drop(earlier));
        Ok(built)
    }

    /// What a page had read before that was another when it was rendered last; none if it was not rendered then, or never before.
    pub fn reasons(&self, route: Route) -> &[Key] {
        self.pages.reasons(route).unwrap_or_default()
    }

    /// Renders each page that shows something else than when it was last rendered here, and gives it to `take`. What `take`
    /// refused is rendered again the next time. Pages are rendered side by side.
    ///
    /// # Errors
    /// What `take` refuses.
    pub fn render<E: Send>(
        &mut self,
        built: &Arc<Built>,
        take: impl Fn(&str, &Output) -> Result<(), E> + Sync,
    ) -> Result<Rendering, E> {
        let rendering = self.pages.render(built, &self.copied, take)?;
        self.copied = Copied::Some(BTreeSet::new());
        Ok(rendering)
    }
}

impl Kept {
    fn new(means: &Means, sources: Sources, loaded: Diagnostics, last: Option<&Self>) -> Result<Self, BuildError> {
        let Means { options, painter, mark } = means;
        mark.begin(Stage::Parse);
        let settings = Settings::new(&sources, options, last.map(|last| &last.settings))?;
        // Under other settings every file may say something else.
        let of_settings = last.filter(|last| Arc::ptr_eq(&last.settings.config, &settings.config));
        let read = read_all(&sources, &settings.config, of_settings);
        let assembled = Assembled::new((&sources, &loaded), &settings.config, &read, of_settings);
        mark.begin(Stage::Align);
        let aligned =
            align(&assembled.documents, &assembled.locks, &settings.config, of_settings.map(|last| &last.aligned));
        let assets = assets(&sources, last);
        mark.begin(Stage::Link);
        let linkage = link(&assembled.entries, aligned.works.clone(), &assets, of_settings.map(|last| &last.linkage));
        mark.begin(Stage::Check);
        let checked = Checked::new(&linkage, of_settings);
        let templates = templates_of(&sources, painter, last);
        let loaded = Arc::new(loaded);
        let complaints = {
            let single =
                [&loaded, &settings.complaints, &assembled.complaints, &linkage.whole, &checked.whole, &templates.1];
            let stages = vec![
                single.map(Arc::clone).into_iter().chain([Arc::new(aligned.whole.clone())]).collect(),
                read.iter().map(|read| Arc::clone(&read.complaints)).collect(),
                aligned.complaints.clone(),
                linkage.complaints.clone(),
                checked.of_works.clone(),
            ];
            let scale = Scale { config: Arc::clone(&settings.config), completeness: options.completeness };
            settle(&linkage.site, &loaded, Complaints::new(scale, stages, last.map(|last| &last.built.diagnostics)))
        };
        let built = Arc::new(Built {
            files: sources.files.clone(),
            site: linkage.site.clone(),
            templates: templates.0.clone(),
            diagnostics: complaints,
        });
        Ok(Self { sources, loaded, settings, read, assembled, aligned, assets, linkage, checked, templates, built })
    }
}

impl Settings {
    fn new(sources: &Sources, options: &Options, last: Option<&Self>) -> Result<Self, BuildError> {
        let is_same = |last: &&Self| match (&last.file, &sources.site) {
            (Some(last), Some(now)) => Arc::ptr_eq(last, now),
            (None, None) => true,
            _ => false,
        };
        if let Some(last) = last.filter(is_same) {
            return Ok(last.clone());
        }
        let (mut config, complaints) = match &sources.site {
            Some(site) => config::read(site),
            None => (Config::default(), std::iter::once(config::missing()).collect()),
        };
        if let Some(url) = &options.base_url {
            let url = config::read_base_url(url).ok_or_else(|| BuildError::BaseUrl(url.clone()))?;
            config.base_url = Some(url);
        }
        Ok(Self { file: sources.site.clone(), config: Arc::new(config), complaints: Arc::new(complaints) })
    }
}

/// Every file by itself, in the order of [`file::files`]. Without languages no file is anything.
fn read_all(sources: &Sources, config: &Config, last: Option<&Kept>) -> Vec<Arc<Read>> {
    if config.languages.is_empty() {
        return Vec::new();
    }
    let read = |kind: Kind, file: &Arc<SourceFile>| {
        let mut parsed = read_file(kind, file, config);
        let complaints = Arc::new(std::mem::take(&mut parsed.diagnostics).kept());
        Arc::new(Read { file: Arc::clone(file), parsed, complaints })
    };
    let files: Vec<(Kind, &Arc<SourceFile>)> = file::files(sources).collect();
    let before = last.map_or(&[][..], |last| &last.read);
    if before.len() == files.len() {
        let pairs = files.par_iter().zip(before).with_min_len(64);
        return pairs
            .map(|(&(kind, file), before)| match Arc::ptr_eq(file, &before.file) {
                true => Arc::clone(before),
                false => read(kind, file),
            })
            .collect();
    }
    // A file that stays keeps its number only if none came or went before it.
    let mut by_number: Vec<Option<&Arc<Read>>> = Vec::new();
    for before in before {
        let at = before.file.id.0 as usize;
        by_number.resize(by_number.len().max(at + 1), None);
        by_number[at] = Some(before);
    }
    let same = |file: &Arc<SourceFile>| {
        let before = (*by_number.get(file.id.0 as usize)?)?;
        Arc::ptr_eq(&before.file, file).then(|| Arc::clone(before))
    };
    files.par_iter().map(|&(kind, file)| same(file).unwrap_or_else(|| read(kind, file))).collect()
}

impl Assembled {
    fn new(
        (sources, loaded): (&Sources, &Diagnostics),
        config: &Arc<Config>,
        read: &[Arc<Read>],
        last: Option<&Kept>,
    ) -> Self {
        let damaged = damaged(loaded);
        if let Some(last) = last
            && damaged.is_empty()
            && last.loaded.is_empty()
            && differ_in_texts_only(&last.read, read)
        {
            let (documents, locks) = texts(read);
            return Self { documents, locks, ..last.assembled.clone() };
        }
        let parsed: Vec<&ParsedFile> = read.iter().map(|read| &read.parsed).collect();
        let (mut parsed, complaints) = match config.languages.is_empty() {
            true => (parse::Parsed { config: Arc::clone(config), ..parse::Parsed::default() }, Diagnostics::default()),
            false => parse::assemble(sources, Arc::clone(config), &parsed),
        };
        parsed.set_aside(&damaged);
        let (documents, locks) = (std::mem::take(&mut parsed.documents), std::mem::take(&mut parsed.locks));
        Self { documents, locks, entries: Arc::new(Entries::from(parsed)), complaints: Arc::new(complaints) }
    }
}

/// Whether the same files are there, and only documents and locks say something else: of the same works, no drafts before or
/// now.
fn differ_in_texts_only(last: &[Arc<Read>], now: &[Arc<Read>]) -> bool {
    let is_alike = |(last, now): (&Arc<Read>, &Arc<Read>)| {
        Arc::ptr_eq(last, now)
            || last.file.path == now.file.path
                && match (&last.parsed.content, &now.parsed.content) {
                    (Content::Document(Some(last)), Content::Document(Some(now))) => {
                        !last.meta.draft && !now.meta.draft
                    }
                    (Content::Lock(_), Content::Lock(_)) => true,
                    _ => false,
                }
    };
    last.len() == now.len() && last.iter().zip(now).all(is_alike)
}

fn texts(read: &[Arc<Read>]) -> (Vec<Arc<Document>>, Vec<Arc<Lock>>) {
    let (mut documents, mut locks) = (Vec::with_capacity(read.len()), Vec::new());
    for read in read {
        match &read.parsed.content {
            Content::Document(Some(document)) if !document.meta.draft => documents.push(Arc::clone(document)),
            Content::Lock(lock) => locks.push(Arc::clone(lock)),
            _ => {}
        }
    }
    (documents, locks)
}

/// The site's files that are copied, and the theme's; the same value while they are the same.
fn assets(sources: &Sources, last: Option<&Kept>) -> Arc<Vec<Asset>> {
    let assets = with_theme(sources);
    match last.filter(|last| *last.assets == assets) {
        Some(last) => Arc::clone(&last.assets),
        None => Arc::new(assets),
    }
}

impl Checked {
    fn new(linkage: &Linkage, last: Option<&Kept>) -> Self {
        let site = &linkage.site;
        let common = Common::new(site);
        let is_same_site = |last: &&Kept| last.linkage.has_same_entries(linkage) && last.checked.common == common;
        let last = last.filter(is_same_site);
        let held = |at: usize| match last {
            Some(last) if last.linkage.site.works.get(at).is_some_and(|work| Arc::ptr_eq(work, &site.works[at])) => {
                (Arc::clone(&last.checked.held[at]), Arc::clone(&last.checked.of_works[at]))
            }
            _ => {
                let mut held = check::work(site, &common, at);
                let complaints = Arc::new(std::mem::take(&mut held.complaints).kept());
                (Arc::new(held), complaints)
            }
        };
        let (held, of_works): (Vec<_>, Vec<_>) =
            (0..site.works.len()).into_par_iter().with_min_len(16).map(held).unzip();
        let whole = check::whole(site, held.iter().map(|held| &**held));
        Self { common, held, of_works, whole: Arc::new(whole) }
    }
}

/// The templates; the same value while their files are the same.
fn templates_of(
    sources: &Sources,
    painter: &Arc<Painter>,
    last: Option<&Kept>,
) -> (Option<Arc<Templates>>, Arc<Diagnostics>) {
    let is_same = |last: &&Kept| {
        let (before, now) = (&last.sources.templates, &sources.templates);
        before.len() == now.len() && before.iter().zip(now).all(|(before, now)| Arc::ptr_eq(before, now))
    };
    match last.filter(is_same) {
        Some(last) => last.templates.clone(),
        None => {
            let (templates, complaints) = templates(sources);
            let templates = templates.map(|templates| Arc::new(templates.with_painter(Arc::clone(painter))));
            (templates, Arc::new(complaints))
        }
    }
}
