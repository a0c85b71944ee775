//! taiyaku (対訳): a static site generator for documents that exist in two languages or more, and that people comment on.
//!
//! This page is the map. The `mod` lines below it are the reading order, the pipeline and the permission table at once: a
//! module imports only modules that stand above it. `tests/it/tidy.rs` holds that, and the other laws.
//!
//! ```text
//! site.yaml  content/  templates/  static/
//!    │ load     the only reader: walk, read                                   impure   Sources
//!    │ parse    one file at a time, never fails                               pure     Parsed: Document, Lock, Term, Event, Publication, Config
//!    │ align    the language versions of one work, unit beside unit           pure     Work
//!    │ link     names become places: references, notes, terms, dates, routes  pure     Site
//!    │ check    rules over the finished Site, one file per rule               pure     Diagnostics
//!    │ render   one route of the Site + templates → its bytes                 pure     Output
//!    ▼ write    pull routes one by one into staging, switch at the end        impure   public/
//! build runs the line and remembers · serve renders a page when asked and keeps the last good Site
//! edit (init, import, export, ids, accept, fix) is the only writer of content/ · cli speaks
//! base (text, span, diagnostic, language, date, YAML) is the ground and knows nothing of sites
//! ```
//!
//! Rows are stages, a folder each. Columns are features, the same file name in each stage: `ls src/*/timeline.rs` is the
//! timeline, whole; likewise the glossary, the commentary, the bibliography and the charts, as files or as folders
//! (`ls -d src/*/commentary*`). What refers to what is `link/backlink.rs` and `link/graph.rs`; what each page reads of a site,
//! and what of that has changed, is `link/seen/`, through which alone render sees a site. Work between languages is
//! pairing (`align/pair.rs`, `align/propose/`), locks (`parse/lock.rs`, `align/state.rs`, `edit/accept/`), agreement
//! (`check/counterpart.rs`, `check/figures_differ/` on `base/figure/`) and exchange (`edit/exchange/`, `edit/docx/`).
//!
//! A *work* is one document across languages; a *document* is one file in one language; a *unit* is one aligned block. Text
//! is never the key: units pair by id, else by heading and position, and what does not pair is drawn as a gap and
//! complained of.
//!
//! After an edit every stage takes over from the version before what still holds (`build/session.rs`): a file whose text is the
//! same, a work whose documents are, a link whose question has the same answer (`link/names.rs`), the tables of a site whose
//! works give them the same (`link/print.rs`), a page that read nothing that has changed (`build/pages.rs`). There is no other
//! way to build: the first time there is nothing to take over. `tests/it/incremental` holds that nobody can tell.
//!
//! What is absent, by law:
//! - parse never fails, and looks at one file only. What an author got wrong is a [`base::diagnostic::Diagnostic`] beside
//!   what could be read; `Result` is for the environment. A run reports all mistakes, not the first.
//! - Nothing between load and write touches disk, clock, environment or network, and no output depends on today.
//! - No struct is half filled: each stage returns its own type, whole; later stages share it by `Arc` and change nothing.
//! - Everything an author wrote keeps its span (file, bytes) through check.
//! - Output depends on the input only: no hash order, thread timing, locale or path of the checkout.
//! - HTML is written by `render/html.rs` and by templates that escape; raw HTML of authors is shown as text. Templates see
//!   the structs of [`render::view`] and nothing else.
//! - What a run found out is read again by `load/cache.rs` and kept by `write/cache.rs`, below .taiyaku/; it is believed only
//!   whole, and spares work without changing a byte.
//! - With errors nothing is written; the earlier output stands until the new one is whole.

pub mod base;
pub mod load;
pub mod parse;
pub mod align;
pub mod link;
pub mod check;
pub mod render;
pub mod write;
pub mod build;
pub mod serve;
pub mod edit;
pub mod cli;
