//! The front matter of a document: YAML between two lines of `---` at its very beginning.

use std::ops::Range;

use arcstr::Substr;

use crate::base::date::Date;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::text::{SourceFile, Span, Spanned};
use crate::base::yaml::{self, Fields, Node};

use super::allow::{self, Allow};
use super::timeline::read_date;

/// What the front matter says. What is large and mostly absent lies elsewhere: a site has one of these for each document.
#[derive(Clone, Debug, Default)]
pub struct Meta {
    /// Title, if it is said here and not as the first heading.
    pub title: Option<Spanned<Substr>>,
    /// The work's source language (`dir`), if it is not the site's.
    pub source: Option<Box<Spanned<String>>>,
    /// Authors: persons of the glossary.
    pub by: Box<[Spanned<String>]>,
    /// The work that this is a commentary on.
    pub annotates: Option<Box<Spanned<String>>>,
    /// Place among its siblings.
    pub order: Option<i64>,
    /// When it was published (EDTF).
    pub date: Option<Box<Spanned<Date>>>,
    /// When it was revised (EDTF).
    pub revised: Option<Box<Spanned<Date>>>,
    /// One or two sentences for lists and search engines.
    pub summary: Option<Spanned<Substr>>,
    /// Not to be published.
    pub draft: bool,
    /// Addresses it had before.
    pub aliases: Box<[Spanned<String>]>,
    /// The original of a restatement or translation.
    pub origin: Option<Box<Origin>>,
    /// Corrections since publication.
    pub errata: Box<[Erratum]>,
    /// Rules that are not held against one unit.
    pub allow: Box<[Allow]>,
    /// Whether it is there and cannot be read: it was complained of, and nobody knows what it lacks.
    pub is_broken: bool,
    /// Whether nothing of it could be read: of the whole document nobody knows what it lacks.
    pub is_unread: bool,
    /// Place to point at when the document as a whole is at fault.
    pub head: Option<Span>,
}

impl Meta {
    /// The summary without its place.
    pub fn plain_summary(&self) -> Option<String> {
        self.summary.as_ref().map(|summary| summary.value.to_string())
    }
}

/// Where a text comes from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Its title.
    pub title: Spanned<String>,
    /// Its author.
    pub author: Option<String>,
    /// Its address, http or https.
    pub url: Option<String>,
    /// Its licence.
    pub license: Option<String>,
    /// What this page is in relation to it.
    pub note: Option<Spanned<String>>,
}

/// A correction.
#[derive(Clone, Debug)]
pub struct Erratum {
    /// When (EDTF).
    pub date: Spanned<Date>,
    /// The unit it concerns.
    pub unit: Option<Spanned<String>>,
    /// What was corrected.
    pub text: String,
}

/// Reads the front matter; the number is the byte at which the text after it begins.
pub fn read(file: &SourceFile, fiscal_year_start: u8, diagnostics: &mut Diagnostics) -> (Meta, usize) {
    let Some(block) = find(&file.text) else {
        let line = file.text.find('\n').unwrap_or(file.text.len());
        if file.text.starts_with("---") {
            diagnostics.push(
                Diagnostic::new(&rule::FRONT_MATTER, Span::new(file.id, 0..line), "this front matter never ends")
                    .help("close it with a line of three hyphens: ---"),
            );
            return (Meta { is_broken: true, is_unread: true, ..Meta::default() }, file.text.len());
        }
        return (Meta::default(), 0);
    };
    let (yaml, complaints) = yaml::parse(file, block.yaml.clone());
    diagnostics.merge(complaints);
    let broken = Meta { is_broken: true, is_unread: true, ..Meta::default() };
    let meta = yaml.map_or(broken, |yaml| meta(yaml.root(), file, fiscal_year_start, diagnostics));
    (meta, block.end)
}

/// Where the YAML of the front matter lies, and where the text begins.
pub struct FrontMatter {
    /// The YAML, in bytes of the file.
    pub yaml: Range<usize>,
    /// The first byte of the text.
    pub end: usize,
}

/// Finds the front matter; `None` if there is none or it never ends.
pub fn find(text: &str) -> Option<FrontMatter> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut at = first.len();
    for line in lines {
        if line.trim_end() == "---" {
            return Some(FrontMatter { yaml: first.len()..at, end: at + line.len() });
        }
        at += line.len();
    }
    None
}

fn meta(node: Node<'_>, file: &SourceFile, fiscal_year_start: u8, diagnostics: &mut Diagnostics) -> Meta {
    let mut fields = Fields::new(node, diagnostics);
    let keep = |text: Spanned<String>| kept(&text, file);
    let mut meta = Meta {
        title: fields.text("title").map(keep),
        source: fields.text("source").map(Box::new),
        by: fields.texts("by").into(),
        annotates: fields.text("annotates").map(Box::new),
        order: fields.integer("order").map(|order| order.value),
        date: date(&mut fields, "date", fiscal_year_start).map(Box::new),
        revised: date(&mut fields, "revised", fiscal_year_start).map(Box::new),
        summary: fields.text("summary").map(keep).map(|summary| summary.map(|text| text.substr_using(str::trim_end))),
        draft: fields.bool("draft").is_some_and(|draft| draft.value),
        aliases: aliases(&mut fields).into(),
        is_broken: !node.is_mapping() && !node.is_null(),
        is_unread: !node.is_mapping() && !node.is_null(),
        head: Some(fields.head()),
        ..Meta::default()
    };
    meta.is_broken |= meta.title.is_none() && fields.node("title").is_some();
    if let Some(node) = fields.node("origin") {
        meta.origin = origin(node, fields.diagnostics()).map(Box::new);
    }
    let items = fields.items("errata").into_iter();
    meta.errata = items.filter_map(|item| erratum(item, fiscal_year_start, fields.diagnostics())).collect();
    let items = fields.items("allow");
    meta.allow = allow::read(items, fields.diagnostics()).into();
    fields.finish();
    meta
}

/// A text to keep: a slice of the file, where it stands there as it is read, with or without quotation marks.
fn kept(text: &Spanned<String>, file: &SourceFile) -> Spanned<Substr> {
    let written = file.text.get(text.span.range()).unwrap_or_default();
    let inner = written.strip_prefix(['"', '\'']).and_then(|rest| rest.strip_suffix(['"', '\'']));
    let same = [Some(written), inner].into_iter().flatten().find(|written| *written == text.value);
    Spanned::new(same.map_or_else(|| text.value.as_str().into(), |same| file.text.substr_from(same)), text.span)
}

/// Earlier addresses: paths below the language's folder, without `.html`.
fn aliases(fields: &mut Fields<'_, '_>) -> Vec<Spanned<String>> {
    let mut aliases = fields.texts("aliases");
    aliases.retain(|alias| {
        let fits = !alias.value.is_empty()
            && !alias.value.contains(['\\', '?', '#', ':'])
            && !alias.value.split('/').any(|part| part.is_empty() || part.starts_with('.'))
            && !alias.value.ends_with(".html")
            && !alias.value.ends_with(".md");
        if !fits {
            fields.diagnostics().push(
                Diagnostic::new(
                    &rule::WRONG_VALUE,
                    alias.span,
                    format!("`{}` is no earlier address of a page", alias.value),
                )
                .help("write the path below the language's folder, without .html: aliases: [old-name]"),
            );
        }
        fits
    });
    aliases
}

fn date(fields: &mut Fields<'_, '_>, key: &'static str, fiscal_year_start: u8) -> Option<Spanned<Date>> {
    let text = fields.text(key)?;
    read_date(&text, fiscal_year_start, fields.diagnostics())
}

fn origin(node: Node<'_>, diagnostics: &mut Diagnostics) -> Option<Origin> {
    let mut fields = Fields::new(node, diagnostics);
    let title = fields.required_text("title");
    let author = fields.text("author").map(|text| text.value);
    let url = fields.text("url").and_then(|url| {
        let safe = url.value.starts_with("https://") || url.value.starts_with("http://");
        if !safe {
            fields.diagnostics().push(
                Diagnostic::new(&rule::UNSAFE_URL, url.span, format!("`{}` is no address of the web", url.value))
                    .help("begin it with https://"),
            );
        }
        safe.then_some(url.value)
    });
    let license = fields.text("license").map(|text| text.value);
    let note = fields.text("note");
    fields.finish();
    Some(Origin { title: title?, author, url, license, note })
}

fn erratum(node: Node<'_>, fiscal_year_start: u8, diagnostics: &mut Diagnostics) -> Option<Erratum> {
    let mut fields = Fields::new(node, diagnostics);
    let _ = fields.required("date");
    let date = date(&mut fields, "date", fiscal_year_start);
    let unit = fields.text("unit");
    let text = fields.required_text("text");
    fields.finish();
    Some(Erratum { date: date?, unit, text: text?.value })
}
