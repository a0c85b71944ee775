//! Events that lack something, and what calendars cannot hold.

use super::check;

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
notice[untitled-event]: the event `one` has no title in 日本語
 --> content/timeline.yaml:1:1
  |
1 | one: {date: 2024, kind: policy, title: {zh: 一, ja: ''}}
  | ^^^                                         -- shown instead
  |
  = help: add it to `title`: {ja: …}

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
