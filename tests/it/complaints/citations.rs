//! Bibliographies and styles that cannot be read, and citations of what is not there.

use super::check;

#[test]
fn citations_of_what_is_not_there() {
    check(
        r#"
--- content/bibliography.yaml ---
jiang-2025: {type: book, title: 书}
yuan: {type: book, title: 文}
--- content/zh/a.md ---
# 甲[](cite:yuan)

一[](cite:jiang-2024)，二[](cite:nothing-like-it)，三[](cite:)。 {#a}

四[第3页](cite:jiang-2025,yuan)。 {#b}
"#,
        r#"
error[silent-link]: a citation in a title would stand in every list of titles
 --> content/zh/a.md:1:4
  |
1 | # 甲[](cite:yuan)
  |     ^^^^^^^^^^^^^
  |
  = help: cite it in the first paragraph

error[unknown-source]: the bibliography has no `jiang-2024`
 --> content/zh/a.md:3:2
  |
3 | 一[](cite:jiang-2024)，二[](cite:nothing-like-it)，三[](cite:)。 {#a}
  |   ^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `cite:jiang-2025`?

error[unknown-source]: the bibliography has no `nothing-like-it`
 --> content/zh/a.md:3:23
  |
3 | 一[](cite:jiang-2024)，二[](cite:nothing-like-it)，三[](cite:)。 {#a}
  |                          ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: add it to content/bibliography.yaml, or remove the link

error[unknown-source]: this citation names no publication
 --> content/zh/a.md:3:49
  |
3 | 一[](cite:jiang-2024)，二[](cite:nothing-like-it)，三[](cite:)。 {#a}
  |                                                      ^^^^^^^^^
  |
  = help: write the key of an entry of the bibliography: [](cite:jiang-2025)

error[ambiguous-locator]: a place in a work, and several works: whose is it?
 --> content/zh/a.md:5:2
  |
5 | 四[第3页](cite:jiang-2025,yuan)。 {#b}
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: cite each by a link of its own: [p. 3](cite:a) [p. 9](cite:b)
"#,
    );
}

#[test]
fn entries_that_cannot_be_read() {
    check(
        r#"
--- content/bibliography.yaml ---
a: {type: book, titel: 书, title: 书, date: 2024-13}
b: {type: bok, title: 书}
c d: {type: book, title: 书}
e: {type: web, title: 书, url: "javascript:alert(1)"}
f: {type: book, title: 书, languages: {fr: {title: x}}}
--- content/bibliography/more.bib ---
@book{e, title = {E}}
@book{x, title = {X}, crossref = {y}}
@book{y, title = {Y}, crossref = {x}}
@book{z, title = {Z}, date = {2020-99}}
--- content/zh/a.md ---
# 甲

文[](cite:a)[](cite:b)[](cite:e,f,x,y,z)。 {#a}
"#,
        r#"
error[broken-bibliography]: `x` inherits from itself, or from too many entries
 --> content/bibliography/more.bib:2:7
  |
2 | @book{x, title = {X}, crossref = {y}}
  |       ^
  |
  = help: take out the `crossref` or `xdata` that leads back to it

error[unknown-key]: the key `titel` means nothing here
 --> content/bibliography.yaml:1:17
  |
1 | a: {type: book, titel: 书, title: 书, date: 2024-13}
  |                 ^^^^^
  |
  = help: did you mean `title`? known keys: type, title, languages, author, date, editor, affiliated, publisher, location, organization, issue, chapter, volume, volume-total, edition, page-range, page-total, time-range, runtime, url, serial-number, serial, language, archive, archive-location, call-number, note, abstract, genre, parent

error[wrong-value]: `date` cannot be `2024-13`: month not in interval 1-12
 --> content/bibliography.yaml:1:43
  |
1 | a: {type: book, titel: 书, title: 书, date: 2024-13}
  |                                             ^^^^^^^
  |
  = help: dates are 2024, 2024-04 or 2024-04-26; an approximate one ends with ~

error[wrong-value]: `bok` is no type of publications
 --> content/bibliography.yaml:2:11
  |
2 | b: {type: bok, title: 书}
  |           ^^^
  |
  = help: did you mean `book`? types are article, book, chapter, report, thesis, web, legislation, newspaper, periodical, proceedings, patent, misc and some more

error[invalid-id]: `c d` is no key that a link can name
 --> content/bibliography.yaml:3:1
  |
3 | c d: {type: book, title: 书}
  | ^^^
  |
  = help: keys are letters, digits and -_:/+. and begin with a letter or digit: jiang-2025

notice[uncited-source]: nothing cites `c d`
 --> content/bibliography.yaml:3:1
  |
3 | c d: {type: book, title: 书}
  | ^^^
  |
  = help: cite it where it belongs: [](cite:c d), or remove the entry

error[duplicate-id]: two publications are called `e`
 --> content/bibliography.yaml:4:1
  |
4 | e: {type: web, title: 书, url: "javascript:alert(1)"}
  | ^
  |
 ::: content/bibliography/more.bib:1:7
  |
1 | @book{e, title = {E}}
  |       - the first one
  |
  = help: rename one of them, or keep one

error[unsafe-url]: an address of the scheme `javascript:` may not stand in a page
 --> content/bibliography.yaml:4:31
  |
4 | e: {type: web, title: 书, url: "javascript:alert(1)"}
  |                                ^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write the address on the web: https://…

error[wrong-value]: `fr` is no language of this site
 --> content/bibliography.yaml:5:39
  |
5 | f: {type: book, title: 书, languages: {fr: {title: x}}}
  |                                        ^^
  |
  = help: site.yaml lists: zh, ja
"#,
    );
}

#[test]
fn files_that_cannot_be_read() {
    check(
        r#"
--- site.yaml ---
title: 网站
languages: [{tag: zh-Hans, dir: zh, name: 中文}]
citations: gb7714
--- content/bibliography.bib ---
@book{d, title = {D
--- content/bibliography/endless.csl ---
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<macro name="a"><text macro="b"/></macro>
<macro name="b"><text macro="a"/></macro>
<citation><layout><text macro="a"/></layout></citation>
</style>
--- content/bibliography/none.csl ---
<html></html>
--- content/zh/a.md ---
# 甲

文[](cite:d)。 {#a}
"#,
        r#"
error[wrong-value]: there is no style of citations `gb7714`
 --> site.yaml:3:12
  |
3 | citations: gb7714
  |            ^^^^^^
  |
  = help: did you mean `gb-7714`? known are gb-7714, gb-7714-author-date, sist-02, author-date, endless.csl, none.csl; a style of your own is a file in content/bibliography/: my.csl

error[broken-style]: the macro `a` takes up itself, or too many others
 --> content/bibliography/endless.csl:2:1
  |
2 | <macro name="a"><text macro="b"/></macro>
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: take out the `<text macro=…>` that leads back to it

error[broken-style]: this is no style of citations: Deserialization error occured at `.`
 --> content/bibliography/none.csl:1:1
  |
1 | <html></html>
  | ^^^^^^^^^^^^^
  |
  = help: styles are CSL 1.0; https://github.com/citation-style-language/styles has thousands that work

error[broken-bibliography]: the file ends within an entry
 --> content/bibliography.bib:2:1
  |
2 |
  | ^
  |
  = help: close what is open: every { needs its }, every " its "
"#,
    );
}
