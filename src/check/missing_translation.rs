//! missing-translation: a work that a language lacks cannot be read there; a term or event is shown in another language.

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::text::Span;
use crate::base::yaml::nearest;
use crate::link::site::{Linked, Site};

use super::Subject;

/// Complains of settings, terms and events that are not there in every language.
pub fn check_entries(site: &Site, diagnostics: &mut Diagnostics) {
    for (language, settings) in site.config.languages.iter().enumerate() {
        let mut complain = |span: Span, what: String, key: &str| {
            diagnostics.push(
                Diagnostic::new(&rule::MISSING_TRANSLATION, span, format!("{what} in {}", settings.name))
                    .help(format!("add {key}: {{{}: …}}", settings.dir)),
            );
        };
        let config = &site.config;
        let kinds =
            config.kinds.iter().map(|kind| (&kind.label, "kinds", format!("the kind `{}` has no label", kind.name)));
        let own = [
            (&config.title, "title", "the site has no title".to_owned()),
            (&config.description, "description", "the site has no description".to_owned()),
        ];
        for (text, key, what) in own.into_iter().chain(kinds) {
            if let (None, Some(first)) = (text.get(language), text.get_or_first(language)) {
                complain(first.span, what, key);
            }
        }
        for term in site.terms.iter() {
            if term.labels.get(language).is_none() {
                complain(term.id.span, format!("the term `{}` has no label", term.id.value), "labels");
            }
            if !term.definition.is_empty() && term.definition.get(language).is_none() {
                complain(term.id.span, format!("the term `{}` has no definition", term.id.value), "definition");
            }
        }
        for event in site.events.iter().filter(|event| event.title.get(language).is_none()) {
            complain(event.id.span, format!("the event `{}` has no title", event.id.value), "title");
        }
    }
}

/// Complains of a work that is not there in every language.
pub fn check(&Subject { site, common, linked, .. }: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let Some(document) = linked.work.source_document() else { return };
    for (language, settings) in site.config.languages.iter().enumerate() {
        if linked.work.document(language).is_some() {
            continue;
        }
        let key = &linked.work.key;
        let near = common.partial.near(linked, language);
        diagnostics.push(
            Diagnostic::new(
                &rule::MISSING_TRANSLATION,
                document.title_span,
                format!("`{key}` is missing in {}", settings.name),
            )
            .help(match near {
                Some(near) => format!(
                    "is `{near}` meant to be `{key}`? versions of one text have the same path below their languages' folders"
                ),
                None => format!("write content/{}/{key}.md, with the same ids", settings.dir),
            }),
        );
    }
}

/// The works that a language has and another lacks, for each language; none where there are too many to be slips.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partial(Vec<Vec<Candidate>>);

/// A work that may be another under a name with a slip in it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Candidate {
    key: String,
    /// Whether each language has it.
    is_in: Vec<bool>,
}

impl Partial {
    /// Those of a site.
    pub fn new(site: &Site) -> Self {
        const MOST: usize = 64;
        let is_partial = |linked: &&Linked| linked.work.documents.iter().any(Option::is_none);
        let in_language = |language: usize| {
            let partial = site.works.iter().map(|linked| &**linked).filter(is_partial);
            let there: Vec<_> =
                partial.filter(|linked| linked.work.document(language).is_some()).take(MOST + 1).collect();
            if there.len() > MOST { Vec::new() } else { there.into_iter().map(Candidate::new).collect() }
        };
        Self((0..site.config.languages.len()).map(in_language).collect())
    }

    /// The key of the work that is most likely meant to be this one in a language that lacks it.
    fn near(&self, linked: &Linked, language: usize) -> Option<&str> {
        let is_disjoint = |other: &&Candidate| {
            let mut documents = linked.work.documents.iter().zip(&other.is_in);
            documents.all(|(document, is_in)| document.is_none() || !is_in)
        };
        let renamed = self.0[language].iter().filter(is_disjoint);
        nearest(&linked.work.key, renamed.map(|other| other.key.as_str()))
    }
}

impl Candidate {
    fn new(linked: &Linked) -> Self {
        let is_in = linked.work.documents.iter().map(Option::is_some).collect();
        Self { key: linked.work.key.clone(), is_in }
    }
}
