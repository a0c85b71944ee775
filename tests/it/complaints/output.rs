//! What stands in the output folder: the earlier site stays whole, and what taiyaku did not write is not touched.

use taiyaku::build::{self, Completeness};

use super::super::harness::{Site, shown, tree};
use super::site;

const GOOD: &str = "\
--- content/zh/a.md ---
# 甲

一。 {#x}
";

const BAD: &str = "\
--- content/zh/a.md ---
# 甲

[一](missing.md)。 {#x}
";

#[test]
fn an_error_leaves_the_earlier_site_whole() {
    let site = site(GOOD);
    assert_eq!(site.build(), "");
    let before = tree(&site.output());
    assert!(before.contains_key("zh/a.html"));
    for bad in [
        BAD,
        "--- content/timeline.yaml ---\na: {date: 2024-13, kind: policy, title: 事}\n",
        "--- templates/chapter.html ---\n{% if %}\n",
        "--- templates/chapter.html ---\n{{ nothing.at.all }}\n",
    ] {
        let site_with_error = Site::new(super::LENIENT);
        site_with_error.write(GOOD);
        site_with_error.write(bad);
        copy(&before, &site_with_error.output());
        assert!(site_with_error.build().starts_with("error["), "{bad}");
        assert_eq!(tree(&site_with_error.output()), before, "{bad}");
        assert_eq!(leftovers(&site_with_error), [""; 0], "{bad}");
    }
}

#[test]
fn a_passage_without_translation_is_an_error_where_all_is_asked_for() {
    let site = site("--- content/ja/a.md ---\n# 甲\n\n一。 {#x}\n\n二。 {#y}\n");
    site.write(GOOD);
    assert!(site.build().starts_with("notice[missing-unit]"));
    let before = tree(&site.output());
    assert!(site.build_with(Completeness::Required).starts_with("error[missing-unit]"));
    assert_eq!(tree(&site.output()), before);
}

#[test]
fn a_page_that_is_gone_is_gone_from_the_output() {
    let site = site(GOOD);
    site.write("--- content/zh/b.md ---\n# 乙\n\n二。 {#x}\n");
    assert_eq!(site.build(), "");
    assert!(site.output().join("zh/b.html").exists());
    std::fs::remove_file(site.root().join("content/zh/b.md")).unwrap();
    assert_eq!(site.build(), "");
    assert!(!site.output().join("zh/b.html").exists());
    assert_eq!(leftovers(&site), [""; 0]);
}

#[test]
fn a_foreign_folder_is_refused_before_anything_is_touched() {
    for text in [GOOD, BAD] {
        let site = site(text);
        site.write("--- public/diary.txt ---\nmine\n");
        let before = tree(site.root());
        let report = site.build();
        assert!(report.contains("holds files that taiyaku did not write"), "{report}");
        assert!(report.contains("help: choose another folder with --output"), "{report}");
        assert_eq!(tree(site.root()), before);
    }
}

#[test]
fn the_sources_are_no_place_for_the_output() {
    let site = site(GOOD);
    let before = tree(site.root());
    for place in ["", "content", "content/zh", "static", "templates/x", ".."] {
        let report = shown(build::build(&site.options(Completeness::AsSet), &site.root().join(place)));
        assert!(
            report.contains("belongs to the site's sources") || report.contains("that taiyaku did not write"),
            "{place}: {report}"
        );
        assert_eq!(tree(site.root()), before, "{place}");
    }
}

#[test]
fn a_file_is_no_output_folder() {
    let site = site(GOOD);
    site.write("--- public ---\nmine\n");
    let report = site.build();
    assert!(report.contains("taiyaku did not write"), "{report}");
    assert_eq!(std::fs::read_to_string(site.output()).unwrap(), "mine\n");
}

#[test]
fn a_file_that_is_not_utf8_is_told_with_the_place_of_its_first_wrong_byte() {
    let site = site(GOOD);
    site.write_bytes("content/zh/b.md", b"# \xe4\xb9\x99\n\n\xb0\xeb\xb5\xbc {#x}\n");
    let report = site.build();
    assert!(report.contains("error[not-utf8]: this file is not UTF-8\n --> content/zh/b.md:3:1\n"), "{report}");
    assert!(report.contains("= help: save it as UTF-8"), "{report}");
}

#[test]
fn a_folder_without_site_yaml_is_told_what_to_do() {
    let site = site(GOOD);
    std::fs::remove_file(site.root().join("site.yaml")).unwrap();
    let expected = "\
error[missing-key]: there is no site.yaml in this folder
 |
 = help: run taiyaku in the folder of a site, name one with --root, or make one with `taiyaku init`
";
    assert_eq!(site.build(), expected);
}

#[test]
fn a_picture_is_copied_and_shown() {
    let site = site("--- content/zh/a.md ---\n# 甲\n\n![图](map.svg)\n\n{#x}\n");
    site.write_bytes("content/zh/map.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    assert_eq!(site.build(), "");
    assert!(site.output().join("zh/map.svg").is_file());
    assert_eq!(site.page("zh/a.html").one("#x img").attr("src"), Some("map.svg"));
}

#[test]
fn all_mistakes_of_a_run_are_reported() {
    let site = site("--- content/zh/a.md ---\n# 甲\n\n[一](missing.md)，[二](term:nothing) {#x} 三。\n");
    site.write("--- content/ja/b.md ---\n---\ntitle: 乙\ntitel: 乙\n---\n![図](none.png) {#y}\n");
    site.write("--- content/timeline.yaml ---\na: {date: 2024-13, kind: policy, title: 事}\n");
    let report = site.build();
    let rules: Vec<&str> = report.lines().filter_map(|line| line.strip_prefix("error[")?.split(']').next()).collect();
    let expected = ["unknown-key", "missing-file", "impossible-date", "broken-reference", "unknown-term", "stray-id"];
    assert_eq!(rules, expected, "{report}");
}

/// Folders that a build made for itself and should have taken away.
fn leftovers(site: &Site) -> Vec<String> {
    let entries = std::fs::read_dir(site.root()).unwrap().map(|entry| entry.unwrap().file_name());
    entries
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| name.starts_with('.') && name != ".taiyaku")
        .collect()
}

fn copy(files: &std::collections::BTreeMap<String, Vec<u8>>, folder: &std::path::Path) {
    for (path, bytes) in files {
        let place = folder.join(path);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(place, bytes).unwrap();
    }
}
