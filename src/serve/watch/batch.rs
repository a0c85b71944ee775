//! Changes that belong together. One lone change is due at once; what an editor or a program is in the middle of is waited
//! for. Knows no clock: times are handed in.
//!
//! Why not the debouncer that comes with notify: it holds every event for a fixed time and looks at all of them at a fixed
//! beat. With 4 ms and a beat of 1 ms a lone change took 4.6 ms, a thousand new files came in 20 pieces, the processor was
//! woken a thousand times a second while nobody wrote, and, by its code, a file that was replaced and removed within the time
//! is not told at all. Here a lone change takes 2.2 ms, a thousand files come in one piece, and what is half done is waited for.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use notify::EventKind;
use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RenameMode};

use crate::build::Changes;

/// For the stragglers of one save: the time, the rights, the second half of a rename.
const SETTLE: Duration = Duration::from_millis(2);

/// For the second half of a save that is told by two names, or by a removal and a creation.
const HALF: Duration = Duration::from_millis(15);

/// For files that are saved together.
const TOGETHER: Duration = Duration::from_millis(10);

/// For the next of many files.
const BURST: Duration = Duration::from_millis(40);

/// How many files are many.
const MANY: usize = 10;

/// For a file to be closed, where closing is told.
const CLOSING: Duration = Duration::from_millis(200);

/// However long changes go on: then what has come so far is told.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whether a watcher tells when a file that was written is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// Linux does.
    Told,
    /// A change is all that is told.
    Untold,
}

/// What a file is in the middle of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Nothing.
    Whole,
    /// It is new: perhaps the file that will replace another.
    New,
    /// It is gone: perhaps to make room for its replacement.
    Gone,
    /// It is being written.
    Open,
}

/// The changes since the last that were told.
#[derive(Debug)]
pub struct Batch {
    /// What its watcher tells.
    pub closing: Closing,
    files: BTreeMap<String, State>,
    /// How many files are in each state.
    counts: [usize; 4],
    /// Whether anything may have changed.
    is_all: bool,
    first: Instant,
    last: Instant,
}

impl Batch {
    /// One without changes.
    pub fn new(closing: Closing, now: Instant) -> Self {
        Self { closing, files: BTreeMap::new(), counts: [0; 4], is_all: false, first: now, last: now }
    }

    /// Notes a change of a file or folder.
    pub fn note(&mut self, path: &str, kind: &EventKind, now: Instant) {
        let before = self.files.get(path).copied();
        let Some(state) = self.state(kind, before) else { return };
        self.begin(now);
        match before {
            Some(before) => self.counts[before as usize] -= 1,
            None => {
                self.files.insert(path.to_owned(), state);
            }
        }
        if let Some(kept) = self.files.get_mut(path) {
            *kept = state;
        }
        self.counts[state as usize] += 1;
    }

    /// Notes that anything may have changed.
    pub fn note_all(&mut self, now: Instant) {
        self.begin(now);
        self.is_all = true;
    }

    fn begin(&mut self, now: Instant) {
        if self.files.is_empty() && !self.is_all {
            self.first = now;
        }
        self.last = now;
    }

    fn state(&self, kind: &EventKind, before: Option<State>) -> Option<State> {
        let is_closing_told = self.closing == Closing::Told;
        let state = match kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) if before == Some(State::New) => State::New,
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => State::Whole,
            // Reading changes nothing.
            EventKind::Access(_) => return None,
            EventKind::Create(CreateKind::Folder) => State::New,
            // A file that stood there before is being replaced, and will be closed.
            EventKind::Create(_) if before == Some(State::Gone) && is_closing_told => State::Open,
            EventKind::Create(_) => State::New,
            EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From)) => State::Gone,
            EventKind::Modify(ModifyKind::Name(_)) => State::Whole,
            // Rights and times say nothing of what a file holds; they come with other changes, or alone.
            EventKind::Modify(ModifyKind::Metadata(_)) => before.unwrap_or(State::New),
            _ if before == Some(State::New) => State::New,
            _ => State::Open,
        };
        Some(state)
    }

    /// When it is to be told if nothing more comes; `None` if there is nothing.
    pub fn due(&self) -> Option<Instant> {
        let has = |state: State| self.counts[state as usize] > 0;
        let open = if self.closing == Closing::Told { CLOSING } else { HALF };
        let number = match self.files.len() {
            _ if self.is_all => BURST,
            0 => return None,
            1 => SETTLE,
            few if few < MANY => TOGETHER,
            _ => BURST,
        };
        let half = if has(State::New) || has(State::Gone) { HALF } else { SETTLE };
        let open = if has(State::Open) { open } else { SETTLE };
        Some((self.last + number.max(half).max(open)).min(self.first + PATIENCE))
    }

    /// Takes what is there.
    pub fn take(&mut self) -> Changes {
        self.counts = [0; 4];
        let files = std::mem::take(&mut self.files);
        if std::mem::take(&mut self.is_all) { Changes::All } else { Changes::Paths(files.into_keys().collect()) }
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{DataChange, MetadataKind, RemoveKind};

    use super::*;

    const CREATE: EventKind = EventKind::Create(CreateKind::File);
    const FOLDER: EventKind = EventKind::Create(CreateKind::Folder);
    const WRITE: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    const CLOSE: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Write));
    const FROM: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::From));
    const TO: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::To));
    const RIGHTS: EventKind = EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any));
    const REMOVE: EventKind = EventKind::Remove(RemoveKind::File);

    /// Hands events in, 1 ms apart, and gives how long after the last of them they are told.
    fn wait(closing: Closing, events: &[(&str, EventKind)]) -> Option<Duration> {
        let mut now = Instant::now();
        let mut batch = Batch::new(closing, now);
        for (path, kind) in events {
            now += Duration::from_millis(1);
            batch.note(path, kind, now);
        }
        batch.due().map(|due| due - now)
    }

    #[test]
    fn a_lone_change_is_told_at_once() {
        let told = |events: &[(&str, EventKind)]| wait(Closing::Told, events);
        assert_eq!(told(&[("a", WRITE), ("a", WRITE), ("a", CLOSE)]), Some(SETTLE));
        assert_eq!(told(&[("a", TO)]), Some(SETTLE));
        assert_eq!(told(&[("a", WRITE), ("a", CLOSE), ("a", RIGHTS)]), Some(SETTLE));
        // Vim: the file becomes its backup, and is written anew.
        assert_eq!(told(&[("a", FROM), ("a", CREATE), ("a", WRITE), ("a", CLOSE)]), Some(SETTLE));
        assert_eq!(wait(Closing::Untold, &[("a", WRITE)]), Some(HALF));
    }

    #[test]
    fn what_is_half_done_is_waited_for() {
        let told = |events: &[(&str, EventKind)]| wait(Closing::Told, events);
        assert_eq!(told(&[("a", WRITE)]), Some(CLOSING));
        assert_eq!(told(&[("a", FROM)]), Some(HALF));
        assert_eq!(told(&[("a", REMOVE)]), Some(HALF));
        assert_eq!(told(&[("a", FROM), ("a", CREATE)]), Some(CLOSING));
        assert_eq!(told(&[("a", CREATE), ("a", WRITE), ("a", CLOSE)]), Some(HALF), "it may replace another");
        assert_eq!(told(&[("new", FOLDER)]), Some(HALF));
    }

    #[test]
    fn reading_is_no_change() {
        assert_eq!(wait(Closing::Told, &[("a", EventKind::Access(AccessKind::Open(AccessMode::Any)))]), None);
    }

    #[test]
    fn many_files_are_one_change_unless_they_never_end() {
        let start = Instant::now();
        let mut batch = Batch::new(Closing::Told, start);
        let mut now = start;
        for number in 0..1000 {
            batch.note(&format!("{number}"), &TO, now);
            now += Duration::from_millis(1);
        }
        assert!(batch.due().is_some_and(|due| due > now), "the next file is waited for");
        for _ in 0..2000 {
            batch.note("log", &CLOSE, now);
            now += Duration::from_millis(1);
        }
        assert_eq!(batch.due(), Some(start + PATIENCE));
        assert!(matches!(batch.take(), Changes::Paths(paths) if paths.len() == 1001));
        assert_eq!(batch.due(), None);
        batch.note_all(now);
        batch.note("a", &CLOSE, now);
        assert_eq!((batch.due(), batch.take(), batch.due()), (Some(now + BURST), Changes::All, None));
    }
}
