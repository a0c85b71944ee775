//! Programs as children: how long they take, how much CPU time and memory.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};

/// The first argument of this program when it is to run another and say what that cost. The system tells of all children
/// of a process at once, so that each is the only child of a process of its own.
pub const MEASURE: &str = "--measure";

/// What a run of a program cost.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// By the clock.
    pub wall: Duration,
    /// On all cores together.
    pub cpu: Duration,
    /// The most memory that it held, in bytes.
    pub peak: u64,
}

/// Runs a program to its end; what it prints is thrown away.
///
/// # Errors
/// The system's, and that the program fails.
pub fn run(program: &Path, arguments: &[OsString]) -> io::Result<Cost> {
    let done = Command::new(std::env::current_exe()?).arg(MEASURE).arg(program).args(arguments).output()?;
    let text = String::from_utf8_lossy(&done.stdout);
    let numbers: Vec<u64> = text.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    match numbers[..] {
        [wall, cpu, peak] if done.status.success() => {
            Ok(Cost { wall: Duration::from_nanos(wall), cpu: Duration::from_micros(cpu), peak: peak * 1024 })
        }
        _ => Err(io::Error::other(format!("{} {arguments:?} failed", program.display()))),
    }
}

/// Runs the program that the arguments name, and prints its cost.
pub fn measure(arguments: &[OsString]) -> ExitCode {
    let Some((program, arguments)) = arguments.split_first() else { return ExitCode::from(2) };
    let start = Instant::now();
    let status = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let wall = start.elapsed().as_nanos();
    let (Ok(status), Ok(usage)) = (status, getrusage(UsageWho::RUSAGE_CHILDREN)) else { return ExitCode::FAILURE };
    let micros = [usage.user_time(), usage.system_time()].map(|time| time.tv_sec() * 1_000_000 + time.tv_usec());
    println!("{wall} {} {}", micros[0] + micros[1], usage.max_rss());
    if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The one in the middle, or nearly so.
pub fn median<T: Copy + Ord>(values: impl IntoIterator<Item = T>) -> Option<T> {
    percentile(values, 50)
}

/// The value that so many of a hundred are not above.
pub fn percentile<T: Copy + Ord>(values: impl IntoIterator<Item = T>, percent: usize) -> Option<T> {
    let mut values: Vec<T> = values.into_iter().collect();
    values.sort_unstable();
    let rank = (values.len() * percent).div_ceil(100).max(1);
    values.get(rank - 1).copied()
}

/// The costs in the middle of several runs, each for itself.
pub fn middle(costs: &[Cost]) -> Cost {
    Cost {
        wall: median(costs.iter().map(|cost| cost.wall)).unwrap_or_default(),
        cpu: median(costs.iter().map(|cost| cost.cpu)).unwrap_or_default(),
        peak: median(costs.iter().map(|cost| cost.peak)).unwrap_or_default(),
    }
}
