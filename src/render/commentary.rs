//! Commentary pages, and what other pages say of commentaries.

use crate::align::fragment::Shown;
use crate::link::site::{Note, Place};
use crate::parse::document::BlockKind;

use super::citation::{Citation, cite};
use super::description::describe;
use super::frame::Frame;
use super::note::commentator_name;
use super::page::{Writers, head, ids_html, in_other_languages, neighbours, unit_view};
use super::relation::Relations;
use super::view::{CommentaryPageView, CommentarySectionView, CommentaryView, LinkView, PageView, UnitView};
use super::ways::Ways;

/// ①, ②…: the mark of a commentary by its 0-based number among those on a work; beyond ⑳ numbers in parentheses.
pub fn sign(commentator: usize) -> String {
    match u32::try_from(commentator) {
        Ok(number @ 0..20) => char::from_u32(0x2460 + number).map_or_else(String::new, String::from),
        _ => format!("({})", commentator + 1),
    }
}

/// The commentaries on a work that the page's language shows.
pub fn commentary_views(frame: &Frame<'_>, work: usize) -> Vec<CommentaryView> {
    let commentaries = frame.site.commentaries(work).iter().enumerate();
    commentaries
        .filter_map(|(number, &commentary)| {
            let link = frame.link_to(commentary)?;
            Some(CommentaryView {
                mark: sign(number),
                number: number + 1,
                name: commentator_name(frame, commentary),
                people: frame.persons(frame.site.face(commentary).authors()),
                title: link.label,
                lang: link.lang,
                href: link.href,
                notes: frame.site.count_of_notes(work, number, frame.language),
            })
        })
        .collect()
}

/// The page of a commentary.
pub fn commentary(frame: &Frame<'_>, work: usize, language: usize) -> Option<(PageView, CommentaryPageView)> {
    let site = frame.site;
    let linked = site.whole(work);
    let showing = &linked.showings[language];
    let document = linked.work.document(showing.document?)?;
    let target = linked.annotates?;
    let number = site.commentaries(target).iter().position(|&other| other == work)?;
    let mut writers = Writers::new(frame, work, document);
    let anchors = linked.work.anchors(Shown::Text { language: document.language, others: &showing.others });
    let (relations, ways) = (Relations::new(frame, work), Ways::new(frame, work));
    let mut sections: Vec<CommentarySectionView> = Vec::new();
    for (at, unit) in linked.work.units.iter().enumerate() {
        let Some(text) = showing.unit(at) else { continue };
        let (Some(writer), blocks) = (writers.of(frame, text), unit.blocks(text)) else { continue };
        let Some(first) = linked.work.blocks(unit, text).next() else { continue };
        let mut view = unit_view(frame, Place { work, unit: at });
        view.html = blocks.iter().map(|&block| writer.block(block as usize, &[])).collect();
        ways.pin(unit, &mut view.pin_html);
        ways.list(unit, &mut view.ways_html);
        view.anchors_html = ids_html(&anchors.units[at]);
        view.stale = writers.standing.unit(at, text);
        view.relations = relations.of(frame, at, &[]);
        let view = view.whole();
        let opens = linked.texts[text]
            .notes
            .iter()
            .find(|note| blocks.first().is_some_and(|&at| at as usize == note.shape.quotation));
        let ends = matches!(first.kind, BlockKind::Heading(..));
        match (opens, sections.last_mut()) {
            (Some(note), _) => sections.push(opened(frame, note, view)),
            (None, Some(section)) if !ends => section.units.push(view),
            (None, _) => {
                sections.push(CommentarySectionView { quotation: None, targets: Vec::new(), units: vec![view] })
            }
        }
    }
    let (previous, next) = neighbours(frame, work);
    let citation = Citation::new(site, work, frame.content);
    let view = CommentaryPageView {
        head: head(frame, linked, document, &anchors.head),
        mark: sign(number),
        sections,
        footnotes_html: writers.own.footnotes(),
        cited_html: writers.own.works_cited(),
        cite: citation.as_ref().and_then(|citation| cite(frame, work, citation)),
        previous,
        next,
    };
    let mut page = frame.view(
        "commentary",
        document.plain_title().into_owned(),
        document.meta.plain_summary().unwrap_or_default(),
    );
    writers.finish(frame, &mut page);
    citation.iter().for_each(|citation| describe(frame, work, citation, &mut page));
    page.is_citable = linked.is_citable(frame.content);
    Some((page, view))
}

fn opened(frame: &Frame<'_>, note: &Note, quotation: UnitView) -> CommentarySectionView {
    let mut targets: Vec<LinkView> = Vec::new();
    for target in &note.targets {
        let language = frame.site.face(target.place.work).shown(frame.language);
        let Some(href) = frame.addresses.passage(target.place, frame.language) else { continue };
        if targets.iter().all(|link| link.href != href) {
            let language = language.unwrap_or(frame.language);
            let (label, lang) = (target_label(frame, target.place, language), frame.foreign(language));
            targets.push(LinkView { label, href, lang, current: false });
            targets.extend(in_other_languages(frame, target.place));
        }
    }
    CommentarySectionView { quotation: Some(quotation), targets, units: Vec::new() }
}

/// The number of a passage and, for a heading, its words.
pub fn target_label(frame: &Frame<'_>, place: Place, language: usize) -> String {
    let outline = frame.site.outline(place.work);
    let unit = outline.unit(place.unit);
    match outline.heading(place.unit, language) {
        Some(words) if unit.number.is_empty() => words,
        Some(words) => format!("{} {words}", unit.number),
        None => frame.passage_label(place),
    }
}
