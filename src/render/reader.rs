//! A document as readers of another language meet it, where it stands in for one that is not translated.

use std::borrow::Cow;

use crate::link::site::Resolved;

use super::html::{Writer, attribute};

impl Writer<'_> {
    /// Where a link leads a reader of another language than the document's: what it says of its own language means the
    /// reader's, as far as that has a page.
    pub(super) fn for_reader<'r>(&self, resolved: &'r Resolved) -> Cow<'r, Resolved> {
        let (own, reader) = (self.document.language, self.reader);
        match resolved {
            Resolved::Text { work, language, fragment } => {
                let is_own = || *language == own || !self.site.face(*work).is_in(own);
                let is_shown = || self.site.face(*work).shown(reader).is_some();
                let is_there = || is_shown() && self.addresses.text(*work, reader).is_some();
                if *language == reader || !is_own() || !is_there() {
                    return Cow::Borrowed(resolved);
                }
                Cow::Owned(Resolved::Text { work: *work, language: reader, fragment: fragment.clone() })
            }
            Resolved::Front { language } if *language == own => Cow::Owned(Resolved::Front { language: reader }),
            other => Cow::Borrowed(other),
        }
    }

    /// The page on which the document's footnotes stand: that of the reader's language, if that shows this document.
    pub(super) fn page_of_document(&self) -> String {
        let language = self.document.language;
        let is_shown = self.site.face(self.work).shown(self.reader) == Some(language);
        self.addresses.text(self.work, if is_shown { self.reader } else { language }).unwrap_or_default()
    }

    /// The attributes of an element that holds the document's text, where the page's own words are in another language.
    pub(super) fn foreign(&self) -> String {
        let mut attributes = String::new();
        let tag = self.tag();
        if *tag != self.site.words(self.reader).tag {
            attribute(&mut attributes, "lang", tag.as_str());
            attribute(&mut attributes, "dir", if tag.is_right_to_left() { "rtl" } else { "ltr" });
        }
        attributes
    }
}
