//! unlisted-date: a date in the text that no event of the timeline has. Each date is proposed once a work, at its first place, with the
//! others and an entry that is ready to be filled in: only a person knows whether something happened then.
//!
//! What is looked for, `dates: {propose: …}` in site.yaml says: days, months (with quarters and halves of years), or years too. A
//! month without a year is of the year that was named before. Dates in links, headings, quotations, titles, footnotes and code are
//! passed over, and so are those of papers, fiscal terms and counts (4月5日付, 3月期, 6月1日現在). A date is not missing if some event lies
//! within it. A site that lists no kinds of events has no timeline.

mod said;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::date::{Bounds, Date, Day};
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::figure::is_read;
use crate::base::rule;
use crate::link::site::{Linked, Site};
use crate::parse::unit_id;

use super::Subject;
use said::{Said, dates};

/// Proposes events.
pub fn check(&Subject { site, common, linked, .. }: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let is_off = site.config.rules.get(rule::UNLISTED_DATE.name) == Some(&None);
    if !is_off && !site.config.kinds.is_empty() {
        diagnostics.extend(proposals(site, linked, &common.listed));
    }
}

/// The days of all events, and their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// In order of their first days.
    days: Vec<(Day, Day)>,
    ids: BTreeSet<String>,
}

impl Listed {
    /// Those of a site.
    pub fn new(site: &Site) -> Self {
        let bounds = site.events.iter().map(|event| event.date.value.bounds());
        let mut days: Vec<(Day, Day)> = bounds.filter_map(|bounds| Some((bounds.earliest?, bounds.latest?))).collect();
        days.sort_unstable();
        Self { days, ids: site.events.iter().map(|event| event.id.value.clone()).collect() }
    }

    /// Whether some event lies within the date.
    fn has(&self, date: &Date) -> bool {
        let Bounds { earliest: Some(earliest), latest: Some(latest) } = date.bounds() else { return true };
        let from = self.days.partition_point(|(first, _)| *first < earliest);
        self.days[from..].iter().take_while(|(first, _)| *first <= latest).any(|(_, last)| *last <= latest)
    }
}

/// The dates of a work that no event has: its source's first, then those that other languages alone have.
fn proposals(site: &Site, linked: &Linked, listed: &Listed) -> Vec<Diagnostic> {
    let work = &linked.work;
    let others = (0..work.documents.len()).filter(|language| *language != work.source);
    let mut unlisted: BTreeMap<Date, Vec<Said>> = BTreeMap::new();
    for language in std::iter::once(work.source).chain(others) {
        let tag = &site.config.languages[language].tag;
        let Some(document) = work.document(language).filter(|_| is_read(tag)) else { continue };
        for (date, said) in dates(&site.config, document, work.units_of_blocks(language)) {
            if !listed.has(&date) {
                unlisted.entry(date).or_default().push(said);
            }
        }
    }
    let mut ids = BTreeSet::new();
    let proposal = |(date, places): (Date, Vec<Said>)| {
        let id = free_id(linked, &date, &places, |id| !listed.ids.contains(id) && !ids.contains(id));
        ids.insert(id.clone());
        proposal(site, linked, (&date, &id), &places)
    };
    unlisted.into_iter().filter_map(proposal).collect()
}

/// An id made of the passage's and the date: `soft-law-2024-04`.
fn free_id(linked: &Linked, date: &Date, places: &[Said], is_free: impl Fn(&str) -> bool) -> String {
    let unit = places.first().and_then(|said| said.unit).map(|unit| &linked.work.units[unit]);
    let named = unit.filter(|unit| unit.is_explicit && unit_id::is_valid(&unit.id) && unit.id != unit_id::TITLE);
    let stem = format!(
        "{}-{}",
        named.map_or("event", |unit| unit.id.as_str()),
        date.text().to_lowercase().replace('/', "-to-").replace('~', "")
    );
    let numbered = (2..).map(|number| format!("{stem}-{number}"));
    std::iter::once(stem.clone()).chain(numbered).find(|id| is_free(id)).unwrap_or(stem)
}

/// Further places that are shown; the rest are counted.
const MAX_PLACES: usize = 8;

fn proposal(site: &Site, linked: &Linked, (date, id): (&Date, &str), places: &[Said]) -> Option<Diagnostic> {
    let (first, others) = places.split_first()?;
    let year = first.year_before.map(|year| format!(" (of {year}, which was named before)")).unwrap_or_default();
    let rest = match others.len().saturating_sub(MAX_PLACES) {
        0 => String::new(),
        more => format!("; {more} more places say it"),
    };
    let message = format!("`{}`{year} is no event of the timeline{rest}", first.words);
    let mut complaint = Diagnostic::new(&rule::UNLISTED_DATE, first.span, message);
    for other in others.iter().take(MAX_PLACES) {
        complaint = complaint.also(other.span, "here too");
    }
    let kinds: Vec<&str> = site.config.kinds.iter().map(|kind| kind.name.as_str()).collect();
    let (kind, other_kinds) = kinds.split_first()?;
    let comment = if other_kinds.is_empty() { String::new() } else { format!("  # or {}", other_kinds.join(", ")) };
    let titles: Vec<String> = site.config.languages.iter().map(|language| format!("{}: …", language.dir)).collect();
    let unit = first.unit.map(|unit| &linked.work.units[unit]).filter(|unit| unit.is_explicit);
    Some(complaint.help(format!(
        "if something happened then, link the words, [{}](event:{id}), and add to content/timeline.yaml:\n\
         {id}:\n  date: {}\n  kind: {kind}{comment}\n  title: {{{}}}\n{}",
        first.words,
        date.text(),
        titles.join(", "),
        rule::UNLISTED_DATE.how_to_allow(unit.map(|unit| unit.id.as_str())).replace("if it is meant", "if not"),
    )))
}
