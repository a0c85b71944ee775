//! Tells of changes to what a site is read from, in batches: one lone change at once, a thousand files together.
//!
//! A thread of its own takes what the system tells, follows folders as they come and go, and gathers what belongs together;
//! whoever builds meanwhile finds the batches that piled up and merges them.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Instant;

use notify::event::{MetadataKind, ModifyKind, RenameMode};
use notify::{ErrorKind, EventKind};

use crate::build::Changes;

mod batch;
mod ground;
mod network;
mod source;

use batch::Batch;
use ground::{BEAT, Ground, is_absence};
use source::{FOLDERS, source};

/// How changes are noticed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum How {
    /// The system tells. Where it cannot, all files are looked at.
    #[default]
    System,
    /// All files are looked at every so often, whatever the system could do.
    Polling,
}

/// Why all files are looked at.
#[derive(Debug)]
pub enum Why {
    /// It was asked for.
    Asked,
    /// The site lies on a disk of another machine, of this kind.
    Disk(String),
    /// The system refused.
    Refused(notify::Error),
}

/// What people should know about a watch. Its text says why and what to do.
#[derive(Debug)]
pub enum Notice {
    /// All files are looked at every so often.
    Polling(Why),
    /// Some changes will not be noticed.
    Unwatched(notify::Error),
}

impl std::fmt::Display for Notice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let polling = "all files are looked at twice a second instead";
        match self {
            Self::Unwatched(error) => write!(f, "some changes will not be noticed: {error}"),
            Self::Polling(Why::Asked) => write!(f, "all files are looked at twice a second, as was asked"),
            Self::Polling(Why::Disk(kind)) => write!(
                f,
                "the site lies on a disk of another machine ({kind}), of which changes are not told; {polling}\n\
                 help: keep the site on a disk of this machine, and changes show at once"
            ),
            Self::Polling(Why::Refused(error)) if matches!(error.kind, ErrorKind::MaxFilesWatch) => write!(
                f,
                "the system watches no more folders, its limit is reached; {polling}\n\
                 help: raise the limit and start again: sudo sysctl fs.inotify.max_user_watches=524288"
            ),
            Self::Polling(Why::Refused(error)) => {
                write!(f, "the system cannot watch the site ({error}); {polling}")
            }
        }
    }
}

/// What a watch tells.
#[derive(Debug)]
pub enum News {
    /// Files changed, and nothing seems to be half done.
    Changed(Changes),
    /// Something people should know.
    Notice(Notice),
}

/// A watch over the folder of a site. It ends when it is dropped.
#[derive(Debug)]
pub struct Watch(Sender<Signal>);

/// What the thread of a watch is sent.
#[derive(Debug)]
enum Signal {
    Event(notify::Result<notify::Event>),
    End,
}

impl Watch {
    /// Begins: whatever changes from now on is told. `tell` is called on a thread of the watch, and should only pass on.
    ///
    /// ```no_run
    /// # use taiyaku::serve::watch::{How, News, Watch};
    /// let (tell, told) = std::sync::mpsc::channel();
    /// let _watch = Watch::begin("site".as_ref(), How::System, move |news| drop(tell.send(news)))?;
    /// for news in told {
    ///     match news {
    ///         News::Changed(changes) => println!("{changes:?}"),
    ///         News::Notice(notice) => println!("warning: {notice}"),
    ///     }
    /// }
    /// # Ok::<(), notify::Error>(())
    /// ```
    ///
    /// # Errors
    /// The folder is not there, or cannot be read.
    pub fn begin(root: &Path, how: How, tell: impl FnMut(News) + Send + 'static) -> notify::Result<Self> {
        let (sender, signals) = mpsc::channel();
        let ground = Ground::begin(root, how, &sender)?;
        let batch = Batch::new(ground.closing, Instant::now());
        let root = root.to_path_buf();
        let mut watching = Watching { root, how, ground: None, batch, sender: sender.clone(), tell };
        let thread = std::thread::Builder::new().name("watch".to_owned());
        thread.spawn(move || {
            watching.stand_on(ground);
            watching.run(&signals);
        })?;
        Ok(Self(sender))
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // It has ended already if its thread has.
        let _ = self.0.send(Signal::End);
    }
}

/// The thread of a watch.
struct Watching<T> {
    root: PathBuf,
    how: How,
    /// `None` while the site's folder is gone.
    ground: Option<Ground>,
    batch: Batch,
    sender: Sender<Signal>,
    tell: T,
}

impl<T: FnMut(News)> Watching<T> {
    fn run(mut self, signals: &Receiver<Signal>) {
        loop {
            let now = Instant::now();
            let due = self.batch.due();
            let wait = due.map(|due| due.saturating_duration_since(now));
            let signal = match (wait, &self.ground) {
                (Some(wait), Some(_)) => signals.recv_timeout(wait),
                (Some(wait), None) => signals.recv_timeout(wait.min(BEAT)),
                (None, Some(_)) => signals.recv().map_err(|_| RecvTimeoutError::Disconnected),
                (None, None) => signals.recv_timeout(BEAT),
            };
            match signal {
                Ok(Signal::Event(Ok(event))) => self.note(&event),
                Ok(Signal::Event(Err(error))) => self.trouble(error),
                Ok(Signal::End) | Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {
                    if self.ground.is_none() {
                        self.seek();
                    }
                    if self.batch.due().is_some_and(|due| due <= Instant::now()) {
                        (self.tell)(News::Changed(self.batch.take()));
                    }
                }
            }
        }
    }

    fn note(&mut self, event: &notify::Event) {
        if event.need_rescan() {
            // Some events are lost: any file may be another, and any folder new.
            return self.renew();
        }
        let Some(ground) = &mut self.ground else { return };
        // A folder's time changes with what lies in it, of which more is told.
        let is_time = matches!(event.kind, EventKind::Modify(ModifyKind::Metadata(MetadataKind::WriteTime)));
        for path in event.paths.iter().filter(|path| !(is_time && path.is_dir())) {
            if *path == ground.root {
                let is_moved = matches!(
                    event.kind,
                    EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From | RenameMode::Any))
                );
                if is_moved {
                    return self.renew();
                }
                continue;
            }
            let Some(path) = source(path, &ground.root) else { continue };
            self.batch.note(&path, &event.kind, Instant::now());
            let top = FOLDERS.into_iter().find(|folder| *folder == path);
            let is_seen = matches!(event.kind, EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)));
            if let Some(top) = top.filter(|_| !is_seen)
                && let Err(error) = ground.follow(top)
            {
                return self.trouble(error);
            }
        }
    }

    fn trouble(&mut self, error: notify::Error) {
        let is_full = matches!(error.kind, ErrorKind::MaxFilesWatch);
        match &self.ground {
            None => {}
            Some(ground) if !ground.is_there() => self.renew(),
            // What is gone is told as a change.
            Some(_) if is_absence(&error) => {}
            Some(ground) if is_full && !ground.is_polling => {
                match Ground::polling(&ground.root, Why::Refused(error), &self.sender) {
                    Ok(ground) => {
                        self.stand_on(ground);
                        self.batch.note_all(Instant::now());
                    }
                    Err(error) => (self.tell)(News::Notice(Notice::Unwatched(error))),
                }
            }
            Some(_) => (self.tell)(News::Notice(Notice::Unwatched(error))),
        }
    }

    /// Watches everything anew, or waits for the folder if it is gone. Either way all may be different.
    fn renew(&mut self) {
        self.ground = None;
        self.batch.note_all(Instant::now());
        self.seek();
    }

    /// Looks for the site's folder where it was.
    fn seek(&mut self) {
        if let Ok(ground) = Ground::begin(&self.root, self.how, &self.sender) {
            self.stand_on(ground);
            self.batch.note_all(Instant::now());
        }
    }

    fn stand_on(&mut self, mut ground: Ground) {
        self.batch.closing = ground.closing;
        if let Some(why) = ground.why.take() {
            (self.tell)(News::Notice(Notice::Polling(why)));
        }
        self.ground = Some(ground);
    }
}

#[cfg(test)]
mod tests;
