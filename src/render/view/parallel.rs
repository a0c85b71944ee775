//! Two languages side by side.

use serde::Serialize;

use super::finished;
use super::{CommentaryView, ContentsView, HeadView, LanguageView, LinkView, StaleView};

/// `parallel.html`: the variable `parallel`.
#[derive(Clone, Debug, Serialize)]
pub struct ParallelPageView {
    /// Head in the page's language.
    pub head: HeadView,
    /// Title in the other language, finished HTML.
    #[serde(serialize_with = "finished::html")]
    pub other_title_html: String,
    /// Where its source has changed since the other language's title was made.
    pub other_stale: Option<StaleView>,
    /// The language read (first column) and its text's page.
    pub language: LanguageView,
    /// The page of the text alone in the first language.
    pub href: String,
    /// Whether the first column is the source.
    pub is_source: bool,
    /// The language beside it (second column).
    pub other: LanguageView,
    /// The page of the text alone in the second language.
    pub other_href: String,
    /// Whether the second column is the source.
    pub other_is_source: bool,
    /// Headings of the text.
    pub contents: Vec<ContentsView>,
    /// One row per unit.
    pub rows: Vec<RowView>,
    /// Commentaries on this work, to explain the marks.
    pub commentaries: Vec<CommentaryView>,
}

/// One unit in two languages.
#[derive(Clone, Debug, Serialize)]
pub struct RowView {
    /// Fragment of the row.
    pub id: String,
    /// Further ids that lead here.
    pub anchors: Vec<String>,
    /// `heading`, `paragraph`, `list`, `table`, `code`, `quotation`, `figure`, `rule`, `html`.
    pub kind: &'static str,
    /// Number that readers see.
    pub number: String,
    /// Accessible name of the number's link.
    pub number_label: String,
    /// Finished HTML in the first language; `None` where it has no text of its own for the unit.
    #[serde(serialize_with = "finished::maybe_html")]
    pub html: Option<String>,
    /// Where the first language has it joined to another unit: the row of that one, by its number.
    pub joined: Option<LinkView>,
    /// Where its source has changed since the first language's text was made.
    pub stale: Option<StaleView>,
    /// The corrections of the first language's text; the notices are on the page of that text.
    pub errata: Vec<LinkView>,
    /// Finished HTML in the second language; `None` where it has no text of its own for the unit.
    #[serde(serialize_with = "finished::maybe_html")]
    pub other_html: Option<String>,
    /// Where the second language has it joined to another unit: the row of that one, by its number.
    pub other_joined: Option<LinkView>,
    /// Where its source has changed since the second language's text was made.
    pub other_stale: Option<StaleView>,
    /// The corrections of the second language's text.
    pub other_errata: Vec<LinkView>,
    /// A passage that exists in one language by intent: that the other lacks it is no gap.
    pub only: bool,
    /// The commentators' marks on this unit, as links to the notes.
    pub notes: Vec<NoteMarkView>,
}

/// A commentator's mark in the gutter.
#[derive(Clone, Debug, Serialize)]
pub struct NoteMarkView {
    /// ①….
    pub mark: String,
    /// 1-based number of the commentator.
    pub number: usize,
    /// Accessible name: "青山瑠妙的点评".
    pub label: String,
    /// The note.
    pub href: String,
}
