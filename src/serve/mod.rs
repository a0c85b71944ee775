#![allow(clippy::disallowed_methods, reason = "serve listens, watches, and reads the files that it is asked for")]
//! Shows a site while it is being written: builds it, answers on this machine only unless asked, and builds it again when a file changes.
//! Pages are rendered when they are asked for. A build with errors changes nothing but what is said of it: the last good
//! site stays, and every page shows the report.
//!
//! One thread, the caller's, builds and announces; another answers. They share the current preview, which is replaced
//! whole, and a channel of messages; nothing else.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use tokio::sync::watch as latest;

use crate::base::diagnostic::Diagnostics;
use crate::base::highlight::painter::Painter;
use crate::build::{self, BuildError, Built, Changes, Session};
use crate::load::LoadError;

mod answer;
mod door;
mod dress;
mod guard;
mod http;
mod media;
mod paranoid;
mod preview;
pub mod watch;

use door::Door;
use paranoid::Paranoid;
use preview::Preview;
use watch::{How, News, Notice, Watch};

pub use paranoid::Difference;

/// The port that is tried first when none is asked for.
pub const DEFAULT_PORT: u16 = 8240;

/// What is served, and where.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// What is built. Its base address is not used: a preview lies at the root of its own.
    pub build: build::Options,
    /// The port, 0 for any that is free. Without one it is [`DEFAULT_PORT`], or the next that is free.
    pub port: Option<u16>,
    /// How changes are noticed.
    pub how: How,
    /// The address that is listened on; without one, those of this machine alone.
    pub host: Option<IpAddr>,
    /// Whether each build is compared with one from scratch.
    pub is_paranoid: bool,
    /// What colors the code; it may know what an earlier run found out.
    pub painter: Arc<Painter>,
}

/// How long after a comparison a change may be told that explains what was found.
const DOUBT: Duration = Duration::from_millis(300);

/// What the caller is told of.
pub enum Event<'a> {
    /// The site was read, for the first time or after a change. With errors the last good site stays.
    Built {
        /// The site and the complaints of it.
        built: &'a Built,
        /// What changed; `None` the first time.
        changed: Option<&'a Changes>,
        /// How long it took.
        took: Duration,
    },
    /// The server answers at this address. Told once, after the first build.
    Listening {
        /// The address: `http://127.0.0.1:8240/`.
        url: &'a str,
    },
    /// The site could not be read after a change.
    Unreadable {
        /// Why.
        error: &'a BuildError,
    },
    /// A page of a site without errors could not be rendered when it was asked for.
    BrokenPage {
        /// Its path below the root of the site.
        path: &'a str,
        /// The complaints.
        diagnostics: &'a Diagnostics,
        /// The site that the page is of.
        built: &'a Built,
    },
    /// The site that was kept up to date is not the one built from scratch: a mistake in this program.
    Differed {
        /// Where, at least once.
        differences: &'a [Difference],
    },
    /// Changes are noticed late, or some of them not at all.
    Notice {
        /// Why, and what to do.
        notice: &'a Notice,
    },
}

/// Why a site cannot be served.
#[derive(Debug)]
pub enum ServeError {
    /// Another program has the port.
    PortTaken(u16),
    /// The system gives no port, no thread or no runtime.
    System(std::io::Error),
    /// The folder cannot be watched.
    Watch(notify::Error),
    /// The site could not be read at all.
    Build(BuildError),
    /// As often the site that was kept up to date was not the one built from scratch.
    Differed(usize),
}

impl std::fmt::Display for ServeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::PortTaken(port) => write!(
                f,
                "port {port} is taken by another program\nhelp: end it, or choose another port; 0 takes any that is free"
            ),
            Self::System(error) => write!(f, "the preview cannot start: {error}"),
            Self::Watch(error) => write!(f, "the folder of the site cannot be watched: {error}"),
            Self::Build(error) => error.fmt(f),
            Self::Differed(times) => write!(
                f,
                "{times} times the site that was kept up to date was not the one built from scratch\n\
                 help: this is a mistake in taiyaku; what changed before tells where it is"
            ),
        }
    }
}

impl std::error::Error for ServeError {}

/// Ends a server from anywhere; Ctrl-C does it, too.
#[derive(Clone, Debug)]
pub struct Stop(latest::Sender<bool>);

impl Default for Stop {
    fn default() -> Self {
        Self(latest::Sender::new(false))
    }
}

impl Stop {
    /// Ends the server: connections are closed and `serve` returns.
    pub fn now(&self) {
        self.0.send_replace(true);
    }

    /// Waits for the end.
    async fn wait(&self) {
        // It cannot fail: the sender is in `self`.
        let _ = self.0.subscribe().wait_for(|is_over| *is_over).await;
    }
}

/// What the thread that builds is told by the others.
enum Message {
    News(News),
    BrokenPage { path: String, diagnostics: Diagnostics, built: Arc<Built> },
    Stop,
}

/// Serves a site until `stop` or Ctrl-C ends it.
///
/// # Errors
/// The environment's, at the start. Later ones are announced, and the server goes on. At the end, that sites differed.
pub fn serve(options: &ServeOptions, stop: &Stop, mut announce: impl FnMut(Event<'_>)) -> Result<(), ServeError> {
    let door = Door::open(options.port, options.host)?;
    let (tell, messages) = mpsc::channel();
    // Watching begins before reading, so that no change falls between the two.
    let news = tell.clone();
    // Nobody listens any more when the server ends.
    let watch = Watch::begin(&options.build.root, options.how, move |told| drop(news.send(Message::News(told))));
    let _watch = watch.map_err(ServeError::Watch)?;
    // The page for wrong addresses needs to know its root, and here that is the server's.
    let build = build::Options { base_url: Some(door.url()), ..options.build.clone() };
    let paranoid = options.is_paranoid.then(|| Paranoid::new(build.clone()));
    let mut session = Session::new(build).with_painter(Arc::clone(&options.painter));
    let start = Instant::now();
    let built = session.refresh(&Changes::All).map_err(ServeError::Build)?;
    let (previews, preview) = latest::channel(Arc::new(Preview::first(&built)));
    let took = start.elapsed();
    let url = door.url() + "/";
    let answering = http::answer_on_thread(door, preview, tell, stop.clone()).map_err(ServeError::System)?;
    // Told when pages are answered already: of many complaints it takes its time.
    announce(Event::Built { built: &built, changed: None, took });
    announce(Event::Listening { url: &url });
    let mut builder =
        Builder { session, missed: None, paranoid, doubts: Vec::new(), n_differed: 0, previews, announce };
    builder.compare(&built);
    drop(built);
    builder.run(&messages);
    let n_differed = builder.n_differed;
    drop(builder);
    // The preview has no sender any more, which ends the reload channels; the thread follows within its time.
    let _ = answering.join();
    if n_differed == 0 { Ok(()) } else { Err(ServeError::Differed(n_differed)) }
}

/// The thread that builds.
struct Builder<A> {
    session: Session,
    /// What changed before a build that failed.
    missed: Option<Changes>,
    paranoid: Option<Paranoid>,
    /// What the last comparison found, unless a change explains it.
    doubts: Vec<Difference>,
    n_differed: usize,
    previews: latest::Sender<Arc<Preview>>,
    announce: A,
}

impl<A: FnMut(Event<'_>)> Builder<A> {
    /// Builds after every change until a message ends it. What piled up during a build is one change.
    fn run(&mut self, messages: &Receiver<Message>) {
        while let Some(first) = self.next(messages) {
            let mut changed: Option<Changes> = None;
            for message in std::iter::once(first).chain(messages.try_iter()) {
                match message {
                    Message::News(News::Changed(more)) => match &mut changed {
                        Some(changed) => changed.merge(more),
                        None => changed = Some(more),
                    },
                    Message::News(News::Notice(notice)) => (self.announce)(Event::Notice { notice: &notice }),
                    Message::BrokenPage { path, diagnostics, built } => {
                        (self.announce)(Event::BrokenPage { path: &path, diagnostics: &diagnostics, built: &built });
                    }
                    Message::Stop => return,
                }
            }
            if let Some(changed) = changed {
                self.rebuild(changed);
            }
        }
    }

    /// Waits for a message. What a comparison found is told when no change follows: one that came between the two builds would
    /// explain it.
    fn next(&mut self, messages: &Receiver<Message>) -> Option<Message> {
        if !self.doubts.is_empty() {
            match messages.recv_timeout(DOUBT) {
                Ok(message) => return Some(message),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => {
                    self.n_differed += 1;
                    let differences = std::mem::take(&mut self.doubts);
                    (self.announce)(Event::Differed { differences: &differences });
                }
            }
        }
        messages.recv().ok()
    }

    fn compare(&mut self, built: &Arc<Built>) {
        let Some(paranoid) = &mut self.paranoid else { return };
        match paranoid.compare(&mut self.session, built) {
            Ok(differences) => self.doubts = differences,
            Err(error) => (self.announce)(Event::Unreadable { error: &error }),
        }
    }

    fn rebuild(&mut self, mut changed: Changes) {
        if let Some(missed) = self.missed.take() {
            changed.merge(missed);
        }
        let start = Instant::now();
        let last = Arc::clone(&self.previews.borrow());
        match refresh_steadily(&mut self.session, &changed) {
            Ok(built) => {
                self.previews.send_replace(Arc::new(last.next(&built, &changed)));
                (self.announce)(Event::Built { built: &built, changed: Some(&changed), took: start.elapsed() });
                self.compare(&built);
            }
            Err(error) => {
                self.previews.send_replace(Arc::new(last.unreadable(&error)));
                (self.announce)(Event::Unreadable { error: &error });
                self.missed = Some(changed);
            }
        }
    }
}

/// Editors replace files: one may be gone between being found and being read. Then it is looked for once more.
fn refresh_steadily(session: &mut Session, changed: &Changes) -> Result<Arc<Built>, BuildError> {
    match session.refresh(changed) {
        Err(BuildError::Load(LoadError { error, .. })) if error.kind() == std::io::ErrorKind::NotFound => {
            session.refresh(changed)
        }
        result => result,
    }
}
