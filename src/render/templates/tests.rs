//! What is complained of in templates.

use super::*;
use crate::base::text::Files;

/// What is complained of: `file:line:column message`.
fn complaints(templates: &[(&str, &str)]) -> Vec<String> {
    let mut files = Files::default();
    let templates = templates.iter().map(|(name, text)| files.add(format!("templates/{name}"), *text)).collect();
    let sources = Sources { templates, ..Sources::default() };
    let (usable, diagnostics) = super::templates(&sources);
    assert_eq!(usable.is_some(), !diagnostics.has_errors());
    let show = |diagnostic: &Diagnostic| match diagnostic.place() {
        Some(place) => {
            let file = files.get(place.file);
            let (line, column) = file.line_column(place.start as usize);
            let slice = &file.text[place.range()];
            format!("{}:{line}:{column} `{slice}` {}", file.path.trim_start_matches("templates/"), diagnostic.message())
        }
        None => diagnostic.message().into_owned(),
    };
    diagnostics.iter().map(show).collect()
}

#[test]
fn the_theme_and_overrides_of_it_are_put_together() {
    assert_eq!(complaints(&[]), [""; 0]);
    assert_eq!(
        complaints(&[("base.html", "{% extends \"theme/base.html\" %}{% block title %}x{% endblock %}")]),
        [""; 0]
    );
}

#[test]
fn a_template_that_nothing_uses_is_complained_of() {
    let found = complaints(&[
        ("chaptr.html", "x"),
        ("chapter.html", "{% extends 'frame.html' %}"),
        ("frame.html", "{% extends \"theme/base.html\" %}{% block main %}{% include \"part/a.html\" %}{% endblock %}"),
        ("part/a.html", "x"),
        ("first.html", "{% include \"second.html\" %}"),
        ("second.html", "x"),
    ]);
    let expected = ["chaptr.html", "first.html", "second.html"];
    assert_eq!(found, expected.map(|name| format!("{name}:1:1 `` nothing uses the template {name}")));
}

#[test]
fn every_mistake_of_every_template_is_reported_with_its_place() {
    let found = complaints(&[
        ("chapter.html", "漢字\n漢 {{ now() }} {{ page.title | shout }}\n"),
        ("head.html", "{{ head.title | yell }}{% include \"mine.html\" %}"),
        ("unit.html", "{{ unit.html"),
        ("note.txt", "x"),
    ]);
    assert_eq!(found.len(), 6, "{found:#?}");
    for (expected, message) in [
        ("chapter.html:2:6 `now()`", "Unknown function `now`"),
        ("chapter.html:2:31 `shout`", "Unknown filter `shout`"),
        ("head.html:1:17 `yell`", "Unknown filter `yell`"),
        ("head.html:1:35", "Unknown template `mine.html`"),
        ("unit.html:1:", ""),
        ("note.txt:1:1", "is no name for a template"),
    ] {
        assert!(
            found.iter().any(|text| text.starts_with(expected) && text.contains(message)),
            "{expected} in {found:#?}"
        );
    }
}

#[test]
fn what_hides_other_mistakes_is_not_all_that_is_reported() {
    let found = complaints(&[
        ("base.html", "{% extends \"base.html\" %}"),
        ("unit.html", "{% include \"unit.html\" %}"),
        ("front.html", "{% extends \"frame.html\" %}"),
        ("head.html", "{{ head.title | yell }}"),
    ]);
    assert_eq!(found.len(), 4, "{found:#?}");
    for expected in [
        "base.html:1:12 `\"base.html\"` templates lead back to themselves",
        "unit.html:1:12 `\"unit.html\"` templates lead back to themselves",
        "front.html:1:12 `\"frame.html\"` there is no template frame.html to extend",
        "head.html:1:17 `yell` Unknown filter",
    ] {
        assert!(found.iter().any(|text| text.starts_with(expected)), "{expected} in {found:#?}");
    }
}

#[test]
fn what_follows_from_a_mistake_is_not_reported() {
    let found = complaints(&[
        ("base.html", "{{ page.title"),
        ("mine.html", "{{ page.title"),
        ("chapter.html", "{% extends \"base.html\" %}{% block own %}{% include \"mine.html\" %}{% endblock %}"),
    ]);
    assert_eq!(found.len(), 2, "{found:#?}");
}

#[test]
fn a_block_that_the_theme_misses_is_missed_in_the_override() {
    let found = complaints(&[("base.html", "<title>{{ page.title }}</title>")]);
    assert!(!found.is_empty());
    assert!(
        found.iter().all(|text| text.starts_with("base.html:1:1 `` Block `") && text.contains("of the theme")),
        "{found:#?}"
    );
}
