//! `taiyaku check`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::{Format, SiteArguments};

/// Examples, below the help.
const EXAMPLES: &str = "\
Examples:
  taiyaku check                  every mistake with its place and the way out
  taiyaku check --complete       missing and stale translations are errors, too
  taiyaku check --format json    one object a line, for an editor or a script
  taiyaku check --fix --dry-run  what could be mended without you
  taiyaku check --fix --rule orphan-note content/zh/chapter-6/aoyama.md
                                 mends one kind of mistake, in one file

What a rule weighs is set in site.yaml: rules: {missing-unit: off}

--fix makes an edit only where one can be meant: a quotation whose passage was
reworded, a typed space between scripts. It tells each edit; look at them
before you commit. What is left is reported.";

/// `taiyaku check`
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct CheckArguments {
    /// The site.
    #[command(flatten)]
    pub site: SiteArguments,
    /// Passages and works without a translation, and stale ones, are errors.
    #[arg(long)]
    pub complete: bool,
    /// Neither use nor keep what an earlier run found out; .taiyaku/ is left alone.
    #[arg(long)]
    pub no_cache: bool,
    /// How to print complaints: for people with excerpts, on standard error.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Mend what has one way out, then report the rest.
    #[arg(long)]
    pub fix: bool,
    /// With --fix: only mistakes of this rule; may be given more than once.
    #[arg(long, value_name = "RULE", requires = "fix")]
    pub rule: Vec<String>,
    /// With --fix: say what would be mended, and write nothing.
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
    /// With --fix: only in these files.
    #[arg(value_name = "FILE", requires = "fix", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
}
