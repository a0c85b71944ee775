//! What a style wrote, as pieces of text with their look: neither HTML nor anything of the library's.

use hayagriva::citationberg::{FontStyle, FontVariant, FontWeight, VerticalAlign};
use hayagriva::types::Person;
use hayagriva::{Elem, ElemChild, ElemChildren, ElemMeta, Formatted};

use crate::parse::line_break::east_asian_wide;

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// How it looks.
    pub look: Look,
    /// Where it leads.
    pub leads: Leads,
}

/// How a piece looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// In italics.
    pub italic: bool,
    /// In bold type.
    pub bold: bool,
    /// In small capitals.
    pub small_caps: bool,
    /// Raised or lowered.
    pub align: Align,
}

/// Where a piece stands on its line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// On the line.
    #[default]
    Line,
    /// Raised: superscript.
    Raised,
    /// Lowered: subscript.
    Lowered,
}

/// Where a piece leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leads {
    /// Nowhere.
    Nowhere,
    /// To the entry of the publication of that index.
    Entry(usize),
    /// To an address outside the site.
    Url(String),
}

/// What the library rendered as pieces. `cited` are the publications of a citation, in the order in which they were asked for.
/// `between` stands between names in Han instead of the style's own semicolon.
pub fn read(children: &ElemChildren, cited: &[usize], between: Option<&'static str>) -> Vec<Piece> {
    let mut reader = Reader { cited, between, pieces: Vec::new() };
    reader.children(children, &Leads::Nowhere, &[]);
    reader.pieces
}

/// The same for one element.
pub fn read_one(child: &ElemChild) -> Vec<Piece> {
    let mut reader = Reader { cited: &[], between: None, pieces: Vec::new() };
    reader.child(child, &Leads::Nowhere, &[]);
    reader.pieces
}

/// A piece as plain as the text around it.
pub fn plain(text: String, look: Look) -> Piece {
    Piece { text, look, leads: Leads::Nowhere }
}

struct Reader<'a> {
    cited: &'a [usize],
    between: Option<&'static str>,
    pieces: Vec<Piece>,
}

/// The persons whose names an element writes.
type Names<'e> = [&'e Person];

impl Reader<'_> {
    fn children(&mut self, children: &ElemChildren, leads: &Leads, names: &Names<'_>) {
        children.0.iter().for_each(|child| self.child(child, leads, names));
    }

    fn child(&mut self, child: &ElemChild, leads: &Leads, names: &Names<'_>) {
        match child {
            ElemChild::Text(text) => self.push(text, leads.clone()),
            ElemChild::Elem(elem) => self.elem(elem, leads, names),
            // Mathematics, which only another program could set: it is shown as it was written.
            ElemChild::Markup(text) => self.pieces.push(plain(format!("${text}$"), Look::default())),
            ElemChild::Link { text, url } => {
                let is_safe = url.starts_with("https://") || url.starts_with("http://");
                self.push(text, if is_safe { Leads::Url(url.clone()) } else { leads.clone() });
            }
            ElemChild::Transparent { .. } => {}
        }
    }

    fn elem(&mut self, elem: &Elem, leads: &Leads, names: &Names<'_>) {
        match &elem.meta {
            Some(ElemMeta::Entry(at)) => {
                let leads = self.cited.get(*at).map_or_else(|| leads.clone(), |cited| Leads::Entry(*cited));
                self.children(&elem.children, &leads, names);
            }
            Some(ElemMeta::Names(persons)) => {
                let names: Vec<&Person> = persons.iter().flat_map(|(persons, _)| persons).collect();
                self.names(&elem.children, leads, &names);
            }
            Some(ElemMeta::Name(_, at)) => {
                let start = self.pieces.len();
                self.children(&elem.children, leads, names);
                // The library gives the name of a body the capitals of a family name.
                if let (Some(person), [piece]) = (names.get(*at), &mut self.pieces[start..])
                    && person.is_institutional()
                    && let Some(space) = after(&piece.text, &person.name)
                {
                    piece.text = format!("{}{space}", person.name);
                }
            }
            _ => self.children(&elem.children, leads, names),
        }
    }

    /// Names, and what stands between and after them. The library puts a space before "and others", which Han has not.
    fn names(&mut self, children: &ElemChildren, leads: &Leads, names: &Names<'_>) {
        let name = |child: &ElemChild| match child {
            ElemChild::Elem(Elem { meta: Some(ElemMeta::Name(_, at)), .. }) => names.get(*at).copied(),
            _ => None,
        };
        let start = self.pieces.len();
        let mut before: Option<&Person> = None;
        for (at, child) in children.0.iter().enumerate() {
            let after = children.0.get(at + 1).and_then(name);
            let is_in_han = before.is_some_and(Person::is_cjk) && after.is_none_or(Person::is_cjk);
            match (child, self.between) {
                (ElemChild::Text(text), Some(between)) if is_in_han && after.is_some() && text.text.trim() == ";" => {
                    self.push(&Formatted { text: between.to_owned(), formatting: text.formatting }, leads.clone());
                }
                _ => self.child(child, leads, names),
            }
            before = name(child).or(before);
        }
        close_up(&mut self.pieces[start..]);
    }

    fn push(&mut self, formatted: &Formatted, leads: Leads) {
        let formatting = &formatted.formatting;
        let look = Look {
            italic: formatting.font_style == FontStyle::Italic,
            bold: formatting.font_weight == FontWeight::Bold,
            small_caps: formatting.font_variant == FontVariant::SmallCaps,
            align: match formatting.vertical_align {
                VerticalAlign::Sup => Align::Raised,
                VerticalAlign::Sub => Align::Lowered,
                _ => Align::Line,
            },
        };
        if !formatted.text.is_empty() {
            self.pieces.push(Piece { text: formatted.text.clone(), look, leads });
        }
    }
}

/// What follows a name in a text that begins with it, whatever its capitals.
fn after<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let written = text.trim_end();
    (written.to_lowercase() == name.to_lowercase()).then(|| &text[written.len()..])
}

/// Takes the space out between two pieces in Han.
fn close_up(pieces: &mut [Piece]) {
    for at in 1..pieces.len() {
        let (before, after) = pieces.split_at_mut(at);
        let (Some(before), Some(after)) = (before.last_mut(), after.first_mut()) else { continue };
        let is_wide = |c: Option<char>| c.is_some_and(east_asian_wide);
        if is_wide(before.text.trim_end().chars().next_back()) && is_wide(after.text.trim_start().chars().next()) {
            before.text.truncate(before.text.trim_end().len());
            after.text = after.text.trim_start().to_owned();
        }
    }
}
