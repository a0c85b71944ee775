//! What an author got wrong, as data. How it is shown is `report`'s affair; when it counts is the caller's.

use std::borrow::Cow;
use std::cmp::Ordering;

use rayon::prelude::*;

use super::form::{Filling, Form};
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
pub struct Label<'a> {
    /// The place.
    pub span: Span,
    /// A few words beside the excerpt; may be empty.
    pub text: Cow<'a, str>,
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
    place: Option<Span>,
    words: Words,
}

/// What a complaint says beside its place.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Words {
    Own(Box<Own>),
    Formed(Formed),
}

/// Words of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Own {
    message: Phrase,
    label: Phrase,
    secondary: Vec<Label<'static>>,
    help: Option<Phrase>,
    fix: Option<Box<Fix>>,
}

/// Those of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Formed {
    form: &'static Form,
    filling: Filling,
    other: Option<Span>,
    fix: Option<Box<Fix>>,
}

impl Formed {
    fn into_own(self, rule: &Rule) -> Own {
        let phrase = |sentence: &'static str| self.filling.fill(sentence, rule);
        let other = self.other.map(|span| Label { span, text: phrase(self.form.other) });
        Own {
            message: phrase(self.form.message),
            label: phrase(self.form.label),
            secondary: other.into_iter().collect(),
            help: Some(phrase(self.form.help)),
            fix: self.fix,
        }
    }
}

impl Diagnostic {
    /// A complaint at `span` with the rule's own weight.
    pub fn new(rule: &'static Rule, span: Span, message: impl Into<Phrase>) -> Self {
        Self { place: Some(span), ..Self::global(rule, message) }
    }

    /// A complaint that belongs to no file.
    pub fn global(rule: &'static Rule, message: impl Into<Phrase>) -> Self {
        let own = Own { message: message.into(), ..Own::default() };
        Self { rule, severity: rule.severity, place: None, words: Words::Own(Box::new(own)) }
    }

    /// A complaint in the words of a form, at a place and perhaps another that explains it.
    pub fn formed(
        rule: &'static Rule,
        (span, other): (Span, Option<Span>),
        form: &'static Form,
        said: Filling,
    ) -> Self {
        let words = Words::Formed(Formed { form, filling: said, other, fix: None });
        Self { rule, severity: rule.severity, place: Some(span), words }
    }

    /// One phrase that stands alone.
    pub fn message(&self) -> Cow<'_, str> {
        match &self.words {
            Words::Own(own) => Cow::Borrowed(&own.message),
            Words::Formed(formed) => formed.filling.fill(formed.form.message, self.rule),
        }
    }

    /// How to mend it.
    pub fn way_out(&self) -> Option<Cow<'_, str>> {
        match &self.words {
            Words::Own(own) => own.help.as_deref().map(Cow::Borrowed),
            Words::Formed(formed) => Some(formed.filling.fill(formed.form.help, self.rule)),
        }
    }

    /// The edit that mends it, where only one can be meant.
    pub fn edit(&self) -> Option<&Fix> {
        match &self.words {
            Words::Own(own) => own.fix.as_deref(),
            Words::Formed(formed) => formed.fix.as_deref(),
        }
    }

    /// Where. `None` only where no file can be named.
    pub fn place(&self) -> Option<Span> {
        self.place
    }

    /// The same with what is said beside the excerpt.
    pub fn primary(&self) -> Option<Label<'_>> {
        let text = match &self.words {
            Words::Own(own) => Cow::Borrowed(&*own.label),
            Words::Formed(formed) => formed.filling.fill(formed.form.label, self.rule),
        };
        Some(Label { span: self.place?, text })
    }

    /// Other places that explain it.
    pub fn secondary(&self) -> Vec<Label<'_>> {
        match &self.words {
            Words::Own(own) => own.secondary.clone(),
            Words::Formed(Formed { form, filling, other, .. }) => {
                let label = |&span: &Span| Label { span, text: filling.fill(form.other, self.rule) };
                other.iter().map(label).collect()
            }
        }
    }

    /// All places that it points at.
    pub fn places(&self) -> impl Iterator<Item = Span> {
        let (secondary, other) = match &self.words {
            Words::Own(own) => (own.secondary.as_slice(), None),
            Words::Formed(formed) => (&[][..], formed.other),
        };
        self.place.into_iter().chain(secondary.iter().map(|label| label.span)).chain(other)
    }

    /// With something added to its words: what says more than its form says it in words of its own.
    fn with(self, add: impl FnOnce(&mut Own)) -> Self {
        let mut own = match self.words {
            Words::Own(own) => own,
            Words::Formed(formed) => Box::new(formed.into_own(self.rule)),
        };
        add(&mut own);
        Self { words: Words::Own(own), ..self }
    }

    /// Phrase beside the excerpt of the place.
    pub fn label(self, text: impl Into<Phrase>) -> Self {
        self.with(|own| own.label = text.into())
    }

    /// A further place that explains the complaint.
    pub fn also(self, span: Span, text: impl Into<Phrase>) -> Self {
        self.with(|own| {
            // Most have one.
            own.secondary.reserve_exact(1);
            own.secondary.push(Label { span, text: text.into() });
        })
    }

    /// The way out.
    pub fn help(self, text: impl Into<Phrase>) -> Self {
        self.with(|own| own.help = Some(text.into()))
    }

    /// The edit that mends it, where only one can be meant.
    pub fn fix(mut self, span: Span, text: impl Into<Box<str>>) -> Self {
        let fix = Some(Box::new(Fix { span, text: text.into() }));
        match &mut self.words {
            Words::Own(own) => own.fix = fix,
            Words::Formed(formed) => formed.fix = fix,
        }
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
        let (a, b) = (self.complaint, other.complaint);
        (a.place.cmp(&b.place))
            .then_with(|| other.severity.cmp(&self.severity))
            .then_with(|| a.rule.name.cmp(b.rule.name))
            .then_with(|| a.message().cmp(&b.message()))
    }

    fn says_the_same(&self, other: &Self) -> bool {
        let (a, b) = (self.complaint, other.complaint);
        (self.severity, a.place, a.rule, &a.words) == (other.severity, b.place, b.rule, &b.words)
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

    /// All, without room for more: what is kept.
    pub fn kept(mut self) -> Self {
        self.0.shrink_to_fit();
        self
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
