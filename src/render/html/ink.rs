//! The text of a block as it is written: cut where marks of notes begin and end, each followed by its sign.

use std::collections::BTreeSet;

use crate::link::site::Mention;

use super::{Ink, Mark, attribute, escape};

impl<'m> Ink<'m> {
    pub(super) fn new(mentions: &'m [Mention], marks: &'m [Mark]) -> Self {
        Self { out: String::new(), offset: 0, mentions, marks, in_link: false, open_rubies: 0, due: Vec::new() }
    }

    /// Text at the current offset, cut where marks begin and end.
    pub(super) fn write_marked(&mut self, text: &str) {
        if self.marks.is_empty() {
            escape(&mut self.out, text);
            self.offset += text.len();
            return;
        }
        let (start, end) = (self.offset, self.offset + text.len());
        let mut cuts: Vec<usize> = vec![start, end];
        for mark in self.marks {
            cuts.extend([mark.range.start, mark.range.end].into_iter().filter(|cut| (start..end).contains(cut)));
        }
        // A mark that was made for another text must not tear a character.
        cuts.retain(|cut| text.is_char_boundary(cut - start));
        cuts.sort_unstable();
        cuts.dedup();
        for pair in cuts.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            let active: Vec<&Mark> =
                self.marks.iter().filter(|mark| mark.range.start < to && from < mark.range.end).collect();
            if active.is_empty() {
                escape(&mut self.out, &text[from - start..to - start]);
            } else {
                // Two notes of one commentator may be on the same words.
                let numbers: BTreeSet<usize> = active.iter().map(|mark| mark.number).collect();
                let mut classes: Vec<String> = numbers.iter().map(|number| format!("note-{number}")).collect();
                if active.len() > 1 {
                    classes.push("shared".to_owned());
                }
                self.out.push_str("<mark");
                attribute(&mut self.out, "class", &classes.join(" "));
                self.out.push('>');
                escape(&mut self.out, &text[from - start..to - start]);
                self.out.push_str("</mark>");
            }
            self.offset = to;
            let ends = |mark: &Mark| mark.range.end == to && mark.range.end > from;
            self.due.extend(self.marks.iter().enumerate().filter(|(_, mark)| ends(mark)).map(|(at, _)| at));
            self.write_due();
        }
    }

    /// The signs of the marks that have ended, unless a link or a ruby is open.
    pub(super) fn write_due(&mut self) {
        if self.in_link || self.open_rubies > 0 {
            return;
        }
        for at in std::mem::take(&mut self.due) {
            let mark = &self.marks[at];
            self.out.push_str("<a class=\"note-ref\"");
            attribute(&mut self.out, "href", &mark.href);
            attribute(&mut self.out, "aria-label", &mark.label);
            self.out.push('>');
            escape(&mut self.out, &mark.sign);
            self.out.push_str("</a>");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_made_for_another_text_tears_no_character() {
        let mark = Mark { range: 2..7, number: 1, sign: "①".into(), href: "#n".into(), label: "n".into() };
        let marks = [mark];
        let mut ink = Ink::new(&[], &marks);
        ink.write_marked("日本語");
        assert_eq!(ink.out, "<mark class=\"note-1\">日本語</mark>");
        assert_eq!(ink.offset, 9);
    }
}
