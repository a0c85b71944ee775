//! glossary.yaml: terms and people (ISO 704: a concept, its preferred and admitted labels).

use std::collections::BTreeMap;

use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::fold::{Folded, is_same_case};
use crate::base::rule;
use crate::base::text::{SourceFile, Span, Spanned};
use crate::base::yaml::{Fields, Node};

use super::config::Language;
use super::entries;
use super::localized::Localized;

use super::unread::UnreadEntries;

/// What an entry names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TermKind {
    /// An idea.
    Concept,
    /// A person; authors are persons.
    Person,
    /// An organization.
    Organization,
    /// A policy, law or programme.
    Policy,
    /// A place.
    Place,
    /// A document or other work.
    Work,
}

impl TermKind {
    /// All kinds, with their names in YAML.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Concept, "concept"),
        (Self::Person, "person"),
        (Self::Organization, "organization"),
        (Self::Policy, "policy"),
        (Self::Place, "place"),
        (Self::Work, "work"),
    ];

    /// Its name in YAML and in the words of the interface.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// An entry of the glossary.
#[derive(Clone, Debug)]
pub struct Term {
    /// Its id: the fragment of its entry, and what `term:` links name.
    pub id: Spanned<String>,
    /// What it names.
    pub kind: TermKind,
    /// Labels per language.
    pub labels: Localized<Labels>,
    /// How the preferred label is read: pinyin or kana.
    pub reading: Localized<Spanned<String>>,
    /// Definition per language.
    pub definition: Localized<Spanned<String>>,
    /// Affiliation of a person.
    pub affiliation: Localized<Spanned<String>>,
    /// Source of what goes beyond the text.
    pub source: Localized<Spanned<String>>,
    /// Ids of entries that have to do with it, as the author names them: each stands for both ways.
    pub related: Vec<Spanned<String>>,
}

/// The labels of a term in one language.
#[derive(Clone, Debug)]
pub struct Labels {
    /// The one to use.
    pub preferred: Spanned<String>,
    /// Others that may be used.
    pub admitted: Vec<Spanned<String>>,
    /// Others that should not be used any more.
    pub deprecated: Vec<Spanned<String>>,
}

impl Labels {
    /// All labels, the preferred one first.
    pub fn all(&self) -> impl Iterator<Item = &Spanned<String>> {
        std::iter::once(&self.preferred).chain(&self.admitted).chain(&self.deprecated)
    }
}

impl Term {
    /// The preferred label in that language, else in the first that has one.
    pub fn label(&self, language: usize) -> &str {
        self.labels.get_or_first(language).map_or(self.id.value.as_str(), |labels| &labels.preferred.value)
    }
}

/// Reads one file of the glossary; what could not be read is kept in `unread`.
pub fn read(file: &SourceFile, languages: &[Language], unread: &mut UnreadEntries) -> (Vec<Term>, Diagnostics) {
    entries::read(file, unread, |id, node, diagnostics| term(id, node, languages, diagnostics))
}

fn term(id: Spanned<String>, node: Node<'_>, languages: &[Language], diagnostics: &mut Diagnostics) -> Option<Term> {
    let mut fields = Fields::new(node, diagnostics);
    let names: Vec<&str> = TermKind::ALL.iter().map(|(_, name)| *name).collect();
    let has_kind = fields.required("kind").is_some();
    let kind = if has_kind { fields.one_of("kind", &names) } else { None };
    let labels = match fields.required("labels") {
        Some(node) => Localized::read_with(node, languages, fields.diagnostics(), labels),
        None => Localized::default(),
    };
    let mut localized = |key: &'static str| match fields.node(key) {
        Some(node) => Localized::read(node, languages, fields.diagnostics()),
        None => Localized::default(),
    };
    let reading = localized("reading");
    let definition = localized("definition");
    let affiliation = localized("affiliation");
    let source = localized("source");
    let related = fields.texts("related");
    fields.finish();
    let kind = TermKind::ALL.iter().find(|(_, name)| kind.as_ref().is_some_and(|kind| kind.value == *name))?.0;
    (!labels.is_empty()).then_some(Term { id, kind, labels, reading, definition, affiliation, source, related })
}

fn labels(node: Node<'_>, diagnostics: &mut Diagnostics) -> Option<Labels> {
    if let Some(text) = node.text() {
        let preferred = label(Spanned::new(text.to_owned(), node.span()), diagnostics)?;
        return Some(Labels { preferred, admitted: Vec::new(), deprecated: Vec::new() });
    }
    let mut fields = Fields::new(node, diagnostics);
    let preferred = fields.required_text("preferred");
    let admitted = fields.texts("admitted");
    let deprecated = fields.texts("deprecated");
    fields.finish();
    let mut read =
        |texts: Vec<Spanned<String>>| texts.into_iter().filter_map(|text| label(text, diagnostics)).collect();
    let (admitted, deprecated) = (read(admitted), read(deprecated));
    Some(Labels { preferred: label(preferred?, diagnostics)?, admitted, deprecated })
}

/// An empty label would be found between any two letters.
fn label(text: Spanned<String>, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
    if text.value.trim().is_empty() {
        diagnostics.push(
            Diagnostic::new(&rule::WRONG_VALUE, text.span, "this label is empty").help("remove it, or write the label"),
        );
        return None;
    }
    let categories = CodePointMapData::<GeneralCategory>::new();
    let is_sign = |c: char| c.is_whitespace() || GeneralCategoryGroup::Punctuation.contains(categories.get(c));
    if text.value.chars().all(is_sign) {
        diagnostics.push(
            Diagnostic::new(&rule::WRONG_VALUE, text.span, "this label is punctuation only")
                .help("write the word: as a label, punctuation would be linked wherever it stands"),
        );
        return None;
    }
    Some(text)
}

/// Complains of labels and ids that two terms share.
pub fn complain_of_repetitions(terms: &[Term], languages: &[Language], diagnostics: &mut Diagnostics) {
    let mut ids: BTreeMap<&str, Span> = BTreeMap::new();
    for term in terms {
        if let Some(first) = ids.insert(&term.id.value, term.id.span) {
            diagnostics.push(
                Diagnostic::new(&rule::DUPLICATE_ID, term.id.span, format!("two terms are called `{}`", term.id.value))
                    .also(first, "the first one")
                    .help("rename one of them"),
            );
        }
    }
    for (language, Language { name, .. }) in languages.iter().enumerate() {
        let mut alike: BTreeMap<String, Vec<Named<'_>>> = BTreeMap::new();
        for term in terms {
            for label in term.labels.get(language).into_iter().flat_map(Labels::all) {
                let words = Folded::widths(&label.value).text.into_owned();
                let named = alike.entry(words.to_ascii_lowercase()).or_default();
                let this = Named { term, words, span: label.span };
                if let Some(other) = named.iter().rev().find(|other| other.is_ambiguous_with(&this)) {
                    let (first, second) = (&other.term.id.value, &term.id.value);
                    let message = format!("`{}` names two terms in {name}: `{first}` and `{second}`", label.value);
                    diagnostics.push(
                        Diagnostic::new(&rule::AMBIGUOUS_LABEL, label.span, message)
                            .also(other.span, "the other one")
                            .help("remove it from one of them, or link the words yourself: [words](term:id)"),
                    );
                }
                named.push(this);
            }
        }
    }
}

/// A label as it is looked for in texts.
struct Named<'t> {
    term: &'t Term,
    /// The label, in the widths of [`Folded::widths`].
    words: String,
    span: Span,
}

impl Named<'_> {
    fn is_ambiguous_with(&self, other: &Self) -> bool {
        let is_found = is_same_case(&self.words, &other.words) || is_same_case(&other.words, &self.words);
        is_found && self.term.id.value != other.term.id.value
    }
}
