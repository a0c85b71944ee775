//! Reads XLIFF 2: units, their segments, their codes by number. Everything else that tools add is passed over.
//!
//! No entity but XML's own five is read and no document type is accepted: neither bombs nor files of this machine come in.

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::text::{SourceFile, Span};

use super::super::incoming::{IncomingPassage, IncomingText, IncomingWork, Piece, Said};
use super::NAMESPACE;

/// The works in a file, in order.
///
/// # Errors
/// A file that is no well-formed XLIFF 2: nothing is taken from it.
pub fn read(file: &SourceFile) -> Result<Vec<IncomingWork>, Box<Diagnostic>> {
    let mut reader = NsReader::from_str(&file.text);
    reader.config_mut().expand_empty_elements = true;
    let mut reading = Reading::new(file);
    loop {
        let start = reader.buffer_position() as usize;
        let (is_core, event) = match reader.read_resolved_event() {
            Ok((ResolveResult::Bound(namespace), event)) => (namespace.as_ref() == NAMESPACE, event),
            Ok((_, event)) => (false, event),
            Err(error) => {
                let at = (reader.error_position() as usize).min(file.text.len());
                return Err(reading.broken(at..at, format!("this is no well-formed XML: {error}")));
            }
        };
        let end = reader.buffer_position() as usize;
        reading.place = start..end;
        if !reading.event(is_core, event)? {
            break;
        }
    }
    if !reading.has_root {
        return Err(reading.broken(0..0, "this file holds no XLIFF".into()));
    }
    if reading.depth > 0 {
        let end = file.text.len();
        return Err(reading.broken(end..end, "this file ends too early".into()));
    }
    Ok(reading.works)
}

struct Reading<'a> {
    file: &'a SourceFile,
    /// The bytes of the event.
    place: std::ops::Range<usize>,
    has_root: bool,
    depth: usize,
    /// How deep the reading is in what is passed over; 0 for what is read.
    skipped: usize,
    language: String,
    works: Vec<IncomingWork>,
    passage: Option<IncomingPassage>,
    text: Option<IncomingText>,
    /// The source or target that is being read, and where it began.
    said: Option<(Vec<Piece>, usize)>,
    /// The `pc` elements that are open in it.
    open: Vec<String>,
}

type Read<T> = Result<T, Box<Diagnostic>>;

impl<'a> Reading<'a> {
    fn new(file: &'a SourceFile) -> Self {
        Self {
            file,
            place: 0..0,
            has_root: false,
            depth: 0,
            skipped: 0,
            language: String::new(),
            works: Vec::new(),
            passage: None,
            text: None,
            said: None,
            open: Vec::new(),
        }
    }

    fn broken(&self, place: std::ops::Range<usize>, message: String) -> Box<Diagnostic> {
        let start = self.file.text.floor_char_boundary(place.start.min(self.file.text.len()));
        let line_end = self.file.text[start..].find('\n').map_or(self.file.text.len(), |at| start + at);
        let end = self.file.text.ceil_char_boundary(place.end.clamp(start, line_end));
        let span = Span::new(self.file.id, start..end);
        let help = "nothing was taken from it; export the work again, or have the tool write XLIFF 2.1";
        Box::new(Diagnostic::new(&rule::BROKEN_EXCHANGE, span, message).help(help))
    }

    fn span(&self) -> Span {
        Span::new(self.file.id, self.place.clone())
    }

    /// Takes an event; `false` at the end of the file.
    fn event(&mut self, is_core: bool, event: Event<'_>) -> Read<bool> {
        match event {
            Event::Eof => return Ok(false),
            Event::DocType(_) => {
                return Err(self.broken(self.place.clone(), "a document type is refused: XLIFF 2 has none".into()));
            }
            Event::Start(element) => self.start(is_core, &element)?,
            Event::End(element) => self.end(element.local_name().as_ref())?,
            Event::Text(text) => self.words(&text.xml10_content()),
            Event::CData(text) => self.words(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let known = match reference.resolve_char_ref() {
                    Ok(Some(c)) => Some(c),
                    Ok(None) => named(reference.xml10_content().as_ref()),
                    Err(_) => None,
                };
                let Some(c) = known else {
                    return Err(self.broken(self.place.clone(), "this entity is refused: XLIFF 2 has none".into()));
                };
                self.words(c.encode_utf8(&mut [0; 4]));
            }
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::Empty(_) => {}
        }
        Ok(true)
    }

    fn words(&mut self, text: &str) {
        if let (Some((pieces, _)), 0) = (&mut self.said, self.skipped) {
            match pieces.last_mut() {
                Some(Piece::Text(before)) => before.push_str(text),
                _ => pieces.push(Piece::Text(text.to_owned())),
            }
        }
    }

    fn start(&mut self, is_core: bool, element: &BytesStart<'_>) -> Read<()> {
        self.depth += 1;
        if self.depth == 1 {
            self.has_root = true;
            if !is_core || element.local_name().as_ref() != "xliff" {
                return Err(self.broken(self.place.clone(), "this is not XLIFF 2".into()));
            }
            self.language = self.attribute(element, "trgLang")?.unwrap_or_default();
            return Ok(());
        }
        if self.skipped > 0 || !is_core {
            self.skipped += 1;
            return Ok(());
        }
        if self.said.is_some() {
            return self.code(element);
        }
        match element.local_name().as_ref() {
            "file" => {
                let work = self.attribute(element, "original")?.unwrap_or_default();
                let (language, at) = (self.language.clone(), self.span());
                self.works.push(IncomingWork { work, language, at, passages: Vec::new() });
            }
            "group" => {}
            "unit" => {
                let id = self.attribute(element, "id")?.unwrap_or_default();
                let made = self.attribute(element, "made")?;
                self.passage = Some(IncomingPassage { id, at: self.span(), made, texts: Vec::new() });
            }
            "segment" if self.passage.is_some() => {
                let id = self.attribute(element, "id")?.unwrap_or_default();
                let number = id.strip_prefix('s').and_then(|number| number.parse().ok()).unwrap_or(0);
                let source = Said::Coded(Vec::new());
                self.text = Some(IncomingText { number, at: self.span(), source, target: None, is_fuzzy: false });
            }
            "source" | "target" if self.text.is_some() => self.said = Some((Vec::new(), self.place.start)),
            _ => self.skipped = 1,
        }
        Ok(())
    }

    /// An inline element (section 4.2.3).
    fn code(&mut self, element: &BytesStart<'_>) -> Read<()> {
        let id = self.attribute(element, "id")?.unwrap_or_default();
        let piece = match element.local_name().as_ref() {
            "pc" => {
                self.open.push(id.clone());
                Piece::Open(id)
            }
            "ph" => Piece::Alone(id),
            "sc" => Piece::Open(id),
            "ec" => Piece::Close(self.attribute(element, "startRef")?.unwrap_or(id)),
            "cp" => {
                let hex = self.attribute(element, "hex")?.unwrap_or_default();
                let c = u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32).filter(|c| *c != '\0');
                self.words(c.unwrap_or('\u{fffd}').encode_utf8(&mut [0; 4]));
                return Ok(());
            }
            // Annotations of tools: what they hold is read, they themselves say nothing to us.
            "mrk" | "sm" | "em" => return Ok(()),
            _ => {
                self.skipped = 1;
                return Ok(());
            }
        };
        if let Some((pieces, _)) = &mut self.said {
            pieces.push(piece);
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Read<()> {
        self.depth = self.depth.saturating_sub(1);
        if self.skipped > 0 {
            self.skipped -= 1;
            return Ok(());
        }
        match name {
            "pc" => {
                if let (Some((pieces, _)), Some(id)) = (&mut self.said, self.open.pop()) {
                    pieces.push(Piece::Close(id));
                }
            }
            "source" | "target" => {
                if let (Some((pieces, start)), Some(text)) = (self.said.take(), &mut self.text) {
                    text.at = Span::new(self.file.id, start..self.place.end);
                    match name {
                        "source" => text.source = Said::Coded(pieces),
                        _ => text.target = Some(Said::Coded(pieces)),
                    }
                }
            }
            "segment" => {
                if let (Some(text), Some(passage)) = (self.text.take(), &mut self.passage) {
                    passage.texts.push(text);
                }
            }
            "unit" => match (self.passage.take(), self.works.last_mut()) {
                (Some(passage), Some(work)) => work.passages.push(passage),
                _ => return Err(self.broken(self.place.clone(), "this unit stands in no file element".into())),
            },
            _ => {}
        }
        Ok(())
    }

    /// An attribute by its local name.
    fn attribute(&self, element: &BytesStart<'_>, name: &str) -> Read<Option<String>> {
        for attribute in element.attributes() {
            let broken = |error: &dyn std::fmt::Display| {
                self.broken(self.place.clone(), format!("an attribute here cannot be read: {error}"))
            };
            let attribute = attribute.map_err(|error| broken(&error))?;
            if attribute.key.local_name().as_ref() == name {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| broken(&error))?;
                return Ok(Some(value.into_owned()));
            }
        }
        Ok(None)
    }
}

/// XML's own entities.
fn named(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}
