//! Dates as a language writes them. Calendar days, months and years come from locale data (CLDR, through ICU4X); what
//! locale data does not know (about, doubt, halves of years, open ends) stands in one table per language, `Strings`.
//! Another language is another table and one line in `Strings::of`.

use icu_calendar::{Date as CalendarDate, Gregorian};
use icu_datetime::fieldsets::{Y, YM, YMD};
use icu_datetime::options::YearStyle;
use icu_datetime::{DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter};

use super::bounds::Digits;
use super::{Date, Edge, Form, LanguageTag, Member, Point, Precision, SetKind, Value};

/// The words of one language. `{}` is where the date goes, `{1}` and `{2}` where two things go.
struct Strings {
    /// A year beyond the reach of locale data.
    year: &'static str,
    /// A year before the year 1.
    before_era: &'static str,
    /// About a year, a decade, a century.
    about_year: &'static str,
    /// About a month, a day, part of a year.
    about: &'static str,
    /// About January and about December: how one says that a thing happened as a year began or ended.
    turns: [&'static str; 2],
    uncertain: &'static str,
    decade: &'static str,
    century: &'static str,
    /// What the number of a century looks like.
    ordinal: fn(i64) -> String,
    fiscal_year: &'static str,
    /// Spring, summer, autumn, winter of a year.
    seasons: [&'static str; 4],
    northern: &'static str,
    southern: &'static str,
    quarters: [&'static str; 4],
    /// Thirds of a year.
    quadrimesters: [&'static str; 3],
    halves: [&'static str; 2],
    interval: &'static str,
    /// Whether an interval says a year that both ends share once: the year comes first in this language.
    shares_year: bool,
    open_start: &'static str,
    open_end: &'static str,
    unknown: &'static str,
    always: &'static str,
    never_known: &'static str,
    /// In a set, the end that stays open.
    after: &'static str,
    comma: &'static str,
    or: &'static str,
    and: &'static str,
    some_year: &'static str,
    some_month: &'static str,
    some_day: &'static str,
    some_month_and_day: &'static str,
    /// Month and day with single unspecified digits, as `1X`; `None` where only EDTF itself is clear.
    digits: Option<[&'static str; 2]>,
    /// In their place where no digit is known.
    no_digits: &'static str,
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
    fn of(language: &LanguageTag) -> &'static Strings {
        let subtags = language.identifier();
        let is_traditional = match subtags.script {
            Some(script) => script.as_str() == "Hant",
            None => subtags.region.is_some_and(|region| ["TW", "HK", "MO"].contains(&region.as_str())),
        };
        match language.primary() {
            "zh" if is_traditional => &TRADITIONAL_CHINESE,
            "zh" => &CHINESE,
            "ja" => &JAPANESE,
            _ => &ENGLISH,
        }
    }
}

fn fill(template: &str, value: &str) -> String {
    template.replacen("{}", value, 1)
}

/// The whole date.
pub(super) fn date(date: &Date, language: &LanguageTag) -> String {
    let writer = Writer { strings: Strings::of(language), language };
    match &date.form {
        Form::Point(point) => writer.point(point),
        Form::Interval(start, end) => writer.interval(start, end),
        Form::Set(kind, members) => writer.set(*kind, members),
    }
}

struct Writer<'a> {
    strings: &'static Strings,
    language: &'a LanguageTag,
}

impl Writer<'_> {
    fn interval(&self, start: &Edge, end: &Edge) -> String {
        let strings = self.strings;
        match (start, end) {
            (Edge::Point(start), Edge::Point(end)) => self.between(start, end),
            (Edge::Point(start), Edge::Open) => fill(strings.open_end, &self.point(start)),
            (Edge::Open, Edge::Point(end)) => fill(strings.open_start, &self.point(end)),
            (Edge::Point(start), Edge::Unknown) => self.join(&self.point(start), strings.unknown),
            (Edge::Unknown, Edge::Point(end)) => self.join(strings.unknown, &self.point(end)),
            (Edge::Open, Edge::Open) => strings.always.to_owned(),
            _ => strings.never_known.to_owned(),
        }
    }

    fn join(&self, first: &str, second: &str) -> String {
        self.strings.interval.replacen("{1}", first, 1).replacen("{2}", second, 1)
    }

    fn between(&self, start: &Point, end: &Point) -> String {
        let (first, second) = (self.point(start), self.point(end));
        // A whole year, a fiscal year and a decade begin with the same characters, but say another thing than the
        // year of the end.
        let has_parts = matches!(start.value, Value::Season { .. } | Value::Calendar { month: Some(_), .. });
        let year = self.year(start.extent.earliest.year());
        let shared = match second.strip_prefix(&year) {
            Some(rest) if self.strings.shares_year && has_parts && first.starts_with(&year) && !rest.is_empty() => rest,
            _ => &second,
        };
        self.join(&first, shared)
    }

    fn set(&self, kind: SetKind, members: &[Member]) -> String {
        let strings = self.strings;
        let texts: Vec<String> = members
            .iter()
            .map(|member| match member {
                Member::Point(point) => self.point(point),
                Member::Range(Edge::Point(start), Edge::Open | Edge::Unknown) => {
                    fill(strings.after, &self.point(start))
                }
                Member::Range(start, end) => self.interval(start, end),
            })
            .collect();
        let conjunction = match kind {
            SetKind::OneOf => strings.or,
            SetKind::AllOf => strings.and,
        };
        match texts.split_last() {
            Some((last, others)) if !others.is_empty() => format!("{}{conjunction}{last}", others.join(strings.comma)),
            _ => texts.concat(),
        }
    }

    fn point(&self, point: &Point) -> String {
        let mut text = self.value(&point.value);
        if let Some(turn) = self.turn(point) {
            text = turn;
        } else if point.is_approximate() {
            let is_coarse = point.precision() <= Precision::FiscalYear;
            text = fill(if is_coarse { self.strings.about_year } else { self.strings.about }, &text);
        }
        if point.is_uncertain() {
            text = fill(self.strings.uncertain, &text);
        }
        text
    }

    /// `2024-12~` is the end of 2024, `2024-01~` its beginning.
    fn turn(&self, point: &Point) -> Option<String> {
        let Value::Calendar { year, month: Some(month), day: None } = &point.value else { return None };
        let [beginning, end] = self.strings.turns;
        let template = match month.exact()? {
            1 => beginning,
            12 => end,
            _ => return None,
        };
        point.is_approximate().then(|| fill(template, &self.some_year(year)))
    }

    fn value(&self, value: &Value) -> String {
        match value {
            Value::Calendar { year, month, day } => self.calendar(year, month.as_ref(), day.as_ref()),
            Value::Decade(first) => self.years(*first, 10),
            Value::Century(first) => self.years(*first, 100),
            Value::LongYear { year, .. } => self.year(*year),
            Value::FiscalYear(year) => fill(self.strings.fiscal_year, &year.to_string()),
            Value::Season { year, season } => self.season(&self.some_year(year), *season),
        }
    }

    /// `count` years that have a name in common; before the year 1, where no such names are, from year to year.
    fn years(&self, first: i64, count: i64) -> String {
        match count {
            10 if first >= 0 => fill(self.strings.decade, &first.to_string()),
            100 if first >= 0 => fill(self.strings.century, &(self.strings.ordinal)(first / 100 + 1)),
            _ => self.join(&self.year(first), &self.year(first + count - 1)),
        }
    }

    fn season(&self, year: &str, season: u8) -> String {
        let strings = self.strings;
        let of = |templates: &[&str], first: u8| {
            templates.get(usize::from(season - first)).map_or_else(|| year.to_owned(), |template| fill(template, year))
        };
        match season {
            21..=24 => of(&strings.seasons, 21),
            25..=28 => fill(strings.northern, &of(&strings.seasons, 25)),
            29..=32 => fill(strings.southern, &of(&strings.seasons, 29)),
            33..=36 => of(&strings.quarters, 33),
            37..=39 => of(&strings.quadrimesters, 37),
            _ => of(&strings.halves, 40),
        }
    }

    /// A year that may have unspecified digits.
    fn some_year(&self, year: &Digits) -> String {
        if let Some(year) = year.exact() {
            return self.year(year);
        }
        if year.is_unspecified() {
            return self.strings.some_year.to_owned();
        }
        let count = 10_i64.pow(u32::try_from(year.n_unspecified_last()).unwrap_or_default());
        match (year.readings().next(), year.readings().next_back()) {
            (Some(first), Some(last)) if last - first == count - 1 => self.years(first, count),
            // Before the year 1 digits of astronomical years are not those of the years that are shown.
            (Some(first), Some(last)) if last < 0 => self.join(&self.year(first), &self.year(last)),
            _ => fill(self.strings.year, year.as_str()),
        }
    }

    fn calendar(&self, year: &Digits, month: Option<&Digits>, day: Option<&Digits>) -> String {
        let strings = self.strings;
        let Some(month) = month else {
            return self.some_year(year);
        };
        let small = |digits: &Digits| digits.exact().and_then(|number| u8::try_from(number).ok());
        match (year.exact(), small(month), day.map(small)) {
            (Some(year), Some(month), None) => self.written(year, Some(month), None),
            (Some(year), Some(month), Some(Some(day))) => self.written(year, Some(month), Some(day)),
            (Some(year), Some(month), Some(None)) if day.is_some_and(Digits::is_unspecified) => {
                fill(strings.some_day, &self.written(year, Some(month), None))
            }
            (_, None, _) if month.is_unspecified() && day.is_none_or(Digits::is_unspecified) => {
                let template = if day.is_none() { strings.some_month } else { strings.some_month_and_day };
                fill(template, &self.some_year(year))
            }
            _ => self.single_digits([Some(year), Some(month), day]),
        }
    }

    fn single_digits(&self, parts: [Option<&Digits>; 3]) -> String {
        let [year, finer @ ..] = parts;
        let Some(templates) = self.strings.digits else {
            let sign = if year.is_some_and(Digits::is_negative) { "-" } else { "" };
            let texts: Vec<&str> = parts.into_iter().flatten().map(Digits::as_str).collect();
            return format!("{sign}{}", texts.join("-"));
        };
        let shown = |digits: &Digits| match digits.exact() {
            Some(number) => number.to_string(),
            None if digits.is_unspecified() => self.strings.no_digits.to_owned(),
            None => digits.as_str().to_owned(),
        };
        let year = match year {
            Some(year) if year.is_negative() || year.is_unspecified() => self.some_year(year),
            Some(year) => fill(self.strings.year, &shown(year)),
            None => String::new(),
        };
        let finer = finer.into_iter().zip(templates).filter_map(|(part, template)| Some(fill(template, &shown(part?))));
        [year].into_iter().chain(finer).collect()
    }

    fn year(&self, year: i64) -> String {
        self.written(year, None, None)
    }

    /// A year, a month or a day, in full; beyond the years that locale data covers, the bare figures of the year.
    fn written(&self, year: i64, month: Option<u8>, day: Option<u8>) -> String {
        // A language without a table of its own has its own name of the era in the data.
        let knows_era = matches!(self.language.primary(), "zh" | "ja" | "en");
        let style = if year < 1 && !knows_era { YearStyle::WithEra } else { YearStyle::NoEra };
        let figures = self.by_locale_data((year, month, day), style);
        if let Some(figures) = figures.as_ref().filter(|_| year > 0 || !knows_era) {
            return figures.clone();
        }
        let shown = if year < 1 { 1 - year } else { year };
        let figures = figures.unwrap_or_else(|| fill(self.strings.year, &shown.to_string()));
        if year < 1 { fill(self.strings.before_era, &figures) } else { figures }
    }

    /// `None` beyond the years ±9999.
    fn by_locale_data(&self, (year, month, day): (i64, Option<u8>, Option<u8>), style: YearStyle) -> Option<String> {
        let year = i32::try_from(year).ok()?;
        let date = CalendarDate::<Gregorian>::try_new_gregorian(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        let language = DateTimeFormatterPreferences::from(self.language.identifier());
        macro_rules! format {
            ($fields:ident) => {
                FixedCalendarDateTimeFormatter::<Gregorian, $fields>::try_new(
                    language,
                    $fields::long().with_year_style(style),
                )
                .ok()
                .map(|formatter| formatter.format(&date).to_string())
            };
        }
        match (month, day) {
            (Some(_), Some(_)) => format!(YMD),
            (Some(_), None) => format!(YM),
            _ => format!(Y),
        }
    }
}
