//! The timeline for other programs: what they read is what timeline.yaml says.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::harness::{SITE, Site};

const EVENTS: &str = "\
--- content/zh/a.md ---
# 甲

[4月26日](event:day)，[年底](event:month)，[2024年](event:year)。 {#p}

[26日](event:day)又说。 {#q}
--- content/ja/a.md ---
# 甲

[4月26日](event:day)。 {#p}

何もない。 {#q}
--- content/timeline.yaml ---
day: {date: 2024-04-26, kind: policy, revised: 2025-01-02, title: {zh: '=1+1, “引”; 乙', ja: '日'}}
month: {date: 2024-12~, kind: policy, status: forecast, title: {zh: 月, ja: 月}}
year: {date: 2024, kind: policy, title: {zh: 年}}
since: {date: 2021/.., kind: policy, title: {zh: 起, ja: から}}
until: {date: ../2020-02, kind: policy, title: {zh: 止, ja: まで}}
last: {date: '9999-12', kind: policy, title: {zh: 末, ja: 末}}
first: {date: '0001', kind: policy, title: {zh: 初, ja: 初}}
caesar: {date: -0043-03-15, kind: policy, title: {zh: 凯撒, ja: カエサル}}
always: {date: ../.., kind: policy, title: {zh: 常, ja: 常}}
far: {date: Y17E8, kind: policy, title: {zh: 远, ja: 遠}}
";

fn built(text: &str) -> Site {
    let site = Site::new(text);
    let report = site.build();
    assert!(site.output().join("index.html").is_file(), "{report}");
    site
}

fn read(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.output().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The content lines of a calendar, unfolded; each physical line is held to the format on the way (RFC 5545, section 3.1).
fn lines(calendar: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    assert!(calendar.ends_with("\r\n") && !calendar.replace("\r\n", "").contains(['\r', '\n']), "lines end in CRLF");
    for line in calendar.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        match line.strip_prefix(' ') {
            Some(rest) => lines.last_mut().expect("no calendar begins with a folded line").push_str(rest),
            None => lines.push(line.to_owned()),
        }
    }
    lines
}

/// The lines of one event.
fn event<'a>(lines: &'a [String], id: &str) -> Vec<&'a str> {
    let uid = format!("UID:{id}@");
    let at = lines.iter().position(|line| line.starts_with(&uid)).unwrap_or_else(|| panic!("no event {id}"));
    let start = lines[..at].iter().rposition(|line| line == "BEGIN:VEVENT").expect("it begins");
    let end = at + lines[at..].iter().position(|line| line == "END:VEVENT").expect("it ends");
    lines[start + 1..end].iter().map(String::as_str).collect()
}

#[test]
fn calendars_hold_whole_days() {
    let site = built(EVENTS);
    let lines = lines(&read(&site, "zh/timeline.ics"));
    let has = |id: &str, expected: &[&str]| {
        let event = event(&lines, id);
        for line in expected {
            assert!(event.contains(line), "{id} lacks {line}: {event:#?}");
        }
        event
    };
    let day = has(
        "day",
        &[
            "DTSTART;VALUE=DATE:20240426",
            "DTEND;VALUE=DATE:20240427",
            "DTSTAMP:20250102T000000Z",
            r"SUMMARY;LANGUAGE=zh-Hans:=1+1\, “引”\; 乙",
            "STATUS:CONFIRMED",
            "TRANSP:TRANSPARENT",
            "CATEGORIES:政策",
        ],
    );
    assert!(!day.iter().any(|line| line.starts_with("URL")), "nobody knows where the site lies");
    has(
        "month",
        &["DTSTART;VALUE=DATE:20241201", "DTEND;VALUE=DATE:20250101", "STATUS:TENTATIVE", "DTSTAMP:20241201T000000Z"],
    );
    has("year", &["DTSTART;VALUE=DATE:20240101", "DTEND;VALUE=DATE:20250101", "DESCRIPTION;LANGUAGE=zh-Hans:2024年"]);
    has("since", &["DTSTART;VALUE=DATE:20210101", "DTEND;VALUE=DATE:20210102", "X-TAIYAKU-EDTF;VALUE=TEXT:2021/.."]);
    has("until", &["DTSTART;VALUE=DATE:20200229", "DTEND;VALUE=DATE:20200301"]);
    has("last", &["DTSTART;VALUE=DATE:99991201", "DURATION:P31D"]);
    has("first", &["DTSTART;VALUE=DATE:00010101", "DTEND;VALUE=DATE:00020101"]);
    let left_out: Vec<&String> = lines.iter().filter(|line| line.starts_with("X-TAIYAKU-LEFT-OUT")).collect();
    assert_eq!(
        left_out,
        [
            "X-TAIYAKU-LEFT-OUT;VALUE=TEXT:always ../..",
            "X-TAIYAKU-LEFT-OUT;VALUE=TEXT:caesar -0043-03-15",
            "X-TAIYAKU-LEFT-OUT;VALUE=TEXT:far Y17E8"
        ]
    );
}

#[test]
fn calendars_of_all_languages_have_the_same_events() {
    let site = built(EVENTS);
    let uids = |path: &str| -> Vec<String> {
        lines(&read(&site, path)).into_iter().filter(|line| line.starts_with("UID:")).collect()
    };
    assert_eq!(uids("zh/timeline.ics"), uids("ja/timeline.ics"));
    let japanese = lines(&read(&site, "ja/timeline.ics"));
    assert!(event(&japanese, "year").contains(&"SUMMARY;LANGUAGE=zh-Hans:年"), "a title of another language says so");
    assert!(event(&japanese, "month").contains(&"DESCRIPTION;LANGUAGE=ja:2024年末"));
}

#[test]
fn calendars_lead_back_to_a_site_whose_address_is_known() {
    let site = built(&format!("{}base_url: https://example.org/report\n", SITE.trim_start_matches('\n')));
    site.write(EVENTS);
    site.build();
    let lines = lines(&read(&site, "ja/timeline.ics"));
    let day = event(&lines, "day");
    assert!(day.contains(&"UID:day@example.org"), "{day:?}");
    assert!(day.contains(&"URL:https://example.org/report/ja/timeline.html#day"), "{day:?}");
    let data: Value = serde_json::from_str(&read(&site, "timeline.json")).expect("JSON");
    let day = data["events"].as_array().and_then(|events| events.iter().find(|event| event["id"] == "day"));
    assert_eq!(day.map(|day| &day["links"]["ja"]), Some(&json!("https://example.org/report/ja/timeline.html#day")));
}

#[test]
fn a_calendar_is_whole_whatever_titles_hold() {
    let site = built(EVENTS);
    let title = "長い題名、".repeat(40);
    site.write(&format!(
        "--- content/timeline.yaml ---\nodd: {{date: 2024, kind: policy, title: {{zh: \"{title}\", ja: \"a\\rb\\u0007c\\nBEGIN:VEVENT\\\\,;:\"}}}}\n"
    ));
    site.write(
        "--- content/zh/a.md ---\n# 甲\n\n[2024年](event:odd)\n--- content/ja/a.md ---\n# 甲\n\n[2024年](event:odd)\n",
    );
    let report = site.build();
    assert!(!report.contains("error"), "{report}");
    assert!(lines(&read(&site, "zh/timeline.ics")).contains(&format!("SUMMARY;LANGUAGE=zh-Hans:{title}")));
    let japanese = lines(&read(&site, "ja/timeline.ics"));
    assert!(japanese.contains(&r"SUMMARY;LANGUAGE=ja:abc\nBEGIN:VEVENT\\\,\;:".to_owned()), "{japanese:#?}");
}

#[test]
fn lines_of_every_length_are_folded_within_75_octets() {
    let site = built(EVENTS);
    let mut timeline = String::from("--- content/timeline.yaml ---\n");
    for length in 30..130 {
        let (letters, han) = ("x".repeat(length), "字".repeat(length));
        let _ = writeln!(timeline, "e{length}: {{date: 2024, kind: policy, title: {{zh: {letters}, ja: {han}}}}}");
    }
    site.write(&timeline);
    site.write("--- content/zh/a.md ---\n# 甲\n\n甲\n--- content/ja/a.md ---\n# 甲\n\n甲\n");
    let report = site.build();
    assert!(!report.contains("error["), "{report}");
    for (language, letter) in [("zh", "x"), ("ja", "字")] {
        let lines = lines(&read(&site, &format!("{language}/timeline.ics")));
        assert!(lines.iter().any(|line| line.ends_with(&format!(":{}", letter.repeat(129)))));
    }
}

#[test]
fn tables_are_read_back_cell_by_cell() {
    let site = built(EVENTS);
    let text = read(&site, "zh/timeline.csv");
    assert!(text.starts_with("\u{FEFF}id,date,") && !text.replace("\r\n", "").contains(['\r', '\n']));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().expect("a head").clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let cell = |id: &str, column: &str| {
        let row = rows.iter().find(|row| &row[0] == id).unwrap_or_else(|| panic!("no row {id}"));
        row[head.iter().position(|name| name == column).unwrap_or_else(|| panic!("no column {column}"))].to_owned()
    };
    assert_eq!(rows.len(), 10);
    assert_eq!(cell("day", "title"), "'=1+1, “引”; 乙", "a spreadsheet runs no title");
    assert_eq!(cell("caesar", "date"), "-0043-03-15", "dates stay what they are");
    assert_eq!(cell("caesar", "date_words"), "公元前44年3月15日");
    assert_eq!(cell("month", "status"), "forecast");
    assert_eq!(cell("month", "date_words"), "2024年底");
    assert_eq!((cell("since", "earliest"), cell("since", "latest")), ("2021-01-01".to_owned(), String::new()));
    assert_eq!(cell("day", "passages"), "a.html#p a.html#q");
    assert_eq!(cell("year", "link"), "timeline.html#year");
    assert_eq!(cell("year", "title_language"), "zh-Hans");
}

#[test]
fn json_holds_every_language_and_every_place() {
    let site = built(EVENTS);
    let data: Value = serde_json::from_str(&read(&site, "timeline.json")).expect("JSON");
    assert_eq!(data["languages"], json!(["zh-Hans", "ja"]));
    let events = data["events"].as_array().expect("events");
    let ids: Vec<&str> = events.iter().filter_map(|event| event["id"].as_str()).collect();
    assert_eq!(ids, ["until", "always", "caesar", "first", "since", "year", "day", "month", "last", "far"]);
    assert_eq!(
        events[6],
        json!({
            "id": "day", "date": "2024-04-26", "earliest": "2024-04-26", "latest": "2024-04-26", "precision": "day",
            "approximate": false, "uncertain": false, "kind": "policy", "status": "fact", "revised": "2025-01-02",
            "titles": {"zh-Hans": "=1+1, “引”; 乙", "ja": "日"},
            "dates": {"zh-Hans": "2024年4月26日", "ja": "2024年4月26日"},
            "links": {"zh-Hans": "zh/timeline.html#day", "ja": "ja/timeline.html#day"},
            "places": [
                {"work": "a", "passage": "p", "links": {"zh-Hans": "zh/a.html#p", "ja": "ja/a.html#p"},
                 "words": {"zh-Hans": ["4月26日"], "ja": ["4月26日"]}},
                {"work": "a", "passage": "q", "links": {"zh-Hans": "zh/a.html#q"}, "words": {"zh-Hans": ["26日"]}},
            ],
        })
    );
}

#[test]
fn a_site_without_events_has_no_such_files() {
    let site = built("--- content/zh/a.md ---\n# 甲\n--- content/ja/a.md ---\n# 甲\n");
    for path in ["timeline.json", "zh/timeline.ics", "zh/timeline.csv", "zh/timeline.html"] {
        assert!(!site.output().join(path).exists(), "{path}");
    }
}

#[test]
fn the_timeline_leads_to_its_files() {
    let site = built(EVENTS);
    let page = site.page("ja/timeline.html");
    let hrefs: Vec<&str> = page.all(".exports a[download]").iter().filter_map(|link| link.attr("href")).collect();
    assert_eq!(hrefs, ["timeline.ics", "timeline.csv", "../timeline.json"]);
}

/// 5,000 events in one month, each told in both languages: every export has them all.
#[test]
fn thousands_of_events_of_one_month_are_exported() {
    let n = 5_000;
    let ids: Vec<String> = (0..n).map(|at| format!("e{at}")).collect();
    let events: String = ids
        .iter()
        .enumerate()
        .map(|(at, id)| {
            format!("{id}: {{date: 2024-04-{:02}, kind: policy, title: {{zh: 事{at}, ja: 事{at}}}}}\n", at % 30 + 1)
        })
        .collect();
    let links: String = ids.iter().map(|id| format!("[4月](event:{id})\n")).collect();
    let site = built(&format!(
        "--- content/timeline.yaml ---\n{events}--- content/zh/a.md ---\n# 甲\n\n{links}--- content/ja/a.md ---\n# 甲\n\n{links}"
    ));
    let calendar = lines(&read(&site, "ja/timeline.ics"));
    assert_eq!(calendar.iter().filter(|line| *line == "BEGIN:VEVENT").count(), n);
    assert_eq!(csv::Reader::from_reader(read(&site, "zh/timeline.csv").as_bytes()).records().count(), n);
    let data: Value = serde_json::from_str(&read(&site, "timeline.json")).expect("JSON");
    assert_eq!(data["events"].as_array().map(Vec::len), Some(n));
}

#[test]
fn japanese_years_are_counted_by_eras_where_the_site_says_so() {
    let site = built(&format!("{}dates: {{eras: [ja]}}\n", SITE));
    site.write(EVENTS);
    site.build();
    assert!(read(&site, "ja/timeline.csv").contains("day,2024-04-26,令和6年（2024年）4月26日,"));
    assert!(read(&site, "zh/timeline.csv").contains("day,2024-04-26,2024年4月26日,"));
    assert!(site.page("ja/timeline.html").source.contains("令和6年（2024年）末"));
    assert!(!site.page("zh/timeline.html").source.contains("令和"));
}
