//! Values are plain text: marks of Markdown in them are printed as they stand, of which their author is told.

use std::ops::Range;

use crate::base::diagnostic::Diagnostic;
use crate::base::rule::LITERAL_MARKS;
use crate::base::text::Span;

/// A notice of the first ruby or strong emphasis in a value; `written` is the value as it stands at `place`.
pub(super) fn complaint(written: &str, place: Span) -> Option<Diagnostic> {
    let range = ruby(written).or_else(|| strong(written))?;
    let message = format!("YAML is plain text: `{}` is printed as it stands", &written[range.clone()]);
    let start = place.start as usize;
    let span = Span::new(place.file, start + range.start..start + range.end);
    let help = "write the words alone; a title with ruby or emphasis is the first heading of its text";
    Some(Diagnostic::new(&LITERAL_MARKS, span, message).help(help))
}

/// `{漢字|かんじ}`
fn ruby(text: &str) -> Option<Range<usize>> {
    let start = text.find('{')?;
    let end = start + text[start..].find('}')?;
    let bar = text[start..end].find(['|', '｜'])?;
    (bar > 1 && !text[start..end].contains('\n')).then_some(start..end + 1)
}

/// `**重点**`, but not `**/*.md`.
fn strong(text: &str) -> Option<Range<usize>> {
    let start = text.find("**")?;
    let end = start + 2 + text[start + 2..].find("**")?;
    let is_path = end == start + 2 || text[start + 2..end].contains(['/', '\n', ' ']);
    (!is_path).then_some(start..end + 2)
}
