//! Code in color: by classes, so that the style sheet decides, and nothing is styled inline.
//!
//! Finding the colors of a block is dear: a line is tried against dozens of regular expressions at each of its words, and
//! on a documentation full of code that was nearly all of a build's time. So nothing is looked at twice. A
//! [`Painter`](painter::Painter) keeps the colors of each block, whatever page or language it stands on; its pens keep
//! those of each line, since most lines of code recur; and what a run has found out, the next one reads from the disk
//! ([`store`]). None of it can change a byte of the output.

use std::sync::OnceLock;

use syntect::parsing::{SyntaxReference, SyntaxSet};

pub mod painter;
mod pen;
pub mod store;
mod strokes;
mod theme;

#[cfg(test)]
mod tests;

pub use theme::style_sheet;

/// Grammars that come with syntect. Constant data, unpacked at the first block of code; a site without code never pays.
static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();

/// Before every class, so that none is another's.
const PREFIX: &str = "c-";

fn syntaxes() -> &'static SyntaxSet {
    SYNTAXES.get_or_init(SyntaxSet::load_defaults_newlines)
}

fn find(language: &str) -> Option<&'static SyntaxReference> {
    syntaxes().find_syntax_by_token(language)
}

/// Whether code in that language can be colored.
pub fn is_known(language: &str) -> bool {
    find(language).is_some()
}
