//! `taiyaku import`: a plain text becomes Markdown with headings, paragraphs and ids, comments in files of their own.
//!
//! No word is lost: title and blocks of what is written, the chapter and then the comments, are the text, white space
//! aside. Front matter holds only what the text does not: a title from elsewhere, whom a comment is by. Three signs of
//! the text are not kept as they are: a byte order mark at the beginning is none of the text; white space at the ends of
//! lines goes; U+0000, which no Markdown can hold (CommonMark, section 2.3), becomes U+FFFD.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::load;
use crate::parse::config;
use crate::parse::unit_id;

use super::escape::{BlockForm, Escaper};
use super::outline::{Line, Outline, Part, outline};
use super::{EditError, Note, Report, few, store};

/// What an import is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// Folder of the text's language (`dir`), such as `zh`.
    pub language: String,
    /// The work's path below that folder, such as `chapter-6`.
    pub work: String,
    /// Its title. Without one, the first line is the title if it looks like one; else the work's name is.
    pub title: Option<String>,
    /// People whose comments the text holds.
    pub commentators: Vec<Commentator>,
}

/// `川岛真=kawashima`: a name as the text has it, and the id of that person in the glossary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commentator {
    /// Words of the line that opens the comments.
    pub name: String,
    /// The id, which is also the name of the file.
    pub id: String,
}

impl std::str::FromStr for Commentator {
    type Err = EditError;

    fn from_str(text: &str) -> Result<Self, EditError> {
        let help = "write the name as it stands in the text, =, and the person's id in the glossary: 川岛真=kawashima";
        let (name, id) =
            text.rsplit_once('=').ok_or_else(|| EditError::refused(format!("`{text}` names no id"), help))?;
        let (name, id) = (name.trim(), id.trim());
        if name.is_empty() {
            return Err(EditError::refused(format!("`{text}` names nobody"), help));
        }
        if !unit_id::is_valid(id) {
            return Err(EditError::refused(
                format!("`{id}` is no id"),
                "ids are lower-case letters, digits and hyphens and begin with a letter: kawashima",
            ));
        }
        Ok(Self { name: name.into(), id: id.into() })
    }
}

/// A plain text says neither what it is nor in which language.
pub fn needs_language_and_work() -> EditError {
    EditError::refused(
        "a plain text needs its language and the name of its work",
        "say both: taiyaku import report.txt --lang zh --work chapter-6; files of translators end in .xlf, .xliff or .po",
    )
}

/// A file that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Its path below the site's folder, with `/`.
    pub path: String,
    /// Its content.
    pub content: String,
}

/// What a text became.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The chapter, then the comments in order.
    pub files: Vec<NewFile>,
    /// What was decided, for a person to check; lines are those of the text.
    pub notes: Vec<Note>,
}

/// Turns a plain text into documents.
pub fn import(text: &str, options: &ImportOptions) -> Imported {
    let source = readable(text);
    let Outline { chapter, commentaries, mut notes } = outline(&source, &options.commentators, options.title.is_some());
    let escaper = Escaper::default();
    let folder = format!("content/{}/{}", options.language, options.work);
    let front = front_of_chapter(&chapter, options, &mut notes);
    let mut files = vec![NewFile { path: format!("{folder}.md"), content: compose(&chapter, &front, &escaper) }];
    let names = file_names(&commentaries, &options.commentators);
    for (at, (part, name)) in commentaries.iter().zip(names).enumerate() {
        let by = match part.commentator {
            Some(person) => format!("by: [{}]\n", yaml_text(&options.commentators[person].id)),
            None => {
                notes.push(unnamed(part, &name));
                String::new()
            }
        };
        let front = format!("annotates: {}\n{by}order: {}\n", yaml_text(&options.work), at + 1);
        files.push(NewFile { path: format!("{folder}/{name}.md"), content: compose(part, &front, &escaper) });
    }
    notes.extend(left_over(&source, text, options, &commentaries));
    Imported { files, notes }
}

/// The title, unless the text has one.
fn front_of_chapter(chapter: &Part<'_>, options: &ImportOptions, notes: &mut Vec<Note>) -> String {
    if !chapter.title.is_empty() {
        return String::new();
    }
    let name = options.work.rsplit('/').next().unwrap_or_default();
    if options.title.is_none() {
        let text = format!(
            "no line was taken for the title, so it is `{name}`; say one with --title, or change it in the file"
        );
        notes.insert(0, note(text));
    }
    format!("title: {}\n", yaml_text(options.title.as_deref().unwrap_or(name)))
}

/// The files of comments are called as their authors; a number stands for people without id, and for a second part by the
/// same person.
fn file_names(commentaries: &[Part<'_>], commentators: &[Commentator]) -> Vec<String> {
    let mut taken: BTreeSet<String> = commentators.iter().map(|commentator| commentator.id.clone()).collect();
    let mut seen = BTreeSet::new();
    let mut name = |part: &Part<'_>| match part.commentator {
        Some(person) if seen.insert(person) => commentators[person].id.clone(),
        _ => {
            let mut numbers = (1..).map(|number| format!("commentary-{number}"));
            numbers.find(|name| taken.insert(name.clone())).unwrap_or_default()
        }
    };
    commentaries.iter().map(&mut name).collect()
}

/// Whether title and blocks of what was written are the text, white space aside.
pub fn is_faithful(text: &str, imported: &Imported) -> bool {
    let escaper = Escaper::default();
    let mut written = String::new();
    for file in &imported.files {
        let Some(document) = escaper.read(&file.content) else { return false };
        if document.meta.title.is_none() {
            written.push_str(&crate::parse::document::visible_text(&document.title));
        }
        document.blocks.iter().for_each(|block| written.push_str(&block.visible_text()));
    }
    let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    visible(&written) == visible(&readable(text))
}

/// Imports the text in `text_path` into the site in `root`. Writes all files or none, and none that is there.
///
/// # Errors
/// Options that do not fit the site, files that are there already, and the environment's errors.
pub fn import_into(root: &Path, text_path: &Path, options: &ImportOptions) -> Result<Report, EditError> {
    check(root, options)?;
    let bytes = fs::read(text_path).map_err(|error| EditError::Read { path: text_path.into(), error })?;
    let text = String::from_utf8(bytes).map_err(|_| EditError::NotUtf8 { path: text_path.into() })?;
    if readable(&text).trim().is_empty() {
        return Err(EditError::refused(
            format!("{} holds no text", text_path.display()),
            "nothing was written; name the plain text of the report",
        ));
    }
    let mut imported = import(&text, options);
    if !is_faithful(&text, &imported) {
        return Err(EditError::Unfaithful { path: text_path.into() });
    }
    store::create(root, &imported.files)?;
    for note in &mut imported.notes {
        note.path = if note.line.is_some() { text_path.display().to_string() } else { String::new() };
    }
    Ok(Report { written: imported.files.into_iter().map(|file| file.path).collect(), notes: imported.notes })
}

fn check(root: &Path, options: &ImportOptions) -> Result<(), EditError> {
    let (sources, _) = load::load(root)?;
    let Some(site) = &sources.site else {
        return Err(EditError::refused(
            format!("there is no site.yaml in {}", root.display()),
            "run taiyaku in the folder of a site, or make one with `taiyaku init`",
        ));
    };
    let (config, _) = config::read(site);
    if config.language(&options.language).is_none() {
        let known = config.languages.iter().map(|language| language.dir.as_str()).collect::<Vec<_>>().join(", ");
        return Err(EditError::refused(
            format!("`{}` is no language of this site", options.language),
            format!("site.yaml lists: {known}"),
        ));
    }
    let is_part = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && !part.contains(|c: char| c.is_control() || "\\:*?\"<>|#%".contains(c))
    };
    const MADE: [&str; 5] = ["timeline", "glossary", "people", "404", "index"];
    if MADE.contains(&options.work.as_str()) {
        return Err(EditError::refused(
            match options.work.as_str() {
                "index" => "`index` is the name of a language's front page".to_owned(),
                work => format!("`{work}` is the name of a page that taiyaku makes itself"),
            },
            format!("choose another name for the work, such as --work chapter-6; {} are taken", MADE.join(", ")),
        ));
    }
    if !options.work.split('/').all(is_part) {
        return Err(EditError::refused(
            format!("a work cannot be called `{}`", options.work),
            "name it as its file is to be called, without .md: --work chapter-6",
        ));
    }
    let mut ids = BTreeSet::new();
    if let Some(twice) = options.commentators.iter().find(|commentator| !ids.insert(&commentator.id)) {
        return Err(EditError::refused(
            format!("two names have the id `{}`", twice.id),
            "each person has an id of their own",
        ));
    }
    Ok(())
}

/// The text without a byte order mark and with U+FFFD for U+0000.
fn readable(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\0') { Cow::Owned(text.replace('\0', "\u{fffd}")) } else { Cow::Borrowed(text) }
}

fn compose(part: &Part<'_>, front: &str, escaper: &Escaper) -> String {
    let mut blocks = Vec::new();
    if !front.is_empty() {
        blocks.push(format!("---\n{front}---"));
    }
    if !part.title.is_empty() {
        let words: Vec<&str> = part.title.iter().map(|line| line.text).collect();
        blocks.push(escaper.block(&words.join(" "), BlockForm::Title));
    }
    for (number, (line, is_heading)) in part.lines.iter().enumerate() {
        let id = format!("s{}", number + 1);
        let form = if *is_heading { BlockForm::Heading(&id) } else { BlockForm::Paragraph(&id) };
        blocks.push(escaper.block(line.text, form));
    }
    blocks.join("\n\n") + "\n"
}

fn note(text: String) -> Note {
    Note { path: String::new(), line: None, text }
}

fn unnamed(part: &Part<'_>, name: &str) -> Note {
    let line = part.title.last().copied().unwrap_or(Line { number: 1, text: "" });
    let text = format!(
        "the comments of `{}` are in {name}.md without an author; say who it is with --commentary {}=ID, or add by: [ID] to the file",
        line.text, line.text
    );
    Note { path: String::new(), line: Some(line.number), text }
}

/// What the person asked for in vain, and characters that are seldom meant.
fn left_over(source: &str, text: &str, options: &ImportOptions, commentaries: &[Part<'_>]) -> Vec<Note> {
    let mut notes = Vec::new();
    for (at, commentator) in options.commentators.iter().enumerate() {
        let parts = commentaries.iter().filter(|part| part.commentator == Some(at)).count();
        if parts == 0 {
            notes.push(note(format!(
                "no comments by `{}` were found: no short line with that name has text below it",
                commentator.name
            )));
        } else {
            notes.push(note(format!("`{}` must be a person in the glossary", commentator.id)));
        }
    }
    if text.contains('\0') {
        notes.push(note("U+0000 is in the text, which Markdown cannot hold; U+FFFD stands for it".into()));
    }
    let controls: BTreeSet<char> = source.chars().filter(|c| c.is_control() && !c.is_whitespace()).collect();
    if !controls.is_empty() {
        let names: Vec<String> = controls.iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect();
        notes.push(note(format!("control characters are in the text and were kept: {}", few(&names))));
    }
    notes
}

/// A text as a YAML scalar.
pub(super) fn yaml_text(text: &str) -> String {
    let is_word =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '《' | '》' | '：' | '，' | '、' | '（' | '）');
    // Words such as `no` and `null`, and numbers, are something else to some readers of YAML.
    let is_plain = text.starts_with(char::is_alphabetic)
        && text.chars().all(is_word)
        && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&text.to_lowercase().as_str());
    if is_plain {
        return text.into();
    }
    let inner: String = text
        .chars()
        .map(|c| match c {
            '"' => "\\\"".into(),
            '\\' => "\\\\".into(),
            c if c.is_control() || c == ' ' || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => " ".to_owned(),
            c => c.to_string(),
        })
        .collect();
    format!("\"{inner}\"")
}
