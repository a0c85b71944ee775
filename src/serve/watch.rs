//! Tells of changes to what a site is read from: site.yaml, content/, templates/ and static/. The folder itself is watched
//! without what lies below, since it may hold a repository, the output and much else; the three folders wholly, and as
//! soon as they are there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode};
use notify::{ErrorKind, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::load::is_nobodys;

use super::Message;

const FILE: &str = "site.yaml";
const FOLDERS: [&str; 3] = ["content", "static", "templates"];

/// A watch over the folder of a site.
pub struct Watch {
    watcher: RecommendedWatcher,
    root: PathBuf,
    watched: BTreeSet<&'static str>,
}

impl Watch {
    /// Begins; changes are told from now on.
    pub fn begin(root: &Path, tell: Sender<Message>) -> Result<Self, notify::Error> {
        // The system names real paths, whatever way led to the folder.
        let root = root.canonicalize().map_err(|error| notify::Error::io(error).add_path(root.to_path_buf()))?;
        let from = root.clone();
        let watcher = notify::recommended_watcher(move |event: Result<notify::Event, notify::Error>| {
            let message = match event {
                Ok(event) => Message::Changed(changes(&event, &from)),
                Err(error) => Message::Unwatched(error),
            };
            if !matches!(&message, Message::Changed(paths) if paths.is_empty()) {
                // Nobody listens any more when the server ends.
                let _ = tell.send(message);
            }
        })?;
        let mut watch = Self { watcher, root, watched: BTreeSet::new() };
        watch.watcher.watch(&watch.root, RecursiveMode::NonRecursive)?;
        watch.follow(&BTreeSet::new())?;
        Ok(watch)
    }

    /// Watches folders that have appeared since, and anew those that were replaced: a watch goes with the folder.
    pub fn follow(&mut self, changed: &BTreeSet<String>) -> Result<(), notify::Error> {
        for folder in FOLDERS {
            let place = self.root.join(folder);
            let is_there = place.is_dir();
            if self.watched.contains(folder) && (!is_there || changed.contains(folder)) {
                // It fails where the watch went with the folder.
                let _ = self.watcher.unwatch(&place);
                self.watched.remove(folder);
            }
            if is_there && !self.watched.contains(folder) {
                match self.watcher.watch(&place, RecursiveMode::Recursive) {
                    // It went away just now, of which we shall be told.
                    Err(notify::Error { kind: ErrorKind::PathNotFound, .. }) => continue,
                    result => result?,
                }
                self.watched.insert(folder);
            }
        }
        Ok(())
    }
}

/// What of an event concerns the site. Reading is told of as well, ours included; it changes nothing.
fn changes(event: &notify::Event, root: &Path) -> Vec<String> {
    if event.need_rescan() {
        // Some events are lost; any of the folders may be another.
        return FOLDERS.iter().map(|folder| (*folder).to_owned()).collect();
    }
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => {}
        EventKind::Access(_) => return Vec::new(),
        _ => {}
    }
    event.paths.iter().filter_map(|path| source(path, root)).collect()
}

/// The path below the root, if the site may be read from there. Hidden files and what editors leave behind are not, and
/// some editors write them at every pause.
fn source(path: &Path, root: &Path) -> Option<String> {
    let below = path.strip_prefix(root).ok()?;
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    let is_ours = match parts.as_slice() {
        [only] => *only == FILE || FOLDERS.contains(&&**only),
        [first, ..] => FOLDERS.contains(&&**first),
        [] => false,
    };
    // Vim makes and removes 4913 to learn whether it may write in the folder.
    let is_passed_over = parts.iter().any(|part| is_nobodys(part) || part == "4913");
    (is_ours && !is_passed_over).then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sources_count() {
        let root = Path::new("/site");
        let source = |path: &str| source(Path::new(path), root);
        assert_eq!(source("/site/site.yaml").as_deref(), Some("site.yaml"));
        assert_eq!(source("/site/content").as_deref(), Some("content"));
        assert_eq!(source("/site/content/zh/a.md").as_deref(), Some("content/zh/a.md"));
        for other in [
            "/site",
            "/site/public/a.html",
            "/site/README.md",
            "/site/content/zh/.a.md.swp",
            "/site/content/a.md~",
            "/site/content/zh/4913",
            "/site/content/zh/#a.md#",
            "/site/content/zh/a.md___jb_tmp___",
            "/else/site.yaml",
        ] {
            assert_eq!(source(other), None, "{other}");
        }
    }

    #[test]
    fn reading_is_no_change() {
        let event = |kind| notify::Event::new(kind).add_path("/site/content/a.md".into());
        let n_changes = |kind| changes(&event(kind), Path::new("/site")).len();
        assert_eq!(n_changes(EventKind::Access(AccessKind::Open(AccessMode::Any))), 0);
        assert_eq!(n_changes(EventKind::Access(AccessKind::Close(AccessMode::Write))), 1);
        assert_eq!(n_changes(EventKind::Modify(notify::event::ModifyKind::Any)), 1);
    }
}
