//! `taiyaku build --watch`: writes a site, and after each change what the change touches.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use crate::base::report;
use crate::build::{BuildError, Changes, Folder, Update};
use crate::serve::watch::{How, News, Notice, Watch};
use crate::write::{cache, is_folder};

use super::args::{BuildArguments, Format};
use super::build::{options, painter, told};
use super::{Outcome, people, refuse, refuse_build, say, style};

/// After how long without a change what stands in the output is remembered for the next build.
const IDLE: Duration = Duration::from_secs(1);

/// What the loop is told.
enum Message {
    News(News),
    Stop,
}

/// `taiyaku build --watch`: until Ctrl-C.
pub fn watch(arguments: &BuildArguments) -> Outcome {
    let root = &arguments.site.root;
    if !is_folder(root) {
        return refuse(&BuildError::NoFolder(root.clone()));
    }
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
    let output = root.join(&arguments.output);
    let options = options(&arguments.site, arguments.complete);
    let mut folder = Folder::new(options, output.clone(), Arc::clone(&painter), !arguments.no_cache);
    let start = Instant::now();
    match folder.update(&Changes::All) {
        Ok(update) => say(&format!(
            "{}{} ({} ms), Ctrl-C to stop\n",
            people(report::brief(&update.of_pages, &update.built.files, style())),
            told(&update.built, &output, Format::Human),
            start.elapsed().as_millis()
        )),
        Err(error) => return refuse_build(&error),
    }
    follow(&mut folder, &messages, || {
        if !arguments.no_cache {
            cache::keep(root, &painter);
        }
    });
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

/// Updates the folder after every change, until it is told to stop. When nothing is to be done, what was done is kept.
fn follow(folder: &mut Folder, messages: &Receiver<Message>, keep: impl Fn()) {
    let mut is_kept = false;
    loop {
        let wait = if is_kept { Duration::MAX } else { IDLE };
        let first = match messages.recv_timeout(wait) {
            Ok(message) => message,
            Err(RecvTimeoutError::Timeout) => {
                folder.remember();
                keep();
                is_kept = true;
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
                    if !is_kept {
                        folder.remember();
                        keep();
                    }
                    return;
                }
            }
        }
        if let Some(changed) = changed {
            update(folder, &changed);
            is_kept = false;
        }
    }
}

fn warn(notice: &Notice) {
    say(&format!("warning: {notice}\n"));
}

fn update(folder: &mut Folder, changed: &Changes) {
    let start = Instant::now();
    match folder.update(changed) {
        Ok(Update { made: Some(made), because, .. }) => {
            say(&format!("{} in {} ms{}\n", files(&made), start.elapsed().as_millis(), reason(&made, &because)))
        }
        Ok(Update { built, of_pages, made: None, .. }) => {
            let complaints = people(report::brief(&built.diagnostics, &built.files, style()));
            let of_pages = people(report::brief(&of_pages, &built.files, style()));
            say(&format!("{complaints}{of_pages}nothing was written; the output is as it was\n"));
        }
        Err(error) => say(&format!("error: {error}\n")),
    }
}

fn files(made: &[String]) -> String {
    match made {
        [] => "nothing new".to_owned(),
        [only] => only.clone(),
        [first, rest @ ..] => format!("{first} and {} more", rest.len()),
    }
}

/// Why the first file was made, in a few words.
fn reason(made: &[String], because: &[String]) -> String {
    match because {
        [] => String::new(),
        _ if made.is_empty() => String::new(),
        [only] => format!(", because of {only}"),
        [first, rest @ ..] => format!(", because of {first} and {} more", rest.len()),
    }
}
