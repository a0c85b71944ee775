//! `taiyaku translations`: the work list, for people and for programs.

use std::process::Command;

use taiyaku::edit::{AcceptOptions, accept_in};

use super::lock;
use crate::harness::Site;

fn site() -> Site {
    let site = Site::new(
        "--- content/zh/a.md ---\n# 甲\n\n对华出口占比在2024年超过四成。 {#a}\n\n## 无名\n\n三。\n\n四。\n\n## 概况 {#h}\n\n五。 {#c}\n\n六。 {#d only}\n\
         --- content/ja/a.md ---\n# 甲\n\n輸出。 {#a}\n\n## 名なし\n\n三。\n\n## 概況 {#h}\n\n八。 {#f}\n\
         --- content/zh/b.md ---\n# 乙\n\n一。 {#a}\n--- content/ja/b.md ---\n# 乙\n\n一。 {#a}\n\
         --- content/zh/c.md ---\n# 丙\n\n一。 {#a}\n\n二。 {#b}\n",
    );
    site.write(&format!(
        "--- content/ja/a.lock ---\n{}",
        lock(&[("a", "对华出口占比在2023年超过三成。"), ("top", "甲")])
    ));
    site
}

fn list(site: &Site, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_taiyaku"));
    let answer = command.arg("translations").args(arguments).current_dir(site.root()).output().unwrap();
    assert_eq!(answer.status.code(), Some(0), "a list is no verdict: {}", String::from_utf8_lossy(&answer.stderr));
    String::from_utf8(answer.stdout).unwrap()
}

#[test]
fn the_list_says_what_is_to_be_done_where() {
    assert_eq!(
        list(&site(), &[]),
        "\
content/ja/a.md:3:5: stale a#a (ja), from content/zh/a.md:3:19
    对华出口占比在[-2023-]{+2024+}年超过[-三-]{+四+}成。
content/ja/a.md:5:1: unrecorded a#无名 (ja), from content/zh/a.md:5:1
content/ja/a.md:7:1: unpaired a#p3 (ja)
content/zh/a.md:7:1: unpaired a#p4 (ja)
content/zh/a.md:9:1: unpaired a#p5 (ja)
content/ja/a.md:9:7: unrecorded a#h (ja), from content/zh/a.md:11:7
content/ja/a.md:11:4: unpaired a#f (ja)
content/zh/a.md:13:4: missing a#c (ja)
content/ja/b.md: nothing is recorded of its 2 passages; taiyaku accept b
content/zh/c.md:1:1: missing c (ja)
ja: 6 of 12 passages translated (50%); 1 stale, 4 missing, 4 unpaired, 4 unrecorded
"
    );
}

#[test]
fn works_passages_and_languages_can_be_chosen() {
    let site = site();
    assert_eq!(
        list(&site, &["c"]),
        "content/zh/c.md:1:1: missing c (ja)\nja: 0 of 3 passages translated (0%); 3 missing\n"
    );
    assert_eq!(list(&site, &["--lang", "zh"]), "");
    assert!(list(&site, &["a#a", "--lang", "ja"]).ends_with("ja: 1 of 1 passages translated (100%); 1 stale\n"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_taiyaku"));
    let answer = command.args(["translations", "d"]).current_dir(site.root()).output().unwrap();
    assert_eq!(answer.status.code(), Some(2));
}

#[test]
fn programs_get_an_object_a_line() {
    let text = list(&site(), &["--format", "json"]);
    let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let stale = &lines[0];
    assert_eq!(
        (&stale["language"], &stale["work"], &stale["unit"], &stale["state"]),
        (&"ja".into(), &"a".into(), &"a".into(), &"stale".into())
    );
    assert_eq!(stale["target"], serde_json::json!({"file": "content/ja/a.md", "line": 3, "column": 5}));
    assert_eq!(stale["source"]["file"], "content/zh/a.md");
    assert_eq!(
        (&stale["recorded"], &stale["now"]),
        (&"对华出口占比在2023年超过三成。".into(), &"对华出口占比在2024年超过四成。".into())
    );
    assert_eq!(stale["change"][1], serde_json::json!(["removed", "2023"]));
    let states: Vec<&str> = lines.iter().filter_map(|line| line["state"].as_str()).collect();
    assert_eq!(states.iter().filter(|state| **state == "unrecorded").count(), 4, "{states:?}");
    let whole = lines.iter().find(|line| line["work"] == "c").unwrap();
    assert_eq!((&whole["unit"], &whole["target"]), (&serde_json::Value::Null, &serde_json::Value::Null));
    let counts = &lines.last().unwrap()["counts"];
    assert_eq!(counts["passages"], 12, "{counts}");
}

#[test]
fn a_proposed_pairing_is_listed_and_not_recorded() {
    let site = Site::new(
        "--- content/zh/a.md ---\n# 甲\n\n一。 {#a}\n\n二。 {#b}\n--- content/ja/a.md ---\n# 甲\n\n壱。 {#a proposed}\n\n弐。 {#b}\n",
    );
    let accepted = accept_in(site.root(), &AcceptOptions::default()).unwrap();
    let left: Vec<String> =
        accepted.outcomes.iter().filter(|outcome| outcome.act.is_left()).map(ToString::to_string).collect();
    assert_eq!(left, ["left a#a (ja): its pairing is only proposed; look at it and take the word away"]);
    assert_eq!(
        list(&site, &[]),
        "content/ja/a.md:3:4: proposed a#a (ja), from content/zh/a.md:3:4\n\
         ja: 3 of 3 passages translated (100%); 1 proposed\n"
    );
}
