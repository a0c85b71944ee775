//! What can be typed to bring texts to translators' tools and back.

use std::path::PathBuf;

use clap::{Args, ValueHint};

const EXPORT: &str = "\
Examples:
  taiyaku export chapter-6 --xliff           chapter-6.zh-ja.xlf, in this folder
  taiyaku export chapter-6 --po --lang ja    chapter-6.zh-ja.po
  taiyaku export chapter-6 --xliff -o -      on standard output
  taiyaku export chapter-6 --docx --lang zh  chapter-6.zh.docx, to be proof-read

Bring it back with: taiyaku import chapter-6.zh-ja.xlf
                    taiyaku import chapter-6.zh.docx --lang zh --work chapter-6 --update";

/// `taiyaku export`
#[derive(Args, Debug)]
#[command(after_help = EXPORT)]
pub struct ExportArguments {
    /// The work, such as chapter-6, or the file of one of its documents.
    #[arg(value_name = "WORK")]
    pub work: String,
    /// What to write.
    #[command(flatten)]
    pub form: ExportForm,
    /// Language to translate into, or of a Word file its own: its folder in site.yaml. Needed if there are several.
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// File to write, `-` for standard output; by default WORK.FROM-TO.xlf or the like, in this folder.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Write over a file that is there.
    #[arg(long)]
    pub force: bool,
    /// Folder of the site.
    #[arg(long, default_value = ".", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub root: PathBuf,
}

/// What an export becomes: exactly one of them.
#[derive(Args, Debug)]
#[group(required = true, multiple = false)]
pub struct ExportForm {
    /// XLIFF 2.1, for translation tools.
    #[arg(long)]
    pub xliff: bool,
    /// A gettext catalogue, for PO editors.
    #[arg(long)]
    pub po: bool,
    /// A Word file of one language, for authors to proof-read; needs pandoc.
    #[arg(long)]
    pub docx: bool,
}
