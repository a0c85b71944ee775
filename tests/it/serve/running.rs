//! A preview that runs for a test, and what it answers.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use taiyaku::build::{Changes, Completeness, Options};
use taiyaku::serve::watch::How;
use taiyaku::serve::{Event, ServeError, ServeOptions, Stop, serve};
use tempfile::TempDir;

/// Nothing here takes that long; it only ends a test that would wait forever.
pub const LONGEST: Duration = Duration::from_secs(20);

pub const SITE: &str = "\
title: {zh: 书, ja: 本}
languages:
  - {tag: zh-Hans, dir: zh, name: 中文}
  - {tag: ja, dir: ja, name: 日本語}
parallel: [[zh, ja]]
base_url: https://example.org/book
";

/// What was announced.
#[derive(Debug, PartialEq, Eq)]
pub enum Told {
    Listening(String),
    Built { changed: Vec<String>, has_errors: bool },
    BrokenPage(String),
    Other(String),
}

/// A running server on a site in a temporary folder; ends with the test.
pub struct Running {
    pub folder: TempDir,
    pub told: Receiver<Told>,
    pub stop: Stop,
    pub port: u16,
    pub thread: Option<JoinHandle<Result<(), ServeError>>>,
}

impl Running {
    /// Serves `files` beside a site.yaml, and has seen the first build.
    pub fn start(files: &[(&str, &str)]) -> Self {
        Self::start_with(files, |_| ())
    }

    /// The same, with other options.
    pub fn start_with(files: &[(&str, &str)], change: impl FnOnce(&mut ServeOptions)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("site.yaml"), SITE).unwrap();
        for (path, text) in files {
            put(folder.path(), path, text);
        }
        let build = Options { root: folder.path().to_path_buf(), base_url: None, completeness: Completeness::AsSet };
        let mut options = ServeOptions { build, port: Some(0), how: How::System, host: None, is_paranoid: false };
        change(&mut options);
        let (tell, told) = channel();
        let stop = Stop::default();
        let stopped = stop.clone();
        let thread = std::thread::spawn(move || {
            serve(&options, &stopped, |event| {
                let _ = tell.send(owned(&event));
            })
        });
        let mut running = Self { folder, told, stop, port: 0, thread: Some(thread) };
        assert!(matches!(running.next(), Told::Built { changed, .. } if changed.is_empty()), "the site is built first");
        let Told::Listening(url) = running.next() else { panic!("then the address is told") };
        running.port = url.strip_prefix("http://127.0.0.1:").unwrap().strip_suffix('/').unwrap().parse().unwrap();
        running
    }

    pub fn put(&self, path: &str, text: &str) {
        put(self.folder.path(), path, text);
    }

    pub fn next(&self) -> Told {
        self.told.recv_timeout(LONGEST).expect("something is announced")
    }

    /// Waits for the build after a change of `path`; whether it had errors.
    pub fn built_after(&self, path: &str) -> bool {
        loop {
            match self.next() {
                Told::Built { changed, has_errors } if changed.iter().any(|each| each == path) => return has_errors,
                Told::Built { .. } => {}
                told => panic!("{told:?}"),
            }
        }
    }

    /// Sends lines as they are, without Host unless they say one.
    pub fn send(&self, lines: &[&str]) -> TcpStream {
        send(self.port, lines)
    }

    pub fn ask(&self, lines: &[&str]) -> Answer {
        ask(self.port, lines)
    }

    pub fn host(&self) -> String {
        format!("Host: 127.0.0.1:{}", self.port)
    }

    pub fn request(&self, method: &str, path: &str) -> Answer {
        self.ask(&[&format!("{method} {path} HTTP/1.1"), &self.host()])
    }

    pub fn get(&self, path: &str) -> Answer {
        self.request("GET", path)
    }

    /// Opens the reload channel and reads the first news.
    pub fn listen(&self) -> (TcpStream, String) {
        let mut stream = self.send(&["GET /.taiyaku/reload HTTP/1.1", &self.host()]);
        let id = news(&mut stream).expect("the channel says which build is shown");
        (stream, id)
    }

    /// Ends the server and waits for it.
    pub fn end(&mut self) -> Result<(), ServeError> {
        self.stop.now();
        self.thread.take().map_or(Ok(()), |thread| thread.join().expect("serve does not panic"))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.now();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn send(port: u16, lines: &[&str]) -> TcpStream {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(LONGEST)).unwrap();
    let request = lines.iter().chain(&["Connection: close", "", ""]).copied().collect::<Vec<_>>().join("\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    stream
}

/// Asks the server at a port, with lines as they are.
pub fn ask(port: u16, lines: &[&str]) -> Answer {
    let mut text = Vec::new();
    send(port, lines).read_to_end(&mut text).unwrap();
    Answer::read(&String::from_utf8_lossy(&text))
}

pub fn owned(event: &Event<'_>) -> Told {
    match event {
        Event::Listening { url } => Told::Listening((*url).to_owned()),
        Event::Built { built, changed, .. } => {
            let changed = match changed {
                None => Vec::new(),
                Some(Changes::All) => vec!["*".to_owned()],
                Some(Changes::Paths(paths)) => paths.iter().cloned().collect(),
            };
            Told::Built { changed, has_errors: built.diagnostics.has_errors() }
        }
        Event::BrokenPage { path, .. } => Told::BrokenPage((*path).to_owned()),
        Event::Unreadable { error } => Told::Other(error.to_string()),
        Event::Differed { differences } => Told::Other(format!("{differences:?}")),
        Event::Notice { notice } => Told::Other(notice.to_string()),
    }
}

/// Puts a file in its place whole, so that no build can come between its beginning and its end.
pub fn put(root: &Path, path: &str, text: &str) {
    let place = root.join(path);
    let aside = root.join(format!("{path}~"));
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(&aside, text).unwrap();
    fs::rename(aside, place).unwrap();
}

/// Reads the channel up to the next build's name; `None` at its end.
pub fn news(stream: &mut TcpStream) -> Option<String> {
    let mut text = String::new();
    let mut byte = [0];
    while stream.read(&mut byte).expect("the channel stays open or ends") == 1 {
        text.push(char::from(byte[0]));
        if let Some((_, data)) = text.split_once("data: ")
            && let Some((id, _)) = data.split_once('\n')
        {
            return Some(id.to_owned());
        }
    }
    None
}

pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn read(text: &str) -> Self {
        let (head, body) = text.split_once("\r\n\r\n").expect("an answer has a head");
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Self { status, head: head.to_owned(), body: body.to_owned() }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let line =
            |line: &'_ str| line.split_once(": ").map(|(key, _)| key.eq_ignore_ascii_case(name)).unwrap_or(false);
        self.head.lines().find(|each| line(each)).and_then(|line| line.split_once(": ")).map(|(_, value)| value)
    }
}

pub const PAGES: &[(&str, &str)] = &[
    ("content/zh/a.md", "# 第一章\n\n你好。{#hello}\n"),
    ("content/ja/a.md", "# 第一章\n\nこんにちは。{#hello}\n"),
    ("content/zh/图.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ("static/data/x.json", "{}"),
    ("static/.secret", "secret"),
];
