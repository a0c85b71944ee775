//! The same input gives the same bytes: in any folder, on one thread or on many.

use std::path::Path;

use taiyaku::build::{self, Completeness, Options};

use super::harness::tree;
use super::root;

/// Builds the site in `root` on that many threads (0: one a core) and gives all files.
fn built(root: &Path, threads: usize) -> std::collections::BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let output = folder.path().join("public");
    let options = Options {
        root: root.into(),
        base_url: Some("https://example.org/report".into()),
        completeness: Completeness::Required,
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    let built = pool.install(|| build::build(&options, &output)).unwrap_or_else(|error| panic!("{error}"));
    assert!(built.diagnostics.is_empty(), "{:?}", built.diagnostics);
    tree(&output)
}

/// What differs between two trees, by path.
fn differences(
    one: &std::collections::BTreeMap<String, Vec<u8>>,
    other: &std::collections::BTreeMap<String, Vec<u8>>,
) -> Vec<String> {
    let paths: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    paths.into_iter().filter(|path| one.get(*path) != other.get(*path)).cloned().collect()
}

#[test]
fn threads_change_no_byte() {
    let alone = built(&root(), 1);
    let together = built(&root(), 0);
    assert!(alone.len() > 20, "the edition has more than {} files", alone.len());
    assert_eq!(differences(&alone, &together), [""; 0]);
}

#[test]
fn the_folder_of_the_site_changes_no_byte() {
    let elsewhere = tempfile::Builder::new().prefix("別の場所 ").tempdir().expect("a folder for a test");
    for part in ["site.yaml", "content", "static", "templates"] {
        for entry in walkdir::WalkDir::new(root().join(part)) {
            let entry = entry.expect("the edition can be read");
            let place = elsewhere.path().join(entry.path().strip_prefix(root()).expect("it lies below the root"));
            if entry.file_type().is_dir() {
                std::fs::create_dir_all(place).expect("a folder can be made");
            } else {
                std::fs::copy(entry.path(), place).expect("a file can be copied");
            }
        }
    }
    assert_eq!(differences(&built(&root(), 0), &built(elsewhere.path(), 0)), [""; 0]);
}

#[test]
fn a_difference_is_found() {
    let mut one = std::collections::BTreeMap::from([("a".to_owned(), vec![1]), ("b".to_owned(), vec![2])]);
    let other = one.clone();
    one.insert("a".into(), vec![3]);
    one.insert("c".into(), vec![4]);
    assert_eq!(differences(&one, &other), ["a", "c"]);
}
