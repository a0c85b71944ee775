//! Front matter of another generator as ours.

use serde_json::Value;

use super::setting;
use crate::edit::few;
use crate::edit::import::yaml_text;

/// A file's front matter and the text below it.
#[derive(Debug, Default)]
pub struct Front<'a> {
    /// What it says.
    pub value: Value,
    /// Whether it is there and cannot be read.
    pub is_broken: bool,
    /// The text.
    pub body: &'a str,
    /// How many lines stand above the text.
    pub lines: usize,
}

/// Finds the front matter: YAML between `---`, TOML between `+++`, or an object of JSON.
pub fn read(text: &str) -> Front<'_> {
    let whole = Front { value: Value::Null, is_broken: false, body: text, lines: 0 };
    let Some((mark, reader)) = [("---", setting::yaml as fn(&str) -> Option<Value>), ("+++", setting::toml)]
        .into_iter()
        .find(|(mark, _)| text.lines().next().is_some_and(|line| line.trim_end() == *mark))
    else {
        return json(text).unwrap_or(whole);
    };
    let mut at = text.find('\n').map_or(text.len(), |at| at + 1);
    let start = at;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == mark {
            let value = reader(&text[start..at]);
            let end = at + line.len();
            let lines = text[..end].lines().count();
            return Front { is_broken: value.is_none(), value: value.unwrap_or_default(), body: &text[end..], lines };
        }
        at += line.len();
    }
    whole
}

fn json(text: &str) -> Option<Front<'_>> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let value = values.next()?.ok().filter(Value::is_object)?;
    let end = values.byte_offset();
    Some(Front { value, is_broken: false, lines: text[..end].lines().count(), body: text[end..].strip_prefix('\n')? })
}

/// What of it is ours.
#[derive(Debug, Default)]
pub struct Kept {
    /// The title.
    pub title: Option<String>,
    /// The other lines of our front matter.
    pub lines: Vec<String>,
    /// The heading that an order stands in, if it says one.
    pub has_order: bool,
    /// What is to be told.
    pub notes: Vec<String>,
}

/// Turns what is known into our keys, and tells the rest.
pub fn keep(value: &Value, is_free: &dyn Fn(&str) -> bool) -> Kept {
    let mut kept = Kept::default();
    let mut left = Vec::new();
    for (key, value) in value.as_object().into_iter().flatten() {
        let text = value.as_str().map(str::trim).filter(|text| !text.is_empty());
        match (key.to_ascii_lowercase().as_str(), text) {
            ("title", Some(text)) => kept.title = Some(text.into()),
            ("title", None) if value.is_number() => kept.title = Some(value.to_string()),
            ("description" | "summary", Some(text)) if !kept.lines.iter().any(|line| line.starts_with("summary:")) => {
                kept.lines.push(format!("summary: {}", yaml_text(text)));
            }
            ("date", Some(text)) => kept.date("date", text),
            ("lastmod" | "last_update", Some(text)) => kept.date("revised", text),
            ("weight" | "sidebar_position", _) if value.is_number() => {
                // Our order is a whole number.
                let order = value.as_i64().or(value.as_f64().map(|number| number.round() as i64)).unwrap_or(0);
                kept.lines.push(format!("order: {order}"));
                kept.has_order = true;
            }
            ("draft", _) if value.is_boolean() => {
                kept.lines.extend((value == &Value::Bool(true)).then(|| "draft: true".to_owned()));
            }
            ("aliases", _) if value.is_array() => kept.aliases(value, is_free),
            ("slug" | "url", Some(text)) => {
                kept.notes.push(format!("its address was `{text}`, and is now that of the file; say the old one in aliases if people link to it"));
            }
            ("id" | "sidebar_label" | "type" | "layout", _) => {}
            _ => left.push(key.clone()),
        }
    }
    if !left.is_empty() {
        left.sort();
        kept.notes
            .push(format!("these keys of its front matter have no counterpart and were left out: {}", few(&left)));
    }
    kept
}

impl Kept {
    fn date(&mut self, key: &str, text: &str) {
        let day = text.get(..10).unwrap_or(text);
        let is_day = day.len() == 10
            && day.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if is_day {
            self.lines.push(format!("{key}: {day}"));
        } else {
            self.notes.push(format!(
                "the {key} `{text}` is none that is read here, and was left out; write it as 2024-12-26"
            ));
        }
    }

    fn aliases(&mut self, value: &Value, is_free: &dyn Fn(&str) -> bool) {
        let mut good = Vec::new();
        for alias in value.as_array().into_iter().flatten().filter_map(Value::as_str) {
            let path = alias.trim_matches('/').trim_end_matches("/index.html").trim_end_matches(".html");
            let fits = !path.is_empty()
                && !path.contains(['\\', '?', '#', ':'])
                && !path.split('/').any(|part| part.is_empty() || part.starts_with('.'));
            if fits && is_free(path) && !good.iter().any(|other| other == path) {
                good.push(path.to_owned());
            } else {
                self.notes
                    .push(format!("the earlier address `{alias}` is that of another page or none, and was left out"));
            }
        }
        if !good.is_empty() {
            let words: Vec<String> = good.iter().map(|path| yaml_text(path)).collect();
            self.lines.push(format!("aliases: [{}]", words.join(", ")));
        }
    }
}
