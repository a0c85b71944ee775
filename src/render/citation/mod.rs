//! How to cite a text: what is known of it, as a sentence for readers and as files for programs that keep references.

use crate::base::date::Date;
use crate::link::backlink::Target;
use crate::link::route::{CitationFormat, Data, Route, encode_path};
use crate::link::seen::Seen;
use crate::parse::front_matter::Origin;

use super::frame::Frame;
use super::relation::backlink;
use super::view::{CiteView, LinkView};

mod bibtex;
mod csl;
mod ris;

/// What is known of a text in one language. What nobody said is left out, never guessed.
pub struct Citation<'a> {
    /// Its name for programs, ASCII where its path is: `chapter-6.zh`.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Names of its authors in its language. A name is one piece: which part of it is the family's is not known.
    pub authors: Vec<&'a str>,
    /// When it was published.
    pub date: Option<&'a Date>,
    /// When it was revised.
    pub revised: Option<&'a Date>,
    /// BCP 47 tag of its language.
    pub language: &'a str,
    /// Title of the site in its language.
    pub site: &'a str,
    /// What it is about, in a sentence or two.
    pub summary: Option<&'a str>,
    /// Its whole address; `None` for a site that does not know its own.
    pub url: Option<String>,
    /// Where it comes from.
    pub origin: Option<&'a Origin>,
    /// The text that it comments on.
    pub on: Option<String>,
}

impl<'a> Citation<'a> {
    /// What is known of a work's document in a language; `None` where there is none.
    pub fn new(site: Seen<'a>, work: usize, language: usize) -> Option<Self> {
        let (face, settings) = (site.face(work), site.settings());
        let (head, own) = (site.head(work, language)?, settings.language(language));
        let titled = |work: usize| {
            let face = site.face(work);
            face.title(language).or_else(|| face.title(face.source()))
        };
        Some(Self {
            key: format!("{}.{}", site.key(work), own.dir),
            title: face.title(language)?,
            authors: face.authors().iter().map(|&term| site.name(term).label(language)).collect(),
            date: head.date(),
            revised: head.revised(),
            language: own.tag.as_str(),
            site: settings.title().text(language),
            summary: head.summary(),
            url: address(site, Route::Text { work, language }),
            origin: head.origin(),
            on: face.annotates().and_then(titled),
        })
    }
}

impl Citation<'_> {
    /// Whether it says more than title and address: see [`crate::link::site::Linked::is_citable`].
    fn is_worth_telling(&self) -> bool {
        !self.authors.is_empty() || self.origin.is_some()
    }
}

/// The whole address of a page, where the site knows its own.
pub fn address(site: Seen<'_>, route: Route) -> Option<String> {
    Some(format!("{}/{}", site.settings().base_url()?, encode_path(site.path(route)?)))
}

/// A file on how to cite a work's document in a language.
pub fn file(site: Seen<'_>, (work, language): (usize, usize), format: CitationFormat) -> String {
    let Some(citation) = Citation::new(site, work, language) else { return String::new() };
    match format {
        CitationFormat::BibTex => bibtex::write(&citation),
        CitationFormat::Ris => ris::write(&citation),
        CitationFormat::CslJson => csl::write(&citation),
    }
}

/// The year, month and day of a plain date as ISO 8601 writes them, as far as they are known.
fn parts(date: &Date) -> Option<Vec<String>> {
    let iso = date.iso()?;
    Some(iso.split('-').map(str::to_owned).collect())
}

/// How the page of a work says that it is cited, and what refers to it as a whole; `None` where there is neither. It cites the
/// text that it shows: of one that is not translated, that is the text's own page.
pub fn cite(frame: &Frame<'_>, work: usize, citation: &Citation<'_>) -> Option<CiteView> {
    let (site, language) = (frame.site, frame.content);
    let from = site.backlinks(work).to(Target::Work(work));
    let references: Vec<LinkView> = from.iter().filter_map(|from| backlink(frame, work, from)).collect();
    let lang = frame.foreign(language);
    if !citation.is_worth_telling() {
        let (text, url, href) = (String::new(), String::new(), String::new());
        let bare = CiteView { text, url, href, lang, files: Vec::new(), references };
        return Some(bare).filter(|view| !view.references.is_empty());
    }
    let href = frame.addresses.text(work, language)?;
    let files = CitationFormat::ALL.into_iter().filter_map(|(format, name, _)| {
        let href = frame.addresses.page(Route::Data(Data::Citation { work, language, format }))?;
        Some(LinkView { label: name.to_owned(), href, lang: None, current: false })
    });
    let whole = Route::Text { work, language };
    let url = citation.url.clone().or_else(|| site.path(whole).map(str::to_owned)).unwrap_or_default();
    Some(CiteView { text: sentence(frame, citation), url, href, lang, files: files.collect(), references })
}

/// The citation as the page's language writes one, without the address.
fn sentence(frame: &Frame<'_>, citation: &Citation<'_>) -> String {
    let mut text = String::new();
    if !citation.authors.is_empty() {
        let names = citation.authors.join(&frame.word("comma", &[]));
        text.push_str(&frame.word("cite_names", &[("names", &names)]));
    }
    text.push_str(&frame.word("cite_title", &[("text", &quoted(&citation.title, &frame.word("cite_title", &[])))]));
    if citation.site != citation.title {
        text.push_str(&frame.word("cite_site", &[("site", citation.site)]));
    }
    if let Some(date) = citation.revised.or(citation.date) {
        text.push_str(&frame.word("cite_date", &[("date", &frame.date_in_words(date))]));
    }
    text
}

/// A title as it stands between quotation marks: those that it holds itself are the inner ones (GB/T 15834, 4.8 and 4.15;
/// くぎり符号の使ひ方).
pub fn quoted(title: &str, marks: &str) -> String {
    const INNER: [(char, char); 6] = [('《', '〈'), ('》', '〉'), ('「', '『'), ('」', '』'), ('“', '‘'), ('”', '’')];
    let inner =
        |c: char| INNER.iter().find(|(outer, _)| *outer == c && marks.contains(c)).map_or(c, |(_, inner)| *inner);
    title.chars().map(inner).collect()
}
