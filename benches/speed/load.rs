//! A server under load while its site is edited: every answer must be whole.

use std::io::{self, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::corpus::Parallel;
use super::latency::Running;
use super::place::{self, Site, TAIYAKU};

/// What came of the requests.
#[derive(Default)]
struct Tally {
    answers: AtomicUsize,
    /// Another status than 200.
    refused: AtomicUsize,
    /// Less than was promised, or no end of a page.
    short: AtomicUsize,
    /// The connection broke.
    broken: AtomicUsize,
}

/// Asks for pages on several connections for some seconds while documents are edited, and counts what was not a whole page.
///
/// # Errors
/// The system's.
pub fn load(sites: &[String], length: Duration) -> io::Result<()> {
    println!("| site | documents | edits | answers a second | not 200 | short | broken |");
    println!("|---|---|---|---|---|---|---|");
    for name in sites {
        let site = Site::find(name, Parallel::None)?;
        let mut host = String::new();
        let mut command = Command::new(TAIYAKU);
        command.arg("serve").arg("--root").arg(&site.root).args(["--port", "0"]);
        let running = Running::start(&mut command, |line| {
            let url = line.strip_prefix("serving http://").and_then(|rest| rest.split('/').next());
            host = url.unwrap_or_default().to_owned();
            !host.is_empty()
        })?;
        let documents = place::documents(&site.root)?;
        let pages: Vec<String> =
            documents.iter().map(|document| format!("/{}", document.with_extension("html").display())).collect();
        let (tally, is_over) = (Tally::default(), AtomicBool::new(false));
        let mut edits = 0;
        std::thread::scope(|scope| {
            for number in 0..4 {
                let (tally, is_over, pages, host) = (&tally, &is_over, &pages, &host);
                scope.spawn(move || {
                    while !is_over.load(Ordering::Relaxed) {
                        if ask(host, pages, number, (tally, is_over)).is_err() {
                            tally.broken.fetch_add(1, Ordering::Relaxed);
                        }
                    }
                });
            }
            let start = Instant::now();
            while start.elapsed() < length {
                let document = &documents[edits * 31 % documents.len()];
                if place::edit(&site.root.join("content").join(document), &format!("第{edits}次。")).is_err() {
                    break;
                }
                edits += 1;
                std::thread::sleep(Duration::from_millis(50));
            }
            is_over.store(true, Ordering::Relaxed);
        });
        drop(running);
        let Tally { answers, refused, short, broken } = tally;
        println!(
            "| {} | {} | {edits} | {:.0} | {} | {} | {} |",
            site.name,
            site.documents,
            answers.into_inner() as f64 / length.as_secs_f64(),
            refused.into_inner(),
            short.into_inner(),
            broken.into_inner(),
        );
    }
    Ok(())
}

/// Asks for one page after the other on one connection.
fn ask(host: &str, pages: &[String], number: usize, (tally, is_over): (&Tally, &AtomicBool)) -> io::Result<()> {
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    let mut reader = BufReader::new(stream.try_clone()?);
    for at in (number..).step_by(97) {
        if is_over.load(Ordering::Relaxed) {
            break;
        }
        // At once: of a request in pieces the second waits until the first is acknowledged.
        let request = format!("GET {} HTTP/1.1\r\nHost: {host}\r\n\r\n", pages[at % pages.len()]);
        stream.write_all(request.as_bytes())?;
        let (status, length) = head(&mut reader)?;
        let mut body = Vec::new();
        reader.by_ref().take(length).read_to_end(&mut body)?;
        tally.answers.fetch_add(1, Ordering::Relaxed);
        if status != 200 {
            tally.refused.fetch_add(1, Ordering::Relaxed);
        } else if (body.len() as u64) < length || !body.trim_ascii_end().ends_with(b"</html>") {
            tally.short.fetch_add(1, Ordering::Relaxed);
        }
    }
    Ok(())
}

/// The status and the length of an answer.
fn head(reader: &mut impl io::BufRead) -> io::Result<(u16, u64)> {
    let (mut status, mut length) = (0, 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let line = line.trim_end().to_ascii_lowercase();
        if let Some(rest) = line.strip_prefix("http/1.1 ") {
            status = rest.get(..3).and_then(|status| status.parse().ok()).unwrap_or_default();
        } else if let Some(rest) = line.strip_prefix("content-length:") {
            length = rest.trim().parse().unwrap_or_default();
        } else if line.is_empty() {
            return Ok((status, length));
        }
    }
}
