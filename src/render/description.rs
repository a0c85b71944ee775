//! What a page says of its text to programs: the tags that scholarly search engines read (Highwire Press: `citation_*`, as
//! Google Scholar's inclusion guidelines list them), and schema.org in JSON-LD 1.1. Only what the site knows.

use serde_json::{Map, Value, json};

use crate::base::date::Date;
use crate::link::route::{Route, relative};
use crate::link::site::Generated;
use crate::parse::front_matter::Origin;

use super::citation::{Citation, address};
use super::frame::Frame;
use super::view::{MetaView, PageView};

/// Describes the work that a page shows, if it is that text's own page: what stands in for a text that is not translated is
/// described on its own.
pub fn describe(frame: &Frame<'_>, work: usize, citation: &Citation<'_>, page: &mut PageView) {
    let (Route::Text { .. }, true) = (frame.route, frame.content == frame.language) else { return };
    page.citation = tags(citation);
    page.json_ld_html = data_block(&article(frame, work, citation));
}

/// The `citation_*` tags.
fn tags(citation: &Citation<'_>) -> Vec<MetaView> {
    let mut tags: Vec<MetaView> = Vec::new();
    let mut tag = |name, content: &str| tags.push(MetaView { name, content: content.to_owned() });
    tag("citation_title", &citation.title);
    citation.authors.iter().for_each(|name| tag("citation_author", name));
    let slashed = |date: &Date| date.iso().map(|iso| iso.replace('-', "/"));
    citation.date.and_then(slashed).iter().for_each(|date| tag("citation_publication_date", date));
    tag("citation_language", citation.language);
    citation.url.iter().for_each(|url| tag("citation_public_url", url));
    tags
}

/// A text as schema.org describes it. Without a date and an author it is no article of a scholar yet, as far as can be said.
fn article(frame: &Frame<'_>, work: usize, citation: &Citation<'_>) -> Value {
    let face = frame.site.face(work);
    let is_scholarly = !citation.authors.is_empty() && citation.date.is_some();
    let mut article = Map::new();
    let mut set = |key: &str, value: Value| {
        let is_empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !is_empty {
            article.insert(key.to_owned(), value);
        }
    };
    set("@context", json!("https://schema.org"));
    set("@type", json!(if is_scholarly { "ScholarlyArticle" } else { "CreativeWork" }));
    set("@id", json!(id(frame, frame.route)));
    set("url", json!(citation.url));
    set("headline", json!(citation.title));
    set("inLanguage", json!(citation.language));
    set("description", json!(citation.summary));
    set("author", face.authors().iter().map(|&term| person(frame, term)).collect());
    set("datePublished", json!(citation.date.and_then(Date::iso)));
    set("dateModified", json!(citation.revised.and_then(Date::iso)));
    let front = id(frame, Route::Front(frame.language));
    set(
        "isPartOf",
        json!({ "@type": "WebSite", "@id": front, "name": citation.site, "inLanguage": citation.language }),
    );
    set("isBasedOn", citation.origin.map_or(Value::Null, origin));
    let other = |language: usize| {
        let route = Route::Text { work, language };
        let tag = frame.settings.language(language).tag.as_str();
        json!({ "@type": "CreativeWork", "@id": id(frame, route), "inLanguage": tag })
    };
    let has = |language: &usize| *language != frame.content && face.is_in(*language);
    if frame.content == face.source() {
        set("workTranslation", (0..frame.settings.languages().len()).filter(has).map(other).collect());
    } else if has(&face.source()) {
        set("translationOfWork", other(face.source()));
    }
    set("about", face.annotates().map_or(Value::Null, |on| reference(frame, on)));
    set("comment", frame.site.commentaries(work).iter().filter_map(|&commentary| comment(frame, commentary)).collect());
    Value::Object(article)
}

/// The identifier of a page: its whole address, else the one relative to this page.
fn id(frame: &Frame<'_>, route: Route) -> String {
    let relative = || frame.site.path(route).map(|path| relative(frame.path, path)).unwrap_or_default();
    address(frame.site, route).unwrap_or_else(relative)
}

fn person(frame: &Frame<'_>, term: usize) -> Value {
    let person = frame.site.name(term);
    let mut value = json!({ "@type": "Person", "name": person.label(frame.language) });
    let people = Route::Generated(Generated::People, frame.language);
    if frame.site.has(people) {
        value["@id"] = json!(format!("{}#{}", id(frame, people), frame.site.term_id(term)));
    }
    value
}

/// The original. Whether its author is a person or an organization, nobody said.
fn origin(origin: &Origin) -> Value {
    let mut value = json!({ "@type": "CreativeWork", "name": origin.title.value });
    if let Some(author) = &origin.author {
        value["author"] = json!({ "name": author });
    }
    if let Some(url) = &origin.url {
        value["url"] = json!(url);
    }
    if let Some(license) = &origin.license {
        value["license"] = json!(license);
    }
    value
}

fn reference(frame: &Frame<'_>, work: usize) -> Value {
    let route = Route::Text { work, language: frame.language };
    json!({ "@type": "CreativeWork", "@id": id(frame, route), "name": frame.title_of(work) })
}

/// A commentary on the text, as a comment; `None` if the page's language has no page of it.
fn comment(frame: &Frame<'_>, commentary: usize) -> Option<Value> {
    let face = frame.site.face(commentary);
    let language = face.shown(frame.language)?;
    let route = Route::Text { work: commentary, language };
    let authors: Vec<Value> = face.authors().iter().map(|&term| person(frame, term)).collect();
    let mut value = json!({
        "@type": "Comment",
        "@id": id(frame, route),
        "name": frame.title_of(commentary),
        "inLanguage": frame.settings.language(language).tag.as_str(),
    });
    if !authors.is_empty() {
        value["author"] = Value::Array(authors);
    }
    Some(value)
}

/// JSON as the content of a script element. What could end the element, or a line of a script, is written as an escape of JSON.
fn data_block(value: &Value) -> String {
    const ENDING: [char; 5] = ['<', '>', '&', '\u{2028}', '\u{2029}'];
    let json = value.to_string();
    let (mut html, mut done) = (String::with_capacity(json.len()), 0);
    for (at, ending) in json.match_indices(ENDING) {
        html.push_str(&json[done..at]);
        html.extend(ending.chars().map(|c| format!("\\u{:04x}", u32::from(c))));
        done = at + ending.len();
    }
    html.push_str(&json[done..]);
    html
}
