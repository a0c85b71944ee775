//! What the other documents of a site may know of a work: its names. A work is summarised alone; links are resolved
//! against the summaries of all.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::align::fragment::Fragment;
use crate::align::work::Work;
use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::text::Spanned;
use crate::base::yaml::nearest;
use crate::parse::bibliography::Publication;
use crate::parse::citation_style::Style;
use crate::parse::config::Config;
use crate::parse::glossary::{Term, TermKind};
use crate::parse::timeline::Event;
use crate::parse::unread::Unread;

use super::bibliography::format::Press;
use super::site::Generated;

/// The names of one work.
#[derive(Clone, Debug)]
pub struct Names {
    /// The work.
    pub work: Arc<Work>,
    /// Every fragment of its pages, by name.
    pub fragments: Arc<BTreeMap<String, Fragment>>,
    /// The key of the work it says to be a commentary on.
    pub annotates: Option<Spanned<String>>,
}

/// The names of a work. What it is a commentary on is said by its source document, else by the first that says it.
pub fn summarise(work: &Arc<Work>) -> Names {
    let documents = work.source_document().into_iter().chain(work.documents.iter().flatten());
    let annotates = documents.filter_map(|document| document.meta.annotates.as_ref()).next().cloned();
    Names { work: Arc::clone(work), fragments: Arc::clone(&work.fragments), annotates }
}

/// The names of a whole site.
pub struct SiteNames<'a> {
    /// Settings.
    pub config: &'a Config,
    /// Works, in order of their keys.
    pub works: Vec<Names>,
    /// Index of each work, by key.
    pub keys: BTreeMap<String, usize>,
    /// Works that are drafts, or have a version that is one.
    pub drafts: &'a BTreeSet<String>,
    /// The glossary.
    pub terms: &'a [Term],
    /// Index of each term, by id.
    pub term_ids: BTreeMap<&'a str, usize>,
    /// The pages that its entries have.
    pub generated: BTreeSet<Generated>,
    /// The events.
    pub events: &'a [Event],
    /// Index of each event, by id.
    pub event_ids: BTreeMap<&'a str, usize>,
    /// The bibliography.
    pub publications: &'a [Publication],
    /// Index of each publication, by key.
    pub publication_keys: BTreeMap<&'a str, usize>,
    /// The style of citations in each language, by its index.
    pub styles: &'a [Arc<Style>],
    /// What could not be read.
    pub unread: &'a Unread,
    /// Index of each file that is copied, by its path below the site's folder.
    pub assets: BTreeMap<&'a str, usize>,
}

impl SiteNames<'_> {
    /// What is said of a work that is not there.
    pub fn unknown_work(&self, name: &Spanned<String>) -> Diagnostic {
        if self.drafts.contains(&name.value) {
            return Diagnostic::new(&rule::UNKNOWN_WORK, name.span, format!("`{}` is a draft", name.value))
                .help("publish it by removing `draft: true`, or remove this line until then");
        }
        let complaint = Diagnostic::new(&rule::UNKNOWN_WORK, name.span, format!("there is no work `{}`", name.value));
        match nearest(&name.value, self.keys.keys().map(String::as_str)) {
            Some(near) => complaint.help(format!("did you mean `{near}`?")),
            None => complaint.help("a work is named by its path below a language's folder, without .md"),
        }
    }

    /// The term of that id.
    pub fn term(&self, id: &str) -> Option<usize> {
        self.term_ids.get(id).copied()
    }

    /// The person of that id.
    pub fn person(&self, id: &str) -> Option<usize> {
        self.term(id).filter(|&term| self.terms[term].kind == TermKind::Person)
    }

    /// What writes the citations of texts in a language.
    pub fn press(&self, language: usize) -> Press<'_> {
        let (style, settings) = (&self.styles[language], &self.config.languages[language]);
        Press { publications: self.publications, style, language, tag: &settings.tag }
    }

    /// The publication of that key.
    pub fn publication(&self, key: &str) -> Option<usize> {
        self.publication_keys.get(key).copied()
    }

    /// The event of that id.
    pub fn event(&self, id: &str) -> Option<usize> {
        self.event_ids.get(id).copied()
    }
}
