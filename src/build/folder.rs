//! Builds into a folder, and does nothing where nothing changed since the last build into it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::diagnostic::Diagnostics;
use crate::base::highlight::painter::Painter;
use crate::load::LoadError;
use crate::load::listing::{Input, Listing, list};
use crate::write::{self, Destination, Kept, Last};

use super::{BuildError, Built, Changes, Options, Session, Stage, Tools, render_all, session};

/// What a build came to.
pub enum Folded {
    /// Every file that the site is read from and every file of its output is as the last good build left it.
    Unchanged(Last),
    /// The site was built, or has errors.
    Anew(Box<Finished>),
}

/// A site that was built into a folder.
pub struct Finished {
    /// The site and all complaints of it.
    pub built: Built,
    /// What stands in the folder; `None` with errors, and then the earlier output stands there.
    kept: Option<Kept>,
    inputs: Vec<Input>,
}

impl Finished {
    /// Remembers the build, so that the next one of the same `key` can be spared; `told` is what was said of it.
    pub fn remember(&mut self, key: &str, told: &str) {
        let Some(kept) = &mut self.kept else { return };
        let (key, told, inputs) = (key.to_owned(), told.to_owned(), std::mem::take(&mut self.inputs));
        kept.remember(Some(Last { key, inputs, pages: self.built.pages(), told }));
    }
}

impl Built {
    /// How many pages the site has.
    pub fn pages(&self) -> usize {
        self.site.routes.iter().filter(|(_, path)| path.ends_with(".html")).count()
    }
}

/// Builds a site into `output`. With errors nothing is written, and an earlier output stays whole.
///
/// # Errors
/// The environment's.
pub fn build(options: &Options, output: &Path) -> Result<Built, BuildError> {
    build_with(options, output, &Tools::default())
}

/// The same with these tools.
///
/// # Errors
/// The environment's.
pub fn build_with(options: &Options, output: &Path, tools: &Tools) -> Result<Built, BuildError> {
    let (destination, listing) = look(options, output)?;
    let mut finished = anew(options, (destination, listing), tools)?;
    if let Some(kept) = &mut finished.kept {
        kept.remember(None);
    }
    Ok(finished.built)
}

/// The same, if anything differs from the last good build of that `key`. It stands for all that a build depends on beside
/// the files: the program and the options. Without one nothing is remembered, before or after.
///
/// # Errors
/// The environment's.
pub fn build_if_changed(
    options: &Options,
    output: &Path,
    tools: &Tools,
    key: Option<&str>,
) -> Result<Folded, BuildError> {
    let (destination, listing) = look(options, output)?;
    let destination = match key {
        None => destination.without_memory(),
        Some(key) => match destination.last(key, &listing) {
            Some(last) => return Ok(Folded::Unchanged(last)),
            None => destination,
        },
    };
    Ok(Folded::Anew(Box::new(anew(options, (destination, listing), tools)?)))
}

/// Refused before the work; nothing is made on the disk before the site is known to have no errors.
fn look(options: &Options, output: &Path) -> Result<(Destination, Listing), BuildError> {
    let destination = Destination::find(&options.root, output).map_err(BuildError::Write)?;
    if !write::is_folder(&options.root) {
        return Err(BuildError::NoFolder(options.root.clone()));
    }
    // Before anything is read: what changes meanwhile is then another file than the one remembered.
    let listing = list(&options.root).map_err(BuildError::Load)?;
    Ok((destination, listing))
}

fn anew(
    options: &Options,
    (destination, listing): (Destination, Listing),
    tools: &Tools,
) -> Result<Finished, BuildError> {
    tools.mark.begin(Stage::Load);
    let (unread, inputs) = listing.into_parts();
    let sources = unread.read().map_err(BuildError::Load)?;
    let mut built = session(options, tools).once(sources)?;
    if built.diagnostics.has_errors() {
        return Ok(Finished { built, kept: None, inputs });
    }
    let staging = destination.stage().map_err(BuildError::Write)?;
    tools.mark.begin(Stage::Render);
    render_all(&mut built, |path, output| staging.write(path, output)).map_err(BuildError::Write)?;
    if built.diagnostics.has_errors() {
        return Ok(Finished { built, kept: None, inputs });
    }
    tools.mark.begin(Stage::Finish);
    let kept = staging.finish().map_err(BuildError::Write)?;
    Ok(Finished { built, kept: Some(kept), inputs })
}

/// An output folder that is kept up to date with its site.
pub struct Folder {
    options: Options,
    output: PathBuf,
    remembers: bool,
    painter: Arc<Painter>,
    session: Session,
    /// What stands in the folder; `None` before the first build and after one that failed while it was written.
    kept: Option<Kept>,
    /// The site that was written last.
    last: Option<Arc<Built>>,
}

/// What an update came to.
pub struct Update {
    /// The site.
    pub built: Arc<Built>,
    /// The site that was written before this one; none at first.
    pub last: Option<Arc<Built>>,
    /// What was complained of while pages were made, each complaint once.
    pub of_pages: Diagnostics,
    /// The files that are new or different, in order of their paths; `None` with errors, and then the folder is as it was.
    pub made: Option<Vec<String>>,
    /// The files that went.
    pub removed: Vec<String>,
    /// Why, as [`super::Rendering::because`] says.
    pub because: Vec<String>,
}

impl Folder {
    /// One that nothing has been written to yet. What an earlier build wrote is remembered, and this one for the next, if
    /// `remembers`.
    pub fn new(options: Options, output: PathBuf, painter: Arc<Painter>, remembers: bool) -> Self {
        let session = Session::new(options.clone()).with_painter(Arc::clone(&painter));
        Self { options, output, remembers, painter, session, kept: None, last: None }
    }

    /// Whether the folder is there, if anything was written. Costs one look.
    pub fn is_there(&self) -> bool {
        self.kept.as_ref().is_none_or(Kept::is_there)
    }

    /// Whether what was written stands in the folder, and nothing else. Looks at every file: worth doing when nothing else is
    /// to be done.
    pub fn stands(&mut self) -> bool {
        self.kept.as_mut().is_none_or(Kept::stands)
    }

    /// Writes what is missing in the folder, and removes what does not belong there.
    ///
    /// # Errors
    /// The environment's.
    pub fn mend(&mut self) -> Result<Update, BuildError> {
        self.renew();
        self.update(&Changes::All)
    }

    /// Brings the folder up to date with what changed. After an error the next update looks at everything, as it does where
    /// the folder is gone or another process has written there.
    ///
    /// # Errors
    /// The environment's.
    pub fn update(&mut self, changes: &Changes) -> Result<Update, BuildError> {
        let result = match self.try_update(changes) {
            // Editors replace files: one may be gone between being found and being read.
            Err(BuildError::Load(LoadError { error, .. })) if error.kind() == io::ErrorKind::NotFound => {
                self.renew();
                self.try_update(&Changes::All)
            }
            result => result,
        };
        if !matches!(&result, Ok(update) if update.of_pages.is_empty() || update.made.is_some()) {
            self.renew();
        }
        let update = result?;
        let last = self.last.clone();
        if update.made.is_some() {
            self.last = Some(Arc::clone(&update.built));
        }
        Ok(Update { last, ..update })
    }

    /// Forgets what the session made: the folder may lack it.
    fn renew(&mut self) {
        self.session = Session::new(self.options.clone()).with_painter(Arc::clone(&self.painter));
        self.kept = None;
    }

    fn try_update(&mut self, changes: &Changes) -> Result<Update, BuildError> {
        if !write::is_folder(&self.options.root) {
            return Err(BuildError::NoFolder(self.options.root.clone()));
        }
        let mut built = self.session.refresh(changes)?;
        let nothing = |built, of_pages: Diagnostics| {
            let (of_pages, removed) = (of_pages.sorted(), Vec::new());
            Ok(Update { built, last: None, of_pages, made: None, removed, because: Vec::new() })
        };
        if built.diagnostics.has_errors() {
            return nothing(built, Diagnostics::default());
        }
        let was_kept = self.kept.is_some();
        let known = self.kept.take().map(Kept::stage).transpose().map_err(BuildError::Write)?.flatten();
        let is_known = known.is_some();
        let staging = match known {
            Some(staging) => staging,
            None => self.destination()?.stage().map_err(BuildError::Write)?,
        };
        if was_kept && !is_known {
            // It is gone, or another process wrote there: what the session made may be gone.
            self.renew();
            built = self.session.refresh(&Changes::All)?;
        }
        let rendering =
            self.session.render(&built, |path, output| staging.write(path, output)).map_err(BuildError::Write)?;
        if rendering.diagnostics.has_errors() {
            return nothing(built, rendering.diagnostics);
        }
        let paths: Vec<&str> = built.site.routes.iter().map(|(_, path)| path).collect();
        let kept = if is_known { staging.finish_among(&paths) } else { staging.finish() };
        let kept = self.kept.insert(kept.map_err(BuildError::Write)?);
        let (made, removed) = (Some(std::mem::take(&mut kept.made)), std::mem::take(&mut kept.removed));
        let of_pages = rendering.diagnostics.sorted();
        Ok(Update { built, last: None, of_pages, made, removed, because: rendering.because })
    }

    fn destination(&self) -> Result<Destination, BuildError> {
        let destination = Destination::find(&self.options.root, &self.output).map_err(BuildError::Write)?;
        Ok(if self.remembers { destination } else { destination.without_memory() })
    }

    /// Remembers what stands in the folder for the next build: worth doing when nothing else is to be done.
    pub fn remember(&mut self) {
        if let Some(kept) = &mut self.kept {
            kept.remember(None);
        }
    }
}
