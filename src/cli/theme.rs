//! `taiyaku theme`: the theme is in the binary, and who changes it needs to see it.

use crate::base::yaml::nearest;
use crate::load::theme;

use super::args::ThemeArguments;
use super::{Outcome, output, say};

/// What templates are given, as it is declared.
const VIEWS: [&str; 5] = [
    include_str!("../render/view/mod.rs"),
    include_str!("../render/view/comments.rs"),
    include_str!("../render/view/parallel.rs"),
    include_str!("../render/view/citation.rs"),
    include_str!("../render/view/register.rs"),
];

/// `taiyaku theme`
pub fn theme(arguments: &ThemeArguments) -> Outcome {
    match &arguments.name {
        _ if arguments.fields => output(VIEWS.join("\n").as_bytes()),
        None => output(list().as_bytes()),
        Some(name) => match file(name) {
            Some(bytes) => output(bytes),
            None => {
                say(&format!("error: the theme has no file {name}\nhelp: {}\n", advice(name)));
                return Outcome::WrongUsage;
            }
        },
    }
    Outcome::Fine
}

/// A file by its name, or by its path in a site.
fn file(name: &str) -> Option<&'static [u8]> {
    let of_site = name.strip_prefix("templates/").unwrap_or(name);
    if let Some(text) = theme::template(of_site) {
        return Some(text.as_bytes());
    }
    let of_site = name.strip_prefix("static/").unwrap_or(name);
    theme::STATIC.iter().find(|(own, _)| *own == of_site).map(|(_, bytes)| *bytes)
}

fn list() -> String {
    let mut text = String::from("templates/\n");
    for (name, template) in theme::TEMPLATES {
        let (purpose, variables) = theme::about(template).unwrap_or_default();
        text.push_str(&format!("  {name:<18} {purpose}\n{:21}{variables}\n", ""));
    }
    text.push_str("static/\n");
    theme::STATIC.iter().for_each(|(name, _)| text.push_str(&format!("  {name}\n")));
    text
}

fn advice(name: &str) -> String {
    let names = theme::TEMPLATES.iter().map(|(own, _)| *own).chain(theme::STATIC.iter().map(|(own, _)| *own));
    match nearest(name, names) {
        Some(near) => format!("did you mean {near}? `taiyaku theme` lists all"),
        None => "`taiyaku theme` lists all".to_owned(),
    }
}
