//! Two pages with one address, templates that make no page, files that nothing reads.

use super::check;

#[test]
fn two_documents_with_one_address() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一。 {#x}
--- content/a.zh.md ---
# 乙

一。 {#x}
"#,
        r#"
error[duplicate-route]: this is the same page as content/a.zh.md
 --> content/zh/a.md:1:1
  |
1 | # 甲
  | ^^^^
  |
 ::: content/a.zh.md:1:1
  |
1 | # 乙
  | ---- the other document
  |
  = help: keep one of the two files
"#,
    );
}

#[test]
fn addresses_that_taiyaku_takes_itself() {
    check(
        r#"
--- content/zh/timeline.md ---
# 甲
--- content/zh/people.md ---
# 甲
--- content/zh/b.ja.md ---
# 甲
--- content/zh/b.md ---
# 甲
--- content/ja/b.md ---
# 甲
--- content/timeline.yaml ---
guidelines: {date: 2024-04, kind: policy, title: {zh: 事, ja: 事}}
"#,
        r#"
notice[untold-event]: no passage tells the event `guidelines` in 中文 and 日本語
 --> content/timeline.yaml:1:1
  |
1 | guidelines: {date: 2024-04, kind: policy, title: {zh: 事, ja: 事}}
  | ^^^^^^^^^^
  |
  = help: link the words of its date: [4月](event:guidelines)

error[duplicate-route]: two pages or files have the address zh/b.ja.html: b.ja and the page that taiyaku makes (zh/b.ja.html)
 --> content/zh/b.ja.md:1:1
  |
1 | # 甲
  | ^^^^
  |
  = help: rename one of them; index, comments, timeline, glossary, people, organizations, policies, places, works, references, status and 404 are taken, and so is NAME.LANGUAGE for parallel pages

error[duplicate-route]: `people` is the name of a page that taiyaku makes
 --> content/zh/people.md:1:1
  |
1 | # 甲
  | ^^^^
  |
  = help: rename the document; comments, timeline, glossary, people, organizations, policies, places, works, references, status and 404 are taken

error[duplicate-route]: two pages or files have the address zh/timeline.html: timeline and the page that taiyaku makes (zh/timeline.html)
 --> content/zh/timeline.md:1:1
  |
1 | # 甲
  | ^^^^
  |
  = help: rename one of them; index, comments, timeline, glossary, people, organizations, policies, places, works, references, status and 404 are taken, and so is NAME.LANGUAGE for parallel pages
"#,
    );
}

#[test]
fn addresses_that_differ_in_case_only() {
    check(
        r#"
--- content/zh/Map.txt ---
x
--- content/zh/map.txt ---
y
"#,
        r#"
error[duplicate-route]: two pages or files have the address zh/map.txt: content/zh/Map.txt and content/zh/map.txt
 |
 = help: rename one of them; index, comments, timeline, glossary, people, organizations, policies, places, works, references, status and 404 are taken, and so is NAME.LANGUAGE for parallel pages
"#,
    );
}

#[test]
fn a_template_that_asks_for_what_is_not_there() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

一。 {#x}
--- templates/chapter.html ---
{% extends "theme/chapter.html" %}
{% block units %}{{ text.nothing }}{% endblock %}
"#,
        r#"
error[broken-template]: Field `nothing` is not defined. Available fields: cite, cited_html, commentaries, contents, footnotes_html, head, next, previous, units, works
 --> templates/chapter.html:2:26
  |
2 | {% block units %}{{ text.nothing }}{% endblock %}
  |                          ^^^^^^^
  |
  = help: templates are Tera 2; chapter.html may use the variables page, text (TextView); `taiyaku theme --fields` lists their fields, `taiyaku theme chapter.html` prints the theme's template
"#,
    );
}

#[test]
fn templates_that_cannot_be_read() {
    check(
        r#"
--- templates/chapter.html ---
{% extends "theme/chapter.html" %}
{% block units %}{{ text. }}{% endblock %}
--- templates/front.html ---
{% if %}
"#,
        r#"
error[broken-template]: Found `}}` but expected identifier
 --> templates/chapter.html:2:27
  |
2 | {% block units %}{{ text. }}{% endblock %}
  |                           ^^
  |
  = help: templates are Tera 2; chapter.html may use the variables page, text (TextView); `taiyaku theme --fields` lists their fields, `taiyaku theme chapter.html` prints the theme's template

error[broken-template]: Found `%}` but expected one of: integer, float, string, bool, ident, `-`, `not`, `<`, `{`, `[` or `(`
 --> templates/front.html:1:7
  |
1 | {% if %}
  |       ^^
  |
  = help: templates are Tera 2; front.html may use the variables page, text (TextView with works); `taiyaku theme --fields` lists their fields, `taiyaku theme front.html` prints the theme's template
"#,
    );
}

#[test]
fn a_template_that_extends_nothing() {
    check(
        r#"
--- templates/chapter.html ---
{% extends "nothing.html" %}
"#,
        r#"
error[broken-template]: there is no template nothing.html to extend
 --> templates/chapter.html:1:12
  |
1 | {% extends "nothing.html" %}
  |            ^^^^^^^^^^^^^^
  |
  = help: templates are Tera 2; chapter.html may use the variables page, text (TextView); `taiyaku theme --fields` lists their fields, `taiyaku theme chapter.html` prints the theme's template
"#,
    );
}

#[test]
fn sources_by_a_name_that_nothing_reads() {
    let text = r#"
--- content/timelines.yaml ---
a: {date: 2024-04}
--- content/zh/notes/data.yaml ---
x: 1
--- content/zh/second.markdown ---
# 乙
"#;
    check(
        text,
        r#"
warning[unread-source]: content/timelines.yaml is read by nothing and not published
 --> content/timelines.yaml:1:1
  |
1 | a: {date: 2024-04}
  | ^
  |
  = help: did you mean content/timeline.yaml? what is to be published as it is can lie below static/

warning[unread-source]: content/zh/notes/data.yaml is read by nothing and not published
 --> content/zh/notes/data.yaml:1:1
  |
1 | x: 1
  | ^
  |
  = help: of YAML, content/glossary.yaml, content/timeline.yaml and content/bibliography.yaml are read, and what lies in folders of these names; what is to be published as it is can lie below static/

warning[unread-source]: content/zh/second.markdown is read by nothing and not published
 --> content/zh/second.markdown:1:1
  |
1 | # 乙
  | ^
  |
  = help: did you mean content/zh/second.md? what is to be published as it is can lie below static/
"#,
    );
    let site = super::site(text.trim_start());
    site.build();
    let published = super::super::harness::tree(&site.output());
    assert!(published.keys().all(|path| !path.ends_with(".yaml") && !path.ends_with(".markdown")), "{published:?}");
}

#[test]
fn events_may_lie_in_files_of_a_folder() {
    check(
        r#"
--- content/timeline/2024.yaml ---
a: {date: 2024-13, kind: policy, title: {zh: 事, ja: 事}}
"#,
        r#"
error[impossible-date]: there is no month 13
 --> content/timeline/2024.yaml:1:16
  |
1 | a: {date: 2024-13, kind: policy, title: {zh: 事, ja: 事}}
  |                ^^
  |
  = help: months are 01 to 12, seasons 21 to 24, quarters 33 to 36, half years 40 and 41
"#,
    );
}

#[test]
fn a_template_by_a_name_that_nothing_uses() {
    check(
        r#"
--- content/zh/a.md ---
# 甲
--- templates/chaptr.html ---
{% extends "theme/chapter.html" %}
"#,
        r#"
warning[unused-template]: nothing uses the template chaptr.html
 --> templates/chaptr.html:1:1
  |
1 | {% extends "theme/chapter.html" %}
  | ^
  |
  = help: did you mean chapter.html? a template takes the place of the theme's of that name (`taiyaku theme` lists them), or is included or extended by one that does
"#,
    );
}

#[test]
fn a_template_that_fails_on_many_pages_is_told_of_once() {
    check(
        "
--- content/zh/a.md ---
# 甲

一段。 {#p}
--- content/zh/a/b.md ---
---
title: 乙
annotates: a
---

评。 {#q}
--- templates/unit.html ---
{#- Variables: page, unit. -#}
{{ nosuch.x }}
",
        "
error[broken-template]: Variable `nosuch` is not defined
 --> templates/unit.html:2:4
  |
2 | {{ nosuch.x }}
  |    ^^^^^^
  |
  = help: templates are Tera 2; unit.html may use the variables page, unit (UnitView); `taiyaku theme --fields` lists their fields, `taiyaku theme unit.html` prints the theme's template
",
    );
}
