//! The language versions of one work, unit beside unit.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

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
mod rejoin;
mod rival;
pub mod selection;
pub mod state;
pub mod task;
pub mod unit;
pub mod wording;
pub mod work;

use work::Work;

/// The works of a site, and what is wrong with how their documents belong together.
#[derive(Clone, Debug, Default)]
pub struct Aligned {
    /// The works, in order of their keys.
    pub works: Vec<Arc<Work>>,
    /// The complaints of each work, by its index.
    pub complaints: Vec<Arc<Diagnostics>>,
    /// The complaints of documents that belong to no work.
    pub whole: Diagnostics,
    /// The documents and locks that the works were made of.
    parts: Vec<Arc<Parts>>,
    /// The documents and locks that were aligned.
    given: (Vec<Arc<Document>>, Vec<Arc<Lock>>),
}

/// The documents of a work and the locks beside them, by the language's index.
#[derive(Clone, Debug, Default)]
struct Parts {
    documents: Vec<Option<Arc<Document>>>,
    locks: Vec<Option<Arc<Lock>>>,
}

impl Parts {
    fn is_same(&self, other: &Self) -> bool {
        fn same<T>(some: &[Option<Arc<T>>], other: &[Option<Arc<T>>]) -> bool {
            some.len() == other.len()
                && some.iter().zip(other).all(|pair| match pair {
                    (Some(some), Some(other)) => Arc::ptr_eq(some, other),
                    (None, None) => true,
                    _ => false,
                })
        }
        same(&self.documents, &other.documents) && same(&self.locks, &other.locks)
    }
}

impl Aligned {
    /// The works once more, where no more than the text of some documents is another: of others nothing is looked at.
    fn again(&self, documents: &[Arc<Document>], locks: &[Arc<Lock>], config: &Config) -> Option<Self> {
        let (before, locks_before) = &self.given;
        let same_locks = locks.len() == locks_before.len()
            && locks.iter().zip(locks_before).all(|(now, before)| Arc::ptr_eq(now, before));
        if !same_locks || documents.len() != before.len() || !self.whole.is_empty() {
            return None;
        }
        let mut aligned = self.clone();
        let mut anew = BTreeSet::new();
        for (at, (now, before)) in documents.iter().zip(before).enumerate() {
            if Arc::ptr_eq(now, before) {
                continue;
            }
            if (&now.path, &now.work, now.language) != (&before.path, &before.work, before.language) {
                return None;
            }
            let work = self.works.binary_search_by(|work| work.key.as_str().cmp(&now.work)).ok()?;
            Arc::make_mut(&mut aligned.parts[work]).documents[now.language] = Some(Arc::clone(now));
            aligned.given.0[at] = Arc::clone(now);
            anew.insert(work);
        }
        for work in anew {
            let (made, complaints) = make(&self.works[work].key, &aligned.parts[work], config);
            (aligned.works[work], aligned.complaints[work]) = (made, complaints);
        }
        Some(aligned)
    }

    /// The complaints of the works and of the site as a whole.
    pub fn all_complaints(&self) -> Diagnostics {
        self.complaints.iter().flat_map(|complaints| complaints.iter()).chain(self.whole.iter()).cloned().collect()
    }
}

/// Groups documents into works and pairs their blocks. Without locks nothing is recorded of any translation. A work of
/// `last`, which was aligned under the same settings, is taken over if its documents and locks are the same.
pub fn align(documents: &[Arc<Document>], locks: &[Arc<Lock>], config: &Config, last: Option<&Aligned>) -> Aligned {
    if let Some(aligned) = last.and_then(|last| last.again(documents, locks, config)) {
        return aligned;
    }
    let mut whole = Diagnostics::default();
    let groups = group(documents, locks, config, &mut whole);
    let before: BTreeMap<&str, usize> = last
        .map(|last| last.works.iter().enumerate().map(|(at, work)| (work.key.as_str(), at)).collect())
        .unwrap_or_default();
    let work = |(key, parts): (&str, Parts)| {
        if let Some((last, &at)) = last.zip(before.get(key))
            && last.parts[at].is_same(&parts)
        {
            return (Arc::clone(&last.works[at]), Arc::clone(&last.complaints[at]), Arc::clone(&last.parts[at]));
        }
        let (work, complaints) = make(key, &parts, config);
        (work, complaints, Arc::new(parts))
    };
    let made: Vec<_> = groups.into_par_iter().map(work).collect();
    let given = (documents.to_vec(), locks.to_vec());
    let mut aligned = Aligned { whole, given, ..Aligned::default() };
    for (work, complaints, parts) in made {
        aligned.works.push(work);
        aligned.complaints.push(complaints);
        aligned.parts.push(parts);
    }
    aligned
}

/// The documents of each work, in order of their keys.
fn group<'d>(
    documents: &'d [Arc<Document>],
    locks: &[Arc<Lock>],
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Vec<(&'d str, Parts)> {
    let locks: BTreeMap<&str, &Arc<Lock>> = locks.iter().map(|lock| (lock.path.as_str(), lock)).collect();
    let mut groups: BTreeMap<&str, Parts> = BTreeMap::new();
    for document in documents {
        let none =
            || Parts { documents: vec![None; config.languages.len()], locks: vec![None; config.languages.len()] };
        let group = groups.entry(&document.work).or_insert_with(none);
        match &group.documents[document.language] {
            None => {
                if !locks.is_empty() {
                    let lock = locks.get(lock::path_of(&document.path).as_str());
                    group.locks[document.language] = lock.map(|&lock| Arc::clone(lock));
                }
                group.documents[document.language] = Some(Arc::clone(document));
            }
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
    groups.into_iter().collect()
}

/// Makes one work of its documents.
fn make(key: &str, parts: &Parts, config: &Config) -> (Arc<Work>, Arc<Diagnostics>) {
    let (Parts { documents, locks }, mut diagnostics) = (parts, Diagnostics::default());
    let source = source_language(documents, config, &mut diagnostics);
    complain_of_other_authors(documents, &mut diagnostics);
    complain_of_lock_of_source(&documents[source], &locks[source], &mut diagnostics);
    let work = work::join(key.to_owned(), source, documents.clone(), locks.clone(), &mut diagnostics);
    (Arc::new(work), Arc::new(diagnostics))
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
    let mut said = documents.iter().flatten().map(|document| &*document.meta.by).filter(|by| !by.is_empty());
    let Some(first) = said.next() else { return };
    for by in said.filter(|by| names(by) != names(first)) {
        diagnostics.push(
            Diagnostic::new(&rule::WRONG_VALUE, by[0].span, "its other version names other authors")
                .also(first[0].span, "the other version")
                .help("name the same persons in every language, or in one document only"),
        );
    }
}
