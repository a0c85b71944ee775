//! Charts: from a block and a table to a figure with its drawing, its numbers and its description, in every language.

use proptest::prelude::*;

use super::harness::{Page, Site, pages};
use super::root;

const TABLE: &str = "\
--- content/shared/market.csv ---
year,label.zh,label.ja,amount,forecast
2024,整个市场,市場全体,9000,
2030,\"生成式, AI\",生成AI,>10000,yes
";

/// A site of one text in both languages with the same chart in it, of [`TABLE`] unless it says otherwise.
fn charted(chart: &str) -> Site {
    let document = |dir: &str| {
        format!("--- content/{dir}/a.md ---\n---\ntitle: T\n---\n\nx {{#x}}\n\n```chart\n{chart}```\n\n{{#c}}\n")
    };
    Site::new(&format!("{TABLE}{}{}", document("zh"), document("ja")))
}

const MARKET: &str = "\
title: {zh: 市场规模, ja: 市場規模}
kind: bar
x: year
data: ../shared/market.csv
unit: {zh: 亿日元, ja: 億円}
source: {zh: 报告, ja: 報告書}
";

/// The words of a drawing, in order.
fn drawn(page: &Page, class: &str) -> Vec<String> {
    page.all(&format!(".drawn.{class} text")).iter().map(|text| text.text().collect()).collect()
}

#[test]
fn one_table_is_drawn_in_both_languages() {
    let site = charted(MARKET);
    assert_eq!(site.build(), "");
    let (zh, ja) = (site.page("zh/a.html"), site.page("ja/a.html"));
    assert_eq!(drawn(&zh, "wide"), ["整个市场", "9000亿日元", "生成式, AI", "超1万亿日元（预计）"]);
    assert_eq!(drawn(&ja, "narrow"), ["市場全体", "9000億円", "生成AI", "1兆円超（見込み）"]);
    assert_eq!(zh.inside(".chart figcaption"), "<strong>市场规模</strong>");
    assert_eq!(ja.inside(".drawn.wide > title"), "市場規模");
    assert_eq!(ja.inside(".drawn.wide > desc"), "市場全体：9000億円。生成AI：1兆円超（見込み）");
    let parallel = site.page("zh/a.ja.html");
    assert_eq!(parallel.all(".row#c .cell .chart").len(), 2);
    assert_eq!(parallel.all("link[href$='chart.css']").len(), 1);
}

#[test]
fn the_numbers_are_a_table_that_opens_without_scripts() {
    let site = charted(MARKET);
    assert_eq!(site.build(), "");
    let page = site.page("zh/a.html");
    let cells: Vec<String> =
        page.all(".chart details tbody :is(th, td)").iter().map(|cell| cell.text().collect()).collect();
    assert_eq!(cells, ["整个市场", "9000亿日元", "生成式, AI（预计）", "超1万亿日元"]);
    assert_eq!(page.one(".chart details a").attr("href"), Some("../shared/market.csv"));
    assert!(site.output().join("shared/market.csv").is_file(), "the table is published beside the pages");
    assert!(site.output().join("chart.css").is_file());
}

#[test]
fn of_a_table_that_nobody_reads_to_its_end_the_rest_is_left_to_its_file() {
    let site = charted("title: T\nkind: line\ndata: ../shared/long.csv\n");
    let rows: String = (1..=501).map(|row| format!("{row},{row}\n")).collect();
    site.write(&format!("--- content/shared/long.csv ---\nat,number\n{rows}"));
    assert_eq!(site.build(), "");
    let page = site.page("zh/a.html");
    assert_eq!(page.all(".chart tbody tr").len(), 500);
    assert!(page.inside(".chart details").contains("<p>另有1行，见数据文件</p>"));
    // Rows that stand in the chart itself are nowhere else.
    let rows: String = (1..=501).map(|row| format!("  - {{at: {row}, number: {row}}}\n")).collect();
    let site = charted(&format!("title: T\nkind: line\ndata:\n{rows}"));
    assert_eq!(site.build(), "");
    assert_eq!(site.page("zh/a.html").all(".chart tbody tr").len(), 501);
}

#[test]
fn a_translation_that_draws_otherwise_is_told() {
    let site = charted(MARKET);
    site.write("--- content/shared/other.csv ---\nyear,amount\n2024,9000\n");
    let ja = |chart: String| {
        site.write(&format!(
            "--- content/ja/a.md ---\n---\ntitle: T\n---\n\nx {{#x}}\n\n```chart\n{chart}```\n\n{{#c}}\n"
        ))
    };
    ja(MARKET.replace("kind: bar", "kind: column"));
    assert!(site.build().contains("`c` has a chart of the kind `column` here and `bar` in the source"));
    ja(MARKET.replace("market.csv", "other.csv"));
    assert!(site.build().contains("`c` has a chart of another table than that in the source"));
}

#[test]
fn a_page_without_charts_asks_for_no_style_of_them() {
    let site = Site::new("--- content/zh/a.md ---\n# T\n\nx\n");
    site.build();
    assert_eq!(site.page("zh/a.html").all("link[href$='chart.css']").len(), 0);
}

#[test]
fn rows_may_stand_in_the_chart_itself_or_in_yaml() {
    let rows = concat!(
        "  - {year: FY2024, sales: 4.5, cost: 3}\n",
        "  - {year: FY2025, sales: ~5, cost: ~, forecast: true}\n",
    );
    let inline =
        format!("title: 表\nkind: column\ndata:\n{rows}series: {{sales: {{zh: 销售额, ja: 売上高}}, cost: 费用}}\n");
    let site = charted(&inline);
    assert_eq!(site.build(), "");
    let words = drawn(&site.page("zh/a.html"), "wide");
    for word in ["销售额", "费用", "2024财年", "4.5", "约5", "2025财年（预计）"] {
        assert!(words.iter().any(|drawn| drawn == word), "{word}: {words:?}");
    }
    let site = charted("title: 表\nkind: line\ndata: table.yaml\nseries: [sales]\n");
    for dir in ["zh", "ja"] {
        site.write(&format!("--- content/{dir}/table.yaml ---\n{}", rows.replace("  - ", "- ")));
    }
    assert_eq!(site.build(), "");
    assert_eq!(site.page("ja/a.html").all(".drawn.wide .line.forecast").len(), 1);
    assert!(!site.output().join("ja/table.yaml").exists(), "sources are not published");
}

#[test]
fn amounts_stand_in_the_order_of_their_dates() {
    let chart = "\
title: 表
kind: amounts
data: [{d: 2030, a: 2}, {d: 2024-04, a: 1}, {d: FY2024, a: 3}]
";
    let site = charted(chart);
    assert_eq!(site.build(), "");
    assert_eq!(drawn(&site.page("ja/a.html"), "wide"), ["2024年4月", "1", "2024年度", "3", "2030年", "2"]);
}

#[test]
fn only_dates_at_even_distances_are_left_for_the_reader_to_count_on() {
    let names = |last: u16| -> Vec<String> {
        let rows: String = (2016..2024).chain([last]).map(|year| format!("{{y: {year}, n: 1}}, ")).collect();
        let site = charted(&format!("title: 表\nkind: column\ndata: [{rows}]\n"));
        assert_eq!(site.build(), "");
        drawn(&site.page("zh/a.html"), "narrow").into_iter().filter(|word| word.ends_with('年')).collect()
    };
    assert!(names(2024).len() < 9, "every other year is enough: {:?}", names(2024));
    assert_eq!(names(2030).len(), 9, "after 2023 comes 2030, and it is said");
}

#[test]
fn nothing_of_an_author_becomes_markup() {
    let site = charted(
        "title: <b>\"T\"</b>\nkind: bar\ndata: [{k: '<script>x</script>', label: '\"><img src=x>', n: 1}]\nsource: '<i>'\nunit: '<u>'\n",
    );
    assert_eq!(site.build(), "");
    let page = site.page("zh/a.html");
    assert_eq!(page.all(".chart :is(b, script, img, i, u)").len(), 0);
    assert_eq!(drawn(&page, "wide"), ["\"><img src=x>", "1<u>"]);
}

#[test]
fn a_chart_that_is_weighed_down_is_shown_as_its_source() {
    let site = charted("title: 表\nkind: bar\ndata: [{k: a, n: viele}]\n");
    site.write(&format!("{}rules: {{broken-chart: warning}}\n", super::harness::SITE));
    assert!(site.build().contains("warning[broken-chart]"));
    let page = site.page("zh/a.html");
    assert_eq!(page.inside("#c pre code"), "title: 表\nkind: bar\ndata: [{k: a, n: viele}]");
    assert_eq!(page.all(".chart").len(), 0);
}

/// Each amount that a chart of the edition draws stands in the passages that it is placed after, in the same words.
#[test]
fn the_edition_draws_what_its_passages_say() {
    let (built, report) = pages(&root());
    assert_eq!(report, "");
    let passages = [
        ("chart-market", "market"),
        ("chart-dollars", "announcements"),
        ("chart-yen", "announcements"),
        ("chart-funds", "funding"),
        ("chart-equipment-sales", "equipment-sales"),
    ];
    for dir in ["zh", "ja"] {
        let page = Page::new(&built[&format!("{dir}/chapter-6.html")]);
        for (chart, passage) in passages {
            let text = page.unit_text(passage).unwrap();
            let cells = page.all(&format!("#{chart} details td"));
            assert!(!cells.is_empty(), "{dir}: {chart}");
            for cell in cells {
                let amount: String = cell.text().collect();
                let number = amount.trim_start_matches('超').trim_end_matches('超');
                assert!(text.contains(number), "{dir}: {number} of {chart} does not stand in {text}");
            }
        }
    }
}

/// What a browser would not draw.
fn is_drawable(source: &str) -> bool {
    source.split("<svg ").skip(1).all(|rest| {
        let svg = rest.split("</svg>").next().unwrap_or_default();
        let shapes = svg.split('<').filter(|tag| tag.starts_with(['l', 'r', 'p']) || tag.starts_with("text"));
        shapes
            .map(|tag| tag.split('>').next().unwrap_or_default())
            .all(|tag| !tag.contains("NaN") && !tag.contains("inf"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn numbers_of_any_size_are_drawn(
        kind in prop::sample::select(vec!["bar", "column", "line", "amounts"]),
        rows in prop::collection::vec((1900..2100_i32, -297..297_i32, -99..99_i32, any::<bool>()), 1..30),
    ) {
        let mut table = "year,a,b,forecast\n".to_owned();
        for (year, power, factor, is_forecast) in rows {
            let forecast = if is_forecast { "yes" } else { "" };
            table += &format!("{year},{factor}e{power},{factor},{forecast}\n");
        }
        let site = charted(&format!("title: T\nkind: {kind}\ndata: ../shared/any.csv\nunit: 亿元\n"));
        site.write(&format!("--- content/shared/any.csv ---\n{table}"));
        prop_assert_eq!(site.build(), "");
        prop_assert!(is_drawable(&site.page("zh/a.html").source));
    }

    #[test]
    fn any_table_is_drawn_or_told(
        block in "(title: [a-z]{0,3}\n)?(kind: (bar|line|amounts)\n)?(data: \\.\\./shared/any\\.csv\n)?[ \\-:a-z\\[\\]{},#\n]{0,20}",
        table in "[a-c,\"\n0-9>~. 年]{0,60}",
    ) {
        let site = charted(&format!("{block}\n"));
        site.write_bytes("content/shared/any.csv", table.as_bytes());
        let report = site.build();
        if !report.contains("error[") {
            let page = site.page("zh/a.html");
            prop_assert!(!page.all(".chart").is_empty() && is_drawable(&page.source), "{}", report);
        }
    }
}
