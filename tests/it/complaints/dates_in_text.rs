//! Dates of the text that no event has, proposed as events.

use super::check;
use crate::harness::Site;

#[test]
fn dates_that_no_event_has() {
    check(
        r#"
--- content/zh/a.md ---
# 2023年的甲

2024年4月26日发布草案，[5月](event:known)定稿，7月3日施行。 {#draft}

4月26日一事，已见上文；第3季度至第4季度扩建。2024年第3季度至第4季度又扩建。 {#second}
--- content/ja/a.md ---
# 2023年の甲

2024年4月26日に草案を公表し、[5月](event:known)に確定、7月3日に施行。 {#draft}

4月26日の件は前述。第3四半期から第4四半期にかけて増築。2024年第3四半期から第4四半期にかけて再び増築。 {#second}
--- content/timeline.yaml ---
known: {date: 2024-05-20, kind: policy, title: 定稿}
"#,
        r#"
notice[unlisted-date]: `2024年4月26日` is no event of the timeline
 --> content/zh/a.md:3:1
  |
3 | 2024年4月26日发布草案，[5月](event:known)定稿，7月3日施行。 {#draft}
  | ^^^^^^^^^^^^^
4 |
5 | 4月26日一事，已见上文；第3季度至第4季度扩建。2024年第3季度至第4季度又扩建。 {#second}
  | ------- here too
  |
 ::: content/ja/a.md:3:1
  |
3 | 2024年4月26日に草案を公表し、[5月](event:known)に確定、7月3日に施行。 {#draft}
  | ------------- here too
4 |
5 | 4月26日の件は前述。第3四半期から第4四半期にかけて増築。2024年第3四半期から第4四半期にかけて...
  | ------- here too
  |
  = help: if something happened then, link the words, [2024年4月26日](event:draft-2024-04-26), and add to content/timeline.yaml:
          draft-2024-04-26:
            date: 2024-04-26
            kind: policy
            title: {zh: …, ja: …}
          if not, allow it in the front matter: allow: [{rule: unlisted-date, unit: draft, reason: "…"}]

notice[unlisted-date]: `7月3日` (of 2024, which was named before) is no event of the timeline
 --> content/zh/a.md:3:36
  |
3 | 2024年4月26日发布草案，[5月](event:known)定稿，7月3日施行。 {#draft}
  |                                                ^^^^^^
  |
 ::: content/ja/a.md:3:40
  |
3 | 2024年4月26日に草案を公表し、[5月](event:known)に確定、7月3日に施行。 {#draft}
  |                                                        ------ here too
  |
  = help: if something happened then, link the words, [7月3日](event:draft-2024-07-03), and add to content/timeline.yaml:
          draft-2024-07-03:
            date: 2024-07-03
            kind: policy
            title: {zh: …, ja: …}
          if not, allow it in the front matter: allow: [{rule: unlisted-date, unit: draft, reason: "…"}]

notice[unlisted-date]: `2024年第3季度至第4季度` is no event of the timeline
 --> content/zh/a.md:5:26
  |
5 | 4月26日一事，已见上文；第3季度至第4季度扩建。2024年第3季度至第4季度又扩建。 {#second}
  |                                              ^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/ja/a.md:5:31
  |
5 | ... ら第4四半期にかけて増築。2024年第3四半期から第4四半期にかけて再び増築。 {#second}
  |                              ---------------------------- here too
  |
  = help: if something happened then, link the words, [2024年第3季度至第4季度](event:second-2024-35-to-2024-36), and add to content/timeline.yaml:
          second-2024-35-to-2024-36:
            date: 2024-35/2024-36
            kind: policy
            title: {zh: …, ja: …}
          if not, allow it in the front matter: allow: [{rule: unlisted-date, unit: second, reason: "…"}]
"#,
    );
}

/// What `check` proposes, by message, for a Chinese text with those settings of dates.
fn proposed(dates: &str, text: &str) -> Vec<String> {
    let settings = format!("{}dates: {dates}\nrules: {{missing-translation: off}}\n", crate::harness::SITE);
    proposed_in(&Site::new(&settings), "zh", text)
}

/// What `check` proposes, by message, for a text in that language of a site.
fn proposed_in(site: &Site, language: &str, text: &str) -> Vec<String> {
    site.write(&format!("--- content/{language}/a.md ---\n# 2023年的甲\n\n{text}\n"));
    let report = site.build();
    let rest = |line: &str| line.strip_prefix("notice[unlisted-date]: ").map(str::to_owned);
    let other: Vec<&str> =
        report.lines().filter(|line| line.starts_with("error") || line.starts_with("warning")).collect();
    assert!(other.is_empty(), "{report}");
    report.lines().filter_map(rest).collect()
}

#[test]
fn the_site_says_how_coarse_a_date_may_be() {
    let text = "2022年成立；2022年3月扩建，3月10日开业；2022年上半年。";
    let end = " is no event of the timeline";
    let all = ["`2022年`", "`2022年上半年`", "`2022年3月`", "`3月10日` (of 2022, which was named before)"];
    let all = all.map(|words| format!("{words}{end}"));
    let mut sorted = proposed("{propose: years}", text);
    sorted.sort();
    let mut expected = all.to_vec();
    expected.sort();
    assert_eq!(sorted, expected);
    assert_eq!(proposed("{propose: months}", text).len(), 3);
    assert_eq!(proposed("{}", text).len(), 3, "months are what is meant unless it is said");
    assert_eq!(proposed("{propose: days}", text), all[3..]);
}

#[test]
fn dates_that_tell_no_event_are_passed_over() {
    for text in [
        "《日报》（“2024年9月1日”）说。",
        "据[2024年10月](https://example.org/)的报道。",
        "每年4月复核。",
        "2024年4月5日付，2024年3月期，2024年8月号。",
        "> 2024年11月开幕。",
        "## 2025年1月",
        "2024年2月30日没有这一天。",
        "见注。[^1]\n\n[^1]: 2024年12月1日阅览。",
        "`2024-04-26`，用时6个月，共3年。",
        "截至2024年4月30日，共有12家。",
        "2024年6月30日访问。",
        "光绪二十一年三月二十三日签约。",
    ] {
        assert_eq!(proposed("{propose: months}", text), [""; 0], "{text}");
    }
    assert_eq!(proposed("{propose: months}", "2024年成立，同年3月开业，当年4月扩建。").len(), 2);
}

#[test]
fn dates_of_counts_papers_and_customs_are_passed_over_in_japanese_and_english() {
    let off = "rules: {missing-translation: off}\n";
    let japanese = Site::new(&format!("{}{off}", crate::harness::SITE));
    assert_eq!(
        proposed_in(&japanese, "ja", "2024年6月1日現在の人口、1月5日電子版、4月5日朝刊、2024年6月30日閲覧。"),
        [""; 0]
    );
    let settings = crate::harness::SITE.replace("tag: ja, dir: ja, name: 日本語", "tag: en, dir: en, name: English");
    let english = Site::new(&format!("{}{off}", settings.replace("ja:", "en:").replace("zh, ja", "zh, en")));
    assert_eq!(proposed_in(&english, "en", "Every May 1, as of June 2, 2024. As of March 2024."), [""; 0]);
    assert_eq!(proposed_in(&english, "en", "On June 2, 2024.").len(), 1);
}

#[test]
fn a_site_may_want_no_proposals() {
    let site = Site::new("--- content/zh/a.md ---\n# 甲\n\n2024年4月26日。\n");
    site.write(&format!("{}rules: {{unlisted-date: off, missing-translation: off}}\n", crate::harness::SITE));
    assert_eq!(site.build(), "");
    let rules = "rules: {missing-translation: off}\n";
    site.write(&format!("{}{rules}", crate::harness::SITE.replace("kinds:\n  policy: {zh: 政策, ja: 政策}\n", "")));
    assert_eq!(site.build(), "", "a site without kinds of events has no timeline");
}

#[test]
fn settings_of_dates() {
    check(
        r#"
--- site.yaml ---
title: {zh: 网站, ja: サイト}
languages:
  - {tag: zh-Hans, dir: zh, name: 中文}
  - {tag: ja, dir: ja, name: 日本語}
dates: {eras: [ja, zh, fr], propose: weeks}
rules: {empty-site: off}
"#,
        r#"
error[wrong-value]: `zh` does not count years by eras
 --> site.yaml:5:20
  |
5 | dates: {eras: [ja, zh, fr], propose: weeks}
  |                    ^^
  |
  = help: name languages that are Japanese: eras: [ja]

error[wrong-value]: `fr` is no language of this site
 --> site.yaml:5:24
  |
5 | dates: {eras: [ja, zh, fr], propose: weeks}
  |                        ^^
  |
  = help: site.yaml lists: zh, ja

error[wrong-value]: `propose` cannot be `weeks`
 --> site.yaml:5:38
  |
5 | dates: {eras: [ja, zh, fr], propose: weeks}
  |                                      ^^^^^
  |
  = help: possible values: days, months, years
"#,
    );
}
