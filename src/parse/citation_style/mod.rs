//! Styles of citations, in CSL 1.0.2: ours, written from the published rules, and files of the author's own. What a style's
//! file says is held here against what would keep a program busy for ever; whether it is CSL, its reader knows.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use hayagriva::citationberg::{IndependentStyle, Locale, LocaleFile};
use quick_xml::events::{BytesStart, Event};

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::language::LanguageTag;
use crate::base::rule;
use crate::base::text::{SourceFile, Span, Spanned};
use crate::base::yaml::nearest;

use super::bibliography::nesting;
use super::config::Config;

/// A style, read.
#[derive(Clone, Debug)]
pub struct Style {
    /// What it says.
    pub csl: IndependentStyle,
    /// Whose language the words are in that it puts beside an entry: "et al.", "ed.".
    pub terms: Terms,
    /// What stands before a place in the work that follows the sign of the citation (`[1]3-5`, `1) p. 3-5`); `None` where it
    /// is part of the citation.
    pub place: Option<&'static str>,
    /// What stands between names in Han instead of a semicolon; `None` where the style has the same for all names.
    pub between: Option<&'static str>,
    /// Whether works of one language stand together in a list, those in Chinese first (GB/T 7714—2015, section 9.2).
    pub by_language: bool,
}

/// Whose language a style's own words are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Terms {
    /// That of the text which cites.
    OfText,
    /// That of the work cited, as the rules of Chinese and Japanese bibliographies have it.
    OfEntry,
}

/// A style of ours.
struct House {
    name: &'static str,
    csl: &'static str,
    terms: Terms,
    place: Option<&'static str>,
    between: Option<&'static str>,
    by_language: bool,
}

const HOUSE: [House; 4] = [
    House {
        name: "gb-7714",
        csl: include_str!("styles/gb-7714.csl"),
        terms: Terms::OfEntry,
        place: Some(""),
        between: None,
        by_language: false,
    },
    House {
        name: "gb-7714-author-date",
        csl: include_str!("styles/gb-7714-author-date.csl"),
        terms: Terms::OfEntry,
        place: None,
        between: None,
        by_language: true,
    },
    House {
        name: "sist-02",
        csl: include_str!("styles/sist-02.csl"),
        terms: Terms::OfEntry,
        place: Some(" p. "),
        between: Some(", "),
        by_language: false,
    },
    House {
        name: "author-date",
        csl: include_str!("styles/author-date.csl"),
        terms: Terms::OfText,
        place: None,
        between: None,
        by_language: false,
    },
];

/// The words of styles, per language; others have the English ones.
static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(|| {
    let files = [
        include_str!("locales/en-US.xml"),
        include_str!("locales/zh-CN.xml"),
        include_str!("locales/zh-TW.xml"),
        include_str!("locales/ja-JP.xml"),
    ];
    let read = |xml| LocaleFile::from_xml(xml).expect("a test reads our own words of styles").into();
    files.into_iter().map(read).collect()
});

/// The words of styles.
pub fn locales() -> &'static [Locale] {
    &LOCALES
}

/// The name of a style of the author's own: that of its file.
pub fn name(file: &SourceFile) -> &str {
    file.path.rsplit('/').next().unwrap_or_default()
}

/// The style of each language, by its index: the one that site.yaml names, else the usual one. `read` are those of the
/// author's own, by [`name`]; `None` is one that could not be read.
pub fn choose(
    config: &Config,
    read: &BTreeMap<&str, Option<Arc<Style>>>,
    diagnostics: &mut Diagnostics,
) -> Vec<Arc<Style>> {
    let mut house: BTreeMap<&str, Arc<Style>> = BTreeMap::new();
    let languages = config.languages.iter().enumerate();
    languages
        .map(|(language, settings)| {
            let mut own = |name: &'static str| Arc::clone(house.entry(name).or_insert_with(|| Arc::new(ours(name))));
            let usual = usual(&settings.tag);
            let Some(name) = config.citations.get(language) else { return own(usual) };
            if let Some(style) = read.get(name.value.as_str()) {
                return style.as_ref().map_or_else(|| own(usual), Arc::clone);
            }
            match HOUSE.iter().find(|house| house.name == name.value) {
                Some(house) => own(house.name),
                None => {
                    diagnostics.push(unknown(name, read.keys().copied()));
                    own(usual)
                }
            }
        })
        .collect()
}

/// The style that readers of a language expect.
fn usual(tag: &LanguageTag) -> &'static str {
    match tag.as_str().split('-').next() {
        Some("zh") => "gb-7714",
        Some("ja") => "sist-02",
        _ => "author-date",
    }
}

/// A style of ours.
fn ours(name: &str) -> Style {
    let house = HOUSE.iter().find(|house| house.name == name).unwrap_or(&HOUSE[0]);
    let csl = IndependentStyle::from_xml(house.csl).expect("a test reads our own styles");
    Style { csl, terms: house.terms, place: house.place, between: house.between, by_language: house.by_language }
}

fn unknown<'a>(name: &Spanned<String>, files: impl Iterator<Item = &'a str>) -> Diagnostic {
    let known: Vec<&str> = HOUSE.iter().map(|house| house.name).chain(files).collect();
    let message = format!("there is no style of citations `{}`", name.value);
    let near = nearest(&name.value, known.iter().copied()).map(|near| format!("did you mean `{near}`? "));
    Diagnostic::new(&rule::WRONG_VALUE, name.span, message).help(format!(
        "{}known are {}; a style of your own is a file in content/bibliography/: my.csl",
        near.unwrap_or_default(),
        known.join(", ")
    ))
}

/// Reads a style of the author's own.
pub fn read(file: &SourceFile) -> (Option<Style>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    if let Err(complaint) = look_through(file) {
        diagnostics.push(*complaint);
        return (None, diagnostics);
    }
    let style = match IndependentStyle::from_xml(&file.text) {
        Ok(csl) => Some(Style { csl, terms: Terms::OfText, place: None, between: None, by_language: false }),
        Err(error) => {
            let is_dependent = file.text.contains("independent-parent") && !file.text.contains("<citation");
            let help = match is_dependent {
                true => "this style only names another one (`independent-parent`): put that one here",
                false => {
                    "styles are CSL 1.0; https://github.com/citation-style-language/styles has thousands that work"
                }
            };
            let message = format!("this is no style of citations: {}", error.to_string().replace('\n', " "));
            diagnostics.push(Diagnostic::new(&rule::BROKEN_STYLE, first_line(file), message).help(help));
            None
        }
    };
    (style, diagnostics)
}

fn first_line(file: &SourceFile) -> Span {
    Span::new(file.id, 0..file.text.find('\n').unwrap_or(file.text.len()))
}

/// So deep are elements in no style that anyone has written.
const DEEPEST: usize = 100;

/// Refuses what is no XML, what lies too deep for readers that call themselves, and macros without end.
fn look_through(file: &SourceFile) -> Result<(), Box<Diagnostic>> {
    let mut reader = quick_xml::Reader::from_str(&file.text);
    let (mut depth, mut within) = (0, None);
    let mut macros: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let complaint = |at: u64, message: String, help: &str| {
        let at = file.text.floor_char_boundary(usize::try_from(at).unwrap_or(usize::MAX).min(file.text.len()));
        let end = file.text[at..].find('\n').map_or(file.text.len(), |line| at + line);
        Box::new(Diagnostic::new(&rule::BROKEN_STYLE, Span::new(file.id, at..end), message).help(help.to_owned()))
    };
    loop {
        let at = reader.buffer_position();
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                depth += 1;
                if depth > DEEPEST {
                    let message = format!("elements lie in one another more than {DEEPEST} deep");
                    return Err(complaint(at, message, "put the inner ones into macros"));
                }
                note_macro(&tag, &mut within, &mut macros);
            }
            Ok(Event::Empty(tag)) => note_macro(&tag, &mut within, &mut macros),
            Ok(Event::End(tag)) => {
                depth = depth.saturating_sub(1);
                if tag.name().as_ref() == "macro" {
                    within = None;
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                return Err(complaint(
                    error_position(&reader, at),
                    format!("this is no XML: {error}"),
                    "mend the file, or take it anew from where it came",
                ));
            }
        }
    }
    let names =
        macros.iter().map(|(name, inner)| (name.as_str(), inner.iter().map(String::as_str).collect())).collect();
    let Some(endless) = nesting::endless(&names) else { return Ok(()) };
    let at = file.text.find(&format!("<macro name=\"{endless}\"")).unwrap_or(0);
    let message = format!("the macro `{endless}` takes up itself, or too many others");
    Err(complaint(at as u64, message, "take out the `<text macro=…>` that leads back to it"))
}

fn error_position(reader: &quick_xml::Reader<&[u8]>, at: u64) -> u64 {
    reader.error_position().max(at)
}

/// Keeps which macro is open, and what it takes up.
fn note_macro(tag: &BytesStart<'_>, within: &mut Option<String>, macros: &mut BTreeMap<String, Vec<String>>) {
    let value = |key: &str| {
        let attribute = tag.try_get_attribute(key).ok().flatten()?;
        Some(attribute.value.into_owned())
    };
    if tag.name().as_ref() == "macro" {
        *within = value("name");
    }
    if let Some(name) = within.clone() {
        macros.entry(name).or_default().extend(value("macro").filter(|_| tag.name().as_ref() != "macro"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_styles_and_words_can_be_read() {
        for house in &HOUSE {
            if let Err(error) = IndependentStyle::from_xml(house.csl) {
                panic!("{}: {error}", house.name);
            }
        }
        assert_eq!(locales().len(), 4);
    }
}
