//! What a site cannot be read from: links in place of its files and folders, and brackets that never end.

use super::super::harness::Site;

#[test]
fn a_bracket_that_is_never_closed_is_shown_where_it_opens() {
    let told = |line: &str| {
        let site = "--- site.yaml ---\ntitle: 网站\nlanguages:\n  - {tag: zh-Hans, dir: zh, name: 中文}\n";
        Site::new(&format!("{site}{line}\n")).build()
    };
    for (line, place) in [
        ("x: [", "site.yaml:4:4"),
        ("x: {a: [b, \"]\", # ]", "site.yaml:4:8"),
        ("x: [a] # [\ny:\n  - {b: 'it''s [', c", "site.yaml:6:5"),
    ] {
        let told = told(line);
        assert!(told.contains(place) && told.contains("this bracket is never closed"), "{line}:\n{told}");
    }
}

#[test]
#[cfg(unix)]
fn settings_and_folders_that_are_links_are_not_read() {
    use std::{fs, os::unix::fs::symlink};
    let text = "--- content/zh/a.md ---\n# 甲\n\n一。 {#x}\n--- static/a.svg ---\n<svg/>\n";
    for linked in ["site.yaml", "content", "static"] {
        let (site, elsewhere) = (Site::new(text), tempfile::tempdir().unwrap());
        fs::rename(site.root().join(linked), elsewhere.path().join(linked)).unwrap();
        symlink(elsewhere.path().join(linked), site.root().join(linked)).unwrap();
        let told = site.build();
        let complaint = format!("error[linked-source]: {linked} is a symbolic link and was not read");
        assert_eq!(told.matches(&complaint).count(), 1, "{told}");
        assert!(!told.contains("skipped-file") && !site.output().join("zh/a.html").exists(), "{told}");
    }
}
