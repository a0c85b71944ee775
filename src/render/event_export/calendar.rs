//! `timeline.ics`: the events of one language for calendars (RFC 5545). All are whole days: an event that is dated by month, year or
//! span fills it, and takes nobody's time. What the format cannot hold is named at the head. No clock is asked: an event is stamped
//! with the day its entry was revised, else with its own.

use icalendar::{Calendar, Component, Event, EventLike, Property};

use crate::base::date::Day;
use crate::base::digest::Digest;
use crate::link::timeline::calendar_days;

use super::Export;

/// The file.
pub fn calendar(export: &Export<'_>, language: usize) -> String {
    let (settings, mut calendar) = (export.settings, Calendar::empty());
    let tag = settings.language(language).tag.as_str();
    let name = format!("{} {}", settings.title().text(language), export.site.words(language).get("timeline"));
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", format!("-//taiyaku//timeline//{}", tag.to_uppercase()).as_str()));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    calendar.append_property(("X-WR-CALNAME", plain(&name).as_str()));
    for (at, event) in export.events.iter().enumerate() {
        match calendar_days(&event.date.value) {
            Some(days) => {
                calendar.push(vevent(export, at, language, days));
            }
            None => {
                let left_out = format!("{} {}", event.id.value, event.date.value.text());
                calendar.append_property(own("LEFT-OUT", &left_out));
            }
        }
    }
    folded(&calendar.to_string())
}

fn vevent(export: &Export<'_>, at: usize, language: usize, (first, last): (Day, Day)) -> Event {
    let (settings, event) = (export.settings, &export.events[at]);
    let (date, tag) = (&event.date.value, &settings.language(language).tag);
    let mut written = Event::new();
    written.uid(&format!("{}@{}", event.id.value, host(export)));
    let stamp = event.revised.as_ref().map_or(first, |day| day.value);
    written.add_property("DTSTAMP", format!("{}T000000Z", compact(stamp)));
    written.append_property(whole_day("DTSTART", first));
    // The end is the day after; the last day of the year 9999 has none.
    match last.next() {
        end if end.year() <= 9999 => written.append_property(whole_day("DTEND", end)),
        end => written.add_property("DURATION", format!("P{}D", end.ordinal() - first.ordinal())),
    };
    let title_language = event.title.language_of(language).unwrap_or(language);
    let mut summary = Property::new("SUMMARY", plain(event.title.text(language)));
    written.append_property(summary.add_parameter("LANGUAGE", settings.language(title_language).tag.as_str()).done());
    let mut description = Property::new("DESCRIPTION", settings.date(date, language));
    written.append_property(description.add_parameter("LANGUAGE", tag.as_str()).done());
    written.categories([plain(export.site.kinds()[event.kind].label.text(language))]);
    written.add_property("STATUS", if event.forecast { "TENTATIVE" } else { "CONFIRMED" });
    written.add_property("TRANSP", "TRANSPARENT");
    written.append_property(own("EDTF", date.text()));
    if settings.base_url().is_some()
        && let Some(url) = export.entry(at, language)
    {
        written.add_property("URL", url);
    }
    written.done()
}

/// Lines of at most 75 octets, the space before a continuation counted, with no character cut in two (RFC 5545, section 3.1). The
/// library's own last pieces may be one octet longer.
fn folded(calendar: &str) -> String {
    const LIMIT: usize = 75;
    let mut folded = String::with_capacity(calendar.len());
    for line in calendar.replace("\r\n ", "").split_terminator("\r\n") {
        let mut octets = 0;
        for character in line.chars() {
            if octets + character.len_utf8() > LIMIT {
                folded.push_str("\r\n ");
                octets = 1;
            }
            folded.push(character);
            octets += character.len_utf8();
        }
        folded.push_str("\r\n");
    }
    folded
}

/// An event is the same in every language and every build: `guidelines-final@example.org`. A site that does not say where it lives is
/// told from others by its title.
fn host(export: &Export<'_>) -> String {
    let from_url = export.settings.base_url().and_then(|url| url.split_once("://")).map(|(_, rest)| rest);
    match from_url.and_then(|rest| rest.split(['/', ':']).next()).filter(|host| !host.is_empty()) {
        Some(host) => host.to_owned(),
        None => format!("{}.invalid", Digest::of(export.settings.title().text(0))),
    }
}

/// A property of ours. Text is what such properties are anyhow, but not every program knows.
fn own(name: &str, text: &str) -> Property {
    Property::new(format!("X-TAIYAKU-{name}"), text).add_parameter("VALUE", "TEXT").done()
}

fn whole_day(key: &str, day: Day) -> Property {
    Property::new(key, compact(day)).add_parameter("VALUE", "DATE").done()
}

/// `20240426`: for the years 1 to 9999.
fn compact(day: Day) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// Text without the control characters that the format forbids; ends of lines are escaped where they are written.
fn plain(text: &str) -> String {
    text.chars().filter(|&character| matches!(character, '\n' | '\t') || !character.is_control()).collect()
}
