//! A chart as a figure: its title, the drawing in two widths of which the style sheet shows the one that has room, its numbers
//! as a table, and who says so. Read without scripts, without colors, and without seeing it.

use crate::base::language::LanguageTag;
use crate::link::chart::{Figure, Row, Value, Words};
use crate::link::site::Resolved;
use crate::parse::chart::Kind;

use super::html::{Writer, attribute, escape};

mod bar;
mod canvas;
mod column;
mod line;
mod number;
mod plot;
mod scale;

use canvas::Canvas;
use number::Numbers;
use plot::Plot;

/// Width and size of letters of the drawing for a column of text, and for a phone or half a page.
const WIDTHS: [(&str, f64, f64); 2] = [("drawn wide", 600.0, 13.0), ("drawn narrow", 328.0, 12.0)];

/// So many rows a reader looks through; where the table can be taken as a file, the rest is left to that.
const MOST_ROWS: usize = 500;

/// The figure of a chart in a document that the writer writes.
pub fn figure(writer: &Writer<'_>, figure: &Figure) -> String {
    let sheet = Sheet { writer, figure };
    let numbers =
        Numbers::new(sheet.tag(), figure.unit.as_ref(), [writer.word("chart_more"), writer.word("chart_about")]);
    let plot = Plot { figure, numbers: &numbers, forecast: sheet.forecast() };
    let mut out = String::from("<figure class=\"chart\">\n<figcaption>");
    sheet.caption(&mut out);
    out.push_str("</figcaption>\n");
    let description = sheet.description(&plot);
    for (class, width, size) in WIDTHS {
        let mut canvas = Canvas::new(width, size, sheet.tag().is_right_to_left());
        let height = match figure.kind {
            Kind::Bar | Kind::Amounts => bar::bars(&plot, &mut canvas),
            Kind::Column => column::columns(&plot, &mut canvas),
            Kind::Line => line::lines(&plot, &mut canvas),
        };
        out.push_str(&canvas.finish(class, height, &figure.title.text, &description));
    }
    sheet.foot(&mut out);
    sheet.table(&plot, &mut out);
    out.push_str("</figure>\n");
    out
}

/// What stands around the drawing.
struct Sheet<'a, 'w> {
    writer: &'a Writer<'w>,
    figure: &'a Figure,
}

impl Sheet<'_, '_> {
    /// The tag of the document's language.
    fn tag(&self) -> &LanguageTag {
        self.writer.tag()
    }

    /// The words around what is only expected, with `{value}`.
    fn forecast(&self) -> String {
        let own = self.figure.forecast.as_ref().map(|words| words.text.as_str());
        self.writer.word("chart_forecast").replace("{name}", own.unwrap_or_else(|| self.writer.word("forecast")))
    }

    fn caption(&self, out: &mut String) {
        out.push_str("<strong");
        self.words(out, &self.figure.title);
        out.push_str("</strong>");
        // Where amounts stand at their bars, each has its unit.
        let unit = self.figure.unit.as_ref().map(|unit| unit.words.as_str()).filter(|words| !words.is_empty());
        if let (Kind::Column | Kind::Line, Some(unit)) = (self.figure.kind, unit) {
            out.push_str(" <small");
            self.interface(out, &self.writer.word("chart_unit").replace("{unit}", unit));
            out.push_str("</small>");
        }
    }

    /// Notes and source.
    fn foot(&self, out: &mut String) {
        if self.figure.rows.iter().any(|row| row.is_forecast) {
            out.push_str("<p class=\"ui\"");
            self.interface(out, self.writer.word("chart_hint"));
            out.push_str("</p>\n");
        }
        if let Some(note) = &self.figure.note {
            out.push_str("<p class=\"ui\"");
            self.words(out, note);
            out.push_str("</p>\n");
        }
        if let Some(source) = &self.figure.source {
            let text = self.writer.word("chart_source").replace("{name}", &source.text);
            out.push_str("<p class=\"ui\"");
            self.words(out, &Words { text, language: source.language });
            out.push_str("</p>\n");
        }
    }

    /// The numbers, to be read by everyone; with the file of the table, where there is one.
    fn table(&self, plot: &Plot<'_>, out: &mut String) {
        out.push_str("<details class=\"ui\"><summary");
        self.interface(out, self.writer.word("chart_data"));
        out.push_str("</summary>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\"");
        attribute(out, "aria-label", &self.figure.title.text);
        out.push_str("><table>\n<thead>\n<tr><th scope=\"col\"");
        let is_dated = self.figure.rows.iter().all(|row| row.date.is_some() && row.label.is_none());
        self.interface(out, self.writer.word(if is_dated { "chart_date" } else { "chart_item" }));
        out.push_str("</th>");
        for series in &self.figure.series {
            out.push_str("<th scope=\"col\"");
            match plot.has_many() || self.figure.is_named {
                true => self.words(out, &series.name),
                false => self.interface(out, self.writer.word("chart_value")),
            }
            out.push_str("</th>");
        }
        out.push_str("</tr>\n</thead>\n<tbody>\n");
        let file = self.figure.asset.and_then(|asset| self.writer.addresses.of(&Resolved::Asset(asset)));
        let shown = if file.is_some() { MOST_ROWS } else { usize::MAX };
        for (at, row) in self.figure.rows.iter().enumerate().take(shown) {
            self.row(plot, (at, row), out);
        }
        out.push_str("</tbody>\n</table></div>\n");
        let rest = self.figure.rows.len().saturating_sub(shown);
        if rest > 0 {
            out.push_str("<p");
            self.interface(out, &self.writer.word("chart_rest").replace("{n}", &rest.to_string()));
            out.push_str("</p>\n");
        }
        if let Some(href) = file {
            out.push_str("<p><a download");
            attribute(out, "href", &href);
            self.interface(out, self.writer.word("chart_file"));
            out.push_str("</a></p>\n");
        }
        out.push_str("</details>\n");
    }

    fn row(&self, plot: &Plot<'_>, (at, row): (usize, &Row), out: &mut String) {
        let text = plot.expected(row, full_name(self.figure.kind, row));
        let language = row.label.as_ref().map_or(self.writer.document.language, |label| label.language);
        out.push_str("<tr><th scope=\"row\"");
        self.words(out, &Words { text, language });
        out.push_str("</th>");
        for series in &self.figure.series {
            out.push_str("<td>");
            if let Some(value) = &series.values[at] {
                escape(out, &plot.numbers.value(value));
            }
            out.push_str("</td>");
        }
        out.push_str("</tr>\n");
    }

    /// What the drawing says, in words: every number where there are few, else how many and between which.
    fn description(&self, plot: &Plot<'_>) -> String {
        const FEW: usize = 12;
        let word = |key| self.writer.word(key);
        let rows = &self.figure.rows;
        let numbers = || {
            let of = |at: usize| {
                self.figure.series.iter().filter_map(move |series| Some((at, series, series.values[at].as_ref()?)))
            };
            (0..rows.len()).flat_map(of)
        };
        let name = |at: usize, series: &str| {
            let row = full_name(self.figure.kind, &rows[at]);
            if plot.has_many() { format!("{row} {series}") } else { row }
        };
        let count = numbers().count();
        if count <= FEW {
            let entry = |(at, series, value): (usize, &crate::link::chart::Series, &Value)| {
                let name = name(at, &series.name.text);
                word("chart_entry").replace("{value}", &plot.amount(&rows[at], value)).replace("{name}", &name)
            };
            return numbers().map(entry).collect::<Vec<_>>().join(word("chart_join"));
        }
        let by_number = |a: &(usize, _, &Value), b: &(usize, _, &Value)| a.2.number.total_cmp(&b.2.number);
        let end = |found: Option<(usize, &crate::link::chart::Series, &Value)>| {
            found.map_or_else(Default::default, |(at, series, value)| {
                (plot.amount(&rows[at], value), name(at, &series.name.text))
            })
        };
        let (low, high) = (end(numbers().min_by(by_number)), end(numbers().max_by(by_number)));
        let range = word("chart_range").replace("{n}", &count.to_string());
        range
            .replace("{low}", &low.0)
            .replace("{low_at}", &low.1)
            .replace("{high}", &high.0)
            .replace("{high_at}", &high.1)
    }

    /// The end of an opening tag, and words of the author after it.
    fn words(&self, out: &mut String, words: &Words) {
        if words.language != self.writer.document.language {
            let tag = &self.writer.site.settings().language(words.language).tag;
            language(out, tag);
        }
        out.push('>');
        escape(out, &words.text);
    }

    /// The end of an opening tag, and words of the interface after it.
    fn interface(&self, out: &mut String, text: &str) {
        let tag = &self.writer.site.words(self.writer.document.language).tag;
        if tag != self.tag() {
            language(out, tag);
        }
        out.push('>');
        escape(out, text);
    }
}

fn language(out: &mut String, tag: &LanguageTag) {
    attribute(out, "lang", tag.as_str());
}

/// All that a row is called: an amount has its date, too.
fn full_name(kind: Kind, row: &Row) -> String {
    match (kind, &row.label) {
        (Kind::Amounts, Some(label)) => format!("{} {}", row.key, label.text),
        _ => row.name().to_owned(),
    }
}
