//! What can be typed, and the help that teaches it.

use std::net::IpAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

mod check;
mod exchange;
mod import;
mod links;
mod translation;
mod why;

pub use check::CheckArguments;
pub use exchange::ExportArguments;
pub use import::{ImportArguments, Tree};
pub use links::{GraphFormat, LinksArguments};
pub use translation::{AcceptArguments, TranslationsArguments};
pub use why::WhyArguments;

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
    /// How many threads to use, at most four a core; one a core by default.
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
    /// Report every mistake; with --fix, mend those that have one way out.
    Check(CheckArguments),
    /// Preview the site on this machine; rebuilds and reloads on every change.
    Serve(ServeArguments),
    /// Bring in a report, its edited text, what translators sent back, or the site of another generator.
    Import(ImportArguments),
    /// Write a work for translators (XLIFF, PO) or for proof-reading (.docx); `import` brings it back.
    Export(ExportArguments),
    /// Start a small bilingual site in a folder.
    Init(InitArguments),
    /// Write missing ids into documents, the same in every language.
    Ids(IdsArguments),
    /// List what translators have to do: passages that are stale, missing, unpaired, proposed or unrecorded.
    Translations(TranslationsArguments),
    /// Record what translations were made from, so that taiyaku can tell when their sources change.
    Accept(AcceptArguments),
    /// List what refers to what: passages, notes, terms, people, events, publications, pages.
    Links(LinksArguments),
    /// Tell what a page is made of, and what it looked for and did not find; or what a file goes into.
    Why(WhyArguments),
    /// List the theme's templates with what they are for, or print one to copy and change.
    Theme(ThemeArguments),
    /// Print completions for a shell.
    #[command(after_help = examples::COMPLETIONS)]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// Examples of each command, below its help.
mod examples {
    pub const BUILD: &str = "\
Examples:
  taiyaku build                                 write public/
  taiyaku build --complete                      only if all is translated and current
  taiyaku build --base-url https://example.org  with canonical addresses, 404
  taiyaku build --watch                         and again after every change

Of each kind of warning and notice the first ten are told; taiyaku check tells
all. Where no file changed since the last build, nothing is done, and the same
is told again. What that needs is kept in .taiyaku/, which may be removed.";
    pub const SERVE: &str = "\
Examples:
  taiyaku serve                    at http://127.0.0.1:8240/ or the next free port
  taiyaku serve --root my-site     another site
  taiyaku serve --port 0           any free port

Mistakes are shown in the page and here. With errors the pages stay as they
were before.";
    pub const INIT: &str = "\
Examples:
  taiyaku init my-site                     then: taiyaku serve --root my-site
  git init report && taiyaku init report   a new repository counts as empty

Its .github/workflows/pages.yml publishes it to GitHub Pages. The variable
TAIYAKU_REPOSITORY of the repository there says where taiyaku comes from.";
    pub const IDS: &str = "\
Examples:
  taiyaku ids                           all documents
  taiyaku ids content/zh/chapter-6.md   one, and its other languages
  taiyaku ids --headings-only           addresses for sections alone

A passage gets the same id in every language: {#s1}, {#s2}, … and between
them later {#s1-aa}. What has an id keeps it.

Passages without ids are paired by form, length, and the numbers, names,
terms and characters that both texts share: {#s1 with=s2} translates two,
{#s1-2 of=s1} continues one. Where this is not sure, the id is marked:
{#s1 proposed}. Compare the two and remove the word; check tells of each.";
    pub const THEME: &str = "\
Examples:
  taiyaku theme               what there is
  taiyaku theme --fields      the fields of the variables, and what each is for
  taiyaku theme chapter.html > templates/chapter.html
                              a copy, which then takes the theme's place

To change a part only, begin with {% extends \"theme/chapter.html\" %} and
write the blocks that are to differ.";
    pub const COMPLETIONS: &str = "\
Examples:
  taiyaku completions bash > ~/.local/share/bash-completion/completions/taiyaku
  taiyaku completions fish > ~/.config/fish/completions/taiyaku.fish";
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

/// How complaints and lists are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Human,
    /// For programs: one JSON object a line, on standard output.
    Json,
}

/// `taiyaku build`
#[derive(Args, Debug)]
#[command(after_help = examples::BUILD)]
pub struct BuildArguments {
    /// The site.
    #[command(flatten)]
    pub site: SiteArguments,
    /// Folder to write to, relative to the site; taiyaku replaces all of it.
    #[arg(short, long, default_value = "public", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub output: PathBuf,
    /// Passages and works without a translation, and stale ones, are errors.
    #[arg(long)]
    pub complete: bool,
    /// Neither use nor keep what an earlier run found out; .taiyaku/ is left alone.
    #[arg(long)]
    pub no_cache: bool,
    /// How to print complaints: for people with excerpts, on standard error.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Keep what was written up to date until Ctrl-C: after each change, write the pages that it touches.
    #[arg(long, conflicts_with = "format")]
    pub watch: bool,
    /// Tell how long each stage took.
    #[arg(long, conflicts_with = "watch")]
    pub timings: bool,
}

/// `taiyaku serve`
#[derive(Args, Debug)]
#[command(after_help = examples::SERVE)]
pub struct ServeArguments {
    /// Folder of the site: the one with site.yaml.
    #[arg(long, default_value = ".", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub root: PathBuf,
    /// Port on this machine; without it 8240 or the next free one, with 0 any free one.
    #[arg(long, value_name = "PORT")]
    pub port: Option<u16>,
    /// Look at all files twice a second, where the system does not tell what changed.
    #[arg(long)]
    pub poll: bool,
    /// Listen on this address of the machine, so that others may look; 0.0.0.0 is all of them. Without it only this machine
    /// may.
    #[arg(long, value_name = "IP")]
    pub host: Option<IpAddr>,
    /// After each change, build from scratch as well and compare every page. Slow; for finding mistakes of taiyaku.
    #[arg(long)]
    pub paranoid: bool,
    /// Neither use nor keep what an earlier run found out; .taiyaku/ is left alone.
    #[arg(long)]
    pub no_cache: bool,
}

/// `taiyaku theme`
#[derive(Args, Debug)]
#[command(after_help = examples::THEME)]
pub struct ThemeArguments {
    /// A template or a static file of the theme, which is printed as it is.
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// Print the fields of the variables that templates may use.
    #[arg(long, conflicts_with = "name")]
    pub fields: bool,
}

/// `taiyaku init`
#[derive(Args, Debug)]
#[command(after_help = examples::INIT)]
pub struct InitArguments {
    /// Folder to start the site in; it must be empty or not there yet.
    #[arg(default_value = ".", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
}

/// `taiyaku ids`
#[derive(Args, Debug)]
#[command(after_help = examples::IDS)]
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
