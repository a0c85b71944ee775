//! Charts become figures: a block and the table that it names are joined, columns become series, cells numbers, and keys
//! dates where all of them are. A chart that cannot be drawn has no figure, and is shown as the code that it is.

use crate::base::date::Date;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Phrase};
use crate::base::path::join;
use crate::base::rule;
use crate::base::text::{Span, Spanned};
use crate::base::yaml::nearest;
use crate::parse::chart::table::{Table, is_reserved};
use crate::parse::chart::unit::Unit;
use crate::parse::chart::{Chart, Data, Kind};
use crate::parse::document::Document;
use crate::parse::localized::{Localized, unknown_language};
use crate::parse::timeline::read_date;

use super::names::Asked;
use super::site::LinkedText;

/// A chart with its numbers, in the language of its document.
#[derive(Clone, Debug)]
pub struct Figure {
    /// How it is drawn.
    pub kind: Kind,
    /// What it shows.
    pub title: Words,
    /// What its numbers count.
    pub unit: Option<Unit>,
    /// Who says so.
    pub source: Option<Words>,
    /// What is to be known of it.
    pub note: Option<Words>,
    /// What its rows are called that are no facts yet, if the author says.
    pub forecast: Option<Words>,
    /// Its rows; lines and amounts have them in the order of their dates.
    pub rows: Vec<Row>,
    /// Its columns of numbers.
    pub series: Vec<Series>,
    /// Whether the author chose the series, and so their names.
    pub is_named: bool,
    /// The file of its table, by the index of the asset, if it is published.
    pub asset: Option<usize>,
}

/// Words of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The words.
    pub text: String,
    /// Index of their language: another than the document's where that lacks them.
    pub language: usize,
}

/// What a row of the table is about.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its key, as the language writes it if it is a date.
    pub key: String,
    /// Its date, if all keys are dates.
    pub date: Option<Date>,
    /// Its words, if the table has words for its rows.
    pub label: Option<Words>,
    /// Whether it is expected and not yet a fact.
    pub is_forecast: bool,
}

/// A column of numbers.
#[derive(Clone, Debug)]
pub struct Series {
    /// Its name.
    pub name: Words,
    /// Its numbers, one a row; `None` where the cell is empty.
    pub values: Vec<Option<Value>>,
}

/// A number of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The number, to draw it.
    pub number: f64,
    /// As the author wrote it, digits and a decimal point, to print it.
    pub digits: String,
    /// How it stands to the amount.
    pub bound: Bound,
}

/// How a number stands to the amount that it tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// It is the amount.
    Exact,
    /// `>9000`: the amount is more.
    More,
    /// `~9000`: the amount is about that.
    About,
}

/// More series than this cannot be told apart by shape.
const MOST_SERIES: usize = 8;

/// More bars than this are no picture of anything.
const MOST_BARS: usize = 60;

/// Beyond this a double has no room for sums of two such numbers.
const GREATEST: f64 = 1e300;

/// Joins the charts of a document with their tables into `text`.
pub fn resolve(document: &Document, names: &Asked<'_>, text: &mut LinkedText, diagnostics: &mut Diagnostics) {
    for (&place, chart) in &document.charts {
        let Some((table, asset)) = find(document, chart, names, diagnostics) else { continue };
        let mut reader = Reader { chart, table, language: document.language, names, complaints: Vec::new() };
        let figure = reader.figure(asset);
        let is_broken = reader.complaints.iter().any(|complaint| complaint.rule == &rule::BROKEN_CHART);
        diagnostics.extend(reader.complaints);
        if let Some(figure) = figure.filter(|_| !is_broken && !table.is_broken) {
            text.charts.insert(place, figure);
        }
    }
}

/// The table of a chart, and the index of the file that is published of it.
fn find<'a>(
    document: &Document,
    chart: &'a Chart,
    names: &Asked<'a>,
    diagnostics: &mut Diagnostics,
) -> Option<(&'a Table, Option<usize>)> {
    let path = match &chart.data {
        Data::Rows(table) => return Some((table, None)),
        Data::File(path) => path,
    };
    let place = join(&document.path, &path.value).unwrap_or_else(|| path.value.clone());
    if let Some(table) = names.entries().tables.get(&place) {
        return Some((table, names.assets.get(place.as_str()).copied()));
    }
    if names.assets.contains_key(place.as_str()) {
        diagnostics.push(broken(path.span, format!("{place} is no table that could be read")).help(
            "tables are CSV (.csv) or YAML (.yaml), and a chart names one on the line of its key: data: market.csv",
        ));
        return None;
    }
    let complaint = Diagnostic::new(&rule::MISSING_FILE, path.span, format!("there is no {place}"));
    let known = names.assets.keys().chain(names.tables.keys()).map(String::as_str);
    diagnostics.push(match nearest(&place, known) {
        Some(near) => complaint.help(format!("did you mean {near}? paths are relative to the file they stand in")),
        None => complaint.help(
            "put the table below content/, beside the document or in content/shared/: data: ../shared/market.csv",
        ),
    });
    None
}

/// Reads one chart for one document.
struct Reader<'a, 'n> {
    chart: &'a Chart,
    table: &'a Table,
    language: usize,
    names: &'n Asked<'a>,
    complaints: Vec<Diagnostic>,
}

impl Reader<'_, '_> {
    fn figure(&mut self, asset: Option<usize>) -> Option<Figure> {
        if self.table.rows.is_empty() || self.table.columns.is_empty() {
            if !self.table.is_broken {
                let complaint = broken(self.table.span, "this table has no rows");
                self.complaints.push(complaint.help("write a head and a row a line below it: year,sales / 2024,9000"));
            }
            return None;
        }
        let key = self.key();
        let columns = self.columns(key);
        let (key, columns) = (key?, columns?);
        let rows = self.rows(key);
        let series: Vec<Series> = columns.into_iter().map(|(column, name)| self.series(column, name)).collect();
        self.complain_of_too_much(rows.len(), &series);
        let title = self.words("title", &self.chart.title)?;
        let mut figure = Figure {
            kind: self.chart.kind,
            title,
            unit: self.unit(),
            source: self.words("source", &self.chart.source),
            note: self.words("note", &self.chart.note),
            forecast: self.words("forecast", &self.chart.forecast),
            rows,
            series,
            is_named: !self.chart.series.is_empty(),
            asset,
        };
        if matches!(figure.kind, Kind::Line | Kind::Amounts) {
            figure.sort_by_date();
        }
        Some(figure)
    }

    /// The column that names the rows.
    fn key(&mut self) -> Option<usize> {
        match &self.chart.x {
            Some(name) => self.column(name),
            None => self.table.columns.iter().position(|column| !is_reserved(&column.value)),
        }
    }

    fn column(&mut self, name: &Spanned<String>) -> Option<usize> {
        let found = self.table.column(&name.value);
        if found.is_none() {
            let known = || self.table.columns.iter().map(|column| column.value.as_str());
            let complaint = broken(name.span, format!("the table has no column `{}`", name.value));
            self.complaints.push(match nearest(&name.value, known()) {
                Some(near) => complaint.help(format!("did you mean `{near}`?")),
                None => complaint.help(format!("its columns: {}", known().collect::<Vec<_>>().join(", "))),
            });
        }
        found
    }

    /// The columns that are drawn, with their names.
    fn columns(&mut self, key: Option<usize>) -> Option<Vec<(usize, Words)>> {
        let own = |column: &Spanned<String>| Words { text: column.value.clone(), language: self.language };
        let mut columns = Vec::new();
        if self.chart.series.is_empty() {
            let rest = self.table.columns.iter().enumerate();
            columns.extend(
                rest.filter(|(at, column)| Some(*at) != key && !is_reserved(&column.value)).map(|(at, c)| (at, own(c))),
            );
        }
        for (name, words) in &self.chart.series {
            let Some(at) = self.column(name) else { continue };
            let words = self.words(&name.value, words);
            columns.push((at, words.unwrap_or_else(|| Words { text: name.value.clone(), language: self.language })));
        }
        if columns.is_empty() && self.complaints.is_empty() && !self.table.is_broken {
            let complaint = broken(self.table.span, "this table has no column of numbers");
            self.complaints
                .push(complaint.help("the first column names the rows, and the others are drawn: year,sales"));
        }
        (!columns.is_empty()).then_some(columns)
    }

    /// Words in the document's language; in another, and complained of, where it lacks them.
    fn words(&mut self, what: &str, words: &Localized<Spanned<String>>) -> Option<Words> {
        let found = words.get_or_first(self.language)?;
        let language = words.language_of(self.language)?;
        if language != self.language {
            let dir = &self.names.config.languages[self.language].dir;
            self.complaints.push(
                Diagnostic::new(&rule::MISSING_LABEL, found.span, format!("`{what}` is not said in {dir}"))
                    .help(format!("say it for each language: {{…, {dir}: …}}")),
            );
        }
        Some(Words { text: found.value.clone(), language })
    }

    /// The unit in the document's language. The numbers are the same in all: so must be the scale of their units.
    fn unit(&mut self) -> Option<Unit> {
        let languages = &self.names.config.languages;
        let unit = |(language, words): (usize, &Spanned<String>)| {
            (Unit::read(&words.value, &languages[language].tag), words.clone())
        };
        let all: Vec<(Unit, Spanned<String>)> = self.chart.unit.iter().map(unit).collect();
        let is_said_once = all.windows(2).all(|pair| pair[0].1.span == pair[1].1.span);
        if let Some(pair) = all.windows(2).find(|pair| pair[0].0.power != pair[1].0.power && !is_said_once) {
            let [(first, said), (second, otherwise)] = pair else { return None };
            let message = format!(
                "`{}` counts in 10^{}, and `{}` in 10^{}",
                otherwise.value, second.power, said.value, first.power
            );
            let complaint = broken(otherwise.span, message).also(said.span, "the other unit");
            self.complaints.push(
                complaint.help("both languages have the same numbers: use units of one scale, such as 亿日元 and 億円"),
            );
        }
        let words = self.words("unit", &self.chart.unit)?;
        Some(Unit::read(&words.text, &languages[words.language].tag))
    }

    fn rows(&mut self, key: usize) -> Vec<Row> {
        let dates = self.dates(key);
        let forecast = self.table.column("forecast");
        let labels = self.labels();
        let tag = &self.names.config.languages[self.language].tag;
        let mut rows = Vec::with_capacity(self.table.rows.len());
        for (at, cells) in self.table.rows.iter().enumerate() {
            let date = dates.get(at).cloned();
            let label = labels.and_then(|labels| self.label(cells, labels));
            let key = date.as_ref().map_or_else(|| cells[key].value.clone(), |date| date.display(tag));
            let is_forecast = forecast.is_some_and(|column| self.forecast(&cells[column]));
            rows.push(Row { key, date, label, is_forecast });
        }
        rows
    }

    /// The dates of the keys: of all, or of none. Amounts have no other place than their dates.
    fn dates(&mut self, key: usize) -> Vec<Date> {
        let start = self.names.config.fiscal_year_start;
        let cells = || self.table.rows.iter().map(|cells| &cells[key]);
        if self.chart.kind != Kind::Amounts {
            return cells().map(|cell| Date::parse(&cell.value, start).ok()).collect::<Option<_>>().unwrap_or_default();
        }
        let mut complaints = Diagnostics::default();
        let read = |cell| read_date(cell, start, &mut complaints).map(|date| date.value);
        let dates: Vec<Date> = cells().filter_map(read).collect();
        for cell in cells().filter(|_| complaints.is_empty()) {
            let bounds = Date::parse(&cell.value, start).map(|date| date.bounds()).ok();
            if bounds.is_none_or(|bounds| bounds.earliest.or(bounds.latest).is_none()) {
                let complaint = broken(cell.span, format!("`{}` has no place on a line of time", cell.value));
                self.complaints
                    .push(complaint.help("amounts stand at dates with a beginning or an end: 2024, 2024-04, FY2030"));
            }
        }
        if !complaints.is_empty() {
            self.complaints.push(broken(self.table.span, "amounts stand at dates, and not every row has one").help(
                "write a date (EDTF) into the first column, or name its column with `x`; or draw bars: kind: bar",
            ));
        }
        self.complaints.extend(complaints.iter().cloned());
        if dates.len() == self.table.rows.len() { dates } else { Vec::new() }
    }

    /// The column of words for the rows, with its language: the document's, else one for all, else another's.
    fn labels(&mut self) -> Option<(usize, usize)> {
        let languages = &self.names.config.languages;
        let own = &languages[self.language].dir;
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (at, column) in self.table.columns.iter().enumerate() {
            let Some(dir) = column.value.strip_prefix("label.") else { continue };
            match languages.iter().position(|language| language.dir == dir) {
                Some(language) => found.push((at, language)),
                None => {
                    let name = Spanned::new(dir.to_owned(), column.span);
                    self.complaints.push(unknown_language(&name, languages));
                }
            }
        }
        if let Some(&labels) = found.iter().find(|(_, language)| *language == self.language) {
            return Some(labels);
        }
        if let Some(column) = self.table.column("label") {
            return Some((column, self.language));
        }
        let &(column, language) = found.first()?;
        self.complaints.push(
            Diagnostic::new(
                &rule::MISSING_LABEL,
                self.table.columns[column].span,
                format!("the rows have no words in {own}"),
            )
            .help(format!("add a column `label.{own}`")),
        );
        Some((column, language))
    }

    fn label(&mut self, cells: &[Spanned<String>], (column, language): (usize, usize)) -> Option<Words> {
        let cell = &cells[column];
        if cell.value.is_empty() {
            self.complaints.push(
                Diagnostic::new(
                    &rule::MISSING_LABEL,
                    cell.span,
                    format!("this row has no words in `{}`", self.table.columns[column].value),
                )
                .help("give every row its words; until then it is shown by its key"),
            );
            return None;
        }
        Some(Words { text: cell.value.clone(), language })
    }

    fn forecast(&mut self, cell: &Spanned<String>) -> bool {
        match cell.value.as_str() {
            "yes" | "true" => true,
            "" | "no" | "false" => false,
            other => {
                let complaint = broken(cell.span, format!("`forecast` is yes or no, not `{other}`"));
                self.complaints
                    .push(complaint.help("write yes where the row is expected and not yet a fact, else nothing"));
                false
            }
        }
    }

    fn series(&mut self, column: usize, name: Words) -> Series {
        let mut wrong = Vec::new();
        let read = |cells: &Vec<Spanned<String>>| {
            value(&cells[column]).unwrap_or_else(|complaint| {
                wrong.push(*complaint);
                None
            })
        };
        let values: Vec<Option<Value>> = self.table.rows.iter().map(read).collect();
        // A column of words would say the same of every row.
        if wrong.len() > 1 && values.iter().all(Option::is_none) {
            let head = &self.table.columns[column];
            let complaint = broken(head.span, format!("the column `{}` holds no numbers", head.value));
            wrong = vec![complaint.help("name the columns that are drawn: series: […]")];
        }
        self.complaints.extend(wrong);
        Series { name, values }
    }

    fn complain_of_too_much(&mut self, rows: usize, series: &[Series]) {
        let span = self.chart.span;
        let numbers = series.iter().flat_map(|series| series.values.iter().flatten()).count();
        if numbers == 0 && self.complaints.is_empty() {
            let complaint = broken(self.table.span, "there is no number in this table");
            self.complaints.push(complaint.help("an empty cell has no value; write 0 where there was nothing"));
        }
        if series.len() > MOST_SERIES {
            let message = format!("{} series cannot be told apart", series.len());
            let help = format!("name at most {MOST_SERIES} of them with `series: […]`, or draw several charts");
            self.complaints.push(broken(span, message).help(help));
        } else if self.chart.kind != Kind::Line && numbers > MOST_BARS {
            let message = format!("{numbers} bars, of {rows} rows, are too many to be read");
            let help = format!("draw at most {MOST_BARS}, or a line: kind: line");
            self.complaints.push(broken(span, message).help(help));
        }
    }
}

impl Figure {
    /// Lines and amounts run in the order of time.
    fn sort_by_date(&mut self) {
        let place = |row: &Row| row.date.as_ref().and_then(Row::day_of);
        if self.rows.iter().any(|row| place(row).is_none()) {
            return;
        }
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.sort_by_key(|&at| place(&self.rows[at]));
        self.rows = order.iter().map(|&at| self.rows[at].clone()).collect();
        for series in &mut self.series {
            series.values = order.iter().map(|&at| series.values[at].clone()).collect();
        }
    }
}

impl Row {
    /// What it is called: its words, else its key.
    pub fn name(&self) -> &str {
        self.label.as_ref().map_or(&self.key, |label| &label.text)
    }

    /// Where it stands on a line of time, in half days since 1970: the middle of its date.
    pub fn day(&self) -> Option<i64> {
        self.date.as_ref().and_then(Self::day_of)
    }

    fn day_of(date: &Date) -> Option<i64> {
        let bounds = date.bounds();
        let (first, last) = (bounds.earliest.or(bounds.latest)?, bounds.latest.or(bounds.earliest)?);
        Some(first.ordinal() + last.ordinal())
    }
}

/// The number in a cell; nothing if it is empty.
fn value(cell: &Spanned<String>) -> Result<Option<Value>, Box<Diagnostic>> {
    let text = cell.value.as_str();
    if text.is_empty() {
        return Ok(None);
    }
    let (bound, digits) = match text.split_at(text.chars().next().map_or(0, char::len_utf8)) {
        (">", rest) => (Bound::More, rest.trim_start()),
        ("~", rest) => (Bound::About, rest.trim_start()),
        _ => (Bound::Exact, text),
    };
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    match digits.parse::<f64>() {
        Ok(number) if is_plain && number.is_finite() && number.abs() <= GREATEST => {
            Ok(Some(Value { number, digits: digits.trim_start_matches('+').to_owned(), bound }))
        }
        Ok(_) if is_plain => {
            let complaint = broken(cell.span, format!("`{text}` is too great to be drawn"));
            Err(Box::new(complaint.help("choose a greater unit, and write smaller numbers")))
        }
        _ => {
            let complaint = broken(cell.span, format!("`{}` is no number", shorten(text)));
            Err(Box::new(complaint.help(
                "write digits and a decimal point: 9000, 31.2, -5, 1.5e6; >9000 is more than that, ~9000 about that, and an empty cell has no value",
            )))
        }
    }
}

fn shorten(text: &str) -> String {
    const MAX_CHARACTERS: usize = 30;
    if text.chars().count() <= MAX_CHARACTERS {
        return text.to_owned();
    }
    text.chars().take(MAX_CHARACTERS).chain(['…']).collect()
}

fn broken(span: Span, message: impl Into<Phrase>) -> Diagnostic {
    Diagnostic::new(&rule::BROKEN_CHART, span, message)
}
