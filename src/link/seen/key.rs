//! The names of what a page reads of a site.

use crate::link::route::Route;
use crate::link::site::Generated;

/// Something that a page reads of a site, be it that it is not there. Works, languages, terms, events and publications are
/// named by their indexes in the site that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// Title, description, languages, address and dates: of site.yaml what every page may show.
    Settings,
    /// A template, by its name. What it says is nothing of the site's: see [`crate::link::seen::print`].
    Template(&'static str),
    /// The kinds of events.
    Kinds,
    /// The words of the interface in a language.
    Words(usize),
    /// All of a work: its documents, its links, how its translations stand.
    Whole(usize),
    /// What links show of a work: titles, authors, and the languages that it is in.
    Face(usize),
    /// What lists and descriptions say of a work besides: summaries, dates, where it comes from.
    Head(usize),
    /// The passages of a work without their text: ids, numbers, headings, and the languages that each is in.
    Outline(usize),
    /// How the translations of a work stand, passage by passage.
    Progress(usize),
    /// The commentaries on a work, and how many notes of each the page in each language shows.
    Commentaries(usize),
    /// The notes on a work that its page in a language shows.
    Notes {
        /// Index of the work.
        work: usize,
        /// Index of the language.
        language: usize,
    },
    /// The passages that the notes of a commentary quote.
    Quoted(usize),
    /// What refers to a work and its passages.
    Backlinks(usize),
    /// The passages of a work that other works refer to.
    Previewed(usize),
    /// The address of a page or file, or that there is none.
    Path(Route),
    /// Whether there is a front page with a text of its own.
    Front,
    /// Which texts a language has: none, one, or many.
    Readable(usize),
    /// Whether the site has no more than one text.
    OnlyText,
    /// The texts in reading order.
    Order,
    /// The texts with the commentaries on each, in reading order.
    Sequence,
    /// What comes before and after a work for a reader of a language.
    Neighbours {
        /// Index of the work.
        work: usize,
        /// Index of the language.
        language: usize,
    },
    /// The works that the notes of a language are on.
    Commented(usize),
    /// Who comments.
    Commentators,
    /// The commentaries of a person.
    CommentariesBy(usize),
    /// The list of all annotations.
    Annotations,
    /// What lists and links show of a term: its labels, its kind, a person's affiliation.
    Name(usize),
    /// All of a term.
    Term(usize),
    /// The page, or the part of one, on which the entry of a term stands in full in a language.
    EntryAt {
        /// Index of the term.
        term: usize,
        /// Index of the language.
        language: usize,
    },
    /// The terms that have to do with a term.
    Related(usize),
    /// What a person wrote.
    Written(usize),
    /// The passages that mention a term in a language, with the events and notes there.
    Uses {
        /// Index of the term.
        term: usize,
        /// Index of the language.
        language: usize,
    },
    /// All entries in the order of a language.
    Index(usize),
    /// The entries of its own that a page has, in the order of a language.
    Entries {
        /// The page.
        page: Generated,
        /// Index of the language.
        language: usize,
    },
    /// Whether a page has entries of its own.
    HasEntries(Generated),
    /// The title of an event.
    EventTitle(usize),
    /// All of an event.
    Event(usize),
    /// All events in their order.
    Events,
    /// The events that texts tell.
    ToldEvents,
    /// The passages that tell an event.
    Tellings(usize),
    /// The words with which texts tell events.
    ToldWords,
    /// The bibliography.
    Publications,
    /// The style of citations in a language.
    Style(usize),
    /// The passages that cite a publication.
    Citings(usize),
    /// A file that is copied.
    Asset(usize),
}
