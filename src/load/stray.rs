//! Files below `content/` that look like sources and are read by nothing: a name that is nearly right, or another ending.
//! They are not copied, for nobody means to publish them as they are.

use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::text::{SourceFile, Span};
use crate::base::yaml::nearest;

/// Endings of Markdown, in lower case.
const MARKDOWN: [&str; 7] = ["md", "markdown", "mdown", "mdwn", "mkd", "mkdn", "mdx"];

/// Endings of YAML, in lower case.
const YAML: [&str; 2] = ["yaml", "yml"];

/// Whether a file has the ending of a source, in whatever case.
pub fn is_like_a_source(path: &str) -> bool {
    let ending = ending(path);
    MARKDOWN.contains(&&*ending) || YAML.contains(&&*ending)
}

/// What is said of such a file.
pub fn complaint(file: &SourceFile) -> Diagnostic {
    let path = &file.path;
    let meant = match name_that_is_read(path) {
        Some(name) => format!("did you mean {name}? what"),
        None => {
            "of YAML, content/glossary.yaml, content/timeline.yaml and content/bibliography.yaml are read, and what lies in \
                 folders of these names; what"
                .to_owned()
        }
    };
    Diagnostic::new(
        &rule::UNREAD_SOURCE,
        Span::new(file.id, 0..0),
        format!("{path} is read by nothing and not published"),
    )
    .help(format!("{meant} is to be published as it is can lie below static/"))
}

/// The nearest name that something reads.
fn name_that_is_read(path: &str) -> Option<String> {
    let (stem, _) = path.rsplit_once('.')?;
    if MARKDOWN.contains(&&*ending(path)) {
        return Some(format!("{stem}.md"));
    }
    if ["glossary", "timeline", "bibliography"].iter().any(|name| stem.starts_with(&format!("content/{name}/"))) {
        return Some(format!("{stem}.yaml"));
    }
    let name = stem.rsplit('/').next()?.to_lowercase();
    match nearest(&name, ["glossary", "timeline", "bibliography", "site"])? {
        "site" => Some("site.yaml beside content/".to_owned()),
        near => Some(format!("content/{near}.yaml")),
    }
}

fn ending(path: &str) -> String {
    path.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_lowercase())
}
