//! Charts: a fenced block `chart` says in YAML what is drawn of which table, and how. Its block stays the code that it is to
//! every other Markdown reader; what is to be drawn stands beside it in [`Document::charts`].
//!
//! [`Document::charts`]: super::document::Document::charts

use std::collections::BTreeMap;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::text::{SourceFile, Span, Spanned};
use crate::base::yaml::{self, Fields, Node};

use super::config::Language;
use super::document::{Block, BlockKind, Footnote};
use super::localized::Localized;

pub mod table;
pub mod unit;

use table::Table;

/// The info string of a chart.
pub const INFO: &str = "chart";

/// What the author says of a chart.
#[derive(Clone, Debug)]
pub struct Chart {
    /// The block.
    pub span: Span,
    /// How it is drawn.
    pub kind: Kind,
    /// Where its numbers are.
    pub data: Data,
    /// The column that names the rows; the first one if it does not say.
    pub x: Option<Spanned<String>>,
    /// The columns that are drawn, each by its header, with the words for it; all other columns if it names none.
    pub series: Vec<(Spanned<String>, Localized<Spanned<String>>)>,
    /// What it shows.
    pub title: Localized<Spanned<String>>,
    /// What the numbers count: `亿日元`.
    pub unit: Localized<Spanned<String>>,
    /// Who says so.
    pub source: Localized<Spanned<String>>,
    /// What the rows are called that are no facts yet: 目标; expected, if it does not say.
    pub forecast: Localized<Spanned<String>>,
    /// What is to be known of it.
    pub note: Localized<Spanned<String>>,
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Bars that lie, a row a line: names may be long.
    Bar,
    /// Bars that stand side by side.
    Column,
    /// Points joined by lines.
    Line,
    /// Amounts at their dates, down a line of time.
    Amounts,
}

/// The kinds by their names.
const KINDS: [(&str, Kind); 4] =
    [("bar", Kind::Bar), ("column", Kind::Column), ("line", Kind::Line), ("amounts", Kind::Amounts)];

impl Kind {
    /// What an author calls it.
    pub fn name(self) -> &'static str {
        KINDS.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// Where the numbers of a chart are.
#[derive(Clone, Debug)]
pub enum Data {
    /// In a file, by its path relative to the document.
    File(Spanned<String>),
    /// In the block itself.
    Rows(Table),
}

/// The charts of a document, by the byte at which each block begins. What cannot be read stays code.
pub fn read(
    blocks: &[Block],
    footnotes: &[Footnote],
    file: &SourceFile,
    languages: &[Language],
    diagnostics: &mut Diagnostics,
) -> BTreeMap<u32, Chart> {
    let mut charts = BTreeMap::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Code(code) if code.language.as_deref() == Some(INFO) => {
                charts.extend(chart(block, file, languages, diagnostics).map(|chart| (block.span.start, chart)));
            }
            _ => complain_of_nested(block, diagnostics),
        }
    }
    for block in footnotes.iter().flat_map(|footnote| &footnote.blocks) {
        complain_of_nested(block, diagnostics);
    }
    charts
}

/// A chart is a figure of the text: it stands by itself, has an id of its own, and is laid beside its counterpart.
fn complain_of_nested(block: &Block, diagnostics: &mut Diagnostics) {
    match &block.kind {
        BlockKind::Code(code) if code.language.as_deref() == Some(INFO) => diagnostics.push(
            Diagnostic::new(
                &rule::BROKEN_CHART,
                block.span,
                "a chart in a list, a quotation or a footnote is not drawn",
            )
            .help("put it between the paragraphs of the text, at the beginning of the line"),
        ),
        BlockKind::List { items, .. } => {
            items.iter().flat_map(|item| &item.blocks).for_each(|block| complain_of_nested(block, diagnostics));
        }
        BlockKind::Quotation(blocks) => blocks.iter().for_each(|block| complain_of_nested(block, diagnostics)),
        _ => {}
    }
}

fn chart(block: &Block, file: &SourceFile, languages: &[Language], diagnostics: &mut Diagnostics) -> Option<Chart> {
    let range = content(&file.text, block.span)?;
    let (yaml, complaints) = yaml::parse(file, range);
    diagnostics.merge(complaints);
    let yaml = yaml?;
    if yaml.root().is_null() || (yaml.root().is_mapping() && yaml.root().entries().len() == 0) {
        diagnostics.push(
            Diagnostic::new(&rule::BROKEN_CHART, block.span, "this chart says nothing").help(
                "write in it, one a line: title: …, kind: column, data: ../shared/market.csv, unit: …, source: …",
            ),
        );
        return None;
    }
    let mut fields = Fields::new(yaml.root(), diagnostics);
    if !yaml.root().is_mapping() {
        return None;
    }
    let title = fields.required("title");
    let title = words(title, languages, &mut fields);
    let kind = fields.required("kind").and_then(|_| fields.one_of("kind", &KINDS.map(|(name, _)| name)));
    let data = fields.required("data").and_then(|node| data(node, &mut fields));
    let x = fields.text("x");
    let series = series(languages, &mut fields);
    let [unit, source, note, forecast] = ["unit", "source", "note", "forecast"].map(|key| {
        let node = fields.node(key);
        words(node, languages, &mut fields)
    });
    fields.finish();
    let kind = KINDS.iter().find(|(name, _)| kind.as_ref().is_some_and(|kind| kind.value == *name))?.1;
    Some(Chart { span: block.span, kind, data: data?, x, series, title, unit, source, note, forecast })
}

fn words(node: Option<Node<'_>>, languages: &[Language], fields: &mut Fields<'_, '_>) -> Localized<Spanned<String>> {
    node.map_or_else(Localized::default, |node| Localized::read(node, languages, fields.diagnostics()))
}

fn data(node: Node<'_>, fields: &mut Fields<'_, '_>) -> Option<Data> {
    if node.is_list() {
        return Some(Data::Rows(table::of_yaml(node, fields.diagnostics())));
    }
    match node.text() {
        Some(path) => Some(Data::File(Spanned::new(path.to_owned(), node.span()))),
        None => fields.wrong("data", node, "the path of a table, or a list of rows"),
    }
}

/// `[sales, profit]`, or with the words for each: `{sales: {zh: 销售额, ja: 売上高}}`.
fn series(languages: &[Language], fields: &mut Fields<'_, '_>) -> Vec<(Spanned<String>, Localized<Spanned<String>>)> {
    match fields.node("series") {
        Some(node) if node.is_mapping() => node
            .entries()
            .map(|entry| (entry.spanned_key(), Localized::read(entry.node, languages, fields.diagnostics())))
            .collect(),
        _ => fields.texts("series").into_iter().map(|name| (name, Localized::default())).collect(),
    }
}

/// The bytes between the fences of a code block (CommonMark, section 4.5).
fn content(text: &str, span: Span) -> Option<std::ops::Range<usize>> {
    let block = &text[span.range()];
    let opening = block.trim_start_matches(' ');
    let sign = opening.chars().next()?;
    let length = opening.chars().take_while(|c| *c == sign).count();
    let start = block.find('\n').map_or(block.len(), |newline| newline + 1);
    let mut end = start;
    for line in block[start..].split_inclusive('\n') {
        let fence = line.trim();
        if fence.chars().count() >= length && fence.chars().all(|c| c == sign) {
            break;
        }
        end += line.len();
    }
    let at = span.start as usize;
    Some(at + start..at + end)
}
