//! What readers are told of a text: that its source has changed since, that it was corrected.

use taiyaku::base::digest::Digest;
use taiyaku::parse::lock::{HEADER, line};

use super::harness::Site;

/// A translation of which the title and two passages, one joined to the other, have another source than was recorded.
fn site() -> Site {
    let site = Site::new(
        "\
--- site.yaml ---
title: {zh: 网站, ja: サイト}
languages:
  - {tag: zh-Hans, dir: zh, name: 中文}
  - {tag: ja, dir: ja, name: 日本語}
parallel: [[zh, ja]]
strings:
  ja: {source_text: 底本}
--- content/zh/a.md ---
---
title: 软法先行的一年
errata: [{date: 2024-06-01, unit: a, text: 原作三万。}, {date: 2024-07-01, text: 全文。}]
---
销售额首次越过<4万亿日元。 {#a}

二。 {#b}

新三。 {#c}
--- content/ja/a.md ---
---
title: ソフトロー先行の一年
errata: [{date: 2024-06-02, unit: c, text: 三を改めた。}]
---
売上高が初めて4兆円を超えた。 {#a}

二と三。 {#b with=c}
",
    );
    let records = [("a", "销售额首次越过<3万亿日元。"), ("b", "二。"), ("c", "三。"), ("top", "软法的一年")];
    let lines: String = records.iter().map(|(id, text)| line(id, Digest::of(""), text) + "\n").collect();
    site.write(&format!("--- content/ja/a.lock ---\n{HEADER}\n{lines}"));
    let report = site.build();
    assert!(!report.contains("error[") && !report.contains("warning["), "{report}");
    site
}

#[test]
fn a_passage_whose_source_has_changed_says_so_and_shows_what() {
    let page = site().page("ja/a.html");
    let mark = page.one("#a > details.stale");
    assert_eq!(mark.attr("lang"), Some("ja"));
    assert_eq!(page.one("#a > .stale summary").inner_html(), "翻訳後に底本が改められています", "as the site calls it");
    let change = page.one("#a > .stale .change");
    assert_eq!(change.attr("lang"), Some("zh-Hans"));
    assert_eq!(change.inner_html(), "销售额首次越过&lt;<del>3</del><ins>4</ins>万亿日元。");
    assert_eq!(page.inside(".head > .stale .change"), "软法<ins>先行</ins>的一年");
    assert_eq!(page.inside("#b > .stale .change"), "<ins>新</ins>三。", "what is joined to a passage is part of it");
}

#[test]
fn the_source_itself_is_never_marked() {
    assert!(site().page("zh/a.html").all(".stale").is_empty());
}

#[test]
fn the_mark_stands_in_the_column_of_the_translation() {
    let site = site();
    for (path, column) in [("ja/a.zh.html", "first"), ("zh/a.ja.html", "other")] {
        let page = site.page(path);
        assert_eq!(page.all(&format!("#a > .cell.stale.{column} > details.stale")).len(), 1, "{path}");
        assert_eq!(page.all(".cell.stale").len(), 2, "{path}");
        assert_eq!(page.all(".head > .stale").len(), 1, "{path}");
    }
}

#[test]
fn a_correction_is_told_at_the_head_and_marked_at_its_passage() {
    let site = site();
    let page = site.page("zh/a.html");
    assert_eq!(page.all(".errata li").len(), 2);
    let mark = page.one("#a > .flag a");
    assert_eq!((mark.attr("href"), mark.inner_html().as_str()), (Some("#erratum.1"), "2024年6月1日勘误"));
    assert!(page.inside("[id='erratum.1']").contains("原作三万。"));
    assert!(page.all("#b > .flag a").is_empty());
    let page = site.page("ja/a.html");
    assert_eq!(
        page.one("#b > .flag a").inner_html(),
        "2024年6月2日訂正",
        "at the passage that holds the one corrected"
    );
}
