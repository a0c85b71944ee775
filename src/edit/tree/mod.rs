//! `taiyaku import DIR --from GENERATOR`: the bilingual site of another generator becomes documents of this one.
//!
//! What a generator's own language says (shortcodes, components, includes) has no counterpart here: it stays in the text as
//! it was typed, or goes, and each place is told with what to do. Nothing that is there is written over, no link on the disk
//! is followed, and no name of the tree leads out of the site's folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use super::import::Site;
use super::{EditError, Note, Report, store};
use crate::align;
use crate::parse::config::Config;

mod body;
mod docusaurus;
mod front;
mod hugo;
mod mdbook;
mod page;
mod plan;
mod setting;

use plan::{Plan, is_document};

/// Files with their paths below the site's folder.
type Files = Vec<(String, Vec<u8>)>;

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
    let (mut files, used) = documents(&mut tree, &plan, &site.config);
    copy_assets(&mut tree, &plan, &used, &mut files);
    tell_of_others(&mut tree, &plan, &used);
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

/// The pages as documents, and the files that they show or lead to.
fn documents(tree: &mut Tree, plan: &Plan, config: &Config) -> (Files, BTreeSet<String>) {
    let mut drafts = Vec::new();
    for page in &plan.pages {
        match tree.text(&page.from) {
            Some(text) => drafts.push((page, page::draft(page, &text, plan))),
            None => tree.tell(&page.from, "this file is not UTF-8 and was left out; save it as UTF-8"),
        }
    }
    let documents: Vec<_> = drafts.iter().filter_map(|(page, draft)| draft.document(page, config)).collect();
    let works = align::align(&documents, &[], config, None).works;
    let places = works.into_iter().map(|work| (work.key.clone(), Arc::clone(&work.fragments))).collect();
    let (mut files, mut used) = (Vec::new(), BTreeSet::new());
    for (page, draft) in drafts {
        let converted = draft.linked(page, plan, &places, config);
        tree.notes.extend(converted.notes);
        used.extend(converted.assets);
        files.push((page.path(config), converted.content.into_bytes()));
    }
    (files, used)
}

/// Files that documents show or lead to.
fn copy_assets(tree: &mut Tree, plan: &Plan, used: &BTreeSet<String>, files: &mut Files) {
    for path in used {
        let Some(target) = plan.asset(path) else { continue };
        match tree.files.get(path).map(fs::read) {
            Some(Ok(bytes)) => files.push((target, bytes)),
            _ => tree.tell(path, "this file cannot be read and was left out"),
        }
    }
}

/// What nothing was said of so far: files that no document shows, and all that lies elsewhere.
fn tell_of_others(tree: &mut Tree, plan: &Plan, used: &BTreeSet<String>) {
    let folders: Vec<&String> = plan.roots.iter().map(|root| &root.folder).chain(&plan.statics).collect();
    let is_within = |path: &str| folders.iter().any(|folder| path.starts_with(folder.as_str()));
    let noted: BTreeSet<String> = tree.notes.iter().map(|note| note.path.clone()).collect();
    let is_told = |path: &str| noted.contains(path) || used.contains(path);
    let unused = tree.files.keys().filter(|path| is_within(path) && !is_document(path) && !is_told(path));
    let unused = counted(unused.map(|path| (path.rsplit_once('/').map_or("", |(folder, _)| folder), &**path)));
    if !unused.is_empty() {
        tree.tell("", format!("no document refers to these files, and they were left out: {unused}"));
    }
    // The first folder on the way that leads to no documents.
    let top = |path: &'_ str| {
        let ends = path.match_indices('/').map(|(at, _)| &path[..=at]);
        let mut apart = ends.filter(|way| !folders.iter().any(|folder| folder.starts_with(way)));
        apart.next().map_or(path.len(), |way| way.len() - 1)
    };
    let elsewhere = tree.files.keys().filter(|path| !is_within(path) && !is_told(path));
    let elsewhere = counted(elsewhere.map(|path| (&path[..top(path)], &**path)));
    if !elsewhere.is_empty() {
        tree.tell("", format!("only documents and what they show are brought over; settings, looks and all else were left out: {elsewhere}"));
    }
}

/// Folders in order, each with how many files it holds; a single file by its name.
fn counted<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut folders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    files.for_each(|(folder, file)| folders.entry(folder).or_default().push(file));
    let name = |(folder, files): (&str, Vec<&str>)| match files.as_slice() {
        [file] => (*file).to_owned(),
        files => format!("{folder}/ ({} files)", files.len()),
    };
    folders.into_iter().map(name).collect::<Vec<_>>().join(", ")
}
