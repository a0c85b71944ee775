//! A bibliography in the YAML of Hayagriva. Its own reader passes over keys that it does not know and says of a mistake only
//! what it expected; so keys are held against its list here, and the field that it refuses is found.
//!
//! `languages` is ours: `languages: {ja: {title: …}}` says in which fields texts of that language cite it otherwise.

use hayagriva::{Entry, Library};
use serde::Deserialize as _;
use serde::de::value::{BorrowedStrDeserializer, Error, MapDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::text::SourceFile;
use crate::base::yaml::{self, Fields, Node, nearest};
use crate::parse::config::Language;
use crate::parse::localized::Localized;
use crate::parse::unread::UnreadEntries;

use super::{Publication, check_key};

/// The fields of an entry (Hayagriva 0.10, "The Hayagriva YAML File Format").
const FIELDS: [&str; 29] = [
    "type",
    "title",
    "author",
    "date",
    "editor",
    "affiliated",
    "publisher",
    "location",
    "organization",
    "issue",
    "chapter",
    "volume",
    "volume-total",
    "edition",
    "page-range",
    "page-total",
    "time-range",
    "runtime",
    "url",
    "serial-number",
    "serial",
    "language",
    "archive",
    "archive-location",
    "call-number",
    "note",
    "abstract",
    "genre",
    "parent",
];

/// The types of entries, those first that authors write most.
const TYPES: [&str; 26] = [
    "article",
    "book",
    "chapter",
    "report",
    "thesis",
    "web",
    "legislation",
    "newspaper",
    "periodical",
    "proceedings",
    "patent",
    "misc",
    "anthology",
    "anthos",
    "artwork",
    "audio",
    "blog",
    "case",
    "conference",
    "entry",
    "exhibition",
    "manuscript",
    "performance",
    "post",
    "reference",
    "repository",
];

/// What a field takes, for those that authors get wrong.
const FORMS: [(&str, &str); 8] = [
    ("date", "dates are 2024, 2024-04 or 2024-04-26; an approximate one ends with ~"),
    (
        "author",
        "names are family and given name with a comma, or a name as a whole: [\"Smith, Jane\", 江天骄]; a list of them in brackets",
    ),
    (
        "editor",
        "names are family and given name with a comma, or a name as a whole: [\"Smith, Jane\", 江天骄]; a list of them in brackets",
    ),
    ("url", "write the whole address, or {value: https://…, date: 2024-04-26} with the day on which it was seen"),
    ("page-range", "pages are 12 or 12-18"),
    ("publisher", "write its name, or {name: …, location: …}"),
    ("serial-number", "write the number, or {doi: 10.…, isbn: …, issn: …}"),
    ("language", "write the tag of a language: zh, ja, en"),
];

/// An entry within an entry within an entry: an article in a volume of a series is three deep.
const DEEPEST: usize = 6;

/// Reads a file of publications.
pub fn read(file: &SourceFile, languages: &[Language], unread: &mut UnreadEntries) -> (Vec<Publication>, Diagnostics) {
    let (yaml, mut diagnostics) = yaml::parse(file, 0..file.text.len());
    let mut publications = Vec::new();
    unread.file(yaml.as_ref());
    if let Some(yaml) = &yaml {
        if !yaml.root().is_mapping() {
            let _ = Fields::new(yaml.root(), &mut diagnostics);
        }
        for found in yaml.root().entries() {
            let read = publication(found, languages, &mut diagnostics);
            unread.entry(found, read.is_some());
            publications.extend(read);
        }
    }
    (publications, diagnostics)
}

fn publication(found: yaml::Entry<'_>, languages: &[Language], diagnostics: &mut Diagnostics) -> Option<Publication> {
    let key = found.spanned_key();
    check_key(&key, diagnostics);
    let mut fields = Fields::new(found.node, diagnostics);
    let _ = fields.required("type");
    let _ = fields.required("title");
    let overrides = fields.node("languages");
    for name in FIELDS {
        fields.ignore(name);
    }
    fields.finish();
    check_parents(found.node, 1, diagnostics)?;
    let merged = Merged { base: found.node, over: None };
    let entry = merged.entry(&key.value, diagnostics)?;
    diagnostics.extend(unsafe_address(found.node, &entry));
    let mut read_own = |node: Node<'_>, diagnostics: &mut Diagnostics| {
        let mut fields = Fields::new(node, diagnostics);
        FIELDS.iter().for_each(|name| fields.ignore(name));
        fields.finish();
        Merged { base: found.node, over: Some(node) }.entry(&key.value, diagnostics)
    };
    let own =
        overrides.map(|node| Localized::read_with(node, languages, diagnostics, &mut read_own)).unwrap_or_default();
    let own = (0..languages.len()).map(|language| own.get(language).cloned()).collect();
    Some(Publication { key, entry, own })
}

/// An address that a page may not carry.
fn unsafe_address(node: Node<'_>, entry: &Entry) -> Option<Diagnostic> {
    let url = entry.map(Entry::url)?;
    if ["http", "https"].contains(&url.value.scheme()) {
        return None;
    }
    let span = node.get("url").map_or(node.head(), Node::span);
    let message = format!("an address of the scheme `{}:` may not stand in a page", url.value.scheme());
    Some(Diagnostic::new(&rule::UNSAFE_URL, span, message).help("write the address on the web: https://…"))
}

/// The entries that an entry is part of have the same fields.
fn check_parents(node: Node<'_>, depth: usize, diagnostics: &mut Diagnostics) -> Option<()> {
    let Some(parent) = node.get("parent") else { return Some(()) };
    if depth == DEEPEST {
        let message = "a work in a work in a work, and so on, more often than any style can say";
        diagnostics
            .push(Diagnostic::new(&rule::WRONG_VALUE, parent.head(), message).help("leave out the outermost `parent`"));
        return None;
    }
    let one = std::iter::once(parent).filter(|parent| !parent.is_list());
    for parent in one.chain(parent.items()) {
        let mut fields = Fields::new(parent, diagnostics);
        FIELDS.iter().for_each(|name| fields.ignore(name));
        fields.finish();
        check_parents(parent, depth + 1, diagnostics)?;
    }
    Some(())
}

/// The fields of an entry, those of a language instead of the entry's own.
#[derive(Clone, Copy)]
struct Merged<'a> {
    base: Node<'a>,
    over: Option<Node<'a>>,
}

impl<'a> Merged<'a> {
    fn fields(self) -> impl Iterator<Item = (&'a str, Node<'a>)> {
        let over = self.over;
        let is_said = move |name: &str| over.is_some_and(|over| over.get(name).is_some());
        let base = self.base.entries().filter(move |field| field.key != "languages" && !is_said(field.key));
        let own = over.into_iter().flat_map(Node::entries);
        base.chain(own).filter(|field| !field.node.is_null()).map(|field| (field.key, field.node))
    }

    /// The entry, or complaints of the fields that cannot be read.
    fn entry(self, key: &str, diagnostics: &mut Diagnostics) -> Option<Entry> {
        let error = match read_entry(key, self.fields()) {
            Ok(entry) => return Some(entry),
            Err(error) => error,
        };
        let before = diagnostics.iter().count();
        // What the entry itself says wrongly was told when it was read without the language.
        for (name, node) in self.over.unwrap_or(self.base).entries().map(|field| (field.key, field.node)) {
            if name != "languages" && !node.is_null() {
                complain_of_field(name, node, diagnostics);
            }
        }
        if diagnostics.iter().count() == before && self.base.get("type").is_some() {
            let message = format!("this entry cannot be read: {error}");
            diagnostics.push(
                Diagnostic::new(&rule::WRONG_VALUE, self.base.head(), message)
                    .help("compare it with the entries beside it"),
            );
        }
        None
    }
}

/// Complains of a field that cannot be read even alone.
fn complain_of_field(name: &str, node: Node<'_>, diagnostics: &mut Diagnostics) {
    if name == "parent" && (node.is_mapping() || node.is_list()) {
        let one = std::iter::once(node).filter(|node| node.is_mapping());
        for field in one.chain(node.items()).flat_map(Node::entries) {
            complain_of_field(field.key, field.node, diagnostics);
        }
        return;
    }
    if name == "type"
        && let Some(said) = node.text()
        && read_entry("", [(name, node)].into_iter()).is_err()
    {
        let near = nearest(said, TYPES).map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
        diagnostics.push(
            Diagnostic::new(&rule::WRONG_VALUE, node.span(), format!("`{said}` is no type of publications"))
                .help(format!("{near}types are {} and some more", TYPES[..12].join(", "))),
        );
        return;
    }
    let alone = [(name, node)].into_iter().filter(|_| FIELDS.contains(&name));
    if let Err(error) = read_entry("", alone) {
        let said = node.text().map_or_else(String::new, |text| format!(" `{text}`"));
        let message = format!("`{name}` cannot be{}: {}", if said.is_empty() { " this" } else { &said }, plain(&error));
        let form = FORMS.iter().find(|(field, _)| *field == name).map(|(_, form)| *form);
        diagnostics.push(
            Diagnostic::new(&rule::WRONG_VALUE, node.span(), message)
                .help(form.unwrap_or("write it as in Hayagriva's file format: text, or keys with values")),
        );
    }
}

/// The words of an error, in one line.
fn plain(error: &Error) -> String {
    error.to_string().replace('\n', " ")
}

/// An entry through the reader of the library, which knows entries only in a library.
fn read_entry<'a>(key: &'a str, fields: impl Iterator<Item = (&'a str, Node<'a>)>) -> Result<Entry, Error> {
    let mut fields: Vec<(&str, Value<'_>)> = fields.map(|(name, node)| (name, Value::Node(node))).collect();
    if !fields.iter().any(|(name, _)| *name == "type") {
        fields.push(("type", Value::Word("misc")));
    }
    let library = Library::deserialize(MapDeserializer::new(std::iter::once((key, Value::Entry(fields)))))?;
    let entry = library.into_iter().next().ok_or_else(|| serde::de::Error::custom("nothing is said of it"))?;
    Ok(super::with_whole_names(entry))
}

/// A value that is handed to the library.
enum Value<'a> {
    /// As it was written.
    Node(Node<'a>),
    /// What is said in place of what the author did not say.
    Word(&'a str),
    /// An entry.
    Entry(Vec<(&'a str, Value<'a>)>),
}

impl<'de> IntoDeserializer<'de, Error> for Value<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Value<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Node(node) => node.deserialize_any(visitor),
            Self::Word(word) => visitor.visit_borrowed_str(word),
            Self::Entry(fields) => visitor.visit_map(MapDeserializer::new(fields.into_iter())),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Node(node) => node.deserialize_option(visitor),
            said => visitor.visit_some(said),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Node(node) => node.deserialize_str(visitor),
            said => said.deserialize_any(visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self {
            Self::Node(node) => node.deserialize_enum(name, variants, visitor),
            Self::Word(word) => BorrowedStrDeserializer::<Error>::new(word).deserialize_enum(name, variants, visitor),
            Self::Entry(_) => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct newtype_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}
