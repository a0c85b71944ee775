//! Colors are syntect's, byte for byte, whatever was colored before and whatever lies on the disk.

use std::fmt::Write as _;
use std::sync::Arc;

use proptest::prelude::*;
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::util::LinesWithEndings;

use super::painter::Painter;
use super::pen::Pen;
use super::store::{Key, MOST_BYTES, Store, pack};
use super::strokes::Palette;
use super::{PREFIX, find, syntaxes};

/// What syntect makes of code by itself.
fn plainly(language: &str, code: &str) -> String {
    let style = ClassStyle::SpacedPrefixed { prefix: PREFIX };
    let syntax = find(language).expect("a known language");
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, syntaxes(), style);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).expect("a grammar that works");
    }
    generator.finalize()
}

fn painted(painter: &Painter, language: &str, code: &str) -> Option<String> {
    let mut out = String::new();
    let is_colored = painter.paint(language, code, &mut out);
    assert!(is_colored || out.is_empty(), "what stays plain is not written");
    is_colored.then_some(out)
}

/// Lines that leave a grammar in many states: open strings, comments, blocks, heredocs, tags.
const LINES: [(&str, &[&str]); 8] = [
    (
        "rust",
        &["fn main() {\n", "}\n", "\n", "    let s = \"a <b>\n", "\";\n", "/* a\n", "*/\n", "r#\"\n", "\"#;\n", "'a'"],
    ),
    (
        "python",
        &["def f(x):\n", "    \"\"\"a\n", "    \"\"\"\n", "\n", "    return f\"{x!r}\" # c\n", "@a\n", "class A:\n"],
    ),
    (
        "javascript",
        &["const a = `b\n", "${c}\n", "`;\n", "/re/g;\n", "function f() {\n", "}\n", "// <&>\n", "/* a\n", "*/\n"],
    ),
    (
        "bash",
        &[
            "cat <<EOF\n",
            "EOF\n",
            "cat <<'A B'\n",
            "A B\n",
            "if [ \"$a\" ]; then\n",
            "fi\n",
            "echo 'a\n",
            "'\n",
            "# c\n",
        ],
    ),
    (
        "html",
        &[
            "<p class=\"a\n",
            "\">b</p>\n",
            "<script>\n",
            "let a = 1;\n",
            "</script>\n",
            "<!-- a\n",
            "-->\n",
            "<style>\n",
            "</style>\n",
        ],
    ),
    ("yaml", &["a: b\n", "b: |\n", "  text\n", "\n", "- {c: [1, 2]}\n", "\"d\n", "\": 'e'\n", "# f\n", "---\n"]),
    ("ruby", &["a = <<~X\n", "X\n", "def f\n", "end\n", "%w(a\n", ")\n", "\"#{b}\"\n", "=begin\n", "=end\n", "/x/\n"]),
    (
        "php",
        &[
            "<?php\n",
            "?>\n",
            "$a = <<<T\n",
            "T;\n",
            "echo \"$a[0]\";\n",
            "<b>c</b>\n",
            "/** d\n",
            "*/\n",
            "function f() {\n",
            "}\n",
        ],
    ),
];

fn blocks() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let line = (0..LINES.len(), prop::collection::vec(any::<prop::sample::Index>(), 1..12));
    prop::collection::vec(line, 1..8).prop_map(|blocks| {
        let block = |(language, lines): (usize, Vec<prop::sample::Index>)| {
            let (language, of_language) = LINES[language];
            (language, lines.iter().map(|line| *line.get(of_language)).collect())
        };
        blocks.into_iter().map(block).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn colors_are_those_of_syntect(blocks in blocks()) {
        let painter = Painter::default();
        for (language, code) in blocks.iter().chain(&blocks) {
            prop_assert_eq!(painted(&painter, language, code), Some(plainly(language, code)), "{}: {:?}", language, code);
        }
        let bytes = painter.news();
        let next = Painter::with_source(move || bytes.clone());
        for (language, code) in &blocks {
            prop_assert_eq!(painted(&next, language, code), Some(plainly(language, code)), "{}: {:?}", language, code);
        }
        prop_assert_eq!(next.drawn(), 0);
    }

    #[test]
    fn a_pen_that_forgets_draws_the_same(blocks in blocks()) {
        let (palette, mut pen, mut forgetful) = (Arc::<Palette>::default(), Pen::default(), Pen::that_keeps(0));
        for (language, code) in &blocks {
            prop_assert_eq!(pen.draw(language, code, &palette), forgetful.draw(language, code, &palette));
        }
    }

    /// The checksum keeps such strokes out; also without it they could do no harm.
    #[test]
    fn strokes_of_another_text_write_nothing_or_what_is_well_formed(strokes: Vec<u8>, code in "[a-z<é漢\n]{0,20}") {
        let palette = Palette::new(["c-a", "c-b c-c"].into_iter());
        let mut out = String::from("before");
        if palette.paint(&strokes, &code, &mut out) {
            prop_assert_eq!(out.matches("<span").count(), out.matches("</span>").count());
        } else {
            prop_assert_eq!(out, "before");
        }
    }
}

#[test]
fn code_is_escaped_and_has_classes_only() {
    let html = painted(&Painter::default(), "rust", "fn main() { \"<b>\" }\n").expect("rust is known");
    assert!(html.contains("&lt;b&gt;") && html.contains("class=\"c-") && !html.contains("style="), "{html}");
}

#[test]
fn what_cannot_be_colored_stays_plain() {
    let painter = Painter::default();
    let long = format!("let a = \"{}\";\n", "x".repeat(5000));
    assert_eq!(painted(&painter, "no-such-language", "x"), None);
    assert_eq!(painted(&painter, "rust", &long), None);
    assert_eq!(painted(&painter, "rust", "").as_deref(), Some(""));
    assert_eq!(painted(&painter, "no-such-language", ""), None);
    let bytes = painter.news();
    let next = Painter::with_source(move || bytes.clone());
    assert_eq!((painted(&next, "rust", &long), next.drawn()), (None, 0), "that is kept, too");
}

#[test]
fn each_block_is_gone_through_once_whoever_shows_it() {
    let painter = Painter::default();
    let codes: Vec<String> = (0..40).map(|number| format!("let a = {number};\n")).collect();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| codes.iter().for_each(|code| assert!(painted(&painter, "rust", code).is_some())));
        }
    });
    assert_eq!(painter.drawn(), codes.len());
}

/// A store with three blocks.
fn store() -> Vec<u8> {
    let painter = Painter::default();
    for code in ["let a = 1;\n", "fn f() {}\n", "// c\n"] {
        assert!(painted(&painter, "rust", code).is_some());
    }
    painter.news().expect("three blocks are news")
}

#[test]
fn a_store_that_is_damaged_is_none() {
    let whole = store();
    let is_believed = |bytes: &[u8]| Store::open(bytes.to_vec()).is_some();
    assert!(is_believed(&whole));
    for length in 0..whole.len() {
        assert!(!is_believed(&whole[..length]), "{length} bytes of it");
    }
    for at in 0..whole.len() {
        let mut flipped = whole.clone();
        flipped[at] ^= 0x10;
        assert!(!is_believed(&flipped), "byte {at} is another");
    }
    assert!(!is_believed(&[whole.clone(), vec![0]].concat()));
    assert!(!is_believed(&[0; 4096]));
    let painter = Painter::with_source(|| Some(b"garbage".repeat(100)));
    assert_eq!(painted(&painter, "rust", "let a = 1;\n"), Some(plainly("rust", "let a = 1;\n")));
}

/// As the colors of a grammar that has since changed would be.
#[test]
fn classes_that_would_leave_their_attribute_are_not_believed() {
    let bytes = |name: &str| pack(&Palette::new([name].into_iter()), &[], None, MOST_BYTES);
    assert!(Store::open(bytes("c-a c-b")).is_some());
    assert!(Store::open(bytes("\"><script>")).is_none());
}

#[test]
fn what_was_used_last_is_kept_when_not_all_can_be() {
    let keys: Vec<Key> = (0..100).map(|number| Key::of("rust", &number.to_string())).collect();
    let strokes = [2; 100];
    let all: Vec<(Key, &[u8])> = keys.iter().map(|key| (*key, &strokes[..])).collect();
    let (store, palette) = Store::open(pack(&Palette::default(), &all, None, MOST_BYTES)).expect("a whole store");
    let used = &keys[60..70];
    used.iter().for_each(|key| assert_eq!(store.get(*key), Some(&strokes[..])));
    let new = Key::of("rust", "new");
    let bytes = pack(&palette, &[(new, &strokes[..])], Some(&store), 20 * 140);
    assert!(bytes.len() <= 20 * 140, "{}", bytes.len());
    let (store, _) = Store::open(bytes).expect("a whole store");
    assert!(std::iter::once(&new).chain(used).all(|key| store.get(*key).is_some()));
    assert!(
        keys.iter().filter(|key| store.get(**key).is_some()).count() > used.len(),
        "and others, as far as there is room"
    );
}

#[test]
fn nothing_new_is_nothing_to_write() {
    let bytes = store();
    let painter = Painter::with_source(move || Some(bytes.clone()));
    assert!(painted(&painter, "rust", "let a = 1;\n").is_some());
    assert_eq!(painter.news(), None);
    assert!(painted(&painter, "rust", "let b = 1;\n").is_some());
    let news = painter.news().expect("one block is new");
    assert_eq!(painter.news(), None);
    let next = Painter::with_source(move || Some(news.clone()));
    for code in ["let a = 1;\n", "fn f() {}\n", "// c\n", "let b = 1;\n"] {
        assert!(painted(&next, "rust", code).is_some());
    }
    assert_eq!(next.drawn(), 0);
}

/// Strokes on disk outlive the program that wrote them: raise the number in `VERSION` when these change.
#[test]
fn the_strokes_of_a_version_stay_what_they_are() {
    let palette = Arc::<Palette>::default();
    let strokes = Pen::default().draw("rust", "let a = 1;\n", &palette).expect("rust is known");
    let mut shown = String::new();
    strokes.iter().for_each(|byte| write!(shown, "{byte:02x}").expect("a string takes all"));
    assert_eq!(
        shown, "0103060006050200020702000902000200",
        "let, space, a, space, =, space, 1, ;, and the end of the line"
    );
    let classes = palette.lines();
    assert_eq!(classes.lines().take(2).collect::<Vec<_>>(), ["c-source c-rust", "c-storage c-type c-rust"]);
}
