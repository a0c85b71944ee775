//! What a link to another page leads to, in a few words: a file beside that page, which the script loads when a reader comes
//! to such a link. It is a script of its own and no JSON, for a page that was opened from disk may load nothing else.

use serde_json::{Map, Value, json};

use crate::base::change::cut;
use crate::link::seen::Seen;
use crate::link::site::{NoteTarget, Place};

/// How many characters are shown of a passage, as readers count them.
const LONGEST: usize = 120;

/// The passages of a work's page in a language: of each fragment its number and its first words, and their language where
/// it is not the page's.
pub fn passages(site: Seen<'_>, work: usize, language: usize) -> String {
    let linked = site.whole(work);
    let title = linked.showings[language].document.and_then(|shown| linked.work.document(shown));
    let title = title.map_or_else(String::new, |document| document.plain_title().into_owned());
    let words = |fragment: &String| {
        let unit = linked.work.fragments.get(fragment)?.unit();
        let target = NoteTarget { place: Place { work, unit }, words: None };
        // A passage that is joined to another in that language has its words there.
        let place = linked.shown_target(&target, language)?.place;
        let (unit, shown) = (site.unit(place), site.shown(place, language)?);
        let text: String = linked.work.blocks(unit, shown).map(|block| block.visible_text()).collect();
        let tag = (shown != language).then(|| site.settings().language(shown).tag.as_str());
        Some((fragment.clone(), json!([format!("{title} {}", unit.number).trim(), first(&text), tag])))
    };
    file(site, language, site.previewed(work).filter_map(words).collect())
}

/// The events of the timeline in a language: of each its date and its title.
pub fn events(site: Seen<'_>, language: usize) -> String {
    let words = |at: usize| {
        let event = site.event(at);
        let title = event.title.get_or_first(language).map_or("", |title| title.value.as_str());
        let of = event.title.language_of(language).filter(|&of| of != language);
        let tag = of.map(|of| site.settings().language(of).tag.as_str());
        (event.id.value.clone(), json!([site.settings().date(&event.date.value, language), first(title), tag]))
    };
    file(site, language, site.told_events().map(words).collect())
}

/// The first words of a text, on one line.
fn first(text: &str) -> String {
    cut(&text.split_whitespace().collect::<Vec<_>>().join(" "), LONGEST)
}

/// The script leaves its data on its own element, where the one that asked for it finds them: the page gets no new names.
fn file(site: Seen<'_>, language: usize, words: Map<String, Value>) -> String {
    let lang = site.settings().language(language).tag.as_str();
    format!("document.currentScript.previews = {};\n", json!({ "lang": lang, "words": words }))
}
