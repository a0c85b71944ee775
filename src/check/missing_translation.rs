//! missing-translation: a work that a language lacks cannot be read there; a term or event is shown in another language.

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::text::Span;
use crate::base::yaml::nearest;
use crate::link::site::{Linked, Site};

/// Complains of works, terms and events that are not there in every language.
pub fn check(site: &Site, diagnostics: &mut Diagnostics) {
    works(site, diagnostics);
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

/// The works that a language has and another lacks, for each language; none where there are too many to be slips.
fn partial(site: &Site) -> Vec<Vec<&Linked>> {
    const MOST: usize = 64;
    let is_partial = |linked: &&Linked| linked.work.documents.iter().any(Option::is_none);
    let partial: Vec<&Linked> = site.works.iter().map(|linked| &**linked).filter(is_partial).collect();
    let languages = 0..site.config.languages.len();
    let all = languages.map(|language| {
        partial.iter().copied().filter(|linked| linked.work.document(language).is_some()).collect::<Vec<_>>()
    });
    all.map(|works| if works.len() > MOST { Vec::new() } else { works }).collect()
}

fn works(site: &Site, diagnostics: &mut Diagnostics) {
    let partial = partial(site);
    for linked in &site.works {
        let Some(document) = linked.work.source_document() else { continue };
        for (language, settings) in site.config.languages.iter().enumerate() {
            if linked.work.document(language).is_none() {
                let key = &linked.work.key;
                let is_disjoint = |other: &&&Linked| {
                    let documents = linked.work.documents.iter().zip(&other.work.documents);
                    documents.into_iter().all(|(one, other)| one.is_none() || other.is_none())
                };
                let renamed = partial[language].iter().filter(is_disjoint);
                let near = nearest(key, renamed.map(|other| other.work.key.as_str()));
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
    }
}
