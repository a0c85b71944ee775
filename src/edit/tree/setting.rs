//! Settings and front matter, whether they were written in TOML or YAML, as one kind of value.

use serde_json::{Map, Value};

use crate::base::text::{FileId, SourceFile};
use crate::base::yaml::{self, Node};

/// Reads YAML. `None` if it cannot be read.
pub fn yaml(text: &str) -> Option<Value> {
    let file = SourceFile::new(FileId(0), "settings.yaml".into(), text);
    let (yaml, _) = yaml::parse(&file, 0..text.len());
    yaml.map(|yaml| value(yaml.root()))
}

/// Reads TOML. `None` if it cannot be read.
pub fn toml(text: &str) -> Option<Value> {
    let table: toml::Table = toml::from_str(text).ok()?;
    Some(from_toml(&toml::Value::Table(table)))
}

fn value(node: Node<'_>) -> Value {
    if node.is_mapping() {
        return Value::Object(node.entries().map(|entry| (entry.key.to_owned(), value(entry.node))).collect());
    }
    if node.is_list() {
        return Value::Array(node.items().map(value).collect());
    }
    let number = node.as_integer().map(Value::from);
    let word = node.text().map(|text| Value::String(text.to_owned()));
    node.as_bool().map(Value::Bool).or(number).or(word).unwrap_or(Value::Null)
}

/// Dates of TOML have no place in JSON: they are their words.
fn from_toml(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text.clone()),
        toml::Value::Integer(number) => Value::from(*number),
        toml::Value::Float(number) => Value::from(*number),
        toml::Value::Boolean(is) => Value::Bool(*is),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => Value::Array(items.iter().map(from_toml).collect()),
        toml::Value::Table(table) => {
            Value::Object(table.iter().map(|(key, value)| (key.clone(), from_toml(value))).collect::<Map<_, _>>())
        }
    }
}
