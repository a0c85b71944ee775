//! Words that the author gives per language: `{zh: 软法, ja: ソフトロー}`, or once for all.

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::text::Spanned;
use crate::base::yaml::{Node, expect_text, nearest};

use super::config::Language;

/// One value per language of the site, by the language's index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Localized<T>(Vec<Option<T>>);

impl<T> Default for Localized<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Localized<T> {
    /// The value for that language.
    pub fn get(&self, language: usize) -> Option<&T> {
        self.0.get(language)?.as_ref()
    }

    /// The value for that language, else that of the first language that has one.
    pub fn get_or_first(&self, language: usize) -> Option<&T> {
        self.get(language).or_else(|| self.0.iter().flatten().next())
    }

    /// The language of what [`Localized::get_or_first`] gives.
    pub fn language_of(&self, language: usize) -> Option<usize> {
        if self.get(language).is_some() { Some(language) } else { self.0.iter().position(Option::is_some) }
    }

    /// The values in order of the languages, with the index of each.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &T)> {
        self.0.iter().enumerate().filter_map(|(language, value)| Some((language, value.as_ref()?)))
    }

    /// Whether no language has a value.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }
}

impl Localized<Spanned<String>> {
    /// The text for that language, else that of the first that has one, else nothing.
    pub fn text(&self, language: usize) -> &str {
        self.get_or_first(language).map_or("", |text| &text.value)
    }

    /// Reads `{zh: …, ja: …}` or one scalar for all languages.
    pub fn read(node: Node<'_>, languages: &[Language], diagnostics: &mut Diagnostics) -> Self {
        if let Some(text) = node.text() {
            let text = Spanned::new(text.to_owned(), node.span());
            return Self(vec![Some(text); languages.len()]);
        }
        Self::read_with(node, languages, diagnostics, |node, diagnostics| expect_text(node, "text", diagnostics))
    }
}

impl<T> Localized<T> {
    /// Reads a mapping of languages to values, each through `read`.
    pub fn read_with(
        node: Node<'_>,
        languages: &[Language],
        diagnostics: &mut Diagnostics,
        mut read: impl FnMut(Node<'_>, &mut Diagnostics) -> Option<T>,
    ) -> Self {
        let mut values: Vec<Option<T>> = languages.iter().map(|_| None).collect();
        if !node.is_mapping() {
            let example =
                languages.iter().map(|language| format!("{}: …", language.dir)).collect::<Vec<_>>().join(", ");
            diagnostics.push(
                Diagnostic::new(&rule::WRONG_VALUE, node.head(), "a value per language is expected here")
                    .help(format!("write {{{example}}}")),
            );
        }
        for entry in node.entries() {
            match languages.iter().position(|language| language.dir == entry.key) {
                Some(language) => values[language] = read(entry.node, diagnostics),
                None => diagnostics.push(unknown_language(&entry.spanned_key(), languages)),
            }
        }
        Self(values)
    }
}

/// A language that site.yaml does not list.
pub fn unknown_language(name: &Spanned<String>, languages: &[Language]) -> Diagnostic {
    let dirs = languages.iter().map(|language| language.dir.as_str());
    let known = dirs.clone().collect::<Vec<_>>().join(", ");
    let help = match nearest(&name.value, dirs) {
        Some(near) => format!("did you mean `{near}`? site.yaml lists: {known}"),
        None => format!("site.yaml lists: {known}"),
    };
    Diagnostic::new(&rule::WRONG_VALUE, name.span, format!("`{}` is no language of this site", name.value)).help(help)
}
