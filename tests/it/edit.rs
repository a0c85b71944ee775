//! What the tests of edit share: a site on disk and in memory, and texts full of traps.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use taiyaku::base::language::LanguageTag;
use taiyaku::parse::config::{Config, Language};

/// Three languages.
pub fn config() -> Config {
    let language = |dir: &str| Language { tag: LanguageTag::parse(dir).unwrap(), dir: dir.into(), name: dir.into() };
    Config { languages: ["zh", "ja", "ko"].map(language).into(), ..Config::default() }
}

/// Pieces of text that Markdown, YAML or our own marks could read.
const TRAPS: &[&str] = &[
    "*",
    "**",
    "_",
    "__",
    "[",
    "]",
    "#",
    "## ",
    "|",
    "{",
    "}",
    "{#",
    "{#x}",
    "{#s1}",
    "<",
    ">",
    "&",
    "~",
    "~~",
    "~~~",
    "`",
    "```",
    "\\",
    "\\\\",
    "1.",
    "1. ",
    "12) ",
    "- ",
    "-",
    "+ ",
    "+",
    "> ",
    "=",
    "===",
    "---",
    "- - -",
    "***",
    "* * *",
    "&amp;",
    "&#35;",
    "&nbsp;",
    "http://a.example/x_y_z",
    "<http://a.example>",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<div>",
    "[x]: y",
    "[x]",
    "[^1]",
    "[^1]: x",
    "[a](b)",
    "](",
    "![a](b)",
    "\t",
    "    ",
    "  ",
    " ",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{c}",
    "\u{2028}",
    "\u{feff}",
    "\0",
    "\u{1}",
    "\u{7f}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "　",
    "＊＊",
    "｛#x}",
    "（term：x）",
    "（event：",
    "＃ ",
    "・ ",
    "：",
    "。",
    "“",
    "”",
    "教授",
    "点评",
    "川岛真教授",
    "a",
    "z",
    "0",
    "汉字",
    "かな",
    "한글",
    "😀",
    "\u{301}",
    "\u{fe0f}",
    ":",
    "title: x",
    "| a | b |",
    "|---|---|",
    ":---:",
    "$x$",
    "!",
    "\"",
    "'",
    "(",
    ")",
    "https:",
    "- [ ] ",
    "term:x",
    "  \n",
    "\\\n",
    "…",
    "é",
];

/// Texts of such pieces and of any characters.
pub fn trapped() -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => proptest::sample::select(TRAPS).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Writes a site with the languages zh and ja.
pub fn site(root: &Path, files: &[(&str, &str)]) {
    let languages = "title: x\nlanguages: [{tag: zh-Hans, dir: zh}, {tag: ja, dir: ja}]\n";
    for (path, content) in files.iter().copied().chain([("site.yaml", languages)]) {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
}
