//! stale-target: a translation whose source has changed since tells its readers what the source no longer says.

use crate::align::state::State;
use crate::align::work::Work;
use crate::base::change::{Shown, changes, shown};
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rule;
use crate::base::text::Span;
use crate::parse::unit_id::TITLE;

use super::Subject;

/// Complains of titles and passages whose source is another than the lock records.
pub fn check(&Subject { site, linked, .. }: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let work = &linked.work;
    if work.has_unread() {
        return;
    }
    for (language, settings) in site.config.languages.iter().enumerate() {
        let Some(document) = work.document(language) else { continue };
        let is_one_of_many = work.documents.iter().flatten().count() > 2;
        let only = if is_one_of_many { format!(" --lang {}", settings.dir) } else { String::new() };
        let complain = |id: &str, place: Span, (source, change): (Span, String)| {
            Diagnostic::new(&rule::STALE_TARGET, place, format!("the source of `{id}` has changed since it was translated"))
                .also(source, change)
                .help(format!(
                    "bring the translation up to date, then run `taiyaku accept {}#{id}{only}`; with --typo if it need not change",
                    work.key
                ))
        };
        if let State::Stale { recorded } = work.title_state(language)
            && let (Some(source), Some(wordings)) = (work.source_document(), work.wordings(work.source))
        {
            let change = change(recorded, &wordings.title());
            diagnostics.push(complain(TITLE, document.title_span, (source.title_span, change)));
        }
        passages(work, language, diagnostics, complain);
    }
}

fn passages(
    work: &Work,
    language: usize,
    diagnostics: &mut Diagnostics,
    complain: impl Fn(&str, Span, (Span, String)) -> Diagnostic,
) {
    let mut wordings = None;
    for (at, unit) in work.units.iter().enumerate() {
        let State::Stale { recorded } = work.state(at, language) else { continue };
        let (Some(here), Some(source)) = (work.place(at, language), work.place(at, work.source)) else { continue };
        let Some(wordings) = wordings.get_or_insert_with(|| work.wordings(work.source)) else { continue };
        let change = change(recorded, &wordings.of(work.hosted_blocks(at, work.source)));
        diagnostics.push(complain(&unit.id, here, (source, change)));
    }
}

fn change(recorded: &str, now: &str) -> String {
    shown(&changes(recorded, now), Shown { color: false, longest: 120 })
}
