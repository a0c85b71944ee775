//! The stages of a build, for who measures them. The line itself knows no clock: it says where it is.

use std::sync::Arc;

/// A stage of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Reading the folder.
    Load,
    /// Reading each file.
    Parse,
    /// Laying documents and units beside one another.
    Align,
    /// Making names into places.
    Link,
    /// Holding the site to the rules.
    Check,
    /// Rendering pages and writing each.
    Render,
    /// Putting the new output in its place.
    Finish,
}

impl Stage {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Load => "load",
            Self::Parse => "parse",
            Self::Align => "align",
            Self::Link => "link",
            Self::Check => "check",
            Self::Render => "render and write",
            Self::Finish => "finish",
        }
    }
}

/// Is told when a stage begins, which ends the one before.
#[derive(Clone, Default)]
pub struct Mark(Option<Arc<dyn Fn(Stage) + Send + Sync>>);

impl Mark {
    /// One that tells `hear`.
    pub fn telling(hear: impl Fn(Stage) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(hear)))
    }

    /// A stage begins.
    pub fn begin(&self, stage: Stage) {
        if let Some(hear) = &self.0 {
            hear(stage);
        }
    }
}
