//! The notes for other programs: `annotations.json`, a collection of annotations (W3C Web Annotation Data Model, 2017).
//!
//! Each note in each language is an annotation, and what a commentary says outside its notes is one on the page of the work. Its id is the note's permalink on the page of its commentary; its body is the
//! note as Markdown; its targets are the passages it is on, in the page that has the very words. Addresses are whole where
//! site.yaml has a base_url, else relative to the file, as JSON-LD allows: so they hold wherever the folder lies.
//!
//! Words are told twice. TextQuoteSelector has them with what stands around them in their passage. TextPositionSelector refines
//! the fragment of the passage: it counts code points of the passage's visible text, each paragraph, item or cell followed
//! by one line feed, ruby by its base. A target without words is the passage, and for a heading its section.
//!
//! What the model cannot hold stays out: dates that are no days, for it knows only points of time; the ids inside a note;
//! which notes of two languages are one.

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

use crate::base::date::Date;
use crate::base::text::Spanned;
use crate::link::annotations::{Annotated, PAGE, outside};
use crate::link::route::{Data, Route, encode_fragment};
use crate::link::seen::Seen;
use crate::link::site::{AnchoredWords, Note, NoteTarget, Place};
use crate::parse::document::Document;

use super::address::Addresses;

mod body;

/// The unit of every title.
const TITLE: &str = "top";
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// Fragments of HTML (Web Annotation Data Model, section 4.2.1).
const FRAGMENT_OF_HTML: &str = "http://tools.ietf.org/rfc/rfc3236";
/// How many characters, as readers count them, are quoted before and after the words.
const AROUND: usize = 32;

/// A page of the annotations: the first is the collection, with the page embedded.
pub fn page(site: Seen<'_>, number: usize) -> String {
    let iri = |number: usize| Iris { site, language: 0 }.route(Route::Data(Data::Annotations(number)));
    let pages = site.annotations().len().div_ceil(PAGE);
    let on_it = site.annotations().iter().skip(number * PAGE).take(PAGE);
    let page = Page {
        context: (number > 0).then_some(CONTEXT),
        // The file is the collection's; the page in it has a name of its own.
        id: if number == 0 { iri(0).map(|iri| format!("{iri}#page")) } else { iri(number) },
        of_type: "AnnotationPage",
        part_of: (number > 0).then(|| iri(0)).flatten(),
        start_index: number * PAGE,
        prev: number
            .checked_sub(1)
            .and_then(|before| if before == 0 { Some(format!("{}#page", iri(0)?)) } else { iri(before) }),
        next: iri(number + 1),
        items: on_it.filter_map(|&annotated| annotation(site, annotated)).collect(),
    };
    let text = if number == 0 {
        let label = site.settings().title().get_or_first(0).map_or("", |title| &title.value);
        serde_json::to_string_pretty(&Collection {
            context: CONTEXT,
            id: iri(0),
            of_type: "AnnotationCollection",
            label,
            total: site.annotations().len(),
            last: (pages > 1).then(|| iri(pages - 1)).flatten(),
            first: page,
        })
    } else {
        serde_json::to_string_pretty(&page)
    };
    // Keys are words, and nothing in it refuses to be written.
    text.unwrap_or_default() + "\n"
}

/// Section 5.1.
#[derive(Serialize)]
struct Collection<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: Option<String>,
    #[serde(rename = "type")]
    of_type: &'static str,
    label: &'a str,
    total: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<String>,
    first: Page<'a>,
}

/// Section 5.2.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Page<'a> {
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    context: Option<&'static str>,
    id: Option<String>,
    #[serde(rename = "type")]
    of_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    part_of: Option<String>,
    start_index: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    prev: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    items: Vec<Annotation<'a>>,
}

/// Section 3.1.
#[derive(Serialize)]
struct Annotation<'a> {
    id: String,
    #[serde(rename = "type")]
    of_type: &'static str,
    motivation: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    creator: Vec<Person<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rights: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Body<'a>>,
    target: Vec<Target<'a>>,
}

/// Section 3.3.2.
#[derive(Serialize)]
struct Person<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(rename = "type")]
    of_type: &'static str,
    name: &'a str,
}

/// Section 3.2.4.
#[derive(Serialize)]
struct Body<'a> {
    #[serde(rename = "type")]
    of_type: &'static str,
    format: &'static str,
    language: &'a str,
    value: String,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Target<'a> {
    /// Section 3.2.1: a page.
    Whole {
        id: String,
        #[serde(rename = "type")]
        of_type: &'static str,
        format: &'static str,
        language: &'a str,
    },
    /// Section 4: a part of a page.
    Part {
        #[serde(rename = "type")]
        of_type: &'static str,
        source: String,
        selector: Vec<Selector>,
    },
}

/// Section 4.2. They select the same words, or the same passage.
#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector {
    #[serde(rename = "TextQuoteSelector")]
    Quote { exact: String, prefix: String, suffix: String },
    #[serde(rename = "FragmentSelector", rename_all = "camelCase")]
    Fragment {
        value: String,
        conforms_to: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        refined_by: Option<Position>,
    },
}

#[derive(Serialize)]
struct Position {
    #[serde(rename = "type")]
    of_type: &'static str,
    start: usize,
    end: usize,
}

/// Addresses as the annotations write them.
struct Iris<'a> {
    site: Seen<'a>,
    /// The language of the pages that are there in several.
    language: usize,
}

impl<'a> Iris<'a> {
    /// As seen from the root, where the file lies.
    fn addresses(&self) -> Addresses<'a> {
        Addresses { site: self.site, from: "annotations.json", language: self.language }
    }

    fn whole(&self, address: String) -> String {
        match self.site.settings().base_url() {
            Some(base) => format!("{base}/{address}"),
            None => address,
        }
    }

    fn route(&self, route: Route) -> Option<String> {
        self.addresses().page(route).map(|address| self.whole(address))
    }
}

fn annotation(site: Seen<'_>, annotated: Annotated) -> Option<Annotation<'_>> {
    let Annotated { commentary, language, note } = annotated;
    let linked = site.whole(commentary);
    let (document, text) = (linked.work.document(language)?, &linked.texts[language]);
    let iris = Iris { site, language };
    let note = note.map(|note| &text.notes[note]);
    let blocks: Vec<usize> = match note {
        Some(note) => note.shape.body.clone().collect(),
        None => outside(document, text).collect(),
    };
    let value = body::markdown(&iris, linked, document, &blocks);
    let meta = &document.meta;
    let license = meta.origin.as_ref().and_then(|origin| origin.license.as_deref());
    let fragment = note.map_or(TITLE, |note| name(document, note));
    Some(Annotation {
        id: format!("{}#{}", iris.route(Route::Text { work: commentary, language })?, encode_fragment(fragment)),
        of_type: "Annotation",
        motivation: "commenting",
        creator: linked.authors.iter().map(|&author| person(&iris, author)).collect(),
        created: day(meta.date.as_deref()),
        modified: day(meta.revised.as_deref()),
        rights: license.filter(|license| license.starts_with("http")),
        body: (!value.is_empty()).then(|| Body {
            of_type: "TextualBody",
            format: "text/markdown",
            language: site.settings().language(language).tag.as_str(),
            value,
        }),
        target: match note {
            Some(note) => note.targets.iter().filter_map(|on| target(&iris, commentary, on)).collect(),
            None => whole(&iris, linked.annotates?).into_iter().collect(),
        },
    })
}

/// The id of a note: that of its quotation, also where this is a part of a unit.
fn name<'a>(document: &'a Document, note: &'a Note) -> &'a str {
    let own = document.blocks[note.shape.quotation].id.as_ref().filter(|id| !id.is_repeated);
    own.map_or(&note.id, |id| &id.name)
}

fn person<'a>(iris: &Iris<'a>, author: usize) -> Person<'a> {
    let id = iris.addresses().term(author).map(|address| iris.whole(address));
    Person { id, of_type: "Person", name: iris.site.name(author).label(iris.language) }
}

/// A day as the point of time at which it begins (section 3.3.1: xsd:dateTime in UTC). Years, months and doubtful days are no
/// such point.
fn day(date: Option<&Spanned<Date>>) -> Option<String> {
    let date = &date?.value;
    let iso = date.iso().filter(|iso| iso.len() == "2024-04-26".len())?;
    (iso == date.text()).then(|| format!("{iso}T00:00:00Z"))
}

/// The page of a work.
fn whole<'a>(iris: &Iris<'a>, work: usize) -> Option<Target<'a>> {
    let language = iris.site.face(work).shown(iris.language)?;
    let id = iris.route(Route::Text { work, language })?;
    Some(Target::Whole {
        id,
        of_type: "Text",
        format: "text/html",
        language: iris.site.settings().language(language).tag.as_str(),
    })
}

fn target<'a>(iris: &Iris<'a>, commentary: usize, on: &NoteTarget) -> Option<Target<'a>> {
    let site = iris.site;
    // A whole passage is read in the language of the note, else in that of the text that stands in for it.
    let shown = || site.shown(on.place, iris.language).unwrap_or(iris.language);
    let language = on.words.as_ref().map_or_else(shown, |words| words.language);
    let source = iris.route(Route::Text { work: on.place.work, language })?;
    let value = encode_fragment(site.unit_id(on.place));
    let (quote, refined_by) = match &on.words {
        Some(words) => words_of(site, commentary, on.place, words),
        None => (None, None),
    };
    let fragment = Selector::Fragment { value, conforms_to: FRAGMENT_OF_HTML, refined_by };
    Some(Target::Part { of_type: "SpecificResource", source, selector: quote.into_iter().chain([fragment]).collect() })
}

/// The words with what stands around them, and where they stand in their passage.
fn words_of(
    site: Seen<'_>,
    commentary: usize,
    place: Place,
    words: &AnchoredWords,
) -> (Option<Selector>, Option<Position>) {
    let Some((text, range)) = site.quoted_passage(commentary, place, words) else { return (None, None) };
    let (before, exact, after) = (&text[..range.start], &text[range.clone()], text[range.end..].trim_end_matches('\n'));
    let start = before.chars().count();
    let position = Position { of_type: "TextPositionSelector", start, end: start + exact.chars().count() };
    let from = before.grapheme_indices(true).rev().take(AROUND).last().map_or(before.len(), |(at, _)| at);
    let prefix = before[from..].to_owned();
    let suffix = after.graphemes(true).take(AROUND).collect();
    (Some(Selector::Quote { exact: exact.to_owned(), prefix, suffix }), Some(position))
}
