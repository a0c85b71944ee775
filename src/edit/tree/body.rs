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
    let mut walk = Walk { body: Body::default(), fence: None, is_mdx, is_importing: false, has_words: false, title };
    for (at, line) in text.lines().enumerate() {
        walk.line(at + 1, line);
    }
    walk.body
}

struct Walk<'a> {
    body: Body,
    /// The marks that opened the code block around the line.
    fence: Option<String>,
    is_mdx: bool,
    /// Whether the line before was code of a module that goes on.
    is_importing: bool,
    has_words: bool,
    title: Option<&'a str>,
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
        if self.is_code(line) {
            self.push(at, line);
            return;
        }
        if self.is_mdx && self.is_module(at, line) {
            return;
        }
        // Else it would be read as an id.
        let mut line = references(line).replace("{{#", "{\\{#");
        for (open, close) in [("{{<", ">}}"), ("{{%", "%}}")] {
            for code in all_between(&line, open, close) {
                let name = code.trim().trim_start_matches('/').split_whitespace().next().unwrap_or_default();
                if !code.trim().starts_with('/') {
                    self.tell(at, format!("the shortcode `{name}` means nothing here and stays as text; write in Markdown what it stands for"));
                }
            }
        }
        if line.trim_start().starts_with(":::") && line.trim() != ":::" {
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
        self.push(at, &line);
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
        if self.is_importing {
            self.is_importing = !line.trim().is_empty();
            return self.is_importing;
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
            self.is_importing = true;
            return true;
        }
        false
    }

    /// Comments of MDX are shown to nobody; one that is an id becomes ours.
    fn without_comments(&self, line: String) -> String {
        let mut kept = String::new();
        let mut rest = line.as_str();
        while let Some((before, after)) = rest.split_once("{/*") {
            let Some((comment, after)) = after.split_once("*/}") else { break };
            kept.push_str(before);
            let name = comment.trim();
            if line.starts_with('#') && (name.starts_with('#') || unit_id::is_valid(name)) && after.trim().is_empty() {
                kept.push_str(&format!("{{#{}}}", name.trim_start_matches('#')));
            }
            rest = after;
        }
        kept.push_str(rest);
        if kept.is_empty() { kept } else { kept.trim_end().to_owned() }
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
            found.filter(|(before, inside)| !before.ends_with('\\') && inside.starts_with(['#', '.']))
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
            let address = code
                .strip_prefix("relref ")
                .or_else(|| code.strip_prefix("ref "))
                .map(|rest| rest.trim().trim_matches(['"', '\'', '`']).to_owned());
            match address.filter(|address| text[..start].ends_with('(') && !address.contains([' ', '"'])) {
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

fn between<'a>(line: &'a str, open: &str, close: &str) -> Option<&'a str> {
    Some(line.split_once(open)?.1.split_once(close)?.0.trim())
}

fn all_between(line: &str, open: &str, close: &str) -> Vec<String> {
    let pieces = line.split(open).skip(1);
    pieces.filter_map(|piece| piece.split_once(close)).map(|(inside, _)| inside.to_owned()).collect()
}
