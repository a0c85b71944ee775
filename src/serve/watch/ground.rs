//! What is watched, and by what. The folder of the site itself is watched without what lies below, since it may hold a
//! repository, the output and much else; its three folders wholly, and as soon as they are there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify::{Config, ErrorKind, EventKindMask, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher, WatcherKind};

use super::batch::Closing;
use super::network;
use super::source::FOLDERS;
use super::{How, Signal, Why};

/// How often all files are looked at where the system tells nothing.
pub const BEAT: Duration = Duration::from_millis(500);

/// The watched folders of a site.
pub struct Ground {
    watcher: Box<dyn Watcher + Send>,
    /// The real path of the site's folder.
    pub root: PathBuf,
    watched: BTreeSet<&'static str>,
    /// Whether its watcher tells when files are closed.
    pub closing: Closing,
    /// Whether files are looked at, since the system does not tell.
    pub is_polling: bool,
    /// Why they are, until somebody has taken it to tell.
    pub why: Option<Why>,
}

impl Ground {
    /// Watches the folder of a site. Where the system cannot, files are looked at.
    pub fn begin(root: &Path, how: How, tell: &Sender<Signal>) -> notify::Result<Self> {
        // The system names real paths, whatever way led to the folder.
        let root = root.canonicalize().map_err(|error| notify::Error::io(error).add_path(root.to_path_buf()))?;
        let why = match how {
            How::Polling => Why::Asked,
            How::System => match on_other_machine(&root) {
                Some(kind) => Why::Disk(kind),
                None => match by_system(tell).and_then(|watcher| Self::over(watcher, &root)) {
                    Err(error) => Why::Refused(error),
                    ground => return ground,
                },
            },
        };
        Self::polling(&root, why, tell)
    }

    /// Looks at all files of a site, because the system does not tell.
    pub fn polling(root: &Path, why: Why, tell: &Sender<Signal>) -> notify::Result<Self> {
        let watcher: Box<dyn Watcher + Send> = Box::new(PollWatcher::new(take(tell), config())?);
        Ok(Self { is_polling: true, why: Some(why), closing: Closing::Untold, ..Self::over(watcher, root)? })
    }

    fn over(watcher: Box<dyn Watcher + Send>, root: &Path) -> notify::Result<Self> {
        let closing = if RecommendedWatcher::kind() == WatcherKind::Inotify { Closing::Told } else { Closing::Untold };
        let (root, watched) = (root.to_path_buf(), BTreeSet::new());
        let mut ground = Self { watcher, root, watched, closing, is_polling: false, why: None };
        ground.watcher.watch(&ground.root, RecursiveMode::NonRecursive)?;
        for folder in FOLDERS {
            ground.follow(folder)?;
        }
        Ok(ground)
    }

    /// Watches one of the three folders if it has appeared, and anew if it was replaced: a watch goes with the folder.
    pub fn follow(&mut self, folder: &'static str) -> notify::Result<()> {
        let place = self.root.join(folder);
        if self.watched.remove(folder) {
            // It fails where the watch went with the folder.
            let _ = self.watcher.unwatch(&place);
        }
        if !place.is_dir() {
            return Ok(());
        }
        match self.watcher.watch(&place, RecursiveMode::Recursive) {
            // It went away just now, of which we shall be told.
            Err(error) if is_absence(&error) => Ok(()),
            result => {
                self.watched.insert(folder);
                result
            }
        }
    }

    /// Whether the folder of the site is still where it was.
    pub fn is_there(&self) -> bool {
        self.root.is_dir()
    }
}

/// Whether an error says only that something is gone.
pub fn is_absence(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound | ErrorKind::WatchNotFound => true,
        ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

fn by_system(tell: &Sender<Signal>) -> notify::Result<Box<dyn Watcher + Send>> {
    Ok(Box::new(RecommendedWatcher::new(take(tell), config())?))
}

fn take(tell: &Sender<Signal>) -> impl Fn(notify::Result<notify::Event>) + Send + 'static {
    let tell = tell.clone();
    // Nobody listens any more when the watch ends.
    move |event| drop(tell.send(Signal::Event(event)))
}

/// Symbolic links are not followed, as load follows none: one could lead to the whole disk. Of reading nothing is told:
/// a build reads every file, and the system would lose what counts among all that.
fn config() -> Config {
    let kinds = EventKindMask::CORE | EventKindMask::ACCESS_CLOSE;
    Config::default().with_follow_symlinks(false).with_event_kinds(kinds).with_poll_interval(BEAT)
}

fn on_other_machine(root: &Path) -> Option<String> {
    // Only Linux has it, and only there nothing else says so.
    let mounts = std::fs::read_to_string("/proc/self/mounts").ok()?;
    network::untold(&mounts, root).map(str::to_owned)
}
