//! timeline.yaml: each event once.

use std::collections::BTreeMap;

use crate::base::date::{Date, DateError, Day};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::base::rule;
use crate::base::text::{SourceFile, Span, Spanned};
use crate::base::yaml::{Fields, Node, expect_text, nearest};

use super::config::Config;
use super::entries;
use super::localized::Localized;
use super::unread::UnreadEntries;

/// An event.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its id: the fragment of its entry, and what `event:` links name.
    pub id: Spanned<String>,
    /// When it happens.
    pub date: Spanned<Date>,
    /// Index of its kind in site.yaml.
    pub kind: usize,
    /// Whether it is expected and not yet a fact.
    pub forecast: bool,
    /// The day on which its entry was revised last, for programs that want to know.
    pub revised: Option<Spanned<Day>>,
    /// What happens, per language.
    pub title: Localized<Spanned<String>>,
}

/// Reads a file of events; what could not be read is kept in `unread`.
pub fn read(file: &SourceFile, config: &Config, unread: &mut UnreadEntries) -> (Vec<Event>, Diagnostics) {
    entries::read(file, unread, |id, node, diagnostics| event(id, node, config, diagnostics))
}

fn event(id: Spanned<String>, node: Node<'_>, config: &Config, diagnostics: &mut Diagnostics) -> Option<Event> {
    let mut fields = Fields::new(node, diagnostics);
    let date = fields.required_text("date");
    let kind = fields.required_text("kind");
    let forecast = fields.one_of("status", &["fact", "forecast"]).is_some_and(|status| status.value == "forecast");
    let title = match fields.required("title") {
        Some(node) => title(node, config, fields.diagnostics()),
        None => Localized::default(),
    };
    let revised = revised(&mut fields, config.fiscal_year_start);
    let date = date.and_then(|text| read_date(&text, config.fiscal_year_start, fields.diagnostics()));
    let kind = kind.and_then(|name| find_kind(&name, config, fields.diagnostics()));
    fields.finish();
    Some(Event { id, date: date?, kind: kind?, forecast, revised, title })
}

/// The title in each language; an empty one is none.
fn title(node: Node<'_>, config: &Config, diagnostics: &mut Diagnostics) -> Localized<Spanned<String>> {
    let before = diagnostics.count(Severity::Error);
    let title = match node.text() {
        Some(text) if text.trim().is_empty() => Localized::default(),
        Some(_) => Localized::read(node, &config.languages, diagnostics),
        None => Localized::read_with(node, &config.languages, diagnostics, |node, diagnostics| {
            expect_text(node, "text", diagnostics).filter(|text| !text.value.trim().is_empty())
        }),
    };
    if title.is_empty() && diagnostics.count(Severity::Error) == before {
        let languages: Vec<String> = config.languages.iter().map(|language| format!("{}: …", language.dir)).collect();
        diagnostics.push(
            Diagnostic::new(&rule::MISSING_KEY, node.head(), "this title is empty")
                .help(format!("say what happens: title: {{{}}}", languages.join(", "))),
        );
    }
    title
}

/// `revised` is one day: it becomes the stamp of the event in calendars.
fn revised(fields: &mut Fields<'_, '_>, fiscal_year_start: u8) -> Option<Spanned<Day>> {
    let text = fields.text("revised")?;
    let date = read_date(&text, fiscal_year_start, fields.diagnostics())?;
    let day = date.value.exact_day();
    if day.is_none() {
        fields.diagnostics().push(
            Diagnostic::new(&rule::WRONG_VALUE, text.span, format!("`{}` is not one day", text.value))
                .help("write the day on which the entry was revised: 2024-04-26"),
        );
    }
    Some(Spanned::new(day?, text.span))
}

/// Reads a date as EDTF, or complains.
pub fn read_date(
    text: &Spanned<String>,
    fiscal_year_start: u8,
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<Date>> {
    match Date::parse(&text.value, fiscal_year_start) {
        Ok(date) => Some(Spanned::new(date, text.span)),
        Err(error) => {
            diagnostics.push(complaint(text, error));
            None
        }
    }
}

fn complaint(text: &Spanned<String>, error: DateError) -> Diagnostic {
    // A quoted scalar's span holds its quotation marks; inside, the text stands as it was read.
    let length = text.span.range().len();
    let quotes = if length == text.value.len() + 2 { 1 } else { 0 };
    let span = if length == text.value.len() + 2 * quotes {
        let start = text.span.start as usize + quotes;
        Span::new(text.span.file, start + error.range.start..start + error.range.end)
    } else {
        text.span
    };
    let complaint = Diagnostic::new(&rule::IMPOSSIBLE_DATE, span, error.message);
    match error.help {
        Some(help) => complaint.help(help),
        None => complaint.help("dates are EDTF (ISO 8601-2): 2024, 2024-04, 2024-04-26, 2024-12~, 2023/2024, FY2030"),
    }
}

fn find_kind(name: &Spanned<String>, config: &Config, diagnostics: &mut Diagnostics) -> Option<usize> {
    let kind = config.kinds.iter().position(|kind| kind.name == name.value);
    if kind.is_none() && !config.has_unread_kinds {
        let names = config.kinds.iter().map(|kind| kind.name.as_str());
        let known = names.clone().collect::<Vec<_>>().join(", ");
        let help = match nearest(&name.value, names) {
            Some(near) => format!("did you mean `{near}`? site.yaml lists: {known}"),
            None if known.is_empty() => {
                "list the kinds of events in site.yaml: kinds: {policy: {zh: 政策, ja: 政策}}".into()
            }
            None => format!("site.yaml lists: {known}"),
        };
        diagnostics.push(
            Diagnostic::new(&rule::WRONG_VALUE, name.span, format!("`{}` is no kind of events", name.value)).help(help),
        );
    }
    kind
}

/// Complains of ids that two events share; the files of content/timeline/ do not see one another. The first one stays.
pub fn complain_of_repetitions(events: &mut Vec<Event>, diagnostics: &mut Diagnostics) {
    let mut ids: BTreeMap<String, Span> = BTreeMap::new();
    events.retain(|event| {
        let id = &event.id;
        let Some(&first) = ids.get(&id.value) else {
            ids.insert(id.value.clone(), id.span);
            return true;
        };
        diagnostics.push(
            Diagnostic::new(&rule::DUPLICATE_ID, id.span, format!("two events are called `{}`", id.value))
                .also(first, "the first one")
                .help("rename one of them, or keep one"),
        );
        false
    });
}
