//! Builds into a folder, and does nothing where nothing changed since the last build into it.

use std::path::Path;

use crate::load::listing::Input;
use crate::load::{self, Listing};
use crate::write::{self, Destination, Kept, Last};

use super::{BuildError, Built, Options, prepare, render_all};

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
    let (destination, listing) = look(options, output)?;
    let mut finished = anew(options, destination, listing)?;
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
pub fn build_if_changed(options: &Options, output: &Path, key: Option<&str>) -> Result<Folded, BuildError> {
    let (destination, listing) = look(options, output)?;
    let destination = match key {
        None => destination.without_memory(),
        Some(key) => match destination.last(key, &listing) {
            Some(last) => return Ok(Folded::Unchanged(last)),
            None => destination,
        },
    };
    Ok(Folded::Anew(Box::new(anew(options, destination, listing)?)))
}

/// Refused before the work; nothing is made on the disk before the site is known to have no errors.
fn look(options: &Options, output: &Path) -> Result<(Destination, Listing), BuildError> {
    let destination = Destination::find(&options.root, output).map_err(BuildError::Write)?;
    if !write::is_folder(&options.root) {
        return Err(BuildError::NoFolder(options.root.clone()));
    }
    // Before anything is read: what changes meanwhile is then another file than the one remembered.
    let listing = load::list(&options.root).map_err(BuildError::Load)?;
    Ok((destination, listing))
}

fn anew(options: &Options, destination: Destination, listing: Listing) -> Result<Finished, BuildError> {
    let inputs = listing.into_inputs();
    let mut built = prepare(options)?;
    if built.diagnostics.has_errors() {
        return Ok(Finished { built, kept: None, inputs });
    }
    let staging = destination.stage().map_err(BuildError::Write)?;
    render_all(&mut built, |path, output| staging.write(path, output)).map_err(BuildError::Write)?;
    if built.diagnostics.has_errors() {
        return Ok(Finished { built, kept: None, inputs });
    }
    let kept = staging.finish().map_err(BuildError::Write)?;
    Ok(Finished { built, kept: Some(kept), inputs })
}
