//! Registers: the entries of the glossary by kind and in the order of each language, how they relate to one another, and
//! what of the site has to do with each. Worked out once for the site; pages only look it up.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;
use rayon::prelude::*;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::language::LanguageTag;
use crate::base::rule;
use crate::base::yaml::nearest;
use crate::parse::config::Language;
use crate::parse::glossary::{Term, TermKind};

use super::names::SiteNames;
use super::route::Route;
use super::site::{Generated, Linked, Place, Site, page_of};

/// The registers of a site.
#[derive(Clone, Debug, Default)]
pub struct Registers {
    /// The entries in the order of each language's readings: indexes of terms, by the language's index.
    pub orders: Vec<Vec<usize>>,
    /// The entries that have to do with each, both ways, by the term's index: in the author's order, each once.
    pub related: Vec<Vec<usize>>,
    /// The texts and commentaries that each person wrote, by the term's index, in reading order.
    pub written: Vec<Vec<usize>>,
    /// The entries that each page has of its own, in order, by the language's index.
    own: Vec<BTreeMap<Generated, Vec<usize>>>,
    /// The place of each entry among those of its page, by the language's and the term's index.
    places: Vec<Vec<usize>>,
    /// The notes on each passage, by the page's language: indexes into [`Linked::notes`] of the passage's work.
    notes: Vec<BTreeMap<Place, Vec<usize>>>,
}

impl Registers {
    /// Works them out for the entries of a site whose works are linked. `related` is what [`relate`] gives, `sequence` the
    /// reading order of all texts.
    pub fn new(
        terms: &[Term],
        related: Vec<Vec<usize>>,
        languages: &[Language],
        works: &[Arc<Linked>],
        sequence: &[usize],
    ) -> Self {
        let mut written = vec![Vec::new(); terms.len()];
        for &work in sequence {
            works[work].authors.iter().for_each(|&author| written[author].push(work));
        }
        let orders: Vec<Vec<usize>> =
            languages.par_iter().enumerate().map(|(at, language)| order(terms, at, &language.tag)).collect();
        let (own, places) = orders.iter().map(|order| by_page(terms, order)).unzip();
        Self {
            orders,
            related,
            written,
            own,
            places,
            notes: (0..languages.len()).map(|language| notes(works, language)).collect(),
        }
    }

    /// How many entries of its own that page has.
    pub fn count(&self, page: Generated) -> usize {
        self.own.first().and_then(|own| own.get(&page)).map_or(0, Vec::len)
    }

    /// The entries of its own that a page has, in the order of a language, be it in its parts.
    pub fn all(&self, page: Generated, language: usize) -> &[usize] {
        self.own[language].get(&page).map_or(&[], Vec::as_slice)
    }

    /// Those that it holds in full: all, none if it has parts, or those of one of its parts.
    pub fn own(&self, page: Generated, language: usize, part: Option<usize>) -> &[usize] {
        let own = self.all(page, language);
        match part {
            Some(part) => own.chunks(MAX_ENTRIES).nth(part).unwrap_or_default(),
            None if own.len() > MAX_ENTRIES => &[],
            None => own,
        }
    }

    /// The part of its page in which an entry stands in full, in a language; `None` where the page has no parts.
    pub fn part(&self, term: usize, page: Generated, language: usize) -> Option<usize> {
        (self.count(page) > MAX_ENTRIES).then(|| self.places[language][term] / MAX_ENTRIES)
    }
}

/// A page with more entries of its own than this becomes an index, and the entries stand on pages that are its parts: a
/// browser takes no page of 100,000 entries.
pub const MAX_ENTRIES: usize = 1000;

/// The pages of entries in a language, with their names below the language's folder, without .html.
pub fn routes(terms: &[Term], language: usize) -> impl Iterator<Item = (Route, String)> {
    let whole = pages(terms).into_iter().map(move |page| (Route::Generated(page, language), page.name().to_owned()));
    let parts = parts(terms).into_iter().flat_map(|(page, count)| (0..count).map(move |part| (page, part)));
    let part = move |(page, part)| (Route::Part { page, language, part }, format!("{}.{}", page.name(), part + 1));
    whole.chain(parts.map(part))
}

/// How many parts each page has in which entries stand, for pages that have parts.
fn parts(terms: &[Term]) -> BTreeMap<Generated, usize> {
    let mut counts: BTreeMap<Generated, usize> = BTreeMap::new();
    terms.iter().for_each(|term| *counts.entry(page_of(term.kind)).or_default() += 1);
    counts.retain(|_, count| *count > MAX_ENTRIES);
    counts.into_iter().map(|(page, count)| (page, count.div_ceil(MAX_ENTRIES))).collect()
}

/// The entries of each page in order, and the place of each among them, by the term's index.
fn by_page(terms: &[Term], order: &[usize]) -> (BTreeMap<Generated, Vec<usize>>, Vec<usize>) {
    let mut own: BTreeMap<Generated, Vec<usize>> = BTreeMap::new();
    let mut places = vec![0; terms.len()];
    for &term in order {
        let entries = own.entry(page_of(terms[term].kind)).or_default();
        places[term] = entries.len();
        entries.push(term);
    }
    (own, places)
}

/// The pages that the entries have. The glossary is also the index of all entries: it is made unless all are persons. The
/// people's page has had the organizations, and leads on from their old addresses.
pub fn pages(terms: &[Term]) -> BTreeSet<Generated> {
    let mut pages: BTreeSet<Generated> = terms.iter().map(|term| page_of(term.kind)).collect();
    if pages.iter().any(|page| *page != Generated::People) {
        pages.insert(Generated::Glossary);
    }
    if pages.contains(&Generated::Organizations) {
        pages.insert(Generated::People);
    }
    pages
}

/// Whether an address on that page reaches the entries of that kind, be it that they have stood there.
pub fn reaches(page: Generated, kind: TermKind) -> bool {
    match page {
        Generated::Glossary => true,
        Generated::People => matches!(kind, TermKind::Person | TermKind::Organization),
        page => page_of(kind) == page,
    }
}

impl Site {
    /// The notes on a passage that the page of its work in that language shows: indexes into [`Linked::notes`].
    pub fn notes_at(&self, place: Place, language: usize) -> &[usize] {
        self.registers.notes[language].get(&place).map_or(&[], Vec::as_slice)
    }

    /// The heading of the section that a passage lies in, or that it is; `None` before the first heading.
    pub fn heading_of(&self, place: Place) -> Option<Place> {
        let section = self.unit(place).section;
        // Sections are numbered as they come, and each begins with its heading.
        let unit = self.works[place.work].work.units.partition_point(|unit| unit.section < section);
        (section > 0).then_some(Place { unit, ..place })
    }
}

/// Reads which entries have to do with which; one that names no other is complained of.
pub fn relate(names: &SiteNames<'_>, diagnostics: &mut Diagnostics) -> Vec<Vec<usize>> {
    let mut related: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); names.terms.len()];
    for (at, term) in names.terms.iter().enumerate() {
        for id in &term.related {
            match names.term(&id.value) {
                Some(other) if other == at => diagnostics.push(
                    Diagnostic::new(&rule::WRONG_VALUE, id.span, format!("`{}` is this entry itself", id.value))
                        .help("name another entry, or remove it"),
                ),
                Some(other) => {
                    related[at].insert(other);
                    related[other].insert(at);
                }
                None if names.unread.glossary.may_have(&id.value) => {}
                None => {
                    let complaint =
                        Diagnostic::new(&rule::UNKNOWN_TERM, id.span, format!("there is no entry `{}`", id.value));
                    let ids = names.terms.iter().map(|term| term.id.value.as_str());
                    diagnostics.push(match nearest(&id.value, ids) {
                        Some(near) => complaint.help(format!("did you mean `{near}`?")),
                        None => complaint.help("name an entry by its id: soft-law"),
                    });
                }
            }
        }
    }
    related.into_iter().map(|related| related.into_iter().collect()).collect()
}

fn notes(works: &[Arc<Linked>], language: usize) -> BTreeMap<Place, Vec<usize>> {
    let mut at: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
    for linked in works {
        for (number, note) in linked.notes[language].iter().enumerate() {
            for target in &note.targets {
                let notes = at.entry(target.place).or_default();
                if notes.last() != Some(&number) {
                    notes.push(number);
                }
            }
        }
    }
    at
}

/// The entries in the order of a language: by reading through ICU collation, then by label and id, so that the order is
/// total.
fn order(terms: &[Term], language: usize, tag: &LanguageTag) -> Vec<usize> {
    let collator = collator(tag);
    let mut order: Vec<usize> = (0..terms.len()).collect();
    order.sort_by_cached_key(|&at| {
        let reading = sort_text(&terms[at], language);
        let mut key = Vec::new();
        let is_written =
            collator.as_ref().is_some_and(|collator| collator.write_sort_key_to(reading, &mut key).is_ok());
        if !is_written {
            key = reading.as_bytes().to_vec();
        }
        (group_rank(reading), key, terms[at].label(language), terms[at].id.value.as_str())
    });
    order
}

/// What compares words in the order of a language.
pub fn collator(tag: &LanguageTag) -> Option<CollatorBorrowed<'static>> {
    let locale = Locale::from(tag.identifier().clone());
    Collator::try_new(locale.into(), CollatorOptions::default()).ok()
}

/// What a term is sorted by in a language: its reading, else its label.
pub fn sort_text(term: &Term, language: usize) -> &str {
    term.reading.get(language).map_or_else(|| term.label(language), |reading| &reading.value)
}

/// The rows of the Japanese syllabary, by the first kana of each.
const KANA_ROWS: [(char, &str); 10] = [
    ('あ', "あ"),
    ('か', "か"),
    ('さ', "さ"),
    ('た', "た"),
    ('な', "な"),
    ('は', "は"),
    ('ま', "ま"),
    ('や', "や"),
    ('ら', "ら"),
    ('わ', "わ"),
];

/// The heading under which a reading stands: a Latin letter, a row of the syllabary, or `#`.
pub fn group(reading: &str) -> String {
    let Some(first) = base_letter(reading) else { return "#".into() };
    if first.is_ascii_alphabetic() {
        return first.to_ascii_uppercase().to_string();
    }
    let row = KANA_ROWS.iter().rev().find(|(start, _)| ('ぁ'..='ん').contains(&first) && *start <= enlarge(first));
    match row {
        Some((_, row)) => (*row).to_owned(),
        None if first.is_alphabetic() => first.to_uppercase().to_string(),
        None => "#".into(),
    }
}

/// Groups of one script stand together, whatever the collation mixes: Latin, kana, other.
fn group_rank(reading: &str) -> u8 {
    match base_letter(reading) {
        Some(first) if first.is_ascii_alphabetic() => 1,
        Some('ぁ'..='ん') => 0,
        Some(_) => 2,
        None => 3,
    }
}

/// The first letter without its marks, katakana as hiragana.
fn base_letter(reading: &str) -> Option<char> {
    let decomposed = icu_normalizer::DecomposingNormalizerBorrowed::new_nfkd();
    let first = decomposed.normalize_iter(reading.chars()).find(|c| c.is_alphanumeric())?;
    Some(match first {
        'ァ'..='ヶ' => char::from_u32(first as u32 - 0x60).unwrap_or(first),
        other => other,
    })
}

/// A small kana stands in the row of its large one.
fn enlarge(kana: char) -> char {
    match kana {
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' => 'あ',
        'っ' => 'つ',
        'ゃ' | 'ゅ' | 'ょ' => 'や',
        'ゎ' => 'わ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_stand_under_their_rows_and_letters() {
        for (reading, expected) in [
            ("ruan fa", "R"),
            ("そふとろー", "さ"),
            ("ガバナンス", "か"),
            ("ぱねる", "は"),
            ("ゎ", "わ"),
            ("っ", "た"),
            ("openai", "O"),
            ("１", "#"),
            ("…", "#"),
        ] {
            assert_eq!(group(reading), expected, "{reading}");
        }
    }
}
