//! Which file of a tree becomes which document, and where its links lead.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::path::join_in;
use crate::parse::config::Config;

/// A file that becomes a document.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its path in the tree.
    pub from: String,
    /// Index of its language in site.yaml.
    pub language: usize,
    /// Its work.
    pub work: String,
    /// Its place among its siblings, if the tree says one.
    pub order: Option<i64>,
    /// Its title, if it is said elsewhere than in the file.
    pub title: Option<String>,
}

impl Page {
    /// Its path below the site's folder.
    pub fn path(&self, config: &Config) -> String {
        format!("content/{}/{}.md", config.languages[self.language].dir, self.work)
    }
}

/// A folder of documents.
#[derive(Clone, Debug)]
pub struct Root {
    /// Its path in the tree, with `/` at its end.
    pub folder: String,
    /// Index of its language; `None` if the names of its files say it.
    pub language: Option<usize>,
    /// Where its other files go, below `content/`.
    pub target: String,
}

/// How names of files become names of works.
#[derive(Clone, Debug, Default)]
pub struct Naming {
    /// Endings that name a language: `page.ja.md`.
    pub languages: Vec<String>,
    /// Whether numbers before a name (`01-intro.md`) only order it.
    pub has_numbers: bool,
}

/// What a file's name says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// The work.
    pub work: String,
    /// The language it is marked with.
    pub language: Option<String>,
    /// The number before it.
    pub number: Option<i64>,
}

impl Naming {
    /// Reads a path below a folder of documents, with or without its ending.
    pub fn read(&self, path: &str) -> Name {
        let mut name = Name::default();
        let mut path = path.trim_matches('/');
        for ending in [".mdx", ".markdown", ".md", ".html"] {
            path = path.strip_suffix(ending).unwrap_or(path);
        }
        if let Some((before, language)) = path.rsplit_once('.')
            && self.languages.iter().any(|known| known.eq_ignore_ascii_case(language))
        {
            (path, name.language) = (before, Some(language.to_owned()));
        }
        let mut parts: Vec<String> = Vec::new();
        for part in path.split('/') {
            let (number, words) = self.number(part);
            name.number = number;
            parts.push(safe(words));
        }
        let is_index = |part: &String| ["index", "_index", "readme"].contains(&part.to_ascii_lowercase().as_str());
        if parts.last().is_some_and(is_index) {
            parts.pop();
        }
        name.work = if parts.is_empty() { "index".into() } else { parts.join("/") };
        // Pages that taiyaku makes itself have these names.
        if ["timeline", "glossary", "people", "404"].contains(&name.work.as_str())
            || parts.first().is_some_and(|part| part == "index")
        {
            name.work.push_str("-page");
        }
        name
    }

    fn number<'a>(&self, part: &'a str) -> (Option<i64>, &'a str) {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let rest = part[digits..].trim_start_matches([' ', '-', '_', '.']);
        let is_number = self.has_numbers && digits > 0 && rest.len() < part.len() - digits && !rest.is_empty();
        if is_number { (part[..digits].parse().ok(), rest) } else { (None, part) }
    }
}

/// A name that no system and no address reads otherwise, and that leads nowhere.
pub fn safe(part: &str) -> String {
    let is_unsafe = |c: char| c.is_control() || "\\:*?\"<>|#%/".contains(c);
    let name: String = part.chars().map(|c| if is_unsafe(c) { '-' } else { c }).collect();
    let name = name.trim_start_matches('.');
    if name.is_empty() { "unnamed".into() } else { name.into() }
}

/// All that becomes of a tree.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The documents, in order of their paths.
    pub pages: Vec<Page>,
    /// The folders they come from.
    pub roots: Vec<Root>,
    /// Folders whose files lie at `/` in the old site, with `/` at their end.
    pub statics: Vec<String>,
    /// How files are named.
    pub naming: Naming,
    /// Whether a page's address is a folder, so that links are relative to that.
    pub is_pretty: bool,
    /// Whether documents are MDX: programs and comments of JSX stand in them.
    pub is_mdx: bool,
    /// Which page is which work in which language.
    pub by_work: BTreeMap<(usize, String), usize>,
    /// Which file is which page.
    pub by_path: BTreeMap<String, usize>,
    /// All files of the tree.
    pub files: BTreeSet<String>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To the page itself.
    Own,
    /// To a page, by its index.
    Page(usize),
    /// To a file, by its path in the tree.
    File(String),
}

impl Plan {
    /// Adds a page; `false` if another file is the same document.
    pub fn add(&mut self, page: Page) -> bool {
        let key = (page.language, page.work.clone());
        if self.by_work.contains_key(&key) {
            return false;
        }
        self.by_work.insert(key, self.pages.len());
        self.by_path.insert(page.from.clone(), self.pages.len());
        self.pages.push(page);
        true
    }

    /// Takes note of which files there are.
    pub fn knows<'a>(&mut self, files: impl Iterator<Item = &'a String>) {
        self.files = files.cloned().collect();
    }

    /// The document or file that a path in `page` leads to.
    pub fn find(&self, page: &Page, path: &str) -> Option<Target> {
        self.candidates(page, path).into_iter().find_map(|candidate| {
            let exact = self.by_path.get(&candidate).copied();
            let is_own = exact.is_some_and(|found| self.pages[found].language == page.language);
            // A name without a language means the page in the language of the one that names it.
            let found = exact.filter(|_| is_own).or_else(|| self.by_name(page, &candidate)).or(exact);
            let is_file = self.files.contains(&candidate) && is_shown(&candidate) && self.asset(&candidate).is_some();
            found.map(Target::Page).or_else(|| is_file.then_some(Target::File(candidate)))
        })
    }

    fn by_name(&self, page: &Page, candidate: &str) -> Option<usize> {
        let below = |root: &Root| {
            candidate.strip_prefix(&root.folder).or((format!("{candidate}/") == root.folder).then_some("index"))
        };
        self.roots.iter().filter_map(|root| Some((root, below(root)?))).find_map(|(root, below)| {
            let name = self.naming.read(below);
            let language = root.language.unwrap_or(page.language);
            self.by_work.get(&(language, name.work)).copied()
        })
    }

    fn candidates(&self, page: &Page, path: &str) -> Vec<String> {
        let folder = page.from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let own = self.roots.iter().filter(|root| root.language.is_none_or(|language| language == page.language));
        let mut candidates = Vec::new();
        if let Some(below) = path.strip_prefix("@site/") {
            candidates.push(below.to_owned());
        } else if let Some(rooted) = path.strip_prefix("pathname://").unwrap_or(path).strip_prefix('/') {
            let rooted = rooted.trim_start_matches('/');
            for root in own.chain(&self.roots) {
                candidates.push(format!("{}{rooted}", root.folder));
                // `/ja/page/`: the language stands in the address, and not in the folder.
                candidates.extend(rooted.split_once('/').map(|(_, rest)| format!("{}{rest}", root.folder)));
            }
            candidates.extend(self.statics.iter().map(|folder| format!("{folder}{rooted}")));
        } else {
            candidates.extend(join_in(folder, path));
            if self.is_pretty {
                let stem = page.from.rsplit_once('.').map_or(page.from.as_str(), |(stem, _)| stem);
                candidates.extend(join_in(stem, path));
            }
            candidates.extend(own.map(|root| format!("{}{path}", root.folder)));
            candidates.extend(self.statics.iter().map(|folder| format!("{folder}{path}")));
        }
        candidates.into_iter().map(|candidate| candidate.trim_end_matches('/').to_owned()).collect()
    }

    /// Where a file goes, below the site's folder.
    pub fn asset(&self, path: &str) -> Option<String> {
        let clean = |path: &str| path.split('/').map(safe).collect::<Vec<_>>().join("/");
        let root = self.roots.iter().filter(|root| path.starts_with(&root.folder)).max_by_key(|root| root.folder.len());
        if let Some(root) = root {
            return Some(format!("content/{}/{}", root.target, clean(&path[root.folder.len()..])));
        }
        let folder = self.statics.iter().find(|folder| path.starts_with(folder.as_str()))?;
        Some(format!("content/shared/{}", clean(&path[folder.len()..])))
    }
}

/// The way from one file to another, both below one folder.
pub fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let shared = from[..from.len() - 1].iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; from.len() - 1 - shared];
    parts.extend(&to[shared..]);
    parts.join("/")
}

/// The language of the site that a generator's name for it means: its folder, its tag, or the same first subtag.
pub fn language(config: &Config, name: &str) -> Option<usize> {
    let same = |other: &str| other.eq_ignore_ascii_case(&name.replace('_', "-"));
    let first = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let exact = config.languages.iter().position(|language| same(&language.dir) || same(language.tag.as_str()));
    exact.or_else(|| {
        let alike: Vec<usize> = (0..config.languages.len())
            .filter(|&at| {
                first(config.languages[at].tag.as_str()) == first(name)
                    || first(&config.languages[at].dir) == first(name)
            })
            .collect();
        if let [only] = alike.as_slice() { Some(*only) } else { None }
    })
}

/// Whether a file may be copied beside a document. Programs and pages of the old site are none of the new one.
fn is_shown(path: &str) -> bool {
    const SHOWN: [&str; 16] = [
        "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "pdf", "mp3", "mp4", "webm", "csv", "txt", "zip", "xlsx",
        "docx",
    ];
    path.rsplit_once('.').is_some_and(|(_, ending)| SHOWN.contains(&&*ending.to_ascii_lowercase()))
}

/// Whether a file is a document.
pub fn is_document(path: &str) -> bool {
    [".md", ".mdx", ".markdown"].iter().any(|ending| path.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_works() {
        let naming = Naming { languages: vec!["ja".into()], has_numbers: true };
        let work = |path: &str| naming.read(path).work;
        assert_eq!(work("posts/a/index.md"), "posts/a");
        assert_eq!(work("_index.ja.md"), "index");
        assert_eq!(work("02-guide/01_intro.mdx"), "guide/intro");
        assert_eq!(work("timeline.md"), "timeline-page");
        assert_eq!(work("2024.md"), "2024");
        assert_eq!(work("a:b/../c#.md"), "a-b/unnamed/c-");
        assert_eq!(naming.read("3.a.ja.md"), Name { work: "a".into(), language: Some("ja".into()), number: Some(3) });
        assert_eq!(relative("content/zh/a/b.md", "content/zh/c.md"), "../c.md");
        assert_eq!(relative("content/zh/a.md", "content/shared/i.png"), "../shared/i.png");
    }
}
