//! What can be typed, and the help that teaches it.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

/// taiyaku (対訳) builds bilingual sites with commentary and a timeline from Markdown.
///
/// A site is a folder with site.yaml, content/, and optionally templates/ and static/.
/// Start one with `taiyaku init my-site`, look at it with `taiyaku serve`, publish what `taiyaku build` writes to public/.
#[derive(Debug, Parser)]
#[command(
    name = "taiyaku",
    version,
    max_term_width = 100,
    after_long_help = "Examples:\n  taiyaku init my-site             a small bilingual site to start from\n  taiyaku serve                    preview on this machine, reloads on every change\n  taiyaku check --complete         every mistake, and every passage without a translation\n  taiyaku build                    write the site to public/\n  taiyaku import report.txt --lang zh --work chapter-6 --commentary 川岛真=kawashima\n\nExit codes: 0 fine, 1 the site has errors, 2 wrong usage, 3 the environment refused (disk, network)."
)]
pub struct Arguments {
    /// How many threads to use; all cores by default.
    #[arg(short, long, global = true, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the site into public/. With errors nothing is written and the earlier public/ stays whole.
    Build(BuildArguments),
    /// Report every mistake without writing anything.
    Check(CheckArguments),
    /// Preview the site on this machine; rebuilds and reloads on every change.
    Serve(ServeArguments),
    /// Turn a plain-text report into Markdown with headings, paragraphs, ids and commentary files.
    Import(ImportArguments),
    /// Start a small bilingual site in a folder.
    Init(InitArguments),
    /// Write missing ids into documents, the same in every language.
    Ids(IdsArguments),
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// Which site.
#[derive(Args, Debug)]
pub struct SiteArguments {
    /// Folder of the site: the one with site.yaml.
    #[arg(long, default_value = ".", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub root: PathBuf,
    /// Address to publish under, instead of base_url in site.yaml: https://example.org/report
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
}

/// How complaints are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With excerpts, for people, on standard error.
    Human,
    /// One JSON object a line, for programs, on standard output.
    Json,
}

/// `taiyaku build`
#[derive(Args, Debug)]
pub struct BuildArguments {
    /// The site.
    #[command(flatten)]
    pub site: SiteArguments,
    /// Folder to write to, relative to the site; taiyaku replaces all of it.
    #[arg(short, long, default_value = "public", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub output: PathBuf,
    /// Passages and works without a translation are errors.
    #[arg(long)]
    pub complete: bool,
    /// How to print complaints.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
}

/// `taiyaku check`
#[derive(Args, Debug)]
pub struct CheckArguments {
    /// The site.
    #[command(flatten)]
    pub site: SiteArguments,
    /// Passages and works without a translation are errors.
    #[arg(long)]
    pub complete: bool,
    /// How to print complaints.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
}

/// `taiyaku serve`
#[derive(Args, Debug)]
pub struct ServeArguments {
    /// Folder of the site: the one with site.yaml.
    #[arg(long, default_value = ".", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub root: PathBuf,
    /// Port on this machine; without it 8240 or the next free one, with 0 any free one.
    #[arg(long, value_name = "PORT")]
    pub port: Option<u16>,
}

/// `taiyaku import`
#[derive(Args, Debug)]
pub struct ImportArguments {
    /// The plain-text report (UTF-8).
    #[arg(value_name = "TEXT", value_hint = ValueHint::FilePath)]
    pub text: PathBuf,
    /// Language of the text: its folder in site.yaml.
    #[arg(long, value_name = "LANG")]
    pub lang: String,
    /// Name of the work: chapter-6 becomes content/LANG/chapter-6.md.
    #[arg(long, value_name = "WORK")]
    pub work: String,
    /// A commentator in the text and the name of the file for their comments; may be repeated.
    #[arg(long, value_name = "NAME=FILE")]
    pub commentary: Vec<String>,
    /// Title of the work; without it the name of the work, to be replaced by you.
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// Folder of the site.
    #[arg(long, default_value = ".", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub root: PathBuf,
}

/// `taiyaku init`
#[derive(Args, Debug)]
pub struct InitArguments {
    /// Folder to start the site in; it must be empty or not there yet.
    #[arg(default_value = ".", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
}

/// `taiyaku ids`
#[derive(Args, Debug)]
pub struct IdsArguments {
    /// Documents to write ids into; all of the site by default. Their counterparts get the same ids.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// Only headings.
    #[arg(long)]
    pub headings_only: bool,
    /// Folder of the site.
    #[arg(long, default_value = ".", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub root: PathBuf,
}
