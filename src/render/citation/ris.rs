//! RIS (Research Information Systems, "RIS Format Specifications"): a tag, two spaces, a hyphen, a space, a value; lines end with
//! CR LF, the file is UTF-8.

use std::fmt::Write as _;

use super::{Citation, parts};

/// The entry of a text.
pub fn write(citation: &Citation<'_>) -> String {
    let mut fields: Vec<(&str, String)> = vec![("TY", "ELEC".to_owned()), ("ID", citation.key.clone())];
    fields.push(("TI", citation.title.clone()));
    fields.extend(citation.authors.iter().map(|name| ("AU", (*name).to_owned())));
    if let Some(date) = citation.date.or(citation.revised) {
        fields.extend(date.year().map(|year| ("PY", format!("{year:04}"))));
        if let Some(parts) = parts(date) {
            let part = |at: usize| parts.get(at).map_or("", String::as_str);
            fields.push(("DA", format!("{}/{}/{}/", part(0), part(1), part(2))));
        }
    }
    fields.push(("T2", citation.site.to_owned()));
    fields.push(("LA", citation.language.to_owned()));
    fields.extend(citation.url.as_ref().map(|url| ("UR", url.clone())));
    if let Some(origin) = citation.origin {
        let by = origin.author.as_ref().map_or_else(String::new, |author| format!("{author}, "));
        fields.push(("N1", format!("{by}{}", origin.title.value)));
    }
    fields.extend(citation.on.as_ref().map(|on| ("RI", on.clone())));
    fields.extend(citation.summary.map(|summary| ("AB", summary.to_owned())));
    fields.push(("ER", String::new()));
    let mut text = String::new();
    for (tag, value) in fields {
        // A line break would begin another field.
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = write!(text, "{tag}  - {value}\r\n");
    }
    text
}
