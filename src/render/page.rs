//! Texts: chapters and the front pages of the languages.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::align::fragment::{Anchors, Shown};
use crate::align::unit::Unit;
use crate::align::work::Work;
use crate::link::route::{Route, encode_fragment};
use crate::link::site::{Linked, Place};
use crate::parse::document::{BlockKind, Document, each_visible, visible_text};
use crate::parse::line_break::east_asian_wide;

use super::citation::{Citation, cite};
use super::commentary::commentary_views;
use super::description::describe;
use super::frame::Frame;
use super::html::{Role, Writer, attribute};
use super::note::{by_unit, marks, notes_at};
use super::relation::Relations;
use super::standing::{Standing, errata, errata_at, fallback};
use super::view::{ContentsView, HeadView, LinkView, OriginView, PageView, PassageView, TextView, UnitView, WorkView};
use super::ways::Ways;

/// A chapter, or a front page with a document of its own.
pub fn text(frame: &Frame<'_>, work: usize, language: usize) -> Option<(PageView, TextView)> {
    let site = frame.site;
    let linked = site.whole(work);
    let showing = &linked.showings[language];
    let document = linked.work.document(showing.document?)?;
    let mut writers = Writers::new(frame, work, document);
    let anchors = linked.work.anchors(Shown::Text { language: document.language, others: &showing.others });
    let units = units(frame, linked, &anchors, &mut writers);
    let (previous, next) = neighbours(frame, work);
    let citation = Citation::new(site, work, frame.content);
    let is_front = matches!(frame.route, Route::Front(_));
    let view = TextView {
        head: head(frame, linked, document, &anchors.head),
        contents: contents(frame, &linked.work, |unit| showing.unit(unit))
            .into_iter()
            .chain(commentary_contents(frame, work))
            .collect(),
        footnotes_html: writers.own.footnotes(),
        cited_html: writers.own.works_cited(),
        cite: citation.as_ref().filter(|_| !is_front).and_then(|citation| cite(frame, work, citation)),
        commentaries: commentary_views(frame, work),
        works: if is_front { works(frame) } else { Vec::new() },
        units,
        previous,
        next,
    };
    let kind = if is_front { "front" } else { "chapter" };
    let mut page =
        frame.view(kind, document.plain_title().into_owned(), document.meta.plain_summary().unwrap_or_default());
    writers.finish(frame, &mut page);
    citation.iter().for_each(|citation| describe(frame, work, citation, &mut page));
    page.is_citable = !is_front && linked.is_citable(frame.content);
    Some((page, view))
}

/// The front page of a language that has no document for it.
pub fn bare_front(frame: &Frame<'_>) -> (PageView, TextView) {
    let title = frame.settings.title().text(frame.language).to_owned();
    let description = frame.settings.description().text(frame.language).to_owned();
    let mut title_html = String::new();
    super::html::escape(&mut title_html, &title);
    let head = HeadView {
        kicker: None,
        title_html,
        language: frame.language_view(frame.language),
        fallback: None,
        stale: None,
        authors: Vec::new(),
        summary: Some(description.clone()).filter(|text| !text.is_empty()),
        date: None,
        revised: None,
        minutes: 1,
        origin: None,
        errata: Vec::new(),
    };
    let view = TextView {
        head,
        contents: Vec::new(),
        units: Vec::new(),
        footnotes_html: String::new(),
        cited_html: String::new(),
        cite: None,
        commentaries: Vec::new(),
        works: works(frame),
        previous: None,
        next: None,
    };
    (frame.view("front", title, description), view)
}

/// A writer for a document on this page.
pub fn writer<'a>(frame: &Frame<'a>, work: usize, document: &'a Document, role: Role) -> Writer<'a> {
    Writer {
        site: frame.site,
        painter: frame.painter,
        addresses: frame.addresses,
        work,
        document,
        text: &frame.site.whole(work).texts[document.language],
        role,
        reader: frame.language,
        terms: BTreeSet::new(),
        has_code: false,
        has_chart: false,
        referred: BTreeSet::new(),
    }
}

/// The writers of a page: of its document, and of those from which it borrows passages that the document lacks.
pub struct Writers<'a> {
    /// Writes the page's document.
    pub own: Writer<'a>,
    /// How the texts stand to their source.
    pub standing: Standing<'a>,
    borrowed: BTreeMap<usize, Writer<'a>>,
}

impl<'a> Writers<'a> {
    /// Those of a page that shows a document of a work.
    pub fn new(frame: &Frame<'a>, work: usize, document: &'a Document) -> Self {
        let (own, standing) = (writer(frame, work, document, Role::Own), Standing::new(frame, work));
        Self { own, standing, borrowed: BTreeMap::new() }
    }

    /// The writer of the work's document in that language, if it has one.
    pub fn of(&mut self, frame: &Frame<'a>, language: usize) -> Option<&mut Writer<'a>> {
        if language == self.own.document.language {
            return Some(&mut self.own);
        }
        let work = self.own.work;
        let document = frame.site.whole(work).work.document(language)?;
        Some(self.borrowed.entry(language).or_insert_with(|| writer(frame, work, document, Role::Borrowed)))
    }

    /// Gives the page the definitions of the terms that they linked, and the style of the code that they colored.
    pub fn finish(mut self, frame: &Frame<'_>, page: &mut PageView) {
        let mut terms = std::mem::take(&mut self.own.terms);
        self.borrowed.values().for_each(|writer| terms.extend(&writer.terms));
        page.definitions = frame.definitions(&terms);
        std::iter::once(&self.own).chain(self.borrowed.values()).for_each(|writer| ask_for_styles(writer, page));
    }
}

/// Links the style sheets of what a writer wrote.
pub fn ask_for_styles(writer: &Writer<'_>, page: &mut PageView) {
    page.has_code |= writer.has_code;
    page.has_chart |= writer.has_chart;
}

/// The head of a document's page. `anchors` are ids of the work for which the page has no other place.
pub fn head(frame: &Frame<'_>, linked: &Linked, document: &Document, anchors: &[String]) -> HeadView {
    let meta = &document.meta;
    let work = frame.work();
    let kicker = linked.annotates.and_then(|target| frame.link_to(target));
    let date = |date: &crate::base::date::Date| frame.date_in_words(date);
    let mut titles = writer(frame, work.or_else(|| frame.site.front()).unwrap_or_default(), document, Role::Borrowed);
    let mut title_html = ids_html(anchors);
    title_html.push_str(&titles.inlines(&document.title));
    HeadView {
        kicker,
        title_html,
        language: frame.language_view(document.language),
        fallback: fallback(frame),
        stale: frame.work().and_then(|work| Standing::new(frame, work).title(document.language)),
        authors: frame.persons(&linked.authors),
        summary: meta.plain_summary(),
        date: meta.date.as_ref().map(|day| date(&day.value)),
        revised: meta.revised.as_ref().map(|day| date(&day.value)),
        minutes: minutes(document),
        origin: meta.origin.as_ref().map(|origin| OriginView {
            title: origin.title.value.clone(),
            author: origin.author.clone(),
            url: origin.url.clone(),
            license: origin.license.clone(),
            note: origin.note.as_ref().map(|note| note.value.clone()),
        }),
        errata: errata(frame, linked, document),
    }
}

/// Empty elements with these ids, for links that lead here.
pub fn ids_html(ids: &[String]) -> String {
    let mut html = String::new();
    for id in ids {
        html.push_str("<span");
        attribute(&mut html, "id", id);
        html.push_str("></span>");
    }
    html
}

/// Minutes of reading: 500 characters of Han and kana a minute, 230 words of other scripts.
fn minutes(document: &Document) -> usize {
    const WIDE_A_MINUTE: usize = 500;
    const WORDS_A_MINUTE: usize = 230;
    let (mut wide, mut words) = (0_usize, 0_usize);
    for block in &document.blocks {
        block.each_text(&mut |inlines| {
            let mut is_counted = false;
            each_visible(inlines, &mut |text| {
                for c in text.chars() {
                    if east_asian_wide(c) {
                        wide += 1;
                    } else if c.is_whitespace() {
                        is_counted = false;
                    } else if !is_counted && c.is_alphabetic() {
                        (words, is_counted) = (words + 1, true);
                    }
                }
            });
        });
    }
    (wide.div_ceil(WIDE_A_MINUTE) + words / WORDS_A_MINUTE).max(1)
}

/// The headings of a text, each in the language in which the page has it: `shown` tells that of a unit by its index. Wholly
/// unnumbered ones (only in a translation) are listed without a number.
pub fn contents(frame: &Frame<'_>, work: &Work, shown: impl Fn(usize) -> Option<usize>) -> Vec<ContentsView> {
    let units = || work.units.iter().enumerate().filter(|(_, unit)| unit.level > 0);
    let headings = || units().map(|(at, unit)| (unit, shown(at)));
    let highest = headings().filter(|(_, shown)| shown.is_some()).map(|(unit, _)| unit.level).min().unwrap_or(2);
    let entry = |(unit, language): (&Unit, Option<usize>)| {
        let language = language?;
        let BlockKind::Heading(level, inlines) = &work.blocks(unit, language).next()?.kind else { return None };
        Some(ContentsView {
            number: unit.number.to_string(),
            label: visible_text(inlines).into_owned(),
            href: format!("#{}", encode_fragment(&unit.id)),
            lang: frame.foreign(language),
            depth: usize::from(level.saturating_sub(highest)) + 1,
        })
    };
    headings().filter_map(entry).filter(|entry| entry.depth <= 2).collect()
}

/// The commentaries on a work, to follow its headings in the contents.
fn commentary_contents(frame: &Frame<'_>, work: usize) -> impl Iterator<Item = ContentsView> {
    let label = |name: &str| frame.word("note_by", &[("name", name)]);
    let commentaries = commentary_views(frame, work).into_iter();
    commentaries
        .map(|commentary| ContentsView {
            number: commentary.mark,
            label: label(&commentary.name),
            href: commentary.href,
            lang: None,
            depth: 1,
        })
        .collect::<Vec<_>>()
        .into_iter()
}

fn units<'a>(frame: &Frame<'a>, linked: &Linked, anchors: &Anchors, writers: &mut Writers<'a>) -> Vec<PassageView> {
    let work = writers.own.work;
    let notes_by_unit = by_unit(frame.site.notes(work, frame.language));
    let (relations, ways) = (Relations::new(frame, work), Ways::new(frame, work));
    // A front page writes its passages in a way of its own.
    let form = frame.plain.filter(|_| !matches!(frame.route, Route::Front(_)));
    let (mut views, mut run) = (Vec::new(), String::new());
    for (at, unit) in linked.work.units.iter().enumerate() {
        let place = Place { work, unit: at };
        let Some(language) = frame.site.shown(place, frame.language) else { continue };
        let notes = notes_by_unit.get(&at).map_or(&[][..], Vec::as_slice);
        let mut view = unit_view(frame, place);
        view.anchors_html = ids_html(&anchors.units[at]);
        view.stale = writers.standing.unit(at, language);
        let Some(writer) = writers.of(frame, language) else { continue };
        let mut text = |html: String| {
            let marks = |block| marks(frame, notes, (language, block), place);
            let blocks = unit.blocks(language).iter().map(|&at| at as usize);
            blocks.fold(html, |html, block| writer.block_after(html, block, &marks(block)))
        };
        if notes.is_empty() {
            view.relations = relations.of(frame, at, &[]);
            view = view.whole();
            if let Some(form) = form.filter(|_| view.is_plain) {
                run = form.write(run, &view, (frame.words.tag.as_str(), &ways, unit), text);
                continue;
            }
        }
        view.html = text(String::new());
        if !notes.is_empty() {
            view.notes = notes_at(frame, notes, place, writer);
            view.relations = relations.of(frame, at, &view.notes);
        }
        ways.pin(unit, &mut view.pin_html);
        ways.list(unit, &mut view.ways_html);
        views.extend(finished(&mut run));
        views.push(PassageView::Unit(Box::new(view.whole())));
    }
    views.extend(finished(&mut run));
    views
}

/// The plain passages so far, if there are any.
fn finished(run: &mut String) -> Option<PassageView> {
    (!run.is_empty()).then(|| PassageView::Plain { plain_html: std::mem::take(run) })
}

/// A passage as the page of the frame shows it, without its text, its ways, further ids, notes, and how it stands to its source.
pub fn unit_view(frame: &Frame<'_>, place: Place) -> UnitView {
    let site = frame.site;
    let unit = site.unit(place);
    let language = site.shown(place, frame.language).unwrap_or(frame.content);
    let mut classes = format!("unit-{}", unit.kind);
    if unit.level > 0 {
        let _ = write!(classes, " level-{}", unit.level);
    }
    if language != frame.content {
        classes.push_str(" untranslated");
    }
    UnitView {
        id: unit.id.to_string(),
        classes,
        number: unit.number.to_string(),
        foreign: (frame.settings.language(language).tag != frame.words.tag).then(|| frame.language_view(language)),
        untranslated: (language != frame.content).then(|| frame.language_view(language)),
        errata: errata_at(frame, place, frame.content, ""),
        ..UnitView::default()
    }
}

/// The accessible name of a passage's own link.
pub fn number_label(frame: &Frame<'_>, unit: &Unit) -> String {
    let key = match (unit.number.is_empty(), unit.level) {
        (true, _) => "passage_link",
        (false, 0) => "unit_link",
        (false, _) => "section_link",
    };
    frame.word(key, &[("number", &unit.number)])
}

/// The same passage in the other languages that have it, by their names.
pub fn in_other_languages(frame: &Frame<'_>, place: Place) -> Vec<LinkView> {
    let languages = frame.settings.languages().iter().enumerate();
    languages
        .filter(|(language, _)| *language != frame.language && frame.site.unit(place).is_in(*language))
        .filter_map(|(language, settings)| {
            Some(LinkView {
                label: settings.name.clone(),
                href: frame.addresses.passage(place, language)?,
                lang: Some(settings.tag.as_str().to_owned()),
                current: false,
            })
        })
        .collect()
}

/// Previous and next in the reading order; commentaries follow their text.
pub fn neighbours(frame: &Frame<'_>, work: usize) -> (Option<LinkView>, Option<LinkView>) {
    let link = |work: Option<usize>| frame.link_to(work?);
    let (previous, next) = frame.site.neighbours(work, frame.language);
    (link(previous), link(next))
}

/// The works of the site, for the front page.
fn works(frame: &Frame<'_>) -> Vec<WorkView> {
    let view = |&work: &usize| {
        let face = frame.site.face(work);
        let head = frame.site.head(work, face.shown(frame.language)?)?;
        let parallel = (0..frame.settings.languages().len()).filter_map(|other| {
            let href = frame.addresses.page(Route::Parallel { work, language: frame.language, other })?;
            let label = format!("{} {}", frame.word("parallel", &[]), frame.settings.language(other).name);
            Some(LinkView { label, href, lang: None, current: false })
        });
        Some(WorkView {
            link: frame.link_to(work)?,
            summary: head.summary().map(str::to_owned),
            authors: frame.persons(face.authors()),
            commentaries: commentary_views(frame, work),
            parallel: parallel.collect(),
        })
    };
    let order = frame.site.order();
    let mut works = Vec::with_capacity(order.len());
    works.extend(order.iter().filter_map(view));
    works
}
