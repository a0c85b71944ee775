//! `taiyaku why`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

/// Examples, below the help.
const EXAMPLES: &str = "\
Examples:
  taiyaku why zh/chapter-6.html        the files that the page is made of
  taiyaku why --all zh/chapter-6       all that it read, with places
  taiyaku why content/glossary.yaml    the pages that the file goes into
  taiyaku why templates/chapter.html   the pages that the template is for
  taiyaku why content/zh               the pages that the files in it go into

A page is made anew when something of what it is made of changes, or when
something is there that it looked for and did not find. Which of its files
changed since the last build is told first. A page or file that comes or
goes may change the menus of all pages, whatever they are made of.";

/// `taiyaku why`
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct WhyArguments {
    /// A page or file of the output, such as zh/chapter-6.html, or a file or folder of the site.
    #[arg(value_name = "PATH")]
    pub path: String,
    /// Tell all that a page read, with the places where authors wrote it, and what it looked for and did not find.
    #[arg(long)]
    pub all: bool,
    /// Folder of the site.
    #[arg(long, default_value = ".", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub root: PathBuf,
    /// Folder that it is built into, relative to the site: what changed is told since the last build there.
    #[arg(short, long, default_value = "public", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub output: PathBuf,
}
