//! The glossary, and the page of people and organizations.

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;

use crate::link::site::{Generated, Place, page_of};
use crate::parse::glossary::{Term, TermKind};

use super::frame::Frame;
use super::view::{GlossaryGroupView, GlossaryView, LinkView, PageView, TermView};

/// The glossary in the order of the language's readings.
pub fn glossary(frame: &Frame<'_>) -> (PageView, GlossaryView) {
    let terms = entries(frame, Generated::Glossary);
    let mut groups: Vec<GlossaryGroupView> = Vec::new();
    let count = terms.len();
    for at in terms {
        let label = group(&sort_text(&frame.site.terms[at], frame.language));
        if groups.last().is_none_or(|group| group.label != label) {
            let id = format!("group.{}", groups.len() + 1);
            groups.push(GlossaryGroupView { label, id, entries: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.entries.push(term(frame, at));
        }
    }
    let title = frame.word("glossary", &[]);
    let description = frame.word("glossary_lead", &[("n", &count.to_string())]);
    (frame.view("glossary", title, description), GlossaryView { groups, count })
}

/// People first, then organizations.
pub fn people(frame: &Frame<'_>) -> (PageView, GlossaryView) {
    let terms = entries(frame, Generated::People);
    let count = terms.len();
    let mut groups = Vec::new();
    for kind in [TermKind::Person, TermKind::Organization] {
        let of_kind: Vec<TermView> =
            terms.iter().filter(|&&at| frame.site.terms[at].kind == kind).map(|&at| term(frame, at)).collect();
        if !of_kind.is_empty() {
            let id = format!("group.{}", kind.name());
            groups.push(GlossaryGroupView { label: frame.word(kind.name(), &[]), id, entries: of_kind });
        }
    }
    (frame.view("people", frame.word("people", &[]), frame.word("people_lead", &[])), GlossaryView { groups, count })
}

/// The entries of a page, in the order of the language: by reading through ICU collation, then by label and id, so that
/// the order is total.
fn entries(frame: &Frame<'_>, page: Generated) -> Vec<usize> {
    let terms = &frame.site.terms;
    let mut entries: Vec<usize> = (0..terms.len()).filter(|&at| page_of(terms[at].kind) == page).collect();
    let collator = collator(frame);
    let keys: Vec<String> = terms.iter().map(|term| sort_text(term, frame.language)).collect();
    entries.sort_by(|&a, &b| {
        let rank = |at: usize| group_rank(&keys[at]);
        let by_reading = match &collator {
            Some(collator) => collator.compare(&keys[a], &keys[b]),
            None => keys[a].cmp(&keys[b]),
        };
        rank(a)
            .cmp(&rank(b))
            .then(by_reading)
            .then_with(|| terms[a].label(frame.language).cmp(terms[b].label(frame.language)))
            .then_with(|| terms[a].id.value.cmp(&terms[b].id.value))
    });
    entries
}

fn collator(frame: &Frame<'_>) -> Option<CollatorBorrowed<'static>> {
    let locale = Locale::from(frame.tag().identifier().clone());
    Collator::try_new(locale.into(), CollatorOptions::default()).ok()
}

fn sort_text(term: &Term, language: usize) -> String {
    term.reading.get(language).map_or_else(|| term.label(language).to_owned(), |reading| reading.value.clone())
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
fn group(reading: &str) -> String {
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

fn term(frame: &Frame<'_>, at: usize) -> TermView {
    let term = &frame.site.terms[at];
    let language = frame.language;
    let reading = term.reading.get(language).map(|reading| reading.value.clone());
    TermView {
        id: term.id.value.clone(),
        label: term.label(language).to_owned(),
        lang: frame.lang_of(&term.labels),
        admitted: term
            .labels
            .get(language)
            .map_or_else(Vec::new, |labels| labels.admitted.iter().map(|label| label.value.clone()).collect()),
        // A Latin name is its own reading; saying it twice tells nobody anything.
        reading: reading.filter(|reading| reading.to_lowercase() != term.label(language).to_lowercase()),
        kind: frame.word(term.kind.name(), &[]),
        counterparts: frame.foreign_labels(at),
        links: other_languages(frame, at),
        affiliation: term.affiliation.get_or_first(language).map(|text| text.value.clone()),
        definition: term.definition.text(language).to_owned(),
        definition_lang: frame.lang_of(&term.definition),
        source: term.source.get_or_first(language).map(|text| text.value.clone()),
        uses: uses(frame, at),
        works: works(frame, at),
    }
}

fn other_languages(frame: &Frame<'_>, at: usize) -> Vec<LinkView> {
    let page = frame.site.page_of_term(at);
    let languages = frame.site.config.languages.iter().enumerate().filter(|(language, _)| *language != frame.language);
    languages
        .filter_map(|(language, settings)| {
            let href = frame.addresses.page(crate::link::route::Route::Generated(page, language))?;
            Some(LinkView {
                label: settings.name.clone(),
                href: format!("{href}#{}", frame.site.terms[at].id.value),
                lang: Some(settings.tag.as_str().to_owned()),
                current: false,
            })
        })
        .collect()
}

/// The passages that use the term, as this language shows them.
fn uses(frame: &Frame<'_>, term: usize) -> Vec<LinkView> {
    let used_here = |place: &&Place| {
        let touched = frame.site.touched(**place, frame.language);
        touched.is_some_and(|touched| touched.terms.contains(&term))
    };
    let places = frame.site.uses[term].iter().filter(used_here);
    places
        .filter_map(|&place| {
            let href = frame.addresses.passage(place, frame.language)?;
            Some(LinkView { label: frame.passage_label(place), href, lang: None, current: false })
        })
        .collect()
}

/// The texts a person wrote.
fn works(frame: &Frame<'_>, term: usize) -> Vec<LinkView> {
    let works = frame.site.works.iter().enumerate().filter(|(_, linked)| linked.authors.contains(&term));
    works.filter_map(|(work, _)| frame.link_to(work)).collect()
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
