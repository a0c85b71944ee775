//! How long each stage of a build took.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use crate::build::{Mark, Stage};

/// The beginnings of the stages.
pub struct Timings(Arc<Mutex<Vec<(Stage, Instant)>>>);

impl Timings {
    /// Without any yet.
    pub fn begin() -> Self {
        Self(Arc::default())
    }

    /// What notes when a stage begins.
    pub fn mark(&self) -> Mark {
        let begun = Arc::clone(&self.0);
        Mark::telling(move |stage| {
            begun.lock().unwrap_or_else(PoisonError::into_inner).push((stage, Instant::now()));
        })
    }

    /// A line for each stage: its name and the milliseconds until the next began, of the last until now.
    pub fn end(&self) -> String {
        let (begun, now) = (self.0.lock().unwrap_or_else(PoisonError::into_inner), Instant::now());
        let ends = begun.iter().skip(1).map(|(_, instant)| *instant).chain([now]);
        let lines = begun.iter().zip(ends).map(|((stage, start), end)| {
            let took = end.duration_since(*start).as_secs_f64() * 1000.0;
            format!("{:<16} {took:>9.1} ms\n", stage.name())
        });
        lines.collect()
    }
}
