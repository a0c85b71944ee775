//! The output folder: what is refused, what is kept, and what a run leaves behind.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use taiyaku::build::{BuildError, Built, Completeness, Options, build};
use taiyaku::load::AssetContent;
use taiyaku::write::{Destination, MARKER, WriteError};
use tempfile::TempDir;

const SITE: &str = "\
title: {zh: 书, ja: 本}
languages:
  - {tag: zh-Hans, dir: zh, name: 中文}
  - {tag: ja, dir: ja, name: 日本語}
";

/// A site of one page in a temporary folder, and folders beside it.
struct Site {
    folder: TempDir,
}

impl Site {
    fn new() -> Self {
        let site = Self { folder: tempfile::tempdir().unwrap() };
        site.put("site/site.yaml", SITE);
        site.put("site/content/zh/a.md", "# 题\n\n一段。\n");
        site.put("site/content/ja/a.md", "# 題\n\n一段。\n");
        site
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn root(&self) -> PathBuf {
        self.path("site")
    }

    fn put(&self, path: &str, text: &str) {
        let place = self.path(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }

    /// An output folder as an earlier build would have left it.
    fn put_output(&self, path: &str, text: &str) {
        self.put(&format!("{path}/{MARKER}"), "");
        self.put(&format!("{path}/index.html"), text);
    }

    fn break_it(&self) {
        self.put("site/content/zh/a.md", "# 题\n\n[坏](nowhere.md)\n");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn has(&self, path: &str) -> bool {
        fs::symlink_metadata(self.path(path)).is_ok()
    }

    fn build(&self, root: &Path, output: &Path) -> Result<Built, BuildError> {
        let options = Options { root: root.to_path_buf(), base_url: None, completeness: Completeness::AsSet };
        build(&options, output)
    }

    fn build_to(&self, output: &str) -> Result<Built, BuildError> {
        self.build(&self.root(), &self.path(output))
    }

    /// Everything in a folder but its caches, sorted.
    fn list(&self, path: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(path)).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| name != ".taiyaku");
        names.sort();
        names
    }
}

fn written(result: Result<Built, BuildError>) {
    let built = result.unwrap_or_else(|error| panic!("{error}"));
    assert!(!built.diagnostics.has_errors(), "{:?}", built.diagnostics);
}

fn refused(result: Result<Built, BuildError>) -> WriteError {
    match result {
        Err(BuildError::Write(error)) => error,
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("it was built"),
    }
}

fn taiyaku(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_taiyaku")).args(arguments).output().unwrap()
}

#[test]
fn a_build_leaves_the_output_and_nothing_beside_it() {
    let site = Site::new();
    for _ in 0..2 {
        written(site.build_to("site/public"));
        assert_eq!(site.list("site"), ["content", "public", "site.yaml"]);
        assert!(site.has("site/public/zh/a.html"));
    }
}

#[test]
fn files_of_others_are_refused_before_the_last_good_site_is_touched() {
    let site = Site::new();
    site.put("site/public/mine.txt", "mine");
    site.put_output("site/.public.taiyaku-previous", "good");
    assert!(matches!(refused(site.build_to("site/public")), WriteError::Foreign(_)));
    assert_eq!(site.read("site/public/mine.txt"), "mine");
    assert_eq!(site.read("site/.public.taiyaku-previous/index.html"), "good");
}

#[test]
fn folders_of_others_beside_the_output_are_not_removed() {
    for name in [".public.taiyaku-previous", ".public.taiyaku-next"] {
        let site = Site::new();
        site.put(&format!("site/{name}/mine.txt"), "mine");
        assert!(matches!(refused(site.build_to("site/public")), WriteError::Foreign(_)));
        assert_eq!(site.read(&format!("site/{name}/mine.txt")), "mine");
    }
}

#[test]
fn a_site_that_a_killed_run_left_aside_is_put_back() {
    for is_empty_folder_there in [false, true] {
        let site = Site::new();
        site.put_output("site/.public.taiyaku-previous", "good");
        if is_empty_folder_there {
            fs::create_dir(site.path("site/public")).unwrap();
        }
        let staging = Destination::find(&site.root(), &site.path("site/public")).unwrap().stage().unwrap();
        assert_eq!(site.read("site/public/index.html"), "good");
        drop(staging);
        assert_eq!(site.read("site/public/index.html"), "good");
        assert_eq!(site.list("site"), ["content", "public", "site.yaml"]);
    }
}

#[test]
fn what_a_killed_run_left_is_cleared_by_the_next() {
    let site = Site::new();
    site.put_output("site/.public.taiyaku-next", "half");
    site.put("site/.public.taiyaku-next/left.html", "half");
    site.put("site/.public.taiyaku-lock", "");
    site.put_output("site/.public.taiyaku-previous", "old");
    site.put_output("site/public", "good");
    written(site.build_to("site/public"));
    assert_eq!(site.list("site"), ["content", "public", "site.yaml"]);
    assert!(!site.has("site/public/left.html"));
}

#[test]
fn a_second_build_at_the_same_time_is_refused() {
    let site = Site::new();
    let staging = Destination::find(&site.root(), &site.path("site/public")).unwrap().stage().unwrap();
    assert!(matches!(refused(site.build_to("site/public")), WriteError::Busy(_)));
    let root = site.root();
    let second = taiyaku(&["build", "--root", root.to_str().unwrap()]);
    assert_eq!(second.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&second.stderr).contains("another build is writing to"));
    staging.finish().unwrap();
    written(site.build_to("site/public"));
    assert_eq!(site.list("site"), ["content", "public", "site.yaml"]);
}

#[test]
fn what_appears_in_the_output_during_a_build_stays() {
    let site = Site::new();
    let staging = Destination::find(&site.root(), &site.path("site/public")).unwrap().stage().unwrap();
    site.put("site/public/mine.txt", "mine");
    assert!(matches!(staging.finish(), Err(WriteError::Foreign(_))));
    assert_eq!(site.list("site"), ["content", "public", "site.yaml"]);
    assert_eq!(site.read("site/public/mine.txt"), "mine");
}

#[test]
fn sources_are_no_place_for_the_output() {
    let site = Site::new();
    for output in [
        "site",
        "",
        "site/content/out",
        "site/static",
        "site/templates/out",
        "site/new/../content/out",
        "site/new/../../site/content/zh/../out",
    ] {
        let error = refused(site.build_to(output));
        assert!(matches!(error, WriteError::Source(_)), "{output}: {error}");
    }
    written(site.build_to("site/content-of-another/out"));
}

#[test]
#[cfg(unix)]
fn links_do_not_lead_the_output_into_the_sources() {
    let site = Site::new();
    std::os::unix::fs::symlink(site.root(), site.path("link")).unwrap();
    std::os::unix::fs::symlink("content", site.path("site/texts")).unwrap();
    site.put("elsewhere/logo.svg", "<svg/>");
    std::os::unix::fs::symlink("../elsewhere", site.path("site/static")).unwrap();
    for (root, output) in [
        ("link", "link/content/out"),
        ("link", "site/content/out"),
        ("site", "link/content/out"),
        ("site", "site/texts/out"),
        ("site", "elsewhere/out"),
        ("site", "site/new/../texts/out"),
    ] {
        let error = refused(site.build(&site.path(root), &site.path(output)));
        assert!(matches!(error, WriteError::Source(_)), "{root} {output}: {error}");
        assert!(!site.has(output), "{output}");
    }
}

#[test]
#[cfg(unix)]
fn a_link_to_a_folder_stays_a_link() {
    let site = Site::new();
    fs::create_dir(site.path("web")).unwrap();
    std::os::unix::fs::symlink("../web", site.path("site/public")).unwrap();
    for _ in 0..2 {
        written(site.build_to("site/public"));
        assert!(site.path("site/public").is_symlink());
        assert!(site.has("web/zh/a.html"));
        assert_eq!(site.list(""), ["site", "web"]);
    }
}

#[test]
#[cfg(unix)]
fn a_link_to_nothing_is_refused_with_a_cure() {
    let site = Site::new();
    std::os::unix::fs::symlink("../nowhere", site.path("site/public")).unwrap();
    for output in ["site/public", "site/public/below"] {
        let error = refused(site.build_to(output));
        assert!(matches!(error, WriteError::DeadLink(_)), "{error}");
        assert!(error.to_string().contains("remove the link"));
    }
    assert!(!site.has("nowhere"));
}

#[test]
fn a_site_with_errors_makes_no_folders() {
    let site = Site::new();
    site.break_it();
    assert!(site.build_to("x/y/z").unwrap().diagnostics.has_errors());
    assert_eq!(site.list(""), ["site"]);
}

#[test]
fn a_page_that_cannot_be_rendered_leaves_no_folders() {
    let site = Site::new();
    site.put("site/templates/chapter.html", "{{ text.no.such.thing }}");
    let built = site.build_to("x/y/z").unwrap();
    assert!(built.diagnostics.has_errors());
    assert_eq!(site.list(""), ["site"]);
}

#[test]
fn a_folder_that_is_not_there_is_said_to_be_not_there() {
    let site = Site::new();
    let no = site.path("no/such");
    assert!(matches!(site.build(&no, &no.join("public")), Err(BuildError::NoFolder(_))));
    for command in ["build", "check", "serve"] {
        let run = taiyaku(&[command, "--root", no.to_str().unwrap()]);
        assert_eq!(run.status.code(), Some(3), "{command}");
        assert!(String::from_utf8_lossy(&run.stderr).contains("there is no folder"), "{command}");
    }
    assert_eq!(site.list(""), ["site"]);
}

#[test]
#[cfg(target_os = "linux")]
fn an_earlier_output_that_cannot_be_removed_is_no_failure() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::new();
    site.put_output("site/public", "old");
    site.put("site/public/fast/a.html", "old");
    let fast = site.path("site/public/fast");
    fs::set_permissions(&fast, fs::Permissions::from_mode(0o555)).unwrap();
    written(site.build_to("site/public"));
    assert!(site.has("site/public/zh/a.html"));
    let left = site.path("site/.public.taiyaku-previous/fast");
    // Who may do everything could remove it.
    if left.exists() {
        fs::set_permissions(left, fs::Permissions::from_mode(0o755)).unwrap();
    }
    written(site.build_to("site/public"));
    assert_eq!(site.list("site"), ["content", "public", "site.yaml"]);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let site = Site::new();
    let many: String = (0..400).map(|n| format!("第{n}段 [坏](nowhere-{n}.md)\n\n")).collect();
    site.put("site/content/zh/a.md", &format!("# 题\n\n{many}"));
    let root = site.root();
    let root = root.to_str().unwrap();
    for arguments in [
        &["check", "--format", "json", "--root", root][..],
        &["check", "--root", root],
        &["build", "--root", root],
        &["build", "--root", "no/such/folder"],
        &["completions", "bash"],
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_taiyaku"))
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop((child.stdout.take(), child.stderr.take()));
        let code = child.wait().unwrap().code();
        assert!(matches!(code, Some(0 | 1 | 3)), "{arguments:?}: {code:?}");
    }
}

#[test]
fn an_address_that_is_none_is_wrong_usage() {
    let site = Site::new();
    let run = taiyaku(&["build", "--base-url", "foo", "--root", site.root().to_str().unwrap()]);
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&run.stderr).contains("help: write the whole address"));
}

/// The complaints of a build that has errors: `rule file message`.
fn complaints(site: &Site) -> Vec<String> {
    let built = site.build_to("site/public").unwrap_or_else(|error| panic!("{error}"));
    assert!(built.diagnostics.has_errors());
    assert!(!site.has("site/public"));
    let file = |diagnostic: &taiyaku::base::diagnostic::Diagnostic| {
        diagnostic.place().map_or("-", |place| &built.files.get(place.file).path).to_owned()
    };
    built
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == taiyaku::base::diagnostic::Severity::Error)
        .map(|diagnostic| format!("{} {} {}", diagnostic.rule.name, file(diagnostic), diagnostic.message()))
        .collect()
}

#[test]
fn a_folder_in_the_way_of_a_page_is_complained_of_once() {
    let site = Site::new();
    site.put("site/content/ja/a.html/x.txt", "x");
    site.put("site/content/ja/a.html/y.txt", "y");
    assert_eq!(
        complaints(&site),
        [
            "duplicate-route content/ja/a.md ja/a.html is a page or file, and a folder in ja/a.html/x.txt: a and content/ja/a.html/x.txt"
        ]
    );
}

#[test]
fn names_that_no_disk_takes_are_complained_of() {
    let site = Site::new();
    let long = "漢".repeat(100);
    site.put("site/content/ja/a.md", &format!("---\ntitle: 題\naliases: [{long}]\n---\n\n一段。\n"));
    assert_eq!(
        complaints(&site),
        [format!("long-name content/ja/a.md the name {long}.html is too long for a file: 305 bytes")]
    );
}

#[test]
fn pages_that_would_be_lost_cannot_be_allowed() {
    let site = Site::new();
    site.put("site/site.yaml", &format!("{SITE}rules: {{duplicate-route: off, broken-template: notice}}\n"));
    site.put("site/content/ja/a.md", "---\ntitle: 題\naliases: [A]\n---\n\n一段。\n");
    site.put("site/templates/unit.html", "{{ now() }}");
    let complaints = complaints(&site);
    assert_eq!(complaints.len(), 4, "{complaints:?}");
    let refused = complaints.iter().filter(|text| text.starts_with("wrong-value site.yaml "));
    assert_eq!(refused.count(), 2, "site.yaml is told that these rules stay: {complaints:?}");
    assert!(complaints.iter().any(|text| text.starts_with("duplicate-route content/ja/a.md ")), "{complaints:?}");
    assert!(complaints.iter().any(|text| text.starts_with("broken-template templates/unit.html ")), "{complaints:?}");
}

#[test]
fn of_two_pages_with_one_address_the_first_has_it() {
    let site = Site::new();
    site.put("site/content/ja/a.md", "---\ntitle: 題\naliases: [A, b]\n---\n\n一段。\n");
    let built = site.build_to("site/public").unwrap();
    let paths: Vec<&str> = built
        .site
        .routes
        .iter()
        .map(|(_, path)| path)
        .filter(|path| path.starts_with("ja/") && path.ends_with(".html"))
        .collect();
    assert_eq!(paths, ["ja/index.html", "ja/a.html", "ja/status.html", "ja/b.html"]);
}

#[test]
fn a_file_that_cannot_be_read_is_not_said_to_be_unwritable() {
    let site = Site::new();
    let staging = Destination::find(&site.root(), &site.path("site/public")).unwrap().stage().unwrap();
    let source = site.path("site/content/zh/a.png");
    let error =
        staging.write("zh/a.png", &taiyaku::render::Output::Copy(AssetContent::File(source))).unwrap_err().to_string();
    assert!(error.starts_with("cannot read ") && error.contains("content/zh/a.png"), "{error}");
}
