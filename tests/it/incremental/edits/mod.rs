//! What authors do to a site, each kind with how often it is done. An edit is a function of the files as they are and of
//! chance; it may find nothing to do.

use super::random::Random;
use super::world::World;

mod data;
mod files;
mod front;
mod settings;
mod text;

/// A kind of edits.
pub struct Kind {
    /// What it is called in reports.
    pub name: &'static str,
    /// How often it is done, against the others.
    weight: usize,
    /// Does it.
    pub edit: fn(&mut World, &mut Random),
}

macro_rules! kinds {
    ($($weight:literal $name:literal $edit:expr;)*) => {
        &[$(Kind { name: $name, weight: $weight, edit: $edit }),*]
    };
}

/// All kinds of edits.
pub const KINDS: &[Kind] = kinds! {
    // Texts.
    16 "words" text::words;
    5 "add a paragraph" text::add;
    4 "remove a paragraph" text::remove;
    3 "move a paragraph" text::shift;
    3 "split a paragraph" text::split;
    3 "merge paragraphs" text::merge;
    4 "a heading" text::heading;
    3 "add an id" text::add_id;
    3 "remove an id" text::remove_id;
    2 "rename an id" text::rename_id;
    10 "a link" text::link;
    5 "a quotation" text::quotation;
    3 "a block" text::block;
    2 "a footnote" text::footnote;
    // Front matter.
    6 "a title" front::title;
    10 "a field of front matter" front::field;
    2 "another kind of title" front::title_as_heading;
    2 "broken front matter" front::break_it;
    // Entries.
    4 "add a term" data::add_term;
    3 "remove a term" data::remove_term;
    6 "a field of a term" data::change_term;
    2 "reorder terms" data::reorder_terms;
    2 "split the glossary" data::split_glossary;
    4 "add an event" data::add_event;
    3 "remove an event" data::remove_event;
    6 "a field of an event" data::change_event;
    2 "reorder events" data::reorder_events;
    3 "add a publication" data::add_publication;
    2 "remove a publication" data::remove_publication;
    3 "a field of a publication" data::change_publication;
    2 "a style of citations" data::style;
    4 "a table of a chart" data::table;
    1 "broken entries" data::break_entries;
    // Settings and templates.
    10 "a setting" settings::setting;
    2 "a language" settings::language;
    2 "the order of languages" settings::order_of_languages;
    1 "rename a language's folder" settings::rename_language;
    1 "broken settings" settings::break_it;
    6 "a template" settings::template;
    2 "remove a template" settings::remove_template;
    1 "a broken template" settings::break_template;
    // Files.
    3 "create a document" files::create;
    3 "delete a document" files::delete;
    3 "rename a document" files::rename;
    2 "copy a document to another language" files::translate;
    2 "rename a folder" files::rename_folder;
    3 "a static file" files::static_file;
    3 "a file beside pages" files::asset;
    2 "remove a file that is copied" files::remove_asset;
    3 "accept translations" files::accept;
    2 "a lock" files::lock;
    1 "a file that is not UTF-8" files::not_utf8;
    1 "an empty file" files::empty;
    2 "ends of lines, a byte order mark" files::form;
    1 "a stray file" files::stray;
};

/// One of the kinds, by their weights.
pub fn kind(random: &mut Random) -> usize {
    let mut at = random.below(KINDS.iter().map(|kind| kind.weight).sum());
    KINDS
        .iter()
        .position(|kind| {
            at < kind.weight || {
                at -= kind.weight;
                false
            }
        })
        .expect("it is below their sum")
}
