//! Every rule that a complaint can name, in one table: name, weight, and why it exists.
//! Names read after "allow"; site.yaml sets their weight under `rules`.

use super::diagnostic::Severity;

/// A rule that texts are held to.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name in reports and in site.yaml.
    pub name: &'static str,
    /// Its weight unless site.yaml says otherwise.
    pub severity: Severity,
    /// One sentence: what goes wrong without it.
    pub why: &'static str,
}

macro_rules! rules {
    ($($(#[$section:meta])* $id:ident = $name:literal, $severity:ident, $why:literal;)*) => {
        $(#[doc = $why] pub static $id: Rule = Rule { name: $name, severity: Severity::$severity, why: $why };)*
        /// All rules, in the order of the table.
        pub static ALL: &[&Rule] = &[$(&$id),*];
    };
}

rules! {
    // Files and YAML.
    NOT_UTF8 = "not-utf8", Error, "A file that is not UTF-8 has no characters that could be shown.";
    EMPTY_SITE = "empty-site", Warning, "A site without documents has nothing to read.";
    SKIPPED_FILE = "skipped-file", Notice, "A file that is not read is missing from the site.";
    LINKED_SOURCE = "linked-source", Error, "What a link leads to lies outside of the site's folder; without it the site is another.";
    MISPLACED_FILE = "misplaced-file", Error, "A Markdown file outside the folders of the languages belongs to no page.";
    UNREAD_SOURCE = "unread-source", Warning, "A file with the ending of a source that nothing reads is missing from the site.";
    BROKEN_YAML = "broken-yaml", Error, "YAML that cannot be read says nothing.";
    DUPLICATE_KEY = "duplicate-key", Error, "Of two equal keys one would be lost.";
    UNKNOWN_KEY = "unknown-key", Error, "A key that nothing reads is a slip of the pen.";
    WRONG_VALUE = "wrong-value", Error, "A value of the wrong kind cannot be used.";
    MISSING_KEY = "missing-key", Error, "What must be said was not said.";
    BROKEN_BIBLIOGRAPHY = "broken-bibliography", Error, "From a bibliography that cannot be read nothing can be cited.";
    BROKEN_STYLE = "broken-style", Error, "A style of citations that cannot be read writes none.";
    // Documents.
    FRONT_MATTER = "front-matter", Error, "Without front matter that can be read a document has no title and no place.";
    DUPLICATE_TITLE = "duplicate-title", Error, "A page has one title: in the front matter or as its first heading.";
    STRAY_ID = "stray-id", Error, "An id that does not end a block names nothing and would be printed.";
    INVALID_ID = "invalid-id", Error, "Ids are lower-case letters, digits and hyphens, so that they survive every address.";
    DUPLICATE_ID = "duplicate-id", Error, "An address leads to one passage only.";
    RAW_HTML = "raw-html", Notice, "Raw HTML is not passed on: it is shown as text.";
    UNSAFE_URL = "unsafe-url", Error, "Only http, https and mailto addresses and our own are safe to click.";
    SILENT_LINK = "silent-link", Error, "What looks like a link and is none is lost without a word.";
    LITERAL_MARKS = "literal-marks", Notice, "Markdown marks that Markdown does not read are printed as they stand.";
    FULLWIDTH_MARKS = "fullwidth-marks", Warning, "Full-width imitations of Markdown marks are printed as they stand.";
    SPACED_LATIN = "spaced-latin", Notice, "Pages space Latin letters and digits in Chinese and Japanese by themselves; a typed space is a second one.";
    HALFWIDTH_PUNCTUATION = "halfwidth-punctuation", Notice, "Chinese and Japanese prose takes full-width punctuation.";
    UNUSED_FOOTNOTE = "unused-footnote", Notice, "A footnote that nothing refers to is read by nobody.";
    UNKNOWN_CODE_LANGUAGE = "unknown-code-language", Notice, "Code in an unknown language stays plain.";
    // Charts.
    BROKEN_CHART = "broken-chart", Error, "A chart whose data cannot be drawn shows its readers the source of it.";
    MISSING_LABEL = "missing-label", Warning, "A chart with words of another language is half translated.";
    // Alignment.
    MISSING_UNIT = "missing-unit", Notice, "A passage without a counterpart is a gap in the parallel page.";
    MISSING_TRANSLATION = "missing-translation", Notice, "A work that a language lacks cannot be read there.";
    UNPAIRED_UNIT = "unpaired-unit", Warning, "Without ids, passages pair by position: different counts shift all that follow.";
    UNIT_ORDER = "unit-order", Warning, "Passages in another order cannot stand side by side.";
    PROPOSED_PAIR = "proposed-pair", Warning, "A pairing that a program proposed is a guess until a person has looked at it.";
    UNIT_KIND = "unit-kind", Warning, "A heading against a paragraph is seldom a translation.";
    FIGURES_DIFFER = "figures-differ", Warning, "A figure that differs from its source's, or is lost, tells readers something else.";
    UNKNOWN_UNIT = "unknown-unit", Error, "A with= or of= that names no unit of this work joins nothing.";
    STALE_TARGET = "stale-target", Notice, "A translation of what the source no longer says misleads its readers.";
    BROKEN_LOCK = "broken-lock", Warning, "A line of a lock that cannot be read records nothing.";
    ORPHAN_LOCK = "orphan-lock", Notice, "A lock without its document records nothing.";
    // Agreement.
    MISSING_TERM = "missing-term", Notice, "A term that a translation passes over is seldom what its author said.";
    DEPRECATED_TERM = "deprecated-term", Warning, "A word that the glossary gave up makes two terms of one.";
    UNIT_MARKUP = "unit-markup", Notice, "A note, link or item that a translation lacks was most likely lost on the way.";
    UNUSED_ALLOW = "unused-allow", Notice, "What allows nothing today hides the mistake of tomorrow.";
    // Links.
    BROKEN_REFERENCE = "broken-reference", Error, "A link that leads nowhere leaves its reader there.";
    UNSTABLE_REFERENCE = "unstable-reference", Warning, "A heading's generated id changes with its words; links to it break then.";
    MISSING_FILE = "missing-file", Error, "A picture or file that is not there leaves a hole in the page.";
    UNKNOWN_TERM = "unknown-term", Error, "A term link that names no entry of the glossary explains nothing.";
    UNKNOWN_EVENT = "unknown-event", Error, "An event link that names no entry of the timeline tells of nothing.";
    UNKNOWN_SOURCE = "unknown-source", Error, "A citation of what the bibliography does not hold proves nothing.";
    UNCITED_SOURCE = "uncited-source", Notice, "A publication that nothing cites is most often one whose citation was forgotten.";
    AMBIGUOUS_LOCATOR = "ambiguous-locator", Error, "A page of several works at once is a page of none of them.";
    UNKNOWN_PERSON = "unknown-person", Error, "An author who is no person of the glossary has no name on the page.";
    AMBIGUOUS_LABEL = "ambiguous-label", Error, "One label for two terms leads to one of them only.";
    MISSING_READING = "missing-reading", Warning, "Without a reading a term cannot be sorted by it.";
    ORPHAN_NOTE = "orphan-note", Error, "A comment whose quoted words are not in the passage hangs on nothing.";
    MISQUOTATION = "misquotation", Warning, "Words that a passage does not have are not its author's.";
    UNKNOWN_WORK = "unknown-work", Error, "A commentary on no work of this site stands beside nothing.";
    DUPLICATE_ROUTE = "duplicate-route", Error, "Two pages with one address: one would be lost.";
    LONG_NAME = "long-name", Error, "A name of more than 255 bytes can be written to no disk.";
    // Exchange with translators.
    BROKEN_EXCHANGE = "broken-exchange", Error, "From a file of translations that cannot be read nothing can be taken.";
    REFUSED_PASSAGE = "refused-passage", Error, "A translation of another text, or without its marks, would damage the document.";
    KEPT_PASSAGE = "kept-passage", Notice, "A translation that was left as it is may not be what its translator expects.";
    // Dates.
    IMPOSSIBLE_DATE = "impossible-date", Error, "A date that is in no calendar, or not written as EDTF (ISO 8601-2), has no place on the timeline.";
    CONTRADICTED_DATE = "contradicted-date", Error, "The words of a date say another date than its event.";
    UNLISTED_DATE = "unlisted-date", Notice, "A date in the text that no event has is missing from the timeline.";
    EVENT_BEYOND_CALENDAR = "event-beyond-calendar", Notice, "Calendars know the years 1 to 9999: other events are missing from timeline.ics.";
    UNTOLD_EVENT = "untold-event", Notice, "An event that no passage tells stands alone in the timeline.";
    // Templates.
    BROKEN_TEMPLATE = "broken-template", Error, "A template that fails makes no page.";
    UNUSED_TEMPLATE = "unused-template", Warning, "A template that nothing uses changes nothing.";
}

/// Rules that are always errors: what they forbid cannot be made into a page, would be lost, or is unsafe to publish.
pub static STRUCTURAL: &[&Rule] = &[
    &NOT_UTF8,
    &BROKEN_YAML,
    &DUPLICATE_KEY,
    &WRONG_VALUE,
    &MISSING_KEY,
    &FRONT_MATTER,
    &UNSAFE_URL,
    &DUPLICATE_ROUTE,
    &LONG_NAME,
    &BROKEN_TEMPLATE,
];

impl Rule {
    /// Whether it is an error whatever a site says of it.
    pub fn is_structural(&self) -> bool {
        STRUCTURAL.iter().any(|rule| rule.name == self.name)
    }

    /// How an author lets pass what it complains of in the unit of that id, or in one that has none yet.
    pub fn how_to_allow(&self, id: Option<&str>) -> String {
        let allow = format!("allow: [{{rule: {}, unit: {}, reason: \"…\"}}]", self.name, id.unwrap_or("ID"));
        match id {
            Some(_) => format!("if it is meant, allow it in the front matter: {allow}"),
            None => format!("if it is meant, give the passage an id and allow it in the front matter: {allow}"),
        }
    }
}

/// The rule of that name.
pub fn find(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structural_rules_are_errors() {
        assert!(STRUCTURAL.iter().all(|rule| rule.severity == Severity::Error && rule.is_structural()));
        assert!(!BROKEN_REFERENCE.is_structural());
    }
}
