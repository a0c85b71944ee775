//! The sentences of complaints that a site may have by ten thousands: they stand once in the program, with holes, and each
//! complaint keeps only what fills these. It is worded when it is shown.

use super::diagnostic::Phrase;
use super::rule::Rule;

/// The sentences of complaints of one kind. A hole is `$` and a digit: `$1`, `$2` and so on are what each complaint says itself,
/// `$0` is how an author lets it pass.
#[derive(Debug, PartialEq, Eq)]
pub struct Form {
    /// One phrase that stands alone.
    pub message: &'static str,
    /// A few words beside the excerpt of its place; may be empty.
    pub label: &'static str,
    /// Likewise, beside another place that explains it.
    pub other: &'static str,
    /// How to mend it.
    pub help: &'static str,
}

/// What fills the holes of a form: the unit's id first, then the others in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filling(Box<str>);

/// Stands between the parts; no text of a document has it.
const BETWEEN: char = '\0';

impl Filling {
    /// Those parts; `unit` is the id of the unit that is complained of, if it has one and `$0` needs it.
    pub fn new(unit: Option<&str>, parts: &[&str]) -> Self {
        let mut all = unit.unwrap_or_default().to_owned();
        let n_said = parts.iter().rposition(|part| !part.is_empty()).map_or(0, |last| last + 1);
        for part in &parts[..n_said] {
            all.push(BETWEEN);
            all.extend(part.chars().map(|character| if character == BETWEEN { '\u{FFFD}' } else { character }));
        }
        Self(all.into_boxed_str())
    }

    /// A sentence of a form with its holes filled.
    pub(super) fn fill(&self, sentence: &'static str, rule: &Rule) -> Phrase {
        let mut pieces = sentence.split('$');
        let mut text = pieces.next().unwrap_or_default().to_owned();
        if text.len() == sentence.len() {
            return sentence.into();
        }
        for piece in pieces {
            let (hole, rest) = piece.split_at_checked(1).unwrap_or_default();
            let part = hole.parse().ok().and_then(|at| self.0.split(BETWEEN).nth(at)).unwrap_or_default();
            match hole {
                "0" => text.push_str(&rule.how_to_allow((!part.is_empty()).then_some(part))),
                _ => text.push_str(part),
            }
            text.push_str(rest);
        }
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::rule;

    #[test]
    fn holes_are_filled() {
        let rule = &rule::UNIT_KIND;
        let filling = Filling::new(Some("soft-law"), &["a", "", "c\0"]);
        assert_eq!(filling.fill("$1|$2|$3|$4.", rule), "a||c\u{FFFD}|.");
        assert_eq!(filling.fill("no hole", rule), "no hole");
        assert!(filling.fill("$0", rule).contains("unit: soft-law"));
        assert!(Filling::new(None, &[""]).fill("$0$1", rule).contains("unit: ID"));
        assert_eq!(Filling::new(None, &["", ""]).0.len(), 0);
    }
}
