//! Annotations by person, text and language: each group is a draft.

use std::collections::{BTreeMap, BTreeSet};

use crate::align::work::Work;
use crate::edit::escape::Escaper;
use crate::edit::import::Commentator;
use crate::edit::{NewFile, Note};
use crate::parse::glossary::{Term, TermKind};
use crate::parse::slug::slug;

use super::anchor::{Anchor, Part, Sought};
use super::body::{Converted, convert};
use super::draft::{Draft, DraftNote, compose};
use super::place::Places;
use super::read::{Incoming, Person, decoded};
use super::{AnnotationsOptions, Base, Drafted, is_id, is_key};

/// Annotations and what was found of them.
pub struct Gathered<'a> {
    /// The site.
    pub base: &'a Base,
    /// Its addresses.
    pub places: &'a Places<'a>,
    /// What was read.
    pub annotations: &'a [Incoming],
    /// Of each annotation its targets: places in `sought`, or why they are none.
    pub targets: &'a [Vec<Result<usize, String>>],
    /// The targets on texts.
    pub sought: &'a [Sought<'a>],
    /// Where they are.
    pub anchors: &'a [Result<Anchor, String>],
}

/// What makes a draft: the text, the language, and who wrote it; or the address it had in a site like this.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Group {
    work: usize,
    language: usize,
    people: Vec<Person>,
    key: Option<String>,
}

/// An annotation that goes into a draft.
struct Placed<'a> {
    incoming: &'a Incoming,
    anchors: Vec<Anchor>,
    lost: Vec<String>,
    /// The id it had in a site like this.
    id: Option<String>,
}

/// Writes the drafts.
pub fn gather(found: &Gathered<'_>, options: &AnnotationsOptions) -> Drafted {
    let mut notes = Vec::new();
    let mut groups: BTreeMap<Group, usize> = BTreeMap::new();
    let mut all: Vec<(Group, Vec<Placed<'_>>)> = Vec::new();
    let mut standing = 0;
    for (number, incoming) in found.annotations.iter().enumerate() {
        let mut tell = |text: &str| {
            let id = if incoming.id.is_empty() { String::new() } else { format!(" ({})", incoming.id) };
            notes.push(Note {
                path: String::new(),
                line: None,
                text: format!("annotation {}{id}: {text}", number + 1),
            });
        };
        if found.stands(incoming) {
            standing += 1;
            continue;
        }
        incoming.told.iter().for_each(|text| tell(text));
        match found.place(number, &mut tell) {
            Some((group, placed)) => {
                let at = *groups.entry(group.clone()).or_insert(all.len());
                if at == all.len() {
                    all.push((group, Vec::new()));
                }
                all[at].1.push(placed);
            }
            None => tell(&format!("it was left out; it says: {}", said(incoming))),
        }
    }
    if standing > 0 {
        let text = format!("left as they are, because they stand in the site already: {standing}");
        notes.push(Note { path: String::new(), line: None, text });
    }
    let (files, told) = write(found, options, all);
    notes.extend(told);
    Drafted { files, notes }
}

/// What an annotation says, in one line.
fn said(incoming: &Incoming) -> String {
    let words: Vec<&str> = incoming.bodies.iter().flat_map(|body| body.text.split_whitespace()).collect();
    if words.is_empty() { "nothing".into() } else { words.join(" ") }
}

impl Gathered<'_> {
    /// Whether an annotation is a note that the site has.
    fn stands(&self, incoming: &Incoming) -> bool {
        let Some((address, id)) = incoming.id.split_once('#') else { return false };
        let Some((language, key)) = self.places.key(address) else { return false };
        let work = self.places.work(&key).filter(|work| work.document(language).is_some());
        let id = decoded(id);
        work.is_some_and(|work| id == "top" || work.fragments.contains(&id))
    }

    /// The draft that an annotation goes into, and what goes there; `None` if it is on no text.
    fn place(&self, number: usize, tell: &mut dyn FnMut(&str)) -> Option<(Group, Placed<'_>)> {
        let incoming = &self.annotations[number];
        let (mut anchors, mut lost, mut first) = (Vec::new(), Vec::new(), None);
        if incoming.targets.is_empty() {
            tell("it is on nothing");
        }
        for (target, place) in incoming.targets.iter().zip(&self.targets[number]) {
            let result = place.as_ref().map_err(String::clone).and_then(|&at| {
                first.get_or_insert((self.sought[at].work, self.sought[at].languages.first().copied().unwrap_or(0)));
                self.anchors[at].clone()
            });
            match result {
                Ok(anchor) => anchors.push(anchor),
                Err(why) => {
                    let quoted = target.quote.as_ref().map(|quote| quote.exact.as_str());
                    tell(&quoted.map_or(why.clone(), |words| format!("{why}: “{words}”")));
                    lost.extend(quoted.map(str::to_owned));
                }
            }
        }
        let (work, page_language) = anchors.first().map(|anchor| (anchor.work, anchor.language)).or(first)?;
        let language = self.language(incoming, work, page_language, anchors.is_empty());
        anchors.retain(|anchor| {
            let is_quotable = anchor.language == language || self.base.works[anchor.work].document(language).is_none();
            if !is_quotable {
                tell("it is on passages in several languages; those of other languages than its first were left out");
            }
            is_quotable
        });
        anchors.retain(|anchor| anchor.part != Part::Whole);
        let own = incoming.id.split_once('#').and_then(|(address, id)| Some((self.places.key(address)?, decoded(id))));
        let own = own.filter(|((own, key), _)| *own == language && is_key(key) && *key != self.base.works[work].key);
        let (key, id) = own.map_or((None, None), |((_, key), id)| (Some(key), Some(id)));
        let people = incoming.people.clone();
        Some((Group { work, language, people, key }, Placed { incoming, anchors, lost, id }))
    }

    /// The language of the draft: that of the words, for a note quotes in its own language; the comment's own where nothing
    /// is quoted, or where the text has no words in it.
    fn language(&self, incoming: &Incoming, work: usize, of_words: usize, is_free: bool) -> usize {
        let languages = &self.base.parsed.config.languages;
        let said = incoming.bodies.iter().find_map(|body| body.language.as_deref());
        let own = said.and_then(|tag| {
            let exact = languages.iter().position(|language| language.tag.as_str().eq_ignore_ascii_case(tag));
            exact
                .or_else(|| languages.iter().position(|language| tag.split('-').next() == Some(language.tag.primary())))
        });
        let is_whole = incoming.targets.iter().all(|target| target.quote.is_none() && target.position.is_none());
        own.filter(|&own| is_free || is_whole || self.base.works[work].document(own).is_none()).unwrap_or(of_words)
    }
}

/// The people of the glossary, by id and by what they are called in any language, and those that the command names.
struct People<'a> {
    said: &'a [Commentator],
    ids: BTreeMap<&'a str, &'a Term>,
    names: BTreeMap<&'a str, &'a Term>,
}

impl<'a> People<'a> {
    fn new(found: &Gathered<'a>, options: &'a AnnotationsOptions) -> Self {
        let parsed = &found.base.parsed;
        let people = || parsed.terms.iter().rev().filter(|term| term.kind == TermKind::Person);
        let called = |term: &'a Term| {
            let labels = (0..parsed.config.languages.len()).filter_map(|language| term.labels.get(language));
            labels.flat_map(|labels| labels.all()).map(move |label| (label.value.as_str(), term))
        };
        Self {
            said: &options.people,
            ids: people().map(|term| (term.id.value.as_str(), term)).collect(),
            names: people().flat_map(called).collect(),
        }
    }

    /// The id of a person of the glossary: as the command says, by an address of this site, or by name.
    fn id(&self, person: &Person, places: &Places<'_>) -> Option<String> {
        let said = self.said.iter().find(|other| other.name == person.name || other.name == person.id);
        let by_said = said.map(|said| said.id.clone());
        let id = person.id.split_once('#').map(|(_, id)| decoded(id));
        let id = id.filter(|_| places.written("", &person.id).is_some());
        let by_id = || id.and_then(|id| self.ids.get(id.as_str()).copied());
        let term = || by_id().or_else(|| self.names.get(person.name.as_str()).copied());
        by_said.or_else(|| term().map(|term| term.id.value.clone()))
    }
}

fn unknown_person(name: &str) -> Note {
    let text = format!(
        "`{name}` is no person of the glossary, so the draft names no author; say who it is with --commentary \"{name}=ID\", or write by: [ID] into the file"
    );
    Note { path: String::new(), line: None, text }
}

fn write(
    found: &Gathered<'_>,
    options: &AnnotationsOptions,
    groups: Vec<(Group, Vec<Placed<'_>>)>,
) -> (Vec<NewFile>, Vec<Note>) {
    let works: Vec<&Work> = found.base.works.iter().map(|work| &**work).collect();
    let escaper = Escaper::default();
    let (mut files, mut notes) = (Vec::new(), Vec::new());
    let mut keys = Keys::new(&works, groups.iter().filter_map(|(group, _)| group.key.clone()));
    for (group, placed) in &groups {
        keys.keep(group, placed);
    }
    let mut orders: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut unknown = BTreeSet::new();
    let people = People::new(found, options);
    for (group, placed) in groups {
        let by: Vec<String> = group.people.iter().filter_map(|person| people.id(person, found.places)).collect();
        for person in group.people.iter().filter(|person| people.id(person, found.places).is_none()) {
            if unknown.insert(person.name.clone()) {
                notes.push(unknown_person(&person.name));
            }
        }
        let key = keys.of(&group, by.first(), &works);
        let config = &found.base.parsed.config;
        let path = format!("content/{}/{key}.md", config.languages[group.language].dir);
        let order = orders.entry((group.work, group.language)).or_default();
        *order += 1;
        let mut draft = Draft {
            title: title(found, &people, &group, &by),
            annotates: works[group.work].key.clone(),
            by,
            order: Some(*order),
            date: placed.iter().filter_map(|placed| placed.incoming.created.clone()).min(),
            revised: placed.iter().filter_map(|placed| placed.incoming.modified.clone()).max(),
            notes: Vec::new(),
            path,
        };
        let lead = |address: &str| found.places.written(&draft.path, address);
        draft.notes = sorted(placed)
            .into_iter()
            .map(|placed| DraftNote {
                id: if placed.anchors.is_empty() {
                    String::new()
                } else {
                    keys.id((&key, group.language), placed.id.as_deref())
                },
                body: body(&placed, &escaper, &lead),
                anchors: placed.anchors,
                lost: placed.lost,
            })
            .collect();
        let (content, widened) = compose(&draft, &works, &escaper);
        if !widened.is_empty() {
            let text = format!(
                "{} notes are on a whole passage, because their words stand in it several times and nothing tells which are meant",
                widened.len()
            );
            notes.push(Note { path: draft.path.clone(), line: None, text });
        }
        files.push(NewFile { path: draft.path, content });
    }
    (files, notes)
}

fn body(placed: &Placed<'_>, escaper: &Escaper, lead: super::body::Lead<'_>) -> Converted {
    convert(&placed.incoming.bodies, escaper, lead)
}

/// Notes in the order of their passages; what a site like this published keeps its order.
fn sorted(mut placed: Vec<Placed<'_>>) -> Vec<Placed<'_>> {
    if placed.iter().any(|placed| placed.id.is_none()) {
        placed.sort_by_key(|placed| {
            placed.anchors.first().map(|anchor| match &anchor.part {
                Part::Whole => (0, 0, 0),
                Part::Unit(unit) => (*unit, 0, 0),
                Part::Words(words) => {
                    words.first().map_or((0, 0, 0), |words| (words.unit, words.block, words.range.start))
                }
            })
        });
    }
    placed
}

/// A draft is called after its authors, in its language.
fn title(found: &Gathered<'_>, people: &People<'_>, group: &Group, by: &[String]) -> String {
    let labels = by.iter().filter_map(|id| Some(people.ids.get(id.as_str())?.label(group.language)));
    let names: Vec<&str> =
        if by.is_empty() { group.people.iter().map(|person| person.name.as_str()).collect() } else { labels.collect() };
    let names = names.join("、");
    if names.trim().is_empty() { found.base.works[group.work].key.clone() } else { names }
}

/// The keys and ids that drafts get.
struct Keys {
    taken: BTreeSet<String>,
    given: BTreeMap<(usize, Vec<Person>), String>,
    ids: BTreeMap<String, (BTreeSet<String>, usize)>,
    /// Ids that a key has in each language; one that two annotations of one language claim is the first's.
    claimed: BTreeSet<(String, usize, String)>,
}

impl Keys {
    fn new(works: &[&Work], own: impl Iterator<Item = String>) -> Self {
        let taken = works.iter().map(|work| work.key.clone()).chain(own).collect();
        Self { taken, given: BTreeMap::new(), ids: BTreeMap::new(), claimed: BTreeSet::new() }
    }

    /// Keeps the ids that notes had from being given to others.
    fn keep(&mut self, group: &Group, placed: &[Placed<'_>]) {
        if let Some(key) = &group.key {
            let (taken, _) = self.ids.entry(key.clone()).or_default();
            taken.extend(placed.iter().filter_map(|placed| placed.id.clone()));
        }
    }

    /// The key of a draft: the one it had, else the person's id or name below the work's.
    fn of(&mut self, group: &Group, id: Option<&String>, works: &[&Work]) -> String {
        if let Some(key) = &group.key {
            return key.clone();
        }
        let who = (group.work, group.people.clone());
        if let Some(key) = self.given.get(&who) {
            return key.clone();
        }
        const LONGEST: usize = 40;
        let name = id.cloned().or_else(|| group.people.first().map(|person| slug(&person.name)));
        let name: String = name.unwrap_or_else(|| "comments".into()).chars().take(LONGEST).collect();
        let base = format!("{}/{name}", works[group.work].key);
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let free = |key: &String| !self.taken.contains(key);
        let key = std::iter::once(base.clone()).chain(numbered).find(free).unwrap_or_default();
        self.taken.insert(key.clone());
        self.given.insert(who, key.clone());
        key
    }

    /// The id of a note. The same id in two languages means one note; so only what had it in a site like this has it.
    fn id(&mut self, (key, language): (&str, usize), had: Option<&str>) -> String {
        let (taken, count) = self.ids.entry(key.to_owned()).or_default();
        if let Some(had) = had.filter(|had| is_id(had))
            && self.claimed.insert((key.to_owned(), language, had.to_owned()))
        {
            return had.to_owned();
        }
        loop {
            *count += 1;
            let id = format!("s{count}");
            if taken.insert(id.clone()) {
                return id;
            }
        }
    }
}
