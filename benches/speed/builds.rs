//! Whole builds: cold, warm, and beside the floor.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::corpus::Parallel;
use super::place::{self, Site, TAIYAKU};
use super::process::{Cost, middle, run};
use super::{FLOOR, mib, per, ratio, seconds};

fn empty(output: &Path) -> io::Result<()> {
    if output.exists() { fs::remove_dir_all(output) } else { Ok(()) }
}

/// One run each of ours and of the floor, into folders that are not there yet; in turn, so that what else the machine does
/// meets both.
fn in_turn(site: &Site, output: &Path, runs: usize) -> io::Result<[Cost; 2]> {
    let floor = [FLOOR.into(), site.root.clone().into(), output.into()];
    let (mut ours, mut floors) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        empty(output)?;
        ours.push(run(Path::new(TAIYAKU), &site.build(output))?);
        empty(output)?;
        floors.push(run(&std::env::current_exe()?, &floor)?);
    }
    empty(output)?;
    Ok([middle(&ours), middle(&floors)])
}

/// Cold builds of the sites beside the floor.
///
/// # Errors
/// The system's, and that a site does not build.
pub fn cold(sites: &[String], parallel: Parallel, runs: usize) -> io::Result<()> {
    println!("| site | documents | wall | floor | ratio | CPU a document | documents a second | peak | floor's peak |");
    println!("|---|---|---|---|---|---|---|---|---|");
    for name in sites {
        let site = Site::find(name, parallel)?;
        let folder = place::folder()?;
        let [ours, floor] = in_turn(&site, &folder.path().join("out"), runs)?;
        let documents = site.documents;
        println!(
            "| {} | {documents} | {} | {} | {} | {} | {:.0} | {} | {} |",
            site.name,
            seconds(ours.wall),
            seconds(floor.wall),
            ratio(ours.wall, floor.wall),
            per(ours.cpu, documents),
            documents as f64 / ours.wall.as_secs_f64(),
            mib(ours.peak),
            mib(floor.peak),
        );
    }
    Ok(())
}

/// Builds into a folder that holds the output already: unchanged, after an edit of a paragraph, and after one of the
/// template of all pages.
///
/// # Errors
/// The system's, and that a site does not build.
pub fn warm(sites: &[String], parallel: Parallel, runs: usize) -> io::Result<()> {
    println!("| site | build | wall | of a cold one | CPU | peak | files written |");
    println!("|---|---|---|---|---|---|---|");
    for name in sites {
        let site = Site::find(name, parallel)?;
        let folder = place::folder()?;
        let output = folder.path().join("out");
        let build = || run(Path::new(TAIYAKU), &site.build(&output));
        let mut colds = Vec::new();
        for _ in 0..runs {
            empty(&output)?;
            // Caches below the site belong to the builds before.
            empty(&site.root.join(".taiyaku"))?;
            colds.push(build()?);
        }
        let cold = middle(&colds);
        let row = |title: &str, change: &dyn Fn(usize) -> io::Result<()>| -> io::Result<()> {
            let (mut costs, mut files) = (Vec::new(), 0);
            for at in 0..runs {
                change(at)?;
                let before = place::written(&output);
                costs.push(build()?);
                let after = place::written(&output);
                files = after.iter().filter(|(path, time)| before.get(*path) != Some(time)).count();
            }
            let Cost { wall, cpu, peak } = middle(&costs);
            let of_cold = ratio(wall, cold.wall);
            println!(
                "| {} | {title} | {} | {of_cold} | {} | {} | {files} |",
                site.name,
                seconds(wall),
                seconds(cpu),
                mib(peak)
            );
            Ok(())
        };
        println!(
            "| {} | cold | {} | | {} | {} | all |",
            site.name,
            seconds(cold.wall),
            seconds(cold.cpu),
            mib(cold.peak)
        );
        row("unchanged", &|_| Ok(()))?;
        let documents: Vec<PathBuf> = place::documents(&site.root)?;
        row("a paragraph edited", &|at| {
            let document = &documents[at * 7919 % documents.len()];
            place::edit(&site.root.join("content").join(document), &format!("第{at}次。"))
        })?;
        row("the template of all pages edited", &|at| {
            let templates = site.root.join("templates");
            fs::create_dir_all(&templates)?;
            let text = "{% extends \"theme/base.html\" %}{% block skip %}<!-- N -->{% endblock %}\n";
            fs::write(templates.join("base.html"), text.replace('N', &at.to_string()))
        })?;
    }
    Ok(())
}

/// Cold builds of ever larger sites, and how cost grows from the first to the last: 1 is in step with the documents.
///
/// # Errors
/// The system's, and that a site does not build.
pub fn scale(sites: &[String]) -> io::Result<()> {
    println!("| site | documents | wall | CPU | CPU a document | peak |");
    println!("|---|---|---|---|---|---|");
    let mut ends: Vec<(f64, Cost)> = Vec::new();
    for name in sites {
        let site = Site::find(name, Parallel::None)?;
        let folder = place::folder()?;
        let cost = run(Path::new(TAIYAKU), &site.build(&folder.path().join("out")))?;
        let Cost { wall, cpu, peak } = cost;
        let documents = site.documents;
        let [wall, cpu_time] = [wall, cpu].map(seconds);
        println!("| {name} | {documents} | {wall} | {cpu_time} | {} | {} |", per(cpu, documents), mib(peak));
        ends.push((documents as f64, cost));
    }
    if let [(least, first), .., (most, last)] = ends[..] {
        let exponent = |first: f64, last: f64| (last / first).ln() / (most / least).ln();
        println!(
            "\nCPU time grows with the power {:.3} of the documents, wall time {:.3}, memory {:.3}.",
            exponent(first.cpu.as_secs_f64(), last.cpu.as_secs_f64()),
            exponent(first.wall.as_secs_f64(), last.wall.as_secs_f64()),
            exponent(first.peak as f64, last.peak as f64),
        );
    }
    Ok(())
}
