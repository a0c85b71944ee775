//! Real translations (`zh-ja-alignment.json`): few passages are told of as they stand, and nearly every change of a figure is.

use std::collections::BTreeSet;

use taiyaku::base::figure::{Difference, Figure, Kind, Side, Weight, differences, figures};
use taiyaku::base::language::LanguageTag;

use super::super::vectors::{array, load, text};
use super::{Dice, WAYS, language};

/// What is told of these translations as they stand: document, index of the passage, and why it is right to tell.
const TOLD: &[(&str, usize, &str)] = &[
    ("react-18-upgrade-guide.md", 0, "the date of publication: 2022 年 8 月 3 日 against March 08, 2022"),
    ("react-18-upgrade-guide.md", 25, "the conference of 2021 is that of 2011 in Japanese"),
    ("style.md", 12, "两个注意事项 against 3 つの注意点"),
    ("watchers.md", 43, "the sentence with the version 3.5 was not translated"),
];

/// A passage in both languages with its figures.
struct Pair {
    document: String,
    index: usize,
    source: String,
    target: String,
    figures: [Vec<Figure>; 2],
}

fn pairs(languages: &[LanguageTag; 2]) -> Option<Vec<Pair>> {
    let vectors = load("zh-ja-alignment.json")?;
    let mut pairs = Vec::new();
    for document in array(&vectors["docs"]) {
        for (index, (source, target)) in array(&document["zh"]).iter().zip(array(&document["ja"])).enumerate() {
            let (source, target) = (text(source).to_owned(), text(target).to_owned());
            let figures = [figures(&source, &languages[0]), figures(&target, &languages[1])];
            pairs.push(Pair { document: text(&document["file"]).to_owned(), index, source, target, figures });
        }
    }
    Some(pairs)
}

fn years(figures: &[Figure]) -> BTreeSet<i32> {
    let year = |figure: &Figure| match figure.kind {
        Kind::Date(date) => Some(date.year?.number()),
        _ => None,
    };
    figures.iter().filter_map(year).collect()
}

fn told(pair: &Pair, target: &str, of_target: &[Figure]) -> Vec<Difference> {
    let [source, _] = &pair.figures;
    differences(
        Side { text: &pair.source, figures: source, years: &years(source) },
        Side { text: target, figures: of_target, years: &years(of_target) },
    )
}

#[test]
fn few_passages_are_told_of_and_each_rightly() {
    let Some(pairs) = pairs(&[language("zh-Hans"), language("ja")]) else { return };
    let told: Vec<(&str, usize)> = pairs
        .iter()
        .flat_map(|pair| {
            told(pair, &pair.target, &pair.figures[1]).into_iter().map(|_| (pair.document.as_str(), pair.index))
        })
        .collect();
    println!("{} pairs, {} told of", pairs.len(), told.len());
    let expected: Vec<(&str, usize)> = TOLD.iter().map(|(document, index, _)| (*document, *index)).collect();
    assert_eq!(told, expected);
    assert!(told.len() * 1500 <= 5 * pairs.len(), "{} of {}", told.len(), pairs.len());
}

#[test]
fn changes_of_figures_are_found() {
    let languages = [language("zh-Hans"), language("ja")];
    let Some(pairs) = pairs(&languages) else { return };
    // Figures that both languages have: of one that a language leaves to its words nobody can tell that it changed.
    let mut places = Vec::new();
    for pair in pairs.iter().filter(|pair| told(pair, &pair.target, &pair.figures[1]).is_empty()) {
        let [source, target] = &pair.figures;
        for figure in target.iter().filter(|figure| figure.weight > Weight::None) {
            let is_same = |other: &&Figure| match (figure.kind, other.kind) {
                (Kind::Date(_), Kind::Date(_)) => true,
                (kind, other) => kind.value().is_some() && kind.value() == other.value(),
            };
            let in_source = source.iter().filter(|figure| figure.weight > Weight::None).filter(is_same).count();
            if in_source >= target.iter().filter(is_same).count() {
                places.push((pair, figure));
            }
        }
    }
    let mut dice = Dice(0x6669_6775);
    let (mut n_found, mut missed) = (0, Vec::new());
    for _ in 0..100 {
        let (pair, figure) = &places[dice.roll(places.len())];
        let way = WAYS[dice.roll(WAYS.len())];
        let words = &pair.target[figure.range.clone()];
        let changed = way.apply(words, &mut dice);
        let target = format!("{}{changed}{}", &pair.target[..figure.range.start], &pair.target[figure.range.end..]);
        let is_found = !told(pair, &target, &figures(&target, &languages[1])).is_empty();
        n_found += usize::from(is_found);
        if !is_found {
            missed.push(format!("{}#{}: {words} became {changed}", pair.document, pair.index));
        }
    }
    println!("{} figures; {n_found} of 100 changes found; not found:\n{}", places.len(), missed.join("\n"));
    assert!(n_found >= 95, "{n_found}");
}
