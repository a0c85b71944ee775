//! Two pages with one address, templates that make no page.

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
  = help: rename one of them; index, timeline, glossary, people and 404 are taken, and so is NAME.LANGUAGE for parallel pages

error[duplicate-route]: `people` is the name of a page that taiyaku makes
 --> content/zh/people.md:1:1
  |
1 | # 甲
  | ^^^^
  |
  = help: rename the document; timeline, glossary, people and 404 are taken

error[duplicate-route]: two pages or files have the address zh/timeline.html: timeline and the page that taiyaku makes (zh/timeline.html)
 --> content/zh/timeline.md:1:1
  |
1 | # 甲
  | ^^^^
  |
  = help: rename one of them; index, timeline, glossary, people and 404 are taken, and so is NAME.LANGUAGE for parallel pages
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
 = help: rename one of them; index, timeline, glossary, people and 404 are taken, and so is NAME.LANGUAGE for parallel pages
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
error[broken-template]: Field `nothing` is not defined. Available fields: commentaries, contents, footnotes_html, head, next, previous, units, works
 --> templates/chapter.html:2:26
  |
2 | {% block units %}{{ text.nothing }}{% endblock %}
  |                          ^^^^^^^
  |
  = help: templates are Tera 2; the variables are listed in the comment at the head of each template of the theme and in the README; theme/NAME is the template of the theme
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
  = help: templates are Tera 2; the variables are listed in the comment at the head of each template of the theme and in the README; theme/NAME is the template of the theme

error[broken-template]: Found `%}` but expected one of: integer, float, string, bool, ident, `-`, `not`, `<`, `{`, `[` or `(`
 --> templates/front.html:1:7
  |
1 | {% if %}
  |       ^^
  |
  = help: templates are Tera 2; the variables are listed in the comment at the head of each template of the theme and in the README; theme/NAME is the template of the theme
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
  = help: templates are Tera 2; the variables are listed in the comment at the head of each template of the theme and in the README; theme/NAME is the template of the theme
"#,
    );
}
