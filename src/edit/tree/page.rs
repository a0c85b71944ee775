//! One file of a tree as a document: front matter, text, and links that lead to what was brought over.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::plan::{Page, Plan, Target, relative};
use super::{body, front};
use crate::align::fragment::Fragments;
use crate::base::text::{FileId, SourceFile};
use crate::edit::Note;
use crate::edit::import::yaml_text;
use crate::parse;
use crate::parse::config::Config;
use crate::parse::document::Document;
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

/// A document whose links still lead where they led in the tree.
#[derive(Debug, Default)]
pub struct Draft {
    /// Its front matter, with its marks and a blank line.
    head: String,
    body: body::Body,
    /// Lines of front matter in the old file.
    above: usize,
    notes: Vec<Note>,
}

/// The fragments of each work.
pub type Places = BTreeMap<String, Arc<Fragments>>;

/// Converts all of a page but its links.
pub fn draft(page: &Page, text: &str, plan: &Plan) -> Draft {
    let front = front::read(text);
    let is_free = |alias: &str| !plan.pages.iter().any(|other| other.work == alias);
    let mut kept = front::keep(&front.value, &is_free);
    if front.is_broken {
        kept.notes.push("this front matter cannot be read and was left out".into());
    }
    let mut body = body::convert(front.body, kept.title.as_deref(), plan.is_mdx);
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
    let head = if lines.is_empty() { String::new() } else { format!("---\n{}\n---\n\n", lines.join("\n")) };
    let told = kept.notes.into_iter().map(|text| (1, text));
    let told = told.chain(std::mem::take(&mut body.notes).into_iter().map(|(at, text)| (at + front.lines, text)));
    let notes = told.map(|(line, text)| Note { path: page.from.clone(), line: Some(line), text }).collect();
    Draft { head, body, above: front.lines, notes }
}

impl Draft {
    /// What a page of this text would be, to know its fragments.
    pub fn document(&self, page: &Page, config: &Config) -> Option<Arc<Document>> {
        let text = format!("{}{}\n", self.head, self.body.text.trim());
        let file = SourceFile::new(FileId(0), page.path(config), text);
        parse::document(&file, config).0.map(Arc::new)
    }

    /// The document, with links that lead to what was brought over.
    pub fn linked(self, page: &Page, plan: &Plan, places: &Places, config: &Config) -> Converted {
        let Self { head, body, above, notes } = self;
        let mut links = Links { page, plan, config, places, assets: BTreeSet::new(), notes: Vec::new() };
        let linked = links.rewritten(&body.text);
        let mut converted = Converted {
            content: format!("{head}{}\n", linked.trim()),
            notes,
            assets: std::mem::take(&mut links.assets),
        };
        for (offset, text) in links.notes {
            let line = body.lines.get(body.text[..offset].matches('\n').count()).map(|line| line + above);
            converted.notes.push(Note { path: page.from.clone(), line, text });
        }
        complain(page, &mut converted, config);
        converted
    }
}

/// What a check would say of the document alone: raw HTML, marks that are none. Its lines are those of the new file.
fn complain(page: &Page, converted: &mut Converted, config: &Config) {
    let path = page.path(config);
    let file = SourceFile::new(FileId(0), path.clone(), converted.content.as_str());
    let (_, complaints) = parse::document(&file, config);
    for complaint in complaints.iter() {
        let line = complaint.place().map(|place| file.line_column(place.range().start).0);
        let help = complaint.way_out().map(|help| format!("; {help}")).unwrap_or_default();
        converted.notes.push(Note { path: path.clone(), line, text: format!("{}{help}", complaint.message()) });
    }
}

struct Links<'a> {
    page: &'a Page,
    plan: &'a Plan,
    config: &'a Config,
    places: &'a Places,
    assets: BTreeSet<String>,
    notes: Vec<(usize, String)>,
}

/// The text with all changes; of those that overlap the first.
fn applied(text: &str, mut changes: Vec<(std::ops::Range<usize>, String)>) -> String {
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

/// Where `{a|b}` begins, which is ruby here and was none there.
fn like_ruby(words: &str) -> impl Iterator<Item = usize> {
    words.match_indices('{').map(|(at, _)| at).filter(|at| {
        let inside = words[at + 1..].split(['{', '}']).next().unwrap_or_default();
        inside.contains(['|', '｜']) && words[at + 1 + inside.len()..].starts_with('}')
    })
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
        let mut is_code = false;
        for (event, range) in parser.into_offset_iter() {
            let (link_type, dest_url) = match &event {
                Event::Start(Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. }) => {
                    (link_type, dest_url)
                }
                Event::Text(_) if !is_code => {
                    changes.extend(
                        like_ruby(&text[range.clone()]).map(|at| range.start + at).map(|at| (at..at, "\\".into())),
                    );
                    continue;
                }
                Event::Start(Tag::CodeBlock(_)) | Event::End(TagEnd::CodeBlock) => {
                    is_code = !is_code;
                    continue;
                }
                _ => continue,
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
        applied(text, changes)
    }

    fn fate(&mut self, address: &str, at: usize) -> Fate {
        let (path, fragment) =
            address.split_once('#').map_or((address, None), |(path, fragment)| (path, Some(fragment)));
        let path = path.split('?').next().unwrap_or_default();
        if matches!(Destination::read(address), Destination::External(_)) {
            return Fate::Stays;
        }
        let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
        let own = self.page.path(self.config);
        let found = if path.is_empty() { Some(Target::Own) } else { self.plan.find(self.page, &decoded) };
        let (way, work) = match found {
            Some(Target::Own) => (String::new(), Some(&*self.page.work)),
            Some(Target::Page(found)) => {
                let page = &self.plan.pages[found];
                (relative(&own, &page.path(self.config)), Some(&*page.work))
            }
            Some(Target::File(file)) => {
                let Some(target) = self.plan.asset(&file) else { return Fate::Goes };
                self.assets.insert(file);
                (relative(&own, &target), None)
            }
            None => {
                let text =
                    format!("`{address}` leads to nothing that was brought over; its words stay without the link");
                self.notes.push((at, text));
                return Fate::Goes;
            }
        };
        let fragment = fragment.filter(|fragment| !fragment.is_empty());
        let is_there = |fragment: &str| {
            let name = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
            work.and_then(|work| self.places.get(work)).is_none_or(|places| places.contains(&name))
        };
        let fragment = match fragment {
            Some(fragment) if is_there(fragment) => format!("#{fragment}"),
            Some(fragment) => {
                let text =
                    format!("nothing is called `{fragment}` where `{address}` leads; the link leads to the page");
                self.notes.push((at, text));
                if way.is_empty() { "#top".into() } else { String::new() }
            }
            None if way.is_empty() => "#top".into(),
            None => String::new(),
        };
        Fate::Becomes(way.replace(' ', "%20").replace('(', "%28").replace(')', "%29") + &fragment)
    }
}
