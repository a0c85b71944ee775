//! Edits of the text below the front matter.

use super::super::random::Random;
use super::super::world::{World, one_of};

/// Words that mean something to some part of the site: labels, dates, figures, slips, and words that mean nothing.
const WORDS: [&str; 24] = [
    "软法",
    "ソフトロー",
    "敏捷治理",
    "アジャイル・ガバナンス",
    "出口",
    "輸出",
    "硬法",
    "ハードロー",
    "森",
    "田中",
    "2024年4月26日",
    "令和6年",
    "9000亿日元",
    "9000億円",
    "AI 模型",
    "**重要。**",
    "`code`",
    "对华出口占比连续三个季度过半",
    "対中輸出の割合は三四半期続けて過半を占めた",
    "第一项",
    "<b>",
    "{漢字|かんじ}",
    "。",
    "新しい",
];

/// Ids that links name and texts may have.
pub const IDS: [&str; 12] =
    ["opening", "overview", "market", "chips", "exports", "agile", "install", "items", "first", "memo", "s1", "Wrong"];

/// Links, most of which lead somewhere.
const LINKS: [&str; 30] = [
    "[见](report.md)",
    "[见](report.md#chips)",
    "[见](report.md#exports)",
    "[见](../report.md#market)",
    "[见](../report.md#nowhere)",
    "[见](guide/start.md)",
    "[见](guide/start.md#install)",
    "[见](next.md)",
    "[见](start.md#install)",
    "[见](only.md)",
    "[见](memo.md#memo)",
    "[见](old-memo.md)",
    "[见](nowhere.md)",
    "[见](#opening)",
    "[见](#overview)",
    "[软法](term:soft-law)",
    "[软法](term:)",
    "[治理](term:agile)",
    "[硬法](term:hard-law)",
    "[4月](event:guidelines)",
    "[2024年](event:market)",
    "[5月](event:guidelines)",
    "[2025年](event:summit)",
    "[](cite:white-paper)",
    "[第3页](cite:handbook)",
    "[](cite:handbook,white-paper)",
    "[](cite:paper)",
    "[网](https://example.org/)",
    "![图](map.svg)",
    "![图](/shared/plan.svg)",
];

const BLOCKS: [&str; 14] = [
    "```rust\nlet x = 1;\n```",
    "```python\nprint(1)\n```",
    "```nonsense\n1\n```",
    "```chart\ntitle: 市场\nkind: bar\ndata: ../shared/market.csv\nunit: 亿日元\nsource: 报告\n```",
    "```chart\ntitle: 市场\nkind: line\ndata: ../../shared/other.csv\nunit: 亿日元\nsource: 报告\n```",
    "| 年 | 数 |\n| --- | --- |\n| 2024 | 2 |",
    "- 甲\n- 乙 {#s1}",
    "1. 一\n2. 二",
    "> 引文[过半](../report.md#exports)",
    "> [§ 概览](../report.md#overview)",
    "> 没有链接的引文",
    "{#items}",
    "---",
    "## 概览 {#overview}",
];

/// The blocks of a document; the first holds the front matter too.
struct Blocks {
    front: String,
    blocks: Vec<String>,
}

impl Blocks {
    fn of(text: &str) -> Self {
        let body = front_end(text);
        let blocks = text[body..].split("\n\n").map(|block| block.trim_matches('\n').to_owned());
        Self { front: text[..body].to_owned(), blocks: blocks.filter(|block| !block.is_empty()).collect() }
    }
}

/// Where the text after the front matter begins.
pub fn front_end(text: &str) -> usize {
    match text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n")) {
        Some(at) => "---\n".len() + at + "\n---\n".len(),
        None => 0,
    }
}

/// Edits the blocks of some document.
fn edit(world: &mut World, random: &mut Random, edit: impl FnOnce(&mut Vec<String>, &mut Random)) {
    let Some(path) = world.document(random) else { return };
    edit_in(world, &path, random, edit);
}

fn edit_in(world: &mut World, path: &str, random: &mut Random, edit: impl FnOnce(&mut Vec<String>, &mut Random)) {
    let Blocks { front, mut blocks } = Blocks::of(&world.text(path));
    edit(&mut blocks, random);
    let between = if front.is_empty() { "" } else { "\n" };
    world.set(path, format!("{front}{between}{}\n", blocks.join("\n\n")));
}

/// Some block.
fn some<'a>(blocks: &'a mut [String], random: &mut Random) -> Option<&'a mut String> {
    let at = random.below(blocks.len());
    blocks.get_mut(at)
}

/// Where in a text something may be put: between two characters, mostly in its first line.
fn place(text: &str, random: &mut Random) -> usize {
    let line = text.lines().next().unwrap_or_default();
    let places: Vec<usize> = line.char_indices().map(|(at, _)| at).chain([line.len()]).collect();
    places[random.below(places.len())]
}

pub fn words(world: &mut World, random: &mut Random) {
    edit(world, random, |blocks, random| {
        let word = random.pick(&WORDS);
        let Some(block) = some(blocks, random) else { return };
        let at = place(block, random);
        match block[at..].chars().next() {
            Some(gone) if random.percent(40) => block.replace_range(at..at + gone.len_utf8(), word),
            _ => block.insert_str(at, word),
        }
    });
}

pub fn add(world: &mut World, random: &mut Random) {
    edit(world, random, |blocks, random| {
        let id = if random.percent(50) { format!(" {{#{}}}", random.pick(&IDS)) } else { String::new() };
        let text = format!("{}与{}。{id}", random.pick(&WORDS), random.pick(&WORDS));
        blocks.insert(random.below(blocks.len() + 1), text);
    });
}

pub fn remove(world: &mut World, random: &mut Random) {
    edit(world, random, |blocks, random| {
        if !blocks.is_empty() {
            blocks.remove(random.below(blocks.len()));
        }
    });
}

pub fn shift(world: &mut World, random: &mut Random) {
    edit(world, random, |blocks, random| {
        if !blocks.is_empty() {
            let block = blocks.remove(random.below(blocks.len()));
            blocks.insert(random.below(blocks.len() + 1), block);
        }
    });
}

pub fn split(world: &mut World, random: &mut Random) {
    edit(world, random, |blocks, random| {
        let Some(block) = some(blocks, random) else { return };
        let at = place(block, random);
        block.insert_str(at, "\n\n");
    });
}

pub fn merge(world: &mut World, random: &mut Random) {
    edit(world, random, |blocks, random| {
        if blocks.len() > 1 {
            let at = random.below(blocks.len() - 1);
            let next = blocks.remove(at + 1);
            blocks[at] += &next;
        }
    });
}

pub fn heading(world: &mut World, random: &mut Random) {
    edit(world, random, |blocks, random| {
        let headings: Vec<usize> = (0..blocks.len()).filter(|at| blocks[*at].starts_with('#')).collect();
        let word = random.pick(&WORDS);
        match one_of(headings, random) {
            Some(at) if random.percent(70) => {
                let text = blocks[at].find(' ').map_or(0, |space| space + 1);
                blocks[at].insert_str(text, word);
            }
            _ => blocks.insert(random.below(blocks.len() + 1), format!("### {word}")),
        }
    });
}

pub fn add_id(world: &mut World, random: &mut Random) {
    edit(world, random, |blocks, random| {
        let id = random.pick(&IDS);
        let more = random.pick(&["", "", "", " only", " with=exports", " of=opening", " proposed"]);
        let Some(block) = some(blocks, random) else { return };
        let stands_alone = block.starts_with(['|', '-', '`', '>']);
        *block += &if stands_alone { format!("\n\n{{#{id}{more}}}") } else { format!(" {{#{id}{more}}}") };
    });
}

/// Does something with an id that the document has: where it begins and ends.
fn edit_id(world: &mut World, random: &mut Random, new: impl FnOnce(&mut Random) -> String) {
    let Some(path) = world.document(random) else { return };
    let mut text = world.text(&path);
    let ids: Vec<usize> = text.match_indices("{#").map(|(at, _)| at).collect();
    let Some(at) = one_of(ids, random) else { return };
    let Some(length) = text[at..].find('}') else { return };
    text.replace_range(at..=at + length, &new(random));
    world.set(&path, text);
}

pub fn remove_id(world: &mut World, random: &mut Random) {
    edit_id(world, random, |_| String::new());
}

pub fn rename_id(world: &mut World, random: &mut Random) {
    edit_id(world, random, |random| format!("{{#{}}}", random.pick(&IDS)));
}

pub fn link(world: &mut World, random: &mut Random) {
    edit(world, random, |blocks, random| {
        let link = random.pick(&LINKS);
        let Some(block) = some(blocks, random) else { return };
        let at = if random.percent(80) { 0 } else { place(block, random) };
        if !block.starts_with(['#', '`', '|', '{', '-', '>']) {
            block.insert_str(at, link);
        }
    });
}

pub fn quotation(world: &mut World, random: &mut Random) {
    let commentaries =
        world.paths("content/", ".md").into_iter().filter(|path| world.text(path).contains("annotates:"));
    let Some(path) = one_of(commentaries.collect(), random) else { return };
    edit_in(world, &path, random, |blocks, random| {
        const QUOTED: [&str; 7] = [
            "对华出口占比",
            "三个季度过半",
            "対中輸出の割合",
            "市场达到9000亿日元",
            "没有这样的话",
            "§ 芯片",
            "第一项",
        ];
        let id = random.pick(&["exports", "market", "chips", "items", "overview", "nowhere"]);
        let quotation = format!("> [{}](../report.md#{id})", random.pick(&QUOTED));
        let quotations: Vec<usize> = (0..blocks.len()).filter(|at| blocks[*at].starts_with('>')).collect();
        match one_of(quotations, random) {
            Some(at) if random.percent(60) => blocks[at] = quotation,
            _ => blocks.insert(random.below(blocks.len() + 1), quotation),
        }
    });
}

pub fn block(world: &mut World, random: &mut Random) {
    edit(world, random, |blocks, random| {
        let at = random.below(blocks.len() + 1);
        blocks.insert(at, random.pick(&BLOCKS).to_owned());
    });
}

pub fn footnote(world: &mut World, random: &mut Random) {
    edit(world, random, |blocks, random| {
        let label = random.pick(&["1", "2", "注"]);
        if random.percent(60) {
            let Some(block) = some(blocks, random) else { return };
            let at = place(block, random);
            block.insert_str(at, &format!("[^{label}]"));
        } else {
            blocks.push(format!("[^{label}]: {}。", random.pick(&WORDS)));
        }
    });
}
