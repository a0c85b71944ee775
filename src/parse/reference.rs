//! Where a link leads, as far as its own words tell. Whether anything is there is for link to find out.

use std::borrow::Cow;

use arcstr::{ArcStr, Substr};
use icu_normalizer::ComposingNormalizerBorrowed;
use percent_encoding::percent_decode_str;

use super::joined::slice;

/// The destination of a link or an image (CommonMark: link destination), sorted by what it asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// `chapter-6.md#soft-law`, `#soft-law`: a document, relative to the file, and a unit in it.
    Document {
        /// Path to the document, relative to the file; empty for the file itself.
        path: Substr,
        /// The unit, decoded; `None` for the document as a whole.
        fragment: Option<Substr>,
    },
    /// `term:soft-law`; the empty name suppresses the automatic link of these words.
    Term(Substr),
    /// `event:guidelines-final`.
    Event(Substr),
    /// `cite:jiang-2025`, `cite:jiang-2025,kinchy-2012`: publications of the bibliography, as they were written.
    Citation(Substr),
    /// `http:`, `https:` or `mailto:`.
    External(Substr),
    /// Any other relative path: a file beside the document.
    File(Substr),
    /// An address that no page may carry: another scheme, or a path of the host.
    Unsafe(UnsafeReason),
}

/// Why an address is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnsafeReason {
    /// A scheme other than http, https, mailto and ours.
    Scheme,
    /// `//host/…` takes the scheme of the page, which has none on disk.
    NoScheme,
    /// `/path` leads out of a site that lies in a sub-path or on a disk.
    Rooted,
    /// `term：x`: a full-width colon makes a file name of it.
    FullWidthColon,
}

impl Destination {
    /// Reads a destination as CommonMark gives it (escapes and entities resolved).
    pub fn read(text: &str) -> Self {
        Self::read_in(&ArcStr::new(), text)
    }

    /// Reads one whose words are slices of `source` where they stand there.
    pub fn read_in(source: &ArcStr, text: &str) -> Self {
        // Browsers drop these before they look for a scheme (URL Standard, 4.4: "remove all ASCII tab or newline").
        let text: Cow<'_, str> = match text.contains(char::is_control) {
            true => text.chars().filter(|c| !c.is_control()).collect(),
            false => text.into(),
        };
        let text = text.trim();
        if let Some(name) = text.strip_prefix("term:") {
            return Self::Term(slice(source, &decode(name)));
        }
        if let Some(name) = text.strip_prefix("event:") {
            return Self::Event(slice(source, &decode(name)));
        }
        if let Some(keys) = text.strip_prefix("cite:") {
            return Self::Citation(slice(source, &decode(keys)));
        }
        if text.starts_with("//") || text.starts_with("\\\\") || text.starts_with("/\\") {
            return Self::Unsafe(UnsafeReason::NoScheme);
        }
        if text.starts_with('/') || text.starts_with('\\') {
            return Self::Unsafe(UnsafeReason::Rooted);
        }
        match scheme(text) {
            Some(scheme) if is_web(scheme, text) || scheme.eq_ignore_ascii_case("mailto") => {
                return Self::External(slice(source, text));
            }
            Some(_) => return Self::Unsafe(UnsafeReason::Scheme),
            None => {}
        }
        if has_full_width_colon(text) {
            return Self::Unsafe(UnsafeReason::FullWidthColon);
        }
        let (path, fragment) = match text.split_once('#') {
            Some((path, fragment)) => (path, Some(slice(source, &decode(fragment)))),
            None => (text, None),
        };
        let path = slice(source, &decode(path));
        if path.is_empty() || path.ends_with(".md") {
            return Self::Document { path, fragment: fragment.filter(|fragment| !fragment.is_empty()) };
        }
        Self::File(path)
    }
}

/// `https:x` without slashes is a relative address to browsers (URL Standard, special schemes).
fn is_web(scheme: &str, text: &str) -> bool {
    let is_known = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    is_known && text[scheme.len() + 1..].starts_with("//")
}

/// The scheme of an address (RFC 3986, section 3.1).
fn scheme(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once(':')?;
    let mut bytes = scheme.bytes();
    let is_scheme = bytes.next().is_some_and(|first| first.is_ascii_alphabetic())
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme.then_some(scheme)
}

/// `term：x` and the like: words and a full-width colon before any slash.
fn has_full_width_colon(text: &str) -> bool {
    let first = text.split(['/', '#']).next().unwrap_or_default();
    first.split_once('：').is_some_and(|(before, _)| {
        !before.is_empty() && before.chars().all(|c| c.is_ascii_alphabetic() || ('ａ'..='ｚ').contains(&c))
    })
}

fn decode(text: &str) -> Cow<'_, str> {
    if text.is_ascii() && !text.contains('%') {
        return text.into();
    }
    let text = percent_decode_str(text).decode_utf8_lossy();
    // Files and ids are known by their composed form, whatever the system or the editor made of them.
    ComposingNormalizerBorrowed::new_nfc().normalize(&text).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_found_as_browsers_find_them() {
        for hostile in [
            "javascript:alert(1)",
            "java\tscript:alert(1)",
            " JaVaScRiPt:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc",
        ] {
            assert_eq!(Destination::read(hostile), Destination::Unsafe(UnsafeReason::Scheme), "{hostile}");
        }
        assert_eq!(Destination::read("//evil.example"), Destination::Unsafe(UnsafeReason::NoScheme));
        assert_eq!(Destination::read("HTTPS://a.example/"), Destination::External("HTTPS://a.example/".into()));
        assert_eq!(Destination::read("term：x"), Destination::Unsafe(UnsafeReason::FullWidthColon));
    }

    #[test]
    fn documents_and_units_are_decoded() {
        assert_eq!(
            Destination::read("../chapter-6.md#%E6%A6%82%E8%A7%88"),
            Destination::Document { path: "../chapter-6.md".into(), fragment: Some("概览".into()) }
        );
        assert_eq!(Destination::read("#x"), Destination::Document { path: Substr::new(), fragment: Some("x".into()) });
        assert_eq!(Destination::read("图：一.png"), Destination::File("图：一.png".into()));
    }
}
