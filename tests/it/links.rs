//! Every link resolves, and leads back: the walk over all pages, and what a passage says of what refers to it.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use scraper::ElementRef;

use super::harness::{self, Page, Site, pages};

/// Two texts, a commentary, a front page, a glossary, a timeline; references between all of them.
const SITE: &str = r"
--- content/zh/index.md ---
# 首页

先读[乙的一段](b.md#x)。 {#start}
--- content/ja/index.md ---
# 表紙

まず[乙の一段](b.md#x)。 {#start}
--- content/zh/a.md ---
---
title: 甲
origin: {title: 原}
---
## 概览 {#overview}

软法先行，见[乙](b.md#x)与[全文](b.md)，铃木如是说。[4月](event:guidelines)发布。 {#chips}

又见[乙](b.md#x)、[上文](#chips)。[^a] {#more}

[^a]: 亦见[乙](b.md#y)，软法。
--- content/ja/a.md ---
# 甲

## 概況 {#overview}

ソフトロー先行、[乙](b.md#x)を見よ。[4月](event:guidelines)に公表。 {#chips}

[上](#chips)も。 {#more}
--- content/zh/b.md ---
# 乙

一。 {#x}

二。 {#y}

三。 {#z}
--- content/ja/b.md ---
# 乙

一と二。 {#x with=y}

三。 {#z}
--- content/zh/a/suzuki.md ---
---
title: 点评
annotates: a
by: suzuki
---
> [软法先行](../a.md#chips)

{#q}

评，参看[乙](../b.md#z)。 {#n}
--- content/glossary.yaml ---
soft-law: {kind: concept, labels: {zh: 软法, ja: ソフトロー}, reading: {zh: ruan fa, ja: そふとろー}, definition: {zh: 规则。, ja: 規則。}}
suzuki: {kind: person, labels: {zh: 铃木, ja: 鈴木}, reading: {zh: ling mu, ja: すずき}}
--- content/timeline.yaml ---
guidelines: {date: 2024-04, kind: policy, title: {zh: 指引发布, ja: 指針公表}}
";

fn site() -> Site {
    let site = Site::new(SITE.trim_start());
    let report = site.build();
    assert!(!report.contains("error["), "{report}");
    site
}

/// What the disclosure of a passage lists: a line for each kind, with the words and addresses of its links.
fn relations(page: &Page, id: &str) -> Vec<String> {
    let lines = page.all(&format!("[id='{id}'] > .relations > ul > li"));
    let link = |link: ElementRef<'_>| format!("{} {}", link.inner_html(), link.attr("href").unwrap_or_default());
    let line = |line: &ElementRef<'_>| {
        let label: String =
            line.children().filter_map(|child| child.value().as_text().map(|text| text.trim())).collect();
        let links: Vec<String> = line.child_elements().map(link).collect();
        format!("{label}: {}", links.join(", "))
    };
    lines.iter().map(line).collect()
}

#[test]
fn a_passage_says_what_refers_to_it_in_each_language() {
    let site = site();
    assert_eq!(
        relations(&site.page("zh/b.html"), "x"),
        [
            "提及此处: 甲 1.1 a.html#chips, 甲 1.2 a.html#more, 首页 1 index.html#start",
            "固定链接: 中文 #x, 日本語 ../ja/b.html#x"
        ]
    );
    let page = site.page("ja/b.html");
    assert_eq!(
        relations(&page, "x")[0],
        "この箇所への言及: 甲 1.1 a.html#chips, 甲 1.2 ../zh/a.html#more, 表紙 1 index.html#start",
        "what only the other language says is said there; what is joined to a passage is part of it"
    );
    assert_eq!(page.one("#x .relations a[href='../zh/a.html#more']").attr("lang"), Some("zh-Hans"));
}

#[test]
fn a_passage_says_which_terms_people_events_and_notes_it_has() {
    let page = site().page("zh/a.html");
    assert_eq!(
        relations(&page, "chips"),
        [
            "提及此处: 1.2 #more",
            "点评: ① 铃木 #note.1.q",
            "术语: 软法 glossary.html#soft-law",
            "人物: 铃木 people.html#suzuki",
            "事件: 指引发布 timeline.html#guidelines",
            "固定链接: 中文 #chips, 日本語 ../ja/a.html#chips",
            ": 引用此处 #cite.page"
        ]
    );
    assert_eq!(relations(&page, "more")[0], "术语: 软法 glossary.html#soft-law", "a footnote is part of its passage");
}

#[test]
fn a_passage_that_has_to_do_with_nothing_is_left_alone() {
    let site = site();
    assert!(site.page("zh/a.html").all("#overview .relations").is_empty());
    assert!(site.page("zh/index.html").all(".relations").is_empty());
}

#[test]
fn what_refers_to_a_whole_text_stands_at_its_end() {
    let page = site().page("zh/b.html");
    let words: Vec<String> = page.all(".cite .uses a[href^='a.html']").iter().map(|link| link.inner_html()).collect();
    assert_eq!(words, ["甲 1.1"]);
}

#[test]
fn the_note_is_the_way_back_of_its_quotation() {
    let page = site().page("zh/a.html");
    let back = relations(&page, "chips");
    assert!(back.iter().all(|line| !line.contains("a/suzuki.html")), "{back:?}");
    assert!(relations(&site().page("zh/b.html"), "z")[0].contains("a/suzuki.html#n"));
}

/// The address of a link below the root, and its fragment; `None` for what leads out of the site.
fn target(from: &str, href: &str) -> Option<(String, Option<String>)> {
    let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().map(|text| text.into_owned());
    let is_outside = href.split_once(':').is_some_and(|(scheme, _)| scheme.chars().all(|c| c.is_ascii_alphabetic()));
    if is_outside {
        return None;
    }
    let (path, fragment) = href.split_once('#').map_or((href, None), |(path, fragment)| (path, Some(fragment)));
    let path = path.split('?').next().unwrap();
    let mut parts: Vec<&str> = from.split('/').collect();
    if !path.is_empty() {
        parts.pop();
    }
    for part in path.split('/').filter(|part| !part.is_empty()) {
        match part {
            "." => {}
            ".." => drop(parts.pop().unwrap_or_else(|| panic!("{from}: {href} leads out of the site"))),
            part => parts.push(part),
        }
    }
    let mut path = decode(&parts.join("/")).unwrap();
    if href.ends_with('/') || path.is_empty() {
        path.push_str(if path.is_empty() { "index.html" } else { "/index.html" });
    }
    Some((path, fragment.map(|fragment| decode(fragment).unwrap())))
}

/// A place of a site: the path of its page and the id of a passage, note, entry or event there.
type Spot = (String, String);

/// The pages of a site, and what stands where.
struct Walk<'a> {
    pages: BTreeMap<&'a str, Page>,
    /// Notes beside a text, and the passages of the commentaries that open them: one and the same.
    notes: BTreeMap<Spot, Spot>,
}

impl<'a> Walk<'a> {
    fn new(site: &'a BTreeMap<String, String>) -> Self {
        let html = site.iter().filter(|(path, _)| path.ends_with(".html"));
        let pages: BTreeMap<&str, Page> = html.map(|(path, text)| (path.as_str(), Page::new(text))).collect();
        let mut notes = BTreeMap::new();
        for (path, page) in &pages {
            for link in page.all("aside.note[id] > .ways > a") {
                let note = ElementRef::wrap(link.parent().unwrap().parent().unwrap()).unwrap();
                let note = ((*path).to_owned(), note.attr("id").unwrap().to_owned());
                let (to, fragment) = target(path, link.attr("href").unwrap()).unwrap();
                notes.insert(note, (to, fragment.unwrap()));
            }
        }
        Self { pages, notes }
    }

    /// The one place that stands for a place and its copies.
    fn canonical(&self, spot: Spot) -> Spot {
        let mut spot = spot;
        while let Some(note) = self.notes.get(&spot) {
            spot = note.clone();
        }
        spot
    }

    /// Links that lead to no page or to no place in it.
    fn dead(&self, site: &BTreeMap<String, String>) -> Vec<String> {
        fn ids(page: &Page) -> BTreeSet<&str> {
            page.all("[id]").into_iter().filter_map(|element| element.attr("id")).collect()
        }
        let ids: BTreeMap<&str, BTreeSet<&str>> = self.pages.iter().map(|(path, page)| (*path, ids(page))).collect();
        let mut dead = Vec::new();
        for (path, page) in &self.pages {
            for link in page.all("[*|href], [src], [aria-describedby], [aria-labelledby]") {
                let named = link.attr("aria-describedby").or(link.attr("aria-labelledby"));
                let missing = named.filter(|id| !ids[path].contains(id));
                dead.extend(missing.map(|id| format!("{path}: there is no {id}")));
                let Some(href) = harness::href(&link).or(link.attr("src")) else { continue };
                let Some((to, fragment)) = target(path, href) else { continue };
                let exists = match (&fragment, ids.get(to.as_str())) {
                    (None, _) => site.contains_key(&to),
                    (Some(fragment), ids) => ids.is_some_and(|ids| ids.contains(fragment.as_str())),
                };
                if !exists {
                    dead.push(format!("{path}: {href} leads nowhere"));
                }
            }
        }
        dead
    }

    /// The passages of texts and commentaries.
    fn passages(&self) -> BTreeSet<Spot> {
        let all = self.pages.iter().flat_map(|(path, page)| {
            let ids = page.all(".unit[id]").into_iter().filter_map(|unit| unit.attr("id"));
            ids.map(|id| ((*path).to_owned(), id.to_owned())).collect::<Vec<_>>()
        });
        all.collect()
    }

    /// Where passages, notes, entries and events lead.
    fn links(&self) -> BTreeMap<Spot, BTreeSet<Spot>> {
        let mut links: BTreeMap<Spot, BTreeSet<Spot>> = BTreeMap::new();
        for (path, page) in self.pages.iter().filter(|(_, page)| page.all(".row").is_empty()) {
            let spots: BTreeSet<&str> = page.all(SPOT).iter().filter_map(|spot| spot.attr("id")).collect();
            for id in spots {
                links.entry(self.canonical(((*path).to_owned(), id.to_owned()))).or_default();
            }
            for link in page.all("a[*|href*='#']") {
                let (Some(from), Some((to, Some(fragment)))) =
                    (spot(page, link), target(path, harness::href(&link).unwrap()))
                else {
                    continue;
                };
                let from = self.canonical(((*path).to_owned(), from));
                links.entry(from).or_default().insert(self.canonical((to, fragment)));
            }
        }
        links
    }
}

/// What leads back: passages, notes, entries, events.
const SPOT: &str = ".unit[id], .note[id], .entry[id], .event[id]";

/// The id of the passage, note, entry or event around a link: for a footnote that of the passage that refers to it, for the
/// way from a note's quotation to its passages that of the quotation. In a note beside a text only the ways out count: its
/// words are those of the commentary, and lead back there.
fn spot(page: &Page, link: ElementRef<'_>) -> Option<String> {
    let is = |element: &ElementRef<'_>, class: &str| element.value().classes().any(|other| other == class);
    for around in link.ancestors().filter_map(ElementRef::wrap) {
        let id = around.attr("id").map(str::to_owned);
        if is(&around, "note") {
            return id.filter(|_| is(&link, "back"));
        }
        if ["unit", "entry", "event"].iter().any(|class| is(&around, class)) {
            return id;
        }
        if is(&around, "remark") {
            return around.child_elements().find_map(|unit| unit.attr("id").map(str::to_owned));
        }
        if let Some(number) = id.as_ref().and_then(|id| id.strip_prefix("fn.")) {
            let reference = page.all(&format!("[id='fnref.{number}']")).into_iter().next()?;
            return spot(page, reference);
        }
    }
    None
}

/// The path below the folder of its language, and that.
fn in_language(path: &str) -> (&str, &str) {
    path.split_once('/').unwrap_or(("", path))
}

/// Faults of a built site: links that lead nowhere, and links of passages and notes to passages, notes, entries and events
/// that have no way back. What entries say of one another they say of the passages that hold both.
/// What only another language says leads back to the passage there.
fn faults(site: &BTreeMap<String, String>) -> Vec<String> {
    let walk = Walk::new(site);
    let (mut faults, links) = (walk.dead(site), walk.links());
    let passages = walk.passages();
    for (from, targets) in links.iter().filter(|(from, _)| passages.contains(from)) {
        for to in targets.iter().filter(|to| *to != from) {
            // The citation, notices, marks of footnotes have an id of ours, and the rows of parallel pages no passages.
            let is_ours = to.1.contains('.');
            let (own, other) = (in_language(&from.0), in_language(&to.0));
            let is_same = (own.1, &from.1) == (other.1, &to.1);
            let is_spot = links.contains_key(to);
            if is_ours || is_same || !is_spot {
                continue;
            }
            let leads_back = |from: &Spot, to: &Spot| links.get(to).is_some_and(|back| back.contains(from));
            let there = (format!("{}/{}", other.0, own.1), from.1.clone());
            if !leads_back(from, to) && (own.0 == other.0 || !leads_back(&there, to)) {
                faults.push(format!("{}#{} leads to {}#{}, which does not lead back", from.0, from.1, to.0, to.1));
            }
        }
    }
    faults
}

#[test]
fn every_link_of_a_small_site_leads_there_and_back() {
    let site = site();
    let (pages, report) = pages(site.root());
    assert!(pages.len() > 10, "{report}");
    let faults = faults(&pages);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_walk_finds_what_is_wrong() {
    let (whole, _) = pages(site().root());
    for (page, right, wrong) in [
        ("zh/a.html", "b.html#x", "b.html#gone"),
        ("zh/a.html", "b.html#x", "c.html#x"),
        ("zh/b.html", "a.html#chips", "a.html#overview"),
        ("zh/timeline.html", "a.html#chips", "a.html#overview"),
        ("zh/glossary.html", "a.html#chips", "a.html#overview"),
        ("zh/a/suzuki.html", "../a.html#chips", "../a.html#overview"),
    ] {
        let mut planted = whole.clone();
        let html = planted.get_mut(page).unwrap();
        let (right, wrong) = (format!("href=\"{right}\""), format!("href=\"{wrong}\""));
        assert!(html.contains(&right), "{page}: {right}");
        *html = html.replace(&right, &wrong);
        assert!(!faults(&planted).is_empty(), "{page}: {right} became {wrong}");
    }
}

#[test]
fn every_link_of_the_edition_leads_there_and_back() {
    let (pages, _) = pages(&super::root());
    let faults = faults(&pages);
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

/// What `taiyaku links` prints.
fn printed(site: &Site, arguments: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_taiyaku"))
        .arg("links")
        .args(arguments)
        .arg("--root")
        .arg(site.root())
        .output();
    String::from_utf8(run.unwrap().stdout).unwrap()
}

#[test]
fn the_graph_says_what_refers_to_what_and_where() {
    let site = site();
    let text = printed(&site, &["a"]);
    for line in [
        "content/zh/a.md:7:7: a#chips -> b#x (reference)",
        "content/zh/a.md:7:19: a#chips -> b (reference)",
        "content/zh/a.md:7:1: a#chips -> term:soft-law (mention)",
        "content/zh/a.md:11:9: a#more -> b#y (reference)",
        "content/zh/a/suzuki.md:6:3: a/suzuki#q -> a#chips (note)",
        "content/zh/a/suzuki.md:3:12: a/suzuki -> a (commentary)",
    ] {
        assert!(text.lines().any(|other| other == line), "{line}\n{text}");
    }
    assert!(!text.contains("a/suzuki#n -> b#z"), "only what has to do with the work");
    assert_eq!(text, printed(&site, &["a", "--jobs", "1"]));
}

#[test]
fn the_graph_is_json_and_dot_as_well() {
    let site = site();
    site.write("--- content/zh/b.md ---\n# \"乙\\\\\"\n\n一。 {#x}\n\n二。 {#y}\n\n三。 {#z}\n");
    let graph: serde_json::Value = serde_json::from_str(&printed(&site, &["--format", "json"])).unwrap();
    let nodes: BTreeSet<&str> =
        graph["nodes"].as_array().unwrap().iter().map(|node| node["id"].as_str().unwrap()).collect();
    assert!(
        ["index", "a#chips", "a/suzuki#q", "term:soft-law", "term:suzuki", "event:guidelines"]
            .iter()
            .all(|id| nodes.contains(id))
    );
    for edge in graph["edges"].as_array().unwrap() {
        for end in ["from", "to"] {
            assert!(nodes.contains(edge[end].as_str().unwrap()), "{edge}");
        }
    }
    let note = graph["nodes"].as_array().unwrap().iter().find(|node| node["id"] == "a/suzuki#q").unwrap();
    assert_eq!((&note["kind"], &note["pages"]["zh"]), (&"note".into(), &"zh/a/suzuki.html#q".into()));
    let dot = printed(&site, &["--format", "dot"]);
    assert!(dot.contains(r#""b" [label="\"乙\\\"\nb", shape=box, class="work"];"#), "{dot}");
    assert_eq!(dot.matches(r#""a#chips" -> "b#x" [label="reference"];"#).count(), 1, "{dot}");
}

#[test]
fn the_graph_has_what_passages_and_their_footnotes_cite() {
    let site = Site::new(
        "--- content/bibliography.yaml ---\nchen: {type: book, title: 书, author: 陈, date: 2024, language: zh}\nlee: {type: book, title: Book, author: Lee, date: 2020, language: en}\n--- content/zh/a.md ---\n# 甲\n\n甲[第3页](cite:chen,lee)。[^n] {#x}\n\n[^n]: 见[](cite:lee)。\n",
    );
    let text = printed(&site, &["a"]);
    for line in [
        "content/zh/a.md:3:2: a#x -> cite:chen (citation)",
        "content/zh/a.md:3:2: a#x -> cite:lee (citation)",
        "content/zh/a.md:5:8: a#x -> cite:lee (citation)",
    ] {
        assert!(text.lines().any(|other| other == line), "{line}\n{text}");
    }
    let dot = printed(&site, &["--format", "dot"]);
    assert!(dot.contains(r#""cite:lee" [label="Book\ncite:lee","#), "{dot}");
    assert_eq!(dot.matches(r#""a#x" -> "cite:lee" [label="citation"];"#).count(), 1, "{dot}");
}

/// The ways from passages to publications and back, which pass through the list of what a text cites: those that lack their
/// other half.
fn citations_without_a_way_back(site: &BTreeMap<String, String>) -> (usize, Vec<String>) {
    let (mut there, mut back) = (BTreeSet::new(), BTreeSet::new());
    for (path, html) in site.iter().filter(|(path, html)| path.ends_with(".html") && html.contains("ref.")) {
        let page = Page::new(html);
        for link in page.all(".unit .citation a[href^='#ref.'], .footnotes .citation a[href^='#ref.']") {
            let listed =
                page.all(&format!("[id='{}'] a.back[href*='references.html#']", &link.attr("href").unwrap()[1..]));
            let entry = listed.first().and_then(|way| target(path, way.attr("href").unwrap()));
            there.insert(((path.clone(), spot(&page, link)), entry));
        }
    }
    for (path, html) in site.iter().filter(|(path, _)| path.ends_with("references.html")) {
        let page = Page::new(html);
        for link in page.all(".uses a[href]") {
            let entry =
                link.ancestors().filter_map(ElementRef::wrap).find_map(|around| around.attr("id").map(str::to_owned));
            let passage = target(path, link.attr("href").unwrap()).unwrap();
            back.insert((passage, Some((path.clone(), entry))));
        }
    }
    (there.len(), there.symmetric_difference(&back).map(|fault| format!("{fault:?}")).collect())
}

#[test]
fn every_citation_of_the_edition_leads_to_its_work_and_back() {
    let (pages, _) = pages(&super::root());
    let (citations, faults) = citations_without_a_way_back(&pages);
    assert!(citations > 5, "{citations}");
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}
