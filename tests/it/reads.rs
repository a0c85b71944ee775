//! What pages read: a page that read nothing that has changed is the page that it was, and an edit changes no more than what
//! shows it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use taiyaku::build::why::{Why, why};
use taiyaku::build::{Built, Changes, Completeness, Session};
use taiyaku::link::route::Route;
use taiyaku::link::seen::{Difference, Key, Renaming, print};
use taiyaku::load::AssetContent;
use taiyaku::render::{Output, Rendered, render_recorded};

use crate::harness::Site;

/// Three texts, two commentaries, a front page, a glossary, a timeline, a bibliography; references between all of them.
const SITE: &str = r#"
--- content/zh/index.md ---
# 首页

先读[乙的一段](b.md#x)。 {#start}
--- content/ja/index.md ---
# 表紙

まず[乙の一段](b.md#x)。 {#start}
--- content/zh/a.md ---
---
by: suzuki
summary: 说软法。
date: 2024-05
---
# 甲

## 概览 {#overview}

软法先行，见[乙](b.md#x)与[全文](b.md)，铃木如是说。[4月](event:guidelines)发布。 {#chips}

又见[乙](b.md#x)、[上文](#chips)。[^a]天气很好。 {#more}

[^a]: 亦见[乙](b.md#y)，软法。
--- content/ja/a.md ---
---
by: suzuki
---
# 甲

## 概況 {#overview}

ソフトロー先行、[乙](b.md#x)を見よ。[4月](event:guidelines)に公表。 {#chips}

[上](#chips)も。天気だ。 {#more}
--- content/zh/b.md ---
# 乙

一。 {#x}

二。 {#y}

三[](cite:jiang)。 {#z}
--- content/ja/b.md ---
# 乙

一と二。 {#x with=y}

三。 {#z}
--- content/zh/c.md ---
# 丙

丙文，`代码`。 {#p}
--- content/zh/a/suzuki.md ---
---
title: 点评
annotates: a
by: suzuki
---
> [软法先行](../a.md#chips)

{#q}

评，参看[乙](../b.md#z)。 {#n}
--- content/zh/b/tanaka.md ---
---
title: 田中评
annotates: b
by: tanaka
---
> [§ 三](../b.md#z)

{#q}

评。 {#n}
--- content/glossary.yaml ---
soft-law: {kind: concept, labels: {zh: 软法, ja: ソフトロー}, reading: {zh: ruan fa, ja: そふとろー}, definition: {zh: 规则。, ja: 規則。}}
weather: {kind: concept, labels: {zh: 天气, ja: 天気}, reading: {zh: tian qi, ja: てんき}, definition: {zh: 晴雨。, ja: 晴雨。}}
suzuki: {kind: person, labels: {zh: 铃木, ja: 鈴木}, reading: {zh: ling mu, ja: すずき}, definition: {zh: 学者。, ja: 学者。}}
tanaka: {kind: person, labels: {zh: 田中, ja: 田中}, reading: {zh: tian zhong, ja: たなか}}
--- content/timeline.yaml ---
guidelines: {date: 2024-04, kind: policy, title: {zh: 指引发布, ja: 指針公表}}
later: {date: 2025, kind: policy, title: {zh: 后事, ja: 後事}}
--- content/bibliography.yaml ---
jiang: {type: book, title: 书, author: 江, date: 2024}
"#;

/// A version of the site, with every page and file of it.
struct Version {
    built: Arc<Built>,
    pages: BTreeMap<Route, Rendered>,
}

impl Version {
    fn of(site: &Site) -> Self {
        Self::next(&mut Session::new(site.options(Completeness::AsSet)))
    }

    /// The version that the files have now; what has not changed since the last is taken over from it.
    fn next(session: &mut Session) -> Self {
        let built = session.refresh(&Changes::All).unwrap_or_else(|error| panic!("{error}"));
        let templates = built.templates.as_ref().expect("the theme is whole");
        let routes = built.site.routes.iter().map(|(route, _)| (route, render_recorded(&built.site, templates, route)));
        let pages = routes.collect();
        Self { built, pages }
    }

    fn path(&self, route: Route) -> &str {
        self.built.site.routes.path(route).expect("it is a page of the site")
    }
}

fn bytes(rendered: &Rendered) -> &[u8] {
    match rendered.output.as_ref().expect("it has no complaint") {
        Output::Text(text) => text,
        Output::Copy(AssetContent::Embedded(bytes)) => bytes,
        Output::Copy(AssetContent::File(path)) => path.to_str().expect("a path is text").as_bytes(),
    }
}

/// Of two versions: the pages that read something that has changed, and those that are other than they were. Pages that came
/// or went are in neither.
fn changed<'v>(old: &'v Version, new: &'v Version) -> (BTreeSet<&'v str>, BTreeSet<&'v str>) {
    let difference = Difference::between(&old.built.site, &new.built.site);
    let renaming = Renaming::between(&old.built.site, &new.built.site);
    let suspects = difference.suspects();
    let is_same = |key: Key| {
        let now = renaming.key(key).map(|now| print(&new.built.site, now));
        let is_same = now == Some(print(&old.built.site, key));
        assert_eq!(difference.has_changed(key), !is_same, "{key:?}");
        assert!(is_same || suspects.as_ref().is_none_or(|suspects| suspects.contains(&key)), "{key:?}");
        is_same
    };
    let (mut read, mut written) = (BTreeSet::new(), BTreeSet::new());
    for (&route, before) in &old.pages {
        let Some((route, after)) = renaming.route(route).and_then(|now| Some((now, new.pages.get(&now)?))) else {
            continue;
        };
        if !before.reads.iter().all(|&key| is_same(key)) {
            read.insert(new.path(route));
        }
        if bytes(before) != bytes(after) {
            written.insert(new.path(route));
        }
    }
    (read, written)
}

/// Edits of one file each: its path, what is replaced, and by what.
const EDITS: [(&str, &str, &str); 43] = [
    ("content/zh/a.md", "发布。", "公布。"),
    ("content/zh/a.md", "天气很好", "很好"),
    ("content/zh/a.md", "软法先行", "先行，软法先行"),
    ("content/zh/a.md", "# 甲", "# 申"),
    ("content/zh/a.md", "## 概览", "## 概观"),
    ("content/zh/a.md", "## 概览 {#overview}", "## 概览 {#overview}\n\n新段。 {#new}"),
    ("content/zh/a.md", "{#more}", "{#other}"),
    ("content/zh/a.md", "summary: 说软法。", "summary: 别的。"),
    ("content/zh/a.md", "date: 2024-05", "date: 2024-06"),
    ("content/zh/a.md", "by: suzuki", "by: tanaka"),
    ("content/zh/a.md", "by: suzuki", "by: suzuki\norder: 9"),
    ("content/zh/a.md", "by: suzuki", "by: suzuki\naliases: [old]"),
    ("content/zh/a.md", "[4月](event:guidelines)", "[四月](event:guidelines)"),
    ("content/zh/a.md", "[4月](event:guidelines)", "4月"),
    ("content/zh/a.md", "[上文](#chips)", "[后](event:later)"),
    ("content/zh/a.md", "[全文](b.md)", "[丙](c.md#p)"),
    ("content/ja/a.md", "ソフトロー先行", "先行"),
    ("content/ja/a.md", "# 甲", "# 甲の題"),
    ("content/zh/b.md", "一。", "壹。"),
    ("content/zh/b.md", "三[](cite:jiang)。", "三。"),
    ("content/zh/b.md", "二。 {#y}", "二。 {#y}\n\n二半。 {#w}"),
    ("content/ja/b.md", "三。 {#z}", "三。 {#z}\n\n四。 {#v}"),
    ("content/zh/c.md", "丙文", "丙之文，软法"),
    ("content/zh/c.md", "`代码`", "代码\n\n```rust\nfn f() {}\n```"),
    ("content/zh/index.md", "# 首页", "# 首頁"),
    ("content/zh/a/suzuki.md", "评，", "评曰，"),
    ("content/zh/a/suzuki.md", "title: 点评", "title: 评点"),
    ("content/zh/a/suzuki.md", "[软法先行]", "[软法]"),
    ("content/zh/a/suzuki.md", "by: suzuki", "by: tanaka"),
    ("content/zh/b/tanaka.md", "评。 {#n}", "评。 {#n}\n\n> [一。](../b.md#x)\n\n{#q2}\n\n又评。"),
    ("content/glossary.yaml", "zh: 规则。", "zh: 规范。"),
    (
        "content/glossary.yaml",
        "soft-law: {kind: concept, labels: {zh: 软法,",
        "soft-law: {kind: concept, labels: {zh: 丙文,",
    ),
    ("content/glossary.yaml", "ja: そふとろー", "ja: あ"),
    ("content/glossary.yaml", "zh: 学者。", "zh: 教授。"),
    (
        "content/glossary.yaml",
        "tanaka:",
        "able: {kind: work, labels: {zh: 代码, ja: コード}, related: [soft-law]}\ntanaka:",
    ),
    ("content/timeline.yaml", "zh: 指引发布", "zh: 指引"),
    ("content/timeline.yaml", "date: 2024-04", "date: 2024-04-02"),
    ("content/timeline.yaml", "date: 2025,", "date: 2023,"),
    ("content/bibliography.yaml", "title: 书", "title: 大书"),
    ("site.yaml", "title: {zh: 网站", "title: {zh: 网"),
    ("site.yaml", "policy: {zh: 政策", "policy: {zh: 策"),
    ("site.yaml", "kinds:", "strings: {zh: {glossary: 词汇}}\nkinds:"),
    ("site.yaml", "kinds:", "nav: [c, b]\nkinds:"),
];

/// Edits a file, and gives what it was.
fn edit(site: &Site, (path, old, new): (&str, &str, &str)) -> String {
    let place = site.root().join(path);
    let text = std::fs::read_to_string(&place).expect("the file is there");
    assert!(text.contains(old), "{path} has no {old}");
    site.write_bytes(path, text.replacen(old, new, 1).as_bytes());
    text
}

#[test]
fn a_page_that_read_nothing_that_has_changed_is_the_page_that_it_was() {
    let site = Site::new(SITE.trim_start());
    let mut session = Session::new(site.options(Completeness::AsSet));
    let mut old = Version::next(&mut session);
    assert!(!old.built.diagnostics.has_errors());
    let mut steps_seen = 0;
    let mut step = |what: &dyn std::fmt::Debug| {
        let new = Version::next(&mut session);
        let (read, written) = changed(&old, &new);
        assert!(written.is_subset(&read), "{what:?}: {:?}", written.difference(&read).collect::<Vec<_>>());
        steps_seen += usize::from(!written.is_empty());
        old = new;
    };
    for one in EDITS {
        let text = edit(&site, one);
        step(&one);
        site.write_bytes(one.0, text.as_bytes());
        step(&("undone", one));
    }
    assert!(steps_seen > EDITS.len(), "most edits are seen on pages that were there before: {steps_seen}");
}

#[test]
fn files_that_come_and_go_change_no_page_that_did_not_ask_for_them() {
    let files = [
        ("content/ja/c.md", "# 丙\n\n丙。 {#p}\n"),
        ("content/zh/aa.md", "# 新\n\n见[甲](a.md#chips)，软法。\n"),
        (
            "content/zh/c/suzuki.md",
            "---\ntitle: 评丙\nannotates: c\nby: suzuki\n---\n> [丙文](../c.md#p)\n\n{#q}\n\n评。\n",
        ),
        ("content/zh/map.png", "x"),
        ("content/glossary/more.yaml", "aaa: {kind: place, labels: {zh: 丙文, ja: 丙}}\n"),
    ];
    for (path, text) in files {
        let site = Site::new(SITE.trim_start());
        let old = Version::of(&site);
        site.write_bytes(path, text.as_bytes());
        let new = Version::of(&site);
        for (before, after) in [(&old, &new), (&new, &old)] {
            let (read, written) = changed(before, after);
            assert!(written.is_subset(&read), "{path}: {:?}", written.difference(&read).collect::<Vec<_>>());
        }
    }
}

#[test]
fn an_edit_touches_what_shows_it_and_no_more() {
    let touched = |one: (&'static str, &'static str, &'static str)| {
        let site = Site::new(SITE.trim_start());
        let old = Version::of(&site);
        edit(&site, one);
        let new = Version::of(&site);
        changed(&old, &new).0.into_iter().map(str::to_owned).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(touched(("content/zh/c.md", "丙文", "丙之文")), "ja/c.html zh/c.html", "a word");
    assert_eq!(
        touched(("content/zh/c.md", "# 丙", "# 寅")),
        "ja/b/tanaka.html ja/c.html ja/index.html ja/status.html zh/b/tanaka.html zh/c.html \
         zh/index.html zh/status.html",
        "a title: before the next text, and in lists"
    );
    assert_eq!(
        touched(("content/glossary.yaml", "zh: 晴雨。", "zh: 阴晴。")),
        "ja/a.html ja/a.zh.html ja/glossary.html zh/a.html zh/a.ja.html zh/glossary.html",
        "a definition: where the term is linked"
    );
}

#[test]
fn a_page_that_is_not_there_is_read_too() {
    let version = Version::of(&Site::new(SITE.trim_start()));
    let site = &version.built.site;
    let page = version.pages.iter().find(|(route, _)| version.path(**route) == "zh/c.html").expect("a page").1;
    let missed: Vec<String> =
        page.reads.iter().filter(|key| key.is_absent(site)).map(|key| key.describe(site)).collect();
    assert!(missed.contains(&"a page of c in zh with ja beside it".to_owned()), "{missed:?}");
}

#[test]
fn a_page_tells_what_it_is_made_of_and_a_file_what_it_goes_into() {
    let built = Version::of(&Site::new(SITE.trim_start())).built;
    let Ok(Why::Page { made, .. }) = why(&built, "zh/c.html") else { panic!("it is a page") };
    assert!(made.read["texts"].contains(&"all of c (content/zh/c.md:1)".to_owned()), "{:?}", made.read["texts"]);
    assert!(made.missed.contains(&"a page of c in zh with ja beside it".to_owned()), "{:?}", made.missed);
    assert!(made.files["content/zh/c.md"].contains(&"all of c".to_owned()), "{:?}", made.files);
    assert!(!made.files.contains_key("content/timeline.yaml"), "{:?}", made.files);
    let readers = readers(&built, "content/zh/c.md");
    assert_eq!(
        readers["zh/index.html"],
        ["summaries and dates of c", "the order of the texts", "titles and authors of c"]
    );
    let pages: Vec<String> = self::readers(&built, "templates/comment.html").into_keys().collect();
    assert_eq!(
        pages,
        [
            "ja/comments.html",
            "ja/comments/suzuki.html",
            "ja/comments/tanaka.html",
            "zh/comments.html",
            "zh/comments/suzuki.html",
            "zh/comments/tanaka.html"
        ]
    );
    assert_eq!(
        self::readers(&built, "static/icon.svg").into_keys().collect::<Vec<_>>(),
        ["icon.svg"],
        "the theme's, too"
    );
    assert_eq!(
        self::readers(&built, "content/ja").keys().find(|page| *page == "ja/a.html"),
        Some(&"ja/a.html".to_owned())
    );
    for short in ["zh", "zh/", "zh/c"] {
        assert!(matches!(why(&built, short), Ok(Why::Page { .. })), "{short}");
    }
    assert_eq!(why(&built, "zh/cc.html"), Err(Some("zh/c.html".to_owned())));
    assert_eq!(why(&built, "content/zh/cc.md"), Err(Some("content/zh/c.md".to_owned())));
    assert_eq!(why(&built, "zh/nope.html"), Err(None), "nothing is near");
}

/// The pages that a file goes into.
fn readers(built: &Built, path: &str) -> BTreeMap<String, Vec<String>> {
    match why(built, path) {
        Ok(Why::Source { readers, .. }) => readers,
        other => panic!("{path} is a file of the site: {other:?}"),
    }
}

/// What of the site stands behind pages and has no edit above: a chart, a lock, a style, a picture.
const MORE: &str = r#"
--- content/zh/d.md ---
# 丁

丁文。 {#p}

```chart
{title: 图, kind: bar, data: ../shared/t.csv}
```
{#fig}

又引[](cite:jiang)。 {#q}
--- content/ja/d.md ---
# 丁

丁。 {#p}

文献[](cite:jiang)。 {#q}
--- content/ja/d.lock ---
p	0000	0000	旧文
--- content/shared/t.csv ---
year,value
2020,1
2021,2
--- content/zh/pic.svg ---
<svg xmlns="http://www.w3.org/2000/svg"/>
--- content/zh/e.md ---
---
draft: true
---
# 戊
"#;

#[test]
fn whoever_asks_before_and_after_an_edit_hears_of_every_page_that_it_changes() {
    let site = Site::new(&(SITE.trim_start().to_owned() + MORE.trim_start()));
    let mut session = Session::new(site.options(Completeness::AsSet));
    let more = [
        ("content/shared/t.csv", "2021,2", "2021,3"),
        ("content/ja/d.lock", "旧文", "別文"),
        ("content/bibliography.yaml", "author: 江", "author: 姜"),
        ("content/zh/pic.svg", "<svg ", "<svg  "),
    ];
    let mut old = Version::next(&mut session);
    let mut step = |path: &str, what: &dyn std::fmt::Debug| {
        let mut told = readers(&old.built, path);
        let new = Version::next(&mut session);
        told.extend(readers(&new.built, path));
        for page in changed(&old, &new).1 {
            assert!(told.contains_key(page), "{what:?}: {page}");
            let Ok(Why::Page { made, .. }) = why(&new.built, page) else { panic!("it is a page") };
            let Ok(Why::Page { made: before, .. }) = why(&old.built, page) else { panic!("it was a page") };
            assert!(made.files.contains_key(path) || before.files.contains_key(path), "{what:?}: {page}");
        }
        old = new;
    };
    for one in EDITS.into_iter().chain(more) {
        let text = edit(&site, one);
        step(one.0, &one);
        site.write_bytes(one.0, text.as_bytes());
        step(one.0, &("undone", one));
    }
}

#[test]
fn what_no_edit_of_a_text_shows_has_its_pages_too() {
    let built = Version::of(&Site::new(&(SITE.trim_start().to_owned() + MORE.trim_start()))).built;
    let pages = |path: &str| readers(&built, path).into_keys().collect::<Vec<_>>().join(" ");
    assert_eq!(pages("content/shared/t.csv"), "ja/d.html ja/d.zh.html shared/t.csv zh/d.html zh/d.ja.html");
    assert_eq!(pages("content/zh/pic.svg"), "zh/pic.svg");
    let of_lock = pages("content/ja/d.lock");
    assert!(["ja/d.html", "ja/status.html"].iter().all(|page| of_lock.contains(page)), "{of_lock}");
    let of_bibliography = pages("content/bibliography.yaml");
    assert!(["ja/d.html", "zh/b.html", "zh/references.html"].iter().all(|page| of_bibliography.contains(page)));
    assert!(!of_bibliography.contains("zh/c.html"), "{of_bibliography}");
    let draft = why(&built, "content/zh/e.md");
    assert_eq!(draft, Ok(Why::Source { readers: BTreeMap::new(), is_draft: true }));
}
