//! site.yaml: what the author typed, as what it means.

use std::collections::BTreeMap;

use crate::base::date::Date;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::base::language::LanguageTag;
use crate::base::rule;
use crate::base::text::{SourceFile, Spanned};
use crate::base::yaml::{self, Fields, Node};

use super::allow;
use super::date_settings::{self, DateSettings};
use super::line_break::LineBreaks;
use super::localized::{Localized, unknown_language};
use super::words::{self, Words};

/// A language of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// Its BCP 47 tag, which only pages show.
    pub tag: LanguageTag,
    /// Its folder, which names it in YAML, addresses and commands.
    pub dir: String,
    /// Its own name for itself.
    pub name: String,
}

/// A kind of events.
#[derive(Clone, Debug)]
pub struct Kind {
    /// Its name in timeline.yaml.
    pub name: String,
    /// Its label per language.
    pub label: Localized<Spanned<String>>,
}

/// The settings of a site.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Title per language.
    pub title: Localized<Spanned<String>>,
    /// Description per language, for the front pages.
    pub description: Localized<Spanned<String>>,
    /// The languages; the first is the source language. None if one could not be read: what names it is not at fault.
    pub languages: Vec<Language>,
    /// What a language shows where it lacks a text, by the language's index: the languages to look in, in order. `None` where
    /// site.yaml does not say: see [`Config::fallback`].
    pub fallbacks: Vec<Option<Vec<usize>>>,
    /// Pairs of languages (by index) that get parallel pages.
    pub parallel: Vec<(usize, usize)>,
    /// The works in reading order; works that are not listed follow.
    pub nav: Vec<Spanned<String>>,
    /// `https://host/path` without a slash at its end.
    pub base_url: Option<String>,
    /// First month of the fiscal year, 1 to 12.
    pub fiscal_year_start: u8,
    /// How dates are written, and which are looked for in the text.
    pub dates: DateSettings,
    /// Kinds of events.
    pub kinds: Vec<Kind>,
    /// Whether there may be kinds that could not be read.
    pub has_unread_kinds: bool,
    /// The words of the interface, by the language's index.
    pub words: Vec<Words>,
    /// The style of citations per language: a name, or a file in content/bibliography/. `None` is the language's usual one.
    pub citations: Localized<Spanned<String>>,
    /// Weights of rules that the site sets; `None` is off.
    pub rules: BTreeMap<&'static str, Option<Severity>>,
    /// How line breaks in the source count.
    pub line_breaks: LineBreaks,
}

impl Config {
    /// The language that `dir` names.
    pub fn language(&self, dir: &str) -> Option<usize> {
        self.languages.iter().position(|language| language.dir == dir)
    }

    /// The languages in which a text is looked for that `language` lacks, in order: those that site.yaml names, else the
    /// text's source language and then the others as site.yaml lists them.
    pub fn fallback(&self, language: usize, source: usize) -> impl Iterator<Item = usize> {
        let said = self.fallbacks.get(language).and_then(Option::as_ref);
        let chain = said.cloned().unwrap_or_else(|| {
            let others = (0..self.languages.len()).filter(|other| *other != source);
            std::iter::once(source).chain(others).collect()
        });
        chain.into_iter().filter(move |other| *other != language)
    }

    /// A date as that language writes it on this site.
    pub fn date(&self, date: &Date, language: usize) -> String {
        let tag = &self.languages[language].tag;
        if self.dates.eras.contains(&language) { date.display_with_eras(tag) } else { date.display(tag) }
    }

    /// The weight that the site sets for the rule of a complaint; `None` if it is switched off. Structural rules are errors
    /// whatever it says.
    pub fn weight(&self, diagnostic: &Diagnostic) -> Option<Severity> {
        match self.rules.get(diagnostic.rule.name) {
            Some(set) if !diagnostic.rule.is_structural() => *set,
            _ => Some(diagnostic.severity),
        }
    }
}

/// Reads site.yaml.
pub fn read(file: &SourceFile) -> (Config, Diagnostics) {
    let (yaml, mut diagnostics) = yaml::parse(file, 0..file.text.len());
    let Some(yaml) = yaml else { return (Config::default(), diagnostics) };
    let mut fields = Fields::new(yaml.root(), &mut diagnostics);
    let languages = languages(&mut fields);
    let mut config = Config { fiscal_year_start: 4, languages, ..Config::default() };
    config.title = localized(&mut fields, "title", &config.languages);
    if config.title.is_empty() {
        let _ = fields.required("title");
    }
    config.description = localized(&mut fields, "description", &config.languages);
    config.fallbacks = fallbacks(&mut fields, &config.languages);
    config.parallel = parallel(&mut fields, &config.languages);
    config.nav = fields.texts("nav");
    config.base_url = base_url(&mut fields);
    config.fiscal_year_start = fiscal_year_start(&mut fields);
    config.dates = date_settings::read(&mut fields, &config.languages);
    let before = fields.diagnostics().count(Severity::Error);
    config.kinds = kinds(&mut fields, &config.languages);
    config.has_unread_kinds = fields.diagnostics().count(Severity::Error) > before;
    config.words = strings(&mut fields, &config.languages);
    config.citations = localized(&mut fields, "citations", &config.languages);
    config.rules = rules(&mut fields);
    config.line_breaks = line_breaks(&mut fields);
    fields.ignore("publish");
    let is_lost = fields.node("languages").is_none_or(|all| all.items().len() > config.languages.len());
    fields.finish();
    if is_lost {
        diagnostics = without_lost_languages(yaml.root(), &config.languages, diagnostics);
        (config.languages, config.parallel, config.nav) = Default::default();
    }
    // `kind:` for `kinds:` has been told.
    config.has_unread_kinds |= config.kinds.is_empty() && diagnostics.has_errors();
    (config, diagnostics)
}

/// Drops what is said of languages that are listed and could not be read: that was told in the list.
fn without_lost_languages(root: Node<'_>, languages: &[Language], diagnostics: Diagnostics) -> Diagnostics {
    let items = root.get("languages").into_iter().flat_map(Node::items);
    let dirs = items.filter_map(|item| Some((item.get("dir")?.text()?.to_owned(), item.span())));
    let lost = dirs.filter(|(dir, _)| !languages.iter().any(|language| language.dir == *dir));
    let told: Vec<Diagnostic> = lost.map(|(dir, span)| unknown_language(&Spanned::new(dir, span), languages)).collect();
    diagnostics.filter_map(|diagnostic| {
        let is_told =
            |told: &Diagnostic| told.rule.name == diagnostic.rule.name && told.message() == diagnostic.message();
        (!told.iter().any(is_told)).then_some(diagnostic)
    })
}

/// What a folder without site.yaml is told.
pub fn missing() -> Diagnostic {
    Diagnostic::global(&rule::MISSING_KEY, "there is no site.yaml in this folder")
        .help("run taiyaku in the folder of a site, name one with --root, or make one with `taiyaku init`")
}

fn localized(fields: &mut Fields<'_, '_>, key: &'static str, languages: &[Language]) -> Localized<Spanned<String>> {
    match fields.node(key) {
        Some(node) => Localized::read(node, languages, fields.diagnostics()),
        None => Localized::default(),
    }
}

fn languages(fields: &mut Fields<'_, '_>) -> Vec<Language> {
    let mut languages: Vec<Language> = Vec::new();
    let _ = fields.required("languages");
    for node in fields.items("languages") {
        let head = node.head();
        if let Some(language) = language(node, fields.diagnostics()) {
            if languages.iter().any(|other| other.dir == language.dir) {
                fields.diagnostics().push(
                    Diagnostic::new(
                        &rule::DUPLICATE_KEY,
                        head,
                        format!("two languages have the folder `{}`", language.dir),
                    )
                    .help("give each language a folder of its own"),
                );
            } else if languages.iter().any(|other| other.tag == language.tag) {
                fields.diagnostics().push(
                    Diagnostic::new(
                        &rule::DUPLICATE_KEY,
                        head,
                        format!("two languages have the tag `{}`", language.tag),
                    )
                    .help("tell them apart by script or region: zh-Hans and zh-Hant"),
                );
            } else {
                languages.push(language);
            }
        }
    }
    if languages.is_empty() {
        let head = fields.head();
        fields.diagnostics().push(Diagnostic::new(&rule::MISSING_KEY, head, "this site has no language").help(
            "list at least one: languages: [{tag: zh-Hans, dir: zh, name: 中文}, {tag: ja, dir: ja, name: 日本語}]",
        ));
    }
    languages
}

fn language(node: Node<'_>, diagnostics: &mut Diagnostics) -> Option<Language> {
    let mut fields = Fields::new(node, diagnostics);
    let tag = fields.required_text("tag");
    let dir = fields.required_text("dir");
    let name = fields.text("name");
    fields.ignore("fallback");
    let tag = tag.and_then(|text| {
        let tag = LanguageTag::parse(&text.value);
        if tag.is_none() {
            let message = format!("`{}` is no language tag (BCP 47)", text.value);
            fields.diagnostics().push(
                Diagnostic::new(&rule::WRONG_VALUE, text.span, message)
                    .help("examples: zh-Hans, zh-Hant-TW, ja, ko, en"),
            );
        }
        tag
    });
    let dir = dir.and_then(|text| {
        let fits =
            !text.value.is_empty() && text.value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !fits || text.value == "shared" || text.value == "glossary" {
            let message = format!("`{}` cannot be a language's folder", text.value);
            fields.diagnostics().push(
                Diagnostic::new(&rule::WRONG_VALUE, text.span, message)
                    .help("use letters, digits and hyphens; `shared` and `glossary` are taken"),
            );
            return None;
        }
        Some(text.value)
    });
    fields.finish();
    let (tag, dir) = (tag?, dir?);
    let name = name.map_or_else(|| tag.as_str().to_owned(), |name| name.value);
    Some(Language { tag, dir, name })
}

/// The chains of fallback, once all languages are known.
fn fallbacks(fields: &mut Fields<'_, '_>, languages: &[Language]) -> Vec<Option<Vec<usize>>> {
    let mut chains = vec![None; languages.len()];
    for node in fields.items("languages") {
        let dir = node.get("dir").and_then(|dir| dir.text());
        let Some(of) = languages.iter().position(|language| Some(language.dir.as_str()) == dir) else { continue };
        let Some(list) = node.get("fallback").filter(|list| !list.is_null()) else { continue };
        let named = if list.is_list() { list.items().collect() } else { vec![list] };
        let mut chain = Vec::new();
        for item in named {
            let name = Spanned::new(item.text().unwrap_or_default().to_owned(), item.span());
            match languages.iter().position(|language| language.dir == name.value) {
                None => fields.diagnostics().push(unknown_language(&name, languages)),
                Some(other) if other == of => fields.diagnostics().push(
                    Diagnostic::new(&rule::WRONG_VALUE, name.span, "a language cannot stand in for itself")
                        .help("name the other languages to look in, in order; `fallback: []` shows nothing instead"),
                ),
                Some(other) if chain.contains(&other) => fields.diagnostics().push(
                    Diagnostic::new(&rule::DUPLICATE_KEY, name.span, format!("fallback lists `{}` twice", name.value))
                        .help("remove one of the two"),
                ),
                Some(other) => chain.push(other),
            }
        }
        chains[of] = Some(chain);
    }
    chains
}

fn parallel(fields: &mut Fields<'_, '_>, languages: &[Language]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for node in fields.items("parallel") {
        let mut pair = Vec::new();
        for item in node.items() {
            let name = Spanned::new(item.text().unwrap_or_default().to_owned(), item.span());
            match languages.iter().position(|language| language.dir == name.value) {
                Some(language) => pair.push(language),
                None => fields.diagnostics().push(unknown_language(&name, languages)),
            }
        }
        match pair.as_slice() {
            &[first, second] if first != second => pairs.push((first, second)),
            _ if node.items().len() == 2 && pair.len() < 2 => {}
            _ => fields.diagnostics().push(
                Diagnostic::new(&rule::WRONG_VALUE, node.span(), "a pair of two languages is expected here")
                    .help("write parallel: [[zh, ja]]"),
            ),
        }
    }
    pairs
}

/// Reads an address that pages may be published under.
pub fn read_base_url(text: &str) -> Option<String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let fits = !rest.is_empty()
        && !rest.starts_with('/')
        && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~:/[]%".contains(&byte));
    fits.then(|| text.trim_end_matches('/').to_owned())
}

fn base_url(fields: &mut Fields<'_, '_>) -> Option<String> {
    let text = fields.text("base_url")?;
    let url = read_base_url(&text.value);
    if url.is_none() {
        let message = format!("`{}` is no address to publish under", text.value);
        fields.diagnostics().push(
            Diagnostic::new(&rule::WRONG_VALUE, text.span, message)
                .help("write the whole address: https://example.org/report"),
        );
    }
    url
}

fn fiscal_year_start(fields: &mut Fields<'_, '_>) -> u8 {
    const APRIL: u8 = 4;
    let Some(text) = fields.text("fiscal_year_start") else { return APRIL };
    match text.value.parse::<u8>() {
        Ok(month @ 1..=12) => month,
        _ => {
            fields.diagnostics().push(
                Diagnostic::new(&rule::WRONG_VALUE, text.span, "`fiscal_year_start` is the number of a month")
                    .help("write 4 for fiscal years that begin in April"),
            );
            APRIL
        }
    }
}

fn kinds(fields: &mut Fields<'_, '_>, languages: &[Language]) -> Vec<Kind> {
    let entries = fields.entries("kinds");
    entries
        .into_iter()
        .map(|entry| Kind {
            name: entry.key.to_owned(),
            label: Localized::read(entry.node, languages, fields.diagnostics()),
        })
        .collect()
}

/// The words of the interface, with those that the site says otherwise.
fn strings(fields: &mut Fields<'_, '_>, languages: &[Language]) -> Vec<Words> {
    let mut overrides = words::Overrides::new();
    for entry in fields.entries("strings") {
        if !languages.iter().any(|language| language.dir == entry.key) {
            fields.diagnostics().push(unknown_language(&entry.spanned_key(), languages));
            continue;
        }
        let read = |word: yaml::Entry<'_>, diagnostics: &mut Diagnostics| {
            Some((word.spanned_key(), yaml::expect_text(word.node, "text", diagnostics)?.value))
        };
        let words = entry.node.entries().filter_map(|word| read(word, fields.diagnostics())).collect();
        overrides.push((entry.spanned_key(), words));
    }
    words::words(languages, &overrides, fields.diagnostics())
}

fn rules(fields: &mut Fields<'_, '_>) -> BTreeMap<&'static str, Option<Severity>> {
    let mut rules = BTreeMap::new();
    for (name, weight) in fields.text_entries("rules") {
        let Some(rule) = rule::find(&name.value) else {
            fields.diagnostics().push(allow::unknown(&rule::UNKNOWN_KEY, &name.value, name.span));
            continue;
        };
        let severity = match weight.value.as_str() {
            "off" => None,
            "notice" => Some(Severity::Notice),
            "warning" => Some(Severity::Warning),
            "error" => Some(Severity::Error),
            other => {
                let message = format!("`{other}` is no weight of a rule");
                fields.diagnostics().push(
                    Diagnostic::new(&rule::WRONG_VALUE, weight.span, message).help("use off, notice, warning or error"),
                );
                continue;
            }
        };
        if rule.is_structural() && severity != Some(Severity::Error) {
            fields.diagnostics().push(
                Diagnostic::new(&rule::WRONG_VALUE, weight.span, format!("`{}` is always an error", rule.name))
                    .help("without it a page would be lost or unsafe; remove this line"),
            );
            continue;
        }
        rules.insert(rule.name, severity);
    }
    rules
}

fn line_breaks(fields: &mut Fields<'_, '_>) -> LineBreaks {
    match fields.one_of("cjk_line_breaks", &["both", "either", "keep"]).map(|word| word.value) {
        Some("either") => LineBreaks::Either,
        Some("keep") => LineBreaks::Keep,
        _ => LineBreaks::Both,
    }
}
