//! `allow` of the front matter: complaints of a rule about one unit that its author lets pass. What lets nothing pass is
//! complained of itself, for it would hide the next mistake.
//!
//! A complaint is about a unit if it points into it, also as one of two places: into the version of the document that allows
//! it, or into another version if it points into no second one. So what a translation allows does not speak for others.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::text::{FileId, Span};
use crate::base::yaml::nearest;
use crate::link::site::{Linked, Site};
use crate::parse::allow::Allow;
use crate::parse::document::Document;
use crate::parse::unit_id::TITLE;

/// An `allow` and the places that it covers.
struct Scope<'s> {
    allow: &'s Allow,
    /// The document that allows.
    file: FileId,
    /// The places of the unit, in every language.
    places: Vec<Span>,
}

/// Drops what is allowed, and complains of what allows nothing.
pub fn drop_allowed(site: &Site, diagnostics: Diagnostics) -> Diagnostics {
    let (scopes, complaints) = scopes(site);
    // By rule and file: what one document allows is not held against the complaints of all others.
    let mut there: BTreeMap<(&str, FileId), BTreeSet<usize>> = BTreeMap::new();
    for (at, scope) in scopes.iter().enumerate() {
        for place in &scope.places {
            there.entry((scope.allow.rule.value.name, place.file)).or_default().insert(at);
        }
    }
    let mut used: BTreeSet<usize> = BTreeSet::new();
    let mut kept = diagnostics.filter_map(|diagnostic| {
        let files: BTreeSet<FileId> = diagnostic.places().map(|span| span.file).collect();
        let candidates = files.iter().filter_map(|&file| there.get(&(diagnostic.rule.name, file))).flatten().copied();
        let allowing: BTreeSet<usize> = candidates.filter(|&at| scopes[at].covers(&diagnostic)).collect();
        used.extend(&allowing);
        allowing.is_empty().then_some(diagnostic)
    });
    let unused = scopes.iter().enumerate().filter(|(at, _)| !used.contains(at));
    kept.extend(unused.map(|(_, Scope { allow, .. })| {
        let Allow { rule, unit } = allow;
        let message = format!("`{}` complains of nothing in `{}`", rule.value.name, unit.value);
        Diagnostic::new(&rule::UNUSED_ALLOW, rule.span, message)
            .help("remove this item: it would hide the next mistake of this kind")
    }));
    kept.merge(complaints);
    kept
}

impl Scope<'_> {
    fn covers(&self, diagnostic: &Diagnostic) -> bool {
        let touched: BTreeSet<FileId> =
            diagnostic.places().filter(|span| self.holds(*span)).map(|span| span.file).collect();
        touched.contains(&self.file) || touched.len() == 1
    }

    fn holds(&self, span: Span) -> bool {
        let overlaps = |place: &Span| place.start < span.end.max(span.start + 1) && span.start < place.end;
        self.places.iter().any(|place| place.file == span.file && overlaps(place))
    }
}

/// Every `allow` of the site whose unit is there, and complaints of the others.
fn scopes(site: &Site) -> (Vec<Scope<'_>>, Diagnostics) {
    let (mut scopes, mut complaints) = (Vec::new(), Diagnostics::default());
    for linked in &site.works {
        for document in linked.work.documents.iter().flatten() {
            for allow in &document.meta.allow {
                match places(linked, &allow.unit.value) {
                    Some(places) => scopes.push(Scope { allow, file: document.file, places }),
                    None if linked.work.has_unread() => {}
                    None => complaints.push(unknown_unit(linked, allow)),
                }
            }
        }
    }
    (scopes, complaints)
}

fn unknown_unit(linked: &Linked, Allow { unit, .. }: &Allow) -> Diagnostic {
    let message = format!("there is no unit `{}` in `{}`", unit.value, linked.work.key);
    let complaint = Diagnostic::new(&rule::UNKNOWN_UNIT, unit.span, message);
    let names = linked.work.fragments.names().chain([TITLE]);
    complaint.help(match nearest(&unit.value, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "name the id of the passage, or `top` for the title and the document as a whole".to_owned(),
    })
}

/// The places of a unit in every language: its blocks and the footnotes that it refers to first.
fn places(linked: &Linked, unit: &str) -> Option<Vec<Span>> {
    let work = &linked.work;
    if unit == TITLE {
        return Some(work.documents.iter().flatten().flat_map(|document| tops(document)).collect());
    }
    let unit = work.fragments.get(unit)?.unit();
    let mut places = Vec::new();
    for (language, document) in work.documents.iter().enumerate() {
        let Some(document) = document else { continue };
        let host = work.host(unit, language).unwrap_or(unit);
        for block in work.blocks(&work.units[host], language) {
            // The id of a list or table stands below it.
            places.push(block.id.as_ref().map_or(block.span, |id| block.span.to(id.span)));
        }
        let footnotes = document.footnotes.iter().zip(&linked.texts[language].footnotes);
        let own = footnotes.filter(|(_, linked)| linked.unit == Some(host));
        places.extend(own.map(|(footnote, _)| footnote.span));
    }
    Some(places)
}

/// The title, and what stands before the text: the front matter speaks of the document as a whole.
fn tops(document: &Document) -> [Span; 2] {
    let end = document.blocks.first().map_or(u32::MAX, |block| block.span.start);
    [document.title_span, Span { file: document.file, start: 0, end }]
}
