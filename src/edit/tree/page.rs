//! One file of a tree as a document: front matter, text, and links that lead to what was brought over.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use super::plan::{Page, Plan, Target, relative};
use super::{body, front};
use crate::base::text::{FileId, SourceFile};
use crate::edit::Note;
use crate::edit::import::yaml_text;
use crate::parse;
use crate::parse::config::Config;
use crate::parse::reference::Destination;

/// A document and what is to be told of it.
#[derive(Debug, Default)]
pub struct Converted {
    /// Its text.
    pub content: String,
    /// What could not be brought over; lines are those of the file in the tree.
    pub notes: Vec<Note>,
    /// The files that it shows or leads to, by their paths in the tree.
    pub assets: BTreeSet<String>,
}

/// Converts a page.
pub fn convert(page: &Page, text: &str, plan: &Plan, config: &Config) -> Converted {
    let front = front::read(text);
    let is_free = |alias: &str| !plan.pages.iter().any(|other| other.work == alias);
    let mut kept = front::keep(&front.value, &is_free);
    let mut converted = Converted::default();
    let mut tell = |line: Option<usize>, text: String| {
        converted.notes.push(Note { path: page.from.clone(), line, text });
    };
    if front.is_broken {
        tell(Some(1), "this front matter cannot be read and was left out".into());
    }
    let body = body::convert(front.body, kept.title.as_deref(), plan.is_mdx);
    let title = match (&kept.title, &body.title) {
        (Some(title), _) => Some(title.clone()),
        (None, Some(_)) => None,
        (None, None) => Some(page.title.clone().unwrap_or_else(|| {
            let name = page.work.rsplit('/').next().unwrap_or_default().to_owned();
            kept.notes.push(format!("it has no title, and was called `{name}` by its file"));
            name
        })),
    };
    let order = page.order.filter(|_| !kept.has_order).map(|order| format!("order: {order}"));
    let lines: Vec<String> =
        title.map(|title| format!("title: {}", yaml_text(&title))).into_iter().chain(kept.lines).chain(order).collect();
    kept.notes.into_iter().for_each(|text| tell(Some(1), text));
    body.notes.into_iter().for_each(|(at, text)| tell(Some(at + front.lines), text));
    let line_of = |offset: usize, text: &str| -> Option<usize> {
        let line = text[..offset].matches('\n').count();
        body.lines.get(line).map(|line| line + front.lines)
    };
    let mut links = Links { page, plan, config, assets: BTreeSet::new(), notes: Vec::new() };
    let linked = links.rewritten(&body.text);
    for (offset, text) in links.notes {
        tell(line_of(offset, &body.text), text);
    }
    converted.assets = links.assets;
    let head = if lines.is_empty() { String::new() } else { format!("---\n{}\n---\n\n", lines.join("\n")) };
    converted.content = format!("{head}{}\n", linked.trim());
    complain(page, &mut converted, config);
    converted
}

/// What a check would say of the document alone: raw HTML, marks that are none. Its lines are those of the new file.
fn complain(page: &Page, converted: &mut Converted, config: &Config) {
    let path = page.path(config);
    let file = SourceFile::new(FileId(0), path.clone(), converted.content.as_str());
    let (_, complaints) = parse::document(&file, config);
    for complaint in complaints.iter() {
        let line = complaint.primary.as_ref().map(|label| file.line_column(label.span.range().start).0);
        let help = complaint.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
        converted.notes.push(Note { path: path.clone(), line, text: format!("{}{help}", complaint.message) });
    }
}

struct Links<'a> {
    page: &'a Page,
    plan: &'a Plan,
    config: &'a Config,
    assets: BTreeSet<String>,
    notes: Vec<(usize, String)>,
}

/// What becomes of an address.
enum Fate {
    Stays,
    Becomes(String),
    Goes,
}

impl Links<'_> {
    /// The text with the addresses of its links and pictures changed.
    fn rewritten(&mut self, text: &str) -> String {
        let mut options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
        options.insert(Options::ENABLE_STRIKETHROUGH);
        let parser = Parser::new_ext(text, options);
        let definitions: Vec<(std::ops::Range<usize>, String)> =
            parser.reference_definitions().iter().map(|(_, link)| (link.span.clone(), link.dest.to_string())).collect();
        let mut changes: Vec<(std::ops::Range<usize>, String)> = Vec::new();
        for (event, range) in parser.into_offset_iter() {
            let (Event::Start(Tag::Link { link_type, dest_url, .. })
            | Event::Start(Tag::Image { link_type, dest_url, .. })) = &event
            else {
                continue;
            };
            if *link_type != LinkType::Inline {
                continue;
            }
            let is_image = matches!(event, Event::Start(Tag::Image { .. }));
            let Some(tail) = text[range.clone()].rfind("](").map(|at| range.start + at) else { continue };
            match self.fate(dest_url, range.start) {
                Fate::Stays => {}
                Fate::Becomes(address) => {
                    let found = text[tail..range.end].find(dest_url.as_ref()).map(|at| tail + at);
                    changes.extend(found.map(|at| (at..at + dest_url.len(), address)));
                }
                // Its words stay. What lies around it may be another link, which this must not cut.
                Fate::Goes if is_image => {
                    changes.extend([(range.start..range.start + 2, String::new()), (tail..range.end, String::new())])
                }
                Fate::Goes => {
                    changes.extend([(range.start..range.start + 1, String::new()), (tail..range.end, String::new())])
                }
            }
        }
        for (span, address) in definitions {
            if let Fate::Becomes(new) = self.fate(&address, span.start)
                && let Some(at) = text[span.clone()].rfind(address.as_str())
            {
                changes.push((span.start + at..span.start + at + address.len(), new));
            }
        }
        changes.sort_by_key(|(range, _)| (range.start, range.end));
        let mut new = String::with_capacity(text.len());
        let mut from = 0;
        for (range, words) in changes {
            if range.start >= from {
                new.push_str(&text[from..range.start]);
                new.push_str(&words);
                from = range.end;
            }
        }
        new + &text[from..]
    }

    fn fate(&mut self, address: &str, at: usize) -> Fate {
        let (path, fragment) =
            address.split_once('#').map_or((address, None), |(path, fragment)| (path, Some(fragment)));
        let path = path.split('?').next().unwrap_or_default();
        if path.is_empty() && fragment.is_some() {
            return Fate::Stays;
        }
        if matches!(Destination::read(address), Destination::External(_)) {
            return Fate::Stays;
        }
        let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
        let own = self.page.path(self.config);
        let new = match self.plan.find(self.page, &decoded) {
            Some(Target::Page(found)) => self.plan.pages[found].path(self.config),
            Some(Target::File(file)) => {
                let Some(target) = self.plan.asset(&file) else { return Fate::Goes };
                self.assets.insert(file);
                target
            }
            None => {
                let text =
                    format!("`{address}` leads to nothing that was brought over; its words stay without the link");
                self.notes.push((at, text));
                return Fate::Goes;
            }
        };
        let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
        let way = relative(&own, &new).replace(' ', "%20").replace('(', "%28").replace(')', "%29");
        Fate::Becomes(way + &fragment)
    }
}
