//! A bibliography in BibTeX or BibLaTeX. Fields that neither Hayagriva nor a style knows are passed over, as these programs
//! pass over them: reference managers write many.

use std::collections::{BTreeMap, BTreeSet};

use biblatex::{
    Bibliography, Chunk, ChunksExt as _, ParseError, ParseErrorKind, RawBibliography, RawChunk, RawEntry, TypeErrorKind,
};
use hayagriva::Entry;
use hayagriva::types::Person;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::text::{SourceFile, Span, Spanned};
use crate::parse::unread::UnreadEntries;

use super::{Publication, check_key, nesting, repeated, with_whole_names};

/// Reads a file of publications.
pub fn read(file: &SourceFile, unread: &mut UnreadEntries) -> (Vec<Publication>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let publications = match entries(file, unread, &mut diagnostics) {
        Ok(publications) => publications,
        Err(error) => {
            unread.whole_file();
            diagnostics.push(complaint(file, &error));
            Vec::new()
        }
    };
    (publications, diagnostics)
}

fn entries(
    file: &SourceFile,
    unread: &mut UnreadEntries,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Publication>, ParseError> {
    let mut raw = RawBibliography::parse(&file.text)?;
    let span = |range: &std::ops::Range<usize>| in_file(file, range);
    let mut keys: BTreeMap<String, Spanned<String>> = BTreeMap::new();
    raw.entries.retain(|entry| {
        let key = Spanned::new(entry.v.key.v.to_owned(), span(&entry.v.key.span));
        if let Some(first) = keys.get(&key.value) {
            diagnostics.push(repeated(&key, first.span));
            return false;
        }
        keys.insert(key.value.clone(), key);
        true
    });
    forget_endless(&mut raw, &keys, diagnostics);
    let order: Vec<String> = raw.entries.iter().map(|entry| entry.v.key.v.to_owned()).collect();
    let bibliography = Bibliography::from_raw(raw)?;
    let mut publications = Vec::new();
    for key in order.iter().filter_map(|key| keys.get(key)) {
        let Some(entry) = bibliography.get(&key.value) else { continue };
        check_key(key, diagnostics);
        let fields = with_subtitles(entry.clone());
        match Entry::try_from(&fields) {
            Ok(entry) => {
                let entry = with_others(with_whole_names(with_language(entry, &fields)));
                publications.push(Publication { key: key.clone(), entry, own: Vec::new() });
            }
            Err(error) => {
                unread.name(&key.value);
                // Fields that were inherited stand in another entry, and their places with them.
                diagnostics.push(
                    Diagnostic::new(&rule::BROKEN_BIBLIOGRAPHY, span(&error.span), type_message(&error.kind))
                        .also(key.span, "in this entry")
                        .help(type_help(&error.kind)),
                );
            }
        }
    }
    Ok(publications)
}

/// The library passes over subtitles; they are part of a title.
fn with_subtitles(mut entry: biblatex::Entry) -> biblatex::Entry {
    for (title, subtitle) in [("title", "subtitle"), ("booktitle", "booksubtitle"), ("maintitle", "mainsubtitle")] {
        if let (Some(whole), Some(rest)) = (entry.fields.get(title), entry.fields.get(subtitle)) {
            let colon = biblatex::Spanned::detached(Chunk::Normal(": ".to_owned()));
            let whole: Vec<_> = whole.iter().cloned().chain([colon]).chain(rest.iter().cloned()).collect();
            entry.set(title, whole);
        }
    }
    entry
}

/// The library knows the languages that TeX hyphenates. Chinese and Japanese have none of their names there, and reference
/// managers write all languages in many ways.
fn with_language(mut entry: Entry, fields: &biblatex::Entry) -> Entry {
    let said = ["langid", "language"].iter().filter_map(|field| fields.fields.get(*field));
    let mut said = said.map(|chunks| chunks.format_verbatim().trim().to_lowercase());
    let tag = said.find_map(|words| {
        let primary = words.split(['-', '_']).next().unwrap_or_default();
        match primary {
            "zh" | "zho" | "chi" | "chinese" | "schinese" | "中文" | "汉语" | "简体中文" => Some("zh"),
            "tchinese" | "繁體中文" | "繁体中文" => Some("zh-Hant"),
            "ja" | "jpn" | "jp" | "japanese" | "日本語" | "日语" => Some("ja"),
            "en" | "eng" => Some("en"),
            _ => None,
        }
    });
    if entry.language().is_none()
        && let Some(tag) = tag.and_then(|tag| tag.parse().ok())
    {
        entry.set_language(tag);
    }
    entry
}

/// In BibTeX, "and others" ends a list that is longer; no one is called so.
fn with_others(mut entry: Entry) -> Entry {
    let language = entry.language().map(|language| language.language.as_str().to_owned());
    let others = |mut persons: Vec<Person>| {
        let has_han = persons.first().is_some_and(Person::is_cjk);
        if let Some(last) = persons.last_mut().filter(|last| last.name == "others" && last.given_name.is_none()) {
            last.name = match (language.as_deref(), has_han) {
                (Some("ja"), _) => "ほか",
                (Some("zh"), _) | (None, true) => "等",
                _ => "et al",
            }
            .to_owned();
        }
        persons
    };
    if let Some(authors) = entry.authors().map(<[Person]>::to_vec) {
        entry.set_authors(others(authors));
    }
    if let Some(editors) = entry.editors().map(<[Person]>::to_vec) {
        entry.set_editors(others(editors));
    }
    entry
}

/// Drops the fields by which entries inherit, where they would for ever.
fn forget_endless(
    raw: &mut RawBibliography<'_>,
    keys: &BTreeMap<String, Spanned<String>>,
    diagnostics: &mut Diagnostics,
) {
    let heirs: BTreeMap<&str, Vec<&str>> =
        raw.entries.iter().map(|entry| (entry.v.key.v, inherited(&entry.v))).collect();
    let Some(endless) = nesting::endless(&heirs) else { return };
    if let Some(key) = keys.get(endless) {
        let message = format!("`{endless}` inherits from itself, or from too many entries");
        diagnostics.push(
            Diagnostic::new(&rule::BROKEN_BIBLIOGRAPHY, key.span, message)
                .help("take out the `crossref` or `xdata` that leads back to it"),
        );
    }
    let dropped: BTreeSet<&str> = INHERITING.into_iter().collect();
    for entry in &mut raw.entries {
        entry.v.fields.retain(|field| !dropped.contains(&*field.key.v.to_ascii_lowercase()));
    }
}

/// The fields that name entries whose fields are taken over.
const INHERITING: [&str; 2] = ["crossref", "xdata"];

fn inherited<'s>(entry: &RawEntry<'s>) -> Vec<&'s str> {
    let fields = entry.fields.iter().filter(|field| INHERITING.contains(&&*field.key.v.to_ascii_lowercase()));
    let chunks = fields.flat_map(|field| &field.value.v);
    let words = chunks.map(|chunk| match chunk.v {
        RawChunk::Normal(words) | RawChunk::Abbreviation(words) => words,
    });
    words.flat_map(|words| words.split([',', '{', '}'])).map(str::trim).filter(|key| !key.is_empty()).collect()
}

/// The span of a range that the parser gives; one that lies in no text, or tears a character, is drawn in.
fn in_file(file: &SourceFile, range: &std::ops::Range<usize>) -> Span {
    let end = file.text.floor_char_boundary(range.end.min(file.text.len()));
    let start = file.text.floor_char_boundary(range.start.min(end));
    Span::new(file.id, start..end)
}

fn complaint(file: &SourceFile, error: &ParseError) -> Diagnostic {
    let (message, help) = match &error.kind {
        ParseErrorKind::UnexpectedEof => {
            ("the file ends within an entry".to_owned(), "close what is open: every { needs its }, every \" its \"")
        }
        ParseErrorKind::UnknownAbbreviation(name) => (
            format!("`{name}` is no abbreviation of this file"),
            "put words in braces or quotation marks: {…}; abbreviations are defined by @string",
        ),
        ParseErrorKind::Expected(token) => {
            (format!("{token} is missing here"), "an entry is @book{key, title = {…}, year = {…}}")
        }
        ParseErrorKind::Unexpected(token) => {
            (format!("{token} cannot stand here"), "an entry is @book{key, title = {…}, year = {…}}")
        }
        ParseErrorKind::MalformedCommand => {
            ("this TeX command cannot be read".to_owned(), "write the character itself: é, ü, 江")
        }
        other => (format!("this cannot be read: {other}"), "an entry is @book{key, title = {…}, year = {…}}"),
    };
    Diagnostic::new(&rule::BROKEN_BIBLIOGRAPHY, in_file(file, &error.span), message).help(help)
}

fn type_message(kind: &TypeErrorKind) -> String {
    format!("this value cannot be read: {kind}")
}

fn type_help(kind: &TypeErrorKind) -> &'static str {
    match kind {
        TypeErrorKind::UndefinedRange
        | TypeErrorKind::DayOutOfRange
        | TypeErrorKind::MonthOutOfRange
        | TypeErrorKind::WrongNumberOfDigits
        | TypeErrorKind::YearZeroCE => "dates are 2024, 2024-04 or 2024-04-26",
        TypeErrorKind::UnknownLangId => "name the language: chinese, japanese, english",
        _ => "compare it with the entries beside it, or leave the field out",
    }
}
