//! What the lines of a plain text are: paragraphs, headings, and where comments by named people begin.
//!
//! The rule is conservative, since a heading that was missed is easier to mend than a paragraph that became one.
//! A line is a *heading* if all of this holds:
//! - it is short (at most 60 columns, 30 Chinese characters) and has a letter;
//! - it does not end with the punctuation of a sentence or clause, and holds no full stop of Chinese or Japanese;
//! - the line before it is a paragraph, or there is none;
//! - the line after it is a paragraph, longer than itself.
//!
//! A *paragraph* is a line that ends with punctuation or is long (80 columns and more). The first line is the *title*
//! if it looks like a heading and a paragraph follows, or a heading and then a paragraph.
//!
//! *Commentary* begins with a short line that says so (点评, 評論, コメント, …) if the next line is the name of a person:
//! a short line that the caller named, or that ends with a form of address such as 教授 or 氏. Each such name begins
//! the comments of another person. A name that the caller gave begins them without such a line, too.

use crate::parse::line_break::east_asian_wide;

use super::{Commentator, Note};

/// A line of the text that holds more than white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// 1-based.
    pub number: usize,
    /// Without white space at its ends.
    pub text: &'a str,
}

/// A document in the making.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part<'a> {
    /// The lines that make its title, if the text has one.
    pub title: Vec<Line<'a>>,
    /// Index of its author among those whom the caller named.
    pub commentator: Option<usize>,
    /// Its lines, with whether each is a heading.
    pub lines: Vec<(Line<'a>, bool)>,
}

/// The parts of a text, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline<'a> {
    /// The text itself.
    pub chapter: Part<'a>,
    /// Comments on it, one part per person.
    pub commentaries: Vec<Part<'a>>,
    /// What was decided, and by what.
    pub notes: Vec<Note>,
}

/// Finds the parts of `text`. `has_title` says that the title is known from elsewhere.
pub fn outline<'a>(text: &'a str, commentators: &[Commentator], has_title: bool) -> Outline<'a> {
    let lines = lines(text);
    let names = Names { lines: &lines, commentators };
    let start = names.start().unwrap_or(lines.len());
    let mut outline = Outline::default();
    let chapter = &lines[..start];
    let mut rest = chapter;
    if !has_title && is_title(chapter) {
        outline.note(&chapter[0], "taken for the title: it is short, without final punctuation, and comes first");
        outline.chapter.title.push(chapter[0]);
        rest = &chapter[1..];
    }
    outline.chapter.lines = outline.body(rest);
    let mut at = start;
    while at < lines.len() {
        // The line that announces all comments belongs to no person; it opens the title of the first.
        let is_heading = names.announces(at);
        let name = at + usize::from(is_heading);
        let end = (name + 1..lines.len()).find(|&next| names.opens(next)).unwrap_or(lines.len());
        let mut part = Part { title: lines[at..=name].to_vec(), commentator: names.find(name), lines: Vec::new() };
        if is_heading {
            outline
                .note(&lines[at], "taken for the beginning of the comments; it opens the title of the first of them");
        }
        outline.note(&lines[name], "taken for the name of a person whose comments follow");
        part.lines = outline.body(&lines[name + 1..end]);
        outline.commentaries.push(part);
        at = end;
    }
    outline
}

impl<'a> Outline<'a> {
    fn note(&mut self, line: &Line<'_>, text: &str) {
        self.notes.push(Note { path: String::new(), line: Some(line.number), text: format!("`{}` {text}", line.text) });
    }

    fn body(&mut self, lines: &[Line<'a>]) -> Vec<(Line<'a>, bool)> {
        let mut doubtful = Vec::new();
        let mut body = Vec::with_capacity(lines.len());
        for (at, &line) in lines.iter().enumerate() {
            let is_heading = is_heading(lines, at);
            if is_heading {
                self.note(&line, "taken for a heading: it is short, without final punctuation, between paragraphs");
            } else if looks_like_heading(line.text) {
                doubtful.push(line.number.to_string());
            }
            body.push((line, is_heading));
        }
        if !doubtful.is_empty() {
            let text = format!(
                "short lines that stay paragraphs, because they do not stand between paragraphs: {}; put ## before those that are headings",
                super::few(&doubtful)
            );
            self.notes.push(Note { path: String::new(), line: None, text });
        }
        body
    }
}

/// The lines of a text. A line ends where UAX #14 has a mandatory break; all those characters are white space.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let (mut number, mut rest) = (1, text);
    loop {
        let end = rest.find(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']);
        let line = rest[..end.unwrap_or(rest.len())].trim();
        if !line.is_empty() {
            lines.push(Line { number, text: line });
        }
        let Some(end) = end else { return lines };
        let after = &rest[end..];
        let breaks_line = after.starts_with(['\n', '\r']);
        rest = match after.strip_prefix("\r\n") {
            Some(rest) => rest,
            None => after.char_indices().nth(1).map_or("", |(at, _)| &after[at..]),
        };
        // Editors count only these as ends of lines.
        number += usize::from(breaks_line);
    }
}

fn is_title(lines: &[Line<'_>]) -> bool {
    match lines {
        [first, second, ..] if looks_like_heading(first.text) => {
            is_paragraph_after(first.text, second.text) || looks_like_heading(second.text) && is_heading(&lines[1..], 0)
        }
        _ => false,
    }
}

fn is_heading(lines: &[Line<'_>], at: usize) -> bool {
    let line = lines[at].text;
    let follows = at.checked_sub(1).is_none_or(|before| is_paragraph(lines[before].text));
    let precedes = lines.get(at + 1).is_some_and(|next| is_paragraph_after(line, next.text));
    looks_like_heading(line) && follows && precedes
}

fn is_paragraph_after(heading: &str, text: &str) -> bool {
    is_paragraph(text) && columns(text) > columns(heading)
}

fn is_paragraph(text: &str) -> bool {
    const LONG: usize = 80;
    ends_with_punctuation(text) || columns(text) >= LONG
}

fn looks_like_heading(text: &str) -> bool {
    const SHORT: usize = 60;
    columns(text) <= SHORT
        && text.chars().any(char::is_alphabetic)
        && !text.contains(['。', '！', '？', '，', '\t'])
        // Marks of our own and of lists are more likely the remains of something else.
        && !text.contains("{#")
        && !text.starts_with(['-', '*', '+', '•', '・', '>', '|', '#', '<', '`'])
        && !ends_with_punctuation(text)
}

/// Whether a sentence or clause ends here, also inside quotation marks or brackets.
fn ends_with_punctuation(text: &str) -> bool {
    text.trim_end_matches(['”', '’', '"', '\'', '」', '』', '）', ')', '】', ']', '》', '〉'])
        .ends_with(['。', '．', '.', '！', '!', '？', '?', '；', ';', '：', ':', '，', ',', '、', '…', '‥'])
}

fn columns(text: &str) -> usize {
    text.chars().map(|c| if east_asian_wide(c) { 2 } else { 1 }).sum()
}

/// Where comments begin, and whose.
struct Names<'a, 't> {
    lines: &'a [Line<'t>],
    commentators: &'a [Commentator],
}

impl Names<'_, '_> {
    /// The first line of all comments.
    fn start(&self) -> Option<usize> {
        (0..self.lines.len()).find(|&at| self.announces(at) || self.opens(at) && self.find(at).is_some())
    }

    /// Whether a line says that comments follow, and a name follows.
    fn announces(&self, at: usize) -> bool {
        const WORDS: [&str; 17] = [
            "点评",
            "點評",
            "评论",
            "評論",
            "评议",
            "評議",
            "讲评",
            "講評",
            "论评",
            "論評",
            "短评",
            "短評",
            "评语",
            "コメント",
            "Comment",
            "comment",
            "COMMENT",
        ];
        let text = self.lines[at].text;
        looks_like_heading(text)
            && WORDS.iter().any(|word| text.contains(word))
            && at + 1 < self.lines.len()
            && self.opens(at + 1)
    }

    /// Whether a line is the name of a person and that person's text follows.
    fn opens(&self, at: usize) -> bool {
        self.is_name(at) && at + 1 < self.lines.len() && !self.is_name(at + 1)
    }

    fn is_name(&self, at: usize) -> bool {
        const SHORT: usize = 40;
        const FORMS: [&str; 27] = [
            "教授",
            "讲师",
            "講師",
            "助教",
            "研究员",
            "研究員",
            "研究官",
            "博士",
            "先生",
            "女士",
            "氏",
            "院长",
            "院長",
            "所长",
            "所長",
            "主任",
            "记者",
            "記者",
            "委员",
            "委員",
            "会长",
            "會長",
            "会長",
            "部长",
            "部長",
            "さん",
            "様",
        ];
        let text = self.lines[at].text;
        let name = text.split(['（', '(']).next().unwrap_or(text).trim_end();
        let is_addressed = columns(text) <= SHORT
            && !text.contains(['、', ','])
            && FORMS.iter().any(|form| name.ends_with(form) && name != *form);
        looks_like_heading(text) && (is_addressed || self.find(at).is_some())
    }

    /// The person whom the caller named, if the line is that name, perhaps with a form of address.
    fn find(&self, at: usize) -> Option<usize> {
        const SHORT: usize = 40;
        let text = self.lines[at].text;
        let fits = |commentator: &Commentator| {
            columns(text) <= SHORT.max(columns(&commentator.name)) && text.contains(&commentator.name)
        };
        if looks_like_heading(text) { self.commentators.iter().position(fits) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "这是一个足够长的段落，用来说明前面的短行是标题而不是正文。";

    fn headings(text: &str) -> Vec<&str> {
        let outline = outline(text, &[], true);
        outline.chapter.lines.into_iter().filter(|line| line.1).map(|line| line.0.text).collect()
    }

    #[test]
    fn short_lines_between_paragraphs_are_headings() {
        assert_eq!(headings(&format!("{LONG}\n概览\n{LONG}\n")), ["概览"]);
        assert_eq!(headings(&format!("{LONG}\n\n概览\n\n{LONG}")), ["概览"]);
    }

    #[test]
    fn what_is_doubtful_stays_a_paragraph() {
        for lines in ["甲\n乙", "概览：", "概览。", "- 概览", "概览\n完"] {
            assert!(headings(&format!("{LONG}\n{lines}\n{LONG}")).is_empty(), "{lines}");
        }
        assert!(headings("春\n夏\n秋\n冬").is_empty());
    }

    #[test]
    fn a_first_short_line_is_the_title() {
        let text = format!("题目\n概览\n{LONG}");
        let outline = outline(&text, &[], false);
        assert_eq!(outline.chapter.title[0].text, "题目");
        assert!(outline.chapter.lines[0].1);
    }

    #[test]
    fn comments_begin_where_a_line_says_so_and_a_name_follows() {
        let text = format!("{LONG}\n学者点评\n甲乙教授\n{LONG}\n丙氏（某大学）\n{LONG}");
        let commentaries = outline(&text, &[], true).commentaries;
        assert_eq!(commentaries.len(), 2);
        assert_eq!(commentaries[0].title.len(), 2);
        assert!(outline(&format!("{LONG}\n学者点评\n{LONG}"), &[], true).commentaries.is_empty());
    }

    #[test]
    fn lines_are_counted_as_editors_count_them() {
        let numbers: Vec<_> = lines("a\r\nb\u{2028}c\n\nd").into_iter().map(|line| (line.number, line.text)).collect();
        assert_eq!(numbers, [(1, "a"), (2, "b"), (2, "c"), (4, "d")]);
    }
}
