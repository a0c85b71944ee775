//! The one integration crate, a module per feature.
#![allow(clippy::disallowed_methods, reason = "tests read the repository and build into folders of their own")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test that fails ends")]
#![allow(clippy::too_many_lines, reason = "a site and the report on it are as long as they are")]

mod agreement;
mod align;
mod align_propose;
// Publications: what is cited, in which words, and the ways there and back.
mod bibliography;
// Notes for other programs and from them: Web Annotation out and in, its model, what Hypothesis exports.
mod annotations;
// What an earlier run found out: the colors of code.
mod cache;
// Charts: tables, drawings, and what they say in words.
mod chart;
// Citing: sentences, files for programs that keep references, what search engines are told.
mod citation;
mod cli;
mod commentary;
// Pages of comments, and notes that lie over one another.
mod comments;
mod complaints;
mod date;
mod determinism;
// The drawn timeline and its list.
mod drawing;
mod edit;
mod edit_docx;
mod edit_ids;
mod edit_import;
mod edit_import_tree;
mod edit_init;
mod edit_update;
// EDTF, feature by feature.
mod edtf;
mod emphasis;
// The timeline as JSON, iCalendar and CSV.
mod event_export;
mod exchange;
mod facts;
mod figures;
mod fallback;
// `check --fix`: edits that complaints carry.
mod fix;
// Terms in texts, and the pages of the glossary, people, organizations …
mod glossary;
mod harness;
mod hostile;
// Sites that are kept up to date while they are edited: the same bytes as a clean build.
mod incremental;
mod line_break;
// References and their ways back.
mod links;
// What a link leads to, in a few words, for the script that shows it.
mod preview;
// What pages read, and what an edit touches.
mod reads;
mod render;
// Builds over an output that stands.
mod rewrite;
mod ruby;
mod serve;
mod slug;
mod text_rules;
// Locks: what each translation was made from, and how it stands to its source.
mod staleness;
mod standing;
mod status;
mod tidy;
mod vectors;
// `build --watch` as it is typed.
mod watch;
// The words of the interface, and the language that pages say they are in.
mod words;
mod write;
mod workflow;
mod yaml;

/// The root of the repository, which is also the root of the bundled edition.
pub fn root() -> std::path::PathBuf {
    env!("CARGO_MANIFEST_DIR").into()
}
