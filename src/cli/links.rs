//! `taiyaku links`: what refers to what.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use serde::Serialize;

use crate::align::selection::{Selection, Unknown};
use crate::align::work::Work;
use crate::base::report;
use crate::base::text::Files;
use crate::build::Built;
use crate::edit::EditError;
use crate::link::backlink::Target;
use crate::link::graph::{Edge, Graph, graph};
use crate::link::site::Site;

use super::args::{GraphFormat, LinksArguments};
use super::{Outcome, listing};

/// `taiyaku links`
pub fn links(arguments: &LinksArguments) -> Outcome {
    listing(&arguments.root, |built| list(built, arguments))
}

fn list(built: &Built, arguments: &LinksArguments) -> Result<String, EditError> {
    let site = &built.site;
    let works: Vec<Arc<Work>> = site.works.iter().map(|linked| Arc::clone(&linked.work)).collect();
    let selection = Selection::read(&arguments.works, &works, &site.config)
        .map_err(|Unknown { message, help }| EditError::Refused { message, help })?;
    let graph = graph(site, |work| selection.has_work(work));
    Ok(match arguments.format {
        GraphFormat::Text => text(site, &graph, &built.files),
        GraphFormat::Json => json(site, &graph, &built.files),
        GraphFormat::Dot => dot(site, &graph),
    })
}

/// A line for each reference, by file and place.
fn text(site: &Site, graph: &Graph, files: &Files) -> String {
    let mut text = String::new();
    for edge in &graph.edges {
        let (path, line, column) = place(edge, files);
        let (from, to) = (site.node_name(edge.from), site.node_name(edge.to));
        let _ = writeln!(text, "{path}:{line}:{column}: {from} -> {to} ({})", edge.kind.name());
    }
    text
}

fn place<'f>(edge: &Edge, files: &'f Files) -> (&'f str, usize, usize) {
    let file = files.get(edge.file);
    let (line, column) = file.line_column(edge.start as usize);
    (&file.path, line, column)
}

#[derive(Serialize)]
struct JsonNode<'a> {
    id: String,
    kind: &'static str,
    label: String,
    /// Its address from the root of the site, by language.
    pages: BTreeMap<&'a str, String>,
}

#[derive(Serialize)]
struct JsonEdge<'a> {
    kind: &'static str,
    language: &'a str,
    from: String,
    to: String,
    file: &'a str,
    line: usize,
    column: usize,
}

/// One object of `nodes` and `edges`, each on a line of its own.
fn json(site: &Site, graph: &Graph, files: &Files) -> String {
    let languages = &site.config.languages;
    let node = |&node: &Target| {
        let page = |language: usize| Some((languages[language].dir.as_str(), site.node_path(node, language)?));
        let pages = (0..languages.len()).filter_map(page).collect();
        report::json_line(&JsonNode {
            id: site.node_name(node),
            kind: site.node_kind(node),
            label: label(site, node),
            pages,
        })
    };
    let edge = |edge: &Edge| {
        let (file, line, column) = place(edge, files);
        let (from, to) = (site.node_name(edge.from), site.node_name(edge.to));
        let language = languages.get(edge.language).map_or("", |language| &language.dir);
        report::json_line(&JsonEdge { kind: edge.kind.name(), language, from, to, file, line, column })
    };
    let lines = |lines: Vec<String>| lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join(",\n");
    let nodes = lines(graph.nodes.iter().map(node).collect());
    let edges = lines(graph.edges.iter().map(edge).collect());
    format!("{{\"nodes\":[\n{nodes}\n],\"edges\":[\n{edges}\n]}}\n")
}

/// What people call a node, in the first language that has it.
fn label(site: &Site, node: Target) -> String {
    let title = |work: usize| {
        let source = site.works[work].work.source_document();
        source.map_or_else(String::new, |document| document.plain_title().into_owned())
    };
    match node {
        Target::Work(work) => title(work),
        Target::Passage(place) => site.unit(place).number.to_string(),
        Target::Term(term) => site.terms[term].label(0).to_owned(),
        Target::Event(event) => site.events[event].title.text(0).to_owned(),
        Target::Publication(publication) => {
            site.publications[publication].entry(0).title().map(ToString::to_string).unwrap_or_default()
        }
        Target::Page(_) => String::new(),
    }
}

/// A directed graph for Graphviz: each reference once, whatever languages say it.
fn dot(site: &Site, graph: &Graph) -> String {
    let mut text = String::from("digraph links {\n  rankdir=LR;\n");
    for &node in &graph.nodes {
        let (name, kind) = (site.node_name(node), site.node_kind(node));
        let label = match label(site, node) {
            label if label.is_empty() => name.clone(),
            label => format!("{label}\n{name}"),
        };
        let shape = match kind {
            "work" | "commentary" => "box",
            "passage" | "note" => "plaintext",
            "event" => "diamond",
            _ => "ellipse",
        };
        let _ =
            writeln!(text, "  {} [label={}, shape={shape}, class={}];", quoted(&name), quoted(&label), quoted(kind));
    }
    let edges: BTreeSet<_> = graph.edges.iter().map(|edge| (edge.from, edge.to, edge.kind)).collect();
    for (from, to, kind) in edges {
        let (from, to) = (quoted(&site.node_name(from)), quoted(&site.node_name(to)));
        let _ = writeln!(text, "  {from} -> {to} [label={}];", quoted(kind.name()));
    }
    text.push_str("}\n");
    text
}

/// A string of DOT: backslashes and quotation marks escaped, line breaks as `\n`.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{escaped}\"")
}
