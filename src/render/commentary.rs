//! Commentary pages, and what other pages say of commentaries.

use crate::align::fragment::Shown;
use crate::link::site::{Note, Place};
use crate::parse::document::{BlockKind, visible_text};

use super::frame::Frame;
use super::html::{Role, Writer};
use super::page::{commentator_name, head, neighbours, unit_view, writer};
use super::view::{CommentaryPageView, CommentarySectionView, CommentaryView, LinkView, PageView, UnitView};

/// ①, ②…: the mark of a commentary by its 0-based number among those on a work; beyond ⑳ numbers in parentheses.
pub fn sign(commentator: usize) -> String {
    match u32::try_from(commentator) {
        Ok(number @ 0..20) => char::from_u32(0x2460 + number).map_or_else(String::new, String::from),
        _ => format!("({})", commentator + 1),
    }
}

/// The commentaries on a work that exist in the page's language.
pub fn commentary_views(frame: &Frame<'_>, work: usize) -> Vec<CommentaryView> {
    let commentaries = frame.site.works[work].commentaries.iter().enumerate();
    commentaries
        .filter_map(|(number, &commentary)| {
            let document = frame.site.document(commentary, frame.language)?;
            Some(CommentaryView {
                mark: sign(number),
                number: number + 1,
                name: commentator_name(frame, commentary),
                title: document.plain_title(),
                href: frame.addresses.text(commentary, frame.language)?,
                notes: frame.site.works[commentary].texts[frame.language].notes.len(),
            })
        })
        .collect()
}

/// The page of a commentary.
pub fn commentary(frame: &Frame<'_>, work: usize, language: usize) -> Option<(PageView, CommentaryPageView)> {
    let site = frame.site;
    let linked = &site.works[work];
    let document = linked.work.document(language)?;
    let target = linked.annotates?;
    let number = site.works[target].commentaries.iter().position(|&other| other == work)?;
    let mut writer = writer(frame, work, document, Role::Own);
    let notes = &linked.texts[language].notes;
    let mut anchors = linked.work.anchors(Shown::Text(language));
    let mut sections: Vec<CommentarySectionView> = Vec::new();
    for (at, unit) in linked.work.units.iter().enumerate() {
        let blocks = unit.blocks(language);
        let Some(&first) = blocks.first() else { continue };
        let html = blocks.iter().map(|&block| writer.block(block, &[])).collect();
        let mut view = unit_view(frame, work, at, html);
        view.anchors = std::mem::take(&mut anchors.units[at]);
        let opens = notes.iter().find(|note| note.shape.quotation == first);
        let ends = matches!(document.blocks[first].kind, BlockKind::Heading(..));
        match (opens, sections.last_mut()) {
            (Some(note), _) => sections.push(opened(frame, note, view)),
            (None, Some(section)) if !ends => section.units.push(view),
            (None, _) => {
                sections.push(CommentarySectionView { quotation: None, targets: Vec::new(), units: vec![view] })
            }
        }
    }
    let (previous, next) = neighbours(frame, work);
    let view = CommentaryPageView {
        head: head(frame, linked, document, &anchors.head),
        mark: sign(number),
        sections,
        footnotes_html: writer.footnotes(&frame.word("footnote_back", &[])),
        previous,
        next,
    };
    let mut page = frame.view("commentary", document.plain_title(), document.meta.plain_summary().unwrap_or_default());
    finish(frame, &mut page, &writer);
    Some((page, view))
}

fn opened(frame: &Frame<'_>, note: &Note, quotation: UnitView) -> CommentarySectionView {
    let mut targets: Vec<LinkView> = Vec::new();
    for target in &note.targets {
        // A work that the page's language lacks is quoted in its source language.
        let work = &frame.site.works[target.place.work].work;
        let language = if work.document(frame.language).is_some() { frame.language } else { work.source };
        let Some(href) = frame.addresses.passage(target.place, language) else { continue };
        if targets.iter().all(|link| link.href != href) {
            let label = target_label(frame, target.place, language);
            let tag = frame.site.config.languages[language].tag.as_str();
            let lang = (language != frame.language).then(|| tag.to_owned());
            targets.push(LinkView { label, href, lang, current: false });
        }
    }
    CommentarySectionView { quotation: Some(quotation), targets, units: Vec::new() }
}

/// The number of a passage and, for a heading, its words.
fn target_label(frame: &Frame<'_>, place: Place, language: usize) -> String {
    let unit = frame.site.unit(place);
    let heading = frame.site.works[place.work].work.blocks(unit, language).find_map(|block| match &block.kind {
        BlockKind::Heading(_, inlines) => Some(visible_text(inlines)),
        _ => None,
    });
    match heading {
        Some(words) if unit.number.is_empty() => words,
        Some(words) => format!("{} {words}", unit.number),
        None => frame.passage_label(place),
    }
}

fn finish(frame: &Frame<'_>, page: &mut PageView, writer: &Writer<'_>) {
    page.definitions = frame.definitions(&writer.terms);
    page.has_code = writer.has_code;
}
