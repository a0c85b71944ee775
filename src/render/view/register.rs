//! What the pages that are made from YAML may see: timeline, registers of entries, and the pages at the root.

use serde::Serialize;

use super::*;

/// `timeline.html`: the variable `timeline`.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineView {
    /// Wide drawing, finished SVG without inline styles: classes `axis wide`, `lane`, `grid`, `year-label`, `lane-label`,
    /// `density`, `break`; links of class `event-mark kind-N of-N` (in them `mark`, `span`, `ring`, and `forecast`, `soft`)
    /// and, where events are many, `event-cell`. `data-knots` holds pairs of year and place.
    #[serde(serialize_with = "finished::html")]
    pub wide_svg: String,
    /// Tall drawing for phones, finished SVG: classes `axis tall` and the same.
    #[serde(serialize_with = "finished::html")]
    pub tall_svg: String,
    /// The kinds that occur, in order of site.yaml.
    pub kinds: Vec<KindView>,
    /// Whether any event is a forecast.
    pub has_forecasts: bool,
    /// Whether any date is approximate or doubtful, and drawn in dots.
    pub has_soft: bool,
    /// Number of events.
    pub count: usize,
    /// The first and the last year, astronomical, where there are two or more: for the choice of years.
    pub span: Option<(i64, i64)>,
    /// Events by year, in chronological order.
    pub years: Vec<YearView>,
    /// The timeline as files for other programs: iCalendar, CSV, JSON.
    pub exports: Vec<LinkView>,
}

/// A kind of event.
#[derive(Clone, Debug, Serialize)]
pub struct KindView {
    /// 1-based number for the class `kind-N` (color and shape), 1 to 8.
    pub number: usize,
    /// 1-based number for the classes `show-N`, `of-N` and `has-N` of the filter, 1 to 16.
    pub filter: usize,
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
    /// The `filter` of each kind that occurs in it.
    pub kinds: Vec<usize>,
    /// Its events: in one group, or by month or day where they are many.
    pub groups: Vec<EventGroupView>,
}

/// Events of a year that stand together.
#[derive(Clone, Debug, Serialize)]
pub struct EventGroupView {
    /// "2024年3月"; empty where the year has one group only.
    pub label: String,
    /// Fragment: `month.2024-03`, `day.2024-03-05`; empty where there is no label.
    pub id: String,
    /// The `filter` of each kind that occurs in it.
    pub kinds: Vec<usize>,
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
    /// Astronomical year of its first day; `None` where its beginning is open or unknown.
    pub from: Option<i64>,
    /// Astronomical year of its last day; `None` where its end is open or unknown.
    pub to: Option<i64>,
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
    /// The same event in the other languages.
    pub counterparts: Vec<EventCounterpartView>,
}

/// An event in another language.
#[derive(Clone, Debug, Serialize)]
pub struct EventCounterpartView {
    /// Its entry in that language's timeline.
    pub link: LinkView,
    /// The passages that tell it in that language, by their numbers.
    pub passages: Vec<LinkView>,
}

/// `glossary.html`: the variable `glossary`; `entities.html`: the variable `entities`, for people, organizations, policies,
/// places and works.
#[derive(Clone, Debug, Serialize)]
pub struct GlossaryView {
    /// A sentence below the title.
    pub lead: String,
    /// The registers of the site, this one `current`; empty where it is the only one.
    pub registers: Vec<LinkView>,
    /// Groups in order: pinyin initials, kana rows.
    pub groups: Vec<GlossaryGroupView>,
    /// Entries that stood on this page once and have a page of their own now.
    pub moved: Option<GlossaryGroupView>,
    /// Number of entries.
    pub count: usize,
    /// The part before this one, of a register that is too long for one page.
    pub previous: Option<LinkView>,
    /// The part after this one.
    pub next: Option<LinkView>,
}

/// Entries under one heading.
#[derive(Clone, Debug, Serialize)]
pub struct GlossaryGroupView {
    /// Heading: "A", "あ".
    pub label: String,
    /// Fragment of the heading.
    pub id: String,
    /// In the order of the language's readings.
    pub entries: Vec<EntryView>,
}

/// One entry of a register.
#[derive(Clone, Debug, Serialize)]
pub struct EntryView {
    /// Fragment: the term's id.
    pub id: String,
    /// Preferred label.
    pub label: String,
    /// BCP 47 tag if the label is in another language than the page.
    pub lang: Option<String>,
    /// Preferred labels in the other languages.
    pub counterparts: Vec<ForeignView>,
    /// Kind in words: "概念".
    pub kind: String,
    /// Where the entry stands in full, if not here.
    pub see: Option<String>,
    /// The rest of it, where it stands in full.
    pub details: Option<Box<DetailsView>>,
}

/// What an entry says where it stands in full.
#[derive(Clone, Debug, Serialize)]
pub struct DetailsView {
    /// Reading: pinyin or kana.
    pub reading: Option<String>,
    /// Other labels that are admitted, in all languages.
    pub admitted: Vec<LabelView>,
    /// Labels that should not be used any more, in all languages.
    pub deprecated: Vec<LabelView>,
    /// The same entry in the registers of other languages.
    pub links: Vec<LinkView>,
    /// Affiliation of a person.
    pub affiliation: Option<String>,
    /// Definition, plain text.
    pub definition: String,
    /// BCP 47 tag if the definition is in another language than the page.
    pub definition_lang: Option<String>,
    /// Source of what goes beyond the text.
    pub source: Option<String>,
    /// Entries that have to do with it.
    pub related: Vec<LinkView>,
    /// Texts that a person wrote.
    pub works: Vec<LinkView>,
    /// Commentaries that a person wrote.
    pub commentaries: Vec<LinkView>,
    /// The page of all comments of a person.
    pub comments: Option<LinkView>,
    /// Events told in passages that mention it, in chronological order.
    pub events: Vec<ToldView>,
    /// Notes on its mentions ("川岛真 1.2").
    pub notes: Vec<LinkView>,
    /// The passages that mention it.
    pub uses: Option<UsesView>,
}

/// A label of an entry.
#[derive(Clone, Debug, Serialize)]
pub struct LabelView {
    /// The label.
    pub text: String,
    /// BCP 47 tag if it is in another language than the page.
    pub lang: Option<String>,
}

/// An event that passages tell.
#[derive(Clone, Debug, Serialize)]
pub struct ToldView {
    /// Date as the language writes it.
    pub date: String,
    /// What happened, plain text.
    pub title: String,
    /// BCP 47 tag if the title is in another language than the page.
    pub lang: Option<String>,
    /// Its entry in the timeline.
    pub href: String,
}

/// The passages that mention an entry.
#[derive(Clone, Debug, Serialize)]
pub struct UsesView {
    /// How many.
    pub count: usize,
    /// "见于25段".
    pub summary: String,
    /// Whether the list is so long that it should wait to be asked for.
    pub is_long: bool,
    /// Whether the works are named: not where all passages are of the site's one text.
    pub is_named: bool,
    /// By work, in reading order.
    pub works: Vec<WorkUsesView>,
}

/// The passages of one work that mention an entry.
#[derive(Clone, Debug, Serialize)]
pub struct WorkUsesView {
    /// The work by its title.
    pub link: LinkView,
    /// How many passages.
    pub count: usize,
    /// By section, in reading order.
    pub sections: Vec<SectionUsesView>,
}

/// The passages of one section that mention an entry.
#[derive(Clone, Debug, Serialize)]
pub struct SectionUsesView {
    /// The section by its heading; `None` before the first.
    pub heading: Option<LinkView>,
    /// The passages by their numbers ("1.2").
    pub passages: Vec<LinkView>,
}

/// `root.html`: the variable `root`: the front page that offers the languages.
#[derive(Clone, Debug, Serialize)]
pub struct RootView {
    /// One per language.
    pub languages: Vec<RootLanguageView>,
}

/// `references.html`: the variable `references`.
#[derive(Clone, Debug, Serialize)]
pub struct ReferencesView {
    /// The publications, in the order of the language.
    pub entries: Vec<ReferenceView>,
    /// Number of entries.
    pub count: usize,
}

/// A publication of the bibliography.
#[derive(Clone, Debug, Serialize)]
pub struct ReferenceView {
    /// Fragment: its key.
    pub id: String,
    /// As the language's style writes it, finished HTML.
    #[serde(serialize_with = "finished::html")]
    pub entry_html: String,
    /// BCP 47 tag if it is in another language than the page.
    pub lang: Option<String>,
    /// The passages that cite it.
    pub uses: Vec<LinkView>,
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
    pub counts: Ready<StatusCountsView>,
    /// The passages whose source has changed since, by their numbers.
    pub stale: Ready<Vec<LinkView>>,
    /// The passages that are not translated, by their numbers; empty where the whole work is not.
    pub missing: Ready<Vec<LinkView>>,
}

/// Passages by how they stand, titles among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
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
