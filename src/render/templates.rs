//! Templates: the theme's and the site's, and what their errors say.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher as _};
use std::sync::Arc;

use rustc_hash::FxHasher;
use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::highlight::painter::Painter;
use crate::base::rule;
use crate::base::text::{SourceFile, Span};
use crate::base::yaml::nearest;
use crate::load::{Sources, theme};

use super::html::escape_in_templates;
use super::plain::Form;

/// The templates of a site, ready to render.
pub struct Templates {
    /// Colors the code of the pages.
    painter: Arc<Painter>,
    tera: Tera,
    /// The site's own templates, by name.
    own: Own,
    /// How plain passages are written, unless one of those has a say in it.
    plain: Option<Form>,
}

type Own = BTreeMap<String, Arc<SourceFile>>;

/// Endings of templates; their output is escaped.
const ESCAPED: [&str; 3] = [".html", ".xml", ".svg"];

/// Registers the theme's templates, also as `theme/NAME`, and the site's over them. Each is parsed alone first, then all
/// are put together, those without mistakes so far; so every mistake is reported and not the first. `None` if they
/// cannot be put together.
pub fn templates(sources: &Sources) -> (Option<Templates>, Diagnostics) {
    let (mut own, mut broken, mut diagnostics) = parse_alone(sources);
    diagnostics.merge(unused(sources));
    loop {
        match put_together(&own) {
            Ok(tera) if broken.is_empty() => {
                let plain = Form::of(&tera).filter(|_| !own.iter().any(has_a_say));
                return (Some(Templates { painter: Arc::default(), tera, own, plain }), diagnostics.sorted());
            }
            Ok(_) => return (None, diagnostics.sorted()),
            Err(error) => {
                let flaws = flaws(&error, &own);
                // What only misses a template that is complained of already is no mistake of its own.
                let new = flaws.iter().filter(|flaw| !flaw.follows_from(&broken, &own));
                diagnostics.extend(new.map(|flaw| flaw.complaint(&own)));
                // Without the templates at fault more may come to light: a cycle, for one, hides all else.
                let at_fault: Vec<String> = flaws.into_iter().filter_map(|flaw| flaw.template).collect();
                let before = own.len();
                own.retain(|name, _| !at_fault.contains(name));
                if own.len() == before {
                    return (None, diagnostics.sorted());
                }
                broken.extend(at_fault);
            }
        }
    }
}

/// Whether a template of the site may change how passages look, or look at them: better too many than one too few.
fn has_a_say((name, file): (&String, &Arc<SourceFile>)) -> bool {
    name == "unit.html" || file.text.contains("unit")
}

/// The site's templates that can be read, and the names of the others.
fn parse_alone(sources: &Sources) -> (Own, BTreeSet<String>, Diagnostics) {
    let (mut own, mut broken, mut diagnostics) = (Own::new(), BTreeSet::new(), Diagnostics::default());
    for file in &sources.templates {
        let name = name_of(file).to_owned();
        if !ESCAPED.iter().any(|ending| name.ends_with(ending)) {
            diagnostics.push(
                Diagnostic::new(
                    &rule::BROKEN_TEMPLATE,
                    Span::new(file.id, 0..0),
                    format!("{name} is no name for a template"),
                )
                .help("let it end in .html, .xml or .svg: in no other file is text escaped"),
            );
            broken.insert(name);
        } else if let Err(error) = Tera::new().add_raw_template(&name, &file.text)
            && let ErrorKind::SyntaxError(report) = error.kind()
        {
            diagnostics.push(complaint(file, report.span().range.clone(), report.message()));
            broken.insert(name);
        } else {
            own.insert(name, Arc::clone(file));
        }
    }
    (own, broken, diagnostics)
}

/// The name of a template of the site.
fn name_of(file: &SourceFile) -> &str {
    file.path.strip_prefix("templates/").unwrap_or(&file.path)
}

/// Templates of the site that have no name of the theme, and that none that is used names. A name in quotation marks
/// counts, wherever it stands, and components are known to all: better silent than wrong.
fn unused(sources: &Sources) -> Diagnostics {
    let is_of_theme = |name: &str| theme::TEMPLATES.iter().any(|(own, _)| *own == name);
    let is_used_anyhow = |file: &SourceFile| is_of_theme(name_of(file)) || file.text.contains(" component ");
    let of_site = sources.templates.iter().filter(|file| ESCAPED.iter().any(|ending| file.path.ends_with(ending)));
    let (mut used, mut others): (Vec<_>, Vec<_>) = of_site.partition(|file| is_used_anyhow(file));
    while let Some(user) = used.pop() {
        let (named, rest) = others.into_iter().partition(|file| is_named(name_of(file), &user.text));
        others = rest;
        used.extend::<Vec<_>>(named);
    }
    let complaint = |file: &Arc<SourceFile>| {
        let name = name_of(file);
        let help = match nearest(name, theme::TEMPLATES.iter().map(|(own, _)| *own)) {
            Some(near) => format!("did you mean {near}? "),
            None => String::new(),
        };
        Diagnostic::new(&rule::UNUSED_TEMPLATE, Span::new(file.id, 0..0), format!("nothing uses the template {name}")).help(
            format!("{help}a template takes the place of the theme's of that name (`taiyaku theme` lists them), or is included or extended by one that does"),
        )
    };
    others.into_iter().map(complaint).collect()
}

/// Whether a template names another, in quotation marks.
fn is_named(name: &str, text: &str) -> bool {
    ["\"", "'", "`"].iter().any(|mark| text.contains(&format!("{mark}{name}{mark}")))
}

/// The theme's templates and the site's over them.
fn put_together(own: &Own) -> Result<Tera, tera::Error> {
    let mut all: BTreeMap<String, &str> = BTreeMap::new();
    for (name, text) in theme::TEMPLATES {
        all.insert((*name).to_owned(), text);
        all.insert(format!("theme/{name}"), text);
    }
    all.extend(own.iter().map(|(name, file)| (name.clone(), &*file.text)));
    let mut tera = Tera::new();
    tera.autoescape_on(ESCAPED.to_vec());
    tera.set_escape_fn(escape_in_templates);
    tera.add_raw_templates(all)?;
    Ok(tera)
}

impl Templates {
    /// With a painter that may know the colors of the code already. Who renders a site again and again hands on the same.
    pub fn with_painter(self, painter: Arc<Painter>) -> Self {
        Self { painter, ..self }
    }

    /// What colors the code of the pages.
    pub fn painter(&self) -> &Painter {
        &self.painter
    }

    /// How plain passages are written without a template; `None` where the site's templates have a say in it.
    pub fn plain(&self) -> Option<&Form> {
        self.plain.as_ref()
    }

    /// Renders a template with the views under their names. The text is UTF-8, for all that it is put together from is.
    ///
    /// # Errors
    /// A complaint about the template, with its place where it is the site's.
    pub fn render<P: Serialize, T: Serialize>(
        &self,
        name: &str,
        page: &P,
        (key, view): (&'static str, &T),
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        /// A page of some length fits in; few are longer.
        const ROOM: usize = 32 << 10;
        let mut context = Context::new();
        context.insert("page", page);
        context.insert(key, view);
        let mut text = Vec::with_capacity(ROOM);
        match self.tera.render_to(name, &context, &mut text) {
            Ok(()) => Ok(text),
            Err(error) => Err(Box::new(self.explain(&error, name))),
        }
    }

    /// The templates that one is made of, by their names: itself, those that it extends, includes or imports, and those of these.
    /// A name in quotation marks counts, wherever it stands, and components are known to all: better too many than one too few.
    pub fn parts(&self, name: &str) -> BTreeSet<String> {
        let of_theme = theme::TEMPLATES.iter().flat_map(|(name, _)| [(*name).to_owned(), format!("theme/{name}")]);
        let all: BTreeSet<String> = of_theme.chain(self.own.keys().cloned()).collect();
        let has_component = |name: &&String| self.text(name).is_some_and(|text| text.contains(" component "));
        let mut open: Vec<&String> = all.iter().filter(|part| *part == name || has_component(part)).collect();
        let mut parts = BTreeSet::new();
        while let Some(part) = open.pop() {
            if parts.insert(part.clone())
                && let Some(text) = self.text(part)
            {
                open.extend(all.iter().filter(|name| is_named(name, text)));
            }
        }
        parts
    }

    /// A fingerprint of a template with all that it is made of, which holds in one process.
    pub fn print(&self, name: &str) -> u64 {
        let mut hasher = FxHasher::default();
        for part in self.parts(name) {
            (self.text(&part), part).hash(&mut hasher);
        }
        hasher.finish()
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.own.get(name).map(|file| &*file.text).or_else(|| theme::template(name))
    }

    fn explain(&self, error: &tera::Error, rendered: &str) -> Diagnostic {
        match error.kind() {
            ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => match self.own.get(report.filename())
            {
                Some(file) => complaint(file, report.span().range.clone(), report.message()),
                None => global(&format!("{}: {}", report.filename(), report.message())).help(
                    "a template of the theme fails; an override in templates/ gives it something else than it expects",
                ),
            },
            _ => match self.own.get(rendered) {
                Some(file) => complaint(file, 0..0, &error.to_string()),
                None => global(&format!("{rendered}: {error}")).help("look into templates/ of this site"),
            },
        }
    }
}

/// One mistake that shows when templates are put together.
struct Flaw {
    message: String,
    /// The template that Tera names.
    named: String,
    /// The site's template to look into: that one, or what it is made of.
    template: Option<String>,
    /// Line and column, 1-based, and how many characters are marked.
    place: Option<(usize, usize, usize)>,
    /// The template that is missing or comes back to itself.
    about: Option<String>,
}

/// What an error of putting together says: many reports in one text, or one thing about names.
fn flaws(error: &tera::Error, own: &Own) -> Vec<Flaw> {
    let own_of = |names: &[String]| names.iter().find(|name| own.contains_key(*name)).cloned();
    let about = |message: String, names: &[String], about: &str| Flaw {
        message,
        named: names.first().cloned().unwrap_or_default(),
        template: own_of(names),
        place: None,
        about: Some(about.to_owned()),
    };
    match error.kind() {
        ErrorKind::CircularExtend { inheritance_chain: chain, .. }
        | ErrorKind::CircularInclude { include_chain: chain, .. } => {
            let last = chain.last().map_or("", String::as_str);
            vec![about(format!("templates lead back to themselves: {}", chain.join(" → ")), chain, last)]
        }
        ErrorKind::MissingParent { current, parent } => {
            vec![about(format!("there is no template {parent} to extend"), std::slice::from_ref(current), parent)]
        }
        _ => {
            let text = error.to_string();
            let reports: Vec<Flaw> = text.split("\n\n").filter_map(|report| read_report(report, own)).collect();
            if !reports.is_empty() {
                return reports;
            }
            let named: Vec<String> = own.keys().filter(|name| text.contains(&format!("`{name}`"))).cloned().collect();
            vec![Flaw { about: None, ..about(text, &named, "") }]
        }
    }
}

/// Tera gives these mistakes as text only: a line with the message, one with ` --> FILE:LINE:COLUMN`, an excerpt, and a line
/// with marks below it.
fn read_report(report: &str, own: &Own) -> Option<Flaw> {
    let mut lines = report.lines();
    let message = lines.next()?.strip_prefix("error: ")?.to_owned();
    let mut place = lines.next()?.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
    let (column, line, named) = (place.next()?.parse().ok()?, place.next()?.parse().ok()?, place.next()?.to_owned());
    if own.contains_key(&named) {
        let width = lines.last().map_or(0, |marks| marks.matches('^').count());
        return Some(Flaw {
            message,
            template: Some(named.clone()),
            named,
            place: Some((line, column, width)),
            about: None,
        });
    }
    // A template of the theme is whole; the override that it extends lacks something.
    let text = theme::TEMPLATES.iter().find(|(name, _)| *name == named.trim_start_matches("theme/"))?.1;
    let parent = extended(text).filter(|parent| own.contains_key(*parent)).map(str::to_owned);
    Some(Flaw {
        message: format!("{message}, which {named} of the theme fills"),
        named,
        template: parent,
        place: None,
        about: None,
    })
}

impl Flaw {
    /// Whether it is there only because of a template that is left out.
    fn follows_from(&self, broken: &BTreeSet<String>, own: &Own) -> bool {
        let is_broken = |name: &str| broken.contains(name);
        if self.about.as_deref().is_some_and(is_broken) {
            return true;
        }
        if broken.iter().any(|name| self.message.contains(&format!("`{name}`"))) {
            return true;
        }
        // Blocks and components may be defined in what is left out.
        let mut parent = own.get(&self.named).and_then(|file| extended(&file.text));
        for _ in 0..own.len() {
            match parent {
                Some(name) if is_broken(name) => {
                    return self.message.starts_with("Block ") || self.message.contains("component");
                }
                Some(name) => parent = own.get(name).and_then(|file| extended(&file.text)),
                None => break,
            }
        }
        self.message.starts_with("Unknown component") && !broken.is_empty()
    }

    fn complaint(&self, own: &Own) -> Diagnostic {
        let Some(file) = self.template.as_ref().and_then(|name| own.get(name)) else {
            return global(&self.message).help("look into templates/ of this site");
        };
        let range = match (self.place, &self.about) {
            (Some(place), _) => range(&file.text, place),
            (None, Some(about)) => file.text.find(&format!("\"{about}\"")).map_or(0..0, |at| at..at + about.len() + 2),
            (None, None) => 0..0,
        };
        complaint(file, range, &self.message)
    }
}

/// The template that a text extends.
fn extended(text: &str) -> Option<&str> {
    let (_, after) = text.split_once("extends ")?;
    let after = after.trim_start().strip_prefix(['"', '\''])?;
    after.split(['"', '\'']).next()
}

/// Bytes of so many characters at a line and column, both 1-based.
fn range(text: &str, (line, column, width): (usize, usize, usize)) -> std::ops::Range<usize> {
    let mut lines = text.split_inclusive('\n');
    let before: usize = lines.by_ref().take(line - 1).map(str::len).sum();
    let line = lines.next().unwrap_or_default();
    let bytes = |n: usize| line.char_indices().nth(n).map_or(line.len(), |(at, _)| at);
    before + bytes(column - 1)..before + bytes(column - 1 + width)
}

fn global(message: &str) -> Diagnostic {
    Diagnostic::global(&rule::BROKEN_TEMPLATE, message.trim().trim_end_matches('.').to_owned())
}

fn complaint(file: &SourceFile, range: std::ops::Range<usize>, message: &str) -> Diagnostic {
    let end = file.text.ceil_char_boundary(range.end.min(file.text.len()));
    let start = file.text.floor_char_boundary(range.start.min(end));
    // What is at hand differs from page to page, and the help says it; without it one mistake is told of once.
    let message = message.split(" Available variables:").next().unwrap_or(message);
    let message = message.trim().trim_end_matches('.');
    Diagnostic::new(&rule::BROKEN_TEMPLATE, Span::new(file.id, start..end), message.to_owned())
        .help(advice(name_of(file)))
}

/// What a template may use, and where to look.
fn advice(name: &str) -> String {
    match theme::template(name).and_then(theme::about) {
        Some((_, variables)) => format!(
            "templates are Tera 2; {name} may use the variables {variables}; `taiyaku theme --fields` lists their fields, `taiyaku theme {name}` prints the theme's template"
        ),
        None => format!(
            "templates are Tera 2; {name} may use the variables of the template that it is part of; `taiyaku theme NAME` prints one of the theme, `taiyaku theme --fields` the fields of the variables"
        ),
    }
}

#[cfg(test)]
mod tests;
