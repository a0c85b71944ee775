//! A text with codes as Markdown that reads back as that text.
//!
//! As in [`super::super::escape`]: readable first, and what is written has been read back and compared. Words of
//! translators are words: what looks like a mark in them is escaped, and only the codes of the document are marks.

use crate::base::rule::{self, Rule};
use crate::base::text::{FileId, SourceFile};
use crate::edit::escape::{Escaping, MarkKind, escape_marks, mark_kinds};
use crate::parse;
use crate::parse::config::{Config, Language};
use crate::parse::document::{BlockKind, Document, Inline};

use super::content::{Code, CodeKind, Part, codes, content, plain};
use super::slot::Form;

/// Writes texts as Markdown and reads them back.
pub struct Writer {
    config: Config,
}

/// How emphasis is written: `*` does beside the punctuation of Chinese and Japanese, `_` where two kinds meet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Emphasis {
    Star,
    Underscore,
}

impl Writer {
    /// For the documents of a site that joins lines as `config` says.
    pub fn new(config: &Config) -> Self {
        let languages: Vec<Language> = config.languages.iter().take(1).cloned().collect();
        Self { config: Config { languages, line_breaks: config.line_breaks, ..Config::default() } }
    }

    /// The ways to write a text where `form` says, the most readable first; none if it cannot stand there. `before` is what
    /// begins a further line of it.
    pub fn candidates(&self, parts: &[Part], form: Form, before: &str) -> Vec<String> {
        if form == Form::Yaml {
            let is_plain = codes(parts).next().is_none();
            return if is_plain { vec![super::super::import::yaml_text(&plain(parts))] } else { Vec::new() };
        }
        let mut found: Vec<String> = Vec::new();
        for escaping in [Escaping::Punctuation, Escaping::Signs] {
            let strong = [Emphasis::Star, Emphasis::Underscore]
                .iter()
                .find_map(|emphasis| self.accept(compose(parts, &escaping, *emphasis), parts, form));
            found.extend(strong);
        }
        if let Some(readable) = self.readable(parts, form) {
            found.insert(0, readable);
        }
        found.dedup();
        found.iter().map(|markdown| finish(markdown, form, before)).collect()
    }

    /// The most readable way to write a text as a paragraph, on one line but for hard breaks.
    pub fn paragraph(&self, parts: &[Part]) -> Option<String> {
        let strong = || self.accept(compose(parts, &Escaping::Punctuation, Emphasis::Star), parts, Form::Paragraph);
        self.readable(parts, Form::Paragraph).or_else(strong)
    }

    fn readable(&self, parts: &[Part], form: Form) -> Option<String> {
        let has_id = parts.iter().any(|part| matches!(part, Part::Text(text) if text.contains("{#")));
        [Emphasis::Star, Emphasis::Underscore].iter().find_map(|&emphasis| {
            let raw = || self.accept(compose(parts, &Escaping::Marks(&[]), emphasis), parts, form);
            if has_id {
                return self.accept(compose(parts, &Escaping::Marks(&MarkKind::ALL), emphasis), parts, form);
            }
            raw().or_else(|| self.fewest(parts, form, emphasis))
        })
    }

    /// Escapes all marks, then takes back each kind without which the text reads the same.
    fn fewest(&self, parts: &[Part], form: Form, emphasis: Emphasis) -> Option<String> {
        let mut kinds: Vec<MarkKind> = Vec::new();
        for part in parts {
            if let Part::Text(text) = part {
                kinds.extend(mark_kinds(text));
            }
        }
        kinds.sort_unstable();
        kinds.dedup();
        let mut best = self.accept(compose(parts, &Escaping::Marks(&kinds), emphasis), parts, form)?;
        for kind in kinds.clone() {
            let fewer: Vec<MarkKind> = kinds.iter().copied().filter(|other| *other != kind).collect();
            if let Some(markdown) = self.accept(compose(parts, &Escaping::Marks(&fewer), emphasis), parts, form) {
                (best, kinds) = (markdown, fewer);
            }
        }
        Some(best)
    }

    fn accept(&self, markdown: String, parts: &[Part], form: Form) -> Option<String> {
        (self.read(&markdown, form, codes(parts)).as_deref() == Some(parts)).then_some(markdown)
    }

    /// What a text says in which these codes may stand; `None` if it is not one text, or holds what is complained of.
    pub fn read<'a>(&self, markdown: &str, form: Form, known: impl Iterator<Item = &'a Code>) -> Option<Vec<Part>> {
        let one_line = finish(markdown, form, "");
        let mut source = match form {
            Form::Heading => format!("---\ntitle: x\n---\n\n## {one_line} {{#x}}\n"),
            Form::Cell => format!("---\ntitle: x\n---\n\n| {one_line} |\n| --- |\n"),
            Form::Item => format!("---\ntitle: x\n---\n\n- {}\n", finish(markdown, form, "  ")),
            Form::Paragraph | Form::Yaml => format!("---\ntitle: x\n---\n\n{one_line}\n"),
        };
        for code in known {
            if code.kind == CodeKind::Footnote {
                source.push_str(&format!("\n{}: x\n", code.start));
            }
        }
        let path = format!("content/{}/x.md", self.config.languages.first()?.dir);
        let file = SourceFile::new(FileId(0), path, source);
        let (document, complaints) = parse::document(&file, &self.config);
        // What else is complained of is seen by what was read, or is no affair of marks: spaces, punctuation.
        const MARKS: [&Rule; 5] =
            [&rule::STRAY_ID, &rule::INVALID_ID, &rule::SILENT_LINK, &rule::LITERAL_MARKS, &rule::FULLWIDTH_MARKS];
        if complaints.iter().any(|complaint| MARKS.contains(&complaint.rule)) {
            return None;
        }
        Some(content(single(&document?, form)?, &file.text))
    }
}

/// The inlines of a document that holds nothing else.
fn single(document: &Document, form: Form) -> Option<&[Inline]> {
    let [block] = &*document.blocks else { return None };
    match (&block.kind, form) {
        (BlockKind::Heading(2, inlines), Form::Heading) => Some(inlines),
        (BlockKind::Paragraph(inlines), Form::Paragraph | Form::Yaml) if block.id.is_none() => Some(inlines),
        (BlockKind::Table(table), Form::Cell) => table.cells().next().filter(|_| table.cells().len() == 1),
        (BlockKind::List { start: None, items }, Form::Item) => match &**items {
            [item] if item.id.is_none() && item.task.is_none() => match &*item.blocks {
                [block] => match &block.kind {
                    BlockKind::Plain(inlines) => Some(inlines),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

fn compose(parts: &[Part], escaping: &Escaping<'_>, emphasis: Emphasis) -> String {
    let mut markdown = String::new();
    let mut open: Vec<&Code> = Vec::new();
    let mark = |code: &Code, text: &str| match (code.kind, emphasis) {
        (CodeKind::Emphasis, Emphasis::Underscore) => "_".to_owned(),
        _ => text.to_owned(),
    };
    for part in parts {
        match part {
            Part::Text(text) => markdown.push_str(&escape_marks(text, escaping)),
            Part::Open(code) => {
                markdown.push_str(&mark(code, &code.start));
                open.push(code);
            }
            Part::Close => {
                if let Some(code) = open.pop() {
                    markdown.push_str(&mark(code, &code.end));
                }
            }
            Part::Alone(code) => markdown.push_str(&code.start),
        }
    }
    markdown
}

/// The Markdown of a text where it is to stand: in a cell `|` is escaped whatever it is in (GFM, section 4.10), and further
/// lines begin as their block has it.
fn finish(markdown: &str, form: Form, before: &str) -> String {
    match form {
        Form::Cell => {
            let mut escaped = String::with_capacity(markdown.len());
            let mut backslashes = 0;
            for c in markdown.chars() {
                if c == '|' && backslashes % 2 == 0 {
                    escaped.push('\\');
                }
                backslashes = if c == '\\' { backslashes + 1 } else { 0 };
                escaped.push(c);
            }
            escaped
        }
        _ => markdown.replace('\n', &format!("\n{before}")),
    }
}
