//! Line breaks between wide characters. Browsers draw a newline as a space, which Chinese and Japanese do not write.
//!
//! The rule is the segment break transformation of CSS Text 3, section 4.1.3: a break goes if U+200B stands on either
//! side, or if the East Asian Width of both neighbors is Fullwidth, Wide or Halfwidth and neither is Hangul. Emoji
//! keep their breaks as well: they are wide, but are set like words.

use std::borrow::Cow;

use icu_properties::props::{EastAsianWidth, EmojiPresentation, GeneralCategory, GeneralCategoryGroup, Script};
use icu_properties::{CodePointMapData, CodePointSetData};

/// Which soft line breaks are removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineBreaks {
    /// Those with a wide character on both sides (CSS Text 3).
    #[default]
    Both,
    /// Those with a wide character on at least one side, as pTeX does; a break beside Hangul stays.
    Either,
    /// None.
    Keep,
}

/// Says that the author wants no space.
pub const ZERO_WIDTH_SPACE: char = '\u{200B}';

/// The first character that can be wide or Hangul (U+1100); most text of other scripts needs no look-up.
const FIRST_WIDE: char = '\u{1100}';

/// Whether the East Asian Width of `c` is Fullwidth, Wide or Halfwidth (UAX #11) and `c` is not an emoji by default
/// (Emoji_Presentation, UTS #51). Ambiguous characters such as `“` and `…` are not wide; Hangul syllables are.
pub fn east_asian_wide(c: char) -> bool {
    if c < FIRST_WIDE {
        return false;
    }
    // The bulk of our texts, wide without exception: punctuation, kana, CJK Unified Ideographs.
    if matches!(c, '\u{3001}'..='\u{3002}' | 'ぁ'..='ゖ' | 'ァ'..='ー' | '\u{4E00}'..='\u{9FFF}') {
        return true;
    }
    is_wide_by_table(c)
}

fn is_wide_by_table(c: char) -> bool {
    let width = CodePointMapData::<EastAsianWidth>::new().get(c);
    matches!(width, EastAsianWidth::Fullwidth | EastAsianWidth::Wide | EastAsianWidth::Halfwidth)
        && !CodePointSetData::new::<EmojiPresentation>().contains(c)
}

/// Whether the Script of `c` is Hangul (UAX #24). Korean puts spaces between words, so its breaks are spaces.
pub fn is_hangul(c: char) -> bool {
    c >= FIRST_WIDE && CodePointMapData::<Script>::new().get(c) == Script::Hangul
}

/// Whether lines that end with `before` and begin with `after` join without a space. For text that is put together
/// outside the events, too.
pub fn joins(before: char, after: char, line_breaks: LineBreaks) -> bool {
    let wide = |c| east_asian_wide(c) && !is_hangul(c);
    let zero_width_space = || before == ZERO_WIDTH_SPACE || after == ZERO_WIDTH_SPACE;
    match line_breaks {
        LineBreaks::Both => zero_width_space() || (wide(before) && wide(after)),
        LineBreaks::Either => {
            zero_width_space() || ((wide(before) || wide(after)) && !is_hangul(before) && !is_hangul(after))
        }
        LineBreaks::Keep => false,
    }
}

/// The character that `text` ends with as the reader sees it: combining marks and variation selectors belong to the
/// character before them (UAX #11, section 4.2, recommendation for combining marks). An emoji presentation selector
/// (U+FE0F) is given as it is: it makes an emoji of a wide character such as `㊗`. `None` if there are only marks.
pub fn last_visible(text: &str) -> Option<char> {
    text.chars().rev().find(|&c| c == EMOJI_SELECTOR || !is_mark(c))
}

const EMOJI_SELECTOR: char = '\u{FE0F}';

fn is_mark(c: char) -> bool {
    // U+0300 is the first mark.
    c >= '\u{300}' && GeneralCategoryGroup::Mark.contains(CodePointMapData::<GeneralCategory>::new().get(c))
}

/// `text` with its line breaks as spaces, or without them where its lines join: for text that is no Markdown, such as the
/// title of a link.
pub fn join_lines(text: &str, line_breaks: LineBreaks) -> Cow<'_, str> {
    if !text.contains('\n') {
        return Cow::Borrowed(text);
    }
    let mut joined = String::with_capacity(text.len());
    for line in text.split('\n').map(str::trim) {
        if let (Some(before), Some(after)) = (last_visible(&joined), line.chars().next())
            && !joins(before, after, line_breaks)
        {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    Cow::Owned(joined)
}

#[cfg(test)]
mod tests {
    use super::{east_asian_wide, is_wide_by_table};

    #[test]
    fn what_is_wide_without_a_look_is_wide_by_the_table() {
        let differing: Vec<char> = ('\0'..=char::MAX).filter(|&c| east_asian_wide(c) != is_wide_by_table(c)).collect();
        assert!(differing.is_empty(), "{differing:?}");
    }
}
