//! Takes translations into the documents, passage by passage: what is new and fits is written, what does not fit is
//! refused with the reason, and every other byte stays.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Diagnostics, Phrase};
use crate::base::rule;
use crate::base::text::{FileId, SourceFile, Span};
use crate::load::Sources;
use crate::parse;
use crate::parse::config::Config;

use super::super::import::yaml_text;
use super::content::{Part, codes, plain};
use super::incoming::{IncomingPassage, IncomingWork};
use super::markdown::Writer;
use super::passage::{self, Bitext, Edition, Passage, Place};
use super::slot::Form;

mod change;
mod check;
mod judge;
mod page;

use change::{Arrival, Change, Maker};
use check::{Refusal, Verdict, check};
use judge::{Judge, Settled};

/// A document that changes, or is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewritten {
    /// Its path below the site's folder.
    pub path: String,
    /// Its text as it was read; `None` for a new document.
    pub before: Option<String>,
    /// Its text with the translations.
    pub after: String,
}

/// What became of a file of translations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The documents, in the order of the file.
    pub documents: Vec<Rewritten>,
    /// The passages that were taken, as `work#id`, in order.
    pub passages: Vec<String>,
    /// What was refused or kept, and why.
    pub diagnostics: Diagnostics,
}

/// Takes what `works` bring in. `language` (`dir`) is that of the translation, if a person says it.
pub fn take(sources: &Sources, config: &Config, works: &[IncomingWork], language: Option<usize>) -> Taken {
    let mut taken = Taken::default();
    let mut seen = BTreeSet::new();
    for work in works {
        if let Err(complaint) = take_work((sources, config), work, language, (&mut seen, &mut taken)) {
            taken.diagnostics.push(*complaint);
        }
    }
    taken
}

type Outcome<T> = Result<T, Box<Diagnostic>>;

fn refused(at: Span, message: impl Into<Phrase>, help: impl Into<Phrase>) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(&rule::REFUSED_PASSAGE, at, message).help(help))
}

fn take_work(
    (sources, config): (&Sources, &Config),
    work: &IncomingWork,
    language: Option<usize>,
    (seen, taken): (&mut BTreeSet<(String, usize)>, &mut Taken),
) -> Outcome<()> {
    let key = parse::address(&work.work, config).map_or_else(|| work.work.clone(), |(_, key)| key);
    let editions = passage::editions(sources, &key, config);
    let Some(source) = passage::source_of(&editions, config) else {
        let help = "a work is known by the path of its source, such as content/zh/chapter-6.md; was it renamed?";
        return Err(refused(work.at, format!("there is no work called `{key}` in this site"), help));
    };
    let to = language.map_or_else(|| language_of(work, config), Ok)?;
    if to == source {
        let dir = &config.languages[to].dir;
        let help = "name the language of the translation with --lang";
        return Err(refused(work.at, format!("`{key}` is written in `{dir}`: this is no translation of it"), help));
    }
    if !seen.insert((key.clone(), to)) {
        let help = "bring the second one in by itself, after the first";
        return Err(refused(work.at, format!("`{key}` is in this file twice"), help));
    }
    let target = editions.get(&to).cloned();
    let writer = Writer::new(config);
    match (target, passage::bitext(editions.clone(), to, config)) {
        (Some(target), Some(bitext)) => take_into(&bitext, &target, work, (config, &writer, taken)),
        (None, Some(bitext)) => {
            let begun = begin(&bitext, work, (config, &writer))?;
            let mut editions = editions;
            editions.insert(to, begun.clone());
            if let Some(bitext) = passage::bitext(editions, to, config) {
                take_into(&bitext, &begun, work, (config, &writer, taken));
            }
            // Until it is written, there is no such document.
            for document in taken.documents.iter_mut().filter(|document| document.path == begun.file.path) {
                document.before = None;
            }
        }
        (_, None) => {}
    }
    Ok(())
}

/// The language that a file names.
fn language_of(work: &IncomingWork, config: &Config) -> Outcome<usize> {
    let tag = work.language.replace('_', "-");
    let same = |language: &str| language.eq_ignore_ascii_case(&tag);
    let languages = || config.languages.iter();
    let found = languages()
        .position(|language| same(language.tag.as_str()))
        .or_else(|| languages().position(|language| same(&language.dir)));
    found.ok_or_else(|| {
        let dirs = languages().map(|language| language.dir.as_str()).collect::<Vec<_>>().join(", ");
        let message = match work.language.as_str() {
            "" => "this file does not say its language".to_owned(),
            tag => format!("`{tag}` is no language of this site"),
        };
        refused(work.at, message, format!("say the language of the translation with --lang: {dirs}"))
    })
}

/// A new document with nothing but its title.
fn begin(bitext: &Bitext<'_>, work: &IncomingWork, (config, writer): (&Config, &Writer)) -> Outcome<Edition> {
    let help = "translate the unit `top`; a new document begins with its title";
    let top = work.passages.iter().find(|passage| passage.id == "top");
    let title = bitext.passages.iter().find(|passage| passage.place == Place::Title);
    let (Some(incoming), Some(passage)) = (top, title) else {
        return Err(refused(
            work.at,
            format!("{} is not there yet, and its title is missing", bitext.target_path),
            help,
        ));
    };
    let parts = match check(incoming, passage, writer) {
        Ok(Verdict::New(texts)) => texts.into_iter().next().map(|(_, parts)| parts).unwrap_or_default(),
        Ok(Verdict::Same | Verdict::Older) => {
            return Err(refused(
                incoming.at,
                format!("{} is not there yet, and its title is missing", bitext.target_path),
                help,
            ));
        }
        Err(refusal) => return Err(refused(refusal.at, refusal.message, refusal.help)),
    };
    let text = opening(bitext, &parts, writer);
    // No complaint is drawn in it.
    let file = Arc::new(SourceFile::new(FileId(u32::MAX), bitext.target_path.clone(), text));
    let (document, complaints) = parse::document(&file, config);
    document
        .map(|document| Edition { file, document: Arc::new(document), complaints, lock: None })
        .ok_or_else(|| refused(incoming.at, "the new document could not be begun", "write its front matter by hand"))
}

/// Front matter: the title, and what is the same in every language.
fn opening(bitext: &Bitext<'_>, title: &[Part], writer: &Writer) -> String {
    let meta = &bitext.source.document.meta;
    let mut front = String::new();
    let mut heading = String::new();
    match writer.candidates(title, Form::Heading, "").first() {
        Some(markdown) if codes(title).next().is_some() => heading = format!("# {markdown}\n"),
        _ => front.push_str(&format!("title: {}\n", yaml_text(&plain(title)))),
    }
    let mut put = |key: &str, value: String| front.push_str(&format!("{key}: {value}\n"));
    if let Some(annotates) = &meta.annotates {
        put("annotates", yaml_text(&annotates.value));
    }
    if !meta.by.is_empty() {
        put("by", format!("[{}]", meta.by.iter().map(|by| yaml_text(&by.value)).collect::<Vec<_>>().join(", ")));
    }
    if let Some(order) = meta.order {
        put("order", order.to_string());
    }
    let front = if front.is_empty() { front } else { format!("---\n{front}---\n") };
    let gap = if front.is_empty() || heading.is_empty() { "" } else { "\n" };
    let newline = if bitext.source.file.text.contains("\r\n") { "\r\n" } else { "\n" };
    format!("{front}{gap}{heading}").replace('\n', newline)
}

fn take_into(
    bitext: &Bitext<'_>,
    target: &Edition,
    work: &IncomingWork,
    (config, writer, taken): (&Config, &Writer, &mut Taken),
) {
    let arrivals = arrivals(bitext, work, writer, &mut taken.diagnostics);
    let maker = Maker::new(bitext, target, writer);
    let is_new = !bitext.passages.iter().any(|passage| passage.id != "top" && passage.is_translated());
    let (changes, owners) = changes(bitext, &arrivals, &maker, (is_new, &mut taken.diagnostics));
    let judge = Judge::new(target, config);
    let mut settled = Settled::default();
    judge.settle(&changes, &(0..changes.len()).collect::<Vec<_>>(), &mut settled);
    for at in settled.failed {
        taken.diagnostics.push(*refused(
            arrivals[owners[at]].at,
            format!(
                "`{}` would not be read as it was written, or would change other passages",
                arrivals[owners[at]].passage.id
            ),
            format!("write it into {} by hand", bitext.target_path),
        ));
    }
    settled.accepted.sort_unstable();
    let after = judge.text(&changes, &settled.accepted);
    let is_begun = target.file.id == FileId(u32::MAX);
    if is_begun || after != *target.file.text {
        let path = bitext.target_path.clone();
        taken.documents.push(Rewritten { path, before: Some(target.file.text.to_string()), after });
    }
    if is_begun {
        taken.passages.push(format!("{}#top", bitext.work));
    }
    taken
        .passages
        .extend(settled.accepted.iter().map(|&(at, _)| format!("{}#{}", bitext.work, arrivals[owners[at]].passage.id)));
}

/// What came in that is new and belongs to a passage, in the order of the source.
fn arrivals<'b>(
    bitext: &'b Bitext<'_>,
    work: &IncomingWork,
    writer: &Writer,
    diagnostics: &mut Diagnostics,
) -> Vec<Arrival<'b>> {
    let places: BTreeMap<&str, usize> =
        bitext.passages.iter().enumerate().map(|(at, passage)| (passage.id.as_str(), at)).collect();
    let mut found: BTreeMap<usize, Arrival<'b>> = BTreeMap::new();
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for incoming in &work.passages {
        if let Some(first) = seen.get(incoming.id.as_str()) {
            let message = format!("the unit `{}` is in this file twice", incoming.id);
            let complaint = Diagnostic::new(&rule::REFUSED_PASSAGE, incoming.at, message);
            diagnostics.push(complaint.also(*first, "the first one").help("the first one counts; remove the other"));
            continue;
        }
        seen.insert(&incoming.id, incoming.at);
        let Some(&at) = places.get(incoming.id.as_str()) else {
            diagnostics.extend(unknown(bitext, incoming));
            continue;
        };
        let passage = &bitext.passages[at];
        if passage.spoken().next().is_none() {
            // Code and lines: tools copy them, and nobody translates them.
            continue;
        }
        match check(incoming, passage, writer) {
            Ok(Verdict::Same) => {}
            Ok(Verdict::Older) => diagnostics.push(older(bitext, incoming)),
            Ok(Verdict::New(_)) if passage.joined.is_some() => diagnostics.push(*joined(passage, incoming)),
            Ok(Verdict::New(texts)) => {
                found.insert(at, Arrival { passage, texts: texts.into_iter().collect(), at: incoming.at });
            }
            Err(Refusal { at, message, help }) => {
                diagnostics.push(*refused(at, format!("`{}`: {message}", incoming.id), help));
            }
        }
    }
    found.into_values().collect()
}

fn unknown(bitext: &Bitext<'_>, incoming: &IncomingPassage) -> Option<Diagnostic> {
    let has_words = incoming.texts.iter().any(|text| text.target.as_ref().is_some_and(|target| !target.is_empty()));
    let similar = |passage: &&Passage| strsim::jaro_winkler(&passage.id, &incoming.id) > 0.85;
    let help = match bitext.passages.iter().find(similar) {
        Some(passage) => format!("is it `{}`? Ids are never translated", passage.id),
        None => format!(
            "it was removed or renamed since; its text is in this file, {} has no place for it",
            bitext.target_path
        ),
    };
    has_words.then(|| *refused(incoming.at, format!("`{}` has no unit `{}`", bitext.work, incoming.id), help))
}

fn older(bitext: &Bitext<'_>, incoming: &IncomingPassage) -> Diagnostic {
    let message = format!("`{}` has been changed in {} since this was exported", incoming.id, bitext.target_path);
    Diagnostic::new(&rule::KEPT_PASSAGE, incoming.at, message)
        .help("the document was left as it is, for the translator changed nothing here")
}

fn joined(passage: &Passage, incoming: &IncomingPassage) -> Box<Diagnostic> {
    let host = passage.joined.as_deref().unwrap_or_default();
    refused(
        incoming.at,
        format!("`{}` is translated within `{host}`", incoming.id),
        format!("change `{host}`, or take `{}` out of its with= first", incoming.id),
    )
}

/// The changes, and the arrival that each is for.
fn changes(
    bitext: &Bitext<'_>,
    arrivals: &[Arrival<'_>],
    maker: &Maker<'_>,
    (is_new, diagnostics): (bool, &mut Diagnostics),
) -> (Vec<Change>, Vec<usize>) {
    let by_id: BTreeMap<&str, usize> =
        arrivals.iter().enumerate().map(|(at, arrival)| (arrival.passage.id.as_str(), at)).collect();
    let (mut changes, mut owners) = (Vec::new(), Vec::new());
    // Passages without words come along with the one before them; at the head of a new document, with the first.
    let mut waiting: Vec<Change> = Vec::new();
    let mut is_open = is_new;
    let mut noted: BTreeSet<String> = BTreeSet::new();
    for passage in &bitext.passages {
        let Some(&owner) = by_id.get(passage.id.as_str()) else {
            let comes_along = is_open && !passage.has_words() && !passage.is_translated();
            if comes_along && matches!(passage.place, Place::Unit { .. }) {
                let bare = Arrival { passage, texts: BTreeMap::new(), at: Span::new(FileId(0), 0..0) };
                let change = maker.insert(&bare).unwrap_or_default();
                match changes.last_mut() {
                    Some(last) => merge(last, change),
                    None => waiting.push(change),
                }
            } else {
                is_open = is_open && passage.place == Place::Title;
            }
            continue;
        };
        let arrival = &arrivals[owner];
        let made = if passage.is_translated() {
            maker.rewrite(arrival)
        } else if let Place::Footnote { .. } = passage.place {
            // It is written with the passage that refers to it, or alone if the document refers to it already.
            let is_used = arrivals.iter().any(|other| refers_to(other, &passage.number));
            if is_used { continue } else { maker.insert(arrival) }
        } else {
            with_notes(maker, arrival, (&by_id, arrivals, bitext), &mut noted)
        };
        is_open = !passage.is_translated();
        match made {
            Ok(change) => {
                let mut whole = Change::default();
                waiting.drain(..).for_each(|before| merge(&mut whole, before));
                merge(&mut whole, change);
                changes.push(whole);
                owners.push(owner);
            }
            Err((message, help)) => {
                is_open = false;
                diagnostics.push(*refused(arrival.at, format!("`{}`: {message}", passage.id), help));
            }
        }
    }
    (changes, owners)
}

fn refers_to(arrival: &Arrival<'_>, mark: &str) -> bool {
    !arrival.passage.is_translated() && arrival.texts.values().any(|parts| codes(parts).any(|code| code.start == mark))
}

/// A new passage with its footnotes, unless an earlier one has brought them (`noted`).
fn with_notes(
    maker: &Maker<'_>,
    arrival: &Arrival<'_>,
    (by_id, arrivals, bitext): (&BTreeMap<&str, usize>, &[Arrival<'_>], &Bitext<'_>),
    noted: &mut BTreeSet<String>,
) -> Result<Change, change::Unfit> {
    let mut change = maker.insert(arrival)?;
    for label in maker.missing_notes(&change) {
        if noted.contains(&label) {
            continue;
        }
        let mark = format!("[^{label}]");
        let note = bitext.passages.iter().find(|passage| passage.number == mark);
        let translated = note.and_then(|note| by_id.get(note.id.as_str())).map(|&at| &arrivals[at]);
        let Some(translated) = translated else {
            return Err((
                format!("its footnote {mark} has no translation"),
                "translate the footnote in this file too; it is one of the last units".into(),
            ));
        };
        merge(&mut change, maker.insert(translated)?);
        noted.insert(label);
    }
    Ok(change)
}

fn merge(into: &mut Change, other: Change) {
    into.splices.extend(other.splices);
    into.said.extend(other.said);
    into.blocks.extend(other.blocks);
    into.notes.extend(other.notes);
    for (rule, times) in other.allowed {
        *into.allowed.entry(rule).or_insert(0) += times;
    }
}
