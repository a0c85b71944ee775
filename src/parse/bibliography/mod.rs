//! What texts cite: `content/bibliography.yaml` in the format of Hayagriva, `content/bibliography.bib` in that of BibTeX and
//! BibLaTeX, and the files of `content/bibliography/`. Every entry keeps the place of its key.

use std::collections::BTreeMap;

use hayagriva::Entry;
use hayagriva::types::{Person, PersonsWithRoles};

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::text::{SourceFile, Span, Spanned};

use super::config::Language;
use super::unit_id;
use super::unread::UnreadEntries;

mod bibtex;
pub mod nesting;
mod yaml;

/// A publication that texts cite.
#[derive(Clone, Debug)]
pub struct Publication {
    /// Its key: what `cite:` links name, and the fragment of its entry.
    pub key: Spanned<String>,
    /// What is known of it.
    entry: Entry,
    /// The same as texts of a language cite it, by the language's index, where its entry says so under `languages`.
    own: Vec<Option<Entry>>,
}

impl Publication {
    /// What is known of it, for texts of that language.
    pub fn entry(&self, language: usize) -> &Entry {
        self.own.get(language).and_then(Option::as_ref).unwrap_or(&self.entry)
    }
}

/// Reads a file of publications; what could not be read is kept in `unread`.
pub fn read(file: &SourceFile, languages: &[Language], unread: &mut UnreadEntries) -> (Vec<Publication>, Diagnostics) {
    if file.path.ends_with(".bib") { bibtex::read(file, unread) } else { yaml::read(file, languages, unread) }
}

/// The library takes words in lower case for a particle, as in "van Gogh", and writes none where there is no given name: of
/// "Federal Trade commission" nothing would be left. A name without a given name is that of a body, and stays whole.
fn with_whole_names(mut entry: Entry) -> Entry {
    let whole = |mut person: Person| {
        if person.given_name.is_none()
            && let Some(prefix) = person.prefix.take()
        {
            person.name = format!("{} {}", prefix.trim(), person.name).trim().to_owned();
        }
        person
    };
    let all = |persons: &[Person]| persons.iter().cloned().map(whole).collect::<Vec<_>>();
    if let Some(authors) = entry.authors().map(all) {
        entry.set_authors(authors);
    }
    if let Some(editors) = entry.editors().map(all) {
        entry.set_editors(editors);
    }
    if let Some(groups) = entry.affiliated() {
        let groups = groups.iter().map(|group| PersonsWithRoles { names: all(&group.names), role: group.role.clone() });
        let groups = groups.collect();
        entry.set_affiliated(groups);
    }
    let parents = entry.parents().iter().cloned().map(with_whole_names).collect();
    entry.set_parents(parents);
    entry
}

/// Keys come from other programs too: `knuth:1984`, `江2025`. What may not be in one is what would end it in a link, and
/// what the page itself uses.
fn check_key(key: &Spanned<String>, diagnostics: &mut Diagnostics) {
    let is_part = |c: char| c.is_alphanumeric() || "-_:/+.".contains(c);
    let begins = key.value.starts_with(char::is_alphanumeric);
    if !begins || !key.value.chars().all(is_part) {
        diagnostics.push(
            Diagnostic::new(&rule::INVALID_ID, key.span, format!("`{}` is no key that a link can name", key.value))
                .help("keys are letters, digits and -_:/+. and begin with a letter or digit: jiang-2025"),
        );
    } else if unit_id::RESERVED.contains(&key.value.as_str()) {
        diagnostics.push(
            Diagnostic::new(&rule::INVALID_ID, key.span, format!("`{}` is taken: the page itself uses it", key.value))
                .help("choose another key"),
        );
    }
}

/// Complains of keys that two publications share; the files do not see one another. The first one stays.
pub fn complain_of_repetitions(publications: &mut Vec<Publication>, diagnostics: &mut Diagnostics) {
    let mut keys: BTreeMap<String, Span> = BTreeMap::new();
    publications.retain(|publication| {
        let key = &publication.key;
        let Some(&first) = keys.get(&key.value) else {
            keys.insert(key.value.clone(), key.span);
            return true;
        };
        diagnostics.push(repeated(key, first));
        false
    });
}

fn repeated(key: &Spanned<String>, first: Span) -> Diagnostic {
    Diagnostic::new(&rule::DUPLICATE_ID, key.span, format!("two publications are called `{}`", key.value))
        .also(first, "the first one")
        .help("rename one of them, or keep one")
}
