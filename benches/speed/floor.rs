//! The floor: what the same libraries take for a site without anything that taiyaku is for. It walks, reads, takes the front
//! matter, turns Markdown into HTML, puts it into a template, colors code, and writes; a page at a time, on all cores. It
//! aligns, links and checks nothing, lists nothing, and spares nothing that was done before.

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd, html};
use rayon::prelude::*;
use serde::Deserialize;
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;
use tera::{Context, Tera};

/// Why it did not come to its end.
type Failure = Box<dyn Error + Send + Sync>;

const PAGE: &str = "\
<!doctype html>
<html lang=\"{{ lang }}\">
<head>
<meta charset=\"utf-8\">
<title>{{ title }}</title>
{% if summary %}<meta name=\"description\" content=\"{{ summary }}\">{% endif %}
<link rel=\"stylesheet\" href=\"/style.css\">
</head>
<body>
<header><nav><ul>{% for name in navigation %}<li><a href=\"/{{ name }}/\">{{ name }}</a></li>{% endfor %}</ul></nav></header>
<main>
<h1>{{ title }}</h1>
{% if date %}<p><time>{{ date }}</time></p>{% endif %}
{{ content | safe }}
</main>
<footer><p>{{ title }}</p></footer>
</body>
</html>
";

/// The fields of front matter that the template shows.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Meta {
    title: String,
    summary: Option<String>,
    date: Option<String>,
}

/// Builds the texts below `content/` of a site into a folder.
///
/// # Errors
/// What the system refuses, and what the libraries do.
pub fn build(site: &Path, output: &Path) -> Result<usize, Failure> {
    let content = site.join("content");
    let entries = walkdir::WalkDir::new(&content).into_iter().collect::<Result<Vec<_>, _>>()?;
    let texts: Vec<PathBuf> = entries
        .into_iter()
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    let floor = Floor::new()?;
    fs::create_dir_all(output)?;
    texts.par_iter().try_for_each(|text| {
        let below = text.strip_prefix(&content)?;
        let place = output.join(below).with_extension("html");
        let page = floor.page(&fs::read_to_string(text)?, below)?;
        write(&place, &page)
    })?;
    Ok(texts.len())
}

/// A file into a folder that may not be there yet.
fn write(place: &Path, page: &str) -> Result<(), Failure> {
    if fs::write(place, page).is_err() {
        fs::create_dir_all(place.parent().unwrap_or(place))?;
        fs::write(place, page)?;
    }
    Ok(())
}

struct Floor {
    templates: Tera,
    syntaxes: SyntaxSet,
    /// Syntaxes by the words that name them, found once.
    by_token: HashMap<String, usize>,
}

impl Floor {
    fn new() -> Result<Self, Failure> {
        let mut templates = Tera::default();
        templates.add_raw_template("page.html", PAGE)?;
        let syntaxes = SyntaxSet::load_defaults_newlines();
        let mut by_token = HashMap::new();
        for (at, syntax) in syntaxes.syntaxes().iter().enumerate() {
            for token in syntax.file_extensions.iter().chain([&syntax.name]) {
                by_token.entry(token.to_lowercase()).or_insert(at);
            }
        }
        Ok(Self { templates, syntaxes, by_token })
    }

    fn page(&self, text: &str, path: &Path) -> Result<String, Failure> {
        let (meta, body) = front_matter(text)?;
        let mut content = String::with_capacity(body.len() * 2);
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
        html::push_html(&mut content, self.colored(Parser::new_ext(body, options))?.into_iter());
        let mut context = Context::new();
        let language = path.iter().next().map(|dir| dir.to_string_lossy().into_owned());
        context.insert("lang", &language);
        context.insert("title", &meta.title);
        context.insert("summary", &meta.summary);
        context.insert("date", &meta.date);
        context.insert("content", &content);
        context.insert("navigation", &["one", "two", "three", "four", "five"]);
        Ok(self.templates.render("page.html", &context)?)
    }

    /// The events with blocks of code as HTML in classes.
    fn colored<'a>(&self, events: Parser<'a>) -> Result<Vec<Event<'a>>, Failure> {
        let mut colored = Vec::new();
        let mut code: Option<(String, String)> = None;
        for event in events {
            match (event, &mut code) {
                (Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))), _) => {
                    let token = info.split([' ', ',']).next().unwrap_or_default().to_lowercase();
                    code = Some((token, String::new()));
                }
                (Event::Text(text), Some((_, code))) => code.push_str(&text),
                (Event::End(TagEnd::CodeBlock), Some((token, text))) => {
                    colored.push(Event::Html(self.color(token, text)?.into()));
                    code = None;
                }
                (event, _) => colored.push(event),
            }
        }
        Ok(colored)
    }

    fn color(&self, token: &str, code: &str) -> Result<String, Failure> {
        let syntax = match self.by_token.get(token) {
            Some(at) => &self.syntaxes.syntaxes()[*at],
            None => self.syntaxes.find_syntax_plain_text(),
        };
        let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &self.syntaxes, ClassStyle::Spaced);
        for line in LinesWithEndings::from(code) {
            generator.parse_html_for_line_which_includes_newline(line)?;
        }
        Ok(format!("<pre><code class=\"code\">{}</code></pre>\n", generator.finalize()))
    }
}

/// The front matter, and the text after it.
fn front_matter(text: &str) -> Result<(Meta, &str), Failure> {
    match text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
        Some((yaml, body)) => Ok((serde_yaml::from_str(yaml)?, body)),
        None => Ok((Meta::default(), text)),
    }
}
