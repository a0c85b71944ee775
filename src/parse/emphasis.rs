//! Emphasis beside Chinese and Japanese punctuation, as in `これは**重要。**です`, which CommonMark does not see.
//!
//! The rule is the "CommonMark CJK-friendly Amendments Specification" (tats-u/markdown-cjk-friendly, written against
//! CommonMark 0.31.2). The parser does not know it; so, where the amended rule decides otherwise than the plain one, a
//! *sentinel* is put between the delimiter run and the CJK character beside it: a character that the text does not
//! hold, and from whose kind (punctuation or not) the plain rule draws the amended conclusion. Sentinels stand on the
//! CJK side only: there the neighbor is plain text, whereas beside a bracket, a quote, a backslash or another
//! delimiter they would change what that means. [`Marked`] leads from the parser's strings and offsets back to the
//! text. To be deleted once a release of the parser has the rule.

use std::ops::Range;

use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};
use memchr::memchr3;
use pulldown_cmark::CowStr;

use super::line_break::{east_asian_wide, is_hangul};

/// What a delimiter run can do (CommonMark 0.31.2, section 6.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flanking {
    /// Whether it can open emphasis.
    pub can_open: bool,
    /// Whether it can close emphasis.
    pub can_close: bool,
}

/// What a run of `delimiter` (`*`, `_` or `~`) can do between the text `before` and the text `after` by the amended
/// rule. The ends of the text count as whitespace.
pub fn flanking(before: &str, delimiter: char, after: &str) -> Flanking {
    flank(delimiter, Neighbor::before(before), Neighbor::after(after))
}

/// A character beside a delimiter run, as far as the rules ask.
#[derive(Clone, Copy, Debug, Default)]
struct Neighbor {
    space: bool,
    punctuation: bool,
    /// A CJK character, or a CJK sequence.
    cjk: bool,
    /// An ideographic variation selector.
    ideographic_selector: bool,
}

impl Neighbor {
    /// As plain CommonMark sees it.
    fn plain(c: char) -> Self {
        Self { space: c.is_whitespace(), punctuation: is_punctuation(c), ..Self::default() }
    }

    fn after(text: &str) -> Self {
        let c = text.chars().next().unwrap_or('\n');
        Self { cjk: is_cjk(c), ..Self::plain(c) }
    }

    /// A variation selector belongs to the character before it, but U+FE0F makes an emoji of it.
    fn before(text: &str) -> Self {
        let mut characters = text.chars().rev();
        let last = characters.next().unwrap_or('\n');
        if is_general_selector(last)
            && let Some(base) = characters.next()
        {
            // The full-width forms of the quotation marks, which are Ambiguous without the selector.
            let full_width = last == '\u{FE01}' && matches!(base, '‘' | '’' | '“' | '”');
            return Self { cjk: full_width || is_cjk(base), ..Self::plain(base) };
        }
        let ideographic_selector = ('\u{E0100}'..='\u{E01EF}').contains(&last);
        Self { cjk: is_cjk(last), ideographic_selector, ..Self::plain(last) }
    }
}

/// The rule of CommonMark where neither neighbor has the flags of the amendment, else the amended rule.
fn flank(delimiter: char, before: Neighbor, after: Neighbor) -> Flanking {
    let cjk = before.cjk || after.cjk;
    let left = !after.space
        && (!after.punctuation || before.space || before.punctuation || cjk || before.ideographic_selector);
    let right = !before.space && (!before.punctuation || after.space || after.punctuation || cjk);
    if delimiter == '_' {
        // No emphasis inside words.
        Flanking { can_open: left && (!right || before.punctuation), can_close: right && (!left || after.punctuation) }
    } else {
        Flanking { can_open: left, can_close: right }
    }
}

/// "CJK character" of the amendment.
fn is_cjk(c: char) -> bool {
    east_asian_wide(c) || is_hangul(c)
}

/// "Non-emoji general-use variation selector" of the amendment.
fn is_general_selector(c: char) -> bool {
    ('\u{FE00}'..='\u{FE0E}').contains(&c)
}

/// "Unicode punctuation character" of CommonMark 0.31.2: general category P or S.
fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    GeneralCategoryGroup::Punctuation.contains(category) || GeneralCategoryGroup::Symbol.contains(category)
}

/// A text with sentinels in it, and the way back.
#[derive(Debug)]
pub struct Marked<'a> {
    source: &'a str,
    text: String,
    /// The two sentinels: one is punctuation, the other neither punctuation nor whitespace.
    sentinels: [char; 2],
    /// Where sentinels begin in `text`, ascending, in bytes.
    positions: Vec<usize>,
}

/// `text` with the sentinels that the amended rule needs; `None` if it needs none, which is most often so, or if the
/// text already holds every character that could be one.
pub fn mark(text: &str) -> Option<Marked<'_>> {
    let places = places(text);
    if places.is_empty() {
        return None;
    }
    let sentinels = [free(text, PUNCTUATION)?, free(text, NONCHARACTERS)?];
    let mut marked = String::with_capacity(text.len() + places.len() * SENTINEL_LENGTH);
    let mut positions = Vec::with_capacity(places.len());
    let mut copied = 0;
    for (place, kind) in places {
        marked.push_str(&text[copied..place]);
        positions.push(marked.len());
        marked.push(sentinels[kind as usize]);
        copied = place;
    }
    marked.push_str(&text[copied..]);
    Some(Marked { source: text, text: marked, sentinels, positions })
}

impl<'a> Marked<'a> {
    /// What the parser is to read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The offset in the original text for an offset in the marked text, in bytes.
    pub fn offset(&self, marked: usize) -> usize {
        let n_before = self.positions.partition_point(|&position| position < marked);
        match n_before.checked_sub(1) {
            None => marked,
            Some(last) => marked.max(self.positions[last] + SENTINEL_LENGTH) - n_before * SENTINEL_LENGTH,
        }
    }

    /// A string of the parser without sentinels, borrowed from the original text where the parser borrowed it from the
    /// marked one.
    pub fn original(&self, string: CowStr<'_>) -> CowStr<'a> {
        let original = match string {
            CowStr::Borrowed(slice) => match self.position_of(slice) {
                Some(start) => CowStr::Borrowed(&self.source[self.offset(start)..self.offset(start + slice.len())]),
                // A constant of the parser, such as the character of an entity.
                None => CowStr::Borrowed(slice).into_static(),
            },
            owned if owned.contains(self.sentinels) => CowStr::from(owned.replace(self.sentinels, "")),
            owned => owned.into_static(),
        };
        debug_assert!(!original.contains(self.sentinels), "a sentinel is left in {original:?}");
        original
    }

    /// Where `slice` begins in the marked text if it is a part of it.
    fn position_of(&self, slice: &str) -> Option<usize> {
        let start = (slice.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        (start + slice.len() <= self.text.len()).then_some(start)
    }
}

/// All sentinels have this length in UTF-8, which keeps the arithmetic of offsets simple.
const SENTINEL_LENGTH: usize = 4;

/// Punctuation that hardly any text holds: Kharoshthi and cuneiform (general category Po).
const PUNCTUATION: &[char] = &[
    '\u{10A50}',
    '\u{10A51}',
    '\u{10A52}',
    '\u{10A53}',
    '\u{10A54}',
    '\u{10A55}',
    '\u{10A56}',
    '\u{10A57}',
    '\u{10A58}',
    '\u{12470}',
    '\u{12471}',
    '\u{12472}',
    '\u{12473}',
];

/// Noncharacters, which are never exchanged between programs (The Unicode Standard, section 23.7).
const NONCHARACTERS: &[char] = &[
    '\u{1FFFE}',
    '\u{1FFFF}',
    '\u{2FFFE}',
    '\u{2FFFF}',
    '\u{3FFFE}',
    '\u{3FFFF}',
    '\u{4FFFE}',
    '\u{4FFFF}',
    '\u{5FFFE}',
    '\u{5FFFF}',
    '\u{6FFFE}',
    '\u{6FFFF}',
];

#[derive(Clone, Copy)]
enum Sentinel {
    Punctuation = 0,
    Letter = 1,
}

impl Sentinel {
    fn neighbor(self) -> Neighbor {
        Neighbor { punctuation: matches!(self, Sentinel::Punctuation), ..Neighbor::default() }
    }
}

/// The first candidate that the text holds neither itself nor as a numeric character reference.
fn free(text: &str, candidates: &[char]) -> Option<char> {
    candidates.iter().copied().find(|&candidate| {
        !text.contains(candidate)
            && text.match_indices("&#").all(|(at, _)| numeric_reference(&text[at + 2..]) != Some(candidate as u32))
    })
}

/// The code point of a numeric character reference after its `&#` (CommonMark 0.31.2, section 2.5: at most seven
/// decimal or six hexadecimal digits).
fn numeric_reference(text: &str) -> Option<u32> {
    let (digits, radix) = match text.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (text, 10),
    };
    let end = digits.bytes().take(8).take_while(|byte| (*byte as char).is_digit(radix)).count();
    u32::from_str_radix(&digits[..end], radix).ok()
}

/// Where `text` needs a sentinel of which kind, ascending.
fn places(text: &str) -> Vec<(usize, Sentinel)> {
    let bytes = text.as_bytes();
    let mut places = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr3(b'*', b'_', b'~', &bytes[at..]) {
        at += found;
        let delimiter = bytes[at];
        // An escaped character is no delimiter; behind it a run may begin.
        if bytes[..at].iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1 {
            at += 1;
            continue;
        }
        let end = at + bytes[at..].iter().take_while(|&&byte| byte == delimiter).count();
        // Only `~~` strikes through as emphasis does; `~` and `~~~` are left to the parser.
        if delimiter != b'~' || end - at == 2 {
            places.extend(place(text, at..end));
        }
        at = end;
    }
    places
}

/// The place and kind of the sentinel that `run`, a range of bytes of `text`, needs; `None` if the amended rule decides
/// as the plain one does. At the start of a line of a container (`>**「`) the run only looks as if it had a neighbor;
/// the parser sees that, and a sentinel has no effect there.
fn place(text: &str, run: Range<usize>) -> Option<(usize, Sentinel)> {
    let (before, after) = (&text[..run.start], &text[run.end..]);
    let (last, next) = (before.chars().next_back()?, after.chars().next()?);
    if last.is_ascii() && next.is_ascii() {
        return None;
    }
    let delimiter = text.as_bytes()[run.start] as char;
    let (plain_before, plain_after) = (Neighbor::plain(last), Neighbor::plain(next));
    let (before, after) = (Neighbor::before(before), Neighbor::after(after));
    let wanted = flank(delimiter, before, after);
    if wanted == flank(delimiter, plain_before, plain_after) {
        return None;
    }
    let kinds = [Sentinel::Punctuation, Sentinel::Letter];
    if before.cjk || before.ideographic_selector || is_general_selector(last) {
        let fits = |kind: &Sentinel| flank(delimiter, kind.neighbor(), plain_after) == wanted;
        if let Some(kind) = kinds.into_iter().find(fits) {
            return Some((run.start, kind));
        }
    }
    let fits = |kind: &Sentinel| after.cjk && flank(delimiter, plain_before, kind.neighbor()) == wanted;
    kinds.into_iter().find(fits).map(|kind| (run.end, kind))
}
