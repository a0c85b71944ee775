//! Parallel pages: one row a unit, in the language one reads and the one beside it.

use crate::align::fragment::Shown;
use crate::link::site::Place;

use super::commentary::commentary_views;
use super::frame::Frame;
use super::html::{Role, Writer};
use super::note::{by_unit, marks_at};
use super::page::{ask_for_styles, contents, head, number_label, writer};
use super::standing::{Standing, errata_at, joined};
use super::view::{PageView, ParallelPageView, RowView};

/// The page of a work in `frame.language` with `other` beside it.
pub fn parallel(frame: &Frame<'_>, work: usize, other: usize) -> Option<(PageView, ParallelPageView)> {
    let site = frame.site;
    let linked = site.whole(work);
    let language = frame.language;
    let (document, other_document) = (linked.work.document(language)?, linked.work.document(other)?);
    let mut writer_here = writer(frame, work, document, Role::Borrowed);
    let mut writer_there = Writer { reader: other, ..writer(frame, work, other_document, Role::Borrowed) };
    let mut anchors = linked.work.anchors(Shown::Parallel([language, other]));
    let standing = Standing::new(frame, work);
    let (href, other_href) = (frame.addresses.text(work, language)?, frame.addresses.text(work, other)?);
    let notes = by_unit(site.notes(work, language));
    let mut rows = Vec::new();
    for (at, unit) in linked.work.units.iter().enumerate() {
        if !unit.is_in(language) && !unit.is_in(other) {
            continue;
        }
        let place = Place { work, unit: at };
        rows.push(RowView {
            id: unit.id.to_string(),
            anchors: std::mem::take(&mut anchors.units[at]),
            kind: unit.kind,
            number: unit.number.to_string(),
            number_label: number_label(frame, unit),
            html: cell(&mut writer_here, unit.blocks(language)),
            joined: joined(frame, place, language),
            stale: standing.unit(at, language),
            errata: errata_at(frame, place, language, &href),
            other_html: cell(&mut writer_there, unit.blocks(other)),
            other_joined: joined(frame, place, other),
            other_stale: standing.unit(at, other),
            other_errata: errata_at(frame, place, other, &other_href),
            only: unit.only,
            notes: notes.get(&at).map_or_else(Vec::new, |notes| marks_at(frame, notes, place)),
        });
    }
    let shown = |unit: usize| linked.work.units[unit].is_in(language).then_some(language);
    let mut head = head(frame, linked, document, &anchors.head);
    head.summary = None;
    let view = ParallelPageView {
        head,
        other_title_html: writer_there.inlines(&other_document.title),
        other_stale: standing.title(other),
        language: frame.language_view(language),
        href,
        is_source: linked.work.source == language,
        other: frame.language_view(other),
        other_href,
        other_is_source: linked.work.source == other,
        contents: contents(frame, &linked.work, shown),
        rows,
        commentaries: commentary_views(frame, work),
    };
    let title = format!("{} · {}", document.plain_title(), frame.word("parallel", &[]));
    let mut page = frame.view("parallel", title, document.meta.plain_summary().unwrap_or_default());
    writer_here.terms.extend(&writer_there.terms);
    page.definitions = frame.definitions(&writer_here.terms);
    [&writer_here, &writer_there].into_iter().for_each(|writer| ask_for_styles(writer, &mut page));
    Some((page, view))
}

/// The blocks of one side of a row; `None` if there are none.
fn cell(writer: &mut Writer<'_>, blocks: &[u32]) -> Option<String> {
    (!blocks.is_empty()).then(|| blocks.iter().map(|&block| writer.block(block as usize, &[])).collect())
}
