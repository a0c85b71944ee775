//! Works as readers meet them: numbers, and the ids that every page of a work carries.

use super::harness::{Page, Site};

/// Sites in which languages differ in every way they may.
const SITES: &[&str] = &[
    // Split, joined and missing passages, items that one language names, headings without ids.
    "--- content/zh/a.md ---\n# 甲\n\n一。 {#a}\n\n二。 {#a-2 of=a}\n\n二续。 {#a-3 of=a-2}\n\n- 三 {#i1}\n- 四\n\n{#list}\n\n## 概览\n\n五。 {#b}\n\n六。 {#c}\n\n## Top\n\n七。 {#d}\n\
     --- content/ja/a.md ---\n# 甲\n\n一。 {#a}\n\n- 三\n- 四 {#i2}\n\n{#list}\n\n## 概況\n\n五六。 {#b with=c}\n\n## main\n\n七。 {#d}\n",
    // What stands first in one language is not there in the other; an item there is a paragraph here.
    "--- content/zh/a.md ---\n# 甲\n\n- 序 {#e}\n\n{#preface only}\n\n一。 {#a}\n\
     --- content/ja/a.md ---\n# 甲\n\n前。 {#e only}\n\n一。 {#a}\n",
    // A language without any passage.
    "--- content/zh/a.md ---\n# 甲\n\n## 概览\n\n- 一 {#i1}\n\n{#a}\n--- content/ja/a.md ---\n# 甲\n",
    // The host of a joined passage is itself not there in the other language; headings of the same words.
    "--- content/zh/a.md ---\n# 甲\n\n## 一\n\n甲。 {#a}\n\n## 一\n\n乙。 {#b}\n\
     --- content/ja/a.md ---\n# 甲\n\n## 二\n\n## 二\n\n丙。 {#x with=a,b only}\n",
    // A part may join what the source splits off, and continue what the source continues.
    "--- content/zh/a.md ---\n# 甲\n\n一。 {#a}\n\n二。 {#a-2 of=a}\n\n三。 {#b}\n\
     --- content/ja/a.md ---\n# 甲\n\n一。 {#a}\n\n二三。 {#a-4 of=a-2 with=b}\n",
    // A front page is a work as any.
    "--- content/zh/index.md ---\n# 甲\n\n- 一 {#i1}\n\n{#a}\n\n二。 {#b}\n--- content/ja/index.md ---\n# 甲\n\n一。 {#a with=b}\n",
    // A commentary is a work with units as any.
    "--- content/zh/a.md ---\n# 甲\n\n一。 {#a}\n--- content/ja/a.md ---\n# 甲\n\n一。 {#a}\n\
     --- content/zh/a/c.md ---\n---\ntitle: 评\nannotates: a\n---\n- 总 {#i1}\n\n{#c}\n\n> [一](../a.md#a)\n\n{#q}\n\n评。 {#d}\n\
     --- content/ja/a/c.md ---\n---\ntitle: 評\nannotates: a\n---\n総。 {#c}\n\n評。 {#d}\n",
];

fn ids(page: &Page) -> Vec<String> {
    page.all("[id]").iter().filter_map(|element| element.attr("id")).map(str::to_owned).collect()
}

#[test]
fn every_page_of_a_work_carries_every_id_of_the_work_once() {
    for text in SITES {
        let site = Site::new(text);
        let report = site.build();
        assert!(!report.contains("error["), "{text}\n{report}");
        let options = site.options(taiyaku::build::Completeness::AsSet);
        let built = taiyaku::build::prepare(&options).unwrap();
        for linked in &built.site.works {
            let key = &linked.work.key;
            for path in ["zh/{}.html", "ja/{}.html", "zh/{}.ja.html", "ja/{}.zh.html"] {
                let path = path.replace("{}", key);
                if !site.output().join(&path).exists() {
                    continue;
                }
                let page = site.page(&path);
                let ids = ids(&page);
                for name in linked.work.fragments.names() {
                    let count = ids.iter().filter(|id| *id == name).count();
                    assert_eq!(count, 1, "{path}#{name} of\n{text}");
                }
                let mut once = ids.clone();
                once.sort();
                once.dedup();
                assert_eq!(once.len(), ids.len(), "{path} has an id twice: {ids:?}");
            }
        }
    }
}

#[test]
fn an_anchor_stands_at_the_passage_it_belongs_to() {
    let site = Site::new(SITES[0]);
    site.build();
    let page = site.page("ja/a.html");
    for (id, place) in [("a-2", "a"), ("i1", "list"), ("c", "b"), ("main-1", "top-1"), ("概況", "概览")] {
        page.one(&format!("[id='{place}'] > [id='{id}']"));
    }
    site.page("ja/a.html").one("#list li[id='i2']");
    site.page("zh/a.ja.html").one("#list > [id='i2']");
}

#[test]
fn a_heading_of_a_translation_shifts_no_number() {
    let site = Site::new(
        "--- content/zh/a.md ---\n# 甲\n\n一。 {#a}\n\n## 节 {#s}\n\n二。 {#b}\n\
         --- content/ja/a.md ---\n# 甲\n\n## 前 {#pre only}\n\n一。 {#a}\n\n## 節 {#s}\n\n二。 {#b}\n",
    );
    assert_eq!(site.build(), "");
    for language in ["zh", "ja"] {
        let page = site.page(&format!("{language}/a.html"));
        let number = |id: &str| page.inside(&format!("#{id} > .pin"));
        assert_eq!([number("a"), number("s"), number("b")], ["0.1", "1", "1.1"], "{language}");
    }
}

#[test]
fn a_part_joins_and_is_continued() {
    let site = Site::new(SITES[4]);
    assert_eq!(site.build(), "");
    let page = site.page("ja/a.html");
    assert_eq!(page.unit_text("a").unwrap().split_whitespace().collect::<String>(), "一。二三。");
    page.one("#a > [id='b']");
}

#[test]
fn works_of_many_passages_are_joined_in_time() {
    let time = |count: usize| {
        let paragraphs = |id: &str| (0..count).map(|at| format!("段{at}。 {{#{id}-{at}}}\n\n")).collect::<String>();
        let site = Site::new(&format!(
            "--- content/zh/a.md ---\n# 甲\n\n{}--- content/ja/a.md ---\n# 甲\n\n{}{}",
            paragraphs("p"),
            paragraphs("q"),
            paragraphs("p")
        ));
        let options = site.options(taiyaku::build::Completeness::AsSet);
        let start = cpu_time::ProcessTime::now();
        let built = taiyaku::build::prepare(&options).unwrap();
        assert_eq!(built.site.works[0].work.units.len(), 2 * count);
        start.elapsed()
    };
    // Four times the passages take four times as long; look-ups that walked the list took more than ten times.
    let (few, many) = (time(4_000), time(16_000));
    assert!(many < 7 * few, "{few:?} for the few, {many:?} for four times as many");
}
