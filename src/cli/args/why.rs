//! `taiyaku why`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

/// Examples, below the help.
const EXAMPLES: &str = "\
Examples:
  taiyaku why zh/chapter-6.html        what the page is made of, with places
  taiyaku why content/glossary.yaml    what the file goes into
  taiyaku why templates/page.html      the pages that the template is for

A page is made anew when something of what it is made of changes, or when
something is there that it looked for and did not find. Which of its files
changed since the last build is told at the end; build --watch says it of
an edit that makes one page anew.";

/// `taiyaku why`
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct WhyArguments {
    /// A page or file of the output, such as zh/chapter-6.html, or a file of the site.
    #[arg(value_name = "PATH")]
    pub path: String,
    /// Folder of the site.
    #[arg(long, default_value = ".", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub root: PathBuf,
    /// Folder that it is built into, relative to the site: what changed is told since the last build there.
    #[arg(short, long, default_value = "public", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub output: PathBuf,
}
