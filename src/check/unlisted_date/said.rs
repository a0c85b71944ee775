//! The dates that a document speaks of, where somebody may want to know what happened.

use std::ops::Range;

use crate::align::unit::UnitOf;
use crate::base::date::Date;
use crate::base::figure::{self, End, Figure, Kind, Year, figures};
use crate::base::language::LanguageTag;
use crate::base::text::Span;
use crate::parse::config::Config;
use crate::parse::date_settings::Coarsest;
use crate::parse::document::{Block, BlockKind, Document, Inline, InlineKind};

use super::super::passage::Passage;

/// A place that says a date.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) words: String,
    pub(super) span: Span,
    /// Index of the unit.
    pub(super) unit: Option<usize>,
    /// The year that the words leave out, as it was named before.
    pub(super) year_before: Option<i32>,
}

/// The dates of a document, in order. `units` tells the unit of each block.
pub(super) fn dates(config: &Config, document: &Document, units: &UnitOf) -> Vec<(Date, Said)> {
    let tag = &config.languages[document.language].tag;
    let mut reader = Reader { config, tag, year: None, found: Vec::new() };
    reader.remember_year(&figures(&document.plain_title(), tag));
    for (at, block) in document.blocks.iter().enumerate() {
        reader.block(block, units.block(at));
    }
    reader.found
}

struct Reader<'a> {
    config: &'a Config,
    tag: &'a LanguageTag,
    /// The year that was named last.
    year: Option<i32>,
    found: Vec<(Date, Said)>,
}

impl Reader<'_> {
    fn remember_year(&mut self, figures: &[Figure]) {
        let year = |figure: &Figure| match figure.kind {
            Kind::Date(figure::Date { year: Some(Year::Calendar(year)), .. }) => Some(year),
            _ => None,
        };
        self.year = figures.iter().rev().find_map(year).or(self.year);
    }

    fn block(&mut self, block: &Block, unit: Option<usize>) {
        if matches!(block.kind, BlockKind::Quotation(_) | BlockKind::Code { .. }) {
            return;
        }
        let passage = Passage::new(std::iter::once(block));
        let found = passage.figures(self.tag);
        if matches!(block.kind, BlockKind::Heading(..)) {
            return self.remember_year(&found);
        }
        if found.is_empty() {
            return;
        }
        let text = Surroundings { quoted: quoted(passage.text()), links: links(block) };
        let mut rest = found.iter().peekable();
        while let Some(figure) = rest.next() {
            let end = rest.next_if(|next| figure.end == End::From && next.end == End::To);
            let range = figure.range.start..end.unwrap_or(figure).range.end;
            let (first, last) = (self.part(figure), end.map(|end| self.part(end)));
            self.remember_year(std::slice::from_ref(figure));
            end.into_iter().for_each(|end| self.remember_year(std::slice::from_ref(end)));
            let Some((date, year_before)) = join(first, last) else { continue };
            let Some(span) = passage.span(&range) else { continue };
            if text.is_about_something_else(passage.text(), (&range, year_before.is_some()), span) {
                continue;
            }
            let date = if figure.is_approximate && end.is_none() { date + "~" } else { date };
            if let Ok(date) = Date::parse(&date, self.config.fiscal_year_start) {
                let words = passage.text()[range].to_owned();
                self.found.push((date, Said { words, span, unit, year_before }));
            }
        }
    }

    /// A figure as EDTF, if it is a date that is looked for, and the year that it leaves out.
    fn part(&self, figure: &Figure) -> Option<(String, Option<i32>)> {
        let Kind::Date(date) = figure.kind else { return None };
        let year_before = if date.year.is_none() && date.month.is_some() { self.year } else { None };
        let year = match date.year {
            None => year_before?,
            Some(Year::Calendar(year)) => year,
            Some(Year::Fiscal(year)) if date == (figure::Date { year: date.year, ..Default::default() }) => {
                return (self.config.dates.propose >= Coarsest::Years).then(|| (format!("FY{year:04}"), None));
            }
            Some(_) => return None,
        };
        let (coarsest, edtf) = match date {
            figure::Date { month: Some(month), day: Some(day), .. } => {
                (Coarsest::Days, format!("{year:04}-{month:02}-{day:02}"))
            }
            figure::Date { month: Some(month), .. } => (Coarsest::Months, format!("{year:04}-{month:02}")),
            figure::Date { quarter: Some(quarter), .. } => (Coarsest::Months, format!("{year:04}-{}", 32 + quarter)),
            figure::Date { half: Some(half), .. } => (Coarsest::Months, format!("{year:04}-{}", 39 + half)),
            figure::Date { day: None, .. } => (Coarsest::Years, format!("{year:04}")),
            _ => return None,
        };
        (coarsest <= self.config.dates.propose).then_some((edtf, year_before))
    }
}

/// One date, or an interval. Of an interval with an end that is not looked for nothing is known.
fn join(
    first: Option<(String, Option<i32>)>,
    last: Option<Option<(String, Option<i32>)>>,
) -> Option<(String, Option<i32>)> {
    match (first, last) {
        (Some(first), None) => Some(first),
        (Some((first, year)), Some(Some((last, _)))) => Some((format!("{first}/{last}"), year)),
        _ => None,
    }
}

/// What stands around the dates of a block.
struct Surroundings {
    /// Quoted words and titles, in bytes of the text, in order.
    quoted: Vec<Range<usize>>,
    /// Places of links, in order.
    links: Vec<Span>,
}

/// Behind a date, what makes it the date of a paper, a period or a name (4月5日付, 3月期, 4月号), or the day on which somebody counted
/// or looked (6月1日現在, 6月30日閲覧).
const NAMES: [&str; 16] = [
    "付",
    "期",
    "号",
    "號",
    "版",
    "刊",
    "生",
    "朝刊",
    "夕刊",
    "電子版",
    "现在",
    "現在",
    "時点",
    "閲覧",
    "访问",
    "アクセス",
];

/// Before a date, what makes it return every year, or the day up to which somebody counted; small letters.
const NO_EVENT: [&str; 8] = ["每年", "毎年", "例年", "每逢", "every ", "截至", "截止", "as of "];

/// Before a month, the year that was named before. Of another that is not read, such as 光绪二十一年, nothing is known.
const YEARS_BEFORE: [&str; 7] = ["同年", "当年", "當年", "该年", "該年", "その年", "この年"];

impl Surroundings {
    fn is_about_something_else(&self, text: &str, (range, needs_year): (&Range<usize>, bool), span: Span) -> bool {
        let link = self.links.partition_point(|link| link.end <= span.start);
        let is_linked = self.links.get(link).is_some_and(|link| link.start < span.end);
        let quoted = self.quoted.partition_point(|quoted| quoted.end <= range.start);
        let is_quoted = self.quoted.get(quoted).is_some_and(|quoted| quoted.start < range.end);
        let (before, after) = (&text[..range.start], &text[range.end..]);
        is_linked
            || is_quoted
            || NAMES.iter().any(|name| after.starts_with(name))
            || NO_EVENT.iter().any(|words| ends_with(before, words))
            || needs_year && before.ends_with('年') && !YEARS_BEFORE.iter().any(|year| before.ends_with(year))
    }
}

/// Whether a text ends with words, in small letters or capitals.
fn ends_with(text: &str, words: &str) -> bool {
    let tail = text.len().checked_sub(words.len()).and_then(|at| text.get(at..));
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case(words))
}

/// The outermost pairs of quotation marks and marks of titles, line by line.
fn quoted(text: &str) -> Vec<Range<usize>> {
    let (mut ranges, mut open): (Vec<Range<usize>>, Vec<(usize, char)>) = (Vec::new(), Vec::new());
    for (at, character) in text.char_indices() {
        let closing = match character {
            '《' => '》',
            '〈' => '〉',
            '「' => '」',
            '『' => '』',
            '“' => '”',
            '\n' => {
                open.clear();
                continue;
            }
            _ => {
                if open.last().is_some_and(|(_, closing)| *closing == character)
                    && let Some((start, _)) = open.pop()
                    && open.is_empty()
                {
                    ranges.push(start..at);
                }
                continue;
            }
        };
        open.push((at, closing));
    }
    ranges
}

/// Where the links of a block stand.
fn links(block: &Block) -> Vec<Span> {
    fn add(inlines: &[Inline], links: &mut Vec<Span>) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Link(_) => links.push(inline.span),
                _ => add(inline.children().unwrap_or_default(), links),
            }
        }
    }
    let mut links = Vec::new();
    block.each_text(&mut |inlines| add(inlines, &mut links));
    links
}
