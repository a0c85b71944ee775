//! What pages say of how to cite them, and what their passages have to do with the rest of the site.

use serde::Serialize;

use super::LinkView;

/// `<meta name content>`.
#[derive(Clone, Debug, Serialize)]
pub struct MetaView {
    /// Its name: `citation_title`.
    pub name: &'static str,
    /// Its content, plain text.
    pub content: String,
}

/// How a text is cited, and what refers to it.
#[derive(Clone, Debug, Serialize)]
pub struct CiteView {
    /// Authors, title, site and date in one sentence, plain text without the address. Empty where nothing is known of it but
    /// title and address: then it only lists what refers to the text.
    pub text: String,
    /// The address as it is to be read: whole, else from the root of the site.
    pub url: String,
    /// The text cited, from this page.
    pub href: String,
    /// BCP 47 tag if the text cited is in another language than the page.
    pub lang: Option<String>,
    /// Files for programs that keep references, by their names: "BibTeX".
    pub files: Vec<LinkView>,
    /// What refers to the text as a whole.
    pub references: Vec<LinkView>,
}

/// Things of one kind that a passage has to do with.
#[derive(Clone, Debug, Serialize)]
pub struct RelationView {
    /// What they are: "术语".
    pub label: String,
    /// The ways to them.
    pub links: Vec<LinkView>,
}
