//! How long after an edit its page is there: on disk under `taiyaku build --watch`, in a browser under `taiyaku serve`.

use std::io::{self, BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::corpus::Parallel;
use super::millis;
use super::place::{self, Site, TAIYAKU};
use super::process::percentile;

/// A program that runs until it is dropped.
pub struct Running(Child);

impl Running {
    /// Starts a program; what it prints on standard error is given line by line to `line` until that says that it is ready.
    ///
    /// # Errors
    /// The system's, and that the program ends before it is ready.
    pub fn start(command: &mut Command, mut is_ready: impl FnMut(&str) -> bool) -> io::Result<Self> {
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
        let errors = child.stderr.take();
        let running = Self(child);
        let mut lines = BufReader::new(errors.ok_or_else(|| io::Error::other("no standard error"))?).lines();
        for line in &mut lines {
            let line = line?;
            if is_ready(&line) {
                // A pipe that nobody empties would stop the program.
                std::thread::spawn(move || lines.for_each(drop));
                return Ok(running);
            }
        }
        Err(io::Error::other("it ended before it was ready"))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Longer than that no edit may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// Edits paragraphs of different pages, and waits each time until the page on disk has the new words.
///
/// # Errors
/// The system's, and that a page does not change.
pub fn to_disk(sites: &[String], edits: usize) -> io::Result<()> {
    println!("| site | documents | edits | median | 99th | most |");
    println!("|---|---|---|---|---|---|");
    for name in sites {
        let site = Site::find(name, Parallel::None)?;
        let folder = place::folder()?;
        let output = folder.path().join("out");
        let documents = place::documents(&site.root)?;
        let edited = |at: usize| &documents[at * 7919 % documents.len()];
        // A paragraph that is new changes the count of passages, which other pages show; one that is edited is there before.
        (0..edits).try_for_each(|at| place::edit(&site.root.join("content").join(edited(at)), "原文"))?;
        let mut command = Command::new(TAIYAKU);
        let running = Running::start(command.args(site.build(&output)).arg("--watch"), |line| {
            // The last line of the first build.
            line.contains("pages in")
        })?;
        let mut times = Vec::new();
        for at in 0..edits {
            times.push(until_changed(&site, edited(at), &output, at)?);
            // People pause between edits; what is done after an edit is not part of the next.
            std::thread::sleep(Duration::from_millis(100));
        }
        drop(running);
        let at = |percent| percentile(times.iter().copied(), percent).map(millis).unwrap_or_default();
        println!("| {} | {} | {edits} | {} | {} | {} |", site.name, site.documents, at(50), at(99), at(100));
    }
    Ok(())
}

fn until_changed(site: &Site, document: &Path, output: &Path, at: usize) -> io::Result<Duration> {
    let words = format!("第{at}次编辑的文字");
    let page: PathBuf = output.join(document).with_extension("html");
    let start = Instant::now();
    place::edit(&site.root.join("content").join(document), &words)?;
    while start.elapsed() < PATIENCE {
        if std::fs::read_to_string(&page).is_ok_and(|text| text.contains(&words)) {
            return Ok(start.elapsed());
        }
        // Short against what is measured, and long enough to leave the core to what is measured.
        std::thread::sleep(Duration::from_micros(200));
    }
    Err(io::Error::other(format!("{} did not change", page.display())))
}

/// Edits a paragraph under the eyes of a browser, by a script beside this file.
///
/// # Errors
/// The system's, and that the script fails; it says why.
pub fn to_browser(sites: &[String], edits: usize) -> io::Result<()> {
    println!("| site | documents | edits | median | 99th | most |");
    println!("|---|---|---|---|---|---|");
    for name in sites {
        let site = Site::find(name, Parallel::None)?;
        let mut url = String::new();
        let mut command = Command::new(TAIYAKU);
        command.arg("serve").arg("--root").arg(&site.root).args(["--port", "0"]);
        let running = Running::start(&mut command, |line| {
            if let Some(rest) = line.strip_prefix("serving ") {
                url = rest.split(' ').next().unwrap_or_default().to_owned();
            }
            !url.is_empty()
        })?;
        let documents = place::documents(&site.root)?;
        let document = &documents[documents.len() / 3];
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/speed/browser.mjs");
        let file = site.root.join("content").join(document);
        let page = format!("{url}{}", document.with_extension("html").display());
        let done = Command::new("node").arg(script).arg(page).arg(file).arg(edits.to_string()).output()?;
        drop(running);
        let text = String::from_utf8_lossy(&done.stdout);
        let times: Vec<u64> = text.lines().filter_map(|line| line.parse().ok()).collect();
        if !done.status.success() || times.len() != edits {
            return Err(io::Error::other(String::from_utf8_lossy(&done.stderr).into_owned()));
        }
        let at = |percent| {
            let time = percentile(times.iter().copied(), percent).map(Duration::from_micros);
            time.map(millis).unwrap_or_default()
        };
        println!("| {} | {} | {edits} | {} | {} | {} |", site.name, site.documents, at(50), at(99), at(100));
    }
    Ok(())
}
