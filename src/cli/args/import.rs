//! `taiyaku import`: texts that were written elsewhere.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

const EXAMPLES: &str = "\
Examples:
  taiyaku import report.txt --lang zh --work chapter-6
  taiyaku import report.txt --lang ja --work chapter-6 --title 日本のAI \\
      --commentary 川島真=kawashima
  taiyaku import report.docx --lang zh --work chapter-6
  taiyaku import edited.docx --lang zh --work chapter-6 --update
  taiyaku import chapter-6.zh-ja.xlf           what a translator sent back
  taiyaku import chapter-6.zh-ja.po --dry-run  what would change
  taiyaku import ../old-site --from hugo
  taiyaku import annotations.json --annotations
  taiyaku import hypothesis.json --annotations --commentary acct:ao@hypothes.is=aoyama

How a plain text is read:
  title       the first line, if it looks like a heading
  headings    at most 30 Chinese characters, no final punctuation,
              between two paragraphs
  paragraphs  every other line; each passage gets an id: s1, s2, …
  comments    from a short line that says so (点评, 評論, コメント) with a name
              below it (甲乙教授, 丙氏), or from a name of --commentary;
              each further name begins the comments of another person
A .docx is read through pandoc, which has to be installed.

With --update a passage whose words did not change keeps every byte, one with
new words its id and what markup still fits; what the text lacks stays.

A file that `taiyaku export` wrote (.xlf, .xliff, .po) says itself which
passages it holds. Only passages that were translated anew are written; what
does not fit the documents is refused, passage by passage, with the reason.

Annotations (W3C Web Annotation, or what Hypothesis exports) become drafts of
commentary: their words are looked for in the passage, then in the text. What
is found nowhere stands in the draft before its first note, and is told.

Every decision is told with its line. No word is lost, and no file that is
there is written over.";

/// `taiyaku import`
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct ImportArguments {
    /// The report (plain text in UTF-8, or .docx), what a translator sent back (.xlf, .xliff, .po), or, with --from, a folder.
    #[arg(value_name = "FILE", value_hint = ValueHint::AnyPath)]
    pub text: PathBuf,
    /// Language of the text: its folder in site.yaml. What translators sent back says it itself.
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// Name of the work: chapter-6 becomes content/LANG/chapter-6.md. What translators sent back says it itself.
    #[arg(long, value_name = "WORK")]
    pub work: Option<String>,
    /// A commentator as the text names them, and their id in content/glossary.yaml, which also names the file; may be repeated.
    #[arg(long, value_name = "NAME=ID")]
    pub commentary: Vec<String>,
    /// Title of the work; without it the first line, if it looks like one, or the name of the work.
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// Bring the edited text back into the document that it came from.
    #[arg(long)]
    pub update: bool,
    /// With --update: take out what the text no longer has.
    #[arg(long, requires = "update")]
    pub remove: bool,
    /// With --update, or for what translators sent back: only say what would change.
    #[arg(long, conflicts_with = "from")]
    pub dry_run: bool,
    /// Bring over a whole site of another generator, and list what could not be brought.
    #[arg(long, value_enum, value_name = "GENERATOR", conflicts_with_all = ["lang", "work", "commentary", "title", "update", "remove"])]
    pub from: Option<Tree>,
    /// The file holds annotations; they become drafts of commentary. --lang and --work say on which text where its addresses do not.
    #[arg(long, conflicts_with_all = ["title", "update", "remove", "dry_run", "from"])]
    pub annotations: bool,
    /// Folder of the site.
    #[arg(long, default_value = ".", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub root: PathBuf,
}

/// A generator whose sites can be brought over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Tree {
    /// content/ with a folder or a file name ending per language.
    Hugo,
    /// docs/ and i18n/LANG/docusaurus-plugin-content-docs/current/.
    Docusaurus,
    /// One book per language, each with its src/SUMMARY.md.
    Mdbook,
}
