//! The events of a Markdown text: CommonMark, the extensions of our Markdown, emphasis beside Chinese and Japanese
//! punctuation, and the soft line breaks of their scripts. Every event has its exact range in the text.
//!
//! The text is that of the body: front matter is cut off before, and ranges count from the start of the body.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use super::emphasis::{self, Marked};
use super::line_break::{self, LineBreaks};

/// The extensions of our Markdown: tables, strikethrough and task lists as in GitHub Flavored Markdown 0.29, and
/// footnotes as on GitHub. What ends a block in braces is read from the events, not by the parser's heading
/// attributes; the generator changes no author's characters, hence no smart punctuation.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        .union(Options::ENABLE_FOOTNOTES)
        .union(Options::ENABLE_STRIKETHROUGH)
        .union(Options::ENABLE_TASKLISTS)
}

/// The events of `text`, each with its range of bytes in `text`. Beyond CommonMark 0.31.2 and `options` there are two
/// rules: [`emphasis`] and [`line_break`]; a soft break that the latter removes is no event. Never fails: every text
/// is Markdown.
pub fn events(text: &str, options: Options, line_breaks: LineBreaks) -> Vec<(Event<'_>, Range<usize>)> {
    /// An event seldom stands for less; to grow would move all of them again and again.
    const BYTES_AN_EVENT: usize = 16;
    let mut events = Vec::with_capacity(text.len() / BYTES_AN_EVENT);
    match emphasis::mark(text) {
        None => events.extend(Parser::new_ext(text, options).into_offset_iter()),
        Some(marked) => {
            events.extend(Parser::new_ext(marked.text(), options).into_offset_iter().map(|(event, range)| {
                (original_event(event, &marked), marked.offset(range.start)..marked.offset(range.end))
            }));
        }
    }
    line_break::remove_soft_breaks(&mut events, line_breaks);
    events
}

/// The event as it is without sentinels. Every string of every event counts: code, addresses, labels and info strings
/// hold delimiter characters that are none, and sentinels beside them.
fn original_event<'a>(event: Event<'_>, marked: &Marked<'a>) -> Event<'a> {
    let original = |string| marked.original(string);
    match event {
        Event::Start(tag) => Event::Start(original_tag(tag, marked)),
        Event::Text(text) => Event::Text(original(text)),
        Event::Code(code) => Event::Code(original(code)),
        Event::InlineMath(math) => Event::InlineMath(original(math)),
        Event::DisplayMath(math) => Event::DisplayMath(original(math)),
        Event::Html(html) => Event::Html(original(html)),
        Event::InlineHtml(html) => Event::InlineHtml(original(html)),
        Event::FootnoteReference(label) => Event::FootnoteReference(original(label)),
        // These hold no strings.
        Event::End(_) | Event::SoftBreak | Event::HardBreak | Event::Rule | Event::TaskListMarker(_) => {
            event.into_static()
        }
    }
}

fn original_tag<'a>(tag: Tag<'_>, marked: &Marked<'a>) -> Tag<'a> {
    let original = |string| marked.original(string);
    match tag {
        Tag::Heading { level, id, classes, attrs } => Tag::Heading {
            level,
            id: id.map(original),
            classes: classes.into_iter().map(original).collect(),
            attrs: attrs.into_iter().map(|(name, value)| (original(name), value.map(original))).collect(),
        },
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Tag::CodeBlock(CodeBlockKind::Fenced(original(info))),
        Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(original(label)),
        Tag::Link { link_type, dest_url, title, id } => {
            let [dest_url, title, id] = [dest_url, title, id].map(original);
            Tag::Link { link_type, dest_url, title, id }
        }
        Tag::Image { link_type, dest_url, title, id } => {
            let [dest_url, title, id] = [dest_url, title, id].map(original);
            Tag::Image { link_type, dest_url, title, id }
        }
        without_strings => without_strings.into_static(),
    }
}
