//! How much CPU time a cold build takes: each run is a process of its own that builds a site into an empty folder, from
//! reading site.yaml to the last file. Prints the least and the median; judges nothing, since machines differ.
//!
//!     cargo bench --bench edition          the bundled edition, 21 times
//!     cargo bench --bench edition -- SITE [RUNS]  another site
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a benchmark starts processes and prints")]

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;
use taiyaku::build::{self, Completeness, Options};

/// The first argument of a run: the others are the site and the output.
const ONCE: &str = "--once";

fn main() -> ExitCode {
    // `cargo bench` says so to whatever it starts.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        [ONCE, site, output] => once(Path::new(site), Path::new(output)),
        [] => measure(Path::new(env!("CARGO_MANIFEST_DIR")), 21),
        [site] => measure(Path::new(site), 21),
        [site, runs] => measure(Path::new(site), runs.parse().unwrap_or(21)),
        _ => {
            println!("usage: cargo bench --bench edition -- SITE [RUNS]");
            ExitCode::from(2)
        }
    }
}

/// One build; its CPU time in nanoseconds on standard output.
fn once(site: &Path, output: &Path) -> ExitCode {
    let options = Options { root: site.into(), base_url: None, completeness: Completeness::AsSet };
    match build::build(&options, output) {
        Ok(built) if !built.diagnostics.has_errors() => {
            println!("{}", ProcessTime::now().as_duration().as_nanos());
            ExitCode::SUCCESS
        }
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            println!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(site: &Path, runs: usize) -> ExitCode {
    let (mut cpu, mut wall, mut size) = (Vec::new(), Vec::new(), (0, 0));
    for _ in 0..runs.max(1) {
        let Ok(folder) = tempfile::tempdir() else { return ExitCode::FAILURE };
        let output = folder.path().join("public");
        let start = Instant::now();
        let Some(spent) = run(site, &output) else {
            println!("{} does not build; `taiyaku check` says why", site.display());
            return ExitCode::FAILURE;
        };
        wall.push(start.elapsed());
        cpu.push(spent);
        size = measure_output(output);
    }
    println!("{}: {} files, {} kB, {} runs", site.display(), size.0, size.1 / 1024, cpu.len());
    report("CPU time", cpu);
    report("wall time", wall);
    ExitCode::SUCCESS
}

/// Starts a process that builds the site once, and gives its CPU time.
fn run(site: &Path, output: &Path) -> Option<Duration> {
    let program = std::env::current_exe().ok()?;
    let done = Command::new(program).arg(ONCE).args([site, output]).output().ok()?;
    let nanoseconds = String::from_utf8_lossy(&done.stdout).trim().parse().ok()?;
    done.status.success().then(|| Duration::from_nanos(nanoseconds))
}

/// Number of files, and bytes in all.
fn measure_output(output: PathBuf) -> (usize, u64) {
    let files =
        walkdir::WalkDir::new(output).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    files.fold((0, 0), |(count, bytes), entry| {
        (count + 1, bytes + entry.metadata().map_or(0, |metadata| metadata.len()))
    })
}

fn report(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    println!("  {name:9} min {:.3} s, median {:.3} s", times[0].as_secs_f64(), times[times.len() / 2].as_secs_f64());
}
