//! The default theme, embedded in the binary. A site overrides it file by file.

/// The templates, by name. Each is also known as `theme/NAME`, so that an override can extend what it replaces.
pub const TEMPLATES: &[(&str, &str)] = &[
    ("404.html", include_str!("../../templates/404.html")),
    ("base.html", include_str!("../../templates/base.html")),
    ("chapter.html", include_str!("../../templates/chapter.html")),
    ("cite.html", include_str!("../../templates/cite.html")),
    ("cited.html", include_str!("../../templates/cited.html")),
    ("comment.html", include_str!("../../templates/comment.html")),
    ("commentary.html", include_str!("../../templates/commentary.html")),
    ("commentators.html", include_str!("../../templates/commentators.html")),
    ("comments.html", include_str!("../../templates/comments.html")),
    ("contents.html", include_str!("../../templates/contents.html")),
    ("counts.html", include_str!("../../templates/counts.html")),
    ("definitions.html", include_str!("../../templates/definitions.html")),
    ("entities.html", include_str!("../../templates/entities.html")),
    ("entry.html", include_str!("../../templates/entry.html")),
    ("event.html", include_str!("../../templates/event.html")),
    ("footnotes.html", include_str!("../../templates/footnotes.html")),
    ("front.html", include_str!("../../templates/front.html")),
    ("glossary.html", include_str!("../../templates/glossary.html")),
    ("head.html", include_str!("../../templates/head.html")),
    ("link.html", include_str!("../../templates/link.html")),
    ("moved.html", include_str!("../../templates/moved.html")),
    ("notes.html", include_str!("../../templates/notes.html")),
    ("pager.html", include_str!("../../templates/pager.html")),
    ("parallel.html", include_str!("../../templates/parallel.html")),
    ("passage.html", include_str!("../../templates/passage.html")),
    ("references.html", include_str!("../../templates/references.html")),
    ("register.html", include_str!("../../templates/register.html")),
    ("relations.html", include_str!("../../templates/relations.html")),
    ("root.html", include_str!("../../templates/root.html")),
    ("row.html", include_str!("../../templates/row.html")),
    ("stale.html", include_str!("../../templates/stale.html")),
    ("status.html", include_str!("../../templates/status.html")),
    ("timeline.html", include_str!("../../templates/timeline.html")),
    ("unit.html", include_str!("../../templates/unit.html")),
    ("untranslated.html", include_str!("../../templates/untranslated.html")),
    ("uses.html", include_str!("../../templates/uses.html")),
    ("who.html", include_str!("../../templates/who.html")),
    ("work.html", include_str!("../../templates/work.html")),
];

/// What the comment at the head of a template says: what it is for, and its variables.
pub fn about(text: &str) -> Option<(&str, &str)> {
    let (comment, _) = text.strip_prefix("{#-")?.split_once("-#}")?;
    let (purpose, variables) = comment.split_once("Variables:")?;
    Some((purpose.trim(), variables.split('.').next()?.trim()))
}

/// The text of a template by its name, with `theme/` before it or without.
pub fn template(name: &str) -> Option<&'static str> {
    let name = name.strip_prefix("theme/").unwrap_or(name);
    TEMPLATES.iter().find(|(own, _)| *own == name).map(|(_, text)| *text)
}

/// The static files, by their path in the site.
pub const STATIC: &[(&str, &[u8])] = &[
    ("chart.css", include_bytes!("../../static/chart.css")),
    ("icon.svg", include_bytes!("../../static/icon.svg")),
    ("taiyaku.css", include_bytes!("../../static/taiyaku.css")),
    ("taiyaku.js", include_bytes!("../../static/taiyaku.js")),
    ("timeline.css", include_bytes!("../../static/timeline.css")),
    ("timeline.js", include_bytes!("../../static/timeline.js")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_says_what_it_is_for_and_what_it_may_use() {
        for (name, text) in TEMPLATES {
            let (purpose, variables) = about(text).unwrap_or_else(|| panic!("{name}"));
            assert!(purpose.ends_with(['.', ';']) && !variables.is_empty(), "{name}: {purpose} {variables}");
            assert_eq!(template(&format!("theme/{name}")), Some(*text));
        }
        let base = template("base.html").and_then(about);
        assert_eq!(base, Some(("The frame of every page.", "page (PageView)")));
    }
}
