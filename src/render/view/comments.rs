//! What the pages of comments may see: that of all comments, and those of one person each.

use serde::Serialize;

use super::*;

/// `comments.html`: the variable `comments`.
#[derive(Clone, Debug, Serialize)]
pub struct CommentsView {
    /// Whose comments these are; `None` on the page of all.
    pub person: Option<CommentatorView>,
    /// Only on the page of a person: the page of all.
    pub all: Option<LinkView>,
    /// Only on the page of all: who comments.
    pub people: Vec<PersonView>,
    /// How many comments there are.
    pub count: usize,
    /// The works commented on, in reading order.
    pub works: Vec<CommentedWorkView>,
}

/// A person who comments, as the glossary has them.
#[derive(Clone, Debug, Serialize)]
pub struct CommentatorView {
    /// Name in the page's language.
    pub name: String,
    /// BCP 47 tag if the name is in another language than the page.
    pub lang: Option<String>,
    /// Names in the other languages.
    pub counterparts: Vec<ForeignView>,
    /// Affiliation.
    pub affiliation: Option<String>,
    /// Who they are, plain text.
    pub definition: String,
    /// BCP 47 tag if that is in another language than the page.
    pub definition_lang: Option<String>,
    /// Entry among the people.
    pub href: Option<String>,
    /// Their commentaries as texts of their own.
    pub commentaries: Vec<LinkView>,
}

/// A work and the comments on it.
#[derive(Clone, Debug, Serialize)]
pub struct CommentedWorkView {
    /// Title and address.
    pub link: LinkView,
    /// Fragment: `work.3`, its number on this page.
    pub id: String,
    /// The passages commented on, in the order of the text.
    pub passages: Vec<CommentedPassageView>,
}

/// A passage and the comments that begin at it.
#[derive(Clone, Debug, Serialize)]
pub struct CommentedPassageView {
    /// Its number, and the words if it is a heading.
    pub link: LinkView,
    /// The same passage in the other languages, by their names.
    pub counterparts: Vec<LinkView>,
    /// In the order of the words they are on.
    pub notes: Vec<CommentView>,
}

/// A comment away from its passage.
#[derive(Clone, Debug, Serialize)]
pub struct CommentView {
    /// ①, ②…: the commentator's mark on the pages of the work.
    pub mark: String,
    /// The commentator's name.
    pub name: String,
    /// The commentators, for their pages; empty where the commentary names no person.
    pub people: Vec<PersonView>,
    /// The language of its text and of the words it is on: another than the page's where that lacks it.
    pub language: LanguageView,
    /// The words it is on, plain text, with the passage of each in the page's language.
    pub quotes: Vec<LinkView>,
    /// Further passages it is on, as a whole.
    pub also: Vec<LinkView>,
    /// Its text, finished HTML blocks.
    #[serde(serialize_with = "finished::html")]
    pub html: String,
    /// The note beside its passage.
    pub beside: String,
    /// The note on the commentary page.
    pub href: String,
}
