//! CSL-JSON (Citation Style Language 1.0.2, csl-data.json): a list of one item.

use serde_json::{Value, json};

use crate::base::date::Date;

use super::{Citation, parts};

/// The item of a text, in a list.
pub fn write(citation: &Citation<'_>) -> String {
    let name = |name: &str| json!({ "literal": name });
    let mut item = json!({
        "id": citation.key,
        "type": if citation.on.is_some() { "review" } else { "webpage" },
        "title": citation.title,
        "container-title": citation.site,
        "language": citation.language,
    });
    let mut set = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            item[key] = value;
        }
    };
    let authors: Vec<Value> = citation.authors.iter().map(|author| name(author)).collect();
    set("author", (!authors.is_empty()).then_some(Value::Array(authors)));
    set("issued", citation.date.or(citation.revised).map(date));
    set("URL", citation.url.as_ref().map(|url| json!(url)));
    set("abstract", citation.summary.map(|summary| json!(summary)));
    set("reviewed-title", citation.on.as_ref().map(|on| json!(on)));
    if let Some(origin) = citation.origin {
        set("original-title", Some(json!(origin.title.value)));
        set("original-author", origin.author.as_ref().map(|author| json!([name(author)])));
    }
    format!("{:#}\n", Value::Array(vec![item]))
}

/// A date: year, month and day where it is plain, else in the words of EDTF.
fn date(date: &Date) -> Value {
    let numbers =
        parts(date).and_then(|parts| parts.iter().map(|part| part.parse().ok()).collect::<Option<Vec<i64>>>());
    match numbers {
        Some(numbers) if date.is_approximate() || date.is_uncertain() => {
            json!({ "date-parts": [numbers], "circa": true })
        }
        Some(numbers) => json!({ "date-parts": [numbers] }),
        None => json!({ "literal": date.text() }),
    }
}
