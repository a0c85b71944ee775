//! What an editor reads of figures that differ, and what passes.

use taiyaku::base::report::{self, Style};
use taiyaku::build::{self, Completeness};

use super::super::harness::{SITE, Site};

/// A passage and its translation.
fn site(zh: &str, ja: &str) -> Site {
    Site::new(&format!("--- content/zh/a.md ---\n# 甲\n\n{zh}\n--- content/ja/a.md ---\n# 甲\n\n{ja}\n"))
}

/// Likewise, without writing the site.
fn prepared(zh: &str, ja: &str) -> String {
    let built = build::prepare(&site(zh, ja).options(Completeness::AsSet)).unwrap();
    report::human(&built.diagnostics, &built.files, Style::PLAIN)
}

/// The messages of the complaints about figures.
fn messages(zh: &str, ja: &str) -> Vec<String> {
    let report = prepared(zh, ja);
    let told = report.lines().filter_map(|line| line.strip_prefix("warning[figures-differ]: "));
    told.map(str::to_owned).collect()
}

#[test]
fn a_figure_that_differs_is_told_with_both_places_and_values() {
    assert_eq!(
        prepared("达到**9000亿日元**。 {#a}", "**900億円**に達した。 {#a}"),
        "\
warning[figures-differ]: 900億円 here, 9000亿日元 in the source: 90,000,000,000 JPY against 900,000,000,000 JPY
 --> content/ja/a.md:3:3
  |
3 | **900億円**に達した。 {#a}
  |   ^^^^^^^ 90,000,000,000 JPY
  |
 ::: content/zh/a.md:3:5
  |
3 | 达到**9000亿日元**。 {#a}
  |       ---------- 900,000,000,000 JPY
  |
  = help: correct one of the two; if it is meant, allow it in the front matter: allow: [{rule: figures-differ, unit: a, reason: \"…\"}]
"
    );
}

#[test]
fn a_figure_on_one_side_only_is_told_where_it_stands() {
    assert_eq!(
        prepared("扩大31.2%。 {#a}", "大きく拡大した。 {#a}"),
        "\
warning[figures-differ]: 31.2% is not in the translation: 31.2% stands in the source only
 --> content/zh/a.md:3:3
  |
3 | 扩大31.2%。 {#a}
  |     ^^^^^ 31.2%
  |
 ::: content/ja/a.md:3:1
  |
3 | 大きく拡大した。 {#a}
  | --------------------- the translation
  |
  = help: add it to the translation; if it is meant, allow it in the front matter: allow: [{rule: figures-differ, unit: a, reason: \"…\"}]
"
    );
    assert_eq!(
        messages("大幅扩大。 {#a}", "31.2％拡大した。 {#a}"),
        ["31.2％ is not in the source: 31.2% stands in the translation only"]
    );
}

#[test]
fn one_value_in_two_spellings_passes() {
    for (zh, ja) in [
        ("9000亿日元", "9,000億円"),
        ("１万亿日元", "1兆円"),
        ("8.5万人", "8万5千人"),
        ("8.5万人", "85,000人"),
        ("百分之三十", "30％"),
        ("31.2%", "３１．２％"),
        ("二〇二四年", "令和6年"),
        ("增加了三倍", "3倍に増えた"),
        ("三成", "3割"),
        ("2023年至2024年间", "2023～24年"),
        ("10%到20%", "10～20％"),
        ("2024年4月1日-4月30日", "2024年4月1日から30日まで"),
        ("第三季度", "第3四半期"),
        ("连续三个季度", "3四半期連続"),
        ("2030财年", "2030年度"),
        ("2024年度", "2024年度"),
        ("29亿美元", "29億ドル"),
        ("8亿元人民币", "8億元"),
        ("30家企业", "スタートアップ30社"),
        ("十五名研究人员", "研究者15人"),
        ("二十世纪九十年代", "1990年代"),
        ("上升2个百分点", "2ポイント上昇"),
        ("三分之一", "3分の1"),
        ("10 万台", "10万台"),
        ("两个面板都是独立的", "どちらのパネルも独立している"),
        ("七国集团", "主要7カ国（G7）"),
        ("一般情况、第三方、十分重要", "通常の場合"),
        ("`2024` 行、v1.2", "`2025` 行、v1.2"),
        ("{九千亿|jiǔqiān yì}日元", "{9000億|きゅうせんおく}円"),
        ("其中三成为外籍，一半以上为女性", "うち3割が外国籍、5割超が女性である"),
        ("70亿参数", "70億パラメータ"),
        ("打八折", "2割引で販売"),
        ("增加了一倍", "2倍に増えた"),
        ("翻了两番", "4倍になった"),
        ("四分之一反对", "25％が反対した"),
        ("每万人24家", "1万人当たり24社"),
        ("连续第13年减少", "13年連続で減少"),
        ("收于39,098点", "3万9098円で引けた"),
        ("两三年", "2、3年"),
        ("到2025年", "25年までに"),
        ("2024年4月", "24年4月"),
        ("“十四五”规划", "第14次五カ年計画"),
        ("1美元兑160日元", "1ドル160円"),
        ("160日元", "1ドル160円"),
        ("一季度下降，用户破亿", "1～3月期は減少し、利用者は1億人を超えた"),
        ("累计50个基点", "計0.5ポイント"),
        ("下午3时30分", "午後3時半"),
        ("较上一财年减少", "前年度比減"),
    ] {
        assert_eq!(messages(&format!("{zh}。 {{#a}}"), &format!("{ja}。 {{#a}}")), [""; 0], "{zh} | {ja}");
    }
}

#[test]
fn another_value_in_the_same_spelling_is_told() {
    for (zh, ja) in [
        ("9000亿日元", "9,000万円"),
        ("9000亿日元", "9,000億ドル"),
        ("31.2%", "31.2ポイント"),
        ("2024年4月", "2024年5月"),
        ("2024财年", "2024年"),
        ("令和六年", "令和7年"),
        ("两年", "3年間"),
        ("两年", "2カ月"),
        ("6轮会议", "7回の会合"),
        ("第六章", "第7章"),
        ("三倍", "4倍"),
        ("30家企业", "3社"),
        ("2纳米芯片", "2ミリの半導体"),
        ("GPT-4", "GPT-5"),
        ("第三季度", "第4四半期"),
        ("其中三成为外籍", "うち2割が外国籍である"),
        ("打八折", "8割引で販売"),
        ("市场翻一番", "市場は3倍になった"),
        ("每万人24家", "10万人当たり24社"),
        ("四分之一反对", "20％が反対した"),
        ("连续第13年减少", "12年連続で減少"),
        ("{九千亿|jiǔqiān yì}日元", "{8000億|はっせんおく}円"),
    ] {
        let told = messages(&format!("{zh}。 {{#a}}"), &format!("{ja}。 {{#a}}"));
        assert_eq!(told.len(), 1, "{zh} | {ja}: {told:?}");
    }
}

#[test]
fn what_an_editor_would_not_miss_passes() {
    for (zh, ja) in [
        // Said already, in the passage or before it.
        ("2024年4月公布，2024年12月生效。 {#a}", "2024年4月に公表、12月に発効した。 {#a}"),
        ("2024年4月公布。 {#a}\n\n2024年12月生效。 {#b}", "2024年4月に公表。 {#a}\n\n12月に発効した。 {#b}"),
        ("2024年公布，2024年生效。 {#a}", "2024年に公表し、発効した。 {#a}"),
        ("2024年4月公布。2024年是重要的一年。 {#a}", "2024年4月に公表した。 {#a}"),
        // Pointed back to.
        ("2023年提出，2024年生效。 {#a}", "2023年に提案、翌年に発効した。 {#a}"),
        ("2023年10月提出，2024年4月生效。 {#a}", "2023年10月に提案、翌年4月に発効した。 {#a}"),
        ("5月20日抵达，5月21日离开。 {#a}", "5月20日に着き、翌日に発った。 {#a}"),
        ("2023年提出，2024年生效，2024年修订。 {#a}", "2023年に提案、翌年に発効し、改正された。 {#a}"),
        ("21世纪。 {#a}", "今世紀。 {#a}"),
        // Said twice.
        ("增长50%，这50%很重要。 {#a}", "50％増え、その割合は重要である。 {#a}"),
    ] {
        assert_eq!(messages(zh, ja), [""; 0], "{zh} | {ja}");
    }
    // What compares says no date, and one word stands for one date.
    assert_eq!(messages("2022年获奖，增长5%。 {#a}", "前年比5％増、受賞。 {#a}").len(), 1);
    assert_eq!(messages("2022年和2023年。 {#a}", "昨年。 {#a}").len(), 1);
    assert_eq!(messages("2024年4月。 {#a}", "翌年5月。 {#a}").len(), 1);
    // A month whose year was never named is another matter.
    assert_eq!(messages("2024年4月公布。 {#a}", "4月に公表した。 {#a}").len(), 1);
}

#[test]
fn titles_lists_tables_footnotes_and_joined_passages_are_compared() {
    let tables = |figure: &str| format!("| A | B |\n| --- | --- |\n| x | {figure} |\n\n{{#t}}");
    for (zh, ja) in [
        ("## 2024年概览 {#a}", "## 2025年の概況 {#a}"),
        ("- 投资29亿美元 {#i}\n\n{#a}", "- 28億ドルを投資 {#i}\n\n{#a}"),
        (&tables("29亿美元"), &tables("28億ドル")),
        ("注。[^a] {#a}\n\n[^a]: 共5000人。", "注。[^a] {#a}\n\n[^a]: 計6000人。"),
        ("5000人。 {#a}\n\n31.2%。 {#b}", "6000人、31.2％。 {#a with=b}"),
        ("5000人，31.2%。 {#a}", "5000人。 {#a}\n\n32.2％。 {#a-2 of=a}"),
    ] {
        assert_eq!(messages(zh, ja).len(), 1, "{zh} | {ja}: {:?}", messages(zh, ja));
    }
    let translators = messages("注。 {#a}", "注。[^tn-a] {#a}\n\n[^tn-a]: 2024年、5000人。");
    assert_eq!(translators, [""; 0]);
    let site =
        Site::new("--- content/zh/a.md ---\n# 2024年\n\n甲。 {#a}\n--- content/ja/a.md ---\n# 2025年\n\n甲。 {#a}\n");
    assert!(site.build().contains("2025年 here, 2024年 in the source"), "{}", site.build());
}

#[test]
fn three_languages_are_held_to_the_source() {
    let site = Site::new(
        "\
--- site.yaml ---
title: {zh: 网站, ja: サイト, en: Site}
languages:
  - {tag: zh-Hant, dir: zh, name: 中文}
  - {tag: ja, dir: ja, name: 日本語}
  - {tag: en, dir: en, name: English}
--- content/zh/a.md ---
# 甲

2024年4月26日，投資兩兆九千億日圓，增長百分之三十一點二，連續三個季度。 {#a}
--- content/ja/a.md ---
# 甲

2024年4月26日、3四半期連続で、2兆9000億円を投資し、31.2％増えた。 {#a}
--- content/en/a.md ---
# A

On April 26, 2024, it invested 2.9 trillion yen, up 31.3 percent, for the third quarter in a row. {#a}
",
    );
    let report = site.build();
    let told: Vec<&str> = report.lines().filter(|line| line.contains("figures-differ]")).collect();
    assert_eq!(
        told,
        ["warning[figures-differ]: 31.3 percent here, 百分之三十一點二 in the source: 31.3% against 31.2%"],
        "{report}"
    );
}

#[test]
fn a_complaint_can_be_switched_off_for_the_site() {
    let site = Site::new("--- content/zh/a.md ---\n# 甲\n\n30%。 {#a}\n--- content/ja/a.md ---\n# 甲\n\n40％。 {#a}\n");
    assert!(site.build().contains("warning[figures-differ]"));
    site.write(&format!("{}rules: {{figures-differ: off}}\n", SITE));
    assert_eq!(site.build(), "");
}

#[test]
fn a_language_whose_numerals_are_unknown_is_not_compared() {
    let site = Site::new(
        "--- site.yaml ---
title: {zh: 站, ar: موقع, ja: サイト}
languages:
  - {tag: zh-Hans, dir: zh, name: 中文}
  - {tag: ar, dir: ar, name: العربية}
  - {tag: ja, dir: ja, name: 日本語}
--- content/zh/a.md ---
# 甲

投资29亿美元。 {#a}
--- content/ar/a.md ---
# أ

2.9 مليار دولار. {#a}
--- content/ja/a.md ---
# 甲

投資は290億ドル。 {#a}
",
    );
    let built = build::prepare(&site.options(Completeness::AsSet)).unwrap();
    let report = report::human(&built.diagnostics, &built.files, Style::PLAIN);
    let told: Vec<&str> = report.lines().filter(|line| line.contains("figures-differ]: ")).collect();
    assert_eq!(
        told,
        [
            "warning[figures-differ]: 290億ドル here, 29亿美元 in the source: 29,000,000,000 USD against 2,900,000,000 USD"
        ]
    );
}
