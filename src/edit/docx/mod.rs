//! .docx in and out, through pandoc: reports that come in as Word files, and documents that go out to be proof-read in Word
//! and come back.
//!
//! pandoc is asked for its tree (JSON), not for Markdown: no quotation mark or dash is touched on the way. What goes out
//! carries the id of each passage as hidden text at its beginning, which word processors keep; so what comes back is known
//! by its ids, whatever happened to its words.

use std::fs;
use std::path::{Path, PathBuf};

use crate::base::text::{FileId, SourceFile};
use crate::load::AssetContent;
use crate::parse;
use crate::parse::document::{Document, visible_text};
use crate::parse::slug::slug;

use super::escape::Escaper;
use super::import::{Coming, Site, yaml_text};
use super::{EditError, IdScope, ImportOptions, Note, Report, ids, markdown, store};

mod package;
mod pandoc;
mod read;
pub(super) mod tidy;
mod write;

use read::Reading;

/// Characters around an id in hidden text: nobody types them (U+2060, word joiner).
const JOINER: char = '\u{2060}';

/// Between the base of a ruby and its reading, on their way through pandoc (U+2063, invisible separator).
const SEPARATOR: char = '\u{2063}';

/// Imports a .docx as a new document, its pictures beside it.
pub(super) fn import_into(site: &Site, path: &Path, options: &ImportOptions) -> Result<Report, EditError> {
    let folder = temporary(path)?;
    let mut reading = opened(path, options, Some(folder.path()))?;
    let name = options.work.rsplit('/').next().unwrap_or_default();
    let pictures = reading.place_pictures(folder.path(), name)?;
    let escaper = Escaper::default();
    let written = markdown::blocks(&reading.incoming.blocks, &reading.incoming.footnotes, &escaper);
    for at in written.reduced {
        let number = reading.incoming.blocks[at].span.start as usize;
        let text =
            "this block could not be written as Markdown that reads back as it is; its words were kept as paragraphs";
        reading.notes.push(Note { path: String::new(), line: Some(number), text: text.into() });
    }
    let title = visible_text(&reading.incoming.title);
    let title = match options.title.as_deref() {
        Some(title) => title,
        None if title.is_empty() => {
            let text = format!("no title was found, so it is `{name}`; say one with --title, or change it in the file");
            reading.notes.push(Note { path: String::new(), line: None, text });
            name
        }
        None => &title,
    };
    let content = format!("---\ntitle: {}\n---\n\n{}\n", yaml_text(title), written.markdown);
    let path_below = format!("content/{}/{}.md", options.language, options.work);
    let file = std::sync::Arc::new(SourceFile::new(FileId(0), path_below.clone(), content.as_str()));
    let given = ids(&[file], (&site.config, &[]), IdScope::All).edits.pop().map_or(content, |edit| edit.after);
    let mut files = vec![(path_below, given.into_bytes())];
    files.extend(
        pictures
            .into_iter()
            .map(|(name, bytes)| (format!("content/{}/{}/{name}", options.language, options.work), bytes)),
    );
    store::create_bytes(&site.root, &files)?;
    let mut notes = reading.notes;
    super::import::name_text(&mut notes, path);
    Ok(Report { written: files.into_iter().map(|(path, _)| path).collect(), notes })
}

/// The document that a .docx speaks of, and what was seen in it.
pub(super) fn coming(path: &Path, options: &ImportOptions) -> Result<(Vec<Coming>, Vec<Note>), EditError> {
    let mut reading = opened(path, options, None)?;
    // They lie in the .docx, where no document can name them.
    let mut pictures = 0;
    read::each_picture(&mut reading.incoming, &mut |address| {
        address.clear();
        pictures += 1;
    });
    reading.incoming.pictures = pictures;
    let document = format!("content/{}/{}.md", options.language, options.work);
    Ok((vec![Coming { path: document, incoming: reading.incoming }], reading.notes))
}

fn opened(path: &Path, options: &ImportOptions, media: Option<&Path>) -> Result<Reading, EditError> {
    if !options.commentators.is_empty() {
        return Err(EditError::refused(
            "--commentary is for plain texts",
            "import the comments of a .docx as a work of their own: --work chapter-6/kawashima",
        ));
    }
    let bytes = fs::read(path).map_err(|error| EditError::Read { path: path.into(), error })?;
    let bytes = package::with_ruby_as_text(bytes).map_err(|error| {
        EditError::refused(format!("{} is no .docx: {error}", path.display()), "save it as .docx in the word processor")
    })?;
    let tree = pandoc::read_docx(&bytes, path, media)?;
    let reading = read::read(&tree);
    let is_empty = reading.incoming.title.is_empty() && reading.incoming.blocks.is_empty();
    if is_empty {
        return Err(EditError::refused(format!("{} holds no text", path.display()), "nothing was written"));
    }
    Ok(reading)
}

fn temporary(path: &Path) -> Result<tempfile::TempDir, EditError> {
    tempfile::tempdir().map_err(|error| EditError::Write { path: path.into(), error })
}

impl Reading {
    /// The pictures that pages can show, by their new names; the document is told where they are.
    fn place_pictures(&mut self, folder: &Path, beside: &str) -> Result<Vec<(String, Vec<u8>)>, EditError> {
        let mut pictures: Vec<(String, Vec<u8>)> = Vec::new();
        let Self { incoming, notes } = self;
        let mut failed = None;
        let mut place = |address: &mut String| {
            let place = PathBuf::from(address.as_str());
            // Only what was just extracted: a picture of another place would be a file of this machine.
            let is_ours = place.parent().is_some_and(|parent| parent.starts_with(folder)) && !address.contains("..");
            let name = place.file_name().map(|name| picture_name(&name.to_string_lossy()));
            let Some(name) = name.filter(|_| is_ours).flatten() else {
                let text = format!(
                    "the picture `{}` is of a kind that browsers do not show, and was left out",
                    file_name(&place)
                );
                notes.push(Note { path: String::new(), line: None, text });
                address.clear();
                return;
            };
            match fs::read(&place) {
                Ok(bytes) if !pictures.iter().any(|(other, _)| *other == name) => pictures.push((name.clone(), bytes)),
                Ok(_) => {}
                Err(error) => failed = Some(EditError::Read { path: place, error }),
            }
            *address = format!("{beside}/{name}");
        };
        read::each_picture(incoming, &mut place);
        failed.map_or(Ok(pictures), Err)
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn picture_name(name: &str) -> Option<String> {
    const SHOWN: [&str; 7] = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"];
    let (stem, ending) = name.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    let stem = slug(stem);
    (SHOWN.contains(&ending.as_str()) && !stem.is_empty()).then(|| format!("{stem}.{ending}"))
}

/// What an export is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocxOptions {
    /// The work, such as `chapter-6`.
    pub work: String,
    /// The language (`dir`); the work's source language without one.
    pub language: Option<String>,
}

/// A document for a word processor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docx {
    /// What its file is called: `chapter-6.zh.docx`.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// What is not in it.
    pub notes: Vec<Note>,
}

/// A document as .docx, to be read in a word processor and brought back by [`super::update_in`].
///
/// # Errors
/// A work or language that is not there, pandoc, and the environment's errors.
pub fn docx_of(root: &Path, options: &DocxOptions) -> Result<Docx, EditError> {
    let site = Site::read(root)?;
    let document = find(&site, options)?;
    let language = &site.config.languages[document.language];
    let assets = site.sources.assets.iter().filter_map(|asset| match &asset.content {
        AssetContent::File(place) => Some((asset.path.as_str(), place.as_path())),
        AssetContent::Embedded(_) => None,
    });
    let tag = write::word_tag(language.tag.as_str());
    let (tree, left) = write::write(&document, &assets.collect(), &pandoc::version()?, &tag);
    let bytes = package::with_language(pandoc::write_docx(&tree)?, &tag)
        .map_err(|error| EditError::Pandoc { message: format!("pandoc wrote what cannot be read: {error}") })?;
    let notes = left.into_iter().map(|text| Note { path: document.path.clone(), line: None, text }).collect();
    Ok(Docx { name: format!("{}.{}.docx", document.work.replace('/', "-"), language.dir), bytes, notes })
}

fn find(site: &Site, options: &DocxOptions) -> Result<Document, EditError> {
    // The file of a document is that document, unless another language is asked for.
    let named = parse::address(&options.work.replace('\\', "/"), &site.config);
    let work = named.as_ref().map_or(&options.work, |(_, work)| work);
    let wanted = match &options.language {
        Some(dir) => Some(site.language(dir)?),
        None => named.as_ref().map(|(language, _)| *language),
    };
    let documents = site.sources.texts.iter().filter(|file| {
        parse::address(&file.path, &site.config)
            .is_some_and(|(language, key)| key == *work && wanted.is_none_or(|wanted| wanted == language))
    });
    let documents: Vec<Document> = documents.filter_map(|file| parse::document(file, &site.config).0).collect();
    let source = documents.iter().find_map(|document| document.meta.source.as_ref());
    let source = source.and_then(|source| site.config.language(&source.value)).unwrap_or(0);
    let at = documents.iter().position(|document| document.language == source).unwrap_or(0);
    documents.into_iter().nth(at).ok_or_else(|| {
        let place = wanted.map_or(String::new(), |at| format!(" in `{}`", site.config.languages[at].dir));
        EditError::refused(
            format!("there is no work called `{work}`{place}"),
            "a work is called as its file below the folder of a language, without .md: chapter-6",
        )
    })
}
