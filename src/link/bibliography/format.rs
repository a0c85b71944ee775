//! Citations and lists in the words of a style, by the CSL processor of Hayagriva.
//!
//! A processor writes a text in the words of one language, and the rules of Chinese and Japanese bibliographies want those of
//! the work cited: "等" after Chinese names, "et al" after English ones, in one list. So a document is written once for each
//! language of what it cites, and every citation and entry is taken from the writing in its own.

use std::collections::{BTreeMap, BTreeSet};

use hayagriva::citationberg::LocaleCode;
use hayagriva::citationberg::taxonomy::Locator as Kind;
use hayagriva::{
    BibliographyDriver, BibliographyItem, BibliographyRequest, CitationItem, CitationRequest, ElemChild, ElemMeta,
    Entry, LocatorPayload, Rendered, SpecificLocator,
};

use crate::base::language::LanguageTag;
use crate::parse::bibliography::Publication;
use crate::parse::citation::Words;
use crate::parse::citation_style::{Style, Terms, locales};

use super::pieces::{self, Look, Piece};
use super::{Citation, Citations, Listed};

/// What a text is cited with.
#[derive(Clone, Copy)]
pub struct Press<'a> {
    /// The bibliography.
    pub publications: &'a [Publication],
    /// The style.
    pub style: &'a Style,
    /// Index of the language of the text that cites.
    pub language: usize,
    /// Its tag.
    pub tag: &'a LanguageTag,
}

impl<'a> Press<'a> {
    /// Writes the citations of a document, and its list of works cited.
    pub fn document(self, citations: &mut Citations) {
        if citations.all.is_empty() {
            return;
        }
        let cited: BTreeSet<usize> =
            citations.all.iter().flat_map(|citation| &citation.publications).copied().collect();
        let own = locale_of(self.tag.as_str());
        let locale_of_entry: BTreeMap<usize, &str> = cited.iter().map(|&at| (at, self.locale(at, own))).collect();
        let needed: BTreeSet<&str> = locale_of_entry.values().copied().chain([own]).collect();
        let mut written: BTreeMap<&str, Rendered> =
            needed.into_iter().map(|locale| (locale, self.run(&citations.all, locale))).collect();
        let texts: Vec<Vec<Piece>> = citations
            .all
            .iter()
            .enumerate()
            .map(|citation| self.citation(citation, &written, own, &locale_of_entry))
            .collect();
        for (citation, text) in citations.all.iter_mut().zip(texts) {
            citation.text = text;
        }
        let mut used: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, citation) in citations.all.iter().enumerate() {
            citation.publications.iter().for_each(|&publication| used.entry(publication).or_default().push(at));
        }
        let keys: BTreeMap<&str, usize> =
            cited.iter().map(|&at| (self.publications[at].key.value.as_str(), at)).collect();
        let order = written.get(own).and_then(|rendered| rendered.bibliography.as_ref());
        let mut order: Vec<usize> =
            order.iter().flat_map(|list| &list.items).filter_map(|item| keys.get(item.key.as_str()).copied()).collect();
        if self.style.by_language {
            order.sort_by_key(|&at| rank(&written_in(self.entry(at), self.tag)));
        }
        let mut entries: BTreeMap<usize, BibliographyItem> = BTreeMap::new();
        for (locale, rendered) in &mut written {
            for item in rendered.bibliography.take().into_iter().flat_map(|list| list.items) {
                if let Some(&at) = keys.get(item.key.as_str())
                    && locale_of_entry[&at] == *locale
                {
                    entries.insert(at, item);
                }
            }
        }
        let listed = |at: usize| Some(self.listed(at, entries.get(&at)?, used.get(&at).cloned().unwrap_or_default()));
        citations.list = order.into_iter().filter_map(listed).collect();
    }

    /// An entry as it stands in no document's list, without a number. `None` where the style has no lists.
    pub fn alone(self, publication: usize) -> Option<Listed> {
        let locale = self.locale(publication, locale_of(self.tag.as_str()));
        let item = CitationItem::with_entry(self.publications[publication].entry(self.language));
        let mut driver = BibliographyDriver::new();
        driver.citation(self.request(vec![item], locale));
        let mut list = driver.finish(self.list_request(locale)).bibliography?;
        let mut item = list.items.pop()?;
        item.content.0.retain(|child| !is_number(child));
        let mut listed = self.listed(publication, &item, Vec::new());
        listed.sign.clear();
        Some(listed)
    }

    /// The title of a publication, for styles without lists.
    pub fn bare(self, publication: usize) -> Listed {
        let entry = self.entry(publication);
        let title = entry.title().map_or_else(|| entry.key().to_owned(), ToString::to_string);
        let text = vec![pieces::plain(title, Look::default())];
        Listed { publication, sign: Vec::new(), text, lang: written_in(entry, self.tag), citations: Vec::new() }
    }

    fn entry(self, publication: usize) -> &'a Entry {
        self.publications[publication].entry(self.language)
    }

    /// The locale in whose words an entry is written.
    fn locale(self, publication: usize, own: &'static str) -> &'static str {
        match self.style.terms {
            Terms::OfText => own,
            Terms::OfEntry => locale_of(&written_in(self.entry(publication), self.tag)),
        }
    }

    fn request(self, items: Vec<CitationItem<'a, Entry>>, locale: &str) -> CitationRequest<'a, Entry> {
        CitationRequest::new(items, &self.style.csl, Some(LocaleCode(locale.to_owned())), locales(), None)
    }

    fn list_request(self, locale: &str) -> BibliographyRequest<'a> {
        BibliographyRequest::new(&self.style.csl, Some(LocaleCode(locale.to_owned())), locales())
    }

    /// All citations, and the list, in the words of a locale.
    fn run(self, citations: &[Citation], locale: &str) -> Rendered {
        let mut driver = BibliographyDriver::new();
        for citation in citations {
            let place = match &citation.words {
                Words::Locator(place) if self.style.place.is_none() => Some(place),
                _ => None,
            };
            let locator = place.map(|place| SpecificLocator(place.kind, LocatorPayload::Str(&place.value)));
            let item = |&at: &usize| CitationItem::with_locator(self.entry(at), locator.clone());
            let items: Vec<_> = citation.publications.iter().map(item).collect();
            driver.citation(self.request(items, locale));
        }
        driver.finish(self.list_request(locale))
    }

    /// A citation: each of its works as written in the words of that work's locale, what stands between them in the text's.
    fn citation(
        self,
        (at, citation): (usize, &Citation),
        written: &BTreeMap<&str, Rendered>,
        own: &str,
        locales: &BTreeMap<usize, &str>,
    ) -> Vec<Piece> {
        let in_locale = |locale: &str| Some(&written.get(locale)?.citations.get(at)?.citation);
        let mut text = in_locale(own).cloned().unwrap_or_default();
        for child in &mut text.0 {
            if let ElemChild::Elem(elem) = child
                && let Some(ElemMeta::Entry(item)) = elem.meta
                && let Some(locale) = citation.publications.get(item).and_then(|at| locales.get(at))
                && *locale != own
                && let Some(same) = in_locale(locale).and_then(|text| text.find_meta(&ElemMeta::Entry(item)))
            {
                elem.children = same.children.clone();
            }
        }
        let mut text = pieces::read(&text, &citation.publications, self.style.between);
        // The library joins the ends of a row of numbers by a dash of its own; Chinese and Japanese rules want a hyphen.
        for piece in text.iter_mut().filter(|piece| self.style.place.is_some() && piece.text == "–") {
            piece.text = "-".to_owned();
        }
        if let (Words::Locator(place), Some(before)) = (&citation.words, self.style.place) {
            let look = text.first().map(|piece| piece.look).unwrap_or_default();
            let place = if place.kind == Kind::Page { format!("{before}{}", place.value) } else { place.words.clone() };
            text.push(pieces::plain(place, look));
        }
        text
    }

    fn listed(self, publication: usize, item: &BibliographyItem, citations: Vec<usize>) -> Listed {
        let sign = item.first_field.as_ref().map(pieces::read_one).unwrap_or_default();
        let lang = written_in(self.entry(publication), self.tag);
        Listed { publication, sign, text: pieces::read(&item.content, &[], self.style.between), lang, citations }
    }
}

/// Whether an element is the number of a citation.
fn is_number(child: &ElemChild) -> bool {
    matches!(child, ElemChild::Elem(elem) if elem.meta == Some(ElemMeta::CitationNumber))
}

/// The language that a publication is written in, as a BCP 47 tag: what its entry says, else what its title shows. Han alone is
/// read in the language of the text that cites it, where that is written in Han.
fn written_in(entry: &Entry, text: &LanguageTag) -> String {
    if let Some(language) = entry.language() {
        return language.to_string();
    }
    let title = entry.title().map(ToString::to_string).unwrap_or_default();
    let is_kana = |c: char| ('\u{3041}'..='\u{30ff}').contains(&c) && c != '・' && c != 'ー';
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || ('\u{3400}'..='\u{4dbf}').contains(&c);
    if title.contains(is_kana) {
        return "ja".to_owned();
    }
    match (title.contains(is_han), text.primary()) {
        (true, "zh" | "ja") => text.as_str().to_owned(),
        (true, _) => "zh".to_owned(),
        (false, _) if title.contains(|c: char| c.is_ascii_alphabetic()) => "en".to_owned(),
        (false, _) => text.as_str().to_owned(),
    }
}

/// Where works in a language stand in a list that keeps languages together: Chinese, Japanese, those of the west, Russian,
/// all others (GB/T 7714—2015, section 9.2).
fn rank(tag: &str) -> u8 {
    match tag.split('-').next() {
        Some("zh") => 0,
        Some("ja") => 1,
        Some("ru") => 3,
        Some("ar" | "fa" | "he" | "hi" | "ko" | "mn" | "th") => 4,
        _ => 2,
    }
}

/// The locale of styles for a language.
fn locale_of(tag: &str) -> &'static str {
    let mut parts = tag.split('-');
    match parts.next() {
        Some("zh") if parts.any(|part| ["Hant", "TW", "HK", "MO"].contains(&part)) => "zh-TW",
        Some("zh") => "zh-CN",
        Some("ja") => "ja-JP",
        _ => "en-US",
    }
}
