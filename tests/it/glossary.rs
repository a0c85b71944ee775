//! Terms in texts, and the pages of entries: what is found where, what is linked, and what an entry leads to.

use super::harness::{Page, SITE, Site};

/// A site of one text in Chinese with a glossary. Nothing is translated here, and labels need no reading.
fn site(body: &str, glossary: &str) -> Site {
    let lenient = SITE.replace("kinds:", "rules: {missing-translation: off, missing-reading: off}\nkinds:");
    Site::new(&format!("{lenient}--- content/zh/a.md ---\n# 甲\n\n{body}\n--- content/glossary.yaml ---\n{glossary}"))
}

fn built(site: Site) -> Site {
    let report = site.build();
    assert!(!report.contains("error["), "{report}");
    site
}

/// The words that the first passage links to terms, with the ids of the terms.
fn linked(body: &str, glossary: &str) -> Vec<String> {
    let site = built(site(&format!("{body} {{#x}}"), glossary));
    let page = site.page("zh/a.html");
    let links = page.all("#x .passage a.term");
    let link = |link: &scraper::ElementRef<'_>| {
        let href = link.attr("href").unwrap_or_default();
        format!("{} → {}", link.text().collect::<String>(), href.split_once('#').map_or("", |(_, id)| id))
    };
    links.iter().map(link).collect()
}

/// Concepts by id and labels, as a list of `id: labels`.
fn concepts(labels: &[(&str, &str)]) -> String {
    labels.iter().map(|(id, labels)| format!("{id}: {{kind: concept, labels: {{zh: {labels}}}}}\n")).collect()
}

fn entry(page: &Page, id: &str) -> String {
    let entry = page.one(&format!(".entry[id='{id}']"));
    entry.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_longest_label_is_found() {
    let glossary = concepts(&[("soft", "软法"), ("paradigm", "软法范式"), ("mode", "范式转换")]);
    assert_eq!(linked("软法范式转换，软法。", &glossary), ["软法范式 → paradigm", "软法 → soft"]);
    assert_eq!(linked("软法，软法范式。", &glossary), ["软法 → soft", "软法范式 → paradigm"]);
    assert_eq!(linked("新软法", &glossary), ["软法 → soft"]);
}

#[test]
fn letters_of_another_width_or_case_are_found_with_exact_ranges() {
    let glossary = concepts(&[("ai", "AI"), ("openai", "OpenAI"), ("guide", "ガイドライン"), ("it", "IT")]);
    assert_eq!(linked("用ＡＩ。", &glossary), ["ＡＩ → ai"]);
    assert_eq!(linked("用ai吧。", &glossary), ["ai → ai"]);
    assert_eq!(linked("（Ａｉ）时代。", &glossary), ["Ａｉ → ai"]);
    assert_eq!(linked("用ＯＰＥＮａｉ，再用openai。", &glossary), ["ＯＰＥＮａｉ → openai"]);
    assert_eq!(linked("見ｶﾞｲﾄﾞﾗｲﾝ書。", &glossary), ["ｶﾞｲﾄﾞﾗｲﾝ → guide"]);
    // Among Latin words a short one is another word.
    assert_eq!(linked("“What it is”，and ai too。", &glossary), [""; 0]);
    assert_eq!(linked("it", &glossary), [""; 0]);
}

#[test]
fn latin_labels_end_where_words_end() {
    let glossary = concepts(&[("ai", "AI"), ("chip", "チップ"), ("gpt", "GPT-4")]);
    assert_eq!(linked("MAIN、AIM、OpenAI、AI2、日本AI。", &glossary), ["AI → ai"]);
    assert_eq!(linked("MAINとAI's", &glossary), ["AI → ai"]);
    assert_eq!(linked("マイクロチップ、チップ代。", &glossary), ["チップ → chip"]);
    assert_eq!(linked("GPT-4o和GPT-4。", &glossary), ["GPT-4 → gpt"]);
}

#[test]
fn code_links_headings_and_other_terms_keep_their_words() {
    let glossary = concepts(&[("soft", "软法"), ("council", "软法会议")]);
    assert_eq!(linked("`软法`，后有软法。", &glossary), ["软法 → soft"]);
    assert_eq!(linked("[软法](https://example.org/)，后有软法。", &glossary), ["软法 → soft"]);
    assert_eq!(linked("[软法会议](term:council)。", &glossary), ["软法会议 → council"]);
    assert_eq!(linked("[软法](term:)，后有软法。", &glossary), ["软法 → soft"]);
    let site = built(site(
        "## 软法 {#h}\n\n`软法` {#code}\n\n[软法](term:) {#none}\n\n[软法](term:council) {#other}\n\n软法 {#x}",
        &glossary,
    ));
    let page = site.page("zh/a.html");
    assert_eq!(page.all("#h a.term").len(), 0);
    assert_eq!(page.all("#x a.term").len(), 1, "a heading is no first mention");
    let uses: Vec<_> =
        site.page("zh/glossary.html").all("#soft .uses a").iter().map(|a| a.attr("href").unwrap().to_owned()).collect();
    assert_eq!(
        uses,
        ["a.html#h", "a.html#x", "../ja/glossary.html#soft"],
        "neither code nor what is linked to another term"
    );
}

#[test]
fn all_labels_are_found_and_deprecated_ones_are_not_linked() {
    let glossary =
        "soft: {kind: concept, labels: {zh: {preferred: 软法, admitted: [柔性法], deprecated: [软性法律]}}}\n";
    assert_eq!(linked("软性法律，柔性法，软法。", glossary), ["柔性法 → soft"]);
    let site = built(site("软性法律。 {#x}\n\n柔性法。 {#y}", glossary));
    let page = site.page("zh/glossary.html");
    assert_eq!(entry(&page, "soft"), "软法 概念 亦作 柔性法 不再使用 软性法律 见于 1 2 日本語");
}

#[test]
fn a_term_that_an_element_or_a_ruby_cuts_is_mentioned_and_not_linked() {
    let glossary = concepts(&[("soft", "软法")]);
    assert_eq!(linked("**软**法，**软法**。", &glossary), ["软法 → soft"]);
    assert_eq!(linked("{软法|ruan fa}在此。", &glossary), ["软法(ruan fa) → soft"]);
    assert_eq!(linked("软\n法在此。", &glossary), ["软法 → soft"]);
    let site = built(site("**软**法。 {#x}", &glossary));
    assert_eq!(site.page("zh/glossary.html").all("#soft .uses a[href='a.html#x']").len(), 1);
}

#[test]
fn labels_are_words_and_no_patterns() {
    let glossary = concepts(&[
        ("tag", "\"<b>\""),
        ("entity", "\"&amp;\""),
        ("quote", "'他说\"好\"'"),
        ("regex", "'a.*(b)+[c]'"),
        ("plus", "C++"),
        ("sushi", "🍣"),
        ("woman", "👩"),
    ]);
    assert_eq!(linked(r"写\<b>吧", &glossary), ["<b> → tag"]);
    assert_eq!(linked("写&amp;amp;吧", &glossary), ["&amp; → entity"]);
    assert_eq!(linked("他说\"好\"了", &glossary), ["他说\"好\" → quote"]);
    assert_eq!(linked(r"式a.\*(b)+\[c\]与axx(b)", &glossary), ["a.*(b)+[c] → regex"]);
    assert_eq!(linked("用C++写", &glossary), ["C++ → plus"]);
    assert_eq!(linked("吃🍣，看👩\u{200d}💻和👩。", &glossary), ["🍣 → sushi", "👩 → woman"]);
    let site = built(site(r"写\<b>吧 {#x}", &glossary));
    let page = site.page("zh/glossary.html");
    assert_eq!(page.one("#tag b").text().collect::<String>(), "<b>");
    assert!(page.source.contains("&lt;b&gt;") && page.source.contains("&amp;amp;"));
    assert!(site.page("zh/a.html").inside("[id='def.tag']").contains("&lt;b&gt;"));
}

#[test]
fn a_label_may_be_the_same_in_every_language_and_very_long() {
    let long = "长".repeat(3000);
    let glossary =
        format!("ai: {{kind: concept, labels: {{zh: AI, ja: AI}}}}\nlong: {{kind: concept, labels: {{zh: {long}}}}}\n");
    assert_eq!(linked(&format!("AI与{long}。"), &glossary), ["AI → ai".to_owned(), format!("{long} → long")]);
}

#[test]
fn a_letter_is_not_cut_from_its_marks() {
    let glossary = concepts(&[("cafe", "cafe")]);
    assert_eq!(linked("去cafe\u{301}，去cafe。", &glossary), ["cafe → cafe"]);
}

/// Known gap: Arabic writes و and ال in one word with what follows. The words are found where they stand alone.
#[test]
fn arabic_words_with_what_is_attached_to_them_are_not_found() {
    let glossary = concepts(&[("japan", "اليابان")]);
    assert_eq!(linked("عن اليابان.", &glossary), ["اليابان → japan"]);
    assert_eq!(linked("واليابان.", &glossary), [""; 0]);
}

/// One entry of each kind.
const KINDS: &str = "\
soft: {kind: concept, labels: {zh: 软法, ja: ソフトロー}, reading: {zh: ruan fa, ja: そふとろー}, related: [law]}
law: {kind: policy, labels: {zh: 基本法, ja: 基本法}, reading: {zh: ji ben fa, ja: きほんほう}}
boj: {kind: organization, labels: {zh: 央行, ja: 日銀}, reading: {zh: yang hang, ja: にちぎん}}
sato: {kind: person, labels: {zh: 佐藤, ja: 佐藤}, reading: {zh: zuo teng, ja: さとう}}
chitose: {kind: place, labels: {zh: 千岁, ja: 千歳}, reading: {zh: qian sui, ja: ちとせ}}
paper: {kind: work, labels: {zh: 白皮书, ja: 白書}, reading: {zh: bai pi shu, ja: はくしょ}}
";

#[test]
fn every_kind_has_a_page_and_old_addresses_lead_on() {
    let site = built(site("软法 {#x}", KINDS));
    for (page, id) in [
        ("glossary", "soft"),
        ("people", "sato"),
        ("organizations", "boj"),
        ("policies", "law"),
        ("places", "chitose"),
        ("works", "paper"),
    ] {
        for language in ["zh", "ja"] {
            let built = site.page(&format!("{language}/{page}.html"));
            assert_eq!(built.all(&format!(".entry[id='{id}']:not(.see)")).len(), 1, "{language}/{page}#{id}");
            let row: Vec<_> = built.all(".registers a").iter().map(|a| a.attr("href").unwrap().to_owned()).collect();
            let all = ["glossary", "people", "organizations", "policies", "places", "works"];
            assert_eq!(row, all.map(|page| format!("{page}.html")), "{page}");
            assert_eq!(built.one(".registers a[aria-current]").attr("href").unwrap(), format!("{page}.html"));
            if page != "glossary" {
                let index = site.page(&format!("{language}/glossary.html"));
                assert_eq!(
                    index.one(&format!(".entry.see[id='{id}'] a")).attr("href").unwrap(),
                    format!("{page}.html#{id}")
                );
            }
        }
    }
    let people = site.page("zh/people.html");
    assert_eq!(people.one("#boj.see a").attr("href").unwrap(), "organizations.html#boj");
    let order: Vec<_> =
        site.page("zh/glossary.html").all(".entry").iter().map(|e| e.attr("id").unwrap().to_owned()).collect();
    assert_eq!(order, ["paper", "law", "chitose", "soft", "boj", "sato"], "in the order of pinyin");
    let order: Vec<_> =
        site.page("ja/glossary.html").all(".entry").iter().map(|e| e.attr("id").unwrap().to_owned()).collect();
    assert_eq!(order, ["law", "sato", "soft", "chitose", "boj", "paper"], "in the order of kana");
}

#[test]
fn pages_without_entries_are_not_made() {
    let persons = built(site("佐藤 {#x}", "sato: {kind: person, labels: {zh: 佐藤}}\n"));
    assert!(!persons.output().join("zh/glossary.html").exists(), "persons need no index");
    let page = persons.page("zh/people.html");
    assert_eq!(page.all(".registers").len(), 0);
    assert_eq!(page.all(".places a").len(), 2);
    let banks = built(site("央行 {#x}", "boj: {kind: organization, labels: {zh: 央行}}\n"));
    assert!(!banks.output().join("zh/policies.html").exists());
    let page = banks.page("zh/a.html");
    let header: Vec<_> = page.all(".places a").iter().map(|a| a.attr("href").unwrap().to_owned()).collect();
    assert_eq!(header, ["a.html", "glossary.html"], "no people, and the organizations are in the index");
    assert_eq!(banks.page("zh/people.html").one("#boj a").attr("href").unwrap(), "organizations.html#boj");
}

#[test]
fn documents_link_entries_by_any_page_that_reaches_them() {
    let site = built(site(
        "[一](glossary.md#soft)、[二](glossary.md#boj)、[三](people.md#boj)、[四](organizations.md#boj)、[五](works.md) {#x}",
        KINDS,
    ));
    let page = site.page("zh/a.html");
    let links: Vec<_> = page.all("#x .passage a").iter().map(|a| a.attr("href").unwrap().to_owned()).collect();
    assert_eq!(
        links,
        [
            "glossary.html#soft",
            "organizations.html#boj",
            "organizations.html#boj",
            "organizations.html#boj",
            "works.html"
        ]
    );
}

#[test]
fn related_entries_lead_to_one_another() {
    let site = built(site("软法 {#x}", KINDS));
    assert_eq!(site.page("zh/glossary.html").all("#soft a[href='policies.html#law']").len(), 1);
    assert_eq!(site.page("zh/policies.html").all("#law a[href='glossary.html#soft']").len(), 1, "both ways");
}

/// Two passages, a commentary on the words of one, an event told in the other.
const RICH: &str = "\
--- content/zh/a.md ---
# 甲

## 概览 {#overview}

央行与软法。 {#first}

[4月](event:e)央行加息，软法再议[^n]。 {#second}

[^n]: 佐藤所言。
--- content/zh/a/sato.md ---
---
title: 点评
annotates: a
by: sato
---
> 央行与[软法](../a.md#first)

{#q1}

评。 {#n1}
--- content/timeline.yaml ---
e: {date: 2024-04, kind: policy, title: {zh: 加息, ja: 利上げ}}
";

#[test]
fn an_entry_tells_all_that_has_to_do_with_it() {
    let site = site("", KINDS);
    site.write(RICH);
    let site = built(site);
    let organizations = site.page("zh/organizations.html");
    let uses: Vec<_> = organizations.all("#boj .uses a[href^='a.html']").iter().map(|a| a.inner_html()).collect();
    assert_eq!(uses, ["甲", "1.1", "1.2"], "every passage, not only first mentions");
    assert_eq!(organizations.all("#boj .told a[href='timeline.html#e']").len(), 1);
    assert_eq!(organizations.all("#boj a[href^='a.html#note']").len(), 0, "the note is on other words");
    let glossary = site.page("zh/glossary.html");
    let note = glossary.one("#soft a[href='a.html#note.1.q1']");
    assert_eq!(note.inner_html(), "佐藤 1.1");
    let people = site.page("zh/people.html");
    assert_eq!(people.all("#sato a[href='a/sato.html']").len(), 1, "what a person wrote");
    assert_eq!(people.all("#sato .uses a[href='a.html#second']").len(), 1, "a footnote belongs to its passage");
    assert!(entry(&people, "sato").starts_with("佐藤 zuo teng 佐藤 点评 点评"), "{}", entry(&people, "sato"));
}

#[test]
fn passages_of_another_page_than_the_one_text_are_listed_under_its_title() {
    let body = "# 首页\n\n软法。 {#start}\n";
    let site = built(site(&format!("甲。\n--- content/zh/index.md ---\n{body}"), KINDS));
    let entry = entry(&site.page("zh/glossary.html"), "soft");
    assert!(entry.contains("见于 首页 1"), "{entry}");
}

#[test]
fn a_long_list_of_passages_is_folded_by_work_and_section() {
    let body = |sections: usize, passages: usize| {
        let section = |at: usize| {
            let passages = (0..passages).map(|passage| format!("软法。 {{#s{at}-{passage}}}\n\n")).collect::<String>();
            format!("## 第{at}节 {{#h{at}}}\n\n{passages}")
        };
        (0..sections).map(section).collect::<String>()
    };
    let few = built(site(&body(2, 5), KINDS));
    assert_eq!(few.page("zh/glossary.html").all("#soft details").len(), 0);
    assert_eq!(few.page("zh/glossary.html").all("#soft .uses a[href^='a.html']").len(), 10);
    let many = built(site(&body(4, 20), KINDS));
    let page = many.page("zh/glossary.html");
    assert_eq!(page.one("#soft .told summary").inner_html(), "见于80段");
    assert_eq!(page.all("#soft .told > details > ul > li").len(), 4);
    assert_eq!(page.all("#soft .told .passages a").len(), 80);
    assert!(page.inside("#soft .told li:first-child").starts_with(r#"<a href="a.html#h0">1 第0节</a>"#));
}

#[test]
fn only_terms_that_a_page_links_are_defined_on_it() {
    let site = built(site("软法 {#x}", KINDS));
    let page = site.page("zh/a.html");
    let definitions: Vec<_> = page.all(".definitions [id]").iter().map(|e| e.attr("id").unwrap().to_owned()).collect();
    assert_eq!(definitions, ["def.soft"]);
}

/// A glossary of that many persons, 500 entries of other kinds, and texts that name some of them.
fn crowd(persons: usize) -> Site {
    let person = |at: usize| {
        format!(
            "p{at}: {{kind: person, labels: {{zh: 人{at}号, ja: 人{at}番}}, reading: {{zh: ren {at}, ja: ひと{at}}}}}\n"
        )
    };
    let glossary: String = (0..persons).map(person).collect();
    let body: String = (0..200).map(|at| format!("人{at}号与人{}号。 {{#s{at}}}\n\n", at + 1)).collect();
    site(&body, &format!("{glossary}soft: {{kind: concept, labels: {{zh: 软法}}}}\n"))
}

#[test]
fn a_register_that_is_too_long_for_a_page_has_parts() {
    let site = built(crowd(2500));
    let index = site.page("zh/people.html");
    assert_eq!(index.all(".entry.see").len(), 2500);
    for language in ["zh", "ja"] {
        let counts: Vec<usize> = (1..=3)
            .map(|part| site.page(&format!("{language}/people.{part}.html")).all(".entry:not(.see)").len())
            .collect();
        assert_eq!(counts, [1000, 1000, 500]);
    }
    for id in ["p0", "p1234", "p2499"] {
        let href = index.one(&format!(".entry[id='{id}'] a")).attr("href").unwrap();
        let (page, fragment) = href.split_once('#').unwrap();
        let part = site.page(&format!("zh/{page}"));
        let entry = part.one(&format!(".entry[id='{fragment}']"));
        assert!(entry.text().collect::<String>().contains(&format!("人{}号", &id[1..])));
        assert_eq!(site.page("zh/glossary.html").one(&format!("[id='{id}'] a")).attr("href"), Some(href));
    }
    let part = site.page("zh/people.2.html");
    assert_eq!(part.one("a[rel='prev']").attr("href"), Some("people.1.html"));
    assert_eq!(part.one("a[rel='next']").attr("href"), Some("people.3.html"));
    assert_eq!(part.one(".places [aria-current]").attr("href"), Some("people.html"));
    assert_eq!(part.one(".switch a[lang='ja']").attr("href"), Some("../ja/people.html"), "its parts hold others");
    assert_eq!(site.page("zh/a.html").one("#s5 a.term[href$='#p6']").inner_html(), "人6号");
}

#[test]
fn the_work_grows_with_the_terms_and_not_with_their_square() {
    let time = |persons: usize| {
        let site = crowd(persons);
        let options = site.options(taiyaku::build::Completeness::AsSet);
        let start = cpu_time::ProcessTime::now();
        let mut built = taiyaku::build::prepare(&options).unwrap();
        taiyaku::build::render_all(&mut built, |_, _| Ok::<(), ()>(())).unwrap();
        start.elapsed()
    };
    let (few, many) = (time(2_000), time(8_000));
    assert!(many < 8 * few, "{few:?} for the few, {many:?} for four times as many");
}
