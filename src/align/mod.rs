//! The language versions of one work, unit beside unit.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::text::{Span, Spanned};
use crate::parse::config::Config;
use crate::parse::document::Document;
use crate::parse::localized::unknown_language;
use crate::parse::lock::{self, Lock};

mod draft;
pub mod fragment;
pub mod order;
mod pair;
pub mod propose;
mod rival;
pub mod selection;
pub mod state;
pub mod task;
pub mod unit;
pub mod wording;
pub mod work;

use work::Work;

/// Groups documents into works and pairs their blocks. Works come in order of their keys. Without locks nothing is
/// recorded of any translation.
pub fn align(documents: &[Arc<Document>], locks: &[Arc<Lock>], config: &Config) -> (Vec<Work>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let locks: BTreeMap<&str, &Arc<Lock>> = locks.iter().map(|lock| (lock.path.as_str(), lock)).collect();
    let mut groups: BTreeMap<String, Vec<Option<Arc<Document>>>> = BTreeMap::new();
    for document in documents {
        let group = groups.entry(document.work.clone()).or_insert_with(|| vec![None; config.languages.len()]);
        match &group[document.language] {
            None => group[document.language] = Some(Arc::clone(document)),
            Some(first) => diagnostics.push(
                Diagnostic::new(
                    &rule::DUPLICATE_ROUTE,
                    document.title_span,
                    format!("this is the same page as {}", first.path),
                )
                .also(first.title_span, "the other document")
                .help("keep one of the two files"),
            ),
        }
    }
    let works = groups
        .into_iter()
        .map(|(key, documents)| {
            let source = source_language(&documents, config, &mut diagnostics);
            complain_of_other_authors(&documents, &mut diagnostics);
            let lock = |document: &Option<Arc<Document>>| {
                locks.get(lock::path_of(&document.as_ref()?.path).as_str()).map(|&lock| Arc::clone(lock))
            };
            let locks: Vec<_> = documents.iter().map(lock).collect();
            complain_of_lock_of_source(&documents[source], &locks[source], &mut diagnostics);
            work::join(key, source, documents, locks, &mut diagnostics)
        })
        .collect();
    (works, diagnostics)
}

/// What a work's documents say, else the site's first language that has it.
fn source_language(documents: &[Option<Arc<Document>>], config: &Config, diagnostics: &mut Diagnostics) -> usize {
    let mut said: Option<(usize, &Spanned<String>)> = None;
    for document in documents.iter().flatten() {
        let Some(name) = &document.meta.source else { continue };
        match (config.language(&name.value), said) {
            (None, _) => diagnostics.push(unknown_language(name, &config.languages)),
            (Some(language), _) if documents[language].is_none() => diagnostics.push(
                Diagnostic::new(
                    &rule::WRONG_VALUE,
                    name.span,
                    format!("the source document in `{}` is not there", name.value),
                )
                .help("add it, or name a language that has this work"),
            ),
            (Some(language), None) => said = Some((language, name)),
            (Some(language), Some((first, _))) if language == first => {}
            (Some(_), Some((_, first))) => diagnostics.push(
                Diagnostic::new(
                    &rule::WRONG_VALUE,
                    name.span,
                    format!("the source is `{}` here and `{}` in another language", name.value, first.value),
                )
                .also(first.span, "said here")
                .help("a work has one source: say the same in every language, or in one document only"),
            ),
        }
    }
    let said = said.map(|(language, _)| language);
    said.or_else(|| documents.iter().position(Option::is_some)).unwrap_or(0)
}

/// A source is made from nothing: a lock beside it is left from when the work had another source.
fn complain_of_lock_of_source(source: &Option<Arc<Document>>, lock: &Option<Arc<Lock>>, diagnostics: &mut Diagnostics) {
    let (Some(document), Some(lock)) = (source, lock) else { return };
    diagnostics.push(
        Diagnostic::new(
            &rule::ORPHAN_LOCK,
            Span::new(lock.file, 0..0),
            format!("{} is the source of its work, and was made from nothing", document.path),
        )
        .help("remove the lock; or, if it is a translation, name its source in the front matter: source: zh"),
    );
}

/// A work has the same authors in every language; a document may leave them to another.
fn complain_of_other_authors(documents: &[Option<Arc<Document>>], diagnostics: &mut Diagnostics) {
    let names = |by: &[Spanned<String>]| by.iter().map(|name| name.value.clone()).collect::<BTreeSet<_>>();
    let mut said = documents.iter().flatten().map(|document| document.meta.by.as_slice()).filter(|by| !by.is_empty());
    let Some(first) = said.next() else { return };
    for by in said.filter(|by| names(by) != names(first)) {
        diagnostics.push(
            Diagnostic::new(&rule::WRONG_VALUE, by[0].span, "its other version names other authors")
                .also(first[0].span, "the other version")
                .help("name the same persons in every language, or in one document only"),
        );
    }
}
