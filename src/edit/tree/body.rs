//! The text of another generator, line by line: what its own language says is turned into Markdown where there is a
//! counterpart, and told where there is none.

use crate::parse::unit_id;

/// A text on its way, with what is to be told of it.
#[derive(Debug, Default)]
pub struct Body {
    /// The text.
    pub text: String,
    /// Line in the old text (1-based) of each line of the new one.
    pub lines: Vec<usize>,
    /// What is to be told, by the lines of the old text.
    pub notes: Vec<(usize, String)>,
    /// Its first heading, if that is of level 1 and comes first.
    pub title: Option<String>,
}

/// Converts a text. `has_title` says that the front matter has one.
pub fn convert(text: &str, title: Option<&str>, is_mdx: bool) -> Body {
    let mut walk = Walk {
        body: Body::default(),
        fence: None,
        is_mdx,
        program: None,
        is_comment: false,
        has_words: false,
        title,
        before: String::new(),
    };
    let mut lines = text.lines().enumerate().peekable();
    while let Some((at, line)) = lines.next() {
        let is_title = walk.fence.is_none()
            && walk.before.trim().is_empty()
            && !line.trim().is_empty()
            && lines.peek().is_some_and(|(_, next)| is_underline(next));
        if is_title {
            lines.next();
            walk.line(at + 1, &format!("# {}", line.trim()));
        } else {
            walk.line(at + 1, line);
        }
        line.clone_into(&mut walk.before);
    }
    walk.body
}

struct Walk<'a> {
    body: Body,
    /// The marks that opened the code block around the line.
    fence: Option<String>,
    is_mdx: bool,
    /// How many brackets are open in the code of a module that goes on.
    program: Option<isize>,
    /// Whether a comment of MDX goes on.
    is_comment: bool,
    has_words: bool,
    title: Option<&'a str>,
    /// The line before.
    before: String,
}

/// What stands for the fence of a block that a shortcode opened: no line closes it by its marks.
const HIGHLIGHT: &str = "highlight";

/// `===` below a line makes it a heading of the first level.
fn is_underline(line: &str) -> bool {
    let marks = line.trim_end();
    !marks.is_empty()
        && marks.trim_start_matches(' ').len() + 3 >= marks.len()
        && marks.trim_start().bytes().all(|byte| byte == b'=')
}

impl Walk<'_> {
    fn tell(&mut self, at: usize, text: impl Into<String>) {
        self.body.notes.push((at, text.into()));
    }

    fn push(&mut self, at: usize, line: &str) {
        self.has_words |= !line.trim().is_empty();
        self.body.text.push_str(line);
        self.body.text.push('\n');
        self.body.lines.push(at);
    }

    fn line(&mut self, at: usize, line: &str) {
        if let Some(include) = between(line, "{{#", "}}") {
            self.tell(
                at,
                format!("`{{{{#{include}}}}}` takes nothing in here and stays as text; paste what it stands for"),
            );
        }
        if let Some(line) = self.highlighted(line) {
            self.push(at, &line);
            return;
        }
        if self.is_code(line) {
            self.push(at, line);
            return;
        }
        if self.is_mdx && self.is_module(at, line) {
            return;
        }
        // Else it would be read as an id.
        let mut line = references(line).replace("{{#", "{\\{#");
        self.tell_of_shortcodes(at, &line);
        if line.trim_start().starts_with(":::") && !line.trim().trim_matches(':').is_empty() {
            self.tell(
                at,
                format!(
                    "`{}` opens no box here and stays as text; write it as a quotation (> …) or a paragraph",
                    line.trim()
                ),
            );
        }
        if self.is_mdx {
            line = self.without_comments(line);
            self.tell_of_expressions(at, &line);
        }
        if line.starts_with('#') {
            self.heading(at, &line);
            return;
        }
        let trimmed = line.trim();
        if trimmed.starts_with("{.") || trimmed.starts_with("{:") {
            self.tell(at, format!("`{trimmed}` sets nothing here and was left out"));
            return;
        }
        if trimmed.starts_with(": ") && !self.before.trim().is_empty() {
            self.tell(
                at,
                "a definition stays as text; write the list as a table, or as items with their words in bold",
            );
        }
        if is_underline(&line) && !self.before.trim().is_empty() {
            // One of the first level would be a second title.
            self.push(at, "---");
            return;
        }
        self.push(at, &line);
    }

    fn tell_of_shortcodes(&mut self, at: usize, line: &str) {
        for (open, close) in [("{{<", ">}}"), ("{{%", "%}}")] {
            for code in all_between(line, open, close) {
                let name = code.trim().trim_start_matches('/').split_whitespace().next().unwrap_or_default();
                if !code.trim().starts_with('/') {
                    self.tell(at, format!("the shortcode `{name}` means nothing here and stays as text; write in Markdown what it stands for"));
                }
            }
        }
    }

    /// `{…}` of MDX is computed; only an id is none.
    fn tell_of_expressions(&mut self, at: usize, line: &str) {
        let words: Vec<&str> = line.split('`').step_by(2).collect();
        let found = words.iter().find_map(|words| between(words, "{", "}").filter(|inside| !inside.starts_with('#')));
        if let Some(inside) = found {
            self.tell(
                at,
                format!("`{{{inside}}}` is computed nowhere here and stays as text; write what it stands for"),
            );
        }
    }

    /// `{{< highlight go >}}` and its end are the fences of a code block.
    fn highlighted(&mut self, line: &str) -> Option<String> {
        const FENCE: &str = "````";
        let code = ["<>", "%%"].iter().find_map(|marks| {
            let (open, close) = marks.split_at(1);
            line.trim().strip_prefix("{{")?.strip_prefix(open)?.strip_suffix("}}")?.strip_suffix(close)
        })?;
        let mut words = code.split_whitespace();
        match (words.next()?, &self.fence) {
            ("highlight", None) => {
                self.fence = Some(HIGHLIGHT.into());
                Some(format!("{FENCE}{}", words.next().unwrap_or_default()))
            }
            ("/highlight", Some(fence)) if fence == HIGHLIGHT => {
                self.fence = None;
                Some(FENCE.into())
            }
            _ => None,
        }
    }

    /// Whether the line is part of a code block, its fences included.
    fn is_code(&mut self, line: &str) -> bool {
        let trimmed = line.trim_start();
        let mark = trimmed.chars().next().filter(|c| "`~".contains(*c)).unwrap_or(' ');
        let marks: String = trimmed.chars().take_while(|c| *c == mark).collect();
        match &self.fence {
            Some(open) => {
                if mark != ' '
                    && marks.len() >= open.len()
                    && marks.starts_with(open.as_str())
                    && trimmed.trim_end() == marks
                {
                    self.fence = None;
                }
                true
            }
            None if mark != ' ' && marks.len() >= 3 && !trimmed[marks.len()..].contains('`') => {
                self.fence = Some(marks);
                true
            }
            None => false,
        }
    }

    /// `import X from …` and `export …` of MDX, which may run over several lines.
    fn is_module(&mut self, at: usize, line: &str) -> bool {
        // A module's code ends with a blank line, but not inside brackets.
        let opened = |open: isize| {
            open + line.matches(['(', '[', '{']).count() as isize - line.matches([')', ']', '}']).count() as isize
        };
        if let Some(open) = self.program {
            let is_over = line.trim().is_empty() && open <= 0;
            self.program = (!is_over).then(|| opened(open));
            return !is_over;
        }
        let is_import = line.starts_with("import ")
            && (line.contains(" from ") || line.contains(['\'', '"']) || line.trim_end().ends_with('{'));
        let is_export = line.starts_with("export ")
            && ["const ", "default ", "function ", "let ", "{"]
                .iter()
                .any(|word| line["export ".len()..].starts_with(word));
        if is_import || is_export {
            self.tell(
                at,
                format!(
                    "`{}` runs no program here and was left out; what it stood for is to be written in Markdown",
                    line.trim_end()
                ),
            );
            self.program = Some(opened(0));
            return true;
        }
        false
    }

    /// Comments of MDX are shown to nobody; one that is an id becomes ours.
    fn without_comments(&mut self, line: String) -> String {
        let mut kept = String::new();
        let mut rest = line.as_str();
        if self.is_comment {
            let Some((_, after)) = rest.split_once("*/}") else { return String::new() };
            (self.is_comment, rest) = (false, after);
        }
        while let Some((before, after)) = rest.split_once("{/*") {
            kept.push_str(before);
            let Some((comment, after)) = after.split_once("*/}") else {
                (self.is_comment, rest) = (true, "");
                break;
            };
            let name = comment.trim();
            if line.starts_with('#') && (name.starts_with('#') || unit_id::is_valid(name)) && after.trim().is_empty() {
                kept.push_str(&format!("{{#{}}}", name.trim_start_matches('#')));
            }
            rest = after;
        }
        kept.push_str(rest);
        if kept == line { line } else { kept.trim_end().to_owned() }
    }

    fn heading(&mut self, at: usize, line: &str) {
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        let words = line[level..].trim();
        if level > 6 || (!line[level..].starts_with([' ', '\t']) && !words.is_empty()) {
            self.push(at, line);
            return;
        }
        let (words, id) = self.attributes(at, words);
        let is_first = level == 1 && !self.has_words;
        if is_first && self.title.is_none_or(|title| title.trim() == words) {
            self.body.title = Some(words.to_owned());
            self.has_words = true;
            if self.title.is_none() {
                self.push(at, &format!("# {words}"));
            }
            return;
        }
        if level == 1 {
            self.tell(at, "a page has one heading of the first level, its title; this one was moved to the second");
        }
        let id = id.map(|id| format!(" {{#{id}}}")).unwrap_or_default();
        self.push(at, &format!("{} {words}{id}", "#".repeat(level.max(2))));
    }

    /// `{#id .class key=value}` at the end of a heading.
    fn attributes<'l>(&mut self, at: usize, words: &'l str) -> (&'l str, Option<String>) {
        let found = words.strip_suffix('}').and_then(|words| words.rsplit_once('{'));
        let Some((before, inside)) =
            found.filter(|(before, inside)| !before.ends_with('\\') && inside.trim_start().starts_with(['#', '.']))
        else {
            return (words, None);
        };
        let mut id = None;
        for word in inside.split_whitespace() {
            match word.strip_prefix('#') {
                Some(name) if unit_id::is_valid(name) => id = Some(name.to_owned()),
                Some(name) => self.tell(at, format!("`{name}` cannot be an id here (a-z, digits, hyphens) and was left out; links to it are to be changed")),
                None => self.tell(at, format!("`{word}` sets nothing here and was left out")),
            }
        }
        (before.trim_end(), id)
    }
}

/// `{{< ref "page.md#part" >}}` in the place of an address is that address.
fn references(line: &str) -> String {
    let mut text = line.to_owned();
    for (open, close) in [("{{<", ">}}"), ("{{%", "%}}")] {
        let mut from = 0;
        while let Some(start) = text[from..].find(open).map(|at| from + at) {
            let Some(end) = text[start..].find(close).map(|at| start + at + close.len()) else { break };
            let code = text[start + open.len()..end - close.len()].trim();
            let stands = text[..start].trim_end();
            let is_address = text[..start].ends_with('(') || (stands.starts_with('[') && stands.ends_with("]:"));
            match referred(code).filter(|_| is_address) {
                Some(address) => {
                    text.replace_range(start..end, &address);
                    from = start + address.len();
                }
                None => from = end,
            }
        }
    }
    text
}

/// The page that `ref "page.md"` or `relref path="page.md"` names.
fn referred(code: &str) -> Option<String> {
    let rest = code.strip_prefix("relref ").or_else(|| code.strip_prefix("ref "))?.trim();
    let path = rest.split_once("path=").map_or(rest, |(_, path)| path);
    let quote = path.chars().next().filter(|c| "\"'`".contains(*c));
    let path = match quote {
        Some(quote) => path[1..].split(quote).next()?,
        None => path.split_whitespace().next()?,
    };
    (!path.is_empty() && !path.contains([' ', '='])).then(|| path.to_owned())
}

fn between<'a>(line: &'a str, open: &str, close: &str) -> Option<&'a str> {
    Some(line.split_once(open)?.1.split_once(close)?.0.trim())
}

fn all_between(line: &str, open: &str, close: &str) -> Vec<String> {
    let pieces = line.split(open).skip(1);
    pieces.filter_map(|piece| piece.split_once(close)).map(|(inside, _)| inside.to_owned()).collect()
}
