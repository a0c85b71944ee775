//! What a watch tells of real files: how programs save them, and how folders come and go.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};

use taiyaku::build::Changes;
use taiyaku::serve::watch::{How, News, Watch};
use tempfile::TempDir;

use super::running::{LONGEST, put};

/// A watched folder with two documents.
struct Watched {
    folder: TempDir,
    told: Receiver<News>,
    _watch: Watch,
}

impl Watched {
    fn begin() -> Self {
        Self::with(How::System)
    }

    fn with(how: How) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for path in ["site.yaml", "content/zh/a.md", "content/zh/b.md"] {
            put(folder.path(), path, "old");
        }
        let (tell, told) = channel();
        let watch = Watch::begin(folder.path(), how, move |news| drop(tell.send(news))).unwrap();
        Self { folder, told, _watch: watch }
    }

    fn place(&self, path: &str) -> std::path::PathBuf {
        self.folder.path().join(path)
    }

    fn news(&self) -> News {
        self.told.recv_timeout(LONGEST).expect("something is told")
    }

    /// The next changes.
    fn next(&self) -> Changes {
        match self.news() {
            News::Changed(changes) => changes,
            News::Notice(notice) => panic!("{notice}"),
        }
    }

    /// The batches up to the one with `path`, and what all of them hold.
    fn until(&self, path: &str) -> (usize, BTreeSet<String>) {
        let mut all = BTreeSet::new();
        for number in 1.. {
            match self.next() {
                Changes::Paths(paths) => all.extend(paths),
                Changes::All => panic!("nothing was lost"),
            }
            if all.contains(path) {
                return (number, all);
            }
        }
        unreachable!()
    }
}

fn only(path: &str) -> Changes {
    Changes::Paths([path.to_owned()].into())
}

#[test]
fn a_file_that_is_written_is_told_once_and_alone() {
    let site = Watched::begin();
    fs::write(site.place("content/zh/a.md"), "new").unwrap();
    assert_eq!(site.next(), only("content/zh/a.md"));
    fs::write(site.place("site.yaml"), "new").unwrap();
    assert_eq!(site.next(), only("site.yaml"));
    fs::remove_file(site.place("content/zh/b.md")).unwrap();
    assert_eq!(site.next(), only("content/zh/b.md"));
}

#[test]
fn what_is_read_or_is_no_source_is_not_told() {
    let site = Watched::begin();
    fs::read(site.place("content/zh/a.md")).unwrap();
    for path in ["content/zh/.b.md.swp", "content/zh/b.md~", "content/zh/4913", "public/x.html", "notes.txt"] {
        put(site.folder.path(), path, "new");
    }
    fs::write(site.place("content/zh/b.md"), "new").unwrap();
    assert_eq!(site.next(), only("content/zh/b.md"));
}

#[test]
fn editors_that_replace_files_save_once() {
    let site = Watched::begin();
    let a = site.place("content/zh/a.md");
    // Vim: the file becomes its backup, is written anew, and the backup goes.
    fs::rename(&a, site.place("content/zh/a.md~")).unwrap();
    fs::write(&a, "vim").unwrap();
    fs::remove_file(site.place("content/zh/a.md~")).unwrap();
    assert_eq!(site.next(), only("content/zh/a.md"));
    // JetBrains: a copy is written, both change places, and the old one goes.
    let (new, old) = (site.place("content/zh/a.md___jb_tmp___"), site.place("content/zh/a.md___jb_old___"));
    fs::write(&new, "jetbrains").unwrap();
    fs::rename(&a, &old).unwrap();
    fs::rename(&new, &a).unwrap();
    fs::remove_file(&old).unwrap();
    assert_eq!(site.next(), only("content/zh/a.md"));
    // A copy with a name of its own kind is renamed over the file: two names, one change.
    let temporary = site.place("content/zh/sedXq1.md");
    fs::write(&temporary, "sed").unwrap();
    fs::rename(&temporary, &a).unwrap();
    let both = ["content/zh/a.md", "content/zh/sedXq1.md"].map(str::to_owned);
    assert_eq!(site.next(), Changes::Paths(both.into()));
}

#[test]
fn a_thousand_files_are_told_together() {
    let site = Watched::begin();
    for number in 0..1000 {
        fs::write(site.place(&format!("content/zh/{number:03}.md")), "new").unwrap();
    }
    let (batches, all) = site.until("content/zh/999.md");
    assert_eq!(all.len(), 1000);
    assert!(batches <= 2, "{batches} batches");
}

#[test]
fn folders_are_followed_as_they_come_go_and_are_renamed() {
    let site = Watched::begin();
    // What lies in a folder before it is watched is found by the folder's own name.
    put(site.folder.path(), "content/ja/deep/er/a.md", "new");
    site.until("content/ja");
    fs::write(site.place("content/ja/deep/er/a.md"), "newer").unwrap();
    site.until("content/ja/deep/er/a.md");

    fs::rename(site.place("content/ja"), site.place("content/ko")).unwrap();
    let (_, all) = site.until("content/ko");
    assert!(all.contains("content/ja"), "{all:?}");
    fs::write(site.place("content/ko/deep/er/a.md"), "new").unwrap();
    let (_, all) = site.until("content/ko/deep/er/a.md");
    assert!(!all.iter().any(|path| path.starts_with("content/ja/")), "{all:?}");

    fs::remove_dir_all(site.place("content/ko")).unwrap();
    site.until("content/ko");
    // One of the three comes, goes, and comes back as another.
    put(site.folder.path(), "static/x.txt", "new");
    site.until("static");
    fs::rename(site.place("static"), site.place("aside")).unwrap();
    site.until("static");
    put(site.folder.path(), "static/x.txt", "new");
    site.until("static");
    fs::write(site.place("static/x.txt"), "newer").unwrap();
    site.until("static/x.txt");
}

#[test]
fn a_site_that_is_moved_away_and_back_is_another() {
    let around = tempfile::tempdir().unwrap();
    let (root, aside) = (around.path().join("site"), around.path().join("aside"));
    put(&root, "content/a.md", "old");
    let (tell, told) = channel();
    let _watch = Watch::begin(&root, How::System, move |news| drop(tell.send(news))).unwrap();
    let next = || match told.recv_timeout(LONGEST) {
        Ok(News::Changed(changes)) => changes,
        other => panic!("{other:?}"),
    };
    fs::rename(&root, &aside).unwrap();
    assert_eq!(next(), Changes::All);
    fs::rename(&aside, &root).unwrap();
    assert_eq!(next(), Changes::All);
    fs::write(root.join("content/a.md"), "new").unwrap();
    assert_eq!(next(), only("content/a.md"));
    fs::remove_dir_all(&root).unwrap();
    while next() != Changes::All {}
    put(&root, "content/a.md", "new");
    while next() != Changes::All {}
    fs::write(root.join("content/a.md"), "newer").unwrap();
    while next() != only("content/a.md") {}
}

#[cfg(unix)]
#[test]
fn a_root_that_is_a_link_is_watched_and_links_below_it_are_not_followed() {
    let around = tempfile::tempdir().unwrap();
    let (site, link, far) = (around.path().join("site"), around.path().join("link"), around.path().join("far"));
    put(&site, "content/a.md", "old");
    put(&far, "x.md", "old");
    std::os::unix::fs::symlink(&site, &link).unwrap();
    std::os::unix::fs::symlink(&far, site.join("content/far")).unwrap();
    let (tell, told) = channel();
    let _watch = Watch::begin(&link, How::System, move |news| drop(tell.send(news))).unwrap();
    fs::write(far.join("x.md"), "new").unwrap();
    fs::write(site.join("content/a.md"), "new").unwrap();
    let News::Changed(changes) = told.recv_timeout(LONGEST).unwrap() else { panic!("nothing else is told") };
    assert_eq!(changes, only("content/a.md"));
}

#[test]
fn polling_finds_what_the_system_would_tell() {
    let site = Watched::with(How::Polling);
    assert!(matches!(site.news(), News::Notice(notice) if notice.to_string().contains("as was asked")));
    fs::write(site.place("content/zh/a.md"), "new").unwrap();
    assert_eq!(site.next(), only("content/zh/a.md"));
    put(site.folder.path(), "content/zh/new/c.md", "new");
    let (_, all) = site.until("content/zh/new/c.md");
    assert!(!all.contains("content/zh"), "a folder's own time is no change: {all:?}");
    fs::remove_dir_all(site.place("content/zh/new")).unwrap();
    site.until("content/zh/new/c.md");
    put(site.folder.path(), "static/x.txt", "new");
    site.until("static");
    fs::write(site.place("static/x.txt"), "newer").unwrap();
    site.until("static/x.txt");
}

#[test]
fn a_folder_that_is_not_there_cannot_be_watched() {
    assert!(Watch::begin(Path::new("nowhere/at/all"), How::System, |_| ()).is_err());
}
