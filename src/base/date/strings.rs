//! What locale data does not know of dates: about, doubt, halves of years, open ends. Another language is another table and one line in
//! `Strings::of`.

use crate::base::language::LanguageTag;

/// The words of one language. `{}` is where the date goes, `{1}` and `{2}` where two things go.
pub(super) struct Strings {
    /// A year beyond the reach of locale data.
    pub(super) year: &'static str,
    /// A year before the year 1.
    pub(super) before_era: &'static str,
    /// About a year, a decade, a century.
    pub(super) about_year: &'static str,
    /// About a month, a day, part of a year.
    pub(super) about: &'static str,
    /// About January and about December: how one says that a thing happened as a year began or ended.
    pub(super) turns: [&'static str; 2],
    pub(super) uncertain: &'static str,
    pub(super) decade: &'static str,
    pub(super) century: &'static str,
    /// What the number of a century looks like.
    pub(super) ordinal: fn(i64) -> String,
    pub(super) fiscal_year: &'static str,
    /// Spring, summer, autumn, winter of a year.
    pub(super) seasons: [&'static str; 4],
    pub(super) northern: &'static str,
    pub(super) southern: &'static str,
    pub(super) quarters: [&'static str; 4],
    /// Thirds of a year.
    pub(super) quadrimesters: [&'static str; 3],
    pub(super) halves: [&'static str; 2],
    pub(super) interval: &'static str,
    /// Whether an interval says a year that both ends share once: the year comes first in this language.
    pub(super) shares_year: bool,
    pub(super) open_start: &'static str,
    pub(super) open_end: &'static str,
    pub(super) unknown: &'static str,
    pub(super) always: &'static str,
    pub(super) never_known: &'static str,
    /// In a set, the end that stays open.
    pub(super) after: &'static str,
    pub(super) comma: &'static str,
    pub(super) or: &'static str,
    pub(super) and: &'static str,
    pub(super) some_year: &'static str,
    pub(super) some_month: &'static str,
    pub(super) some_day: &'static str,
    pub(super) some_month_and_day: &'static str,
    /// Month and day with single unspecified digits, as `1X`; `None` where only EDTF itself is clear.
    pub(super) digits: Option<[&'static str; 2]>,
    /// In their place where no digit is known.
    pub(super) no_digits: &'static str,
}

static CHINESE: Strings = Strings {
    year: "{}年",
    before_era: "公元前{}",
    about_year: "约{}",
    about: "{}前后",
    turns: ["{}初", "{}底"],
    uncertain: "{}（存疑）",
    decade: "{}年代",
    century: "{}世纪",
    ordinal: |number| number.to_string(),
    fiscal_year: "{}财年",
    seasons: ["{}春", "{}夏", "{}秋", "{}冬"],
    northern: "{}（北半球）",
    southern: "{}（南半球）",
    quarters: ["{}第1季度", "{}第2季度", "{}第3季度", "{}第4季度"],
    quadrimesters: ["{}1月至4月", "{}5月至8月", "{}9月至12月"],
    halves: ["{}上半年", "{}下半年"],
    interval: "{1}至{2}",
    shares_year: true,
    open_start: "{}以前",
    open_end: "{}起",
    unknown: "不详",
    always: "不限时间",
    never_known: "时间不详",
    after: "{}以后",
    comma: "、",
    or: "或",
    and: "和",
    some_year: "某年",
    some_month: "{}某月",
    some_day: "{}某日",
    some_month_and_day: "{}某月某日",
    digits: Some(["{}月", "{}日"]),
    no_digits: "某",
};

static TRADITIONAL_CHINESE: Strings = Strings {
    about_year: "約{}",
    about: "{}前後",
    century: "{}世紀",
    fiscal_year: "{}財年",
    unknown: "不詳",
    always: "不限時間",
    never_known: "時間不詳",
    after: "{}以後",
    ..CHINESE
};

static JAPANESE: Strings = Strings {
    year: "{}年",
    before_era: "紀元前{}",
    about_year: "{}頃",
    about: "{}頃",
    turns: ["{}初め", "{}末"],
    uncertain: "{}（？）",
    decade: "{}年代",
    century: "{}世紀",
    ordinal: |number| number.to_string(),
    fiscal_year: "{}年度",
    seasons: ["{}春", "{}夏", "{}秋", "{}冬"],
    northern: "{}（北半球）",
    southern: "{}（南半球）",
    quarters: ["{}第1四半期", "{}第2四半期", "{}第3四半期", "{}第4四半期"],
    quadrimesters: ["{}1月～4月", "{}5月～8月", "{}9月～12月"],
    halves: ["{}前半", "{}後半"],
    interval: "{1}～{2}",
    shares_year: true,
    open_start: "{}以前",
    open_end: "{}以降",
    unknown: "不明",
    always: "全期間",
    never_known: "時期不明",
    after: "{}以降",
    comma: "、",
    or: "または",
    and: "および",
    some_year: "某年",
    some_month: "{}某月",
    some_day: "{}某日",
    some_month_and_day: "{}某月某日",
    digits: Some(["{}月", "{}日"]),
    no_digits: "某",
};

static KOREAN: Strings = Strings {
    year: "{}년",
    before_era: "기원전 {}",
    about_year: "{}경",
    about: "{}경",
    turns: ["{} 초", "{} 말"],
    uncertain: "{}(?)",
    decade: "{}년대",
    century: "{}세기",
    ordinal: |number| number.to_string(),
    fiscal_year: "{}회계연도",
    seasons: ["{} 봄", "{} 여름", "{} 가을", "{} 겨울"],
    northern: "{}(북반구)",
    southern: "{}(남반구)",
    quarters: ["{} 1분기", "{} 2분기", "{} 3분기", "{} 4분기"],
    quadrimesters: ["{} 1월~4월", "{} 5월~8월", "{} 9월~12월"],
    halves: ["{} 상반기", "{} 하반기"],
    interval: "{1}~{2}",
    shares_year: false,
    open_start: "{} 이전",
    open_end: "{} 이후",
    unknown: "미상",
    always: "전 기간",
    never_known: "시기 미상",
    after: "{} 이후",
    comma: ", ",
    or: " 또는 ",
    and: " 및 ",
    some_year: "어느 해",
    some_month: "{}(월 미상)",
    some_day: "{}(일 미상)",
    some_month_and_day: "{}(월일 미상)",
    digits: None,
    no_digits: "XX",
};

static ENGLISH: Strings = Strings {
    year: "{}",
    before_era: "{} BCE",
    about_year: "c. {}",
    about: "c. {}",
    turns: ["early {}", "the end of {}"],
    uncertain: "{} (?)",
    decade: "{}s",
    century: "{} century",
    ordinal: english_ordinal,
    fiscal_year: "FY{}",
    seasons: ["spring {}", "summer {}", "autumn {}", "winter {}"],
    northern: "{} (Northern Hemisphere)",
    southern: "{} (Southern Hemisphere)",
    quarters: ["Q1 {}", "Q2 {}", "Q3 {}", "Q4 {}"],
    quadrimesters: ["January to April {}", "May to August {}", "September to December {}"],
    halves: ["the first half of {}", "the second half of {}"],
    interval: "{1} – {2}",
    shares_year: false,
    open_start: "until {}",
    open_end: "since {}",
    unknown: "unknown",
    always: "at any time",
    never_known: "at an unknown time",
    after: "{} or later",
    comma: ", ",
    or: " or ",
    and: " and ",
    some_year: "an unknown year",
    some_month: "{} (month unknown)",
    some_day: "{} (day unknown)",
    some_month_and_day: "{} (month and day unknown)",
    digits: None,
    no_digits: "XX",
};

fn english_ordinal(number: i64) -> String {
    let suffix = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

impl Strings {
    /// The table of a language; of one that has none, the English one.
    pub(super) fn of(language: &LanguageTag) -> &'static Strings {
        let subtags = language.identifier();
        let is_traditional = match subtags.script {
            Some(script) => script.as_str() == "Hant",
            None => subtags.region.is_some_and(|region| ["TW", "HK", "MO"].contains(&region.as_str())),
        };
        match language.primary() {
            "zh" if is_traditional => &TRADITIONAL_CHINESE,
            "zh" => &CHINESE,
            "ja" => &JAPANESE,
            "ko" => &KOREAN,
            _ => &ENGLISH,
        }
    }
}
