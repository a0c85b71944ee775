//! Paths of the site as URLs write them.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What may not stand in a path segment as it is (URL Standard: path percent-encode set), and what browsers would read
/// otherwise in a relative address: a colon in the first segment, `%`, backslash.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'%')
    .add(b'\\')
    .add(b'^')
    .add(b'|')
    .add(b'[')
    .add(b']')
    .add(b':');

/// A fragment, percent-encoded.
pub fn encode_fragment(fragment: &str) -> String {
    utf8_percent_encode(fragment, PATH).collect()
}

/// A path below the root, percent-encoded.
pub fn encode_path(path: &str) -> String {
    utf8_percent_encode(path, PATH).collect()
}

/// The relative address of `to` as seen from `from`, both paths below the root; percent-encoded.
pub fn relative(from: &str, to: &str) -> String {
    let alike = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b);
    let folders = alike.enumerate().filter(|(_, (byte, _))| *byte == b'/').last().map_or(0, |(at, _)| at + 1);
    let mut href = to_root(&from[folders..]);
    href.extend(utf8_percent_encode(&to[folders..], PATH));
    href
}

/// From a page to the root: empty, `../`, `../../`.
pub fn to_root(from: &str) -> String {
    "../".repeat(from.matches('/').count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_relative() {
        assert_eq!(relative("zh/chapter-6.html", "ja/chapter-6.html"), "../ja/chapter-6.html");
        assert_eq!(relative("zh/chapter-6/aoyama.html", "zh/chapter-6.html"), "../chapter-6.html");
        assert_eq!(relative("zh/a.html", "zh/a.html"), "a.html");
        assert_eq!(relative("zh/a/b.html", "zh/ab/c.html"), "../ab/c.html");
        assert_eq!(relative("zh/甲/b.html", "zh/申/c/d.html"), "../%E7%94%B3/c/d.html");
        assert_eq!(relative("index.html", "zh/第 1章.html"), "zh/%E7%AC%AC%201%E7%AB%A0.html");
        assert_eq!(to_root("zh/chapter-6/aoyama.html"), "../../");
    }
}
