//! `taiyaku import DIR --from GENERATOR`: the bilingual site of another generator becomes documents of this one.
//!
//! What a generator's own language says (shortcodes, components, includes) has no counterpart here: it stays in the text as
//! it was typed, or goes, and each place is told with what to do. Nothing that is there is written over, no link on the disk
//! is followed, and no name of the tree leads out of the site's folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::import::Site;
use super::{EditError, Note, Report, few, store};

mod body;
mod docusaurus;
mod front;
mod hugo;
mod mdbook;
mod page;
mod plan;
mod setting;

use plan::Plan;

/// A generator whose sites can be brought over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generator {
    /// Hugo: `content/` with a folder or a file name ending per language.
    Hugo,
    /// Docusaurus: `docs/` and `i18n/LANG/docusaurus-plugin-content-docs/current/`.
    Docusaurus,
    /// mdBook: one book per language.
    Mdbook,
}

/// The files of a tree, by their paths below it with `/`.
struct Tree {
    files: BTreeMap<String, PathBuf>,
    notes: Vec<Note>,
}

impl Tree {
    /// The text of a file that is there.
    fn text(&self, path: &str) -> Option<String> {
        let bytes = fs::read(self.files.get(path)?).ok()?;
        Some(String::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
    }

    fn tell(&mut self, path: &str, text: impl Into<String>) {
        self.notes.push(Note { path: path.into(), line: None, text: text.into() });
    }
}

/// Brings the tree in `folder` into the site in `root`.
///
/// # Errors
/// A folder that holds no site of that generator, and the environment's errors.
pub fn import_tree(root: &Path, folder: &Path, generator: Generator) -> Result<Report, EditError> {
    let site = Site::read(root)?;
    let mut tree = read(folder)?;
    let plan = match generator {
        Generator::Hugo => hugo::plan(&mut tree, &site.config),
        Generator::Docusaurus => docusaurus::plan(&mut tree, &site.config),
        Generator::Mdbook => mdbook::plan(&mut tree, &site.config),
    };
    if plan.pages.is_empty() {
        let why = tree.notes.first().map(|note| format!("; {note}")).unwrap_or_default();
        return Err(EditError::refused(
            format!("{} holds no document that could be brought over{why}", folder.display()),
            "name the folder of the site: the one with hugo.toml, docusaurus.config.js or book.toml; its languages must be among those of site.yaml",
        ));
    }
    let mut files = Vec::new();
    let mut used = BTreeSet::new();
    for page in &plan.pages {
        let Some(text) = tree.text(&page.from) else {
            tree.tell(&page.from, "this file is not UTF-8 and was left out; save it as UTF-8");
            continue;
        };
        let converted = page::convert(page, &text, &plan, &site.config);
        tree.notes.extend(converted.notes);
        used.extend(converted.assets);
        files.push((page.path(&site.config), converted.content.into_bytes()));
    }
    copy_assets(&mut tree, &plan, &used, &mut files);
    files.retain(|(path, _)| {
        let is_free = root.join(path).symlink_metadata().is_err();
        if !is_free {
            tree.tell("", format!("{path} is there already and was left as it is"));
        }
        is_free
    });
    store::create_bytes(root, &files)?;
    tree.notes.sort();
    Ok(Report { written: files.into_iter().map(|(path, _)| path).collect(), notes: tree.notes })
}

fn read(folder: &Path) -> Result<Tree, EditError> {
    const BUILT: [&str; 5] = ["node_modules", "public", "resources", "build", "book"];
    let failed = |path: &Path, error: walkdir::Error| EditError::Read { path: path.into(), error: error.into() };
    let mut tree = Tree { files: BTreeMap::new(), notes: Vec::new() };
    let is_wanted = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        let is_built = entry.depth() == 1 && BUILT.contains(&name.as_ref());
        entry.depth() == 0 || !(name.starts_with('.') || is_built)
    };
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(is_wanted) {
        let entry = entry.map_err(|error| failed(folder, error))?;
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path = below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        if entry.file_type().is_symlink() {
            tree.tell(&path, "this is a symbolic link and was not followed; put the file itself there");
        } else if entry.file_type().is_file() {
            tree.files.insert(path, entry.into_path());
        }
    }
    Ok(tree)
}

/// Files that documents show or lead to. Programs and pages of the old site are none of the new one.
fn copy_assets(tree: &mut Tree, plan: &Plan, used: &BTreeSet<String>, files: &mut Vec<(String, Vec<u8>)>) {
    const COPIED: [&str; 16] = [
        "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "pdf", "mp3", "mp4", "webm", "csv", "txt", "zip", "xlsx",
        "docx",
    ];
    for path in used {
        let Some(target) = plan.asset(path) else { continue };
        let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        match tree.files.get(path).map(fs::read) {
            Some(Ok(bytes)) if COPIED.contains(&ending.as_str()) => files.push((target, bytes)),
            Some(Ok(_)) => tree
                .tell(path, "files of this kind are not brought over; copy it beside the document if it is harmless"),
            _ => tree.tell(path, "this file cannot be read and was left out"),
        }
    }
    let is_content = |path: &&String| plan.roots.iter().any(|root| path.starts_with(&root.folder));
    let is_page = |path: &&String| plan.pages.iter().any(|page| page.from == **path);
    let documents = [".md", ".mdx", ".markdown"];
    let left: Vec<String> = tree
        .files
        .keys()
        .filter(|path| is_content(path) && !used.contains(*path) && !is_page(path))
        .filter(|path| !documents.iter().any(|ending| path.ends_with(ending)) && !path.ends_with("SUMMARY.md"))
        .cloned()
        .collect();
    if !left.is_empty() {
        tree.tell("", format!("no document refers to these files, and they were left out: {}", few(&left)));
    }
}
