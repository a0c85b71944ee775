//! A passage as the comparison sees it.

use crate::parse::document::{Block, BlockKind, Inline, InlineKind, each_inline};
use crate::parse::reference::Destination;

use super::token::{Class, each_token};

/// What is known of a passage, and nothing else of it is read.
#[derive(Clone, Debug, Default)]
pub struct Passage {
    /// What it is: equal numbers are equal forms (a heading of level 2, a table).
    pub form: u32,
    /// Whether it begins a section.
    pub is_heading: bool,
    /// How its text ends.
    pub ending: Ending,
    /// How long its text is, in characters without white space.
    pub length: usize,
    /// What it may share with its translation.
    pub(super) tokens: Vec<(Class, String)>,
}

/// How a text ends: headings and labels without a stop, what introduces something with a colon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    /// In none of the other ways.
    #[default]
    Open,
    /// With a sentence.
    Stop,
    /// With a question.
    Question,
    /// With a colon.
    Colon,
}

impl Passage {
    /// A passage of that form and text.
    pub fn new(form: u32, text: &str) -> Self {
        let mut tokens = Vec::new();
        each_token(text, &mut |class, token| tokens.push((class, token.to_owned())));
        let length = text.chars().filter(|character| !character.is_whitespace()).count();
        Self { form, is_heading: false, ending: Ending::of(text), length, tokens }
    }

    /// A block, with where its links lead and which footnotes it has: they come through every translation.
    pub fn of(block: &Block) -> Self {
        let text = match &block.kind {
            BlockKind::Code(code) => code.text.to_string(),
            BlockKind::Html(text) => text.to_string(),
            _ => block.visible_text(),
        };
        let mut passage = Self::new(form(block), &text);
        passage.is_heading = matches!(block.kind, BlockKind::Heading(..));
        block.each_text(&mut |inlines| {
            each_inline(inlines, &mut |inline| passage.tokens.extend(mark(inline).map(|mark| (Class::Word, mark))));
        });
        passage
    }

    /// Adds a term of the glossary that the passage names.
    pub fn name_term(&mut self, term: &str) {
        self.tokens.push((Class::Term, term.to_owned()));
    }
}

/// A number for what a block is; levels of headings are forms of their own.
fn form(block: &Block) -> u32 {
    const KINDS: [&str; 9] = ["paragraph", "figure", "list", "table", "code", "chart", "quotation", "rule", "html"];
    match block.kind {
        BlockKind::Heading(level, _) => level.into(),
        _ => 10 + KINDS.iter().position(|kind| *kind == block.kind_name()).unwrap_or(KINDS.len()) as u32,
    }
}

/// What an inline says without words.
fn mark(inline: &Inline) -> Option<String> {
    let destination = match &inline.kind {
        InlineKind::Link(link) => &link.destination,
        InlineKind::Image(image) => &image.destination,
        InlineKind::FootnoteReference(label) => return Some(format!("^{label}")),
        _ => return None,
    };
    match destination {
        Destination::Document { path, fragment } => Some(format!("{path}#{}", fragment.as_deref().unwrap_or_default())),
        Destination::Term(name) | Destination::Event(name) | Destination::Citation(name) => Some(format!("{name}:")),
        Destination::External(address) | Destination::File(address) => Some(format!("<{address}>")),
        Destination::Unsafe(_) => None,
    }
}

impl Ending {
    fn of(text: &str) -> Self {
        let closes = |character: char| character.is_whitespace() || "\"'”’」』）)】]》〉*_".contains(character);
        match text.trim_end_matches(closes).chars().next_back() {
            Some('。' | '．' | '.' | '！' | '!' | '…' | '｡' | '۔' | '।') => Self::Stop,
            Some('？' | '?' | '؟') => Self::Question,
            Some('：' | ':') => Self::Colon,
            _ => Self::Open,
        }
    }
}
