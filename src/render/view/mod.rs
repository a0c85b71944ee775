//! What templates may see: these structs and nothing else. Every `html` field is finished, safe HTML of our writer, which
//! prints as it is; every other string is plain text that the template escapes by itself.
//! All `href`s are finished relative addresses, percent-encoded. Lists may be empty; `None` means "do not print it".
//! Ids that taiyaku makes hold a full stop, which no id of an author can hold.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::ready::Ready;

mod citation;
mod comments;
mod parallel;
mod finished;
mod register;

pub use citation::*;
pub use comments::*;
pub use parallel::*;
pub use register::*;

/// A link with words: navigation, previous and next, passages.
#[derive(Clone, Debug, Serialize)]
pub struct LinkView {
    /// Words of the link, plain text.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// BCP 47 tag if the words are in another language than the page.
    pub lang: Option<String>,
    /// Whether it leads to this page (`aria-current="page"`).
    pub current: bool,
}

/// A language of the site.
#[derive(Clone, Debug, Serialize)]
pub struct LanguageView {
    /// BCP 47 tag for `lang` and `hreflang`: `zh-Hans`.
    pub tag: String,
    /// The name by which YAML and addresses call it: `zh`.
    pub dir: String,
    /// Its own name: `中文`.
    pub name: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
}

/// The language of the interface's words.
#[derive(Clone, Debug, Serialize)]
pub struct WordsLanguageView {
    /// BCP 47 tag.
    pub tag: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
}

/// `<link rel="alternate">`: the same page in each language, itself included.
#[derive(Clone, Debug, Serialize)]
pub struct AlternateView {
    /// BCP 47 tag or `x-default`.
    pub hreflang: String,
    /// Where it is.
    pub href: String,
}

/// What every page has: the variable `page`.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// `root`, `front`, `chapter`, `commentary`, `parallel`, `timeline`, `glossary`, `people`, `comments`, `commentator`, `references`, `status`, `moved` or `not-found`.
    pub kind: &'static str,
    /// Title of the page, plain text.
    pub title: String,
    /// Title of the site in the page's language.
    pub site_title: String,
    /// Description of the site in the page's language: what it is and where it comes from. May be empty.
    pub site_description: String,
    /// For `<meta name="description">`; empty means none.
    pub description: String,
    /// BCP 47 tag of title and description if they are in another language than the page.
    pub content_lang: Option<String>,
    /// Language of the page's own words.
    pub language: LanguageView,
    /// From this page to the root of the site: empty, `../`, `../../`. Assets: `{{ page.root }}taiyaku.css`.
    pub root: String,
    /// Front page of this language.
    pub home: String,
    /// Chapters, commentary, timeline, glossary, people: only what exists.
    pub navigation: Vec<LinkView>,
    /// The same page in the languages of the site (`current` marks this one), for the switch in the head.
    pub switch: Vec<LinkView>,
    /// Parallel pages of this page's work, for the switch in the head ("对照"). Empty where there are none.
    pub parallel: Vec<LinkView>,
    /// The page that tells how the translations stand, if there is one.
    pub status: Option<LinkView>,
    /// `hreflang` links; empty on pages without counterpart.
    pub alternates: Vec<AlternateView>,
    /// Absolute address, when site.yaml has a base_url.
    pub canonical: Option<String>,
    /// The words of the interface in the page's language, by key: `{{ page.words.contents }}`.
    pub words: Ready<BTreeMap<String, String>>,
    /// The language that they are in: the page's, or English where taiyaku does not speak that. What is not marked otherwise is
    /// in this language.
    pub words_language: WordsLanguageView,
    /// Attributes for what the site itself says in the page's language (titles, names), finished HTML: empty where the words of
    /// the interface are in that language too, else ` lang="ar" dir="rtl"`.
    #[serde(serialize_with = "finished::html")]
    pub own_html: String,
    /// Terms that this page links, each once, for the pop-ups: hidden in the page, referred to by `aria-describedby`.
    pub definitions: Vec<DefinitionView>,
    /// Whether the page holds highlighted code (then it links code.css).
    pub has_code: bool,
    /// `<meta name content>` for programs that gather scholarly texts.
    pub citation: Vec<MetaView>,
    /// What the page's text is, as JSON-LD, finished for `<script type="application/ld+json">`; empty where there is none.
    #[serde(serialize_with = "finished::html")]
    pub json_ld_html: String,
    /// Whether the page holds a chart (then it links chart.css).
    pub has_chart: bool,
    /// Whether the page says how its text is cited, at `#cite.page`.
    pub is_citable: bool,
}

/// The definition of a term that the page links.
#[derive(Clone, Debug, Serialize)]
pub struct DefinitionView {
    /// Element id: `def.soft-law`. The link in the text carries `class="term"` and `aria-describedby` with this id.
    pub id: String,
    /// Preferred label.
    pub label: String,
    /// BCP 47 tag if the label is in another language than the page.
    pub lang: Option<String>,
    /// Its definition, plain text.
    pub definition: String,
    /// BCP 47 tag if the definition is in another language than the page.
    pub definition_lang: Option<String>,
    /// Labels in the other languages.
    pub counterparts: Vec<ForeignView>,
    /// Its entry in the glossary.
    pub href: String,
}

/// A few words in another language.
#[derive(Clone, Debug, Serialize)]
pub struct ForeignView {
    /// BCP 47 tag.
    pub lang: String,
    /// The words.
    pub text: String,
}

/// Where a restated text comes from.
#[derive(Clone, Debug, Serialize)]
pub struct OriginView {
    /// Title of the original.
    pub title: String,
    /// Its author.
    pub author: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its licence.
    pub license: Option<String>,
    /// What this page is in relation to it.
    pub note: Option<String>,
}

/// What stands in for a text that the page's language lacks.
#[derive(Clone, Debug, Serialize)]
pub struct FallbackView {
    /// The text's own page, in its language.
    pub href: String,
    /// The language of the text shown.
    pub language: LanguageView,
}

/// A passage whose source has changed since it was translated.
#[derive(Clone, Debug, Serialize)]
pub struct StaleView {
    /// What changed in the source since, finished HTML with `<del>` and `<ins>`: one text for each passage of the source that it
    /// translates.
    #[serde(serialize_with = "finished::all_html")]
    pub changes_html: Vec<String>,
    /// The language of the source.
    pub language: LanguageView,
    /// Whether it is the title.
    pub is_title: bool,
}

/// A person as author or commentator.
#[derive(Clone, Debug, Serialize)]
pub struct PersonView {
    /// Name in the page's language.
    pub name: String,
    /// Affiliation, if the glossary gives one.
    pub affiliation: Option<String>,
    /// Entry among the people, if there is such a page.
    pub href: Option<String>,
    /// The page of all their comments, if they made any.
    pub comments: Option<String>,
}

/// The head of a text: chapter, commentary, front page, parallel page.
#[derive(Clone, Debug, Serialize)]
pub struct HeadView {
    /// Small line above the title: "第六章" style number of the work in the navigation, or the chapter commented on.
    pub kicker: Option<LinkView>,
    /// Title, finished HTML.
    #[serde(serialize_with = "finished::html")]
    pub title_html: String,
    /// The language of title, summary, origin and corrections: another than the page's where that lacks the text.
    pub language: LanguageView,
    /// What stands in for a text that the page's language lacks; `None` where it has it.
    pub fallback: Option<FallbackView>,
    /// Where the source's title has changed since it was translated.
    pub stale: Option<StaleView>,
    /// Authors.
    pub authors: Vec<PersonView>,
    /// Summary of the front matter, plain text.
    pub summary: Option<String>,
    /// Date of the text as its language writes it.
    pub date: Option<String>,
    /// Date of revision as its language writes it.
    pub revised: Option<String>,
    /// Minutes of reading, at least 1.
    pub minutes: usize,
    /// The original of a restatement.
    pub origin: Option<OriginView>,
    /// Corrections since publication.
    pub errata: Vec<ErratumView>,
}

/// A correction that the author declares in the front matter.
#[derive(Clone, Debug, Serialize)]
pub struct ErratumView {
    /// Fragment of the notice: `erratum.1`.
    pub id: String,
    /// Date as its language writes it.
    pub date: String,
    /// The passage it concerns.
    pub unit: Option<LinkView>,
    /// What was corrected.
    pub text: String,
}

/// One entry of the contents list.
#[derive(Clone, Debug, Serialize)]
pub struct ContentsView {
    /// Number of the section, "1" or "1.2"; may be empty.
    pub number: String,
    /// Words of the heading, plain text.
    pub label: String,
    /// The heading on this page.
    pub href: String,
    /// BCP 47 tag if the words are in another language than the page.
    pub lang: Option<String>,
    /// 1 for the highest headings of the page.
    pub depth: usize,
}

/// A passage of a text, or several that are finished.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum PassageView {
    /// A passage with all that is said of it.
    Unit(Box<UnitView>),
    /// Passages of which nothing is said but their text, one after the other as the theme's `unit.html` writes them. A site
    /// whose templates look at passages is given each by itself.
    Plain {
        /// Finished HTML.
        #[serde(serialize_with = "finished::html")]
        plain_html: String,
    },
}

/// One passage in one language.
#[derive(Clone, Debug, Default, Serialize)]
pub struct UnitView {
    /// Fragment of the passage: the same in every language. Print it as the `id` of the row.
    pub id: String,
    /// Its classes: `unit-heading level-2` to `level-6`, `unit-paragraph`, `unit-list`, `unit-table`, `unit-code`,
    /// `unit-quotation`, `unit-figure`, `unit-rule`, `unit-html`; and `untranslated`.
    pub classes: String,
    /// Whether it has neither a flag nor relations, and its text is in the language of the page's own words.
    pub is_plain: bool,
    /// Further ids that lead here (joined or split passages): empty elements, finished HTML.
    #[serde(serialize_with = "finished::html")]
    pub anchors_html: String,
    /// Number that readers see ("1.2"); empty for passages without one.
    pub number: String,
    /// The passage's own link, by its number, finished HTML.
    #[serde(serialize_with = "finished::html")]
    pub pin_html: String,
    /// The list of links to the same passage in the other languages and in the parallel pages, finished HTML; empty if there are
    /// none.
    #[serde(serialize_with = "finished::html")]
    pub ways_html: String,
    /// The block, finished HTML (`<p>…</p>`, `<h2>…</h2>`, `<ul>…</ul>`). Inside it:
    /// `<a class="term" href aria-describedby>`, `<a class="when" href>` (leads to the event),
    /// `<mark class="note-N">` words commented on and after them `<a class="note-ref" href="#note.…" aria-label>①</a>`.
    #[serde(serialize_with = "finished::html")]
    pub html: String,
    /// The language of its text, where it is another than that of the page's own words.
    pub foreign: Option<LanguageView>,
    /// Where it stands in for a passage that the text shown lacks: the language that it is in.
    pub untranslated: Option<LanguageView>,
    /// Where its source has changed since it was translated.
    pub stale: Option<StaleView>,
    /// The corrections that concern it; the notices are at the head of the page.
    pub errata: Vec<LinkView>,
    /// The notes on this passage, in order of their marks.
    pub notes: Vec<NoteView>,
    /// What it has to do with the rest of the site; empty if nothing.
    pub relations: Vec<RelationView>,
}

impl UnitView {
    /// The passage with all that is said of it.
    pub fn whole(mut self) -> Self {
        self.is_plain = self.foreign.is_none()
            && self.untranslated.is_none()
            && self.stale.is_none()
            && self.errata.is_empty()
            && self.relations.is_empty();
        self
    }
}

/// A comment on a passage, shown beside it.
#[derive(Clone, Debug, Serialize)]
pub struct NoteView {
    /// Element id on this page: `note.2.on-chips`, the commentator's number and the note's id.
    pub id: String,
    /// ①, ②…: the commentator's mark, the same on all pages of the work.
    pub mark: String,
    /// 1-based number of the commentator, for classes.
    pub number: usize,
    /// The commentator's name.
    pub name: String,
    /// The commentators, for their pages; empty where the commentary names no person.
    pub people: Vec<PersonView>,
    /// Accessible name of the note: "青山瑠妙的点评".
    pub label: String,
    /// The language of its text: another than the page's where that lacks the commentary.
    pub language: LanguageView,
    /// The note's text, finished HTML blocks; empty where `elsewhere` leads to it.
    #[serde(serialize_with = "finished::html")]
    pub html: String,
    /// At the second and further passages that a note is on: the note itself, by the number of the passage beside it.
    pub elsewhere: Option<LinkView>,
    /// The ways back: the passages that the note is on, by their numbers.
    pub backs: Vec<LinkView>,
    /// The note on the commentary page.
    pub href: String,
    /// Whether the note concerns the whole passage or section and not certain words.
    pub whole: bool,
    /// Whether an earlier note on the passage is of the same commentary.
    pub repeated: bool,
}

/// A commentary on the work: who, and where it stands.
#[derive(Clone, Debug, Serialize)]
pub struct CommentaryView {
    /// ①, ②….
    pub mark: String,
    /// 1-based number of the commentator.
    pub number: usize,
    /// Name of the commentator(s).
    pub name: String,
    /// The commentators, for their pages; empty where the commentary names no person.
    pub people: Vec<PersonView>,
    /// Title of the commentary.
    pub title: String,
    /// BCP 47 tag if the title is in another language than the page.
    pub lang: Option<String>,
    /// Its page.
    pub href: String,
    /// How many of its notes are on this work.
    pub notes: usize,
}

/// `chapter.html` and `front.html`: the variable `text`.
#[derive(Clone, Debug, Serialize)]
pub struct TextView {
    /// Title, authors, origin.
    pub head: HeadView,
    /// Headings of the text.
    pub contents: Vec<ContentsView>,
    /// The passages in order. The title is not among them: its id is `top`.
    pub units: Vec<PassageView>,
    /// Footnotes, finished HTML; empty if there are none.
    #[serde(serialize_with = "finished::html")]
    pub footnotes_html: String,
    /// How the text is cited; `None` on front pages, and where there is nothing to say of it.
    pub cite: Option<CiteView>,
    /// The works that the text cites, finished HTML; empty if there are none.
    #[serde(serialize_with = "finished::html")]
    pub cited_html: String,
    /// Commentaries on this work.
    pub commentaries: Vec<CommentaryView>,
    /// Only on the front page: the works of the site in order of the navigation.
    pub works: Vec<WorkView>,
    /// Neighbours in the navigation.
    pub previous: Option<LinkView>,
    /// Neighbours in the navigation.
    pub next: Option<LinkView>,
}

/// A work as the front page lists it.
#[derive(Clone, Debug, Serialize)]
pub struct WorkView {
    /// Title and address.
    pub link: LinkView,
    /// Summary, plain text.
    pub summary: Option<String>,
    /// Authors.
    pub authors: Vec<PersonView>,
    /// Its commentaries.
    pub commentaries: Vec<CommentaryView>,
    /// Its parallel pages.
    pub parallel: Vec<LinkView>,
}

/// `commentary.html`: the variable `commentary`.
#[derive(Clone, Debug, Serialize)]
pub struct CommentaryPageView {
    /// Title, authors, origin; the kicker is the work commented on.
    pub head: HeadView,
    /// The commentator's mark.
    pub mark: String,
    /// Parts in order: first what concerns the whole work, then the notes.
    pub sections: Vec<CommentarySectionView>,
    /// Footnotes, finished HTML.
    #[serde(serialize_with = "finished::html")]
    pub footnotes_html: String,
    /// How the commentary is cited.
    pub cite: Option<CiteView>,
    /// The works that the text cites, finished HTML; empty if there are none.
    #[serde(serialize_with = "finished::html")]
    pub cited_html: String,
    /// Neighbours in the navigation.
    pub previous: Option<LinkView>,
    /// Neighbours in the navigation.
    pub next: Option<LinkView>,
}

/// A run of passages of a commentary.
#[derive(Clone, Debug, Serialize)]
pub struct CommentarySectionView {
    /// The quotation that opens a note, a passage of its own; `None` for text on the whole work.
    pub quotation: Option<UnitView>,
    /// Links to the passages the note is on: "1.3 半导体设备…"; after each those to its other languages, by their names.
    pub targets: Vec<LinkView>,
    /// The passages of the body.
    pub units: Vec<UnitView>,
}
