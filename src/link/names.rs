//! What the other documents of a site may know of a work: its names. A work is summarised alone; links are resolved
//! against the summaries of all.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::Arc;

use ecow::EcoString;
use rustc_hash::FxHashMap;

use crate::align::fragment::Fragments;
use crate::align::work::Work;
use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::text::Spanned;
use crate::base::yaml::nearest;
use crate::parse::glossary::TermKind;

use super::bibliography::format::Press;
use super::entries::Entries;

/// The names of one work: all that links of other works may lead to, and what decides how they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// Every fragment of its pages, by name.
    pub fragments: Arc<Fragments>,
    /// The key of the work it says to be a commentary on.
    pub annotates: Option<Box<Spanned<String>>>,
    /// Index of the language it was written in.
    pub source: usize,
    /// Whether there is a document of it, by the language's index.
    pub is_in: Vec<bool>,
    /// Whether a document of it could not be read: what it lacks then is nobody's mistake.
    pub has_unread: bool,
}

/// The names of a work.
pub fn summarise(work: &Work) -> Names {
    Names {
        fragments: Arc::clone(&work.fragments),
        annotates: annotates(work).cloned().map(Box::new),
        source: work.source,
        is_in: work.documents.iter().map(Option::is_some).collect(),
        has_unread: work.has_unread(),
    }
}

/// The key of the work that a work says to be a commentary on: as its source document says, else the first that says it.
pub fn annotates(work: &Work) -> Option<&Spanned<String>> {
    let mut documents = work.source_document().into_iter().chain(work.documents.iter().flatten());
    documents.find_map(|document| document.meta.annotates.as_deref())
}

/// The names of a whole site.
pub struct SiteNames<'a> {
    /// What the YAML files say.
    pub entries: &'a Entries,
    /// Index of each work, by key.
    keys: &'a FxHashMap<EcoString, u32>,
    /// Index of each file that is copied, by its path below the site's folder.
    pub assets: &'a BTreeMap<String, usize>,
    /// Whether any work is a commentary.
    pub has_commentaries: bool,
    /// Works, in order of their keys.
    works: &'a [Arc<Work>],
    names: &'a [Arc<Names>],
}

/// The names of a site while one work is linked: they remember what was asked of other works.
pub struct Asked<'a> {
    site: &'a SiteNames<'a>,
    asked: RefCell<Questions>,
}

/// What linking a work asked of others: it is linked anew when an answer is another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Questions {
    /// Works whose names it looked at, by their indexes, each once.
    names: Vec<usize>,
    /// Works whose texts it looked at.
    texts: Vec<usize>,
    /// Whether it looked through the texts of all.
    all: bool,
}

impl Questions {
    /// Whether one of them was about what changed: the names of some works, the texts of some.
    pub fn concern(&self, names: &BTreeSet<usize>, texts: &BTreeSet<usize>) -> bool {
        let has = |changed: &BTreeSet<usize>, looked_at: &[usize]| looked_at.iter().any(|work| changed.contains(work));
        (self.all && !texts.is_empty()) || has(names, &self.names) || has(texts, &self.texts)
    }
}

/// Puts down that a work was looked at. Most works look at themselves and few others, again and again.
fn put_down(works: &mut Vec<usize>, work: usize) {
    if works.last() != Some(&work) {
        works.push(work);
    }
}

impl<'a> Asked<'a> {
    /// Names of which nothing was asked yet.
    pub fn new(site: &'a SiteNames<'a>) -> Self {
        Self { site, asked: RefCell::default() }
    }

    /// The names of a work.
    pub fn names(&self, work: usize) -> &'a Names {
        put_down(&mut self.asked.borrow_mut().names, work);
        &self.site.names[work]
    }

    /// A work with its texts.
    pub fn work(&self, work: usize) -> &'a Arc<Work> {
        put_down(&mut self.asked.borrow_mut().texts, work);
        &self.site.works[work]
    }

    /// All works with their texts.
    pub fn works(&self) -> &'a [Arc<Work>] {
        self.asked.borrow_mut().all = true;
        self.site.works
    }

    /// What the YAML files say, for as long as the site is linked.
    pub fn entries(&self) -> &'a Entries {
        self.site.entries
    }

    /// The key of a work.
    pub fn key(&self, work: usize) -> &'a str {
        &self.site.works[work].key
    }

    /// What was asked.
    pub fn questions(self) -> Questions {
        let mut asked = self.asked.into_inner();
        for works in [&mut asked.names, &mut asked.texts] {
            works.sort_unstable();
            works.dedup();
            works.shrink_to_fit();
        }
        asked
    }
}

impl<'a> Deref for Asked<'a> {
    type Target = SiteNames<'a>;

    fn deref(&self) -> &SiteNames<'a> {
        self.site
    }
}

impl<'a> SiteNames<'a> {
    /// The names of the works, which come in order of their keys.
    pub fn new(
        entries: &'a Entries,
        keys: &'a FxHashMap<EcoString, u32>,
        (works, names): (&'a [Arc<Work>], &'a [Arc<Names>]),
        assets: &'a BTreeMap<String, usize>,
    ) -> Self {
        Self {
            entries,
            keys,
            assets,
            has_commentaries: names.iter().any(|names| names.annotates.is_some()),
            works,
            names,
        }
    }
}

impl<'a> Deref for SiteNames<'a> {
    type Target = Entries;

    fn deref(&self) -> &Entries {
        self.entries
    }
}

impl SiteNames<'_> {
    /// What is said of a work that is not there.
    pub fn unknown_work(&self, name: &Spanned<String>) -> Diagnostic {
        if self.drafts.contains(&name.value) {
            return Diagnostic::new(&rule::UNKNOWN_WORK, name.span, format!("`{}` is a draft", name.value))
                .help("publish it by removing `draft: true`, or remove this line until then");
        }
        let complaint = Diagnostic::new(&rule::UNKNOWN_WORK, name.span, format!("there is no work `{}`", name.value));
        match nearest(&name.value, self.works.iter().map(|work| work.key.as_str())) {
            Some(near) => complaint.help(format!("did you mean `{near}`?")),
            None => complaint.help("a work is named by its path below a language's folder, without .md"),
        }
    }

    /// The work of that key.
    pub fn find(&self, key: &str) -> Option<usize> {
        self.keys.get(key).map(|&work| work as usize)
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
        Press { publications: &self.publications, style, language, tag: &settings.tag }
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
