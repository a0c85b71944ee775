//! How fast the program is: builds beside a floor of the same libraries, rebuilds, and how long after an edit its page is
//! there. Prints tables in Markdown and judges nothing, since machines differ; what is compared is measured in one run.
//!
//!     cargo bench --bench speed -- cold 100 1000 10000    see benches/README.md
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a benchmark starts processes and prints")]
#![allow(clippy::print_stderr, reason = "what goes wrong is no part of a table")]

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

mod corpus;
mod floor;
mod place;
mod process;
mod builds;
mod latency;
mod load;
mod large;

use corpus::Parallel;

/// As the program has it: what is compared has the same.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The first argument of this program when it is to be the floor.
const FLOOR: &str = "--floor";

const USAGE: &str = "\
usage: cargo bench --bench speed -- MEASURE [SITE…]

  cold       builds from nothing, beside the floor
  parallel   the same with both languages side by side on pages of their own
  warm       builds over the output of the one before: unchanged, edited
  latency    from an edit to the page on disk, under `taiyaku build --watch`
  browser    from an edit to the words in a browser, under `taiyaku serve`
  load       answers of a server while its site is edited
  scale      how cost grows with the number of documents
  large      one page of 20,000 passages; 50,000 terms
  corpus     writes a site: corpus PAGES FOLDER

A SITE is a number of pages in each of two languages, or the folder of a site.
RUNS=5 sets how often each is built, EDITS=100 how often something is edited.";

fn main() -> ExitCode {
    // `cargo bench` says so to whatever it starts.
    let arguments: Vec<OsString> = std::env::args_os().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.split_first() {
        Some((first, rest)) if first == process::MEASURE => return process::measure(rest),
        Some((first, [site, output])) if first == FLOOR => {
            return match floor::build(Path::new(site), Path::new(output)) {
                Ok(_) => ExitCode::SUCCESS,
                Err(error) => said(&error),
            };
        }
        _ => {}
    }
    let arguments: Vec<String> = arguments.iter().map(|argument| argument.to_string_lossy().into_owned()).collect();
    match arguments.split_first().map(|(measure, sites)| perform(measure, sites)) {
        Some(Some(Ok(()))) => ExitCode::SUCCESS,
        Some(Some(Err(error))) => said(&error),
        // `cargo bench` without a measure runs all benchmarks; of this one it then shows what there is.
        None => {
            println!("{USAGE}");
            ExitCode::SUCCESS
        }
        Some(None) => {
            println!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn said(error: &dyn std::fmt::Display) -> ExitCode {
    eprintln!("{error}");
    ExitCode::FAILURE
}

/// Performs a measure; `None` if there is none of that name.
fn perform(measure: &str, sites: &[String]) -> Option<io::Result<()>> {
    let or = |usual: &[&str]| -> Vec<String> {
        if sites.is_empty() { usual.iter().map(|&site| site.to_owned()).collect() } else { sites.to_vec() }
    };
    let (runs, edits) = (count("RUNS", 5), count("EDITS", 100));
    if measure != "corpus" {
        println!("{measure}, on {}\n", machine());
    }
    Some(match measure {
        "cold" => builds::cold(&or(&["100", "1000", "10000"]), Parallel::None, runs),
        "parallel" => builds::cold(&or(&["100", "1000", "10000"]), Parallel::Pages, runs),
        "warm" => builds::warm(&or(&["100", "1000", "10000"]), Parallel::None, runs),
        "latency" => latency::to_disk(&or(&["100", "1000", "10000"]), edits),
        "browser" => latency::to_browser(&or(&["100", "1000", "10000"]), edits),
        "load" => load::load(&or(&["1000"]), Duration::from_secs(10)),
        "scale" => builds::scale(&or(&["1000", "10000", "100000"])),
        "large" => large::large(20_000, 50_000),
        "corpus" => match sites {
            [pages, folder] => match pages.parse() {
                Ok(pages) => corpus::write(Path::new(folder), pages, Parallel::None),
                Err(_) => return None,
            },
            _ => return None,
        },
        _ => return None,
    })
}

/// A number that the environment says otherwise.
fn count(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).filter(|count| *count > 0).unwrap_or(usual)
}

/// The processor and the number of cores.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let text = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = text.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ").map(|(_, name)| name));
    format!("{}, {cores} cores", name.unwrap_or("an unknown processor").trim())
}

fn seconds(time: Duration) -> String {
    format!("{:.3} s", time.as_secs_f64())
}

fn millis(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

fn ratio(time: Duration, other: Duration) -> String {
    format!("{:.2}", time.as_secs_f64() / other.as_secs_f64())
}

fn per(time: Duration, documents: usize) -> String {
    format!("{:.0} µs", time.as_secs_f64() * 1e6 / documents.max(1) as f64)
}

fn mib(bytes: u64) -> String {
    format!("{} MiB", bytes >> 20)
}
