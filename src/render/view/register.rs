//! What the pages that are made from YAML may see: timeline, glossary, people, and the pages at the root.

use serde::Serialize;

use super::*;

/// `timeline.html`: the variable `timeline`.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineView {
    /// Wide drawing, finished SVG without inline styles: classes `axis wide`, `lane`, `grid`, `year-label`, `lane-label`,
    /// `density`, `mark kind-N` (and `forecast`), `span kind-N`.
    pub wide_svg: String,
    /// Tall drawing for phones, finished SVG: classes `axis tall` and the same.
    pub tall_svg: String,
    /// The kinds that occur, in order of site.yaml.
    pub kinds: Vec<KindView>,
    /// Whether any event is a forecast.
    pub has_forecasts: bool,
    /// Events by year, in chronological order.
    pub years: Vec<YearView>,
    /// The timeline as files for other programs: iCalendar, CSV, JSON.
    pub exports: Vec<LinkView>,
}

/// A kind of event.
#[derive(Clone, Debug, Serialize)]
pub struct KindView {
    /// 1-based number for the class `kind-N` (color and shape).
    pub number: usize,
    /// Its name in site.yaml.
    pub name: String,
    /// Its label in the page's language.
    pub label: String,
    /// ●, ■, ▲, ◆, ▼…
    pub shape: String,
    /// How many events are of this kind.
    pub count: usize,
}

/// The events of one year.
#[derive(Clone, Debug, Serialize)]
pub struct YearView {
    /// As the heading writes it: "2024".
    pub label: String,
    /// Fragment: `year.2024`.
    pub id: String,
    /// In chronological order.
    pub events: Vec<EventView>,
}

/// One event.
#[derive(Clone, Debug, Serialize)]
pub struct EventView {
    /// Fragment: the event's id.
    pub id: String,
    /// Date as the language writes it.
    pub date: String,
    /// Value for `<time datetime>`; without it use a plain element.
    pub datetime: Option<String>,
    /// Its kind.
    pub kind: KindView,
    /// Forecast: drawn hollow, and said in words.
    pub forecast: bool,
    /// What happened, plain text.
    pub title: String,
    /// BCP 47 tag if the title is in another language than the page.
    pub lang: Option<String>,
    /// The passages that tell it ("第六章 1.2").
    pub passages: Vec<LinkView>,
    /// The same event in the timelines of other languages.
    pub counterparts: Vec<LinkView>,
}

/// `glossary.html`: the variable `glossary`; `people.html`: the variable `people`.
#[derive(Clone, Debug, Serialize)]
pub struct GlossaryView {
    /// Groups in order: pinyin initials, kana rows; or people and organizations.
    pub groups: Vec<GlossaryGroupView>,
    /// Number of entries.
    pub count: usize,
}

/// Entries under one heading.
#[derive(Clone, Debug, Serialize)]
pub struct GlossaryGroupView {
    /// Heading: "A", "あ", "人物".
    pub label: String,
    /// Fragment of the heading.
    pub id: String,
    /// In the order of the language's readings.
    pub entries: Vec<TermView>,
}

/// One entry of the glossary.
#[derive(Clone, Debug, Serialize)]
pub struct TermView {
    /// Fragment: the term's id.
    pub id: String,
    /// Preferred label.
    pub label: String,
    /// BCP 47 tag if the label is in another language than the page.
    pub lang: Option<String>,
    /// Other labels that are admitted.
    pub admitted: Vec<String>,
    /// Reading: pinyin or kana.
    pub reading: Option<String>,
    /// Kind in words: "概念".
    pub kind: String,
    /// Labels in the other languages.
    pub counterparts: Vec<ForeignView>,
    /// The same entry in the glossaries of other languages.
    pub links: Vec<LinkView>,
    /// Affiliation of a person.
    pub affiliation: Option<String>,
    /// Definition, plain text.
    pub definition: String,
    /// BCP 47 tag if the definition is in another language than the page.
    pub definition_lang: Option<String>,
    /// Source of what goes beyond the text.
    pub source: Option<String>,
    /// The passages that use it ("1.2").
    pub uses: Vec<LinkView>,
    /// Texts and commentaries of a person.
    pub works: Vec<LinkView>,
}

/// `root.html`: the variable `root`: the front page that offers the languages.
#[derive(Clone, Debug, Serialize)]
pub struct RootView {
    /// One per language.
    pub languages: Vec<RootLanguageView>,
}

/// A language on the front page.
#[derive(Clone, Debug, Serialize)]
pub struct RootLanguageView {
    /// The language.
    pub language: LanguageView,
    /// Title of the site in it.
    pub title: String,
    /// Its description of the site; may be empty.
    pub summary: String,
    /// Its front page.
    pub href: String,
    /// Words "read in this language" in that language.
    pub read: String,
    /// The language that these words are in.
    pub words_language: WordsLanguageView,
}

/// `404.html`: the variable `not_found`.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundView {
    /// One sentence and link per language.
    pub languages: Vec<NotFoundLanguageView>,
}

/// A language on the page for wrong addresses.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundLanguageView {
    /// The language.
    pub language: LanguageView,
    /// The language that the words are in.
    pub words_language: WordsLanguageView,
    /// "没有这一页".
    pub title: String,
    /// "地址可能已经改变。"
    pub text: String,
    /// Its front page, with words.
    pub link: LinkView,
}

/// `moved.html`: the variable `moved`: the page at an earlier address of a document.
#[derive(Clone, Debug, Serialize)]
pub struct MovedView {
    /// The document's page.
    pub link: LinkView,
}

/// `status.html`: the variable `status`.
#[derive(Clone, Debug, Serialize)]
pub struct StatusView {
    /// The languages into which there is anything to translate, in order of site.yaml.
    pub languages: Vec<StatusLanguageView>,
}

/// How the translations into one language stand.
#[derive(Clone, Debug, Serialize)]
pub struct StatusLanguageView {
    /// The language.
    pub language: LanguageView,
    /// Fragment: `status.ja`.
    pub id: String,
    /// All its works together.
    pub total: StatusCountsView,
    /// The works whose source is in another language, in reading order.
    pub works: Vec<StatusWorkView>,
}

/// How the translation of one work stands.
#[derive(Clone, Debug, Serialize)]
pub struct StatusWorkView {
    /// Its title, plain text.
    pub title: String,
    /// BCP 47 tag if the title is in another language than the page.
    pub lang: Option<String>,
    /// Its page in the language it is translated into, if there is one.
    pub href: Option<String>,
    /// Whether there is no document in that language at all.
    pub untranslated: bool,
    /// Its passages.
    pub counts: StatusCountsView,
    /// The passages whose source has changed since, by their numbers.
    pub stale: Vec<LinkView>,
    /// The passages that are not translated, by their numbers; empty where the whole work is not.
    pub missing: Vec<LinkView>,
}

/// Passages by how they stand, titles among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StatusCountsView {
    /// All that there is to translate: current, stale, unrecorded and missing ones.
    pub passages: usize,
    /// Those that are translated.
    pub translated: usize,
    /// Share of those that are translated, in percent, rounded down; 100 where there is nothing to translate.
    pub percent: usize,
    /// Made from the source as it stands.
    pub current: usize,
    /// The source has changed since.
    pub stale: usize,
    /// Translated, and nobody recorded from what.
    pub unrecorded: usize,
    /// Not translated.
    pub missing: usize,
    /// Of those that are translated, the ones that are part of another passage.
    pub joined: usize,
}
