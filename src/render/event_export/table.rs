//! `timeline.csv`: a row an event, in one language (RFC 4180). It begins with a byte order mark, without which Excel takes Chinese
//! and Japanese for another encoding.

use crate::base::date::Day;

use super::Export;

const HEAD: [&str; 12] = [
    "id",
    "date",
    "date_words",
    "earliest",
    "latest",
    "precision",
    "kind",
    "status",
    "title",
    "title_language",
    "link",
    "passages",
];

/// The file.
pub fn table(export: &Export<'_>, language: usize) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Memory refuses nothing, and every row has as many fields as the head.
    let _ = writer.write_record(HEAD);
    for at in 0..export.events.len() {
        let _ = writer.write_record(row(export, at, language));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{FEFF}{}", String::from_utf8_lossy(&bytes))
}

fn row(export: &Export<'_>, at: usize, language: usize) -> [String; HEAD.len()] {
    let (site, event) = (export.site, &export.events[at]);
    let (date, languages) = (&event.date.value, export.settings.languages());
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let title_language = event.title.language_of(language).map(|of| languages[of].tag.as_str());
    let tellings = site.tellings(at).iter().filter(|telling| telling.languages.contains(&language));
    let passages: Vec<String> = tellings.filter_map(|telling| export.passage(telling.place, language)).collect();
    [
        event.id.value.clone(),
        date.text().to_owned(),
        export.settings.date(date, language),
        day(date.bounds().earliest),
        day(date.bounds().latest),
        date.precision().name().to_owned(),
        words(site.kinds()[event.kind].label.text(language)),
        export.status(at).to_owned(),
        words(event.title.text(language)),
        title_language.unwrap_or_default().to_owned(),
        export.entry(at, language).unwrap_or_default(),
        passages.join(" "),
    ]
}

/// Words that people wrote. Spreadsheets would take them for a formula where they begin like one, and run it: such words begin with an
/// apostrophe here. Dates begin with a minus before the year 0, but hold nothing that could be run, and stay as they are.
fn words(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}
