//! A whole site as one string, built as the program builds it. Every file begins with a line `--- path ---`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use scraper::{ElementRef, Html, Selector};
use taiyaku::base::report::{self, Style};
use taiyaku::build::{self, BuildError, Completeness, Options};
use taiyaku::load::AssetContent;
use taiyaku::render::Output;

/// The least site.yaml of two languages.
pub const SITE: &str = "\
--- site.yaml ---
title: {zh: 网站, ja: サイト}
languages:
  - {tag: zh-Hans, dir: zh, name: 中文}
  - {tag: ja, dir: ja, name: 日本語}
parallel: [[zh, ja]]
kinds:
  policy: {zh: 政策, ja: 政策}
";

/// A site in a folder of its own, gone with this value.
pub struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    /// Writes the files of `text` after those of [`SITE`]; a site.yaml of its own replaces that one.
    pub fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder for a test");
        let site = Self { folder };
        site.write(SITE);
        site.write(text);
        site
    }

    /// Writes further files, or the same ones anew.
    pub fn write(&self, text: &str) {
        for (path, text) in split(text) {
            self.write_bytes(&path, text.as_bytes());
        }
    }

    /// Writes a file that is no text.
    pub fn write_bytes(&self, path: &str, bytes: &[u8]) {
        let place = self.root().join(path);
        std::fs::create_dir_all(place.parent().expect("a file lies in a folder")).expect("a folder can be made");
        std::fs::write(place, bytes).expect("a file can be written");
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Where it is built.
    pub fn output(&self) -> PathBuf {
        self.root().join("public")
    }

    /// What is built, and how.
    pub fn options(&self, completeness: Completeness) -> Options {
        Options { root: self.root().into(), base_url: None, completeness }
    }

    /// Builds it and gives the report, as the program prints it.
    pub fn build(&self) -> String {
        self.build_with(Completeness::AsSet)
    }

    /// Builds it with that completeness.
    pub fn build_with(&self, completeness: Completeness) -> String {
        shown(build::build(&self.options(completeness), &self.output()))
    }

    /// A page as it was built.
    pub fn page(&self, path: &str) -> Page {
        let place = self.output().join(path);
        Page::new(&std::fs::read_to_string(&place).unwrap_or_else(|error| panic!("{path}: {error}")))
    }
}

/// The report of a build, or the words of the environment.
pub fn shown(built: Result<build::Built, BuildError>) -> String {
    match built {
        Ok(built) => report::human(&built.diagnostics, &built.files, Style::PLAIN),
        Err(error) => format!("{error}\n"),
    }
}

/// The files of a site that is written as one string.
pub fn split(text: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        let path = line.trim_end().strip_prefix("--- ").and_then(|rest| rest.strip_suffix(" ---"));
        match (path, files.last_mut()) {
            (Some(path), _) => files.push((path.to_owned(), String::new())),
            (None, Some((_, text))) => text.push_str(line),
            (None, None) => panic!("a site begins with a line `--- path ---`, not {line:?}"),
        }
    }
    files
}

/// All files of a folder, by path.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.expect("what was built can be read");
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).expect("it lies below").to_string_lossy().into_owned();
            files.insert(path, std::fs::read(entry.path()).expect("what was built can be read"));
        }
    }
    files
}

/// Every page of the site in `root` by its path, rendered in memory, with the report; files that are copied are empty.
pub fn pages(root: &Path) -> (BTreeMap<String, String>, String) {
    let options = Options { root: root.into(), base_url: None, completeness: Completeness::Required };
    let mut built = build::prepare(&options).unwrap_or_else(|error| panic!("{error}"));
    let pages = Mutex::new(BTreeMap::new());
    build::render_all(&mut built, |path, output| {
        let text = match output {
            Output::Text(text) => String::from_utf8(text.clone()).expect("what is rendered is UTF-8"),
            Output::Copy(AssetContent::Embedded(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
            // It is there, and that is all that links ask for.
            Output::Copy(AssetContent::File(_)) => String::new(),
        };
        pages.lock().expect("no page panics").insert(path.to_owned(), text);
        Ok::<(), ()>(())
    })
    .expect("nothing is refused");
    let report = report::human(&built.diagnostics, &built.files, Style::PLAIN);
    (pages.into_inner().expect("no page panics"), report)
}

/// Where an element leads: by its `href`, or by its `xlink:href` where it stands in SVG.
pub fn href<'a>(element: &ElementRef<'a>) -> Option<&'a str> {
    element.value().attrs().find_map(|(name, value)| (name == "href").then_some(value))
}

/// A page as a browser reads it.
pub struct Page {
    /// Its bytes.
    pub source: String,
    html: Html,
}

impl Page {
    /// Reads a page.
    pub fn new(source: &str) -> Self {
        Self { source: source.to_owned(), html: Html::parse_document(source) }
    }

    /// The elements that a selector of CSS finds.
    pub fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        let selector = Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"));
        self.html.select(&selector).collect()
    }

    /// The only element that a selector finds.
    pub fn one(&self, selector: &str) -> ElementRef<'_> {
        match self.all(selector).as_slice() {
            [one] => *one,
            found => panic!("{} elements are {selector}", found.len()),
        }
    }

    /// The inside of the only element that a selector finds; attributes come in order of their names.
    pub fn inside(&self, selector: &str) -> String {
        self.one(selector).inner_html().trim().to_owned()
    }

    /// The text of a unit that its author wrote, without numbers, marks of notes, and ways to other pages.
    pub fn unit_text(&self, id: &str) -> Option<String> {
        let unit = self.all("[id]").into_iter().find(|element| element.attr("id") == Some(id))?;
        let selector = Selector::parse(".passage").expect("a selector");
        let passage = unit.select(&selector).next().unwrap_or(unit);
        Some(authored(passage))
    }
}

/// The text of an element without the signs of notes and footnotes.
fn authored(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    for child in element.children() {
        match (child.value().as_text(), ElementRef::wrap(child)) {
            (Some(words), _) => text.push_str(words),
            (None, Some(inner))
                if inner.attr("class").is_some_and(|class| ["note-ref", "footnote-ref"].contains(&class)) => {}
            (None, Some(inner)) => text.push_str(&authored(inner)),
            (None, None) => {}
        }
    }
    text
}
