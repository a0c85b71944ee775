//! `taiyaku accept`: what is recorded, what is left, and that nothing else changes.

use std::fs;

use taiyaku::edit::{AcceptOptions, Accepted, EditError, accept_in};

use super::{lock, site_of, stands};
use crate::harness::Site;

fn options(names: &[&str]) -> AcceptOptions {
    AcceptOptions { names: names.iter().map(|name| (*name).to_owned()).collect(), ..AcceptOptions::default() }
}

fn accept(site: &Site, options: &AcceptOptions) -> Vec<String> {
    told(&accept_in(site.root(), options).unwrap())
}

fn told(accepted: &Accepted) -> Vec<String> {
    accepted.outcomes.iter().map(ToString::to_string).collect()
}

fn refused(site: &Site, options: &AcceptOptions) -> String {
    let before = crate::harness::tree(site.root());
    let error = accept_in(site.root(), options).unwrap_err();
    assert_eq!(crate::harness::tree(site.root()), before, "nothing is written");
    assert!(matches!(error, EditError::Refused { .. }), "{error}");
    error.to_string()
}

fn read(site: &Site, path: &str) -> String {
    fs::read_to_string(site.root().join(path)).unwrap()
}

/// Three passages, all recorded.
fn recorded() -> Site {
    let site = site_of(&["一。 {#a}", "二。 {#b}", "三。 {#c}"], &["壱。 {#a}", "弐。 {#b}", "参。 {#c}"]);
    accept(&site, &options(&[]));
    assert_eq!(stands(&site), "cccc");
    site
}

#[test]
fn what_was_never_recorded_is_recorded_and_read_back() {
    let site = site_of(&["一。 {#a}", "无名。", "二。 {#b only}"], &["壱。 {#a}", "名なし。"]);
    assert_eq!(
        accept(&site, &options(&[])),
        ["recorded a#top (ja): for the first time", "recorded a#a (ja): for the first time"]
    );
    assert_eq!(stands(&site), "ccus");
    assert_eq!(accept(&site, &options(&[])), [""; 0], "once is enough");
    assert_eq!(read(&site, "content/ja/a.lock").lines().count(), 3);
}

#[test]
fn stale_passages_are_recorded_only_when_asked_for_and_as_what_they_are() {
    let site = recorded();
    let lock = read(&site, "content/ja/a.lock");
    // The sources of b and c have changed, and the translation of c.
    site.write("--- content/zh/a.md ---\n# 甲\n\n一。 {#a}\n\n二二。 {#b}\n\n三三。 {#c}\n");
    site.write("--- content/ja/a.md ---\n# 甲\n\n壱。 {#a}\n\n弐。 {#b}\n\n参参。 {#c}\n");
    let left = "left a#b (ja): stale; name it once its translation follows the source again";
    assert_eq!(accept(&site, &options(&[])), [left, &left.replace("#b", "#c")]);
    assert_eq!(accept(&site, &options(&["a"])), [left, &left.replace("#b", "#c")], "a work is no passage");
    assert_eq!(read(&site, "content/ja/a.lock"), lock, "not a byte");
    let typo = AcceptOptions { typo: true, ..options(&["a#c"]) };
    assert_eq!(accept(&site, &typo), ["left a#c (ja): the translation has changed as well; accept it without --typo"]);
    assert_eq!(
        accept(&site, &options(&["a#b"]))[0],
        "left a#b (ja): stale, and the translation is as it was; translate the change, or say with --typo that it need not follow"
    );
    assert_eq!(accept(&site, &options(&["a#c"])), ["recorded a#c (ja): the translation follows the source again"]);
    assert_eq!(stands(&site), "ccXc");
    let typo = AcceptOptions { typo: true, ..options(&["content/ja/a.md#b"]) };
    assert_eq!(accept(&site, &typo), ["recorded a#b (ja): the source has changed, the translation need not"]);
    assert_eq!(stands(&site), "cccc");
    let (before, after) = (lock, read(&site, "content/ja/a.lock"));
    let same = before.lines().zip(after.lines()).filter(|(before, after)| before == after).count();
    assert_eq!(
        (same, after.lines().count()),
        (3, 5),
        "the header, the title and the untouched passage stay as they were"
    );
}

#[test]
fn all_stale_passages_are_recorded_with_all() {
    let site = recorded();
    site.write("--- content/zh/a.md ---\n# 甲\n\n一。 {#a}\n\n二二。 {#b}\n\n三三。 {#c}\n");
    site.write("--- content/ja/a.md ---\n# 甲\n\n壱壱。 {#a}\n\n弐。 {#b}\n\n参参。 {#c}\n");
    let all = AcceptOptions { all: true, ..options(&[]) };
    let told = accept(&site, &all);
    assert_eq!(told[0], "recorded a#a (ja): the translation has changed, the source has not");
    assert!(told[1].starts_with("left a#b (ja): stale, and the translation is as it was"), "{told:?}");
    assert_eq!(told[2], "recorded a#c (ja): the translation follows the source again");
    assert_eq!(accept(&site, &AcceptOptions { typo: true, ..all }).len(), 1);
    assert_eq!(stands(&site), "cccc");
}

#[test]
fn a_joined_passage_is_recorded_against_the_text_that_it_stands_in() {
    let site =
        site_of(&["一。 {#a}", "二。 {#b}", "三。 {#c}", "四。 {#c-2 of=c}"], &["壱弐。 {#a with=b}", "参四。 {#c}"]);
    accept(&site, &options(&[]));
    let text = read(&site, "content/ja/a.lock");
    let fields: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    assert_eq!(fields[0][2], fields[1][2], "one text translates both");
    assert_eq!((fields[0][3], fields[1][3], fields[2][3]), ("一。", "二。", "三。四。"));
    assert_eq!(stands(&site), "cccc");
}

#[test]
fn only_what_was_named_is_looked_at() {
    let site = site_of(
        &["一。 {#a}", "二。 {#b}", "- 三 {#i}\n\n{#l}", "无名。"],
        &["壱。 {#a}", "- 三 {#i}\n\n{#l}", "名なし。"],
    );
    site.write("--- content/zh/b.md ---\n# 乙\n--- content/ja/b.md ---\n# 乙\n");
    assert_eq!(
        accept(&site, &options(&["a#a", "a#b", "a#p4", "b#top"])),
        [
            "recorded a#a (ja): for the first time",
            "left a#b (ja): it is missing in this language",
            "left a#p4 (ja): it has no id; taiyaku ids gives it one",
            "recorded b#top (ja): for the first time",
        ]
    );
    assert_eq!(accept(&site, &options(&["a#a"])), ["left a#a (ja): it is recorded already"]);
    for (options, message) in [
        (options(&["c"]), "there is no work called c\nhelp: "),
        (options(&["a#top", "a#tpo"]), "there is no passage called tpo in a\nhelp: did you mean a#top?"),
        (options(&["a#i"]), "there is no passage called i in a\nhelp: it is part of a#l"),
        (AcceptOptions { language: Some("jp".into()), ..options(&[]) }, "this site has no language jp\nhelp: "),
        (AcceptOptions { typo: true, ..options(&["a"]) }, "--typo says of passages"),
        (AcceptOptions { prune: true, ..options(&["a#a"]) }, "--prune is for whole works\nhelp: "),
    ] {
        let said = refused(&site, &options);
        assert!(said.starts_with(message), "{said}");
    }
    assert_eq!(accept(&site, &AcceptOptions { language: Some("zh".into()), ..options(&[]) }), [""; 0]);
}

#[test]
fn a_lock_with_lines_that_cannot_be_read_is_not_written_over() {
    let site = recorded();
    let text = read(&site, "content/ja/a.lock");
    for broken in [format!("{text}garbage\n"), format!("<<<<<<< ours\n{text}=======\n"), format!("=======\n{text}")] {
        site.write(&format!("--- content/ja/a.lock ---\n{broken}"));
        site.write("--- content/ja/a.md ---\n# 甲\n\n壱壱。 {#a}\n\n弐。 {#b}\n\n参。 {#c}\n");
        let said = refused(&site, &options(&[]));
        assert!(said.contains(" of content/ja/a.lock cannot be read"), "{said}");
    }
    site.write_bytes("content/ja/a.lock", &[text.as_bytes(), b"\xff\n"].concat());
    refused(&site, &options(&[]));
}

/// A conflict as git writes it, of two versions of some lines, made from a third.
fn conflict(one: &str, base: &str, other: &str) -> String {
    format!("<<<<<<< HEAD\n{one}||||||| 1a2b3c4\n{base}=======\n{other}>>>>>>> other\n")
}

#[test]
fn of_two_records_the_one_that_fits_the_texts_counts() {
    let lock_of = |source: &[&str], target: &[&str]| {
        let site = site_of(source, target);
        accept(&site, &options(&[]));
        read(&site, "content/ja/a.lock")
    };
    let body = |lock: &str| lock.lines().skip(1).map(|line| format!("{line}\n")).collect::<String>();
    // The source changed everywhere. One translator followed it in a, the other in b; c was translated anew by both.
    let now = ["一一。 {#a}", "二二。 {#b}", "三三。 {#c}"];
    let base = body(&lock_of(&["一。 {#a}", "二。 {#b}", "三。 {#c}"], &["壱。 {#a}", "弐。 {#b}", "参。 {#c}"]));
    let one = lock_of(&["一一。 {#a}", "二。 {#b}", "三三。 {#c}"], &["壱壱。 {#a}", "弐。 {#b}", "参参。 {#c}"]);
    let other = lock_of(&["一。 {#a}", "二二。 {#b}", "三。 {#c}"], &["壱。 {#a}", "弐弐。 {#b}", "参三。 {#c}"]);
    let merged = lock_of(&now, &["壱壱。 {#a}", "弐弐。 {#b}", "参参。 {#c}"]);
    let header = merged.lines().next().unwrap();
    let (one, other) = (body(&one), body(&other));
    for conflict in [conflict(&one, &base, &other), conflict(&other, "", &one), format!("{one}{other}")] {
        let lock = format!("--- content/ja/a.lock ---\n{header}\n{conflict}");
        for (c, stands, said) in [
            ("参参。", "cccc", None),
            ("参三。", "cccX", Some("left a#c (ja): stale; name it once its translation follows the source again")),
            ("混ぜた。", "cccX", Some("left a#c (ja): stale; name it once its translation follows the source again")),
        ] {
            let site = site_of(&now, &["壱壱。 {#a}", "弐弐。 {#b}", &format!("{c} {{#c}}")]);
            site.write(&lock);
            assert_eq!(self::stands(&site), stands, "{c}");
            let mended = "mended a (ja): its lock has one line of each passage again";
            assert_eq!(accept(&site, &options(&[])), said.into_iter().chain([mended]).collect::<Vec<_>>());
            assert_eq!(self::stands(&site), stands, "{c}");
            assert!(!site.build().contains("broken-lock"), "{c}");
            let after = read(&site, "content/ja/a.lock");
            assert_eq!(after == merged, stands == "cccc", "{after}");
            assert_eq!(accept(&site, &options(&[])), said.into_iter().collect::<Vec<_>>(), "once is enough");
        }
    }
}

#[test]
fn what_one_side_of_a_conflict_records_alone_is_kept() {
    let site = recorded();
    let text = read(&site, "content/ja/a.lock");
    let lines: Vec<String> = text.lines().map(|line| format!("{line}\r\n")).collect();
    let merged =
        conflict(&lines[1], "", &format!("{}{}", lines[2], lines[3])).replace("\r\n", "\n").replace('\n', "\r\n");
    site.write_bytes("content/ja/a.lock", format!("{}{merged}{}", lines[0], lines[4]).as_bytes());
    assert_eq!(stands(&site), "cccc");
    accept(&site, &options(&["a#b"]));
    assert_eq!(read(&site, "content/ja/a.lock"), text.replace('\n', "\r\n"));
}

#[test]
fn records_stay_until_they_are_pruned() {
    let site = recorded();
    let text = read(&site, "content/ja/a.lock");
    site.write("--- content/zh/a.md ---\n# 甲\n\n一。 {#a}\n\n新。 {#n}\n\n二。 {#b}\n");
    site.write("--- content/ja/a.md ---\n# 甲\n\n壱。 {#a}\n\n新。 {#n}\n");
    accept(&site, &options(&[]));
    let longer = read(&site, "content/ja/a.lock");
    assert!(text.lines().all(|line| longer.contains(line)) && longer.lines().count() == 6, "{longer}");
    let prune = AcceptOptions { prune: true, ..options(&["a"]) };
    assert_eq!(
        accept(&site, &prune),
        [
            "removed a#b (ja): there is no such passage on both sides",
            "removed a#c (ja): there is no such passage on both sides"
        ]
    );
    assert_eq!(stands(&site), "cccm");
    assert_eq!(read(&site, "content/ja/a.lock").lines().count(), 4);
}

#[test]
fn unsorted_lines_are_put_in_order_and_line_ends_kept() {
    let site = site_of(&["一。 {#a}", "二。 {#b}"], &["壱。 {#a}", "弐。 {#b}"]);
    let text = lock(&[("top", "甲"), ("a", "一。")]).replace('\n', "\r\n");
    site.write_bytes("content/ja/a.lock", text.as_bytes());
    accept(&site, &options(&["a#b"]));
    let text = read(&site, "content/ja/a.lock");
    let ids: Vec<&str> = text.split("\r\n").skip(1).map(|line| line.split('\t').next().unwrap()).collect();
    assert_eq!(ids, ["a", "b", "top", ""]);
}

#[test]
fn what_is_recorded_merges_line_by_line() {
    let site = site_of(&["一。 {#a}", "二。 {#b}"], &["壱。 {#a}", "弐。 {#b}"]);
    accept(&site, &options(&["a#b"]));
    let one = read(&site, "content/ja/a.lock");
    accept(&site, &options(&["a#a"]));
    let two = read(&site, "content/ja/a.lock");
    assert!(one.lines().all(|line| two.lines().any(|other| other == line)));
}
