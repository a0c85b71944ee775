//! The one form that nearly all front matter has, read without the two readers: a key and a value a line, the value a word
//! that can be taken for nothing else. What is written otherwise in any way is left to them, complaints included.

use super::Source;
use super::join::{Content, Pair, Scalar, Tree};
use super::values::Value;
use crate::base::text::Spanned;

/// The document, if all of it has that form; it holds no character that YAML forbids.
pub(super) fn read(source: &Source<'_>) -> Option<Tree> {
    let mut pairs: Vec<Pair> = Vec::new();
    let mut at = 0;
    for line in source.text.strip_suffix('\n')?.split('\n') {
        let pair = pair(source, at, line)?;
        if pairs.iter().any(|other| other.key.value == pair.key.value) {
            return None;
        }
        pairs.push(pair);
        at += line.len() + 1;
    }
    let span = pairs.first()?.key.span.to(pairs.last()?.value.span);
    Some(Tree { span, owner: None, content: Content::Map(pairs) })
}

/// The key and the value of a line that begins at `at`.
fn pair(source: &Source<'_>, at: usize, line: &str) -> Option<Pair> {
    let (key, rest) = line.split_once(": ")?;
    let is_word = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        && key.len() < 64;
    if !is_word {
        return None;
    }
    let written = rest.trim_start_matches(' ');
    let start = at + line.len() - written.len();
    let owner = source.span(at..at + key.len());
    let content = Content::Scalar(scalar(written)?);
    let value = Tree { span: source.span(start..start + written.len()), owner: Some(owner), content };
    Some(Pair { key: Spanned::new(key.to_owned(), owner), value })
}

/// A value in quotation marks without any inside, a whole number, a day, or words.
fn scalar(written: &str) -> Option<Scalar> {
    let text = |text: &str| Scalar { text: text.to_owned(), value: Value::Text(text.to_owned()) };
    // Of these their author may be told, see `plain`.
    if written.contains('{') || written.contains("**") {
        return None;
    }
    for quote in ['"', '\''] {
        if let Some(rest) = written.strip_prefix(quote) {
            let inner = rest.strip_suffix(quote)?;
            return (!inner.contains(['"', '\'', '\\', '\t', '\r'])).then(|| text(inner));
        }
    }
    let is_number = |word: &str| (1..19).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    if is_number(written) && (written == "0" || !written.starts_with('0')) {
        return Some(Scalar { text: written.to_owned(), value: Value::Integer(written.parse().ok()?) });
    }
    let is_day = || written.split('-').map(str::len).eq([4, 2, 2]) && written.split('-').all(is_number);
    let is_words = || {
        let is_other = ["null", "true", "false"].iter().any(|word| written.eq_ignore_ascii_case(word));
        written.starts_with(char::is_alphabetic) && !is_other && !written.contains([':', '#', '\t', '\r'])
    };
    (is_day() || is_words() && written.trim_end() == written).then(|| text(written))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{join, syntax};
    use super::*;
    use crate::base::diagnostic::Diagnostics;
    use crate::base::text::{FileId, SourceFile};

    fn both(text: &str) -> (Option<Tree>, Option<Tree>, Diagnostics) {
        let file = SourceFile::new(FileId(0), "a.md".into(), format!("---\n{text}---\n"));
        let source = Source::new(&file, 4..4 + text.len());
        let mut diagnostics = Diagnostics::default();
        let slow = join::read_twice(&source, &mut diagnostics);
        let is_allowed = syntax::forbidden_character(&source).is_none();
        (is_allowed.then(|| read(&source)).flatten(), slow, diagnostics)
    }

    #[test]
    fn what_nearly_all_write_is_read_at_once() {
        let text = "title: \"概要: [1] #2\"\nsummary: 'a, b'\ndate: 2020-01-01\norder: 12\nsource: zh\nby: 青山 \u{3000}太郎\n";
        let (flat, slow, _) = both(text);
        assert_eq!(format!("{:?}", flat.expect("it is flat")), format!("{:?}", slow.expect("it is YAML")));
    }

    #[test]
    fn what_may_mean_more_is_left_to_the_readers() {
        for text in [
            "",
            "\n",
            "a: b",
            "a:\n",
            "a: \n",
            "a: b\na: c\n",
            "a: b\n c\n",
            "a: b # c\n",
            "a: 'it''s'\n",
            "a: \"\\n\"\n",
            "a: 010\n",
            "a: 0x10\n",
            "a: 1.5\n",
            "a: ~\n",
            "a: Null\n",
            "a: [b]\n",
            "a: **b**\n",
            "a: b\r\n",
            "- a: b\n",
            "a: b \n",
            "a: b\n---\n",
            "# a: b\n",
            "a: \"b\" c\n",
            "a: .inf\n",
            "a: &b c\n",
            "a: b: c\n",
        ] {
            assert!(both(text).0.is_none(), "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_is_what_the_two_readers_say(
            lines in prop::collection::vec(
                ("[a-z]{1,3}|[a-zA-Z_0-9-]{0,3}|true|no", ": {1,3}|:|", prop_oneof![
                    "[\"']?[-a-c0-9eE+._, 漢：\u{3000}\u{a0}:#'\"\\\\\\[\\]{}*&!|>%@`?~😀]{0,8}[\"']?",
                    "[0-9]{1,20}|[0-9]{4}-[0-9]{2}-[0-9]{2}|[a-z]{1,8}|[A-Z]?[a-z]{2,4}|inf|NaN|yes|off|1e5",
                    "[\"']\\PC{0,6}[\"']|\\PC{0,6}",
                ]),
                1..4,
            ),
        ) {
            let text: String = lines.iter().map(|(key, colon, value)| format!("{key}{colon}{value}\n")).collect();
            let (flat, slow, diagnostics) = both(&text);
            if let Some(flat) = flat {
                prop_assert!(diagnostics.is_empty(), "{text:?}: {diagnostics:?}");
                prop_assert_eq!(format!("{:?}", Some(flat)), format!("{slow:?}"), "{:?}", text);
            }
        }
    }
}
