//! Sites that are large in another way than by their number of documents: one long page, many terms.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use super::place::{self, TAIYAKU};
use super::process::run;
use super::{mib, seconds};

/// Builds one work of so many passages in two languages, and a site of so many terms.
///
/// # Errors
/// The system's, and that a site does not build.
pub fn large(passages: usize, terms: usize) -> io::Result<()> {
    println!("| site | wall | CPU | peak |");
    println!("|---|---|---|---|");
    let folder = place::folder()?;
    long_page(&folder.path().join("page"), passages)?;
    row(&format!("one page of {passages} passages in two languages"), folder.path(), "page")?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/glossary");
    let pages = (terms / 20).max(1).to_string();
    let made = Command::new(script).args([&terms.to_string(), &pages]).arg(folder.path().join("terms")).status()?;
    if !made.success() {
        return Err(io::Error::other("benches/glossary failed"));
    }
    row(&format!("{terms} terms, {pages} works in two languages"), folder.path(), "terms")
}

fn row(title: &str, folder: &Path, name: &str) -> io::Result<()> {
    let (site, output) = (folder.join(name), folder.join("out"));
    let cost = run(
        Path::new(TAIYAKU),
        &["build".into(), "--root".into(), site.into(), "--output".into(), output.clone().into()],
    )?;
    println!("| {title} | {} | {} | {} |", seconds(cost.wall), seconds(cost.cpu), mib(cost.peak));
    fs::remove_dir_all(output)
}

fn long_page(site: &Path, passages: usize) -> io::Result<()> {
    const SITE: &str = "\
title: {zh: 长文, ja: 長文}
languages:
  - {tag: zh-Hans, dir: zh, name: 中文}
  - {tag: ja, dir: ja, name: 日本語}
parallel: [[zh, ja]]
";
    for (dir, words) in [("zh", "这是很长的文章的一段，第"), ("ja", "とても長い文章の一段落、第")]
    {
        let mut text = "# 长文\n\n".to_owned();
        for passage in 0..passages {
            if passage % 50 == 0 {
                let _ = write!(text, "## {} {{#h{passage}}}\n\n", passage / 50);
            }
            let _ = write!(text, "{words}{passage}。 {{#s{passage}}}\n\n");
        }
        let content = site.join("content").join(dir);
        fs::create_dir_all(&content)?;
        fs::write(content.join("long.md"), text)?;
    }
    fs::write(site.join("site.yaml"), SITE)
}
