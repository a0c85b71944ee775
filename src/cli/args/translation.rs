//! `taiyaku translations` and `taiyaku accept`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::Format;

/// Examples of each command, below its help.
mod examples {
    pub const TRANSLATIONS: &str = "\
Examples:
  taiyaku translations                   all works, all languages
  taiyaku translations chapter-6         one work
  taiyaku translations --lang ja         one language
  taiyaku translations --format json     one object a line, for scripts

stale       the source has changed since the translation was recorded;
            what changed stands below it: [-before-]{+now+}
missing     the language lacks the passage or the work
unpaired    it has no id, and no counterpart that could be told
proposed    taiyaku ids has paired it, and nobody has confirmed it
unrecorded  there is a translation, and no record of what it was made from

The last lines count. In JSON each passage is an object with language, work,
unit (null for a whole work), state, source and target (file, line, column;
null where there is none), and, for stale ones, recorded, now, and change: a
list of pairs of `same`, `removed` or `added` with a piece of text. The last
lines have counts instead of a state: passages, current, stale, missing,
unpaired, proposed, unrecorded.";
    pub const ACCEPT: &str = "\
Examples:
  taiyaku accept                          records what is not recorded yet
  taiyaku accept chapter-6                the same, of one work
  taiyaku accept chapter-6#chips          also if it is stale: its translation
                                          follows the source again
  taiyaku accept chapter-6#chips --typo   the source changed, the translation
                                          need not follow
  taiyaku accept chapter-6 --all          all stale passages of the work whose
                                          translations have changed since
  taiyaku accept --prune                  also forgets passages that are gone

A stale passage is recorded only if it is named, or with --all, and only as
the texts show: without --typo if its translation has changed since, with
--typo if it has not. What was done is told passage by passage.

Records are kept in content/ja/chapter-6.lock beside content/ja/chapter-6.md,
a line a passage; put them under version control. A passage that moves to
another document is unrecorded there; its old record stays until --prune.
Where a merge left two lines of a passage, with or without the marks of a
conflict, the one that fits the texts is kept.";
}

/// `taiyaku translations`
#[derive(Args, Debug)]
#[command(after_help = examples::TRANSLATIONS)]
pub struct TranslationsArguments {
    /// Works, such as chapter-6, or passages, such as chapter-6#chips; all by default.
    #[arg(value_name = "WORK[#UNIT]")]
    pub names: Vec<String>,
    /// Only this language: its folder in site.yaml.
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// How to print the list, which is on standard output.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Folder of the site.
    #[arg(long, default_value = ".", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub root: PathBuf,
}

/// `taiyaku accept`
#[derive(Args, Debug)]
#[command(after_help = examples::ACCEPT)]
pub struct AcceptArguments {
    /// Works, such as chapter-6, or passages, such as chapter-6#chips (chapter-6#top is the title); all by default.
    #[arg(value_name = "WORK[#UNIT]")]
    pub names: Vec<String>,
    /// Only this language: its folder in site.yaml.
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// Record stale passages too, without naming each.
    #[arg(long)]
    pub all: bool,
    /// The sources changed in a way that translations need not follow.
    #[arg(long)]
    pub typo: bool,
    /// Remove the records of passages that are not there any more.
    #[arg(long)]
    pub prune: bool,
    /// Folder of the site.
    #[arg(long, default_value = ".", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub root: PathBuf,
}
