//! The complaints of a site, kept in the pieces in which they were made, so that an edit weighs only what it made anew. They
//! become one sorted list when somebody wants to read them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, Weighed};
use crate::base::rule;
use crate::base::text::Files;
use crate::parse::config::Config;

use super::Completeness;

/// All complaints of a site.
#[derive(Clone, Debug, Default)]
pub struct Complaints {
    scale: Scale,
    /// The pieces of each stage, in a fixed order.
    stages: Vec<Vec<Piece>>,
    /// All of them, weighed and sorted, once they are asked for one by one.
    sorted: OnceLock<Diagnostics>,
}

/// What one file or one work was complained of in one stage.
#[derive(Clone, Debug)]
struct Piece {
    diagnostics: Arc<Diagnostics>,
    /// How many errors, warnings and notices.
    counts: [usize; 3],
}

/// What complaints weigh.
#[derive(Clone, Debug)]
pub struct Scale {
    /// Settings of the site.
    pub config: Arc<Config>,
    /// Whether what is missing is an error.
    pub completeness: Completeness,
}

impl Default for Scale {
    fn default() -> Self {
        Self { config: Arc::default(), completeness: Completeness::AsSet }
    }
}

impl Scale {
    /// Whether all weighs the same on both.
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.config, &other.config) && self.completeness == other.completeness
    }

    /// A complaint with the weight that it has in this run; `None` if it is switched off.
    fn weigh(&self, severity: &Diagnostic) -> Option<Severity> {
        let missing = [
            &rule::MISSING_UNIT,
            &rule::UNPAIRED_UNIT,
            &rule::MISSING_TRANSLATION,
            &rule::MISSING_LABEL,
            &rule::STALE_TARGET,
            &rule::PROPOSED_PAIR,
        ];
        let weight = self.config.weight(severity)?;
        let is_required = self.completeness == Completeness::Required && missing.contains(&severity.rule);
        Some(if is_required { Severity::Error } else { weight })
    }
}

impl Complaints {
    /// Those of these stages. What `last` weighed on the same scale is not weighed again.
    pub fn new(scale: Scale, stages: Vec<Vec<Arc<Diagnostics>>>, last: Option<&Self>) -> Self {
        let last = last.filter(|last| last.scale.is(&scale));
        let piece = |(diagnostics, before): (Arc<Diagnostics>, Option<&Piece>)| match before {
            Some(before) if Arc::ptr_eq(&before.diagnostics, &diagnostics) => before.clone(),
            _ => Piece { counts: counts(&scale, &diagnostics), diagnostics },
        };
        let stages = stages.into_iter().enumerate().map(|(at, stage)| {
            let before = last.and_then(|last| last.stages.get(at)).map_or(&[][..], Vec::as_slice);
            let before = before.iter().map(Some).chain(std::iter::repeat(None));
            stage.into_iter().zip(before).map(piece).collect()
        });
        let stages = stages.collect();
        Self { scale, stages, sorted: OnceLock::new() }
    }

    /// All of them as they were made, and what weighs them.
    pub fn into_all(self) -> (Scale, Diagnostics) {
        let all = self.stages.iter().flatten().flat_map(|piece| piece.diagnostics.iter()).cloned().collect();
        (self.scale, all)
    }

    /// Those of one list.
    pub fn settled(scale: Scale, diagnostics: Diagnostics) -> Self {
        let diagnostics = Arc::new(diagnostics);
        Self::new(scale, vec![vec![diagnostics]], None)
    }

    /// The same with some more.
    pub fn with(&self, more: Diagnostics) -> Self {
        let mut all = Self { sorted: OnceLock::new(), ..self.clone() };
        if !more.is_empty() {
            all.stages.push(vec![Piece { counts: counts(&all.scale, &more), diagnostics: Arc::new(more) }]);
        }
        all
    }

    /// All of them, weighed and sorted, where they lie: a site may have so many that copies of them weigh as much as its
    /// texts.
    pub fn weighed(&self) -> Vec<Weighed<'_>> {
        let mut all: Vec<Weighed<'_>> = self.stages.iter().flat_map(|pieces| self.weigh(pieces)).collect();
        Weighed::sort(&mut all);
        all
    }

    /// Those that an earlier version of the site did not have, whatever line they stand at; `files` are those of this version
    /// and of the earlier. What both have in one piece is not looked at: an edit costs what it made anew.
    pub fn beyond<'a>(&'a self, earlier: &Self, files: [&Files; 2]) -> Vec<Weighed<'a>> {
        let is_alike = self.scale.is(&earlier.scale);
        let mut known: BTreeMap<Told<'_>, usize> = BTreeMap::new();
        let mut all = Vec::new();
        for at in 0..self.stages.len().max(earlier.stages.len()) {
            let (now, before) = (
                self.stages.get(at).map_or(&[][..], Vec::as_slice),
                earlier.stages.get(at).map_or(&[][..], Vec::as_slice),
            );
            let (now, before) = if is_alike { differing(now, before) } else { (now, before) };
            for weighed in earlier.weigh(before) {
                *known.entry(told(weighed, files[1])).or_default() += 1;
            }
            all.extend(self.weigh(now));
        }
        Weighed::sort(&mut all);
        all.retain(|weighed| match known.get_mut(&told(*weighed, files[0])) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
        all
    }

    fn weigh<'a>(&self, pieces: &'a [Piece]) -> impl Iterator<Item = Weighed<'a>> {
        let all = pieces.iter().flat_map(|piece| piece.diagnostics.iter());
        all.filter_map(|complaint| Some(Weighed { severity: self.scale.weigh(complaint)?, complaint }))
    }

    /// Whether any is an error.
    pub fn has_errors(&self) -> bool {
        self.stages.iter().flatten().any(|piece| piece.counts[0] > 0)
    }
}

/// What people are told of a complaint, but for the line.
type Told<'a> = (Severity, &'static str, Option<&'a str>, Cow<'a, str>);

fn told<'a>(Weighed { severity, complaint }: Weighed<'a>, files: &'a Files) -> Told<'a> {
    let path = complaint.places().next().map(|span| files.get(span.file).path.as_str());
    (severity, complaint.rule.name, path, complaint.message())
}

/// The pieces between those that both begin with and those that both end with.
fn differing<'a, 'b>(mut now: &'a [Piece], mut before: &'b [Piece]) -> (&'a [Piece], &'b [Piece]) {
    let is_same = |a: &Piece, b: &Piece| Arc::ptr_eq(&a.diagnostics, &b.diagnostics);
    while let ([a, now_rest @ ..], [b, before_rest @ ..]) = (now, before)
        && is_same(a, b)
    {
        (now, before) = (now_rest, before_rest);
    }
    while let ([now_rest @ .., a], [before_rest @ .., b]) = (now, before)
        && is_same(a, b)
    {
        (now, before) = (now_rest, before_rest);
    }
    (now, before)
}

fn counts(scale: &Scale, diagnostics: &Diagnostics) -> [usize; 3] {
    let mut counts = [0; 3];
    for severity in diagnostics.iter().filter_map(|diagnostic| scale.weigh(diagnostic)) {
        counts[match severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Notice => 2,
        }] += 1;
    }
    counts
}

impl<'a> IntoIterator for &'a Complaints {
    type Item = Weighed<'a>;
    type IntoIter = std::vec::IntoIter<Weighed<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.weighed().into_iter()
    }
}

impl Deref for Complaints {
    type Target = Diagnostics;

    fn deref(&self) -> &Diagnostics {
        self.sorted.get_or_init(|| self.weighed().into_iter().map(Weighed::to_diagnostic).collect())
    }
}
