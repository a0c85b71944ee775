//! Edits of the glossary, the timeline, the bibliography, and tables of charts. An entry is a line: `id: {field: value, …}`.

use super::super::random::Random;
use super::super::world::{World, one_of};

const GLOSSARY: &str = "content/glossary.yaml";
const MORE_TERMS: &str = "content/glossary/more.yaml";
const TIMELINE: &str = "content/timeline.yaml";
const BIBLIOGRAPHY: &str = "content/bibliography.yaml";

const TERMS: [&str; 6] = [
    "hard-law: {kind: concept, labels: {zh: {preferred: 硬法}, ja: {preferred: ハードロー}}, reading: {zh: ying fa, ja: はあどろお}, definition: {zh: 有强制力的规范。, ja: 強制力のある規範。}, related: [soft-law]}",
    "market-term: {kind: concept, labels: {zh: 市场, ja: 市場}, reading: {zh: shi chang, ja: しじょう}, definition: {zh: 买卖。, ja: 売買。}}",
    "yamada: {kind: person, labels: {zh: 山田, ja: 山田}, reading: {zh: shan tian, ja: やまだ}, definition: {zh: 译者。, ja: 訳者。}}",
    "ministry: {kind: organization, labels: {zh: {preferred: 文部科学省, admitted: [文科省]}, ja: {preferred: 文部科学省}}, reading: {zh: wen bu, ja: もんぶ}}",
    "tokyo: {kind: place, labels: {zh: 东京, ja: 東京}, reading: {zh: dong jing, ja: とうきょう}}",
    "report-term: {kind: work, labels: {zh: 报告, ja: 報告}, reading: {zh: bao gao, ja: ほうこく}, related: [agile, mori]}",
];

const TERM_FIELDS: [(&str, &[&str]); 6] = [
    ("kind", &["concept", "policy", "person", "place", "nothing"]),
    (
        "labels",
        &[
            "{zh: {preferred: 软法}, ja: {preferred: ソフト・ロー, admitted: [ソフトロー]}}",
            "{zh: {preferred: 柔性法, deprecated: [软法]}, ja: {preferred: ソフトロー}}",
            "{zh: 出口, ja: 輸出}",
            "{zh: {preferred: 规范}}",
            "{zh: 三个季度, ja: 三四半期}",
        ],
    ),
    ("reading", &["{zh: a, ja: あ}", "{zh: zz, ja: んん}"]),
    ("definition", &["{zh: 新的定义。, ja: 新しい定義。}", "{zh: 只有中文的定义。}", "{ja: 日本語だけ。}"]),
    ("related", &["[agile]", "[mori, export]", "[nobody]", "[]"]),
    ("affiliation", &["{zh: 大学, ja: 大学}"]),
];

const EVENTS: [&str; 4] = [
    "summit: {date: 2025, kind: policy, title: {zh: 峰会, ja: サミット}}",
    "early: {date: 1999-01-02, kind: trade, title: {zh: 早事, ja: 昔の事}}",
    "long: {date: 2020/2026, kind: trade, title: {zh: 长事, ja: 長い事}}",
    "fiscal: {date: FY2024, kind: policy, title: {zh: 预算, ja: 予算}}",
];

const EVENT_FIELDS: [(&str, &[&str]); 5] = [
    ("date", &["2024-04-26", "2024", "1990", "2030-01", "2024-04~", "2024-99"]),
    ("kind", &["policy", "trade", "nothing"]),
    ("title", &["{zh: 新事, ja: 新しい事}", "{zh: 只有中文}", "{zh: 指南, ja: 指針}"]),
    ("status", &["forecast", "fact"]),
    ("revised", &["2024-05-06"]),
];

const PUBLICATIONS: [&str; 3] = [
    "paper: {type: article, title: 论文, author: 李四, date: 2023, language: zh, parent: {type: periodical, title: 学报}}",
    "law: {type: legislation, title: AI推進法, date: 2025, language: ja}",
    "website: {type: web, title: Web, url: \"https://example.org/\", date: 2022}",
];

const PUBLICATION_FIELDS: [(&str, &[&str]); 5] = [
    ("title", &["新白皮书", "手册（第二版）"]),
    ("author", &["经济产业省", "[森一郎, 田中二郎]"]),
    ("date", &["2021", "2024-07-01"]),
    ("language", &["ja", "zh"]),
    ("colour", &["red"]),
];

/// Sets or removes a field of an entry: from its key to the comma that ends it, past what is in braces and brackets.
fn set_field(line: &str, key: &str, value: Option<&str>) -> String {
    let Some((id, fields)) = line.split_once(": {").and_then(|(id, rest)| Some((id, rest.strip_suffix('}')?))) else {
        return line.to_owned();
    };
    let (mut parts, mut depth) = (vec![String::new()], 0);
    for c in fields.chars() {
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            _ => {}
        }
        match (c, depth) {
            (',', 0) => parts.push(String::new()),
            _ => parts.last_mut().expect("one is there from the beginning").push(c),
        }
    }
    let start = format!("{key}:");
    let mut parts: Vec<String> = parts.iter().map(|part| part.trim().to_owned()).collect();
    let at = parts.iter().position(|part| part.starts_with(&start));
    match (at, value) {
        (Some(at), Some(value)) => parts[at] = format!("{key}: {value}"),
        (Some(at), None) => drop(parts.remove(at)),
        (None, Some(value)) => parts.push(format!("{key}: {value}")),
        (None, None) => {}
    }
    format!("{id}: {{{}}}", parts.join(", "))
}

fn add(world: &mut World, path: &str, entry: &str, random: &mut Random) {
    let id = entry.split(':').next().unwrap_or_default().to_owned() + ":";
    world.edit_lines(path, |lines| {
        lines.retain(|line| !line.starts_with(&id));
        lines.insert(random.below(lines.len() + 1), entry.to_owned());
    });
}

fn remove(world: &mut World, path: &str, random: &mut Random) {
    world.edit_lines(path, |lines| {
        if !lines.is_empty() {
            lines.remove(random.below(lines.len()));
        }
    });
}

fn reorder(world: &mut World, path: &str, random: &mut Random) {
    world.edit_lines(path, |lines| {
        if !lines.is_empty() {
            let line = lines.remove(random.below(lines.len()));
            lines.insert(random.below(lines.len() + 1), line);
        }
    });
}

fn change(world: &mut World, path: &str, fields: &[(&str, &[&str])], random: &mut Random) {
    let (key, values) = fields[random.below(fields.len())];
    let value = random.pick(values);
    let value = random.percent(85).then_some(value);
    world.edit_lines(path, |lines| {
        let at = random.below(lines.len());
        if let Some(line) = lines.get_mut(at) {
            *line = set_field(line, key, value);
        }
    });
}

pub fn add_term(world: &mut World, random: &mut Random) {
    add(world, GLOSSARY, random.pick(&TERMS), random);
}

pub fn remove_term(world: &mut World, random: &mut Random) {
    remove(world, GLOSSARY, random);
}

pub fn change_term(world: &mut World, random: &mut Random) {
    change(world, GLOSSARY, &TERM_FIELDS, random);
}

pub fn reorder_terms(world: &mut World, random: &mut Random) {
    reorder(world, GLOSSARY, random);
}

/// Moves a term to another file of the glossary.
pub fn split_glossary(world: &mut World, random: &mut Random) {
    let lines: Vec<String> = world.text(GLOSSARY).lines().map(str::to_owned).collect();
    let Some(line) = one_of(lines, random) else { return };
    world.edit_lines(GLOSSARY, |lines| lines.retain(|other| *other != line));
    world.edit_lines(MORE_TERMS, |lines| lines.push(line));
}

pub fn add_event(world: &mut World, random: &mut Random) {
    add(world, TIMELINE, random.pick(&EVENTS), random);
}

pub fn remove_event(world: &mut World, random: &mut Random) {
    remove(world, TIMELINE, random);
}

pub fn change_event(world: &mut World, random: &mut Random) {
    change(world, TIMELINE, &EVENT_FIELDS, random);
}

pub fn reorder_events(world: &mut World, random: &mut Random) {
    reorder(world, TIMELINE, random);
}

pub fn add_publication(world: &mut World, random: &mut Random) {
    add(world, BIBLIOGRAPHY, random.pick(&PUBLICATIONS), random);
}

pub fn remove_publication(world: &mut World, random: &mut Random) {
    remove(world, BIBLIOGRAPHY, random);
}

pub fn change_publication(world: &mut World, random: &mut Random) {
    change(world, BIBLIOGRAPHY, &PUBLICATION_FIELDS, random);
}

/// A style of citations of the site's own, one that cannot be read, and none.
pub fn style(world: &mut World, random: &mut Random) {
    const PATH: &str = "content/bibliography/own.csl";
    const OWN: &str = include_str!("../../../../src/parse/citation_style/styles/author-date.csl");
    match random.below(3) {
        0 => world.set(PATH, OWN),
        1 => world.set(PATH, "<style>"),
        _ => drop(world.files.remove(PATH)),
    }
}

pub fn table(world: &mut World, random: &mut Random) {
    const LINES: [&str; 4] = ["2025,新,新,120,", "2026,预测,予測,>5,yes", "2027,坏,悪,many,", "2028"];
    let path = random.pick(&["content/shared/market.csv", "content/shared/market.csv", "content/shared/other.csv"]);
    let line = random.pick(&LINES);
    match random.below(4) {
        0 => drop(world.files.remove(path)),
        1 => remove(world, path, random),
        _ => world.edit_lines(path, |lines| {
            if lines.is_empty() {
                lines.push("year,label.zh,label.ja,amount,forecast".to_owned());
            }
            lines.push(line.to_owned());
        }),
    }
}

pub fn break_entries(world: &mut World, random: &mut Random) {
    let path = random.pick(&[GLOSSARY, TIMELINE, BIBLIOGRAPHY]);
    let broken = random.pick(&["{", "same: {}\nsame: {}", "\tx: y"]);
    world.edit_lines(path, |lines| lines.push(broken.to_owned()));
}
