//! The pages of all comments and of single commentators, and notes that lie over one another.

use super::harness::{Page, Site};

const GLOSSARY: &str = "\
--- content/glossary.yaml ---
aoyama: {kind: person, labels: {zh: 青山, ja: 青山}, reading: {zh: qs, ja: あおやま}, affiliation: {zh: 早大, ja: 早大}, definition: {zh: 学者。, ja: 学者だ。}}
suzuki: {kind: person, labels: {zh: 铃木, ja: 鈴木}, reading: {zh: lm, ja: すずき}, definition: {zh: 学者。, ja: 学者だ。}}
";

/// A work in two languages, a commentary in both, another in Chinese only; a second work that is commented on in Japanese.
fn site() -> Site {
    let head = |by: &str, on: &str| format!("---\ntitle: {by}\nannotates: {on}\nby: [{by}]\n---\n");
    let aoyama = "总论。 {#all}\n\n> [§](../a.md#end)\n\n{#q1}\n\n论二。 {#n1}\n\n> [半导体很强](../a.md#chips)、[结](../a.md#close)\n\n{#q2}\n\n论一。 {#n2}\n";
    let aoyama_ja = "総論。 {#all}\n\n> [§](../a.md#end)\n\n{#q1}\n\n論二。 {#n1}\n\n> [半導体は強い](../a.md#chips)\n\n{#q2}\n\n論一。 {#n2}\n";
    let suzuki =
        "> [很强](../a.md#chips)\n\n{#q1}\n\n铃木评。 {#n1}\n\n> [半导体](../a.md#chips)\n\n{#q2}\n\n再评。 {#n2}\n";
    Site::new(&format!(
        "{GLOSSARY}\
--- content/zh/a.md ---\n# 甲\n\n## 起 {{#start}}\n\n半导体很强。 {{#chips}}\n\n## 终 {{#end}}\n\n结。 {{#close}}\n\
--- content/ja/a.md ---\n# 甲\n\n## 始 {{#start}}\n\n半導体は強い。 {{#chips}}\n\n## 終 {{#end}}\n\n結。 {{#close}}\n\
--- content/zh/b.md ---\n# 乙\n\n乙文。 {{#p}}\n--- content/ja/b.md ---\n# 乙\n\n乙文。 {{#p}}\n\
--- content/zh/a/aoyama.md ---\n{}{aoyama}--- content/ja/a/aoyama.md ---\n{}{aoyama_ja}\
--- content/zh/a/suzuki.md ---\n{}{suzuki}\
--- content/ja/b/aoyama.md ---\n{}> [乙文](../b.md#p)\n\n{{#q}}\n\n乙評。 {{#n}}\n",
        head("aoyama", "a"),
        head("aoyama", "a"),
        head("suzuki", "a"),
        head("aoyama", "b"),
    ))
}

fn built() -> Site {
    let site = site();
    let report = site.build();
    assert!(!report.contains("error["), "{report}");
    site
}

fn texts(page: &Page, selector: &str) -> Vec<String> {
    let text = |element: &scraper::ElementRef<'_>| element.text().collect::<String>().trim().to_owned();
    page.all(selector).iter().map(text).collect()
}

fn hrefs<'p>(page: &'p Page, selector: &str) -> Vec<&'p str> {
    page.all(selector).iter().filter_map(|link| link.attr("href")).collect()
}

#[test]
fn all_comments_stand_in_the_order_of_the_texts() {
    let site = built();
    let page = site.page("zh/comments.html");
    assert_eq!(texts(&page, ".comments h2"), ["甲", "乙"]);
    assert_eq!(hrefs(&page, ".commented h3 > a:first-child"), ["a.html#chips", "a.html#end", "b.html#p"]);
    assert_eq!(texts(&page, ".commented:first-of-type .who").len(), 4);
    let bodies: Vec<String> = texts(&page, ".note > p, .note > div > p");
    let order: Vec<&str> = ["再评。", "论一。", "铃木评。", "论二。", "乙評。"].to_vec();
    let found: Vec<&str> = bodies.iter().map(String::as_str).filter(|text| order.contains(text)).collect();
    assert_eq!(found, order);
    assert_eq!(texts(&page, ".note q"), ["半导体", "半导体很强", "结", "很强", "乙文"]);
    assert_eq!(texts(&page, ".head .summary"), ["全部点评，共5条，按正文次序排列。"]);
    let foreign = page.one(".note > div[lang='ja']");
    assert_eq!(
        foreign.text().collect::<String>().trim(),
        "乙評。",
        "what is there in one language only is marked as such"
    );
}

#[test]
fn quotation_marks_within_a_quotation_are_the_inner_ones() {
    let site = Site::new(&format!(
        "{GLOSSARY}\
--- content/zh/a.md ---\n# 甲\n\n当好“中间人”。 {{#p}}\n--- content/ja/a.md ---\n# 甲\n\n「仲介者」の“役割”。 {{#p}}\n\
--- content/zh/a/aoyama.md ---\n---\ntitle: 评\nannotates: a\nby: [aoyama]\n---\n> [当好“中间人”](../a.md#p)\n\n论。 {{#n}}\n\
--- content/ja/a/aoyama.md ---\n---\ntitle: 評\nannotates: a\nby: [aoyama]\n---\n> [「仲介者」の“役割”](../a.md#p)\n\n論。 {{#n}}\n"
    ));
    let report = site.build();
    assert!(!report.contains("error["), "{report}");
    assert_eq!(texts(&site.page("zh/comments.html"), ".note q"), ["当好‘中间人’"]);
    assert_eq!(texts(&site.page("ja/comments.html"), ".note q"), ["『仲介者』の“役割”"]);
}

#[test]
fn comments_lead_everywhere_and_all_lead_to_them() {
    let site = built();
    for language in ["zh", "ja"] {
        let comments = site.page(&format!("{language}/comments.html"));
        let links = hrefs(&comments, ".commented a, .head a");
        for wanted in
            ["a.html#chips", "a.html#note.1.q2", "a/aoyama.html#q2", "comments/aoyama.html", "comments/suzuki.html"]
        {
            assert!(links.contains(&wanted), "{language}: {wanted} in {links:?}");
        }
        let other = if language == "zh" { "../ja/a.html#chips" } else { "../zh/a.html#chips" };
        assert!(links.contains(&other), "the passage in the other language: {links:?}");
        let chapter = site.page(&format!("{language}/a.html"));
        assert_eq!(hrefs(&chapter, "[id='note.1.q2'] .who > a"), ["comments/aoyama.html"]);
        assert_eq!(hrefs(&chapter, ".places a[href='comments.html']").len(), 1);
        let commentary = site.page(&format!("{language}/a/aoyama.html"));
        assert_eq!(hrefs(&commentary, ".byline a[href='../comments/aoyama.html']").len(), 1);
        let targets = hrefs(&commentary, ".targets a");
        assert!(targets.contains(&"../a.html#end") && targets.iter().any(|to| to.starts_with("../../")), "{targets:?}");
    }
}

#[test]
fn a_commentator_has_a_page_with_all_comments_on_all_works() {
    let site = built();
    let page = site.page("ja/comments/aoyama.html");
    assert_eq!(texts(&page, "h1"), ["青山"]);
    assert!(page.inside(".head").contains("早大") && page.inside(".head").contains("学者だ。"));
    assert_eq!(
        hrefs(&page, ".head a"),
        ["../comments.html", "../a/aoyama.html", "../b/aoyama.html", "../people.html#aoyama"]
    );
    assert_eq!(hrefs(&page, ".places [aria-current]"), ["../comments.html"], "the header says where one is");
    assert_eq!(texts(&page, ".note .who"), [""; 0], "whose comments these are is said once, at the head");
    assert_eq!(texts(&page, ".note q"), ["半導体は強い", "乙文"]);
    assert_eq!(texts(&page, ".comments h2"), ["甲", "乙"]);
    assert!(!page.source.contains("铃木评"));
    let suzuki = site.page("ja/comments/suzuki.html");
    assert_eq!(texts(&suzuki, ".note [lang='zh-Hans'] p"), ["铃木评。", "再评。"]);
    assert_eq!(
        texts(&suzuki, ".note q[lang='zh-Hans']"),
        ["很强", "半导体"],
        "whose words a page lacks keeps its order"
    );
    assert_eq!(hrefs(&suzuki, ".switch a"), ["../../zh/comments/suzuki.html", "suzuki.html"]);
}

#[test]
fn a_site_without_comments_has_no_page_of_them() {
    let site = Site::new(&format!("{GLOSSARY}--- content/zh/a.md ---\n# 甲\n\n文。 {{#p}}\n"));
    site.build();
    assert!(site.output().join("zh/people.html").is_file());
    assert!(!site.output().join("zh/comments.html").exists() && !site.output().join("zh/comments").exists());
    assert!(!site.page("zh/a.html").source.contains("comments"));
}

#[test]
fn notes_over_one_another_are_split_at_their_borders() {
    let site = built();
    let page = site.page("zh/a.html");
    let html = page.inside("[id='chips'] > .passage");
    let marks: Vec<(Vec<&str>, String)> = page
        .all("[id='chips'] mark")
        .iter()
        .map(|mark| (mark.value().classes().collect(), mark.text().collect()))
        .collect();
    let expected = [
        (vec!["note-1", "note-2", "shared"], "半导体".to_owned()),
        (vec!["note-1", "note-2", "shared"], "很强".to_owned()),
    ];
    assert_eq!(marks, expected, "{html}");
    let labels: Vec<_> = page.all("[id='chips'] .note-ref").iter().filter_map(|sign| sign.attr("aria-label")).collect();
    assert_eq!(
        labels,
        ["② 铃木的点评（2）", "① 青山的点评", "② 铃木的点评（1）"],
        "each sign after the end of its own words"
    );
    assert_eq!(texts(&page, "[id='chips'] + .notes > summary"), ["点评3条：青山、铃木"], "a name is said once");
}

#[test]
fn two_notes_of_one_commentator_on_the_same_words_are_told_apart() {
    let note = "> [强](../a.md#p)\n\n{#q1}\n\n一。 {#n1}\n\n> [强](../a.md#p)\n\n{#q2}\n\n二。 {#n2}\n";
    let site = Site::new(&format!(
        "--- content/zh/a.md ---\n# 甲\n\n很强。 {{#p}}\n--- content/zh/a/c.md ---\n---\ntitle: 评\nannotates: a\n---\n{note}"
    ));
    site.build();
    let page = site.page("zh/a.html");
    let passage = page.inside("[id='p'] > .passage");
    assert_eq!(page.all("[id='p'] mark").len(), 1, "{passage}");
    assert!(passage.contains("<mark class=\"note-1 shared\">强</mark>"), "{passage}");
    let signs: Vec<_> =
        page.all("[id='p'] .note-ref").iter().map(|sign| (sign.attr("href"), sign.attr("aria-label"))).collect();
    assert_eq!(signs, [(Some("#note.1.q1"), Some("① 评的点评（1）")), (Some("#note.1.q2"), Some("① 评的点评（2）"))]);
}
