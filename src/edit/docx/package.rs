//! What pandoc does not do in a .docx: it drops ruby with its base, and sets no language for Chinese and Japanese.
//!
//! Ruby passes pandoc as text between joiners ([`super::JOINER`]), so that no text that looks like ruby is taken for it.
//!
//! A .docx is a ZIP archive of XML (ECMA-376). Only the two elements in question are looked for, by their names; all else is
//! copied as it is.

use std::io::{self, Cursor, Read, Write};

use super::{JOINER, SEPARATOR};
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// An archive may unpack to a thousand times its size; no text that people write comes near.
const MOST_BYTES: u64 = 1 << 28;

/// Ruby as text, base and reading.
pub fn with_ruby_as_text(bytes: Vec<u8>) -> ZipResult<Vec<u8>> {
    let is_text = |name: &str| name.starts_with("word/") && name.ends_with(".xml");
    rewritten(bytes, is_text, |xml| xml.contains("<w:ruby>").then(|| replace_ruby(xml)))
}

/// The language of the styles, for fonts and proofing.
pub fn with_language(bytes: Vec<u8>, tag: &str) -> ZipResult<Vec<u8>> {
    rewritten(
        bytes,
        |name| name == "word/styles.xml",
        |xml| {
            let start = xml.find("<w:lang ")?;
            let end = start + xml[start..].find("/>")? + 2;
            let element = format!("<w:lang w:val=\"{tag}\" w:eastAsia=\"{tag}\" w:bidi=\"{tag}\"/>");
            Some([&xml[..start], &element, &xml[end..]].concat())
        },
    )
}

/// The archive with those files changed that `change` changes.
fn rewritten(
    bytes: Vec<u8>,
    wanted: impl Fn(&str) -> bool,
    change: impl Fn(&str) -> Option<String>,
) -> ZipResult<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes.as_slice()))?;
    let mut changed = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at)?;
        if wanted(file.name()) {
            let mut xml = String::new();
            let length = file.by_ref().take(MOST_BYTES).read_to_string(&mut xml)? as u64;
            if length == MOST_BYTES {
                return Err(io::Error::other("a part of more than 256 MiB").into());
            }
            changed.extend(change(&xml).map(|xml| (at, xml)));
        }
    }
    if changed.is_empty() {
        return Ok(bytes);
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        match changed.iter().find(|(other, _)| *other == at) {
            Some((_, xml)) => {
                let name = archive.by_index_raw(at)?.name().to_owned();
                writer.start_file(name, SimpleFileOptions::default())?;
                writer.write_all(xml.as_bytes())?;
            }
            None => writer.raw_copy_file(archive.by_index_raw(at)?)?,
        }
    }
    Ok(writer.finish()?.into_inner())
}

fn replace_ruby(xml: &str) -> String {
    let mut text = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some((before, after)) = rest.split_once("<w:ruby>") {
        let Some((ruby, after)) = after.split_once("</w:ruby>") else { break };
        text.push_str(before);
        let part = |name: &str| -> String {
            let inner = ruby
                .split_once(&format!("<w:{name}>"))
                .and_then(|(_, inner)| inner.split_once(&format!("</w:{name}>")));
            inner.map(|(inner, _)| words(inner)).unwrap_or_default()
        };
        let (base, reading) = (part("rubyBase"), part("rt"));
        let notation = if reading.is_empty() { base } else { format!("{JOINER}{base}{SEPARATOR}{reading}{JOINER}") };
        // A run may hold several texts; ruby stands in one.
        text.push_str(&format!("<w:t xml:space=\"preserve\">{notation}</w:t>"));
        rest = after;
    }
    text.push_str(rest);
    text
}

/// The texts in a piece of XML, still escaped.
fn words(xml: &str) -> String {
    let mut words = String::new();
    for piece in xml.split("<w:t").skip(1) {
        // `<w:t>` and `<w:t xml:space="preserve">`, not `<w:tab/>`.
        if piece.starts_with(['>', ' '])
            && let Some((_, text)) = piece.split_once('>')
        {
            words.push_str(text.split("</w:t>").next().unwrap_or_default());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ruby_becomes_text_between_joiners() {
        let xml = "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>かん</w:t></w:r><w:r><w:t xml:space=\"preserve\">じ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢字</w:t></w:r></w:rubyBase></w:ruby></w:r>";
        assert_eq!(
            replace_ruby(xml),
            "<w:r><w:t xml:space=\"preserve\">\u{2060}漢字\u{2063}かんじ\u{2060}</w:t></w:r>"
        );
        assert_eq!(replace_ruby("<w:ruby>half"), "<w:ruby>half");
    }
}
