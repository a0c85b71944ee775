//! `taiyaku build --watch`: writes a site, and after each change what the change touches.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use crate::base::diagnostic::{Severity, Weighed};
use crate::base::report;
use crate::build::{BuildError, Built, Changes, Folder, Options, Update};
use crate::serve::watch::{How, News, Notice, Watch};
use crate::write::{cache, is_folder};

use super::args::{BuildArguments, Format};
use super::build::{options, painter, told};
use super::changes::words;
use super::{Outcome, people, refuse, refuse_build, say, style};

/// After how long without a change the output is looked at, and what stands there is remembered for the next build. As often
/// it is looked whether there is an output at all, and what could not be written is tried again.
const IDLE: Duration = Duration::from_secs(1);

/// What fails for long is tried less and less often, but never less often than this.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is said instead of the files that changed; the same failure is not told again.
const RETRY: &str = "tried again";

/// What the loop is told.
enum Message {
    News(News),
    Stop,
}

/// `taiyaku build --watch`: until Ctrl-C.
pub fn watch(arguments: &BuildArguments) -> Outcome {
    if !is_folder(&arguments.site.root) {
        return refuse(&BuildError::NoFolder(arguments.site.root.clone()));
    }
    // Of a folder that is replaced by another, the working directory remains the old one.
    let root = match std::path::absolute(&arguments.site.root) {
        Ok(root) => root,
        Err(error) => return refuse(&error),
    };
    let root = root.as_path();
    let (tell, messages) = mpsc::channel();
    let news = tell.clone();
    // Watching begins before reading, so that no change falls between the two. Nobody listens any more at the end.
    let _watch = match Watch::begin(root, How::System, move |told| drop(news.send(Message::News(told)))) {
        Ok(watch) => watch,
        Err(error) => return refuse(&format!("the folder of the site cannot be watched: {error}")),
    };
    if let Err(error) = stop_on_interrupt(tell) {
        return refuse(&error);
    }
    let painter = painter(root, arguments.no_cache);
    let options = Options { root: root.to_owned(), ..options(&arguments.site, arguments.complete) };
    let output = root.join(&arguments.output);
    let mut folder = Folder::new(options, output, Arc::clone(&painter), !arguments.no_cache);
    let start = Instant::now();
    let state = match folder.update(&Changes::All) {
        Ok(update) => {
            say(&format!(
                "{}{} ({} ms), Ctrl-C to stop\n",
                people(report::brief(&update.of_pages, &update.built.files, style())),
                told(&update.built, &arguments.site.root.join(&arguments.output), Format::Human),
                start.elapsed().as_millis()
            ));
            if update.made.is_some() { State::Written } else { State::Faulty }
        }
        Err(error) => return refuse_build(&error),
    };
    let keep = || {
        if !arguments.no_cache {
            cache::keep(root, &painter);
        }
    };
    Following { folder, root, state, keep }.follow(&messages);
    Outcome::Fine
}

/// Sends a last message at Ctrl-C.
fn stop_on_interrupt(tell: Sender<Message>) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let wait = move || {
        // Without the signal, Ctrl-C ends the program all the same, if less gently.
        if runtime.block_on(tokio::signal::ctrl_c()).is_ok() {
            let _ = tell.send(Message::Stop);
        }
    };
    std::thread::Builder::new().name("interrupt".to_owned()).spawn(wait).map(drop)
}

/// How the output stands to its site.
enum State {
    /// It was written just now.
    Written,
    /// It was looked at since, and is remembered.
    Kept,
    /// It waits for the author: the site has errors, which are told.
    Faulty,
    /// It could not be written, for this reason, and is to be tried again after this time.
    Failed { why: String, wait: Duration },
}

/// A folder that follows its site.
struct Following<'a, K> {
    folder: Folder,
    root: &'a Path,
    state: State,
    /// Keeps what was found out on the way.
    keep: K,
}

impl<K: Fn()> Following<'_, K> {
    /// Updates the folder after every change, until it is told to stop.
    fn follow(mut self, messages: &Receiver<Message>) {
        loop {
            let wait = if let State::Failed { wait, .. } = &self.state { *wait } else { IDLE };
            let first = match messages.recv_timeout(wait) {
                Ok(message) => message,
                Err(RecvTimeoutError::Timeout) => {
                    self.rest();
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => Message::Stop,
            };
            let mut changed: Option<Changes> = None;
            // What piled up during an update is one change.
            for message in std::iter::once(first).chain(messages.try_iter()) {
                match (message, &mut changed) {
                    (Message::News(News::Changed(more)), Some(changed)) => changed.merge(more),
                    (Message::News(News::Changed(more)), None) => changed = Some(more),
                    (Message::News(News::Notice(notice)), _) => warn(&notice),
                    (Message::Stop, _) => {
                        if !matches!(self.state, State::Kept) {
                            self.folder.remember();
                            (self.keep)();
                        }
                        return;
                    }
                }
            }
            if let Some(changed) = changed {
                let what = words(self.root, &changed).unwrap_or_else(|| "all files were looked at".to_owned());
                self.update(&what, |folder| folder.update(&changed));
            }
        }
    }

    /// When nothing changes: tries again what failed, mends what others did to the output, and keeps what was done.
    fn rest(&mut self) {
        match self.state {
            State::Failed { .. } => self.update(RETRY, |folder| folder.update(&Changes::All)),
            State::Faulty => {}
            State::Kept if self.folder.is_there() => {}
            State::Written if self.folder.stands() => {
                self.folder.remember();
                (self.keep)();
                self.state = State::Kept;
            }
            State::Kept | State::Written => {
                self.update("what others did to the output is undone", Folder::mend);
                // Once: what does not go away is no reason to build without end.
                if matches!(self.state, State::Written) {
                    self.folder.remember();
                    self.state = State::Kept;
                }
            }
        }
    }

    fn update(&mut self, what: &str, update: impl FnOnce(&mut Folder) -> Result<Update, BuildError>) {
        let start = Instant::now();
        self.state = match update(&mut self.folder) {
            Ok(update) if update.made.is_some() => {
                let took = start.elapsed().as_millis();
                let mended = match self.state {
                    State::Faulty => "the errors are gone; ",
                    State::Failed { .. } => "the output is as the site again; ",
                    State::Written | State::Kept => "",
                };
                let complaints = people(report::brief(fresh(&update), &update.built.files, style()));
                say(&format!("{complaints}{mended}{what}: {} in {took} ms{}\n", done(&update), reason(&update)));
                State::Written
            }
            Ok(update) => {
                let files = &update.built.files;
                let complaints = people(report::brief(errors(&update.built), files, style()));
                let of_pages = people(report::brief(&update.of_pages, files, style()));
                say(&format!("{complaints}{of_pages}{what}: nothing was written; the output is as it was\n"));
                State::Faulty
            }
            Err(error) => {
                let now = error.to_string();
                match &self.state {
                    State::Failed { why, wait } if *why == now && what == RETRY => {
                        State::Failed { why: now, wait: (*wait * 2).min(PATIENCE) }
                    }
                    _ => {
                        say(&format!("error: {now}\n{what}: nothing was written; it is tried again by itself\n"));
                        State::Failed { why: now, wait: IDLE }
                    }
                }
            }
        };
    }
}

fn warn(notice: &Notice) {
    say(&format!("warning: {notice}\n"));
}

/// The complaints that the site had not when it was written last: the others are told.
fn fresh(update: &Update) -> Vec<Weighed<'_>> {
    let Update { built, last, .. } = update;
    match last {
        Some(last) => built.diagnostics.beyond(&last.diagnostics, [&built.files, &last.files]),
        None => built.diagnostics.weighed(),
    }
}

/// The errors alone: nothing is written before they are gone, and the rest is told then.
fn errors(built: &Built) -> Vec<Weighed<'_>> {
    let mut all = built.diagnostics.weighed();
    all.retain(|weighed| weighed.severity == Severity::Error);
    all
}

fn done(update: &Update) -> String {
    let made = update.made.as_deref().unwrap_or_default();
    match (files(made), files(&update.removed)) {
        (None, None) => "nothing new".to_owned(),
        (Some(made), None) => made,
        (None, Some(removed)) => format!("{removed} removed"),
        (Some(made), Some(removed)) => format!("{made}, {removed} removed"),
    }
}

/// One file by its name, many by their number: which page is the first says little.
fn files(paths: &[String]) -> Option<String> {
    match paths {
        [] => None,
        [only] => Some(only.clone()),
        _ => Some(format!("{} files", paths.len())),
    }
}

/// Why a page was made, in a few words; of many each has its own reason.
fn reason(update: &Update) -> String {
    match (update.made.as_deref(), update.because.as_slice()) {
        (Some([_]), [only]) => format!(", because of {only}"),
        (Some([_]), [first, rest @ ..]) => format!(", because of {first} and {} more", rest.len()),
        _ => String::new(),
    }
}
