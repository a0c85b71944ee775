//! Diagnostics for people and for programs.
//!
//! For people: the message, an excerpt of one line for each place, marks under it, the way out. A paragraph is one long line
//! here, so excerpts are windows: marks far from each other get windows of their own and wide marks are cut.
//! What would act on a terminal (control characters, bidirectional overrides) is shown and never passed on.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use rayon::prelude::*;
use serde::Serialize;

use super::diagnostic::{Diagnostic, Label, Severity, Weighed};
use super::text::{FileId, Files, SourceFile, Span};

/// How reports look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether to use the colors of terminals.
    pub color: bool,
    /// Columns that excerpts may take; a wide character takes two.
    pub width: usize,
}

impl Style {
    /// For files and pipes.
    pub const PLAIN: Self = Self { color: false, width: 100 };
    /// For terminals that have colors.
    pub const COLORED: Self = Self { color: true, ..Self::PLAIN };
}

/// How many complaints of one rule in one file people are shown. Programs are given all.
const MAX_ALIKE: usize = 20;

/// How many complaints of one rule, if they are no errors, people are shown by [`brief`].
const MAX_BRIEF: usize = 10;

/// Complaints with excerpts, an empty line between them. Where one rule has very many in a file, the rest are counted.
pub fn human<'a>(complaints: impl IntoIterator<Item = Weighed<'a>>, files: &Files, style: Style) -> String {
    told(complaints, files, style, Kind::in_file)
}

/// The same for those who want to go on: all errors, and of each other rule the first few.
pub fn brief<'a>(complaints: impl IntoIterator<Item = Weighed<'a>>, files: &Files, style: Style) -> String {
    told(complaints, files, style, |weighed| match weighed.severity {
        Severity::Error => Kind::in_file(weighed),
        Severity::Warning | Severity::Notice => Kind::Anywhere(weighed.complaint.rule.name),
    })
}

/// Complaints that are alike. Of each kind the first are shown and the rest counted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// Their rule, wherever they are.
    Anywhere(&'static str),
    /// Their rule and their file.
    InFile(&'static str, Option<FileId>),
}

impl Kind {
    fn in_file(Weighed { complaint: diagnostic, .. }: Weighed<'_>) -> Self {
        Self::InFile(diagnostic.rule.name, diagnostic.place().map(|place| place.file))
    }

    fn most(self) -> usize {
        match self {
            Self::Anywhere(_) => MAX_BRIEF,
            Self::InFile(..) => MAX_ALIKE,
        }
    }

    /// Says of how many complaints nothing else is said.
    fn rest(self, count: usize, files: &Files) -> String {
        match self {
            Self::Anywhere(rule) => format!("… and {count} more of {rule}; taiyaku check tells all"),
            Self::InFile(rule, file) => {
                let place = file.map(|file| format!(" in {}", visible(&one_line(&files.get(file).path))));
                format!("… and {count} more of {rule}{}; --format json lists all", place.unwrap_or_default())
            }
        }
    }
}

fn told<'a>(
    complaints: impl IntoIterator<Item = Weighed<'a>>,
    files: &Files,
    style: Style,
    kind: impl Fn(Weighed<'a>) -> Kind,
) -> String {
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() }.term_width(style.width);
    let mut n_alike: BTreeMap<Kind, usize> = BTreeMap::new();
    let mut shown = Vec::new();
    for complaint in complaints {
        let kind = kind(complaint);
        let seen = n_alike.entry(kind).or_default();
        *seen += 1;
        if *seen <= kind.most() {
            shown.push(Ok(complaint));
        } else if *seen == kind.most() + 1 {
            shown.push(Err(kind));
        }
    }
    let report = |shown: &Result<Weighed<'_>, Kind>| {
        let report = match shown {
            Ok(complaint) => renderer.render(&[group(*complaint, files, style)]),
            Err(kind) => kind.rest(n_alike[kind] - kind.most(), files),
        };
        // The renderer pads some lines; nobody sees that but whoever compares reports.
        report.lines().chain([""]).flat_map(|line| [line.trim_end(), "\n"]).collect::<String>()
    };
    // Drawing one takes as long as making some pages.
    let mut text: String = shown.par_iter().map(report).collect();
    text.truncate(text.trim_end().len());
    if text.is_empty() { text } else { text + "\n" }
}

fn group<'a>(Weighed { severity, complaint: diagnostic }: Weighed<'a>, files: &'a Files, style: Style) -> Group<'a> {
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Notice => Level::NOTE.with_name(Severity::Notice.name()),
    };
    let title = level.primary_title(visible(&one_line(&diagnostic.message()))).id(diagnostic.rule.name);
    let windows = windows(diagnostic, files, style).into_iter().map(|window| window.into_snippet(style));
    let group = Group::with_title(title).elements(windows);
    match diagnostic.way_out() {
        Some(help) => group.element(Level::HELP.message(visible(&help))),
        None => group,
    }
}

/// The excerpts of a complaint: labels that are near each other share one.
fn windows<'a>(diagnostic: &'a Diagnostic, files: &'a Files, style: Style) -> Vec<Window<'a>> {
    let primary = diagnostic.primary().into_iter().map(|label| (label, AnnotationKind::Primary));
    let secondary = diagnostic.secondary().into_iter().map(|label| (label, AnnotationKind::Context));
    let mut windows: Vec<Window<'a>> = Vec::new();
    for (label, kind) in primary.chain(secondary) {
        let file = files.get(label.span.file);
        let mark = Mark::new(label, kind, file, style);
        match windows.iter_mut().find(|window| window.takes(&mark, style)) {
            Some(window) => window.marks.push(mark),
            None => windows.push(Window { file, marks: vec![mark] }),
        }
    }
    windows
}

/// A label on one line of its file.
struct Mark<'a> {
    file: FileId,
    /// 1-based.
    line_number: usize,
    /// Bytes of the file, without the line's end.
    line: Range<usize>,
    /// Bytes of the file, in the line.
    range: Range<usize>,
    /// Where the mark begins and ends on the line when it is drawn.
    columns: Range<usize>,
    kind: AnnotationKind,
    text: Cow<'a, str>,
}

impl<'a> Mark<'a> {
    /// Marks of several lines are cut to the first, wide ones to what fits beside some context.
    fn new(label: Label<'a>, kind: AnnotationKind, file: &SourceFile, style: Style) -> Self {
        let span = label.span.range();
        let start = boundary(&file.text, span.start);
        let line = line_around(&file.text, start);
        let start = start.min(line.end);
        let before: usize = file.text[line.start..start].chars().map(columns).sum();
        let mut range = start..start;
        let mut width = 0;
        for character in file.text[start..boundary(&file.text, span.end).clamp(start, line.end)].chars() {
            if width > 0 && width + columns(character) > style.width / 2 {
                break;
            }
            width += columns(character);
            range.end += character.len_utf8();
        }
        let line_number = file.line_column(start).0;
        let columns = before..before + width;
        Self { file: label.span.file, line_number, line, range, columns, kind, text: label.text }
    }
}

/// Lines of one file that are shown together.
struct Window<'a> {
    file: &'a SourceFile,
    marks: Vec<Mark<'a>>,
}

impl<'a> Window<'a> {
    /// Whether a mark is so near that one excerpt shows both: the renderer cuts all lines of an excerpt at the same columns.
    fn takes(&self, mark: &Mark<'a>, style: Style) -> bool {
        const MAX_LINES_BETWEEN: usize = 6;
        let all = || self.marks.iter().chain([mark]);
        let left = all().map(|mark| mark.columns.start).min().unwrap_or(0);
        let right = all().map(|mark| mark.columns.end).max().unwrap_or(0);
        mark.file == self.file.id
            && right - left <= style.width / 2
            && self.marks.iter().all(|other| other.line_number.abs_diff(mark.line_number) <= MAX_LINES_BETWEEN)
    }

    /// Only the lines between the marks are handed over: the renderer looks at every line that it gets.
    fn into_snippet(self, style: Style) -> Snippet<'a, Annotation<'a>> {
        let first = self.marks.iter().map(|mark| mark.line_number).min().unwrap_or(1);
        let start = self.marks.iter().map(|mark| mark.line.start).min().unwrap_or(0);
        let end = self.marks.iter().map(|mark| mark.line.end).max().unwrap_or(0);
        let text = &self.file.text[start..end];
        let right = self.marks.iter().map(|mark| mark.columns.end).max().unwrap_or(0) + style.width;
        // One character stands for one, so that columns stay what they are in the file; no mark ends inside a line's end.
        // What lies too far to the right to be shown is not handed over.
        let shown = |text: &str| {
            let text = text.replace("\r\n", "\n");
            let lines: Vec<_> = text.split('\n').map(|line| visible(up_to(line, right))).collect();
            lines.join("\n")
        };
        let place = |offset: usize| shown(&text[..offset - start]).len();
        let annotations: Vec<_> = self
            .marks
            .iter()
            .map(|mark| {
                let annotation = mark.kind.span(place(mark.range.start)..place(mark.range.end));
                if mark.text.is_empty() { annotation } else { annotation.label(visible(&one_line(&mark.text))) }
            })
            .collect();
        // With a line end of its own, an empty last line is a line for the renderer, too.
        Snippet::source(shown(text) + "\n")
            .path(visible(&one_line(&self.file.path)))
            .line_start(first)
            .annotations(annotations)
    }
}

/// The line that holds a byte, without its end.
fn line_around(text: &str, offset: usize) -> Range<usize> {
    let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |newline| offset + newline);
    let carriage_return = end < text.len() && text[start..end].ends_with('\r');
    start..end - usize::from(carriage_return)
}

/// The beginning of a line, as many columns of it.
fn up_to(line: &str, width: usize) -> &str {
    let mut taken = 0;
    let end = line.char_indices().find(|&(_, character)| {
        taken += columns(character);
        taken > width
    });
    end.map_or(line, |(end, _)| &line[..end])
}

/// The nearest place at or before `offset` where a character begins.
fn boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|&offset| text.is_char_boundary(offset)).unwrap_or(0)
}

/// An upper bound of the columns that a character takes: windows may be narrower than they need be, never wider.
fn columns(character: char) -> usize {
    match character {
        '\t' => 4,
        '\0'..='\u{2FF}' => 1,
        _ => 2,
    }
}

/// Text in which nothing acts on a terminal. Tabs and line ends stay.
pub fn visible(text: &str) -> String {
    text.chars().map(visible_character).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Control characters as their pictures, what reorders or hides text as U+FFFD.
fn visible_character(character: char) -> char {
    match character {
        '\n' | '\t' => character,
        '\0'..='\x1F' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{FFFD}'),
        '\x7F' => '\u{2421}',
        _ if is_hidden(character) => '\u{FFFD}',
        _ => character,
    }
}

/// C1 controls, line and paragraph separators, and what overrides the direction of text (UAX #9).
fn is_hidden(character: char) -> bool {
    matches!(character,
        '\x7F'..='\u{9F}' | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// All complaints as JSON Lines: one object a line. Lines and columns are 1-based, columns count code points, `start` and
/// `end` are bytes; the end is exclusive. A complaint that belongs to no file has none of these. `fix` has the same and the
/// text that is to stand there.
pub fn json<'a>(complaints: impl IntoIterator<Item = Weighed<'a>>, files: &Files) -> String {
    let object = |Weighed { severity, complaint: diagnostic }: Weighed<'_>| {
        let record = Record {
            rule: diagnostic.rule.name,
            severity: severity.name(),
            message: diagnostic.message(),
            place: diagnostic.primary().map(|label| Place::of(label.span, label.text, files)),
            help: diagnostic.way_out(),
            fix: diagnostic.edit().map(|fix| Edit { place: Place::of(fix.span, "", files), text: &fix.text }),
            related: diagnostic.secondary().into_iter().map(|label| Place::of(label.span, label.text, files)).collect(),
        };
        json_line(&record)
    };
    let all: Vec<Weighed<'_>> = complaints.into_iter().collect();
    all.into_par_iter().map(object).collect()
}

/// A record of strings and numbers as one line of JSON, in which nothing acts on a terminal.
pub fn json_line(record: &impl Serialize) -> String {
    // Strings and numbers always serialize.
    escape_hidden(&serde_json::to_string(record).unwrap_or_default()) + "\n"
}

#[derive(Serialize)]
struct Record<'a> {
    rule: &'a str,
    severity: &'a str,
    message: Cow<'a, str>,
    #[serde(flatten)]
    place: Option<Place<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Edit<'a>>,
    related: Vec<Place<'a>>,
}

/// What `check --fix` puts where.
#[derive(Serialize)]
struct Edit<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    text: &'a str,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    start: u32,
    end: u32,
    #[serde(skip_serializing_if = "str::is_empty")]
    label: Cow<'a, str>,
}

impl<'a> Place<'a> {
    fn of(span: Span, label: impl Into<Cow<'a, str>>, files: &'a Files) -> Self {
        let Span { file, start, end } = span;
        let file = files.get(file);
        let (line, column) = file.line_column(start as usize);
        let (end_line, end_column) = file.line_column(end as usize);
        Self { file: &file.path, line, column, end_line, end_column, start, end, label: label.into() }
    }
}

/// JSON lets these characters stand as they are; terminals and editors should not meet them.
fn escape_hidden(json: &str) -> String {
    json.chars().fold(String::with_capacity(json.len()), |mut escaped, character| {
        if is_hidden(character) {
            escaped.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            escaped.push(character);
        }
        escaped
    })
}

/// How many there are of each weight: `2 errors, 1 warning`.
pub fn summary<'a>(complaints: impl IntoIterator<Item = Weighed<'a>>) -> String {
    let mut counts = [(Severity::Error, 0_usize), (Severity::Warning, 0), (Severity::Notice, 0)];
    for complaint in complaints {
        counts.iter_mut().filter(|(severity, _)| *severity == complaint.severity).for_each(|(_, count)| *count += 1);
    }
    let counts = counts.into_iter().filter(|(_, count)| *count > 0).map(|(severity, count)| {
        let plural = if count == 1 { "" } else { "s" };
        format!("{count} {}{plural}", severity.name())
    });
    let text = counts.collect::<Vec<_>>().join(", ");
    if text.is_empty() { "no complaints".to_owned() } else { text }
}

#[cfg(test)]
mod tests;
