//! Notes as readers meet them: on the right words, at the right passage, in the right language.

use super::harness::{Page, Site};

/// A chapter in two languages and what further files say.
fn site(zh: &str, ja: &str, rest: &str) -> Site {
    Site::new(&format!("--- content/zh/a.md ---\n# 甲\n\n{zh}\n--- content/ja/a.md ---\n# 甲\n\n{ja}\n{rest}"))
}

fn commentary(path: &str, text: &str) -> String {
    format!("--- content/{path} ---\n---\ntitle: C\nannotates: a\n---\n{text}\n")
}

fn marked(page: &Page, id: &str) -> String {
    page.inside(&format!("[id='{id}'] > .passage"))
}

fn without_errors(site: &Site) {
    let report = site.build();
    assert!(!report.contains("error["), "{report}");
}

#[test]
fn words_are_marked_in_the_language_they_were_found_in() {
    let rest = "--- content/zh/b.md ---\n# 乙\n\nab半导体强。 {#p1}\n".to_owned()
        + &commentary("ja/a/c.md", "> [日本語](../a.md#p1)……[半导体](../b.md#p1)\n\n{#q}\n\n評。 {#n}")
        + &commentary("zh/a/c.md", "评。 {#n}");
    let site = site("中文。 {#p1}", "日本語の文章である。 {#p1}", &rest);
    without_errors(&site);
    assert!(marked(&site.page("ja/a.html"), "p1").contains("<mark class=\"note-1\">日本語</mark>"));
    assert!(!site.page("zh/a.html").source.contains("<mark"));
    assert!(!site.page("zh/b.html").source.contains("<mark"), "notes on other works are shown on their own page only");
    let targets = site.page("ja/a/c.html");
    let link = targets.one(".targets a[href='../b.html#p1']");
    assert_eq!(link.attr("hreflang"), Some("zh-Hans"), "a work that the language lacks stands there in another");
}

#[test]
fn a_note_on_a_joined_passage_stands_at_its_host() {
    let rest =
        commentary("ja/a/c.md", "> [二](../a.md#p2)\n\n{#q}\n\n評。 {#n}\n\n> [§](../a.md#p2)\n\n{#r}\n\n評二。 {#m}")
            + &commentary(
                "zh/a/c.md",
                "> [二](../a.md#p2)\n\n{#q}\n\n评。 {#n}\n\n> [§](../a.md#p2)\n\n{#r}\n\n评二。 {#m}",
            );
    let site = site("一。 {#p1}\n\n二。 {#p2}", "一と二。 {#p1 with=p2}", &rest);
    without_errors(&site);
    let page = site.page("ja/a.html");
    assert!(marked(&page, "p1").contains("<mark class=\"note-1\">二</mark>"));
    assert_eq!(page.all("aside.note").len(), 2);
    assert_eq!(site.page("zh/a.html").all("aside.note").len(), 2);
}

#[test]
fn words_around_the_link_decide_also_at_a_space() {
    let note = "> and the [chip](../a.md#p1) again\n\n{#q}\n\nN. {#n}";
    let rest = commentary("zh/a/c.md", note) + &commentary("ja/a/c.md", note);
    let text = "the chip and the chip again {#p1}";
    let site = site(text, text, &rest);
    without_errors(&site);
    let html = marked(&site.page("zh/a.html"), "p1");
    assert!(html.starts_with("<p>the chip and the <mark class=\"note-1\">chip</mark>"), "{html}");
}

#[test]
fn a_note_on_an_item_or_a_part_is_found_there() {
    let note = "> [项](../a.md#i2)\n\n{#q}\n\nN. {#n}\n\n> [段](../a.md#p-2)\n\n{#r}\n\nM. {#m}";
    let rest = commentary("zh/a/c.md", note) + &commentary("ja/a/c.md", note);
    let text = "- 项一 {#i1}\n- 项二 {#i2}\n\n{#list}\n\n段一。 {#p}\n\n段二。 {#p-2 of=p}";
    let site = site(text, text, &rest);
    without_errors(&site);
    let page = site.page("zh/a.html");
    assert!(page.inside("li[id='i2']").starts_with("<mark"));
    assert_eq!(page.inside("li[id='i1']"), "项一");
    assert!(marked(&page, "p").contains("<p>段一。</p>"));
}

#[test]
fn notes_of_files_of_one_name_have_ids_of_their_own() {
    let note = "> [一](../../a.md#p1)\n\n{#q}\n\nN. {#n}";
    let both = |path: &str| commentary(&format!("zh/{path}"), note) + &commentary(&format!("ja/{path}"), note);
    let site = site("一。 {#p1}", "一。 {#p1}", &(both("x y/d/c d.md") + &both("y/d/c d.md")));
    without_errors(&site);
    let page = site.page("zh/a.html");
    for id in ["note.1.q", "note.2.q"] {
        assert_eq!(page.all(&format!("[id='{id}']")).len(), 1, "{id}");
        page.one(&format!("a.note-ref[href='#{id}']"));
    }
}

#[test]
fn a_term_is_linked_over_the_end_of_a_line_and_not_over_the_border_of_an_element() {
    let rest = "--- content/glossary.yaml ---\n\
        soft-law: {kind: concept, labels: {zh: [soft law, 软法], ja: soft law}, reading: {zh: s, ja: s}, definition: {zh: x。, ja: x。}}\n"
        .replace("[soft law, 软法]", "{preferred: soft law, admitted: [软法]}");
    let site = site(
        "soft\nlaw. {#p1}\n\n## 节 {#s}\n\n软**法**，软[^1]法，软法。 {#p2}\n\n[^1]: 注。",
        "soft law. {#p1}\n\n## 節 {#s}\n\n二。 {#p2}",
        &rest,
    );
    without_errors(&site);
    let page = site.page("zh/a.html");
    assert_eq!(page.one("#p1 a.term").text().collect::<String>(), "soft\nlaw");
    assert_eq!(page.all("#p2 a.term").len(), 1);
    assert!(marked(&page, "p2").ends_with("软法</a>。</p>"));
}

#[test]
fn events_are_told_by_footnotes_and_front_pages() {
    let front = |language: &str| format!("--- content/{language}/index.md ---\n# 首\n\n[4月](event:e1)始。 {{#f}}\n");
    let rest = "--- content/timeline.yaml ---\n\
        e1: {date: 2024-04, kind: policy, title: {zh: 一, ja: 一}}\n\
        e2: {date: 2024-05, kind: policy, title: {zh: 二, ja: 二}}\n"
        .to_owned()
        + &front("zh")
        + &front("ja");
    let text = "一。 {#p1}\n\n二[^1]。 {#p2}\n\n[^1]: 见[^2]。\n\n[^2]: [5月](event:e2)。";
    let site = site(text, text, &rest);
    assert_eq!(site.build(), "");
    let page = site.page("zh/timeline.html");
    assert_eq!(page.all("li[id='e1'] a[href='index.html#f']").len(), 1);
    assert_eq!(page.all("li[id='e2'] a[href='a.html#p2']").len(), 1);
}

#[test]
fn a_note_on_several_passages_is_beside_each_and_leads_back_to_each() {
    let note = "> [一](../a.md#p1)……[三](../a.md#p3)\n\n{#q}\n\n评。 {#n}";
    let rest = commentary("zh/a/c.md", note) + &commentary("ja/a/c.md", note);
    let text = "一。 {#p1}\n\n二。 {#p2}\n\n三。 {#p3}";
    let site = site(text, text, &rest);
    without_errors(&site);
    let page = site.page("zh/a.html");
    let hrefs = |selector: &str| page.all(selector).iter().filter_map(|link| link.attr("href")).collect::<Vec<_>>();
    assert_eq!(hrefs("[id='note.1.q'] .back"), ["#p1", "#p3"], "the note leads back to both passages");
    assert!(page.inside("[id='note.1.q']").contains("评。"));
    assert_eq!(hrefs("[id='note.1.q.2'] .ways a"), ["#note.1.q"], "at the second passage the note is a step away");
    assert!(!page.inside("[id='note.1.q.2']").contains("评。"), "its text stands once");
}

/// The text of all words that a page marks for the first commentary, in the passage of that id.
fn marked_words(page: &Page, id: &str) -> String {
    page.all(&format!("[id='{id}'] mark.note-1")).iter().flat_map(|mark| mark.text()).collect()
}

#[test]
fn words_are_found_wherever_a_passage_may_have_them() {
    let text = "\
        ## 软法**治理** {#head}\n\n\
        {漢字|かんじ}很{難|なん}し。 {#ruby}\n\n\
        从**强**调到[链接](https://example.org/)和`代码`止。 {#across}\n\n\
        | 国 | 值 |\n|--|--|\n| 日本 | 三成 |\n| 中国 | 五成 |\n\n{#table}\n\n\
        - 第一项\n- 第二项\n  1. 内层\n\n{#list}\n\n\
        一行\n二行。 {#lines}";
    let quoted = [
        ("head", "法治"),
        ("ruby", "字很難"),
        ("across", "强调到链接和代码"),
        ("table", "五成"),
        ("list", "内层"),
        ("lines", "行二"),
    ];
    let note = |(id, words): &(&str, &str)| format!("> [{words}](../a.md#{id})\n\n{{#q-{id}}}\n\n评。 {{#n-{id}}}\n\n");
    let notes: String = quoted.iter().map(note).collect();
    let site = site(text, text, &(commentary("zh/a/c.md", &notes) + &commentary("ja/a/c.md", &notes)));
    without_errors(&site);
    let page = site.page("zh/a.html");
    for (id, words) in quoted {
        assert_eq!(marked_words(&page, id), words);
        assert_eq!(
            page.all(&format!("[id='{id}'] .note-ref[href='#note.1.q-{id}']")).len(),
            1,
            "{id} has its sign once"
        );
    }
}

#[test]
fn a_note_from_here_to_there_is_beside_both_ends() {
    let note = "> [§ 起](../a.md#start)–[§ 终](../a.md#end)\n\n{#q}\n\n评。 {#n}\n";
    let text = "## 起 {#start}\n\n一。 {#p1}\n\n## 中 {#middle}\n\n二。 {#p2}\n\n## 终 {#end}\n\n三。 {#p3}";
    let site = site(text, text, &(commentary("zh/a/c.md", note) + &commentary("ja/a/c.md", note)));
    without_errors(&site);
    let page = site.page("zh/a.html");
    assert_eq!(page.all("[id='start'] + .notes > .whole").len(), 1);
    assert_eq!(page.all("[id='end'] + .notes > .whole .ways a[href='#note.1.q']").len(), 1);
    assert_eq!(page.all("aside.note").len(), 2, "what lies between is not filled with signs");
    let remark = site.page("zh/a/c.html");
    assert_eq!(
        remark.inside("[id='q'] blockquote p"),
        "<a class=\"see\" href=\"../a.html#start\">§ 起</a>–<a class=\"see\" href=\"../a.html#end\">§ 终</a>"
    );
}
