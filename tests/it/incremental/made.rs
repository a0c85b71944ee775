//! What is made anew after one edit: the pages that show what was edited, and no other.

use std::collections::BTreeSet;
use std::sync::Mutex;

use taiyaku::build::{Changes, Session};
use taiyaku::edit::{AcceptOptions, accept_in};

use super::sequence::{bytes, options};
use super::site::SITE;
use super::world::{Files, World};

/// A site that was rendered once.
struct Kept {
    world: World,
    session: Session,
    pages: Files,
}

impl Kept {
    fn new() -> Self {
        let world = World::new(SITE);
        let session = Session::new(options(&world));
        let mut kept = Self { world, session, pages: Files::new() };
        kept.update(&Changes::All);
        kept
    }

    /// The paths that were made anew, and those of them whose bytes are others than before.
    fn update(&mut self, changes: &Changes) -> (BTreeSet<String>, BTreeSet<String>) {
        let built = self.session.refresh(changes).expect("it can be read");
        assert!(!built.diagnostics.has_errors(), "{:?}", built.diagnostics);
        let taken = Mutex::new(Files::new());
        let rendering = self.session.render(&built, |path, output| {
            taken.lock().expect("no page panics").insert(path.to_owned(), bytes(output));
            Ok::<(), ()>(())
        });
        let made: BTreeSet<String> = rendering.expect("nothing is refused").made.into_iter().collect();
        let taken = taken.into_inner().expect("no page panics");
        assert_eq!(made, taken.keys().cloned().collect(), "what is said to be made is given away");
        let differs = |(path, bytes): &(&String, &Vec<u8>)| self.pages.get(*path) != Some(bytes);
        let differing = taken.iter().filter(differs).map(|(path, _)| path.clone()).collect();
        self.pages.extend(taken);
        (made, differing)
    }

    /// Puts other words into a file.
    fn replace(&mut self, path: &str, old: &str, new: &str) {
        let text = self.world.text(path);
        assert!(text.contains(old), "{path} has no {old}");
        self.world.set(path, text.replacen(old, new, 1));
    }

    /// What shows something else after the edits. All of it is made anew; what is made besides, because it read something
    /// beside what it shows, comes out as it was.
    fn made(&mut self) -> Vec<String> {
        self.world.save();
        let changed = self.world.take_changed();
        let (made, differing) = self.update(&Changes::Paths(changed));
        assert!(differing.is_subset(&made), "{differing:?} of {made:?}");
        differing.into_iter().collect()
    }
}

/// What is made anew after other words were put into a file.
fn made(path: &str, old: &str, new: &str) -> Vec<String> {
    let mut kept = Kept::new();
    kept.replace(path, old, new);
    kept.made()
}

#[test]
fn words_of_a_passage() {
    let pages = made("content/zh/report.md", "敏捷治理，见", "敏捷治理也见");
    assert_eq!(pages, ["ja/report.zh.html", "zh/report.html", "zh/report.ja.html"]);
}

#[test]
fn words_that_a_note_quotes() {
    let pages = made("content/ja/report.md", "続けて過半", "続けてほぼ過半");
    assert_eq!(
        pages,
        [
            "annotations.json",
            "ja/comments.html",
            "ja/comments/mori.html",
            "ja/policies.html",
            "ja/report.html",
            "ja/report.previews.js",
            "ja/report.zh.html",
            "ja/report/mori.html",
            "zh/report.ja.html"
        ]
    );
}

#[test]
fn words_of_a_page_that_stands_in_for_another_language() {
    assert_eq!(made("content/zh/only.md", "的一页", "的这一页"), ["ja/only.html", "zh/only.html"]);
}

#[test]
fn words_of_a_source_that_is_not_the_first_language() {
    assert_eq!(
        made("content/ja/memo.md", "原文である", "原文です"),
        ["ja/memo.html", "ja/memo.zh.html", "zh/memo.ja.html"]
    );
}

#[test]
fn words_of_a_note() {
    assert_eq!(
        made("content/zh/report/mori.md", "值得注意", "值得关注"),
        [
            "annotations.json",
            "ja/report/mori.zh.html",
            "zh/comments.html",
            "zh/comments/mori.html",
            "zh/report.html",
            "zh/report/mori.html",
            "zh/report/mori.ja.html"
        ]
    );
}

#[test]
fn the_title_of_a_document() {
    assert_eq!(
        made("content/zh/guide/next.md", "# 下一步", "# 再下一步"),
        [
            "ja/guide/next.zh.html",
            "zh/glossary.html",
            "zh/guide/next.html",
            "zh/guide/next.ja.html",
            "zh/guide/start.html",
            "zh/index.html",
            "zh/memo.html",
            "zh/policies.html",
            "zh/status.html"
        ]
    );
}

#[test]
fn the_definition_of_a_term() {
    assert_eq!(
        made("content/glossary.yaml", "没有强制力", "没有约束力"),
        [
            "zh/glossary.html",
            "zh/guide/next.html",
            "zh/guide/next.ja.html",
            "zh/guide/start.html",
            "zh/guide/start.ja.html",
            "zh/report.html",
            "zh/report.ja.html"
        ]
    );
}

#[test]
fn the_title_of_an_event() {
    assert_eq!(
        made("content/timeline.yaml", "ガイドライン公表", "ガイドラインを公表"),
        [
            "ja/glossary.html",
            "ja/report.html",
            "ja/timeline.csv",
            "ja/timeline.html",
            "ja/timeline.ics",
            "ja/timeline.previews.js",
            "timeline.json"
        ]
    );
}

#[test]
fn the_title_of_a_publication_that_nothing_cites() {
    assert_eq!(made("content/bibliography.yaml", "手册", "大手册"), ["ja/references.html", "zh/references.html"]);
}

#[test]
fn a_table_of_a_chart() {
    assert_eq!(
        made("content/shared/market.csv", "9000", "9500"),
        ["ja/report.html", "ja/report.zh.html", "shared/market.csv", "zh/report.html", "zh/report.ja.html"]
    );
}

#[test]
fn a_picture() {
    assert_eq!(made("content/zh/map.svg", "<svg", "<svg class=\"map\""), ["zh/map.svg"]);
}

#[test]
fn words_of_the_interface_in_one_language() {
    let pages = made("site.yaml", "rules:", "strings: {ja: {cite_hint: 引用の手引き}}\nrules:");
    assert_eq!(pages, ["ja/report.html", "ja/report/mori.html", "ja/report/tanaka.html"]);
}

#[test]
fn a_template_of_one_kind_of_pages() {
    let mut kept = Kept::new();
    let text = "{% extends \"theme/timeline.html\" %}{% block footer %}{% endblock %}";
    kept.world.set("templates/timeline.html", text);
    assert_eq!(kept.made(), ["ja/timeline.html", "zh/timeline.html"]);
}

#[test]
fn a_template_that_other_templates_include() {
    let mut kept = Kept::new();
    kept.world.set("templates/contents.html", "<nav>{{ page.words.contents }}</nav>");
    assert_eq!(
        kept.made(),
        [
            "ja/guide/start.html",
            "ja/guide/start.zh.html",
            "ja/report.html",
            "ja/report.zh.html",
            "zh/guide/start.html",
            "zh/guide/start.ja.html",
            "zh/report.html",
            "zh/report.ja.html"
        ]
    );
}

#[test]
fn a_lock() {
    let mut kept = Kept::new();
    accept_in(kept.world.root(), &AcceptOptions::default()).expect("it can be recorded");
    kept.world.take_from_disk();
    kept.made();
    let lines: Vec<String> = kept.world.text("content/ja/report.lock").lines().map(str::to_owned).collect();
    let line = lines.iter().find(|line| line.starts_with("agile\t")).expect("the passage is recorded");
    let [id, _, target, _] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
    kept.replace("content/ja/report.lock", line, &format!("{id}\t0000000000000000\t{target}\t旧文"));
    assert_eq!(kept.made(), ["ja/status.html", "zh/status.html"]);
}

#[test]
fn a_new_document_that_nothing_leads_to() {
    let mut kept = Kept::new();
    kept.world.set("content/zh/guide/third.md", "# 第三步\n\n第三步。\n");
    assert_eq!(
        kept.made(),
        [
            "ja/guide/next.html",
            "ja/guide/third.html",
            "ja/index.html",
            "ja/memo.html",
            "ja/status.html",
            "zh/guide/next.html",
            "zh/guide/third.html",
            "zh/index.html",
            "zh/memo.html",
            "zh/status.html"
        ]
    );
}

#[test]
fn a_document_that_is_gone() {
    let mut kept = Kept::new();
    kept.world.files.remove("content/zh/only.md");
    assert_eq!(
        kept.made(),
        ["ja/index.html", "ja/memo.html", "ja/status.html", "zh/index.html", "zh/memo.html", "zh/status.html"]
    );
}

#[test]
fn a_link_to_a_passage() {
    assert_eq!(
        made("content/zh/only.md", "中文的一页", "中文的一页，也见[安装](guide/start.md#install)"),
        ["ja/guide/start.html", "ja/only.html", "zh/guide/start.html", "zh/only.html"]
    );
}

#[test]
fn what_readers_do_not_see() {
    assert_eq!(made("content/zh/report.md", "[^1]: 据统计。", "[^1]: 据统计。\n"), [""; 0]);
    assert_eq!(made("content/glossary.yaml", "soft-law:", "# 注释\nsoft-law:"), [""; 0]);
    assert_eq!(made("site.yaml", "nav:", "# 注释\nnav:"), [""; 0]);
}

#[test]
fn nothing() {
    let mut kept = Kept::new();
    assert_eq!(kept.made(), [""; 0]);
    assert!(kept.update(&Changes::All).1.is_empty());
    let unchanged = ["content/zh/report.md", "content", "templates/unit.html"].map(str::to_owned);
    assert!(kept.update(&Changes::Paths(unchanged.into())).1.is_empty());
}
