//! Our own rules, text in and text out. EDTF itself is tested against the data of other projects.

use super::*;

const APRIL: u8 = 4;

fn date(text: &str) -> Date {
    Date::parse(text, APRIL).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn language(tag: &str) -> LanguageTag {
    LanguageTag::parse(tag).unwrap_or_else(|| panic!("{tag} is no tag"))
}

fn span(text: &str) -> String {
    let side = |day: Option<Day>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
    let Bounds { earliest, latest } = date(text).bounds();
    format!("{} {}", side(earliest), side(latest))
}

#[test]
fn parts_of_years_have_first_and_last_days() {
    for (text, expected) in [
        ("FY2024", "2024-04-01 2025-03-31"),
        ("FY2024/FY2026", "2024-04-01 2027-03-31"),
        ("2023-41/..", "2023-07-01 .."),
        ("2023-40/2024-04", "2023-01-01 2024-04-30"),
        ("2024-33", "2024-01-01 2024-03-31"),
        ("2024-36", "2024-10-01 2024-12-31"),
        ("2024-38", "2024-05-01 2024-08-31"),
        ("2024-23", "2024-09-01 2024-11-30"),
        ("2024-24", "2024-12-01 2024-12-31"),
        ("2024-29", "2024-09-01 2024-11-30"),
        ("19", "1900-01-01 1999-12-31"),
        ("-019", "-0199-01-01 -0190-12-31"),
        ("2024-02-XX", "2024-02-01 2024-02-29"),
        ("156X-02-29", "1560-02-29 1568-02-29"),
        ("[..2024,2026]", ".. 2026-12-31"),
        ("{2024,2026..}", "2024-01-01 .."),
        ("../..", ".. .."),
        ("/2024", ".. 2024-12-31"),
    ] {
        assert_eq!(span(text), expected, "{text}");
    }
}

#[test]
fn fiscal_years_start_where_the_site_says() {
    let start = |month| Date::parse("FY2024", month).ok().and_then(|date| date.bounds().earliest);
    assert_eq!(start(1), Day::new(2024, 1, 1));
    assert_eq!(start(10), Day::new(2024, 10, 1));
}

#[test]
fn complaints_say_what_to_write() {
    for (text, place, message, help) in [
        ("", "", "a date is missing", "write 2024, 2024-04, "),
        ("2024-13", "13", "there is no month 13", "months are 01 to 12"),
        ("2024-02-31", "31", "there is no day 31", "February 2024 has 29 days"),
        ("2023-02-29", "29", "there is no day 29", "February 2023 has 28 days"),
        ("156X-09-31", "31", "there is no day 31", "September has 30 days"),
        ("2024-06/2024-04", "2024-06/2024-04", "the interval ends before it starts", "write the earlier date first"),
        (
            "2024-06-11/2024-06",
            "2024-06-11/2024-06",
            "the interval ends before",
            "write the end as finely as the start",
        ),
        ("2024-21/2024-12", "2024-21/2024-12", "a season and a date in one", "write the months instead"),
        ("2024-04/05", "2024-04/05", "each end of an interval is written whole", "write 2024-04/2024-05"),
        ("2024/25", "2024/25", "each end of an interval is written whole", "write 2024/2025"),
        ("2024-4/2024-6", "2024-4/2024-6", "months and days have two digits", "write 2024-04/2024-06"),
        ("199u", "u", "`u` is of an old draft of EDTF", "write 199X"),
        ("2004/open", "open", "`open` is of an old draft of EDTF", "write 2004/.."),
        ("unknown/2004", "unknown", "`unknown` is of an old draft of EDTF", "write /2004"),
        ("2024/present", "present", "an interval that goes on ends with `..`", "write 2024/.."),
        ("1984?~", "1984?~", "doubt and approximation together are one mark", "write 1984%"),
        ("2004-(06)?-11", "(", "parentheses are of an old draft of EDTF", "put the mark behind"),
        ("2024/4/1", "2024/4/1", "a slash separates the ends of an interval", "write 2024-04-01"),
        ("2024/04", "2024/04", "a slash separates the ends of an interval", "write 2024-04"),
        ("2024.4.26", "2024.4.26", "the parts of a date are joined by hyphens", "write 2024-04-26"),
        ("20240426", "20240426", "the parts of a date are joined by hyphens", "write 2024-04-26"),
        ("2024-4-1", "2024-4-1", "months and days have two digits", "write 2024-04-01"),
        ("2024年4月1日", "2024年4月1日", "a date is written in digits and hyphens", "write 2024-04-01"),
        ("2024年", "2024年", "a date is written in digits and hyphens", "write 2024"),
        ("令和6年4月", "令和6年4月", "a date is written in digits and hyphens", "write 2024-04"),
        ("2024年4月～6月", "～", "full-width characters", "write 2024-04/2024-06"),
        ("2024年度", "2024年度", "a date is written in digits and hyphens", "write FY2024"),
        ("2023年下半年", "2023年下半年", "a date is written in digits and hyphens", "write 2023-41"),
        ("April 2024", "April 2024", "a date is written in digits and hyphens", "write 2024-04"),
        ("2024–2025", "2024–2025", "a date is written in digits and hyphens", "write 2024/2025"),
        ("2024-04..2024-06", "2024-04..2024-06", "a date is written in digits", "write 2024-04/2024-06"),
        ("fy2024", "fy2024", "a fiscal year is `FY` and four digits", "write FY2024"),
        ("FY24", "FY24", "a fiscal year is `FY` and four digits", "write FY2024"),
        ("２０２４", "２０２４", "full-width characters are not read in dates", "write 2024"),
        ("2024-０4", "０", "full-width characters are not read in dates", "write 2024-04"),
        (" 2024", " 2024", "a date holds no spaces", "write 2024"),
        ("[1667,1668, 1670]", ",1668", "a set has a space after every comma", ""),
        ("12345", "12345", "a year has four digits", "write 2024-04-26 with hyphens; the year 12345 is written Y12345"),
        ("Y2004", "Y2004", "`Y` begins years of more than four digits only", "write 2004"),
        ("-0000", "0000", "there is no year -0000", "write 0000 for 1 BCE"),
        ("2024-04-26T10:10", "10:10", "`10:10` is not a time of day", "write 16:54:59"),
        ("soon", "soon", "`soon` is not a date", "write 2024, 2024-04, "),
    ] {
        let Err(error) = Date::parse(text, APRIL) else {
            panic!("{text} is a date");
        };
        let said = (&text[error.range.clone()], error.message.as_str(), error.help.as_deref().unwrap_or_default());
        assert!(said.0 == place && said.1.starts_with(message) && said.2.starts_with(help), "{text}: {said:?}");
    }
}

#[test]
fn dates_sort_by_their_days_then_by_precision_then_by_text() {
    let sorted = [
        "../2024",
        "/2024",
        "../..",
        "2023-41/2024-06",
        "2023-41/..",
        "2024-01-01",
        "2024-01",
        "2024-40",
        "2024",
        "2024-XX",
        "2024?",
        "2024~",
        "2024/2025",
        "2024/",
        "2024/..",
        "2024-02",
        "FY2024",
    ];
    let mut dates: Vec<Date> = sorted.iter().rev().map(|text| date(text)).collect();
    dates.sort();
    let texts: Vec<&str> = dates.iter().map(Date::text).collect();
    assert_eq!(texts, sorted);
}

#[test]
fn timelines_group_by_the_first_year_that_is_known() {
    for (text, year) in [
        ("2024-12/2025-01", Some(2024)),
        ("FY2024", Some(2024)),
        ("../2024", Some(2024)),
        ("-0043", Some(-43)),
        ("198X", Some(1980)),
        ("../..", None),
    ] {
        assert_eq!(date(text).year(), year, "{text}");
    }
}

#[test]
fn html_gets_what_it_can_say() {
    for (text, iso) in [
        ("2024", Some("2024")),
        ("2024-04~", Some("2024-04")),
        ("2024-04-26?", Some("2024-04-26")),
        ("0794", Some("0794")),
        ("2024-04-26T10:10:10Z", Some("2024-04-26")),
        ("Y170002", Some("170002")),
        ("0000", None),
        ("-0043-03", None),
        ("2024-XX", None),
        ("2024-04-XX", None),
        ("2024/2025", None),
        ("FY2024", None),
        ("2024-21", None),
        ("[2024,2025]", None),
        ("198", None),
    ] {
        assert_eq!(date(text).iso().as_deref(), iso, "{text}");
    }
}

#[test]
fn precision_is_that_of_the_coarsest_part_that_is_known() {
    for (text, precision) in [
        ("2024-04-26", Precision::Day),
        ("2024-04-XX", Precision::Month),
        ("2024-XX", Precision::Year),
        ("2024-41", Precision::HalfYear),
        ("2024-33", Precision::Quarter),
        ("FY2024", Precision::FiscalYear),
        ("19XX", Precision::Century),
        ("19", Precision::Century),
        ("2024/2025-04", Precision::Year),
        ("../2025-04", Precision::Month),
    ] {
        assert_eq!(date(text).precision(), precision, "{text}");
    }
}

#[test]
fn languages_write_dates_their_own_way() {
    for (text, chinese, japanese, english) in [
        ("2024", "2024年", "2024年", "2024"),
        ("2024-04", "2024年4月", "2024年4月", "April 2024"),
        ("2024-01-05", "2024年1月5日", "2024年1月5日", "January 5, 2024"),
        ("2024~", "约2024年", "2024年頃", "c. 2024"),
        ("2024-12~", "2024年底", "2024年末", "the end of 2024"),
        ("2024-01~", "2024年初", "2024年初め", "early 2024"),
        ("2024?", "2024年（存疑）", "2024年（？）", "2024 (?)"),
        ("2024%", "约2024年（存疑）", "2024年頃（？）", "c. 2024 (?)"),
        ("198X", "1980年代", "1980年代", "1980s"),
        ("198", "1980年代", "1980年代", "1980s"),
        ("19", "20世纪", "20世紀", "20th century"),
        ("20XX", "21世纪", "21世紀", "21st century"),
        ("1XXX", "1000年至1999年", "1000年～1999年", "1000 – 1999"),
        ("2024-21", "2024年春", "2024年春", "spring 2024"),
        ("2024-32", "2024年冬（南半球）", "2024年冬（南半球）", "winter 2024 (Southern Hemisphere)"),
        ("2024-33", "2024年第1季度", "2024年第1四半期", "Q1 2024"),
        ("2024-37", "2024年1月至4月", "2024年1月～4月", "January to April 2024"),
        ("2024-40", "2024年上半年", "2024年前半", "the first half of 2024"),
        ("FY2030", "2030财年", "2030年度", "FY2030"),
        ("FY2030~", "约2030财年", "2030年度頃", "c. FY2030"),
        ("2019-05/2020-01", "2019年5月至2020年1月", "2019年5月～2020年1月", "May 2019 – January 2020"),
        ("2024-04/2024-06", "2024年4月至6月", "2024年4月～6月", "April 2024 – June 2024"),
        ("FY2024/2024-34", "2024财年至2024年第2季度", "2024年度～2024年第2四半期", "FY2024 – Q2 2024"),
        ("2023-41/..", "2023年下半年起", "2023年後半以降", "since the second half of 2023"),
        ("../2024", "2024年以前", "2024年以前", "until 2024"),
        ("2024/", "2024年至不详", "2024年～不明", "2024 – unknown"),
        ("2024-XX", "2024年某月", "2024年某月", "2024 (month unknown)"),
        ("2024-04-XX", "2024年4月某日", "2024年4月某日", "April 2024 (day unknown)"),
        ("156X-12-25", "156X年12月25日", "156X年12月25日", "156X-12-25"),
        ("1560-XX-25", "1560年某月25日", "1560年某月25日", "1560-XX-25"),
        ("XXXX-12-1X", "某年12月1X日", "某年12月1X日", "XXXX-12-1X"),
        ("-156X", "公元前1570年至公元前1561年", "紀元前1570年～紀元前1561年", "1570 BCE – 1561 BCE"),
        ("-0043-03-15", "公元前44年3月15日", "紀元前44年3月15日", "March 15, 44 BCE"),
        ("Y-17E7", "公元前170000001年", "紀元前170000001年", "170000001 BCE"),
        (
            "[2024,2025-04,2026..]",
            "2024年、2025年4月或2026年以后",
            "2024年、2025年4月または2026年以降",
            "2024, April 2025 or 2026 or later",
        ),
        ("{2024,2026}", "2024年和2026年", "2024年および2026年", "2024 and 2026"),
    ] {
        let shown = ["zh-Hans", "ja", "en"].map(|tag| date(text).display(&language(tag)));
        assert_eq!(shown, [chinese, japanese, english], "{text}");
    }
}

#[test]
fn japanese_years_may_bear_the_names_of_eras() {
    for (text, japanese) in [
        ("2024", "令和6年（2024年）"),
        ("2024-04-26", "令和6年（2024年）4月26日"),
        ("2024-12~", "令和6年（2024年）末"),
        ("2019", "平成31年・令和元年（2019年）"),
        ("2019-04", "平成31年（2019年）4月"),
        ("2019-05-01", "令和元年（2019年）5月1日"),
        ("1989-01", "昭和64年・平成元年（1989年）1月"),
        ("1989-01-07", "昭和64年（1989年）1月7日"),
        ("1873", "明治6年（1873年）"),
        ("1868-10-23", "1868年10月23日"),
        ("FY2019", "令和元年度（2019年度）"),
        ("FY1988~", "昭和63年度（1988年度）頃"),
        ("2024-04/2024-06", "令和6年（2024年）4月～6月"),
        ("2019-04/2019-06", "平成31年（2019年）4月～令和元年（2019年）6月"),
        ("2024-41?", "令和6年（2024年）後半（？）"),
        ("198X", "1980年代"),
        ("-0043", "紀元前44年"),
        ("Y12024", "12024年"),
    ] {
        assert_eq!(date(text).display_with_eras(&language("ja")), japanese, "{text}");
    }
    assert_eq!(date("2024").display_with_eras(&language("zh-Hans")), "2024年", "other languages have no such eras");
}

#[test]
fn traditional_chinese_korean_and_english_are_written_whole() {
    for (text, traditional, korean, english) in [
        ("2024-04-26", "2024年4月26日", "2024년 4월 26일", "April 26, 2024"),
        ("2024-04", "2024年4月", "2024년 4월", "April 2024"),
        ("2024", "2024年", "2024년", "2024"),
        ("2024-12~", "2024年底", "2024년 말", "the end of 2024"),
        ("2023-41/..", "2023年下半年起", "2023년 하반기 이후", "since the second half of 2023"),
        ("FY2030", "2030財年", "2030회계연도", "FY2030"),
        ("-0043", "公元前44年", "기원전 44년", "44 BCE"),
    ] {
        let shown = ["zh-Hant", "ko", "en"].map(|tag| date(text).display(&language(tag)));
        assert_eq!(shown, [traditional, korean, english], "{text}");
    }
}

#[test]
fn other_languages_keep_their_months() {
    assert_eq!(date("2024-04~").display(&language("fr")), "c. avril 2024");
    assert_eq!(date("-0043-03-15").display(&language("fr")), "15 mars 44 av. J.-C.");
    assert_eq!(date("FY2024").display(&language("zh-TW")), "2024財年");
}

/// Language, words, date, and the complaint or nothing.
type Case = (&'static str, &'static str, &'static str, Option<&'static str>);

fn check_words(cases: &[Case]) {
    for &(tag, words, text, said) in cases {
        let found = contradiction(words, &language(tag), &date(text)).map(|found| found.said);
        assert_eq!(found.as_deref(), said, "{words} ({tag}) against {text}");
    }
}

#[test]
fn words_agree_with_any_day_of_the_date() {
    check_words(&[
        ("zh", "4月", "2024-04", None),
        ("zh", "4月", "2024-05", Some("April")),
        ("zh", "4月", "2024", None),
        ("zh", "4月", "2024-03-30/2024-04-02", None),
        ("zh", "2024年初", "2024-01~", None),
        ("zh", "2024年初", "2023-12", Some("2024")),
        ("zh", "2024年末", "2024-12~", None),
        ("ja", "12月", "2024-12~", None),
        ("ja", "11月", "2024-12~", Some("November")),
        ("zh", "12月26日", "2024-12-26", None),
        ("zh", "12月26日", "2024-12-25", Some("December 26")),
        ("zh", "2024年12月26日", "2024-12-25", Some("December 26, 2024")),
        ("zh", "2024年12月26日", "2024-12", None),
        ("zh", "2024年4月", "2024-05", Some("April 2024")),
        ("zh", "2024年4月", "2023-05", Some("2024")),
        ("zh", "2月29日", "2020/2025", None),
        ("zh", "2月29日", "2023", Some("February 29")),
        ("zh", "26号", "2024-04-26", None),
        ("zh", "4月26号", "2024-04-25", Some("April 26")),
        ("ja", "冬の2025年1月", "2024-24", None),
        ("zh", "5月", "{2024-04,2024-06}", Some("May")),
        ("zh", "6月", "{2024-04,2024-06}", None),
        ("zh", "1990年", "../1980", Some("1990")),
        ("zh", "1990年4月", "1980/..", None),
        ("zh", "4月", "../..", None),
        ("zh", "2024年4月", "../..", None),
        ("zh", "公元前221年", "-0220", None),
    ]);
}

#[test]
fn words_without_a_component_agree_with_anything() {
    for words in [
        "",
        "年初",
        "同一时期",
        "去年",
        "过去五年",
        "未来十年内",
        "30家",
        "第6轮",
        "6个月",
        "3か月",
        "3日間",
        "50日元",
        "5000亿日元",
        "9,000年",
    ] {
        assert!(reading::read(words, "zh").is_empty() && reading::read(words, "ja").is_empty(), "{words}");
    }
}

#[test]
fn years_are_read_in_every_script_and_era() {
    check_words(&[
        ("ja", "令和6年", "2024-04", None),
        ("ja", "令和6年", "2025", Some("2024")),
        ("ja", "平成31年4月", "2019-04", None),
        ("ja", "平成31年4月", "2019-05", Some("April 2019")),
        ("ja", "令和元年", "2019", None),
        ("ja", "令和5～6年", "2024", None),
        ("ja", "R6年", "2025", Some("2024")),
        ("zh", "二〇二四年四月", "2024-05", Some("April 2024")),
        ("zh", "２０２４年", "2023", Some("2024")),
        ("zh", "24年4月", "2023-04", Some("a year that ends in 24")),
        ("en", "April 2024", "2024-05", Some("April 2024")),
        ("en", "26 April 2024", "2024-04-26", None),
        ("en", "April 26th, 2024", "2024-04-27", Some("April 26, 2024")),
        ("en", "the second half of 2024", "2024-03", Some("the second half of 2024")),
        ("ja", "2024/4/26", "2024-04-26", None),
        ("ja", "2024/4/26", "2024-04-27", Some("April 26, 2024")),
        ("zh", "1980年代", "1985", None),
        ("zh", "1980年代", "1995", Some("1980 to 1989")),
        ("ja", "20世紀", "2024", Some("1900 to 2000")),
        ("zh", "4月下旬", "2024-04-26", None),
        ("ja", "4月下旬", "2024-04", None),
        ("zh", "2024年4月上旬", "2024-04-26", Some("days 1 to 10 of April 2024")),
        ("ja", "中旬", "2024-04-26", Some("days 11 to 20")),
        ("ja", "4月上旬から5月中旬", "2024-05-21", Some("days 1 to 10 of April to days 11 to 20 of May")),
        ("ja", "4月上旬から5月中旬", "2024-04-26", None),
        ("zh", "10月下旬", "2024-10-31", None),
        ("zh", "4月中下旬", "2024-04-12", None),
    ]);
}

#[test]
fn ranges_agree_with_what_lies_in_them() {
    check_words(&[
        ("zh", "2023至2024年间", "2023/2024", None),
        ("zh", "2023至2024年间", "2024-05", None),
        ("zh", "2023至2024年间", "2025", Some("2023 to 2024")),
        ("ja", "2023～24年", "2024", None),
        ("ja", "2023～24年", "2026", Some("2023 to 2024")),
        ("ja", "4～6月", "2024-05", None),
        ("ja", "2024年4月から6月", "2024-07", Some("April 2024 to June 2024")),
        ("ja", "11月～2月", "2024-01", None),
        ("ja", "11月～2月", "2024-03", Some("November to February")),
        ("ja", "2023年10月～3月", "2024-02", None),
        ("ja", "10月～2024年3月", "2023-11", None),
        ("zh", "4月26日至28日", "2024-04-27", None),
        ("zh", "4月26日至28日", "2024-04-29", Some("April 26 to April 28")),
        ("en", "26–28 April 2024", "2024-04-26", None),
        ("en", "October 2023 – March 2024", "2024-05", Some("October 2023 to March 2024")),
    ]);
}

#[test]
fn fiscal_years_and_parts_of_years_are_compared() {
    check_words(&[
        ("zh", "2030财年", "FY2030", None),
        ("ja", "2030年度", "FY2030", None),
        ("ja", "2030年度", "FY2031", Some("fiscal year 2030")),
        ("ja", "2024年", "FY2024", None),
        ("ja", "2025年", "FY2024", None),
        ("ja", "2026年", "FY2024", Some("2026")),
        ("ja", "2024年度", "2025-02", None),
        ("ja", "2024年度", "2024-02", Some("fiscal year 2024")),
        ("zh", "2024年度", "2024-02", None),
        ("zh", "2024年度", "2025-02", None),
        ("zh", "2024年度", "2025-05", Some("fiscal year 2024")),
        ("ja", "2024年度上期", "2024-09", None),
        ("ja", "2024年度上期", "2024-10", Some("the first half of fiscal year 2024")),
        ("zh", "2023年下半年以来", "2023-41/..", None),
        ("zh", "2023年下半年", "2023-05", Some("the second half of 2023")),
        ("ja", "2024年後半", "2024-03", Some("the second half of 2024")),
        ("ja", "4月後半", "2024-04-05", None),
        ("zh", "2024年三季度", "2024-05", Some("quarter 3 of 2024")),
        ("zh", "2024年前三季度", "2024-05", None),
        ("ja", "2024年第3四半期", "2024-08", None),
        ("ja", "2024年第3四半期", "2024-11", None),
        ("ja", "2024年第3四半期", "2024-05", Some("quarter 3 of 2024")),
        ("ja", "2024年度第3四半期", "2024-08", Some("quarter 3 of fiscal year 2024")),
    ]);
}

#[test]
fn a_contradiction_says_both_sides() {
    let found = contradiction("4月", &language("zh"), &date("2024-05")).expect("April is not May");
    assert_eq!(found.component, Component::Month);
    assert_eq!(found.to_string(), "the words say April, the event is dated 2024-05");
}
