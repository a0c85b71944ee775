//! Builds into a folder that an earlier build wrote: what is touched, what goes, what is mended, and when nothing is done.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use taiyaku::build::{Completeness, build};
use taiyaku::load::{AssetContent, cache};
use taiyaku::render::Output;
use taiyaku::write::{Destination, MARKER};

use super::harness::{Site, tree};

const PAGES: &str = "\
--- content/zh/a.md ---
# 甲

一段。
--- content/ja/a.md ---
# 甲

一段。
--- content/zh/b.md ---
# 乙

二段。
--- content/ja/b.md ---
# 乙

二段。
--- static/note.txt ---
one
";

fn site() -> Site {
    let site = Site::new(PAGES);
    rebuild(&site);
    site
}

fn rebuild(site: &Site) {
    let built = build(&site.options(Completeness::AsSet), &site.output()).unwrap_or_else(|error| panic!("{error}"));
    assert!(!built.diagnostics.has_errors(), "{:?}", built.diagnostics);
}

/// What a clean build gives.
fn clean(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("out");
    build(&site.options(Completeness::AsSet), &output).unwrap_or_else(|error| panic!("{error}"));
    tree(&output)
}

/// Builds again; the output is that of a clean build, folders included.
fn holds(site: &Site) {
    rebuild(site);
    let files = tree(&site.output());
    assert_eq!(files, clean(site));
    for entry in walkdir::WalkDir::new(site.output()) {
        let entry = entry.unwrap();
        let is_empty = || fs::read_dir(entry.path()).unwrap().next().is_none();
        assert!(!entry.file_type().is_dir() || !is_empty(), "{} is empty", entry.path().display());
    }
}

/// Every file of the output by what changes when it is written or replaced.
fn marks(site: &Site) -> BTreeMap<String, (SystemTime, u64)> {
    let mark = |path: &String| {
        let metadata = fs::metadata(site.output().join(path)).unwrap();
        #[cfg(unix)]
        let file = std::os::unix::fs::MetadataExt::ino(&metadata);
        #[cfg(not(unix))]
        let file = 0;
        (metadata.modified().unwrap(), file)
    };
    // The marker tells whoever watches that something was written.
    let files = tree(&site.output()).into_keys().filter(|path| path != MARKER);
    files.map(|path| (path.clone(), mark(&path))).collect()
}

/// The files that `change` and a build after it touch.
fn touched(site: &Site, change: impl FnOnce(&Site)) -> Vec<String> {
    let before = marks(site);
    change(site);
    holds(site);
    marks(site).into_iter().filter(|(path, mark)| before.get(path) != Some(mark)).map(|(path, _)| path).collect()
}

fn set_time(place: &Path, time: SystemTime) {
    File::options().write(true).open(place).unwrap().set_modified(time).unwrap();
}

#[test]
fn what_did_not_change_is_not_touched() {
    let site = site();
    assert_eq!(touched(&site, |_| ()), [] as [String; 0]);
    let pages = touched(&site, |site| site.write("--- content/zh/a.md ---\n# 甲\n\n一段新。\n"));
    assert!(pages.contains(&"zh/a.html".to_owned()), "{pages:?}");
    assert!(!pages.iter().any(|path| path.contains("/b.") || path.starts_with("note")), "{pages:?}");
}

#[test]
fn what_is_no_page_any_more_goes_with_its_folder() {
    let site = site();
    site.write("--- content/zh/deep/er/c.md ---\n# 丙\n\n三段。\n");
    holds(&site);
    assert!(site.output().join("zh/deep/er/c.html").is_file());
    fs::remove_dir_all(site.root().join("content/zh/deep")).unwrap();
    holds(&site);
    assert!(!site.output().join("zh/deep").exists());
}

#[test]
fn what_others_did_in_the_output_is_undone() {
    let site = site();
    let output = site.output();
    let touched = touched(&site, |_| {
        fs::remove_file(output.join("zh/a.html")).unwrap();
        fs::write(output.join("zh/b.html"), "mine").unwrap();
        fs::write(output.join("zh/mine.html"), "mine").unwrap();
        fs::create_dir_all(output.join("mine/deep/empty")).unwrap();
    });
    assert_eq!(touched, ["zh/a.html", "zh/b.html"]);
}

#[test]
#[cfg(unix)]
fn a_link_in_the_output_is_replaced_and_what_it_leads_to_stays() {
    let site = site();
    let elsewhere = tempfile::tempdir().unwrap();
    let page = elsewhere.path().join("page.html");
    fs::copy(site.output().join("zh/a.html"), &page).unwrap();
    fs::remove_file(site.output().join("zh/a.html")).unwrap();
    std::os::unix::fs::symlink(&page, site.output().join("zh/a.html")).unwrap();
    fs::remove_dir_all(site.output().join("ja")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), site.output().join("ja")).unwrap();
    holds(&site);
    assert!(!site.output().join("zh/a.html").is_symlink() && !site.output().join("ja").is_symlink());
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1);
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let site = site();
    fs::remove_file(site.root().join("static/note.txt")).unwrap();
    site.write("--- static/note.txt/deep/a.txt ---\none\n");
    holds(&site);
    fs::create_dir(site.output().join("note.txt/empty")).unwrap();
    fs::remove_dir_all(site.root().join("static/note.txt")).unwrap();
    site.write("--- static/note.txt ---\none\n");
    holds(&site);
    fs::rename(site.root().join("static/note.txt"), site.root().join("static/Note.txt")).unwrap();
    holds(&site);
}

#[test]
fn a_run_that_was_killed_while_it_moved_files_is_not_believed() {
    let site = site();
    let staging = Destination::find(site.root(), &site.output()).unwrap().stage().unwrap();
    staging.write("zh/a.html", &Output::Text("half".into())).unwrap();
    // Files are moved, and the run ends before it remembers them.
    drop(staging.finish_among(&["zh/a.html", "zh/b.html"]).unwrap());
    assert_eq!(tree(&site.output()).len(), 3, "two pages and the marker");
    // A page that stands there half in the very size and at the very time that were remembered before.
    let page = site.output().join("zh/b.html");
    let (time, size) = (fs::metadata(&page).unwrap().modified().unwrap(), fs::read(&page).unwrap().len());
    fs::write(&page, "x".repeat(size)).unwrap();
    set_time(&page, time);
    holds(&site);
}

#[test]
fn what_is_remembered_may_be_lost_or_broken() {
    let site = site();
    let memory = || {
        let is_of_it = |path: &PathBuf| {
            let output = format!("\n\"{}\"\n", site.output().canonicalize().unwrap().display());
            fs::read_to_string(path).unwrap().contains(&output)
        };
        let folder = fs::read_dir(cache::folder(site.root()).join("output")).unwrap();
        folder.map(|entry| entry.unwrap().path()).find(is_of_it)
    };
    let path = memory().expect("it is remembered");
    let text = fs::read_to_string(&path).unwrap();
    for broken in ["", "taiyaku 2 x\n", &text[..text.len() / 2], &text.replace("file ", "file 1")] {
        fs::write(&path, broken).unwrap();
        let page = site.output().join("zh/b.html");
        assert_eq!(touched(&site, |_| fs::write(page, "mine").unwrap()), ["zh/b.html"]);
        assert_eq!(memory().as_ref(), Some(&path), "it is remembered again");
    }
    fs::remove_dir_all(cache::folder(site.root())).unwrap();
    assert_eq!(touched(&site, |_| ()), [] as [String; 0]);
}

#[test]
fn a_copy_is_read_again_only_when_its_source_is_another_file() {
    let site = site();
    let source = site.root().join("static/note.txt");
    let long_ago = SystemTime::now() - Duration::from_secs(3600);
    set_time(&source, long_ago);
    holds(&site);
    assert_eq!(touched(&site, |_| ()), [] as [String; 0]);
    fs::write(&source, "two\n").unwrap();
    set_time(&source, long_ago + Duration::from_secs(1));
    holds(&site);
    assert_eq!(fs::read_to_string(site.output().join("note.txt")).unwrap(), "two\n");
}

#[cfg(unix)]
#[test]
fn an_edit_that_keeps_size_and_time_is_seen() {
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let before_1970 = SystemTime::UNIX_EPOCH - Duration::from_secs(1_000_000);
    for time in [long_ago, before_1970] {
        for (path, page, word) in [("static/note.txt", "note.txt", "two"), ("content/zh/a.md", "zh/a.html", "二段")] {
            let site = site();
            let source = site.root().join(path);
            set_time(&source, time);
            told(&site, &[]);
            // Else the listing reads what was changed just now.
            std::thread::sleep(Duration::from_millis(60));
            told(&site, &[]);
            let text = fs::read_to_string(&source).unwrap();
            fs::write(&source, text.replace("one", "two").replace("一段", "二段")).unwrap();
            set_time(&source, time);
            assert!(!told(&site, &[]).contains("nothing changed"), "{path}");
            assert_eq!(tree(&site.output()), clean(&site));
            assert!(fs::read_to_string(site.output().join(page)).unwrap().contains(word), "{path}");
        }
    }
}

#[test]
fn an_output_that_went_away_meanwhile_is_not_half_made_again() {
    let site = site();
    let staging = Destination::find(site.root(), &site.output()).unwrap().stage().unwrap();
    let text = AssetContent::Embedded(b"new");
    staging.write("new.txt", &Output::Copy(text)).unwrap();
    fs::remove_dir_all(site.output()).unwrap();
    assert!(staging.finish().is_err_and(|error| error.to_string().contains("removed during the build")));
    assert!(!site.output().exists());
    holds(&site);
}

/// What `taiyaku build` prints.
fn run(site: &Site, arguments: &[&str]) -> (Option<i32>, String, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_taiyaku"))
        .args(["build", "--root", site.root().to_str().unwrap()])
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (run.status.code(), text(&run.stdout), text(&run.stderr))
}

/// The same without how long it took, which is told in brackets at the end of the last line.
fn told(site: &Site, arguments: &[&str]) -> String {
    let (code, output, said) = run(site, arguments);
    assert_eq!(code, Some(0), "{said}");
    output + said.rsplit_once(" (").map_or(said.as_str(), |(before, _)| before)
}

/// A site with a complaint.
fn complaining() -> Site {
    let site = site();
    site.write("--- content/zh/a.md ---\n# 甲\n\n一 A 段。\n\n多一段。\n");
    site
}

#[test]
fn a_build_of_what_did_not_change_says_the_same_and_does_nothing() {
    for arguments in [&[][..], &["--format", "json"], &["--base-url", "https://example.org/x"]] {
        let site = complaining();
        let first = told(&site, arguments);
        assert!(first.contains("content/zh/a.md"), "{first}");
        let before = marks(&site);
        let (_, _, said) = run(&site, arguments);
        assert_eq!(told(&site, arguments), first);
        assert_eq!(marks(&site), before);
        assert!(said.is_empty() || said.contains("nothing changed"), "{said}");
    }
}

#[test]
fn a_build_is_done_where_anything_differs() {
    let site = complaining();
    let is_done = |arguments: &[&str]| !run(&site, arguments).2.contains("nothing changed");
    assert!(is_done(&[]));
    assert!(!is_done(&[]));
    assert!(is_done(&["--base-url", "https://example.org/x"]));
    assert!(is_done(&[]), "as it is set in site.yaml again");
    assert!(!is_done(&[]));
    assert!(is_done(&["--no-cache"]));
    fs::remove_file(site.output().join("zh/a.html")).unwrap();
    assert!(is_done(&[]));
    assert!(site.output().join("zh/a.html").is_file());
    site.write("--- static/new.txt ---\n");
    assert!(is_done(&[]));
    fs::remove_file(site.root().join("static/new.txt")).unwrap();
    assert!(is_done(&[]));
    assert!(!site.output().join("new.txt").exists());
    assert!(!is_done(&[]));
}

#[test]
fn a_file_that_is_written_anew_with_the_same_text_changes_nothing() {
    let site = complaining();
    told(&site, &[]);
    let before = marks(&site);
    let source = site.root().join("content/zh/a.md");
    set_time(&source, fs::metadata(&source).unwrap().modified().unwrap() + Duration::from_secs(5));
    assert!(!run(&site, &[]).2.contains("nothing changed"));
    assert_eq!(marks(&site), before);
}

#[test]
fn an_edit_of_the_same_size_in_the_same_tick_is_seen() {
    let site = complaining();
    let source = site.root().join("content/zh/a.md");
    // A file system that knows whole seconds.
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
    let second = SystemTime::UNIX_EPOCH + Duration::from_secs(since);
    set_time(&source, second);
    told(&site, &[]);
    let text = fs::read_to_string(&source).unwrap();
    fs::write(&source, text.replace("多一段", "少一段")).unwrap();
    set_time(&source, second);
    told(&site, &[]);
    assert!(fs::read_to_string(site.output().join("zh/a.html")).unwrap().contains("少一段"));
}

#[test]
fn a_site_with_errors_is_told_each_time() {
    let site = complaining();
    told(&site, &[]);
    site.write("--- content/zh/a.md ---\n# 甲\n\n[坏](nowhere.md)\n");
    for _ in 0..2 {
        let (code, _, said) = run(&site, &[]);
        assert_eq!(code, Some(1));
        assert!(said.contains("nothing was written"), "{said}");
    }
}

#[test]
fn caches_are_passed_over_by_others_and_may_be_done_without() {
    let bare = Site::new(PAGES);
    told(&bare, &["--no-cache"]);
    assert!(!cache::folder(bare.root()).exists());
    told(&bare, &[]);
    assert_eq!(fs::read_to_string(cache::folder(bare.root()).join(".gitignore")).unwrap(), "*\n");
    assert!(cache::folder(bare.root()).join("CACHEDIR.TAG").is_file());
    // A file where the folder should be.
    fs::remove_dir_all(cache::folder(bare.root())).unwrap();
    fs::write(cache::folder(bare.root()), "").unwrap();
    fs::remove_dir_all(bare.output()).unwrap();
    for _ in 0..2 {
        told(&bare, &[]);
        assert_eq!(tree(&bare.output()), clean(&bare));
    }
}

#[test]
fn what_is_remembered_of_an_output_goes_with_it() {
    let site = site();
    let n_remembered = || fs::read_dir(cache::folder(site.root()).join("output")).unwrap().count();
    for n in 0..3 {
        let folder = tempfile::tempdir().unwrap();
        build(&site.options(Completeness::AsSet), &folder.path().join("out")).unwrap();
        assert_eq!(n_remembered(), 2, "{n}");
    }
}
