//! The ground that every stage stands on: text with places in it, complaints, languages, dates, figures, YAML.
//! Knows nothing of sites, works or pages.

pub mod change;
pub mod date;
pub mod diagnostic;
pub mod digest;
pub mod environment;
pub mod figure;
pub mod fingerprint;
pub mod fold;
pub mod form;
pub mod highlight;
pub mod language;
pub mod line_break;
pub mod path;
pub mod ready;
pub mod report;
pub mod rule;
pub mod sparse;
pub mod text;
pub mod yaml;
