//! Soft line breaks between wide characters are taken out of the events, so that pages, search, feeds and comparison agree.
//! The rule is [`crate::base::line_break`].

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

pub use crate::base::line_break::{LineBreaks, ZERO_WIDTH_SPACE, east_asian_wide, is_hangul, joins, last_visible};

/// Takes the soft breaks out of `events` that `line_breaks` removes. The neighbors of a break are the nearest visible
/// characters; emphasis, strikethrough and links are looked through. Beside anything else (code, images, raw HTML,
/// footnote references, hard breaks) a break stays.
pub fn remove_soft_breaks(events: &mut Vec<(Event<'_>, Range<usize>)>, line_breaks: LineBreaks) {
    if line_breaks == LineBreaks::Keep || !events.iter().any(|(event, _)| matches!(event, Event::SoftBreak)) {
        return;
    }
    let mut removed = Vec::new();
    let mut before = None;
    for (index, (event, _)) in events.iter().enumerate() {
        match event {
            Event::SoftBreak => {
                if removable(before, first_visible(&events[index + 1..]), line_breaks) {
                    removed.push(index);
                }
                before = None;
            }
            Event::Text(text) => before = last_visible(text).or(before),
            event if is_transparent(event) => {}
            _ => before = None,
        }
    }
    if removed.is_empty() {
        return;
    }
    let mut removed = removed.into_iter().peekable();
    let mut index = 0;
    events.retain(|_| {
        let keep = removed.next_if_eq(&index).is_none();
        index += 1;
        keep
    });
}

/// `None` is a neighbor that is no character. U+200B beside it still says that the author wants no space.
fn removable(before: Option<char>, after: Option<char>, line_breaks: LineBreaks) -> bool {
    match (before, after) {
        (Some(before), Some(after)) => joins(before, after, line_breaks),
        (Some(ZERO_WIDTH_SPACE), None) | (None, Some(ZERO_WIDTH_SPACE)) => true,
        _ => false,
    }
}

/// The character that the text of `events` begins with. The search ends at the next break, so that it stays linear
/// over all breaks.
fn first_visible(events: &[(Event<'_>, Range<usize>)]) -> Option<char> {
    for (event, _) in events {
        match event {
            Event::Text(text) => {
                if let Some(c) = text.chars().next() {
                    return Some(c);
                }
            }
            event if is_transparent(event) => {}
            _ => return None,
        }
    }
    None
}

fn is_transparent(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Start(
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::Link { .. }
        ) | Event::End(
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript
                | TagEnd::Link
        )
    )
}
