//! How translations stand to their sources, by what their locks record.

use taiyaku::align::state::State;
use taiyaku::align::work::Work;
use taiyaku::base::change::{Piece, changes};
use taiyaku::base::digest::Digest;
use taiyaku::build::{Completeness, Options, prepare};
use taiyaku::edit::{AcceptOptions, accept_in, init_in};
use taiyaku::parse::lock::{HEADER, line};

use super::harness::Site;
use super::root;

mod accept;
mod edits;
mod list;

/// A lock that records these passages, with the texts they were made from.
fn lock(records: &[(&str, &str)]) -> String {
    let lines: String = records.iter().map(|(id, text)| line(id, Digest::of(""), text) + "\n").collect();
    format!("{HEADER}\n{lines}")
}

/// The first work of a site.
fn work(site: &Site) -> Work {
    let built = prepare(&site.options(Completeness::AsSet)).unwrap();
    Work::clone(&built.site.works[0].work)
}

/// A site of one work, `a`, with these blocks in Chinese and Japanese.
fn site_of(source: &[&str], target: &[&str]) -> Site {
    let text =
        |language: &str, blocks: &[&str]| format!("--- content/{language}/a.md ---\n# 甲\n\n{}\n", blocks.join("\n\n"));
    Site::new(&(text("zh", source) + &text("ja", target)))
}

/// How the first work stands in Japanese.
fn stands(site: &Site) -> String {
    states(&work(site), 1)
}

/// How the title and the units stand in a language: a letter for each.
fn states(work: &Work, language: usize) -> String {
    let units = (0..work.units.len()).map(|unit| work.state(unit, language));
    [work.title_state(language)].into_iter().chain(units).map(letter).collect()
}

fn letter(state: &State) -> char {
    match state {
        State::Source => 's',
        State::Current => 'c',
        State::Stale { .. } => 'X',
        State::Unrecorded => 'u',
        State::Missing => 'm',
    }
}

#[test]
fn a_translation_is_stale_when_its_source_says_something_else() {
    let site = Site::new(
        "--- content/zh/a.md ---\n# 甲\n\n一**二**。 {#a}\n\n新三。 {#b}\n\n四。 {#c}\n\n五。 {#d}\n\n## 无名\n\n六。 {#e only}\n\n---\n\n七。\n\
         --- content/ja/a.md ---\n# 甲\n\n一二。 {#a}\n\n三。 {#b}\n\n四。 {#c}\n\n## 名なし\n\n八。 {#f only}\n\n---\n\n七。\n",
    );
    site.write(&format!("--- content/ja/a.lock ---\n{}", lock(&[("a", "一二。"), ("b", "三。"), ("top", "甲")])));
    let work = work(&site);
    assert_eq!(states(&work, 0), "ssssssssss", "nothing is asked of the source");
    assert_eq!(states(&work, 1), "ccXumusssu");
    assert_eq!(work.units[1].id, "b");
    assert_eq!(work.state(1, 1), &State::Stale { recorded: "三。".into() });
    site.write("--- content/zh/a.md ---\n# 乙\n\n一*二*。 {#a}\n\n三。 {#b}\n");
    assert_eq!(states(&self::work(&site), 1), "Xccsssss", "what says again what was recorded is current");
}

#[test]
fn a_lock_lies_beside_its_document_wherever_that_is() {
    for [document, lock_path] in
        [["content/ja/x/a.md", "content/ja/x/a.lock"], ["content/x/a.ja.md", "content/x/a.ja.lock"]]
    {
        let site = Site::new(&format!(
            "--- content/zh/x/a.md ---\n# 甲\n\n一。 {{#a}}\n--- {document} ---\n# 甲\n\n一。 {{#a}}\n--- {lock_path} ---\n{}",
            lock(&[("a", "一。"), ("top", "甲")])
        ));
        assert_eq!(states(&work(&site), 1), "cc", "{lock_path}");
        assert_eq!(site.build(), "");
        let is_published = super::harness::tree(&site.output()).keys().any(|path| path.ends_with(".lock"));
        assert!(!is_published, "a lock is no page's file");
    }
}

#[test]
fn a_work_is_made_from_its_own_source() {
    let site = Site::new(
        "--- content/zh/a.md ---\n---\ntitle: 甲\nsource: ja\n---\n一。 {#a}\n\n二。 {#b}\n\
         --- content/ja/a.md ---\n# 甲\n\n壱。 {#a}\n\n弐。 {#b}\n",
    );
    site.write(&format!("--- content/zh/a.lock ---\n{}", lock(&[("a", "壱。"), ("b", "貳。")])));
    let work = work(&site);
    assert_eq!(states(&work, 0), "ucX");
    assert_eq!(states(&work, 1), "sss");
}

#[test]
fn each_language_has_its_own_record() {
    let site = Site::new(
        "--- site.yaml ---\ntitle: {zh: 网站}\nlanguages:\n  - {tag: zh, dir: zh, name: 中}\n  - {tag: ja, dir: ja, name: 日}\n  - {tag: en, dir: en, name: E}\n\
         --- content/zh/a.md ---\n# 甲\n\n一。 {#a}\n\n二。 {#b}\n\
         --- content/ja/a.md ---\n# 甲\n\n一。 {#a}\n\n二。 {#b}\n\
         --- content/en/a.md ---\n# A\n\nOne. {#a}\n",
    );
    site.write(&format!("--- content/ja/a.lock ---\n{}", lock(&[("a", "旧。"), ("b", "二。")])));
    site.write(&format!("--- content/en/a.lock ---\n{}", lock(&[("a", "一。"), ("top", "甲")])));
    let work = work(&site);
    assert_eq!((states(&work, 1), states(&work, 2)), ("uXc".into(), "ccm".into()));
}

#[test]
fn a_language_without_the_work_lacks_all_of_it() {
    let site = Site::new("--- content/zh/a.md ---\n# 甲\n\n一。 {#a}\n\n二。 {#b only}\n");
    assert_eq!(states(&work(&site), 1), "mms");
}

#[test]
fn joined_and_split_passages_are_told_by_the_text_that_they_stand_in() {
    // The translation joins b to a and splits c; the source joins e to d and has split f in two without another word.
    let site = Site::new(
        "--- content/zh/a.md ---\n# 甲\n\n一。 {#a}\n\n二。 {#b}\n\n三。 {#c}\n\n四五。 {#d with=e}\n\n六。\n六。 {#f}\n\n七。 {#f-2 of=f}\n\nOne. {#g}\n\nTwo. {#g-2 of=g}\n\
         --- content/ja/a.md ---\n# 甲\n\n一二。 {#a with=b}\n\n三 {#c}\n\nの続き。 {#c-2 of=c}\n\n四。 {#d}\n\n五。 {#e}\n\n六六七。 {#f}\n\n一二。 {#g}\n",
    );
    let records = [
        ("a", "一。"),
        ("b", "二。"),
        ("c", "三。"),
        ("d", "四五。"),
        ("e", "四五。"),
        ("f", "六。六。七。"),
        ("g", "One. Two."),
        ("top", "甲"),
    ];
    site.write(&format!("--- content/ja/a.lock ---\n{}", lock(&records)));
    assert_eq!(site.build(), "");
    assert_eq!(states(&work(&site), 1), "c".repeat(8));
    site.write(&format!("--- content/ja/a.lock ---\n{}", lock(&[("b", "弐。"), ("d", "四。"), ("e", "六。")])));
    let stale: Vec<String> = {
        let work = work(&site);
        let is_stale = |unit: &usize| work.state(*unit, 1).is_stale();
        (0..work.units.len()).filter(is_stale).map(|unit| work.units[unit].id.to_string()).collect()
    };
    assert_eq!(stale, ["b", "d", "e"]);
    site.write(&format!("--- content/ja/a.lock ---\n{}", lock(&[("d", "四"), ("e", "五。")])));
    assert_eq!(states(&work(&site), 1), "uuuuccuu", "the source has joined what the two were made from");
}

#[test]
fn what_is_seen_counts_and_how_it_is_marked_does_not() {
    let source = |text: &str| {
        let site = Site::new(&format!(
            "--- content/zh/a.md ---\n# 甲\n\n{text}\n--- content/ja/a.md ---\n# 甲\n\n訳。 {{#a}}\n"
        ));
        site.write("--- content/zh/map.png ---\nx\n");
        let work = work(&site);
        assert_eq!(work.units[0].id, "a", "{text}");
        work.wordings(0).unwrap().of(work.units[0].blocks(0))
    };
    for (text, wording) in [
        ("  か\u{3099}く  [語](term:)　です\n続き {#a}", "がく 語 です続き"),
        ("- 一\n- 二\n  - 三\n\n{#a}", "一 二 三"),
        ("| 甲 | 乙 |\n|---|---|\n| 丙 | **丁** |\n\n{#a}", "甲 乙 丙 丁"),
        ("```text\nlet  x;\n```\n\n{#a}", "let x;"),
        ("![地图](map.png)\n\n{#a}", "地图"),
        ("> 一\n>\n> 二\n\n{#a}", "一 二"),
        ("文[^1]。 {#a}\n\n[^1]: 注，又注[^2]。\n[^2]: 末。", "文。 注，又注。 末。"),
        ("文[^tn-a]。 {#a}\n\n[^tn-a]: 译者的话。", "文。"),
        ("文[^1]。 {#a}\n\n又[^1]。\n\n[^1]: 注[^1]。", "文。 注。"),
        ("{漢字|かんじ}は{修学|しゅう|がく} {#a}", "漢字は修学"),
        ("一 {#a}\n\n二 {#a-2 of=a}", "一二"),
        ("一 {#a}\n\ntwo {#a-2 of=a}", "一 two"),
    ] {
        assert_eq!(source(text), wording, "{text}");
    }
}

#[test]
fn what_is_stale_fails_a_site_that_is_to_be_complete() {
    let text = "--- content/zh/a.md ---\n# 甲\n\n新一。 {#a}\n--- content/ja/a.md ---\n# 甲\n\n一。 {#a}\n";
    let site = Site::new(text);
    assert_eq!(site.build_with(Completeness::Required), "", "what is not recorded is never stale");
    site.write(&format!("--- content/ja/a.lock ---\n{}", lock(&[("a", "一。")])));
    assert!(site.build().starts_with("notice[stale-target]: "));
    assert!(site.build_with(Completeness::Required).starts_with("error[stale-target]: "));
}

#[test]
fn what_cannot_be_paired_fails_a_site_that_is_to_be_complete() {
    for target in [&["一。", "二。"][..], &["一。"], &["一。", "二。", "三。", "四。"]] {
        let told = |completeness| site_of(&["一。", "二。"], target).build_with(completeness);
        assert!(!told(Completeness::AsSet).contains("error"), "{target:?}");
        assert_eq!(told(Completeness::Required).contains("error[unpaired-unit]"), target.len() != 2, "{target:?}");
    }
}

#[test]
fn long_texts_are_compared_in_time() {
    let text = |seed: usize| -> String {
        let character = |at: usize| char::from_u32(0x4E00 + ((at * (at + seed)) % 4999) as u32);
        (0..100_000).filter_map(character).collect()
    };
    let start = std::time::Instant::now();
    let (old, new) = (text(1), text(7));
    let pieces = changes(&old, &new);
    let of = |is_in: fn(&Piece<'_>) -> bool| -> String {
        let words = pieces.iter().filter(|piece| is_in(piece));
        words.map(|(Piece::Same(words) | Piece::Removed(words) | Piece::Added(words))| *words).collect()
    };
    assert!(
        of(|piece| !matches!(piece, Piece::Added(_))) == old && of(|piece| !matches!(piece, Piece::Removed(_))) == new
    );
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn the_edition_is_recorded_whole() {
    let options = Options { root: root(), base_url: None, completeness: Completeness::Required };
    let built = prepare(&options).unwrap();
    for linked in &built.site.works {
        let states = states(&linked.work, 1);
        assert!(
            states.chars().all(|state| matches!(state, 'c' | 's')),
            "{}: {states}; taiyaku accept",
            linked.work.key
        );
        assert!(states.contains('c'), "{}", linked.work.key);
        let lock = linked.work.locks[1].as_ref().unwrap();
        assert_eq!(lock.records.len(), states.matches('c').count(), "{}; taiyaku accept --prune", lock.path);
    }
    let accepted = accept_in(&root(), &AcceptOptions::default()).unwrap();
    assert_eq!(accepted.outcomes, [], "taiyaku accept");
}

#[test]
fn works_of_many_passages_are_recorded_in_time() {
    let paragraphs = |text: &str| (0..20_000).map(|at| format!("{text}{at}。 {{#p-{at}}}\n\n")).collect::<String>();
    let big = "字".repeat(1 << 18);
    let site =
        site_of(&[&paragraphs("段"), &format!("{big} {{#big}}")], &[&paragraphs("別"), &format!("{big}乙 {{#big}}")]);
    let start = std::time::Instant::now();
    let accepted = accept_in(site.root(), &AcceptOptions::default()).unwrap();
    assert_eq!(accepted.outcomes.len(), 20_002);
    site.write(&format!("--- content/zh/a.md ---\n# 甲\n\n{}甲{big} {{#big}}\n", paragraphs("新")));
    assert_eq!(stands(&site), format!("c{}", "X".repeat(20_001)));
    let accepted = accept_in(site.root(), &AcceptOptions { typo: true, all: true, prune: true, ..Default::default() });
    assert_eq!(accepted.unwrap().outcomes.len(), 20_001);
    assert_eq!(stands(&site), "c".repeat(20_002));
    // Some seconds where it was written, without optimisation.
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn whatever_a_lock_holds_is_told_and_nothing_of_it_lost() {
    let site = site_of(&["一。 {#a}", "二。 {#b}"], &["壱。 {#a}", "弐。 {#b}"]);
    let good = lock(&[("a", "一。")]);
    for garbage in [
        "\0\0",
        "\t\t\t",
        "a",
        "{#a}\t\t\t",
        "\u{202e}x",
        "a\tb\tc\td\te",
        "<<<<<<<",
        "b\u{feff}\t\t\t",
        &"x".repeat(1 << 20),
    ] {
        for text in [format!("{garbage}\n{good}"), format!("{good}{garbage}")] {
            site.write(&format!("--- content/ja/a.lock ---\n{text}"));
            let built = prepare(&site.options(Completeness::AsSet)).unwrap();
            let told = built.diagnostics.iter().filter(|told| told.rule.name == "broken-lock").count();
            assert_eq!(told, 1, "{garbage:.20?}");
            assert_eq!(stands(&site), "ucu", "the good line counts");
            assert!(accept_in(site.root(), &AcceptOptions::default()).is_err());
            let read = std::fs::read_to_string(site.root().join("content/ja/a.lock")).unwrap();
            assert_eq!(read, text, "{garbage:.20?}");
        }
    }
}

#[test]
fn a_new_site_is_recorded_whole() {
    let folder = tempfile::tempdir().unwrap();
    init_in(folder.path()).unwrap();
    let accepted = accept_in(folder.path(), &AcceptOptions { prune: true, ..AcceptOptions::default() }).unwrap();
    assert_eq!(accepted.outcomes, [], "all is recorded already");
    assert!(folder.path().join("content/ja/parallel-text/translator.lock").is_file());
}
