//! One file at a time; never fails. What an author got wrong comes back beside what could be read.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arcstr::Substr;
use rayon::prelude::*;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::text::{FileId, SourceFile, Span};
use crate::load::Sources;

pub mod allow;
pub mod bibliography;
pub mod citation;
pub mod citation_style;
pub mod chart;
pub mod commentary;
pub mod config;
pub mod date_settings;
pub mod document;
pub mod emphasis;
mod entries;
pub mod events;
pub mod file;
mod footnote;
pub mod front_matter;
pub mod glossary;
mod imitation;
mod joined;
pub mod line_break;
mod literal;
pub mod localized;
pub mod lock;
pub mod markdown;
pub mod reference;
pub mod ruby;
pub mod slug;
pub mod timeline;
mod typography;
pub mod unit_id;
pub mod unread;
pub mod words;

use bibliography::Publication;
use chart::table::Table;
use citation_style::Style;
use config::Config;
use document::{Block, BlockKind, Document, Inline, InlineKind, each_inline};
use file::{Content, Kind, ParsedFile, read_file};
use glossary::Term;
use lock::Lock;
use reference::Destination;
use timeline::Event;
use unread::Unread;

/// All files of a site, read.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// site.yaml.
    pub config: Arc<Config>,
    /// The documents, in order of their paths.
    pub documents: Vec<Arc<Document>>,
    /// What is recorded of them, in order of the locks' paths.
    pub locks: Vec<Arc<Lock>>,
    /// Works of which a version is a draft: it is not published, and what leads to it is told so.
    pub drafts: BTreeSet<String>,
    /// The glossary, in the author's order.
    pub terms: Vec<Term>,
    /// The events, in the author's order.
    pub events: Vec<Event>,
    /// The bibliography, in the author's order.
    pub publications: Vec<Publication>,
    /// The style of citations in each language, by its index.
    pub styles: Vec<Arc<Style>>,
    /// The tables that charts name, by their paths below the site's folder.
    pub tables: BTreeMap<String, Table>,
    /// What could not be read.
    pub unread: Unread,
}

impl Parsed {
    /// What was made of files that are not UTF-8 is not what their authors wrote: nothing follows from it.
    pub fn set_aside(&mut self, damaged: &BTreeSet<FileId>) {
        for document in self.documents.iter_mut().filter(|document| damaged.contains(&document.file)) {
            Arc::make_mut(document).meta.is_unread = true;
        }
        for lock in self.locks.iter_mut().filter(|lock| damaged.contains(&lock.file)) {
            let start = Span::new(lock.file, 0..0);
            Arc::make_mut(lock).broken.get_or_insert(start);
        }
    }
}

/// Reads all files of a site.
pub fn parse(sources: &Sources) -> (Parsed, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let Some(site) = &sources.site else {
        diagnostics.push(config::missing());
        return (Parsed::default(), diagnostics);
    };
    let (config, complaints) = config::read(site);
    diagnostics.merge(complaints);
    if config.languages.is_empty() {
        return (Parsed { config: Arc::new(config), ..Parsed::default() }, diagnostics);
    }
    let all: Vec<(Kind, &Arc<SourceFile>)> = file::files(sources).collect();
    let mut read: Vec<ParsedFile> = all.par_iter().map(|(kind, file)| read_file(*kind, file, &config)).collect();
    for file in &mut read {
        diagnostics.merge(std::mem::take(&mut file.diagnostics));
    }
    let (parsed, complaints) = assemble(sources, Arc::new(config), &read);
    diagnostics.merge(complaints);
    (parsed, diagnostics)
}

/// Lays the files of a site beside one another. `read` is what [`read_file`] gave for each of [`file::files`], in that order;
/// the complaints are those that no file earns alone.
pub fn assemble(sources: &Sources, config: Arc<Config>, read: &[impl Borrow<ParsedFile>]) -> (Parsed, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let mut parsed = Parsed { config: Arc::clone(&config), ..Parsed::default() };
    let mut styles = BTreeMap::new();
    for ((_, file), read) in file::files(sources).zip(read) {
        match &read.borrow().content {
            Content::Document(Some(document)) if document.meta.draft => {
                parsed.drafts.insert(document.work.clone());
            }
            Content::Document(document) => parsed.documents.extend(document.clone()),
            Content::Lock(lock) => parsed.locks.push(Arc::clone(lock)),
            Content::Terms(terms, unread) => {
                parsed.terms.extend_from_slice(terms);
                parsed.unread.glossary.merge(unread);
            }
            Content::Events(events, unread) => {
                parsed.events.extend_from_slice(events);
                parsed.unread.timeline.merge(unread);
            }
            Content::Publications(publications, unread) => {
                parsed.publications.extend_from_slice(publications);
                parsed.unread.bibliography.merge(unread);
            }
            Content::Style(style) => {
                styles.insert(citation_style::name(file), style.clone());
            }
            Content::Table(table) => {
                parsed.tables.insert(file.path.clone(), table.clone());
            }
        }
    }
    lock::complain_of_orphans(&parsed.locks, sources.texts.iter().map(|file| file.path.as_str()), &mut diagnostics);
    if let (true, Some(site), [first, ..]) = (sources.texts.is_empty(), &sources.site, config.languages.as_slice()) {
        diagnostics.push(
            Diagnostic::new(&rule::EMPTY_SITE, Span::new(site.id, 0..0), "there is no document below content/")
                .help(format!("write the first one: content/{}/index.md", first.dir)),
        );
    }
    glossary::complain_of_repetitions(&parsed.terms, &config.languages, &mut diagnostics);
    timeline::complain_of_repetitions(&mut parsed.events, &mut diagnostics);
    bibliography::complain_of_repetitions(&mut parsed.publications, &mut diagnostics);
    parsed.styles = citation_style::choose(&config, &styles, &mut diagnostics);
    (parsed, diagnostics)
}

/// Reads one document. `None` if it stands where no language is.
pub fn document(file: &SourceFile, config: &Config) -> (Option<Document>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let Some((language, work)) = address(&file.path, config) else {
        let dirs = config.languages.iter().map(|language| format!("content/{}/", language.dir)).collect::<Vec<_>>();
        diagnostics.push(
            Diagnostic::new(&rule::MISPLACED_FILE, Span::new(file.id, 0..0), "this document belongs to no language")
                .help(format!(
                    "move it below {}, or list its folder among the languages of site.yaml",
                    dirs.join(" or ")
                )),
        );
        return (None, diagnostics);
    };
    let (meta, start) = front_matter::read(file, config.fiscal_year_start, &mut diagnostics);
    let (blocks, footnotes) = markdown::read(file, start, config.line_breaks, &mut diagnostics);
    let footnotes = footnote::order(&blocks, footnotes, &mut diagnostics);
    let mut blocks = attach_ids(blocks, file, &mut diagnostics);
    for footnote in &footnotes {
        let advice = "ids belong to blocks of the text, not to footnotes; remove it";
        complain_of_strays(&footnote.blocks, file, advice, &mut diagnostics);
    }
    let (title, title_span) = title(&meta, &mut blocks, file, &mut diagnostics);
    let mut blocks = blocks.into_boxed_slice();
    complain_of_repeated_ids(&mut blocks, &mut diagnostics);
    let charts = chart::read(&blocks, &footnotes, file, &config.languages, &mut diagnostics);
    let path = file.path.clone();
    let source = file.text.clone();
    let document =
        Document { file: file.id, path, source, language, work, meta, title, title_span, blocks, footnotes, charts };
    complain_of_front_aliases(&document, &mut diagnostics);
    commentary::complain(&document, &mut diagnostics);
    typography::complain(&document, file, &config.languages[language].tag, &mut diagnostics);
    (Some(document), diagnostics)
}

/// Language and work of a document, by its path: `content/zh/chapter-6.md` or `content/chapter-6.zh.md`.
pub fn address(path: &str, config: &Config) -> Option<(usize, String)> {
    let below = path.strip_prefix("content/")?.strip_suffix(".md")?;
    if let Some((dir, work)) = below.split_once('/')
        && let Some(language) = config.language(dir)
    {
        return Some((language, work.to_owned()));
    }
    let (work, dir) = below.rsplit_once('.')?;
    Some((config.language(dir)?, work.to_owned()))
}

/// The title, taken from the front matter or off the blocks.
fn title(
    meta: &front_matter::Meta,
    blocks: &mut Vec<Block>,
    file: &SourceFile,
    diagnostics: &mut Diagnostics,
) -> (Box<[Inline]>, Span) {
    let first = blocks.iter().position(|block| matches!(block.kind, BlockKind::Heading(1, _)));
    let heading = match first {
        Some(0) if meta.title.is_none() => match blocks.remove(0) {
            Block { kind: BlockKind::Heading(_, inlines), span, id, .. } => {
                complain_of_title(id.as_deref(), &inlines, diagnostics);
                Some((inlines, span))
            }
            _ => None,
        },
        _ => None,
    };
    for block in blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading(1, _))) {
        let complaint = |message: &'static str, help: &'static str| {
            Diagnostic::new(&rule::DUPLICATE_TITLE, block.span, message).help(help)
        };
        diagnostics.push(match (&meta.title, &heading) {
            (Some(title), _) => complaint(
                "a page has one title",
                "begin headings in the text with ##, or take the title out of the front matter",
            )
            .also(title.span, "the title is said here"),
            (None, Some((_, span))) => complaint("a page has one title", "begin headings in the text with ##")
                .also(*span, "the title is said here"),
            (None, None) => complaint(
                "the title stands below other text",
                "put it at the very beginning, or say it in the front matter and begin this heading with ##",
            ),
        });
    }
    match (&meta.title, heading) {
        (Some(title), _) => {
            (Box::new([Inline { span: title.span, kind: InlineKind::Text(title.value.clone()) }]), title.span)
        }
        (None, Some(heading)) => heading,
        (None, None) => {
            let start = Span::new(file.id, 0..file.text.find('\n').unwrap_or(file.text.len()));
            let span = meta.head.unwrap_or(start);
            if !meta.is_broken && first.is_none() {
                diagnostics.push(
                    Diagnostic::new(&rule::FRONT_MATTER, span, "this document has no title")
                        .help("begin the file with front matter:\n---\ntitle: …\n---"),
                );
            }
            (Box::default(), span)
        }
    }
}

/// The id of a title is `top` in every document, and a footnote in it would be called from every list of titles.
fn complain_of_title(id: Option<&document::UnitId>, inlines: &[Inline], diagnostics: &mut Diagnostics) {
    if let Some(id) = id {
        diagnostics.push(
            Diagnostic::new(&rule::INVALID_ID, id.span, "the title carries no id: it is always `top`")
                .help(format!("remove it, and link the title as #top instead of #{}", id.name)),
        );
    }
    each_inline(inlines, &mut |inline| {
        if let InlineKind::Link(link) = &inline.kind
            && let Destination::Citation(_) = link.destination
        {
            diagnostics.push(
                Diagnostic::new(
                    &rule::SILENT_LINK,
                    inline.span,
                    "a citation in a title would stand in every list of titles",
                )
                .help("cite it in the first paragraph"),
            );
        }
        if let InlineKind::FootnoteReference(_) = inline.kind {
            diagnostics.push(
                Diagnostic::new(&rule::SILENT_LINK, inline.span, "a footnote in a title is shown nowhere")
                    .help("refer to it in the first paragraph"),
            );
        }
    });
}

/// A front page has one address, which no other page leads to.
fn complain_of_front_aliases(document: &Document, diagnostics: &mut Diagnostics) {
    if let (FRONT_WORK, Some(alias)) = (document.work.as_str(), document.meta.aliases.first()) {
        diagnostics.push(
            Diagnostic::new(&rule::WRONG_VALUE, alias.span, "the front page has no earlier addresses")
                .help("remove `aliases` here"),
        );
    }
}

/// The work whose documents are the front pages of their languages.
pub const FRONT_WORK: &str = "index";

/// Reads the ids of the blocks of a document and puts those that stand alone to the block above.
fn attach_ids(blocks: Box<[Block]>, file: &SourceFile, diagnostics: &mut Diagnostics) -> Vec<Block> {
    let mut attached: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        if let BlockKind::Paragraph(inlines) | BlockKind::Heading(_, inlines) = &mut block.kind {
            let had_words = !inlines.is_empty();
            block.id = unit_id::take(inlines, file, diagnostics).map(Box::new);
            let is_alone = had_words && inlines.is_empty();
            if let (true, Some(id)) = (is_alone, block.id.clone()) {
                attach_alone(&block, id, &mut attached, diagnostics);
                continue;
            }
        }
        complain_of_strays(std::slice::from_ref(&block), file, stray_advice(&block), diagnostics);
        attached.push(block);
    }
    attached
}

fn attach_alone(block: &Block, id: Box<document::UnitId>, attached: &mut [Block], diagnostics: &mut Diagnostics) {
    let stray =
        |message: &'static str, help: &'static str| Diagnostic::new(&rule::STRAY_ID, id.span, message).help(help);
    if matches!(block.kind, BlockKind::Heading(..)) {
        diagnostics.push(stray(
            "this id became a heading by the line of hyphens below it",
            "put a blank line between the id and the hyphens",
        ));
        return;
    }
    match attached.last_mut() {
        None => diagnostics.push(stray("there is no block above this id", "put it at the end of the block that it names")),
        Some(above) => match (&above.kind, &above.id) {
            (_, Some(first)) => diagnostics.push(
                stray("the block above has an id already", "remove one of the two").also(first.span, "the first one"),
            ),
            (BlockKind::Heading(..), None) => diagnostics.push(stray(
                "an id alone names the block above it, and a heading carries its id itself",
                "put it at the end of the heading's line: ## Words {#id}",
            )),
            (BlockKind::Paragraph(_), None) if above.kind_name() == "paragraph" => diagnostics.push(stray(
                "an id alone names a list, table, quotation, code block or figure above it, and here a paragraph is above",
                "put it at the end of the paragraph, without a blank line",
            )),
            _ => above.id = Some(id),
        },
    }
}

fn stray_advice(block: &Block) -> &'static str {
    match block.kind {
        BlockKind::List { .. } => {
            "an item's id stands at the end of its first text; the list's stands below it, after a blank line"
        }
        BlockKind::Quotation(_) => "put it below the quotation, after a blank line",
        BlockKind::Table(_) => "put it below the table, after a blank line",
        _ => "an id stands at the end of its block: … {#soft-law}; write \\{# for one that is meant to be read",
    }
}

fn complain_of_strays(blocks: &[Block], file: &SourceFile, advice: &'static str, diagnostics: &mut Diagnostics) {
    for block in blocks {
        block.each_text(&mut |inlines| unit_id::complain_of_strays(inlines, file, advice, diagnostics));
    }
}

/// The first bearer keeps an id.
fn complain_of_repeated_ids(blocks: &mut [Block], diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<Substr, Span> = BTreeMap::new();
    for block in blocks {
        let mut repeated = BTreeSet::new();
        block.each_id(&mut |id| {
            if let Some(&first) = seen.get(&id.name) {
                repeated.insert(id.span);
                diagnostics.push(
                    Diagnostic::new(
                        &rule::DUPLICATE_ID,
                        id.span,
                        format!("`{}` names two blocks of this document", id.name),
                    )
                    .also(first, "the first one")
                    .help("rename one of them, in every language"),
                );
            } else {
                seen.insert(id.name.clone(), id.span);
            }
        });
        if let Some(id) = &mut block.id {
            id.is_repeated = repeated.contains(&id.span);
        }
    }
}
