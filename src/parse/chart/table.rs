//! Tables that charts are drawn of: CSV (RFC 4180), or rows of YAML. Cells are text with their places; which of them are
//! numbers is for link to say, which knows what the chart makes of each column.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, Diagnostics, Phrase};
use crate::base::rule;
use crate::base::text::{FileId, SourceFile, Span, Spanned};
use crate::base::yaml::{self, Node, expect_text, nearest};

/// A table: a head, and rows that all have as many cells.
#[derive(Clone, Debug)]
pub struct Table {
    /// What a complaint about the whole points at: its head.
    pub span: Span,
    /// The names of its columns.
    pub columns: Vec<Spanned<String>>,
    /// Its rows. A cell that the row does not have is empty.
    pub rows: Vec<Vec<Spanned<String>>>,
    /// Whether some of it could not be read, of which there was a complaint.
    pub is_broken: bool,
}

impl Table {
    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.value == name)
    }
}

/// Reads a file of a table by its ending.
pub fn read(file: &SourceFile, diagnostics: &mut Diagnostics) -> Table {
    if file.path.ends_with(".csv") {
        return of_csv(file, diagnostics);
    }
    let (yaml, complaints) = yaml::parse(file, 0..file.text.len());
    diagnostics.merge(complaints);
    match yaml {
        Some(yaml) if yaml.root().is_list() => of_yaml(yaml.root(), diagnostics),
        yaml => {
            if let Some(yaml) = yaml {
                diagnostics.push(
                    broken(yaml.root().head(), "a table in YAML is a list of rows")
                        .help("write a row a line: - {year: 2024, sales: 9000}"),
                );
            }
            Table { span: Span::new(file.id, 0..0), columns: Vec::new(), rows: Vec::new(), is_broken: true }
        }
    }
}

/// Rows of YAML: `- {year: 2024, label: {zh: 去年, ja: 昨年}, sales: 9000}`. The first one has all columns.
pub fn of_yaml(list: Node<'_>, diagnostics: &mut Diagnostics) -> Table {
    let before = diagnostics.iter().count();
    let mut columns: Vec<Spanned<String>> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut rows: Vec<Vec<Spanned<String>>> = Vec::new();
    for (at, item) in list.items().enumerate() {
        let mut row: Vec<Spanned<String>> = Vec::new();
        if !item.is_mapping() {
            diagnostics.push(
                broken(item.span(), "a row of a table is a list of columns with their values")
                    .help("write {year: 2024, sales: 9000}"),
            );
            continue;
        }
        for cell in cells(item, diagnostics) {
            let is_new = !places.contains_key(&cell.0.value);
            // Words and the mark of a forecast may be said where they are needed; a new column of numbers is a slip.
            if is_new && at > 0 && !is_reserved(&cell.0.value) {
                let known = columns.iter().map(|column| column.value.as_str());
                let complaint = broken(cell.0.span, format!("the first row has no `{}`", cell.0.value));
                diagnostics.push(match nearest(&cell.0.value, known) {
                    Some(near) => complaint.help(format!("did you mean `{near}`?")),
                    None => complaint.help("give the first row every column; `~` says that it has no value there"),
                });
                continue;
            }
            let place = *places.entry(cell.0.value.clone()).or_insert_with(|| {
                columns.push(cell.0);
                columns.len() - 1
            });
            row.resize(row.len().max(place + 1), Spanned::new(String::new(), item.head()));
            row[place] = cell.1;
        }
        rows.push(row);
    }
    for row in &mut rows {
        let place = row.first().map_or(list.head(), |cell| cell.span);
        row.resize(columns.len(), Spanned::new(String::new(), place));
    }
    let is_broken = diagnostics.iter().count() > before;
    let head = columns.first().map_or(list.head(), |column| column.span);
    Table { span: head, columns, rows, is_broken }
}

/// The cells of a row of YAML with their columns; `label: {zh: …}` is the column `label.zh`.
fn cells(row: Node<'_>, diagnostics: &mut Diagnostics) -> Vec<(Spanned<String>, Spanned<String>)> {
    let mut cells = Vec::new();
    for entry in row.entries() {
        let column = entry.spanned_key();
        if entry.node.is_mapping() {
            for inner in entry.node.entries() {
                let name = Spanned::new(format!("{}.{}", entry.key, inner.key), inner.key_span);
                cells.extend(expect_text(inner.node, "text", diagnostics).map(|text| (name, text)));
            }
        } else if entry.node.is_null() {
            cells.push((column, Spanned::new(String::new(), entry.key_span)));
        } else {
            cells.extend(expect_text(entry.node, "a number or text", diagnostics).map(|text| (column, text)));
        }
    }
    cells
}

/// Whether a column is none of numbers: the words for a row, the mark of a forecast.
pub fn is_reserved(column: &str) -> bool {
    column == "forecast" || column == "label" || column.starts_with("label.")
}

/// CSV with a head (RFC 4180, section 2).
fn of_csv(file: &SourceFile, diagnostics: &mut Diagnostics) -> Table {
    let mut records = Records { file, diagnostics, is_broken: false };
    let mut rows: Vec<Vec<Spanned<String>>> = Vec::new();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(file.text.as_bytes());
    for record in reader.records() {
        match record {
            Ok(record) => rows.push(records.cells(&record)),
            // The reader has the text in memory and takes rows of any length: nothing else can be wrong.
            Err(_) => records.complain(0..0, "this is no CSV", "separate cells by commas, rows by line ends"),
        }
    }
    let mut rows = rows.into_iter();
    let columns = rows.next().unwrap_or_default();
    let rows = rows.map(|row| records.fit(row, columns.len())).collect();
    let span = match (columns.first(), columns.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => Span::new(file.id, 0..0),
    };
    if let [only] = columns.as_slice()
        && only.value.contains([';', '\t', '，', '；'])
    {
        records.complain(only.span.range(), "this head has one column only", "separate cells by commas (,)");
    }
    for (at, column) in columns.iter().enumerate() {
        if column.value.is_empty() {
            records.complain(span.range(), "a column without a name", "name every column in the first row");
        } else if columns[..at].iter().any(|earlier| earlier.value == column.value) {
            let message = format!("two columns are called `{}`", column.value);
            records.complain(column.span.range(), message, "rename one of them");
        }
    }
    Table { span, columns, rows, is_broken: records.is_broken }
}

/// The rows of a CSV file while they are read.
struct Records<'a, 'd> {
    file: &'a SourceFile,
    diagnostics: &'d mut Diagnostics,
    is_broken: bool,
}

impl Records<'_, '_> {
    /// The cells of a record with their places.
    fn cells(&self, record: &csv::StringRecord) -> Vec<Spanned<String>> {
        let start = record.position().map_or(0, |position| position.byte() as usize);
        let text: &str = &self.file.text;
        let mut at = start + (text[start..].len() - text[start..].trim_start_matches(['\r', '\n']).len());
        let mut cells = Vec::with_capacity(record.len());
        for value in record {
            let range = cell(text, at);
            at = (range.end + 1).min(text.len());
            let value = value.trim();
            cells.push(Spanned::new(value.to_owned(), trimmed(text, range, self.file.id)));
        }
        cells
    }

    /// A row with as many cells as the head: what is too much is complained of, what lacks is empty.
    fn fit(&mut self, mut row: Vec<Spanned<String>>, columns: usize) -> Vec<Spanned<String>> {
        if row.len() > columns {
            let message = format!("this row has {} cells, and the head has {columns}", row.len());
            let place = row[columns].span.to(row[row.len() - 1].span);
            self.complain(
                place.range(),
                message,
                "a value that holds a comma stands in quotation marks; numbers are written without commas: 9000",
            );
            row.truncate(columns);
        }
        let end = row.last().map_or(0, |cell| cell.span.end as usize);
        row.resize(columns, Spanned::new(String::new(), Span::new(self.file.id, end..end)));
        row
    }

    fn complain(&mut self, place: Range<usize>, message: impl Into<Phrase>, help: &'static str) {
        self.is_broken = true;
        self.diagnostics.push(broken(Span::new(self.file.id, place), message).help(help));
    }
}

/// The bytes of the cell that begins at `start`, quotation marks included.
fn cell(text: &str, start: usize) -> Range<usize> {
    let mut end = start;
    let bytes = text.as_bytes();
    if bytes.get(end) == Some(&b'"') {
        end += 1;
        while let Some(byte) = bytes.get(end) {
            end += 1;
            match (byte, bytes.get(end)) {
                (b'"', Some(b'"')) => end += 1,
                (b'"', _) => break,
                _ => {}
            }
        }
    }
    let rest = text.get(end..).unwrap_or_default();
    end += rest.find([',', '\r', '\n']).unwrap_or(rest.len());
    start..end
}

fn trimmed(text: &str, range: Range<usize>, file: FileId) -> Span {
    let cell = &text[range.clone()];
    let start = range.start + (cell.len() - cell.trim_start().len());
    Span::new(file, start..(start + cell.trim().len()).max(start))
}

fn broken(span: Span, message: impl Into<Phrase>) -> Diagnostic {
    Diagnostic::new(&rule::BROKEN_CHART, span, message)
}
