//! What a style wrote, as pieces of text with their look: neither HTML nor anything of the library's.

use hayagriva::citationberg::{FontStyle, FontVariant, FontWeight, VerticalAlign};
use hayagriva::types::Person;
use hayagriva::{Elem, ElemChild, ElemChildren, ElemMeta, Formatted};

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
pub fn read(children: &ElemChildren, cited: &[usize]) -> Vec<Piece> {
    let mut reader = Reader { cited, pieces: Vec::new() };
    reader.children(children, &Leads::Nowhere, &[]);
    reader.pieces
}

/// The same for one element.
pub fn read_one(child: &ElemChild) -> Vec<Piece> {
    let mut reader = Reader { cited: &[], pieces: Vec::new() };
    reader.child(child, &Leads::Nowhere, &[]);
    reader.pieces
}

/// A piece as plain as the text around it.
pub fn plain(text: String, look: Look) -> Piece {
    Piece { text, look, leads: Leads::Nowhere }
}

struct Reader<'a> {
    cited: &'a [usize],
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
                self.children(&elem.children, leads, &names);
            }
            Some(ElemMeta::Name(_, at)) => {
                let start = self.pieces.len();
                self.children(&elem.children, leads, names);
                // The library gives the name of a body the capitals of a family name.
                if let (Some(person), [piece]) = (names.get(*at), &mut self.pieces[start..])
                    && person.is_institutional()
                    && piece.text.to_lowercase() == person.name.to_lowercase()
                {
                    piece.text.clone_from(&person.name);
                }
            }
            _ => self.children(&elem.children, leads, names),
        }
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
