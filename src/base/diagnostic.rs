//! What an author got wrong, as data. How it is shown is `report`'s affair; when it counts is the caller's.

use std::borrow::Cow;
use std::cmp::Ordering;

use rayon::prelude::*;

use super::rule::Rule;
use super::text::Span;

/// How much a complaint weighs. Errors fail a run; notices and warnings do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Notice,
    /// Probably not what the author meant.
    Warning,
    /// The site is not what the author wrote.
    Error,
}

impl Severity {
    /// The word that site.yaml and reports use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a complaint says. Most of it is the same whoever is at fault: a site may have ten thousands of complaints, and keeps
/// no copy of such words.
pub type Phrase = Cow<'static, str>;

/// A place in a file and what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// A few words beside the excerpt; may be empty.
    pub text: Phrase,
}

/// An edit that mends what was complained of, ready to be made. It is never made unasked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it replaces; empty where it only inserts.
    pub span: Span,
    /// What comes in its place.
    pub text: Box<str>,
}

/// One complaint: which rule, where, what, and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// Its weight in this run.
    pub severity: Severity,
    /// One phrase that stands alone.
    pub message: Phrase,
    /// Where. `None` only where no file can be named.
    pub primary: Option<Label>,
    /// Other places that explain it.
    pub secondary: Vec<Label>,
    /// How to mend it.
    pub help: Option<Phrase>,
    /// The edit that mends it, where only one can be meant.
    pub fix: Option<Box<Fix>>,
}

impl Diagnostic {
    /// A complaint at `span` with the rule's own weight.
    pub fn new(rule: &'static Rule, span: Span, message: impl Into<Phrase>) -> Self {
        Self { primary: Some(Label { span, text: Phrase::default() }), ..Self::global(rule, message) }
    }

    /// A complaint that belongs to no file.
    pub fn global(rule: &'static Rule, message: impl Into<Phrase>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message: message.into(),
            primary: None,
            secondary: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// All places that it points at.
    pub fn places(&self) -> impl Iterator<Item = Span> {
        self.primary.iter().chain(&self.secondary).map(|label| label.span)
    }

    /// Phrase beside the excerpt of the place.
    pub fn label(mut self, text: impl Into<Phrase>) -> Self {
        if let Some(label) = &mut self.primary {
            label.text = text.into();
        }
        self
    }

    /// A further place that explains the complaint.
    pub fn also(mut self, span: Span, text: impl Into<Phrase>) -> Self {
        self.secondary.push(Label { span, text: text.into() });
        self
    }

    /// The way out.
    pub fn help(mut self, text: impl Into<Phrase>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// The edit that mends it.
    pub fn fix(mut self, span: Span, text: impl Into<Box<str>>) -> Self {
        self.fix = Some(Box::new(Fix { span, text: text.into() }));
        self
    }

    /// The same complaint with another weight.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}

/// A complaint with its weight in a run, for whoever only looks at it.
#[derive(Clone, Copy, Debug)]
pub struct Weighed<'a> {
    /// Its weight, instead of its own.
    pub severity: Severity,
    /// The complaint.
    pub complaint: &'a Diagnostic,
}

impl Weighed<'_> {
    /// In order of file, place and rule, each once: the same list whatever the order of the work was.
    pub fn sort(all: &mut Vec<Self>) {
        all.par_sort_by(Self::order);
        all.dedup_by(|a, b| a.says_the_same(b));
    }

    fn order(&self, other: &Self) -> Ordering {
        let place = |weighed: &Self| weighed.complaint.primary.as_ref().map(|label| label.span);
        let words = |weighed: &Self| (weighed.complaint.rule.name, &*weighed.complaint.message);
        (place(self).cmp(&place(other)))
            .then_with(|| other.severity.cmp(&self.severity))
            .then_with(|| words(self).cmp(&words(other)))
    }

    fn says_the_same(&self, other: &Self) -> bool {
        let (a, b) = (self.complaint, other.complaint);
        self.severity == other.severity
            && (a.rule, &a.message, &a.primary, &a.secondary, &a.help, &a.fix)
                == (b.rule, &b.message, &b.primary, &b.secondary, &b.help, &b.fix)
    }

    /// It with that weight, to keep.
    pub fn to_diagnostic(self) -> Diagnostic {
        Diagnostic { severity: self.severity, ..self.complaint.clone() }
    }
}

/// The complaints of a stage or a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of another stage.
    pub fn merge(&mut self, other: Diagnostics) {
        self.0.extend(other.0);
    }

    /// In order of file, place and rule, each once.
    pub fn sorted(&self) -> Self {
        let mut all: Vec<Weighed<'_>> = self.into_iter().collect();
        Weighed::sort(&mut all);
        all.into_iter().map(Weighed::to_diagnostic).collect()
    }

    /// The complaints, each through `change`; those for which it gives `None` are dropped.
    pub fn filter_map(self, change: impl FnMut(Diagnostic) -> Option<Diagnostic>) -> Self {
        Self(self.0.into_iter().filter_map(change).collect())
    }

    /// All, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// How many have that weight.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|d| d.severity == severity).count()
    }

    /// Whether any is an error.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether there is none at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = Weighed<'a>;
    type IntoIter = std::iter::Map<std::slice::Iter<'a, Diagnostic>, fn(&'a Diagnostic) -> Weighed<'a>>;

    /// Each with its own weight.
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|complaint| Weighed { severity: complaint.severity, complaint })
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, iter: I) {
        self.0.extend(iter);
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}
