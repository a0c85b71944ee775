//! BibTeX (Patashnik, "BibTeXing", 1988), with the fields of BibLaTeX that programs for references read as well: `date`,
//! `langid` and `url` of `@online`. Written here: what a field may hold is TeX, and the fields are few.

use super::{Citation, parts};

/// The entry of a text.
pub fn write(citation: &Citation<'_>) -> String {
    let mut fields: Vec<(&str, String)> = vec![("title", braced(&citation.title))];
    if !citation.authors.is_empty() {
        // In braces of its own a name is one piece, and ` and ` within it parts nothing.
        let names: Vec<String> = citation.authors.iter().map(|name| format!("{{{}}}", escape(name))).collect();
        fields.push(("author", names.join(" and ")));
    }
    if let Some(date) = citation.date.or(citation.revised) {
        match (parts(date), date.year()) {
            (Some(parts), _) => {
                fields.push(("year", parts[0].clone()));
                fields.extend(parts.get(1).map(|month| ("month", month.trim_start_matches('0').to_owned())));
                fields.extend(parts.get(2).map(|day| ("day", day.trim_start_matches('0').to_owned())));
                fields.push(("date", parts.join("-")));
            }
            (None, Some(year)) => fields.push(("year", year.to_string())),
            (None, None) => {}
        }
    }
    fields.push(("organization", escape(citation.site)));
    // An address is not TeX: hyperref and url take it as it is, and a percent sign does not begin a comment there.
    fields.extend(citation.url.as_ref().map(|url| ("url", url.replace(['{', '}', '\\'], ""))));
    fields.push(("langid", citation.language.to_owned()));
    let origin = citation.origin.map(|origin| match &origin.author {
        Some(author) => format!("{author}, {}", origin.title.value),
        None => origin.title.value.clone(),
    });
    fields.extend(origin.or_else(|| citation.on.clone()).map(|note| ("note", escape(&note))));
    fields.extend(citation.summary.map(|summary| ("abstract", escape(summary))));
    let lines: String = fields.iter().map(|(name, value)| format!("  {name} = {{{value}}},\n")).collect();
    format!("@online{{{},\n{lines}}}\n", key(&citation.key))
}

/// Braced once more, so that no style changes the case of a title's letters.
fn braced(text: &str) -> String {
    format!("{{{}}}", escape(text))
}

/// What a key may not hold: BibTeX ends it at these.
fn key(name: &str) -> String {
    name.chars().map(|c| if c.is_whitespace() || "\"#%'(),={}\\~".contains(c) { '-' } else { c }).collect()
}

/// Text as TeX. Braces are commands, for those of a field must balance even behind a backslash.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("{\\textbackslash}"),
            '{' => out.push_str("{\\textbraceleft}"),
            '}' => out.push_str("{\\textbraceright}"),
            '~' => out.push_str("{\\textasciitilde}"),
            '^' => out.push_str("{\\textasciicircum}"),
            '#' | '$' | '%' | '&' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_whitespace() || c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
