//! Bibliographies: what is cited, in which words, and the ways there and back.

use proptest::prelude::*;
use scraper::ElementRef;

use crate::harness::{Page, Site};

/// The examples of the rules themselves: GB/T 7714—2015 (sections 4 to 9) and the guide to SIST 02 (JST, 2011).
const PUBLICATIONS: &str = r#"--- content/bibliography.yaml ---
chen: {type: book, title: "国史旧闻: 第1卷", author: 陈登原, date: 2000, page-range: 29, publisher: {name: 中华书局, location: 北京}}
harrison:
  type: book
  title: 经济数学与金融数学
  author: [哈里森, 沃尔德伦]
  affiliated: [{role: translator, names: 谢远涛}]
  date: 2012
  page-range: 235-236
  publisher: {name: 中国人民大学出版社, location: 北京}
peebles:
  type: book
  title: Probability, random variable, and random signal principles
  author: "Peebles, Peyton Z."
  edition: 4
  date: 2001
  publisher: {name: McGraw Hill, location: New York}
cheng:
  type: chapter
  title: 1998年长江洪水的成因与减灾对策
  author: 程根伟
  page-range: 32-36
  parent: {type: book, title: 长江流域洪涝灾害与科技对策, editor: [许厚泽, 赵其国], date: 1999, publisher: {name: 科学出版社, location: 北京}}
yuan:
  type: article
  title: "蓝田生物群: 一个认识多细胞生物起源和早期演化的新窗口"
  author: [袁训来, 陈哲, 肖书海, 万斌]
  date: 2012
  page-range: 3219
  parent: {type: periodical, title: 科学通报, volume: 55, issue: 34}
walls:
  type: article
  title: "Drought, deluge and declines: the impact of precipitation extremes on amphibians in a changing climate"
  author: ["Walls, Susan C.", "Barichivich, William J.", "Brown, Mary E."]
  date: 2013
  page-range: 399-418
  url: {value: http://www.mdpi.com/2079-7737/2/1/399, date: 2013-11-04}
  serial-number: {doi: 10.3390/biology2010399}
  parent: {type: periodical, title: Biology, volume: 2, issue: 1}
lee:
  type: article
  title: Structure of the Ebola virus glycoprotein bound to an antibody from a human survivor
  author: ["Lee, Jeffrey E.", "Fusco, Marnie L.", "Hessell, Ann J.", "Oswald, Wendelien B."]
  date: 2008
  page-range: 177-182
  parent: {type: periodical, title: Nature, volume: 454, issue: 7201}
ding: {type: article, title: 数字革命与竞争国际化, author: 丁文详, date: 2000-11-20, page-range: 15, parent: {type: newspaper, title: 中国青年报}}
zhang: {type: thesis, title: 间断动力系统的随机扰动及其在守恒律方程中的应用, author: 张志祥, date: 1998, publisher: {name: 北京大学, location: 北京}}
cnnic:
  type: report
  title: 第29次中国互联网络发展现状统计报告
  author: 中国互联网络信息中心
  date: 2012-01-16
  url: {value: http://www.cnnic.net.cn/report.pdf, date: 2013-03-26}
who: {type: report, title: "Factors regulating the immune response: report of WHO Scientific Group", author: World Health Organization, date: 1970, publisher: {name: WHO, location: Geneva}}
xiao:
  type: web
  title: 出版业信息化迈入快车道
  author: 萧钰
  date: 2001-12-19
  url: {value: "http://www.creader.com/news/20011219/200112190019.html", date: 2002-04-15}
matsubara:
  type: article
  title: 英文作成支援ツールとしての用例文検索システムESCORT
  author: [松原茂樹, 加藤芳秀, 江川誠二]
  date: 2008
  page-range: 251-259
  parent: {type: periodical, title: 情報管理, volume: 51, issue: 4}
kinoshita: {type: book, title: 理科系の作文技術, author: 木下是雄, date: 1981, page-total: 244, publisher: 中央公論社, parent: {type: book, title: 中公新書, volume: 624}}
law: {type: legislation, title: 个人情报の保護に関する法律, date: 2003-05}
undated: {type: book, title: Undated, author: Nobody}
"#;

const KEYS: &str =
    "chen harrison peebles cheng yuan walls lee ding zhang cnnic who xiao matsubara kinoshita law undated";

const LANGUAGES: &str = "--- site.yaml ---\n\
    title: T\n\
    languages: [{tag: zh-Hans, dir: zh, name: 中文}, {tag: ja, dir: ja, name: 日本語}, {tag: en, dir: en, name: English}]\n\
    rules: {missing-translation: off, missing-unit: off, unit-markup: off, uncited-source: off}\n";

fn site(text: &str) -> Site {
    let site = Site::new(LANGUAGES);
    site.write(text);
    site
}

/// A document of that language that cites everything, once.
fn all_cited(language: &str) -> String {
    let citations: String = KEYS.split(' ').map(|key| format!("[](cite:{key})")).collect();
    format!("--- content/{language}/a.md ---\n# 甲\n\n文{citations} {{#p}}\n")
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>()
}

/// The list of works cited at the end of a page, an entry a line.
fn listed(page: &Page) -> String {
    let entry = |element: ElementRef<'_>| {
        let mut line = String::new();
        for child in element.children().filter_map(ElementRef::wrap).filter(|child| child.value().name() == "span") {
            line += &words(child);
            line += if child.attr("class") == Some("sign") { " " } else { "" };
        }
        line + "\n"
    };
    page.all(".cited li").into_iter().map(entry).collect()
}

/// The citations of a page, side by side.
fn cited(page: &Page) -> String {
    page.all("span.citation").into_iter().map(words).collect::<Vec<_>>().join(" | ")
}

fn check_list(language: &str, expected: &str) -> Page {
    let site = site(PUBLICATIONS);
    site.write(&all_cited(language));
    site.build();
    let page = site.page(&format!("{language}/a.html"));
    assert_eq!(listed(&page), expected);
    page
}

#[test]
fn chinese_texts_cite_as_gb_t_7714_has_it() {
    let page = check_list(
        "zh",
        "\
[1] 陈登原. 国史旧闻: 第1卷[M]. 北京: 中华书局, 2000: 29.
[2] 哈里森, 沃尔德伦. 经济数学与金融数学[M]. 谢远涛, 译. 北京: 中国人民大学出版社, 2012: 235-236.
[3] PEEBLES P Z. Probability, random variable, and random signal principles[M]. 4th\u{a0}ed. New York: McGraw Hill, 2001.
[4] 程根伟. 1998年长江洪水的成因与减灾对策[M]//许厚泽, 赵其国. 长江流域洪涝灾害与科技对策. 北京: 科学出版社, 1999: 32-36.
[5] 袁训来, 陈哲, 肖书海, 等. 蓝田生物群: 一个认识多细胞生物起源和早期演化的新窗口[J]. 科学通报, 2012, 55(34): 3219.
[6] WALLS S C, BARICHIVICH W J, BROWN M E. Drought, deluge and declines: the impact of precipitation extremes on amphibians in a changing climate[J/OL]. Biology, 2013, 2(1): 399-418[2013-11-04]. http://www.mdpi.com/2079-7737/2/1/399. DOI: 10.3390/biology2010399.
[7] LEE J E, FUSCO M L, HESSELL A J, et al. Structure of the Ebola virus glycoprotein bound to an antibody from a human survivor[J]. Nature, 2008, 454(7201): 177-182.
[8] 丁文详. 数字革命与竞争国际化[N]. 中国青年报, 2000-11-20(15).
[9] 张志祥. 间断动力系统的随机扰动及其在守恒律方程中的应用[D]. 北京: 北京大学, 1998.
[10] 中国互联网络信息中心. 第29次中国互联网络发展现状统计报告[R/OL]. (2012-01-16)[2013-03-26]. http://www.cnnic.net.cn/report.pdf.
[11] World Health Organization. Factors regulating the immune response: report of WHO Scientific Group[R]. Geneva: WHO, 1970.
[12] 萧钰. 出版业信息化迈入快车道[EB/OL]. (2001-12-19)[2002-04-15]. http://www.creader.com/news/20011219/200112190019.html.
[13] 松原茂樹, 加藤芳秀, 江川誠二. 英文作成支援ツールとしての用例文検索システムESCORT[J]. 情報管理, 2008, 51(4): 251-259.
[14] 木下是雄. 理科系の作文技術[M]. 中央公論社, 1981.
[15] 个人情报の保護に関する法律[Z]. 2003-05.
[16] Nobody. Undated[M].
",
    );
    assert_eq!(cited(&page), (1..=16).map(|at| format!("[{at}]")).collect::<Vec<_>>().join(" | "));
}

#[test]
fn japanese_texts_cite_as_sist_02_has_it() {
    let page = check_list(
        "ja",
        "\
1) 陈登原. 国史旧闻: 第1卷. 北京, 中华书局, 2000, p. 29.
2) 哈里森, 沃尔德伦. 经济数学与金融数学. 谢远涛訳. 北京, 中国人民大学出版社, 2012, p. 235-236.
3) Peebles, Peyton Z. Probability, random variable, and random signal principles. 4th\u{a0}ed., New York, McGraw Hill, 2001.
4) 程根伟. “1998年长江洪水的成因与减灾对策”. 长江流域洪涝灾害与科技对策. 许厚泽, 赵其国編. 北京, 科学出版社, 1999, p. 32-36.
5) 袁训来, 陈哲, 肖书海ほか. 蓝田生物群: 一个认识多细胞生物起源和早期演化的新窗口. 科学通报. 2012, vol. 55, no. 34, p. 3219.
6) Walls, Susan C.; Barichivich, William J.; Brown, Mary E. Drought, deluge and declines: the impact of precipitation extremes on amphibians in a changing climate. Biology. 2013, vol. 2, no. 1, p. 399-418. doi: 10.3390/biology2010399, http://www.mdpi.com/2079-7737/2/1/399, (accessed 2013-11-04).
7) Lee, Jeffrey E.; Fusco, Marnie L.; Hessell, Ann J. et al. Structure of the Ebola virus glycoprotein bound to an antibody from a human survivor. Nature. 2008, vol. 454, no. 7201, p. 177-182.
8) 丁文详. 数字革命与竞争国际化. 中国青年报. 2000-11-20, p. 15.
9) 张志祥. 间断动力系统的随机扰动及其在守恒律方程中的应用. 北京, 北京大学, 1998.
10) 中国互联网络信息中心. 第29次中国互联网络发展现状统计报告. 2012-01-16. http://www.cnnic.net.cn/report.pdf, (参照 2013-03-26).
11) World Health Organization. Factors regulating the immune response: report of WHO Scientific Group. Geneva, WHO, 1970.
12) 萧钰. “出版业信息化迈入快车道”. 2001-12-19. http://www.creader.com/news/20011219/200112190019.html, (参照 2002-04-15).
13) 松原茂樹, 加藤芳秀, 江川誠二. 英文作成支援ツールとしての用例文検索システムESCORT. 情報管理. 2008, vol. 51, no. 4, p. 251-259.
14) 木下是雄. 理科系の作文技術. 中央公論社, 1981, 244p., (中公新書, 624).
15) 个人情报の保護に関する法律. 2003-05.
16) Nobody. Undated.
",
    );
    assert!(cited(&page).starts_with("1) | 2) | 3)"));
}

#[test]
fn english_texts_cite_author_and_year() {
    let site = site(PUBLICATIONS);
    site.write("--- content/en/a.md ---\n# A\n\nText [](cite:walls), [p. 12](cite:lee), [pp. 3–5](cite:peebles), [Chapter 6](cite:peebles), [](cite:who,undated). {#p}\n");
    site.build();
    let page = site.page("en/a.html");
    assert_eq!(
        cited(&page),
        "(Walls et al., 2013) | (Lee et al., 2008, p. 12) | (Peebles, 2001, pp. 3–5) | (Peebles, 2001, chap. 6) | (World Health Organization, 1970; Nobody, n.d.)"
    );
    assert_eq!(
        listed(&page),
        "\
Lee, J. E., Fusco, M. L., Hessell, A. J., & Oswald, W. B. (2008). Structure of the Ebola virus glycoprotein bound to an antibody from a human survivor. Nature, 454(7201), 177–182.
Nobody (n.d.). Undated.
Peebles, P. Z. (2001). Probability, random variable, and random signal principles (4th ed.). McGraw Hill.
Walls, S. C., Barichivich, W. J., & Brown, M. E. (2013). Drought, deluge and declines: the impact of precipitation extremes on amphibians in a changing climate. Biology, 2(1), 399–418. https://doi.org/10.3390/biology2010399
World Health Organization (1970). Factors regulating the immune response: report of WHO Scientific Group. WHO.
"
    );
}

#[test]
fn places_in_a_work_belong_to_its_citation_and_other_words_stay() {
    let site = site(PUBLICATIONS);
    site.write("--- content/zh/a.md ---\n# 甲\n\n甲[第3—5页](cite:chen)，乙[第三章](cite:chen)，丙[他的话](cite:yuan,chen,walls)。 {#p}\n\n| 表 |\n| --- |\n| 格[](cite:who) |\n\n注[^1]。\n\n[^1]: 脚注[](cite:xiao)。\n");
    site.build();
    let page = site.page("zh/a.html");
    assert_eq!(cited(&page), "[1]3-5 | [1]第三章 | [1-3] | [4] | [5]");
    assert_eq!(page.unit_text("p").expect("it is there").trim(), "甲[1]3-5，乙[1]第三章，丙他的话[1-3]。");
    // From a citation to its entry, and back to each citation of it.
    let entry = page.one("[id='ref.chen']");
    let back = scraper::Selector::parse("a.back").expect("a selector");
    let backs: Vec<_> = entry.select(&back).filter_map(|link| link.attr("href")).collect();
    assert_eq!(backs, ["#cite.1", "#cite.2", "#cite.3", "references.html#chen"]);
    for link in page.all("main a[href^='#']") {
        let id = link.attr("href").expect("it was asked for").trim_start_matches('#');
        assert!(page.all("[id]").iter().any(|element| element.attr("id") == Some(id)), "{id}");
    }
    let references = site.page("zh/references.html");
    assert_eq!(references.all(".references li").len(), 16);
    assert!(references.inside("[id='chen'] .uses").contains("a.html#p"));
}

#[test]
fn a_site_chooses_its_styles_and_an_entry_says_what_a_language_calls_it() {
    let site = site(
        r#"--- site.yaml ---
title: T
languages: [{tag: zh-Hans, dir: zh, name: 中文}, {tag: ja, dir: ja, name: 日本語}]
citations: {zh: gb-7714-author-date, ja: own.csl}
--- content/bibliography.bib ---
@book{knuth:1984, title = {The {TeX}book}, author = {Knuth, Donald E.}, year = {1984}, publisher = {Addison-Wesley}, keywords = {x}}
--- content/bibliography/more.yaml ---
report: {type: report, title: 报告, author: Federal Trade commission, date: 2024, language: zh, languages: {ja: {title: 報告書}}}
same: {type: report, title: 又一报告, author: Federal Trade commission, date: 2024, language: zh}
--- content/bibliography/own.csl ---
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>t</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation><layout prefix="〔" suffix="〕"><text variable="title" font-style="italic"/></layout></citation>
</style>
--- content/zh/a.md ---
# 甲

文[](cite:report)[](cite:same)[](cite:knuth:1984)。 {#p}
--- content/ja/a.md ---
# 甲

文[](cite:report)[](cite:same)[](cite:knuth:1984)。 {#p}
"#,
    );
    let report = site.build();
    assert_eq!(report.lines().count(), 0, "nothing is complained of: {report}");
    let page = site.page("zh/a.html");
    assert_eq!(
        cited(&page),
        "（Federal Trade commission, 2024a） | （Federal Trade commission, 2024b） | （Knuth, 1984）"
    );
    assert!(listed(&page).contains("KNUTH D E, 1984. The TeXbook[M]. Addison-Wesley.\n"), "{}", listed(&page));
    let page = site.page("ja/a.html");
    assert_eq!(cited(&page), "〔報告書〕 | 〔又一报告〕 | 〔The TeXbook〕");
    // A style without a list leads to the page of all.
    assert_eq!(page.all("span.citation a")[0].attr("href"), Some("references.html#report"));
}

#[test]
fn what_a_bibliography_says_is_never_markup() {
    let site = site(
        r#"--- content/bibliography.yaml ---
x: {type: book, title: '<script>alert(1)</script> & $x$', author: '"><img src=x onerror=alert(1)>', publisher: '</li><b>'}
--- content/en/a.md ---
# A

Text [](cite:x). {#p}
"#,
    );
    site.build();
    for page in ["en/a.html", "en/references.html"] {
        let page = site.page(page);
        assert!(page.all("main img, main b, main script").is_empty());
        let text: String = page.one("main").text().collect();
        let is_kept = |words: &str| text.contains(words);
        assert!(is_kept("<script>alert(1)</script> & $x$") && is_kept("<img src=x onerror=alert(1)>"), "{text}");
    }
}

#[test]
fn a_note_on_a_page_cites_from_the_list_of_its_commentary() {
    let site = site(PUBLICATIONS);
    site.write("--- content/zh/a.md ---\n# 甲\n\n正文[](cite:chen)有话。 {#p}\n--- content/zh/a/note.md ---\n---\ntitle: 评\nannotates: a\n---\n\n> [有话](../a.md#p)\n\n评[](cite:yuan)。\n");
    site.build();
    let page = site.page("zh/a.html");
    let links: Vec<_> = page.all("span.citation a").into_iter().filter_map(|link| link.attr("href")).collect();
    assert_eq!(links, ["#ref.chen", "a/note.html#ref.yuan"]);
    assert_eq!(page.all("[id='cite.1']").len(), 1);
    assert_eq!(listed(&site.page("zh/a/note.html")).lines().count(), 1);
}

/// A work that cites every entry of a bibliography, in the order of the file, in Chinese; the style of Chinese texts.
fn cited_in_order(bibliography: &str, keys: &str, style: &str) -> Page {
    let site = Site::new(&format!(
        "--- site.yaml ---\ntitle: T\nlanguages: [{{tag: zh-Hans, dir: zh, name: 中文}}]\ncitations: {{zh: {style}}}\n{bibliography}"
    ));
    let citations: String = keys.split(' ').map(|key| format!("文[](cite:{key})")).collect();
    site.write(&format!("--- content/zh/a.md ---\n# 甲\n\n{citations}\n"));
    site.build();
    site.page("zh/a.html")
}

const VOLUMES: &str = r#"--- content/bibliography.yaml ---
marx:
  type: chapter
  title: 关于《工资、价格和利润》的报告札记
  author: 马克思
  page-range: 505
  language: zh
  parent: {type: book, title: 马克思恩格斯全集, author: [马克思, 恩格斯], volume: 44, date: 1982, publisher: {name: 人民出版社, location: 北京}}
dang: {type: book, title: 清代档案, author: 档案馆, volume: 3, edition: 2, date: 2001, language: zh, publisher: {name: 甲社, location: 北京}}
nihon: {type: book, title: 日本史, author: 山田太郎, volume: 2, edition: 3, date: 2001, language: ja, publisher: {name: 乙社, location: 東京}}
upper: {type: book, title: 上下两卷, author: 李四, volume: 上, date: 2001, language: zh, publisher: {name: 甲社, location: 北京}}
west: {type: book, title: History, author: "Smith, John", volume: 1, edition: 2, date: 2001, language: en, publisher: {name: Press, location: London}}
"#;

#[test]
fn volumes_and_editions_are_counted_as_the_language_of_the_work_counts() {
    let page = cited_in_order(VOLUMES, "marx dang nihon upper west", "gb-7714");
    let list = listed(&page);
    for entry in [
        "关于《工资、价格和利润》的报告札记[M]//",
        "马克思恩格斯全集: 第44卷. 北京: 人民出版社, 1982: 505.",
        "档案馆. 清代档案: 第3卷[M]. 2版. 北京",
        "山田太郎. 日本史: 第2巻[M]. 3版. 東京",
        "李四. 上下两卷: 上[M]. 北京",
        "SMITH J. History: Vol.\u{a0}1[M]. 2nd\u{a0}ed. London",
    ] {
        assert!(list.contains(entry), "{entry}\n{list}");
    }
    let list = listed(&cited_in_order(VOLUMES, "dang nihon west", "sist-02"));
    for entry in [
        "第2版, 北京, 甲社, 2001, vol. 3.",
        "第3版, 東京, 乙社, 2001, vol. 2.",
        "2nd\u{a0}ed., London, Press, 2001, vol. 1.",
    ] {
        assert!(list.contains(entry), "{entry}\n{list}");
    }
}

const MIXED: &str = r#"--- content/bibliography.yaml ---
late: {type: book, title: 甲, author: 张三, date: 2024, language: zh, publisher: 社}
early: {type: book, title: 乙, author: 张三, date: 2024, language: zh, publisher: 社}
bai: {type: book, title: 丙, author: 白二, date: 2020, language: zh, publisher: 社}
yama: {type: book, title: 丁, author: 山田太郎, date: 2020, language: ja, publisher: 社}
smith: {type: book, title: Book, author: "Smith, John", date: 2020, language: en, publisher: Press}
law: {type: book, title: 佚名之书, date: 2001, language: zh, publisher: 社}
"#;

#[test]
fn a_list_by_authors_keeps_languages_together_and_letters_in_order() {
    let page = cited_in_order(MIXED, "smith late yama early bai law", "gb-7714-author-date");
    assert_eq!(
        listed(&page),
        "\
白二, 2020. 丙[M]. 社.
佚名, 2001. 佚名之书[M]. 社.
张三, 2024a. 甲[M]. 社.
张三, 2024b. 乙[M]. 社.
山田太郎, 2020. 丁[M]. 社.
SMITH J, 2020. Book[M]. Press.
"
    );
    assert!(cited(&page).ends_with("（佚名, 2001）"), "{}", cited(&page));
    let list = listed(&cited_in_order(MIXED, "late early", "author-date"));
    assert_eq!(list, "张三 (2024a). 甲. 社.\n张三 (2024b). 乙. 社.\n");
}

const BIBTEX: &str = r#"--- content/bibliography.bib ---
@book{bai, title={书}, subtitle={副题}, author={白居易 and others}, year=2001, publisher={甲}, langid={chinese}}
@incollection{yama, title={章}, author={山田太郎 and others}, booktitle={本}, editor={鈴木次郎}, year=2001, publisher={甲}, langid={japanese}, pages={3--9}}
@article{li, title={Same}, author={Li, Wei and others}, journaltitle={J}, year={2010}, language={en-US}}
"#;

#[test]
fn bibtex_says_subtitles_languages_and_others() {
    let list = listed(&cited_in_order(BIBTEX, "bai yama li", "gb-7714"));
    assert_eq!(
        list,
        "\
[1] 白居易, 等. 书: 副题[M]. 甲, 2001.
[2] 山田太郎, ほか. 章[M]//鈴木次郎. 本. 甲, 2001: 3-9.
[3] LI W, et al. Same[J]. J, 2010.
"
    );
    let list = listed(&cited_in_order(BIBTEX, "yama", "sist-02"));
    assert!(list.contains("本. 鈴木次郎編. 甲, 2001, p. 3-9."), "{list}");
}

#[test]
fn a_draft_tells_nobody_what_it_cites() {
    let site = Site::new(
        "--- content/bibliography.yaml ---\na: {type: book, title: 甲, author: 江, date: 2024}\n--- content/zh/secret.md ---\n---\ntitle: 密稿\ndraft: true\n---\n\n文[](cite:a)。\n--- content/zh/open.md ---\n# 乙\n\n文[](cite:a)。 {#p}\n",
    );
    site.build();
    let page = site.page("zh/references.html");
    assert_eq!(page.all(".references .uses a").len(), 1);
    assert!(!page.source.contains("密稿") && !page.source.contains("secret"));
}

#[test]
fn citations_stand_wherever_text_stands() {
    let site = site(PUBLICATIONS);
    site.write("--- content/zh/a.md ---\n# 甲\n\n## 节[](cite:chen) {#h}\n\n- 项[](cite:yuan)\n\n> 引[](cite:lee)\n");
    site.build();
    let page = site.page("zh/a.html");
    assert_eq!(cited(&page), "[1] | [2] | [3]");
    // A table of contents names a section, and cites nothing.
    assert!(page.all("nav a, .contents a").iter().all(|link| !words(*link).contains("[1]")));
    let ids: Vec<_> = page.all("[id]").into_iter().filter_map(|element| element.attr("id")).collect();
    assert_eq!(ids.len(), ids.iter().collect::<std::collections::BTreeSet<_>>().len(), "{ids:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_key_and_any_place_is_cited_or_told(
        place in "(第|p\\. ?|§|vol|图|[0-9ivx一三—～, ]){0,6}[^\n\\[\\]<>`\\\\]{0,8}(页|章|ページ)?",
        key in "(a|b|[a-z,.:é江-]){0,5}[^\n()<>\\s]{0,3}",
    ) {
        let site = Site::new("--- content/bibliography.yaml ---\na: {type: book, title: 甲, date: 2024}\nb: {type: book, title: B, author: 'X, Y'}\n");
        site.write(&format!("--- content/zh/a.md ---\n# 甲\n\n文[{place}](cite:{key})[{place}](cite:a)。\n"));
        let report = site.build();
        prop_assert!(report.contains("error[") || !site.page("zh/a.html").all("span.citation").is_empty(), "{}", report);
    }

    #[test]
    fn any_bibliography_is_read_or_told(
        yaml in "a:\n(  (type|title|author|date|parent|page-range|volume|url|languages): ?[a-z0-9{}\\[\\],:'甲 -]{0,12}\n){0,4}",
        bibtex in "@(book|article|string|comment|xyz)\\{(b|x)?,? ?(title|author|year|date|crossref|xdata|langid|subtitle) ?= ?[{\"]?[a-z0-9{}\\\\\"#$~甲, -]{0,16}[}\"]?,?\n?\\}?",
        csl in "<style[^>]{0,6}>(<(citation|layout|text|macro|names|date|choose|if)[ a-z=\"]{0,14}/?>|</(citation|layout|macro|style)>){0,8}",
    ) {
        let site = Site::new("--- content/zh/a.md ---\n# 甲\n\n文[](cite:a)[p. 3](cite:b)。\n");
        site.write_bytes("content/bibliography.yaml", yaml.as_bytes());
        site.write_bytes("content/bibliography.bib", bibtex.as_bytes());
        site.write_bytes("content/bibliography/own.csl", csl.as_bytes());
        site.build();
    }
}
