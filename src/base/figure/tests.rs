//! One text, its figures.

use super::{LanguageTag, figures};

/// The figures of a text as a complaint shows them.
fn read(text: &str, language: &str) -> String {
    let language = LanguageTag::parse(language).expect("a language");
    let shown = |figure: &super::Figure| format!("{}={}", &text[figure.range.clone()], figure.kind);
    figures(text, &language).iter().map(shown).collect::<Vec<_>>().join(" | ")
}

#[test]
fn one_value_in_many_spellings() {
    for (text, language, expected) in [
        ("9000亿日元", "zh-Hans", "9000亿日元=900,000,000,000 JPY"),
        ("9,000億円", "ja", "9,000億円=900,000,000,000 JPY"),
        ("1万亿", "zh", "1万亿=1,000,000,000,000"),
        ("1兆", "ja", "1兆=1,000,000,000,000"),
        ("8.5万人", "zh", "8.5万人=85,000 person"),
        ("8万5千人", "ja", "8万5千人=85,000 person"),
        ("85,000 people", "en", "85,000=85,000"),
        ("百分之三十", "zh", "百分之三十=30%"),
        ("３１．２％", "ja", "３１．２％=31.2%"),
        ("二〇二四年", "zh", "二〇二四年=2024"),
        ("令和6年", "ja", "令和6年=2024"),
        ("2024年", "ja", "2024年=2024"),
        ("三倍", "zh", "三倍=3 times"),
        ("3倍", "ja", "3倍=3 times"),
        ("四百五", "zh", "四百五=450"),
        ("四百五", "ja", "四百五=405"),
        ("12个百分点", "zh", "12个百分点=12 percentage points"),
        ("3割5分", "ja", "3割5分=35%"),
        ("2024年1月13日", "ja", "2024年1月13日=January 13, 2024"),
        ("January 13, 2025", "en", "January 13, 2025=January 13, 2025"),
        ("29亿美元", "zh", "29亿美元=2,900,000,000 USD"),
        ("$2.9 billion", "en", "$2.9 billion=2,900,000,000 USD"),
        ("10～20%", "ja", "10=10% | 20%=20%"),
        ("2～3万人", "ja", "2=20,000 person | 3万人=30,000 person"),
        ("2023-24赛季", "zh", "2023=2023 | 24=2024"),
    ] {
        assert_eq!(read(text, language), expected, "{text}");
    }
}

#[test]
fn values_in_words_and_in_the_text_around_them() {
    for (text, language, expected) in [
        ("新臺幣三百億元", "zh-Hant", "新臺幣三百億元=30,000,000,000 TWD"),
        ("七成五", "zh", "七成五=75%"),
        ("“十四五”规划", "zh", "十四五=number 14"),
        ("其中三成为外资", "zh", "三成=30%"),
        ("70亿参数，3亿陆续到位", "zh", "70亿=7,000,000,000 | 3亿=300,000,000"),
        ("壱万参千円", "ja", "壱万参千円=13,000 JPY"),
        ("打八折", "zh", "八折=80% of the price"),
        ("2割引き、20％オフ", "ja", "2割引き=80% of the price | 20％オフ=80% of the price"),
        ("金利を2％引き上げる", "ja", "2％=2%"),
        ("两三年、三四十家", "zh", ""),
        ("2、3年で25年度を迎える", "ja", "25年度=fiscal year 2025"),
        ("增长三倍，增至三倍，翻了两番", "zh", "三倍=3 times more | 三倍=3 times | 翻了两番=4 times"),
        ("每万人、每百户", "zh", "每万人=10,000 person | 每百户=100 thing"),
        ("过半数，一半以上", "zh", "过半=50% | 一半=50%"),
        (
            "the second half of fiscal 2024, two-thirds",
            "en",
            "second half of fiscal 2024=half 2, fiscal year 2024 | two-thirds=2/3",
        ),
        ("three quarters in the 21st century", "en", "three quarters=3 quarter | 21st century=century 21"),
        ("2024年1～3月期，1月至6月", "zh", "2024年1～3月=quarter 1, 2024 | 1月至6月=half 1"),
        ("用户破亿，较上一财年下降50个基点", "zh", "亿=100,000,000 | 一=1 | 50个基点=0.5 percentage points"),
        ("a 240-yen range", "en", "240-yen=240 JPY"),
        ("民國113年", "zh-Hant", "民國113年=2024"),
        ("two hundred and fifty thousand people", "en", "two hundred and fifty thousand=250,000"),
        (
            "fiscal 2024, Q3 2024, the 2020s",
            "en",
            "fiscal 2024=fiscal year 2024 | Q3 2024=quarter 3, 2024 | 2020s=the 2020s",
        ),
        ("https://example.org/2024?a=30%", "ja", ""),
        ("2023年末から24年初め", "ja", "2023年=2023 | 24年=2024"),
        ("2023～24年", "ja", "2023=2023 | 24年=2024"),
        ("2016年6月1日-6月30日", "zh", "2016年6月1日=June 1, 2016 | 6月30日=June 30, 2016"),
        ("2030财年", "zh", "2030财年=fiscal year 2030"),
        ("2030年度", "ja", "2030年度=fiscal year 2030"),
        ("连续三个季度", "zh", "三个季度=3 quarter"),
        ("3四半期連続", "ja", "3四半期=3 quarter"),
        ("5兆字节", "zh", "5兆字节=5 MB"),
        ("四川的一般情况", "zh", ""),
    ] {
        assert_eq!(read(text, language), expected, "{text}");
    }
}
