//! `taiyaku init`: a small site in two languages that shows everything once: chapters with ids, comments on exact words
//! and on a section, a glossary, a timeline, and a workflow that publishes it. Its files lie beside this one.

use std::fs;
use std::io;
use std::path::Path;

use crate::align::align;
use crate::load::Sources;
use crate::parse::parse;

use super::accept::{AcceptOptions, accept};
use super::{EditError, NewFile, Note, Report, store};

/// Paths below the new site's folder, and contents.
const FILES: [(&str, &str); 10] = [
    (".github/workflows/pages.yml", include_str!("init/pages.yml")),
    (".gitignore", include_str!("init/gitignore")),
    ("content/glossary.yaml", include_str!("init/glossary.yaml")),
    ("content/ja/index.md", include_str!("init/ja/index.md")),
    ("content/ja/parallel-text.md", include_str!("init/ja/parallel-text.md")),
    ("content/ja/parallel-text/translator.md", include_str!("init/ja/parallel-text/translator.md")),
    ("content/timeline.yaml", include_str!("init/timeline.yaml")),
    ("content/zh/index.md", include_str!("init/zh/index.md")),
    ("content/zh/parallel-text.md", include_str!("init/zh/parallel-text.md")),
    ("content/zh/parallel-text/translator.md", include_str!("init/zh/parallel-text/translator.md")),
];

/// The files of a new site, and the locks that record its translations.
pub fn sample() -> Vec<NewFile> {
    let site = ("site.yaml", include_str!("init/site.yaml"));
    let files = FILES.iter().chain([&site]);
    let mut files: Vec<NewFile> =
        files.map(|(path, content)| NewFile { path: (*path).into(), content: (*content).into() }).collect();
    let locks = locks(&files);
    files.extend(locks);
    files
}

/// What `accept` would write.
fn locks(files: &[NewFile]) -> Vec<NewFile> {
    let mut sources = Sources::default();
    for NewFile { path, content } in files {
        let file = sources.files.add(path.clone(), content.as_str());
        match path.as_str() {
            "site.yaml" => sources.site = Some(file),
            path if path.ends_with(".md") => sources.texts.push(file),
            _ => {}
        }
    }
    let (parsed, _) = parse(&sources);
    let works = align(&parsed.documents, &[], &parsed.config, None).works;
    let accepted = accept(&works, &parsed.config, &sources.files, &AcceptOptions::default());
    let edits = accepted.map(|accepted| accepted.edits).unwrap_or_default();
    edits.into_iter().map(|edit| NewFile { path: edit.path, content: edit.after }).collect()
}

/// Begins a site in `dir`, which is made if it is not there.
///
/// # Errors
/// A folder that is not empty, and the environment's errors.
pub fn init_in(dir: &Path) -> Result<Report, EditError> {
    let entries = entries(dir)?;
    if !entries.is_empty() {
        return Err(EditError::NotEmpty { dir: dir.into(), entries });
    }
    let files = sample();
    store::create(dir, &files)?;
    let note = Note {
        path: FILES[0].0.into(),
        line: None,
        text: "to publish with GitHub Pages, set the variable TAIYAKU_REPOSITORY of your repository to the address that taiyaku is installed from".into(),
    };
    Ok(Report { written: files.into_iter().map(|file| file.path).collect(), notes: vec![note] })
}

/// What lies in the folder, in order; nothing if there is no folder. A repository that was just begun counts as empty.
fn entries(dir: &Path) -> Result<Vec<String>, EditError> {
    let failed = |error| EditError::Read { path: dir.into(), error };
    let mut entries = Vec::new();
    match fs::read_dir(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed(error)),
        Ok(found) => {
            for entry in found {
                entries.push(entry.map_err(failed)?.file_name().to_string_lossy().into_owned());
            }
        }
    }
    entries.retain(|name| name != ".git");
    entries.sort();
    Ok(entries)
}
