//! Events that lack something (a title in one language only is a missing translation), and what calendars cannot hold.

use super::check;
use crate::harness::Site;

#[test]
fn events_that_lack_something() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

[2024年](event:one)，[无题](event:none)，[空](event:empty)，[白](event:blank)，[改](event:revised)。 {#p}
--- content/timeline.yaml ---
one: {date: 2024, kind: policy, title: {zh: 一, ja: ''}}
none: {date: 2024, kind: policy}
empty: {date: 2024, kind: policy, title: {}}
blank: {date: 2024, kind: policy, title: ' '}
revised: {date: 2024, kind: policy, title: 改, revised: 2024-05}
"#,
        r#"
error[missing-key]: `title` is missing
 --> content/timeline.yaml:2:1
  |
2 | none: {date: 2024, kind: policy}
  | ^^^^
  |
  = help: add `title: …`

error[missing-key]: this title is empty
 --> content/timeline.yaml:3:35
  |
3 | empty: {date: 2024, kind: policy, title: {}}
  |                                   ^^^^^
  |
  = help: say what happens: title: {zh: …, ja: …}

error[missing-key]: this title is empty
 --> content/timeline.yaml:4:35
  |
4 | blank: {date: 2024, kind: policy, title: ' '}
  |                                   ^^^^^
  |
  = help: say what happens: title: {zh: …, ja: …}

error[wrong-value]: `2024-05` is not one day
 --> content/timeline.yaml:5:56
  |
5 | revised: {date: 2024, kind: policy, title: 改, revised: 2024-05}
  |                                                         ^^^^^^^
  |
  = help: write the day on which the entry was revised: 2024-04-26
"#,
    );
}

#[test]
fn events_that_calendars_cannot_hold() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

[古时](event:far)，[随时](event:always)。 {#p}
--- content/timeline.yaml ---
far: {date: Y-170000002, kind: policy, title: 远}
always: {date: ../.., kind: policy, title: 常}
"#,
        r#"
notice[event-beyond-calendar]: `far` lies outside the years 1 to 9999, which are all that calendars know: timeline.ics lacks it
 --> content/timeline.yaml:1:13
  |
1 | far: {date: Y-170000002, kind: policy, title: 远}
  |             ^^^^^^^^^^^
  |
  = help: nothing need be done: the page, timeline.json and timeline.csv have it; `rules: {event-beyond-calendar: off}` in site.yaml passes over it

notice[event-beyond-calendar]: `always` has no day that is known: timeline.ics lacks it
 --> content/timeline.yaml:2:16
  |
2 | always: {date: ../.., kind: policy, title: 常}
  |                ^^^^^
  |
  = help: nothing need be done: the page, timeline.json and timeline.csv have it; `rules: {event-beyond-calendar: off}` in site.yaml passes over it
"#,
    );
}

/// One event, told in two works and two languages: each place is held against its date, and the right ones are its passages.
#[test]
fn words_that_contradict_an_event_in_any_work_or_language() {
    check(
        r#"
--- content/zh/a.md ---
# 甲

[2024年4月](event:draft)公布。 {#p}

[5月](event:draft)？ {#q}
--- content/ja/a.md ---
# 甲

[令和6年4月](event:draft)に公表。 {#p}

[5月](event:draft)？ {#q}
--- content/zh/b.md ---
# 乙

[去年3月](event:draft)。 {#r}
--- content/ja/b.md ---
# 乙

[昨年3月](event:draft)。 {#r}
--- content/timeline.yaml ---
draft: {date: 2024-04-26, kind: policy, title: 公布}
"#,
        r#"
error[contradicted-date]: the words say May, the event is dated 2024-04-26
 --> content/ja/a.md:5:1
  |
5 | [5月](event:draft)？ {#q}
  | ^^^^^^^^^^^^^^^^^^
  |
 ::: content/timeline.yaml:1:15
  |
1 | draft: {date: 2024-04-26, kind: policy, title: 公布}
  |               ---------- the date of the event
  |
  = help: correct the words or the date, or link another event

error[contradicted-date]: the words say March, the event is dated 2024-04-26
 --> content/ja/b.md:3:1
  |
3 | [昨年3月](event:draft)。 {#r}
  | ^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/timeline.yaml:1:15
  |
1 | draft: {date: 2024-04-26, kind: policy, title: 公布}
  |               ---------- the date of the event
  |
  = help: correct the words or the date, or link another event

error[contradicted-date]: the words say May, the event is dated 2024-04-26
 --> content/zh/a.md:5:1
  |
5 | [5月](event:draft)？ {#q}
  | ^^^^^^^^^^^^^^^^^^
  |
 ::: content/timeline.yaml:1:15
  |
1 | draft: {date: 2024-04-26, kind: policy, title: 公布}
  |               ---------- the date of the event
  |
  = help: correct the words or the date, or link another event

error[contradicted-date]: the words say March, the event is dated 2024-04-26
 --> content/zh/b.md:3:1
  |
3 | [去年3月](event:draft)。 {#r}
  | ^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/timeline.yaml:1:15
  |
1 | draft: {date: 2024-04-26, kind: policy, title: 公布}
  |               ---------- the date of the event
  |
  = help: correct the words or the date, or link another event
"#,
    );
}

#[test]
fn an_event_told_in_many_places_is_one_event_with_all_of_them() {
    let site = Site::new(
        "\
--- content/zh/a.md ---
# 甲

[4月](event:draft)公布。 {#p}
--- content/ja/a.md ---
# 甲

[4月](event:draft)に公表。 {#p}
--- content/zh/b.md ---
# 乙

[2024年4月](event:draft)。 {#r}
--- content/ja/b.md ---
# 乙

昨年。 {#r}
--- content/timeline.yaml ---
draft: {date: 2024-04-26, kind: policy, title: 公布}
",
    );
    site.build();
    // Those in the page's language; the other language's come behind.
    let hrefs = |page: &str| -> Vec<String> {
        let page = site.page(page);
        assert_eq!(page.all(".event").len(), 1, "it is one event");
        let links = page.all(".event a");
        links
            .iter()
            .filter_map(|link| link.attr("href"))
            .filter(|href| !href.contains("timeline") && !href.starts_with("../"))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(hrefs("zh/timeline.html"), ["a.html#p", "b.html#r"]);
    assert_eq!(hrefs("ja/timeline.html"), ["a.html#p"]);
}
