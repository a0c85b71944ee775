//! `taiyaku links`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

/// Examples, below the help.
const EXAMPLES: &str = "\
Examples:
  taiyaku links                      a line for each reference, with its place
  taiyaku links chapter-6            what chapter-6 refers to, and what refers
                                     to it
  taiyaku links --format json        nodes and edges, for programs
  taiyaku links --format dot | dot -Tsvg > links.svg
                                     a drawing, by Graphviz

note        a comment on a passage
reference   a link to a passage, a text, a page or the entry of a term
event       a passage tells an event
citation    a passage cites a publication
mention     a term that the glossary found in a passage
author      a text or commentary names its author
commentary  a text is a commentary on another

A passage is named by its work and id (chapter-6#chips), a term or person as
term:soft-law, an event as event:guidelines, a publication as cite:meti-2024,
a page as page:timeline.";

/// `taiyaku links`
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct LinksArguments {
    /// Works, such as chapter-6 or chapter-6/aoyama; all by default.
    #[arg(value_name = "WORK")]
    pub works: Vec<String>,
    /// How to print the graph, which is on standard output.
    #[arg(long, value_enum, default_value_t = GraphFormat::Text)]
    pub format: GraphFormat,
    /// Folder of the site.
    #[arg(long, default_value = ".", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub root: PathBuf,
}

/// How a graph is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum GraphFormat {
    /// A line for each reference.
    Text,
    /// One object with nodes and edges.
    Json,
    /// The language of Graphviz.
    Dot,
}
