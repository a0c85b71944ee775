//! The drawn timeline and its list: what stands where, for events of any age and number.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::harness::{self, Page, Site};

/// A site whose chapter tells these events: id, date, further keys. Thousands are told nowhere, for the test's time is for the
/// timeline.
fn site(events: &[(String, String, &str)]) -> Site {
    let mut yaml = String::new();
    let mut told = [String::new(), String::new()];
    for (at, (id, date, keys)) in events.iter().enumerate() {
        let kind = if at % 3 == 0 { "policy" } else { "industry" };
        let _ = writeln!(yaml, "{id}: {{date: '{date}', kind: {kind}{keys}, title: {{zh: 事件{id}, ja: 出来事{id}}}}}");
        if events.len() > 1000 {
            continue;
        }
        let _ = writeln!(told[0], "[时](event:{id})。 {{#p-{id}}}\n");
        let _ = writeln!(told[1], "[時](event:{id})。 {{#p-{id}}}\n");
    }
    let [zh, ja] = told;
    Site::new(&format!(
        "--- site.yaml ---
title: {{zh: 网站, ja: サイト}}
languages:
  - {{tag: zh-Hans, dir: zh, name: 中文}}
  - {{tag: ja, dir: ja, name: 日本語}}
parallel: [[zh, ja]]
rules: {{event-beyond-calendar: off, untold-event: off}}
kinds:
  policy: {{zh: 政策, ja: 政策}}
  industry: {{zh: 产业, ja: 産業}}
--- content/timeline.yaml ---
{yaml}--- content/zh/a.md ---
# 甲

{zh}
--- content/ja/a.md ---
# 甲

{ja}
"
    ))
}

fn events(dates: &[&str]) -> Vec<(String, String, &'static str)> {
    dates.iter().enumerate().map(|(at, date)| (format!("e{at}"), (*date).to_owned(), "")).collect()
}

fn timeline(events: &[(String, String, &str)], language: &str) -> Page {
    let site = site(events);
    let report = site.build();
    assert!(!report.contains("error"), "{report}");
    site.page(&format!("{language}/timeline.html"))
}

fn texts(page: &Page, selector: &str) -> Vec<String> {
    page.all(selector).iter().map(|element| element.text().collect::<String>().trim().to_owned()).collect()
}

/// Every link of the drawings leads to an element of the page.
fn leads_to_the_list(page: &Page) {
    let ids: BTreeSet<&str> = page.all("[id]").iter().filter_map(|element| element.attr("id")).collect();
    let links = page.all("svg a");
    assert!(!links.is_empty());
    for link in links {
        let fragment = harness::href(&link).and_then(|href| href.strip_prefix('#')).unwrap();
        assert!(ids.contains(fragment), "{fragment}");
    }
}

#[test]
fn every_event_has_a_mark_that_names_it_and_leads_to_its_entry() {
    let mut events = events(&["2024-04", "2024-12~", "2021/..", "2023"]);
    events.push(("later".into(), "2030".into(), ", status: forecast"));
    for (language, forecast) in [("zh", "2030年 事件later（预计）"), ("ja", "2030年 出来事later（見込み）")]
    {
        let page = timeline(&events, language);
        leads_to_the_list(&page);
        for drawing in ["wide", "tall"] {
            assert_eq!(page.all(&format!("svg.{drawing} a.event-mark")).len(), 5, "{drawing}");
            let name = page.one(&format!("svg.{drawing} a[*|href='#later'] title"));
            assert_eq!(name.text().collect::<String>(), forecast);
            assert_eq!(page.all(&format!("svg.{drawing} a[*|href='#later'] .mark.forecast")).len(), 1, "hollow");
            assert_eq!(
                page.all(&format!("svg.{drawing} a[*|href='#e1'] .ring")).len(),
                1,
                "about the end of 2024: in dots"
            );
            assert_eq!(page.all(&format!("svg.{drawing} a[*|href='#e2'] .tip")).len(), 2, "an open end is an arrow");
            assert_eq!(page.all(&format!("svg.{drawing} a[*|href='#e0'] .span")).len(), 0, "a month is a point here");
        }
    }
}

#[test]
fn time_in_which_nothing_happens_is_left_out_where_it_would_hide_the_rest() {
    let page = timeline(&events(&["-4712", "1945-08-15", "2024-01", "2024-02", "2024-12-26", "9999"]), "zh");
    leads_to_the_list(&page);
    let left_out = texts(&page, "svg.wide .break title");
    assert_eq!(left_out, ["此处略去6656年", "此处略去78年", "此处略去7974年"]);
    assert_eq!(texts(&page, "svg.wide .tick"), ["前4713", "1945", "2024", "9999"]);
    assert_eq!(texts(&page, "h2"), ["前4713", "1945", "2024", "9999"]);

    let whole = timeline(&events(&["-4712", "9999"]), "zh");
    assert_eq!(whole.all(".break").len(), 0, "two marks have room enough");
    let decade = timeline(&events(&["2019", "2024-01", "2024-02", "2030"]), "zh");
    assert_eq!(decade.all(".break").len(), 0, "a few years are no long time");
}

#[test]
fn one_event_and_events_of_one_day_have_days_for_an_axis() {
    for dates in [&["2024-02-29"][..], &["2024-02-29"; 7][..]] {
        let page = timeline(&events(dates), "ja");
        leads_to_the_list(&page);
        let labels = texts(&page, "svg.wide .year-label");
        assert_eq!(labels.first().map(String::as_str), Some("1"));
        assert!(labels.contains(&"29".to_owned()) && !labels.contains(&"30".to_owned()), "{labels:?}");
        assert_eq!(labels.last().map(String::as_str), Some("2024年2月"));
        assert_eq!(page.all("svg.wide a.event-mark").len(), dates.len());
    }
}

#[test]
fn dates_that_no_line_holds_still_stand_in_the_list() {
    for date in ["../..", "Y170000000", "Y-999999999999", "../1600", "1600/", "XXXX-12-XX", "[1667,1670..1672]"] {
        let page = timeline(&events(&[date]), "zh");
        assert_eq!(page.all("li.event").len(), 1, "{date}");
    }
    let page = timeline(&events(&["../..", "2024"]), "zh");
    assert_eq!(texts(&page, "h2"), ["时间不详", "2024"]);
}

/// As many events as a large site has, on the days of a month or over years.
fn five_thousand(date: impl Fn(usize) -> String) -> Vec<(String, String, &'static str)> {
    (0..5000).map(|at| (format!("e{at}"), date(at), "")).collect()
}

#[test]
fn thousands_of_events_are_counted_in_cells() {
    let month = five_thousand(|at| format!("2024-03-{:02}", at % 31 + 1));
    let years = five_thousand(|at| format!("{}-{:02}-{:02}", 2000 + at % 30, at % 12 + 1, at % 28 + 1));
    let mut names = Vec::new();
    for (name, events) in [("a month", month), ("years", years)] {
        let page = timeline(&events, "zh");
        leads_to_the_list(&page);
        let drawings: usize = page.source.split("<svg").skip(1).filter_map(|svg| svg.find("</svg>")).sum();
        assert!(drawings < 300_000, "{name}: {drawings} bytes");
        for drawing in ["wide", "tall"] {
            let stops = page.all(&format!("svg.{drawing} a")).len();
            assert!((20..600).contains(&stops), "{name}, {drawing}: {stops} links");
        }
        let events_in_list = page.all("li.event").len();
        assert_eq!(events_in_list, 5000);
        assert!(page.all(".part > h3").len() >= 28, "{name}: months and days are named");
        let counts = texts(&page, "svg.wide .count").iter().map(|count| count.parse::<usize>().unwrap()).sum::<usize>();
        assert_eq!(counts, 5000, "{name}: every event is counted once");
        let cell = page.all("svg.wide a.event-cell")[0];
        names.push((cell.text().collect::<String>(), harness::href(&cell).unwrap().to_owned()));
    }
    let expected = [("2024年3月1日，政策：54件", "#day.2024-03-01"), ("2000年1月至6月，政策：84件", "#day.2000-01-01")];
    assert_eq!(names, expected.map(|(name, href)| (name.to_owned(), href.to_owned())));
}

#[test]
fn an_event_leads_to_its_passages_in_both_languages_and_each_passage_back() {
    let site = site(&events(&["2024-04", "-0043"]));
    site.build();
    for (language, other) in [("zh", "ja"), ("ja", "zh")] {
        let page = site.page(&format!("{language}/timeline.html"));
        for id in ["e0", "e1"] {
            let links: Vec<&str> =
                page.all(&format!("li[id='{id}'] .uses a")).iter().filter_map(|link| link.attr("href")).collect();
            let expected = [
                format!("a.html#p-{id}"),
                format!("../{other}/timeline.html#{id}"),
                format!("../{other}/a.html#p-{id}"),
            ];
            assert_eq!(links, expected);
            let chapter = site.page(&format!("{language}/a.html"));
            assert_eq!(chapter.all(&format!("[id='p-{id}'] a.when[href='timeline.html#{id}']")).len(), 1);
        }
    }
}
