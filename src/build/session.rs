//! A site that is kept up to date while its files change: what no change touches is not read, linked or rendered again.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::diagnostic::Diagnostics;
use crate::base::highlight::painter::Painter;
use crate::render::Output;

use super::{BuildError, Built, Options, prepare, render_each};

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
}

/// A site between its builds.
#[derive(Debug)]
pub struct Session {
    options: Options,
    /// What it knows of the colors of code.
    painter: Arc<Painter>,
}

impl Session {
    /// One that has read nothing yet.
    pub fn new(options: Options) -> Self {
        Self { options, painter: Arc::default() }
    }

    /// With a painter that may know the colors of the code already.
    pub fn with_painter(self, painter: Arc<Painter>) -> Self {
        Self { painter, ..self }
    }

    /// Reads what changed, and links and checks the site. The site that it gave before stays as it is.
    ///
    /// # Errors
    /// The environment's. What the author got wrong is in the result.
    pub fn refresh(&mut self, _changes: &Changes) -> Result<Arc<Built>, BuildError> {
        let mut built = prepare(&self.options)?;
        built.color_with(&self.painter);
        Ok(Arc::new(built))
    }

    /// Renders each page that shows something else than when it was last rendered here, and gives it to `take`. What `take`
    /// refused is rendered again the next time. Pages are rendered side by side.
    ///
    /// # Errors
    /// What `take` refuses.
    pub fn render<E: Send>(
        &mut self,
        built: &Built,
        take: impl Fn(&str, &Output) -> Result<(), E> + Sync,
    ) -> Result<Rendering, E> {
        let diagnostics = render_each(built, take)?;
        Ok(Rendering { made: built.site.routes.iter().map(|(_, path)| path.to_owned()).collect(), diagnostics })
    }
}
